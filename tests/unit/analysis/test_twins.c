/* Two sides of one world: where they part, and what made which difference. */
#include "analysis/twins.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* Two stories, told and compared. */
struct pair {
    struct story *a, *b;
    struct aras_chronicle *told_a, *told_b;
    struct aras_twins *twins;
};

static struct aras_chronicle *tell(const struct story *story, uint64_t replication)
{
    struct aras_error error = {0};
    struct aras_chronicle *chronicle =
        aras_chronicle_record(story->model, &story->settings, replication, &error);

    assert_non_null(chronicle);
    return chronicle;
}

static struct pair compare(const char *a, const char *b, uint64_t replication)
{
    struct aras_error error = {0};
    struct pair pair = {.a = story_new(a), .b = story_new(b)};

    pair.told_a = tell(pair.a, replication);
    pair.told_b = tell(pair.b, replication);
    pair.twins = aras_twins_find(pair.told_a, pair.told_b, &error);
    assert_non_null(pair.twins);
    return pair;
}

static void part(struct pair *pair)
{
    aras_twins_free(pair->twins);
    aras_chronicle_free(pair->told_a);
    aras_chronicle_free(pair->told_b);
    story_free(pair->a);
    story_free(pair->b);
}

static const char *event_of(const struct pair *pair, size_t number)
{
    const struct aras_twin *twin = &pair->twins->twin[number];

    return twin->a != ARAS_NO_HAPPENING
               ? pair->a->model->events[pair->told_a->happenings[twin->a].event].id
               : pair->b->model->events[pair->told_b->happenings[twin->b].event].id;
}

/* The differences as words: "a:forced.b", "b:a.x" (because of a, by x), "c:-" ... */
static void assert_differences(const struct pair *pair, const char *expected)
{
    static const char *const words[] = {"forced",   "forbidden", "scaled", "delayed",
                                        "dictated", "horizon",   "start"};
    char text[1024] = "";
    size_t used = 0;

    for (size_t i = 0; i < pair->twins->count; i++) {
        const struct aras_twin *twin = &pair->twins->twin[i];

        if (twin->same) {
            continue;
        }
        used += (size_t) snprintf(text + used, sizeof text - used, "%s%s",
                                  used == 0 ? "" : " ", event_of(pair, i));
        for (size_t k = 0; k < twin->reason_count; k++) {
            const struct aras_reason *it = &twin->reasons[k];

            if (it->kind == ARAS_REASON_EARLIER) {
                used += (size_t) snprintf(text + used, sizeof text - used, ":%s%s%s",
                                          event_of(pair, it->twin),
                                          it->slot == NULL ? "" : ".",
                                          it->slot == NULL ? "" : it->slot);
            } else if (it->kind == ARAS_REASON_START) {
                used += (size_t) snprintf(text + used, sizeof text - used, ":start.%s",
                                          it->slot);
            } else {
                used += (size_t) snprintf(text + used, sizeof text - used, ":%s.%s",
                                          words[it->kind], it->in_b ? "b" : "a");
            }
        }
    }
    assert_string_equal(text, expected);
}

#define NUMBER(name, at)                                                               \
    "{ id = \"" name "\"; range = [-10.0, 10.0]; initial = " at "; }"
#define OUTCOME        "outcomes = ( { id = \"o\"; kind = \"value\"; of = \"time\"; } );"
#define CHANGE(change) "changes = ( { title = \"s\"; " change " } );"

#define APART                                                                          \
    "horizon = 20; events = ( { id = \"rain\"; rate = 1; }, { id = \"visit\"; rate = " \
    "1; } );" OUTCOME

static void one_scenario_twice_is_one_history(void **state)
{
    struct pair pair = compare(APART, APART, 3);

    (void) state;
    assert_true(pair.twins->first == SIZE_MAX);
    assert_true(pair.twins->count > 10);
    assert_int_equal(pair.twins->same, pair.twins->count);
    assert_int_equal(pair.twins->start_count, 0);
    part(&pair);
}

static void without_one_event_every_draw_of_the_others_is_what_it_was(void **state)
{
    (void) state;
    for (uint64_t r = 0; r < 20; r++) {
        struct pair pair = compare(APART, APART CHANGE("forbid = [\"visit\"];"), r);
        size_t visits = 0;

        for (size_t i = 0; i < pair.twins->count; i++) {
            const struct aras_twin *twin = &pair.twins->twin[i];
            bool visit = strcmp(event_of(&pair, i), "visit") == 0;

            assert_true(twin->same != visit);
            if (visit) {
                visits++;
                assert_int_equal(twin->b, ARAS_NO_HAPPENING);
                assert_int_equal(twin->reason_count, 1);
                assert_int_equal(twin->reasons[0].kind, ARAS_REASON_FORBIDDEN);
                assert_true(twin->reasons[0].in_b);
            }
        }
        assert_true(visits > 0 && visits < pair.twins->count);
        part(&pair);
    }
}

/* a makes x 1; b follows a; c asks for x; d has nothing to do with it. */
#define LINE                                                                           \
    "horizon = 10; quantities = ( " NUMBER(                                            \
        "x", "0.0") " );"                                                              \
                    "events = ( { id = \"a\"; rate = 0.0; effects = [\"x = 1\"]; },"   \
                    "  { id = \"b\"; after = \"a\"; delay = 1; },"                     \
                    "  { id = \"c\"; at = 5; when = \"x > 0\"; },"                     \
                    "  { id = \"d\"; at = 6; } );" OUTCOME

static void differences_follow_from_each_other(void **state)
{
    struct pair pair =
        compare(LINE, LINE CHANGE("force = ( { event = \"a\"; at = \"2\"; } );"), 0);

    (void) state;
    assert_int_equal(pair.twins->first, 0);
    assert_int_equal(pair.twins->same, 1);
    assert_differences(&pair, "a:forced.b b:a c:a.x");
    part(&pair);
}

static void the_same_is_told_the_other_way_round(void **state)
{
    struct pair pair =
        compare(LINE CHANGE("force = ( { event = \"a\"; at = \"2\"; } );"), LINE, 0);

    (void) state;
    assert_differences(&pair, "a:forced.a b:a c:a.x");
    part(&pair);
}

static void a_rate_remembers_what_has_passed(void **state)
{
    /* x is 1 for a while in B: the clock of c runs faster then. */
    static const char text[] = "horizon = 1000; quantities = ( " NUMBER(
        "x",
        "0.0") " );"
               "events = ( { id = \"on\"; rate = 0; effects = [\"x = 1\"]; },"
               "  { id = \"off\"; after = \"on\"; delay = 1; effects = [\"x = 0\"]; },"
               "  { id = \"c\"; rate = 0.5; once = true; drivers = ( { of = \"x\"; at "
               "= 0; "
               "effect = 0.3; } ); } );" OUTCOME;
    char changed[1024];
    struct pair pair;

    (void) state;
    snprintf(changed, sizeof changed, "%s%s", text,
             CHANGE("force = ( { event = \"on\"; at = \"0.1\"; } );"));
    pair = compare(text, changed, story_patient("c", 4.0));
    assert_differences(&pair, "on:forced.b off:on c:off.x");
    part(&pair);
}

static void a_decision_that_is_dictated_changes_its_option_and_not_itself(void **state)
{
    static const char text[] = "horizon = 10; quantities = ( " NUMBER(
        "x",
        "0.0") " );"
               "actors = ( { id = \"pia\"; } );"
               "decisions = ( { id = \"d\"; actor = \"pia\"; at = 2; sharpness = 1.0; "
               "options = "
               "( { id = \"yes\"; considerations = ( { of = 1; weight = 20.0; } ); },"
               "  { id = \"no\"; considerations = ( { of = 1; weight = 0.0; } ); "
               "effects = [\"x "
               "= 1\"]; } ); } );"
               "events = ( { id = \"e\"; becomes = \"x > 0\"; } );" OUTCOME;
    char changed[1024];
    struct pair pair;

    (void) state;
    snprintf(changed, sizeof changed, "%s%s", text,
             CHANGE("dictate = ( { decision = \"d\"; option = \"no\"; } );"));
    pair = compare(text, changed, 0);
    assert_differences(&pair, "d.yes:dictated.b d.no:dictated.b e:d.no.x");
    part(&pair);
}

static void a_delay_and_a_scale_are_the_scenarios_own(void **state)
{
    static const char text[] = "horizon = 100; events = ( { id = \"a\"; at = 1; }, { "
                               "id = \"r\"; rate = 1; once "
                               "= true; } );" OUTCOME;
    char changed[512];
    struct pair pair;

    (void) state;
    snprintf(
        changed, sizeof changed, "%s%s", text,
        CHANGE("delay = ( { event = \"a\"; by = \"1\"; } ); scale = [\"r * 0.5\"];"));
    pair = compare(text, changed, story_patient("r", 2.0));
    assert_differences(&pair, "a:delayed.b r:scaled.b");
    part(&pair);
}

static void what_differs_from_the_start_is_a_reason(void **state)
{
    struct pair pair = compare(LINE, LINE CHANGE("set = [\"x = 0.5\"];"), 0);

    (void) state;
    assert_int_equal(pair.twins->start_count, 1);
    assert_string_equal(pair.twins->start[0].name, "x");
    assert_differences(&pair, "c:start.x");
    part(&pair);
}

static void a_difference_may_have_reasons_of_two_kinds(void **state)
{
    /* c reads y, which differs from the start, and what `on` did for a while. */
    static const char text[] =
        "horizon = 1000; quantities = ( " NUMBER("x", "0.0") ", " NUMBER(
            "y", "0.0") " );"
                        "events = ( { id = \"on\"; rate = 0; effects = [\"x = 1\"]; },"
                        "  { id = \"off\"; after = \"on\"; delay = 1; effects = [\"x = "
                        "0\"]; },"
                        "  { id = \"c\"; rate = 0.5; once = true; drivers = ( { of = "
                        "\"x\"; at = 0; "
                        "effect = 0.3; }, { of = \"y\"; at = 0; effect = 0.3; } ); } "
                        ");" OUTCOME;
    char changed[1024];
    struct pair pair;

    (void) state;
    snprintf(
        changed, sizeof changed, "%s%s", text,
        CHANGE("set = [\"y = 1\"]; force = ( { event = \"on\"; at = \"0.1\"; } );"));
    pair = compare(text, changed, story_patient("c", 4.0));
    assert_differences(&pair, "on:forced.b off:on c:off.x:start.y");
    part(&pair);
}

static void what_comes_after_a_shorter_horizon_is_no_mystery(void **state)
{
    struct pair pair = compare(LINE, LINE CHANGE("horizon = \"5.5\";"), 0);

    (void) state;
    assert_differences(&pair, "d:horizon.b");
    part(&pair);
}

static void a_difference_is_followed_through_a_drift(void **state)
{
    /* y drifts towards x, c reads y. */
    static const char text[] =
        "horizon = 10; quantities = ( " NUMBER("x", "0.0") ", " NUMBER(
            "y", "0.0") " );"
                        "drifts = ( { of = \"y\"; toward = \"x\"; half_life = 1; every "
                        "= 1; } );"
                        "events = ( { id = \"a\"; rate = 0; effects = [\"x = 1\"]; },"
                        "  { id = \"c\"; at = 5; when = \"y > 0.1\"; } );" OUTCOME;
    char changed[1024];
    struct pair pair;

    (void) state;
    snprintf(changed, sizeof changed, "%s%s", text,
             CHANGE("force = ( { event = \"a\"; at = \"2\"; } );"));
    pair = compare(text, changed, 0);
    assert_differences(&pair, "a:forced.b c:a.x");
    part(&pair);
}

static void what_happens_once_happened_otherwise_before(void **state)
{
    static const char text[] =
        "horizon = 100; events = ( { id = \"a\"; at = 50; once = true; } );" OUTCOME;
    char changed[512];
    struct pair pair;

    (void) state;
    snprintf(changed, sizeof changed, "%s%s", text,
             CHANGE("force = ( { event = \"a\"; at = \"2\"; } );"));
    pair = compare(text, changed, 0);
    assert_differences(&pair, "a:forced.b a:a");
    part(&pair);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct pair pair =
        compare(LINE, LINE CHANGE("force = ( { event = \"a\"; at = \"2\"; } );"), 0);
    struct aras_twins *twins = NULL;
    int refused = 0;

    (void) state;
    while (twins == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        twins = aras_twins_find(pair.told_a, pair.told_b, &error);
        allow_all_allocations();
        assert_true(twins != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 2);
    aras_twins_free(twins);
    part(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_scenario_twice_is_one_history),
        cmocka_unit_test(without_one_event_every_draw_of_the_others_is_what_it_was),
        cmocka_unit_test(differences_follow_from_each_other),
        cmocka_unit_test(the_same_is_told_the_other_way_round),
        cmocka_unit_test(a_rate_remembers_what_has_passed),
        cmocka_unit_test(a_decision_that_is_dictated_changes_its_option_and_not_itself),
        cmocka_unit_test(a_delay_and_a_scale_are_the_scenarios_own),
        cmocka_unit_test(what_differs_from_the_start_is_a_reason),
        cmocka_unit_test(a_difference_may_have_reasons_of_two_kinds),
        cmocka_unit_test(what_comes_after_a_shorter_horizon_is_no_mystery),
        cmocka_unit_test(a_difference_is_followed_through_a_drift),
        cmocka_unit_test(what_happens_once_happened_otherwise_before),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("twins", tests, NULL, NULL);
}
