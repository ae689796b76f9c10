#ifndef ARAS_ANALYSIS_CAUSAL_PLAY_H
#define ARAS_ANALYSIS_CAUSAL_PLAY_H

#include "analysis/causes.h"
#include "base/error.h"
#include "montecarlo/montecarlo.h"

/** A world as it was. */
struct aras_causal_world {
    double y;       /* of the target; NAN: it failed */
    double reached; /* when a target that happens for good did; INFINITY */
    uint32_t by;    /* the event whose own effects made it so then; UINT32_MAX: none */
    uint64_t set;
    size_t reading; /* of all readings, among those of the variant that is told of */
};

/** A world that is played again: what is done to it, and what came of it. */
struct aras_causal_job {
    size_t row;
    struct aras_intervention it[2];
    size_t count;
    double y;
};

/**
 * The worlds that aras_causes_find plays, row by row, and how they are played again.
 * Begun by aras_causal_play_begin, freed by aras_causal_play_free in any case.
 */
struct aras_causal_play {
    const struct aras_causes_wish *wish;
    struct aras_plan plan;
    size_t rows, events;
    struct aras_causal_world *world; /* rows */
    double *first; /* rows x events: when an event first happened; INFINITY */
    bool for_good; /* the target, once so, stays so */
    bool share;    /* it is 0 or 1 */
};

/** Plays worlds 0 .. rows - 1 as they are. `variant` of the model tells readings apart
 * (SIZE_MAX: none does). */
ARAS_CHECKED enum aras_status
aras_causal_play_begin(struct aras_causal_play *play, const struct aras_model *model,
                       const struct aras_settings *settings,
                       const struct aras_causes_wish *wish, size_t rows,
                       struct aras_readings *readings, struct aras_error *error);
void aras_causal_play_free(struct aras_causal_play *play);

double aras_causal_play_first(const struct aras_causal_play *play, size_t row,
                              uint32_t event);

/** Whether taking the event out of a world could change anything: it happened there,
 * before the outcome had come for good. */
bool aras_causal_play_matters(const struct aras_causal_play *play, size_t row,
                              uint32_t event);

/** What takes the event, which happened there, out of a world: all its occurrences, or
 * the first. */
struct aras_intervention aras_causal_play_without(const struct aras_causal_play *play,
                                                  size_t row, uint32_t event);

/** What makes an event happen: an option is dictated, what is issued is insisted on,
 * all else is forced; at time 0. `guard` gets what must be open for it (NULL: nothing),
 * `taken` the decision that must come for an option. */
struct aras_intervention aras_causal_play_way(const struct aras_model *model,
                                              uint32_t event,
                                              const struct aras_code **guard,
                                              uint32_t *taken);

/** Which reading a world with these parameters is in, of the first variant that is
 * drawn; 0 (all worlds) where none is. */
size_t aras_causal_play_reading(const struct aras_readings *readings,
                                const struct aras_model *model,
                                const double *parameters);

/** Plays jobs and fills in their `y`; NAN where a world fails. A job begins as a copy
 * of its world, where its interventions first change something: tracks aside, all that
 * is played gives the same bits as from the start. */
ARAS_CHECKED enum aras_status aras_causal_play_jobs(const struct aras_causal_play *play,
                                                    struct aras_causal_job *jobs,
                                                    size_t count, const char *what,
                                                    struct aras_error *error);

/**
 * For each of `count` events and each of the first `rows` worlds in which it never
 * happened: what would make it happen, in `make` (events x rows, by event). Its time is
 * NAN where it could not be made (or was there).
 */
ARAS_CHECKED enum aras_status
aras_causal_play_openings(const struct aras_causal_play *play, const uint32_t *events,
                          size_t count, size_t rows, struct aras_intervention *make,
                          struct aras_error *error);

#endif
