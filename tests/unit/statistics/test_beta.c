#include "statistics/beta.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "support/check.h"

static const double pairs[][2] = {{1, 1},     {0.5, 0.5}, {0.01, 3},  {63.75, 252.625},
                                  {2, 1e5},   {1e5, 1e5}, {1e5, 0.5}, {1, 1e6},
                                  {300, 2e5}, {1e-3, 1}};

static void a_quantile_is_the_inverse_of_the_cdf(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        for (int j = 1; j < 50; j++) {
            double x = aras_beta_quantile(j / 50.0, pairs[i][0], pairs[i][1]);

            if (x > 1e-300) {
                assert_close(gsl_cdf_beta_P(x, pairs[i][0], pairs[i][1]), j / 50.0,
                             1e-9);
            }
        }
    }
}

static void the_upper_tail_is_the_lower_one_of_the_mirror(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_close(aras_beta_upper_quantile(1e-3, pairs[i][0], pairs[i][1]),
                     1.0 - aras_beta_quantile(1e-3, pairs[i][1], pairs[i][0]), 1e-14);
    }
}

/* P(X <= x) = 1 - (1 - x)^b for a = 1, and x^a for b = 1. */
static void closed_forms_come_out(void **state)
{
    (void) state;
    assert_close(aras_beta_quantile(1e-18, 1, 4) / 2.5e-19, 1.0, 1e-12);
    assert_close(aras_beta_quantile(0.3, 1, 4), 1 - pow(0.7, 0.25), 1e-14);
    assert_close(aras_beta_quantile(0.3, 7, 1), pow(0.3, 1.0 / 7), 1e-14);
    assert_close(aras_beta_quantile(1 - 0x1p-50, 1, 10), 1 - 0x1p-5, 1e-9);
}

/* Two standard errors above the mean 1/3 of ten million trials. */
static void very_large_numbers_are_normal(void **state)
{
    double n = 1e7;

    (void) state;
    assert_close(aras_beta_quantile(gsl_cdf_ugaussian_P(2.0), n / 3, 2 * n / 3),
                 1.0 / 3 + 2 * sqrt(2.0 / 9 / n), 2e-7);
    assert_close(aras_beta_quantile(0.5, n / 3, 2 * n / 3), 1.0 / 3, 2e-7);
}

static int without_gsls_handler(void **state)
{
    (void) state;
    gsl_set_error_handler_off();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_quantile_is_the_inverse_of_the_cdf),
        cmocka_unit_test(the_upper_tail_is_the_lower_one_of_the_mirror),
        cmocka_unit_test(closed_forms_come_out),
        cmocka_unit_test(very_large_numbers_are_normal),
    };

    return cmocka_run_group_tests_name("beta", tests, without_gsls_handler, NULL);
}
