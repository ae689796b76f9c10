/* count(e), happened(e) and since(e): slots that the simulation keeps. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

enum question { COUNT, HAPPENED, SINCE };

static enum question question_of(const char *function)
{
    if (strcmp(function, "count") == 0) {
        return COUNT;
    }
    return strcmp(function, "happened") == 0 ? HAPPENED : SINCE;
}

/* The slot for "count(dispute[a,b])", which the simulation keeps. */
static uint32_t add_slot(struct aras_builder *builder, enum question question,
                         const char *function, const char *id)
{
    bool time = question == SINCE && !builder->timeless;

    return aras_builder_slot(
        builder, (struct aras_slot){
                     .name = aras_arena_print(builder->arena, "%s(%s)", function, id),
                     .title = "",
                     .unit = "",
                     .kind = ARAS_SLOT_COUNTER,
                     .type = question == HAPPENED ? ARAS_TRUTH : ARAS_NUMBER,
                     .dimension = time ? 1 : 0,
                     .low = -INFINITY,
                     .high = INFINITY,
                     .read = true,
                     .changed = true});
}

/* One event keeps the slot for itself. */
static uint32_t ask_event(struct aras_builder *builder, struct aras_event *event,
                          enum question question, const char *function)
{
    uint32_t *slot = question == COUNT      ? &event->count_slot
                     : question == HAPPENED ? &event->happened_slot
                                            : &event->last_slot;

    if (*slot == 0) {
        *slot = add_slot(builder, question, function, event->id);
    }
    return *slot;
}

static void also(struct aras_builder *builder, const uint32_t **list, size_t *count,
                 uint32_t slot)
{
    *(uint32_t *) ARAS_GROW(builder, *list, *count) = slot;
}

/* Each event of the family keeps the slot beside its own. */
static void keep(struct aras_builder *builder, struct aras_event *event,
                 enum question question, uint32_t slot)
{
    switch (question) {
    case COUNT:
        also(builder, &event->also_count, &event->also_count_count, slot);
        break;
    case HAPPENED:
        also(builder, &event->also_happened, &event->also_happened_count, slot);
        break;
    case SINCE:
        also(builder, &event->also_last, &event->also_last_count, slot);
        break;
    }
}

static uint32_t ask_family(struct aras_builder *builder,
                           struct aras_event_family *family, enum question question,
                           const char *function)
{
    uint32_t *slot = question == COUNT      ? &family->count_slot
                     : question == HAPPENED ? &family->happened_slot
                                            : &family->last_slot;

    if (*slot == 0) {
        *slot = add_slot(builder, question, function, family->id);
        for (uint32_t i = 0; i < family->count; i++) {
            keep(builder, &builder->model->events[family->first + i * family->stride],
                 question, *slot);
        }
    }
    return *slot;
}

bool aras_builder_counter(struct aras_builder *builder, const struct aras_name *name,
                          const struct aras_binding *binding,
                          struct aras_symbol *symbol, const char **hint)
{
    enum question question = question_of(name->function);
    uint32_t event;
    uint32_t family;
    uint32_t slot;

    if (!aras_builder_event(builder, name, binding, &event, &family, hint)) {
        return false;
    }
    slot = event != UINT32_MAX ? ask_event(builder, &builder->model->events[event],
                                           question, name->function)
                               : ask_family(builder, &builder->event_families[family],
                                            question, name->function);
    *symbol = aras_builder_symbol(builder, slot);
    if (question == SINCE) {
        symbol->kind = ARAS_SYMBOL_MOVING;
    }
    return true;
}
