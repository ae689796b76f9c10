#ifndef ARAS_SIMULATION_GAME_H
#define ARAS_SIMULATION_GAME_H

#include <stdbool.h>

#include "model/model.h"

/** How a demand will be answered: the probability of each step, given the one before.
 */
struct aras_game {
    double enforce; /* p_E: whoever made it carries it out */
    double yield;   /* p_C: the target concedes; of a red line p_X: it is crossed */
    double issue;   /* p_T: it is made at all; NAN of a red line, which stands */
};

/** p_E alone: what a belief about it may be formed from. `stake` by enum aras_stake. */
double aras_game_enforce(const double stake[ARAS_STAKES]);

/**
 * A demand in three steps, solved from its end: A issues it or is silent, B concedes or
 * resists, A enforces or backs down. Each probability is a logit of what the two
 * branches are worth to whoever moves:
 *
 *     p_E = logistic(l_A (r_A - K_A))
 *     p_C = logistic(l_B (p_E' K_B - V_B x - a_B))       p_E' as B believes it
 *     p_T = logistic(l_A (p_C V_A x - (1 - p_C) (p_E K_A + (1 - p_E) r_A)))
 *
 * A red line stands, B crosses it or refrains, and A enforces it or backs down:
 *
 *     p_X = logistic(l_B (V_B x + a_B - p_E' K_B))
 *
 * NAN where the stakes are too great to be weighed. Source: C. S. Signorino, "Strategic
 * interaction and the statistical analysis of international conflict", American
 * Political Science Review 93 (1999) 279-297, doi:10.2307/2585396; logit equilibrium by
 * backward induction after R. D. McKelvey and T. R. Palfrey, "Quantal response
 * equilibria for extensive form games", Experimental Economics 1 (1998) 9-41.
 */
struct aras_game aras_game_solve(const double stake[ARAS_STAKES], double believed,
                                 bool deter);

#endif
