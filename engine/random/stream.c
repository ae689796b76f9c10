#include "random/stream.h"

#include <Random123/philox.h>
#include <string.h>
#include <xxhash.h>

#include "base/require.h"

uint64_t aras_name_hash(const char *name)
{
    return XXH64(name, strlen(name), 0);
}

static inline philox4x64_key_t key_of(const struct aras_stream *stream)
{
    return (philox4x64_key_t){{stream->seed, stream->replication}};
}

static inline philox4x64_ctr_t counter_of(const struct aras_stream *stream,
                                          uint64_t draw, uint64_t sub)
{
    return (philox4x64_ctr_t){{stream->name, draw, sub, stream->purpose}};
}

void aras_stream_words(const struct aras_stream *stream, uint64_t draw, uint64_t sub,
                       uint64_t words[4])
{
    philox4x64_ctr_t block = philox4x64(counter_of(stream, draw, sub), key_of(stream));

    words[0] = block.v[0];
    words[1] = block.v[1];
    words[2] = block.v[2];
    words[3] = block.v[3];
}

/* A block of its own, of which the compiler leaves out what only other words need. */
double aras_stream_uniform(const struct aras_stream *stream, uint64_t draw,
                           uint64_t sub)
{
    return aras_uniform_of(
        philox4x64(counter_of(stream, draw, sub), key_of(stream)).v[0]);
}

/* What GSL keeps for us behind gsl_rng.state. The first sub-draw not yet used is
 * `sub`; of the words of the one before, the first `used` have been given out. */
struct position {
    struct aras_stream stream;
    uint64_t draw, sub;
    uint64_t words[4];
    unsigned used;
};

static void start(struct position *position, const struct aras_stream *stream,
                  uint64_t draw)
{
    position->stream = *stream;
    position->draw = draw;
    position->sub = 0;
    position->used = 4;
}

static uint64_t next_word(struct position *position)
{
    if (position->used == 4) {
        aras_stream_words(&position->stream, position->draw, position->sub++,
                          position->words);
        position->used = 0;
    }
    return position->words[position->used++];
}

/* GSL's interface asks for `unsigned long`, which has 32 bits on some machines:
 * 32 are given everywhere, so that a shuffle is the same everywhere. */
static void set_seed(void *state, unsigned long seed)
{
    struct aras_stream stream = {.seed = seed, .purpose = ARAS_FOR_ANALYSIS};

    start(state, &stream, 0);
}

static unsigned long get_word(void *state)
{
    return (unsigned long) (next_word(state) >> 32);
}

static double get_uniform(void *state)
{
    return aras_uniform_of(next_word(state));
}

static const gsl_rng_type philox = {
    .name = "philox4x64-10",
    .max = 0xffffffffUL,
    .min = 0,
    .size = sizeof(struct position),
    .set = set_seed,
    .get = get_word,
    .get_double = get_uniform,
};

const gsl_rng_type *const aras_rng_philox = &philox;

void aras_rng_attach(gsl_rng *rng, const struct aras_stream *stream, uint64_t draw)
{
    ARAS_REQUIRE(rng->type == aras_rng_philox);
    start(rng->state, stream, draw);
}
