/* Runs of separate luck: each is estimated by itself. */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/contrast.h"
#include "analysis/estimate.h"
#include "analysis/match.h"

#define LEVEL 0.95

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

static const struct aras_estimate *find(const struct aras_estimate *estimate,
                                        size_t count, const struct aras_estimates *of,
                                        size_t outcome, size_t option, const char *id)
{
    for (size_t i = 0; i < count; i++) {
        if (estimate[i].outcome == outcome && estimate[i].option == option &&
            strcmp(aras_reading_id(&of->readings.reading[estimate[i].reading]), id) ==
                0) {
            return &estimate[i];
        }
    }
    return NULL;
}

/* What a run says of an outcome in a reading; where it fixes the variant, that which it
 * says of all its worlds. NULL: the reading is not told of. */
static const struct aras_estimate *find_in(const struct aras_estimates *of,
                                           size_t outcome, size_t option,
                                           const struct aras_reading *reading,
                                           bool fixed)
{
    return fixed ? find(of->whole, of->wholes, of, outcome, option, "all")
                 : find(of->estimate, of->count, of, outcome, option,
                        aras_reading_id(reading));
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

static bool is_seen_alike(const struct aras_clustered *share)
{
    return share->mean <= 0.0 || share->mean >= 1.0;
}

/* What was seen in no world, or in each, does not tell by how much the worlds of a set
 * follow each other. The other side may: its worlds are of the same kind of sets.
 * Source of the effective size: L. Kish, Survey Sampling (1965), section 8.2. */
static struct aras_interval interval_of_alike(const struct aras_clustered *share,
                                              const struct aras_clustered *other)
{
    double size = share->size;

    if (!is_seen_alike(other) && other->error > 0.0) {
        double alone = other->mean * (1.0 - other->mean) / other->size;

        size *= fmin(alone / (other->error * other->error), 1.0);
    }
    size = fmax(size, fmin(share->groups, share->size));
    return aras_interval_wilson(share->mean <= 0.0 ? 0.0 : size, size, LEVEL);
}

static void fill(struct aras_difference *difference, const struct aras_match *match,
                 size_t reading, const struct aras_estimate *a,
                 const struct aras_estimate *b, double margin_b)
{
    struct aras_interval of_a, of_b;
    struct aras_clustered in_a, in_b;

    *difference = (struct aras_difference){
        .outcome_a = match->a,
        .outcome_b = match->b,
        .option = match->option,
        .reading = reading,
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
    if (is_share(a->kind) && is_seen_alike(&in_a) && in_a.groups >= 2.0) {
        of_a = interval_of_alike(&in_a, &in_b);
    }
    if (is_share(a->kind) && is_seen_alike(&in_b) && in_b.groups >= 2.0) {
        of_b = interval_of_alike(&in_b, &in_a);
    }
    difference->difference = difference->b - difference->a;
    difference->interval =
        aras_interval_apart(difference->a, of_a, difference->b, of_b);
    difference->error = (difference->interval.high - difference->interval.low) / 2.0;
    difference->apart_p = welch_p(&in_a, &in_b);
    difference->verdict = aras_verdict_of(difference->interval, difference->margin);
}

static bool only_a_draws(const struct apart *apart, const struct aras_reading *reading)
{
    return reading->variant != ARAS_ALL_WORLDS && !reading->of_b &&
           apart->model_b->variants[apart->matches.variant[reading->variant]].fixed >=
               0;
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
            const struct aras_reading *reading = &contrast->readings.reading[r];
            const struct aras_estimate *a =
                find_in(apart->a, match->a, match->option, reading, reading->of_b);
            const struct aras_estimate *b =
                find_in(apart->b, match->b, match->option, reading,
                        only_a_draws(apart, reading));

            if (a != NULL && b != NULL) {
                fill(&contrast->difference[contrast->count++], match, r, a, b,
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

/* How many worlds a reading has in the run that draws its variant; of all worlds, in A.
 */
static void count_worlds(struct aras_reading *reading,
                         const struct aras_estimates *counted)
{
    for (size_t i = 0; i < counted->readings.count; i++) {
        const struct aras_reading *known = &counted->readings.reading[i];

        if (strcmp(aras_reading_id(known), aras_reading_id(reading)) == 0) {
            reading->worlds = known->worlds;
            reading->failed = known->failed;
            reading->sets = known->sets;
        }
    }
}

static enum aras_status take_facts(struct apart *apart, struct aras_error *error)
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
    if (aras_readings_find_of_two(&contrast->readings, apart->model_a, apart->model_b,
                                  apart->matches.variant, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < contrast->readings.count; i++) {
        struct aras_reading *reading = &contrast->readings.reading[i];

        count_worlds(reading, reading->of_b ? apart->b : apart->a);
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
        aras_contrast_note_refixed(apart->contrast, apart->model_a, apart->model_b,
                                   &apart->matches, error) != ARAS_OK) {
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
    return take_facts(apart, error) == ARAS_OK ? fill_rows(apart, error)
                                               : error->status;
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
