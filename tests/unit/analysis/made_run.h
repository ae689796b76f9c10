#ifndef ARAS_TESTS_UNIT_ANALYSIS_MADE_RUN_H
#define ARAS_TESTS_UNIT_ANALYSIS_MADE_RUN_H

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/require.h"
#include "model/model.h"
#include "result/labels.h"
#include "result/run.h"
#include "support/check.h"

/** What a test says of a run: all that is 0 has a usual value. */
struct made_plan {
    const struct aras_model *model;
    const char *name;
    uint64_t replications;
    uint64_t group, block; /* 0: 5, and all in one block */
    uint64_t seed;         /* 0: 1 */
    bool central;
    /* Writes the outcomes of a world; returns false when it failed. */
    bool (*play)(uint64_t replication, uint64_t set, double *outcomes);
    /* Writes parameters, then options of variants; NULL: all 0. */
    void (*draw)(uint64_t set, double *parameters);
    /* Has a last look at a block. */
    void (*finish)(struct aras_block *block);
};

/** A run in a folder of its own, with all it borrows. */
struct made_run {
    char folder[64];
    struct aras_arena *arena;
    const struct aras_labels *labels;
    struct aras_run *run;
};

struct made_labels {
    const struct aras_model *model;
    uint64_t group;
    struct aras_arena *arena;
    const struct aras_labels *labels;
};

static inline void made_label(void *opaque)
{
    struct made_labels *made = opaque;

    made->labels = aras_labels_of(made->model, made->group, made->arena);
}

static inline struct aras_block *made_block(const struct made_plan *plan,
                                            const struct aras_shape *shape,
                                            uint64_t first, uint64_t count)
{
    struct aras_error error = {0};
    struct aras_block *block = aras_block_new(shape, first, count, &error);

    assert_non_null(block);
    for (uint64_t s = 0; s < block->sets && plan->draw != NULL; s++) {
        plan->draw(block->first_set + s, &block->parameter[s * shape->parameters]);
    }
    for (uint64_t i = 0; i < count; i++) {
        double *outcomes = &block->outcome[i * shape->outcomes];

        block->fingerprint[i] = first + i;
        if (!plan->play(first + i, (first + i) / shape->group, outcomes)) {
            struct aras_failure failure = {
                .replication = first + i, .time = 0.5, .reason = "it went wrong"};

            block->failed[i] = 1;
            for (size_t k = 0; k < shape->outcomes; k++) {
                outcomes[k] = NAN;
            }
            assert_ok(aras_block_add_failure(block, &failure, &error), error);
        }
    }
    if (plan->finish != NULL) {
        plan->finish(block);
    }
    return block;
}

/** Plays and stores a run; to be given back by made_run_close. */
static inline struct made_run made_run_of(const struct made_plan *plan)
{
    struct made_run made = {.folder = "/tmp/aras-made-XXXXXX"};
    uint64_t size = plan->block == 0 ? plan->replications : plan->block;
    struct aras_error error = {0};
    struct made_labels work = {.model = plan->model,
                               .group = plan->group == 0 ? 5 : plan->group};
    struct aras_identity identity = {.name = plan->name == NULL ? "made" : plan->name,
                                     .title = "A run made by hand",
                                     .resolved = "made",
                                     .canonical = "made",
                                     .seed = plan->seed == 0 ? 1 : plan->seed,
                                     .central = plan->central,
                                     .block = size,
                                     .version = "test",
                                     .compiler = "test",
                                     .command = "test"};

    assert_non_null(mkdtemp(made.folder));
    made.arena = aras_arena_new(&error);
    assert_non_null(made.arena);
    work.arena = made.arena;
    assert_ok(aras_arena_try(made.arena, made_label, &work, &error), error);
    made.labels = work.labels;
    made.run = aras_run_open(made.folder, &identity, made.labels, &error);
    if (made.run == NULL) {
        fail_msg("%s", error.message);
    }
    for (uint64_t first = 0; first < plan->replications; first += size) {
        uint64_t left = plan->replications - first;
        struct aras_block *block =
            made_block(plan, &made.labels->shape, first, left < size ? left : size);

        assert_ok(aras_run_write_block(made.run, block, false, &error), error);
        aras_block_free(block);
    }
    return made;
}

static inline void made_run_close(struct made_run *made)
{
    char command[128];

    aras_run_close(made->run);
    aras_arena_free(made->arena);
    snprintf(command, sizeof command, "rm -r %s", made->folder);
    assert_int_equal(system(command), 0);
}

/** Numbers between 0 and 1 that any test may draw, the same everywhere. Source: S.
 *  Vigna's splitmix64, public domain. */
static inline double made_draw(uint64_t number)
{
    uint64_t z = (number + 1) * UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return ((double) (z >> 11) + 0.5) / 9007199254740992.0;
}

#endif
