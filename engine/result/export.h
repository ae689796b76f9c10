#ifndef ARAS_RESULT_EXPORT_H
#define ARAS_RESULT_EXPORT_H

#include <stdio.h>

#include "base/error.h"

struct aras_run;

/** The tables of a run that can be had as CSV. */
enum aras_export_table {
    ARAS_EXPORT_OUTCOMES,   /* a row for each replication, a column for each outcome */
    ARAS_EXPORT_TIDY,       /* a row for each replication and outcome */
    ARAS_EXPORT_PARAMETERS, /* a row for each parameter set */
    ARAS_EXPORT_TRACKS,     /* a row for each track and grid point */
    ARAS_EXPORT_EVENTS      /* a row for each event */
};

/** The table called "outcomes", "tidy", "parameters", "tracks" or "events".
 * ARAS_UNKNOWN, naming these, for another name. */
ARAS_CHECKED enum aras_status aras_export_table_named(const char *name,
                                                      enum aras_export_table *table,
                                                      struct aras_error *error);

/**
 * Writes a table of the run as CSV with a header line, the lines ended by a line
 * feed, fields quoted as RFC 4180 says. Numbers have 17 digits: read back, they
 * are the same bits. A field is empty where there is no value: the outcomes of a
 * failed replication, a time that was not reached. Reads block by block. Needs
 * the C locale for numbers. Fails with ARAS_FILE when `file` takes no more.
 */
ARAS_CHECKED enum aras_status aras_export_csv(const struct aras_run *run, FILE *file,
                                              enum aras_export_table table,
                                              struct aras_error *error);

/**
 * Writes the whole run as one JSON object, as results/README.md tells; what is not
 * finite, or not there, is null. Reads block by block.
 */
ARAS_CHECKED enum aras_status aras_export_json(const struct aras_run *run, FILE *file,
                                               struct aras_error *error);

#endif
