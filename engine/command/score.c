/* `aras score`: how good predictions were. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/asked.h"
#include "command/command.h"
#include "command/look.h"
#include "command/settling.h"
#include "report/score_report.h"

/* --- outcomes that were typed ----------------------------------------------------- */

/* Enters QUESTION=OUTCOME, each with the day of --on, or of today. */
static int enter_outcomes(const char *path, const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    struct aras_ledger *ledger = aras_ledger_read(path, &error);
    struct aras_ledger_outcome *outcomes =
        calloc(arguments->settings, sizeof *outcomes);
    struct aras_ledger_entry *entries = calloc(arguments->settings, sizeof *entries);
    char moment[ARAS_MOMENT];
    char today[ARAS_MOMENT];
    char seal[ARAS_SHA256_TEXT];
    enum aras_status status = ledger == NULL ? error.status : ARAS_OK;

    if (ledger != NULL && (outcomes == NULL || entries == NULL)) {
        status = aras_error_set(&error, ARAS_NO_MEMORY, "no memory for outcomes");
    }
    aras_moment_now(moment);
    snprintf(today, sizeof today, "%.10s", moment);
    for (size_t i = 0; i < arguments->settings && status == ARAS_OK; i++) {
        const char *word = strchr(arguments->setting[i], '=') + 1;
        char id[256];
        const struct aras_ledger_question *question;

        snprintf(id, sizeof id, "%.*s", (int) (word - 1 - arguments->setting[i]),
                 arguments->setting[i]);
        question = aras_ledger_find(ledger, id);
        if (question == NULL) {
            const char *near = aras_ledger_nearest(ledger, id);

            status =
                aras_error_set(&error, ARAS_UNKNOWN, "%s has no question '%s'%s%s%s",
                               path, id, near == NULL ? "" : "; did you mean '",
                               near == NULL ? "" : near, near == NULL ? "" : "'?");
            break;
        }
        if (question->command != NULL) {
            status = aras_error_set(&error, ARAS_INVALID,
                                    "'%s' is about a model: its command settles it, "
                                    "and nobody enters what came of it",
                                    id);
            break;
        }
        status = aras_ledger_read_word(question, word, &outcomes[i], &error);
        outcomes[i].on = arguments->on == NULL ? today : arguments->on;
        outcomes[i].source = arguments->note;
        entries[i].outcome = &outcomes[i];
    }
    if (status == ARAS_OK) {
        status =
            aras_ledger_add(path, entries, arguments->settings, moment, seal, &error);
    }
    free(outcomes);
    free(entries);
    aras_ledger_free(ledger);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* --- telling ---------------------------------------------------------------------- */

static enum aras_status tell(const struct aras_scored_ledger *scored,
                             const struct aras_arguments *arguments,
                             struct aras_error *error)
{
    struct aras_style style = aras_look(arguments);

    return arguments->json  ? aras_report_scores_json(stdout, scored, error)
           : arguments->csv ? aras_report_scores_csv(stdout, scored, error)
                            : aras_report_scores(stdout, scored, &style, error);
}

static int score(const char *path, const struct aras_arguments *arguments)
{
    struct aras_settling settling = {.ledger = NULL};
    struct aras_error error = {0};
    int code = aras_settling_open(&settling, path, arguments);
    const struct aras_scored_ledger scored = {.path = path,
                                              .ledger = settling.ledger,
                                              .came = settling.came,
                                              .world = settling.world,
                                              .model = settling.model};

    if (code == ARAS_EXIT_FINE && tell(&scored, arguments, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    aras_settling_close(&settling);
    return code;
}

int aras_command_score(const struct aras_arguments *arguments)
{
    char place[1024];
    const char *path =
        arguments->words == 1 ? arguments->word[0] : aras_ledger_path(arguments, place);
    int code = ARAS_EXIT_FINE;

    if (arguments->words > 1) {
        return aras_usage("score");
    }
    if (arguments->on != NULL && arguments->settings == 0) {
        fprintf(stderr, "aras: --on is the day on which the outcome was known that is "
                        "typed beside it, as in treaty=yes\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->settings > 0) {
        code = enter_outcomes(path, arguments);
    }
    return code == ARAS_EXIT_FINE ? score(path, arguments) : code;
}
