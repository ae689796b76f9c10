/* Runs of separate luck: aras_contrast_apart of analysis/contrast.h. */
#include "analysis/contrast.h"
#include "analysis/estimate.h"

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/compared.h"

static struct aras_contrast *apart(struct compared_pair *pair, struct aras_error *error)
{
    return aras_contrast_apart(pair->a.run, &pair->model_a.model, pair->b.run,
                               &pair->model_b.model, 0, NULL, error);
}

static void shares_have_newcombes_interval_of_both_wilsons(void **state)
{
    struct compared_pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    struct aras_estimates *a, *b;
    const struct aras_difference *row;

    (void) state;
    compared_prepare(&pair);
    pair.plan_b.seed = 2;
    pair.plan_b.replications = 600;
    compared_run(&pair);
    contrast = apart(&pair, &error);
    assert_non_null(contrast);
    a = aras_estimates_of_run(pair.a.run, &pair.model_a.model, 0, &error);
    b = aras_estimates_of_run(pair.b.run, &pair.model_b.model, 0, &error);
    row = &contrast->difference[FELL];
    assert_false(contrast->paired);
    assert_int_equal(row->worlds, 400);
    assert_int_equal(row->worlds_b, 600);
    assert_int_equal(contrast->sets_b, 120);
    assert_close(row->difference, b->estimate[FELL].share.p - a->estimate[FELL].share.p,
                 1e-15);
    assert_close(row->interval.low,
                 row->difference -
                     hypot(row->b - b->estimate[FELL].share.interval.low,
                           a->estimate[FELL].share.interval.high - row->a),
                 1e-12);
    assert_true(isnan(row->correlation) && isnan(row->higher) && isnan(row->p));
    assert_true(row->apart_p < 0.05);
    aras_estimates_free(a);
    aras_estimates_free(b);
    aras_contrast_free(contrast);
    compared_close(&pair);
}

/* A never falls. In B one world falls in every fourth set, or all of one set in 20. */
static bool play_never(uint64_t replication, uint64_t set, double *outcome)
{
    compared_base(replication, set, outcome);
    outcome[FELL] = 0.0;
    return true;
}

static bool play_scattered(uint64_t replication, uint64_t set, double *outcome)
{
    play_never(replication, set, outcome);
    outcome[FELL] = replication % 20 == 0 ? 1.0 : 0.0;
    return true;
}

static bool play_in_clumps(uint64_t replication, uint64_t set, double *outcome)
{
    play_never(replication, set, outcome);
    outcome[FELL] = set % 20 == 0 ? 1.0 : 0.0;
    return true;
}

/* The upper end of A, from what the lower end of the change owes to it. */
static double most_of_a(bool (*play_b)(uint64_t, uint64_t, double *), uint64_t *sets)
{
    struct compared_pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;
    struct aras_estimates *b;
    const struct aras_difference *row;
    double own, off;

    compared_prepare(&pair);
    pair.plan_b.seed = 2;
    pair.plan_a.play = play_never;
    pair.plan_b.play = play_b;
    compared_run(&pair);
    contrast = apart(&pair, &error);
    assert_non_null(contrast);
    b = aras_estimates_of_run(pair.b.run, &pair.model_b.model, 0, &error);
    row = &contrast->difference[FELL];
    own = row->b - b->estimate[FELL].share.interval.low;
    off = row->difference - row->interval.low;
    *sets = contrast->sets;
    aras_estimates_free(b);
    aras_contrast_free(contrast);
    compared_close(&pair);
    return sqrt(off * off - own * own);
}

static void
how_alike_worlds_are_that_never_differ_is_told_by_the_other_side(void **state)
{
    uint64_t sets;
    double scattered = most_of_a(play_scattered, &sets);
    double in_clumps = most_of_a(play_in_clumps, &sets);

    (void) state;
    /* Worlds that fall one by one: 400 independent ones. */
    assert_close(scattered, aras_interval_wilson(0.0, 400.0, 0.95).high, 1e-9);
    /* Whole sets that fall: no more than the sets. */
    assert_close(in_clumps, aras_interval_wilson(0.0, (double) sets, 0.95).high, 1e-9);
}

/* Two sets of each run with means 0, 2 and 5, 7: the difference is 5, each standard
 * error 1; t = 5 / sqrt 2 with 2 degrees of freedom, beyond which lies 0.0715 on two
 * sides. */
static bool play_few(uint64_t replication, uint64_t set, double *outcome)
{
    compared_base(replication, set, outcome);
    outcome[LEVEL] = set == 0 ? 0.0 : 2.0;
    return true;
}

static bool play_few_more(uint64_t replication, uint64_t set, double *outcome)
{
    play_few(replication, set, outcome);
    outcome[LEVEL] += 5.0;
    return true;
}

static void means_are_tested_by_welch_with_sets_as_numbers(void **state)
{
    struct compared_pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    compared_prepare(&pair);
    pair.plan_a.replications = pair.plan_b.replications = 10;
    pair.plan_a.play = play_few;
    pair.plan_b.play = play_few_more;
    compared_run(&pair);
    contrast = apart(&pair, &error);
    assert_close(contrast->difference[LEVEL].difference, 5.0, 1e-14);
    assert_close(contrast->difference[LEVEL].apart_p, 0.07153, 1e-5);
    aras_contrast_free(contrast);
    compared_close(&pair);
}

/* The variant stands behind the one parameter. */
static void draw_two(uint64_t set, double *parameters)
{
    parameters[0] = 0.0;
    parameters[1] = (double) (set % 2);
}

static void a_reading_is_held_against_a_run_that_fixes_another(void **state)
{
    static const struct aras_option tempers[] = {{.id = "calm"}, {.id = "angry"}};
    struct aras_variant free_variant = {
        .id = "temper", .options = tempers, .count = 2, .fixed = -1};
    struct aras_variant fixed_variant = {
        .id = "temper", .options = tempers, .count = 2, .fixed = 1};
    struct compared_pair pair;
    struct aras_error error = {0};
    struct aras_contrast *contrast;

    (void) state;
    compared_prepare(&pair);
    pair.plan_a.draw = draw_two;
    pair.model_a.model.variants = &free_variant;
    pair.model_b.model.variants = &fixed_variant;
    pair.model_a.model.variant_count = pair.model_b.model.variant_count = 1;
    pair.plan_b.seed = 2;
    compared_run(&pair);
    contrast = apart(&pair, &error);
    assert_non_null(contrast);
    assert_int_equal(contrast->refixed_count, 1);
    assert_int_equal(contrast->refixed[0].a, -1);
    assert_int_equal(contrast->refixed[0].b, 1);
    assert_int_equal(contrast->count, 2 * (3 + 3));
    assert_string_equal(
        aras_reading_id(&contrast->readings.reading[contrast->difference[0].reading]),
        "temper=calm");
    assert_int_equal(contrast->difference[0].worlds, 200);
    assert_int_equal(contrast->difference[0].worlds_b, 400);
    aras_contrast_free(contrast);

    /* What A fixes and B draws is told by the readings of B. */
    compared_close(&pair);
    pair.model_a.model.variants = &fixed_variant;
    pair.model_b.model.variants = &free_variant;
    pair.plan_a.draw = NULL;
    pair.plan_b.replications = 600;
    pair.plan_b.draw = draw_two;
    compared_run(&pair);
    contrast = apart(&pair, &error);
    assert_int_equal(contrast->count, 2 * (3 + 3));
    assert_true(contrast->readings.reading[contrast->difference[0].reading].of_b);
    assert_int_equal(contrast->difference[0].worlds, 400);
    assert_int_equal(contrast->difference[0].worlds_b, 300);
    assert_int_equal(contrast->readings.reading[1].worlds, 300);
    aras_contrast_free(contrast);
    compared_close(&pair);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct compared_pair pair;
    struct aras_contrast *contrast = NULL;
    int refused = 0;

    (void) state;
    compared_prepare(&pair);
    compared_run(&pair);
    while (contrast == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        contrast = apart(&pair, &error);
        allow_all_allocations();
        assert_true(contrast != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 10);
    aras_contrast_free(contrast);
    compared_close(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            how_alike_worlds_are_that_never_differ_is_told_by_the_other_side),
        cmocka_unit_test(shares_have_newcombes_interval_of_both_wilsons),
        cmocka_unit_test(means_are_tested_by_welch_with_sets_as_numbers),
        cmocka_unit_test(a_reading_is_held_against_a_run_that_fixes_another),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("contrast_apart", tests, NULL, NULL);
}
