#ifndef ARAS_STATISTICS_SKETCH_H
#define ARAS_STATISTICS_SKETCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/** The numbers of one bin. Bins ascend with their numbers; 0 is the number 0. */
struct aras_sketch_bin {
    int32_t bin;
    uint64_t count;
};

/**
 * The distribution of any amount of numbers in little memory, from which quantiles are
 * read within 0.4 % of a number. The bins are the same for everybody (by sign, binary
 * exponent and the seven highest bits of the rest), so merging is exact and does not
 * depend on any order, and two sketches of the same numbers are equal.
 *
 * Start with `{0}`; free with aras_sketch_free. The array is sorted and holds no empty
 * bin, and so can be written out as it is.
 */
struct aras_sketch {
    struct aras_sketch_bin *bins;
    size_t count;
    size_t capacity;
    uint64_t total; /* of all counts */
};

/** The bin that a number falls into. Infinities have bins of their own; NAN has none.
 */
int32_t aras_sketch_bin_of(double x);

/** The number that stands for a bin: its middle. */
double aras_sketch_middle(int32_t bin);

/** Fails with ARAS_INVALID for NAN and ARAS_NO_MEMORY; the sketch is then as before. */
ARAS_CHECKED enum aras_status aras_sketch_add(struct aras_sketch *sketch, double x,
                                              struct aras_error *error);

/** Adds several numbers: quicker than one after another. ARAS_INVALID, and the sketch
 * is as before, when one is NAN; when it fails for memory, some of them have been
 * added. */
ARAS_CHECKED enum aras_status aras_sketch_add_all(struct aras_sketch *sketch,
                                                  const double *x, size_t count,
                                                  struct aras_error *error);

/** Adds all that `more` holds. When it fails, the sketch is as before. */
ARAS_CHECKED enum aras_status aras_sketch_merge(struct aras_sketch *sketch,
                                                const struct aras_sketch *more,
                                                struct aras_error *error);

/** The middle of the bin of the least number with a share of at least `p` at or below
 * it; 0 <= p <= 1. NAN when the sketch is empty. */
double aras_sketch_quantile(const struct aras_sketch *sketch, double p);

/**
 * How many of the numbers lie in each of `parts` equal parts from `low` to `high`, to
 * the precision of the sketch: `count[0]` is of the lowest part, and `high` belongs to
 * the last. What lies beyond is in none.
 */
void aras_sketch_histogram(const struct aras_sketch *sketch, double low, double high,
                           size_t parts, uint64_t *count);

/** Copies the sketch to two arrays of `sketch->count` each. */
void aras_sketch_write(const struct aras_sketch *sketch, int32_t *bins,
                       uint64_t *counts);

/**
 * Makes the empty `sketch` from two arrays. ARAS_DAMAGED when they are not what
 * aras_sketch_write could have written: bins out of order or range, a count of 0.
 */
ARAS_CHECKED enum aras_status aras_sketch_read(struct aras_sketch *sketch,
                                               const int32_t *bins,
                                               const uint64_t *counts, size_t count,
                                               struct aras_error *error);

void aras_sketch_free(struct aras_sketch *sketch);

#endif
