#ifndef ARAS_COMMAND_LINE_H
#define ARAS_COMMAND_LINE_H

#include "base/text.h"
#include "command/command.h"

/*
 * A line as it is typed behind `aras`: its first word is the name of a command.
 */

/** The command of that name, or NULL; then the name that was probably meant, or NULL.
 */
const struct aras_command *aras_line_find(const char *name);
const char *aras_line_nearest(const char *name);

/** Does what the line says, and returns the exit code. It has a word at least. */
int aras_line_run(int count, char **words);

/** Writes the words as a shell would have to be told them, "aras" before them. */
void aras_line_write(struct aras_text *line, int count, char *const *words);

#endif
