/* `aras play`: somebody takes the seats of actors and decides for them. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/answers.h"
#include "command/command.h"
#include "command/game.h"
#include "command/look.h"
#include "command/session.h"
#include "command/verdict.h"
#include "report/game_report.h"
#include "report/game_words.h"

enum { LINE = 256 };

/* What one seat knew when it decided last. */
struct memory {
    double *before; /* by slot */
    double since;   /* NAN: it has not decided yet */
    size_t news;    /* how many it had heard */
};

/* "decision = option": whenever it comes, where it is open. */
struct standing {
    uint32_t event;
    int option;
};

/* A game that is being played. */
struct playing {
    const struct aras_arguments *arguments;
    const struct aras_session *session;
    const struct aras_model *model;
    struct aras_simulation *simulation;
    struct aras_style style;
    const struct aras_game *saved; /* whose answers come first; NULL */
    const char *path;              /* where the game is kept; NULL: nowhere */
    const char *page;              /* where it is written as a page; NULL: nowhere */
    struct aras_answers input;
    bool ended; /* no more answers: the rest is left to the model's own rule */
    size_t unanswered;
    struct standing *standing;
    size_t standings, standing_room;
    bool stopped; /* the game was left, or an answer was wrong */
    int code;     /* what the program answers then */

    bool *seated; /* by actor */
    size_t seats;
    uint64_t *taken;       /* by event */
    struct memory *memory; /* by actor */
    double *now;
    struct aras_turn *turn;
    size_t turns, turn_room;
    struct aras_news *news;
    size_t news_count, news_room;
    const char *state;
};

/* --- memory -------------------------------------------------------------------------
 */

/* What is for programs has no story and no turns told on the way. */
static bool is_data(const struct playing *playing)
{
    return playing->arguments->json || playing->arguments->csv;
}

static void stop(struct playing *playing, int code)
{
    if (!playing->stopped) {
        playing->stopped = true;
        playing->code = code;
    }
}

static void stop_without_memory(struct playing *playing)
{
    struct aras_error error;

    aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a game");
    stop(playing, aras_complain(&error));
}

/* Room for one more; false, and the game stops, without memory. */
static bool grow(struct playing *playing, void *items, size_t count, size_t *room,
                 size_t size)
{
    void **array = items;
    void *more;

    if (count < *room) {
        return true;
    }
    more = realloc(*array, (2 * *room + 16) * size);
    if (more == NULL) {
        stop_without_memory(playing);
        return false;
    }
    *array = more;
    *room = 2 * *room + 16;
    return true;
}

static bool make_room(struct playing *playing)
{
    const struct aras_model *model = playing->model;
    bool fine = true;

    playing->seated = calloc(model->actor_count + 1, sizeof *playing->seated);
    playing->taken = calloc(model->event_count + 1, sizeof *playing->taken);
    playing->memory = calloc(model->actor_count + 1, sizeof *playing->memory);
    playing->now = calloc(model->slot_count + 1, sizeof *playing->now);
    fine = playing->seated != NULL && playing->taken != NULL &&
           playing->memory != NULL && playing->now != NULL;
    for (size_t i = 0; fine && i < model->actor_count; i++) {
        playing->memory[i].before =
            calloc(model->slot_count + 1, sizeof *playing->memory[i].before);
        playing->memory[i].since = NAN;
        fine = playing->memory[i].before != NULL;
    }
    if (!fine) {
        stop_without_memory(playing);
    }
    return fine;
}

static void free_playing(struct playing *playing)
{
    for (size_t i = 0; playing->memory != NULL && i < playing->model->actor_count;
         i++) {
        free(playing->memory[i].before);
    }
    for (size_t i = 0; i < playing->turns; i++) {
        free(playing->turn[i].worth);
    }
    free(playing->memory);
    free(playing->seated);
    free(playing->taken);
    free(playing->now);
    free(playing->turn);
    free(playing->news);
    free(playing->standing);
    aras_answers_close(&playing->input);
    aras_simulation_free(playing->simulation);
}

/* --- seats --------------------------------------------------------------------------
 */

static bool decides(const struct aras_model *model, size_t actor)
{
    for (uint32_t i = 0; i < model->event_count; i++) {
        if (model->events[i].decision != NULL && aras_seat_actor(model, i) == actor) {
            return true;
        }
    }
    return false;
}

static int refuse_seat(const struct aras_model *model, const char *id, size_t length,
                       bool known)
{
    const char *before = "";

    fprintf(stderr,
            known ? "aras: '%.*s' decides nothing in this model; "
                  : "aras: there is no actor '%.*s'; ",
            (int) length, id);
    fprintf(stderr, "seats are those of ");
    for (size_t i = 0; i < model->actor_count; i++) {
        if (decides(model, i)) {
            fprintf(stderr, "%s%s", before, model->actors[i].id);
            before = ", ";
        }
    }
    fprintf(stderr,
            before[0] == '\0' ? "nobody: it has no decisions of an actor\n" : "\n");
    return ARAS_EXIT_BAD_INPUT;
}

static int take_seats(struct playing *playing, const char *text)
{
    const struct aras_model *model = playing->model;

    while (*text != '\0') {
        size_t length = strcspn(text, ",");
        size_t actor = 0;

        while (actor < model->actor_count &&
               (strncmp(model->actors[actor].id, text, length) != 0 ||
                model->actors[actor].id[length] != '\0')) {
            actor++;
        }
        if (actor == model->actor_count || !decides(model, actor)) {
            return refuse_seat(model, text, length, actor < model->actor_count);
        }
        playing->seats += playing->seated[actor] ? 0 : 1;
        playing->seated[actor] = true;
        text += length + (text[length] == ',');
    }
    return ARAS_EXIT_FINE;
}

/* --- keeping the game ---------------------------------------------------------------
 */

static void keep(struct playing *playing, bool left)
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
        stop_without_memory(playing);
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
        stop(playing, aras_complain(&error));
    }
    free(answer);
}

/* --- what can be seen ---------------------------------------------------------------
 */

static const struct aras_code *code_of(const struct aras_model *model, uint32_t slot)
{
    for (size_t i = 0; i < model->derived_count; i++) {
        if (model->derived[i].slot == slot) {
            return model->derived[i].code;
        }
    }
    return NULL;
}

/* What stands, with leverage, which is worked out only when somebody asks. */
static void look_around(struct playing *playing)
{
    const struct aras_model *model = playing->model;

    memcpy(playing->now, aras_simulation_state(playing->simulation),
           model->slot_count * sizeof *playing->now);
    for (uint32_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];
        const struct aras_code *code;

        if (slot->kind == ARAS_SLOT_DERIVED && slot->name != NULL &&
            strncmp(slot->name, "leverage[", 9) == 0 &&
            (code = code_of(model, i)) != NULL) {
            (void) aras_simulation_ask(playing->simulation, code, &playing->now[i]);
        }
    }
}

static void note_begun(void *context)
{
    struct playing *playing = context;

    for (size_t i = 0; i < playing->model->actor_count; i++) {
        memcpy(playing->memory[i].before, aras_simulation_state(playing->simulation),
               playing->model->slot_count * sizeof *playing->memory[i].before);
    }
}

static void note_event(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct playing *playing = context;

    (void) forced;
    (void) rate;
    if (grow(playing, &playing->news, playing->news_count, &playing->news_room,
             sizeof *playing->news)) {
        playing->news[playing->news_count++] = (struct aras_news){event, time};
    }
}

static bool sees_all(const struct playing *playing, size_t actor,
                     const struct aras_code *code)
{
    for (size_t i = 0; !code->literal && i < code->read_count; i++) {
        if (!aras_seat_sees(playing->model, actor, code->reads[i])) {
            return false;
        }
    }
    return true;
}

/* What an argument counts, weight x of; NAN where the seat does not see it all. */
static double argument(struct playing *playing, size_t actor,
                       const struct aras_consideration *it)
{
    double of = NAN;
    double weight = NAN;

    if (!sees_all(playing, actor, it->of)) {
        return NAN;
    }
    (void) aras_simulation_ask(playing->simulation, it->of, &of);
    (void) aras_simulation_ask(playing->simulation, it->weight, &weight);
    return of * weight;
}

static void give_counsel(struct playing *playing, const struct aras_outlook *outlook)
{
    const struct aras_decision *decision =
        playing->model->events[outlook->event].decision;
    struct aras_error error = {0};
    size_t count = 0;
    double *value;

    for (size_t i = 0; i < decision->count; i++) {
        count += decision->choices[i].count;
    }
    value = calloc(count + 1, sizeof *value);
    if (value == NULL) {
        stop_without_memory(playing);
        return;
    }
    count = 0;
    for (size_t i = 0; i < decision->count; i++) {
        for (size_t k = 0; k < decision->choices[i].count; k++) {
            value[count++] = argument(playing, outlook->actor,
                                      &decision->choices[i].considerations[k]);
        }
    }
    if (aras_report_counsel(stdout, outlook, value, &playing->style, &error) !=
        ARAS_OK) {
        stop(playing, aras_complain(&error));
    }
    free(value);
}

/* --- answers ------------------------------------------------------------------------
 */

/* The next line that says something; NULL at the end. */
static char *next_line(struct playing *playing)
{
    return aras_answers_next(&playing->input,
                             "Your choice (number or name; ? for what speaks for each, "
                             "own, quit): ");
}

/* A choice by its number or name; -1. */
static int find_option(const struct playing *playing, uint32_t event, const char *text)
{
    const struct aras_decision *decision = playing->model->events[event].decision;
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    if (*end == '\0' && isdigit((unsigned char) text[0])) {
        return number >= 1 && number <= decision->count ? (int) number - 1 : -1;
    }
    for (int i = 0; (size_t) i < decision->count; i++) {
        if (strcmp(aras_game_option(playing->model, event, i), text) == 0) {
            return i;
        }
    }
    return -1;
}

/* What has been said to be done whenever this comes, the latest word; -1. */
static int find_standing(const struct playing *playing,
                         const struct aras_outlook *outlook)
{
    for (size_t i = playing->standings; i > 0; i--) {
        const struct standing *it = &playing->standing[i - 1];

        if (it->event == outlook->event) {
            return isnan(outlook->utility[it->option]) ? -1 : it->option;
        }
    }
    return -1;
}

static void refuse_standing(struct playing *playing, const char *decision,
                            const char *option, bool known)
{
    FILE *file = playing->input.live ? stdout : stderr;

    if (!playing->input.live) {
        fprintf(file, "aras: %s:%zu: ", playing->input.name, playing->input.line);
        stop(playing, ARAS_EXIT_BAD_INPUT);
    }
    if (known) {
        fprintf(file, "'%s' has no option '%s'\n", decision, option);
    } else {
        fprintf(file, "'%s' is no decision of a seat that is taken\n", decision);
    }
}

static void enter_standing(struct playing *playing, char *text)
{
    char *equals = strchr(text, '=');
    const char *option = aras_answers_trim(equals + 1);
    const char *decision;
    size_t actor = SIZE_MAX;
    int event;
    int choice;

    *equals = '\0';
    decision = aras_answers_trim(text);
    event = aras_model_find_event(playing->model, decision);
    if (event >= 0 && playing->model->events[event].decision != NULL) {
        actor = aras_seat_actor(playing->model, (uint32_t) event);
    }
    if (actor == SIZE_MAX || !playing->seated[actor]) {
        refuse_standing(playing, decision, option, false);
        return;
    }
    choice = find_option(playing, (uint32_t) event, option);
    if (choice < 0) {
        refuse_standing(playing, decision, option, true);
        return;
    }
    if (grow(playing, &playing->standing, playing->standings, &playing->standing_room,
             sizeof *playing->standing)) {
        playing->standing[playing->standings++] =
            (struct standing){(uint32_t) event, choice};
    }
}

static void print_open(FILE *file, const struct playing *playing,
                       const struct aras_outlook *outlook)
{
    const struct aras_decision *decision =
        playing->model->events[outlook->event].decision;
    const char *before = "";

    for (int i = 0; (size_t) i < decision->count; i++) {
        if (!isnan(outlook->utility[i])) {
            fprintf(file, "%s%d %s", before, i + 1,
                    aras_game_option(playing->model, outlook->event, i));
            before = ", ";
        }
    }
    fprintf(file, ", own\n");
}

static void refuse(struct playing *playing, const struct aras_outlook *outlook,
                   const char *text, bool closed)
{
    if (playing->input.live) {
        printf("'%s' is %s; open: ", text, closed ? "closed now" : "no option");
        print_open(stdout, playing, outlook);
        return;
    }
    fprintf(stderr, "aras: %s:%zu: '%s' is %s of '%s'; open: ", playing->input.name,
            playing->input.line, text, closed ? "an option closed then" : "no option",
            playing->model->events[outlook->event].id);
    print_open(stderr, playing, outlook);
    stop(playing, ARAS_EXIT_BAD_INPUT);
}

/* A choice, or ARAS_OWN_RULE. */
static int ask(struct playing *playing, const struct aras_outlook *outlook)
{
    while (!playing->stopped) {
        int choice = find_standing(playing, outlook);
        char *text;

        if (choice >= 0) {
            return choice;
        }
        if (playing->ended) {
            playing->unanswered++;
            break;
        }
        text = next_line(playing);
        if (text == NULL && !playing->input.live) {
            playing->ended = true;
            continue;
        }
        if (text == NULL || strcmp(text, "quit") == 0 || strcmp(text, "q") == 0) {
            stop(playing, ARAS_EXIT_FINE);
            break;
        }
        if (strcmp(text, "own") == 0) {
            return ARAS_OWN_RULE;
        }
        if (strchr(text, '=') != NULL) {
            enter_standing(playing, text);
            continue;
        }
        if (strcmp(text, "?") == 0) {
            give_counsel(playing, outlook);
            continue;
        }
        choice = find_option(playing, outlook->event, text);
        if (choice >= 0 && !isnan(outlook->utility[choice])) {
            return choice;
        }
        refuse(playing, outlook, text, choice >= 0);
    }
    return ARAS_OWN_RULE;
}

/* What the kept game says; it must be about this very decision. */
static int recall(struct playing *playing, const struct aras_outlook *outlook)
{
    const struct aras_answer *it = &playing->saved->answer[playing->turns];
    const char *id = playing->model->events[outlook->event].id;
    int choice;

    if (strcmp(it->decision, id) != 0 ||
        (uint64_t) it->number != playing->taken[outlook->event] - 1) {
        fprintf(stderr,
                "aras: the game does not fit: its answer %zu is to '%s', but here '%s' "
                "comes; the model has changed since, or this is another machine\n",
                playing->turns + 1, it->decision, id);
        stop(playing, ARAS_EXIT_BAD_INPUT);
        return ARAS_OWN_RULE;
    }
    if (strcmp(it->choice, "own") == 0) {
        return ARAS_OWN_RULE;
    }
    choice = find_option(playing, outlook->event, it->choice);
    if (choice < 0 || isnan(outlook->utility[choice])) {
        fprintf(stderr,
                "aras: the game does not fit: its answer %zu, '%s', is no open "
                "option of '%s'\n",
                playing->turns + 1, it->choice, id);
        stop(playing, ARAS_EXIT_BAD_INPUT);
        return ARAS_OWN_RULE;
    }
    return choice;
}

static int decide(struct playing *playing, const struct aras_outlook *outlook)
{
    const struct aras_game *saved = playing->saved;
    int choice = ARAS_OWN_RULE;
    bool recalled = saved != NULL && playing->turns < saved->answers;

    if (recalled) {
        choice = recall(playing, outlook);
    } else if (saved == NULL || saved->left) {
        choice = ask(playing, outlook);
    }
    if (!playing->stopped && !is_data(playing) && (recalled || !playing->input.live)) {
        printf("> %s\n",
               choice == ARAS_OWN_RULE
                   ? "own"
                   : aras_game_option(playing->model, outlook->event, choice));
    }
    return choice;
}

/* --- a turn -------------------------------------------------------------------------
 */

static bool enter_turn(struct playing *playing, const struct aras_outlook *outlook,
                       int choice, int own, size_t choices)
{
    struct aras_turn *turn;

    if (!grow(playing, &playing->turn, playing->turns, &playing->turn_room,
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
        stop_without_memory(playing);
        return false;
    }
    for (size_t i = 0; i < choices; i++) {
        turn->worth[i] = isnan(outlook->utility[i]) ? NAN : 0.0;
    }
    playing->turns++;
    return true;
}

static void remember(struct playing *playing, size_t actor, double time)
{
    struct memory *memory = &playing->memory[actor];

    memcpy(memory->before, playing->now,
           playing->model->slot_count * sizeof *memory->before);
    memory->since = time;
    memory->news = playing->news_count;
}

static int choose(void *context, uint32_t event, double time, size_t choices,
                  const double *utility, int own)
{
    struct playing *playing = context;
    size_t actor = aras_seat_actor(playing->model, event);
    struct aras_error error = {0};
    int choice;

    playing->taken[event]++;
    if (playing->stopped || actor == SIZE_MAX || !playing->seated[actor]) {
        return ARAS_OWN_RULE;
    }
    look_around(playing);

    const struct memory *memory = &playing->memory[actor];
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

    if (!is_data(playing) &&
        aras_report_outlook(stdout, &outlook, &playing->style, &error) != ARAS_OK) {
        stop(playing, aras_complain(&error));
    }
    choice = playing->stopped ? ARAS_OWN_RULE : decide(playing, &outlook);
    if (playing->stopped || !enter_turn(playing, &outlook, choice, own, choices)) {
        return ARAS_OWN_RULE;
    }
    remember(playing, actor, time);
    keep(playing, true);
    return choice;
}

/* --- the game -----------------------------------------------------------------------
 */

static void note_state(void *opaque)
{
    struct playing *playing = opaque;

    playing->state =
        aras_model_state(playing->session->scenario->root, playing->session->arena);
}

static int open_input(struct playing *playing)
{
    bool answered = playing->saved != NULL && !playing->saved->left;
    int code = aras_answers_open(&playing->input, playing->arguments->script);

    playing->input.live = playing->input.live && !answered;
    return code;
}

/* Who plays at a terminal finds the game again. */
static int choose_path(struct playing *playing, const char *replayed, char room[LINE])
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
    snprintf(room, LINE, "%.150s-world-%" PRIu64 ".game", name,
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

/* Of a category what each option counts. */
static void print_wishes(const struct aras_model *model,
                         const struct aras_preference *preference)
{
    const struct aras_outcome *outcome = &model->outcomes[preference->outcome];
    const char *before = "         ";

    for (size_t i = 0; preference->option != NULL && i < outcome->category_count; i++) {
        if (preference->option[i] != 0.0) {
            printf("%s%s %+.2f", before, outcome->categories[i].id,
                   preference->weight * preference->option[i]);
            before = ", ";
        }
    }
    printf("%s", before[0] == ',' ? "\n" : "");
}

static void print_beginning(const struct playing *playing)
{
    const struct aras_model *model = playing->model;
    const char *before = "";
    char moment[32];

    if (is_data(playing)) {
        return;
    }
    printf("%s\n",
           model->question.title != NULL ? model->question.title : model->title);
    printf("World %" PRIu64 " of seed %" PRIu64 "; you sit for ",
           playing->arguments->replication, playing->session->settings.seed);
    for (size_t i = 0; i < model->actor_count; i++) {
        if (playing->seated[i]) {
            printf("%s%s", before, model->actors[i].name);
            before = ", ";
        }
    }
    aras_model_write_moment(model, model->horizon, moment);
    printf("; until %s.\n", moment);
    for (size_t i = 0; i < model->preference_count; i++) {
        const struct aras_preference *it = &model->preferences[i];

        if (playing->seated[it->actor]) {
            printf("  %s %s %+.2f  %s\n", model->actors[it->actor].name,
                   it->weight < 0.0     ? "dreads"
                   : it->option == NULL ? "wants "
                                        : "weighs",
                   it->weight, model->outcomes[it->outcome].title);
            print_wishes(model, it);
        }
    }
}

static int play_world(struct playing *playing)
{
    struct aras_observer observer = {
        .context = playing, .begun = note_begun, .event = note_event};
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

static int say_left(const struct playing *playing)
{
    if (playing->code == ARAS_EXIT_FINE) {
        printf("\nThe game is left after %zu turn%s.\n", playing->turns,
               playing->turns == 1 ? "" : "s");
        if (playing->path != NULL) {
            printf("Go on with: aras play --replay %s\n", playing->path);
        }
        if (playing->page != NULL) {
            printf("%s is written when the game is over.\n", playing->page);
        }
    }
    return playing->code;
}

/* The story, and what it was worth. */
static int tell(const struct playing *playing)
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

    if (code == ARAS_EXIT_FINE && playing->path != NULL && !is_data(playing)) {
        printf("The game is kept: aras play --replay %s\n", playing->path);
    }
    return code != ARAS_EXIT_FINE ? code : playing->code;
}

static int finish(struct playing *playing)
{
    keep(playing, false);
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
    struct playing playing = {
        .arguments = arguments,
        .session = session,
        .model = session->scenario->model,
        .style = aras_look(arguments),
        .saved = saved,
        .page = aras_arguments_has(arguments, "-o") ? arguments->folder : NULL};
    struct aras_error error = {0};
    char room[LINE];
    int code = make_room(&playing) ? ARAS_EXIT_FINE : playing.code;

    if (code == ARAS_EXIT_FINE &&
        aras_arena_try(session->arena, note_state, &playing, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        code = take_seats(&playing, arguments->as);
    }
    if (code == ARAS_EXIT_FINE) {
        code = open_input(&playing);
    }
    if (code == ARAS_EXIT_FINE) {
        code = choose_path(&playing, replayed, room);
    }
    if (code == ARAS_EXIT_FINE && saved != NULL &&
        strcmp(saved->state, playing.state) != 0) {
        fprintf(stderr, "aras: note: the model has changed since this game was played; "
                        "its world may be another now\n");
    }
    if (code == ARAS_EXIT_FINE) {
        print_beginning(&playing);
        code = play_world(&playing);
        if (playing.stopped) {
            code = code == ARAS_EXIT_FINE ? say_left(&playing) : code;
        } else if (code == ARAS_EXIT_FINE) {
            code = finish(&playing);
        }
    }
    free_playing(&playing);
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
