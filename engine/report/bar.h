#ifndef ARAS_REPORT_BAR_H
#define ARAS_REPORT_BAR_H

#include "report/style.h"
#include "statistics/interval.h"

enum { ARAS_BAR_CELLS = 20 };

/** A drawing of letters, small enough to be passed about. */
struct aras_bar {
    char text[ARAS_BAR_CELLS * 4 + 1];
};

/**
 * A share on a scale from 0 to 100 %, five points a letter: where the estimate lies,
 * and what the range over parameters and the replication error together leave open, so
 * that a column of them can be compared at a glance. Ends that are NAN leave nothing
 * open.
 *
 *     ····───●──────······    or    ....---o------......
 */
struct aras_bar aras_bar_of_share(double share, struct aras_interval range,
                                  struct aras_interval interval,
                                  const struct aras_style *style);

/** What the letters of a scale mean, for a legend. */
const char *aras_bar_legend(const struct aras_style *style);

#endif
