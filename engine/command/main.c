#include <errno.h>
#include <gsl/gsl_errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "command/line.h"
#include "command/session.h"

static int answer(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "--help") == 0) {
        struct aras_arguments none = {.command = NULL};

        return aras_command_help(&none);
    }
    if (strcmp(argv[1], "--version") == 0) {
        struct aras_arguments none = {.command = NULL};

        return aras_command_version(&none);
    }
    return aras_line_run(argc - 1, argv + 1);
}

int main(int argc, char **argv)
{
    int code;

    gsl_set_error_handler_off();
    setlocale(LC_CTYPE, "");
    signal(SIGXFSZ, SIG_IGN); /* a file that grows too large is an error like others */
    code = answer(argc, argv);
    if ((fflush(stdout) != 0 || ferror(stdout)) && code == ARAS_EXIT_FINE) {
        fprintf(stderr, "aras: cannot write to standard output: %s\n", strerror(errno));
        code = ARAS_EXIT_BAD_INPUT;
    }
    return code;
}
