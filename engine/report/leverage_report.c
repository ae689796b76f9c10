#include "report/leverage_report.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/legend.h"
#include "report/leverage_words.h"
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
    const char *a = aras_leverage_name(report->levered, issue->by);
    const char *b = aras_leverage_name(report->levered, issue->of);

    switch (issue->kind) {
    case ARAS_ISSUE_DEMAND: {
        const struct aras_event *conceded =
            &report->model->events[event->demand->result[ARAS_CONCEDED]];

        return aras_legend_say(
            report->file, report->style, error,
            "%s over %s, %s. Act: %s. %s does it: concedes%s%s%s.", a, b, event->id,
            aras_leverage_title(event), b,
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
            a, b, event->id, aras_leverage_title(event), b);
    case ARAS_ISSUE_ANSWER:
        break;
    }
    return aras_legend_say(
        report->file, report->style, error,
        "%s over %s, %s after %s. Act: %s%s. %s does it: takes the "
        "option, in \"%s\".",
        a, b, report->model->events[issue->decision].id, event->id,
        aras_leverage_title(event), issue->joint ? " (with others)" : "", b,
        aras_leverage_title(&report->model->events[issue->decision]));
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
    aras_table_cell(table, it->worlds == 0 || isnan(it->mean) ? ARAS_FAINT : ARAS_PLAIN,
                    "%s", aras_leverage_share(it, report->style).text);
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

/* That without the unit. */
static struct aras_number points_of(const struct aras_pull_estimate *it)
{
    struct aras_number number = aras_leverage_change(it);
    char *unit = strstr(number.text, " pp");

    if (unit != NULL) {
        *unit = '\0';
    }
    return number;
}

static bool any_threat(const struct report *report)
{
    for (size_t i = 0; i < report->leverage->rows; i++) {
        if (!aras_leverage_is_answer(report->levered, &report->leverage->row[i]) &&
            !aras_leverage_is_empty(&report->leverage->row[i])) {
            return true;
        }
    }
    return false;
}

/* --- tables --------------------------------------------------------------------------
 */

/* Indices are of a pair: those of its first issue that is told. */
static bool is_first_of_pair(const struct report *report,
                             const struct aras_leverage_row *row, size_t time)
{
    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *other = &report->leverage->row[r];

        if (other->time == time && !aras_leverage_is_left_out(report->levered, other) &&
            aras_leverage_same_pair(&report->wish->issue[other->issue],
                                    &report->wish->issue[row->issue])) {
            return other->issue == row->issue && other->choice == row->choice &&
                   row->time == time;
        }
    }
    return false;
}

/* By which one table calls what another tells in full: the place of the issue among
 * those that are told. */
static size_t number_of(const struct report *report,
                        const struct aras_leverage_row *row)
{
    const struct aras_leverage *leverage = report->leverage;
    size_t number = 0;

    for (size_t r = 0; r < leverage->rows; r++) {
        const struct aras_leverage_row *other = &leverage->row[r];

        if (other->reading != leverage->told[0] ||
            !aras_leverage_is_told(report->levered, other, row->time)) {
            continue;
        }
        number++;
        if (aras_leverage_same_act(&report->wish->issue[other->issue],
                                   &report->wish->issue[row->issue]) &&
            other->choice == row->choice) {
            break;
        }
    }
    return number;
}

/* What a row is called: in full; by its pair; by a number and its pair where all is
 * told, else by what B may do. */
enum label { IN_FULL, BY_PAIR, IN_SHORT };

static void write_label(const struct report *report,
                        const struct aras_leverage_row *row, enum label label,
                        struct aras_text *text)
{
    const struct aras_issue *it = &report->wish->issue[row->issue];

    if (label == IN_FULL) {
        aras_leverage_write_issue(report->levered, row, true, text);
    } else if (label == BY_PAIR || report->levered->all) {
        aras_text_add(text, "%s over %s", aras_leverage_name(report->levered, it->by),
                      aras_leverage_name(report->levered, it->of));
    } else {
        uint32_t choice = aras_issue_choice(it, report->model, row->choice);

        aras_text_add(text, "\"%s\"",
                      aras_leverage_title(&report->model->events[choice]));
    }
}

static void begin_row(const struct report *report, struct aras_table *table,
                      const struct aras_leverage_row *row, enum label label)
{
    struct aras_text issue = {0};
    bool first = row->reading == report->leverage->told[0];

    aras_table_row(table, 0);
    if (report->levered->all && label != BY_PAIR && first) {
        aras_table_cell(table, ARAS_FAINT, "%zu", number_of(report, row));
    } else if (report->levered->all && label != BY_PAIR) {
        aras_table_cell(table, ARAS_FAINT, " ");
    }
    if (first) {
        write_label(report, row, label, &issue);
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
    struct aras_number change = points_of(it);

    aras_table_cell(table, clear ? ARAS_STRONG : ARAS_PLAIN, "%s %s", change.text,
                    aras_number_error(it->error, true, report->style).text);
}

static void put_effect_row(const struct report *report, struct aras_table *table,
                           const struct aras_leverage_row *row)
{
    const struct aras_pull_estimate *effect = &row->pull[ARAS_PULL_EFFECT];

    begin_row(report, table, row, IN_FULL);
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

static void put_places(const struct report *report, struct aras_table *table,
                       const struct aras_leverage_row *row)
{
    if (row->placed > 1) {
        aras_table_cell(table, ARAS_PLAIN, "%zu / %zu", row->place,
                        row->place_by_index);
    } else {
        put_nothing(report, table);
    }
}

static void put_force_row(const struct report *report, struct aras_table *table,
                          const struct aras_leverage_row *row)
{
    begin_row(report, table, row, report->levered->all ? IN_SHORT : IN_FULL);
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
    put_places(report, table, row);
}

/* A change in percentage points, said in its heading: "+12", "0". */
static void put_points(const struct report *report, struct aras_table *table,
                       const struct aras_pull_estimate *it)
{
    bool clear = it->interval.low > 0.0 || it->interval.high < 0.0;

    if (it->worlds == 0 || isnan(it->mean) || isnan(it->interval.low)) {
        put_nothing(report, table);
    } else if (aras_leverage_is_constant(it) && fabs(it->mean) < 1e-9) {
        aras_table_cell(table, ARAS_PLAIN, "0");
    } else {
        aras_table_cell(table, clear ? ARAS_STRONG : ARAS_PLAIN, "%s",
                        points_of(it).text);
    }
}

/* Why an act moves B as much as it does: by what B weighs when it decides. */
static void put_act_row(const struct report *report, struct aras_table *table,
                        const struct aras_leverage_row *row)
{
    begin_row(report, table, row, IN_SHORT);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_counted(row->pull[ARAS_PULL_DECIDES].mean).text);
    put_points(report, table, &row->pull[ARAS_PULL_CALLED]);
    put_share(report, table, &row->pull[ARAS_PULL_YIELD]);
    put_points(report, table, &row->pull[ARAS_PULL_CREDIBLE]);
    put_points(report, table, &row->pull[ARAS_PULL_COSTLESS]);
    put_points(report, table, &row->pull[ARAS_PULL_CAPTIVE]);
    put_points(report, table, &row->pull[ARAS_PULL_TIED]);
    put_places(report, table, row);
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
    begin_row(report, table, row, BY_PAIR);
    put_index(report, table, &row->pull[ARAS_PULL_DEPENDENCE]);
    put_index(report, table, &row->pull[ARAS_PULL_NET]);
    put_index(report, table, &row->pull[ARAS_PULL_INFLUENCE]);
    put_index(report, table, &row->pull[ARAS_PULL_NAME]);
    put_change(report, table, &row->pull[ARAS_PULL_WEAR], false);
    put_change(report, table, &row->pull[ARAS_PULL_INFLUENCED], false);
}

enum table_kind { EFFECTS, FORCES, ACTS, INDICES };

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

static const struct aras_table_column acts[] = {{.heading = "ACT", .wrap = true},
                                                {.heading = "READING"},
                                                {.heading = "DECIDES", .right = true},
                                                {.heading = "CALLED", .right = true},
                                                {.heading = "CHANCE", .right = true},
                                                {.heading = "CERTAIN", .right = true},
                                                {.heading = "COSTLESS", .right = true},
                                                {.heading = "CAPTIVE", .right = true},
                                                {.heading = "TIES", .right = true},
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

static const struct aras_table_column *columns_of(enum table_kind kind)
{
    switch (kind) {
    case EFFECTS:
        return effects;
    case FORCES:
        return forces;
    case ACTS:
        return acts;
    case INDICES:
        break;
    }
    return indices;
}

/* With numbers, by which one table calls the rows of another, where all is told. */
static size_t choose_columns(const struct report *report, enum table_kind kind,
                             struct aras_table_column columns[MOST_COLUMNS])
{
    const struct aras_table_column *from = columns_of(kind);
    size_t count = 0;

    if (report->levered->all && kind != INDICES) {
        columns[count++] = (struct aras_table_column){.heading = "#", .right = true};
    }
    for (size_t i = 0; from[i].heading != NULL; i++) {
        if (i != 1 || aras_legend_has_readings(&report->leverage->readings)) {
            columns[count++] = from[i];
        }
    }
    return count;
}

/* What B weighs after a joint act differs by who acts: a row for each of them. */
static bool is_weighed(const struct report *report, const struct aras_leverage_row *row,
                       size_t time)
{
    return aras_leverage_is_answer(report->levered, row) && row->time == time &&
           !aras_leverage_is_empty(row) && (!report->levered->all || row->best);
}

static bool has_row(const struct report *report, enum table_kind kind,
                    const struct aras_leverage_row *row, size_t time)
{
    switch (kind) {
    case EFFECTS:
        return aras_leverage_is_told(report->levered, row, time);
    case FORCES:
        return aras_leverage_is_told(report->levered, row, time) &&
               !aras_leverage_is_answer(report->levered, row) &&
               !aras_leverage_is_empty(row);
    case ACTS:
        return is_weighed(report, row, time);
    case INDICES:
        break;
    }
    return has_index(row) && is_first_of_pair(report, row, time);
}

static void put_row(const struct report *report, enum table_kind kind,
                    struct aras_table *table, const struct aras_leverage_row *row)
{
    switch (kind) {
    case EFFECTS:
        put_effect_row(report, table, row);
        return;
    case FORCES:
        put_force_row(report, table, row);
        return;
    case ACTS:
        put_act_row(report, table, row);
        return;
    case INDICES:
        put_index_row(report, table, row);
        return;
    }
}

static enum aras_status print_rows(const struct report *report, enum table_kind kind,
                                   size_t time, struct aras_error *error)
{
    struct aras_table_column columns[MOST_COLUMNS];
    size_t count = choose_columns(report, kind, columns);
    struct aras_table *table = aras_table_new(columns, count, report->style, error);
    bool any = kind == EFFECTS;
    enum aras_status status;

    if (table == NULL) {
        return error->status;
    }
    for (size_t r = 0; r < report->leverage->rows; r++) {
        if (has_row(report, kind, &report->leverage->row[r], time)) {
            any = true;
            put_row(report, kind, table, &report->leverage->row[r]);
        }
    }
    if (any) {
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
                                aras_leverage_name(report->levered, issue->of),
                                aras_leverage_name(report->levered, issue->by),
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

static void put_cell(const struct report *report, struct aras_table *table,
                     const struct aras_leverage_row *row)
{
    if (row == NULL) {
        put_nothing(report, table);
        return;
    }
    aras_table_cell(table, ARAS_PLAIN, "%s%s",
                    points_of(&row->pull[ARAS_PULL_EFFECT]).text,
                    aras_leverage_is_answer(report->levered, row) ? "*" : "");
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
                put_cell(report, table,
                         aras_leverage_find_cell(report->levered, time, reading,
                                                 actors[a].id, columns[c].heading));
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

static enum aras_status say_disagreement(const struct report *report,
                                         const struct aras_leverage_row *row,
                                         struct aras_error *error)
{
    struct aras_text text = {0};
    enum aras_status status;

    aras_leverage_write_standing(report->levered, row, &text);
    status = aras_text_check(&text, error);
    if (status == ARAS_OK) {
        status = aras_legend_say(report->file, report->style, error, "%s", text.data);
    }
    aras_text_free(&text);
    return status;
}

static enum aras_status say_disagreements(const struct report *report, size_t time,
                                          struct aras_error *error)
{
    bool any = false;

    for (size_t r = 0; r < report->leverage->rows; r++) {
        const struct aras_leverage_row *row = &report->leverage->row[r];

        if (row->time != time || row->standing == ARAS_STANDING_AGREES) {
            continue;
        }
        if (!any) {
            fputs("\nWhere leverage and the net index disagree, beyond the intervals "
                  "of leverage,\n  threats among threats and acts among acts:\n",
                  report->file);
            any = true;
        }
        if (say_disagreement(report, row, error) != ARAS_OK) {
            return error->status;
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

        if (row->time == time && row->best &&
            aras_leverage_is_left_out(report->levered, row) &&
            row->reading == report->leverage->told[0] &&
            !aras_leverage_is_repeated(report->levered, row->issue)) {
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
             "raised says that the act moves B, not that A wants it.",
             report->levered->all
                 ? "; told is the one most raised but for leaving things as they are"
                 : "") != ARAS_OK)) {
        return error->status;
    }
    if (any_answer(report) &&
        aras_legend_say(
            report->file, report->style, error,
            "Decides: B comes to decide by the end of the window when A acts. Called: "
            "of "
            "leverage, what comes of its deciding where it would not have; the rest is "
            "of choosing otherwise. Chance: of the option when it first decides. Then, "
            "by what B weighs there and nothing played, how much greater that were, "
            "were "
            "A's name for acting the best there is (certain), did A depend on B in "
            "nothing (costless), had B no substitutes (captive); ties: what B's "
            "dependence on A adds to it; all in percentage points. Places among acts "
            "in which B has no part: by "
            "leverage / by net index.") != ARAS_OK) {
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
        print_rows(report, ACTS, time, error) != ARAS_OK ||
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
