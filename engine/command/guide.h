#ifndef ARAS_COMMAND_GUIDE_H
#define ARAS_COMMAND_GUIDE_H

#include "command/arguments.h"
#include "command/lessons.h"

/**
 * Guides somebody through a lesson: each question is asked, the prediction locked in
 * the ledger `path`, the command run, and what came held against what was said. Begins
 * where the ledger says that the lesson was left. Returns an exit code.
 */
int aras_guide(const struct aras_lesson *lesson, const char *by, const char *path,
               const struct aras_arguments *arguments);

#endif
