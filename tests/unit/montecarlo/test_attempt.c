#include "montecarlo/attempt.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* `slip` ends a world in a failure now and then. */
static const char text[] =
    "horizon = 4; parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, 2)\"; } );"
    "quantities = ( { id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; } );"
    "events = ( { id = \"rise\"; rate = \"pace\"; }, { id = \"echo\"; after = \"rise\";"
    "delay = \"exponential_mean(0.5)\"; }, { id = \"slip\"; rate = 0.02; effects = "
    "[\"n "
    "+= n / 2\"]; } );"
    "outcomes = ( { id = \"echoes\"; title = \"echoes\"; kind = \"count\"; of = "
    "\"echo\"; } );";

enum { ATTEMPTS = 400 };

/* Three attempts at each world: as it is, without `rise`, and with a pace of 3. */
struct trial {
    struct story *story;
    struct aras_plan plan;
    struct aras_intervention without;
    struct aras_input input;
    double pace;
    double echoes[ATTEMPTS];
    uint64_t seen[ATTEMPTS]; /* by the watcher */
    size_t told;
    atomic_bool stop;
    bool stops;
};

struct watcher {
    struct trial *trial;
    uint64_t *seen;
};

static void pose(const void *context, size_t number, struct aras_attempt *attempt)
{
    const struct trial *trial = context;

    attempt->replication = number / 3;
    if (number % 3 == 1) {
        attempt->interventions = &trial->without;
        attempt->intervention_count = 1;
    } else if (number % 3 == 2) {
        attempt->inputs = &trial->input;
        attempt->values = &trial->pace;
        attempt->input_count = 1;
    }
}

static void see(void *context, uint32_t event, double time, bool forced, double rate)
{
    struct watcher *watcher = context;

    (void) time;
    (void) forced;
    (void) rate;
    *watcher->seen += event == story_event(watcher->trial->story, "echo");
}

static void *watch(void *context, struct aras_simulation *simulation,
                   struct aras_observer *observer, struct aras_error *error)
{
    struct watcher *watcher = calloc(1, sizeof *watcher);

    assert_non_null(simulation);
    if (watcher == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a watcher");
        return NULL;
    }
    watcher->trial = context;
    observer->event = see;
    return watcher;
}

static void begin(void *opaque, size_t number)
{
    struct watcher *watcher = opaque;

    watcher->seen = &watcher->trial->seen[number];
    *watcher->seen = 0;
}

static void end(void *context, void *watcher, size_t number,
                const struct aras_record *record,
                const struct aras_simulation *simulation)
{
    struct trial *trial = context;

    (void) watcher;
    (void) simulation;
    trial->echoes[number] = record->outcomes[0];
}

static void tell(void *context, size_t done)
{
    struct trial *trial = context;

    assert_true(done > trial->told && done <= ATTEMPTS);
    trial->told = done;
    if (trial->stops && done > ATTEMPTS / 2) {
        atomic_store(&trial->stop, true);
    }
}

static int prepare(void **state)
{
    struct trial *trial = calloc(1, sizeof *trial);

    assert_non_null(trial);
    trial->story = story_new(text);
    trial->plan = (struct aras_plan){.model = trial->story->model,
                                     .settings = {.seed = 1, .group = 10}};
    trial->without = (struct aras_intervention){
        .kind = ARAS_FORBID, .event = story_event(trial->story, "rise")};
    trial->input = (struct aras_input){ARAS_INPUT_PARAMETER, 0};
    trial->pace = 3.0;
    *state = trial;
    return 0;
}

static int clear(void **state)
{
    struct trial *trial = *state;

    story_free(trial->story);
    free(trial);
    return 0;
}

static enum aras_status attempt(struct trial *trial, unsigned threads,
                                struct aras_error *error)
{
    const struct aras_attempts attempts = {.context = trial,
                                           .count = ATTEMPTS,
                                           .pose = pose,
                                           .watch = watch,
                                           .unwatch = free,
                                           .begin = begin,
                                           .end = end,
                                           .told = tell};

    trial->told = 0;
    return aras_montecarlo_attempt(&trial->plan, threads, &attempts, &trial->stop,
                                   error);
}

/* What a simulation of its own makes of an attempt. */
static double by_hand(struct trial *trial, size_t number)
{
    struct aras_attempt it = {0};
    struct aras_error error = {0};
    struct aras_record record;
    struct aras_simulation *simulation =
        aras_simulation_new(trial->story->model, &trial->plan.settings, &error);
    enum aras_status status;
    double echoes;

    assert_non_null(simulation);
    pose(trial, number, &it);
    assert_ok(aras_simulation_intervene(simulation, it.interventions,
                                        it.intervention_count, &error),
              error);
    assert_ok(
        aras_simulation_give(simulation, it.inputs, it.values, it.input_count, &error),
        error);
    status = aras_simulation_play(simulation, it.replication, &record, &error);
    assert_true(status == ARAS_OK || status == ARAS_FAILED);
    echoes = record.outcomes[0];
    aras_simulation_free(simulation);
    return echoes;
}

static void each_attempt_is_played_as_by_itself(void **state)
{
    struct trial *trial = *state;
    struct aras_error error = {0};
    size_t failed = 0;

    assert_ok(attempt(trial, 1, &error), error);
    for (size_t i = 0; i < ATTEMPTS; i++) {
        double echoes = by_hand(trial, i);

        failed += isnan(echoes) != 0;
        assert_true(isnan(echoes) == isnan(trial->echoes[i]));
        if (!isnan(echoes)) {
            assert_close(trial->echoes[i], echoes, 0.0);
            assert_close((double) trial->seen[i], echoes, 0.0);
            assert_true(i % 3 != 1 || echoes == 0.0);
        }
    }
    assert_in_range(failed, 1, ATTEMPTS / 2);
    assert_int_equal(trial->told, ATTEMPTS);
}

static void the_number_of_threads_changes_nothing(void **state)
{
    struct trial *trial = *state;
    struct aras_error error = {0};
    double alone[ATTEMPTS];

    assert_ok(attempt(trial, 1, &error), error);
    memcpy(alone, trial->echoes, sizeof alone);
    for (unsigned threads = 2; threads <= 7; threads += 5) {
        memset(trial->echoes, 0, sizeof trial->echoes);
        assert_ok(attempt(trial, threads, &error), error);
        for (size_t i = 0; i < ATTEMPTS; i++) {
            assert_true(alone[i] == trial->echoes[i] ||
                        (isnan(alone[i]) && isnan(trial->echoes[i])));
        }
    }
}

static void it_can_be_stopped(void **state)
{
    struct trial *trial = *state;
    struct aras_error error = {0};

    trial->stops = true;
    assert_fails(attempt(trial, 2, &error), error, ARAS_INTERRUPTED, "interrupted");
}

static void what_cannot_be_is_refused(void **state)
{
    struct trial *trial = *state;
    struct aras_error error = {0};

    trial->without.event = 99;
    assert_fails(attempt(trial, 2, &error), error, ARAS_INVALID, "no event 99");
}

static void no_attempts_are_over_at_once(void **state)
{
    struct trial *trial = *state;
    struct aras_error error = {0};
    const struct aras_attempts none = {.context = trial, .pose = pose, .end = end};

    assert_ok(aras_montecarlo_attempt(&trial->plan, 2, &none, NULL, &error), error);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct trial *trial = *state;
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    while (status != ARAS_OK) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = attempt(trial, 1, &error);
        allow_all_allocations();
        assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
    }
    assert_true(refused > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clear)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_attempt_is_played_as_by_itself),
        TEST(the_number_of_threads_changes_nothing),
        TEST(it_can_be_stopped),
        TEST(what_cannot_be_is_refused),
        TEST(no_attempts_are_over_at_once),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("attempt", tests, NULL, NULL);
}
