#include "base/problems.h"

#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static void name_three_problems(void *argument)
{
    struct aras_problems *problems = argument;
    struct aras_place place = {.file = "model.cfg", .line = 12};

    aras_problems_add(problems, place, "no actor is called '%s'", "iram");
    place.line = 40;
    aras_problems_note(problems, place, "never used: %s", "tracks");
    aras_problems_add(problems, (struct aras_place){0}, "a horizon is needed");
}

static void all_problems_are_kept_in_the_order_of_their_finding(void **state)
{
    struct aras_error error = {0};
    struct aras_problems problems = {.arena = aras_arena_new(&error)};

    (void) state;
    assert_non_null(problems.arena);
    assert_ok(aras_arena_try(problems.arena, name_three_problems, &problems, &error),
              error);
    assert_int_equal(problems.count, 3);
    assert_int_equal(problems.items[0].severity, ARAS_MISTAKE);
    assert_string_equal(problems.items[0].message, "no actor is called 'iram'");
    assert_string_equal(problems.items[0].place.file, "model.cfg");
    assert_int_equal(problems.items[0].place.line, 12);
    assert_int_equal(problems.items[1].severity, ARAS_NOTE);
    assert_string_equal(problems.items[1].message, "never used: tracks");
    assert_int_equal(problems.items[1].place.line, 40);
    assert_null(problems.items[2].place.file);
    aras_arena_free(problems.arena);
}

static void a_note_is_no_mistake(void **state)
{
    struct aras_error error = {0};
    struct aras_problems problems = {.arena = aras_arena_new(&error)};

    (void) state;
    assert_non_null(problems.arena);
    assert_ok(aras_arena_try(problems.arena, name_three_problems, &problems, &error),
              error);
    assert_int_equal(problems.mistakes, 2);
    aras_arena_free(problems.arena);
}

static enum aras_status collect(struct aras_error *error)
{
    struct aras_problems problems = {.arena = aras_arena_new(error)};

    if (problems.arena == NULL) {
        return error->status;
    }

    enum aras_status status =
        aras_arena_try(problems.arena, name_three_problems, &problems, error);

    aras_arena_free(problems.arena);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(collect);

    (void) state;
    assert_true(refused >= 2);
}

/* What was probably meant. */

static const char *meant_by(const char *name)
{
    const char *const names[] = {"iran",    "russia",  "turkey",
                                 "armenia", "transit", "diplomatic_cover"};

    return aras_nearest_name(name, names, sizeof names / sizeof *names);
}

static void one_wrong_missing_or_added_letter_is_forgiven(void **state)
{
    (void) state;
    assert_string_equal(meant_by("iram"), "iran");
    assert_string_equal(meant_by("rusia"), "russia");
    assert_string_equal(meant_by("turkeyy"), "turkey");
}

static void two_exchanged_letters_count_as_one_slip(void **state)
{
    (void) state;
    assert_string_equal(meant_by("rian"), "iran");
    assert_string_equal(meant_by("tarnsit"), "transit");
}

static void a_third_of_the_letters_may_be_wrong_and_no_more(void **state)
{
    (void) state;
    assert_string_equal(meant_by("trukye"), "turkey"); /* 2 exchanges of 6 letters */
    assert_null(meant_by("txxxey"));                   /* 3 changes of 6 letters */
    assert_null(meant_by("moscow"));
}

static void the_nearest_of_several_near_names_is_meant(void **state)
{
    const char *const names[] = {"rate_a", "rates", "rate_bc"};

    (void) state;
    assert_string_equal(aras_nearest_name("rate_b", names, 3), "rate_a");
    assert_string_equal(aras_nearest_name("rates_", names, 3), "rates");
    assert_string_equal(aras_nearest_name("rate_bcd", names, 3), "rate_bc");
}

static void a_name_is_never_said_to_mean_itself(void **state)
{
    const char *const names[] = {"iran", "iraq"};

    (void) state;
    assert_string_equal(aras_nearest_name("iran", names, 2), "iraq");
    assert_null(aras_nearest_name("iran", names, 1));
}

static void an_empty_or_endless_name_means_nothing(void **state)
{
    char endless[200];

    (void) state;
    memset(endless, 'a', sizeof endless - 1);
    endless[sizeof endless - 1] = '\0';

    const char *const names[] = {"iran", endless};

    assert_null(aras_nearest_name("", names, 2));
    assert_null(aras_nearest_name(endless, names, 1));
    assert_string_equal(aras_nearest_name("irann", names, 2), "iran");
    assert_null(aras_nearest_name("iran", NULL, 0));
}

static void hint_at_names(void *argument)
{
    static const char *const names[] = {"iran", "turkey"};
    struct aras_arena *arena = argument;

    assert_string_equal(aras_nearest_hint("irann", names, 2, arena),
                        "; did you mean 'iran'?");
    assert_string_equal(aras_nearest_hint("georgia", names, 2, arena), "");
    assert_string_equal(aras_nearest_hint("iran", NULL, 0, arena), "");
}

static void a_hint_ends_a_message_or_says_nothing(void **state)
{
    struct aras_error error = {0};
    struct aras_arena *arena = aras_arena_new(&error);

    (void) state;
    assert_non_null(arena);
    assert_ok(aras_arena_try(arena, hint_at_names, arena, &error), error);
    aras_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_problems_are_kept_in_the_order_of_their_finding),
        cmocka_unit_test(a_note_is_no_mistake),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
        cmocka_unit_test(one_wrong_missing_or_added_letter_is_forgiven),
        cmocka_unit_test(two_exchanged_letters_count_as_one_slip),
        cmocka_unit_test(a_third_of_the_letters_may_be_wrong_and_no_more),
        cmocka_unit_test(the_nearest_of_several_near_names_is_meant),
        cmocka_unit_test(a_name_is_never_said_to_mean_itself),
        cmocka_unit_test(an_empty_or_endless_name_means_nothing),
        cmocka_unit_test(a_hint_ends_a_message_or_says_nothing),
    };

    return cmocka_run_group_tests_name("problems", tests, NULL, NULL);
}
