#include "report/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/digits.h"

/* More decimals than a double has digits help nobody. */
enum { MOST_DECIMALS = 12 };

double aras_number_doubt(struct aras_interval range, double error)
{
    double half = (range.high - range.low) / 2.0;

    /* fmax takes the other where one is no number. */
    return fmax(half, error);
}

static double rounded(double value, int place)
{
    double unit = pow(10.0, abs(place));

    /* Adding 0 turns -0 into 0. */
    return (place < 0 ? round(value * unit) / unit : round(value / unit) * unit) + 0.0;
}

static int decimals_of(int place)
{
    return place >= 0 ? 0 : place < -MOST_DECIMALS ? MOST_DECIMALS : -place;
}

static double percents(double share)
{
    return 100.0 * share;
}

/* Of a range of no width nothing rounded is ever inside. Comparisons with NAN, where
 * there is no range, are false. */
static bool lies_outside(double value, struct aras_interval range)
{
    return range.low < range.high && (value < range.low || value > range.high);
}

static struct aras_number number_at(double value, int place, const char *mark,
                                    const char *unit)
{
    struct aras_number number;

    snprintf(number.text, sizeof number.text, "%s%.*f%s", mark, decimals_of(place),
             rounded(value, place), unit);
    return number;
}

/* In percent. */
static struct aras_number share_of(double value, struct aras_interval range,
                                   struct aras_interval interval, int place)
{
    const char *mark = "";

    if (lies_outside(rounded(value, place), range)) {
        place--;
        mark = "~";
    }
    /* fmax and fmin take the other where one is no number. */
    if (rounded(value, place) <= 0.0) {
        return aras_number_below(fmax(range.high, interval.high) / 100.0);
    }
    if (rounded(value, place) >= 100.0) {
        return aras_number_above(fmin(range.low, interval.low) / 100.0);
    }
    return number_at(value, place, mark, " %");
}

struct aras_number aras_number_estimate(double value, struct aras_interval range,
                                        struct aras_interval interval, bool share)
{
    double doubt = aras_number_doubt(range, (interval.high - interval.low) / 2.0);
    struct aras_number number;

    if (!isfinite(doubt) || !(doubt > 0.0) || !isfinite(value) ||
        (share && (value <= 0.0 || value >= 1.0))) {
        aras_digits_write(number.text, sizeof number.text, value, doubt, share);
        return number;
    }
    if (share) {
        return share_of(
            percents(value),
            (struct aras_interval){percents(range.low), percents(range.high)},
            (struct aras_interval){percents(interval.low), percents(interval.high)},
            aras_digits_place(percents(doubt)));
    }

    int place = aras_digits_place(doubt);

    return lies_outside(rounded(value, place), range)
               ? number_at(value, place - 1, "~", "")
               : number_at(value, place, "", "");
}

/* The place of the first digit of a half width: where several numbers stand side by
 * side, one digit of it is enough for each. */
static int first_place(double half)
{
    return (int) floor(log10(half) + 1e-9);
}

struct aras_number aras_number_within(double value, double doubt)
{
    return number_at(value, first_place(doubt), "", "");
}

struct aras_number aras_number_rate(double rate)
{
    struct aras_number number;

    if (rate >= 100.0) {
        return aras_number_whole((unsigned long long) round(rate));
    }
    snprintf(number.text, sizeof number.text, "%.3g", rate);
    return number;
}

/* The place of the last digit of a range's ends. */
static int place_of_ends(struct aras_interval range, double error)
{
    double half = (range.high - range.low) / 2.0;
    int place = -3;

    if (half > 0.0) {
        place = first_place(half / 2.0);
    }
    if (error > 0.0 && isfinite(error) && first_place(error) > place) {
        place = first_place(error);
    }
    return place;
}

/* A sign says on which side of 0 a number lies: 0 has none. */
static const char *sign_of(double shown, const char *sign)
{
    return shown > 0.0 ? sign : "";
}

/* An end on the same side of 0 as the other is not shown as 0: whoever sees a 0 may
 * take it as held. */
static int place_off_zero(struct aras_interval range, int place)
{
    int least = place - 2;

    while (range.low * range.high > 0.0 && place > least &&
           (rounded(range.low, place) == 0.0 || rounded(range.high, place) == 0.0)) {
        place--;
    }
    return place;
}

static struct aras_number range_of(struct aras_interval range, double error,
                                   const char *sign, const char *unit,
                                   const struct aras_style *style)
{
    struct aras_number number;

    if (!isfinite(range.low) || !isfinite(range.high)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
        return number;
    }

    /* A range a hundred times narrower than what chance leaves open is rounding. */
    if (!(range.high - range.low > 0.01 * error) ||
        range.high - range.low <= aras_number_dust(range.high)) {
        snprintf(number.text, sizeof number.text, "none seen");
        return number;
    }

    int place = place_of_ends(range, error);

    if (rounded(range.low, place) == rounded(range.high, place)) {
        place = first_place((range.high - range.low) / 4.0);
    }

    if (sign[0] != '\0') {
        place = place_off_zero(range, place);
    }

    int decimals = decimals_of(place);
    double low = rounded(range.low, place);
    double high = rounded(range.high, place);

    snprintf(number.text, sizeof number.text, "%s%.*f to %s%.*f%s", sign_of(low, sign),
             decimals, low, sign_of(high, sign), decimals, high, unit);
    return number;
}

static struct aras_interval percent(struct aras_interval range)
{
    return (struct aras_interval){100.0 * range.low, 100.0 * range.high};
}

struct aras_number aras_number_range(struct aras_interval range, double error,
                                     bool share, const struct aras_style *style)
{
    return share ? range_of(percent(range), 100.0 * error, "", " %", style)
                 : range_of(range, error, "", "", style);
}

struct aras_number aras_number_change_range(struct aras_interval range, double error,
                                            bool share, const struct aras_style *style)
{
    return share ? range_of(percent(range), 100.0 * error, "+", " pp", style)
                 : range_of(range, error, "+", "", style);
}

struct aras_number aras_number_error(double error, bool share,
                                     const struct aras_style *style)
{
    struct aras_number number;
    const char *sign = style->ascii ? "+-" : "±";
    double shown = share ? 100.0 * error : error;

    if (!isfinite(error)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else {
        snprintf(number.text, sizeof number.text, "%s%.*f%s", sign,
                 shown > 0.0 ? decimals_of((int) floor(log10(shown)) - 1) : 0, shown,
                 share ? " pp" : "");
    }
    return number;
}

double aras_number_dust(double value)
{
    return 1e-9 * fabs(value);
}

/* The place of the last digit of a change; `change` and `interval` as they are shown.
 */
static int place_of_change(double change, struct aras_interval interval, bool share)
{
    double half = (interval.high - interval.low) / 2.0;
    int place = -2;

    if (half > aras_number_dust(change) && isfinite(half)) {
        place = first_place(half);
        /* Of 79 % to 75 %, within 15, tens would make 80 % to 70 %, and no change. */
        if (share && place > 0) {
            place = 0;
        }
        if (lies_outside(rounded(change, place), interval)) {
            place--;
        }
    } else if (!share && fabs(change) > 0.0) {
        place = (int) floor(log10(fabs(change))) - 2;
    }
    return place;
}

/* A share that is not 0 or 1 is never shown as that: it would be read as "never". */
static int place_of_share(double share, int place)
{
    bool inside = share > 0.0 && share < 100.0;

    while (inside && place > -2 &&
           (rounded(share, place) <= 0.0 || rounded(share, place) >= 100.0)) {
        place--;
    }
    return place;
}

struct aras_number aras_number_side(double value, double change,
                                    struct aras_interval interval, bool share)
{
    struct aras_number number;

    if (!isfinite(value) || !isfinite(change)) {
        snprintf(number.text, sizeof number.text, "unknown");
        return number;
    }
    return share ? number_at(percents(value),
                             place_of_share(percents(value),
                                            place_of_change(percents(change),
                                                            percent(interval), true)),
                             "", " %")
                 : number_at(value, place_of_change(change, interval, false), "", "");
}

struct aras_number aras_number_change(double change, struct aras_interval interval,
                                      bool share)
{
    struct aras_number number;
    double shown = share ? percents(change) : change;
    int place = place_of_change(shown, share ? percent(interval) : interval, share);

    if (!isfinite(change)) {
        snprintf(number.text, sizeof number.text, "unknown");
    } else {
        number = number_at(shown, place, sign_of(rounded(shown, place), "+"),
                           share ? " pp" : "");
    }
    return number;
}

struct aras_number aras_number_counted(double share)
{
    struct aras_number number;

    if (isnan(share)) {
        snprintf(number.text, sizeof number.text, "unknown");
    } else if (share > 0.0 && share < 0.005) {
        snprintf(number.text, sizeof number.text, "<1 %%");
    } else if (share < 1.0 && share >= 0.995) {
        snprintf(number.text, sizeof number.text, ">99 %%");
    } else {
        snprintf(number.text, sizeof number.text, "%.0f %%", 100.0 * share);
    }
    return number;
}

/* To one digit, away from 0. */
static double rounded_up(double percents, int *decimals)
{
    int place = (int) floor(log10(percents));
    double unit = pow(10.0, abs(place));

    *decimals = decimals_of(place);
    /* The tiny factor keeps what is just one digit as it is. */
    return place < 0 ? ceil(percents * unit * (1.0 - 1e-9)) / unit
                     : ceil(percents / unit * (1.0 - 1e-9)) * unit;
}

struct aras_number aras_number_below(double bound)
{
    struct aras_number number;
    int decimals;
    double percents = rounded_up(100.0 * bound, &decimals);

    snprintf(number.text, sizeof number.text, "below %.*f %%", decimals, percents);
    return number;
}

struct aras_number aras_number_above(double bound)
{
    struct aras_number number;
    int decimals;
    double percents = rounded_up(100.0 * (1.0 - bound), &decimals);

    snprintf(number.text, sizeof number.text, "above %.*f %%", decimals,
             100.0 - percents);
    return number;
}

struct aras_number aras_number_whole(unsigned long long whole)
{
    struct aras_number number;
    char digits[32];
    size_t length;
    size_t used = 0;

    snprintf(digits, sizeof digits, "%llu", whole);
    length = strlen(digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && length > 4 && (length - i) % 3 == 0) {
            number.text[used++] = ' ';
        }
        number.text[used++] = digits[i];
    }
    number.text[used] = '\0';
    return number;
}

struct aras_number aras_number_of(unsigned long long whole, const char *thing)
{
    struct aras_number number;

    snprintf(number.text, sizeof number.text, "%.30s %.40s%s",
             aras_number_whole(whole).text, thing, whole == 1 ? "" : "s");
    return number;
}

struct aras_number aras_number_quantiles(const double quantile[3])
{
    struct aras_number number = {""};
    double least = quantile[0];
    double greatest = quantile[0];
    bool whole = true;
    int decimals = 0;

    for (size_t i = 0; i < 3 && isfinite(quantile[i]); i++) {
        greatest = quantile[i];
        whole = whole && floor(quantile[i]) == quantile[i];
    }
    if (!whole) {
        double half = (greatest - least) / 2.0;

        decimals = half > 0.0 ? decimals_of(first_place(half) - 1)
                              : decimals_of((int) floor(log10(fabs(least))) - 2);
    }
    for (size_t i = 0; i < 3; i++) {
        size_t used = strlen(number.text);
        const char *comma = i == 0 ? "" : ", ";

        if (!isfinite(quantile[i])) {
            snprintf(number.text + used, sizeof number.text - used, "%s%s", comma,
                     isinf(quantile[i]) ? "never" : "unknown");
            break;
        }
        snprintf(number.text + used, sizeof number.text - used, "%s%.*f", comma,
                 decimals, rounded(quantile[i], -decimals));
    }
    return number;
}

const char *aras_number_none(const struct aras_style *style)
{
    return style->ascii ? "-" : "–";
}
