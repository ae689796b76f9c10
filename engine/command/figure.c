/* `aras figure`: one view of stored runs, as a picture or as its numbers. */
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/convert.h"
#include "command/figure_kind.h"

/* --- what is typed ---------------------------------------------------------------- */

static int read_theme(const struct aras_arguments *arguments,
                      struct aras_figure_look *look)
{
    static const char *const names[] = {"light", "dark", "print", "page"};
    static const enum aras_theme themes[] = {ARAS_THEME_PLAIN, ARAS_THEME_PLAIN_DARK,
                                             ARAS_THEME_PRINT, ARAS_THEME_SCREEN};

    for (size_t i = 0; i < 4; i++) {
        if (arguments->theme == NULL || strcmp(arguments->theme, names[i]) == 0) {
            look->theme = themes[i];
            look->styled = themes[i] == ARAS_THEME_SCREEN;
            return ARAS_EXIT_FINE;
        }
    }
    fprintf(stderr, "aras: --theme takes light, dark, print or page, got '%s'\n",
            arguments->theme);
    return ARAS_EXIT_BAD_INPUT;
}

/* Which form is written: what was said, or what the name of the file ends in. */
static const char *form_of(const struct aras_arguments *arguments)
{
    const char *dot =
        arguments->output == NULL ? NULL : strrchr(arguments->output, '.');

    if (arguments->data) {
        return "csv";
    }
    if (arguments->pdf || arguments->png) {
        return arguments->pdf ? "pdf" : "png";
    }
    return dot != NULL && strcmp(dot, ".pdf") == 0   ? "pdf"
           : dot != NULL && strcmp(dot, ".png") == 0 ? "png"
                                                     : "svg";
}

/* A file that is called like one form does not get another. */
static int check_name(const char *file, const char *form)
{
    static const struct {
        const char *form, *how;
    } forms[] = {{"svg", "leave out --pdf, --png and --data"},
                 {"pdf", "say --pdf"},
                 {"png", "say --png"},
                 {"csv", "say --data"}};
    const char *dot = file == NULL ? NULL : strrchr(file, '.');

    for (size_t i = 0; dot != NULL && i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(dot + 1, forms[i].form) == 0 && strcmp(form, forms[i].form) != 0) {
            fprintf(stderr, "aras: '%s' would hold %s: call it .%s, or %s\n", file,
                    form, form, forms[i].how);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

static int check_form(const struct aras_arguments *arguments, const char *form)
{
    bool drawn = strcmp(form, "pdf") == 0 || strcmp(form, "png") == 0;

    if (arguments->data + arguments->pdf + arguments->png > 1) {
        fputs("aras: --pdf, --png and --data exclude each other\n", stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (drawn && arguments->output == NULL) {
        fprintf(stderr, "aras: --%s needs a file: -o FILE.%s\n", form, form);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (check_name(arguments->output, form) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (drawn && arguments->theme != NULL && strcmp(arguments->theme, "page") == 0) {
        fprintf(
            stderr,
            "aras: a %s has fixed colours: --theme light, dark or print, not page\n",
            form);
        return ARAS_EXIT_BAD_INPUT;
    }
    return drawn ? aras_check_convert(form) : ARAS_EXIT_FINE;
}

/* --- what is written -------------------------------------------------------------- */

static void add_cell(struct aras_text *text, const char *cell)
{
    if (strpbrk(cell, ",\"\n\r") == NULL) {
        aras_text_add(text, "%s", cell);
        return;
    }
    aras_text_add_bytes(text, "\"", 1);
    for (; *cell != '\0'; cell++) {
        aras_text_add_bytes(text, *cell == '"' ? "\"\"" : cell, *cell == '"' ? 2 : 1);
    }
    aras_text_add_bytes(text, "\"", 1);
}

static void add_table(struct aras_text *text, const struct aras_figure_table *table)
{
    for (size_t i = 0; i < table->cells; i++) {
        bool last = (i + 1) % table->columns == 0;

        add_cell(text, table->cell[i]);
        aras_text_add_bytes(text, last ? "\n" : ",", 1);
    }
}

static int write_figure(const struct aras_figure_job *job, const char *form)
{
    const char *path = job->arguments->output;
    struct aras_text data = {0};
    struct aras_error error = {0};
    int code;

    if (strcmp(form, "svg") == 0) {
        return aras_write_file(path, job->figure.text.data);
    }
    if (strcmp(form, "csv") != 0) {
        return aras_convert(path, form, job->figure.text.data);
    }
    add_table(&data, &job->figure.table);
    code = aras_text_check(&data, &error) == ARAS_OK
               ? aras_write_file(path, data.data == NULL ? "" : data.data)
               : aras_complain(&error);
    aras_text_free(&data);
    return code;
}

static int list_kinds(const struct aras_arguments *arguments)
{
    if (arguments->words + arguments->settings > 0) {
        fprintf(stderr, "aras: --kind help stands alone: it lists what can be drawn\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    aras_figure_list_kinds();
    return ARAS_EXIT_FINE;
}

int aras_command_figure(const struct aras_arguments *arguments)
{
    /* Here -o is the picture; runs lie where they usually do. */
    struct aras_arguments wanted = *arguments;
    struct aras_figure_job job = {.arguments = &wanted};
    const struct aras_figure_kind *kind;
    const char *form;
    int code;

    if (arguments->kind != NULL && strcmp(arguments->kind, "help") == 0) {
        return list_kinds(arguments);
    }
    if (arguments->words == 0) {
        return aras_usage("figure");
    }
    wanted.output = aras_arguments_has(arguments, "-o") ? arguments->folder : NULL;
    wanted.folder = "results";
    kind = aras_figure_find_kind(arguments->kind);
    form = form_of(&wanted);
    if (kind == NULL || aras_figure_check_kind(kind, &wanted) != ARAS_EXIT_FINE ||
        check_form(&wanted, form) != ARAS_EXIT_FINE ||
        read_theme(&wanted, &job.look) != ARAS_EXIT_FINE ||
        aras_check_file(wanted.output) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    job.look.width = (double) arguments->width;
    job.rivals = aras_figure_takes(kind, "--if") &&
                 (strcmp(kind->name, "ecdf") != 0 || arguments->words > 1 ||
                  arguments->reading != NULL);
    job.picture = (struct aras_picture){&job.figure, &job.look};
    code = kind->draw(&job);
    if (code == ARAS_EXIT_FINE) {
        code = write_figure(&job, form);
    }
    if (code == ARAS_EXIT_FINE && job.failures) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_figure_close(&job);
    return code;
}
