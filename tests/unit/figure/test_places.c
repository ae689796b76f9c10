#include "figure/places.h"

#include "support/check.h"
#include "support/scarce_memory.h"

static const struct aras_room area = {0.0, 0.0, 100.0, 50.0};

static void boxes_that_touch_do_not_meet(void **state)
{
    (void) state;
    assert_true(aras_room_meets((struct aras_room){0, 0, 10, 10},
                                (struct aras_room){9, 9, 10, 10}));
    assert_false(aras_room_meets((struct aras_room){0, 0, 10, 10},
                                 (struct aras_room){10, 0, 10, 10}));
    assert_false(aras_room_meets((struct aras_room){0, 0, 10, 10},
                                 (struct aras_room){0, 11, 10, 10}));
}

static void a_label_takes_the_first_free_place(void **state)
{
    struct aras_places places = {.area = area};
    const struct aras_room wanted[] = {
        {95, 0, 10, 10}, {5, 5, 10, 10}, {20, 5, 10, 10}, {30, 5, 10, 10}};

    (void) state;
    aras_places_add(&places, (struct aras_room){0, 0, 10, 10});
    assert_int_equal(aras_places_find(&places, wanted, 4), 2);
    assert_int_equal(aras_places_find(&places, wanted, 4), 3);
    assert_int_equal(aras_places_find(&places, wanted, 4), 4);
    assert_int_equal(places.count, 3);
    assert_int_equal(aras_places_faults(&places), 0);
    aras_places_free(&places);
}

static void faults_are_counted(void **state)
{
    struct aras_places places = {.area = area};

    (void) state;
    aras_places_add(&places, (struct aras_room){0, 0, 10, 10});
    aras_places_add(&places, (struct aras_room){5, 5, 10, 10});
    aras_places_add(&places, (struct aras_room){95, 0, 10, 10});
    assert_int_equal(aras_places_faults(&places), 2);
    aras_places_free(&places);
}

static void labels_that_are_far_apart_stay(void **state)
{
    double middle[] = {80.0, 20.0, 50.0};

    (void) state;
    aras_places_spread(middle, 3, 10.0, 0.0, 100.0);
    assert_close(middle[0], 80.0, 1e-12);
    assert_close(middle[1], 20.0, 1e-12);
    assert_close(middle[2], 50.0, 1e-12);
}

/* 50, 52 and 53 become a block around their mean, 10 apart, in their order. */
static void labels_that_are_near_move_apart_evenly(void **state)
{
    double middle[] = {52.0, 50.0, 53.0};

    (void) state;
    aras_places_spread(middle, 3, 10.0, 0.0, 100.0);
    assert_close(middle[1], 155.0 / 3 - 10.0, 1e-9);
    assert_close(middle[0], 155.0 / 3, 1e-9);
    assert_close(middle[2], 155.0 / 3 + 10.0, 1e-9);
}

static void labels_stay_in_their_room(void **state)
{
    double high[] = {99.0, 98.0, 99.0};
    double low[] = {1.0, 1.0};
    double full[] = {10.0, 10.0, 10.0, 10.0};

    (void) state;
    aras_places_spread(high, 3, 10.0, 0.0, 100.0);
    assert_close(high[1], 75.0, 1e-9);
    assert_close(high[0], 85.0, 1e-9);
    assert_close(high[2], 95.0, 1e-9);
    aras_places_spread(low, 2, 10.0, 0.0, 100.0);
    assert_close(low[0], 5.0, 1e-9);
    assert_close(low[1], 15.0, 1e-9);
    /* Four of 10 in 34: evenly, 8 apart. */
    aras_places_spread(full, 4, 10.0, 0.0, 34.0);
    for (int i = 0; i < 4; i++) {
        assert_close(full[i], 5.0 + 8.0 * i, 1e-9);
    }
}

static void a_lack_of_memory_is_remembered(void **state)
{
    struct aras_places places = {.area = area};

    (void) state;
    allow_allocations(0);
    aras_places_add(&places, (struct aras_room){0, 0, 10, 10});
    allow_all_allocations();
    assert_true(places.refused);
    assert_int_equal(places.count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_that_touch_do_not_meet),
        cmocka_unit_test(a_label_takes_the_first_free_place),
        cmocka_unit_test(faults_are_counted),
        cmocka_unit_test(labels_that_are_far_apart_stay),
        cmocka_unit_test(labels_that_are_near_move_apart_evenly),
        cmocka_unit_test(labels_stay_in_their_room),
        cmocka_unit_test(a_lack_of_memory_is_remembered),
    };

    return cmocka_run_group_tests_name("places", tests, NULL, NULL);
}
