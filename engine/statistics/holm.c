#include "statistics/holm.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/ranked.h"

enum aras_status aras_holm(const double *p, size_t count, double *adjusted,
                           struct aras_error *error)
{
    struct aras_ranked *ranked = calloc(count + 1, sizeof *ranked);
    size_t known = 0;
    double least = 0.0;

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
    for (size_t i = 0; i < known; i++) {
        double stepped = fmin(1.0, (double) (known - i) * ranked[i].x);

        least = fmax(least, stepped);
        adjusted[ranked[i].row] = least;
    }
    free(ranked);
    return ARAS_OK;
}
