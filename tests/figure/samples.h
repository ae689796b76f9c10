#ifndef ARAS_TESTS_FIGURE_SAMPLES_H
#define ARAS_TESTS_FIGURE_SAMPLES_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "figure/answer_samples.h"
#include "figure/dumbbell.h"
#include "figure/ecdf.h"
#include "figure/fan.h"
#include "figure/heat_map.h"
#include "figure/icon_array.h"
#include "figure/incidence_area.h"
#include "figure/leverage_matrix.h"
#include "figure/leverage_network.h"
#include "figure/quantile_dots.h"
#include "figure/sample_numbers.h"
#include "figure/sweep_line.h"
#include "figure/tornado.h"
#include "figure/world_samples.h"

enum { MONTHS = 21, WORLDS = 7, DRAWN = 300, DOTS = 50 };

static inline enum aras_status
sample_incidence_area(struct aras_figure *figure, const struct aras_figure_look *look,
                      struct aras_error *error)
{
    double time[MONTHS];
    double share[4][MONTHS];
    static const double level[] = {0.31, 0.22, 0.12, 0.004};
    static const char *const titles[] = {
        "corridor run by a third party", "corridor under Russian guard",
        "an extraterritorial corridor, after long talks in which all had a say",
        "seized"};
    struct aras_incidence_area_ending ending[4];

    for (int i = 0; i < MONTHS; i++) {
        time[i] = 0.25 * i;
        for (int e = 0; e < 4; e++) {
            double x = time[i] / 5.0;

            share[e][i] = sample_round(level[e] * x * (2.0 - x));
        }
    }
    for (int e = 0; e < 4; e++) {
        ending[e] = (struct aras_incidence_area_ending){titles[e], share[e]};
    }

    const struct aras_incidence_area data = {
        .title = "How the quarrel over the corridor ends, and when",
        .subtitle = "Shares of 10 000 worlds; reading: fast divergence",
        .time = time,
        .count = MONTHS,
        .ending = ending,
        .endings = 4,
        .rest = "none of these yet",
        .moments = sample_moments()};

    return aras_incidence_area_draw(figure, &data, look, error);
}

static inline enum aras_status sample_fan(struct aras_figure *figure,
                                          const struct aras_figure_look *look,
                                          struct aras_error *error)
{
    double time[MONTHS];
    double median[MONTHS];
    double low[2][MONTHS];
    double high[2][MONTHS];
    double world[WORLDS][MONTHS];
    const double *worlds[WORLDS];

    for (int i = 0; i < MONTHS; i++) {
        double spread = sample_round(0.05 + 0.03 * i);

        time[i] = 0.25 * i;
        median[i] = sample_round(-0.1 + 0.012 * i);
        low[0][i] = median[i] - 1.3 * spread;
        high[0][i] = median[i] + spread;
        low[1][i] = median[i] - 0.5 * spread;
        high[1][i] = median[i] + 0.4 * spread;
        for (int w = 0; w < WORLDS; w++) {
            double step = 0.16 * (sample_draw((uint64_t) (100 * w + i)) - 0.5);

            world[w][i] = i == 0 ? -0.1 : sample_round(world[w][i - 1] + step + 0.008);
        }
    }
    for (int w = 0; w < WORLDS; w++) {
        worlds[w] = world[w];
    }

    const struct aras_fan_band bands[] = {{"9 of 10 worlds", low[0], high[0]},
                                          {"half of the worlds", low[1], high[1]}};
    const struct aras_fan data = {.title = "Leverage of Iran over Russia",
                                  .subtitle =
                                      "Net index; seven single worlds are drawn "
                                      "over the bands",
                                  .unit = "index",
                                  .time = time,
                                  .count = MONTHS,
                                  .median = median,
                                  .band = bands,
                                  .bands = 2,
                                  .world = worlds,
                                  .worlds = WORLDS,
                                  .signed_values = true,
                                  .moments = sample_moments()};

    return aras_fan_draw(figure, &data, look, error);
}

/* Rising numbers with a long upper tail. */
static inline void sample_values(double *value, size_t count, double shift,
                                 double scale)
{
    for (size_t i = 0; i < count; i++) {
        double p = ((double) i + 0.5) / (double) count;

        value[i] = sample_round(shift + scale * (p + 0.7 * p * p * p * p * p - 0.5));
    }
}

static inline enum aras_status sample_quantile_dots(struct aras_figure *figure,
                                                    const struct aras_figure_look *look,
                                                    struct aras_error *error)
{
    double value[DOTS];

    sample_values(value, DOTS, 0.1, 0.9);

    const struct aras_quantile_dots data = {
        .title = "Leverage of Azerbaijan over Armenia in September 2029",
        .subtitle = "Each dot is one of 50 worlds that are as likely as each other",
        .unit = "index: above 0 Azerbaijan has the upper hand",
        .value = value,
        .count = DOTS,
        .split = 0.0,
        .split_title = "neither has the upper hand"};

    return aras_quantile_dots_draw(figure, &data, look, error);
}

static inline enum aras_status sample_icon_array(struct aras_figure *figure,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error)
{
    static const struct aras_icon icons[] = {
        {"on paper only", 2920, 0.0, 0.0, false},
        {"belt from Kars to Astara", 1350, 0.0, 0.0, false},
        {"parted", 1620, 0.0, 0.0, false},
        {"peace without a road", 1510, 0.0, 0.0, false},
        {"shelved", 1070, 0.0, 0.0, false},
        {"crossroads & <trade>", 99, 0.0, 0.0, false},
        {"war over the corridor", 18, 0.0, 0.0, false},
        {"something else", 1413, 0.0, 0.0, false}};
    const struct aras_icon_array data = {
        .title = "In 100 imagined futures, how many end so?",
        .subtitle = "10 000 worlds of the model; a "
                    "share of worlds is no chance of "
                    "the real event",
        .icon = icons,
        .icons = 8};

    return aras_icon_array_draw(figure, &data, look, error);
}

/* Whether something came about: with a range over parameters, on the ground of worlds
 * in which it did not; and a line of what it is of. */
static inline enum aras_status sample_icon_ground(struct aras_figure *figure,
                                                  const struct aras_figure_look *look,
                                                  struct aras_error *error)
{
    static const struct aras_icon icons[] = {
        {"it comes about", 431, 0.012, 0.094, false},
        {"it does not", 9569, 0.0, 0.0, true}};
    const struct aras_icon_array data = {
        .title = "In 100 imagined futures: Azerbaijan and Iran on good terms, so that "
                 "their alignment is above 0",
        .subtitle = "10 000 worlds of the model",
        .icon = icons,
        .icons = 2};
    struct aras_figure_look noted = *look;

    noted.note =
        "inertia: the model left to itself (run fe908b76, seed 1). "
        "fast_divergence: the tie lasts, but the two part ways, and Iran gains "
        "less and less.";
    return aras_icon_array_draw(figure, &data, &noted, error);
}

/* Whole numbers, most of them 0. */
static inline enum aras_status sample_whole_dots(struct aras_figure *figure,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error)
{
    double value[DOTS];

    for (int i = 0; i < DOTS; i++) {
        value[i] = i < 41 ? 0.0 : i < 47 ? 1.0 : i < 49 ? 2.0 : 5.0;
    }

    const struct aras_quantile_dots data = {
        .title = "demands that Russia drop the corridor",
        .subtitle = "Each dot stands for one in 50 of 10 000 worlds",
        .unit = "times until 2029-09-12",
        .value = value,
        .count = DOTS,
        .split = NAN,
        .whole = true};

    return aras_quantile_dots_draw(figure, &data, look, error);
}

static inline enum aras_status sample_whole_ecdf(struct aras_figure *figure,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error)
{
    double a[DRAWN];
    double b[DRAWN];

    for (int i = 0; i < DRAWN; i++) {
        a[i] = i < 200 ? 0.0 : i < 280 ? 1.0 : 3.0;
        b[i] = i < 120 ? 0.0 : i < 250 ? 1.0 : 2.0;
    }

    const struct aras_ecdf_sample samples[] = {{"inertia", a, DRAWN},
                                               {"corridor", b, DRAWN}};
    const struct aras_ecdf data = {.title = "demands that Russia drop the corridor",
                                   .subtitle = "Share of worlds at or below each value",
                                   .unit = "times until 2029-09-12",
                                   .sample = samples,
                                   .samples = 2,
                                   .whole = true};

    return aras_ecdf_draw(figure, &data, look, error);
}

static inline enum aras_status sample_ecdf(struct aras_figure *figure,
                                           const struct aras_figure_look *look,
                                           struct aras_error *error)
{
    double a[DRAWN];
    double b[DRAWN];
    double c[12];

    sample_values(a, DRAWN, 0.0, 1.0);
    sample_values(b, DRAWN, 0.25, 0.8);
    sample_values(c, 12, 0.1, 1.6);

    const struct aras_ecdf_sample samples[] = {{"inertia", a, DRAWN},
                                               {"corridor by consent", b, DRAWN},
                                               {"twelve worlds of a seizure", c, 12}};
    const struct aras_ecdf data = {.title =
                                       "Leverage of Turkey over Iran at the horizon",
                                   .subtitle = "Share of worlds at or below each value",
                                   .unit = "index; above 0 Turkey has the upper hand",
                                   .sample = samples,
                                   .samples = 3,
                                   .signed_values = true};

    return aras_ecdf_draw(figure, &data, look, error);
}

static inline enum aras_status sample_dumbbell(struct aras_figure *figure,
                                               const struct aras_figure_look *look,
                                               struct aras_error *error)
{
    static const struct aras_dumbbell_row rows[] = {
        {"corridor operating", 0.04, 0.18, "+13 pp (+11 to +15)", false, NULL},
        {"Armenia and Azerbaijan sign peace", 0.44, 0.61, "+17 pp (+15 to +19)", false,
         NULL},
        {"Iran and Russia sign the treaty", 0.88, 0.88, NULL, true, NULL},
        {"Armenia out of the CSTO", 0.35, 0.31, NULL, false, NULL},
        {"an accord of Iran and the United States, signed by both and not yet broken",
         0.57, 0.55, NULL, false, NULL},
        {"agreed, not open", 0.26, 0.81, "+55 pp (+50 to +59)", false,
         "how the years end"},
        {"no corridor; Iran nearer the West than Russia, or nearer nobody", 0.15, 0.0,
         NULL, false, "how the years end"},
        {"enforced", 0.04, 0.05, NULL, false, "what has become of the red line"},
        {"declared", 0.83, 0.84, NULL, false, "what has become of the red line"}};
    const struct aras_dumbbell data = {
        .title = "What a corridor by consent changes",
        .subtitle = "Share of worlds within five years, "
                    "the same luck in both",
        .a = "inertia",
        .b = "a corridor by consent, run by a third party",
        .unit = "share of worlds",
        .form = ARAS_TICKS_SHARES,
        .row = rows,
        .rows = 9};

    return aras_dumbbell_draw(figure, &data, look, error);
}

static inline enum aras_status sample_sweep_line(struct aras_figure *figure,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error)
{
    double x[11];
    double value[4][11];
    double low[11];
    double high[11];
    static const double slope[] = {0.5, -0.2, 0.02, 0.015};
    static const double base[] = {0.1, 0.4, 0.2, 0.2};

    for (int i = 0; i < 11; i++) {
        x[i] = 0.1 * i;
        for (int l = 0; l < 4; l++) {
            value[l][i] = sample_round(base[l] + slope[l] * x[i]);
        }
        low[i] = value[0][i] - 0.03;
        high[i] = value[0][i] + 0.03;
    }

    const struct aras_sweep_line_of lines[] = {
        {"peace", "60 % (52 to 71) peace", value[0], low, high},
        {"coercion", NULL, value[1], NULL, NULL},
        {"war", NULL, value[2], NULL, NULL},
        {"nothing at all", NULL, value[3], NULL, NULL}};
    const struct aras_sweep_line data = {.title = "What mediation brings",
                                         .subtitle = "Share of worlds; the band is the "
                                                     "replication error",
                                         .input = "effort of the mediators",
                                         .x = x,
                                         .count = 11,
                                         .line = lines,
                                         .lines = 4,
                                         .form = ARAS_TICKS_SHARES};

    return aras_sweep_line_draw(figure, &data, look, error);
}

static inline enum aras_status sample_heat_map(struct aras_figure *figure,
                                               const struct aras_figure_look *look,
                                               struct aras_error *error)
{
    static const char *const columns[] = {"0", "0.2", "0.4", "0.6", "0.8", "1"};
    static const char *const rows[] = {"none", "weak", "middling", "strong", "total"};
    double value[30];

    for (int i = 0; i < 30; i++) {
        value[i] = sample_round(0.02 + 0.1 * (i / 6) + 0.09 * (i % 6));
    }
    value[17] = NAN;

    const struct aras_heat_map data = {.title = "Where the corridor opens",
                                       .subtitle = "Share of worlds; 200 worlds a cell",
                                       .across = "attention of Russia",
                                       .down = "pressure of Turkey",
                                       .column = columns,
                                       .columns = 6,
                                       .row = rows,
                                       .rows = 5,
                                       .value = value,
                                       .form = ARAS_TICKS_SHARES,
                                       .level = 0.5};

    return aras_heat_map_draw(figure, &data, look, error);
}

static inline enum aras_status sample_tornado(struct aras_figure *figure,
                                              const struct aras_figure_look *look,
                                              struct aras_error *error)
{
    static const struct aras_swing swings[] = {
        {"resolve of Iran", 0.52, 0.30, "0.2", "0.9"},
        {"rate of drafts of a treaty", 0.38, 0.47, "0.1 a year", "0.8 a year"},
        {"attention that Russia has left for the South Caucasus", 0.25, 0.66, "0.05",
         "0.60"},
        {"oil price", 0.41, 0.42, "40", "120"},
        {"both ends above", 0.45, 0.49, "low", "high"}};
    const struct aras_tornado data = {.title = "Which inputs move the share of peace",
                                      .subtitle =
                                          "One at a time, from the tenth to the "
                                          "nine tenths of its prior",
                                      .outcome = "share of worlds with peace",
                                      .base = 0.41,
                                      .swing = swings,
                                      .swings = 5,
                                      .form = ARAS_TICKS_SHARES};

    return aras_tornado_draw(figure, &data, look, error);
}

static inline enum aras_status
sample_leverage_matrix(struct aras_figure *figure, const struct aras_figure_look *look,
                       struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia", "T\xC3\xBCrkiye",
                                         "Azerbaijan", "Armenia"};
    static const double value[] = {NAN,   -0.37, -0.14, 0.05,  0.30, 0.37, NAN,
                                   -0.11, 0.22,  0.48,  0.14,  0.11, NAN,  0.45,
                                   0.20,  -0.05, -0.22, -0.45, NAN,  0.23, -0.30,
                                   -0.48, -0.20, -0.23, NAN};
    const struct aras_leverage_matrix data = {
        .title = "Who has the upper hand over whom",
        .subtitle = "Net leverage, September 2024",
        .actor = actors,
        .actors = 5,
        .value = value,
        .limit = 0.5};

    return aras_leverage_matrix_draw(figure, &data, look, error);
}

static inline enum aras_status
sample_measured_matrix(struct aras_figure *figure, const struct aras_figure_look *look,
                       struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia", "T\xC3\xBCrkiye",
                                         "Azerbaijan"};
    static const double value[] = {NAN, 0.08, NAN, 0.04, 0.15, NAN, NAN,  -0.12,
                                   NAN, NAN,  NAN, NAN,  0.2,  0.0, 0.59, NAN};
    static const double error_of[] = {0, 0.095, 0, 0.022, 0.11, 0,    0,    0.06,
                                      0, 0,     0, 0,     0.05, 0.01, 0.15, 0};
    static const bool marked[16] = {[4] = true, [12] = true, [14] = true};
    const struct aras_leverage_matrix data = {
        .title = "Who moves whom",
        .subtitle = "450 worlds: each acts on 2025-09-12, or is silent",
        .actor = actors,
        .actors = 4,
        .value = value,
        .limit = 0.5,
        .error = error_of,
        .marked = marked};

    return aras_leverage_matrix_draw(figure, &data, look, error);
}

/* Net leverage with its ranges, of which one lies to both sides of 0. */
static inline enum aras_status
sample_leverage_ranges(struct aras_figure *figure, const struct aras_figure_look *look,
                       struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia", "Azerbaijan"};
    static const double value[] = {NAN, -0.06, 0.01, 0.29, NAN, -0.03, 0.16, 0.21, NAN};
    static const double low[] = {NAN, -0.36, -0.16, 0.1, NAN, -0.23, 0.03, 0.08, NAN};
    static const double high[] = {NAN, 0.23, 0.23, 0.51, NAN, 0.19, 0.38, NAN, NAN};
    const struct aras_leverage_matrix data = {
        .title = "Who has the upper hand over whom in the end",
        .subtitle = "inertia, on 2029-09-12: mean leverage over 2850 worlds",
        .actor = actors,
        .actors = 3,
        .value = value,
        .limit = 0.3,
        .low = low,
        .high = high};

    return aras_leverage_matrix_draw(figure, &data, look, error);
}

static inline enum aras_status sample_open_network(struct aras_figure *figure,
                                                   const struct aras_figure_look *look,
                                                   struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia", "Azerbaijan"};
    static const double value[] = {NAN, -0.06, 0.08, 0.29, NAN, -0.03, 0.16, 0.21, NAN};
    static const double low[] = {NAN, -0.36, -0.16, 0.1, NAN, -0.23, 0.03, 0.08, NAN};
    static const double high[] = {NAN, 0.23, 0.23, 0.51, NAN, 0.19, 0.38, NAN, NAN};
    const struct aras_leverage_network data = {
        .title = "Who has the upper hand over whom in the end",
        .subtitle = "inertia, on 2029-09-12: mean leverage over 2850 worlds",
        .actor = actors,
        .actors = 3,
        .value = value,
        .limit = 0.3,
        .low = low,
        .high = high};

    return aras_leverage_network_draw(figure, &data, look, error);
}

/** All kinds of figures, by name. */
struct sample {
    const char *name;
    enum aras_status (*draw)(struct aras_figure *figure,
                             const struct aras_figure_look *look,
                             struct aras_error *error);
};

static const struct sample samples[] = {
    {"incidence_area", sample_incidence_area},
    {"fan", sample_fan},
    {"quantile_dots", sample_quantile_dots},
    {"icon_array", sample_icon_array},
    {"icon_ground", sample_icon_ground},
    {"whole_dots", sample_whole_dots},
    {"whole_ecdf", sample_whole_ecdf},
    {"leverage_ranges", sample_leverage_ranges},
    {"open_network", sample_open_network},
    {"ecdf", sample_ecdf},
    {"dumbbell", sample_dumbbell},
    {"sweep_line", sample_sweep_line},
    {"heat_map", sample_heat_map},
    {"tornado", sample_tornado},
    {"leverage_matrix", sample_leverage_matrix},
    {"measured_matrix", sample_measured_matrix},
    {"but_for_bars", sample_but_for_bars},
    {"quantile_shift", sample_quantile_shift},
    {"sobol_bars", sample_sobol_bars},
    {"alluvial", sample_alluvial},
    {"leverage_network", sample_leverage_network},
    {"leverage_both", sample_leverage_both},
    {"calibration", sample_calibration},
    {"timeline", sample_timeline},
    {"timeline_crowded", sample_timeline_crowded},
    {"twin_timeline", sample_twin_timeline},
    {"chronicle_strip", sample_chronicle_strip},
};

enum { SAMPLES = sizeof samples / sizeof *samples };

#endif
