#include "result/point.h"

#include <math.h>

#include "base/require.h"

const char *aras_point_name(size_t number)
{
    static const char *const names[ARAS_POINT_NUMBERS] = {
        "mean", "sd", "min", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "max"};

    ARAS_REQUIRE(number < ARAS_POINT_NUMBERS);
    return names[number];
}

void aras_point_of(const struct aras_totals *totals, size_t point,
                   double numbers[ARAS_POINT_NUMBERS])
{
    static const double shares[] = {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
    const struct aras_summary *moment = &totals->moment[point];
    bool is_empty = moment->count == 0;
    size_t i = 0;

    numbers[i++] = is_empty ? NAN : moment->mean;
    numbers[i++] = sqrt(aras_summary_variance(moment));
    numbers[i++] = is_empty ? NAN : moment->least;
    for (size_t j = 0; j < sizeof shares / sizeof *shares; j++) {
        numbers[i++] = aras_totals_quantile(moment, &totals->sketch[point], shares[j]);
    }
    numbers[i++] = is_empty ? NAN : moment->greatest;
    ARAS_REQUIRE(i == ARAS_POINT_NUMBERS);
}
