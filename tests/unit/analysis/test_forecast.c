#include "analysis/forecast.h"

#include <math.h>

#include "support/scarce_memory.h"
#include "unit/report/told.h"

enum { WORLDS = 1000 };

/* Worlds in sets of 5, calm and angry in turn; world 7 fails. */
static bool play(uint64_t replication, uint64_t set, double *outcome)
{
    told_play(replication, set, outcome);
    return replication != 7;
}

static struct made_run run_of(struct told_model *told, uint64_t worlds)
{
    const struct made_plan plan = {.model = &told->model,
                                   .replications = worlds,
                                   .block = 300,
                                   .play = play,
                                   .draw = told_draw};

    told_make(told);
    return made_run_of(&plan);
}

static const struct aras_reading all = {.variant = ARAS_ALL_WORLDS};
static const struct aras_reading angry = {.variant = 0, .option = 1};

/* Counted by hand over the worlds of a reading that did not fail. */
static double count_open(bool only_angry, double *worlds)
{
    double outcome[TOLD_OUTCOMES];
    double open = 0.0;

    *worlds = 0.0;
    for (uint64_t i = 0; i < WORLDS; i++) {
        if (play(i, i / 5, outcome) && (!only_angry || i / 5 % 2 == 1)) {
            open += outcome[TOLD_OPEN];
            *worlds += 1.0;
        }
    }
    return open;
}

static void a_run_says_how_often_it_was_so(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, WORLDS);
    struct aras_forecast forecast;
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < 2; i++) {
        double worlds;
        double open = count_open(i == 1, &worlds);

        assert_ok(aras_forecast_of_run(&forecast, made.run, &told.model, TOLD_OPEN,
                                       i == 1 ? &angry : &all, &error),
                  error);
        assert_false(forecast.numbers);
        assert_int_equal(forecast.options, 2);
        assert_close((double) forecast.worlds, worlds, 0.0);
        assert_close(forecast.share[0], open / worlds, 1e-12);
        assert_close(forecast.share[0] + forecast.share[1], 1.0, 1e-12);
        assert_close(forecast.said[0], (open + 0.5) / (worlds + 1.0), 1e-12);
        aras_forecast_free(&forecast);
    }
    made_run_close(&made);
}

/* War came in none of 999 worlds. */
static void a_run_never_says_never(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, WORLDS);
    struct aras_forecast forecast;
    struct aras_error error = {0};

    (void) state;
    assert_ok(
        aras_forecast_of_run(&forecast, made.run, &told.model, TOLD_WAR, &all, &error),
        error);
    assert_close(forecast.share[0], 0.0, 0.0);
    assert_close(forecast.said[0], 0.5 / 1000, 1e-15);
    assert_close(forecast.said[0] + forecast.said[1], 1.0, 1e-15);
    aras_forecast_free(&forecast);
    made_run_close(&made);
}

static void a_time_is_reached_or_not_and_a_category_has_its_options(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, WORLDS);
    struct aras_forecast when;
    struct aras_forecast open;
    struct aras_forecast ending;
    struct aras_error error = {0};

    (void) state;
    assert_ok(
        aras_forecast_of_run(&when, made.run, &told.model, TOLD_WHEN, &all, &error),
        error);
    assert_ok(
        aras_forecast_of_run(&open, made.run, &told.model, TOLD_OPEN, &all, &error),
        error);
    assert_ok(
        aras_forecast_of_run(&ending, made.run, &told.model, TOLD_ENDING, &all, &error),
        error);
    assert_close(when.share[0], open.share[0], 0.0);
    assert_close(ending.share[0], open.share[0], 0.0);
    assert_int_equal(ending.options, 2);
    aras_forecast_free(&when);
    aras_forecast_free(&open);
    aras_forecast_free(&ending);
    made_run_close(&made);
}

/* 999 worlds, each fifth of them: 200 of all parameter sets, in order of size. */
static void members_come_from_all_over_the_run(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, WORLDS);
    struct aras_forecast forecast;
    struct aras_error error = {0};
    double mean = 0.0;
    double expected = 0.0;

    (void) state;
    assert_ok(aras_forecast_of_run(&forecast, made.run, &told.model, TOLD_LEVEL, &all,
                                   &error),
              error);
    assert_true(forecast.numbers);
    assert_int_equal(forecast.members, 200);
    for (size_t i = 0; i < forecast.members; i++) {
        double outcome[TOLD_OUTCOMES];
        uint64_t world = 5 * i >= 7 ? 5 * i + 1 : 5 * i; /* without the failed one */

        assert_true(i == 0 || forecast.member[i] >= forecast.member[i - 1]);
        told_play(world, world / 5, outcome);
        mean += forecast.member[i];
        expected += outcome[TOLD_LEVEL];
    }
    assert_close(mean, expected, 1e-9);
    aras_forecast_free(&forecast);
    made_run_close(&made);
}

static void too_few_worlds_say_nothing(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, 5);
    struct aras_forecast forecast;
    struct aras_error error = {0};

    (void) state;
    assert_fails(aras_forecast_of_run(&forecast, made.run, &told.model, TOLD_OPEN,
                                      &angry, &error),
                 error, ARAS_INVALID, "0 worlds of the run");
    assert_null(forecast.share);
    made_run_close(&made);
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct told_model told;
    struct made_run made = run_of(&told, WORLDS);

    (void) state;
    for (size_t outcome = TOLD_OPEN; outcome <= TOLD_LEVEL; outcome++) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        while (status == ARAS_NO_MEMORY) {
            struct aras_forecast forecast;
            struct aras_error error = {0};

            allow_allocations(refused++);
            status = aras_forecast_of_run(&forecast, made.run, &told.model, outcome,
                                          &all, &error);
            allow_all_allocations();
            aras_forecast_free(&forecast);
        }
        assert_int_equal(status, ARAS_OK);
        assert_true(refused > 3);
    }
    made_run_close(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_says_how_often_it_was_so),
        cmocka_unit_test(a_run_never_says_never),
        cmocka_unit_test(a_time_is_reached_or_not_and_a_category_has_its_options),
        cmocka_unit_test(members_come_from_all_over_the_run),
        cmocka_unit_test(too_few_worlds_say_nothing),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("forecast", tests, NULL, NULL);
}
