#ifndef ARAS_RESULT_DATABASE_H
#define ARAS_RESULT_DATABASE_H

#include "base/error.h"

struct aras_run;

/**
 * Writes the replications 0 .. n-1 of a run, and what sums up their events and
 * tracks, as a new SQLite database at `path`, with the tables that results/README.md
 * tells of. What is there already is overwritten. The same run always gives the same
 * content.
 */
ARAS_CHECKED enum aras_status aras_database_write(const struct aras_run *run,
                                                  const char *path,
                                                  struct aras_error *error);

#endif
