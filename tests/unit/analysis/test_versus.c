#include "analysis/versus.h"

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/compared.h"

static const size_t all_outcomes[] = {FELL, WHEN, LEVEL, ENDING};

static struct aras_versus *versus_of(struct compared_pair *pair,
                                     struct aras_error *error)
{
    return aras_versus_of_runs(pair->a.run, &pair->model_a.model, pair->b.run,
                               &pair->model_b.model, 0, NULL, error);
}

static struct aras_versus *tested(struct compared_pair *pair)
{
    struct aras_error error = {0};
    struct aras_versus *versus;

    compared_run(pair);
    versus = versus_of(pair, &error);
    if (versus == NULL) {
        fail_msg("%s", error.message);
        return NULL;
    }
    assert_ok(aras_versus_test(versus, all_outcomes, COMPARED_OUTCOMES, &error), error);
    return versus;
}

static void forget(struct compared_pair *pair, struct aras_versus *versus)
{
    aras_versus_free(versus);
    compared_close(pair);
}

/* A tenth more in each world of 400: no swap of 80 sets comes near it. */
static void what_differs_is_found_in_every_kind_of_outcome(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;

    (void) state;
    compared_prepare(&pair);
    versus = tested(&pair);
    assert_true(versus->contrast->paired);
    assert_int_equal(versus->tests, COMPARED_OUTCOMES);
    for (size_t i = 0; i < COMPARED_OUTCOMES; i++) {
        assert_close(aras_versus_find_test(versus, i, 0)->p, 1e-4, 1e-12);
    }
    assert_close(aras_versus_find_test(versus, ENDING, 0)->variation,
                 aras_versus_find_test(versus, ENDING, 0)->null, 0.1);
    assert_true(aras_versus_find_test(versus, ENDING, 0)->variation >
                aras_versus_find_test(versus, ENDING, 0)->null);
    forget(&pair, versus);
}

static void tests_of_one_reading_are_a_family(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;
    struct aras_versus *both[2];
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    versus = tested(&pair);
    assert_ok(aras_versus_adjust(&versus, 1, false, &error), error);
    assert_close(versus->test[0].adjusted, 4e-4, 1e-12);
    assert_ok(aras_versus_adjust(&versus, 1, true, &error), error);
    assert_close(versus->test[0].adjusted, 1e-4, 1e-12);

    /* Of two comparisons with one baseline there are eight tests. */
    both[0] = versus;
    both[1] = versus_of(&pair, &error);
    assert_ok(aras_versus_test(both[1], all_outcomes, COMPARED_OUTCOMES, &error),
              error);
    assert_ok(aras_versus_adjust(both, 2, false, &error), error);
    assert_close(versus->test[3].adjusted, 8e-4, 1e-12);
    aras_versus_free(both[1]);
    forget(&pair, versus);
}

static void a_closer_look_tells_what_was_put_in(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;
    const struct aras_detail *level, *when;
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    versus = tested(&pair);
    assert_ok(aras_versus_look(versus, all_outcomes, COMPARED_OUTCOMES, false, &error),
              error);
    assert_int_equal(versus->details, 2); /* a value and a time */
    level = aras_versus_find_detail(versus, LEVEL, 0);
    assert_true(level->enough);
    assert_int_equal(level->sets, 80);
    assert_close(level->wasserstein.value, 0.1, 1e-12); /* all moved by one way */
    assert_true(level->wasserstein.interval.low > 0.08);
    assert_true(level->wasserstein.interval.high < 0.12);
    assert_true(level->wasserstein.null < 0.1);
    assert_int_equal(level->first, ARAS_B_OVER_A);
    assert_int_equal(level->second, ARAS_B_OVER_A);
    assert_true(level->superiority > 0.55);
    assert_true(level->superiority_interval.low > 0.5);
    assert_int_equal(level->points, 5); /* 80 sets tell no 5 % quantile */
    for (size_t i = 0; i < level->points; i++) {
        assert_close(level->point[i].change, 0.1, 1e-9);
        assert_true(level->point[i].interval.low < 0.1);
        assert_true(level->point[i].interval.high > 0.1);
    }
    when = aras_versus_find_detail(versus, WHEN, 0);
    assert_int_equal(when->points, 5);
    assert_close(when->point[4].at, 10.0, 0.0);
    /* By the horizon just those fall that fall. */
    assert_close(when->point[4].change, versus->contrast->difference[FELL].difference,
                 1e-12);
    assert_int_equal(when->first, ARAS_A_OVER_B); /* later is more */
    forget(&pair, versus);
}

static bool play_and_fail(uint64_t replication, uint64_t set, double *outcome)
{
    compared_pushed(replication, set, outcome);
    return replication % 7 != 3;
}

static void worlds_that_failed_in_either_are_left_out_of_a_look(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    pair.plan_b.play = play_and_fail;
    versus = tested(&pair);
    assert_ok(aras_versus_look(versus, all_outcomes, COMPARED_OUTCOMES, false, &error),
              error);
    assert_int_equal(versus->detail[0].worlds_a, 400 - 57);
    assert_int_equal(versus->detail[0].worlds_b, 400 - 57);
    assert_close(aras_versus_find_detail(versus, LEVEL, 0)->wasserstein.value, 0.1,
                 1e-12);
    forget(&pair, versus);
}

static void few_sets_give_no_shape(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    pair.plan_a.replications = pair.plan_b.replications = 95;
    versus = tested(&pair);
    assert_ok(aras_versus_look(versus, all_outcomes, COMPARED_OUTCOMES, false, &error),
              error);
    assert_int_equal(versus->detail[0].sets, 19);
    assert_false(versus->detail[0].enough);
    assert_true(isnan(versus->detail[0].wasserstein.value));
    assert_int_equal(versus->detail[0].points, 0);
    forget(&pair, versus);
}

static void runs_of_other_luck_are_compared_apart(void **state)
{
    struct compared_pair pair;
    struct aras_versus *versus;
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    pair.plan_b.seed = 2;
    pair.plan_b.group = 4;
    pair.plan_b.play = compared_again;
    versus = tested(&pair);
    assert_false(versus->contrast->paired);
    assert_non_null(strstr(versus->why_apart, "their seeds are 1 and 2"));
    assert_true(!isnan(aras_versus_find_test(versus, ENDING, 0)->p));
    for (size_t i = 0; i < versus->tests; i++) {
        assert_true(versus->test[i].p > 0.01);
    }
    assert_ok(aras_versus_look(versus, all_outcomes, COMPARED_OUTCOMES, false, &error),
              error);
    assert_int_equal(versus->details, 3); /* and a category */
    assert_true(aras_versus_find_detail(versus, LEVEL, 0)->kolmogorov.p > 0.01);
    forget(&pair, versus);
}

static void runs_of_other_spans_are_refused(void **state)
{
    struct compared_pair pair;
    struct aras_error error = {0};

    (void) state;
    compared_prepare(&pair);
    pair.plan_b.seed = 2;
    pair.model_b.model.horizon = 12.5;
    compared_run(&pair);
    assert_null(versus_of(&pair, &error));
    assert_non_null(strstr(error.message, "other horizons: 10 in"));
    compared_close(&pair);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    (void) state;
    for (int apart = 0; apart < 2; apart++) {
        struct compared_pair pair;
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        compared_prepare(&pair);
        pair.plan_a.replications = pair.plan_b.replications = 100;
        pair.plan_b.seed = apart == 1 ? 2 : 1;
        compared_run(&pair);
        while (status == ARAS_NO_MEMORY) {
            struct aras_error error = {0};
            struct aras_versus *versus;

            allow_allocations(refused);
            refused += 1 + refused / 20;
            versus = versus_of(&pair, &error);
            status = versus == NULL ? error.status
                                    : aras_versus_test(versus, all_outcomes, 4, &error);
            if (status == ARAS_OK) {
                status = aras_versus_adjust(&versus, 1, false, &error);
            }
            if (status == ARAS_OK) {
                status = aras_versus_look(versus, all_outcomes, 4, true, &error);
            }
            allow_all_allocations();
            aras_versus_free(versus);
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 20);
        compared_close(&pair);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_differs_is_found_in_every_kind_of_outcome),
        cmocka_unit_test(tests_of_one_reading_are_a_family),
        cmocka_unit_test(a_closer_look_tells_what_was_put_in),
        cmocka_unit_test(worlds_that_failed_in_either_are_left_out_of_a_look),
        cmocka_unit_test(few_sets_give_no_shape),
        cmocka_unit_test(runs_of_other_luck_are_compared_apart),
        cmocka_unit_test(runs_of_other_spans_are_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("versus", tests, NULL, NULL);
}
