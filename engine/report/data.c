#include "report/data.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "report/legend.h"

struct aras_data aras_data_new(void)
{
    struct aras_data data = {.json = json_object()};

    data.refused = data.json == NULL;
    return data;
}

/* Takes over `value`; jansson refuses NULL, which stands for a lack of memory. */
static void put(struct aras_data *data, const char *name, json_t *value)
{
    if (data->json == NULL || json_object_set_new(data->json, name, value) != 0) {
        data->refused = true;
    }
}

static json_t *real_of(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

void aras_data_real(struct aras_data *data, const char *name, double value)
{
    put(data, name, real_of(value));
}

void aras_data_whole(struct aras_data *data, const char *name, uint64_t value)
{
    put(data, name, json_integer((json_int_t) value));
}

void aras_data_text(struct aras_data *data, const char *name, const char *value)
{
    put(data, name, value == NULL ? json_null() : json_string(value));
}

void aras_data_truth(struct aras_data *data, const char *name, bool value)
{
    put(data, name, json_boolean(value));
}

void aras_data_reals(struct aras_data *data, const char *name, const double *values,
                     size_t count)
{
    json_t *list = json_array();

    for (size_t i = 0; i < count; i++) {
        data->refused =
            data->refused || json_array_append_new(list, real_of(values[i])) != 0;
    }
    put(data, name, list);
}

void aras_data_interval(struct aras_data *data, const char *name,
                        struct aras_interval interval)
{
    const double ends[] = {interval.low, interval.high};

    aras_data_reals(data, name, ends, 2);
}

void aras_data_list(struct aras_data *data, const char *name)
{
    put(data, name, json_array());
}

void aras_data_object(struct aras_data *data, const char *name, struct aras_data item)
{
    data->refused = data->refused || item.refused;
    put(data, name, item.json);
}

void aras_data_append(struct aras_data *data, const char *name, struct aras_data item)
{
    json_t *list = json_object_get(data->json, name);

    data->refused = data->refused || item.refused;
    if (list == NULL) {
        json_decref(item.json);
        data->refused = true;
    } else if (json_array_append_new(list, item.json) != 0) {
        data->refused = true;
    }
}

void aras_data_put(struct aras_data *data, const char *name, struct aras_data item)
{
    data->refused = data->refused || item.refused;
    put(data, name, item.json);
}

const char *aras_data_kind(enum aras_outcome_kind kind)
{
    static const char *const names[] = {
        [ARAS_HAPPENED] = "happened", [ARAS_TIME] = "time",
        [ARAS_VALUE] = "value",       [ARAS_MEAN] = "mean",
        [ARAS_COUNT] = "count",       [ARAS_CATEGORY] = "category",
    };

    return names[kind];
}

void aras_data_row(struct aras_data *data, const struct aras_model *model,
                   const struct aras_readings *readings, size_t outcome, size_t option,
                   size_t reading)
{
    const struct aras_outcome *of = &model->outcomes[outcome];

    aras_data_text(data, "outcome", of->id);
    aras_data_text(data, "title", of->title);
    aras_data_text(data, "kind", aras_data_kind(of->kind));
    aras_data_text(data, "unit", of->unit == NULL ? "" : of->unit);
    if (of->kind == ARAS_CATEGORY) {
        aras_data_text(data, "option", of->categories[option].id);
        aras_data_text(data, "option_title", of->categories[option].title);
    }
    aras_data_text(data, "reading", aras_reading_id(&readings->reading[reading]));
}

void aras_data_readings(struct aras_data *data, const struct aras_model *model,
                        const struct aras_readings *readings)
{
    aras_data_list(data, "readings");
    for (size_t i = 0; i < readings->count; i++) {
        const struct aras_reading *reading = &readings->reading[i];
        struct aras_data item;

        if (!aras_readings_show(readings, i)) {
            continue;
        }
        item = aras_data_new();
        aras_data_text(&item, "reading", aras_reading_id(reading));
        if (reading->variant != ARAS_ALL_WORLDS) {
            const struct aras_variant *variant = &model->variants[reading->variant];

            aras_data_text(&item, "variant", variant->id);
            aras_data_text(&item, "variant_title", reading->variant_title);
            aras_data_text(&item, "option", variant->options[reading->option].id);
            aras_data_text(&item, "title", reading->title);
        }
        aras_data_whole(&item, "worlds", reading->worlds);
        aras_data_whole(&item, "failed", reading->failed);
        aras_data_whole(&item, "sets", reading->sets);
        aras_data_append(data, "readings", item);
    }
}

enum aras_status aras_data_write(struct aras_data *data, FILE *file,
                                 struct aras_error *error)
{
    bool failed = false;

    if (!data->refused) {
        failed =
            json_dumpf(data->json, file, JSON_INDENT(2) | JSON_REAL_PRECISION(17)) != 0;
        fputc('\n', file);
    }
    json_decref(data->json);
    data->json = NULL;
    if (data->refused || (failed && !ferror(file))) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    return aras_legend_check(file, error);
}

void aras_data_put_real(FILE *file, double value)
{
    if (isfinite(value)) {
        fprintf(file, ",%.17g", value);
    } else {
        fputc(',', file);
    }
}

void aras_data_put_interval(FILE *file, struct aras_interval interval)
{
    aras_data_put_real(file, interval.low);
    aras_data_put_real(file, interval.high);
}

/* A field in quotes, its own quotes doubled: RFC 4180. Ids need none, units may. */
static void put_quoted(FILE *file, const char *text)
{
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', file);
        }
        fputc(*text, file);
    }
    fputc('"', file);
}

void aras_data_put_text(FILE *file, const char *text)
{
    if (strpbrk(text, ",\"\r\n") != NULL) {
        put_quoted(file, text);
    } else {
        fputs(text, file);
    }
}

void aras_data_put_row(FILE *file, const struct aras_model *model,
                       const struct aras_readings *readings, size_t outcome,
                       size_t option, size_t reading)
{
    const struct aras_outcome *of = &model->outcomes[outcome];
    const char *unit = of->unit == NULL ? "" : of->unit;

    fprintf(file, "%s,%s,%s,", of->id,
            of->kind == ARAS_CATEGORY ? of->categories[option].id : "",
            aras_data_kind(of->kind));
    aras_data_put_text(file, unit);
    fprintf(file, ",%s", aras_reading_id(&readings->reading[reading]));
}
