/* A comparison for programs: JSON and CSV. */
#include <inttypes.h>
#include <math.h>

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
    aras_data_whole(&item, "worlds_b", difference->worlds_b);
    aras_data_real(&item, "a", difference->a);
    aras_data_real(&item, "b", difference->b);
    aras_data_real(&item, "difference", difference->difference);
    aras_data_real(&item, "error", difference->error);
    aras_data_interval(&item, "interval", difference->interval);
    aras_data_interval(&item, "range", difference->range);
    aras_data_real(&item, "correlation", difference->correlation);
    aras_data_real(&item, "variance_reduction", difference->reduction);
    if (contrast->paired &&
        (difference->kind == ARAS_HAPPENED || difference->kind == ARAS_CATEGORY ||
         difference->kind == ARAS_TIME)) {
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

/* --- tests, details, tracks ------------------------------------------------------- */

static void add_tests(struct aras_data *data, const struct aras_comparison_view *view)
{
    const struct aras_versus *versus = view->versus;

    aras_data_text(data, "adjusted_by", view->explore ? "benjamini_hochberg" : "holm");
    aras_data_list(data, "tests");
    for (size_t i = 0; i < versus->tests; i++) {
        const struct aras_difference_test *test = &versus->test[i];
        struct aras_data item = aras_data_new();

        aras_data_text(&item, "outcome", view->a.model->outcomes[test->outcome_a].id);
        aras_data_text(
            &item, "reading",
            aras_reading_id(&versus->contrast->readings.reading[test->reading]));
        aras_data_real(&item, "p", test->p);
        aras_data_real(&item, "adjusted", test->adjusted);
        aras_data_real(&item, "variation", test->variation);
        aras_data_real(&item, "variation_by_luck_alone", test->null);
        aras_data_append(data, "tests", item);
    }
}

static void add_distance(struct aras_data *data, const char *name,
                         const struct aras_apartness *apartness)
{
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "distance", name);
    aras_data_real(&item, "value", apartness->value);
    aras_data_interval(&item, "interval", apartness->interval);
    aras_data_real(&item, "by_luck_alone", apartness->null);
    aras_data_real(&item, "p", apartness->p);
    aras_data_append(data, "distances", item);
}

static void add_violation(struct aras_data *data, const char *claim,
                          const struct aras_violation *violation, double p)
{
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "claim", claim);
    aras_data_real(&item, "violated_by", violation->most);
    aras_data_real(&item, "at", violation->at);
    aras_data_real(&item, "p", p);
    aras_data_append(data, "dominance", item);
}

static void add_point(struct aras_data *data, const struct aras_detail *detail,
                      size_t i)
{
    const struct aras_point_change *point = &detail->point[i];
    struct aras_data item = aras_data_new();

    aras_data_real(&item, detail->kind == ARAS_TIME ? "time" : "share", point->at);
    aras_data_real(&item, "a", point->a);
    aras_data_real(&item, "b", point->b);
    aras_data_real(&item, "change", point->change);
    aras_data_interval(&item, "interval", point->interval);
    aras_data_append(data, "points", item);
}

static void add_detail(struct aras_data *data, const struct aras_comparison_view *view,
                       const struct aras_detail *detail)
{
    struct aras_data item = aras_data_new();

    aras_data_row(&item, view->a.model, &view->versus->contrast->readings,
                  detail->outcome_a, 0, detail->reading);
    aras_data_whole(&item, "worlds_a", detail->worlds_a);
    aras_data_whole(&item, "worlds_b", detail->worlds_b);
    aras_data_whole(&item, "sets", detail->sets);
    aras_data_truth(&item, "enough_sets", detail->enough);
    aras_data_list(&item, "distances");
    if (detail->kind == ARAS_CATEGORY) {
        add_distance(&item, "total variation", &detail->variation);
        aras_data_append(data, "details", item);
        return;
    }
    add_distance(&item, "kolmogorov", &detail->kolmogorov);
    add_distance(&item, "wasserstein", &detail->wasserstein);
    add_distance(&item, "energy", &detail->energy);
    aras_data_real(&item, "superiority", detail->superiority);
    aras_data_interval(&item, "superiority_interval", detail->superiority_interval);
    aras_data_text(&item, "first_order", aras_dominates_name(detail->first));
    aras_data_text(&item, "second_order", aras_dominates_name(detail->second));
    aras_data_list(&item, "dominance");
    add_violation(&item, "first order, B over A", &detail->dominance.first_b,
                  detail->first_b_p);
    add_violation(&item, "first order, A over B", &detail->dominance.first_a,
                  detail->first_a_p);
    add_violation(&item, "second order, B over A", &detail->dominance.second_b,
                  detail->second_b_p);
    add_violation(&item, "second order, A over B", &detail->dominance.second_a,
                  detail->second_a_p);
    aras_data_list(&item, "points");
    for (size_t i = 0; i < detail->points; i++) {
        add_point(&item, detail, i);
    }
    aras_data_append(data, "details", item);
}

static void add_track(struct aras_data *data, const struct aras_comparison_view *view,
                      const struct aras_track_change *track)
{
    const struct aras_labels *labels = aras_run_labels(view->a.run);
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "track", labels->track[track->track_a].id);
    aras_data_text(&item, "title", labels->track[track->track_a].title);
    aras_data_list(&item, "points");
    for (size_t i = 0; i < track->points; i++) {
        const struct aras_track_point *point = &track->point[i];
        struct aras_data row = aras_data_new();

        aras_data_real(&row, "time", point->time);
        aras_data_real(&row, "a", point->a);
        aras_data_real(&row, "b", point->b);
        aras_data_real(&row, "change", point->change);
        aras_data_interval(&row, "interval", point->interval);
        aras_data_append(&item, "points", row);
    }
    aras_data_append(data, "tracks", item);
}

static void add_best(struct aras_data *data, const struct aras_best *best,
                     const struct aras_model *model, const char *const *name)
{
    aras_data_text(data, "best_outcome", model->outcomes[best->outcome].id);
    aras_data_text(data, "best_is", best->highest ? "highest" : "lowest");
    aras_data_list(data, "best");
    for (size_t r = 0; r < best->readings.count; r++) {
        const struct aras_best_row *row = &best->row[r];

        for (size_t i = 0; i < best->runs && row->contender != NULL &&
                           aras_readings_show(&best->readings, r);
             i++) {
            struct aras_data item = aras_data_new();

            aras_data_text(&item, "reading",
                           aras_reading_id(&best->readings.reading[r]));
            aras_data_text(&item, "run", name[i]);
            aras_data_real(&item, "mean", row->contender[i].mean);
            aras_data_interval(&item, "lead", row->contender[i].lead);
            aras_data_truth(&item, "may_be_best", row->contender[i].may_be_best);
            aras_data_append(data, "best", item);
        }
    }
}

/* --- the whole -------------------------------------------------------------------- */

static const char *option_id(const struct aras_variant *variant, int option)
{
    return option < 0 ? NULL : variant->options[option].id;
}

static void add_refixed(struct aras_data *data, const struct aras_comparison_view *view)
{
    const struct aras_contrast *contrast = view->versus->contrast;

    aras_data_list(data, "variants_fixed_otherwise");
    for (size_t i = 0; i < contrast->refixed_count; i++) {
        const struct aras_refixed *it = &contrast->refixed[i];
        const struct aras_variant *variant = &view->a.model->variants[it->variant];
        struct aras_data item = aras_data_new();

        aras_data_text(&item, "variant", variant->id);
        aras_data_text(&item, "a", option_id(variant, it->a));
        aras_data_text(&item, "b", option_id(variant, it->b));
        aras_data_append(data, "variants_fixed_otherwise", item);
    }
}

static void fill_comparison(struct aras_data *data,
                            const struct aras_comparison_view *view)
{
    const struct aras_contrast *contrast = view->versus->contrast;

    aras_data_text(data, "format", "aras comparison report 1");
    aras_data_list(data, "runs");
    add_side(data, "a", &view->a, contrast->failed_a);
    add_side(data, "b", &view->b, contrast->failed_b);
    aras_data_truth(data, "paired", contrast->paired);
    aras_data_text(data, "why_not_paired",
                   contrast->paired ? NULL : view->versus->why_apart);
    aras_data_whole(data, "replications", contrast->replications);
    aras_data_whole(data, "replications_b", contrast->replications_b);
    aras_data_whole(data, "sets", contrast->sets);
    aras_data_whole(data, "sets_b", contrast->sets_b);
    aras_data_whole(data, "identical", contrast->identical);
    aras_data_whole(data, "unmatched_a", contrast->unmatched_a);
    aras_data_whole(data, "unmatched_b", contrast->unmatched_b);
    aras_data_real(data, "level", 0.95);
    aras_data_real(data, "holds", 0.80);
    add_refixed(data, view);
    aras_data_readings(data, view->a.model, &contrast->readings);
    aras_data_list(data, "differences");
    for (size_t i = 0; i < contrast->count; i++) {
        add_difference(data, &view->a, contrast, &contrast->difference[i]);
    }
    add_tests(data, view);
    aras_data_list(data, "details");
    for (size_t i = 0; i < view->versus->details; i++) {
        add_detail(data, view, &view->versus->detail[i]);
    }
    aras_data_list(data, "tracks");
    for (size_t i = 0; view->tracks != NULL && i < view->tracks->count; i++) {
        add_track(data, view, &view->tracks->track[i]);
    }
}

enum aras_status aras_report_comparison_json(FILE *file,
                                             const struct aras_comparison_view *view,
                                             size_t count, const struct aras_best *best,
                                             const char *const *name,
                                             struct aras_error *error)
{
    struct aras_data data = aras_data_new();

    if (count == 1) {
        fill_comparison(&data, view);
    } else {
        aras_data_text(&data, "format", "aras comparisons report 1");
        aras_data_list(&data, "comparisons");
        for (size_t i = 0; i < count; i++) {
            struct aras_data item = aras_data_new();

            fill_comparison(&item, &view[i]);
            aras_data_append(&data, "comparisons", item);
        }
    }
    if (best != NULL) {
        add_best(&data, best, view->a.model, name);
    }
    return aras_data_write(&data, file, error);
}

static void put_luck(FILE *file, const struct aras_difference *difference, bool paired)
{
    if (paired &&
        (difference->kind == ARAS_HAPPENED || difference->kind == ARAS_CATEGORY ||
         difference->kind == ARAS_TIME)) {
        fprintf(file, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64, difference->both,
                difference->only_a, difference->only_b, difference->neither);
    } else {
        fputs(",,,,", file);
    }
    aras_data_put_real(file, difference->p);
}

static void put_comparison(FILE *file, const struct aras_comparison_view *view)
{
    const struct aras_contrast *contrast = view->versus->contrast;

    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];
        const struct aras_difference_test *test = aras_versus_find_test(
            view->versus, difference->outcome_a, difference->reading);

        aras_data_put_row(file, view->a.model, &contrast->readings,
                          difference->outcome_a, difference->option,
                          difference->reading);
        fprintf(file, ",%" PRIu64, difference->worlds);
        aras_data_put_real(file, difference->a);
        aras_data_put_real(file, difference->b);
        aras_data_put_real(file, difference->difference);
        aras_data_put_interval(file, difference->interval);
        aras_data_put_interval(file, difference->range);
        aras_data_put_real(file, difference->correlation);
        aras_data_put_real(file, difference->reduction);
        put_luck(file, difference, contrast->paired);
        aras_data_put_real(file, difference->higher);
        aras_data_put_real(file, difference->lower);
        aras_data_put_real(file, difference->same);
        aras_data_put_real(file, difference->margin);
        fprintf(file, ",%s", aras_verdict_name(difference->verdict));
        aras_data_put_real(file, test == NULL ? NAN : test->p);
        aras_data_put_real(file, test == NULL ? NAN : test->adjusted);
        fprintf(file, ",%s\n", view->b.name);
    }
}

enum aras_status aras_report_comparison_csv(FILE *file,
                                            const struct aras_comparison_view *view,
                                            size_t count, struct aras_error *error)
{
    fputs("outcome,option,kind,unit,reading,worlds,a,b,difference,interval_low,"
          "interval_high,range_low,range_high,correlation,variance_reduction,both,"
          "only_a,only_b,neither,mcnemar_p,higher,lower,same,margin,verdict,p,"
          "adjusted_p,run\n",
          file);
    for (size_t i = 0; i < count; i++) {
        put_comparison(file, &view[i]);
    }
    return aras_legend_check(file, error);
}
