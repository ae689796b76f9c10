/*
 * What scenarios change: the groups in the list `changes` of the tree, the
 * oldest first, so that a later one wins.
 */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "model/builder.h"

struct aras_setting *aras_setting_changes(struct aras_builder *builder, size_t index)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "changes", builder->problems);

    return list == NULL || index >= list->count ? NULL : list->parts[index];
}

static bool override_variant(struct aras_builder *builder,
                             const struct aras_assignment *assignment, uint32_t number,
                             struct aras_place place, int *variant, int *option)
{
    const struct aras_variant *of = &builder->variants[number];
    const char *text = aras_formula_text(assignment->formula);
    const char **names = aras_arena_array(builder->arena, of->count, sizeof *names);

    *variant = (int) number;
    for (size_t i = 0; i < of->count; i++) {
        names[i] = of->options[i].id;
        if (strcmp(names[i], text) == 0) {
            *option = (int) i;
            return true;
        }
    }

    const char *near = aras_nearest_name(text, names, of->count);

    aras_problems_add(builder->problems, place,
                      "the variant '%s' has no option '%s'%s%s%s", of->id, text,
                      near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
                      near == NULL ? "" : "'?");
    return false;
}

static bool unknown_target(struct aras_builder *builder, const char *name,
                           struct aras_place place, const char *what, const char *hint)
{
    if (hint != NULL) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s", what, name,
                          hint);
        return false;
    }

    const char *near =
        aras_nearest_name(name, builder->slot_names.all, builder->slot_names.count);

    aras_problems_add(builder->problems, place,
                      "in %s: there is no parameter, variant or quantity '%s'%s%s%s",
                      what, name, near != NULL ? "; did you mean '" : "",
                      near != NULL ? near : "", near != NULL ? "'?" : "");
    return false;
}

bool aras_builder_override(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_override *override, int *variant, int *option)
{
    struct aras_assignment assignment;
    const char *hint = NULL;
    uint32_t number;

    *variant = *option = -1;
    if (!aras_assignment_parse(&assignment, text, place, what, builder->problems)) {
        return false;
    }
    if (assignment.kind != ARAS_SET) {
        aras_problems_add(builder->problems, place, "in %s: only `=` sets a value: %s",
                          what, text);
        return false;
    }
    if (assignment.target.count == 0 &&
        aras_names_find(&builder->variant_names, assignment.target.id, &number)) {
        return override_variant(builder, &assignment, number, place, variant, option);
    }

    const char *canonical =
        aras_builder_canonical(builder, &assignment.target, NULL, &hint);

    if (canonical == NULL ||
        !aras_names_find(&builder->slot_names, canonical, &number)) {
        return unknown_target(builder,
                              canonical == NULL ? assignment.target.id : canonical,
                              place, what, hint);
    }

    const struct aras_slot *slot = &builder->model->slots[number];

    if (slot->kind != ARAS_SLOT_FIXED && slot->kind != ARAS_SLOT_QUANTITY &&
        slot->kind != ARAS_SLOT_CLOCK) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is derived and cannot be set", what, slot->name);
        return false;
    }

    /* A bare number for a parameter is in the parameter's own unit. */
    uint32_t parameter;
    bool is_parameter =
        aras_names_find(&builder->parameter_names, canonical, &parameter);
    const char *formula = aras_formula_text(assignment.formula);
    struct aras_expectation expected = {
        .type = slot->type, .stages = slot->stages, .dimension = slot->dimension};

    if (is_parameter && !builder->timeless && slot->dimension != 0 &&
        strspn(formula, "0123456789.eE+- ") == strlen(formula)) {
        double scale;

        aras_builder_unit(builder, builder->parameters[parameter].unit, &scale);
        formula = aras_arena_print(builder->arena, "(%s) * %.17g %s", formula, scale,
                                   slot->dimension == 1 ? "* year / year" : "");
        expected.dimension = 0;
    }

    const struct aras_code *code =
        aras_builder_code(builder, formula, place, what, NULL, false, false, expected);

    if (code == NULL) {
        return false;
    }
    if (code->varies) {
        aras_problems_add(builder->problems, place,
                          "in %s: a value that is set rests on parameters only: %s",
                          what, text);
        return false;
    }
    if (code->literal && slot->type == ARAS_NUMBER &&
        (code->value < slot->low || code->value > slot->high)) {
        aras_problems_add(builder->problems, place,
                          "in %s: %g lies outside the range of '%s', %g .. %g", what,
                          code->value, slot->name, slot->low, slot->high);
        return false;
    }
    *override = (struct aras_override){number, code, what};
    return true;
}

/* --- parameters and variants: before anything is compiled ------------------------- */

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
    const char *id = aras_setting_text(entry, "id", builder->problems);
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

const char *aras_model_state(const struct aras_setting *root, struct aras_arena *arena)
{
    static const char *const without[] = {
        "title",    "narrative",    "narratives",  "note",
        "claims",   "sources",      "source",      "grade",
        "known_by", "data_through", "url",         "margin",
        "changes",  "intercepts",   "preferences", NULL};
    struct aras_text text = {0};
    const char *state = NULL;

    aras_document_write(root, without, &text);
    if (text.data != NULL && !text.out_of_memory) {
        state = aras_arena_print(arena, "%016" PRIx64, aras_name_hash(text.data));
    }
    aras_text_free(&text);
    return state;
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

void aras_builder_parameter_changes(struct aras_builder *builder)
{
    struct aras_setting *intercepts =
        aras_setting_groups(builder->root, "intercepts", builder->problems);

    const char *state =
        intercepts == NULL ? NULL : aras_model_state(builder->root, builder->arena);

    for (size_t i = 0; intercepts != NULL && i < intercepts->count; i++) {
        struct aras_setting *entry = intercepts->parts[i];
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
            continue;
        }
        builder->parameters[number].factor = exp(log_factor);
        check_state(builder, entry, id, state);
    }

    struct aras_setting *change;

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        struct aras_setting *priors =
            aras_setting_groups(change, "priors", builder->problems);

        for (size_t k = 0; priors != NULL && k < priors->count; k++) {
            replace_prior(builder, priors->parts[k]);
        }
    }
}

/* --- everything else ----------------------------------------------------------------
 */

/* The value that an override replaces, when it is known; else NAN. */
static double value_before(const struct aras_builder *builder, uint32_t slot)
{
    const struct aras_model *model = builder->model;

    for (size_t i = model->override_count; i > 0; i--) {
        if (builder->overrides[i - 1].slot == slot) {
            return builder->overrides[i - 1].code->literal
                       ? builder->overrides[i - 1].code->value
                       : NAN;
        }
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        if (builder->initials[i].slot == slot) {
            return builder->initials[i].code->literal ? builder->initials[i].code->value
                                                      : NAN;
        }
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &builder->parameters[i];

        if (parameter->slot == slot && parameter->prior.kind == ARAS_PRIOR_FIXED) {
            return parameter->prior.value * parameter->scale * parameter->factor;
        }
    }
    return NAN;
}

/* A parameter that is set is not drawn any more. */
static void fix_parameter(struct aras_builder *builder, uint32_t slot)
{
    for (size_t i = 0; i < builder->model->parameter_count; i++) {
        if (builder->parameters[i].slot == slot) {
            builder->parameters[i].fixed_by_scenario = true;
        }
    }
}

static void apply_set(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *set = aras_setting_texts(change, "set", builder->problems);

    for (size_t i = 0; set != NULL && i < set->count; i++) {
        const char *text = set->parts[i]->text;
        struct aras_place place = set->parts[i]->place;
        struct aras_override override;
        int variant;
        int option;

        if (!aras_builder_override(builder, text, place, "what the scenario sets",
                                   &override, &variant, &option)) {
            continue;
        }
        if (variant >= 0) {
            if (builder->variants[variant].fixed == option) {
                aras_problems_add(builder->problems, place,
                                  "'%s' is so already: this changes nothing", text);
            }
            builder->variants[variant].fixed = option;
            continue;
        }
        if (override.code->literal &&
            value_before(builder, override.slot) == override.code->value) {
            aras_problems_add(builder->problems, place,
                              "'%s' is so already: this changes nothing", text);
        }
        *(struct aras_override *) ARAS_GROW(builder, builder->overrides,
                                            builder->model->override_count) = override;
        fix_parameter(builder, override.slot);
    }
}

void aras_builder_for_events(struct aras_builder *builder, const char *text,
                             struct aras_place place, const char *what,
                             void (*act)(struct aras_builder *builder, uint32_t event,
                                         void *context),
                             void *context)
{
    struct aras_name name;
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (!aras_name_parse(&name, text, place, what, builder->problems)) {
        return;
    }
    if (!aras_builder_event(builder, &name, NULL, &event, &family, &hint)) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s", what, text,
                          hint);
        return;
    }
    if (event != UINT32_MAX) {
        act(builder, event, context);
        return;
    }

    const struct aras_event_family *all = &builder->event_families[family];

    size_t before = builder->problems->mistakes;

    for (uint32_t i = 0; i < all->count && builder->problems->mistakes == before; i++) {
        act(builder, all->first + i * all->stride, context);
    }
}

struct act {
    struct aras_place place;
    double number;
    const char *text;
};

static void forbid(struct aras_builder *builder, uint32_t event, void *opaque)
{
    const struct act *act = opaque;

    if (builder->model->events[event].forbidden) {
        aras_problems_add(builder->problems, act->place,
                          "'%s' is forbidden already: this changes nothing", act->text);
    }
    builder->model->events[event].forbidden = true;
}

static void scale(struct aras_builder *builder, uint32_t event, void *opaque)
{
    const struct act *act = opaque;

    if (builder->model->events[event].trigger != ARAS_BY_RATE) {
        aras_problems_add(builder->problems, act->place,
                          "'%s' has no rate that could be multiplied",
                          builder->model->events[event].id);
        return;
    }
    builder->model->events[event].scale *= act->number;
}

static void delay(struct aras_builder *builder, uint32_t event, void *opaque)
{
    const struct act *act = opaque;
    enum aras_trigger trigger = builder->model->events[event].trigger;

    if (trigger != ARAS_AFTER && trigger != ARAS_AT) {
        aras_problems_add(
            builder->problems, act->place,
            "'%s' happens neither at a date nor after a delay, so it cannot "
            "be delayed; use scale, forbid or force",
            builder->model->events[event].id);
        return;
    }
    builder->model->events[event].shift += act->number;
}

static void force(struct aras_builder *builder, uint32_t event, void *opaque)
{
    const struct act *act = opaque;
    struct aras_forced *forced =
        ARAS_GROW(builder, builder->forced, builder->model->forced_count);

    *forced = (struct aras_forced){
        .event = event,
        .time = act->number,
        .name = aras_name_hash(aras_arena_print(builder->arena, "%s!forced",
                                                builder->model->events[event].id)),
        .place = act->place};
}

static void apply_force(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list = aras_setting_groups(change, "force", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *event = aras_setting_text(entry, "event", builder->problems);
        const char *at = aras_setting_formula(entry, "at", builder->problems);

        if (event == NULL || at == NULL) {
            aras_builder_lacks(builder, entry, event == NULL ? "event" : "at",
                               "`force` needs an `event` and when it is forced (`at`)");
            aras_builder_skip(builder, entry, NULL);
            continue;
        }

        double time = aras_builder_moment(builder, at, aras_setting_place(entry, "at"),
                                          "the time of a forced event");

        if (isnan(time)) {
            continue;
        }
        if (time > builder->model->horizon) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "at"),
                              "'%s' is forced at %s, after the horizon: this changes "
                              "nothing",
                              event, at);
            continue;
        }

        struct act act = {.place = entry->place, .number = time, .text = event};

        aras_builder_for_events(builder, event, aras_setting_place(entry, "event"),
                                "what the scenario forces", force, &act);
    }
}

static void apply_forbid(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list = aras_setting_texts(change, "forbid", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct act act = {.place = list->parts[i]->place, .text = list->parts[i]->text};

        aras_builder_for_events(builder, act.text, act.place,
                                "what the scenario forbids", forbid, &act);
    }
}

static void apply_scale(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list = aras_setting_texts(change, "scale", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *text = list->parts[i]->text;
        struct act act = {.place = list->parts[i]->place, .text = text};
        const char *star = strrchr(text, '*');

        if (star == NULL) {
            aras_problems_add(builder->problems, act.place,
                              "write \"event * 2\" to double the rate of an event, got "
                              "'%s'",
                              text);
            continue;
        }
        act.number = aras_builder_constant(builder, star + 1, act.place,
                                           "the factor of a rate", 0, NAN);
        if (isnan(act.number)) {
            continue;
        }
        if (act.number < 0.0 || act.number == 1.0) {
            aras_problems_add(builder->problems, act.place,
                              act.number < 0.0
                                  ? "the factor of a rate must be 0 or more: '%s'"
                                  : "'%s' changes nothing",
                              text);
            continue;
        }
        aras_builder_for_events(
            builder, aras_arena_slice(builder->arena, text, (size_t) (star - text)),
            act.place, "what the scenario scales", scale, &act);
    }
}

static void apply_delay(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list = aras_setting_groups(change, "delay", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *event = aras_setting_text(entry, "event", builder->problems);
        const char *by = aras_setting_formula(entry, "by", builder->problems);

        if (event == NULL || by == NULL) {
            aras_builder_lacks(builder, entry, event == NULL ? "event" : "by",
                               "`delay` needs an `event` and `by` how much");
            aras_builder_skip(builder, entry, NULL);
            continue;
        }

        struct act act = {.place = entry->place,
                          .text = event,
                          .number = aras_builder_constant(
                              builder, by, aras_setting_place(entry, "by"),
                              "the length of a delay", 1, NAN)};

        if (isnan(act.number)) {
            continue;
        }
        if (act.number == 0.0) {
            aras_problems_add(builder->problems, entry->place,
                              "a delay by 0 changes nothing");
            continue;
        }
        aras_builder_for_events(builder, event, aras_setting_place(entry, "event"),
                                "what the scenario delays", delay, &act);
    }
}

static const struct aras_names *decision_names(const struct aras_builder *builder)
{
    struct aras_names *names = aras_arena_get(builder->arena, sizeof *names);

    names->arena = builder->arena;
    for (size_t i = 0; i < builder->model->event_count; i++) {
        if (builder->model->events[i].decision != NULL) {
            aras_names_add(names, builder->model->events[i].id, (uint32_t) i);
        }
    }
    return names;
}

/* One decision, or all of a template. */
static bool is_decision(struct aras_builder *builder, const struct aras_name *name)
{
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (!aras_builder_event(builder, name, NULL, &event, &family, &hint)) {
        return false;
    }
    if (event == UINT32_MAX) {
        const struct aras_event_family *all = &builder->event_families[family];

        event = all->first;
        if (all->count == 0) {
            return false;
        }
    }
    return builder->model->events[event].decision != NULL;
}

static void dictate(struct aras_builder *builder, uint32_t number, void *opaque)
{
    const struct act *act = opaque;
    struct aras_event *event = &builder->model->events[number];
    struct aras_decision *decision = aras_arena_get(builder->arena, sizeof *decision);
    size_t length = strlen(event->id);
    int before = event->decision->dictated;
    const char *all = "";

    *decision = *event->decision;
    decision->dictated = -1;
    for (size_t k = 0; k < decision->count; k++) {
        const char *name =
            builder->model->events[decision->choices[k].event].id + length + 1;

        all = aras_arena_print(builder->arena, "%s%s%s", all, k == 0 ? "" : ", ", name);
        if (strcmp(name, act->text) == 0) {
            decision->dictated = (int) k;
        }
    }
    if (decision->dictated < 0) {
        aras_problems_add(builder->problems, act->place,
                          "the decision '%s' has no option '%s'; it has %s", event->id,
                          act->text, all);
    } else if (decision->dictated == before) {
        aras_problems_add(builder->problems, act->place,
                          "'%s' is dictated to '%s' already: this changes nothing",
                          act->text, event->id);
    }
    event->decision = decision;
}

static void apply_dictate(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list =
        aras_setting_groups(change, "dictate", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *id = aras_setting_text(entry, "decision", builder->problems);
        const char *option = aras_setting_text(entry, "option", builder->problems);

        if (id == NULL || option == NULL) {
            aras_builder_lacks(
                builder, entry, id == NULL ? "decision" : "option",
                "`dictate` needs a `decision` of the model and one of its "
                "options");
            aras_builder_skip(builder, entry, NULL);
            continue;
        }

        struct aras_name name;

        if (!aras_name_parse(&name, id, aras_setting_place(entry, "decision"),
                             "what the scenario dictates", builder->problems)) {
            continue;
        }
        if (!is_decision(builder, &name)) {
            aras_builder_unknown(builder, aras_setting_place(entry, "decision"),
                                 "decision", id, decision_names(builder));
            continue;
        }

        struct act act = {.place = aras_setting_place(entry, "option"), .text = option};

        aras_builder_for_events(builder, id, aras_setting_place(entry, "decision"),
                                "what the scenario dictates", dictate, &act);
    }
}

/* The slot that a scenario holds; false with a problem. */
static bool find_held(struct aras_builder *builder, const char *text,
                      struct aras_place place, uint32_t *slot)
{
    struct aras_name name;
    const char *hint = NULL;

    if (!aras_name_parse(&name, text, place, "what is held", builder->problems)) {
        return false;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL || !aras_names_find(&builder->slot_names, canonical, slot)) {
        return unknown_target(builder, canonical == NULL ? name.id : canonical, place,
                              "what the scenario holds", hint);
    }
    if (builder->model->slots[*slot].kind != ARAS_SLOT_QUANTITY ||
        !builder->model->slots[*slot].changed) {
        aras_problems_add(builder->problems, place,
                          "nothing changes '%s' anyway: holding it changes nothing",
                          canonical);
        return false;
    }
    return true;
}

/* "trust" stays at its start; "trust = 0.5" starts and stays there. */
static void apply_hold(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list = aras_setting_texts(change, "hold", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *text = list->parts[i]->text;
        struct aras_place place = list->parts[i]->place;
        const char *equals = strchr(text, '=');
        size_t length = equals == NULL ? strlen(text) : (size_t) (equals - text);
        struct aras_override override;
        int variant;
        int option;
        uint32_t slot;

        if (!find_held(builder, aras_arena_slice(builder->arena, text, length), place,
                       &slot)) {
            continue;
        }
        builder->model->slots[slot].held = true;
        if (equals != NULL &&
            aras_builder_override(builder, text, place, "what the scenario holds",
                                  &override, &variant, &option)) {
            *(struct aras_override *) ARAS_GROW(
                builder, builder->overrides, builder->model->override_count) = override;
        }
    }
}

static const char *const *copy_texts(struct aras_builder *builder,
                                     struct aras_setting *change, const char *key,
                                     size_t *count)
{
    struct aras_setting *list = aras_setting_texts(change, key, builder->problems);
    const char **texts;

    *count = list == NULL ? 0 : list->count;
    texts = aras_arena_array(builder->arena, *count, sizeof *texts);
    for (size_t i = 0; i < *count; i++) {
        texts[i] = list->parts[i]->text;
    }
    return texts;
}

static void read_expect(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list =
        aras_setting_groups(change, "expect", builder->problems);
    struct aras_question *question = &builder->model->question;
    size_t count = list == NULL ? 0 : list->count;
    struct aras_expectation_of *expect =
        aras_arena_array(builder->arena, count, sizeof *expect);

    for (size_t i = 0; i < count; i++) {
        struct aras_setting *entry = list->parts[i];
        uint32_t number;

        expect[i] = (struct aras_expectation_of){
            .outcome = aras_setting_text(entry, "outcome", builder->problems),
            .against = aras_setting_text(entry, "against", builder->problems),
            .sign = aras_setting_text(entry, "sign", builder->problems),
            .claim = aras_setting_text(entry, "claim", builder->problems),
            .margin = aras_setting_number(entry, "margin", 0.0, builder->problems),
            .place = entry->place};
        if (expect[i].outcome == NULL || expect[i].against == NULL ||
            expect[i].sign == NULL) {
            aras_builder_lacks(builder, entry,
                               expect[i].outcome == NULL   ? "outcome"
                               : expect[i].against == NULL ? "against"
                                                           : "sign",
                               "`expect` needs an `outcome`, `against` which scenario, "
                               "and a `sign`: \"+\", \"-\" or \"0\"");
            continue;
        }
        if (strlen(expect[i].sign) != 1 || strchr("+-0", expect[i].sign[0]) == NULL) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "sign"),
                              "the sign that is expected is \"+\", \"-\" or \"0\", got "
                              "'%s'",
                              expect[i].sign);
        }
        if (expect[i].margin < 0.0) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "margin"),
                              "a margin is the smallest difference that matters, 0 or "
                              "more; got %g",
                              expect[i].margin);
        }
        if (!aras_names_find(&builder->outcome_names, expect[i].outcome, &number)) {
            const char *near =
                aras_nearest_name(expect[i].outcome, builder->outcome_names.all,
                                  builder->outcome_names.count);

            aras_problems_add(builder->problems, entry->place,
                              "there is no outcome '%s'%s%s%s", expect[i].outcome,
                              near == NULL ? "" : "; did you mean '",
                              near == NULL ? "" : near, near == NULL ? "" : "'?");
        }
    }
    if (count > 0) {
        question->expect = expect;
        question->expect_count = count;
    }
}

/* What a scenario says of itself; of several, the last says it. */
static void read_question(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_question *question = &builder->model->question;
    const char *title = aras_setting_text(change, "title", builder->problems);
    const char *asked = aras_setting_text(change, "question", builder->problems);
    const char *kind = aras_setting_text(change, "kind", builder->problems);
    const char *note = aras_setting_text(change, "note", builder->problems);
    size_t count;
    const char *const *texts;

    question->title = title == NULL ? question->title : title;
    question->question = asked == NULL ? question->question : asked;
    question->note = note == NULL ? question->note : note;
    question->mirror =
        aras_setting_truth(change, "mirror", question->mirror, builder->problems);
    if (kind != NULL) {
        if (strcmp(kind, "baseline") != 0 && strcmp(kind, "premise") != 0 &&
            strcmp(kind, "push") != 0) {
            aras_problems_add(builder->problems, aras_setting_place(change, "kind"),
                              "the kind of a scenario is \"baseline\", \"premise\" or "
                              "\"push\", got '%s'",
                              kind);
        }
        question->kind = kind;
    }
    texts = copy_texts(builder, change, "basis", &count);
    if (count > 0) {
        question->basis = texts;
        question->basis_count = count;
    }
    texts = copy_texts(builder, change, "watch", &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->outcome_names, texts[i], &number)) {
            const char *near = aras_nearest_name(texts[i], builder->outcome_names.all,
                                                 builder->outcome_names.count);

            aras_problems_add(builder->problems, aras_setting_place(change, "watch"),
                              "there is no outcome '%s' to watch%s%s%s", texts[i],
                              near == NULL ? "" : "; did you mean '",
                              near == NULL ? "" : near, near == NULL ? "" : "'?");
        }
    }
    if (count > 0) {
        question->watch = texts;
        question->watch_count = count;
    }
    read_expect(builder, change);
}

void aras_builder_changes(struct aras_builder *builder)
{
    struct aras_setting *change;

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        read_question(builder, change);
        apply_set(builder, change);
        apply_force(builder, change);
        apply_forbid(builder, change);
        apply_scale(builder, change);
        apply_delay(builder, change);
        apply_dictate(builder, change);
        apply_hold(builder, change);
        aras_builder_cuts(builder, change);
    }
}
