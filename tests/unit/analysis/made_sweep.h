#ifndef ARAS_TESTS_UNIT_ANALYSIS_MADE_SWEEP_H
#define ARAS_TESTS_UNIT_ANALYSIS_MADE_SWEEP_H

#include "analysis/sweep.h"

#include "unit/analysis/made_run.h"
#include "unit/simulation/story.h"

static const char made_sweep_model[] =
    "horizon = 10; parameters = ( { id = \"p\"; prior = \"uniform(0, 1)\"; } );"
    "variants = ( { id = \"reading\"; options = ( { id = \"hers\"; weight = 0.5; },"
    "{ id = \"his\"; weight = 0.5; } ); } );"
    "events = ( { id = \"e\"; rate = \"p\"; } );"
    "outcomes = ( { id = \"yes\"; title = \"y\"; kind = \"happened\"; of = \"p > 1\"; "
    "},"
    "{ id = \"when\"; title = \"w\"; kind = \"time\"; of = \"p > 1\"; },"
    "{ id = \"much\"; title = \"m\"; kind = \"value\"; of = \"p\"; },"
    "{ id = \"end\"; title = \"e\"; kind = \"category\"; options = ( { id = \"one\"; "
    "when = "
    "\"p > 1\"; }, { id = \"other\"; } ); } );";

enum { POINTS = 3, WORLDS = 40, YES = 0, WHEN, MUCH, END };

/* A sweep of made-up worlds: what happens is a function of world and point. */
struct made_sweep {
    struct story *story;
    struct aras_axis axis[2];
    const char *text[2];
    size_t axes;
    struct aras_design *design;
    struct aras_plan plan;
    struct made_run made;
    struct aras_error error;
};

static inline bool is_yes(uint64_t world, uint64_t point)
{
    return made_draw(world) < 0.25 * (double) point;
}

static inline double much(uint64_t world, uint64_t point)
{
    return 1e6 + made_draw(world) +
           (double) point * (1.0 + 0.01 * made_draw(99 + world));
}

/* World 7 fails at point 1. */
static inline bool play(uint64_t replication, uint64_t set, double *outcomes)
{
    uint64_t world = replication / POINTS;
    uint64_t point = replication % POINTS;

    (void) set;
    outcomes[YES] = is_yes(world, point) ? 1.0 : 0.0;
    outcomes[WHEN] = is_yes(world, point) ? 4.0 : INFINITY;
    outcomes[MUCH] = much(world, point);
    outcomes[END] = is_yes(world, point) ? 0.0 : 1.0;
    return world != 7 || point != 1;
}

/* Parameter, then option: even worlds are hers. */
static inline void draw(uint64_t cell, double *parameters)
{
    parameters[0] = 0.5;
    parameters[1] = (double) (cell / POINTS % 2);
}

static inline void read_axis(void *opaque)
{
    struct made_sweep *sweep = opaque;

    for (size_t i = 0; i < sweep->axes; i++) {
        assert_ok(aras_axis_read(&sweep->axis[i], sweep->text[i], sweep->story->model,
                                 sweep->story->arena, &sweep->error),
                  sweep->error);
    }
}

static inline void make_labels(void *opaque)
{
    struct made_sweep *sweep = opaque;

    sweep->made.labels =
        aras_labels_of_design(sweep->story->model, sweep->design, sweep->story->arena);
}

/* One axis, or with `second` two. */
static inline void sweep_new_of(struct made_sweep *sweep, const char *axis,
                                const char *second, enum aras_design_kind kind,
                                uint64_t group)
{
    struct aras_identity identity = {.name = "made",
                                     .title = "A sweep made by hand",
                                     .resolved = "made",
                                     .canonical = "made",
                                     .design = "made",
                                     .seed = 1,
                                     .block = 50,
                                     .version = "test",
                                     .compiler = "test",
                                     .command = "test"};
    struct made_plan plan = {.play = play, .draw = draw};

    *sweep = (struct made_sweep){.story = story_new(made_sweep_model),
                                 .text = {axis, second},
                                 .axes = second == NULL ? 1 : 2};
    assert_ok(aras_arena_try(sweep->story->arena, read_axis, sweep, &sweep->error),
              sweep->error);

    struct aras_design_form form = {.kind = kind,
                                    .axis = sweep->axis,
                                    .axes = sweep->axes,
                                    .size = 1,
                                    .group = group};

    sweep->design = aras_design_new(&form, &sweep->error);
    assert_non_null(sweep->design);
    assert_ok(aras_arena_try(sweep->story->arena, make_labels, sweep, &sweep->error),
              sweep->error);
    sweep->plan = (struct aras_plan){.model = sweep->story->model,
                                     .settings = {.seed = 1, .group = group},
                                     .block = 50,
                                     .design = sweep->design};
    snprintf(sweep->made.folder, sizeof sweep->made.folder, "/tmp/aras-made-XXXXXX");
    assert_non_null(mkdtemp(sweep->made.folder));
    sweep->made.run =
        aras_run_open(sweep->made.folder, &identity, sweep->made.labels, &sweep->error);
    if (sweep->made.run == NULL) {
        fail_msg("%s", sweep->error.message);
    }
    for (uint64_t first = 0; first < WORLDS * POINTS; first += 50) {
        uint64_t left = WORLDS * POINTS - first;
        struct aras_block *block =
            made_block(&plan, &sweep->made.labels->shape, first, left < 50 ? left : 50);

        assert_ok(aras_run_write_block(sweep->made.run, block, false, &sweep->error),
                  sweep->error);
        aras_block_free(block);
    }
}

static inline void sweep_new(struct made_sweep *sweep, const char *axis,
                             enum aras_design_kind kind, uint64_t group)
{
    sweep_new_of(sweep, axis, NULL, kind, group);
}

static inline void sweep_free(struct made_sweep *sweep)
{
    char command[128];

    aras_run_close(sweep->made.run);
    snprintf(command, sizeof command, "rm -r %s", sweep->made.folder);
    assert_int_equal(system(command), 0);
    aras_design_free(sweep->design);
    story_free(sweep->story);
}

#endif
