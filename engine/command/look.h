#ifndef ARAS_COMMAND_LOOK_H
#define ARAS_COMMAND_LOOK_H

#include "command/arguments.h"
#include "report/style.h"

/** How the answer is to look: colours on a terminal unless NO_COLOR is set or it is a
 * dumb one, other signs than ASCII where the locale has them, lines of 100 columns, or
 * of as many as a narrower terminal has, from 60. */
struct aras_style aras_look(const struct aras_arguments *arguments);

/** Prints a text between spaces into lines of that width, each behind
 * `indent`.
 */
void aras_print_wrapped(const char *indent, const char *text);

#endif
