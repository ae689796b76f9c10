#ifndef ARAS_STATISTICS_DOMINANCE_H
#define ARAS_STATISTICS_DOMINANCE_H

#include <stddef.h>

/** How far one sample is from dominating another, and where it is farthest. */
struct aras_violation {
    double most; /* 0: it dominates */
    double at;   /* the number where that is; NAN when it dominates */
};

/**
 * Stochastic dominance. B dominates A in the *first* order when B is at or below any
 * number no more often than A: whoever wants more prefers B. In the *second* order when
 * the area under B's distribution function is nowhere more than that under A's: whoever
 * wants more and dislikes risk prefers B. First order implies second.
 *
 * Violations of first order are differences of shares, those of second order have the
 * unit of the numbers. Chance violates: two samples of one distribution each show some.
 */
struct aras_dominance {
    struct aras_violation first_b, first_a; /* of "B dominates A", of "A dominates B" */
    struct aras_violation second_b, second_a;
};

/** Both samples in ascending order, finite and not empty. */
struct aras_dominance aras_dominance_of(const double *a, size_t a_count,
                                        const double *b, size_t b_count);

#endif
