#include "statistics/pawn.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "statistics/quantile.h"

/* --- outcomes in order ------------------------------------------------------------ */

enum aras_status aras_pawn_new(struct aras_pawn *pawn, const double *outcome,
                               size_t rows, struct aras_error *error)
{
    ARAS_REQUIRE(rows >= 1);
    *pawn = (struct aras_pawn){.rows = rows};
    pawn->outcome = calloc(rows, sizeof *pawn->outcome);
    pawn->row_at = calloc(rows, sizeof *pawn->row_at);
    if (pawn->outcome == NULL || pawn->row_at == NULL) {
        aras_pawn_free(pawn);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to sort %zu outcomes",
                              rows);
    }
    gsl_sort_index(pawn->row_at, outcome, 1, rows);
    for (size_t i = 0; i < rows; i++) {
        pawn->outcome[i] = outcome[pawn->row_at[i]];
    }
    return ARAS_OK;
}

void aras_pawn_free(struct aras_pawn *pawn)
{
    free(pawn->outcome);
    free(pawn->row_at);
    *pawn = (struct aras_pawn){0};
}

/* --- slices ----------------------------------------------------------------------- */

static size_t count_values(const double *input, const size_t *order, size_t rows)
{
    size_t count = 1;

    for (size_t i = 1; i < rows; i++) {
        count += input[order[i]] != input[order[i - 1]];
    }
    return count;
}

/* A new slice begins where the last one is full, but only at a new value. */
static void cut(struct aras_slices *slices, const double *input, const size_t *order,
                size_t rows, size_t most)
{
    bool by_value = count_values(input, order, rows) <= most;
    size_t slice = 0;

    for (size_t i = 0; i < rows; i++) {
        bool new_value = i > 0 && input[order[i]] != input[order[i - 1]];
        size_t due = (size_t) ((double) i / (double) rows * (double) most);

        if (new_value && by_value) {
            slice++;
        } else if (new_value && due > slice) {
            slice = due;
        }
        slices->of[order[i]] = (uint8_t) slice;
    }
    slices->count = slice + 1;
}

enum aras_status aras_slices_cut(struct aras_slices *slices, const double *input,
                                 size_t rows, size_t most, struct aras_error *error)
{
    ARAS_REQUIRE(rows >= 1 && most >= 1 && most <= ARAS_PAWN_MOST_SLICES);

    size_t *order = calloc(rows, sizeof *order);

    *slices = (struct aras_slices){.of = calloc(rows, sizeof *slices->of)};
    if (order == NULL || slices->of == NULL) {
        free(order);
        free(slices->of);
        *slices = (struct aras_slices){0};
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to slice %zu rows",
                              rows);
    }
    gsl_sort_index(order, input, 1, rows);
    cut(slices, input, order, rows, most);
    free(order);
    return ARAS_OK;
}

/* --- distances -------------------------------------------------------------------- */

/* The share of a slice, and of all rows, at or below the outcome that was reached. */
struct passage {
    double size[ARAS_PAWN_MOST_SLICES], whole;
    double part[ARAS_PAWN_MOST_SLICES], part_of_whole; /* 1 / size */
    double seen[ARAS_PAWN_MOST_SLICES], seen_all;
    double distance[ARAS_PAWN_MOST_SLICES];
};

static void look(struct passage *passage, size_t slice)
{
    double off = fabs(passage->seen[slice] * passage->part[slice] -
                      passage->seen_all * passage->part_of_whole);

    if (off > passage->distance[slice]) {
        passage->distance[slice] = off;
    }
}

/* At the slices of the rows from .. end - 1 or, where that is less work, at all. */
static void look_around(struct passage *passage, const struct aras_pawn *pawn,
                        const struct aras_slices *slices, size_t from, size_t end)
{
    if (end - from < slices->count) {
        for (size_t i = from; i < end; i++) {
            look(passage, slices->of[pawn->row_at[i]]);
        }
    } else {
        for (size_t i = 0; i < slices->count; i++) {
            if (passage->size[i] > 0.0) {
                look(passage, i);
            }
        }
    }
}

/*
 * A slice's share moves only at its own outcomes, and between two of them that of all
 * rows only rises: so the distance is greatest just before or just at one of its own.
 * Equal outcomes are passed together.
 */
static void pass(struct passage *passage, const struct aras_pawn *pawn,
                 const struct aras_slices *slices, const double *weight)
{
    size_t end;

    for (size_t i = 0; i < pawn->rows; i = end) {
        for (end = i + 1; end < pawn->rows && pawn->outcome[end] == pawn->outcome[i];) {
            end++;
        }
        look_around(passage, pawn, slices, i, end);
        for (size_t k = i; k < end; k++) {
            double counts = weight == NULL ? 1.0 : weight[pawn->row_at[k]];

            passage->seen[slices->of[pawn->row_at[k]]] += counts;
            passage->seen_all += counts;
        }
        look_around(passage, pawn, slices, i, end);
    }
}

static struct aras_pawn_distance summarize(struct passage *passage, size_t slices)
{
    struct aras_pawn_distance result = {0};
    size_t count = 0;

    memcpy(result.each, passage->distance, slices * sizeof *result.each);
    for (size_t i = 0; i < slices; i++) {
        if (!(passage->size[i] > 0.0)) {
            continue;
        }
        if (passage->distance[i] > result.greatest) {
            result.greatest = passage->distance[i];
            result.slice = i;
        }
        passage->distance[count++] = passage->distance[i];
    }
    aras_quantile_sort(passage->distance, count);
    result.middle = aras_quantile_sorted(passage->distance, count, 0.5);
    return result;
}

struct aras_pawn_distance aras_pawn_measure(const struct aras_pawn *pawn,
                                            const struct aras_slices *slices,
                                            const double *weight)
{
    struct passage passage = {.whole = 0.0};

    for (size_t i = 0; i < pawn->rows; i++) {
        double counts = weight == NULL ? 1.0 : weight[i];

        passage.size[slices->of[i]] += counts;
        passage.whole += counts;
    }
    for (size_t i = 0; i < slices->count; i++) {
        passage.part[i] = passage.size[i] > 0.0 ? 1.0 / passage.size[i] : 0.0;
    }
    passage.part_of_whole = 1.0 / passage.whole;
    pass(&passage, pawn, slices, weight);
    return summarize(&passage, slices->count);
}

enum aras_status aras_pawn_dummies(const struct aras_pawn *pawn,
                                   const struct aras_slices *const *slices,
                                   size_t count, size_t rounds, double *distance,
                                   gsl_rng *rng, struct aras_error *error)
{
    size_t *row = calloc(pawn->rows, sizeof *row);
    struct aras_slices mixed = {.of = calloc(pawn->rows, sizeof *mixed.of)};

    if (row == NULL || mixed.of == NULL) {
        free(row);
        free(mixed.of);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to exchange %zu rows",
                              pawn->rows);
    }
    for (size_t i = 0; i < pawn->rows; i++) {
        row[i] = i;
    }
    for (size_t round = 0; round < rounds; round++) {
        gsl_ran_shuffle(rng, row, pawn->rows, sizeof *row);
        for (size_t k = 0; k < count; k++) {
            mixed.count = slices[k]->count;
            for (size_t i = 0; i < pawn->rows; i++) {
                mixed.of[i] = slices[k]->of[row[i]];
            }
            distance[k * rounds + round] =
                aras_pawn_measure(pawn, &mixed, NULL).greatest;
        }
    }
    for (size_t k = 0; k < count; k++) {
        aras_quantile_sort(distance + k * rounds, rounds);
    }
    free(row);
    free(mixed.of);
    return ARAS_OK;
}
