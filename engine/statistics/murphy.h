#ifndef ARAS_STATISTICS_MURPHY_H
#define ARAS_STATISTICS_MURPHY_H

#include <stdbool.h>
#include <stddef.h>

enum { ARAS_MURPHY_BINS = 10 };

/** The predictions of one bin. */
struct aras_murphy_bin {
    double low, high; /* of what was said: low <= p < high, the last bin with 1 */
    size_t count;
    double said; /* mean; NAN in an empty bin, as below */
    double came; /* share that came true */
};

/**
 * Brier's score taken apart over ten bins of equal width, 0 to 0.1, ..., 0.9 to 1:
 *
 *     brier = reliability - resolution + uncertainty + within
 *
 * `reliability` is how far what came true lies from what was said, `resolution` how far
 * the bins differ from each other, `uncertainty` what the questions' own base rate
 * leaves: the score of who always says it. `within`, which is not in Murphy's sum, is
 * what differing predictions of one bin add; it is 0 when each bin has but one. It
 * makes the sum exact. Sources: A. H. Murphy, "A new vector partition of the
 * probability score", Journal of Applied Meteorology 12 (1973) 595-600; D. B.
 * Stephenson, C. A. S. Coelho, I. T. Jolliffe, "Two extra components in the Brier score
 * decomposition", Weather and Forecasting 23 (2008) 752-757.
 */
struct aras_murphy {
    size_t count;
    double brier, base_rate;
    double reliability, resolution, uncertainty, within;
    struct aras_murphy_bin bin[ARAS_MURPHY_BINS];
};

/** Takes apart the score of `count` (>= 1) probabilities of yes. */
struct aras_murphy aras_murphy_of(const double *p, const bool *yes, size_t count);

#endif
