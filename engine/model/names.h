#ifndef ARAS_MODEL_NAMES_H
#define ARAS_MODEL_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/** A table from names to numbers, in an arena. Start with `{.arena = arena}`. */
struct aras_names {
    struct aras_arena *arena;
    struct aras_names_entry *entries;
    size_t count;
    size_t capacity;  /* a power of two; 0 at first */
    const char **all; /* the names in the order in which they came */
};

/** Adds a name, which is borrowed; false when it is in already (and then nothing
 * changes). */
bool aras_names_add(struct aras_names *names, const char *name, uint32_t number);

/** The number of a name; false when it is not in. */
bool aras_names_find(const struct aras_names *names, const char *name,
                     uint32_t *number);

/** "; did you mean 'iran'?": the name that was probably meant, as the end of a message;
 * "" when none is near. */
const char *aras_names_hint(const struct aras_names *names, const char *name);

#endif
