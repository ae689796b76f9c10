/* `aras report`: runs as one page to hand on. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/causes.h"
#include "command/command.h"
#include "command/convert.h"
#include "command/interrupt.h"
#include "command/leverage.h"
#include "command/progress.h"
#include "command/quoted.h"
#include "command/sensitivity.h"
#include "command/side.h"
#include "montecarlo/montecarlo.h"
#include "report/study.h"

/* The runs of a page, and texts that are made for them. */
struct job {
    const struct aras_arguments *arguments;
    const char *path; /* of the page; NULL: standard output */
    struct aras_side *side;
    struct aras_studied *studied;
    struct aras_text *command, *changes;
    size_t sides;
    unsigned threads;
    struct aras_causes *causes; /* NULL: not asked for */
    struct aras_causes_told told;
};

/* --- what belongs to a run -------------------------------------------------------- */

/* What plays the same worlds again: from the scenario, or from the model that the run
 * keeps. */
static void write_command(struct aras_text *text, const struct aras_side *side,
                          const struct aras_arguments *arguments)
{
    const struct aras_session *session = &side->session;
    char path[1024];

    aras_text_add(text, "aras run");
    if (session->stored) {
        snprintf(path, sizeof path, "%.1000s/resolved.cfg", session->facts.path);
        aras_quoted_add(text, path);
    } else {
        aras_quoted_add(text, side->path);
        for (size_t i = 0; i < arguments->settings; i++) {
            aras_quoted_add(text, arguments->setting[i]);
        }
        for (size_t i = 0; i < arguments->interventions; i++) {
            aras_text_add(text, " --%s", arguments->intervention[i].verb);
            aras_quoted_add(text, arguments->intervention[i].text);
        }
    }
    aras_text_add(text, " -n %" PRIu64 " --seed %" PRIu64 " --group %" PRIu64 "%s",
                  arguments->replications > 0 ? arguments->replications
                                              : aras_run_replications(side->run),
                  session->settings.seed, session->settings.group,
                  session->settings.central ? " --central" : "");
}

/* The list `changes` of the resolved scenario. */
static void write_changes(struct aras_text *text, const struct aras_scenario *scenario)
{
    static const char head[] = "\nchanges = (";
    struct aras_text whole = {0};
    const char *at;
    const char *end;

    aras_scenario_write(scenario, &whole);
    at = whole.data == NULL ? NULL : strstr(whole.data, head);
    end = at == NULL ? NULL : strstr(at + 1, "\n);");
    if (end != NULL) {
        aras_text_add_bytes(text, at + 1, (size_t) (end + 3 - (at + 1)));
    }
    text->out_of_memory |= whole.out_of_memory;
    aras_text_free(&whole);
}

static int open_run(struct job *job, size_t number)
{
    struct aras_side *side = &job->side[number];
    struct aras_error error = {0};
    int code = aras_side_open(side, job->arguments->word[number], 0, job->arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    write_command(&job->command[number], side, job->arguments);
    write_changes(&job->changes[number], side->session.scenario);
    if (aras_text_check(&job->command[number], &error) != ARAS_OK ||
        aras_text_check(&job->changes[number], &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    job->studied[number] = (struct aras_studied){
        .run = side->run,
        .model = side->session.scenario->model,
        .settings = &side->session.settings,
        .name = aras_side_compared(side).name,
        .command = job->command[number].data,
        .changes = job->changes[number].data == NULL ? "" : job->changes[number].data,
        .worlds = job->arguments->replications};
    return ARAS_EXIT_FINE;
}

/* --- what brings it about --------------------------------------------------------- */

/* As many worlds, and as many events of a first look, as leave a page quick enough. */
enum { CAUSE_WORLDS = 1000, CAUSE_TOP = 8, CAUSE_POOL = 1000, CAUSE_LOOK = 200 };

static int find_causes(struct job *job)
{
    const struct aras_arguments *arguments = job->arguments;
    const struct aras_session *session = &job->side[0].session;
    struct aras_teller teller = {.quiet = arguments->quiet};
    struct aras_error error = {0};
    struct aras_causes_wish wish = {
        .worlds = CAUSE_WORLDS,
        .least = CAUSE_WORLDS / 100,
        .top = CAUSE_TOP,
        .pool = CAUSE_POOL,
        .look = CAUSE_LOOK,
        .threads = job->threads,
        .stop = aras_interrupt_watch(),
        .teller = &teller,
        .told = aras_teller_tell,
    };

    if (aras_target_read(&wish.target, arguments->causes, session->scenario->model,
                         &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    job->causes =
        aras_causes_find(session->scenario->model, &session->settings, &wish, &error);
    aras_teller_end(&teller);
    if (job->causes == NULL) {
        return aras_complain(&error);
    }
    job->told = (struct aras_causes_told){
        .model = session->scenario->model,
        .title = aras_picture_title_of(session->scenario->model),
        .of = arguments->causes,
        .seed = session->settings.seed,
        .causes = job->causes};
    job->studied[0].causes = &job->told;
    return ARAS_EXIT_FINE;
}

/* What is asked is said to be wrong before anything is played for it. */
static int check_targets(const struct job *job)
{
    const struct aras_model *model = job->side[0].session.scenario->model;
    const char *const of[] = {job->arguments->causes, job->arguments->sensitivity};
    struct aras_error error = {0};
    struct aras_target target;

    for (size_t i = 0; i < 2; i++) {
        if (of[i] != NULL &&
            aras_target_read(&target, of[i], model, &error) != ARAS_OK) {
            return aras_complain(&error);
        }
    }
    return ARAS_EXIT_FINE;
}

/* --- the page --------------------------------------------------------------------- */

/* Says which of many runs is being read. */
static void tell(void *teller, size_t run)
{
    const struct job *job = teller;

    if (!job->arguments->quiet && job->sides > ARAS_STUDY_FULL) {
        fprintf(stderr, "report: %zu of %zu, %s\n", run + 1, job->sides,
                job->studied[run].name);
    }
}

static int write_page(struct job *job)
{
    struct aras_error error = {0};
    struct aras_text page = {0};
    const struct aras_study_wish wish = {
        .threads = job->threads, .told = tell, .teller = job};
    struct aras_study *study = aras_study_new(job->studied, job->sides, &wish, &error);
    int code;

    if (study == NULL) {
        return aras_complain(&error);
    }
    code = aras_report_study(&page, study, &error) == ARAS_OK
               ? aras_write_file(job->path, page.data)
               : aras_complain(&error);
    aras_text_free(&page);
    aras_study_free(study);
    if (code == ARAS_EXIT_FINE && job->path != NULL && !job->arguments->quiet) {
        printf("%s\n", job->path);
    }
    return code;
}

/* --- what other commands find out about the first run ------------------------------
 */

/* What is told by them is borrowed for the call, so the page is written within it. */

/* The first run as the only word, with what more they play stored beside it. */
static struct aras_arguments ask_of_first(const struct job *job, char folder[1024])
{
    const char *run = aras_run_path(job->side[0].run);
    const char *slash = strrchr(run, '/');

    snprintf(folder, 1024, "%.*s", slash == NULL ? 1 : (int) (slash - run),
             slash == NULL ? "." : run);
    return (struct aras_arguments){.word = {run},
                                   .words = 1,
                                   .seed = job->side[0].session.settings.seed,
                                   .group = job->side[0].session.settings.group,
                                   .threads = job->threads,
                                   .quiet = job->arguments->quiet,
                                   .folder = folder,
                                   .command = job->arguments->command};
}

static int take_split(void *context, const struct aras_sensitivity_subject *subject,
                      const struct aras_sensitivity_split *split)
{
    struct job *job = context;
    const struct aras_study_split found = {subject, split, job->arguments->sensitivity};
    int code;

    job->studied[0].split = &found;
    code = write_page(job);
    job->studied[0].split = NULL;
    return code;
}

static int add_split(struct job *job)
{
    const struct aras_split_listener listener = {take_split, job};
    char folder[1024];
    struct aras_arguments asked = ask_of_first(job, folder);

    if (job->arguments->sensitivity == NULL) {
        return write_page(job);
    }
    asked.of = job->arguments->sensitivity;
    return aras_sensitivity_split(&asked, &listener);
}

static int take_leverage(void *context, const struct aras_levered *levered)
{
    struct job *job = context;
    int code;

    job->studied[0].levered = levered;
    code = add_split(job);
    job->studied[0].levered = NULL;
    return code;
}

static int add_leverage(struct job *job)
{
    const struct aras_leverage_listener listener = {take_leverage, job};
    char folder[1024];
    struct aras_arguments asked = ask_of_first(job, folder);

    if (!job->arguments->leverage) {
        return add_split(job);
    }
    asked.all = true;
    return aras_leverage_ask(&asked, &listener);
}

static int work(struct job *job)
{
    size_t words = job->arguments->words;
    int code = ARAS_EXIT_FINE;

    while (job->sides < words && code == ARAS_EXIT_FINE) {
        code = open_run(job, job->sides++);
    }
    if (code == ARAS_EXIT_FINE) {
        code = check_targets(job);
    }
    if (code == ARAS_EXIT_FINE && job->arguments->causes != NULL) {
        code = find_causes(job);
    }
    if (code == ARAS_EXIT_FINE) {
        code = add_leverage(job);
    }
    return code == ARAS_EXIT_FINE && job->causes != NULL && job->causes->failed > 0
               ? ARAS_EXIT_FAILURES
               : code;
}

static void forget(struct job *job)
{
    for (size_t i = 0; i < job->sides; i++) {
        aras_side_close(&job->side[i]);
        aras_text_free(&job->command[i]);
        aras_text_free(&job->changes[i]);
    }
    aras_causes_free(job->causes);
    free(job->side);
    free(job->studied);
    free(job->command);
    free(job->changes);
}

int aras_command_report(const struct aras_arguments *arguments)
{
    /* Here -o is the page; runs lie where they usually do. */
    struct aras_arguments wanted = *arguments;
    struct job job = {.arguments = &wanted};
    size_t room = arguments->words + 1;
    int code;

    if (arguments->words == 0) {
        return aras_usage("report");
    }
    wanted.folder = "results";
    job.path = aras_arguments_has(arguments, "-o") ? arguments->folder : NULL;
    job.threads =
        arguments->threads == 0 ? aras_montecarlo_processors() : arguments->threads;
    job.side = calloc(room, sizeof *job.side);
    job.studied = calloc(room, sizeof *job.studied);
    job.command = calloc(room, sizeof *job.command);
    job.changes = calloc(room, sizeof *job.changes);
    if (job.side == NULL || job.studied == NULL || job.command == NULL ||
        job.changes == NULL) {
        code = aras_complain(&(struct aras_error){.status = ARAS_NO_MEMORY,
                                                  .message = "no memory for a report"});
    } else {
        code = aras_check_file(job.path);
    }
    if (code == ARAS_EXIT_FINE) {
        code = work(&job);
    }
    forget(&job);
    return code;
}
