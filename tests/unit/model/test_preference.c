/* What actors want, as a model states it. */
#include "small_model.h"

#define OUTCOMES                                                                       \
    "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 1; } );"                 \
    "outcomes = ( { id = 'high'; kind = 'happened'; of = 'x > 5'; },"                  \
    "  { id = 'level'; kind = 'value'; of = 'x'; },"                                   \
    "  { id = 'end'; kind = 'category'; options = ( { id = 'good'; when = 'x > 5'; }," \
    "    { id = 'bad'; when = 'x < 1'; }, { id = 'other'; } ); } );"

#define MODEL(entry)                                                                   \
    PLAIN ACTORS OUTCOMES "preferences = ( { of = 'iran'; " entry FROM " } );"

static void a_preference_is_of_an_actor_and_about_an_outcome(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS OUTCOMES
        "preferences = ( { of = 'turkey'; outcome = 'high'; weight = -0.5; " FROM "},"
        "  { of = 'iran'; outcome = 'level'; weight = 2; range = [1.0, 5.0]; " FROM "},"
        "  { of = 'iran'; outcome = 'end'; weight = 1.5;"
        "    options = ['bad = -1', 'good=0.5']; " FROM "} );");
    const struct aras_preference *it = small.model->preferences;

    (void) state;
    assert_int_equal(small.model->preference_count, 3);
    assert_string_equal(small.model->actors[it[0].actor].id, "turkey");
    assert_string_equal(small.model->outcomes[it[0].outcome].id, "high");
    assert_close(it[0].weight, -0.5, 0.0);
    assert_close(it[1].low, 1.0, 0.0);
    assert_close(it[1].high, 5.0, 0.0);
    assert_close(it[2].option[0], 0.5, 0.0);
    assert_close(it[2].option[1], -1.0, 0.0);
    assert_close(it[2].option[2], 0.0, 0.0);
    assert_int_equal(it[2].provenance.grade, 'C');
    small_free(&small);
}

static void what_is_wrong_with_a_preference_is_said(void **state)
{
    (void) state;
    assert_no_model(PLAIN ACTORS OUTCOMES
                    "preferences = ( { outcome = 'high'; weight = 1; " FROM "} );",
                    "a preference needs `of`");
    assert_no_model(
        PLAIN ACTORS OUTCOMES
        "preferences = ( { of = 'irann'; outcome = 'high'; weight = 1; " FROM "} );",
        "there is no actor 'irann'; did you mean 'iran'?");
    assert_no_model(MODEL("outcome = 'hig'; weight = 1; "),
                    "there is no outcome 'hig'; did you mean 'high'?");
    assert_no_model(MODEL("outcome = 'high'; "), "needs a `weight`");
    assert_no_model(MODEL("outcome = 'high'; weight = 0; "), "has the weight 0");
    assert_no_model(MODEL("outcome = 'level'; weight = 1; "), "needs a `range`");
    assert_no_model(MODEL("outcome = 'level'; weight = 1; range = [2.0, 2.0]; "),
                    "must rise");
    assert_no_model(MODEL("outcome = 'high'; weight = 1; range = [0.0, 1.0]; "),
                    "unknown setting 'range'");
    assert_no_model(MODEL("outcome = 'end'; weight = 1; "), "needs `options`");
    assert_no_model(MODEL("outcome = 'end'; weight = 1; options = ['goood = 1']; "),
                    "has no option 'goood'");
    assert_no_model(
        MODEL("outcome = 'end'; weight = 1; options = ['good = 1', 'good = 0']; "),
        "has been given its option 'good'");
    assert_no_model(MODEL("outcome = 'end'; weight = 1; options = ['good = 2']; "),
                    "a number from -1 to 1");
    assert_no_model(MODEL("outcome = 'end'; weight = 1; options = ['good']; "),
                    "\"option = number\"");
    assert_no_model(PLAIN ACTORS OUTCOMES
                    "preferences = ( { of = 'iran'; outcome = 'high'; weight = 1; } );",
                    "without a source");
    assert_no_model(PLAIN ACTORS OUTCOMES
                    "preferences = ( { of = 'iran'; outcome = 'high'; weight = 1; " FROM
                    "},"
                    "  { of = 'iran'; outcome = 'high'; weight = 0.5; " FROM "} );",
                    "there is another preference 'iran: high'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_preference_is_of_an_actor_and_about_an_outcome),
        cmocka_unit_test(what_is_wrong_with_a_preference_is_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
