/* What the scenarios in the list `changes` do to a model. */

#include <stdio.h>

#include "random/stream.h"
#include "small_model.h"

#define MODEL                                                                          \
    YEARS ACTORS                                                                       \
        "parameters = ( { id = 'k'; rate = 0.5; unit = '1/month'; given = 'stage';"    \
        "     centred = 't0';" FROM "}, { id = 'm'; value = 3; unit = 'months';" FROM  \
        "},"                                                                           \
        "  { id = 'p'; value = 0.5;" FROM "} );"                                       \
        "variants = ( { id = 'v'; options = ( { id = 'one'; }, { id = 'two'; } ); } "  \
        ");"                                                                           \
        "quantities = ( { id = 'x'; of = 'pair'; range = [0.0, 9.0]; default = 0; },"  \
        "  { id = 'stage'; stages = ['none', 'draft', 'signed']; initial = 'none'; }," \
        "  { id = 'age'; clock = true; initial = 0; } );"                              \
        "events = ( { id = 'e'; each = 'pair'; rate = 'k'; effects = ['x[a, b] += "    \
        "1']; "                                                                        \
        "},"                                                                           \
        "  { id = 'dated'; at = '2025-09-12'; effects = ['stage = signed'];" FROM "}," \
        "  { id = 'late'; after = 'dated'; delay = '1 * year'; } );"                   \
        "decisions = ( { id = 'c'; actor = 'iran'; every = '1 * year'; sharpness = 1;" \
        "   options = ( { id = 'go'; }, { id = 'stay'; } ); } );"                      \
        "outcomes = ( { id = 'o'; kind = 'count'; of = 'e'; },"                        \
        "  { id = 'q'; kind = 'count'; of = 'late'; } );"
#define CHANGED(changes) MODEL "changes = ( {" changes "} );"

static double value_after(const char *text, const char *slot)
{
    struct small small = small_model(text);
    double value = small_value(&small, slot);

    small_free(&small);
    return value;
}

static void a_parameter_is_set_in_its_own_unit(void **state)
{
    (void) state;
    assert_close(value_after(MODEL, "k"), 6.0, 1e-12);
    assert_close(value_after(CHANGED("set = ['k = 0.25'];"), "k"), 3.0, 1e-12);
    assert_close(value_after(CHANGED("set = ['k = 1e-1'];"), "k"), 1.2, 1e-12);
    assert_close(value_after(CHANGED("set = ['k = 2 / year'];"), "k"), 2.0, 1e-12);
    assert_close(value_after(CHANGED("set = ['m = 6'];"), "m"), 0.5, 1e-12);
    assert_close(value_after(CHANGED("set = ['m = 2 * year'];"), "m"), 2.0, 1e-12);
    assert_close(value_after(CHANGED("set = ['p = 0.75'];"), "p"), 0.75, 0.0);
    assert_no_model(CHANGED("set = ['p = 2 * year'];"), "plain number is needed");
}

static void an_initial_value_is_set(void **state)
{
    (void) state;
    assert_close(
        value_after(CHANGED("set = ['x[russia, iran] = 4'];"), "x[iran,russia]"), 4.0,
        0.0);
    assert_close(
        value_after(CHANGED("set = ['x[russia, iran] = 4'];"), "x[iran,turkey]"), 0.0,
        0.0);
    assert_close(value_after(CHANGED("set = ['stage = draft'];"), "stage"), 1.0, 0.0);
    assert_close(value_after(CHANGED("set = ['age = 6 * month'];"), "age"), 0.5, 1e-12);
    assert_close(
        value_after(CHANGED("set = ['x[iran, russia] = 2 * p'];"), "x[iran,russia]"),
        1.0, 0.0);
    assert_close(
        value_after(CHANGED("set = ['rules.symmetry = 0.5'];"), "rules.symmetry"), 0.5,
        0.0);
}

static void a_variant_is_fixed(void **state)
{
    struct small small = small_model(CHANGED("set = ['v = two'];"));

    (void) state;
    assert_int_equal(small.model->variants[0].fixed, 1);
    assert_int_equal(small.model->override_count, 0);
    small_free(&small);
}

static void of_two_scenarios_the_later_wins(void **state)
{
    static const char *const text = MODEL
        "changes = ( { title = 'first'; question = 'why?'; horizon = '3 * year';"
        "    set = ['p = 0.25', 'v = one']; },"
        "  { title = 'second'; horizon = '2 * year'; set = ['p = 0.75', 'v = two']; "
        "} );";
    struct small small = small_model(text);

    (void) state;
    assert_close(small_value(&small, "p"), 0.75, 0.0);
    assert_int_equal(small.model->variants[0].fixed, 1);
    assert_close(small.model->horizon, 2.0, 0.0);
    assert_string_equal(small.model->question.title, "second");
    assert_string_equal(small.model->question.question, "why?");
    small_free(&small);
    /* Back to what the model says is a change of what the first one says. */
    assert_close(value_after(MODEL "changes = ( { set = ['p = 0.25']; },"
                                   "  { set = ['p = 0.5']; } );",
                             "p"),
                 0.5, 0.0);
    assert_no_model(MODEL "changes = ( { set = ['p = 0.25']; },"
                          "  { set = ['p = 0.25']; } );",
                    "changes nothing");
}

static void a_prior_is_replaced(void **state)
{
    (void) state;
    assert_close(
        value_after(CHANGED("priors = ( { id = 'p'; prior = 'uniform(0, 4)'; } "
                            ");"),
                    "p"),
        2.0, 1e-12);
    assert_close(value_after(CHANGED("priors = ( { id = 'k'; rate = 0.25; } );"), "k"),
                 3.0, 1e-12);
    assert_close(
        value_after(CHANGED("priors = ( { id = 'k'; rate = 2; unit = '1/year'; "
                            "} );"),
                    "k"),
        2.0, 1e-12);
    /* A probability within a time is in the model's time, whatever the unit. */
    assert_close(value_after(CHANGED("priors = ( { id = 'k'; probability = 0.6;"
                                     "  within = '1 year'; } );"),
                             "k"),
                 -log(0.4), 1e-12);
    assert_close(
        value_after(CHANGED("priors = ( { id = 'm'; value = 1; unit = 'year'; } "
                            ");"),
                    "m"),
        1.0, 1e-12);
    assert_no_model(CHANGED("priors = ( { id = 'm'; value = 1; unit = '1/year'; } );"),
                    "its prior cannot be in 1/year");
    assert_no_model(CHANGED("priors = ( { id = 'p'; rate = 1; } );"), "is no rate");
    assert_no_model(CHANGED("priors = ( { id = 'k'; rate = 0.5; } );"),
                    "changes nothing");
}

static void an_event_is_forced_at_its_time(void **state)
{
    struct small small =
        small_model(CHANGED("force = ( { event = 'dated'; at = '2026-09-12'; },"
                            "  { event = 'e'; at = '6 * month'; },"
                            "  { event = 'e[turkey, iran]'; at = '1 * year'; } );"));
    const struct aras_forced *forced = small.model->forced;

    (void) state;
    assert_int_equal(small.model->forced_count, 5);
    assert_int_equal(forced[0].event, aras_model_find_event(small.model, "dated"));
    assert_close(forced[0].time, 730.0 / 365.25, 1e-12);
    assert_true(forced[0].name == aras_name_hash("dated!forced"));
    assert_close(forced[1].time, 0.5, 1e-12);
    assert_int_equal(forced[4].event,
                     aras_model_find_event(small.model, "e[iran,turkey]"));
    small_free(&small);
}

static void events_are_forbidden_scaled_and_delayed(void **state)
{
    struct small small = small_model(
        CHANGED("forbid = ['late']; scale = ['e * 3', 'e[iran, russia] * 0.5'];"
                "delay = ( { event = 'dated'; by = '6 * month'; },"
                "  { event = 'late'; by = '1 * year'; } );"));

    (void) state;
    assert_true(small_event(&small, "late")->forbidden);
    assert_false(small_event(&small, "dated")->forbidden);
    assert_close(small_event(&small, "e[iran,russia]")->scale, 1.5, 1e-12);
    assert_close(small_event(&small, "e[iran,turkey]")->scale, 3.0, 1e-12);
    assert_close(small_event(&small, "dated")->shift, 0.5, 1e-12);
    assert_close(small_event(&small, "late")->shift, 1.0, 1e-12);
    small_free(&small);
}

static void a_decision_is_dictated(void **state)
{
    static const char *const each = PLAIN ACTORS
        "decisions = ( { id = 'c'; each = 'actor'; actor = 'a'; every = 1; sharpness = "
        "1;"
        "   options = ( { id = 'go'; }, { id = 'stay'; } ); } );"
        "changes = ( { dictate = ( { decision = '%s'; option = 'stay'; } ); } );";
    struct small small =
        small_model(CHANGED("dictate = ( { decision = 'c'; option = 'stay'; } );"));
    char text[1024];

    (void) state;
    assert_int_equal(small_event(&small, "c")->decision->dictated, 1);
    small_free(&small);
    snprintf(text, sizeof text, each, "c");
    small = small_model(text);
    assert_int_equal(small_event(&small, "c[turkey]")->decision->dictated, 1);
    assert_int_equal(small_event(&small, "c[iran]")->decision->dictated, 1);
    small_free(&small);
    snprintf(text, sizeof text, each, "c[turkey]");
    small = small_model(text);
    assert_int_equal(small_event(&small, "c[turkey]")->decision->dictated, 1);
    assert_int_equal(small_event(&small, "c[iran]")->decision->dictated, -1);
    small_free(&small);
}

static void a_quantity_is_held(void **state)
{
    struct small small = small_model(CHANGED("hold = ['x[russia, iran]'];"));

    (void) state;
    assert_true(small_slot_of(&small, "x[iran,russia]")->held);
    assert_false(small_slot_of(&small, "x[iran,turkey]")->held);
    small_free(&small);
}

static void a_quantity_is_held_at_a_value(void **state)
{
    struct small small = small_model(CHANGED("hold = ['x[russia, iran] = 0.25'];"));
    const struct aras_override *override;

    (void) state;
    assert_true(small_slot_of(&small, "x[iran,russia]")->held);
    assert_int_equal(small.model->override_count, 1);
    override = &small.model->overrides[0];
    assert_string_equal(small.model->slots[override->slot].name, "x[iran,russia]");
    assert_close(override->code->value, 0.25, 0.0);
    small_free(&small);
}

/* A quarrel that strain drives, and that lowers trust; an answer that weighs both. */
#define LINKED                                                                         \
    YEARS ACTORS                                                                       \
        "parameters = ( { id = 'one'; value = 1;" FROM "} );"                          \
        "quantities = ( { id = 'trust'; of = 'pair'; range = [0.0, 1.0]; default = "   \
        "0; },"                                                                        \
        "  { id = 'heat'; range = [0.0, 1.0]; initial = 1; } );"                       \
        "derived = ( { id = 'strain'; formula = 'heat + heat'; } );"                   \
        "events = ( { id = 'quarrel'; each = 'pair'; rate = '1 / year';"               \
        "    drivers = ( { of = 'trust[a, b]'; at = 1; effect = 'one'; },"             \
        "                { of = 'strain'; at = 1; effect = 'one'; } );"                \
        "    effects = ['trust[a, b] -= 1', 'heat += 1']; } );"                        \
        "decisions = ( { id = 'answer'; actor = 'iran'; every = '1 * year';"           \
        "  sharpness = 1; options = ( { id = 'go'; considerations = ("                 \
        "    { of = 'strain'; weight = 1; }, { of = 'trust[iran, russia]'; weight = "  \
        "1; } ); },"                                                                   \
        "  { id = 'stay'; considerations = ( { of = 'heat'; weight = 1; } ); } ); } "  \
        ");"
#define CUT(links) LINKED "changes = ( { cut = [" links "]; } );"

static void an_effect_is_cut(void **state)
{
    struct small small =
        small_model(CUT("'quarrel[iran, russia] -> trust[russia, iran]'"));
    const struct aras_event *event = small_event(&small, "quarrel[iran,russia]");

    (void) state;
    assert_int_equal(event->effect_count, 1);
    assert_string_equal(small.model->slots[event->effects[0].slot].name, "heat");
    assert_int_equal(event->driver_count, 2);
    assert_int_equal(small_event(&small, "quarrel[iran,turkey]")->effect_count, 2);
    small_free(&small);
}

static void a_driver_is_cut_also_behind_a_derived_quantity(void **state)
{
    struct small small = small_model(CUT("'quarrel <- heat'"));
    const struct aras_event *event = small_event(&small, "quarrel[iran,turkey]");

    (void) state;
    assert_int_equal(event->driver_count, 1);
    assert_string_equal(small.model->slots[event->drivers[0].slot].name,
                        "trust[iran,turkey]");
    assert_int_equal(event->effect_count, 2);
    assert_int_equal(small_event(&small, "quarrel[iran,russia]")->driver_count, 1);
    small_free(&small);
}

static void considerations_are_cut_of_one_option_or_of_all(void **state)
{
    struct small small = small_model(CUT("'answer.go <- heat'"));

    (void) state;
    assert_int_equal(small_event(&small, "answer")->decision->choices[0].count, 1);
    assert_int_equal(small_event(&small, "answer")->decision->choices[1].count, 1);
    small_free(&small);
    small = small_model(CUT("'answer <- heat'"));
    assert_int_equal(small_event(&small, "answer")->decision->choices[0].count, 1);
    assert_int_equal(small_event(&small, "answer")->decision->choices[1].count, 0);
    small_free(&small);
}

static void a_cut_that_cuts_nothing_is_a_mistake(void **state)
{
    (void) state;
    assert_no_model(CUT("'quarrel'"), "to cut an effect");
    assert_no_model(CUT("'quarrel -> strain'"), "no effect changes it");
    assert_no_model(CUT("'answer.stay <- trust[iran, russia]'"),
                    "no driver or consideration reads it");
    assert_no_model(CUT("'quarel -> heat'"), "did you mean 'quarrel'?");
    assert_no_model(CUT("'quarrel -> heet'"), "'heet'; did you mean 'heat'?");
    assert_no_model(CUT("'quarrel -> heat', 'quarrel -> heat'"),
                    "no effect changes it");
}

static void a_scenario_says_what_it_is_about(void **state)
{
    struct small small = small_model(CHANGED(
        "title = 'what if'; question = 'and then?'; kind = 'premise'; mirror = true;"
        "note = 'n'; basis = ['S1-04b', 'S1-51c']; watch = ['q', 'o'];"
        "expect = ( { outcome = 'o'; against = 'inertia.cfg'; sign = '-'; margin = 0.5;"
        "    claim = 'S2-15c'; } );"));
    const struct aras_question *question = &small.model->question;

    (void) state;
    assert_string_equal(question->title, "what if");
    assert_string_equal(question->kind, "premise");
    assert_true(question->mirror);
    assert_int_equal(question->basis_count, 2);
    assert_string_equal(question->basis[1], "S1-51c");
    assert_int_equal(question->watch_count, 2);
    assert_string_equal(question->watch[0], "q");
    assert_int_equal(question->expect_count, 1);
    assert_string_equal(question->expect[0].sign, "-");
    assert_close(question->expect[0].margin, 0.5, 0.0);
    assert_string_equal(question->expect[0].claim, "S2-15c");
    small_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_parameter_is_set_in_its_own_unit),
        cmocka_unit_test(an_initial_value_is_set),
        cmocka_unit_test(a_variant_is_fixed),
        cmocka_unit_test(of_two_scenarios_the_later_wins),
        cmocka_unit_test(a_prior_is_replaced),
        cmocka_unit_test(an_event_is_forced_at_its_time),
        cmocka_unit_test(events_are_forbidden_scaled_and_delayed),
        cmocka_unit_test(a_decision_is_dictated),
        cmocka_unit_test(a_quantity_is_held),
        cmocka_unit_test(a_quantity_is_held_at_a_value),
        cmocka_unit_test(an_effect_is_cut),
        cmocka_unit_test(a_driver_is_cut_also_behind_a_derived_quantity),
        cmocka_unit_test(considerations_are_cut_of_one_option_or_of_all),
        cmocka_unit_test(a_cut_that_cuts_nothing_is_a_mistake),
        cmocka_unit_test(a_scenario_says_what_it_is_about),
    };

    return cmocka_run_group_tests_name("change", tests, NULL, NULL);
}
