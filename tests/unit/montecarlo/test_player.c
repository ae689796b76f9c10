#include "montecarlo/player.h"

#include <string.h>

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

#define MODEL(horizon)                                                                 \
    "horizon = " horizon "; parameters = ( { id = \"pace\"; prior = \"gamma_mean(1, "  \
    "2)\"; },"                                                                         \
    "{ id = \"lift\"; prior = \"uniform(0, 1)\"; } );"                                 \
    "variants = ( { id = \"reading\"; options = ( { id = \"one\"; weight = 0.5; },"    \
    "{ id = \"two\"; weight = 0.5; set = [\"lift = 2\"]; } ); } );"                    \
    "quantities = ( { id = \"x\"; range = [0.0, 2.0]; initial = 1; } );"               \
    "events = ( { id = \"rise\"; rate = \"pace\"; effects = [\"x += uniform(0, "       \
    "lift)\"]; },"                                                                     \
    "{ id = \"fall\"; rate = \"x\"; effects = [\"x -= 0.5\"]; } );"                    \
    "outcomes = ( { id = \"end\"; title = \"end\"; kind = \"value\"; of = \"x\"; },"   \
    "{ id = \"falls\"; title = \"falls\"; kind = \"count\"; of = \"fall\"; } );"       \
    "tracks = ( { id = \"x\"; title = \"x\"; of = \"x\"; every = 1; } );"

enum { POINTS = 4, MATHS = 7 };

struct site {
    struct story *story;
    const char *text[2];
    struct aras_axis axis[2];
    size_t axes;
    struct aras_design *design;
    struct aras_plan plan;
    struct aras_error error;
};

static void read_axes(void *opaque)
{
    struct site *site = opaque;

    for (size_t i = 0; i < site->axes; i++) {
        assert_ok(aras_axis_read(&site->axis[i], site->text[i], site->story->model,
                                 site->story->arena, &site->error),
                  site->error);
    }
}

static void site_new(struct site *site, const char *one, const char *two)
{
    *site = (struct site){.story = story_new(MODEL("4")),
                          .text = {one, two},
                          .axes = two == NULL ? 1 : 2};
    assert_ok(aras_arena_try(site->story->arena, read_axes, site, &site->error),
              site->error);

    struct aras_design_form form = {
        .kind = ARAS_DESIGN_GRID, .axis = site->axis, .axes = site->axes, .group = 5};

    site->design = aras_design_new(&form, &site->error);
    assert_non_null(site->design);
    site->plan = (struct aras_plan){.model = site->story->model,
                                    .settings = {.seed = 3, .group = 5},
                                    .block = 100,
                                    .design = site->design};
}

static void site_free(struct site *site)
{
    aras_design_free(site->design);
    story_free(site->story);
}

/* Variants given as they are drawn leave the worlds of a plain run as they are. */
static void a_point_at_the_models_own_values_is_the_plain_run(void **state)
{
    struct site site;
    struct aras_player *player;
    struct aras_player *plain;
    struct aras_plan same;

    (void) state;
    site_new(&site, "reading=one,two", "x=0,1");
    same = site.plan;
    same.design = NULL;
    player = aras_player_new(&site.plan, &site.error);
    plain = aras_player_new(&same, &site.error);
    assert_true(player != NULL && plain != NULL);
    for (uint64_t w = 0; w < 50; w++) {
        struct aras_record own;
        struct aras_record record;
        double outcomes[2];
        uint64_t point;

        assert_ok(aras_player_play(plain, w, &own, &site.error), site.error);
        memcpy(outcomes, own.outcomes, sizeof outcomes);
        point = own.parameters[2] == 0.0 ? 1 : 3; /* x = 1 */
        assert_ok(aras_player_play(player, w * POINTS + point, &record, &site.error),
                  site.error);
        assert_int_equal(record.replication, w * POINTS + point);
        assert_int_equal(record.fingerprint, own.fingerprint);
        assert_memory_equal(record.outcomes, outcomes, sizeof outcomes);
    }
    aras_player_free(player);
    aras_player_free(plain);
    site_free(&site);
}

struct taker {
    uint64_t cells, next;
    struct aras_block *block[8];
};

static bool next(void *opaque, uint64_t *first, uint64_t *count)
{
    struct taker *taker = opaque;

    *first = taker->next;
    *count = taker->cells - taker->next < 100 ? taker->cells - taker->next : 100;
    taker->next += *count;
    return *count > 0;
}

/* Keeps a copy, made by way of the block's bytes. */
static enum aras_status store(void *opaque, const struct aras_block *block,
                              struct aras_error *error)
{
    struct taker *taker = opaque;
    unsigned char *bytes;
    size_t length;

    if (aras_block_write(block, &bytes, &length, error) != ARAS_OK) {
        return error->status;
    }
    taker->block[block->first / 100] =
        aras_block_read(bytes, length, &block->shape, error);
    free(bytes);
    return taker->block[block->first / 100] == NULL ? error->status : ARAS_OK;
}

static void run(struct site *site, unsigned threads, uint64_t cells,
                struct taker *taker)
{
    struct aras_sink sink = {taker, next, store};

    *taker = (struct taker){.cells = cells};
    assert_ok(aras_montecarlo_run(&site->plan, threads, &sink, NULL, &site->error),
              site->error);
}

static void forget(struct taker *taker)
{
    for (size_t i = 0; i < 8; i++) {
        aras_block_free(taker->block[i]);
    }
}

static void cells_are_the_same_for_any_number_of_threads(void **state)
{
    struct site site;
    struct taker one;
    struct taker two;

    (void) state;
    site_new(&site, "pace=0.5,1.5", "x=0,1");
    run(&site, 1, 750, &one);
    run(&site, 2, 750, &two);
    for (size_t i = 0; i < 8; i++) {
        const struct aras_shape *shape = &one.block[i]->shape;

        assert_int_equal(one.block[i]->count, i < 7 ? 100 : 50);
        assert_memory_equal(one.block[i]->outcome, two.block[i]->outcome,
                            one.block[i]->count * shape->outcomes * sizeof(double));
        assert_memory_equal(one.block[i]->parameter, two.block[i]->parameter,
                            one.block[i]->sets * shape->parameters * sizeof(double));
        assert_memory_equal(one.block[i]->event, two.block[i]->event,
                            shape->events * sizeof *one.block[i]->event);
    }
    forget(&one);
    forget(&two);
    site_free(&site);
}

static void a_block_of_cells_keeps_the_values_of_each(void **state)
{
    struct site site;
    struct taker taker;
    const struct aras_block *block;

    (void) state;
    site_new(&site, "pace=0.5,1.5", "reading=one,two");
    run(&site, 1, 100, &taker);
    block = taker.block[0];
    assert_int_equal(block->shape.group, 1);
    assert_int_equal(block->shape.points, 0);
    assert_int_equal(block->sets, 100);
    for (uint64_t c = 0; c < 100; c++) {
        const double *parameter = &block->parameter[c * block->shape.parameters];

        assert_close(parameter[0], c % 4 < 2 ? 0.5 : 1.5, 0.0);
        assert_close(parameter[2], (double) (c % 2), 0.0);
        /* What is drawn is shared by the points of five worlds. */
        if (c % 2 == 0 && c + 2 < 100 && c / 20 == (c + 2) / 20) {
            assert_close(parameter[1], parameter[1 + 2 * block->shape.parameters], 0.0);
        }
    }
    forget(&taker);
    site_free(&site);
}

static void a_setting_is_played_in_a_model_of_its_own(void **state)
{
    struct site site;
    struct story *longer = story_new(MODEL("8"));
    const struct aras_model *models[2];
    struct aras_player *player;
    struct aras_record record;

    (void) state;
    site_new(&site, "horizon=4,8", NULL);
    models[0] = site.story->model;
    models[1] = longer->model;
    site.plan.models = models;
    player = aras_player_new(&site.plan, &site.error);
    assert_non_null(player);
    longer->settings = site.plan.settings;
    for (uint64_t w = 0; w < 20; w++) {
        assert_ok(aras_player_play(player, 2 * w + 1, &record, &site.error),
                  site.error);
        assert_ptr_equal(aras_player_model(player), longer->model);
        story_play(longer, w);
        assert_int_equal(record.fingerprint, longer->record.fingerprint);
        assert_ok(aras_player_play(player, 2 * w, &record, &site.error), site.error);
        story_play(site.story, w);
        assert_ptr_equal(aras_player_model(player), site.story->model);
    }
    aras_player_free(player);
    story_free(longer);
    site_free(&site);
}

static void models_that_differ_in_what_they_are_made_of_are_refused(void **state)
{
    struct site site;
    struct story *other =
        story_new("horizon = 4; parameters = ( { id = \"pace\"; value = 1; } );"
                  "events = ( { id = \"rise\"; rate = \"pace\"; } );"
                  "outcomes = ( { id = \"n\"; title = \"n\"; kind = \"count\"; of = "
                  "\"rise\"; } );");
    const struct aras_model *models[2];

    (void) state;
    site_new(&site, "horizon=4,8", NULL);
    models[0] = site.story->model;
    models[1] = other->model;
    site.plan.models = models;
    assert_null(aras_player_new(&site.plan, &site.error));
    assert_fails(site.error.status, site.error, ARAS_INVALID, "made of");
    story_free(other);
    site_free(&site);
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct site site;
    struct aras_record record;
    bool done = false;

    (void) state;
    site_new(&site, "pace=0.5,1.5", NULL);
    for (int allowed = 0; !done; allowed++) {
        struct aras_player *player;
        enum aras_status status = ARAS_NO_MEMORY;

        allow_allocations(allowed);
        player = aras_player_new(&site.plan, &site.error);
        if (player != NULL) {
            status = aras_player_play(player, 3, &record, &site.error);
        }
        allow_all_allocations();
        done = status == ARAS_OK;
        assert_true(done || site.error.status == ARAS_NO_MEMORY);
        assert_true(allowed < 1000);
        aras_player_free(player);
    }
    site_free(&site);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_point_at_the_models_own_values_is_the_plain_run),
        cmocka_unit_test(cells_are_the_same_for_any_number_of_threads),
        cmocka_unit_test(a_block_of_cells_keeps_the_values_of_each),
        cmocka_unit_test(a_setting_is_played_in_a_model_of_its_own),
        cmocka_unit_test(models_that_differ_in_what_they_are_made_of_are_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
