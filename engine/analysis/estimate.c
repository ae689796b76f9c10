#include "analysis/estimate.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/nested.h"
#include "analysis/target.h"
#include "base/require.h"

#define LEVEL 0.95 /* of intervals for the replication error */
#define HOLDS 0.80 /* of ranges over parameters */
#define ALARM 0.01 /* how often the self-check of a run may err */

/* An outcome, or an option of a category: what a row is of. `yes` and `numbers` are of
 * the group of worlds that is being read, the same for all readings it is in. */
struct item {
    size_t outcome, option;
    const struct aras_outcome *of;
    double yes;
    struct aras_summary numbers;
};

/* What is kept of an item in a reading. */
struct gauge {
    struct aras_nested share, average;
    struct aras_sketch values;
    bool broken; /* some value was no whole number */
};

struct gathering {
    const struct aras_model *model;
    const struct aras_labels *labels;
    struct aras_estimates *estimates;
    uint64_t group; /* worlds that share a parameter set; 1 when parameters are fixed */
    struct item *item;
    size_t items;
    struct gauge *gauge; /* items x readings */
    bool *member;        /* readings: whether the group being read is in it */
    uint64_t worlds;     /* of that group that did not fail */
    uint64_t end;        /* replications to read */
    const bool *wanted;  /* outcomes, without quantiles; NULL: all, with them */
    bool *points;        /* of tracks that are wanted; NULL: all */
};

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY || kind == ARAS_TIME;
}

static bool is_average(enum aras_outcome_kind kind)
{
    return kind != ARAS_HAPPENED && kind != ARAS_CATEGORY;
}

static struct gauge *gauge_of(const struct gathering *gathering, size_t item,
                              size_t reading)
{
    return &gathering->gauge[item * gathering->estimates->readings.count + reading];
}

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the estimates");
}

/* --- worlds ----------------------------------------------------------------------- */

static enum aras_status refuse(const struct aras_outcome *outcome, uint64_t replication,
                               double value, struct aras_error *error)
{
    return aras_error_set(error, ARAS_DAMAGED,
                          "outcome '%s' of replication %" PRIu64
                          " is %g, which is no value of it",
                          outcome->id, replication, value);
}

static bool is_possible(const struct aras_outcome *outcome, double value)
{
    switch (outcome->kind) {
    case ARAS_HAPPENED:
        return value == 0.0 || value == 1.0;
    case ARAS_CATEGORY:
        return value >= 0.0 && value < (double) outcome->category_count &&
               floor(value) == value;
    case ARAS_TIME:
        return value >= 0.0;
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    return isfinite(value);
}

static enum aras_status add_value(struct gathering *gathering, size_t number,
                                  double value, struct aras_error *error)
{
    struct item *item = &gathering->item[number];

    if (item->of->kind == ARAS_CATEGORY) {
        item->yes += value == (double) item->option;
        return ARAS_OK;
    }
    if (item->of->kind == ARAS_HAPPENED) {
        item->yes += value;
        return ARAS_OK;
    }
    item->yes += isfinite(value);
    aras_summary_add(&item->numbers, item->of->kind == ARAS_TIME
                                         ? fmin(value, gathering->labels->horizon)
                                         : value);
    for (size_t r = 0;
         gathering->wanted == NULL && r < gathering->estimates->readings.count; r++) {
        struct gauge *gauge = gauge_of(gathering, number, r);

        if (gathering->member[r]) {
            gauge->broken = gauge->broken || floor(value) != value;
            if (aras_sketch_add(&gauge->values, value, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    return ARAS_OK;
}

static enum aras_status add_world(struct gathering *gathering,
                                  const struct aras_block *block, uint64_t row,
                                  struct aras_error *error)
{
    const double *outcome = &block->outcome[row * block->shape.outcomes];

    for (size_t r = 0; r < gathering->estimates->readings.count; r++) {
        if (gathering->member[r]) {
            gathering->estimates->readings.reading[r].worlds++;
            gathering->estimates->readings.reading[r].failed += block->failed[row];
        }
    }
    if (block->failed[row]) {
        gathering->estimates->failed++;
        return ARAS_OK;
    }
    gathering->worlds++;
    for (size_t i = 0; i < gathering->items; i++) {
        double value = outcome[gathering->item[i].outcome];

        if (!is_possible(gathering->item[i].of, value)) {
            return refuse(gathering->item[i].of, block->first + row, value, error);
        }
        if (add_value(gathering, i, value, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- groups ----------------------------------------------------------------------- */

static enum aras_status add_group(struct gathering *gathering, size_t number,
                                  size_t reading, struct aras_error *error)
{
    const struct item *item = &gathering->item[number];
    struct gauge *gauge = gauge_of(gathering, number, reading);

    if (is_share(item->of->kind)) {
        struct aras_summary group =
            aras_nested_share_group(item->yes, (double) gathering->worlds);

        if (aras_nested_add(&gauge->share, &group, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (is_average(item->of->kind)) {
        return aras_nested_add(&gauge->average, &item->numbers, error);
    }
    return ARAS_OK;
}

/* All worlds of a parameter set are in: they count as one cluster. */
static enum aras_status close_group(struct gathering *gathering,
                                    struct aras_error *error)
{
    struct aras_readings *readings = &gathering->estimates->readings;

    for (size_t r = 0; r < readings->count && gathering->worlds > 0; r++) {
        if (!gathering->member[r]) {
            continue;
        }
        readings->reading[r].sets++;
        for (size_t i = 0; i < gathering->items; i++) {
            if (add_group(gathering, i, r, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    for (size_t i = 0; i < gathering->items; i++) {
        gathering->item[i].yes = 0.0;
        gathering->item[i].numbers = (struct aras_summary){0};
    }
    gathering->worlds = 0;
    return ARAS_OK;
}

static void open_group(struct gathering *gathering, const struct aras_block *block,
                       uint64_t replication)
{
    uint64_t set = replication / block->shape.group - block->first_set;
    const struct aras_readings *readings = &gathering->estimates->readings;

    ARAS_REQUIRE(set < block->sets);
    for (size_t r = 0; r < readings->count; r++) {
        gathering->member[r] =
            aras_reading_holds(&readings->reading[r], gathering->model,
                               &block->parameter[set * block->shape.parameters]);
    }
}

static void keep_failures(struct gathering *gathering, const struct aras_block *block)
{
    struct aras_estimates *estimates = gathering->estimates;

    for (size_t i = 0; i < block->failures; i++) {
        if (estimates->failures < ARAS_FAILURES_KEPT &&
            block->failure[i].replication < gathering->end) {
            estimates->failure[estimates->failures++] = block->failure[i];
        }
    }
}

static enum aras_status add_block(struct gathering *gathering,
                                  const struct aras_block *block,
                                  struct aras_error *error)
{
    if (aras_totals_add(gathering->estimates->totals, block, error) != ARAS_OK) {
        return error->status;
    }
    keep_failures(gathering, block);
    for (uint64_t i = 0; i < block->count && block->first + i < gathering->end; i++) {
        uint64_t replication = block->first + i;

        if (replication % gathering->group == 0) {
            if (close_group(gathering, error) != ARAS_OK) {
                return error->status;
            }
            open_group(gathering, block, replication);
        }
        if (add_world(gathering, block, i, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status read_all(struct gathering *gathering,
                                 const struct aras_run *run, uint64_t size,
                                 struct aras_error *error)
{
    for (uint64_t first = 0; first < gathering->end; first += size) {
        struct aras_block *block = aras_run_read_part(
            run, first / size, (struct aras_block_part){.sketches = gathering->points},
            error);
        enum aras_status status;

        if (block == NULL) {
            return error->status;
        }
        status = add_block(gathering, block, error);
        aras_block_free(block);
        if (status != ARAS_OK) {
            return status;
        }
    }
    return close_group(gathering, error);
}

/* --- estimates -------------------------------------------------------------------- */

static double half_width(struct aras_interval interval)
{
    return (interval.high - interval.low) / 2.0;
}

static struct aras_share share_of(const struct aras_nested *nested, uint64_t failed)
{
    struct aras_clustered mean = aras_nested_mean(nested);
    struct aras_share share = {
        .p = mean.mean, .clustered = mean, .never = NAN, .always = NAN};
    struct aras_interval never = aras_interval_never_seen(nested->all.count, LEVEL);

    share.size = nested->all.count;
    if (share.size == 0) {
        share.error = share.interval.low = share.interval.high = NAN;
        share.range = share.bounds = share.interval;
        return share;
    }

    double yes = round(mean.mean * (double) share.size);
    double all = (double) (share.size + failed);

    share.yes = (uint64_t) yes;
    share.interval = aras_interval_clustered_share(&mean, LEVEL);
    share.error = half_width(share.interval);
    share.range = aras_nested_share_range(nested, HOLDS);
    share.bounds = (struct aras_interval){yes / all, (yes + (double) failed) / all};
    if (share.yes == 0) {
        share.never = never.high;
    } else if (share.yes == share.size) {
        share.always = 1.0 - never.high;
    }
    return share;
}

static struct aras_average average_of(const struct aras_nested *nested)
{
    struct aras_clustered mean = aras_nested_mean(nested);
    struct aras_average average = {
        .mean = mean.mean,
        .clustered = mean,
        .interval = aras_interval_clustered(&mean, LEVEL),
        .range = aras_nested_mean_range(nested, HOLDS),
        .sd = sqrt(aras_summary_variance(&nested->all)),
        .least = nested->all.count > 0 ? nested->all.least : NAN,
        .greatest = nested->all.count > 0 ? nested->all.greatest : NAN,
    };

    average.error = half_width(average.interval);
    return average;
}

/* A sketch gives the middle of a bin: a whole number has to be found again in it, and
 * at the ends nothing was seen beyond the least and the greatest. */
static double quantile_of(const struct gauge *gauge, double p)
{
    double value = aras_sketch_quantile(&gauge->values, p);

    if (!isfinite(value)) {
        return value;
    }
    value = fmin(fmax(value, gauge->average.all.least), gauge->average.all.greatest);
    return gauge->broken ? value : round(value);
}

static void fill_quantiles(struct aras_estimate *estimate, const struct gauge *gauge)
{
    static const double of_values[] = {0.05, 0.5, 0.95};
    static const double of_times[] = {0.1, 0.5, 0.9};

    for (size_t i = 0; i < 3; i++) {
        estimate->quantile[i] = NAN;
        if (is_average(estimate->kind)) {
            estimate->quantile[i] = quantile_of(
                gauge, estimate->kind == ARAS_TIME ? of_times[i] : of_values[i]);
        }
    }
}

/* Whole numbers have parts of their own where they are few. */
static void fill_histogram(struct aras_estimate *estimate, const struct gauge *gauge,
                           double horizon)
{
    double low = estimate->quantile[0];
    double high = estimate->quantile[2];
    size_t parts = ARAS_HISTOGRAM_PARTS;

    if (estimate->kind == ARAS_TIME) {
        low = 0.0;
        high = isfinite(estimate->quantile[0]) ? horizon : 0.0;
    } else if (!gauge->broken && high - low < ARAS_HISTOGRAM_PARTS) {
        parts = (size_t) (high - low) + 1;
        low -= 0.5;
        high += 0.5;
    }
    if (is_average(estimate->kind) && low < high && parts > 1) {
        estimate->histogram.parts = parts;
        aras_sketch_histogram(&gauge->values, low, high, parts,
                              estimate->histogram.count);
    }
}

static void fill_row(struct aras_estimate *estimate, const struct gathering *gathering,
                     size_t number, size_t reading)
{
    const struct item *item = &gathering->item[number];
    const struct gauge *gauge = gauge_of(gathering, number, reading);

    *estimate = (struct aras_estimate){.outcome = item->outcome,
                                       .option = item->option,
                                       .reading = reading,
                                       .kind = item->of->kind};
    estimate->share =
        share_of(&gauge->share, gathering->estimates->readings.reading[reading].failed);
    estimate->average = average_of(&gauge->average);
    fill_quantiles(estimate, gauge);
    fill_histogram(estimate, gauge, gathering->labels->horizon);
}

static void fill_rows(struct gathering *gathering)
{
    struct aras_estimates *estimates = gathering->estimates;

    for (size_t i = 0; i < gathering->items; i++) {
        fill_row(&estimates->whole[estimates->wholes++], gathering, i, 0);
        for (size_t r = 0; r < estimates->readings.count; r++) {
            if (aras_readings_show(&estimates->readings, r)) {
                fill_row(&estimates->estimate[estimates->count++], gathering, i, r);
            }
        }
    }
}

static void fill_events(struct aras_estimates *estimates,
                        const struct aras_model *model)
{
    const struct aras_totals *totals = estimates->totals;
    double worlds = (double) (totals->replications - totals->failed);
    size_t checked = 0;

    for (size_t e = 0; e < estimates->events; e++) {
        const struct aras_event_sum *sum = &totals->event[e];
        struct aras_event_estimate *event = &estimates->event[e];

        event->count = sum->count;
        event->per_100 = 100.0 * (double) sum->count / worlds;
        event->share = (double) sum->worlds / worlds;
        event->expected = model->events[e].trigger == ARAS_BY_RATE
                              ? 100.0 * sum->integrated / worlds
                              : NAN;
        event->z = aras_event_sum_z(sum);
        checked += isnan(event->z) ? 0 : 1;
    }
    /* Failing depends on what has happened, so what is left is no fair sample. */
    if (checked == 0 || estimates->failed > 0) {
        return;
    }

    /* Bonferroni: all events together raise a false alarm in one run of a hundred. */
    double most = aras_normal_two_sided(1.0 - ALARM / (double) checked);

    for (size_t e = 0; e < estimates->events; e++) {
        estimates->event[e].suspicious = fabs(estimates->event[e].z) > most;
        estimates->suspicious += estimates->event[e].suspicious;
    }
}

/* --- the whole -------------------------------------------------------------------- */

static size_t count_items(const struct aras_model *model)
{
    size_t count = 0;

    for (size_t i = 0; i < model->outcome_count; i++) {
        count += model->outcomes[i].kind == ARAS_CATEGORY
                     ? model->outcomes[i].category_count
                     : 1;
    }
    return count;
}

static void list_items(struct gathering *gathering)
{
    const struct aras_model *model = gathering->model;

    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];
        size_t options = outcome->kind == ARAS_CATEGORY ? outcome->category_count : 1;

        bool left_out = gathering->wanted != NULL && !gathering->wanted[i];

        for (size_t k = 0; k < options && !left_out; k++) {
            gathering->item[gathering->items++] =
                (struct item){.outcome = i, .option = k, .of = outcome};
        }
    }
}

static enum aras_status prepare(struct gathering *gathering, struct aras_error *error)
{
    struct aras_estimates *estimates = gathering->estimates;
    size_t items = count_items(gathering->model);

    if (aras_readings_find(&estimates->readings, gathering->model, error) != ARAS_OK) {
        return error->status;
    }
    estimates->totals = aras_totals_new(&gathering->labels->shape, error);
    if (estimates->totals == NULL) {
        return error->status;
    }

    size_t rows = items * estimates->readings.count;

    estimates->events = gathering->model->event_count;
    estimates->event = calloc(estimates->events + 1, sizeof *estimates->event);
    estimates->estimate = calloc(rows + 1, sizeof *estimates->estimate);
    estimates->whole = calloc(items + 1, sizeof *estimates->whole);
    gathering->item = calloc(items + 1, sizeof *gathering->item);
    gathering->gauge = calloc(rows + 1, sizeof *gathering->gauge);
    gathering->member = calloc(estimates->readings.count, sizeof *gathering->member);
    if (estimates->event == NULL || estimates->estimate == NULL ||
        estimates->whole == NULL || gathering->item == NULL ||
        gathering->gauge == NULL || gathering->member == NULL) {
        return lack(error);
    }
    list_items(gathering);
    for (size_t i = 0; i < rows; i++) {
        gathering->gauge[i].average.ranked = true;
    }
    return ARAS_OK;
}

static void forget(struct gathering *gathering)
{
    size_t rows = gathering->items * gathering->estimates->readings.count;

    for (size_t i = 0; i < rows; i++) {
        aras_nested_free(&gathering->gauge[i].share);
        aras_nested_free(&gathering->gauge[i].average);
        aras_sketch_free(&gathering->gauge[i].values);
    }
    free(gathering->gauge);
    free(gathering->item);
    free(gathering->member);
    free(gathering->points);
}

static enum aras_status mark_points(struct gathering *gathering, const bool *track,
                                    struct aras_error *error)
{
    const struct aras_labels *labels = gathering->labels;

    gathering->points = calloc(labels->shape.points + 1, sizeof *gathering->points);
    if (gathering->points == NULL) {
        return lack(error);
    }
    for (size_t i = 0; i < labels->tracks; i++) {
        for (size_t p = 0; p < labels->track[i].points; p++) {
            gathering->points[labels->track[i].first + p] = track[i];
        }
    }
    return ARAS_OK;
}

static enum aras_status estimate_all(struct aras_estimates *estimates,
                                     const struct aras_run *run,
                                     const struct aras_model *model,
                                     const struct aras_estimates_wish *wish,
                                     struct aras_error *error)
{
    struct aras_run_facts facts;
    struct gathering gathering = {.model = model,
                                  .labels = aras_run_labels(run),
                                  .estimates = estimates,
                                  .end = estimates->replications,
                                  .wanted = wish == NULL ? NULL : wish->outcome};
    const struct aras_shape *shape = &gathering.labels->shape;
    enum aras_status status;

    aras_run_get_facts(run, &facts);
    ARAS_REQUIRE(shape->outcomes == model->outcome_count);
    ARAS_REQUIRE(shape->events == model->event_count);
    ARAS_REQUIRE(shape->parameters == model->parameter_count + model->variant_count);
    estimates->fixed = facts.central || !aras_readings_draw(model);
    estimates->sets = (estimates->replications + shape->group - 1) / shape->group;
    gathering.group = estimates->fixed ? 1 : shape->group;
    status = prepare(&gathering, error);
    if (status == ARAS_OK && wish != NULL) {
        status = mark_points(&gathering, wish->track, error);
    }
    if (status == ARAS_OK) {
        status = read_all(&gathering, run, facts.block, error);
    }
    if (status == ARAS_OK) {
        fill_rows(&gathering);
        fill_events(estimates, model);
    }
    forget(&gathering);
    return status;
}

static struct aras_estimates *estimate(const struct aras_run *run,
                                       const struct aras_model *model,
                                       uint64_t replications,
                                       const struct aras_estimates_wish *wish,
                                       struct aras_error *error)
{
    uint64_t stored = aras_run_replications(run);
    struct aras_estimates *estimates;

    if (replications > stored) {
        aras_error_set(error, ARAS_INVALID,
                       "%" PRIu64 " replications are asked for, %" PRIu64
                       " are stored in %s",
                       replications, stored, aras_run_path(run));
        return NULL;
    }
    estimates = calloc(1, sizeof *estimates);
    if (estimates == NULL) {
        lack(error);
        return NULL;
    }
    estimates->replications = replications == 0 ? stored : replications;
    if (estimate_all(estimates, run, model, wish, error) != ARAS_OK) {
        aras_estimates_free(estimates);
        return NULL;
    }
    return estimates;
}

struct aras_estimates *aras_estimates_of_run(const struct aras_run *run,
                                             const struct aras_model *model,
                                             uint64_t replications,
                                             struct aras_error *error)
{
    return estimate(run, model, replications, NULL, error);
}

struct aras_estimates *aras_estimates_of_some(const struct aras_run *run,
                                              const struct aras_model *model,
                                              uint64_t replications,
                                              const struct aras_estimates_wish *wish,
                                              struct aras_error *error)
{
    return estimate(run, model, replications, wish, error);
}

void aras_estimates_free(struct aras_estimates *estimates)
{
    if (estimates == NULL) {
        return;
    }
    aras_readings_free(&estimates->readings);
    aras_totals_free(estimates->totals);
    free(estimates->estimate);
    free(estimates->whole);
    free(estimates->event);
    free(estimates);
}

double aras_estimates_error(const struct aras_estimates *estimates, size_t outcome,
                            size_t option)
{
    double greatest = -INFINITY;

    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *estimate = &estimates->estimate[i];

        if (estimate->outcome == outcome &&
            (option == ARAS_ALL_OPTIONS || estimate->option == option)) {
            double error = is_share(estimate->kind) ? estimate->share.error
                                                    : estimate->average.error;

            greatest = isnan(error) ? INFINITY : fmax(greatest, error);
        }
    }
    return isfinite(greatest) ? greatest : INFINITY;
}
