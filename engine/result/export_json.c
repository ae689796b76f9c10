#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "montecarlo/totals.h"
#include "result/export.h"
#include "result/field.h"
#include "result/point.h"
#include "result/run.h"
#include "result/utf8.h"

enum { FORMAT = 1 };

/* Lists within lists, and objects, written as they go: `item` puts the comma before
 * all but the first. A lack of memory for a text is remembered. */
struct writer {
    FILE *file;
    const struct aras_labels *labels;
    struct aras_totals *totals;
    struct aras_text text; /* used for one text after the other */
    bool is_first;
    uint64_t sets; /* parameter sets 0 .. sets-1 were written */
};

static void open_list(struct writer *writer, const char *start)
{
    fputs(start, writer->file);
    writer->is_first = true;
}

static void item(struct writer *writer, const char *space)
{
    fputs(writer->is_first ? "" : ",", writer->file);
    fputs(space, writer->file);
    writer->is_first = false;
}

static void put_text(struct writer *writer, const char *text)
{
    if (text == NULL) {
        fputs("null", writer->file);
        return;
    }
    writer->text.length = 0;
    aras_utf8_add_json(&writer->text, text);
    if (!writer->text.out_of_memory) {
        fwrite(writer->text.data, 1, writer->text.length, writer->file);
    }
}

static void put_real(struct writer *writer, double value)
{
    if (isfinite(value)) {
        fprintf(writer->file, "%.17g", value);
    } else {
        fputs("null", writer->file);
    }
}

/* Members of an object: ' "key": value'. */

static void put_key(struct writer *writer, const char *key)
{
    item(writer, " ");
    fprintf(writer->file, "\"%s\": ", key);
}

static void add_text(struct writer *writer, const char *key, const char *text)
{
    put_key(writer, key);
    put_text(writer, text);
}

static void add_real(struct writer *writer, const char *key, double value)
{
    put_key(writer, key);
    put_real(writer, value);
}

static void add_integer(struct writer *writer, const char *key, uint64_t value)
{
    put_key(writer, key);
    fprintf(writer->file, "%" PRIu64, value);
}

static void add_truth(struct writer *writer, const char *key, bool value)
{
    put_key(writer, key);
    fputs(value ? "true" : "false", writer->file);
}

static void put_run(struct writer *writer, const struct aras_run_facts *facts)
{
    char number[32];

    open_list(writer, " \"run\": {");
    add_text(writer, "id", facts->id);
    add_text(writer, "name", facts->name);
    add_text(writer, "title", facts->title);
    add_text(writer, "version", facts->version);
    add_integer(writer, "result_version", (uint64_t) facts->result_version);
    add_text(writer, "compiler", facts->compiler);
    snprintf(number, sizeof number, "%" PRIu64, facts->seed);
    add_text(writer, "seed", number);
    add_integer(writer, "group", facts->group);
    add_integer(writer, "block", facts->block);
    add_truth(writer, "central", facts->central);
    snprintf(number, sizeof number, "%016" PRIx64, facts->maths);
    add_text(writer, "maths", number);
    add_truth(writer, "mixed", facts->mixed);
    add_integer(writer, "replications", facts->replications);
    add_integer(writer, "failed", facts->failed);
    add_text(writer, "stop", facts->stop);
    add_text(writer, "created", facts->created);
    add_text(writer, "finished", facts->finished);
    add_integer(writer, "sessions", facts->sessions);
    add_real(writer, "wall_seconds", facts->wall_seconds);
    add_real(writer, "cpu_seconds", facts->cpu_seconds);
    add_text(writer, "time_unit", writer->labels->time_unit);
    add_real(writer, "horizon", writer->labels->horizon);
    fputs(" },\n", writer->file);
}

static void put_categories(struct writer *writer, const struct aras_column *column)
{
    put_key(writer, "categories");
    if (column->categories == NULL) {
        fputs("null", writer->file);
        return;
    }
    open_list(writer, "[");
    for (size_t i = 0; i < column->category_count; i++) {
        item(writer, "");
        put_text(writer, column->categories[i]);
    }
    fputs("]", writer->file);
    writer->is_first = false;
}

static void put_columns(struct writer *writer, const char *start,
                        const struct aras_column *column, size_t count)
{
    fputs(start, writer->file);
    for (size_t i = 0; i < count; i++) {
        open_list(writer, i == 0 ? "\n  {" : ",\n  {");
        add_text(writer, "id", column[i].id);
        add_text(writer, "title", column[i].title);
        add_text(writer, "kind", column[i].kind);
        add_text(writer, "unit", column[i].unit);
        put_categories(writer, &column[i]);
        fputs(" }", writer->file);
    }
    fputs("],\n", writer->file);
}

/* Rows of numbers, block by block */

static enum aras_status put_fields(struct writer *writer,
                                   const struct aras_column *column, size_t columns,
                                   const double *values, struct aras_error *error)
{
    for (size_t i = 0; i < columns; i++) {
        struct aras_field field;

        if (aras_field_of(&column[i], aras_column_type_of(&column[i]), values[i],
                          &field, error) != ARAS_OK) {
            return error->status;
        }
        fputs(", ", writer->file);
        switch (field.type) {
        case ARAS_FIELD_EMPTY:
            fputs("null", writer->file);
            break;
        case ARAS_FIELD_INTEGER:
            fprintf(writer->file, "%" PRId64, field.integer);
            break;
        case ARAS_FIELD_REAL:
            put_real(writer, field.real);
            break;
        case ARAS_FIELD_TEXT:
            put_text(writer, field.text);
            break;
        }
    }
    fputs("]", writer->file);
    return ARAS_OK;
}

static enum aras_status check_file(const struct writer *writer,
                                   struct aras_error *error)
{
    if (ferror(writer->file) != 0) {
        return aras_error_set(error, ARAS_FILE, "cannot write all of the run: %s",
                              strerror(errno));
    }
    return aras_text_check(&writer->text, error);
}

static enum aras_status put_replications(void *context, const struct aras_block *block,
                                         struct aras_error *error)
{
    struct writer *writer = context;
    size_t columns = block->shape.outcomes;

    for (uint64_t i = 0; i < block->count; i++) {
        uint64_t replication = block->first + i;

        item(writer, "\n  ");
        fprintf(writer->file, "[%" PRIu64 ", %" PRIu64 ", %d, \"%016" PRIx64 "\"",
                replication, replication / block->shape.group, block->failed[i],
                block->fingerprint[i]);
        if (put_fields(writer, writer->labels->outcome, columns,
                       block->outcome + i * columns, error) != ARAS_OK) {
            return error->status;
        }
    }
    return check_file(writer, error);
}

static enum aras_status put_sets(void *context, const struct aras_block *block,
                                 struct aras_error *error)
{
    struct writer *writer = context;
    size_t columns = block->shape.parameters;

    for (uint64_t i = 0; i < block->sets; i++) {
        uint64_t set = block->first_set + i;

        /* A set may serve the end of one block and the beginning of the next. */
        if (set < writer->sets) {
            continue;
        }
        item(writer, "\n  ");
        fprintf(writer->file, "[%" PRIu64, set);
        if (put_fields(writer, writer->labels->parameter, columns,
                       block->parameter + i * columns, error) != ARAS_OK) {
            return error->status;
        }
        writer->sets = set + 1;
    }
    return check_file(writer, error);
}

/* The failures, and on the way the sums. */
static enum aras_status put_failures(void *context, const struct aras_block *block,
                                     struct aras_error *error)
{
    struct writer *writer = context;

    for (size_t i = 0; i < block->failures; i++) {
        item(writer, "\n  ");
        fprintf(writer->file, "{ \"replication\": %" PRIu64 ", \"time\": ",
                block->failure[i].replication);
        put_real(writer, block->failure[i].time);
        fputs(", \"reason\": ", writer->file);
        put_text(writer, block->failure[i].reason);
        fputs(" }", writer->file);
    }
    return aras_totals_add(writer->totals, block, error);
}

/* What sums up the run */

static void put_events(struct writer *writer)
{
    fputs(" \"events\": [", writer->file);
    for (size_t i = 0; i < writer->labels->shape.events; i++) {
        const struct aras_event_sum *sum = &writer->totals->event[i];

        open_list(writer, i == 0 ? "\n  {" : ",\n  {");
        add_text(writer, "id", writer->labels->event[i]);
        add_integer(writer, "count", sum->count);
        add_integer(writer, "worlds", sum->worlds);
        add_real(writer, "integrated", sum->integrated);
        add_real(writer, "residual", sum->residual);
        add_real(writer, "z", aras_event_sum_z(sum));
        fputs(" }", writer->file);
    }
    fputs("],\n \"clamps\": [", writer->file);
    for (size_t i = 0; i < writer->labels->shape.ranges; i++) {
        open_list(writer, i == 0 ? "\n  {" : ",\n  {");
        add_text(writer, "quantity", writer->labels->range[i]);
        add_integer(writer, "count", writer->totals->clamps[i]);
        fputs(" }", writer->file);
    }
    fputs("],\n", writer->file);
}

static void put_points(struct writer *writer, const struct aras_track_column *track)
{
    for (size_t i = 0; i < track->points; i++) {
        double numbers[ARAS_POINT_NUMBERS];
        size_t point = track->first + i;

        aras_point_of(writer->totals, point, numbers);
        open_list(writer, i == 0 ? "\n   {" : ",\n   {");
        add_real(writer, "time", (double) i * track->every);
        add_integer(writer, "n", writer->totals->moment[point].count);
        for (size_t j = 0; j < ARAS_POINT_NUMBERS; j++) {
            add_real(writer, aras_point_name(j), numbers[j]);
        }
        fputs(" }", writer->file);
    }
}

static void put_tracks(struct writer *writer)
{
    fputs(" \"tracks\": [", writer->file);
    for (size_t i = 0; i < writer->labels->tracks; i++) {
        const struct aras_track_column *track = &writer->labels->track[i];

        open_list(writer, i == 0 ? "\n  {" : ",\n  {");
        add_text(writer, "id", track->id);
        add_text(writer, "title", track->title);
        add_text(writer, "unit", track->unit);
        fputs(", \"points\": [", writer->file);
        put_points(writer, track);
        fputs("] }", writer->file);
    }
    fputs("],\n", writer->file);
}

static enum aras_status put_all(struct writer *writer, const struct aras_run *run,
                                struct aras_error *error)
{
    const struct aras_labels *labels = writer->labels;
    struct aras_run_facts facts;

    aras_run_get_facts(run, &facts);
    fprintf(writer->file, "{\n \"format\": %d,\n", FORMAT);
    put_run(writer, &facts);
    put_columns(writer, " \"outcomes\": [", labels->outcome, labels->shape.outcomes);
    put_columns(writer, " \"parameters\": [", labels->parameter,
                labels->shape.parameters);
    open_list(writer, " \"failures\": [");
    if (aras_run_visit(run, put_failures, writer, error) != ARAS_OK) {
        return error->status;
    }
    fputs("],\n", writer->file);
    put_events(writer);
    put_tracks(writer);
    open_list(writer, " \"parameter_sets\": [");
    if (aras_run_visit(run, put_sets, writer, error) != ARAS_OK) {
        return error->status;
    }
    open_list(writer, "],\n \"replications\": [");
    if (aras_run_visit(run, put_replications, writer, error) != ARAS_OK) {
        return error->status;
    }
    fputs("]\n}\n", writer->file);
    fflush(writer->file);
    return check_file(writer, error);
}

enum aras_status aras_export_json(const struct aras_run *run, FILE *file,
                                  struct aras_error *error)
{
    struct writer writer = {.file = file, .labels = aras_run_labels(run)};
    enum aras_status status;

    writer.totals = aras_totals_new(&writer.labels->shape, error);
    if (writer.totals == NULL) {
        return error->status;
    }
    status = put_all(&writer, run, error);
    aras_text_free(&writer.text);
    aras_totals_free(writer.totals);
    return status;
}
