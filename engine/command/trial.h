#ifndef ARAS_COMMAND_TRIAL_H
#define ARAS_COMMAND_TRIAL_H

#include "analysis/finding.h"
#include "base/problems.h"
#include "command/arguments.h"

/** A statement that two scenarios are played for: what the outcome does from `against`
 * to `scenario`. */
struct aras_trial {
    const char *against, *scenario; /* paths */
    const char *const *set;         /* what is set in `scenario` besides */
    size_t set_count;
    const char *const *both; /* what is set in both */
    size_t both_count;
    struct aras_statement statement;
    const char *what; /* for messages: "S1-03b" */
    struct aras_place place;
};

/** What came of playing trials, beside the findings. */
struct aras_trial_record {
    uint64_t worlds; /* compared, of the last pair */
    uint64_t failed; /* worlds that could not be played, in all */
    bool precise;    /* what `--until` asked for was reached by all */
};

/**
 * Plays the scenarios of all trials as far as they are not stored yet (`worlds` of
 * each where the arguments do not say how many), and adds what they say: the number of
 * a finding's statement is that of its trial. Trials that follow each other and share
 * scenarios share the work. Tells on stderr how far it is, and what went wrong; returns
 * an exit code.
 */
int aras_trials_play(const struct aras_trial *trials, size_t count, uint64_t worlds,
                     const struct aras_arguments *arguments,
                     struct aras_findings *findings, struct aras_trial_record *record);

#endif
