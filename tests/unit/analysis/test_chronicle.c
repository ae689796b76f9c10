/* A world retold: what depended on what, and that telling changes nothing. */
#include "analysis/chronicle.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

static struct aras_chronicle *tell(const struct story *story, uint64_t replication)
{
    struct aras_error error = {0};
    struct aras_chronicle *chronicle =
        aras_chronicle_record(story->model, &story->settings, replication, &error);

    if (chronicle == NULL) {
        print_error("%s\n", error.message);
    }
    assert_non_null(chronicle);
    return chronicle;
}

/* The happening that is the n-th firing of an event, from 0. */
static size_t find(const struct aras_chronicle *chronicle, const char *event, size_t n)
{
    for (size_t i = 0; i < chronicle->count; i++) {
        const struct aras_happening *it = &chronicle->happenings[i];

        if (it->event != ARAS_NO_EVENT &&
            strcmp(chronicle->model->events[it->event].id, event) == 0 && n-- == 0) {
            return i;
        }
    }
    fail_msg("'%s' did not happen", event);
    return 0;
}

static const char *name_of(const struct aras_chronicle *chronicle, size_t happening)
{
    uint32_t event = chronicle->happenings[happening].event;

    return event == ARAS_NO_EVENT ? "-" : chronicle->model->events[event].id;
}

/* The links of one kind of an event's first firing, as words: "rise:x! other:y" (! is
 * needed). */
static void assert_links(const struct aras_chronicle *chronicle, const char *event,
                         enum aras_link_kind kind, const char *expected)
{
    const struct aras_happening *it = &chronicle->happenings[find(chronicle, event, 0)];
    char text[512] = "";
    size_t used = 0;

    for (size_t i = 0; i < it->link_count; i++) {
        const struct aras_link *link = &it->links[i];

        if (link->kind == kind) {
            used += (size_t) snprintf(
                text + used, sizeof text - used, "%s%s%s%s%s", used == 0 ? "" : " ",
                name_of(chronicle, link->from), link->slot == UINT32_MAX ? "" : ":",
                link->slot == UINT32_MAX ? ""
                                         : chronicle->model->slots[link->slot].name,
                link->needed ? "!" : "");
        }
    }
    assert_string_equal(text, expected);
}

static void assert_chain(const struct aras_chronicle *chronicle, const char *outcome,
                         const char *expected)
{
    int number = aras_model_find_outcome(chronicle->model, outcome);
    const struct aras_ending *ending;
    char text[512] = "";
    size_t used = 0;

    assert_true(number >= 0);
    ending = &chronicle->endings[number];
    for (size_t i = 0; i < ending->chain_count; i++) {
        used += (size_t) snprintf(text + used, sizeof text - used, "%s%s",
                                  used == 0 ? "" : " ",
                                  name_of(chronicle, ending->chain[i]));
    }
    assert_string_equal(text, expected);
}

/* --- what depended on what -----------------------------------------------------------
 */

#define STAGES                                                                         \
    "{ id = \"s\"; stages = [\"calm\", \"ready\", \"done\"]; initial = \"calm\"; }"
#define NUMBER(name) "{ id = \"" name "\"; range = [-10.0, 10.0]; initial = 0.0; }"

static void an_event_that_follows_is_linked_to_what_began_its_delay(void **state)
{
    struct story *story = story_new(
        "horizon = 10; events = ( { id = \"a\"; at = [1, 2]; },"
        "  { id = \"b\"; after = \"a\"; delay = 3; } );"
        "outcomes = ( { id = \"o\"; kind = \"happened\"; of = \"count(b) >= 2\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);
    const struct aras_happening *second =
        &chronicle->happenings[find(chronicle, "b", 1)];

    (void) state;
    assert_close(second->time, 5.0, 0.0);
    assert_int_equal(second->number, 1);
    assert_int_equal(second->links[0].kind, ARAS_LINK_CAUSE);
    assert_int_equal(second->links[0].from, find(chronicle, "a", 1));
    assert_chain(chronicle, "o", "a b");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void what_opened_a_guard_was_needed_and_not_what_came_after(void **state)
{
    struct story *story = story_new("horizon = 10; quantities = ( " STAGES ", " NUMBER(
        "x") " );"
             "events = ( { id = \"ready\"; at = 1; effects = [\"s = ready\"]; },"
             "  { id = \"high\"; at = 2; effects = [\"x += 2\"]; },"
             "  { id = \"higher\"; at = 3; effects = [\"x += 2\"]; },"
             "  { id = \"act\"; at = 4; when = \"s == ready and x > 1\"; effects = "
             "[\"s = "
             "done\"]; } );"
             "outcomes = ( { id = \"done\"; kind = \"happened\"; of = \"s == done\"; } "
             ");");
    struct aras_chronicle *chronicle = tell(story, 0);

    (void) state;
    /* `higher` changed x last, `high` made it enough. */
    assert_links(chronicle, "act", ARAS_LINK_GUARD, "ready:s! high:x! higher:x");
    /* Two ways back of the same length: the first link's. */
    assert_chain(chronicle, "done", "ready act");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void of_several_that_would_do_the_latest_to_be_missed_was_needed(void **state)
{
    struct story *story =
        story_new("horizon = 10; quantities = ( " NUMBER("x") ", " NUMBER(
            "y") " );"
                 "events = ( { id = \"one\"; at = 1; effects = [\"x = 1\"]; },"
                 "  { id = \"two\"; at = 2; effects = [\"y = 1\"]; },"
                 "  { id = \"act\"; at = 4; when = \"x > 0 or y > 0\"; } );"
                 "outcomes = ( { id = \"o\"; kind = \"happened\"; of = "
                 "\"happened(act)\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);

    (void) state;
    /* Without `two` it would still have been open; without both not. */
    assert_links(chronicle, "act", ARAS_LINK_GUARD, "one:x! two:y");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void derived_values_are_followed_to_the_quantities_beneath(void **state)
{
    struct story *story = story_new(
        "horizon = 10; quantities = ( " NUMBER("x") ", " NUMBER("y") ", " NUMBER(
            "z") " );"
                 "derived = ( { id = \"sum\"; formula = \"x + y\"; }, { id = "
                 "\"twice\"; formula = "
                 "\"2 * sum\"; } );"
                 "events = ( { id = \"one\"; at = 1; effects = [\"x = 1\"]; },"
                 "  { id = \"two\"; at = 2; effects = [\"y = 1\"]; },"
                 "  { id = \"aside\"; at = 3; effects = [\"z = 1\"]; },"
                 "  { id = \"act\"; becomes = \"time > 4 and twice > 1\"; effects = "
                 "[\"z = "
                 "twice\"]; } );"
                 "outcomes = ( { id = \"o\"; kind = \"happened\"; of = "
                 "\"happened(act)\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);

    (void) state;
    assert_links(chronicle, "act", ARAS_LINK_EFFECT, "one:x two:y");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void
an_option_is_linked_to_its_decision_and_that_to_what_it_weighed(void **state)
{
    struct story *story = story_new("horizon = 10; quantities = ( " NUMBER(
        "x") " );"
             "actors = ( { id = \"pia\"; } );"
             "events = ( { id = \"push\"; at = 1; effects = [\"x = 3\"]; } );"
             "decisions = ( { id = \"d\"; actor = \"pia\"; at = 2; sharpness = 2.0; "
             "options = ("
             "  { id = \"yes\"; considerations = ( { of = \"x\"; weight = 0.5; } ); },"
             "  { id = \"no\"; considerations = ( { of = 1; weight = 0.25; } ); },"
             "  { id = \"never\"; when = \"x > 5\"; considerations = ( { of = 1; "
             "weight = "
             "1.0; } ); } ); } );"
             "outcomes = ( { id = \"o\"; kind = \"happened\"; of = \"happened(d.yes) "
             "or happened(d.no)\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);
    const struct aras_decision_told *told =
        chronicle->happenings[find(chronicle, "d", 0)].decision;
    double odds = 1.0 / (1.0 + exp(2.0 * (0.25 - 1.5)));

    (void) state;
    assert_links(chronicle, "d", ARAS_LINK_CHOICE, "push:x");
    assert_non_null(told);
    assert_close(told->options[0].utility, 3.0, 1e-15);
    assert_close(told->options[0].probability, odds, 1e-15);
    assert_close(told->options[1].probability, 1.0 - odds, 1e-15);
    assert_true(isnan(told->options[2].probability));
    assert_close(told->options[0].arguments[0].of, 3.0, 0.0);
    assert_close(told->options[0].arguments[0].weight, 0.5, 0.0);
    assert_string_equal(told->options[0].arguments[0].text, "x");
    assert_links(chronicle, told->chosen == 0 ? "d.yes" : "d.no", ARAS_LINK_PARENT,
                 "d!");
    assert_chain(chronicle, "o", told->chosen == 0 ? "d d.yes" : "d d.no");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void a_demand_is_told_with_its_stakes(void **state)
{
    struct story *story = story_new("horizon = 10; quantities = ( " NUMBER(
        "v") " );"
             "actors = ( { id = \"pia\"; }, { id = \"quinn\"; } );"
             "events = ( { id = \"raise\"; at = 1; effects = [\"v = 2\"]; } );"
             "demands = ( { id = \"d\"; by = \"pia\"; of = \"quinn\"; at = 2; stakes = "
             "{ "
             "V_by = "
             "\"v\"; V_of = 1; x = 1; K_by = 0.5; K_of = 2; r_by = 0.5; a_of = 0.0; "
             "sharpness_by = 1; sharpness_of = 1; }; } );"
             "outcomes = ( { id = \"o\"; kind = \"count\"; of = \"d\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);
    const struct aras_happening *it = &chronicle->happenings[find(chronicle, "d", 0)];
    double yield = 1.0 / (1.0 + exp(-(0.5 * 2.0 - 1.0)));

    (void) state;
    assert_non_null(it->demand);
    assert_close(it->demand->enforce, 0.5, 1e-15);
    assert_close(it->demand->yield, yield, 1e-15);
    assert_close(it->demand->stake[ARAS_V_BY], 2.0, 0.0);
    assert_links(chronicle, "d", ARAS_LINK_STAKE, "raise:v");
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void a_forced_event_needs_nothing(void **state)
{
    struct story *story = story_new("horizon = 10; quantities = ( " NUMBER(
        "x") " );"
             "events = ( { id = \"a\"; at = 1; effects = [\"x = 1\"]; },"
             "  { id = \"b\"; rate = 0.001; when = \"x > 0\"; effects = [\"x = 2\"]; } "
             ");"
             "outcomes = ( { id = \"o\"; kind = \"happened\"; of = \"x > 1\"; } );"
             "changes = ( { title = \"s\"; force = ( { event = \"b\"; at = \"2\"; } ); "
             "} );");
    struct aras_chronicle *chronicle = tell(story, 0);
    const struct aras_happening *it = &chronicle->happenings[find(chronicle, "b", 0)];

    (void) state;
    assert_true(it->forced);
    assert_null(it->rate);
    assert_int_equal(it->link_count, 0);
    assert_chain(chronicle, "o", "b");
    aras_chronicle_free(chronicle);
    story_free(story);
}

/* --- rates
 * ---------------------------------------------------------------------------- */

#define DRIVEN                                                                         \
    "horizon = 40; quantities = ( " NUMBER("x") ", " NUMBER(                           \
        "y") " );"                                                                     \
             "derived = ( { id = \"half\"; formula = \"y / 2\"; } );"                  \
             "drifts = ( { of = \"y\"; toward = 2; half_life = 3; every = 1; } );"     \
             "events = ( { id = \"up\"; rate = 1.0; effects = [\"x += 0.25\", \"y -= " \
             "0.5\"]; },"                                                              \
             "  { id = \"down\"; rate = 0.5; effects = [\"x -= 0.125\"]; },"           \
             "  { id = \"act\"; rate = 0.2; drivers = ( { of = \"x\"; at = 0.5; "      \
             "effect = 0.4; },"                                                        \
             "    { of = \"half\"; at = 1; effect = -0.3; } ); } );"                   \
             "outcomes = ( { id = \"o\"; kind = \"count\"; of = \"act\"; },"           \
             "  { id = \"y\"; kind = \"value\"; of = \"y\"; } );"

/* Adds up what the happenings brought to a driver, in order. */
static double sum_of(const struct aras_term *term)
{
    double sum = 0.0;

    for (size_t i = 0; i < term->share_count; i++) {
        sum += term->shares[i].amount;
        if (i > 0 && term->shares[i].happening != ARAS_ALL_OTHERS) {
            assert_true(fabs(term->shares[i].amount) <=
                        fabs(term->shares[i - 1].amount));
        }
    }
    return sum;
}

static void a_rate_is_taken_apart_exactly(void **state)
{
    struct story *story = story_new(DRIVEN);
    size_t told = 0;

    (void) state;
    for (uint64_t r = 0; r < 20; r++) {
        struct aras_chronicle *chronicle = tell(story, r);

        for (size_t i = 0; i < chronicle->count; i++) {
            const struct aras_rate_told *rate = chronicle->happenings[i].rate;

            if (rate == NULL || rate->count == 0) {
                continue;
            }
            told++;
            assert_close(rate->base, 0.2, 0.0);
            assert_close(rate->rate,
                         rate->base *
                             exp(rate->terms[0].log_rate + rate->terms[1].log_rate),
                         1e-12);
            assert_close(rate->start, 0.2 * exp(-0.2 + 0.3), 1e-15);
            assert_close(rate->rate / rate->start,
                         exp(rate->terms[0].since_start + rate->terms[1].since_start),
                         1e-12);
            for (size_t k = 0; k < 2; k++) {
                assert_close(sum_of(&rate->terms[k]), rate->terms[k].since_start,
                             1e-13);
            }
        }
        aras_chronicle_free(chronicle);
    }
    assert_true(told > 50);
    story_free(story);
}

static void a_rate_that_was_0_needed_what_raised_it(void **state)
{
    struct story *story = story_new("horizon = 1000; quantities = ( " NUMBER(
        "x") " );"
             "events = ( { id = \"a\"; at = 1; effects = [\"x = 1\"]; },"
             "  { id = \"b\"; at = 2; effects = [\"x = 2\"]; },"
             "  { id = \"c\"; rate = \"x / 2\"; } );"
             "outcomes = ( { id = \"o\"; kind = \"count\"; of = \"c\"; } );");
    struct aras_chronicle *chronicle = tell(story, story_patient("c", 1.0));

    (void) state;
    assert_links(chronicle, "c", ARAS_LINK_RATE, "a:x! b:x");
    assert_close(chronicle->happenings[find(chronicle, "c", 0)].rate->start, 0.0, 0.0);
    aras_chronicle_free(chronicle);
    story_free(story);
}

/* --- what it came to
 * ------------------------------------------------------------------- */

static void what_drifts_may_bring_an_outcome(void **state)
{
    struct story *story = story_new("horizon = 10; quantities = ( " NUMBER(
        "x") " );"
             "drifts = ( { of = \"x\"; toward = 4; half_life = 2; every = 1; } );"
             "events = ( { id = \"lift\"; at = 1.5; effects = [\"x += 1\"]; } );"
             "outcomes = ( { id = \"o\"; kind = \"happened\"; of = \"x > 3\"; },"
             "  { id = \"x\"; kind = \"value\"; of = \"x\"; },"
             "  { id = \"low\"; kind = \"happened\"; of = \"x < 1\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);
    const struct aras_ending *reached = &chronicle->endings[0];
    const struct aras_ending *value = &chronicle->endings[1];
    double sum = 0.0;

    (void) state;
    assert_chain(chronicle, "o", "-");
    assert_string_equal(chronicle->model->slots[reached->slot].name, "x");
    assert_int_equal(reached->share_count, 2);
    assert_int_equal(reached->shares[0].happening, ARAS_ALL_DRIFTS);
    assert_string_equal(name_of(chronicle, reached->shares[1].happening), "lift");
    assert_close(reached->shares[1].amount, 1.0, 1e-15);
    for (size_t i = 0; i < value->share_count; i++) {
        sum += value->shares[i].amount;
    }
    assert_close(sum, value->value, 1e-12);
    /* True from the start: nothing brought it. */
    assert_close(chronicle->endings[2].value, 1.0, 0.0);
    assert_int_equal(chronicle->endings[2].by, ARAS_NO_HAPPENING);
    assert_int_equal(chronicle->endings[2].chain_count, 0);
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void a_category_is_traced_to_what_its_option_needed(void **state)
{
    struct story *story =
        story_new("horizon = 10; quantities = ( " STAGES " );"
                  "events = ( { id = \"ready\"; at = 1; effects = [\"s = ready\"]; },"
                  "  { id = \"finish\"; after = \"ready\"; delay = 1; effects = [\"s = "
                  "done\"]; },"
                  "  { id = \"aside\"; at = 5; } );"
                  "outcomes = ( { id = \"end\"; kind = \"category\"; options = ( { id "
                  "= \"done\"; "
                  "when = \"s == done\"; }, { id = \"other\"; } ); } );");
    struct aras_chronicle *chronicle = tell(story, 0);

    (void) state;
    assert_close(chronicle->endings[0].value, 0.0, 0.0);
    assert_chain(chronicle, "end", "ready finish");
    aras_chronicle_free(chronicle);
    story_free(story);
}

/* --- telling changes nothing
 * ------------------------------------------------------------ */

static void a_world_that_is_told_is_the_world_that_was_played(void **state)
{
    struct story *story = story_new(DRIVEN);

    (void) state;
    for (uint64_t r = 0; r < 50; r++) {
        struct aras_chronicle *chronicle = tell(story, r);

        story_play(story, r);
        assert_true(chronicle->fingerprint == story->record.fingerprint);
        assert_true(chronicle->events == story->record.events);
        for (size_t i = 0; i < story->model->outcome_count; i++) {
            assert_memory_equal(&chronicle->endings[i].value,
                                &story->record.outcomes[i], sizeof(double));
        }
        aras_chronicle_free(chronicle);
    }
    story_free(story);
}

struct region {
    struct aras_arena *arena;
    struct aras_problems problems;
    struct aras_model *model;
};

static void read_region(void *context)
{
    struct region *region = context;
    struct aras_setting *root = aras_model_read(
        ARAS_PROJECT_FOLDER "/models/south_caucasus/model.cfg", &region->problems);

    region->model = aras_model_compile(root, &region->problems);
}

static void a_world_of_the_region_is_told_as_it_was_played(void **state)
{
    struct aras_error error = {0};
    struct region region = {.arena = aras_arena_new(&error)};
    struct aras_settings settings = {.seed = 7, .group = 3};
    struct aras_simulation *simulation;

    (void) state;
    region.problems.arena = region.arena;
    assert_ok(aras_arena_try(region.arena, read_region, &region, &error), error);
    assert_non_null(region.model);
    simulation = aras_simulation_new(region.model, &settings, &error);
    assert_non_null(simulation);
    for (uint64_t r = 0; r < 6; r++) {
        struct aras_record record;
        struct aras_chronicle *chronicle =
            aras_chronicle_record(region.model, &settings, r, &error);

        assert_non_null(chronicle);
        assert_ok(aras_simulation_play(simulation, r, &record, &error), error);
        assert_true(chronicle->fingerprint == record.fingerprint);
        for (size_t i = 0; i < region.model->outcome_count; i++) {
            assert_memory_equal(&chronicle->endings[i].value, &record.outcomes[i],
                                sizeof(double));
        }
        /* Every rate is its base and its terms. */
        for (size_t i = 0; i < chronicle->count; i++) {
            const struct aras_rate_told *rate = chronicle->happenings[i].rate;
            double exponent = 0.0;

            for (size_t k = 0; rate != NULL && k < rate->count; k++) {
                exponent += rate->terms[k].log_rate;
                assert_close(sum_of(&rate->terms[k]), rate->terms[k].since_start, 1e-9);
            }
            if (rate != NULL) {
                assert_close(rate->base * exp(exponent) / rate->rate, 1.0, 1e-6);
            }
        }
        aras_chronicle_free(chronicle);
    }
    aras_simulation_free(simulation);
    aras_model_release(region.model);
    aras_arena_free(region.arena);
}

static void a_world_that_fails_is_told_as_far_as_it_went(void **state)
{
    struct story *story = story_new(
        "horizon = 10; quantities = ( { id = \"n\"; whole = true; range = [0, 9]; "
        "initial = 1; } );"
        "events = ( { id = \"a\"; at = 1; }, { id = \"slip\"; at = 2; effects = [\"n "
        "+= "
        "n / 2\"]; } );"
        "outcomes = ( { id = \"o\"; kind = \"value\"; of = \"n\"; } );");
    struct aras_chronicle *chronicle = tell(story, 0);

    (void) state;
    assert_true(chronicle->failed);
    assert_non_null(strstr(chronicle->failure.message, "whole number"));
    assert_int_equal(chronicle->count, 2);
    assert_true(isnan(chronicle->endings[0].value));
    aras_chronicle_free(chronicle);
    story_free(story);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct story *story = story_new(DRIVEN);
    struct aras_chronicle *chronicle = NULL;
    int refused = 0;

    (void) state;
    while (chronicle == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        chronicle = aras_chronicle_record(story->model, &story->settings, 1, &error);
        allow_all_allocations();
        assert_true(chronicle != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 5);
    aras_chronicle_free(chronicle);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_that_follows_is_linked_to_what_began_its_delay),
        cmocka_unit_test(what_opened_a_guard_was_needed_and_not_what_came_after),
        cmocka_unit_test(of_several_that_would_do_the_latest_to_be_missed_was_needed),
        cmocka_unit_test(derived_values_are_followed_to_the_quantities_beneath),
        cmocka_unit_test(
            an_option_is_linked_to_its_decision_and_that_to_what_it_weighed),
        cmocka_unit_test(a_demand_is_told_with_its_stakes),
        cmocka_unit_test(a_forced_event_needs_nothing),
        cmocka_unit_test(a_rate_is_taken_apart_exactly),
        cmocka_unit_test(a_rate_that_was_0_needed_what_raised_it),
        cmocka_unit_test(what_drifts_may_bring_an_outcome),
        cmocka_unit_test(a_category_is_traced_to_what_its_option_needed),
        cmocka_unit_test(a_world_that_is_told_is_the_world_that_was_played),
        cmocka_unit_test(a_world_of_the_region_is_told_as_it_was_played),
        cmocka_unit_test(a_world_that_fails_is_told_as_far_as_it_went),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("chronicle", tests, NULL, NULL);
}
