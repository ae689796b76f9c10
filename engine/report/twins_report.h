#ifndef ARAS_REPORT_TWINS_REPORT_H
#define ARAS_REPORT_TWINS_REPORT_H

#include <stdio.h>

#include "analysis/twins.h"
#include "report/style.h"

/** Two sides of one world, and which of their outcomes are told: numbers in a and in b.
 */
struct aras_twin_telling {
    const struct aras_twins *twins;
    const struct aras_chapters *a, *b;
    const char *name_a, *name_b;
    const char *chosen; /* why this world; NULL: it was asked for by number */
    const size_t *outcome_a, *outcome_b;
    size_t count;
};

/**
 * Tells where two sides of a world part, side by side, each difference with what made
 * it, and what both came to. Without style->all only what is worth telling in either
 * side.
 */
ARAS_CHECKED enum aras_status aras_report_twins(FILE *file,
                                                const struct aras_twin_telling *telling,
                                                const struct aras_style *style,
                                                struct aras_error *error);

/** Whether a twin is worth telling: it is in either side; of a decision or a demand
 * only what it came to; and of a difference one of days, not hours. */
bool aras_twins_worth(const struct aras_twin_telling *telling,
                      const struct aras_twin *twin);

/** All differences as one JSON object: see README.md. */
ARAS_CHECKED enum aras_status
aras_report_twins_json(FILE *file, const struct aras_twin_telling *telling,
                       struct aras_error *error);

#endif
