#include "statistics/best_subset.h"

#include <math.h>
#include <stdlib.h>

#include "base/require.h"

static struct aras_clustered less(const double *mine, const double *others,
                                  const double *size, size_t clusters,
                                  struct aras_cluster *room)
{
    for (size_t g = 0; g < clusters; g++) {
        room[g] = (struct aras_cluster){mine[g] - others[g], size[g]};
    }
    return aras_clustered_mean(room, clusters);
}

/*
 * Multiple comparisons with the best, constrained: with D the difference to another, s
 * its standard error and d a one-sided quantile shared among the others by Bonferroni,
 * which holds however they depend on each other,
 *
 *     lead: min(0, least D - d s) to max(0, least D + d s)
 *
 * Sources: J. C. Hsu, Multiple Comparisons: Theory and Methods (1996), section 4.1;
 * with common random numbers: B. L. Nelson, F. J. Matejcik, "Using common random
 * numbers for indifference-zone selection and multiple comparisons in simulation",
 * Management Science 41 (1995) 1935-1945.
 */
enum aras_status aras_best_subset(const double *const *sum, const double *size,
                                  size_t count, size_t clusters, bool highest,
                                  double level, struct aras_contender *contender,
                                  struct aras_error *error)
{
    struct aras_cluster *room = calloc(clusters + 1, sizeof *room);
    double one_sided = 1.0 - 2.0 * (1.0 - level) / (double) (count - 1);
    double sign = highest ? 1.0 : -1.0;

    ARAS_REQUIRE(count >= 2 && clusters >= 2 && level > 0.5 && level < 1.0);
    if (room == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu clusters",
                              clusters);
    }

    double d = aras_t_two_sided(one_sided, (double) clusters - 1.0);

    for (size_t i = 0; i < count; i++) {
        double low = INFINITY, high = INFINITY;
        double all = 0.0, worlds = 0.0;

        for (size_t g = 0; g < clusters; g++) {
            all += sum[i][g];
            worlds += size[g];
        }
        for (size_t j = 0; j < count; j++) {
            struct aras_clustered ahead = less(sum[i], sum[j], size, clusters, room);

            if (j != i) {
                low = fmin(low, sign * ahead.mean - d * ahead.error);
                high = fmin(high, sign * ahead.mean + d * ahead.error);
            }
        }
        contender[i] = (struct aras_contender){
            .mean = all / worlds,
            .lead = {fmin(0.0, low), fmax(0.0, high)},
            .may_be_best = high >= 0.0,
        };
    }
    free(room);
    return ARAS_OK;
}
