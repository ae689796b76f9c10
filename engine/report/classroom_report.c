#include "report/classroom_report.h"

#include <math.h>

#include "base/text.h"
#include "figure/calibration.h"
#include "report/legend.h"
#include "report/lesson_report.h"
#include "report/number.h"
#include "report/table.h"
#include "statistics/power.h"

static const double level = 0.05;

/* Questions on which a class has lost less than this on average, of a Brier score, need
 * no talk; of the others the worst few are told. */
#define WORTH_TALKING 0.02
#define NEAR_ENOUGH   0.02

enum { MOST_TALKED = 3 };

struct report {
    FILE *file;
    const struct aras_classroom *classroom;
    const struct aras_style *style;
};

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void put_none(const struct report *report, struct aras_table *table)
{
    aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
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

/* --- students --------------------------------------------------------------------- */

/* "01 02", and "05 2/4" where a lesson was left. */
static void add_lessons(struct aras_text *text, const struct report *report,
                        const struct aras_pupil *pupil)
{
    for (size_t l = 0; l < report->classroom->lessons; l++) {
        const struct aras_lesson *lesson = report->classroom->lesson[l];

        if (pupil->answered[l] == 0) {
            continue;
        }
        aras_text_add(text, "%s", text->length == 0 ? "" : ", ");
        if (lesson->number > 0) {
            aras_text_add(text, "%02d", lesson->number);
        } else {
            aras_text_add(text, "%s", lesson->name);
        }
        if (pupil->answered[l] < lesson->count) {
            aras_text_add(text, " (%zu of %zu)", pupil->answered[l], lesson->count);
        }
    }
}

/* How sure of the options chosen, and how many of them were right. */
static void put_options(const struct report *report, struct aras_table *table,
                        const struct aras_lesson_mark *mark)
{
    if (mark->choices == 0) {
        put_none(report, table);
        put_none(report, table);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.0f %%", 100.0 * mark->sure);
        aras_table_cell(table, ARAS_PLAIN, "%zu of %zu", mark->right, mark->choices);
    }
}

static void put_pupil(const struct report *report, struct aras_table *table,
                      const struct aras_pupil *pupil)
{
    const struct aras_lesson_mark *mark = &pupil->mark;
    struct aras_text lessons = {0};

    add_lessons(&lessons, report, pupil);
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "%s", pupil->by);
    aras_table_cell(table, ARAS_PLAIN, "%s", lessons.length == 0 ? "" : lessons.data);
    aras_table_cell(table, ARAS_PLAIN, "%zu", pupil->answers);
    aras_text_free(&lessons);
    if (mark->probabilities == 0) {
        for (int i = 0; i < 4; i++) {
            put_none(report, table);
        }
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.3f", mark->brier);
        aras_table_cell(table, ARAS_FAINT, "%.3f", mark->blind);
        aras_table_cell(table, ARAS_PLAIN, "%.3f", mark->brier - mark->unavoidable);
        if (mark->probabilities < 2) {
            put_none(report, table);
        } else {
            aras_table_cell(table, ARAS_PLAIN, "%.3f to %.3f", pupil->avoidable.low,
                            pupil->avoidable.high);
        }
    }
    put_options(report, table, mark);
    if (mark->ranges == 0) {
        put_none(report, table);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%zu of %zu", mark->held, mark->ranges);
    }
}

static enum aras_status print_pupils(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "STUDENT"},
        {.heading = "LESSONS", .wrap = true},
        {.heading = "ANSWERS", .right = true},
        {.heading = "BRIER", .right = true},
        {.heading = "BLIND", .right = true},
        {.heading = "AVOIDABLE", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = "SURE", .right = true},
        {.heading = "RIGHT", .right = true},
        {.heading = "RANGES", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->classroom->pupils; i++) {
        put_pupil(report, table, &report->classroom->pupil[i]);
    }
    if (print(report, table, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "Students by name. Brier: mean score of shares and options, 0 is best; blind: "
        "what who knows nothing has on the same questions; avoidable: the part that is "
        "no luck. Sure, right: of options, how sure on average, and how many were "
        "right; "
        "whoever is much surer than right again and again is over-confident. Ranges: "
        "how "
        "many of those meant to hold the number 4 times of 5 did.");
}

static enum aras_status say_odd(const struct report *report, struct aras_error *error)
{
    for (size_t i = 0; i < report->classroom->pupils; i++) {
        const struct aras_pupil *pupil = &report->classroom->pupil[i];

        if (pupil->odd > 0 &&
            aras_legend_say(report->file, report->style, error,
                            "Look at the ledger of %s: on %zu question%s it has that "
                            "something else came than most ledgers have. It was made "
                            "with another model or version, or not by the program; "
                            "these answers do not count.",
                            pupil->by, pupil->odd, plural(pupil->odd)) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- who can be told apart -------------------------------------------------------- */

static enum aras_status say_apart(const struct report *report, struct aras_error *error)
{
    const struct aras_scoring *scoring = report->classroom->scoring;
    double needed = INFINITY;
    size_t common = 0;
    size_t told = 0;

    for (size_t i = 0; i < scoring->rivalries; i++) {
        const struct aras_rivals *rivals = &scoring->rivals[i];

        told += rivals->p_holm <= level ? 1 : 0;
        common = rivals->rivalry.count > common ? rivals->rivalry.count : common;
        needed = isfinite(rivals->rivalry.needed) ? fmin(needed, rivals->rivalry.needed)
                                                  : needed;
    }
    if (report->classroom->pupils < 2) {
        return ARAS_OK;
    }
    if ((double) common < aras_power_least(level)) {
        return aras_legend_say(
            report->file, report->style, error,
            "There are too few answers to tell students apart, whatever they said: two "
            "need %.0f questions in common at least, and many more when they differ by "
            "little.",
            aras_power_least(level));
    }
    if (told == 0) {
        return aras_legend_say(
            report->file, report->style, error,
            "No student can be told from another: such differences come by luck. The "
            "two who differ most clearly would need some %s questions in common.",
            isinf(needed) ? "thousands of"
                          : aras_number_whole((unsigned long long) needed).text);
    }
    return aras_legend_say(
        report->file, report->style, error,
        "Of %zu pairs of students %zu can be told apart, at 5 %% for "
        "all pairs together; --all lists them.",
        scoring->rivalries, told);
}

static enum aras_status print_apart(const struct report *report,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "ONE / OTHER", .wrap = true},
        {.heading = "COMMON", .right = true},
        {.heading = "BRIER", .right = true},
        {.heading = "P (HOLM)", .right = true},
        {.heading = "VERDICT"}};
    const struct aras_scoring *scoring = report->classroom->scoring;
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < scoring->rivalries; i++) {
        const struct aras_rivals *rivals = &scoring->rivals[i];
        bool told = rivals->p_holm <= level;

        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s / %s", scoring->forecaster[rivals->a].by,
                        scoring->forecaster[rivals->b].by);
        aras_table_cell(table, ARAS_PLAIN, "%zu", rivals->rivalry.count);
        aras_table_cell(table, ARAS_PLAIN, "%+.3f", rivals->rivalry.difference);
        aras_table_cell(table, ARAS_PLAIN, rivals->p_holm < 0.001 ? "<0.001" : "%.2g",
                        rivals->p_holm);
        aras_table_cell(table, told ? ARAS_GOOD : ARAS_PLAIN, "%s",
                        !told                              ? "not told apart"
                        : rivals->rivalry.difference < 0.0 ? "the one reads better"
                                                           : "the other reads better");
    }
    return print(report, table, error);
}

/* --- questions -------------------------------------------------------------------- */

static void put_spread(struct aras_table *table,
                       const struct aras_class_question *question)
{
    bool share = question->question->kind == ARAS_LESSON_SHARE;
    double times = share ? 100.0 : 1.0;

    aras_table_cell(table, ARAS_PLAIN, "%.3g", times * question->least);
    aras_table_cell(table, ARAS_PLAIN, "%.3g", times * question->middle);
    aras_table_cell(table, ARAS_PLAIN, "%.3g", times * question->greatest);
}

static void put_right(struct aras_table *table,
                      const struct aras_class_question *question)
{
    aras_table_cell(table, ARAS_FAINT, "right");
    aras_table_cell(table, ARAS_PLAIN, "%zu of %zu", question->right,
                    question->answers);
    aras_table_cell(table, ARAS_PLAIN, "%.0f %% sure", 100.0 * question->sure);
}

static void put_question(struct aras_table *table,
                         const struct aras_class_question *question)
{
    enum aras_lesson_kind kind = question->question->kind;
    struct aras_text came = {0};

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%.2s.%s", question->lesson->name,
                    question->question->id);
    aras_table_cell(table, ARAS_PLAIN, "%s", question->question->title);
    aras_table_cell(table, ARAS_PLAIN, "%zu", question->answers);
    if (kind == ARAS_LESSON_SHARE || kind == ARAS_LESSON_NUMBER) {
        put_spread(table, question);
    } else {
        put_right(table, question);
    }
    aras_lesson_report_came(&came, question->question, question->told[0].came);
    aras_table_cell(table, ARAS_STRONG, "%s", came.data == NULL ? "" : came.data);
    aras_text_free(&came);
}

static enum aras_status print_questions(const struct report *report,
                                        struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "QUESTION"},
        {.heading = "", .wrap = true},
        {.heading = "ANSWERS", .right = true},
        {.heading = "LEAST", .right = true},
        {.heading = "MIDDLE", .right = true},
        {.heading = "GREATEST", .right = true},
        {.heading = "THE MODEL", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < report->classroom->questions; i++) {
        put_question(table, &report->classroom->question[i]);
    }
    return print(report, table, error);
}

/* --- what to talk about ----------------------------------------------------------- */

/* The question on which most was lost, of those not yet `taken`; NULL: none was lost.
 */
static const struct aras_class_question *
worst_of(const struct aras_classroom *classroom,
         const struct aras_class_question *const *taken, size_t count)
{
    const struct aras_class_question *worst = NULL;

    for (size_t i = 0; i < classroom->questions; i++) {
        const struct aras_class_question *it = &classroom->question[i];
        bool told = !(it->lost >= WORTH_TALKING);

        for (size_t k = 0; k < count; k++) {
            told = told || taken[k] == it;
        }
        if (!told && (worst == NULL || it->lost > worst->lost)) {
            worst = it;
        }
    }
    return worst;
}

/* "20 of 23 said too many; the middle was 28, and the model has 12 of 100." */
static void add_off(struct aras_text *text, const struct aras_class_question *question)
{
    double truth = aras_lesson_truth(&question->told[0]);
    size_t many = 0;
    size_t few = 0;

    for (size_t i = 0; i < question->answers; i++) {
        double off = aras_lesson_said(&question->told[i]) - truth;

        many += off > NEAR_ENOUGH ? 1 : 0;
        few += off < -NEAR_ENOUGH ? 1 : 0;
    }
    aras_text_add(text,
                  "%zu of %zu said too many, %zu too few; the middle was %.0f, and the "
                  "model has ",
                  many, question->answers, few, 100.0 * question->middle);
    aras_lesson_report_came(text, question->question, question->told[0].came);
    aras_text_add(text, ".");
}

static size_t votes_for(const struct aras_class_question *question, size_t option)
{
    size_t votes = 0;

    for (size_t i = 0; i < question->answers; i++) {
        votes += aras_lesson_choice(question->told[i].prediction) == option ? 1 : 0;
    }
    return votes;
}

/* "9 of 23 said 'closer together'; in the model it is 'as far apart'." */
static void add_mistaken(struct aras_text *text,
                         const struct aras_class_question *question)
{
    const struct aras_lesson_question *asked = question->question;
    size_t right = question->told[0].came->option;
    size_t most = right == 0 ? 1 : 0;

    for (size_t i = 0; i < asked->option_count; i++) {
        if (i != right && votes_for(question, i) > votes_for(question, most)) {
            most = i;
        }
    }
    if (question->right == question->answers) {
        aras_text_add(text, "all were right, and only %.0f %% sure: it is '%s'.",
                      100.0 * question->sure, asked->options[right].title);
    } else {
        aras_text_add(text, "%zu of %zu said '%s'; in the model it is '%s'.",
                      votes_for(question, most), question->answers,
                      asked->options[most].title, asked->options[right].title);
    }
}

static enum aras_status say_question(const struct report *report,
                                     const struct aras_class_question *question,
                                     struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status;

    aras_text_add(&text, "%.2s.%s %s: ", question->lesson->name, question->question->id,
                  question->question->title);
    if (question->question->kind == ARAS_LESSON_SHARE) {
        add_off(&text, question);
    } else {
        add_mistaken(&text, question);
    }
    aras_text_add(&text, " %s", question->question->why);
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(report->file, report->style, error, "%s", text.data);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status print_talk(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_class_question *taken[MOST_TALKED];
    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < MOST_TALKED && status == ARAS_OK; i++) {
        taken[i] = worst_of(report->classroom, taken, i);
        if (taken[i] == NULL) {
            break;
        }
        if (i == 0) {
            fprintf(report->file, "\nTO TALK ABOUT FIRST\n");
        }
        status = say_question(report, taken[i], error);
    }
    return status;
}

/* --- calibration ------------------------------------------------------------------ */

static void put_bin(const struct report *report, struct aras_table *table,
                    const struct aras_class_bin *bin)
{
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%.0f to %.0f %%", 100.0 * bin->low,
                    100.0 * bin->high);
    aras_table_cell(table, ARAS_PLAIN, "%zu", bin->answers);
    aras_table_cell(table, ARAS_PLAIN, "%zu", bin->questions);
    aras_table_cell(table, ARAS_PLAIN, "%.0f %%", 100.0 * bin->said);
    aras_table_cell(table, ARAS_STRONG, "%.0f %%", 100.0 * bin->came);
    if (isnan(bin->holds.low)) {
        put_none(report, table);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.0f to %.0f %%", 100.0 * bin->holds.low,
                        100.0 * bin->holds.high);
    }
}

static enum aras_status print_calibration(const struct report *report,
                                          struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "SAID"},
        {.heading = "ANSWERS", .right = true},
        {.heading = "QUESTIONS", .right = true},
        {.heading = "ON AVERAGE", .right = true},
        {.heading = "CAME", .right = true},
        {.heading = "95 %", .right = true}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, report->style, error);

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < ARAS_CLASS_BINS; i++) {
        if (report->classroom->bin[i].answers > 0) {
            put_bin(report, table, &report->classroom->bin[i]);
        }
    }
    if (print(report, table, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    return aras_legend_say(
        report->file, report->style, error,
        "Calibration of the class: of what was said to be so with 60 to 80 %%, as much "
        "should be so; of a share that is the share of worlds, of options how often "
        "the "
        "one chosen was right. The interval is wide since it counts questions: all "
        "students share them.");
}

/* --- all of it -------------------------------------------------------------------- */

static enum aras_status say_beginning(const struct report *report,
                                      struct aras_error *error)
{
    const struct aras_classroom *classroom = report->classroom;
    size_t begun = 0;

    for (size_t l = 0; l < classroom->lessons; l++) {
        bool answered = false;

        for (size_t i = 0; i < classroom->pupils; i++) {
            answered = answered || classroom->pupil[i].answered[l] > 0;
        }
        begun += answered ? 1 : 0;
    }
    return aras_legend_say(report->file, report->style, error,
                           "A class of %zu: %zu answer%s to %zu question%s of %zu "
                           "lesson%s. This is about reading a model, never about "
                           "foretelling.",
                           classroom->pupils, classroom->answers,
                           plural(classroom->answers), classroom->questions,
                           plural(classroom->questions), begun, plural(begun));
}

static enum aras_status say_left_out(const struct report *report,
                                     struct aras_error *error)
{
    const struct aras_classroom *classroom = report->classroom;

    if (classroom->open > 0 &&
        aras_legend_say(report->file, report->style, error,
                        "%zu prediction%s: the lesson was left before it was settled.",
                        classroom->open,
                        classroom->open == 1 ? " is open" : "s are open") != ARAS_OK) {
        return error->status;
    }
    return classroom->foreign == 0
               ? ARAS_OK
               : aras_legend_say(report->file, report->style, error,
                                 "%zu prediction%s on questions that these lessons do "
                                 "not ask, or ask otherwise now; `aras score LEDGER` "
                                 "tells of %s.",
                                 classroom->foreign,
                                 classroom->foreign == 1 ? " is" : "s are",
                                 classroom->foreign == 1 ? "it" : "them");
}

enum aras_status aras_report_classroom(FILE *file,
                                       const struct aras_classroom *classroom,
                                       const struct aras_style *style,
                                       struct aras_error *error)
{
    const struct report report = {file, classroom, style};

    if (say_beginning(&report, error) != ARAS_OK ||
        print_pupils(&report, error) != ARAS_OK ||
        say_apart(&report, error) != ARAS_OK || say_odd(&report, error) != ARAS_OK ||
        say_left_out(&report, error) != ARAS_OK) {
        return error->status;
    }
    if (style->all && classroom->scoring->rivalries > 0 &&
        print_apart(&report, error) != ARAS_OK) {
        return error->status;
    }
    if (classroom->questions > 0 && (print_questions(&report, error) != ARAS_OK ||
                                     print_talk(&report, error) != ARAS_OK ||
                                     print_calibration(&report, error) != ARAS_OK)) {
        return error->status;
    }
    return aras_legend_check(file, error);
}

/* --- as a picture ----------------------------------------------------------------- */

enum aras_status aras_picture_classroom(struct aras_figure *figure,
                                        const struct aras_classroom *classroom,
                                        const struct aras_figure_look *look,
                                        struct aras_error *error)
{
    struct aras_calibrated step[ARAS_CLASS_BINS];
    struct aras_calibration data = {
        .title = "Was it so as often as they said?",
        .subtitle = "What a class said of a model, and what came in its worlds",
        .step = step};

    for (size_t i = 0; i < ARAS_CLASS_BINS; i++) {
        const struct aras_class_bin *bin = &classroom->bin[i];

        if (bin->answers > 0) {
            step[data.steps++] = (struct aras_calibrated){.said_low = bin->said,
                                                          .said_high = bin->said,
                                                          .came = bin->came,
                                                          .low = NAN,
                                                          .high = NAN,
                                                          .count = bin->answers};
        }
    }
    return data.steps == 0
               ? aras_error_set(
                     error, ARAS_INVALID,
                     "there is no calibration to draw: nobody has answered a "
                     "question with a probability")
               : aras_calibration_draw(figure, &data, look, error);
}
