/* `aras figure`: one view of stored runs, as a picture or as its numbers. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "command/command.h"
#include "command/convert.h"
#include "command/side.h"
#include "command/varied.h"
#include "report/legend.h"
#include "report/picture.h"
#include "report/watched.h"

enum { MOST_SIDES = 6, MOST_OUTCOMES = 16, SINGLE_WORLDS = 7 };

/* A run, and what pictures need of it. */
struct subject {
    struct aras_side side;
    struct aras_estimates *estimates;
    struct aras_pictured pictured;
    size_t outcome[MOST_OUTCOMES];
    size_t outcomes;
    struct aras_columns columns;
    size_t reading;
};

struct job {
    const struct aras_arguments *arguments;
    struct subject subject[MOST_SIDES];
    size_t subjects;
    struct aras_figure figure;
    struct aras_figure_look look;
    struct aras_picture picture;
};

static const struct aras_model *model_of(const struct subject *subject)
{
    return subject->side.session.scenario->model;
}

/* --- runs ------------------------------------------------------------------------- */

static int open_subject(struct job *job, size_t number)
{
    struct subject *subject = &job->subject[number];
    struct aras_error error = {0};
    int code =
        aras_side_open(&subject->side, job->arguments->word[number], 0, job->arguments);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    subject->estimates = aras_estimates_of_run(subject->side.run, model_of(subject),
                                               job->arguments->replications, &error);
    if (subject->estimates == NULL) {
        return aras_complain(&error);
    }
    subject->pictured =
        (struct aras_pictured){.run = subject->side.run,
                               .model = model_of(subject),
                               .estimates = subject->estimates,
                               .name = aras_side_compared(&subject->side).name};
    subject->reading = aras_picture_reading(subject->estimates);
    if (job->arguments->reading != NULL &&
        aras_picture_find_reading(&subject->pictured, job->arguments->reading,
                                  &subject->reading, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    return ARAS_EXIT_FINE;
}

static int open_all(struct job *job, size_t least, size_t most)
{
    size_t words = job->arguments->words;
    int code = ARAS_EXIT_FINE;

    if (words < least || words > most) {
        fprintf(stderr, "aras: --kind %s takes %zu", job->arguments->kind, least);
        if (most > least) {
            fprintf(stderr, " to %zu", most);
        }
        fprintf(stderr, " runs, got %zu\n", words);
        return ARAS_EXIT_BAD_INPUT;
    }
    while (job->subjects < words && code == ARAS_EXIT_FINE) {
        code = open_subject(job, job->subjects++);
    }
    return code;
}

/* --- outcomes --------------------------------------------------------------------- */

static int read_outcomes(struct subject *subject, const char *list)
{
    const struct aras_model *model = model_of(subject);

    for (const char *at = list;; at++) {
        size_t length = strcspn(at, ",");
        char id[128];
        int number;

        snprintf(id, sizeof id, "%.*s", (int) (length < 127 ? length : 127), at);
        number = aras_model_find_outcome(model, id);
        if (number < 0) {
            return aras_unknown_outcome(model, id);
        }
        if (subject->outcomes == MOST_OUTCOMES) {
            fprintf(stderr, "aras: --of: at most %d outcomes in a figure\n",
                    MOST_OUTCOMES);
            return ARAS_EXIT_BAD_INPUT;
        }
        subject->outcome[subject->outcomes++] = (size_t) number;
        at += length;
        if (*at == '\0') {
            return ARAS_EXIT_FINE;
        }
    }
}

static bool is_time(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_TIME;
}

/* The first `most` outcomes of which it is true: those watched, then all others. */
static int take_outcomes(struct subject *subject,
                         bool (*wanted)(const struct aras_outcome *outcome),
                         size_t most, const char *what)
{
    struct aras_error error = {0};
    struct aras_watched all;

    if (aras_watched_find(&all, model_of(subject), NULL, true, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < all.count && subject->outcomes < most; i++) {
        if (wanted(&model_of(subject)->outcomes[all.outcome[i]])) {
            subject->outcome[subject->outcomes++] = all.outcome[i];
        }
    }
    aras_watched_free(&all);
    if (subject->outcomes == 0) {
        fprintf(stderr, "aras: this model has no outcome that is %s\n", what);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

static int choose_outcomes(const struct job *job, struct subject *subject,
                           bool (*wanted)(const struct aras_outcome *outcome),
                           size_t most, const char *what)
{
    return job->arguments->of != NULL ? read_outcomes(subject, job->arguments->of)
                                      : take_outcomes(subject, wanted, most, what);
}

/* Reads what the outcomes came to in each world. */
static int read_columns(struct subject *subject)
{
    struct aras_error error = {0};

    return aras_columns_read(&subject->columns, subject->side.run, model_of(subject),
                             &subject->estimates->readings, subject->outcome,
                             subject->outcomes, subject->estimates->replications,
                             &error) == ARAS_OK
               ? ARAS_EXIT_FINE
               : aras_complain(&error);
}

static struct aras_picture_columns columns_of(const struct subject *subject)
{
    return (struct aras_picture_columns){&subject->columns, subject->outcome,
                                         subject->outcomes};
}

static int judge(enum aras_status status, const struct aras_error *error)
{
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(error);
}

/* --- the kinds -------------------------------------------------------------------- */

static bool is_category(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY;
}

static bool has_category(const struct aras_model *model)
{
    for (size_t i = 0; i < model->outcome_count; i++) {
        if (is_category(&model->outcomes[i])) {
            return true;
        }
    }
    return false;
}

static int draw_icons(struct job *job)
{
    struct subject *subject = &job->subject[0];
    struct aras_error error = {0};
    int code = open_all(job, 1, 1);

    if (code == ARAS_EXIT_FINE) {
        code = choose_outcomes(job, subject,
                               has_category(model_of(subject)) ? is_category
                                                               : aras_picture_is_ending,
                               1, "a category or happens");
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (!aras_picture_is_ending(&model_of(subject)->outcomes[subject->outcome[0]])) {
        fprintf(stderr,
                "aras: --of %s: squares tell how often something happens or how it "
                "ends (kinds happened and category)\n",
                job->arguments->of);
        return ARAS_EXIT_BAD_INPUT;
    }
    return judge(aras_picture_endings(&job->picture, &subject->pictured,
                                      subject->outcome[0], subject->reading, &error),
                 &error);
}

static int draw_times(struct job *job, bool first)
{
    struct subject *subject = &job->subject[0];
    struct aras_picture_columns columns;
    struct aras_error error = {0};
    int code = open_all(job, 1, 1);

    if (code == ARAS_EXIT_FINE) {
        code = choose_outcomes(job, subject, is_time, 6, "a time");
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_columns(subject);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    columns = columns_of(subject);
    return judge(first ? aras_picture_incidence(&job->picture, &subject->pictured,
                                                &columns, subject->reading, &error)
                       : aras_picture_arrival(&job->picture, &subject->pictured,
                                              &columns, subject->reading, &error),
                 &error);
}

static int draw_incidence(struct job *job)
{
    return draw_times(job, true);
}

static int draw_arrival(struct job *job)
{
    return draw_times(job, false);
}

static int find_track(const struct job *job, const struct aras_model *model,
                      size_t *track)
{
    const char *id = job->arguments->of;
    int found = id == NULL ? 0 : aras_model_find_track(model, id);

    if (model->track_count == 0) {
        fputs("aras: this model has no tracks, so there is no way to draw\n", stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (found < 0) {
        fprintf(stderr, "aras: --of: there is no track '%s'; there are", id);
        for (size_t i = 0; i < model->track_count; i++) {
            fprintf(stderr, "%s %s", i == 0 ? "" : ",", model->tracks[i].id);
        }
        fputc('\n', stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    *track = (size_t) found;
    return ARAS_EXIT_FINE;
}

static int draw_fan(struct job *job)
{
    struct subject *subject = &job->subject[0];
    uint64_t world[SINGLE_WORLDS];
    struct aras_glimpse glimpse = {.worlds = 0};
    struct aras_error error = {0};
    size_t track = 0;
    size_t worlds;
    int code = open_all(job, 1, 1);

    if (code == ARAS_EXIT_FINE) {
        code = find_track(job, model_of(subject), &track);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    worlds =
        aras_glimpse_spread(subject->estimates->replications, SINGLE_WORLDS, world);
    if (aras_glimpse_of(&glimpse, model_of(subject), &subject->side.session.settings,
                        world, worlds, &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = judge(
        aras_picture_fan(&job->picture, &subject->pictured, track, &glimpse, &error),
        &error);
    aras_glimpse_free(&glimpse);
    return code;
}

static int draw_dots(struct job *job)
{
    struct subject *subject = &job->subject[0];
    struct aras_picture_columns columns;
    struct aras_error error = {0};
    int code = open_all(job, 1, 1);

    if (code == ARAS_EXIT_FINE) {
        code = choose_outcomes(job, subject, aras_picture_is_number, 1, "a number");
    }
    if (code == ARAS_EXIT_FINE) {
        code = read_columns(subject);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    columns = columns_of(subject);
    return judge(aras_picture_dots(&job->picture, &subject->pictured, &columns,
                                   subject->reading, &error),
                 &error);
}

/* One run: its readings side by side; several: each in the reading asked for. */
static size_t list_samples(const struct job *job,
                           const struct aras_picture_columns *columns,
                           struct aras_picture_sample *sample)
{
    const struct subject *only = &job->subject[0];
    const struct aras_readings *readings = &only->estimates->readings;
    size_t count = 0;

    for (size_t i = 0; job->subjects > 1 && i < job->subjects; i++) {
        sample[count++] = (struct aras_picture_sample){
            &job->subject[i].pictured, &columns[i], job->subject[i].reading,
            job->subject[i].pictured.name};
    }
    for (size_t r = 0; job->subjects == 1 && r < readings->count && count < MOST_SIDES;
         r++) {
        bool wanted = job->arguments->reading == NULL
                          ? aras_readings_tell(readings, r, false)
                          : r == only->reading;

        if (wanted) {
            sample[count++] = (struct aras_picture_sample){
                &only->pictured, &columns[0], r,
                aras_legend_has_readings(readings)
                    ? aras_legend_reading(readings, only->pictured.model, r)
                    : only->pictured.name};
        }
    }
    return count;
}

static int draw_ecdf(struct job *job)
{
    struct aras_picture_sample sample[MOST_SIDES];
    struct aras_picture_columns columns[MOST_SIDES];
    struct aras_error error = {0};
    int code = open_all(job, 1, MOST_SIDES);

    for (size_t i = 0; i < job->subjects && code == ARAS_EXIT_FINE; i++) {
        struct subject *subject = &job->subject[i];
        const char *id;

        code = choose_outcomes(job, subject, aras_picture_is_number, 1, "a number");
        if (code == ARAS_EXIT_FINE && i > 0) {
            /* What the first is about, all are. */
            id = model_of(&job->subject[0])->outcomes[job->subject[0].outcome[0]].id;
            subject->outcomes = 0;
            code = read_outcomes(subject, id);
        }
        if (code == ARAS_EXIT_FINE) {
            code = read_columns(subject);
        }
        columns[i] = columns_of(subject);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    return judge(aras_picture_ecdf(&job->picture, sample,
                                   list_samples(job, columns, sample), &error),
                 &error);
}

static int draw_difference(struct job *job, struct aras_versus *versus)
{
    struct subject *first = &job->subject[0];
    struct aras_watched watched = {0};
    struct aras_error error = {0};
    struct aras_comparison_view view = {.a = aras_side_compared(&first->side),
                                        .b = aras_side_compared(&job->subject[1].side),
                                        .versus = versus,
                                        .watched = &watched};
    enum aras_status status;
    bool shares = true;
    int code = ARAS_EXIT_FINE;

    if (job->arguments->of != NULL) {
        code = read_outcomes(first, job->arguments->of);
        watched.outcome = first->outcome;
        watched.count = first->outcomes;
        shares = code == ARAS_EXIT_FINE &&
                 aras_picture_is_ending(&model_of(first)->outcomes[first->outcome[0]]);
    } else if (aras_watched_find(&watched, view.a.model, view.b.model, false, &error) !=
               ARAS_OK) {
        code = aras_complain(&error);
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    status = aras_picture_dumbbell(&job->picture, &view, shares, &error);
    if (job->arguments->of == NULL) {
        aras_watched_free(&watched);
    }
    return judge(status, &error);
}

static int draw_dumbbell(struct job *job)
{
    struct aras_error error = {0};
    struct aras_versus *versus;
    int code = open_all(job, 2, 2);

    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    versus = aras_versus_of_runs(job->subject[0].side.run, model_of(&job->subject[0]),
                                 job->subject[1].side.run, model_of(&job->subject[1]),
                                 job->arguments->replications, NULL, &error);
    code = versus == NULL ? aras_complain(&error) : draw_difference(job, versus);
    aras_versus_free(versus);
    return code;
}

static int draw_swings(struct job *job, const struct aras_inputs *inputs)
{
    struct subject *subject = &job->subject[0];
    const struct aras_model *model = model_of(subject);
    struct aras_given_data data = {.rows = 0};
    struct aras_swing_of *swing = calloc(inputs->count + 1, sizeof *swing);
    struct aras_target target;
    struct aras_error error = {0};
    enum aras_status status = ARAS_OK;

    if (swing == NULL) {
        status = aras_error_set(&error, ARAS_NO_MEMORY, "no memory for inputs");
    }
    if (status == ARAS_OK) {
        status = aras_target_read(&target,
                                  job->arguments->of != NULL
                                      ? job->arguments->of
                                      : model->outcomes[subject->outcome[0]].id,
                                  model, &error);
    }
    if (status == ARAS_OK) {
        status = aras_given_data_read(&data, subject->side.run, model, inputs, &target,
                                      job->arguments->replications, &error);
    }
    if (status == ARAS_OK) {
        status = aras_swings_of(&data, swing, &error);
    }
    if (status == ARAS_OK) {
        status = aras_picture_tornado(&job->picture, &data, &target, swing, &error);
    }
    aras_given_data_free(&data);
    free(swing);
    return judge(status, &error);
}

static bool is_no_category(const struct aras_outcome *outcome)
{
    return outcome->kind != ARAS_CATEGORY;
}

static int draw_tornado(struct job *job)
{
    struct subject *subject = &job->subject[0];
    struct aras_inputs inputs = {0};
    struct aras_error error = {0};
    int code = open_all(job, 1, 1);

    if (code == ARAS_EXIT_FINE && job->arguments->of == NULL) {
        code = take_outcomes(subject, is_no_category, 1, "one number of each world");
    }
    if (code != ARAS_EXIT_FINE) {
        return code;
    }
    if (aras_inputs_find(&inputs, model_of(subject), &error) != ARAS_OK) {
        return aras_complain(&error);
    }
    code = draw_swings(job, &inputs);
    aras_inputs_free(&inputs);
    return code;
}

static int draw_leverage(struct job *job)
{
    struct aras_error error = {0};
    int code = open_all(job, 1, 1);

    return code != ARAS_EXIT_FINE
               ? code
               : judge(aras_picture_leverage(&job->picture, &job->subject[0].pictured,
                                             job->subject[0].reading, &error),
                       &error);
}

/* --- sweeps ----------------------------------------------------------------------- */

static int draw_swept(struct job *job, struct aras_session *session,
                      const struct aras_run *run, struct subject *subject, bool heat)
{
    struct aras_plan plan = aras_session_plan(session);
    struct aras_error error = {0};
    struct aras_sweep *sweep =
        aras_sweep_of_run(run, &plan, subject->outcome, subject->outcomes, 0,
                          job->arguments->replications, &error);
    struct aras_swept swept = {run, &plan, sweep, false};
    int code;

    if (sweep == NULL) {
        return aras_complain(&error);
    }
    code = judge(heat ? aras_picture_heat_map(&job->picture, &swept, 0, &error)
                      : aras_picture_sweep(&job->picture, &swept, &error),
                 &error);
    aras_sweep_free(sweep);
    return code;
}

static int draw_design(struct job *job, bool heat)
{
    struct subject subject = {.outcomes = 0};
    struct aras_session *session = &subject.side.session;
    struct aras_run *run = NULL;
    int code;

    if (job->arguments->words != 1) {
        return aras_usage("figure");
    }
    code =
        aras_session_open_any(session, job->arguments->word[0], job->arguments, &run);
    if (code == ARAS_EXIT_FINE && session->design == NULL) {
        fprintf(stderr,
                "aras: '%s' is no sweep: --kind sweep and heat draw what `aras sweep` "
                "stored\n",
                job->arguments->word[0]);
        code = ARAS_EXIT_BAD_INPUT;
    }
    if (code == ARAS_EXIT_FINE) {
        code = choose_outcomes(job, &subject, aras_picture_is_ending, 6,
                               "a category or happens");
    }
    if (code == ARAS_EXIT_FINE) {
        code = draw_swept(job, session, run, &subject, heat);
    }
    aras_run_close(run);
    aras_session_close(session);
    return code;
}

static int draw_sweep(struct job *job)
{
    return draw_design(job, false);
}

static int draw_heat(struct job *job)
{
    return draw_design(job, true);
}

/* --- what is typed ---------------------------------------------------------------- */

struct kind {
    const char *name;
    int (*draw)(struct job *job);
};

static const struct kind kinds[] = {
    {"icons", draw_icons},       {"incidence", draw_incidence},
    {"arrival", draw_arrival},   {"fan", draw_fan},
    {"dots", draw_dots},         {"ecdf", draw_ecdf},
    {"dumbbell", draw_dumbbell}, {"tornado", draw_tornado},
    {"leverage", draw_leverage}, {"sweep", draw_sweep},
    {"heat", draw_heat},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

static const struct kind *find_kind(const char *name)
{
    const char *names[KINDS];
    const char *near;

    for (size_t i = 0; i < KINDS; i++) {
        names[i] = kinds[i].name;
        if (name != NULL && strcmp(name, kinds[i].name) == 0) {
            return &kinds[i];
        }
    }
    if (name == NULL) {
        fputs("aras: a figure is of some kind: --kind", stderr);
    } else {
        near = aras_nearest_name(name, names, KINDS);
        fprintf(stderr, "aras: there is no kind of figure '%s'%s%s%s; there are", name,
                near == NULL ? "" : ", did you mean '", near == NULL ? "" : near,
                near == NULL ? "" : "'?");
    }
    for (size_t i = 0; i < KINDS; i++) {
        fprintf(stderr, "%s %s", i == 0 ? "" : ",", kinds[i].name);
    }
    fputc('\n', stderr);
    return NULL;
}

static int read_theme(const struct aras_arguments *arguments,
                      struct aras_figure_look *look)
{
    static const char *const names[] = {"light", "dark", "print", "page"};
    static const enum aras_theme themes[] = {ARAS_THEME_PLAIN, ARAS_THEME_PLAIN_DARK,
                                             ARAS_THEME_PRINT, ARAS_THEME_SCREEN};

    for (size_t i = 0; i < 4; i++) {
        if (arguments->theme == NULL || strcmp(arguments->theme, names[i]) == 0) {
            look->theme = themes[i];
            look->styled = themes[i] == ARAS_THEME_SCREEN;
            return ARAS_EXIT_FINE;
        }
    }
    fprintf(stderr, "aras: --theme takes light, dark, print or page, got '%s'\n",
            arguments->theme);
    return ARAS_EXIT_BAD_INPUT;
}

/* Which form is written: what was said, or what the name of the file ends in. */
static const char *form_of(const struct aras_arguments *arguments)
{
    const char *dot =
        arguments->output == NULL ? NULL : strrchr(arguments->output, '.');

    if (arguments->data) {
        return "csv";
    }
    if (arguments->pdf || arguments->png) {
        return arguments->pdf ? "pdf" : "png";
    }
    return dot != NULL && strcmp(dot, ".pdf") == 0   ? "pdf"
           : dot != NULL && strcmp(dot, ".png") == 0 ? "png"
                                                     : "svg";
}

static int check_form(const struct aras_arguments *arguments, const char *form)
{
    bool drawn = strcmp(form, "pdf") == 0 || strcmp(form, "png") == 0;

    if (arguments->data + arguments->pdf + arguments->png > 1) {
        fputs("aras: --pdf, --png and --data exclude each other\n", stderr);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (drawn && arguments->output == NULL) {
        fprintf(stderr, "aras: --%s needs a file: -o FILE.%s\n", form, form);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (drawn && arguments->theme != NULL && strcmp(arguments->theme, "page") == 0) {
        fprintf(
            stderr,
            "aras: a %s has fixed colours: --theme light, dark or print, not page\n",
            form);
        return ARAS_EXIT_BAD_INPUT;
    }
    return ARAS_EXIT_FINE;
}

/* --- what is written -------------------------------------------------------------- */

static void add_cell(struct aras_text *text, const char *cell)
{
    if (strpbrk(cell, ",\"\n\r") == NULL) {
        aras_text_add(text, "%s", cell);
        return;
    }
    aras_text_add_bytes(text, "\"", 1);
    for (; *cell != '\0'; cell++) {
        aras_text_add_bytes(text, *cell == '"' ? "\"\"" : cell, *cell == '"' ? 2 : 1);
    }
    aras_text_add_bytes(text, "\"", 1);
}

static void add_table(struct aras_text *text, const struct aras_figure_table *table)
{
    for (size_t i = 0; i < table->cells; i++) {
        bool last = (i + 1) % table->columns == 0;

        add_cell(text, table->cell[i]);
        aras_text_add_bytes(text, last ? "\n" : ",", 1);
    }
}

static int write_figure(const struct job *job, const char *form)
{
    const char *path = job->arguments->output;
    struct aras_text data = {0};
    struct aras_error error = {0};
    int code;

    if (strcmp(form, "svg") == 0) {
        return aras_write_file(path, job->figure.text.data);
    }
    if (strcmp(form, "csv") != 0) {
        return aras_convert(path, form, job->figure.text.data);
    }
    add_table(&data, &job->figure.table);
    code = aras_text_check(&data, &error) == ARAS_OK
               ? aras_write_file(path, data.data == NULL ? "" : data.data)
               : aras_complain(&error);
    aras_text_free(&data);
    return code;
}

static void forget(struct job *job)
{
    aras_figure_free(&job->figure);
    for (size_t i = 0; i < job->subjects; i++) {
        struct subject *subject = &job->subject[i];

        aras_columns_free(&subject->columns);
        aras_estimates_free(subject->estimates);
        aras_side_close(&subject->side);
    }
}

int aras_command_figure(const struct aras_arguments *arguments)
{
    /* Here -o is the picture; runs lie where they usually do. */
    struct aras_arguments wanted = *arguments;
    struct job job = {.arguments = &wanted};
    const struct kind *kind;
    const char *form;
    int code;

    if (arguments->words == 0) {
        return aras_usage("figure");
    }
    wanted.output = aras_arguments_has(arguments, "-o") ? arguments->folder : NULL;
    wanted.folder = "results";
    kind = find_kind(arguments->kind);
    form = form_of(&wanted);
    if (kind == NULL || check_form(&wanted, form) != ARAS_EXIT_FINE ||
        read_theme(&wanted, &job.look) != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    job.look.width = (double) arguments->width;
    job.picture = (struct aras_picture){&job.figure, &job.look};
    code = kind->draw(&job);
    if (code == ARAS_EXIT_FINE) {
        code = write_figure(&job, form);
    }
    forget(&job);
    return code;
}
