#include "analysis/reliability.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

enum { MANY = 400 };

/* Somebody who says what is, or `power` of it. */
static void answer(double *said, bool *yes, double power)
{
    for (uint64_t i = 0; i < MANY; i++) {
        double p = made_draw(2 * i);

        said[i] = pow(p, power);
        yes[i] = made_draw(2 * i + 1) < p;
    }
}

static size_t outside(const struct aras_reliability *reliability)
{
    size_t count = 0;

    for (size_t s = 0; s < reliability->steps; s++) {
        const struct aras_reliability_step *step = &reliability->step[s];

        count += step->came < step->consistent.low - 1e-12 ||
                         step->came > step->consistent.high + 1e-12
                     ? step->count
                     : 0;
    }
    return count;
}

static void steps_rise_and_hold_all_predictions(void **state)
{
    double said[MANY];
    bool yes[MANY];
    struct aras_reliability reliability;
    struct aras_error error = {0};
    size_t count = 0;

    (void) state;
    answer(said, yes, 1.0);
    assert_ok(aras_reliability_of(&reliability, said, yes, MANY, 1, &error), error);
    for (size_t s = 0; s < reliability.steps; s++) {
        count += reliability.step[s].count;
        assert_true(reliability.step[s].said_low <= reliability.step[s].said_high);
        assert_true(s == 0 || reliability.step[s].came > reliability.step[s - 1].came);
        assert_true(s == 0 ||
                    reliability.step[s].said_low > reliability.step[s - 1].said_high);
    }
    assert_int_equal(count, MANY);
    assert_true(reliability.parts.miscalibration < 0.02);
    assert_true(reliability.parts.discrimination > 0.05);
    aras_reliability_free(&reliability);
}

/* A tenth of the predictions may lie outside for who is right; most do for who says the
 * square. */
static void bands_hold_who_is_right_and_not_who_is_wrong(void **state)
{
    double said[MANY];
    bool yes[MANY];
    struct aras_reliability reliability;
    struct aras_error error = {0};

    (void) state;
    answer(said, yes, 1.0);
    assert_ok(aras_reliability_of(&reliability, said, yes, MANY, 1, &error), error);
    assert_true(outside(&reliability) <= MANY / 5);
    aras_reliability_free(&reliability);
    answer(said, yes, 3.0);
    assert_ok(aras_reliability_of(&reliability, said, yes, MANY, 1, &error), error);
    assert_true(outside(&reliability) > MANY / 2);
    assert_true(reliability.parts.miscalibration > 0.02);
    aras_reliability_free(&reliability);
}

static void the_same_seed_gives_the_same_bands(void **state)
{
    double said[MANY];
    bool yes[MANY];
    struct aras_reliability a;
    struct aras_reliability b;
    struct aras_error error = {0};

    (void) state;
    answer(said, yes, 1.0);
    assert_ok(aras_reliability_of(&a, said, yes, MANY, 7, &error), error);
    assert_ok(aras_reliability_of(&b, said, yes, MANY, 7, &error), error);
    assert_memory_equal(a.step, b.step, a.steps * sizeof *a.step);
    aras_reliability_free(&a);
    aras_reliability_free(&b);
}

static void a_lack_of_memory_is_reported(void **state)
{
    const double said[] = {0.3, 0.2, 0.9};
    const bool yes[] = {false, true, true};
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_reliability reliability;
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = aras_reliability_of(&reliability, said, yes, 3, 1, &error);
        allow_all_allocations();
        aras_reliability_free(&reliability);
    }
    assert_int_equal(status, ARAS_OK);
    assert_int_equal(refused, 9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(steps_rise_and_hold_all_predictions),
        cmocka_unit_test(bands_hold_who_is_right_and_not_who_is_wrong),
        cmocka_unit_test(the_same_seed_gives_the_same_bands),
        cmocka_unit_test(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("reliability", tests, NULL, NULL);
}
