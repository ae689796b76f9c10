#include "figure/words.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

struct aras_words aras_words_share(double share)
{
    struct aras_words words;

    if (isnan(share)) {
        snprintf(words.text, sizeof words.text, "unknown");
    } else if (share > 0.0 && share < 0.005) {
        snprintf(words.text, sizeof words.text, "<1 %%");
    } else if (share < 1.0 && share >= 0.995) {
        snprintf(words.text, sizeof words.text, ">99 %%");
    } else {
        snprintf(words.text, sizeof words.text, "%.0f %%", 100.0 * share);
    }
    return words;
}

/* Two digits, but all before the point. */
static int decimals_of(double value)
{
    double size = fabs(value);
    int place = size > 0.0 ? (int) floor(log10(size) + 1e-9) : 0;

    return place >= 1 ? 0 : place < -4 ? 5 : 1 - place;
}

static struct aras_words write(double value, bool signed_too)
{
    struct aras_words words;

    if (!isfinite(value)) {
        snprintf(words.text, sizeof words.text, "unknown");
    } else if (fabs(value) >= 1e6) {
        snprintf(words.text, sizeof words.text, "%.2g", value);
    } else {
        int decimals = decimals_of(value);
        double unit = pow(10.0, decimals);

        /* Adding 0 turns -0 into 0. */
        value = round(value * unit) / unit + 0.0;
        if (signed_too && value != 0.0) {
            snprintf(words.text, sizeof words.text, "%+.*f", decimals, value);
        } else {
            snprintf(words.text, sizeof words.text, "%.*f", decimals, value);
        }
    }
    return words;
}

struct aras_words aras_words_number(double value)
{
    return write(value, false);
}

struct aras_words aras_words_change(double value)
{
    return write(value, true);
}

struct aras_words aras_words_points(double value)
{
    struct aras_words words;
    double points = round(100.0 * value) + 0.0; /* 0, not -0 */

    snprintf(words.text, sizeof words.text, points == 0.0 ? "%.0f pp" : "%+.0f pp",
             points);
    return words;
}
