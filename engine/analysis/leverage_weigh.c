#include "analysis/leverage_watch.h"

#include <math.h>
#include <string.h>

static bool reads_any(const struct aras_code *code, const bool *changed)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        if (changed[code->reads[i]]) {
            return true;
        }
    }
    return false;
}

static bool weighs_any(const struct aras_decision *decision, const bool *changed)
{
    bool any = reads_any(decision->sharpness, changed);

    for (size_t k = 0; k < decision->count; k++) {
        for (size_t i = 0; i < decision->choices[k].count; i++) {
            any = any ||
                  reads_any(decision->choices[k].considerations[i].of, changed) ||
                  reads_any(decision->choices[k].considerations[i].weight, changed);
        }
    }
    return any;
}

bool aras_leverage_matters(const struct aras_model *model,
                           const struct aras_leverage_supposition *supposition,
                           const struct aras_decision *decision, bool *changed)
{
    memset(changed, 0, model->slot_count * sizeof *changed);
    for (size_t i = 0; i < supposition->count; i++) {
        changed[supposition->slot[i]] = true;
    }
    for (size_t i = 0; i < model->derived_count; i++) {
        const struct aras_derived *derived = &model->derived[i];

        /* What influence makes of it is left as it is. */
        changed[derived->slot] =
            changed[derived->slot] ||
            (derived->code != NULL && reads_any(derived->code, changed));
    }
    return weighs_any(decision, changed);
}

static double utility_of(const struct aras_leverage_watcher *watcher,
                         const struct aras_choice *choice, const double *values)
{
    const struct aras_model *model = watcher->work->model;
    double utility = 0.0;

    for (size_t i = 0; i < choice->count; i++) {
        utility +=
            aras_leverage_evaluate(watcher, choice->considerations[i].weight, values) *
            aras_leverage_evaluate(watcher, choice->considerations[i].of, values);
    }
    if (choice->status_quo &&
        values[model->decision_rule] == (double) ARAS_STATUS_QUO_RULE) {
        utility += values[model->status_quo_bias];
    }
    return utility;
}

/* The chance of each choice by B's rule under a supposition, the same options being
 * open (those with a utility), into `utility`. */
static void weigh_anew(struct aras_leverage_watcher *watcher,
                       const struct aras_decision *decision,
                       const struct aras_leverage_supposition *supposition,
                       const double *open)
{
    double *utility = watcher->utility;
    double greatest = -INFINITY;
    double sum = 0.0;
    double sharpness;

    aras_leverage_suppose(watcher, supposition, watcher->supposed);
    sharpness = aras_leverage_evaluate(watcher, decision->sharpness, watcher->supposed);
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] = isnan(open[k])
                         ? -INFINITY
                         : sharpness * utility_of(watcher, &decision->choices[k],
                                                  watcher->supposed);
        greatest = fmax(greatest, utility[k]);
    }
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] = exp(utility[k] - greatest);
        sum += utility[k];
    }
    for (size_t k = 0; k < decision->count; k++) {
        utility[k] /= sum;
    }
}

/* B decides: how likely it takes each option, and how likely it would. */
static void weigh(struct aras_leverage_watcher *watcher, const double *utility,
                  const double *probability)
{
    static const int told[ARAS_SUPPOSITIONS] = {
        ARAS_WEIGHED_CREDIBLE, ARAS_WEIGHED_COSTLESS, ARAS_WEIGHED_CAPTIVE,
        ARAS_WEIGHED_TIED};
    const struct aras_leverage_work *work = watcher->work;
    const struct aras_leverage_half *job = watcher->job;
    const struct aras_decision *decision =
        work->model->events[work->wish->issue[job->issue].decision].decision;
    double *weighed =
        aras_leverage_play_weighed(work->play, job->world, job->time, job->issue, 0);

    for (size_t k = 0; k < decision->count; k++) {
        weighed[k * ARAS_WEIGHED] = isnan(utility[k]) ? 0.0 : probability[k];
    }
    for (size_t s = 0; s < ARAS_SUPPOSITIONS; s++) {
        const struct aras_leverage_supposition *it =
            &work->places[job->issue].suppose[s];

        if (it->matters) {
            weigh_anew(watcher, decision, it, utility);
        }
        for (size_t k = 0; k < decision->count; k++) {
            double *number = &weighed[k * ARAS_WEIGHED];
            double more = it->matters ? watcher->utility[k] - number[0] : 0.0;

            number[told[s]] = s == ARAS_SUPPOSE_UNTIED && it->matters ? -more : more;
        }
    }
}

void aras_leverage_note_decision(void *opaque, uint32_t event, double time,
                                 size_t choices, const double *utility,
                                 const double *probability, int chosen)
{
    struct aras_leverage_watcher *watcher = opaque;
    const struct aras_leverage_work *work = watcher->work;
    const struct aras_leverage_half *job = watcher->job;
    const struct aras_issue *issue = &work->wish->issue[job->issue];

    (void) choices;
    if (!watcher->begun || issue->kind != ARAS_ISSUE_ANSWER ||
        event != issue->decision || watcher->arm->decided ||
        time > work->wish->at[job->time] + work->wish->within) {
        return;
    }
    watcher->arm->decided = true;
    if (job->acts == 1 && chosen >= 0 &&
        work->model->events[event].decision->dictated < 0) {
        weigh(watcher, utility, probability);
    }
}
