/* The unit of time, the start and the horizon; units and moments as they are written.
 */
#include <math.h>
#include <string.h>

#include "calendar/date.h"
#include "model/builder.h"

static void read_start(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;
    struct aras_problems *problems = builder->problems;
    struct aras_setting *root = builder->root;
    const char *start = aras_setting_text(root, "start", problems);
    const char *cutoff = aras_setting_text(root, "cutoff", problems);

    if (start == NULL) {
        if (cutoff != NULL) {
            aras_problems_add(problems, aras_setting_place(root, "cutoff"),
                              "a `cutoff` needs a `start`");
        }
        return;
    }
    if (builder->timeless) {
        aras_problems_add(
            problems, aras_setting_place(root, "start"),
            "a `start` needs a `time_unit`: \"day\", \"week\", \"month\" or "
            "\"year\"");
        return;
    }
    if (!aras_date_read(start, &model->start)) {
        aras_problems_add(problems, aras_setting_place(root, "start"),
                          "`start` is no date: write YYYY-MM-DD, got '%s'", start);
        return;
    }
    model->has_start = true;
    model->cutoff = model->start;
    if (cutoff != NULL && !aras_date_read(cutoff, &model->cutoff)) {
        aras_problems_add(problems, aras_setting_place(root, "cutoff"),
                          "`cutoff` is no date: write YYYY-MM-DD, got '%s'", cutoff);
    }
}

void aras_builder_time(struct aras_builder *builder)
{
    static const char *const units[] = {"day", "week", "month", "year"};
    static const double days[] = {1.0, 7.0, 365.25 / 12.0, 365.25};
    struct aras_model *model = builder->model;
    const char *unit = aras_setting_text(builder->root, "time_unit", builder->problems);
    int number = -1;

    builder->timeless = unit == NULL;
    for (int i = 0; unit != NULL && i < 4; i++) {
        if (strcmp(unit, units[i]) == 0) {
            number = i;
        }
    }
    if (unit != NULL && number < 0) {
        aras_problems_add(builder->problems,
                          aras_setting_place(builder->root, "time_unit"),
                          "time_unit must be \"day\", \"week\", \"month\" or \"year\", "
                          "got '%s'",
                          unit);
        number = 3;
    }
    if (number >= 0) {
        model->time_unit = units[number];
        model->days_per_unit = days[number];
        for (int i = 0; i < 4; i++) {
            builder->unit[i] = days[i] / days[number];
        }
    }
    read_start(builder);
}

/* Of the model, or of the last scenario that says one. */
void aras_builder_horizon(struct aras_builder *builder)
{
    struct aras_setting *where = builder->root;
    struct aras_setting *change;
    const char *text = aras_setting_formula(where, "horizon", builder->problems);

    for (size_t i = 0; (change = aras_setting_changes(builder, i)) != NULL; i++) {
        if (aras_setting_find(change, "horizon") != NULL) {
            where = change;
            text = aras_setting_formula(change, "horizon", builder->problems);
        }
    }
    builder->model->horizon = 1.0;
    if (text == NULL) {
        aras_builder_lacks(
            builder, where, "horizon",
            "the model needs a `horizon`: until when it is played, as in %s",
            builder->timeless ? "horizon = 50" : "horizon = \"5 * year\"");
        return;
    }

    double horizon = aras_builder_constant(
        builder, text, aras_setting_place(where, "horizon"), "the horizon", 1, 1.0);

    if (!(horizon > 0.0)) {
        aras_problems_add(builder->problems, aras_setting_place(where, "horizon"),
                          "the horizon must be above 0, got %g", horizon);
        return;
    }
    builder->model->horizon = horizon;
}

double aras_builder_moment(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what)
{
    const struct aras_model *model = builder->model;
    int days;

    if (aras_date_read(text, &days)) {
        if (!model->has_start) {
            aras_problems_add(builder->problems, place,
                              "%s is a date, %s, but the model has no `start`", what,
                              text);
            return NAN;
        }
        if (days < model->start) {
            char start[11];

            aras_date_write(model->start, start);
            aras_problems_add(builder->problems, place,
                              "%s, %s, lies before the start of the model, %s", what,
                              text, start);
            return NAN;
        }
        return (days - model->start) / model->days_per_unit;
    }
    if (aras_date_is_meant(text)) {
        aras_problems_add(builder->problems, place,
                          "%s, '%s', is no date: write YYYY-MM-DD, as in 2025-03-15",
                          what, text);
        return NAN;
    }

    double time = aras_builder_constant(builder, text, place, what, 1, NAN);

    if (time < 0.0) {
        aras_problems_add(builder->problems, place,
                          "%s, %s, lies before the start of the model", what, text);
        return NAN;
    }
    return time;
}

static int period_named(const char *name, size_t length)
{
    static const char *const periods[] = {"day", "week", "month", "year"};

    if (length > 0 && name[length - 1] == 's') {
        length--;
    }
    for (int i = 0; i < 4; i++) {
        if (strlen(periods[i]) == length && strncmp(name, periods[i], length) == 0) {
            return i;
        }
    }
    return -1;
}

int aras_builder_unit(struct aras_builder *builder, const char *unit, double *factor)
{
    const char *slash = strchr(unit, '/');
    const char *last = slash == NULL ? unit : slash + 1;

    while (*last == ' ') {
        last++;
    }

    int period = period_named(last, strlen(last));

    *factor = 1.0;
    if (period < 0 || builder->timeless) {
        return 0;
    }
    *factor = slash == NULL ? builder->unit[period] : 1.0 / builder->unit[period];
    return slash == NULL ? 1 : -1;
}

void aras_builder_label(struct aras_builder *builder, const char *unit, int dimension,
                        struct aras_place place, const char *what)
{
    const char *own = builder->model->time_unit;
    double factor;

    if (builder->timeless || unit[0] == '\0' || (dimension != 1 && dimension != -1) ||
        (aras_builder_unit(builder, unit, &factor) == dimension && factor == 1.0)) {
        return;
    }
    aras_problems_add(
        builder->problems, place,
        "%s is a %s in the model's unit of time: its unit is \"%s%s\", not "
        "\"%s\"; to have it in another, %s by that",
        what, dimension == 1 ? "time" : "rate", dimension == 1 ? "" : "1/", own, unit,
        dimension == 1 ? "divide" : "multiply");
}
