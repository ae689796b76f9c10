#include "command/keeping.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/command.h"
#include "command/convert.h"
#include "report/game_words.h"

static void put(struct aras_playing *playing, const struct aras_game *game, bool last)
{
    struct aras_text text = {0};
    struct aras_error error = {0};

    if (aras_game_text(game, &text, &error) != ARAS_OK) {
        aras_playing_stop(playing, aras_complain(&error));
    } else if (last) {
        playing->unkept = aras_write_file(playing->path, text.data) != ARAS_EXIT_FINE;
    } else if (aras_put_file(playing->path, text.data, &error) == ARAS_OK) {
        playing->unkept = false;
    } else if (!playing->unkept) {
        playing->unkept = true;
        (void) aras_complain(&error);
        fprintf(stderr, "aras: note: the game goes on, and is kept as soon as it can "
                        "be\n");
    }
    aras_text_free(&text);
}

static void keep(struct aras_playing *playing, bool left, bool last)
{
    const struct aras_arguments *arguments = playing->arguments;
    const char *verb[ARAS_MOST_WORDS];
    const char *text[ARAS_MOST_WORDS];
    struct aras_answer *answer;

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

    put(playing, &game, last);
    free(answer);
}

void aras_keeping_write(struct aras_playing *playing)
{
    keep(playing, true, false);
}

void aras_keeping_close(struct aras_playing *playing, bool left)
{
    if (!left || playing->unkept) {
        keep(playing, left, true);
    }
    if (playing->unkept && playing->code == ARAS_EXIT_FINE) {
        playing->code = ARAS_EXIT_BAD_INPUT;
    }
}

int aras_keeping_check(const struct aras_playing *playing)
{
    int code = aras_check_file(playing->path);

    return code == ARAS_EXIT_FINE ? aras_check_file(playing->page) : code;
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
