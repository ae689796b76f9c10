#ifndef ARAS_MONTECARLO_STRETCH_H
#define ARAS_MONTECARLO_STRETCH_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * Consecutive rows of a block that one worker plays, in order, while others may cut off
 * the later half of what it has not begun. All functions may be called by any thread at
 * any time; no row is given twice, and none is lost. An open value: it owns nothing.
 */
struct aras_stretch {
    atomic_uint_least64_t rows; /* the next row, and above its 32 bits the end */
};

/** Rows `first` .. `end - 1`. */
void aras_stretch_set(struct aras_stretch *stretch, uint32_t first, uint32_t end);

/** The next row; false when there is none left. */
bool aras_stretch_next(struct aras_stretch *stretch, uint32_t *row);

/** How many rows nobody has begun. */
uint32_t aras_stretch_left(const struct aras_stretch *stretch);

/** Cuts off the later half of what is left, but no more than `most` (>= 1) rows: they
 * are `*first` .. `*end - 1`. False when fewer than two are left. */
bool aras_stretch_cut(struct aras_stretch *stretch, uint32_t most, uint32_t *first,
                      uint32_t *end);

#endif
