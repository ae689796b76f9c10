#ifndef ARAS_MONTECARLO_DESIGN_H
#define ARAS_MONTECARLO_DESIGN_H

#include "montecarlo/axis.h"

enum aras_design_kind {
    ARAS_DESIGN_GRID,      /* every value with every other; the last axis fastest */
    ARAS_DESIGN_LIST,      /* the rows of a table */
    ARAS_DESIGN_HYPERCUBE, /* random Latin hypercube: one point in each of N equal
                              parts of each axis. McKay, Beckman, Conover,
                              Technometrics 21 (1979) 239-245 */
    ARAS_DESIGN_SOBOL,     /* the first N points of random/sobol.h; best when N is a
                              power of 2 */
    ARAS_DESIGN_MORRIS,    /* N trajectories of axes + 1 points, each of which moves one
                              axis, in random order, by half of it: from the 1st, 3rd,
                              5th, 7th eighth to that four further on (an axis of values:
                              from one to another, at random). Morris, Technometrics 33
                              (1991) 161-174 */
    ARAS_DESIGN_SALTELLI   /* N rows of factors + 2 points: A, B, and A with each factor
                              taken from B. Saltelli et al., Computer Physics
                              Communications 181 (2010) 259-270; A and B are Sobol'
                              points in twice as many axes */
};

#define ARAS_NO_FACTOR SIZE_MAX

/** All that a design is a function of. Borrowed for as long as the design is used. */
struct aras_design_form {
    enum aras_design_kind kind;
    const struct aras_axis *axis;
    size_t axes;
    uint64_t size;       /* N: points, trajectories or rows; not of a grid */
    uint64_t seed;       /* of what is drawn */
    uint64_t group;      /* worlds that share a parameter set, >= 1 */
    const double *table; /* LIST: size x axes values, row by row */

    /* SALTELLI: what moves together. Luck, and the parameter set from which all is
     * drawn that is on no axis, may be factors of their own or parts of one. */
    size_t factors;
    const size_t *factor;    /* of each axis; NULL: each axis is one */
    size_t luck, parameters; /* factors, or ARAS_NO_FACTOR: the same in the whole row */
};

/**
 * What is played where: points, each of them a value for every axis, and the worlds in
 * which they are played. A pure function of its form: nothing is drawn in an order and
 * remembered, so any worker can ask for any part of it, and it takes no more memory for
 * more points.
 */
struct aras_design;

/** Makes a design, owned by the caller. ARAS_INVALID says what cannot be: no axis, a
 * key on two axes, an axis that gives the design no values, too many points or axes. */
ARAS_CHECKED struct aras_design *aras_design_new(const struct aras_design_form *form,
                                                 struct aras_error *error);
void aras_design_free(struct aras_design *design);

const struct aras_design_form *aras_design_form(const struct aras_design *design);

/** How many points there are, at most 10^9. */
uint64_t aras_design_points(const struct aras_design *design);

/** The values of a point, one for each axis. */
void aras_design_get(const struct aras_design *design, uint64_t point, double *values);

/** How many models the settings on its axes ask for: 1 without settings, at most 100,
 * some 12 MB each for a large model; and which of them values belong to, the last
 * setting fastest. */
size_t aras_design_models(const struct aras_design *design);
size_t aras_design_model(const struct aras_design *design, const double *values);

/** What is played as one replication of a run: a point in a world (whose luck) with the
 * parameter set from which all is drawn that the point does not give. */
struct aras_cell {
    uint64_t point, world, set;
};

/**
 * The cell of a replication: replication = w x points + point, so that more worlds
 * extend a run. In most designs all points share world w and set w / group. In those
 * with rows the points of a row share their luck, and rows differ (one world for all
 * rows would tell of this one world only): trajectory t of N is played in worlds
 * w N + t, with set t; row r of A in worlds 2 w N + r with set r; and where luck, or
 * the set, comes from B, in worlds N further on, or with set N + r.
 */
struct aras_cell aras_design_cell(const struct aras_design *design,
                                  uint64_t replication);

/** Whether all points share their worlds, so that they can be compared in pairs. */
bool aras_design_shares_worlds(const struct aras_design *design);

#endif
