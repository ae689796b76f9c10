#ifndef ARAS_COMMAND_SENSITIVITY_H
#define ARAS_COMMAND_SENSITIVITY_H

#include "command/arguments.h"
#include "report/sensitivity_report.h"

/** Who is told of a split of variance in place of its being printed; all that is told
 * is borrowed for the call, which returns an exit code. */
struct aras_split_listener {
    int (*tell)(void *context, const struct aras_sensitivity_subject *subject,
                const struct aras_sensitivity_split *split);
    void *context;
};

/**
 * Plays what `aras sensitivity` would be asked by the same arguments: one scenario or
 * run, --method split (or none) or sobol, --of, --inputs, -n; tells the listener. Tells
 * on stderr how far it is, and what is wrong; returns an exit code.
 */
int aras_sensitivity_split(const struct aras_arguments *arguments,
                           const struct aras_split_listener *listener);

#endif
