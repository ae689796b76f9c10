#include "analysis/versus.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/columns.h"
#include "analysis/match.h"
#include "random/stream.h"
#include "statistics/benjamini_hochberg.h"
#include "statistics/holm.h"
#include "statistics/swap.h"

enum { ROUNDS = 9999, ROOM = 256 * 1024 * 1024 };

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the comparison");
}

/* --- rows of the contrast --------------------------------------------------------- */

/* The row of an outcome (its option 0) in a reading. */
static const struct aras_difference *find_row(const struct aras_contrast *contrast,
                                              size_t outcome, size_t option,
                                              size_t reading)
{
    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *row = &contrast->difference[i];

        if (row->outcome_a == outcome && row->option == option &&
            row->reading == reading) {
            return row;
        }
    }
    return NULL;
}

const struct aras_difference_test *
aras_versus_find_test(const struct aras_versus *versus, size_t outcome_a,
                      size_t reading)
{
    for (size_t i = 0; i < versus->tests; i++) {
        if (versus->test[i].outcome_a == outcome_a &&
            versus->test[i].reading == reading) {
            return &versus->test[i];
        }
    }
    return NULL;
}

const struct aras_detail *aras_versus_find_detail(const struct aras_versus *versus,
                                                  size_t outcome_a, size_t reading)
{
    for (size_t i = 0; i < versus->details; i++) {
        if (versus->detail[i].outcome_a == outcome_a &&
            versus->detail[i].reading == reading) {
            return &versus->detail[i];
        }
    }
    return NULL;
}

/* --- luck of the analysis --------------------------------------------------------- */

static uint64_t seed_of(const struct aras_versus *versus)
{
    struct aras_run_facts facts;

    aras_run_get_facts(versus->run_a, &facts);
    return facts.seed;
}

/* A name for what is drawn for an outcome in a reading: it depends on nothing else that
 * is asked for. */
static uint64_t name_of(const struct aras_versus *versus, size_t outcome,
                        size_t reading)
{
    char name[512];

    snprintf(name, sizeof name, "compare %s, %s", versus->model_a->outcomes[outcome].id,
             aras_reading_id(&versus->contrast->readings.reading[reading]));
    return aras_name_hash(name);
}

/* --- tests ------------------------------------------------------------------------ */

static enum aras_status test_category(const struct aras_versus *versus,
                                      struct aras_difference_test *test, gsl_rng *rng,
                                      struct aras_error *error)
{
    const struct aras_outcome *of = &versus->model_a->outcomes[test->outcome_a];
    const double **sums = calloc(of->category_count + 1, sizeof *sums);
    size_t clusters = 0;

    if (sums == NULL) {
        return lack(error);
    }
    test->variation = 0.0;
    for (size_t k = 0; k < of->category_count; k++) {
        const struct aras_difference *row =
            find_row(versus->contrast, test->outcome_a, k, test->reading);

        sums[k] = row->changes.sum;
        clusters = row->changes.count;
        test->variation += fabs(row->difference) / 2.0;
    }
    test->p = aras_swap_variation_p(sums, of->category_count, clusters, ROUNDS, rng,
                                    &test->null);
    /* Of sums over worlds; the shares are over all of them. */
    test->null /=
        (double) find_row(versus->contrast, test->outcome_a, 0, test->reading)->worlds;
    free(sums);
    return ARAS_OK;
}

static enum aras_status test_row(const struct aras_versus *versus,
                                 struct aras_difference_test *test, gsl_rng *rng,
                                 struct aras_error *error)
{
    const struct aras_difference *row =
        find_row(versus->contrast, test->outcome_a, 0, test->reading);
    const struct aras_stream stream = {
        .seed = seed_of(versus),
        .name = name_of(versus, test->outcome_a, test->reading),
        .purpose = ARAS_FOR_ANALYSIS};

    test->variation = test->null = NAN;
    if (!versus->contrast->paired) {
        test->p = row->apart_p;
        return ARAS_OK;
    }
    aras_rng_attach(rng, &stream, 1);
    if (row->kind == ARAS_CATEGORY) {
        return test_category(versus, test, rng, error);
    }
    test->p = aras_swap_sum_p(row->changes.sum, row->changes.count, ROUNDS, rng);
    return ARAS_OK;
}

/* Categories of runs of separate luck are tested by their worlds. */
static enum aras_status test_categories_apart(struct aras_versus *versus,
                                              const size_t *outcome, size_t count,
                                              struct aras_error *error)
{
    size_t *category = calloc(count + 1, sizeof *category);
    size_t categories = 0;
    enum aras_status status;

    if (category == NULL) {
        return lack(error);
    }
    for (size_t i = 0; i < count; i++) {
        if (versus->model_a->outcomes[outcome[i]].kind == ARAS_CATEGORY) {
            category[categories++] = outcome[i];
        }
    }
    status = aras_versus_look(versus, category, categories, true, error);
    free(category);
    for (size_t i = 0; i < versus->tests && status == ARAS_OK; i++) {
        struct aras_difference_test *test = &versus->test[i];
        const struct aras_detail *detail =
            aras_versus_find_detail(versus, test->outcome_a, test->reading);

        if (detail != NULL && detail->kind == ARAS_CATEGORY) {
            test->p = detail->variation.p;
            test->variation = detail->variation.value;
            test->null = detail->variation.null;
        }
    }
    return status;
}

enum aras_status aras_versus_test(struct aras_versus *versus, const size_t *outcome,
                                  size_t count, struct aras_error *error)
{
    size_t readings = versus->contrast->readings.count;
    gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);
    enum aras_status status = ARAS_OK;

    free(versus->test);
    versus->tests = 0;
    versus->test = calloc(count * readings + 1, sizeof *versus->test);
    if (rng == NULL || versus->test == NULL) {
        status = lack(error);
    }
    for (size_t i = 0; i < count * readings && status == ARAS_OK; i++) {
        struct aras_difference_test *test = &versus->test[versus->tests];

        *test = (struct aras_difference_test){.outcome_a = outcome[i / readings],
                                              .reading = i % readings,
                                              .adjusted = NAN};
        if (find_row(versus->contrast, test->outcome_a, 0, test->reading) != NULL) {
            status = test_row(versus, test, rng, error);
            versus->tests++;
        }
    }
    if (rng != NULL) {
        gsl_rng_free(rng);
    }
    return status == ARAS_OK && !versus->contrast->paired
               ? test_categories_apart(versus, outcome, count, error)
               : status;
}

/* Readings of several comparisons are one when they have one id. */
static bool is_of(const struct aras_versus *versus, size_t test, const char *reading)
{
    const struct aras_reading *of =
        &versus->contrast->readings.reading[versus->test[test].reading];

    return strcmp(aras_reading_id(of), reading) == 0;
}

static enum aras_status adjust_reading(struct aras_versus *const *versus, size_t count,
                                       const char *reading, double *p, double *adjusted,
                                       bool explore, struct aras_error *error)
{
    size_t tests = 0;

    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < versus[c]->tests; i++) {
            if (is_of(versus[c], i, reading)) {
                p[tests++] = versus[c]->test[i].p;
            }
        }
    }
    if ((explore ? aras_benjamini_hochberg(p, tests, adjusted, error)
                 : aras_holm(p, tests, adjusted, error)) != ARAS_OK) {
        return error->status;
    }
    tests = 0;
    for (size_t c = 0; c < count; c++) {
        for (size_t i = 0; i < versus[c]->tests; i++) {
            if (is_of(versus[c], i, reading)) {
                versus[c]->test[i].adjusted = adjusted[tests++];
            }
        }
    }
    return ARAS_OK;
}

enum aras_status aras_versus_adjust(struct aras_versus *const *versus, size_t count,
                                    bool explore, struct aras_error *error)
{
    size_t tests = 0;
    double *p, *adjusted;
    enum aras_status status = ARAS_OK;

    for (size_t c = 0; c < count; c++) {
        tests += versus[c]->tests;
    }
    p = calloc(tests + 1, sizeof *p);
    adjusted = calloc(tests + 1, sizeof *adjusted);
    if (p == NULL || adjusted == NULL) {
        status = lack(error);
    }
    /* A reading of several comparisons is adjusted more than once, always alike. */
    for (size_t c = 0; c < count; c++) {
        const struct aras_readings *readings = &versus[c]->contrast->readings;

        for (size_t r = 0; r < readings->count && status == ARAS_OK; r++) {
            status =
                adjust_reading(versus, count, aras_reading_id(&readings->reading[r]), p,
                               adjusted, explore, error);
        }
    }
    free(p);
    free(adjusted);
    return status;
}

/* --- a closer look ---------------------------------------------------------------- */

/* The outcomes that are in memory, and the readings of B. */
struct look {
    struct aras_versus *versus;
    struct aras_readings readings_b;
    struct aras_columns a, b;
    bool all_readings;
    uint64_t seed;
};

/* A variant that B fixes is in no reading of B: all of its worlds are told of. */
static size_t reading_of_b(const struct look *look, size_t reading)
{
    const char *id =
        aras_reading_id(&look->versus->contrast->readings.reading[reading]);

    for (size_t r = 0; r < look->readings_b.count; r++) {
        if (strcmp(aras_reading_id(&look->readings_b.reading[r]), id) == 0) {
            return r;
        }
    }
    return 0;
}

static enum aras_status look_at(struct look *look, size_t column,
                                const struct aras_difference *row,
                                struct aras_error *error)
{
    struct aras_versus *versus = look->versus;
    struct aras_detail *detail = &versus->detail[versus->details];
    bool by_b = versus->contrast->readings.reading[row->reading].of_b;
    const struct aras_detail_wish wish = {
        .a = &look->a,
        .b = &look->b,
        .column = column,
        .reading_a = by_b ? 0 : row->reading,
        .reading_b = reading_of_b(look, row->reading),
        .paired = versus->contrast->paired,
        .by_b = by_b,
        .kind = row->kind,
        .horizon = versus->model_a->horizon,
        .seed = look->seed,
        .name = name_of(versus, row->outcome_a, row->reading)};

    *detail = (struct aras_detail){.outcome_a = row->outcome_a,
                                   .outcome_b = row->outcome_b,
                                   .reading = row->reading,
                                   .kind = row->kind};
    if (aras_detail_of(detail, &wish, error) != ARAS_OK) {
        return error->status;
    }
    versus->details++;
    return ARAS_OK;
}

static bool is_wanted(const struct look *look, size_t reading)
{
    return aras_readings_tell(&look->versus->contrast->readings, reading,
                              look->all_readings);
}

static enum aras_status look_at_some(struct look *look, const size_t *outcome,
                                     size_t *in_b, size_t count,
                                     struct aras_error *error)
{
    struct aras_versus *versus = look->versus;
    const struct aras_contrast *contrast = versus->contrast;
    enum aras_status status =
        aras_columns_read(&look->a, versus->run_a, versus->model_a, &contrast->readings,
                          outcome, count, contrast->replications, error);

    for (size_t i = 0; i < count; i++) {
        in_b[i] = (size_t) aras_model_find_outcome(
            versus->model_b, versus->model_a->outcomes[outcome[i]].id);
    }
    if (status == ARAS_OK) {
        status = aras_columns_read(&look->b, versus->run_b, versus->model_b,
                                   &look->readings_b, in_b, count,
                                   contrast->replications_b, error);
    }
    for (size_t i = 0; i < count * contrast->readings.count && status == ARAS_OK; i++) {
        size_t reading = i % contrast->readings.count;
        size_t column = i / contrast->readings.count;
        const struct aras_difference *row =
            find_row(contrast, outcome[column], 0, reading);

        if (row != NULL && is_wanted(look, reading)) {
            status = look_at(look, column, row, error);
        }
    }
    aras_columns_free(&look->a);
    aras_columns_free(&look->b);
    return status;
}

/* Those that both have, and of which there is more to see than what is told anyway: a
 * share, or the variation of a category that was tested by pairs. */
static size_t worth_a_look(const struct aras_versus *versus, const size_t *outcome,
                           size_t count, size_t *worth)
{
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        const struct aras_outcome *of = &versus->model_a->outcomes[outcome[i]];

        bool told = of->kind == ARAS_HAPPENED ||
                    (of->kind == ARAS_CATEGORY && versus->contrast->paired);

        if (!told && aras_model_find_outcome(versus->model_b, of->id) >= 0) {
            worth[found++] = outcome[i];
        }
    }
    return found;
}

enum aras_status aras_versus_look(struct aras_versus *versus, const size_t *outcome,
                                  size_t count, bool all_readings,
                                  struct aras_error *error)
{
    struct look look = {
        .versus = versus, .all_readings = all_readings, .seed = seed_of(versus)};
    const struct aras_contrast *contrast = versus->contrast;
    uint64_t a_world = (contrast->replications + contrast->replications_b) * 8 + 1;
    size_t at_once = (size_t) (ROOM / a_world) + 1;
    size_t *worth = calloc(2 * count + 2, sizeof *worth);
    enum aras_status status = ARAS_OK;

    free(versus->detail);
    versus->details = 0;
    versus->detail =
        calloc(count * contrast->readings.count + 1, sizeof *versus->detail);
    if (worth == NULL || versus->detail == NULL) {
        status = lack(error);
    }
    if (status == ARAS_OK) {
        status = aras_readings_find(&look.readings_b, versus->model_b, error);
    }
    if (status == ARAS_OK) {
        count = worth_a_look(versus, outcome, count, worth);
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i += at_once) {
        size_t some = count - i < at_once ? count - i : at_once;

        status = look_at_some(&look, &worth[i], &worth[count + 1], some, error);
    }
    aras_readings_free(&look.readings_b);
    free(worth);
    return status;
}

/* --- the whole -------------------------------------------------------------------- */

struct aras_versus *aras_versus_of_runs(const struct aras_run *a,
                                        const struct aras_model *model_a,
                                        const struct aras_run *b,
                                        const struct aras_model *model_b, uint64_t most,
                                        const bool *wanted, struct aras_error *error)
{
    struct aras_versus *versus = calloc(1, sizeof *versus);
    struct aras_error apart = {0};

    if (versus == NULL) {
        lack(error);
        return NULL;
    }
    versus->run_a = a;
    versus->run_b = b;
    versus->model_a = model_a;
    versus->model_b = model_b;
    if (aras_match_luck(a, b, &apart) == ARAS_OK) {
        versus->contrast =
            aras_contrast_of_runs(a, model_a, b, model_b, most, wanted, error);
    } else {
        snprintf(versus->why_apart, sizeof versus->why_apart, "%.150s", apart.message);
        versus->contrast =
            aras_contrast_apart(a, model_a, b, model_b, most, wanted, error);
    }
    if (versus->contrast == NULL) {
        aras_versus_free(versus);
        return NULL;
    }
    return versus;
}

void aras_versus_free(struct aras_versus *versus)
{
    if (versus != NULL) {
        aras_contrast_free(versus->contrast);
        free(versus->test);
        free(versus->detail);
        free(versus);
    }
}
