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
    double seen[ARAS_PAWN_MOST_SLICES], seen_all;
    double distance[ARAS_PAWN_MOST_SLICES];
};

static void look(struct passage *passage, size_t slice)
{
    double off = fabs(passage->seen[slice] / passage->size[slice] -
                      passage->seen_all / passage->whole);

    passage->distance[slice] = fmax(passage->distance[slice], off);
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
        end = i;
        while (end < pawn->rows && pawn->outcome[end] == pawn->outcome[i]) {
            look(passage, slices->of[pawn->row_at[end++]]);
        }
        for (size_t k = i; k < end; k++) {
            double counts = weight == NULL ? 1.0 : weight[pawn->row_at[k]];

            passage->seen[slices->of[pawn->row_at[k]]] += counts;
            passage->seen_all += counts;
        }
        for (size_t k = i; k < end; k++) {
            look(passage, slices->of[pawn->row_at[k]]);
        }
    }
}

static struct aras_pawn_distance summarize(struct passage *passage, size_t slices)
{
    struct aras_pawn_distance result = {0};
    size_t count = 0;

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
    pass(&passage, pawn, slices, weight);
    return summarize(&passage, slices->count);
}

enum aras_status aras_pawn_dummies(const struct aras_pawn *pawn,
                                   const struct aras_slices *slices, size_t rounds,
                                   double *distance, gsl_rng *rng,
                                   struct aras_error *error)
{
    struct aras_slices mixed = {slices->count, calloc(pawn->rows, sizeof *mixed.of)};

    if (mixed.of == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to exchange %zu rows",
                              pawn->rows);
    }
    memcpy(mixed.of, slices->of, pawn->rows * sizeof *mixed.of);
    for (size_t i = 0; i < rounds; i++) {
        gsl_ran_shuffle(rng, mixed.of, pawn->rows, sizeof *mixed.of);
        distance[i] = aras_pawn_measure(pawn, &mixed, NULL).greatest;
    }
    aras_quantile_sort(distance, rounds);
    free(mixed.of);
    return ARAS_OK;
}
