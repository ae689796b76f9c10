#include "figure/theme.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

struct paint {
    const char *property; /* "var(--aras-ink)" */
    const char *light, *dark;
};

#define PROPERTY(name) "var(--aras-" name ")"

#define LIGHT_INK "#1b1d20"
#define DARK_INK  "#16181b"
#define WHITE     "#ffffff"

static const struct paint paints[ARAS_PAINTS] = {
    [ARAS_PAINT_NONE] = {NULL, NULL, NULL},
    [ARAS_PAINT_PAPER] = {PROPERTY("paper"), WHITE, DARK_INK},
    [ARAS_PAINT_INK] = {PROPERTY("ink"), LIGHT_INK, "#eceef0"},
    [ARAS_PAINT_QUIET] = {PROPERTY("quiet"), "#5a5f66", "#a9afb7"},
    [ARAS_PAINT_AXIS] = {PROPERTY("axis"), "#7d838b", "#858c94"},
    [ARAS_PAINT_GRID] = {PROPERTY("grid"), "#e1e4e8", "#33373c"},
    [ARAS_PAINT_FILL] = {PROPERTY("fill"), "#f3f5f7", "#202327"},
    [ARAS_PAINT_SERIES] = {PROPERTY("series-1"), "#0072b2", "#56b4e9"},
    [ARAS_PAINT_SERIES + 1] = {PROPERTY("series-2"), "#b85c00", "#e69f00"},
    [ARAS_PAINT_SERIES + 2] = {PROPERTY("series-3"), "#00795c", "#2fbf95"},
    [ARAS_PAINT_SERIES + 3] = {PROPERTY("series-4"), "#882255", "#e08fbf"},
    [ARAS_PAINT_SERIES + 4] = {PROPERTY("series-5"), "#6b5b95", "#b9a7e8"},
    [ARAS_PAINT_SERIES + 5] = {PROPERTY("series-6"), "#4a4a4a", "#c8c8c8"},
    [ARAS_PAINT_HEAT] = {PROPERTY("heat-1"), "#f2f6fa", "#1d2733"},
    [ARAS_PAINT_HEAT + 1] = {PROPERTY("heat-2"), "#d6e6f2", "#1f3a52"},
    [ARAS_PAINT_HEAT + 2] = {PROPERTY("heat-3"), "#b0cfe6", "#215274"},
    [ARAS_PAINT_HEAT + 3] = {PROPERTY("heat-4"), "#7db1d6", "#2a6f9c"},
    [ARAS_PAINT_HEAT + 4] = {PROPERTY("heat-5"), "#3f8ec2", "#4a93c4"},
    [ARAS_PAINT_HEAT + 5] = {PROPERTY("heat-6"), "#12679f", "#7fbbe3"},
    [ARAS_PAINT_HEAT + 6] = {PROPERTY("heat-7"), "#083e66", "#c3e2f6"},
    [ARAS_PAINT_HEAT_INK] = {PROPERTY("heat-ink-1"), LIGHT_INK, WHITE},
    [ARAS_PAINT_HEAT_INK + 1] = {PROPERTY("heat-ink-2"), LIGHT_INK, WHITE},
    [ARAS_PAINT_HEAT_INK + 2] = {PROPERTY("heat-ink-3"), LIGHT_INK, WHITE},
    [ARAS_PAINT_HEAT_INK + 3] = {PROPERTY("heat-ink-4"), LIGHT_INK, WHITE},
    [ARAS_PAINT_HEAT_INK + 4] = {PROPERTY("heat-ink-5"), LIGHT_INK, DARK_INK},
    [ARAS_PAINT_HEAT_INK + 5] = {PROPERTY("heat-ink-6"), WHITE, DARK_INK},
    [ARAS_PAINT_HEAT_INK + 6] = {PROPERTY("heat-ink-7"), WHITE, DARK_INK},
    [ARAS_PAINT_SIDE] = {PROPERTY("side-1"), "#8f3f00", "#f3b36b"},
    [ARAS_PAINT_SIDE + 1] = {PROPERTY("side-2"), "#c9772f", "#c17a2a"},
    [ARAS_PAINT_SIDE + 2] = {PROPERTY("side-3"), "#eec295", "#6b4820"},
    [ARAS_PAINT_SIDE + 3] = {PROPERTY("side-4"), "#f4f4f2", "#2b2e33"},
    [ARAS_PAINT_SIDE + 4] = {PROPERTY("side-5"), "#a9cde6", "#214a68"},
    [ARAS_PAINT_SIDE + 5] = {PROPERTY("side-6"), "#3f8ec2", "#4a93c4"},
    [ARAS_PAINT_SIDE + 6] = {PROPERTY("side-7"), "#0a4f80", "#8fcbf0"},
    [ARAS_PAINT_SIDE_INK] = {PROPERTY("side-ink-1"), WHITE, DARK_INK},
    [ARAS_PAINT_SIDE_INK + 1] = {PROPERTY("side-ink-2"), LIGHT_INK, DARK_INK},
    [ARAS_PAINT_SIDE_INK + 2] = {PROPERTY("side-ink-3"), LIGHT_INK, WHITE},
    [ARAS_PAINT_SIDE_INK + 3] = {PROPERTY("side-ink-4"), LIGHT_INK, WHITE},
    [ARAS_PAINT_SIDE_INK + 4] = {PROPERTY("side-ink-5"), LIGHT_INK, WHITE},
    [ARAS_PAINT_SIDE_INK + 5] = {PROPERTY("side-ink-6"), LIGHT_INK, DARK_INK},
    [ARAS_PAINT_SIDE_INK + 6] = {PROPERTY("side-ink-7"), WHITE, DARK_INK},
};

const char *aras_theme_colour(bool dark, enum aras_paint paint)
{
    ARAS_REQUIRE(paint > ARAS_PAINT_NONE && paint < ARAS_PAINTS);
    return dark ? paints[paint].dark : paints[paint].light;
}

const char *aras_theme_paint(enum aras_theme theme, enum aras_paint paint)
{
    if (paint == ARAS_PAINT_NONE ||
        (theme == ARAS_THEME_PRINT && paint == ARAS_PAINT_PAPER)) {
        return paint == ARAS_PAINT_NONE ? "none" : WHITE;
    }
    switch (theme) {
    case ARAS_THEME_SCREEN:
        return paints[paint].property;
    case ARAS_THEME_PLAIN_DARK:
        return aras_theme_colour(true, paint);
    case ARAS_THEME_PRINT:
        if (paint == ARAS_PAINT_INK) {
            return "#000000";
        }
        break;
    case ARAS_THEME_PLAIN:
        break;
    }
    return aras_theme_colour(false, paint);
}

static void add_colours(struct aras_text *css, const char *selector, bool dark)
{
    aras_text_add(css, "%s{", selector);
    for (int i = ARAS_PAINT_NONE + 1; i < ARAS_PAINTS; i++) {
        const char *property = paints[i].property + sizeof "var(" - 1;

        aras_text_add(css, "%.*s:%s;", (int) strlen(property) - 1, property,
                      dark ? paints[i].dark : paints[i].light);
    }
    aras_text_add(css, "}\n");
}

void aras_theme_style(struct aras_text *css)
{
    add_colours(css, ":root", false);
    aras_text_add(css, "@media (prefers-color-scheme:dark){\n");
    add_colours(css, ":root:not([data-theme=light])", true);
    aras_text_add(css, "}\n");
    add_colours(css, ":root[data-theme=dark]", true);
}

const char *aras_theme_dash(size_t number)
{
    static const char *const dashes[ARAS_SERIES] = {"",        "7 3",  "2 3",
                                                    "9 3 2 3", "14 4", "4 2"};

    return dashes[number % ARAS_SERIES];
}

double aras_theme_weight(enum aras_theme theme)
{
    return theme == ARAS_THEME_PRINT ? 1.25 : 1.0;
}

/* Of one of the three parts of a colour, 0 ... 255. */
static double linear_of(unsigned part)
{
    double share = part / 255.0;

    return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4);
}

static double luminance_of(const char *colour)
{
    unsigned rgb = (unsigned) strtoul(colour + 1, NULL, 16);

    return 0.2126 * linear_of(rgb >> 16 & 255u) + 0.7152 * linear_of(rgb >> 8 & 255u) +
           0.0722 * linear_of(rgb & 255u);
}

double aras_theme_contrast(const char *one, const char *other)
{
    double a = luminance_of(one);
    double b = luminance_of(other);

    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}
