#include "statistics/incidence.h"

#include <math.h>

#include "support/check.h"

/* Exponential times by their quantiles, rate 0.5, up to 4. */
enum { COUNT = 100000 };

static void shares_and_means_are_those_of_the_exponential(void **state)
{
    static double times[COUNT];

    (void) state;
    for (int i = 0; i < COUNT; i++) {
        double time = -2.0 * log1p(-(i + 0.5) / COUNT);

        times[i] = time <= 4.0 ? time : INFINITY;
    }
    assert_close(aras_incidence_by(times, COUNT, 3.0), 1.0 - exp(-1.5), 1e-5);
    assert_close(aras_incidence_by(times, COUNT, 1e9), 1.0 - exp(-2.0), 1e-5);
    assert_close(aras_incidence_mean(times, COUNT, 4.0), 2.0 * (1.0 - exp(-2.0)), 1e-4);
}

static void a_time_at_the_moment_has_come(void **state)
{
    const double times[] = {0, 2, 2, INFINITY};

    (void) state;
    assert_close(aras_incidence_by(times, 4, 0.0), 0.25, 0.0);
    assert_close(aras_incidence_by(times, 4, 1.9), 0.25, 0.0);
    assert_close(aras_incidence_by(times, 4, 2.0), 0.75, 0.0);
    assert_close(aras_incidence_mean(times, 4, 10.0), 14.0 / 4.0, 1e-15);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_and_means_are_those_of_the_exponential),
        cmocka_unit_test(a_time_at_the_moment_has_come),
    };

    return cmocka_run_group_tests_name("incidence", tests, NULL, NULL);
}
