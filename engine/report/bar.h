#ifndef ARAS_REPORT_BAR_H
#define ARAS_REPORT_BAR_H

#include "analysis/estimate.h"
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

/** One letter as high as `height`, from 0 (the lowest) to 1. */
const char *aras_bar_of_height(double height, const struct aras_style *style);

/**
 * How numbers are spread, a letter for each part, the highest where most lie; a blank
 * where none does. Always of one width, with a blank behind it, so that numbers can
 * follow; empty where there is nothing to tell apart.
 *
 *     ▁▃▇█▅▃▁▁    or    _-*#=-__
 */
struct aras_bar aras_bar_of_histogram(const struct aras_histogram *histogram,
                                      const struct aras_style *style);

/** What the letters of a scale mean, for a legend. */
const char *aras_bar_legend(const struct aras_style *style);

#endif
