#ifndef ARAS_REPORT_PICTURE_LANES_H
#define ARAS_REPORT_PICTURE_LANES_H

#include "analysis/chronicle.h"
#include "figure/lanes.h"

/** A lane for each actor whose events are drawn, in the order of the model, and one for
 *  all else where there is any. */
struct aras_picture_lanes {
    const struct aras_model *model;
    const char *name[ARAS_MOST_LANES];
    size_t count;
    size_t
        *events; /* by actor of the model: how many are drawn; last those of nobody */
    size_t *of;  /* by actor of the model: its lane; SIZE_MAX: none of its own */
};

/** Begins with no event; freed by aras_picture_lanes_free. Borrows the model. */
ARAS_CHECKED enum aras_status aras_picture_lanes_begin(struct aras_picture_lanes *lanes,
                                                       const struct aras_model *model,
                                                       struct aras_error *error);
void aras_picture_lanes_free(struct aras_picture_lanes *lanes);

/**
 * Whose an event is: the id of the first of its actors, of who decides or demands, or
 * the same of what it is an option or a result of; "" for nobody's.
 */
const char *aras_picture_actor_of(const struct aras_chronicle *chronicle,
                                  uint32_t event);

/** Counts an event of an actor; names the lanes once all are counted; then tells which
 *  lane is whose. */
void aras_picture_lanes_add(struct aras_picture_lanes *lanes, const char *actor);
void aras_picture_lanes_name(struct aras_picture_lanes *lanes);
size_t aras_picture_lane_of(const struct aras_picture_lanes *lanes, const char *actor);

#endif
