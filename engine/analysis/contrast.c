#include "analysis/contrast.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/cursor.h"
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

/* An outcome of both models, or an option of a category; with the group of worlds that
 * is being read. */
struct item {
    size_t a, b, option;
    const struct aras_outcome *of;
    struct tally tally;
    struct aras_summary in_a, in_b, difference;
};

/* What is kept of an item in a reading. */
struct gauge {
    struct tally tally;
    struct aras_summary in_a, in_b;
    struct aras_nested difference;
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
    uint64_t group; /* worlds that share a parameter set; 1 when parameters are fixed */
    struct item *item;
    size_t items;
    struct gauge *gauge; /* items x readings */
    bool *member;        /* readings: whether the group being read is in it */
    size_t *variant;     /* of A's variants: which of B's it is */
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

/* --- do they share their luck? ---------------------------------------------------- */

static enum aras_status check_luck(const struct side *a, const struct side *b,
                                   struct aras_error *error)
{
    if (a->facts.seed != b->facts.seed) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their luck: their seeds are "
                              "%" PRIu64 " and %" PRIu64,
                              a->facts.seed, b->facts.seed);
    }
    if (a->labels->shape.group != b->labels->shape.group) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their parameter sets: the groups "
                              "are of %" PRIu64 " and %" PRIu64 " replications",
                              a->labels->shape.group, b->labels->shape.group);
    }
    if (a->facts.central != b->facts.central) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their parameter sets: only one of "
                              "them has its parameters at their central values");
    }
    if (a->labels->horizon != b->labels->horizon) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs have other horizons: %g and %g",
                              a->labels->horizon, b->labels->horizon);
    }
    return ARAS_OK;
}

static const struct aras_variant *find_variant(const struct aras_model *model,
                                               const char *id, size_t *number)
{
    for (size_t v = 0; v < model->variant_count; v++) {
        if (strcmp(model->variants[v].id, id) == 0) {
            *number = v;
            return &model->variants[v];
        }
    }
    return NULL;
}

static bool same_options(const struct aras_variant *a, const struct aras_variant *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (i >= b->count || strcmp(a->options[i].id, b->options[i].id) != 0) {
            return false;
        }
    }
    return a->count == b->count;
}

static enum aras_status match_variants(struct gathering *gathering,
                                       struct aras_error *error)
{
    const struct aras_model *a = gathering->a.model;
    const struct aras_model *b = gathering->b.model;
    size_t number;

    for (size_t v = 0; v < a->variant_count; v++) {
        const struct aras_variant *other =
            find_variant(b, a->variants[v].id, &gathering->variant[v]);

        if (other == NULL || !same_options(&a->variants[v], other)) {
            return aras_error_set(error, ARAS_INVALID,
                                  "variant '%s' is not the same in both runs",
                                  a->variants[v].id);
        }
    }
    for (size_t v = 0; v < b->variant_count; v++) {
        if (find_variant(a, b->variants[v].id, &number) == NULL) {
            return aras_error_set(error, ARAS_INVALID,
                                  "variant '%s' is only in one of the runs",
                                  b->variants[v].id);
        }
    }
    return ARAS_OK;
}

/* Worlds of other readings differ by more than what the scenarios change. */
static enum aras_status check_set(const struct gathering *gathering,
                                  struct aras_error *error)
{
    const struct aras_model *a = gathering->a.model;
    const double *of_a = gathering->a.world.parameters + a->parameter_count;
    const double *of_b =
        gathering->b.world.parameters + gathering->b.model->parameter_count;

    for (size_t v = 0; v < a->variant_count; v++) {
        if (of_a[v] != of_b[gathering->variant[v]]) {
            return aras_error_set(
                error, ARAS_INVALID,
                "variant '%s' has another option in each run (parameter set %" PRIu64
                "): fix it in both or in neither",
                a->variants[v].id, gathering->a.world.set);
        }
    }
    return ARAS_OK;
}

/* --- which outcomes? -------------------------------------------------------------- */

static bool same_categories(const struct aras_outcome *a, const struct aras_outcome *b)
{
    for (size_t i = 0; i < a->category_count; i++) {
        if (i >= b->category_count ||
            strcmp(a->categories[i].id, b->categories[i].id) != 0) {
            return false;
        }
    }
    return a->category_count == b->category_count;
}

static size_t options_of(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY ? outcome->category_count : 1;
}

static enum aras_status match_outcomes(struct gathering *gathering,
                                       struct aras_error *error)
{
    const struct aras_model *a = gathering->a.model;
    const struct aras_model *b = gathering->b.model;
    struct aras_contrast *contrast = gathering->contrast;

    contrast->unmatched_b = b->outcome_count;
    for (size_t i = 0; i < a->outcome_count; i++) {
        const struct aras_outcome *outcome = &a->outcomes[i];
        int found = aras_model_find_outcome(b, outcome->id);
        const struct aras_outcome *other =
            found < 0 ? NULL : &b->outcomes[(size_t) found];

        if (other == NULL) {
            contrast->unmatched_a++;
            continue;
        }
        if (outcome->kind != other->kind || !same_categories(outcome, other)) {
            return aras_error_set(
                error, ARAS_INVALID,
                "outcome '%s' is not of the same kind and options in both runs",
                outcome->id);
        }
        contrast->unmatched_b--;
        for (size_t k = 0; k < options_of(outcome); k++) {
            gathering->item[gathering->items++] =
                (struct item){.a = i, .b = (size_t) found, .option = k, .of = outcome};
        }
    }
    return gathering->items > 0 ? ARAS_OK
                                : aras_error_set(error, ARAS_INVALID,
                                                 "the runs have no outcome in common");
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
    if (is_share(item->of->kind)) {
        double yes = item->of->kind == ARAS_CATEGORY ? (double) item->option : 1.0;

        count_shares(&item->tally, a == yes, b == yes);
        return;
    }
    item->tally.higher += b > a;
    item->tally.lower += b < a;
    item->tally.same += b == a;
    if (item->of->kind == ARAS_TIME) {
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
        double in_a = a->outcomes[item->a];
        double in_b = b->outcomes[item->b];

        if (isnan(in_a) || isnan(in_b)) {
            return aras_error_set(error, ARAS_DAMAGED,
                                  "outcome '%s' of replication %" PRIu64
                                  " is no number",
                                  item->of->id, a->replication);
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
    if (is_share(item->of->kind)) {
        item->in_a =
            aras_nested_share_group(item->tally.both + item->tally.only_a, worlds);
        item->in_b =
            aras_nested_share_group(item->tally.both + item->tally.only_b, worlds);
        item->difference = summary_of(&item->tally, worlds);
    }
    aras_summary_merge(&gauge->in_a, &item->in_a);
    aras_summary_merge(&gauge->in_b, &item->in_b);
    return aras_nested_add(&gauge->difference, &item->difference, error);
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

        *item = (struct item){
            .a = item->a, .b = item->b, .option = item->option, .of = item->of};
    }
    gathering->worlds = 0;
    return ARAS_OK;
}

static enum aras_status open_group(struct gathering *gathering,
                                   struct aras_error *error)
{
    const struct aras_readings *readings = &gathering->contrast->readings;

    if (check_set(gathering, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t r = 0; r < readings->count; r++) {
        gathering->member[r] = aras_reading_holds(
            &readings->reading[r], gathering->a.model, gathering->a.world.parameters);
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

static void fill_interval(struct aras_difference *difference, const struct gauge *gauge)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->difference);

    difference->difference = mean.mean;
    if (is_share(difference->kind) &&
        gauge->tally.only_a + gauge->tally.only_b == 0.0) {
        /* Not one world changed: that is no proof that none would. */
        double most = aras_interval_never_seen(difference->worlds, LEVEL).high;

        difference->interval = (struct aras_interval){-most, most};
    } else {
        difference->interval = aras_interval_clustered(&mean, LEVEL);
    }
    if (is_share(difference->kind)) {
        difference->interval.low = fmax(difference->interval.low, -1.0);
        difference->interval.high = fmin(difference->interval.high, 1.0);
    }
    difference->error = (difference->interval.high - difference->interval.low) / 2.0;
    difference->range = aras_nested_mean_range(&gauge->difference, HOLDS);
}

static enum aras_verdict verdict_of(const struct aras_difference *difference)
{
    double m = difference->margin;

    if (isnan(m)) {
        return ARAS_NO_MARGIN;
    }
    if (difference->interval.low > m) {
        return ARAS_HIGHER;
    }
    if (difference->interval.high < -m) {
        return ARAS_LOWER;
    }
    return difference->interval.low >= -m && difference->interval.high <= m
               ? ARAS_EQUIVALENT
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
        const struct aras_outcome *in_b = &gathering->b.model->outcomes[item->b];

        for (size_t r = 0; r < contrast->readings.count; r++) {
            const struct gauge *gauge = gauge_of(gathering, i, r);
            struct aras_difference *difference = &contrast->difference[contrast->count];

            if (!aras_readings_show(&contrast->readings, r)) {
                continue;
            }
            contrast->count++;
            *difference = (struct aras_difference){
                .outcome_a = item->a,
                .outcome_b = item->b,
                .option = item->option,
                .reading = r,
                .kind = item->of->kind,
                .worlds = gauge->difference.all.count,
                .a = gauge->in_a.count > 0 ? gauge->in_a.mean : NAN,
                .b = gauge->in_b.count > 0 ? gauge->in_b.mean : NAN,
                .margin = isnan(item->of->margin) ? in_b->margin : item->of->margin,
            };
            fill_interval(difference, gauge);
            fill_coupling(difference, gauge);
            fill_luck(difference, &gauge->tally);
            difference->verdict = verdict_of(difference);
        }
    }
}

/* --- the whole -------------------------------------------------------------------- */

static enum aras_status prepare(struct gathering *gathering, struct aras_error *error)
{
    const struct aras_model *model = gathering->a.model;
    struct aras_contrast *contrast = gathering->contrast;
    size_t items = 0;

    if (aras_readings_find(&contrast->readings, model, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        items += options_of(&model->outcomes[i]);
    }

    size_t rows = items * contrast->readings.count;

    contrast->difference = calloc(rows + 1, sizeof *contrast->difference);
    gathering->item = calloc(items + 1, sizeof *gathering->item);
    gathering->gauge = calloc(rows + 1, sizeof *gathering->gauge);
    gathering->member = calloc(contrast->readings.count, sizeof *gathering->member);
    gathering->variant = calloc(model->variant_count + 1, sizeof *gathering->variant);
    if (contrast->difference == NULL || gathering->item == NULL ||
        gathering->gauge == NULL || gathering->member == NULL ||
        gathering->variant == NULL) {
        return lack(error);
    }
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
    }
    aras_cursor_close(&gathering->a.cursor);
    aras_cursor_close(&gathering->b.cursor);
    free(gathering->gauge);
    free(gathering->item);
    free(gathering->member);
    free(gathering->variant);
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
    contrast->sets = (contrast->replications + group - 1) / group;
    gathering->group = fixed ? 1 : group;
    if (check_luck(&gathering->a, &gathering->b, error) != ARAS_OK ||
        prepare(gathering, error) != ARAS_OK ||
        match_variants(gathering, error) != ARAS_OK ||
        match_outcomes(gathering, error) != ARAS_OK ||
        read_all(gathering, error) != ARAS_OK) {
        return error->status;
    }
    fill_rows(gathering);
    return ARAS_OK;
}

struct aras_contrast *aras_contrast_of_runs(const struct aras_run *a,
                                            const struct aras_model *model_a,
                                            const struct aras_run *b,
                                            const struct aras_model *model_b,
                                            uint64_t most, struct aras_error *error)
{
    struct aras_contrast *contrast = calloc(1, sizeof *contrast);
    enum aras_status status;

    if (contrast == NULL) {
        lack(error);
        return NULL;
    }

    struct gathering gathering = {
        .a = side_of(a, model_a), .b = side_of(b, model_b), .contrast = contrast};

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
        aras_readings_free(&contrast->readings);
        free(contrast->difference);
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
