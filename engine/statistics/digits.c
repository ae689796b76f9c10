#include "statistics/digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/require.h"

/* The place of the first digit of the half width, as the usual rule for quoting an
 * uncertainty has it (JCGM 100:2008, Guide to the expression of uncertainty in
 * measurement, 7.2.6). The tiny term keeps 0.1 among tenths whatever log10 rounds to.
 */
int aras_digits_place(double half_width)
{
    ARAS_REQUIRE(half_width > 0.0 && isfinite(half_width));
    return (int) floor(log10(half_width) + 1e-9);
}

static double rounded(double value, int place)
{
    double unit = pow(10.0, abs(place));

    return place < 0 ? round(value * unit) / unit : round(value / unit) * unit;
}

static void write_share(char *text, size_t size, double percent, double half_width)
{
    int place = aras_digits_place(half_width);
    int decimals = place < 0 ? -place : 0;
    double unit = pow(10.0, place);
    double quoted = rounded(percent, place);

    if (half_width >= 50.0) {
        snprintf(text, size, "unknown");
    } else if (quoted <= 0.0) {
        snprintf(text, size, "below %.*f %%", decimals, unit);
    } else if (quoted >= 100.0) {
        snprintf(text, size, "above %.*f %%", decimals, 100.0 - unit);
    } else {
        snprintf(text, size, "%.*f %%", decimals, quoted);
    }
}

void aras_digits_write(char *text, size_t size, double value, double half_width,
                       bool share)
{
    if (!isfinite(half_width) || half_width < 0.0 || !isfinite(value)) {
        snprintf(text, size, "unknown");
    } else if (half_width == 0.0) {
        snprintf(text, size, share ? "%.6g %%" : "%.6g", share ? 100.0 * value : value);
    } else if (share) {
        write_share(text, size, 100.0 * value, 100.0 * half_width);
    } else {
        int place = aras_digits_place(half_width);

        /* Adding 0 turns -0 into 0. */
        snprintf(text, size, "%.*f", place < 0 ? -place : 0,
                 rounded(value, place) + 0.0);
    }
}
