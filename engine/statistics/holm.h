#ifndef ARAS_STATISTICS_HOLM_H
#define ARAS_STATISTICS_HOLM_H

#include <stddef.h>

#include "base/error.h"

/**
 * Holm's step-down adjustment: with the adjusted values, the chance that any true null
 * hypothesis of the family is rejected stays below the level, however the tests depend
 * on each other. `adjusted` gets one value for each of `p`; NAN stays NAN and does not
 * count. Source: S. Holm, "A simple sequentially rejective multiple test procedure",
 * Scandinavian Journal of Statistics 6 (1979) 65-70.
 */
ARAS_CHECKED enum aras_status aras_holm(const double *p, size_t count, double *adjusted,
                                        struct aras_error *error);

#endif
