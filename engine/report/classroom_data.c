/* A class for programs: JSON and CSV; a part of classroom_report.h. */
#include <math.h>

#include "report/classroom_report.h"
#include "report/data.h"
#include "report/legend.h"

static const char *kind_of(const struct aras_lesson_question *question)
{
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        return "share";
    case ARAS_LESSON_NUMBER:
        return "number";
    case ARAS_LESSON_SIGN:
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
    case ARAS_LESSON_TEXT:
        break;
    }
    return "option";
}

/* --- JSON ------------------------------------------------------------------------- */

static struct aras_data pupil_data(const struct aras_classroom *classroom,
                                   const struct aras_pupil *pupil)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "by", pupil->by);
    aras_data_whole(&data, "answers", pupil->answers);
    aras_data_list(&data, "lessons");
    for (size_t l = 0; l < classroom->lessons; l++) {
        if (pupil->answered[l] > 0) {
            struct aras_data lesson = aras_data_new();

            aras_data_text(&lesson, "lesson", classroom->lesson[l]->name);
            aras_data_whole(&lesson, "answered", pupil->answered[l]);
            aras_data_whole(&lesson, "questions", classroom->lesson[l]->count);
            aras_data_append(&data, "lessons", lesson);
        }
    }
    aras_data_whole(&data, "probabilities", pupil->mark.probabilities);
    aras_data_real(&data, "brier", pupil->mark.brier);
    aras_data_real(&data, "unavoidable", pupil->mark.unavoidable);
    aras_data_real(&data, "blind", pupil->mark.blind);
    aras_data_interval(&data, "avoidable_interval", pupil->avoidable);
    aras_data_whole(&data, "ranges", pupil->mark.ranges);
    aras_data_whole(&data, "ranges_held", pupil->mark.held);
    aras_data_whole(&data, "shares", pupil->mark.shares);
    aras_data_real(&data, "shares_off", pupil->mark.off);
    aras_data_whole(&data, "options", pupil->mark.choices);
    aras_data_whole(&data, "options_right", pupil->mark.right);
    aras_data_real(&data, "options_sure", pupil->mark.sure);
    aras_data_whole(&data, "odd", pupil->odd);
    return data;
}

static void add_came(struct aras_data *data,
                     const struct aras_lesson_question *question,
                     const struct aras_ledger_outcome *came)
{
    if (question->kind == ARAS_LESSON_SHARE) {
        aras_data_real(data, "came", came->value[0]);
    } else if (question->kind == ARAS_LESSON_NUMBER) {
        aras_data_real(data, "came", came->number);
    } else {
        aras_data_text(data, "came", question->options[came->option].id);
    }
}

static struct aras_data question_data(const struct aras_class_question *question)
{
    struct aras_data data = aras_data_new();
    bool option = question->question->option_count > 0; /* else a share, or a number */

    aras_data_text(&data, "lesson", question->lesson->name);
    aras_data_text(&data, "question", question->question->id);
    aras_data_text(&data, "title", question->question->title);
    aras_data_text(&data, "kind", kind_of(question->question));
    aras_data_whole(&data, "answers", question->answers);
    if (option) {
        aras_data_whole(&data, "right", question->right);
        aras_data_real(&data, "sure", question->sure);
    } else {
        aras_data_real(&data, "least", question->least);
        aras_data_real(&data, "middle", question->middle);
        aras_data_real(&data, "greatest", question->greatest);
    }
    aras_data_real(&data, "avoidable", question->lost);
    add_came(&data, question->question, question->told[0].came);
    return data;
}

static struct aras_data bin_data(const struct aras_class_bin *bin)
{
    struct aras_data data = aras_data_new();

    aras_data_real(&data, "low", bin->low);
    aras_data_real(&data, "high", bin->high);
    aras_data_whole(&data, "answers", bin->answers);
    aras_data_whole(&data, "questions", bin->questions);
    aras_data_real(&data, "said", bin->said);
    aras_data_real(&data, "came", bin->came);
    aras_data_interval(&data, "interval", bin->holds);
    return data;
}

static struct aras_data pair_data(const struct aras_scoring *scoring,
                                  const struct aras_rivals *rivals)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "a", scoring->forecaster[rivals->a].by);
    aras_data_text(&data, "b", scoring->forecaster[rivals->b].by);
    aras_data_whole(&data, "questions", rivals->rivalry.count);
    aras_data_real(&data, "difference", rivals->rivalry.difference);
    aras_data_interval(&data, "interval", rivals->rivalry.interval);
    aras_data_real(&data, "p", rivals->rivalry.p);
    aras_data_real(&data, "p_holm", rivals->p_holm);
    aras_data_real(&data, "questions_needed", rivals->rivalry.needed);
    return data;
}

enum aras_status aras_report_classroom_json(FILE *file,
                                            const struct aras_classroom *classroom,
                                            struct aras_error *error)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras class report 1");
    aras_data_whole(&data, "answers", classroom->answers);
    aras_data_whole(&data, "open", classroom->open);
    aras_data_whole(&data, "foreign", classroom->foreign);
    aras_data_list(&data, "students");
    for (size_t i = 0; i < classroom->pupils; i++) {
        aras_data_append(&data, "students",
                         pupil_data(classroom, &classroom->pupil[i]));
    }
    aras_data_list(&data, "questions");
    for (size_t i = 0; i < classroom->questions; i++) {
        aras_data_append(&data, "questions", question_data(&classroom->question[i]));
    }
    aras_data_list(&data, "calibration");
    for (size_t i = 0; i < ARAS_CLASS_BINS; i++) {
        aras_data_append(&data, "calibration", bin_data(&classroom->bin[i]));
    }
    aras_data_list(&data, "pairs");
    for (size_t i = 0; i < classroom->scoring->rivalries; i++) {
        aras_data_append(&data, "pairs",
                         pair_data(classroom->scoring, &classroom->scoring->rivals[i]));
    }
    return aras_data_write(&data, file, error);
}

/* --- CSV -------------------------------------------------------------------------- */

/* What was said: of a share or an option its probability, of a number the guess and
 * its range. */
static void put_said(FILE *file, const struct aras_lesson_told *told)
{
    const struct aras_ledger_prediction *prediction = told->prediction;

    fputc(',', file);
    if (told->question->option_count > 0) {
        aras_data_put_text(file,
                           told->question->options[aras_lesson_choice(prediction)].id);
    }
    if (told->question->kind == ARAS_LESSON_NUMBER) {
        aras_data_put_real(file, prediction->value[prediction->count / 2]);
        aras_data_put_real(file, prediction->count == 3 ? prediction->value[0] : NAN);
        aras_data_put_real(file, prediction->count == 3 ? prediction->value[2] : NAN);
    } else {
        aras_data_put_real(file, aras_lesson_said(told));
        fputs(",,", file);
    }
}

static void put_came(FILE *file, const struct aras_lesson_told *told)
{
    if (told->question->option_count > 0) {
        fputc(',', file);
        aras_data_put_text(file, told->question->options[told->came->option].id);
    } else {
        aras_data_put_real(file, told->question->kind == ARAS_LESSON_SHARE
                                     ? told->came->value[0]
                                     : told->came->number);
    }
}

static void put_answer(FILE *file, const struct aras_classroom *classroom,
                       const struct aras_class_question *question, size_t number)
{
    const struct aras_lesson_told *told = &question->told[number];

    aras_data_put_text(file, classroom->pupil[question->pupil[number]].by);
    fputc(',', file);
    aras_data_put_text(file, question->lesson->name);
    fprintf(file, ",%s,%s", question->question->id, kind_of(question->question));
    put_said(file, told);
    put_came(file, told);
    aras_data_put_real(file, told->score->brier);
    aras_data_put_real(file, told->score->unavoidable);
    aras_data_put_real(file, told->score->nats);
    aras_data_put_real(file, told->score->crps);
    fprintf(file, ",%s\n", told->prediction->at);
}

enum aras_status aras_report_classroom_csv(FILE *file,
                                           const struct aras_classroom *classroom,
                                           struct aras_error *error)
{
    fputs("student,lesson,question,kind,option,said,low,high,came,brier,unavoidable,"
          "log,crps,at\n",
          file);
    for (size_t q = 0; q < classroom->questions; q++) {
        for (size_t i = 0; i < classroom->question[q].answers; i++) {
            put_answer(file, classroom, &classroom->question[q], i);
        }
    }
    return aras_legend_check(file, error);
}
