#ifndef ARAS_FIGURE_SCALE_H
#define ARAS_FIGURE_SCALE_H

#include <stdbool.h>
#include <stddef.h>

/** From numbers to places in a picture: `low` is drawn at `start`, `high` at `end`. */
struct aras_scale {
    double low, high; /* low < high */
    double start, end;
};

double aras_scale_at(const struct aras_scale *scale, double value);

/** How model time is told: as dates where the model has some, else as numbers. */
struct aras_moments {
    bool dated;
    int start;            /* of dated: days since 1970-01-01 at time 0 */
    double days_per_unit; /* of dated */
    const char *unit;     /* else: "year", or "" */
};

enum { ARAS_MOST_TICKS = 24, ARAS_TICK_SIZE = 24 };

/** Where an axis is marked, and with what. */
struct aras_ticks {
    double at[ARAS_MOST_TICKS];
    char label[ARAS_MOST_TICKS][ARAS_TICK_SIZE];
    size_t count;
};

/** How numbers are written at an axis. */
enum aras_tick_form {
    ARAS_TICKS_NUMBERS, /* "0.25" */
    ARAS_TICKS_SHARES   /* "25 %" of 0.25 */
};

/**
 * Marks at round numbers (1, 2 or 5 times a power of ten apart) within [low, high],
 * about as many as wanted (2 ... 12), with as many decimals as tell them apart. Source:
 * P. S. Heckbert, "Nice numbers for graph labels", Graphics Gems (1990) 61-63.
 */
void aras_scale_ticks(struct aras_ticks *ticks, double low, double high, int wanted,
                      enum aras_tick_form form);

/** Marks at the beginnings of years, or of half and quarter years or months where fewer
 *  would be too few: "2025", "Jul 2025". Numbers where the moments are not dated. */
void aras_scale_moments(struct aras_ticks *ticks, const struct aras_moments *moments,
                        double low, double high, int wanted);

/** Widens a range to round numbers, and to something where it is empty. */
void aras_scale_widen(double *low, double *high, int wanted);

/** A moment in words: "Mar 2025", or "2.5 years". */
void aras_scale_moment(const struct aras_moments *moments, double time,
                       char text[ARAS_TICK_SIZE]);

#endif
