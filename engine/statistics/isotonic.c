#include "statistics/isotonic.h"

#include "base/require.h"
#include "statistics/scores.h"

static double sum_of(const bool *yes, size_t from, size_t to)
{
    double sum = 0.0;

    for (size_t i = from; i < to; i++) {
        sum += yes[i] ? 1.0 : 0.0;
    }
    return sum;
}

/* Where the run of equal numbers that begins at `from` ends. */
static size_t end_of_equals(const double *numbers, size_t from, size_t count)
{
    size_t to = from + 1;

    while (to < count && numbers[to] == numbers[from]) {
        to++;
    }
    return to;
}

static void level(double *fitted, size_t from, size_t to, double mean)
{
    for (size_t i = from; i < to; i++) {
        fitted[i] = mean;
    }
}

/* Joins the pool [from, to) with those before it for as long as they are not below it.
 * Pools are known by their equal values. */
static void join_backwards(double *fitted, const bool *yes, size_t from, size_t to)
{
    while (from > 0 && fitted[from - 1] >= fitted[from]) {
        double before = fitted[from - 1];

        while (from > 0 && fitted[from - 1] == before) {
            from--;
        }
        level(fitted, from, to, sum_of(yes, from, to) / (double) (to - from));
    }
}

void aras_isotonic_fit(const double *sorted, const bool *yes, size_t count,
                       double *fitted)
{
    size_t to;

    for (size_t from = 0; from < count; from = to) {
        to = end_of_equals(sorted, from, count);
        level(fitted, from, to, sum_of(yes, from, to) / (double) (to - from));
        join_backwards(fitted, yes, from, to);
    }
}

static double mean_brier(const double *p, const bool *yes, size_t count)
{
    double sum = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += aras_score_brier(p[i], yes[i]);
    }
    return sum / (double) count;
}

struct aras_isotonic_parts aras_isotonic_split(const double *sorted, const bool *yes,
                                               const double *fitted, size_t count)
{
    struct aras_isotonic_parts parts;
    double base_rate = sum_of(yes, 0, count) / (double) count;
    double relabelled = mean_brier(fitted, yes, count);

    ARAS_REQUIRE(count >= 1);
    parts.brier = mean_brier(sorted, yes, count);
    parts.uncertainty = base_rate * (1.0 - base_rate);
    parts.miscalibration = parts.brier - relabelled;
    parts.discrimination = parts.uncertainty - relabelled;
    return parts;
}
