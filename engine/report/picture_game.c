/* Pictures of a game. */
#include "report/picture_game.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "analysis/judgement.h"
#include "figure/dumbbell.h"
#include "report/game_words.h"

/* Of turns so many rows are drawn at most: the table has them all. */
enum { MOST_ROWS = ARAS_MOST_DUMBBELLS, MOST_OF_TURNS = 20, TITLE = 256 };

static const struct aras_style signs = {.width = 100};

/* Rows while they are laid; their texts belong to them. */
struct rows {
    struct aras_dumbbell_row row[MOST_ROWS];
    char title[MOST_ROWS][TITLE], change[MOST_ROWS][TITLE], group[MOST_ROWS][TITLE];
    size_t count;
    bool *shown; /* by turn */
    size_t left_out;
};

static struct rows *new_rows(size_t turns, struct aras_error *error)
{
    struct rows *rows = calloc(1, sizeof *rows);

    if (rows != NULL) {
        rows->shown = calloc(turns + 1, sizeof *rows->shown);
    }
    if (rows == NULL || rows->shown == NULL) {
        free(rows);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
        return NULL;
    }
    return rows;
}

static void free_rows(struct rows *rows)
{
    free(rows->shown);
    free(rows);
}

/* --- the same luck ---------------------------------------------------------------- */

static double width_of(const struct aras_regret *regret, size_t turn)
{
    struct aras_interval extent = aras_game_extent(regret->model, &regret->turn[turn]);

    return extent.high - extent.low;
}

static size_t open_options(const struct aras_regret *regret, size_t turn)
{
    const struct aras_turn *it = &regret->turn[turn];
    size_t open = 0;

    for (size_t i = 0; i < regret->model->events[it->move.event].decision->count; i++) {
        open += isnan(it->worth[i]) ? 0 : 1;
    }
    return open;
}

/* Of the turns that are not shown yet, the one at which most was to be won or lost, the
 * earliest of several; SIZE_MAX: there is none. */
static size_t widest_turn(const struct rows *rows, const struct aras_regret *regret,
                          size_t actor)
{
    size_t widest = SIZE_MAX;

    for (size_t i = 0; i < regret->turns; i++) {
        if (regret->turn[i].actor == actor && !rows->shown[i] &&
            width_of(regret, i) >= ARAS_GAME_NOTHING &&
            (widest == SIZE_MAX || width_of(regret, i) > width_of(regret, widest))) {
            widest = i;
        }
    }
    return widest;
}

static void choose_turns(struct rows *rows, const struct aras_regret *regret,
                         size_t actor)
{
    size_t room = MOST_OF_TURNS;
    size_t turn;

    while ((turn = widest_turn(rows, regret, actor)) != SIZE_MAX &&
           open_options(regret, turn) <= room) {
        rows->shown[turn] = true;
        room -= open_options(regret, turn);
    }
    for (size_t i = 0; i < regret->turns; i++) {
        rows->left_out += regret->turn[i].actor == actor && !rows->shown[i] &&
                          width_of(regret, i) >= ARAS_GAME_NOTHING;
    }
}

static void add_turn(struct rows *rows, const struct aras_regret *regret, size_t number,
                     double worth)
{
    const struct aras_model *model = regret->model;
    const struct aras_turn *turn = &regret->turn[number];
    uint32_t event = turn->move.event;
    char moment[32];

    aras_model_write_moment(model, turn->time, moment);
    for (int i = 0; (size_t) i < model->events[event].decision->count; i++) {
        size_t at = rows->count;

        if (isnan(turn->worth[i])) {
            continue;
        }
        snprintf(rows->group[at], TITLE, "%s  %.200s", moment,
                 aras_game_decision(model, event));
        snprintf(rows->title[at], TITLE, "%.200s%s",
                 aras_game_option_title(model, event, i),
                 turn->taken == i ? " (as it was)" : "");
        snprintf(rows->change[at], TITLE, "%s",
                 aras_game_worth(turn->worth[i] - worth).text);
        rows->row[at] = (struct aras_dumbbell_row){.title = rows->title[at],
                                                   .a = worth,
                                                   .b = turn->worth[i],
                                                   .change = rows->change[at],
                                                   .group = rows->group[at]};
        rows->count++;
    }
}

static enum aras_status draw_turns(const struct aras_picture *picture,
                                   const struct rows *rows,
                                   const struct aras_regret *regret, size_t actor,
                                   struct aras_error *error)
{
    char title[320];
    char subtitle[256];
    char left_out[96] = "";

    if (rows->left_out > 0) {
        snprintf(left_out, sizeof left_out,
                 "; of %zu more turns, at which no more was at stake, see the table",
                 rows->left_out);
    }
    snprintf(title, sizeof title, "The same luck, another choice: worth to %.200s",
             regret->model->actors[actor].name);
    snprintf(subtitle, sizeof subtitle,
             "World %" PRIu64 " again, one decision taken otherwise%s",
             regret->replication, left_out);
    return aras_dumbbell_draw(picture->figure,
                              &(struct aras_dumbbell){.title = title,
                                                      .subtitle = subtitle,
                                                      .a = "the game as it was",
                                                      .b = "with that option",
                                                      .unit = "worth",
                                                      .form = ARAS_TICKS_NUMBERS,
                                                      .row = rows->row,
                                                      .rows = rows->count},
                              picture->look, error);
}

enum aras_status aras_picture_turns(const struct aras_picture *picture,
                                    const struct aras_regret *regret, size_t actor,
                                    struct aras_error *error)
{
    struct rows *rows = new_rows(regret->turns, error);
    double worth = aras_judgement_worth(regret->model, actor, regret->outcomes);
    enum aras_status status;

    if (rows == NULL) {
        return error->status;
    }
    choose_turns(rows, regret, actor);
    for (size_t i = 0; i < regret->turns; i++) {
        if (rows->shown[i]) {
            add_turn(rows, regret, i, worth);
        }
    }
    status = rows->count == 0 || isnan(worth)
                 ? aras_error_set(error, ARAS_INVALID,
                                  "no other option would have made a difference")
                 : draw_turns(picture, rows, regret, actor, error);
    free_rows(rows);
    return status;
}

/* --- many worlds ------------------------------------------------------------------ */

static const struct aras_course *own_course(const struct aras_regret *regret,
                                            size_t actor)
{
    for (size_t i = 0; i < regret->courses; i++) {
        const struct aras_course *it = &regret->course[i];

        if (it->actor == actor && it->kind == ARAS_COURSE_OWN) {
            return it;
        }
    }
    return NULL;
}

static void add_course(struct rows *rows, const struct aras_regret *regret,
                       const struct aras_course *course, size_t reading, double own)
{
    const struct aras_yield *yield = &course->yield[reading];
    bool option = course->kind == ARAS_COURSE_OPTION;
    size_t at = rows->count;

    if (at == MOST_ROWS || isnan(yield->mean)) {
        rows->left_out++;
        return;
    }
    snprintf(rows->title[at], TITLE, "%.200s%s",
             option
                 ? aras_game_option_title(regret->model, course->event, course->option)
                 : "all as in the game",
             course->taken > 0 ? " (taken)" : "");
    snprintf(rows->change[at], TITLE, "%s, %s", aras_game_worth(yield->change).text,
             aras_game_within(yield->within, &signs).text);
    if (option) {
        snprintf(rows->group[at], TITLE, "%.200s: always",
                 aras_game_decision(regret->model, course->event));
    }
    rows->row[at] =
        (struct aras_dumbbell_row){.title = rows->title[at],
                                   .a = own,
                                   .b = yield->mean,
                                   .change = rows->change[at],
                                   .group = option ? rows->group[at] : NULL};
    rows->count++;
}

/* From the least to the greatest worth in any reading: what is compared has one axis.
 */
static struct aras_interval extent_of(const struct aras_regret *regret, size_t actor)
{
    struct aras_interval extent = {NAN, NAN};

    for (size_t i = 0; i < regret->courses; i++) {
        for (size_t y = 0; y < regret->yields && regret->course[i].actor == actor;
             y++) {
            /* fmin leaves out what is no number. */
            extent.low = fmin(extent.low, regret->course[i].yield[y].mean);
            extent.high = fmax(extent.high, regret->course[i].yield[y].mean);
        }
    }
    return extent;
}

static enum aras_status draw_courses(const struct aras_picture *picture,
                                     const struct rows *rows,
                                     const struct aras_regret *regret, size_t actor,
                                     const struct aras_yield *yield,
                                     struct aras_error *error)
{
    struct aras_interval extent = extent_of(regret, actor);
    bool rival = regret->yields > 1;
    char title[320];
    char subtitle[320];
    char left_out[64] = "";

    if (rows->left_out > 0) {
        snprintf(left_out, sizeof left_out, "; %zu more options are left out",
                 rows->left_out);
    }
    snprintf(title, sizeof title, "Over many worlds: mean worth to %.200s",
             regret->model->actors[actor].name);
    snprintf(subtitle, sizeof subtitle,
             "%s worlds%s%.100s, each with every choice under the same luck; changes "
             "with their 95 %% interval%s",
             aras_number_whole(yield->worlds).text, rival ? " if " : "",
             rival ? aras_game_reading(regret, yield) : "", left_out);
    return aras_dumbbell_draw(picture->figure,
                              &(struct aras_dumbbell){.title = title,
                                                      .subtitle = subtitle,
                                                      .a = "the model's own rule",
                                                      .b = "always so",
                                                      .unit = "mean worth",
                                                      .form = ARAS_TICKS_NUMBERS,
                                                      .from = extent.low,
                                                      .to = extent.high,
                                                      .row = rows->row,
                                                      .rows = rows->count},
                              picture->look, error);
}

enum aras_status aras_picture_courses(const struct aras_picture *picture,
                                      const struct aras_regret *regret, size_t actor,
                                      size_t reading, struct aras_error *error)
{
    const struct aras_course *own = own_course(regret, actor);
    struct rows *rows = new_rows(regret->turns, error);
    enum aras_status status;

    if (rows == NULL) {
        return error->status;
    }
    /* That of the whole game stands first, before the groups. */
    for (int options = 0; options < 2 && own != NULL; options++) {
        for (size_t i = 0; i < regret->courses; i++) {
            const struct aras_course *it = &regret->course[i];

            if (it->actor == actor && it->kind != ARAS_COURSE_OWN &&
                (it->kind == ARAS_COURSE_OPTION) == (options == 1)) {
                add_course(rows, regret, it, reading, own->yield[reading].mean);
            }
        }
    }
    status =
        rows->count == 0
            ? aras_error_set(error, ARAS_INVALID, "there was nothing to decide")
            : draw_courses(picture, rows, regret, actor, &own->yield[reading], error);
    free_rows(rows);
    return status;
}
