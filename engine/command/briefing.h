#ifndef ARAS_COMMAND_BRIEFING_H
#define ARAS_COMMAND_BRIEFING_H

#include "command/playing.h"

/** Says at the beginning of a game who sits where, what is wanted there, what is
 * decided there and when. Returns an exit code, and says what is wrong. */
int aras_briefing_print(const struct aras_playing *playing);

#endif
