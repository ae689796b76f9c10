#include "statistics/morris.h"

#include <math.h>

#include "support/check.h"

enum { ROWS = 4, INPUTS = 3 };

/* Three trajectories' effects, and a fourth in which the second input's is not known.
 */
static const double effect[ROWS * INPUTS] = {3.0,      -2.0, 0.5, /**/ 3.0, 2.0, 0.5,
                                             /**/ 3.0, -2.0, 0.0, /**/ 3.0, NAN, 1.0};
static const bool unordered[INPUTS] = {false, false, true};
static const struct aras_morris morris = {ROWS, INPUTS, effect, unordered};

static void a_steady_effect_has_no_spread(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 0);

    (void) state;
    assert_close(of.size, 3.0, 1e-15);
    assert_close(of.mean, 3.0, 1e-15);
    assert_close(of.spread, 0.0, 1e-15);
    assert_int_equal(of.count, 4);
}

/* -2, 2, -2: sizes 2, mean -2/3, variance (16/9 + 64/9 + 16/9) / 2 = 16/3. */
static void effects_that_cancel_still_have_a_size(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 1);

    (void) state;
    assert_close(of.size, 2.0, 1e-15);
    assert_close(of.mean, -2.0 / 3.0, 1e-15);
    assert_close(of.spread, 4.0 / sqrt(3.0), 1e-14);
    assert_int_equal(of.count, 3);
}

static void between_options_there_is_no_direction(void **state)
{
    struct aras_morris_effect of = aras_morris_of(&morris, 2);

    (void) state;
    assert_close(of.size, 0.5, 1e-15);
    assert_true(isnan(of.mean) && isnan(of.spread));
}

static void resampled_rows_count_as_often_as_they_come(void **state)
{
    const size_t row[ROWS] = {3, 3, 2, 3};
    double size[INPUTS];

    (void) state;
    aras_morris_measure(&morris, row, size);
    assert_close(size[0], 3.0, 1e-15);
    assert_close(size[1], 2.0, 1e-15);
    assert_close(size[2], 0.75, 1e-15);
}

static void an_input_without_effects_is_not_known(void **state)
{
    const size_t row[ROWS] = {3, 3, 3, 3};
    double size[INPUTS];

    (void) state;
    aras_morris_measure(&morris, row, size);
    assert_true(isnan(size[1]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_steady_effect_has_no_spread),
        cmocka_unit_test(effects_that_cancel_still_have_a_size),
        cmocka_unit_test(between_options_there_is_no_direction),
        cmocka_unit_test(resampled_rows_count_as_often_as_they_come),
        cmocka_unit_test(an_input_without_effects_is_not_known),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
