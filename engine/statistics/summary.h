#ifndef ARAS_STATISTICS_SUMMARY_H
#define ARAS_STATISTICS_SUMMARY_H

#include <stdint.h>

/**
 * What is kept of many numbers. Start with `{0}`. Two summaries can be merged into
 * that of all their numbers; the last bits then depend on the order, so whoever wants
 * the same bits merges in the same order.
 */
struct aras_summary {
    uint64_t count;
    double mean;    /* the fields below have a meaning when count > 0 */
    double squares; /* sum of squares, and of cubes, of the distances from the mean */
    double cubes;
    double least, greatest;
};

void aras_summary_add(struct aras_summary *summary, double x);

/** Adds all that `more` has seen. */
void aras_summary_merge(struct aras_summary *summary, const struct aras_summary *more);

/** The unbiased variance (over n - 1); NAN for fewer than two numbers. */
double aras_summary_variance(const struct aras_summary *summary);

/** Of the mean, when the numbers are independent; NAN for fewer than two. */
double aras_summary_standard_error(const struct aras_summary *summary);

/** The moment coefficient of skewness; 0 when all numbers are one, NAN without any. */
double aras_summary_skewness(const struct aras_summary *summary);

#endif
