#include "result/labels.h"

#include "montecarlo/montecarlo.h"

static const char *kind_name(enum aras_outcome_kind kind)
{
    static const char *const names[] = {"happened", "time",  "value",
                                        "mean",     "count", "category"};

    return names[kind];
}

static const struct aras_column *outcome_columns(const struct aras_model *model,
                                                 struct aras_arena *arena)
{
    struct aras_column *columns =
        aras_arena_array(arena, model->outcome_count, sizeof *columns);

    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];
        const char **categories =
            aras_arena_array(arena, outcome->category_count, sizeof *categories);

        for (size_t k = 0; k < outcome->category_count; k++) {
            categories[k] = outcome->categories[k].id;
        }
        columns[i] = (struct aras_column){
            .id = outcome->id,
            .title = outcome->title,
            .kind = kind_name(outcome->kind),
            .unit = outcome->unit,
            .categories = outcome->category_count == 0 ? NULL : categories,
            .category_count = outcome->category_count};
    }
    return columns;
}

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

static const struct aras_column *parameter_columns(const struct aras_model *model,
                                                   struct aras_arena *arena)
{
    size_t count = model->parameter_count + model->variant_count;
    struct aras_column *columns = aras_arena_array(arena, count, sizeof *columns);

    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &model->parameters[i];

        columns[i] = (struct aras_column){.id = parameter->id,
                                          .title = text_of(parameter->title),
                                          .kind = "parameter",
                                          .unit = text_of(parameter->unit)};
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        const struct aras_variant *variant = &model->variants[i];
        const char **options = aras_arena_array(arena, variant->count, sizeof *options);

        for (size_t k = 0; k < variant->count; k++) {
            options[k] = variant->options[k].id;
        }
        columns[model->parameter_count + i] =
            (struct aras_column){.id = variant->id,
                                 .title = text_of(variant->title),
                                 .kind = "variant",
                                 .unit = "",
                                 .categories = options,
                                 .category_count = variant->count};
    }
    return columns;
}

static const struct aras_track_column *track_columns(const struct aras_model *model,
                                                     struct aras_arena *arena)
{
    struct aras_track_column *columns =
        aras_arena_array(arena, model->track_count, sizeof *columns);
    size_t first = 0;

    for (size_t i = 0; i < model->track_count; i++) {
        const struct aras_track *track = &model->tracks[i];

        columns[i] = (struct aras_track_column){.id = track->id,
                                                .title = track->title,
                                                .unit = track->unit,
                                                .first = first,
                                                .points = track->points,
                                                .every = track->every};
        first += track->points;
    }
    return columns;
}

static struct aras_labels *make(const struct aras_model *model, uint64_t group,
                                struct aras_arena *arena)
{
    struct aras_labels *labels = aras_arena_get(arena, sizeof *labels);
    const char **events = aras_arena_array(arena, model->event_count, sizeof *events);

    labels->shape = aras_plan_shape(model, group);

    const char **ranges = aras_arena_array(arena, labels->shape.ranges, sizeof *ranges);
    uint32_t *slots = aras_arena_array(arena, labels->shape.ranges, sizeof *slots);

    aras_plan_ranges(model, slots);
    for (size_t i = 0; i < labels->shape.ranges; i++) {
        ranges[i] = model->slots[slots[i]].name;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        events[i] = model->events[i].id;
    }
    labels->outcome = outcome_columns(model, arena);
    labels->parameter = parameter_columns(model, arena);
    labels->event = events;
    labels->range = ranges;
    labels->track = track_columns(model, arena);
    labels->tracks = model->track_count;
    labels->time_unit = model->time_unit == NULL ? "" : model->time_unit;
    labels->horizon = model->horizon;
    return labels;
}

const struct aras_labels *aras_labels_of(const struct aras_model *model, uint64_t group,
                                         struct aras_arena *arena)
{
    return make(model, group, arena);
}

const struct aras_labels *aras_labels_of_design(const struct aras_model *model,
                                                const struct aras_design *design,
                                                struct aras_arena *arena)
{
    struct aras_labels *labels = make(model, 1, arena);

    labels->shape = aras_plan_design_shape(model);
    labels->design = design;
    labels->tracks = 0;
    return labels;
}
