#include "calendar/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static int prepare(void **state)
{
    struct aras_error error;

    *state = aras_calendar_new(&error);
    return *state == NULL;
}

static int clean(void **state)
{
    allow_all_allocations();
    aras_calendar_free(*state);
    return 0;
}

static aras_ticket add(struct aras_calendar *calendar, struct aras_entry entry)
{
    struct aras_error error;
    aras_ticket ticket = aras_calendar_add(calendar, entry, &error);

    assert_true(ticket != ARAS_NO_TICKET);
    return ticket;
}

/* An entry is a letter: its kind. */
static aras_ticket add_at(struct aras_calendar *calendar, char letter, double time)
{
    return add(calendar, (struct aras_entry){.time = time, .kind = (uint32_t) letter});
}

/* Takes all out, as a word. */
static void assert_order(struct aras_calendar *calendar, const char *expected)
{
    char word[32] = "";
    size_t length = 0;

    while (aras_calendar_count(calendar) > 0 && length + 1 < sizeof word) {
        const struct aras_entry *first = aras_calendar_first(calendar);
        uint32_t kind = first->kind;

        word[length++] = (char) aras_calendar_take(calendar)->kind;
        assert_int_equal((char) kind, word[length - 1]);
    }
    assert_string_equal(word, expected);
    assert_null(aras_calendar_first(calendar));
}

static void entries_come_out_in_order_of_time(void **state)
{
    add_at(*state, 'c', 3.0);
    add_at(*state, 'a', -1.0);
    add_at(*state, 'd', 4.0);
    add_at(*state, 'b', 0.0);
    assert_int_equal(aras_calendar_count(*state), 4);
    assert_order(*state, "abcd");
}

static void at_one_time_the_highest_priority_goes_first(void **state)
{
    add(*state, (struct aras_entry){.time = 1.0, .priority = -5, .kind = 'd'});
    add(*state, (struct aras_entry){.time = 1.0, .priority = 0, .kind = 'c'});
    add(*state, (struct aras_entry){.time = 1.0, .priority = 7, .kind = 'b'});
    add(*state, (struct aras_entry){.time = 0.5, .priority = -9, .kind = 'a'});
    assert_order(*state, "abcd");
}

static void then_the_order_of_the_files_and_then_the_number_decide(void **state)
{
    add(*state, (struct aras_entry){.time = 1, .order = 2, .number = 0, .kind = 'd'});
    add(*state, (struct aras_entry){.time = 1, .order = 1, .number = 8, .kind = 'c'});
    add(*state, (struct aras_entry){.time = 1, .order = 1, .number = 3, .kind = 'b'});
    add(*state, (struct aras_entry){.time = 1, .priority = 1, .order = 9, .kind = 'a'});
    assert_order(*state, "abcd");
}

static void an_entry_is_not_before_itself(void **state)
{
    struct aras_entry a = {.time = 1.0, .priority = 2, .order = 3, .number = 4};
    struct aras_entry b = a;

    (void) state;
    assert_false(aras_entry_before(&a, &b));
    b.number = 5;
    assert_true(aras_entry_before(&a, &b));
    assert_false(aras_entry_before(&b, &a));
}

static void what_was_put_in_comes_out_whole(void **state)
{
    struct aras_entry put = {.time = 2.5,
                             .priority = -3,
                             .order = 7,
                             .kind = 11,
                             .subject = 13,
                             .number = UINT64_MAX};
    struct aras_entry taken;

    add(*state, put);
    taken = *aras_calendar_take(*state);
    assert_close(taken.time, put.time, 0.0);
    assert_int_equal(taken.priority, put.priority);
    assert_int_equal(taken.order, put.order);
    assert_int_equal(taken.kind, put.kind);
    assert_int_equal(taken.subject, put.subject);
    assert_true(taken.number == put.number);
}

static void an_entry_is_taken_out_by_its_ticket(void **state)
{
    add_at(*state, 'a', 1.0);

    aras_ticket b = add_at(*state, 'b', 2.0);

    add_at(*state, 'c', 3.0);

    aras_ticket d = add_at(*state, 'd', 4.0);

    assert_int_equal(aras_calendar_remove(*state, b).kind, 'b');
    assert_int_equal(aras_calendar_remove(*state, d).kind, 'd');
    assert_order(*state, "ac");
}

static void a_calendar_that_was_cleared_is_used_again(void **state)
{
    for (char letter = 'a'; letter <= 'z'; letter++) {
        add_at(*state, letter, 1.0);
    }
    aras_calendar_clear(*state);
    assert_int_equal(aras_calendar_count(*state), 0);
    assert_null(aras_calendar_first(*state));
    add_at(*state, 'b', 2.0);

    aras_ticket a = add_at(*state, 'a', 1.0);

    assert_int_equal(aras_calendar_remove(*state, a).kind, 'a');
    assert_order(*state, "b");
}

/* --- against a sorted list ----------------------------------------------------------
 */

enum { STEPS = 30000, MOST = 600 };

struct model {
    struct aras_entry entry[MOST];
    aras_ticket ticket[MOST];
    size_t count;
};

/* A generator of its own, so that the test stands below `random`: the linear
 * congruential one of Knuth's MMIX. */
static uint32_t draw(uint64_t *seed, uint32_t below)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t) (*seed >> 33) % below;
}

static void forget(struct model *model, size_t at)
{
    model->count--;
    model->entry[at] = model->entry[model->count];
    model->ticket[at] = model->ticket[model->count];
}

static size_t earliest(const struct model *model)
{
    size_t best = 0;

    for (size_t i = 1; i < model->count; i++) {
        const struct aras_entry *a = &model->entry[i];
        const struct aras_entry *b = &model->entry[best];
        bool before = a->time != b->time           ? a->time < b->time
                      : a->priority != b->priority ? a->priority > b->priority
                      : a->order != b->order       ? a->order < b->order
                                                   : a->number < b->number;

        best = before ? i : best;
    }
    return best;
}

static void any_mixture_of_adding_and_taking_is_as_in_a_sorted_list(void **state)
{
    struct model *model = calloc(1, sizeof *model);
    uint64_t seed = 20240912;
    size_t removed = 0;

    assert_non_null(model);
    for (uint64_t step = 0; step < STEPS; step++) {
        /* More is added than taken at first, and more is taken than added later. */
        uint32_t what = draw(&seed, step < STEPS / 2 ? 4 : 3);

        if ((what == 0 || what == 3) && model->count < MOST) {
            struct aras_entry entry = {.time = draw(&seed, 40) / 4.0,
                                       .priority = (int32_t) draw(&seed, 3) - 1,
                                       .order = draw(&seed, 3),
                                       .number = step};

            model->entry[model->count] = entry;
            model->ticket[model->count++] = add(*state, entry);
        } else if (what == 1 && model->count > 0) {
            size_t first = earliest(model);

            assert_true(aras_calendar_first(*state)->number ==
                        model->entry[first].number);
            assert_true(aras_calendar_take(*state)->number ==
                        model->entry[first].number);
            forget(model, first);
        } else if (what == 2 && model->count > 0) {
            size_t at = draw(&seed, (uint32_t) model->count);

            assert_true(aras_calendar_remove(*state, model->ticket[at]).number ==
                        model->entry[at].number);
            forget(model, at);
            removed++;
        }
        assert_int_equal(aras_calendar_count(*state), model->count);
    }
    assert_true(removed > STEPS / 10);
    while (model->count > 0) {
        size_t first = earliest(model);

        assert_true(aras_calendar_take(*state)->number == model->entry[first].number);
        forget(model, first);
    }
    assert_int_equal(aras_calendar_count(*state), 0);
    free(model);
}

static void a_lack_of_memory_leaves_the_calendar_as_it_was(void **state)
{
    struct aras_error error = {0};
    aras_ticket ticket = 1;
    uint64_t count = 0;

    allow_allocations(0);
    assert_null(aras_calendar_new(&error));
    assert_int_equal(error.status, ARAS_NO_MEMORY);
    while (ticket != ARAS_NO_TICKET && count < 100000) {
        ticket = aras_calendar_add(
            *state, (struct aras_entry){.time = (double) count, .number = count},
            &error);
        count += ticket != ARAS_NO_TICKET;
    }
    assert_int_equal(ticket, ARAS_NO_TICKET);
    assert_int_equal(error.status, ARAS_NO_MEMORY);
    assert_int_equal(aras_calendar_count(*state), count);
    allow_all_allocations();
    add(*state, (struct aras_entry){.time = -1.0, .number = 77});
    assert_int_equal(aras_calendar_take(*state)->number, 77);
    for (uint64_t i = 0; i < count; i++) {
        assert_int_equal(aras_calendar_take(*state)->number, i);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, prepare, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(entries_come_out_in_order_of_time),
        TEST(at_one_time_the_highest_priority_goes_first),
        TEST(then_the_order_of_the_files_and_then_the_number_decide),
        TEST(an_entry_is_not_before_itself),
        TEST(what_was_put_in_comes_out_whole),
        TEST(an_entry_is_taken_out_by_its_ticket),
        TEST(a_calendar_that_was_cleared_is_used_again),
        TEST(any_mixture_of_adding_and_taking_is_as_in_a_sorted_list),
        TEST(a_lack_of_memory_leaves_the_calendar_as_it_was),
    };

    return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
