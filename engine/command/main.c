#include <errno.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdbool.h>
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

/* Adds a word as a shell would have to be told it. */
static void add_word(struct aras_text *line, const char *word)
{
    if (word[0] != '\0' && strpbrk(word, " \t\n\"'`$&|;<>()*?[]#~!\\{}") == NULL) {
        aras_text_add(line, " %s", word);
        return;
    }
    aras_text_add(line, " '");
    for (const char *c = word; *c != '\0'; c++) {
        if (*c == '\'') {
            aras_text_add(line, "'\\''");
        } else {
            aras_text_add(line, "%c", *c);
        }
    }
    aras_text_add(line, "'");
}

/* The whole line, for the record of a run. */
static void join(struct aras_text *line, int argc, char **argv)
{
    aras_text_add(line, "aras");
    for (int i = 1; i < argc; i++) {
        add_word(line, argv[i]);
    }
}

static bool asks_for_help(int argc, char **argv)
{
    for (int i = 2; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strcmp(argv[i], "-h") == 0 || strcmp(argv[i], "--help") == 0) {
            return true;
        }
    }
    return false;
}

static int run_command(const struct aras_command *command, int argc, char **argv)
{
    struct aras_arguments arguments = {.command = NULL};
    struct aras_text line = {0};
    struct aras_error error = {0};
    int code;

    if (asks_for_help(argc, argv)) {
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
    return code;
}

static int answer(int argc, char **argv)
{
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

int main(int argc, char **argv)
{
    int code;

    gsl_set_error_handler_off();
    setlocale(LC_CTYPE, "");
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like others */
    code = answer(argc, argv);
    if ((fflush(stdout) != 0 || ferror(stdout)) && code == ARAS_EXIT_FINE) {
        fprintf(stderr, "aras: cannot write to standard output: %s\n", strerror(errno));
        code = ARAS_EXIT_BAD_INPUT;
    }
    return code;
}
