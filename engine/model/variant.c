#include <string.h>

#include "model/builder.h"

/* One option, of which those before it have been read. */
static void read_option(struct aras_builder *builder, struct aras_setting *entry,
                        struct aras_option *options, const char **names, size_t number)
{
    struct aras_option *option = &options[number];

    option->id = aras_setting_line(entry, "id", builder->problems);
    option->title = aras_setting_line(entry, "title", builder->problems);
    option->weight = aras_setting_number(entry, "weight", 1.0, builder->problems);
    if (option->id == NULL) {
        aras_builder_lacks(builder, entry, "id", "an option needs an id");
        option->id = aras_arena_print(builder->arena, "?%zu", number);
    } else {
        aras_builder_known_id(builder, option->id, aras_setting_place(entry, "id"),
                              "an option");
    }
    if (option->weight < 0.0) {
        aras_problems_add(builder->problems, entry->place,
                          "the weight of an option must be 0 or more, got %g",
                          option->weight);
        option->weight = 1.0;
    }
    for (size_t i = 0; i < number; i++) {
        if (strcmp(names[i], option->id) == 0) {
            aras_problems_add(builder->problems, entry->place,
                              "there is another option '%s'", option->id);
        }
    }
    names[number] = option->id;
}

/* The options as a table; their names as stages. */
static const struct aras_option *read_options(struct aras_builder *builder,
                                              const struct aras_setting *list,
                                              struct aras_stages *stages)
{
    struct aras_option *options =
        aras_arena_array(builder->arena, list->count, sizeof *options);
    const char **names = aras_arena_array(builder->arena, list->count, sizeof *names);
    double sum = 0.0;

    for (size_t i = 0; i < list->count; i++) {
        read_option(builder, list->parts[i], options, names, i);
        sum += options[i].weight;
    }
    if (sum <= 0.0) {
        aras_problems_add(builder->problems, list->place,
                          "the weights of the options must not all be 0");
    }
    *stages = (struct aras_stages){names, list->count};
    return options;
}

/* The id of a variant that has options; NULL with a problem. */
static const char *read_id(struct aras_builder *builder, struct aras_setting *entry,
                           const struct aras_setting *options)
{
    const char *id = aras_setting_line(entry, "id", builder->problems);

    if (id == NULL || options == NULL || options->count < 2) {
        aras_builder_lacks(builder, entry,
                           id == NULL        ? "id"
                           : options == NULL ? "options"
                                             : NULL,
                           "a variant needs an id and at least two options");
        aras_builder_skip(builder, entry, id);
        return NULL;
    }
    if (!aras_builder_known_id(builder, id, entry->place, "a variant")) {
        aras_builder_skip(builder, entry, NULL);
        return NULL;
    }
    return id;
}

static void read_variant(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_setting *options =
        aras_setting_groups(entry, "options", builder->problems);
    const char *id = read_id(builder, entry, options);

    if (id == NULL) {
        return;
    }

    uint32_t number = (uint32_t) builder->model->variant_count;
    struct aras_variant *variant =
        ARAS_GROW(builder, builder->variants, builder->model->variant_count);
    struct aras_stages *stages = aras_arena_get(builder->arena, sizeof *stages);

    *variant = (struct aras_variant){
        .id = id,
        .name = aras_name_hash(aras_arena_print(builder->arena, "variant:%s", id)),
        .options = read_options(builder, options, stages),
        .count = options->count,
        .fixed = -1,
        .place = entry->place};
    variant->title = aras_setting_line(entry, "title", builder->problems);
    variant->provenance = aras_builder_provenance(builder, entry, "variant", id, false);
    variant->slot = aras_builder_named_slot(
        builder,
        (struct aras_slot){.name = id,
                           .title = variant->title == NULL ? "" : variant->title,
                           .unit = "",
                           .kind = ARAS_SLOT_FIXED,
                           .type = ARAS_STAGE,
                           .stages = stages,
                           .high = (double) (options->count - 1),
                           .place = entry->place});
    aras_names_add(&builder->variant_names, id, number);
}

void aras_builder_variants(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "variants", read_variant);
}

/* What one option sets. */
static void read_set(struct aras_builder *builder, struct aras_setting *entry,
                     const struct aras_variant *variant, struct aras_option *option)
{
    struct aras_setting *set = aras_setting_texts(entry, "set", builder->problems);
    size_t texts = set == NULL ? 0 : set->count;
    struct aras_override *overrides =
        aras_arena_array(builder->arena, texts, sizeof *overrides);
    const char *what =
        aras_arena_print(builder->arena, "what option '%s' of variant '%s' sets",
                         option->id, variant->id);
    size_t count = 0;

    for (size_t i = 0; i < texts; i++) {
        int other;
        int choice;

        if (!aras_builder_override(builder, set->parts[i]->text, set->parts[i]->place,
                                   what, &overrides[count], &other, &choice)) {
            continue;
        }
        if (other >= 0) {
            aras_problems_add(builder->problems, set->parts[i]->place,
                              "an option of a variant cannot set a variant");
        } else {
            count++;
        }
    }
    option->overrides = overrides;
    option->count = count;
}

static void read_sets(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = aras_setting_line(entry, "id", builder->problems);
    struct aras_setting *list =
        aras_setting_groups(entry, "options", builder->problems);
    uint32_t number;

    if (id == NULL || list == NULL ||
        !aras_names_find(&builder->variant_names, id, &number)) {
        return;
    }

    struct aras_variant *variant = &builder->variants[number];
    struct aras_option *options =
        aras_arena_array(builder->arena, variant->count, sizeof *options);

    for (size_t i = 0; i < variant->count; i++) {
        options[i] = variant->options[i];
        if (i < list->count) {
            read_set(builder, list->parts[i], variant, &options[i]);
        }
    }
    variant->options = options;
}

void aras_builder_variant_options(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "variants", read_sets);
}
