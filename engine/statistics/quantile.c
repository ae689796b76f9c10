#include "statistics/quantile.h"

#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

/* Source: R. J. Hyndman, Y. Fan, "Sample quantiles in statistical packages", The
 * American Statistician 50 (1996) 361-365, definition 7. */
double aras_quantile_sorted(const double *sorted, size_t count, double p)
{
    ARAS_REQUIRE(p >= 0.0 && p <= 1.0);
    if (count == 0) {
        return NAN;
    }

    double place = (double) (count - 1) * p;
    size_t below = (size_t) floor(place);
    double part = place - floor(place);

    /* An infinite neighbour with no part in it must not turn the answer into NAN. */
    if (part == 0.0 || sorted[below] == sorted[below + 1]) {
        return sorted[below];
    }
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

/* --- sorting ------------------------------------------------------------------------
 * gsl_sort is a heap sort: of a million numbers it takes a quarter of a second, most of
 * it waiting for memory. So many are sorted digit by digit, from the last to the first,
 * each pass keeping the order of the one before. Source: D. E. Knuth, The Art of
 * Computer Programming 3 (2nd ed. 1998), 5.2.5, algorithm R.
 */

enum { MANY = 4096, DIGIT_BITS = 11, DIGITS = 6, BUCKETS = 1 << DIGIT_BITS };

/* Whole numbers in the order of the doubles that these bits are: negative ones have all
 * bits turned, the others the sign. */
static uint64_t key_of(double number)
{
    uint64_t bits;

    memcpy(&bits, &number, sizeof bits);
    return (bits >> 63) != 0 ? ~bits : bits | UINT64_C(1) << 63;
}

static double number_of(uint64_t key)
{
    uint64_t bits = (key >> 63) != 0 ? key & ~(UINT64_C(1) << 63) : ~key;
    double number;

    memcpy(&number, &bits, sizeof number);
    return number;
}

static size_t digit_of(uint64_t key, unsigned digit)
{
    return (key >> (digit * DIGIT_BITS)) % BUCKETS;
}

/* One pass from `keys` into `sorted`; false, and nothing is moved, when all keys have
 * the same digit. */
static bool sort_by_digit(const uint64_t *keys, uint64_t *sorted, size_t count,
                          unsigned digit)
{
    size_t place[BUCKETS] = {0};
    size_t before = 0;

    for (size_t i = 0; i < count; i++) {
        place[digit_of(keys[i], digit)]++;
    }
    if (place[digit_of(keys[0], digit)] == count) {
        return false;
    }
    for (size_t bucket = 0; bucket < BUCKETS; bucket++) {
        size_t size = place[bucket];

        place[bucket] = before;
        before += size;
    }
    for (size_t i = 0; i < count; i++) {
        sorted[place[digit_of(keys[i], digit)]++] = keys[i];
    }
    return true;
}

/* `keys` has room for twice as many. */
static void sort_by_digits(double *numbers, size_t count, uint64_t *keys)
{
    uint64_t *from = keys;
    uint64_t *to = keys + count;

    for (size_t i = 0; i < count; i++) {
        from[i] = key_of(numbers[i]);
    }
    for (unsigned digit = 0; digit < DIGITS; digit++) {
        if (sort_by_digit(from, to, count, digit)) {
            uint64_t *other = from;

            from = to;
            to = other;
        }
    }
    for (size_t i = 0; i < count; i++) {
        numbers[i] = number_of(from[i]);
    }
}

void aras_quantile_sort(double *numbers, size_t count)
{
    uint64_t *keys = count >= MANY && count <= SIZE_MAX / (2 * sizeof *keys)
                         ? malloc(2 * count * sizeof *keys)
                         : NULL;

    if (keys == NULL) {
        gsl_sort(numbers, 1, count); /* slower, and in place */
        return;
    }
    sort_by_digits(numbers, count, keys);
    free(keys);
}
