#ifndef ARAS_SPEED_LOG_LINEAR_H
#define ARAS_SPEED_LOG_LINEAR_H

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"
#include "by_hand.h"

/*
 * Levels (whole numbers 0 to 10) that rise and fall, and flags (0 or 1) that flip, at
 * rates base x exp(sum of effect x (quantity - at)). Every number is made here, and
 * goes both into the text of a model and into a simulator written by hand.
 */

enum {
    LOG_LINEAR_LEVELS = 10, /* at most, and so on */
    LOG_LINEAR_QUANTITIES = 20,
    LOG_LINEAR_HAZARDS = 30,
    LOG_LINEAR_PADDED = 32,
    LOG_LINEAR_DRIVERS = 4
};

struct log_linear_driver {
    size_t quantity;
    int effect; /* in hundredths */
    double at;
};

struct log_linear_change {
    size_t quantity;
    int step; /* 0: a flag that flips */
};

struct log_linear {
    size_t levels, quantities, hazards, drivers;
    double horizon;
    int base[LOG_LINEAR_HAZARDS]; /* in hundredths */
    struct log_linear_driver driver[LOG_LINEAR_HAZARDS][LOG_LINEAR_DRIVERS];
    struct log_linear_change change[LOG_LINEAR_HAZARDS][2];
    size_t changes[LOG_LINEAR_HAZARDS];
};

/**
 * Hazards 2 i and 2 i + 1 raise and lower level i, and one more for each flag flips it.
 * The first driver of each is its own quantity: high levels fall and low ones rise.
 * A third of the hazards change a second level too.
 */
struct log_linear log_linear_make(size_t levels, size_t flags, size_t drivers,
                                  double horizon);

/** The model in the engine's language; its outcome is the value, or the mean, of
 * level_0. */
void log_linear_write(const struct log_linear *model, const char *kind,
                      struct aras_text *text);

/** The tables that a simulator written by hand keeps: what a step of a quantity does.
 */
struct log_linear_by_hand {
    struct log_linear model;
    uint64_t name[LOG_LINEAR_HAZARDS];
    size_t first[LOG_LINEAR_QUANTITIES + 1]; /* into: */
    unsigned hazard[LOG_LINEAR_HAZARDS * LOG_LINEAR_DRIVERS];
    double factor[2]
                 [LOG_LINEAR_HAZARDS * LOG_LINEAR_DRIVERS]; /* of a rise, of a fall */
    double inverse[2][LOG_LINEAR_HAZARDS * LOG_LINEAR_DRIVERS];
};

struct log_linear_by_hand log_linear_prepare(const struct log_linear *model);

/** by_hand_play over a struct log_linear_by_hand. The output is level_0 at the end. */
by_hand_play log_linear_play;

/** How many rates change when a hazard fires and no level is at its limit. */
size_t log_linear_dependents(const struct log_linear_by_hand *hand, size_t hazard);

/** A part of an event by hand, `times` times. What comes back must be looked at, or the
 * compiler leaves the work out. */
typedef double log_linear_part(const struct log_linear_by_hand *hand, uint64_t times);
log_linear_part log_linear_draw;  /* a wait */
log_linear_part log_linear_scan;  /* the first to ring */
log_linear_part log_linear_drive; /* what one quantity drives, at one step */

#endif
