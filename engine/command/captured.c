#include "command/captured.h"

#include <errno.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/line.h"
#include "command/session.h"

static int fail(const char *what)
{
    fprintf(stderr, "aras: cannot %s: %s\n", what, strerror(errno));
    return ARAS_EXIT_BAD_INPUT;
}

/* Lets standard output run into a file while the line does its work. */
static int run_into(FILE *file, int count, char **words, bool *caught)
{
    int out = dup(STDOUT_FILENO);
    int code;

    *caught = out >= 0 && fflush(stdout) == 0 && dup2(fileno(file), STDOUT_FILENO) >= 0;
    if (!*caught) {
        code = fail("catch what a command prints");
    } else {
        code = aras_line_run(count, words);
        *caught = fflush(stdout) == 0;
        if (dup2(out, STDOUT_FILENO) < 0 || !*caught) {
            *caught = false;
            code = fail("catch what a command prints");
        }
    }
    if (out >= 0) {
        close(out);
    }
    return code;
}

int aras_captured_json(int count, char **words, struct json_t **said)
{
    FILE *file = tmpfile();
    json_error_t reason;
    bool caught = false;
    int code;

    *said = NULL;
    if (file == NULL) {
        return fail("make a file for what a command prints");
    }
    code = run_into(file, count, words, &caught);
    if (caught && code == ARAS_EXIT_FINE) {
        rewind(file);
        *said = json_loadf(file, 0, &reason);
        if (*said == NULL) {
            fprintf(stderr, "aras: what the command printed is no JSON: %s\n",
                    reason.text);
            code = ARAS_EXIT_BAD_INPUT;
        }
    }
    fclose(file);
    return code;
}
