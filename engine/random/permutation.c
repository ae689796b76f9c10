#include "random/permutation.h"

#include "base/require.h"

/* A part of the permutations cannot be told from a random one after a number of rounds
 * that rises with the logarithm of the size; few numbers need some rounds too. */
static unsigned rounds_for(uint64_t size)
{
    unsigned rounds = 24;

    for (; size > 1; size /= 2) {
        rounds += 6;
    }
    return rounds;
}

/* (a + size - b) mod size, without passing 2^64. */
static uint64_t mirrored(uint64_t about, uint64_t number, uint64_t size)
{
    return about >= number ? about - number : size - (number - about);
}

uint64_t aras_permuted(const struct aras_stream *stream, uint64_t size, uint64_t index)
{
    unsigned rounds = rounds_for(size);

    ARAS_REQUIRE(index < size);
    for (unsigned round = 0; round < rounds; round++) {
        uint64_t words[4];
        uint64_t other;

        /* Sub-draws 0, 1, ...: the points; 2^32 + round: the bits, by the greater of
         * the pair. */
        aras_stream_words(stream, 0, round, words);
        other = mirrored(words[0] % size, index, size);
        aras_stream_words(stream, other > index ? other : index,
                          (UINT64_C(1) << 32) + round, words);
        if ((words[0] & 1) != 0) {
            index = other;
        }
    }
    return index;
}
