#include "statistics/clumps.h"

#include <stdlib.h>

static void join_neighbours(struct aras_clumps *clumps)
{
    for (size_t i = 0; i < ARAS_CLUMPS / 2; i++) {
        clumps->sum[i] = clumps->sum[2 * i] + clumps->sum[2 * i + 1];
    }
    clumps->count = ARAS_CLUMPS / 2;
    clumps->each *= 2;
    clumps->filling = clumps->each;
}

enum aras_status aras_clumps_add(struct aras_clumps *clumps, double sum,
                                 struct aras_error *error)
{
    if (clumps->sum == NULL) {
        clumps->sum = calloc(ARAS_CLUMPS, sizeof *clumps->sum);
        if (clumps->sum == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %d sums",
                                  ARAS_CLUMPS);
        }
        clumps->each = 1;
        clumps->filling = 1;
    }
    if (clumps->filling == clumps->each && clumps->count == ARAS_CLUMPS) {
        join_neighbours(clumps);
    }
    if (clumps->count == 0 || clumps->filling == clumps->each) {
        clumps->sum[clumps->count++] = 0.0;
        clumps->filling = 0;
    }
    clumps->sum[clumps->count - 1] += sum;
    clumps->filling++;
    return ARAS_OK;
}

void aras_clumps_free(struct aras_clumps *clumps)
{
    free(clumps->sum);
    *clumps = (struct aras_clumps){0};
}
