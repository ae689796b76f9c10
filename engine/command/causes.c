/* `aras causes`: which events bring an outcome about, and which only come before it. */
#include <stdio.h>

#include "command/cause_search.h"
#include "command/command.h"
#include "command/look.h"

static enum aras_status print(const struct aras_causes_told *told,
                              const struct aras_arguments *arguments,
                              struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    if (arguments->json) {
        return aras_report_causes_json(stdout, told, error);
    }
    return arguments->csv ? aras_report_causes_csv(stdout, told, error)
                          : aras_report_causes(stdout, told, &style, error);
}

int aras_command_causes(const struct aras_arguments *arguments)
{
    struct aras_cause_search search = {.open = false};
    struct aras_error error = {0};
    int code;

    if (arguments->words != 1) {
        return aras_usage("causes");
    }
    code = aras_cause_search_play(&search, arguments);
    if (code == ARAS_EXIT_FINE && print(&search.told, arguments, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code == ARAS_EXIT_FINE && search.causes->failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_cause_search_close(&search);
    return code;
}
