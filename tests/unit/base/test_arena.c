#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"

static int open_arena(void **state)
{
    struct aras_error error = {0};

    *state = aras_arena_new(&error);
    return *state == NULL ? -1 : 0;
}

static int close_arena(void **state)
{
    aras_arena_free(*state);
    return 0;
}

/* The work of a test runs inside a try, where a failed assertion must not jump
 * past the arena: so it only notes what it saw, and the test judges after. */
struct notes {
    struct aras_arena *arena;
    size_t bad;
    size_t reached;
    const char *text;
    const char *other;
};

static struct notes try_to(void (*work)(void *), struct aras_arena *arena)
{
    struct notes notes = {.arena = arena};
    struct aras_error error = {0};

    assert_ok(aras_arena_try(arena, work, &notes, &error), error);
    return notes;
}

static void ask_for_pieces_of_all_sizes(void *argument)
{
    struct notes *notes = argument;

    for (size_t size = 0; size < 3000; size++) {
        unsigned char *piece = aras_arena_get(notes->arena, size);

        notes->bad += (uintptr_t) piece % 16 != 0;
        for (size_t i = 0; i < size; i++) {
            notes->bad += piece[i] != 0;
        }
        memset(piece, 0xAB, size);
    }
}

static void every_piece_is_zeroed_aligned_and_apart_from_the_others(void **state)
{
    struct notes notes = try_to(ask_for_pieces_of_all_sizes, *state);

    assert_int_equal(notes.bad, 0);
    assert_true(aras_arena_size(*state) >= 2999 * 3000 / 2);
}

static void ask_for_a_large_piece(void *argument)
{
    struct notes *notes = argument;
    char *piece = aras_arena_array(notes->arena, 3000, 1000);

    piece[0] = 'a';
    piece[3000 * 1000 - 1] = 'z';
}

static void one_piece_may_be_larger_than_a_chunk(void **state)
{
    try_to(ask_for_a_large_piece, *state);
    assert_true(aras_arena_size(*state) >= (size_t) 3000 * 1000);
}

static void write_texts(void *argument)
{
    struct notes *notes = argument;
    char original[] = "Zangezur";

    notes->text = aras_arena_copy(notes->arena, original);
    original[0] = 'X';
    notes->other = aras_arena_slice(notes->arena, "Meghri and Ordubad", 6);
    notes->reached = strlen(aras_arena_copy(notes->arena, ""));
}

static void texts_are_copied(void **state)
{
    struct notes notes = try_to(write_texts, *state);

    assert_string_equal(notes.text, "Zangezur");
    assert_string_equal(notes.other, "Meghri");
    assert_int_equal(notes.reached, 0);
}

static void print_texts(void *argument)
{
    struct notes *notes = argument;

    notes->text = aras_arena_print(notes->arena, "%s has %d seats", "majlis", 290);
    notes->other = aras_arena_print(notes->arena, "%5000d", 7);
}

static void texts_are_printed_however_long(void **state)
{
    struct notes notes = try_to(print_texts, *state);

    assert_string_equal(notes.text, "majlis has 290 seats");
    assert_int_equal(strlen(notes.other), 5000);
    assert_string_equal(notes.other + 4998, " 7");
}

static void grow_an_array(void *argument)
{
    enum { COUNT = 1000 };
    struct notes *notes = argument;
    int *numbers = NULL;

    for (size_t count = 0; count < COUNT; count++) {
        int *place = aras_arena_grow(notes->arena, &numbers, count, sizeof *place);

        notes->bad += *place != 0;
        notes->bad += place != &numbers[count];
        *place = (int) count * 3;
        /* Something else in between: the array cannot count on its neighbourhood. */
        memset(aras_arena_get(notes->arena, 16), 0xCD, 16);
    }
    for (size_t i = 0; i < COUNT; i++) {
        notes->bad += numbers[i] != (int) i * 3;
    }
}

static void a_growing_array_keeps_what_it_holds(void **state)
{
    assert_int_equal(try_to(grow_an_array, *state).bad, 0);
}

static void ask_for_more_than_there_can_be(void *argument)
{
    struct notes *notes = argument;

    notes->reached = 1;
    aras_arena_get(notes->arena, SIZE_MAX - 8);
    notes->reached = 2;
}

static void ask_for_too_many(void *argument)
{
    struct notes *notes = argument;

    notes->reached = 1;
    aras_arena_array(notes->arena, SIZE_MAX / 4, 16);
    notes->reached = 2;
}

static void a_size_beyond_reason_leaves_the_work(void **state)
{
    void (*const works[])(void *) = {ask_for_more_than_there_can_be, ask_for_too_many};

    for (size_t i = 0; i < sizeof works / sizeof *works; i++) {
        struct notes notes = {.arena = *state};
        struct aras_error error = {0};

        assert_fails(aras_arena_try(*state, works[i], &notes, &error), error,
                     ARAS_NO_MEMORY, "no memory left");
        assert_int_equal(notes.reached, 1);
    }
}

static void fail_inside_and_go_on(void *argument)
{
    struct notes *notes = argument;
    struct notes inner = {.arena = notes->arena};
    struct aras_error error = {0};

    notes->bad += aras_arena_try(notes->arena, ask_for_too_many, &inner, &error) !=
                  ARAS_NO_MEMORY;
    notes->bad += inner.reached != 1;
    notes->text = aras_arena_copy(notes->arena, "still here");
    /* The way out of the outer try is in place again. */
    aras_arena_get(notes->arena, SIZE_MAX - 8);
    notes->reached = 1;
}

static void only_the_innermost_try_is_left(void **state)
{
    struct notes notes = {.arena = *state};
    struct aras_error error = {0};

    assert_fails(aras_arena_try(*state, fail_inside_and_go_on, &notes, &error), error,
                 ARAS_NO_MEMORY, "no memory left");
    assert_int_equal(notes.bad, 0);
    assert_int_equal(notes.reached, 0);
    assert_string_equal(notes.text, "still here");
}

static void nothing_at_all_may_be_freed(void **state)
{
    (void) state;
    aras_arena_free(NULL);
}

static enum aras_status use_an_arena(struct aras_error *error)
{
    struct aras_arena *arena = aras_arena_new(error);

    if (arena == NULL) {
        return error->status;
    }

    struct notes notes = {.arena = arena};
    enum aras_status status =
        aras_arena_try(arena, ask_for_pieces_of_all_sizes, &notes, error);

    aras_arena_free(arena);
    return status;
}

/* Lets the first allocation fail, then the second, and so on until none does:
 * so every place that asks for memory has been refused it once. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = use_an_arena(&error);
        allow_all_allocations();
        assert_int_equal(status, error.status);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_arena, close_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_piece_is_zeroed_aligned_and_apart_from_the_others),
        TEST(one_piece_may_be_larger_than_a_chunk),
        TEST(texts_are_copied),
        TEST(texts_are_printed_however_long),
        TEST(a_growing_array_keeps_what_it_holds),
        TEST(a_size_beyond_reason_leaves_the_work),
        TEST(only_the_innermost_try_is_left),
        cmocka_unit_test(nothing_at_all_may_be_freed),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
