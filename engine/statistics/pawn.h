#ifndef ARAS_STATISTICS_PAWN_H
#define ARAS_STATISTICS_PAWN_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/**
 * How much the distribution of an outcome changes when an input is known to lie in a
 * slice of its range: Kolmogorov's distance between the outcomes of a slice and those
 * of all rows. For an outcome that is 0 or 1 it is by how much the probability moves.
 * Needs no special design: any rows with independent inputs will do.
 *
 * Source: F. Pianosi, T. Wagener, "Distribution-based sensitivity analysis from a
 * generic input-output sample", Environmental Modelling & Software 108 (2018) 197-207.
 */
struct aras_pawn {
    size_t rows;
    double *outcome; /* ascending */
    size_t *row_at;  /* which row has the outcome of that place */
};

/** Sorts `rows` (>= 1) outcomes, none of them NAN. Freed with aras_pawn_free. */
ARAS_CHECKED enum aras_status aras_pawn_new(struct aras_pawn *pawn,
                                            const double *outcome, size_t rows,
                                            struct aras_error *error);
void aras_pawn_free(struct aras_pawn *pawn);

enum { ARAS_PAWN_MOST_SLICES = 64 };

/** Which slice each row lies in. */
struct aras_slices {
    size_t count; /* 1 .. ARAS_PAWN_MOST_SLICES; some may be empty */
    uint8_t *of;  /* rows; owned by the caller */
};

/**
 * Cuts the range of an input into at most `most` slices of equally many rows. Rows with
 * the same value share a slice, and the greatest value is in the last one. An input
 * with few values, such as the number of an option, has a slice for each.
 */
ARAS_CHECKED enum aras_status aras_slices_cut(struct aras_slices *slices,
                                              const double *input, size_t rows,
                                              size_t most, struct aras_error *error);

/** The distances of the slices from all rows. */
struct aras_pawn_distance {
    double greatest, middle;            /* the largest, and the median over slices */
    size_t slice;                       /* that has the largest */
    double each[ARAS_PAWN_MOST_SLICES]; /* by slice; 0 of an empty one */
};

/** `weight`: how often each row counts (a resampled sample), or NULL for once each. */
struct aras_pawn_distance aras_pawn_measure(const struct aras_pawn *pawn,
                                            const struct aras_slices *slices,
                                            const double *weight);

/**
 * What inputs that do nothing would show: the greatest distances in `rounds` random
 * exchanges of the rows among the slices, for each of `count` ways of slicing;
 * distance[i * rounds] and the rounds - 1 behind it are those of slices[i], ascending.
 */
ARAS_CHECKED enum aras_status aras_pawn_dummies(const struct aras_pawn *pawn,
                                                const struct aras_slices *const *slices,
                                                size_t count, size_t rounds,
                                                double *distance, gsl_rng *rng,
                                                struct aras_error *error);

#endif
