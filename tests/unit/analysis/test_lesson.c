#include "analysis/lesson.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/check.h"
#include "support/scarce_memory.h"

/* A folder of a lesson, with a scenario that its commands may name. */
struct desk {
    char folder[64];
    struct aras_arena *arena;
    struct aras_problems problems;
    const struct aras_lesson *lesson;
    enum aras_status status;
};

static void read_it(void *opaque)
{
    struct desk *desk = opaque;

    desk->lesson = aras_lesson_read(desk->folder, &desk->problems);
}

static void write_file(const struct desk *desk, const char *name, const char *text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", desk->folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void read_lesson(struct desk *desk, const char *text)
{
    struct aras_error error = {0};

    allow_all_allocations();
    snprintf(desk->folder, sizeof desk->folder, "/tmp/07-lesson-%d", (int) getpid());
    mkdir(desk->folder, 0777);
    write_file(desk, "quarrels.cfg", "");
    write_file(desk, "questions.cfg", text);
    desk->arena = aras_arena_new(&error);
    assert_non_null(desk->arena);
    desk->problems = (struct aras_problems){.arena = desk->arena};
    desk->status = aras_arena_try(desk->arena, read_it, desk, &error);
}

static void clear(struct desk *desk)
{
    char command[128];

    snprintf(command, sizeof command, "rm -r %s", desk->folder);
    assert_int_equal(system(command), 0);
    aras_arena_free(desk->arena);
}

#define HEAD "title = \"A lesson\"; minutes = 5; questions = (\n"
#define TEXTS                                                                          \
    "title = \"t\"; ask = \"a\"; why = \"w\"; command = \"run quarrels.cfg -n 10\";"
#define SHARE "{ id = \"1\"; " TEXTS " answer = \"share\"; read = \"a.b\"; }"

static const char whole[] = HEAD SHARE
    ",\n"
    "{ id = \"2\"; " TEXTS " answer = \"number\"; unit = \"points\"; times = 100;"
    "  read = \"a.b\"; minus = \"a.c\"; look = \"l\"; },\n"
    "{ id = \"3\"; " TEXTS " answer = \"sign\"; read = \"a.b\"; beyond = 0.1;"
    "  against = \"run quarrels.cfg 'horizon=10 * year'\"; },\n"
    "{ id = \"4\"; " TEXTS " answer = \"greatest\"; options = ("
    "  { id = \"one\"; title = \"the one\"; read = \"a.b\"; },"
    "  { id = \"two\"; title = \"the other\"; read = \"a.c\"; } ); },\n"
    "{ id = \"5\"; " TEXTS " answer = \"least\"; options = ("
    "  { id = \"one\"; title = \"the one\"; read = \"a.b\"; },"
    "  { id = \"two\"; title = \"the other\"; read = \"a.c\"; } ); },\n"
    "{ id = \"6\"; " TEXTS " answer = \"text\"; read = \"a.who\"; options = ("
    "  { id = \"ann\"; title = \"Ann\"; says = \"ann\"; },"
    "  { id = \"ben\"; title = \"Ben\"; says = \"ben\"; } ); } );";

/* --- reading ---------------------------------------------------------------------- */

static void a_lesson_is_read_as_it_is_written(void **state)
{
    struct desk desk = {.lesson = NULL};
    const struct aras_lesson_question *question;

    (void) state;
    read_lesson(&desk, whole);
    assert_int_equal(desk.problems.mistakes, 0);
    assert_non_null(desk.lesson);
    assert_string_equal(desk.lesson->title, "A lesson");
    assert_int_equal(desk.lesson->number, 7);
    assert_int_equal(desk.lesson->minutes, 5);
    assert_int_equal(desk.lesson->count, 6);
    question = &desk.lesson->questions[2];
    assert_int_equal(question->kind, ARAS_LESSON_SIGN);
    assert_int_equal(question->option_count, 3);
    assert_string_equal(question->options[2].id, "-");
    assert_int_equal(question->command.count, 4);
    assert_string_equal(question->command.words[0], "run");
    assert_non_null(strstr(question->command.words[1], "/quarrels.cfg"));
    assert_int_equal(question->against.count, 3);
    assert_string_equal(question->against.words[2], "horizon=10 * year");
    clear(&desk);
}

static void the_key_changes_with_what_is_asked(void **state)
{
    struct desk desk = {.lesson = NULL};
    struct desk other = {.lesson = NULL};
    char name[64];

    (void) state;
    read_lesson(&desk, HEAD SHARE ");");
    assert_non_null(desk.lesson);
    snprintf(name, sizeof name, "lesson-%s.1-", desk.lesson->name);
    assert_memory_equal(desk.lesson->questions[0].key, name, strlen(name));
    read_lesson(&other, HEAD "{ id = \"1\"; " TEXTS
                             " answer = \"share\"; read = \"a.c\"; } );");
    assert_non_null(other.lesson);
    assert_string_not_equal(desk.lesson->questions[0].key,
                            other.lesson->questions[0].key);
    aras_arena_free(other.arena);
    clear(&desk);
}

static void expect_problem(const char *text, const char *message)
{
    struct desk desk = {.lesson = NULL};

    read_lesson(&desk, text);
    assert_int_equal(desk.status, ARAS_OK);
    assert_null(desk.lesson);
    assert_true(desk.problems.mistakes > 0);
    if (strstr(desk.problems.items[0].message, message) == NULL) {
        fail_msg("'%s' is not in '%s'", message, desk.problems.items[0].message);
    }
    clear(&desk);
}

static void each_mistake_is_named(void **state)
{
    (void) state;
    expect_problem("minutes = 5; questions = (" SHARE ");", "needs a title");
    expect_problem("title = \"t\"; questions = (" SHARE ");", "how many `minutes`");
    expect_problem("title = \"t\"; minutes = 5;", "a list of `questions`, 1 to 20");
    expect_problem(HEAD SHARE "," SHARE ");", "another question '1', in line 2");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS
                        " answer = \"shares\"; read = \"a\"; });",
                   "did you mean 'share'?");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS " answer = \"share\"; });",
                   "say where the answer stands");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS
                        " answer = \"share\"; read = \"a[\"; });",
                   "'a[' is no place in JSON");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS
                        " answer = \"share\"; read = \"a\"; beyond = 1; });",
                   "unknown setting 'beyond'");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS
                        " answer = \"sign\"; read = \"a\"; beyond = -1; });",
                   "beyond is 0 or more, got -1");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS
                        " answer = \"sign\"; read = \"a\"; words = [\"x\"]; });",
                   "`words` are three");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS " answer = \"greatest\"; });",
                   "two `options` or more");
    expect_problem(HEAD "{ id = \"1\"; " TEXTS " answer = \"text\"; read = \"a\";"
                        " options = ( { id = \"2\"; title = \"t\"; says = \"s\"; },"
                        " { id = \"b\"; title = \"t\"; says = \"s\"; } ); });",
                   "'2' is no name for an option");
    expect_problem(HEAD "{ id = \"A b\"; " TEXTS
                        " answer = \"share\"; read = \"a\"; });",
                   "no id for a question");
    expect_problem(HEAD
                   "{ id = \"1\"; title = \"t\"; ask = \"a\"; why = \"w\"; answer = "
                   "\"share\"; read = \"a\"; command = \"run feasts.cfg\"; });",
                   "feasts.cfg': there is no such file");
    expect_problem(HEAD
                   "{ id = \"1\"; title = \"t\"; ask = \"a\"; why = \"w\"; answer = "
                   "\"share\"; read = \"a\"; command = \"run 'quarrels.cfg\"; });",
                   "quotation mark of the command is not closed");
    expect_problem(HEAD "{ id = \"1\"; title = \"t\"; ask = \"a\"; answer = \"share\"; "
                        "read = \"a\"; command = \"run quarrels.cfg\"; });",
                   "and why it is so");
}

static void all_mistakes_are_told_at_once(void **state)
{
    struct desk desk = {.lesson = NULL};

    (void) state;
    read_lesson(&desk,
                "minutes = 0; questions = ( { id = \"1\"; titel = \"t\"; answer = "
                "\"share\"; read = \"a[\"; } );");
    assert_null(desk.lesson);
    assert_int_equal(desk.problems.mistakes, 5);
    clear(&desk);
}

/* --- what came -------------------------------------------------------------------- */

/* Settles question `number` of the whole lesson. */
static enum aras_status settle(const struct desk *desk, size_t number, const char *said,
                               const char *against, struct aras_lesson_outcome *came,
                               struct aras_error *error)
{
    json_t *json = json_loads(said, 0, NULL);
    json_t *other = against == NULL ? NULL : json_loads(against, 0, NULL);
    enum aras_status status =
        aras_lesson_settle(&desk->lesson->questions[number], json, other, came, error);

    json_decref(json);
    json_decref(other);
    return status;
}

static void each_kind_is_settled(void **state)
{
    struct desk desk = {.lesson = NULL};
    struct aras_lesson_outcome came;
    struct aras_error error = {0};

    (void) state;
    read_lesson(&desk, whole);
    assert_non_null(desk.lesson);
    assert_ok(
        settle(&desk, 0, "{\"a\":{\"b\":0.25,\"worlds\":400}}", NULL, &came, &error),
        error);
    assert_int_equal(came.outcome.came, ARAS_CAME_WORLDS);
    assert_close(came.outcome.value[0], 0.25, 0.0);
    assert_close(came.outcome.value[1], 0.75, 0.0);
    assert_close(came.worlds, 400.0, 0.0);
    assert_ok(settle(&desk, 1, "{\"a\":{\"b\":0.25,\"c\":0.5}}", NULL, &came, &error),
              error);
    assert_int_equal(came.outcome.came, ARAS_CAME_NUMBER);
    assert_close(came.outcome.number, -25.0, 1e-12);
    assert_true(isnan(came.worlds));
    assert_ok(settle(&desk, 3, "{\"a\":{\"b\":1,\"c\":2}}", NULL, &came, &error),
              error);
    assert_int_equal(came.outcome.option, 1);
    assert_ok(settle(&desk, 4, "{\"a\":{\"b\":1,\"c\":2}}", NULL, &came, &error),
              error);
    assert_int_equal(came.outcome.option, 0);
    assert_ok(settle(&desk, 5, "{\"a\":{\"who\":\"ben\"}}", NULL, &came, &error),
              error);
    assert_int_equal(came.outcome.option, 1);
    clear(&desk);
}

static void a_sign_is_of_the_change_against_the_other_command(void **state)
{
    static const char *const said[] = {"{\"a\":{\"b\":0.7}}", "{\"a\":{\"b\":0.55}}",
                                       "{\"a\":{\"b\":0.3}}"};
    struct desk desk = {.lesson = NULL};
    struct aras_lesson_outcome came;
    struct aras_error error = {0};

    (void) state;
    read_lesson(&desk, whole);
    assert_non_null(desk.lesson);
    for (size_t i = 0; i < 3; i++) {
        assert_ok(settle(&desk, 2, said[i], "{\"a\":{\"b\":0.5}}", &came, &error),
                  error);
        assert_int_equal(came.outcome.option, i);
    }
    clear(&desk);
}

static void what_does_not_stand_there_settles_nothing(void **state)
{
    struct desk desk = {.lesson = NULL};
    struct aras_lesson_outcome came;
    struct aras_error error = {0};

    (void) state;
    read_lesson(&desk, whole);
    assert_non_null(desk.lesson);
    assert_fails(settle(&desk, 0, "{\"a\":{}}", NULL, &came, &error), error,
                 ARAS_UNKNOWN, "no number at a.b");
    assert_fails(settle(&desk, 0, "{\"a\":{\"b\":1.5}}", NULL, &came, &error), error,
                 ARAS_INVALID, "no share: 1.5");
    assert_fails(settle(&desk, 1, "{\"a\":{\"b\":1}}", NULL, &came, &error), error,
                 ARAS_UNKNOWN, "no number at a.c");
    assert_fails(settle(&desk, 3, "{\"a\":{\"b\":2,\"c\":2}}", NULL, &came, &error),
                 error, ARAS_INVALID, "no option is ahead: 2, and the next 2");
    assert_fails(settle(&desk, 5, "{\"a\":{\"who\":\"cem\"}}", NULL, &came, &error),
                 error, ARAS_UNKNOWN, "says 'cem', which is no option");
    assert_fails(settle(&desk, 5, "{\"a\":{\"who\":3}}", NULL, &came, &error), error,
                 ARAS_UNKNOWN, "no text at a.who");
    clear(&desk);
}

/* --- how good --------------------------------------------------------------------- */

static void who_knows_nothing_scores_the_same_whatever_comes(void **state)
{
    struct desk desk = {.lesson = NULL};

    (void) state;
    read_lesson(&desk, whole);
    assert_non_null(desk.lesson);
    assert_close(aras_lesson_blind(&desk.lesson->questions[0]), 0.25, 0.0);
    assert_close(aras_lesson_blind(&desk.lesson->questions[2]), 1.0 / 3, 1e-15);
    assert_close(aras_lesson_blind(&desk.lesson->questions[3]), 0.25, 0.0);
    clear(&desk);
}

static void a_mark_counts_probabilities_and_ranges_apart(void **state)
{
    const double range[] = {1.0, 5.0, 9.0};
    const double share[] = {0.8, 0.2};
    const double came_shares[] = {0.5, 0.5};
    const struct aras_ledger_prediction predictions[] = {{.value = share, .count = 2},
                                                         {.value = range, .count = 3}};
    const struct aras_ledger_outcome outcomes[] = {
        {.came = ARAS_CAME_WORLDS, .value = came_shares, .count = 2},
        {.came = ARAS_CAME_NUMBER, .number = 9.5}};
    const struct aras_score scores[] = {{.brier = 0.34, .unavoidable = 0.25},
                                        {.brier = NAN}};
    struct desk desk = {.lesson = NULL};
    struct aras_lesson_mark mark;

    (void) state;
    read_lesson(&desk, whole);
    assert_non_null(desk.lesson);

    const struct aras_lesson_told told[] = {
        {&desk.lesson->questions[0], &predictions[0], &outcomes[0], &scores[0], NAN},
        {&desk.lesson->questions[1], &predictions[1], &outcomes[1], &scores[1], NAN},
        {&desk.lesson->questions[2], NULL, NULL, NULL, NAN}};

    mark = aras_lesson_mark(told, 3);
    assert_int_equal(mark.probabilities, 1);
    assert_close(mark.brier, 0.34, 1e-15);
    assert_close(mark.blind, 0.25, 1e-15);
    assert_int_equal(mark.ranges, 1);
    assert_int_equal(mark.held, 0);
    assert_close(aras_lesson_said(&told[0]), 0.8, 0.0);
    assert_close(aras_lesson_truth(&told[0]), 0.5, 0.0);
    assert_true(isnan(aras_lesson_mark(told + 1, 1).brier));
    clear(&desk);
}

static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct desk desk = {.lesson = NULL};
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    read_lesson(&desk, whole);
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};

        aras_arena_free(desk.arena);
        allow_allocations(refused++);
        desk.arena = aras_arena_new(&error);
        desk.problems = (struct aras_problems){.arena = desk.arena};
        desk.lesson = NULL;
        status = desk.arena == NULL
                     ? ARAS_NO_MEMORY
                     : aras_arena_try(desk.arena, read_it, &desk, &error);
        allow_all_allocations();
    }
    assert_non_null(desk.lesson);
    assert_true(refused > 2);
    clear(&desk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_read_as_it_is_written),
        cmocka_unit_test(the_key_changes_with_what_is_asked),
        cmocka_unit_test(each_mistake_is_named),
        cmocka_unit_test(all_mistakes_are_told_at_once),
        cmocka_unit_test(each_kind_is_settled),
        cmocka_unit_test(a_sign_is_of_the_change_against_the_other_command),
        cmocka_unit_test(what_does_not_stand_there_settles_nothing),
        cmocka_unit_test(who_knows_nothing_scores_the_same_whatever_comes),
        cmocka_unit_test(a_mark_counts_probabilities_and_ranges_apart),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("lesson", tests, NULL, NULL);
}
