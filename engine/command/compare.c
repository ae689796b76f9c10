/* `aras compare`: what differs between scenarios, under the same luck where they share
 * it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/best.h"
#include "analysis/target.h"
#include "analysis/track_change.h"
#include "analysis/versus.h"
#include "base/problems.h"
#include "command/command.h"
#include "command/look.h"
#include "command/side.h"
#include "report/comparison_report.h"

/* What surely differs is shown by --explore: one in twenty of it by chance. */
#define DISCOVERY 0.05

enum { MOST_NAMES = 1024 };

/* Which outcomes and tracks of A's model were named with --of. */
struct named {
    size_t *outcome, *track;
    size_t outcomes, tracks;
};

/* One comparison with the baseline, and all that its report borrows. */
struct entry {
    struct aras_versus *versus;
    struct aras_watched watched;
    struct aras_track_changes tracks;
};

struct job {
    const struct aras_arguments *arguments;
    struct aras_side *side; /* side[0] is the baseline */
    size_t sides;
    struct named named;
    struct entry *entry; /* sides - 1 */
    struct aras_versus **versus;
    struct aras_comparison_view *view;
    const char **name; /* of the sides */
    struct aras_best *best;
};

static const struct aras_model *model_of(const struct job *job, size_t side)
{
    return job->side[side].session.scenario->model;
}

/* --- what --of names -------------------------------------------------------------- */

static int unknown_name(const struct aras_model *model, const char *id)
{
    fprintf(stderr, "aras: --of: there is no outcome or track '%s'%s\n", id,
            aras_model_hint(model, ARAS_NAMED_OUTCOME | ARAS_NAMED_TRACK, id).text);
    return ARAS_EXIT_BAD_INPUT;
}

/* What is named twice would be told twice, and there is room for each but once. */
static bool add_once(size_t *list, size_t *count, size_t number)
{
    for (size_t i = 0; i < *count; i++) {
        if (list[i] == number) {
            return false;
        }
    }
    list[(*count)++] = number;
    return true;
}

static int add_name(struct job *job, const struct aras_model *model, const char *id)
{
    struct aras_error error = {0};
    size_t outcome;
    enum aras_status status =
        aras_target_read_outcome(&outcome, NULL, id, model, &error);
    bool found = status == ARAS_OK;
    bool fresh = true;

    if (found) {
        fresh = add_once(job->named.outcome, &job->named.outcomes, outcome);
    }
    for (size_t i = 0; i < model->track_count; i++) {
        if (strcmp(model->tracks[i].id, id) == 0) {
            fresh = add_once(job->named.track, &job->named.tracks, i) && fresh;
            found = true;
        }
    }
    if (!fresh) {
        fprintf(stderr, "aras: --of: '%s' is named twice\n", id);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (!found && status == ARAS_INVALID) {
        fprintf(stderr, "aras: --of: %s\n", error.message);
        return ARAS_EXIT_BAD_INPUT;
    }
    return found ? ARAS_EXIT_FINE : unknown_name(model, id);
}

static int read_names(struct job *job, const struct aras_model *model)
{
    const char *at = job->arguments->of == NULL ? "" : job->arguments->of;
    size_t room = strlen(at) + 1;
    int code = ARAS_EXIT_FINE;

    job->named.outcome = calloc(room, sizeof *job->named.outcome);
    job->named.track = calloc(room, sizeof *job->named.track);
    if (job->named.outcome == NULL || job->named.track == NULL) {
        return aras_complain(&(struct aras_error){.status = ARAS_NO_MEMORY,
                                                  .message = "no memory for names"});
    }
    while (*at != '\0' && code == ARAS_EXIT_FINE) {
        size_t length = strcspn(at, ",");
        char id[128];

        snprintf(id, sizeof id, "%.*s", (int) length, at);
        code = add_name(job, model, id);
        at += length + (at[length] == ',');
    }
    return code;
}

static int check_options(const struct job *job)
{
    const char *best = job->arguments->best;

    if (best != NULL && strcmp(best, "highest") != 0 && strcmp(best, "lowest") != 0) {
        fprintf(stderr, "aras: --best takes 'highest' or 'lowest', got '%s'\n", best);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (best != NULL && job->named.outcomes != 1) {
        fputs("aras: --best needs one outcome to be best in: --of OUTCOME\n", stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (job->arguments->explore && job->arguments->of != NULL) {
        fputs("aras: --explore looks through all outcomes, --of at some: one of them\n",
              stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* What is asked for is looked at before anything is played. */
static int read_wishes(struct job *job)
{
    struct aras_session session;
    int code = aras_session_open(&session, job->arguments->word[0], job->arguments);

    if (code == ARAS_EXIT_FINE) {
        code = read_names(job, session.scenario->model);
    }
    if (code == ARAS_EXIT_FINE) {
        code = check_options(job);
    }
    aras_session_close(&session);
    return code;
}

/* --- the comparisons -------------------------------------------------------------- */

static enum aras_status compare(struct job *job, size_t number,
                                struct aras_error *error)
{
    const struct aras_side *a = &job->side[0];
    const struct aras_side *b = &job->side[number + 1];

    job->entry[number].versus =
        aras_versus_of_runs(a->run, model_of(job, 0), b->run, model_of(job, number + 1),
                            job->arguments->replications, NULL, error);
    job->versus[number] = job->entry[number].versus;
    return job->versus[number] == NULL ? error->status : ARAS_OK;
}

/* The family that is tested: what is watched, and what was named besides. */
static enum aras_status test(struct job *job, size_t number, struct aras_error *error)
{
    struct aras_watched family;
    enum aras_status status =
        aras_watched_find(&family, model_of(job, 0), model_of(job, number + 1),
                          job->arguments->explore, error);

    /* There is room for all outcomes of the model. */
    for (size_t i = 0; status == ARAS_OK && i < job->named.outcomes; i++) {
        bool known = false;

        for (size_t k = 0; k < family.count; k++) {
            known = known || family.outcome[k] == job->named.outcome[i];
        }
        if (!known) {
            family.outcome[family.count++] = job->named.outcome[i];
        }
    }
    if (status == ARAS_OK) {
        status =
            aras_versus_test(job->versus[number], family.outcome, family.count, error);
        aras_watched_free(&family);
    }
    return status;
}

static bool differs(const struct aras_versus *versus, size_t outcome)
{
    for (size_t i = 0; i < versus->tests; i++) {
        const struct aras_difference_test *of = &versus->test[i];

        if (of->outcome_a == outcome && of->adjusted <= DISCOVERY &&
            aras_readings_tell(&versus->contrast->readings, of->reading, false)) {
            return true;
        }
    }
    return false;
}

static enum aras_status choose_shown(struct job *job, size_t number,
                                     struct aras_error *error)
{
    const struct aras_arguments *arguments = job->arguments;
    struct aras_watched *watched = &job->entry[number].watched;
    size_t kept = 0;

    if (aras_watched_find(watched, model_of(job, 0), model_of(job, number + 1),
                          arguments->all || arguments->explore, error) != ARAS_OK) {
        return error->status;
    }
    if (arguments->explore) {
        for (size_t i = 0; i < watched->count; i++) {
            if (differs(job->versus[number], watched->outcome[i])) {
                watched->outcome[kept++] = watched->outcome[i];
            }
        }
        watched->left_out += watched->count - kept;
        watched->count = kept;
    } else if (arguments->of != NULL) {
        memcpy(watched->outcome, job->named.outcome,
               job->named.outcomes * sizeof *watched->outcome);
        watched->count = job->named.outcomes;
        watched->left_out = 0;
    }
    return ARAS_OK;
}

/* Closer looks are taken at what was named; with --all, at what is watched. */
static enum aras_status look_closer(struct job *job, size_t number,
                                    struct aras_error *error)
{
    const struct aras_arguments *arguments = job->arguments;
    struct aras_watched close;
    enum aras_status status;

    if (arguments->of != NULL) {
        return aras_versus_look(job->versus[number], job->named.outcome,
                                job->named.outcomes, arguments->all, error);
    }
    if (!arguments->all || arguments->explore) {
        return aras_versus_look(job->versus[number], NULL, 0, false, error);
    }
    status = aras_watched_find(&close, model_of(job, 0), model_of(job, number + 1),
                               false, error);
    if (status == ARAS_OK) {
        status = aras_versus_look(job->versus[number], close.outcome, close.count, true,
                                  error);
        aras_watched_free(&close);
    }
    return status;
}

static bool is_named(const struct job *job, size_t track)
{
    for (size_t i = 0; i < job->named.tracks; i++) {
        if (job->named.track[i] == track) {
            return true;
        }
    }
    return job->arguments->of == NULL;
}

static enum aras_status follow_tracks(struct job *job, size_t number,
                                      struct aras_error *error)
{
    const struct aras_contrast *contrast = job->versus[number]->contrast;
    struct aras_track_changes *tracks = &job->entry[number].tracks;
    size_t kept = 0;

    if (job->arguments->of == NULL ? !job->arguments->all : job->named.tracks == 0) {
        return ARAS_OK;
    }
    if (aras_track_changes_find(tracks, job->side[0].run, contrast->replications,
                                job->side[number + 1].run, contrast->replications_b,
                                contrast->paired, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < tracks->count; i++) {
        struct aras_track_change track = tracks->track[i];

        if (is_named(job, track.track_a)) {
            tracks->track[i] = tracks->track[kept];
            tracks->track[kept++] = track;
        }
    }
    while (tracks->count > kept) {
        free(tracks->track[--tracks->count].point);
    }
    return ARAS_OK;
}

static enum aras_status find_best(struct job *job, struct aras_error *error)
{
    const struct aras_run **run = calloc(job->sides, sizeof *run);
    const struct aras_model **model = calloc(job->sides, sizeof *model);
    enum aras_status status = ARAS_OK;

    if (run == NULL || model == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY, "no memory to find the best");
    }
    for (size_t i = 0; i < job->sides && status == ARAS_OK; i++) {
        run[i] = job->side[i].run;
        model[i] = model_of(job, i);
    }
    if (status == ARAS_OK) {
        job->best = aras_best_of_runs(run, model, job->sides, job->named.outcome[0],
                                      strcmp(job->arguments->best, "highest") == 0,
                                      job->arguments->replications, error);
        status = job->best == NULL ? error->status : ARAS_OK;
    }
    free(run);
    free(model);
    return status;
}

static enum aras_status compare_all(struct job *job, struct aras_error *error)
{
    for (size_t i = 0; i + 1 < job->sides; i++) {
        if (compare(job, i, error) != ARAS_OK || test(job, i, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (aras_versus_adjust(job->versus, job->sides - 1, job->arguments->explore,
                           error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i + 1 < job->sides; i++) {
        struct entry *entry = &job->entry[i];

        if (choose_shown(job, i, error) != ARAS_OK ||
            look_closer(job, i, error) != ARAS_OK ||
            follow_tracks(job, i, error) != ARAS_OK) {
            return error->status;
        }
        job->view[i] = (struct aras_comparison_view){
            .a = aras_side_compared(&job->side[0]),
            .b = aras_side_compared(&job->side[i + 1]),
            .versus = entry->versus,
            .watched = &entry->watched,
            .tracks = entry->tracks.count > 0 ? &entry->tracks : NULL,
            .explore = job->arguments->explore,
            .named = job->arguments->of != NULL};
    }
    return job->arguments->best == NULL ? ARAS_OK : find_best(job, error);
}

/* --- telling ---------------------------------------------------------------------- */

static enum aras_status tell(const struct job *job, struct aras_error *error)
{
    struct aras_style style = aras_look(job->arguments);
    size_t count = job->sides - 1;

    if (job->arguments->json) {
        return aras_report_comparison_json(stdout, job->view, count, job->best,
                                           job->name, error);
    }
    if (job->arguments->csv) {
        return aras_report_comparison_csv(stdout, job->view, count, error);
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            fputc('\n', stdout);
        }
        if (aras_report_comparison(stdout, &job->view[i], &style, error) != ARAS_OK) {
            return error->status;
        }
    }
    return job->best == NULL ? ARAS_OK
                             : aras_report_best(stdout, job->best, model_of(job, 0),
                                                job->name, &style, error);
}

/* --- the whole -------------------------------------------------------------------- */

/* Beside a stored run, no more worlds are played than it has. */
static int open_sides(struct job *job)
{
    uint64_t worlds = 0;
    int code = ARAS_EXIT_FINE;

    for (size_t i = 0; i < job->sides && code == ARAS_EXIT_FINE; i++) {
        const struct aras_session *session = &job->side[i].session;

        code = aras_side_open(&job->side[i], job->arguments->word[i], worlds,
                              job->arguments);
        if (code == ARAS_EXIT_FINE && session->stored && worlds == 0) {
            worlds = session->facts.replications;
        }
        if (code == ARAS_EXIT_FINE) {
            job->name[i] = aras_side_compared(&job->side[i]).name;
        }
    }
    return code;
}

static int judge_runs(const struct job *job)
{
    uint64_t failed = 0;

    for (size_t i = 0; i < job->sides; i++) {
        failed += job->side[i].failed;
        if (!job->side[i].precise) {
            fprintf(stderr,
                    "aras: the precision asked for (%s) was not reached by all; raise "
                    "--max\n",
                    job->arguments->until);
            return ARAS_EXIT_NOT_PRECISE;
        }
    }
    return failed > 0 ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
}

static int work(struct job *job)
{
    struct aras_error error = {0};
    int code = read_wishes(job);

    if (code == ARAS_EXIT_FINE) {
        code = open_sides(job);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (compare_all(job, &error) != ARAS_OK || tell(job, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    return judge_runs(job);
}

static void forget(struct job *job)
{
    aras_best_free(job->best);
    for (size_t i = 0; i + 1 < job->sides && job->entry != NULL; i++) {
        aras_versus_free(job->entry[i].versus);
        aras_watched_free(&job->entry[i].watched);
        aras_track_changes_free(&job->entry[i].tracks);
    }
    for (size_t i = 0; i < job->sides && job->side != NULL; i++) {
        aras_side_close(&job->side[i]);
    }
    free(job->entry);
    free(job->versus);
    free(job->view);
    free(job->name);
    free(job->side);
    free(job->named.outcome);
    free(job->named.track);
}

int aras_command_compare(const struct aras_arguments *arguments)
{
    struct job job = {.arguments = arguments, .sides = arguments->words};
    int code;

    if (arguments->words < 2) {
        return aras_usage("compare");
    }
    job.side = calloc(job.sides, sizeof *job.side);
    job.entry = calloc(job.sides, sizeof *job.entry);
    job.versus = calloc(job.sides, sizeof *job.versus);
    job.view = calloc(job.sides, sizeof *job.view);
    job.name = calloc(job.sides, sizeof *job.name);
    if (job.side == NULL || job.entry == NULL || job.versus == NULL ||
        job.view == NULL || job.name == NULL) {
        code = aras_complain(&(struct aras_error){.status = ARAS_NO_MEMORY,
                                                  .message = "no memory to compare"});
    } else {
        code = work(&job);
    }
    forget(&job);
    return code;
}
