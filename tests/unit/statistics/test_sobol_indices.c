#include "statistics/sobol_indices.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "statistics/bootstrap.h"
#include "support/check.h"
#include "support/scarce_memory.h"

enum { MOST = 8 };

/* What is tested: an outcome of some independent inputs. */
struct test_function {
    size_t factors;
    double (*of)(const double *x);
    double (*draw)(gsl_rng *rng);
};

static double draw_uniform(gsl_rng *rng)
{
    return gsl_rng_uniform(rng);
}

static double draw_normal(gsl_rng *rng)
{
    return gsl_ran_gaussian(rng, 1.0);
}

/* sin x1 + 7 sin^2 x2 + 0.1 x3^4 sin x1 on [-pi, pi]^3. Source: T. Ishigami, T. Homma
 * (1990), with the constants that are usual since. */
static double ishigami(const double *x)
{
    return sin(x[0]) + 7.0 * sin(x[1]) * sin(x[1]) +
           0.1 * x[2] * x[2] * x[2] * x[2] * sin(x[0]);
}

static double draw_angle(gsl_rng *rng)
{
    return acos(-1.0) * (2.0 * gsl_rng_uniform(rng) - 1.0);
}

/* Sobol's G on [0, 1]^4: the product of (|4 x - 2| + a) / (1 + a). */
static const double g_constants[] = {0.0, 1.0, 4.5, 9.0};

static double sobol_g(const double *x)
{
    double product = 1.0;

    for (size_t i = 0; i < 4; i++) {
        product *= (fabs(4.0 * x[i] - 2.0) + g_constants[i]) / (1.0 + g_constants[i]);
    }
    return product;
}

/* Luck of variance 1, x1, 2 x2, and x3 that does nothing: statistics.md 3.3. */
static double linear(const double *x)
{
    return x[0] + x[1] + 2.0 * x[2] + 0.0 * x[3];
}

static double the_last_does_all(const double *x)
{
    return 1000.0 + x[1];
}

/* x1 x2: all is interaction. */
static double product(const double *x)
{
    return x[0] * x[1];
}

/* 0 or 1, mostly by the first. */
static double yes_or_no(const double *x)
{
    return x[0] + 0.5 * x[1] + 0.25 * x[2] > 0.5 ? 1.0 : 0.0;
}

static void play(const struct test_function *function, gsl_rng *rng,
                 const uint64_t *from_b, size_t cells, double *outcome)
{
    double a[MOST], b[MOST], x[MOST];

    for (size_t i = 0; i < function->factors; i++) {
        a[i] = function->draw(rng);
        b[i] = function->draw(rng);
    }
    for (size_t k = 0; k < cells; k++) {
        for (size_t i = 0; i < function->factors; i++) {
            x[i] = (from_b[k] >> i & 1) != 0 ? b[i] : a[i];
        }
        outcome[k] = function->of(x);
    }
}

/* A, B, and A with one factor from B, as Saltelli has it; or all there are. */
static size_t choose_cells(size_t factors, bool all, uint64_t *from_b)
{
    size_t cells = 0;

    if (all) {
        for (uint64_t mask = 0; mask < UINT64_C(1) << factors; mask++) {
            from_b[cells++] = mask;
        }
        return cells;
    }
    from_b[cells++] = 0;
    from_b[cells++] = (UINT64_C(1) << factors) - 1;
    for (size_t i = 0; i < factors; i++) {
        from_b[cells++] = UINT64_C(1) << i;
    }
    return cells;
}

static void prepare(struct aras_sobol_indices *sobol,
                    const struct test_function *function, size_t rows, bool all,
                    gsl_rng *rng)
{
    struct aras_error error = {0};
    uint64_t from_b[16];
    size_t cells = choose_cells(function->factors, all, from_b);
    double *outcome = calloc(rows * cells, sizeof *outcome);

    assert_non_null(outcome);
    for (size_t i = 0; i < rows; i++) {
        play(function, rng, from_b, cells, &outcome[i * cells]);
    }
    assert_ok(
        aras_sobol_indices_new(sobol,
                               &(struct aras_sobol_sample){.factors = function->factors,
                                                           .cells = cells,
                                                           .from_b = from_b,
                                                           .rows = rows,
                                                           .outcome = outcome},
                               &error),
        error);
    free(outcome);
}

static void measure_of(const struct test_function *function, size_t rows, bool all,
                       unsigned seed, double *value)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct aras_sobol_indices sobol;

    assert_non_null(rng);
    gsl_rng_set(rng, seed);
    prepare(&sobol, function, rows, all, rng);
    aras_sobol_indices_measure(&sobol, NULL, value);
    aras_sobol_indices_free(&sobol);
    gsl_rng_free(rng);
}

static void check_all(const double *value, size_t factors, const double *first,
                      const double *total, double tolerance)
{
    for (size_t i = 0; i < factors; i++) {
        assert_close(value[2 + i], first[i], tolerance);
        assert_close(value[2 + factors + i], total[i], tolerance);
    }
}

static void ishigamis_function_has_its_known_indices(void **state)
{
    const struct test_function function = {3, ishigami, draw_angle};
    const double first[] = {0.3139, 0.4424, 0.0}, total[] = {0.5576, 0.4424, 0.2437};
    double value[16] = {0.0};

    (void) state;
    for (unsigned seed = 1; seed <= 3; seed++) {
        measure_of(&function, 8192, false, seed, value);
        check_all(value, 3, first, total, 0.02);
        measure_of(&function, 8192, true, seed, value);
        check_all(value, 3, first, total, 0.015);
    }
    assert_close(value[0], 3.5, 0.1);
    assert_close(value[1], 13.845, 0.3);
    assert_close(value[8], 0.2437, 0.02);
}

/* V_i = (1/3) / (1 + a_i)^2, V = prod (1 + V_i) - 1, VT_i = V_i prod_{j != i} (1 +
 * V_j).
 */
static void sobols_g_has_its_known_indices(void **state)
{
    const struct test_function function = {4, sobol_g, draw_uniform};
    double first[4], total[4], value[16] = {0.0};
    double mean[16] = {0.0};
    double all = 1.0;

    (void) state;
    for (size_t i = 0; i < 4; i++) {
        first[i] = 1.0 / 3.0 / (1.0 + g_constants[i]) / (1.0 + g_constants[i]);
        all *= 1.0 + first[i];
    }
    for (size_t i = 0; i < 4; i++) {
        total[i] = first[i] * all / (1.0 + first[i]) / (all - 1.0);
        first[i] /= all - 1.0;
    }
    for (unsigned seed = 1; seed <= 20; seed++) {
        measure_of(&function, 4096, false, seed, value);
        for (size_t i = 0; i < 16; i++) {
            mean[i] += value[i] / 20.0;
        }
    }
    check_all(mean, 4, first, total, 0.01);
}

static void luck_is_a_factor_and_an_inert_input_has_nothing(void **state)
{
    const struct test_function function = {4, linear, draw_normal};
    const double share[] = {1.0 / 6.0, 1.0 / 6.0, 4.0 / 6.0, 0.0};
    double value[16] = {0.0};

    (void) state;
    measure_of(&function, 4096, false, 2, value);
    check_all(value, 4, share, share, 0.03);
    assert_close(value[2 + 3], 0.0, 0.0);
    assert_close(value[2 + 4 + 3], 0.0, 0.0);
}

static void one_that_does_all_has_all(void **state)
{
    const struct test_function function = {2, the_last_does_all, draw_normal};
    double value[16] = {0.0};

    (void) state;
    measure_of(&function, 1000, false, 3, value);
    assert_close(value[0], 1000.0, 0.1);
    assert_close(value[2], 0.0, 0.0);
    assert_close(value[3], 1.0, 0.01);
    assert_close(value[4], 0.0, 0.0);
    assert_close(value[5], 1.0, 0.05);
}

static void what_acts_only_together_is_interaction(void **state)
{
    const struct test_function function = {2, product, draw_normal};
    const double first[] = {0.0, 0.0}, total[] = {1.0, 1.0};
    double value[16] = {0.0};

    (void) state;
    measure_of(&function, 20000, true, 4, value);
    check_all(value, 2, first, total, 0.05);
    assert_close(value[6], 1.0, 0.08);
}

static void what_never_changes_has_no_indices(void **state)
{
    const uint64_t from_b[] = {0, 1, 2, 3};
    const double outcome[8] = {5, 5, 5, 5, 5, 5, 5, 5};
    struct aras_error error = {0};
    struct aras_sobol_indices sobol;
    double value[16] = {0.0};

    (void) state;
    assert_ok(
        aras_sobol_indices_new(
            &sobol, &(struct aras_sobol_sample){2, 4, from_b, 2, outcome}, &error),
        error);
    aras_sobol_indices_measure(&sobol, NULL, value);
    assert_close(value[0], 5.0, 0.0);
    assert_close(value[1], 0.0, 0.0);
    assert_true(isnan(value[2]) && isnan(value[4]) && isnan(value[6]));
    aras_sobol_indices_free(&sobol);
}

/* Without B there is no pair that shares one factor alone: only totals are known. */
static void what_has_no_cells_is_not_known(void **state)
{
    const uint64_t from_b[] = {0, 1, 2};
    const double outcome[] = {1, 2, 3, 2, 5, 1, 4, 4, 3};
    struct aras_error error = {0};
    struct aras_sobol_indices sobol;
    double value[16] = {0.0};

    (void) state;
    assert_ok(
        aras_sobol_indices_new(
            &sobol, &(struct aras_sobol_sample){3, 3, from_b, 3, outcome}, &error),
        error);
    aras_sobol_indices_measure(&sobol, NULL, value);
    assert_true(isnan(value[2]) && isnan(value[3]));
    assert_true(isfinite(value[5]));
    assert_true(isnan(value[7]));
    aras_sobol_indices_free(&sobol);
}

/* In how many of `trials` samples the 95 % bootstrap intervals hold the truth. The
 * truth of yes_or_no is from a sample of a million rows. */
static void intervals_hold_the_truth_about_as_often_as_they_say(void **state)
{
    enum { TRIALS = 300, ROWS = 400, ROUNDS = 200, NUMBERS = 9 };
    const struct test_function function = {3, yes_or_no, draw_normal};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    double truth[NUMBERS];
    int held[NUMBERS] = {0};
    struct aras_sobol_indices sobol;

    (void) state;
    assert_non_null(rng);
    measure_of(&function, 200000, true, 77, truth);
    for (int trial = 0; trial < TRIALS; trial++) {
        struct aras_error error = {0};
        struct aras_bootstrap bootstrap;

        prepare(&sobol, &function, ROWS, true, rng);
        assert_ok(aras_bootstrap_draw(&bootstrap, ROWS, ROUNDS, NUMBERS,
                                      aras_sobol_indices_measure, &sobol, rng, &error),
                  error);
        for (size_t i = 2; i < NUMBERS; i++) {
            struct aras_interval interval;

            assert_ok(aras_bootstrap_interval(&bootstrap, i, 0.95, &interval, &error),
                      error);
            held[i] += interval.low <= truth[i] && truth[i] <= interval.high;
        }
        aras_bootstrap_free(&bootstrap);
        aras_sobol_indices_free(&sobol);
    }
    for (size_t i = 2; i < NUMBERS; i++) {
        /* 95 % less 4 standard deviations of 300 trials is 90 %. */
        print_message("          interval %zu held in %.1f %% of trials\n", i,
                      100.0 * held[i] / TRIALS);
        assert_true(held[i] >= 0.9 * TRIALS);
    }
    gsl_rng_free(rng);
}

static void running_out_of_memory_is_survived(void **state)
{
    const uint64_t from_b[] = {0, 1};
    const double outcome[] = {1, 2};
    struct aras_error error = {0};
    struct aras_sobol_indices sobol;
    int allowed = 0;

    (void) state;
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status = aras_sobol_indices_new(
            &sobol, &(struct aras_sobol_sample){1, 2, from_b, 1, outcome}, &error);

        allow_all_allocations();
        aras_sobol_indices_free(&sobol);
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_int_equal(allowed, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ishigamis_function_has_its_known_indices),
        cmocka_unit_test(sobols_g_has_its_known_indices),
        cmocka_unit_test(luck_is_a_factor_and_an_inert_input_has_nothing),
        cmocka_unit_test(one_that_does_all_has_all),
        cmocka_unit_test(what_acts_only_together_is_interaction),
        cmocka_unit_test(what_never_changes_has_no_indices),
        cmocka_unit_test(what_has_no_cells_is_not_known),
        cmocka_unit_test(intervals_hold_the_truth_about_as_often_as_they_say),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
