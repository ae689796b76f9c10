#include "analysis/sweep.h"

#include "statistics/interval.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_sweep.h"

static struct aras_sweep *estimates(struct made_sweep *sweep, uint64_t base,
                                    uint64_t worlds)
{
    static const size_t outcomes[] = {YES, WHEN, MUCH, END};
    struct aras_sweep *of = aras_sweep_of_run(sweep->made.run, &sweep->plan, outcomes,
                                              NULL, 4, base, worlds, &sweep->error);

    if (of == NULL) {
        fail_msg("%s", sweep->error.message);
    }
    return of;
}

/* Counts by hand: yes at a point in worlds of one reading, those that did not fail. */
static uint64_t count(uint64_t point, uint64_t reading, uint64_t *worlds)
{
    uint64_t sum = 0;

    *worlds = 0;
    for (uint64_t w = reading; w < WORLDS; w += 2) {
        if (w != 7 || point != 1) {
            sum += is_yes(w, point);
            ++*worlds;
        }
    }
    return sum;
}

static void each_point_and_reading_has_its_estimate(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 0, 0);
    assert_int_equal(of->columns, 5);
    assert_int_equal(of->readings, 2);
    assert_int_equal(of->worlds, WORLDS);
    assert_int_equal(of->failed, 1);
    for (uint64_t point = 0; point < POINTS; point++) {
        for (size_t r = 0; r < 2; r++) {
            uint64_t worlds;
            double yes = (double) count(point, r, &worlds);
            const struct aras_sweep_estimate *share = aras_sweep_at(of, point, 0, r);
            const struct aras_sweep_estimate *time = aras_sweep_at(of, point, 1, r);
            double p = yes / (double) worlds;

            assert_int_equal(share->worlds, worlds);
            assert_close(share->value, p, 1e-12);
            assert_close(time->value, 4.0 * p + 10.0 * (1.0 - p), 1e-12);
            assert_close(aras_sweep_at(of, point, 3, r)->value, p, 1e-12);
            assert_close(aras_sweep_at(of, point, 4, r)->value, 1.0 - p, 1e-12);
        }
    }
    aras_sweep_free(of);
    sweep_free(&sweep);
}

/* Worlds without groups: Wilson's interval, nearly, with t in the place of z. */
static void a_share_has_wilsons_interval(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;
    const struct aras_sweep_estimate *share;
    struct aras_interval wilson;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 0, 0);
    share = aras_sweep_at(of, 2, 0, 0);
    wilson = aras_interval_wilson(share->value * (double) share->worlds,
                                  (double) share->worlds, 0.95);
    assert_close(share->interval.low, wilson.low, 0.03);
    assert_close(share->interval.high, wilson.high, 0.03);
    aras_sweep_free(of);
    sweep_free(&sweep);
}

/* much = u + point (1 + v / 100): the change is known to a thousandth, though the means
 * themselves are not. */
static void points_are_compared_in_the_same_worlds(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 1, 0);
    for (size_t r = 0; r < 2; r++) {
        const struct aras_sweep_estimate *lower = aras_sweep_at(of, 0, 2, r);
        const struct aras_sweep_estimate *base = aras_sweep_at(of, 1, 2, r);
        const struct aras_sweep_estimate *upper = aras_sweep_at(of, 2, 2, r);
        struct aras_interval wide = upper->interval;
        struct aras_interval narrow = upper->change_interval;

        assert_true(isnan(base->change) && isnan(base->change_interval.low));
        assert_close(upper->change, 1.005, 0.002);
        assert_close(lower->change, -1.005, 0.002);
        assert_true(narrow.low < upper->change && upper->change < narrow.high);
        assert_true(narrow.high - narrow.low < 0.01);
        assert_true(wide.high - wide.low > 0.1);
    }
    aras_sweep_free(of);
    sweep_free(&sweep);
}

/* Of few worlds that changed, all in one direction, a mean and its error say less than
 * they seem to: the interval is that of shares lost and gained, as in a comparison. */
static void
a_share_that_few_worlds_change_has_the_interval_of_a_comparison(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 0, 0);
    for (size_t r = 0; r < 2; r++) {
        const struct aras_sweep_estimate *share = aras_sweep_at(of, 1, 0, r);
        struct aras_cluster world[WORLDS];
        struct aras_clustered mean;
        struct aras_interval expected, of_mean;
        size_t worlds = 0;
        double gained = 0.0;

        for (uint64_t w = r; w < WORLDS; w += 2) {
            if (w != 7) {
                world[worlds++] = (struct aras_cluster){is_yes(w, 1), 1.0};
                gained += is_yes(w, 1);
            }
        }
        mean = aras_clustered_mean(world, worlds);
        expected = aras_interval_clustered_change(0.0, gained, &mean, 0.95);
        of_mean = aras_interval_clustered(&mean, 0.95);
        assert_int_equal(share->changed, gained);
        assert_close(share->change, gained / (double) worlds, 1e-15);
        assert_close(share->change_interval.low, expected.low, 1e-12);
        assert_close(share->change_interval.high, expected.high, 1e-12);
        assert_true(fabs(of_mean.low - expected.low) > 0.01);
    }
    aras_sweep_free(of);
    sweep_free(&sweep);
}

/* The interval is that of the sets' sums: with two sets of twenty worlds each,
 * Student's with one degree of freedom. */
static void worlds_of_one_set_are_a_cluster(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;
    const struct aras_sweep_estimate *estimate;
    double sum[2] = {0.0, 0.0};

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, WORLDS / 2);
    of = estimates(&sweep, 0, 0);
    estimate = aras_sweep_at(of, 2, MUCH, 0);
    for (uint64_t w = 0; w < WORLDS; w += 2) {
        sum[w < WORLDS / 2 ? 0 : 1] += much(w, 2);
    }
    assert_close(estimate->value, (sum[0] + sum[1]) / 20.0, 1e-6);
    assert_close((estimate->interval.high - estimate->interval.low) / 2.0,
                 aras_t_two_sided(0.95, 1.0) * fabs(sum[0] - sum[1]) / 20.0, 1e-4);
    aras_sweep_free(of);
    sweep_free(&sweep);
}

static void a_reading_on_an_axis_is_not_told_apart(void **state)
{
    struct made_sweep sweep;
    struct aras_sweep *of;

    (void) state;
    sweep_new(&sweep, "reading=hers,his", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 0, 0);
    assert_int_equal(of->readings, 1);
    assert_int_equal(of->points, 2);
    aras_sweep_free(of);
    sweep_free(&sweep);
}

static void fewer_worlds_may_be_asked_for_and_more_may_not(void **state)
{
    static const size_t outcomes[] = {YES};
    struct made_sweep sweep;
    struct aras_sweep *of;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    of = estimates(&sweep, 0, 10);
    assert_int_equal(of->worlds, 10);
    assert_int_equal(aras_sweep_at(of, 0, 0, 0)->worlds, 5);
    aras_sweep_free(of);
    assert_null(aras_sweep_of_run(sweep.made.run, &sweep.plan, outcomes, NULL, 1, 0,
                                  WORLDS + 1, &sweep.error));
    assert_fails(sweep.error.status, sweep.error, ARAS_INVALID,
                 "40 worlds of each point are stored");
    sweep_free(&sweep);
}

static void a_lack_of_memory_is_reported(void **state)
{
    static const size_t outcomes[] = {YES, MUCH};
    struct made_sweep sweep;
    struct aras_sweep *of = NULL;

    (void) state;
    sweep_new(&sweep, "p=0,0.5,1", ARAS_DESIGN_GRID, 1);
    for (int allowed = 0; of == NULL; allowed++) {
        allow_allocations(allowed);
        of = aras_sweep_of_run(sweep.made.run, &sweep.plan, outcomes, NULL, 2, 0, 0,
                               &sweep.error);
        allow_all_allocations();
        assert_true(of != NULL || sweep.error.status == ARAS_NO_MEMORY);
        assert_true(allowed < 1000);
    }
    aras_sweep_free(of);
    sweep_free(&sweep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_point_and_reading_has_its_estimate),
        cmocka_unit_test(a_share_has_wilsons_interval),
        cmocka_unit_test(points_are_compared_in_the_same_worlds),
        cmocka_unit_test(
            a_share_that_few_worlds_change_has_the_interval_of_a_comparison),
        cmocka_unit_test(worlds_of_one_set_are_a_cluster),
        cmocka_unit_test(a_reading_on_an_axis_is_not_told_apart),
        cmocka_unit_test(fewer_worlds_may_be_asked_for_and_more_may_not),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
