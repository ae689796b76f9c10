#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "report/chronicle_report.h"
#include "report/data.h"
#include "report/words.h"

static const char *link_name(enum aras_link_kind kind)
{
    switch (kind) {
    case ARAS_LINK_CAUSE:
        return "cause";
    case ARAS_LINK_PARENT:
        return "decision";
    case ARAS_LINK_CONDITION:
        return "condition";
    case ARAS_LINK_GUARD:
        return "guard";
    case ARAS_LINK_RATE:
        return "rate";
    case ARAS_LINK_DRIVER:
        return "driver";
    case ARAS_LINK_CHOICE:
        return "choice";
    case ARAS_LINK_STAKE:
        return "stake";
    case ARAS_LINK_EFFECT:
        break;
    }
    return "effect";
}

static void put_happening(struct aras_data *data, const char *name, size_t happening)
{
    if (happening == ARAS_NO_HAPPENING) {
        aras_data_text(data, name, NULL);
    } else {
        aras_data_whole(data, name, happening);
    }
}

static void put_shares(struct aras_data *data, const struct aras_portion *shares,
                       size_t count)
{
    aras_data_list(data, "by");
    for (size_t i = 0; i < count; i++) {
        struct aras_data share = aras_data_new();

        aras_data_text(&share, "what",
                       shares[i].happening == ARAS_ALL_DRIFTS   ? "drifts"
                       : shares[i].happening == ARAS_ALL_OTHERS ? "others"
                                                                : "event");
        if (shares[i].happening < ARAS_ALL_OTHERS) {
            aras_data_whole(&share, "happening", shares[i].happening);
        }
        aras_data_real(&share, "amount", shares[i].amount);
        aras_data_append(data, "by", share);
    }
}

static void put_rate(struct aras_data *data, const struct aras_model *model,
                     const struct aras_rate_told *rate)
{
    struct aras_data told = aras_data_new();

    aras_data_real(&told, "rate", rate->rate);
    aras_data_real(&told, "rate_at_start", rate->start);
    aras_data_real(&told, "base", rate->base);
    aras_data_real(&told, "base_at_start", rate->base_start);
    aras_data_list(&told, "terms");
    for (size_t i = 0; i < rate->count; i++) {
        const struct aras_term *it = &rate->terms[i];
        struct aras_data term = aras_data_new();

        aras_data_text(&term, "of", model->slots[it->slot].name);
        aras_data_text(&term, "text", it->text);
        aras_data_real(&term, "effect", it->effect);
        aras_data_real(&term, "at", it->at);
        aras_data_real(&term, "value", it->x);
        aras_data_real(&term, "value_at_start", it->x_start);
        aras_data_real(&term, "log_rate", it->log_rate);
        aras_data_real(&term, "since_start", it->since_start);
        put_shares(&term, it->shares, it->share_count);
        aras_data_append(&told, "terms", term);
    }
    aras_data_object(data, "rate", told);
}

static void put_decision(struct aras_data *data, const struct aras_model *model,
                         const struct aras_decision_told *decision)
{
    struct aras_data told = aras_data_new();

    aras_data_text(&told, "chosen",
                   decision->chosen < 0
                       ? NULL
                       : model->events[decision->options[decision->chosen].event].id);
    aras_data_truth(&told, "dictated", decision->dictated);
    aras_data_real(&told, "sharpness", decision->sharpness);
    aras_data_list(&told, "options");
    for (size_t i = 0; i < decision->count; i++) {
        const struct aras_option_told *it = &decision->options[i];
        struct aras_data option = aras_data_new();

        aras_data_text(&option, "event", model->events[it->event].id);
        aras_data_truth(&option, "open", !isnan(it->utility));
        aras_data_real(&option, "utility", it->utility);
        aras_data_real(&option, "probability", it->probability);
        aras_data_list(&option, "considerations");
        for (size_t k = 0; k < it->count; k++) {
            struct aras_data argument = aras_data_new();

            aras_data_text(&argument, "of", it->arguments[k].text);
            aras_data_real(&argument, "value", it->arguments[k].of);
            aras_data_real(&argument, "weight", it->arguments[k].weight);
            aras_data_append(&option, "considerations", argument);
        }
        aras_data_append(&told, "options", option);
    }
    aras_data_object(data, "decision", told);
}

static void put_demand(struct aras_data *data, const struct aras_demand_told *demand)
{
    static const char *const results[] = {"silent", "issued", "conceded", "enforced",
                                          "backed_down"};
    static const char *const stakes[] = {"V_by", "V_of",         "x",
                                         "K_by", "K_of",         "r_by",
                                         "a_of", "sharpness_by", "sharpness_of"};
    struct aras_data told = aras_data_new();
    struct aras_data stake = aras_data_new();

    _Static_assert(sizeof stakes / sizeof *stakes == ARAS_STAKES, "a name for each");
    _Static_assert(sizeof results / sizeof *results == ARAS_DEMAND_RESULTS,
                   "a name for each");
    aras_data_text(&told, "form", demand->deter ? "deter" : "compel");
    aras_data_text(&told, "result", results[demand->result]);
    aras_data_real(&told, "p_enforce", demand->enforce);
    aras_data_real(&told, demand->deter ? "p_cross" : "p_concede", demand->yield);
    if (!demand->deter) {
        aras_data_real(&told, "p_issue", demand->issue);
    }
    for (size_t i = 0; i < ARAS_STAKES; i++) {
        if (!isnan(demand->stake[i])) {
            aras_data_real(&stake, stakes[i], demand->stake[i]);
        }
    }
    aras_data_object(&told, "stakes", stake);
    aras_data_object(data, "demand", told);
}

static void put_links(struct aras_data *data, const struct aras_model *model,
                      const struct aras_happening *it)
{
    aras_data_list(data, "depends_on");
    for (size_t i = 0; i < it->link_count; i++) {
        struct aras_data link = aras_data_new();

        aras_data_whole(&link, "happening", it->links[i].from);
        aras_data_text(&link, "by", link_name(it->links[i].kind));
        aras_data_text(&link, "slot",
                       it->links[i].slot == UINT32_MAX
                           ? NULL
                           : model->slots[it->links[i].slot].name);
        aras_data_truth(&link, "needed", it->links[i].needed);
        aras_data_append(data, "depends_on", link);
    }
}

static void put_changes(struct aras_data *data, const struct aras_chronicle *chronicle,
                        const struct aras_happening *it)
{
    aras_data_list(data, "changes");
    for (size_t i = 0; i < it->change_count; i++) {
        const struct aras_slot_change *change =
            &chronicle->changes[it->first_change + i];
        struct aras_data told = aras_data_new();

        aras_data_text(&told, "slot", chronicle->model->slots[change->slot].name);
        aras_data_real(&told, "before", change->before);
        aras_data_real(&told, "after", change->after);
        aras_data_append(data, "changes", told);
    }
    aras_data_list(data, "moves");
    for (size_t i = 0; i < it->movement_count; i++) {
        struct aras_data told = aras_data_new();

        aras_data_text(&told, "id", chronicle->followed[it->movements[i].followed].id);
        aras_data_real(&told, "before", it->movements[i].before);
        aras_data_real(&told, "after", it->movements[i].after);
        aras_data_append(data, "moves", told);
    }
    aras_data_list(data, "reached");
    for (size_t i = 0; i < it->turned_count; i++) {
        struct aras_data told = aras_data_new();

        aras_data_text(&told, "outcome", chronicle->model->outcomes[it->turned[i]].id);
        aras_data_append(data, "reached", told);
    }
}

static struct aras_data tell_happening(const struct aras_retelling *retelling,
                                       size_t number)
{
    const struct aras_chronicle *chronicle = retelling->chronicle;
    const struct aras_happening *it = &chronicle->happenings[number];
    size_t chapter = retelling->chapters->of[number];
    struct aras_data data = aras_data_new();
    char moment[32];

    aras_model_write_moment(chronicle->model, it->time, moment);
    aras_data_whole(&data, "number", number);
    aras_data_real(&data, "time", it->time);
    aras_data_text(&data, "date", moment);
    if (it->event == ARAS_NO_EVENT) {
        aras_data_text(&data, "event", NULL);
    } else {
        const struct aras_event *event = &chronicle->model->events[it->event];

        aras_data_text(&data, "event", event->id);
        aras_data_text(&data, "title", event->title);
        aras_data_text(&data, "narrative", event->narrative);
        aras_data_whole(&data, "firing", it->number);
        aras_data_truth(&data, "forced", it->forced);
        aras_data_truth(&data, "worth_telling",
                        retelling->chapters->chapter[chapter].worth);
    }
    if (it->rate != NULL) {
        put_rate(&data, chronicle->model, it->rate);
    }
    if (it->decision != NULL) {
        put_decision(&data, chronicle->model, it->decision);
    }
    if (it->demand != NULL) {
        put_demand(&data, it->demand);
    }
    put_links(&data, chronicle->model, it);
    put_changes(&data, chronicle, it);
    return data;
}

static struct aras_data tell_outcome(const struct aras_chronicle *chronicle,
                                     size_t number)
{
    const struct aras_outcome *it = &chronicle->model->outcomes[number];
    const struct aras_ending *ending = &chronicle->endings[number];
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "outcome", it->id);
    aras_data_text(&data, "kind", aras_data_kind(it->kind));
    if (it->kind == ARAS_CATEGORY && !isnan(ending->value)) {
        aras_data_text(&data, "value", it->categories[(size_t) ending->value].id);
    } else {
        aras_data_real(&data, "value", ending->value);
    }
    put_happening(&data, "happening", ending->by);
    aras_data_list(&data, "chain");
    for (size_t i = 0; i < ending->chain_count; i++) {
        struct aras_data link = aras_data_new();
        uint32_t event = chronicle->happenings[ending->chain[i]].event;

        aras_data_whole(&link, "happening", ending->chain[i]);
        aras_data_text(&link, "event",
                       event == ARAS_NO_EVENT ? NULL
                                              : chronicle->model->events[event].id);
        aras_data_append(&data, "chain", link);
    }
    put_shares(&data, ending->shares, ending->share_count);
    return data;
}

enum aras_status aras_report_chronicle_json(FILE *file,
                                            const struct aras_retelling *retelling,
                                            struct aras_error *error)
{
    const struct aras_chronicle *chronicle = retelling->chronicle;
    struct aras_data data = aras_data_new();
    char fingerprint[17];

    snprintf(fingerprint, sizeof fingerprint, "%016" PRIx64, chronicle->fingerprint);
    aras_data_text(&data, "format", "aras chronicle 1");
    aras_data_text(&data, "model", chronicle->model->title);
    aras_data_text(&data, "scenario", chronicle->model->question.title);
    aras_data_whole(&data, "seed", chronicle->seed);
    aras_data_whole(&data, "replication", chronicle->replication);
    aras_data_whole(&data, "parameter_set", chronicle->set);
    aras_data_text(&data, "chosen", retelling->chosen);
    aras_data_text(&data, "fingerprint", fingerprint);
    aras_data_whole(&data, "events", chronicle->events);
    aras_data_truth(&data, "failed", chronicle->failed);
    aras_data_list(&data, "happenings");
    for (size_t i = 0; i < chronicle->count; i++) {
        aras_data_append(&data, "happenings", tell_happening(retelling, i));
    }
    aras_data_list(&data, "outcomes");
    for (size_t i = 0; i < retelling->count; i++) {
        aras_data_append(&data, "outcomes",
                         tell_outcome(chronicle, retelling->outcomes[i]));
    }
    return aras_data_write(&data, file, error);
}
