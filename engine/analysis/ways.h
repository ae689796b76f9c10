#ifndef ARAS_ANALYSIS_WAYS_H
#define ARAS_ANALYSIS_WAYS_H

#include "analysis/columns.h"

/*
 * The ways in which worlds end: the options of a CATEGORY; of what HAPPENED that it
 * came about (0), and that it did not (1).
 */

/** How many ways an outcome of these two kinds has. */
size_t aras_ways_of(const struct aras_outcome *outcome);

/** Which of them a value of the outcome is. */
size_t aras_way_of(const struct aras_outcome *outcome, double value);

/** Adds to `worlds`, one number for each way, how many worlds of a reading ended so, by
 * column `column`; gives how many there were. */
uint64_t aras_ways_count(const struct aras_outcome *outcome,
                         const struct aras_columns *columns, size_t column,
                         size_t reading, uint64_t *worlds);

/**
 * The same of two runs that share their luck: `worlds` has a row for each way in A and
 * in it a number for each way in B. Worlds that failed in either are not counted. The
 * columns are of outcomes with the same ways, and of as many worlds.
 */
uint64_t aras_ways_switched(const struct aras_outcome *outcome,
                            const struct aras_columns *a, const struct aras_columns *b,
                            size_t column, size_t reading, uint64_t *worlds);

#endif
