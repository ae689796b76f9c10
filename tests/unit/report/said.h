#ifndef ARAS_TESTS_UNIT_REPORT_SAID_H
#define ARAS_TESTS_UNIT_REPORT_SAID_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

/** What is printed to a stream, as text. */
struct said {
    FILE *file;
    char *text;
    size_t length;
};

static inline void said_begin(struct said *said)
{
    said->text = NULL;
    said->file = open_memstream(&said->text, &said->length);
    assert_non_null(said->file);
}

/** Ends the stream: the text is all there. */
static inline const char *said_all(struct said *said)
{
    assert_int_equal(fclose(said->file), 0);
    return said->text;
}

static inline void said_free(struct said *said)
{
    free(said->text);
}

/** No line has more than `most` characters (of one byte or more). */
static inline void assert_fits(const char *text, size_t most)
{
    size_t width = 0;

    for (; *text != '\0'; text++) {
        width = *text == '\n' ? 0 : width + (((unsigned char) *text & 0xC0u) != 0x80u);
        assert_true(width <= most);
    }
}

/** `text` has `part` in it. */
static inline void assert_says(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        fprintf(stderr, "\"%s\" is not in:\n%s", part, text);
        fail();
    }
}

static inline void assert_silent(const char *text, const char *part)
{
    if (strstr(text, part) != NULL) {
        fprintf(stderr, "\"%s\" is in:\n%s", part, text);
        fail();
    }
}

#endif
