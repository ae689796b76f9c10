#include <string.h>

#include "scenario/scenario.h"
#include "support/check.h"

static const char text[] =
    "title = \"a model\"; start = \"2024-01-01\"; time_unit = \"year\"; horizon = \"5 "
    "* "
    "year\"; sources = ( { id = \"T\"; author = \"A\"; title = \"t\"; known_by = "
    "\"2024-01-01\"; } );"
    "events = ( { id = \"quarrel\"; title = \"q\"; rate = \"2 / year\"; source = "
    "\"T\"; "
    "grade = \"C\"; }, { id = \"vote\"; title = \"v\"; at = \"2025-01-01\"; source = "
    "\"T\"; grade = \"C\"; } );"
    "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = \"quarrel\"; } );"
    "changes = ( { title = \"c\"; force = ( { event = \"quarrel\"; at = "
    "\"2026-01-01\"; } ); } );";

enum { MOST = 4 };

struct varied {
    struct aras_arena *arena;
    struct aras_problems problems;
    const char *keys[MOST], *values[MOST];
    size_t count;
    struct aras_scenario *scenario;
    struct aras_model *model;
};

static void work(void *opaque)
{
    struct varied *varied = opaque;

    varied->scenario =
        aras_scenario_restore(text, strlen(text), "s", &varied->problems);
    if (varied->scenario != NULL) {
        varied->model =
            aras_scenario_vary(varied->scenario, varied->keys, varied->values,
                               varied->count, &varied->problems);
    }
}

static void varied_new(struct varied *varied, const char *key, const char *value)
{
    struct aras_error error = {0};

    *varied = (struct varied){.keys = {key}, .values = {value}, .count = key != NULL};
    varied->arena = aras_arena_new(&error);
    assert_non_null(varied->arena);
    varied->problems.arena = varied->arena;
    assert_ok(aras_arena_try(varied->arena, work, varied, &error), error);
    for (size_t i = 0; i < varied->problems.count && varied->scenario == NULL; i++) {
        print_error("%s\n", varied->problems.items[i].message);
    }
    assert_non_null(varied->scenario);
}

static void varied_free(struct varied *varied)
{
    aras_model_release(varied->scenario->model);
    if (varied->model != NULL) {
        aras_model_release(varied->model);
    }
    aras_arena_free(varied->arena);
}

static void nothing_typed_is_the_scenario_itself(void **state)
{
    struct varied varied;

    (void) state;
    varied_new(&varied, NULL, NULL);
    assert_non_null(varied.model);
    assert_close(varied.model->horizon, 5.0, 0.0);
    assert_int_equal(varied.model->forced_count, 1);
    varied_free(&varied);
}

static void a_horizon_replaces_that_of_the_model(void **state)
{
    struct varied varied;

    (void) state;
    varied_new(&varied, "horizon", "3*year");
    assert_non_null(varied.model);
    assert_close(varied.model->horizon, 3.0, 0.0);
    assert_close(varied.scenario->model->horizon, 5.0, 0.0);
    varied_free(&varied);
}

static void a_rate_is_scaled_and_a_factor_of_1_is_a_point_like_others(void **state)
{
    static const struct {
        const char *value;
        double scale;
    } cases[] = {{"0.5", 0.5}, {"0", 0.0}, {"1", 1.0}, {"1.0", 1.0}};

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct varied varied;

        varied_new(&varied, "scale.quarrel", cases[i].value);
        assert_non_null(varied.model);
        assert_close(
            varied.model->events[aras_model_find_event(varied.model, "quarrel")].scale,
            cases[i].scale, 0.0);
        varied_free(&varied);
    }
}

static void a_date_that_is_forced_is_moved_and_another_is_added(void **state)
{
    struct varied varied;

    (void) state;
    varied_new(&varied, "force.quarrel", "2027-01-01");
    assert_non_null(varied.model);
    assert_int_equal(varied.model->forced_count, 1);
    assert_close(varied.model->forced[0].time, 3.0, 0.01);
    assert_close(varied.scenario->model->forced[0].time, 2.0, 0.01);
    varied_free(&varied);
    varied_new(&varied, "force.vote", "2027-01-01");
    assert_non_null(varied.model);
    assert_int_equal(varied.model->forced_count, 2);
    varied_free(&varied);
}

static void a_delay_by_nothing_is_a_point_like_others(void **state)
{
    struct varied varied;

    (void) state;
    varied_new(&varied, "delay.vote", "6*month");
    assert_non_null(varied.model);
    assert_close(
        varied.model->events[aras_model_find_event(varied.model, "vote")].shift, 0.5,
        1e-12);
    varied_free(&varied);
    varied_new(&varied, "delay.vote", "0*year");
    assert_non_null(varied.model);
    varied_free(&varied);
}

static void what_cannot_be_is_a_problem(void **state)
{
    struct varied varied;

    (void) state;
    varied_new(&varied, "horizon", "-1*year");
    assert_null(varied.model);
    assert_true(varied.problems.mistakes > 0);
    varied_free(&varied);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_typed_is_the_scenario_itself),
        cmocka_unit_test(a_horizon_replaces_that_of_the_model),
        cmocka_unit_test(a_rate_is_scaled_and_a_factor_of_1_is_a_point_like_others),
        cmocka_unit_test(a_date_that_is_forced_is_moved_and_another_is_added),
        cmocka_unit_test(a_delay_by_nothing_is_a_point_like_others),
        cmocka_unit_test(what_cannot_be_is_a_problem),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
