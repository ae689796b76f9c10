/* `aras sweep`: a scenario at many points of what varies. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/target.h"
#include "command/command.h"
#include "command/look.h"
#include "command/varied.h"
#include "command/worker.h"
#include "report/sweep_report.h"
#include "report/watched.h"

enum { USUAL_WORLDS = 1000 };

/* --- what varies
 * -----------------------------------------------------------------------
 */

/* What was typed, sorted: what varies, and what is set for all points. */
struct typed {
    struct aras_arguments fixed; /* with what is set only */
    const char *axis[ARAS_MOST_WORDS];
    size_t axes;
};

/* One value is set, several vary. */
static bool varies(const char *setting)
{
    const char *value = strchr(setting, '=') + 1;

    return strchr(value, ',') != NULL || strstr(value, "..") != NULL;
}

static int sort(struct typed *typed, const struct aras_arguments *arguments)
{
    typed->fixed = *arguments;
    typed->fixed.words = 1;
    typed->fixed.settings = 0;
    for (size_t i = 0; i < arguments->settings; i++) {
        if (varies(arguments->setting[i])) {
            typed->axis[typed->axes++] = arguments->setting[i];
        } else {
            typed->fixed.setting[typed->fixed.settings++] = arguments->setting[i];
        }
    }
    for (size_t i = 1; i < arguments->words; i++) {
        if (strchr(arguments->word[i], '~') == NULL) {
            fprintf(stderr,
                    "aras: what varies is written key=v1,v2 or key=a..b:step or "
                    "key~prior; got '%s'\n",
                    arguments->word[i]);
            return ARAS_EXIT_BAD_INPUT;
        }
        typed->axis[typed->axes++] = arguments->word[i];
    }
    if (!aras_arguments_has(arguments, "--group")) {
        /* Each cell is prepared by itself: sets of their own cost nothing here, and
         * tell more. */
        typed->fixed.group = 1;
    }
    return ARAS_EXIT_FINE;
}

/* --- how many worlds
 * -------------------------------------------------------------------
 */

/* Two groups of worlds at least, or nothing is known of the error. */
static int check_worlds(const struct aras_session *session, uint64_t worlds)
{
    uint64_t group = aras_design_shares_worlds(session->design)
                         ? aras_design_form(session->design)->group
                         : 1;
    uint64_t points = aras_design_points(session->design);

    if (worlds < 2 * group) {
        fprintf(stderr,
                "aras: -n %" PRIu64 " is too few: at least 2 groups of worlds with the "
                "same parameters are needed to say how far off a number may be, "
                "-n %" PRIu64 " with --group %" PRIu64 "\n",
                worlds, 2 * group, group);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (worlds > 1000000000 / points) {
        fprintf(stderr,
                "aras: %" PRIu64 " points of %" PRIu64 " worlds each are more than "
                "1,000,000,000 worlds in all\n",
                points, worlds);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static void note_points(const struct aras_session *session,
                        const struct aras_arguments *arguments)
{
    const struct aras_design_form *form = aras_design_form(session->design);

    if (form->kind == ARAS_DESIGN_SOBOL && (form->size & (form->size - 1)) != 0 &&
        !arguments->quiet) {
        fprintf(
            stderr,
            "note: Sobol' points are evenly spread when there are 2, 4, 8, 16 ... of "
            "them, and %" PRIu64 " is no such number\n",
            form->size);
    }
}

/* --- which outcomes
 * --------------------------------------------------------------------
 */

/* The outcomes that are told, and of a category which option. */
struct told {
    size_t *outcome, *option; /* of each; ARAS_ALL_OPTIONS */
    size_t count;
};

static void add_outcome(struct told *told, size_t outcome, size_t option)
{
    told->outcome[told->count] = outcome;
    told->option[told->count++] = option;
}

static bool is_told(const struct told *told, size_t outcome, size_t option)
{
    for (size_t i = 0; i < told->count; i++) {
        if (told->outcome[i] == outcome &&
            (option == ARAS_ALL_OPTIONS || told->option[i] == ARAS_ALL_OPTIONS ||
             told->option[i] == option)) {
            return true;
        }
    }
    return false;
}

static int outcomes_named(struct told *told, const struct aras_model *model,
                          const char *list)
{
    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        size_t outcome, option;
        char text[256];

        snprintf(text, sizeof text, "%.*s", (int) (length < 255 ? length : 255), at);
        if (aras_outcome_named(&outcome, &option, text, model, "--of") !=
            ARAS_EXIT_FINE) {
            return ARAS_EXIT_BAD_INPUT;
        }
        if (is_told(told, outcome, option)) {
            fprintf(stderr, "aras: --of names '%s' twice\n", text);
            return ARAS_EXIT_BAD_INPUT;
        }
        add_outcome(told, outcome, option);
        at += length;
        if (*at == '\0') {
            return ARAS_EXIT_FINE;
        }
    }
}

static enum aras_status outcomes_watched(struct told *told,
                                         const struct aras_model *model, bool all,
                                         struct aras_error *error)
{
    struct aras_watched watched;

    if (aras_watched_find(&watched, model, NULL, all, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < watched.count; i++) {
        add_outcome(told, watched.outcome[i], ARAS_ALL_OPTIONS);
    }
    aras_watched_free(&watched);
    return ARAS_OK;
}

static int find_outcomes(struct told *told, const struct aras_model *model,
                         const struct aras_arguments *arguments)
{
    /* Each name that is typed takes a letter and a comma, or the end. */
    size_t named = arguments->of == NULL ? 0 : strlen(arguments->of) / 2 + 1;
    size_t room = named > model->outcome_count ? named : model->outcome_count;
    struct aras_error error = {0};

    told->outcome = calloc(room + 1, sizeof *told->outcome);
    told->option = calloc(room + 1, sizeof *told->option);
    if (told->outcome == NULL || told->option == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for names");
        return aras_complain(&error);
    }
    if (arguments->of != NULL) {
        return outcomes_named(told, model, arguments->of);
    }
    return outcomes_watched(told, model, arguments->all, &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

static void forget_outcomes(struct told *told)
{
    free(told->outcome);
    free(told->option);
}

/* --- telling
 * ---------------------------------------------------------------------------
 */

static enum aras_status write_table(void *context, FILE *file, struct aras_error *error)
{
    return aras_report_sweep_csv(file, context, error);
}

static int print(const struct aras_swept *swept, const struct aras_arguments *arguments)
{
    struct aras_style style = aras_look(arguments);
    struct aras_error error = {0};
    enum aras_status status;

    if (arguments->json) {
        status = aras_report_sweep_json(stdout, swept, &error);
    } else if (arguments->csv) {
        status = aras_report_sweep_csv(stdout, swept, &error);
    } else {
        status = aras_report_sweep(stdout, swept, &style, &error);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

/* Tells of the first `worlds` worlds of each point (0: all), and keeps the table with a
 * run that is open for writing. */
static int tell(const struct aras_session *session, struct aras_run *run,
                const struct told *told, uint64_t worlds, bool keep,
                const struct aras_arguments *arguments)
{
    struct aras_plan plan = aras_session_plan(session);
    struct aras_error error = {0};
    struct aras_sweep *sweep =
        aras_sweep_of_run(run, &plan, told->outcome, told->option, told->count,
                          arguments->base, worlds, &error);
    struct aras_swept swept = {run, &plan, sweep, arguments->of != NULL, NULL};
    int code;

    if (sweep == NULL) {
        return aras_complain(&error);
    }
    code = print(&swept, arguments);
    if (code == ARAS_EXIT_FINE && keep &&
        aras_run_put(run, "sweep.csv", write_table, &swept, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    aras_sweep_free(sweep);
    return code;
}

static int check_base(const struct aras_session *session,
                      const struct aras_arguments *arguments)
{
    uint64_t points = aras_design_points(session->design);

    if (!aras_arguments_has(arguments, "--base")) {
        return ARAS_EXIT_FINE;
    }
    if (!aras_design_shares_worlds(session->design)) {
        fprintf(stderr, "aras: --base: the points of this design do not share their "
                        "worlds, so none can be held against another\n");
        return ARAS_EXIT_BAD_INPUT;
    }
    if (arguments->base >= points) {
        fprintf(stderr, "aras: --base is a point, 0 to %" PRIu64 ", got %" PRIu64 "\n",
                points - 1, arguments->base);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* --- playing
 * ---------------------------------------------------------------------------
 */

static int play(struct aras_session *session, const struct told *what,
                struct aras_arguments *arguments)
{
    uint64_t points = aras_design_points(session->design);
    struct aras_run *run;
    struct aras_work work;
    int code;

    if (arguments->replications == 0) {
        arguments->replications = USUAL_WORLDS;
    }
    code = check_worlds(session, arguments->replications);
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    note_points(session, arguments);
    code = aras_work_on(session, arguments, &run, &work);
    if (code == ARAS_EXIT_FINE ||
        (code == ARAS_EXIT_INTERRUPTED && work.asked >= points)) {
        int told = tell(session, run, what, work.asked / points, true, arguments);

        code = told != ARAS_EXIT_FINE ? told : code;
    }
    if (code == ARAS_EXIT_INTERRUPTED) {
        fprintf(stderr,
                "aras: interrupted after %" PRIu64 " of %" PRIu64
                " worlds; the same command goes on where it stopped\n",
                work.replications, points * arguments->replications);
    } else if (code == ARAS_EXIT_FINE && work.failed > 0) {
        code = ARAS_EXIT_FAILURES;
    }
    aras_run_close(run);
    return code;
}

static int play_scenario(const struct aras_arguments *arguments)
{
    struct typed typed = {.axes = 0};
    struct aras_session session = {0};
    struct told told = {0};
    int code = sort(&typed, arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    code = aras_session_open(&session, arguments->word[0], &typed.fixed);
    if (code == ARAS_EXIT_FINE) {
        code = aras_session_vary(&session, typed.axis, typed.axes,
                                 arguments->design == NULL ? "grid" : arguments->design,
                                 typed.fixed.group);
    }
    if (code == ARAS_EXIT_FINE) {
        code = check_base(&session, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = find_outcomes(&told, session.scenario->model, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = play(&session, &told, &typed.fixed);
    }
    forget_outcomes(&told);
    aras_session_close(&session);
    return code;
}

/* A stored sweep is only told again. */
static int retell(const struct aras_arguments *arguments)
{
    struct aras_session session = {0};
    struct told told = {0};
    struct aras_run *run;
    int code = aras_session_open_any(&session, arguments->word[0], arguments, &run);

    if (code == ARAS_EXIT_FINE && session.design == NULL) {
        fprintf(stderr,
                "aras: '%s' is a stored run and no sweep: `aras run` tells it\n",
                arguments->word[0]);
        code = ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE) {
        code = check_base(&session, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = find_outcomes(&told, session.scenario->model, arguments);
    }
    if (code == ARAS_EXIT_FINE) {
        code = tell(&session, run, &told, arguments->replications, false, arguments);
    }
    forget_outcomes(&told);
    aras_run_close(run);
    aras_session_close(&session);
    return code;
}

int aras_command_sweep(const struct aras_arguments *arguments)
{
    if (arguments->words == 0) {
        return aras_usage("sweep");
    }
    if (aras_session_is_run(arguments->word[0], arguments)) {
        if (arguments->words > 1 || arguments->settings > 0 ||
            arguments->design != NULL) {
            fprintf(
                stderr,
                "aras: '%s' is a folder, and so a stored run, in which all is settled; "
                "give a scenario\n",
                arguments->word[0]);
            return ARAS_EXIT_BAD_INPUT;
        }
        return retell(arguments);
    }
    return play_scenario(arguments);
}
