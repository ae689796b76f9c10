#ifndef ARAS_FIGURE_THEME_H
#define ARAS_FIGURE_THEME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/** For whom a figure is drawn. */
enum aras_theme {
    ARAS_THEME_SCREEN,     /* colours are CSS custom properties: the page, or the style
                              sheet of aras_theme_style, says which; light and dark */
    ARAS_THEME_PLAIN,      /* colours written out, on white: for programs without CSS */
    ARAS_THEME_PLAIN_DARK, /* the same on black */
    ARAS_THEME_PRINT /* colours written out, no ground, black letters, thicker lines */
};

enum { ARAS_SERIES = 6, ARAS_STEPS = 7 };

/**
 * What something is painted with. Lines, marks and letters have a contrast to the
 * ground of at least 3 : 1, letters 4.5 : 1, in light and dark (WCAG 2.2, 1.4.3
 * and 1.4.11); but the grid, which is decoration. Colour is never the only sign: series
 * differ in dashes and marks as well, cells have numbers.
 */
enum aras_paint {
    ARAS_PAINT_NONE,
    ARAS_PAINT_PAPER,  /* the ground */
    ARAS_PAINT_INK,    /* letters */
    ARAS_PAINT_QUIET,  /* letters that may be overlooked */
    ARAS_PAINT_AXIS,   /* lines that carry something */
    ARAS_PAINT_GRID,   /* lines that do not */
    ARAS_PAINT_FILL,   /* the ground of a part, such as a row */
    ARAS_PAINT_SERIES, /* + 0 ... 5: lines and letters */
    ARAS_PAINT_HEAT =
        ARAS_PAINT_SERIES + ARAS_SERIES, /* + 0 ... 6: from none to much */
    ARAS_PAINT_HEAT_INK = ARAS_PAINT_HEAT + ARAS_STEPS, /* letters upon each of them */
    ARAS_PAINT_SIDE = ARAS_PAINT_HEAT_INK + ARAS_STEPS, /* + 0 ... 6: from one side over
                                                           neither (3) to the other */
    ARAS_PAINT_SIDE_INK = ARAS_PAINT_SIDE + ARAS_STEPS,
    ARAS_PAINTS = ARAS_PAINT_SIDE_INK + ARAS_STEPS
};

/** How a paint is written: "none", "#0072b2", or "var(--aras-series-1)". */
const char *aras_theme_paint(enum aras_theme theme, enum aras_paint paint);

/** The colour behind it, "#0072b2", in light or dark. Not for ARAS_PAINT_NONE. */
const char *aras_theme_colour(bool dark, enum aras_paint paint);

/** Adds the style sheet that gives the custom properties of ARAS_THEME_SCREEN their
 *  colours: those of the reader's system, or what data-theme="light" or "dark" of the
 *  root says. */
void aras_theme_style(struct aras_text *css);

/** How series `number` is dashed, as stroke-dasharray has it; "" for a whole line. */
const char *aras_theme_dash(size_t number);

/** How much wider lines are drawn. */
double aras_theme_weight(enum aras_theme theme);

/** The contrast of two colours "#rrggbb": 1 to 21. Source: WCAG 2.2, relative
 *  luminance and contrast ratio. */
double aras_theme_contrast(const char *one, const char *other);

#endif
