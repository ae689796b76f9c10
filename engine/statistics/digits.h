#ifndef ARAS_STATISTICS_DIGITS_H
#define ARAS_STATISTICS_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * How much of a number may be quoted when it is known within +- `half_width`: down to
 * the last digit of the half width, which is told with two digits when it begins with
 * 1.00 to 3.54 and with one otherwise. Returns the place of that digit as a power of
 * ten: -1 for tenths, 2 for hundreds. `half_width` must be above 0 and finite.
 */
int aras_digits_place(double half_width);

/**
 * Writes the number with the digits that may be quoted: 0.3142 within 0.01 is "31 %"
 * as a share, "0.31" otherwise. A share too small to be told from nothing is "below 1
 * %", one near everything "above 99 %", and one of which nothing is known "unknown".
 * A half width of 0 means that all digits are known: six are written. One that is no
 * number, or infinite, gives "unknown".
 */
void aras_digits_write(char *text, size_t size, double value, double half_width,
                       bool share);

#endif
