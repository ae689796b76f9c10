#include "report/score_report.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "statistics/power.h"

enum { SEAL_SHOWN = 16, MANY = 100 };

static const double level = 0.05;

/* What the parts of the report need. */
struct report {
    FILE *file;
    const struct aras_scored_ledger *scored;
    const struct aras_style *style;
    const struct aras_scoring *scoring; /* which is being told of */
};

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static const char *name_of(const struct report *report, size_t forecaster)
{
    return report->scoring->forecaster[forecaster].by;
}

/* --- cells ------------------------------------------------------------------------ */

/* A mean score of a few questions is worth two digits behind the point. */
static void put_score(const struct report *report, struct aras_table *table,
                      double score, size_t count)
{
    if (isnan(score) || count == 0) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.*f", count >= MANY ? 3 : 2, score);
    }
}

/* Beyond minus a hundred percent a number says nothing but "much worse". */
static void put_skill(const struct report *report, struct aras_table *table,
                      const struct aras_skill *skill, size_t count)
{
    enum aras_tone tone = skill->skill > 0.0 ? ARAS_GOOD : ARAS_WARNING;
    char few[32] = "";

    if (isnan(skill->skill)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
        return;
    }
    if (skill->count < count) {
        snprintf(few, sizeof few, " (%zu)", skill->count);
    }
    if (skill->skill < -1.0) {
        aras_table_cell(table, tone, "< -100 %%%s", few);
    } else {
        aras_table_cell(table, tone, "%+.0f %%%s", 100.0 * skill->skill + 0.0, few);
    }
}

static enum aras_status print(const struct report *report, struct aras_table *table,
                              struct aras_error *error)
{
    enum aras_status status;

    fputc('\n', report->file);
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* --- forecasters ------------------------------------------------------------------ */

static enum aras_status print_world_options(const struct report *report,
                                            struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "FORECASTER", .wrap = true},
        {.heading = "QUESTIONS", .right = true},
        {.heading = "BRIER", .right = true},
        {.heading = "LOG", .right = true},
        {.heading = "RANKED", .right = true},
        {.heading = "CLIMATOLOGY", .right = true},
        {.heading = "PERSISTENCE", .right = true},
        {.heading = "REF. CLASS", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        const struct aras_forecaster *forecaster = &report->scoring->forecaster[f];
        size_t count = forecaster->options;

        if (count == 0) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", forecaster->by);
        aras_table_cell(table, ARAS_PLAIN, "%zu", count);
        put_score(report, table, forecaster->brier, count);
        if (forecaster->clipped > 0) {
            aras_table_cell(table, ARAS_WARNING, "%.2f*", forecaster->nats);
        } else {
            put_score(report, table, forecaster->nats, count);
        }
        put_score(report, table, forecaster->ranked, forecaster->ranked_count);
        for (int b = 0; b < ARAS_BENCHMARKS; b++) {
            put_skill(report, table, &forecaster->skill[b], count);
        }
    }
    return print(report, table, error);
}

static bool any_clipped(const struct aras_scoring *scoring)
{
    for (size_t f = 0; f < scoring->forecasters; f++) {
        if (scoring->forecaster[f].clipped > 0) {
            return true;
        }
    }
    return false;
}

static enum aras_status explain_world(const struct report *report,
                                      struct aras_error *error)
{
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "Brier: 0 is best, 0.25 is what always saying 50 %% brings. Log: in nats%s. "
        "Ranked: of options in an order. The last three: how much better than who "
        "knows only how often yes came (climatology), that nothing changes "
        "(persistence), or "
        "how often the like happens (reference class); below 0 %% is worse. In "
        "brackets: of so many questions only; %s: no such benchmark, or one without a "
        "mistake.",
        any_clipped(report->scoring)
            ? "; *: something came true that was given less than 1 in 1000, which "
              "counts as 1 in 1000"
            : "",
        aras_number_none(report->style));
}

/* Reading a model: how far what was said is from its shares. */
static enum aras_status print_model_options(const struct report *report,
                                            struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "READER", .wrap = true},
        {.heading = "QUESTIONS", .right = true},
        {.heading = "OFF BY", .right = true},
        {.heading = "BRIER", .right = true},
        {.heading = "OF IT UNAVOIDABLE", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        const struct aras_forecaster *forecaster = &report->scoring->forecaster[f];
        size_t count = forecaster->options;
        double excess = forecaster->brier - forecaster->unavoidable;

        if (count == 0) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", forecaster->by);
        aras_table_cell(table, ARAS_PLAIN, "%zu", count);
        aras_table_cell(table, ARAS_PLAIN, "%.0f pp", 100.0 * sqrt(fmax(0.0, excess)));
        aras_table_cell(table, ARAS_PLAIN, "%.3f", forecaster->brier);
        aras_table_cell(table, ARAS_FAINT, "%.3f", forecaster->unavoidable);
    }
    return print(report, table, error);
}

static enum aras_status explain_model(const struct report *report,
                                      struct aras_error *error)
{
    fputc('\n', report->file);
    return aras_legend_say(report->file, report->style, error,
                           "Off by: how far, as a root mean square, what was said lies "
                           "from the share of the "
                           "model's worlds. The Brier score is a mean over those "
                           "worlds; part of it nobody "
                           "could avoid. This is how well somebody reads the model. It "
                           "says nothing of how "
                           "well they, or it, foretell.");
}

static enum aras_status print_numbers(const struct report *report,
                                      struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "NUMBERS", .wrap = true},
        {.heading = "QUESTIONS", .right = true},
        {.heading = "CRPS", .right = true},
        {.heading = "UNIT"},
        {.heading = "BETTER THAN PERSISTENCE", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    size_t rows = 0;

    if (table == NULL) {
        return error->status;
    }
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        const struct aras_forecaster *forecaster = &report->scoring->forecaster[f];

        if (forecaster->numbers == 0) {
            continue;
        }
        rows++;
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", forecaster->by);
        aras_table_cell(table, ARAS_PLAIN, "%zu", forecaster->numbers);
        if (isnan(forecaster->crps)) {
            aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
        } else {
            aras_table_cell(table, ARAS_PLAIN, "%.2g", forecaster->crps);
        }
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        forecaster->unit == NULL ? "several" : forecaster->unit);
        put_skill(report, table, &forecaster->number_skill[ARAS_PERSISTENCE],
                  forecaster->numbers);
    }
    if (rows == 0) {
        aras_table_free(table);
        return ARAS_OK;
    }
    return print(report, table, error);
}

/* --- who can be told apart -------------------------------------------------------- */

static void put_verdict(const struct report *report, struct aras_table *table,
                        const struct aras_rivals *rivals)
{
    const struct aras_rivalry *rivalry = &rivals->rivalry;
    bool told = rivals->p_holm <= level;

    if ((double) rivalry->count < aras_power_least(level)) {
        aras_table_cell(table, ARAS_WARNING, "too few questions");
    } else if (told) {
        aras_table_cell(table, ARAS_GOOD, "%s did better",
                        rivalry->difference < 0.0 ? "the first" : "the second");
    } else {
        aras_table_cell(table, ARAS_PLAIN, "not told apart");
    }
    if (!told && isfinite(rivalry->needed) && rivalry->needed < 1e6) {
        aras_table_cell(table, ARAS_FAINT, "%s",
                        aras_number_whole((unsigned long long) rivalry->needed).text);
    } else {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
    }
}

static void put_rivals(const struct report *report, struct aras_table *table,
                       const struct aras_rivals *rivals)
{
    const struct aras_rivalry *rivalry = &rivals->rivalry;

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s / %s", name_of(report, rivals->a),
                    name_of(report, rivals->b));
    aras_table_cell(table, ARAS_PLAIN, "%zu", rivalry->count);
    aras_table_cell(table, ARAS_PLAIN, "%+.2f", rivalry->difference + 0.0);
    if (isfinite(rivalry->interval.low)) {
        aras_table_cell(table, ARAS_FAINT, "%+.2f to %+.2f",
                        rivalry->interval.low + 0.0, rivalry->interval.high + 0.0);
    } else {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
    }
    aras_table_cell(table, ARAS_PLAIN, rivals->p_holm < 0.001 ? "<0.001" : "%.2g",
                    rivals->p_holm);
    put_verdict(report, table, rivals);
}

/* The plain sentence about all pairs: can anybody be told from anybody? */
static enum aras_status say_rivals(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_scoring *scoring = report->scoring;
    size_t told = 0;
    size_t few = 0;

    for (size_t i = 0; i < scoring->rivalries; i++) {
        told += scoring->rivals[i].p_holm <= level ? 1 : 0;
        few +=
            (double) scoring->rivals[i].rivalry.count < aras_power_least(level) ? 1 : 0;
    }
    fputc('\n', report->file);
    if (few == scoring->rivalries) {
        return aras_legend_say(
            report->file, report->style, error,
            "There are too few questions to tell these forecasters apart, whatever "
            "came of them: two need %.0f in common at least, and many more when they "
            "differ "
            "by little.",
            aras_power_least(level));
    }
    if (told == 0) {
        return aras_legend_say(report->file, report->style, error,
                               "Nobody can be told from anybody else: with so many "
                               "questions luck alone may make differences such as "
                               "these.");
    }
    return ARAS_OK;
}

static enum aras_status print_rivals(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "ONE / OTHER", .wrap = true}, {.heading = "COMMON", .right = true},
        {.heading = "BRIER", .right = true},      {.heading = "95 %", .right = true},
        {.heading = "P (HOLM)", .right = true},   {.heading = "VERDICT"},
        {.heading = "NEEDED", .right = true}};
    struct aras_table *table;

    if (report->scoring->rivalries == 0) {
        return ARAS_OK;
    }
    table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->scoring->rivalries; i++) {
        put_rivals(report, table, &report->scoring->rivals[i]);
    }
    if (print(report, table, error) != ARAS_OK ||
        say_rivals(report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "Brier: the one's less the other's, on the questions that both answered. "
        "Interval and p are by changing signs, and take questions as independent: "
        "several about one course of events are fewer than they look. Needed: so many "
        "would find a difference like this one four times of five.");
}

/* --- reliability ------------------------------------------------------------------ */

static void put_steps(struct aras_table *table,
                      const struct aras_forecaster *forecaster)
{
    for (size_t s = 0; s < forecaster->reliability.steps; s++) {
        const struct aras_reliability_step *step = &forecaster->reliability.step[s];
        bool outside =
            step->came < step->consistent.low || step->came > step->consistent.high;

        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", s == 0 ? forecaster->by : "");
        if (step->said_low == step->said_high) {
            aras_table_cell(table, ARAS_PLAIN, "%.0f %%", 100.0 * step->said_low);
        } else {
            aras_table_cell(table, ARAS_PLAIN, "%.0f to %.0f %%",
                            100.0 * step->said_low, 100.0 * step->said_high);
        }
        aras_table_cell(table, ARAS_PLAIN, "%zu", step->count);
        aras_table_cell(table, outside ? ARAS_WARNING : ARAS_PLAIN, "%.0f %%%s",
                        100.0 * step->came, outside ? " !" : "");
        aras_table_cell(table, ARAS_FAINT, "%.0f to %.0f %%",
                        100.0 * step->consistent.low, 100.0 * step->consistent.high);
    }
}

static enum aras_status say_parts(const struct report *report,
                                  const struct aras_forecaster *forecaster,
                                  struct aras_error *error)
{
    const struct aras_isotonic_parts *parts = &forecaster->reliability.parts;
    const struct aras_murphy *murphy = &forecaster->murphy;

    return aras_legend_say(
        report->file, report->style, error,
        "%s: Brier %.3f = miscalibration %.3f - discrimination %.3f + uncertainty "
        "%.3f; "
        "in Murphy's ten bins of 0.1: reliability %.3f - resolution %.3f + uncertainty "
        "%.3f %c within bins %.3f.",
        forecaster->by, parts->brier, parts->miscalibration, parts->discrimination,
        parts->uncertainty, murphy->reliability, murphy->resolution,
        murphy->uncertainty, murphy->within < 0.0 ? '-' : '+', fabs(murphy->within));
}

static enum aras_status print_reliability(const struct report *report,
                                          struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "RELIABILITY", .wrap = true},
        {.heading = "SAID", .right = true},
        {.heading = "TIMES", .right = true},
        {.heading = "CAME TRUE", .right = true},
        {.heading = "IF RIGHT, 90 %", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    size_t shown = 0;

    if (table == NULL) {
        return error->status;
    }
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        put_steps(table, &report->scoring->forecaster[f]);
        shown += report->scoring->forecaster[f].murphy.count > 0 ? 1 : 0;
    }
    if (shown == 0) {
        aras_table_free(table);
        fputc('\n', report->file);
        return aras_legend_say(
            report->file, report->style, error,
            "Nobody has %d plain questions settled, which reliability "
            "takes.",
            ARAS_LEAST_FOR_RELIABILITY);
    }
    if (print(report, table, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        if (report->scoring->forecaster[f].murphy.count > 0 &&
            say_parts(report, &report->scoring->forecaster[f], error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* Where what came lay in what was said, in tenths. */
static enum aras_status say_places(const struct report *report,
                                   struct aras_error *error)
{
    for (size_t f = 0; f < report->scoring->forecasters; f++) {
        const struct aras_forecaster *forecaster = &report->scoring->forecaster[f];
        char places[ARAS_PIT_BINS * 8 + 1] = "";
        size_t used = 0;

        if (forecaster->numbers < ARAS_LEAST_FOR_RELIABILITY) {
            continue;
        }
        for (int i = 0; i < ARAS_PIT_BINS; i++) {
            used += (size_t) snprintf(places + used, sizeof places - used, " %.1f",
                                      forecaster->pit[i]);
        }
        if (aras_legend_say(
                report->file, report->style, error,
                "%s: of %zu numbers, so many lay in each tenth of what was "
                "predicted, lowest first:%s (about the same in each is "
                "right; most at the ends: too sure; most in the middle: too "
                "unsure).",
                forecaster->by, forecaster->numbers, places) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- each prediction -------------------------------------------------------------- */

/* The option that is told of: yes of a plain question, the likeliest of others. */
static size_t option_told(const struct aras_score *score)
{
    const struct aras_ledger_prediction *prediction = score->prediction;
    size_t most = 0;

    for (size_t k = 1; score->question->option_count > 2 && k < prediction->count;
         k++) {
        most = prediction->value[k] > prediction->value[most] ? k : most;
    }
    return most;
}

static void put_said(struct aras_table *table, const struct aras_score *score)
{
    const struct aras_ledger_prediction *prediction = score->prediction;
    size_t last = prediction->count - 1;
    size_t beyond = prediction->form == ARAS_FORM_MEMBERS ? last / 10 : 0;
    size_t option = option_told(score);

    if (score->question->options != NULL) {
        aras_table_cell(table, ARAS_PLAIN, "%s %.0f %%",
                        score->question->options[option],
                        100.0 * prediction->value[option]);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2g to %.2g", prediction->value[beyond],
                        prediction->value[last - beyond]);
    }
}

static void put_came(struct aras_table *table, const struct aras_score *score,
                     const struct aras_ledger_outcome *came)
{
    const struct aras_ledger_question *question = score->question;
    size_t option = option_told(score);

    switch (came->came) {
    case ARAS_CAME_VOID:
        aras_table_cell(table, ARAS_FAINT, "void");
        return;
    case ARAS_CAME_OPTION:
        aras_table_cell(table, ARAS_PLAIN, "%s", question->options[came->option]);
        return;
    case ARAS_CAME_NUMBER:
        aras_table_cell(table, ARAS_PLAIN, "%.3g", came->number);
        return;
    case ARAS_CAME_WORLDS:
        break;
    }
    if (question->options == NULL) {
        aras_table_cell(table, ARAS_PLAIN, "%.2g to %.2g",
                        came->value[came->count / 10],
                        came->value[came->count - 1 - came->count / 10]);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s %.0f %%", question->options[option],
                        100.0 * came->value[option]);
    }
}

static enum aras_status print_predictions(const struct report *report,
                                          struct aras_error *error)
{
    const struct aras_ledger *ledger = report->scored->ledger;
    const struct aras_table_column columns[] = {{.heading = "QUESTION", .wrap = true},
                                                {.heading = "BY"},
                                                {.heading = "SAID", .right = true},
                                                {.heading = "CAME", .right = true},
                                                {.heading = "SCORE", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);
    const struct aras_ledger_question *last = NULL;

    if (table == NULL) {
        return error->status;
    }
    for (size_t q = 0; q < ledger->question_count; q++) {
        const struct aras_ledger_question *question = &ledger->questions[q];

        for (size_t i = 0; i < report->scoring->scores; i++) {
            const struct aras_score *score = &report->scoring->score[i];

            if (score->question != question) {
                continue;
            }
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_PLAIN, "%s",
                            last == question ? "" : question->text);
            aras_table_cell(table, ARAS_PLAIN, "%s",
                            name_of(report, score->forecaster));
            put_said(table, score);
            put_came(table, score, report->scored->came[q]);
            aras_table_cell(table, ARAS_PLAIN, "%.2g",
                            question->options == NULL ? score->crps : score->brier);
            last = question;
        }
    }
    return print(report, table, error);
}

/* --- all of it -------------------------------------------------------------------- */

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_ledger *ledger = report->scored->ledger;

    return aras_legend_say(report->file, report->style, error,
                           "%s: %" PRIu64 " line%s, none changed; seal %.*s",
                           report->scored->path, ledger->lines,
                           plural((size_t) ledger->lines), SEAL_SHOWN, ledger->seal);
}

static enum aras_status say_counts(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_scoring *scoring = report->scoring;
    bool world = scoring->about == ARAS_ABOUT_WORLD;
    char more[160] = "";
    size_t used = 0;

    if (scoring->voided > 0) {
        used += (size_t) snprintf(more + used, sizeof more - used, ", %zu void",
                                  scoring->voided);
    }
    if (scoring->superseded > 0) {
        used += (size_t) snprintf(more + used, sizeof more - used,
                                  "; %zu prediction%s replaced by a later one",
                                  scoring->superseded,
                                  scoring->superseded == 1 ? " was" : "s were");
    }
    if (scoring->late > 0) {
        snprintf(more + used, sizeof more - used,
                 "; %zu made when the outcome was known do%s not count", scoring->late,
                 scoring->late == 1 ? "es" : "");
    }
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error, "%s: %zu question%s, %zu settled, %zu %s%s",
        world ? "About the world" : "About models", scoring->questions,
        plural(scoring->questions), scoring->settled, scoring->open,
        world ? "open" : "not played yet", more);
}

/* By their names, which is what an outcome is entered under. */
static enum aras_status say_open(const struct report *report, struct aras_error *error)
{
    const struct aras_ledger *ledger = report->scored->ledger;

    if (report->scoring->open == 0 || report->scoring->about != ARAS_ABOUT_WORLD) {
        return ARAS_OK;
    }
    if (!report->style->all) {
        return aras_legend_say(report->file, report->style, error,
                               "--all names the open ones.");
    }
    for (size_t i = 0; i < ledger->question_count; i++) {
        const struct aras_ledger_question *question = &ledger->questions[i];

        if (question->about == ARAS_ABOUT_WORLD && report->scored->came[i] == NULL &&
            aras_legend_say(
                report->file, report->style, error, "open: %s (%s%s%s)", question->id,
                question->text, question->closes == NULL ? "" : "; closes ",
                question->closes == NULL ? "" : question->closes) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status tell_world(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_scoring *scoring = report->scoring;

    if (scoring->plain > 0 &&
        aras_legend_say(report->file, report->style, error,
                        "Yes came to %.0f %% of %zu plain question%s.",
                        100.0 * scoring->base_rate, scoring->plain,
                        plural(scoring->plain)) != ARAS_OK) {
        return error->status;
    }
    if (print_world_options(report, error) != ARAS_OK ||
        print_numbers(report, error) != ARAS_OK ||
        explain_world(report, error) != ARAS_OK ||
        print_rivals(report, error) != ARAS_OK) {
        return error->status;
    }
    if (!report->style->all) {
        return ARAS_OK;
    }
    if (print_predictions(report, error) != ARAS_OK ||
        print_reliability(report, error) != ARAS_OK) {
        return error->status;
    }
    return say_places(report, error);
}

static enum aras_status tell_model(const struct report *report,
                                   struct aras_error *error)
{
    if (print_model_options(report, error) != ARAS_OK ||
        print_numbers(report, error) != ARAS_OK ||
        print_predictions(report, error) != ARAS_OK) {
        return error->status;
    }
    return explain_model(report, error);
}

static enum aras_status tell(const struct report *report, struct aras_error *error)
{
    if (report->scoring->questions == 0) {
        return ARAS_OK;
    }
    if (say_counts(report, error) != ARAS_OK || say_open(report, error) != ARAS_OK) {
        return error->status;
    }
    if (report->scoring->scores == 0) {
        return ARAS_OK;
    }
    return report->scoring->about == ARAS_ABOUT_WORLD ? tell_world(report, error)
                                                      : tell_model(report, error);
}

enum aras_status aras_report_scores(FILE *file, const struct aras_scored_ledger *scored,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    struct report report = {.file = file, .scored = scored, .style = style};

    if (say_header(&report, error) != ARAS_OK) {
        return error->status;
    }
    report.scoring = scored->world;
    if (tell(&report, error) != ARAS_OK) {
        return error->status;
    }
    report.scoring = scored->model;
    if (tell(&report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
