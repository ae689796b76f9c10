#include "analysis/nested.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/quantile.h"
#include "statistics/spread.h"
#include "support/check.h"
#include "unit/analysis/made_run.h"

enum { GROUPS = 200, MOST = 12 };

/* Groups of unlike sizes whose means differ, around `centre`. */
struct sample {
    struct aras_summary group[GROUPS];
    struct aras_cluster cluster[GROUPS];
    struct aras_group with_variance[GROUPS];
};

static struct sample *sample_around(double centre, bool of_shares)
{
    struct sample *sample = calloc(1, sizeof *sample);
    uint64_t draw = 0;

    assert_non_null(sample);
    for (size_t g = 0; g < GROUPS; g++) {
        double level = made_draw(draw++);
        size_t size = 1 + (size_t) (made_draw(draw++) * MOST);

        for (size_t i = 0; i < size; i++) {
            double x = of_shares ? (made_draw(draw++) < level ? 1.0 : 0.0)
                                 : centre + level + made_draw(draw++);

            aras_summary_add(&sample->group[g], x);
        }
        sample->cluster[g].size = (double) size;
        sample->cluster[g].sum = sample->group[g].mean * (double) size;
        sample->with_variance[g] =
            (struct aras_group){.mean = sample->group[g].mean,
                                .variance = aras_summary_variance(&sample->group[g]),
                                .size = (double) size};
    }
    return sample;
}

static struct aras_nested nested_of(const struct sample *sample)
{
    struct aras_nested nested = {.ranked = true};
    struct aras_error error = {0};

    for (size_t g = 0; g < GROUPS; g++) {
        assert_ok(aras_nested_add(&nested, &sample->group[g], &error), error);
    }
    return nested;
}

static void group_after_group_gives_the_mean_and_error_of_all_at_once(void **state)
{
    struct sample *sample = sample_around(3.0, false);
    struct aras_nested nested = nested_of(sample);
    struct aras_clustered expected = aras_clustered_mean(sample->cluster, GROUPS);
    struct aras_clustered actual = aras_nested_mean(&nested);

    (void) state;
    assert_close(actual.mean, expected.mean, 1e-12);
    assert_close(actual.error, expected.error, 1e-12);
    assert_close(actual.groups, expected.groups, 0.0);
    assert_close(actual.size, expected.size, 0.0);
    aras_nested_free(&nested);
    free(sample);
}

static void group_after_group_gives_the_range_of_a_share(void **state)
{
    struct sample *sample = sample_around(0.0, true);
    struct aras_nested nested = nested_of(sample);
    struct aras_spread expected = aras_spread_of_share(sample->cluster, GROUPS, 0.8);
    struct aras_interval actual = aras_nested_share_range(&nested, 0.8);

    (void) state;
    assert_close(aras_nested_variance(&nested), expected.variance, 1e-12);
    assert_close(actual.low, expected.range.low, 1e-9);
    assert_close(actual.high, expected.range.high, 1e-9);
    aras_nested_free(&nested);
    free(sample);
}

/* The sketch gives a group's mean within 0.4 % of its distance from the first. */
static void group_after_group_gives_the_range_of_a_mean(void **state)
{
    struct sample *sample = sample_around(1000.0, false);
    struct aras_nested nested = nested_of(sample);
    struct aras_error error = {0};
    struct aras_spread expected;
    struct aras_interval actual = aras_nested_mean_range(&nested, 0.8);

    (void) state;
    assert_ok(
        aras_spread_of_mean(&expected, sample->with_variance, GROUPS, 0.8, &error),
        error);
    assert_close(aras_nested_variance(&nested), expected.variance, 1e-9);
    assert_close(actual.low, expected.range.low, 0.006);
    assert_close(actual.high, expected.range.high, 0.006);
    aras_nested_free(&nested);
    free(sample);
}

static void the_error_survives_a_large_mean(void **state)
{
    struct sample *near = sample_around(0.0, false);
    struct sample *far = sample_around(1e8, false);
    struct aras_nested nested_near = nested_of(near);
    struct aras_nested nested_far = nested_of(far);

    (void) state;
    assert_close(aras_nested_mean(&nested_far).error,
                 aras_nested_mean(&nested_near).error, 1e-7);
    aras_nested_free(&nested_near);
    aras_nested_free(&nested_far);
    free(near);
    free(far);
}

static void one_group_says_nothing_of_the_error(void **state)
{
    struct aras_nested nested = {0};
    struct aras_summary group = aras_nested_share_group(2.0, 5.0);
    struct aras_summary none = {0};
    struct aras_error error = {0};

    (void) state;
    assert_true(isnan(aras_nested_mean(&nested).mean));
    assert_ok(aras_nested_add(&nested, &none, &error), error);
    assert_close(nested.groups, 0.0, 0.0);
    assert_ok(aras_nested_add(&nested, &group, &error), error);
    assert_close(aras_nested_mean(&nested).mean, 0.4, 1e-15);
    assert_true(isnan(aras_nested_mean(&nested).error));
    assert_true(isnan(aras_nested_share_range(&nested, 0.8).low));
    aras_nested_free(&nested);
}

static void a_group_of_yes_and_no_is_that_of_its_zeros_and_ones(void **state)
{
    struct aras_summary group = aras_nested_share_group(3.0, 5.0);
    struct aras_summary expected = {0};

    (void) state;
    for (int i = 0; i < 5; i++) {
        aras_summary_add(&expected, i < 3 ? 1.0 : 0.0);
    }
    assert_int_equal(group.count, expected.count);
    assert_close(group.mean, expected.mean, 1e-15);
    assert_close(group.squares, expected.squares, 1e-15);
    assert_close(group.cubes, expected.cubes, 1e-15);
    assert_close(group.least, expected.least, 0.0);
    assert_close(group.greatest, expected.greatest, 0.0);
}

/*
 * 1,000 runs of 20 sets x 10 worlds whose probability is 0.1, 0.3 or 0.8 by the set.
 * The 95 % interval should hold the mean, 0.4, in 950 of them; a right interval is
 * outside of 950 +- 25 in one of 3,000 seeds. Taking worlds as independent it held it
 * in some 700.
 */
static void the_interval_holds_the_truth_as_often_as_it_says(void **state)
{
    static const double levels[] = {0.1, 0.3, 0.8};
    uint64_t draw = 77;
    int held = 0;

    (void) state;
    for (int run = 0; run < 1000; run++) {
        struct aras_nested nested = {0};
        struct aras_error error = {0};

        for (int set = 0; set < 20; set++) {
            double p = levels[(size_t) (made_draw(draw++) * 3.0)];
            double yes = 0.0;

            for (int i = 0; i < 10; i++) {
                yes += made_draw(draw++) < p;
            }

            struct aras_summary group = aras_nested_share_group(yes, 10.0);

            assert_ok(aras_nested_add(&nested, &group, &error), error);
        }

        struct aras_clustered mean = aras_nested_mean(&nested);
        struct aras_interval interval = aras_interval_clustered_share(&mean, 0.95);

        held += interval.low <= 0.4 && 0.4 <= interval.high;
        aras_nested_free(&nested);
    }
    assert_in_range(held, 925, 975);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(group_after_group_gives_the_mean_and_error_of_all_at_once),
        cmocka_unit_test(group_after_group_gives_the_range_of_a_share),
        cmocka_unit_test(group_after_group_gives_the_range_of_a_mean),
        cmocka_unit_test(the_error_survives_a_large_mean),
        cmocka_unit_test(one_group_says_nothing_of_the_error),
        cmocka_unit_test(a_group_of_yes_and_no_is_that_of_its_zeros_and_ones),
        cmocka_unit_test(the_interval_holds_the_truth_as_often_as_it_says),
    };

    return cmocka_run_group_tests_name("nested", tests, NULL, NULL);
}
