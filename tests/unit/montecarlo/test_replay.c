#include "montecarlo/replay.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* A world in eight or so fails, at `slip`. */
static const char text[] =
    "horizon = 4; parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, 2)\"; } );"
    "quantities = ( { id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; },"
    "{ id = \"x\"; range = \"none\"; initial = 0; } );"
    "events = ( { id = \"rise\"; rate = \"pace\"; effects = [\"x += uniform(0, 1)\"]; "
    "},"
    "{ id = \"slip\"; rate = 0.03; effects = [\"n += n / 2\"]; } );"
    "outcomes = ( { id = \"end\"; title = \"end\"; kind = \"value\"; of = \"x\"; },"
    "{ id = \"rises\"; title = \"rises\"; kind = \"count\"; of = \"rise\"; } );";

enum { WORLDS = 530 };

/* What a watcher writes of a world: when `rise` came last. */
struct note {
    double last;
    uint64_t seen;
};

struct watcher {
    struct note *note;
    uint32_t rise;
};

/* Adds up in a way in which the order of worlds shows in the last bits. */
struct tally {
    struct story *story;
    struct aras_plan plan;
    double sum;
    uint64_t worlds, failed, rises, watchers;
    uint64_t next;    /* the world that should come next; unless `odd` */
    bool odd;         /* only odd worlds are wanted */
    uint64_t fail_at; /* fold of this world fails; 0: none */
    uint64_t stop_at;
    atomic_bool stop;
};

static void see(void *context, uint32_t event, double time, bool forced, double rate)
{
    struct watcher *watcher = context;

    (void) forced;
    (void) rate;
    if (event == watcher->rise) {
        watcher->note->last = time;
        watcher->note->seen++;
    }
}

static void *watch(void *context, struct aras_observer *observer,
                   struct aras_error *error)
{
    struct tally *tally = context;
    struct watcher *watcher = calloc(1, sizeof *watcher);

    if (watcher == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a watcher");
        return NULL;
    }
    tally->watchers++;
    watcher->rise = story_event(tally->story, "rise");
    observer->event = see;
    return watcher;
}

static void begin(void *context, uint64_t replication, void *note)
{
    struct watcher *watcher = context;

    (void) replication;
    watcher->note = note;
    assert_int_equal(watcher->note->seen, 0);
}

static enum aras_status end(void *context, const struct aras_record *record,
                            const struct aras_simulation *simulation, void *note,
                            struct aras_error *error)
{
    struct watcher *watcher = context;

    (void) simulation;
    (void) error;
    assert_ptr_equal(watcher->note, note);
    assert_int_equal(watcher->note->seen, record->counts[watcher->rise]);
    return ARAS_OK;
}

static enum aras_status lose_sight(void *context, const struct aras_record *record,
                                   const struct aras_simulation *simulation, void *note,
                                   struct aras_error *error)
{
    (void) context;
    (void) simulation;
    (void) note;
    if (record->replication >= 217) {
        return aras_error_set(error, ARAS_INVALID, "world %d is dark",
                              (int) record->replication);
    }
    return ARAS_OK;
}

static bool is_odd(const void *context, uint64_t replication)
{
    (void) context;
    return replication % 2 == 1;
}

static enum aras_status fold(void *context, const struct aras_replayed *world,
                             struct aras_error *error)
{
    struct tally *tally = context;
    const struct note *note = world->note;

    assert_int_equal(world->replication, tally->next);
    tally->next += tally->odd ? 2 : 1;
    if (tally->fail_at == world->replication && tally->fail_at > 0) {
        return aras_error_set(error, ARAS_FILE, "enough of it");
    }
    if (tally->stop_at == world->replication && tally->stop_at > 0) {
        atomic_store(&tally->stop, true);
    }
    assert_int_equal(world->set, world->replication / 7);
    tally->worlds++;
    tally->failed += world->failed;
    if (!world->failed) {
        assert_true(world->outcomes[1] == (double) note->seen);
        tally->rises += note->seen;
        tally->sum = 0.999 * tally->sum + note->last + world->outcomes[0] +
                     world->parameters[0] + (double) (world->fingerprint % 1000) / 7.0;
    }
    return ARAS_OK;
}

static void tally_new(struct tally *tally)
{
    *tally = (struct tally){.story = story_new(text)};
    tally->plan = (struct aras_plan){.model = tally->story->model,
                                     .settings = {.seed = 3, .group = 7}};
}

static struct aras_visitor visitor_of(struct tally *tally)
{
    return (struct aras_visitor){.context = tally,
                                 .note = sizeof(struct note),
                                 .watch = watch,
                                 .unwatch = free,
                                 .begin = begin,
                                 .end = end,
                                 .wants = tally->odd ? is_odd : NULL,
                                 .fold = fold};
}

static enum aras_status replay(struct tally *tally, unsigned threads, uint64_t first,
                               uint64_t count, struct aras_error *error)
{
    struct aras_visitor visitor = visitor_of(tally);

    tally->next = first + (tally->odd && first % 2 == 0);
    return aras_montecarlo_replay(&tally->plan, threads, first, count, &visitor,
                                  &tally->stop, error);
}

/* The same sum without any of this: one simulation, one world after another. */
static void play_by_hand(struct tally *tally)
{
    struct aras_error error = {0};
    struct aras_visitor visitor = visitor_of(tally);
    struct aras_simulation *simulation =
        aras_simulation_new(tally->plan.model, &tally->plan.settings, &error);
    struct watcher watcher = {.rise = story_event(tally->story, "rise")};
    struct aras_observer observer = {.context = &watcher, .event = see};

    assert_non_null(simulation);
    aras_simulation_observe(simulation, &observer);
    for (uint64_t i = 0; i < WORLDS; i++) {
        struct note note = {0};
        struct aras_record record;

        watcher.note = &note;

        enum aras_status status = aras_simulation_play(simulation, i, &record, &error);
        struct aras_replayed world = {.replication = i,
                                      .set = record.set,
                                      .failed = status != ARAS_OK,
                                      .fingerprint = record.fingerprint,
                                      .outcomes = record.outcomes,
                                      .parameters = record.parameters,
                                      .note = &note};

        assert_ok(visitor.fold(tally, &world, &error), error);
    }
    aras_simulation_free(simulation);
}

static void worlds_are_folded_in_order_whoever_played_them(void **state)
{
    static const unsigned threads[] = {1, 2, 3, 7, 300};
    struct tally one;

    (void) state;
    tally_new(&one);
    play_by_hand(&one);
    assert_true(one.failed > 30 && one.failed < 100);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        struct tally many;
        struct aras_error error = {0};

        tally_new(&many);
        assert_ok(replay(&many, threads[i], 0, WORLDS, &error), error);
        assert_int_equal(many.worlds, WORLDS);
        assert_int_equal(many.failed, one.failed);
        assert_int_equal(many.rises, one.rises);
        assert_true(many.sum == one.sum);
        assert_true(many.watchers >= 1 && many.watchers <= threads[i]);
        story_free(many.story);
    }
    story_free(one.story);
}

static void a_replay_may_begin_anywhere_and_leave_worlds_out(void **state)
{
    struct tally tally;
    struct aras_error error = {0};

    (void) state;
    tally_new(&tally);
    tally.odd = true;
    assert_ok(replay(&tally, 3, 120, 301, &error), error);
    assert_int_equal(tally.worlds, 150);
    assert_int_equal(tally.next, 421);
    assert_ok(replay(&tally, 3, 9, 0, &error), error);
    assert_int_equal(tally.worlds, 150);
    story_free(tally.story);
}

static void the_first_world_that_cannot_be_folded_ends_it(void **state)
{
    (void) state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct tally tally;
        struct aras_error error = {0};

        tally_new(&tally);
        tally.fail_at = 217;
        assert_fails(replay(&tally, threads, 0, WORLDS, &error), error, ARAS_FILE,
                     "enough of it");
        assert_int_equal(tally.worlds, 217);
        story_free(tally.story);
    }
}

static void the_first_world_that_cannot_be_watched_ends_it(void **state)
{
    (void) state;
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct tally tally;
        struct aras_error error = {0};
        struct aras_visitor visitor;

        tally_new(&tally);
        visitor = visitor_of(&tally);
        visitor.end = lose_sight;
        assert_fails(aras_montecarlo_replay(&tally.plan, threads, 0, WORLDS, &visitor,
                                            NULL, &error),
                     error, ARAS_INVALID, "world 217 is dark");
        assert_int_equal(tally.worlds, 217);
        story_free(tally.story);
    }
}

static void who_asks_to_stop_is_heard_soon(void **state)
{
    (void) state;
    /* With three threads all of these worlds may be waiting for their turn when the
     * 60th has it, and then there is nothing left to stop. */
    for (unsigned threads = 1; threads <= 2; threads++) {
        struct tally tally;
        struct aras_error error = {0};

        tally_new(&tally);
        tally.stop_at = 60;
        assert_fails(replay(&tally, threads, 0, WORLDS, &error), error,
                     ARAS_INTERRUPTED, "interrupted");
        assert_true(tally.worlds >= 61 && tally.worlds <= 60 + 50 * (4 * threads + 1));
        story_free(tally.story);
    }
}

static enum aras_status count_failed(void *context, const struct aras_replayed *world,
                                     struct aras_error *error)
{
    (void) error;
    *(uint64_t *) context += world->failed;
    return ARAS_OK;
}

static void who_wants_records_alone_needs_no_watcher(void **state)
{
    struct tally tally;
    struct aras_error error = {0};
    uint64_t failed = 0;
    struct aras_visitor visitor = {.context = &failed, .fold = count_failed};

    (void) state;
    tally_new(&tally);
    play_by_hand(&tally);
    assert_ok(aras_montecarlo_replay(&tally.plan, 2, 0, WORLDS, &visitor, NULL, &error),
              error);
    assert_int_equal(failed, tally.failed);
    story_free(tally.story);
}

static void memory_that_runs_out_is_told(void **state)
{
    (void) state;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        for (int allowed = 0; status != ARAS_OK; allowed += 1 + allowed / 8) {
            struct tally tally;
            struct aras_error error = {0};

            tally_new(&tally);
            allow_allocations(allowed);
            status = replay(&tally, threads, 0, 200, &error);
            allow_all_allocations();
            assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
            refused += status == ARAS_NO_MEMORY;
            story_free(tally.story);
        }
        assert_true(refused > 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worlds_are_folded_in_order_whoever_played_them),
        cmocka_unit_test(a_replay_may_begin_anywhere_and_leave_worlds_out),
        cmocka_unit_test(the_first_world_that_cannot_be_folded_ends_it),
        cmocka_unit_test(the_first_world_that_cannot_be_watched_ends_it),
        cmocka_unit_test(who_asks_to_stop_is_heard_soon),
        cmocka_unit_test(who_wants_records_alone_needs_no_watcher),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
