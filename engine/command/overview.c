/* `aras overview`: many scenarios against one, in one table. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/contrast.h"
#include "command/command.h"
#include "command/look.h"
#include "command/side.h"
#include "report/data.h"
#include "report/legend.h"
#include "report/table.h"
#include "statistics/digits.h"

enum { MOST_COLUMNS = 7, ROOM = 48, USUAL_WORLDS = 10000 };

/* What a scenario has in one reading, of each outcome. */
struct line {
    char name[128];
    char reading[128];
    bool baseline; /* of which no change is told */
    bool has[MOST_COLUMNS];
    struct aras_difference difference[MOST_COLUMNS];
};

struct overview {
    const struct aras_arguments *arguments;
    int outcome[MOST_COLUMNS]; /* of the baseline's model */
    size_t columns;
    struct line *lines;
    size_t count, capacity;
    uint64_t worlds; /* compared of the last scenario */
};

static struct line *add_line(struct overview *overview)
{
    if (overview->count == overview->capacity) {
        size_t capacity = 2 * overview->capacity + 64;
        struct line *lines = realloc(overview->lines, capacity * sizeof *lines);

        if (lines == NULL) {
            return NULL;
        }
        overview->lines = lines;
        overview->capacity = capacity;
    }

    struct line *line = &overview->lines[overview->count++];

    *line = (struct line){.name = ""};
    return line;
}

/* --- which outcomes ----------------------------------------------------------------
 */

static int add_column(struct overview *overview, const struct aras_model *model,
                      const char *id)
{
    size_t number;

    if (aras_outcome_named(&number, NULL, id, model, "--of") != ARAS_EXIT_FINE) {
        return ARAS_EXIT_BAD_INPUT;
    }
    if (model->outcomes[number].kind == ARAS_CATEGORY) {
        fprintf(stderr, "aras: --of: '%s' is a category, which has no single number\n",
                id);
        return ARAS_EXIT_BAD_INPUT;
    }
    if (overview->columns == MOST_COLUMNS) {
        fprintf(stderr, "aras: --of: at most %d outcomes fit beside each other\n",
                MOST_COLUMNS);
        return ARAS_EXIT_BAD_INPUT;
    }
    for (size_t c = 0; c < overview->columns; c++) {
        if (overview->outcome[c] == (int) number) {
            fprintf(stderr, "aras: --of: '%s' is named twice\n", id);
            return ARAS_EXIT_BAD_INPUT;
        }
    }
    overview->outcome[overview->columns++] = (int) number;
    return ARAS_EXIT_FINE;
}

static int columns_of_list(struct overview *overview, const struct aras_model *model)
{
    const char *at = overview->arguments->of;
    int code = ARAS_EXIT_FINE;

    while (*at != '\0' && code == ARAS_EXIT_FINE) {
        size_t length = strcspn(at, ",");
        char id[128];

        snprintf(id, sizeof id, "%.*s", (int) length, at);
        code = add_column(overview, model, id);
        at += length + (at[length] == ',');
    }
    return code;
}

enum { WIDTH = 100, NAME_ROOM = 26, CELL_ROOM = 14 };

static size_t width_of(const struct aras_outcome *outcome)
{
    size_t heading = strlen(outcome->id);

    return 2 + (heading > CELL_ROOM ? heading : CELL_ROOM);
}

/* What the baseline watches, as far as it fits beside each other; categories have no
 * single number. */
static void columns_watched(struct overview *overview, const struct aras_model *model)
{
    size_t width = NAME_ROOM;

    for (size_t i = 0; i < model->question.watch_count; i++) {
        int number = aras_model_find_outcome(model, model->question.watch[i]);

        if (overview->columns == MOST_COLUMNS || number < 0 ||
            model->outcomes[number].kind == ARAS_CATEGORY ||
            width + width_of(&model->outcomes[number]) > WIDTH) {
            continue;
        }
        width += width_of(&model->outcomes[number]);
        overview->outcome[overview->columns++] = number;
    }
    for (size_t i = 0; overview->columns == 0 && i < model->outcome_count; i++) {
        if (model->outcomes[i].kind != ARAS_CATEGORY) {
            overview->outcome[overview->columns++] = (int) i;
        }
    }
}

/* --- lines -------------------------------------------------------------------------
 */

static bool is_share(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED;
}

/* Whether the 95 % interval of the change leaves out 0. */
static bool is_clear(const struct aras_difference *difference)
{
    return difference->interval.low > 0.0 || difference->interval.high < 0.0;
}

/* "+19*", with a star where the change is clear; "~0", or "+0*", where it is less than
 * its last digit. */
static void write_change(char text[ROOM], double change, int decimals, bool clear)
{
    const char *sign = change > 0.0 ? "+" : "-";

    if (fabs(change) >= 0.5 * pow(10.0, -decimals)) {
        snprintf(text, ROOM, "%+.*f%s", decimals, change, clear ? "*" : " ");
    } else {
        snprintf(text, ROOM, "%s0%s", clear ? sign : "~", clear ? "*" : " ");
    }
}

/* "26 %" of the baseline, or "26 % +19*". */
static void write_cell(char cell[2 * ROOM], const struct aras_difference *difference,
                       bool baseline)
{
    bool share = is_share(difference->kind);
    double scale = share ? 100.0 : 1.0;
    double value = baseline ? difference->a : difference->b;
    double change = scale * difference->difference;
    double error = difference->error > 0.0 ? difference->error : 0.005 / scale;
    int place = aras_digits_place(fmin(fmax(error * scale, 0.01), 1.0));
    /* Parameters leave no more than whole per cents. */
    int decimals = share || place > 0 ? 0 : -place;
    const char *unit = share ? " %" : "";
    char moved[ROOM] = "= ";

    if (baseline) {
        snprintf(cell, 2 * ROOM, "%.*f%s", decimals, scale * value, unit);
        return;
    }
    if (difference->same < 1.0) {
        write_change(moved, change, share && fabs(change) < 0.95 ? 1 : decimals,
                     is_clear(difference));
    }
    snprintf(cell, 2 * ROOM, "%.*f%s %s", decimals, scale * value, unit, moved);
}

static enum aras_status add_lines(struct overview *overview, const char *name,
                                  const struct aras_model *model,
                                  const struct aras_contrast *contrast, bool baseline,
                                  struct aras_error *error)
{
    for (size_t r = 0; r < contrast->readings.count; r++) {
        const struct aras_reading *reading = &contrast->readings.reading[r];
        struct line *line = NULL;

        if (reading->variant != 0 && reading->variant != ARAS_ALL_WORLDS) {
            continue;
        }
        for (size_t i = 0; i < contrast->count; i++) {
            const struct aras_difference *difference = &contrast->difference[i];

            for (size_t c = 0; c < overview->columns; c++) {
                if (difference->reading != r ||
                    difference->outcome_a != (size_t) overview->outcome[c]) {
                    continue;
                }
                if (line == NULL) {
                    line = add_line(overview);
                    if (line == NULL) {
                        return aras_error_set(error, ARAS_NO_MEMORY,
                                              "no memory for a table");
                    }
                    line->baseline = baseline;
                    snprintf(line->name, sizeof line->name, "%s", name);
                    snprintf(line->reading, sizeof line->reading, "%s",
                             reading->variant == ARAS_ALL_WORLDS
                                 ? ""
                                 : model->variants[0].options[reading->option].id);
                }
                line->has[c] = true;
                line->difference[c] = *difference;
                line->difference[c].changes = (struct aras_clumps){0};
            }
        }
    }
    return ARAS_OK;
}

/* How many worlds are compared: as many as are played; 0 where a precision decides. */
static uint64_t worlds_of(const struct aras_arguments *arguments)
{
    if (arguments->until != NULL) {
        return 0;
    }
    return arguments->replications == 0 ? USUAL_WORLDS : arguments->replications;
}

static int hold_against(struct overview *overview, const struct aras_side *base,
                        const struct aras_side *side, bool baseline)
{
    struct aras_compared a = aras_side_compared(base);
    struct aras_compared b = aras_side_compared(side);
    struct aras_error error = {0};
    struct aras_contrast *contrast = NULL;
    bool *wanted = calloc(a.model->outcome_count + 1, sizeof *wanted);
    int code = ARAS_EXIT_FINE;

    if (wanted == NULL) {
        aras_error_set(&error, ARAS_NO_MEMORY, "no memory for the comparison");
    } else {
        for (size_t c = 0; c < overview->columns; c++) {
            wanted[overview->outcome[c]] = true;
        }
        contrast =
            aras_contrast_of_runs(a.run, a.model, b.run, b.model,
                                  worlds_of(overview->arguments), wanted, &error);
    }
    free(wanted);
    if (contrast == NULL ||
        add_lines(overview, b.name, a.model, contrast, baseline, &error) != ARAS_OK) {
        code = aras_complain(&error);
    }
    if (contrast != NULL) {
        overview->worlds = contrast->replications;
    }
    aras_contrast_free(contrast);
    return code;
}

/* --- telling ------------------------------------------------------------------------
 */

static int print_reading(const struct overview *overview,
                         const struct aras_model *model, const char *reading)
{
    struct aras_table_column columns[MOST_COLUMNS + 1] = {{.heading = "SCENARIO"}};
    struct aras_style style = aras_look(overview->arguments);
    struct aras_error error = {0};
    struct aras_table *table;

    for (size_t c = 0; c < overview->columns; c++) {
        columns[c + 1] = (struct aras_table_column){
            .heading = model->outcomes[overview->outcome[c]].id, .right = true};
    }
    table = aras_table_new(columns, overview->columns + 1, &style, &error);
    if (table == NULL) {
        return aras_complain(&error);
    }
    for (size_t i = 0; i < overview->count; i++) {
        const struct line *line = &overview->lines[i];

        if (strcmp(line->reading, reading) != 0) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", line->name);
        for (size_t c = 0; c < overview->columns; c++) {
            char cell[2 * ROOM] = "";

            if (line->has[c]) {
                write_cell(cell, &line->difference[c], line->baseline);
            }
            aras_table_cell(table,
                            !line->baseline && is_clear(&line->difference[c])
                                ? ARAS_STRONG
                                : ARAS_PLAIN,
                            "%s", cell);
        }
    }

    enum aras_status status = aras_table_print(table, stdout, &error);

    aras_table_free(table);
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int explain(const struct overview *overview, const struct aras_side *base)
{
    struct aras_style style = aras_look(overview->arguments);
    struct aras_error error = {0};
    enum aras_status status;

    fputc('\n', stdout);
    status = aras_legend_say(
        stdout, &style, &error,
        "Behind each number: the change from %s, in percentage points of a share; *: "
        "its 95 %% interval leaves out 0, which of comparisons without any difference "
        "one in twenty does; ~0, +0, -0: less than the last digit; =: no world "
        "differs.",
        aras_side_compared(base).name);
    if (status == ARAS_OK) {
        status = aras_legend_say(stdout, &style, &error,
                                 "What each outcome means: aras run %s --all. One "
                                 "scenario in full: aras compare.",
                                 base->path);
    }
    return status == ARAS_OK ? ARAS_EXIT_FINE : aras_complain(&error);
}

static int tell(const struct overview *overview, const struct aras_side *base)
{
    const struct aras_model *model = base->session.scenario->model;
    int code = ARAS_EXIT_FINE;

    printf("%s\n%llu worlds of each scenario, with the same luck as %s\n\n",
           model->title, (unsigned long long) overview->worlds,
           aras_side_compared(base).name);
    for (size_t i = 0; i < overview->count && code == ARAS_EXIT_FINE; i++) {
        const char *reading = overview->lines[i].reading;
        bool told = false;

        for (size_t k = 0; k < i; k++) {
            told = told || strcmp(overview->lines[k].reading, reading) == 0;
        }
        if (!told) {
            if (reading[0] != '\0') {
                printf("%s%s = %s\n", i == 0 ? "" : "\n", model->variants[0].id,
                       reading);
            }
            code = print_reading(overview, model, reading);
        }
    }
    return code == ARAS_EXIT_FINE ? explain(overview, base) : code;
}

/* A row for each scenario, reading and outcome; shares as shares, with all digits. */
static void print_csv(const struct overview *overview, const struct aras_model *model)
{
    printf("scenario,reading,outcome,value,change,low,high\n");
    for (size_t i = 0; i < overview->count; i++) {
        const struct line *line = &overview->lines[i];

        for (size_t c = 0; c < overview->columns; c++) {
            const struct aras_difference *of = &line->difference[c];
            struct aras_interval nothing = {NAN, NAN};

            if (!line->has[c]) {
                continue;
            }
            aras_data_put_text(stdout, line->name);
            printf(",%s,%s", line->reading, model->outcomes[overview->outcome[c]].id);
            aras_data_put_real(stdout, line->baseline ? of->a : of->b);
            aras_data_put_real(stdout, line->baseline ? NAN : of->difference);
            aras_data_put_interval(stdout, line->baseline ? nothing : of->interval);
            printf("\n");
        }
    }
}

static int survey(struct overview *overview, struct aras_side *base)
{
    const struct aras_arguments *arguments = overview->arguments;
    struct aras_side side = {.path = NULL};
    int code = hold_against(overview, base, base, true);

    for (size_t i = 1; i < arguments->words && code == ARAS_EXIT_FINE; i++) {
        if (strcmp(arguments->word[i], arguments->word[0]) == 0) {
            continue;
        }
        if (!arguments->quiet) {
            fprintf(stderr, "%zu of %zu  %s\n", i, arguments->words - 1,
                    arguments->word[i]);
        }
        code =
            aras_side_open(&side, arguments->word[i], worlds_of(arguments), arguments);
        if (code == ARAS_EXIT_FINE) {
            code = hold_against(overview, base, &side, false);
        }
    }
    aras_side_close(&side);
    return code;
}

/* A pattern of files may hold the baseline, which is not held against itself. */
static bool has_others(const struct aras_arguments *arguments)
{
    for (size_t i = 1; i < arguments->words; i++) {
        if (strcmp(arguments->word[i], arguments->word[0]) != 0) {
            return true;
        }
    }
    return false;
}

int aras_command_overview(const struct aras_arguments *arguments)
{
    struct overview overview = {.arguments = arguments};
    struct aras_side base = {.path = NULL};
    int code;

    if (arguments->words < 2) {
        return aras_usage("overview");
    }
    if (!has_others(arguments)) {
        fprintf(stderr, "aras: there is no other scenario to hold against %s\n",
                arguments->word[0]);
        return ARAS_EXIT_BAD_INPUT;
    }
    code = aras_side_open(&base, arguments->word[0], worlds_of(arguments), arguments);
    if (code == ARAS_EXIT_FINE && arguments->of != NULL) {
        code = columns_of_list(&overview, base.session.scenario->model);
    } else if (code == ARAS_EXIT_FINE) {
        columns_watched(&overview, base.session.scenario->model);
    }
    if (code == ARAS_EXIT_FINE) {
        code = survey(&overview, &base);
    }
    if (code == ARAS_EXIT_FINE && arguments->csv) {
        print_csv(&overview, base.session.scenario->model);
    } else if (code == ARAS_EXIT_FINE) {
        code = tell(&overview, &base);
    }
    free(overview.lines);
    aras_side_close(&base);
    return code;
}
