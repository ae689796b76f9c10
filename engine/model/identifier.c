/* Ids: what they may be, and what those in brackets stand for. */
#include <string.h>

#include "model/builder.h"

bool aras_builder_known_id(struct aras_builder *builder, const char *id,
                           struct aras_place place, const char *what)
{
    bool good = id[0] != '\0' && !(id[0] >= '0' && id[0] <= '9');

    for (const char *c = id; *c != '\0'; c++) {
        good = good && ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                        (*c >= '0' && *c <= '9') || *c == '_');
    }
    if (!good) {
        aras_problems_add(builder->problems, place,
                          "'%s' cannot be the id of %s: an id is made of letters, "
                          "digits and _, and begins with a letter",
                          id, what);
    }
    return good;
}

const char *aras_builder_id(struct aras_builder *builder, struct aras_setting *entry,
                            const char *what)
{
    const char *id = aras_setting_line(entry, "id", builder->problems);

    if (id == NULL) {
        aras_builder_lacks(builder, entry, "id", "%s needs an id", what);
    } else if (aras_builder_known_id(builder, id, aras_setting_place(entry, "id"),
                                     what)) {
        return id;
    }
    aras_builder_skip(builder, entry, NULL);
    return NULL;
}

const char *aras_builder_new_id(struct aras_builder *builder,
                                struct aras_setting *entry, const char *what,
                                struct aras_names *names, size_t number)
{
    const char *id = aras_builder_id(builder, entry, what);

    if (id != NULL && !aras_names_add(names, id, (uint32_t) number)) {
        aras_problems_add(builder->problems, entry->place, "there is %s '%s' already",
                          what, id);
        aras_builder_skip(builder, entry, NULL);
        return NULL;
    }
    return id;
}

const char *aras_builder_index(const char *id, const struct aras_binding *binding)
{
    if (binding != NULL) {
        if (binding->a != NULL && strcmp(id, "a") == 0) {
            return binding->a;
        }
        if (binding->b != NULL && strcmp(id, "b") == 0) {
            return binding->b;
        }
        if (binding->channel != NULL && strcmp(id, "c") == 0) {
            return binding->channel;
        }
    }
    return id;
}

static bool is_actor_or_channel(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->actor_names, id, &number) ||
           aras_names_find(&builder->channel_names, id, &number);
}

static const char *unknown_index(struct aras_builder *builder, const char *id)
{
    if (strcmp(id, "a") == 0 || strcmp(id, "b") == 0 || strcmp(id, "c") == 0) {
        return aras_arena_print(builder->arena,
                                "'%s' stands for an actor only where `each` or `of` "
                                "gives more than one",
                                id);
    }

    const char *hint = aras_names_hint(&builder->actor_names, id);

    if (hint[0] == '\0') {
        hint = aras_names_hint(&builder->channel_names, id);
    }
    return aras_arena_print(builder->arena, "there is no actor or channel '%s'%s", id,
                            hint);
}

const char *aras_builder_canonical(struct aras_builder *builder,
                                   const struct aras_name *name,
                                   const struct aras_binding *binding,
                                   const char **hint)
{
    const char *index[8];
    uint32_t family;

    if (name->count == 0) {
        return name->id;
    }
    if (name->count > 8) {
        *hint = "more than 8 indices";
        return NULL;
    }
    for (size_t i = 0; i < name->count; i++) {
        index[i] = aras_builder_index(name->index[i], binding);
        if (!is_actor_or_channel(builder, index[i])) {
            *hint = unknown_index(builder, name->index[i]);
            return NULL;
        }
    }
    if (name->count == 2 &&
        aras_names_find(&builder->family_names, name->id, &family) &&
        builder->families[family].over == ARAS_OVER_PAIR &&
        strcmp(index[0], index[1]) > 0) {
        const char *first = index[0];

        index[0] = index[1];
        index[1] = first;
    }

    struct aras_name resolved = {.id = name->id, .index = index, .count = name->count};

    return aras_name_text(&resolved, builder->arena);
}
