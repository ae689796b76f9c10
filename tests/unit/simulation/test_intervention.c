#include <string.h>

#include "story.h"

/* Two hazards that feed each other, an event that follows one of them, a decision and a
 * demand that come twice: everything that can be intervened at. */
#define MODEL                                                                          \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; name " \
    "= \"Q\"; } );"                                                                    \
    "quantities = ( { id = \"x\"; range = [0.0, 100.0]; initial = 1; } );"             \
    "events = ( { id = \"up\"; rate = \"1 + 0.1 * x\"; effects = [\"x += uniform(0, "  \
    "2)\"]; }, { id = \"down\"; rate = \"0.2 * x\"; effects = [\"x *= 0.5\"]; },"      \
    "{ id = \"echo\"; after = \"up\"; delay = \"exponential_mean(0.5)\"; effects = "   \
    "[\"x += 0.25\"]; } );"                                                            \
    "decisions = ( { id = \"d\"; actor = \"pia\"; every = 2; sharpness = 2; options "  \
    "= ( { id = \"a\"; considerations = ( { of = \"x\"; weight = 0.5; } ); effects = " \
    "[\"x += 3\"]; }, { id = \"b\"; considerations = ( { of = 1; weight = 1; } ); "    \
    "effects = [\"x -= 1\"]; } ); } );"                                                \
    "demands = ( { id = \"m\"; by = \"pia\"; of = \"quinn\"; form = \"compel\"; every" \
    " = 1.5; stakes = { V_by = 1; V_of = 1; x = 1; K_by = 0.5; K_of = 1.5; r_by = "    \
    "0.5; a_of = 0.1; sharpness_by = 1; sharpness_of = 1; }; issued = [\"x += 1\"]; "  \
    "conceded = [\"x += 5\"]; enforced = [\"x -= 2\"]; backed_down = [\"x -= 1\"]; } " \
    ");"                                                                               \
    "outcomes = ( { id = \"end\"; title = \"x\"; kind = \"value\"; of = \"x\"; } );"

enum { WORLDS = 40 };

static void intervene(struct story *story, enum aras_intervention_kind kind,
                      const char *event, double time, uint32_t option)
{
    struct aras_intervention it = {kind, story_event(story, event), time, option};

    assert_ok(aras_simulation_intervene(story->simulation, &it, 1, &story->error),
              story->error);
}

/* A scenario's words and the intervention make the same worlds, to the bit. */
static void assert_same(const char *words, enum aras_intervention_kind kind,
                        const char *event, double time, uint32_t option)
{
    char text[4096];
    struct story *by_words;
    struct story *by_hand = story_new(MODEL);
    int differ = 0;

    snprintf(text, sizeof text, "%s changes = ( { title = \"s\"; %s } );", MODEL,
             words);
    by_words = story_new(text);
    for (uint64_t world = 0; world < WORLDS; world++) {
        char untouched[sizeof by_hand->told];

        story_play(by_words, world);
        story_play(by_hand, world);
        memcpy(untouched, by_hand->told, sizeof untouched);
        intervene(by_hand, kind, event, time, option);
        story_play(by_hand, world);
        assert_string_equal(by_hand->told, by_words->told);
        assert_true(by_hand->record.fingerprint == by_words->record.fingerprint);
        assert_close(story_outcome(by_hand, "end"), story_outcome(by_words, "end"),
                     0.0);
        differ += strcmp(untouched, by_hand->told) != 0;
        /* And without it, all is as before. */
        assert_ok(
            aras_simulation_intervene(by_hand->simulation, NULL, 0, &by_hand->error),
            by_hand->error);
        story_play(by_hand, world);
        assert_string_equal(by_hand->told, untouched);
    }
    assert_true(differ > 0);
    story_free(by_words);
    story_free(by_hand);
}

static void it_makes_the_world_that_the_same_words_of_a_scenario_make(void **state)
{
    (void) state;
    assert_same("forbid = [\"up\"];", ARAS_FORBID, "up", 0.0, 0);
    assert_same("forbid = [\"echo\"];", ARAS_FORBID, "echo", 0.0, 0);
    assert_same("forbid = [\"d.a\"];", ARAS_FORBID, "d.a", 0.0, 0);
    assert_same("forbid = [\"m.issued\"];", ARAS_FORBID, "m.issued", 0.0, 0);
    assert_same("forbid = [\"m\"];", ARAS_FORBID, "m", 0.0, 0);
    assert_same("force = ( { event = \"down\"; at = 1.25; } );", ARAS_FORCE, "down",
                1.25, 0);
    assert_same("force = ( { event = \"m\"; at = 0.5; } );", ARAS_FORCE, "m", 0.5, 0);
    assert_same("dictate = ( { decision = \"d\"; option = \"b\"; } );", ARAS_DICTATE,
                "d", 0.0, 1);
}

static void a_demand_that_is_insisted_on_is_made_then_and_free_later(void **state)
{
    struct story *story = story_new(MODEL);
    int silent = 0;

    (void) state;
    story_play(story, 0);
    intervene(story, ARAS_INSIST, "m", 0.5, 0);
    for (uint64_t world = 0; world < WORLDS; world++) {
        story_play(story, world);
        assert_non_null(strstr(story->told, "m!@0.5 m.issued!@0.5"));
        silent += strstr(story->told, "m.silent@") != NULL;
    }
    assert_true(silent > 0);
    story_free(story);
}

static void what_is_insisted_on_is_answered_as_it_would_be(void **state)
{
    struct story *story = story_new(MODEL);

    (void) state;
    story_play(story, 0);
    for (uint64_t world = 0; world < WORLDS; world++) {
        intervene(story, ARAS_FORCE, "m", 0.5, 0);
        story_play(story, world);
        if (strstr(story->told, "m.issued!@0.5") != NULL) {
            char told[sizeof story->told];

            memcpy(told, story->told, sizeof told);
            intervene(story, ARAS_INSIST, "m", 0.5, 0);
            story_play(story, world);
            assert_string_equal(story->told, told);
        }
    }
    story_free(story);
}

/* What was told before the first firing at `time` or later. */
static void cut_at(char *told, double time)
{
    char *at = told;

    while ((at = strchr(at, '@')) != NULL && atof(at + 1) < time) {
        at++;
    }
    while (at != NULL && at > told && *at != ' ') {
        at--;
    }
    if (at != NULL) {
        *at = '\0';
    }
}

struct first {
    uint32_t event;
    double time;
};

static void note_first_time(void *context, uint32_t event, double time, bool forced,
                            double rate)
{
    struct first *first = context;

    (void) forced;
    (void) rate;
    if (event == first->event) {
        first->time = fmin(first->time, time);
    }
}

/* With all its bits, which the words of a story do not have. */
static double first_time_of(struct story *story, uint32_t event, uint64_t world)
{
    struct first first = {event, INFINITY};
    const struct aras_observer observer = {.context = &first, .event = note_first_time};

    aras_simulation_observe(story->simulation, &observer);
    assert_ok(
        aras_simulation_play(story->simulation, world, &story->record, &story->error),
        story->error);
    aras_simulation_observe(story->simulation, &story->observer);
    return first.time;
}

/* All that happens then happened before: occurrences later than the one that is missed,
 * their delays and what they draw keep their luck. */
static void what_is_missed_once_happens_later_as_it_would(void **state)
{
    struct story *story = story_new(
        "horizon = 6; quantities = ( { id = \"x\"; range = \"none\"; initial = 0; } ); "
        "events = ( { id = \"up\"; rate = 1; effects = [\"x = uniform(0, 1)\"]; }, { "
        "id = "
        "\"echo\"; after = \"up\"; delay = \"exponential_mean(0.3)\"; }, { id = "
        "\"high\"; "
        "becomes = \"x > 0.5\"; } );");
    struct aras_intervention miss = {.kind = ARAS_MISS,
                                     .event = story_event(story, "up")};
    int missed = 0;

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        char natural[sizeof story->told + 2];
        const char *first;
        size_t ups;

        if (story->simulation != NULL) {
            assert_ok(
                aras_simulation_intervene(story->simulation, NULL, 0, &story->error),
                story->error);
        }
        story_play(story, world);
        ups = story->record.counts[miss.event];
        snprintf(natural, sizeof natural, " %s ", story->told);
        first = strstr(natural, " up@");
        if (first == NULL) {
            continue;
        }
        missed++;
        miss.time = first_time_of(story, miss.event, world);
        assert_ok(aras_simulation_intervene(story->simulation, &miss, 1, &story->error),
                  story->error);
        story_play(story, world);
        assert_int_equal(story->record.counts[miss.event], ups - 1);
        for (char *word = strtok(story->told, " "); word != NULL;
             word = strtok(NULL, " ")) {
            char whole[64];

            snprintf(whole, sizeof whole, " %s ", word);
            /* `high` may turn when x comes from below, not from above. */
            assert_true(strncmp(word, "high", 4) == 0 ||
                        strstr(natural, whole) != NULL);
        }
    }
    assert_true(missed > WORLDS / 2);
    story_free(story);
}

static void what_ceases_happens_until_then_and_later_only_when_forced(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_intervention both[2] = {{.kind = ARAS_CEASE, .time = 2.5},
                                        {.kind = ARAS_FORCE, .time = 4.5}};
    const char *const names[] = {"up", "echo", "d.a", "m.conceded", "d"};
    int before = 0;

    (void) state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (uint64_t world = 0; world < WORLDS; world++) {
            char natural[sizeof story->told];
            char word[64];

            if (story->simulation != NULL) {
                assert_ok(aras_simulation_intervene(story->simulation, NULL, 0,
                                                    &story->error),
                          story->error);
            }
            story_play(story, world);
            memcpy(natural, story->told, sizeof natural);
            both[0].event = both[1].event = story_event(story, names[i]);
            assert_ok(
                aras_simulation_intervene(story->simulation, both, 2, &story->error),
                story->error);
            story_play(story, world);
            snprintf(word, sizeof word, "%s!@4.5", names[i]);
            assert_non_null(strstr(story->told, word));
            snprintf(word, sizeof word, " %s@", names[i]);
            for (char *at = strstr(story->told, word); at != NULL;
                 at = strstr(at + 1, word)) {
                assert_true(atof(at + strlen(word)) < 2.5);
                before++;
            }
            cut_at(natural, 2.5);
            cut_at(story->told, 2.5);
            assert_string_equal(story->told, natural);
        }
    }
    assert_true(before > WORLDS);
    story_free(story);
}

static void
a_demand_left_unsaid_passes_in_silence_but_for_what_is_insisted_on(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_intervention both[2] = {{.kind = ARAS_SILENCE, .time = 2.0},
                                        {.kind = ARAS_INSIST, .time = 4.0}};
    int issued = 0;

    (void) state;
    story_play(story, 0);
    both[0].event = both[1].event = story_event(story, "m");
    for (uint64_t world = 0; world < WORLDS; world++) {
        assert_ok(aras_simulation_intervene(story->simulation, both, 2, &story->error),
                  story->error);
        story_play(story, world);
        issued += strstr(story->told, "m.issued@1.5") != NULL;
        assert_non_null(strstr(story->told, "m.silent@3 "));
        assert_non_null(strstr(story->told, "m.issued!@4 "));
        assert_non_null(strstr(story->told, "m.silent@4.5"));
    }
    assert_true(issued > 0 && issued < WORLDS);
    story_free(story);
}

static void a_line_that_is_not_there_is_crossed_without_an_answer(void **state)
{
    struct story *story = story_new(
        "horizon = 3; actors = ( { id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; "
        "name = \"Q\"; } ); quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = "
        "0; } ); demands = ( { id = \"line\"; by = \"pia\"; of = \"quinn\"; form = "
        "\"deter\"; every = 1; stakes = { V_of = 1; x = 1; K_by = 0.5; K_of = 1.5; "
        "r_by "
        "= 0.5; a_of = 0.1; sharpness_by = 1; sharpness_of = 1; }; crossed = [\"x += "
        "1\"]; } );");
    int crossed = 0;

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        story_play(story, world);
        intervene(story, ARAS_SILENCE, "line", 1.5, 0);
        story_play(story, world);
        crossed += strstr(story->told, "line.crossed@2") != NULL;
        assert_null(strstr(story->told, "line.enforced@2"));
        assert_null(strstr(story->told, "line.backed_down@2"));
    }
    assert_true(crossed > WORLDS / 2 && crossed < WORLDS);
    story_free(story);
}

static void note_look(void *context, double time)
{
    struct story *story = context;
    size_t used = strlen(story->told);

    snprintf(story->told + used, sizeof story->told - used, " look@%.9g", time);
}

static void a_look_changes_nothing_and_comes_before_what_happens_then(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_intervention both[2] = {{.kind = ARAS_FORCE, .time = 2.0},
                                        {.kind = ARAS_LOOK, .time = 2.0}};

    (void) state;
    story->observer.look = note_look;
    story_play(story, 0);
    both[0].event = story_event(story, "up");
    for (uint64_t world = 0; world < WORLDS; world++) {
        uint64_t fingerprint;

        assert_ok(aras_simulation_intervene(story->simulation, both, 1, &story->error),
                  story->error);
        story_play(story, world);
        fingerprint = story->record.fingerprint;
        assert_ok(aras_simulation_intervene(story->simulation, both, 2, &story->error),
                  story->error);
        story_play(story, world);
        assert_true(story->record.fingerprint == fingerprint);
        assert_true(strstr(story->told, " look@2") < strstr(story->told, "@2 "));
        assert_true(strstr(story->told, " look@2") < strstr(story->told, "up!@2"));
    }
    story_free(story);
}

static void several_are_made_together(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_intervention both[2] = {{.kind = ARAS_FORBID}, {.kind = ARAS_FORCE}};

    (void) state;
    story_play(story, 3);
    both[0].event = story_event(story, "up");
    both[1].event = story_event(story, "up");
    both[1].time = 4.5;
    /* What is forbidden by itself can still be forced: so a scenario has it. */
    assert_ok(aras_simulation_intervene(story->simulation, both, 2, &story->error),
              story->error);
    story_play(story, 3);
    assert_int_equal(story_count(story, "up"), 1);
    assert_non_null(strstr(story->told, "up!@4.5"));
    story_free(story);
}

static void what_cannot_be_is_refused_and_changes_nothing(void **state)
{
    struct story *story = story_new(MODEL);
    struct aras_error error = {0};
    struct aras_intervention wrong[] = {
        {.kind = ARAS_FORBID, .event = 10000}, {.kind = ARAS_FORCE, .time = 5.5},
        {.kind = ARAS_FORCE, .time = NAN},     {.kind = ARAS_INSIST, .time = 1.0},
        {.kind = ARAS_DICTATE, .option = 0},   {.kind = ARAS_DICTATE, .option = 2},
    };
    const char *const words[] = {"no event 10000",      "outside of 0 .. 5",
                                 "outside of 0 .. 5",   "is no demand",
                                 "is no decision with", "is no decision with"};
    struct aras_intervention many[ARAS_MOST_INTERVENTIONS + 1] = {
        {.kind = ARAS_FORBID}};
    char told[sizeof story->told];

    (void) state;
    story_play(story, 1);
    memcpy(told, story->told, sizeof told);
    wrong[5].event = story_event(story, "d");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_fails(aras_simulation_intervene(story->simulation, &wrong[i], 1, &error),
                     error, ARAS_INVALID, words[i]);
        error = (struct aras_error){0};
    }
    assert_fails(aras_simulation_intervene(story->simulation, many,
                                           ARAS_MOST_INTERVENTIONS + 1, &error),
                 error, ARAS_INVALID, "65 interventions");
    story_play(story, 1);
    assert_string_equal(story->told, told);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_makes_the_world_that_the_same_words_of_a_scenario_make),
        cmocka_unit_test(a_demand_that_is_insisted_on_is_made_then_and_free_later),
        cmocka_unit_test(what_is_insisted_on_is_answered_as_it_would_be),
        cmocka_unit_test(what_is_missed_once_happens_later_as_it_would),
        cmocka_unit_test(what_ceases_happens_until_then_and_later_only_when_forced),
        cmocka_unit_test(
            a_demand_left_unsaid_passes_in_silence_but_for_what_is_insisted_on),
        cmocka_unit_test(a_line_that_is_not_there_is_crossed_without_an_answer),
        cmocka_unit_test(a_look_changes_nothing_and_comes_before_what_happens_then),
        cmocka_unit_test(several_are_made_together),
        cmocka_unit_test(what_cannot_be_is_refused_and_changes_nothing),
    };

    return cmocka_run_group_tests_name("intervention", tests, NULL, NULL);
}
