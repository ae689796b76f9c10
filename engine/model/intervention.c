/* What a scenario forces, forbids, scales, delays, dictates and holds. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

/* What is done to an event, and where it says so. */
struct act {
    struct aras_place place;
    double number;
    const char *text;
};

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

static void read_force(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *event = aras_setting_text(entry, "event", builder->problems);
    const char *at = aras_setting_formula(entry, "at", builder->problems);

    if (event == NULL || at == NULL) {
        aras_builder_lacks(builder, entry, event == NULL ? "event" : "at",
                           "`force` needs an `event` and when it is forced (`at`)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    double time = aras_builder_moment(builder, at, aras_setting_place(entry, "at"),
                                      "the time of a forced event");

    if (isnan(time)) {
        return;
    }
    if (time > builder->model->horizon) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "at"),
                          "'%s' is forced at %s, after the horizon: this changes "
                          "nothing",
                          event, at);
        return;
    }

    struct act act = {.place = entry->place, .number = time, .text = event};

    aras_builder_for_events(builder, event, aras_setting_place(entry, "event"),
                            "what the scenario forces", force, &act);
}

static void forbid(struct aras_builder *builder, uint32_t event, void *opaque)
{
    const struct act *act = opaque;

    if (builder->model->events[event].forbidden) {
        aras_problems_add(builder->problems, act->place,
                          "'%s' is forbidden already: this changes nothing", act->text);
    }
    builder->model->events[event].forbidden = true;
    (void) aras_names_add(
        &builder->said_here,
        aras_arena_print(builder->arena, "forbid %s", builder->model->events[event].id),
        0);
}

static void read_forbid(struct aras_builder *builder, const char *text,
                        struct aras_place place)
{
    struct act act = {.place = place, .text = text};

    aras_builder_for_events(builder, act.text, act.place, "what the scenario forbids",
                            forbid, &act);
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

static void read_scale(struct aras_builder *builder, const char *text,
                       struct aras_place place)
{
    struct act act = {.place = place, .text = text};
    const char *star = strrchr(text, '*');

    if (star == NULL) {
        aras_problems_add(builder->problems, act.place,
                          "write \"event * 2\" to double the rate of an event, got "
                          "'%s'",
                          text);
        return;
    }
    act.number = aras_builder_constant(builder, star + 1, act.place,
                                       "the factor of a rate", 0, NAN);
    if (isnan(act.number)) {
        return;
    }
    if (act.number < 0.0 || act.number == 1.0) {
        aras_problems_add(builder->problems, act.place,
                          act.number < 0.0
                              ? "the factor of a rate must be 0 or more: '%s'"
                              : "'%s' changes nothing",
                          text);
        return;
    }
    aras_builder_for_events(
        builder, aras_arena_slice(builder->arena, text, (size_t) (star - text)),
        act.place, "what the scenario scales", scale, &act);
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

static void read_delay(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *event = aras_setting_text(entry, "event", builder->problems);
    const char *by = aras_setting_formula(entry, "by", builder->problems);

    if (event == NULL || by == NULL) {
        aras_builder_lacks(builder, entry, event == NULL ? "event" : "by",
                           "`delay` needs an `event` and `by` how much");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct act act = {.place = entry->place,
                      .text = event,
                      .number = aras_builder_constant(builder, by,
                                                      aras_setting_place(entry, "by"),
                                                      "the length of a delay", 1, NAN)};

    if (isnan(act.number)) {
        return;
    }
    if (act.number == 0.0) {
        aras_problems_add(builder->problems, entry->place,
                          "a delay by 0 changes nothing");
        return;
    }
    aras_builder_for_events(builder, event, aras_setting_place(entry, "event"),
                            "what the scenario delays", delay, &act);
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
    } else if (aras_builder_said(
                   builder, "forbid",
                   aras_arena_print(builder->arena, "%s.%s", event->id, act->text))) {
        aras_problems_add(builder->problems, act->place,
                          "'%s.%s' is both dictated and forbidden", event->id,
                          act->text);
    }
    event->decision = decision;
}

static void read_dictate(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = aras_setting_text(entry, "decision", builder->problems);
    const char *option = aras_setting_text(entry, "option", builder->problems);

    if (id == NULL || option == NULL) {
        aras_builder_lacks(builder, entry, id == NULL ? "decision" : "option",
                           "`dictate` needs a `decision` of the model and one of its "
                           "options");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct aras_name name;

    if (!aras_name_parse(&name, id, aras_setting_place(entry, "decision"),
                         "what the scenario dictates", builder->problems)) {
        return;
    }
    if (!is_decision(builder, &name)) {
        aras_builder_unknown(builder, aras_setting_place(entry, "decision"), "decision",
                             id, decision_names(builder));
        return;
    }
    if (!aras_builder_says_once(builder, "dictate", id,
                                aras_setting_place(entry, "decision"))) {
        return;
    }

    struct act act = {.place = aras_setting_place(entry, "option"), .text = option};

    aras_builder_for_events(builder, id, aras_setting_place(entry, "decision"),
                            "what the scenario dictates", dictate, &act);
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
        return aras_builder_unknown_target(builder,
                                           canonical == NULL ? name.id : canonical,
                                           place, "what the scenario holds", hint);
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
static void read_hold(struct aras_builder *builder, const char *text,
                      struct aras_place place)
{
    const char *equals = strchr(text, '=');
    size_t length = equals == NULL ? strlen(text) : (size_t) (equals - text);
    struct aras_override override;
    int variant;
    int option;
    uint32_t slot;

    if (!find_held(builder, aras_arena_slice(builder->arena, text, length), place,
                   &slot)) {
        return;
    }
    builder->model->slots[slot].held = true;
    if (equals != NULL &&
        aras_builder_override(builder, text, place, "what the scenario holds",
                              &override, &variant, &option)) {
        *(struct aras_override *) ARAS_GROW(builder, builder->overrides,
                                            builder->model->override_count) = override;
    }
}

void aras_builder_interventions(struct aras_builder *builder,
                                struct aras_setting *change)
{
    aras_builder_read_groups(builder, change, "force", read_force);
    aras_builder_read_texts(builder, change, "forbid", read_forbid);
    aras_builder_read_texts(builder, change, "scale", read_scale);
    aras_builder_read_groups(builder, change, "delay", read_delay);
    aras_builder_read_groups(builder, change, "dictate", read_dictate);
    aras_builder_read_texts(builder, change, "hold", read_hold);
}
