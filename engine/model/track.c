#include <math.h>

#include "model/builder.h"

static bool horizon_is_changed(struct aras_builder *builder)
{
    struct aras_setting *change;

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        if (aras_setting_find(change, "horizon") != NULL) {
            return true;
        }
    }
    return false;
}

static void read_track(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    const char *every = aras_setting_formula(entry, "every", builder->problems);
    const char *id;

    if (!aras_builder_declare(builder, entry, "a track", &builder->track_names,
                              model->track_count, &id)) {
        return;
    }

    struct aras_track *track = ARAS_GROW(builder, builder->tracks, model->track_count);

    track->id = id;
    track->place = entry->place;
    track->points = 1;
    track->every = model->horizon;
    track->title = aras_setting_text(entry, "title", builder->problems);
    track->title = track->title == NULL ? id : track->title;
    track->unit = aras_setting_text(entry, "unit", builder->problems);
    track->unit = track->unit == NULL ? "" : track->unit;
    (void) aras_setting_text(entry, "note", builder->problems);
    if (of == NULL || every == NULL) {
        aras_builder_lacks(builder, entry, of == NULL ? "of" : "every",
                           "the track '%s' needs `of` (what is recorded) and `every` "
                           "(how often)",
                           id);
        return;
    }
    track->of = aras_builder_code(
        builder, of, aras_setting_place(entry, "of"),
        aras_arena_print(builder->arena, "`of` of track '%s'", id), NULL, false, false,
        (struct aras_expectation){.any_type = true, .any_dimension = true});

    double period = aras_builder_constant(
        builder, every, aras_setting_place(entry, "every"),
        aras_arena_print(builder->arena, "`every` of track '%s'", id), 1, NAN);

    if (isnan(period)) {
        return;
    }
    if (period > model->horizon && horizon_is_changed(builder)) {
        aras_problems_note(builder->problems, track->place,
                           "the track '%s' records the start only: the horizon was cut "
                           "short",
                           id);
        track->every = period;
        return;
    }
    if (period <= 0.0 || period > model->horizon) {
        aras_problems_add(
            builder->problems, aras_setting_place(entry, "every"),
            "`every` of track '%s' must be above 0 and within the horizon, "
            "%g; got %g",
            id, model->horizon, period);
        return;
    }
    if (model->horizon / period > 100000.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "every"),
                          "the track '%s' would have more than 100,000 points", id);
        return;
    }
    track->every = period;
    track->points = (size_t) floor(model->horizon / period * (1.0 + 1e-12)) + 1;
}

void aras_builder_tracks(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "tracks", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_track(builder, list->parts[i]);
    }
}
