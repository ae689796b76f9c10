/* The bytes are a stored block: first as they are; then with their length and checksum
 * made right, which lets what they say be looked at. A block that can be read must be
 * written as bytes that read back as the same. */

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/require.h"
#include "fuzz/target.h"
#include "montecarlo/block.h"

enum { LENGTH_AT = 16, SHAPE_AT = 24 };

static void read_and_write(const unsigned char *bytes, size_t size,
                           const struct aras_shape *shape)
{
    struct aras_error error = {0};
    struct aras_block *block = aras_block_read(bytes, size, shape, &error);
    struct aras_block *again = NULL;
    unsigned char *once = NULL;
    unsigned char *twice = NULL;
    size_t length, again_length;

    if (block == NULL) {
        ARAS_REQUIRE(error.status == ARAS_DAMAGED || error.status == ARAS_NO_MEMORY);
        ARAS_REQUIRE(error.message[0] != '\0');
        return;
    }
    if (aras_block_write(block, &once, &length, &error) == ARAS_OK) {
        again = aras_block_read(once, length, shape, &error);
        ARAS_REQUIRE(again != NULL || error.status == ARAS_NO_MEMORY);
    }
    if (again != NULL &&
        aras_block_write(again, &twice, &again_length, &error) == ARAS_OK) {
        ARAS_REQUIRE(length == again_length && memcmp(once, twice, length) == 0);
    }
    free(once);
    free(twice);
    aras_block_free(block);
    aras_block_free(again);
}

static void put_word(unsigned char *bytes, uint64_t word)
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char) (word >> 8 * i);
    }
}

/* The shape is taken from the bytes too: a number of each, small or none. */
static struct aras_shape shape_in(const unsigned char *bytes)
{
    return (struct aras_shape){.outcomes = bytes[SHAPE_AT],
                               .parameters = bytes[SHAPE_AT + 8],
                               .events = bytes[SHAPE_AT + 16],
                               .ranges = bytes[SHAPE_AT + 24],
                               .points = bytes[SHAPE_AT + 32],
                               .group = bytes[SHAPE_AT + 40] + UINT64_C(1)};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const struct aras_shape fixed = {.outcomes = 1,
                                     .parameters = 1,
                                     .events = 1,
                                     .ranges = 1,
                                     .points = 2,
                                     .group = 2};
    unsigned char *copy = malloc(size + 1);

    if (copy == NULL) {
        return 0;
    }
    read_and_write(bytes, size, &fixed);
    if (size >= 112) {
        struct aras_shape shape = shape_in(bytes);
        const uint64_t words[] = {shape.outcomes, shape.parameters, shape.events,
                                  shape.ranges,   shape.points,     shape.group};

        memcpy(copy, bytes, size);
        memcpy(copy, "ARASBLK\n\1\0\0\0\0\0\0", 16);
        for (size_t i = 0; i < 6; i++) {
            put_word(copy + SHAPE_AT + 8 * i, words[i]);
        }
        put_word(copy + LENGTH_AT, size);
        put_word(copy + size - 8, XXH3_64bits(copy, size - 8));
        read_and_write(copy, size, &shape);
    }
    free(copy);
    return 0;
}
