#ifndef ARAS_COMMAND_PRECISION_H
#define ARAS_COMMAND_PRECISION_H

#include "command/session.h"

/**
 * What `--until` asks: "corridor_open+-0.01" (or with a real plus-minus sign), several
 * with commas: the half-width of the 95 % replication error of each outcome, in each
 * reading.
 */
ARAS_CHECKED enum aras_status aras_precision_check(const struct aras_session *session,
                                                   const char *until,
                                                   struct aras_error *error);

/** Whether replications 0 .. `replications` - 1 of a run are as precise as that. */
ARAS_CHECKED enum aras_status aras_precision_reached(const struct aras_session *session,
                                                     const struct aras_run *run,
                                                     uint64_t replications,
                                                     const char *until, bool *reached,
                                                     struct aras_error *error);

#endif
