#ifndef ARAS_STATISTICS_SWAP_H
#define ARAS_STATISTICS_SWAP_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

/**
 * Tests by swapping labels, for runs that share their luck. If the scenarios differ in
 * nothing, it makes no odds which of two paired worlds is called A. The worlds of one
 * parameter set are no independent pairs: an effect that depends on the parameters
 * moves all of them to one side, and may yet be nothing on average over parameters. So
 * the labels are swapped for *all* worlds of a set at once. What is tested then is that
 * no average difference is left, whatever single parameters do:
 *
 * - exact, for any number of sets, when the worlds of a set taken together are as
 * likely the other way round (an effect that is nothing, or as often there as here);
 * - right for many sets when only the averages agree: a swap turns the sign of what a
 * set adds to the difference and leaves its square, and so draws from the right normal
 *   limit. Source: C.-F. J. Wu, "Jackknife, bootstrap and other resampling methods in
 *   regression analysis", Annals of Statistics 14 (1986) 1261-1295; with clusters: A.
 * C. Cameron, J. B. Gelbach, D. L. Miller, "Bootstrap-based improvements for inference
 *   with clustered errors", Review of Economics and Statistics 90 (2008) 414-427.
 *
 * Where parameters are fixed, each pair is a set of its own.
 */

/**
 * The two-sided probability of a sum this far from 0. `sums` has the sum of differences
 * of each cluster. With few clusters all swaps are tried, else `rounds` of them, drawn
 * from `rng`; the least value is 2^(1 - count) or 1 / (rounds + 1). NAN without
 * clusters.
 */
double aras_swap_sum_p(const double *sums, size_t clusters, size_t rounds,
                       gsl_rng *rng);

/**
 * How uneven several sums together are that add up to 0, such as the changes of the
 * shares of a category's options: half the sum of their sizes. `sums` has a row of
 * `clusters`, at most ARAS_CLUMPS, for each of `kinds`; `rounds` is 1 to 9999.
 * `null` gets what it is below in 95 % of swaps: what chance alone makes of it.
 */
double aras_swap_variation_p(const double *const *sums, size_t kinds, size_t clusters,
                             size_t rounds, gsl_rng *rng, double *null);

#endif
