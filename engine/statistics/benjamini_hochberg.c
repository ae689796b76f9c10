#include "statistics/benjamini_hochberg.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/ranked.h"

/* The i-th least p times m / i, and no more than any that comes behind it. Source: Y.
 * Benjamini, Y. Hochberg, "Controlling the false discovery rate: a practical and
 * powerful approach to multiple testing", Journal of the Royal Statistical Society B 57
 * (1995) 289-300. */
enum aras_status aras_benjamini_hochberg(const double *p, size_t count,
                                         double *adjusted, struct aras_error *error)
{
    struct aras_ranked *ranked = calloc(count + 1, sizeof *ranked);
    size_t known = 0;
    double least = 1.0;

    if (ranked == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to adjust %zu tests",
                              count);
    }
    for (size_t i = 0; i < count; i++) {
        adjusted[i] = NAN;
        if (!isnan(p[i])) {
            ranked[known++] = (struct aras_ranked){p[i], i};
        }
    }
    aras_rank(ranked, known);
    for (size_t i = known; i > 0; i--) {
        least = fmin(least, (double) known / (double) i * ranked[i - 1].x);
        adjusted[ranked[i - 1].row] = least;
    }
    free(ranked);
    return ARAS_OK;
}
