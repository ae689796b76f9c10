#include <string.h>

#include "model/builder.h"

static void read_variant(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *id = aras_setting_text(entry, "id", builder->problems);
    struct aras_setting *options =
        aras_setting_groups(entry, "options", builder->problems);

    if (id == NULL || options == NULL || options->count < 2) {
        aras_builder_lacks(builder, entry,
                           id == NULL        ? "id"
                           : options == NULL ? "options"
                                             : NULL,
                           "a variant needs an id and at least two options");
        aras_builder_skip(builder, entry, id);
        return;
    }
    if (!aras_builder_known_id(builder, id, entry->place, "a variant")) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct aras_variant *variant =
        ARAS_GROW(builder, builder->variants, model->variant_count);
    struct aras_option *option =
        aras_arena_array(builder->arena, options->count, sizeof *option);
    const char **names =
        aras_arena_array(builder->arena, options->count, sizeof *names);
    struct aras_stages *stages = aras_arena_get(builder->arena, sizeof *stages);
    double sum = 0.0;

    for (size_t i = 0; i < options->count; i++) {
        struct aras_setting *part = options->parts[i];

        option[i].id = aras_setting_text(part, "id", builder->problems);
        option[i].title = aras_setting_text(part, "title", builder->problems);
        option[i].weight = aras_setting_number(part, "weight", 1.0, builder->problems);
        if (option[i].id == NULL) {
            aras_builder_lacks(builder, part, "id", "an option needs an id");
            option[i].id = aras_arena_print(builder->arena, "?%zu", i);
        }
        if (option[i].weight < 0.0) {
            aras_problems_add(builder->problems, part->place,
                              "the weight of an option must be 0 or more, got %g",
                              option[i].weight);
            option[i].weight = 1.0;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[j], option[i].id) == 0) {
                aras_problems_add(builder->problems, part->place,
                                  "there is another option '%s'", option[i].id);
            }
        }
        names[i] = option[i].id;
        sum += option[i].weight;
    }
    if (sum <= 0.0) {
        aras_problems_add(builder->problems, options->place,
                          "the weights of the options must not all be 0");
    }
    *stages = (struct aras_stages){names, options->count};
    *variant = (struct aras_variant){
        .id = id,
        .title = aras_setting_text(entry, "title", builder->problems),
        .name = aras_name_hash(aras_arena_print(builder->arena, "variant:%s", id)),
        .options = option,
        .count = options->count,
        .fixed = -1,
        .provenance = aras_builder_provenance(builder, entry, "variant", id, false),
        .place = entry->place};
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
    aras_names_add(&builder->variant_names, id, (uint32_t) model->variant_count - 1);
}

void aras_builder_variants(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "variants", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_variant(builder, list->parts[i]);
    }
}

/* What the options set, once all that can be set has a slot. */
void aras_builder_variant_options(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "variants", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *id = aras_setting_text(list->parts[i], "id", builder->problems);
        struct aras_setting *options =
            aras_setting_groups(list->parts[i], "options", builder->problems);
        uint32_t number;

        if (id == NULL || options == NULL ||
            !aras_names_find(&builder->variant_names, id, &number)) {
            continue;
        }

        struct aras_variant *variant = &builder->variants[number];

        for (size_t k = 0; k < options->count && k < variant->count; k++) {
            struct aras_setting *set =
                aras_setting_texts(options->parts[k], "set", builder->problems);
            struct aras_override *overrides = aras_arena_array(
                builder->arena, set == NULL ? 0 : set->count, sizeof *overrides);
            struct aras_option *option = aras_arena_get(builder->arena, sizeof *option);
            size_t count = 0;

            for (size_t s = 0; set != NULL && s < set->count; s++) {
                int of_variant = -1;
                int choice = -1;
                const char *what = aras_arena_print(
                    builder->arena, "what option '%s' of variant '%s' sets",
                    variant->options[k].id, id);

                if (aras_builder_override(builder, set->parts[s]->text,
                                          set->parts[s]->place, what, &overrides[count],
                                          &of_variant, &choice)) {
                    if (of_variant >= 0) {
                        aras_problems_add(
                            builder->problems, set->parts[s]->place,
                            "an option of a variant cannot set a variant");
                    } else {
                        count++;
                    }
                }
            }
            *option = variant->options[k];
            option->overrides = overrides;
            option->count = count;
            /* The options were made here and are not shared yet. */
            memcpy((void *) (uintptr_t) &variant->options[k], option, sizeof *option);
        }
    }
}
