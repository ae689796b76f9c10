#include "analysis/variance.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "random/stream.h"

enum { LEAST_ROWS = 10, LEAST_SEEN = 30 };

#define LEVEL 0.95

struct aras_sobol_sample aras_variance_sample(const struct aras_design *design,
                                              const double *outcome, uint64_t *from_b)
{
    const struct aras_design_form *form = aras_design_form(design);

    ARAS_REQUIRE(form->kind == ARAS_DESIGN_SALTELLI && form->luck == 0);
    ARAS_REQUIRE(form->factors <= ARAS_SOBOL_MOST_FACTORS);
    from_b[0] = 0;
    from_b[1] = (UINT64_C(1) << form->factors) - 1;
    for (size_t i = 0; i < form->factors; i++) {
        from_b[i + 2] = UINT64_C(1) << i;
    }
    return (struct aras_sobol_sample){.factors = form->factors,
                                      .cells = form->factors + 2,
                                      .from_b = from_b,
                                      .rows = (size_t) form->size,
                                      .outcome = outcome};
}

/* --- what is measured of resampled rows ------------------------------------------- */

/* Behind the indices: what all but luck settles, then of each factor its share of
 * that. */
static size_t settled_at(const struct aras_sobol_indices *indices)
{
    return aras_sobol_indices_count(indices);
}

static size_t first_at(size_t factor)
{
    return ARAS_SOBOL_FIRST + factor;
}

static size_t total_at(const struct aras_sobol_indices *indices, size_t factor)
{
    return ARAS_SOBOL_FIRST + indices->factors + factor;
}

static size_t interaction_at(const struct aras_sobol_indices *indices)
{
    return ARAS_SOBOL_FIRST + 2 * indices->factors;
}

static size_t of_settled_at(const struct aras_sobol_indices *indices, size_t factor)
{
    return settled_at(indices) + 1 + factor;
}

static size_t count_measured(const struct aras_sobol_indices *indices)
{
    return settled_at(indices) + 1 + indices->factors;
}

static void measure(const void *opaque, const size_t *row, double *value)
{
    const struct aras_sobol_indices *indices = opaque;
    double settled;

    aras_sobol_indices_measure(indices, row, value);
    settled = 1.0 - value[total_at(indices, 0)];
    value[settled_at(indices)] = settled;
    for (size_t i = 0; i < indices->factors; i++) {
        /* A resample in which nothing is settled says that anything may be. */
        value[of_settled_at(indices, i)] =
            settled > 0.0 ? value[first_at(i)] / settled : INFINITY;
    }
}

/* --- rows that count -------------------------------------------------------------- */

static bool is_whole(const struct aras_sobol_sample *sample, size_t row)
{
    for (size_t i = 0; i < sample->cells; i++) {
        if (isnan(sample->outcome[row * sample->cells + i])) {
            return false;
        }
    }
    return true;
}

static enum aras_status leave_out_failed(const struct aras_sobol_sample *sample,
                                         double **outcome, size_t *rows,
                                         struct aras_error *error)
{
    *rows = 0;
    *outcome = calloc(sample->rows * sample->cells + 1, sizeof **outcome);
    if (*outcome == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for %zu rows of %zu worlds", sample->rows,
                              sample->cells);
    }
    for (size_t i = 0; i < sample->rows; i++) {
        if (is_whole(sample, i)) {
            memcpy(*outcome + *rows * sample->cells,
                   sample->outcome + i * sample->cells,
                   sample->cells * sizeof **outcome);
            ++*rows;
        }
    }
    if (*rows < LEAST_ROWS) {
        free(*outcome);
        return aras_error_set(
            error, ARAS_INVALID,
            "a split of the variance needs at least %d rows without a "
            "failed world, got %zu",
            LEAST_ROWS, *rows);
    }
    return ARAS_OK;
}

/* What is measured is from 0 to this when nothing changed in `rows` rows. */
static double never_seen(const struct aras_variance *variance)
{
    return aras_interval_never_seen(variance->rows, LEVEL).high / 2.0 /
           variance->variance;
}

static void look_at_outcomes(struct aras_variance *variance,
                             const struct aras_sobol_sample *sample)
{
    size_t yes = 0;

    variance->yes_or_no = true;
    for (size_t i = 0; i < sample->rows * sample->cells; i++) {
        variance->yes_or_no = variance->yes_or_no &&
                              (sample->outcome[i] == 0.0 || sample->outcome[i] == 1.0);
    }
    for (size_t i = 0; i < sample->rows; i++) {
        yes += sample->outcome[i * sample->cells] == 1.0;
    }
    variance->rare =
        variance->yes_or_no && (yes < LEAST_SEEN || sample->rows - yes < LEAST_SEEN);
}

/* --- the whole -------------------------------------------------------------------- */

/* The places are those among factors 1 and up; they have been measured in a row. */
static enum aras_status rank(struct aras_variance *variance,
                             const struct aras_sobol_indices *indices,
                             const struct aras_bootstrap *bootstrap,
                             const double *measured, struct aras_error *error)
{
    size_t inputs = indices->factors - 1;
    struct aras_standing *place = calloc(inputs + 1, sizeof *place);
    size_t first = total_at(indices, 1);
    enum aras_status status;

    if (place == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu places",
                              inputs);
    }
    variance->top = inputs < ARAS_VARIANCE_TOP ? inputs : ARAS_VARIANCE_TOP;
    status =
        aras_bootstrap_places(bootstrap, first, inputs, measured + first, variance->top,
                              LEVEL, place, &variance->order_held, error);
    for (size_t i = 0; status == ARAS_OK && i < inputs; i++) {
        variance->factor[i + 1].place = place[i];
    }
    free(place);
    return status;
}

static enum aras_status tell_factor(struct aras_variance_factor *factor, size_t number,
                                    const struct aras_sobol_indices *indices,
                                    const struct aras_bootstrap *bootstrap,
                                    const double *measured,
                                    const struct aras_variance *variance,
                                    struct aras_error *error)
{
    factor->first = measured[first_at(number)];
    factor->total = measured[total_at(indices, number)];
    factor->of_settled = NAN;
    factor->of_settled_interval = (struct aras_interval){NAN, NAN};
    if (aras_bootstrap_interval(bootstrap, first_at(number), LEVEL,
                                &factor->first_interval, error) != ARAS_OK ||
        aras_bootstrap_interval(bootstrap, total_at(indices, number), LEVEL,
                                &factor->total_interval, error) != ARAS_OK) {
        return error->status;
    }
    if (variance->yes_or_no && factor->total == 0.0) {
        factor->first_interval.high = never_seen(variance);
        factor->total_interval.high = never_seen(variance);
    }
    return ARAS_OK;
}

static enum aras_status tell_settled(struct aras_variance *variance,
                                     const struct aras_sobol_indices *indices,
                                     const struct aras_bootstrap *bootstrap,
                                     const double *measured, struct aras_error *error)
{
    variance->settled = measured[settled_at(indices)];
    if (aras_bootstrap_interval(bootstrap, settled_at(indices), LEVEL,
                                &variance->settled_interval, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 1; i < variance->factors; i++) {
        struct aras_variance_factor *factor = &variance->factor[i];

        if (!(variance->settled_interval.low > 0.0)) {
            continue;
        }
        factor->of_settled = measured[of_settled_at(indices, i)];
        if (aras_bootstrap_interval(bootstrap, of_settled_at(indices, i), LEVEL,
                                    &factor->of_settled_interval, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status tell(struct aras_variance *variance,
                             const struct aras_sobol_indices *indices,
                             const struct aras_bootstrap *bootstrap,
                             const double *measured, struct aras_error *error)
{
    variance->rows = indices->rows;
    variance->mean = measured[ARAS_SOBOL_MEAN];
    variance->variance = measured[ARAS_SOBOL_VARIANCE];
    variance->interaction = measured[interaction_at(indices)];
    for (size_t i = 0; i < variance->factors; i++) {
        if (tell_factor(&variance->factor[i], i, indices, bootstrap, measured, variance,
                        error) != ARAS_OK) {
            return error->status;
        }
    }
    if (aras_bootstrap_interval(bootstrap, interaction_at(indices), LEVEL,
                                &variance->interaction_interval, error) != ARAS_OK ||
        tell_settled(variance, indices, bootstrap, measured, error) != ARAS_OK) {
        return error->status;
    }
    return rank(variance, indices, bootstrap, measured, error);
}

static enum aras_status resample(struct aras_variance *variance,
                                 const struct aras_sobol_indices *indices, gsl_rng *rng,
                                 struct aras_error *error)
{
    struct aras_bootstrap bootstrap;
    size_t count = count_measured(indices);
    double *measured = calloc(count, sizeof *measured);
    enum aras_status status;

    if (measured == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the indices");
    }
    measure(indices, NULL, measured);
    status = aras_bootstrap_draw(&bootstrap, indices->rows, ARAS_VARIANCE_ROUNDS, count,
                                 measure, indices, rng, error);
    if (status == ARAS_OK) {
        status = tell(variance, indices, &bootstrap, measured, error);
    }
    aras_bootstrap_free(&bootstrap);
    free(measured);
    return status;
}

static enum aras_status split(struct aras_variance *variance,
                              const struct aras_sobol_sample *sample, uint64_t seed,
                              struct aras_error *error)
{
    struct aras_stream stream = {.seed = seed,
                                 .name = aras_name_hash("split of the variance"),
                                 .purpose = ARAS_FOR_ANALYSIS};
    struct aras_sobol_indices indices;
    gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);
    enum aras_status status;

    if (rng == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a generator");
    }
    aras_rng_attach(rng, &stream, 0);
    status = aras_sobol_indices_new(&indices, sample, error);
    if (status == ARAS_OK) {
        status = resample(variance, &indices, rng, error);
    }
    aras_sobol_indices_free(&indices);
    gsl_rng_free(rng);
    return status;
}

enum aras_status aras_variance_of(struct aras_variance *variance,
                                  const struct aras_sobol_sample *sample, uint64_t seed,
                                  struct aras_error *error)
{
    struct aras_sobol_sample whole = *sample;
    double *outcome = NULL;
    enum aras_status status;

    ARAS_REQUIRE(sample->factors >= 2);
    *variance = (struct aras_variance){.factors = sample->factors};
    if (leave_out_failed(sample, &outcome, &whole.rows, error) != ARAS_OK) {
        return error->status;
    }
    whole.outcome = outcome;
    variance->failed = sample->rows - whole.rows;
    look_at_outcomes(variance, &whole);
    variance->factor = calloc(sample->factors, sizeof *variance->factor);
    status = variance->factor != NULL
                 ? split(variance, &whole, seed, error)
                 : aras_error_set(error, ARAS_NO_MEMORY, "no memory for the indices");
    free(outcome);
    if (status != ARAS_OK) {
        aras_variance_free(variance);
    }
    return status;
}

void aras_variance_free(struct aras_variance *variance)
{
    free(variance->factor);
    *variance = (struct aras_variance){0};
}
