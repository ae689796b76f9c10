#include "report/table.h"

#include <locale.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/report/said.h"

static const struct aras_table_column columns[] = {
    {.heading = "OUTCOME", .wrap = true},
    {.heading = "IF"},
    {.heading = "ESTIMATE", .right = true}};

static struct aras_table *table_of(const struct aras_style *style)
{
    struct aras_error error = {0};
    struct aras_table *table = aras_table_new(columns, 3, style, &error);

    assert_non_null(table);
    return table;
}

static void assert_prints(struct aras_table *table, const char *expected)
{
    struct aras_error error = {0};
    struct said said;

    said_begin(&said);
    assert_ok(aras_table_print(table, said.file, &error), error);
    assert_string_equal(said_all(&said), expected);
    said_free(&said);
    aras_table_free(table);
}

static void numbers_stand_right_and_words_left(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct aras_table *table = table_of(&style);

    (void) state;
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "corridor open");
    aras_table_cell(table, ARAS_PLAIN, "calm");
    aras_table_cell(table, ARAS_PLAIN, "%d %%", 31);
    aras_table_row(table, 1);
    aras_table_cell(table, ARAS_PLAIN, "by force");
    aras_table_cell(table, ARAS_PLAIN, "%s", "");
    aras_table_cell(table, ARAS_PLAIN, "%s", "below 1 %");
    assert_prints(table, "OUTCOME        IF     ESTIMATE\n"
                         "corridor open  calm       31 %\n"
                         "  by force           below 1 %\n");
}

/* 30 columns, of which the others take 4 + 8 and two gaps of 2: 14 are left. */
static void a_long_title_is_broken_between_words_beside_its_rows(void **state)
{
    const struct aras_style style = {.ascii = true, .width = 30};
    struct aras_table *table = table_of(&style);

    (void) state;
    for (int i = 0; i < 2; i++) {
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        i == 0 ? "Iran's road to Armenia constrained or cut" : "");
        aras_table_cell(table, ARAS_PLAIN, "%s", i == 0 ? "calm" : "rash");
        aras_table_cell(table, ARAS_PLAIN, "%d %%", i);
    }
    aras_table_row(table, 1);
    aras_table_cell(table, ARAS_PLAIN, "in a part of it");
    assert_prints(table, "OUTCOME         IF    ESTIMATE\n"
                         "Iran's road to  calm       0 %\n"
                         "Armenia         rash       1 %\n"
                         "constrained or\n"
                         "cut\n"
                         "  in a part of\n"
                         "  it\n");
}

static const struct aras_table_column giving[] = {
    {.heading = "OUTCOME", .wrap = true},
    {.heading = "MANY", .right = true, .fold = true},
    {.heading = "80 % OF SETS", .right = true, .fold = true}};

static void put_row(struct aras_table *table, const char *name, const char *many,
                    const char *sets)
{
    aras_table_row(table, 1);
    aras_table_cell(table, ARAS_PLAIN, "%s", name);
    aras_table_cell(table, ARAS_PLAIN, "%s", many);
    aras_table_cell(table, ARAS_PLAIN, "%s", sets);
}

static void print_giving(int width, const char *expected)
{
    const struct aras_style style = {.ascii = true, .width = width};
    struct aras_error error = {0};
    struct aras_table *table = aras_table_new(giving, 3, &style, &error);

    assert_non_null(table);
    aras_table_across(table, 0, "the corridor is open, by whatever route it was");
    put_row(table, "divergence", "-10.4 to +6.7 pp", "none seen");
    put_row(table, "calm", "-1 to +2 pp", "+0.1 to +0.5 pp");
    assert_prints(table, expected);
}

static void a_line_across_is_no_wider_than_the_table(void **state)
{
    (void) state;
    print_giving(60, "OUTCOME                   MANY     80 % OF SETS\n"
                     "the corridor is open, by whatever route it was\n"
                     "  divergence  -10.4 to +6.7 pp        none seen\n"
                     "  calm             -1 to +2 pp  +0.1 to +0.5 pp\n");
}

/* 12 for the names, 16 and 15, and two gaps of 2: 47 in all. */
static void columns_are_folded_when_the_table_is_too_wide_the_last_first(void **state)
{
    (void) state;
    print_giving(46, "OUTCOME                   MANY  80 % OF\n"
                     "                                   SETS\n"
                     "the corridor is open, by whatever route it was\n"
                     "  divergence  -10.4 to +6.7 pp     none\n"
                     "                                   seen\n"
                     "  calm             -1 to +2 pp  +0.1 to\n"
                     "                                +0.5 pp\n");
    print_giving(32, "OUTCOME           MANY  80 % OF\n"
                     "                           SETS\n"
                     "the corridor is open, by\n"
                     "whatever route it was\n"
                     "  divergence  -10.4 to     none\n"
                     "               +6.7 pp     seen\n"
                     "  calm           -1 to  +0.1 to\n"
                     "                 +2 pp  +0.5 pp\n");
}

static void letters_of_several_bytes_take_one_column(void **state)
{
    const struct aras_style style = {0};
    struct aras_table *table = table_of(&style);

    (void) state;
    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL) {
        aras_table_free(table);
        skip();
    }
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "Tuğrul");
    aras_table_cell(table, ARAS_PLAIN, "–");
    aras_table_cell(table, ARAS_PLAIN, "±1");
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "Tugrul");
    aras_table_cell(table, ARAS_PLAIN, "-");
    aras_table_cell(table, ARAS_PLAIN, "1");
    assert_prints(table, "OUTCOME  IF  ESTIMATE\n"
                         "Tuğrul   –         ±1\n"
                         "Tugrul   -          1\n");
    setlocale(LC_CTYPE, "C");
}

static void in_ascii_other_letters_are_question_marks(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct aras_table *table = table_of(&style);

    (void) state;
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "Tuğrul");
    assert_prints(table, "OUTCOME  IF  ESTIMATE\n"
                         "Tu?rul\n");
}

static void colours_are_only_there_when_asked_for(void **state)
{
    const struct aras_style with = {.ascii = true, .colour = true};
    struct aras_table *table = table_of(&with);
    struct aras_error error = {0};
    struct said said;

    (void) state;
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_STRONG, "bold");
    said_begin(&said);
    assert_ok(aras_table_print(table, said.file, &error), error);
    assert_says(said_all(&said), "\033[1mbold");
    said_free(&said);
    aras_table_free(table);
    /* The tests above used tones too, where any escape would have shown. */
}

static void a_table_without_rows_is_nothing(void **state)
{
    const struct aras_style style = {.ascii = true};

    (void) state;
    assert_prints(table_of(&style), "");
}

static void a_full_disk_is_reported(void **state)
{
    const struct aras_style style = {.ascii = true};
    struct aras_table *table = table_of(&style);
    struct aras_error error = {0};
    FILE *full = fopen("/dev/full", "w");

    (void) state;
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "something");
    assert_fails(aras_table_print(table, full, &error), error, ARAS_FILE,
                 "cannot write a table");
    fclose(full);
    aras_table_free(table);
}

/* The memory of smartcols itself is not refused: it is not linked here. */
static enum aras_status print_small(struct aras_error *error)
{
    const struct aras_style style = {.ascii = true, .width = 20};
    struct aras_table *table = aras_table_new(columns, 3, &style, error);
    FILE *nowhere = fopen("/dev/null", "w");
    enum aras_status status;

    assert_non_null(nowhere);
    if (table == NULL) {
        fclose(nowhere);
        return error->status;
    }
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "a title of several words");
    aras_table_cell(table, ARAS_PLAIN, "calm");
    status = aras_table_print(table, nowhere, error);
    fclose(nowhere);
    aras_table_free(table);
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    int refused = refusals_of(print_small);

    (void) state;
    assert_true(refused > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stand_right_and_words_left),
        cmocka_unit_test(a_long_title_is_broken_between_words_beside_its_rows),
        cmocka_unit_test(a_line_across_is_no_wider_than_the_table),
        cmocka_unit_test(columns_are_folded_when_the_table_is_too_wide_the_last_first),
        cmocka_unit_test(letters_of_several_bytes_take_one_column),
        cmocka_unit_test(in_ascii_other_letters_are_question_marks),
        cmocka_unit_test(colours_are_only_there_when_asked_for),
        cmocka_unit_test(a_table_without_rows_is_nothing),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
