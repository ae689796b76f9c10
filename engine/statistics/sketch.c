#include "statistics/sketch.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

enum { AT_ONCE = 32 }; /* numbers that are put in order */

/* Of frexp's exponents: -1073 for the least number above 0, 1024 for the greatest. */
enum { LEAST_EXPONENT = -1073, GREATEST_EXPONENT = 1024, PARTS = 128 };

static const int32_t infinite =
    1 + (GREATEST_EXPONENT + 1 - LEAST_EXPONENT) * PARTS; /* the bin of infinity */

/*
 * A number is m 2^e with 1/2 <= m < 1. The bins of one e are 128 equal parts of that
 * range, so the middle of a bin is off by at most 1/512 of 1/2: 0.4 %. The idea is that
 * of G. Tene's HdrHistogram and of C. Masson, J. E. Rim, H. K. Lee, "DDSketch", PVLDB
 * 12 (2019) 2195-2205.
 */
int32_t aras_sketch_bin_of(double x)
{
    int exponent;

    ARAS_REQUIRE(!isnan(x));
    if (x == 0.0) {
        return 0;
    }

    int32_t bin = infinite;

    if (!isinf(x)) {
        double part = (frexp(fabs(x), &exponent) - 0.5) * 2.0 * PARTS;

        bin = 1 + (exponent - LEAST_EXPONENT) * PARTS + (int32_t) part;
    }
    return x < 0.0 ? -bin : bin;
}

double aras_sketch_middle(int32_t bin)
{
    int32_t place = abs(bin) - 1;

    ARAS_REQUIRE(abs(bin) <= infinite);
    if (bin == 0) {
        return 0.0;
    }

    double x = INFINITY;

    if (abs(bin) < infinite) {
        x = ldexp(0.5 + (place % PARTS + 0.5) / (2.0 * PARTS),
                  place / PARTS + LEAST_EXPONENT);
    }
    return bin < 0 ? -x : x;
}

/* The first place whose bin is not below the one sought. A processor cannot guess which
 * half it is in: so nothing is asked, and the half is reckoned. */
static size_t place_of(const struct aras_sketch *sketch, int32_t bin)
{
    const struct aras_sketch_bin *first = sketch->bins;
    size_t count = sketch->count;

    while (count > 1) {
        size_t half = count / 2;

        first += half * (size_t) (first[half - 1].bin < bin);
        count -= half;
    }
    return (size_t) (first - sketch->bins) + (count == 1 && first->bin < bin);
}

static bool make_room(struct aras_sketch *sketch, size_t wanted,
                      struct aras_error *error)
{
    size_t capacity = sketch->capacity < 16 ? 16 : sketch->capacity;
    struct aras_sketch_bin *bins;

    if (wanted <= sketch->capacity) {
        return true;
    }
    while (capacity < wanted) {
        capacity *= 2;
    }
    bins = realloc(sketch->bins, capacity * sizeof *bins);
    if (bins == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory left for %zu bins of a sketch",
                       capacity);
        return false;
    }
    sketch->bins = bins;
    sketch->capacity = capacity;
    return true;
}

static enum aras_status refuse(struct aras_error *error)
{
    return aras_error_set(error, ARAS_INVALID, "a value that is no number (nan)");
}

/* One more number in a bin whose place is known. */
static enum aras_status add_at(struct aras_sketch *sketch, size_t place, int32_t bin,
                               struct aras_error *error)
{
    if (place == sketch->count || sketch->bins[place].bin != bin) {
        if (!make_room(sketch, sketch->count + 1, error)) {
            return error->status;
        }
        memmove(sketch->bins + place + 1, sketch->bins + place,
                (sketch->count - place) * sizeof *sketch->bins);
        sketch->bins[place] = (struct aras_sketch_bin){.bin = bin};
        sketch->count++;
    }
    sketch->bins[place].count++;
    sketch->total++;
    return ARAS_OK;
}

enum aras_status aras_sketch_add(struct aras_sketch *sketch, double x,
                                 struct aras_error *error)
{
    if (isnan(x)) {
        return refuse(error);
    }

    int32_t bin = aras_sketch_bin_of(x);

    return add_at(sketch, place_of(sketch, bin), bin, error);
}

/* By insertion: they are few. */
static void sort(int32_t *bins, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        int32_t bin = bins[i];
        size_t j = i;

        for (; j > 0 && bins[j - 1] > bin; j--) {
            bins[j] = bins[j - 1];
        }
        bins[j] = bin;
    }
}

/* In order, so that one walk through the sketch finds all their bins. */
static enum aras_status add_some(struct aras_sketch *sketch, const double *x,
                                 size_t count, struct aras_error *error)
{
    int32_t bins[AT_ONCE];
    size_t place;

    for (size_t i = 0; i < count; i++) {
        bins[i] = aras_sketch_bin_of(x[i]);
    }
    sort(bins, count);
    place = place_of(sketch, bins[0]);
    for (size_t i = 0; i < count; i++) {
        while (place < sketch->count && sketch->bins[place].bin < bins[i]) {
            place++;
        }
        if (add_at(sketch, place, bins[i], error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

enum aras_status aras_sketch_add_all(struct aras_sketch *sketch, const double *x,
                                     size_t count, struct aras_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i])) {
            return refuse(error);
        }
    }
    for (size_t i = 0; i < count; i += AT_ONCE) {
        size_t some = count - i < AT_ONCE ? count - i : AT_ONCE;

        if (add_some(sketch, x + i, some, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* How many bins of `more` are not in `sketch`. */
static size_t count_missing(const struct aras_sketch *sketch,
                            const struct aras_sketch *more)
{
    size_t missing = 0;
    size_t i = 0;

    for (size_t j = 0; j < more->count; j++) {
        while (i < sketch->count && sketch->bins[i].bin < more->bins[j].bin) {
            i++;
        }
        missing += i == sketch->count || sketch->bins[i].bin != more->bins[j].bin;
    }
    return missing;
}

/* Puts them in, empty; filled from the end, so that nothing is overwritten before it
 * was moved. */
static void add_missing(struct aras_sketch *sketch, const struct aras_sketch *more,
                        size_t missing)
{
    size_t i = sketch->count;
    size_t j = more->count;

    sketch->count += missing;
    while (missing > 0) {
        while (i > 0 && sketch->bins[i - 1].bin > more->bins[j - 1].bin) {
            sketch->bins[i - 1 + missing] = sketch->bins[i - 1];
            i--;
        }
        j--;
        if (i == 0 || sketch->bins[i - 1].bin < more->bins[j].bin) {
            missing--;
            sketch->bins[i + missing] =
                (struct aras_sketch_bin){.bin = more->bins[j].bin};
        }
    }
}

enum aras_status aras_sketch_merge(struct aras_sketch *sketch,
                                   const struct aras_sketch *more,
                                   struct aras_error *error)
{
    size_t missing = count_missing(sketch, more);
    size_t i = 0;

    if (!make_room(sketch, sketch->count + missing, error)) {
        return error->status;
    }
    add_missing(sketch, more, missing);
    for (size_t j = 0; j < more->count; j++, i++) {
        while (sketch->bins[i].bin < more->bins[j].bin) {
            i++;
        }
        sketch->bins[i].count += more->bins[j].count;
    }
    sketch->total += more->total;
    return ARAS_OK;
}

double aras_sketch_quantile(const struct aras_sketch *sketch, double p)
{
    uint64_t passed = 0;

    ARAS_REQUIRE(p >= 0.0 && p <= 1.0);
    for (size_t i = 0; i < sketch->count; i++) {
        passed += sketch->bins[i].count;
        if ((double) passed >= p * (double) sketch->total || i + 1 == sketch->count) {
            return aras_sketch_middle(sketch->bins[i].bin);
        }
    }
    return NAN;
}

void aras_sketch_histogram(const struct aras_sketch *sketch, double low, double high,
                           size_t parts, uint64_t *count)
{
    /* A number may be off by this from the middle that stands for it. */
    double slack = fmax(fabs(low), fabs(high)) / 128.0;

    ARAS_REQUIRE(low < high && parts > 0);
    for (size_t i = 0; i < parts; i++) {
        count[i] = 0;
    }
    for (size_t i = 0; i < sketch->count; i++) {
        double x = aras_sketch_middle(sketch->bins[i].bin);
        double part = floor((x - low) / (high - low) * (double) parts);

        if (x >= low - slack && x <= high + slack) {
            part = fmin(fmax(part, 0.0), (double) (parts - 1));
            count[(size_t) part] += sketch->bins[i].count;
        }
    }
}

void aras_sketch_write(const struct aras_sketch *sketch, int32_t *bins,
                       uint64_t *counts)
{
    for (size_t i = 0; i < sketch->count; i++) {
        bins[i] = sketch->bins[i].bin;
        counts[i] = sketch->bins[i].count;
    }
}

enum aras_status aras_sketch_read(struct aras_sketch *sketch, const int32_t *bins,
                                  const uint64_t *counts, size_t count,
                                  struct aras_error *error)
{
    uint64_t total = 0;

    ARAS_REQUIRE(sketch->count == 0);
    for (size_t i = 0; i < count; i++) {
        if (bins[i] < -infinite || bins[i] > infinite ||
            (i > 0 && bins[i] <= bins[i - 1])) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "a sketch has bin %d at place %zu, which is out of "
                                  "order or range",
                                  (int) bins[i], i);
        }
        if (counts[i] == 0 || counts[i] > UINT64_MAX - total) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "a sketch has an impossible count at place %zu", i);
        }
        total += counts[i];
    }
    if (!make_room(sketch, count, error)) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        sketch->bins[i] = (struct aras_sketch_bin){bins[i], counts[i]};
    }
    sketch->count = count;
    sketch->total = total;
    return ARAS_OK;
}

void aras_sketch_free(struct aras_sketch *sketch)
{
    free(sketch->bins);
    *sketch = (struct aras_sketch){0};
}
