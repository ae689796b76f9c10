#ifndef ARAS_STATISTICS_ISOTONIC_H
#define ARAS_STATISTICS_ISOTONIC_H

#include <stdbool.h>
#include <stddef.h>

/**
 * The rising line that lies nearest to what came true: fitted[i] is, for the i-th of
 * `count` predictions in ascending order, the share of yes among those that are pooled
 * with it (pool adjacent violators). Predictions of one probability get one value. It
 * needs no bins, so a diagram of reliability drawn from it cannot be changed by how
 * bins are cut. Source: T. Dimitriadis, T. Gneiting, A. I. Jordan, "Stable reliability
 * diagrams for probabilistic classifiers", PNAS 118 (2021) e2016191118.
 */
void aras_isotonic_fit(const double *sorted, const bool *yes, size_t count,
                       double *fitted);

/**
 * The mean Brier score taken apart by that line: brier = miscalibration -
 * discrimination
 * + uncertainty. The first is what could be gained by relabelling what was said, the
 * second what is gained over always saying the base rate once that is done; neither is
 * below 0.
 */
struct aras_isotonic_parts {
    double brier, miscalibration, discrimination, uncertainty;
};

struct aras_isotonic_parts aras_isotonic_split(const double *sorted, const bool *yes,
                                               const double *fitted, size_t count);

#endif
