/* Priors that a scenario replaces, and intercepts that were fitted: before anything is
 * compiled. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static bool is_same_prior(const struct aras_prior *a, const struct aras_prior *b)
{
    const struct aras_distribution *of_a = &a->distribution;
    const struct aras_distribution *of_b = &b->distribution;
    bool same = a->kind == b->kind && a->value == b->value && a->centre == b->centre &&
                a->below == b->below && a->above == b->above && a->count == b->count &&
                a->between == b->between && a->trial_length == b->trial_length &&
                of_a->kind == of_b->kind && of_a->truncated == of_b->truncated &&
                of_a->low == of_b->low && of_a->high == of_b->high;

    for (size_t i = 0; i < sizeof of_a->argument / sizeof *of_a->argument; i++) {
        same = same && of_a->argument[i] == of_b->argument[i];
    }
    for (size_t i = 0; same && i < a->count; i++) {
        same = a->values[i] == b->values[i] && a->weights[i] == b->weights[i];
    }
    return same;
}

/* A scenario's prior may say where it comes from, but need not: it is a what-if. */
static void read_provenance(struct aras_builder *builder, struct aras_setting *entry,
                            struct aras_parameter *parameter)
{
    static const char *const keys[] = {"grade", "known_by", "data_through"};

    if (aras_setting_find(entry, "source") != NULL) {
        parameter->provenance =
            aras_builder_provenance(builder, entry, "prior", parameter->id, false);
        return;
    }
    for (size_t i = 0; i < 3; i++) {
        (void) aras_setting_text(entry, keys[i], builder->problems);
    }
}

static void replace_prior(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = aras_setting_line(entry, "id", builder->problems);
    struct aras_name name;
    uint32_t number;

    if (id == NULL || !aras_name_parse(&name, id, aras_setting_place(entry, "id"),
                                       "the id of a parameter", builder->problems)) {
        aras_builder_lacks(builder, entry, "id",
                           "a prior needs the id of its parameter");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!aras_names_find(&builder->parameter_names,
                         aras_name_text(&name, builder->arena), &number)) {
        if (!aras_names_find(&builder->broken, id, &number)) {
            aras_builder_unknown(builder, entry->place, "parameter", id,
                                 &builder->parameter_names);
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct aras_parameter *parameter = &builder->parameters[number];
    struct aras_parameter before = *parameter;
    size_t mistakes = builder->problems->mistakes;

    aras_builder_replace_prior(builder, entry, parameter);
    read_provenance(builder, entry, parameter);
    if (builder->problems->mistakes == mistakes && before.scale == parameter->scale &&
        is_same_prior(&before.prior, &parameter->prior)) {
        aras_problems_add(builder->problems, entry->place,
                          "the prior of '%s' is the same already: this changes nothing",
                          id);
    }
}

/* An intercept holds for the model that it was fitted to. */
static void check_state(struct aras_builder *builder, struct aras_setting *entry,
                        const char *id, const char *state)
{
    const char *fitted = aras_setting_text(entry, "model", builder->problems);

    if (fitted != NULL && state != NULL && strcmp(fitted, state) != 0) {
        aras_problems_note(builder->problems, entry->place,
                           "the intercept of '%s' was fitted to another state of the "
                           "model: run `aras calibrate` again",
                           id);
    }
}

static void read_intercept(struct aras_builder *builder, struct aras_setting *entry,
                           const char *state)
{
    const char *id = aras_setting_text(entry, "parameter", builder->problems);
    double log_factor =
        aras_setting_number(entry, "log_factor", NAN, builder->problems);
    uint32_t number;

    aras_setting_accept(entry);
    if (id == NULL || isnan(log_factor) ||
        !aras_names_find(&builder->parameter_names, id, &number)) {
        aras_problems_add(builder->problems, entry->place,
                          "an intercept needs the id of a `parameter` and a "
                          "`log_factor`");
        return;
    }
    builder->parameters[number].factor = exp(log_factor);
    check_state(builder, entry, id, state);
    (void) aras_builder_check_drawn(builder, &builder->parameters[number], entry);
}

static void read_intercepts(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "intercepts", builder->problems);
    const char *state =
        list == NULL ? NULL : aras_model_state(builder->root, builder->arena);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_intercept(builder, list->parts[i], state);
    }
}

void aras_builder_parameter_changes(struct aras_builder *builder)
{
    struct aras_setting *change;

    read_intercepts(builder);
    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        aras_builder_read_groups(builder, change, "priors", replace_prior);
    }
}
