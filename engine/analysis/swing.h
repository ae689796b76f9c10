#ifndef ARAS_ANALYSIS_SWING_H
#define ARAS_ANALYSIS_SWING_H

#include "analysis/given_data.h"

/**
 * What goes with one input, in worlds as they were drawn: the mean of the outcome where
 * the input is among its lowest fifth, and where it is among its highest; of a variant,
 * under the option with the least mean and under that with the greatest. All other
 * inputs are as they come; as inputs are drawn apart from each other, the difference is
 * what this one does on the average, beside chance.
 */
struct aras_swing_of {
    size_t input;           /* among the inputs of the data */
    double low, high;       /* means of the outcome */
    double low_at, high_at; /* the input's median in each fifth; an option's number */
    double p;        /* that chance alone sets them so far apart: Welch's test over
                        parameter sets; of a variant times its pairs of options; NAN
                        where it never differed */
    double adjusted; /* for the number of inputs, by Holm's rule */
};

/** One for each input of the data, in their order. */
ARAS_CHECKED enum aras_status aras_swings_of(const struct aras_given_data *data,
                                             struct aras_swing_of *swing,
                                             struct aras_error *error);

#endif
