#ifndef ARAS_TESTS_UNIT_ANALYSIS_COMPARED_H
#define ARAS_TESTS_UNIT_ANALYSIS_COMPARED_H

#include "unit/analysis/made_run.h"

enum { FELL, WHEN, LEVEL, ENDING, COMPARED_OUTCOMES };

/** A model with an outcome of each kind, all drawn from one parameter set after
 * another, and a track of two points. */
struct compared_model {
    struct aras_model model;
    struct aras_parameter parameter;
    struct aras_category ending[3];
    struct aras_outcome outcome[COMPARED_OUTCOMES];
    struct aras_track track;
};

static inline void compared_make(struct compared_model *made)
{
    *made = (struct compared_model){
        .parameter = {.id = "p", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
        .ending = {{.id = "good"}, {.id = "bad"}, {.id = "other"}},
        .outcome = {{.id = "fell", .kind = ARAS_HAPPENED, .margin = 0.05},
                    {.id = "when", .kind = ARAS_TIME, .margin = NAN},
                    {.id = "level", .kind = ARAS_VALUE, .margin = 0.5},
                    {.id = "ending",
                     .kind = ARAS_CATEGORY,
                     .category_count = 3,
                     .margin = NAN}},
        .track = {.id = "line", .title = "line", .points = 2, .every = 10.0},
        .model = {.title = "compared",
                  .horizon = 10.0,
                  .outcome_count = COMPARED_OUTCOMES,
                  .parameter_count = 1,
                  .track_count = 1}};
    for (size_t i = 0; i < COMPARED_OUTCOMES; i++) {
        made->outcome[i].title = made->outcome[i].id;
    }
    made->outcome[ENDING].categories = made->ending;
    made->model.outcomes = made->outcome;
    made->model.parameters = &made->parameter;
    made->model.tracks = &made->track;
}

/* What a world of these lucks gives; more `push` makes it fall oftener and sooner. */
static inline bool compared_play(uint64_t luck, uint64_t set, double push,
                                 double *outcome)
{
    double chance = 0.3 + 0.2 * made_draw(700000 + set) + push;
    double draw = made_draw(luck);
    bool fell = draw < chance;

    outcome[FELL] = fell ? 1.0 : 0.0;
    outcome[WHEN] = fell ? 10.0 * draw / chance : INFINITY;
    outcome[LEVEL] = draw + push + 0.5 * made_draw(800000 + set);
    outcome[ENDING] = fell ? 1.0 : draw > 0.9 ? 2.0 : 0.0;
    return true;
}

static inline bool compared_base(uint64_t replication, uint64_t set, double *outcome)
{
    return compared_play(replication, set, 0.0, outcome);
}

static inline bool compared_pushed(uint64_t replication, uint64_t set, double *outcome)
{
    return compared_play(replication, set, 0.1, outcome);
}

/* The same scenario with another luck. */
static inline bool compared_again(uint64_t replication, uint64_t set, double *outcome)
{
    return compared_play(replication + 300000, set + 30000, 0.0, outcome);
}

struct compared_pair {
    struct compared_model model_a, model_b;
    struct made_plan plan_a, plan_b;
    struct made_run a, b;
};

/** Two plans of 400 worlds in 80 sets, the second with a push. */
static inline void compared_prepare(struct compared_pair *pair)
{
    compared_make(&pair->model_a);
    compared_make(&pair->model_b);
    pair->plan_a = (struct made_plan){
        .model = &pair->model_a.model, .replications = 400, .play = compared_base};
    pair->plan_b = (struct made_plan){
        .model = &pair->model_b.model, .replications = 400, .play = compared_pushed};
}

static inline void compared_run(struct compared_pair *pair)
{
    pair->a = made_run_of(&pair->plan_a);
    pair->b = made_run_of(&pair->plan_b);
}

static inline void compared_close(struct compared_pair *pair)
{
    made_run_close(&pair->a);
    made_run_close(&pair->b);
}

#endif
