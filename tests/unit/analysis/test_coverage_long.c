/* How often all that `aras run` and `aras compare` tell holds the truth, and how often
 * their tests reject what is true: measured over thousands of drawn pairs of runs, for
 * each kind of sharing of luck. Prints what it measures. */
enum { REPEATS = 200, BATCHES = 20, CLOSE_BATCHES = 3, SETS = 40 };

#include "unit/analysis/coverage.h"

static const struct world_plan nothing[] = {
    {.name = "rho 0", .sets = SETS},
    {.name = "rho 0.5", .rho = 0.5, .sets = SETS},
    {.name = "rho 0.9", .rho = 0.9, .sets = SETS},
    {.name = "rho 0.9, by sets", .rho = 0.9, .uneven = 0.3, .sets = SETS},
    {.name = "apart", .sets = SETS, .apart = true},
};

static const struct world_plan shifted[] = {
    {.name = "rho 0", .shift = 0.5, .sets = SETS},
    {.name = "rho 0.9", .rho = 0.9, .shift = 0.5, .sets = SETS},
    {.name = "rho 0.5, by sets", .rho = 0.5, .uneven = 0.3, .shift = 0.5, .sets = SETS},
    {.name = "apart, by sets",
     .uneven = 0.3,
     .shift = 0.5,
     .sets = SETS,
     .apart = true},
};

static bool is_test(const char *what)
{
    static const char *const tests[] = {"McNemar",      "Welch",          "swaps",
                                        "a claim",      "an expectation", "variation",
                                        "Kolmogorov",   "energy",         "first order",
                                        "second order", "Wasserstein's"};

    for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
        if (strncmp(what, tests[i], strlen(tests[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* What is counted comes in steps: its tests reject a little less often than they may.
 */
static double least_size(const char *what)
{
    return strcmp(what, "McNemar") == 0 || strcmp(what, "swaps, a share") == 0 ? 0.03
                                                                               : 0.04;
}

/* With 4000 repeats 0.05 and 0.95 have a standard error of 0.0034: three of them; with
 * the 600 of closer looks 0.0089. A mean of what is skewed is held by a little less, in
 * 40 sets of 5 worlds; Wilson's intervals are a little wide where sets do nothing. */
static bool is_as_said(const struct tally *it, bool differs)
{
    double share = (double) it->hits / it->of;
    double slack = it->of < 4000 ? 0.017 : 0.0;

    if (!is_test(it->what)) {
        return share > 0.935 - slack && share < 0.975 + slack;
    }
    return differs || (share > least_size(it->what) - slack && share < 0.06 + slack);
}

static int judge(const char *situation, const struct tally *it, bool differs)
{
    bool good = is_as_said(it, differs);

    printf("  %-17s %-28s %.4f of %d%s\n", situation, it->what,
           (double) it->hits / it->of, it->of, good ? "" : "  WRONG");
    fflush(stdout);
    return good ? 0 : 1;
}

static void measure(const struct world_plan *plan, size_t count, uint64_t first)
{
    int wrong = 0;

    for (size_t i = 0; i < count; i++) {
        struct tallies tallies = {0};
        struct tallies close = {0};

        for (uint64_t batch = 0; batch < BATCHES; batch++) {
            measure_pair(&plan[i], first + 100 * i + batch,
                         plan[i].shift == 0.0 ? TESTS : ESTIMATES, &tallies);
        }
        for (uint64_t batch = 0; batch < CLOSE_BATCHES; batch++) {
            measure_pair(&plan[i], first + 100 * i + batch, CLOSELY, &close);
        }
        for (size_t k = 0; k < close.count; k++) {
            const struct tally *many = find_tally(&tallies, close.tally[k].what);

            wrong += judge(plan[i].name, many == NULL ? &close.tally[k] : many,
                           plan[i].shift != 0.0);
        }
    }
    assert_int_equal(wrong, 0);
}

static void where_nothing_differs(void **state)
{
    (void) state;
    measure(nothing, sizeof nothing / sizeof *nothing, 1000);
}

static void where_something_differs(void **state)
{
    (void) state;
    measure(shifted, sizeof shifted / sizeof *shifted, 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_nothing_differs),
        cmocka_unit_test(where_something_differs),
    };

    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
