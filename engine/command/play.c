/* `aras play`: somebody takes the seats of actors and decides for them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/briefing.h"
#include "command/command.h"
#include "command/deciding.h"
#include "command/keeping.h"
#include "command/look.h"
#include "command/playing.h"
#include "command/quoted.h"
#include "command/seats.h"
#include "command/sight.h"
#include "command/verdict.h"

/* --- a turn -------------------------------------------------------------------------
 */

static bool enter_turn(struct aras_playing *playing, const struct aras_outlook *outlook,
                       int choice, int own, size_t choices)
{
    struct aras_turn *turn;

    if (!aras_playing_grow(playing, &playing->turn, playing->turns, &playing->turn_room,
                           sizeof *playing->turn)) {
        return false;
    }
    turn = &playing->turn[playing->turns];
    *turn = (struct aras_turn){.move = {.event = outlook->event,
                                        .number = playing->taken[outlook->event] - 1,
                                        .choice = choice},
                               .actor = outlook->actor,
                               .time = outlook->time,
                               .taken = choice == ARAS_OWN_RULE ? own : choice,
                               .own = own,
                               .worth = calloc(choices, sizeof *turn->worth)};
    if (turn->worth == NULL) {
        aras_playing_stop_without_memory(playing);
        return false;
    }
    for (size_t i = 0; i < choices; i++) {
        turn->worth[i] = isnan(outlook->utility[i]) ? NAN : 0.0;
    }
    playing->turns++;
    return true;
}

/* At one terminal the next one sits down first. */
static void hand_over(struct aras_playing *playing, size_t actor)
{
    char prompt[256];

    if (playing->turns == 0 || playing->turn[playing->turns - 1].actor == actor ||
        (playing->saved != NULL && playing->turns < playing->saved->answers)) {
        return;
    }
    snprintf(prompt, sizeof prompt,
             "\n[Now %.150s decides. Enter: it sits here; q: leave the game] ",
             playing->model->actors[actor].name);
    if (!aras_answers_pause(&playing->input, prompt)) {
        aras_playing_stop(playing, ARAS_EXIT_FINE);
    }
}

static int choose(void *context, uint32_t event, double time, size_t choices,
                  const double *utility, int own)
{
    struct aras_playing *playing = context;
    size_t actor = aras_seat_actor(playing->model, event);
    struct aras_error error = {0};
    int choice;

    playing->taken[event]++;
    if (playing->stopped || actor == SIZE_MAX || !playing->seated[actor]) {
        return ARAS_OWN_RULE;
    }
    hand_over(playing, actor);
    if (playing->stopped) {
        return ARAS_OWN_RULE;
    }
    aras_sight_look(playing);

    const struct aras_seat_memory *memory = &playing->memory[actor];
    struct aras_outlook outlook = {.model = playing->model,
                                   .actor = actor,
                                   .event = event,
                                   .time = time,
                                   .since = memory->since,
                                   .number = playing->turns + 1,
                                   .now = playing->now,
                                   .before = memory->before,
                                   .news = playing->news + memory->news,
                                   .news_count = playing->news_count - memory->news,
                                   .utility = utility};

    if (!aras_playing_is_data(playing) &&
        aras_report_outlook(stdout, &outlook, &playing->style, &error) != ARAS_OK) {
        aras_playing_stop(playing, aras_complain(&error));
    }
    choice = playing->stopped ? ARAS_OWN_RULE : aras_deciding_ask(playing, &outlook);
    if (playing->stopped || !enter_turn(playing, &outlook, choice, own, choices)) {
        return ARAS_OWN_RULE;
    }
    aras_sight_remember(playing, actor, time);
    aras_keeping_write(playing);
    return choice;
}

/* --- the game -----------------------------------------------------------------------
 */

static void note_state(void *opaque)
{
    struct aras_playing *playing = opaque;

    playing->state =
        aras_model_state(playing->session->scenario->root, playing->session->arena);
}

static int open_input(struct aras_playing *playing)
{
    bool answered = playing->saved != NULL && !playing->saved->left;
    int code = aras_answers_open(&playing->input, playing->arguments->script);

    playing->input.live = playing->input.live && !answered;
    return code;
}

static int play_world(struct aras_playing *playing)
{
    struct aras_observer observer = {.context = playing,
                                     .begun = aras_sight_note_begun,
                                     .event = aras_sight_note_event,
                                     .settled = aras_sight_note_settled};
    struct aras_chooser chooser = {.context = playing, .choose = choose};
    struct aras_error error = {0};
    struct aras_record record;

    playing->simulation =
        aras_simulation_new(playing->model, &playing->session->settings, &error);
    if (playing->simulation == NULL) {
        return aras_complain(&error);
    }
    aras_simulation_observe(playing->simulation, &observer);
    aras_simulation_seat(playing->simulation, &chooser);
    if (aras_simulation_play(playing->simulation, playing->arguments->replication,
                             &record, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    return playing->code;
}

/* As a shell takes it. */
static void say_replay(const char *path)
{
    struct aras_text text = {0};

    aras_quoted_add(&text, path);
    printf(" aras play --replay%s\n", text.data == NULL ? "" : text.data);
    aras_text_free(&text);
}

static int say_left(struct aras_playing *playing)
{
    aras_keeping_close(playing, true);
    if (playing->code == ARAS_EXIT_FINE) {
        printf("\nThe game is left after %zu turn%s.\n", playing->turns,
               playing->turns == 1 ? "" : "s");
        if (playing->path != NULL) {
            printf("Go on with:");
            say_replay(playing->path);
        }
        if (playing->page != NULL) {
            printf("%s is written when the game is over.\n", playing->page);
        }
    }
    return playing->code;
}

/* The story, and what it was worth. */
static int tell(const struct aras_playing *playing)
{
    const struct aras_verdict verdict = {.arguments = playing->arguments,
                                         .session = playing->session,
                                         .style = playing->style,
                                         .seated = playing->seated,
                                         .turn = playing->turn,
                                         .turns = playing->turns,
                                         .kept = playing->path,
                                         .page = playing->page};
    int code = aras_verdict_tell(&verdict);

    /* Also when its judgement was interrupted. */
    if (playing->path != NULL && !playing->unkept && !aras_playing_is_data(playing)) {
        printf("The game is kept:");
        say_replay(playing->path);
    }
    return code != ARAS_EXIT_FINE ? code : playing->code;
}

static int finish(struct aras_playing *playing)
{
    aras_keeping_close(playing, false);
    if (playing->unanswered > 0) {
        fprintf(stderr,
                "aras: note: the answers ended; %zu decision%s left to the model's own "
                "rule\n",
                playing->unanswered, playing->unanswered == 1 ? " was" : "s were");
    }
    if (playing->saved != NULL && playing->saved->answers > playing->turns) {
        fprintf(stderr,
                "aras: the game does not fit: it has %zu answers, and %zu were "
                "asked for\n",
                playing->saved->answers, playing->turns);
        return ARAS_EXIT_BAD_INPUT;
    }
    return tell(playing);
}

static int play(const struct aras_arguments *arguments,
                const struct aras_session *session, const struct aras_game *saved,
                const char *replayed)
{
    struct aras_playing playing = {
        .arguments = arguments,
        .session = session,
        .model = session->scenario->model,
        .style = aras_look(arguments),
        .saved = saved,
        .page = aras_arguments_has(arguments, "-o") ? arguments->folder : NULL};
    struct aras_error error = {0};
    char room[ARAS_KEPT_PATH];
    int code = aras_playing_make_room(&playing) ? ARAS_EXIT_FINE : playing.code;

    if (code == ARAS_EXIT_FINE &&
        aras_arena_try(session->arena, note_state, &playing, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_seats_take(&playing, arguments->as);
    }
    if (code == ARAS_EXIT_FINE) {
        code = open_input(&playing);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_keeping_choose_path(&playing, replayed, room);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_keeping_check(&playing);
    }
    if (code == ARAS_EXIT_FINE && saved != NULL &&
        strcmp(saved->state, playing.state) != 0) {
        fprintf(stderr, "aras: note: the model has changed since this game was played; "
                        "its world may be another now\n");
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_briefing_print(&playing);
    }
    if (code == ARAS_EXIT_FINE) {
        code = play_world(&playing);
        if (playing.stopped) {
            code = code == ARAS_EXIT_FINE ? say_left(&playing) : code;
        } else if (code == ARAS_EXIT_FINE) {
            code = finish(&playing);
        }
    }
    aras_playing_free(&playing);
    return code;
}

/* --- what was typed -----------------------------------------------------------------
 */

static int usage(const char *message)
{
    fprintf(stderr, "aras: %s\n", message);
    return ARAS_EXIT_BAD_INPUT;
}

static int play_typed(const struct aras_arguments *arguments,
                      const struct aras_game *saved, const char *replayed)
{
    /* Here -o is the page; runs lie where they usually do. */
    struct aras_arguments wanted = *arguments;
    struct aras_session session;
    int code;

    wanted.folder = "results";
    if (aras_session_is_run(arguments->word[0], &wanted)) {
        return usage("a game is played from a scenario, not from a stored run");
    }
    code = aras_session_open(&session, arguments->word[0], &wanted);
    if (code == ARAS_EXIT_FINE) {
        code = play(arguments, &session, saved, replayed);
    }
    aras_session_close(&session);
    return code;
}

/* What was typed when the game was played. */
static void type_again(struct aras_arguments *arguments, const struct aras_game *game)
{
    arguments->word[0] = game->scenario;
    arguments->words = 1;
    arguments->settings = game->settings;
    for (size_t i = 0; i < game->settings; i++) {
        arguments->setting[i] = game->setting[i];
    }
    arguments->interventions = game->interventions;
    for (size_t i = 0; i < game->interventions; i++) {
        arguments->intervention[i].verb = game->verb[i];
        arguments->intervention[i].text = game->text[i];
    }
    arguments->seed = game->seed;
    arguments->group = game->group;
    arguments->central = game->central;
    arguments->replication = game->world;
    arguments->as = game->seats;
}

struct reading {
    struct aras_problems problems;
    struct aras_game game;
    const char *path;
    bool fine;
};

static void read_game(void *opaque)
{
    struct reading *reading = opaque;

    reading->fine = aras_game_read(&reading->game, reading->path, &reading->problems);
}

static int replay(const struct aras_arguments *arguments)
{
    struct aras_arguments again = *arguments;
    struct aras_error error = {0};
    struct reading reading = {.path = arguments->replayed};
    int code;

    reading.problems.arena = aras_arena_new(&error);
    if (reading.problems.arena == NULL ||
        aras_arena_try(reading.problems.arena, read_game, &reading, &error) !=
            ARAS_OK) {
        code = aras_complain(&error);
    } else if (!reading.fine) {
        aras_print_problems(&reading.problems, true);
        code = ARAS_EXIT_BAD_INPUT;
    } else {
        type_again(&again, &reading.game);
        code = play_typed(&again, &reading.game, arguments->replayed);
    }
    aras_arena_free(reading.problems.arena);
    return code;
}

int aras_command_play(const struct aras_arguments *arguments)
{
    if (arguments->replayed != NULL) {
        if (arguments->words > 0 || arguments->settings > 0 ||
            arguments->interventions > 0 || arguments->as != NULL ||
            aras_arguments_has(arguments, "--replication") ||
            aras_arguments_has(arguments, "--seed") ||
            aras_arguments_has(arguments, "--group") || arguments->central) {
            return usage(
                "a game that is replayed has its scenario, seats, luck and "
                "changes: only --script, --to, -o, -n, --all, --json, --csv, -j, "
                "--quiet and "
                "--ascii go with --replay");
        }
        return replay(arguments);
    }
    if (arguments->words != 1) {
        return aras_usage("play");
    }
    if (arguments->as == NULL || arguments->as[0] == '\0') {
        return usage("whose seat is taken? --as ACTOR, or several: --as armenia,iran");
    }
    return play_typed(arguments, NULL, NULL);
}
