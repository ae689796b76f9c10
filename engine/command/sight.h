#ifndef ARAS_COMMAND_SIGHT_H
#define ARAS_COMMAND_SIGHT_H

#include "command/playing.h"

/** What an actor can see: the world as it stands, and what it knew when it decided
 * last. */

/** Looks at what stands, with leverage, which is worked out only when somebody asks. */
void aras_sight_look(struct aras_playing *playing);

/** Keeps in mind what the seat has seen, when it has decided. */
void aras_sight_remember(struct aras_playing *playing, size_t actor, double time);

/** Shows what speaks for each option, as far as the seat sees it. */
void aras_sight_counsel(struct aras_playing *playing,
                        const struct aras_outlook *outlook);

/** For the observer of the simulation, whose context is the game. */
void aras_sight_note_begun(void *context);
void aras_sight_note_settled(void *context, double time);
void aras_sight_note_event(void *context, uint32_t event, double time, bool forced,
                           double rate);

#endif
