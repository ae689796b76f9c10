#ifndef ARAS_REPORT_STUDY_H
#define ARAS_REPORT_STUDY_H

#include "analysis/pick.h"
#include "analysis/worth.h"
#include "report/causes_report.h"
#include "report/leverage_report.h"
#include "report/picture.h"
#include "report/sensitivity_report.h"

enum {
    ARAS_STUDY_FULL = 3,    /* runs that are told in full; others in one table */
    ARAS_STUDY_SINGLE = 2,  /* single worlds, drawn and told, spread over the run */
    ARAS_STUDY_STORIES = 6, /* at most, with a typical one and extremes */
    ARAS_STUDY_TIMES = 6,
    ARAS_STUDY_FANS = 2 /* tracks that are drawn: the first */
};

/** Where the variance of one outcome comes from. */
struct aras_study_split {
    const struct aras_sensitivity_subject *subject;
    const struct aras_sensitivity_split *split; /* of one target */
    const char *of;                             /* as typed */
};

/** A run as it is given; all borrowed. */
struct aras_studied {
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_settings *settings;
    const char *name;
    const char *command; /* that plays it again */
    const char *changes; /* of its scenario, as it was resolved; "" */
    uint64_t worlds;     /* that are told of; 0: all */
    /* Found out by playing more worlds; NULL: not asked for. */
    const struct aras_causes_told *causes; /* of an outcome */
    const struct aras_study_split *split;
    const struct aras_levered *levered; /* at one time, of all issues */
};

/** A single world that is told. */
struct aras_study_story {
    char why[384]; /* a sentence: why this one */
    bool drawn;    /* as a picture too: a typical one, and an extreme beside it */
    struct aras_chronicle *chronicle;
    struct aras_chapters chapters;
};

/** All that is told of one run. */
struct aras_study_run {
    struct aras_studied of;
    struct aras_estimates *estimates;
    struct aras_pictured pictured;
    struct aras_watched watched;

    size_t time[ARAS_STUDY_TIMES]; /* outcomes that are times */
    size_t times;
    size_t number; /* the first watched that is a number; SIZE_MAX: none */
    struct aras_columns columns;        /* the times, then the number */
    struct aras_columns number_columns; /* a view of them: the number alone */

    struct aras_study_story story[ARAS_STUDY_STORIES];
    size_t stories;
    struct aras_glimpse glimpse; /* the same worlds */

    struct aras_inputs inputs; /* what goes with `target`, where that can be told */
    struct aras_target target;
    struct aras_given_data data;
    struct aras_swing_of *swing; /* NULL: it cannot */
};

/** Against the first run. */
struct aras_study_change {
    struct aras_versus *versus; /* NULL: they cannot be compared, see `why_not` */
    struct aras_watched watched;
    struct aras_comparison_view view;
    char why_not[512];
};

/** What one page tells: of runs, and of what differs between them and the first. */
struct aras_study {
    struct aras_study_run *run;
    size_t runs, full;                /* the first `full` are told in full */
    struct aras_study_change *change; /* runs; that of the first is empty */
};

/** How it is gathered; `{0}` will do. */
struct aras_study_wish {
    unsigned threads; /* that work on it; 0 and 1: this one alone */
    void (*told)(void *teller,
                 size_t run); /* before each run, one at a time; or NULL */
    void *teller;
};

/** Gathers all of it, from one run on: the same for any number of threads. Owned by the
 * caller; NULL when it fails. */
ARAS_CHECKED struct aras_study *aras_study_new(const struct aras_studied *runs,
                                               size_t count,
                                               const struct aras_study_wish *wish,
                                               struct aras_error *error);
void aras_study_free(struct aras_study *study);

/**
 * Writes it as one page of HTML: complete in itself, nothing is fetched; with all there
 * without a script. The file is read as UTF-8.
 */
ARAS_CHECKED enum aras_status aras_report_study(struct aras_text *page,
                                                const struct aras_study *study,
                                                struct aras_error *error);

#endif
