#ifndef ARAS_COMMAND_CAUSE_SEARCH_H
#define ARAS_COMMAND_CAUSE_SEARCH_H

#include "command/session.h"
#include "report/causes_report.h"

/** What brings an outcome about, found and ready to be told. Where it lies it must
 *  stay. Start with `{0}`; close in any case. */
struct aras_cause_search {
    struct aras_session session;
    struct aras_causes_told told; /* its `causes` NULL: nothing was found */
    struct aras_causes *causes, *strips;
    bool open;
};

/**
 * Plays what the arguments ask for: one scenario or run, --of, -n, --events, --top,
 * --least, --all, --interactions and --strips. Tells how far it is on stderr, and what
 * is wrong; returns an exit code.
 */
int aras_cause_search_play(struct aras_cause_search *search,
                           const struct aras_arguments *arguments);
void aras_cause_search_close(struct aras_cause_search *search);

#endif
