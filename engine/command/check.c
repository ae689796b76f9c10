/* `aras check`: is this model or scenario right, what rests on what, what will it cost?
 */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command/command.h"
#include "command/look.h"
#include "command/progress.h"
#include "command/session.h"
#include "montecarlo/montecarlo.h"

enum { TRIAL = 200 };

/* Notes are told of the places of files; what was typed has none. */
static void print_note(struct aras_place place, const char *format, ...)
    ARAS_PRINTF(2, 3);

static void print_note(struct aras_place place, const char *format, ...)
{
    char file[1024];
    va_list arguments;

    if (place.file == NULL) {
        printf("  note  ");
    } else {
        printf("  note  %s:%d: ", aras_short_path(place.file, file), place.line);
    }
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    printf("\n");
}

static void print_notes(const struct aras_session *session)
{
    for (size_t i = 0; i < session->problems.count; i++) {
        const struct aras_problem *problem = &session->problems.items[i];

        print_note(problem->place, "%s", problem->message);
    }
}

static void print_grades(const struct aras_model *model, bool all)
{
    static const char *const meanings[4] = {
        "published rate", "computed from public data", "expert range", "placeholder"};
    size_t count[4] = {0};

    for (size_t i = 0; i < model->graded_count; i++) {
        char grade = model->graded[i].provenance.grade;

        if (grade >= 'A' && grade <= 'D') {
            count[grade - 'A']++;
        }
    }
    printf("numbers   %zu entries hold numbers; their grades:\n", model->graded_count);
    for (int g = 0; g < 4; g++) {
        printf("          %c  %4zu  %s\n", 'A' + g, count[g], meanings[g]);
    }
    if (!all) {
        if (count[2] + count[3] > 0) {
            printf("          `--all` lists those graded C and D\n");
        }
        return;
    }
    for (size_t i = 0; i < model->graded_count; i++) {
        const struct aras_graded *graded = &model->graded[i];

        if (graded->provenance.grade >= 'C') {
            printf("  %c  %s '%s'\n", graded->provenance.grade, graded->what,
                   graded->id);
            aras_print_wrapped("       ", graded->provenance.source);
        }
    }
}

static void print_sources(const struct aras_model *model)
{
    for (size_t i = 0; i < model->source_count; i++) {
        const struct aras_source *source = &model->sources[i];

        if (source->published != NULL && source->known_by != NULL &&
            strcmp(source->published, source->known_by) > 0 && model->has_start) {
            char cutoff[32];

            aras_model_write_moment(
                model, (model->cutoff - model->start) / model->days_per_unit, cutoff);
            if (strcmp(source->published, cutoff) > 0) {
                printf("  note  source %s was published on %s, after the cut-off; only "
                       "what was known\n        by %s is used of it\n",
                       source->id, source->published, source->known_by);
            }
        }
    }
}

/* Quantities that nothing reads, or that nothing changes although they have stages. */
static void print_idle(const struct aras_model *model)
{
    for (size_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];
        bool of_model =
            slot->kind == ARAS_SLOT_QUANTITY || slot->kind == ARAS_SLOT_CLOCK;

        if (of_model && !slot->read) {
            print_note(slot->place, "nothing reads '%s'", slot->name);
        }
        if (of_model && !slot->changed && slot->kind == ARAS_SLOT_QUANTITY &&
            slot->type == ARAS_STAGE) {
            print_note(slot->place, "nothing changes the stage of '%s'", slot->name);
        }
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &model->parameters[i];

        if (!parameter->hidden && !model->slots[parameter->slot].read) {
            print_note(parameter->place, "nothing reads the parameter '%s'",
                       parameter->id);
        }
    }
}

/* Guards and conditions that are false whatever happens, rates that are always 0, dates
 * after the horizon, causes that never fire themselves. */
static bool never_fires(const struct aras_model *model, const struct aras_event *event)
{
    if (event->forbidden ||
        (event->guard != NULL && event->guard->literal && event->guard->value == 0.0)) {
        return true;
    }
    switch (event->trigger) {
    case ARAS_BY_RATE:
        return (event->base_fixed.kind == ARAS_OPERAND_LITERAL &&
                event->base_fixed.value == 0.0 && event->base_code == NULL) ||
               event->scale == 0.0;
    case ARAS_AT:
        for (size_t i = 0; i < event->time_count; i++) {
            if (event->times[i].kind != ARAS_OPERAND_LITERAL ||
                event->times[i].value + event->shift <= model->horizon) {
                return false;
            }
        }
        return true;
    case ARAS_EVERY:
        return event->times[1].kind == ARAS_OPERAND_LITERAL &&
               event->times[1].value > model->horizon;
    case ARAS_BECOMES:
        return event->condition != NULL && event->condition->literal;
    case ARAS_AFTER:
    case ARAS_BY_PARENT:
        break;
    }
    return false;
}

/* What is left when no option of a decision is open: good when it never happens. */
static bool is_leftover(const struct aras_event *event)
{
    const char *dot = strrchr(event->id, '.');

    return event->trigger == ARAS_BY_PARENT && dot != NULL && strcmp(dot, ".none") == 0;
}

static void print_never(const struct aras_model *model)
{
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (never_fires(model, event)) {
            print_note(event->place, "'%s' can never happen", event->id);
        }
    }
}

struct trial {
    uint64_t played, failed, events;
    double seconds;
    struct aras_error first;
    uint64_t first_replication;
    uint64_t *clamps, *counts;
};

static enum aras_status play_trial(const struct aras_session *session,
                                   struct trial *trial, struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_simulation *simulation =
        aras_simulation_new(model, &session->settings, error);
    double began = aras_cpu_seconds();

    if (simulation == NULL) {
        return error->status;
    }
    for (uint64_t r = 0; r < TRIAL; r++) {
        struct aras_record record;
        struct aras_error reason = {0};
        enum aras_status status = aras_simulation_play(simulation, r, &record, &reason);

        if (status == ARAS_NO_MEMORY) {
            aras_simulation_free(simulation);
            *error = reason;
            return status;
        }
        trial->played++;
        trial->events += record.events;
        if (status != ARAS_OK && trial->failed++ == 0) {
            trial->first = reason;
            trial->first_replication = r;
        }
        for (size_t i = 0; status == ARAS_OK && i < model->slot_count; i++) {
            trial->clamps[i] += record.clamps[i];
        }
        for (size_t i = 0; status == ARAS_OK && i < model->event_count; i++) {
            trial->counts[i] += record.counts[i];
        }
    }
    trial->seconds = aras_cpu_seconds() - began;
    aras_simulation_free(simulation);
    return ARAS_OK;
}

static void print_trial(const struct aras_model *model, const struct trial *trial)
{
    double each = trial->seconds / (double) trial->played;
    const struct aras_place nowhere = {NULL, 0};

    for (size_t i = 0; i < model->slot_count; i++) {
        if (trial->clamps[i] > 0) {
            print_note(nowhere,
                       "'%s' was held back at an end of its range %.3g times in 100 "
                       "worlds",
                       model->slots[i].name,
                       100.0 * (double) trial->clamps[i] / (double) trial->played);
        }
    }
    for (size_t i = 0; i < model->event_count; i++) {
        if (trial->counts[i] == 0 && !is_leftover(&model->events[i]) &&
            !never_fires(model, &model->events[i])) {
            print_note(model->events[i].place, "'%s' did not happen in the trial",
                       model->events[i].id);
        }
    }
    printf("trial     %llu worlds, %.3g events each, %llu failed\n",
           (unsigned long long) trial->played,
           (double) trial->events / (double) trial->played,
           (unsigned long long) trial->failed);
    printf("cost      about %.2g s of one processor for 10,000 worlds\n", 1e4 * each);
    if (trial->failed > 0) {
        printf("first failure, replication %llu: %s\n",
               (unsigned long long) trial->first_replication, trial->first.message);
    }
}

static int print_check(const struct aras_session *session,
                       const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_error error = {0};
    struct trial trial = {.clamps = calloc(model->slot_count + 1, sizeof(uint64_t)),
                          .counts = calloc(model->event_count + 1, sizeof(uint64_t))};
    int code = ARAS_EXIT_FINE;

    if (trial.clamps == NULL || trial.counts == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a trial");
        code = aras_complain(&error);
    } else if (play_trial(session, &trial, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else {
        printf("%s\n", model->title);
        if (model->question.title != NULL) {
            printf("scenario  %s\n", model->question.title);
        }
        printf(
            "fine      %zu actors, %zu parameters, %zu variants, %zu events, options "
            "and results,\n          %zu outcomes, %zu tracks\n",
            model->actor_count, model->parameter_count, model->variant_count,
            model->event_count, model->outcome_count, model->track_count);
        print_grades(model, arguments->all);
        print_notes(session);
        print_sources(model);
        print_idle(model);
        print_never(model);
        print_trial(model, &trial);
        code = trial.failed > 0 ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
    }
    free(trial.clamps);
    free(trial.counts);
    return code;
}

static int print_resolved(const struct aras_session *session)
{
    struct aras_text text = {0};
    struct aras_error error = {0};
    int code = ARAS_EXIT_FINE;

    aras_scenario_write(session->scenario, &text);
    if (aras_text_check(&text, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else {
        fwrite(text.data, 1, text.length, stdout);
    }
    aras_text_free(&text);
    return code;
}

int aras_command_check(const struct aras_arguments *arguments)
{
    struct aras_session session;
    int worst = ARAS_EXIT_FINE;

    if (arguments->words == 0) {
        return aras_usage("check");
    }
    for (size_t i = 0; i < arguments->words; i++) {
        int code = aras_session_open(&session, arguments->word[i], arguments);

        if (code == ARAS_EXIT_FINE) {
            code = arguments->resolved ? print_resolved(&session)
                                       : print_check(&session, arguments);
        }
        aras_session_close(&session);
        worst = code > worst ? code : worst;
    }
    return worst;
}
