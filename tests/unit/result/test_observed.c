#include "result/observed.h"

#include "support/scarce_memory.h"
#include "unit/result/ledger_sample.h"

#define NOON "2026-11-22T12:00:00Z"

/* A ledger with three questions about the world and one about a model, and a file
 * beside it. */
struct table {
    char *path;
    char file[96];
    struct aras_ledger *ledger;
    struct aras_problems problems;
    struct aras_error error;
};

static int open_table(void **state)
{
    struct table *table = calloc(1, sizeof *table);
    struct aras_ledger_question reading = rain;
    struct aras_error error = {0};

    assert_non_null(table);
    reading.id = "reading";
    reading.about = ARAS_ABOUT_MODEL;
    reading.run = "0123456789abcdef0123456789abcdef";
    table->path = ledger_path();
    snprintf(table->file, sizeof table->file, "%s.csv", table->path);
    assert_ok(ledger_ask(table->path, &rain, NOON, &error), error);
    assert_ok(ledger_ask(table->path, &war, NOON, &error), error);
    assert_ok(ledger_ask(table->path, &height, NOON, &error), error);
    assert_ok(ledger_ask(table->path, &reading, NOON, &error), error);
    table->ledger = aras_ledger_read(table->path, &error);
    assert_non_null(table->ledger);
    table->problems.arena = aras_arena_new(&error);
    assert_non_null(table->problems.arena);
    *state = table;
    return 0;
}

static int close_table(void **state)
{
    struct table *table = *state;

    aras_arena_free(table->problems.arena);
    aras_ledger_free(table->ledger);
    ledger_remove(table->path);
    free(table);
    return 0;
}

static const struct aras_observed *read_text(struct table *table, const char *text)
{
    FILE *file = fopen(table->file, "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    fclose(file);
    return aras_observed_read(table->file, table->ledger, &table->problems,
                              &table->error);
}

/* That a row is refused, in line 2, and with which words. */
static void assert_refused(struct table *table, const char *row, const char *what)
{
    char text[512];
    const struct aras_problem *problem;

    snprintf(text, sizeof text, "question,outcome,date,reference\n%s\n", row);
    table->problems.count = table->problems.mistakes = 0;
    assert_null(read_text(table, text));
    assert_int_equal(table->problems.mistakes, 1);
    problem = &table->problems.items[0];
    assert_int_equal(problem->place.line, 2);
    if (strstr(problem->message, what) == NULL) {
        fail_msg("'%s' is not in: %s", what, problem->message);
    }
}

static void rows_are_read_whatever_the_order_of_columns(void **state)
{
    const struct aras_observed *observed =
        read_text(*state, "date,source,question,outcome,reference\n"
                          "2027-01-02,\"the \"\"Times\"\", page 1\",rain,no,0.2\r\n"
                          "\n"
                          " 2026-12-31 , , war , settled ,\n"
                          "2026-12-01,a gauge,height,2.5");

    assert_non_null(observed);
    assert_int_equal(observed->count, 3);
    assert_string_equal(observed->outcomes[0].question, "rain");
    assert_string_equal(observed->outcomes[0].source, "the \"Times\", page 1");
    assert_string_equal(observed->outcomes[0].on, "2027-01-02");
    assert_int_equal(observed->outcomes[0].option, 1);
    assert_int_equal(observed->outcomes[0].line, 2);
    assert_close(observed->reference[0], 0.2, 0.0);
    assert_int_equal(observed->outcomes[1].option, 2);
    assert_null(observed->outcomes[1].source);
    assert_true(isnan(observed->reference[1]));
    assert_close(observed->outcomes[2].number, 2.5, 0.0);
    assert_int_equal(observed->outcomes[2].line, 5);
}

static void a_row_that_cannot_be_is_refused_with_its_line(void **state)
{
    assert_refused(*state, "rian,yes,2026-12-01,", "did you mean 'rain'?");
    assert_refused(*state, "reading,yes,2026-12-01,", "its run settles it");
    assert_refused(*state, "rain,perhaps,2026-12-01,", "not 'perhaps'");
    assert_refused(*state, "height,nan,2026-12-01,", "not 'nan'");
    assert_refused(*state, "height,inf,2026-12-01,", "not 'inf'");
    assert_refused(*state, "height,,2026-12-01,", "not ''");
    assert_refused(*state, "rain,yes,2026-11-21,", "before it was asked");
    assert_refused(*state, "rain,no,2026-12-01,", "may still become yes");
    assert_refused(*state, "rain,yes,1 December,", "not '1 December'");
    assert_refused(*state, "rain,yes", "not ''");
    assert_refused(*state, "rain,yes,2026-12-01,nan", "from 0 to 1, not 'nan'");
    assert_refused(*state, "rain,yes,2026-12-01,12 %", "from 0 to 1, not '12 %'");
    assert_refused(*state, "rain,yes,2026-12-01,0.1,0.2",
                   "the line has 5 values, and the first line 4 columns");
    assert_refused(*state, "rain,\"yes\" or so,2026-12-01,", "a comma is missing");
    assert_refused(*state, "rain,yes,2026-12-01,\"0.1\n", "a quote is not closed");
}

static void all_mistakes_are_told_at_once(void **state)
{
    struct table *table = *state;

    assert_null(read_text(table, "question,outcome,date\n"
                                 "rain,yes,2026-12-01\n"
                                 "rain,yes,2026-12-01\n"
                                 "snow,yes,2026-12-01\n"));
    assert_int_equal(table->problems.mistakes, 2);
    assert_int_equal(table->problems.items[0].place.line, 3);
    assert_non_null(strstr(table->problems.items[0].message, "in line 2 already"));
    assert_int_equal(table->problems.items[1].place.line, 4);
}

static void the_first_line_names_the_columns(void **state)
{
    struct table *table = *state;

    assert_null(read_text(table, "rain,yes,2026-12-01\n"));
    assert_int_equal(table->problems.mistakes, 6);
    table->problems.count = table->problems.mistakes = 0;
    assert_null(read_text(table, "question,outcomes,date\nrain,yes,2026-12-01\n"));
    assert_int_equal(table->problems.mistakes, 2);
    assert_non_null(strstr(table->problems.items[0].message, "did you mean 'outcome'"));
    table->problems.count = table->problems.mistakes = 0;
    assert_null(read_text(table, ""));
    assert_int_equal(table->problems.mistakes, 3);
    table->problems.count = table->problems.mistakes = 0;
    assert_null(read_text(table, "question,outcome,date,outcome\n"
                                 "rain,yes,2026-12-01,no\n"));
    assert_int_equal(table->problems.mistakes, 1);
    assert_string_equal(table->problems.items[0].message,
                        "there are two columns 'outcome'");
    table->problems.count = table->problems.mistakes = 0;
    assert_non_null(read_text(table, "\xEF\xBB\xBFquestion,outcome,date\n"
                                     "rain,yes,2026-12-01\n"));
}

static void there_must_be_a_file(void **state)
{
    struct table *table = *state;

    assert_null(aras_observed_read("/nowhere.csv", table->ledger, &table->problems,
                                   &table->error));
    assert_int_equal(table->error.status, ARAS_FILE);
    assert_non_null(strstr(table->error.message, "cannot read /nowhere.csv"));
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct table *table = *state;
    const struct aras_observed *observed = NULL;
    int refused = 0;

    assert_non_null(read_text(table, "question,outcome,date\nrain,yes,2026-12-01\n"));
    while (observed == NULL) {
        struct aras_error error = {0};
        struct aras_problems problems = {0};

        problems.arena = aras_arena_new(&error);
        allow_allocations(refused++);
        observed = aras_observed_read(table->file, table->ledger, &problems, &error);
        allow_all_allocations();
        assert_true(observed != NULL || error.status == ARAS_NO_MEMORY);
        aras_arena_free(problems.arena);
    }
    assert_true(refused > 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_table, close_table)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_are_read_whatever_the_order_of_columns),
        TEST(a_row_that_cannot_be_is_refused_with_its_line),
        TEST(all_mistakes_are_told_at_once),
        TEST(the_first_line_names_the_columns),
        TEST(there_must_be_a_file),
        TEST(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("observed", tests, NULL, NULL);
}
