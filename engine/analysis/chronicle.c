#include "analysis/chronicle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/recorder.h"

/* --- what an observer is told ---------------------------------------------------- */

static void note_change(void *context, uint32_t slot, double time, double before,
                        double after)
{
    struct aras_recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t happening = aras_recorder_current(recorder);
    struct aras_slot_change *change =
        aras_arena_grow(recorder->arena, &chronicle->changes, chronicle->change_count++,
                        sizeof *change);

    (void) time;
    *change = (struct aras_slot_change){.happening = happening,
                                        .slot = slot,
                                        .before = before,
                                        .after = after,
                                        .previous = recorder->last[slot]};
    recorder->last[slot] = chronicle->change_count;
    aras_recorder_at(recorder, happening)->change_count++;
}

static void note_event(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct aras_recorder *recorder = context;
    size_t number = aras_recorder_add(recorder, event, time);
    struct aras_happening *happening = aras_recorder_at(recorder, number);

    recorder->stepping = false;
    happening->forced = forced;
    happening->number = forced ? recorder->forced[event]++ : recorder->natural[event]++;
    *(size_t *) aras_arena_grow(recorder->arena, &recorder->firings,
                                recorder->firing_count++, sizeof *recorder->firings) =
        number;
    aras_recorder_link(recorder, number);
    if (!isnan(rate)) {
        aras_recorder_tell_rate(recorder, number, rate);
    }
    recorder->latest[event] = number;
}

static struct aras_option_told tell_option(struct aras_recorder *recorder,
                                           const struct aras_choice *choice,
                                           double utility, double probability)
{
    struct aras_option_told told = {.event = choice->event,
                                    .utility = utility,
                                    .probability = probability,
                                    .count = choice->count};
    struct aras_argument *arguments =
        aras_arena_array(recorder->arena, choice->count, sizeof *arguments);
    bool open = !isnan(utility);

    for (size_t i = 0; i < choice->count; i++) {
        const struct aras_consideration *it = &choice->considerations[i];

        arguments[i] = (struct aras_argument){
            .text = it->text,
            .of = open ? aras_recorder_ask(recorder, it->of) : NAN,
            .weight = open ? aras_recorder_ask(recorder, it->weight) : NAN};
    }
    told.arguments = arguments;
    return told;
}

static void note_decision(void *context, uint32_t event, double time, size_t choices,
                          const double *utility, const double *probability, int chosen)
{
    struct aras_recorder *recorder = context;
    const struct aras_decision *decision = recorder->model->events[event].decision;
    struct aras_decision_told *told = aras_arena_get(recorder->arena, sizeof *told);
    struct aras_option_told *options =
        aras_arena_array(recorder->arena, choices, sizeof *options);
    size_t happening = recorder->latest[event];

    (void) time;
    for (size_t i = 0; i < choices; i++) {
        bool open = !isnan(utility[i]);

        options[i] = tell_option(recorder, &decision->choices[i], utility[i],
                                 open ? probability[i] : NAN);
    }
    *told = (struct aras_decision_told){
        .options = options,
        .count = choices,
        .sharpness = aras_recorder_ask(recorder, decision->sharpness),
        .chosen = chosen,
        .dictated = decision->dictated >= 0};
    aras_recorder_at(recorder, happening)->decision = told;
    aras_recorder_link_reads(recorder, happening, event, ARAS_READ_CHOICE,
                             ARAS_LINK_CHOICE);
}

static void note_demand(void *context, uint32_t event, double time,
                        const double probability[3], int result)
{
    struct aras_recorder *recorder = context;
    const struct aras_demand *demand = recorder->model->events[event].demand;
    struct aras_demand_told *told = aras_arena_get(recorder->arena, sizeof *told);
    size_t happening = recorder->latest[event];

    (void) time;
    *told = (struct aras_demand_told){.deter = demand->deter,
                                      .enforce = probability[0],
                                      .yield = probability[1],
                                      .issue = probability[2],
                                      .result = (enum aras_demand_result) result};
    for (size_t i = 0; i < ARAS_STAKES; i++) {
        told->stake[i] = demand->stake[i] == NULL
                             ? NAN
                             : aras_recorder_ask(recorder, demand->stake[i]);
    }
    aras_recorder_at(recorder, happening)->demand = told;
    aras_recorder_link_reads(recorder, happening, event, ARAS_READ_STAKE,
                             ARAS_LINK_STAKE);
}

/* --- followed values and outcomes ------------------------------------------------ */

static void follow(struct aras_recorder *recorder)
{
    struct aras_chronicle *chronicle = recorder->chronicle;

    for (size_t i = 0; i < chronicle->followed_count; i++) {
        struct aras_followed *followed = &chronicle->followed[i];
        double before = recorder->now_at[i];
        double after = aras_recorder_ask(recorder, followed->of);

        if (after == before || isnan(after)) {
            continue;
        }
        recorder->now_at[i] = after;
        followed->low = fmin(followed->low, after);
        followed->high = fmax(followed->high, after);

        size_t number = aras_recorder_current(recorder);
        struct aras_happening *happening = aras_recorder_at(recorder, number);

        *(struct aras_movement *) aras_arena_grow(
            recorder->arena, &happening->movements, happening->movement_count++,
            sizeof *happening->movements) = (struct aras_movement){i, before, after};
    }
}

static void turn(struct aras_recorder *recorder, uint32_t outcome)
{
    const struct aras_outcome *it = &recorder->model->outcomes[outcome];
    struct aras_ending *ending = &recorder->chronicle->endings[outcome];
    size_t number = aras_recorder_current(recorder);
    struct aras_happening *happening = aras_recorder_at(recorder, number);

    recorder->reached[outcome] = true;
    *(uint32_t *) aras_arena_grow(recorder->arena, &happening->turned,
                                  happening->turned_count++, sizeof outcome) = outcome;
    (void) aras_recorder_needed(recorder, it->of, &ending->slot);
    ending->by = number;
    if (ending->slot != UINT32_MAX) {
        ending->shares = aras_recorder_shares_of_slot(recorder, ending->slot, 1.0,
                                                      &ending->share_count);
    }
}

static bool is_reached_once(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME;
}

static void note_settled(void *context, double time)
{
    struct aras_recorder *recorder = context;

    (void) time;
    follow(recorder);
    for (uint32_t i = 0; i < recorder->model->outcome_count; i++) {
        const struct aras_outcome *it = &recorder->model->outcomes[i];

        if (is_reached_once(it) && !recorder->reached[i] &&
            aras_recorder_ask(recorder, it->of) == 1.0) {
            turn(recorder, i);
        }
    }
    if (aras_simulation_firing(recorder->simulation) == UINT32_MAX) {
        recorder->stepping = false;
    }
}

static void note_begun(void *context)
{
    struct aras_recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;

    memcpy(chronicle->start, aras_simulation_state(recorder->simulation),
           recorder->model->slot_count * sizeof *chronicle->start);
    for (size_t i = 0; i < chronicle->followed_count; i++) {
        struct aras_followed *followed = &chronicle->followed[i];
        double value = aras_recorder_ask(recorder, followed->of);

        recorder->now_at[i] = followed->start = value;
        followed->low = followed->high = value;
    }
    for (size_t i = 0; i < recorder->model->outcome_count; i++) {
        const struct aras_outcome *it = &recorder->model->outcomes[i];

        recorder->reached[i] =
            is_reached_once(it) && aras_recorder_ask(recorder, it->of) == 1.0;
    }
}

/* --- recording ------------------------------------------------------------------- */

static void finish(struct aras_recorder *recorder, const struct aras_record *record)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    const struct aras_model *model = recorder->model;

    chronicle->failed = record->failed;
    chronicle->set = record->set;
    chronicle->fingerprint = record->fingerprint;
    chronicle->events = record->events;
    chronicle->parameter_count = model->parameter_count + model->variant_count;
    chronicle->parameters = aras_arena_array(
        recorder->arena, chronicle->parameter_count, sizeof *chronicle->parameters);
    if (chronicle->parameter_count > 0) {
        memcpy(chronicle->parameters, record->parameters,
               chronicle->parameter_count * sizeof *chronicle->parameters);
    }
    for (size_t i = 0; i < chronicle->followed_count; i++) {
        chronicle->followed[i].end = recorder->now_at[i];
    }
    for (uint32_t i = 0; i < model->outcome_count; i++) {
        chronicle->endings[i].value = record->outcomes[i];
        if (!record->failed) {
            aras_recorder_end(recorder, i);
        }
    }
}

static void follow_value(struct aras_recorder *recorder, struct aras_followed followed)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t known = aras_recorder_followed(recorder, followed.of);

    if (known == ARAS_NO_HAPPENING) {
        *(struct aras_followed *) aras_arena_grow(
            recorder->arena, &chronicle->followed, chronicle->followed_count++,
            sizeof *chronicle->followed) = followed;
    } else if (isnan(chronicle->followed[known].margin)) {
        chronicle->followed[known].margin = followed.margin;
    }
}

static void prepare(struct aras_recorder *recorder)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    const struct aras_model *model = recorder->model;
    struct aras_arena *arena = recorder->arena;

    chronicle->start =
        aras_arena_array(arena, model->slot_count, sizeof *chronicle->start);
    chronicle->endings =
        aras_arena_array(arena, model->outcome_count, sizeof *chronicle->endings);
    chronicle->reads = aras_reads_new(model, arena);
    recorder->last = aras_arena_array(arena, model->slot_count, sizeof *recorder->last);
    recorder->scratch =
        aras_arena_array(arena, model->slot_count, sizeof *recorder->scratch);
    recorder->latest =
        aras_arena_array(arena, model->event_count, sizeof *recorder->latest);
    recorder->natural =
        aras_arena_array(arena, model->event_count, sizeof *recorder->natural);
    recorder->forced =
        aras_arena_array(arena, model->event_count, sizeof *recorder->forced);
    recorder->reached =
        aras_arena_array(arena, model->outcome_count, sizeof *recorder->reached);
    for (size_t i = 0; i < model->event_count; i++) {
        recorder->latest[i] = ARAS_NO_HAPPENING;
    }
    for (size_t i = 0; i < model->track_count; i++) {
        const struct aras_track *track = &model->tracks[i];

        follow_value(recorder, (struct aras_followed){.id = track->id,
                                                      .title = track->title,
                                                      .unit = track->unit,
                                                      .of = track->of,
                                                      .margin = NAN,
                                                      .asked = true});
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *it = &model->outcomes[i];

        chronicle->endings[i] = (struct aras_ending){
            .followed = SIZE_MAX, .by = ARAS_NO_HAPPENING, .slot = UINT32_MAX};
        if (it->kind == ARAS_VALUE || it->kind == ARAS_MEAN) {
            follow_value(recorder, (struct aras_followed){.id = it->id,
                                                          .title = it->title,
                                                          .unit = it->unit,
                                                          .of = it->of,
                                                          .margin = it->margin});
        }
    }
    recorder->now_at =
        aras_arena_array(arena, chronicle->followed_count, sizeof *recorder->now_at);
}

static void record(void *context)
{
    struct aras_recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;
    struct aras_record result;
    struct aras_observer observer = {.context = recorder,
                                     .begun = note_begun,
                                     .event = note_event,
                                     .change = note_change,
                                     .decision = note_decision,
                                     .demand = note_demand,
                                     .settled = note_settled};

    prepare(recorder);
    aras_simulation_observe(recorder->simulation, &observer);
    aras_simulation_seat(recorder->simulation, recorder->chooser);
    if (aras_simulation_play(recorder->simulation, chronicle->replication, &result,
                             &chronicle->failure) == ARAS_NO_MEMORY) {
        aras_arena_give_up(recorder->arena);
    }
    finish(recorder, &result);
}

struct aras_chronicle *aras_chronicle_record(const struct aras_model *model,
                                             const struct aras_settings *settings,
                                             uint64_t replication,
                                             struct aras_error *error)
{
    return aras_chronicle_record_seated(model, settings, replication, NULL, error);
}

struct aras_chronicle *aras_chronicle_record_seated(
    const struct aras_model *model, const struct aras_settings *settings,
    uint64_t replication, const struct aras_chooser *chooser, struct aras_error *error)
{
    struct aras_chronicle *chronicle = calloc(1, sizeof *chronicle);
    struct aras_recorder recorder = {.chronicle = chronicle,
                                     .model = model,
                                     .settings = settings,
                                     .chooser = chooser,
                                     .error = error};
    enum aras_status status;

    if (chronicle == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a chronicle");
        return NULL;
    }
    chronicle->model = model;
    chronicle->seed = settings->seed;
    chronicle->replication = replication;
    recorder.arena = chronicle->arena = aras_arena_new(error);
    recorder.simulation =
        chronicle->arena == NULL ? NULL : aras_simulation_new(model, settings, error);
    status = recorder.simulation == NULL
                 ? error->status
                 : aras_arena_try(chronicle->arena, record, &recorder, error);
    aras_simulation_free(recorder.simulation);
    free(recorder.shares);
    if (status != ARAS_OK) {
        aras_chronicle_free(chronicle);
        return NULL;
    }
    return chronicle;
}

void aras_chronicle_free(struct aras_chronicle *chronicle)
{
    if (chronicle != NULL) {
        if (chronicle->arena != NULL) {
            aras_arena_free(chronicle->arena);
        }
        free(chronicle);
    }
}

double aras_happening_push(const struct aras_happening *happening, size_t from)
{
    double log = 0.0;

    for (size_t i = 0; happening->rate != NULL && i < happening->rate->count; i++) {
        const struct aras_term *term = &happening->rate->terms[i];

        for (size_t k = 0; k < term->share_count; k++) {
            log += term->shares[k].happening == from ? term->shares[k].amount : 0.0;
        }
    }
    return log;
}
