#include "model/initial_list.h"

#include <string.h>

/* "iran, russia" as the name of an element of quantity `id`; NULL with a problem. */
static const char *element_of(struct aras_builder *builder, const char *id,
                              const char *indices, size_t length,
                              struct aras_place place)
{
    const char *text =
        aras_arena_print(builder->arena, "%s[%.*s]", id, (int) length, indices);
    struct aras_name name;
    const char *hint = NULL;

    if (!aras_name_parse(&name, text, place, "an initial value", builder->problems)) {
        return NULL;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL) {
        aras_problems_add(builder->problems, place, "an initial value of '%s': %s", id,
                          hint);
    }
    return canonical;
}

/* "iran, russia = 0.3" */
static const char *element_of_text(struct aras_builder *builder, const char *id,
                                   const struct aras_setting *part)
{
    const char *equal = strchr(part->text, '=');

    if (equal == NULL) {
        aras_problems_add(
            builder->problems, part->place,
            "write an initial value as \"iran = 0.3\" or \"iran, russia = "
            "0.3\", got '%s'",
            part->text);
        return NULL;
    }
    return element_of(builder, id, part->text, (size_t) (equal - part->text),
                      part->place);
}

/* { at = "iran, russia"; value = 0.3; source = ...; } */
static const char *element_of_group(struct aras_builder *builder, const char *id,
                                    struct aras_setting *part)
{
    const char *at = aras_setting_text(part, "at", builder->problems);
    const struct aras_setting *value = aras_setting_find(part, "value");

    if (at == NULL || value == NULL) {
        aras_builder_lacks(builder, part, at == NULL ? "at" : "value",
                           "an initial value needs `at` and `value`");
        aras_builder_skip(builder, part, NULL);
        return NULL;
    }
    if (aras_builder_formula_text(builder, value) == NULL) {
        aras_problems_add(
            builder->problems, value->place,
            "the `value` of an element is a number, a formula or a stage");
        aras_builder_skip(builder, part, NULL);
        return NULL;
    }

    const char *element = element_of(builder, id, at, strlen(at), part->place);

    if (element != NULL && aras_setting_find(part, "source") != NULL) {
        aras_builder_provenance(builder, part, "initial value", element, false);
    }
    return element;
}

/* The element that a part of the list is about; NULL with a problem. */
static const char *element_of_part(struct aras_builder *builder, const char *id,
                                   struct aras_setting *part)
{
    switch (part->kind) {
    case ARAS_SETTING_TEXT:
        return element_of_text(builder, id, part);
    case ARAS_SETTING_GROUP:
        return element_of_group(builder, id, part);
    case ARAS_SETTING_LIST:
    case ARAS_SETTING_NUMBER:
    case ARAS_SETTING_TRUTH:
        break;
    }
    aras_problems_add(builder->problems, part->place,
                      "an initial value is a text or a group");
    return NULL;
}

void aras_initial_list_read(struct aras_initial_list *list,
                            struct aras_builder *builder, const char *id,
                            struct aras_setting *setting)
{
    list->setting = setting;
    list->elements.arena = builder->arena;
    for (size_t i = 0; i < setting->count; i++) {
        struct aras_setting *part = setting->parts[i];
        const char *element = element_of_part(builder, id, part);

        part->read = true;
        if (element == NULL) {
            list->broken = true;
        } else if (!aras_names_add(&list->elements, element, (uint32_t) i)) {
            aras_problems_add(builder->problems, part->place,
                              "'%s' has two initial values", element);
        }
    }
}

const struct aras_setting *aras_initial_list_find(const struct aras_initial_list *list,
                                                  struct aras_builder *builder,
                                                  const char *element,
                                                  const char **formula)
{
    uint32_t number;

    if (list->setting == NULL || !aras_names_find(&list->elements, element, &number)) {
        return NULL;
    }

    struct aras_setting *part = list->setting->parts[number];

    *formula =
        part->kind == ARAS_SETTING_TEXT
            ? strchr(part->text, '=') + 1
            : aras_builder_formula_text(builder, aras_setting_find(part, "value"));
    return part;
}

void aras_initial_list_check(const struct aras_initial_list *list,
                             struct aras_builder *builder, const char *id,
                             const char *of, bool inside)
{
    for (size_t i = 0; i < list->elements.count; i++) {
        const char *element = list->elements.all[i];
        uint32_t slot;
        uint32_t part;

        if (!aras_names_find(&builder->slot_names, element, &slot) &&
            aras_names_find(&list->elements, element, &part)) {
            aras_problems_add(builder->problems, list->setting->parts[part]->place,
                              "'%s' is no element of '%s', which is of each %s%s",
                              element, id, of, inside ? " (inside actors only)" : "");
        }
    }
}
