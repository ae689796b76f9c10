/*
 * Files that are wrong, each in one way. A file of this folder begins with what must be
 * said about it, one line for each mistake in the order of the report:
 *
 *     # expect: 12: did you mean 'russia'
 *     # expect: beside/part.cfg:3: unknown setting
 *
 * the line (of this file, or of the one that is named; 0: of a file as a whole) and a
 * part of the message. `beside/` holds what the files refer to.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"
#include "support/check.h"

enum { MOST_EXPECTED = 8, FEWEST_FILES = 90, LONGEST_LINE = 512 };

#define FOLDER ARAS_PROJECT_FOLDER "/tests/damaged"

struct expected {
    char file[128]; /* "" for the file that is read */
    int line;
    char text[256];
};

struct reading {
    const char *path;
    struct aras_problems problems;
    const struct aras_scenario *scenario;
};

static void read_scenario(void *argument)
{
    struct reading *reading = argument;

    reading->scenario = aras_scenario_read(reading->path, NULL, 0, &reading->problems);
}

/* Reads a file, which must give no model; the arena holds the problems. */
static struct aras_arena *read_damaged(const char *path, struct reading *reading)
{
    struct aras_error error;
    struct aras_arena *arena = aras_arena_new(&error);

    assert_non_null(arena);
    *reading = (struct reading){.path = path, .problems = {.arena = arena}};
    assert_ok(aras_arena_try(arena, read_scenario, reading, &error), error);
    return arena;
}

static size_t read_expected(const char *path, struct expected *expected)
{
    char line[LONGEST_LINE];
    size_t count = 0;
    FILE *file = fopen(path, "r");

    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL &&
           strncmp(line, "# expect: ", 10) == 0) {
        struct expected *one = &expected[count++];
        char *place = line + 10;
        char *text = strstr(place, ": ");

        assert_true(count <= MOST_EXPECTED);
        assert_non_null(text);
        *text = '\0';
        text += 2;
        text[strcspn(text, "\n")] = '\0';
        assert_true(strlen(text) >= 1);

        char *colon = strrchr(place, ':');

        *one = (struct expected){.line = atoi(colon == NULL ? place : colon + 1)};
        snprintf(one->file, sizeof one->file, "%.*s",
                 colon == NULL ? 0 : (int) (colon - place), place);
        snprintf(one->text, sizeof one->text, "%s", text);
    }
    fclose(file);
    return count;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text);

    return length >= strlen(end) && strcmp(text + length - strlen(end), end) == 0;
}

static bool is_as_expected(const struct aras_problem *problem, const char *path,
                           const struct expected *expected)
{
    const char *file = expected->file[0] == '\0' ? path : expected->file;

    return problem->place.file != NULL && ends_with(problem->place.file, file) &&
           problem->place.line == expected->line &&
           strstr(problem->message, expected->text) != NULL;
}

/* The problems are those expected, in this order, and there is no model. */
static bool says(const struct reading *reading, const struct expected *expected,
                 size_t count)
{
    const struct aras_problems *problems = &reading->problems;
    bool good = reading->scenario == NULL && problems->mistakes == count;
    size_t next = 0;

    for (size_t i = 0; i < problems->count; i++) {
        const struct aras_problem *problem = &problems->items[i];

        if (problem->severity == ARAS_MISTAKE) {
            good = good && next < count &&
                   is_as_expected(problem, reading->path, &expected[next]);
            next++;
        }
    }
    if (good) {
        return true;
    }
    print_error("%s%s\n", reading->path,
                reading->scenario == NULL ? "" : " is read as if it were good");
    for (size_t i = 0; i < count; i++) {
        print_error("  expected %s:%d: %s\n", expected[i].file, expected[i].line,
                    expected[i].text);
    }
    for (size_t i = 0; i < problems->count; i++) {
        const struct aras_problem *problem = &problems->items[i];

        print_error("  said %s:%d: %s\n",
                    problem->place.file == NULL ? "?" : problem->place.file,
                    problem->place.line, problem->message);
    }
    return false;
}

static void each_file_of_the_folder_is_refused_for_its_one_mistake(void **state)
{
    DIR *folder = opendir(FOLDER);
    int files = 0;
    int scenarios = 0;
    int bad = 0;

    (void) state;
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        struct expected expected[MOST_EXPECTED];
        struct reading reading;
        char path[1024];

        if (!ends_with(entry->d_name, ".cfg")) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", FOLDER, entry->d_name);

        size_t count = read_expected(path, expected);
        struct aras_arena *arena = read_damaged(path, &reading);

        if (count == 0) {
            print_error("%s does not say what to expect\n", path);
        }
        bad += count == 0 || !says(&reading, expected, count);
        files++;
        scenarios += strncmp(entry->d_name, "scenario_", 9) == 0;
        aras_arena_free(arena);
    }
    closedir(folder);
    assert_int_equal(bad, 0);
    assert_true(files >= FEWEST_FILES);
    assert_true(scenarios >= 15);
}

/* Reads a file that must be refused with one problem, which names it. */
static void assert_refused(const char *path, int line, const char *text)
{
    struct expected expected = {.line = line};
    struct reading reading;
    struct aras_arena *arena = read_damaged(path, &reading);

    snprintf(expected.text, sizeof expected.text, "%s", text);
    assert_true(says(&reading, &expected, 1));
    aras_arena_free(arena);
}

/* Writes `size` bytes to a file of its own, and looks how it is refused. */
static void assert_bytes_refused(const char *bytes, size_t size, int line,
                                 const char *text)
{
    char path[] = "/tmp/aras_damaged_XXXXXX";
    int number = mkstemp(path);
    FILE *file = number < 0 ? NULL : fdopen(number, "wb");

    assert_non_null(file);
    assert_true(fwrite(bytes, 1, size, file) == size);
    assert_int_equal(fclose(file), 0);
    assert_refused(path, line, text);
    assert_int_equal(remove(path), 0);
}

static void a_missing_file_is_named(void **state)
{
    (void) state;
    assert_refused(FOLDER "/no_such_file.cfg", 0, "no_such_file.cfg");
}

static void a_folder_is_no_model(void **state)
{
    (void) state;
    assert_refused(FOLDER, 0, "folder");
}

static void an_empty_file_is_no_model(void **state)
{
    (void) state;
    assert_bytes_refused("", 0, 0, "empty");
}

static void a_file_of_comments_is_no_model(void **state)
{
    static const char text[] = "# nothing\n// at all\n";

    (void) state;
    assert_bytes_refused(text, sizeof text - 1, 0, "empty");
}

static void a_binary_file_is_no_model(void **state)
{
    static const char bytes[] = "\x7f"
                                "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0";

    (void) state;
    assert_bytes_refused(bytes, sizeof bytes, 1, "");
}

static void text_that_is_not_utf8_is_refused(void **state)
{
    static const char bytes[] = "title = \"Ara\xdf\";\nhorizon = 1;\n";

    (void) state;
    assert_bytes_refused(bytes, sizeof bytes - 1, 1, "UTF-8");
}

static void ten_megabytes_of_parentheses_are_refused(void **state)
{
    size_t size = (size_t) 10 << 20;
    char *bytes = malloc(size);

    (void) state;
    assert_non_null(bytes);
    memset(bytes, '(', size);
    assert_bytes_refused(bytes, size, 0, "8 MiB");
    free(bytes);
}

static void deep_nesting_is_refused(void **state)
{
    char bytes[2000] = "title = ";
    size_t start = strlen(bytes);

    (void) state;
    memset(bytes + start, '(', sizeof bytes - start);
    assert_bytes_refused(bytes, sizeof bytes, 1, "60");
}

static void a_file_cut_anywhere_does_no_harm(void **state)
{
    char whole[4096];
    FILE *file = fopen(FOLDER "/beside/model.cfg", "r");
    size_t size;

    (void) state;
    assert_non_null(file);
    size = fread(whole, 1, sizeof whole, file);
    fclose(file);
    assert_true(size > 1000 && size < sizeof whole);
    for (size_t cut = 0; cut < size; cut += 37) {
        struct aras_error error;
        struct aras_arena *arena = aras_arena_new(&error);
        char path[] = "/tmp/aras_damaged_XXXXXX";
        int number = mkstemp(path);
        struct reading reading = {.path = path, .problems = {.arena = arena}};

        assert_non_null(arena);
        assert_true(number >= 0);
        file = fdopen(number, "wb");
        assert_non_null(file);
        assert_true(fwrite(whole, 1, cut, file) == cut);
        fclose(file);
        assert_ok(aras_arena_try(arena, read_scenario, &reading, &error), error);
        assert_true((reading.scenario == NULL) == (reading.problems.mistakes > 0));
        if (reading.scenario != NULL) {
            aras_model_release(reading.scenario->model);
        }
        aras_arena_free(arena);
        remove(path);
    }
}

static void what_the_files_refer_to_is_good_itself(void **state)
{
    static const char *const names[] = {"model", "baseline", "extending"};

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        char path[1024];
        struct reading reading;

        snprintf(path, sizeof path, "%s/beside/%s.cfg", FOLDER, names[i]);

        struct aras_arena *arena = read_damaged(path, &reading);

        if (reading.scenario == NULL) {
            says(&reading, NULL, 0);
        }
        assert_non_null(reading.scenario);
        assert_int_equal(reading.problems.count, 0);
        aras_model_release(reading.scenario->model);
        aras_arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_file_of_the_folder_is_refused_for_its_one_mistake),
        cmocka_unit_test(a_missing_file_is_named),
        cmocka_unit_test(a_folder_is_no_model),
        cmocka_unit_test(an_empty_file_is_no_model),
        cmocka_unit_test(a_file_of_comments_is_no_model),
        cmocka_unit_test(a_binary_file_is_no_model),
        cmocka_unit_test(text_that_is_not_utf8_is_refused),
        cmocka_unit_test(ten_megabytes_of_parentheses_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(a_file_cut_anywhere_does_no_harm),
        cmocka_unit_test(what_the_files_refer_to_is_good_itself),
    };

    return cmocka_run_group_tests_name("damaged", tests, NULL, NULL);
}
