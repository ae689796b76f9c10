#include "result/ledger.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "calendar/date.h"
#include "result/ledger_line.h"

enum { DATE = 10, MOMENT = 20 };

/* Shares may have been rounded for printing, but to no fewer than so many digits. */
static const double most_off = 1e-6;

struct aras_ledger *aras_ledger_new(struct aras_error *error)
{
    struct aras_ledger *ledger = calloc(1, sizeof *ledger);

    if (ledger == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a ledger");
        return NULL;
    }
    memset(ledger->seal, '0', sizeof ledger->seal - 1);
    ledger->arena = aras_arena_new(error);
    if (ledger->arena == NULL) {
        free(ledger);
        return NULL;
    }
    return ledger;
}

void aras_ledger_free(struct aras_ledger *ledger)
{
    if (ledger != NULL) {
        aras_arena_free(ledger->arena);
        free(ledger);
    }
}

/* --- finding ---------------------------------------------------------------------- */

const struct aras_ledger_question *aras_ledger_find(const struct aras_ledger *ledger,
                                                    const char *id)
{
    for (size_t i = 0; i < ledger->question_count; i++) {
        if (strcmp(ledger->questions[i].id, id) == 0) {
            return &ledger->questions[i];
        }
    }
    return NULL;
}

/* A part of an id that is shorter than this would be met anywhere. */
enum { SHORTEST_PART = 3 };

const char *aras_ledger_nearest(const struct aras_ledger *ledger, const char *id)
{
    const char **names = calloc(ledger->question_count + 1, sizeof *names);
    const char *near = NULL;

    if (names == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < ledger->question_count; i++) {
        names[i] = ledger->questions[i].id;
    }
    near = aras_nearest_name(id, names, ledger->question_count);
    free(names);
    /* "corridor_open" for "inertia.corridor_open@2029-09-12" */
    for (size_t i = 0; near == NULL && i < ledger->question_count; i++) {
        if (strlen(id) >= SHORTEST_PART && strstr(ledger->questions[i].id, id)) {
            near = ledger->questions[i].id;
        }
    }
    return near;
}

static const struct aras_ledger_outcome *find_outcome(const struct aras_ledger *ledger,
                                                      const char *question)
{
    for (size_t i = ledger->outcome_count; i > 0; i--) {
        if (strcmp(ledger->outcomes[i - 1].question, question) == 0) {
            return &ledger->outcomes[i - 1];
        }
    }
    return NULL;
}

static enum aras_status find_question(const struct aras_ledger *ledger, const char *id,
                                      const struct aras_ledger_question **question,
                                      struct aras_error *error)
{
    const char *near;

    *question = aras_ledger_find(ledger, id);
    if (*question != NULL) {
        return ARAS_OK;
    }
    near = aras_ledger_nearest(ledger, id);
    return aras_error_set(error, ARAS_UNKNOWN, "the ledger has no question '%s'%s%s%s",
                          id, near == NULL ? "" : "; did you mean '",
                          near == NULL ? "" : near, near == NULL ? "" : "'?");
}

/* --- times ------------------------------------------------------------------------ */

static bool is_date(const char *text)
{
    int days;

    return text != NULL && aras_date_read(text, &days);
}

/* "2026-11-22T06:40:00Z" */
static bool is_moment(const char *text)
{
    static const char pattern[] = "dddd-dd-ddTdd:dd:ddZ";
    char date[DATE + 1];

    if (text == NULL || strlen(text) != MOMENT) {
        return false;
    }
    for (size_t i = 0; i < MOMENT; i++) {
        if (pattern[i] == 'd' ? !isdigit((unsigned char) text[i])
                              : text[i] != pattern[i]) {
            return false;
        }
    }
    memcpy(date, text, DATE);
    date[DATE] = '\0';
    return is_date(date);
}

/* Dates in this form are in the order of their texts. */
static bool is_before(const char *moment, const char *date)
{
    return strncmp(moment, date, DATE) < 0;
}

static bool is_after(const char *moment, const char *date)
{
    return strncmp(moment, date, DATE) > 0;
}

/* --- questions -------------------------------------------------------------------- */

static bool is_word(const char *text)
{
    return (isalpha((unsigned char) text[0]) || text[0] == '_') &&
           strpbrk(text, "= \t\n/") == NULL;
}

static enum aras_status check_options(const struct aras_ledger_question *question,
                                      struct aras_error *error)
{
    if (question->option_count < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "the question '%s' has %zu option; it takes two",
                              question->id, question->option_count);
    }
    for (size_t k = 0; k < question->option_count; k++) {
        const char *option = question->options[k];

        if (option[0] == '\0' || strpbrk(option, "=,\n") != NULL ||
            strcmp(option, "void") == 0) {
            return aras_error_set(error, ARAS_INVALID,
                                  "'%s' is no name for an option: it must not be empty "
                                  "or 'void', and has no comma and no '='",
                                  option);
        }
        for (size_t other = 0; other < k; other++) {
            if (strcmp(question->options[other], option) == 0) {
                return aras_error_set(error, ARAS_INVALID,
                                      "the question '%s' has the option '%s' twice",
                                      question->id, option);
            }
        }
    }
    return ARAS_OK;
}

static enum aras_status check_now(const struct aras_ledger_question *question,
                                  struct aras_error *error)
{
    struct aras_ledger_outcome now;

    if (question->now == NULL) {
        return ARAS_OK;
    }
    if (aras_ledger_read_word(question, question->now, &now, error) != ARAS_OK) {
        return error->status;
    }
    return now.came == ARAS_CAME_VOID
               ? aras_error_set(
                     error, ARAS_INVALID,
                     "what is so now cannot be 'void'; leave it out where it "
                     "is not known")
               : ARAS_OK;
}

static enum aras_status check_question(const struct aras_ledger_question *question,
                                       struct aras_error *error)
{
    if (!is_word(question->id)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is no name for a question: it begins with a letter "
                              "and has no blank, no '/' and no '='",
                              question->id);
    }
    if (question->text[0] == '\0') {
        return aras_error_set(error, ARAS_INVALID, "the question '%s' has no text",
                              question->id);
    }
    if (question->about == ARAS_ABOUT_WORLD && question->closes == NULL) {
        return aras_error_set(error, ARAS_INVALID,
                              "the question '%s' needs a day on which it closes",
                              question->id);
    }
    if (question->closes != NULL && !is_date(question->closes)) {
        return aras_error_set(error, ARAS_INVALID,
                              "a question closes on a day such as 2025-12-31, not '%s'",
                              question->closes);
    }
    if (question->about == ARAS_ABOUT_MODEL &&
        (question->run == NULL) == (question->command == NULL)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the question '%s' is about a model, and names no run, "
                              "or command, that settles it",
                              question->id);
    }
    if (question->reference < 0.0 || question->reference > 1.0 ||
        (!isnan(question->reference) && question->options == NULL)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the reference class of '%s' needs a probability from 0 "
                              "to 1 of its first option, got %g",
                              question->id, question->reference);
    }
    if (question->options != NULL && check_options(question, error) != ARAS_OK) {
        return error->status;
    }
    return check_now(question, error);
}

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The first thing in which two questions of one name differ; NULL: in nothing. What the
 * later one does not say it takes from the earlier one. */
static const char *difference(const struct aras_ledger_question *old,
                              const struct aras_ledger_question *new)
{
    if (old->about != new->about || !same_text(old->run, new->run) ||
        !same_text(old->command, new->command)) {
        return "what it is about";
    }
    if (!same_text(old->text, new->text)) {
        return "its text";
    }
    if (!same_text(old->closes, new->closes) || old->settles != new->settles) {
        return "when it closes";
    }
    if ((old->options == NULL) != (new->options == NULL) ||
        old->option_count != new->option_count || old->ordered != new->ordered ||
        !same_text(old->unit, new->unit)) {
        return "what may come of it";
    }
    for (size_t k = 0; k < old->option_count; k++) {
        if (!same_text(old->options[k], new->options[k])) {
            return "what may come of it";
        }
    }
    if (!isnan(new->reference) && old->reference != new->reference) {
        return "its reference class";
    }
    return new->now != NULL && !same_text(old->now, new->now) ? "what is so now" : NULL;
}

static enum aras_status join_question(struct aras_ledger *ledger,
                                      const struct aras_ledger_question *question,
                                      bool *already, struct aras_error *error)
{
    const struct aras_ledger_question *old;
    struct aras_ledger_question *place;
    const char *what;

    if (check_question(question, error) != ARAS_OK) {
        return error->status;
    }
    old = aras_ledger_find(ledger, question->id);
    if (old != NULL) {
        what = difference(old, question);
        *already = true;
        return what == NULL ? ARAS_OK
                            : aras_error_set(error, ARAS_INVALID,
                                             "line %ju of the ledger has the question "
                                             "'%s' already, with a difference in %s",
                                             (uintmax_t) old->line, question->id, what);
    }
    place = aras_arena_grow(ledger->arena, &ledger->questions, ledger->question_count++,
                            sizeof *place);
    *place = *question;
    return ARAS_OK;
}

/* --- predictions ------------------------------------------------------------------ */

static enum aras_status check_shares(const struct aras_ledger_question *question,
                                     const double *shares, size_t count,
                                     struct aras_error *error)
{
    double sum = 0.0;

    if (count != question->option_count) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has %zu options, and %zu probabilities were given",
                              question->id, question->option_count, count);
    }
    for (size_t k = 0; k < count; k++) {
        if (!(shares[k] >= 0.0 && shares[k] <= 1.0)) {
            return aras_error_set(
                error, ARAS_INVALID,
                "a probability is from 0 to 1, got %g for '%s' of '%s'", shares[k],
                question->options[k], question->id);
        }
        sum += shares[k];
    }
    return fabs(sum - 1.0) > most_off
               ? aras_error_set(error, ARAS_INVALID,
                                "the probabilities of the options of '%s' sum to %.6g, "
                                "not to 1",
                                question->id, sum)
               : ARAS_OK;
}

static enum aras_status check_numbers(const struct aras_ledger_question *question,
                                      const struct aras_ledger_prediction *prediction,
                                      struct aras_error *error)
{
    bool quantiles = prediction->form == ARAS_FORM_QUANTILES;

    for (size_t i = 0; i < prediction->count; i++) {
        double before = i == 0 ? -INFINITY : prediction->value[i - 1];
        double level_before = i == 0 || !quantiles ? 0.0 : prediction->level[i - 1];

        if (!isfinite(prediction->value[i]) || prediction->value[i] < before) {
            return aras_error_set(
                error, ARAS_INVALID,
                "the numbers predicted for '%s' must rise: %g does not "
                "belong behind %g",
                question->id, prediction->value[i], before);
        }
        if (quantiles &&
            !(prediction->level[i] > level_before && prediction->level[i] < 1.0)) {
            return aras_error_set(error, ARAS_INVALID,
                                  "the levels of the quantiles for '%s' must rise "
                                  "between 0 and 100 %%: %g %% does not belong behind "
                                  "%g %%",
                                  question->id, 100.0 * prediction->level[i],
                                  100.0 * level_before);
        }
    }
    return ARAS_OK;
}

static enum aras_status check_form(const struct aras_ledger_question *question,
                                   const struct aras_ledger_prediction *prediction,
                                   struct aras_error *error)
{
    if ((prediction->form == ARAS_FORM_SHARES) != (question->options != NULL)) {
        return aras_error_set(error, ARAS_INVALID, "'%s' asks for %s", question->id,
                              question->options == NULL
                                  ? "a number: predict quantiles of it"
                                  : "probabilities of its options");
    }
    if (prediction->count < (prediction->form == ARAS_FORM_MEMBERS ? 2u : 1u)) {
        return aras_error_set(error, ARAS_INVALID, "nothing was predicted for '%s'",
                              question->id);
    }
    return question->options != NULL
               ? check_shares(question, prediction->value, prediction->count, error)
               : check_numbers(question, prediction, error);
}

static enum aras_status join_prediction(struct aras_ledger *ledger,
                                        const struct aras_ledger_prediction *prediction,
                                        const char *at, struct aras_error *error)
{
    const struct aras_ledger_question *question;
    const struct aras_ledger_outcome *outcome;
    struct aras_ledger_prediction *place;

    if (find_question(ledger, prediction->question, &question, error) != ARAS_OK ||
        check_form(question, prediction, error) != ARAS_OK) {
        return error->status;
    }
    if (prediction->by[0] == '\0') {
        return aras_error_set(error, ARAS_INVALID,
                              "a prediction is somebody's: by whom?");
    }
    if (question->closes != NULL && is_after(at, question->closes)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has closed on %s; today is %.10s", question->id,
                              question->closes, at);
    }
    outcome = find_outcome(ledger, question->id);
    if (outcome != NULL) {
        return aras_error_set(
            error, ARAS_INVALID,
            "what came of '%s' was entered in line %ju of the ledger; "
            "it cannot be predicted any more",
            question->id, (uintmax_t) outcome->line);
    }
    place = aras_arena_grow(ledger->arena, &ledger->predictions,
                            ledger->prediction_count++, sizeof *place);
    *place = *prediction;
    return ARAS_OK;
}

/* --- what came -------------------------------------------------------------------- */

static enum aras_status wrong_word(const struct aras_ledger_question *question,
                                   const char *word, struct aras_error *error)
{
    struct aras_text options = {0};

    for (size_t k = 0; k < question->option_count; k++) {
        aras_text_add(&options, "'%s', ", question->options[k]);
    }
    if (question->options == NULL) {
        aras_error_set(error, ARAS_INVALID,
                       "what came of '%s' is a number, or 'void', not '%s'",
                       question->id, word);
    } else if (aras_text_check(&options, error) == ARAS_OK) {
        aras_error_set(error, ARAS_INVALID,
                       "what came of '%s' is one of %sor 'void', not '%s'",
                       question->id, options.data, word);
    }
    aras_text_free(&options);
    return error->status;
}

enum aras_status aras_ledger_read_word(const struct aras_ledger_question *question,
                                       const char *word,
                                       struct aras_ledger_outcome *outcome,
                                       struct aras_error *error)
{
    char *end;

    *outcome = (struct aras_ledger_outcome){.question = question->id};
    if (strcmp(word, "void") == 0) {
        outcome->came = ARAS_CAME_VOID;
        return ARAS_OK;
    }
    if (question->options == NULL) {
        outcome->came = ARAS_CAME_NUMBER;
        outcome->number = strtod(word, &end);
        return end != word && *end == '\0' && isfinite(outcome->number)
                   ? ARAS_OK
                   : wrong_word(question, word, error);
    }
    outcome->came = ARAS_CAME_OPTION;
    while (outcome->option < question->option_count &&
           strcmp(question->options[outcome->option], word) != 0) {
        outcome->option++;
    }
    return outcome->option < question->option_count ? ARAS_OK
                                                    : wrong_word(question, word, error);
}

enum aras_status aras_ledger_check_day(const struct aras_ledger_question *question,
                                       const struct aras_ledger_outcome *outcome,
                                       struct aras_error *error)
{
    bool early = outcome->came == ARAS_CAME_VOID ||
                 question->settles == ARAS_SETTLES_ANY_TIME ||
                 (question->settles == ARAS_SETTLES_YES_EARLY && outcome->option == 0);

    if (!is_date(outcome->on)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the day on which the outcome of '%s' was known is one "
                              "such as 2025-03-15, not '%s'",
                              question->id, outcome->on);
    }
    if (is_after(question->at, outcome->on)) {
        return aras_error_set(
            error, ARAS_INVALID,
            "the outcome of '%s' was known on %s, before it was asked "
            "on %.10s",
            question->id, outcome->on, question->at);
    }
    if (!early && question->closes != NULL &&
        is_before(outcome->on, question->closes)) {
        return aras_error_set(error, ARAS_INVALID,
                              "what came of '%s' cannot be known on %s: it %s until %s",
                              question->id, outcome->on,
                              question->settles == ARAS_SETTLES_YES_EARLY
                                  ? "may still become yes"
                                  : "is open",
                              question->closes);
    }
    return ARAS_OK;
}

static bool same_outcome(const struct aras_ledger_outcome *a,
                         const struct aras_ledger_outcome *b)
{
    bool same = a->came == b->came && a->option == b->option && a->number == b->number;

    for (size_t k = 0; same && a->came == ARAS_CAME_WORLDS && k < a->count; k++) {
        same = a->value[k] == b->value[k];
    }
    return same && same_text(a->on, b->on);
}

/* What came of a question about a model nobody says: the run that settles it does, or
 * whoever ran its command enters it. Shares are of worlds, and so of a model. */
static enum aras_status check_came(const struct aras_ledger_question *question,
                                   const struct aras_ledger_outcome *outcome,
                                   struct aras_error *error)
{
    if (question->about == ARAS_ABOUT_MODEL && question->command == NULL) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is about a model: its run settles it, and nobody "
                              "enters what came of it",
                              question->id);
    }
    if (outcome->came != ARAS_CAME_WORLDS) {
        return ARAS_OK;
    }
    return question->about == ARAS_ABOUT_WORLD || question->options == NULL
               ? aras_error_set(error, ARAS_INVALID,
                                "shares came of '%s', which is not about the shares of "
                                "a model's worlds",
                                question->id)
               : check_shares(question, outcome->value, outcome->count, error);
}

static enum aras_status join_outcome(struct aras_ledger *ledger,
                                     const struct aras_ledger_outcome *outcome,
                                     const char *at, bool *already,
                                     struct aras_error *error)
{
    const struct aras_ledger_question *question;
    const struct aras_ledger_outcome *old;
    struct aras_ledger_outcome *place;

    if (find_question(ledger, outcome->question, &question, error) != ARAS_OK) {
        return error->status;
    }
    if (check_came(question, outcome, error) != ARAS_OK ||
        aras_ledger_check_day(question, outcome, error) != ARAS_OK) {
        return error->status;
    }
    if (is_before(at, outcome->on)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the outcome of '%s' is dated %s, and today is %.10s",
                              question->id, outcome->on, at);
    }
    old = find_outcome(ledger, question->id);
    if (old != NULL && same_outcome(old, outcome)) {
        *already = true;
        return ARAS_OK;
    }
    place = aras_arena_grow(ledger->arena, &ledger->outcomes, ledger->outcome_count++,
                            sizeof *place);
    *place = *outcome;
    return ARAS_OK;
}

/* The moment of the last entry, or "". */
static const char *last_moment(const struct aras_ledger *ledger)
{
    const char *last = "";

    if (ledger->question_count > 0) {
        last = ledger->questions[ledger->question_count - 1].at;
    }
    if (ledger->prediction_count > 0 &&
        strcmp(ledger->predictions[ledger->prediction_count - 1].at, last) > 0) {
        last = ledger->predictions[ledger->prediction_count - 1].at;
    }
    if (ledger->outcome_count > 0 &&
        strcmp(ledger->outcomes[ledger->outcome_count - 1].at, last) > 0) {
        last = ledger->outcomes[ledger->outcome_count - 1].at;
    }
    return last;
}

/* Writes down where and when the entry that has just joined was entered. */
static void place_entry(struct aras_ledger *ledger,
                        const struct aras_ledger_entry *entry, const char *at)
{
    ledger->lines++;
    if (entry->question != NULL) {
        ledger->questions[ledger->question_count - 1].at = at;
        ledger->questions[ledger->question_count - 1].line = ledger->lines;
    } else if (entry->prediction != NULL) {
        ledger->predictions[ledger->prediction_count - 1].at = at;
        ledger->predictions[ledger->prediction_count - 1].line = ledger->lines;
    } else {
        ledger->outcomes[ledger->outcome_count - 1].at = at;
        ledger->outcomes[ledger->outcome_count - 1].line = ledger->lines;
    }
}

enum aras_status aras_ledger_join(struct aras_ledger *ledger,
                                  const struct aras_ledger_entry *entry, const char *at,
                                  bool *already, struct aras_error *error)
{
    enum aras_status status;

    *already = false;
    if (!is_moment(at)) {
        return aras_error_set(error, ARAS_INVALID, "'%s' is no moment in UTC", at);
    }
    if (strcmp(at, last_moment(ledger)) < 0) {
        return aras_error_set(
            error, ARAS_INVALID,
            "the last line of the ledger was written at %s, after %s: "
            "one of the clocks is wrong",
            last_moment(ledger), at);
    }
    status = entry->question != NULL
                 ? join_question(ledger, entry->question, already, error)
             : entry->prediction != NULL
                 ? join_prediction(ledger, entry->prediction, at, error)
                 : join_outcome(ledger, entry->outcome, at, already, error);
    if (status == ARAS_OK && !*already) {
        place_entry(ledger, entry, at);
    }
    return status;
}
