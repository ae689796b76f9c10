#include "base/arena.h"

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

enum { ALIGNMENT = 16, FIRST_CHUNK = 16384, LARGEST_CHUNK = 1 << 20 };

struct chunk {
    struct chunk *older;
    size_t used;
    size_t capacity;
    void *padding; /* keeps what follows aligned */
};

struct aras_arena {
    struct chunk *newest;
    jmp_buf *way_out; /* to the innermost try; NULL outside of one */
    size_t size;
    size_t refused; /* the request that could not be met */
};

struct aras_arena *aras_arena_new(struct aras_error *error)
{
    struct aras_arena *arena = calloc(1, sizeof *arena);

    if (arena == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory left");
    }
    return arena;
}

void aras_arena_free(struct aras_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    while (arena->newest != NULL) {
        struct chunk *older = arena->newest->older;

        free(arena->newest);
        arena->newest = older;
    }
    free(arena);
}

enum aras_status aras_arena_try(struct aras_arena *arena, void (*work)(void *),
                                void *argument, struct aras_error *error)
{
    jmp_buf way_out;
    jmp_buf *outer = arena->way_out;

    if (setjmp(way_out) != 0) {
        arena->way_out = outer;
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory left: %zu bytes more were needed",
                              arena->refused);
    }
    arena->way_out = &way_out;
    work(argument);
    arena->way_out = outer;
    return ARAS_OK;
}

static _Noreturn void leave(struct aras_arena *arena, size_t refused)
{
    ARAS_REQUIRE(arena->way_out != NULL);
    arena->refused = refused;
    longjmp(*arena->way_out, 1);
}

static struct chunk *add_chunk(struct aras_arena *arena, size_t size)
{
    size_t capacity = arena->newest == NULL ? FIRST_CHUNK : 2 * arena->newest->capacity;

    if (capacity > LARGEST_CHUNK) {
        capacity = LARGEST_CHUNK;
    }
    if (capacity < size) {
        capacity = size;
    }
    if (capacity > SIZE_MAX / 2) {
        leave(arena, size);
    }

    struct chunk *chunk = calloc(1, sizeof *chunk + capacity);

    if (chunk == NULL) {
        leave(arena, size);
    }
    chunk->older = arena->newest;
    chunk->capacity = capacity;
    arena->newest = chunk;
    arena->size += sizeof *chunk + capacity;
    return chunk;
}

void *aras_arena_get(struct aras_arena *arena, size_t size)
{
    struct chunk *chunk = arena->newest;

    if (size > SIZE_MAX / 4) {
        leave(arena, size);
    }
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (chunk == NULL || chunk->capacity - chunk->used < size) {
        chunk = add_chunk(arena, size);
    }

    void *piece = (char *) (chunk + 1) + chunk->used;

    chunk->used += size;
    return piece;
}

void *aras_arena_array(struct aras_arena *arena, size_t count, size_t size)
{
    if (size > 0 && count > SIZE_MAX / 4 / size) {
        leave(arena, SIZE_MAX);
    }
    return aras_arena_get(arena, count * size);
}

/* The room doubles whenever the count is a power of two from 4 on. The caller's
 * pointer is read and written as bytes, since its type is not known here. */
void *aras_arena_grow(struct aras_arena *arena, void *items, size_t count, size_t size)
{
    char *array;
    bool full = count == 0 || (count >= 4 && (count & (count - 1)) == 0);

    memcpy(&array, items, sizeof array);
    if (full) {
        char *wider = aras_arena_array(arena, count == 0 ? 4 : 2 * count, size);

        if (count > 0) {
            memcpy(wider, array, count * size);
        }
        array = wider;
        memcpy(items, &array, sizeof array);
    }
    return array + count * size;
}

char *aras_arena_slice(struct aras_arena *arena, const char *text, size_t length)
{
    char *copy = aras_arena_get(arena, length + 1);

    memcpy(copy, text, length);
    return copy;
}

char *aras_arena_copy(struct aras_arena *arena, const char *text)
{
    return aras_arena_slice(arena, text, strlen(text));
}

char *aras_arena_print(struct aras_arena *arena, const char *format, ...)
{
    char brief[256]; /* long enough for nearly all, so that they are printed once */
    va_list arguments;

    va_start(arguments, format);

    int length = vsnprintf(brief, sizeof brief, format, arguments);

    va_end(arguments);
    ARAS_REQUIRE(length >= 0);
    if ((size_t) length < sizeof brief) {
        return aras_arena_slice(arena, brief, (size_t) length);
    }

    char *text = aras_arena_get(arena, (size_t) length + 1);

    va_start(arguments, format);
    vsnprintf(text, (size_t) length + 1, format, arguments);
    va_end(arguments);
    return text;
}

_Noreturn void aras_arena_give_up(struct aras_arena *arena)
{
    leave(arena, arena->refused);
}

size_t aras_arena_size(const struct aras_arena *arena)
{
    return arena->size;
}
