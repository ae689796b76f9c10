#include "command/keeping.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "report/game_words.h"

void aras_keeping_write(struct aras_playing *playing, bool left)
{
    const struct aras_arguments *arguments = playing->arguments;
    const char *verb[ARAS_MOST_WORDS];
    const char *text[ARAS_MOST_WORDS];
    struct aras_answer *answer;
    struct aras_error error = {0};

    if (playing->path == NULL) {
        return;
    }
    answer = calloc(playing->turns + 1, sizeof *answer);
    if (answer == NULL) {
        aras_playing_stop_without_memory(playing);
        return;
    }
    for (size_t i = 0; i < arguments->interventions; i++) {
        verb[i] = arguments->intervention[i].verb;
        text[i] = arguments->intervention[i].text;
    }
    for (size_t i = 0; i < playing->turns; i++) {
        const struct aras_move *move = &playing->turn[i].move;

        answer[i] = (struct aras_answer){
            .decision = playing->model->events[move->event].id,
            .number = (int) move->number,
            .choice =
                move->choice == ARAS_OWN_RULE
                    ? "own"
                    : aras_game_option(playing->model, move->event, move->choice)};
    }

    struct aras_game game = {.scenario = arguments->word[0],
                             .setting = arguments->setting,
                             .settings = arguments->settings,
                             .verb = verb,
                             .text = text,
                             .interventions = arguments->interventions,
                             .seed = arguments->seed,
                             .group = arguments->group,
                             .world = arguments->replication,
                             .central = arguments->central,
                             .seats = arguments->as,
                             .state = playing->state,
                             .answer = answer,
                             .answers = playing->turns,
                             .left = left};

    if (aras_game_write(&game, playing->path, &error) != ARAS_OK) {
        aras_playing_stop(playing, aras_complain(&error));
    }
    free(answer);
}

/* Who plays at a terminal finds the game again. */
int aras_keeping_choose_path(struct aras_playing *playing, const char *replayed,
                             char room[ARAS_KEPT_PATH])
{
    const char *name = playing->session->scenario->name;

    playing->path = playing->arguments->output;
    if (playing->path != NULL || (replayed != NULL && playing->saved->left)) {
        playing->path = playing->path != NULL ? playing->path : replayed;
        return ARAS_EXIT_FINE;
    }
    if (!playing->input.live) {
        return ARAS_EXIT_FINE;
    }
    snprintf(room, ARAS_KEPT_PATH, "%.150s-world-%" PRIu64 ".game", name,
             playing->arguments->replication);
    if (access(room, F_OK) == 0) {
        fprintf(stderr,
                "aras: there is a game '%s' already: go on with `aras play --replay "
                "%s`, or name another file by --to\n",
                room, room);
        return ARAS_EXIT_BAD_INPUT;
    }
    playing->path = room;
    return ARAS_EXIT_FINE;
}
