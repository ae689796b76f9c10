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
#include "command/reach.h"
#include "command/session.h"
#include "montecarlo/montecarlo.h"

enum { TRIAL = 200 };

/* A trial ends sooner when it takes so many seconds, or a world so many events. */
static const double LONGEST = 20.0;
static const uint64_t MOST_EVENTS = 10000000;

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
    printf("numbers   %zu %s; their grades:\n", model->graded_count,
           model->graded_count == 1 ? "entry holds numbers" : "entries hold numbers");
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

/* Ages of events of which nobody asks how long ago they happened. */
static void print_idle_ages(const struct aras_model *model)
{
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (event->has_age && event->last_slot == 0 && event->also_last_count == 0) {
            print_note(event->place,
                       "nothing reads since(%s), so its `age` does nothing", event->id);
        }
    }
}

/* What is left when no option of a decision is open: good when it never happens. */
static bool is_leftover(const struct aras_event *event)
{
    const char *dot = strrchr(event->id, '.');

    return event->trigger == ARAS_BY_PARENT && dot != NULL && strcmp(dot, ".none") == 0;
}

static void print_never(const struct aras_model *model, const bool *can)
{
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (!can[i] && !is_leftover(event)) {
            print_note(event->place, "'%s' can never happen", event->id);
        }
    }
}

struct trial {
    uint64_t played, failed, events;
    double seconds;
    bool endless; /* the last world was given up: it had too many events */
    struct aras_error first;
    uint64_t first_replication;
    uint64_t *clamps, *counts;
    bool *can; /* happen at all: of each event */
};

static void take_up(struct trial *trial, const struct aras_model *model,
                    const struct aras_record *record)
{
    for (size_t i = 0; i < model->slot_count; i++) {
        trial->clamps[i] += record->clamps[i];
    }
    for (size_t i = 0; i < model->event_count; i++) {
        trial->counts[i] += record->counts[i];
    }
}

static enum aras_status play_trial(const struct aras_session *session,
                                   struct trial *trial, struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_settings settings = session->settings;
    struct aras_simulation *simulation;
    double began = aras_cpu_seconds();

    settings.events = MOST_EVENTS;
    simulation = aras_simulation_new(model, &settings, error);
    if (simulation == NULL) {
        return error->status;
    }
    while (trial->played < TRIAL && !trial->endless && trial->seconds < LONGEST) {
        uint64_t r = trial->played;
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
        trial->endless = record.events > MOST_EVENTS;
        if (status == ARAS_OK) {
            take_up(trial, model, &record);
        } else if (trial->failed++ == 0) {
            trial->first = reason;
            trial->first_replication = r;
        }
        trial->seconds = aras_cpu_seconds() - began;
    }
    aras_simulation_free(simulation);
    return ARAS_OK;
}

/* What 10,000 worlds would cost, in the unit that is easiest to read. */
static void print_cost(const struct trial *trial)
{
    static const struct {
        double seconds;
        const char *name;
    } units[] = {{1.0, "s"}, {60.0, "minutes"}, {3600.0, "hours"}, {86400.0, "days"}};
    double seconds = 1e4 * trial->seconds / (double) trial->played;
    size_t unit = 0;

    while (unit < 3 && seconds >= 2.0 * units[unit + 1].seconds) {
        unit++;
    }
    seconds /= units[unit].seconds;
    printf("cost      %s %.*g %s of one processor for 10,000 worlds\n",
           trial->endless ? "more than" : "about", seconds < 99.5 ? 2 : 3, seconds,
           units[unit].name);
}

static void print_trial(const struct aras_model *model, const struct trial *trial)
{
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
        if (trial->counts[i] == 0 && trial->can[i] && !is_leftover(&model->events[i])) {
            print_note(model->events[i].place, "'%s' did not happen in the trial",
                       model->events[i].id);
        }
    }
    printf("trial     %llu %s, %.3g events each, %llu failed\n",
           (unsigned long long) trial->played, trial->played == 1 ? "world" : "worlds",
           (double) trial->events / (double) trial->played,
           (unsigned long long) trial->failed);
    if (trial->endless) {
        printf("          given up: a world with more than 10,000,000 events; is a "
               "rate too "
               "high, or a period\n          too short, for the unit of time?\n");
    } else if (trial->played < TRIAL) {
        printf("          not %d worlds: they take long\n", TRIAL);
    }
    print_cost(trial);
    if (trial->failed > 0) {
        printf("first failure, replication %llu: %s\n",
               (unsigned long long) trial->first_replication, trial->first.message);
    }
}

static const char *ending(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_size(const struct aras_model *model)
{
    printf("fine      %zu actor%s, %zu parameter%s, %zu variant%s,\n"
           "          %zu event%s, options and results, %zu outcome%s, %zu track%s\n",
           model->actor_count, ending(model->actor_count), model->parameter_count,
           ending(model->parameter_count), model->variant_count,
           ending(model->variant_count), model->event_count, ending(model->event_count),
           model->outcome_count, ending(model->outcome_count), model->track_count,
           ending(model->track_count));
}

static int print_check(const struct aras_session *session,
                       const struct aras_arguments *arguments)
{
    const struct aras_model *model = session->scenario->model;
    struct aras_error error = {0};
    struct trial trial = {.clamps = calloc(model->slot_count + 1, sizeof(uint64_t)),
                          .counts = calloc(model->event_count + 1, sizeof(uint64_t)),
                          .can = aras_reach(model, &error)};
    int code = ARAS_EXIT_FINE;

    if (trial.clamps == NULL || trial.counts == NULL || trial.can == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for a trial");
        code = aras_complain(&error);
    } else if (play_trial(session, &trial, &error) != ARAS_OK) {
        code = aras_complain(&error);
    } else {
        printf("%s\n", model->title);
        if (model->question.title != NULL) {
            printf("scenario  %s\n", model->question.title);
        }
        print_size(model);
        print_grades(model, arguments->all);
        print_notes(session);
        print_sources(model);
        print_idle(model);
        print_idle_ages(model);
        print_never(model, trial.can);
        print_trial(model, &trial);
        code = trial.failed > 0 ? ARAS_EXIT_FAILURES : ARAS_EXIT_FINE;
    }
    free(trial.clamps);
    free(trial.counts);
    free(trial.can);
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
