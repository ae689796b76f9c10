#include "result/database.h"

#include <sqlite3.h>

#include "base/text.h"
#include "unit/result/sample.h"

/* A finished run of 25 replications, and its database. */
struct stored {
    char *folder;
    struct aras_run *run;
    sqlite3 *database;
};

static sqlite3 *open_database(const struct aras_run *run)
{
    sqlite3 *database = NULL;
    char *path = sample_path(run, "results.db");

    assert_int_equal(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL),
                     SQLITE_OK);
    free(path);
    return database;
}

static int open_stored(void **state)
{
    struct stored *stored = calloc(1, sizeof *stored);

    assert_non_null(stored);
    stored->folder = sample_folder();
    stored->run = sample_run(stored->folder, 25);
    stored->database = open_database(stored->run);
    *state = stored;
    return 0;
}

static int close_stored(void **state)
{
    struct stored *stored = *state;

    sqlite3_close(stored->database);
    aras_run_close(stored->run);
    sample_remove(stored->folder);
    free(stored->folder);
    free(stored);
    return 0;
}

/* What a query answers, as a text: fields divided by |, rows by a line feed; numbers
 * with 17 digits, NULL as -. */

static void add_field(struct aras_text *text, sqlite3_stmt *statement, int place)
{
    switch (sqlite3_column_type(statement, place)) {
    case SQLITE_NULL:
        aras_text_add(text, "-");
        break;
    case SQLITE_FLOAT:
        aras_text_add(text, "%.17g", sqlite3_column_double(statement, place));
        break;
    default:
        aras_text_add(text, "%s", (const char *) sqlite3_column_text(statement, place));
        break;
    }
}

static char *answer(sqlite3 *database, const char *query)
{
    struct aras_text text = {0};
    sqlite3_stmt *statement = NULL;

    if (sqlite3_prepare_v2(database, query, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s: %s", query, sqlite3_errmsg(database));
    }
    aras_text_add(&text, "%s", "");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        aras_text_add(&text, text.length == 0 ? "" : "\n");
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            aras_text_add(&text, i == 0 ? "" : "|");
            add_field(&text, statement, i);
        }
    }
    sqlite3_finalize(statement);
    assert_false(text.out_of_memory);
    return text.data;
}

static void assert_answer(sqlite3 *database, const char *query, const char *expected)
{
    char *actual = answer(database, query);

    assert_string_equal(actual, expected);
    free(actual);
}

static void assert_stored(void **state, const char *query, const char *expected)
{
    const struct stored *stored = *state;

    assert_answer(stored->database, query, expected);
}

static void a_replication_is_a_row(void **state)
{
    char expected[256];

    assert_stored(state,
                  "SELECT count(*), min(replication), max(replication) "
                  "FROM replication",
                  "25|0|24");
    snprintf(expected, sizeof expected,
             "4|1|0|fedcba9876543214|1|%.17g|%.17g|4|a \"peace\"", 1.0 / 5.0,
             sample_value(4));
    assert_stored(state, "SELECT * FROM replication WHERE replication = 4", expected);
    assert_stored(state,
                  "SELECT typeof(war), typeof(war_when), typeof(visits), typeof(ending)"
                  " FROM replication WHERE replication = 4",
                  "integer|real|integer|text");
}

static void a_time_that_was_not_reached_is_null(void **state)
{
    assert_stored(state, "SELECT war, war_when FROM replication WHERE replication = 5",
                  "0|-");
}

static void a_failed_replication_has_no_outcomes(void **state)
{
    assert_stored(state, "SELECT * FROM replication WHERE replication = 3",
                  "3|0|1|fedcba9876543213|-|-|-|-|-");
    assert_stored(state, "SELECT sum(failed) FROM replication", "4");
    assert_stored(state, "SELECT * FROM failure LIMIT 1",
                  "3|0.25|a \"rate\",\nof \xef\xbf\xbd -3");
    assert_stored(state, "SELECT replication FROM failure", "3\n10\n17\n24");
}

static void all_numbers_are_exact(void **state)
{
    const struct stored *stored = *state;

    for (uint64_t i = 0; i < 25; i++) {
        char query[128], expected[64];

        snprintf(query, sizeof query,
                 "SELECT Replication_ FROM replication WHERE replication = %d",
                 (int) i);
        snprintf(expected, sizeof expected, "%.17g", sample_value(i));
        assert_answer(stored->database, query, sample_fails(i) ? "-" : expected);
    }
}

/* `Replication` is no column of its own to SQLite, which has one of that name. */
static void what_a_column_is_called_is_told(void **state)
{
    assert_stored(
        state, "SELECT position, id, column_name, kind, unit, categories FROM outcome",
        "0|war|war|happened||-\n"
        "1|war_when|war_when|time|year|-\n"
        "2|Replication|Replication_|value||-\n"
        "3|visits|visits|count||-\n"
        "4|ending|ending|category||[\"war, or worse\", \"a \\\"peace\\\"\", "
        "\"other\"]");
    assert_stored(state, "SELECT title FROM outcome WHERE id = 'war_when'", "When");
    assert_stored(state, "SELECT id, kind, unit, categories FROM parameter_label",
                  "rate[iran, russia]|number|1/year|-\n"
                  "reading|variant||[\"slow\", \"fast\"]");
}

static void a_parameter_set_is_a_row_once(void **state)
{
    char expected[256];

    /* Set 2 serves the replications 8 to 11, of two blocks. */
    snprintf(expected, sizeof expected, "2|%.17g|slow", 0.3 * 2.0 + 0.1);
    assert_stored(state, "SELECT count(*), max(parameter_set) FROM parameter", "7|6");
    assert_stored(
        state,
        "SELECT parameter_set, \"rate[iran, russia]\", reading FROM parameter "
        "WHERE parameter_set = 2",
        expected);
    assert_stored(
        state,
        "SELECT count(*) FROM replication JOIN parameter USING (parameter_set)"
        " WHERE reading = 'fast'",
        "12");
}

static void outcomes_are_also_one_to_a_row(void **state)
{
    assert_stored(state, "SELECT count(*) FROM outcome_tidy", "125");
    assert_stored(state,
                  "SELECT outcome, value FROM outcome_tidy WHERE replication = 6 AND "
                  "outcome IN ('war', 'ending', 'visits')",
                  "war|1\nvisits|6\nending|war, or worse");
    assert_stored(state, "SELECT sum(value) FROM outcome_tidy WHERE outcome = 'war'",
                  "11");
}

static void events_are_summed_up(void **state)
{
    /* Blocks of 10, 10 and 5: rates of 8.5, 8.5 and 3.5, residuals of 1.5 each. */
    assert_stored(state, "SELECT * FROM event",
                  "treaty|25|12|20.5|4.5|0.99388373467361879\nvisit|3|0|0|0|-");
    assert_stored(state, "SELECT * FROM clamp", "trust[iran, russia]|33");
}

static void tracks_are_summed_up_at_each_point(void **state)
{
    struct aras_summary all = {0};
    char expected[512];
    char query[512];

    for (uint64_t i = 0; i < 25; i++) {
        if (!sample_fails(i)) {
            aras_summary_add(&all, 2.0 * sample_value(i));
        }
    }
    snprintf(expected, sizeof expected, "%.17g|%.17g", all.least, all.greatest);
    assert_stored(state, "SELECT * FROM track", "trust|Trust|\nflat|Flat|bcm");
    assert_stored(state, "SELECT track, time, n FROM track_point",
                  "trust|0|21\ntrust|0.5|21\ntrust|1|21\nflat|0|21");
    assert_stored(
        state, "SELECT min, max FROM track_point WHERE track = 'trust' AND time = 0.5",
        expected);
    assert_stored(state,
                  "SELECT mean, sd, min, p05, p10, p25, p50, p75, p90, p95, max FROM "
                  "track_point WHERE track = 'flat'",
                  "2.5|0|2.5|2.5|2.5|2.5|2.5|2.5|2.5|2.5|2.5");
    /* Replications 0 to 24 without 3, 10, 17 and 24: the middle one is number 12. */
    assert_stored(state,
                  "SELECT abs(p50 - 2 * (1.2 - 1.0 / 3)) < 0.01 AND "
                  "p05 < p25 AND p25 < p50 AND p75 < p95 AND p95 <= max FROM "
                  "track_point WHERE track = 'trust' AND time = 0.5",
                  "1");
    snprintf(query, sizeof query,
             "SELECT abs(mean - %.17g) < 1e-14, abs(sd - %.17g) < 1e-14 FROM "
             "track_point WHERE track = 'trust' AND time = 0.5",
             all.mean, sqrt(aras_summary_variance(&all)));
    assert_stored(state, query, "1|1");
}

static void a_histogram_holds_each_replication_at_each_point(void **state)
{
    assert_stored(state,
                  "SELECT track, time, sum(count) FROM track_histogram GROUP BY 1, 2 "
                  "ORDER BY 1, 2",
                  "flat|0|21\ntrust|0|21\ntrust|0.5|21\ntrust|1|21");
    assert_stored(state,
                  "SELECT low, high, count FROM track_histogram WHERE track = 'flat'",
                  "2.5|2.5|21");
    assert_stored(state,
                  "SELECT count(*) FROM track_histogram WHERE low >= high AND "
                  "track = 'trust'",
                  "0");
    /* From 3 (-1/3) to 3 (2.3 - 1/3) in 50 bars: at time 0 the bars from -1/3 to 2. */
    assert_stored(state,
                  "SELECT abs(min(low) + 1) < 1e-12, abs(max(high) - 5.9) < 1e-12, "
                  "abs(min(high - low) - 6.9 / 50) < 1e-12 FROM track_histogram WHERE "
                  "track = 'trust'",
                  "1|1|1");
}

/* 8 stands at the lower end of its bin of the sketch, whose middle is above all. */
static void the_greatest_number_is_in_the_last_bar(void **state)
{
    struct aras_error error = {0};
    const struct aras_labels labels = {
        .shape = {.points = 1, .group = 1},
        .track =
            &(struct aras_track_column){
                .id = "t", .title = "T", .unit = "", .points = 1, .every = 1.0},
        .tracks = 1,
        .time_unit = ""};
    char *folder = sample_folder();
    struct aras_run *run = aras_run_open(folder, &sample_identity, &labels, &error);
    struct aras_block *block = aras_block_new(&labels.shape, 0, 2, &error);
    sqlite3 *database;

    (void) state;
    assert_non_null(run);
    assert_non_null(block);
    for (double x = 4.0; x <= 8.0; x += 4.0) {
        aras_summary_add(&block->moment[0], x);
        assert_ok(aras_sketch_add(&block->sketch[0], x, &error), error);
    }
    assert_ok(aras_run_write_block(run, block, false, &error), error);
    assert_ok(aras_run_finish(run, "complete", 0.0, 0.0, &error), error);
    database = open_database(run);
    assert_answer(database,
                  "SELECT low, round(high, 9), count FROM track_histogram "
                  "WHERE high < 5",
                  "4|4.0800000000000001|1");
    assert_answer(database,
                  "SELECT round(low, 9), high, count FROM track_histogram "
                  "WHERE high > 5",
                  "7.9199999999999999|8|1");
    sqlite3_close(database);
    aras_block_free(block);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

static void what_the_run_is_stands_in_meta(void **state)
{
    const struct stored *stored = *state;

    assert_stored(state, "SELECT value FROM meta WHERE key = 'id'",
                  aras_run_id(stored->run));
    assert_stored(state, "SELECT value FROM meta WHERE key = 'seed'",
                  "18446744073709551557");
    assert_stored(state, "SELECT value FROM meta WHERE key = 'replications'", "25");
    assert_stored(state, "SELECT value FROM meta WHERE key = 'schema_version'", "1");
    assert_stored(state, "SELECT value FROM meta WHERE key = 'time_unit'", "year");
    assert_stored(state, "SELECT group_concat(key) FROM meta",
                  "block,central,failed,group,horizon,id,maths,mixed,name,replications,"
                  "result_version,schema_version,seed,time_unit,title,version");
}

static void the_same_run_gives_the_same_bytes(void **state)
{
    const struct stored *stored = *state;
    char *folder = sample_folder();
    struct aras_error error = {0};
    struct aras_run *run = sample_run(folder, 14);
    char *path = sample_path(stored->run, "results.db");
    size_t length, other_length;
    char *bytes = sample_read(path, &length);
    char *other_path, *other_bytes;

    /* In two sessions, by longer blocks, and finished twice. */
    aras_run_close(run);
    run = sample_open(folder);
    sample_store(run, 20, 5);
    sample_store(run, 10, 10);
    assert_ok(aras_run_finish(run, "interrupted", 7.0, 9.0, &error), error);
    assert_ok(aras_run_finish(run, "complete", 7.0, 9.0, &error), error);
    other_path = sample_path(run, "results.db");
    other_bytes = sample_read(other_path, &other_length);
    assert_int_equal(length, other_length);
    assert_memory_equal(bytes, other_bytes, length);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
    free(path);
    free(other_path);
    free(bytes);
    free(other_bytes);
}

static void a_damaged_block_is_not_put_into_the_database(void **state)
{
    const struct stored *stored = *state;
    struct aras_error error = {0};
    char *block = sample_path(stored->run, "blocks/00000001.blk");
    char *path = sample_path(stored->run, "other.db");
    size_t length;
    char *bytes = sample_read(block, &length);

    bytes[200] ^= 1;
    sample_write(block, bytes, length);
    assert_fails(aras_database_write(stored->run, path, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk is damaged");
    free(bytes);
    free(block);
    free(path);
}

static void a_category_that_there_is_not_is_an_error(void **state)
{
    char *folder = sample_folder();
    struct aras_error error = {0};
    struct aras_run *run = sample_open(folder);
    struct aras_block *block = sample_block(0, 1);
    const double values[] = {3.0, -1.0, 0.5, INFINITY};

    (void) state;
    for (size_t i = 0; i < 4; i++) {
        char *path = sample_path(run, "blocks/00000000.blk");

        block->outcome[4] = values[i];
        assert_ok(aras_run_write_block(run, block, false, &error), error);
        assert_fails(aras_run_finish(run, "complete", 0.0, 0.0, &error), error,
                     ARAS_DAMAGED, "of its 3 categories\n  in replication 0");
        aras_run_close(run);
        unlink(path);
        free(path);
        run = sample_open(folder);
    }
    aras_block_free(block);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

static void a_database_that_cannot_be_made_is_an_error(void **state)
{
    const struct stored *stored = *state;
    struct aras_error error = {0};

    assert_fails(aras_database_write(stored->run, "/nowhere/results.db", &error), error,
                 ARAS_FILE, "/nowhere/results.db");
    assert_fails(aras_database_write(stored->run, stored->folder, &error), error,
                 ARAS_FILE, "cannot overwrite");
}

/* results/README.md is what people read: each table and column stands in it. */
static void all_tables_and_columns_are_documented(void **state)
{
    const struct stored *stored = *state;
    size_t length;
    char *page = sample_read(ARAS_PROJECT_FOLDER "/results/README.md", &length);
    char *names = answer(stored->database,
                         "SELECT name FROM sqlite_master WHERE type IN ('table', "
                         "'view') UNION SELECT c.name FROM sqlite_master AS t, "
                         "pragma_table_info(t.name) AS c WHERE "
                         "t.name NOT IN ('replication', 'parameter') UNION SELECT key "
                         "FROM meta");
    char *rest = names;
    size_t count = 0;

    for (char *name = strtok_r(names, "\n", &rest); name != NULL;
         name = strtok_r(NULL, "\n", &rest)) {
        char quoted[64];

        snprintf(quoted, sizeof quoted, "`%s`", name);
        if (strstr(page, quoted) == NULL) {
            fail_msg("%s is not in results/README.md", quoted);
        }
        count++;
    }
    assert_true(count > 40);
    free(names);
    free(page);
}

/* More outcomes than SQLite allows selects in a union. */
static void a_run_may_have_many_outcomes(void **state)
{
    enum { COUNT = 1200 };
    struct aras_error error = {0};
    struct aras_labels labels = {
        .shape = {.outcomes = COUNT, .group = 1}, .time_unit = "", .horizon = 50.0};
    struct aras_column *columns = calloc(COUNT, sizeof *columns);
    char(*ids)[16] = calloc(COUNT, sizeof *ids);
    char *folder = sample_folder();
    struct aras_block *block = aras_block_new(&labels.shape, 0, 3, &error);
    struct aras_run *run;
    sqlite3 *database;

    (void) state;
    assert_non_null(columns);
    assert_non_null(ids);
    assert_non_null(block);
    for (size_t i = 0; i < COUNT; i++) {
        snprintf(ids[i], sizeof ids[i], "x%d", (int) i);
        columns[i] = (struct aras_column){
            .id = ids[i], .title = "", .kind = "value", .unit = ""};
        block->outcome[COUNT + i] = (double) i + 0.5;
    }
    labels.outcome = columns;
    run = aras_run_open(folder, &sample_identity, &labels, &error);
    assert_non_null(run);
    assert_ok(aras_run_write_block(run, block, false, &error), error);
    assert_ok(aras_run_finish(run, "complete", 0.0, 0.0, &error), error);
    database = open_database(run);
    assert_answer(database,
                  "SELECT value FROM outcome_tidy WHERE outcome = 'x1199' AND "
                  "replication = 1",
                  "1199.5");
    sqlite3_close(database);
    aras_run_close(run);
    aras_block_free(block);
    sample_remove(folder);
    free(folder);
    free(columns);
    free(ids);
}

static void a_run_without_anything_has_a_database(void **state)
{
    struct aras_error error = {0};
    const struct aras_labels labels = {.shape = {.group = 1}, .time_unit = ""};
    char *folder = sample_folder();
    struct aras_run *run = aras_run_open(folder, &sample_identity, &labels, &error);
    sqlite3 *database;

    (void) state;
    assert_non_null(run);
    assert_ok(aras_run_finish(run, "interrupted", 0.0, 0.0, &error), error);
    database = open_database(run);
    assert_answer(database, "SELECT count(*) FROM replication", "0");
    assert_answer(database, "SELECT count(*) FROM outcome_tidy", "0");
    sqlite3_close(database);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stored, close_stored)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_replication_is_a_row),
        TEST(a_time_that_was_not_reached_is_null),
        TEST(a_failed_replication_has_no_outcomes),
        TEST(all_numbers_are_exact),
        TEST(what_a_column_is_called_is_told),
        TEST(a_parameter_set_is_a_row_once),
        TEST(outcomes_are_also_one_to_a_row),
        TEST(events_are_summed_up),
        TEST(tracks_are_summed_up_at_each_point),
        TEST(a_histogram_holds_each_replication_at_each_point),
        cmocka_unit_test(the_greatest_number_is_in_the_last_bar),
        TEST(what_the_run_is_stands_in_meta),
        TEST(the_same_run_gives_the_same_bytes),
        TEST(a_damaged_block_is_not_put_into_the_database),
        cmocka_unit_test(a_category_that_there_is_not_is_an_error),
        TEST(a_database_that_cannot_be_made_is_an_error),
        TEST(all_tables_and_columns_are_documented),
        cmocka_unit_test(a_run_may_have_many_outcomes),
        cmocka_unit_test(a_run_without_anything_has_a_database),
    };

    return cmocka_run_group_tests_name("database", tests, NULL, NULL);
}
