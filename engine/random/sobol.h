#ifndef ARAS_RANDOM_SOBOL_H
#define ARAS_RANDOM_SOBOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum { ARAS_SOBOL_DIMENSIONS = 1111 };

/**
 * Sobol's sequence in base 2, scrambled: points that fill the unit cube evenly, of
 * which 2^m together have one in each of the 2^m equal parts of every axis, and the
 * best possible in many pairs of axes. Scrambling keeps all this and makes every point
 * uniformly distributed, so that a mean over them is unbiased.
 *
 * Direction numbers: S. Joe and F. Y. Kuo, "Constructing Sobol sequences with better
 * two-dimensional projections", SIAM J. Sci. Comput. 30 (2008) 2635-2654,
 * doi:10.1137/070709359, the set D(6). Scrambling: nested and uniform, A. B. Owen,
 * "Randomly permuted (t,m,s)-nets and (t,s)-sequences", Lecture Notes in Statistics 106
 * (1995) 299-317: each bit is flipped, or not, by a random bit that belongs to the bits
 * before it.
 */
struct aras_sobol;

/** Makes the sequence in `dimensions` (1 .. ARAS_SOBOL_DIMENSIONS) axes, scrambled by
 * `seed`; owned by the caller. ARAS_INVALID for another number of axes. */
ARAS_CHECKED struct aras_sobol *aras_sobol_new(size_t dimensions, uint64_t seed,
                                               struct aras_error *error);
void aras_sobol_free(struct aras_sobol *sobol);

/** The coordinate of point `index` (< 2^32) on an axis, before scrambling: times 2^32.
 */
uint32_t aras_sobol_plain(const struct aras_sobol *sobol, uint64_t index,
                          size_t dimension);

/** The scrambled coordinate, strictly between 0 and 1. */
double aras_sobol_at(const struct aras_sobol *sobol, uint64_t index, size_t dimension);

#endif
