#include "result/utf8.h"

#include <stdbool.h>
#include <string.h>

static bool is_between(char byte, unsigned low, unsigned high)
{
    return (unsigned char) byte >= low && (unsigned char) byte <= high;
}

/* Source: RFC 3629, section 4, the grammar of UTF8-octets. A zero byte is in none
 * of the ranges, so nothing behind the end is looked at. */
size_t aras_utf8_length(const char *text)
{
    unsigned first = (unsigned char) text[0];

    if (first < 0x80) {
        return 1;
    }
    if (is_between(text[0], 0xC2, 0xDF)) {
        return is_between(text[1], 0x80, 0xBF) ? 2 : 0;
    }
    if (is_between(text[0], 0xE0, 0xEF)) {
        unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        unsigned high = first == 0xED ? 0x9F : 0xBF;

        return is_between(text[1], low, high) && is_between(text[2], 0x80, 0xBF) ? 3
                                                                                 : 0;
    }
    if (is_between(text[0], 0xF0, 0xF4)) {
        unsigned low = first == 0xF0 ? 0x90 : 0x80;
        unsigned high = first == 0xF4 ? 0x8F : 0xBF;

        return is_between(text[1], low, high) && is_between(text[2], 0x80, 0xBF) &&
                       is_between(text[3], 0x80, 0xBF)
                   ? 4
                   : 0;
    }
    return 0;
}

void aras_utf8_add(struct aras_text *to, const char *text)
{
    aras_text_add_bytes(to, "", 0);
    while (*text != '\0') {
        size_t good = 0;

        while (text[good] != '\0' && aras_utf8_length(text + good) > 0) {
            good += aras_utf8_length(text + good);
        }
        aras_text_add_bytes(to, text, good);
        text += good;
        if (*text != '\0') {
            aras_text_add_bytes(to, "\xEF\xBF\xBD", 3);
            text++;
        }
    }
}

/* Source: RFC 8259, section 7: quote, backslash and control characters are escaped. */
void aras_utf8_add_json(struct aras_text *to, const char *text)
{
    struct aras_text clean = {0};

    aras_utf8_add(&clean, text);
    if (clean.out_of_memory) {
        to->out_of_memory = 1;
        aras_text_free(&clean);
        return;
    }
    aras_text_add_bytes(to, "\"", 1);
    for (const char *letter = clean.data; *letter != '\0'; letter++) {
        if (*letter == '"' || *letter == '\\') {
            aras_text_add(to, "\\%c", *letter);
        } else if ((unsigned char) *letter < 0x20) {
            aras_text_add(to, "\\u%04x", (unsigned) (unsigned char) *letter);
        } else {
            aras_text_add_bytes(to, letter, 1);
        }
    }
    aras_text_add_bytes(to, "\"", 1);
    aras_text_free(&clean);
}

void aras_utf8_cut(char *to, size_t size, const char *text)
{
    size_t used = 0;

    while (text[used] != '\0') {
        size_t length = aras_utf8_length(text + used);

        length = length == 0 ? 1 : length;
        if (used + length >= size) {
            break;
        }
        memcpy(to + used, text + used, length);
        used += length;
    }
    to[used] = '\0';
}
