#include "montecarlo/stretch.h"

static uint_least64_t pack(uint32_t next, uint32_t end)
{
    return (uint_least64_t) end << 32 | next;
}

static uint32_t next_of(uint_least64_t rows)
{
    return (uint32_t) (rows & UINT32_MAX);
}

static uint32_t end_of(uint_least64_t rows)
{
    return (uint32_t) (rows >> 32);
}

void aras_stretch_set(struct aras_stretch *stretch, uint32_t first, uint32_t end)
{
    atomic_init(&stretch->rows, pack(first, end));
}

bool aras_stretch_next(struct aras_stretch *stretch, uint32_t *row)
{
    uint_least64_t rows = atomic_load(&stretch->rows);

    while (next_of(rows) < end_of(rows)) {
        if (atomic_compare_exchange_weak(&stretch->rows, &rows,
                                         pack(next_of(rows) + 1, end_of(rows)))) {
            *row = next_of(rows);
            return true;
        }
    }
    return false;
}

uint32_t aras_stretch_left(const struct aras_stretch *stretch)
{
    uint_least64_t rows = atomic_load(&stretch->rows);

    return end_of(rows) - next_of(rows);
}

bool aras_stretch_cut(struct aras_stretch *stretch, uint32_t most, uint32_t *first,
                      uint32_t *end)
{
    uint_least64_t rows = atomic_load(&stretch->rows);

    while (end_of(rows) - next_of(rows) >= 2) {
        uint32_t half = (end_of(rows) - next_of(rows)) / 2;
        uint32_t count = half < most ? half : most;

        *end = end_of(rows);
        *first = *end - count;
        if (atomic_compare_exchange_weak(&stretch->rows, &rows,
                                         pack(next_of(rows), *first))) {
            return true;
        }
    }
    return false;
}
