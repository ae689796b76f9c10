#include "montecarlo/totals.h"

#include <math.h>
#include <stdlib.h>

#include "base/require.h"

/* calloc of nothing may return NULL, which would look like a refusal. */
static void *get(size_t count, size_t size, bool *refused)
{
    void *memory = count == 0 ? NULL : calloc(count, size);

    *refused = *refused || (count > 0 && memory == NULL);
    return memory;
}

struct aras_totals *aras_totals_new(const struct aras_shape *shape,
                                    struct aras_error *error)
{
    struct aras_totals *totals = calloc(1, sizeof *totals);
    bool refused = totals == NULL;

    if (totals != NULL) {
        totals->shape = *shape;
        totals->event = get(shape->events, sizeof *totals->event, &refused);
        totals->clamps = get(shape->ranges, sizeof *totals->clamps, &refused);
        totals->moment = get(shape->points, sizeof *totals->moment, &refused);
        totals->sketch = get(shape->points, sizeof *totals->sketch, &refused);
    }
    if (refused) {
        aras_totals_free(totals);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to sum up a run");
        return NULL;
    }
    return totals;
}

void aras_totals_free(struct aras_totals *totals)
{
    if (totals == NULL) {
        return;
    }
    for (size_t i = 0; totals->sketch != NULL && i < totals->shape.points; i++) {
        aras_sketch_free(&totals->sketch[i]);
    }
    free(totals->event);
    free(totals->clamps);
    free(totals->moment);
    free(totals->sketch);
    free(totals);
}

static void add_event(struct aras_event_sum *sum, const struct aras_event_sum *more)
{
    sum->count += more->count;
    sum->worlds += more->worlds;
    sum->integrated += more->integrated;
    sum->residual += more->residual;
    sum->residual_squared += more->residual_squared;
}

enum aras_status aras_totals_add(struct aras_totals *totals,
                                 const struct aras_block *block,
                                 struct aras_error *error)
{
    ARAS_REQUIRE(block->first == totals->replications);
    ARAS_REQUIRE(block->shape.events == totals->shape.events &&
                 block->shape.ranges == totals->shape.ranges &&
                 block->shape.points == totals->shape.points);
    for (size_t i = 0; i < totals->shape.points; i++) {
        aras_summary_merge(&totals->moment[i], &block->moment[i]);
        if (aras_sketch_merge(&totals->sketch[i], &block->sketch[i], error) !=
            ARAS_OK) {
            return error->status;
        }
    }
    for (size_t i = 0; i < totals->shape.events; i++) {
        add_event(&totals->event[i], &block->event[i]);
    }
    for (size_t i = 0; i < totals->shape.ranges; i++) {
        totals->clamps[i] += block->clamps[i];
    }
    for (uint64_t i = 0; i < block->count; i++) {
        totals->failed += block->failed[i];
    }
    totals->replications += block->count;
    return ARAS_OK;
}

/*
 * The residuals of replications (firings less integrated rate) are independent and
 * have mean 0, whatever the model: a counting process less its compensator is a
 * martingale. So their sum over the root of the sum of their squares is near a
 * standard normal number when there are many. Where few fire, that sum says too little:
 * an event that should have fired once and did not has hardly any. The integrated rate
 * has the same mean and is known then, so the greater of the two is taken; a false
 * alarm is worse than a late one.
 *
 * Source: P. K. Andersen, O. Borgan, R. D. Gill, N. Keiding, "Statistical Models
 * Based on Counting Processes", Springer 1993, section II.4.
 */
double aras_event_sum_z(const struct aras_event_sum *sum)
{
    if (sum->integrated <= 0.0 || sum->residual_squared <= 0.0) {
        return NAN;
    }
    return sum->residual / sqrt(fmax(sum->residual_squared, sum->integrated));
}

/* A sketch gives the middle of a bin, which at the ends may not have been seen. */
double aras_totals_quantile(const struct aras_summary *moment,
                            const struct aras_sketch *sketch, double p)
{
    double quantile = aras_sketch_quantile(sketch, p);

    if (isnan(quantile)) {
        return NAN;
    }
    return fmin(fmax(quantile, moment->least), moment->greatest);
}
