#ifndef ARAS_ANALYSIS_WARNING_WORLDS_H
#define ARAS_ANALYSIS_WARNING_WORLDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/cursor.h"
#include "analysis/warning.h"

/** What to watch: the same for all workers. */
struct aras_warning_watch {
    const struct aras_model *model;
    const struct aras_warning_wish *wish;
    double last;    /* landmark */
    uint32_t *slot; /* quantities: their slots */
    int *index;     /* by slot: which of them it is; -1 */
    size_t quantities;
    size_t *first_point; /* by track, among all points */
    size_t levels;       /* tracks, then quantities */
};

struct aras_warning_firing {
    uint32_t event;
    double time; /* the first */
};

/** What is kept of a world that did not fail. */
struct aras_warning_seen {
    size_t set;
    bool so;
    double when; /* it came; the horizon where that is when it is known */
    uint8_t settled[ARAS_MOST_LANDMARKS]; /* enum aras_settled */
    size_t first_firing, firings;
};

/**
 * The worlds of a run, played again and watched up to the last landmark. Start with
 * what is borrowed: `watch.model`, `.wish` and `.last`, the cursor's run, `same_maths`
 * and `warning`, of which the numbers of failed worlds and of sets are filled in.
 */
struct aras_warning_worlds {
    struct aras_warning_watch watch;
    struct aras_cursor cursor;
    bool same_maths; /* as when the run was stored: fingerprints must agree */
    struct aras_warning *warning;

    struct aras_warning_seen *seen;
    size_t worlds, world_room;
    struct aras_warning_firing *firing; /* by world, then event */
    size_t firings, firing_room;
    double *level; /* worlds x landmarks x levels */
    size_t level_room;
};

/** Gives ARAS_NO_MEMORY, and says for what. */
enum aras_status aras_warning_no_memory(struct aras_error *error);

/** Plays them. ARAS_DAMAGED when one comes out differently than it is stored,
 *  ARAS_INVALID when there are too few parameter sets. To be freed in any case. */
ARAS_CHECKED enum aras_status
aras_warning_worlds_play(struct aras_warning_worlds *worlds,
                         const struct aras_plan *plan, struct aras_error *error);
void aras_warning_worlds_free(struct aras_warning_worlds *worlds);

#endif
