#include <gsl/gsl_errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "base/text.h"
#include "command/command.h"
#include "command/session.h"

static const struct aras_command *find_command(const char *name)
{
    for (const struct aras_command *command = aras_commands; command->name != NULL;
         command++) {
        if (strcmp(command->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}

static int unknown_command(const char *name)
{
    const char *names[64];
    size_t count = 0;

    while (count < 64 && aras_commands[count].name != NULL) {
        names[count] = aras_commands[count].name;
        count++;
    }

    const char *near = aras_nearest_name(name, names, count);

    fprintf(stderr, "aras: there is no command '%s'%s%s%s; `aras help` lists them\n",
            name, near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
            near == NULL ? "" : "'?");
    return ARAS_EXIT_BAD_INPUT;
}

/* The whole line, for the record of a run. */
static void join(struct aras_text *line, int argc, char **argv)
{
    for (int i = 0; i < argc; i++) {
        aras_text_add(line, "%s%s", i == 0 ? "" : " ", i == 0 ? "aras" : argv[i]);
    }
}

static int run_command(const struct aras_command *command, int argc, char **argv)
{
    struct aras_arguments arguments = {.command = NULL};
    struct aras_text line = {0};
    struct aras_error error = {0};
    int code;

    if (argc > 2 && (strcmp(argv[2], "-h") == 0 || strcmp(argv[2], "--help") == 0)) {
        arguments.word[0] = command->name;
        arguments.words = 1;
        return aras_command_help(&arguments);
    }
    if (aras_arguments_read(&arguments, argc - 2, argv + 2, command->accepted,
                            &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    join(&line, argc, argv);
    arguments.command = line.data == NULL ? "aras" : line.data;
    code = command->run(&arguments);
    aras_text_free(&line);
    if (fflush(stdout) != 0 && code == ARAS_EXIT_FINE) {
        fprintf(stderr, "aras: cannot write to standard output\n");
        code = ARAS_EXIT_FAILURES;
    }
    return code;
}

int main(int argc, char **argv)
{
    gsl_set_error_handler_off();
    setlocale(LC_CTYPE, "");
    if (argc < 2 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0) {
        struct aras_arguments none = {.command = NULL};

        return aras_command_help(&none);
    }
    if (strcmp(argv[1], "--version") == 0) {
        struct aras_arguments none = {.command = NULL};

        return aras_command_version(&none);
    }

    const struct aras_command *command = find_command(argv[1]);

    return command == NULL ? unknown_command(argv[1])
                           : run_command(command, argc, argv);
}
