#ifndef ARAS_REPORT_HTML_H
#define ARAS_REPORT_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "figure/figure.h"

enum { ARAS_HTML_DEEPEST = 24 };

/**
 * Writes a page of HTML so that it cannot be written wrong: every element that is
 * opened is closed in its turn, and every text and attribute is escaped, since names
 * and titles come from models that anybody may have written. Start with `{0}`; a lack
 * of memory is remembered by the text. The page is well-formed XML as well.
 *
 *     aras_html_open(html, "p", "class", "note", NULL);
 *     aras_html_text(html, "%s worlds", "2000");
 *     aras_html_close(html, "p");
 */
struct aras_html {
    struct aras_text text;
    const char *open[ARAS_HTML_DEEPEST];
    size_t depth;
};

/** Opens an element with attributes, names and values in turn, NULL behind the last.
 *  The tag is kept until it is closed. */
void aras_html_open(struct aras_html *html, const char *tag, ...);

/** Closes the element that was opened last, which must be a `tag`. */
void aras_html_close(struct aras_html *html, const char *tag);

/** Adds text, escaped. */
void aras_html_text(struct aras_html *html, const char *format, ...) ARAS_PRINTF(2, 3);

/** An element without attributes that holds this text: a paragraph, a cell. */
void aras_html_line(struct aras_html *html, const char *tag, const char *format, ...)
    ARAS_PRINTF(3, 4);

/** A link within the page. */
void aras_html_link(struct aras_html *html, const char *to, const char *format, ...)
    ARAS_PRINTF(3, 4);

/** A drawn figure, which has escaped its texts itself. */
void aras_html_svg(struct aras_html *html, const struct aras_figure *figure);

/** A style sheet or script of the program's own, not to be made from what others wrote.
 *  It must not hold "</". */
void aras_html_own(struct aras_html *html, const char *tag, const char *const *lines);

/**
 * A table that scrolls to the side where it must. `label` is its caption; `heading`
 * ends with NULL, and those of numbers begin with a "#" that is not shown. `class_name`
 * may be "filter": rows can then be chosen by a word. A row is an element "tr".
 */
void aras_html_open_table(struct aras_html *html, const char *class_name,
                          const char *label, const char *const *heading);
void aras_html_close_table(struct aras_html *html);

/** A cell of a table: a number stands to the right, a text to the left and may break.
 */
void aras_html_number_cell(struct aras_html *html, const char *text);
void aras_html_text_cell(struct aras_html *html, const char *text);

#endif
