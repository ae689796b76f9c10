#ifndef ARAS_COMMAND_BRIEFING_H
#define ARAS_COMMAND_BRIEFING_H

#include "command/playing.h"

/** Says at the beginning of a game who sits where, and what is wanted there. */
void aras_briefing_print(const struct aras_playing *playing);

#endif
