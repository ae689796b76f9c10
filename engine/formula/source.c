#include "formula/source.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* How much of the text is shown. */
enum { WIDTH = 70 };

/* Bytes that go on with a character of UTF-8 take no column of their own. */
static bool continues(char c)
{
    return ((unsigned char) c & 0xC0) == 0x80;
}

static size_t columns(const char *text, size_t length)
{
    size_t count = 0;

    for (size_t i = 0; i < length; i++) {
        count += !continues(text[i]);
    }
    return count;
}

/* The text on one line, and a line that points into it. */
static const char *quote(struct aras_arena *arena, const char *text, size_t begin,
                         size_t end)
{
    size_t length = strlen(text);
    size_t first = 0;
    size_t last = length;

    if (length > WIDTH) {
        first = begin > WIDTH / 3 ? begin - WIDTH / 3 : 0;
        if (first + WIDTH > length) {
            first = length - WIDTH;
        }
        last = first + WIDTH;
        while (first > 0 && continues(text[first])) {
            first--;
        }
        while (last < length && continues(text[last])) {
            last++;
        }
    }

    const char *before = first > 0 ? "..." : "";
    const char *after = last < length ? "..." : "";
    char *shown = aras_arena_slice(arena, text + first, last - first);

    for (char *c = shown; *c != '\0'; c++) {
        if ((unsigned char) *c < ' ' || *c == 127) {
            *c = ' ';
        }
    }
    if (end > last) {
        end = last;
    }

    size_t indent = strlen(before) + columns(text + first, begin - first);
    size_t width = end > begin ? columns(text + begin, end - begin) : 1;
    char *pointer = aras_arena_get(arena, indent + width + 1);

    memset(pointer, ' ', indent);
    memset(pointer + indent, '~', width);
    pointer[indent] = '^';
    return aras_arena_print(arena, "  %s%s%s\n  %s", before, shown, after, pointer);
}

void aras_formula_source_complain(const struct aras_formula_source *source,
                                  struct aras_problems *problems, size_t begin,
                                  size_t end, const char *format, ...)
{
    char message[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_problems_add(problems, source->place, "%s: %s\n%s", source->what, message,
                      quote(problems->arena, source->text, begin, end));
}
