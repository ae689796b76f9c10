#include "figure/numeral.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

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
