#include "analysis/rivals.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

static struct aras_rivalry rivalry_of(const double *differences, size_t count)
{
    struct aras_rivalry rivalry;
    struct aras_error error = {0};

    assert_ok(aras_rivalry_of(&rivalry, differences, count, 1, &error), error);
    return rivalry;
}

/* Of the 64 ways to change signs, two give a mean as far from 0 as all positive does:
 * none changed, and all. */
static void six_differences_of_one_sign_can_be_told(void **state)
{
    const double differences[] = {0.1, 0.2, 0.3, 0.1, 0.2, 0.3};
    struct aras_rivalry rivalry = rivalry_of(differences, 6);

    (void) state;
    assert_close(rivalry.difference, 0.2, 1e-15);
    assert_close(rivalry.p, 2.0 / 64, 1e-15);
    /* 0.025 of 64 is 1.6: the least and the greatest mean of a subset. */
    assert_close(rivalry.interval.low, 0.1, 1e-15);
    assert_close(rivalry.interval.high, 0.3, 1e-15);
}

static void five_differences_never_tell(void **state)
{
    const double differences[] = {0.1, 0.2, 0.3, 0.1, 0.2};
    struct aras_rivalry rivalry = rivalry_of(differences, 5);

    (void) state;
    assert_close(rivalry.p, 2.0 / 32, 1e-15);
    assert_true(isinf(rivalry.interval.low) && isinf(rivalry.interval.high));
}

/* 1, -1, 2 and signs: sums 2 and 4 are the only ones as far or farther than 2; of the 8
 * ways (4, 2, 2, 0, 0, -2, -2, -4) six. */
static void all_changes_of_sign_are_gone_through(void **state)
{
    const double differences[] = {1.0, -1.0, 2.0};

    (void) state;
    assert_close(rivalry_of(differences, 3).p, 6.0 / 8, 1e-15);
    assert_close(rivalry_of(differences, 3).sd, sqrt(7.0 / 3), 1e-12);
}

static void equal_forecasters_differ_in_nothing(void **state)
{
    const double differences[20] = {0};
    struct aras_rivalry rivalry = rivalry_of(differences, 20);

    (void) state;
    assert_close(rivalry.p, 1.0, 0.0);
    assert_close(rivalry.interval.low, 0.0, 0.0);
    assert_close(rivalry.interval.high, 0.0, 0.0);
}

/* Of 14, drawn and all ways agree: the exact p is a share of 2^14, the drawn one within
 * four of its standard errors, sqrt(p (1 - p) / 9999). */
static void drawn_changes_agree_with_all(void **state)
{
    enum { COUNT = 14 };
    double differences[COUNT];
    double sum = 0.0;
    int as_far = 0;

    (void) state;
    for (int i = 0; i < COUNT; i++) {
        differences[i] = made_draw((uint64_t) i) - 0.4;
        sum += differences[i];
    }
    for (unsigned way = 0; way < 1u << COUNT; way++) {
        double changed = 0.0;

        for (unsigned i = 0; i < COUNT; i++) {
            changed += (way >> i & 1u) != 0 ? -differences[i] : differences[i];
        }
        as_far += fabs(changed) >= fabs(sum) * (1 - 1e-12);
    }

    double exact = as_far / (double) (1u << COUNT);

    assert_true(exact > 0.05 && exact < 0.95);
    assert_close(rivalry_of(differences, COUNT).p, exact,
                 4 * sqrt(exact * (1 - exact) / 9999));
}

/* Differences of forecasters who are equally good, skewed as scores are: made symmetric
 * by who comes first. Of 400 comparisons of 20 at level 0.05 between 7 and 33 may find
 * something (20 -+ 3 standard errors of 4.4: wrong once in 350), and as many intervals
 * miss 0. */
static void equals_are_told_apart_as_seldom_as_promised(void **state)
{
    enum { TRIES = 400, COUNT = 20 };
    int found = 0;
    int missed = 0;

    (void) state;
    for (uint64_t t = 0; t < TRIES; t++) {
        double differences[COUNT];
        struct aras_rivalry rivalry;
        struct aras_error error = {0};

        for (uint64_t i = 0; i < COUNT; i++) {
            double size = -log(made_draw(2 * (COUNT * t + i)));

            differences[i] = made_draw(2 * (COUNT * t + i) + 1) < 0.5 ? size : -size;
        }
        assert_ok(aras_rivalry_of(&rivalry, differences, COUNT, t, &error), error);
        found += rivalry.p <= 0.05;
        missed += rivalry.interval.low > 0.0 || rivalry.interval.high < 0.0;
    }
    assert_true(found >= 7 && found <= 33);
    assert_true(missed >= 7 && missed <= 33);
}

/* The number that it takes, taken: with 32 pairs half a deviation apart about four of
 * five comparisons find it. 200 tries, 0.8 -+ 0.085 (three standard errors). */
static void as_many_as_are_needed_find_it(void **state)
{
    enum { TRIES = 200, COUNT = 32 };
    int found = 0;

    (void) state;
    for (uint64_t t = 0; t < TRIES; t++) {
        double differences[COUNT];
        struct aras_rivalry rivalry;
        struct aras_error error = {0};

        for (uint64_t i = 0; i < COUNT; i++) {
            double sum = 0.0;

            for (uint64_t k = 0; k < 12; k++) {
                sum += made_draw(12 * (COUNT * t + i) + k);
            }
            differences[i] = sum - 6.0 + 0.5;
        }
        assert_ok(aras_rivalry_of(&rivalry, differences, COUNT, t, &error), error);
        found += rivalry.p <= 0.05;
    }
    assert_close(found / (double) TRIES, 0.8, 0.085);
}

static void a_lack_of_memory_is_reported(void **state)
{
    const double differences[] = {0.1, 0.2};
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_rivalry rivalry;
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_rivalry_of(&rivalry, differences, 2, 1, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_int_equal(refused, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(six_differences_of_one_sign_can_be_told),
        cmocka_unit_test(five_differences_never_tell),
        cmocka_unit_test(all_changes_of_sign_are_gone_through),
        cmocka_unit_test(equal_forecasters_differ_in_nothing),
        cmocka_unit_test(drawn_changes_agree_with_all),
        cmocka_unit_test(equals_are_told_apart_as_seldom_as_promised),
        cmocka_unit_test(as_many_as_are_needed_find_it),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("rivals", tests, NULL, NULL);
}
