/* Runs of separate luck: each is estimated by itself. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/contrast.h"
#include "analysis/estimate.h"
#include "analysis/match.h"

struct apart {
    const struct aras_model *model_a, *model_b;
    struct aras_estimates *a, *b;
    struct aras_matches matches;
    struct aras_contrast *contrast;
};

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_CATEGORY;
}

/* What a run says of an outcome in the reading `id` of its own readings. */
static const struct aras_estimate *find(const struct aras_estimates *estimates,
                                        const struct aras_readings *readings,
                                        size_t outcome, size_t option, const char *id)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *estimate = &estimates->estimate[i];

        if (estimate->outcome == outcome && estimate->option == option &&
            strcmp(aras_reading_id(&readings->reading[estimate->reading]), id) == 0) {
            return estimate;
        }
    }
    return NULL;
}

/* Source: B. L. Welch, "The generalization of 'Student's' problem when several
 * different population variances are involved", Biometrika 34 (1947) 28-35; the
 * parameter sets are what is independent. */
static double welch_p(const struct aras_clustered *a, const struct aras_clustered *b)
{
    double in_a = a->error * a->error;
    double in_b = b->error * b->error;
    double error = sqrt(in_a + in_b);
    double off = fabs(b->mean - a->mean);

    if (isnan(error) || error == 0.0) {
        return off == 0.0 ? 1.0 : NAN;
    }

    double freedom =
        (in_a + in_b) * (in_a + in_b) /
        (in_a * in_a / (a->groups - 1.0) + in_b * in_b / (b->groups - 1.0));

    return 2.0 * gsl_cdf_tdist_Q(off / error, freedom);
}

static void fill_side(struct aras_difference *difference,
                      const struct aras_estimate *estimate, bool is_a,
                      struct aras_interval *interval, struct aras_clustered *clustered)
{
    bool share = is_share(estimate->kind);
    double value = share ? estimate->share.p : estimate->average.mean;

    *interval = share ? estimate->share.interval : estimate->average.interval;
    *clustered = share ? estimate->share.clustered : estimate->average.clustered;
    if (is_a) {
        difference->a = value;
        difference->worlds = (uint64_t) clustered->size;
    } else {
        difference->b = value;
        difference->worlds_b = (uint64_t) clustered->size;
    }
}

static void fill(struct aras_difference *difference, const struct aras_match *match,
                 const struct aras_estimate *a, const struct aras_estimate *b,
                 double margin_b)
{
    struct aras_interval of_a, of_b;
    struct aras_clustered in_a, in_b;

    *difference = (struct aras_difference){
        .outcome_a = match->a,
        .outcome_b = match->b,
        .option = match->option,
        .reading = a->reading,
        .kind = a->kind,
        .range = {NAN, NAN},
        .correlation = NAN,
        .reduction = NAN,
        .p = NAN,
        .higher = NAN,
        .lower = NAN,
        .same = NAN,
        .margin = isnan(match->of->margin) ? margin_b : match->of->margin,
    };
    fill_side(difference, a, true, &of_a, &in_a);
    fill_side(difference, b, false, &of_b, &in_b);
    difference->difference = difference->b - difference->a;
    difference->interval =
        aras_interval_apart(difference->a, of_a, difference->b, of_b);
    difference->error = (difference->interval.high - difference->interval.low) / 2.0;
    difference->apart_p = welch_p(&in_a, &in_b);
    difference->verdict = aras_verdict_of(difference->interval, difference->margin);
}

static enum aras_status fill_rows(struct apart *apart, struct aras_error *error)
{
    struct aras_contrast *contrast = apart->contrast;
    size_t readings = contrast->readings.count;

    contrast->difference =
        calloc(apart->matches.count * readings + 1, sizeof *contrast->difference);
    if (contrast->difference == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the comparison");
    }
    for (size_t i = 0; i < apart->matches.count; i++) {
        const struct aras_match *match = &apart->matches.match[i];

        for (size_t r = 0; r < readings; r++) {
            const char *id = aras_reading_id(&contrast->readings.reading[r]);
            const struct aras_estimate *a =
                find(apart->a, &contrast->readings, match->a, match->option, id);
            const struct aras_estimate *b =
                find(apart->b, &apart->b->readings, match->b, match->option, id);

            if (a != NULL && b != NULL) {
                fill(&contrast->difference[contrast->count++], match, a, b,
                     apart->model_b->outcomes[match->b].margin);
            }
        }
    }
    return contrast->count > 0
               ? ARAS_OK
               : aras_error_set(error, ARAS_INVALID,
                                "the runs have no reading in common: each has other "
                                "options of the variants");
}

/* Readings are those of A, with A's worlds counted. */
static void take_facts(struct apart *apart)
{
    struct aras_contrast *contrast = apart->contrast;

    contrast->replications = apart->a->replications;
    contrast->replications_b = apart->b->replications;
    contrast->failed_a = apart->a->failed;
    contrast->failed_b = apart->b->failed;
    contrast->sets = apart->a->sets;
    contrast->sets_b = apart->b->sets;
    contrast->fixed = apart->a->fixed && apart->b->fixed;
    contrast->unmatched_a = apart->matches.unmatched_a;
    contrast->unmatched_b = apart->matches.unmatched_b;
    contrast->readings = apart->a->readings; /* taken over */
    apart->a->readings = (struct aras_readings){0};
}

static enum aras_status same_fixed(const struct apart *apart, struct aras_error *error)
{
    for (size_t v = 0; v < apart->model_a->variant_count; v++) {
        const struct aras_variant *variant = &apart->model_a->variants[v];
        size_t other = apart->matches.variant[v];

        if (variant->fixed != apart->model_b->variants[other].fixed) {
            return aras_error_set(
                error, ARAS_INVALID,
                "variant '%s' is not fixed alike: fix it in both or in "
                "neither",
                variant->id);
        }
    }
    return ARAS_OK;
}

static uint64_t at_most(const struct aras_run *run, uint64_t most)
{
    uint64_t stored = aras_run_replications(run);

    return most > 0 && most < stored ? most : stored;
}

static enum aras_status contrast_all(struct apart *apart, const struct aras_run *a,
                                     const struct aras_run *b, uint64_t most,
                                     const bool *wanted, struct aras_error *error)
{
    if (aras_match_runs(a, apart->model_a, b, apart->model_b, error) != ARAS_OK ||
        aras_matches_find(&apart->matches, apart->model_a, apart->model_b, error) !=
            ARAS_OK ||
        same_fixed(apart, error) != ARAS_OK) {
        return error->status;
    }
    aras_matches_keep(&apart->matches, wanted);
    apart->a = aras_estimates_of_run(a, apart->model_a, at_most(a, most), error);
    if (apart->a == NULL) {
        return error->status;
    }
    apart->b = aras_estimates_of_run(b, apart->model_b, at_most(b, most), error);
    if (apart->b == NULL) {
        return error->status;
    }
    take_facts(apart);
    return fill_rows(apart, error);
}

struct aras_contrast *
aras_contrast_apart(const struct aras_run *a, const struct aras_model *model_a,
                    const struct aras_run *b, const struct aras_model *model_b,
                    uint64_t most, const bool *wanted, struct aras_error *error)
{
    struct apart apart = {.model_a = model_a, .model_b = model_b};
    enum aras_status status;

    apart.contrast = calloc(1, sizeof *apart.contrast);
    if (apart.contrast == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for the comparison");
        return NULL;
    }
    status = contrast_all(&apart, a, b, most, wanted, error);
    aras_estimates_free(apart.a);
    aras_estimates_free(apart.b);
    aras_matches_free(&apart.matches);
    if (status != ARAS_OK) {
        aras_contrast_free(apart.contrast);
        return NULL;
    }
    return apart.contrast;
}
