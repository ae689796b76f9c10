/* Indicators of the model for people. */
#include "report/warning_report.h"

#include <math.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

struct report {
    FILE *file;
    const struct aras_warned *warned;
    const struct aras_style *style;
};

/* --- words --------------------------------------------------------------------------
 */

const char *aras_warning_id(const struct aras_model *model,
                            const struct aras_sign *sign)
{
    switch (sign->kind) {
    case ARAS_SIGN_EVENT:
        return model->events[sign->number].id;
    case ARAS_SIGN_TRACK:
        return model->tracks[sign->number].id;
    case ARAS_SIGN_QUANTITY:
        break;
    }
    return model->slots[sign->number].name;
}

static void write_event(struct aras_text *text, const struct aras_event *event)
{
    if (event->title != NULL && event->title[0] != '\0') {
        aras_text_add(text, "%s (%s)", event->title, event->id);
    } else {
        aras_text_add(text, "%s", event->id);
    }
}

static void write_quantity(struct aras_text *text, const struct aras_slot *slot,
                           const struct aras_sign *sign)
{
    if (slot->type == ARAS_TRUTH) {
        aras_text_add(text, "%s is %s", slot->name, sign->above ? "so" : "not so");
    } else if (slot->type == ARAS_STAGE) {
        const char *stage = slot->stages->names[(size_t) ceil(sign->threshold)];

        aras_text_add(text, sign->above ? "%s is %s or beyond" : "%s is not yet %s",
                      slot->name, stage);
    } else {
        aras_text_add(text, "%s: %s %.3g", slot->name,
                      sign->above ? "above" : "at most", sign->threshold);
    }
}

void aras_warning_write(struct aras_text *text, const struct aras_model *model,
                        const struct aras_sign *sign)
{
    const struct aras_track *track;

    switch (sign->kind) {
    case ARAS_SIGN_EVENT:
        write_event(text, &model->events[sign->number]);
        return;
    case ARAS_SIGN_QUANTITY:
        write_quantity(text, &model->slots[sign->number], sign);
        return;
    case ARAS_SIGN_TRACK:
        break;
    }
    track = &model->tracks[sign->number];
    aras_text_add(text, "%s: %s %.3g", track->title, sign->above ? "above" : "at most",
                  sign->threshold);
}

static unsigned per_100(double share)
{
    return (unsigned) lround(100.0 * share);
}

static void write_lead(char text[32], double lead)
{
    if (isnan(lead)) {
        text[0] = '\0';
    } else {
        snprintf(text, 32, lead < 10.0 ? "%.1f" : "%.0f", lead);
    }
}

/* An indicator that was chosen may be seen in no world of those that judge it. */
static bool is_seen(const struct aras_sign *sign)
{
    return sign->alarm.all.hit + sign->alarm.all.wrong > 0.0;
}

/* "4 %" of the open worlds; "<1 %" is not never. */
static void write_seen(char text[32], const struct aras_alarm *alarm)
{
    const struct aras_alarm_counts *all = &alarm->all;
    double seen = all->hit + all->wrong;
    unsigned share = per_100(seen / (seen + all->miss + all->quiet));

    snprintf(text, 32, share == 0 ? "<1 %%" : "%u %%", share);
}

/* Where an indicator is seen in all open worlds, there are none without it. */
static void put_per_100(struct aras_table *table, enum aras_tone tone, double share,
                        const struct aras_style *style)
{
    if (isnan(share)) {
        aras_table_cell(table, tone, "%s", aras_number_none(style));
    } else {
        aras_table_cell(table, tone, "%u", per_100(share));
    }
}

/* --- parts --------------------------------------------------------------------------
 */

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_warned *warned = report->warned;
    const struct aras_condition *condition = warned->condition;
    bool titled = strcmp(condition->text, condition->title) != 0;
    struct aras_run_facts facts;

    aras_run_get_facts(warned->run, &facts);
    if (aras_legend_say(report->file, report->style, error, "%s", facts.title) !=
            ARAS_OK ||
        aras_legend_say(report->file, report->style, error,
                        "run %.8s, %s worlds of %s parameter sets, played again",
                        facts.id, aras_number_whole(warned->warning->worlds).text,
                        aras_number_whole(warned->warning->sets).text) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(report->file, report->style, error, "asked: %s%s%s%s",
                           condition->text, titled ? " (" : "",
                           titled ? condition->title : "", titled ? ")" : "");
}

static enum aras_status say_open(const struct report *report,
                                 const struct aras_outlook *outlook,
                                 struct aras_error *error)
{
    char moment[32];

    aras_model_write_moment(report->warned->model, outlook->time, moment);
    fputc('\n', report->file);
    return aras_legend_say(report->file, report->style, error,
                           "By %s: open in %s worlds (in %s it has come, in %s it no "
                           "longer can). Of those "
                           "still open it comes in %u of 100 (95 %%: %u to %u).",
                           moment, aras_number_whole(outlook->open).text,
                           aras_number_whole(outlook->settled_yes).text,
                           aras_number_whole(outlook->settled_no).text,
                           per_100(outlook->prior), per_100(outlook->interval.low),
                           per_100(outlook->interval.high));
}

static enum aras_status say_best(const struct report *report,
                                 const struct aras_outlook *outlook,
                                 struct aras_error *error)
{
    const struct aras_sign *sign = &outlook->sign[0];
    const struct aras_alarm *alarm = &sign->alarm;
    struct aras_text text = {0};
    enum aras_status status;

    aras_text_add(&text, "Best indicator: ");
    aras_warning_write(&text, report->warned->model, sign);
    aras_text_add(
        &text,
        ". Where that is seen it comes in %u of 100 worlds (95 %%: %u to %u), "
        "where it is not in %u.",
        per_100(alarm->posterior), per_100(alarm->posterior_interval.low),
        per_100(alarm->posterior_interval.high), per_100(alarm->otherwise));
    if (isfinite(alarm->ratio_interval.high)) {
        aras_text_add(&text, " The odds are multiplied by %.2g (%.2g to %.2g).",
                      alarm->ratio, alarm->ratio_interval.low,
                      alarm->ratio_interval.high);
    }
    if (sign->warns) {
        aras_text_add(&text,
                      " %u of 100 such alarms are false, and %u of 100 times it comes "
                      "without one.",
                      per_100(1.0 - alarm->posterior),
                      per_100(1.0 - alarm->sensitivity));
    }
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(report->file, report->style, error, "%s", text.data);
    }
    aras_text_free(&text);
    return status;
}

static void put_ratio(struct aras_table *table, double ratio)
{
    if (isfinite(ratio)) {
        aras_table_cell(table, ARAS_PLAIN, "%.*f",
                        ratio < 0.95   ? 2
                        : ratio < 9.95 ? 1
                                       : 0,
                        ratio);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s", isinf(ratio) ? "inf" : "");
    }
}

static void put_quiet_ratio(struct aras_table *table, double ratio)
{
    if (isfinite(ratio)) {
        aras_table_cell(table, ARAS_PLAIN, "%.2f", ratio);
    } else {
        aras_table_cell(table, ARAS_PLAIN, "%s", "");
    }
}

static enum aras_status put_sign(const struct report *report, struct aras_table *table,
                                 const struct aras_sign *sign, struct aras_error *error)
{
    const struct aras_alarm *alarm = &sign->alarm;
    bool sure = sign->adjusted <= 0.05;
    enum aras_tone tone = sure ? ARAS_STRONG : ARAS_FAINT;
    struct aras_text what = {0};
    char lead[32], seen[32];
    enum aras_status status;

    aras_warning_write(&what, report->warned->model, sign);
    status = aras_text_check(&what, error);
    if (status == ARAS_OK) {
        write_lead(lead, sign->lead[1]);
        write_seen(seen, alarm);
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", seen);
        put_per_100(table, tone, alarm->posterior, report->style);
        aras_table_cell(table, ARAS_PLAIN, "%u to %u",
                        per_100(alarm->posterior_interval.low),
                        per_100(alarm->posterior_interval.high));
        put_per_100(table, ARAS_PLAIN, alarm->otherwise, report->style);
        put_ratio(table, alarm->ratio);
        put_quiet_ratio(table, alarm->quiet_ratio);
        aras_table_cell(table, ARAS_PLAIN, "%s", lead);
        if (sign->warns) {
            put_per_100(table, ARAS_PLAIN, 1.0 - alarm->posterior, report->style);
            put_per_100(table, ARAS_PLAIN, 1.0 - alarm->sensitivity, report->style);
        } else {
            aras_table_cell(table, ARAS_FAINT, "%s", "");
            aras_table_cell(table, ARAS_FAINT, "%s", "");
        }
        if (sign->adjusted < 0.001) {
            aras_table_cell(table, ARAS_PLAIN, "<0.001");
        } else {
            aras_table_cell(table, sure ? ARAS_PLAIN : ARAS_WARNING, "%.*f",
                            sign->adjusted < 0.1 ? 3 : 2, sign->adjusted);
        }
        aras_table_cell(table, tone, "%s", what.data);
    }
    aras_text_free(&what);
    return status;
}

static enum aras_status print_signs(const struct report *report,
                                    const struct aras_outlook *outlook,
                                    struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "SEEN", .right = true},    {.heading = "COMES", .right = true},
        {.heading = "95 %", .right = true},    {.heading = "ELSE", .right = true},
        {.heading = "LR+", .right = true},     {.heading = "LR-", .right = true},
        {.heading = "LEAD", .right = true},    {.heading = "FALSE", .right = true},
        {.heading = "MISSED", .right = true},  {.heading = "P", .right = true},
        {.heading = "INDICATOR", .wrap = true}};
    struct aras_table *table = aras_table_new(columns, 11, report->style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t s = 0; s < outlook->signs && status == ARAS_OK; s++) {
        if (is_seen(&outlook->sign[s])) {
            status = put_sign(report, table, &outlook->sign[s], error);
        }
    }
    if (status == ARAS_OK) {
        status = aras_table_print(table, report->file, error);
    }
    aras_table_free(table);
    return status;
}

static size_t count_unseen(const struct aras_outlook *outlook)
{
    size_t unseen = 0;

    for (size_t s = 0; s < outlook->signs; s++) {
        unseen += !is_seen(&outlook->sign[s]);
    }
    return unseen;
}

static enum aras_status say_left_out(const struct report *report,
                                     const struct aras_outlook *outlook,
                                     struct aras_error *error)
{
    size_t unseen = count_unseen(outlook);

    if (aras_legend_say(
            report->file, report->style, error,
            "The best of %zu events and levels by gain in likelihood%s. Left "
            "out, since seen together with one of these: %zu.",
            outlook->candidates, report->style->all ? "" : " (--all: more of them)",
            outlook->alike) != ARAS_OK) {
        return error->status;
    }
    return unseen == 0 ? ARAS_OK
                       : aras_legend_say(
                             report->file, report->style, error,
                             "Left out, since they were seen in no world of those that "
                             "judge: %zu; more worlds (-n) may show them.",
                             unseen);
}

/* Whether after some indicator it came in all worlds, or in none. */
static bool settles(const struct aras_outlook *outlook)
{
    for (size_t s = 0; s < outlook->signs; s++) {
        double posterior = outlook->sign[s].alarm.posterior;

        if (posterior == 0.0 || posterior == 1.0) {
            return true;
        }
    }
    return false;
}

static enum aras_status say_outlook(const struct report *report,
                                    const struct aras_outlook *outlook,
                                    struct aras_error *error)
{
    if (say_open(report, outlook, error) != ARAS_OK) {
        return error->status;
    }
    if (outlook->signs == count_unseen(outlook)) {
        return aras_legend_say(report->file, report->style, error,
                               "None of %zu events and levels that can be seen by then "
                               "tells more than chance "
                               "may have made it tell.",
                               outlook->candidates);
    }
    if (outlook->sign[0].adjusted > 0.05) {
        if (aras_legend_say(
                report->file, report->style, error,
                "None of %zu events and levels tells more than chance may have "
                "made it tell.",
                outlook->candidates) != ARAS_OK) {
            return error->status;
        }
    } else if (say_best(report, outlook, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', report->file);
    if (print_signs(report, outlook, error) != ARAS_OK) {
        return error->status;
    }
    if (say_left_out(report, outlook, error) != ARAS_OK) {
        return error->status;
    }
    return settles(outlook)
               ? aras_legend_say(
                     report->file, report->style, error,
                     "Where it always comes, or never, what is seen may be a "
                     "part of what is asked: an earlier moment (--by) warns "
                     "better.")
               : ARAS_OK;
}

static enum aras_status explain(const struct report *report, struct aras_error *error)
{
    const struct aras_model *model = report->warned->model;

    fputc('\n', report->file);
    if (aras_legend_say(
            report->file, report->style, error,
            "Seen: in how many open worlds. Comes, else: in how many of 100 worlds it "
            "comes "
            "where the indicator is seen, and where not. LR+, LR-: what the odds are "
            "multiplied by when it is seen, and when not. Lead: median time%s%s from "
            "the "
            "event, or from that day, until it comes. False: of 100 alarms. Missed: of "
            "100 times that it comes. P: one-sided, sets as clusters, adjusted by Holm "
            "for "
            "all rows.",
            model->time_unit == NULL ? "" : " in ",
            model->time_unit == NULL     ? ""
            : model->time_unit[0] == 'd' ? "days"
            : model->time_unit[0] == 'w' ? "weeks"
            : model->time_unit[0] == 'm' ? "months"
                                         : "years") != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(report->file, report->style, error,
                           "Half of the parameter sets chose the indicators and their "
                           "thresholds; all numbers "
                           "are counted in the other half. They are indicators of the "
                           "model: what goes before "
                           "in its worlds, which need not bring it about.");
}

enum aras_status aras_report_warning(FILE *file, const struct aras_warned *warned,
                                     const struct aras_style *style,
                                     struct aras_error *error)
{
    struct report report = {.file = file, .warned = warned, .style = style};

    if (say_header(&report, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t l = 0; l < warned->warning->outlooks; l++) {
        if (say_outlook(&report, &warned->warning->outlook[l], error) != ARAS_OK) {
            return error->status;
        }
    }
    if (explain(&report, error) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(file, error);
}
