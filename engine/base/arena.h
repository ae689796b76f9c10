#ifndef ARAS_BASE_ARENA_H
#define ARAS_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/**
 * Memory that is given out piece by piece and given back all at once: what a
 * model or a document is made of. Readers and compilers ask for hundreds of
 * small pieces, and checking each request would hide what they do; so a request
 * that cannot be met leaves the work altogether, back to `aras_arena_try`.
 * This is the one place in the engine where control jumps.
 */
struct aras_arena;

/** Makes an empty arena, owned by the caller. NULL, with `error`, without memory. */
ARAS_CHECKED struct aras_arena *aras_arena_new(struct aras_error *error);

/** Gives back the arena and all that came from it. Does nothing for NULL. */
void aras_arena_free(struct aras_arena *arena);

/**
 * Does `work(argument)`, inside which the arena may be asked for memory.
 * Returns ARAS_NO_MEMORY, with `error`, when a request could not be met: the
 * work was left at that point, and only freeing the arena is sensible. The work
 * must own nothing outside the arena while it asks. Tries of one arena may be
 * nested: the innermost one is left.
 */
ARAS_CHECKED enum aras_status aras_arena_try(struct aras_arena *arena,
                                             void (*work)(void *), void *argument,
                                             struct aras_error *error);

/** Memory of `size` bytes, all zero, aligned for any type. Only inside a try. */
void *aras_arena_get(struct aras_arena *arena, size_t size);

/** Memory for `count` things of `size` bytes each, all zero. */
void *aras_arena_array(struct aras_arena *arena, size_t count, size_t size);

/**
 * Makes room for one more at the end of a growing array. `items` is the address
 * of the pointer to its `count` things of `size` bytes, all of which came from
 * this function. Returns the new, zeroed place; the array may move:
 *
 *     struct actor *actor = aras_arena_grow(arena, &list->actors, list->count++,
 *                                           sizeof *actor);
 */
void *aras_arena_grow(struct aras_arena *arena, void *items, size_t count, size_t size);

/** A copy of a text, or of its first `length` characters. */
char *aras_arena_copy(struct aras_arena *arena, const char *text);
char *aras_arena_slice(struct aras_arena *arena, const char *text, size_t length);

/** A text made as by printf. */
char *aras_arena_print(struct aras_arena *arena, const char *format, ...)
    ARAS_PRINTF(2, 3);

/**
 * Leaves the innermost try as the last refused request did. For work that owns things
 * outside the arena: it does the part that asks for memory in a try of its own, gives
 * those things back whatever came of it, and then passes the refusal on by this.
 */
_Noreturn void aras_arena_give_up(struct aras_arena *arena);

/** How many bytes the arena has taken from the system. */
size_t aras_arena_size(const struct aras_arena *arena);

#endif
