#ifndef ARAS_COMMAND_EXPERIMENT_H
#define ARAS_COMMAND_EXPERIMENT_H

#include "analysis/inputs.h"
#include "analysis/target.h"
#include "command/session.h"
#include "montecarlo/design.h"

enum { ARAS_EXPERIMENT_FACTORS = 60 };

/**
 * Worlds of a scenario that are played by a design, stored as a run like any other, so
 * that they can be gone on with and asked about again. Where it lies it must stay: the
 * design borrows from it. Begin with aras_experiment_open; close in any case.
 */
struct aras_experiment {
    struct aras_session session; /* of the scenario, with the design */
    struct aras_design_form form;
    size_t points;
    double *value;   /* targets x points; NAN where a world failed */
    uint64_t failed; /* worlds */

    /* A design of rows: to which factor axes belong, and what factors are called. */
    size_t factor[ARAS_EXPERIMENT_FACTORS];
    const char *factor_id[ARAS_EXPERIMENT_FACTORS];
    const char *factor_title[ARAS_EXPERIMENT_FACTORS];
};

/** How many inputs can be told apart in one pick-freeze design. */
enum { ARAS_MOST_APART = 40 };

/** Reads the scenario that `arguments` name, again: a session has one design. These and
 * all below print what is wrong on stderr and return an exit code. */
int aras_experiment_open(struct aras_experiment *experiment,
                         const struct aras_arguments *arguments);
void aras_experiment_close(struct aras_experiment *experiment);

/** Three groups: luck, parameters, variants; those of which nothing is drawn are left
 * out. `all` (>= 1) are the inputs that are drawn. */
int aras_experiment_of_groups(struct aras_experiment *experiment,
                              const struct aras_inputs *all, uint64_t rows);

/** Luck, each of `inputs` (1 .. ARAS_MOST_APART), and all else that is drawn, as one.
 */
int aras_experiment_of_inputs(struct aras_experiment *experiment,
                              const struct aras_inputs *inputs,
                              const struct aras_inputs *all, uint64_t rows);

/** Trajectories through the space of `inputs` (>= 1). */
int aras_experiment_of_trajectories(struct aras_experiment *experiment,
                                    const struct aras_inputs *inputs,
                                    uint64_t trajectories);

/** Plays what is missing of the points of the design, each once, and keeps the numbers
 * of `count` targets in memory. */
int aras_experiment_play(struct aras_experiment *experiment,
                         const struct aras_arguments *arguments,
                         const struct aras_target *targets, size_t count);

#endif
