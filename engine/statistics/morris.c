#include "statistics/morris.h"

#include <math.h>

#include "statistics/summary.h"

static struct aras_summary sizes_of(const struct aras_morris *morris, size_t input)
{
    struct aras_summary sizes = {0};

    for (size_t i = 0; i < morris->rows; i++) {
        double effect = morris->effect[i * morris->inputs + input];

        if (!isnan(effect)) {
            aras_summary_add(&sizes, fabs(effect));
        }
    }
    return sizes;
}

struct aras_morris_effect aras_morris_of(const struct aras_morris *morris, size_t input)
{
    struct aras_summary sizes = sizes_of(morris, input);
    struct aras_summary effects = {0};
    bool unordered = morris->unordered[input];

    for (size_t i = 0; i < morris->rows; i++) {
        double effect = morris->effect[i * morris->inputs + input];

        if (!isnan(effect)) {
            aras_summary_add(&effects, effect);
        }
    }
    return (struct aras_morris_effect){
        .size = sizes.count == 0 ? NAN : sizes.mean,
        .mean = unordered || effects.count == 0 ? NAN : effects.mean,
        .spread = unordered ? NAN : sqrt(aras_summary_variance(&effects)),
        .count = (size_t) sizes.count,
    };
}

struct aras_interval aras_morris_size_interval(const struct aras_morris *morris,
                                               size_t input, double level)
{
    struct aras_summary sizes = sizes_of(morris, input);
    struct aras_interval interval =
        aras_interval_skewed_mean(sizes.mean, aras_summary_variance(&sizes),
                                  aras_summary_skewness(&sizes), sizes.count, level);

    /* No size is below 0. */
    return (struct aras_interval){interval.low < 0.0 ? 0.0 : interval.low,
                                  interval.high};
}

void aras_morris_measure(const void *opaque, const size_t *row, double *value)
{
    const struct aras_morris *morris = opaque;

    for (size_t k = 0; k < morris->inputs; k++) {
        double sum = 0.0;
        double count = 0.0;

        for (size_t i = 0; i < morris->rows; i++) {
            double effect = morris->effect[row[i] * morris->inputs + k];

            if (!isnan(effect)) {
                sum += fabs(effect);
                count++;
            }
        }
        value[k] = count > 0.0 ? sum / count : NAN;
    }
}
