#ifndef ARAS_STATISTICS_BINNED_H
#define ARAS_STATISTICS_BINNED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum {
    ARAS_BINS =
        512,        /* at most; with 256 the bands of statistics/redraw.h were narrow */
    ARAS_ROWS = 500 /* at most, on each side */
};

/**
 * Two samples made small, for what has to be done a thousand times with them: their
 * numbers are counted in common bins and in rows of consecutive clusters of worlds.
 * Each number has a bin of its own when there are at most ARAS_BINS of them; else a bin
 * holds about 1/500 of all numbers, and one that many worlds share is still alone in
 * its bin. A row stands for an independent part of the worlds. Paired samples have the
 * same clusters in the rows of both.
 */
struct aras_binned {
    size_t bins;
    bool paired;
    double value[ARAS_BINS]; /* stands for a bin: the mean of its numbers; ascending */
    double upper[ARAS_BINS]; /* the greatest number in it */
    size_t rows_a, rows_b;
    float *a, *b; /* rows x ARAS_BINS: counts */
    double total_a[ARAS_BINS], total_b[ARAS_BINS];
    double size_a, size_b;
};

/**
 * Makes bins for two samples in ascending order (infinities are welcome, and stand for
 * `cap`, as does any greater number: INFINITY for no such cap), not empty, and so many
 * empty rows for each. Fill them with aras_binned_add. Owned by the caller.
 */
ARAS_CHECKED struct aras_binned *aras_binned_new(const double *a, size_t a_count,
                                                 const double *b, size_t b_count,
                                                 double cap, bool paired, size_t rows_a,
                                                 size_t rows_b,
                                                 struct aras_error *error);
void aras_binned_free(struct aras_binned *binned);

/** Counts a number of A, or of B, in a row. */
void aras_binned_add_a(struct aras_binned *binned, size_t row, double x);
void aras_binned_add_b(struct aras_binned *binned, size_t row, double x);

#endif
