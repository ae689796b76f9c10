/* A scenario cuts a link between an event and a quantity; the rest stays as it is. */
#include <string.h>

#include "model/builder.h"
#include "model/reads.h"

struct cutting {
    struct aras_reads reads;
    bool effects; /* "event -> quantity": effects; else drivers and considerations */
    size_t cut;
};

static bool reads_driver(struct cutting *cutting, const struct aras_driver *driver)
{
    memset(cutting->reads.seen, 0, cutting->reads.model->slot_count);
    return aras_reads_driver(&cutting->reads, driver);
}

static bool reads_consideration(struct cutting *cutting,
                                const struct aras_consideration *consideration)
{
    memset(cutting->reads.seen, 0, cutting->reads.model->slot_count);
    return aras_reads_consideration(&cutting->reads, consideration);
}

static void cut_effects(struct aras_builder *builder, struct cutting *cutting,
                        struct aras_event *event)
{
    struct aras_effect *kept =
        aras_arena_array(builder->arena, event->effect_count, sizeof *kept);
    size_t count = 0;

    for (size_t i = 0; i < event->effect_count; i++) {
        if (event->effects[i].slot != cutting->reads.wanted) {
            kept[count++] = event->effects[i];
        }
    }
    cutting->cut += event->effect_count - count;
    event->effects = kept;
    event->effect_count = count;
}

static void cut_drivers(struct aras_builder *builder, struct cutting *cutting,
                        struct aras_event *event)
{
    struct aras_driver *kept =
        aras_arena_array(builder->arena, event->driver_count, sizeof *kept);
    size_t count = 0;

    for (size_t i = 0; i < event->driver_count; i++) {
        if (!reads_driver(cutting, &event->drivers[i])) {
            kept[count++] = event->drivers[i];
        }
    }
    cutting->cut += event->driver_count - count;
    event->drivers = kept;
    event->driver_count = count;
}

static void cut_considerations(struct aras_builder *builder, struct cutting *cutting,
                               struct aras_choice *choice)
{
    struct aras_consideration *kept =
        aras_arena_array(builder->arena, choice->count, sizeof *kept);
    size_t count = 0;

    for (size_t i = 0; i < choice->count; i++) {
        if (!reads_consideration(cutting, &choice->considerations[i])) {
            kept[count++] = choice->considerations[i];
        }
    }
    cutting->cut += choice->count - count;
    choice->considerations = kept;
    choice->count = count;
}

/* In the decision `parent`, of the option that is event number `event`, or of all when
 * it is the decision itself. */
static void cut_in_decision(struct aras_builder *builder, struct cutting *cutting,
                            struct aras_event *parent, uint32_t event)
{
    struct aras_decision *decision = aras_arena_get(builder->arena, sizeof *decision);
    struct aras_choice *choices =
        aras_arena_array(builder->arena, parent->decision->count, sizeof *choices);
    bool whole = parent == &builder->model->events[event];

    *decision = *parent->decision;
    for (size_t i = 0; i < decision->count; i++) {
        choices[i] = decision->choices[i];
        if (whole || choices[i].event == event) {
            cut_considerations(builder, cutting, &choices[i]);
        }
    }
    decision->choices = choices;
    parent->decision = decision;
}

static void cut_event(struct aras_builder *builder, uint32_t event, void *opaque)
{
    struct cutting *cutting = opaque;
    struct aras_event *at = &builder->model->events[event];

    if (cutting->effects) {
        cut_effects(builder, cutting, at);
        return;
    }
    cut_drivers(builder, cutting, at);
    for (size_t i = 0; i < builder->model->event_count; i++) {
        struct aras_event *parent = &builder->model->events[i];
        bool decides = parent == at;

        for (size_t k = 0; parent->decision != NULL && k < parent->decision->count;
             k++) {
            decides = decides || parent->decision->choices[k].event == event;
        }
        if (parent->decision != NULL && decides) {
            cut_in_decision(builder, cutting, parent, event);
        }
    }
}

static bool find_quantity(struct aras_builder *builder, const char *text,
                          struct aras_place place, uint32_t *slot)
{
    struct aras_name name;
    const char *hint = NULL;

    if (!aras_name_parse(&name, text, place, "what is cut", builder->problems)) {
        return false;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL || !aras_names_find(&builder->slot_names, canonical, slot)) {
        aras_builder_unknown(builder, place, "quantity or parameter",
                             canonical == NULL ? name.id : canonical,
                             &builder->slot_names);
        return false;
    }
    return true;
}

static void cut(struct aras_builder *builder, const char *text, struct aras_place place)
{
    const char *into = strstr(text, "->");
    const char *from = strstr(text, "<-");
    const char *arrow = into != NULL ? into : from;
    struct cutting cutting = {
        .effects = into != NULL,
        .reads = {.model = builder->model,
                  .seen = aras_arena_array(builder->arena, builder->model->slot_count,
                                           sizeof(bool))}};

    if (arrow == NULL || (into != NULL && from != NULL)) {
        aras_problems_add(builder->problems, place,
                          "write \"event -> quantity\" to cut an effect, \"event <- "
                          "quantity\" to cut a driver or consideration, got '%s'",
                          text);
        return;
    }
    if (!find_quantity(builder, arrow + 2, place, &cutting.reads.wanted)) {
        return;
    }
    while (arrow > text && arrow[-1] == ' ') {
        arrow--;
    }
    builder->model->derived = builder->derived;
    builder->model->fixed = builder->fixed;
    builder->model->corners = builder->corners;

    size_t before = builder->problems->mistakes;

    aras_builder_for_events(
        builder, aras_arena_slice(builder->arena, text, (size_t) (arrow - text)), place,
        "what the scenario cuts", cut_event, &cutting);
    if (cutting.cut == 0 && builder->problems->mistakes == before) {
        aras_problems_add(
            builder->problems, place,
            cutting.effects
                ? "'%s': no effect changes it, so there is nothing to cut"
                : "'%s': no driver or consideration reads it; a rate, a condition or "
                  "the stakes of a demand cannot be cut",
            text);
    }
}

void aras_builder_cuts(struct aras_builder *builder, struct aras_setting *change)
{
    aras_builder_read_texts(builder, change, "cut", cut);
}
