#include "support/scarce_memory.h"

#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "support/check.h"

/* The linker sends each call of malloc, calloc and realloc in a test program
 * here, by its option --wrap, and calls the C library's own functions __real_*. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

/* Atomic, since tests of many threads ask for memory in all of them. */
static atomic_int allowed = INT_MAX;

void allow_allocations(int count)
{
    atomic_store(&allowed, count);
}

void allow_all_allocations(void)
{
    atomic_store(&allowed, INT_MAX);
}

int refusals_of(enum aras_status (*call)(struct aras_error *error))
{
    int refusals = 0;

    while (true) {
        struct aras_error error = {0};
        enum aras_status status;

        allow_allocations(refusals);
        status = call(&error);
        allow_all_allocations();
        if (status == ARAS_OK) {
            return refusals;
        }
        assert_fails(status, error, ARAS_NO_MEMORY, "memory");
        refusals++;
    }
}

static bool is_allowed(void)
{
    return atomic_load(&allowed) == INT_MAX || atomic_fetch_sub(&allowed, 1) > 0;
}

void *__wrap_malloc(size_t size)
{
    return is_allowed() ? __real_malloc(size) : NULL;
}

void *__wrap_calloc(size_t count, size_t size)
{
    return is_allowed() ? __real_calloc(count, size) : NULL;
}

void *__wrap_realloc(void *old, size_t size)
{
    return is_allowed() ? __real_realloc(old, size) : NULL;
}
