/* Pictures of causes, of the parts of a variance, and of how good predictions were. */
#include "report/picture_answer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/but_for_bars.h"
#include "figure/calibration.h"
#include "figure/leverage_matrix.h"
#include "figure/sobol_bars.h"
#include "report/legend.h"
#include "report/leverage_words.h"
#include "report/number.h"
#include "report/words.h"

enum { MOST_ROWS = 20, TITLE = 256 };

/* --- without an event ------------------------------------------------------------- */

struct bars {
    struct aras_but_for event[MOST_ROWS];
    char title[MOST_ROWS][TITLE];
    size_t events;
};

static double change_of(const struct aras_causes *causes, size_t cause, size_t told)
{
    return causes->cause[cause].effect[told].change;
}

/* How many causes change it more; of two alike the earlier counts as more. */
static size_t rank_of(const struct aras_causes *causes, size_t cause, size_t told)
{
    double size = fabs(change_of(causes, cause, told));
    size_t rank = 0;

    for (size_t i = 0; i < causes->count; i++) {
        double other = fabs(change_of(causes, i, told));

        rank += other > size || (other == size && i < cause);
    }
    return rank;
}

/* In which share of worlds an event happens; NAN where that is not counted. */
static double share_with(const struct aras_causes *causes,
                         const struct aras_cause *cause, size_t told)
{
    const struct aras_cause_effect *effect = &cause->effect[told];
    uint64_t worlds = causes->worlds - causes->failed;

    if (aras_target_is_share(&causes->target)) {
        return effect->worlds > 0.0
                   ? (effect->both + effect->only_cause) / effect->worlds
                   : NAN;
    }
    return causes->told_count == 1 && worlds > 0
               ? (double) cause->happened / (double) worlds
               : NAN;
}

static enum aras_status fill_bars(struct bars *bars, const struct aras_causes_told *of,
                                  size_t told, struct aras_error *error)
{
    const struct aras_causes *causes = of->causes;

    for (size_t i = 0; i < causes->count; i++) {
        const struct aras_cause_effect *effect = &causes->cause[i].effect[told];
        char *title = bars->title[bars->events];
        size_t length;

        if (isnan(effect->change) || rank_of(causes, i, told) >= MOST_ROWS ||
            causes->cause[i].sameness == ARAS_ITSELF) {
            continue; /* the outcome itself is no cause of it */
        }
        aras_words_event_name(title, TITLE, of->model, causes->cause[i].event);
        length = strlen(title);
        snprintf(title + length, TITLE - length, "%s",
                 aras_causes_mark(causes->cause[i].sameness));
        bars->event[bars->events++] = (struct aras_but_for){
            .title = title,
            .happens = share_with(causes, &causes->cause[i], told),
            .change = effect->change,
            .low = effect->interval.low,
            .high = effect->interval.high,
            .sure = effect->adjusted < 0.05};
    }
    return bars->events > 0 ? ARAS_OK
                            : aras_error_set(error, ARAS_INVALID,
                                             "no event can be told to change it, in "
                                             "no world of this reading");
}

static enum aras_status draw_bars(const struct aras_picture *picture,
                                  const struct bars *bars,
                                  const struct aras_causes_told *of, size_t told,
                                  struct aras_error *error)
{
    const struct aras_causes *causes = of->causes;
    bool share = aras_target_is_share(&causes->target);
    bool rival = aras_legend_has_readings(&causes->readings);
    char outcome[256];
    char title[512];
    char subtitle[512];

    aras_picture_name_target(of->model, &causes->target, outcome);
    snprintf(title, sizeof title, "If one of these could not happen: %s", outcome);
    snprintf(
        subtitle, sizeof subtitle,
        "%s: %s worlds%s%s, each played again without the event, with the same "
        "luck%s",
        of->title,
        aras_number_whole((unsigned long long) causes->cause[0].effect[told].worlds)
            .text,
        rival ? " if " : "",
        rival ? aras_legend_reading(&causes->readings, of->model, causes->told[told])
              : "",
        causes->count > bars->events ? "; the greatest changes" : "");
    return aras_but_for_bars_draw(
        picture->figure,
        &(struct aras_but_for_bars){.title = title,
                                    .subtitle = subtitle,
                                    .outcome = outcome,
                                    .share = causes->cause[0].effect[told].share,
                                    .form =
                                        share ? ARAS_TICKS_SHARES : ARAS_TICKS_NUMBERS,
                                    .event = bars->event,
                                    .events = bars->events},
        picture->look, error);
}

enum aras_status aras_picture_causes(const struct aras_picture *picture,
                                     const struct aras_causes_told *of, size_t told,
                                     struct aras_error *error)
{
    struct bars *bars = calloc(1, sizeof *bars);
    enum aras_status status;

    if (bars == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    status = fill_bars(bars, of, told, error);
    if (status == ARAS_OK) {
        status = draw_bars(picture, bars, of, told, error);
    }
    free(bars);
    return status;
}

/* --- the parts of a variance ------------------------------------------------------ */

static enum aras_factor_kind kind_of(const struct aras_model *model, const char *id)
{
    if (strcmp(id, "luck") == 0) {
        return ARAS_FACTOR_CHANCE;
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        if (strcmp(model->variants[i].id, id) == 0) {
            return ARAS_FACTOR_VARIANT;
        }
    }
    return strcmp(id, "variants") == 0 ? ARAS_FACTOR_VARIANT : ARAS_FACTOR_PARAMETER;
}

/* Its title; its id where it has none; both where another has the same title. */
static void name_factor(const struct aras_sensitivity_split *split, size_t factors,
                        size_t number, char text[TITLE])
{
    const char *title = split->factor_title[number];
    bool titled = title != NULL && title[0] != '\0';
    bool shared = false;

    for (size_t i = 0; i < factors && titled; i++) {
        shared = shared || (i != number && split->factor_title[i] != NULL &&
                            strcmp(split->factor_title[i], title) == 0);
    }
    snprintf(text, TITLE, "%.120s%s%.120s", titled ? title : "", shared ? ": " : "",
             !titled || shared ? split->factor_id[number] : "");
}

/* It has less than one part in a hundred of the variance, and that is known. */
static bool is_negligible(const struct aras_variance_factor *factor)
{
    return factor->total < 0.01 && factor->total_interval.high < 0.01;
}

/* Luck, and the factors that have most of what is worth a bar. */
static size_t list_factors(const struct aras_sensitivity_subject *subject,
                           const struct aras_sensitivity_split *split,
                           const struct aras_variance *variance,
                           struct aras_factor_share *share, char title[][TITLE])
{
    size_t count = 0;

    for (size_t i = 0; i < variance->factors; i++) {
        const struct aras_variance_factor *factor = &variance->factor[i];
        size_t greater = 0;

        for (size_t k = 1; k < variance->factors; k++) {
            greater += variance->factor[k].total > factor->total;
        }
        if (i > 0 && (greater >= MOST_ROWS - 1 || is_negligible(factor))) {
            continue;
        }
        name_factor(split, variance->factors, i, title[count]);
        share[count] = (struct aras_factor_share){
            .title = title[count],
            .kind = kind_of(subject->model, split->factor_id[i]),
            .first = factor->first,
            .first_low = factor->first_interval.low,
            .first_high = factor->first_interval.high,
            .total = factor->total,
            .total_low = factor->total_interval.low,
            .total_high = factor->total_interval.high};
        count++;
    }
    return count;
}

enum aras_status aras_picture_variance(const struct aras_picture *picture,
                                       const struct aras_sensitivity_subject *subject,
                                       const struct aras_sensitivity_split *split,
                                       size_t target, struct aras_error *error)
{
    const struct aras_variance *variance = &split->variance[target];
    struct aras_factor_share share[ARAS_MOST_FACTOR_BARS];
    char names[ARAS_MOST_FACTOR_BARS][TITLE];
    char outcome[256];
    char title[320];
    char subtitle[512];
    char others[96] = "";
    size_t factors;

    if (!(variance->variance > 0.0)) {
        return aras_error_set(
            error, ARAS_INVALID,
            "'%s' is the same in all worlds: there is no variance to "
            "split",
            subject->model->outcomes[split->target[target].outcome].id);
    }
    factors = list_factors(subject, split, variance, share, names);
    aras_picture_name_target(subject->model, &split->target[target], outcome);
    snprintf(title, sizeof title, "Where the variance comes from: %s", outcome);
    if (factors < variance->factors) {
        snprintf(others, sizeof others, "; %zu others have less%s, and no bars",
                 variance->factors - factors,
                 factors < MOST_ROWS ? " than 1 % each" : "");
    }
    snprintf(subtitle, sizeof subtitle,
             "%.200s: %zu rows of worlds with parts exchanged, 95 %% intervals%s",
             subject->title, variance->rows, others);
    return aras_sobol_bars_draw(picture->figure,
                                &(struct aras_sobol_bars){.title = title,
                                                          .subtitle = subtitle,
                                                          .outcome = outcome,
                                                          .factor = share,
                                                          .factors = factors},
                                picture->look, error);
}

/* --- who moves whom --------------------------------------------------------------- */

struct measured {
    const char *name[ARAS_MOST_ACTORS];
    double value[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    double error[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    bool marked[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    size_t actors, cells; /* cells that are not empty */
    double greatest;
};

static void fill_measured(struct measured *measured, const struct aras_levered *levered,
                          size_t time, size_t reading)
{
    const char *id[ARAS_MOST_ACTORS];

    for (size_t i = 0; i < levered->model->actor_count; i++) {
        const struct aras_actor *it = &levered->model->actors[i];

        if (!it->outside && measured->actors < ARAS_MOST_ACTORS) {
            id[measured->actors] = it->id;
            measured->name[measured->actors++] = it->name;
        }
    }
    for (size_t a = 0; a < measured->actors; a++) {
        for (size_t b = 0; b < measured->actors; b++) {
            const struct aras_leverage_row *row =
                a == b ? NULL
                       : aras_leverage_find_cell(levered, time, reading, id[a], id[b]);
            size_t cell = a * measured->actors + b;

            measured->value[cell] = NAN;
            if (row != NULL) {
                measured->value[cell] = row->pull[ARAS_PULL_EFFECT].mean;
                measured->error[cell] = row->pull[ARAS_PULL_EFFECT].error;
                measured->marked[cell] = aras_leverage_is_answer(levered, row);
                measured->greatest =
                    fmax(measured->greatest, fabs(measured->value[cell]));
                measured->cells++;
            }
        }
    }
}

enum aras_status aras_picture_measured(const struct aras_picture *picture,
                                       const struct aras_levered *levered, size_t time,
                                       size_t reading, struct aras_error *error)
{
    const struct aras_readings *readings = &levered->leverage->readings;
    struct measured measured = {.greatest = 0.05};
    char from[32];
    char to[32];
    char subtitle[512];

    fill_measured(&measured, levered, time, reading);
    if (measured.cells == 0 || measured.actors < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "nothing is at issue between two actors of the region in "
                              "%d worlds or more",
                              (int) ARAS_FEW_AT_ISSUE);
    }
    aras_model_write_moment(levered->model, levered->wish->at[time], from);
    aras_model_write_moment(levered->model,
                            levered->wish->at[time] + levered->wish->within, to);
    snprintf(subtitle, sizeof subtitle,
             "%.200s: %s worlds of the model%s%.60s, from %s to %s; \xC2\xB1 from the "
             "number of worlds; * an answer to an act",
             levered->title, aras_number_whole(readings->reading[reading].worlds).text,
             aras_legend_has_readings(readings) ? " if " : "",
             aras_legend_has_readings(readings)
                 ? aras_legend_reading(readings, levered->model, reading)
                 : "",
             from, to);
    return aras_leverage_matrix_draw(
        picture->figure,
        &(struct aras_leverage_matrix){.title = "Who moves whom, measured",
                                       .subtitle = subtitle,
                                       .actor = measured.name,
                                       .actors = measured.actors,
                                       .value = measured.value,
                                       .limit = measured.greatest,
                                       .error = measured.error,
                                       .marked = measured.marked},
        picture->look, error);
}

/* --- how good predictions were ---------------------------------------------------- */

enum aras_status aras_picture_calibration(const struct aras_picture *picture,
                                          const struct aras_scoring *scoring,
                                          size_t forecaster, struct aras_error *error)
{
    const struct aras_forecaster *of = &scoring->forecaster[forecaster];
    struct aras_calibrated step[ARAS_MOST_CALIBRATED];
    char title[320];
    char subtitle[320];

    if (of->reliability.steps == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s has %zu plain question%s settled; what came can be "
                              "held against what was said from %d on",
                              of->by, of->plain, of->plain == 1 ? "" : "s",
                              ARAS_LEAST_FOR_RELIABILITY);
    }
    if (of->reliability.steps > ARAS_MOST_CALIBRATED) {
        return aras_error_set(
            error, ARAS_INVALID,
            "the predictions of %s make %zu steps; a picture has room "
            "for %d",
            of->by, of->reliability.steps, ARAS_MOST_CALIBRATED);
    }
    for (size_t i = 0; i < of->reliability.steps; i++) {
        const struct aras_reliability_step *it = &of->reliability.step[i];

        step[i] = (struct aras_calibrated){.said_low = it->said_low,
                                           .said_high = it->said_high,
                                           .came = it->came,
                                           .low = it->consistent.low,
                                           .high = it->consistent.high,
                                           .count = it->count};
    }
    snprintf(title, sizeof title, "Did it come as often as said? %.200s", of->by);
    snprintf(subtitle, sizeof subtitle,
             "%zu plain questions about the world, settled; Brier score %.3f",
             of->reliability.count, of->reliability.parts.brier);
    return aras_calibration_draw(
        picture->figure,
        &(struct aras_calibration){.title = title,
                                   .subtitle = subtitle,
                                   .step = step,
                                   .steps = of->reliability.steps},
        picture->look, error);
}
