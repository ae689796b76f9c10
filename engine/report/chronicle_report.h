#ifndef ARAS_REPORT_CHRONICLE_REPORT_H
#define ARAS_REPORT_CHRONICLE_REPORT_H

#include <stdio.h>

#include "analysis/worth.h"
#include "report/style.h"

/** A world that is retold, and which of its outcomes the telling ends with. */
struct aras_retelling {
    const struct aras_chronicle *chronicle;
    const struct aras_chapters *chapters;
    const char
        *chosen; /* why this world: a sentence; NULL: it was asked for by number */
    const size_t *outcomes;
    size_t count;
    bool brief; /* chapters by date and narrative alone */
    const bool
        *seated; /* by actor: whose decisions are marked in brief; NULL: nobody's */
};

/**
 * Tells a world as a dated chronicle: each chapter by its narrative, under it what it
 * was, why then, with what odds, and what it changed; then the outcomes, each with the
 * shortest chain that led to it. Without style->all only chapters worth telling; in
 * brief a line or two for each.
 */
ARAS_CHECKED enum aras_status
aras_report_chronicle(FILE *file, const struct aras_retelling *retelling,
                      const struct aras_style *style, struct aras_error *error);

/** The same as one JSON object, with everything that was recorded: see README.md. */
ARAS_CHECKED enum aras_status
aras_report_chronicle_json(FILE *file, const struct aras_retelling *retelling,
                           struct aras_error *error);

/**
 * What led to the outcomes as a graph for Graphviz: happenings and outcomes as nodes;
 * solid edges from what was needed, dashed ones from what moved a rate by a quarter or
 * more. With `all`, every chapter and every link.
 */
ARAS_CHECKED enum aras_status
aras_report_chronicle_dot(FILE *file, const struct aras_retelling *retelling, bool all,
                          struct aras_error *error);

#endif
