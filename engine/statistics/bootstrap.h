#ifndef ARAS_STATISTICS_BOOTSTRAP_H
#define ARAS_STATISTICS_BOOTSTRAP_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/**
 * Computes `count` numbers from the rows row[0 .. rows - 1] of a sample; a row may
 * come several times. NAN where a number cannot be computed from these rows.
 */
typedef void (*aras_bootstrap_measure)(const void *sample, const size_t *row,
                                       double *value);

/**
 * What numbers could have come out as, had other rows been drawn: each round draws as
 * many rows as there are, with replacement, and measures them. Source: B. Efron,
 * R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
struct aras_bootstrap {
    size_t rounds, count;
    double *value; /* rounds x count, round by round */
};

/**
 * Draws `rounds` (>= 1) times from `rows` (>= 1) rows by `rng`. What the rows of a
 * sample are must be independent of each other: for worlds that shared a parameter set,
 * the sets. Freed with aras_bootstrap_free; empty when it fails.
 */
ARAS_CHECKED enum aras_status
aras_bootstrap_draw(struct aras_bootstrap *bootstrap, size_t rows, size_t rounds,
                    size_t count, aras_bootstrap_measure measure, const void *sample,
                    gsl_rng *rng, struct aras_error *error);
void aras_bootstrap_free(struct aras_bootstrap *bootstrap);

/** The interval that holds the share `level` of the rounds' numbers, equal shares
 *  outside on both sides; NAN where a round has none. */
ARAS_CHECKED enum aras_status
aras_bootstrap_interval(const struct aras_bootstrap *bootstrap, size_t number,
                        double level, struct aras_interval *interval,
                        struct aras_error *error);

/** The place of a number among others, 1 for the greatest, and how sure it is. */
struct aras_standing {
    size_t place;      /* as measured; of equals the earlier comes first */
    double held;       /* share of rounds in which it has just this place, and alone */
    size_t best, last; /* the places between which it is in `level` of the rounds;
                          equals share all places that they take together */
};

/**
 * Ranks numbers first .. first + count - 1 of each round; `measured` are those of the
 * sample itself, `place` gets one for each. `*order_held`: the share of rounds in which
 * the `top` greatest stand in the same order, jointly.
 */
ARAS_CHECKED enum aras_status
aras_bootstrap_places(const struct aras_bootstrap *bootstrap, size_t first,
                      size_t count, const double *measured, size_t top, double level,
                      struct aras_standing *place, double *order_held,
                      struct aras_error *error);

#endif
