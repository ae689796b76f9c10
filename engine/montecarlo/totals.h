#ifndef ARAS_MONTECARLO_TOTALS_H
#define ARAS_MONTECARLO_TOTALS_H

#include "montecarlo/block.h"

/**
 * What blocks come to together: everything in them that can be summed up. Blocks
 * are added in the order of their replications, so that the same blocks always
 * come to the same bits. Its size does not depend on how many are added.
 */
struct aras_totals {
    struct aras_shape shape;
    uint64_t replications;
    uint64_t failed;
    struct aras_event_sum *event; /* events */
    uint64_t *clamps;             /* ranges */
    struct aras_summary *moment;  /* points */
    struct aras_sketch *sketch;   /* points */
};

/** Makes totals of nothing, owned by the caller. */
ARAS_CHECKED struct aras_totals *aras_totals_new(const struct aras_shape *shape,
                                                 struct aras_error *error);
void aras_totals_free(struct aras_totals *totals);

/** Adds the block that follows those added before it. */
ARAS_CHECKED enum aras_status aras_totals_add(struct aras_totals *totals,
                                              const struct aras_block *block,
                                              struct aras_error *error);

/**
 * How far the firings of an event are from its rate, in standard deviations: NAN
 * when it has no rate or its count never differed from it.
 */
double aras_event_sum_z(const struct aras_event_sum *sum);

/** The number with a share `p` of those seen at or below it, within 0.4 %, and never
 * outside of what was seen. NAN when nothing was. */
double aras_totals_quantile(const struct aras_summary *moment,
                            const struct aras_sketch *sketch, double p);

#endif
