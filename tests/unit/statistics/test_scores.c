#include "statistics/scores.h"

#include <math.h>

#include "support/check.h"

/* 0.7 that it rains. It does: 0.3^2. It does not: 0.7^2. */
static void briers_score_is_the_squared_distance(void **state)
{
    (void) state;
    assert_close(aras_score_brier(0.7, true), 0.09, 1e-15);
    assert_close(aras_score_brier(0.7, false), 0.49, 1e-15);
    assert_close(aras_score_brier(1.0, true), 0.0, 0.0);
    assert_close(aras_score_brier(0.0, true), 1.0, 0.0);
}

/* 0.5, 0.3, 0.2 and the second: (0.25 + 0.49 + 0.04) / 2. */
static void of_options_it_is_half_the_sum(void **state)
{
    const double p[] = {0.5, 0.3, 0.2};
    const double two[] = {0.7, 0.3};

    (void) state;
    assert_close(aras_score_options(p, 3, 1), 0.39, 1e-15);
    assert_close(aras_score_options(two, 2, 0), aras_score_brier(0.7, true), 1e-15);
}

/* Below the first place 0.5 against 0, below the second 0.8 against 1. */
static void a_near_miss_costs_less_where_options_have_an_order(void **state)
{
    const double p[] = {0.5, 0.3, 0.2};
    const double near[] = {0.0, 1.0, 0.0};
    const double two[] = {0.7, 0.3};

    (void) state;
    assert_close(aras_score_ranked(p, 3, 1), (0.25 + 0.04) / 2, 1e-15);
    assert_close(aras_score_ranked(near, 3, 0), 0.5, 1e-15);
    assert_close(aras_score_ranked(near, 3, 1), 0.0, 0.0);
    assert_close(aras_score_ranked(two, 2, 0), 0.09, 1e-15);
}

static void the_log_score_is_clipped_and_says_so(void **state)
{
    bool clipped = true;

    (void) state;
    assert_close(aras_score_log(0.5, &clipped), log(2.0), 1e-15);
    assert_false(clipped);
    assert_close(aras_score_log(0.0, &clipped), log(1000.0), 1e-12);
    assert_true(clipped);
    assert_close(aras_score_log(1.0, &clipped), 0.0, 0.0);
    assert_false(signbit(aras_score_log(1.0, &clipped)));
}

/* 1, 2, 4 and 3: distances 2, 1, 1; pairs 1, 3, 2. 4/3 - 6/9, and 4/3 - 6/6 fair. */
static void the_score_of_an_ensemble_is_the_one_worked_out_by_hand(void **state)
{
    const double members[] = {1.0, 2.0, 4.0};
    const double one[] = {2.5};

    (void) state;
    assert_close(aras_score_crps(members, 3, 3.0), 4.0 / 3 - 6.0 / 9, 1e-15);
    assert_close(aras_score_crps_fair(members, 3, 3.0), 4.0 / 3 - 1.0, 1e-15);
    assert_close(aras_score_crps(one, 1, 4.0), 1.5, 1e-15);
}

/* The integral of (F(x) - 1{y <= x})^2, which the score is, over steps of 1/1000. */
static void it_is_the_area_between_two_distributions(void **state)
{
    const double members[] = {-0.75, 0.25, 0.5, 1.5};
    double area = 0.0;

    (void) state;
    for (int i = -2000; i < 3000; i++) {
        double x = (i + 0.5) / 1000.0;
        double below = 0.0;

        for (int k = 0; k < 4; k++) {
            below += members[k] <= x ? 0.25 : 0.0;
        }
        area += (below - (x >= 1.0)) * (below - (x >= 1.0)) / 1000.0;
    }
    assert_close(aras_score_crps(members, 4, 1.0), area, 1e-12);
}

/* Ensembles of 2 from a fair coin, all four of them, against the coin's own score: of
 * members 0 and 1 evenly it is 1/4 whatever comes. */
static void the_fair_score_does_not_depend_on_the_size_of_the_ensemble(void **state)
{
    const double ensembles[4][2] = {{0, 0}, {0, 1}, {0, 1}, {1, 1}};
    double fair = 0.0;
    double plain = 0.0;

    (void) state;
    for (int i = 0; i < 4; i++) {
        fair += aras_score_crps_fair(ensembles[i], 2, 1.0) / 4;
        plain += aras_score_crps(ensembles[i], 2, 1.0) / 4;
    }
    assert_close(fair, 0.25, 1e-15);
    assert_close(plain, 0.375, 1e-15);
}

/* Median 2 and 4 came: 2 x 0.5 x 2. With the tenth 1, and the ninth tenth 3:
 * (2 x 0.1 x 3 + 2 + 2 x 0.9 x 1) / 3. */
static void quantiles_are_scored_by_the_pinball(void **state)
{
    const double level[] = {0.1, 0.5, 0.9};
    const double quantile[] = {1.0, 2.0, 3.0};
    const double same[] = {4.0, 4.0, 4.0};

    (void) state;
    assert_close(aras_score_quantiles(level + 1, quantile + 1, 1, 4.0), 2.0, 1e-15);
    assert_close(aras_score_quantiles(level, quantile, 3, 4.0), 4.4 / 3, 1e-15);
    assert_close(aras_score_quantiles(level, quantile, 3, 0.0), (1.8 + 2 + 0.6) / 3,
                 1e-15);
    assert_close(aras_score_quantiles(level, same, 3, 4.0), 0.0, 0.0);
}

/* Levels 0.0005, 0.0015, ...: within a thousandth of the ensemble's own score. */
static void many_quantiles_score_as_the_ensemble_does(void **state)
{
    enum { LEVELS = 1000 };
    const double members[] = {1.0, 2.0, 4.0, 8.0};
    double level[LEVELS];
    double quantile[LEVELS];

    (void) state;
    for (int i = 0; i < LEVELS; i++) {
        level[i] = (i + 0.5) / LEVELS;
        quantile[i] = members[(int) (4.0 * level[i])];
    }
    assert_close(aras_score_quantiles(level, quantile, LEVELS, 3.0),
                 aras_score_crps(members, 4, 3.0), 1e-3);
}

/* What is said is best when it is what is believed: 0.3 against all other hundredths.
 */
static void nobody_does_better_than_by_saying_what_they_believe(void **state)
{
    const double belief = 0.3;
    bool clipped;

    (void) state;
    for (int i = 0; i <= 100; i++) {
        double p = i / 100.0;
        double brier = belief * aras_score_brier(p, true) +
                       (1 - belief) * aras_score_brier(p, false);
        double nats = belief * aras_score_log(p, &clipped) +
                      (1 - belief) * aras_score_log(1 - p, &clipped);

        assert_true(i == 30 || brier > 0.21);
        assert_true(i == 30 || nats > 0.6108643020548935);
    }
    assert_close(belief * aras_score_brier(0.3, true) +
                     (1 - belief) * aras_score_brier(0.3, false),
                 0.21, 1e-15);
}

static void skill_is_what_is_gained_over_a_reference(void **state)
{
    (void) state;
    assert_close(aras_score_skill(0.1, 0.25), 0.6, 1e-15);
    assert_close(aras_score_skill(0.5, 0.25), -1.0, 1e-15);
    assert_true(isnan(aras_score_skill(0.1, 0.0)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(briers_score_is_the_squared_distance),
        cmocka_unit_test(of_options_it_is_half_the_sum),
        cmocka_unit_test(a_near_miss_costs_less_where_options_have_an_order),
        cmocka_unit_test(the_log_score_is_clipped_and_says_so),
        cmocka_unit_test(the_score_of_an_ensemble_is_the_one_worked_out_by_hand),
        cmocka_unit_test(it_is_the_area_between_two_distributions),
        cmocka_unit_test(the_fair_score_does_not_depend_on_the_size_of_the_ensemble),
        cmocka_unit_test(quantiles_are_scored_by_the_pinball),
        cmocka_unit_test(many_quantiles_score_as_the_ensemble_does),
        cmocka_unit_test(nobody_does_better_than_by_saying_what_they_believe),
        cmocka_unit_test(skill_is_what_is_gained_over_a_reference),
    };

    return cmocka_run_group_tests_name("scores", tests, NULL, NULL);
}
