/* `aras export`: a stored run for other programs. */
#include "result/export.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "command/command.h"
#include "command/convert.h"
#include "command/session.h"

static int write_to(const struct aras_run *run, const struct aras_arguments *arguments,
                    FILE *file)
{
    struct aras_error error = {0};
    enum aras_export_table table = ARAS_EXPORT_OUTCOMES;

    if (arguments->table != NULL &&
        aras_export_table_named(arguments->table, &table, &error) != ARAS_OK) {
        return aras_complain(&error);
    }

    enum aras_status status = arguments->json
                                  ? aras_export_json(run, file, &error)
                                  : aras_export_csv(run, file, table, &error);

    if (status != ARAS_OK && arguments->output != NULL) {
        aras_error_within(&error, "%s", arguments->output);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int export_run(const struct aras_run *run,
                      const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    FILE *file = stdout;
    int code;

    /* Before a file is touched, and before half a table is told. */
    if (aras_run_check(run, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    if (arguments->output != NULL) {
        file = fopen(arguments->output, "w");
        if (file == NULL) {
            fprintf(stderr, "aras: cannot write %s: %s\n", arguments->output,
                    strerror(errno));
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    code = write_to(run, arguments, file);
    if ((file == stdout ? fflush(file) : fclose(file)) != 0 && code == ARAS_EXIT_FINE) {
        fprintf(stderr, "aras: cannot write %s: %s\n",
                arguments->output == NULL ? "to standard output" : arguments->output,
                strerror(errno));
        code = ARAS_EXIT_BAD_INPUT;
    }
    return code;
}

int aras_command_export(const struct aras_arguments *arguments)
{
    struct aras_session session;
    struct aras_run *run;
    int code;

    if (arguments->words != 1) {
        return aras_usage("export");
    }
    if (arguments->json && arguments->table != NULL) {
        fprintf(stderr, "aras: --json holds all tables; --table asks for one as CSV\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_session_open_any(&session, arguments->word[0], arguments, &run);
    if (code == ARAS_EXIT_FINE) {
        code = aras_check_file(arguments->output);
    }
    if (code == ARAS_EXIT_FINE) {
        code = export_run(run, arguments);
    }
    aras_run_close(run);
    aras_session_close(&session);
    return code;
}
