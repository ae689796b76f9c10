#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/*
 * A world that branches off where its interventions begin is, to the bit, the world
 * that they make from the start: each event is taken out at its first time, made to
 * happen, left off; under both ways of sharing luck.
 */

/* All kinds of events, with delays that wait and stop, drifts, tracks, a decision, a
 * demand and a red line. */
static const char everything[] =
    "horizon = 12; actors = ( { id = \"ann\"; name = \"A\"; }, { id = \"bob\"; name = "
    "\"B\"; } );"
    "parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, 2)\"; } );"
    "quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 2; },"
    "{ id = \"n\"; range = \"none\"; initial = 0; }, { id = \"given\"; range = [0.0, "
    "1.0]; initial = 0; } );"
    "derived = ( { id = \"d\"; formula = \"x + n\"; } );"
    "drifts = ( { of = \"x\"; toward = \"3\"; half_life = \"2\"; noise = \"0.4\"; "
    "every "
    "= \"0.5\"; } );"
    "events = ( { id = \"up\"; rate = \"pace\"; drivers = ( { of = \"x\"; at = 2; "
    "effect "
    "= 0.3; } ); effects = [\"n += 1\"]; },"
    "{ id = \"down\"; rate = \"0.4 * x\"; when = \"n > 0\"; effects = [\"n -= 1\"]; },"
    "{ id = \"once\"; rate = 0.2; once = true; effects = [\"x += 1\"]; },"
    "{ id = \"echo\"; after = \"up\"; delay = \"exponential_mean(1)\"; when = \"x > "
    "1.5\"; on_close = \"paused\"; again = \"restart\"; effects = [\"x -= 0.5\"]; },"
    "{ id = \"noon\"; at = [3.0, 6.0, 9.0]; when = \"d < 9\"; effects = [\"x += "
    "normal(0, 0.2)\"]; },"
    "{ id = \"beat\"; every = 1; effects = [\"n += 0.25\"]; }, { id = \"roll\"; every "
    "= 1.5; effects = [\"given = uniform(0, 1)\"]; },"
    "{ id = \"late\"; becomes = \"time > 4 and n > 1\"; effects = [\"x += 0.5\"]; },"
    "{ id = \"first\"; becomes = \"x > 1\"; initially = false; effects = [\"n += 1\"]; "
    "} "
    ");"
    "decisions = ( { id = \"turn\"; actor = \"ann\"; rate = 0.5; sharpness = 1; "
    "options = "
    "( { id = \"left\"; considerations = ( { of = \"x\"; weight = 1; } ); effects = "
    "[\"n "
    "+= 2\"]; }, { id = \"right\"; when = \"x > 0.5\"; considerations = ( { of = "
    "\"2\"; "
    "weight = 1; } ); effects = [\"n -= 1\"]; } ); } );"
    "demands = ( { id = \"ask\"; by = \"ann\"; of = \"bob\"; rate = 0.6; stakes = { "
    "V_by "
    "= 2; V_of = 1; x = 0.8; K_by = 0.5; K_of = 0.6; r_by = 0.2; a_of = 0.2; "
    "sharpness_by "
    "= 2; sharpness_of = 2; }; conceded = [\"given = 1\"]; enforced = [\"x = 1\"]; "
    "backed_down = [\"n += 1\"]; },"
    "{ id = \"line\"; form = \"deter\"; by = \"bob\"; of = \"ann\"; rate = 0.5; stakes "
    "= { "
    "V_by = 2; V_of = 1; x = 0.8; K_by = 0.5; K_of = 0.6; r_by = 0.2; a_of = 0.2; "
    "sharpness_by = 2; sharpness_of = 2; }; enforced = [\"x -= 1\"]; backed_down = "
    "[\"n "
    "-= 1\"]; } );"
    "outcomes = ( { id = \"much\"; title = \"m\"; kind = \"time\"; of = \"d > 12\"; }, "
    "{ "
    "id = \"x\"; title = \"x\"; kind = \"mean\"; of = \"x\"; }, { id = \"end\"; title "
    "= "
    "\"e\"; kind = \"value\"; of = \"d\"; } );"
    "tracks = ( { id = \"d\"; title = \"d\"; of = \"d\"; every = \"0.75\"; } );";

enum { MOST_EVENTS = 64, WORLDS = 12 };

/* Two simulations of one story: one plays whole worlds, the other branches. */
struct pair {
    struct story *story;
    struct aras_simulation *whole, *branching;
    double first[MOST_EVENTS]; /* when events first happened, as it is */
};

static void note_first(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct pair *pair = context;

    (void) forced;
    (void) rate;
    pair->first[event] = fmin(pair->first[event], time);
}

static struct aras_simulation *new_simulation(const struct story *story)
{
    struct aras_error error = {0};
    struct aras_simulation *simulation =
        aras_simulation_new(story->model, &story->settings, &error);

    assert_non_null(simulation);
    return simulation;
}

static struct pair pair_of(const char *text, enum aras_coupling coupling)
{
    struct pair pair = {.story = story_new(text)};

    pair.story->settings.group = 4;
    pair.story->settings.coupling = coupling;
    pair.whole = new_simulation(pair.story);
    pair.branching = new_simulation(pair.story);
    assert_true(pair.story->model->event_count <= MOST_EVENTS);
    return pair;
}

static void free_pair(struct pair *pair)
{
    aras_simulation_free(pair->whole);
    aras_simulation_free(pair->branching);
    story_free(pair->story);
}

static void play_as_it_is(struct pair *pair, uint64_t world)
{
    const struct aras_observer observer = {.context = pair, .event = note_first};
    struct aras_record record;
    struct aras_error error = {0};

    for (size_t i = 0; i < MOST_EVENTS; i++) {
        pair->first[i] = INFINITY;
    }
    assert_ok(aras_simulation_intervene(pair->whole, NULL, 0, &error), error);
    aras_simulation_observe(pair->whole, &observer);
    assert_ok(aras_simulation_play(pair->whole, world, &record, &error), error);
    aras_simulation_observe(pair->whole, NULL);
}

static void assert_same_bits(const double *one, const double *other, size_t count)
{
    if (count > 0) {
        assert_memory_equal(one, other, count * sizeof *one);
    }
}

static void assert_same(const struct pair *pair, const struct aras_record *a,
                        const struct aras_record *b)
{
    const struct aras_model *model = pair->story->model;

    assert_true(a->fingerprint == b->fingerprint);
    assert_true(a->events == b->events && a->set == b->set && a->failed == b->failed);
    assert_same_bits(a->outcomes, b->outcomes, model->outcome_count);
    assert_same_bits(a->integrated, b->integrated, model->event_count);
    assert_same_bits(a->points, b->points, model->tracks[0].points);
    assert_memory_equal(a->counts, b->counts, model->event_count * sizeof *a->counts);
    assert_memory_equal(a->clamps, b->clamps, model->slot_count * sizeof *a->clamps);
    for (uint32_t i = 0; i < model->slot_count; i++) {
        double one = aras_simulation_value(pair->whole, i);
        double other = aras_simulation_value(pair->branching, i);

        assert_same_bits(&one, &other, 1);
    }
    assert_true(aras_simulation_reached(pair->whole, 0) ==
                aras_simulation_reached(pair->branching, 0));
}

/* Both ways of playing one world with an intervention that begins at `since`. */
static void check(const struct pair *pair, uint64_t world,
                  const struct aras_intervention *it, size_t count, double since)
{
    struct aras_record whole, branch;
    struct aras_error error = {0};

    assert_ok(aras_simulation_intervene(pair->whole, it, count, &error), error);
    assert_ok(aras_simulation_play(pair->whole, world, &whole, &error), error);
    assert_ok(aras_simulation_approach(pair->branching, world, since, &branch, &error),
              error);
    assert_ok(aras_simulation_branch(pair->branching, it, count, &branch, &error),
              error);
    assert_same(pair, &whole, &branch);
}

/* Later and later ones, from one beginning. */
static size_t check_all_taken_out(const struct pair *pair, uint64_t world)
{
    double after = -1.0;
    size_t count = 0;

    for (bool more = true; more;) {
        double next = INFINITY;

        for (uint32_t i = 0; i < pair->story->model->event_count; i++) {
            next = pair->first[i] > after ? fmin(next, pair->first[i]) : next;
        }
        for (uint32_t i = 0; i < pair->story->model->event_count && next < INFINITY;
             i++) {
            const struct aras_intervention it = {.kind = ARAS_FORBID, .event = i};

            if (pair->first[i] == next) {
                check(pair, world, &it, 1, next);
                count++;
            }
        }
        after = next;
        more = next < INFINITY;
    }
    return count;
}

static void what_is_taken_out_is_as_if_it_had_never_been_possible(void **state)
{
    (void) state;
    for (int coupling = ARAS_BY_CLOCKS; coupling <= ARAS_BY_STRIPS; coupling++) {
        struct pair pair = pair_of(everything, (enum aras_coupling) coupling);
        size_t count = 0;

        for (uint64_t world = 0; world < WORLDS; world++) {
            play_as_it_is(&pair, world);
            count += check_all_taken_out(&pair, world);
        }
        assert_true(count > 12 * WORLDS);
        free_pair(&pair);
    }
}

static void what_is_made_or_left_off_later_is_as_if_told_from_the_start(void **state)
{
    struct pair pair = pair_of(everything, ARAS_BY_CLOCKS);
    const struct story *story = pair.story;
    const uint32_t ask = story_event(story, "ask");
    const uint32_t line = story_event(story, "line");

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        for (double time = 0.0; time <= 12.0; time += 1.5) {
            for (uint32_t i = 0; i < story->model->event_count; i++) {
                const struct aras_intervention it[] = {
                    {.kind = ARAS_FORCE, .event = i, .time = time},
                    {.kind = ARAS_CEASE, .event = i, .time = time}};

                check(&pair, world, it, 1, time);
                check(&pair, world, it, 2, time * 0.75);
            }
        }
        play_as_it_is(&pair, world);
        for (uint32_t i = 0; i < story->model->event_count; i++) {
            const struct aras_intervention it = {
                .kind = ARAS_MISS, .event = i, .time = fmin(pair.first[i], 12.0)};

            check(&pair, world, &it, 1, it.time);
        }
        for (double time = 0.0; time <= 12.0; time += 1.5) {
            const struct aras_intervention both[] = {
                {.kind = ARAS_SILENCE, .event = ask, .time = time},
                {.kind = ARAS_INSIST, .event = ask, .time = time},
                {.kind = ARAS_LOOK, .time = time},
                {.kind = ARAS_SILENCE, .event = line, .time = time}};

            check(&pair, world, both, 4, time);
        }
    }
    free_pair(&pair);
}

static void a_decision_may_be_dictated_until_it_is_taken(void **state)
{
    struct pair pair = pair_of(everything, ARAS_BY_CLOCKS);
    const uint32_t turn = story_event(pair.story, "turn");

    (void) state;
    for (uint64_t world = 0; world < 2 * WORLDS; world++) {
        play_as_it_is(&pair, world);
        for (uint32_t option = 0; option < 2 && pair.first[turn] < INFINITY; option++) {
            const struct aras_intervention it = {
                .kind = ARAS_DICTATE, .event = turn, .option = option};

            check(&pair, world, &it, 1, pair.first[turn]);
        }
    }
    free_pair(&pair);
}

/* Events that happen at 3 by themselves and are forced at 3; of `roll` the later of the
 * two, each with draws of its own, has the last word. */
static void what_happens_at_one_moment_keeps_its_order(void **state)
{
    struct pair pair = pair_of(everything, ARAS_BY_CLOCKS);
    const struct aras_intervention it[] = {
        {.kind = ARAS_FORCE, .event = story_event(pair.story, "noon"), .time = 3.0},
        {.kind = ARAS_FORCE, .event = story_event(pair.story, "roll"), .time = 3.0}};

    (void) state;
    for (uint64_t world = 0; world < WORLDS; world++) {
        check(&pair, world, it, 2, 3.0);
        check(&pair, world, it, 2, 0.0);
    }
    free_pair(&pair);
}

/* What is given and what is done already holds for all that branches off. */
static void a_beginning_may_have_interventions_of_its_own(void **state)
{
    struct pair pair = pair_of(everything, ARAS_BY_CLOCKS);
    const struct aras_intervention it[] = {
        {.kind = ARAS_FORCE, .event = story_event(pair.story, "up"), .time = 2.0},
        {.kind = ARAS_CEASE, .event = story_event(pair.story, "down"), .time = 5.0}};
    const struct aras_input input = {ARAS_INPUT_PARAMETER, 0};
    const double pace = 2.0;
    struct aras_record whole, branch;
    struct aras_error error = {0};

    (void) state;
    assert_ok(aras_simulation_give(pair.whole, &input, &pace, 1, &error), error);
    assert_ok(aras_simulation_give(pair.branching, &input, &pace, 1, &error), error);
    assert_ok(aras_simulation_intervene(pair.whole, it, 2, &error), error);
    assert_ok(aras_simulation_intervene(pair.branching, it, 1, &error), error);
    for (uint64_t world = 0; world < WORLDS; world++) {
        assert_ok(aras_simulation_play(pair.whole, world, &whole, &error), error);
        assert_ok(aras_simulation_approach(pair.branching, world, 4.0, &branch, &error),
                  error);
        assert_ok(aras_simulation_branch(pair.branching, it + 1, 1, &branch, &error),
                  error);
        assert_same(&pair, &whole, &branch);
    }
    /* Nothing stays of what a branch did. */
    assert_ok(aras_simulation_intervene(pair.whole, it, 1, &error), error);
    assert_ok(aras_simulation_play(pair.whole, 5, &whole, &error), error);
    assert_ok(aras_simulation_play(pair.branching, 5, &branch, &error), error);
    assert_same(&pair, &whole, &branch);
    free_pair(&pair);
}

static void a_world_that_fails_on_the_way_or_in_a_branch_is_a_failure(void **state)
{
    struct story *story = story_new(
        "horizon = 4; quantities = ( { id = \"n\"; whole = true; range = [0.0, 9.0]; "
        "initial = 1; } ); events = ( { id = \"slip\"; at = 2.0; effects = [\"n += n / "
        "2\"]; }, { id = \"beat\"; every = 1; } ); outcomes = ( { id = \"n\"; title = "
        "\"n\"; kind = \"value\"; of = \"n\"; } );");
    const struct aras_intervention without = {.kind = ARAS_FORBID,
                                              .event = story_event(story, "slip")};
    struct aras_record record;
    struct aras_error error = {0};

    (void) state;
    story->simulation = new_simulation(story);
    assert_int_equal(
        aras_simulation_approach(story->simulation, 1, 3.0, &record, &error),
        ARAS_FAILED);
    assert_true(record.failed && isnan(record.outcomes[0]));
    assert_non_null(strstr(error.message, "replication 1"));
    for (int again = 0; again < 2; again++) {
        assert_ok(aras_simulation_approach(story->simulation, 1, 1.5, &record, &error),
                  error);
        assert_int_equal(
            aras_simulation_branch(story->simulation, NULL, 0, &record, &error),
            ARAS_FAILED);
        assert_ok(aras_simulation_approach(story->simulation, 1, 1.5, &record, &error),
                  error);
        assert_ok(
            aras_simulation_branch(story->simulation, &without, 1, &record, &error),
            error);
        assert_close(record.outcomes[0], 1.0, 0.0);
    }
    assert_int_equal(
        aras_simulation_approach(story->simulation, 1, 4.5, &record, &error),
        ARAS_INVALID);
    story_free(story);
}

/* Tracks cost, and change nothing. */
static void without_tracks_all_else_is_the_same(void **state)
{
    struct pair pair = pair_of(everything, ARAS_BY_CLOCKS);
    struct aras_record with, without;
    struct aras_error error = {0};

    (void) state;
    aras_simulation_free(pair.branching);
    pair.story->settings.untracked = true;
    pair.branching = new_simulation(pair.story);
    for (uint64_t world = 0; world < WORLDS; world++) {
        assert_ok(aras_simulation_play(pair.whole, world, &with, &error), error);
        assert_ok(aras_simulation_play(pair.branching, world, &without, &error), error);
        assert_true(with.fingerprint == without.fingerprint);
        assert_same_bits(with.outcomes, without.outcomes,
                         pair.story->model->outcome_count);
        assert_true(isnan(with.points[3]) == 0);
        assert_true(isnan(without.points[3]) != 0);
    }
    free_pair(&pair);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    bool done = false;
    int refused = 0;

    (void) state;
    while (!done) {
        struct story *story = story_new(everything);
        struct aras_record record;
        struct aras_error error = {0};

        story->simulation = new_simulation(story);
        allow_allocations(refused++);
        done = aras_simulation_approach(story->simulation, 1, 6.0, &record, &error) ==
                   ARAS_OK &&
               aras_simulation_branch(story->simulation, NULL, 0, &record, &error) ==
                   ARAS_OK;
        allow_all_allocations();
        assert_true(done || error.status == ARAS_NO_MEMORY);
        story_free(story);
    }
    assert_true(refused > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_out_is_as_if_it_had_never_been_possible),
        cmocka_unit_test(what_is_made_or_left_off_later_is_as_if_told_from_the_start),
        cmocka_unit_test(a_decision_may_be_dictated_until_it_is_taken),
        cmocka_unit_test(what_happens_at_one_moment_keeps_its_order),
        cmocka_unit_test(a_beginning_may_have_interventions_of_its_own),
        cmocka_unit_test(a_world_that_fails_on_the_way_or_in_a_branch_is_a_failure),
        cmocka_unit_test(without_tracks_all_else_is_the_same),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks)};

    return cmocka_run_group_tests_name("branch", tests, NULL, NULL);
}
