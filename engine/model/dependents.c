/*
 * Who must be renewed when a slot changes: read off the formulas, once all are
 * compiled.
 */
#include <string.h>

#include "base/require.h"
#include "model/builder.h"

static void watch(struct aras_builder *builder, uint32_t slot, struct aras_watch watch)
{
    struct aras_slot *of = &builder->model->slots[slot];

    of->read = true;
    if (!of->changed) {
        return;
    }
    for (size_t i = 0; i < of->watch_count; i++) {
        if (memcmp(&of->watches[i], &watch, sizeof watch) == 0) {
            return;
        }
    }
    *(struct aras_watch *) ARAS_GROW(builder, of->watches, of->watch_count) = watch;
}

static void watch_code(struct aras_builder *builder, const struct aras_code *code,
                       enum aras_watch_kind kind, size_t index)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        watch(builder, code->reads[i],
              (struct aras_watch){.kind = kind, .index = (uint32_t) index});
    }
}

static void watch_event(struct aras_builder *builder, size_t number)
{
    const struct aras_event *event = &builder->model->events[number];

    if (event->trigger == ARAS_BY_RATE || event->trigger == ARAS_AFTER) {
        watch_code(builder, event->guard, ARAS_WATCH_GUARD, number);
    }
    watch_code(builder, event->base_code, ARAS_WATCH_RATE, number);
    watch_code(builder, event->condition, ARAS_WATCH_BECOMES, number);
    for (size_t i = 0; i < event->factor_count; i++) {
        watch(builder, event->factors[i].slot,
              (struct aras_watch){.kind = ARAS_WATCH_RATE, .index = (uint32_t) number});
    }
    for (size_t i = 0; i < event->driver_count; i++) {
        watch(builder, event->drivers[i].slot,
              (struct aras_watch){.kind = ARAS_WATCH_DRIVER,
                                  .index = (uint32_t) number,
                                  .driver = (uint32_t) i});
    }
}

static void derive(struct aras_builder *builder, uint32_t slot, size_t number)
{
    struct aras_slot *of = &builder->model->slots[slot];

    of->read = true;
    if (!of->changed) {
        return;
    }
    *(uint32_t *) ARAS_GROW(builder, of->derived, of->derived_count) =
        (uint32_t) number;
}

static void watch_derived(struct aras_builder *builder)
{
    const struct aras_model *model = builder->model;

    for (size_t d = 0; d < model->derived_count; d++) {
        const struct aras_derived *derived = &builder->derived[d];

        if (derived->influence != 0) {
            size_t cells = model->influence.actors * model->influence.actors;

            for (size_t i = 0; i < cells; i++) {
                if (model->influence.dependence[i] != 0) {
                    derive(builder, model->influence.dependence[i], d);
                }
            }
        }
        for (size_t i = 0; derived->code != NULL && i < derived->code->read_count;
             i++) {
            derive(builder, derived->code->reads[i], d);
        }
    }
}

/* A derived value is hot when something is watching it, or a hot one is computed from
 * it. */
static void find_hot(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;

    for (size_t d = model->derived_count; d > 0; d--) {
        struct aras_slot *slot = &model->slots[builder->derived[d - 1].slot];

        slot->hot = slot->watch_count > 0;
        for (size_t i = 0; i < slot->derived_count; i++) {
            uint32_t reader = slot->derived[i];

            ARAS_REQUIRE(reader > d - 1);
            slot->hot = slot->hot || model->slots[builder->derived[reader].slot].hot;
        }
    }
}

/* What is read where nothing is renewed: effects, delays, decisions, tracks. */
static void mark_read(struct aras_builder *builder, const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        builder->model->slots[code->reads[i]].read = true;
    }
}

void aras_builder_dependents(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;

    for (size_t i = 0; i < model->event_count; i++) {
        watch_event(builder, i);
        mark_read(builder, model->events[i].delay);
        if (model->events[i].trigger != ARAS_BY_RATE) {
            mark_read(builder, model->events[i].guard);
        }
        for (size_t k = 0; k < model->events[i].effect_count; k++) {
            model->slots[model->events[i].effects[k].slot].changed = true;
        }
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &builder->outcomes[i];

        if (outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME ||
            outcome->kind == ARAS_MEAN) {
            watch_code(builder, outcome->of, ARAS_WATCH_OUTCOME, i);
        }
        mark_read(builder, outcome->of);
        for (size_t k = 0; k < outcome->category_count; k++) {
            mark_read(builder, outcome->categories[k].when);
        }
    }
    for (size_t i = 0; i < model->track_count; i++) {
        mark_read(builder, builder->tracks[i].of);
    }
    for (size_t i = 0; i < model->corner_count; i++) {
        watch_code(builder, builder->corners[i].corner.threshold, ARAS_WATCH_CORNER, i);
        if (builder->corners[i].corner.origin != 0) {
            watch(
                builder, builder->corners[i].corner.origin,
                (struct aras_watch){.kind = ARAS_WATCH_CORNER, .index = (uint32_t) i});
        }
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        mark_read(builder, builder->initials[i].code);
    }
    watch_derived(builder);
    find_hot(builder);
}
