#ifndef ARAS_CALENDAR_DATE_H
#define ARAS_CALENDAR_DATE_H

#include <stdbool.h>

/**
 * Reads a date "YYYY-MM-DD" of the Gregorian calendar, years 1600-2999, as days
 * since 1970-01-01. False when the text is no such date (2023-02-29, 2024-9-1).
 */
bool aras_date_read(const char *text, int *days);

/** Writes a date: `text` gets 11 bytes. */
void aras_date_write(int days, char text[11]);

#endif
