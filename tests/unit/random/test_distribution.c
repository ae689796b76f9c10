#include "random/distribution.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#include "support/check.h"

/* Each kind at least once, with the mean and variance worked out by hand. */
static const struct {
    struct aras_distribution distribution;
    double mean, variance;
} examples[] = {
    {{.kind = ARAS_UNIFORM, .argument = {-1, 5}}, 2, 3},
    {{.kind = ARAS_NORMAL, .argument = {10, 3}}, 10, 9},
    {{.kind = ARAS_NORMAL_VARIANCE, .argument = {10, 9}}, 10, 9},
    {{.kind = ARAS_LOGNORMAL, .argument = {0, 1}},
     1.6487212707001282,
     4.670774270471604},
    {{.kind = ARAS_LOGNORMAL_MEDIAN, .argument = {1, 1}},
     1.6487212707001282,
     4.670774270471604},
    {{.kind = ARAS_EXPONENTIAL, .argument = {4}}, 0.25, 0.0625},
    {{.kind = ARAS_EXPONENTIAL_MEAN, .argument = {4}}, 4, 16},
    {{.kind = ARAS_GAMMA, .argument = {3, 2}}, 6, 12},
    {{.kind = ARAS_GAMMA, .argument = {0.5, 2}}, 1, 2},
    {{.kind = ARAS_GAMMA_MEAN, .argument = {6, 3}}, 6, 12},
    {{.kind = ARAS_BETA, .argument = {2, 3}}, 0.4, 0.04},
    {{.kind = ARAS_BETA, .argument = {63.75, 252.625}},
     63.75 / 316.375,
     63.75 / 316.375 * 252.625 / 316.375 / 317.375},
    {{.kind = ARAS_WEIBULL, .argument = {2, 1}}, 2, 4},
    {{.kind = ARAS_TRIANGULAR, .argument = {0, 3, 6}}, 3, 1.5},
    {{.kind = ARAS_TRIANGULAR, .argument = {0, 0, 6}}, 2, 2},
    {{.kind = ARAS_TRIANGULAR, .argument = {0, 6, 6}}, 4, 2},
    {{.kind = ARAS_PERT, .argument = {0, 3, 6}}, 3, 9.0 / 7.0},
    {{.kind = ARAS_CAUCHY, .argument = {1, 2}}, NAN, NAN},
    {{.kind = ARAS_CHISQUARE, .argument = {5}}, 5, 10},
    {{.kind = ARAS_RAYLEIGH, .argument = {2}}, 2.5066282746310002, 1.7168146928204138},
    {{.kind = ARAS_LAPLACE, .argument = {1, 2}}, 1, 8},
    {{.kind = ARAS_LOGISTIC, .argument = {1, 1}}, 1, 3.2898681336964528},
    {{.kind = ARAS_BERNOULLI, .argument = {0.3}}, 0.3, 0.21},
    {{.kind = ARAS_BINOMIAL, .argument = {20, 0.1}}, 2, 1.8},
    {{.kind = ARAS_BINOMIAL, .argument = {100000, 0.5}}, 50000, 25000},
    {{.kind = ARAS_POISSON, .argument = {4.5}}, 4.5, 4.5},
    {{.kind = ARAS_POISSON, .argument = {1e9}}, 1e9, 1e9},
    {{.kind = ARAS_GEOMETRIC, .argument = {0.2}}, 5, 20},
};
enum { EXAMPLES = sizeof examples / sizeof *examples };

static const double shares[] = {1e-12, 1e-6, 0.001, 0.1,      0.25,     0.5,
                                0.75,  0.9,  0.999, 1 - 1e-6, 1 - 1e-12};
enum { SHARES = sizeof shares / sizeof *shares };

static void assert_inverse(const struct aras_distribution *d, double u, double slack)
{
    double x = aras_distribution_quantile(d, u);

    if (aras_distribution_form(d->kind)->discrete) {
        assert_true(aras_distribution_cdf(d, x) >= u * (1.0 - slack));
        assert_true(aras_distribution_cdf(d, x - 1.0) < u * (1.0 + slack));
        assert_true(x == floor(x));
    } else {
        assert_close(aras_distribution_cdf(d, x), u, slack * fmin(u, 1.0 - u) + 1e-15);
    }
}

static void a_quantile_is_the_inverse_of_the_cdf(void **state)
{
    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        for (int j = 0; j < SHARES; j++) {
            assert_inverse(&examples[i].distribution, shares[j], 1e-9);
        }
    }
}

static void a_draw_rises_with_its_uniform_number(void **state)
{
    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        double before = -INFINITY;

        for (int j = 1; j < 1000; j++) {
            double x =
                aras_distribution_quantile(&examples[i].distribution, j / 1000.0);

            assert_true(x >= before);
            before = x;
        }
    }
}

static void mean_and_variance_are_those_worked_out_by_hand(void **state)
{
    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        double mean = aras_distribution_mean(&examples[i].distribution);
        double variance = aras_distribution_variance(&examples[i].distribution);

        if (isnan(examples[i].mean)) {
            assert_true(isnan(mean) && isnan(variance));
        } else {
            assert_close(mean, examples[i].mean, 1e-12 * fabs(examples[i].mean));
            assert_close(variance, examples[i].variance, 1e-12 * examples[i].variance);
        }
    }
}

/* The mean of quantiles at 4000 evenly spaced shares is the mean, but for the ends. */
static void quantiles_average_to_the_mean(void **state)
{
    enum { COUNT = 4000 };

    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        double sum = 0.0;

        if (isnan(examples[i].mean) || examples[i].mean > 1e8) {
            continue;
        }
        for (int j = 0; j < COUNT; j++) {
            sum += aras_distribution_quantile(&examples[i].distribution,
                                              (j + 0.5) / COUNT);
        }
        assert_close(sum / COUNT, examples[i].mean,
                     0.003 * sqrt(examples[i].variance) + 1e-9);
    }
}

static void every_kind_is_tested_and_has_a_form(void **state)
{
    bool seen[ARAS_DISTRIBUTIONS] = {false};

    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        seen[examples[i].distribution.kind] = true;
    }
    for (int kind = 0; kind < ARAS_DISTRIBUTIONS; kind++) {
        const struct aras_distribution_form *form =
            aras_distribution_form((enum aras_distribution_kind) kind);

        assert_true(seen[kind]);
        assert_non_null(form->name);
        for (size_t i = 0; i < form->arguments; i++) {
            assert_non_null(form->argument[i]);
        }
    }
}

/* 1 - e^-1 is the share of an exponential below its mean. */
static void the_exponential_is_gsls_own_formula(void **state)
{
    const struct aras_distribution by_rate = {.kind = ARAS_EXPONENTIAL,
                                              .argument = {0.7}};
    const struct aras_distribution by_mean = {.kind = ARAS_EXPONENTIAL_MEAN,
                                              .argument = {0.7}};

    (void) state;
    for (int i = 1; i < 100; i++) {
        double u = i / 100.0;

        assert_true(aras_distribution_quantile(&by_mean, u) == -0.7 * log1p(-u));
        assert_true(aras_distribution_quantile(&by_rate, u) ==
                    -(1.0 / 0.7) * log1p(-u));
    }
    assert_close(aras_distribution_quantile(&by_mean, 0.6321205588285577), 0.7, 1e-12);
}

static void known_quantiles_come_out(void **state)
{
    const struct aras_distribution normal = {.kind = ARAS_NORMAL, .argument = {0, 1}};
    const struct aras_distribution arcsine = {.kind = ARAS_BETA, .argument = {.5, .5}};
    const struct aras_distribution laplace = {.kind = ARAS_LAPLACE, .argument = {1, 2}};
    const struct aras_distribution triangle = {.kind = ARAS_TRIANGULAR,
                                               .argument = {0, 1, 4}};
    const struct aras_distribution dice = {.kind = ARAS_GEOMETRIC,
                                           .argument = {1.0 / 6.0}};

    (void) state;
    assert_close(aras_distribution_quantile(&normal, 0.975), 1.959963984540054, 1e-12);
    assert_close(aras_distribution_quantile(&arcsine, 0.25), 0.14644660940672624,
                 1e-13);
    assert_close(aras_distribution_quantile(&laplace, 0.25), 1 - 2 * log(2), 1e-14);
    /* A quarter of the triangle lies left of its mode; 3/4 of the rest, 4 - 3 / 2. */
    assert_close(aras_distribution_quantile(&triangle, 0.25), 1.0, 1e-14);
    assert_close(aras_distribution_quantile(&triangle, 0.8125), 2.5, 1e-14);
    /* 1 - (5/6)^4 = 0.5177 is the first above one half. */
    assert_close(aras_distribution_quantile(&dice, 0.5), 4.0, 0.0);
}

/* Near 0, P(X <= x) = x^a / Gamma(a + 1): solved for x at the median. */
static void gammas_of_small_shape_have_quantiles(void **state)
{
    const double shapes[] = {0.5, 0.1, 0.01, 0.002};

    (void) state;
    for (int i = 0; i < 4; i++) {
        struct aras_distribution gamma = {.kind = ARAS_GAMMA,
                                          .argument = {shapes[i], 1.0}};
        double x = aras_distribution_quantile(&gamma, 0.5);

        assert_inverse(&gamma, 0.5, 1e-9);
        if (shapes[i] < 0.05) {
            double expected = exp((log(0.5) + lgamma(shapes[i] + 1.0)) / shapes[i]);

            assert_close(x / expected, 1.0, 1e-9);
        }
    }
}

static void betas_have_quantiles_far_out_and_for_large_numbers(void **state)
{
    const double pairs[][2] = {{0.05, 3}, {1e5, 1e5}, {0.5, 1e5}, {2, 1e5}, {30, 700}};

    (void) state;
    for (int i = 0; i < 5; i++) {
        struct aras_distribution beta = {.kind = ARAS_BETA,
                                         .argument = {pairs[i][0], pairs[i][1]}};

        for (int j = 0; j < SHARES; j++) {
            assert_inverse(&beta, shares[j], 1e-9);
        }
    }
}

static void a_truncated_draw_stays_inside_and_keeps_its_shape(void **state)
{
    const struct aras_distribution cut = {.kind = ARAS_EXPONENTIAL_MEAN,
                                          .argument = {1.0},
                                          .truncated = true,
                                          .low = 1.0,
                                          .high = INFINITY};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_distribution_check(&cut, &error), error);
    /* Without memory: the rest of the wait is exponential again. */
    for (int j = 1; j < 100; j++) {
        assert_close(aras_distribution_quantile(&cut, j / 100.0),
                     1.0 - log1p(-j / 100.0), 1e-13);
    }
}

static void every_truncated_quantile_is_the_inverse_of_its_cdf(void **state)
{
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < EXAMPLES; i++) {
        struct aras_distribution d = examples[i].distribution;

        d.truncated = true;
        d.low = aras_distribution_quantile(&examples[i].distribution, 0.2);
        d.high = aras_distribution_quantile(&examples[i].distribution, 0.8);
        assert_ok(aras_distribution_check(&d, &error), error);
        assert_close(aras_distribution_cdf(&d, d.high), 1.0, 0.0);
        assert_close(aras_distribution_cdf(&d, d.low - 1.0), 0.0, 0.0);
        for (int j = 0; j < SHARES; j++) {
            double x = aras_distribution_quantile(&d, shares[j]);

            assert_true(x >= d.low && x <= d.high);
            if (shares[j] > 1e-4 && shares[j] < 0.9999) {
                assert_inverse(&d, shares[j], 1e-8);
            }
        }
    }
}

/* Ten standard deviations out 1 - cdf has no digits left; the other tail has all. Its
 * mean excess there is near 1/10, so its median is near 10 + log(2) / 10. */
static void a_normal_may_be_truncated_far_out(void **state)
{
    struct aras_distribution d = {.kind = ARAS_NORMAL,
                                  .argument = {0, 1},
                                  .truncated = true,
                                  .low = 10.0,
                                  .high = 12.0};
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_distribution_check(&d, &error), error);
    assert_close(aras_distribution_quantile(&d, 0.5), 10.0 + log(2) / 10.0, 0.002);
    assert_inverse(&d, 0.5, 1e-9);
    d.low = -12.0;
    d.high = -10.0;
    assert_close(aras_distribution_quantile(&d, 0.5), -10.0 - log(2) / 10.0, 0.002);
}

/* 1, 2, 3 of a die thrown until a six: 1/6, 5/36, 25/216 in the ratio 36 : 30 : 25. */
static void a_discrete_distribution_is_truncated_to_whole_numbers(void **state)
{
    const struct aras_distribution d = {.kind = ARAS_GEOMETRIC,
                                        .argument = {1.0 / 6.0},
                                        .truncated = true,
                                        .low = 0.5,
                                        .high = 3.5};

    (void) state;
    assert_close(aras_distribution_cdf(&d, 1.0), 36.0 / 91.0, 1e-14);
    assert_close(aras_distribution_cdf(&d, 2.0), 66.0 / 91.0, 1e-14);
    assert_close(aras_distribution_quantile(&d, 35.9 / 91.0), 1.0, 0.0);
    assert_close(aras_distribution_quantile(&d, 36.1 / 91.0), 2.0, 0.0);
    assert_close(aras_distribution_quantile(&d, 66.1 / 91.0), 3.0, 0.0);
    assert_close(aras_distribution_quantile(&d, 1 - 1e-15), 3.0, 0.0);
}

static void limits_that_are_whole_numbers_belong_to_the_rest(void **state)
{
    const struct aras_distribution d = {.kind = ARAS_GEOMETRIC,
                                        .argument = {1.0 / 6.0},
                                        .truncated = true,
                                        .low = 2,
                                        .high = 3};

    (void) state;
    assert_close(aras_distribution_cdf(&d, 2.0), 30.0 / 55.0, 1e-14);
    assert_close(aras_distribution_quantile(&d, 29.9 / 55.0), 2.0, 0.0);
    assert_close(aras_distribution_quantile(&d, 30.1 / 55.0), 3.0, 0.0);
}

/* Also when the two logarithms that give k are rounded to the wrong side. */
static void the_quantile_at_the_share_up_to_k_is_k(void **state)
{
    (void) state;
    for (int i = 1; i < 100; i++) {
        struct aras_distribution geometric = {.kind = ARAS_GEOMETRIC,
                                              .argument = {i / 100.0}};

        for (int k = 1; k < 40; k++) {
            double u = aras_distribution_cdf(&geometric, k);

            if (u < 0.999) {
                assert_close(aras_distribution_quantile(&geometric, u), k, 0.0);
                assert_close(aras_distribution_quantile(&geometric, nextafter(u, 1.0)),
                             k + 1, 0.0);
            }
        }
    }
}

static void a_distribution_without_spread_is_a_constant(void **state)
{
    const struct aras_distribution constants[] = {
        {.kind = ARAS_NORMAL, .argument = {2, 0}},
        {.kind = ARAS_NORMAL_VARIANCE, .argument = {2, 0}},
        {.kind = ARAS_LOGNORMAL_MEDIAN, .argument = {2, 0}},
        {.kind = ARAS_LOGNORMAL, .argument = {0.69314718055994531, 0}},
        {.kind = ARAS_UNIFORM, .argument = {2, 2}},
        {.kind = ARAS_TRIANGULAR, .argument = {2, 2, 2}},
        {.kind = ARAS_PERT, .argument = {2, 2, 2}},
        {.kind = ARAS_BINOMIAL, .argument = {2, 1}},
    };
    struct aras_error error = {0};

    (void) state;
    for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
        assert_ok(aras_distribution_check(&constants[i], &error), error);
        assert_close(aras_distribution_quantile(&constants[i], 1e-9), 2.0, 1e-15);
        assert_close(aras_distribution_quantile(&constants[i], 0.99), 2.0, 1e-15);
        assert_close(aras_distribution_mean(&constants[i]), 2.0, 1e-15);
        assert_close(aras_distribution_variance(&constants[i]), 0.0, 0.0);
    }
}

static void numbers_that_make_no_sense_are_refused(void **state)
{
    const struct {
        struct aras_distribution distribution;
        const char *message;
    } cases[] = {
        {{.kind = ARAS_NORMAL, .argument = {0, -1}},
         "normal: the standard deviation must be 0 or more, got -1"},
        {{.kind = ARAS_NORMAL, .argument = {NAN, 1}}, "a finite number"},
        {{.kind = ARAS_EXPONENTIAL, .argument = {0}},
         "the rate must be above 0, got 0"},
        {{.kind = ARAS_UNIFORM, .argument = {2, 1}},
         "the low must not be above the high, got 2 and 1"},
        {{.kind = ARAS_TRIANGULAR, .argument = {0, 7, 6}},
         "the mode must not be above"},
        {{.kind = ARAS_BERNOULLI, .argument = {1.5}}, "from 0 to 1, got 1.5"},
        {{.kind = ARAS_GEOMETRIC, .argument = {0}}, "above 0 and at most 1"},
        {{.kind = ARAS_BINOMIAL, .argument = {2.5, 0.5}}, "a whole number"},
        {{.kind = ARAS_BETA, .argument = {1e7, 1}}, "at most 1e5"},
        {{.kind = ARAS_POISSON, .argument = {-1}}, "from 0 to 1e9"},
        {{.kind = ARAS_NORMAL,
          .argument = {0, 1},
          .truncated = true,
          .low = 60,
          .high = 70},
         "nothing of it lies between 60 and 70"},
        {{.kind = ARAS_POISSON,
          .argument = {3},
          .truncated = true,
          .low = 1.2,
          .high = 1.8},
         "nothing of it lies"},
        {{.kind = ARAS_NORMAL,
          .argument = {0, 1},
          .truncated = true,
          .low = 1,
          .high = 0},
         "lower limit must not be above the upper, got 1 and 0"},
        {{.kind = ARAS_NORMAL,
          .argument = {0, 1},
          .truncated = true,
          .low = NAN,
          .high = 0},
         "lower limit"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aras_error error = {0};

        assert_fails(aras_distribution_check(&cases[i].distribution, &error), error,
                     ARAS_INVALID, cases[i].message);
    }
    for (int i = 0; i < EXAMPLES; i++) {
        struct aras_error error = {0};

        assert_ok(aras_distribution_check(&examples[i].distribution, &error), error);
    }
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
        cmocka_unit_test(a_draw_rises_with_its_uniform_number),
        cmocka_unit_test(mean_and_variance_are_those_worked_out_by_hand),
        cmocka_unit_test(quantiles_average_to_the_mean),
        cmocka_unit_test(every_kind_is_tested_and_has_a_form),
        cmocka_unit_test(the_exponential_is_gsls_own_formula),
        cmocka_unit_test(known_quantiles_come_out),
        cmocka_unit_test(gammas_of_small_shape_have_quantiles),
        cmocka_unit_test(betas_have_quantiles_far_out_and_for_large_numbers),
        cmocka_unit_test(a_truncated_draw_stays_inside_and_keeps_its_shape),
        cmocka_unit_test(every_truncated_quantile_is_the_inverse_of_its_cdf),
        cmocka_unit_test(a_normal_may_be_truncated_far_out),
        cmocka_unit_test(a_discrete_distribution_is_truncated_to_whole_numbers),
        cmocka_unit_test(limits_that_are_whole_numbers_belong_to_the_rest),
        cmocka_unit_test(the_quantile_at_the_share_up_to_k_is_k),
        cmocka_unit_test(a_distribution_without_spread_is_a_constant),
        cmocka_unit_test(numbers_that_make_no_sense_are_refused),
    };

    return cmocka_run_group_tests_name("distribution", tests, without_gsls_handler,
                                       NULL);
}
