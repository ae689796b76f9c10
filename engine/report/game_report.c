/* What came of a game, for people. */
#include "report/game_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "analysis/judgement.h"
#include "report/game_words.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "report/words.h"

struct report {
    FILE *file;
    const struct aras_regret *regret;
    const struct aras_model *model;
    const struct aras_style *style;
};

static enum aras_status print_table(struct report *report, struct aras_table *table,
                                    struct aras_error *error)
{
    enum aras_status status = aras_table_print(table, report->file, error);

    aras_table_free(table);
    return status;
}

/* --- what it was worth --------------------------------------------------------------
 */

static void add_preference(struct report *report, struct aras_table *table,
                           const struct aras_preference *it)
{
    const struct aras_regret *regret = report->regret;
    const double *const sides[] = {regret->outcomes, regret->own_outcomes};

    aras_table_row(table, 1);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    report->model->outcomes[it->outcome].title);
    aras_table_cell(table, ARAS_FAINT, "%s", aras_game_worth(it->weight).text);
    aras_table_cell(table, ARAS_FAINT, "%c", it->provenance.grade);
    for (size_t i = 0; i < 2; i++) {
        struct aras_text text = {0};
        double value = sides[i][it->outcome];

        if (isnan(value)) {
            aras_text_add(&text, "failed");
        } else {
            aras_words_outcome(&text, report->model, it->outcome, value);
        }
        aras_table_cell(table, ARAS_PLAIN, "%s", text.data == NULL ? "" : text.data);
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_game_worth(aras_game_adds(report->model, it, value)).text);
        aras_text_free(&text);
    }
}

static enum aras_status print_worth(struct report *report, size_t actor,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "what it wants", .wrap = true},
        {.heading = "weight", .right = true},
        {.heading = "grade"},
        {.heading = "your game"},
        {.heading = "adds", .right = true},
        {.heading = "the model's own"},
        {.heading = "adds", .right = true}};
    const struct aras_regret *regret = report->regret;
    struct aras_table *table = aras_table_new(columns, 7, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    fprintf(report->file, "\nWHAT IT WAS WORTH (to %s)\n",
            report->model->actors[actor].name);
    for (size_t i = 0; i < report->model->preference_count; i++) {
        if (report->model->preferences[i].actor == actor) {
            add_preference(report, table, &report->model->preferences[i]);
        }
    }
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "in all");
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(
        table, ARAS_STRONG, "%s",
        aras_game_worth(aras_judgement_worth(report->model, actor, regret->outcomes))
            .text);
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(table, ARAS_STRONG, "%s",
                    aras_game_worth(aras_judgement_worth(report->model, actor,
                                                         regret->own_outcomes))
                        .text);
    return print_table(report, table, error);
}

/* --- the same luck ------------------------------------------------------------------
 */

static void add_luck(struct report *report, struct aras_table *table,
                     const struct aras_turn *turn, int option)
{
    double best = aras_game_extent(report->model, turn).high;
    bool taken = turn->taken == option;
    const char *whose = turn->move.choice == ARAS_OWN_RULE ? "left to the model"
                        : turn->own == option              ? "yours, the model's too"
                                                           : "yours";

    aras_table_row(table, 1);
    aras_table_cell(table, taken ? ARAS_STRONG : ARAS_PLAIN, "%s",
                    aras_game_option(report->model, turn->move.event, option));
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    taken                 ? whose
                    : turn->own == option ? "the model's"
                                          : "");
    if (isnan(turn->worth[option])) {
        aras_table_cell(table, ARAS_FAINT, "closed");
        return;
    }
    aras_table_cell(table, ARAS_PLAIN, "%s", aras_game_worth(turn->worth[option]).text);
    if (best - turn->worth[option] < ARAS_GAME_NOTHING) {
        aras_table_cell(table, ARAS_GOOD, "none");
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2f", best - turn->worth[option]);
    }
}

/* A turn at which nothing that could be chosen made a difference is told in a line. */
static void add_turn(struct report *report, struct aras_table *table,
                     const struct aras_turn *turn)
{
    const struct aras_model *model = report->model;
    struct aras_interval extent = aras_game_extent(model, turn);
    char moment[32];

    aras_model_write_moment(model, turn->time, moment);
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "%s  %s", moment,
                    aras_game_decision(model, turn->move.event));
    if (extent.high - extent.low < ARAS_GAME_NOTHING) {
        aras_table_row(table, 1);
        aras_table_cell(table, ARAS_PLAIN, "%s, or any other",
                        aras_game_option(model, turn->move.event, turn->taken));
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_game_worth(extent.high).text);
        aras_table_cell(table, ARAS_FAINT, "none");
        return;
    }
    for (int i = 0; (size_t) i < model->events[turn->move.event].decision->count; i++) {
        add_luck(report, table, turn, i);
    }
}

static enum aras_status print_luck(struct report *report, size_t actor,
                                   struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "at each turn", .wrap = true},
        {.heading = ""},
        {.heading = "worth", .right = true},
        {.heading = "regret", .right = true}};
    const struct aras_regret *regret = report->regret;
    struct aras_table *table = aras_table_new(columns, 4, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    fprintf(report->file, "\nTHE SAME LUCK, ANOTHER CHOICE\n");
    if (aras_legend_say(report->file, report->style, error,
                        "This world again, with one decision taken otherwise and all "
                        "else as you decided it. What this luck rewards could not be "
                        "known: a regret here is hindsight, not a mistake.") !=
        ARAS_OK) {
        aras_table_free(table);
        return error->status;
    }
    for (size_t i = 0; i < regret->turns; i++) {
        if (regret->turn[i].actor == actor) {
            add_turn(report, table, &regret->turn[i]);
        }
    }
    return print_table(report, table, error);
}

/* --- many worlds --------------------------------------------------------------------
 */

static void add_regret(struct aras_table *table, const struct aras_yield *it)
{
    bool apart = it->regret_within.low > 0.0;

    aras_table_cell(table,
                    it->best ? ARAS_GOOD
                    : apart  ? ARAS_PLAIN
                             : ARAS_FAINT,
                    "%s", aras_game_regret(it).text);
}

static void add_course(struct report *report, struct aras_table *table,
                       const struct aras_course *course, const char *name,
                       const char *mark)
{
    for (size_t i = 0; i < report->regret->yields; i++) {
        const struct aras_yield *it = &course->yield[i];

        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", i == 0 ? name : "");
        aras_table_cell(table, ARAS_PLAIN, "%s", i == 0 ? mark : "");
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_game_reading(report->regret, it));
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_game_worth(it->mean).text);
        if (course->kind == ARAS_COURSE_OWN) {
            continue;
        }
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_game_worth(it->change).text);
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_game_within(it->within, report->style).text);
        if (course->kind == ARAS_COURSE_OPTION) {
            add_regret(table, it);
        }
    }
}

static void add_any_course(struct report *report, struct aras_table *table,
                           const struct aras_course *course)
{
    char mark[32] = "";

    switch (course->kind) {
    case ARAS_COURSE_OWN:
        add_course(report, table, course, "the model's own rule", "");
        return;
    case ARAS_COURSE_GAME:
        add_course(report, table, course, "as you decided", "");
        return;
    case ARAS_COURSE_OPTION:
        break;
    }
    if (course->taken > 0) {
        snprintf(mark, sizeof mark, "taken %zu x", course->taken);
    }
    add_course(report, table, course,
               aras_game_option(report->model, course->event, course->option), mark);
}

/* One table: of the seat as a whole, or of the options of one decision. */
static enum aras_status print_courses(struct report *report, size_t first,
                                      struct aras_error *error)
{
    const struct aras_regret *regret = report->regret;
    const struct aras_course *head = &regret->course[first];
    bool options = head->kind == ARAS_COURSE_OPTION;
    const struct aras_table_column columns[] = {
        {.heading = options ? "always" : "played"},
        {.heading = ""},
        {.heading = "reading"},
        {.heading = "worth", .right = true},
        {.heading = "change", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = options ? "regret" : "", .right = true}};
    struct aras_table *table = aras_table_new(columns, 7, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    if (options) {
        fprintf(report->file, "\n%s\n", aras_game_decision(report->model, head->event));
    }
    for (size_t i = first; i < regret->courses; i++) {
        if (aras_game_together(head, &regret->course[i])) {
            add_any_course(report, table, &regret->course[i]);
        }
    }
    return print_table(report, table, error);
}

static enum aras_status print_many(struct report *report, size_t actor,
                                   struct aras_error *error)
{
    const struct aras_regret *regret = report->regret;
    enum aras_status status = ARAS_OK;

    fprintf(report->file, "\nOVER %s WORLDS\n",
            aras_number_whole(regret->worlds - regret->failed).text);
    status = aras_legend_say(
        report->file, report->style, error,
        "The same seat in other worlds, each with every choice under the same luck: an "
        "option always taken where it is open, the rest by the model's own rule. "
        "Change: against that rule alone. Regret: how much less than the best option, "
        "which is picked from these very worlds and so looks a little too good.");
    for (size_t i = 0; i < regret->courses && status == ARAS_OK; i++) {
        bool new =
            i == 0 || !aras_game_together(&regret->course[i - 1], &regret->course[i]);

        if (regret->course[i].actor == actor && new) {
            status = print_courses(report, i, error);
        }
    }
    return status;
}

static enum aras_status print_actor(struct report *report, size_t actor,
                                    struct aras_error *error)
{
    enum aras_status status;

    if (!aras_judgement_possible(report->model, actor)) {
        fprintf(report->file,
                "\nThe model states no preferences of %s, so its game is not judged "
                "(`aras help preferences`).\n",
                report->model->actors[actor].name);
        return ARAS_OK;
    }
    status = print_worth(report, actor, error);
    if (status == ARAS_OK && aras_game_turns(report->regret, actor) == 0) {
        fprintf(report->file, "\n%s had nothing to decide in this world.\n",
                report->model->actors[actor].name);
        return ARAS_OK;
    }
    if (status == ARAS_OK) {
        status = print_luck(report, actor, error);
    }
    return status == ARAS_OK && report->regret->yields > 0
               ? print_many(report, actor, error)
               : status;
}

/* What the readings are called by which the worlds are told. */
static enum aras_status say_readings(FILE *file, const struct aras_regret *regret,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    enum aras_status status = ARAS_OK;

    for (size_t y = 0; regret->courses > 0 && regret->yields > 1 &&
                       y < regret->yields && status == ARAS_OK;
         y++) {
        const struct aras_yield *yield = &regret->course[0].yield[y];

        status = aras_legend_say(file, style, error, "%s: %s, %s (%s worlds)",
                                 aras_game_reading(regret, yield),
                                 yield->reading->variant_title, yield->reading->title,
                                 aras_number_whole(yield->reading->worlds).text);
    }
    return status;
}

enum aras_status aras_report_game(FILE *file, const struct aras_regret *regret,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    struct report report = {
        .file = file, .regret = regret, .model = regret->model, .style = style};

    for (size_t a = 0; a < regret->model->actor_count; a++) {
        if (regret->seated[a] && print_actor(&report, a, error) != ARAS_OK) {
            return error->status;
        }
    }
    fprintf(file, "\n");
    if (aras_legend_say(
            file, style, error,
            "Worth is the sum of weight x outcome by the preferences that the model "
            "states, with their sources and grades; another judgement of them is "
            "another "
            "judgement of the game. It says what follows in this model, not what would "
            "have come about.") != ARAS_OK) {
        return error->status;
    }
    return say_readings(file, regret, style, error);
}
