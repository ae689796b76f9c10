#ifndef ARAS_COMMAND_COMMAND_H
#define ARAS_COMMAND_COMMAND_H

#include "command/arguments.h"

/** A command of the program: what it is called, what it does, how it is used. */
struct aras_command {
    const char *name;
    const char *summary;  /* one line */
    const char *usage;    /* behind the name */
    const char *accepted; /* options, as aras_arguments_read wants them */
    const char *text;     /* more help, with an example */
    int (*run)(const struct aras_arguments *arguments);
};

/** All commands, in the order of `aras help`; the last has a NULL name. */
extern const struct aras_command aras_commands[];

int aras_command_check(const struct aras_arguments *arguments);
int aras_command_show(const struct aras_arguments *arguments);
int aras_command_run(const struct aras_arguments *arguments);
int aras_command_compare(const struct aras_arguments *arguments);
int aras_command_replay(const struct aras_arguments *arguments);
int aras_command_explain(const struct aras_arguments *arguments);
int aras_command_play(const struct aras_arguments *arguments);
int aras_command_lesson(const struct aras_arguments *arguments);
int aras_command_predict(const struct aras_arguments *arguments);
int aras_command_score(const struct aras_arguments *arguments);
int aras_command_export(const struct aras_arguments *arguments);
int aras_command_log(const struct aras_arguments *arguments);
int aras_command_verify(const struct aras_arguments *arguments);
int aras_command_sweep(const struct aras_arguments *arguments);
int aras_command_overview(const struct aras_arguments *arguments);
int aras_command_claims(const struct aras_arguments *arguments);
int aras_command_warn(const struct aras_arguments *arguments);
int aras_command_causes(const struct aras_arguments *arguments);
int aras_command_invert(const struct aras_arguments *arguments);
int aras_command_leverage(const struct aras_arguments *arguments);
int aras_command_discover(const struct aras_arguments *arguments);
int aras_command_expect(const struct aras_arguments *arguments);
int aras_command_calibrate(const struct aras_arguments *arguments);
int aras_command_figure(const struct aras_arguments *arguments);
int aras_command_report(const struct aras_arguments *arguments);
int aras_command_sensitivity(const struct aras_arguments *arguments);
int aras_command_help(const struct aras_arguments *arguments);
int aras_command_version(const struct aras_arguments *arguments);

/** Prints how a command is used, on stderr, and returns ARAS_EXIT_BAD_INPUT. */
int aras_usage(const char *command);

#endif
