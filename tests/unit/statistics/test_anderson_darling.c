#include "statistics/anderson_darling.h"

#include <math.h>

#include "statistics/quantile.h"
#include "support/check.h"
#include "support/scarce_memory.h"

/* {1, 2} and {3, 4}: N = 4, B = 1/2, 3/2, 5/2, 7/2, N M - n B = 1, 3, 3, 1 for each;
 * (3/4) (1/2 + 1/2) (1/4) 2 (1 / (3/4) + 9 / (11/4)). */
static void the_distance_is_the_one_worked_out_by_hand(void **state)
{
    const double a[] = {1, 2}, b[] = {3, 4};
    double expected = 0.75 * 0.25 * 2.0 * (4.0 / 3.0 + 36.0 / 11.0);

    (void) state;
    assert_close(aras_anderson_darling(a, 2, b, 2), expected, 1e-14);
    assert_close(aras_anderson_darling(b, 2, a, 2), expected, 1e-14);
}

/* {1, 1} and {1, 2}: at 1, l = 3, B = 3/2, M = 1 and 1/2, N M - n B = 1 and -1, B (N -
 * B) - 3 = 3/4; at 2, l = 1, B = 7/2, M = 2 and 3/2, again 1 and -1, 7/4 - 1 = 3/4. */
static void ties_have_midranks(void **state)
{
    const double a[] = {1, 1}, b[] = {1, 2};

    (void) state;
    assert_close(aras_anderson_darling(a, 2, b, 2), 0.75 * (0.75 / 0.75 + 0.25 / 0.75),
                 1e-14);
}

static void equal_numbers_have_no_distance(void **state)
{
    const double a[] = {1, 1, 1}, b[] = {1, 1};

    (void) state;
    assert_close(aras_anderson_darling(a, 3, b, 2), 0.0, 0.0);
}

/* Over all divisions of six numbers into three and three the distance has mean 1; its
 * variance is what the p-value is scaled by, tested through the critical value: at mean
 * + 1.96 standard deviations (t for 0.05 is 1.961) p is near 0.05. */
static void the_p_value_is_scaled_by_the_exact_variance(void **state)
{
    double sum = 0.0, squares = 0.0;
    int count = 0;

    (void) state;
    for (int set = 0; set < 64; set++) {
        double a[6];
        size_t in_a = 0;

        for (int i = 0; i < 6; i++) {
            if (set >> i & 1) {
                a[in_a++] = i;
            }
        }
        if (in_a == 3) {
            /* without ties the plain statistic: cut between the numbers, not at them */
            double plain = 0.0;

            for (int j = 1; j < 6; j++) {
                double m = 0.0;

                for (size_t i = 0; i < 3; i++) {
                    m += a[i] < j;
                }
                plain += (6 * m - 3 * j) * (6 * m - 3 * j) / (j * (6 - j));
            }
            plain *= 2.0 / 3.0 / 6.0;
            sum += plain;
            squares += plain * plain;
            count++;
        }
    }

    double mean = sum / count;
    double variance = squares / count - mean * mean;

    assert_close(mean, 1.0, 1e-12);
    assert_close(aras_anderson_darling_p(1.0 + 1.961 * sqrt(variance), 3, 3), 0.05,
                 0.002);
}

static void the_p_value_is_held_where_it_is_known(void **state)
{
    (void) state;
    assert_close(aras_anderson_darling_p(0.1, 50, 50), 0.25, 0.0);
    assert_close(aras_anderson_darling_p(30.0, 50, 50), 0.001, 0.0);
    /* Large samples: sigma is near 0.7594, critical values 1 + 0.7594 t: Scholz and
     * Stephens, table 1, give 2.492 for 0.05 and 3.857 for 0.01. */
    assert_close(aras_anderson_darling_p(2.492, 10000, 10000), 0.05, 0.002);
    assert_close(aras_anderson_darling_p(3.857, 10000, 10000), 0.01, 0.0007);
}

/* Four of seventy divisions of eight numbers are as uneven as all low ones against all
 * high ones: two of them with their mirror; at least 2/70. */
static void exchanging_finds_the_exact_p_value(void **state)
{
    const double a[] = {1, 2, 3, 4}, b[] = {5, 6, 7, 8};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct aras_error error = {0};
    double p;

    (void) state;
    assert_non_null(rng);
    assert_ok(aras_anderson_darling_exchange(&p, a, 4, b, 4, 20000, rng, &error),
              error);
    /* standard error 0.0012: 4 of them */
    assert_close(p, 2.0 / 70.0, 0.005);
    allow_allocations(0);

    enum aras_status status =
        aras_anderson_darling_exchange(&p, a, 4, b, 4, 10, rng, &error);

    allow_all_allocations();
    assert_int_equal(status, ARAS_NO_MEMORY);
    gsl_rng_free(rng);
}

/* Both p-values, of samples that do differ a little. */
static void the_two_p_values_agree(void **state)
{
    enum { COUNT = 40 };
    double a[COUNT], b[COUNT];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct aras_error error = {0};
    double p;

    (void) state;
    assert_non_null(rng);
    for (int i = 0; i < COUNT; i++) {
        a[i] = gsl_rng_uniform(rng);
        b[i] = gsl_rng_uniform(rng) + 0.16;
    }
    aras_quantile_sort(a, COUNT);
    aras_quantile_sort(b, COUNT);
    assert_ok(aras_anderson_darling_exchange(&p, a, COUNT, b, COUNT, 4000, rng, &error),
              error);

    double approximate = aras_anderson_darling_p(
        aras_anderson_darling(a, COUNT, b, COUNT), COUNT, COUNT);

    assert_true(approximate < 0.25 && approximate > 0.001);
    assert_close(approximate, p, 0.01 + 0.2 * p);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_distance_is_the_one_worked_out_by_hand),
        cmocka_unit_test(ties_have_midranks),
        cmocka_unit_test(equal_numbers_have_no_distance),
        cmocka_unit_test(the_p_value_is_scaled_by_the_exact_variance),
        cmocka_unit_test(the_p_value_is_held_where_it_is_known),
        cmocka_unit_test(exchanging_finds_the_exact_p_value),
        cmocka_unit_test(the_two_p_values_agree),
    };

    return cmocka_run_group_tests_name("anderson_darling", tests, NULL, NULL);
}
