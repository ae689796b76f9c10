#include "statistics/binned.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/require.h"

/* A walk over the numbers of two sorted samples, each different number once. */
struct walk {
    const double *a, *b;
    size_t a_count, b_count, i, j;
};

static bool next_number(struct walk *walk, double *x, double *times)
{
    size_t before = walk->i + walk->j;

    if (walk->i == walk->a_count && walk->j == walk->b_count) {
        return false;
    }
    *x = walk->j == walk->b_count ||
                 (walk->i < walk->a_count && walk->a[walk->i] <= walk->b[walk->j])
             ? walk->a[walk->i]
             : walk->b[walk->j];
    while (walk->i < walk->a_count && walk->a[walk->i] == *x) {
        walk->i++;
    }
    while (walk->j < walk->b_count && walk->b[walk->j] == *x) {
        walk->j++;
    }
    *times = (double) (walk->i + walk->j - before);
    return true;
}

static bool has_few_numbers(struct walk walk)
{
    double x, times;
    size_t numbers = 0;

    while (numbers <= ARAS_BINS && next_number(&walk, &x, &times)) {
        numbers++;
    }
    return numbers <= ARAS_BINS;
}

/* The mean of numbers that fit into a bin; a bin of one number stands for it exactly.
 */
struct filling {
    double count, mean, least, greatest;
};

static void close_bin(struct aras_binned *binned, struct filling *filling, double cap)
{
    double stands =
        filling->least == filling->greatest ? filling->least : filling->mean;

    if (binned->bins < ARAS_BINS) {
        binned->value[binned->bins] = fmin(stands, cap);
        binned->upper[binned->bins] = filling->greatest;
    }
    binned->bins++; /* beyond ARAS_BINS: only counted */
    filling->count = 0.0;
}

/* A number that `room` does not leave a place for begins a bin. */
static void make_bins(struct aras_binned *binned, struct walk walk, double room,
                      double cap)
{
    struct filling filling = {.count = 0.0};
    double x, times;

    binned->bins = 0;
    while (next_number(&walk, &x, &times)) {
        if (filling.count > 0.0 && (filling.count + times > room || isinf(x))) {
            close_bin(binned, &filling, cap);
        }
        if (filling.count == 0.0) {
            filling = (struct filling){.least = x};
        }
        filling.count += times;
        if (isfinite(x)) {
            filling.mean += times / filling.count * (x - filling.mean);
        }
        filling.greatest = x;
        if (filling.count >= room) {
            close_bin(binned, &filling, cap);
        }
    }
    if (filling.count > 0.0) {
        close_bin(binned, &filling, cap);
    }
}

/* With ties some bins stay emptier than they might; but two in a row hold more than
 * `room` together, so with twice the room bins do not run out. */
static void find_bins(struct aras_binned *binned, const struct walk *walk, double cap)
{
    double even = (double) (walk->a_count + walk->b_count) / (ARAS_BINS - 2);

    make_bins(binned, *walk, has_few_numbers(*walk) ? 1.0 : even, cap);
    if (binned->bins > ARAS_BINS) {
        make_bins(binned, *walk, 2.0 * even, cap);
    }
    ARAS_REQUIRE(binned->bins <= ARAS_BINS);
}

struct aras_binned *aras_binned_new(const double *a, size_t a_count, const double *b,
                                    size_t b_count, double cap, bool paired,
                                    size_t rows_a, size_t rows_b,
                                    struct aras_error *error)
{
    struct walk walk = {.a = a, .b = b, .a_count = a_count, .b_count = b_count};
    struct aras_binned *binned = calloc(1, sizeof *binned);

    ARAS_REQUIRE(a_count > 0 && b_count > 0);
    ARAS_REQUIRE(rows_a > 0 && rows_a <= ARAS_ROWS && rows_b > 0 &&
                 rows_b <= ARAS_ROWS);
    ARAS_REQUIRE(!paired || rows_a == rows_b);
    if (binned != NULL) {
        binned->paired = paired;
        binned->rows_a = rows_a;
        binned->rows_b = rows_b;
        binned->a = calloc(rows_a * ARAS_BINS, sizeof *binned->a);
        binned->b = calloc(rows_b * ARAS_BINS, sizeof *binned->b);
    }
    if (binned == NULL || binned->a == NULL || binned->b == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to count %zu numbers in bins",
                       a_count + b_count);
        aras_binned_free(binned);
        return NULL;
    }
    find_bins(binned, &walk, cap);
    return binned;
}

void aras_binned_free(struct aras_binned *binned)
{
    if (binned != NULL) {
        free(binned->a);
        free(binned->b);
        free(binned);
    }
}

static size_t bin_of(const struct aras_binned *binned, double x)
{
    size_t low = 0, high = binned->bins - 1;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (binned->upper[middle] < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void aras_binned_add_a(struct aras_binned *binned, size_t row, double x)
{
    size_t bin = bin_of(binned, x);

    ARAS_REQUIRE(row < binned->rows_a);
    binned->a[row * ARAS_BINS + bin]++;
    binned->total_a[bin]++;
    binned->size_a++;
}

void aras_binned_add_b(struct aras_binned *binned, size_t row, double x)
{
    size_t bin = bin_of(binned, x);

    ARAS_REQUIRE(row < binned->rows_b);
    binned->b[row * ARAS_BINS + bin]++;
    binned->total_b[bin]++;
    binned->size_b++;
}
