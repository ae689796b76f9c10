#include "analysis/contrast.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/cursor.h"
#include "analysis/match.h"
#include "analysis/nested.h"
#include "base/require.h"
#include "statistics/mcnemar.h"

#define LEVEL 0.95 /* of intervals for the replication error */
#define HOLDS 0.80 /* of ranges over parameters */

/* What is counted of pairs of worlds, yes or no in each, and above or below. */
struct tally {
    double both, only_a, only_b, neither;
    double higher, lower, same;
};

/* What is compared, with the group of worlds that is being read. */
struct item {
    struct aras_match match;
    struct tally tally;
    struct aras_summary in_a, in_b, difference;
};

/* What is kept of an item in a reading. */
struct gauge {
    struct tally tally;
    struct aras_summary in_a, in_b;
    struct aras_nested difference;
    struct aras_clumps changes;
};

struct side {
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_labels *labels;
    struct aras_run_facts facts;
    struct aras_cursor cursor;
    struct aras_world world;
};

struct gathering {
    struct side a, b;
    struct aras_contrast *contrast;
    struct aras_matches matches;
    const bool *wanted; /* outcomes of A; NULL: all */
    uint64_t group; /* worlds that share a parameter set; 1 when parameters are fixed */
    struct item *item;
    size_t items;
    struct gauge *gauge; /* items x readings */
    bool *member;        /* readings: whether the group being read is in it */
    uint64_t worlds;     /* of that group that failed in neither */
};

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY;
}

static struct gauge *gauge_of(const struct gathering *gathering, size_t item,
                              size_t reading)
{
    return &gathering->gauge[item * gathering->contrast->readings.count + reading];
}

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the comparison");
}

/* Worlds of other readings differ by more than what the scenarios change; a variant
 * that they do not fix alike is a part of that. */
static enum aras_status check_set(const struct gathering *gathering,
                                  struct aras_error *error)
{
    const struct aras_model *a = gathering->a.model;
    const double *of_a = gathering->a.world.parameters + a->parameter_count;
    const double *of_b =
        gathering->b.world.parameters + gathering->b.model->parameter_count;

    for (size_t v = 0; v < a->variant_count; v++) {
        if (!gathering->matches.refixed[v] &&
            of_a[v] != of_b[gathering->matches.variant[v]]) {
            return aras_error_set(
                error, ARAS_INVALID,
                "variant '%s' has another option in each run (parameter set %" PRIu64
                "): the models do not draw it alike",
                a->variants[v].id, gathering->a.world.set);
        }
    }
    return ARAS_OK;
}

/* --- pairs of worlds -------------------------------------------------------------- */

static void count_shares(struct tally *tally, bool a, bool b)
{
    tally->both += a && b;
    tally->only_a += a && !b;
    tally->only_b += !a && b;
    tally->neither += !a && !b;
}

static void add_pair(struct item *item, double a, double b, double horizon)
{
    if (is_share(item->match.of->kind)) {
        double yes =
            item->match.of->kind == ARAS_CATEGORY ? (double) item->match.option : 1.0;

        count_shares(&item->tally, a == yes, b == yes);
        return;
    }
    item->tally.higher += b > a;
    item->tally.lower += b < a;
    item->tally.same += b == a;
    if (item->match.of->kind == ARAS_TIME) {
        count_shares(&item->tally, isfinite(a), isfinite(b));
        a = fmin(a, horizon);
        b = fmin(b, horizon);
    }
    aras_summary_add(&item->in_a, a);
    aras_summary_add(&item->in_b, b);
    aras_summary_add(&item->difference, b - a);
}

static enum aras_status add_worlds(struct gathering *gathering,
                                   struct aras_error *error)
{
    const struct aras_world *a = &gathering->a.world;
    const struct aras_world *b = &gathering->b.world;
    bool failed = a->failed || b->failed;
    struct aras_readings *readings = &gathering->contrast->readings;

    gathering->contrast->failed_a += a->failed;
    gathering->contrast->failed_b += b->failed;
    for (size_t r = 0; r < readings->count; r++) {
        if (gathering->member[r]) {
            readings->reading[r].worlds++;
            readings->reading[r].failed += failed;
        }
    }
    if (failed) {
        return ARAS_OK;
    }
    gathering->worlds++;
    gathering->contrast->identical += a->fingerprint == b->fingerprint;
    for (size_t i = 0; i < gathering->items; i++) {
        struct item *item = &gathering->item[i];
        double in_a = a->outcomes[item->match.a];
        double in_b = b->outcomes[item->match.b];

        if (isnan(in_a) || isnan(in_b)) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "outcome '%s' of replication %" PRIu64
                                  " is no number",
                                  item->match.of->id, a->replication);
        }
        add_pair(item, in_a, in_b, gathering->a.labels->horizon);
    }
    return ARAS_OK;
}

/* --- groups ----------------------------------------------------------------------- */

static void add_tally(struct tally *tally, const struct tally *more)
{
    tally->both += more->both;
    tally->only_a += more->only_a;
    tally->only_b += more->only_b;
    tally->neither += more->neither;
    tally->higher += more->higher;
    tally->lower += more->lower;
    tally->same += more->same;
}

/* Of differences that are -1, 0 or 1. */
static struct aras_summary summary_of(const struct tally *tally, double worlds)
{
    struct aras_summary summary = {.count = (uint64_t) worlds};

    summary.mean = (tally->only_b - tally->only_a) / worlds;
    summary.squares =
        tally->only_a + tally->only_b - worlds * summary.mean * summary.mean;
    summary.least = tally->only_a > 0.0 ? -1.0 : tally->only_b < worlds ? 0.0 : 1.0;
    summary.greatest = tally->only_b > 0.0 ? 1.0 : tally->only_a < worlds ? 0.0 : -1.0;
    return summary;
}

static enum aras_status add_group(struct gathering *gathering, size_t number,
                                  size_t reading, struct aras_error *error)
{
    struct item *item = &gathering->item[number];
    struct gauge *gauge = gauge_of(gathering, number, reading);
    double worlds = (double) gathering->worlds;

    add_tally(&gauge->tally, &item->tally);
    if (is_share(item->match.of->kind)) {
        item->in_a =
            aras_nested_share_group(item->tally.both + item->tally.only_a, worlds);
        item->in_b =
            aras_nested_share_group(item->tally.both + item->tally.only_b, worlds);
        item->difference = summary_of(&item->tally, worlds);
    }
    aras_summary_merge(&gauge->in_a, &item->in_a);
    aras_summary_merge(&gauge->in_b, &item->in_b);
    if (aras_nested_add(&gauge->difference, &item->difference, error) != ARAS_OK) {
        return error->status;
    }
    return aras_clumps_add(&gauge->changes,
                           item->difference.mean * (double) item->difference.count,
                           error);
}

static enum aras_status close_group(struct gathering *gathering,
                                    struct aras_error *error)
{
    struct aras_readings *readings = &gathering->contrast->readings;

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
        struct item *item = &gathering->item[i];

        *item = (struct item){.match = item->match};
    }
    gathering->worlds = 0;
    return ARAS_OK;
}

static bool holds(const struct gathering *gathering, const struct aras_reading *reading)
{
    const struct side *b = &gathering->b;

    return reading->of_b
               ? b->world.parameters[b->model->parameter_count +
                                     gathering->matches.variant[reading->variant]] ==
                     (double) reading->option
               : aras_reading_holds(reading, gathering->a.model,
                                    gathering->a.world.parameters);
}

static enum aras_status open_group(struct gathering *gathering,
                                   struct aras_error *error)
{
    const struct aras_readings *readings = &gathering->contrast->readings;

    if (check_set(gathering, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t r = 0; r < readings->count; r++) {
        gathering->member[r] = holds(gathering, &readings->reading[r]);
    }
    return ARAS_OK;
}

static enum aras_status read_all(struct gathering *gathering, struct aras_error *error)
{
    for (uint64_t i = 0; i < gathering->contrast->replications; i++) {
        struct side *a = &gathering->a;
        struct side *b = &gathering->b;

        if (i % gathering->group == 0 && close_group(gathering, error) != ARAS_OK) {
            return error->status;
        }
        if (aras_cursor_next(&a->cursor, &a->world, error) != ARAS_OK ||
            aras_cursor_next(&b->cursor, &b->world, error) != ARAS_OK) {
            return error->status;
        }
        if (i % gathering->group == 0 && open_group(gathering, error) != ARAS_OK) {
            return error->status;
        }
        if (add_worlds(gathering, error) != ARAS_OK) {
            return error->status;
        }
    }
    return close_group(gathering, error);
}

/* --- differences ------------------------------------------------------------------ */

/* var (B - A) = var A + var B - 2 cov. */
static void fill_coupling(struct aras_difference *difference, const struct gauge *gauge)
{
    double a = aras_summary_variance(&gauge->in_a);
    double b = aras_summary_variance(&gauge->in_b);
    double between = aras_summary_variance(&gauge->difference.all);

    difference->correlation =
        a > 0.0 && b > 0.0 ? (a + b - between) / (2.0 * sqrt(a * b)) : NAN;
    if (between > 0.0) {
        difference->reduction = (a + b) / between;
    } else {
        difference->reduction = a + b > 0.0 ? INFINITY : NAN;
    }
}

static struct aras_interval interval_of(const struct aras_difference *difference,
                                        const struct gauge *gauge,
                                        const struct aras_clustered *mean)
{
    if (!is_share(difference->kind) || difference->worlds == 0) {
        return aras_interval_clustered(mean, LEVEL);
    }
    if (gauge->tally.only_a + gauge->tally.only_b == 0.0) {
        /* Not one world changed: that is no proof that none would. */
        double most = aras_interval_never_seen(difference->worlds, LEVEL).high;

        return (struct aras_interval){-most, most};
    }
    return aras_interval_clustered_change(gauge->tally.only_a, gauge->tally.only_b,
                                          mean, LEVEL);
}

static void fill_interval(struct aras_difference *difference, const struct gauge *gauge)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->difference);

    difference->difference = mean.mean;
    difference->interval = interval_of(difference, gauge, &mean);
    if (is_share(difference->kind)) {
        difference->interval.low = fmax(difference->interval.low, -1.0);
        difference->interval.high = fmin(difference->interval.high, 1.0);
    }
    difference->error = (difference->interval.high - difference->interval.low) / 2.0;
    difference->range = aras_nested_mean_range(&gauge->difference, HOLDS);
}

enum aras_verdict aras_verdict_of(struct aras_interval interval, double margin)
{
    if (isnan(margin)) {
        return ARAS_NO_MARGIN;
    }
    if (interval.low > margin) {
        return ARAS_HIGHER;
    }
    if (interval.high < -margin) {
        return ARAS_LOWER;
    }
    return interval.low >= -margin && interval.high <= margin ? ARAS_EQUIVALENT
                                                              : ARAS_INCONCLUSIVE;
}

static void fill_luck(struct aras_difference *difference, const struct tally *tally)
{
    double worlds = (double) difference->worlds;

    difference->p = NAN;
    if (is_share(difference->kind) || difference->kind == ARAS_TIME) {
        difference->both = (uint64_t) tally->both;
        difference->only_a = (uint64_t) tally->only_a;
        difference->only_b = (uint64_t) tally->only_b;
        difference->neither = (uint64_t) tally->neither;
        difference->p = aras_mcnemar_mid_p(difference->only_a, difference->only_b);
    }
    if (is_share(difference->kind)) {
        difference->higher = tally->only_b / worlds;
        difference->lower = tally->only_a / worlds;
        difference->same = (tally->both + tally->neither) / worlds;
    } else {
        difference->higher = tally->higher / worlds;
        difference->lower = tally->lower / worlds;
        difference->same = tally->same / worlds;
    }
}

static void fill_rows(struct gathering *gathering)
{
    struct aras_contrast *contrast = gathering->contrast;

    for (size_t i = 0; i < gathering->items; i++) {
        const struct item *item = &gathering->item[i];
        const struct aras_outcome *in_b = &gathering->b.model->outcomes[item->match.b];

        for (size_t r = 0; r < contrast->readings.count; r++) {
            struct gauge *gauge = gauge_of(gathering, i, r);
            struct aras_difference *difference = &contrast->difference[contrast->count];

            if (!aras_readings_show(&contrast->readings, r)) {
                continue;
            }
            contrast->count++;
            *difference = (struct aras_difference){
                .outcome_a = item->match.a,
                .outcome_b = item->match.b,
                .option = item->match.option,
                .reading = r,
                .kind = item->match.of->kind,
                .worlds = gauge->difference.all.count,
                .worlds_b = gauge->difference.all.count,
                .a = gauge->in_a.count > 0 ? gauge->in_a.mean : NAN,
                .b = gauge->in_b.count > 0 ? gauge->in_b.mean : NAN,
                .margin = isnan(item->match.of->margin) ? in_b->margin
                                                        : item->match.of->margin,
            };
            difference->changes = gauge->changes; /* taken over */
            gauge->changes = (struct aras_clumps){0};
            difference->apart_p = NAN;
            fill_interval(difference, gauge);
            fill_coupling(difference, gauge);
            fill_luck(difference, &gauge->tally);
            difference->verdict =
                aras_verdict_of(difference->interval, difference->margin);
        }
    }
}

enum aras_status aras_contrast_note_refixed(struct aras_contrast *contrast,
                                            const struct aras_model *a,
                                            const struct aras_model *b,
                                            const struct aras_matches *matches,
                                            struct aras_error *error)
{
    contrast->refixed = calloc(a->variant_count + 1, sizeof *contrast->refixed);
    if (contrast->refixed == NULL) {
        return lack(error);
    }
    for (size_t v = 0; v < a->variant_count; v++) {
        if (matches->refixed[v]) {
            contrast->refixed[contrast->refixed_count++] =
                (struct aras_refixed){.variant = v,
                                      .a = a->variants[v].fixed,
                                      .b = b->variants[matches->variant[v]].fixed};
        }
    }
    return ARAS_OK;
}

/* --- the whole -------------------------------------------------------------------- */

static enum aras_status prepare(struct gathering *gathering, struct aras_error *error)
{
    const struct aras_model *model = gathering->a.model;
    struct aras_contrast *contrast = gathering->contrast;
    struct aras_matches *matches = &gathering->matches;

    if (aras_matches_find(matches, model, gathering->b.model, error) != ARAS_OK ||
        aras_contrast_note_refixed(contrast, model, gathering->b.model, matches,
                                   error) != ARAS_OK ||
        aras_readings_find_of_two(&contrast->readings, model, gathering->b.model,
                                  matches->variant, error) != ARAS_OK) {
        return error->status;
    }
    contrast->unmatched_a = matches->unmatched_a;
    contrast->unmatched_b = matches->unmatched_b;
    aras_matches_keep(matches, gathering->wanted);

    size_t items = matches->count;
    size_t rows = items * contrast->readings.count;

    contrast->difference = calloc(rows + 1, sizeof *contrast->difference);
    gathering->item = calloc(items + 1, sizeof *gathering->item);
    gathering->gauge = calloc(rows + 1, sizeof *gathering->gauge);
    gathering->member = calloc(contrast->readings.count, sizeof *gathering->member);
    if (contrast->difference == NULL || gathering->item == NULL ||
        gathering->gauge == NULL || gathering->member == NULL) {
        return lack(error);
    }
    for (size_t i = 0; i < items; i++) {
        gathering->item[i].match = matches->match[i];
    }
    gathering->items = items;
    for (size_t i = 0; i < rows; i++) {
        gathering->gauge[i].difference.ranked = true;
    }
    return ARAS_OK;
}

static void forget(struct gathering *gathering)
{
    size_t rows = gathering->items * gathering->contrast->readings.count;

    for (size_t i = 0; i < rows; i++) {
        aras_nested_free(&gathering->gauge[i].difference);
        aras_clumps_free(&gathering->gauge[i].changes);
    }
    aras_cursor_close(&gathering->a.cursor);
    aras_cursor_close(&gathering->b.cursor);
    free(gathering->gauge);
    free(gathering->item);
    free(gathering->member);
    aras_matches_free(&gathering->matches);
}

static struct side side_of(const struct aras_run *run, const struct aras_model *model)
{
    struct side side = {.run = run,
                        .model = model,
                        .labels = aras_run_labels(run),
                        .cursor = {.run = run}};

    aras_run_get_facts(run, &side.facts);
    ARAS_REQUIRE(side.labels->shape.outcomes == model->outcome_count);
    ARAS_REQUIRE(side.labels->shape.parameters ==
                 model->parameter_count + model->variant_count);
    return side;
}

static enum aras_status contrast_all(struct gathering *gathering, uint64_t most,
                                     struct aras_error *error)
{
    struct aras_contrast *contrast = gathering->contrast;
    uint64_t of_a = aras_run_replications(gathering->a.run);
    uint64_t of_b = aras_run_replications(gathering->b.run);
    uint64_t group = gathering->a.labels->shape.group;
    bool fixed =
        gathering->a.facts.central || (!aras_readings_draw(gathering->a.model) &&
                                       !aras_readings_draw(gathering->b.model));

    contrast->replications = of_a < of_b ? of_a : of_b;
    if (most > 0 && contrast->replications > most) {
        contrast->replications = most;
    }
    contrast->replications_b = contrast->replications;
    contrast->sets = (contrast->replications + group - 1) / group;
    contrast->sets_b = contrast->sets;
    contrast->paired = true;
    contrast->fixed = fixed;
    gathering->group = fixed ? 1 : group;
    if (aras_match_luck(gathering->a.run, gathering->b.run, error) != ARAS_OK ||
        aras_match_runs(gathering->a.run, gathering->a.model, gathering->b.run,
                        gathering->b.model, error) != ARAS_OK ||
        prepare(gathering, error) != ARAS_OK || read_all(gathering, error) != ARAS_OK) {
        return error->status;
    }
    fill_rows(gathering);
    return ARAS_OK;
}

struct aras_contrast *
aras_contrast_of_runs(const struct aras_run *a, const struct aras_model *model_a,
                      const struct aras_run *b, const struct aras_model *model_b,
                      uint64_t most, const bool *wanted, struct aras_error *error)
{
    struct aras_contrast *contrast = calloc(1, sizeof *contrast);
    enum aras_status status;

    if (contrast == NULL) {
        lack(error);
        return NULL;
    }

    struct gathering gathering = {.a = side_of(a, model_a),
                                  .b = side_of(b, model_b),
                                  .contrast = contrast,
                                  .wanted = wanted};

    status = contrast_all(&gathering, most, error);
    forget(&gathering);
    if (status != ARAS_OK) {
        aras_contrast_free(contrast);
        return NULL;
    }
    return contrast;
}

void aras_contrast_free(struct aras_contrast *contrast)
{
    if (contrast != NULL) {
        for (size_t i = 0; i < contrast->count; i++) {
            aras_clumps_free(&contrast->difference[i].changes);
        }
        aras_readings_free(&contrast->readings);
        free(contrast->difference);
        free(contrast->refixed);
        free(contrast);
    }
}

const char *aras_verdict_name(enum aras_verdict verdict)
{
    static const char *const names[] = {
        [ARAS_NO_MARGIN] = "no margin stated",
        [ARAS_HIGHER] = "higher",
        [ARAS_LOWER] = "lower",
        [ARAS_EQUIVALENT] = "equivalent",
        [ARAS_INCONCLUSIVE] = "inconclusive",
    };

    return names[verdict];
}
