#include "analysis/turn.h"

#include <stdlib.h>

static int compare(const void *one, const void *other)
{
    const struct aras_turn *a = one;
    const struct aras_turn *b = other;

    if (a->world != b->world) {
        return a->world < b->world ? -1 : 1;
    }
    if (a->since != b->since) {
        return a->since < b->since ? -1 : 1;
    }
    return a->job < b->job ? -1 : a->job > b->job;
}

void aras_turns_order(struct aras_turn *turns, size_t count)
{
    qsort(turns, count, sizeof *turns, compare);
}
