#include "figure/places.h"

#include <math.h>
#include <stdlib.h>

/* Labels that just touch do not cover each other. */
static const double touching = 0.01;

bool aras_room_meets(struct aras_room a, struct aras_room b)
{
    return a.x + touching < b.x + b.width && b.x + touching < a.x + a.width &&
           a.y + touching < b.y + b.height && b.y + touching < a.y + a.height;
}

static bool is_inside(struct aras_room area, struct aras_room box)
{
    return box.x >= area.x - touching && box.y >= area.y - touching &&
           box.x + box.width <= area.x + area.width + touching &&
           box.y + box.height <= area.y + area.height + touching;
}

void aras_places_free(struct aras_places *places)
{
    free(places->box);
    *places = (struct aras_places){.area = places->area};
}

void aras_places_add(struct aras_places *places, struct aras_room box)
{
    if (places->count == places->capacity) {
        size_t capacity = 2 * places->capacity + 32;
        struct aras_room *more = realloc(places->box, capacity * sizeof *more);

        if (more == NULL) {
            places->refused = true;
            return;
        }
        places->box = more;
        places->capacity = capacity;
    }
    places->box[places->count++] = box;
}

bool aras_places_fit(const struct aras_places *places, struct aras_room box)
{
    if (!is_inside(places->area, box)) {
        return false;
    }
    for (size_t i = 0; i < places->count; i++) {
        if (aras_room_meets(places->box[i], box)) {
            return false;
        }
    }
    return true;
}

size_t aras_places_find(struct aras_places *places, const struct aras_room *wanted,
                        size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (aras_places_fit(places, wanted[i])) {
            aras_places_add(places, wanted[i]);
            return i;
        }
    }
    return count;
}

size_t aras_places_faults(const struct aras_places *places)
{
    size_t faults = 0;

    for (size_t i = 0; i < places->count; i++) {
        faults += is_inside(places->area, places->box[i]) ? 0 : 1;
        for (size_t k = 0; k < i; k++) {
            faults += aras_room_meets(places->box[i], places->box[k]) ? 1 : 0;
        }
    }
    return faults;
}

/* The place of label `number` from the top: those of one height stay in their order. */
static size_t rank_of(const double *middle, size_t count, size_t number)
{
    size_t rank = 0;

    for (size_t i = 0; i < count; i++) {
        rank +=
            middle[i] < middle[number] || (middle[i] == middle[number] && i < number)
                ? 1
                : 0;
    }
    return rank;
}

/*
 * Labels in a row, each `height` apart, are one block that wants to be where its
 * members do on average. Blocks that meet become one. With middles less rank x height
 * this is pooling adjacent violators: the result is the nearest rising sequence.
 */
void aras_places_spread(double *middle, size_t count, double height, double low,
                        double high)
{
    enum { MOST = 64 };
    double block[MOST]; /* of each rank: what it wants, less rank x height */
    double size[MOST];
    size_t rank[MOST];
    size_t blocks = 0;
    double step =
        count > 1 ? fmin(height, (high - low - height) / (double) (count - 1)) : height;

    if (count == 0 || count > MOST) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        rank[i] = rank_of(middle, count, i);
    }
    for (size_t place = 0; place < count; place++) {
        size_t who = 0;

        while (rank[who] != place) {
            who++;
        }
        block[blocks] = middle[who] - (double) place * step;
        size[blocks++] = 1.0;
        while (blocks > 1 && block[blocks - 2] > block[blocks - 1]) {
            double both = size[blocks - 2] + size[blocks - 1];

            block[blocks - 2] = (block[blocks - 2] * size[blocks - 2] +
                                 block[blocks - 1] * size[blocks - 1]) /
                                both;
            size[blocks - 2] = both;
            blocks--;
        }
    }
    for (size_t i = 0; i < count; i++) {
        double seen = 0.0;
        size_t in = 0;

        while (seen + size[in] <= (double) rank[i]) {
            seen += size[in++];
        }
        middle[i] = fmin(fmax(block[in], low + height / 2.0),
                         high - height / 2.0 - (double) (count - 1) * step) +
                    (double) rank[i] * step;
    }
}
