#include <stdio.h>

#include "random/stream.h"
#include "small_model.h"

#define X                                                                              \
    "quantities = ( { id = 'x'; range = [0.0, 9.0]; initial = 1; },"                   \
    "  { id = 'y'; range = [0.0, 9.0]; initial = 1; },"                                \
    "  { id = 'stage'; stages = ['none', 'draft', 'signed']; initial = 'none'; } );"
#define K "parameters = ( { id = 'k'; value = 0.5;" FROM "} );"

static int number_of(const struct small *small, const char *id)
{
    return aras_model_find_event(small->model, id);
}

/* --- triggers -----------------------------------------------------------------------
 */

static void a_rate_that_is_a_product_needs_no_interpreter(void **state)
{
    struct small small = small_model(
        PLAIN K X "events = ( { id = 'product'; rate = '2 * k * x * (y + 1)';"
                  "     effects = ['x += 1', 'y += 1'];" FROM "},"
                  "  { id = 'fixed'; rate = 'k * k'; }, { id = 'plain'; rate = 3;" FROM
                  "},"
                  "  { id = 'other'; rate = 'exp(x)'; } );");
    const struct aras_event *product = small_event(&small, "product");
    double rate = small_operand(&small, &product->base_fixed);

    (void) state;
    assert_int_equal(product->trigger, ARAS_BY_RATE);
    assert_null(product->base_code);
    assert_int_equal(product->factor_count, 2);
    for (size_t i = 0; i < 2; i++) {
        rate *= small.values[product->factors[i].slot] + product->factors[i].offset;
    }
    assert_close(rate, 2.0 * 0.5 * 1.0 * 2.0, 1e-12);
    assert_int_equal(small_event(&small, "fixed")->factor_count, 0);
    assert_close(small_operand(&small, &small_event(&small, "fixed")->base_fixed), 0.25,
                 1e-12);
    assert_close(small_operand(&small, &small_event(&small, "plain")->base_fixed), 3.0,
                 0.0);
    assert_non_null(small_event(&small, "other")->base_code);
    assert_close(small_evaluate(&small, small_event(&small, "other")->base_code),
                 exp(1.0), 1e-12);
    assert_close(product->scale, 1.0, 0.0);
    small_free(&small);
}

static void rates_are_per_unit_of_the_model(void **state)
{
    struct small small =
        small_model(YEARS "events = ( { id = 'e'; rate = '2 / month';" FROM "} );");

    (void) state;
    assert_close(small_operand(&small, &small_event(&small, "e")->base_fixed), 24.0,
                 1e-12);
    small_free(&small);
}

static void a_driver_is_a_slot_with_its_effect(void **state)
{
    struct small small = small_model(
        PLAIN K X
        "events = ( { id = 'e'; rate = 1; effects = ['x += 1', 'y += 1']; drivers = ("
        "   { of = 'x'; at = 0.5; effect = 'k'; },"
        "   { of = 'x * y'; at = 0; effect = 1; },"
        "   { of = 'x'; at = 'y'; effect = 2; } );" FROM "} );");
    const struct aras_event *e = small_event(&small, "e");

    (void) state;
    assert_int_equal(e->driver_count, 3);
    assert_int_equal(e->drivers[0].slot, small_slot(&small, "x"));
    assert_close(small_operand(&small, &e->drivers[0].effect), 0.5, 0.0);
    assert_close(small_operand(&small, &e->drivers[0].at), 0.5, 0.0);
    assert_string_equal(e->drivers[0].text, "x");
    assert_int_equal(small.model->slots[e->drivers[1].slot].kind, ARAS_SLOT_DERIVED);
    assert_true(small.model->slots[e->drivers[1].slot].hot);
    /* What its reference moves with is put into one value: 2 (x - y). */
    small.values[small_slot(&small, "x")] = 4.0;
    small_derive(&small);
    assert_close(small.values[e->drivers[2].slot], 6.0, 1e-12);
    assert_close(small.values[e->drivers[1].slot], 4.0, 1e-12);
    assert_close(small_operand(&small, &e->drivers[2].effect), 1.0, 0.0);
    assert_close(small_operand(&small, &e->drivers[2].at), 0.0, 0.0);
    small_free(&small);
}

static void dates_are_times_after_the_start(void **state)
{
    struct small small = small_model(
        YEARS "parameters = ( { id = 'k'; value = 6; unit = 'months';" FROM "} );"
              "events = ( { id = 'one'; at = '2025-09-12';" FROM "},"
              "  { id = 'many'; at = ['2024-09-12', '2 * year', 'k'];" FROM "},"
              "  { id = 'regular'; every = '1 * month'; from = '2024-10-12';" FROM "},"
              "  { id = 'yearly'; every = '1 * year'; } );");
    const struct aras_event *many = small_event(&small, "many");
    const struct aras_event *regular = small_event(&small, "regular");

    (void) state;
    assert_int_equal(small_event(&small, "one")->trigger, ARAS_AT);
    assert_close(small_operand(&small, &small_event(&small, "one")->times[0]),
                 365.0 / 365.25, 1e-12);
    assert_int_equal(many->time_count, 3);
    assert_close(small_operand(&small, &many->times[0]), 0.0, 0.0);
    assert_close(small_operand(&small, &many->times[1]), 2.0, 0.0);
    assert_close(small_operand(&small, &many->times[2]), 0.5, 1e-12);
    assert_int_equal(regular->trigger, ARAS_EVERY);
    assert_close(small_operand(&small, &regular->times[0]), 1.0 / 12.0, 1e-12);
    assert_close(small_operand(&small, &regular->times[1]), 30.0 / 365.25, 1e-12);
    assert_close(small_operand(&small, &small_event(&small, "yearly")->times[1]), 1.0,
                 0.0);
    small_free(&small);
}

static bool follows(const struct small *small, const char *event, const char *cause)
{
    const struct aras_event *of = small_event(small, cause);
    char name[64];

    snprintf(name, sizeof name, "%s<-%s", event, cause);
    for (size_t i = 0; i < of->follower_count; i++) {
        if (of->followers[i].event == (uint32_t) number_of(small, event)) {
            assert_true(of->followers[i].name == aras_name_hash(name));
            return true;
        }
    }
    return false;
}

static void causes_know_who_follows_them(void **state)
{
    struct small small = small_model(
        YEARS ACTORS
        "events = ( { id = 'late'; after = ['base', 'choose.go', 'dispute[turkey, "
        "iran]'];"
        "     delay = 'gamma_mean(6 * month, 2)'; again = 'restart';"
        "     on_close = 'paused';" FROM "},"
        "  { id = 'any'; after = 'dispute'; }, { id = 'base'; rate = '1 / year'; },"
        "  { id = 'dispute'; each = 'pair'; rate = '1 / year'; },"
        "  { id = 'echo'; each = 'pair'; after = 'dispute[a, b]'; } );"
        "decisions = ( { id = 'choose'; actor = 'iran'; after = 'base'; sharpness = 1;"
        "   options = ( { id = 'go'; }, { id = 'stay'; } ); } );");
    const struct aras_event *late = small_event(&small, "late");
    const struct aras_event *any = small_event(&small, "any");

    (void) state;
    assert_int_equal(late->trigger, ARAS_AFTER);
    assert_int_equal(late->again, ARAS_RESTART);
    assert_int_equal(late->on_close, ARAS_PAUSED);
    assert_non_null(late->delay);
    assert_int_equal(late->delay->draws, 1);
    assert_int_equal(any->again, ARAS_PARALLEL);
    assert_int_equal(any->on_close, ARAS_CANCELLED);
    assert_null(any->delay);
    assert_true(follows(&small, "late", "base"));
    assert_true(follows(&small, "late", "choose.go"));
    assert_true(follows(&small, "late", "dispute[iran,turkey]"));
    assert_false(follows(&small, "late", "dispute[iran,russia]"));
    assert_true(follows(&small, "any", "dispute[iran,russia]"));
    assert_true(follows(&small, "any", "dispute[russia,turkey]"));
    assert_true(follows(&small, "choose", "base"));
    assert_true(follows(&small, "echo[iran,russia]", "dispute[iran,russia]"));
    assert_false(follows(&small, "echo[iran,russia]", "dispute[iran,turkey]"));
    small_free(&small);
}

static void what_becomes_true_is_true_at_the_start_unless_told(void **state)
{
    struct small small = small_model(
        PLAIN X
        "events = ( { id = 'e'; becomes = 'x > 0'; },"
        "  { id = 'f'; becomes = 'x > 0'; initially = false; persistent = false; "
        "} );");
    const struct aras_event *e = small_event(&small, "e");

    (void) state;
    assert_int_equal(e->trigger, ARAS_BECOMES);
    assert_non_null(e->condition);
    assert_true(e->initially);
    assert_true(e->persistent);
    assert_false(small_event(&small, "f")->initially);
    assert_false(small_event(&small, "f")->persistent);
    small_free(&small);
}

static void an_event_keeps_what_is_said_of_it(void **state)
{
    struct small small = small_model(
        YEARS ACTORS X
        "events = ( { id = 'first'; rate = '1 / year'; },"
        "  { id = 'e'; title = 'title'; narrative = 'told'; claims = ['S1-1', 'S1-2'];"
        "    actors = ['iran', 'russia']; rate = '1 / year'; when = 'x > 2';"
        "    once = true; priority = -3; age = '3 * year'; note = 'n';" FROM "} );");
    const struct aras_event *e = small_event(&small, "e");

    (void) state;
    assert_string_equal(e->title, "title");
    assert_string_equal(e->narrative, "told");
    assert_int_equal(e->claim_count, 2);
    assert_string_equal(e->claims[1], "S1-2");
    assert_int_equal(e->actor_count, 2);
    assert_true(e->once);
    assert_false(e->forbidden);
    assert_int_equal(e->priority, -3);
    assert_int_equal(e->order, 1);
    assert_true(e->name == aras_name_hash("e"));
    assert_true(e->has_age);
    assert_close(small_operand(&small, &e->age), 3.0, 1e-12);
    assert_non_null(e->guard);
    assert_string_equal(e->provenance.source, "S1");
    assert_int_equal(e->provenance.grade, 'C');
    assert_false(small_event(&small, "first")->has_age);
    assert_null(small_event(&small, "first")->guard);
    assert_string_equal(small_event(&small, "first")->title, "");
    small_free(&small);
}

/* --- templates ----------------------------------------------------------------------
 */

static size_t instances(const char *each)
{
    char text[1024];

    snprintf(text, sizeof text, PLAIN ACTORS "events = ( { id = 'e'; rate = 1; %s } );",
             each);

    struct small small = small_model(text);
    size_t count = small.model->event_count;

    small_free(&small);
    return count;
}

static void a_template_has_an_instance_of_each(void **state)
{
    (void) state;
    assert_int_equal(instances(""), 1);
    assert_int_equal(instances("each = 'actor';"), 3);
    assert_int_equal(instances("each = 'pair';"), 3);
    assert_int_equal(instances("each = 'direction';"), 6);
    assert_int_equal(instances("each = 'actor'; outside = true;"), 4);
    assert_int_equal(instances("each = 'pair'; outside = true;"), 6);
    assert_int_equal(instances("each = 'direction'; outside = true;"), 12);
}

static void where_says_which_instances_there_are(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'neighbours'; of = 'pair'; truth = true; default = "
        "false;"
        "   initial = ['russia, iran = true', 'iran, turkey = true']; },"
        "  { id = 'size'; of = 'actor'; range = [0.0, 9.0];"
        "    initial = ['iran = 1', 'russia = 5', 'turkey = 1'];" FROM "} );"
        "events = ( { id = 'e'; each = 'pair'; where = 'neighbours[a, b]'; rate = 1; },"
        "  { id = 'f'; each = 'direction'; rate = 1;"
        "    where = 'neighbours[a, b] and size[a] > size[b]'; },"
        "  { id = 'never'; each = 'actor'; where = 'size[a] > 7'; rate = 1;" FROM
        "} );");

    (void) state;
    assert_true(number_of(&small, "e[iran,russia]") >= 0);
    assert_true(number_of(&small, "e[iran,turkey]") >= 0);
    assert_int_equal(number_of(&small, "e[russia,turkey]"), -1);
    assert_true(number_of(&small, "f[russia,iran]") >= 0);
    assert_int_equal(number_of(&small, "f[iran,russia]"), -1);
    assert_int_equal(small.model->event_count, 3);
    /* That one has no instance is worth a note. */
    assert_int_equal(small.problems.count, 1);
    assert_int_equal(small.problems.items[0].severity, ARAS_NOTE);
    assert_non_null(strstr(small.problems.items[0].message, "'never' has no instance"));
    small_free(&small);
}

static void the_letters_of_a_template_stand_for_its_actors(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; of = 'actor'; range = [0.0, 9.0];"
        "    initial = ['iran = 1', 'russia = 2', 'turkey = 3'];" FROM "},"
        "  { id = 'd'; of = 'direction'; range = [0.0, 9.0]; default = 0; } );"
        "events = ( { id = 'e'; each = 'direction'; rate = 'x[a] * x[a] * x[b]';"
        "    effects = ['d[b, a] += x[b]', 'x[a] = 0']; } );");
    const struct aras_event *e = small_event(&small, "e[turkey,iran]");
    double rate = small_operand(&small, &e->base_fixed);

    (void) state;
    for (size_t i = 0; i < e->factor_count; i++) {
        rate *= small.values[e->factors[i].slot] + e->factors[i].offset;
    }
    assert_close(rate, 9.0, 1e-12);
    assert_string_equal(e->entry, "e");
    assert_int_equal(e->effects[0].slot, small_slot(&small, "d[iran,turkey]"));
    assert_int_equal(e->effects[0].value.slot, small_slot(&small, "x[iran]"));
    assert_int_equal(e->effects[1].slot, small_slot(&small, "x[turkey]"));
    small_free(&small);
}

static void whole_templates_are_counted_by_their_instances(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS X "events = ( { id = 'e'; each = 'pair'; rate = 1; },"
                       "  { id = 'f'; rate = 'count(e) + count(e[iran, russia])';"
                       "    when = 'happened(e) and since(e) > 1'; } );");
    const struct aras_event *one = small_event(&small, "e[iran,russia]");
    const struct aras_event *two = small_event(&small, "e[iran,turkey]");
    int all = small_slot(&small, "count(e)");

    (void) state;
    assert_int_equal(one->also_count_count, 1);
    assert_int_equal(two->also_count_count, 1);
    assert_int_equal(one->also_count[0], all);
    assert_int_equal(two->also_count[0], all);
    assert_int_equal(one->count_slot, small_slot(&small, "count(e[iran,russia])"));
    assert_int_equal(two->count_slot, 0);
    assert_int_equal(one->also_happened[0], small_slot(&small, "happened(e)"));
    assert_int_equal(one->also_last[0], small_slot(&small, "since(e)"));
    assert_int_equal(small_slot_of(&small, "count(e)")->kind, ARAS_SLOT_COUNTER);
    assert_int_equal(small_event(&small, "f")->count_slot, 0);
    small_free(&small);
}

/* --- effects ------------------------------------------------------------------------
 */

static void effects_are_in_their_order_and_of_their_kinds(void **state)
{
    struct small small = small_model(
        PLAIN K X
        "events = ( { id = 'e'; rate = 1; effects = ['stage = signed', 'x += k',"
        "   'x -= 2', 'y *= 1.5', 'x += normal(0, 1) + uniform(0, 1)',"
        "   'x -= normal(0, 1)'];" FROM "} );");
    const struct aras_event *e = small_event(&small, "e");

    (void) state;
    assert_int_equal(e->effect_count, 6);
    assert_int_equal(e->effects[0].kind, ARAS_EFFECT_SET);
    assert_close(e->effects[0].value.value, 2.0, 0.0);
    assert_string_equal(e->effects[0].text, "stage = signed");
    assert_int_equal(e->effects[1].kind, ARAS_EFFECT_ADD);
    assert_close(small_operand(&small, &e->effects[1].value), 0.5, 0.0);
    assert_int_equal(e->effects[2].kind, ARAS_EFFECT_ADD);
    assert_close(e->effects[2].value.value, -2.0, 0.0);
    assert_int_equal(e->effects[3].kind, ARAS_EFFECT_MULTIPLY);
    assert_close(e->effects[3].value.value, 1.5, 0.0);
    assert_int_equal(e->effects[4].value.kind, ARAS_OPERAND_CODE);
    assert_int_equal(e->effects[4].first_sub, 0);
    assert_int_equal(e->effects[5].first_sub, 2);
    small_free(&small);
}

static void taking_away_what_varies_adds_its_negative(void **state)
{
    struct small small = small_model(
        PLAIN X
        "events = ( { id = 'e'; rate = 1; effects = ['x -= y + x', 'y += 1']; } "
        ");");
    const struct aras_effect *effect = &small_event(&small, "e")->effects[0];

    (void) state;
    assert_int_equal(effect->kind, ARAS_EFFECT_ADD);
    assert_int_equal(effect->value.kind, ARAS_OPERAND_CODE);
    small.values[small_slot(&small, "x")] = 3.0;
    assert_close(small_evaluate(&small, effect->value.code), -4.0, 0.0);
    small_free(&small);
}

static void only_what_effects_and_drifts_name_is_changed(void **state)
{
    struct small small = small_model(
        PLAIN X "events = ( { id = 'e'; rate = 1; effects = ['x = y']; } );");

    (void) state;
    assert_true(small_slot_of(&small, "x")->changed);
    assert_false(small_slot_of(&small, "y")->changed);
    assert_false(small_slot_of(&small, "stage")->changed);
    /* What does not change is no code at run time. */
    assert_int_equal(small_event(&small, "e")->effects[0].value.kind,
                     ARAS_OPERAND_SLOT);
    small_free(&small);
}

/* --- decisions and demands ----------------------------------------------------------
 */

static void the_options_of_a_decision_are_events(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS K X
        "decisions = ( { id = 'answer'; actor = 'iran'; every = 2; sharpness = '2 * k';"
        "  options = ( { id = 'protest'; title = 'speaks'; when = 'x > 0';"
        "      considerations = ( { of = 'x'; weight = 'k'; }, { of = 'y'; weight = "
        "-1; } "
        ");"
        "      effects = ['x += 1']; },"
        "    { id = 'exercise'; status_quo = true; claims = ['S1-2']; } );" FROM "} );"
        "events = ( { id = 'e'; after = 'answer.protest'; } );");
    const struct aras_event *answer = small_event(&small, "answer");
    const struct aras_event *protest = small_event(&small, "answer.protest");
    const struct aras_decision *decision = answer->decision;

    (void) state;
    assert_non_null(decision);
    assert_string_equal(decision->actor, "iran");
    assert_int_equal(decision->count, 2);
    assert_int_equal(decision->dictated, -1);
    assert_close(small_evaluate(&small, decision->sharpness), 1.0, 1e-12);
    assert_int_equal(decision->choices[0].event, number_of(&small, "answer.protest"));
    assert_int_equal(decision->choices[1].event, number_of(&small, "answer.exercise"));
    assert_int_equal(decision->none, number_of(&small, "answer.none"));
    assert_non_null(decision->choices[0].guard);
    assert_null(decision->choices[1].guard);
    assert_false(decision->choices[0].status_quo);
    assert_true(decision->choices[1].status_quo);
    assert_int_equal(decision->choices[0].count, 2);
    assert_close(small_evaluate(&small, decision->choices[0].considerations[0].weight),
                 0.5, 0.0);
    assert_string_equal(decision->choices[0].considerations[1].text, "y");
    assert_int_equal(protest->trigger, ARAS_BY_PARENT);
    assert_string_equal(protest->title, "speaks");
    assert_int_equal(protest->effect_count, 1);
    assert_int_equal(protest->follower_count, 1);
    assert_null(protest->decision);
    assert_true(decision->choices[0].name == aras_name_hash("answer.protest"));
    small_free(&small);
}

static void a_demand_has_its_results_and_its_stakes(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS K X
        "channels = ( { id = 'gas'; kind = 'supply'; }, { id = 'arms'; kind = "
        "'supply'; } "
        ");"
        "needs = ( { of = 'iran'; channel = 'gas'; importance = 1; },"
        "  { of = 'iran'; channel = 'arms'; importance = 1; },"
        "  { of = 'russia'; channel = 'arms'; importance = 1; } );"
        "ties = ( { of = 'iran'; on = 'russia'; channel = 'gas'; share = 0.25;"
        "    substitutability = 0;" FROM "},"
        "  { of = 'iran'; on = 'russia'; channel = 'arms'; share = 0.5;"
        "    substitutability = 0;" FROM "},"
        "  { of = 'russia'; on = 'iran'; channel = 'arms'; share = 0.125;"
        "    substitutability = 0;" FROM "} );"
        "demands = ( { id = 'ask'; by = 'russia'; of = 'iran'; rate = 1;"
        "  channels = ['gas', 'arms']; believed = 'enforcement * 0.5';"
        "  stakes = { V_by = 3; V_of = 'k'; x = 1; r_by = 0; a_of = 0;"
        "    sharpness_by = 1; sharpness_of = 1; };"
        "  conceded = ['x += 1']; backed_down = ['y = 0'];"
        "  narratives = { conceded = 'They gave way.'; };" FROM "} );");
    const struct aras_demand *demand = small_event(&small, "ask")->demand;

    (void) state;
    assert_non_null(demand);
    assert_false(demand->deter);
    assert_string_equal(demand->by, "russia");
    assert_string_equal(demand->of, "iran");
    assert_int_equal(demand->result[ARAS_SILENT], number_of(&small, "ask.silent"));
    assert_int_equal(demand->result[ARAS_ISSUED], number_of(&small, "ask.issued"));
    assert_int_equal(demand->result[ARAS_CONCEDED], number_of(&small, "ask.conceded"));
    assert_int_equal(demand->result[ARAS_ENFORCED], number_of(&small, "ask.enforced"));
    assert_int_equal(demand->result[ARAS_BACKED_DOWN],
                     number_of(&small, "ask.backed_down"));
    assert_close(small_evaluate(&small, demand->stake[ARAS_V_BY]), 3.0, 0.0);
    assert_close(small_evaluate(&small, demand->stake[ARAS_V_OF]), 0.5, 0.0);
    /* What each would lose: its gross dependence in these channels, added up. */
    assert_close(small_evaluate(&small, demand->stake[ARAS_K_OF]), 0.75, 1e-12);
    assert_close(small_evaluate(&small, demand->stake[ARAS_K_BY]), 0.125, 1e-12);
    assert_non_null(demand->believed);
    small.values[demand->enforcement] = 0.5;
    assert_close(small_evaluate(&small, demand->believed), 0.25, 1e-12);
    assert_string_equal(small_event(&small, "ask.conceded")->narrative,
                        "They gave way.");
    /* Its title says who does what, by the names of the two. */
    assert_string_equal(small_event(&small, "ask.conceded")->title, "iran concedes");
    assert_string_equal(small_event(&small, "ask.backed_down")->title,
                        "russia backs down");
    assert_int_equal(small_event(&small, "ask.conceded")->effect_count, 1);
    assert_int_equal(small_event(&small, "ask.enforced")->effect_count, 0);
    assert_int_equal(small_event(&small, "ask.backed_down")->effects[0].slot,
                     small_slot(&small, "y"));
    small_free(&small);
}

static void a_red_line_has_other_results_and_no_wish(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS K X
        "demands = ( { id = 'line'; form = 'deter'; by = 'iran'; of = 'turkey'; rate = "
        "1;"
        "  stakes = { V_of = 'k'; x = 1; K_by = 1; K_of = 1; r_by = 0; a_of = 0;"
        "    sharpness_by = 1; sharpness_of = 1; };"
        "  crossed = ['x += 1']; refrained = ['y += 1']; } );");
    const struct aras_demand *demand = small_event(&small, "line")->demand;

    (void) state;
    assert_true(demand->deter);
    assert_null(demand->stake[ARAS_V_BY]);
    assert_null(demand->believed);
    assert_int_equal(demand->result[ARAS_SILENT], number_of(&small, "line.refrained"));
    assert_int_equal(demand->result[ARAS_ISSUED], number_of(&small, "line.crossed"));
    assert_int_equal(demand->result[ARAS_CONCEDED], UINT32_MAX);
    assert_int_equal(number_of(&small, "line.conceded"), -1);
    assert_int_equal(small_event(&small, "line.crossed")->effects[0].slot,
                     small_slot(&small, "x"));
    small_free(&small);
}

static void decisions_and_demands_may_be_templates_too(void **state)
{
    struct small small = small_model(
        PLAIN ACTORS
        "quantities = ( { id = 'x'; of = 'actor'; range = [0.0, 9.0]; default = 0; } );"
        "decisions = ( { id = 'c'; each = 'actor'; actor = 'a'; every = 1; sharpness = "
        "1;"
        "    options = ( { id = 'go'; effects = ['x[a] += 1']; }, { id = 'stay'; } ); "
        "} );"
        "demands = ( { id = 'd'; each = 'direction'; by = 'a'; of = 'b'; rate = 1;"
        "  stakes = { V_by = 1; V_of = 'x[b]'; x = 1; K_by = 1; K_of = 1; r_by = 0;"
        "    a_of = 0; sharpness_by = 1; sharpness_of = 1; }; } );"
        "outcomes = ( { id = 'o'; kind = 'count'; of = 'c'; },"
        "  { id = 'p'; kind = 'count'; of = 'd.issued[turkey, iran]'; },"
        "  { id = 'q'; kind = 'count'; of = 'c.go'; } );");
    const struct aras_event *go = small_event(&small, "c[russia].go");

    (void) state;
    assert_string_equal(small_event(&small, "c[russia]")->decision->actor, "russia");
    assert_int_equal(go->effects[0].slot, small_slot(&small, "x[russia]"));
    assert_string_equal(small_event(&small, "d[turkey,iran]")->demand->by, "turkey");
    assert_string_equal(small_event(&small, "d[turkey,iran]")->demand->of, "iran");
    assert_int_equal(small.model->event_count, 3 * 4 + 6 * 6);
    assert_int_equal(small.model->outcomes[0].event_count, 3);
    assert_int_equal(small.model->outcomes[1].events[0],
                     number_of(&small, "d[turkey,iran].issued"));
    assert_int_equal(small.model->outcomes[2].event_count, 3);
    assert_int_equal(small.model->outcomes[2].events[1],
                     number_of(&small, "c[russia].go"));
    small_free(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_that_is_a_product_needs_no_interpreter),
        cmocka_unit_test(rates_are_per_unit_of_the_model),
        cmocka_unit_test(a_driver_is_a_slot_with_its_effect),
        cmocka_unit_test(dates_are_times_after_the_start),
        cmocka_unit_test(causes_know_who_follows_them),
        cmocka_unit_test(what_becomes_true_is_true_at_the_start_unless_told),
        cmocka_unit_test(an_event_keeps_what_is_said_of_it),
        cmocka_unit_test(a_template_has_an_instance_of_each),
        cmocka_unit_test(where_says_which_instances_there_are),
        cmocka_unit_test(the_letters_of_a_template_stand_for_its_actors),
        cmocka_unit_test(whole_templates_are_counted_by_their_instances),
        cmocka_unit_test(effects_are_in_their_order_and_of_their_kinds),
        cmocka_unit_test(taking_away_what_varies_adds_its_negative),
        cmocka_unit_test(only_what_effects_and_drifts_name_is_changed),
        cmocka_unit_test(the_options_of_a_decision_are_events),
        cmocka_unit_test(a_demand_has_its_results_and_its_stakes),
        cmocka_unit_test(a_red_line_has_other_results_and_no_wish),
        cmocka_unit_test(decisions_and_demands_may_be_templates_too),
    };

    return cmocka_run_group_tests_name("event", tests, NULL, NULL);
}
