#include "story.h"

/* --- decisions ----------------------------------------------------------------------
 */

#define DECISION(rest, options)                                                        \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; } );"                       \
    "quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"                 \
    "decisions = ( { id = \"d\"; actor = \"pia\"; at = 1; sharpness = 2; " rest        \
    " options = ( " options " ); } );"

#define TWO                                                                            \
    "{ id = \"a\"; considerations = ( { of = \"x\"; weight = 0.5; } ); effects = "     \
    "[\"x = "                                                                          \
    "7\"]; }, { id = \"b\"; considerations = ( { of = \"x\"; weight = 0.25; }, { of "  \
    "= 3; "                                                                            \
    "weight = 0.1; } ); effects = [\"x = 8\"]; }"

static double noise(const char *option, uint64_t replication)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = replication,
                                 .name = aras_name_hash(option),
                                 .purpose = ARAS_FOR_CHOICE};

    return -log(-log(aras_stream_uniform(&stream, 0, 0)));
}

static void the_greatest_of_utility_and_noise_is_chosen(void **state)
{
    struct story *story = story_new(DECISION("", TWO));
    int chosen[2] = {0, 0};

    (void) state;
    /* Utilities 0.5 and 0.25 + 0.3 = 0.55, sharpness 2. */
    for (uint64_t i = 0; i < 50; i++) {
        bool a = 1.0 + noise("d.a", i) > 1.1 + noise("d.b", i);

        story_play(story, i);
        assert_string_equal(story->told, a ? "d@1 d.a@1" : "d@1 d.b@1");
        assert_close(story_value(story, "x"), a ? 7.0 : 8.0, 0.0);
        chosen[a]++;
    }
    assert_true(chosen[0] > 5 && chosen[1] > 5);
    story_free(story);
}

/* --- seats --------------------------------------------------------------------------
 */

struct guest {
    int answer;
    int own;
    int asked;
};

static int answer(void *context, uint32_t event, double time, size_t choices,
                  const double *utility, int own)
{
    struct guest *guest = context;

    (void) event;
    assert_close(time, 1.0, 0.0);
    assert_int_equal(choices, 2);
    assert_close(utility[0], 1.0, 1e-12);
    guest->asked++;
    guest->own = own;
    return guest->answer;
}

static void whoever_sits_there_decides_and_luck_stays(void **state)
{
    struct story *story = story_new(DECISION("", TWO));
    struct guest guest = {0};
    struct aras_chooser chooser = {.context = &guest, .choose = answer};

    (void) state;
    story_play(story, 0);
    for (uint64_t i = 0; i < 20; i++) {
        bool a = 1.0 + noise("d.a", i) > 1.1 + noise("d.b", i);

        aras_simulation_seat(story->simulation, &chooser);
        for (guest.answer = ARAS_OWN_RULE; guest.answer < 2; guest.answer++) {
            bool first = guest.answer == ARAS_OWN_RULE ? a : guest.answer == 0;

            story_play(story, i);
            assert_string_equal(story->told, first ? "d@1 d.a@1" : "d@1 d.b@1");
            assert_int_equal(guest.own, a ? 0 : 1);
        }
        aras_simulation_seat(story->simulation, NULL);
        story_play(story, i);
        assert_string_equal(story->told, a ? "d@1 d.a@1" : "d@1 d.b@1");
    }
    assert_int_equal(guest.asked, 60);
    story_free(story);
}

static void nobody_is_asked_what_is_dictated(void **state)
{
    struct story *story = story_new(DECISION("", TWO));
    struct guest guest = {.answer = 0};
    struct aras_chooser chooser = {.context = &guest, .choose = answer};
    struct aras_intervention dictate = {
        .kind = ARAS_DICTATE,
        .event = (uint32_t) aras_model_find_event(story->model, "d"),
        .option = 1};

    (void) state;
    story_play(story, 0);
    aras_simulation_seat(story->simulation, &chooser);
    assert_ok(aras_simulation_intervene(story->simulation, &dictate, 1, &story->error),
              story->error);
    story_play(story, 0);
    assert_string_equal(story->told, "d@1 d.b@1");
    assert_int_equal(guest.asked, 0);
    story_free(story);
}

struct seen {
    double utility[2];
    double probability[2];
    int chosen;
};

static void note_decision(void *context, uint32_t event, double time, size_t choices,
                          const double *utility, const double *probability, int chosen)
{
    struct seen *seen = context;

    (void) event;
    (void) time;
    assert_int_equal(choices, 2);
    memcpy(seen->utility, utility, sizeof seen->utility);
    memcpy(seen->probability, probability, sizeof seen->probability);
    seen->chosen = chosen;
}

static void observers_see_the_odds_of_a_decision(void **state)
{
    struct story *story = story_new(DECISION("", TWO));
    struct seen seen;
    struct aras_observer observer = {.context = &seen, .decision = note_decision};

    (void) state;
    story_play(story, 0);
    aras_simulation_observe(story->simulation, &observer);
    story_play(story, 0);
    assert_close(seen.utility[0], 1.0, 1e-15);
    assert_close(seen.utility[1], 1.1, 1e-15);
    assert_close(seen.probability[0], 1.0 / (1.0 + exp(0.1)), 1e-15);
    assert_close(seen.probability[0] + seen.probability[1], 1.0, 1e-15);
    assert_int_equal(seen.chosen, story_count(story, "d.a") == 1 ? 0 : 1);
    story_free(story);
}

static void a_closed_option_is_not_chosen(void **state)
{
    struct story *story = story_new(DECISION(
        "", "{ id = \"a\"; when = \"x > 5\"; considerations = ( { of = 100; weight = "
            "1; } ); "
            "}, { id = \"b\"; considerations = ( { of = 1; weight = 1; } ); }"));

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        story_play(story, i);
        assert_string_equal(story->told, "d@1 d.b@1");
    }
    story_free(story);
}

static void with_no_option_open_nothing_happens_and_it_is_counted(void **state)
{
    (void) state;
    assert_story(
        DECISION(
            "", "{ id = \"a\"; when = \"x > 5\"; considerations = ( { of = 1; weight = "
                "1; } ); }, { id = \"b\"; when = \"x > 6\"; considerations = ( { of = "
                "1; weight = 1; } ); }"),
        "d@1 d.none@1");
}

static void a_dictated_option_is_taken(void **state)
{
    struct story *story = story_new(DECISION(
        "", TWO) "changes = ( { title = \"s\"; dictate = ( { decision = \"d\"; option "
                 "= \"b\"; } ); } );");

    (void) state;
    for (uint64_t i = 0; i < 20; i++) {
        story_play(story, i);
        assert_string_equal(story->told, "d@1 d.b@1");
    }
    story_free(story);
}

static void the_status_quo_may_have_a_bias(void **state)
{
    const char *text =
        "rules = { decision = \"status_quo\"; status_quo_bias = 50.0; };" DECISION(
            "", "{ id = \"a\"; considerations = ( { of = 1; weight = 9; } ); }, { id = "
                "\"b\"; "
                "status_quo = true; considerations = ( { of = 1; weight = 1; } ); }");

    (void) state;
    assert_story(text, "d@1 d.b@1");
}

/* --- demands ------------------------------------------------------------------------
 */

#define DEMAND(form, believed)                                                         \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; name " \
    "= \"Q\"; } );"                                                                    \
    "quantities = ( { id = \"x\"; range = \"none\"; initial = 0.3; } );"               \
    "demands = ( { id = \"d\"; by = \"pia\"; of = \"quinn\"; form = \"" form           \
    "\"; at = 1; " believed " stakes = { V_by = 0.9; V_of = 0.6; x = 0.8; K_by = "     \
    "\"x\"; K_of = 0.9; r_by = 0.5; "                                                  \
    "a_of = 0.1; sharpness_by = 3; sharpness_of = 5; }; } );"

struct weighed {
    double probability[3];
    int result;
};

static void note_demand(void *context, uint32_t event, double time,
                        const double probability[3], int result)
{
    struct weighed *weighed = context;

    (void) event;
    (void) time;
    memcpy(weighed->probability, probability, sizeof weighed->probability);
    weighed->result = result;
}

static double logistic(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

static double step(uint64_t replication, uint64_t sub)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = replication,
                                 .name = aras_name_hash("d"),
                                 .purpose = ARAS_FOR_CHOICE};

    return aras_stream_uniform(&stream, 0, sub);
}

static void a_demand_is_solved_from_its_end(void **state)
{
    struct story *story =
        story_new(DEMAND("compel", "believed = \"0.9 * enforcement\";"));
    struct weighed weighed;
    struct aras_observer observer = {.context = &weighed, .demand = note_demand};
    double p_e = logistic(3.0 * (0.5 - 0.3));
    double p_c = logistic(5.0 * (0.9 * p_e * 0.9 - 0.6 * 0.8 - 0.1));
    double p_t = logistic(
        3.0 * (p_c * 0.9 * 0.8 - (1.0 - p_c) * (p_e * 0.3 + (1.0 - p_e) * 0.5)));
    int ends[4] = {0, 0, 0, 0};

    (void) state;
    for (uint64_t i = 0; i < 60; i++) {
        const char *told = "d@1 d.silent@1";
        int end = 0;

        if (step(i, 0) < p_t) {
            end = step(i, 1) < p_c ? 1 : step(i, 2) < p_e ? 2 : 3;
            told = end == 1   ? "d@1 d.issued@1 d.conceded@1"
                   : end == 2 ? "d@1 d.issued@1 d.enforced@1"
                              : "d@1 d.issued@1 d.backed_down@1";
        }
        ends[end]++;
        story_play(story, i);
        assert_string_equal(story->told, told);
    }
    assert_true(ends[0] > 0 && ends[1] > 0 && ends[2] > 0 && ends[3] > 0);
    aras_simulation_observe(story->simulation, &observer);
    story_play(story, 0);
    assert_close(weighed.probability[0], p_e, 1e-15);
    assert_close(weighed.probability[1], p_c, 1e-15);
    assert_close(weighed.probability[2], p_t, 1e-15);
    story_free(story);
}

static void a_red_line_is_crossed_or_not(void **state)
{
    struct story *story = story_new(DEMAND("deter", "believed = 0.3;"));
    double p_e = logistic(3.0 * (0.5 - 0.3));
    double p_x = logistic(5.0 * (0.6 * 0.8 + 0.1 - 0.3 * 0.9));
    int ends[3] = {0, 0, 0};

    (void) state;
    for (uint64_t i = 0; i < 60; i++) {
        int end = step(i, 1) >= p_x ? 0 : step(i, 2) < p_e ? 1 : 2;

        ends[end]++;
        story_play(story, i);
        assert_string_equal(story->told, end == 0 ? "d@1 d.refrained@1"
                                         : end == 1
                                             ? "d@1 d.crossed@1 d.enforced@1"
                                             : "d@1 d.crossed@1 d.backed_down@1");
    }
    assert_true(ends[0] > 0 && ends[1] > 0 && ends[2] > 0);
    story_free(story);
}

static void a_belief_outside_0_to_1_fails_the_replication(void **state)
{
    (void) state;
    assert_story_fails(
        DEMAND("compel", "believed = \"enforcement + x + 0.5\";"),
        "the probability of enforcement that is believed in 'd' is 1.44");
}

static void a_forbidden_result_gives_way_to_the_other(void **state)
{
    struct story *story = story_new(
        DEMAND("compel", "") "changes = ( { title = \"s\"; forbid = [\"d.enforced\", "
                             "\"d.silent\"]; } );");
    uint64_t backed_down = 0;

    (void) state;
    for (uint64_t i = 0; i < 30; i++) {
        story_play(story, i);
        assert_int_equal(story_count(story, "d.issued"), 1);
        assert_int_equal(story_count(story, "d.enforced"), 0);
        backed_down += story_count(story, "d.backed_down");
    }
    assert_true(backed_down > 5);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_greatest_of_utility_and_noise_is_chosen),
        cmocka_unit_test(whoever_sits_there_decides_and_luck_stays),
        cmocka_unit_test(nobody_is_asked_what_is_dictated),
        cmocka_unit_test(observers_see_the_odds_of_a_decision),
        cmocka_unit_test(a_closed_option_is_not_chosen),
        cmocka_unit_test(with_no_option_open_nothing_happens_and_it_is_counted),
        cmocka_unit_test(a_dictated_option_is_taken),
        cmocka_unit_test(the_status_quo_may_have_a_bias),
        cmocka_unit_test(a_demand_is_solved_from_its_end),
        cmocka_unit_test(a_red_line_is_crossed_or_not),
        cmocka_unit_test(a_belief_outside_0_to_1_fails_the_replication),
        cmocka_unit_test(a_forbidden_result_gives_way_to_the_other),
    };

    return cmocka_run_group_tests_name("choice", tests, NULL, NULL);
}
