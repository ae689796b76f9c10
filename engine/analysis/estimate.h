#ifndef ARAS_ANALYSIS_ESTIMATE_H
#define ARAS_ANALYSIS_ESTIMATE_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "model/model.h"
#include "montecarlo/totals.h"
#include "result/run.h"
#include "statistics/interval.h"

/**
 * A probability. Two kinds of not knowing stand apart: `error` and `interval` are what
 * a finite number of replications leaves open, with the worlds of one parameter set as
 * a cluster; `range` is what not knowing the parameters does, with chance taken away.
 */
struct aras_share {
    uint64_t yes, size; /* worlds in which it was so, of those that did not fail */
    double p;           /* NAN without worlds, as everything below */
    double error;       /* half width of the interval */
    struct aras_clustered clustered;
    struct aras_interval interval; /* 95 %: Wilson's, with the effective sample size */
    struct aras_interval range;    /* 80 % over parameters; NAN where each set had but
                                      one world, or all parameters were fixed */
    struct aras_interval bounds;   /* if all failed worlds were no, and were yes */
    double never;  /* seen in no world: 95 % bound from above, 1 - 0.05^(1 / size), the
                      worlds taken as independent; else NAN */
    double always; /* seen in every world: bound from below; else NAN */
};

/** A mean, with its two kinds of not knowing as in aras_share. */
struct aras_average {
    double mean;
    double error;
    struct aras_clustered clustered;
    struct aras_interval interval; /* 95 %, Student's, groups as clusters */
    struct aras_interval range;    /* 80 % over parameters */
    double sd;                     /* over worlds */
    double least, greatest;
};

enum { ARAS_HISTOGRAM_PARTS = 8 };

/**
 * How numbers are spread over worlds: how many lie in each of equal parts from
 * quantile[0] to quantile[2] of the estimate. Of whole numbers a part holds one each
 * where there are so few. Of a TIME the parts go from the start to the horizon.
 */
struct aras_histogram {
    uint64_t count[ARAS_HISTOGRAM_PARTS];
    size_t parts; /* 0: there is nothing to tell apart */
};

/** What a run says of one outcome, or one option of a category, in one reading. */
struct aras_estimate {
    size_t outcome; /* of the model */
    size_t option;  /* of a category; else 0 */
    size_t reading; /* among aras_estimates.readings */
    enum aras_outcome_kind kind;
    struct aras_share share;     /* HAPPENED, CATEGORY; TIME: reached by the horizon */
    struct aras_average average; /* VALUE, MEAN, COUNT; TIME: of the time until it is
                                    reached or the horizon is */
    double quantile[3]; /* over worlds. VALUE, MEAN, COUNT: 5, 50, 95 %; TIME: 10, 50,
                           90 %, INFINITY where not reached */
    struct aras_histogram histogram;
};

/** The self-check of one event: firings against integrated rate. */
struct aras_event_estimate {
    uint64_t count;
    double per_100;  /* firings in 100 worlds */
    double share;    /* of worlds with at least one */
    double expected; /* integrated rate in 100 worlds; NAN without a rate */
    double z;        /* NAN without a rate */
    bool suspicious; /* beyond what one run of a hundred would show in any event */
};

enum { ARAS_FAILURES_KEPT = 10 };

/** Everything that the first look at a run tells. Open: read it, change nothing. */
struct aras_estimates {
    uint64_t replications, failed, sets;
    bool fixed; /* no parameter was drawn: there is no range over parameters */
    struct aras_readings readings;  /* only some are in `estimate` */
    struct aras_estimate *estimate; /* by outcome, option, reading, as in the model */
    size_t count;
    struct aras_estimate *whole; /* by outcome, option: of all worlds, for one who holds
                                    them against a reading of another run; rival
                                    readings are never averaged to be told */
    size_t wholes;
    struct aras_event_estimate *event; /* of the model */
    size_t events;
    size_t suspicious;          /* events */
    struct aras_totals *totals; /* clamps, and the moments and sketches of tracks */
    struct aras_failure failure[ARAS_FAILURES_KEPT]; /* the first ones */
    size_t failures;
};

/**
 * Estimates from replications 0 .. `replications` - 1 of a run (0: from all), which it
 * reads block by block; it needs no more memory for more of them. Events, clamps and
 * tracks are of whole blocks, and so may be of a few more worlds. `model` is the one
 * that the run was made from; both are borrowed for as long as the estimates are used.
 * Owned by the caller. NULL with ARAS_DAMAGED when a block is not what it should be,
 * ARAS_INVALID when fewer replications are stored.
 *
 *     struct aras_estimates *estimates = aras_estimates_of_run(run, model, 0, &error);
 *     ...
 *     aras_report_run(stdout, run, model, estimates, &style, &error);
 *     aras_estimates_free(estimates);
 */
ARAS_CHECKED struct aras_estimates *
aras_estimates_of_run(const struct aras_run *run, const struct aras_model *model,
                      uint64_t replications, struct aras_error *error);

/** Which outcomes and tracks are asked for, by their numbers in the model; borrowed. */
struct aras_estimates_wish {
    const bool *outcome, *track;
};

/**
 * The same of some outcomes and tracks only. Without what takes the time and is not
 * asked for: quantiles of outcomes are NAN, and of other tracks `totals` has the
 * moments alone.
 */
ARAS_CHECKED struct aras_estimates *
aras_estimates_of_some(const struct aras_run *run, const struct aras_model *model,
                       uint64_t replications, const struct aras_estimates_wish *wish,
                       struct aras_error *error);
void aras_estimates_free(struct aras_estimates *estimates);

/** The replication error of an outcome: the greatest half width over its readings and
 *  options (for a time: of the share reached), or of one `option` of a category, which
 *  is else ARAS_ALL_OPTIONS (target.h). What `--until` waits for. INFINITY when it is
 *  not known. */
double aras_estimates_error(const struct aras_estimates *estimates, size_t outcome,
                            size_t option);

#endif
