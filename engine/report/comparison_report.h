#ifndef ARAS_REPORT_COMPARISON_REPORT_H
#define ARAS_REPORT_COMPARISON_REPORT_H

#include <stdio.h>

#include "analysis/best.h"
#include "analysis/track_change.h"
#include "analysis/versus.h"
#include "base/error.h"
#include "report/number.h"
#include "report/style.h"
#include "report/watched.h"

/** A run as the report of a comparison needs it; all borrowed. */
struct aras_compared {
    const struct aras_run *run;
    const struct aras_model *model;
    const char *name; /* as typed: "inertia" */
};

/** A comparison, and what of it is to be shown; all borrowed. */
struct aras_comparison_view {
    struct aras_compared a, b;
    const struct aras_versus *versus; /* tested, and looked at where that was asked */
    const struct aras_watched *watched;
    const struct aras_track_changes *tracks; /* NULL: not told of */
    bool explore; /* tests were adjusted by Benjamini and Hochberg, not by Holm */
    bool named;   /* the outcomes watched are those that a closer look was asked at */
};

/*
 * What differs between two runs, said in three ways, as in report/run_report.h. The
 * text is of the outcomes watched, with a closer look at those that were looked at;
 * JSON and CSV have all. Several comparisons with one baseline are one JSON, one CSV.
 */

ARAS_CHECKED enum aras_status
aras_report_comparison(FILE *file, const struct aras_comparison_view *view,
                       const struct aras_style *style, struct aras_error *error);

/** `best` may be NULL; `name` has the runs it is of. */
ARAS_CHECKED enum aras_status
aras_report_comparison_json(FILE *file, const struct aras_comparison_view *view,
                            size_t count, const struct aras_best *best,
                            const char *const *name, struct aras_error *error);

ARAS_CHECKED enum aras_status
aras_report_comparison_csv(FILE *file, const struct aras_comparison_view *view,
                           size_t count, struct aras_error *error);

/* Parts of the text, each with an empty line before it. */

/** The closer look: distances, dominance, quantiles, incidence. */
ARAS_CHECKED enum aras_status
aras_report_details(FILE *file, const struct aras_comparison_view *view,
                    const struct aras_style *style, struct aras_error *error);

/** The tracks through time. */
ARAS_CHECKED enum aras_status
aras_report_track_changes(FILE *file, const struct aras_comparison_view *view,
                          const struct aras_style *style, struct aras_error *error);

/** Which of the runs called `name` may be the best. */
ARAS_CHECKED enum aras_status aras_report_best(FILE *file, const struct aras_best *best,
                                               const struct aras_model *model,
                                               const char *const *name,
                                               const struct aras_style *style,
                                               struct aras_error *error);

/** A p-value as text: two digits, "<0.0001" below that, "" for none. */
struct aras_number aras_comparison_p(double p);

#endif
