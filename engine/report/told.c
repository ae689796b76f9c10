#include "report/told.h"

#include <math.h>
#include <stdio.h>

#include "report/number.h"

static const struct aras_style signs = {.width = 100};

struct aras_told aras_told_share(const struct aras_share *share)
{
    struct aras_told told;

    if (!isnan(share->never) || !isnan(share->always)) {
        bool none = !isnan(share->never);

        snprintf(
            told.estimate, sizeof told.estimate, "%s",
            (none ? aras_number_below(share->never) : aras_number_above(share->always))
                .text);
        snprintf(told.range, sizeof told.range, "%s", aras_number_none(&signs));
        snprintf(told.error, sizeof told.error, "in %s of %s", none ? "none" : "all",
                 aras_number_whole(share->size).text);
        return told;
    }
    snprintf(told.estimate, sizeof told.estimate, "%s",
             aras_number_estimate(share->p, share->range, share->interval, true).text);
    snprintf(told.range, sizeof told.range, "%s",
             aras_number_range(share->range, share->error, true, &signs).text);
    snprintf(told.error, sizeof told.error, "%s",
             aras_number_error(share->error, true, &signs).text);
    return told;
}

struct aras_told aras_told_average(const struct aras_average *average)
{
    struct aras_told told;

    snprintf(
        told.estimate, sizeof told.estimate, "%s",
        aras_number_estimate(average->mean, average->range, average->interval, false)
            .text);
    snprintf(told.range, sizeof told.range, "%s",
             aras_number_range(average->range, average->error, false, &signs).text);
    snprintf(told.error, sizeof told.error, "%s",
             aras_number_error(average->error, false, &signs).text);
    return told;
}

bool aras_told_is_average(enum aras_outcome_kind kind)
{
    return kind == ARAS_VALUE || kind == ARAS_MEAN || kind == ARAS_COUNT;
}

struct aras_told aras_told_estimate(const struct aras_estimate *estimate)
{
    return aras_told_is_average(estimate->kind) ? aras_told_average(&estimate->average)
                                                : aras_told_share(&estimate->share);
}
