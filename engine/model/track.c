#include <math.h>

#include "model/builder.h"

enum { MOST_POINTS = 100000 };

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

/* How often a track is recorded, and so how many points it has. */
static void read_period(struct aras_builder *builder, struct aras_setting *entry,
                        const char *every, struct aras_track *track)
{
    double horizon = builder->model->horizon;
    struct aras_place place = aras_setting_place(entry, "every");
    double period = aras_builder_constant(
        builder, every, place,
        aras_arena_print(builder->arena, "`every` of track '%s'", track->id), 1, NAN);

    if (isnan(period)) {
        return;
    }
    if (period > horizon && horizon_is_changed(builder)) {
        aras_problems_note(builder->problems, track->place,
                           "the track '%s' records the start only: the horizon was cut "
                           "short",
                           track->id);
        track->every = period;
        return;
    }
    if (period <= 0.0 || period > horizon) {
        aras_problems_add(builder->problems, place,
                          "`every` of track '%s' must be above 0 and within the "
                          "horizon, %g; got %g",
                          track->id, horizon, period);
        return;
    }
    if (horizon / period > MOST_POINTS) {
        aras_problems_add(builder->problems, place,
                          "the track '%s' would have more than 100,000 points",
                          track->id);
        return;
    }
    track->every = period;
    track->points = (size_t) floor(horizon / period * (1.0 + 1e-12)) + 1;
}

static void read_track(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    const char *every = aras_setting_formula(entry, "every", builder->problems);
    const char *id = aras_builder_new_id(builder, entry, "a track",
                                         &builder->track_names, model->track_count);

    if (id == NULL) {
        return;
    }

    struct aras_track *track = ARAS_GROW(builder, builder->tracks, model->track_count);
    const char *title = aras_setting_line(entry, "title", builder->problems);
    const char *unit = aras_setting_line(entry, "unit", builder->problems);

    *track = (struct aras_track){.id = id,
                                 .place = entry->place,
                                 .title = title == NULL ? id : title,
                                 .unit = unit == NULL ? "" : unit,
                                 .every = model->horizon,
                                 .points = 1};
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
    if (track->of != NULL) {
        aras_builder_label(builder, track->unit, track->of->dimension,
                           aras_setting_place(entry, "unit"),
                           aras_arena_print(builder->arena, "the track '%s'", id));
    }
    read_period(builder, entry, every, track);
}

void aras_builder_tracks(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "tracks", read_track);
}
