#ifndef ARAS_BASE_TEXT_H
#define ARAS_BASE_TEXT_H

#include <stddef.h>

#include "base/error.h"

/**
 * A text that grows. Start with `{0}`; free with `aras_text_free`. A lack of
 * memory is remembered rather than reported at each step: write all, then ask
 * `aras_text_check` once.
 */
struct aras_text {
    char *data; /* ends with a zero; NULL while nothing was written */
    size_t length;
    size_t capacity;
    int out_of_memory;
};

void aras_text_add(struct aras_text *text, const char *format, ...) ARAS_PRINTF(2, 3);
void aras_text_add_bytes(struct aras_text *text, const char *bytes, size_t count);

/** ARAS_NO_MEMORY when something could not be written. */
ARAS_CHECKED enum aras_status aras_text_check(const struct aras_text *text,
                                              struct aras_error *error);

void aras_text_free(struct aras_text *text);

#endif
