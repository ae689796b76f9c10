#include "scenario/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* Each test writes a register and reads it again. */
struct desk {
    char path[64];
    struct aras_arena *arena;
    struct aras_problems problems;
    const struct aras_claims *claims;
};

static void read_it(void *opaque)
{
    struct desk *desk = opaque;

    desk->claims = aras_claims_read(desk->path, &desk->problems);
}

static void put_register(struct desk *desk, const char *text)
{
    struct aras_error error = {0};
    FILE *file;

    allow_all_allocations();
    snprintf(desk->path, sizeof desk->path, "/tmp/aras_claims_%d.cfg", (int) getpid());
    file = fopen(desk->path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    desk->arena = aras_arena_new(&error);
    assert_non_null(desk->arena);
    desk->problems = (struct aras_problems){.arena = desk->arena};
    assert_ok(aras_arena_try(desk->arena, read_it, desk, &error), error);
}

static void clear(struct desk *desk)
{
    remove(desk->path);
    aras_arena_free(desk->arena);
}

static void expect_problem(const char *text, const char *message)
{
    struct desk desk = {.claims = NULL};

    put_register(&desk, text);
    assert_null(desk.claims);
    assert_int_equal(desk.problems.mistakes, 1);
    if (strstr(desk.problems.items[0].message, message) == NULL) {
        fail_msg("'%s' is not in '%s'", message, desk.problems.items[0].message);
    }
    clear(&desk);
}

static void a_register_is_read_as_it_is_written(void **state)
{
    struct desk desk = {.claims = NULL};

    (void) state;
    put_register(
        &desk,
        "title = \"two sentences\";\n"
        "model = \"sky.cfg\"; scenarios = \"what_if\";\n"
        "claims = (\n"
        " { id = \"A-1\"; text = \"rain wets\"; kind = \"causal\"; by = \"rain\";\n"
        "   typed = \"rain -> wet\"; test = { scenario = \"rain.cfg\"; against = "
        "\"dry.cfg\"; outcome = \"wet\"; sign = \"+\"; margin = 0.02; }; },\n"
        " { id = \"A-2\"; text = \"it rained before\"; kind = \"precedent\";\n"
        "   by = \"not modelled\"; reason = \"history\"; },\n"
        " { id = \"A-3\"; text = \"wind dries\"; kind = \"trend\"; by = \"wind\";\n"
        "   test = { set = [\"wind = 1\"]; against = \"dry.cfg\"; outcome = "
        "\"wet\"; sign = \"-\"; }; } );\n");
    assert_non_null(desk.claims);
    assert_int_equal(desk.claims->count, 3);
    assert_string_equal(desk.claims->title, "two sentences");

    const struct aras_claim *claim = desk.claims->claims;

    assert_string_equal(claim[0].test.scenario, "/tmp/what_if/rain.cfg");
    assert_string_equal(claim[0].test.against, "/tmp/what_if/dry.cfg");
    assert_close(claim[0].test.margin, 0.02, 0.0);
    assert_true(claim[0].has_test && claim[0].typed != NULL);
    assert_int_equal(claim[0].links.count, 1);
    assert_string_equal(claim[0].links.link[0].name, "wet");
    assert_string_equal(desk.claims->model, "/tmp/sky.cfg");
    assert_null(claim[1].by);
    assert_string_equal(claim[1].reason, "history");
    assert_false(claim[1].has_test);
    assert_string_equal(claim[2].test.scenario, "/tmp/what_if/dry.cfg");
    assert_int_equal(claim[2].test.set_count, 1);
    assert_int_equal(claim[2].test.sign, '-');
    assert_true(isnan(claim[2].test.margin));
    clear(&desk);
}

static void what_is_not_modelled_needs_a_reason(void **state)
{
    (void) state;
    expect_problem(
        "claims = ( { id = \"A\"; text = \"t\"; kind = \"state\"; by = \"not "
        "modelled\"; } );",
        "is not modelled: say why");
}

static void a_claim_says_what_stands_for_it(void **state)
{
    (void) state;
    expect_problem("claims = ( { id = \"A\"; text = \"t\"; kind = \"state\"; reason = "
                   "\"r\"; } );",
                   "what represents it");
}

static void two_claims_may_not_share_an_id(void **state)
{
    (void) state;
    expect_problem(
        "claims = ( { id = \"A\"; text = \"t\"; kind = \"state\"; by = \"x\"; "
        "}, { id = \"A\"; text = \"u\"; kind = \"state\"; by = \"x\"; } );",
        "another claim 'A'");
}

static void a_test_has_a_scenario_or_settings_but_not_both(void **state)
{
    (void) state;
    expect_problem(
        "claims = ( { id = \"A\"; text = \"t\"; kind = \"causal\"; by = \"x\"; "
        "test = { scenario = \"a\"; set = [\"b = 1\"]; against = \"c\"; outcome "
        "= \"o\"; sign = \"+\"; }; } );",
        "needs a `scenario` or what it would `set`");
}

static void an_unknown_kind_is_told(void **state)
{
    (void) state;
    expect_problem(
        "claims = ( { id = \"A\"; text = \"t\"; kind = \"casual\"; by = \"x\"; "
        "} );",
        "got 'casual'");
}

static void what_is_typed_needs_a_model(void **state)
{
    (void) state;
    expect_problem("claims = ( { id = \"A\"; text = \"t\"; kind = \"causal\"; by = "
                   "\"x\"; typed = \"rain -> wet\"; } );",
                   "which `model`");
}

static void what_is_typed_into_a_scenario_needs_one(void **state)
{
    (void) state;
    expect_problem("model = \"m\"; claims = ( { id = \"A\"; text = \"t\"; kind = "
                   "\"causal\"; by = \"x\"; typed = \"scenario -> rain\"; } );",
                   "claim 'A' has none");
}

static void a_register_without_claims_is_none(void **state)
{
    (void) state;
    expect_problem("title = \"nothing\";", "has a list `claims`");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_register_is_read_as_it_is_written),
        cmocka_unit_test(what_is_not_modelled_needs_a_reason),
        cmocka_unit_test(a_claim_says_what_stands_for_it),
        cmocka_unit_test(two_claims_may_not_share_an_id),
        cmocka_unit_test(a_test_has_a_scenario_or_settings_but_not_both),
        cmocka_unit_test(an_unknown_kind_is_told),
        cmocka_unit_test(what_is_typed_needs_a_model),
        cmocka_unit_test(what_is_typed_into_a_scenario_needs_one),
        cmocka_unit_test(a_register_without_claims_is_none),
    };

    return cmocka_run_group_tests_name("claims", tests, NULL, NULL);
}
