#ifndef ARAS_TESTS_FIGURE_ANSWER_SAMPLES_H
#define ARAS_TESTS_FIGURE_ANSWER_SAMPLES_H

#include <math.h>

#include "figure/alluvial.h"
#include "figure/but_for_bars.h"
#include "figure/calibration.h"
#include "figure/leverage_network.h"
#include "figure/quantile_shift.h"
#include "figure/sobol_bars.h"

/* Made-up answers to "what differs?" and "what does it come from?". */

static inline enum aras_status sample_but_for_bars(struct aras_figure *figure,
                                                   const struct aras_figure_look *look,
                                                   struct aras_error *error)
{
    static const struct aras_but_for events[] = {
        {"Russia replaces Iranian arms by its own and others'", 0.62, 0.021, -0.006,
         0.048, false},
        {"Iran and Russia sign the long-term treaty", 0.88, -0.231, -0.262, -0.2, true},
        {"Israel and Iran strike each other", 0.97, 0.104, 0.081, 0.127, true},
        {"Assad loses power", 0.35, -0.004, -0.007, -0.001, true},
        {"relief", NAN, 0.0, 0.0, 0.0, false},
        {"an interim accord of Iran and the United States, which both keep for at "
         "least "
         "a year and which the Congress does not undo",
         0.57, -0.093, NAN, NAN, false}};
    const struct aras_but_for_bars data = {
        .title = "Without which event would the corridor open more, or less, often?",
        .subtitle = "Each event made impossible in 2000 worlds, the same luck",
        .outcome = "worlds in which the corridor operates",
        .share = 0.412,
        .form = ARAS_TICKS_SHARES,
        .event = events,
        .events = 6};

    return aras_but_for_bars_draw(figure, &data, look, error);
}

static inline enum aras_status
sample_quantile_shift(struct aras_figure *figure, const struct aras_figure_look *look,
                      struct aras_error *error)
{
    static const struct aras_quantile_moved quantiles[] = {
        {0.05, -0.412, -0.401, -0.02, 0.042}, {0.10, -0.33, -0.31, -0.005, 0.045},
        {0.25, -0.2, -0.16, 0.02, 0.06},      {0.50, -0.05, 0.03, 0.055, 0.105},
        {0.75, 0.11, 0.24, 0.095, 0.165},     {0.90, 0.3, 0.47, 0.12, 0.22},
        {0.95, 0.41, 0.55, 0.06, 0.23}};
    const struct aras_quantile_shift data = {
        .title = "How leverage of Turkey over Iran moves when the corridor opens",
        .subtitle = "B less A, quantile by quantile",
        .a = "inertia",
        .b = "a corridor by consent, run by a third party",
        .unit = "index",
        .quantile = quantiles,
        .quantiles = 7};

    return aras_quantile_shift_draw(figure, &data, look, error);
}

static inline enum aras_status sample_sobol_bars(struct aras_figure *figure,
                                                 const struct aras_figure_look *look,
                                                 struct aras_error *error)
{
    static const struct aras_factor_share factors[] = {
        {"luck", ARAS_FACTOR_CHANCE, 0.41, 0.37, 0.45, 0.63, 0.58, 0.68},
        {"attention that Russia has left for the South Caucasus", ARAS_FACTOR_PARAMETER,
         0.14, 0.11, 0.17, 0.29, 0.25, 0.33},
        {"resolve of Iran", ARAS_FACTOR_PARAMETER, 0.03, 0.01, 0.05, 0.07, 0.05, 0.09},
        {"rate of drafts of a treaty", ARAS_FACTOR_PARAMETER, -0.004, -0.02, 0.01,
         0.002, -0.01, 0.02},
        {"decision_rule", ARAS_FACTOR_VARIANT, 0.002, NAN, NAN, 0.02, 0.0, 0.05},
        {"red_line_definition", ARAS_FACTOR_VARIANT, 0.09, 0.07, 0.11, 0.21, 0.18,
         0.24}};
    const struct aras_sobol_bars data = {
        .title = "Where the variance of peace comes from",
        .subtitle = "Whiskers: 95 % intervals from 1000 resamples of 512 rows",
        .outcome = "peace",
        .factor = factors,
        .factors = 6};

    return aras_sobol_bars_draw(figure, &data, look, error);
}

static inline enum aras_status sample_alluvial(struct aras_figure *figure,
                                               const struct aras_figure_look *look,
                                               struct aras_error *error)
{
    static const char *const endings[] = {
        "no corridor", "corridor run by a third party", "corridor under Russian guard",
        "an extraterritorial corridor, after long talks in which all had a say",
        "seized"};
    static const uint64_t worlds[] = {3100, 1650, 120, 240, 3,  90, 1900, 0,   60,
                                      0,    310,  420, 890, 35, 1,  12,   160, 0,
                                      870,  0,    25,  0,   0,  0,  114};
    const struct aras_alluvial data = {.title = "Which worlds end otherwise",
                                       .subtitle =
                                           "10 000 worlds, the same luck in both",
                                       .a = "inertia",
                                       .b = "a corridor by consent, with a third party",
                                       .ending = endings,
                                       .endings = 5,
                                       .worlds = worlds};

    return aras_alluvial_draw(figure, &data, look, error);
}

static inline enum aras_status
sample_leverage_network(struct aras_figure *figure, const struct aras_figure_look *look,
                        struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia", "T\xC3\xBCrkiye",
                                         "Azerbaijan", "Armenia"};
    static const double value[] = {NAN,   -0.37, -0.14, 0.05,  0.30, 0.37, NAN,
                                   -0.11, 0.22,  0.48,  0.14,  0.11, NAN,  0.45,
                                   0.20,  -0.05, -0.22, -0.45, NAN,  0.23, -0.30,
                                   -0.48, -0.20, -0.23, NAN};
    const struct aras_leverage_network data = {
        .title = "Who has the upper hand over whom",
        .subtitle = "Net leverage, September 2024",
        .actor = actors,
        .actors = 5,
        .value = value,
        .limit = 0.5};

    return aras_leverage_network_draw(figure, &data, look, error);
}

/* Of dependences that go both ways. */
static inline enum aras_status sample_leverage_both(struct aras_figure *figure,
                                                    const struct aras_figure_look *look,
                                                    struct aras_error *error)
{
    static const char *const actors[] = {"Iran", "Russia",
                                         "the European Union and its mission"};
    static const double value[] = {NAN, 0.21, 0.004, 0.58, NAN, NAN, 0.11, 0.02, NAN};
    const struct aras_leverage_network data = {.title = "Who could hurt whom",
                                               .actor = actors,
                                               .actors = 3,
                                               .value = value,
                                               .limit = 0.4};

    return aras_leverage_network_draw(figure, &data, look, error);
}

static inline enum aras_status sample_calibration(struct aras_figure *figure,
                                                  const struct aras_figure_look *look,
                                                  struct aras_error *error)
{
    static const struct aras_calibrated steps[] = {
        {0.01, 0.08, 0.0, 0.0, 0.13, 14},   {0.1, 0.2, 0.125, 0.04, 0.27, 24},
        {0.25, 0.35, 0.44, 0.15, 0.42, 25}, {0.4, 0.6, 0.5, 0.33, 0.64, 31},
        {0.65, 0.65, 0.55, 0.39, 0.83, 9},  {0.7, 0.9, 0.61, 0.71, 0.92, 38},
        {0.95, 0.99, 1.0, 0.86, 1.0, 11}};
    const struct aras_calibration data = {.title = "Did it come as often as was said?",
                                          .subtitle =
                                              "152 predictions that have been decided",
                                          .step = steps,
                                          .steps = 7};

    return aras_calibration_draw(figure, &data, look, error);
}

#endif
