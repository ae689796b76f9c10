#ifndef ARAS_COMMAND_WORKER_H
#define ARAS_COMMAND_WORKER_H

#include "command/session.h"

/** What became of the work on a run. */
struct aras_work {
    uint64_t replications; /* stored now, without a gap */
    uint64_t asked;        /* of them, those that the answer is about: 0 .. asked - 1 */
    uint64_t failed;       /* of those stored, failed */
    bool interrupted;
    bool precise; /* what `--until` asked for was reached (or nothing was asked) */
    double wall_seconds;
};

/**
 * Plays what is missing of a scenario, so that the run holds as many worlds as
 * arguments->replications says (or until the precision of arguments->until is reached),
 * stores it block by block, shows progress on stderr and writes the tables of the run.
 * Worlds that were stored before beyond those asked for are left out of the answer, so
 * that the same question gets the same one; without a question, all count. When the
 * session plays a design, arguments->replications, which must then be said, are of each
 * point.
 * `*run` is owned by the caller, also when it returns another code than ARAS_EXIT_FINE
 * or ARAS_EXIT_INTERRUPTED (then it may be NULL).
 */
int aras_work_on(struct aras_session *session, const struct aras_arguments *arguments,
                 struct aras_run **run, struct aras_work *work);

/** The identity of the run of a session; its texts are owned by the session's arena. */
int aras_session_identity(struct aras_session *session,
                          const struct aras_arguments *arguments,
                          struct aras_identity *identity);

enum { ARAS_BLOCK = 1000, ARAS_RESULT_VERSION = 1 };

#endif
