#include "statistics/ranked.h"

#include <stdlib.h>

static int compare(const void *a, const void *b)
{
    const struct aras_ranked *left = a;
    const struct aras_ranked *right = b;

    if (left->x != right->x) {
        return left->x < right->x ? -1 : 1;
    }
    return left->row < right->row ? -1 : left->row > right->row;
}

void aras_rank(struct aras_ranked *ranked, size_t count)
{
    if (count > 1) {
        qsort(ranked, count, sizeof *ranked, compare);
    }
}
