#ifndef ARAS_ANALYSIS_COLUMNS_H
#define ARAS_ANALYSIS_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "model/model.h"
#include "result/run.h"

/**
 * Some outcomes of a run in memory, world by world, for what needs all numbers at once:
 * eight bytes a number. Start with `{0}`; free with aras_columns_free.
 */
struct aras_columns {
    uint64_t worlds;
    uint64_t group; /* worlds that share a parameter set; 1 when parameters are fixed */
    size_t count;
    double **value; /* count x worlds; NAN where a world failed */
    size_t readings;
    bool *member; /* sets x readings: whether the worlds of a set are in it */
};

/**
 * Reads outcomes `outcome[0 .. count - 1]` of the first `worlds` replications, in one
 * pass over the blocks. `readings` are of the run's model. Empty when it fails.
 */
ARAS_CHECKED enum aras_status
aras_columns_read(struct aras_columns *columns, const struct aras_run *run,
                  const struct aras_model *model, const struct aras_readings *readings,
                  const size_t *outcome, size_t count, uint64_t worlds,
                  struct aras_error *error);
void aras_columns_free(struct aras_columns *columns);

/** Whether a world has a number in a column, and is in a reading. */
bool aras_columns_hold(const struct aras_columns *columns, uint64_t world,
                       size_t column, size_t reading);

/** The numbers of `wanted` worlds that have one, spread evenly over those of a reading,
 *  so that they come from parameter sets that differ. Gives how many there are: fewer
 *  where the reading has fewer. */
size_t aras_columns_spread(const struct aras_columns *columns, size_t column,
                           size_t reading, size_t wanted, uint64_t *world);

#endif
