#include "montecarlo/stretch.h"

#include <pthread.h>
#include <stdlib.h>

#include "support/check.h"

static void rows_come_one_after_another(void **state)
{
    struct aras_stretch stretch;
    uint32_t row;

    (void) state;
    aras_stretch_set(&stretch, 3, 5);
    assert_int_equal(aras_stretch_left(&stretch), 2);
    assert_true(aras_stretch_next(&stretch, &row));
    assert_int_equal(row, 3);
    assert_true(aras_stretch_next(&stretch, &row));
    assert_int_equal(row, 4);
    assert_false(aras_stretch_next(&stretch, &row));
    assert_int_equal(aras_stretch_left(&stretch), 0);
}

static void the_later_half_can_be_cut_off(void **state)
{
    struct aras_stretch stretch;
    uint32_t row;
    uint32_t first;
    uint32_t end;

    (void) state;
    aras_stretch_set(&stretch, 0, 8);
    assert_true(aras_stretch_next(&stretch, &row));
    /* Seven are left: four stay, three go. */
    assert_true(aras_stretch_cut(&stretch, 100, &first, &end));
    assert_int_equal(first, 5);
    assert_int_equal(end, 8);
    assert_int_equal(aras_stretch_left(&stretch), 4);
    assert_true(aras_stretch_cut(&stretch, 1, &first, &end));
    assert_int_equal(first, 4);
    assert_int_equal(end, 5);
}

static void the_last_row_stays(void **state)
{
    struct aras_stretch stretch;
    uint32_t first;
    uint32_t end;

    (void) state;
    aras_stretch_set(&stretch, 7, 8);
    assert_false(aras_stretch_cut(&stretch, 100, &first, &end));
    aras_stretch_set(&stretch, 8, 8);
    assert_false(aras_stretch_cut(&stretch, 100, &first, &end));
}

enum { ROWS = 200000 };

struct shared {
    struct aras_stretch *stretch;
    unsigned char *seen;
};

/* What a helper does: cuts off a half and plays it, until there is none. */
static void *help(void *opaque)
{
    struct shared *shared = opaque;
    uint32_t first;
    uint32_t end;

    while (aras_stretch_cut(shared->stretch, 50, &first, &end)) {
        for (uint32_t row = first; row < end; row++) {
            shared->seen[row]++;
        }
    }
    return NULL;
}

static void no_row_is_lost_or_given_twice_among_threads(void **state)
{
    enum { HELPERS = 3 };
    struct aras_stretch stretch;
    struct shared shared = {&stretch, calloc(ROWS, 1)};
    pthread_t helper[HELPERS];
    uint32_t row;

    (void) state;
    assert_non_null(shared.seen);
    aras_stretch_set(&stretch, 0, ROWS);
    for (size_t i = 0; i < HELPERS; i++) {
        assert_int_equal(pthread_create(&helper[i], NULL, help, &shared), 0);
    }
    while (aras_stretch_next(&stretch, &row)) {
        shared.seen[row]++;
    }
    for (size_t i = 0; i < HELPERS; i++) {
        pthread_join(helper[i], NULL);
    }
    for (row = 0; row < ROWS; row++) {
        assert_int_equal(shared.seen[row], 1);
    }
    free(shared.seen);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_come_one_after_another),
        cmocka_unit_test(the_later_half_can_be_cut_off),
        cmocka_unit_test(the_last_row_stays),
        cmocka_unit_test(no_row_is_lost_or_given_twice_among_threads),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
