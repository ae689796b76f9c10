/* What would have to be true, as text, JSON and CSV. */
#include "report/inversion_report.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "report/data.h"
#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"

enum { MOST_DOING = 15, MOST_NEAR = 5 };

struct report {
    FILE *file;
    const struct aras_inversion_told *told;
    const struct aras_inversion *inversion;
    const struct aras_style *style;
};

/* --- words --------------------------------------------------------------------------
 */

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

/* "treaty_rate = 0.41/year (97 %)": with its quantile */
static void put_parameter(struct aras_text *text, const struct aras_model *model,
                          const struct aras_lever *lever, size_t number)
{
    const struct aras_parameter *parameter =
        &model->parameters[lever->parameter[number]];
    const char *unit = text_of(parameter->unit);
    bool per = strncmp(unit, "1/", 2) == 0;

    aras_text_add(text, "%s = %.3g%s%s (%.3g %%)", parameter->id,
                  lever->value[number] / parameter->scale,
                  unit[0] == '\0' || per ? "" : " ", per ? unit + 1 : unit,
                  100.0 * lever->quantile[number]);
}

static void put_title(struct aras_text *text, const char *title)
{
    if (text_of(title)[0] != '\0') {
        aras_text_add(text, ": %s", title);
    }
}

static void put_force(struct aras_text *text, const struct aras_event *event,
                      const struct aras_lever *lever)
{
    switch (lever->it.kind) {
    case ARAS_DICTATE:
        aras_text_add(text, "%s is always chosen", event->id);
        break;
    case ARAS_FORCE:
    case ARAS_INSIST:
    case ARAS_FORBID:
    case ARAS_CEASE:
    case ARAS_MISS:
    case ARAS_SILENCE:
    case ARAS_LOOK:
        aras_text_add(text, "%s happens at the start", event->id);
        break;
    }
    put_title(text, event->title);
}

static void put_lever(struct aras_text *text, const struct report *report,
                      const struct aras_lever *lever)
{
    const struct aras_model *model = report->told->model;

    switch (lever->kind) {
    case ARAS_LEVER_PARAMETER:
        put_parameter(text, model, lever, 0);
        put_title(text, model->parameters[lever->parameter[0]].title);
        break;
    case ARAS_LEVER_SEVERAL:
        for (size_t i = 0; i < lever->count; i++) {
            aras_text_add(text, "%s", i == 0 ? "" : ", ");
            put_parameter(text, model, lever, i);
        }
        break;
    case ARAS_LEVER_OPTION:
        aras_text_add(text, "%s = %s", model->variants[lever->variant].id,
                      model->variants[lever->variant].options[lever->option].id);
        put_title(text, model->variants[lever->variant].options[lever->option].title);
        break;
    case ARAS_LEVER_FORCE:
        put_force(text, &model->events[lever->event], lever);
        break;
    case ARAS_LEVER_FORBID:
        aras_text_add(text, "%s cannot happen", model->events[lever->event].id);
        put_title(text, model->events[lever->event].title);
        break;
    }
}

static const char *kind_of(const struct aras_lever *lever)
{
    switch (lever->kind) {
    case ARAS_LEVER_PARAMETER:
        return "parameter";
    case ARAS_LEVER_SEVERAL:
        return "several parameters";
    case ARAS_LEVER_OPTION:
        return "option";
    case ARAS_LEVER_FORCE:
        return "happens";
    case ARAS_LEVER_FORBID:
        break;
    }
    return "cannot happen";
}

/* --- text ---------------------------------------------------------------------------
 */

static double half(struct aras_interval interval)
{
    return (interval.high - interval.low) / 2.0;
}

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_inversion *inversion = report->inversion;

    if (aras_legend_say(report->file, report->style, error, "%s",
                        report->told->title) != ARAS_OK ||
        aras_legend_say(report->file, report->style, error,
                        "what would have to be true for %s in %.3g %% of the worlds or "
                        "%s",
                        report->told->of, 100.0 * inversion->threshold,
                        inversion->above ? "more" : "less") != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "as it is: %s (95 %%: %.1f to %.1f)%s, in %s worlds of %s parameter sets, "
            "seed %llu, %s failed",
            aras_number_counted(inversion->share).text, 100.0 * inversion->interval.low,
            100.0 * inversion->interval.high,
            inversion->readings ? " in the reading furthest from it" : "",
            aras_number_whole(inversion->pool).text,
            aras_number_whole(inversion->sets).text,
            (unsigned long long) report->told->seed,
            aras_number_whole(inversion->failed).text) != ARAS_OK) {
        return error->status;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "tried in %s worlds each: the %zu of %zu parameters that move it most, alone "
        "and "
        "together; %zu options of variants; %zu events, at the start and never%s",
        aras_number_whole(inversion->worlds).text, inversion->moved,
        inversion->parameters, inversion->options, inversion->events,
        inversion->itself ? ", but for what comes exactly when it does" : "");
}

static size_t count_doing(const struct aras_inversion *inversion)
{
    size_t count = 0;

    while (count < inversion->count && inversion->lever[count].reaches) {
        count++;
    }
    return count;
}

static enum aras_status say_answer(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_inversion *inversion = report->inversion;
    const struct aras_lever *first = &inversion->lever[0];
    struct aras_text text = {0};
    enum aras_status status;

    if (inversion->above ? inversion->share >= inversion->threshold
                         : inversion->share <= inversion->threshold) {
        return aras_legend_say(report->file, report->style, error,
                               "Nothing: it is so as things are.");
    }
    if (count_doing(inversion) == 0) {
        return aras_legend_say(report->file, report->style, error,
                               "Nothing that was tried does it: no parameter within 99 "
                               "%% of its prior, alone or with others, no option, no "
                               "single event.");
    }
    put_lever(&text, report, first);
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(
            report->file, report->style, error,
            "The most plausible change that does it: %s. Then it is so in %s of the "
            "worlds (%s).",
            text.data, aras_number_counted(first->share).text,
            aras_number_error(half(first->interval), true, report->style).text);
    }
    aras_text_free(&text);
    return status;
}

static void put_plausibility(struct aras_table *table, const struct aras_lever *lever)
{
    aras_table_cell(table, lever->plausibility < 0.05 ? ARAS_WARNING : ARAS_PLAIN, "%s",
                    aras_number_counted(lever->plausibility).text);
}

static enum aras_status put_row(const struct report *report, struct aras_table *table,
                                const struct aras_lever *lever,
                                struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status;

    put_lever(&text, report, lever);
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_PLAIN, "%s", lever->reaches ? "yes" : "no");
        put_plausibility(table, lever);
        aras_table_cell(table, ARAS_PLAIN, "%s", text.data);
        aras_table_cell(table, lever->reaches ? ARAS_STRONG : ARAS_FAINT, "%s",
                        aras_number_counted(lever->share).text);
        aras_table_cell(
            table, ARAS_FAINT, "%s",
            aras_number_error(half(lever->interval), true, report->style).text);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status print_levers(const struct report *report,
                                     struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "DOES IT"},
        {.heading = "PLAUSIBLE", .right = true},
        {.heading = "WHAT WOULD HAVE TO BE TRUE", .wrap = true},
        {.heading = "SO IN", .right = true},
        {.heading = "ERROR", .right = true}};
    const struct aras_inversion *inversion = report->inversion;
    size_t doing = count_doing(inversion);
    struct aras_table *table = aras_table_new(columns, 5, report->style, error);
    enum aras_status status = ARAS_OK;

    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < inversion->count && status == ARAS_OK; i++) {
        if (report->style->all ||
            (i < doing ? i < MOST_DOING : i < doing + MOST_NEAR)) {
            status = put_row(report, table, &inversion->lever[i], error);
        }
    }
    if (status == ARAS_OK) {
        status = aras_table_print(table, report->file, error);
    }
    aras_table_free(table);
    return status;
}

static enum aras_status say_legend(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_inversion *inversion = report->inversion;
    size_t doing = count_doing(inversion);
    size_t near = inversion->count - doing;

    if (!report->style->all && (doing > MOST_DOING || near > MOST_NEAR) &&
        aras_legend_say(
            report->file, report->style, error,
            "%zu change%s it; of those that do not, the nearest are shown (--all).",
            doing, doing == 1 ? " does" : "s do") != ARAS_OK) {
        return error->status;
    }
    if (aras_legend_say(
            report->file, report->style, error,
            "PLAUSIBLE: how often something as far out would be drawn: of a parameter "
            "twice the share of its prior beyond it; of several, of a normal number as "
            "far from 0 as they are together; the weight of an option; in how many "
            "worlds an event happens (or does not) anyway. In brackets: the quantile "
            "of the "
            "prior. SO IN: worlds in which %s; "
            "ERROR: of 95 %%, from finitely many worlds.",
            report->told->of) != ARAS_OK) {
        return error->status;
    }
    if (inversion->readings &&
        aras_legend_say(report->file, report->style, error,
                        "A change does it when it does so in each reading; SO IN is of "
                        "the reading furthest from it.") != ARAS_OK) {
        return error->status;
    }
    return aras_legend_check(report->file, error);
}

enum aras_status aras_report_inversion(FILE *file,
                                       const struct aras_inversion_told *told,
                                       const struct aras_style *style,
                                       struct aras_error *error)
{
    const struct report report = {
        .file = file, .told = told, .inversion = told->inversion, .style = style};

    if (say_header(&report, error) != ARAS_OK ||
        say_answer(&report, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    if (print_levers(&report, error) != ARAS_OK) {
        return error->status;
    }
    fputc('\n', file);
    return say_legend(&report, error);
}

/* --- for programs -------------------------------------------------------------------
 */

static void add_values(struct aras_data *item, const struct aras_model *model,
                       const struct aras_lever *lever)
{
    aras_data_list(item, "parameters");
    for (size_t i = 0; i < lever->count; i++) {
        const struct aras_parameter *parameter =
            &model->parameters[lever->parameter[i]];
        struct aras_data one = aras_data_new();

        aras_data_text(&one, "parameter", parameter->id);
        aras_data_text(&one, "unit", text_of(parameter->unit));
        aras_data_real(&one, "value", lever->value[i] / parameter->scale);
        aras_data_real(&one, "quantile", lever->quantile[i]);
        aras_data_append(item, "parameters", one);
    }
    aras_data_real(item, "distance", lever->distance);
}

static void add_lever(struct aras_data *data, const struct aras_inversion_told *told,
                      const struct aras_lever *lever)
{
    const struct aras_model *model = told->model;
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "kind", kind_of(lever));
    switch (lever->kind) {
    case ARAS_LEVER_PARAMETER:
    case ARAS_LEVER_SEVERAL:
        add_values(&item, model, lever);
        break;
    case ARAS_LEVER_OPTION:
        aras_data_text(&item, "variant", model->variants[lever->variant].id);
        aras_data_text(&item, "option",
                       model->variants[lever->variant].options[lever->option].id);
        break;
    case ARAS_LEVER_FORCE:
    case ARAS_LEVER_FORBID:
        aras_data_text(&item, "event", model->events[lever->event].id);
        break;
    }
    aras_data_truth(&item, "does_it", lever->reaches);
    aras_data_real(&item, "plausibility", lever->plausibility);
    aras_data_real(&item, "share", lever->share);
    aras_data_interval(&item, "interval", lever->interval);
    aras_data_append(data, "changes", item);
}

enum aras_status aras_report_inversion_json(FILE *file,
                                            const struct aras_inversion_told *told,
                                            struct aras_error *error)
{
    const struct aras_inversion *inversion = told->inversion;
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras inversion report 1");
    aras_data_text(&data, "title", told->title);
    aras_data_text(&data, "make", told->of);
    aras_data_text(&data, "side", inversion->above ? "above" : "below");
    aras_data_real(&data, "threshold", inversion->threshold);
    aras_data_whole(&data, "seed", told->seed);
    aras_data_whole(&data, "pool", inversion->pool);
    aras_data_whole(&data, "sets", inversion->sets);
    aras_data_whole(&data, "failed", inversion->failed);
    aras_data_whole(&data, "worlds", inversion->worlds);
    aras_data_real(&data, "share", inversion->share);
    aras_data_interval(&data, "interval", inversion->interval);
    aras_data_list(&data, "changes");
    for (size_t i = 0; i < inversion->count; i++) {
        add_lever(&data, told, &inversion->lever[i]);
    }
    return aras_data_write(&data, file, error);
}

enum aras_status aras_report_inversion_csv(FILE *file,
                                           const struct aras_inversion_told *told,
                                           struct aras_error *error)
{
    const struct report report = {
        .file = file, .told = told, .inversion = told->inversion};

    fputs("kind,change,does_it,plausibility,share,low,high,distance\n", file);
    for (size_t i = 0; i < told->inversion->count; i++) {
        const struct aras_lever *lever = &told->inversion->lever[i];
        struct aras_text text = {0};

        put_lever(&text, &report, lever);
        if (aras_text_check(&text, error) != ARAS_OK) {
            aras_text_free(&text);
            return error->status;
        }
        fprintf(file, "%s,", kind_of(lever));
        aras_data_put_text(file, text.data);
        fprintf(file, ",%s", lever->reaches ? "yes" : "no");
        aras_data_put_real(file, lever->plausibility);
        aras_data_put_real(file, lever->share);
        aras_data_put_interval(file, lever->interval);
        aras_data_put_real(file, lever->count > 0 ? lever->distance : NAN);
        fputc('\n', file);
        aras_text_free(&text);
    }
    return aras_legend_check(file, error);
}
