#ifndef ARAS_STATISTICS_ALARM_H
#define ARAS_STATISTICS_ALARM_H

#include "base/error.h"
#include "statistics/interval.h"

/** What became of trials with and without an alarm. They need not be whole. */
struct aras_alarm_counts {
    double hit;   /* alarm, and it came */
    double wrong; /* alarm, and it did not come */
    double miss;  /* no alarm, and it came */
    double quiet; /* neither */
};

/**
 * How much an alarm tells of what comes. Trials come in clusters (the worlds of one
 * parameter set), which are alike; intervals and p count clusters, by linearisation.
 * NAN wherever something is not defined: without an alarm, say, or without a case.
 */
struct aras_alarm {
    struct aras_alarm_counts all;
    double clusters; /* with a trial */
    double prior;    /* P(it comes) */
    struct aras_interval prior_interval;
    double posterior; /* P(it comes | alarm) */
    struct aras_interval posterior_interval;
    double otherwise;   /* P(it comes | no alarm) */
    double sensitivity; /* P(alarm | it comes) */
    double specificity; /* P(no alarm | it does not come) */
    double ratio;       /* likelihood ratio of an alarm: odds are multiplied by it;
                           INFINITY where no alarm was wrong */
    struct aras_interval ratio_interval;
    double quiet_ratio; /* of no alarm */
    struct aras_interval quiet_ratio_interval;
    /** One-sided, of a sensitivity so much above (below) the share of false alarms
     * where an alarm tells nothing. 1 where that cannot be told. */
    double p_raises, p_lowers;
};

/** Of `count` clusters; intervals at `level`. */
ARAS_CHECKED enum aras_status aras_alarm_of(const struct aras_alarm_counts *clusters,
                                            size_t count, double level,
                                            struct aras_alarm *alarm,
                                            struct aras_error *error);

/**
 * The gain in log likelihood (nats) when P(it comes) is told apart by the alarm,
 * against one probability for all: what a rule should be chosen by. 0 where the alarm
 * tells nothing, or never or always rings.
 */
double aras_alarm_gain(const struct aras_alarm_counts *counts);

#endif
