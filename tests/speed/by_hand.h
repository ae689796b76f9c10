#ifndef ARAS_SPEED_BY_HAND_H
#define ARAS_SPEED_BY_HAND_H

#include <Random123/philox.h>
#include <math.h>
#include <stdint.h>

#include "random/stream.h"

/*
 * What the simulators written by hand share. They draw what the engine draws, from the
 * same streams and in the same way, so that both tell the same story event by event;
 * of the engine they use no more than the hash of a name.
 */

/** What a simulator came to in one replication. */
struct by_hand_result {
    uint64_t events;
    double output; /* the model's first outcome */
};

/** Plays one replication of the model that `numbers` describe. */
typedef void by_hand_play(const void *numbers, uint64_t seed, uint64_t replication,
                          struct by_hand_result *result);

/** Four words: block `block` of a stream. */
static inline void by_hand_words(uint64_t seed, uint64_t replication, uint64_t name,
                                 uint64_t purpose, uint64_t block, uint64_t words[4])
{
    philox4x64_key_t key = {{seed, replication}};
    philox4x64_ctr_t counter = {{name, block, 0, purpose}};

    counter = philox4x64(counter, key);
    for (int i = 0; i < 4; i++) {
        words[i] = counter.v[i];
    }
}

/** A unit exponential: GSL's formula (randist/exponential.c), from a word. */
static inline double by_hand_exponential(uint64_t word)
{
    return -log1p(-((double) (word >> 12) + 0.5) * 0x1p-52);
}

/** The waits of one event: a stream of its own, four words at a time. */
struct by_hand_waits {
    uint64_t name; /* aras_name_hash of the event's */
    uint64_t drawn;
    uint64_t words[4];
};

static inline double by_hand_wait(struct by_hand_waits *waits, uint64_t seed,
                                  uint64_t replication)
{
    uint64_t number = waits->drawn++;

    if (number % 4 == 0) {
        by_hand_words(seed, replication, waits->name, ARAS_FOR_CLOCK, number / 4,
                      waits->words);
    }
    return by_hand_exponential(waits->words[number % 4]);
}

/**
 * Which of `count` numbers is least: a scan of all. `count` is a multiple of 4; four
 * minima side by side are quicker than one (measured: a chain of 30 comparisons that
 * wait for each other costs twice as much).
 */
static inline unsigned by_hand_first(const double *wake, unsigned count)
{
    double a = wake[0];
    double b = wake[1];
    double c = wake[2];
    double d = wake[3];
    unsigned found = 0;

    for (unsigned i = 4; i < count; i += 4) {
        a = wake[i] < a ? wake[i] : a;
        b = wake[i + 1] < b ? wake[i + 1] : b;
        c = wake[i + 2] < c ? wake[i + 2] : c;
        d = wake[i + 3] < d ? wake[i + 3] : d;
    }
    a = b < a ? b : a;
    c = d < c ? d : c;
    a = c < a ? c : a;
    while (wake[found] != a) {
        found++;
    }
    return found;
}

/* --- mass action ------------------------------------------------------------------ */

enum { BY_HAND_KINDS = 15 };

/** Individuals of 15 kinds in a ring; each becomes one of the next or of the last
 * kind. */
struct by_hand_ring {
    double forward, backward; /* rates of one individual */
    int start;                /* individuals of each kind */
    double horizon;
    uint64_t name[2 * BY_HAND_KINDS]; /* forward of kind i: 2 i; backward: 2 i + 1 */
};

/** The same numbers as the model's text in the engine's language. */
struct by_hand_ring by_hand_ring_make(double horizon);
struct aras_text;
void by_hand_ring_write(const struct by_hand_ring *ring, struct aras_text *text);

by_hand_play by_hand_ring_play;

/** Births at a constant rate, each individual dies at the same rate. */
struct by_hand_births {
    double birth, death, start, horizon;
};
by_hand_play by_hand_births_play;

/** Two become a pair, a pair parts. */
struct by_hand_pairs {
    double join, part, singles, horizon;
};
by_hand_play by_hand_pairs_play;

/* --- a queue ---------------------------------------------------------------------- */

/** One server, exponential arrivals and services. The output is the mean length. */
struct by_hand_queue {
    double arrivals, mean_service, horizon;
};
by_hand_play by_hand_queue_play;

#endif
