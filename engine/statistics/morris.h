#ifndef ARAS_STATISTICS_MORRIS_H
#define ARAS_STATISTICS_MORRIS_H

#include <stdbool.h>
#include <stddef.h>

#include "statistics/interval.h"

/**
 * Elementary effects: by how much an outcome changed when one input alone was moved by
 * one step of the design, at one place of the input space and with the same luck. One
 * row for each trajectory through the space, in which each input is moved once.
 */
struct aras_morris {
    size_t rows, inputs;
    const double *effect;  /* rows x inputs, row by row; NAN: not known */
    const bool *unordered; /* inputs: between options there is no direction, and an
                              effect counts by its size alone */
};

/** How an input acts. */
struct aras_morris_effect {
    double size;   /* mu*: mean size of its effects */
    double mean;   /* mu: with their signs; NAN for an unordered input */
    double spread; /* sigma: their standard deviation; large beside mu* when the effect
                      differs from place to place or bends; NAN like the mean */
    size_t count;  /* of effects known */
};

/**
 * From all rows. Sources: M. D. Morris, Technometrics 33 (1991) 161-174, for mean and
 * spread; F. Campolongo, J. Cariboni, A. Saltelli, Environmental Modelling & Software
 * 22 (2007) 1509-1518, for the size.
 */
struct aras_morris_effect aras_morris_of(const struct aras_morris *morris,
                                         size_t input);

/** The interval for the size of an input's effects, which lean to the right, so that
 *  Student's would hold too seldom; NAN from fewer than two. */
struct aras_interval aras_morris_size_interval(const struct aras_morris *morris,
                                               size_t input, double level);

/** The sizes of all inputs from rows row[0 .. rows - 1]: an aras_bootstrap_measure of a
 *  struct aras_morris. */
void aras_morris_measure(const void *morris, const size_t *row, double *value);

#endif
