#include "command/convert.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command/arguments.h"
#include "command/session.h"

extern char **environ;

enum { ROOM = 4096 };

static int refuse(const char *path)
{
    fprintf(stderr, "aras: cannot write %s: %s\n",
            path == NULL ? "to standard output" : path, strerror(errno));
    return ARAS_EXIT_BAD_INPUT;
}

static enum aras_status cannot_write(const char *path, struct aras_error *error)
{
    return aras_error_set(error, ARAS_FILE, "cannot write %s: %s", path,
                          strerror(errno));
}

/* Both are tried, so that a file is always closed. */
static bool put_all(FILE *file, const char *text)
{
    bool wrong = fputs(text, file) < 0;
    int why = errno;

    if (fclose(file) != 0 && !wrong) {
        return false;
    }
    errno = why;
    return !wrong;
}

/* A link is one, wherever it leads: /dev/stdout may lead to a plain file. */
bool aras_file_is_special(const char *path)
{
    struct stat facts;

    return lstat(path, &facts) == 0 && !S_ISREG(facts.st_mode) &&
           !S_ISDIR(facts.st_mode);
}

enum aras_status aras_put_file(const char *path, const char *text,
                               struct aras_error *error)
{
    bool special = aras_file_is_special(path);
    char draft[ROOM];
    FILE *file;

    if (snprintf(draft, sizeof draft, "%s%s", path, special ? "" : ".part") >=
        (int) sizeof draft) {
        errno = ENAMETOOLONG;
        return cannot_write(path, error);
    }
    file = fopen(draft, "w");
    if (file == NULL) {
        return cannot_write(path, error);
    }
    if (!put_all(file, text) || (!special && rename(draft, path) != 0)) {
        enum aras_status status = cannot_write(path, error);

        if (!special) {
            unlink(draft);
        }
        return status;
    }
    return ARAS_OK;
}

/* What was worked out is not to be lost for want of a folder. */
static void rescue(const char *text)
{
    const char *folder = getenv("TMPDIR");
    char path[ROOM];
    FILE *file;
    int number;

    if (snprintf(path, sizeof path, "%s/aras-XXXXXX",
                 folder == NULL || folder[0] == '\0' ? "/tmp" : folder) >=
        (int) sizeof path) {
        return;
    }
    number = mkstemp(path);
    file = number < 0 ? NULL : fdopen(number, "w");
    if (file != NULL && put_all(file, text)) {
        fprintf(stderr, "aras: what was to be written there is in %s\n", path);
    } else if (number >= 0) {
        unlink(path);
    }
}

int aras_write_file(const char *path, const char *text)
{
    struct aras_error error = {0};

    if (path == NULL) {
        return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? refuse(path)
                                                              : ARAS_EXIT_FINE;
    }
    if (aras_put_file(path, text, &error) != ARAS_OK) {
        int code = aras_complain(&error);

        rescue(text);
        return code;
    }
    return ARAS_EXIT_FINE;
}

int aras_check_file(const char *path)
{
    char trial[ROOM];
    struct stat facts;
    int number;

    if (path == NULL || aras_file_is_special(path)) {
        return ARAS_EXIT_FINE;
    }
    if (stat(path, &facts) == 0 && S_ISDIR(facts.st_mode)) {
        errno = EISDIR;
        return refuse(path);
    }
    if (snprintf(trial, sizeof trial, "%s.partXXXXXX", path) >= (int) sizeof trial) {
        errno = ENAMETOOLONG;
        return refuse(path);
    }
    number = mkstemp(trial);
    if (number < 0) {
        return refuse(path);
    }
    close(number);
    unlink(trial);
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

int aras_check_convert(const char *form)
{
    char program[] = "rsvg-convert";
    char flag[] = "--version";
    char *arguments[] = {program, flag, NULL};
    posix_spawn_file_actions_t quietly;
    pid_t child;
    int state;
    int wrong;

    if (posix_spawn_file_actions_init(&quietly) != 0) {
        return ARAS_EXIT_FINE; /* it is tried in the end */
    }
    posix_spawn_file_actions_addopen(&quietly, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&quietly, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    wrong = posix_spawnp(&child, program, &quietly, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&quietly);
    if (wrong != 0 || waitpid(child, &state, 0) != child || !WIFEXITED(state) ||
        WEXITSTATUS(state) == 127) {
        return missing(form);
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
