#include "statistics/holm.h"

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

enum aras_status aras_holm(const double *p, size_t count, double *adjusted,
                           struct aras_error *error)
{
    struct ranked *ranked = calloc(count + 1, sizeof *ranked);
    size_t known = 0;
    double least = 0.0;

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
    for (size_t i = 0; i < known; i++) {
        double stepped = fmin(1.0, (double) (known - i) * ranked[i].p);

        least = fmax(least, stepped);
        adjusted[ranked[i].place] = least;
    }
    free(ranked);
    return ARAS_OK;
}
