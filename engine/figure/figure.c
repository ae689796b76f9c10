#include "figure/figure.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "figure/letters.h"

enum { MOST_LINES = 12 };

static const double usual_width = 640.0;
static const double least_width = 320.0;
static const double line_height = 1.3;   /* of the letters' size, in paragraphs */
static const double block_height = 1.15; /* the same in blocks */

void aras_figure_free(struct aras_figure *figure)
{
    aras_text_free(&figure->text);
    aras_text_free(&figure->summary);
    aras_text_free(&figure->svg.text);
    for (size_t i = 0; i < figure->table.cells; i++) {
        free(figure->table.cell[i]);
    }
    free(figure->table.cell);
    aras_places_free(&figure->places);
    *figure = (struct aras_figure){.width = 0.0};
}

/* --- texts ------------------------------------------------------------------------ */

struct aras_letter aras_figure_letter(enum aras_paint paint, enum aras_anchor anchor)
{
    return (struct aras_letter){
        .size = ARAS_SMALL_SIZE, .paint = paint, .anchor = anchor};
}

struct aras_room aras_figure_room(double x, double y, struct aras_letter letter,
                                  const char *text)
{
    double width = aras_letters_width(text, letter.size, letter.bold);
    double left = letter.anchor == ARAS_ANCHOR_START ? 0.0
                  : letter.anchor == ARAS_ANCHOR_END ? width
                                                     : width / 2.0;

    /* Letters reach four fifths of their size up, and a fifth below their line. */
    return (struct aras_room){x - left, y - 0.8 * letter.size, width, letter.size};
}

void aras_figure_text(struct aras_figure *figure, double x, double y,
                      struct aras_letter letter, const char *text)
{
    if (text[0] != '\0') {
        aras_places_add(&figure->places, aras_figure_room(x, y, letter, text));
        aras_svg_text(&figure->svg, x, y, letter, text);
    }
}

bool aras_figure_try_text(struct aras_figure *figure, double x, double y,
                          struct aras_letter letter, const char *text)
{
    bool fits = aras_places_fit(&figure->places, aras_figure_room(x, y, letter, text));

    if (fits) {
        aras_figure_text(figure, x, y, letter, text);
    }
    return fits;
}

double aras_figure_paragraph(struct aras_figure *figure, double x, double y,
                             double width, struct aras_letter letter, const char *text)
{
    char line[512];

    for (int i = 0; i < MOST_LINES && *text != '\0'; i++) {
        size_t length = aras_letters_line(text, letter.size, letter.bold, width);

        snprintf(line, sizeof line, "%.*s", (int) length, text);
        text += length;
        text += strspn(text, " ");
        if (i + 1 == MOST_LINES && *text != '\0') {
            snprintf(line, sizeof line, "...");
        }
        aras_figure_text(figure, x, y, letter, line);
        y += line_height * letter.size;
    }
    return y;
}

/* Takes the next line off a text, and the blanks behind it; the last line takes all
 * that is left and is cut. Returns what is left. */
static const char *take_line(char line[512], struct aras_letter letter,
                             const char *text, double width, bool last)
{
    size_t length = aras_letters_line(text, letter.size, letter.bold, width);
    char whole[512];

    snprintf(whole, sizeof whole, "%.*s", last ? (int) strlen(text) : (int) length,
             text);
    aras_letters_cut(line, 512, whole, letter.size, letter.bold, width);
    text += last ? strlen(text) : length;
    return text + strspn(text, " ");
}

size_t aras_figure_lines(struct aras_letter letter, const char *text, double width,
                         size_t most)
{
    char line[512];
    size_t lines = 0;

    while (*text != '\0' && lines < most) {
        text = take_line(line, letter, text, width, lines + 1 == most);
        lines++;
    }
    return lines;
}

void aras_figure_block(struct aras_figure *figure, double x, double middle,
                       double width, size_t most, struct aras_letter letter,
                       const char *text)
{
    double step = block_height * letter.size;
    size_t lines = aras_figure_lines(letter, text, width, most);
    double y = middle + 0.35 * letter.size - step * ((double) lines - 1.0) / 2.0;
    char line[512];

    for (size_t i = 0; i < lines; i++) {
        text = take_line(line, letter, text, width, i + 1 == lines);
        aras_figure_text(figure, x, y, letter, line);
        y += step;
    }
}

/* --- beginning and end ------------------------------------------------------------ */

/* The least width in which a text takes no more lines: so they are about as long as
 * each other, and no word stands alone in the last. */
static double balanced(struct aras_letter letter, const char *text, double width)
{
    size_t lines = aras_figure_lines(letter, text, width, MOST_LINES);
    double less = width / 2.0;

    while (lines > 1 && width - less > 1.0) {
        double middle = (less + width) / 2.0;

        if (aras_figure_lines(letter, text, middle, MOST_LINES + 1) == lines) {
            width = middle;
        } else {
            less = middle;
        }
    }
    return width;
}

/* A title begins like a sentence, also where it is the title of an outcome. */
static void begin_sentence(char *title)
{
    if (title[0] >= 'a' && title[0] <= 'z') {
        title[0] = (char) (title[0] - 'a' + 'A');
    }
}

void aras_figure_begin(struct aras_figure *figure, const struct aras_figure_look *look,
                       const char *title, const char *subtitle)
{
    struct aras_letter heading = {
        .size = ARAS_TITLE_SIZE, .bold = true, .paint = ARAS_PAINT_INK};
    struct aras_letter below = {.size = ARAS_LETTERS_SIZE, .paint = ARAS_PAINT_QUIET};
    double y = ARAS_MARGIN + ARAS_TITLE_SIZE;

    figure->look = *look;
    figure->svg.theme = look->theme;
    figure->width = look->width > 0.0 ? fmax(least_width, look->width) : usual_width;
    figure->places.area = (struct aras_room){0.0, 0.0, figure->width, 1e6};
    snprintf(figure->title, sizeof figure->title, "%s", title);
    begin_sentence(figure->title);
    y = aras_figure_paragraph(
        figure, ARAS_MARGIN, y,
        balanced(heading, figure->title, figure->width - 2.0 * ARAS_MARGIN), heading,
        figure->title);
    if (subtitle != NULL && subtitle[0] != '\0') {
        y = aras_figure_paragraph(figure, ARAS_MARGIN, y,
                                  figure->width - 2.0 * ARAS_MARGIN, below, subtitle);
    }
    figure->top = y;
}

static const char *id_of(const struct aras_figure *figure)
{
    return figure->look.id == NULL ? "figure" : figure->look.id;
}

static void put_head(struct aras_figure *figure)
{
    struct aras_text *text = &figure->text;

    aras_text_add(text,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                  "aria-labelledby=\"%s-title %s-desc\" viewBox=\"0 0 %.0f %.0f\" "
                  "width=\"%.0f\" height=\"%.0f\" font-family=\"%s\">\n",
                  id_of(figure), id_of(figure), figure->width, figure->height,
                  figure->width, figure->height, ARAS_LETTERS_FONT);
    aras_text_add(text, "<title id=\"%s-title\">", id_of(figure));
    aras_svg_escape(text, figure->title);
    aras_text_add(text, "</title>\n<desc id=\"%s-desc\">", id_of(figure));
    aras_svg_escape(text, figure->summary.data == NULL ? "" : figure->summary.data);
    aras_text_add(text, "</desc>\n");
    if (figure->look.theme == ARAS_THEME_SCREEN && figure->look.styled) {
        aras_text_add(text, "<style>\n");
        aras_theme_style(text);
        aras_text_add(text, "</style>\n");
    }
    if (figure->look.theme != ARAS_THEME_PRINT) {
        aras_text_add(text, "<rect width=\"%.0f\" height=\"%.0f\" fill=\"%s\"/>\n",
                      figure->width, figure->height,
                      aras_theme_paint(figure->look.theme, ARAS_PAINT_PAPER));
    }
}

void aras_figure_share(struct aras_figure *figure, double share)
{
    struct aras_figure_table *table = &figure->table;

    if (table->columns > 0 && !isnan(share)) {
        table->shares |= UINT64_C(1) << (table->cells % table->columns % 64);
    }
    aras_figure_number(figure, share);
}

/* What the figure is of, below all else. Gives the height with it. */
static double put_note(struct aras_figure *figure, double height)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    const char *note = figure->look.note;

    return note == NULL || note[0] == '\0'
               ? height
               : aras_figure_paragraph(figure, ARAS_MARGIN, height + letter.size,
                                       figure->width - 2.0 * ARAS_MARGIN, letter, note);
}

enum aras_status aras_figure_end(struct aras_figure *figure, double height,
                                 struct aras_error *error)
{
    figure->height = ceil(put_note(figure, height));
    figure->places.area.height = figure->height;
    put_head(figure);
    if (figure->svg.text.data != NULL) {
        aras_text_add_bytes(&figure->text, figure->svg.text.data,
                            figure->svg.text.length);
    }
    aras_text_add(&figure->text, "</svg>\n");
    if (figure->text.out_of_memory || figure->svg.text.out_of_memory ||
        figure->summary.out_of_memory || figure->table.refused ||
        figure->places.refused) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a figure");
    }
    aras_text_free(&figure->svg.text);
    return ARAS_OK;
}

/* --- the table -------------------------------------------------------------------- */

/* Takes over `text`, which is NULL where there was no memory for it. */
static void add_cell(struct aras_figure_table *table, char *text)
{
    if (text != NULL && table->cells == table->capacity) {
        size_t capacity = 2 * table->capacity + 64;
        char **more = realloc(table->cell, capacity * sizeof *more);

        if (more == NULL) {
            free(text);
            text = NULL;
        } else {
            table->cell = more;
            table->capacity = capacity;
        }
    }
    if (text == NULL) {
        table->refused = true;
        return;
    }
    table->cell[table->cells++] = text;
}

static char *copy_of(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = malloc(size);

    return copy == NULL ? NULL : memcpy(copy, text, size);
}

void aras_figure_columns(struct aras_figure *figure, const char *const *headings,
                         size_t count)
{
    ARAS_REQUIRE(figure->table.cells == 0);
    figure->table.columns = count;
    for (size_t i = 0; i < count; i++) {
        add_cell(&figure->table, copy_of(headings[i]));
    }
}

void aras_figure_cell(struct aras_figure *figure, const char *format, ...)
{
    char text[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    add_cell(&figure->table, copy_of(text));
}

void aras_figure_number(struct aras_figure *figure, double value)
{
    if (isnan(value)) {
        aras_figure_cell(figure, "%s", "");
    } else {
        aras_figure_cell(figure, "%.4g", value);
    }
}
