/* Pictures of how numbers are spread, and of what goes with them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/ecdf.h"
#include "figure/quantile_dots.h"
#include "figure/tornado.h"
#include "report/number.h"
#include "report/picture.h"
#include "statistics/quantile.h"

enum { DOTS = 50, MOST_SHOWN = 12 };

static const double told = 0.05; /* adjusted p below which an input is shown */

static enum aras_status check_number(const struct aras_outcome *outcome,
                                     const struct aras_sample *sample,
                                     struct aras_error *error)
{
    if (!aras_picture_is_number(outcome)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is no number of each world: this picture is of "
                              "outcomes of the kinds value, mean and count",
                              outcome->id);
    }
    return sample->count > 0 ? ARAS_OK
                             : aras_error_set(error, ARAS_INVALID,
                                              "no world tells of '%s'", outcome->id);
}

static const char *unit_of(const struct aras_outcome *outcome)
{
    return outcome->unit == NULL ? "" : outcome->unit;
}

/* --- dots ------------------------------------------------------------------------- */

static enum aras_status draw_dots(const struct aras_picture *picture,
                                  const struct aras_pictured *of,
                                  const struct aras_outcome *outcome, size_t reading,
                                  const struct aras_sample *sample,
                                  struct aras_error *error)
{
    double value[DOTS];
    char worlds[256];
    char subtitle[512];
    char unit[512];
    size_t holder;
    size_t over;
    bool leverage = aras_picture_leverage_of(of->model, outcome->of, &holder, &over);

    for (size_t i = 0; i < DOTS; i++) {
        double share = ((double) i + 0.5) / DOTS;

        /* Of whole numbers one that there is, rather than something between two. */
        value[i] = outcome->kind == ARAS_COUNT
                       ? sample->value[(size_t) (share * (double) sample->count)]
                       : aras_quantile_sorted(sample->value, sample->count, share);
    }
    aras_picture_name_worlds(of, reading, worlds);
    snprintf(subtitle, sizeof subtitle, "%s: each dot stands for one in 50 of %s",
             of->name, worlds);
    aras_picture_name_axis(of->model, outcome, outcome->of, outcome->unit, unit);
    return aras_quantile_dots_draw(
        picture->figure,
        &(struct aras_quantile_dots){.title = outcome->title,
                                     .subtitle = subtitle,
                                     .unit = unit,
                                     .value = value,
                                     .count = DOTS,
                                     .whole = outcome->kind == ARAS_COUNT,
                                     .split = leverage ? 0.0 : NAN,
                                     .split_title = "neither has the upper hand"},
        picture->look, error);
}

enum aras_status aras_picture_dots(const struct aras_picture *picture,
                                   const struct aras_pictured *of,
                                   const struct aras_picture_columns *columns,
                                   size_t reading, struct aras_error *error)
{
    const struct aras_outcome *outcome = &of->model->outcomes[columns->outcome[0]];
    struct aras_sample sample;
    enum aras_status status =
        aras_sample_of(&sample, columns->columns, 0, reading, error);

    if (status != ARAS_OK) {
        return status;
    }
    status = check_number(outcome, &sample, error);
    if (status == ARAS_OK) {
        status = draw_dots(picture, of, outcome, reading, &sample, error);
    }
    aras_sample_free(&sample);
    return status;
}

/* --- distributions side by side --------------------------------------------------- */

/* "inertia: " where all samples are of one run, and so are named by something else. */
static void describe_samples(const struct aras_picture_sample *sample, size_t count,
                             char text[320])
{
    bool one = strcmp(sample[0].of->name, sample[0].title) != 0;

    for (size_t i = 1; i < count; i++) {
        one = one && sample[i].of == sample[0].of;
    }
    snprintf(text, 320, "%.200s%share of worlds at or below each value",
             one ? sample[0].of->name : "", one ? ": s" : "S");
}

static enum aras_status draw_ecdf(const struct aras_picture *picture,
                                  const struct aras_picture_sample *sample,
                                  const struct aras_ecdf_sample *drawn, size_t count,
                                  struct aras_error *error)
{
    const struct aras_model *model = sample[0].of->model;
    const struct aras_outcome *outcome =
        &model->outcomes[sample[0].columns->outcome[0]];
    char subtitle[320];
    char unit[512];
    size_t holder;
    size_t over;

    describe_samples(sample, count, subtitle);
    aras_picture_name_axis(model, outcome, outcome->of, outcome->unit, unit);
    return aras_ecdf_draw(picture->figure,
                          &(struct aras_ecdf){.title = outcome->title,
                                              .subtitle = subtitle,
                                              .unit = unit,
                                              .sample = drawn,
                                              .samples = count,
                                              .whole = outcome->kind == ARAS_COUNT,
                                              .signed_values = aras_picture_leverage_of(
                                                  model, outcome->of, &holder, &over)},
                          picture->look, error);
}

enum aras_status aras_picture_ecdf(const struct aras_picture *picture,
                                   const struct aras_picture_sample *sample,
                                   size_t count, struct aras_error *error)
{
    const struct aras_pictured *of = sample[0].of;
    const struct aras_outcome *outcome =
        &of->model->outcomes[sample[0].columns->outcome[0]];
    struct aras_sample values[ARAS_MOST_SAMPLES] = {{0}};
    struct aras_ecdf_sample drawn[ARAS_MOST_SAMPLES];
    enum aras_status status = ARAS_OK;

    if (count == 0 || count > ARAS_MOST_SAMPLES) {
        return aras_error_set(error, ARAS_INVALID,
                              "a picture has room for 1 to %d distributions, got %zu",
                              ARAS_MOST_SAMPLES, count);
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        status = aras_sample_of(&values[i], sample[i].columns->columns, 0,
                                sample[i].reading, error);
        if (status == ARAS_OK) {
            status = check_number(outcome, &values[i], error);
        }
        drawn[i] = (struct aras_ecdf_sample){sample[i].title, values[i].value,
                                             values[i].count};
    }
    if (status == ARAS_OK) {
        status = draw_ecdf(picture, sample, drawn, count, error);
    }
    for (size_t i = 0; i < count; i++) {
        aras_sample_free(&values[i]);
    }
    return status;
}

/* --- what goes with it ------------------------------------------------------------ */

static double size_of(const struct aras_swing_of *swing)
{
    return fabs(swing->high - swing->low);
}

/* The greatest of those that chance does not make, in no order. */
static size_t choose(const struct aras_swing_of *swing, size_t count,
                     size_t chosen[MOST_SHOWN])
{
    size_t shown = 0;

    for (size_t i = 0; i < count; i++) {
        size_t least = 0;

        if (!(swing[i].adjusted < told)) {
            continue;
        }
        if (shown < MOST_SHOWN) {
            chosen[shown++] = i;
            continue;
        }
        for (size_t k = 1; k < shown; k++) {
            if (size_of(&swing[chosen[k]]) < size_of(&swing[chosen[least]])) {
                least = k;
            }
        }
        if (size_of(&swing[i]) > size_of(&swing[chosen[least]])) {
            chosen[least] = i;
        }
    }
    return shown;
}

static void name_level(const struct aras_model *model, size_t column, double value,
                       char text[64])
{
    if (aras_inputs_is_variant(model, column)) {
        snprintf(text, 64, "%s",
                 model->variants[column - model->parameter_count]
                     .options[(size_t) value]
                     .id);
    } else {
        const struct aras_parameter *parameter = &model->parameters[column];

        const char *unit = parameter->unit == NULL ? "" : parameter->unit;
        bool per = strncmp(unit, "1/", 2) == 0;
        bool plain =
            unit[0] == '\0' || strcmp(unit, "1") == 0 || strcmp(unit, "index") == 0;

        snprintf(text, 64, "%.2g%s%.32s",
                 parameter->scale > 0.0 ? value / parameter->scale : value,
                 per || plain ? "" : " ",
                 plain ? ""
                 : per ? unit + 1
                       : unit);
    }
}

enum aras_status aras_picture_tornado(const struct aras_picture *picture,
                                      const struct aras_given_data *data,
                                      const struct aras_target *target,
                                      const struct aras_swing_of *swing,
                                      struct aras_error *error)
{
    struct aras_swing drawn[MOST_SHOWN];
    char name[MOST_SHOWN][256];
    char low[MOST_SHOWN][64];
    char high[MOST_SHOWN][64];
    size_t chosen[MOST_SHOWN];
    size_t count = choose(swing, data->inputs->count, chosen);
    char title[320];
    char subtitle[256];
    char outcome[256];

    if (count == 0) {
        return aras_error_set(
            error, ARAS_INVALID,
            "of %zu inputs none moves '%s' by more than chance does in %zu parameter "
            "sets: play more worlds, or with --group 1",
            data->inputs->count, data->model->outcomes[target->outcome].id, data->rows);
    }
    for (size_t i = 0; i < count; i++) {
        const struct aras_swing_of *it = &swing[chosen[i]];
        size_t column = data->inputs->column[it->input];

        aras_picture_name_input(data->model, data->inputs->column, data->inputs->count,
                                it->input, name[i]);
        name_level(data->model, column, it->low_at, low[i]);
        name_level(data->model, column, it->high_at, high[i]);
        drawn[i] = (struct aras_swing){name[i], it->low, it->high, low[i], high[i]};
    }
    aras_picture_name_target(data->model, target, outcome);
    snprintf(title, sizeof title, "Which inputs go with it: %.280s", outcome);
    snprintf(
        subtitle, sizeof subtitle,
        "Mean where the input (its value beside the bar) is in its lowest and in its "
        "highest fifth, all others as they come; %zu of %zu inputs, beyond chance in "
        "%zu parameter sets",
        count, data->inputs->count, data->rows);
    return aras_tornado_draw(
        picture->figure,
        &(struct aras_tornado){
            .title = title,
            .subtitle = subtitle,
            .outcome = aras_target_is_share(target)
                           ? "share of worlds"
                           : unit_of(&data->model->outcomes[target->outcome]),
            .base = data->mean,
            .base_title = "All worlds",
            .swing = drawn,
            .swings = count,
            .form =
                aras_target_is_share(target) ? ARAS_TICKS_SHARES : ARAS_TICKS_NUMBERS},
        picture->look, error);
}
