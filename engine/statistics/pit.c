#include "statistics/pit.h"

#include <math.h>

struct aras_pit aras_pit_of_members(const double *sorted, size_t count, double observed)
{
    size_t below = 0;
    size_t upto = 0;

    for (size_t i = 0; i < count; i++) {
        below += sorted[i] < observed ? 1 : 0;
        upto += sorted[i] <= observed ? 1 : 0;
    }
    /* Of n members there are n + 1 places: what came is one more number like them. */
    return (struct aras_pit){(double) below / (double) (count + 1),
                             (double) (upto + 1) / (double) (count + 1)};
}

struct aras_pit aras_pit_of_quantiles(const double *level, const double *quantile,
                                      size_t count, double observed)
{
    struct aras_pit pit = {0.0, 1.0};

    for (size_t i = 0; i < count; i++) {
        if (quantile[i] < observed) {
            pit.low = level[i];
        }
        if (quantile[count - 1 - i] > observed) {
            pit.high = level[count - 1 - i];
        }
    }
    return pit;
}

void aras_pit_add(double *histogram, size_t bins, struct aras_pit pit)
{
    double width = pit.high - pit.low;

    for (size_t i = 0; i < bins; i++) {
        double low = (double) i / (double) bins;
        double high = (double) (i + 1) / (double) bins;

        if (width > 0.0) {
            histogram[i] +=
                fmax(0.0, fmin(high, pit.high) - fmax(low, pit.low)) / width;
        } else if (pit.low >= low && (pit.low < high || i + 1 == bins)) {
            histogram[i] += 1.0;
        }
    }
}
