#include "command/convert.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/arguments.h"

extern char **environ;

enum { ROOM = 4096 };

static int refuse(const char *path)
{
    fprintf(stderr, "aras: cannot write %s: %s\n",
            path == NULL ? "to standard output" : path, strerror(errno));
    return ARAS_EXIT_BAD_INPUT;
}

int aras_write_file(const char *path, const char *text)
{
    char draft[ROOM];
    FILE *file = stdout;
    bool wrong;

    if (path != NULL) {
        if (snprintf(draft, sizeof draft, "%s.part", path) >= (int) sizeof draft) {
            errno = ENAMETOOLONG;
            return refuse(path);
        }
        file = fopen(draft, "w");
        if (file == NULL) {
            return refuse(path);
        }
    }
    wrong = fputs(text, file) < 0 || fflush(file) != 0;
    if (path == NULL) {
        return wrong ? refuse(path) : ARAS_EXIT_FINE;
    }
    wrong = fclose(file) != 0 || wrong;
    if (wrong || rename(draft, path) != 0) {
        int code = refuse(path);

        unlink(draft);
        return code;
    }
    return ARAS_EXIT_FINE;
}

static int missing(const char *form)
{
    fprintf(stderr,
            "aras: a %s is made by rsvg-convert, which is not installed (Debian: "
            "librsvg2-bin); the same figure as SVG needs no other program: -o "
            "FILE.svg\n",
            form);
    return ARAS_EXIT_BAD_INPUT;
}

static int run_program(const char *from, const char *to, const char *form)
{
    char program[] = "rsvg-convert";
    char format[8];
    char target[ROOM];
    char source[ROOM];
    char flag_format[] = "-f";
    char flag_output[] = "-o";
    char zoom[16];
    char *arguments[] = {program,     flag_format, format, zoom,
                         flag_output, target,      source, NULL};
    pid_t child;
    int state;
    int wrong;

    snprintf(format, sizeof format, "%s", form);
    snprintf(zoom, sizeof zoom, "--zoom=%d", strcmp(form, "png") == 0 ? 2 : 1);
    snprintf(target, sizeof target, "%s", to);
    snprintf(source, sizeof source, "%s", from);
    wrong = posix_spawnp(&child, program, NULL, NULL, arguments, environ);
    if (wrong != 0) {
        return missing(form);
    }
    if (waitpid(child, &state, 0) != child || !WIFEXITED(state)) {
        fprintf(stderr, "aras: rsvg-convert was interrupted\n");
        return ARAS_EXIT_FAILURES;
    }
    if (WEXITSTATUS(state) == 127) {
        return missing(form);
    }
    if (WEXITSTATUS(state) != 0) {
        fprintf(stderr, "aras: rsvg-convert could not write %s\n", to);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

int aras_convert(const char *path, const char *form, const char *svg)
{
    char source[ROOM];
    int code;

    if (snprintf(source, sizeof source, "%s.svg.part", path) >= (int) sizeof source) {
        errno = ENAMETOOLONG;
        return refuse(path);
    }
    code = aras_write_file(source, svg);
    if (code == ARAS_EXIT_FINE) {
        code = run_program(source, path, form);
        unlink(source);
    }
    return code;
}
