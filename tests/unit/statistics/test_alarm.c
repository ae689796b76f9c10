#include "statistics/alarm.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { CLUSTERS = 60 };

static struct aras_alarm of(const struct aras_alarm_counts *clusters, size_t count)
{
    struct aras_alarm alarm;
    struct aras_error error = {0};

    assert_ok(aras_alarm_of(clusters, count, 0.95, &alarm, &error), error);
    return alarm;
}

/* 80 of 100 who have it ring, and 30 of 300 who have not. */
static void shares_can_be_worked_out_by_hand(void **state)
{
    static const struct aras_alarm_counts clusters[] = {{60, 10, 15, 120},
                                                        {20, 20, 5, 150}};
    struct aras_alarm alarm = of(clusters, 2);

    (void) state;
    assert_close(alarm.prior, 0.25, 1e-15);
    assert_close(alarm.posterior, 80.0 / 110.0, 1e-15);
    assert_close(alarm.otherwise, 20.0 / 290.0, 1e-15);
    assert_close(alarm.sensitivity, 0.8, 1e-15);
    assert_close(alarm.specificity, 0.9, 1e-15);
    assert_close(alarm.ratio, 8.0, 1e-12);
    assert_close(alarm.quiet_ratio, 0.2 / 0.9, 1e-15);
    /* Odds after are odds before times the ratio. */
    assert_close(alarm.posterior / (1.0 - alarm.posterior), 0.25 / 0.75 * 8.0, 1e-12);
}

/* Clusters of one trial each are independent trials: the logarithm of the ratio then
 * has the variance 1/a - 1/m + 1/b - 1/n (delta method), here with the factor 400/399.
 */
static void independent_trials_have_the_usual_error(void **state)
{
    struct aras_alarm_counts clusters[400];
    struct aras_alarm alarm;
    double width;

    (void) state;
    memset(clusters, 0, sizeof clusters);
    for (size_t i = 0; i < 400; i++) {
        double *place = i < 80    ? &clusters[i].hit
                        : i < 100 ? &clusters[i].miss
                        : i < 130 ? &clusters[i].wrong
                                  : &clusters[i].quiet;

        *place = 1.0;
    }
    alarm = of(clusters, 400);
    width = aras_t_two_sided(0.95, 399.0) *
            sqrt(400.0 / 399.0 * (1.0 / 80 - 1.0 / 100 + 1.0 / 30 - 1.0 / 300));
    assert_close(alarm.ratio_interval.low, 8.0 * exp(-width), 1e-9);
    assert_close(alarm.ratio_interval.high, 8.0 * exp(width), 1e-9);
    width = aras_t_two_sided(0.95, 399.0) *
            sqrt(400.0 / 399.0 * (1.0 / 20 - 1.0 / 100 + 1.0 / 270 - 1.0 / 300));
    assert_close(alarm.quiet_ratio_interval.low, 0.2 / 0.9 * exp(-width), 1e-9);
    assert_true(alarm.p_raises < 1e-20);
    assert_close(alarm.p_lowers, 1.0, 1e-12);
}

static double draw(double *state)
{
    *state = fmod(*state * 16807.0, 2147483647.0);
    return *state / 2147483647.0;
}

/* Clusters differ in how often it comes and in how often the alarm rings; whether it
 * rings tells `tells` of it. */
static void make(struct aras_alarm_counts clusters[CLUSTERS], double *state,
                 double tells)
{
    memset(clusters, 0, CLUSTERS * sizeof *clusters);
    for (size_t i = 0; i < CLUSTERS; i++) {
        double comes = 0.2 + 0.3 * draw(state);
        double noise = 0.1 + 0.4 * draw(state);

        for (int k = 0; k < 20; k++) {
            bool came = draw(state) < comes;
            bool rang = draw(state) < noise + (came ? tells : 0.0);

            *(rang ? (came ? &clusters[i].hit : &clusters[i].wrong)
                   : (came ? &clusters[i].miss : &clusters[i].quiet)) += 1.0;
        }
    }
}

static bool holds(struct aras_interval interval, double truth)
{
    return interval.low <= truth && truth <= interval.high;
}

/* It comes with 0.35 and the alarm rings with 0.3, and 0.2 more where it comes, since
 * the two draws of a cluster are independent. Of 2000 such intervals 95 % +- 1.5 hold
 * what follows from that: three standard errors. */
static void intervals_hold_the_truth_as_often_as_they_say(void **state)
{
    const double hit = 0.35 * 0.5, wrong = 0.65 * 0.3;
    double luck = 4711.0;
    int prior = 0, posterior = 0, ratio = 0, quiet = 0;

    (void) state;
    for (int i = 0; i < 2000; i++) {
        struct aras_alarm_counts clusters[CLUSTERS];
        struct aras_alarm alarm;

        make(clusters, &luck, 0.2);
        alarm = of(clusters, CLUSTERS);
        prior += holds(alarm.prior_interval, 0.35);
        posterior += holds(alarm.posterior_interval, hit / (hit + wrong));
        ratio += holds(alarm.ratio_interval, 0.5 / 0.3);
        quiet += holds(alarm.quiet_ratio_interval, 0.5 / 0.7);
    }
    assert_close(prior / 2000.0, 0.95, 0.015);
    assert_close(posterior / 2000.0, 0.95, 0.015);
    assert_close(ratio / 2000.0, 0.95, 0.015);
    assert_close(quiet / 2000.0, 0.95, 0.015);
}

static void an_alarm_that_tells_nothing_is_seldom_called_one_that_does(void **state)
{
    double luck = 1828.0;
    int called = 0;
    int contrary = 0;

    (void) state;
    for (int i = 0; i < 2000; i++) {
        struct aras_alarm_counts clusters[CLUSTERS];

        make(clusters, &luck, 0.0);
        called += of(clusters, CLUSTERS).p_raises < 0.05;
        contrary += of(clusters, CLUSTERS).p_lowers < 0.05;
    }
    assert_close(called / 2000.0, 0.05, 0.015);
    assert_close(contrary / 2000.0, 0.05, 0.015);
}

static void what_is_not_defined_is_no_number(void **state)
{
    static const struct aras_alarm_counts never[] = {{0, 0, 5, 15}, {0, 0, 2, 18}};
    static const struct aras_alarm_counts sure[] = {{5, 0, 5, 15}, {4, 0, 2, 18}};
    struct aras_alarm alarm = of(never, 2);

    (void) state;
    assert_true(isnan(alarm.posterior) && isnan(alarm.ratio));
    assert_true(isnan(alarm.posterior_interval.low) && isnan(alarm.ratio_interval.low));
    assert_close(alarm.p_raises, 1.0, 0.0);
    assert_close(alarm.p_lowers, 1.0, 0.0);
    assert_close(aras_alarm_gain(&alarm.all), 0.0, 0.0);
    alarm = of(sure, 2);
    assert_true(isinf(alarm.ratio) && isnan(alarm.ratio_interval.high));
    assert_close(alarm.posterior, 1.0, 0.0);
}

/* 10 log 2 for ten cases of which the alarm tells all: from 1/2 to certainty. */
static void gain_is_the_log_likelihood_that_is_won(void **state)
{
    static const struct aras_alarm_counts all = {5, 0, 0, 5};
    static const struct aras_alarm_counts none = {10, 20, 20, 40};
    static const struct aras_alarm_counts some = {6, 2, 4, 8};

    (void) state;
    assert_close(aras_alarm_gain(&all), 10.0 * log(2.0), 1e-12);
    assert_close(aras_alarm_gain(&none), 0.0, 1e-12);
    assert_close(aras_alarm_gain(&some),
                 6 * log(0.75) + 2 * log(0.25) + 4 * log(1 / 3.0) + 8 * log(2 / 3.0) -
                     20 * log(0.5),
                 1e-12);
}

static void memory_that_runs_out_is_told(void **state)
{
    static const struct aras_alarm_counts clusters[] = {{1, 2, 3, 4}, {4, 3, 2, 1}};
    struct aras_alarm alarm;
    struct aras_error error = {0};

    (void) state;
    allow_allocations(0);
    assert_fails(aras_alarm_of(clusters, 2, 0.95, &alarm, &error), error,
                 ARAS_NO_MEMORY, "no memory");
    allow_all_allocations();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_can_be_worked_out_by_hand),
        cmocka_unit_test(independent_trials_have_the_usual_error),
        cmocka_unit_test(intervals_hold_the_truth_as_often_as_they_say),
        cmocka_unit_test(an_alarm_that_tells_nothing_is_seldom_called_one_that_does),
        cmocka_unit_test(what_is_not_defined_is_no_number),
        cmocka_unit_test(gain_is_the_log_likelihood_that_is_won),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("alarm", tests, NULL, NULL);
}
