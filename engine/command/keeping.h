#ifndef ARAS_COMMAND_KEEPING_H
#define ARAS_COMMAND_KEEPING_H

#include "command/playing.h"

enum { ARAS_KEPT_PATH = 256 };

/** Where the game is kept: where --to says, where it was, or, at a terminal, in a file
 * of its own, which `room` names. Says what is wrong; returns an exit code. */
int aras_keeping_choose_path(struct aras_playing *playing, const char *replayed,
                             char room[ARAS_KEPT_PATH]);

/** Keeps the game as it stands; `left` before its end. */
void aras_keeping_write(struct aras_playing *playing, bool left);

#endif
