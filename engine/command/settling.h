#ifndef ARAS_COMMAND_SETTLING_H
#define ARAS_COMMAND_SETTLING_H

#include "analysis/forecast.h"
#include "analysis/scoring.h"
#include "base/problems.h"
#include "command/session.h"

/** A ledger, what came of its questions wherever it was told, and what that makes of
 *  the predictions. Start with `{0}`; close in any case. */
struct aras_settling {
    struct aras_ledger *ledger;
    const struct aras_arguments *arguments;
    const struct aras_ledger_outcome **came; /* by question; NULL */
    double *reference;
    struct aras_scoring *world, *model; /* predictions about the world, about models */

    struct aras_ledger_outcome *played; /* of questions about models */
    struct aras_forecast *forecasts;
    struct aras_problems problems; /* of the file of outcomes; its arena holds them */
};

/** Reads the ledger at `path`, with what --observed adds, asks stored runs for what
 * they say of questions about them, and scores. Prints what is wrong on stderr; returns
 * an exit code. */
int aras_settling_open(struct aras_settling *settling, const char *path,
                       const struct aras_arguments *arguments);
void aras_settling_close(struct aras_settling *settling);

#endif
