#ifndef ARAS_STATISTICS_REGRESSION_H
#define ARAS_STATISTICS_REGRESSION_H

#include <stddef.h>

#include "base/error.h"
#include "statistics/interval.h"

/** An input of a regression: one column, or several that stand for one input, such as
 *  one for each option of a variant but the first. */
struct aras_regressor {
    size_t first, columns;
};

/** What a linear regression says of one input. */
struct aras_regression_effect {
    double slope; /* standardised: by how many of its standard deviations the outcome
                     moves for one of the input's, all others staying; NAN for an
                     input of several columns */
    struct aras_interval interval; /* of the slope, by heteroscedasticity-consistent
                                      errors (HC1) and Student's t */
    double share;   /* of the outcome's variance that is lost when this input is left
                       out: what it adds to R2; for independent inputs their sum is R2 */
    double partial; /* correlation of input and outcome when the others are taken out
                       of both; without a sign for an input of several columns */
};

struct aras_regression {
    size_t rows, columns;
    double r2, adjusted_r2;
};

/**
 * Least squares with an intercept: `outcome` on `column` (rows x columns, row by row),
 * all standardised; `effect` gets one for each of `inputs` regressors, which together
 * cover the columns. A column that never changes has slope 0 and share 0.
 *
 * ARAS_INVALID when there are no more rows than columns + 1, when the outcome never
 * changes, or when columns are combinations of each other (the message names the
 * regressor by its number).
 *
 * By the normal equations of standardised columns, which for near independent inputs
 * are as good as any. Sources: A. Saltelli and others, "Sensitivity Analysis in
 * Practice" (2004) 1.2.5; J. G. MacKinnon, H. White, Journal of Econometrics 29 (1985)
 * 305-325 (HC1).
 */
ARAS_CHECKED enum aras_status
aras_regression_fit(struct aras_regression *regression, const double *outcome,
                    const double *column, size_t rows, size_t columns,
                    const struct aras_regressor *input, size_t inputs, double level,
                    struct aras_regression_effect *effect, struct aras_error *error);

/** Puts the ranks 1 .. count, midranks for ties, in place of numbers that stand
 *  `stride` apart; a regression on ranks gives partial rank correlations (PRCC). */
ARAS_CHECKED enum aras_status aras_regression_rank(double *number, size_t stride,
                                                   size_t count,
                                                   struct aras_error *error);

#endif
