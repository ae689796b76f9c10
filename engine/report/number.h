#ifndef ARAS_REPORT_NUMBER_H
#define ARAS_REPORT_NUMBER_H

#include <stdbool.h>

#include "report/style.h"
#include "statistics/interval.h"

enum { ARAS_NUMBER_SIZE = 80 };

/** A number as text, small enough to be passed about. */
struct aras_number {
    char text[ARAS_NUMBER_SIZE];
};

/**
 * How far off an estimate may be, for the digits that it deserves: the greater of half
 * the range over parameters, where there is one, and the replication error.
 */
double aras_number_doubt(struct aras_interval range, double error);

/**
 * An estimate with the digits that its doubt leaves, by statistics/digits.h. A "~" says
 * that the last digit is hardly known: it was needed to stay within the range. A share
 * of which too little is left is "below 5 %" or "above 95 %" by both kinds of not
 * knowing. `interval` is the 95 % one for the replication error, `range` that over
 * parameters.
 */
struct aras_number aras_number_estimate(double value, struct aras_interval range,
                                        struct aras_interval interval, bool share);

/** A number of which so much is sure, unlike an estimate's: `doubt` must be above 0. */
struct aras_number aras_number_within(double value, double doubt);

/** How often something happens in 100 worlds: three digits, or all before the point. */
struct aras_number aras_number_rate(double rate);

/** Three quantiles over worlds, "0.12, 0.31, 0.95", with the digits that tell them
 *  apart; INFINITY is "never", and ends the row. */
struct aras_number aras_number_quantiles(const double quantile[3]);

/**
 * A range, "20 to 45 %": its ends have the digits of half its half width, and none that
 * `error` makes worthless. "none seen" where the parameters made no difference beyond
 * chance, or one that is nothing beside it, a dash where that cannot be told.
 */
struct aras_number aras_number_range(struct aras_interval range, double error,
                                     bool share, const struct aras_style *style);

/** A replication error, with two digits at most: "±1.2 pp" for a share. */
struct aras_number aras_number_error(double error, bool share,
                                     const struct aras_style *style);

/**
 * A change, with its sign unless it is shown as 0, and a side of it: with the digits
 * that its 95 % interval leaves the change, and one more where it would else lie
 * outside of that. A share's change is in percentage points.
 */
struct aras_number aras_number_change(double change, struct aras_interval interval,
                                      bool share);
struct aras_number aras_number_side(double value, double change,
                                    struct aras_interval interval, bool share);
struct aras_number aras_number_change_range(struct aras_interval range, double error,
                                            bool share, const struct aras_style *style);

/** A width that is nothing but rounding beside the value. */
double aras_number_dust(double value);

/** A share of worlds that were counted: whole percents, "<1 %" and ">99 %". */
struct aras_number aras_number_counted(double share);

/** A bound of the probability of what was seen in no world ("below 0.3 %"), or in each
 *  of them: rounded to one digit away from what was seen. */
struct aras_number aras_number_below(double bound);
struct aras_number aras_number_above(double bound);

/** A whole number with its thousands apart: "16 000". */
struct aras_number aras_number_whole(unsigned long long number);

/** So many of a thing that more than one of has an s: "1 parameter set", "16 000
 *  worlds". */
struct aras_number aras_number_of(unsigned long long number, const char *thing);

/** What stands where there is nothing to say. */
const char *aras_number_none(const struct aras_style *style);

#endif
