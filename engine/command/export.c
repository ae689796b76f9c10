/* `aras export`: a stored run for other programs. */
#include "result/export.h"

#include <stdio.h>

#include "command/command.h"
#include "command/convert.h"
#include "command/draft.h"
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
    struct aras_draft draft;
    int code;

    /* Before a file is touched, and before half a table is told. */
    if (aras_run_check(run, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = aras_draft_open(&draft, arguments->output);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    code = write_to(run, arguments, draft.file);
    if (code == ARAS_EXIT_FINE) {
        return aras_draft_keep(&draft);
    }
    aras_draft_drop(&draft);
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
