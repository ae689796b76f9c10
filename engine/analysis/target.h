#ifndef ARAS_ANALYSIS_TARGET_H
#define ARAS_ANALYSIS_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"

enum aras_target_kind {
    ARAS_TARGET_SHARE,   /* HAPPENED: 1 when it did */
    ARAS_TARGET_OPTION,  /* CATEGORY: 1 when it ended with this option */
    ARAS_TARGET_REACHED, /* TIME: 1 when it was reached by the horizon */
    ARAS_TARGET_UNTIL,   /* TIME: the time until it was reached, or the horizon */
    ARAS_TARGET_NUMBER   /* VALUE, MEAN, COUNT */
};

/** What is asked of an outcome: one number of each world. */
struct aras_target {
    enum aras_target_kind kind;
    size_t outcome; /* of the model */
    size_t option;  /* OPTION: of the category */
};

/**
 * Reads what is typed: `corridor_open`, `ending=belt` for one option of a category,
 * `treaty=reached` for whether a time is reached (without it, the time until then, at
 * most the horizon). As in a condition (condition.h), `ending == belt` says the same as
 * `ending=belt`. ARAS_UNKNOWN names the nearest outcome or option, ARAS_INVALID what
 * else is wrong.
 */
ARAS_CHECKED enum aras_status aras_target_read(struct aras_target *target,
                                               const char *text,
                                               const struct aras_model *model,
                                               struct aras_error *error);

/** The option that stands for all of a category. */
#define ARAS_ALL_OPTIONS SIZE_MAX

/**
 * Reads the name of an outcome that is told with all its options, `ending`, or with one
 * of them, `ending=belt`: `option` is then its number, else ARAS_ALL_OPTIONS. Where
 * only whole outcomes can be told, `option` is NULL, and one option ARAS_INVALID. Fails
 * as aras_target_read does.
 */
ARAS_CHECKED enum aras_status aras_target_read_outcome(size_t *outcome, size_t *option,
                                                       const char *text,
                                                       const struct aras_model *model,
                                                       struct aras_error *error);

/** The number of a world with these outcomes; NAN when it failed. */
double aras_target_of(const struct aras_target *target, const struct aras_model *model,
                      const double *outcomes);

/** Whether the number is 0 or 1, and its mean a probability. */
bool aras_target_is_share(const struct aras_target *target);

#endif
