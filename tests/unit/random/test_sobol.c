#include "random/sobol.h"

#include <math.h>
#include <stdbool.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static struct aras_sobol *sobol_new(size_t dimensions, uint64_t seed)
{
    struct aras_error error = {0};
    struct aras_sobol *sobol = aras_sobol_new(dimensions, seed, &error);

    assert_non_null(sobol);
    return sobol;
}

static uint64_t gray(uint64_t index)
{
    return index ^ (index >> 1);
}

/* As Joe and Kuo list them beside their program, in the order of the Gray code. */
static void the_first_points_are_the_published_ones(void **state)
{
    static const double known[][3] = {{0.0, 0.0, 0.0},       {0.5, 0.5, 0.5},
                                      {0.75, 0.25, 0.25},    {0.25, 0.75, 0.75},
                                      {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125},
                                      {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}};
    struct aras_sobol *sobol = sobol_new(3, 0);

    (void) state;
    for (uint64_t i = 0; i < 8; i++) {
        for (size_t d = 0; d < 3; d++) {
            assert_close(aras_sobol_plain(sobol, gray(i), d) * 0x1p-32, known[i][d],
                         0.0);
        }
    }
    aras_sobol_free(sobol);
}

/* Numbers computed by SciPy 1.10.1, qmc.Sobol(1111, scramble=False, bits=32). */
static void far_axes_agree_with_another_program(void **state)
{
    static const size_t dimension[] = {1, 40, 100, 500, 1110};
    static const struct {
        uint64_t point;
        uint32_t value[5];
    } known[] = {{1000, {415236096, 3921674240, 3300917248, 3116367872, 1589641216}},
                 {777, {4022337536, 3099590656, 3619684352, 3737124864, 2512388096}},
                 {31, {2281701376, 3623878656, 3892314112, 1744830464, 2550136832}}};
    struct aras_sobol *sobol = sobol_new(ARAS_SOBOL_DIMENSIONS, 0);

    (void) state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        for (size_t d = 0; d < 5; d++) {
            assert_int_equal(
                aras_sobol_plain(sobol, gray(known[i].point), dimension[d]),
                known[i].value[d]);
        }
    }
    aras_sobol_free(sobol);
}

/* Of 2^m points, one in each of the 2^m parts of an axis; and any run of 2^m that
 * begins at a multiple of it likewise. Scrambling keeps this. */
static void scrambled_points_lie_one_in_each_part_of_every_axis(void **state)
{
    enum { DIMENSIONS = 60, PARTS = 256 };
    struct aras_sobol *sobol = sobol_new(DIMENSIONS, 7);

    (void) state;
    for (size_t d = 0; d < DIMENSIONS; d++) {
        for (uint64_t first = 0; first < 4 * PARTS; first += PARTS) {
            bool taken[PARTS] = {false};

            for (uint64_t i = 0; i < PARTS; i++) {
                size_t part = (size_t) (aras_sobol_at(sobol, first + i, d) * PARTS);

                assert_false(taken[part]);
                taken[part] = true;
            }
        }
    }
    aras_sobol_free(sobol);
}

/* The first two axes are a (0, m, 2)-net: each box of 2^-k by 2^-(m-k) has one point.
 */
static void two_axes_are_balanced_in_boxes_of_every_shape(void **state)
{
    enum { M = 10, SIZE = 1 << M };
    struct aras_sobol *sobol = sobol_new(2, 11);

    (void) state;
    for (unsigned k = 0; k <= M; k++) {
        bool taken[SIZE] = {false};

        for (uint64_t i = 0; i < SIZE; i++) {
            size_t a = (size_t) (aras_sobol_at(sobol, i, 0) * (1 << k));
            size_t b = (size_t) (aras_sobol_at(sobol, i, 1) * (1 << (M - k)));
            size_t box = a << (M - k) | b;

            assert_false(taken[box]);
            taken[box] = true;
        }
    }
    aras_sobol_free(sobol);
}

/* Warnock's formula for the L2 star discrepancy: of 1024 points in 5 axes it is about
 * 0.0125 at random, sqrt((2^-5 - 3^-5) / 1024) in quadratic mean; here well below half.
 */
static void points_are_more_even_than_chance(void **state)
{
    enum { SIZE = 1024, AXES = 5 };
    double x[SIZE][AXES];
    struct aras_sobol *sobol = sobol_new(AXES, 3);
    double one = 0.0;
    double two = 0.0;

    (void) state;
    for (uint64_t i = 0; i < SIZE; i++) {
        for (size_t d = 0; d < AXES; d++) {
            x[i][d] = aras_sobol_at(sobol, i, d);
        }
    }
    for (size_t i = 0; i < SIZE; i++) {
        double product = 1.0;

        for (size_t d = 0; d < AXES; d++) {
            product *= (1.0 - x[i][d] * x[i][d]) / 2.0;
        }
        one += product;
        for (size_t j = 0; j < SIZE; j++) {
            product = 1.0;
            for (size_t d = 0; d < AXES; d++) {
                product *= 1.0 - fmax(x[i][d], x[j][d]);
            }
            two += product;
        }
    }
    assert_true(
        sqrt(pow(3.0, -AXES) - 2.0 * one / SIZE + two / ((double) SIZE * SIZE)) <
        0.5 * sqrt((pow(2.0, -AXES) - pow(3.0, -AXES)) / SIZE));
    aras_sobol_free(sobol);
}

/* Over scramblings a point is anywhere with equal probability: the mean of 400 is
 * within 4 standard errors of 1/2, and so is the share of each bit. */
static void a_scrambled_point_is_uniform_over_seeds(void **state)
{
    enum { SEEDS = 400 };
    double sum = 0.0;
    unsigned bits[12] = {0};

    (void) state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct aras_sobol *sobol = sobol_new(4, seed);
        double u = aras_sobol_at(sobol, 5, 3);

        assert_true(u > 0.0 && u < 1.0);
        sum += u;
        for (unsigned b = 0; b < 12; b++) {
            bits[b] += (unsigned) (u * (2 << b)) & 1;
        }
        aras_sobol_free(sobol);
    }
    assert_close(sum / SEEDS, 0.5, 4.0 * sqrt(1.0 / 12.0 / SEEDS));
    for (unsigned b = 0; b < 12; b++) {
        assert_close(bits[b] / (double) SEEDS, 0.5, 4.0 * 0.5 / sqrt(SEEDS));
    }
}

static void more_axes_than_there_are_numbers_for_are_refused(void **state)
{
    struct aras_error error = {0};

    (void) state;
    assert_null(aras_sobol_new(ARAS_SOBOL_DIMENSIONS + 1, 0, &error));
    assert_fails(error.status, error, ARAS_INVALID, "Latin hypercube");
    assert_null(aras_sobol_new(0, 0, &error));
    allow_allocations(0);
    assert_null(aras_sobol_new(3, 0, &error));
    allow_all_allocations();
    assert_int_equal(error.status, ARAS_NO_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_points_are_the_published_ones),
        cmocka_unit_test(far_axes_agree_with_another_program),
        cmocka_unit_test(scrambled_points_lie_one_in_each_part_of_every_axis),
        cmocka_unit_test(two_axes_are_balanced_in_boxes_of_every_shape),
        cmocka_unit_test(points_are_more_even_than_chance),
        cmocka_unit_test(a_scrambled_point_is_uniform_over_seeds),
        cmocka_unit_test(more_axes_than_there_are_numbers_for_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
