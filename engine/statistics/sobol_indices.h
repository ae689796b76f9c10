#ifndef ARAS_STATISTICS_SOBOL_INDICES_H
#define ARAS_STATISTICS_SOBOL_INDICES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { ARAS_SOBOL_MOST_FACTORS = 62 };

/**
 * A pick-freeze sample. Each row has two independent draws, A and B, of every factor,
 * and some cells: the outcome with some of the factors from B and all others from A. A
 * factor may be one input, a group of them, or the luck of the world.
 */
struct aras_sobol_sample {
    size_t factors; /* 1 .. ARAS_SOBOL_MOST_FACTORS */
    size_t cells;
    const uint64_t *from_b; /* cells: bit i is set when factor i is B's; each once */
    size_t rows;
    const double *outcome; /* rows x cells, row by row, all finite */
};

/**
 * A sample reduced to what its indices need of each row, so that resampled ones cost
 * little. Freed with aras_sobol_indices_free.
 */
struct aras_sobol_indices {
    size_t rows, factors;
    double *part;                  /* rows x (2 + 7 factors); see sobol_indices.c */
    double centre;                 /* subtracted from all outcomes */
    uint64_t has_first, has_total; /* factors that there are pairs of cells for */
};

ARAS_CHECKED enum aras_status
aras_sobol_indices_new(struct aras_sobol_indices *indices,
                       const struct aras_sobol_sample *sample,
                       struct aras_error *error);
void aras_sobol_indices_free(struct aras_sobol_indices *indices);

/**
 * What is measured, in this order: the mean; the variance; of each factor the first
 * order, the share of the variance that it explains by itself; of each factor the
 * total, the share that it has a hand in, by itself and together with others; the
 * interaction, 1 less the sum of all first orders. NAN where the sample has no cells
 * for it, or no variance. What is small may come out below 0.
 */
enum { ARAS_SOBOL_MEAN, ARAS_SOBOL_VARIANCE, ARAS_SOBOL_FIRST };
size_t aras_sobol_indices_count(const struct aras_sobol_indices *indices);

/**
 * Measures rows row[0 .. rows - 1]: an aras_bootstrap_measure of a struct
 * aras_sobol_indices; `row` NULL: each row once.
 *
 * Total: Jansen's, over the pairs of cells that differ in this factor alone. First:
 * from the pairs that share this factor alone,
 *
 *     S = (mean(x y) - m^2 - beta (mean(x y') - m^2)) / V,
 *
 * where y' is the cell y with this factor exchanged, which shares nothing with x, m and
 * V the mean and variance over x and y, and beta = 1 less the total. With beta = 1 it
 * is Saltelli's estimator of 2010, exact for a factor that does nothing; with beta = 0
 * it is Janon's, exact for one that does all; mean(x y') - m^2 has expectation 0, and
 * such a beta takes the most of the error away.
 *
 * Sources: M. J. W. Jansen, Computer Physics Communications 117 (1999) 35-43;
 * A. Saltelli and others, Computer Physics Communications 181 (2010) 259-270, table 2;
 * A. Janon and others, ESAIM: Probability and Statistics 18 (2014) 342-364.
 */
void aras_sobol_indices_measure(const void *indices, const size_t *row, double *value);

#endif
