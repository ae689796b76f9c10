#include "report/picture_ways.h"

#include <stdio.h>
#include <stdlib.h>

const char *aras_picture_way_title(const struct aras_outcome *outcome, size_t way)
{
    const struct aras_category *it;

    if (outcome->kind != ARAS_CATEGORY) {
        return way == 0 ? "it comes about" : "it does not";
    }
    it = &outcome->categories[way];
    return it->title == NULL || it->title[0] == '\0' ? it->id : it->title;
}

/* How many ways came in more worlds; of two with as many, the earlier counts as more.
 */
static size_t rank_of(const uint64_t *worlds, size_t count, size_t way)
{
    size_t rank = 0;

    for (size_t i = 0; i < count; i++) {
        rank += worlds[i] > worlds[way] || (worlds[i] == worlds[way] && i < way);
    }
    return rank;
}

enum aras_status aras_picture_ways_choose(struct aras_picture_ways *ways,
                                          const struct aras_outcome *outcome,
                                          const uint64_t *worlds,
                                          struct aras_error *error)
{
    size_t count = aras_ways_of(outcome);
    size_t seen = 0;
    size_t apart;

    *ways = (struct aras_picture_ways){.place = calloc(count + 1, sizeof *ways->place)};
    if (ways->place == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    for (size_t i = 0; i < count; i++) {
        seen += worlds[i] > 0;
    }
    apart = seen > ARAS_MOST_PICTURED_WAYS ? ARAS_MOST_PICTURED_WAYS - 1 : seen;
    for (size_t i = 0; i < count; i++) {
        bool drawn = worlds[i] > 0 && rank_of(worlds, count, i) < apart;

        ways->place[i] = drawn ? ways->count : apart;
        if (drawn) {
            ways->title[ways->count++] = aras_picture_way_title(outcome, i);
        }
    }
    if (seen > apart) {
        snprintf(ways->others, sizeof ways->others, "the other %zu together",
                 seen - apart);
        ways->title[ways->count++] = ways->others;
    }
    return ARAS_OK;
}

void aras_picture_ways_free(struct aras_picture_ways *ways)
{
    free(ways->place);
    ways->place = NULL;
}
