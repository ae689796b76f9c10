/* `aras leverage`: what does it change that one actor acts, rather than keep silent? */
#include "command/leverage.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/leverage.h"
#include "base/problems.h"
#include "command/command.h"
#include "command/interrupt.h"
#include "command/look.h"
#include "command/progress.h"
#include "command/question.h"
#include "command/session.h"

enum { USUAL_WORLDS = 1000, USUAL_GROUP = 10, FIFTHS = 5 };

/** What was typed: `SCENARIO A over B`, in this order or with the scenario last. */
struct asked {
    const char *path, *by, *of; /* by, of: NULL where it was not said */
};

static int read_words(struct asked *asked, const struct aras_arguments *arguments)
{
    size_t over = 0;

    *asked = (struct asked){.path = arguments->words > 0 ? arguments->word[0] : NULL};
    while (over < arguments->words && strcmp(arguments->word[over], "over") != 0) {
        over++;
    }
    if (over == arguments->words && arguments->words == 1) {
        return ARAS_EXIT_FINE;
    }
    if (arguments->words != 4 || over == 0 || over == 3) {
        return aras_usage("leverage");
    }
    asked->path = over == 1 ? arguments->word[3] : arguments->word[0];
    asked->by = arguments->word[over - 1];
    asked->of = arguments->word[over + 1];
    return ARAS_EXIT_FINE;
}

/* --- which issues --------------------------------------------------------------------
 */

static bool is_actor(const struct aras_model *model, const char *id)
{
    bool found = id == NULL;

    for (size_t i = 0; i < model->actor_count; i++) {
        found = found || strcmp(id, model->actors[i].id) == 0;
    }
    if (!found) {
        struct aras_hint hint = aras_model_hint(model, ARAS_NAMED_ACTOR, id);

        fprintf(stderr, "aras: there is no actor '%s'%s\n", id,
                hint.text[0] == '\0' ? "; `aras show` lists them" : hint.text);
    }
    return found;
}

/* --on names the demand, the decision, or one of its options. */
static bool is_on(const struct aras_model *model, const struct aras_issue *issue,
                  const char *on)
{
    bool so = strcmp(model->events[issue->decision].id, on) == 0;

    for (size_t k = 0; k < aras_issue_choices(issue, model); k++) {
        so =
            so || strcmp(model->events[aras_issue_choice(issue, model, k)].id, on) == 0;
    }
    return so;
}

/* Leaves those that were asked for. */
static void select_issues(struct aras_issues *issues, const struct aras_model *model,
                          const struct asked *asked, const char *on)
{
    size_t count = 0;

    for (size_t i = 0; i < issues->count; i++) {
        const struct aras_issue *it = &issues->issue[i];

        if ((asked->by == NULL || strcmp(it->by, asked->by) == 0) &&
            (asked->of == NULL || strcmp(it->of, asked->of) == 0) &&
            (on == NULL || is_on(model, it, on))) {
            issues->issue[count++] = *it;
        }
    }
    issues->count = count;
}

static int complain_of_none(const struct aras_issues *all,
                            const struct aras_model *model, const struct asked *asked,
                            const char *on)
{
    fprintf(stderr, "aras: %s%s%s%s%s%s%s: there is no such issue",
            asked->by == NULL ? "" : asked->by, asked->by == NULL ? "" : " over ",
            asked->by == NULL ? "" : asked->of,
            on != NULL && asked->by != NULL ? " " : "", on == NULL ? "" : "on '",
            on == NULL ? "" : on, on == NULL ? "" : "'");
    for (size_t i = 0; i < all->count; i++) {
        const struct aras_issue *it = &all->issue[i];

        if (it->kind != ARAS_ISSUE_ANSWER) {
            fprintf(stderr, "%s %s", i == 0 ? "; demands are" : ",",
                    model->events[it->event].id);
        }
    }
    fprintf(stderr, "; an issue is a demand of A on B, or a decision of B that comes "
                    "after an event that names A (--all shows all)\n");
    return ARAS_EXIT_BAD_INPUT;
}

static int find_issues(struct aras_issues *issues, const struct aras_model *model,
                       const struct asked *asked,
                       const struct aras_arguments *arguments)
{
    struct aras_error error = {0};
    struct aras_issues all;
    int code = ARAS_EXIT_FINE;

    *issues = (struct aras_issues){0};
    if (!is_actor(model, asked->by) || !is_actor(model, asked->of)) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (aras_issues_find(issues, model, &error) != ARAS_OK ||
        aras_issues_find(&all, model, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    select_issues(issues, model, asked, arguments->on);
    if (issues->count == 0) {
        code = complain_of_none(&all, model, asked, arguments->on);
    }
    aras_issues_free(&all);
    return code;
}

/* --- when ----------------------------------------------------------------------------
 */

static int read_times(struct aras_session *session, struct aras_leverage_wish *wish,
                      double at[ARAS_MOST_LEVERAGE_TIMES],
                      const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    size_t one;

    at[0] = model->horizon / FIFTHS;
    wish->at = at;
    wish->times = 1;
    wish->within = model->horizon / FIFTHS;
    if (arguments->at != NULL &&
        !aras_question_times(session, arguments->at, "--at", at,
                             ARAS_MOST_LEVERAGE_TIMES, &wish->times)) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->within != NULL &&
        !aras_question_times(session, arguments->within, "--within", &wish->within, 1,
                             &one)) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (!(wish->within > 0.0)) {
        fprintf(stderr, "aras: --within takes a time of more than 0, got '%s'\n",
                arguments->within);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t t = 0; t < wish->times; t++) {
        if (at[t] + wish->within > model->horizon * (1.0 + 1e-12)) {
            char moment[32];

            aras_model_write_moment(model, at[t], moment);
            fprintf(stderr,
                    "aras: the window from %s on ends after the horizon; choose an "
                    "earlier --at or a shorter --within\n",
                    moment);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    return ARAS_EXIT_FINE;
}

/* --- playing and telling -------------------------------------------------------------
 */

static void tell_progress(void *context, uint64_t done, uint64_t total)
{
    struct aras_progress *progress = context;

    progress->total = total;
    aras_progress_show(progress, done);
}

static int print(const struct aras_levered *levered,
                 const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_leverage_json(stdout, levered, &error);
    } else if (arguments->csv) {
        status = aras_report_leverage_csv(stdout, levered, &error);
    } else {
        status = aras_report_leverage(stdout, levered, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int measure(const struct aras_session *session, struct aras_leverage_wish *wish,
                   const struct aras_arguments *arguments,
                   const struct aras_leverage_listener *listener)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_progress progress;
    struct aras_error error = {0};
    struct aras_levered levered = {
        .model = model,
        .wish = wish,
        .title = model->question.title == NULL ? model->title : model->question.title,
        .seed = session->settings.seed,
        .all = arguments->all};
    struct aras_leverage *leverage;
    int code;

    wish->worlds =
        arguments->replications == 0 ? USUAL_WORLDS : arguments->replications;
    wish->threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    wish->stop = aras_interrupt_watch();
    wish->teller = &progress;
    wish->told = tell_progress;
    aras_progress_start(&progress, "pairs of worlds", 0, wish->worlds,
                        arguments->quiet);
    leverage = aras_leverage_measure(model, &session->settings, wish, &error);
    aras_progress_end(&progress);
    if (leverage == NULL) {
        return aras_complain(&error);
    }
    levered.leverage = leverage;
    code = listener == NULL ? print(&levered, arguments)
                            : listener->tell(listener->context, &levered);
    if (code == ARAS_EXIT_FINE && leverage->failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_leverage_free(leverage);
    return code;
}

int aras_leverage_ask(const struct aras_arguments *arguments,
                      const struct aras_leverage_listener *listener)
{
    struct aras_arguments wanted = *arguments;
    struct aras_session session = {.arena = NULL};
    struct aras_leverage_wish wish = {0};
    struct aras_issues issues = {0};
    struct asked asked;
    double at[ARAS_MOST_LEVERAGE_TIMES];
    int code = read_words(&asked, arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (asked.by == NULL && arguments->on == NULL && !arguments->all) {
        fprintf(stderr, "aras: say whose leverage: 'A over B', --on a demand or a "
                        "decision, or --all\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    /* Clusters should be many: parameters move leverage more than luck does. */
    if (!aras_arguments_has(arguments, "--group") &&
        !aras_session_is_run(asked.path, arguments)) {
        wanted.group = USUAL_GROUP;
    }
    code = aras_session_open(&session, asked.path, &wanted);
    if (code == ARAS_EXIT_FINE) {
        code = find_issues(&issues, session.scenario->model, &asked, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_times(&session, &wish, at, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        wish.issue = issues.issue;
        wish.issues = issues.count;
        code = measure(&session, &wish, arguments, listener);
    }
    aras_issues_free(&issues);
    aras_session_close(&session);
    return code;
}

int aras_command_leverage(const struct aras_arguments *arguments)
{
    return aras_leverage_ask(arguments, NULL);
}
