#ifndef ARAS_FIGURE_PLACES_H
#define ARAS_FIGURE_PLACES_H

#include <stdbool.h>
#include <stddef.h>

/** A part of a picture: `x`, `y` is its upper left corner. */
struct aras_room {
    double x, y, width, height;
};

bool aras_room_meets(struct aras_room a, struct aras_room b);

/**
 * Where the labels of a picture stand, so that none covers another and none is cut off
 * at the edge. Start with `{.area = ...}`; free with aras_places_free. Who cannot
 * remember a label for want of memory remembers that (`refused`).
 */
struct aras_places {
    struct aras_room area; /* that they are to lie in */
    struct aras_room *box;
    size_t count, capacity;
    bool refused;
};

void aras_places_free(struct aras_places *places);

/** Remembers a label, wherever it is. */
void aras_places_add(struct aras_places *places, struct aras_room box);

/** Whether a label would lie in the area and upon no other. */
bool aras_places_fit(const struct aras_places *places, struct aras_room box);

/** Remembers the first of `count` places that fits, and gives its number; `count` when
 *  none does: then the label is better left out. */
size_t aras_places_find(struct aras_places *places, const struct aras_room *wanted,
                        size_t count);

/** How many labels reach beyond the area, and how many pairs cover each other: 0 in a
 *  picture that may be shown. */
size_t aras_places_faults(const struct aras_places *places);

/**
 * Moves labels beside a line up and down so that they do not cover each other, each as
 * little as may be: `middle` are the heights of their middles, `height` is theirs, from
 * `low` to `high` is the room. Their order stays. Where the room is too small they
 * stand evenly in it.
 */
void aras_places_spread(double *middle, size_t count, double height, double low,
                        double high);

#endif
