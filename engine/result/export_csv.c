#include "result/export.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "montecarlo/totals.h"
#include "result/field.h"
#include "result/point.h"
#include "result/run.h"

static void put_text(FILE *file, const char *text)
{
    /* Source: RFC 4180, section 2, rules 6 and 7. */
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        fputs(text, file);
        return;
    }
    fputc('"', file);
    for (; *text != '\0'; text++) {
        if (*text == '"') {
            fputc('"', file);
        }
        fputc(*text, file);
    }
    fputc('"', file);
}

static void put_real(FILE *file, double value)
{
    if (!isnan(value)) {
        fprintf(file, "%.17g", value);
    }
}

static void put_field(FILE *file, const struct aras_field *field)
{
    switch (field->type) {
    case ARAS_FIELD_EMPTY:
        break;
    case ARAS_FIELD_INTEGER:
        fprintf(file, "%" PRId64, field->integer);
        break;
    case ARAS_FIELD_REAL:
        put_real(file, field->real);
        break;
    case ARAS_FIELD_TEXT:
        put_text(file, field->text);
        break;
    }
}

/* A table being written: what its rows need beside their block. */
struct table {
    FILE *file;
    const struct aras_column *label;
    enum aras_column_type *type;
    size_t columns;
    uint64_t sets; /* parameter sets 0 .. sets-1 were written */
};

static enum aras_status open_table(struct table *table, FILE *file, size_t columns,
                                   const struct aras_column *label,
                                   struct aras_error *error)
{
    *table = (struct table){.file = file, .label = label, .columns = columns};
    table->type = calloc(columns + 1, sizeof *table->type);
    if (table->type == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a table of %zu columns", columns);
    }
    for (size_t i = 0; i < columns; i++) {
        table->type[i] = aras_column_type_of(&label[i]);
    }
    return ARAS_OK;
}

static void put_header(const struct table *table, const char *fixed)
{
    fputs(fixed, table->file);
    for (size_t i = 0; i < table->columns; i++) {
        fputc(',', table->file);
        put_text(table->file, table->label[i].id);
    }
    fputc('\n', table->file);
}

static enum aras_status put_fields(const struct table *table, const double *values,
                                   struct aras_error *error)
{
    for (size_t i = 0; i < table->columns; i++) {
        struct aras_field field;

        if (aras_field_of(&table->label[i], table->type[i], values[i], &field, error) !=
            ARAS_OK) {
            return error->status;
        }
        fputc(',', table->file);
        put_field(table->file, &field);
    }
    fputc('\n', table->file);
    return ARAS_OK;
}

/* A disk that is full is noticed at the end of the block, not of the run. */
static enum aras_status check_file(FILE *file, struct aras_error *error)
{
    if (ferror(file) != 0) {
        return aras_error_set(error, ARAS_FILE, "cannot write all of the table: %s",
                              strerror(errno));
    }
    return ARAS_OK;
}

static enum aras_status put_outcomes(void *context, const struct aras_block *block,
                                     struct aras_error *error)
{
    const struct table *table = context;

    for (uint64_t i = 0; i < block->count; i++) {
        uint64_t replication = block->first + i;

        fprintf(table->file, "%" PRIu64 ",%" PRIu64 ",%d,%016" PRIx64, replication,
                replication / block->shape.group, block->failed[i],
                block->fingerprint[i]);
        if (put_fields(table, block->outcome + i * table->columns, error) != ARAS_OK) {
            return error->status;
        }
    }
    return check_file(table->file, error);
}

static enum aras_status put_tidy(void *context, const struct aras_block *block,
                                 struct aras_error *error)
{
    const struct table *table = context;
    size_t columns = table->columns;

    for (uint64_t i = 0; i < block->count * columns; i++) {
        const struct aras_column *label = &table->label[i % columns];
        struct aras_field field;

        if (aras_field_of(label, table->type[i % columns], block->outcome[i], &field,
                          error) != ARAS_OK) {
            return error->status;
        }
        fprintf(table->file, "%" PRIu64 ",", block->first + i / columns);
        put_text(table->file, label->id);
        fputc(',', table->file);
        put_field(table->file, &field);
        fputc('\n', table->file);
    }
    return check_file(table->file, error);
}

static enum aras_status put_parameters(void *context, const struct aras_block *block,
                                       struct aras_error *error)
{
    struct table *table = context;

    for (uint64_t i = 0; i < block->sets; i++) {
        uint64_t set = block->first_set + i;

        /* A set may serve the end of one block and the beginning of the next. */
        if (set < table->sets) {
            continue;
        }
        fprintf(table->file, "%" PRIu64, set);
        if (put_fields(table, block->parameter + i * table->columns, error) !=
            ARAS_OK) {
            return error->status;
        }
        table->sets = set + 1;
    }
    return check_file(table->file, error);
}

static enum aras_status add_up(void *context, const struct aras_block *block,
                               struct aras_error *error)
{
    return aras_totals_add(context, block, error);
}

static void put_point(FILE *file, const struct aras_totals *totals, size_t point)
{
    double numbers[ARAS_POINT_NUMBERS];

    aras_point_of(totals, point, numbers);
    fprintf(file, "%" PRIu64, totals->moment[point].count);
    for (size_t i = 0; i < ARAS_POINT_NUMBERS; i++) {
        fputc(',', file);
        put_real(file, numbers[i]);
    }
    fputc('\n', file);
}

static void put_tracks(FILE *file, const struct aras_labels *labels,
                       const struct aras_totals *totals)
{
    fputs("track,time,n", file);
    for (size_t i = 0; i < ARAS_POINT_NUMBERS; i++) {
        fprintf(file, ",%s", aras_point_name(i));
    }
    fputc('\n', file);
    for (size_t i = 0; i < labels->tracks; i++) {
        const struct aras_track_column *track = &labels->track[i];

        for (size_t j = 0; j < track->points; j++) {
            put_text(file, track->id);
            fprintf(file, ",%.17g,", (double) j * track->every);
            put_point(file, totals, track->first + j);
        }
    }
}

static void put_events(FILE *file, const struct aras_labels *labels,
                       const struct aras_totals *totals)
{
    fputs("id,count,worlds,integrated,residual,z\n", file);
    for (size_t i = 0; i < labels->shape.events; i++) {
        const struct aras_event_sum *sum = &totals->event[i];

        put_text(file, labels->event[i]);
        fprintf(file, ",%" PRIu64 ",%" PRIu64 ",%.17g,%.17g,", sum->count, sum->worlds,
                sum->integrated, sum->residual);
        put_real(file, aras_event_sum_z(sum));
        fputc('\n', file);
    }
}

/* Writes one of the tables that are about replications and parameter sets. */
static enum aras_status export_rows(const struct aras_run *run, FILE *file,
                                    enum aras_export_table which,
                                    struct aras_error *error)
{
    const struct aras_labels *labels = aras_run_labels(run);
    bool is_set = which == ARAS_EXPORT_PARAMETERS;
    struct table table;
    enum aras_status status = open_table(
        &table, file, is_set ? labels->shape.parameters : labels->shape.outcomes,
        is_set ? labels->parameter : labels->outcome, error);

    if (status == ARAS_OK && which == ARAS_EXPORT_OUTCOMES) {
        put_header(&table, "replication,parameter_set,failed,fingerprint");
        status = aras_run_visit(run, put_outcomes, &table, error);
    } else if (status == ARAS_OK && which == ARAS_EXPORT_TIDY) {
        fputs("replication,outcome,value\n", file);
        status = aras_run_visit(run, put_tidy, &table, error);
    } else if (status == ARAS_OK) {
        put_header(&table, "parameter_set");
        status = aras_run_visit(run, put_parameters, &table, error);
    }
    free(table.type);
    return status;
}

/* Writes one of the tables that sum up the run. */
static enum aras_status export_sums(const struct aras_run *run, FILE *file,
                                    enum aras_export_table which,
                                    struct aras_error *error)
{
    const struct aras_labels *labels = aras_run_labels(run);
    struct aras_totals *totals = aras_totals_new(&labels->shape, error);
    enum aras_status status;

    if (totals == NULL) {
        return error->status;
    }
    status = aras_run_visit(run, add_up, totals, error);
    if (status == ARAS_OK && which == ARAS_EXPORT_TRACKS) {
        put_tracks(file, labels, totals);
    } else if (status == ARAS_OK) {
        put_events(file, labels, totals);
    }
    aras_totals_free(totals);
    return status;
}

enum aras_status aras_export_csv(const struct aras_run *run, FILE *file,
                                 enum aras_export_table table, struct aras_error *error)
{
    bool is_sum = table == ARAS_EXPORT_TRACKS || table == ARAS_EXPORT_EVENTS;
    enum aras_status status = is_sum ? export_sums(run, file, table, error)
                                     : export_rows(run, file, table, error);

    /* What is still in the buffer may not fit on the disk either. */
    if (status == ARAS_OK) {
        fflush(file);
        status = check_file(file, error);
    }
    return status;
}

enum aras_status aras_export_table_named(const char *name,
                                         enum aras_export_table *table,
                                         struct aras_error *error)
{
    static const char *const names[] = {"outcomes", "tidy", "parameters", "tracks",
                                        "events"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(name, names[i]) == 0) {
            *table = (enum aras_export_table) i;
            return ARAS_OK;
        }
    }
    return aras_error_set(
        error, ARAS_UNKNOWN,
        "there is no table '%s' of a run: outcomes, tidy, parameters, "
        "tracks and events are there",
        name);
}
