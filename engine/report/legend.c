#include "report/legend.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "report/number.h"
#include "report/table.h"

bool aras_legend_has_readings(const struct aras_readings *readings)
{
    return !aras_readings_show(readings, 0);
}

static const char *option_of(const struct aras_reading *reading,
                             const struct aras_model *model)
{
    return model->variants[reading->variant].options[reading->option].id;
}

const char *aras_legend_reading(const struct aras_readings *readings,
                                const struct aras_model *model, size_t number)
{
    const struct aras_reading *reading = &readings->reading[number];

    if (reading->variant == ARAS_ALL_WORLDS) {
        return aras_reading_id(reading);
    }
    for (size_t i = 0; i < readings->count; i++) {
        const struct aras_reading *other = &readings->reading[i];

        if (i != number && other->variant != ARAS_ALL_WORLDS &&
            strcmp(option_of(other, model), option_of(reading, model)) == 0) {
            return aras_reading_id(reading);
        }
    }
    return option_of(reading, model);
}

enum aras_status aras_legend_check(FILE *file, struct aras_error *error)
{
    return ferror(file) ? aras_error_set(error, ARAS_FILE,
                                         "cannot write the report: %s", strerror(errno))
                        : ARAS_OK;
}

static void put_wrapped(FILE *file, const char *lines)
{
    for (const char *at = lines; *at != '\0'; at++) {
        fputc(*at, file);
        if (*at == '\n') {
            fputs("  ", file);
        }
    }
    fputc('\n', file);
}

enum aras_status aras_legend_say(FILE *file, const struct aras_style *style,
                                 struct aras_error *error, const char *format, ...)
{
    size_t width = style->width > 0 ? (size_t) style->width : 100;
    struct aras_text lines = {0};
    va_list arguments;
    char *text = NULL;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length >= 0) {
        text = malloc((size_t) length + 1);
    }
    if (text == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a report");
    }
    va_start(arguments, format);
    vsnprintf(text, (size_t) length + 1, format, arguments);
    va_end(arguments);
    if (style->ascii) {
        aras_text_plain(text);
    }
    aras_text_wrap(&lines, text, width > 22 ? width - 2 : 20);
    free(text);
    if (aras_text_check(&lines, error) == ARAS_OK && lines.data != NULL) {
        put_wrapped(file, lines.data);
    }
    enum aras_status status = aras_text_check(&lines, error);

    aras_text_free(&lines);
    return status == ARAS_OK ? aras_legend_check(file, error) : status;
}

static enum aras_status say_reading(FILE *file, const struct aras_readings *readings,
                                    const struct aras_model *model, size_t number,
                                    const struct aras_style *style,
                                    struct aras_error *error)
{
    const struct aras_reading *reading = &readings->reading[number];
    struct aras_number worlds = aras_number_of(reading->worlds, "world");
    struct aras_number sets = aras_number_of(reading->sets, "set");

    return aras_legend_say(file, style, error, "%s: %s%s%s (%s, %s)",
                           aras_legend_reading(readings, model, number),
                           reading->variant_title,
                           reading->variant_title[0] == '\0' ? "" : ", ",
                           reading->title, worlds.text, sets.text);
}

enum aras_status aras_legend_readings(FILE *file, const struct aras_readings *readings,
                                      const struct aras_model *model,
                                      const struct aras_style *style,
                                      struct aras_error *error)
{
    size_t left_out = 0;

    for (size_t i = 1; i < readings->count && aras_legend_has_readings(readings); i++) {
        if (!aras_readings_tell(readings, i, style->all)) {
            left_out += aras_readings_show(readings, i) ? 1 : 0;
        } else if (say_reading(file, readings, model, i, style, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (left_out > 0) {
        return aras_legend_say(
            file, style, error,
            "%zu more readings, by the model's other variants, cut the "
            "same worlds in other ways: --all.",
            left_out);
    }
    return ARAS_OK;
}
