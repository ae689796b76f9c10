#include "statistics/bootstrap.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

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

/* The places that a number shares with its equals, from 1. */
struct tied {
    size_t first, last;
};

/* Whether a is the greater. A number that is none is less than all. */
static bool is_greater(double a, double b)
{
    return a > b || (isnan(b) && !isnan(a));
}

/* Inputs are some dozens: counting the greater ones is quick enough. */
static void rank(const double *value, size_t count, struct tied *tied)
{
    for (size_t i = 0; i < count; i++) {
        tied[i] = (struct tied){1, count};
        for (size_t j = 0; j < count; j++) {
            tied[i].first += is_greater(value[j], value[i]);
            tied[i].last -= is_greater(value[i], value[j]);
        }
    }
}

/* In how many rounds each number was at each place; the first and the last of those
 * that it shared are counted apart. */
struct tally {
    struct tied *now, *measured; /* count */
    size_t *first, *last;        /* count x count: of number i at place p + 1 */
    size_t *alone;               /* rounds at its measured place, sharing none */
    size_t held;                 /* rounds in which the top stood in order */
};

static void count_places(const struct aras_bootstrap *bootstrap, size_t first,
                         size_t count, size_t top, struct tally *tally)
{
    for (size_t round = 0; round < bootstrap->rounds; round++) {
        bool same = true;

        rank(&bootstrap->value[round * bootstrap->count + first], count, tally->now);
        for (size_t i = 0; i < count; i++) {
            struct tied now = tally->now[i];
            bool alone = now.first == now.last && now.first == tally->measured[i].first;

            tally->first[i * count + now.first - 1]++;
            tally->last[i * count + now.last - 1]++;
            tally->alone[i] += alone;
            same = same && (alone || tally->measured[i].first > top);
        }
        tally->held += same;
    }
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

/* Equals have places of their own in the table: the earlier comes first. */
static size_t place_of(const struct tied *measured, size_t number)
{
    size_t place = measured[number].first;

    for (size_t i = 0; i < number; i++) {
        place += measured[i].first == measured[number].first;
    }
    return place;
}

static void tally_free(struct tally *tally)
{
    free(tally->now);
    free(tally->measured);
    free(tally->first);
    free(tally->last);
    free(tally->alone);
}

enum aras_status aras_bootstrap_places(const struct aras_bootstrap *bootstrap,
                                       size_t first, size_t count,
                                       const double *measured, size_t top, double level,
                                       struct aras_standing *place, double *order_held,
                                       struct aras_error *error)
{
    double rounds = (double) bootstrap->rounds;
    double outside = rounds * (1.0 - level) / 2.0;
    struct tally tally = {.now = calloc(count + 1, sizeof *tally.now),
                          .measured = calloc(count + 1, sizeof *tally.measured),
                          .first = calloc(count * count + 1, sizeof *tally.first),
                          .last = calloc(count * count + 1, sizeof *tally.last),
                          .alone = calloc(count + 1, sizeof *tally.alone)};

    ARAS_REQUIRE(first + count <= bootstrap->count);
    if (tally.now == NULL || tally.measured == NULL || tally.first == NULL ||
        tally.last == NULL || tally.alone == NULL) {
        tally_free(&tally);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to rank %zu numbers",
                              count);
    }
    rank(measured, count, tally.measured);
    count_places(bootstrap, first, count, top, &tally);
    *order_held = (double) tally.held / rounds;
    for (size_t i = 0; i < count; i++) {
        place[i] = (struct aras_standing){
            .place = place_of(tally.measured, i),
            .held = (double) tally.alone[i] / rounds,
            .best = place_at(tally.first + i * count, count, outside),
            .last = place_at(tally.last + i * count, count, rounds - outside - 0.5)};
    }
    tally_free(&tally);
    return ARAS_OK;
}
