#include "random/stream.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#include "statistics/kolmogorov.h"
#include "statistics/quantile.h"
#include "support/check.h"

static void assert_words(struct aras_stream stream, uint64_t draw, uint64_t sub,
                         const uint64_t expected[4])
{
    uint64_t words[4];

    aras_stream_words(&stream, draw, sub, words);
    for (int i = 0; i < 4; i++) {
        assert_true(words[i] == expected[i]);
    }
}

/* The known answers of Random123's tests/kat_vectors for philox4x64 with 10 rounds:
 * counter (name, draw, sub, purpose), key (seed, replication). */
static void words_are_the_published_ones_of_philox(void **state)
{
    const uint64_t ones = UINT64_MAX;

    (void) state;
    assert_words((struct aras_stream){0, 0, 0, 0}, 0, 0,
                 (const uint64_t[]){0x16554d9eca36314c, 0xdb20fe9d672d0fdc,
                                    0xd7e772cee186176b, 0x7e68b68aec7ba23b});
    assert_words((struct aras_stream){ones, ones, ones, ones}, ones, ones,
                 (const uint64_t[]){0x87b092c3013fe90b, 0x438c3c67be8d0224,
                                    0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0});
    /* the digits of pi */
    assert_words((struct aras_stream){.seed = 0x452821e638d01377,
                                      .replication = 0xbe5466cf34e90c6c,
                                      .name = 0x243f6a8885a308d3,
                                      .purpose = 0x082efa98ec4e6c89},
                 0x13198a2e03707344, 0xa4093822299f31d0,
                 (const uint64_t[]){0xa528f45403e61d95, 0x38c72dbd566e9788,
                                    0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6});
}

/* From the reference implementation of xxHash: XXH64 of nothing, seed 0. */
static void the_hash_of_a_name_is_xxh64(void **state)
{
    (void) state;
    assert_true(aras_name_hash("") == 0xef46db3751d8e999);
    assert_true(aras_name_hash("treaty_signed") != aras_name_hash("treaty_signed!"));
}

static void a_uniform_number_is_never_0_and_never_1(void **state)
{
    (void) state;
    assert_true(aras_uniform_of(0) == 0x1p-53);
    assert_true(aras_uniform_of(UINT64_MAX) == 1.0 - 0x1p-53);
    assert_true(aras_uniform_of(UINT64_C(1) << 63) == 0.5 + 0x1p-53);
}

static void uniform_numbers_are_symmetric_about_a_half(void **state)
{
    (void) state;
    for (uint64_t i = 0; i < 1000; i++) {
        uint64_t word = i * UINT64_C(0x9e3779b97f4a7c15);

        assert_true(aras_uniform_of(word) == 1.0 - aras_uniform_of(~word));
    }
}

enum { KEYS = 8, DRAWS = 64 };

/* Two streams that differ in one thing only share no word: of 2^64 words, the first
 * few hundred of each would by chance do so once in 10^13 tries. */
static void assert_nothing_shared(struct aras_stream a, struct aras_stream b)
{
    uint64_t of_a[DRAWS][4], of_b[DRAWS][4];

    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        aras_stream_words(&a, draw, 0, of_a[draw]);
        aras_stream_words(&b, draw, 0, of_b[draw]);
    }
    for (int i = 0; i < 4 * DRAWS; i++) {
        for (int j = 0; j < 4 * DRAWS; j++) {
            assert_true(of_a[i / 4][i % 4] != of_b[j / 4][j % 4]);
        }
    }
}

static void consecutive_seeds_share_nothing_and_0_is_one_of_them(void **state)
{
    (void) state;
    for (uint64_t seed = 0; seed < KEYS; seed++) {
        assert_nothing_shared((struct aras_stream){.seed = seed},
                              (struct aras_stream){.seed = seed + 1});
    }
}

static void replications_names_and_purposes_share_nothing(void **state)
{
    const struct aras_stream base = {.seed = 1, .replication = 1, .name = 1};

    (void) state;
    for (uint64_t i = 2; i < KEYS; i++) {
        struct aras_stream other = base;

        other.replication = i;
        assert_nothing_shared(base, other);
        other = base;
        other.name = i;
        assert_nothing_shared(base, other);
        other = base;
        other.purpose = i - 1;
        assert_nothing_shared(base, other);
    }
}

static void draws_and_sub_draws_are_not_exchangeable(void **state)
{
    const struct aras_stream stream = {.seed = 1};

    (void) state;
    assert_true(aras_stream_uniform(&stream, 1, 2) !=
                aras_stream_uniform(&stream, 2, 1));
}

/* p is uniform when all is well: below 0.001 with probability 0.001 for each of the
 * four, at these fixed seeds once and for all. */
static void draws_are_uniform_along_every_axis(void **state)
{
    enum { COUNT = 20000 };
    static double u[COUNT];

    (void) state;
    for (int axis = 0; axis < 4; axis++) {
        for (uint64_t i = 0; i < COUNT; i++) {
            struct aras_stream stream = {
                .seed = axis == 0 ? i : 42,
                .replication = axis == 1 ? i : 0,
                .name = aras_name_hash("dispute[armenia, azerbaijan]"),
            };

            u[i] = aras_stream_uniform(&stream, axis == 2 ? i : 0, axis == 3 ? i : 0);
        }
        aras_quantile_sort(u, COUNT);
        assert_true(aras_kolmogorov_p(aras_kolmogorov_uniform(u, COUNT), COUNT) >
                    0.001);
    }
}

/* The correlation of neighbours has standard error 1/sqrt(n): 4 of them are passed
 * with probability 0.00006. */
static void neighbouring_replications_are_not_correlated(void **state)
{
    enum { COUNT = 40000 };
    double sum = 0.0;
    struct aras_stream stream = {.seed = 7, .name = aras_name_hash("drift")};
    double before = aras_stream_uniform(&stream, 0, 0) - 0.5;

    (void) state;
    for (uint64_t i = 1; i <= COUNT; i++) {
        stream.replication = i;

        double now = aras_stream_uniform(&stream, 0, 0) - 0.5;

        sum += before * now * 12.0;
        before = now;
    }
    assert_true(fabs(sum / COUNT) < 4.0 / sqrt(COUNT));
}

static void a_gsl_generator_gives_the_words_of_its_stream(void **state)
{
    const struct aras_stream stream = {.seed = 3, .name = 5};
    gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);
    uint64_t words[4];

    (void) state;
    assert_non_null(rng);
    aras_rng_attach(rng, &stream, 9);
    for (uint64_t sub = 0; sub < 3; sub++) {
        aras_stream_words(&stream, 9, sub, words);
        for (int i = 0; i < 4; i += 2) {
            assert_true(gsl_rng_get(rng) == words[i] >> 32);
            assert_true(gsl_rng_uniform(rng) == aras_uniform_of(words[i + 1]));
        }
    }
    gsl_rng_free(rng);
}

static void a_gsl_generator_begins_again_where_it_is_attached(void **state)
{
    const struct aras_stream stream = {.seed = 3, .name = 5};
    gsl_rng *rng = gsl_rng_alloc(aras_rng_philox);
    int first[10], second[10];

    (void) state;
    assert_non_null(rng);
    for (int i = 0; i < 10; i++) {
        first[i] = second[i] = i;
    }
    aras_rng_attach(rng, &stream, 0);
    gsl_ran_shuffle(rng, first, 10, sizeof *first);
    aras_rng_attach(rng, &stream, 0);
    gsl_ran_shuffle(rng, second, 10, sizeof *second);
    assert_memory_equal(first, second, sizeof first);
    aras_rng_attach(rng, &stream, 1);
    gsl_ran_shuffle(rng, second, 10, sizeof *second);
    assert_memory_not_equal(first, second, sizeof first);
    gsl_rng_set(rng, 11);

    unsigned long seeded = gsl_rng_get(rng);

    gsl_rng_set(rng, 12);
    assert_true(gsl_rng_get(rng) != seeded);
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_the_published_ones_of_philox),
        cmocka_unit_test(the_hash_of_a_name_is_xxh64),
        cmocka_unit_test(a_uniform_number_is_never_0_and_never_1),
        cmocka_unit_test(uniform_numbers_are_symmetric_about_a_half),
        cmocka_unit_test(consecutive_seeds_share_nothing_and_0_is_one_of_them),
        cmocka_unit_test(replications_names_and_purposes_share_nothing),
        cmocka_unit_test(draws_and_sub_draws_are_not_exchangeable),
        cmocka_unit_test(draws_are_uniform_along_every_axis),
        cmocka_unit_test(neighbouring_replications_are_not_correlated),
        cmocka_unit_test(a_gsl_generator_gives_the_words_of_its_stream),
        cmocka_unit_test(a_gsl_generator_begins_again_where_it_is_attached),
    };

    return cmocka_run_group_tests_name("stream", tests, NULL, NULL);
}
