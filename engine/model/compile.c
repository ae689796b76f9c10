#include <math.h>
#include <string.h>

#include "calendar/date.h"
#include "model/builder.h"

static void read_start(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;
    struct aras_problems *problems = builder->problems;
    struct aras_setting *root = builder->root;
    const char *start = aras_setting_text(root, "start", problems);
    const char *cutoff = aras_setting_text(root, "cutoff", problems);

    if (start == NULL) {
        if (cutoff != NULL) {
            aras_problems_add(problems, aras_setting_place(root, "cutoff"),
                              "a `cutoff` needs a `start`");
        }
        return;
    }
    if (builder->timeless) {
        aras_problems_add(
            problems, aras_setting_place(root, "start"),
            "a `start` needs a `time_unit`: \"day\", \"week\", \"month\" or "
            "\"year\"");
        return;
    }
    if (!aras_date_read(start, &model->start)) {
        aras_problems_add(problems, aras_setting_place(root, "start"),
                          "`start` is no date: write YYYY-MM-DD, got '%s'", start);
        return;
    }
    model->has_start = true;
    model->cutoff = model->start;
    if (cutoff != NULL && !aras_date_read(cutoff, &model->cutoff)) {
        aras_problems_add(problems, aras_setting_place(root, "cutoff"),
                          "`cutoff` is no date: write YYYY-MM-DD, got '%s'", cutoff);
    }
}

static void read_time(struct aras_builder *builder)
{
    static const char *const units[] = {"day", "week", "month", "year"};
    static const double days[] = {1.0, 7.0, 365.25 / 12.0, 365.25};
    struct aras_model *model = builder->model;
    const char *unit = aras_setting_text(builder->root, "time_unit", builder->problems);
    int number = -1;

    builder->timeless = unit == NULL;
    for (int i = 0; unit != NULL && i < 4; i++) {
        if (strcmp(unit, units[i]) == 0) {
            number = i;
        }
    }
    if (unit != NULL && number < 0) {
        aras_problems_add(builder->problems,
                          aras_setting_place(builder->root, "time_unit"),
                          "time_unit must be \"day\", \"week\", \"month\" or \"year\", "
                          "got '%s'",
                          unit);
        number = 3;
    }
    if (number >= 0) {
        model->time_unit = units[number];
        model->days_per_unit = days[number];
        for (int i = 0; i < 4; i++) {
            builder->unit[i] = days[i] / days[number];
        }
    }
    read_start(builder);
}

/* Of the model, or of the last scenario that says one. */
static void read_horizon(struct aras_builder *builder)
{
    struct aras_setting *where = builder->root;
    struct aras_setting *change;
    const char *text = aras_setting_formula(where, "horizon", builder->problems);

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        if (aras_setting_find(change, "horizon") != NULL) {
            where = change;
            text = aras_setting_formula(change, "horizon", builder->problems);
        }
    }
    builder->model->horizon = 1.0;
    if (text == NULL) {
        aras_builder_lacks(
            builder, where, "horizon",
            "the model needs a `horizon`: until when it is played, as in %s",
            builder->timeless ? "horizon = 50" : "horizon = \"5 * year\"");
        return;
    }

    double horizon = aras_builder_constant(
        builder, text, aras_setting_place(where, "horizon"), "the horizon", 1, 1.0);

    if (!(horizon > 0.0)) {
        aras_problems_add(builder->problems, aras_setting_place(where, "horizon"),
                          "the horizon must be above 0, got %g", horizon);
        return;
    }
    builder->model->horizon = horizon;
}

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

static void compile_reached(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "parameters", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *text = aras_setting_formula(entry, "reached", builder->problems);
        const char *id = aras_setting_text(entry, "id", builder->problems);
        struct aras_name name;
        uint32_t number;

        if (text == NULL || id == NULL ||
            !aras_name_parse(&name, id, entry->place, "a parameter",
                             builder->problems) ||
            !aras_names_find(&builder->parameter_names,
                             aras_name_text(&name, builder->arena), &number)) {
            continue;
        }

        struct aras_parameter *parameter = &builder->parameters[number];

        if (parameter->given == NULL || strcmp(parameter->given, "marginal") != 0) {
            aras_problems_add(
                builder->problems, aras_setting_place(entry, "reached"),
                "`reached` belongs to a rate that is given = \"marginal\": "
                "over all routes to that condition");
        }
        parameter->reached =
            aras_builder_code(builder, text, aras_setting_place(entry, "reached"),
                              aras_arena_print(builder->arena, "`reached` of '%s'", id),
                              NULL, true, false, aras_expect_truth());
    }
}

static void make_tables(struct aras_builder *builder)
{
    struct aras_error error = {0};

    for (size_t i = 0; i < builder->model->parameter_count; i++) {
        struct aras_parameter *parameter = &builder->parameters[i];
        bool slow = parameter->prior.kind == ARAS_PRIOR_WIDENED ||
                    (parameter->prior.kind == ARAS_PRIOR_DISTRIBUTION &&
                     (parameter->prior.distribution.kind == ARAS_BETA ||
                      parameter->prior.distribution.kind == ARAS_PERT ||
                      parameter->prior.distribution.kind == ARAS_GAMMA ||
                      parameter->prior.distribution.kind == ARAS_GAMMA_MEAN));

        if (slow) {
            parameter->table = aras_quantile_table_new(&parameter->prior, &error);
            if (parameter->table == NULL && error.status != ARAS_NO_MEMORY) {
                /* Adding a problem may leave the work, and tables are not its arena's.
                 */
                aras_model_release(builder->model);
                aras_problems_add(builder->problems, parameter->place, "%s",
                                  error.message);
                return;
            }
            /* Without memory for a table the inverse itself serves. */
        }
    }
}

/* Bands that no tie uses are looked at too. */
static void read_bands(struct aras_builder *builder)
{
    struct aras_setting *bands =
        aras_setting_group(builder->root, "bands", builder->problems);

    for (size_t i = 0; bands != NULL && i < bands->count; i++) {
        const char *name = bands->parts[i]->name;
        struct aras_setting *band =
            aras_setting_numbers(bands, name, 2, builder->problems);

        if (band != NULL) {
            double low = band->parts[0]->number;
            double high = band->parts[1]->number;

            if (!(low >= 0.0 && low <= high && high <= 1.0)) {
                aras_problems_add(builder->problems, band->place,
                                  "the band '%s' must rise and lie within 0 .. 1, got "
                                  "%g .. %g",
                                  name, low, high);
                band->refused = true;
            }
        }
    }
}

static void read_all(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;
    struct aras_setting *root = builder->root;

    model->title = aras_setting_text(root, "title", builder->problems);
    if (model->title == NULL) {
        aras_builder_lacks(builder, root, "title", "the model needs a title");
    }
    (void) aras_setting_text(root, "note", builder->problems);
    (void) aras_setting_find(root, "parts");
    read_bands(builder);
    read_time(builder);
    read_horizon(builder);
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
    aras_builder_sources(builder);
    aras_builder_actors(builder);
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
    compile_reached(builder);
    aras_builder_outcomes(builder);
    aras_builder_preferences(builder);
    aras_builder_changes(builder);
    check_hashes(builder);
    aras_setting_report_unread(root, builder->problems);
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
                                   &builder->pending_names};

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
