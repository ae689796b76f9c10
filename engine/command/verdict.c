#include "command/verdict.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "command/command.h"
#include "command/convert.h"
#include "command/interrupt.h"
#include "command/progress.h"
#include "command/quoted.h"
#include "report/chronicle_report.h"
#include "report/game_page.h"
#include "report/game_report.h"
#include "report/game_words.h"
#include "report/watched.h"

/* Worlds in which each course is played, in sets of 5 that share their parameters. */
enum { USUAL_WORLDS = 200, USUAL_GROUP = 5 };

/* The game while it is told. */
struct telling {
    const struct aras_verdict *verdict;
    const struct aras_model *model;
    struct aras_move *move; /* of the turns */
    struct aras_seat *seat;
    struct aras_chronicle *chronicle;
    struct aras_chapters chapters;
    struct aras_watched watched;
    struct aras_retelling retelling;
    struct aras_regret regret;
};

static bool is_data(const struct telling *telling)
{
    return telling->verdict->arguments->json || telling->verdict->arguments->csv;
}

static uint64_t worlds_of(const struct aras_arguments *arguments)
{
    return arguments->replications > 0 ? arguments->replications : USUAL_WORLDS;
}

/* --- the story ----------------------------------------------------------------------
 */

static enum aras_status record_story(struct telling *telling, struct aras_error *error)
{
    const struct aras_verdict *verdict = telling->verdict;
    struct aras_conduct conduct = {.seated = verdict->seated,
                                   .moves = verdict->turns,
                                   .turned = ARAS_NO_MOVE,
                                   .event = UINT32_MAX};

    telling->move = calloc(verdict->turns + 1, sizeof *telling->move);
    if (telling->move == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to tell a game");
    }
    for (size_t i = 0; i < verdict->turns; i++) {
        telling->move[i] = verdict->turn[i].move;
    }
    conduct.move = telling->move;
    telling->seat = aras_seat_new(telling->model, error);
    if (telling->seat == NULL) {
        return error->status;
    }
    telling->chronicle = aras_chronicle_record_seated(
        telling->model, &verdict->session->settings, verdict->arguments->replication,
        aras_seat_begin(telling->seat, &conduct), error);
    return telling->chronicle == NULL ? error->status : ARAS_OK;
}

/* What was decided in the game is worth telling, whatever came of it. */
static void tell_of_turns(struct telling *telling)
{
    const struct aras_chronicle *chronicle = telling->chronicle;

    for (size_t h = 0; h < chronicle->count; h++) {
        const struct aras_happening *it = &chronicle->happenings[h];

        if (it->decision != NULL && telling->chapters.of[h] != SIZE_MAX &&
            aras_seat_actor(telling->model, it->event) != SIZE_MAX &&
            telling->verdict->seated[aras_seat_actor(telling->model, it->event)]) {
            telling->chapters.chapter[telling->chapters.of[h]].worth = true;
        }
    }
}

/* The story of what the seats want; with --all, of everything. */
static enum aras_status find_watched(struct telling *telling, struct aras_error *error)
{
    return telling->verdict->style.all
               ? aras_watched_find(&telling->watched, telling->model, NULL, true, error)
               : aras_watched_by_seats(&telling->watched, telling->model,
                                       telling->verdict->seated, error);
}

static enum aras_status find_story(struct telling *telling, struct aras_error *error)
{
    if (record_story(telling, error) != ARAS_OK ||
        find_watched(telling, error) != ARAS_OK ||
        aras_chapters_find(&telling->chapters, telling->chronicle,
                           telling->watched.outcome, telling->watched.count,
                           error) != ARAS_OK) {
        return error->status;
    }
    tell_of_turns(telling);
    telling->retelling = (struct aras_retelling){.chronicle = telling->chronicle,
                                                 .chapters = &telling->chapters,
                                                 .chosen = "The game as it went.",
                                                 .outcomes = telling->watched.outcome,
                                                 .count = telling->watched.count,
                                                 .brief = !telling->verdict->style.all,
                                                 .seated = telling->verdict->seated};
    return ARAS_OK;
}

static enum aras_status print_story(const struct telling *telling,
                                    struct aras_error *error)
{
    printf("\n");
    return aras_report_chronicle(stdout, &telling->retelling, &telling->verdict->style,
                                 error);
}

/* --- the judgement ------------------------------------------------------------------
 */

static void show_progress(void *context, uint64_t done, uint64_t all)
{
    (void) all;
    aras_progress_show(context, done);
}

static enum aras_status find_regret(struct telling *telling, struct aras_error *error)
{
    const struct aras_verdict *verdict = telling->verdict;
    const struct aras_arguments *arguments = verdict->arguments;
    struct aras_settings many = verdict->session->settings;
    uint64_t worlds = worlds_of(arguments);
    struct aras_progress progress;
    const struct aras_regret_work work = {.threads = arguments->threads == 0
                                                         ? aras_montecarlo_processors()
                                                         : arguments->threads,
                                          .stop = aras_interrupt_watch(),
                                          .told = show_progress,
                                          .context = &progress};
    enum aras_status status;

    if (!aras_arguments_has(arguments, "--group")) {
        many.group = USUAL_GROUP;
    }
    aras_progress_start(&progress, "other choices in other worlds", 0, worlds,
                        arguments->quiet);
    status =
        aras_regret_find(&telling->regret, telling->model, &verdict->session->settings,
                         arguments->replication, verdict->seated, verdict->turn,
                         verdict->turns, &many, worlds, &work, error);
    aras_progress_end(&progress);
    return status;
}

static enum aras_status print_regret(const struct telling *telling,
                                     struct aras_error *error)
{
    const struct aras_verdict *verdict = telling->verdict;

    if (verdict->arguments->json) {
        return aras_report_game_json(stdout, &telling->regret, error);
    }
    if (verdict->arguments->csv) {
        return aras_report_game_csv(stdout, &telling->regret, error);
    }
    return aras_report_game(stdout, &telling->regret, &verdict->style, error);
}

/* --- the page -----------------------------------------------------------------------
 */

/* What plays the same game again with the answers in a file. */
static void write_command(struct aras_text *text, const struct telling *telling)
{
    const struct aras_arguments *arguments = telling->verdict->arguments;
    const struct aras_settings *settings = &telling->verdict->session->settings;

    aras_text_add(text, "aras play");
    aras_quoted_add(text, arguments->word[0]);
    for (size_t i = 0; i < arguments->settings; i++) {
        aras_quoted_add(text, arguments->setting[i]);
    }
    for (size_t i = 0; i < arguments->interventions; i++) {
        aras_text_add(text, " --%s", arguments->intervention[i].verb);
        aras_quoted_add(text, arguments->intervention[i].text);
    }
    aras_text_add(text, " --as");
    aras_quoted_add(text, arguments->as);
    aras_text_add(text, " --replication %" PRIu64 " --seed %" PRIu64,
                  arguments->replication, settings->seed);
    if (aras_arguments_has(arguments, "--group")) {
        aras_text_add(text, " --group %" PRIu64, settings->group);
    }
    aras_text_add(text, "%s -n %" PRIu64 " --script answers.txt",
                  settings->central ? " --central" : "", worlds_of(arguments));
}

static void write_answers(struct aras_text *text, const struct telling *telling)
{
    for (size_t i = 0; i < telling->verdict->turns; i++) {
        const struct aras_move *move = &telling->verdict->turn[i].move;

        aras_text_add(
            text, "%s\n",
            move->choice == ARAS_OWN_RULE
                ? "own"
                : aras_game_option(telling->model, move->event, move->choice));
    }
}

static enum aras_status make_page(struct aras_text *page, const struct telling *telling,
                                  struct aras_error *error)
{
    const struct aras_verdict *verdict = telling->verdict;
    struct aras_text command = {0};
    struct aras_text answers = {0};
    struct aras_text kept = {0};
    const char *path =
        verdict->kept != NULL ? verdict->kept : verdict->arguments->replayed;
    enum aras_status status;

    write_command(&command, telling);
    write_answers(&answers, telling);
    if (path != NULL) {
        aras_text_add(&kept, "aras play --replay");
        aras_quoted_add(&kept, path);
    }
    if (aras_text_check(&command, error) == ARAS_OK &&
        aras_text_check(&answers, error) == ARAS_OK &&
        aras_text_check(&kept, error) == ARAS_OK) {
        const struct aras_game_told told = {
            .regret = &telling->regret,
            .retelling = &telling->retelling,
            .name = verdict->session->scenario->name,
            .seed = verdict->session->settings.seed,
            .command = command.data,
            .answers = answers.data == NULL ? "" : answers.data,
            .kept = kept.data};

        status = aras_report_game_page(page, &told, error);
    } else {
        status = error->status;
    }
    aras_text_free(&command);
    aras_text_free(&answers);
    aras_text_free(&kept);
    return status;
}

static int write_page(const struct telling *telling)
{
    const char *path = telling->verdict->page;
    struct aras_error error = {0};
    struct aras_text page = {0};
    int code = make_page(&page, telling, &error) == ARAS_OK
                   ? aras_write_file(path, page.data)
                   : aras_complain(&error);

    aras_text_free(&page);
    if (code == ARAS_EXIT_FINE && !is_data(telling)) {
        printf("The game as a page: %s\n", path);
    }
    return code;
}

/* --- all of it ----------------------------------------------------------------------
 */

int aras_verdict_tell(const struct aras_verdict *verdict)
{
    struct telling telling = {.verdict = verdict,
                              .model = verdict->session->scenario->model};
    struct aras_error error = {0};
    enum aras_status status = ARAS_OK;
    int code;

    if (verdict->page != NULL || !is_data(&telling)) {
        status = find_story(&telling, &error);
    }
    if (status == ARAS_OK && !is_data(&telling)) {
        status = print_story(&telling, &error);
    }
    if (status == ARAS_OK) {
        status = find_regret(&telling, &error);
    }
    if (status == ARAS_OK) {
        status = print_regret(&telling, &error);
    }
    code = status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
    if (code == ARAS_EXIT_FINE && verdict->page != NULL) {
        code = write_page(&telling);
    }
    aras_regret_free(&telling.regret);
    aras_chapters_free(&telling.chapters);
    aras_watched_free(&telling.watched);
    aras_chronicle_free(telling.chronicle);
    aras_seat_free(telling.seat);
    free(telling.move);
    return code;
}
