#ifndef ARAS_REPORT_PICTURE_WAYS_H
#define ARAS_REPORT_PICTURE_WAYS_H

#include "analysis/ways.h"

enum { ARAS_MOST_PICTURED_WAYS = 8 };

/**
 * Which of the ways in which an outcome ends (analysis/ways.h) a picture tells apart:
 * the most frequent ones, in the model's order, and all others as one. Those that came
 * in no world are left out.
 */
struct aras_picture_ways {
    const char *title[ARAS_MOST_PICTURED_WAYS];
    size_t count;
    size_t *place; /* by way: its place in the picture; owned */
    char others[64];
};

/** Chooses by how many worlds ended in each way. Borrows from the outcome; is to stay
 *  where it is, and is freed by aras_picture_ways_free. */
ARAS_CHECKED enum aras_status
aras_picture_ways_choose(struct aras_picture_ways *ways,
                         const struct aras_outcome *outcome, const uint64_t *worlds,
                         struct aras_error *error);
void aras_picture_ways_free(struct aras_picture_ways *ways);

/** What a way is called: an option's title; "it comes about", "it does not". */
const char *aras_picture_way_title(const struct aras_outcome *outcome, size_t way);

#endif
