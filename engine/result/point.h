#ifndef ARAS_RESULT_POINT_H
#define ARAS_RESULT_POINT_H

#include "montecarlo/totals.h"

/** What is told of a track at a grid point, besides how many replications it is of. */
enum { ARAS_POINT_NUMBERS = 11 };

/** How the numbers are called in tables: mean, sd, min, p05, p10, p25, p50, p75, p90,
 * p95, max. */
const char *aras_point_name(size_t number);

/** The numbers of a grid point, in that order; NAN where there is none. */
void aras_point_of(const struct aras_totals *totals, size_t point,
                   double numbers[ARAS_POINT_NUMBERS]);

#endif
