#include "command/worker.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/interrupt.h"
#include "command/precision.h"
#include "command/progress.h"
#include "command/version.h"
#include "montecarlo/montecarlo.h"

struct texts {
    struct aras_session *session;
    const struct aras_arguments *arguments;
    struct aras_identity *identity;
    struct aras_error error;
};

static void write_texts(void *opaque)
{
    struct texts *texts = opaque;
    struct aras_session *session = texts->session;
    const struct aras_model *model = session->scenario->model;
    struct aras_text resolved = {0};
    struct aras_text canonical = {0};

    aras_scenario_write(session->scenario, &resolved);
    aras_scenario_write_canonical(session->scenario, &canonical);
    if (aras_text_check(&resolved, &texts->error) == ARAS_OK &&
        aras_text_check(&canonical, &texts->error) == ARAS_OK) {
        texts->identity->resolved = aras_arena_copy(session->arena, resolved.data);
        texts->identity->canonical = aras_arena_copy(session->arena, canonical.data);
    }
    texts->identity->title =
        model->question.title != NULL ? model->question.title : model->title;
    aras_text_free(&resolved);
    aras_text_free(&canonical);
}

int aras_session_identity(struct aras_session *session,
                          const struct aras_arguments *arguments,
                          struct aras_identity *identity)
{
    struct texts texts = {session, arguments, identity, {0}};
    struct aras_error error = {0};

    *identity = (struct aras_identity){.name = session->scenario->name,
                                       .design = session->design_text,
                                       .seed = session->settings.seed,
                                       .central = session->settings.central,
                                       .block = ARAS_BLOCK,
                                       .version = aras_version(),
                                       .result_version = ARAS_RESULT_VERSION,
                                       .compiler = aras_compiler(),
                                       .command = arguments->command};
    if (aras_arena_try(session->arena, write_texts, &texts, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    return texts.error.status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&texts.error);
}

/* --- blocks that are missing ------------------------------------------------------ */

struct site {
    struct aras_session *session;
    const struct aras_arguments *arguments;
    struct aras_run *run;
    struct aras_progress progress;
    uint64_t wanted; /* replications */
    uint64_t next;   /* the next block to look at */
    uint64_t done;   /* replications that are stored */
    uint64_t failed;
    bool played; /* something new was stored */
    bool stop_on_failure;
};

static uint64_t size_of_block(const struct site *site, uint64_t index)
{
    uint64_t first = index * ARAS_BLOCK;
    uint64_t left = site->wanted - first;

    return left < ARAS_BLOCK ? left : ARAS_BLOCK;
}

static bool next_block(void *opaque, uint64_t *first, uint64_t *count)
{
    struct site *site = opaque;

    while (site->next * ARAS_BLOCK < site->wanted) {
        uint64_t index = site->next++;

        *first = index * ARAS_BLOCK;
        *count = size_of_block(site, index);
        if (aras_run_block_count(site->run, index) < *count) {
            return true;
        }
    }
    return false;
}

/* The first failure is shown when it happens, with what replays it. */
static void show_failure(struct site *site, const struct aras_failure *failure)
{
    aras_progress_end(&site->progress);
    fprintf(stderr,
            "replication %llu failed: %s\n  replay it with: aras replay %s %llu\n",
            (unsigned long long) failure->replication, failure->reason,
            aras_run_path(site->run), (unsigned long long) failure->replication);
}

static enum aras_status store_block(void *opaque, const struct aras_block *block,
                                    struct aras_error *error)
{
    struct site *site = opaque;
    uint64_t before = aras_run_block_count(site->run, block->first / ARAS_BLOCK);
    enum aras_status status =
        aras_run_write_block(site->run, block, site->arguments->allow_mixed, error);

    if (status != ARAS_OK) {
        return status;
    }
    site->played = true;
    if (block->failures > 0 && site->failed == 0) {
        show_failure(site, &block->failure[0]);
    }
    site->failed += block->failures;
    site->done += block->count - before;
    aras_progress_show(&site->progress, site->done);
    if (site->failed > 0 && site->stop_on_failure) {
        return aras_error_set(
            error, ARAS_FAILED,
            "stopped at the first failure, as --on-failure says; what "
            "was played is stored in %s",
            aras_run_path(site->run));
    }
    return ARAS_OK;
}

/* Replications below `wanted` that are stored. */
static uint64_t stored_below(const struct site *site)
{
    uint64_t sum = 0;

    for (uint64_t index = 0; index * ARAS_BLOCK < site->wanted; index++) {
        uint64_t count = aras_run_block_count(site->run, index);
        uint64_t wanted = size_of_block(site, index);

        sum += count < wanted ? count : wanted;
    }
    return sum;
}

static enum aras_status play_up_to(struct site *site, uint64_t wanted,
                                   struct aras_error *error)
{
    struct aras_plan plan = aras_session_plan(site->session);
    struct aras_sink sink = {site, next_block, store_block};
    unsigned threads = site->arguments->threads == 0 ? aras_montecarlo_processors()
                                                     : site->arguments->threads;
    enum aras_status status;

    site->wanted = wanted;
    site->next = 0;
    site->done = stored_below(site);
    if (site->done >= wanted) {
        return ARAS_OK;
    }
    aras_progress_start(&site->progress, site->session->scenario->name, site->done,
                        wanted, site->arguments->quiet);
    status = aras_montecarlo_run(&plan, threads, &sink, aras_interrupt_watch(), error);
    aras_progress_end(&site->progress);
    return status;
}

enum { FIRST_LOOK = 1000, MOST_PLAYED = 1000000, USUAL_WORLDS = 10000 };

/* Looks only at doublings, so that the answer does not depend on who worked how fast.
 */
static enum aras_status play_until_precise(struct site *site, bool *precise,
                                           struct aras_error *error)
{
    uint64_t most = site->arguments->most == 0 ? MOST_PLAYED : site->arguments->most;
    uint64_t worlds = FIRST_LOOK < most ? FIRST_LOOK : most;

    for (;;) {
        enum aras_status status = play_up_to(site, worlds, error);

        if (status != ARAS_OK) {
            return status;
        }
        status = aras_precision_reached(site->session, site->run, worlds,
                                        site->arguments->until, precise, error);
        if (status != ARAS_OK || *precise || worlds == most) {
            return status;
        }
        worlds = 2 * worlds < most ? 2 * worlds : most;
    }
}

static enum aras_status play(struct site *site, bool *precise, struct aras_error *error)
{
    uint64_t worlds = site->arguments->replications;

    if (site->arguments->until != NULL) {
        return play_until_precise(site, precise, error);
    }
    if (site->session->design != NULL) {
        worlds *= aras_design_points(site->session->design);
    }
    return play_up_to(site, worlds == 0 ? USUAL_WORLDS : worlds, error);
}

/* Whether run.json and results.db, before this session, tell of all that was stored:
 * not when the last one was killed, or could not write them. */
static bool is_told(const struct aras_run *run, const struct aras_run_facts *facts)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/results.db", aras_run_path(run));
    return strcmp(facts->stop, "unfinished") != 0 &&
           strcmp(facts->stop, "interrupted") != 0 && access(path, F_OK) == 0;
}

int aras_work_on(struct aras_session *session, const struct aras_arguments *arguments,
                 struct aras_run **run, struct aras_work *work)
{
    struct aras_identity identity;
    struct aras_run_facts facts;
    struct aras_error error = {0};
    struct site site = {.session = session,
                        .arguments = arguments,
                        .stop_on_failure = arguments->stop_on_failure};
    double wall = aras_wall_seconds();
    double cpu = aras_cpu_seconds();
    enum aras_status status;
    int code = aras_session_identity(session, arguments, &identity);

    *run = NULL;
    *work = (struct aras_work){.precise = true};
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (arguments->until != NULL) {
        status = aras_precision_check(session, arguments->until, &error);
        if (status != ARAS_OK) {
            return aras_complain(&error);
        }
    }
    site.run = *run =
        aras_run_open(arguments->folder, &identity, session->labels, &error);
    if (*run == NULL) {
        return aras_complain(&error);
    }

    aras_run_get_facts(*run, &facts);
    status = play(&site, &work->precise, &error);
    work->interrupted = status == ARAS_INTERRUPTED;
    work->wall_seconds = aras_wall_seconds() - wall;
    if (status != ARAS_OK && status != ARAS_INTERRUPTED && status != ARAS_FAILED) {
        return aras_complain(&error);
    }
    work->replications = aras_run_replications(*run);
    work->asked = arguments->replications == 0 && arguments->until == NULL
                      ? work->replications
                      : site.wanted;
    if (work->asked > work->replications) { /* as many as were asked for, mostly */
        work->asked = work->replications;
    }
    if (site.played || !is_told(*run, &facts)) {
        struct aras_error finish = {0};

        if (aras_run_finish(*run,
                            work->interrupted          ? "interrupted"
                            : status == ARAS_FAILED    ? "stopped at a failure"
                            : arguments->until == NULL ? "complete"
                            : work->precise            ? "precision reached"
                                                       : "precision not reached",
                            work->wall_seconds, aras_cpu_seconds() - cpu,
                            &finish) != ARAS_OK) {
            return aras_complain(&finish);
        }
    }
    aras_run_get_facts(*run, &facts);
    work->failed = facts.failed;
    if (status == ARAS_FAILED) {
        return aras_complain(&error);
    }
    return work->interrupted ? ARAS_EXIT_INTERRUPTED : ARAS_EXIT_FINE;
}
