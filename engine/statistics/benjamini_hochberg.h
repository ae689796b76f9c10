#ifndef ARAS_STATISTICS_BENJAMINI_HOCHBERG_H
#define ARAS_STATISTICS_BENJAMINI_HOCHBERG_H

#include <stddef.h>

#include "base/error.h"

/**
 * Benjamini and Hochberg's adjustment, for looking through many outcomes: of those
 * whose adjusted value is at most q, a share of q on average differs in truth not at
 * all, when the tests are independent or move together. Holm's (statistics/holm.h) is
 * for a few outcomes that were named beforehand. `adjusted` gets one value for each of
 * `p`; NAN stays NAN and does not count.
 */
ARAS_CHECKED enum aras_status aras_benjamini_hochberg(const double *p, size_t count,
                                                      double *adjusted,
                                                      struct aras_error *error);

#endif
