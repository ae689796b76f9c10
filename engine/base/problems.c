#include "base/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

ARAS_PRINTF(4, 0)
static void add(struct aras_problems *problems, enum aras_severity severity,
                struct aras_place place, const char *format, va_list arguments)
{
    char message[2048];

    vsnprintf(message, sizeof message, format, arguments);

    struct aras_problem *problem = aras_arena_grow(problems->arena, &problems->items,
                                                   problems->count, sizeof *problem);

    problem->severity = severity;
    problem->place = place;
    problem->message = aras_arena_copy(problems->arena, message);
    problems->count++;
    problems->mistakes += severity == ARAS_MISTAKE;
}

void aras_problems_add(struct aras_problems *problems, struct aras_place place,
                       const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(problems, ARAS_MISTAKE, place, format, arguments);
    va_end(arguments);
}

void aras_problems_note(struct aras_problems *problems, struct aras_place place,
                        const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(problems, ARAS_NOTE, place, format, arguments);
    va_end(arguments);
}

enum { LONGEST = 63 };

static size_t smallest(size_t a, size_t b, size_t c)
{
    size_t least = a < b ? a : b;

    return least < c ? least : c;
}

/*
 * The number of letters to change, add, drop or exchange with their neighbour.
 * Source: F. J. Damerau, "A technique for computer detection and correction of
 * spelling errors", Communications of the ACM 7 (1964) 171-176.
 */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][LONGEST + 2];
    size_t length_a = strlen(a);
    size_t length_b = strlen(b);

    for (size_t j = 0; j <= length_b; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= length_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];

        row[0] = i;
        for (size_t j = 1; j <= length_b; j++) {
            size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);

            row[j] = smallest(above[j] + 1, row[j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                size_t exchange = rows[(i + 1) % 3][j - 2] + 1;

                row[j] = row[j] < exchange ? row[j] : exchange;
            }
        }
    }
    return rows[length_a % 3][length_b];
}

void aras_guess_see(struct aras_guess *guess, const char *name)
{
    size_t length = strlen(guess->name);
    size_t apart;

    if (length == 0 || length > LONGEST || strlen(name) > LONGEST ||
        strcmp(name, guess->name) == 0) {
        return;
    }
    apart = distance(guess->name, name);
    if (apart < length &&
        apart < (guess->nearest == NULL ? (length + 2) / 3 + 1 : guess->apart)) {
        guess->nearest = name;
        guess->apart = apart;
    }
}

const char *aras_nearest_name(const char *name, const char *const *names, size_t count)
{
    struct aras_guess guess = {.name = name};

    for (size_t i = 0; i < count; i++) {
        aras_guess_see(&guess, names[i]);
    }
    return guess.nearest;
}

const char *aras_nearest_hint(const char *name, const char *const *names, size_t count,
                              struct aras_arena *arena)
{
    const char *near = aras_nearest_name(name, names, count);

    return near == NULL ? "" : aras_arena_print(arena, "; did you mean '%s'?", near);
}
