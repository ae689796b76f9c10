#ifndef ARAS_CALENDAR_DATE_H
#define ARAS_CALENDAR_DATE_H

#include <stdbool.h>

/**
 * Reads a date "YYYY-MM-DD" of the Gregorian calendar, years 1600-2999, as days
 * since 1970-01-01. False when the text is no such date (2023-02-29, 2024-9-1).
 */
bool aras_date_read(const char *text, int *days);

/** Whether a text that is no date was meant as one, in whatever order: three numbers,
 * one of them of four digits, with one of - . / between them (15.03.2025, 2025/3/15).
 */
bool aras_date_is_meant(const char *text);

/** Writes a date: `text` gets 11 bytes. */
void aras_date_write(int days, char text[11]);

#endif
