#include "calendar/date.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int length_of(int year, int month)
{
    static const int lengths[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month - 1] + (month == 2 && leap(year));
}

/* Days from 1970-01-01 to the first of January. */
static int start_of(int year)
{
    int before = year - 1;

    return 365 * (year - 1970) + (before / 4 - 1969 / 4) - (before / 100 - 1969 / 100) +
           (before / 400 - 1969 / 400);
}

static bool digits(const char *text, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') {
            return false;
        }
        *value = 10 * *value + (text[i] - '0');
    }
    return true;
}

bool aras_date_read(const char *text, int *days)
{
    int year;
    int month;
    int day;

    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
        !digits(text, 4, &year) || !digits(text + 5, 2, &month) ||
        !digits(text + 8, 2, &day)) {
        return false;
    }
    if (year < 1600 || year > 2999 || month < 1 || month > 12 || day < 1 ||
        day > length_of(year, month)) {
        return false;
    }
    *days = start_of(year) + day - 1;
    for (int m = 1; m < month; m++) {
        *days += length_of(year, m);
    }
    return true;
}

bool aras_date_is_meant(const char *text)
{
    size_t first = strspn(text, "0123456789");
    char between = text[first];
    size_t second, third;

    if (first == 0 || (between != '-' && between != '.' && between != '/')) {
        return false;
    }
    second = strspn(text + first + 1, "0123456789");
    if (second == 0 || second > 2 || text[first + 1 + second] != between) {
        return false;
    }
    third = strspn(text + first + second + 2, "0123456789");
    return text[first + second + third + 2] == '\0' &&
           ((first == 4 && third >= 1 && third <= 2) || (first <= 2 && third == 4));
}

void aras_date_write(int days, char text[11])
{
    int year = 1970 + days / 366;
    int month = 1;

    while (start_of(year) > days) {
        year--;
    }
    while (start_of(year + 1) <= days) {
        year++;
    }
    days -= start_of(year);
    while (days >= length_of(year, month)) {
        days -= length_of(year, month);
        month++;
    }
    snprintf(text, 11, "%04u-%02u-%02u", (unsigned) year % 10000,
             (unsigned) month % 100, (unsigned) (days + 1) % 100);
}
