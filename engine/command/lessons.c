#include "command/lessons.h"

#include <ctype.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "command/line.h"
#include "command/session.h"

static const char *const shelf = "scenarios/lessons";

/* --- finding folders -------------------------------------------------------------- */

/* What is being read. */
struct reading {
    struct aras_lessons *lessons;
    struct aras_problems problems;
    const char *which;
    struct dirent **entry; /* of the shelf */
    int entries;
};

static bool is_file(const char *path)
{
    struct stat facts;

    return stat(path, &facts) == 0 && S_ISREG(facts.st_mode);
}

static bool is_lesson(const char *name)
{
    char path[1024];

    return name[0] != '.' &&
           snprintf(path, sizeof path, "%s/%s/questions.cfg", shelf, name) <
               (int) sizeof path &&
           is_file(path);
}

/* Whether a lesson of the shelf is meant: by its number or its name. */
static bool is_meant(const char *which, const char *name)
{
    char *end;
    long number = strtol(which, &end, 10);

    if (isdigit((unsigned char) which[0]) && *end == '\0') {
        return isdigit((unsigned char) name[0]) && strtol(name, NULL, 10) == number;
    }
    return strcmp(which, name) == 0;
}

static int refuse_shelf(void)
{
    fprintf(stderr,
            "aras: there are no lessons in %s here: go to the top folder of the "
            "project, or name a lesson's folder: aras lesson path/to/it\n",
            shelf);
    return ARAS_EXIT_BAD_INPUT;
}

static int refuse_name(const struct reading *reading)
{
    const char *before = "";

    fprintf(stderr, "aras: there is no lesson '%s'; there are ", reading->which);
    for (int i = 0; i < reading->entries; i++) {
        if (is_lesson(reading->entry[i]->d_name)) {
            fprintf(stderr, "%s%s", before, reading->entry[i]->d_name);
            before = ", ";
        }
    }
    fprintf(stderr, "\n");
    return ARAS_EXIT_BAD_INPUT;
}

/* --- reading ---------------------------------------------------------------------- */

/* A command of a lesson is one of this program's. */
static void check_command(const struct aras_lesson_command *line,
                          struct aras_problems *problems)
{
    const struct aras_command *command = aras_line_find(line->words[0]);
    const char *near = aras_line_nearest(line->words[0]);
    struct aras_arguments arguments = {.command = NULL};
    struct aras_error error = {0};
    char **words = aras_arena_array(problems->arena, line->count + 1, sizeof *words);

    for (size_t i = 1; i < line->count; i++) {
        words[i - 1] = aras_arena_copy(problems->arena, line->words[i]);
    }
    if (command == NULL) {
        aras_problems_add(problems, line->place, "there is no command '%s'%s%s%s",
                          line->words[0], near == NULL ? "" : "; did you mean '",
                          near == NULL ? "" : near, near == NULL ? "" : "'?");
    } else if (strstr(command->accepted, "--json") == NULL) {
        aras_problems_add(problems, line->place,
                          "'%s' cannot settle a question: it has no --json",
                          line->words[0]);
    } else if (aras_arguments_read(&arguments, (int) line->count - 1, words,
                                   command->accepted, &error) != ARAS_OK) {
        aras_problems_add(problems, line->place, "%s", error.message);
    } else if (arguments.json || arguments.csv ||
               aras_arguments_has(&arguments, "-o")) {
        aras_problems_add(problems, line->place,
                          "--json, --csv and -o are for the program to say here");
    }
}

static void check_commands(const struct aras_lesson *lesson,
                           struct aras_problems *problems)
{
    for (size_t i = 0; i < lesson->count; i++) {
        check_command(&lesson->questions[i].command, problems);
        if (lesson->questions[i].against.count > 0) {
            check_command(&lesson->questions[i].against, problems);
        }
    }
}

static void read_folder(struct reading *reading, const char *folder)
{
    struct aras_lessons *lessons = reading->lessons;
    const struct aras_lesson *lesson = aras_lesson_read(folder, &reading->problems);

    if (lesson != NULL) {
        const struct aras_lesson **place = aras_arena_grow(
            lessons->arena, &lessons->lesson, lessons->count++, sizeof *place);

        *place = lesson;
        check_commands(lesson, &reading->problems);
    }
}

static void read_shelf(struct reading *reading)
{
    for (int i = 0; i < reading->entries; i++) {
        const char *name = reading->entry[i]->d_name;

        if (is_lesson(name) &&
            (reading->which == NULL || is_meant(reading->which, name))) {
            read_folder(reading, aras_arena_print(reading->lessons->arena, "%s/%s",
                                                  shelf, name));
        }
    }
}

static void read_all(void *opaque)
{
    struct reading *reading = opaque;

    if (reading->which != NULL && strchr(reading->which, '/') != NULL) {
        read_folder(reading, reading->which);
    } else {
        read_shelf(reading);
    }
}

static int read_into(struct reading *reading)
{
    struct aras_error error = {0};

    if (aras_arena_try(reading->lessons->arena, read_all, reading, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (reading->problems.mistakes > 0) {
        aras_print_problems(&reading->problems, true);
        fprintf(stderr, "aras: %zu mistake%s in the questions\n",
                reading->problems.mistakes, reading->problems.mistakes == 1 ? "" : "s");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (reading->lessons->count == 0) {
        return reading->which == NULL ? refuse_shelf() : refuse_name(reading);
    }
    return ARAS_EXIT_FINE;
}

int aras_lessons_read(struct aras_lessons *lessons, const char *which)
{
    struct aras_error error = {0};
    struct reading reading = {.lessons = lessons, .which = which};
    bool by_path = which != NULL && strchr(which, '/') != NULL;
    int code;

    *lessons = (struct aras_lessons){.arena = aras_arena_new(&error)};
    if (lessons->arena == NULL) {
        return aras_complain(&error);
    }
    reading.problems.arena = lessons->arena;
    reading.entries = by_path ? 0 : scandir(shelf, &reading.entry, NULL, alphasort);
    code = reading.entries < 0 ? refuse_shelf() : read_into(&reading);
    for (int i = 0; i < reading.entries; i++) {
        free(reading.entry[i]);
    }
    free(reading.entry);
    return code;
}

void aras_lessons_free(struct aras_lessons *lessons)
{
    aras_arena_free(lessons->arena);
    *lessons = (struct aras_lessons){.arena = NULL};
}

/* --- in a ledger ------------------------------------------------------------------ */

const struct aras_ledger_prediction *
aras_lessons_predicted(const struct aras_ledger *ledger,
                       const struct aras_lesson_question *question, const char *by)
{
    for (size_t i = ledger->prediction_count; i > 0; i--) {
        const struct aras_ledger_prediction *it = &ledger->predictions[i - 1];

        if (strcmp(it->question, question->key) == 0 &&
            (by == NULL || strcmp(it->by, by) == 0)) {
            return it;
        }
    }
    return NULL;
}

const struct aras_ledger_outcome *
aras_lessons_came(const struct aras_ledger *ledger,
                  const struct aras_lesson_question *question)
{
    for (size_t i = ledger->outcome_count; i > 0; i--) {
        if (strcmp(ledger->outcomes[i - 1].question, question->key) == 0) {
            return &ledger->outcomes[i - 1];
        }
    }
    return NULL;
}

size_t aras_lessons_answered(const struct aras_ledger *ledger,
                             const struct aras_lesson *lesson, const char *by)
{
    size_t answered = 0;

    for (size_t i = 0; i < lesson->count; i++) {
        if (aras_lessons_predicted(ledger, &lesson->questions[i], by) != NULL &&
            aras_lessons_came(ledger, &lesson->questions[i]) != NULL) {
            answered++;
        }
    }
    return answered;
}
