#ifndef ARAS_ANALYSIS_EXPECT_VERDICT_H
#define ARAS_ANALYSIS_EXPECT_VERDICT_H

#include "analysis/finding.h"

/** What the model says to an expectation that was written down before the run. It is a
 * statement about the model, never about the world. */
enum aras_expect_verdict {
    ARAS_EXPECT_HOLDS,    /* beyond the margin on the side expected; '0': within it */
    ARAS_EXPECT_DOES_NOT, /* short of the margin, or the other way; '0': beyond it */
    ARAS_EXPECT_INCONCLUSIVE /* more worlds may tell */
};

/**
 * The two-sided probability of a change at least as far from the edge of what was
 * expected when it really is at that edge: +margin for '+', -margin for '-', the
 * nearer of both for '0'. By Student's law with the degrees of freedom that the sets
 * leave, so below 0.05 just when the 95 % interval lies on one side of the edge. Where
 * no world differs in a share, the probability that none of so many would, if a share
 * of `margin` did. 1 where nothing can be told: no world differs and no margin is
 * asked for, and NAN where there is no error for want of a second set.
 */
double aras_expect_p(const struct aras_finding *finding, char sign);

/** The verdict, by the adjusted p at the level 0.05. */
enum aras_expect_verdict aras_expect_judge(const struct aras_finding *finding,
                                           char sign);

/** "holds", "does not hold" or "inconclusive". */
const char *aras_expect_verdict_name(enum aras_expect_verdict verdict);

#endif
