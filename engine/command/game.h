#ifndef ARAS_COMMAND_GAME_H
#define ARAS_COMMAND_GAME_H

#include "base/problems.h"
#include "base/text.h"
#include "command/arguments.h"

/** An answer as it is kept: "own" is left to the model's own rule. */
struct aras_answer {
    const char *decision, *choice;
    int number; /* how often it was decided before, in this world */
};

/**
 * A game as it is kept in a file, to be replayed, or gone on with when it was left: a
 * file of settings like a scenario. Texts belong to whoever made it; of one that was
 * read, to the arena.
 */
struct aras_game {
    const char *scenario;       /* as typed */
    const char *const *setting; /* key=value */
    size_t settings;
    const char *const *verb, *const *text; /* --force and its kin */
    size_t interventions;
    uint64_t seed, group, world;
    bool central;
    const char *seats; /* as typed behind --as */
    const char *state; /* of the model, see aras_model_state */
    const struct aras_answer *answer;
    size_t answers;
    bool left; /* before its end */
};

/** Whether a file begins as a kept game does. */
bool aras_game_is_kept(const char *path);

/** Reads a game; false, with problems added, when it is none. Inside a try of
 * problems->arena. */
bool aras_game_read(struct aras_game *game, const char *path,
                    struct aras_problems *problems);

/** Adds the text of the file in which it is kept. */
ARAS_CHECKED enum aras_status aras_game_text(const struct aras_game *game,
                                             struct aras_text *text,
                                             struct aras_error *error);

#endif
