#ifndef ARAS_COMMAND_ASKED_H
#define ARAS_COMMAND_ASKED_H

#include "command/session.h"
#include "result/ledger.h"

enum { ARAS_MOMENT = 21 };

/** Now, in UTC: "2026-11-22T06:40:00Z". */
void aras_moment_now(char moment[ARAS_MOMENT]);

/** The ledger that a command is about: what `--ledger` says, or predictions.jsonl in
 * the folder of results. */
const char *aras_ledger_path(const struct aras_arguments *arguments, char path[1024]);

/** The question that an outcome of a scenario is, with room for its texts. */
struct aras_asked {
    struct aras_ledger_question question;
    const char **options; /* of a category; owned, see aras_asked_free */
    char id[256];
    char text[768];
    char closes[32];
    char now[64];
    char run[33];
};

/**
 * Makes the question that outcome `outcome` of an opened scenario or stored run is.
 *
 * About the world: whether it will be so, by the date of the horizon; its id is
 * "SCENARIO.OUTCOME@DATE", and what is so now is what the scenario starts with. The
 * scenario must have dates.
 *
 * About the model: in which share of the worlds it is so; its id is
 * "RUN.OUTCOME", after the run that settles it, which need not have been played. The
 * model's first variant may not be open in it: its options are rival readings, which
 * are not averaged.
 *
 * Prints what is wrong on stderr; returns an exit code. To be freed in any case.
 */
int aras_asked_of(struct aras_asked *asked, struct aras_session *session,
                  const struct aras_arguments *arguments, size_t outcome,
                  enum aras_about about);
void aras_asked_free(struct aras_asked *asked);

/** The outcome of that id, which `what` names, such as "--of"; -1 and a message on
 *  stderr when the model has none. */
int aras_asked_find(const struct aras_model *model, const char *id, const char *what);

#endif
