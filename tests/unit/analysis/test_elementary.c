#include "analysis/elementary.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { ROWS = 20, INPUTS = 3 };

static const bool ordered[INPUTS] = {false, false, false};

/* The first input changes a yes or no in 12 of 20 worlds, the second in 2, both ways;
 * the third in none. */
static void fill(double *effect)
{
    for (size_t i = 0; i < ROWS; i++) {
        effect[i * INPUTS] = i < 12 ? 1.0 : 0.0;
        effect[i * INPUTS + 1] = i == 3 ? 1.0 : i == 4 ? -1.0 : 0.0;
        effect[i * INPUTS + 2] = 0.0;
    }
}

static void a_yes_or_no_has_the_share_of_worlds_that_change(void **state)
{
    double effect[ROWS * INPUTS];
    struct aras_error error = {0};
    struct aras_elementary elementary;
    const struct aras_morris morris = {ROWS, INPUTS, effect, ordered};

    (void) state;
    fill(effect);
    assert_ok(aras_elementary_of(&elementary, &morris, true, 1, &error), error);
    assert_close(elementary.input[0].effect.size, 0.6, 1e-15);
    assert_close(elementary.input[1].effect.size, 0.1, 1e-15);
    assert_close(elementary.input[1].effect.mean, 0.0, 1e-15);
    /* Wilson's for 0 of 20 is z^2 / (20 + z^2): what was not seen may still be. */
    assert_close(elementary.input[2].interval.low, 0.0, 1e-12);
    assert_close(elementary.input[2].interval.high, 0.1611, 0.0001);
    assert_int_equal(elementary.input[0].place.place, 1);
    assert_int_equal(elementary.input[2].place.place, 3);
    aras_elementary_free(&elementary);
}

static void other_outcomes_have_an_interval_of_their_mean_size(void **state)
{
    double effect[ROWS * INPUTS];
    struct aras_error error = {0};
    struct aras_elementary elementary;
    const struct aras_morris morris = {ROWS, INPUTS, effect, ordered};

    (void) state;
    fill(effect);
    effect[5] = NAN;
    assert_ok(aras_elementary_of(&elementary, &morris, false, 1, &error), error);
    /* +-1.96 sqrt(0.6 x 0.4 / 20) = 0.215 */
    assert_close(elementary.input[0].interval.low, 0.385, 0.04);
    assert_close(elementary.input[0].interval.high, 0.815, 0.04);
    assert_close(elementary.input[0].interval.low,
                 aras_morris_size_interval(&morris, 0, 0.95).low, 0.0);
    assert_int_equal(elementary.unknown, 1);
    assert_int_equal(elementary.input[2].effect.count, ROWS - 1);
    aras_elementary_free(&elementary);
}

/* Two numbers from 0 to 1 and three options; y = 3 a - 2 b^2 + the option. A number
 * moves by half of its range, from 1/8 to 5/8 or from 3/8 to 7/8, or back: b^2 moves by
 * 3/8 or 5/8. */
static void effects_are_read_from_what_each_move_did(void **state)
{
    enum { TRAJECTORIES = 40 };
    const double options[] = {0, 1, 2};
    const char *const names[] = {"x", "y", "z"};
    const struct aras_axis axis[] = {
        {.key = "a", .kind = ARAS_AXIS_SPAN, .slot = 1, .high = 1.0, .scale = 1.0},
        {.key = "b", .kind = ARAS_AXIS_SPAN, .slot = 2, .high = 1.0, .scale = 1.0},
        {.key = "c",
         .kind = ARAS_AXIS_VALUES,
         .slot = 3,
         .scale = 1.0,
         .count = 3,
         .value = options,
         .name = names,
         .names = 3}};
    const struct aras_design_form form = {.kind = ARAS_DESIGN_MORRIS,
                                          .axis = axis,
                                          .axes = 3,
                                          .size = TRAJECTORIES,
                                          .seed = 1,
                                          .group = 1,
                                          .luck = ARAS_NO_FACTOR,
                                          .parameters = ARAS_NO_FACTOR};
    struct aras_error error = {0};
    struct aras_design *design = aras_design_new(&form, &error);
    double outcome[4 * TRAJECTORIES], effect[3 * TRAJECTORIES], x[3];
    bool unordered[3];

    (void) state;
    assert_non_null(design);
    for (uint64_t i = 0; i < 4 * TRAJECTORIES; i++) {
        aras_design_get(design, i, x);
        outcome[i] = 3.0 * x[0] - 2.0 * x[1] * x[1] + x[2];
    }
    outcome[4] = NAN; /* the first point of the second trajectory */
    assert_ok(aras_elementary_effects(design, outcome, effect, unordered, &error),
              error);
    assert_false(unordered[0]);
    assert_true(unordered[2]);
    for (size_t t = 0; t < TRAJECTORIES; t++) {
        const double *of = &effect[3 * t];

        if (t != 1) {
            assert_close(of[0], 1.5, 1e-12);
            assert_close(fabs(of[1] + 1.0), 0.25, 1e-12);
            assert_true(fabs(of[2]) > 0.99 && fabs(of[2]) < 2.01);
        }
    }
    assert_int_equal(isnan(effect[3]) + isnan(effect[4]) + isnan(effect[5]), 1);
    allow_allocations(0);
    assert_int_equal(
        aras_elementary_effects(design, outcome, effect, unordered, &error),
        ARAS_NO_MEMORY);
    allow_all_allocations();
    aras_design_free(design);
}

static void running_out_of_memory_is_survived(void **state)
{
    double effect[ROWS * INPUTS];
    struct aras_error error = {0};
    struct aras_elementary elementary;
    const struct aras_morris morris = {ROWS, INPUTS, effect, ordered};
    int allowed = 0;

    (void) state;
    fill(effect);
    for (;; allowed++) {
        allow_allocations(allowed);

        enum aras_status status =
            aras_elementary_of(&elementary, &morris, false, 1, &error);

        allow_all_allocations();
        if (status == ARAS_OK) {
            break;
        }
        assert_int_equal(status, ARAS_NO_MEMORY);
    }
    assert_true(allowed >= 7);
    aras_elementary_free(&elementary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yes_or_no_has_the_share_of_worlds_that_change),
        cmocka_unit_test(other_outcomes_have_an_interval_of_their_mean_size),
        cmocka_unit_test(effects_are_read_from_what_each_move_did),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
