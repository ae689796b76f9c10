#ifndef ARAS_COMMAND_RETOLD_H
#define ARAS_COMMAND_RETOLD_H

#include "analysis/worth.h"
#include "command/session.h"
#include "report/chronicle_report.h"
#include "report/twins_report.h"
#include "report/watched.h"

/** A world that is to be told, and why this one. */
struct aras_wanted_world {
    uint64_t replication;
    bool stored; /* a fingerprint of it is known */
    uint64_t fingerprint;
    struct aras_text why; /* a sentence; empty where it was asked for by number */
};

/** A world that was played again and can be told or drawn. Where it lies it must stay.
 *  Start with `{0}`; close in any case. */
struct aras_retold {
    struct aras_wanted_world wanted;
    struct aras_session session;
    bool open;
    struct aras_watched outcomes;
    struct aras_chronicle *chronicle; /* NULL: nothing is to be told */
    struct aras_chapters chapters;
    struct aras_retelling retelling;
};

/**
 * Finds the world that the arguments ask for (--replication, --typical, --extreme),
 * plays what is missing to choose it, and records it; --of says which outcomes the
 * telling ends with. Prints what is wrong on stderr; returns an exit code. A world that
 * fails is recorded as far as it goes.
 */
int aras_retold_open(struct aras_retold *retold,
                     const struct aras_arguments *arguments);
void aras_retold_close(struct aras_retold *retold);

/** The same world under two scenarios. */
struct aras_retold_twins {
    struct aras_wanted_world wanted;
    struct aras_session session[2];
    int open; /* sessions */
    struct aras_watched outcomes;
    size_t *other; /* the numbers of the outcomes in the second */
    struct aras_chronicle *chronicle[2];
    struct aras_chapters chapters[2];
    struct aras_twins *twins;
    struct aras_twin_telling telling;
};

int aras_retold_twins_open(struct aras_retold_twins *retold,
                           const struct aras_arguments *arguments);
void aras_retold_twins_close(struct aras_retold_twins *retold);

#endif
