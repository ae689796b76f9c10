#include "statistics/swap.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/require.h"
#include "statistics/clumps.h"
#include "statistics/quantile.h"

/* Up to so many clusters all swaps are tried. */
#define FEW 12

/* As far as rounding can tell, a swap that comes to the same is the same. */
#define SAME (1.0 - 1e-12)

enum { MOST_ROUNDS = 9999 };

/* Coins, 32 at a draw. */
struct coins {
    gsl_rng *rng;
    uint32_t bits;
    int left;
};

static bool toss(struct coins *coins)
{
    bool heads;

    if (coins->left == 0) {
        coins->bits = (uint32_t) gsl_rng_get(coins->rng);
        coins->left = 32;
    }
    heads = (coins->bits & 1U) != 0;
    coins->bits >>= 1;
    coins->left--;
    return heads;
}

static double try_all(const double *sums, size_t count, double limit)
{
    size_t all = (size_t) 1 << count;
    size_t as_far = 0;

    for (size_t swaps = 0; swaps < all; swaps++) {
        double sum = 0.0;

        for (size_t i = 0; i < count; i++) {
            sum += (swaps >> i & 1U) != 0 ? sums[i] : -sums[i];
        }
        as_far += fabs(sum) >= limit;
    }
    return (double) as_far / (double) all;
}

/* What chance makes of it is an outcome too, so the share is never 0. Source: B.
 * Phipson, G. K. Smyth, "Permutation P-values should never be zero", Statistical
 * Applications in Genetics and Molecular Biology 9 (2010) article 39. */
double aras_swap_sum_p(const double *sums, size_t count, size_t rounds, gsl_rng *rng)
{
    struct coins coins = {.rng = rng};
    double whole = 0.0;
    size_t as_far = 1;

    if (count == 0) {
        return NAN;
    }
    for (size_t i = 0; i < count; i++) {
        whole += sums[i];
    }

    double limit = fabs(whole) * SAME;

    if (count <= FEW) {
        return try_all(sums, count, limit);
    }
    for (size_t r = 0; r < rounds; r++) {
        double sum = 0.0;

        for (size_t i = 0; i < count; i++) {
            sum += toss(&coins) ? sums[i] : -sums[i];
        }
        as_far += fabs(sum) >= limit;
    }
    return (double) as_far / (double) (rounds + 1);
}

static double variation_of(const double *const *sums, size_t kinds, size_t count,
                           const double *sign)
{
    double variation = 0.0;

    for (size_t k = 0; k < kinds; k++) {
        double sum = 0.0;

        for (size_t i = 0; i < count; i++) {
            sum += sign[i] * sums[k][i];
        }
        variation += fabs(sum) / 2.0;
    }
    return variation;
}

double aras_swap_variation_p(const double *const *sums, size_t kinds, size_t count,
                             size_t rounds, gsl_rng *rng, double *null)
{
    struct coins coins = {.rng = rng};
    double sign[ARAS_CLUMPS];
    double seen[MOST_ROUNDS];
    size_t as_far = 1;

    ARAS_REQUIRE(count <= ARAS_CLUMPS && rounds > 0 && rounds <= MOST_ROUNDS);
    *null = NAN;
    if (count == 0) {
        return NAN;
    }
    for (size_t i = 0; i < count; i++) {
        sign[i] = 1.0;
    }

    double limit = variation_of(sums, kinds, count, sign) * SAME;

    for (size_t r = 0; r < rounds; r++) {
        for (size_t i = 0; i < count; i++) {
            sign[i] = toss(&coins) ? 1.0 : -1.0;
        }
        seen[r] = variation_of(sums, kinds, count, sign);
        as_far += seen[r] >= limit;
    }
    aras_quantile_sort(seen, rounds);
    *null = aras_quantile_sorted(seen, rounds, 0.95);
    return (double) as_far / (double) (rounds + 1);
}
