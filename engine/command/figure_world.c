/* Figures of single worlds, which are played again. */
#include <inttypes.h>
#include <stdio.h>

#include "command/event_list.h"
#include "command/figure_kind.h"
#include "command/retold.h"
#include "figure/chronicle_strip.h"
#include "report/picture_world.h"

enum { USUAL_ROWS = 50 };

static int refuse_failed(const struct aras_chronicle *chronicle)
{
    fprintf(stderr,
            "aras: world %" PRIu64 " cannot be drawn to its end, since it fails: %s\n",
            chronicle->replication, chronicle->failure.message);
    return ARAS_EXIT_FAILURES;
}

int aras_figure_timeline(struct aras_figure_job *job)
{
    struct aras_retold retold = {.open = false};
    struct aras_error error = {0};
    int code = aras_retold_open(&retold, job->arguments);

    if (code == ARAS_EXIT_FINE && retold.chronicle->failed) {
        code = refuse_failed(retold.chronicle);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_judge(
            aras_picture_timeline(&job->picture, &retold.retelling,
                                  aras_session_name(&retold.session), &error),
            &error);
    }
    aras_retold_close(&retold);
    return code;
}

int aras_figure_twins(struct aras_figure_job *job)
{
    struct aras_retold_twins retold = {.open = 0};
    struct aras_error error = {0};
    int code = aras_retold_twins_open(&retold, job->arguments);

    for (int i = 0; i < 2 && code == ARAS_EXIT_FINE; i++) {
        if (retold.chronicle[i]->failed) {
            code = refuse_failed(retold.chronicle[i]);
        }
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_judge(
            aras_picture_twins(&job->picture, &retold.telling, &error), &error);
    }
    aras_retold_twins_close(&retold);
    return code;
}

/* --- many worlds ------------------------------------------------------------------ */

static int count_rows(const struct aras_arguments *arguments, size_t *rows)
{
    *rows = arguments->sample == 0 ? USUAL_ROWS : (size_t) arguments->sample;
    if (arguments->sample > ARAS_MOST_STRIPS) {
        fprintf(stderr,
                "aras: --sample: a strip has room for %d worlds, got %" PRIu64 "\n",
                ARAS_MOST_STRIPS, arguments->sample);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* Worlds are marked by times, or by events where some are named. */
static int find_marks(const struct aras_figure_job *job,
                      struct aras_figure_subject *subject, uint32_t *event,
                      size_t *events)
{
    *events = 0;
    return job->arguments->events != NULL
               ? aras_event_list_read(job->arguments->events,
                                      aras_figure_model(subject), event,
                                      ARAS_MOST_STRIP_KINDS, events)
               : aras_figure_take(subject, aras_figure_is_time,
                                  1 + ARAS_MOST_STRIP_KINDS,
                                  "a time: name events that mark the worlds: --events "
                                  "A,B");
}

static enum aras_status draw_strip(struct aras_figure_job *job,
                                   struct aras_picture_strip *strip,
                                   struct aras_error *error)
{
    const struct aras_figure_subject *subject = &job->subject[0];
    struct aras_occurrences occurrences = {.count = 0};
    enum aras_status status = ARAS_OK;

    if (strip->events > 0) {
        status = aras_occurrences_of(&occurrences, aras_figure_model(subject),
                                     &subject->side.session.settings, strip->event,
                                     strip->events, strip->world, strip->worlds, error);
        strip->occurrences = &occurrences;
    }
    if (status == ARAS_OK) {
        status = aras_picture_strip(&job->picture, strip, error);
    }
    aras_occurrences_free(&occurrences);
    return status;
}

int aras_figure_strip(struct aras_figure_job *job)
{
    struct aras_figure_subject *subject = &job->subject[0];
    uint64_t world[ARAS_MOST_STRIPS];
    uint32_t event[ARAS_MOST_STRIP_KINDS];
    struct aras_picture_strip strip;
    struct aras_error error = {0};
    size_t events = 0;
    size_t rows;
    int code = count_rows(job->arguments, &rows);

    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_open(job);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_choose_ending(job, subject, "rows");
    }
    if (code == ARAS_EXIT_FINE) {
        code = find_marks(job, subject, event, &events);
    }
    if (code == ARAS_EXIT_FINE) {
        code = aras_figure_read(subject, subject->estimates->replications);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    strip = (struct aras_picture_strip){
        .of = &subject->pictured,
        .columns = &subject->columns,
        .ending = subject->outcome[0],
        .time = subject->outcome + 1,
        .times = subject->outcomes - 1,
        .event = event,
        .events = events,
        .reading = subject->reading,
        .world = world,
        .worlds =
            aras_columns_spread(&subject->columns, 0, subject->reading, rows, world)};
    return aras_figure_judge(draw_strip(job, &strip, &error), &error);
}
