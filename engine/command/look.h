#ifndef ARAS_COMMAND_LOOK_H
#define ARAS_COMMAND_LOOK_H

#include "command/arguments.h"
#include "report/style.h"

/** How reports look on this terminal: colour, signs, width, from the arguments and the
 * environment. */
struct aras_style aras_look(const struct aras_arguments *arguments);

#endif
