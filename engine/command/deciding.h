#ifndef ARAS_COMMAND_DECIDING_H
#define ARAS_COMMAND_DECIDING_H

#include "command/playing.h"

/**
 * What is decided at a turn: what the kept game says, what was said to be done whenever
 * this comes, or what whoever sits there answers. A choice, or ARAS_OWN_RULE; the game
 * is stopped when it is left, or when an answer of a script is wrong.
 */
int aras_deciding_ask(struct aras_playing *playing, const struct aras_outlook *outlook);

#endif
