#include "analysis/expect_verdict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define LEVEL 0.05

/* How far the change lies on the side that was expected, seen from the edge. */
static double excess(const struct aras_finding *finding, char sign)
{
    double change = finding->difference.difference;
    double margin = isnan(finding->margin) ? 0.0 : finding->margin;

    switch (sign) {
    case '+':
        return change - margin;
    case '-':
        return -change - margin;
    default:
        return margin - fabs(change);
    }
}

static bool no_world_differs(const struct aras_difference *difference)
{
    return difference->same == 1.0;
}

static double p_of_nothing_seen(const struct aras_finding *finding, double beyond)
{
    const struct aras_difference *difference = &finding->difference;

    if (beyond == 0.0) {
        return 1.0;
    }
    return difference->kind == ARAS_HAPPENED
               ? pow(fmax(1.0 - fabs(beyond), 0.0), (double) difference->worlds)
               : 0.0;
}

double aras_expect_p(const struct aras_finding *finding, char sign)
{
    const struct aras_difference *difference = &finding->difference;
    double beyond = excess(finding, sign);
    double freedom = finding->sets - 1.0;

    if (no_world_differs(difference)) {
        return p_of_nothing_seen(finding, beyond);
    }
    if (!(freedom > 0.0) || isnan(difference->error)) {
        return NAN;
    }
    if (difference->error == 0.0) {
        return beyond == 0.0 ? 1.0 : 0.0; /* the same change in every world */
    }

    return 2.0 * gsl_cdf_tdist_Q(fabs(beyond) / aras_finding_standard_error(finding),
                                 freedom);
}

enum aras_expect_verdict aras_expect_judge(const struct aras_finding *finding,
                                           char sign)
{
    if (!(finding->adjusted < LEVEL)) {
        return ARAS_EXPECT_INCONCLUSIVE;
    }
    return excess(finding, sign) > 0.0 ? ARAS_EXPECT_HOLDS : ARAS_EXPECT_DOES_NOT;
}

const char *aras_expect_verdict_name(enum aras_expect_verdict verdict)
{
    static const char *const names[] = {"holds", "does not hold", "inconclusive"};

    return names[verdict];
}
