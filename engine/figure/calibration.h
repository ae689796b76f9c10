#ifndef ARAS_FIGURE_CALIBRATION_H
#define ARAS_FIGURE_CALIBRATION_H

#include "figure/figure.h"

enum { ARAS_MOST_CALIBRATED = 64 };

/** Predictions of about the same probability. */
struct aras_calibrated {
    double said_low, said_high; /* least and greatest of what was said */
    double came;                /* share of them that came true */
    double low, high; /* where that would be by luck alone, were the probabilities
                         right; NAN: not told */
    size_t count;
};

/**
 * Whether what was given a probability came about as often: what came true against
 * what was said. On the diagonal the two are the same; the band is what luck alone may
 * do to somebody whose probabilities are right, and full dots lie beyond it. Below
 * stands how many predictions there are.
 *
 * The steps are those of `struct aras_reliability` of analysis/reliability.h, made
 * without bins: T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability diagrams
 * for probabilistic classifiers", PNAS 118 (2021) e2016191118.
 */
struct aras_calibration {
    const char *title, *subtitle;
    const struct aras_calibrated *step;
    size_t steps; /* 1 ... 64, by rising probability */
};

ARAS_CHECKED enum aras_status aras_calibration_draw(struct aras_figure *figure,
                                                    const struct aras_calibration *data,
                                                    const struct aras_figure_look *look,
                                                    struct aras_error *error);

#endif
