#include "analysis/classroom.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/quantile.h"

static const double level = 0.95;

/* Numbers come back the same from other machines to nine digits. */
static const double same_within = 1e-9;

/* What the steps share. */
struct work {
    struct aras_classroom *classroom;
    const struct aras_class_ledger *ledgers;
    size_t count;
    enum aras_status status;
    struct aras_error *error;
};

/* --- what came -------------------------------------------------------------------- */

static const struct aras_ledger_outcome *came_of(const struct aras_ledger *ledger,
                                                 const char *key)
{
    for (size_t i = ledger->outcome_count; i > 0; i--) {
        if (strcmp(ledger->outcomes[i - 1].question, key) == 0) {
            return &ledger->outcomes[i - 1];
        }
    }
    return NULL;
}

static bool is_near(double a, double b)
{
    return fabs(a - b) <= same_within * fmax(1.0, fabs(a));
}

static bool is_same(const struct aras_ledger_outcome *a,
                    const struct aras_ledger_outcome *b)
{
    bool same = a->came == b->came && a->option == b->option &&
                is_near(a->number, b->number) && a->count == b->count;

    for (size_t k = 0; same && k < a->count; k++) {
        same = is_near(a->value[k], b->value[k]);
    }
    return same;
}

/* What most ledgers have; of equally many the first. NULL: none has it. */
static const struct aras_ledger_outcome *agreed(const struct work *work,
                                                const char *key)
{
    const struct aras_ledger_outcome *best = NULL;
    size_t most = 0;

    for (size_t i = 0; i < work->count; i++) {
        const struct aras_ledger_outcome *it = came_of(work->ledgers[i].ledger, key);
        size_t votes = 0;

        for (size_t k = 0; it != NULL && k < work->count; k++) {
            const struct aras_ledger_outcome *other =
                came_of(work->ledgers[k].ledger, key);

            votes += other != NULL && is_same(it, other) ? 1 : 0;
        }
        if (votes > most) {
            most = votes;
            best = it;
        }
    }
    return best;
}

/* --- pupils ----------------------------------------------------------------------- */

static struct aras_pupil *find_pupil(const struct aras_classroom *classroom,
                                     const char *by)
{
    for (size_t i = 0; i < classroom->pupils; i++) {
        if (strcmp(classroom->pupil[i].by, by) == 0) {
            return &classroom->pupil[i];
        }
    }
    return NULL;
}

static void add_pupil(struct aras_classroom *classroom, const char *by)
{
    struct aras_pupil *pupil = aras_arena_grow(classroom->arena, &classroom->pupil,
                                               classroom->pupils++, sizeof *pupil);

    pupil->by = by;
    pupil->answered = aras_arena_array(classroom->arena, classroom->lessons + 1,
                                       sizeof *pupil->answered);
}

static bool has_predicted(const struct aras_ledger *ledger, const char *by)
{
    for (size_t i = 0; i < ledger->prediction_count; i++) {
        if (strcmp(ledger->predictions[i].by, by) == 0) {
            return true;
        }
    }
    return false;
}

/* A name stands for one person: it is in one ledger only. */
static void refuse_twins(struct work *work, size_t number, const char *by)
{
    for (size_t i = 0; i < number && work->status == ARAS_OK; i++) {
        if (has_predicted(work->ledgers[i].ledger, by)) {
            work->status = aras_error_set(
                work->error, ARAS_INVALID,
                "%s and %s are both of '%s': each student takes a name (--as), and is "
                "counted once",
                work->ledgers[i].path, work->ledgers[number].path, by);
        }
    }
}

static int by_name(const void *a, const void *b)
{
    const struct aras_pupil *left = a;
    const struct aras_pupil *right = b;

    return strcmp(left->by, right->by);
}

static void find_pupils(struct work *work)
{
    struct aras_classroom *classroom = work->classroom;

    for (size_t i = 0; i < work->count; i++) {
        const struct aras_ledger *ledger = work->ledgers[i].ledger;

        for (size_t k = 0; k < ledger->prediction_count; k++) {
            const char *by = ledger->predictions[k].by;

            refuse_twins(work, i, by);
            if (find_pupil(classroom, by) == NULL) {
                add_pupil(classroom, by);
            }
        }
    }
    if (classroom->pupils > 1) {
        qsort(classroom->pupil, classroom->pupils, sizeof *classroom->pupil, by_name);
    }
}

/* --- one ledger of all ------------------------------------------------------------ */

static const struct aras_ledger_prediction *predicted(const struct aras_ledger *ledger,
                                                      const char *key, const char *by)
{
    for (size_t i = ledger->prediction_count; i > 0; i--) {
        const struct aras_ledger_prediction *it = &ledger->predictions[i - 1];

        if (strcmp(it->question, key) == 0 && strcmp(it->by, by) == 0) {
            return it;
        }
    }
    return NULL;
}

static void take_answer(struct work *work, struct aras_class_question *question,
                        size_t pupil, const struct aras_ledger_prediction *prediction,
                        const struct aras_ledger_outcome *came)
{
    struct aras_classroom *classroom = work->classroom;
    struct aras_ledger_prediction *place =
        aras_arena_grow(classroom->arena, &classroom->all.predictions,
                        classroom->all.prediction_count++, sizeof *place);

    *place = *prediction;
    question->told[question->answers] =
        (struct aras_lesson_told){.question = question->question,
                                  .prediction = prediction,
                                  .came = came,
                                  .worlds = NAN};
    question->pupil[question->answers++] = pupil;
}

/* Answers of one person to a question, from the ledger that has them. */
static void take_pupil(struct work *work, struct aras_class_question *question,
                       size_t lesson, size_t number,
                       const struct aras_ledger_outcome *came)
{
    struct aras_pupil *pupil = &work->classroom->pupil[number];
    const char *key = question->question->key;

    for (size_t i = 0; i < work->count; i++) {
        const struct aras_ledger *ledger = work->ledgers[i].ledger;
        const struct aras_ledger_prediction *prediction =
            predicted(ledger, key, pupil->by);
        const struct aras_ledger_outcome *own = came_of(ledger, key);

        if (prediction == NULL) {
            continue;
        }
        if (own == NULL) {
            work->classroom->open++;
        } else if (!is_same(own, came)) {
            pupil->odd++;
        } else {
            pupil->answered[lesson]++;
            pupil->answers++;
            take_answer(work, question, number, prediction, came);
        }
        return;
    }
}

/* The question as the ledgers have it. */
static const struct aras_ledger_question *asked(const struct work *work,
                                                const char *key)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct aras_ledger_question *it =
            aras_ledger_find(work->ledgers[i].ledger, key);

        if (it != NULL) {
            return it;
        }
    }
    return NULL;
}

static void take_question(struct work *work, size_t lesson, size_t number)
{
    struct aras_classroom *classroom = work->classroom;
    const struct aras_lesson_question *question =
        &classroom->lesson[lesson]->questions[number];
    const struct aras_ledger_outcome *came = agreed(work, question->key);
    struct aras_class_question taken = {.lesson = classroom->lesson[lesson],
                                        .question = question};
    struct aras_class_question *place;
    struct aras_ledger_question *of_all;

    if (asked(work, question->key) == NULL) {
        return;
    }
    taken.told =
        aras_arena_array(classroom->arena, classroom->pupils, sizeof *taken.told);
    taken.pupil =
        aras_arena_array(classroom->arena, classroom->pupils, sizeof *taken.pupil);
    for (size_t i = 0; i < classroom->pupils; i++) {
        take_pupil(work, &taken, lesson, i, came);
    }
    if (taken.answers == 0) {
        return;
    }
    place = aras_arena_grow(classroom->arena, &classroom->question,
                            classroom->questions, sizeof *place);
    *place = taken;
    of_all = aras_arena_grow(classroom->arena, &classroom->all.questions,
                             classroom->all.question_count++, sizeof *of_all);
    *of_all = *asked(work, question->key);
    classroom->questions++;
    classroom->answers += taken.answers;
}

static bool is_asked(const struct aras_classroom *classroom, const char *key)
{
    for (size_t l = 0; l < classroom->lessons; l++) {
        for (size_t q = 0; q < classroom->lesson[l]->count; q++) {
            if (strcmp(classroom->lesson[l]->questions[q].key, key) == 0) {
                return true;
            }
        }
    }
    return false;
}

static void count_foreign(struct work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        const struct aras_ledger *ledger = work->ledgers[i].ledger;

        for (size_t k = 0; k < ledger->prediction_count; k++) {
            if (!is_asked(work->classroom, ledger->predictions[k].question)) {
                work->classroom->foreign++;
            }
        }
    }
}

static void gather(void *opaque)
{
    struct work *work = opaque;
    struct aras_classroom *classroom = work->classroom;

    find_pupils(work);
    count_foreign(work);
    for (size_t l = 0; l < classroom->lessons; l++) {
        for (size_t q = 0; q < classroom->lesson[l]->count; q++) {
            take_question(work, l, q);
        }
    }
    classroom->came = aras_arena_array(classroom->arena, classroom->questions + 1,
                                       sizeof *classroom->came);
    for (size_t q = 0; q < classroom->questions; q++) {
        classroom->came[q] = classroom->question[q].told[0].came;
    }
}

/* --- how good --------------------------------------------------------------------- */

static const struct aras_score *score_of(const struct aras_scoring *scoring,
                                         const struct aras_lesson_told *told)
{
    for (size_t i = 0; i < scoring->scores; i++) {
        const struct aras_score *it = &scoring->score[i];

        if (strcmp(it->question->id, told->question->key) == 0 &&
            strcmp(it->prediction->by, told->prediction->by) == 0) {
            return it;
        }
    }
    return NULL;
}

static bool is_number(const struct aras_lesson_told *told)
{
    return told->question->kind == ARAS_LESSON_NUMBER;
}

static void sum_up_question(struct aras_class_question *question, double *numbers)
{
    enum aras_lesson_kind kind = question->question->kind;

    for (size_t i = 0; i < question->answers; i++) {
        const struct aras_lesson_told *told = &question->told[i];

        numbers[i] = is_number(told)
                         ? told->prediction->value[told->prediction->count / 2]
                         : aras_lesson_said(told);
        question->sure += numbers[i] / (double) question->answers;
        question->lost += is_number(told)
                              ? NAN
                              : (told->score->brier - told->score->unavoidable) /
                                    (double) question->answers;
        if (kind != ARAS_LESSON_SHARE && !is_number(told)) {
            question->right += aras_lesson_truth(told) == 1.0 ? 1 : 0;
        }
    }
    aras_quantile_sort(numbers, question->answers);
    question->least = numbers[0];
    question->middle = aras_quantile_sorted(numbers, question->answers, 0.5);
    question->greatest = numbers[question->answers - 1];
}

/* All answers of one person, and the interval of what could have been avoided. */
static void sum_up_pupil(struct aras_classroom *classroom, size_t number,
                         struct aras_lesson_told *told)
{
    struct aras_pupil *pupil = &classroom->pupil[number];
    size_t count = 0;
    double squares = 0.0;
    double mean;

    for (size_t q = 0; q < classroom->questions; q++) {
        const struct aras_class_question *question = &classroom->question[q];

        for (size_t i = 0; i < question->answers; i++) {
            if (question->pupil[i] == number) {
                told[count++] = question->told[i];
            }
        }
    }
    pupil->mark = aras_lesson_mark(told, count);
    mean = pupil->mark.brier - pupil->mark.unavoidable;
    for (size_t i = 0; i < count; i++) {
        if (!is_number(&told[i])) {
            double off = told[i].score->brier - told[i].score->unavoidable - mean;

            squares += off * off;
        }
    }
    pupil->avoidable =
        aras_interval_mean(mean, squares / ((double) pupil->mark.probabilities - 1.0),
                           pupil->mark.probabilities, level);
    /* No Brier score lies outside of 0 to 1; NAN stays. */
    if (pupil->mark.probabilities >= 2) {
        pupil->avoidable.low = fmax(pupil->avoidable.low, 0.0);
        pupil->avoidable.high = fmin(pupil->avoidable.high, 1.0);
    }
}

/* --- calibration ------------------------------------------------------------------ */

/* What falls into a bin, question by question. */
static void fill_bin(struct aras_classroom *classroom, size_t number,
                     struct aras_cluster *cluster)
{
    struct aras_class_bin *bin = &classroom->bin[number];
    struct aras_clustered clustered;
    double said = 0.0;

    bin->low = (double) number / ARAS_CLASS_BINS;
    bin->high = (double) (number + 1) / ARAS_CLASS_BINS;
    for (size_t q = 0; q < classroom->questions; q++) {
        const struct aras_class_question *question = &classroom->question[q];
        struct aras_cluster here = {0.0, 0.0};

        for (size_t i = 0; i < question->answers && !is_number(question->told); i++) {
            double p = aras_lesson_said(&question->told[i]);
            size_t place = (size_t) (p * ARAS_CLASS_BINS + 1e-9);

            if ((place < ARAS_CLASS_BINS ? place : ARAS_CLASS_BINS - 1) == number) {
                here.sum += aras_lesson_truth(&question->told[i]);
                here.size += 1.0;
                said += p;
            }
        }
        if (here.size > 0.0) {
            cluster[bin->questions++] = here;
            bin->answers += (size_t) here.size;
        }
    }
    clustered = aras_clustered_mean(cluster, bin->questions);
    bin->said = said / (double) bin->answers; /* 0 / 0 is NAN */
    bin->came = bin->answers == 0 ? NAN : clustered.mean;
    bin->holds = bin->questions < 2 ? (struct aras_interval){NAN, NAN}
                                    : aras_interval_clustered_share(&clustered, level);
}

/* --- all of it -------------------------------------------------------------------- */

static void sum_up(void *opaque)
{
    struct work *work = opaque;
    struct aras_classroom *classroom = work->classroom;
    double *numbers =
        aras_arena_array(classroom->arena, classroom->pupils + 1, sizeof *numbers);
    struct aras_lesson_told *told =
        aras_arena_array(classroom->arena, classroom->questions + 1, sizeof *told);
    struct aras_cluster *cluster =
        aras_arena_array(classroom->arena, classroom->questions + 1, sizeof *cluster);

    for (size_t q = 0; q < classroom->questions; q++) {
        struct aras_class_question *question = &classroom->question[q];

        for (size_t i = 0; i < question->answers; i++) {
            question->told[i].score = score_of(classroom->scoring, &question->told[i]);
        }
        sum_up_question(question, numbers);
    }
    for (size_t i = 0; i < classroom->pupils; i++) {
        sum_up_pupil(classroom, i, told);
    }
    for (size_t i = 0; i < ARAS_CLASS_BINS; i++) {
        fill_bin(classroom, i, cluster);
    }
}

enum aras_status aras_classroom_of(struct aras_classroom *classroom,
                                   const struct aras_lesson *const *lessons,
                                   size_t lesson_count,
                                   const struct aras_class_ledger *ledgers,
                                   size_t ledger_count, struct aras_error *error)
{
    struct work work = {.classroom = classroom,
                        .ledgers = ledgers,
                        .count = ledger_count,
                        .error = error};

    *classroom = (struct aras_classroom){.lesson = lessons, .lessons = lesson_count};
    classroom->arena = aras_arena_new(error);
    if (classroom->arena == NULL ||
        aras_arena_try(classroom->arena, gather, &work, error) != ARAS_OK) {
        return error->status;
    }
    if (work.status != ARAS_OK) {
        return work.status;
    }
    classroom->scoring = aras_scoring_of(&classroom->all, ARAS_ABOUT_MODEL,
                                         classroom->came, NULL, error);
    if (classroom->scoring == NULL) {
        return error->status;
    }
    return aras_arena_try(classroom->arena, sum_up, &work, error);
}

void aras_classroom_free(struct aras_classroom *classroom)
{
    aras_scoring_free(classroom->scoring);
    aras_arena_free(classroom->arena);
    *classroom = (struct aras_classroom){.scoring = NULL};
}
