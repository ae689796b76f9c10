#include "report/leverage_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/legend.h"
#include "report/number.h"
#include "report/table.h"
#include "statistics/interval.h"

enum { MOMENT = 32, MOST_COLUMNS = 16 };

struct report {
    FILE *file;
    const struct aras_levered *levered;
    const struct aras_leverage *leverage;
    const struct aras_leverage_wish *wish;
    const struct aras_model *model;
    const struct aras_style *style;
};

/* --- names ---------------------------------------------------------------------------
 */

static const char *name_of(const struct report *report, const char *actor)
{
    for (size_t i = 0; i < report->model->actor_count; i++) {
        if (strcmp(report->model->actors[i].id, actor) == 0) {
            return report->model->actors[i].name;
        }
    }
    return actor;
}

static const char *title_of(const struct aras_event *event)
{
    return event->title != NULL && event->title[0] != '\0' ? event->title : event->id;
}

static bool is_answer(const struct report *report, const struct aras_leverage_row *row)
{
    return report->wish->issue[row->issue].kind == ARAS_ISSUE_ANSWER;
}

static bool same_pair(const struct aras_issue *a, const struct aras_issue *b)
{
    return strcmp(a->by, b->by) == 0 && strcmp(a->of, b->of) == 0;
}

static bool has_one_pair(const struct report *report)
{
    for (size_t i = 1; i < report->wish->issues; i++) {
        if (!same_pair(&report->wish->issue[i], &report->wish->issue[0])) {
            return false;
        }
    }
    return true;
}

/* An act of several actors is one row, though an issue for each. */
static bool same_act(const struct aras_issue *a, const struct aras_issue *b)
{
    return a->event == b->event && a->decision == b->decision;
}

static bool is_repeated(const struct report *report, size_t issue)
{
    for (size_t i = 0; i < issue; i++) {
        if (same_act(&report->wish->issue[i], &report->wish->issue[issue])) {
            return true;
        }
    }
    return false;
}

static void write_doers(const struct report *report, size_t issue,
                        struct aras_text *text)
{
    const struct aras_issue *it = &report->wish->issue[issue];

    aras_text_add(text, "%s", name_of(report, it->by));
    for (size_t i = issue + 1; i < report->wish->issues; i++) {
        if (same_act(&report->wish->issue[i], it)) {
            aras_text_add(text, ", %s", name_of(report, report->wish->issue[i].by));
        }
    }
}

/* "Russia over Armenia: Russia demands ..."; of an answer the act, too. In words, which
 * can be broken to fit; ids cannot. */
static void write_issue(const struct report *report,
                        const struct aras_leverage_row *row, struct aras_text *text)
{
    const struct aras_issue *issue = &report->wish->issue[row->issue];
    const struct aras_event *act = &report->model->events[issue->event];

    if (!has_one_pair(report)) {
        write_doers(report, row->issue, text);
        aras_text_add(text, " over %s: ", name_of(report, issue->of));
    }
    if (is_answer(report, row)) {
        uint32_t choice = aras_issue_choice(issue, report->model, row->choice);

        aras_text_add(text, "\"%s\" after \"%s\"%s",
                      title_of(&report->model->events[choice]), title_of(act),
                      issue->with_target ? ", its own act too" : "");
    } else {
        aras_text_add(text, "%s", title_of(act));
    }
}

/* --- what it is ----------------------------------------------------------------------
 */

static enum aras_status say_header(const struct report *report,
                                   struct aras_error *error)
{
    const struct aras_leverage *leverage = report->leverage;

    if (aras_legend_say(report->file, report->style, error, "%s",
                        report->levered->title) != ARAS_OK ||
        aras_legend_say(
            report->file, report->style, error,
            "%s worlds, seed %" PRIu64
            "; those in which A can act are played twice more: A acts once, "
            "A is silent",
            aras_number_whole(leverage->worlds).text,
            report->levered->seed) != ARAS_OK) {
        return error->status;
    }
    if (leverage->failed > 0 &&
        aras_legend_say(report->file, report->style, error,
                        "WARNING: %s worlds could not be played and are left out",
                        aras_number_whole(leverage->failed).text) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0;
         i < leverage->told_count && aras_legend_has_readings(&leverage->readings);
         i++) {
        const struct aras_reading *reading =
            &leverage->readings.reading[leverage->told[i]];

        if (aras_legend_say(report->file, report->style, error, "%s: %s (%s worlds)",
                            aras_legend_reading(&leverage->readings, report->model,
                                                leverage->told[i]),
                            reading->title,
                            aras_number_whole(reading->worlds).text) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* What acting and doing it are, in an issue that was named. */
static enum aras_status say_issue(const struct report *report,
                                  const struct aras_issue *issue,
                                  struct aras_error *error)
{
    const struct aras_event *event = &report->model->events[issue->event];
    const char *a = name_of(report, issue->by);
    const char *b = name_of(report, issue->of);

    switch (issue->kind) {
    case ARAS_ISSUE_DEMAND: {
        const struct aras_event *conceded =
            &report->model->events[event->demand->result[ARAS_CONCEDED]];

        return aras_legend_say(
            report->file, report->style, error,
            "%s over %s, %s. Act: %s. %s does it: concedes%s%s%s.", a, b, event->id,
            title_of(event), b,
            conceded->effect_count > 0
                ? ", or does by itself what the first effect of conceding asks for ("
                : "",
            conceded->effect_count > 0 ? conceded->effects[0].text : "",
            conceded->effect_count > 0
                ? "), or what lies beyond it: a later stage, a number further that way"
                : "");
    }
    case ARAS_ISSUE_LINE:
        return aras_legend_say(
            report->file, report->style, error,
            "%s over %s, %s. Act: %s stands. %s does it: does not cross "
            "it, at an occasion at the date and until the end.",
            a, b, event->id, title_of(event), b);
    case ARAS_ISSUE_ANSWER:
        break;
    }
    return aras_legend_say(report->file, report->style, error,
                           "%s over %s, %s after %s. Act: %s%s. %s does it: takes the "
                           "option, in \"%s\".",
                           a, b, report->model->events[issue->decision].id, event->id,
                           title_of(event), issue->joint ? " (with others)" : "", b,
                           title_of(&report->model->events[issue->decision]));
}

static enum aras_status say_moment(const struct report *report, size_t time,
                                   struct aras_error *error)
{
    char from[MOMENT], to[MOMENT];

    aras_model_write_moment(report->model, report->wish->at[time], from);
    aras_model_write_moment(report->model,
                            report->wish->at[time] + report->wish->within, to);
    fputc('\n', report->file);
    return aras_legend_say(report->file, report->style, error,
                           "A acts on %s; what B does is watched until %s", from, to);
}

/* --- cells ---------------------------------------------------------------------------
 */

static void put_nothing(const struct report *report, struct aras_table *table)
{
    aras_table_cell(table, ARAS_FAINT, "%s", aras_number_none(report->style));
}

static void put_share(const struct report *report, struct aras_table *table,
                      const struct aras_pull_estimate *it)
{
    double bound = aras_interval_never_seen(it->worlds, 0.95).high;

    if (it->worlds == 0 || isnan(it->mean)) {
        put_nothing(report, table);
    } else if (!(it->error > aras_number_dust(it->mean))) {
        aras_table_cell(table, ARAS_PLAIN, "%.0f %%", 100.0 * it->mean);
    } else if (it->mean == 0.0) {
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_number_below(bound).text);
    } else if (it->mean == 1.0) {
        aras_table_cell(table, ARAS_PLAIN, "%s", aras_number_above(1.0 - bound).text);
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_estimate(it->mean, it->range, it->interval, true).text);
    }
}

static void put_change(const struct report *report, struct aras_table *table,
                       const struct aras_pull_estimate *it, bool share)
{
    bool clear = it->interval.low > 0.0 || it->interval.high < 0.0;

    if (it->worlds == 0 || isnan(it->mean) || isnan(it->interval.low)) {
        put_nothing(report, table);
    } else if (it->interval.high - it->interval.low <= aras_number_dust(1.0)) {
        /* The same in all worlds. */
        aras_table_cell(table, ARAS_PLAIN, fabs(it->mean) < 1e-9 ? "0" : "%+.*f%s",
                        share ? 1 : 3, share ? 100.0 * it->mean : it->mean,
                        share ? " pp" : "");
    } else {
        aras_table_cell(table, clear ? ARAS_STRONG : ARAS_PLAIN, "%s",
                        aras_number_change(it->mean, it->interval, share).text);
    }
}

static void put_index(const struct report *report, struct aras_table *table,
                      const struct aras_pull_estimate *it)
{
    if (it->worlds == 0 || isnan(it->mean)) {
        put_nothing(report, table);
    } else if (!(it->error > aras_number_dust(it->mean))) {
        aras_table_cell(table, ARAS_PLAIN, "%.2f", it->mean);
    } else {
        aras_table_cell(
            table, ARAS_PLAIN, "%s",
            aras_number_estimate(it->mean, it->range, it->interval, false).text);
    }
}

static bool any_threat(const struct report *report)
{
    for (size_t i = 0; i < report->leverage->rows; i++) {
        if (!is_answer(report, &report->leverage->row[i]) &&
            !aras_leverage_is_empty(&report->leverage->row[i])) {
            return true;
        }
    }
    return false;
}

/* --- tables --------------------------------------------------------------------------
 */

/* Whether nothing is known of the issue in any reading. */
static bool is_empty(const struct report *report, const struct aras_leverage_row *row)
{
    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *other = &report->leverage->row[r];

        if (other->issue == row->issue && other->time == row->time &&
            !aras_leverage_is_empty(other)) {
            return false;
        }
    }
    return true;
}

/* Of all issues those are told that are at issue, and one choice of each. */
static bool is_told(const struct report *report, const struct aras_leverage_row *row,
                    size_t time)
{
    return row->time == time && !is_repeated(report, row->issue) &&
           (!report->levered->all || (row->best && !is_empty(report, row)));
}

/* Indices are of a pair: those of its first issue that is told. */
static bool is_first_of_pair(const struct report *report,
                             const struct aras_leverage_row *row, size_t time)
{
    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *other = &report->leverage->row[r];

        if (other->time == time && !is_empty(report, other) &&
            same_pair(&report->wish->issue[other->issue],
                      &report->wish->issue[row->issue])) {
            return other->issue == row->issue && other->choice == row->choice &&
                   row->time == time;
        }
    }
    return false;
}

static void begin_row(const struct report *report, struct aras_table *table,
                      const struct aras_leverage_row *row, bool pair)
{
    const struct aras_issue *it = &report->wish->issue[row->issue];
    struct aras_text issue = {0};

    aras_table_row(table, 0);
    if (row->reading == report->leverage->told[0] && pair) {
        aras_text_add(&issue, "%s over %s", name_of(report, it->by),
                      name_of(report, it->of));
    } else if (row->reading == report->leverage->told[0]) {
        write_issue(report, row, &issue);
    }
    aras_table_cell(table, ARAS_STRONG, "%s", issue.data == NULL ? "" : issue.data);
    aras_text_free(&issue);
    if (aras_legend_has_readings(&report->leverage->readings)) {
        aras_table_cell(table, ARAS_PLAIN, "%s",
                        aras_legend_reading(&report->leverage->readings, report->model,
                                            row->reading));
    }
}

/* "+12 ±3.1 pp" */
static void put_leverage(const struct report *report, struct aras_table *table,
                         const struct aras_pull_estimate *it)
{
    bool clear = it->interval.low > 0.0 || it->interval.high < 0.0;
    struct aras_number change = aras_number_change(it->mean, it->interval, true);
    char *unit = strstr(change.text, " pp");

    if (unit != NULL) {
        *unit = '\0';
    }
    aras_table_cell(table, clear ? ARAS_STRONG : ARAS_PLAIN, "%s %s", change.text,
                    aras_number_error(it->error, true, report->style).text);
}

static void put_effect_row(const struct report *report, struct aras_table *table,
                           const struct aras_leverage_row *row)
{
    const struct aras_pull_estimate *effect = &row->pull[ARAS_PULL_EFFECT];

    begin_row(report, table, row, false);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_counted((double) row->at_issue / fmax(1.0, (double) row->worlds))
            .text);
    if (aras_leverage_is_empty(row)) {
        for (int i = 0; i < 5; i++) {
            put_nothing(report, table);
        }
        return;
    }
    put_share(report, table, &row->pull[ARAS_PULL_SILENT]);
    put_share(report, table, &row->pull[ARAS_PULL_ACTS]);
    put_leverage(report, table, effect);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_change_range(effect->range, effect->error, true, report->style)
            .text);
    if (row->asked < ARAS_FEW_AT_ISSUE) {
        put_nothing(report, table);
    } else {
        put_change(report, table, &row->pull[ARAS_PULL_ASKED_EFFECT], true);
    }
}

static void put_force_row(const struct report *report, struct aras_table *table,
                          const struct aras_leverage_row *row)
{
    begin_row(report, table, row, false);
    if (report->wish->issue[row->issue].kind == ARAS_ISSUE_DEMAND) {
        put_share(report, table, &row->pull[ARAS_PULL_CONCEDED]);
    } else {
        put_nothing(report, table);
    }
    put_share(report, table, &row->pull[ARAS_PULL_ENFORCED]);
    put_change(report, table, &row->pull[ARAS_PULL_FORCE], true);
    put_share(report, table, &row->pull[ARAS_PULL_BELIEVED]);
    put_change(report, table, &row->pull[ARAS_PULL_CREDIBLE], true);
    put_change(report, table, &row->pull[ARAS_PULL_COSTLESS], true);
    put_change(report, table, &row->pull[ARAS_PULL_CAPTIVE], true);
    if (row->placed > 1) {
        aras_table_cell(table, ARAS_PLAIN, "%zu / %zu", row->place,
                        row->place_by_index);
    } else {
        put_nothing(report, table);
    }
}

/* A model of which nothing reads an index has none. */
static bool has_index(const struct aras_leverage_row *row)
{
    return isfinite(row->pull[ARAS_PULL_DEPENDENCE].mean) ||
           isfinite(row->pull[ARAS_PULL_INFLUENCE].mean) ||
           isfinite(row->pull[ARAS_PULL_NAME].mean);
}

static bool any_index(const struct report *report)
{
    for (size_t i = 0; i < report->leverage->rows; i++) {
        if (has_index(&report->leverage->row[i])) {
            return true;
        }
    }
    return false;
}

static void put_index_row(const struct report *report, struct aras_table *table,
                          const struct aras_leverage_row *row)
{
    begin_row(report, table, row, true);
    put_index(report, table, &row->pull[ARAS_PULL_DEPENDENCE]);
    put_index(report, table, &row->pull[ARAS_PULL_NET]);
    put_index(report, table, &row->pull[ARAS_PULL_INFLUENCE]);
    put_index(report, table, &row->pull[ARAS_PULL_NAME]);
    put_change(report, table, &row->pull[ARAS_PULL_WEAR], false);
    put_change(report, table, &row->pull[ARAS_PULL_INFLUENCED], false);
}

enum table_kind { EFFECTS, FORCES, INDICES };

static const struct aras_table_column effects[] = {
    {.heading = "ISSUE", .wrap = true},
    {.heading = "READING"},
    {.heading = "AT ISSUE", .right = true},
    {.heading = "SILENT", .right = true},
    {.heading = "ACTS", .right = true},
    {.heading = "LEVERAGE", .right = true},
    {.heading = "80 % RANGE", .right = true},
    {.heading = "WOULD", .right = true},
    {0}};

static const struct aras_table_column forces[] = {
    {.heading = "THREAT", .wrap = true},
    {.heading = "READING"},
    {.heading = "CONCEDED", .right = true},
    {.heading = "FORCE", .right = true},
    {.heading = "BY IT", .right = true},
    {.heading = "BELIEVED", .right = true},
    {.heading = "CERTAIN", .right = true},
    {.heading = "COSTLESS", .right = true},
    {.heading = "CAPTIVE", .right = true},
    {.heading = "PLACES", .right = true},
    {0}};

static const struct aras_table_column indices[] = {
    {.heading = "PAIR", .wrap = true},
    {.heading = "READING"},
    {.heading = "B ON A", .right = true},
    {.heading = "NET", .right = true},
    {.heading = "INFLUENCE", .right = true},
    {.heading = "NAME", .right = true},
    {.heading = "WEAR", .right = true},
    {.heading = "COST", .right = true},
    {0}};

static enum aras_status print_rows(const struct report *report, enum table_kind kind,
                                   size_t time, struct aras_error *error)
{
    const struct aras_table_column *from = kind == EFFECTS  ? effects
                                           : kind == FORCES ? forces
                                                            : indices;
    struct aras_table_column columns[MOST_COLUMNS];
    size_t count = 0;
    struct aras_table *table;
    enum aras_status status;

    for (size_t i = 0; from[i].heading != NULL; i++) {
        if (i != 1 || aras_legend_has_readings(&report->leverage->readings)) {
            columns[count++] = from[i];
        }
    }
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];

        if (kind == INDICES && has_index(row) && is_first_of_pair(report, row, time)) {
            put_index_row(report, table, row);
        }
        if (kind == INDICES || !is_told(report, row, time)) {
            continue;
        }
        if (kind == EFFECTS) {
            put_effect_row(report, table, row);
        } else if (aras_leverage_is_empty(row)) {
            continue;
        } else if (!is_answer(report, row)) {
            put_force_row(report, table, row);
        }
    }
    if (kind == EFFECTS || (kind == FORCES && any_threat(report)) ||
        (kind == INDICES && any_index(report))) {
        fputc('\n', report->file);
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

/* --- by channel ----------------------------------------------------------------------
 */

static enum aras_status say_channels(const struct report *report, size_t time,
                                     struct aras_error *error)
{
    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];
        const struct aras_issue *issue = &report->wish->issue[row->issue];
        bool seen = row->reading != report->leverage->told[0];
        struct aras_text text = {0};
        enum aras_status status = ARAS_OK;

        for (size_t other = 0; other < row->issue; other++) {
            seen = seen || (strcmp(issue->by, report->wish->issue[other].by) == 0 &&
                            strcmp(issue->of, report->wish->issue[other].of) == 0);
        }
        if (seen || row->time != time || row->choice > 0 ||
            aras_leverage_is_empty(row)) {
            continue;
        }
        for (size_t c = 0; c < report->model->channel_count; c++) {
            if (row->channel[c] > 0.0) {
                aras_text_add(&text, "%s %s %.2f", text.data == NULL ? "" : ",",
                              report->model->channels[c].id, row->channel[c]);
            }
        }
        if (text.data != NULL) {
            status =
                aras_legend_say(report->file, report->style, error,
                                "%s depends on %s, by channel (%s):%s.",
                                name_of(report, issue->of), name_of(report, issue->by),
                                aras_legend_has_readings(&report->leverage->readings)
                                    ? aras_legend_reading(&report->leverage->readings,
                                                          report->model, row->reading)
                                    : "importance counted in",
                                text.data);
        }
        aras_text_free(&text);
        if (status != ARAS_OK) {
            return status;
        }
    }
    return ARAS_OK;
}

/* --- the matrix ----------------------------------------------------------------------
 */

/* The issue by which A moves B most: a demand or a line if there is one, else an
 * answer. */
static const struct aras_leverage_row *find_cell(const struct report *report,
                                                 size_t time, size_t reading,
                                                 const char *by, const char *of)
{
    const struct aras_leverage_row *found = NULL;

    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];
        const struct aras_issue *issue = &report->wish->issue[row->issue];

        if (row->time != time || row->reading != reading || !row->best ||
            aras_leverage_is_empty(row) || strcmp(issue->by, by) != 0 ||
            strcmp(issue->of, of) != 0 || issue->with_target) {
            continue;
        }
        if (found == NULL || (is_answer(report, found) && !is_answer(report, row)) ||
            (is_answer(report, found) == is_answer(report, row) &&
             row->pull[ARAS_PULL_EFFECT].mean > found->pull[ARAS_PULL_EFFECT].mean)) {
            found = row;
        }
    }
    return found;
}

static void put_cell(const struct report *report, struct aras_table *table,
                     const struct aras_leverage_row *row)
{
    const struct aras_pull_estimate *it;
    struct aras_number number;
    char *unit;

    if (row == NULL) {
        put_nothing(report, table);
        return;
    }
    it = &row->pull[ARAS_PULL_EFFECT];
    number = aras_number_change(it->mean, it->interval, true);
    unit = strstr(number.text, " pp");
    if (unit != NULL) {
        *unit = '\0';
    }
    aras_table_cell(table, ARAS_PLAIN, "%s%s", number.text,
                    is_answer(report, row) ? "*" : "");
}

static enum aras_status print_matrix(const struct report *report, size_t time,
                                     size_t reading, struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS] = {{.heading = "A \\ B"}};
    const struct aras_actor *actors = report->model->actors;
    struct aras_table *table;
    size_t count = 1;
    enum aras_status status;

    for (size_t i = 0; i < report->model->actor_count && count < MOST_COLUMNS; i++) {
        if (!actors[i].outside) {
            columns[count++] =
                (struct aras_table_column){.heading = actors[i].id, .right = true};
        }
    }
    table = aras_table_new(columns, count, report->style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t a = 0; a < report->model->actor_count; a++) {
        if (actors[a].outside) {
            continue;
        }
        aras_table_row(table, 0);
        aras_table_cell(table, ARAS_STRONG, "%s", actors[a].id);
        for (size_t c = 1; c < count; c++) {
            if (strcmp(columns[c].heading, actors[a].id) == 0) {
                aras_table_cell(table, ARAS_FAINT, " ");
            } else {
                put_cell(
                    report, table,
                    find_cell(report, time, reading, actors[a].id, columns[c].heading));
            }
        }
    }
    status = aras_table_print(table, report->file, error);
    aras_table_free(table);
    return status;
}

static enum aras_status print_matrices(const struct report *report, size_t time,
                                       struct aras_error *error)
{
    const struct aras_leverage *leverage = report->leverage;

    for (size_t i = 0; i < leverage->told_count; i++) {
        fputc('\n', report->file);
        if (aras_legend_say(report->file, report->style, error,
                            "Leverage of A over B, in percentage points%s%s",
                            aras_legend_has_readings(&leverage->readings) ? ": " : "",
                            aras_legend_has_readings(&leverage->readings)
                                ? aras_legend_reading(&leverage->readings,
                                                      report->model, leverage->told[i])
                                : "") != ARAS_OK ||
            print_matrix(report, time, leverage->told[i], error) != ARAS_OK) {
            return error->status;
        }
    }
    return aras_legend_say(
        report->file, report->style, error,
        "The demand or line by which A moves B most; * an answer to an act of A, where "
        "there is none and B takes no part in it. %s: no issue, or at issue in fewer "
        "than "
        "%d worlds.",
        aras_number_none(report->style), (int) ARAS_FEW_AT_ISSUE);
}

/* --- where they disagree -------------------------------------------------------------
 */

static const char *name_reason(enum aras_pull reason)
{
    switch (reason) {
    case ARAS_PULL_CREDIBLE:
        return "credibility: were it certain of being made to pay, B would give way";
    case ARAS_PULL_COSTLESS:
        return "the cost to the wielder: could A carry the threat out for nothing, B "
               "would give way";
    default:
        return "substitution: had B none, it would give way";
    }
}

static enum aras_status say_disagreement(const struct report *report,
                                         const struct aras_leverage_row *row,
                                         const char *issue, struct aras_error *error)
{
    const char *reading = aras_legend_has_readings(&report->leverage->readings)
                              ? aras_legend_reading(&report->leverage->readings,
                                                    report->model, row->reading)
                              : "all worlds";

    if (row->reason != ARAS_PULLS) {
        const struct aras_pull_estimate *it = &row->pull[row->reason];

        return aras_legend_say(
            report->file, report->style, error,
            "%s (%s): place %zu of %zu by leverage, %zu by net index. What holds it "
            "back most is %s more often (%s).",
            issue, reading, row->place, row->placed, row->place_by_index,
            name_reason(row->reason),
            aras_number_change(it->mean, it->interval, true).text);
    }
    return aras_legend_say(
        report->file, report->style, error,
        "%s (%s): place %zu of %zu by leverage, %zu by net index. %s", issue, reading,
        row->place, row->placed, row->place_by_index,
        row->standing == ARAS_STANDING_ABOVE
            ? "It moves B more than threats with a higher index: what is asked of B is "
              "not in the index."
            : "Neither credibility nor cost nor substitution accounts for 2 pp of it.");
}

static enum aras_status say_disagreements(const struct report *report, size_t time,
                                          struct aras_error *error)
{
    bool any = false;

    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];
        struct aras_text issue = {0};
        enum aras_status status;

        if (row->time != time || row->standing == ARAS_STANDING_AGREES) {
            continue;
        }
        if (!any) {
            fputs("\nWhere leverage and the net index disagree, beyond the intervals "
                  "of leverage:\n",
                  report->file);
            any = true;
        }
        write_issue(report, row, &issue);
        status = aras_text_check(&issue, error) == ARAS_OK
                     ? say_disagreement(report, row, issue.data, error)
                     : error->status;
        aras_text_free(&issue);
        if (status != ARAS_OK) {
            return status;
        }
    }
    return ARAS_OK;
}

/* Issues of which nothing is told, by their acts. */
static enum aras_status say_left_out(const struct report *report, size_t time,
                                     struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status = ARAS_OK;

    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];

        if (row->time == time && row->best && is_empty(report, row) &&
            row->reading == report->leverage->told[0] &&
            !is_repeated(report, row->issue)) {
            const struct aras_issue *issue = &report->wish->issue[row->issue];

            aras_text_add(&text, "%s %s", text.data == NULL ? "" : ",",
                          report->model->events[issue->event].id);
        }
    }
    if (text.data != NULL) {
        fputc('\n', report->file);
        status = aras_legend_say(report->file, report->style, error,
                                 "Hardly ever possible then, and left out (fewer than "
                                 "%d worlds), the acts:%s.",
                                 (int) ARAS_FEW_AT_ISSUE, text.data);
    }
    aras_text_free(&text);
    return status;
}

/* --- all of it -----------------------------------------------------------------------
 */

static bool any_answer(const struct report *report)
{
    for (size_t i = 0; i < report->wish->issues; i++) {
        if (report->wish->issue[i].kind == ARAS_ISSUE_ANSWER) {
            return true;
        }
    }
    return false;
}

static enum aras_status say_footer(const struct report *report,
                                   struct aras_error *error)
{
    fputc('\n', report->file);
    if (aras_legend_say(
            report->file, report->style, error,
            "At issue: worlds in which A can act then; all else is of these. Silent: B "
            "does it though A is silent, for its own reasons or foreseeing A's. "
            "Leverage: how much more often it does it when A acts, short of force: "
            "worlds in which A carries a threat out count as no change. Would: the "
            "same where A would have acted by itself within the window.") != ARAS_OK ||
        (any_answer(report) &&
         aras_legend_say(
             report->file, report->style, error,
             "Of an answer, intervals hold for all its options together%s. That it is "
             "raised says that the act moves B, not that A wants it. What B weighs in "
             "an answer is in its decision (`aras explain` tells it): leverage and the "
             "net index are held against each other, and taken apart, for threats "
             "alone.",
             report->levered->all
                 ? "; told is the one most raised but for leaving things as they are"
                 : "") != ARAS_OK)) {
        return error->status;
    }
    if (any_threat(report) &&
        aras_legend_say(
            report->file, report->style, error,
            "Force: A carries the threat out; by it: what is done more often in those "
            "worlds. Believed: how likely B thinks force. Then, by the game alone, how "
            "much more often B would give way were it certain of force, were force to "
            "cost A nothing, had B no substitutes. Places among threats: by leverage / "
            "by net index.") != ARAS_OK) {
        return error->status;
    }
    if (!any_index(report)) {
        return ARAS_OK;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "B on A, net, influence and name (credibility or reputation) of A at the date. "
        "Wear: what acting does to B's dependence on A by the end of the window; cost: "
        "to A's influence.");
}

static enum aras_status print_time(const struct report *report, size_t time,
                                   struct aras_error *error)
{
    if (say_moment(report, time, error) != ARAS_OK ||
        print_rows(report, EFFECTS, time, error) != ARAS_OK ||
        print_rows(report, FORCES, time, error) != ARAS_OK ||
        print_rows(report, INDICES, time, error) != ARAS_OK) {
        return error->status;
    }
    if (!report->levered->all) {
        return say_channels(report, time, error);
    }
    if (say_left_out(report, time, error) != ARAS_OK ||
        print_matrices(report, time, error) != ARAS_OK) {
        return error->status;
    }
    return say_disagreements(report, time, error);
}

enum aras_status aras_report_leverage(FILE *file, const struct aras_levered *levered,
                                      const struct aras_style *style,
                                      struct aras_error *error)
{
    struct report report = {.file = file,
                            .levered = levered,
                            .leverage = levered->leverage,
                            .wish = levered->wish,
                            .model = levered->model,
                            .style = style};

    if (say_header(&report, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < levered->wish->issues && !levered->all; i++) {
        if (say_issue(&report, &levered->wish->issue[i], error) != ARAS_OK) {
            return error->status;
        }
    }
    for (size_t t = 0; t < levered->wish->times; t++) {
        if (print_time(&report, t, error) != ARAS_OK) {
            return error->status;
        }
    }
    return say_footer(&report, error) == ARAS_OK ? aras_legend_check(file, error)
                                                 : error->status;
}
