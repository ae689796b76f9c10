#ifndef ARAS_SIMULATION_INFLUENCE_H
#define ARAS_SIMULATION_INFLUENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/**
 * How much each actor weighs when all depend on each other at once. Every actor b
 * divides its resource: the share
 *
 *     w[b, a] = D[b, a] / (1 + sum over c of D[b, c])
 *
 * goes to the actor a on whom it depends, the rest, 1 / (1 + sum), stays with it. A
 * resource is what comes in: r[a] = sum over b of w[b, a] r[b]. Outside actors have a
 * fixed resource, their weight. Without outside actors only ratios are determined, and
 * the resources add up to the number of actors.
 *
 * Each actor has 1e-7 of its own besides, taken evenly from all: so groups on which
 * nobody depends have an answer too, and it moves smoothly when dependences do.
 *
 * Source: J. S. Coleman, Foundations of Social Theory (1990), chapters 25-27, the
 * linear system of action: control and interest give each actor's power as the fixed
 * point of who depends on whom.
 */
struct aras_influence_work;

/** Work space for so many actors, of whom `outside[a]` says which have fixed weights.
 * Inside a try of `arena`. The arrays are borrowed. */
struct aras_influence_work *aras_influence_work_new(size_t actors, const bool *outside,
                                                    const double *weights,
                                                    struct aras_arena *arena);

/** The matrix to be filled: D[b, a] at b x actors + a, the diagonal 0. */
double *aras_influence_matrix(struct aras_influence_work *work);

/** The resources, one for each actor; solved anew only when the matrix has changed.
 * NULL when some dependence is negative or no number. */
const double *aras_influence_solve(struct aras_influence_work *work);

#endif
