#include "statistics/redraw.h"

#include <math.h>

#include "statistics/shift.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/statistics/drawn_pairs.h"

enum { ROUNDS = 400, POINTS = 5 };

static const double points[POINTS] = {0.1, 0.25, 0.5, 0.75, 0.9};

static void measure_shifts(const struct aras_redrawn *redrawn, const void *context,
                           double *number)
{
    (void) context;
    for (size_t k = 0; k < POINTS; k++) {
        number[k] = aras_shift_quantile_of_bins(redrawn->b, redrawn->value,
                                                redrawn->bins, points[k]) -
                    aras_shift_quantile_of_bins(redrawn->a, redrawn->value,
                                                redrawn->bins, points[k]);
    }
}

static void measure_mean(const struct aras_redrawn *redrawn, const void *context,
                         double *number)
{
    (void) context;
    number[0] = 0.0;
    for (size_t k = 0; k < redrawn->bins; k++) {
        number[0] += redrawn->value[k] * (redrawn->b[k] - redrawn->a[k]);
    }
}

/* 200 pairs of correlation 0.9: the mean of the difference has a standard error of
 * sqrt(0.2 / 200) = 0.0316; apart, sqrt(2 / 200) = 0.1. A band of one point is -/+ 1.97
 * of them, of 1.96 normal. 400 rounds tell it within 4 %, 200 pairs within 5 %. */
static void one_point_has_its_standard_error(void **state)
{
    static struct drawn_pairs drawn;
    static double result[ROUNDS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct drawn_plan plan = {.pairs = 200, .group = 1, .rho = 0.9};
    struct aras_error error = {0};

    (void) state;
    for (int apart = 0; apart < 2; apart++) {
        double zero = 0.0;
        struct aras_interval band;
        struct aras_binned *binned;

        plan.apart = apart == 1;
        draw_pairs(&drawn, &plan, rng);
        binned = bin_pairs(&drawn, &plan);
        assert_ok(
            aras_redraw(binned, ROUNDS, rng, measure_mean, NULL, 1, result, &error),
            error);
        assert_ok(aras_redraw_band(result, ROUNDS, &zero, 1, 200, 0.95, &band, &error),
                  error);
        assert_close(band.high / 1.97, apart == 1 ? 0.1 : 0.0316,
                     apart == 1 ? 0.015 : 0.005);
        assert_close(band.low, -band.high, 1e-15);
        aras_binned_free(binned);
    }
    gsl_rng_free(rng);
}

/* 60 sets of 10 pairs, shifted by 0.3 and by the set. 100 bands should hold all five
 * shifts in 95; 87 or fewer in one of a thousand seeds. */
static void a_band_holds_all_its_points_as_often_as_it_says(void **state)
{
    static struct drawn_pairs drawn;
    static double result[POINTS * ROUNDS];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct drawn_plan plan = {.pairs = 600, .group = 10, .rho = 0.5, .shift = 0.3};
    int held = 0;

    (void) state;
    for (int i = 0; i < 100; i++) {
        double shift[POINTS];
        struct aras_interval band[POINTS];
        struct aras_error error = {0};
        struct aras_binned *binned;
        bool all = true;

        draw_pairs(&drawn, &plan, rng);
        binned = bin_pairs(&drawn, &plan);
        assert_ok(aras_redraw(binned, ROUNDS, rng, measure_shifts, NULL, POINTS, result,
                              &error),
                  error);
        for (size_t k = 0; k < POINTS; k++) {
            shift[k] = aras_shift_quantile(drawn.sorted_b, drawn.count, points[k]) -
                       aras_shift_quantile(drawn.sorted_a, drawn.count, points[k]);
        }
        assert_ok(
            aras_redraw_band(result, ROUNDS, shift, POINTS, 60, 0.95, band, &error),
            error);
        for (size_t k = 0; k < POINTS; k++) {
            all = all && band[k].low <= 0.3 && band[k].high >= 0.3;
        }
        held += all;
        aras_binned_free(binned);
    }
    assert_in_range(held, 88, 100);
    gsl_rng_free(rng);
}

static void what_never_moves_has_no_band(void **state)
{
    static double result[2 * ROUNDS];
    const double estimate[] = {3.0, 0.0};
    struct aras_interval band[2];
    struct aras_error error = {0};

    (void) state;
    for (int i = 0; i < ROUNDS; i++) {
        result[i] = 3.0;
        result[ROUNDS + i] = i % 2 == 0 ? 1.0 : -1.0;
    }
    assert_ok(aras_redraw_band(result, ROUNDS, estimate, 2, 100, 0.95, band, &error),
              error);
    assert_true(isnan(band[0].low));
    assert_true(band[1].high > 0.9);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    static struct drawn_pairs drawn;
    static double result[ROUNDS];
    struct drawn_plan plan = {.pairs = 40, .group = 1};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    struct aras_binned *binned;
    struct aras_interval band;
    double zero = 0.0;

    (void) state;
    draw_pairs(&drawn, &plan, rng);
    binned = bin_pairs(&drawn, &plan);
    for (int i = 0; i < 2; i++) {
        struct aras_error error = {0};
        enum aras_status status;

        allow_allocations(0);
        status =
            i == 0 ? aras_redraw(binned, 9, rng, measure_mean, NULL, 1, result, &error)
                   : aras_redraw_band(result, 9, &zero, 1, 40, 0.95, &band, &error);
        allow_all_allocations();
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    aras_binned_free(binned);
    gsl_rng_free(rng);
}

/* How far the shares of A are from whole numbers of `context` rows. */
static void measure_parts(const struct aras_redrawn *redrawn, const void *context,
                          double *number)
{
    double rows = *(const double *) context;

    number[0] = 0.0;
    for (size_t k = 0; k < redrawn->bins; k++) {
        double times = redrawn->a[k] * rows;

        number[0] =
            isnan(times) ? INFINITY : fmax(number[0], fabs(times - rint(times)));
    }
}

/* A number for each row: as many are drawn as there are. Rows are added four at a time,
 * and none may be left over. */
static void every_row_drawn_counts(void **state)
{
    (void) state;
    for (size_t rows = 1; rows <= 9; rows++) {
        double values[9], result[20];
        double count = (double) rows;
        struct aras_error error = {0};
        gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
        struct aras_binned *binned;

        for (size_t r = 0; r < rows; r++) {
            values[r] = (double) r;
        }
        binned = aras_binned_new(values, rows, values, rows, INFINITY, true, rows, rows,
                                 &error);
        assert_non_null(binned);
        for (size_t r = 0; r < rows; r++) {
            aras_binned_add_a(binned, r, values[r]);
            aras_binned_add_b(binned, r, values[r]);
        }
        assert_ok(
            aras_redraw(binned, 20, rng, measure_parts, &count, 1, result, &error),
            error);
        for (size_t i = 0; i < 20; i++) {
            assert_true(result[i] < 1e-9);
        }
        aras_binned_free(binned);
        gsl_rng_free(rng);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_drawn_counts),
        cmocka_unit_test(one_point_has_its_standard_error),
        cmocka_unit_test(a_band_holds_all_its_points_as_often_as_it_says),
        cmocka_unit_test(what_never_moves_has_no_band),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("redraw", tests, NULL, NULL);
}
