/* `aras lesson`: predict, run, see. The lessons, one of them, or a class. */
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/classroom.h"
#include "command/command.h"
#include "command/guide.h"
#include "command/lessons.h"
#include "command/look.h"
#include "command/quoted.h"
#include "command/session.h"
#include "report/table.h"

static int refuse(const char *message)
{
    fprintf(stderr, "aras: %s\n  `aras help lesson` says more\n", message);
    return ARAS_EXIT_BAD_INPUT;
}

/* --- whose ------------------------------------------------------------------------ */

/* As the environment tells it, or else the system; NULL when neither does. */
static const char *account_name(void)
{
    const char *name = getenv("USER");

    if (name == NULL) {
        name = getenv("LOGNAME");
    }
    if (name == NULL) {
        const struct passwd *account = getpwuid(getuid());

        name = account == NULL ? NULL : account->pw_name;
    }
    return name;
}

/* Without --as, the account's name; NULL and a message when that is none. */
static const char *name_of(const struct aras_arguments *arguments)
{
    const char *name = arguments->as == NULL ? account_name() : arguments->as;

    if (name == NULL || name[0] == '\0' || name[0] == '.' || strlen(name) > 60 ||
        strpbrk(name, "/\n\t\r\"") != NULL) {
        fprintf(stderr,
                "aras: whose predictions are these? --as NAME, which names a file, so "
                "without '/' and not '%s'\n",
                name == NULL ? "" : name);
        return NULL;
    }
    return name;
}

/* The student's ledger: --ledger, or results/lessons/NAME.jsonl. */
static const char *path_of(const struct aras_arguments *arguments, const char *name,
                           char room[1024])
{
    if (arguments->ledger != NULL) {
        return arguments->ledger;
    }
    snprintf(room, 1024, "%s/lessons/%s.jsonl", arguments->folder, name);
    return room;
}

/* --- the list --------------------------------------------------------------------- */

static const char *state_of(const struct aras_ledger *ledger,
                            const struct aras_lesson *lesson, const char *name,
                            char room[32])
{
    size_t answered = ledger == NULL ? 0 : aras_lessons_answered(ledger, lesson, name);

    if (answered == lesson->count) {
        return "done";
    }
    if (answered == 0) {
        return "";
    }
    snprintf(room, 32, "%zu of %zu", answered, lesson->count);
    return room;
}

static enum aras_status print_list(const struct aras_lessons *lessons,
                                   const struct aras_ledger *ledger, const char *name,
                                   const struct aras_style *style,
                                   struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "LESSON"},
        {.heading = "TITLE", .wrap = true},
        {.heading = "QUESTIONS", .right = true},
        {.heading = "MINUTES", .right = true},
        {.heading = "ANSWERED"}};
    struct aras_table *table =
        aras_table_new(columns, sizeof columns / sizeof *columns, style, error);
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < lessons->count; i++) {
        const struct aras_lesson *lesson = lessons->lesson[i];
        char room[32];

        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", lesson->name);
        aras_table_cell(table, ARAS_PLAIN, "%s", lesson->title);
        aras_table_cell(table, ARAS_PLAIN, "%zu", lesson->count);
        aras_table_cell(table, ARAS_PLAIN, "%d", lesson->minutes);
        aras_table_cell(table, ARAS_GOOD, "%s", state_of(ledger, lesson, name, room));
    }
    status = aras_table_print(table, stdout, error);
    aras_table_free(table);
    return status;
}

/* What to type for the first lesson that is not done yet. */
static void print_next(const struct aras_lessons *lessons,
                       const struct aras_ledger *ledger,
                       const struct aras_arguments *arguments, const char *name)
{
    struct aras_text text = {0};
    char room[32];
    size_t next = 0;

    while (next < lessons->count &&
           strcmp(state_of(ledger, lessons->lesson[next], name, room), "done") == 0) {
        next++;
    }
    if (next == lessons->count) {
        printf("\n%s has done all of them.\n", name);
        return;
    }
    aras_text_add(&text, "aras lesson %s", lessons->lesson[next]->name);
    if (arguments->as != NULL) {
        aras_text_add(&text, " --as");
        aras_quoted_add(&text, name);
    }
    printf("\n%s begins one, or goes on with it: %s\n", name,
           text.data == NULL ? "aras lesson" : text.data);
    aras_text_free(&text);
}

static int list(const struct aras_arguments *arguments)
{
    const char *name = name_of(arguments);
    char room[1024];
    struct aras_style style = aras_look(arguments);
    struct aras_lessons lessons = {.arena = NULL};
    struct aras_ledger *ledger = NULL;
    struct aras_error error = {0};
    int code = name == NULL ? ARAS_EXIT_BAD_INPUT : aras_lessons_read(&lessons, NULL);

    if (code == ARAS_EXIT_FINE) {
        ledger = aras_ledger_read(path_of(arguments, name, room), &error);
        if (ledger == NULL && error.status != ARAS_UNKNOWN) {
            code = aras_complain(&error);
        }
    }
    if (code == ARAS_EXIT_FINE &&
        print_list(&lessons, ledger, name, &style, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE) {
        print_next(&lessons, ledger, arguments, name);
    }
    aras_ledger_free(ledger);
    aras_lessons_free(&lessons);
    return code;
}

/* --- one lesson ------------------------------------------------------------------- */

static int guide(const struct aras_arguments *arguments)
{
    const char *name = name_of(arguments);
    char room[1024];
    struct aras_lessons lessons = {.arena = NULL};
    int code = name == NULL ? ARAS_EXIT_BAD_INPUT
                            : aras_lessons_read(&lessons, arguments->word[0]);

    if (code == ARAS_EXIT_FINE) {
        code = aras_guide(lessons.lesson[0], name, path_of(arguments, name, room),
                          arguments);
    }
    aras_lessons_free(&lessons);
    return code;
}

int aras_command_lesson(const struct aras_arguments *arguments)
{
    if (arguments->words > 1 || arguments->settings > 0) {
        return aras_usage("lesson");
    }
    if (arguments->class_folder != NULL) {
        return arguments->words > 0 || arguments->as != NULL ||
                       arguments->script != NULL || arguments->ledger != NULL
                   ? refuse("--class tells of a whole class: only -o, --to, --all, "
                            "--json, --csv and --ascii go with it")
                   : aras_classroom(arguments);
    }
    if (arguments->json || arguments->csv || arguments->all ||
        arguments->output != NULL) {
        return refuse("--json, --csv, --all and --to go with --class FOLDER");
    }
    if (arguments->words == 0) {
        return arguments->script != NULL
                   ? refuse("which lesson are the answers of --script for?")
                   : list(arguments);
    }
    return guide(arguments);
}
