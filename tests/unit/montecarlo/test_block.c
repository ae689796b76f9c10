#include "montecarlo/block.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static const struct aras_shape shape = {
    .outcomes = 2, .parameters = 3, .events = 2, .ranges = 1, .points = 3, .group = 2};

/* Where things stand in the bytes of a block: see block.c. */
enum { LENGTH_AT = 16, GROUP_AT = 64, FIRST_AT = 72, COUNT_AT = 80, FAILURES_AT = 96 };

static void add_number(struct aras_block *block, size_t point, double x)
{
    struct aras_error error = {0};

    aras_summary_add(&block->moment[point], x);
    assert_ok(aras_sketch_add(&block->sketch[point], x, &error), error);
}

/* Replications 3, 4 and 5, of the sets 1, 1 and 2; the last has failed. */
static struct aras_block *new_block(void)
{
    struct aras_error error = {0};
    struct aras_failure failure = {
        .replication = 5, .time = 1.25, .reason = "a rate of -1"};
    struct aras_block *block = aras_block_new(&shape, 3, 3, &error);
    const double outcome[] = {1.0, INFINITY, 0.0, 0.1, NAN, NAN};

    assert_non_null(block);
    memcpy(block->outcome, outcome, sizeof outcome);
    for (size_t i = 0; i < 3; i++) {
        block->fingerprint[i] = UINT64_C(0xfedcba9876543210) + i;
    }
    block->failed[2] = 1;
    for (size_t i = 0; i < 6; i++) {
        block->parameter[i] = 0.1 * (double) i - 0.2;
    }
    block->maths = 0x1234;
    block->event[0] = (struct aras_event_sum){.count = 5,
                                              .worlds = 2,
                                              .integrated = 4.5,
                                              .residual = 0.5,
                                              .residual_squared = 3.25};
    block->event[1].count = UINT64_MAX;
    block->clamps[0] = 17;
    add_number(block, 0, 0.3);
    add_number(block, 0, -1e100);
    add_number(block, 1, 0.0);
    add_number(block, 1, 5e-324);
    assert_ok(aras_block_add_failure(block, &failure, &error), error);
    return block;
}

static unsigned char *bytes_of(const struct aras_block *block, size_t *length)
{
    struct aras_error error = {0};
    unsigned char *bytes = NULL;

    assert_ok(aras_block_write(block, &bytes, length, &error), error);
    return bytes;
}

static unsigned char *sample_bytes(size_t *length)
{
    struct aras_block *block = new_block();
    unsigned char *bytes = bytes_of(block, length);

    aras_block_free(block);
    return bytes;
}

static enum aras_status read_and_free(const unsigned char *bytes, size_t length,
                                      const struct aras_shape *expected,
                                      struct aras_error *error)
{
    struct aras_block *block = aras_block_read(bytes, length, expected, error);

    if (block == NULL) {
        return error->status;
    }
    aras_block_free(block);
    return ARAS_OK;
}

static void put_word(unsigned char *bytes, uint64_t word)
{
    for (int i = 0; i < 8; i++) {
        bytes[i] = (unsigned char) (word >> 8 * i);
    }
}

/* Bytes that are whole, whatever they say. */
static void seal(unsigned char *bytes, size_t length)
{
    put_word(bytes + LENGTH_AT, length);
    put_word(bytes + length - 8, XXH3_64bits(bytes, length - 8));
}

static void a_block_knows_its_parameter_sets(void **state)
{
    struct aras_error error = {0};
    struct aras_block *block = aras_block_new(&shape, 3, 3, &error);

    (void) state;
    assert_non_null(block);
    assert_int_equal(block->first_set, 1);
    assert_int_equal(block->sets, 2);
    assert_close(block->outcome[5], 0.0, 0.0);
    assert_int_equal(block->sketch[2].count, 0);
    aras_block_free(block);
    aras_block_free(NULL);
}

static void the_worlds_of_a_block_come_back_without_what_is_summed_up(void **state)
{
    struct aras_error error = {0};
    size_t length;
    struct aras_block *block = new_block();
    unsigned char *bytes = bytes_of(block, &length);
    const struct aras_block_part worlds = {.worlds_only = true};
    struct aras_block *again =
        aras_block_read_part(bytes, length, &shape, worlds, &error);

    (void) state;
    assert_non_null(again);
    assert_int_equal(again->first, block->first);
    assert_memory_equal(again->outcome, block->outcome, 4 * sizeof(double));
    assert_memory_equal(again->fingerprint, block->fingerprint, 3 * sizeof(uint64_t));
    assert_memory_equal(again->failed, block->failed, 3);
    assert_memory_equal(again->parameter, block->parameter, 6 * sizeof(double));
    assert_int_equal(again->failures, 0);
    assert_int_equal(again->sketch[2].count, 0);
    aras_block_free(again);

    /* What is passed over must be whole too. */
    bytes[length - 12] ^= 1;
    assert_null(aras_block_read_part(bytes, length, &shape, worlds, &error));
    assert_int_equal(error.status, ARAS_DAMAGED);
    free(bytes);
    aras_block_free(block);
}

static void a_block_comes_back_with_the_sketches_that_are_asked_for(void **state)
{
    const bool second[] = {false, true, false};
    const struct aras_block_part part = {.sketches = second};
    struct aras_error error = {0};
    size_t length;
    struct aras_block *block = new_block();
    unsigned char *bytes = bytes_of(block, &length);
    struct aras_block *again =
        aras_block_read_part(bytes, length, &shape, part, &error);

    (void) state;
    assert_non_null(again);
    assert_int_equal(again->sketch[0].total, 0);
    assert_int_equal(again->sketch[1].total, 2);
    assert_close(aras_sketch_quantile(&again->sketch[1], 0.0),
                 aras_sketch_quantile(&block->sketch[1], 0.0), 0.0);
    assert_memory_equal(again->moment, block->moment, sizeof *block->moment);
    /* What stands behind them is found. */
    assert_int_equal(again->failures, 1);
    assert_string_equal(again->failure[0].reason, "a rate of -1");
    aras_block_free(again);
    free(bytes);
    aras_block_free(block);
}

static void a_block_comes_back_as_it_was_written(void **state)
{
    struct aras_error error = {0};
    size_t length, again_length;
    struct aras_block *block = new_block();
    unsigned char *bytes = bytes_of(block, &length);
    struct aras_block *again = aras_block_read(bytes, length, &shape, &error);
    unsigned char *again_bytes;

    (void) state;
    assert_non_null(again);
    assert_int_equal(again->first, 3);
    assert_int_equal(again->count, 3);
    assert_int_equal(again->maths, 0x1234);
    assert_int_equal(again->first_set, 1);
    assert_int_equal(again->sets, 2);
    assert_memory_equal(again->outcome, block->outcome, 4 * sizeof(double));
    assert_true(isnan(again->outcome[4]) && isnan(again->outcome[5]));
    assert_memory_equal(again->fingerprint, block->fingerprint, 3 * sizeof(uint64_t));
    assert_memory_equal(again->failed, block->failed, 3);
    assert_memory_equal(again->parameter, block->parameter, 6 * sizeof(double));
    assert_memory_equal(again->event, block->event, 2 * sizeof *block->event);
    assert_int_equal(again->clamps[0], 17);
    assert_memory_equal(again->moment, block->moment, 3 * sizeof *block->moment);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(again->sketch[i].count, block->sketch[i].count);
        assert_int_equal(again->sketch[i].total, block->sketch[i].total);
        for (size_t j = 0; j < block->sketch[i].count; j++) {
            assert_int_equal(again->sketch[i].bins[j].bin,
                             block->sketch[i].bins[j].bin);
            assert_int_equal(again->sketch[i].bins[j].count,
                             block->sketch[i].bins[j].count);
        }
    }
    assert_int_equal(again->failures, 1);
    assert_int_equal(again->failure[0].replication, 5);
    assert_close(again->failure[0].time, 1.25, 0.0);
    assert_string_equal(again->failure[0].reason, "a rate of -1");

    again_bytes = bytes_of(again, &again_length);
    assert_int_equal(again_length, length);
    assert_memory_equal(again_bytes, bytes, length);
    free(bytes);
    free(again_bytes);
    aras_block_free(block);
    aras_block_free(again);
}

static void the_bytes_are_the_same_on_every_machine(void **state)
{
    const unsigned char start[] = {'A', 'R', 'A', 'S', 'B', 'L', 'K', '\n',
                                   1,   0,   0,   0,   0,   0,   0,   0};
    const unsigned char tenth[] = {0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f};
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    assert_int_equal(length, 518);
    assert_memory_equal(bytes, start, sizeof start);
    assert_memory_equal(bytes + FIRST_AT, "\3\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0", 16);
    assert_memory_equal(bytes + 104 + 3 * 8, tenth, sizeof tenth);
    assert_int_equal(XXH3_64bits(bytes, length), UINT64_C(0x61c6c73be4fb1bd2));
    free(bytes);
}

static void what_is_no_number_is_written_in_one_way(void **state)
{
    const uint64_t other = UINT64_C(0xfff8000000000123);
    size_t length, other_length;
    struct aras_block *block = new_block();
    unsigned char *bytes = bytes_of(block, &length);
    unsigned char *other_bytes;

    (void) state;
    memcpy(&block->outcome[5], &other, sizeof other);
    other_bytes = bytes_of(block, &other_length);
    assert_int_equal(other_length, length);
    assert_memory_equal(other_bytes, bytes, length);
    free(bytes);
    free(other_bytes);
    aras_block_free(block);
}

static void every_changed_byte_is_found(void **state)
{
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    for (size_t i = 0; i < length; i++) {
        for (int bit = 0; bit < 8; bit++) {
            struct aras_error error = {0};

            bytes[i] ^= (unsigned char) (1 << bit);
            assert_fails(read_and_free(bytes, length, &shape, &error), error,
                         ARAS_DAMAGED, "it");
            bytes[i] ^= (unsigned char) (1 << bit);
        }
    }
    free(bytes);
}

static void a_block_that_was_cut_or_grew_is_found(void **state)
{
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    for (size_t i = 0; i <= length + 8; i++) {
        struct aras_error error = {0};
        /* Exactly as many bytes, so that a sanitizer sees a step beyond them. */
        unsigned char *part = calloc(i + 1, 1);

        assert_non_null(part);
        memcpy(part + 1, bytes, i < length ? i : length);
        if (i != length) {
            assert_fails(read_and_free(part + 1, i, &shape, &error), error,
                         ARAS_DAMAGED, "it");
            if (i >= 112) {
                seal(part + 1, i);
                assert_fails(read_and_free(part + 1, i, &shape, &error), error,
                             ARAS_DAMAGED, "");
            }
        }
        free(part);
    }
    free(bytes);
}

static void a_block_of_another_shape_is_refused(void **state)
{
    size_t length;
    unsigned char *bytes = sample_bytes(&length);
    const struct aras_shape others[] = {
        {.outcomes = 3,
         .parameters = 3,
         .events = 2,
         .ranges = 1,
         .points = 3,
         .group = 2},
        {.outcomes = 2,
         .parameters = 2,
         .events = 2,
         .ranges = 1,
         .points = 3,
         .group = 2},
        {.outcomes = 2,
         .parameters = 3,
         .events = 1,
         .ranges = 1,
         .points = 3,
         .group = 2},
        {.outcomes = 2,
         .parameters = 3,
         .events = 2,
         .ranges = 0,
         .points = 3,
         .group = 2},
        {.outcomes = 2,
         .parameters = 3,
         .events = 2,
         .ranges = 1,
         .points = 4,
         .group = 2},
        {.outcomes = 2,
         .parameters = 3,
         .events = 2,
         .ranges = 1,
         .points = 3,
         .group = 1},
    };

    (void) state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct aras_error error = {0};

        assert_fails(read_and_free(bytes, length, &others[i], &error), error,
                     ARAS_DAMAGED, "another shape");
    }
    free(bytes);
}

static void a_block_of_a_later_format_is_refused(void **state)
{
    struct aras_error error = {0};
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    bytes[8] = 2;
    seal(bytes, length);
    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "format 2, this program reads format 1");
    free(bytes);
}

static void a_length_that_is_not_its_own_is_refused(void **state)
{
    struct aras_error error = {0};
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    put_word(bytes + LENGTH_AT, length + 1);
    put_word(bytes + length - 8, XXH3_64bits(bytes, length - 8));
    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "its length is not the one that is written in it");
    free(bytes);
}

/* What is said of sizes, with a right checksum, is not believed either. */
static void impossible_sizes_are_refused(void **state)
{
    const size_t places[] = {FIRST_AT, COUNT_AT, FAILURES_AT};
    const uint64_t words[] = {UINT64_MAX, UINT64_MAX / 2, UINT64_C(1) << 61,
                              UINT64_C(1) << 32, 1000};
    size_t length;
    unsigned char *bytes = sample_bytes(&length);

    (void) state;
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        uint64_t before = bytes[places[i]];

        for (size_t j = 0; j < sizeof words / sizeof *words; j++) {
            struct aras_error error = {0};

            put_word(bytes + places[i], words[j]);
            seal(bytes, length);
            assert_fails(read_and_free(bytes, length, &shape, &error), error,
                         ARAS_DAMAGED, "");
        }
        put_word(bytes + places[i], before);
    }
    put_word(bytes + COUNT_AT, 0);
    seal(bytes, length);

    struct aras_error error = {0};

    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "replications that there cannot be");
    free(bytes);
}

/* Each byte of the content changed, and the checksum made right: some changes make
 * another block, none may crash. */
static void no_content_crashes_the_reader(void **state)
{
    size_t length;
    unsigned char *bytes = sample_bytes(&length);
    size_t refused = 0;

    (void) state;
    for (size_t i = 0; i < length - 8; i++) {
        const unsigned char kept = bytes[i];

        for (int change = 1; change < 256; change += change < 4 ? 1 : 63) {
            struct aras_error error = {0};

            bytes[i] = (unsigned char) (kept + change);
            seal(bytes, length);
            refused += read_and_free(bytes, length, &shape, &error) != ARAS_OK;
        }
        bytes[i] = kept;
    }
    assert_true(refused > 500);
    free(bytes);
}

static void a_failure_must_be_of_its_block(void **state)
{
    struct aras_error error = {0};
    struct aras_block *block = new_block();
    unsigned char *bytes;
    size_t length;

    (void) state;
    block->failure[0].replication = 6;
    bytes = bytes_of(block, &length);
    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "a failure is not one of this block");
    free(bytes);
    aras_block_free(block);
}

static void a_replication_has_failed_or_not(void **state)
{
    struct aras_error error = {0};
    struct aras_block *block = new_block();
    unsigned char *bytes;
    size_t length;

    (void) state;
    block->failed[0] = 2;
    bytes = bytes_of(block, &length);
    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "neither failed nor not");
    free(bytes);
    aras_block_free(block);
}

static void a_sketch_and_its_mean_are_of_the_same_numbers(void **state)
{
    struct aras_error error = {0};
    struct aras_block *block = new_block();
    unsigned char *bytes;
    size_t length;

    (void) state;
    block->moment[2].count = 1;
    bytes = bytes_of(block, &length);
    assert_fails(read_and_free(bytes, length, &shape, &error), error, ARAS_DAMAGED,
                 "not of the same numbers");
    free(bytes);
    aras_block_free(block);
}

static void a_sketch_may_hold_any_number(void **state)
{
    const double numbers[] = {-INFINITY, -1e308, -1.0,  -5e-324, 0.0,
                              5e-324,    0.7,    1e308, INFINITY};
    struct aras_error error = {0};
    struct aras_shape small = {.points = 1, .group = 1};
    struct aras_block *block = aras_block_new(&small, 0, 1, &error);
    struct aras_block *again;
    unsigned char *bytes;
    size_t length;

    (void) state;
    assert_non_null(block);
    for (size_t i = 0; i < 9; i++) {
        assert_ok(aras_sketch_add(&block->sketch[0], numbers[i], &error), error);
    }
    block->sketch[0].bins[4].count += UINT64_C(1) << 60;
    block->sketch[0].total += UINT64_C(1) << 60;
    block->moment[0].count = block->sketch[0].total;
    bytes = bytes_of(block, &length);
    again = aras_block_read(bytes, length, &small, &error);
    assert_non_null(again);
    assert_int_equal(again->sketch[0].count, 9);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(again->sketch[0].bins[i].bin, aras_sketch_bin_of(numbers[i]));
        assert_int_equal(again->sketch[0].bins[i].count,
                         i == 4 ? (UINT64_C(1) << 60) + 1 : 1);
    }
    free(bytes);
    aras_block_free(block);
    aras_block_free(again);
}

static void a_long_reason_is_kept_up_to_its_room(void **state)
{
    struct aras_error error = {0};
    struct aras_block *block = new_block();
    struct aras_block *again;
    unsigned char *bytes;
    size_t length;

    (void) state;
    memset(block->failure[0].reason, 'x', sizeof block->failure[0].reason);
    bytes = bytes_of(block, &length);
    again = aras_block_read(bytes, length, &shape, &error);
    assert_non_null(again);
    assert_int_equal(strlen(again->failure[0].reason), 511);
    free(bytes);
    aras_block_free(block);
    aras_block_free(again);
}

static void a_block_of_nothing_but_replications_is_a_block(void **state)
{
    struct aras_error error = {0};
    struct aras_shape nothing = {.group = 50};
    struct aras_block *block = aras_block_new(&nothing, 1000, 7, &error);
    unsigned char *bytes;
    size_t length;

    (void) state;
    assert_non_null(block);
    bytes = bytes_of(block, &length);
    assert_ok(read_and_free(bytes, length, &nothing, &error), error);
    free(bytes);
    aras_block_free(block);
}

static void a_block_beyond_all_memory_is_refused(void **state)
{
    struct aras_error error = {0};
    struct aras_shape wide = {.outcomes = SIZE_MAX / 4, .group = 1};

    (void) state;
    assert_null(aras_block_new(&shape, 0, UINT64_C(1) << 60, &error));
    assert_int_equal(error.status, ARAS_NO_MEMORY);
    assert_null(aras_block_new(&wide, 0, 1, &error));
    assert_int_equal(error.status, ARAS_NO_MEMORY);
}

static enum aras_status use_a_block(struct aras_error *error)
{
    struct aras_failure failure = {.replication = 3};
    struct aras_block *block = aras_block_new(&shape, 3, 3, error);
    unsigned char *bytes = NULL;
    size_t length = 0;
    enum aras_status status;

    if (block == NULL) {
        return error->status;
    }
    aras_summary_add(&block->moment[1], 0.5);
    status = aras_sketch_add(&block->sketch[1], 0.5, error);
    for (int i = 0; i < 3 && status == ARAS_OK; i++) {
        status = aras_block_add_failure(block, &failure, error);
    }
    if (status == ARAS_OK) {
        status = aras_block_write(block, &bytes, &length, error);
    }
    if (status == ARAS_OK) {
        status = read_and_free(bytes, length, &shape, error);
    }
    free(bytes);
    aras_block_free(block);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(use_a_block);

    (void) state;
    assert_true(refused > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_block_knows_its_parameter_sets),
        cmocka_unit_test(a_block_comes_back_with_the_sketches_that_are_asked_for),
        cmocka_unit_test(a_block_comes_back_as_it_was_written),
        cmocka_unit_test(the_worlds_of_a_block_come_back_without_what_is_summed_up),
        cmocka_unit_test(the_bytes_are_the_same_on_every_machine),
        cmocka_unit_test(what_is_no_number_is_written_in_one_way),
        cmocka_unit_test(every_changed_byte_is_found),
        cmocka_unit_test(a_block_that_was_cut_or_grew_is_found),
        cmocka_unit_test(a_block_of_another_shape_is_refused),
        cmocka_unit_test(a_block_of_a_later_format_is_refused),
        cmocka_unit_test(a_length_that_is_not_its_own_is_refused),
        cmocka_unit_test(impossible_sizes_are_refused),
        cmocka_unit_test(no_content_crashes_the_reader),
        cmocka_unit_test(a_failure_must_be_of_its_block),
        cmocka_unit_test(a_replication_has_failed_or_not),
        cmocka_unit_test(a_sketch_and_its_mean_are_of_the_same_numbers),
        cmocka_unit_test(a_sketch_may_hold_any_number),
        cmocka_unit_test(a_long_reason_is_kept_up_to_its_room),
        cmocka_unit_test(a_block_of_nothing_but_replications_is_a_block),
        cmocka_unit_test(a_block_beyond_all_memory_is_refused),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("block", tests, NULL, NULL);
}
