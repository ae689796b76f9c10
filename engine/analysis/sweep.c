#include "analysis/sweep.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/cursor.h"
#include "analysis/nested.h"
#include "analysis/target.h"
#include "base/require.h"

static const double LEVEL = 0.95;

/* What is kept of a column at a point in a reading: of its values, and of what they are
 * beyond the base's, the worlds of the parameter set at hand in `group`. */
struct gauge {
    struct aras_nested value, change;
    struct aras_summary value_group, change_group;
    uint64_t changed; /* worlds that differ from the base's */
};

/* Points of one world, side by side. */
struct row {
    double *value;   /* points x columns; NAN when failed */
    size_t *reading; /* by point */
};

struct work {
    const struct aras_plan *plan;
    const struct aras_model *model;
    struct aras_sweep *sweep;
    struct gauge *gauge; /* points x columns x readings */
    double *horizon;     /* by point */
    struct row row;
    uint64_t cluster; /* at hand */
};

/* --- what is told of
 * ------------------------------------------------------------------
 */

static bool is_varied(const struct aras_plan *plan, size_t variant)
{
    const struct aras_design_form *form = aras_design_form(plan->design);

    for (size_t i = 0; i < form->axes; i++) {
        const struct aras_axis *axis = &form->axis[i];

        if (!axis->setting && axis->input.kind == ARAS_INPUT_VARIANT &&
            axis->input.index == variant) {
            return true;
        }
    }
    return false;
}

static void find_readings(struct aras_sweep *sweep, const struct aras_plan *plan)
{
    sweep->variant = SIZE_MAX;
    sweep->readings = 1;
    for (size_t i = 0; i < plan->model->variant_count; i++) {
        const struct aras_variant *variant = &plan->model->variants[i];

        if (variant->fixed >= 0 || variant->count < 2 || plan->settings.central) {
            continue;
        }
        if (!is_varied(plan, i)) {
            sweep->variant = i;
            sweep->readings = variant->count;
        }
        return;
    }
}

static size_t columns_of(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY ? outcome->category_count : 1;
}

/* What is told: outcomes, and which of their options. */
struct asked {
    const size_t *outcomes, *options;
    size_t count;
};

static bool is_asked(const struct asked *asked, size_t number, size_t option)
{
    return asked->options == NULL || asked->options[number] == ARAS_ALL_OPTIONS ||
           asked->options[number] == option;
}

static void find_columns(struct aras_sweep *sweep, const struct aras_model *model,
                         const struct asked *asked)
{
    for (size_t i = 0; i < asked->count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[asked->outcomes[i]];

        for (size_t k = 0; k < columns_of(outcome); k++) {
            if (is_asked(asked, i, k)) {
                sweep->column[sweep->columns++] = (struct aras_sweep_column){
                    .outcome = asked->outcomes[i],
                    .option = k,
                    .share = outcome->kind == ARAS_HAPPENED ||
                             outcome->kind == ARAS_CATEGORY};
            }
        }
    }
}

/* --- memory
 * ----------------------------------------------------------------------------
 */

static void *get(size_t a, size_t b, size_t size, bool *refused)
{
    void *memory = b > 0 && a > SIZE_MAX / size / b ? NULL : calloc(a * b + 1, size);

    *refused = *refused || memory == NULL;
    return memory;
}

static enum aras_status make_room(struct work *work, const struct asked *asked,
                                  struct aras_error *error)
{
    struct aras_sweep *sweep = work->sweep;
    size_t points = (size_t) sweep->points;
    size_t columns = 0;
    bool refused = false;

    for (size_t i = 0; i < asked->count; i++) {
        columns += columns_of(&work->model->outcomes[asked->outcomes[i]]);
    }
    find_readings(sweep, work->plan);
    sweep->column = get(columns, 1, sizeof *sweep->column, &refused);
    sweep->reached = get(sweep->readings, 1, sizeof *sweep->reached, &refused);
    sweep->estimate =
        get(points, columns * sweep->readings, sizeof *sweep->estimate, &refused);
    work->gauge = get(points, columns * sweep->readings, sizeof *work->gauge, &refused);
    work->horizon = get(points, 1, sizeof *work->horizon, &refused);
    work->row.value = get(points, columns, sizeof *work->row.value, &refused);
    work->row.reading = get(points, 1, sizeof *work->row.reading, &refused);
    if (refused) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for %zu points with %zu numbers each", points,
                              columns);
    }
    find_columns(sweep, work->model, asked);
    return ARAS_OK;
}

static void give_back(struct work *work)
{
    free(work->gauge);
    free(work->horizon);
    free(work->row.value);
    free(work->row.reading);
}

/* Where a setting varies, points may have horizons of their own. */
static enum aras_status find_horizons(struct work *work, struct aras_error *error)
{
    const struct aras_plan *plan = work->plan;
    double *values = calloc(aras_design_form(plan->design)->axes, sizeof *values);

    if (values == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a point");
    }
    for (uint64_t i = 0; i < work->sweep->points; i++) {
        work->horizon[i] = plan->model->horizon;
        if (plan->models != NULL) {
            aras_design_get(plan->design, i, values);
            work->horizon[i] =
                plan->models[aras_design_model(plan->design, values)]->horizon;
        }
    }
    free(values);
    return ARAS_OK;
}

/* --- adding
 * ----------------------------------------------------------------------------
 */

static struct gauge *gauge_of(const struct work *work, uint64_t point, size_t column,
                              size_t reading)
{
    return &work->gauge[(point * work->sweep->columns + column) *
                            work->sweep->readings +
                        reading];
}

static double value_of(const struct work *work, const struct aras_sweep_column *column,
                       const struct aras_world *world, uint64_t point)
{
    double value = world->outcomes[column->outcome];

    if (world->failed) {
        return NAN;
    }
    switch (work->model->outcomes[column->outcome].kind) {
    case ARAS_CATEGORY:
        return value == (double) column->option ? 1.0 : 0.0;
    case ARAS_TIME:
        return fmin(value, work->horizon[point]);
    case ARAS_HAPPENED:
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    return value;
}

static void take_world(struct work *work, const struct aras_world *world,
                       uint64_t point)
{
    struct aras_sweep *sweep = work->sweep;
    size_t columns = sweep->columns;
    size_t reading = 0;

    if (sweep->variant != SIZE_MAX) {
        reading =
            (size_t) world->parameters[work->model->parameter_count + sweep->variant];
    }
    ARAS_REQUIRE(reading < sweep->readings);
    sweep->reached[reading]++;
    sweep->failed += world->failed;
    work->row.reading[point] = reading;
    for (size_t i = 0; i < columns; i++) {
        work->row.value[point * columns + i] =
            value_of(work, &sweep->column[i], world, point);
    }
}

/* All points of a world are there: values, and what they are beyond the base's. */
static void add_row(struct work *work)
{
    const struct aras_sweep *sweep = work->sweep;
    size_t columns = sweep->columns;

    for (uint64_t point = 0; point < sweep->points; point++) {
        for (size_t i = 0; i < columns; i++) {
            struct gauge *gauge = gauge_of(work, point, i, work->row.reading[point]);
            double value = work->row.value[point * columns + i];
            double base = sweep->base == ARAS_NO_BASE
                              ? NAN
                              : work->row.value[sweep->base * columns + i];

            if (!isnan(value)) {
                aras_summary_add(&gauge->value_group, value);
            }
            if (!isnan(value) && !isnan(base)) {
                aras_summary_add(&gauge->change_group, value - base);
                gauge->changed += value != base;
            }
        }
    }
}

static enum aras_status close_cluster(struct work *work, struct aras_error *error)
{
    const struct aras_sweep *sweep = work->sweep;
    size_t count = (size_t) sweep->points * sweep->columns * sweep->readings;

    for (size_t i = 0; i < count; i++) {
        struct gauge *gauge = &work->gauge[i];

        if (aras_nested_add(&gauge->value, &gauge->value_group, error) != ARAS_OK ||
            aras_nested_add(&gauge->change, &gauge->change_group, error) != ARAS_OK) {
            return error->status;
        }
        gauge->value_group = gauge->change_group = (struct aras_summary){0};
    }
    return ARAS_OK;
}

static enum aras_status add_worlds(struct work *work, const struct aras_run *run,
                                   struct aras_error *error)
{
    const struct aras_sweep *sweep = work->sweep;
    uint64_t group = aras_design_shares_worlds(work->plan->design)
                         ? aras_design_form(work->plan->design)->group
                         : 1;
    struct aras_cursor cursor = {.run = run};
    enum aras_status status = ARAS_OK;

    for (uint64_t w = 0; w < sweep->worlds && status == ARAS_OK; w++) {
        for (uint64_t point = 0; point < sweep->points && status == ARAS_OK; point++) {
            struct aras_world world;

            status = aras_cursor_next(&cursor, &world, error);
            if (status == ARAS_OK) {
                take_world(work, &world, point);
            }
        }
        if (status == ARAS_OK) {
            add_row(work);
        }
        if (status == ARAS_OK && ((w + 1) % group == 0 || w + 1 == sweep->worlds)) {
            status = close_cluster(work, error);
        }
    }
    aras_cursor_close(&cursor);
    return status;
}

/* --- estimates
 * -------------------------------------------------------------------------
 */

static struct aras_interval within_one(double low, double high)
{
    return (struct aras_interval){fmax(low, -1.0), fmin(high, 1.0)};
}

/* Of a share: by how many worlds were lost and gained, which a mean and its error do
 * not tell where they are few. */
static void fill_change_of_share(struct aras_sweep_estimate *estimate,
                                 const struct gauge *gauge,
                                 const struct aras_clustered *mean)
{
    const struct aras_summary *all = &gauge->change.all;
    double worlds = (double) all->count;
    double more = round(all->mean * worlds);
    double changed = (double) gauge->changed;

    estimate->change = more / worlds;
    if (all->least == all->greatest) {
        /* Not one world changed, or all alike: that is no proof that none would not. */
        double most = aras_interval_never_seen(all->count, LEVEL).high;

        estimate->change_interval =
            within_one(estimate->change - most, estimate->change + most);
    } else {
        struct aras_interval interval = aras_interval_clustered_change(
            (changed - more) / 2.0, (changed + more) / 2.0, mean, LEVEL);

        estimate->change_interval = within_one(interval.low, interval.high);
    }
}

static void fill_change(struct aras_sweep_estimate *estimate, const struct gauge *gauge,
                        bool share)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->change);

    if (gauge->change.all.count == 0) {
        return;
    }
    estimate->changed = gauge->changed;
    if (share) {
        fill_change_of_share(estimate, gauge, &mean);
        return;
    }
    estimate->change = mean.mean;
    estimate->change_interval = aras_interval_clustered(&mean, LEVEL);
}

static void fill_estimate(struct aras_sweep_estimate *estimate,
                          const struct gauge *gauge, bool share, bool base)
{
    static const struct aras_interval unknown = {NAN, NAN};
    struct aras_clustered mean = aras_nested_mean(&gauge->value);

    *estimate = (struct aras_sweep_estimate){.worlds = gauge->value.all.count,
                                             .value = NAN,
                                             .interval = unknown,
                                             .change = NAN,
                                             .change_interval = unknown};
    if (estimate->worlds > 0) {
        estimate->value = mean.mean;
        estimate->interval = share ? aras_interval_clustered_share(&mean, LEVEL)
                                   : aras_interval_clustered(&mean, LEVEL);
    }
    if (!base) {
        fill_change(estimate, gauge, share);
    }
}

static void fill(struct work *work)
{
    struct aras_sweep *sweep = work->sweep;

    for (uint64_t point = 0; point < sweep->points; point++) {
        for (size_t i = 0; i < sweep->columns; i++) {
            for (size_t r = 0; r < sweep->readings; r++) {
                struct gauge *gauge = gauge_of(work, point, i, r);
                size_t number = (size_t) (gauge - work->gauge);

                fill_estimate(&sweep->estimate[number], gauge, sweep->column[i].share,
                              point == sweep->base);
            }
        }
    }
}

static enum aras_status count_worlds(struct aras_sweep *sweep,
                                     const struct aras_run *run, uint64_t worlds,
                                     struct aras_error *error)
{
    uint64_t stored = aras_run_replications(run) / sweep->points;

    sweep->worlds = worlds == 0 ? stored : worlds;
    if (sweep->worlds > stored || stored == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "%llu worlds of each point are stored in %s, not %llu",
                              (unsigned long long) stored, aras_run_path(run),
                              (unsigned long long) (worlds == 0 ? 1 : worlds));
    }
    return ARAS_OK;
}

struct aras_sweep *aras_sweep_of_run(const struct aras_run *run,
                                     const struct aras_plan *plan,
                                     const size_t *outcomes, const size_t *options,
                                     size_t count, uint64_t base, uint64_t worlds,
                                     struct aras_error *error)
{
    const struct asked asked = {outcomes, options, count};
    struct work work = {.plan = plan, .model = plan->model};
    struct aras_sweep *sweep = calloc(1, sizeof *sweep);
    enum aras_status status;

    if (sweep == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to sum up a sweep");
        return NULL;
    }
    ARAS_REQUIRE(plan->design != NULL);
    work.sweep = sweep;
    sweep->points = aras_design_points(plan->design);
    sweep->base = aras_design_shares_worlds(plan->design) ? base : ARAS_NO_BASE;
    status = count_worlds(sweep, run, worlds, error);
    if (status == ARAS_OK) {
        status = make_room(&work, &asked, error);
    }
    if (status == ARAS_OK) {
        status = find_horizons(&work, error);
    }
    if (status == ARAS_OK) {
        status = add_worlds(&work, run, error);
    }
    if (status == ARAS_OK) {
        fill(&work);
    }
    give_back(&work);
    if (status != ARAS_OK) {
        aras_sweep_free(sweep);
        return NULL;
    }
    return sweep;
}

void aras_sweep_free(struct aras_sweep *sweep)
{
    if (sweep != NULL) {
        free(sweep->column);
        free(sweep->reached);
        free(sweep->estimate);
        free(sweep);
    }
}

const struct aras_sweep_estimate *aras_sweep_at(const struct aras_sweep *sweep,
                                                uint64_t point, size_t column,
                                                size_t reading)
{
    ARAS_REQUIRE(point < sweep->points && column < sweep->columns &&
                 reading < sweep->readings);
    return &sweep->estimate[(point * sweep->columns + column) * sweep->readings +
                            reading];
}
