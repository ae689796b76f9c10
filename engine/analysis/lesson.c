#include "analysis/lesson.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "result/json_place.h"

struct aras_ledger_question aras_lesson_ask(const struct aras_lesson_question *question,
                                            const char **names)
{
    bool plain = question->kind == ARAS_LESSON_SHARE;
    bool number = question->kind == ARAS_LESSON_NUMBER;
    struct aras_ledger_question asked = {.id = question->key,
                                         .text = question->ask,
                                         .about = ARAS_ABOUT_MODEL,
                                         .settles = ARAS_SETTLES_ANY_TIME,
                                         .unit = question->unit,
                                         .command = question->command.text,
                                         .reference = NAN};

    if (plain) {
        names[0] = "yes";
        names[1] = "no";
    }
    for (size_t i = 0; i < question->option_count; i++) {
        names[i] = question->options[i].id;
    }
    asked.options = number ? NULL : names;
    asked.option_count = number ? 0 : plain ? 2 : question->option_count;
    return asked;
}

/* --- what came -------------------------------------------------------------------- */

/* "estimates[0]" of "estimates[0].probability": beside a number stands of how many
 * worlds it is. */
static double worlds_beside(const json_t *said, const char *place)
{
    const char *point = NULL;
    char beside[1024];

    for (const char *at = place; *at != '\0'; at++) {
        if (*at == '[') {
            at += strcspn(at, "]");
        } else if (*at == '.') {
            point = at;
        }
    }
    if (point == NULL ||
        (size_t) snprintf(beside, sizeof beside, "%.*s.worlds", (int) (point - place),
                          place) >= sizeof beside) {
        return NAN;
    }
    return aras_json_place_number(said, beside);
}

static enum aras_status nothing_at(const char *place, const char *what,
                                   struct aras_error *error)
{
    return aras_error_set(error, ARAS_UNKNOWN,
                          "there is no %s at %s in what the command says", what, place);
}

static enum aras_status read_number(const json_t *said, const char *place,
                                    double *number, struct aras_error *error)
{
    *number = aras_json_place_number(said, place);
    return isnan(*number) ? nothing_at(place, "number", error) : ARAS_OK;
}

static enum aras_status read_difference(const struct aras_lesson_question *question,
                                        const json_t *said, const json_t *against,
                                        double *number, struct aras_error *error)
{
    const char *minus = question->minus != NULL ? question->minus : question->read;
    double less = 0.0;

    if (read_number(said, question->read, number, error) != ARAS_OK) {
        return error->status;
    }
    if ((question->minus != NULL || against != NULL) &&
        read_number(against != NULL ? against : said, minus, &less, error) != ARAS_OK) {
        return error->status;
    }
    *number = (*number - less) * question->times;
    return ARAS_OK;
}

static enum aras_status settle_share(const struct aras_lesson_question *question,
                                     const json_t *said,
                                     struct aras_lesson_outcome *came,
                                     struct aras_error *error)
{
    double share;

    if (read_number(said, question->read, &share, error) != ARAS_OK) {
        return error->status;
    }
    if (!(share >= 0.0 && share <= 1.0)) {
        return aras_error_set(error, ARAS_INVALID, "%s is no share: %g", question->read,
                              share);
    }
    came->value[0] = share;
    came->value[1] = 1.0 - share;
    came->outcome.came = ARAS_CAME_WORLDS;
    came->outcome.value = came->value;
    came->outcome.count = 2;
    return ARAS_OK;
}

static enum aras_status settle_rank(const struct aras_lesson_question *question,
                                    const json_t *said,
                                    struct aras_lesson_outcome *came,
                                    struct aras_error *error)
{
    double sign = question->kind == ARAS_LESSON_GREATEST ? 1.0 : -1.0;
    double best = -INFINITY;
    double next = -INFINITY;

    for (size_t i = 0; i < question->option_count; i++) {
        double number;

        if (read_number(said, question->options[i].read, &number, error) != ARAS_OK) {
            return error->status;
        }
        number *= sign;
        if (number > best) {
            next = best;
            best = number;
            came->outcome.option = i;
        } else if (number > next) {
            next = number;
        }
    }
    if (!(best - next > question->beyond)) {
        return aras_error_set(error, ARAS_INVALID,
                              "no option is ahead: %g, and the next %g", sign * best,
                              sign * next);
    }
    return ARAS_OK;
}

static enum aras_status settle_text(const struct aras_lesson_question *question,
                                    const json_t *said,
                                    struct aras_lesson_outcome *came,
                                    struct aras_error *error)
{
    const json_t *found = aras_json_place(said, question->read);
    const char *text = json_string_value(found);

    if (text == NULL) {
        return nothing_at(question->read, "text", error);
    }
    for (size_t i = 0; i < question->option_count; i++) {
        if (strcmp(question->options[i].says, text) == 0) {
            came->outcome.option = i;
            return ARAS_OK;
        }
    }
    return aras_error_set(error, ARAS_UNKNOWN, "%s says '%s', which is no option",
                          question->read, text);
}

enum aras_status aras_lesson_settle(const struct aras_lesson_question *question,
                                    const struct json_t *said,
                                    const struct json_t *against,
                                    struct aras_lesson_outcome *came,
                                    struct aras_error *error)
{
    const char *place =
        question->read != NULL ? question->read : question->options[0].read;
    enum aras_status status = ARAS_OK;
    double number = 0.0;

    *came = (struct aras_lesson_outcome){
        .outcome = {.question = question->key, .came = ARAS_CAME_OPTION},
        .worlds = worlds_beside(said, place)};
    switch (question->kind) {
    case ARAS_LESSON_SHARE:
        return settle_share(question, said, came, error);
    case ARAS_LESSON_NUMBER:
        status = read_difference(question, said, against, &number, error);
        came->outcome.came = ARAS_CAME_NUMBER;
        came->outcome.number = number;
        break;
    case ARAS_LESSON_SIGN:
        status = read_difference(question, said, against, &number, error);
        came->outcome.option = number > question->beyond    ? 0
                               : number < -question->beyond ? 2
                                                            : 1;
        break;
    case ARAS_LESSON_GREATEST:
    case ARAS_LESSON_LEAST:
        return settle_rank(question, said, came, error);
    case ARAS_LESSON_TEXT:
        return settle_text(question, said, came, error);
    }
    return status;
}

/* --- how good it was -------------------------------------------------------------- */

size_t aras_lesson_choice(const struct aras_ledger_prediction *prediction)
{
    size_t most = 0;

    for (size_t i = 1; i < prediction->count; i++) {
        most = prediction->value[i] > prediction->value[most] ? i : most;
    }
    return most;
}

double aras_lesson_said(const struct aras_lesson_told *told)
{
    return told->question->kind == ARAS_LESSON_SHARE
               ? told->prediction->value[0]
               : told->prediction->value[aras_lesson_choice(told->prediction)];
}

double aras_lesson_truth(const struct aras_lesson_told *told)
{
    if (told->question->kind == ARAS_LESSON_SHARE) {
        return told->came->value[0];
    }
    return aras_lesson_choice(told->prediction) == told->came->option ? 1.0 : 0.0;
}

double aras_lesson_blind(const struct aras_lesson_question *question)
{
    double options = (double) question->option_count;

    return question->kind == ARAS_LESSON_SHARE ? 0.25 : 0.5 * (1.0 - 1.0 / options);
}

static void mark_range(struct aras_lesson_mark *mark,
                       const struct aras_lesson_told *told)
{
    const double *value = told->prediction->value;

    if (told->prediction->count == 3) {
        mark->ranges++;
        mark->held +=
            told->came->number >= value[0] && told->came->number <= value[2] ? 1 : 0;
    }
}

static void mark_probability(struct aras_lesson_mark *mark,
                             const struct aras_lesson_told *told)
{
    double said = aras_lesson_said(told);
    double truth = aras_lesson_truth(told);

    mark->probabilities++;
    mark->brier += told->score->brier;
    mark->unavoidable += told->score->unavoidable;
    mark->blind += aras_lesson_blind(told->question);
    if (told->question->kind == ARAS_LESSON_SHARE) {
        mark->shares++;
        mark->off += fabs(said - truth);
    } else {
        mark->choices++;
        mark->sure += said;
        mark->right += truth == 1.0 ? 1 : 0;
    }
}

struct aras_lesson_mark aras_lesson_mark(const struct aras_lesson_told *told,
                                         size_t count)
{
    struct aras_lesson_mark mark = {0};
    double n;

    for (size_t i = 0; i < count; i++) {
        const struct aras_lesson_told *it = &told[i];

        if (it->score == NULL) {
            continue;
        }
        if (it->question->kind == ARAS_LESSON_NUMBER) {
            mark_range(&mark, it);
            continue;
        }
        mark_probability(&mark, it);
    }
    n = (double) mark.probabilities; /* 0 / 0 is NAN */
    mark.brier /= n;
    mark.unavoidable /= n;
    mark.blind /= n;
    mark.off /= (double) mark.shares;
    mark.sure /= (double) mark.choices;
    return mark;
}
