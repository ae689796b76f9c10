#include "statistics/murphy.h"

#include <math.h>

#include "base/require.h"
#include "statistics/scores.h"

static size_t bin_of(double p)
{
    size_t bin = (size_t) floor(p * ARAS_MURPHY_BINS + 1e-9);

    return bin < ARAS_MURPHY_BINS ? bin : ARAS_MURPHY_BINS - 1;
}

/* Sums first, then means. */
static void fill_bins(struct aras_murphy *murphy, const double *p, const bool *yes)
{
    for (size_t k = 0; k < ARAS_MURPHY_BINS; k++) {
        murphy->bin[k] =
            (struct aras_murphy_bin){.low = (double) k / ARAS_MURPHY_BINS,
                                     .high = (double) (k + 1) / ARAS_MURPHY_BINS};
    }
    for (size_t i = 0; i < murphy->count; i++) {
        struct aras_murphy_bin *bin = &murphy->bin[bin_of(p[i])];

        bin->count++;
        bin->said += p[i];
        bin->came += yes[i] ? 1.0 : 0.0;
        murphy->brier += aras_score_brier(p[i], yes[i]);
        murphy->base_rate += yes[i] ? 1.0 : 0.0;
    }
    for (size_t k = 0; k < ARAS_MURPHY_BINS; k++) {
        murphy->bin[k].said /= (double) murphy->bin[k].count; /* 0 / 0 is NAN */
        murphy->bin[k].came /= (double) murphy->bin[k].count;
    }
    murphy->brier /= (double) murphy->count;
    murphy->base_rate /= (double) murphy->count;
}

struct aras_murphy aras_murphy_of(const double *p, const bool *yes, size_t count)
{
    struct aras_murphy murphy = {.count = count};

    ARAS_REQUIRE(count >= 1);
    fill_bins(&murphy, p, yes);
    for (size_t k = 0; k < ARAS_MURPHY_BINS; k++) {
        const struct aras_murphy_bin *bin = &murphy.bin[k];
        double share = (double) bin->count / (double) count;

        if (bin->count > 0) {
            murphy.reliability +=
                share * (bin->said - bin->came) * (bin->said - bin->came);
            murphy.resolution +=
                share * (bin->came - murphy.base_rate) * (bin->came - murphy.base_rate);
        }
    }
    murphy.uncertainty = murphy.base_rate * (1.0 - murphy.base_rate);
    murphy.within =
        murphy.brier - (murphy.reliability - murphy.resolution + murphy.uncertainty);
    return murphy;
}
