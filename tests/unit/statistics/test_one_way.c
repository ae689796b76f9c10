#include "statistics/one_way.h"

#include <math.h>

#include "support/check.h"
#include "support/scarce_memory.h"

enum { ROWS = 200 };

struct made {
    double x[ROWS], choice[ROWS], size[ROWS], yes[ROWS];
    const double *input[2];
    struct aras_cases cases;
};

static const unsigned options[] = {0, 3};

/* As in tests/oracle/one_way.R. */
static void make(struct made *made)
{
    for (int i = 0; i < ROWS; i++) {
        int size = 1 + i % 4;
        int x = i * 37 % 200;

        made->size[i] = size;
        made->yes[i] = x >= 80 && x < 120 ? size : i * 7919 % 11 % (size + 1);
        made->x[i] = x;
        made->choice[i] = i % 3;
    }
    made->input[0] = made->x;
    made->input[1] = made->choice;
    made->cases = (struct aras_cases){.rows = ROWS,
                                      .inputs = 2,
                                      .input = made->input,
                                      .options = options,
                                      .size = made->size,
                                      .yes = made->yes};
}

static struct aras_one_way of(const struct made *made, size_t input)
{
    struct aras_one_way answer = {.p = NAN};
    struct aras_error error = {0};

    assert_ok(aras_one_way(&made->cases, input, &answer, &error), error);
    return answer;
}

static void it_is_what_r_says(void **state)
{
    struct made made;
    struct aras_one_way number;
    struct aras_one_way choice;

    (void) state;
    make(&made);
    number = of(&made, 0);
    choice = of(&made, 1);
    assert_close(number.f, 23.9708363903155, 1e-11);
    assert_close(number.p / 3.85586814352958e-16, 1.0, 1e-9);
    assert_close(number.between, 4.0, 0.0);
    assert_close(number.within, 195.0, 0.0);
    assert_close(choice.f, 0.0402279936371493, 1e-13);
    assert_close(choice.p, 0.960578298903886, 1e-12);
}

static void equal_values_are_one_group(void **state)
{
    struct made made;
    struct aras_one_way two;

    (void) state;
    make(&made);
    for (size_t i = 0; i < ROWS; i++) {
        made.x[i] = made.yes[i] == made.size[i]; /* a truth, told apart perfectly */
    }
    two = of(&made, 0);
    assert_close(two.between, 1.0, 0.0);
    assert_true(two.p < 1e-30);
    for (size_t i = 0; i < ROWS; i++) {
        made.x[i] = 3.0;
    }
    assert_close(of(&made, 0).p, 1.0, 0.0);
}

static void rows_without_trials_count_for_nothing(void **state)
{
    struct made made;
    struct aras_one_way answer;

    (void) state;
    make(&made);
    for (size_t i = 0; i < ROWS; i += 2) {
        made.size[i] = 0.0;
    }
    answer = of(&made, 1);
    assert_close(answer.within, 97.0, 0.0);
    assert_true(answer.p > 0.0 && answer.p <= 1.0);
}

static void memory_that_runs_out_is_told(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    struct made made;

    (void) state;
    make(&made);
    for (int allowed = 0; status != ARAS_OK; allowed++) {
        struct aras_error error = {0};
        struct aras_one_way answer;

        allow_allocations(allowed);
        status = aras_one_way(&made.cases, 0, &answer, &error);
        allow_all_allocations();
        assert_int_equal(status, allowed < 2 ? ARAS_NO_MEMORY : ARAS_OK);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_what_r_says),
        cmocka_unit_test(equal_values_are_one_group),
        cmocka_unit_test(rows_without_trials_count_for_nothing),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("one_way", tests, NULL, NULL);
}
