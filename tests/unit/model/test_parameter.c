#include "small_model.h"

#define RATE " given = 'stage'; centred = 't0'; "

/* The median of the one parameter, in the model's unit of time. */
static double median_of(const char *text)
{
    struct small small = small_model(text);
    double median = small_value(&small, "k");

    small_free(&small);
    return median;
}

static double quantile_of(const char *text, double u)
{
    struct small small = small_model(text);
    const struct aras_parameter *k = small_parameter(&small, "k");
    double quantile = aras_prior_quantile(&k->prior, u) * k->scale;

    small_free(&small);
    return quantile;
}

#define ONE(head, way) head "parameters = ( { id = 'k';" way FROM "} );"
#define MONTHS                                                                         \
    "title = 't'; time_unit = 'month'; horizon = '5 * year';"                          \
    "sources = ( { id = 'S1'; title = 's'; } );"

static void a_value_alone_is_fixed(void **state)
{
    struct small small = small_model(ONE(PLAIN, "value = 0.3;"));

    (void) state;
    assert_int_equal(small.model->parameter_count, 1);
    assert_int_equal(small.model->parameters[0].prior.kind, ARAS_PRIOR_FIXED);
    assert_close(small_value(&small, "k"), 0.3, 0.0);
    assert_close(small.model->parameters[0].factor, 1.0, 0.0);
    assert_null(small.model->parameters[0].table);
    assert_false(small.model->parameters[0].hidden);
    assert_int_equal(small_slot_of(&small, "k")->kind, ARAS_SLOT_FIXED);
    small_free(&small);
}

static void a_probability_within_a_time_is_a_rate(void **state)
{
    (void) state;
    /* -ln(1 - 0.6) = 0.91629 a year. */
    assert_close(median_of(ONE(YEARS, "probability = 0.6; within = '1 year';" RATE)),
                 -log(0.4), 1e-12);
    assert_close(median_of(ONE(YEARS, "probability = 0.6; within = '2 * year';" RATE)),
                 -log(0.4) / 2.0, 1e-12);
    assert_close(median_of(ONE(MONTHS, "probability = 0.6; within = '1 year';" RATE)),
                 -log(0.4) / 12.0, 1e-12);
    assert_close(median_of(ONE(YEARS, "probability = 0.6; within = '6 months';" RATE)),
                 -log(0.4) * 2.0, 1e-12);
    assert_close(median_of(ONE(PLAIN, "probability = 0.5; within = 4;")),
                 log(2.0) / 4.0, 1e-12);
}

static void a_probability_and_its_interval_are_met(void **state)
{
    static const char *const text =
        ONE(YEARS, "probability = 0.6; within = '1 year'; interval = [0.35, 0.80];"
                   "holds = 0.8;" RATE);

    (void) state;
    assert_close(quantile_of(text, 0.5), -log(0.4), 1e-9);
    assert_close(quantile_of(text, 0.1), -log(0.65), 1e-9);
    assert_close(quantile_of(text, 0.9), -log(0.20), 1e-9);
}

static void a_rate_is_in_its_own_unit(void **state)
{
    (void) state;
    assert_close(median_of(ONE(YEARS, "rate = 0.5;" RATE)), 0.5, 1e-15);
    assert_close(median_of(ONE(YEARS, "rate = 0.5; unit = '1/month';" RATE)), 6.0,
                 1e-12);
    assert_close(median_of(ONE(MONTHS, "rate = 6; unit = '1/year';" RATE)), 0.5, 1e-12);
    assert_close(median_of(ONE(YEARS, "rate = 2; unit = 'crises/day';" RATE)), 730.5,
                 1e-9);
    assert_close(quantile_of(ONE(YEARS, "rate = 0.5; unit = '1/month'; "
                                        "interval = [0.2, 0.9]; holds = 0.5;" RATE),
                             0.75),
                 0.9 * 12.0, 1e-9);
}

static void a_rate_knows_what_it_is_given(void **state)
{
    struct small small = small_model(
        YEARS "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 0; } );"
              "parameters = ( { id = 'k'; rate = 0.5; given = 'marginal';"
              "   centred = 'class'; reached = 'x > 1';" FROM "} );");
    const struct aras_parameter *k = small_parameter(&small, "k");

    (void) state;
    assert_string_equal(k->given, "marginal");
    assert_string_equal(k->centred, "class");
    assert_non_null(k->reached);
    assert_int_equal(k->reached->type, ARAS_TRUTH);
    assert_int_equal(small_slot_of(&small, "k")->dimension, -1);
    assert_close(small_slot_of(&small, "k")->low, 0.0, 0.0);
    assert_int_equal(k->provenance.grade, 'C');
    small_free(&small);
}

static void a_time_is_in_the_unit_of_the_model(void **state)
{
    (void) state;
    assert_close(median_of(ONE(YEARS, "value = 3; unit = 'months';")), 0.25, 1e-15);
    assert_close(median_of(ONE(YEARS, "prior = 'normal(6, 1)'; unit = 'month';")), 0.5,
                 1e-12);
    assert_close(median_of(ONE(MONTHS, "value = 2; unit = 'year';")), 24.0, 1e-12);
    /* A label is no unit of time. */
    assert_close(median_of(ONE(YEARS, "value = 3; unit = 'bcm';")), 3.0, 0.0);
}

static void counted_evidence_is_a_gamma_posterior(void **state)
{
    /* Gamma(0.5 + 5, 20): twice 20 times it is chi-square with 11 degrees of freedom,
     * whose median is 10.341 (any table of chi-square). */
    (void) state;
    assert_close(median_of(ONE(PLAIN, "evidence = { events = 5; exposure = 20; };")),
                 10.341 / 40.0, 2e-5);
    assert_close(median_of(ONE(PLAIN, "evidence = { events = 20; exposure = 80;"
                                      "  design_effect = 2.0; discount = 0.5; };")),
                 10.341 / 40.0, 2e-5);
    assert_close(
        median_of(ONE(YEARS, "evidence = { events = 5; exposure = 20; };" RATE)),
        10.341 / 40.0, 2e-5);
}

static void evidence_of_trials_is_a_rate_of_their_length(void **state)
{
    (void) state;
    /* Beta(5.5, 5.5) is symmetric: its median is 1/2. */
    assert_close(median_of(ONE(YEARS, "evidence = { events = 5; exposure = 10;"
                                      "  kind = 'trials'; trial = '2 years'; };" RATE)),
                 log(2.0) / 2.0, 1e-9);
}

static void members_of_a_class_differ_more_than_its_mean(void **state)
{
    (void) state;
    assert_true(quantile_of(ONE(PLAIN, "evidence = { events = 506; exposure = 2523;"
                                       "  between = 0.6; };"),
                            0.9) >
                1.5 * quantile_of(ONE(PLAIN, "evidence = { events = 506; "
                                             "exposure = 2523; };"),
                                  0.9));
}

static void slow_priors_have_tables(void **state)
{
    struct small small = small_model(
        PLAIN
        "parameters = ( { id = 'k'; evidence = { events = 5; exposure = 20; };" FROM
        "}, { id = 'm'; prior = 'lognormal_median(1, 0.5)';" FROM "} );");
    const struct aras_parameter *k = small_parameter(&small, "k");

    (void) state;
    assert_non_null(k->table);
    assert_null(small_parameter(&small, "m")->table);
    for (int i = 1; i < 20; i++) {
        double exact = aras_prior_quantile(&k->prior, i / 20.0);

        assert_close(aras_quantile_table_at(k->table, i / 20.0), exact, 1e-5 * exact);
    }
    small_free(&small);
}

static void a_prior_is_any_distribution(void **state)
{
    (void) state;
    assert_close(median_of(ONE(PLAIN, "prior = 'lognormal_median(0.3, 0.5)';")), 0.3,
                 1e-12);
    assert_close(median_of(ONE(PLAIN, "prior = 'uniform(2, 4)';")), 3.0, 1e-12);
    assert_close(median_of(ONE(PLAIN, "prior = 'normal(-1, 2)';")), -1.0, 1e-12);
    /* Half of a standard normal: its median is the quantile at 3/4. */
    assert_close(median_of(ONE(PLAIN, "prior = 'normal(0, 1, 0, 40)';")),
                 0.6744897501960817, 1e-9);
}

static void a_prior_is_known_by_its_moments(void **state)
{
    (void) state;
    /* Median of a lognormal: mean / sqrt(1 + (sd / mean)^2). */
    assert_close(median_of(ONE(PLAIN, "prior = 'lognormal_moments(2, 1)';")),
                 2.0 / sqrt(1.25), 1e-12);
    /* Mean 1, deviation 1: a gamma that is exponential. */
    assert_close(median_of(ONE(PLAIN, "prior = 'gamma_moments(1, 1)';")), log(2.0),
                 1e-6);
    /* 1/12 is the variance of what is uniform on 0..1. */
    assert_close(quantile_of(ONE(PLAIN, "prior = 'beta_moments(0.5, "
                                        "0.28867513459481288)';"),
                             0.8),
                 0.8, 1e-6);
}

static void some_values_have_weights(void **state)
{
    static const char *const text =
        ONE(PLAIN, "values = [0.0, 0.5, 1.0]; weights = [0.2, 0.5, 0.3];");

    (void) state;
    assert_close(quantile_of(text, 0.1), 0.0, 0.0);
    assert_close(quantile_of(text, 0.5), 0.5, 0.0);
    assert_close(quantile_of(text, 0.75), 1.0, 0.0);
}

static void a_value_beside_a_prior_must_be_its_median(void **state)
{
    (void) state;
    assert_close(median_of(ONE(PLAIN, "value = 0.3; prior = 'lognormal_median(0.3, "
                                      "0.5)';")),
                 0.3, 1e-12);
    assert_no_model(ONE(PLAIN, "value = 0.31; prior = 'lognormal_median(0.3, 0.5)';"),
                    "median of the prior, which is 0.3, not 0.31");
}

static void an_interval_has_a_shape(void **state)
{
    static const char *const normal =
        ONE(PLAIN, "value = 2; interval = [0.5, 3.0]; holds = 0.8;");
    static const char *const logit =
        ONE(PLAIN, "value = 0.5; interval = [0.1, 0.7]; holds = 0.8; shape = 'logit';");
    static const char *const lognormal =
        ONE(PLAIN, "rate = 0.5; interval = [0.1, 0.7]; holds = 0.8;");

    (void) state;
    assert_close(quantile_of(normal, 0.1), 0.5, 1e-9);
    assert_close(quantile_of(normal, 0.9), 3.0, 1e-9);
    assert_true(quantile_of(normal, 0.001) < 0.0);
    assert_close(quantile_of(logit, 0.1), 0.1, 1e-9);
    assert_true(quantile_of(logit, 0.9999) < 1.0);
    assert_close(quantile_of(lognormal, 0.9), 0.7, 1e-9);
    assert_true(quantile_of(lognormal, 0.0001) > 0.0);
}

static void an_index_of_a_parameter_is_part_of_its_name(void **state)
{
    struct small small = small_model(
        YEARS ACTORS "parameters = ( { id = 'k[russia, iran]'; value = 0.5;" FROM "} );"
                     "derived = ( { id = 'd'; formula = 'k[russia, iran]'; } );");

    (void) state;
    assert_close(small_value(&small, "k[russia,iran]"), 0.5, 0.0);
    assert_close(small_value(&small, "d"), 0.5, 0.0);
    small_free(&small);
}

static void a_fitted_intercept_multiplies_a_rate(void **state)
{
    struct small small = small_model(
        YEARS
        "parameters = ( { id = 'k'; rate = 0.5;" RATE FROM "} );"
        "intercepts = ( { parameter = 'k'; log_factor = 0.6931471805599453; } );");

    (void) state;
    assert_close(small_value(&small, "k"), 1.0, 1e-12);
    small_free(&small);
}

static void a_variant_is_a_stage_whose_options_set_things(void **state)
{
    struct small small = small_model(
        PLAIN "parameters = ( { id = 'k'; value = 0.5;" FROM "} );"
              "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 0; } );"
              "variants = ( { id = 'reading'; title = 'whose'; options = ("
              "   { id = 'fast'; weight = 3; set = ['k = 0.75', 'x = 1',"
              "       'rules.dependence = noisy_or']; },"
              "   { id = 'slow'; weight = 1; } );" FROM "} );"
              "derived = ( { id = 'd'; formula = 'if(reading == slow, 1, 0)'; } );");
    const struct aras_variant *reading = &small.model->variants[0];
    const struct aras_option *fast = &reading->options[0];

    (void) state;
    assert_int_equal(small.model->variant_count, 1);
    assert_int_equal(reading->fixed, -1);
    assert_int_equal(reading->count, 2);
    assert_string_equal(reading->title, "whose");
    assert_close(fast->weight, 3.0, 0.0);
    assert_int_equal(fast->count, 3);
    assert_int_equal(fast->overrides[0].slot, small_slot(&small, "k"));
    assert_close(fast->overrides[0].code->value, 0.75, 0.0);
    assert_int_equal(fast->overrides[1].slot, small_slot(&small, "x"));
    assert_close(fast->overrides[2].code->value, ARAS_NOISY_OR_RULE, 0.0);
    assert_int_equal(reading->options[1].count, 0);
    assert_close(small_value(&small, "d"), 0.0, 0.0);
    small.values[reading->slot] = 1.0;
    small_derive(&small);
    assert_close(small_value(&small, "d"), 1.0, 0.0);
    small_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_alone_is_fixed),
        cmocka_unit_test(a_probability_within_a_time_is_a_rate),
        cmocka_unit_test(a_probability_and_its_interval_are_met),
        cmocka_unit_test(a_rate_is_in_its_own_unit),
        cmocka_unit_test(a_rate_knows_what_it_is_given),
        cmocka_unit_test(a_time_is_in_the_unit_of_the_model),
        cmocka_unit_test(counted_evidence_is_a_gamma_posterior),
        cmocka_unit_test(evidence_of_trials_is_a_rate_of_their_length),
        cmocka_unit_test(members_of_a_class_differ_more_than_its_mean),
        cmocka_unit_test(slow_priors_have_tables),
        cmocka_unit_test(a_prior_is_any_distribution),
        cmocka_unit_test(a_prior_is_known_by_its_moments),
        cmocka_unit_test(some_values_have_weights),
        cmocka_unit_test(a_value_beside_a_prior_must_be_its_median),
        cmocka_unit_test(an_interval_has_a_shape),
        cmocka_unit_test(an_index_of_a_parameter_is_part_of_its_name),
        cmocka_unit_test(a_fitted_intercept_multiplies_a_rate),
        cmocka_unit_test(a_variant_is_a_stage_whose_options_set_things),
    };

    return cmocka_run_group_tests_name("parameter", tests, NULL, NULL);
}
