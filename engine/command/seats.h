#ifndef ARAS_COMMAND_SEATS_H
#define ARAS_COMMAND_SEATS_H

#include "command/playing.h"

/** Takes the seats named in a text, with commas; who decides nothing has none. Says
 * what is wrong; returns an exit code. */
int aras_seats_take(struct aras_playing *playing, const char *text);

#endif
