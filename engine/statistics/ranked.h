#ifndef ARAS_STATISTICS_RANKED_H
#define ARAS_STATISTICS_RANKED_H

#include <stddef.h>

/** A value that knows from which row it came, so that rows can be put in its order. */
struct aras_ranked {
    double x; /* no NaN */
    size_t row;
};

/** Puts them in ascending order of x; of equal ones the lower row first. */
void aras_rank(struct aras_ranked *ranked, size_t count);

#endif
