/* A sensitivity for programs: JSON and CSV. */
#include <inttypes.h>
#include <math.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/sensitivity_report.h"

/* --- what all of them have ---------------------------------------------------------
 */

static const char *quantity_of(const struct aras_target *target)
{
    static const char *const names[] = {
        [ARAS_TARGET_SHARE] = "probability",   [ARAS_TARGET_OPTION] = "probability",
        [ARAS_TARGET_REACHED] = "probability", [ARAS_TARGET_UNTIL] = "restricted time",
        [ARAS_TARGET_NUMBER] = "mean",
    };

    return names[target->kind];
}

static const char *option_of(const struct aras_model *model,
                             const struct aras_target *target)
{
    return target->kind == ARAS_TARGET_OPTION
               ? model->outcomes[target->outcome].categories[target->option].id
               : NULL;
}

static void add_target(struct aras_data *data, const struct aras_model *model,
                       const struct aras_target *target)
{
    aras_data_text(data, "outcome", model->outcomes[target->outcome].id);
    aras_data_text(data, "title", model->outcomes[target->outcome].title);
    aras_data_text(data, "option", option_of(model, target));
    aras_data_text(data, "of", quantity_of(target));
}

static struct aras_data begin(const struct aras_sensitivity_subject *subject)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras sensitivity report 1");
    aras_data_text(&data, "method", subject->method);
    aras_data_text(&data, "title", subject->title);
    aras_data_whole(&data, "seed", subject->seed);
    aras_data_whole(&data, "worlds", subject->worlds);
    aras_data_whole(&data, "failed", subject->failed);
    aras_data_real(&data, "level", 0.95);
    return data;
}

static void add_standing(struct aras_data *data, const struct aras_standing *place)
{
    const double between[] = {(double) place->best, (double) place->last};

    aras_data_whole(data, "place", place->place);
    aras_data_real(data, "place_held", place->held);
    aras_data_reals(data, "place_between", between, 2);
}

static void add_input(struct aras_data *data, const struct aras_model *model,
                      size_t column)
{
    aras_data_text(data, "input", aras_inputs_id(model, column));
    aras_data_text(data, "title", aras_inputs_title(model, column));
    aras_data_text(data, "kind",
                   aras_inputs_is_variant(model, column) ? "variant" : "parameter");
}

static void put_target(FILE *file, const struct aras_model *model,
                       const struct aras_target *target)
{
    const char *option = option_of(model, target);

    fprintf(file, "%s,%s,%s", model->outcomes[target->outcome].id,
            option == NULL ? "" : option, quantity_of(target));
}

/* Names of pairs hold commas: "band[russia,iran,arms]". */
static void put_name(FILE *file, const char *name)
{
    fprintf(file, ",\"%s\"", name);
}

static void put_standing(FILE *file, const struct aras_standing *place)
{
    fprintf(file, ",%zu", place->place);
    aras_data_put_real(file, place->held);
    fprintf(file, ",%zu,%zu", place->best, place->last);
}

/* --- the split ---------------------------------------------------------------------
 */

static void add_factor(struct aras_data *data,
                       const struct aras_sensitivity_split *split,
                       const struct aras_variance *variance, size_t number)
{
    const struct aras_variance_factor *factor = &variance->factor[number];
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "factor", split->factor_id[number]);
    aras_data_text(&item, "title", split->factor_title[number]);
    aras_data_real(&item, "first", factor->first);
    aras_data_interval(&item, "first_interval", factor->first_interval);
    aras_data_real(&item, "total", factor->total);
    aras_data_interval(&item, "total_interval", factor->total_interval);
    if (number > 0) {
        aras_data_real(&item, "of_settled", factor->of_settled);
        aras_data_interval(&item, "of_settled_interval", factor->of_settled_interval);
        add_standing(&item, &factor->place);
    }
    aras_data_append(data, "factors", item);
}

static void add_spread(struct aras_data *data,
                       const struct aras_sensitivity_split *split,
                       const struct aras_target *target)
{
    const struct aras_estimates *estimates = split->spread;

    aras_data_list(data, "spread");
    for (size_t i = 0; estimates != NULL && i < estimates->readings.count; i++) {
        const struct aras_estimate *estimate =
            aras_sensitivity_estimate(estimates, target, i);
        bool share = aras_target_is_share(target);
        struct aras_data item;

        if (estimate == NULL) {
            continue;
        }
        item = aras_data_new();
        aras_data_text(&item, "reading",
                       aras_reading_id(&estimates->readings.reading[i]));
        aras_data_real(&item, "estimate",
                       share ? estimate->share.p : estimate->average.mean);
        aras_data_interval(&item, "interval",
                           share ? estimate->share.interval
                                 : estimate->average.interval);
        aras_data_interval(&item, "range",
                           share ? estimate->share.range : estimate->average.range);
        aras_data_append(data, "spread", item);
    }
}

static void add_split(struct aras_data *data, const struct aras_model *model,
                      const struct aras_sensitivity_split *split, size_t number)
{
    const struct aras_variance *variance = &split->variance[number];
    struct aras_data item = aras_data_new();

    add_target(&item, model, &split->target[number]);
    aras_data_whole(&item, "rows", variance->rows);
    aras_data_whole(&item, "rows_left_out", variance->failed);
    aras_data_real(&item, "mean", variance->mean);
    aras_data_real(&item, "variance", variance->variance);
    add_spread(&item, split, &split->target[number]);
    aras_data_truth(&item, "rare", variance->rare);
    aras_data_real(&item, "settled", variance->settled);
    aras_data_interval(&item, "settled_interval", variance->settled_interval);
    aras_data_real(&item, "interaction", variance->interaction);
    aras_data_interval(&item, "interaction_interval", variance->interaction_interval);
    aras_data_whole(&item, "top", variance->top);
    aras_data_real(&item, "order_held", variance->order_held);
    aras_data_list(&item, "factors");
    for (size_t i = 0; i < variance->factors; i++) {
        add_factor(&item, split, variance, i);
    }
    aras_data_append(data, "outcomes", item);
}

enum aras_status aras_report_sensitivity_split_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_split *split, struct aras_error *error)
{
    struct aras_data data = begin(subject);

    aras_data_whole(&data, "chosen_among", split->chosen_among);
    aras_data_list(&data, "outcomes");
    for (size_t i = 0; i < split->targets; i++) {
        add_split(&data, subject->model, split, i);
    }
    return aras_data_write(&data, file, error);
}

enum aras_status aras_report_sensitivity_split_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_split *split, struct aras_error *error)
{
    fputs("outcome,option,of,factor,first,first_low,first_high,total,total_low,"
          "total_high,of_settled,of_settled_low,of_settled_high,place,place_held,place_"
          "best,place_last\n",
          file);
    for (size_t i = 0; i < split->targets; i++) {
        const struct aras_variance *variance = &split->variance[i];

        for (size_t k = 0; k < variance->factors; k++) {
            const struct aras_variance_factor *factor = &variance->factor[k];

            put_target(file, subject->model, &split->target[i]);
            put_name(file, split->factor_id[k]);
            aras_data_put_real(file, factor->first);
            aras_data_put_interval(file, factor->first_interval);
            aras_data_put_real(file, factor->total);
            aras_data_put_interval(file, factor->total_interval);
            aras_data_put_real(file, k == 0 ? NAN : factor->of_settled);
            aras_data_put_interval(file, k == 0 ? (struct aras_interval){NAN, NAN}
                                                : factor->of_settled_interval);
            if (k == 0) {
                fputs(",,,,", file);
            } else {
                put_standing(file, &factor->place);
            }
            fputc('\n', file);
        }
    }
    return aras_legend_check(file, error);
}

/* --- moves -------------------------------------------------------------------------
 */

enum aras_status aras_report_sensitivity_moves_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_moves *moves, struct aras_error *error)
{
    const struct aras_elementary *elementary = moves->elementary;
    struct aras_data data = begin(subject);

    add_target(&data, subject->model, moves->target);
    aras_data_whole(&data, "trajectories", elementary->rows);
    aras_data_whole(&data, "effects_not_known", elementary->unknown);
    aras_data_whole(&data, "top", elementary->top);
    aras_data_real(&data, "order_held", elementary->order_held);
    aras_data_list(&data, "inputs");
    for (size_t i = 0; i < elementary->inputs; i++) {
        const struct aras_elementary_input *input = &elementary->input[i];
        struct aras_data item = aras_data_new();

        add_input(&item, subject->model, moves->inputs->column[i]);
        aras_data_real(&item, "size", input->effect.size);
        aras_data_interval(&item, "size_interval", input->interval);
        aras_data_real(&item, "mean", input->effect.mean);
        aras_data_real(&item, "spread", input->effect.spread);
        aras_data_whole(&item, "effects", input->effect.count);
        add_standing(&item, &input->place);
        aras_data_append(&data, "inputs", item);
    }
    return aras_data_write(&data, file, error);
}

enum aras_status aras_report_sensitivity_moves_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_moves *moves, struct aras_error *error)
{
    fputs("outcome,option,of,input,size,size_low,size_high,mean,spread,effects,place,"
          "place_held,place_best,place_last\n",
          file);
    for (size_t i = 0; i < moves->elementary->inputs; i++) {
        const struct aras_elementary_input *input = &moves->elementary->input[i];

        put_target(file, subject->model, moves->target);
        put_name(file, aras_inputs_id(subject->model, moves->inputs->column[i]));
        aras_data_put_real(file, input->effect.size);
        aras_data_put_interval(file, input->interval);
        aras_data_put_real(file, input->effect.mean);
        aras_data_put_real(file, input->effect.spread);
        fprintf(file, ",%zu", input->effect.count);
        put_standing(file, &input->place);
        fputc('\n', file);
    }
    return aras_legend_check(file, error);
}

/* --- given data --------------------------------------------------------------------
 */

static void add_pawn(struct aras_data *item, const struct aras_pawn_input *input)
{
    const double slice[] = {input->low, input->high};

    aras_data_real(item, "greatest", input->greatest);
    aras_data_interval(item, "greatest_interval", input->interval);
    aras_data_real(item, "median", input->middle);
    aras_data_real(item, "threshold", input->threshold);
    aras_data_real(item, "strict_threshold", input->strict);
    aras_data_reals(item, "slice", slice, 2);
    aras_data_real(item, "slice_mean", input->slice_mean);
}

static void add_slope(struct aras_data *item,
                      const struct aras_regression_effect *effect,
                      const struct aras_regression_effect *by_rank)
{
    aras_data_real(item, "slope", effect->slope);
    aras_data_interval(item, "slope_interval", effect->interval);
    aras_data_real(item, "adds_to_r2", effect->share);
    aras_data_real(item, "prcc", by_rank->partial);
}

enum aras_status aras_report_sensitivity_given_json(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_given *given, struct aras_error *error)
{
    struct aras_data data = begin(subject);

    add_target(&data, subject->model, given->target);
    aras_data_whole(&data, "sets", given->data->rows);
    aras_data_whole(&data, "group", given->group);
    aras_data_real(&data, "mean", given->data->mean);
    if (given->pawn != NULL) {
        aras_data_whole(&data, "slices", given->pawn->slices);
    } else {
        aras_data_real(&data, "r2", given->regression->fit.r2);
        aras_data_real(&data, "adjusted_r2", given->regression->fit.adjusted_r2);
        aras_data_real(&data, "rank_r2", given->regression->ranks.r2);
    }
    aras_data_list(&data, "inputs");
    for (size_t i = 0; i < given->data->inputs->count; i++) {
        struct aras_data item = aras_data_new();

        add_input(&item, subject->model, given->data->inputs->column[i]);
        if (given->pawn != NULL) {
            add_pawn(&item, &given->pawn->input[i]);
        } else {
            add_slope(&item, &given->regression->effect[i],
                      &given->regression->by_rank[i]);
        }
        aras_data_append(&data, "inputs", item);
    }
    return aras_data_write(&data, file, error);
}

static void put_pawn(FILE *file, const struct aras_pawn_input *input)
{
    aras_data_put_real(file, input->greatest);
    aras_data_put_interval(file, input->interval);
    aras_data_put_real(file, input->middle);
    aras_data_put_real(file, input->threshold);
    aras_data_put_real(file, input->strict);
    aras_data_put_real(file, input->low);
    aras_data_put_real(file, input->high);
    aras_data_put_real(file, input->slice_mean);
}

static void put_slope(FILE *file, const struct aras_regression_effect *effect,
                      const struct aras_regression_effect *by_rank)
{
    aras_data_put_real(file, effect->slope);
    aras_data_put_interval(file, effect->interval);
    aras_data_put_real(file, effect->share);
    aras_data_put_real(file, by_rank->partial);
}

enum aras_status aras_report_sensitivity_given_csv(
    FILE *file, const struct aras_sensitivity_subject *subject,
    const struct aras_sensitivity_given *given, struct aras_error *error)
{
    fputs(given->pawn != NULL
              ? "outcome,option,of,input,greatest,greatest_low,greatest_high,median,"
                "threshold,strict_threshold,slice_low,slice_high,slice_mean\n"
              : "outcome,option,of,input,slope,slope_low,slope_high,adds_to_r2,prcc\n",
          file);
    for (size_t i = 0; i < given->data->inputs->count; i++) {
        put_target(file, subject->model, given->target);
        put_name(file, aras_inputs_id(subject->model, given->data->inputs->column[i]));
        if (given->pawn != NULL) {
            put_pawn(file, &given->pawn->input[i]);
        } else {
            put_slope(file, &given->regression->effect[i],
                      &given->regression->by_rank[i]);
        }
        fputc('\n', file);
    }
    return aras_legend_check(file, error);
}
