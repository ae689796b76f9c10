#include "statistics/bootstrap.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { ROWS = 40, ROUNDS = 400 };

static gsl_rng *new_rng(void **state)
{
    (void) state;
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    assert_non_null(rng);
    return rng;
}

/* The sample is ROWS numbers; measured are their mean and three others in descending
 * order, the last two of which change places in half of the rounds. */
static void measure(const void *opaque, const size_t *row, double *value)
{
    const double *sample = opaque;
    double sum = 0.0;

    for (size_t i = 0; i < ROWS; i++) {
        sum += sample[row[i]];
    }
    value[0] = sum / ROWS;
    value[1] = 10.0;
    value[2] = 1.0;
    value[3] = sum > 0.0 ? 0.0 : 2.0;
}

static void fill(double *sample, gsl_rng *rng)
{
    for (size_t i = 0; i < ROWS; i++) {
        sample[i] = gsl_rng_uniform(rng) - 0.5;
    }
    for (size_t i = 0; i < ROWS; i += 2) {
        sample[i + 1] = -sample[i]; /* so that the mean is 0 */
    }
}

static void the_interval_of_a_mean_is_that_of_its_standard_error(void **state)
{
    struct aras_error error = {0};
    struct aras_bootstrap bootstrap;
    struct aras_interval interval;
    gsl_rng *rng = new_rng(state);
    double sample[ROWS];
    double squares = 0.0;

    fill(sample, rng);
    for (size_t i = 0; i < ROWS; i++) {
        squares += sample[i] * sample[i];
    }
    assert_ok(
        aras_bootstrap_draw(&bootstrap, ROWS, 4000, 4, measure, sample, rng, &error),
        error);
    assert_ok(aras_bootstrap_interval(&bootstrap, 0, 0.95, &interval, &error), error);

    double half = 1.96 * sqrt(squares / ROWS / ROWS);

    assert_close(interval.low, -half, 0.08 * half);
    assert_close(interval.high, half, 0.08 * half);
    aras_bootstrap_free(&bootstrap);
    gsl_rng_free(rng);
}

static void a_place_says_how_often_it_is_held(void **state)
{
    struct aras_error error = {0};
    struct aras_bootstrap bootstrap;
    const double measured[] = {10.0, 1.0, 0.0};
    struct aras_standing place[3];
    gsl_rng *rng = new_rng(state);
    double sample[ROWS], held;

    fill(sample, rng);
    assert_ok(
        aras_bootstrap_draw(&bootstrap, ROWS, ROUNDS, 4, measure, sample, rng, &error),
        error);
    assert_ok(aras_bootstrap_places(&bootstrap, 1, 3, measured, 3, 0.95, place, &held,
                                    &error),
              error);
    assert_int_equal(place[0].place, 1);
    assert_close(place[0].held, 1.0, 0.0);
    assert_int_equal(place[0].best, 1);
    assert_int_equal(place[0].last, 1);
    assert_int_equal(place[1].place, 2);
    assert_close(place[1].held, 0.5, 0.1);
    assert_int_equal(place[1].best, 2);
    assert_int_equal(place[1].last, 3);
    assert_close(held, place[1].held, 0.0);
    assert_ok(aras_bootstrap_places(&bootstrap, 1, 3, measured, 1, 0.95, place, &held,
                                    &error),
              error);
    assert_close(held, 1.0, 0.0);
    aras_bootstrap_free(&bootstrap);
    gsl_rng_free(rng);
}

static void measure_alike(const void *sample, const size_t *row, double *value)
{
    (void) sample;
    (void) row;
    value[0] = 0.0;
    value[1] = 3.0;
    value[2] = 0.0;
    value[3] = NAN;
}

static void equals_share_their_places(void **state)
{
    struct aras_error error = {0};
    struct aras_bootstrap bootstrap;
    const double measured[] = {0.0, 3.0, 0.0, NAN};
    struct aras_standing place[4];
    gsl_rng *rng = new_rng(state);
    double held;

    assert_ok(
        aras_bootstrap_draw(&bootstrap, 2, 50, 4, measure_alike, NULL, rng, &error),
        error);
    assert_ok(aras_bootstrap_places(&bootstrap, 0, 4, measured, 2, 0.95, place, &held,
                                    &error),
              error);
    assert_int_equal(place[0].place, 2);
    assert_int_equal(place[2].place, 3);
    for (size_t i = 0; i < 4; i += 2) {
        assert_int_equal(place[i].best, 2);
        assert_int_equal(place[i].last, 3);
        assert_close(place[i].held, 0.0, 0.0);
    }
    assert_int_equal(place[1].best, 1);
    assert_int_equal(place[3].best, 4);
    assert_close(held, 0.0, 0.0);
    aras_bootstrap_free(&bootstrap);
    gsl_rng_free(rng);
}

static void measure_nothing(const void *sample, const size_t *row, double *value)
{
    (void) sample;
    value[0] = row[0] == 0 ? NAN : 1.0;
}

static void a_round_without_a_number_leaves_no_interval(void **state)
{
    struct aras_error error = {0};
    struct aras_bootstrap bootstrap;
    struct aras_interval interval;
    gsl_rng *rng = new_rng(state);

    assert_ok(
        aras_bootstrap_draw(&bootstrap, 2, 50, 1, measure_nothing, NULL, rng, &error),
        error);
    assert_ok(aras_bootstrap_interval(&bootstrap, 0, 0.95, &interval, &error), error);
    assert_true(isnan(interval.low) && isnan(interval.high));
    aras_bootstrap_free(&bootstrap);
    gsl_rng_free(rng);
}

static enum aras_status try_all(gsl_rng *rng, struct aras_error *error)
{
    struct aras_bootstrap bootstrap;
    struct aras_interval interval;
    const double measured[] = {10.0, 1.0, 0.0};
    struct aras_standing place[3];
    double sample[ROWS] = {0.0}, held;
    enum aras_status status =
        aras_bootstrap_draw(&bootstrap, ROWS, 10, 4, measure, sample, rng, error);

    if (status == ARAS_OK) {
        status = aras_bootstrap_interval(&bootstrap, 0, 0.95, &interval, error);
    }
    if (status == ARAS_OK) {
        status = aras_bootstrap_places(&bootstrap, 1, 3, measured, 3, 0.95, place,
                                       &held, error);
    }
    aras_bootstrap_free(&bootstrap);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    gsl_rng *rng = new_rng(state);
    struct aras_error error = {0};
    int allowed = 0;

    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = try_all(rng, &error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_int_equal(allowed, 8);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_of_a_mean_is_that_of_its_standard_error),
        cmocka_unit_test(a_place_says_how_often_it_is_held),
        cmocka_unit_test(equals_share_their_places),
        cmocka_unit_test(a_round_without_a_number_leaves_no_interval),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
