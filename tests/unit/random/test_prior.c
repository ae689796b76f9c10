#include "random/prior.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "random/stream.h"
#include "statistics/kolmogorov.h"
#include "statistics/quantile.h"
#include "support/check.h"
#include "support/scarce_memory.h"

static struct aras_prior evidence_of(struct aras_evidence evidence)
{
    struct aras_prior prior;
    struct aras_error error = {0};

    assert_ok(aras_prior_of_evidence(&prior, &evidence, &error), error);
    return prior;
}

/* 506 of 2523 pair-years, design effect 4, discount one half: d = 1/8. */
static const struct aras_evidence disputes = {.events = 506,
                                              .exposure = 2523,
                                              .design_effect = 4,
                                              .discount = 0.5,
                                              .trials = true,
                                              .trial_length = 1};

static void a_split_prior_meets_its_interval_exactly(void **state)
{
    const struct {
        enum aras_prior_kind kind;
        double median, low, high, holds;
    } cases[] = {
        {ARAS_PRIOR_SPLIT_NORMAL, 0.6, 0.35, 0.8, 0.8},
        {ARAS_PRIOR_SPLIT_NORMAL, -3, -9, -2, 0.5},
        {ARAS_PRIOR_SPLIT_LOGNORMAL, 2.6, 1.5, 12, 0.9},
        {ARAS_PRIOR_SPLIT_LOGIT, 0.6, 0.35, 0.8, 0.8},
        {ARAS_PRIOR_SPLIT_LOGIT, 0.02, 0.001, 0.3, 0.95},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aras_prior prior;
        struct aras_error error = {0};
        double outside = (1.0 - cases[i].holds) / 2.0;

        assert_ok(aras_prior_fit(&prior, cases[i].kind, cases[i].median, cases[i].low,
                                 cases[i].high, cases[i].holds, &error),
                  error);
        assert_close(aras_prior_quantile(&prior, 0.5), cases[i].median, 1e-14);
        assert_close(aras_prior_quantile(&prior, outside), cases[i].low, 1e-12);
        assert_close(aras_prior_quantile(&prior, 1.0 - outside), cases[i].high, 1e-12);
    }
}

/* All that is drawn lies between the two; what has ends does not pass them, to the bit.
 */
static void draws_lie_within_the_extent(void **state)
{
    static const double ends[][2] = {{0, 1}, {0.09, 0.208}, {0.1, 0.7}, {-3.3, 1e-3}};
    static const enum aras_distribution_kind kinds[] = {ARAS_UNIFORM, ARAS_TRIANGULAR,
                                                        ARAS_PERT};
    struct aras_prior normal = {
        .kind = ARAS_PRIOR_SPLIT_NORMAL, .centre = 1.0, .below = 0.1, .above = 0.2};
    double least, most;

    (void) state;
    for (size_t i = 0; i < 12; i++) {
        double low = ends[i / 3][0];
        double high = ends[i / 3][1];
        struct aras_prior prior = {
            .kind = ARAS_PRIOR_DISTRIBUTION,
            .distribution = {.kind = kinds[i % 3], .argument = {low, high, high}}};

        if (kinds[i % 3] != ARAS_UNIFORM) {
            prior.distribution.argument[1] = low + 0.3 * (high - low);
        }
        aras_prior_extent(&prior, &least, &most);
        assert_true(least >= low && most <= high);
        assert_close(least, low, 1e-3);
        assert_close(most, high, 1e-3);
    }
    aras_prior_extent(&normal, &least, &most);
    assert_close(least, 1.0 + 0.1 * gsl_cdf_ugaussian_Pinv(0x1p-53), 1e-14);
    assert_close(most, 1.0 + 0.2 * gsl_cdf_ugaussian_Qinv(0x1p-53), 1e-14);
    for (uint64_t i = 0; i < 1000; i++) {
        struct aras_stream stream = {.seed = 1, .replication = i, .name = 7};
        double draw = aras_prior_quantile(&normal, aras_stream_uniform(&stream, 0, 0));

        assert_true(least <= draw && draw <= most);
    }
}

static void an_impossible_interval_is_refused(void **state)
{
    const struct {
        enum aras_prior_kind kind;
        double median, low, high, holds;
        const char *message;
    } cases[] = {
        {ARAS_PRIOR_SPLIT_NORMAL, 0.9, 0.35, 0.8, 0.8, "must lie inside its interval"},
        {ARAS_PRIOR_SPLIT_NORMAL, 0.35, 0.35, 0.8, 0.8, "must lie inside"},
        {ARAS_PRIOR_SPLIT_NORMAL, 0.5, 0.35, 0.8, 80, "such as 0.80, got 80"},
        {ARAS_PRIOR_SPLIT_NORMAL, NAN, 0.35, 0.8, 0.8, "finite"},
        {ARAS_PRIOR_SPLIT_NORMAL, 0.5, -INFINITY, 0.8, 0.8, "finite"},
        {ARAS_PRIOR_SPLIT_LOGNORMAL, 1, 0, 2, 0.8, "must be above 0, got [0, 2]"},
        {ARAS_PRIOR_SPLIT_LOGIT, 0.5, 0.2, 1, 0.8, "between 0 and 1"},
        {ARAS_PRIOR_SPLIT_LOGIT, 0.5, 0, 0.9, 0.8, "between 0 and 1"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aras_prior prior;
        struct aras_error error = {0};

        assert_fails(aras_prior_fit(&prior, cases[i].kind, cases[i].median,
                                    cases[i].low, cases[i].high, cases[i].holds,
                                    &error),
                     error, ARAS_INVALID, cases[i].message);
    }
}

static void counted_trials_become_a_beta_posterior(void **state)
{
    struct aras_prior prior = evidence_of(disputes);

    (void) state;
    assert_int_equal(prior.kind, ARAS_PRIOR_DISTRIBUTION);
    assert_int_equal(prior.distribution.kind, ARAS_BETA);
    assert_close(prior.distribution.argument[0], 63.75, 0.0);
    assert_close(prior.distribution.argument[1], 252.625, 0.0);
    /* The median of p is near (a - 1/3) / (a + b - 2/3); the rate is -ln(1 - p). */
    assert_close(aras_prior_quantile(&prior, 0.5),
                 -log1p(-(63.75 - 1.0 / 3) / (316.375 - 2.0 / 3)), 2e-5);
}

static void counted_events_become_a_gamma_posterior(void **state)
{
    struct aras_prior prior = evidence_of((struct aras_evidence){
        .events = 3, .exposure = 40, .design_effect = 2, .discount = 0.5});

    (void) state;
    assert_int_equal(prior.distribution.kind, ARAS_GAMMA);
    assert_close(prior.distribution.argument[0], 0.5 + 0.75, 0.0);
    assert_close(prior.distribution.argument[1], 0.1, 1e-17);
    assert_close(aras_prior_quantile(&prior, 0.3), gsl_cdf_gamma_Pinv(0.3, 1.25, 0.1),
                 1e-14);
}

static void a_rate_from_trials_keeps_its_digits_next_to_certainty(void **state)
{
    struct aras_prior prior = evidence_of((struct aras_evidence){.events = 10,
                                                                 .exposure = 10,
                                                                 .design_effect = 1,
                                                                 .discount = 1,
                                                                 .trials = true,
                                                                 .trial_length = 2});
    /* 1 - p is Beta(1/2, 10.5): near 0 P(1 - p < x) = sqrt(x) c, c = 2 / B(1/2, 10.5)
     */
    double c = 2.0 * exp(lgamma(11.0) - lgamma(0.5) - lgamma(10.5));

    (void) state;
    assert_close(aras_prior_quantile(&prior, 1.0 - 0x1p-40),
                 -2.0 * log(0x1p-40 / c) / 2.0, 1e-9);
}

/* Rates of different trial lengths are the same belief said in other units. */
static void a_longer_trial_gives_a_smaller_rate(void **state)
{
    struct aras_evidence decade = disputes;

    (void) state;
    decade.trial_length = 10;

    struct aras_prior by_year = evidence_of(disputes);
    struct aras_prior by_decade = evidence_of(decade);

    assert_close(aras_prior_quantile(&by_decade, 0.2),
                 aras_prior_quantile(&by_year, 0.2) / 10.0, 1e-16);
}

static void a_probability_within_a_time_becomes_a_rate(void **state)
{
    struct aras_prior prior;
    struct aras_error error = {0};

    (void) state;
    assert_ok(
        aras_prior_fit(&prior, ARAS_PRIOR_SPLIT_LOGIT, 0.6, 0.35, 0.8, 0.8, &error),
        error);
    prior.trial_length = 2.0;
    assert_close(aras_prior_quantile(&prior, 0.5), -log(0.4) / 2.0, 1e-14);
    assert_close(aras_prior_quantile(&prior, 0.9), -log(0.2) / 2.0, 1e-14);
    assert_close(aras_prior_quantile(&prior, 0.1), -log(0.65) / 2.0, 1e-14);
    prior = (struct aras_prior){
        .kind = ARAS_PRIOR_FIXED, .value = 0.5, .trial_length = 1.0};
    assert_close(aras_prior_quantile(&prior, 0.9), log(2), 1e-15);
    prior.value = 1.0;
    assert_true(isfinite(aras_prior_quantile(&prior, 0.9)));
}

/* Without events the rate is Gamma(1/2): z^2 / 2 in law, so log of the widened rate is
 * log(z1^2 / 2) + s z2. Drawn by brute force, and compared by Kolmogorov and Smirnov: p
 * below 0.001 by chance with probability 0.001 for each of the four, at a fixed seed.
 */
static void a_widened_prior_is_the_product_of_its_two_parts(void **state)
{
    enum { COUNT = 4000 };
    static double places[COUNT];
    const struct {
        struct aras_evidence evidence;
        double between;
    } cases[] = {
        {{.exposure = 1, .design_effect = 1, .discount = 1}, 0.6},
        {{.exposure = 1, .design_effect = 1, .discount = 1}, 2.5},
        {disputes, 0.6},
        {disputes, 0.05},
    };

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct aras_evidence evidence = cases[i].evidence;
        struct aras_prior plain = evidence_of(evidence);
        struct aras_stream stream = {.seed = 5, .name = i};

        evidence.between = cases[i].between;

        struct aras_prior widened = evidence_of(evidence);
        struct aras_error error = {0};
        struct aras_quantile_table *table = aras_quantile_table_new(&widened, &error);

        assert_non_null(table);
        assert_int_equal(widened.kind, ARAS_PRIOR_WIDENED);
        for (uint64_t j = 0; j < COUNT; j++) {
            double rate =
                aras_prior_quantile(&plain, aras_stream_uniform(&stream, j, 0));
            double z = gsl_cdf_ugaussian_Pinv(aras_stream_uniform(&stream, j, 1));
            double x = rate * exp(cases[i].between * z);
            double low = 0.0, high = 1.0;

            /* Which share of the prior lies below x? */
            while (high - low > 1e-6) {
                double middle = (low + high) / 2.0;

                if (aras_quantile_table_at(table, middle) < x) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            places[j] = low;
        }
        aras_quantile_sort(places, COUNT);
        assert_true(aras_kolmogorov_p(aras_kolmogorov_uniform(places, COUNT), COUNT) >
                    0.001);
        aras_quantile_table_free(table);
    }
}

/* The integral can be done by hand when the posterior is narrow: it is then lognormal
 * about the rate. After a hundred thousand events the rate is 1 within 1/300. */
static void a_well_known_rate_is_widened_to_a_lognormal(void **state)
{
    const double between[] = {0.6, 0.003};

    (void) state;
    for (int i = 0; i < 2; i++) {
        struct aras_prior prior =
            evidence_of((struct aras_evidence){.events = 99999,
                                               .exposure = 99999,
                                               .design_effect = 1,
                                               .discount = 1,
                                               .between = between[i]});
        /* variances of logarithms add: that of the rate is 1 / 100 000 */
        double s = sqrt(between[i] * between[i] + 1e-5);

        for (int j = 1; j < 20; j++) {
            double z = gsl_cdf_ugaussian_Pinv(j / 20.0);

            assert_close(log(aras_prior_quantile(&prior, j / 20.0)), s * z, 1e-5);
        }
    }
}

static void without_spread_between_members_nothing_is_widened(void **state)
{
    struct aras_prior plain = evidence_of(disputes);
    struct aras_prior widened = plain;

    (void) state;
    widened.kind = ARAS_PRIOR_WIDENED;
    assert_true(aras_prior_quantile(&plain, 0.3) == aras_prior_quantile(&widened, 0.3));
    widened.between = 1e-4;
    assert_close(aras_prior_quantile(&widened, 0.3), aras_prior_quantile(&plain, 0.3),
                 1e-7);
}

static void a_discrete_prior_takes_each_value_by_its_weight(void **state)
{
    const double values[] = {1, 2, 5};
    const double weights[] = {1, 0, 3};
    struct aras_prior prior = {
        .kind = ARAS_PRIOR_DISCRETE, .values = values, .weights = weights, .count = 3};

    (void) state;
    assert_close(aras_prior_quantile(&prior, 0.2), 1.0, 0.0);
    assert_close(aras_prior_quantile(&prior, 0.25), 1.0, 0.0);
    assert_close(aras_prior_quantile(&prior, 0.26), 5.0, 0.0);
    assert_close(aras_prior_quantile(&prior, 0.999), 5.0, 0.0);
}

static void evidence_that_makes_no_sense_is_refused(void **state)
{
    struct aras_evidence cases[8];
    const char *const messages[8] = {
        "number of events must be 0 or more, got -1",
        "exposure must be above 0, got 0",
        "design effect must be 1 or more, got 0.5",
        "discount must be above 0 and at most 1, got 0",
        "discount must be above 0 and at most 1, got 2",
        "spread between members must be 0 or more, got -1",
        "more events than trials, got 3000 of 2523",
        "length of a trial must be above 0, got 0",
    };

    (void) state;
    for (int i = 0; i < 8; i++) {
        cases[i] = disputes;
    }
    cases[0].events = -1;
    cases[1].exposure = 0;
    cases[2].design_effect = 0.5;
    cases[3].discount = 0;
    cases[4].discount = 2;
    cases[5].between = -1;
    cases[6].events = 3000;
    cases[7].trial_length = 0;
    for (int i = 0; i < 8; i++) {
        struct aras_prior prior;
        struct aras_error error = {0};

        assert_fails(aras_prior_of_evidence(&prior, &cases[i], &error), error,
                     ARAS_INVALID, messages[i]);
    }
}

static struct aras_quantile_table *table_of(const struct aras_prior *prior)
{
    struct aras_error error = {0};
    struct aras_quantile_table *table = aras_quantile_table_new(prior, &error);

    assert_non_null(table);
    return table;
}

static void a_table_is_near_its_prior_and_never_falls(void **state)
{
    struct aras_evidence evidence = disputes;
    struct aras_prior priors[8];

    (void) state;
    priors[0] = evidence_of(evidence);
    evidence.between = 0.6;
    priors[1] = evidence_of(evidence);
    priors[2] = evidence_of((struct aras_evidence){
        .exposure = 10, .design_effect = 1, .discount = 1, .between = 1.5});
    priors[3] = evidence_of(
        (struct aras_evidence){.exposure = 10, .design_effect = 1, .discount = 1});
    priors[4] = (struct aras_prior){
        .kind = ARAS_PRIOR_DISTRIBUTION,
        .distribution = {.kind = ARAS_BETA, .argument = {0.05, 0.05}}};
    priors[5] = (struct aras_prior){
        .kind = ARAS_PRIOR_DISTRIBUTION,
        .distribution = {.kind = ARAS_GAMMA, .argument = {0.002, 1}}};
    priors[6] =
        (struct aras_prior){.kind = ARAS_PRIOR_DISTRIBUTION,
                            .distribution = {.kind = ARAS_NORMAL, .argument = {0, 1}}};
    priors[7] = (struct aras_prior){.kind = ARAS_PRIOR_DISTRIBUTION,
                                    .distribution = {.kind = ARAS_GAMMA,
                                                     .argument = {2, 1},
                                                     .truncated = true,
                                                     .low = 1,
                                                     .high = 1.5}};
    for (int i = 0; i < 8; i++) {
        struct aras_quantile_table *table = table_of(&priors[i]);
        double before = -INFINITY;

        for (double odds = -20.0; odds <= 20.0; odds += 0.0937) {
            double u = 1.0 / (1.0 + exp(-odds));
            double exact = aras_prior_quantile(&priors[i], u);
            double x = aras_quantile_table_at(table, u);

            assert_close(x, exact, 1e-6 * fabs(exact));
            assert_true(x >= before);
            before = x;
        }
        aras_quantile_table_free(table);
    }
}

static void a_table_is_exact_outside_of_its_range(void **state)
{
    struct aras_prior prior = evidence_of(disputes);
    struct aras_quantile_table *table = table_of(&prior);

    (void) state;
    assert_true(aras_quantile_table_at(table, 1e-9) ==
                aras_prior_quantile(&prior, 1e-9));
    assert_true(aras_quantile_table_at(table, 1 - 1e-9) ==
                aras_prior_quantile(&prior, 1 - 1e-9));
    aras_quantile_table_free(table);
    aras_quantile_table_free(NULL);
}

static void a_lack_of_memory_for_a_table_is_reported(void **state)
{
    struct aras_prior prior = {.kind = ARAS_PRIOR_FIXED, .value = 1.0};
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);

    struct aras_quantile_table *table = aras_quantile_table_new(&prior, &error);

    allow_all_allocations();
    assert_null(table);
    assert_int_equal(error.status, ARAS_NO_MEMORY);
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
        cmocka_unit_test(a_split_prior_meets_its_interval_exactly),
        cmocka_unit_test(draws_lie_within_the_extent),
        cmocka_unit_test(an_impossible_interval_is_refused),
        cmocka_unit_test(counted_trials_become_a_beta_posterior),
        cmocka_unit_test(counted_events_become_a_gamma_posterior),
        cmocka_unit_test(a_rate_from_trials_keeps_its_digits_next_to_certainty),
        cmocka_unit_test(a_longer_trial_gives_a_smaller_rate),
        cmocka_unit_test(a_probability_within_a_time_becomes_a_rate),
        cmocka_unit_test(a_widened_prior_is_the_product_of_its_two_parts),
        cmocka_unit_test(a_well_known_rate_is_widened_to_a_lognormal),
        cmocka_unit_test(without_spread_between_members_nothing_is_widened),
        cmocka_unit_test(a_discrete_prior_takes_each_value_by_its_weight),
        cmocka_unit_test(evidence_that_makes_no_sense_is_refused),
        cmocka_unit_test(a_table_is_near_its_prior_and_never_falls),
        cmocka_unit_test(a_table_is_exact_outside_of_its_range),
        cmocka_unit_test(a_lack_of_memory_for_a_table_is_reported),
    };

    return cmocka_run_group_tests_name("prior", tests, without_gsls_handler, NULL);
}
