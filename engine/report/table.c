#include "report/table.h"

#include <errno.h>
#include <libsmartcols.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

enum { GAP = 2, LEAST_WRAPPED = 12, STEP = 2 };

struct cell {
    char *text; /* NULL: empty */
    enum aras_tone tone;
};

struct aras_table {
    const struct aras_table_column *column;
    size_t columns;
    struct aras_style style;
    struct cell *cell; /* rows x columns */
    unsigned *depth;   /* rows */
    size_t rows, capacity;
    size_t next; /* cell of the last row */
    bool refused;
};

/* --- texts ------------------------------------------------------------------------ */

/* Bytes 10xxxxxx go on with a character. */
static bool begins_character(char byte)
{
    return ((unsigned char) byte & 0xC0u) != 0x80u;
}

size_t aras_text_width(const char *text)
{
    size_t width = 0;
    size_t widest = 0;

    for (; *text != '\0'; text++) {
        width = *text == '\n' ? 0 : width + begins_character(*text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t width_of(const char *text, size_t length)
{
    size_t width = 0;

    for (size_t i = 0; i < length; i++) {
        width += begins_character(text[i]);
    }
    return width;
}

void aras_text_wrap(struct aras_text *to, const char *text, size_t width)
{
    size_t used = 0;

    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        size_t word = width_of(text, length);
        bool must_break = *text == '\n';

        if (must_break || (used > 0 && used + 1 + word > width)) {
            aras_text_add(to, "\n");
            used = 0;
        } else if (used > 0 && length > 0) {
            aras_text_add(to, " ");
            used++;
        }
        aras_text_add_bytes(to, text, length);
        used += word;
        text += length;
        text += *text == ' ' || must_break;
    }
}

void aras_text_plain(char *text)
{
    char *to = text;

    for (; *text != '\0'; text++) {
        if ((unsigned char) *text < 0x80u) {
            *to++ = *text;
        } else if (begins_character(*text)) {
            *to++ = '?';
        }
    }
    *to = '\0';
}

/* --- filling ---------------------------------------------------------------------- */

struct aras_table *aras_table_new(const struct aras_table_column *columns, size_t count,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    struct aras_table *table = calloc(1, sizeof *table);

    if (table == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a table");
        return NULL;
    }
    table->column = columns;
    table->columns = count;
    table->style = *style;
    return table;
}

void aras_table_free(struct aras_table *table)
{
    if (table == NULL) {
        return;
    }
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        free(table->cell[i].text);
    }
    free(table->cell);
    free(table->depth);
    free(table);
}

static bool make_room(struct aras_table *table)
{
    size_t capacity = 2 * table->capacity + 16;
    struct cell *cell;
    unsigned *depth;

    if (table->rows < table->capacity) {
        return true;
    }
    cell = realloc(table->cell, capacity * table->columns * sizeof *cell);
    if (cell == NULL) {
        return false;
    }
    table->cell = cell;
    depth = realloc(table->depth, capacity * sizeof *depth);
    if (depth == NULL) {
        return false;
    }
    table->depth = depth;
    table->capacity = capacity;
    return true;
}

void aras_table_row(struct aras_table *table, unsigned depth)
{
    table->refused = table->refused || !make_room(table);
    if (table->refused) {
        return;
    }
    for (size_t i = 0; i < table->columns; i++) {
        table->cell[table->rows * table->columns + i] = (struct cell){0};
    }
    table->depth[table->rows++] = depth;
    table->next = 0;
}

void aras_table_cell(struct aras_table *table, enum aras_tone tone, const char *format,
                     ...)
{
    struct aras_error error = {0};
    struct aras_text text = {0};
    va_list arguments;
    va_list again;
    struct cell *cell;
    int length;

    if (table->refused) {
        return;
    }
    ARAS_REQUIRE(table->rows > 0 && table->next < table->columns);
    cell = &table->cell[(table->rows - 1) * table->columns + table->next];
    if (table->next == 0) {
        aras_text_add(&text, "%*s", (int) table->depth[table->rows - 1] * STEP, "");
    }
    va_start(arguments, format);
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        char *bytes = malloc((size_t) length + 1);

        if (bytes == NULL) {
            table->refused = true;
        } else {
            vsnprintf(bytes, (size_t) length + 1, format, again);
            aras_text_add_bytes(&text, bytes, (size_t) length);
        }
        free(bytes);
    }
    va_end(again);
    table->refused = table->refused || aras_text_check(&text, &error) != ARAS_OK;
    if (table->style.ascii && text.data != NULL) {
        aras_text_plain(text.data);
    }
    cell->text = text.data;
    cell->tone = tone;
    table->next++;
}

/* --- printing --------------------------------------------------------------------- */

static size_t natural_width(const struct aras_table *table, size_t column)
{
    size_t width = aras_text_width(table->column[column].heading);

    for (size_t r = 0; r < table->rows; r++) {
        const char *text = table->cell[r * table->columns + column].text;
        size_t of_cell = text == NULL ? 0 : aras_text_width(text);

        width = of_cell > width ? of_cell : width;
    }
    return width;
}

/* What the other columns leave to the wrapped one. */
static size_t room_to_wrap(const struct aras_table *table)
{
    size_t taken = (table->columns - 1) * GAP;
    size_t whole = table->style.width > 0 ? (size_t) table->style.width : 100;

    for (size_t c = 0; c < table->columns; c++) {
        taken += table->column[c].wrap ? 0 : natural_width(table, c);
    }
    return taken + LEAST_WRAPPED > whole ? LEAST_WRAPPED : whole - taken;
}

/* Breaks a text; the lines after the first are indented like it. */
static char *wrapped(const char *text, size_t width)
{
    struct aras_error error = {0};
    struct aras_text lines = {0};
    struct aras_text result = {0};
    size_t indent = strspn(text, " ");
    enum aras_status status;

    aras_text_wrap(&lines, text + indent, width > indent ? width - indent : 1);
    for (const char *line = lines.data; line != NULL && *line != '\0';) {
        size_t length = strcspn(line, "\n");

        aras_text_add(&result, "%s%*s", line == lines.data ? "" : "\n", (int) indent,
                      "");
        aras_text_add_bytes(&result, line, length);
        line += length + (line[length] == '\n');
    }
    aras_text_add(&result, "%s", "");
    status = aras_text_check(&lines, &error);
    aras_text_free(&lines);
    if (status != ARAS_OK || aras_text_check(&result, &error) != ARAS_OK) {
        aras_text_free(&result);
        return NULL;
    }
    return result.data;
}

static const char *colour_of(enum aras_tone tone)
{
    switch (tone) {
    case ARAS_STRONG:
        return "\033[1m";
    case ARAS_FAINT:
        return "\033[2m";
    case ARAS_GOOD:
        return "\033[32m";
    case ARAS_WARNING:
        return "\033[33m";
    case ARAS_PLAIN:
        break;
    }
    return NULL;
}

/* --- the wrapped column ----------------------------------------------------------- */

/* Where the lines of a wrapped text go: a row without a text takes the next line of the
 * one above it, so that a long title stands beside its rows, not before them. */
struct flow {
    char **line; /* rows; NULL: nothing */
    size_t rows;
};

static void flow_free(struct flow *flow)
{
    for (size_t r = 0; r < flow->rows && flow->line != NULL; r++) {
        free(flow->line[r]);
    }
    free(flow->line);
}

static bool is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " ")] == '\0';
}

static char *copy_of(const char *text, size_t length)
{
    char *copy = malloc(length + 1);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

/* Lays out the text of row `r`, and as many rows below as have none of their own. */
static bool flow_text(const struct aras_table *table, struct flow *flow, size_t column,
                      size_t r, size_t room)
{
    char *text = wrapped(table->cell[r * table->columns + column].text, room);
    const char *rest = text;

    if (text == NULL) {
        return false;
    }
    for (; *rest != '\0'; r++) {
        bool is_last = r + 1 == table->rows ||
                       !is_blank(table->cell[(r + 1) * table->columns + column].text);
        size_t length = is_last ? strlen(rest) : strcspn(rest, "\n");

        flow->line[r] = copy_of(rest, length);
        if (flow->line[r] == NULL) {
            free(text);
            return false;
        }
        rest += length + (rest[length] == '\n');
    }
    free(text);
    return true;
}

static bool flow_column(const struct aras_table *table, struct flow *flow,
                        size_t column)
{
    size_t room = room_to_wrap(table);

    for (size_t r = 0; r < table->rows; r++) {
        if (!is_blank(table->cell[r * table->columns + column].text) &&
            !flow_text(table, flow, column, r, room)) {
            return false;
        }
    }
    return true;
}

/* Finds the lines of the wrapped column, if the table has one. */
static bool flow_all(const struct aras_table *table, struct flow *flow)
{
    flow->rows = table->rows;
    flow->line = calloc(table->rows, sizeof *flow->line);
    for (size_t c = 0; c < table->columns && flow->line != NULL; c++) {
        if (table->column[c].wrap) {
            return flow_column(table, flow, c);
        }
    }
    return flow->line != NULL;
}

/* --- smartcols -------------------------------------------------------------------- */

static int fill_line(const struct aras_table *table, size_t row,
                     const struct flow *flow, struct libscols_line *line)
{
    int failed = 0;

    for (size_t c = 0; c < table->columns && !failed; c++) {
        const struct cell *cell = &table->cell[row * table->columns + c];
        const char *text = table->column[c].wrap ? flow->line[row] : cell->text;

        if (text == NULL) {
            continue;
        }
        failed = scols_line_set_data(line, c, text);
        if (!failed && table->style.colour && cell->tone != ARAS_PLAIN) {
            failed = scols_cell_set_color(scols_line_get_cell(line, c),
                                          colour_of(cell->tone));
        }
    }
    return failed;
}

static int add_column(const struct aras_table *table, struct libscols_table *lib,
                      size_t number)
{
    const struct aras_table_column *column = &table->column[number];
    struct libscols_column *added = scols_table_new_column(
        lib, column->heading, 0.0,
        (column->right ? SCOLS_FL_RIGHT : 0) | (column->wrap ? SCOLS_FL_WRAP : 0));

    if (added == NULL) {
        return -ENOMEM;
    }
    if (!column->wrap) {
        return 0;
    }
    return scols_column_set_safechars(added, "\n") != 0
               ? -ENOMEM
               : scols_column_set_wrapfunc(added, scols_wrapnl_chunksize,
                                           scols_wrapnl_nextchunk, NULL);
}

/* The table as smartcols has it; it does the aligning. It must not guess a width: all
 * is broken to fit already. */
static int fill(const struct aras_table *table, const struct flow *flow,
                struct libscols_table *lib)
{
    int failed = 0;

    failed = failed || scols_table_set_column_separator(lib, "  ");
    failed = failed || scols_table_set_termforce(lib, SCOLS_TERMFORCE_ALWAYS);
    failed = failed || scols_table_set_termwidth(lib, 10000);
    failed = failed || scols_table_enable_noencoding(lib, table->style.ascii);
    failed = failed || scols_table_enable_colors(lib, table->style.colour);
    for (size_t c = 0; c < table->columns && !failed; c++) {
        failed = add_column(table, lib, c);
    }
    for (size_t r = 0; r < table->rows && !failed; r++) {
        struct libscols_line *line = scols_table_new_line(lib, NULL);

        failed = line == NULL ? -ENOMEM : fill_line(table, r, flow, line);
    }
    return failed;
}

/* Lines without the blanks at their ends. */
static void put_lines(FILE *file, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        size_t shown = length;

        while (shown > 0 && text[shown - 1] == ' ') {
            shown--;
        }
        fwrite(text, 1, shown, file);
        fputc('\n', file);
        text += length + (text[length] == '\n');
    }
}

enum aras_status aras_table_print(struct aras_table *table, FILE *file,
                                  struct aras_error *error)
{
    struct libscols_table *lib = NULL;
    struct flow flow = {0};
    char *text = NULL;
    bool good = !table->refused;

    if (good && table->rows == 0) {
        return ARAS_OK;
    }
    good = good && flow_all(table, &flow);
    if (good) {
        lib = scols_new_table();
    }
    good = lib != NULL && fill(table, &flow, lib) == 0 &&
           scols_print_table_to_string(lib, &text) == 0 && text != NULL;
    if (good) {
        put_lines(file, text);
    }
    free(text);
    scols_unref_table(lib);
    flow_free(&flow);
    if (!good) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a table");
    }
    return ferror(file) ? aras_error_set(error, ARAS_FILE, "cannot write a table: %s",
                                         strerror(errno))
                        : ARAS_OK;
}
