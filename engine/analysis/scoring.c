#include "analysis/scoring.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/holm.h"
#include "statistics/pit.h"
#include "statistics/scores.h"

enum { DATE = 10, ALL_PAIRS_UP_TO = 6, SEED = 1 };

/* What the parts of a scoring share. */
struct work {
    const struct aras_ledger *ledger;
    const struct aras_ledger_outcome *const *came;
    const double *reference; /* or NULL */
    struct aras_scoring *scoring;
    double *shares; /* room for the options of any question */
    size_t most;    /* options */
};

const char *aras_benchmark_name(enum aras_benchmark benchmark)
{
    static const char *const names[] = {[ARAS_CLIMATOLOGY] = "climatology",
                                        [ARAS_PERSISTENCE] = "persistence",
                                        [ARAS_REFERENCE] = "reference class"};

    return names[benchmark];
}

const struct aras_ledger_outcome **aras_scoring_came(const struct aras_ledger *ledger,
                                                     struct aras_error *error)
{
    const struct aras_ledger_outcome **came =
        calloc(ledger->question_count + 1, sizeof *came);

    if (came == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to score predictions");
        return NULL;
    }
    for (size_t i = 0; i < ledger->outcome_count; i++) {
        const struct aras_ledger_outcome *outcome = &ledger->outcomes[i];

        came[aras_ledger_find(ledger, outcome->question) - ledger->questions] = outcome;
    }
    return came;
}

static bool is_plain(const struct aras_ledger_question *question)
{
    return question->option_count == 2 && strcmp(question->options[0], "yes") == 0 &&
           strcmp(question->options[1], "no") == 0;
}

static bool is_settled(const struct aras_ledger_outcome *came)
{
    return came != NULL && came->came != ARAS_CAME_VOID;
}

/* The share of worlds, or the one world, in which an option came. */
static double share_of(const struct aras_ledger_outcome *came, size_t option)
{
    return came->came == ARAS_CAME_WORLDS ? came->value[option]
           : came->option == option       ? 1.0
                                          : 0.0;
}

/* --- which questions, and which predictions --------------------------------------- */

static void count_questions(struct work *work)
{
    struct aras_scoring *scoring = work->scoring;
    double yes = 0.0;

    for (size_t i = 0; i < work->ledger->question_count; i++) {
        const struct aras_ledger_question *question = &work->ledger->questions[i];
        const struct aras_ledger_outcome *came = work->came[i];

        if (question->about != scoring->about) {
            continue;
        }
        scoring->questions++;
        scoring->settled += is_settled(came) ? 1 : 0;
        scoring->open += came == NULL ? 1 : 0;
        scoring->voided += came != NULL && !is_settled(came) ? 1 : 0;
        if (is_settled(came) && is_plain(question)) {
            scoring->plain++;
            yes += share_of(came, 0);
        }
    }
    scoring->base_rate = scoring->plain == 0 ? NAN : yes / (double) scoring->plain;
}

/* The number of the forecaster of that name, who is added when new. */
static size_t find_forecaster(struct aras_scoring *scoring,
                              const struct aras_ledger_prediction *prediction)
{
    size_t i = 0;

    while (i < scoring->forecasters &&
           strcmp(scoring->forecaster[i].by, prediction->by) != 0) {
        i++;
    }
    if (i == scoring->forecasters) {
        scoring->forecaster[scoring->forecasters++] =
            (struct aras_forecaster){.by = prediction->by};
    }
    scoring->forecaster[i].run = prediction->run != NULL;
    return i;
}

/* The place of the score of this forecaster on this question: the last prediction
 * counts, so an earlier one gives way. */
static struct aras_score *place_of(struct aras_scoring *scoring,
                                   const struct aras_ledger_question *question,
                                   size_t forecaster)
{
    for (size_t i = 0; i < scoring->scores; i++) {
        if (scoring->score[i].question == question &&
            scoring->score[i].forecaster == forecaster) {
            scoring->superseded++;
            return &scoring->score[i];
        }
    }
    return &scoring->score[scoring->scores++];
}

static void gather(struct work *work)
{
    struct aras_scoring *scoring = work->scoring;

    for (size_t i = 0; i < work->ledger->prediction_count; i++) {
        const struct aras_ledger_prediction *prediction = &work->ledger->predictions[i];
        const struct aras_ledger_question *question =
            aras_ledger_find(work->ledger, prediction->question);
        const struct aras_ledger_outcome *came =
            work->came[question - work->ledger->questions];
        size_t forecaster;

        if (question->about != scoring->about || !is_settled(came)) {
            continue;
        }
        if (question->about == ARAS_ABOUT_WORLD &&
            strncmp(prediction->at, came->on, DATE) > 0) {
            scoring->late++;
            continue;
        }
        forecaster = find_forecaster(scoring, prediction);
        *place_of(scoring, question, forecaster) =
            (struct aras_score){.question = question,
                                .prediction = prediction,
                                .forecaster = forecaster,
                                .brier = NAN,
                                .unavoidable = NAN,
                                .nats = NAN,
                                .ranked = NAN,
                                .crps = NAN,
                                .benchmark = {NAN, NAN, NAN}};
    }
}

/* --- one prediction --------------------------------------------------------------- */

/* The mean brier of these shares over what came. */
static double brier_of(const double *shares,
                       const struct aras_ledger_question *question,
                       const struct aras_ledger_outcome *came)
{
    double sum = 0.0;

    for (size_t k = 0; k < question->option_count; k++) {
        double share = share_of(came, k);

        if (share > 0.0) {
            sum += share * aras_score_options(shares, question->option_count, k);
        }
    }
    return sum;
}

/* What a benchmark says; false when it says nothing of this question. */
static bool benchmark_says(const struct work *work,
                           const struct aras_ledger_question *question,
                           enum aras_benchmark benchmark, double *shares)
{
    size_t number = (size_t) (question - work->ledger->questions);
    double first = NAN;

    switch (benchmark) {
    case ARAS_CLIMATOLOGY:
        for (size_t k = 0; k < question->option_count; k++) {
            shares[k] = 1.0 / (double) question->option_count;
        }
        if (!is_plain(question)) {
            return true;
        }
        first = work->scoring->base_rate;
        break;
    case ARAS_PERSISTENCE:
        for (size_t k = 0; k < question->option_count && question->now != NULL; k++) {
            shares[k] = strcmp(question->options[k], question->now) == 0 ? 1.0 : 0.0;
        }
        return question->now != NULL;
    case ARAS_REFERENCE:
        first = work->reference == NULL || isnan(work->reference[number])
                    ? question->reference
                    : work->reference[number];
        if (question->option_count != 2 || isnan(first)) {
            return false;
        }
        break;
    case ARAS_BENCHMARKS:
        return false;
    }
    shares[0] = first;
    shares[1] = 1.0 - first;
    return true;
}

static void score_options(const struct work *work, struct aras_score *score,
                          const struct aras_ledger_outcome *came)
{
    const struct aras_ledger_question *question = score->question;
    const double *said = score->prediction->value;
    double *shares = work->shares;

    score->brier = brier_of(said, question, came);
    score->nats = 0.0;
    for (size_t k = 0; k < question->option_count; k++) {
        double share = share_of(came, k);
        bool clipped = false;

        shares[k] = share;
        if (share > 0.0) {
            score->nats += share * aras_score_log(said[k], &clipped);
            score->clipped = score->clipped || clipped;
        }
    }
    score->unavoidable = brier_of(shares, question, came);
    if (question->ordered) {
        score->ranked = 0.0;
        for (size_t k = 0; k < question->option_count; k++) {
            score->ranked +=
                share_of(came, k) * aras_score_ranked(said, question->option_count, k);
        }
    }
    for (int b = 0; b < ARAS_BENCHMARKS; b++) {
        if (benchmark_says(work, question, (enum aras_benchmark) b, shares)) {
            score->benchmark[b] = brier_of(shares, question, came);
        }
    }
}

static double crps_of(const struct aras_ledger_prediction *prediction, double number)
{
    return prediction->form == ARAS_FORM_MEMBERS
               ? aras_score_crps_fair(prediction->value, prediction->count, number)
               : aras_score_quantiles(prediction->level, prediction->value,
                                      prediction->count, number);
}

static void score_number(struct aras_score *score,
                         const struct aras_ledger_outcome *came)
{
    const double *values = came->came == ARAS_CAME_WORLDS ? came->value : &came->number;
    size_t count = came->came == ARAS_CAME_WORLDS ? came->count : 1;
    const char *now = score->question->now;
    double n = (double) count;

    score->crps = 0.0;
    score->benchmark[ARAS_PERSISTENCE] = now == NULL ? NAN : 0.0;
    for (size_t i = 0; i < count; i++) {
        score->crps += crps_of(score->prediction, values[i]) / n;
        if (now != NULL) {
            score->benchmark[ARAS_PERSISTENCE] +=
                fabs(values[i] - strtod(now, NULL)) / n;
        }
    }
}

/* --- one forecaster --------------------------------------------------------------- */

/* 1 - sum of scores / sum of benchmarks, where there is a benchmark. */
static struct aras_skill skill_of(const struct aras_scoring *scoring, size_t forecaster,
                                  int benchmark, bool numbers)
{
    struct aras_skill skill = {NAN, 0};
    double scored = 0.0;
    double reference = 0.0;

    for (size_t i = 0; i < scoring->scores; i++) {
        const struct aras_score *score = &scoring->score[i];
        double own = numbers ? score->crps : score->brier;

        if (score->forecaster == forecaster && !isnan(own) &&
            !isnan(score->benchmark[benchmark])) {
            scored += own;
            reference += score->benchmark[benchmark];
            skill.count++;
        }
    }
    if (skill.count > 0) {
        skill.skill = aras_score_skill(scored, reference);
    }
    return skill;
}

static void add_options(struct aras_forecaster *forecaster,
                        const struct aras_score *score)
{
    forecaster->options++;
    forecaster->brier += score->brier;
    forecaster->unavoidable += score->unavoidable;
    forecaster->nats += score->nats;
    forecaster->clipped += score->clipped ? 1 : 0;
    if (!isnan(score->ranked)) {
        forecaster->ranked += score->ranked;
        forecaster->ranked_count++;
    }
}

static void add_number(struct aras_forecaster *forecaster,
                       const struct aras_score *score,
                       const struct aras_ledger_outcome *came)
{
    const struct aras_ledger_prediction *prediction = score->prediction;

    if (forecaster->numbers++ == 0) {
        forecaster->unit = score->question->unit;
    } else if (forecaster->unit != NULL &&
               strcmp(forecaster->unit, score->question->unit) != 0) {
        forecaster->unit = NULL;
    }
    forecaster->crps += score->crps;
    if (came->came == ARAS_CAME_NUMBER) {
        aras_pit_add(forecaster->pit, ARAS_PIT_BINS,
                     prediction->form == ARAS_FORM_MEMBERS
                         ? aras_pit_of_members(prediction->value, prediction->count,
                                               came->number)
                         : aras_pit_of_quantiles(prediction->level, prediction->value,
                                                 prediction->count, came->number));
    }
}

static void average(struct aras_forecaster *forecaster)
{
    double options = (double) forecaster->options; /* 0 / 0 is NAN */

    forecaster->brier /= options;
    forecaster->unavoidable /= options;
    forecaster->nats /= options;
    forecaster->ranked /= (double) forecaster->ranked_count;
    forecaster->crps = forecaster->unit == NULL
                           ? NAN
                           : forecaster->crps / (double) forecaster->numbers;
}

static void sum_up(struct work *work)
{
    struct aras_scoring *scoring = work->scoring;

    for (size_t i = 0; i < scoring->scores; i++) {
        struct aras_score *score = &scoring->score[i];
        struct aras_forecaster *forecaster = &scoring->forecaster[score->forecaster];
        const struct aras_ledger_outcome *came =
            work->came[score->question - work->ledger->questions];

        if (score->question->options != NULL) {
            score_options(work, score, came);
            add_options(forecaster, score);
        } else {
            score_number(score, came);
            add_number(forecaster, score, came);
        }
    }
    for (size_t f = 0; f < scoring->forecasters; f++) {
        struct aras_forecaster *forecaster = &scoring->forecaster[f];

        average(forecaster);
        for (int b = 0; b < ARAS_BENCHMARKS; b++) {
            forecaster->skill[b] = skill_of(scoring, f, b, false);
            forecaster->number_skill[b] = forecaster->unit != NULL
                                              ? skill_of(scoring, f, b, true)
                                              : (struct aras_skill){NAN, 0};
        }
    }
}

/* About the world by skill over climatology, which counts how hard the questions were;
 * about a model by what could have been avoided. Who has neither comes last. */
static double merit(const struct aras_forecaster *forecaster, enum aras_about about)
{
    double merit = about == ARAS_ABOUT_WORLD
                       ? forecaster->skill[ARAS_CLIMATOLOGY].skill
                       : forecaster->unavoidable - forecaster->brier;

    return isnan(merit) ? -INFINITY : merit;
}

static bool is_better(const struct aras_forecaster *a, const struct aras_forecaster *b,
                      enum aras_about about)
{
    double left = merit(a, about);
    double right = merit(b, about);

    return left != right ? left > right : a->brier < b->brier;
}

/* Puts the best first; whoever is as good as another stays behind them. */
static void rank(struct aras_scoring *scoring, size_t *place)
{
    for (size_t i = 0; i < scoring->forecasters; i++) {
        struct aras_forecaster next = scoring->forecaster[i];
        size_t at = i;

        for (; at > 0 && is_better(&next, &scoring->forecaster[at - 1], scoring->about);
             at--) {
            scoring->forecaster[at] = scoring->forecaster[at - 1];
            place[at] = place[at - 1];
        }
        scoring->forecaster[at] = next;
        place[at] = i;
    }
    for (size_t i = 0; i < scoring->scores; i++) {
        size_t to = 0;

        while (place[to] != scoring->score[i].forecaster) {
            to++;
        }
        scoring->score[i].forecaster = to;
    }
}

/* Reliability of plain questions about the world, where there are enough of them. */
static enum aras_status take_apart(struct work *work, size_t number, double *said,
                                   bool *yes, struct aras_error *error)
{
    struct aras_scoring *scoring = work->scoring;
    struct aras_forecaster *forecaster = &scoring->forecaster[number];

    for (size_t i = 0; i < scoring->scores; i++) {
        const struct aras_score *score = &scoring->score[i];

        if (score->forecaster == number && scoring->about == ARAS_ABOUT_WORLD &&
            is_plain(score->question)) {
            said[forecaster->plain] = score->prediction->value[0];
            yes[forecaster->plain++] =
                share_of(work->came[score->question - work->ledger->questions], 0) >
                0.5;
        }
    }
    if (forecaster->plain < ARAS_LEAST_FOR_RELIABILITY) {
        return ARAS_OK;
    }
    forecaster->murphy = aras_murphy_of(said, yes, forecaster->plain);
    return aras_reliability_of(&forecaster->reliability, said, yes, forecaster->plain,
                               SEED, error);
}

/* --- two forecasters -------------------------------------------------------------- */

static const struct aras_score *score_on(const struct aras_scoring *scoring,
                                         size_t forecaster,
                                         const struct aras_ledger_question *question)
{
    for (size_t i = 0; i < scoring->scores; i++) {
        if (scoring->score[i].forecaster == forecaster &&
            scoring->score[i].question == question) {
            return &scoring->score[i];
        }
    }
    return NULL;
}

static enum aras_status compare(struct aras_scoring *scoring, size_t a, size_t b,
                                double *differences, struct aras_error *error)
{
    struct aras_rivals *rivals = &scoring->rivals[scoring->rivalries];
    size_t count = 0;

    for (size_t i = 0; i < scoring->scores; i++) {
        const struct aras_score *score = &scoring->score[i];
        const struct aras_score *other = score->forecaster == a && !isnan(score->brier)
                                             ? score_on(scoring, b, score->question)
                                             : NULL;

        if (other != NULL) {
            differences[count++] = score->brier - other->brier;
        }
    }
    if (count == 0) {
        return ARAS_OK;
    }
    *rivals = (struct aras_rivals){.a = a, .b = b};
    scoring->rivalries++;
    return aras_rivalry_of(&rivals->rivalry, differences, count, SEED, error);
}

static enum aras_status compare_pairs(struct aras_scoring *scoring, double *differences,
                                      struct aras_error *error)
{
    size_t firsts = scoring->forecasters > ALL_PAIRS_UP_TO ? 1 : scoring->forecasters;

    for (size_t a = 0; a < firsts; a++) {
        for (size_t b = a + 1; b < scoring->forecasters; b++) {
            if (compare(scoring, a, b, differences, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    for (size_t i = 0; i < scoring->rivalries; i++) {
        differences[i] = scoring->rivals[i].rivalry.p;
    }
    return ARAS_OK;
}

static enum aras_status adjust(struct aras_scoring *scoring, double *p,
                               struct aras_error *error)
{
    double *adjusted = p + scoring->rivalries;

    if (scoring->rivalries > 0 &&
        aras_holm(p, scoring->rivalries, adjusted, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < scoring->rivalries; i++) {
        scoring->rivals[i].p_holm = adjusted[i];
    }
    return ARAS_OK;
}

/* --- all of it -------------------------------------------------------------------- */

/* Room that is needed on the way. */
struct room {
    size_t *place;
    double *numbers; /* differences, then p values and those adjusted */
    bool *yes;
};

static enum aras_status score_all(struct work *work, struct room *room,
                                  struct aras_error *error)
{
    struct aras_scoring *scoring = work->scoring;

    count_questions(work);
    gather(work);
    sum_up(work);
    rank(scoring, room->place);
    for (size_t f = 0; f < scoring->forecasters; f++) {
        if (take_apart(work, f, room->numbers, room->yes, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (compare_pairs(scoring, room->numbers, error) != ARAS_OK) {
        return error->status;
    }
    return adjust(scoring, room->numbers, error);
}

static bool get_room(struct work *work, struct room *room)
{
    size_t predictions =
        work->ledger->prediction_count + 1; /* and forecasters at most */
    size_t pairs = predictions + ALL_PAIRS_UP_TO * ALL_PAIRS_UP_TO;
    struct aras_scoring *scoring = work->scoring;

    for (size_t i = 0; i < work->ledger->question_count; i++) {
        size_t options = work->ledger->questions[i].option_count;

        work->most = options > work->most ? options : work->most;
    }
    scoring->forecaster = calloc(predictions, sizeof *scoring->forecaster);
    scoring->score = calloc(predictions, sizeof *scoring->score);
    scoring->rivals = calloc(pairs, sizeof *scoring->rivals);
    work->shares = calloc(work->most + 1, sizeof *work->shares);
    room->place = calloc(predictions, sizeof *room->place);
    room->yes = calloc(predictions, sizeof *room->yes);
    room->numbers = calloc(2 * pairs + predictions, sizeof *room->numbers);
    return scoring->forecaster != NULL && scoring->score != NULL &&
           scoring->rivals != NULL && work->shares != NULL && room->place != NULL &&
           room->yes != NULL && room->numbers != NULL;
}

struct aras_scoring *aras_scoring_of(const struct aras_ledger *ledger,
                                     enum aras_about about,
                                     const struct aras_ledger_outcome *const *came,
                                     const double *reference, struct aras_error *error)
{
    struct work work = {.ledger = ledger,
                        .came = came,
                        .reference = reference,
                        .scoring = calloc(1, sizeof *work.scoring)};
    struct room room = {.place = NULL};
    bool fine = work.scoring != NULL;

    if (fine) {
        work.scoring->about = about;
        fine = get_room(&work, &room);
    }
    if (!fine) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to score predictions");
    } else {
        fine = score_all(&work, &room, error) == ARAS_OK;
    }
    free(work.shares);
    free(room.place);
    free(room.yes);
    free(room.numbers);
    if (!fine) {
        aras_scoring_free(work.scoring);
        return NULL;
    }
    return work.scoring;
}

void aras_scoring_free(struct aras_scoring *scoring)
{
    if (scoring == NULL) {
        return;
    }
    for (size_t f = 0; f < scoring->forecasters; f++) {
        aras_reliability_free(&scoring->forecaster[f].reliability);
    }
    free(scoring->forecaster);
    free(scoring->score);
    free(scoring->rivals);
    free(scoring);
}
