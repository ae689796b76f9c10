#include "analysis/swing.h"

#include "support/scarce_memory.h"
#include "unit/analysis/made_inputs.h"

static void open_swings(struct given *given, struct aras_swing_of swing[INPUTS],
                        uint64_t worlds, uint64_t group)
{
    struct aras_error error = {0};

    open_given(given, worlds, group, "fell");
    assert_ok(aras_swings_of(&given->data, swing, &error), error);
}

static void an_input_that_counts_swings_and_one_that_does_nothing_does_not(void **state)
{
    struct aras_swing_of swing[INPUTS];
    struct given given;

    (void) state;
    open_swings(&given, swing, 20000, 1);
    /* Means of the steady input in the outer fifths are 0.1 and 0.9: 0.4 x 0.8 apart.
     */
    assert_close(swing[STEADY].high - swing[STEADY].low, 0.32, 0.03);
    assert_close(swing[STEADY].low_at, 0.1, 0.01);
    assert_close(swing[STEADY].high_at, 0.9, 0.01);
    assert_true(swing[STEADY].adjusted < 1e-6);
    assert_true(swing[BENT].adjusted > 0.05);
    assert_true(swing[INERT].adjusted > 0.05);
    close_given(&given);
}

static void a_variant_swings_between_its_most_different_options(void **state)
{
    struct aras_swing_of swing[INPUTS];
    struct given given;

    (void) state;
    open_swings(&given, swing, 20000, 1);
    assert_true(swing[TEMPER].high_at == 2.0);
    assert_true(swing[TEMPER].low_at < 2.0);
    assert_close(swing[TEMPER].high - swing[TEMPER].low, 0.2, 0.03);
    assert_true(swing[TEMPER].adjusted < 1e-6);
    close_given(&given);
}

/* 500 runs of 40 sets with four inputs, in none of which anything but luck differs: the
 * least adjusted p is below 5 % in about 5 % of them, so in 45 or more of the 500 by a
 * chance of 1 in 10,000. */
static void chance_alone_is_seldom_taken_for_a_swing(void **state)
{
    size_t alarms = 0;

    (void) state;
    for (uint64_t trial = 0; trial < 500; trial++) {
        double outcome[40];
        double input[40 * INPUTS];
        size_t column[INPUTS] = {STEADY, BENT, INERT, TEMPER};
        struct aras_inputs inputs = {.column = column, .count = INPUTS, .variants = 1};
        struct aras_given_data data = {.model = &model,
                                       .inputs = &inputs,
                                       .rows = 40,
                                       .outcome = outcome,
                                       .input = input};
        struct aras_swing_of swing[INPUTS];
        struct aras_error error = {0};
        bool alarm = false;

        for (size_t row = 0; row < 40; row++) {
            outcome[row] = made_draw(1000003 * trial + row);
            for (size_t i = 0; i < INPUTS; i++) {
                input[row * INPUTS + i] = input_of(40 * trial + row, i);
            }
        }
        assert_ok(aras_swings_of(&data, swing, &error), error);
        for (size_t i = 0; i < INPUTS; i++) {
            alarm = alarm || swing[i].adjusted < 0.05;
        }
        alarms += alarm;
    }
    assert_true(alarms < 45);
    assert_true(alarms > 2);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    struct aras_swing_of swing[INPUTS];
    struct given given;
    int refused = 0;

    (void) state;
    open_given(&given, 1000, 20, "fell");
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_swings_of(&given.data, swing, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
    close_given(&given);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            an_input_that_counts_swings_and_one_that_does_nothing_does_not),
        cmocka_unit_test(a_variant_swings_between_its_most_different_options),
        cmocka_unit_test(chance_alone_is_seldom_taken_for_a_swing),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("swing", tests, NULL, NULL);
}
