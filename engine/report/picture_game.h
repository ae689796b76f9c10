#ifndef ARAS_REPORT_PICTURE_GAME_H
#define ARAS_REPORT_PICTURE_GAME_H

#include "analysis/regret.h"
#include "report/picture.h"

/** Pictures of a game: more of the bridge of report/picture.h. Worth is that to one
 *  actor who was seated and whose preferences the model states. */

/**
 * The worth of the game, and of the same world with one decision taken otherwise, turn
 * by turn. Turns at which no option made a difference are left out, and beyond twenty
 * rows those at which least was at stake. ARAS_INVALID when none made one.
 */
ARAS_CHECKED enum aras_status aras_picture_turns(const struct aras_picture *picture,
                                                 const struct aras_regret *regret,
                                                 size_t actor,
                                                 struct aras_error *error);

/**
 * The mean worth over many worlds by the model's own rule, and with one option always
 * taken, in one of the readings told (0 .. regret->yields - 1). ARAS_INVALID when there
 * were no such courses.
 */
ARAS_CHECKED enum aras_status aras_picture_courses(const struct aras_picture *picture,
                                                   const struct aras_regret *regret,
                                                   size_t actor, size_t reading,
                                                   struct aras_error *error);

#endif
