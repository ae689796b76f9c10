/* Every event, option and result gets its number and its name, before any formula is
 * compiled that may ask about it. */
#include <string.h>

#include "model/builder.h"
#include "model/event_work.h"

struct declaration {
    struct aras_builder *builder;
    struct aras_setting *entry;
    struct aras_event_family family;
    enum aras_over over;
    const char *where;
    size_t mistakes; /* before it was declared */
};

static uint32_t add_event(struct aras_builder *builder, const char *id,
                          const char *entry_id, struct aras_setting *entry,
                          struct aras_binding binding)
{
    struct aras_model *model = builder->model;
    size_t bindings = model->event_count;
    struct aras_event *event = ARAS_GROW(builder, model->events, model->event_count);
    struct aras_binding *bound = aras_arena_grow(
        builder->arena, &builder->event_bindings, bindings, sizeof *bound);
    uint32_t number = (uint32_t) bindings;

    *bound = binding;
    event->id = id;
    event->entry = entry_id;
    event->name = aras_name_hash(id);
    event->place = entry->place;
    event->order = number;
    event->trigger = ARAS_BY_PARENT;
    event->scale = 1.0;
    if (!aras_names_add(&builder->event_names, id, number)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another event, decision or demand '%s'", id);
    }
    return number;
}

static const char *part_name(struct aras_builder *builder, const char *id,
                             const char *part)
{
    return aras_arena_print(builder->arena, "%s.%s", id, part);
}

static void declare_options(struct declaration *declaration, const char *id,
                            struct aras_binding binding)
{
    struct aras_builder *builder = declaration->builder;
    struct aras_setting *options =
        aras_setting_groups(declaration->entry, "options", builder->problems);

    for (size_t i = 0; options != NULL && i < options->count; i++) {
        const char *option =
            aras_setting_line(options->parts[i], "id", builder->problems);

        if (option == NULL) {
            aras_builder_lacks(builder, options->parts[i], "id",
                               "an option needs an id");
            option = aras_arena_print(builder->arena, "?%zu", i);
        } else if (strcmp(option, "none") == 0) {
            aras_problems_add(builder->problems, options->parts[i]->place,
                              "an option cannot be called 'none': '%s.none' counts how "
                              "often no option was open",
                              id);
            option = "?none";
        } else {
            aras_builder_known_id(builder, option, options->parts[i]->place,
                                  "an option");
        }
        add_event(builder, part_name(builder, id, option), declaration->family.id,
                  options->parts[i], binding);
    }
    if (options == NULL || options->count < 2) {
        aras_builder_lacks(builder, declaration->entry,
                           options == NULL ? "options" : NULL,
                           "the decision '%s' needs at least two options", id);
    }
    add_event(builder, part_name(builder, id, "none"), declaration->family.id,
              declaration->entry, binding);
}

static void declare_results(struct declaration *declaration, const char *id,
                            struct aras_binding binding)
{
    struct aras_builder *builder = declaration->builder;
    const char *form = aras_setting_text(declaration->entry, "form", builder->problems);
    bool deter = form != NULL && strcmp(form, "deter") == 0;
    const char *const *results = aras_demand_results(deter);

    if (form != NULL && !deter && strcmp(form, "compel") != 0) {
        aras_problems_add(
            builder->problems, aras_setting_place(declaration->entry, "form"),
            "the form of a demand is \"compel\" or \"deter\", got '%s'", form);
    }
    for (int r = 0; r < ARAS_DEMAND_RESULTS; r++) {
        if (results[r] != NULL) {
            add_event(builder, part_name(builder, id, results[r]),
                      declaration->family.id, declaration->entry, binding);
        }
    }
}

static void declare_instance(void *opaque, struct aras_binding binding)
{
    struct declaration *declaration = opaque;
    struct aras_builder *builder = declaration->builder;
    struct aras_event_family *family = &declaration->family;

    /* What is wrong with one instance would be wrong with all. */
    if (builder->problems->mistakes > declaration->mistakes ||
        (declaration->where != NULL &&
         !aras_builder_where(builder, declaration->where,
                             aras_setting_place(declaration->entry, "where"),
                             family->id, binding))) {
        return;
    }

    const char *id =
        aras_instance_name(builder, family->id, declaration->over, binding);
    uint32_t first = add_event(builder, id, family->id, declaration->entry, binding);

    if (family->kind == ARAS_DECISION_ENTRY) {
        declare_options(declaration, id, binding);
    } else if (family->kind == ARAS_DEMAND_ENTRY) {
        declare_results(declaration, id, binding);
    }
    if (family->count++ == 0) {
        family->first = first;
        family->stride = (uint32_t) builder->model->event_count - first;
    }
}

/* A list of the model, and what one of its entries is called. */
struct form {
    const char *list;
    const char *one; /* "an event" */
    enum aras_event_family_kind kind;
};

/* Makes a family known under its own name. */
static void add_family(struct aras_builder *builder, struct aras_event_family family)
{
    uint32_t number = (uint32_t) builder->event_family_count;

    *(struct aras_event_family *) ARAS_GROW(builder, builder->event_families,
                                            builder->event_family_count) = family;
    aras_names_add(&builder->event_family_names, family.id, number);
}

/* `choose.go` without an actor stands for that option of all instances. */
static void declare_parts(struct aras_builder *builder,
                          const struct aras_event_family *whole)
{
    const struct aras_event *first = &builder->model->events[whole->first];
    size_t length = strlen(first->id);

    for (uint32_t part = 1; part < whole->stride; part++) {
        const char *name = aras_arena_print(builder->arena, "%s%s", whole->id,
                                            first[part].id + length);

        add_family(builder, (struct aras_event_family){.id = name,
                                                       .first = whole->first + part,
                                                       .count = whole->count,
                                                       .stride = whole->stride,
                                                       .kind = ARAS_PART_ENTRY});
    }
}

static void declare_instances(struct declaration *declaration, bool outside)
{
    struct aras_builder *builder = declaration->builder;
    struct aras_setting *entry = declaration->entry;

    declaration->mistakes = builder->problems->mistakes;
    aras_builder_each(builder, declaration->over, outside, declare_instance,
                      declaration);
    if (builder->problems->mistakes > declaration->mistakes) {
        aras_builder_skip(builder, entry, NULL);
    } else if (declaration->family.count == 0) {
        aras_problems_note(builder->problems, entry->place,
                           declaration->where == NULL
                               ? "'%s' has no instance: there is nothing of its `each`"
                               : "'%s' has no instance: its `where` is never true",
                           declaration->family.id);
        aras_setting_accept(entry);
    }
}

static void declare_entry(struct aras_builder *builder, struct aras_setting *entry,
                          const struct form *form)
{
    struct declaration declaration = {.builder = builder, .entry = entry};
    const char *id = aras_builder_id(builder, entry, form->one);
    bool outside;

    if (id == NULL) {
        return;
    }
    outside = aras_setting_truth(entry, "outside", false, builder->problems);
    declaration.family.id = id;
    declaration.family.entry = entry;
    declaration.family.kind = form->kind;
    declaration.over = aras_builder_over(builder, entry, "each");
    declaration.where = aras_setting_formula(entry, "where", builder->problems);
    aras_builder_provenance(builder, entry, strchr(form->one, ' ') + 1, id, false);
    declare_instances(&declaration, outside);
    add_family(builder, declaration.family);
    if (declaration.over != ARAS_OVER_WORLD && declaration.family.count > 0) {
        declare_parts(builder, &declaration.family);
    }
}

void aras_builder_declare_events(struct aras_builder *builder)
{
    static const struct form forms[] = {
        {"events", "an event", ARAS_EVENT_ENTRY},
        {"decisions", "a decision", ARAS_DECISION_ENTRY},
        {"demands", "a demand", ARAS_DEMAND_ENTRY}};

    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        struct aras_setting *list =
            aras_setting_groups(builder->root, forms[k].list, builder->problems);

        for (size_t i = 0; list != NULL && i < list->count; i++) {
            declare_entry(builder, list->parts[i], &forms[k]);
        }
    }
}
