/* A run's result for programs: JSON and CSV. */
#include <inttypes.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/run_report.h"
#include "result/point.h"

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY || kind == ARAS_TIME;
}

static bool is_average(enum aras_outcome_kind kind)
{
    return kind != ARAS_HAPPENED && kind != ARAS_CATEGORY;
}

/* --- JSON ------------------------------------------------------------------------- */

static void add_facts(struct aras_data *data, const struct aras_run *run,
                      const struct aras_model *model,
                      const struct aras_estimates *estimates)
{
    struct aras_run_facts facts;

    aras_run_get_facts(run, &facts);
    aras_data_text(data, "format", "aras run report 1");
    aras_data_text(data, "title", facts.title);
    aras_data_text(data, "id", facts.id);
    aras_data_text(data, "path", facts.path);
    aras_data_text(data, "version", facts.version);
    aras_data_text(data, "question", model->question.question);
    aras_data_whole(data, "seed", facts.seed);
    aras_data_whole(data, "group", facts.group);
    aras_data_truth(data, "central", facts.central);
    aras_data_whole(data, "replications", estimates->replications);
    aras_data_whole(data, "replications_summed_up", estimates->totals->replications);
    aras_data_whole(data, "failed", estimates->failed);
    aras_data_whole(data, "sets", estimates->sets);
    aras_data_text(data, "stop", facts.stop);
    aras_data_real(data, "horizon", model->horizon);
    aras_data_text(data, "time_unit", model->time_unit);
    aras_data_real(data, "level", 0.95);
    aras_data_real(data, "holds", 0.80);
}

static void add_share(struct aras_data *data, const struct aras_share *share)
{
    aras_data_whole(data, "yes", share->yes);
    aras_data_whole(data, "worlds", share->size);
    aras_data_real(data, "probability", share->p);
    aras_data_real(data, "probability_error", share->error);
    aras_data_interval(data, "probability_interval", share->interval);
    aras_data_interval(data, "probability_range", share->range);
    aras_data_interval(data, "probability_bounds", share->bounds);
    aras_data_real(data, "never_seen_below", share->never);
    aras_data_real(data, "always_seen_above", share->always);
}

static void add_average(struct aras_data *data, const struct aras_average *average)
{
    aras_data_real(data, "mean", average->mean);
    aras_data_real(data, "mean_error", average->error);
    aras_data_interval(data, "mean_interval", average->interval);
    aras_data_interval(data, "mean_range", average->range);
    aras_data_real(data, "sd", average->sd);
    aras_data_real(data, "least", average->least);
    aras_data_real(data, "greatest", average->greatest);
}

static void add_estimates(struct aras_data *data, const struct aras_model *model,
                          const struct aras_estimates *estimates)
{
    aras_data_list(data, "estimates");
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *estimate = &estimates->estimate[i];
        struct aras_data item = aras_data_new();

        aras_data_row(&item, model, &estimates->readings, estimate->outcome,
                      estimate->option, estimate->reading);
        if (is_share(estimate->kind)) {
            add_share(&item, &estimate->share);
        }
        if (is_average(estimate->kind)) {
            static const double of_values[] = {0.05, 0.5, 0.95};
            static const double of_times[] = {0.1, 0.5, 0.9};

            add_average(&item, &estimate->average);
            aras_data_reals(&item, "quantile_shares",
                            estimate->kind == ARAS_TIME ? of_times : of_values, 3);
            aras_data_reals(&item, "quantiles", estimate->quantile, 3);
        }
        aras_data_append(data, "estimates", item);
    }
}

static void add_tracks(struct aras_data *data, const struct aras_labels *labels,
                       const struct aras_estimates *estimates)
{
    aras_data_list(data, "tracks");
    for (size_t i = 0; i < labels->tracks; i++) {
        const struct aras_track_column *track = &labels->track[i];
        struct aras_data item = aras_data_new();

        aras_data_text(&item, "track", track->id);
        aras_data_text(&item, "title", track->title);
        aras_data_text(&item, "unit", track->unit);
        aras_data_list(&item, "points");
        for (size_t p = 0; p < track->points; p++) {
            struct aras_data point = aras_data_new();
            double number[ARAS_POINT_NUMBERS];

            aras_point_of(estimates->totals, track->first + p, number);
            aras_data_real(&point, "time", (double) p * track->every);
            for (size_t k = 0; k < ARAS_POINT_NUMBERS; k++) {
                aras_data_real(&point, aras_point_name(k), number[k]);
            }
            aras_data_append(&item, "points", point);
        }
        aras_data_append(data, "tracks", item);
    }
}

static void add_events(struct aras_data *data, const struct aras_model *model,
                       const struct aras_estimates *estimates)
{
    aras_data_list(data, "events");
    for (size_t i = 0; i < estimates->events; i++) {
        const struct aras_event_estimate *event = &estimates->event[i];
        struct aras_data item = aras_data_new();

        aras_data_text(&item, "event", model->events[i].id);
        aras_data_whole(&item, "count", event->count);
        aras_data_real(&item, "per_100_worlds", event->per_100);
        aras_data_real(&item, "share_of_worlds", event->share);
        aras_data_real(&item, "expected_per_100_worlds", event->expected);
        aras_data_real(&item, "z", event->z);
        aras_data_truth(&item, "suspicious", event->suspicious);
        aras_data_append(data, "events", item);
    }
}

static void add_clamps(struct aras_data *data, const struct aras_labels *labels,
                       const struct aras_estimates *estimates)
{
    aras_data_list(data, "clamps");
    for (size_t i = 0; i < labels->shape.ranges; i++) {
        struct aras_data item;

        if (estimates->totals->clamps[i] == 0) {
            continue;
        }
        item = aras_data_new();
        aras_data_text(&item, "quantity", labels->range[i]);
        aras_data_whole(&item, "count", estimates->totals->clamps[i]);
        aras_data_append(data, "clamps", item);
    }
}

static void add_failures(struct aras_data *data, const struct aras_estimates *estimates)
{
    aras_data_list(data, "failures");
    for (size_t i = 0; i < estimates->failures; i++) {
        struct aras_data item = aras_data_new();

        aras_data_whole(&item, "replication", estimates->failure[i].replication);
        aras_data_real(&item, "time", estimates->failure[i].time);
        aras_data_text(&item, "reason", estimates->failure[i].reason);
        aras_data_append(data, "failures", item);
    }
}

enum aras_status aras_report_run_json(FILE *file, const struct aras_run *run,
                                      const struct aras_model *model,
                                      const struct aras_estimates *estimates,
                                      struct aras_error *error)
{
    const struct aras_labels *labels = aras_run_labels(run);
    struct aras_data data = aras_data_new();

    add_facts(&data, run, model, estimates);
    aras_data_readings(&data, model, &estimates->readings);
    add_estimates(&data, model, estimates);
    add_tracks(&data, labels, estimates);
    add_events(&data, model, estimates);
    add_clamps(&data, labels, estimates);
    add_failures(&data, estimates);
    return aras_data_write(&data, file, error);
}

/* --- CSV -------------------------------------------------------------------------- */

static void put_share(FILE *file, const struct aras_share *share)
{
    fprintf(file, ",%" PRIu64, share->yes);
    aras_data_put_real(file, share->p);
    aras_data_put_interval(file, share->interval);
    aras_data_put_interval(file, share->range);
    aras_data_put_interval(file, share->bounds);
}

static void put_average(FILE *file, const struct aras_estimate *estimate)
{
    const struct aras_average *average = &estimate->average;

    aras_data_put_real(file, average->mean);
    aras_data_put_interval(file, average->interval);
    aras_data_put_interval(file, average->range);
    aras_data_put_real(file, average->sd);
    for (size_t i = 0; i < 3; i++) {
        aras_data_put_real(file, estimate->quantile[i]);
    }
}

enum aras_status aras_report_run_csv(FILE *file, const struct aras_model *model,
                                     const struct aras_estimates *estimates,
                                     struct aras_error *error)
{
    fputs("outcome,option,kind,unit,reading,worlds,yes,probability,"
          "probability_interval_low,probability_interval_high,"
          "probability_range_low,probability_range_high,"
          "probability_bounds_low,probability_bounds_high,"
          "mean,mean_interval_low,mean_interval_high,mean_range_low,mean_range_high,"
          "sd,quantile_1,quantile_2,quantile_3\n",
          file);
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *estimate = &estimates->estimate[i];
        const struct aras_reading *reading =
            &estimates->readings.reading[estimate->reading];

        aras_data_put_row(file, model, &estimates->readings, estimate->outcome,
                          estimate->option, estimate->reading);
        fprintf(file, ",%" PRIu64, reading->worlds - reading->failed);
        if (is_share(estimate->kind)) {
            put_share(file, &estimate->share);
        } else {
            fputs(",,,,,,,,", file);
        }
        if (is_average(estimate->kind)) {
            put_average(file, estimate);
        } else {
            fputs(",,,,,,,,,", file);
        }
        fputc('\n', file);
    }
    return aras_legend_check(file, error);
}
