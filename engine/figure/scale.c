#include "figure/scale.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "calendar/date.h"

static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

double aras_scale_at(const struct aras_scale *scale, double value)
{
    double share = (value - scale->low) / (scale->high - scale->low);

    return scale->start + share * (scale->end - scale->start);
}

/* The round step that gives about as many marks as wanted. */
static double step_of(double low, double high, int wanted)
{
    double rough = (high - low) / (double) (wanted < 2 ? 2 : wanted > 12 ? 12 : wanted);
    double power = pow(10.0, floor(log10(rough)));
    double lead = rough / power;

    return power * (lead < 1.5 ? 1.0 : lead < 3.0 ? 2.0 : lead < 7.0 ? 5.0 : 10.0);
}

static void write_tick(char label[ARAS_TICK_SIZE], double value, double step,
                       enum aras_tick_form form)
{
    double shown = form == ARAS_TICKS_SHARES ? 100.0 * value : value;
    double apart = form == ARAS_TICKS_SHARES ? 100.0 * step : step;
    int decimals = (int) fmax(0.0, -floor(log10(apart) + 1e-9));

    if (fabs(shown) >= 1e6 || decimals > 6) {
        snprintf(label, ARAS_TICK_SIZE, "%.3g", shown);
    } else {
        /* Adding 0 turns -0 into 0. */
        snprintf(label, ARAS_TICK_SIZE, "%.*f%s", decimals,
                 round(shown / apart) * apart + 0.0,
                 form == ARAS_TICKS_SHARES ? " %" : "");
    }
}

void aras_scale_ticks(struct aras_ticks *ticks, double low, double high, int wanted,
                      enum aras_tick_form form)
{
    double step;

    ARAS_REQUIRE(low < high);
    step = step_of(low, high, wanted);
    ticks->count = 0;
    for (double k = ceil(low / step - 1e-9);
         k * step <= high + 1e-9 * step && ticks->count < ARAS_MOST_TICKS; k += 1.0) {
        ticks->at[ticks->count] = k * step + 0.0;
        write_tick(ticks->label[ticks->count], k * step, step, form);
        ticks->count++;
    }
}

void aras_scale_widen(double *low, double *high, int wanted)
{
    double step;

    if (!(*low < *high)) {
        double half = *low == 0.0 ? 1.0 : fabs(*low) / 2.0;

        *low -= half;
        *high += half;
    }
    step = step_of(*low, *high, wanted);
    *low = floor(*low / step + 1e-9) * step + 0.0;
    *high = ceil(*high / step - 1e-9) * step + 0.0;
}

/* --- dates ------------------------------------------------------------------------ */

static double day_of(const struct aras_moments *moments, double time)
{
    return moments->start + time * moments->days_per_unit;
}

/* Whether the moment, and the month before and after it, have a date at all. */
static bool is_datable(const struct aras_moments *moments, double time)
{
    const double first = -135080.0; /* 1600-03-01 */
    const double last = 376100.0;   /* 2999-09-24 */
    double day = moments->dated ? day_of(moments, time) : NAN;

    return day > first && day < last;
}

/* Days since 1970-01-01 of the first of a month, counted from year 0. */
static int day_of_month(int month)
{
    char text[32];
    int days = 0;

    snprintf(text, sizeof text, "%04d-%02d-01", month / 12, month % 12 + 1);
    ARAS_REQUIRE(aras_date_read(text, &days));
    return days;
}

static int month_of(double day)
{
    char text[11];
    int year;
    int month;

    aras_date_write((int) floor(day), text);
    ARAS_REQUIRE(sscanf(text, "%d-%d", &year, &month) == 2);
    return 12 * year + month - 1;
}

/* Months between marks: the first of the list with which there are not too many. */
static int months_between(double days, int wanted)
{
    static const int steps[] = {1, 3, 6, 12, 24, 60, 120, 240};
    size_t i = 0;

    while (i + 1 < sizeof steps / sizeof *steps &&
           days / (30.44 * steps[i]) > 1.3 * wanted) {
        i++;
    }
    return steps[i];
}

static void write_month(char text[ARAS_TICK_SIZE], int month, bool year_only)
{
    if (year_only) {
        snprintf(text, ARAS_TICK_SIZE, "%d", month / 12);
    } else {
        snprintf(text, ARAS_TICK_SIZE, "%s %d", months[month % 12], month / 12);
    }
}

void aras_scale_moments(struct aras_ticks *ticks, const struct aras_moments *moments,
                        double low, double high, int wanted)
{
    int step;
    int first;

    if (!is_datable(moments, low) || !is_datable(moments, high)) {
        aras_scale_ticks(ticks, low, high, wanted, ARAS_TICKS_NUMBERS);
        return;
    }
    ARAS_REQUIRE(low < high);
    step = months_between(day_of(moments, high) - day_of(moments, low), wanted);
    first = (month_of(day_of(moments, low)) / step) * step;
    ticks->count = 0;
    for (int month = first; ticks->count < ARAS_MOST_TICKS; month += step) {
        double time =
            ((double) day_of_month(month) - moments->start) / moments->days_per_unit;

        if (time > high) {
            break;
        }
        if (time < low) {
            continue;
        }
        ticks->at[ticks->count] = time;
        write_month(ticks->label[ticks->count], month, step % 12 == 0);
        ticks->count++;
    }
}

void aras_scale_moment(const struct aras_moments *moments, double time,
                       char text[ARAS_TICK_SIZE])
{
    if (is_datable(moments, time)) {
        write_month(text, month_of(day_of(moments, time)), false);
    } else {
        snprintf(text, ARAS_TICK_SIZE, "%.3g%s%.12s%s", time,
                 moments->unit[0] == '\0' ? "" : " ", moments->unit,
                 moments->unit[0] == '\0' || time == 1.0 ? "" : "s");
    }
}
