#ifndef ARAS_COMMAND_SIDE_H
#define ARAS_COMMAND_SIDE_H

#include "command/session.h"
#include "report/comparison_report.h"

/** One side of a comparison: a scenario, played as far as it is not stored yet, or a
 * stored run. */
struct aras_side {
    struct aras_session session;
    struct aras_run *run;
    const char *path; /* NULL: nothing is open */
    bool precise;     /* what `--until` asked for was reached (or nothing was asked) */
    uint64_t failed;  /* worlds that could not be played */
};

/**
 * Opens what `path` names; `worlds` are played of a scenario where the arguments do not
 * say how many (0: the usual number). A stored run that has fewer than they say is
 * refused. A side that holds `path` already is left as it
 * is. In any case to be closed. Returns an exit code.
 */
int aras_side_open(struct aras_side *side, const char *path, uint64_t worlds,
                   const struct aras_arguments *arguments);
void aras_side_close(struct aras_side *side);

/** The side as reports want it. */
struct aras_compared aras_side_compared(const struct aras_side *side);

#endif
