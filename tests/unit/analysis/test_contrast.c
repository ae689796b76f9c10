#include "analysis/contrast.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/beta.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

enum { HAPPENED, TIME, VALUE, CATEGORY, OUTCOMES };

static const struct aras_category endings[] = {{.id = "good"}, {.id = "bad"}};
static const struct aras_category others[] = {{.id = "good"}, {.id = "ugly"}};
static const struct aras_option tempers[] = {{.id = "calm"}, {.id = "angry"}};

/* A model with an outcome of each kind; the parameter is drawn. */
struct made_model {
    struct aras_model model;
    struct aras_parameter parameter;
    struct aras_variant variant;
    struct aras_outcome outcome[OUTCOMES];
};

static void make_model(struct made_model *made)
{
    *made = (struct made_model){
        .parameter = {.id = "p", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
        .variant = {.id = "temper", .options = tempers, .count = 2, .fixed = -1},
        .outcome = {{.id = "fell", .kind = ARAS_HAPPENED, .margin = 0.05},
                    {.id = "when", .kind = ARAS_TIME, .margin = NAN},
                    {.id = "level", .kind = ARAS_VALUE, .margin = 0.5},
                    {.id = "ending",
                     .kind = ARAS_CATEGORY,
                     .categories = endings,
                     .category_count = 2,
                     .margin = NAN}},
        .model = {.title = "made",
                  .horizon = 10.0,
                  .outcome_count = OUTCOMES,
                  .parameter_count = 1}};
    for (size_t i = 0; i < OUTCOMES; i++) {
        made->outcome[i].title = made->outcome[i].id;
    }
    made->model.outcomes = made->outcome;
    made->model.parameters = &made->parameter;
    made->model.variants = &made->variant;
}

/* Of 40 worlds: 1 fell in A only, 9 in B only, 10 in both, 20 in neither. */
static bool fell_in_a(uint64_t replication)
{
    return replication % 40 < 11;
}

static bool fell_in_b(uint64_t replication)
{
    return replication % 40 >= 1 && replication % 40 < 20;
}

static void fill(double *outcome, bool fell, double level)
{
    outcome[HAPPENED] = fell ? 1.0 : 0.0;
    outcome[TIME] = fell ? level : INFINITY;
    outcome[VALUE] = level;
    outcome[CATEGORY] = fell ? 1.0 : 0.0;
}

static bool play_a(uint64_t replication, uint64_t set, double *outcome)
{
    (void) set;
    fill(outcome, fell_in_a(replication), (double) (replication % 4));
    return true;
}

/* Its level is 1 more in every second world, and the same in others. */
static bool play_b(uint64_t replication, uint64_t set, double *outcome)
{
    (void) set;
    fill(outcome, fell_in_b(replication),
         (double) (replication % 4) + (replication % 2 == 0 ? 1.0 : 0.0));
    return true;
}

struct pair {
    struct made_model model_a, model_b;
    struct made_plan plan_a, plan_b;
    struct made_run a, b;
};

/* Two plans of 40 worlds, to be changed before they are played. */
static void make_pair(struct pair *pair)
{
    make_model(&pair->model_a);
    make_model(&pair->model_b);
    pair->plan_a = (struct made_plan){
        .model = &pair->model_a.model, .replications = 40, .play = play_a};
    pair->plan_b = (struct made_plan){
        .model = &pair->model_b.model, .replications = 40, .play = play_b};
}

static struct aras_contrast *contrast_of(struct pair *pair, struct aras_error *error)
{
    struct aras_contrast *contrast;

    pair->a = made_run_of(&pair->plan_a);
    pair->b = made_run_of(&pair->plan_b);
    contrast = aras_contrast_of_runs(pair->a.run, &pair->model_a.model, pair->b.run,
                                     &pair->model_b.model, 0, NULL, error);
    return contrast;
}

static void close_pair(struct pair *pair, struct aras_contrast *contrast)
{
    aras_contrast_free(contrast);
    made_run_close(&pair->a);
    made_run_close(&pair->b);
}

static const struct aras_difference *row_of(const struct aras_contrast *contrast,
                                            size_t outcome, size_t option)
{
    for (size_t i = 0; i < contrast->count; i++) {
        if (contrast->difference[i].outcome_a == outcome &&
            contrast->difference[i].option == option) {
            return &contrast->difference[i];
        }
    }
    fail_msg("there is no such row");
    return NULL;
}

/* The pair is refused, and the message says why. */
static void assert_refused(struct pair *pair, const char *reason)
{
    struct aras_error error = {0};

    assert_null(contrast_of(pair, &error));
    assert_int_equal(error.status, ARAS_INVALID);
    if (strstr(error.message, reason) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", error.message, reason);
    }
    close_pair(pair, NULL);
}

/* --- pairs of worlds -------------------------------------------------------------- */

static void worlds_of_the_same_luck_are_counted_in_four_fields(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, HAPPENED, 0);
    assert_int_equal(row->both, 10);
    assert_int_equal(row->only_a, 1);
    assert_int_equal(row->only_b, 9);
    assert_int_equal(row->neither, 20);
    /* Of 10 worlds that differ at most 1 goes the other way: 2 (1 + 10) / 1024, less
     * half of the observed case on both sides: 10 / 1024. */
    assert_close(row->p, 12.0 / 1024.0, 1e-12);
    assert_close(row->a, 11.0 / 40.0, 1e-15);
    assert_close(row->b, 19.0 / 40.0, 1e-15);
    assert_close(row->difference, 0.2, 1e-15);
    assert_close(row->higher, 9.0 / 40.0, 1e-15);
    assert_close(row->lower, 1.0 / 40.0, 1e-15);
    assert_close(row->same, 30.0 / 40.0, 1e-15);
    /* The option "bad" is just as often, "good" just as seldom. */
    assert_int_equal(row_of(contrast, CATEGORY, 1)->only_b, 9);
    assert_int_equal(row_of(contrast, CATEGORY, 0)->only_a, 9);
    assert_close(row_of(contrast, CATEGORY, 0)->difference, -0.2, 1e-15);
    close_pair(&pair, contrast);
}

/*
 * Eight sets of five; their differences of sums are -1, 0, 4, 5 and four times 0; mean
 * 0.2 a world, 1 a set. Error: sqrt(8 / 7 (4 + 1 + 9 + 16 + 4 x 1)) / 40 = 0.15584.
 */
static void the_interval_is_of_paired_differences_by_sets(void **state)
{
    const struct aras_clustered change = {
        .mean = 0.2, .error = 0.155839, .groups = 8, .size = 40};
    struct aras_interval expected;
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, HAPPENED, 0);
    assert_int_equal(contrast->sets, 8);
    expected = aras_interval_clustered_change(1.0, 9.0, &change, 0.95);
    assert_close(row->interval.low, expected.low, 1e-5);
    assert_close(row->interval.high, expected.high, 1e-5);
    assert_close(row->error, (expected.high - expected.low) / 2.0, 1e-5);
    assert_int_equal(row->verdict, ARAS_INCONCLUSIVE);
    close_pair(&pair, contrast);
}

/* Of two sets, with 12.7 standard errors: as wide as a difference of shares can be. */
static void the_interval_of_shares_stays_among_shares(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    pair.plan_a.replications = pair.plan_b.replications = 10;
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, HAPPENED, 0);
    assert_close(row->difference, -0.1, 1e-15);
    assert_true(row->interval.low >= -1.0 && row->interval.low < -0.9);
    assert_true(row->interval.high <= 1.0 && row->interval.high > 0.5);
    close_pair(&pair, contrast);
}

static void values_are_compared_world_by_world(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, VALUE, 0);
    assert_close(row->difference, 0.5, 1e-15);
    assert_close(row->higher, 0.5, 1e-15);
    assert_close(row->lower, 0.0, 0.0);
    assert_close(row->same, 0.5, 1e-15);
    /* A is 0, 1, 2, 3 and B 1, 1, 3, 3: sums of squares 5 and 4, of products 4. */
    assert_close(row->correlation, 4.0 / sqrt(20.0), 1e-12);
    /* The difference is 1, 0, 1, 0: sum of squares 1. */
    assert_close(row->reduction, 9.0, 1e-12);
    assert_true(isnan(row->p));
    close_pair(&pair, contrast);
}

static void a_time_not_reached_is_later_than_any(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, TIME, 0);
    assert_int_equal(row->only_a, 1);
    assert_int_equal(row->only_b, 9);
    /* Later in B: world 0, which never falls there, and of 1 .. 10 the five even. */
    assert_close(row->higher, 6.0 / 40.0, 1e-15);
    /* Earlier: 11 .. 19, which fall in B alone. */
    assert_close(row->lower, 9.0 / 40.0, 1e-15);
    assert_int_equal(row->verdict, ARAS_NO_MARGIN);
    /* Up to the horizon of 10, by hand: world 0: 10 - 0; 2, 4 .. 10: 1 each; 11 .. 19:
     * B's times 3, 1, 1, 3, 3, 1, 1, 3, 3 less 10. */
    assert_close(row->difference, (10.0 + 5.0 - 71.0) / 40.0, 1e-12);
    close_pair(&pair, contrast);
}

static bool play_and_fail(uint64_t replication, uint64_t set, double *outcome)
{
    play_b(replication, set, outcome);
    return replication != 12;
}

static void worlds_that_failed_in_either_run_are_left_out(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.plan_b.play = play_and_fail;
    contrast = contrast_of(&pair, &error);
    assert_int_equal(contrast->failed_a, 0);
    assert_int_equal(contrast->failed_b, 1);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->worlds, 39);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_b, 8);
    assert_int_equal(contrast->identical, 39); /* made fingerprints are the numbers */
    close_pair(&pair, contrast);
}

static void the_common_replications_are_compared_whatever_the_blocks(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.plan_a.block = 7;
    pair.plan_b.block = 13;
    pair.plan_b.replications = 60;
    contrast = contrast_of(&pair, &error);
    assert_int_equal(contrast->replications, 40);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_a, 1);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_b, 9);
    close_pair(&pair, contrast);
}

/* --- verdicts --------------------------------------------------------------------- */

static bool play_level(uint64_t replication, uint64_t set, double *outcome)
{
    (void) set;
    fill(outcome, false, made_draw(replication));
    return true;
}

/* 0.6 more, give or take: the interval is about 0.6 +- 0.03. */
static bool play_more(uint64_t replication, uint64_t set, double *outcome)
{
    play_level(replication, set, outcome);
    outcome[VALUE] += 0.6 + (made_draw(replication + 5000) - 0.5) * 0.6;
    return true;
}

static enum aras_verdict verdict_of(double margin, bool swapped)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    enum aras_verdict verdict;

    make_pair(&pair);
    pair.model_a.outcome[VALUE].margin = margin;
    pair.model_b.outcome[VALUE].margin = NAN;
    pair.plan_a.play = swapped ? play_more : play_level;
    pair.plan_b.play = swapped ? play_level : play_more;
    pair.plan_a.replications = pair.plan_b.replications = 200;
    contrast = contrast_of(&pair, &error);
    verdict = row_of(contrast, VALUE, 0)->verdict;
    close_pair(&pair, contrast);
    return verdict;
}

static void the_verdict_goes_by_the_margin(void **state)
{
    (void) state;
    assert_int_equal(verdict_of(0.3, false), ARAS_HIGHER);
    assert_int_equal(verdict_of(0.0, false), ARAS_HIGHER);
    assert_int_equal(verdict_of(0.3, true), ARAS_LOWER);
    assert_int_equal(verdict_of(0.9, false), ARAS_EQUIVALENT);
    assert_int_equal(verdict_of(0.6, false), ARAS_INCONCLUSIVE);
    assert_int_equal(verdict_of(NAN, false), ARAS_NO_MARGIN);
}

static void a_margin_that_only_b_states_counts(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.model_a.outcome[HAPPENED].margin = NAN;
    pair.model_b.outcome[HAPPENED].margin = 0.9;
    contrast = contrast_of(&pair, &error);
    assert_close(row_of(contrast, HAPPENED, 0)->margin, 0.9, 0.0);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->verdict, ARAS_EQUIVALENT);
    close_pair(&pair, contrast);
}

/* Not one of 40 worlds changed: the share that would is below 1 - 0.05^(1 / 40) = 7.2
 * %, which a margin of 5 % does not call equivalent, and one of 8 % does. */
static void no_change_in_few_worlds_proves_little(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    const struct aras_difference *row;

    (void) state;
    make_pair(&pair);
    pair.plan_b.play = play_a;
    contrast = contrast_of(&pair, &error);
    row = row_of(contrast, HAPPENED, 0);
    assert_close(row->difference, 0.0, 0.0);
    assert_close(row->interval.high, 0.07216, 1e-5);
    assert_close(row->interval.low, -0.07216, 1e-5);
    assert_close(row->p, 1.0, 0.0);
    assert_int_equal(row->verdict, ARAS_INCONCLUSIVE);
    assert_true(isinf(row->reduction));
    assert_close(row->correlation, 1.0, 1e-12);
    close_pair(&pair, contrast);
}

enum { REPEATS = 400, SETS = 15, WORLDS = 5 * SETS };

static bool play_plain(uint64_t replication, uint64_t set, double *outcome)
{
    (void) set;
    fill(outcome, false, made_draw(replication));
    return true;
}

static bool play_shifted(uint64_t replication, uint64_t set, double *outcome)
{
    fill(outcome, false,
         made_draw(replication) + 0.6 + 0.6 * (made_draw(900000 + set) - 0.5) +
             0.4 * (made_draw(400000 + replication) - 0.5));
    return true;
}

/* One long pair of runs stands for many: readings are cut out of it by a variant. */
struct repeat {
    char id[16];
};

static void draw_repeat(uint64_t set, double *parameters)
{
    parameters[0] = 0.0;
    parameters[1] = (double) (set / SETS);
}

/*
 * 400 pairs of runs, 15 sets of 5 worlds, whose mean difference is 0.6 with a part of
 * +-0.3 that goes by the set. The 95 % interval should hold it in 380 of them; a right
 * one is outside of 380 +- 15 in one of 1,000 seeds.
 */
static void the_interval_of_a_difference_holds_it_as_often_as_it_says(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    struct repeat repeat[REPEATS];
    struct aras_option every_option[REPEATS] = {{0}};
    int held = 0;

    (void) state;
    make_pair(&pair);
    for (size_t i = 0; i < REPEATS; i++) {
        snprintf(repeat[i].id, sizeof repeat[i].id, "o%zu", i);
        every_option[i].id = repeat[i].id;
    }
    pair.model_a.variant.options = pair.model_b.variant.options = every_option;
    pair.model_a.variant.count = pair.model_b.variant.count = REPEATS;
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.plan_a.play = play_plain;
    pair.plan_b.play = play_shifted;
    pair.plan_a.draw = pair.plan_b.draw = draw_repeat;
    pair.plan_a.replications = pair.plan_b.replications = (uint64_t) REPEATS * WORLDS;
    contrast = contrast_of(&pair, &error);
    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *row = &contrast->difference[i];

        held += row->outcome_a == VALUE && row->interval.low <= 0.6 &&
                row->interval.high >= 0.6;
    }
    assert_in_range(held, 365, 395);
    close_pair(&pair, contrast);
}

/* --- what is refused -------------------------------------------------------------- */

static void runs_of_other_luck_are_refused(void **state)
{
    struct pair pair;

    (void) state;
    make_pair(&pair);
    pair.plan_b.seed = 2;
    assert_refused(&pair, "their seeds are 1 and 2");
    make_pair(&pair);
    pair.plan_b.group = 10;
    assert_refused(&pair, "groups are of 5 and 10");
    make_pair(&pair);
    pair.plan_b.central = true;
    assert_refused(&pair, "central values");
}

static void runs_of_another_horizon_are_refused(void **state)
{
    struct pair pair;

    (void) state;
    make_pair(&pair);
    pair.model_b.model.horizon = 12.5;
    assert_refused(&pair, "other horizons: 10 in");
}

static void an_outcome_of_another_kind_is_refused(void **state)
{
    struct pair pair;

    (void) state;
    make_pair(&pair);
    pair.model_b.outcome[VALUE].kind = ARAS_COUNT;
    assert_refused(&pair, "outcome 'level' is not of the same kind");
    make_pair(&pair);
    pair.model_b.outcome[CATEGORY].categories = others;
    assert_refused(&pair, "outcome 'ending' is not of the same kind and options");
}

static void outcomes_of_one_run_alone_are_counted(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.model_b.outcome[VALUE].id = "height";
    pair.model_b.outcome[TIME].id = "year";
    contrast = contrast_of(&pair, &error);
    assert_int_equal(contrast->unmatched_a, 2);
    assert_int_equal(contrast->unmatched_b, 2);
    assert_int_equal(contrast->count, 1 + 2);
    close_pair(&pair, contrast);
    make_pair(&pair);
    for (size_t i = 0; i < OUTCOMES; i++) {
        pair.model_b.outcome[i].id = "another";
    }
    assert_refused(&pair, "no outcome in common");
}

static void draw_calm_then_angry(uint64_t set, double *parameters)
{
    parameters[0] = 0.0;
    parameters[1] = set < 4 ? 0.0 : 1.0;
}

static void draw_calm(uint64_t set, double *parameters)
{
    (void) set;
    parameters[0] = parameters[1] = 0.0;
}

static void some_outcomes_by_themselves_differ_by_the_same(void **state)
{
    const bool wanted[OUTCOMES] = {[VALUE] = true, [CATEGORY] = true};
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *all;
    struct aras_contrast *some;

    (void) state;
    make_pair(&pair);
    all = contrast_of(&pair, &error);
    some = aras_contrast_of_runs(pair.a.run, &pair.model_a.model, pair.b.run,
                                 &pair.model_b.model, 0, wanted, &error);
    assert_non_null(some);
    assert_int_equal(some->count, 3);
    assert_close(row_of(some, VALUE, 0)->difference, row_of(all, VALUE, 0)->difference,
                 0.0);
    assert_close(row_of(some, VALUE, 0)->error, row_of(all, VALUE, 0)->error, 0.0);
    for (size_t k = 0; k < 2; k++) {
        assert_int_equal(row_of(some, CATEGORY, k)->only_b,
                         row_of(all, CATEGORY, k)->only_b);
    }
    aras_contrast_free(some);
    close_pair(&pair, all);
}

static void worlds_are_compared_within_one_reading(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.plan_a.draw = pair.plan_b.draw = draw_calm_then_angry;
    contrast = contrast_of(&pair, &error);
    assert_int_equal(contrast->count, 2 * (3 + 2));
    assert_int_equal(row_of(contrast, HAPPENED, 0)->worlds, 20);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_b, 9);
    close_pair(&pair, contrast);

    pair.plan_b.draw = draw_calm;
    assert_refused(&pair, "variant 'temper' has another option in each run (parameter "
                          "set 4): the models do not draw it alike");
    pair.model_b.model.variant_count = 0;
    pair.plan_b.draw = NULL;
    assert_refused(&pair, "variant 'temper' is not the same in both runs");
}

static void assert_refixed(const struct aras_contrast *contrast, int a, int b)
{
    assert_int_equal(contrast->refixed_count, 1);
    assert_int_equal(contrast->refixed[0].variant, 0);
    assert_int_equal(contrast->refixed[0].a, a);
    assert_int_equal(contrast->refixed[0].b, b);
}

static void draw_angry(uint64_t set, double *parameters)
{
    (void) set;
    parameters[0] = 0.0;
    parameters[1] = 1.0;
}

/* Another reading is a change like any other, told by the readings of the run that
 * draws them. */
static void a_variant_may_be_fixed_otherwise_in_each_run(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    make_pair(&pair);
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.model_a.variant.fixed = 0;
    pair.model_b.variant.fixed = 1;
    pair.plan_a.draw = draw_calm;
    pair.plan_b.draw = draw_angry;
    contrast = contrast_of(&pair, &error);
    assert_refixed(contrast, 0, 1);
    assert_int_equal(contrast->count, 3 + 2);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->worlds, 40);
    close_pair(&pair, contrast);

    /* A draws, B fixes. */
    make_pair(&pair);
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.model_b.variant.fixed = 1;
    pair.plan_a.draw = draw_calm_then_angry;
    pair.plan_b.draw = draw_angry;
    contrast = contrast_of(&pair, &error);
    assert_refixed(contrast, -1, 1);
    assert_int_equal(contrast->count, 2 * (3 + 2));
    assert_false(contrast->readings.reading[1].of_b);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->worlds, 20);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_b, 9);
    close_pair(&pair, contrast);

    /* A fixes, B draws: the same pairs, by the readings of B. */
    make_pair(&pair);
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.model_a.variant.fixed = 1;
    pair.plan_a.draw = draw_angry;
    pair.plan_b.draw = draw_calm_then_angry;
    contrast = contrast_of(&pair, &error);
    assert_refixed(contrast, 1, -1);
    assert_int_equal(contrast->count, 2 * (3 + 2));
    assert_true(contrast->readings.reading[1].of_b);
    assert_string_equal(aras_reading_id(&contrast->readings.reading[1]), "temper=calm");
    assert_int_equal(contrast->readings.reading[1].worlds, 20);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->worlds, 20);
    assert_int_equal(row_of(contrast, HAPPENED, 0)->only_b, 9);
    close_pair(&pair, contrast);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    make_pair(&pair);
    contrast = contrast_of(&pair, &error);
    aras_contrast_free(contrast);
    while (status == ARAS_NO_MEMORY) {
        allow_allocations(refused++);
        contrast = aras_contrast_of_runs(pair.a.run, &pair.model_a.model, pair.b.run,
                                         &pair.model_b.model, 0, NULL, &error);
        allow_all_allocations();
        status = contrast == NULL ? error.status : ARAS_OK;
        aras_contrast_free(contrast);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 10);
    close_pair(&pair, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_of_the_same_luck_are_counted_in_four_fields),
        cmocka_unit_test(the_interval_is_of_paired_differences_by_sets),
        cmocka_unit_test(the_interval_of_shares_stays_among_shares),
        cmocka_unit_test(values_are_compared_world_by_world),
        cmocka_unit_test(a_time_not_reached_is_later_than_any),
        cmocka_unit_test(worlds_that_failed_in_either_run_are_left_out),
        cmocka_unit_test(the_common_replications_are_compared_whatever_the_blocks),
        cmocka_unit_test(the_verdict_goes_by_the_margin),
        cmocka_unit_test(a_margin_that_only_b_states_counts),
        cmocka_unit_test(no_change_in_few_worlds_proves_little),
        cmocka_unit_test(the_interval_of_a_difference_holds_it_as_often_as_it_says),
        cmocka_unit_test(runs_of_other_luck_are_refused),
        cmocka_unit_test(runs_of_another_horizon_are_refused),
        cmocka_unit_test(an_outcome_of_another_kind_is_refused),
        cmocka_unit_test(outcomes_of_one_run_alone_are_counted),
        cmocka_unit_test(some_outcomes_by_themselves_differ_by_the_same),
        cmocka_unit_test(worlds_are_compared_within_one_reading),
        cmocka_unit_test(a_variant_may_be_fixed_otherwise_in_each_run),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("contrast", tests, NULL, NULL);
}
