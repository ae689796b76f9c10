#ifndef ARAS_ANALYSIS_FINDING_H
#define ARAS_ANALYSIS_FINDING_H

#include <stddef.h>

#include "analysis/contrast.h"

/** A statement with a direction: what an outcome does from one scenario, A, to another,
 * B. */
struct aras_statement {
    const char *outcome; /* id; HAPPENED, TIME, VALUE, MEAN or COUNT */
    char sign;           /* '+' higher, '-' lower, '0' no different */
    double margin; /* smallest difference that matters, >= 0; NAN: the outcome's */
};

/** What two runs of the same luck say to a statement in one reading. */
struct aras_finding {
    size_t statement; /* its number, as the caller counts */
    char reading[96]; /* the option's id; "all" where no variant is drawn */
    struct aras_difference difference;
    double sets;        /* parameter sets that the error rests on */
    double margin;      /* NAN: neither statement nor outcome has one */
    double p, adjusted; /* for the caller to fill; by aras_findings_adjust */
};

/** Findings that belong to one family of tests. Start with `{0}`, free with
 *  aras_findings_free. */
struct aras_findings {
    struct aras_finding *finding;
    size_t count, capacity;
};

/**
 * Adds what `contrast` says to `statement` in each reading that is told; `a` is the
 * model that it gave outcomes their numbers by. Fails with ARAS_UNKNOWN when the runs
 * do not both have that outcome, and with ARAS_INVALID when it is a category, which
 * has no single number. Nothing is added then.
 */
ARAS_CHECKED enum aras_status aras_findings_add(struct aras_findings *findings,
                                                size_t number,
                                                const struct aras_statement *statement,
                                                const struct aras_contrast *contrast,
                                                const struct aras_model *a,
                                                struct aras_error *error);

/** The standard error of the change, by the wider side of its interval, since that of a
 *  share ends at 1 at the latest. NAN with fewer than two sets. */
double aras_finding_standard_error(const struct aras_finding *finding);

/** Adjusts all p for each other by Holm's method: see statistics/holm.h. */
ARAS_CHECKED enum aras_status aras_findings_adjust(struct aras_findings *findings,
                                                   struct aras_error *error);

void aras_findings_free(struct aras_findings *findings);

#endif
