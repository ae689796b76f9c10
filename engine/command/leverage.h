#ifndef ARAS_COMMAND_LEVERAGE_H
#define ARAS_COMMAND_LEVERAGE_H

#include "command/arguments.h"
#include "report/leverage_report.h"

/** Who is told of leverage in place of its being printed; all that is told is borrowed
 *  for the call, which returns an exit code. */
struct aras_leverage_listener {
    int (*tell)(void *context, const struct aras_levered *levered);
    void *context;
};

/**
 * Plays what `aras leverage` would be asked by the same arguments, and tells the
 * listener; without one (NULL) the answer is printed. Tells on stderr how far it is,
 * and what is wrong; returns an exit code.
 */
int aras_leverage_ask(const struct aras_arguments *arguments,
                      const struct aras_leverage_listener *listener);

#endif
