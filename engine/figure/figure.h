#ifndef ARAS_FIGURE_FIGURE_H
#define ARAS_FIGURE_FIGURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "figure/places.h"
#include "figure/svg.h"

/** How a figure is to look, whatever it shows. */
struct aras_figure_look {
    enum aras_theme theme;
    double width;     /* pixels; 0: 640. From 320 on */
    const char *id;   /* begins the ids inside, so that they differ from those of other
                         figures in one page: letters, digits, -; NULL: "figure" */
    const char *note; /* a last line: of what it is, for who meets it alone; NULL */
    bool styled; /* of ARAS_THEME_SCREEN: the style sheet stands in the figure, which
                    then needs no page */
};

/** The numbers of a figure, as a table: cells row by row. */
struct aras_figure_table {
    char **cell; /* the headings first; owned */
    size_t columns, cells, capacity;
    uint64_t shares; /* a bit for each column, from the first: it holds shares */
    bool refused;
};

/**
 * A picture, what it says in words, and its numbers. Start with `{0}`, let one of the
 * views fill it (fan.h, incidence_area.h, ...), free with aras_figure_free. Whatever
 * the view failed with, it may be freed.
 *
 *     struct aras_figure figure = {0};
 *
 *     if (aras_fan_draw(&figure, &fan, &look, error) == ARAS_OK) {
 *         fputs(figure.text.data, file);
 *     }
 *     aras_figure_free(&figure);
 *
 * The text is one <svg> element without a document around it, fit to stand in HTML or
 * to be a file. It has role="img", a <title> and a <desc> which are made from the
 * numbers.
 */
struct aras_figure {
    struct aras_text text;
    char title[512];
    struct aras_text summary; /* the <desc>: whole sentences */
    struct aras_figure_table table;
    struct aras_places places; /* where each text stands */
    double width, height;
    struct aras_room plot; /* the part that has axes; empty where there is none */

    /* For those who draw. */
    struct aras_svg svg; /* of what is drawn so far */
    struct aras_figure_look look;
    double top; /* below the headings */
};

void aras_figure_free(struct aras_figure *figure);

/* --- for views -------------------------------------------------------------------- */

#define ARAS_LETTERS_SIZE 13.0
#define ARAS_SMALL_SIZE   11.5
#define ARAS_TITLE_SIZE   16.0
#define ARAS_MARGIN       12.0

/** Begins an empty figure: its title, and under it a line that says what is shown (or
 *  NULL), both broken to fit. `figure->top` is where the picture begins. */
void aras_figure_begin(struct aras_figure *figure, const struct aras_figure_look *look,
                       const char *title, const char *subtitle);

/** How the letters of a figure are drawn: INK or QUIET or a series, at an anchor. */
struct aras_letter aras_figure_letter(enum aras_paint paint, enum aras_anchor anchor);

/** The room that a line of text takes, with its base line at `y`. */
struct aras_room aras_figure_room(double x, double y, struct aras_letter letter,
                                  const char *text);

/** Draws a line of text and remembers its room. */
void aras_figure_text(struct aras_figure *figure, double x, double y,
                      struct aras_letter letter, const char *text);

/** Draws it only where it fits, between those that are there. */
bool aras_figure_try_text(struct aras_figure *figure, double x, double y,
                          struct aras_letter letter, const char *text);

/** Draws a paragraph of lines of at most `width`, the first with its base line at `y`;
 *  gives the base line that would follow. */
double aras_figure_paragraph(struct aras_figure *figure, double x, double y,
                             double width, struct aras_letter letter, const char *text);

/** How many lines of at most `width` a text takes, `most` at most. */
size_t aras_figure_lines(struct aras_letter letter, const char *text, double width,
                         size_t most);

/** Draws it in so many lines, one below the other around the height `middle`; what does
 *  not fit into the last of them is cut, with three dots. */
void aras_figure_block(struct aras_figure *figure, double x, double middle,
                       double width, size_t most, struct aras_letter letter,
                       const char *text);

/** Names the columns of the table, then fills it cell by cell. */
void aras_figure_columns(struct aras_figure *figure, const char *const *headings,
                         size_t count);
void aras_figure_cell(struct aras_figure *figure, const char *format, ...)
    ARAS_PRINTF(2, 3);

/** A cell with a number of four digits; empty where it is none. */
void aras_figure_number(struct aras_figure *figure, double value);

/** The same of a share, 0 to 1: its column is known to hold shares. */
void aras_figure_share(struct aras_figure *figure, double share);

/** Ends it: puts the element together, `height` high. ARAS_NO_MEMORY when something
 *  could not be drawn. */
ARAS_CHECKED enum aras_status aras_figure_end(struct aras_figure *figure, double height,
                                              struct aras_error *error);

#endif
