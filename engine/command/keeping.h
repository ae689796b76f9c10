#ifndef ARAS_COMMAND_KEEPING_H
#define ARAS_COMMAND_KEEPING_H

#include "command/playing.h"

enum { ARAS_KEPT_PATH = 256 };

/** Where the game is kept: where --to says, where it was, or, at a terminal, in a file
 * of its own, which `room` names. Says what is wrong; returns an exit code. */
int aras_keeping_choose_path(struct aras_playing *playing, const char *replayed,
                             char room[ARAS_KEPT_PATH]);

/** Sees to it, before a game is played, that it and its page can be written. Says what
 * is wrong; returns an exit code. */
int aras_keeping_check(const struct aras_playing *playing);

/** Keeps the game as it stands, so that one can go on with it. A file that cannot be
 * written for now is told once, and ends no game. */
void aras_keeping_write(struct aras_playing *playing);

/** Keeps it at its end, or when it is `left` before: where it cannot be kept where it
 * should, it is put elsewhere, which is said. */
void aras_keeping_close(struct aras_playing *playing, bool left);

#endif
