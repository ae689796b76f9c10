#ifndef ARAS_RANDOM_STREAM_H
#define ARAS_RANDOM_STREAM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

/**
 * What a draw is for. Draws of one name for different purposes share nothing.
 */
enum aras_purpose {
    ARAS_FOR_CLOCK = 0,     /* waits of an event's unit-rate clock */
    ARAS_FOR_EFFECT = 1,    /* draws written in effects, delays and other formulae */
    ARAS_FOR_CHOICE = 2,    /* the noise of options, the steps of a demand */
    ARAS_FOR_PARAMETER = 3, /* priors; the replication is the parameter set's number */
    ARAS_FOR_VARIANT = 4,   /* which option of a variant; likewise by parameter set */
    ARAS_FOR_DRIFT = 5,     /* the noise of drifts */
    ARAS_FOR_ANALYSIS = 6,  /* resampling in statistics; never used by a replication */
    ARAS_FOR_DESIGN = 7,    /* points of designs; likewise */
    ARAS_FOR_STRIP = 8      /* points of an event's strips: simulation/strips.h */
};

/**
 * Where draws come from: a draw is a pure function of (seed, replication, name
 * of what draws, purpose, how many-eth draw, sub-draw). Nothing is remembered
 * from draw to draw, so nothing that one thing draws can shift another's luck.
 *
 * Generator: Philox4x64-10 with key (seed, replication) and counter (hash of the
 * name, draw, sub-draw, purpose). Source: Salmon, Moraes, Dror, Shaw, "Parallel
 * random numbers: as easy as 1, 2, 3", SC '11, doi:10.1145/2063384.2063405.
 */
struct aras_stream {
    uint64_t seed;
    uint64_t replication;
    uint64_t name; /* aras_name_hash of the name */
    uint64_t purpose;
};

/** The 64-bit hash of a name (XXH64 with seed 0). */
uint64_t aras_name_hash(const char *name);

/** Four independent 64-bit words: block `draw`, `sub` of the stream. */
void aras_stream_words(const struct aras_stream *stream, uint64_t draw, uint64_t sub,
                       uint64_t words[4]);

/**
 * A uniform number strictly between 0 and 1: (k + 1/2) / 2^52, where k is the
 * highest 52 bits of `word`. These are the odd multiples of 2^-53: never 0, never
 * 1, symmetric about 1/2, and exact as a double. (With one bit more the numbers next
 * to 1 would have to be rounded, and some would become 1.)
 */
static inline double aras_uniform_of(uint64_t word)
{
    return ((double) (int64_t) (word >> 12) + 0.5) * 0x1p-52;
}

/** The uniform number of (draw, sub): made from the first word of that block. */
double aras_stream_uniform(const struct aras_stream *stream, uint64_t draw,
                           uint64_t sub);

/**
 * A gsl_rng of our own over a stream, for GSL's functions that ask for one
 * (shuffles, resampling). Its state is the stream and a position.
 *
 *     gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);     (may return NULL)
 *     aras_rng_attach(rng, &stream, draw);
 *
 * GSL stops the whole program at its own errors unless told otherwise: a program
 * that draws calls `gsl_set_error_handler_off()` once, at its start. Everything
 * here and in distribution.h looks at what GSL returns instead.
 */
extern const gsl_rng_type *const aras_rng_philox;

/** Puts `rng` (of type aras_rng_philox) at the beginning of one draw of a stream. */
void aras_rng_attach(gsl_rng *rng, const struct aras_stream *stream, uint64_t draw);

#endif
