#include "result/database.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/text.h"
#include "montecarlo/totals.h"
#include "result/field.h"
#include "result/point.h"
#include "result/run.h"
#include "result/utf8.h"

enum { SCHEMA_VERSION = 1, BARS = 50 };

/* Columns of the model's own, and what they are called in the database. */
struct columns {
    const struct aras_column *label;
    enum aras_column_type *type;
    char **name;
    size_t count;
};

struct writer {
    sqlite3 *database;
    const char *path;
    const struct aras_run *run;
    const struct aras_labels *labels;
    struct columns outcome;
    struct columns parameter;
    sqlite3_stmt *replications; /* to insert one of each */
    sqlite3_stmt *parameters;
    sqlite3_stmt *failures;
    uint64_t sets; /* parameter sets 0 .. sets-1 were written */
    struct aras_totals *totals;
    struct aras_error *error;
};

static enum aras_status fail(const struct writer *writer)
{
    int code = sqlite3_errcode(writer->database);

    return aras_error_set(writer->error,
                          code == SQLITE_NOMEM ? ARAS_NO_MEMORY : ARAS_FILE,
                          "cannot write the database %s: %s", writer->path,
                          sqlite3_errmsg(writer->database));
}

static enum aras_status run_sql(const struct writer *writer, const char *sql)
{
    return sqlite3_exec(writer->database, sql, NULL, NULL, NULL) == SQLITE_OK
               ? ARAS_OK
               : fail(writer);
}

/* Prepares or runs a text made by `aras_text_add`, and frees it. */

static enum aras_status prepare(const struct writer *writer, struct aras_text *sql,
                                sqlite3_stmt **statement)
{
    enum aras_status status = aras_text_check(sql, writer->error);

    if (status == ARAS_OK && sqlite3_prepare_v2(writer->database, sql->data, -1,
                                                statement, NULL) != SQLITE_OK) {
        status = fail(writer);
    }
    aras_text_free(sql);
    return status;
}

static enum aras_status run_text(const struct writer *writer, struct aras_text *sql)
{
    enum aras_status status = aras_text_check(sql, writer->error);

    if (status == ARAS_OK) {
        status = run_sql(writer, sql->data);
    }
    aras_text_free(sql);
    return status;
}

/* A row to insert, filled from left to right. A value that could not be taken is
 * remembered, and reported when the row is done. */
struct row {
    sqlite3_stmt *statement;
    int place;
    int code;
};

static struct row row_of(sqlite3_stmt *statement)
{
    return (struct row){.statement = statement, .code = SQLITE_OK};
}

static void note(struct row *row, int code)
{
    if (code != SQLITE_OK) {
        row->code = code;
    }
}

static void add_nothing(struct row *row)
{
    note(row, sqlite3_bind_null(row->statement, ++row->place));
}

static void add_integer(struct row *row, uint64_t value)
{
    note(row, sqlite3_bind_int64(row->statement, ++row->place, (sqlite3_int64) value));
}

static void add_real(struct row *row, double value)
{
    /* SQLite makes a NULL of what is no number. */
    note(row, sqlite3_bind_double(row->statement, ++row->place, value));
}

static void add_text(struct row *row, const char *text)
{
    note(row, sqlite3_bind_text(row->statement, ++row->place, text, -1, SQLITE_STATIC));
}

/* A text that does not outlive the call. */
static void add_copy(struct row *row, const char *text)
{
    note(row,
         sqlite3_bind_text(row->statement, ++row->place, text, -1, SQLITE_TRANSIENT));
}

static enum aras_status insert(const struct writer *writer, const struct row *row)
{
    if (row->code != SQLITE_OK) {
        return fail(writer);
    }

    int code = sqlite3_step(row->statement);

    sqlite3_reset(row->statement);
    return code == SQLITE_DONE ? ARAS_OK : fail(writer);
}

/* Names of columns */

static bool is_taken(const char *name, const char *const *fixed, char *const *names,
                     size_t count)
{
    for (size_t i = 0; fixed[i] != NULL; i++) {
        if (strcasecmp(name, fixed[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* A column is called by its id; with underscores behind it where SQLite, to which
 * upper and lower case are one, would take it for an earlier column. */
static enum aras_status name_columns(struct columns *columns, size_t count,
                                     const struct aras_column *label,
                                     const char *const *fixed, struct aras_error *error)
{
    columns->label = label;
    columns->name = calloc(count + 1, sizeof *columns->name);
    columns->type = calloc(count + 1, sizeof *columns->type);
    if (columns->name == NULL || columns->type == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to name %zu columns",
                              count);
    }
    for (size_t i = 0; i < count; i++) {
        struct aras_text name = {0};

        aras_utf8_add(&name, label[i].id);
        while (!name.out_of_memory && is_taken(name.data, fixed, columns->name, i)) {
            aras_text_add(&name, "_");
        }
        if (aras_text_check(&name, error) != ARAS_OK) {
            aras_text_free(&name);
            return error->status;
        }
        columns->name[i] = name.data;
        columns->type[i] = aras_column_type_of(&label[i]);
        columns->count = i + 1;
    }
    return ARAS_OK;
}

static void free_columns(struct columns *columns)
{
    for (size_t i = 0; i < columns->count; i++) {
        free(columns->name[i]);
    }
    free(columns->name);
    free(columns->type);
}

static void add_quoted(struct aras_text *sql, const char *name, char quote)
{
    aras_text_add(sql, "%c", quote);
    for (; *name != '\0'; name++) {
        aras_text_add(sql, *name == quote ? "%c%c" : "%c", *name, quote);
    }
    aras_text_add(sql, "%c", quote);
}

static const char *sql_type(enum aras_column_type type)
{
    switch (type) {
    case ARAS_COLUMN_INTEGER:
        return "INTEGER";
    case ARAS_COLUMN_TEXT:
        return "TEXT";
    case ARAS_COLUMN_TIME:
    case ARAS_COLUMN_REAL:
        break;
    }
    return "REAL";
}

static enum aras_status make_table(const struct writer *writer, const char *start,
                                   const struct columns *columns)
{
    struct aras_text sql = {0};

    aras_text_add(&sql, "%s", start);
    for (size_t i = 0; i < columns->count; i++) {
        aras_text_add(&sql, ", ");
        add_quoted(&sql, columns->name[i], '"');
        aras_text_add(&sql, " %s", sql_type(columns->type[i]));
    }
    aras_text_add(&sql, ")");
    return run_text(writer, &sql);
}

/* An INSERT into a table of `fixed` columns and those of the model. */
static enum aras_status prepare_insert(const struct writer *writer, const char *table,
                                       size_t columns, sqlite3_stmt **statement)
{
    struct aras_text sql = {0};

    aras_text_add(&sql, "INSERT INTO %s VALUES (", table);
    for (size_t i = 0; i < columns; i++) {
        aras_text_add(&sql, i == 0 ? "?" : ", ?");
    }
    aras_text_add(&sql, ")");
    return prepare(writer, &sql, statement);
}

/* One row for each outcome of each replication. A choice of columns rather than a
 * union of selects, of which SQLite allows only 500. */
static enum aras_status make_tidy_view(const struct writer *writer)
{
    struct aras_text sql = {0};

    aras_text_add(&sql, "CREATE VIEW outcome_tidy AS SELECT r.replication AS "
                        "replication, o.id AS outcome, ");
    if (writer->outcome.count == 0) {
        aras_text_add(&sql, "NULL");
    } else {
        aras_text_add(&sql, "CASE o.position");
        for (size_t i = 0; i < writer->outcome.count; i++) {
            aras_text_add(&sql, " WHEN %zu THEN r.", i);
            add_quoted(&sql, writer->outcome.name[i], '"');
        }
        aras_text_add(&sql, " END");
    }
    aras_text_add(&sql, " AS value FROM outcome AS o CROSS JOIN replication AS r");
    return run_text(writer, &sql);
}

static enum aras_status make_tables(const struct writer *writer)
{
    static const char *const plain[] = {
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
        "CREATE TABLE outcome (position INTEGER PRIMARY KEY, id TEXT, title TEXT, "
        "kind TEXT, unit TEXT, categories TEXT, column_name TEXT)",
        "CREATE TABLE parameter_label (position INTEGER PRIMARY KEY, id TEXT, title "
        "TEXT, kind TEXT, unit TEXT, categories TEXT, column_name TEXT)",
        "CREATE TABLE failure (replication INTEGER, time REAL, reason TEXT)",
        "CREATE TABLE event (id TEXT, count INTEGER, worlds INTEGER, integrated REAL, "
        "residual REAL, z REAL)",
        "CREATE TABLE clamp (quantity TEXT, count INTEGER)",
        "CREATE TABLE track (id TEXT, title TEXT, unit TEXT)",
        "CREATE TABLE track_point (track TEXT, time REAL, n INTEGER, mean REAL, sd "
        "REAL, min REAL, p05 REAL, p10 REAL, p25 REAL, p50 REAL, p75 REAL, p90 REAL, "
        "p95 REAL, max REAL)",
        "CREATE TABLE track_histogram (track TEXT, time REAL, low REAL, high REAL, "
        "count INTEGER)"};

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        if (run_sql(writer, plain[i]) != ARAS_OK) {
            return writer->error->status;
        }
    }
    if (make_table(writer,
                   "CREATE TABLE replication (replication INTEGER PRIMARY KEY, "
                   "parameter_set INTEGER, failed INTEGER, fingerprint TEXT",
                   &writer->outcome) != ARAS_OK ||
        make_table(writer, "CREATE TABLE parameter (parameter_set INTEGER PRIMARY KEY",
                   &writer->parameter) != ARAS_OK) {
        return writer->error->status;
    }
    return make_tidy_view(writer);
}

/* Of a design: its points, and which of them each replication is of. */
static enum aras_status make_point_table(const struct writer *writer)
{
    const struct aras_design *design = writer->labels->design;
    struct aras_text sql = {0};

    aras_text_add(&sql, "CREATE TABLE point (point INTEGER PRIMARY KEY");
    for (size_t i = 0; i < aras_design_form(design)->axes; i++) {
        const struct aras_axis *axis = &aras_design_form(design)->axis[i];

        aras_text_add(&sql, ", ");
        add_quoted(&sql, axis->key, '"');
        aras_text_add(&sql, aras_axis_is_category(axis) ? " TEXT" : " REAL");
    }
    aras_text_add(&sql,
                  "); CREATE VIEW cell AS SELECT replication, replication %% %" PRIu64
                  " AS point, replication / %" PRIu64 " AS round FROM replication",
                  aras_design_points(design), aras_design_points(design));
    return run_text(writer, &sql);
}

static enum aras_status insert_point(const struct writer *writer,
                                     sqlite3_stmt *statement, uint64_t point,
                                     double *values)
{
    const struct aras_design_form *form = aras_design_form(writer->labels->design);
    struct row row = row_of(statement);

    aras_design_get(writer->labels->design, point, values);
    add_integer(&row, point);
    for (size_t i = 0; i < form->axes; i++) {
        const struct aras_axis *axis = &form->axis[i];

        if (aras_axis_is_category(axis)) {
            add_text(&row, axis->name[(size_t) values[i]]);
        } else {
            add_real(&row, values[i] / axis->scale);
        }
    }
    return insert(writer, &row);
}

static enum aras_status write_points(const struct writer *writer)
{
    const struct aras_design *design = writer->labels->design;
    size_t axes = design == NULL ? 0 : aras_design_form(design)->axes;
    double *values;
    sqlite3_stmt *statement = NULL;
    enum aras_status status;

    if (design == NULL) {
        return ARAS_OK;
    }
    values = calloc(axes, sizeof *values);
    if (values == NULL) {
        return aras_error_set(writer->error, ARAS_NO_MEMORY, "no memory for a point");
    }
    status = make_point_table(writer);
    if (status == ARAS_OK) {
        status = prepare_insert(writer, "point", 1 + axes, &statement);
    }
    for (uint64_t i = 0; i < aras_design_points(design) && status == ARAS_OK; i++) {
        status = insert_point(writer, statement, i, values);
    }
    sqlite3_finalize(statement);
    free(values);
    return status;
}

/* The small tables */

static enum aras_status insert_meta(const struct writer *writer,
                                    sqlite3_stmt *statement, const char *key,
                                    const char *format, ...) ARAS_PRINTF(4, 5);

static enum aras_status insert_meta(const struct writer *writer,
                                    sqlite3_stmt *statement, const char *key,
                                    const char *format, ...)
{
    struct row row = row_of(statement);
    char value[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(value, sizeof value, format, arguments);
    va_end(arguments);
    add_text(&row, key);
    add_copy(&row, value);
    return insert(writer, &row);
}

/* What tells the run, and nothing of when, where and how long it was worked on: the
 * same run has the same database. */
static enum aras_status write_meta(const struct writer *writer)
{
    struct aras_run_facts facts;
    sqlite3_stmt *to = NULL;
    enum aras_status status = prepare_insert(writer, "meta", 2, &to);

    aras_run_get_facts(writer->run, &facts);
    if (status != ARAS_OK ||
        insert_meta(writer, to, "schema_version", "%d", SCHEMA_VERSION) != ARAS_OK ||
        insert_meta(writer, to, "id", "%s", facts.id) != ARAS_OK ||
        insert_meta(writer, to, "name", "%s", facts.name) != ARAS_OK ||
        insert_meta(writer, to, "title", "%s", facts.title) != ARAS_OK ||
        insert_meta(writer, to, "version", "%s", facts.version) != ARAS_OK ||
        insert_meta(writer, to, "result_version", "%d", facts.result_version) !=
            ARAS_OK ||
        insert_meta(writer, to, "seed", "%" PRIu64, facts.seed) != ARAS_OK ||
        insert_meta(writer, to, "group", "%" PRIu64, facts.group) != ARAS_OK ||
        insert_meta(writer, to, "block", "%" PRIu64, facts.block) != ARAS_OK ||
        insert_meta(writer, to, "central", "%d", (int) facts.central) != ARAS_OK ||
        insert_meta(writer, to, "maths", "%016" PRIx64, facts.maths) != ARAS_OK ||
        insert_meta(writer, to, "mixed", "%d", (int) facts.mixed) != ARAS_OK ||
        insert_meta(writer, to, "replications", "%" PRIu64, facts.replications) !=
            ARAS_OK ||
        insert_meta(writer, to, "failed", "%" PRIu64, facts.failed) != ARAS_OK ||
        insert_meta(writer, to, "time_unit", "%s", writer->labels->time_unit) !=
            ARAS_OK ||
        insert_meta(writer, to, "horizon", "%.17g", writer->labels->horizon) !=
            ARAS_OK) {
        status = writer->error->status;
    }
    sqlite3_finalize(to);
    return status;
}

/* The categories as a JSON array of texts: ["war", "peace"]. */
static enum aras_status add_categories(struct row *row, const struct aras_column *label,
                                       struct aras_error *error)
{
    struct aras_text text = {0};

    if (label->categories == NULL) {
        add_nothing(row);
        return ARAS_OK;
    }
    aras_text_add(&text, "[");
    for (size_t i = 0; i < label->category_count; i++) {
        aras_text_add(&text, i == 0 ? "" : ", ");
        aras_utf8_add_json(&text, label->categories[i]);
    }
    aras_text_add(&text, "]");
    if (aras_text_check(&text, error) == ARAS_OK) {
        add_copy(row, text.data);
        aras_text_free(&text);
        return ARAS_OK;
    }
    aras_text_free(&text);
    return error->status;
}

static enum aras_status write_labels(const struct writer *writer, const char *table,
                                     const struct columns *columns)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status = prepare_insert(writer, table, 7, &statement);

    for (size_t i = 0; i < columns->count && status == ARAS_OK; i++) {
        const struct aras_column *label = &columns->label[i];
        struct row row = row_of(statement);

        add_integer(&row, i);
        add_text(&row, label->id);
        add_text(&row, label->title);
        add_text(&row, label->kind);
        add_text(&row, label->unit);
        status = add_categories(&row, label, writer->error);
        add_text(&row, columns->name[i]);
        if (status == ARAS_OK) {
            status = insert(writer, &row);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* The replications, block by block */

static enum aras_status add_fields(struct row *row, const struct columns *columns,
                                   const double *values, struct aras_error *error)
{
    for (size_t i = 0; i < columns->count; i++) {
        struct aras_field field;

        if (aras_field_of(&columns->label[i], columns->type[i], values[i], &field,
                          error) != ARAS_OK) {
            return error->status;
        }
        switch (field.type) {
        case ARAS_FIELD_EMPTY:
            add_nothing(row);
            break;
        case ARAS_FIELD_INTEGER:
            note(row, sqlite3_bind_int64(row->statement, ++row->place, field.integer));
            break;
        case ARAS_FIELD_REAL:
            add_real(row, field.real);
            break;
        case ARAS_FIELD_TEXT:
            add_text(row, field.text);
            break;
        }
    }
    return ARAS_OK;
}

/* printf takes as long for it as SQLite takes for the row. */
static void write_hex(uint64_t value, char hex[17])
{
    for (int i = 15; i >= 0; i--) {
        hex[i] = "0123456789abcdef"[value & 15];
        value >>= 4;
    }
    hex[16] = '\0';
}

static enum aras_status write_replications(const struct writer *writer,
                                           const struct aras_block *block)
{
    uint64_t group = block->shape.group;

    for (uint64_t i = 0; i < block->count; i++) {
        struct row row = row_of(writer->replications);
        uint64_t replication = block->first + i;
        char hex[17];

        write_hex(block->fingerprint[i], hex);
        add_integer(&row, replication);
        add_integer(&row, replication / group);
        add_integer(&row, block->failed[i]);
        add_text(&row, hex);
        if (add_fields(&row, &writer->outcome,
                       block->outcome + i * writer->outcome.count,
                       writer->error) != ARAS_OK ||
            insert(writer, &row) != ARAS_OK) {
            return aras_error_within(writer->error, "replication %" PRIu64,
                                     replication);
        }
    }
    return ARAS_OK;
}

static enum aras_status write_parameters(struct writer *writer,
                                         const struct aras_block *block)
{
    for (uint64_t i = 0; i < block->sets; i++) {
        struct row row = row_of(writer->parameters);
        uint64_t set = block->first_set + i;

        /* A set may serve the end of one block and the beginning of the next. */
        if (set < writer->sets) {
            continue;
        }
        add_integer(&row, set);
        if (add_fields(&row, &writer->parameter,
                       block->parameter + i * writer->parameter.count,
                       writer->error) != ARAS_OK ||
            insert(writer, &row) != ARAS_OK) {
            return aras_error_within(writer->error, "parameter set %" PRIu64, set);
        }
        writer->sets = set + 1;
    }
    return ARAS_OK;
}

static enum aras_status write_failures(const struct writer *writer,
                                       const struct aras_block *block)
{
    struct aras_text reason = {0};
    enum aras_status status = ARAS_OK;

    for (size_t i = 0; i < block->failures && status == ARAS_OK; i++) {
        struct row row = row_of(writer->failures);

        reason.length = 0;
        aras_utf8_add(&reason, block->failure[i].reason);
        status = aras_text_check(&reason, writer->error);
        if (status == ARAS_OK) {
            add_integer(&row, block->failure[i].replication);
            add_real(&row, block->failure[i].time);
            add_text(&row, reason.data);
            status = insert(writer, &row);
        }
    }
    aras_text_free(&reason);
    return status;
}

static enum aras_status write_block(void *context, const struct aras_block *block,
                                    struct aras_error *error)
{
    struct writer *writer = context;

    if (write_replications(writer, block) != ARAS_OK ||
        (writer->labels->design == NULL &&
         write_parameters(writer, block) != ARAS_OK) ||
        write_failures(writer, block) != ARAS_OK) {
        return error->status;
    }
    return aras_totals_add(writer->totals, block, error);
}

/* What sums up the run */

static enum aras_status write_events(const struct writer *writer)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status = prepare_insert(writer, "event", 6, &statement);

    for (size_t i = 0; i < writer->labels->shape.events && status == ARAS_OK; i++) {
        const struct aras_event_sum *sum = &writer->totals->event[i];
        struct row row = row_of(statement);

        add_text(&row, writer->labels->event[i]);
        add_integer(&row, sum->count);
        add_integer(&row, sum->worlds);
        add_real(&row, sum->integrated);
        add_real(&row, sum->residual);
        add_real(&row, aras_event_sum_z(sum));
        status = insert(writer, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum aras_status write_clamps(const struct writer *writer)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status = prepare_insert(writer, "clamp", 2, &statement);

    for (size_t i = 0; i < writer->labels->shape.ranges && status == ARAS_OK; i++) {
        struct row row = row_of(statement);

        add_text(&row, writer->labels->range[i]);
        add_integer(&row, writer->totals->clamps[i]);
        status = insert(writer, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum aras_status write_track_labels(const struct writer *writer)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status = prepare_insert(writer, "track", 3, &statement);

    for (size_t i = 0; i < writer->labels->tracks && status == ARAS_OK; i++) {
        const struct aras_track_column *track = &writer->labels->track[i];
        struct row row = row_of(statement);

        add_text(&row, track->id);
        add_text(&row, track->title);
        add_text(&row, track->unit);
        status = insert(writer, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum aras_status write_track_points(const struct writer *writer)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status =
        prepare_insert(writer, "track_point", 3 + ARAS_POINT_NUMBERS, &statement);

    for (size_t i = 0; i < writer->labels->tracks; i++) {
        const struct aras_track_column *track = &writer->labels->track[i];

        for (size_t j = 0; j < track->points && status == ARAS_OK; j++) {
            size_t point = track->first + j;
            double numbers[ARAS_POINT_NUMBERS];
            struct row row = row_of(statement);

            aras_point_of(writer->totals, point, numbers);
            add_text(&row, track->id);
            add_real(&row, (double) j * track->every);
            add_integer(&row, writer->totals->moment[point].count);
            for (size_t k = 0; k < ARAS_POINT_NUMBERS; k++) {
                add_real(&row, numbers[k]);
            }
            status = insert(writer, &row);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* The range of a track over all its points; false when it has none, or none that
 * can be divided. */
static bool get_range(const struct aras_totals *totals,
                      const struct aras_track_column *track, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (size_t i = 0; i < track->points; i++) {
        const struct aras_summary *moment = &totals->moment[track->first + i];

        if (moment->count > 0) {
            *low = fmin(*low, moment->least);
            *high = fmax(*high, moment->greatest);
        }
    }
    return isfinite(*low) && isfinite(*high) && isfinite(*high - *low);
}

/* Sorts the numbers of a sketch into bars of equal width. */
static void fill_bars(const struct aras_sketch *sketch, double low, double high,
                      uint64_t count[BARS])
{
    memset(count, 0, BARS * sizeof *count);
    for (size_t i = 0; i < sketch->count; i++) {
        double place = aras_sketch_middle(sketch->bins[i].bin) - low;
        size_t bar = 0;

        /* The middle of a sketch's bin may lie a little outside of the range. */
        if (high > low && place > 0.0) {
            double scaled = place / (high - low) * BARS;

            bar = scaled < BARS ? (size_t) scaled : BARS - 1;
        }
        count[bar] += sketch->bins[i].count;
    }
}

static enum aras_status write_bars(const struct writer *writer, sqlite3_stmt *statement,
                                   const struct aras_track_column *track, size_t point,
                                   double low, double high)
{
    uint64_t count[BARS];

    fill_bars(&writer->totals->sketch[track->first + point], low, high, count);
    for (size_t i = 0; i < BARS; i++) {
        struct row row = row_of(statement);

        if (count[i] == 0) {
            continue;
        }
        add_text(&row, track->id);
        add_real(&row, (double) point * track->every);
        add_real(&row, low + (high - low) * (double) i / BARS);
        add_real(&row, low + (high - low) * (double) (i + 1) / BARS);
        add_integer(&row, count[i]);
        if (insert(writer, &row) != ARAS_OK) {
            return writer->error->status;
        }
    }
    return ARAS_OK;
}

static enum aras_status write_histograms(const struct writer *writer)
{
    sqlite3_stmt *statement = NULL;
    enum aras_status status = prepare_insert(writer, "track_histogram", 5, &statement);

    for (size_t i = 0; i < writer->labels->tracks; i++) {
        const struct aras_track_column *track = &writer->labels->track[i];
        double low, high;

        if (!get_range(writer->totals, track, &low, &high)) {
            continue;
        }
        for (size_t j = 0; j < track->points && status == ARAS_OK; j++) {
            status = write_bars(writer, statement, track, j, low, high);
        }
    }
    sqlite3_finalize(statement);
    return status;
}

/* All of it */

static const char *const replication_columns[] = {"replication", "parameter_set",
                                                  "failed", "fingerprint", NULL};
static const char *const parameter_columns[] = {"parameter_set", NULL};

static enum aras_status write_all(struct writer *writer)
{
    const struct aras_shape *shape = &writer->labels->shape;
    struct aras_error *error = writer->error;

    writer->totals = aras_totals_new(shape, error);
    if (writer->totals == NULL ||
        name_columns(&writer->outcome, shape->outcomes, writer->labels->outcome,
                     replication_columns, error) != ARAS_OK ||
        name_columns(&writer->parameter, shape->parameters, writer->labels->parameter,
                     parameter_columns, error) != ARAS_OK ||
        run_sql(writer, "BEGIN") != ARAS_OK || make_tables(writer) != ARAS_OK ||
        prepare_insert(writer, "replication", 4 + shape->outcomes,
                       &writer->replications) != ARAS_OK ||
        prepare_insert(writer, "parameter", 1 + shape->parameters,
                       &writer->parameters) != ARAS_OK ||
        prepare_insert(writer, "failure", 3, &writer->failures) != ARAS_OK ||
        write_meta(writer) != ARAS_OK ||
        write_labels(writer, "outcome", &writer->outcome) != ARAS_OK ||
        write_labels(writer, "parameter_label", &writer->parameter) != ARAS_OK ||
        write_points(writer) != ARAS_OK ||
        aras_run_visit(writer->run, write_block, writer, error) != ARAS_OK ||
        write_events(writer) != ARAS_OK || write_clamps(writer) != ARAS_OK ||
        write_track_labels(writer) != ARAS_OK ||
        write_track_points(writer) != ARAS_OK || write_histograms(writer) != ARAS_OK ||
        run_sql(writer, "COMMIT") != ARAS_OK) {
        return error->status;
    }
    return ARAS_OK;
}

static enum aras_status open_database(struct writer *writer)
{
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE;

    if (unlink(writer->path) != 0 && errno != ENOENT) {
        return aras_error_set(writer->error, ARAS_FILE, "cannot overwrite %s: %s",
                              writer->path, strerror(errno));
    }
    if (sqlite3_open_v2(writer->path, &writer->database, flags, NULL) != SQLITE_OK) {
        return writer->database == NULL
                   ? aras_error_set(writer->error, ARAS_NO_MEMORY,
                                    "no memory for the database %s", writer->path)
                   : fail(writer);
    }
    /* Nobody reads the file before it is whole and in its place, so nothing needs to
     * be undone or synced on the way. */
    return run_sql(writer,
                   "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                   "PRAGMA locking_mode = EXCLUSIVE; PRAGMA temp_store = MEMORY");
}

enum aras_status aras_database_write(const struct aras_run *run, const char *path,
                                     struct aras_error *error)
{
    struct writer writer = {
        .run = run, .labels = aras_run_labels(run), .path = path, .error = error};
    enum aras_status status = open_database(&writer);

    if (status == ARAS_OK) {
        status = write_all(&writer);
    }
    sqlite3_finalize(writer.replications);
    sqlite3_finalize(writer.parameters);
    sqlite3_finalize(writer.failures);
    if (sqlite3_close(writer.database) != SQLITE_OK && status == ARAS_OK) {
        status = fail(&writer);
    }
    free_columns(&writer.outcome);
    free_columns(&writer.parameter);
    aras_totals_free(writer.totals);
    return status;
}
