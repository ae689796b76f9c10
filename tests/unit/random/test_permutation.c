#include "random/permutation.h"

#include <stdbool.h>
#include <string.h>

#include "support/check.h"

static struct aras_stream stream(uint64_t which)
{
    return (struct aras_stream){.seed = 5,
                                .replication = which,
                                .name = aras_name_hash("permutation"),
                                .purpose = ARAS_FOR_DESIGN};
}

static void each_number_goes_somewhere_and_none_twice(void **state)
{
    (void) state;
    for (uint64_t size = 1; size < 300; size += size < 20 ? 1 : 37) {
        struct aras_stream of = stream(size);
        bool taken[300] = {false};

        for (uint64_t i = 0; i < size; i++) {
            uint64_t to = aras_permuted(&of, size, i);

            assert_true(to < size && !taken[to]);
            taken[to] = true;
        }
    }
}

/* All 24 orders of four things are alike: chi-square with 23 degrees of freedom is
 * above 49.7 in one test of a thousand, and this seed is no such one. */
static void all_orders_are_alike(void **state)
{
    enum { TRIALS = 24000 };
    unsigned count[256] = {0};
    double sum = 0.0;

    (void) state;
    for (uint64_t trial = 0; trial < TRIALS; trial++) {
        struct aras_stream of = stream(trial);
        unsigned order = 0;

        for (uint64_t i = 0; i < 4; i++) {
            order = order << 2 | (unsigned) aras_permuted(&of, 4, i);
        }
        count[order]++;
    }
    for (unsigned i = 0; i < 256; i++) {
        double off = (double) count[i] - TRIALS / 24.0;

        sum += count[i] > 0 ? off * off / (TRIALS / 24.0) : 0.0;
    }
    assert_true(sum < 49.7);
    assert_true(sum > 7.5); /* nor more alike than chance */
}

/* In a random order of n, neighbours come to lie anywhere: the correlation of a place
 * with the next is 0 within 4 standard errors (n = 10,000). */
static void neighbours_are_parted(void **state)
{
    enum { SIZE = 10000 };
    struct aras_stream of = stream(1);
    double sum = 0.0;
    double before = 0.0;

    (void) state;
    for (uint64_t i = 0; i < SIZE; i++) {
        double place = ((double) aras_permuted(&of, SIZE, i) + 0.5) / SIZE - 0.5;

        sum += i > 0 ? place * before * 12.0 : 0.0;
        before = place;
    }
    assert_close(sum / SIZE, 0.0, 0.04);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_number_goes_somewhere_and_none_twice),
        cmocka_unit_test(all_orders_are_alike),
        cmocka_unit_test(neighbours_are_parted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
