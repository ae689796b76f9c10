#include "analysis/match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* --- variants --------------------------------------------------------------------- */

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

static enum aras_status match_variants(struct aras_matches *matches,
                                       const struct aras_model *a,
                                       const struct aras_model *b,
                                       struct aras_error *error)
{
    size_t number;

    for (size_t v = 0; v < a->variant_count; v++) {
        const struct aras_variant *other =
            find_variant(b, a->variants[v].id, &matches->variant[v]);

        if (other == NULL || !same_options(&a->variants[v], other)) {
            return aras_error_set(error, ARAS_INVALID,
                                  "variant '%s' is not the same in both runs",
                                  a->variants[v].id);
        }
        matches->refixed[v] = a->variants[v].fixed != other->fixed;
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

/* --- outcomes --------------------------------------------------------------------- */

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

size_t aras_match_options(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY ? outcome->category_count : 1;
}

static enum aras_status match_outcomes(struct aras_matches *matches,
                                       const struct aras_model *a,
                                       const struct aras_model *b,
                                       struct aras_error *error)
{
    matches->unmatched_b = b->outcome_count;
    for (size_t i = 0; i < a->outcome_count; i++) {
        const struct aras_outcome *outcome = &a->outcomes[i];
        int found = aras_model_find_outcome(b, outcome->id);
        const struct aras_outcome *other =
            found < 0 ? NULL : &b->outcomes[(size_t) found];

        if (other == NULL) {
            matches->unmatched_a++;
            continue;
        }
        if (outcome->kind != other->kind || !same_categories(outcome, other)) {
            return aras_error_set(
                error, ARAS_INVALID,
                "outcome '%s' is not of the same kind and options in both runs",
                outcome->id);
        }
        matches->unmatched_b--;
        for (size_t k = 0; k < aras_match_options(outcome); k++) {
            matches->match[matches->count++] = (struct aras_match){
                .a = i, .b = (size_t) found, .option = k, .of = outcome};
        }
    }
    return matches->count > 0 ? ARAS_OK
                              : aras_error_set(error, ARAS_INVALID,
                                               "the runs have no outcome in common");
}

enum aras_status aras_matches_find(struct aras_matches *matches,
                                   const struct aras_model *a,
                                   const struct aras_model *b, struct aras_error *error)
{
    enum aras_status status;
    size_t rows = 0;

    for (size_t i = 0; i < a->outcome_count; i++) {
        rows += aras_match_options(&a->outcomes[i]);
    }
    matches->match = calloc(rows + 1, sizeof *matches->match);
    matches->variant = calloc(a->variant_count + 1, sizeof *matches->variant);
    matches->refixed = calloc(a->variant_count + 1, sizeof *matches->refixed);
    if (matches->match == NULL || matches->variant == NULL ||
        matches->refixed == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY, "no memory for the comparison");
    } else {
        status = match_variants(matches, a, b, error);
    }
    if (status == ARAS_OK) {
        status = match_outcomes(matches, a, b, error);
    }
    if (status != ARAS_OK) {
        aras_matches_free(matches);
    }
    return status;
}

void aras_matches_keep(struct aras_matches *matches, const bool *wanted)
{
    size_t kept = 0;

    for (size_t i = 0; i < matches->count && wanted != NULL; i++) {
        if (wanted[matches->match[i].a]) {
            matches->match[kept++] = matches->match[i];
        }
    }
    matches->count = wanted == NULL ? matches->count : kept;
}

void aras_matches_free(struct aras_matches *matches)
{
    free(matches->match);
    free(matches->variant);
    free(matches->refixed);
    *matches = (struct aras_matches){0};
}

/* --- runs ------------------------------------------------------------------------- */

enum aras_status aras_match_runs(const struct aras_run *run_a,
                                 const struct aras_model *a,
                                 const struct aras_run *run_b,
                                 const struct aras_model *b, struct aras_error *error)
{
    struct aras_run_facts of_a;
    struct aras_run_facts of_b;

    aras_run_get_facts(run_a, &of_a);
    aras_run_get_facts(run_b, &of_b);
    if (of_a.central != of_b.central) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their parameter sets: only one of "
                              "them has its parameters at their central values");
    }
    if (a->horizon != b->horizon) {
        return aras_error_set(
            error, ARAS_INVALID,
            "the runs have other horizons: %g in '%s' and %g in '%s'; "
            "scenarios can be given one, as in horizon='%g%s%s'",
            a->horizon, of_a.name, b->horizon, of_b.name, a->horizon,
            a->days_per_unit > 0 ? " * " : "",
            a->days_per_unit > 0 ? a->time_unit : "");
    }
    if (a->has_start != b->has_start || (a->has_start && a->start != b->start)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not begin on the same day");
    }
    return ARAS_OK;
}

enum aras_status aras_match_luck(const struct aras_run *a, const struct aras_run *b,
                                 struct aras_error *error)
{
    struct aras_run_facts of_a;
    struct aras_run_facts of_b;

    aras_run_get_facts(a, &of_a);
    aras_run_get_facts(b, &of_b);
    if (of_a.seed != of_b.seed) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their luck: their seeds are "
                              "%" PRIu64 " and %" PRIu64,
                              of_a.seed, of_b.seed);
    }
    if (of_a.group != of_b.group) {
        return aras_error_set(error, ARAS_INVALID,
                              "the runs do not share their parameter sets: the groups "
                              "are of %" PRIu64 " and %" PRIu64 " replications",
                              of_a.group, of_b.group);
    }
    return ARAS_OK;
}
