#include "analysis/inputs.h"

#include "support/check.h"
#include "support/scarce_memory.h"

/* Five parameters: drawn, without doubt, set by a scenario, set by an option, and drawn
 * with a name of a pair; a variant that is drawn, and one that is fixed. */
static const struct aras_override sets_d[] = {{.slot = 13}};
static const struct aras_option tempers[] = {
    {.id = "calm"}, {.id = "angry", .overrides = sets_d, .count = 1}};
static const struct aras_variant variants[] = {
    {.id = "temper",
     .title = "how it goes",
     .options = tempers,
     .count = 2,
     .fixed = -1},
    {.id = "code", .options = tempers, .count = 2, .fixed = 0}};

static struct aras_parameter parameters[] = {
    {.id = "a",
     .title = "first",
     .slot = 10,
     .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
    {.id = "b", .slot = 11, .prior = {.kind = ARAS_PRIOR_FIXED}},
    {.id = "c",
     .slot = 12,
     .prior = {.kind = ARAS_PRIOR_DISTRIBUTION},
     .fixed_by_scenario = true},
    {.id = "d", .slot = 13, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
    {.id = "e[x,y]", .slot = 14, .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}}};

static const struct aras_model model = {.parameters = parameters,
                                        .parameter_count = 5,
                                        .variants = variants,
                                        .variant_count = 2};

static void inputs_are_what_is_drawn_by_itself(void **state)
{
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    assert_ok(aras_inputs_find(&inputs, &model, &error), error);
    assert_int_equal(inputs.count, 3);
    assert_int_equal(inputs.variants, 1);
    assert_int_equal(inputs.left_out, 1);
    assert_string_equal(aras_inputs_id(&model, inputs.column[0]), "a");
    assert_string_equal(aras_inputs_title(&model, inputs.column[0]), "first");
    assert_string_equal(aras_inputs_id(&model, inputs.column[1]), "e[x,y]");
    assert_string_equal(aras_inputs_title(&model, inputs.column[1]), "");
    assert_string_equal(aras_inputs_id(&model, inputs.column[2]), "temper");
    assert_true(aras_inputs_is_variant(&model, inputs.column[2]));
    aras_inputs_free(&inputs);
}

static void a_list_of_names_may_stand_in_any_order(void **state)
{
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    assert_ok(aras_inputs_named(&inputs, "temper,e[x,y],a", &model, &error), error);
    assert_int_equal(inputs.count, 3);
    assert_int_equal(inputs.column[0], 0);
    assert_int_equal(inputs.column[1], 4);
    assert_int_equal(inputs.column[2], 5);
    assert_int_equal(inputs.variants, 1);
    aras_inputs_free(&inputs);
}

static void what_does_not_vary_by_itself_is_refused(void **state)
{
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    assert_fails(aras_inputs_named(&inputs, "a,b", &model, &error), error, ARAS_INVALID,
                 "'b' is not drawn");
    assert_fails(aras_inputs_named(&inputs, "c", &model, &error), error, ARAS_INVALID,
                 "'c' is not drawn");
    assert_fails(aras_inputs_named(&inputs, "d", &model, &error), error, ARAS_INVALID,
                 "set by the variant 'temper'");
    assert_fails(aras_inputs_named(&inputs, "code", &model, &error), error,
                 ARAS_INVALID, "'code' is fixed");
    assert_fails(aras_inputs_named(&inputs, "a,a", &model, &error), error, ARAS_INVALID,
                 "'a' is named twice");
    assert_fails(aras_inputs_named(&inputs, "tempre", &model, &error), error,
                 ARAS_UNKNOWN, "did you mean 'temper'?");
    assert_fails(aras_inputs_named(&inputs, "a,", &model, &error), error, ARAS_UNKNOWN,
                 "no parameter or variant ''");
}

/* A variant that always has the option which sets `d` leaves nothing of it to draw. */
static void what_a_fixed_variant_sets_is_not_drawn(void **state)
{
    struct aras_variant settled[] = {variants[0], variants[1]};
    struct aras_model with = model;
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    settled[0].fixed = 1;
    with.variants = settled;
    assert_ok(aras_inputs_find(&inputs, &with, &error), error);
    assert_int_equal(inputs.count, 2);
    assert_int_equal(inputs.left_out, 0);
    aras_inputs_free(&inputs);
    assert_fails(aras_inputs_named(&inputs, "d", &with, &error), error, ARAS_INVALID,
                 "'d' is not drawn");
    settled[0].fixed = 0;
    assert_ok(aras_inputs_named(&inputs, "d", &with, &error), error);
    aras_inputs_free(&inputs);
}

static void some_can_be_kept(void **state)
{
    const size_t kept[] = {2, 0};
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    assert_ok(aras_inputs_find(&inputs, &model, &error), error);
    aras_inputs_keep(&inputs, &model, kept, 2);
    assert_int_equal(inputs.count, 2);
    assert_int_equal(inputs.variants, 1);
    assert_int_equal(inputs.column[0], 0);
    assert_int_equal(inputs.column[1], 5);
    aras_inputs_free(&inputs);
}

static void running_out_of_memory_is_survived(void **state)
{
    struct aras_error error = {0};
    struct aras_inputs inputs;

    (void) state;
    allow_allocations(0);
    assert_int_equal(aras_inputs_find(&inputs, &model, &error), ARAS_NO_MEMORY);
    assert_int_equal(aras_inputs_named(&inputs, "a", &model, &error), ARAS_NO_MEMORY);
    allow_all_allocations();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inputs_are_what_is_drawn_by_itself),
        cmocka_unit_test(a_list_of_names_may_stand_in_any_order),
        cmocka_unit_test(what_does_not_vary_by_itself_is_refused),
        cmocka_unit_test(what_a_fixed_variant_sets_is_not_drawn),
        cmocka_unit_test(some_can_be_kept),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
