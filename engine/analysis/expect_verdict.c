#include "analysis/expect_verdict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "statistics/interval.h"

#define LEVEL          0.05
#define INTERVAL_LEVEL 0.95 /* of aras_difference.interval */

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

/* The interval of a share ends at 1 at the latest; the other half of it does not. */
static double standard_error(const struct aras_difference *difference, double freedom)
{
    double half = fmax(difference->interval.high - difference->difference,
                       difference->difference - difference->interval.low);

    return half / aras_t_two_sided(INTERVAL_LEVEL, freedom);
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

    return 2.0 *
           gsl_cdf_tdist_Q(fabs(beyond) / standard_error(difference, freedom), freedom);
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
