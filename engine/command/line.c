#include "command/line.h"

#include <stdio.h>
#include <string.h>

#include "base/problems.h"
#include "command/session.h"

const struct aras_command *aras_line_find(const char *name)
{
    for (const struct aras_command *command = aras_commands; command->name != NULL;
         command++) {
        if (strcmp(command->name, name) == 0) {
            return command;
        }
    }
    return NULL;
}

const char *aras_line_nearest(const char *name)
{
    const char *names[64];
    size_t count = 0;

    while (count < 64 && aras_commands[count].name != NULL) {
        names[count] = aras_commands[count].name;
        count++;
    }
    return aras_nearest_name(name, names, count);
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

void aras_line_write(struct aras_text *line, int count, char *const *words)
{
    aras_text_add(line, "aras");
    for (int i = 0; i < count; i++) {
        add_word(line, words[i]);
    }
}

static int unknown_command(const char *name)
{
    const char *near = aras_line_nearest(name);

    fprintf(stderr, "aras: there is no command '%s'%s%s%s; `aras help` lists them\n",
            name, near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
            near == NULL ? "" : "'?");
    return ARAS_EXIT_BAD_INPUT;
}

static bool asks_for_help(int count, char **words)
{
    for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++) {
        if (strcmp(words[i], "-h") == 0 || strcmp(words[i], "--help") == 0) {
            return true;
        }
    }
    return false;
}

int aras_line_run(int count, char **words)
{
    const struct aras_command *command = aras_line_find(words[0]);
    struct aras_arguments arguments = {.command = NULL};
    struct aras_text line = {0};
    struct aras_error error = {0};
    int code;

    if (command == NULL) {
        return unknown_command(words[0]);
    }
    if (asks_for_help(count, words)) {
        arguments.word[0] = command->name;
        arguments.words = 1;
        return aras_command_help(&arguments);
    }
    if (aras_arguments_read(&arguments, count - 1, words + 1, command->accepted,
                            &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    aras_line_write(&line, count, words);
    arguments.command = line.data == NULL ? "aras" : line.data;
    code = command->run(&arguments);
    aras_text_free(&line);
    return code;
}
