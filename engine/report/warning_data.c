/* Indicators of the model for programs: JSON and CSV. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "report/data.h"
#include "report/legend.h"
#include "report/warning_report.h"

static const char *kind_of(const struct aras_sign *sign)
{
    switch (sign->kind) {
    case ARAS_SIGN_EVENT:
        return "event";
    case ARAS_SIGN_TRACK:
        return "track";
    case ARAS_SIGN_QUANTITY:
        break;
    }
    return "quantity";
}

static const char *state_of(const struct aras_sign *sign)
{
    if (sign->kind == ARAS_SIGN_EVENT) {
        return "happened";
    }
    return sign->above ? "above" : "at most";
}

static double threshold_of(const struct aras_sign *sign)
{
    return sign->kind == ARAS_SIGN_EVENT ? NAN : sign->threshold;
}

static void add_alarm(struct aras_data *data, const struct aras_alarm *alarm)
{
    aras_data_real(data, "hits", alarm->all.hit);
    aras_data_real(data, "false_alarms", alarm->all.wrong);
    aras_data_real(data, "misses", alarm->all.miss);
    aras_data_real(data, "quiet", alarm->all.quiet);
    aras_data_real(data, "sets", alarm->clusters);
    aras_data_real(data, "posterior", alarm->posterior);
    aras_data_interval(data, "posterior_interval", alarm->posterior_interval);
    aras_data_real(data, "otherwise", alarm->otherwise);
    aras_data_real(data, "sensitivity", alarm->sensitivity);
    aras_data_real(data, "specificity", alarm->specificity);
    aras_data_real(data, "ratio", alarm->ratio);
    aras_data_interval(data, "ratio_interval", alarm->ratio_interval);
    aras_data_real(data, "quiet_ratio", alarm->quiet_ratio);
    aras_data_interval(data, "quiet_ratio_interval", alarm->quiet_ratio_interval);
}

static void add_sign(struct aras_data *data, const struct aras_model *model,
                     const struct aras_sign *sign)
{
    struct aras_data item = aras_data_new();
    struct aras_text what = {0};

    aras_warning_write(&what, model, sign);
    aras_data_text(&item, "kind", kind_of(sign));
    aras_data_text(&item, "id", aras_warning_id(model, sign));
    aras_data_text(&item, "state", state_of(sign));
    aras_data_real(&item, "threshold", threshold_of(sign));
    aras_data_text(&item, "text", what.data);
    aras_data_real(&item, "gain", sign->gain);
    add_alarm(&item, &sign->alarm);
    aras_data_truth(&item, "warns", sign->warns);
    aras_data_real(&item, "p", sign->p);
    aras_data_real(&item, "p_adjusted", sign->adjusted);
    aras_data_reals(&item, "lead_quartiles", sign->lead, 3);
    aras_data_append(data, "indicators", item);
    aras_text_free(&what);
}

static void add_outlook(struct aras_data *data, const struct aras_model *model,
                        const struct aras_outlook *outlook)
{
    struct aras_data item = aras_data_new();
    char moment[32];

    aras_model_write_moment(model, outlook->time, moment);
    aras_data_real(&item, "time", outlook->time);
    aras_data_text(&item, "moment", moment);
    aras_data_whole(&item, "open", outlook->open);
    aras_data_whole(&item, "settled_yes", outlook->settled_yes);
    aras_data_whole(&item, "settled_no", outlook->settled_no);
    aras_data_whole(&item, "selecting", outlook->selecting);
    aras_data_whole(&item, "judging", outlook->judging);
    aras_data_real(&item, "prior", outlook->prior);
    aras_data_interval(&item, "prior_interval", outlook->interval);
    aras_data_whole(&item, "candidates", outlook->candidates);
    aras_data_whole(&item, "alike", outlook->alike);
    aras_data_list(&item, "indicators");
    for (size_t s = 0; s < outlook->signs; s++) {
        add_sign(&item, model, &outlook->sign[s]);
    }
    aras_data_append(data, "landmarks", item);
}

enum aras_status aras_report_warning_json(FILE *file, const struct aras_warned *warned,
                                          struct aras_error *error)
{
    const struct aras_warning *warning = warned->warning;
    struct aras_data data = aras_data_new();
    struct aras_run_facts facts;

    aras_run_get_facts(warned->run, &facts);
    aras_data_text(&data, "format", "aras warning report 1");
    aras_data_text(&data, "title", facts.title);
    aras_data_text(&data, "id", facts.id);
    aras_data_text(&data, "of", warned->condition->text);
    aras_data_text(&data, "of_title", warned->condition->title);
    aras_data_whole(&data, "replications", warning->worlds);
    aras_data_whole(&data, "failed", warning->failed);
    aras_data_whole(&data, "sets", warning->sets);
    aras_data_text(&data, "time_unit", warned->model->time_unit);
    aras_data_real(&data, "level", 0.95);
    aras_data_list(&data, "landmarks");
    for (size_t l = 0; l < warning->outlooks; l++) {
        add_outlook(&data, warned->model, &warning->outlook[l]);
    }
    return aras_data_write(&data, file, error);
}

static void put_sign(FILE *file, const struct aras_model *model,
                     const struct aras_outlook *outlook, const struct aras_sign *sign)
{
    const struct aras_alarm *alarm = &sign->alarm;

    fprintf(file, "%.17g,%" PRIu64, outlook->time, outlook->open);
    aras_data_put_real(file, outlook->prior);
    fprintf(file, ",%s,\"%s\",%s", kind_of(sign), aras_warning_id(model, sign),
            state_of(sign));
    aras_data_put_real(file, threshold_of(sign));
    aras_data_put_real(file, alarm->all.hit);
    aras_data_put_real(file, alarm->all.wrong);
    aras_data_put_real(file, alarm->all.miss);
    aras_data_put_real(file, alarm->all.quiet);
    aras_data_put_real(file, alarm->posterior);
    aras_data_put_interval(file, alarm->posterior_interval);
    aras_data_put_real(file, alarm->otherwise);
    aras_data_put_real(file, alarm->ratio);
    aras_data_put_interval(file, alarm->ratio_interval);
    aras_data_put_real(file, alarm->quiet_ratio);
    aras_data_put_interval(file, alarm->quiet_ratio_interval);
    aras_data_put_real(file, sign->lead[1]);
    aras_data_put_real(file, sign->p);
    aras_data_put_real(file, sign->adjusted);
    fputc('\n', file);
}

enum aras_status aras_report_warning_csv(FILE *file, const struct aras_warned *warned,
                                         struct aras_error *error)
{
    fputs("landmark,open,prior,kind,id,state,threshold,hits,false_alarms,misses,quiet,"
          "posterior,posterior_low,posterior_high,otherwise,ratio,ratio_low,ratio_high,"
          "quiet_ratio,quiet_ratio_low,quiet_ratio_high,lead,p,p_adjusted\n",
          file);
    for (size_t l = 0; l < warned->warning->outlooks; l++) {
        const struct aras_outlook *outlook = &warned->warning->outlook[l];

        for (size_t s = 0; s < outlook->signs; s++) {
            put_sign(file, warned->model, outlook, &outlook->sign[s]);
        }
    }
    return aras_legend_check(file, error);
}
