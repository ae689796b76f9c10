#include "story.h"

/*
 * What is most frequent has a shorter way through the engine: events that only change
 * slots and that nobody watches, or only one slot, rates without drivers, delays drawn
 * from something fixed. Each must lead to where the long way leads.
 */

/* Plays replications unobserved, then observed, and expects the same. */
static void assert_same_when_watched(const char *text, uint64_t replications)
{
    struct story *story = story_new(text);
    struct aras_error error;
    struct aras_simulation *alone =
        aras_simulation_new(story->model, &story->settings, &error);

    assert_non_null(alone);
    for (uint64_t i = 0; i < replications; i++) {
        struct aras_record record;

        assert_ok(aras_simulation_play(alone, i, &record, &error), error);
        story_play(story, i);
        assert_true(record.fingerprint == story->record.fingerprint);
        assert_true(record.events == story->record.events);
        for (size_t j = 0; j < story->model->event_count; j++) {
            assert_int_equal(record.counts[j], story->record.counts[j]);
        }
        for (uint32_t j = 0; j < story->model->slot_count; j++) {
            assert_true(aras_simulation_value(alone, j) ==
                        aras_simulation_value(story->simulation, j));
            assert_int_equal(record.clamps[j], story->record.clamps[j]);
        }
    }
    aras_simulation_free(alone);
    story_free(story);
}

static void watching_a_replication_does_not_change_it(void **state)
{
    (void) state;
    assert_same_when_watched(
        "horizon = 40; quantities = ( { id = \"x\"; range = [0.0, 4.0]; whole = true; "
        "initial = 2; }, { id = \"y\"; range = \"none\"; initial = 0; },"
        "{ id = \"n\"; range = \"none\"; initial = 0; } );"
        "derived = ( { id = \"d\"; formula = \"x + y\"; } );"
        "events = ( { id = \"up\"; rate = \"0.3 + 0.1 * x\"; effects = [\"x += 1\"]; },"
        "{ id = \"down\"; rate = \"0.2 * x\"; effects = [\"x -= 1\", \"y = 0.5\"]; },"
        "{ id = \"first\"; rate = \"0.1 * x\"; once = true; effects = [\"x = 4\"]; },"
        "{ id = \"draw\"; rate = 0.2; effects = [\"y += normal(0, 1)\"]; },"
        "{ id = \"copy\"; rate = 0.2; effects = [\"n = 3 - x\"]; },"
        "{ id = \"twice\"; rate = 0.2; effects = [\"y += 1\", \"y += x\"]; },"
        "{ id = \"after_up\"; after = \"up\"; delay = \"exponential(2)\"; effects = "
        "[\"n += 1\"]; },"
        "{ id = \"counted\"; becomes = \"count(down) >= 3\"; effects = [\"n -= 1\"]; },"
        "{ id = \"high\"; becomes = \"d > 3\"; effects = [\"y -= 1\"]; } );",
        200);
}

/* A story in which single changes of x move guards, rates, drivers, conditions, delays
 * and outcomes; `also` is said with every change. */
static struct story *story_of_changes(const char *also)
{
    char text[2500];

    snprintf(
        text, sizeof text,
        "horizon = 60; quantities = ( { id = \"x\"; range = [0.0, 6.0]; whole = true; "
        "initial = 2; }, { id = \"idle\"; range = \"none\"; initial = 0; },"
        "{ id = \"z\"; range = \"none\"; initial = 0; } );"
        "derived = ( { id = \"double_z\"; formula = \"2 * z\"; } );"
        "events = ( { id = \"up\"; rate = 0.5; when = \"x < 5\"; effects = [\"x += 1\""
        "%s]; }, { id = \"down\"; rate = \"0.1 * x\"; effects = [\"x -= 1\"%s]; },"
        "{ id = \"driven\"; rate = 0.1; drivers = ( { of = \"x\"; at = 0; effect = "
        "0.3; } ); "
        "effects = [\"z += 0.5\"%s]; },"
        "{ id = \"low\"; becomes = \"x <= 1\"; effects = [\"x = 3\"%s]; },"
        "{ id = \"high\"; becomes = \"double_z > 3\"; effects = [\"z = 0\"%s]; },"
        "{ id = \"held\"; after = \"up\"; delay = \"exponential(1)\"; when = \"x > "
        "2\"; "
        "on_close = \"paused\"; effects = [\"x -= 1\"%s]; } );"
        "outcomes = ( { id = \"mean\"; title = \"m\"; kind = \"mean\"; of = \"x\"; },"
        "{ id = \"full\"; title = \"f\"; kind = \"time\"; of = \"x >= 5\"; },"
        "{ id = \"ever\"; title = \"e\"; kind = \"happened\"; of = \"double_z > 2\"; },"
        "{ id = \"end\"; title = \"v\"; kind = \"value\"; of = \"x + z\"; } );",
        also, also, also, also, also, also);
    return story_new(text);
}

static void a_single_change_leads_where_several_lead(void **state)
{
    struct story *single = story_of_changes("");
    struct story *several = story_of_changes(", \"idle += 1\"");
    uint64_t events = 0;

    (void) state;
    for (uint64_t i = 0; i < 300; i++) {
        story_play(single, i);
        story_play(several, i);
        assert_true(single->record.fingerprint == several->record.fingerprint);
        for (size_t j = 0; j < single->model->outcome_count; j++) {
            assert_true(single->record.outcomes[j] == several->record.outcomes[j]);
        }
        for (size_t j = 0; j < single->model->event_count; j++) {
            assert_int_equal(single->record.counts[j], several->record.counts[j]);
            assert_true(single->record.integrated[j] == several->record.integrated[j]);
        }
        events += single->record.events;
    }
    assert_true(events > 300 * 40);
    story_free(single);
    story_free(several);
}

static void an_event_once_stands_still_when_its_rate_changes(void **state)
{
    struct story *story = story_new(
        "horizon = 1000; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; }"
        " ); events = ( { id = \"e\"; rate = \"0.1 * x\"; once = true; },"
        "{ id = \"move\"; every = 50; effects = [\"x += 1\"]; } );");
    struct aras_record record;

    (void) state;
    story->simulation =
        aras_simulation_new(story->model, &story->settings, &story->error);
    assert_non_null(story->simulation);
    assert_ok(aras_simulation_play(story->simulation, 3, &record, &story->error),
              story->error);
    assert_int_equal(record.counts[story_event(story, "e")], 1);
    assert_int_equal(record.counts[story_event(story, "move")], 20);
    story_free(story);
}

/* Both the base and a driver move, a at 1 and b at 2: rates 0.02 x 3, 0.02 x 5 exp(0.5)
 * of e, which rings at t. */
static void a_base_that_moves_keeps_what_drives_the_rate(void **state)
{
    struct story *story =
        story_new("horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; "
                  "initial = 0; }, { id = \"n\"; range = \"none\"; initial = 1; } );"
                  "events = ( { id = \"e\"; rate = \"0.02 * n\"; drivers = ( { of = "
                  "\"x\"; at = 1; effect = 0.5; } ); once = true; },"
                  "{ id = \"a\"; at = 1; effects = [\"n = 3\"]; },"
                  "{ id = \"b\"; at = 2; effects = [\"n = 5\", \"x = 2\"]; } );"
                  "outcomes = ( { id = \"t\"; title = \"t\"; kind = \"time\"; of = "
                  "\"happened(e)\"; } );");
    uint64_t replication = story_patient("e", 0.5);
    double wait = story_wait("e", replication, 0);
    double spent = 0.02 * (exp(-0.5) + 3.0 * exp(-0.5)); /* less than 0.05 */

    (void) state;
    story_play(story, replication);
    assert_close(story_outcome(story, "t"), 2.0 + (wait - spent) / (0.1 * exp(0.5)),
                 1e-11);
    story_free(story);
}

/* A derived value that reads a corner must follow when the corner's threshold moves. */
static void a_threshold_that_moves_reaches_what_is_derived_from_it(void **state)
{
    (void) state;
    assert_story("horizon = 9; quantities = ( { id = \"limit\"; range = \"none\"; "
                 "initial = 8; } );"
                 "derived = ( { id = \"late\"; formula = \"if(time >= limit, 2, 1)\"; }"
                 " ); events = ( { id = \"e\"; becomes = \"late > 1\"; },"
                 "{ id = \"earlier\"; at = 3; effects = [\"limit = 2\"]; } );",
                 "earlier@3 e@3");
}

/* --- delays ------------------------------------------------------------------------
 */

static double uniform(uint64_t replication, uint64_t draw)
{
    struct aras_stream stream = {.seed = 1,
                                 .replication = replication,
                                 .name = aras_name_hash("b<-a"),
                                 .purpose = ARAS_FOR_EFFECT};

    return aras_stream_uniform(&stream, draw, 0);
}

/* One delay, from 0, of this length. */
static void assert_delay(const char *length, double expected)
{
    char text[600];
    char told[64];

    snprintf(text, sizeof text,
             "horizon = 1000; parameters = ( { id = \"p\"; value = 4; } );"
             "quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } );"
             "events = ( { id = \"a\"; at = 0; },"
             "{ id = \"b\"; after = \"a\"; delay = \"%s\"; effects = [\"x = p\"]; } );",
             length);
    snprintf(told, sizeof told, "a@0 b@%.9g", expected);
    assert_story(text, told);
}

static void a_delay_is_the_quantile_of_its_distribution(void **state)
{
    double u = uniform(0, 0);
    double cut = 1.0 - exp(-0.5 / 4.0); /* of an exponential with mean 4, below 0.5 */

    (void) state;
    assert_delay("exponential(4)", -log1p(-u) / 4.0);
    assert_delay("exponential(p)", -log1p(-u) / 4.0);
    assert_delay("exponential_mean(p)", -log1p(-u) * 4.0);
    assert_delay("weibull(p, 1)", -log1p(-u) * 4.0);
    assert_delay("exponential_mean(p, 0, 0.5)", -log1p(-u * cut) * 4.0);
    assert_delay("2 * exponential(p)", -log1p(-u) / 2.0);
}

static void a_delay_that_reads_what_varies_is_asked_each_time(void **state)
{
    /* x is 1 at the first firing of a, and 100 at the second. */
    struct story *story = story_new(
        "horizon = 1e6; quantities = ( { id = \"x\"; range = \"none\"; initial = 1; } "
        "); events = ( { id = \"a\"; at = [\"0\", \"1000\"]; },"
        "{ id = \"b\"; after = \"a\"; delay = \"exponential_mean(x)\"; },"
        "{ id = \"grow\"; at = 500; effects = [\"x = 100\"]; } );");
    char told[128];

    (void) state;
    story_play(story, 2);
    snprintf(told, sizeof told, "a@0 b@%.9g grow@500 a@1000 b@%.9g",
             -log1p(-uniform(2, 0)), 1000.0 - 100.0 * log1p(-uniform(2, 1)));
    assert_string_equal(story->told, told);
    story_free(story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(watching_a_replication_does_not_change_it),
        cmocka_unit_test(a_single_change_leads_where_several_lead),
        cmocka_unit_test(an_event_once_stands_still_when_its_rate_changes),
        cmocka_unit_test(a_base_that_moves_keeps_what_drives_the_rate),
        cmocka_unit_test(a_threshold_that_moves_reaches_what_is_derived_from_it),
        cmocka_unit_test(a_delay_is_the_quantile_of_its_distribution),
        cmocka_unit_test(a_delay_that_reads_what_varies_is_asked_each_time),
    };

    return cmocka_run_group_tests_name("shortcuts", tests, NULL, NULL);
}
