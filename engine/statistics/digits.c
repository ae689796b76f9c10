#include "statistics/digits.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/require.h"

/*
 * The rule of the Particle Data Group: an uncertainty of 1.00 to 3.54 (times a power of
 * ten) is told with two digits, a larger one with one, and the number down to the same
 * place. Source: Review of Particle Physics, Phys. Rev. D 110 (2024) 030001,
 * Introduction, 5.3 "Rounding". The tiny term keeps limits where they belong.
 */
int aras_digits_place(double half_width)
{
    ARAS_REQUIRE(half_width > 0.0 && isfinite(half_width));
    return (int) floor(log10(half_width / 3.545) + 1e-9);
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
