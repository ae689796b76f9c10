/* Leverage for programs: JSON and CSV. */
#include <inttypes.h>
#include <string.h>

#include "report/data.h"
#include "report/leverage_report.h"

static const char *const names[ARAS_PULLS] = {
    [ARAS_PULL_SILENT] = "silent",
    [ARAS_PULL_ACTS] = "acts",
    [ARAS_PULL_CONCEDED] = "conceded",
    [ARAS_PULL_ENFORCED] = "enforced",
    [ARAS_PULL_EFFECT] = "leverage",
    [ARAS_PULL_FORCE] = "by_force",
    [ARAS_PULL_ASKED_SILENT] = "asked_silent",
    [ARAS_PULL_ASKED_ACTS] = "asked_acts",
    [ARAS_PULL_ASKED_EFFECT] = "asked_leverage",
    [ARAS_PULL_DEPENDENCE] = "dependence",
    [ARAS_PULL_NET] = "net",
    [ARAS_PULL_INFLUENCE] = "influence",
    [ARAS_PULL_NAME] = "name",
    [ARAS_PULL_WEAR] = "wear",
    [ARAS_PULL_INFLUENCED] = "influence_change",
    [ARAS_PULL_YIELD] = "gives_way",
    [ARAS_PULL_BELIEVED] = "believed",
    [ARAS_PULL_CREDIBLE] = "if_certain",
    [ARAS_PULL_COSTLESS] = "if_costless",
    [ARAS_PULL_CAPTIVE] = "if_captive",
    [ARAS_PULL_TIED] = "by_dependence",
    [ARAS_PULL_DECIDES] = "decides",
    [ARAS_PULL_DECIDES_SILENT] = "decides_silent",
    [ARAS_PULL_CALLED] = "called",
    [ARAS_PULL_SHIFTED] = "shifted"};

const char *aras_leverage_kind(enum aras_issue_kind kind)
{
    switch (kind) {
    case ARAS_ISSUE_DEMAND:
        return "demand";
    case ARAS_ISSUE_LINE:
        return "line";
    case ARAS_ISSUE_ANSWER:
        break;
    }
    return "answer";
}

const char *aras_leverage_choice_id(const struct aras_levered *levered,
                                    const struct aras_leverage_row *row)
{
    const struct aras_issue *issue = &levered->wish->issue[row->issue];
    uint32_t event = issue->kind == ARAS_ISSUE_ANSWER
                         ? aras_issue_choice(issue, levered->model, row->choice)
                         : issue->event;

    return levered->model->events[event].id;
}

/* --- JSON ------------------------------------------------------------------------- */

static void add_pull(struct aras_data *data, const char *name,
                     const struct aras_pull_estimate *estimate)
{
    struct aras_data item = aras_data_new();

    aras_data_real(&item, "mean", estimate->mean);
    aras_data_real(&item, "error", estimate->error);
    aras_data_interval(&item, "interval", estimate->interval);
    aras_data_interval(&item, "range", estimate->range);
    aras_data_whole(&item, "worlds", estimate->worlds);
    aras_data_object(data, name, item);
}

static void add_row(struct aras_data *data, const struct aras_levered *levered,
                    const struct aras_leverage_row *row)
{
    const struct aras_model *model = levered->model;
    const struct aras_issue *issue = &levered->wish->issue[row->issue];
    struct aras_data item = aras_data_new();
    struct aras_data channels = aras_data_new();

    aras_data_text(&item, "by", issue->by);
    aras_data_text(&item, "of", issue->of);
    aras_data_text(&item, "kind", aras_leverage_kind(issue->kind));
    aras_data_text(&item, "act", model->events[issue->event].id);
    aras_data_truth(&item, "joint", issue->joint);
    aras_data_truth(&item, "with_target", issue->with_target);
    aras_data_text(&item, "choice", aras_leverage_choice_id(levered, row));
    aras_data_truth(&item, "best", row->best);
    aras_data_real(&item, "at", levered->wish->at[row->time]);
    aras_data_text(&item, "reading",
                   aras_reading_id(&levered->leverage->readings.reading[row->reading]));
    aras_data_whole(&item, "worlds", row->worlds);
    aras_data_whole(&item, "at_issue", row->at_issue);
    aras_data_whole(&item, "asked", row->asked);
    for (size_t i = 0; i < ARAS_PULLS; i++) {
        add_pull(&item, names[i], &row->pull[i]);
    }
    for (size_t c = 0; c < model->channel_count; c++) {
        aras_data_real(&channels, model->channels[c].id, row->channel[c]);
    }
    aras_data_object(&item, "channels", channels);
    aras_data_whole(&item, "place", row->place);
    aras_data_whole(&item, "place_by_index", row->place_by_index);
    aras_data_whole(&item, "placed", row->placed);
    aras_data_text(&item, "standing",
                   row->standing == ARAS_STANDING_BELOW   ? "below"
                   : row->standing == ARAS_STANDING_ABOVE ? "above"
                                                          : "agrees");
    aras_data_text(&item, "reason",
                   row->reason == ARAS_PULLS ? NULL : names[row->reason]);
    aras_data_append(data, "rows", item);
}

enum aras_status aras_report_leverage_json(FILE *file,
                                           const struct aras_levered *levered,
                                           struct aras_error *error)
{
    const struct aras_leverage *leverage = levered->leverage;
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras leverage report 1");
    aras_data_text(&data, "title", levered->title);
    aras_data_whole(&data, "seed", levered->seed);
    aras_data_whole(&data, "worlds", leverage->worlds);
    aras_data_whole(&data, "failed", leverage->failed);
    aras_data_real(&data, "within", levered->wish->within);
    aras_data_text(&data, "time_unit", levered->model->time_unit);
    aras_data_readings(&data, levered->model, &leverage->readings);
    aras_data_list(&data, "rows");
    for (size_t r = 0; r < leverage->rows; r++) {
        add_row(&data, levered, &leverage->row[r]);
    }
    return aras_data_write(&data, file, error);
}

/* --- CSV -------------------------------------------------------------------------- */

static void put_row(FILE *file, const struct aras_levered *levered,
                    const struct aras_leverage_row *row)
{
    const struct aras_model *model = levered->model;
    const struct aras_issue *issue = &levered->wish->issue[row->issue];

    fprintf(file, "%s,%s,%s,", issue->by, issue->of, aras_leverage_kind(issue->kind));
    aras_data_put_text(file, model->events[issue->event].id);
    fputc(',', file);
    aras_data_put_text(file, aras_leverage_choice_id(levered, row));
    fprintf(file, ",%d", row->best);
    aras_data_put_real(file, levered->wish->at[row->time]);
    fprintf(file, ",%s,%" PRIu64 ",%" PRIu64 ",%" PRIu64,
            aras_reading_id(&levered->leverage->readings.reading[row->reading]),
            row->worlds, row->at_issue, row->asked);
    for (size_t i = 0; i < ARAS_PULLS; i++) {
        aras_data_put_real(file, row->pull[i].mean);
        aras_data_put_interval(file, row->pull[i].interval);
        aras_data_put_interval(file, row->pull[i].range);
    }
    for (size_t c = 0; c < model->channel_count; c++) {
        aras_data_put_real(file, row->channel[c]);
    }
    fputc('\n', file);
}

enum aras_status aras_report_leverage_csv(FILE *file,
                                          const struct aras_levered *levered,
                                          struct aras_error *error)
{
    fputs("by,of,kind,act,choice,best,at,reading,worlds,at_issue,asked", file);
    for (size_t i = 0; i < ARAS_PULLS; i++) {
        fprintf(file, ",%s,%s_low,%s_high,%s_range_low,%s_range_high", names[i],
                names[i], names[i], names[i], names[i]);
    }
    for (size_t c = 0; c < levered->model->channel_count; c++) {
        fprintf(file, ",dependence_%s", levered->model->channels[c].id);
    }
    fputc('\n', file);
    for (size_t r = 0; r < levered->leverage->rows; r++) {
        put_row(file, levered, &levered->leverage->row[r]);
    }
    if (fflush(file) != 0 || ferror(file)) {
        return aras_error_set(error, ARAS_FILE, "cannot write the table");
    }
    return ARAS_OK;
}
