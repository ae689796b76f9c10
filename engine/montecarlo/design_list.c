#include "montecarlo/design_list.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

/* --- fields of a file ---------------------------------------------------------------
 */

struct scan {
    const char *at, *end;
    size_t line; /* from 1 */
    const char *name;
    struct aras_arena *arena;
};

static bool ends_line(const struct scan *scan)
{
    return scan->at == scan->end || *scan->at == '\n' ||
           (*scan->at == '\r' && scan->at + 1 < scan->end && scan->at[1] == '\n');
}

static void skip_blanks(struct scan *scan)
{
    while (scan->at < scan->end && (*scan->at == ' ' || *scan->at == '\t')) {
        scan->at++;
    }
}

static enum aras_status wrong_field(const struct scan *scan, const char *what,
                                    struct aras_error *error)
{
    return aras_error_set(error, ARAS_INVALID, "line %zu of %s: %s", scan->line,
                          scan->name, what);
}

static enum aras_status read_quoted(struct scan *scan, const char **field,
                                    struct aras_error *error)
{
    char *text = aras_arena_get(scan->arena, (size_t) (scan->end - scan->at) + 1);
    size_t length = 0;

    for (scan->at++; scan->at < scan->end && *scan->at != '\n'; scan->at++) {
        if (*scan->at == '"' && (scan->at + 1 == scan->end || scan->at[1] != '"')) {
            scan->at++;
            *field = text;
            return ARAS_OK;
        }
        scan->at += *scan->at == '"';
        text[length++] = *scan->at;
    }
    return wrong_field(scan, "a quote is not closed", error);
}

/* Reads a field, without blanks around it, up to a comma or the end of the line. */
static enum aras_status read_field(struct scan *scan, const char **field,
                                   struct aras_error *error)
{
    skip_blanks(scan);
    if (scan->at < scan->end && *scan->at == '"') {
        if (read_quoted(scan, field, error) != ARAS_OK) {
            return error->status;
        }
        skip_blanks(scan);
        return ends_line(scan) || *scan->at == ','
                   ? ARAS_OK
                   : wrong_field(scan, "a comma is missing behind a quote", error);
    }

    const char *begin = scan->at;
    const char *last;

    while (!ends_line(scan) && *scan->at != ',') {
        if (*scan->at == '\0' || *scan->at == '"') {
            return wrong_field(scan, "a quote stands within a field, or a byte 0",
                               error);
        }
        scan->at++;
    }
    last = scan->at;
    while (last > begin && (last[-1] == ' ' || last[-1] == '\t')) {
        last--;
    }
    *field = aras_arena_slice(scan->arena, begin, (size_t) (last - begin));
    return ARAS_OK;
}

static void next_line(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at != '\n') {
        scan->at++;
    }
    scan->at += scan->at < scan->end;
    scan->line++;
}

static bool is_blank_line(const struct scan *scan)
{
    struct scan ahead = *scan;

    skip_blanks(&ahead);
    return ends_line(&ahead);
}

/* --- reading
 * --------------------------------------------------------------------------
 */

/* Reads the line of keys into axes; says whether a column of numbers comes first. */
static enum aras_status read_keys(struct scan *scan, struct aras_design_form *form,
                                  struct aras_axis **made,
                                  const struct aras_model *model, bool *numbered,
                                  struct aras_error *error)
{
    struct aras_axis *axes = NULL;
    size_t count = 0;
    const char *key;

    *numbered = false;
    do {
        if (read_field(scan, &key, error) != ARAS_OK) {
            return error->status;
        }
        if (strpbrk(key, ";\t") != NULL) {
            return wrong_field(
                scan, "commas are to stand between columns, no semicolons or tabs",
                error);
        }
        if (count == 0 && !*numbered && strcmp(key, "point") == 0) {
            *numbered = true;
            continue;
        }

        struct aras_axis *axis =
            aras_arena_grow(scan->arena, &axes, count, sizeof *axis);

        count++;
        if (aras_axis_column(axis, key, model, scan->arena, error) != ARAS_OK) {
            return aras_error_within(error, "line %zu of %s", scan->line, scan->name);
        }
    } while (!ends_line(scan) && *scan->at++ == ',');
    *made = axes;
    form->axis = axes;
    form->axes = count;
    return count > 0 ? ARAS_OK : wrong_field(scan, "there is no key", error);
}

static enum aras_status check_number(const struct scan *scan, uint64_t row,
                                     const char *field, struct aras_error *error)
{
    char number[32];

    snprintf(number, sizeof number, "%" PRIu64, row);
    return strcmp(field, number) == 0
               ? ARAS_OK
               : aras_error_set(error, ARAS_INVALID,
                                "line %zu of %s: this is point %s, not '%s'",
                                scan->line, scan->name, number, field);
}

static enum aras_status read_row(struct scan *scan, struct aras_axis *axes,
                                 size_t count, bool numbered, uint64_t row,
                                 double *values, const struct aras_model *model,
                                 struct aras_error *error)
{
    const char *field;

    for (size_t i = 0; i < count + numbered; i++) {
        struct aras_axis *axis = i < numbered ? NULL : &axes[i - numbered];

        if (i > 0 && (ends_line(scan) || *scan->at++ != ',')) {
            return aras_error_set(error, ARAS_INVALID,
                                  "line %zu of %s has %zu value%s; it needs %zu, "
                                  "as many as there are keys",
                                  scan->line, scan->name, i, i == 1 ? "" : "s",
                                  count + numbered);
        }
        if (read_field(scan, &field, error) != ARAS_OK ||
            (axis == NULL && check_number(scan, row, field, error) != ARAS_OK)) {
            return error->status;
        }
        if (axis != NULL && aras_axis_parse(axis, field, model, scan->arena,
                                            &values[i - numbered], error) != ARAS_OK) {
            return aras_error_within(error, "line %zu of %s", scan->line, scan->name);
        }
    }
    return ends_line(scan)
               ? ARAS_OK
               : aras_error_set(error, ARAS_INVALID,
                                "line %zu of %s has more values than the %zu key%s",
                                scan->line, scan->name, count + numbered,
                                count + numbered == 1 ? "" : "s");
}

static size_t count_lines(const struct scan *scan)
{
    size_t count = 1;

    for (const char *at = scan->at; at < scan->end; at++) {
        count += *at == '\n';
    }
    return count;
}

struct row {
    const double *values;
    uint64_t number;
    size_t count;
};

static int order_rows(const void *a, const void *b)
{
    const struct row *one = a;
    const struct row *other = b;

    for (size_t i = 0; i < one->count; i++) {
        if (one->values[i] != other->values[i]) {
            return one->values[i] < other->values[i] ? -1 : 1;
        }
    }
    return one->number < other->number ? -1 : one->number > other->number;
}

static bool are_twins(const struct row *a, const struct row *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (a->values[i] != b->values[i]) {
            return false;
        }
    }
    return true;
}

/* All points share their luck: one that is there twice would be the same worlds twice,
 * and look like two answers that agree. */
static enum aras_status refuse_twins(const struct scan *scan, const double *table,
                                     uint64_t rows, size_t axes,
                                     struct aras_error *error)
{
    struct row *row = aras_arena_array(scan->arena, rows, sizeof *row);

    for (uint64_t i = 0; i < rows; i++) {
        row[i] = (struct row){&table[i * axes], i, axes};
    }
    qsort(row, rows, sizeof *row, order_rows);
    for (uint64_t i = 1; i < rows; i++) {
        if (are_twins(&row[i - 1], &row[i])) {
            return aras_error_set(error, ARAS_INVALID,
                                  "in the list %s the points %" PRIu64 " and %" PRIu64
                                  ", counted from 0, are the same",
                                  scan->name, row[i - 1].number, row[i].number);
        }
    }
    return ARAS_OK;
}

enum aras_status aras_design_list_read(struct aras_design_form *form, const char *name,
                                       const char *text, size_t length,
                                       const struct aras_model *model,
                                       struct aras_arena *arena,
                                       struct aras_error *error)
{
    struct scan scan = {
        .at = text, .end = text + length, .line = 1, .name = name, .arena = arena};
    struct aras_axis *axes = NULL;
    double *table;
    bool numbered;
    uint64_t rows = 0;

    if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
        scan.at += 3; /* as spreadsheets write it */
    }
    while (scan.at < scan.end && is_blank_line(&scan)) {
        next_line(&scan);
    }
    if (scan.at == scan.end) {
        return aras_error_set(error, ARAS_INVALID, "the list %s is empty", name);
    }
    if (read_keys(&scan, form, &axes, model, &numbered, error) != ARAS_OK) {
        return error->status;
    }
    table = aras_arena_array(arena, count_lines(&scan) * form->axes, sizeof *table);
    for (next_line(&scan); scan.at < scan.end; next_line(&scan)) {
        if (is_blank_line(&scan)) {
            continue;
        }
        if (read_row(&scan, axes, form->axes, numbered, rows, &table[rows * form->axes],
                     model, error) != ARAS_OK) {
            return error->status;
        }
        rows++;
    }
    if (rows == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "the list %s has keys and no point below them", name);
    }
    if (refuse_twins(&scan, table, rows, form->axes, error) != ARAS_OK) {
        return error->status;
    }
    form->kind = ARAS_DESIGN_LIST;
    form->size = rows;
    form->table = table;
    return ARAS_OK;
}

/* --- writing
 * --------------------------------------------------------------------------
 */

void aras_design_list_put(FILE *file, const char *field)
{
    if (field[strcspn(field, ",\"\r\n")] == '\0') {
        fputs(field, file);
        return;
    }
    fputc('"', file);
    for (; *field != '\0'; field++) {
        fprintf(file, *field == '"' ? "\"\"" : "%c", *field);
    }
    fputc('"', file);
}

enum aras_status aras_design_list_write(const struct aras_design *design, FILE *file,
                                        struct aras_error *error)
{
    const struct aras_design_form *form = aras_design_form(design);
    double *values = calloc(form->axes, sizeof *values);
    struct aras_text text = {0};

    if (values == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a point");
    }
    fputs("point", file);
    for (size_t i = 0; i < form->axes; i++) {
        fputc(',', file);
        aras_design_list_put(file, form->axis[i].key);
    }
    for (uint64_t point = 0; point < aras_design_points(design); point++) {
        fprintf(file, "\n%" PRIu64, point);
        aras_design_get(design, point, values);
        for (size_t i = 0; i < form->axes; i++) {
            text.length = 0;
            aras_axis_write(&form->axis[i], values[i], &text);
            fputc(',', file);
            aras_design_list_put(file, text.data == NULL ? "" : text.data);
        }
    }
    fputc('\n', file);
    free(values);

    enum aras_status status = aras_text_check(&text, error);

    aras_text_free(&text);
    if (status == ARAS_OK && ferror(file)) {
        status = aras_error_set(error, ARAS_FILE, "cannot write the points: %s",
                                strerror(errno));
    }
    return status;
}
