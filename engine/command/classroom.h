#ifndef ARAS_COMMAND_CLASSROOM_H
#define ARAS_COMMAND_CLASSROOM_H

#include "command/arguments.h"

/**
 * The teacher's overview of the ledgers (*.jsonl) in the folder of --class. A ledger
 * that was changed is named, and left out, and the exit code then says so.
 */
int aras_classroom(const struct aras_arguments *arguments);

#endif
