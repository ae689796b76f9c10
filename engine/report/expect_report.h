#ifndef ARAS_REPORT_EXPECT_REPORT_H
#define ARAS_REPORT_EXPECT_REPORT_H

#include <stdio.h>

#include "analysis/expect_verdict.h"
#include "base/error.h"
#include "base/problems.h"
#include "report/style.h"

/** What a scenario expects of an outcome, as its file says it; all borrowed. */
struct aras_expected {
    const char *scenario, *against; /* names: "t06_dependence" */
    const char *outcome;            /* id */
    const char *title;              /* of the outcome */
    const char *unit;               /* of its model; may be NULL */
    enum aras_outcome_kind kind;
    char sign;
    double margin;
    const char *claim; /* NULL: it stands for none */
    struct aras_place place;
};

/** How many of the expectations hold, and how many of the findings. */
struct aras_expect_tally {
    size_t expectations;
    size_t hold;         /* in each reading */
    size_t do_not;       /* in one reading or more */
    size_t inconclusive; /* the others */
    size_t findings;
};

/** Counts; the findings of one expectation stand together. */
struct aras_expect_tally aras_expect_count(const struct aras_expected *expected,
                                           const struct aras_findings *findings);

/*
 * What the model says to expectations, in three ways, as in report/run_report.h. The
 * statement of a finding is the number of its expectation.
 */

ARAS_CHECKED enum aras_status aras_report_expect(FILE *file,
                                                 const struct aras_expected *expected,
                                                 const struct aras_findings *findings,
                                                 const struct aras_style *style,
                                                 struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_expect_json(FILE *file, const struct aras_expected *expected,
                        const struct aras_findings *findings, struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_expect_csv(FILE *file, const struct aras_expected *expected,
                       const struct aras_findings *findings, struct aras_error *error);

#endif
