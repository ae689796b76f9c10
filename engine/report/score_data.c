/* Scores for programs: JSON and CSV. */
#include <math.h>
#include <string.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/score_report.h"

static const char *about_of(enum aras_about about)
{
    return about == ARAS_ABOUT_WORLD ? "world" : "model";
}

/* --- JSON ------------------------------------------------------------------------- */

static struct aras_data skills_of(const struct aras_skill skill[ARAS_BENCHMARKS])
{
    static const char *const names[] = {[ARAS_CLIMATOLOGY] = "climatology",
                                        [ARAS_PERSISTENCE] = "persistence",
                                        [ARAS_REFERENCE] = "reference_class"};
    struct aras_data data = aras_data_new();

    for (int b = 0; b < ARAS_BENCHMARKS; b++) {
        char counted[64];

        aras_data_real(&data, names[b], skill[b].skill);
        snprintf(counted, sizeof counted, "%s_questions", names[b]);
        aras_data_whole(&data, counted, skill[b].count);
    }
    return data;
}

static void add_reliability(struct aras_data *data,
                            const struct aras_forecaster *forecaster)
{
    const struct aras_murphy *murphy = &forecaster->murphy;
    const struct aras_isotonic_parts *parts = &forecaster->reliability.parts;

    aras_data_list(data, "reliability");
    aras_data_list(data, "bins");
    if (murphy->count == 0) {
        return;
    }
    aras_data_real(data, "miscalibration", parts->miscalibration);
    aras_data_real(data, "discrimination", parts->discrimination);
    aras_data_real(data, "uncertainty", parts->uncertainty);
    aras_data_real(data, "murphy_reliability", murphy->reliability);
    aras_data_real(data, "murphy_resolution", murphy->resolution);
    aras_data_real(data, "murphy_within", murphy->within);
    for (size_t s = 0; s < forecaster->reliability.steps; s++) {
        const struct aras_reliability_step *step = &forecaster->reliability.step[s];
        struct aras_data item = aras_data_new();

        aras_data_real(&item, "said_low", step->said_low);
        aras_data_real(&item, "said_high", step->said_high);
        aras_data_whole(&item, "count", step->count);
        aras_data_real(&item, "came", step->came);
        aras_data_interval(&item, "consistent", step->consistent);
        aras_data_append(data, "reliability", item);
    }
    for (size_t k = 0; k < ARAS_MURPHY_BINS; k++) {
        const struct aras_murphy_bin *bin = &murphy->bin[k];
        struct aras_data item = aras_data_new();

        aras_data_real(&item, "low", bin->low);
        aras_data_real(&item, "high", bin->high);
        aras_data_whole(&item, "count", bin->count);
        aras_data_real(&item, "said", bin->said);
        aras_data_real(&item, "came", bin->came);
        aras_data_append(data, "bins", item);
    }
}

static struct aras_data forecaster_data(const struct aras_forecaster *forecaster)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "by", forecaster->by);
    aras_data_truth(&data, "run", forecaster->run);
    aras_data_whole(&data, "questions", forecaster->options);
    aras_data_real(&data, "brier", forecaster->brier);
    aras_data_real(&data, "unavoidable", forecaster->unavoidable);
    aras_data_real(&data, "log", forecaster->nats);
    aras_data_whole(&data, "clipped", forecaster->clipped);
    aras_data_real(&data, "ranked", forecaster->ranked);
    aras_data_whole(&data, "ranked_questions", forecaster->ranked_count);
    aras_data_put(&data, "skill", skills_of(forecaster->skill));
    aras_data_whole(&data, "numbers", forecaster->numbers);
    aras_data_real(&data, "crps", forecaster->crps);
    aras_data_text(&data, "unit", forecaster->unit);
    aras_data_put(&data, "number_skill", skills_of(forecaster->number_skill));
    aras_data_reals(&data, "places", forecaster->pit, ARAS_PIT_BINS);
    add_reliability(&data, forecaster);
    return data;
}

static struct aras_data score_data(const struct aras_score *score)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "question", score->question->id);
    aras_data_text(&data, "by", score->prediction->by);
    aras_data_text(&data, "at", score->prediction->at);
    aras_data_whole(&data, "line", score->prediction->line);
    aras_data_real(&data, "brier", score->brier);
    aras_data_real(&data, "unavoidable", score->unavoidable);
    aras_data_real(&data, "log", score->nats);
    aras_data_truth(&data, "clipped", score->clipped);
    aras_data_real(&data, "ranked", score->ranked);
    aras_data_real(&data, "crps", score->crps);
    aras_data_real(&data, "climatology", score->benchmark[ARAS_CLIMATOLOGY]);
    aras_data_real(&data, "persistence", score->benchmark[ARAS_PERSISTENCE]);
    aras_data_real(&data, "reference_class", score->benchmark[ARAS_REFERENCE]);
    return data;
}

static struct aras_data rivals_data(const struct aras_scoring *scoring,
                                    const struct aras_rivals *rivals)
{
    const struct aras_rivalry *rivalry = &rivals->rivalry;
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "a", scoring->forecaster[rivals->a].by);
    aras_data_text(&data, "b", scoring->forecaster[rivals->b].by);
    aras_data_whole(&data, "questions", rivalry->count);
    aras_data_real(&data, "difference", rivalry->difference);
    aras_data_interval(&data, "interval", rivalry->interval);
    aras_data_real(&data, "p", rivalry->p);
    aras_data_real(&data, "p_holm", rivals->p_holm);
    aras_data_real(&data, "sd", rivalry->sd);
    aras_data_real(&data, "questions_needed", rivalry->needed);
    return data;
}

static struct aras_data scoring_data(const struct aras_scoring *scoring)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "about", about_of(scoring->about));
    aras_data_whole(&data, "questions", scoring->questions);
    aras_data_whole(&data, "settled", scoring->settled);
    aras_data_whole(&data, "open", scoring->open);
    aras_data_whole(&data, "void", scoring->voided);
    aras_data_whole(&data, "late", scoring->late);
    aras_data_whole(&data, "superseded", scoring->superseded);
    aras_data_real(&data, "base_rate", scoring->base_rate);
    aras_data_list(&data, "forecasters");
    for (size_t f = 0; f < scoring->forecasters; f++) {
        aras_data_append(&data, "forecasters",
                         forecaster_data(&scoring->forecaster[f]));
    }
    aras_data_list(&data, "pairs");
    for (size_t i = 0; i < scoring->rivalries; i++) {
        aras_data_append(&data, "pairs", rivals_data(scoring, &scoring->rivals[i]));
    }
    aras_data_list(&data, "scores");
    for (size_t i = 0; i < scoring->scores; i++) {
        aras_data_append(&data, "scores", score_data(&scoring->score[i]));
    }
    return data;
}

enum aras_status aras_report_scores_json(FILE *file,
                                         const struct aras_scored_ledger *scored,
                                         struct aras_error *error)
{
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras score report 1");
    aras_data_text(&data, "path", scored->path);
    aras_data_whole(&data, "lines", scored->ledger->lines);
    aras_data_text(&data, "seal", scored->ledger->seal);
    aras_data_list(&data, "scorings");
    aras_data_append(&data, "scorings", scoring_data(scored->world));
    aras_data_append(&data, "scorings", scoring_data(scored->model));
    return aras_data_write(&data, file, error);
}

/* --- CSV -------------------------------------------------------------------------- */

static void put_row(FILE *file, const struct aras_scoring *scoring,
                    const struct aras_score *score)
{
    fprintf(file, "%s,", about_of(scoring->about));
    aras_data_put_text(file, score->question->id);
    fputc(',', file);
    aras_data_put_text(file, score->prediction->by);
    fprintf(file, ",%s", score->prediction->at);
    aras_data_put_real(file, score->brier);
    aras_data_put_real(file, score->unavoidable);
    aras_data_put_real(file, score->nats);
    fprintf(file, ",%d", score->clipped ? 1 : 0);
    aras_data_put_real(file, score->ranked);
    aras_data_put_real(file, score->crps);
    for (int b = 0; b < ARAS_BENCHMARKS; b++) {
        aras_data_put_real(file, score->benchmark[b]);
    }
    fputc('\n', file);
}

enum aras_status aras_report_scores_csv(FILE *file,
                                        const struct aras_scored_ledger *scored,
                                        struct aras_error *error)
{
    const struct aras_scoring *const scorings[] = {scored->world, scored->model};

    fputs("about,question,by,at,brier,unavoidable,log,clipped,ranked,crps,climatology,"
          "persistence,reference_class\n",
          file);
    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; i < scorings[s]->scores; i++) {
            put_row(file, scorings[s], &scorings[s]->score[i]);
        }
    }
    return aras_legend_check(file, error);
}
