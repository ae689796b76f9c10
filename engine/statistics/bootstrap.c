#include "statistics/bootstrap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "statistics/quantile.h"

enum aras_status aras_bootstrap_draw(struct aras_bootstrap *bootstrap, size_t rows,
                                     size_t rounds, size_t count,
                                     aras_bootstrap_measure measure, const void *sample,
                                     gsl_rng *rng, struct aras_error *error)
{
    ARAS_REQUIRE(rows >= 1 && rounds >= 1);
    *bootstrap = (struct aras_bootstrap){0};

    size_t *row = calloc(rows, sizeof *row);
    double *value = calloc(rounds * count + 1, sizeof *value);

    if (row == NULL || value == NULL) {
        free(row);
        free(value);
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for %zu rounds of %zu resampled numbers",
                              rounds, count);
    }
    for (size_t i = 0; i < rounds; i++) {
        for (size_t k = 0; k < rows; k++) {
            row[k] = (size_t) gsl_rng_uniform_int(rng, rows);
        }
        measure(sample, row, &value[i * count]);
    }
    free(row);
    *bootstrap =
        (struct aras_bootstrap){.rounds = rounds, .count = count, .value = value};
    return ARAS_OK;
}

void aras_bootstrap_free(struct aras_bootstrap *bootstrap)
{
    free(bootstrap->value);
    *bootstrap = (struct aras_bootstrap){0};
}

enum aras_status aras_bootstrap_interval(const struct aras_bootstrap *bootstrap,
                                         size_t number, double level,
                                         struct aras_interval *interval,
                                         struct aras_error *error)
{
    double *sorted = calloc(bootstrap->rounds, sizeof *sorted);
    bool whole = true;

    *interval = (struct aras_interval){NAN, NAN};
    if (sorted == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for an interval");
    }
    for (size_t i = 0; i < bootstrap->rounds; i++) {
        sorted[i] = bootstrap->value[i * bootstrap->count + number];
        whole = whole && !isnan(sorted[i]);
    }
    if (whole) {
        aras_quantile_sort(sorted, bootstrap->rounds);
        interval->low =
            aras_quantile_sorted(sorted, bootstrap->rounds, (1.0 - level) / 2.0);
        interval->high =
            aras_quantile_sorted(sorted, bootstrap->rounds, (1.0 + level) / 2.0);
    }
    free(sorted);
    return ARAS_OK;
}

/* --- places ----------------------------------------------------------------------- */

/* Whether number i stands before number j. A number that is none stands last. */
static bool stands_before(const double *value, size_t i, size_t j)
{
    if (isnan(value[i]) || isnan(value[j])) {
        return isnan(value[i]) == isnan(value[j]) ? i < j : isnan(value[j]);
    }
    return value[i] != value[j] ? value[i] > value[j] : i < j;
}

/* Inputs are some dozens: counting who stands before is quick enough. */
static void rank(const double *value, size_t count, size_t *place)
{
    for (size_t i = 0; i < count; i++) {
        place[i] = 1;
        for (size_t j = 0; j < count; j++) {
            place[i] += j != i && stands_before(value, j, i);
        }
    }
}

/* seen[i * count + p]: rounds in which number i had place p + 1. */
static size_t count_places(const struct aras_bootstrap *bootstrap, size_t first,
                           size_t count, size_t top, const struct aras_standing *place,
                           size_t *now, size_t *seen)
{
    size_t held = 0;

    for (size_t round = 0; round < bootstrap->rounds; round++) {
        bool same = true;

        rank(&bootstrap->value[round * bootstrap->count + first], count, now);
        for (size_t i = 0; i < count; i++) {
            seen[i * count + now[i] - 1]++;
            same = same && (place[i].place > top || now[i] == place[i].place);
        }
        held += same;
    }
    return held;
}

/* The first place at which more than `outside` of the rounds are at or before it. */
static size_t place_at(const size_t *seen, size_t count, double outside)
{
    size_t sum = 0;
    size_t at = 0;

    while (at + 1 < count && (double) (sum += seen[at]) <= outside) {
        at++;
    }
    return at + 1;
}

enum aras_status aras_bootstrap_places(const struct aras_bootstrap *bootstrap,
                                       size_t first, size_t count,
                                       const double *measured, size_t top, double level,
                                       struct aras_standing *place, double *order_held,
                                       struct aras_error *error)
{
    ARAS_REQUIRE(first + count <= bootstrap->count);

    double rounds = (double) bootstrap->rounds;
    size_t *now = calloc(count + 1, sizeof *now);
    size_t *seen = calloc(count * count + 1, sizeof *seen);

    if (now == NULL || seen == NULL) {
        free(now);
        free(seen);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to rank %zu numbers",
                              count);
    }
    rank(measured, count, now);
    for (size_t i = 0; i < count; i++) {
        place[i] = (struct aras_standing){.place = now[i]};
    }
    *order_held =
        (double) count_places(bootstrap, first, count, top, place, now, seen) / rounds;
    for (size_t i = 0; i < count; i++) {
        const size_t *of = &seen[i * count];
        double outside = rounds * (1.0 - level) / 2.0;

        place[i].held = (double) of[place[i].place - 1] / rounds;
        place[i].best = place_at(of, count, outside);
        place[i].last = place_at(of, count, rounds - outside - 0.5);
    }
    free(now);
    free(seen);
    return ARAS_OK;
}
