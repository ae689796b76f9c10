#ifndef ARAS_COMMAND_PLAYING_H
#define ARAS_COMMAND_PLAYING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/regret.h"
#include "command/answers.h"
#include "command/arguments.h"
#include "command/game.h"
#include "command/session.h"
#include "report/game_report.h"

/** What one seat knew when it decided last. */
struct aras_seat_memory {
    double *before; /* by slot */
    double since;   /* NAN: it has not decided yet */
    size_t news;    /* how many it had heard */
};

/** "decision = option": whenever it comes, where it is open. */
struct aras_standing {
    uint32_t event;
    int option;
};

/** A game that is being played, at a terminal or by a script. */
struct aras_playing {
    const struct aras_arguments *arguments;
    const struct aras_session *session;
    const struct aras_model *model;
    struct aras_simulation *simulation;
    struct aras_style style;
    const struct aras_game *saved; /* whose answers come first; NULL */
    const char *path;              /* where the game is kept; NULL: nowhere */
    const char *page;              /* where it is written as a page; NULL: nowhere */
    bool unkept;                   /* what is at `path` is not the game as it stands */
    struct aras_answers input;
    bool ended; /* no more answers: the rest is left to the model's own rule */
    size_t unanswered;
    struct aras_standing *standing;
    size_t standings, standing_room;
    bool stopped; /* the game was left, or an answer was wrong */
    int code;     /* what the program answers then */

    bool *seated; /* by actor */
    size_t seats;
    uint64_t *taken;                 /* by event */
    struct aras_seat_memory *memory; /* by actor */
    double *now;
    struct aras_turn *turn;
    size_t turns, turn_room;
    struct aras_news *news;
    size_t news_count, news_room;
    const char *state;
};

/** Room for what each seat knows; false, and the game stops, without memory. To be
 * freed in any case. */
bool aras_playing_make_room(struct aras_playing *playing);
void aras_playing_free(struct aras_playing *playing);

/** Whether it is told to programs, which get no story and no turns on the way. */
bool aras_playing_is_data(const struct aras_playing *playing);

/** Stops the game, with what the program answers then; the first reason counts. */
void aras_playing_stop(struct aras_playing *playing, int code);
void aras_playing_stop_without_memory(struct aras_playing *playing);

/** Room for one more in an array, `items` being its address; false, and the game stops,
 *  without memory. */
bool aras_playing_grow(struct aras_playing *playing, void *items, size_t count,
                       size_t *room, size_t size);

#endif
