#include "result/export.h"

#include <jansson.h>
#include <sys/resource.h>

#include "base/text.h"
#include "support/scarce_memory.h"
#include "unit/result/sample.h"

/* A finished run of 25 replications. */
struct stored {
    char *folder;
    struct aras_run *run;
};

static int open_stored(void **state)
{
    struct stored *stored = calloc(1, sizeof *stored);

    assert_non_null(stored);
    stored->folder = sample_folder();
    stored->run = sample_run(stored->folder, 25);
    *state = stored;
    return 0;
}

static int close_stored(void **state)
{
    struct stored *stored = *state;

    aras_run_close(stored->run);
    sample_remove(stored->folder);
    free(stored->folder);
    free(stored);
    return 0;
}

/* What a table comes to; owned by the caller. */
static char *csv_of(const struct aras_run *run, enum aras_export_table table)
{
    struct aras_error error = {0};
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);

    assert_non_null(file);
    assert_ok(aras_export_csv(run, file, table, &error), error);
    assert_int_equal(fclose(file), 0);
    return text;
}

/* Takes the next field off a text of CSV, as RFC 4180 has it; true when it was the
 * last of its line. */
static bool next_field(const char **text, char *field, size_t size)
{
    bool quoted = **text == '"';
    size_t used = 0;

    *text += quoted;
    while (**text != '\0') {
        if (quoted && **text == '"') {
            if ((*text)[1] != '"') {
                (*text)++;
                quoted = false;
                continue;
            }
            (*text)++;
        } else if (!quoted && (**text == ',' || **text == '\n')) {
            break;
        }
        assert_true(used + 1 < size);
        field[used++] = *(*text)++;
    }
    field[used] = '\0';
    return *(*text)++ == '\n';
}

static void skip_line(const char **text)
{
    *text = strchr(*text, '\n');
    assert_non_null(*text);
    (*text)++;
}

static void assert_number(const char *field, double expected)
{
    char *end;
    double actual = strtod(field, &end);

    assert_int_equal(*end, '\0');
    assert_true(field[0] != '\0');
    assert_memory_equal(&actual, &expected, sizeof actual);
}

static void outcomes_read_back_exactly(void **state)
{
    const struct stored *stored = *state;
    char *csv = csv_of(stored->run, ARAS_EXPORT_OUTCOMES);
    const char *text = csv;
    const char header[] = "replication,parameter_set,failed,fingerprint,war,war_when,"
                          "Replication,visits,ending\n";

    assert_memory_equal(csv, header, strlen(header));
    skip_line(&text);
    for (uint64_t i = 0; i < 25; i++) {
        char field[9][64], fingerprint[32];

        for (int j = 0; j < 9; j++) {
            assert_int_equal(next_field(&text, field[j], sizeof field[j]), j == 8);
        }
        snprintf(fingerprint, sizeof fingerprint, "fedcba98765432%02x",
                 (unsigned) (0x10 + i));
        assert_number(field[0], (double) i);
        assert_number(field[1], (double) (i / 4));
        assert_string_equal(field[2], sample_fails(i) ? "1" : "0");
        assert_string_equal(field[3], fingerprint);
        if (sample_fails(i)) {
            for (int j = 4; j < 9; j++) {
                assert_string_equal(field[j], "");
            }
            continue;
        }
        assert_string_equal(field[4], i % 2 == 0 ? "1" : "0");
        if (i % 2 == 0) {
            assert_number(field[5], 1.0 / (1.0 + (double) i));
        } else {
            assert_string_equal(field[5], "");
        }
        assert_number(field[6], sample_value(i));
        assert_number(field[7], (double) i);
        assert_string_equal(field[8], sample_endings[i % 3]);
    }
    assert_string_equal(text, "");
    free(csv);
}

static void outcomes_are_also_one_to_a_row(void **state)
{
    const struct stored *stored = *state;
    char *csv = csv_of(stored->run, ARAS_EXPORT_TIDY);
    const char start[] = "replication,outcome,value\n0,war,1\n0,war_when,1\n";
    const char failed[] =
        "\n3,war,\n3,war_when,\n3,Replication,\n3,visits,\n3,ending,\n";
    size_t lines = 0;

    assert_memory_equal(csv, start, strlen(start));
    assert_non_null(strstr(csv, failed));
    assert_non_null(strstr(csv, "\n6,ending,\"war, or worse\"\n"));
    assert_non_null(strstr(csv, "\n4,ending,\"a \"\"peace\"\"\"\n"));
    assert_non_null(strstr(csv, "\n5,war_when,\n"));
    for (const char *letter = csv; *letter != '\0'; letter++) {
        lines += *letter == '\n';
    }
    assert_int_equal(lines, 1 + 125);
    free(csv);
}

static void parameter_sets_are_told_once(void **state)
{
    const struct stored *stored = *state;
    char *csv = csv_of(stored->run, ARAS_EXPORT_PARAMETERS);
    const char *text = csv;
    const char header[] = "parameter_set,\"rate[iran, russia]\",reading\n";

    assert_memory_equal(csv, header, strlen(header));
    skip_line(&text);
    for (uint64_t i = 0; i < 7; i++) {
        char field[64];

        assert_false(next_field(&text, field, sizeof field));
        assert_number(field, (double) i);
        assert_false(next_field(&text, field, sizeof field));
        assert_number(field, 0.3 * (double) i + 0.1);
        assert_true(next_field(&text, field, sizeof field));
        assert_string_equal(field, i % 2 == 0 ? "slow" : "fast");
    }
    assert_string_equal(text, "");
    free(csv);
}

static void tracks_are_told_point_by_point(void **state)
{
    const struct stored *stored = *state;
    char *csv = csv_of(stored->run, ARAS_EXPORT_TRACKS);
    const char header[] =
        "track,time,n,mean,sd,min,p05,p10,p25,p50,p75,p90,p95,max\ntrust,0,21,";
    const char flat[] = "\nflat,0,21,2.5,0,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5,2.5\n";

    assert_memory_equal(csv, header, strlen(header));
    assert_non_null(strstr(csv, "\ntrust,0.5,21,"));
    assert_string_equal(strstr(csv, "\nflat"), flat);
    free(csv);
}

static void events_are_told_with_their_rates(void **state)
{
    const struct stored *stored = *state;
    char *csv = csv_of(stored->run, ARAS_EXPORT_EVENTS);

    assert_string_equal(csv, "id,count,worlds,integrated,residual,z\n"
                             "treaty,25,12,20.5,4.5,0.99388373467361879\n"
                             "visit,3,0,0,0,\n");
    free(csv);
}

static void a_track_of_nothing_has_empty_fields(void **state)
{
    struct aras_error error = {0};
    char *folder = sample_folder();
    struct aras_run *run = sample_open(folder);
    struct aras_block *block = aras_block_new(&sample_labels.shape, 0, 1, &error);
    char *csv;

    (void) state;
    assert_non_null(block);
    block->failed[0] = 1;
    assert_ok(aras_run_write_block(run, block, false, &error), error);
    csv = csv_of(run, ARAS_EXPORT_TRACKS);
    assert_non_null(strstr(csv, "\ntrust,0,0,,,,,,,,,,,\n"));
    free(csv);
    aras_block_free(block);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

static void tables_have_names(void **state)
{
    struct aras_error error = {0};
    enum aras_export_table table;

    (void) state;
    assert_ok(aras_export_table_named("outcomes", &table, &error), error);
    assert_int_equal(table, ARAS_EXPORT_OUTCOMES);
    assert_ok(aras_export_table_named("events", &table, &error), error);
    assert_int_equal(table, ARAS_EXPORT_EVENTS);
    assert_fails(aras_export_table_named("outcome", &table, &error), error,
                 ARAS_UNKNOWN, "outcomes, tidy, parameters, tracks and events");
}

/* JSON */

static json_t *json_of(const struct aras_run *run)
{
    struct aras_error error = {0};
    json_error_t reason;
    char *text = NULL;
    size_t length = 0;
    FILE *file = open_memstream(&text, &length);
    json_t *json;

    assert_non_null(file);
    assert_ok(aras_export_json(run, file, &error), error);
    assert_int_equal(fclose(file), 0);
    json = json_loadb(text, length, JSON_REJECT_DUPLICATES, &reason);
    if (json == NULL) {
        fail_msg("line %d: %s\n%s", reason.line, reason.text, text);
    }
    free(text);
    return json;
}

static const json_t *member(const json_t *json, const char *list, size_t place,
                            const char *key)
{
    const json_t *item = json_array_get(json_object_get(json, list), place);

    assert_non_null(item);
    return json_object_get(item, key);
}

static void a_run_is_one_object(void **state)
{
    const struct stored *stored = *state;
    json_t *json = json_of(stored->run);
    const json_t *run = json_object_get(json, "run");

    assert_int_equal(json_integer_value(json_object_get(json, "format")), 1);
    assert_string_equal(json_string_value(json_object_get(run, "id")),
                        aras_run_id(stored->run));
    assert_string_equal(json_string_value(json_object_get(run, "seed")),
                        "18446744073709551557");
    assert_int_equal(json_integer_value(json_object_get(run, "replications")), 25);
    assert_true(json_is_false(json_object_get(run, "central")));
    assert_string_equal(json_string_value(member(json, "outcomes", 1, "kind")), "time");
    assert_true(json_is_null(member(json, "outcomes", 1, "categories")));
    assert_int_equal(json_array_size(member(json, "outcomes", 4, "categories")), 3);
    assert_string_equal(json_string_value(member(json, "parameters", 0, "id")),
                        "rate[iran, russia]");
    assert_string_equal(json_string_value(member(json, "failures", 0, "reason")),
                        "a \"rate\",\nof \xef\xbf\xbd -3");
    assert_int_equal(json_array_size(json_object_get(json, "failures")), 4);
    assert_int_equal(json_integer_value(member(json, "events", 0, "count")), 25);
    assert_true(json_is_null(member(json, "events", 1, "z")));
    assert_int_equal(json_integer_value(member(json, "clamps", 0, "count")), 33);
    assert_int_equal(json_array_size(member(json, "tracks", 0, "points")), 3);
    assert_close(json_number_value(json_object_get(
                     json_array_get(member(json, "tracks", 1, "points"), 0), "p50")),
                 2.5, 0.0);
    json_decref(json);
}

static void replications_in_json_are_exact(void **state)
{
    const struct stored *stored = *state;
    json_t *json = json_of(stored->run);
    const json_t *rows = json_object_get(json, "replications");

    assert_int_equal(json_array_size(rows), 25);
    for (uint64_t i = 0; i < 25; i++) {
        const json_t *row = json_array_get(rows, i);
        double value = json_real_value(json_array_get(row, 6));
        double expected = sample_value(i);

        assert_int_equal(json_array_size(row), 9);
        assert_int_equal(json_integer_value(json_array_get(row, 0)), i);
        assert_int_equal(json_integer_value(json_array_get(row, 2)), sample_fails(i));
        if (sample_fails(i)) {
            assert_true(json_is_null(json_array_get(row, 6)));
            continue;
        }
        assert_memory_equal(&value, &expected, sizeof value);
        assert_int_equal(json_is_null(json_array_get(row, 5)), i % 2 == 1);
        assert_string_equal(json_string_value(json_array_get(row, 8)),
                            sample_endings[i % 3]);
    }
    assert_int_equal(json_array_size(json_object_get(json, "parameter_sets")), 7);
    json_decref(json);
}

static void infinite_values_are_null_in_json_and_inf_in_csv(void **state)
{
    struct aras_error error = {0};
    char *folder = sample_folder();
    struct aras_run *run = sample_open(folder);
    struct aras_block *block = sample_block(0, 1);
    char *csv;
    json_t *json;

    (void) state;
    block->outcome[2] = -INFINITY;
    assert_ok(aras_run_write_block(run, block, false, &error), error);
    csv = csv_of(run, ARAS_EXPORT_TIDY);
    assert_non_null(strstr(csv, "\n0,Replication,-inf\n"));
    json = json_of(run);
    assert_true(json_is_null(
        json_array_get(json_array_get(json_object_get(json, "replications"), 0), 6)));
    json_decref(json);
    free(csv);
    aras_block_free(block);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

static void a_run_without_anything_can_be_exported(void **state)
{
    struct aras_error error = {0};
    const struct aras_labels labels = {.shape = {.group = 1}, .time_unit = ""};
    char *folder = sample_folder();
    struct aras_run *run = aras_run_open(folder, &sample_identity, &labels, &error);
    char *csv;
    json_t *json;

    (void) state;
    assert_non_null(run);
    csv = csv_of(run, ARAS_EXPORT_OUTCOMES);
    assert_string_equal(csv, "replication,parameter_set,failed,fingerprint\n");
    json = json_of(run);
    assert_int_equal(json_array_size(json_object_get(json, "replications")), 0);
    json_decref(json);
    free(csv);
    aras_run_close(run);
    sample_remove(folder);
    free(folder);
}

/* Trouble */

static void a_full_disk_is_an_error(void **state)
{
    const struct stored *stored = *state;

    for (int table = ARAS_EXPORT_OUTCOMES; table <= ARAS_EXPORT_EVENTS; table++) {
        struct aras_error error = {0};
        FILE *full = fopen("/dev/full", "w");

        assert_non_null(full);
        assert_fails(
            aras_export_csv(stored->run, full, (enum aras_export_table) table, &error),
            error, ARAS_FILE, "No space left on device");
        fclose(full);
    }

    struct aras_error error = {0};
    FILE *full = fopen("/dev/full", "w");

    assert_non_null(full);
    assert_fails(aras_export_json(stored->run, full, &error), error, ARAS_FILE,
                 "No space left on device");
    fclose(full);
}

static void a_damaged_block_is_not_exported(void **state)
{
    const struct stored *stored = *state;
    struct aras_error error = {0};
    char *path = sample_path(stored->run, "blocks/00000001.blk");
    FILE *nowhere = fopen("/dev/null", "w");

    assert_non_null(nowhere);
    sample_write(path, "gone", 4);
    for (int table = ARAS_EXPORT_OUTCOMES; table <= ARAS_EXPORT_EVENTS; table++) {
        assert_fails(aras_export_csv(stored->run, nowhere,
                                     (enum aras_export_table) table, &error),
                     error, ARAS_DAMAGED, "blocks/00000001.blk");
    }
    assert_fails(aras_export_json(stored->run, nowhere, &error), error, ARAS_DAMAGED,
                 "blocks/00000001.blk");
    fclose(nowhere);
    free(path);
}

static enum aras_status export_all(const struct aras_run *run, FILE *file,
                                   struct aras_error *error)
{
    enum aras_status status = aras_export_json(run, file, error);

    for (int i = ARAS_EXPORT_OUTCOMES; i <= ARAS_EXPORT_EVENTS && status == ARAS_OK;
         i++) {
        status = aras_export_csv(run, file, (enum aras_export_table) i, error);
    }
    return status;
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    const struct stored *stored = *state;
    FILE *nowhere = fopen("/dev/null", "w");
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    assert_non_null(nowhere);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        status = export_all(stored->run, nowhere, &error);
        allow_all_allocations();
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 50);
    fclose(nowhere);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_stored, close_stored)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(outcomes_read_back_exactly),
        TEST(outcomes_are_also_one_to_a_row),
        TEST(parameter_sets_are_told_once),
        TEST(tracks_are_told_point_by_point),
        TEST(events_are_told_with_their_rates),
        cmocka_unit_test(a_track_of_nothing_has_empty_fields),
        TEST(tables_have_names),
        TEST(a_run_is_one_object),
        TEST(replications_in_json_are_exact),
        cmocka_unit_test(infinite_values_are_null_in_json_and_inf_in_csv),
        cmocka_unit_test(a_run_without_anything_can_be_exported),
        TEST(a_full_disk_is_an_error),
        TEST(a_damaged_block_is_not_exported),
        TEST(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
