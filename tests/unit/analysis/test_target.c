#include "analysis/target.h"

#include <math.h>

#include "support/check.h"

static const struct aras_category endings[] = {{.id = "good"}, {.id = "bad"}};
static const struct aras_outcome outcomes[] = {{.id = "fell", .kind = ARAS_HAPPENED},
                                               {.id = "when", .kind = ARAS_TIME},
                                               {.id = "level", .kind = ARAS_VALUE},
                                               {.id = "ending",
                                                .kind = ARAS_CATEGORY,
                                                .categories = endings,
                                                .category_count = 2}};
static const struct aras_model model = {
    .outcomes = outcomes, .outcome_count = 4, .horizon = 10.0};

static struct aras_target read_well(const char *text)
{
    struct aras_error error = {0};
    struct aras_target target;

    assert_ok(aras_target_read(&target, text, &model, &error), error);
    return target;
}

static void a_world_has_one_number_of_each_kind_of_outcome(void **state)
{
    const double world[] = {1.0, INFINITY, 3.5, 1.0};
    struct aras_target target;

    (void) state;
    target = read_well("fell");
    assert_close(aras_target_of(&target, &model, world), 1.0, 0.0);
    assert_true(aras_target_is_share(&target));
    target = read_well("when");
    assert_close(aras_target_of(&target, &model, world), 10.0, 0.0);
    assert_false(aras_target_is_share(&target));
    target = read_well("when=reached");
    assert_close(aras_target_of(&target, &model, world), 0.0, 0.0);
    assert_true(aras_target_is_share(&target));
    target = read_well("level");
    assert_close(aras_target_of(&target, &model, world), 3.5, 0.0);
    assert_false(aras_target_is_share(&target));
    target = read_well("ending=bad");
    assert_close(aras_target_of(&target, &model, world), 1.0, 0.0);
    target = read_well("ending=good");
    assert_close(aras_target_of(&target, &model, world), 0.0, 0.0);
    assert_true(aras_target_is_share(&target));
}

static void one_equal_sign_says_the_same_as_two(void **state)
{
    static const char *const texts[] = {"ending=bad", "ending==bad", "ending == bad",
                                        " ending = bad "};

    (void) state;
    for (size_t i = 0; i < 4; i++) {
        struct aras_target target = read_well(texts[i]);

        assert_int_equal(target.kind, ARAS_TARGET_OPTION);
        assert_int_equal(target.outcome, 3);
        assert_int_equal(target.option, 1);
    }
    assert_int_equal(read_well("when == reached").kind, ARAS_TARGET_REACHED);
}

static void an_outcome_is_named_as_a_whole_or_by_an_option(void **state)
{
    struct aras_error error = {0};
    size_t outcome, option;

    (void) state;
    assert_ok(aras_target_read_outcome(&outcome, &option, "ending", &model, &error),
              error);
    assert_int_equal(outcome, 3);
    assert_true(option == ARAS_ALL_OPTIONS);
    assert_ok(
        aras_target_read_outcome(&outcome, &option, "ending == bad", &model, &error),
        error);
    assert_int_equal(outcome, 3);
    assert_int_equal(option, 1);
    assert_ok(aras_target_read_outcome(&outcome, NULL, "level", &model, &error), error);
    assert_int_equal(outcome, 2);
    assert_fails(aras_target_read_outcome(&outcome, NULL, "ending=bad", &model, &error),
                 error, ARAS_INVALID,
                 "'ending=bad' names a part of 'ending', which is told as a whole "
                 "here: write 'ending'");
    assert_fails(
        aras_target_read_outcome(&outcome, &option, "when=reached", &model, &error),
        error, ARAS_INVALID, "told as a whole here: write 'when'");
    assert_fails(
        aras_target_read_outcome(&outcome, &option, "ending=bat", &model, &error),
        error, ARAS_UNKNOWN, "did you mean 'ending=bad'?");
    assert_fails(aras_target_read_outcome(&outcome, &option, "fel", &model, &error),
                 error, ARAS_UNKNOWN,
                 "there is no outcome 'fel'; did you mean 'fell'?");
}

static void a_failed_world_has_none(void **state)
{
    const double world[] = {NAN, NAN, NAN, NAN};
    struct aras_target target;

    (void) state;
    target = read_well("when=reached");
    assert_true(isnan(aras_target_of(&target, &model, world)));
    target = read_well("ending=good");
    assert_true(isnan(aras_target_of(&target, &model, world)));
}

static void what_cannot_be_asked_is_refused_with_what_can(void **state)
{
    struct aras_error error = {0};
    struct aras_target target;

    (void) state;
    assert_fails(aras_target_read(&target, "levle", &model, &error), error,
                 ARAS_UNKNOWN, "did you mean 'level'?");
    assert_fails(aras_target_read(&target, "ending=bat", &model, &error), error,
                 ARAS_UNKNOWN, "did you mean 'ending=bad'?");
    assert_fails(aras_target_read(&target, "ending", &model, &error), error,
                 ARAS_INVALID, "such as 'ending=good'");
    assert_fails(aras_target_read(&target, "level=high", &model, &error), error,
                 ARAS_INVALID, "'level' is no category");
    assert_fails(aras_target_read(&target, "when=late", &model, &error), error,
                 ARAS_INVALID, "'=reached' can be asked");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_world_has_one_number_of_each_kind_of_outcome),
        cmocka_unit_test(one_equal_sign_says_the_same_as_two),
        cmocka_unit_test(an_outcome_is_named_as_a_whole_or_by_an_option),
        cmocka_unit_test(a_failed_world_has_none),
        cmocka_unit_test(what_cannot_be_asked_is_refused_with_what_can),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
