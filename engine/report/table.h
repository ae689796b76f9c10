#ifndef ARAS_REPORT_TABLE_H
#define ARAS_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "base/text.h"
#include "report/style.h"

/** A column: its heading, and how its cells stand. */
struct aras_table_column {
    const char *heading;
    bool right; /* numbers */
    bool wrap;  /* gets the room that the others leave, and is broken between words
                   to fit it, running on beside rows below that have no text of their
                   own; one column of a table at most */
    bool fold;  /* is broken into two lines between words where the table would be too
                   wide even then; of several the last one first */
};

/** How a cell is coloured, where colours are on. */
enum aras_tone { ARAS_PLAIN, ARAS_STRONG, ARAS_FAINT, ARAS_GOOD, ARAS_WARNING };

/**
 * A table for a terminal: columns as wide as they need to be, never wider in all than
 * the style says as long as columns can give way. A lack of memory is
 * remembered and reported by aras_table_print.
 */
struct aras_table;

/** Makes an empty table, owned by the caller; the columns are borrowed until it is
 *  freed. */
ARAS_CHECKED struct aras_table *aras_table_new(const struct aras_table_column *columns,
                                               size_t count,
                                               const struct aras_style *style,
                                               struct aras_error *error);
void aras_table_free(struct aras_table *table);

/** Begins a row, `depth` steps indented under the rows before it. */
void aras_table_row(struct aras_table *table, unsigned depth);

/** Adds a line across all columns, `depth` steps indented: a heading of the rows below
 *  it. The text is copied. */
void aras_table_across(struct aras_table *table, unsigned depth, const char *format,
                       ...) ARAS_PRINTF(3, 4);

/** Fills the next cell of the row; cells that are not filled stay empty. The text is
 *  copied. */
void aras_table_cell(struct aras_table *table, enum aras_tone tone, const char *format,
                     ...) ARAS_PRINTF(3, 4);

/** Prints the table, its headings above; nothing when it has no row. */
ARAS_CHECKED enum aras_status aras_table_print(struct aras_table *table, FILE *file,
                                               struct aras_error *error);

/** How many columns of a terminal a text takes, and where it may be broken: between
 *  words, into lines of at most `width` columns where words allow it. */
size_t aras_text_width(const char *text);
void aras_text_wrap(struct aras_text *to, const char *text, size_t width);

/** Puts a question mark in place of each character that is not ASCII. */
void aras_text_plain(char *text);

#endif
