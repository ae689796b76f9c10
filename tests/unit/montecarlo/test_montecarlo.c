#include "montecarlo/montecarlo.h"

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

/* Every kind of thing that a block keeps, and a world in eight or so that fails: a
 * whole number that would become half of one. */
static const char text[] =
    "horizon = 4; parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, 2)\"; } );"
    "variants = ( { id = \"reading\"; options = ( { id = \"one\"; weight = 0.5; set = "
    "[\"lift = 1\"]; }, { id = \"two\"; weight = 0.5; set = [\"lift = 2\"]; } ); } );"
    "quantities = ( { id = \"lift\"; range = \"none\"; initial = 0; },"
    "{ id = \"x\"; range = [0.0, 2.0]; initial = 1; },"
    "{ id = \"still\"; range = [0.0, 1.0]; initial = 1; },"
    "{ id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; } );"
    "drifts = ( { of = \"x\"; toward = 1; half_life = 1; noise = 0.3; every = 0.5; } );"
    "events = ( { id = \"rise\"; rate = \"pace\"; effects = [\"x += uniform(0, "
    "lift)\"]; "
    "},"
    "{ id = \"fall\"; rate = \"x + still\"; effects = [\"x -= 0.5\"]; },"
    "{ id = \"slip\"; rate = 0.03; effects = [\"n += n / 2\"]; } );"
    "outcomes = ( { id = \"high\"; title = \"high\"; kind = \"time\"; of = \"x > "
    "1.9\"; },"
    "{ id = \"end\"; title = \"end\"; kind = \"value\"; of = \"x\"; },"
    "{ id = \"falls\"; title = \"falls\"; kind = \"count\"; of = \"fall\"; } );"
    "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; } );";

enum { MATHS = 77 };

struct site {
    struct story *story;
    struct aras_plan plan;
};

static void site_new(struct site *site, const char *model, uint64_t group)
{
    site->story = story_new(model);
    site->plan = (struct aras_plan){.model = site->story->model,
                                    .settings = {.seed = 3, .group = group},
                                    .block = 10};
}

static struct aras_simulation *simulation_new(const struct site *site)
{
    struct aras_error error = {0};
    struct aras_simulation *simulation =
        aras_simulation_new(site->plan.model, &site->plan.settings, &error);

    assert_non_null(simulation);
    return simulation;
}

static struct aras_block *play(const struct site *site,
                               struct aras_simulation *simulation, uint64_t first,
                               uint64_t count)
{
    struct aras_error error = {0};
    struct aras_block *block =
        aras_plan_play(&site->plan, simulation, first, count, MATHS, &error);

    if (block == NULL) {
        fail_msg("%s", error.message);
    }
    return block;
}

static void assert_same_bytes(const struct aras_block *a, const struct aras_block *b)
{
    struct aras_error error = {0};
    unsigned char *bytes[2];
    size_t length[2];

    assert_ok(aras_block_write(a, &bytes[0], &length[0], &error), error);
    assert_ok(aras_block_write(b, &bytes[1], &length[1], &error), error);
    assert_int_equal(length[0], length[1]);
    assert_memory_equal(bytes[0], bytes[1], length[0]);
    free(bytes[0]);
    free(bytes[1]);
}

static void the_shape_is_that_of_the_model(void **state)
{
    struct site site;
    struct aras_shape shape;
    uint32_t slots[8];

    (void) state;
    site_new(&site, text, 7);
    shape = aras_plan_shape(site.plan.model, 7);
    assert_int_equal(shape.outcomes, 3);
    assert_int_equal(shape.parameters, 2);
    assert_int_equal(shape.events, 3);
    assert_int_equal(shape.points, 5);
    assert_int_equal(shape.group, 7);
    /* Clamps are counted of what changes and has an end: x and n. */
    assert_int_equal(shape.ranges, 2);
    assert_int_equal(aras_plan_ranges(site.plan.model, slots), 2);
    assert_int_equal(slots[0], story_slot(site.story, "x"));
    assert_int_equal(slots[1], story_slot(site.story, "n"));
    story_free(site.story);
}

static void a_block_is_the_same_whatever_was_played_before(void **state)
{
    struct site site;
    struct aras_simulation *fresh;
    struct aras_simulation *used;
    struct aras_block *a;
    struct aras_block *b;

    (void) state;
    site_new(&site, text, 7);
    fresh = simulation_new(&site);
    used = simulation_new(&site);
    aras_block_free(play(&site, used, 90, 30));
    aras_block_free(play(&site, used, 0, 5));
    a = play(&site, fresh, 40, 10);
    b = play(&site, used, 40, 10);
    assert_same_bytes(a, b);
    assert_int_equal(a->maths, MATHS);
    aras_block_free(a);
    aras_block_free(b);
    aras_simulation_free(fresh);
    aras_simulation_free(used);
    story_free(site.story);
}

static void assert_same_numbers(const double *a, const double *b, size_t count)
{
    assert_memory_equal(a, b, count * sizeof *a);
}

/* Rows of `part` are rows of `whole`. */
static void assert_part_of(const struct aras_block *whole,
                           const struct aras_block *part)
{
    uint64_t row = part->first - whole->first;
    uint64_t set = part->first_set - whole->first_set;
    const struct aras_shape *shape = &whole->shape;

    assert_same_numbers(whole->outcome + row * shape->outcomes, part->outcome,
                        part->count * shape->outcomes);
    assert_memory_equal(whole->fingerprint + row, part->fingerprint,
                        part->count * sizeof *part->fingerprint);
    assert_memory_equal(whole->failed + row, part->failed, part->count);
    assert_same_numbers(whole->parameter + set * shape->parameters, part->parameter,
                        part->sets * shape->parameters);
}

static void blocks_are_the_same_worlds_for_any_split(void **state)
{
    /* Groups of 7 lie across the ends of blocks. */
    static const uint64_t cuts[] = {0, 1, 8, 21, 40, 60};
    struct site site;
    struct aras_simulation *simulation;
    struct aras_block *whole;
    struct aras_event_sum sums[3] = {{0}};
    uint64_t clamps = 0;
    size_t failures = 0;

    (void) state;
    site_new(&site, text, 7);
    simulation = simulation_new(&site);
    whole = play(&site, simulation, 0, 60);
    for (size_t i = 0; i + 1 < sizeof cuts / sizeof *cuts; i++) {
        struct aras_block *part =
            play(&site, simulation, cuts[i], cuts[i + 1] - cuts[i]);

        assert_part_of(whole, part);
        for (size_t e = 0; e < 3; e++) {
            sums[e].count += part->event[e].count;
            sums[e].worlds += part->event[e].worlds;
            sums[e].residual += part->event[e].residual;
        }
        for (size_t f = 0; f < part->failures; f++, failures++) {
            assert_int_equal(part->failure[f].replication,
                             whole->failure[failures].replication);
            assert_string_equal(part->failure[f].reason,
                                whole->failure[failures].reason);
        }
        clamps += part->clamps[0];
        aras_block_free(part);
    }
    for (size_t e = 0; e < 3; e++) {
        assert_int_equal(sums[e].count, whole->event[e].count);
        assert_int_equal(sums[e].worlds, whole->event[e].worlds);
        assert_close(sums[e].residual, whole->event[e].residual, 1e-9);
    }
    assert_int_equal(clamps, whole->clamps[0]);
    assert_true(clamps > 0);
    assert_int_equal(failures, whole->failures);
    assert_true(failures > 0);
    aras_block_free(whole);
    aras_simulation_free(simulation);
    story_free(site.story);
}

static void a_world_that_fails_is_an_ending_of_its_own(void **state)
{
    struct site site;
    struct aras_simulation *simulation;
    struct aras_block *block;
    size_t failures = 0;

    (void) state;
    site_new(&site, text, 7);
    simulation = simulation_new(&site);
    block = play(&site, simulation, 100, 100);
    for (uint64_t row = 0; row < block->count; row++) {
        const struct aras_failure *failure = &block->failure[failures];

        assert_int_equal(isnan(block->outcome[row * 3]) != 0, block->failed[row]);
        assert_int_equal(isnan(block->outcome[row * 3 + 1]) != 0, block->failed[row]);
        if (block->failed[row] == 0) {
            continue;
        }
        assert_int_equal(failure->replication, block->first + row);
        assert_true(failure->time > 0.0 && failure->time <= 4.0);
        assert_non_null(strstr(failure->reason, "n is a whole number"));
        assert_non_null(strstr(failure->reason, "'slip'"));
        failures++;
    }
    assert_int_equal(failures, block->failures);
    assert_true(failures > 3 && failures < 30); /* exp(-0.12): about 11 of 100 */
    /* What sums up worlds leaves the failed ones out. */
    assert_int_equal(block->event[2].count, 0);
    assert_int_equal(block->moment[4].count, 100 - failures);
    assert_int_equal(block->sketch[0].total, 100 - failures);
    aras_block_free(block);
    aras_simulation_free(simulation);
    story_free(site.story);
}

static void a_parameter_set_that_cannot_be_drawn_fails_its_worlds(void **state)
{
    /* An initial value outside of its range in one set of two. */
    static const char broken[] =
        "horizon = 1; parameters = ( { id = \"p\"; prior = \"uniform(-1, 1)\"; } );"
        "quantities = ( { id = \"x\"; range = [0.0, 1.0]; initial = \"p\"; } );"
        "events = ( { id = \"e\"; at = 0.5; effects = [\"x = 0\"]; } );"
        "outcomes = ( { id = \"x\"; title = \"x\"; kind = \"value\"; of = \"x\"; } );";
    struct site site;
    struct aras_simulation *simulation;
    struct aras_block *block;

    (void) state;
    site_new(&site, broken, 5);
    simulation = simulation_new(&site);
    block = play(&site, simulation, 0, 100);
    assert_int_equal(block->sets, 20);
    for (uint64_t row = 0; row < 100; row++) {
        assert_int_equal(block->failed[row], block->parameter[row / 5] < 0.0);
    }
    assert_true(block->failures > 10 && block->failures < 90);
    aras_block_free(block);
    aras_simulation_free(simulation);
    story_free(site.story);
}

/* --- workers
 * ---------------------------------------------------------------------------
 */

enum { BLOCKS = 24 };

/* Hands out blocks of 10 and keeps the bytes of those that come back. */
struct desk {
    uint64_t blocks, next;
    size_t stored;
    unsigned char *bytes[BLOCKS];
    size_t length[BLOCKS];
    size_t fail_at; /* the store that fails; 0: none */
    atomic_bool *stop;
    size_t stop_at; /* the store after which somebody asks to stop; 0: never */
};

static bool hand_out(void *context, uint64_t *first, uint64_t *count)
{
    struct desk *desk = context;

    if (desk->next == desk->blocks) {
        return false;
    }
    *first = 10 * desk->next++;
    *count = 10;
    return true;
}

static enum aras_status take_in(void *context, const struct aras_block *block,
                                struct aras_error *error)
{
    struct desk *desk = context;
    uint64_t index = block->first / 10;

    desk->stored++;
    if (desk->stored == desk->fail_at) {
        return aras_error_set(error, ARAS_FILE, "the desk is full");
    }
    if (index >= BLOCKS || desk->bytes[index] != NULL) {
        return aras_error_set(error, ARAS_INVALID, "block %d came twice", (int) index);
    }
    if (desk->stop_at == desk->stored) {
        atomic_store(desk->stop, true);
    }
    return aras_block_write(block, &desk->bytes[index], &desk->length[index], error);
}

static void desk_clear(struct desk *desk)
{
    for (size_t i = 0; i < BLOCKS; i++) {
        free(desk->bytes[i]);
    }
    *desk = (struct desk){.blocks = BLOCKS};
}

static enum aras_status work(const struct site *site, unsigned threads,
                             struct desk *desk, const atomic_bool *stop,
                             struct aras_error *error)
{
    struct aras_sink sink = {desk, hand_out, take_in};

    return aras_montecarlo_run(&site->plan, threads, &sink, stop, error);
}

/* Hands out one block, and keeps its bytes. */
struct one_block {
    uint64_t count; /* 0 when it is handed out */
    unsigned char *bytes;
    size_t length;
};

static bool hand_out_one(void *context, uint64_t *first, uint64_t *count)
{
    struct one_block *one = context;

    *first = 0;
    *count = one->count;
    one->count = 0;
    return *count > 0;
}

static enum aras_status keep_bytes(void *context, const struct aras_block *block,
                                   struct aras_error *error)
{
    struct one_block *one = context;

    return aras_block_write(block, &one->bytes, &one->length, error);
}

static void any_number_of_threads_makes_the_same_blocks(void **state)
{
    static const unsigned threads[] = {2, 3, 7, 300};
    struct site site;
    struct desk one = {.blocks = BLOCKS};
    struct aras_error error = {0};

    (void) state;
    site_new(&site, text, 7);
    assert_ok(work(&site, 1, &one, NULL, &error), error);
    assert_int_equal(one.stored, BLOCKS);
    for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
        struct desk many = {.blocks = BLOCKS};

        assert_ok(work(&site, threads[i], &many, NULL, &error), error);
        assert_int_equal(many.stored, BLOCKS);
        for (size_t k = 0; k < BLOCKS; k++) {
            assert_int_equal(many.length[k], one.length[k]);
            assert_memory_equal(many.bytes[k], one.bytes[k], one.length[k]);
        }
        desk_clear(&many);
    }
    desk_clear(&one);
    story_free(site.story);
}

/* One block, and more threads than it needs: the later halves of halves are played by
 * others, and nobody sees it. */
static void all_threads_help_with_the_last_block(void **state)
{
    enum { WORLDS = 200 };
    struct site site;
    struct aras_simulation *simulation;
    struct aras_block *alone;

    (void) state;
    site_new(&site, text, 7);
    simulation = simulation_new(&site);
    {
        struct aras_error error = {0};

        alone = aras_plan_play(&site.plan, simulation, 0, WORLDS,
                               aras_maths_fingerprint(), &error);
    }
    assert_non_null(alone);
    assert_true(alone->failures > 0);
    for (unsigned threads = 1; threads <= 8; threads *= 2) {
        struct one_block one = {.count = WORLDS};
        struct aras_sink sink = {&one, hand_out_one, keep_bytes};
        struct aras_error error = {0};
        unsigned char *bytes;
        size_t length;

        assert_ok(aras_montecarlo_run(&site.plan, threads, &sink, NULL, &error), error);
        assert_ok(aras_block_write(alone, &bytes, &length, &error), error);
        assert_int_equal(one.length, length);
        assert_memory_equal(one.bytes, bytes, length);
        free(bytes);
        free(one.bytes);
    }
    aras_block_free(alone);
    aras_simulation_free(simulation);
    story_free(site.story);
}

static void blocks_carry_the_fingerprint_of_this_machine(void **state)
{
    struct site site;
    struct desk desk = {.blocks = 1};
    struct aras_error error = {0};
    struct aras_shape shape;
    struct aras_block *block;

    (void) state;
    site_new(&site, text, 7);
    shape = aras_plan_shape(site.plan.model, 7);
    assert_ok(work(&site, 1, &desk, NULL, &error), error);
    block = aras_block_read(desk.bytes[0], desk.length[0], &shape, &error);
    assert_non_null(block);
    assert_true(block->maths == aras_maths_fingerprint());
    assert_true(aras_maths_fingerprint() == aras_maths_fingerprint());
    assert_true(aras_maths_fingerprint() != 0);
    aras_block_free(block);
    desk_clear(&desk);
    story_free(site.story);
}

static void who_asks_to_stop_gets_what_is_at_hand(void **state)
{
    struct site site;
    struct aras_error error = {0};

    (void) state;
    site_new(&site, text, 7);
    for (unsigned threads = 1; threads <= 4; threads++) {
        atomic_bool stop = false;
        struct desk desk = {.blocks = BLOCKS, .stop = &stop, .stop_at = 3};

        assert_fails(work(&site, threads, &desk, &stop, &error), error,
                     ARAS_INTERRUPTED, "interrupted");
        /* All that was handed out came back; nothing was handed out any more. */
        assert_int_equal(desk.stored, desk.next);
        assert_true(desk.stored >= 3 && desk.stored < 3 + threads);
        desk_clear(&desk);
    }
    story_free(site.story);
}

static void who_asks_to_stop_before_the_start_gets_nothing(void **state)
{
    struct site site;
    struct aras_error error = {0};
    atomic_bool stop = true;
    struct desk desk = {.blocks = BLOCKS};

    (void) state;
    site_new(&site, text, 7);
    assert_fails(work(&site, 2, &desk, &stop, &error), error, ARAS_INTERRUPTED,
                 "interrupted");
    assert_int_equal(desk.next, 0);
    story_free(site.story);
}

static void a_sink_that_fails_ends_the_work_with_its_own_words(void **state)
{
    struct site site;

    (void) state;
    site_new(&site, text, 7);
    for (unsigned threads = 1; threads <= 4; threads++) {
        struct aras_error error = {0};
        struct desk desk = {.blocks = BLOCKS, .fail_at = 5};

        assert_fails(work(&site, threads, &desk, NULL, &error), error, ARAS_FILE,
                     "the desk is full");
        assert_true(desk.next < 5 + threads);
        desk_clear(&desk);
    }
    story_free(site.story);
}

static void nothing_to_do_is_done(void **state)
{
    struct site site;
    struct aras_error error = {0};
    struct desk desk = {.blocks = 0};

    (void) state;
    site_new(&site, text, 7);
    assert_ok(work(&site, 3, &desk, NULL, &error), error);
    assert_int_equal(desk.stored, 0);
    assert_true(aras_montecarlo_processors() >= 1);
    story_free(site.story);
}

/* --- memory
 * ----------------------------------------------------------------------------
 */

static void a_block_that_finds_no_memory_says_so(void **state)
{
    struct site site;
    struct aras_simulation *simulation;
    struct aras_block *block = NULL;
    int refused = 0;

    (void) state;
    site_new(&site, text, 7);
    simulation = simulation_new(&site);
    for (int allowed = 0; block == NULL; allowed++) {
        struct aras_error error = {0};

        allow_allocations(allowed);
        block = aras_plan_play(&site.plan, simulation, 0, 20, MATHS, &error);
        allow_all_allocations();
        if (block == NULL) {
            assert_int_equal(error.status, ARAS_NO_MEMORY);
            assert_true(error.message[0] != '\0');
            refused++;
        }
        assert_true(allowed < 5000);
    }
    assert_true(refused > 5);
    /* The simulation has taken no harm. */
    struct aras_block *again = play(&site, simulation, 0, 20);

    assert_same_bytes(block, again);
    aras_block_free(again);
    aras_block_free(block);
    aras_simulation_free(simulation);
    story_free(site.story);
}

static void workers_that_find_no_memory_say_so(void **state)
{
    struct site site;

    (void) state;
    site_new(&site, text, 7);
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        enum aras_status status = ARAS_NO_MEMORY;
        int refused = 0;

        for (int allowed = 0; status != ARAS_OK; allowed += 1 + allowed / 8) {
            struct aras_error error = {0};
            struct desk desk = {.blocks = BLOCKS};

            allow_allocations(allowed);
            status = work(&site, threads, &desk, NULL, &error);
            allow_all_allocations();
            assert_true(status == ARAS_OK || status == ARAS_NO_MEMORY);
            refused += status == ARAS_NO_MEMORY;
            desk_clear(&desk);
        }
        assert_true(refused > 10);
    }
    story_free(site.story);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shape_is_that_of_the_model),
        cmocka_unit_test(a_block_is_the_same_whatever_was_played_before),
        cmocka_unit_test(blocks_are_the_same_worlds_for_any_split),
        cmocka_unit_test(a_world_that_fails_is_an_ending_of_its_own),
        cmocka_unit_test(a_parameter_set_that_cannot_be_drawn_fails_its_worlds),
        cmocka_unit_test(any_number_of_threads_makes_the_same_blocks),
        cmocka_unit_test(all_threads_help_with_the_last_block),
        cmocka_unit_test(blocks_carry_the_fingerprint_of_this_machine),
        cmocka_unit_test(who_asks_to_stop_gets_what_is_at_hand),
        cmocka_unit_test(who_asks_to_stop_before_the_start_gets_nothing),
        cmocka_unit_test(a_sink_that_fails_ends_the_work_with_its_own_words),
        cmocka_unit_test(nothing_to_do_is_done),
        cmocka_unit_test(a_block_that_finds_no_memory_says_so),
        cmocka_unit_test(workers_that_find_no_memory_say_so),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
