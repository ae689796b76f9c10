#include "statistics/distances.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/require.h"
#include "statistics/quantile.h"

/* Counts are whole and exact as floats; the parts of runs of separate luck are not. */
#define SAME 1e-6

void aras_distances_of(const double *less, const double *value, size_t bins,
                       double distance[ARAS_DISTANCES])
{
    double gap = 0.0, area = 0.0;

    for (int i = 0; i < ARAS_DISTANCES; i++) {
        distance[i] = 0.0;
    }
    for (size_t k = 0; k < bins; k++) {
        double width = k + 1 < bins ? value[k + 1] - value[k] : 0.0;

        gap += less[k];
        distance[ARAS_VARIATION] += fabs(less[k]) / 2.0;
        distance[ARAS_FIRST_B] = fmax(distance[ARAS_FIRST_B], gap);
        distance[ARAS_FIRST_A] = fmax(distance[ARAS_FIRST_A], -gap);
        distance[ARAS_WASSERSTEIN] += fabs(gap) * width;
        distance[ARAS_ENERGY] += 2.0 * gap * gap * width;
        area += gap * width;
        distance[ARAS_SECOND_B] = fmax(distance[ARAS_SECOND_B], area);
        distance[ARAS_SECOND_A] = fmax(distance[ARAS_SECOND_A], -area);
    }
    distance[ARAS_KOLMOGOROV] = fmax(distance[ARAS_FIRST_B], distance[ARAS_FIRST_A]);
}

/* What each row adds to B's shares less A's. */
struct parts {
    float *part; /* rows x ARAS_BINS, and three rows of 0 */
    size_t rows;
    double scale; /* what a part is to be multiplied by */
};

static void fill_paired(struct parts *parts, const struct aras_binned *binned)
{
    for (size_t i = 0; i < parts->rows * ARAS_BINS; i++) {
        parts->part[i] = binned->b[i] - binned->a[i];
    }
    parts->scale = 1.0 / binned->size_a;
}

static void fill_side(float *part, const float *counts, size_t rows,
                      const double *total, double size, double sign)
{
    double n = (double) rows;
    double few = rows > 1 ? sqrt(n / (n - 1.0)) : 1.0; /* for centring on themselves */

    for (size_t r = 0; r < rows; r++) {
        double of_row = 0.0;

        for (size_t k = 0; k < ARAS_BINS; k++) {
            of_row += (double) counts[r * ARAS_BINS + k];
        }
        for (size_t k = 0; k < ARAS_BINS; k++) {
            double beyond =
                (double) counts[r * ARAS_BINS + k] - of_row * total[k] / size;

            part[r * ARAS_BINS + k] = (float) (sign * few * beyond / size);
        }
    }
}

static void fill_apart(struct parts *parts, const struct aras_binned *binned)
{
    fill_side(parts->part, binned->a, binned->rows_a, binned->total_a, binned->size_a,
              -1.0);
    fill_side(parts->part + binned->rows_a * ARAS_BINS, binned->b, binned->rows_b,
              binned->total_b, binned->size_b, 1.0);
    parts->scale = 1.0;
}

/* The innermost loop of the program's tests: four rows at once, so that the sums are
 * fetched and put back a quarter as often, over a constant number of bins, so that
 * compilers take several at a time. */
static void add_signed(float *sum, const float *part, const float sign[4])
{
    const float *second = part + ARAS_BINS;
    const float *third = second + ARAS_BINS;
    const float *fourth = third + ARAS_BINS;

    for (size_t k = 0; k < ARAS_BINS; k++) {
        sum[k] += (sign[0] * part[k] + sign[1] * second[k]) +
                  (sign[2] * third[k] + sign[3] * fourth[k]);
    }
}

/* Rows are padded to a multiple of four with rows of 0. */
static void turn(const struct parts *parts, gsl_rng *rng, double less[ARAS_BINS])
{
    float sum[ARAS_BINS] = {0.0F};
    uint32_t coins = 0;

    for (size_t r = 0; r < parts->rows; r += 4) {
        float sign[4];

        if (r % 32 == 0) {
            coins = (uint32_t) gsl_rng_get(rng);
        }
        for (size_t i = 0; i < 4; i++, coins >>= 1) {
            sign[i] = (coins & 1U) != 0 ? 1.0F : -1.0F;
        }
        add_signed(sum, &parts->part[r * ARAS_BINS], sign);
    }
    for (size_t k = 0; k < ARAS_BINS; k++) {
        less[k] = (double) sum[k] * parts->scale;
    }
}

static void judge(const struct aras_binned *binned, const struct parts *parts,
                  size_t rounds, gsl_rng *rng, double *seen,
                  struct aras_distance_test test[ARAS_DISTANCES])
{
    double less[ARAS_BINS];
    double whole[ARAS_DISTANCES];
    double as_far[ARAS_DISTANCES] = {0}; /* half of those that come just as far */

    for (size_t k = 0; k < ARAS_BINS; k++) {
        less[k] =
            binned->total_b[k] / binned->size_b - binned->total_a[k] / binned->size_a;
    }
    aras_distances_of(less, binned->value, binned->bins, whole);
    for (size_t i = 0; i < rounds; i++) {
        double distance[ARAS_DISTANCES];

        turn(parts, rng, less);
        aras_distances_of(less, binned->value, binned->bins, distance);
        for (size_t d = 0; d < ARAS_DISTANCES; d++) {
            seen[d * rounds + i] = distance[d];
            as_far[d] += (distance[d] >= whole[d] * (1.0 - SAME)) / 2.0;
            as_far[d] += (distance[d] > whole[d] * (1.0 + SAME)) / 2.0;
        }
    }
    for (size_t d = 0; d < ARAS_DISTANCES; d++) {
        aras_quantile_sort(&seen[d * rounds], rounds);
        test[d].p = whole[d] > 0.0 ? (1.0 + as_far[d]) / (double) (rounds + 1) : 1.0;
        test[d].null = aras_quantile_sorted(&seen[d * rounds], rounds, 0.95);
    }
}

enum aras_status aras_distances_test(const struct aras_binned *binned, size_t rounds,
                                     gsl_rng *rng,
                                     struct aras_distance_test test[ARAS_DISTANCES],
                                     struct aras_error *error)
{
    struct parts parts = {.rows = binned->paired ? binned->rows_a
                                                 : binned->rows_a + binned->rows_b};
    double *seen = calloc(rounds * ARAS_DISTANCES, sizeof *seen);

    ARAS_REQUIRE(rounds > 0 && rounds <= 9999);
    ARAS_REQUIRE(binned->size_a > 0.0 && binned->size_b > 0.0);
    parts.part = calloc((parts.rows + 3) * ARAS_BINS, sizeof *parts.part);
    if (seen == NULL || parts.part == NULL) {
        free(seen);
        free(parts.part);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu swaps", rounds);
    }
    if (binned->paired) {
        ARAS_REQUIRE(binned->size_a == binned->size_b);
        fill_paired(&parts, binned);
    } else {
        fill_apart(&parts, binned);
    }
    judge(binned, &parts, rounds, rng, seen, test);
    free(seen);
    free(parts.part);
    return ARAS_OK;
}
