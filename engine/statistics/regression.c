#include "statistics/regression.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/require.h"

/* Of a column's variance, what other columns leave must not be only rounding. */
#define LEAST_LEFT 1e-9

/* All that a fit works on; the matrices are columns x columns. */
struct fit {
    size_t rows, columns;
    double *z;        /* rows x columns, standardised; 0 where it never changes */
    double *y;        /* rows, standardised */
    double *residual; /* rows */
    double *slope;    /* columns */
    double *square;   /* columns: one column of the meat times the inverse */
    gsl_matrix *cross, *meat;
};

static void fit_free(struct fit *fit)
{
    free(fit->z);
    free(fit->y);
    free(fit->residual);
    free(fit->slope);
    free(fit->square);
    gsl_matrix_free(fit->cross);
    gsl_matrix_free(fit->meat);
}

static enum aras_status fit_new(struct fit *fit, size_t rows, size_t columns,
                                struct aras_error *error)
{
    *fit = (struct fit){.rows = rows, .columns = columns};
    fit->z = calloc(rows * columns, sizeof *fit->z);
    fit->y = calloc(rows, sizeof *fit->y);
    fit->residual = calloc(rows, sizeof *fit->residual);
    fit->slope = calloc(columns, sizeof *fit->slope);
    fit->square = calloc(columns, sizeof *fit->square);
    if (fit->z == NULL || fit->y == NULL || fit->residual == NULL ||
        fit->slope == NULL || fit->square == NULL ||
        (fit->cross = gsl_matrix_calloc(columns, columns)) == NULL ||
        (fit->meat = gsl_matrix_calloc(columns, columns)) == NULL) {
        fit_free(fit);
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a regression on %zu columns of %zu rows",
                              columns, rows);
    }
    return ARAS_OK;
}

/* Mean 0 and mean square 1; false when the numbers are all one. */
static bool standardize(const double *from, size_t from_stride, double *to,
                        size_t to_stride, size_t count)
{
    double mean = 0.0;
    double squares = 0.0;
    double largest = 0.0;

    for (size_t i = 0; i < count; i++) {
        mean += (from[i * from_stride] - mean) / (double) (i + 1);
        largest = fmax(largest, fabs(from[i * from_stride]));
    }
    for (size_t i = 0; i < count; i++) {
        squares += (from[i * from_stride] - mean) * (from[i * from_stride] - mean);
    }

    double sd = sqrt(squares / (double) count);
    bool changes = sd > 1e-14 * largest;

    for (size_t i = 0; i < count; i++) {
        to[i * to_stride] = changes ? (from[i * from_stride] - mean) / sd : 0.0;
    }
    return changes;
}

/* sum += weight z z', of which the lower half is kept. */
static void add_square(gsl_matrix *sum, const double *z, double weight)
{
    for (size_t j = 0; j < sum->size1; j++) {
        double *row = gsl_matrix_ptr(sum, j, 0);
        double scaled = weight * z[j];

        for (size_t k = 0; k <= j; k++) {
            row[k] += scaled * z[k];
        }
    }
}

static void mirror(gsl_matrix *matrix)
{
    for (size_t j = 0; j < matrix->size1; j++) {
        for (size_t k = 0; k < j; k++) {
            gsl_matrix_set(matrix, k, j, gsl_matrix_get(matrix, j, k));
        }
    }
}

/* --- fitting ---------------------------------------------------------------------- */

static size_t regressor_of(const struct aras_regressor *input, size_t inputs,
                           size_t column)
{
    for (size_t i = 0; i < inputs; i++) {
        if (column >= input[i].first && column < input[i].first + input[i].columns) {
            return i;
        }
    }
    ARAS_REQUIRE(false);
    return 0;
}

static enum aras_status invert(struct fit *fit, const struct aras_regressor *input,
                               size_t inputs, struct aras_error *error)
{
    for (size_t i = 0; i < fit->rows; i++) {
        add_square(fit->cross, &fit->z[i * fit->columns], 1.0 / (double) fit->rows);
    }
    for (size_t j = 0; j < fit->columns; j++) {
        if (gsl_matrix_get(fit->cross, j, j) == 0.0) {
            gsl_matrix_set(fit->cross, j, j, 1.0); /* never changes: a slope of 0 */
        }
    }
    mirror(fit->cross);

    int failed = gsl_linalg_cholesky_decomp1(fit->cross);

    for (size_t j = 0; j < fit->columns; j++) {
        double left = gsl_matrix_get(fit->cross, j, j);

        if (!(left * left > LEAST_LEFT)) {
            return aras_error_set(error, ARAS_INVALID,
                                  "input %zu is a combination of the inputs before it",
                                  regressor_of(input, inputs, j));
        }
    }
    ARAS_REQUIRE(failed == 0);
    gsl_linalg_cholesky_invert(fit->cross);
    return ARAS_OK;
}

/* Slopes, then residuals, whose mean square is returned. */
static double solve(struct fit *fit)
{
    double unexplained = 0.0;

    for (size_t i = 0; i < fit->rows; i++) {
        for (size_t k = 0; k < fit->columns; k++) {
            fit->square[k] +=
                fit->z[i * fit->columns + k] * fit->y[i] / (double) fit->rows;
        }
    }
    for (size_t j = 0; j < fit->columns; j++) {
        for (size_t k = 0; k < fit->columns; k++) {
            fit->slope[j] += gsl_matrix_get(fit->cross, j, k) * fit->square[k];
        }
    }
    for (size_t i = 0; i < fit->rows; i++) {
        double residual = fit->y[i];

        for (size_t k = 0; k < fit->columns; k++) {
            residual -= fit->slope[k] * fit->z[i * fit->columns + k];
        }
        fit->residual[i] = residual;
        unexplained += residual * residual / (double) fit->rows;
    }
    return unexplained;
}

/* The standard error of a slope: C M C, where C is the inverse and M the sum of squared
 * residual times z z'. */
static double error_of(struct fit *fit, size_t column)
{
    double freedom = (double) (fit->rows - fit->columns - 1);
    double variance = 0.0;

    for (size_t j = 0; j < fit->columns; j++) {
        fit->square[j] = 0.0;
        for (size_t k = 0; k < fit->columns; k++) {
            fit->square[j] +=
                gsl_matrix_get(fit->meat, j, k) * gsl_matrix_get(fit->cross, k, column);
        }
        variance += fit->square[j] * gsl_matrix_get(fit->cross, j, column);
    }
    return sqrt(fmax(0.0, variance) / ((double) fit->rows * freedom));
}

/* --- what is told of an input ----------------------------------------------------- */

/* b' (C_GG)^-1 b over the columns of one input: what of the mean square is lost without
 * them. */
static double loss_without(const struct fit *fit, const struct aras_regressor *input,
                           gsl_matrix *part, gsl_vector *solved)
{
    double loss = 0.0;

    for (size_t j = 0; j < input->columns; j++) {
        for (size_t k = 0; k < input->columns; k++) {
            gsl_matrix_set(
                part, j, k,
                gsl_matrix_get(fit->cross, input->first + j, input->first + k));
        }
        gsl_vector_set(solved, j, fit->slope[input->first + j]);
    }

    gsl_matrix_view matrix =
        gsl_matrix_submatrix(part, 0, 0, input->columns, input->columns);
    gsl_vector_view vector = gsl_vector_subvector(solved, 0, input->columns);

    gsl_linalg_cholesky_decomp1(&matrix.matrix);
    gsl_linalg_cholesky_svx(&matrix.matrix, &vector.vector);
    for (size_t j = 0; j < input->columns; j++) {
        loss += fit->slope[input->first + j] * gsl_vector_get(solved, j);
    }
    return loss;
}

static enum aras_status tell(struct fit *fit, const struct aras_regressor *input,
                             size_t inputs, double unexplained, double level,
                             struct aras_regression_effect *effect,
                             struct aras_error *error)
{
    gsl_matrix *part = gsl_matrix_alloc(fit->columns, fit->columns);
    gsl_vector *solved = gsl_vector_alloc(fit->columns);
    double t = aras_t_two_sided(level, (double) (fit->rows - fit->columns - 1));

    if (part == NULL || solved == NULL) {
        gsl_matrix_free(part);
        gsl_vector_free(solved);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a regression");
    }
    for (size_t i = 0; i < inputs; i++) {
        double loss = loss_without(fit, &input[i], part, solved);
        double whole = loss + unexplained;

        effect[i] = (struct aras_regression_effect){
            .slope = NAN,
            .interval = {NAN, NAN},
            .share = loss,
            .partial = whole > 0.0 ? sqrt(loss / whole) : 0.0,
        };
        if (input[i].columns == 1) {
            double slope = fit->slope[input[i].first];
            double half = t * error_of(fit, input[i].first);

            effect[i].slope = slope;
            effect[i].interval = (struct aras_interval){slope - half, slope + half};
            effect[i].partial = copysign(effect[i].partial, slope);
        }
    }
    gsl_matrix_free(part);
    gsl_vector_free(solved);
    return ARAS_OK;
}

enum aras_status
aras_regression_fit(struct aras_regression *regression, const double *outcome,
                    const double *column, size_t rows, size_t columns,
                    const struct aras_regressor *input, size_t inputs, double level,
                    struct aras_regression_effect *effect, struct aras_error *error)
{
    struct fit fit;
    enum aras_status status;

    ARAS_REQUIRE(columns >= 1 && inputs >= 1);
    if (rows < columns + 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "a regression on %zu columns needs at least %zu rows, "
                              "got %zu",
                              columns, columns + 2, rows);
    }
    if (fit_new(&fit, rows, columns, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t k = 0; k < columns; k++) {
        standardize(column + k, columns, fit.z + k, columns, rows);
    }
    if (!standardize(outcome, 1, fit.y, 1, rows)) {
        fit_free(&fit);
        return aras_error_set(error, ARAS_INVALID, "the outcome never changes");
    }
    status = invert(&fit, input, inputs, error);
    if (status == ARAS_OK) {
        double unexplained = solve(&fit);

        for (size_t i = 0; i < rows; i++) {
            add_square(fit.meat, &fit.z[i * columns],
                       fit.residual[i] * fit.residual[i]);
        }
        mirror(fit.meat);
        *regression = (struct aras_regression){
            .rows = rows,
            .columns = columns,
            .r2 = 1.0 - unexplained,
            .adjusted_r2 =
                1.0 - unexplained * (double) (rows - 1) / (double) (rows - columns - 1),
        };
        status = tell(&fit, input, inputs, unexplained, level, effect, error);
    }
    fit_free(&fit);
    return status;
}

/* --- ranks ------------------------------------------------------------------------ */

enum aras_status aras_regression_rank(double *number, size_t stride, size_t count,
                                      struct aras_error *error)
{
    size_t *order = calloc(count + 1, sizeof *order);
    double *rank = calloc(count + 1, sizeof *rank);
    size_t end;

    if (order == NULL || rank == NULL) {
        free(order);
        free(rank);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to rank %zu numbers",
                              count);
    }
    gsl_sort_index(order, number, stride, count);
    for (size_t i = 0; i < count; i = end) {
        end = i + 1;
        while (end < count &&
               number[order[end] * stride] == number[order[i] * stride]) {
            end++;
        }
        for (size_t k = i; k < end; k++) {
            rank[order[k]] = (double) (i + end + 1) / 2.0;
        }
    }
    for (size_t i = 0; i < count; i++) {
        number[i * stride] = rank[i];
    }
    free(order);
    free(rank);
    return ARAS_OK;
}
