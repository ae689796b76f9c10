#ifndef ARAS_REPORT_TOLD_H
#define ARAS_REPORT_TOLD_H

#include "analysis/estimate.h"

/** What a page tells of an estimate: how much it is, how far parameters move it, and
 * how far off it may be by the number of worlds. */
struct aras_told {
    char estimate[96], range[96], error[96];
};

/** Of what was seen in no world, or in all, a bound, and in how many. */
struct aras_told aras_told_share(const struct aras_share *share);
struct aras_told aras_told_average(const struct aras_average *average);

/** The one of these that goes with its kind. */
struct aras_told aras_told_estimate(const struct aras_estimate *estimate);

/** Whether outcomes of this kind are told by their mean. */
bool aras_told_is_average(enum aras_outcome_kind kind);

#endif
