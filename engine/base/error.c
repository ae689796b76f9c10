#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum aras_status aras_error_set(struct aras_error *error, enum aras_status status,
                                const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    error->status = status;
    return status;
}

enum aras_status aras_error_within(struct aras_error *error, const char *format, ...)
{
    char place[256];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(place, sizeof place, format, arguments);
    va_end(arguments);

    /* A message that is full stays as it is: its first line, the cause, counts most. */
    size_t used = strlen(error->message);
    snprintf(error->message + used, sizeof error->message - used, "\n  in %s", place);
    return error->status;
}
