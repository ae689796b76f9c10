#include "analysis/nested.h"

#include <math.h>

#include "base/require.h"
#include "statistics/beta.h"

/*
 * Sums about running means, after Welford (see statistics/summary.c). What is added up
 * is n (m - shift) rather than n m: then groups of unlike sizes do not cost the digits
 * of the spread when the mean is large beside it.
 */
enum aras_status aras_nested_add(struct aras_nested *nested,
                                 const struct aras_summary *group,
                                 struct aras_error *error)
{
    double n = (double) group->count;

    if (group->count == 0) {
        return ARAS_OK;
    }
    if (nested->groups == 0.0) {
        nested->shift = group->mean;
    }
    if (nested->ranked && aras_sketch_add(&nested->sketch, group->mean - nested->shift,
                                          error) != ARAS_OK) {
        return error->status;
    }

    double sum = n * (group->mean - nested->shift);
    double sum_before = sum - nested->sum;
    double size_before = n - nested->size;

    nested->groups++;
    nested->sum += sum_before / nested->groups;
    nested->size += size_before / nested->groups;
    nested->sum_squares += sum_before * (sum - nested->sum);
    nested->products += sum_before * (n - nested->size);
    nested->size_squares += size_before * (n - nested->size);
    nested->sizes_squared += n * n;
    nested->within += group->squares;
    aras_summary_merge(&nested->all, group);
    aras_summary_add(&nested->means, group->mean);
    return ARAS_OK;
}

struct aras_summary aras_nested_share_group(double yes, double size)
{
    double p = yes / size;

    return (struct aras_summary){
        .count = (uint64_t) size,
        .mean = p,
        .squares = yes * (1.0 - p),
        .cubes = yes * (1.0 - p) * (1.0 - 2.0 * p),
        .least = yes == size ? 1.0 : 0.0,
        .greatest = yes > 0.0 ? 1.0 : 0.0,
    };
}

/* Cochran's ratio of two sums over clusters, as in statistics/interval.c: with r the
 * mean less the shift, sum (y - r n)^2 = Syy - 2 r Syn + r^2 Snn. */
struct aras_clustered aras_nested_mean(const struct aras_nested *nested)
{
    struct aras_clustered result = {
        .mean = NAN, .error = NAN, .groups = nested->groups};

    if (nested->groups == 0.0) {
        return result;
    }

    double ratio = nested->sum / nested->size;
    double squares = nested->sum_squares - 2.0 * ratio * nested->products +
                     ratio * ratio * nested->size_squares;

    result.mean = nested->all.mean;
    result.size = (double) nested->all.count;
    if (nested->groups >= 2.0) {
        result.error =
            sqrt(nested->groups / (nested->groups - 1.0) * fmax(0.0, squares)) /
            result.size;
    }
    return result;
}

/* The moments of statistics/spread.c; `between` is what of all squares is not within
 * groups. */
double aras_nested_variance(const struct aras_nested *nested)
{
    double size = (double) nested->all.count;
    double k = nested->groups;

    if (k < 2.0 || size <= k) {
        return NAN;
    }

    double between = fmax(0.0, nested->all.squares - nested->within) / (k - 1.0);
    double within = nested->within / (size - k);
    double typical = (size - nested->sizes_squared / size) / (k - 1.0);

    return fmax(0.0, (between - within) / typical);
}

/* The beta with mean m and variance v has a + b = m (1 - m) / v - 1. */
struct aras_interval aras_nested_share_range(const struct aras_nested *nested,
                                             double holds)
{
    double mean = nested->all.mean;
    double variance = aras_nested_variance(nested);
    double outside = (1.0 - holds) / 2.0;
    double whole = mean * (1.0 - mean) / variance - 1.0;

    ARAS_REQUIRE(holds > 0.0 && holds < 1.0);
    if (isnan(variance)) {
        return (struct aras_interval){NAN, NAN};
    }
    if (variance <= 0.0) {
        return (struct aras_interval){mean, mean};
    }
    if (whole <= 1e-6) {
        /* Every parameter set gives 0 or 1. */
        return (struct aras_interval){mean > 1.0 - outside ? 1.0 : 0.0,
                                      mean < outside ? 0.0 : 1.0};
    }
    return (struct aras_interval){
        aras_beta_quantile(outside, mean * whole, (1.0 - mean) * whole),
        aras_beta_upper_quantile(outside, mean * whole, (1.0 - mean) * whole),
    };
}

/* The r-th least of the groups' means, as far as the sketch tells. */
static double ranked_mean(const struct aras_nested *nested, double r)
{
    return nested->shift +
           aras_sketch_quantile(&nested->sketch, (r - 0.5) / nested->groups);
}

/* Between ranks as in statistics/quantile.c. */
static double mean_quantile(const struct aras_nested *nested, double p)
{
    double place = (nested->groups - 1.0) * p;
    double below = floor(place);
    double low = ranked_mean(nested, below + 1.0);
    double high = ranked_mean(nested, fmin(below + 2.0, nested->groups));

    return low + (place - below) * (high - low);
}

/* Drawn together towards the mean as in statistics/spread.c, after Louis. */
struct aras_interval aras_nested_mean_range(const struct aras_nested *nested,
                                            double holds)
{
    double mean = nested->all.mean;
    double variance = aras_nested_variance(nested);

    ARAS_REQUIRE(holds > 0.0 && holds < 1.0);
    if (!(variance > 0.0)) {
        double end = isnan(variance) ? NAN : mean;

        return (struct aras_interval){end, end};
    }
    ARAS_REQUIRE(nested->ranked);

    double off = nested->means.mean - mean;
    double plain =
        (nested->means.squares + nested->groups * off * off) / (nested->groups - 1.0);
    double shrink = fmin(1.0, sqrt(variance / plain));

    return (struct aras_interval){
        mean + shrink * (mean_quantile(nested, (1.0 - holds) / 2.0) - mean),
        mean + shrink * (mean_quantile(nested, (1.0 + holds) / 2.0) - mean),
    };
}

void aras_nested_free(struct aras_nested *nested)
{
    aras_sketch_free(&nested->sketch);
}
