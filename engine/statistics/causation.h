#ifndef ARAS_STATISTICS_CAUSATION_H
#define ARAS_STATISTICS_CAUSATION_H

#include "statistics/interval.h"

/**
 * What is known of a cause X and an outcome Y when both were watched and X was also
 * taken away, or made: probabilities, or numbers of worlds, all on one scale.
 */
struct aras_causation {
    double both, only_cause, only_outcome, neither; /* as it was */
    double without; /* P(Y) when X cannot happen, on the same scale */
    double with;    /* P(Y) when X is made to happen */
};

/**
 * Between which bounds the probability of necessity lies (among worlds with X and Y,
 * that Y would not have been without X), and that of sufficiency (among worlds with
 * neither, that Y would have been with X), whatever X and Y have to do with each other
 * in a single world: all that distributions alone can tell, and that no way of sharing
 * luck between two worlds can change.
 *
 *     max(0, (P(y) - P(y_x'))  / P(x,y))   <= PN <= min(1, (P(y'_x') - P(x',y')) /
 * P(x,y)) max(0, (P(y_x)  - P(y))  / P(x',y')) <= PS <= min(1, (P(y_x)   - P(x,y))   /
 * P(x',y'))
 *
 * NAN when there is no such world. Source: J. Tian, J. Pearl, "Probabilities of
 * causation: bounds and identification", Annals of Mathematics and Artificial
 * Intelligence 28 (2000) 287-313, doi:10.1023/A:1018912507879, section 4.
 */
struct aras_interval aras_causation_necessity(const struct aras_causation *causation);
struct aras_interval aras_causation_sufficiency(const struct aras_causation *causation);

#endif
