#include "model/names.h"

#include <string.h>

#include "base/problems.h"
#include "random/stream.h"

struct aras_names_entry {
    const char *name; /* NULL: free */
    uint64_t hash;
    uint32_t number;
};

static struct aras_names_entry *place_of(struct aras_names_entry *entries,
                                         size_t capacity, const char *name,
                                         uint64_t hash)
{
    size_t at = hash & (capacity - 1);

    while (entries[at].name != NULL &&
           (entries[at].hash != hash || strcmp(entries[at].name, name) != 0)) {
        at = (at + 1) & (capacity - 1);
    }
    return &entries[at];
}

static void widen(struct aras_names *names)
{
    size_t capacity = names->capacity == 0 ? 64 : 2 * names->capacity;
    struct aras_names_entry *entries =
        aras_arena_array(names->arena, capacity, sizeof *entries);

    for (size_t i = 0; i < names->capacity; i++) {
        const struct aras_names_entry *old = &names->entries[i];

        if (old->name != NULL) {
            *place_of(entries, capacity, old->name, old->hash) = *old;
        }
    }
    names->entries = entries;
    names->capacity = capacity;
}

bool aras_names_add(struct aras_names *names, const char *name, uint32_t number)
{
    uint64_t hash = aras_name_hash(name);

    if (2 * (names->count + 1) > names->capacity) {
        widen(names);
    }

    struct aras_names_entry *entry =
        place_of(names->entries, names->capacity, name, hash);

    if (entry->name != NULL) {
        return false;
    }
    *entry = (struct aras_names_entry){name, hash, number};
    *(const char **) aras_arena_grow(names->arena, &names->all, names->count,
                                     sizeof *names->all) = name;
    names->count++;
    return true;
}

bool aras_names_find(const struct aras_names *names, const char *name, uint32_t *number)
{
    if (names->capacity == 0) {
        return false;
    }

    const struct aras_names_entry *entry =
        place_of(names->entries, names->capacity, name, aras_name_hash(name));

    if (entry->name == NULL) {
        return false;
    }
    *number = entry->number;
    return true;
}

const char *aras_names_hint(const struct aras_names *names, const char *name)
{
    return aras_nearest_hint(name, names->all, names->count, names->arena);
}
