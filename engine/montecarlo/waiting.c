#include "montecarlo/waiting.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 32 }; /* worlds: 250 kB for a thousand points; more gain nothing */

struct aras_waiting {
    size_t points;
    size_t worlds;
    double *value; /* worlds x points */
};

struct aras_waiting *aras_waiting_new(const struct aras_shape *shape,
                                      struct aras_error *error)
{
    struct aras_waiting *waiting = calloc(1, sizeof *waiting);

    if (waiting != NULL) {
        waiting->points = shape->points;
        waiting->value = calloc(shape->points + 1, MOST * sizeof *waiting->value);
    }
    if (waiting == NULL || waiting->value == NULL) {
        aras_waiting_free(waiting);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu points of tracks",
                       shape->points);
        return NULL;
    }
    return waiting;
}

void aras_waiting_free(struct aras_waiting *waiting)
{
    if (waiting != NULL) {
        free(waiting->value);
        free(waiting);
    }
}

void aras_waiting_clear(struct aras_waiting *waiting)
{
    waiting->worlds = 0;
}

enum aras_status aras_waiting_add(struct aras_waiting *waiting,
                                  struct aras_block *block, const double *points,
                                  struct aras_error *error)
{
    if (waiting->points == 0) {
        return ARAS_OK;
    }
    memcpy(waiting->value + waiting->worlds * waiting->points, points,
           waiting->points * sizeof *points);
    waiting->worlds++;
    return waiting->worlds < MOST ? ARAS_OK
                                  : aras_waiting_settle(waiting, block, error);
}

enum aras_status aras_waiting_settle(struct aras_waiting *waiting,
                                     struct aras_block *block, struct aras_error *error)
{
    for (size_t i = 0; i < waiting->points; i++) {
        double point[MOST];

        for (size_t world = 0; world < waiting->worlds; world++) {
            point[world] = waiting->value[world * waiting->points + i];
            aras_summary_add(&block->moment[i], point[world]);
        }
        if (aras_sketch_add_all(&block->sketch[i], point, waiting->worlds, error) !=
            ARAS_OK) {
            return error->status;
        }
    }
    waiting->worlds = 0;
    return ARAS_OK;
}
