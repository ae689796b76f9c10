#include "command/question.h"

#include <stdio.h>
#include <string.h>

#include "calendar/date.h"

struct reading {
    struct aras_session *session;
    const char *text, *what;
    struct aras_problems problems;
    struct aras_condition *condition;
};

static void read_condition(void *context)
{
    struct reading *reading = context;

    reading->condition =
        aras_condition_read(reading->text, reading->what,
                            reading->session->scenario->model, &reading->problems);
}

struct aras_condition *aras_question_read(struct aras_session *session,
                                          const char *text, const char *what)
{
    struct reading reading = {.session = session,
                              .text = text,
                              .what = what,
                              .problems = {.arena = session->arena}};
    struct aras_error error = {0};

    if (aras_arena_try(session->arena, read_condition, &reading, &error) != ARAS_OK) {
        aras_complain(&error);
        return NULL;
    }
    aras_print_problems(&reading.problems, true);
    return reading.condition;
}

/* --- moments ------------------------------------------------------------------------
 */

struct moments {
    struct aras_session *session;
    const char *text, *what;
    struct aras_problems problems;
    double *times;
    size_t most, *count;
};

static bool find_nothing(void *context, const struct aras_name *name,
                         struct aras_symbol *symbol, const char **hint)
{
    const struct aras_model *model = context;

    if (name->function != NULL || name->count > 0 || strcmp(name->id, "horizon") != 0) {
        if (hint != NULL) {
            *hint = "a moment is a time, as in '12 * month', or a date";
        }
        return false;
    }
    *symbol = (struct aras_symbol){.kind = ARAS_SYMBOL_CONSTANT,
                                   .type = ARAS_NUMBER,
                                   .dimension = 1,
                                   .value = model->horizon};
    return true;
}

static bool read_date(const struct aras_model *model, const char *text, double *time)
{
    int days;

    if (!model->has_start || !aras_date_read(text, &days)) {
        return false;
    }
    *time = (double) (days - model->start) / model->days_per_unit;
    return true;
}

static bool read_time(struct moments *moments, const char *text, double *time)
{
    static const double days[] = {1.0, 7.0, 365.25 / 12.0, 365.25};
    const struct aras_model *model = moments->session->scenario->model;
    struct aras_scope scope = {.context = (void *) (uintptr_t) model,
                               .find = find_nothing,
                               .timeless = model->time_unit == NULL};
    struct aras_expectation expected = {.type = ARAS_NUMBER, .dimension = 1};
    struct aras_formula *formula;
    const struct aras_code *code;

    if (read_date(model, text, time)) {
        return true;
    }
    if (aras_date_is_meant(text)) {
        aras_problems_add(&moments->problems, (struct aras_place){NULL, 0},
                          "%s: '%s' is no date%s: write YYYY-MM-DD, as in 2025-03-15",
                          moments->what, text,
                          model->has_start ? "" : " (and the model has none)");
        return false;
    }
    for (size_t i = 0; i < 4 && !scope.timeless; i++) {
        scope.unit[i] = days[i] / model->days_per_unit;
    }
    formula = aras_formula_parse(text, (struct aras_place){NULL, 0}, moments->what,
                                 &moments->problems);
    code = formula == NULL
               ? NULL
               : aras_formula_compile(formula, &scope, &expected, &moments->problems);
    if (code == NULL || !code->literal) {
        return false;
    }
    *time = code->value;
    return true;
}

static void add_moment(struct moments *moments, const char *text)
{
    const struct aras_model *model = moments->session->scenario->model;
    struct aras_place nowhere = {NULL, 0};
    char horizon[32];
    double time;

    if (!read_time(moments, text, &time)) {
        return;
    }
    aras_model_write_moment(model, model->horizon, horizon);
    if (!(time >= 0.0 && time < model->horizon)) {
        aras_problems_add(&moments->problems, nowhere,
                          "%s: '%s' is not between the start and the horizon (%s)",
                          moments->what, text, horizon);
    } else if (*moments->count > 0 && time <= moments->times[*moments->count - 1]) {
        aras_problems_add(&moments->problems, nowhere,
                          "%s: moments must rise: '%s' is not after the one before it",
                          moments->what, text);
    } else if (*moments->count == moments->most) {
        aras_problems_add(&moments->problems, nowhere, "%s: at most %zu moments",
                          moments->what, moments->most);
    } else {
        moments->times[(*moments->count)++] = time;
    }
}

static void read_moments(void *context)
{
    struct moments *moments = context;
    const char *at = moments->text;
    bool more = true;

    *moments->count = 0;
    while (more && moments->problems.mistakes == 0) {
        size_t length;

        at += strspn(at, " ");
        length = strcspn(at, ",");
        more = at[length] == ',';
        while (length > 0 && at[length - 1] == ' ') {
            length--;
        }
        add_moment(moments, aras_arena_slice(moments->session->arena, at, length));
        at += strcspn(at, ",") + more;
    }
}

bool aras_question_times(struct aras_session *session, const char *text,
                         const char *what, double *times, size_t most, size_t *count)
{
    struct moments moments = {.session = session,
                              .text = text,
                              .what = what,
                              .problems = {.arena = session->arena},
                              .times = times,
                              .most = most,
                              .count = count};
    struct aras_error error = {0};

    if (aras_arena_try(session->arena, read_moments, &moments, &error) != ARAS_OK) {
        aras_complain(&error);
        return false;
    }
    aras_print_problems(&moments.problems, true);
    return moments.problems.mistakes == 0;
}
