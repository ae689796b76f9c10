#include "figure/numeral.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct aras_numeral aras_numeral_share(double share)
{
    struct aras_numeral numeral;

    if (isnan(share)) {
        snprintf(numeral.text, sizeof numeral.text, "unknown");
    } else if (share > 0.0 && share < 0.005) {
        snprintf(numeral.text, sizeof numeral.text, "<1 %%");
    } else if (share < 1.0 && share >= 0.995) {
        snprintf(numeral.text, sizeof numeral.text, ">99 %%");
    } else {
        snprintf(numeral.text, sizeof numeral.text, "%.0f %%", 100.0 * share);
    }
    return numeral;
}

/* Two digits, but all before the point. */
static int decimals_of(double value)
{
    double size = fabs(value);
    int place = size > 0.0 ? (int) floor(log10(size) + 1e-9) : 0;

    return place >= 1 ? 0 : place < -4 ? 5 : 1 - place;
}

static struct aras_numeral write(double value, bool signed_too)
{
    struct aras_numeral numeral;

    if (!isfinite(value)) {
        snprintf(numeral.text, sizeof numeral.text, "unknown");
    } else if (fabs(value) >= 1e6) {
        snprintf(numeral.text, sizeof numeral.text, "%.2g", value);
    } else {
        int decimals = decimals_of(value);
        double unit = pow(10.0, decimals);

        /* Adding 0 turns -0 into 0. */
        value = round(value * unit) / unit + 0.0;
        if (signed_too && value != 0.0) {
            snprintf(numeral.text, sizeof numeral.text, "%+.*f", decimals, value);
        } else {
            snprintf(numeral.text, sizeof numeral.text, "%.*f", decimals, value);
        }
    }
    return numeral;
}

struct aras_numeral aras_numeral_number(double value)
{
    return write(value, false);
}

struct aras_numeral aras_numeral_change(double value)
{
    return write(value, true);
}

struct aras_numeral aras_numeral_points(double value)
{
    struct aras_numeral numeral;
    double points = round(100.0 * value) + 0.0; /* 0, not -0 */

    snprintf(numeral.text, sizeof numeral.text, points == 0.0 ? "%.0f pp" : "%+.0f pp",
             points);
    return numeral;
}

/* Two digits of a width, three at most behind the point. */
static int decimals_of_width(double width)
{
    int place = width > 0.0 && isfinite(width) ? (int) floor(log10(width) + 1e-9) : 0;

    return place >= 1 ? 0 : place < -2 ? 3 : 1 - place;
}

/* "+1.2", and "0.0" rather than "-0.0". */
static struct aras_numeral write_signed(double value, int decimals)
{
    struct aras_numeral numeral;
    double unit = pow(10.0, decimals);

    if (!isfinite(value)) {
        snprintf(numeral.text, sizeof numeral.text, "unknown");
    } else if (fabs(value) >= 1e6) {
        snprintf(numeral.text, sizeof numeral.text, "%+.2g", value);
    } else {
        value = round(value * unit) / unit + 0.0;
        snprintf(numeral.text, sizeof numeral.text, value == 0.0 ? "%.*f" : "%+.*f",
                 decimals, value);
    }
    return numeral;
}

struct aras_numeral aras_numeral_beside(double value, double width)
{
    struct aras_numeral numeral = write_signed(value, decimals_of_width(width));

    if (numeral.text[0] == '+') {
        memmove(numeral.text, numeral.text + 1, strlen(numeral.text));
    }
    return numeral;
}

static struct aras_numeral write_within(double value, double low, double high,
                                        int decimals, const char *unit)
{
    struct aras_numeral numeral;

    if (isnan(low) || isnan(high)) {
        snprintf(numeral.text, sizeof numeral.text, "%.20s%s",
                 write_signed(value, decimals).text, unit);
    } else {
        snprintf(numeral.text, sizeof numeral.text, "%.16s%s (%.16s to %.16s)",
                 write_signed(value, decimals).text, unit,
                 write_signed(low, decimals).text, write_signed(high, decimals).text);
    }
    return numeral;
}

struct aras_numeral aras_numeral_change_within(double value, double low, double high)
{
    return write_within(value, low, high,
                        decimals_of_width(isnan(high - low) ? value : high - low), "");
}

struct aras_numeral aras_numeral_points_within(double value, double low, double high)
{
    bool fine = isnan(high - low) ? fabs(value) < 0.02 : high - low < 0.02;

    return write_within(100.0 * value, 100.0 * low, 100.0 * high, fine ? 1 : 0, " pp");
}
