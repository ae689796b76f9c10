#include "report/lesson_report.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

enum { MOST_COLUMNS = 18 };

/* Nearer than that in 100 worlds nobody needs to be. */
static const double near_enough = 2.0;

/* --- in few words ----------------------------------------------------------------- */

/* Of 100 worlds; what happens at all is not none. */
static void add_of_100(struct aras_text *text, double share)
{
    if (share > 0.0 && share < 0.005) {
        aras_text_add(text, "fewer than 1 of 100");
    } else if (share < 1.0 && share >= 0.995) {
        aras_text_add(text, "more than 99 of 100");
    } else {
        aras_text_add(text, "%.0f of 100", 100.0 * share);
    }
}

/* A number to three digits; whole ones without a point. */
static void add_number(struct aras_text *text, double number)
{
    if (fabs(number) >= 100.0) {
        aras_text_add(text, "%.0f", number);
    } else {
        aras_text_add(text, "%.3g", fabs(number) < 1e-9 ? 0.0 : number);
    }
}

/* A title that would fill a column gives way to the option's id; a sign has none that
 * says anything. */
static const char *short_name(const struct aras_lesson_option *option)
{
    bool sign = option->read == NULL && option->says == NULL;

    return sign || aras_text_width(option->title) <= MOST_COLUMNS ? option->title
                                                                  : option->id;
}

static void add_unit(struct aras_text *text,
                     const struct aras_lesson_question *question)
{
    if (question->unit[0] != '\0') {
        aras_text_add(text, " %s", question->unit);
    }
}

void aras_lesson_report_said(struct aras_text *text,
                             const struct aras_lesson_question *question,
                             const struct aras_ledger_prediction *prediction)
{
    size_t choice = aras_lesson_choice(prediction);

    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        aras_text_add(text, "%.3g of 100", 100.0 * prediction->value[0]);
        return;
    case ARAS_LESSON_NUMBER:
        add_number(text, prediction->value[prediction->count / 2]);
        if (prediction->count == 3) {
            aras_text_add(text, " (");
            add_number(text, prediction->value[0]);
            aras_text_add(text, " to ");
            add_number(text, prediction->value[2]);
            aras_text_add(text, ")");
        }
        add_unit(text, question);
        return;
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    aras_text_add(text, "%s, %.0f %%", short_name(&question->options[choice]),
                  100.0 * prediction->value[choice]);
}

void aras_lesson_report_came(struct aras_text *text,
                             const struct aras_lesson_question *question,
                             const struct aras_ledger_outcome *came)
{
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        add_of_100(text, came->value[0]);
        return;
    case ARAS_LESSON_NUMBER:
        add_number(text, came->number);
        add_unit(text, question);
        return;
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    aras_text_add(text, "%s", short_name(&question->options[came->option]));
}

/* --- one answer ------------------------------------------------------------------- */

static void add_worlds(struct aras_text *text, double worlds)
{
    if (!isnan(worlds)) {
        aras_text_add(text, " (%s worlds)",
                      aras_number_whole((unsigned long long) worlds).text);
    }
}

static void add_share(struct aras_text *text, const struct aras_lesson_told *told)
{
    double off = 100.0 * (aras_lesson_said(told) - aras_lesson_truth(told));

    aras_text_add(text, "You said ");
    aras_lesson_report_said(text, told->question, told->prediction);
    aras_text_add(text, "; in the model it is ");
    aras_lesson_report_came(text, told->question, told->came);
    add_worlds(text, told->worlds);
    if (fabs(off) < near_enough) {
        aras_text_add(text, ". As near as anybody needs to be.");
    } else {
        aras_text_add(text, ": %.0f too %s.", fabs(off), off > 0.0 ? "many" : "few");
    }
}

static void add_choice(struct aras_text *text, const struct aras_lesson_told *told)
{
    const struct aras_lesson_option *options = told->question->options;
    size_t choice = aras_lesson_choice(told->prediction);

    aras_text_add(text, "You said '%s', %.0f %% sure. In the model it is '%s'",
                  options[choice].title, 100.0 * aras_lesson_said(told),
                  options[told->came->option].title);
    add_worlds(text, told->worlds);
    aras_text_add(text, ": you were %s.",
                  choice == told->came->option ? "right" : "wrong");
}

static void add_guess(struct aras_text *text, const struct aras_lesson_told *told)
{
    const double *value = told->prediction->value;
    double came = told->came->number;
    double off = value[told->prediction->count / 2] - came;
    bool held = came >= value[0] && came <= value[told->prediction->count - 1];

    aras_text_add(text, "You said ");
    aras_lesson_report_said(text, told->question, told->prediction);
    aras_text_add(text, "; in the model it is ");
    aras_lesson_report_came(text, told->question, told->came);
    add_worlds(text, told->worlds);
    aras_text_add(text, ": ");
    if (fabs(off) < 5e-4 * fabs(came) || off == 0.0) {
        aras_text_add(text, "just so.");
    } else {
        aras_text_add(text, "%.2g", fabs(off));
        aras_text_add(text, " too %s", off > 0.0 ? "much" : "little");
        aras_text_add(text, "%s.",
                      told->prediction->count != 3 ? ""
                      : held                       ? ", and within your range"
                                                   : ", and outside of your range");
    }
}

static void add_score(struct aras_text *text, const struct aras_lesson_told *told)
{
    const struct aras_score *score = told->score;
    double avoidable = score->brier - score->unavoidable;

    aras_text_add(text,
                  "Reading the model costs you %.3f (Brier score: ", score->brier);
    if (told->question->kind == ARAS_LESSON_SHARE) {
        aras_text_add(
            text,
            "how far off in each world, squared; 0 is best). Of it %.3f is luck, "
            "which also costs who says the very share, and %.3f is yours.",
            score->unavoidable, avoidable);
    } else {
        aras_text_add(text,
                      "how far off, squared; 0 is best, and a blind guess costs %.3f).",
                      aras_lesson_blind(told->question));
    }
}

enum aras_status aras_report_answer(FILE *file, const struct aras_lesson_told *told,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    const struct aras_lesson_question *question = told->question;
    struct aras_text text = {0};
    struct aras_text score = {0};
    enum aras_status status;

    if (question->kind == ARAS_LESSON_SHARE) {
        add_share(&text, told);
    } else if (question->kind == ARAS_LESSON_NUMBER) {
        add_guess(&text, told);
    } else {
        add_choice(&text, told);
    }
    if (question->kind != ARAS_LESSON_NUMBER) {
        add_score(&score, told);
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(file, style, error, "%s", text.data);
    }
    if (status == ARAS_OK && question->look != NULL) {
        status = aras_legend_say(file, style, error, "Look at %s", question->look);
    }
    if (status == ARAS_OK) {
        status = aras_legend_say(file, style, error, "Why: %s", question->why);
    }
    if (status == ARAS_OK && score.data != NULL) {
        status = aras_legend_say(file, style, error, "%s", score.data);
    }
    aras_text_free(&text);
    aras_text_free(&score);
    return status;
}

/* --- the lesson ------------------------------------------------------------------- */

static void put_words(struct aras_table *table, enum aras_tone tone,
                      const struct aras_text *text)
{
    aras_table_cell(table, tone, "%s", text->data == NULL ? "" : text->data);
}

static void put_answer(struct aras_table *table, const struct aras_lesson_told *told,
                       const struct aras_style *style)
{
    struct aras_text said = {0};
    struct aras_text came = {0};

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s  %s", told->question->id,
                    told->question->title);
    if (told->score != NULL) {
        aras_lesson_report_said(&said, told->question, told->prediction);
        aras_lesson_report_came(&came, told->question, told->came);
        put_words(table, ARAS_PLAIN, &said);
        put_words(table, ARAS_STRONG, &came);
    }
    if (told->score != NULL && told->question->kind != ARAS_LESSON_NUMBER) {
        aras_table_cell(table, ARAS_PLAIN, "%.3f", told->score->brier);
        aras_table_cell(table, ARAS_PLAIN, "%.3f",
                        told->score->brier - told->score->unavoidable);
    } else {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
    }
    aras_text_free(&said);
    aras_text_free(&came);
}

/* Said in shares and choices, before it is said in scores. */
static enum aras_status say_plainly(FILE *file, const struct aras_lesson_mark *mark,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    if (mark->shares > 0 &&
        aras_legend_say(file, style, error,
                        "How many of 100: you were %.0f off on average, over %zu "
                        "question%s.",
                        100.0 * mark->off, mark->shares,
                        mark->shares == 1 ? "" : "s") != ARAS_OK) {
        return error->status;
    }
    return mark->choices == 0
               ? ARAS_OK
               : aras_legend_say(file, style, error,
                                 "Which one: you were right in %zu of %zu, and %.0f %% "
                                 "sure on average.",
                                 mark->right, mark->choices, 100.0 * mark->sure);
}

static enum aras_status say_mark(FILE *file, const struct aras_lesson_mark *mark,
                                 const struct aras_style *style,
                                 struct aras_error *error)
{
    if (mark->probabilities > 0 &&
        aras_legend_say(
            file, style, error,
            "Reading the model: your mean Brier score is %.3f, of which "
            "%.3f could have been avoided. Who knows nothing, and says 50 "
            "to every share and the same to all options, has %.3f. With %zu "
            "question%s this tells little yet of how well you read models.",
            mark->brier, mark->brier - mark->unavoidable, mark->blind,
            mark->probabilities, mark->probabilities == 1 ? "" : "s") != ARAS_OK) {
        return error->status;
    }
    return mark->ranges == 0
               ? ARAS_OK
               : aras_legend_say(
                     file, style, error,
                     "Of your %zu range%s, meant to hold the number 4 times "
                     "of 5, %zu did.",
                     mark->ranges, mark->ranges == 1 ? "" : "s", mark->held);
}

enum aras_status aras_report_lesson(FILE *file, const struct aras_lesson_told *told,
                                    size_t count, const struct aras_style *style,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "QUESTION", .wrap = true},
        {.heading = "YOU SAID"},
        {.heading = "THE MODEL"},
        {.heading = "BRIER", .right = true},
        {.heading = "AVOIDABLE", .right = true}};
    struct aras_lesson_mark mark = aras_lesson_mark(told, count);
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        put_answer(table, &told[i], style);
    }
    fprintf(file, "\n");
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    if (status == ARAS_OK) {
        fprintf(file, "\n");
        status = say_plainly(file, &mark, style, error);
    }
    if (status == ARAS_OK) {
        status = say_mark(file, &mark, style, error);
    }
    return status == ARAS_OK ? aras_legend_check(file, error) : status;
}
