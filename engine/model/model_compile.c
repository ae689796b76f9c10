#include <math.h>
#include <string.h>

#include "model/builder.h"

/* Two names with one hash would share their luck. */
static void check_hashes(struct aras_builder *builder)
{
    const struct aras_model *model = builder->model;

    for (size_t i = 0; i < model->event_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (model->events[i].name == model->events[k].name &&
                strcmp(model->events[i].id, model->events[k].id) != 0) {
                aras_problems_add(
                    builder->problems, model->events[i].place,
                    "the names '%s' and '%s' have the same hash and would "
                    "share their luck: rename one",
                    model->events[i].id, model->events[k].id);
            }
        }
    }
}

/* Whether the inverse of a prior takes so long that a table serves better. */
static bool is_slow(const struct aras_prior *prior)
{
    enum aras_distribution_kind kind = prior->distribution.kind;

    return prior->kind == ARAS_PRIOR_WIDENED ||
           (prior->kind == ARAS_PRIOR_DISTRIBUTION &&
            (kind == ARAS_BETA || kind == ARAS_PERT || kind == ARAS_GAMMA ||
             kind == ARAS_GAMMA_MEAN));
}

/* Without memory for a table the inverse itself serves. */
static void make_tables(struct aras_builder *builder)
{
    struct aras_error error = {0};

    for (size_t i = 0; i < builder->model->parameter_count; i++) {
        struct aras_parameter *parameter = &builder->parameters[i];

        if (!is_slow(&parameter->prior)) {
            continue;
        }
        parameter->table = aras_quantile_table_new(&parameter->prior, &error);
        if (parameter->table == NULL && error.status != ARAS_NO_MEMORY) {
            /* Adding a problem may leave the work, and tables are not its arena's. */
            aras_model_release(builder->model);
            aras_problems_add(builder->problems, parameter->place, "%s", error.message);
            return;
        }
    }
}

/* Title, bands, time; slot 0. */
static void read_head(struct aras_builder *builder)
{
    struct aras_setting *root = builder->root;

    builder->model->title = aras_setting_line(root, "title", builder->problems);
    if (builder->model->title == NULL) {
        aras_builder_lacks(builder, root, "title", "the model needs a title");
    }
    (void) aras_setting_text(root, "note", builder->problems);
    (void) aras_setting_find(root, "parts");
    aras_builder_bands(builder);
    aras_builder_time(builder);
    aras_builder_horizon(builder);
    /* Slot 0 holds 0: the origin of time, and the dependence of those who have none. */
    aras_builder_slot(builder,
                      (struct aras_slot){.name = "time",
                                         .title = "",
                                         .unit = "",
                                         .kind = ARAS_SLOT_FIXED,
                                         .type = ARAS_NUMBER,
                                         .dimension = builder->timeless ? 0 : 1,
                                         .low = -INFINITY,
                                         .high = INFINITY});
}

/* First what has names and slots, then the formulae that read them. */
static void read_all(struct aras_builder *builder)
{
    read_head(builder);
    aras_builder_sources(builder);
    aras_builder_actors(builder);
    aras_builder_channels(builder);
    aras_builder_rules(builder);
    aras_builder_parameters(builder);
    aras_builder_parameter_changes(builder);
    aras_builder_variants(builder);
    aras_builder_changeable(builder);
    aras_builder_ties(builder);
    aras_builder_quantities(builder);
    aras_builder_derived(builder);
    aras_builder_declare_events(builder);
    aras_builder_variant_options(builder);
    for (uint32_t i = 0; i < builder->pending_count; i++) {
        aras_builder_compile_pending(builder, i);
    }
    aras_builder_drifts(builder);
    aras_builder_events(builder);
    aras_builder_reached(builder);
    aras_builder_outcomes(builder);
    aras_builder_tracks(builder);
    aras_builder_preferences(builder);
    aras_builder_changes(builder);
    check_hashes(builder);
    aras_setting_report_unread(builder->root, builder->problems);
}

static void publish(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;

    model->sources = builder->sources;
    model->actors = builder->actors;
    model->channels = builder->channels;
    model->parameters = builder->parameters;
    model->variants = builder->variants;
    model->overrides = builder->overrides;
    model->fixed = builder->fixed;
    model->initials = builder->initials;
    model->derived = builder->derived;
    model->corners = builder->corners;
    model->forced = builder->forced;
    model->outcomes = builder->outcomes;
    model->tracks = builder->tracks;
    model->preferences = builder->preferences;

    const uint32_t **groups =
        aras_arena_array(builder->arena, model->share_group_count, sizeof *groups);

    for (size_t i = 0; i < model->share_group_count; i++) {
        groups[i] = builder->share_groups[i];
    }
    model->share_groups = groups;
}

struct aras_model *aras_model_compile(struct aras_setting *root,
                                      struct aras_problems *problems)
{
    struct aras_arena *arena = problems->arena;
    struct aras_builder *builder = aras_arena_get(arena, sizeof *builder);
    struct aras_names *tables[] = {&builder->slot_names,
                                   &builder->family_names,
                                   &builder->event_names,
                                   &builder->source_names,
                                   &builder->event_family_names,
                                   &builder->actor_names,
                                   &builder->channel_names,
                                   &builder->parameter_names,
                                   &builder->variant_names,
                                   &builder->outcome_names,
                                   &builder->track_names,
                                   &builder->changeable,
                                   &builder->broken,
                                   &builder->tie_names,
                                   &builder->share_group_names,
                                   &builder->pending_names,
                                   &builder->wrong_provenance};

    builder->problems = problems;
    builder->arena = arena;
    builder->root = root;
    builder->model = aras_arena_get(arena, sizeof *builder->model);
    builder->model->arena = arena;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        tables[i]->arena = arena;
    }
    if (root->kind != ARAS_SETTING_GROUP) {
        aras_problems_add(problems, root->place, "a model is a file of settings");
        return NULL;
    }

    size_t before = problems->mistakes;

    read_all(builder);
    if (problems->mistakes > before) {
        return NULL;
    }
    aras_builder_dependents(builder);
    publish(builder);
    make_tables(builder);
    return problems->mistakes > before ? NULL : builder->model;
}
