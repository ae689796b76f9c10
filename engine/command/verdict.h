#ifndef ARAS_COMMAND_VERDICT_H
#define ARAS_COMMAND_VERDICT_H

#include "analysis/regret.h"
#include "command/arguments.h"
#include "command/session.h"
#include "report/style.h"

/** A game that is over; all borrowed. */
struct aras_verdict {
    const struct aras_arguments *arguments;
    const struct aras_session *session;
    struct aras_style style;
    const bool *seated;     /* by actor */
    struct aras_turn *turn; /* their `worth` is filled in */
    size_t turns;
    const char *kept; /* where the game is kept; NULL: nowhere new */
    const char *page; /* where it is written as a page; NULL: nowhere */
};

/**
 * Tells the story of a game and what it was worth, in the form that was asked for, and
 * on a page as well. Returns an exit code, and says what is wrong.
 */
int aras_verdict_tell(const struct aras_verdict *verdict);

#endif
