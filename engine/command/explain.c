/* `aras explain`: one world retold with its reasons, or two sides of one world. */
#include <stdio.h>

#include "command/command.h"
#include "command/look.h"
#include "command/retold.h"

static enum aras_status tell(const struct aras_retelling *retelling,
                             const struct aras_arguments *arguments,
                             struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    if (arguments->dot) {
        return aras_report_chronicle_dot(stdout, retelling, arguments->all, error);
    }
    return arguments->json ? aras_report_chronicle_json(stdout, retelling, error)
                           : aras_report_chronicle(stdout, retelling, &style, error);
}

static int explain(const struct aras_arguments *arguments)
{
    struct aras_retold retold = {.open = false};
    struct aras_error error = {0};
    int code = aras_retold_open(&retold, arguments);

    retold.retelling.brief = arguments->brief;

    if (code == ARAS_EXIT_FINE &&
        tell(&retold.retelling, arguments, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else if (code == ARAS_EXIT_FINE && retold.chronicle->failed) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_retold_close(&retold);
    return code;
}

static enum aras_status tell_twins(const struct aras_twin_telling *telling,
                                   const struct aras_arguments *arguments,
                                   struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    return arguments->json ? aras_report_twins_json(stdout, telling, error)
                           : aras_report_twins(stdout, telling, &style, error);
}

static int explain_twins(const struct aras_arguments *arguments)
{
    struct aras_retold_twins retold = {.open = 0};
    struct aras_error error = {0};
    int code;

    if (arguments->dot) {
        fprintf(stderr, "aras: --dot draws one world; give one scenario\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->brief) {
        fprintf(stderr,
                "aras: --brief tells the story of one world; give one scenario\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_retold_twins_open(&retold, arguments);
    if (code == ARAS_EXIT_FINE &&
        tell_twins(&retold.telling, arguments, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else if (code == ARAS_EXIT_FINE &&
               (retold.chronicle[0]->failed || retold.chronicle[1]->failed)) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_retold_twins_close(&retold);
    return code;
}

int aras_command_explain(const struct aras_arguments *arguments)
{
    if (arguments->dot && arguments->json) {
        fprintf(stderr, "aras: --dot and --json exclude each other\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->brief && (arguments->dot || arguments->json || arguments->all)) {
        fprintf(stderr,
                "aras: --brief is for reading: --dot, --json and --all exclude it\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    switch (arguments->words) {
    case 1:
        return explain(arguments);
    case 2:
        return explain_twins(arguments);
    default:
        return aras_usage("explain");
    }
}
