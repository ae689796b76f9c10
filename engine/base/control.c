#include "base/control.h"

#include <stdio.h>
#include <string.h>

/* The number of the character of one, two or three bytes that begins here; those of
 * four bytes are no controls. */
static unsigned code_of(const unsigned char *bytes)
{
    if (bytes[0] < 0x80) {
        return bytes[0];
    }
    if ((bytes[0] & 0xe0) == 0xc0 && (bytes[1] & 0xc0) == 0x80) {
        return (bytes[0] & 0x1fU) << 6 | (bytes[1] & 0x3fU);
    }
    if ((bytes[0] & 0xf0) == 0xe0 && (bytes[1] & 0xc0) == 0x80 &&
        (bytes[2] & 0xc0) == 0x80) {
        return (bytes[0] & 0xfU) << 12 | (bytes[1] & 0x3fU) << 6 | (bytes[2] & 0x3fU);
    }
    return ' ';
}

size_t aras_control_length(const char *text)
{
    unsigned code = code_of((const unsigned char *) text);

    if (code < 0x20) {
        return code != '\0' && code != '\t' && code != '\n' ? 1 : 0;
    }
    if (code == 0x7f) {
        return 1;
    }
    if (code >= 0x80 && code <= 0x9f) {
        return 2;
    }
    return (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) ? 3
                                                                                    : 0;
}

const char *aras_control_find(const char *text)
{
    while (*text != '\0' && aras_control_length(text) == 0) {
        text++;
    }
    return *text == '\0' ? NULL : text;
}

struct aras_control_name aras_control_name(const char *text)
{
    unsigned code = code_of((const unsigned char *) text);
    struct aras_control_name name;

    snprintf(name.text, sizeof name.text, "U+%04X, which %s,", code,
             code < 0x2028   ? "steers a terminal"
             : code < 0x202a ? "breaks a line"
                             : "turns the direction of writing");
    return name;
}

void aras_control_hide(char *text)
{
    while (*text != '\0') {
        size_t length = aras_control_length(text);

        memset(text, '?', length);
        text += length == 0 ? 1 : length;
    }
}
