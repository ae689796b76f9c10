#ifndef ARAS_TESTS_UNIT_REPORT_TOLD_H
#define ARAS_TESTS_UNIT_REPORT_TOLD_H

#include <math.h>

#include "unit/analysis/made_run.h"

enum { TOLD_OPEN, TOLD_WHEN, TOLD_LEVEL, TOLD_ENDING, TOLD_WAR, TOLD_OUTCOMES };

/** A small model with an outcome of most kinds, and two readings. */
struct told_model {
    struct aras_model model;
    struct aras_parameter parameter;
    struct aras_option option[2];
    struct aras_variant variant;
    struct aras_category ending[2];
    struct aras_outcome outcome[TOLD_OUTCOMES];
    struct aras_event event[2];
    struct aras_slot slot;
    struct aras_track track;
    const char *watch[3];
};

static inline void told_make(struct told_model *told)
{
    *told = (struct told_model){
        .parameter = {.id = "p", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
        .option = {{.id = "calm", .title = "tempers hold"},
                   {.id = "angry", .title = "tempers flare"}},
        .variant = {.id = "temper",
                    .title = "how they take it",
                    .count = 2,
                    .fixed = -1},
        .ending = {{.id = "peace", .title = "peace"}, {.id = "other"}},
        .outcome =
            {{.id = "open",
              .title = "the corridor is open, by whatever route was agreed",
              .kind = ARAS_HAPPENED,
              .margin = 0.02},
             {.id = "when", .title = "when it opens", .kind = ARAS_TIME, .margin = NAN},
             {.id = "level",
              .title = "leverage",
              .unit = "index",
              .kind = ARAS_VALUE,
              .margin = 0.5},
             {.id = "ending",
              .title = "how it ends",
              .kind = ARAS_CATEGORY,
              .category_count = 2,
              .margin = NAN},
             {.id = "war", .title = "a war", .kind = ARAS_HAPPENED, .margin = NAN}},
        .event = {{.id = "opening", .trigger = ARAS_BY_RATE},
                  {.id = "election", .trigger = ARAS_AT}},
        .slot = {.name = "alignment[a,b]",
                 .kind = ARAS_SLOT_QUANTITY,
                 .type = ARAS_NUMBER,
                 .low = -1.0,
                 .high = 1.0,
                 .changed = true},
        .track = {.id = "line",
                  .title = "leverage of a over b",
                  .points = 3,
                  .every = 5.0},
        .watch = {"war", "open", "nothing of the kind"},
        .model = {.title = "told",
                  .time_unit = "year",
                  .horizon = 10.0,
                  .outcome_count = TOLD_OUTCOMES,
                  .parameter_count = 1,
                  .variant_count = 1,
                  .event_count = 2,
                  .slot_count = 1,
                  .track_count = 1}};
    told->variant.options = told->option;
    told->outcome[TOLD_ENDING].categories = told->ending;
    told->model.parameters = &told->parameter;
    told->model.variants = &told->variant;
    told->model.outcomes = told->outcome;
    told->model.events = told->event;
    told->model.slots = &told->slot;
    told->model.tracks = &told->track;
    told->model.question = (struct aras_question){
        .question = "What then?", .watch = told->watch, .watch_count = 3};
}

/** Calm and angry sets in turn; it opens oftener and oftener when angry. */
static inline void told_draw(uint64_t set, double *parameters)
{
    parameters[0] = 0.3 + 0.4 * made_draw(5000 + set);
    parameters[1] = (double) (set % 2);
}

static inline bool told_play(uint64_t replication, uint64_t set, double *outcome)
{
    double parameters[2];
    double luck = made_draw(replication);

    told_draw(set, parameters);

    bool open = luck < parameters[0] + 0.2 * parameters[1];

    outcome[TOLD_OPEN] = open ? 1.0 : 0.0;
    outcome[TOLD_WHEN] = open ? 10.0 * luck : INFINITY;
    outcome[TOLD_LEVEL] = parameters[0] + luck - 0.5;
    outcome[TOLD_ENDING] = open ? 0.0 : 1.0;
    outcome[TOLD_WAR] = 0.0;
    return true;
}

/** The same world with 0.2 less of it, and a quarter more leverage. */
static inline bool told_play_other(uint64_t replication, uint64_t set, double *outcome)
{
    double luck = made_draw(replication);

    told_play(replication, set, outcome);
    outcome[TOLD_OPEN] = outcome[TOLD_OPEN] == 1.0 && luck > 0.2 ? 1.0 : 0.0;
    outcome[TOLD_LEVEL] += 0.25;
    return true;
}

/** Gives a block the events, clamps and tracks that a simulation would have. */
static inline void told_finish(struct aras_block *block)
{
    struct aras_error error = {0};

    block->event[0] = (struct aras_event_sum){.count = block->count / 2,
                                              .worlds = block->count / 2,
                                              .integrated = (double) block->count / 2.0,
                                              .residual = 3.0,
                                              .residual_squared = 25.0};
    block->event[1] =
        (struct aras_event_sum){.count = block->count, .worlds = block->count};
    block->clamps[0] = 12;
    for (size_t p = 0; p < block->shape.points; p++) {
        for (uint64_t i = 0; i < block->count; i++) {
            double x = (double) p + made_draw(i) * (double) p;

            aras_summary_add(&block->moment[p], x);
            assert_ok(aras_sketch_add(&block->sketch[p], x, &error), error);
        }
    }
}

#endif
