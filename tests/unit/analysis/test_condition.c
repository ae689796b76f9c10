#include "analysis/condition.h"

#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { OPENED, WAR, LEVEL, CALLS, ENDING, OUTCOMES };

static const struct aras_category endings[] = {{.id = "belt", .title = "a belt"},
                                               {.id = "peace", .title = "peace"},
                                               {.id = "other"}};

static const struct aras_outcome outcomes[OUTCOMES] = {
    [OPENED] = {.id = "opened", .title = "the route opens", .kind = ARAS_HAPPENED},
    [WAR] = {.id = "first_war", .title = "the first war", .kind = ARAS_TIME},
    [LEVEL] = {.id = "level", .title = "its level", .kind = ARAS_VALUE},
    [CALLS] = {.id = "calls", .title = "calls", .kind = ARAS_COUNT},
    [ENDING] = {.id = "ending",
                .title = "how it ends",
                .kind = ARAS_CATEGORY,
                .categories = endings,
                .category_count = 3},
};

static const struct aras_model model = {.title = "made",
                                        .time_unit = "year",
                                        .days_per_unit = 365.25,
                                        .horizon = 5.0,
                                        .outcomes = outcomes,
                                        .outcome_count = OUTCOMES};

struct reading {
    struct aras_arena *arena;
    struct aras_problems problems;
    const char *text;
    struct aras_condition *condition;
};

static void read(void *context)
{
    struct reading *reading = context;

    reading->condition =
        aras_condition_read(reading->text, "--where", &model, &reading->problems);
}

static void reading_new(struct reading *reading, const char *text)
{
    struct aras_error error = {0};

    *reading = (struct reading){.arena = aras_arena_new(&error), .text = text};
    assert_non_null(reading->arena);
    reading->problems.arena = reading->arena;
    assert_ok(aras_arena_try(reading->arena, read, reading, &error), error);
}

static bool ask(const char *text, const double values[OUTCOMES])
{
    struct reading reading;
    struct aras_error error = {0};
    bool so = false;

    reading_new(&reading, text);
    if (reading.condition == NULL) {
        fail_msg("%s", reading.problems.items[0].message);
        return false;
    }
    assert_ok(aras_condition_ask(reading.condition, values, &so, &error), error);
    aras_arena_free(reading.arena);
    return so;
}

static void assert_refused(const char *text, const char *words)
{
    struct reading reading;

    reading_new(&reading, text);
    assert_null(reading.condition);
    assert_true(reading.problems.count > 0);
    if (strstr(reading.problems.items[0].message, words) == NULL) {
        fail_msg("%s", reading.problems.items[0].message);
    }
    aras_arena_free(reading.arena);
}

static void conditions_ask_of_outcomes(void **state)
{
    static const double world[] = {1.0, 2.5, 0.4, 3.0, 1.0};
    static const double other[] = {0.0, INFINITY, -0.1, 0.0, 2.0};

    (void) state;
    assert_true(ask("opened", world));
    assert_false(ask("opened", other));
    assert_true(ask("not opened", other));
    assert_true(ask("ending == peace", world));
    assert_false(ask("ending == peace", other));
    assert_true(ask("ending != belt and (level > 0.3 or calls >= 4)", world));
    assert_false(ask("ending != belt and (level > 0.3 or calls >= 4)", other));
    /* A time alone asks whether it was reached; times have units. */
    assert_true(ask("first_war", world));
    assert_false(ask("first_war", other));
    assert_true(ask("happened(first_war) and happened(opened)", world));
    assert_true(ask("first_war <= 31 * month", world));
    assert_false(ask("first_war <= 29 * month", world));
    assert_false(ask("first_war <= horizon", other));
    assert_true(ask("first_war < horizon / 2 + 1 * day", world));
}

static void what_one_outcome_is_asked_for_by_may_be_written_here_too(void **state)
{
    static const double world[] = {1.0, 2.5, 0.4, 3.0, 1.0};
    static const double other[] = {0.0, INFINITY, -0.1, 0.0, 2.0};
    struct reading reading;

    (void) state;
    assert_true(ask("ending=peace", world));
    assert_false(ask("ending=peace", other));
    assert_true(ask("ending = peace", world));
    assert_true(ask("ending=peace and not ending=belt and level >= 0.4", world));
    assert_true(ask("first_war=reached", world));
    assert_false(ask("first_war == reached", other));
    assert_true(ask("not first_war=reached and ending=other", other));
    reading_new(&reading, "ending=belt");
    assert_string_equal(reading.condition->text, "ending=belt");
    assert_string_equal(reading.condition->title, "a belt");
    aras_arena_free(reading.arena);
    assert_refused("ending=bel", "'bel'");
    assert_refused("level=reached", "reached");
    assert_refused("ending=", "");
    assert_refused("=", "");
}

static void what_is_wrong_is_told_with_what_would_be_right(void **state)
{
    (void) state;
    assert_refused("opend", "did you mean 'opened'?");
    assert_refused("ending == belts", "belt");
    assert_refused("ending",
                   "'ending' is a category: compare it, as in 'ending == belt'");
    assert_refused("level", "'level' is a number: compare it, as in 'level > 0'");
    assert_refused("first_war < 2", "time");
    assert_refused("opened or first_war", "first_war");
    assert_refused("level > 0.3 and", "--where");
    assert_refused("armenia", "a condition is about the outcomes of the model");
}

static void titles_say_what_is_asked(void **state)
{
    static const char *const said[][2] = {
        {"opened", "the route opens"},  {"first_war", "the first war"},
        {" ending == peace ", "peace"}, {"ending == other", "ending == other"},
        {"not opened", "not opened"},   {"level > 0.3", "level > 0.3"}};

    (void) state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        struct reading reading;

        reading_new(&reading, said[i][0]);
        assert_non_null(reading.condition);
        assert_string_equal(reading.condition->title, said[i][1]);
        aras_arena_free(reading.arena);
    }
}

static enum aras_settled settled(const char *text, double opened, double war,
                                 double time)
{
    double reached[OUTCOMES] = {opened, war, NAN, NAN, NAN};
    struct reading reading;
    struct aras_error error = {0};
    enum aras_settled answer = ARAS_STILL_OPEN;

    reading_new(&reading, text);
    assert_non_null(reading.condition);
    assert_ok(aras_condition_settled(reading.condition, reached, time, &answer, &error),
              error);
    aras_arena_free(reading.arena);
    return answer;
}

/* Only what has come counts, whatever is known today of what came later. */
static void a_condition_is_open_until_nothing_can_change_it(void **state)
{
    (void) state;
    assert_int_equal(settled("opened", 2.0, 1.0, 1.9), ARAS_STILL_OPEN);
    assert_int_equal(settled("opened", 2.0, 1.0, 2.0), ARAS_SETTLED_YES);
    assert_int_equal(settled("not opened", 2.0, 1.0, 1.9), ARAS_STILL_OPEN);
    assert_int_equal(settled("not opened", 2.0, 1.0, 2.0), ARAS_SETTLED_NO);
    assert_int_equal(settled("first_war", 2.0, 1.0, 1.0), ARAS_SETTLED_YES);
    assert_int_equal(settled("opened or happened(first_war)", 2.0, 1.0, 1.5),
                     ARAS_SETTLED_YES);
    assert_int_equal(settled("opened and happened(first_war)", 2.0, 1.0, 1.5),
                     ARAS_STILL_OPEN);
    assert_int_equal(settled("opened and not happened(first_war)", 2.0, 1.0, 1.5),
                     ARAS_SETTLED_NO);
    assert_int_equal(settled("first_war < 6 * month", 9.0, 1.0, 1.5), ARAS_SETTLED_NO);
    assert_int_equal(settled("first_war < 2 * year", 9.0, 4.0, 1.5), ARAS_STILL_OPEN);
    assert_int_equal(settled("ending == belt", 1.0, 1.0, 4.9), ARAS_STILL_OPEN);
    assert_int_equal(settled("opened and level > 0", 1.0, 1.0, 4.9), ARAS_STILL_OPEN);
}

static double when(const char *text, double opened, double war)
{
    double reached[OUTCOMES] = {opened, war, NAN, NAN, NAN};
    struct reading reading;
    struct aras_error error = {0};
    double moment = NAN;

    reading_new(&reading, text);
    assert_non_null(reading.condition);
    assert_ok(aras_condition_when(reading.condition, reached, &moment, &error), error);
    aras_arena_free(reading.arena);
    return moment;
}

static void the_moment_is_known_at_which_it_became_so(void **state)
{
    (void) state;
    assert_close(when("opened", 2.0, 1.0), 2.0, 0.0);
    assert_close(when("opened and happened(first_war)", 2.0, 1.0), 2.0, 0.0);
    assert_close(when("opened or happened(first_war)", 2.0, 1.0), 1.0, 0.0);
    assert_true(isinf(when("opened and happened(first_war)", INFINITY, 1.0)));
    assert_true(isinf(when("not opened", 2.0, 1.0)));
    assert_true(isinf(when("level > 0", 2.0, 1.0)));
}

static void arithmetic_without_a_result_is_an_error(void **state)
{
    static const double world[] = {1.0, 2.5, 0.0, 3.0, 1.0};
    struct reading reading;
    struct aras_error error = {0};
    bool so;

    (void) state;
    reading_new(&reading, "calls / level > 2");
    assert_non_null(reading.condition);
    assert_fails(aras_condition_ask(reading.condition, world, &so, &error), error,
                 ARAS_INVALID, "'calls / level > 2' meets a division by zero");
    aras_arena_free(reading.arena);
}

static void memory_that_runs_out_is_told(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;

    (void) state;
    for (int allowed = 0; status != ARAS_OK; allowed++) {
        struct reading reading = {.text = "ending != belt and (level > 0.3 or opened)"};
        struct aras_error error = {0};

        allow_allocations(allowed);
        reading.arena = aras_arena_new(&error);
        reading.problems.arena = reading.arena;
        status = reading.arena == NULL
                     ? error.status
                     : aras_arena_try(reading.arena, read, &reading, &error);
        allow_all_allocations();
        assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
        aras_arena_free(reading.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_ask_of_outcomes),
        cmocka_unit_test(what_one_outcome_is_asked_for_by_may_be_written_here_too),
        cmocka_unit_test(what_is_wrong_is_told_with_what_would_be_right),
        cmocka_unit_test(titles_say_what_is_asked),
        cmocka_unit_test(a_condition_is_open_until_nothing_can_change_it),
        cmocka_unit_test(the_moment_is_known_at_which_it_became_so),
        cmocka_unit_test(arithmetic_without_a_result_is_an_error),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
