#include "scenario/link.h"

#include <stdio.h>

#include "support/scarce_memory.h"
#include "unit/model/small_model.h"

/* Pressure makes a quarrel by way of strain, a derived quantity; a quarrel lowers
 * trust, which drifts to where mildness says. */
static const char *const model_text = YEARS ACTORS
    "parameters = ( { id = 'pace'; rate = 0.5; interval = [0.2, 1.0]; holds = 0.8;"
    "    given = 'stage'; centred = 't0';" FROM "},"
    "  { id = 'bite'; value = 1.0; " FROM "}, { id = 'mildness'; value = 0.4; " FROM
    "} );"
    "quantities = ( { id = 'pressure'; range = [0.0, 1.0]; initial = 0.5;" FROM "},"
    "  { id = 'weather'; range = [0.0, 1.0]; initial = 0.5;" FROM "},"
    "  { id = 'trust'; of = 'pair'; range = [0.0, 1.0]; initial = 0.5;" FROM "} );"
    "derived = ( { id = 'strain'; formula = 'pressure + pressure'; },"
    "  { id = 'worry'; formula = 'strain + 1'; } );"
    "drifts = ( { of = 'trust[iran, russia]'; toward = 'mildness'; half_life = '1 * "
    "year'; every = '1 * year';" FROM "} );"
    "events = ( { id = 'quarrel'; rate = 'pace'; drivers = ( { of = 'worry'; at = 1; "
    "effect = 'bite'; } ); effects = ['trust[iran, russia] -= 0.1'];" FROM "},"
    "  { id = 'talk'; each = 'pair'; rate = 'pace'; effects = ['trust[a, b] += "
    "0.1'];" FROM "} );"
    "decisions = ( { id = 'answer'; actor = 'iran'; after = 'quarrel'; sharpness = 1;"
    "  options = ( { id = 'wait'; }, { id = 'shout'; considerations = ("
    "    { of = 'weather'; weight = 1; } ); effects = ['pressure += 0.1']; } );" FROM
    "} );"
    "channels = ( { id = 'gas'; kind = 'supply'; } );"
    "needs = ( { of = 'iran'; channel = 'gas'; importance = 1; } );"
    "ties = ( { of = 'iran'; on = 'russia'; channel = 'gas'; share = 0.25;"
    "    substitutability = 0;" FROM "} );"
    "demands = ( { id = 'ask'; by = 'russia'; of = 'iran'; rate = 'pace';"
    "  channels = ['gas']; stakes = { V_by = 3; V_of = 'weather'; x = 1; r_by = 0;"
    "    a_of = 0; sharpness_by = 1; sharpness_of = 1; };"
    "  conceded = ['pressure += 0.1'];" FROM "} );"
    "outcomes = ( { id = 'quarrels'; kind = 'count'; of = 'quarrel'; } );";

struct looking {
    const char *text;
    struct small *small;
    struct aras_problems problems;
    struct aras_links links;
    bool of_scenario;
};

static void look(void *opaque)
{
    struct looking *looking = opaque;
    struct aras_place place = {"register", 7};

    looking->links = aras_links_read(looking->text, place, &looking->problems);
    if (looking->small != NULL && looking->of_scenario) {
        aras_links_check_scenario(&looking->links, looking->small->model, place,
                                  &looking->problems);
    } else if (looking->small != NULL) {
        aras_links_check(&looking->links, looking->small->model, place,
                         &looking->problems);
    }
}

/* What is wrong with the text; "" when nothing is. */
static void says_of(const char *text, struct small *small, bool of_scenario,
                    const char *expected)
{
    struct aras_error error = {0};
    struct looking looking = {.text = text, .small = small, .of_scenario = of_scenario};
    const char *message = "";

    looking.problems.arena = aras_arena_new(&error);
    assert_non_null(looking.problems.arena);
    assert_ok(aras_arena_try(looking.problems.arena, look, &looking, &error), error);
    if (looking.problems.count > 0) {
        message = looking.problems.items[0].message;
        assert_int_equal(looking.problems.items[0].place.line, 7);
    }
    if (expected[0] == '\0' ? message[0] != '\0' : strstr(message, expected) == NULL) {
        fail_msg("'%s': '%s' is not in '%s'", text, expected, message);
    }
    aras_arena_free(looking.problems.arena);
}

static void says(const char *text, const char *expected)
{
    struct small small = small_model(model_text);

    says_of(text, &small, false, expected);
    small_free(&small);
}

static void links_are_taken_apart(void **state)
{
    struct aras_error error = {0};
    struct looking looking = {
        .text = "quarrel, talk <- trust[iran, russia]; drift of bond <- a, b;"
                "formula of x <- y; rain -> wet; scenario -> flood"};

    (void) state;
    allow_all_allocations();
    looking.problems.arena = aras_arena_new(&error);
    assert_ok(aras_arena_try(looking.problems.arena, look, &looking, &error), error);
    assert_int_equal(looking.problems.count, 0);
    assert_int_equal(looking.links.count, 7);
    assert_int_equal(looking.links.link[1].kind, ARAS_LINK_READS);
    assert_string_equal(looking.links.link[1].of, "talk");
    assert_string_equal(looking.links.link[1].name, "trust[iran,russia]");
    assert_int_equal(looking.links.link[3].kind, ARAS_LINK_DRIFT);
    assert_string_equal(looking.links.link[3].name, "b");
    assert_int_equal(looking.links.link[4].kind, ARAS_LINK_FORMULA);
    assert_string_equal(looking.links.link[4].of, "x");
    assert_int_equal(looking.links.link[5].kind, ARAS_LINK_CHANGES);
    assert_int_equal(looking.links.link[6].kind, ARAS_LINK_SCENARIO);
    assert_string_equal(looking.links.link[6].name, "flood");
    assert_true(aras_links_have(&looking.links, ARAS_LINK_DRIFT));
    aras_arena_free(looking.problems.arena);
}

static void what_cannot_be_read_is_told(void **state)
{
    static const char *const wrong[] = {
        "a driver of quarrel", "quarrel <-", "<- pressure",      "quarrel <- a b",
        "a <- b <- c",         ";",          "quarrel <- x[a,b", "drift of <- x"};

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        says_of(wrong[i], NULL, false, "typed: cannot read '");
    }
}

static void an_event_reads_through_derived_quantities(void **state)
{
    (void) state;
    says("quarrel <- worry", "");
    says("quarrel <- pressure", "");
    says("quarrel <- pace, bite", "");
    says("quarrel <- weather",
         "typed: nothing that decides on 'quarrel' reads 'weather'");
}

static void an_option_reads_what_its_decision_weighs(void **state)
{
    (void) state;
    says("answer <- weather", "");
    says("answer.shout <- weather", "");
    says("answer.wait <- weather", "nothing that decides on 'answer.wait'");
    says("answer.shout -> pressure", "");
    says("answer -> pressure", "");
    says("answer -> weather", "no effect of 'answer' changes 'weather'");
}

static void a_demand_and_its_results_read_its_stakes(void **state)
{
    (void) state;
    says("ask <- weather", "");
    says("ask.enforced <- weather", "");
    says("ask.enforced <- pressure", "nothing that decides on 'ask.enforced'");
    says("ask.conceded -> pressure", "");
}

static void an_event_changes_what_its_effects_name(void **state)
{
    (void) state;
    says("quarrel -> trust[iran, russia]", "");
    says("quarrel -> trust[russia, iran]", "");
    says("quarrel -> trust[iran, turkey]", "no effect of 'quarrel' changes");
    says("talk -> trust[iran, turkey]", "");
    says("talk[turkey, iran] -> trust[iran, turkey]", "");
    says("talk[iran, russia] -> trust[iran, turkey]", "no effect of");
}

static void drifts_and_formulae_are_looked_at(void **state)
{
    (void) state;
    says("drift of trust[iran, russia] <- mildness", "");
    says("drift of trust[iran, russia] <- weather",
         "typed: the drift of 'trust[iran,russia]' does not read 'weather'");
    says("drift of pressure <- weather", "typed: 'pressure' has no drift");
    says("formula of worry <- pressure", "");
    says("formula of worry <- weather",
         "typed: the formula of 'worry' does not read 'weather'");
    says("formula of pressure <- weather", "typed: 'pressure' has no formula");
}

static void a_name_that_nothing_answers_to_is_told_with_a_near_one(void **state)
{
    (void) state;
    says("quarel <- pressure", "there is no event 'quarel'; did you mean 'quarrel'?");
    says("quarrel <- presure", "'presure'; did you mean 'pressure'?");
    says("scenario -> quarel", "there is no event 'quarel'");
}

static void a_scenario_that_leaves_an_event_alone_is_told(void **state)
{
    struct small small = small_model(model_text);

    (void) state;
    says_of("scenario -> quarrel", &small, true,
            "neither forces, forbids, scales nor delays 'quarrel'");
    small.model->events[aras_model_find_event(small.model, "quarrel")].scale = 2.0;
    says_of("scenario -> quarrel", &small, true, "");
    says_of("scenario -> talk", &small, true, "neither forces");
    small_free(&small);
}

struct asking {
    const struct aras_model *model;
    struct aras_link link;
    struct aras_arena *arena;
    bool answer;
};

static void ask(void *opaque)
{
    struct asking *asking = opaque;

    asking->answer = aras_link_can_be_cut(&asking->link, asking->model, asking->arena);
}

static bool can_be_cut(const struct small *small, enum aras_link_kind kind,
                       const char *of, const char *name)
{
    struct aras_error error = {0};
    struct asking asking = {small->model, {kind, of, name}, small->arena, false};

    assert_ok(aras_arena_try(small->arena, ask, &asking, &error), error);
    return asking.answer;
}

static void effects_drivers_and_considerations_can_be_cut(void **state)
{
    struct small small = small_model(model_text);

    (void) state;
    assert_true(can_be_cut(&small, ARAS_LINK_CHANGES, "quarrel", "trust[iran,russia]"));
    assert_true(can_be_cut(&small, ARAS_LINK_READS, "quarrel", "pressure"));
    assert_true(can_be_cut(&small, ARAS_LINK_READS, "answer.shout", "weather"));
    assert_true(can_be_cut(&small, ARAS_LINK_READS, "answer", "weather"));
    assert_false(can_be_cut(&small, ARAS_LINK_READS, "quarrel", "pace"));
    assert_false(can_be_cut(&small, ARAS_LINK_READS, "ask", "weather"));
    assert_false(can_be_cut(&small, ARAS_LINK_DRIFT, "trust[iran,russia]", "mildness"));
    small_free(&small);
}

static void a_lack_of_memory_leaves_nothing_behind(void **state)
{
    struct small small = small_model(model_text);
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};
        struct looking looking = {
            .text = "quarrel <- weather; talk -> trust[iran, turkey]", .small = &small};

        allow_allocations(refused++);
        looking.problems.arena = aras_arena_new(&error);
        if (looking.problems.arena != NULL) {
            status = aras_arena_try(looking.problems.arena, look, &looking, &error);
        }
        allow_all_allocations();
        aras_arena_free(looking.problems.arena);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 1);
    small_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(links_are_taken_apart),
        cmocka_unit_test(what_cannot_be_read_is_told),
        cmocka_unit_test(an_event_reads_through_derived_quantities),
        cmocka_unit_test(an_option_reads_what_its_decision_weighs),
        cmocka_unit_test(a_demand_and_its_results_read_its_stakes),
        cmocka_unit_test(an_event_changes_what_its_effects_name),
        cmocka_unit_test(drifts_and_formulae_are_looked_at),
        cmocka_unit_test(a_name_that_nothing_answers_to_is_told_with_a_near_one),
        cmocka_unit_test(a_scenario_that_leaves_an_event_alone_is_told),
        cmocka_unit_test(effects_drivers_and_considerations_can_be_cut),
        cmocka_unit_test(a_lack_of_memory_leaves_nothing_behind),
    };

    return cmocka_run_group_tests_name("link", tests, NULL, NULL);
}
