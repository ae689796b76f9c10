#ifndef ARAS_ANALYSIS_JUDGEMENT_H
#define ARAS_ANALYSIS_JUDGEMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/model.h"

/** What a world is worth to an actor, by the preferences that the model states. */

/** Whether the model states a preference of the actor (its number). */
bool aras_judgement_possible(const struct aras_model *model, size_t actor);

/**
 * An outcome on the scale of a preference: what happened is 1, what did not is 0; a
 * number is 0 at the low end of the range and 1 at its high end, and no more beyond (a
 * time that never came is 1); an option of a category is what it counts. NAN for an
 * outcome that is NAN: of a world that failed.
 */
double aras_judgement_scaled(const struct aras_model *model,
                             const struct aras_preference *preference, double outcome);

/** The sum of weight x scaled outcome over the actor's preferences; `outcomes` are
 * those of a record. */
double aras_judgement_worth(const struct aras_model *model, size_t actor,
                            const double *outcomes);

#endif
