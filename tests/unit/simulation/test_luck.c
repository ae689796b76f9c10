/*
 * The promise behind every comparison of scenarios: a draw belongs to (seed,
 * replication, the thing that draws, its n-th draw). So entries may come, go and change
 * places in a model, and every other entry keeps its luck to the last bit.
 */

#include <inttypes.h>

#include "story.h"

enum { MOST_DRAWN = 4000, REPLICATIONS = 20 };

/* All that luck decided in one world: "wait flood 3" is what the third wait of the
 * flood's clock was, and so on. */
struct drawn {
    char name[64];
    double value;
};

struct trace {
    struct story *story;
    struct drawn drawn[MOST_DRAWN];
    size_t count;
};

static void note(struct trace *trace, const char *kind, const char *id, uint64_t number,
                 double value)
{
    struct drawn *drawn = &trace->drawn[trace->count];

    assert_true(trace->count < MOST_DRAWN);
    snprintf(drawn->name, sizeof drawn->name, "%s %s %" PRIu64, kind, id, number);
    drawn->value = value;
    trace->count++;
}

static void note_wait(void *context, uint32_t event, uint64_t number, double wait)
{
    struct trace *trace = context;

    note(trace, "wait", trace->story->model->events[event].id, number, wait);
}

static void note_event(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct trace *trace = context;
    const char *id = trace->story->model->events[event].id;
    uint64_t before = 0;
    char name[64];

    (void) rate;
    snprintf(name, sizeof name, "%s %s ", forced ? "forced" : "event", id);
    for (size_t i = 0; i < trace->count; i++) {
        before += strncmp(trace->drawn[i].name, name, strlen(name)) == 0;
    }
    note(trace, forced ? "forced" : "event", id, before, time);
}

/* Plays one world of a model and keeps all of its luck; the caller frees the story. */
static void trace_new(struct trace *trace, const char *text, uint64_t seed)
{
    trace->story = story_new(text);
    trace->story->settings.seed = seed;
    trace->story->simulation = aras_simulation_new(
        trace->story->model, &trace->story->settings, &trace->story->error);
    assert_non_null(trace->story->simulation);
    trace->story->observer = (struct aras_observer){
        .context = trace, .event = note_event, .wait = note_wait};
    aras_simulation_observe(trace->story->simulation, &trace->story->observer);
}

static void trace_play(struct trace *trace, uint64_t replication)
{
    const struct aras_model *model = trace->story->model;
    const double *point;

    trace->count = 0;
    assert_ok(aras_simulation_play(trace->story->simulation, replication,
                                   &trace->story->record, &trace->story->error),
              trace->story->error);
    point = trace->story->record.points;
    for (size_t i = 0; i < model->parameter_count + model->variant_count; i++) {
        bool variant = i >= model->parameter_count;

        note(trace, "parameter",
             variant ? model->variants[i - model->parameter_count].id
                     : model->parameters[i].id,
             0, trace->story->record.parameters[i]);
    }
    for (size_t i = 0; i < model->track_count; i++) {
        for (size_t k = 0; k < model->tracks[i].points; k++) {
            note(trace, "track", model->tracks[i].id, k, *point++);
        }
    }
}

static const struct drawn *find(const struct trace *trace, const char *name)
{
    for (size_t i = 0; i < trace->count; i++) {
        if (strcmp(trace->drawn[i].name, name) == 0) {
            return &trace->drawn[i];
        }
    }
    return NULL;
}

/* How much of `a` whose name begins with `kind` is in `b`, to the bit; what is in both
 * and differs ends the test. */
static size_t common(const struct trace *a, const struct trace *b, const char *kind,
                     size_t *missing)
{
    size_t same = 0;

    *missing = 0;
    for (size_t i = 0; i < a->count; i++) {
        const struct drawn *drawn = &a->drawn[i];
        const struct drawn *other = find(b, drawn->name);

        if (strncmp(drawn->name, kind, strlen(kind)) != 0) {
            continue;
        }
        if (other == NULL) {
            ++*missing;
        } else if (memcmp(&other->value, &drawn->value, sizeof(double)) != 0) {
            fail_msg("%s was %.17g and is %.17g", drawn->name, drawn->value,
                     other->value);
        } else {
            same++;
        }
    }
    return same;
}

/* --- models that differ in entries that nothing else reads ---------------------------
 */

#define ACTORS "{ id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; name = \"Q\"; }"

#define PACE  "{ id = \"pace\"; prior = \"lognormal_median(1, 0.5)\"; }"
#define HURRY "{ id = \"hurry\"; prior = \"gamma_mean(2, 3)\"; }"
#define READING                                                                        \
    "{ id = \"reading\"; options = ( { id = \"one\"; weight = 0.5; set = "             \
    "[\"mood = 1\"]; }, { id = \"two\"; weight = 0.5; set = [\"mood = 2\"]; } ); }"

#define LEVEL "{ id = \"level\"; range = \"none\"; initial = 0; }"
#define HEAT  "{ id = \"heat\"; range = \"none\"; initial = \"hurry\"; }"
#define MOOD  "{ id = \"mood\"; range = \"none\"; initial = 0; }"

/* A clock with a drawn rate and a draw in its effects; one at a fixed rate; a delay;
 * one for each actor. */
#define FLOOD                                                                          \
    "{ id = \"flood\"; rate = \"pace\"; effects = [\"level += normal(0, 1)\"]; }"
#define VISIT  "{ id = \"visit\"; rate = 2; }"
#define LETTER "{ id = \"letter\"; after = \"visit\"; delay = \"gamma_mean(0.5, 2)\"; }"
#define CALL   "{ id = \"call\"; each = \"actor\"; rate = \"hurry\"; }"

#define HEAT_DRIFT                                                                     \
    "{ of = \"heat\"; toward = 1; half_life = 1; noise = 0.5; every = 0.5; }"

#define ANSWER                                                                         \
    "{ id = \"answer\"; actor = \"pia\"; rate = 1.5; sharpness = 1; options = ( "      \
    "{ id = \"yes\"; considerations = ( { of = 1; weight = 0.3; } ); }, { id = "       \
    "\"no\"; considerations = ( { of = 1; weight = 0.2; } ); } ); }"
#define THREAT                                                                         \
    "{ id = \"threat\"; by = \"pia\"; of = \"quinn\"; form = \"compel\"; rate = 1; "   \
    "stakes = { V_by = 0.9; V_of = 0.6; x = 0.8; K_by = 0.3; K_of = 0.9; r_by = 0.5; " \
    "a_of = 0.1; sharpness_by = 3; sharpness_of = 5; }; }"

#define LEVEL_TRACK                                                                    \
    "{ id = \"level\"; title = \"level\"; of = \"level + mood\"; every = 0.5; }"
#define HEAT_TRACK "{ id = \"heat\"; title = \"heat\"; of = \"heat\"; every = 0.5; }"

#define MODEL(actors, parameters, variants, quantities, drifts, events, decisions,     \
              demands, tracks)                                                         \
    "horizon = 5; actors = ( " actors " ); parameters = ( " parameters " ); "          \
    "variants = ( " variants " ); quantities = ( " quantities " ); drifts = ( " drifts \
    " ); events = ( " events " ); decisions = ( " decisions " ); demands = ( " demands \
    " ); tracks = ( " tracks " );"

static const char plain[] = MODEL(
    ACTORS, PACE "," HURRY, READING, LEVEL "," HEAT "," MOOD, HEAT_DRIFT,
    FLOOD "," VISIT "," LETTER "," CALL, ANSWER, THREAT, LEVEL_TRACK "," HEAT_TRACK);

static const char reordered[] = MODEL(
    ACTORS, HURRY "," PACE, READING, MOOD "," HEAT "," LEVEL, HEAT_DRIFT,
    CALL "," LETTER "," VISIT "," FLOOD, ANSWER, THREAT, HEAT_TRACK "," LEVEL_TRACK);

#define MORE           "{ id = \"more\"; name = \"an actor more\"; },"
#define MORE_PARAMETER "{ id = \"a_whim\"; prior = \"uniform(0, 1)\"; },"
#define MORE_VARIANT                                                                   \
    "{ id = \"style\"; options = ( { id = \"s1\"; weight = 0.5; set = [\"whim = "      \
    "1\"]; }, { id = \"s2\"; weight = 0.5; set = [\"whim = 2\"]; } ); },"
#define MORE_QUANTITY "{ id = \"whim\"; range = \"none\"; initial = \"a_whim\"; },"
#define MORE_DRIFT                                                                     \
    "{ of = \"whim\"; toward = 0; half_life = 1; noise = 1; every = 0.5; },"
#define MORE_EVENTS                                                                    \
    "{ id = \"gust\"; rate = \"5 * a_whim + 1\"; effects = [\"whim = uniform(0, "      \
    "1)\"]; "                                                                          \
    "},"                                                                               \
    "{ id = \"echo\"; after = \"gust\"; delay = \"uniform(0, 1)\"; },"
#define MORE_DECISION                                                                  \
    "{ id = \"shrug\"; actor = \"quinn\"; rate = 3; sharpness = 1; options = ( "       \
    "{ id = \"yes\"; considerations = ( { of = \"whim\"; weight = 1; } ); }, { id = "  \
    "\"no\"; considerations = ( { of = 1; weight = 0.2; } ); } ); },"
#define MORE_DEMAND                                                                    \
    "{ id = \"bluff\"; by = \"quinn\"; of = \"pia\"; form = \"compel\"; rate = 2; "    \
    "stakes = { V_by = 0.9; V_of = 0.6; x = 0.8; K_by = 0.3; K_of = 0.9; r_by = 0.5; " \
    "a_of = 0.1; sharpness_by = 3; sharpness_of = 5; }; },"
#define MORE_TRACK "{ id = \"whim\"; title = \"whim\"; of = \"whim\"; every = 1; },"

static const char enlarged[] =
    MODEL(MORE ACTORS, MORE_PARAMETER PACE "," HURRY, MORE_VARIANT READING,
          MORE_QUANTITY LEVEL "," HEAT "," MOOD, MORE_DRIFT HEAT_DRIFT,
          MORE_EVENTS FLOOD "," VISIT "," LETTER "," CALL, MORE_DECISION ANSWER,
          MORE_DEMAND THREAT, MORE_TRACK LEVEL_TRACK "," HEAT_TRACK);

/* All luck of one text is found, to the bit, in the other. */
static void assert_keeps_its_luck(const char *text, const char *other, uint64_t seed)
{
    static const char *const kinds[] = {"wait ", "event ", "parameter ", "track "};
    static struct trace a, b;

    trace_new(&a, text, seed);
    trace_new(&b, other, seed);
    for (uint64_t r = 0; r < REPLICATIONS; r++) {
        trace_play(&a, r);
        trace_play(&b, r);
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
            size_t missing;

            assert_true(common(&a, &b, kinds[k], &missing) > 0);
            assert_int_equal(missing, 0);
        }
    }
    story_free(a.story);
    story_free(b.story);
}

static void entries_may_change_places(void **state)
{
    (void) state;
    assert_keeps_its_luck(plain, reordered, 1);
}

static void added_entries_leave_the_luck_of_all_others(void **state)
{
    (void) state;
    assert_keeps_its_luck(plain, enlarged, 1);
}

static void removed_entries_leave_the_luck_of_all_others(void **state)
{
    static struct trace large, small;
    static const char without[] =
        MODEL(ACTORS, PACE "," HURRY, READING, LEVEL "," HEAT "," MOOD, HEAT_DRIFT,
              VISIT "," CALL, ANSWER, THREAT, LEVEL_TRACK "," HEAT_TRACK);

    (void) state;
    trace_new(&large, plain, 1);
    trace_new(&small, without, 1);
    for (uint64_t r = 0; r < REPLICATIONS; r++) {
        size_t missing;

        trace_play(&large, r);
        trace_play(&small, r);
        assert_true(common(&small, &large, "wait ", &missing) > 10);
        assert_int_equal(missing, 0);
        assert_true(common(&small, &large, "event ", &missing) > 10);
        assert_int_equal(missing, 0);
    }
    story_free(large.story);
    story_free(small.story);
}

/* So that the tests above are known to look at something. */
static void the_traces_hold_every_kind_of_luck(void **state)
{
    static const char *const names[] = {
        "wait flood 0",        "wait visit 0",        "wait call[pia] 0",
        "wait answer 0",       "wait threat 0",       "event letter 0",
        "parameter pace 0",    "parameter reading 0", "event answer.no 0",
        "event call[quinn] 0", "track heat 3",        "track level 10"};
    static struct trace trace;

    (void) state;
    trace_new(&trace, plain, 1);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        bool found = false;

        for (uint64_t r = 0; r < REPLICATIONS && !found; r++) {
            trace_play(&trace, r);
            found = find(&trace, names[i]) != NULL;
        }
        if (!found) {
            fail_msg("no world has '%s'", names[i]);
        }
    }
    story_free(trace.story);
}

/* --- scenarios
 * ------------------------------------------------------------------------ */

/* Three events that do move each other: what happens differs, the waits do not. */
#define CHAIN                                                                          \
    "horizon = 8; quantities = ( { id = \"x\"; range = [0.0, 9.0]; initial = 1; } );"  \
    "events = ( { id = \"war\"; rate = 0.4; effects = [\"x += uniform(0, 1)\"]; },"    \
    "{ id = \"raid\"; rate = \"x\"; when = \"x > 0.5\"; effects = [\"x -= 0.1\"]; },"  \
    "{ id = \"truce\"; rate = \"0.2 + x\"; once = true; effects = [\"x = 0.6\"]; },"   \
    "{ id = \"mail\"; rate = 1; } );"

/* All waits are the same in both, wherever both drew them. */
static void assert_waits_stay(const char *changed)
{
    static struct trace a, b;
    size_t same = 0;
    size_t differing_worlds = 0;

    trace_new(&a, CHAIN, 1);
    trace_new(&b, changed, 1);
    for (uint64_t r = 0; r < 10 * REPLICATIONS; r++) {
        size_t missing;
        size_t fewer;

        trace_play(&a, r);
        trace_play(&b, r);
        same += common(&a, &b, "wait ", &missing);
        common(&b, &a, "wait ", &fewer);
        differing_worlds += missing + fewer > 0;
        /* Nothing touches the mail: its history is the same. */
        common(&a, &b, "event mail ", &missing);
        assert_int_equal(missing, 0);
    }
    assert_true(same > 1000);
    assert_true(differing_worlds > 10); /* or the change would have changed nothing */
    story_free(a.story);
    story_free(b.story);
}

static void a_forced_event_leaves_all_waits(void **state)
{
    (void) state;
    assert_waits_stay(CHAIN "changes = ( { title = \"s\"; force = ( { event = \"war\"; "
                            "at = 0.5; }, { event = \"war\"; at = 1; } ); } );");
}

static void a_forbidden_event_leaves_all_other_waits(void **state)
{
    (void) state;
    assert_waits_stay(CHAIN "changes = ( { title = \"s\"; forbid = [\"war\"]; } );");
}

static void a_scaled_rate_leaves_all_waits(void **state)
{
    (void) state;
    assert_waits_stay(CHAIN
                      "changes = ( { title = \"s\"; scale = [\"raid * 2\"]; } );");
}

static void another_value_leaves_all_waits(void **state)
{
    (void) state;
    assert_waits_stay(CHAIN "changes = ( { title = \"s\"; set = [\"x = 0.2\"]; } );");
}

/* --- seeds
 * ------------------------------------------------------------------------------ */

#define ONE "horizon = 1; events = ( { id = \"e\"; rate = 1e-6; } );"

static double first_wait(uint64_t seed, uint64_t replication)
{
    static struct trace trace;
    const struct drawn *drawn;
    double wait;

    trace_new(&trace, ONE, seed);
    trace_play(&trace, replication);
    drawn = find(&trace, "wait e 0");
    assert_non_null(drawn);
    wait = drawn->value;
    story_free(trace.story);
    return wait;
}

static int compare_numbers(const void *a, const void *b)
{
    const double *left = a;
    const double *right = b;

    return (*left > *right) - (*left < *right);
}

static void seeds_next_to_each_other_share_nothing(void **state)
{
    enum { SEEDS = 8, WORLDS = 400 };
    static double wait[SEEDS * WORLDS];
    static const uint64_t seeds[SEEDS] = {
        0, 1, 2, 3, UINT64_C(1) << 32, UINT64_MAX / 2, UINT64_MAX - 1, UINT64_MAX};
    static struct trace trace;

    (void) state;
    for (size_t s = 0; s < SEEDS; s++) {
        double sum = 0.0;

        trace_new(&trace, ONE, seeds[s]);
        for (uint64_t r = 0; r < WORLDS; r++) {
            trace_play(&trace, r);
            wait[s * WORLDS + r] = find(&trace, "wait e 0")->value;
            sum += wait[s * WORLDS + r];
        }
        story_free(trace.story);
        /* Mean 1, standard error 1/20: outside of 4 errors once in 16,000 times for
         * each of the eight seeds, which are fixed. */
        assert_close(sum / WORLDS, 1.0, 4.0 / 20.0);
    }
    /* Pairs of worlds of one number under two seeds: a correlation of more than 4/20 is
     * as rare. */
    for (size_t s = 0; s + 1 < SEEDS; s++) {
        double product = 0.0;

        for (size_t r = 0; r < WORLDS; r++) {
            product +=
                (wait[s * WORLDS + r] - 1.0) * (wait[(s + 1) * WORLDS + r] - 1.0);
        }
        assert_close(product / WORLDS, 0.0, 4.0 / 20.0);
    }
    qsort(wait, SEEDS * WORLDS, sizeof *wait, compare_numbers);
    for (size_t i = 0; i + 1 < SEEDS * WORLDS; i++) {
        assert_true(wait[i] < wait[i + 1]); /* no number comes twice */
    }
}

static void the_seed_0_is_one_like_any_other(void **state)
{
    (void) state;
    assert_close(first_wait(0, 7), first_wait(0, 7), 0.0);
    assert_true(first_wait(0, 7) != first_wait(1, 7));
    assert_true(first_wait(0, 1) != first_wait(1, 0));
    assert_keeps_its_luck(plain, enlarged, 0);
}

static void a_world_does_not_depend_on_those_played_before(void **state)
{
    static struct trace a, b;
    size_t missing;

    (void) state;
    trace_new(&a, plain, 5);
    trace_new(&b, plain, 5);
    for (uint64_t r = 0; r <= REPLICATIONS; r++) {
        trace_play(&a, r);
    }
    trace_play(&b, REPLICATIONS);
    assert_int_equal(a.count, b.count);
    common(&a, &b, "", &missing);
    assert_int_equal(missing, 0);
    assert_int_equal(a.story->record.fingerprint, b.story->record.fingerprint);
    story_free(a.story);
    story_free(b.story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_may_change_places),
        cmocka_unit_test(added_entries_leave_the_luck_of_all_others),
        cmocka_unit_test(removed_entries_leave_the_luck_of_all_others),
        cmocka_unit_test(the_traces_hold_every_kind_of_luck),
        cmocka_unit_test(a_forced_event_leaves_all_waits),
        cmocka_unit_test(a_forbidden_event_leaves_all_other_waits),
        cmocka_unit_test(a_scaled_rate_leaves_all_waits),
        cmocka_unit_test(another_value_leaves_all_waits),
        cmocka_unit_test(seeds_next_to_each_other_share_nothing),
        cmocka_unit_test(the_seed_0_is_one_like_any_other),
        cmocka_unit_test(a_world_does_not_depend_on_those_played_before),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
