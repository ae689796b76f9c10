#ifndef ARAS_COMMAND_EXPERIMENT_H
#define ARAS_COMMAND_EXPERIMENT_H

#include "analysis/inputs.h"
#include "analysis/target.h"
#include "command/session.h"
#include "montecarlo/design.h"

enum { ARAS_EXPERIMENT_FACTORS = 60 };

/**
 * Worlds of a scenario that are played by a design, of which only the numbers that are
 * asked for are kept, in memory: nothing is stored. The axes live in the session's
 * arena; freed with aras_experiment_free.
 */
struct aras_experiment {
    struct aras_design_form form;
    struct aras_design *design;
    size_t points;
    double *value;   /* targets x points; NAN where a world failed */
    uint64_t failed; /* worlds */
    size_t factor[ARAS_EXPERIMENT_FACTORS]; /* of axes, for a design of rows */

    /* A design of rows: what its factors are called. */
    const char *factor_id[ARAS_EXPERIMENT_FACTORS];
    const char *factor_title[ARAS_EXPERIMENT_FACTORS];
};

/** How many inputs can be told apart in one pick-freeze design. */
enum { ARAS_MOST_APART = 40 };

/**
 * Three groups: luck, parameters, variants; those of which nothing is drawn are left
 * out. ARAS_INVALID when nothing is drawn.
 */
ARAS_CHECKED enum aras_status
aras_experiment_of_groups(struct aras_experiment *experiment,
                          struct aras_session *session, const struct aras_inputs *all,
                          uint64_t rows, struct aras_error *error);

/** Luck, each of `inputs` (1 .. ARAS_MOST_APART), and all else that is drawn, as one.
 */
ARAS_CHECKED enum aras_status aras_experiment_of_inputs(
    struct aras_experiment *experiment, struct aras_session *session,
    const struct aras_inputs *inputs, const struct aras_inputs *all, uint64_t rows,
    struct aras_error *error);

/** Trajectories through the space of `inputs` (>= 1). */
ARAS_CHECKED enum aras_status aras_experiment_of_trajectories(
    struct aras_experiment *experiment, struct aras_session *session,
    const struct aras_inputs *inputs, uint64_t trajectories, struct aras_error *error);

/**
 * Plays all points of the design once and keeps the numbers of `count` targets. Tells
 * on stderr how far it is; ARAS_INTERRUPTED when it was stopped: then nothing is left.
 */
ARAS_CHECKED enum aras_status aras_experiment_play(
    struct aras_experiment *experiment, const struct aras_session *session,
    const struct aras_arguments *arguments, const struct aras_target *targets,
    size_t count, struct aras_error *error);

void aras_experiment_free(struct aras_experiment *experiment);

#endif
