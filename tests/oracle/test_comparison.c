/* What other programs say of the same samples: see README.md. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "statistics/anderson_darling.h"
#include "statistics/benjamini_hochberg.h"
#include "statistics/energy.h"
#include "statistics/holm.h"
#include "statistics/incidence.h"
#include "statistics/kolmogorov.h"
#include "statistics/quantile.h"
#include "statistics/shift.h"
#include "statistics/superiority.h"
#include "statistics/wasserstein.h"
#include "support/check.h"

enum { A_COUNT = 400, B_COUNT = 300, TESTS = 7 };

struct samples {
    double a[A_COUNT], b[B_COUNT];
    double any[A_COUNT], first[A_COUNT], second[A_COUNT]; /* times */
};

static double share(int i, int step, int start, int whole)
{
    return (double) ((i * step + start) % whole) / (double) whole;
}

static void make(struct samples *samples)
{
    for (int i = 0; i < A_COUNT; i++) {
        double u = share(i, 7919, 31, 1009);
        double time = 12.0 * share(i, 6133, 7, 541);

        samples->a[i] = 3.0 * u * u;
        samples->any[i] = time <= 10.0 ? time : INFINITY;
        samples->first[i] = i % 3 == 0 ? INFINITY : samples->any[i];
        samples->second[i] = i % 3 == 0 ? samples->any[i] : INFINITY;
    }
    for (int i = 0; i < B_COUNT; i++) {
        samples->b[i] = 2.5 * share(i, 104729, 57, 997) + 0.3;
    }
    aras_quantile_sort(samples->a, A_COUNT);
    aras_quantile_sort(samples->b, B_COUNT);
    aras_quantile_sort(samples->any, A_COUNT);
    aras_quantile_sort(samples->first, A_COUNT);
    aras_quantile_sort(samples->second, A_COUNT);
}

/* The value that stands behind a name. */
static double oracle(const char *name)
{
    FILE *file = fopen(ARAS_PROJECT_FOLDER "/tests/oracle/comparison.txt", "r");
    char found[64];
    double value, result = NAN;

    assert_non_null(file);
    while (fscanf(file, "%63s %lf", found, &value) == 2) {
        if (strcmp(found, name) == 0) {
            result = value;
        }
    }
    fclose(file);
    if (isnan(result)) {
        fail_msg("there is no %s in comparison.txt", name);
    }
    return result;
}

static void assert_as_told(const char *name, double ours)
{
    double told = oracle(name);

    if (!(fabs(ours - told) <= 1e-12)) {
        fail_msg("%s is %.17g, not %.17g", name, told, ours);
    }
}

static void distances_of_plain_samples_agree(void **state)
{
    struct samples s;
    double of_energy;

    (void) state;
    make(&s);
    of_energy = aras_energy(s.a, A_COUNT, s.b, B_COUNT);
    assert_as_told("plain.kolmogorov", aras_kolmogorov_two(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("plain.wasserstein", aras_wasserstein(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("plain.superiority", aras_superiority(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("plain.energy", sqrt(of_energy)); /* SciPy's is the root */
    assert_as_told("plain.energy.times",
                   of_energy * (double) A_COUNT * B_COUNT / (A_COUNT + B_COUNT));
    assert_close(aras_anderson_darling(s.a, A_COUNT, s.b, B_COUNT),
                 oracle("anderson_darling.rounded"), 0.05);
}

static void distances_of_tied_samples_agree(void **state)
{
    struct samples s;

    (void) state;
    make(&s);
    for (int i = 0; i < A_COUNT; i++) {
        s.a[i] = floor(4.0 * s.a[i]);
    }
    for (int i = 0; i < B_COUNT; i++) {
        s.b[i] = floor(4.0 * s.b[i]);
    }
    assert_as_told("tied.kolmogorov", aras_kolmogorov_two(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("tied.wasserstein", aras_wasserstein(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("tied.superiority", aras_superiority(s.a, A_COUNT, s.b, B_COUNT));
    assert_as_told("tied.energy", sqrt(aras_energy(s.a, A_COUNT, s.b, B_COUNT)));
}

static void incidences_and_restricted_means_agree(void **state)
{
    static const char *const at[] = {"2.5", "5", "7.5", "10"};
    struct samples s;

    (void) state;
    make(&s);
    for (int k = 0; k < 4; k++) {
        double time = 2.5 * (k + 1);
        char name[64];

        snprintf(name, sizeof name, "incidence.any.%s", at[k]);
        assert_as_told(name, aras_incidence_by(s.any, A_COUNT, time));
        snprintf(name, sizeof name, "incidence.first.%s", at[k]);
        assert_as_told(name, aras_incidence_by(s.first, A_COUNT, time));
        snprintf(name, sizeof name, "incidence.second.%s", at[k]);
        assert_as_told(name, aras_incidence_by(s.second, A_COUNT, time));
    }
    assert_as_told("restricted.6", aras_incidence_mean(s.any, A_COUNT, 6.0));
    assert_as_told("restricted.10", aras_incidence_mean(s.any, A_COUNT, 10.0));
}

static void quantiles_without_ties_agree(void **state)
{
    struct samples s;

    (void) state;
    make(&s);
    assert_as_told("quantile.0.05", aras_shift_quantile(s.a, A_COUNT, 0.05));
    assert_as_told("quantile.0.25", aras_shift_quantile(s.a, A_COUNT, 0.25));
    assert_as_told("quantile.0.5", aras_shift_quantile(s.a, A_COUNT, 0.5));
    assert_as_told("quantile.0.9", aras_shift_quantile(s.a, A_COUNT, 0.9));
}

static void adjusted_tests_agree(void **state)
{
    static const double p[TESTS] = {0.001, 0.02, 0.02, 0.04, 0.3, 0.012, 0.9};
    double holm[TESTS], discovery[TESTS];
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_holm(p, TESTS, holm, &error), error);
    assert_ok(aras_benjamini_hochberg(p, TESTS, discovery, &error), error);
    for (int k = 0; k < TESTS; k++) {
        char name[64];

        snprintf(name, sizeof name, "holm.%d", k + 1);
        assert_as_told(name, holm[k]);
        snprintf(name, sizeof name, "benjamini_hochberg.%d", k + 1);
        assert_as_told(name, discovery[k]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(distances_of_plain_samples_agree),
        cmocka_unit_test(distances_of_tied_samples_agree),
        cmocka_unit_test(incidences_and_restricted_means_agree),
        cmocka_unit_test(quantiles_without_ties_agree),
        cmocka_unit_test(adjusted_tests_agree),
    };

    return cmocka_run_group_tests_name("oracle", tests, NULL, NULL);
}
