#include "statistics/redraw.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/require.h"
#include "statistics/quantile.h"
#include "statistics/summary.h"

/* How often each row was drawn. Places are of 32 bits: a row of 500 is favoured over
 * another by at most one part in eight million. */
static void draw_rows(uint32_t *times, size_t rows, gsl_rng *rng)
{
    for (size_t r = 0; r < rows; r++) {
        times[r] = 0;
    }
    for (size_t r = 0; r < rows; r++) {
        uint64_t draw = (uint64_t) (uint32_t) gsl_rng_get(rng);

        times[(draw * rows) >> 32]++;
    }
}

/* The innermost loop of the program's intervals: four rows at once, so that the sums
 * are fetched and put back a quarter as often, over a constant number of bins, so that
 * compilers take several at a time. Counts are whole, and their sums exact as floats up
 * to 2^24 worlds: the order does not matter there. */
static void add_rows(float *sum, const float *counts[4], const float times[4])
{
    for (size_t k = 0; k < ARAS_BINS; k++) {
        sum[k] += times[0] * counts[0][k] + times[1] * counts[1][k] +
                  times[2] * counts[2][k] + times[3] * counts[3][k];
    }
}

static void shares_of(double share[ARAS_BINS], const float *counts, size_t rows,
                      const uint32_t *times)
{
    float sum[ARAS_BINS] = {0.0F};
    const float *row[4] = {counts, counts, counts, counts};
    float by[4] = {0.0F};
    size_t waiting = 0;
    double all = 0.0;

    for (size_t r = 0; r < rows; r++) {
        if (times[r] > 0) {
            row[waiting] = &counts[r * ARAS_BINS];
            by[waiting++] = (float) times[r];
        }
        if (waiting == 4 || (waiting > 0 && r + 1 == rows)) {
            add_rows(sum, row, by);
            by[0] = by[1] = by[2] = by[3] = 0.0F;
            waiting = 0;
        }
    }
    for (size_t k = 0; k < ARAS_BINS; k++) {
        all += (double) sum[k];
    }
    for (size_t k = 0; k < ARAS_BINS; k++) {
        share[k] = (double) sum[k] / all;
    }
}

enum aras_status aras_redraw(const struct aras_binned *binned, size_t rounds,
                             gsl_rng *rng,
                             void (*measure)(const struct aras_redrawn *redrawn,
                                             const void *context, double *number),
                             const void *context, size_t numbers, double *result,
                             struct aras_error *error)
{
    uint32_t times[ARAS_ROWS];
    double a[ARAS_BINS], b[ARAS_BINS];
    struct aras_redrawn redrawn = {.a = a,
                                   .b = b,
                                   .value = binned->value,
                                   .reached = binned->upper,
                                   .bins = binned->bins};
    double *number = calloc(numbers + 1, sizeof *number);

    if (number == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory to draw %zu numbers anew", numbers);
    }
    for (size_t i = 0; i < rounds; i++) {
        draw_rows(times, binned->rows_a, rng);
        shares_of(a, binned->a, binned->rows_a, times);
        if (!binned->paired) {
            draw_rows(times, binned->rows_b, rng);
        }
        shares_of(b, binned->b, binned->rows_b, times);
        measure(&redrawn, context, number);
        for (size_t k = 0; k < numbers; k++) {
            result[k * rounds + i] = number[k];
        }
    }
    free(number);
    return ARAS_OK;
}

static struct aras_summary summary_of(const double *result, size_t rounds)
{
    struct aras_summary summary = {0};

    for (size_t i = 0; i < rounds; i++) {
        aras_summary_add(&summary, result[i]);
    }
    return summary;
}

enum aras_status aras_redraw_band(const double *result, size_t rounds,
                                  const double *estimate, size_t numbers, size_t rows,
                                  double level, struct aras_interval *band,
                                  struct aras_error *error)
{
    double *greatest = calloc(rounds, sizeof *greatest);
    double n = (double) rows;

    ARAS_REQUIRE(rows >= 2 && rounds >= 2);
    if (greatest == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a band of %zu points", numbers);
    }
    for (size_t k = 0; k < numbers; k++) {
        struct aras_summary summary = summary_of(&result[k * rounds], rounds);
        double error_of = sqrt(aras_summary_variance(&summary));

        band[k] = (struct aras_interval){-error_of, error_of};
        for (size_t i = 0; i < rounds && error_of > 0.0; i++) {
            double off = fabs(result[k * rounds + i] - summary.mean) / error_of;

            greatest[i] = fmax(greatest[i], off);
        }
    }
    aras_quantile_sort(greatest, rounds);

    double few = sqrt(n / (n - 1.0)) * aras_t_two_sided(level, n - 1.0) /
                 aras_normal_two_sided(level);
    double multiple = few * aras_quantile_sorted(greatest, rounds, level);

    for (size_t k = 0; k < numbers; k++) {
        double half = band[k].high > 0.0 ? multiple * band[k].high : NAN;

        band[k] = (struct aras_interval){estimate[k] - half, estimate[k] + half};
    }
    free(greatest);
    return ARAS_OK;
}
