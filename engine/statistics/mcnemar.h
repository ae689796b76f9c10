#ifndef ARAS_STATISTICS_MCNEMAR_H
#define ARAS_STATISTICS_MCNEMAR_H

#include <stdint.h>

/**
 * Is an outcome more frequent in one of two scenarios that shared their luck? Only the
 * worlds in which they differ tell: `only_a` and `only_b` of them. Returns the exact
 * two-sided probability of a division at least as uneven when neither is favoured, in
 * its mid-p form (only half of the observed case counted); 1 when they never differ.
 */
double aras_mcnemar_mid_p(uint64_t only_a, uint64_t only_b);

#endif
