#ifndef ARAS_ANALYSIS_CLAIM_VERDICT_H
#define ARAS_ANALYSIS_CLAIM_VERDICT_H

#include "analysis/finding.h"

/**
 * What the model says to a claim with a direction, within one reading. It is a
 * statement about the model, never about the world.
 */
enum aras_claim_verdict {
    ARAS_CLAIM_BUILT_IN,    /* so, and the sign is typed into the model */
    ARAS_CLAIM_EMERGENT,    /* so, though nothing in the model states it */
    ARAS_CLAIM_OFFSET,      /* typed in, but other mechanisms undo it */
    ARAS_CLAIM_CONTRARY,    /* the other way round, or no effect, and not typed in */
    ARAS_CLAIM_INCONCLUSIVE /* more worlds may tell */
};

/**
 * The two-sided probability of a difference at least as far from 0 when there is none,
 * from the paired difference and its error, by Student's law with the degrees of
 * freedom that the sets leave. 1 when there is no difference, NAN when there is no
 * error for want of a second set.
 */
double aras_claim_p(const struct aras_finding *finding);

/**
 * The verdict on a claim that the outcome moves in direction `sign`, by an adjusted p
 * at the level 0.05 and the margin: an effect counts when it differs from 0 and its
 * interval does not lie within the margin.
 */
enum aras_claim_verdict aras_claim_judge(const struct aras_difference *difference,
                                         double adjusted_p, char sign, double margin,
                                         bool typed);

/** "built in", "emergent", "offset", "contrary" or "inconclusive". */
const char *aras_claim_verdict_name(enum aras_claim_verdict verdict);

#endif
