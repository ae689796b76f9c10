/* A sweep for programs. */
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "montecarlo/design_form.h"
#include "montecarlo/design_list.h"
#include "report/data.h"
#include "report/legend.h"
#include "report/sweep_report.h"

static const char *reading_id(const struct aras_swept *swept, size_t reading)
{
    const struct aras_sweep *sweep = swept->sweep;

    return sweep->variant == SIZE_MAX
               ? "all"
               : swept->plan->model->variants[sweep->variant].options[reading].id;
}

/* --- CSV -----------------------------------------------------------------------------
 */

/* Returns whether there was memory for it. */
static bool put_value(FILE *file, const struct aras_axis *axis, double value)
{
    bool met;
    struct aras_text text = {0};

    aras_axis_write(axis, value, &text);
    met = text.data != NULL;
    fputc(',', file);
    aras_design_list_put(file, met ? text.data : "");
    aras_text_free(&text);
    return met;
}

static bool put_row(FILE *file, const struct aras_swept *swept, const double *values,
                    uint64_t point, size_t column, size_t reading)
{
    const struct aras_design_form *form = aras_design_form(swept->plan->design);
    const struct aras_sweep_column *of = &swept->sweep->column[column];
    const struct aras_outcome *outcome = &swept->plan->model->outcomes[of->outcome];
    const struct aras_sweep_estimate *estimate =
        aras_sweep_at(swept->sweep, point, column, reading);

    bool met = true;

    fprintf(file, "%" PRIu64, point);
    for (size_t i = 0; i < form->axes; i++) {
        met = put_value(file, &form->axis[i], values[i]) && met;
    }
    fprintf(file, ",%s,%s,%s,", outcome->id,
            outcome->kind == ARAS_CATEGORY ? outcome->categories[of->option].id : "",
            aras_data_kind(outcome->kind));
    aras_design_list_put(file, outcome->unit == NULL ? "" : outcome->unit);
    fprintf(file, ",%s,%" PRIu64, reading_id(swept, reading), estimate->worlds);
    aras_data_put_real(file, estimate->value);
    aras_data_put_interval(file, estimate->interval);
    aras_data_put_real(file, estimate->change);
    aras_data_put_interval(file, estimate->change_interval);
    fputc('\n', file);
    return met;
}

enum aras_status aras_report_sweep_csv(FILE *file, const struct aras_swept *swept,
                                       struct aras_error *error)
{
    const struct aras_sweep *sweep = swept->sweep;
    const struct aras_design_form *form = aras_design_form(swept->plan->design);
    double *values = calloc(form->axes, sizeof *values);
    bool met = true;

    if (values == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    fputs("point", file);
    for (size_t i = 0; i < form->axes; i++) {
        fputc(',', file);
        aras_design_list_put(file, form->axis[i].key);
    }
    fputs(",outcome,option,kind,unit,reading,worlds,value,low,high,change,change_low,"
          "change_high\n",
          file);
    for (uint64_t point = 0; point < sweep->points; point++) {
        aras_design_get(swept->plan->design, point, values);
        for (size_t i = 0; i < sweep->columns * sweep->readings; i++) {
            if (sweep->reached[i % sweep->readings] > 0) {
                met = put_row(file, swept, values, point, i / sweep->readings,
                              i % sweep->readings) &&
                      met;
            }
        }
    }
    free(values);
    return met ? aras_legend_check(file, error)
               : aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
}

/* --- JSON ----------------------------------------------------------------------------
 */

static void add_run(struct aras_data *data, const struct aras_swept *swept)
{
    struct aras_run_facts facts;
    struct aras_data run = aras_data_new();
    char seed[32];

    aras_run_get_facts(swept->run, &facts);
    snprintf(seed, sizeof seed, "%" PRIu64, facts.seed);
    aras_data_text(&run, "path", facts.path);
    aras_data_text(&run, "id", facts.id);
    aras_data_text(&run, "name", facts.name);
    aras_data_text(&run, "title", facts.title);
    aras_data_text(&run, "version", facts.version);
    aras_data_text(&run, "seed", seed);
    aras_data_truth(&run, "central", facts.central);
    aras_data_object(data, "run", run);
}

static void add_name(struct aras_data *data, const char *name,
                     const struct aras_axis *axis, double value)
{
    if (aras_axis_is_category(axis)) {
        aras_data_text(data, name, axis->name[(size_t) value]);
    } else {
        aras_data_real(data, name, value / axis->scale);
    }
}

static void add_axis(struct aras_data *data, const struct aras_axis *axis)
{
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "key", axis->key);
    aras_data_text(&item, "text", axis->text);
    aras_data_text(&item, "unit", axis->unit);
    aras_data_truth(&item, "setting", axis->setting);
    aras_data_truth(&item, "category", aras_axis_is_category(axis));
    aras_data_list(&item, "values");
    for (size_t i = 0; axis->kind == ARAS_AXIS_VALUES && i < axis->count; i++) {
        struct aras_data value = aras_data_new();

        add_name(&value, "value", axis, aras_axis_value(axis, i));
        aras_data_append(&item, "values", value);
    }
    aras_data_append(data, "axes", item);
}

static void add_design(struct aras_data *data, const struct aras_swept *swept)
{
    const struct aras_design_form *form = aras_design_form(swept->plan->design);
    struct aras_data design = aras_data_new();
    struct aras_text text = {0};

    aras_design_form_write(form, &text);
    design.refused = design.refused || text.out_of_memory;
    aras_data_text(&design, "text", text.data);
    aras_text_free(&text);
    aras_data_whole(&design, "points", swept->sweep->points);
    aras_data_whole(&design, "group", form->group);
    aras_data_truth(&design, "shared_worlds",
                    aras_design_shares_worlds(swept->plan->design));
    aras_data_list(&design, "axes");
    for (size_t i = 0; i < form->axes; i++) {
        add_axis(&design, &form->axis[i]);
    }
    aras_data_object(data, "design", design);
}

static void add_estimate(struct aras_data *point, const struct aras_swept *swept,
                         uint64_t number, size_t column, size_t reading)
{
    const struct aras_sweep_column *of = &swept->sweep->column[column];
    const struct aras_outcome *outcome = &swept->plan->model->outcomes[of->outcome];
    const struct aras_sweep_estimate *estimate =
        aras_sweep_at(swept->sweep, number, column, reading);
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "outcome", outcome->id);
    aras_data_text(&item, "kind", aras_data_kind(outcome->kind));
    if (outcome->kind == ARAS_CATEGORY) {
        aras_data_text(&item, "option", outcome->categories[of->option].id);
    }
    aras_data_text(&item, "reading", reading_id(swept, reading));
    aras_data_whole(&item, "worlds", estimate->worlds);
    aras_data_real(&item, "value", estimate->value);
    aras_data_interval(&item, "interval", estimate->interval);
    aras_data_real(&item, "change", estimate->change);
    aras_data_interval(&item, "change_interval", estimate->change_interval);
    aras_data_append(point, "estimates", item);
}

static void add_point(struct aras_data *data, const struct aras_swept *swept,
                      uint64_t number, double *values)
{
    const struct aras_sweep *sweep = swept->sweep;
    const struct aras_design_form *form = aras_design_form(swept->plan->design);
    struct aras_data point = aras_data_new();
    struct aras_data named = aras_data_new();

    aras_design_get(swept->plan->design, number, values);
    aras_data_whole(&point, "point", number);
    for (size_t i = 0; i < form->axes; i++) {
        add_name(&named, form->axis[i].key, &form->axis[i], values[i]);
    }
    aras_data_object(&point, "values", named);
    aras_data_list(&point, "estimates");
    for (size_t i = 0; i < sweep->columns * sweep->readings; i++) {
        if (sweep->reached[i % sweep->readings] > 0) {
            add_estimate(&point, swept, number, i / sweep->readings,
                         i % sweep->readings);
        }
    }
    aras_data_append(data, "points", point);
}

enum aras_status aras_report_sweep_json(FILE *file, const struct aras_swept *swept,
                                        struct aras_error *error)
{
    const struct aras_sweep *sweep = swept->sweep;
    double *values =
        calloc(aras_design_form(swept->plan->design)->axes, sizeof *values);
    struct aras_data data;

    if (values == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    data = aras_data_new();
    aras_data_text(&data, "format", "aras sweep report 1");
    add_run(&data, swept);
    add_design(&data, swept);
    aras_data_whole(&data, "worlds", sweep->worlds);
    aras_data_whole(&data, "failed", sweep->failed);
    if (sweep->base == ARAS_NO_BASE) {
        aras_data_real(&data, "base", NAN);
    } else {
        aras_data_whole(&data, "base", sweep->base);
    }
    aras_data_list(&data, "points");
    for (uint64_t i = 0; i < sweep->points; i++) {
        add_point(&data, swept, i, values);
    }
    free(values);
    return aras_data_write(&data, file, error);
}
