#ifndef ARAS_REPORT_PICTURE_WORLD_H
#define ARAS_REPORT_PICTURE_WORLD_H

#include "analysis/occurrences.h"
#include "report/chronicle_report.h"
#include "report/picture.h"
#include "report/twins_report.h"

/** Pictures of single worlds: more of the bridge of report/picture.h. */

/**
 * A world that is retold, a lane for each actor: of its chapters those worth telling,
 * forty at most, first those that an outcome of the telling needed; arrows are what one
 * needed of another, or what moved its rate by a quarter or more. `name` is that of the
 * run. ARAS_INVALID when nothing that happened is worth telling.
 */
ARAS_CHECKED enum aras_status
aras_picture_timeline(const struct aras_picture *picture,
                      const struct aras_retelling *retelling, const char *name,
                      struct aras_error *error);

/**
 * Two sides of a world: what differs and is worth telling, forty events at most, and
 * what is the same, thirty at most. ARAS_INVALID when nothing that happened in either
 * is worth telling.
 */
ARAS_CHECKED enum aras_status
aras_picture_twins(const struct aras_picture *picture,
                   const struct aras_twin_telling *telling, struct aras_error *error);

/** Worlds that are drawn below each other, and what marks them; all borrowed. */
struct aras_picture_strip {
    const struct aras_pictured *of;
    const struct aras_columns *columns; /* of the run: how worlds end, then `time` */
    size_t ending;      /* the outcome of column 0: a CATEGORY, or what HAPPENED */
    const size_t *time; /* the TIMEs that mark worlds, from column 1 on; 1 to 6 */
    size_t times;
    const struct aras_occurrences
        *occurrences;      /* marks worlds in place of times, ... */
    const uint32_t *event; /* ... that it is of; 1 to 6 */
    size_t events;
    size_t reading;
    const uint64_t *world; /* that are drawn, none of which failed; 1 to 200 */
    size_t worlds;
};

/** How worlds differ from each other, world by world. */
ARAS_CHECKED enum aras_status aras_picture_strip(const struct aras_picture *picture,
                                                 const struct aras_picture_strip *strip,
                                                 struct aras_error *error);

#endif
