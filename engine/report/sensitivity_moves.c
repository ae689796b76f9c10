/* What moving one input does, as text. */
#include <math.h>
#include <stdlib.h>

#include "report/legend.h"
#include "report/sensitivity_text.h"

/* Numbers of inputs by rising place. */
static void order_moves(const struct aras_elementary *elementary, size_t *order)
{
    for (size_t i = 0; i < elementary->inputs; i++) {
        order[elementary->input[i].place.place - 1] = i;
    }
}

static struct aras_number change_of(double change, bool share,
                                    const struct aras_style *style)
{
    struct aras_number number;

    if (isnan(change)) {
        snprintf(number.text, sizeof number.text, "%s", aras_number_none(style));
    } else if (share) {
        snprintf(number.text, sizeof number.text, "%+.0f pp", 100.0 * change + 0.0);
    } else {
        snprintf(number.text, sizeof number.text, "%+.2g", change);
    }
    return number;
}

static struct aras_number size_of(const struct aras_elementary_input *input, bool share)
{
    const struct aras_interval none = {NAN, NAN};
    struct aras_number number;

    if (share) {
        return aras_number_counted(input->effect.size);
    }
    if (!(input->interval.high > input->interval.low)) {
        snprintf(number.text, sizeof number.text, "%.2g", input->effect.size);
        return number;
    }
    return aras_number_estimate(input->effect.size, none, input->interval, false);
}

static void add_move(const struct aras_sensitivity_subject *subject,
                     const struct aras_sensitivity_moves *moves, size_t number,
                     double most, struct aras_table *table,
                     const struct aras_style *style)
{
    const struct aras_elementary_input *input = &moves->elementary->input[number];
    bool share = aras_target_is_share(moves->target);

    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_inputs_id(subject->model, moves->inputs->column[number]));
    aras_table_cell(table, ARAS_STRONG, "%s", size_of(input, share).text);
    aras_table_cell(table, ARAS_FAINT, "%s",
                    aras_number_range(input->interval, 0.0, share, style).text);
    aras_sensitivity_text_line(table, input->effect.size, input->interval, most, style);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    change_of(input->effect.mean, share, style).text);
    if (isnan(input->effect.spread)) {
        aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(style));
    } else {
        aras_table_cell(table, ARAS_FAINT, "%.2g", input->effect.spread);
    }
    aras_sensitivity_text_place(table, &input->place);
}

static enum aras_status print_moves(FILE *file,
                                    const struct aras_sensitivity_subject *subject,
                                    const struct aras_sensitivity_moves *moves,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "INPUT", .wrap = true},    {.heading = "CHANGES IT", .right = true},
        {.heading = "95 %", .right = true},    {.heading = ""},
        {.heading = "UPWARDS", .right = true}, {.heading = "SPREAD", .right = true},
        {.heading = "PLACE", .right = true}};
    const struct aras_elementary *elementary = moves->elementary;
    size_t *order = calloc(elementary->inputs + 1, sizeof *order);
    struct aras_table *table = aras_table_new(columns, 7, style, error);
    size_t shown = elementary->inputs;
    double most = 0.0;
    enum aras_status status;

    if (order == NULL || table == NULL) {
        free(order);
        aras_table_free(table);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    if (!style->all && shown > ARAS_SENSITIVITY_SHOWN) {
        shown = ARAS_SENSITIVITY_SHOWN;
    }
    order_moves(elementary, order);
    for (size_t i = 0; i < shown; i++) {
        most = fmax(most, elementary->input[order[i]].interval.high);
    }
    for (size_t i = 0; i < shown; i++) {
        add_move(subject, moves, order[i], most > 0.0 ? most : 1.0, table, style);
    }
    fputc('\n', file);
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    free(order);
    return status;
}

static enum aras_status say_meanings(FILE *file,
                                     const struct aras_sensitivity_subject *subject,
                                     const struct aras_sensitivity_moves *moves,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    const struct aras_elementary *elementary = moves->elementary;
    size_t *order = calloc(elementary->inputs + 1, sizeof *order);
    enum aras_status status = ARAS_OK;

    if (order == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    order_moves(elementary, order);
    for (size_t i = 0; i < elementary->inputs && i < ARAS_SENSITIVITY_TOLD; i++) {
        size_t column = moves->inputs->column[order[i]];

        if (status == ARAS_OK && elementary->input[order[i]].effect.size > 0.0) {
            status = aras_sensitivity_text_meaning(
                file, aras_inputs_id(subject->model, column),
                aras_inputs_title(subject->model, column), style, error);
        }
    }
    free(order);
    return status;
}

static enum aras_status say_moves(FILE *file,
                                  const struct aras_sensitivity_moves *moves,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    const struct aras_elementary *elementary = moves->elementary;
    bool share = aras_target_is_share(moves->target);

    fputc('\n', file);
    if (aras_legend_say(
            file, style, error,
            "Each trajectory keeps its luck and moves one input at a time by half of "
            "its prior (from the 1st, 3rd, 5th or 7th eighth to that four further "
            "on), a variant to another option.") != ARAS_OK ||
        aras_legend_say(
            file, style, error,
            share
                ? "Changes it: the share of worlds in which that turns a yes into a no "
                  "or a no into a yes. Upwards: by how much raising the input raises "
                  "the probability; spread: its standard deviation over worlds."
                : "Changes it: the mean size of the change. Upwards: by how much "
                  "raising the input raises the outcome on average; spread: its "
                  "standard deviation over worlds, large where the effect bends, "
                  "turns or depends on luck.") != ARAS_OK ||
        aras_legend_say(
            file, style, error,
            "The first %zu stand in this order in %s of 1 000 resamples. This is a "
            "screening: it tells what can be left out, not shares of a variance "
            "(--method sobol).",
            elementary->top,
            aras_number_counted(elementary->order_held).text) != ARAS_OK) {
        return error->status;
    }
    if (elementary->unknown > 0 &&
        aras_legend_say(file, style, error,
                        "Not known, since a world failed: %zu effects.",
                        elementary->unknown) != ARAS_OK) {
        return error->status;
    }
    if (!style->all && elementary->inputs > ARAS_SENSITIVITY_SHOWN) {
        return aras_legend_say(file, style, error,
                               "%zu more inputs are shown with --all.",
                               elementary->inputs - ARAS_SENSITIVITY_SHOWN);
    }
    return ARAS_OK;
}

enum aras_status
aras_report_sensitivity_moves(FILE *file,
                              const struct aras_sensitivity_subject *subject,
                              const struct aras_sensitivity_moves *moves,
                              const struct aras_style *style, struct aras_error *error)
{
    char how[128];

    snprintf(how, sizeof how, "elementary effects of %zu inputs on %zu trajectories",
             moves->elementary->inputs, moves->elementary->rows);
    if (aras_sensitivity_text_header(file, subject, how, style, error) != ARAS_OK ||
        aras_sensitivity_text_say_target(file, subject->model, moves->target, style,
                                         error) != ARAS_OK ||
        print_moves(file, subject, moves, style, error) != ARAS_OK ||
        say_moves(file, moves, style, error) != ARAS_OK ||
        say_meanings(file, subject, moves, style, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
