#include "command/classroom.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/convert.h"
#include "command/lessons.h"
#include "command/look.h"
#include "command/session.h"
#include "report/classroom_report.h"
#include "result/folder.h"

/* The ledgers of a class; all is owned. */
struct class
{
    struct aras_class_ledger *ledger;
    char **path;
    struct aras_ledger **read;
    size_t count;
    size_t refused; /* ledgers that cannot be believed */
};

static int is_ledger(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return entry->d_name[0] != '.' && length > 6 &&
           strcmp(entry->d_name + length - 6, ".jsonl") == 0;
}

/* Takes a ledger in, or says why not. Returns an exit code. */
static int take(struct class *class, const char *folder, const char *name)
{
    struct aras_error error = {0};
    char *path = aras_folder_join(folder, name, &error);
    struct aras_ledger *ledger = path == NULL ? NULL : aras_ledger_read(path, &error);

    if (ledger == NULL) {
        int code = aras_complain(&error);

        free(path);
        class->refused++;
        return error.status == ARAS_NO_MEMORY ? code : ARAS_EXIT_FINE;
    }
    class->path[class->count] = path;
    class->read[class->count] = ledger;
    class->ledger[class->count++] = (struct aras_class_ledger){path, ledger};
    return ARAS_EXIT_FINE;
}

static int read_entries(struct class *class, const char *folder,
                        struct dirent **entries, int count)
{
    size_t room = (size_t) count + 1;
    int code = ARAS_EXIT_FINE;

    class->ledger = calloc(room, sizeof *class->ledger);
    class->path = calloc(room, sizeof *class->path);
    class->read = calloc(room, sizeof *class->read);
    if (class->ledger == NULL || class->path == NULL || class->read == NULL) {
        fprintf(stderr, "aras: no memory for the ledgers of a class\n");
        return ARAS_EXIT_FAILURES;
    }
    for (int i = 0; i < count && code == ARAS_EXIT_FINE; i++) {
        code = take(class, folder, entries[i]->d_name);
    }
    return code;
}

static int read_class(struct class *class, const char *folder)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_ledger, alphasort);
    int code = ARAS_EXIT_BAD_INPUT;

    if (count < 0) {
        fprintf(stderr, "aras: the ledgers of a class cannot be read from '%s': %s\n",
                folder, strerror(errno));
    } else if (count == 0) {
        fprintf(stderr,
                "aras: there are no ledgers (*.jsonl) in '%s'; those of `aras lesson "
                "--as NAME` are in results/lessons\n",
                folder);
    } else {
        code = read_entries(class, folder, entries, count);
    }
    for (int i = 0; i < count; i++) {
        free(entries[i]);
    }
    free(entries);
    return code;
}

static void free_class(struct class *class)
{
    for (size_t i = 0; i < class->count; i++) {
        free(class->path[i]);
        aras_ledger_free(class->read[i]);
    }
    free(class->ledger);
    free(class->path);
    free(class->read);
}

/* --- telling ---------------------------------------------------------------------- */

/* Before all ledgers are read. */
static int check_picture(const char *path)
{
    const char *point = path == NULL ? ".svg" : strrchr(path, '.');
    bool svg = point != NULL && strcmp(point, ".svg") == 0;

    if (point == NULL ||
        (!svg && strcmp(point, ".pdf") != 0 && strcmp(point, ".png") != 0)) {
        fprintf(stderr,
                "aras: --to draws the calibration of the class: FILE.svg, FILE.pdf or "
                "FILE.png, not '%s'\n",
                path);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (!svg && aras_check_convert(point + 1) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    return aras_check_file(path);
}

static int draw(const struct aras_classroom *classroom, const char *path)
{
    const struct aras_figure_look look = {.theme = ARAS_THEME_PLAIN};
    const char *point = strrchr(path, '.');
    struct aras_figure figure = {0};
    struct aras_error error = {0};
    int code;

    if (aras_picture_classroom(&figure, classroom, &look, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else if (strcmp(point, ".svg") == 0) {
        code = aras_write_file(path, figure.text.data);
    } else {
        code = aras_convert(path, point + 1, figure.text.data);
    }
    aras_figure_free(&figure);
    return code;
}

static int tell(const struct aras_classroom *classroom,
                const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status =
        arguments->json  ? aras_report_classroom_json(stdout, classroom, &error)
        : arguments->csv ? aras_report_classroom_csv(stdout, classroom, &error)
                         : aras_report_classroom(stdout, classroom, &style, &error);

    if (status != ARAS_OK) {
        return aras_complain(&error);
    }
    return arguments->output == NULL ? ARAS_EXIT_FINE
                                     : draw(classroom, arguments->output);
}

int aras_classroom(const struct aras_arguments *arguments)
{
    struct aras_lessons lessons = {.arena = NULL};
    struct class class = {.count = 0};
    struct aras_classroom classroom = {.pupils = 0};
    struct aras_error error = {0};
    int code = check_picture(arguments->output);

    if (code == ARAS_EXIT_FINE) {
        code = aras_lessons_read(&lessons, NULL);
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_class(&class, arguments->class_folder);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_classroom_of(&classroom, lessons.lesson, lessons.count,
                                 class.ledger, class.count, &error) == ARAS_OK
                   ? tell(&classroom, arguments)
                   : aras_complain(&error);
    }
    if (class.refused > 0) {
        fprintf(stderr, "aras: %zu ledger%s left out\n", class.refused,
                class.refused == 1 ? " was" : "s were");
        code = code == ARAS_EXIT_FINE ? ARAS_EXIT_FAILURES : code;
    }
    aras_classroom_free(&classroom);
    free_class(&class);
    aras_lessons_free(&lessons);
    return code;
}
