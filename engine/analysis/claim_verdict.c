#include "analysis/claim_verdict.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#define LEVEL 0.05

double aras_claim_p(const struct aras_finding *finding)
{
    double change = finding->difference.difference;
    double error = aras_finding_standard_error(finding);

    if (change == 0.0) {
        return 1.0;
    }
    if (isnan(error)) {
        return NAN;
    }
    return error > 0.0
               ? 2.0 * gsl_cdf_tdist_Q(fabs(change) / error, finding->sets - 1.0)
               : 0.0; /* the same change in every world */
}

enum aras_claim_verdict aras_claim_judge(const struct aras_difference *difference,
                                         double adjusted_p, char sign, double margin,
                                         bool typed)
{
    double half = difference->error;
    double change = difference->difference;
    bool differs = adjusted_p < LEVEL;
    bool as_said = sign == '+' ? change > 0.0 : change < 0.0;
    bool within = fabs(change) + half < margin;

    if (differs && as_said && !within) {
        return typed ? ARAS_CLAIM_BUILT_IN : ARAS_CLAIM_EMERGENT;
    }
    if (within || (differs && !as_said)) {
        return typed ? ARAS_CLAIM_OFFSET : ARAS_CLAIM_CONTRARY;
    }
    return ARAS_CLAIM_INCONCLUSIVE;
}

const char *aras_claim_verdict_name(enum aras_claim_verdict verdict)
{
    static const char *const names[] = {"built in", "emergent", "offset", "contrary",
                                        "inconclusive"};

    return names[verdict];
}
