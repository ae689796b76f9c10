/* The models and scenarios that come with the program can be read. */

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "scenario/scenario.h"
#include "support/check.h"
#include "support/scarce_memory.h"

struct reading {
    const char *path;
    struct aras_problems problems;
    struct aras_scenario *scenario;
    struct aras_text text;
};

static void read_scenario(void *argument)
{
    struct reading *reading = argument;

    reading->scenario = aras_scenario_read(reading->path, NULL, 0, &reading->problems);
    if (reading->scenario != NULL) {
        aras_scenario_write(reading->scenario, &reading->text);
    }
}

static bool is_good(const char *path)
{
    struct aras_error error;
    struct aras_arena *arena = aras_arena_new(&error);
    struct reading reading = {.path = path, .problems = {.arena = arena}};

    allow_all_allocations();
    assert_non_null(arena);
    assert_ok(aras_arena_try(arena, read_scenario, &reading, &error), error);
    for (size_t i = 0; i < reading.problems.count; i++) {
        const struct aras_problem *problem = &reading.problems.items[i];

        if (problem->severity == ARAS_MISTAKE) {
            print_error("%s:%d: %s\n", problem->place.file, problem->place.line,
                        problem->message);
        }
    }

    bool good = reading.scenario != NULL && reading.problems.mistakes == 0 &&
                reading.scenario->model->title != NULL && reading.text.length > 0;

    if (reading.scenario != NULL) {
        aras_model_release(reading.scenario->model);
    }
    aras_text_free(&reading.text);
    aras_arena_free(arena);
    return good;
}

/* Reads every .cfg of a folder and of those in it; gives how many could not be read. */
static int read_folder(const char *folder, int *files)
{
    DIR *open = opendir(folder);
    int bad = 0;

    if (open == NULL) {
        return 0;
    }
    for (const struct dirent *entry; (entry = readdir(open)) != NULL;) {
        char path[1024];
        const char *end = strrchr(entry->d_name, '.');

        /* The keys and questions of a lesson are no scenarios. */
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "answers.cfg") == 0 ||
            strcmp(entry->d_name, "questions.cfg") == 0) {
            continue;
        }
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (end == NULL) {
            bad += read_folder(path, files);
        } else if (strcmp(end, ".cfg") == 0) {
            bad += !is_good(path);
            (*files)++;
        }
    }
    closedir(open);
    return bad;
}

static void the_regional_model_is_read(void **state)
{
    (void) state;
    assert_true(is_good(ARAS_PROJECT_FOLDER "/models/south_caucasus/model.cfg"));
}

static void each_scenario_is_read(void **state)
{
    int files = 0;

    (void) state;
    assert_int_equal(read_folder(ARAS_PROJECT_FOLDER "/scenarios", &files), 0);
    assert_true(files >= 4);
}

static void each_validation_model_is_read(void **state)
{
    int files = 0;

    (void) state;
    assert_int_equal(read_folder(ARAS_PROJECT_FOLDER "/models/validation", &files), 0);
    assert_true(files >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_regional_model_is_read),
        cmocka_unit_test(each_scenario_is_read),
        cmocka_unit_test(each_validation_model_is_read),
    };

    return cmocka_run_group_tests_name("shipped", tests, NULL, NULL);
}
