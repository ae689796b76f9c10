#include "statistics/benjamini_hochberg.h"

#include <math.h>
#include <stdlib.h>

struct ranked {
    double p;
    size_t place;
};

static int by_p(const void *a, const void *b)
{
    const struct ranked *left = a;
    const struct ranked *right = b;

    return (left->p > right->p) - (left->p < right->p);
}

/* The i-th least p times m / i, and no more than any that comes behind it. Source: Y.
 * Benjamini, Y. Hochberg, "Controlling the false discovery rate: a practical and
 * powerful approach to multiple testing", Journal of the Royal Statistical Society B 57
 * (1995) 289-300. */
enum aras_status aras_benjamini_hochberg(const double *p, size_t count,
                                         double *adjusted, struct aras_error *error)
{
    struct ranked *ranked = calloc(count + 1, sizeof *ranked);
    size_t known = 0;
    double least = 1.0;

    if (ranked == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to adjust %zu tests",
                              count);
    }
    for (size_t i = 0; i < count; i++) {
        adjusted[i] = NAN;
        if (!isnan(p[i])) {
            ranked[known++] = (struct ranked){p[i], i};
        }
    }
    qsort(ranked, known, sizeof *ranked, by_p);
    for (size_t i = known; i > 0; i--) {
        least = fmin(least, (double) known / (double) i * ranked[i - 1].p);
        adjusted[ranked[i - 1].place] = least;
    }
    free(ranked);
    return ARAS_OK;
}
