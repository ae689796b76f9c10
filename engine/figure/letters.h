#ifndef ARAS_FIGURE_LETTERS_H
#define ARAS_FIGURE_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How much room texts take in a picture, before anybody has drawn them. Widths are
 * those of Arial and its like, with three percent to spare; bold ones eight percent
 * more.
 */

/** What figures ask for. */
#define ARAS_LETTERS_FONT "Arial, Helvetica, 'Liberation Sans', sans-serif"

/** The width of a line in letters of `size`, in the unit of the size. */
double aras_letters_width(const char *text, double size, bool bold);

/** Copies what fits into `most` and into `room` (>= 8) bytes; where something is left
 *  out, it ends with three dots. */
void aras_letters_cut(char *to, size_t room, const char *text, double size, bool bold,
                      double most);

/** How many bytes of a text make its first line of at most `most`: up to a blank or the
 *  end, and one word at least. */
size_t aras_letters_line(const char *text, double size, bool bold, double most);

#endif
