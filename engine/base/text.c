#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int make_room(struct aras_text *text, size_t more)
{
    if (text->out_of_memory) {
        return 0;
    }
    if (text->capacity - text->length > more) {
        return 1;
    }

    size_t capacity = 2 * text->capacity + more + 64;
    char *data = realloc(text->data, capacity);

    if (data == NULL) {
        text->out_of_memory = 1;
        return 0;
    }
    text->data = data;
    text->capacity = capacity;
    return 1;
}

void aras_text_add_bytes(struct aras_text *text, const char *bytes, size_t count)
{
    if (make_room(text, count)) {
        memcpy(text->data + text->length, bytes, count);
        text->length += count;
        text->data[text->length] = '\0';
    }
}

/* Printed where it belongs; once more when there was too little room. */
void aras_text_add(struct aras_text *text, const char *format, ...)
{
    size_t room = text->capacity - text->length;
    char *end = room == 0 ? NULL : text->data + text->length;
    va_list arguments;

    if (text->out_of_memory) {
        return;
    }
    va_start(arguments, format);

    int length = vsnprintf(end, room, format, arguments);

    va_end(arguments);
    if (length < 0) {
        return;
    }
    if ((size_t) length >= room) {
        if (end != NULL) {
            *end = '\0';
        }
        if (!make_room(text, (size_t) length)) {
            return;
        }
        va_start(arguments, format);
        vsnprintf(text->data + text->length, text->capacity - text->length, format,
                  arguments);
        va_end(arguments);
    }
    text->length += (size_t) length;
}

enum aras_status aras_text_check(const struct aras_text *text, struct aras_error *error)
{
    if (text->out_of_memory) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory left for a text");
    }
    return ARAS_OK;
}

void aras_text_free(struct aras_text *text)
{
    free(text->data);
    *text = (struct aras_text){0};
}
