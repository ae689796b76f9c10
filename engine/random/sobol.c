#include "random/sobol.h"

#include <stdlib.h>

#include "base/require.h"
#include "random/sobol_numbers.h"
#include "random/stream.h"

enum { BITS = 32, CHUNK = 8 };

struct aras_sobol {
    size_t dimensions;
    uint64_t seed, name;
    uint32_t direction[][BITS];
};

/* Bratley and Fox's recurrence, ACM TOMS 14 (1988) 88-100: a direction number is made
 * of the `degree` ones before it, as the polynomial's coefficients say. */
static void find_directions(uint32_t direction[BITS], const uint16_t *numbers,
                            unsigned degree)
{
    unsigned polynomial = numbers[0];

    for (unsigned i = 0; i < BITS; i++) {
        if (i < degree) {
            direction[i] = (uint32_t) numbers[1 + i] << (BITS - 1 - i);
            continue;
        }
        direction[i] = direction[i - degree] ^ (direction[i - degree] >> degree);
        for (unsigned k = 1; k < degree; k++) {
            if ((polynomial >> (degree - k) & 1) != 0) {
                direction[i] ^= direction[i - k];
            }
        }
    }
}

static unsigned degree_of(unsigned polynomial)
{
    unsigned degree = 0;

    while (polynomial >> (degree + 1) != 0) {
        degree++;
    }
    return degree;
}

struct aras_sobol *aras_sobol_new(size_t dimensions, uint64_t seed,
                                  struct aras_error *error)
{
    struct aras_sobol *sobol;
    const uint16_t *numbers = aras_sobol_numbers;

    if (dimensions == 0 || dimensions > ARAS_SOBOL_DIMENSIONS) {
        aras_error_set(error, ARAS_INVALID,
                       "Sobol' points are known here for 1 to %d axes, not for %zu; a "
                       "Latin hypercube (lhs) has no such limit",
                       ARAS_SOBOL_DIMENSIONS, dimensions);
        return NULL;
    }
    sobol = malloc(sizeof *sobol + dimensions * sizeof *sobol->direction);
    if (sobol == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for Sobol' points in %zu axes",
                       dimensions);
        return NULL;
    }
    sobol->dimensions = dimensions;
    sobol->seed = seed;
    sobol->name = aras_name_hash("sobol");
    for (unsigned i = 0; i < BITS; i++) {
        sobol->direction[0][i] = UINT32_C(1) << (BITS - 1 - i);
    }
    for (size_t d = 1; d < dimensions; d++) {
        unsigned degree = degree_of(numbers[0]);

        find_directions(sobol->direction[d], numbers, degree);
        numbers += 1 + degree;
    }
    return sobol;
}

void aras_sobol_free(struct aras_sobol *sobol)
{
    free(sobol);
}

uint32_t aras_sobol_plain(const struct aras_sobol *sobol, uint64_t index,
                          size_t dimension)
{
    uint32_t sum = 0;

    ARAS_REQUIRE(dimension < sobol->dimensions && index >> BITS == 0);
    for (unsigned i = 0; index != 0; i++, index >>= 1) {
        if ((index & 1) != 0) {
            sum ^= sobol->direction[dimension][i];
        }
    }
    return sum;
}

/*
 * Eight bits at a time: the bits before them name a block of 256 random bits, of which
 * those at 1 .. 255 are the nodes of the tree of the next eight: node 2^l + (l bits)
 * flips the bit that follows these l. Below the last bit of the sequence, bits are
 * plainly random.
 */
double aras_sobol_at(const struct aras_sobol *sobol, uint64_t index, size_t dimension)
{
    struct aras_stream stream = {.seed = sobol->seed,
                                 .replication = dimension,
                                 .name = sobol->name,
                                 .purpose = ARAS_FOR_DESIGN};
    uint32_t plain = aras_sobol_plain(sobol, index, dimension);
    uint64_t scrambled = 0;
    uint64_t words[4];

    for (unsigned chunk = 0; chunk < BITS / CHUNK; chunk++) {
        unsigned above = BITS - CHUNK * chunk;
        uint64_t before = above == BITS ? 0 : plain >> above;
        unsigned bits = plain >> (above - CHUNK) & 0xff;

        aras_stream_words(&stream, before, chunk, words);
        for (unsigned level = 0; level < CHUNK; level++) {
            unsigned node = 1U << level | bits >> (CHUNK - level);
            unsigned bit = bits >> (CHUNK - 1 - level) & 1;

            scrambled =
                scrambled << 1 | (bit ^ (unsigned) (words[node / 64] >> node % 64 & 1));
        }
    }
    aras_stream_words(&stream, plain, BITS / CHUNK, words);
    return aras_uniform_of(scrambled << BITS | words[0] >> BITS);
}
