#include "montecarlo/block.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/require.h"

/*
 * The bytes of a block. Numbers are little-endian words of 8 bytes, doubles by their
 * IEEE 754 bits:
 *
 *     "ARASBLK\n", format version, length of all bytes,
 *     shape: outcomes, parameters, events, ranges, points, group,
 *     first, count, maths, failures,
 *     outcome, fingerprint, failed (a byte each), parameter, event, clamps, moment,
 *     each as in struct aras_block,
 *     sketches: packed, see write_sketch,
 *     failures: replication, time, length of the reason, the reason,
 *     XXH3 (64 bits) of all bytes before it
 */
#define MAGIC "ARASBLK\n"

enum {
    WORD = 8,
    FORMAT = 1,
    HEADER_SIZE = 13 * WORD,
    EVENT_SIZE = 5 * WORD,
    MOMENT_SIZE = 6 * WORD,
    FAILURE_SIZE = 3 * WORD, /* without its reason */
    PACKED_SIZE = 10         /* the most that a packed number takes */
};

/* Making */

/* Memory for rows of `columns` things, or NULL for none. Without memory `*refused`
 * is set. */
static void *get(uint64_t rows, size_t columns, size_t size, bool *refused)
{
    void *memory = NULL;

    if (*refused || rows == 0 || columns == 0) {
        return NULL;
    }
    if (columns <= SIZE_MAX / size && rows <= SIZE_MAX / (columns * size)) {
        memory = calloc((size_t) rows, columns * size);
    }
    *refused = memory == NULL;
    return memory;
}

struct aras_block *aras_block_new(const struct aras_shape *shape, uint64_t first,
                                  uint64_t count, struct aras_error *error)
{
    struct aras_block *block = calloc(1, sizeof *block);
    bool refused = block == NULL;

    ARAS_REQUIRE(shape->group >= 1 && count >= 1 && count - 1 <= UINT64_MAX - first);
    if (block != NULL) {
        block->shape = *shape;
        block->first = first;
        block->count = count;
        block->first_set = first / shape->group;
        block->sets = (first + (count - 1)) / shape->group - block->first_set + 1;
        block->outcome = get(count, shape->outcomes, sizeof(double), &refused);
        block->fingerprint = get(count, 1, sizeof(uint64_t), &refused);
        block->failed = get(count, 1, 1, &refused);
        block->parameter =
            get(block->sets, shape->parameters, sizeof(double), &refused);
        block->event = get(1, shape->events, sizeof *block->event, &refused);
        block->clamps = get(1, shape->ranges, sizeof(uint64_t), &refused);
        block->moment = get(1, shape->points, sizeof *block->moment, &refused);
        block->sketch = get(1, shape->points, sizeof *block->sketch, &refused);
    }
    if (refused) {
        aras_block_free(block);
        aras_error_set(error, ARAS_NO_MEMORY,
                       "no memory for a block of %" PRIu64 " replications: choose a "
                       "smaller block",
                       count);
        return NULL;
    }
    return block;
}

void aras_block_free(struct aras_block *block)
{
    if (block == NULL) {
        return;
    }
    for (size_t i = 0; block->sketch != NULL && i < block->shape.points; i++) {
        aras_sketch_free(&block->sketch[i]);
    }
    free(block->outcome);
    free(block->fingerprint);
    free(block->failed);
    free(block->parameter);
    free(block->event);
    free(block->clamps);
    free(block->moment);
    free(block->sketch);
    free(block->failure);
    free(block);
}

enum aras_status aras_block_add_failure(struct aras_block *block,
                                        const struct aras_failure *failure,
                                        struct aras_error *error)
{
    size_t count = block->failures;

    /* The array grows whenever its length is a power of two, and so by doubling. */
    if ((count & (count - 1)) == 0) {
        size_t capacity = count == 0 ? 1 : 2 * count;
        struct aras_failure *more =
            realloc(block->failure, capacity * sizeof *block->failure);

        if (more == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY,
                                  "no memory for a list of %zu failures", capacity);
        }
        block->failure = more;
    }
    block->failure[block->failures++] = *failure;
    return ARAS_OK;
}

/* Writing: how much room it takes is known beforehand. */

struct pen {
    unsigned char *bytes;
    size_t used;
};

static void write_word(struct pen *pen, uint64_t word)
{
    for (int i = 0; i < WORD; i++) {
        pen->bytes[pen->used++] = (unsigned char) (word >> 8 * i);
    }
}

static void write_words(struct pen *pen, const uint64_t *words, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        write_word(pen, words[i]);
    }
}

/* What is no number has many bit patterns, and processors differ in which they make:
 * all are written as one. */
static void write_double(struct pen *pen, double number)
{
    uint64_t word = UINT64_C(0x7ff8000000000000);

    if (!isnan(number)) {
        memcpy(&word, &number, sizeof word);
    }
    write_word(pen, word);
}

static void write_doubles(struct pen *pen, const double *numbers, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        write_double(pen, numbers[i]);
    }
}

static void write_bytes(struct pen *pen, const void *bytes, size_t count)
{
    if (count > 0) {
        memcpy(pen->bytes + pen->used, bytes, count);
        pen->used += count;
    }
}

/* Seven bits a byte, the lowest first; all bytes but the last have the eighth set. */
static void write_packed(struct pen *pen, uint64_t number)
{
    while (number >= 0x80) {
        pen->bytes[pen->used++] = (unsigned char) (0x80 | (number & 0x7f));
        number >>= 7;
    }
    pen->bytes[pen->used++] = (unsigned char) number;
}

/* The number of bins; the first bin, folded so that small ones of both signs are
 * small; then the distance from bin to bin, and each bin's count. */
static void write_sketch(struct pen *pen, const struct aras_sketch *sketch)
{
    int64_t before = 0;

    write_packed(pen, sketch->count);
    for (size_t i = 0; i < sketch->count; i++) {
        int64_t bin = sketch->bins[i].bin;

        if (i == 0) {
            write_packed(pen, bin < 0 ? 2 * (uint64_t) -bin - 1 : 2 * (uint64_t) bin);
        } else {
            write_packed(pen, (uint64_t) (bin - before));
        }
        write_packed(pen, sketch->bins[i].count);
        before = bin;
    }
}

static void write_event(struct pen *pen, const struct aras_event_sum *event)
{
    write_word(pen, event->count);
    write_word(pen, event->worlds);
    write_double(pen, event->integrated);
    write_double(pen, event->residual);
    write_double(pen, event->residual_squared);
}

static void write_moment(struct pen *pen, const struct aras_summary *moment)
{
    write_word(pen, moment->count);
    write_double(pen, moment->mean);
    write_double(pen, moment->squares);
    write_double(pen, moment->cubes);
    write_double(pen, moment->least);
    write_double(pen, moment->greatest);
}

static void write_failure(struct pen *pen, const struct aras_failure *failure)
{
    size_t length = strnlen(failure->reason, sizeof failure->reason - 1);

    write_word(pen, failure->replication);
    write_double(pen, failure->time);
    write_word(pen, length);
    write_bytes(pen, failure->reason, length);
}

static void write_all(struct pen *pen, const struct aras_block *block)
{
    const struct aras_shape *shape = &block->shape;

    write_bytes(pen, MAGIC, WORD);
    write_word(pen, FORMAT);
    write_word(pen, 0); /* the length: see aras_block_write */
    write_words(pen,
                (const uint64_t[]){shape->outcomes, shape->parameters, shape->events,
                                   shape->ranges, shape->points, shape->group,
                                   block->first, block->count, block->maths,
                                   block->failures},
                10);
    write_doubles(pen, block->outcome, block->count * shape->outcomes);
    write_words(pen, block->fingerprint, block->count);
    write_bytes(pen, block->failed, (size_t) block->count);
    write_doubles(pen, block->parameter, block->sets * shape->parameters);
    for (size_t i = 0; i < shape->events; i++) {
        write_event(pen, &block->event[i]);
    }
    write_words(pen, block->clamps, shape->ranges);
    for (size_t i = 0; i < shape->points; i++) {
        write_moment(pen, &block->moment[i]);
    }
    for (size_t i = 0; i < shape->points; i++) {
        write_sketch(pen, &block->sketch[i]);
    }
    for (size_t i = 0; i < block->failures; i++) {
        write_failure(pen, &block->failure[i]);
    }
}

/* Adds rows x columns x size to the sum; false when that is more than there can be. */
static bool add_size(size_t *sum, uint64_t rows, size_t columns, size_t size)
{
    if (rows == 0 || columns == 0) {
        return true;
    }
    if (columns > SIZE_MAX / size || rows > (SIZE_MAX - *sum) / (columns * size)) {
        return false;
    }
    *sum += (size_t) rows * columns * size;
    return true;
}

/* The size of all but the bins of sketches and the failures' reasons. */
static bool get_least_size(const struct aras_shape *shape, uint64_t count,
                           uint64_t sets, uint64_t failures, size_t *size)
{
    *size = HEADER_SIZE + WORD;
    return add_size(size, count, shape->outcomes, WORD) &&
           add_size(size, count, 1, WORD + 1) &&
           add_size(size, sets, shape->parameters, WORD) &&
           add_size(size, 1, shape->events, EVENT_SIZE) &&
           add_size(size, 1, shape->ranges, WORD) &&
           add_size(size, 1, shape->points, MOMENT_SIZE + 1) &&
           add_size(size, failures, 1, FAILURE_SIZE);
}

static bool get_greatest_size(const struct aras_block *block, size_t *size)
{
    if (!get_least_size(&block->shape, block->count, block->sets, block->failures,
                        size)) {
        return false;
    }
    for (size_t i = 0; i < block->shape.points; i++) {
        if (!add_size(size, 1, 2 * block->sketch[i].count + 1, PACKED_SIZE)) {
            return false;
        }
    }
    return add_size(size, block->failures, 1, sizeof block->failure->reason);
}

enum aras_status aras_block_write(const struct aras_block *block, unsigned char **bytes,
                                  size_t *length, struct aras_error *error)
{
    struct pen pen = {0};
    size_t size = 0;

    if (get_greatest_size(block, &size)) {
        pen.bytes = malloc(size);
    }
    if (pen.bytes == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory to write a block of %" PRIu64 " replications",
                              block->count);
    }
    write_all(&pen, block);

    struct pen start = {.bytes = pen.bytes, .used = 2 * (size_t) WORD};

    write_word(&start, pen.used + WORD);
    write_word(&pen, XXH3_64bits(pen.bytes, pen.used));
    ARAS_REQUIRE(pen.used <= size);
    *bytes = pen.bytes;
    *length = pen.used;
    return ARAS_OK;
}

/* Reading: nothing is read beyond the end, where there are only zeros; that the end
 * was met is remembered. */

struct eye {
    const unsigned char *bytes;
    size_t used;
    size_t length;
    bool short_of_bytes;
    struct aras_block_part part;
};

static bool has(struct eye *eye, uint64_t count)
{
    eye->short_of_bytes = eye->short_of_bytes || count > eye->length - eye->used;
    return !eye->short_of_bytes;
}

/* Written out, since compilers make one load of it where words lie so in memory. */
static uint64_t word_at(const unsigned char *b)
{
    return (uint64_t) b[0] | (uint64_t) b[1] << 8 | (uint64_t) b[2] << 16 |
           (uint64_t) b[3] << 24 | (uint64_t) b[4] << 32 | (uint64_t) b[5] << 40 |
           (uint64_t) b[6] << 48 | (uint64_t) b[7] << 56;
}

static uint64_t read_word(struct eye *eye)
{
    uint64_t word = 0;

    if (has(eye, WORD)) {
        word = word_at(eye->bytes + eye->used);
        eye->used += WORD;
    }
    return word;
}

static double read_double(struct eye *eye)
{
    uint64_t word = read_word(eye);
    double number;

    memcpy(&number, &word, sizeof number);
    return number;
}

static void read_words(struct eye *eye, uint64_t *words, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        words[i] = read_word(eye);
    }
}

static void read_doubles(struct eye *eye, double *numbers, uint64_t count)
{
    /* Most of a block is such numbers. */
    if (count > eye->length / WORD || !has(eye, count * WORD)) {
        eye->short_of_bytes = true;
        return;
    }
    for (uint64_t i = 0; i < count; i++) {
        uint64_t word = word_at(eye->bytes + eye->used + i * WORD);

        memcpy(&numbers[i], &word, sizeof numbers[i]);
    }
    eye->used += (size_t) count * WORD;
}

static void read_bytes(struct eye *eye, void *bytes, uint64_t count)
{
    if (count > 0 && has(eye, count)) {
        memcpy(bytes, eye->bytes + eye->used, (size_t) count);
        eye->used += (size_t) count;
    }
}

static uint64_t read_packed(struct eye *eye)
{
    uint64_t number = 0;

    /* Most are small, and there are very many. */
    if (eye->used < eye->length && eye->bytes[eye->used] < 0x80) {
        return eye->bytes[eye->used++];
    }
    for (int i = 0; i < PACKED_SIZE && has(eye, 1); i++) {
        unsigned char byte = eye->bytes[eye->used++];

        number |= (uint64_t) (byte & 0x7f) << 7 * i;
        if (byte < 0x80) {
            break;
        }
    }
    return number;
}

static enum aras_status damaged(struct aras_error *error, const char *what)
{
    return aras_error_set(error, ARAS_DAMAGED, "%s", what);
}

/* Room to unpack a sketch in, used for one after the other. */
struct unpacked {
    int32_t *bins;
    uint64_t *counts;
    size_t capacity;
};

static enum aras_status make_room(struct unpacked *room, size_t count,
                                  struct aras_error *error)
{
    if (count > room->capacity) {
        free(room->bins);
        free(room->counts);
        room->bins = calloc(count, sizeof *room->bins);
        room->counts = calloc(count, sizeof *room->counts);
        room->capacity = count;
    }
    if (count > 0 && (room->bins == NULL || room->counts == NULL)) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory left for %zu bins of a sketch", count);
    }
    return ARAS_OK;
}

static enum aras_status read_sketch(struct eye *eye, struct unpacked *room,
                                    struct aras_sketch *sketch,
                                    struct aras_error *error)
{
    uint64_t count = read_packed(eye);
    int64_t bin = 0;

    /* A bin takes two bytes at least. */
    if (!has(eye, count) || !has(eye, 2 * count)) {
        return damaged(error,
                       "a sketch is said to have more bins than there are bytes");
    }
    if (make_room(room, (size_t) count, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t step = read_packed(eye);

        if (step > UINT32_MAX) {
            return damaged(error, "a sketch has a bin that there cannot be");
        }
        if (i == 0) {
            bin = (int64_t) (step / 2 + step % 2) * (step % 2 == 0 ? 1 : -1);
        } else {
            bin += (int64_t) step;
        }
        if (bin < INT32_MIN || bin > INT32_MAX) {
            return damaged(error, "a sketch has a bin that there cannot be");
        }
        room->bins[i] = (int32_t) bin;
        room->counts[i] = read_packed(eye);
    }
    return count == 0 ? ARAS_OK
                      : aras_sketch_read(sketch, room->bins, room->counts,
                                         (size_t) count, error);
}

/* A number ends with a byte below 0x80; a sketch holds two a bin. */
static enum aras_status pass_sketch(struct eye *eye, struct aras_error *error)
{
    uint64_t count = read_packed(eye);

    if (!has(eye, count) || !has(eye, 2 * count)) {
        return damaged(error,
                       "a sketch is said to have more bins than there are bytes");
    }
    for (uint64_t left = 2 * count; left > 0 && has(eye, 1); eye->used++) {
        left -= eye->bytes[eye->used] < 0x80;
    }
    return ARAS_OK;
}

static enum aras_status read_sketches(struct eye *eye, struct aras_block *block,
                                      struct aras_error *error)
{
    struct unpacked room = {0};
    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < block->shape.points && status == ARAS_OK; i++) {
        if (eye->part.sketches != NULL && !eye->part.sketches[i]) {
            status = pass_sketch(eye, error);
            continue;
        }
        status = read_sketch(eye, &room, &block->sketch[i], error);
        if (status == ARAS_OK && block->sketch[i].total != block->moment[i].count) {
            status = damaged(error, "a sketch and a mean are not of the same numbers");
        }
    }
    free(room.bins);
    free(room.counts);
    return status;
}

static void read_event(struct eye *eye, struct aras_event_sum *event)
{
    event->count = read_word(eye);
    event->worlds = read_word(eye);
    event->integrated = read_double(eye);
    event->residual = read_double(eye);
    event->residual_squared = read_double(eye);
}

static void read_moment(struct eye *eye, struct aras_summary *moment)
{
    moment->count = read_word(eye);
    moment->mean = read_double(eye);
    moment->squares = read_double(eye);
    moment->cubes = read_double(eye);
    moment->least = read_double(eye);
    moment->greatest = read_double(eye);
}

static enum aras_status read_failures(struct eye *eye, struct aras_block *block,
                                      uint64_t count, struct aras_error *error)
{
    for (uint64_t i = 0; i < count; i++) {
        struct aras_failure failure = {.replication = read_word(eye)};
        uint64_t length;

        failure.time = read_double(eye);
        length = read_word(eye);
        if (length >= sizeof failure.reason || failure.replication < block->first ||
            failure.replication - block->first >= block->count) {
            return damaged(error, "a failure is not one of this block");
        }
        read_bytes(eye, failure.reason, length);
        if (strlen(failure.reason) != length) {
            return damaged(error, "the reason of a failure is no text");
        }
        if (aras_block_add_failure(block, &failure, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status read_rest(struct eye *eye, struct aras_block *block,
                                  uint64_t failures, struct aras_error *error)
{
    const struct aras_shape *shape = &block->shape;

    read_doubles(eye, block->outcome, block->count * shape->outcomes);
    read_words(eye, block->fingerprint, block->count);
    read_bytes(eye, block->failed, block->count);
    for (uint64_t i = 0; i < block->count; i++) {
        if (block->failed[i] > 1) {
            return damaged(error, "a replication has neither failed nor not failed");
        }
    }
    read_doubles(eye, block->parameter, block->sets * shape->parameters);
    if (eye->part.worlds_only) {
        return eye->short_of_bytes
                   ? damaged(error, "its length is not that of its content")
                   : ARAS_OK;
    }
    for (size_t i = 0; i < shape->events; i++) {
        read_event(eye, &block->event[i]);
    }
    read_words(eye, block->clamps, shape->ranges);
    for (size_t i = 0; i < shape->points; i++) {
        read_moment(eye, &block->moment[i]);
    }
    if (read_sketches(eye, block, error) != ARAS_OK ||
        read_failures(eye, block, failures, error) != ARAS_OK) {
        return error->status;
    }
    if (eye->short_of_bytes || eye->used != eye->length) {
        return damaged(error, "its length is not that of its content");
    }
    return ARAS_OK;
}

/* Whether the bytes are whole; what they say is another matter. */
static enum aras_status check_whole(const unsigned char *bytes, size_t length,
                                    struct aras_error *error)
{
    struct eye eye = {.bytes = bytes, .length = length};

    if (length < HEADER_SIZE + WORD) {
        return aras_error_set(error, ARAS_DAMAGED,
                              "it is too short: %zu bytes, where %d are the least",
                              length, HEADER_SIZE + WORD);
    }
    if (memcmp(bytes, MAGIC, WORD) != 0) {
        return damaged(error, "it does not begin as a block does");
    }
    eye.used = length - WORD;
    if (read_word(&eye) != XXH3_64bits(bytes, length - WORD)) {
        return damaged(error, "its checksum is not that of its content");
    }
    eye.used = WORD;

    uint64_t format = read_word(&eye);

    if (format != FORMAT) {
        return aras_error_set(error, ARAS_DAMAGED,
                              "it has format %" PRIu64 ", this program reads format %d",
                              format, FORMAT);
    }
    if (read_word(&eye) != length) {
        return damaged(error, "its length is not the one that is written in it");
    }
    return ARAS_OK;
}

static bool read_shape(struct eye *eye, const struct aras_shape *expected)
{
    bool same = read_word(eye) == expected->outcomes;

    same = read_word(eye) == expected->parameters && same;
    same = read_word(eye) == expected->events && same;
    same = read_word(eye) == expected->ranges && same;
    same = read_word(eye) == expected->points && same;
    return read_word(eye) == expected->group && same;
}

static struct aras_block *read_content(struct eye *eye,
                                       const struct aras_shape *expected,
                                       struct aras_error *error)
{
    struct aras_block *block = NULL;
    size_t size = 0;

    if (!read_shape(eye, expected)) {
        damaged(error, "it has another shape: it is not of this model");
        return NULL;
    }

    uint64_t first = read_word(eye);
    uint64_t count = read_word(eye);
    uint64_t maths = read_word(eye);
    uint64_t failures = read_word(eye);

    if (count == 0 || count - 1 > UINT64_MAX - first) {
        damaged(error, "it holds replications that there cannot be");
        return NULL;
    }

    uint64_t last_set = (first + (count - 1)) / expected->group;

    if (!get_least_size(expected, count, last_set - first / expected->group + 1,
                        failures, &size) ||
        size - WORD > eye->length) {
        damaged(error, "it is too short for what it says it holds");
        return NULL;
    }
    block = aras_block_new(expected, first, count, error);
    if (block == NULL) {
        return NULL;
    }
    block->maths = maths;
    if (read_rest(eye, block, failures, error) != ARAS_OK) {
        aras_block_free(block);
        return NULL;
    }
    return block;
}

struct aras_block *aras_block_read_part(const unsigned char *bytes, size_t length,
                                        const struct aras_shape *expected,
                                        struct aras_block_part part,
                                        struct aras_error *error)
{
    struct eye eye = {.bytes = bytes, .used = 3 * (size_t) WORD, .part = part};

    ARAS_REQUIRE(expected->group >= 1);
    if (check_whole(bytes, length, error) != ARAS_OK) {
        return NULL;
    }
    eye.length = length - WORD; /* without the checksum */
    return read_content(&eye, expected, error);
}

struct aras_block *aras_block_read(const unsigned char *bytes, size_t length,
                                   const struct aras_shape *expected,
                                   struct aras_error *error)
{
    return aras_block_read_part(bytes, length, expected, (struct aras_block_part){0},
                                error);
}
