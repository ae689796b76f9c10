/* Causes of an outcome for programs: JSON and CSV. */
#include <inttypes.h>

#include "report/causes_report.h"
#include "report/data.h"
#include "report/legend.h"

static const char *reading_id(const struct aras_causes *causes, size_t number)
{
    return aras_reading_id(&causes->readings.reading[causes->told[number]]);
}

static void add_shares(struct aras_data *data, const struct aras_cause_effect *effect)
{
    aras_data_real(data, "both", effect->both);
    aras_data_real(data, "only_cause", effect->only_cause);
    aras_data_real(data, "only_outcome", effect->only_outcome);
    aras_data_real(data, "neither", effect->neither);
    aras_data_real(data, "before", effect->before);
    aras_data_real(data, "lost", effect->lost);
    aras_data_real(data, "gained", effect->gained);
    aras_data_real(data, "needed", effect->needed);
    aras_data_interval(data, "needed_interval", effect->needed_interval);
    aras_data_interval(data, "needed_bounds", effect->needed_bounds);
    aras_data_real(data, "open_neither", effect->open_neither);
    aras_data_real(data, "open_outcome", effect->open_outcome);
    aras_data_real(data, "closed", effect->closed);
    aras_data_real(data, "brought", effect->brought);
    aras_data_real(data, "undone", effect->undone);
    aras_data_real(data, "enough", effect->enough);
    aras_data_interval(data, "enough_interval", effect->enough_interval);
    aras_data_interval(data, "enough_bounds", effect->enough_bounds);
}

static void add_effect(struct aras_data *data, const struct aras_causes *causes,
                       const struct aras_cause_effect *effect, size_t reading)
{
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "reading", reading_id(causes, reading));
    aras_data_real(&item, "worlds", effect->worlds);
    aras_data_real(&item, "as_it_is", effect->share);
    aras_data_real(&item, "without", effect->without);
    aras_data_real(&item, "change", effect->change);
    aras_data_interval(&item, "interval", effect->interval);
    aras_data_real(&item, "p", effect->p);
    aras_data_real(&item, "adjusted", effect->adjusted);
    if (aras_target_is_share(&causes->target)) {
        add_shares(&item, effect);
    }
    aras_data_append(data, "effects", item);
}

static const char *name_sameness(enum aras_sameness sameness)
{
    switch (sameness) {
    case ARAS_FORM:
        return "form";
    case ARAS_ITSELF:
        return "itself";
    case ARAS_APART:
        break;
    }
    return "apart";
}

static void add_cause(struct aras_data *data, const struct aras_causes_told *told,
                      const char *list, const struct aras_causes *causes,
                      const struct aras_cause *cause)
{
    const struct aras_event *event = &told->model->events[cause->event];
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "event", event->id);
    aras_data_text(&item, "title", event->title);
    aras_data_whole(&item, "happened", cause->happened);
    aras_data_text(&item, "sameness", name_sameness(cause->sameness));
    aras_data_list(&item, "effects");
    for (size_t r = 0; r < causes->told_count; r++) {
        add_effect(&item, causes, &cause->effect[r], r);
    }
    aras_data_append(data, list, item);
}

static void add_pair(struct aras_data *data, const struct aras_causes_told *told,
                     const struct aras_interaction *pair)
{
    const struct aras_causes *causes = told->causes;
    struct aras_data item = aras_data_new();

    aras_data_text(&item, "first",
                   told->model->events[causes->cause[pair->a].event].id);
    aras_data_text(&item, "second",
                   told->model->events[causes->cause[pair->b].event].id);
    aras_data_list(&item, "effects");
    for (size_t r = 0; r < causes->told_count; r++) {
        const struct aras_interaction_effect *effect = &pair->effect[r];
        struct aras_data one = aras_data_new();

        aras_data_text(&one, "reading", reading_id(causes, r));
        aras_data_real(&one, "first", effect->a);
        aras_data_real(&one, "second", effect->b);
        aras_data_real(&one, "joint", effect->joint);
        aras_data_interval(&one, "joint_interval", effect->joint_interval);
        aras_data_real(&one, "beyond_sum", effect->more);
        aras_data_interval(&one, "interval", effect->interval);
        aras_data_real(&one, "adjusted", effect->adjusted);
        aras_data_truth(&one, "overdetermined", effect->overdetermined);
        aras_data_append(&item, "effects", one);
    }
    aras_data_append(data, "interactions", item);
}

enum aras_status aras_report_causes_json(FILE *file,
                                         const struct aras_causes_told *told,
                                         struct aras_error *error)
{
    const struct aras_causes *causes = told->causes;
    struct aras_data data = aras_data_new();

    aras_data_text(&data, "format", "aras causes report 1");
    aras_data_text(&data, "title", told->title);
    aras_data_text(&data, "of", told->of);
    aras_data_whole(&data, "seed", told->seed);
    aras_data_whole(&data, "replications", causes->worlds);
    aras_data_whole(&data, "failed", causes->failed);
    aras_data_text(&data, "occurrences", causes->first ? "first" : "all");
    aras_data_whole(&data, "pool", causes->pool);
    aras_data_whole(&data, "look", causes->look);
    aras_data_whole(&data, "left_out_rare", causes->rare);
    aras_data_whole(&data, "left_out_forced", causes->forced);
    aras_data_whole(&data, "left_out_by_look", causes->passed);
    aras_data_readings(&data, told->model, &causes->readings);
    aras_data_list(&data, "causes");
    for (size_t i = 0; i < causes->count; i++) {
        add_cause(&data, told, "causes", causes, &causes->cause[i]);
    }
    aras_data_list(&data, "by_strips");
    for (size_t i = 0; told->strips != NULL && i < told->strips->count; i++) {
        add_cause(&data, told, "by_strips", told->strips, &told->strips->cause[i]);
    }
    aras_data_list(&data, "unneeded");
    for (size_t r = 0; r < causes->told_count && aras_target_is_share(&causes->target);
         r++) {
        struct aras_data item = aras_data_new();

        aras_data_text(&item, "reading", reading_id(causes, r));
        aras_data_real(&item, "with_outcome", causes->with[r]);
        aras_data_real(&item, "unneeded", causes->unneeded[r]);
        aras_data_append(&data, "unneeded", item);
    }
    aras_data_list(&data, "interactions");
    for (size_t i = 0; i < causes->interactions; i++) {
        add_pair(&data, told, &causes->interaction[i]);
    }
    return aras_data_write(&data, file, error);
}

static void put_effect(FILE *file, const struct aras_cause_effect *effect)
{
    const double numbers[] = {effect->worlds,
                              effect->share,
                              effect->without,
                              effect->change,
                              effect->interval.low,
                              effect->interval.high,
                              effect->p,
                              effect->adjusted,
                              effect->both,
                              effect->only_cause,
                              effect->only_outcome,
                              effect->neither,
                              effect->before,
                              effect->lost,
                              effect->gained,
                              effect->needed,
                              effect->needed_interval.low,
                              effect->needed_interval.high,
                              effect->needed_bounds.low,
                              effect->needed_bounds.high,
                              effect->open_neither,
                              effect->open_outcome,
                              effect->closed,
                              effect->brought,
                              effect->undone,
                              effect->enough,
                              effect->enough_interval.low,
                              effect->enough_interval.high,
                              effect->enough_bounds.low,
                              effect->enough_bounds.high};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        aras_data_put_real(file, numbers[i]);
    }
}

enum aras_status aras_report_causes_csv(FILE *file, const struct aras_causes_told *told,
                                        struct aras_error *error)
{
    const struct aras_causes *causes = told->causes;

    fputs("event,reading,worlds,as_it_is,without,change,low,high,p,adjusted,both,"
          "only_cause,only_outcome,neither,before,lost,gained,needed,needed_low,"
          "needed_high,needed_least,needed_most,open_neither,open_outcome,closed,"
          "brought,undone,enough,enough_low,enough_high,enough_least,enough_most,"
          "sameness\n",
          file);
    for (size_t i = 0; i < causes->count; i++) {
        for (size_t r = 0; r < causes->told_count; r++) {
            aras_data_put_text(file, told->model->events[causes->cause[i].event].id);
            fputc(',', file);
            aras_data_put_text(file, reading_id(causes, r));
            put_effect(file, &causes->cause[i].effect[r]);
            fprintf(file, ",%s\n", name_sameness(causes->cause[i].sameness));
        }
    }
    return aras_legend_check(file, error);
}
