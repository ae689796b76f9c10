#ifndef ARAS_COMMAND_SESSION_H
#define ARAS_COMMAND_SESSION_H

#include "base/problems.h"
#include "command/arguments.h"
#include "montecarlo/montecarlo.h"
#include "result/labels.h"
#include "result/run.h"
#include "scenario/scenario.h"
#include "simulation/simulation.h"

/**
 * What most commands begin with: a scenario that has been read, or a stored run with
 * the scenario it keeps. Owned by the caller; everything in it lives until it is freed.
 */
struct aras_session {
    struct aras_arena *arena;
    struct aras_problems problems;
    struct aras_scenario *scenario;
    const struct aras_labels *labels;
    struct aras_settings settings;
    struct aras_run_facts facts; /* of a stored run */
    bool stored;
    const char *path;

    struct aras_design *design; /* whose cells are played; NULL: worlds are; varied.h */
    const char *design_text;
    struct aras_model **models; /* that its settings ask for; NULL: `scenario` has it */
    size_t model_count;
};

/**
 * Opens what `path` names: a scenario or model file, or a stored run: its folder, or
 * the name of its folder within that of the results. What is typed to change a stored
 * run (key=value, --seed, --group, --central) is refused.
 * Prints what is wrong on stderr, all of it, and returns ARAS_EXIT_BAD_INPUT then. In
 * any case to be closed.
 */
int aras_session_open(struct aras_session *session, const char *path,
                      const struct aras_arguments *arguments);

/** Like it, but asks that `path` be a stored run, and opens that for reading. A run in
 * which a design was played is refused, here and above: its replications are no worlds
 * of one scenario. */
int aras_session_open_run(struct aras_session *session, const char *path,
                          const struct aras_arguments *arguments,
                          struct aras_run **run);

/** Both again, for what can do with a design too: the session then has it. `run` NULL:
 * `path` may be a scenario. */
int aras_session_open_any(struct aras_session *session, const char *path,
                          const struct aras_arguments *arguments,
                          struct aras_run **run);

/** Whether `path` names a stored run rather than a file. */
bool aras_session_is_run(const char *path, const struct aras_arguments *arguments);

/** What is played in the session. Borrows all from it. */
struct aras_plan aras_session_plan(const struct aras_session *session);

/** What the scenario or the stored run is called. */
const char *aras_session_name(const struct aras_session *session);

void aras_session_close(struct aras_session *session);

/** Prints what is wrong with files on stderr, a line or more each: mistakes, or notes
 * too. */
void aras_print_problems(const struct aras_problems *problems, bool mistakes_only);

/**
 * The outcome that is named behind an option of the program such as "--of" (`what`),
 * and of a category which of its options, as aras_target_read_outcome reads them.
 * Prints what is wrong on stderr; returns an exit code.
 */
int aras_outcome_named(size_t *outcome, size_t *option, const char *text,
                       const struct aras_model *model, const char *what);

/** Prints an error on stderr and returns the exit code that goes with it. */
int aras_complain(const struct aras_error *error);

/** `path` without "folder/.." where it names the same file without; either it itself
 * or `shorter`. */
const char *aras_short_path(const char *path, char shorter[1024]);

#endif
