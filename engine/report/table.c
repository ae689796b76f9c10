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

struct row {
    unsigned depth;
    bool across; /* its first cell stands across all columns */
};

struct aras_table {
    const struct aras_table_column *column;
    size_t columns;
    struct aras_style style;
    struct cell *cell; /* rows x columns */
    struct row *row;
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

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
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
    free(table->row);
    free(table);
}

static bool make_room(struct aras_table *table)
{
    size_t capacity = 2 * table->capacity + 16;
    struct cell *cell;
    struct row *row;

    if (table->rows < table->capacity) {
        return true;
    }
    cell = realloc(table->cell, capacity * table->columns * sizeof *cell);
    if (cell == NULL) {
        return false;
    }
    table->cell = cell;
    row = realloc(table->row, capacity * sizeof *row);
    if (row == NULL) {
        return false;
    }
    table->row = row;
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
    table->row[table->rows++] = (struct row){.depth = depth};
    table->next = 0;
}

static void fill_cell(struct aras_table *table, enum aras_tone tone, const char *format,
                      va_list arguments) ARAS_PRINTF(3, 0);

static void fill_cell(struct aras_table *table, enum aras_tone tone, const char *format,
                      va_list arguments)
{
    struct aras_error error = {0};
    struct aras_text text = {0};
    va_list again;
    struct cell *cell;
    int length;

    if (table->refused) {
        return;
    }
    ARAS_REQUIRE(table->rows > 0 && table->next < table->columns);
    cell = &table->cell[(table->rows - 1) * table->columns + table->next];
    if (table->next == 0) {
        aras_text_add(&text, "%*s", (int) table->row[table->rows - 1].depth * STEP, "");
    }
    va_copy(again, arguments);
    length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length > 0) {
        char *bytes = malloc((size_t) length + 1);

        if (bytes == NULL) {
            table->refused = true;
        } else {
            vsnprintf(bytes, (size_t) length + 1, format, arguments);
            aras_text_add_bytes(&text, bytes, (size_t) length);
        }
        free(bytes);
    }
    table->refused = table->refused || aras_text_check(&text, &error) != ARAS_OK;
    if (table->style.ascii && text.data != NULL) {
        aras_text_plain(text.data);
    }
    cell->text = text.data;
    cell->tone = tone;
    table->next++;
}

void aras_table_cell(struct aras_table *table, enum aras_tone tone, const char *format,
                     ...)
{
    va_list arguments;

    va_start(arguments, format);
    fill_cell(table, tone, format, arguments);
    va_end(arguments);
}

void aras_table_across(struct aras_table *table, unsigned depth, const char *format,
                       ...)
{
    va_list arguments;

    aras_table_row(table, depth);
    if (table->refused) {
        return;
    }
    table->row[table->rows - 1].across = true;
    va_start(arguments, format);
    fill_cell(table, ARAS_PLAIN, format, arguments);
    va_end(arguments);
}

/* --- printing --------------------------------------------------------------------- */

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

/* --- how wide columns are --------------------------------------------------------- */

/* Where the texts of a table go. */
struct layout {
    size_t *width;   /* columns */
    bool *folded;    /* columns */
    size_t headings; /* lines that they take */
    size_t *height;  /* rows: lines that they take */
    char **line;     /* rows: of the wrapped column; NULL: nothing */
    size_t rows;
};

static void layout_free(struct layout *layout)
{
    for (size_t r = 0; r < layout->rows && layout->line != NULL; r++) {
        free(layout->line[r]);
    }
    free(layout->line);
    free(layout->height);
    free(layout->folded);
    free(layout->width);
}

/* The blank at which a text is best broken into two lines, the last such, and how wide
 * these are; NULL where it has none. */
static const char *best_fold(const char *text, size_t *width)
{
    const char *best = NULL;
    size_t whole = aras_text_width(text);

    *width = whole;
    for (const char *blank = strchr(text, ' '); blank != NULL;
         blank = strchr(blank + 1, ' ')) {
        size_t first = width_of(text, (size_t) (blank - text));
        size_t wider = most(first, whole - first - 1);

        if (wider <= *width) {
            *width = wider;
            best = blank;
        }
    }
    return best;
}

static size_t folded_width(const char *text)
{
    size_t width;

    (void) best_fold(text, &width);
    return width;
}

/* What stands in a column, and in no other; or NULL. */
static const char *text_at(const struct aras_table *table, size_t row, size_t column)
{
    return table->row[row].across ? NULL
                                  : table->cell[row * table->columns + column].text;
}

/* How wide a column is when each of its cells, and its heading, has a width of its
 * own. */
static size_t widest_of(const struct aras_table *table, size_t column,
                        size_t (*width_of_text)(const char *text))
{
    size_t widest = width_of_text(table->column[column].heading);

    for (size_t r = 0; r < table->rows; r++) {
        const char *text = text_at(table, r, column);
        size_t width = text == NULL ? 0 : width_of_text(text);

        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t width_in_all(const struct aras_table *table)
{
    return table->style.width > 0 ? (size_t) table->style.width : 100;
}

/* The width of the longest word, with what the text is indented by. */
static size_t word_width(const char *text)
{
    size_t indent = strspn(text, " ");
    size_t widest = 0;

    for (text += indent; *text != '\0'; text += *text == ' ' || *text == '\n') {
        size_t length = strcspn(text, " \n");

        widest = most(widest, width_of(text, length));
        text += length;
    }
    return indent + widest;
}

/* As wide as need be; then columns are folded until the wrapped one, where there is
 * one, has room enough, and it gets what is left. */
static void find_widths(const struct aras_table *table, struct layout *layout)
{
    size_t whole = width_in_all(table);
    size_t taken = (table->columns - 1) * GAP;
    size_t least = 0;

    for (size_t c = 0; c < table->columns; c++) {
        layout->width[c] = widest_of(table, c, aras_text_width);
        least = table->column[c].wrap
                    ? most(LEAST_WRAPPED, widest_of(table, c, word_width))
                    : least;
        taken += table->column[c].wrap ? 0 : layout->width[c];
    }
    for (size_t c = table->columns; c-- > 0 && taken + least > whole;) {
        if (table->column[c].fold) {
            taken -= layout->width[c];
            layout->width[c] = widest_of(table, c, folded_width);
            layout->folded[c] = true;
            taken += layout->width[c];
        }
    }
    for (size_t c = 0; c < table->columns; c++) {
        if (table->column[c].wrap) {
            layout->width[c] = taken + least > whole ? least : whole - taken;
        }
    }
}

static bool is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " ")] == '\0';
}

static bool is_folded(const struct layout *layout, size_t column, const char *text)
{
    return layout->folded[column] && !is_blank(text) &&
           aras_text_width(text) > layout->width[column];
}

static void find_heights(const struct aras_table *table, struct layout *layout)
{
    layout->headings = 1;
    for (size_t r = 0; r < table->rows; r++) {
        layout->height[r] = 1;
    }
    for (size_t c = 0; c < table->columns; c++) {
        if (is_folded(layout, c, table->column[c].heading)) {
            layout->headings = 2;
        }
        for (size_t r = 0; r < table->rows; r++) {
            if (is_folded(layout, c, text_at(table, r, c))) {
                layout->height[r] = 2;
            }
        }
    }
}

/* --- the wrapped column ----------------------------------------------------------- */

static char *copy_of(const char *text, size_t length)
{
    char *copy = malloc(length + 1);

    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

/* The length of the first `count` lines of a text, without the last line's end. */
static size_t lines_length(const char *text, size_t count)
{
    size_t length = strcspn(text, "\n");

    for (size_t i = 1; i < count && text[length] != '\0'; i++) {
        length += 1 + strcspn(text + length + 1, "\n");
    }
    return length;
}

static size_t lines_of(const char *text)
{
    size_t lines = 1;

    for (; *text != '\0'; text++) {
        lines += *text == '\n';
    }
    return lines;
}

/* Lays out the text of row `r`, and beside as many rows below as have none of their
 * own: so a long title stands beside its rows, not before them. */
static bool flow_text(const struct aras_table *table, struct layout *layout,
                      size_t column, size_t r)
{
    char *text =
        wrapped(table->cell[r * table->columns + column].text, layout->width[column]);
    const char *rest = text;

    if (text == NULL) {
        return false;
    }
    for (; *rest != '\0'; r++) {
        bool is_last = r + 1 == table->rows || table->row[r + 1].across ||
                       !is_blank(text_at(table, r + 1, column));
        size_t length = is_last ? strlen(rest) : lines_length(rest, layout->height[r]);

        layout->line[r] = copy_of(rest, length);
        if (layout->line[r] == NULL) {
            free(text);
            return false;
        }
        rest += length + (rest[length] == '\n');
        layout->height[r] = most(layout->height[r], lines_of(layout->line[r]));
    }
    free(text);
    return true;
}

static bool flow_column(const struct aras_table *table, struct layout *layout,
                        size_t column)
{
    for (size_t r = 0; r < table->rows; r++) {
        if (!is_blank(text_at(table, r, column)) &&
            !flow_text(table, layout, column, r)) {
            return false;
        }
    }
    return true;
}

/* Finds the widths, and the lines of the wrapped column, if the table has one. */
static bool lay_out(const struct aras_table *table, struct layout *layout)
{
    layout->rows = table->rows;
    layout->width = calloc(table->columns, sizeof *layout->width);
    layout->folded = calloc(table->columns, sizeof *layout->folded);
    layout->height = calloc(table->rows, sizeof *layout->height);
    layout->line = calloc(table->rows, sizeof *layout->line);
    if (layout->width == NULL || layout->folded == NULL || layout->height == NULL ||
        layout->line == NULL) {
        return false;
    }
    find_widths(table, layout);
    find_heights(table, layout);
    for (size_t c = 0; c < table->columns; c++) {
        if (table->column[c].wrap) {
            return flow_column(table, layout, c);
        }
    }
    return true;
}

/* --- smartcols -------------------------------------------------------------------- */

/* A text in two lines, each as wide as the column where they stand right: smartcols
 * would put the second one left. */
static char *folded(const struct aras_table *table, const struct layout *layout,
                    size_t column, const char *text)
{
    struct aras_error error = {0};
    struct aras_text result = {0};
    size_t width;
    const char *blank = best_fold(text, &width);
    const char *line = text;

    for (size_t length = (size_t) (blank - text);; length = strlen(line)) {
        size_t taken = width_of(line, length);
        size_t before = table->column[column].right ? layout->width[column] - taken : 0;

        aras_text_add(&result, "%s%*s", line == text ? "" : "\n", (int) before, "");
        aras_text_add_bytes(&result, line, length);
        if (line != text) {
            break;
        }
        line = blank + 1;
    }
    if (aras_text_check(&result, &error) != ARAS_OK) {
        aras_text_free(&result);
        return NULL;
    }
    return result.data;
}

static int set_text(const struct aras_table *table, const struct layout *layout,
                    size_t column, const char *text, struct libscols_line *line)
{
    char *broken;
    int failed;

    if (!is_folded(layout, column, text)) {
        return scols_line_set_data(line, column, text);
    }
    broken = folded(table, layout, column, text);
    failed = broken == NULL ? -ENOMEM : scols_line_set_data(line, column, broken);
    free(broken);
    return failed;
}

static int fill_headings(const struct aras_table *table, const struct layout *layout,
                         struct libscols_line *line)
{
    int failed = 0;

    for (size_t c = 0; c < table->columns && !failed; c++) {
        failed = set_text(table, layout, c, table->column[c].heading, line);
    }
    return failed;
}

static int fill_line(const struct aras_table *table, size_t row,
                     const struct layout *layout, struct libscols_line *line)
{
    int failed = 0;

    for (size_t c = 0; c < table->columns && !failed; c++) {
        const struct cell *cell = &table->cell[row * table->columns + c];
        const char *text =
            table->column[c].wrap ? layout->line[row] : text_at(table, row, c);

        if (text == NULL) {
            continue;
        }
        failed = set_text(table, layout, c, text, line);
        if (!failed && table->style.colour && cell->tone != ARAS_PLAIN) {
            failed = scols_cell_set_color(scols_line_get_cell(line, c),
                                          colour_of(cell->tone));
        }
    }
    return failed;
}

static int add_column(const struct aras_table *table, const struct layout *layout,
                      struct libscols_table *lib, size_t number)
{
    const struct aras_table_column *column = &table->column[number];
    bool has_lines = column->wrap || layout->folded[number];
    struct libscols_column *added = scols_table_new_column(
        lib, NULL, 0.0,
        (column->right ? SCOLS_FL_RIGHT : 0) | (has_lines ? SCOLS_FL_WRAP : 0));

    if (added == NULL) {
        return -ENOMEM;
    }
    if (!has_lines) {
        return 0;
    }
    return scols_column_set_safechars(added, "\n") != 0
               ? -ENOMEM
               : scols_column_set_wrapfunc(added, scols_wrapnl_chunksize,
                                           scols_wrapnl_nextchunk, NULL);
}

/* The table as smartcols has it, its headings as the first line, since they may be
 * folded too; it does the aligning. It must not guess a width: all is broken to fit
 * already. */
static int fill(const struct aras_table *table, const struct layout *layout,
                struct libscols_table *lib)
{
    struct libscols_line *headings;
    int failed = 0;

    failed = failed || scols_table_set_column_separator(lib, "  ");
    failed = failed || scols_table_set_termforce(lib, SCOLS_TERMFORCE_ALWAYS);
    failed = failed || scols_table_set_termwidth(lib, 10000);
    failed = failed || scols_table_enable_noencoding(lib, table->style.ascii);
    failed = failed || scols_table_enable_noheadings(lib, 1);
    failed = failed || scols_table_enable_colors(lib, table->style.colour);
    for (size_t c = 0; c < table->columns && !failed; c++) {
        failed = add_column(table, layout, lib, c);
    }
    headings = failed ? NULL : scols_table_new_line(lib, NULL);
    failed = headings == NULL ? -ENOMEM : fill_headings(table, layout, headings);
    for (size_t r = 0; r < table->rows && !failed; r++) {
        struct libscols_line *line = scols_table_new_line(lib, NULL);

        failed = line == NULL ? -ENOMEM : fill_line(table, r, layout, line);
    }
    return failed;
}

/* Lines without the blanks at their ends; returns what comes behind them. */
static const char *put_lines(FILE *file, const char *text, size_t lines)
{
    for (; lines > 0 && *text != '\0'; lines--) {
        size_t length = strcspn(text, "\n");
        size_t shown = length;

        while (shown > 0 && text[shown - 1] == ' ') {
            shown--;
        }
        fwrite(text, 1, shown, file);
        fputc('\n', file);
        text += length + (text[length] == '\n');
    }
    return text;
}

/* What stands across all columns takes the place of the blank line that smartcols made
 * of its row. */
static bool put_across(FILE *file, const struct aras_table *table, size_t row)
{
    char *text = wrapped(table->cell[row * table->columns].text, width_in_all(table));

    if (text != NULL) {
        put_lines(file, text, SIZE_MAX);
    }
    free(text);
    return text != NULL;
}

static bool put_table(FILE *file, const struct aras_table *table,
                      const struct layout *layout, const char *text)
{
    text = put_lines(file, text, layout->headings);
    for (size_t r = 0; r < table->rows; r++) {
        if (!table->row[r].across) {
            text = put_lines(file, text, layout->height[r]);
        } else if (put_across(file, table, r)) {
            text = strchr(text, '\n') == NULL ? "" : strchr(text, '\n') + 1;
        } else {
            return false;
        }
    }
    return true;
}

enum aras_status aras_table_print(struct aras_table *table, FILE *file,
                                  struct aras_error *error)
{
    struct libscols_table *lib = NULL;
    struct layout layout = {0};
    char *text = NULL;
    bool good = !table->refused;

    if (good && table->rows == 0) {
        return ARAS_OK;
    }
    good = good && lay_out(table, &layout);
    if (good) {
        lib = scols_new_table();
    }
    good = lib != NULL && fill(table, &layout, lib) == 0 &&
           scols_print_table_to_string(lib, &text) == 0 && text != NULL &&
           put_table(file, table, &layout, text);
    free(text);
    scols_unref_table(lib);
    layout_free(&layout);
    if (!good) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a table");
    }
    return ferror(file) ? aras_error_set(error, ARAS_FILE, "cannot write a table: %s",
                                         strerror(errno))
                        : ARAS_OK;
}
