#ifndef ARAS_REPORT_WATCHED_H
#define ARAS_REPORT_WATCHED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/model.h"

/**
 * Which outcomes of a model are shown, and in which order: those that its question
 * watches, then those that the question of `other` (or NULL) watches, then with `all`,
 * or when nothing is watched, the rest as declared. Each once.
 */
struct aras_watched {
    size_t *outcome; /* numbers of the model's outcomes */
    size_t count;
    size_t left_out; /* outcomes that are not shown */
};

ARAS_CHECKED enum aras_status aras_watched_find(struct aras_watched *watched,
                                                const struct aras_model *model,
                                                const struct aras_model *other,
                                                bool all, struct aras_error *error);
/** The same for whoever sits in seats (`seated` by actor): the outcomes that the
 * preferences stated of these actors weigh; where there are none, those that are
 * watched. */
ARAS_CHECKED enum aras_status aras_watched_by_seats(struct aras_watched *watched,
                                                    const struct aras_model *model,
                                                    const bool *seated,
                                                    struct aras_error *error);
void aras_watched_free(struct aras_watched *watched);

#endif
