/* Whether what `aras run` and `aras compare` tell holds the truth, and rejects it,
 * about as often as is said: 120 drawn pairs of runs for each kind of sharing of luck.
 * The precise shares are measured in test_coverage_long.c. */
enum { REPEATS = 120, SETS = 24 };

#include "unit/analysis/coverage.h"

/* Of 120 repeats 95 % are 114 -+ 2.4 and 5 % are 6 -+ 2.4. Beyond 105 and 15 lies one
 * in 1,500: some thirty such numbers are wrong once in 50 seeds. */
static void assert_held(const struct tallies *tallies, const char *what)
{
    const struct tally *it = find_tally(tallies, what);

    assert_non_null(it);
    if (it->hits < it->of * 105 / 120) {
        fail_msg("%s: held in %d of %d", what, it->hits, it->of);
    }
}

static void assert_rejected_seldom(const struct tallies *tallies, const char *what)
{
    const struct tally *it = find_tally(tallies, what);

    assert_non_null(it);
    if (it->hits > it->of * 15 / 120 || it->hits == 0) {
        fail_msg("%s: rejected in %d of %d", what, it->hits, it->of);
    }
}

static void what_is_told_of_a_run_holds_the_truth(void **state)
{
    static const struct world_plan plan = {
        .rho = 0.5, .uneven = 0.3, .shift = 0.5, .sets = SETS};
    static const char *const told[] = {
        "run: a share",          "run: an option",     "run: reached",
        "run: a mean time",      "run: a mean",        "a change of a share",
        "a change of an option", "a change of a mean", "a change of a mean time"};
    struct tallies tallies = {0};

    (void) state;
    measure_pair(&plan, 0, ESTIMATES, &tallies);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        assert_held(&tallies, told[i]);
    }
}

static void tests_of_shared_luck_reject_as_often_as_they_say(void **state)
{
    static const struct world_plan plan = {.rho = 0.9, .sets = SETS};
    static const char *const told[] = {
        "McNemar",   "swaps, a share", "swaps, a time",  "swaps, a mean",
        "variation", "a claim",        "an expectation", "variation beyond luck alone"};
    struct tallies tallies = {0};

    (void) state;
    measure_pair(&plan, 1, TESTS, &tallies);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        assert_rejected_seldom(&tallies, told[i]);
    }
}

static void separate_luck_is_told_as_honestly(void **state)
{
    static const struct world_plan plan = {.sets = SETS, .uneven = 0.2, .apart = true};
    static const char *const held[] = {"a change of a share", "a change of an option",
                                       "a change of a mean", "a change of a mean time"};
    static const char *const tests[] = {"Welch, a share", "Welch, a mean", "variation"};
    struct tallies tallies = {0};

    (void) state;
    measure_pair(&plan, 2, TESTS, &tallies);
    for (size_t i = 0; i < sizeof held / sizeof *held; i++) {
        assert_held(&tallies, held[i]);
    }
    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        assert_rejected_seldom(&tallies, tests[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told_of_a_run_holds_the_truth),
        cmocka_unit_test(tests_of_shared_luck_reject_as_often_as_they_say),
        cmocka_unit_test(separate_luck_is_told_as_honestly),
    };

    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
