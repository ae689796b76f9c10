#include "statistics/sobol_indices.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/require.h"

/*
 * What is kept of a row: the sum and the sum of squares over its cells, and for each
 * factor means over pairs of its cells. Centred, so that squares keep their digits.
 */
enum {
    MEAN,
    SQUARES,
    ROW_PARTS,

    PRODUCT = 0, /* x y, of pairs that share this factor alone */
    CROSS,       /* x y', where y' is y with the factor exchanged */
    PAIR_MEAN,
    PAIR_SQUARES,
    HALF_STEP, /* (x - y)^2 / 2, of pairs that differ in this factor alone */
    STEP_MEAN,
    STEP_SQUARES,
    FACTOR_PARTS
};

static size_t width_of(const struct aras_sobol_indices *indices)
{
    return ROW_PARTS + FACTOR_PARTS * indices->factors;
}

static size_t find_cell(const struct aras_sobol_sample *sample, uint64_t from_b)
{
    size_t i = 0;

    while (i < sample->cells && sample->from_b[i] != from_b) {
        i++;
    }
    return i;
}

/* Whether two cells differ in just these factors. */
static bool has_pair(const struct aras_sobol_sample *sample, uint64_t factors)
{
    for (size_t i = 0; i < sample->cells; i++) {
        if (find_cell(sample, sample->from_b[i] ^ factors) < sample->cells) {
            return true;
        }
    }
    return false;
}

/* --- from cells to parts ---------------------------------------------------------- */

/* The pairs that share the factor alone. A pair may be crossed in two ways. */
static void keep_shared(const struct aras_sobol_sample *sample, size_t factor,
                        const double *y, double *part)
{
    uint64_t bit = UINT64_C(1) << factor;
    uint64_t all = (UINT64_C(1) << sample->factors) - 1;
    double pairs = 0.0; /* each is met twice, from both ends */
    double crossings = 0.0;

    for (size_t i = 0; i < sample->cells; i++) {
        size_t j = find_cell(sample, sample->from_b[i] ^ all ^ bit);
        size_t crossed = find_cell(sample, sample->from_b[i] ^ all);

        if (j == sample->cells) {
            continue;
        }
        pairs++;
        part[PRODUCT] += y[i] * y[j];
        part[PAIR_MEAN] += (y[i] + y[j]) / 2.0;
        part[PAIR_SQUARES] += (y[i] * y[i] + y[j] * y[j]) / 2.0;
        if (crossed < sample->cells) {
            crossings++;
            part[CROSS] += y[i] * y[crossed];
        }
    }
    if (pairs > 0.0) {
        part[PRODUCT] /= pairs;
        part[PAIR_MEAN] /= pairs;
        part[PAIR_SQUARES] /= pairs;
    }
    part[CROSS] = crossings > 0.0 ? part[CROSS] / crossings : NAN;
}

static void keep_steps(const struct aras_sobol_sample *sample, size_t factor,
                       const double *y, double *part)
{
    uint64_t bit = UINT64_C(1) << factor;
    double pairs = 0.0;

    for (size_t i = 0; i < sample->cells; i++) {
        size_t j = find_cell(sample, sample->from_b[i] ^ bit);

        if (j == sample->cells || (sample->from_b[i] & bit) != 0) {
            continue;
        }
        pairs++;
        part[HALF_STEP] += (y[i] - y[j]) * (y[i] - y[j]) / 2.0;
        part[STEP_MEAN] += (y[i] + y[j]) / 2.0;
        part[STEP_SQUARES] += (y[i] * y[i] + y[j] * y[j]) / 2.0;
    }
    if (pairs > 0.0) {
        part[HALF_STEP] /= pairs;
        part[STEP_MEAN] /= pairs;
        part[STEP_SQUARES] /= pairs;
    }
}

static void keep_row(const struct aras_sobol_sample *sample, const double *y,
                     double *part)
{
    double cells = (double) sample->cells;

    for (size_t i = 0; i < sample->cells; i++) {
        part[MEAN] += y[i] / cells;
        part[SQUARES] += y[i] * y[i] / cells;
    }
    for (size_t i = 0; i < sample->factors; i++) {
        double *of_factor = part + ROW_PARTS + FACTOR_PARTS * i;

        keep_shared(sample, i, y, of_factor);
        keep_steps(sample, i, y, of_factor);
    }
}

enum aras_status aras_sobol_indices_new(struct aras_sobol_indices *indices,
                                        const struct aras_sobol_sample *sample,
                                        struct aras_error *error)
{
    ARAS_REQUIRE(sample->factors >= 1 && sample->factors <= ARAS_SOBOL_MOST_FACTORS);
    *indices =
        (struct aras_sobol_indices){.rows = sample->rows, .factors = sample->factors};

    size_t numbers = sample->rows * sample->cells;
    double *y = calloc(sample->cells + 1, sizeof *y);

    indices->part = calloc(sample->rows * width_of(indices) + 1, sizeof *indices->part);
    if (y == NULL || indices->part == NULL) {
        free(y);
        aras_sobol_indices_free(indices);
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for the indices of %zu factors in %zu rows",
                              sample->factors, sample->rows);
    }
    for (size_t i = 0; i < numbers; i++) {
        indices->centre += (sample->outcome[i] - indices->centre) / (double) (i + 1);
    }
    for (size_t i = 0; i < sample->factors; i++) {
        uint64_t bit = UINT64_C(1) << i;
        uint64_t all = (UINT64_C(1) << sample->factors) - 1;

        indices->has_first |= has_pair(sample, all ^ bit) ? bit : 0;
        indices->has_total |= has_pair(sample, bit) ? bit : 0;
    }
    for (size_t i = 0; i < sample->rows; i++) {
        for (size_t k = 0; k < sample->cells; k++) {
            y[k] = sample->outcome[i * sample->cells + k] - indices->centre;
        }
        keep_row(sample, y, &indices->part[i * width_of(indices)]);
    }
    free(y);
    return ARAS_OK;
}

void aras_sobol_indices_free(struct aras_sobol_indices *indices)
{
    free(indices->part);
    *indices = (struct aras_sobol_indices){0};
}

/* --- from parts to indices -------------------------------------------------------- */

size_t aras_sobol_indices_count(const struct aras_sobol_indices *indices)
{
    return ARAS_SOBOL_FIRST + 2 * indices->factors + 1;
}

static double total_of(const double *mean)
{
    double variance = mean[STEP_SQUARES] - mean[STEP_MEAN] * mean[STEP_MEAN];

    return variance > 0.0 ? mean[HALF_STEP] / variance : NAN;
}

static double first_of(const double *mean, double total)
{
    double middle = mean[PAIR_MEAN] * mean[PAIR_MEAN];
    double variance = mean[PAIR_SQUARES] - middle;
    double off = 0.0;

    if (!isnan(total) && !isnan(mean[CROSS])) {
        off = fmax(0.0, 1.0 - total) * (mean[CROSS] - middle);
    }
    return variance > 0.0 ? (mean[PRODUCT] - middle - off) / variance : NAN;
}

void aras_sobol_indices_measure(const void *opaque, const size_t *row, double *value)
{
    const struct aras_sobol_indices *indices = opaque;
    size_t width = width_of(indices);
    double mean[ROW_PARTS + FACTOR_PARTS * ARAS_SOBOL_MOST_FACTORS] = {0};
    double interaction = 1.0;

    for (size_t i = 0; i < indices->rows; i++) {
        const double *part = &indices->part[(row == NULL ? i : row[i]) * width];

        for (size_t k = 0; k < width; k++) {
            mean[k] += part[k];
        }
    }
    for (size_t k = 0; k < width; k++) {
        mean[k] /= (double) indices->rows;
    }
    value[ARAS_SOBOL_MEAN] = indices->centre + mean[MEAN];
    value[ARAS_SOBOL_VARIANCE] = fmax(0.0, mean[SQUARES] - mean[MEAN] * mean[MEAN]);
    for (size_t i = 0; i < indices->factors; i++) {
        const double *of_factor = mean + ROW_PARTS + FACTOR_PARTS * i;
        double total = (indices->has_total >> i & 1) != 0 ? total_of(of_factor) : NAN;
        double first =
            (indices->has_first >> i & 1) != 0 ? first_of(of_factor, total) : NAN;

        value[ARAS_SOBOL_FIRST + i] = first;
        value[ARAS_SOBOL_FIRST + indices->factors + i] = total;
        interaction -= first;
    }
    value[ARAS_SOBOL_FIRST + 2 * indices->factors] = interaction;
}
