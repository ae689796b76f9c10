/* count(e), happened(e) and since(e): slots that the simulation keeps. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static uint32_t counter_slot(struct aras_builder *builder, const char *function,
                             const char *id, enum aras_type type, int dimension)
{
    return aras_builder_slot(
        builder, (struct aras_slot){
                     .name = aras_arena_print(builder->arena, "%s(%s)", function, id),
                     .title = "",
                     .unit = "",
                     .kind = ARAS_SLOT_COUNTER,
                     .type = type,
                     .dimension = dimension,
                     .low = -INFINITY,
                     .high = INFINITY,
                     .read = true,
                     .changed = true});
}

static void also(struct aras_builder *builder, const uint32_t **list, size_t *count,
                 uint32_t slot)
{
    uint32_t *grown = aras_arena_array(builder->arena, *count + 1, sizeof *grown);

    if (*count > 0) {
        memcpy(grown, *list, *count * sizeof *grown);
    }
    grown[(*count)++] = slot;
    *list = grown;
}

enum question { COUNT, HAPPENED, SINCE };

static void ask_family(struct aras_builder *builder, struct aras_event_family *family,
                       enum question question, uint32_t slot)
{
    for (uint32_t i = 0; i < family->count; i++) {
        struct aras_event *event =
            &builder->model->events[family->first + i * family->stride];

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
}

bool aras_builder_counter(struct aras_builder *builder, const struct aras_name *name,
                          const struct aras_binding *binding,
                          struct aras_symbol *symbol, const char **hint)
{
    uint32_t number;
    uint32_t family;
    enum question question;

    if (strcmp(name->function, "count") == 0) {
        question = COUNT;
    } else if (strcmp(name->function, "happened") == 0) {
        question = HAPPENED;
    } else {
        question = SINCE;
    }
    if (!aras_builder_event(builder, name, binding, &number, &family, hint)) {
        return false;
    }

    uint32_t *slot;
    const char *id;
    struct aras_event_family *all = NULL;

    if (number != UINT32_MAX) {
        struct aras_event *event = &builder->model->events[number];

        id = event->id;
        slot = question == COUNT      ? &event->count_slot
               : question == HAPPENED ? &event->happened_slot
                                      : &event->last_slot;
    } else {
        all = &builder->event_families[family];
        id = all->id;
        slot = question == COUNT      ? &all->count_slot
               : question == HAPPENED ? &all->happened_slot
                                      : &all->last_slot;
    }
    if (*slot == 0) {
        *slot = counter_slot(builder, name->function, id,
                             question == HAPPENED ? ARAS_TRUTH : ARAS_NUMBER,
                             question == SINCE && !builder->timeless ? 1 : 0);
        if (all != NULL) {
            ask_family(builder, all, question, *slot);
        }
    }
    *symbol = aras_builder_symbol(builder, *slot);
    if (question == SINCE) {
        symbol->kind = ARAS_SYMBOL_MOVING;
    }
    return true;
}
