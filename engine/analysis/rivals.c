#include "analysis/rivals.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/require.h"
#include "random/stream.h"
#include "statistics/power.h"
#include "statistics/quantile.h"
#include "statistics/summary.h"

enum { ALL_UP_TO = 12, DRAWN = 9999 };

static const double alpha = 0.05;
static const double power = 0.80;

/* Chooses among the differences: the bits of `number` where all choices are gone
 * through, drawn ones else. */
static void choose(bool *chosen, size_t count, size_t number, uint64_t seed)
{
    const struct aras_stream stream = {
        .seed = seed, .name = aras_name_hash("rivals"), .purpose = ARAS_FOR_ANALYSIS};
    uint64_t words[4] = {number, 0, 0, 0};

    for (size_t i = 0; i < count; i++) {
        if (count > ALL_UP_TO && i % 256 == 0) {
            aras_stream_words(&stream, number, i / 256, words);
        }
        chosen[i] = (words[i % 256 / 64] >> (i % 64) & 1u) != 0;
    }
}

/* The mean over those chosen, and the sum when the signs of those chosen are changed. A
 * choice of none is given the middle: it is as if it had not been. */
static void gauge(const double *differences, const bool *chosen, size_t count,
                  double middle, double *mean, double *changed)
{
    double sum = 0.0;
    double others = 0.0;
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        if (chosen[i]) {
            sum += differences[i];
            size++;
        } else {
            others += differences[i];
        }
    }
    *mean = size == 0 ? middle : sum / (double) size;
    *changed = others - sum;
}

/* Of m means there are m + 1 gaps, in each of which the truth is as likely to lie; the
 * choice of none is no mean. */
static struct aras_interval interval_of(double *means, size_t count)
{
    size_t beyond = (size_t) floor(alpha / 2.0 * (double) (count + 1));

    if (beyond == 0) {
        return (struct aras_interval){-INFINITY, INFINITY};
    }
    aras_quantile_sort(means, count);
    return (struct aras_interval){means[beyond - 1], means[count - beyond]};
}

enum aras_status aras_rivalry_of(struct aras_rivalry *rivalry,
                                 const double *differences, size_t count, uint64_t seed,
                                 struct aras_error *error)
{
    bool all = count <= ALL_UP_TO;
    size_t choices = all ? (size_t) 1 << count : DRAWN;
    double *means = calloc(choices, sizeof *means);
    bool *chosen = calloc(count, sizeof *chosen);
    struct aras_summary summary = {0};
    size_t as_far =
        all ? 0 : 1; /* what was seen is one of the choices that are drawn */

    ARAS_REQUIRE(count >= 1);
    if (means == NULL || chosen == NULL) {
        free(means);
        free(chosen);
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory to compare %zu predictions", count);
    }
    for (size_t i = 0; i < count; i++) {
        aras_summary_add(&summary, differences[i]);
    }

    double sum = fabs(summary.mean) * (double) count;

    for (size_t c = 0; c < choices; c++) {
        double changed;

        choose(chosen, count, c, seed);
        gauge(differences, chosen, count, summary.mean, &means[c], &changed);
        as_far += fabs(changed) >= sum * (1.0 - 1e-12) ? 1 : 0;
    }
    *rivalry = (struct aras_rivalry){
        .count = count,
        .difference = summary.mean,
        .sd = sqrt(aras_summary_variance(&summary)),
        .p = (double) as_far / (double) (choices + (all ? 0 : 1)),
        /* Of all choices the first is that of none. */
        .interval = interval_of(all ? means + 1 : means, all ? choices - 1 : choices),
    };
    rivalry->needed = aras_power_needed(rivalry->difference, rivalry->sd, alpha, power);
    free(means);
    free(chosen);
    return ARAS_OK;
}
