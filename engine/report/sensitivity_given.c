/* What a run of any kind tells of its inputs, as text. */
#include <math.h>
#include <stdlib.h>

#include "report/legend.h"
#include "report/sensitivity_text.h"

/* By falling key: places from it. */
static size_t *order_by(const double *key, size_t count)
{
    size_t *order = calloc(count + 1, sizeof *order);

    for (size_t i = 0; order != NULL && i < count; i++) {
        size_t at = i;

        for (; at > 0 && key[order[at - 1]] < key[i]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
    return order;
}

static size_t *order_given(const struct aras_sensitivity_given *given)
{
    size_t count = given->data->inputs->count;
    double *key = calloc(count + 1, sizeof *key);
    size_t *order = NULL;

    for (size_t i = 0; key != NULL && i < count; i++) {
        key[i] = given->pawn != NULL ? given->pawn->input[i].greatest
                                     : given->regression->effect[i].share;
    }
    if (key != NULL) {
        order = order_by(key, count);
    }
    free(key);
    return order;
}

static void put_slice(struct aras_table *table, const struct aras_given_data *data,
                      const struct aras_pawn_input *input, size_t column)
{
    if (aras_inputs_is_variant(data->model, column)) {
        const struct aras_variant *variant =
            &data->model->variants[column - data->model->parameter_count];

        aras_table_cell(table, ARAS_PLAIN, "%s",
                        variant->options[(size_t) input->low].id);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2g to %.2g", input->low, input->high);
    }
}

static void add_pawn(const struct aras_sensitivity_given *given, size_t number,
                     struct aras_table *table, const struct aras_style *style)
{
    const struct aras_pawn_input *input = &given->pawn->input[number];
    size_t column = given->data->inputs->column[number];
    bool share = aras_target_is_share(given->target);
    bool sure = input->greatest > input->strict;
    bool doubtful = !sure && input->greatest > input->threshold;

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_inputs_id(given->data->model, column));
    aras_table_cell(table, sure ? ARAS_STRONG : ARAS_PLAIN, "%.2f", input->greatest);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_number_range(input->interval, 0.0, false, style).text);
    aras_table_cell(table, sure ? ARAS_STRONG : ARAS_FAINT, "%s",
                    sure       ? "yes"
                    : doubtful ? "perhaps"
                               : "not seen");
    put_slice(table, given->data, input, column);
    if (share) {
        aras_table_cell(table, ARAS_PLAIN, "%.0f %%", 100.0 * input->slice_mean);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%.2g", input->slice_mean);
    }
}

static void add_regression(const struct aras_sensitivity_given *given, size_t number,
                           struct aras_table *table, const struct aras_style *style)
{
    const struct aras_regression_effect *effect = &given->regression->effect[number];
    size_t column = given->data->inputs->column[number];

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_inputs_id(given->data->model, column));
    if (isnan(effect->slope)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
    } else {
        aras_table_cell(table, ARAS_STRONG, "%+.2f", effect->slope + 0.0);
        aras_table_cell(
            table, ARAS_FAINT, "%s",
            aras_number_change_range(effect->interval, 0.0, false, style).text);
    }
    aras_table_cell(table, ARAS_PLAIN, "%.1f %%", 100.0 * effect->share);
    aras_table_cell(table, ARAS_PLAIN, "%+.2f",
                    given->regression->by_rank[number].partial + 0.0);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_inputs_title(given->data->model, column));
}

static enum aras_status print_given(FILE *file,
                                    const struct aras_sensitivity_given *given,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    static const struct aras_table_column by_pawn[] = {
        {.heading = "INPUT", .wrap = true}, {.heading = "OFF BY", .right = true},
        {.heading = "95 %", .right = true}, {.heading = "COUNTS"},
        {.heading = "MOST WHERE IT IS"},    {.heading = "THERE", .right = true}};
    static const struct aras_table_column by_slope[] = {
        {.heading = "INPUT"},
        {.heading = "SLOPE", .right = true},
        {.heading = "95 %", .right = true},
        {.heading = "ADDS TO R2", .right = true},
        {.heading = "PRCC", .right = true},
        {.heading = "MEANING", .wrap = true}};
    bool pawn = given->pawn != NULL;
    size_t count = given->data->inputs->count;
    size_t *order = order_given(given);
    struct aras_table *table =
        aras_table_new(pawn ? by_pawn : by_slope, 6, style, error);
    enum aras_status status;

    if (order == NULL || table == NULL) {
        free(order);
        aras_table_free(table);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    for (size_t i = 0; i < count && (style->all || i < ARAS_SENSITIVITY_SHOWN); i++) {
        if (pawn) {
            add_pawn(given, order[i], table, style);
        } else {
            add_regression(given, order[i], table, style);
        }
    }
    fputc('\n', file);
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    free(order);
    return status;
}

/* What the inputs that count mean. */
static enum aras_status say_meanings(FILE *file,
                                     const struct aras_sensitivity_given *given,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    size_t *order = order_given(given);
    enum aras_status status = ARAS_OK;

    if (order == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    for (size_t i = 0; i < given->pawn->count && i < ARAS_SENSITIVITY_TOLD; i++) {
        const struct aras_pawn_input *input = &given->pawn->input[order[i]];
        size_t column = given->data->inputs->column[order[i]];

        if (status == ARAS_OK && input->greatest > input->strict) {
            status = aras_sensitivity_text_meaning(
                file, aras_inputs_id(given->data->model, column),
                aras_inputs_title(given->data->model, column), style, error);
        }
    }
    free(order);
    return status;
}

static enum aras_status say_pawn(FILE *file, const struct aras_sensitivity_given *given,
                                 const struct aras_style *style,
                                 struct aras_error *error)
{
    const struct aras_pawn_result *pawn = given->pawn;
    size_t sure = 0;
    size_t doubtful = 0;

    for (size_t i = 0; i < pawn->count; i++) {
        sure += pawn->input[i].greatest > pawn->input[i].strict;
        doubtful += pawn->input[i].greatest > pawn->input[i].threshold &&
                    pawn->input[i].greatest <= pawn->input[i].strict;
    }
    if (aras_legend_say(
            file, style, error,
            "Off by: how far the outcome's distribution is from that of all rows "
            "(Kolmogorov's distance; for a yes or no by how much the probability "
            "moves), where the input is in the one of its %zu slices, or options, "
            "that is furthest off: most where it is so, and there the outcome is so "
            "on average.",
            pawn->slices) != ARAS_OK) {
        return error->status;
    }
    if (aras_legend_say(file, style, error,
                        "Counts: yes, when 19 of 20 runs would put none of %zu inputs "
                        "that do nothing so far off; perhaps, when 19 of 20 such "
                        "inputs would be less far off (%zu here, and chance alone "
                        "makes about %.0f so). A distance is never 0: only those that "
                        "count are worth reading.",
                        pawn->count, doubtful,
                        0.05 * (double) (pawn->count - sure)) != ARAS_OK) {
        return error->status;
    }
    return say_meanings(file, given, style, error);
}

static enum aras_status say_regression(FILE *file,
                                       const struct aras_sensitivity_given *given,
                                       const struct aras_style *style,
                                       struct aras_error *error)
{
    const struct aras_regression *fit = &given->regression->fit;

    if (aras_legend_say(file, style, error,
                        "Slope: by how many of its standard deviations the outcome "
                        "moves for one of the input's, the others staying. Adds to "
                        "R2: what of the outcome's variance would be lost without the "
                        "input. PRCC: the same on ranks, as a correlation; of a "
                        "variant, which has no direction, without a sign.") !=
        ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(
        file, style, error,
        "R2 is %.0f %% (%.0f %% when adjusted for %zu columns): straight lines "
        "explain so much. The rest is luck%s, what bends, and what acts only "
        "together; a small R2 does not say that inputs do not matter.",
        100.0 * fit->r2, 100.0 * fmax(0.0, fit->adjusted_r2), fit->columns,
        given->group > 1 ? " of the worlds of a set" : " of a world");
}

enum aras_status
aras_report_sensitivity_given(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_given *given,
                              const struct aras_style *style, struct aras_error *error)
{
    size_t inputs = given->data->inputs->count;
    char how[160];

    snprintf(how, sizeof how, "%s on %s parameter sets%s",
             given->pawn != NULL ? "PAWN" : "regression",
             aras_number_whole(given->data->rows).text,
             given->group > 1 ? ", each with the mean of its worlds" : "");
    if (aras_sensitivity_text_header(file, subject, how, style, error) != ARAS_OK ||
        aras_sensitivity_text_say_target(file, subject->model, given->target, style,
                                         error) != ARAS_OK ||
        print_given(file, given, style, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    if ((given->pawn != NULL ? say_pawn(file, given, style, error)
                             : say_regression(file, given, style, error)) != ARAS_OK) {
        return error->status;
    }
    if (given->data->inputs->left_out > 0 &&
        aras_legend_say(
            file, style, error,
            "%zu parameters that an option of a variant sets are told of by that "
            "variant.",
            given->data->inputs->left_out) != ARAS_OK) {
        return error->status;
    }
    if (!style->all && inputs > ARAS_SENSITIVITY_SHOWN &&
        aras_legend_say(file, style, error, "%zu more inputs are shown with --all.",
                        inputs - ARAS_SENSITIVITY_SHOWN) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
