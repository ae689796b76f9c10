/* `aras compare`: what differs between two scenarios under the same luck. */
#include <stdio.h>
#include <string.h>

#include "analysis/contrast.h"
#include "command/command.h"
#include "command/look.h"
#include "command/side.h"
#include "report/comparison_report.h"

static int compare(const struct aras_side *a, const struct aras_side *b,
                   const struct aras_arguments *arguments)
{
    struct aras_compared left = aras_side_compared(a);
    struct aras_compared right = aras_side_compared(b);
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;
    struct aras_contrast *contrast = aras_contrast_of_runs(
        left.run, left.model, right.run, right.model, arguments->replications, &error);

    if (contrast == NULL) {
        return aras_complain(&error);
    }
    if (arguments->json) {
        status = aras_report_comparison_json(stdout, &left, &right, contrast, &error);
    } else if (arguments->csv) {
        status = aras_report_comparison_csv(stdout, &left, contrast, &error);
    } else {
        status =
            aras_report_comparison(stdout, &left, &right, contrast, &style, &error);
    }
    aras_contrast_free(contrast);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

int aras_command_compare(const struct aras_arguments *arguments)
{
    struct aras_side a = {.path = NULL};
    struct aras_side b = {.path = NULL};
    int code;

    if (arguments->words != 2) {
        return aras_usage("compare");
    }
    code = aras_side_open(&a, arguments->word[0], 0, arguments);
    if (code == ARAS_EXIT_FINE) {
        code = aras_side_open(&b, arguments->word[1], 0, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = compare(&a, &b, arguments);
    }
    if (code == ARAS_EXIT_FINE && !(a.precise && b.precise)) {
        fprintf(stderr,
                "aras: the precision asked for (%s) was not reached by both; raise "
                "--max\n",
                arguments->until);
        code = ARAS_EXIT_NOT_PRECISE;
    } else if (code == ARAS_EXIT_FINE && a.failed + b.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_side_close(&b);
    aras_side_close(&a);
    return code;
}
