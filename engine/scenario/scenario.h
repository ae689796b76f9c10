#ifndef ARAS_SCENARIO_SCENARIO_H
#define ARAS_SCENARIO_SCENARIO_H

#include "model/model.h"

/**
 * One "what if": a model with the changes of a scenario, and with what was typed on the
 * command line, resolved into one tree that compiles by itself.
 */
struct aras_scenario {
    const char *path; /* of the scenario or model file, as given */
    const char *name; /* of the file, without folder and ending: "inertia" */
    struct aras_setting
        *root; /* the model's tree, with the changes in its list `changes` */
    struct aras_model *model;
};

/**
 * Reads a scenario file, the scenario it extends (one step), their model with its
 * parts, and the `settings` typed beside it ("key = value", as in `set`, or an
 * intervention such as "forbid accord": see scenario/typed.h); compiles them. A model's
 * file is a scenario without changes. The files that `expect` names must be there, but
 * are not read. NULL with `problems` when something is wrong.
 * Call inside a try of problems->arena, in which all of it lives; release the model
 * with `aras_model_release`.
 */
struct aras_scenario *aras_scenario_read(const char *path, const char *const *settings,
                                         size_t setting_count,
                                         struct aras_problems *problems);

/** The same from a stored resolved text. */
struct aras_scenario *aras_scenario_restore(const char *text, size_t length,
                                            const char *name,
                                            struct aras_problems *problems);

/**
 * The model of a scenario with settings changed further, as designs vary them: keys[i]
 * is "horizon", "scale.EVENT" (a factor of its rate), "delay.EVENT" (by how much) or
 * "force.EVENT" (when; a date that the scenario forces already is moved), values[i] its
 * value. NULL with `problems`. Inside a try of problems->arena, in which the model
 * lives; release it with `aras_model_release`.
 */
struct aras_model *aras_scenario_vary(const struct aras_scenario *scenario,
                                      const char *const *keys,
                                      const char *const *values, size_t count,
                                      struct aras_problems *problems);

/** The resolved tree as text: a complete model that reads back as the same. */
void aras_scenario_write(const struct aras_scenario *scenario, struct aras_text *text);

/** The same without what changes no number (titles, narratives, sources ...): what a
 * run's id is made of. */
void aras_scenario_write_canonical(const struct aras_scenario *scenario,
                                   struct aras_text *text);

#endif
