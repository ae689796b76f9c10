#include "statistics/swap.h"

#include <math.h>

#include "support/check.h"

static gsl_rng *new_rng(void)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);

    assert_non_null(rng);
    return rng;
}

/* Sums 1, 2, 3: of the 8 swaps only +++ and --- come to 6; 2, 3, 1 and -1: 4 or less.
 */
static void with_few_clusters_all_swaps_are_tried(void **state)
{
    const double far[] = {1, 2, 3}, near[] = {3, -1, -2};
    gsl_rng *rng = new_rng();

    (void) state;
    assert_close(aras_swap_sum_p(far, 3, 99, rng), 2.0 / 8.0, 0.0);
    assert_close(aras_swap_sum_p(near, 3, 99, rng), 1.0, 0.0);
    assert_close(aras_swap_sum_p(far, 1, 99, rng), 1.0, 0.0);
    assert_true(isnan(aras_swap_sum_p(far, 0, 99, rng)));
    gsl_rng_free(rng);
}

/* 20 sums of 1: p is 2^-19, of which 999 rounds can only say that it is small. */
static void with_many_the_least_value_is_one_round(void **state)
{
    double sums[20];
    gsl_rng *rng = new_rng();

    (void) state;
    for (int i = 0; i < 20; i++) {
        sums[i] = 1.0;
    }
    assert_close(aras_swap_sum_p(sums, 20, 999, rng), 1.0 / 1000.0, 0.0);
    gsl_rng_free(rng);
}

/* Six clusters moved from one option to another, two the other way: variation 4. Of 2^8
 * swaps those with at least 6 or at most 2 heads come that far: 2 (28 + 8 + 1) / 256.
 */
static void the_variation_of_a_category_is_swapped_as_a_whole(void **state)
{
    double gain[8], loss[8], null;
    const double *const sums[] = {gain, loss};
    gsl_rng *rng = new_rng();

    (void) state;
    for (int i = 0; i < 8; i++) {
        gain[i] = i < 6 ? 1.0 : -1.0;
        loss[i] = -gain[i];
    }
    assert_close(aras_swap_variation_p(sums, 2, 8, 9999, rng, &null), 74.0 / 256.0,
                 0.02);
    assert_close(null, 6.0, 0.0);
    assert_true(isnan(aras_swap_variation_p(sums, 2, 0, 9999, rng, &null)));
    gsl_rng_free(rng);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_few_clusters_all_swaps_are_tried),
        cmocka_unit_test(with_many_the_least_value_is_one_round),
        cmocka_unit_test(the_variation_of_a_category_is_swapped_as_a_whole),
    };

    return cmocka_run_group_tests_name("swap", tests, NULL, NULL);
}
