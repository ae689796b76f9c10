#include "statistics/swap.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/require.h"
#include "statistics/clumps.h"
#include "statistics/quantile.h"

/* Up to so many clusters all swaps are tried. */
#define FEW 12

/* As far as rounding can tell, what comes this near to the same is the same. */
#define SAME 1e-12

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

static double try_all(const double *sums, size_t clusters, double limit)
{
    size_t all = (size_t) 1 << clusters;
    size_t as_far = 0;

    for (size_t swaps = 0; swaps < all; swaps++) {
        double sum = 0.0;

        for (size_t i = 0; i < clusters; i++) {
            sum += (swaps >> i & 1U) != 0 ? sums[i] : -sums[i];
        }
        as_far += fabs(sum) >= limit * (1.0 - SAME);
    }
    return (double) as_far / (double) all;
}

/* How many swaps come as far as what is seen, and farther. */
struct tally {
    double as_far, farther;
};

static void count(struct tally *tally, double seen, double limit)
{
    tally->as_far += seen >= limit * (1.0 - SAME);
    tally->farther += seen > limit * (1.0 + SAME);
}

/*
 * What is seen is an outcome of chance too, so the share is never 0; of swaps that come
 * just as far half are counted, or else a test of yes and no would reject too seldom.
 * Sources: B. Phipson, G. K. Smyth, "Permutation P-values should never be zero",
 * Statistical Applications in Genetics and Molecular Biology 9 (2010) article 39; H. O.
 * Lancaster, "Significance tests in discrete distributions", Journal of the American
 * Statistical Association 56 (1961) 223-234.
 */
static double share_of(const struct tally *tally, size_t rounds)
{
    return (1.0 + (tally->as_far + tally->farther) / 2.0) / (double) (rounds + 1);
}

double aras_swap_sum_p(const double *sums, size_t clusters, size_t rounds, gsl_rng *rng)
{
    struct coins coins = {.rng = rng};
    struct tally tally = {0};
    double whole = 0.0;

    if (clusters == 0) {
        return NAN;
    }
    for (size_t i = 0; i < clusters; i++) {
        whole += sums[i];
    }
    if (whole == 0.0) {
        return 1.0;
    }
    if (clusters <= FEW) {
        return try_all(sums, clusters, fabs(whole));
    }
    for (size_t r = 0; r < rounds; r++) {
        double sum = 0.0;

        for (size_t i = 0; i < clusters; i++) {
            sum += toss(&coins) ? sums[i] : -sums[i];
        }
        count(&tally, fabs(sum), fabs(whole));
    }
    return share_of(&tally, rounds);
}

static double variation_of(const double *const *sums, size_t kinds, size_t clusters,
                           const double *sign)
{
    double variation = 0.0;

    for (size_t k = 0; k < kinds; k++) {
        double sum = 0.0;

        for (size_t i = 0; i < clusters; i++) {
            sum += sign[i] * sums[k][i];
        }
        variation += fabs(sum) / 2.0;
    }
    return variation;
}

double aras_swap_variation_p(const double *const *sums, size_t kinds, size_t clusters,
                             size_t rounds, gsl_rng *rng, double *null)
{
    struct coins coins = {.rng = rng};
    double sign[ARAS_CLUMPS];
    double seen[MOST_ROUNDS];
    struct tally tally = {0};

    ARAS_REQUIRE(clusters <= ARAS_CLUMPS && rounds > 0 && rounds <= MOST_ROUNDS);
    *null = NAN;
    if (clusters == 0) {
        return NAN;
    }
    for (size_t i = 0; i < clusters; i++) {
        sign[i] = 1.0;
    }

    double limit = variation_of(sums, kinds, clusters, sign);

    for (size_t r = 0; r < rounds; r++) {
        for (size_t i = 0; i < clusters; i++) {
            sign[i] = toss(&coins) ? 1.0 : -1.0;
        }
        seen[r] = variation_of(sums, kinds, clusters, sign);
        count(&tally, seen[r], limit);
    }
    aras_quantile_sort(seen, rounds);
    *null = aras_quantile_sorted(seen, rounds, 0.95);
    if (clusters <= FEW || limit == 0.0) {
        tally.farther = tally.as_far; /* too few to be generous, or nothing seen */
    }
    return share_of(&tally, rounds);
}
