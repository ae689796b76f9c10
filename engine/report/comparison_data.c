/* A comparison for programs: JSON and CSV. */
#include <inttypes.h>

#include "report/comparison_report.h"
#include "report/data.h"
#include "report/legend.h"

static void add_side(struct aras_data *data, const char *name,
                     const struct aras_compared *side, uint64_t failed)
{
    struct aras_run_facts facts;
    struct aras_data item = aras_data_new();

    aras_run_get_facts(side->run, &facts);
    aras_data_text(&item, "side", name);
    aras_data_text(&item, "name", side->name);
    aras_data_text(&item, "title", facts.title);
    aras_data_text(&item, "id", facts.id);
    aras_data_text(&item, "path", facts.path);
    aras_data_whole(&item, "failed", failed);
    aras_data_append(data, "runs", item);
}

static void add_difference(struct aras_data *data, const struct aras_compared *a,
                           const struct aras_contrast *contrast,
                           const struct aras_difference *difference)
{
    struct aras_data item = aras_data_new();

    aras_data_row(&item, a->model, &contrast->readings, difference->outcome_a,
                  difference->option, difference->reading);
    aras_data_whole(&item, "worlds", difference->worlds);
    aras_data_real(&item, "a", difference->a);
    aras_data_real(&item, "b", difference->b);
    aras_data_real(&item, "difference", difference->difference);
    aras_data_real(&item, "error", difference->error);
    aras_data_interval(&item, "interval", difference->interval);
    aras_data_interval(&item, "range", difference->range);
    aras_data_real(&item, "correlation", difference->correlation);
    aras_data_real(&item, "variance_reduction", difference->reduction);
    if (difference->kind == ARAS_HAPPENED || difference->kind == ARAS_CATEGORY ||
        difference->kind == ARAS_TIME) {
        aras_data_whole(&item, "both", difference->both);
        aras_data_whole(&item, "only_a", difference->only_a);
        aras_data_whole(&item, "only_b", difference->only_b);
        aras_data_whole(&item, "neither", difference->neither);
        aras_data_real(&item, "mcnemar_p", difference->p);
    }
    aras_data_real(&item, "higher", difference->higher);
    aras_data_real(&item, "lower", difference->lower);
    aras_data_real(&item, "same", difference->same);
    aras_data_real(&item, "margin", difference->margin);
    aras_data_text(&item, "verdict", aras_verdict_name(difference->verdict));
    aras_data_append(data, "differences", item);
}

enum aras_status aras_report_comparison_json(FILE *file, const struct aras_compared *a,
                                             const struct aras_compared *b,
                                             const struct aras_contrast *contrast,
                                             struct aras_error *error)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras comparison report 1");
    aras_data_list(&data, "runs");
    add_side(&data, "a", a, contrast->failed_a);
    add_side(&data, "b", b, contrast->failed_b);
    aras_data_whole(&data, "replications", contrast->replications);
    aras_data_whole(&data, "sets", contrast->sets);
    aras_data_whole(&data, "identical", contrast->identical);
    aras_data_whole(&data, "unmatched_a", contrast->unmatched_a);
    aras_data_whole(&data, "unmatched_b", contrast->unmatched_b);
    aras_data_real(&data, "level", 0.95);
    aras_data_real(&data, "holds", 0.80);
    aras_data_readings(&data, a->model, &contrast->readings);
    aras_data_list(&data, "differences");
    for (size_t i = 0; i < contrast->count; i++) {
        add_difference(&data, a, contrast, &contrast->difference[i]);
    }
    return aras_data_write(&data, file, error);
}

static void put_luck(FILE *file, const struct aras_difference *difference)
{
    if (difference->kind == ARAS_HAPPENED || difference->kind == ARAS_CATEGORY ||
        difference->kind == ARAS_TIME) {
        fprintf(file, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64, difference->both,
                difference->only_a, difference->only_b, difference->neither);
    } else {
        fputs(",,,,", file);
    }
    aras_data_put_real(file, difference->p);
}

enum aras_status aras_report_comparison_csv(FILE *file, const struct aras_compared *a,
                                            const struct aras_contrast *contrast,
                                            struct aras_error *error)
{
    fputs("outcome,option,kind,unit,reading,worlds,a,b,difference,interval_low,"
          "interval_high,range_low,range_high,correlation,variance_reduction,both,"
          "only_a,only_b,neither,mcnemar_p,higher,lower,same,margin,verdict\n",
          file);
    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];

        aras_data_put_row(file, a->model, &contrast->readings, difference->outcome_a,
                          difference->option, difference->reading);
        fprintf(file, ",%" PRIu64, difference->worlds);
        aras_data_put_real(file, difference->a);
        aras_data_put_real(file, difference->b);
        aras_data_put_real(file, difference->difference);
        aras_data_put_interval(file, difference->interval);
        aras_data_put_interval(file, difference->range);
        aras_data_put_real(file, difference->correlation);
        aras_data_put_real(file, difference->reduction);
        put_luck(file, difference);
        aras_data_put_real(file, difference->higher);
        aras_data_put_real(file, difference->lower);
        aras_data_put_real(file, difference->same);
        aras_data_put_real(file, difference->margin);
        fprintf(file, ",%s\n", aras_verdict_name(difference->verdict));
    }
    return aras_legend_check(file, error);
}
