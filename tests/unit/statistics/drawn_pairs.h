#ifndef ARAS_TESTS_UNIT_STATISTICS_DRAWN_PAIRS_H
#define ARAS_TESTS_UNIT_STATISTICS_DRAWN_PAIRS_H

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/binned.h"
#include "statistics/quantile.h"
#include "support/check.h"

enum { MOST_PAIRS = 4000 };

/**
 * Pairs of normal numbers of standard deviation 1 in sets of `group`, of correlation
 * `rho` within a pair (or none, when they are drawn apart). B is more by `shift`, and
 * by another amount in each set, of standard deviation `uneven` and mean 0.
 */
struct drawn_plan {
    size_t pairs, group;
    double rho, shift, uneven;
    bool apart, counted; /* counted: rounded down to halves */
};

struct drawn_pairs {
    double a[MOST_PAIRS], b[MOST_PAIRS];
    double sorted_a[MOST_PAIRS], sorted_b[MOST_PAIRS];
    size_t count, sets;
};

static inline void draw_pairs(struct drawn_pairs *drawn, const struct drawn_plan *plan,
                              gsl_rng *rng)
{
    double rho = plan->apart ? 0.0 : plan->rho;
    double apart = 0.0;

    drawn->count = plan->pairs;
    drawn->sets = plan->pairs / plan->group;
    for (size_t i = 0; i < plan->pairs; i++) {
        double common = gsl_ran_gaussian(rng, sqrt(rho));

        if (i % plan->group == 0) {
            apart = plan->uneven > 0.0 ? gsl_ran_gaussian(rng, plan->uneven) : 0.0;
        }
        drawn->a[i] = common + gsl_ran_gaussian(rng, sqrt(1.0 - rho)) - apart;
        drawn->b[i] =
            common + gsl_ran_gaussian(rng, sqrt(1.0 - rho)) + apart + plan->shift;
        if (plan->counted) {
            drawn->a[i] = floor(2.0 * drawn->a[i]) / 2.0;
            drawn->b[i] = floor(2.0 * drawn->b[i]) / 2.0;
        }
    }
    memcpy(drawn->sorted_a, drawn->a, plan->pairs * sizeof *drawn->a);
    memcpy(drawn->sorted_b, drawn->b, plan->pairs * sizeof *drawn->b);
    aras_quantile_sort(drawn->sorted_a, plan->pairs);
    aras_quantile_sort(drawn->sorted_b, plan->pairs);
}

/** Each set is a row, as far as rows go. */
static inline struct aras_binned *bin_pairs(const struct drawn_pairs *drawn,
                                            const struct drawn_plan *plan)
{
    struct aras_error error = {0};
    size_t rows = drawn->sets < ARAS_ROWS ? drawn->sets : ARAS_ROWS;
    struct aras_binned *binned =
        aras_binned_new(drawn->sorted_a, drawn->count, drawn->sorted_b, drawn->count,
                        INFINITY, !plan->apart, rows, rows, &error);

    assert_non_null(binned);
    for (size_t i = 0; i < drawn->count; i++) {
        aras_binned_add_a(binned, i / plan->group * rows / drawn->sets, drawn->a[i]);
        aras_binned_add_b(binned, i / plan->group * rows / drawn->sets, drawn->b[i]);
    }
    return binned;
}

#endif
