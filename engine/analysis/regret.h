#ifndef ARAS_ANALYSIS_REGRET_H
#define ARAS_ANALYSIS_REGRET_H

#include <stdatomic.h>

#include "analysis/reading.h"
#include "analysis/seat.h"
#include "statistics/interval.h"

/** One decision of a game as it was taken. */
struct aras_turn {
    struct aras_move move;
    size_t actor;
    double time; /* model time */
    int taken;   /* the choice; as the model's rule has it where that was left to it */
    int own;     /* what that rule took, or would have taken */
    double *worth; /* by choice, owned: of the same world, had this been taken here, and
                      all else decided as in the game; NAN: closed, or failed */
};

/** What a conduct brings one actor in one reading, over worlds. */
struct aras_yield {
    struct aras_reading *reading; /* borrowed */
    uint64_t worlds;
    double mean;
    double change;               /* less that of the model's own rule, world by world */
    struct aras_interval within; /* 95 %, parameter sets as clusters; NAN for one set */
    double regret; /* by how much the best option of the decision beats it */
    struct aras_interval regret_within; /* NAN for the best itself */
    bool best;
};

enum aras_course_kind {
    ARAS_COURSE_OWN,   /* the model's own rule decides all */
    ARAS_COURSE_GAME,  /* as in the game, decision by decision */
    ARAS_COURSE_OPTION /* one decision is always taken in one way, wherever it is open
                        */
};

/** One way to play a seat through many worlds; the other seats by the model's rule. */
struct aras_course {
    enum aras_course_kind kind;
    size_t actor;
    uint32_t event; /* OPTION: the decision, and its choice */
    int option;
    size_t taken;             /* OPTION: how often it was in the game */
    struct aras_yield *yield; /* by reading that is told; owned */
};

/**
 * What came of a game, and what else could have. Of the actors who are seated and whose
 * preferences the model states.
 */
struct aras_regret {
    const struct aras_model *model;
    const bool *seated; /* by actor, borrowed */
    uint64_t replication;
    struct aras_turn *turn; /* borrowed; their `worth` is filled in */
    size_t turns;
    double *outcomes, *own_outcomes; /* of the game, and of the same world left to the
                                        model's own rule */
    struct aras_readings readings;
    struct aras_course *course;
    size_t courses, yields; /* yields: readings told */
    uint64_t worlds, failed;
};

/** How the many worlds are played: on so many threads (>= 1), until `stop` becomes true
 *  (NULL: nobody can ask), telling how far the work is (NULL: nobody is told; by one
 *  thread at a time). Whatever the number of threads, the same bits come out. */
struct aras_regret_work {
    unsigned threads;
    const atomic_bool *stop;
    void (*told)(void *context, uint64_t done, uint64_t all);
    void *context;
};

/**
 * Judges a game of world `replication`: plays it again with each other option at each
 * turn, and `worlds` worlds, numbered from 0, of `many` (the settings of those) in each
 * course. The moves are those of the turns. ARAS_INTERRUPTED soon after the work is to
 * stop. To be freed in any case.
 */
ARAS_CHECKED enum aras_status
aras_regret_find(struct aras_regret *regret, const struct aras_model *model,
                 const struct aras_settings *settings, uint64_t replication,
                 const bool *seated, struct aras_turn *turn, size_t turns,
                 const struct aras_settings *many, uint64_t worlds,
                 const struct aras_regret_work *work, struct aras_error *error);
void aras_regret_free(struct aras_regret *regret);

#endif
