#ifndef ARAS_ANALYSIS_ELEMENTARY_H
#define ARAS_ANALYSIS_ELEMENTARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "montecarlo/design.h"
#include "statistics/bootstrap.h"
#include "statistics/interval.h"
#include "statistics/morris.h"

/** What moving one input alone does to an outcome, the luck staying the same. */
struct aras_elementary_input {
    struct aras_morris_effect effect;
    struct aras_interval interval; /* 95 %, of the size: for a yes or no Wilson's, of
                                      the share of worlds it changes; else Hall's */
    struct aras_standing place;    /* by size */
};

struct aras_elementary {
    size_t rows;
    size_t inputs;
    struct aras_elementary_input *input;
    size_t unknown; /* effects not known, since a world failed */
    size_t top;
    double order_held; /* as in analysis/variance.h */
};

/**
 * Finds what each move of a design of trajectories (ARAS_DESIGN_MORRIS) did: `outcome`
 * are those of its points, in their order, NAN where a world failed. `effect` gets
 * trajectories x axes numbers, `unordered` one for each axis: whether its values have
 * no order, as options have none.
 */
ARAS_CHECKED enum aras_status aras_elementary_effects(const struct aras_design *design,
                                                      const double *outcome,
                                                      double *effect, bool *unordered,
                                                      struct aras_error *error);

/**
 * From the effects of a Morris design; `share`: the outcome is 0 or 1. How sure the
 * places are: by 1,000 resamples of the trajectories, from a stream of the seed.
 * Freed with aras_elementary_free; empty when it fails.
 */
ARAS_CHECKED enum aras_status aras_elementary_of(struct aras_elementary *elementary,
                                                 const struct aras_morris *morris,
                                                 bool share, uint64_t seed,
                                                 struct aras_error *error);
void aras_elementary_free(struct aras_elementary *elementary);

#endif
