#ifndef ARAS_STATISTICS_PRIM_H
#define ARAS_STATISTICS_PRIM_H

#include "base/error.h"
#include "statistics/box.h"

/**
 * The patient rule induction method: a box around all rows is peeled, a thin slice at a
 * time, so that what is asked about becomes more frequent in it. It ends with a
 * trajectory of boxes, each inside the one before, from which somebody chooses.
 *
 * A peel takes the lowest or the highest rows of one number off, or all rows of one
 * option of a choice. Of all peels that one is taken which raises the density (yes per
 * trial) most for each trial that is lost: the "lenient" criterion, fair to peels of
 * unlike size. Of peels that are as good, the first input's, its low end first.
 *
 * Sources: J. H. Friedman, N. I. Fisher, "Bump hunting in high-dimensional data",
 * Statistics and Computing 9 (1999) 123-143; the criterion: J. H. Kwakkel, M.
 * Jaxa-Rozen, "Improving scenario discovery for handling heterogeneous uncertainties
 * and multinomial classified outcomes", Environmental Modelling & Software 79 (2016)
 * 311-321.
 */
struct aras_prim_rule {
    double alpha; /* share of the box's trials in one slice of a number; rows with equal
                     values stay together, so it may become more. 0 < alpha < 1 */
    double least; /* smallest box, as a share of all trials */
};

/** One box of the trajectory: the one before it with one more limit. */
struct aras_peel {
    size_t input;            /* that was restricted; SIZE_MAX in the first */
    struct aras_limit limit; /* of that input, from here on */
    struct aras_content content;
    size_t restricted; /* inputs, by now */
};

/** A trajectory; its first box holds everything. */
struct aras_prim {
    struct aras_peel *peel;
    size_t count; /* at least 1 */
};

/** Peels until no peel raises the density, or the box is as small as it may be. Owned
 * by the caller. The cases need not outlive the call. */
ARAS_CHECKED struct aras_prim *aras_prim_new(const struct aras_cases *cases,
                                             const struct aras_prim_rule *rule,
                                             struct aras_error *error);
void aras_prim_free(struct aras_prim *prim);

/** The limits of box `number` of the trajectory. */
void aras_prim_box(const struct aras_prim *prim, size_t number,
                   const struct aras_cases *cases, struct aras_limit *box);

/**
 * The box with the greatest excess: yes in it beyond what as many trials taken anywhere
 * would have had. It is neither so wide that it says nothing nor so thin that it holds
 * nothing, whatever the share in all. (As a share of all trials it is known as weighted
 * relative accuracy.)
 */
size_t aras_prim_greatest_excess(const struct aras_prim *prim);

/**
 * Widens a box again, a slice of at most about `rule->alpha` of its trials at a time,
 * as long as that raises its density: peeling is greedy, and an early peel may have
 * gone too far.
 */
ARAS_CHECKED enum aras_status aras_prim_paste(struct aras_limit *box,
                                              const struct aras_cases *cases,
                                              const struct aras_prim_rule *rule,
                                              struct aras_error *error);

#endif
