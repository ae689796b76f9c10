#include "figure/letters.h"

#include <stdint.h>
#include <string.h>

/* Widths in thousandths of the size, of the signs from blank to ~, and from U+00A0 to
 * U+017F: those of Helvetica, which Arial and Liberation Sans share. */
static const uint16_t plain[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
};
static const uint16_t accented[] = {
    278, 333, 556,  556, 556, 556, 260,  556, 333, 737, 370, 556, 584, 333, 737, 552,
    400, 549, 333,  333, 333, 576, 537,  278, 333, 333, 365, 556, 834, 834, 834, 611,
    667, 667, 667,  667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278,
    722, 722, 778,  778, 778, 778, 778,  584, 778, 722, 722, 722, 722, 667, 667, 611,
    556, 556, 556,  556, 556, 556, 889,  500, 556, 556, 556, 556, 278, 278, 278, 278,
    556, 556, 556,  556, 556, 556, 556,  549, 611, 556, 556, 556, 556, 500, 556, 500,
    667, 556, 667,  556, 667, 556, 722,  500, 722, 500, 722, 500, 722, 500, 722, 615,
    722, 556, 667,  556, 667, 556, 667,  556, 667, 556, 667, 556, 778, 556, 778, 556,
    778, 556, 778,  556, 722, 556, 722,  556, 278, 278, 278, 278, 278, 278, 278, 222,
    278, 278, 735,  444, 500, 222, 667,  500, 500, 556, 222, 556, 222, 556, 292, 556,
    334, 556, 222,  722, 556, 722, 556,  722, 556, 604, 723, 556, 778, 556, 778, 556,
    778, 556, 1000, 944, 722, 333, 722,  333, 722, 333, 667, 500, 667, 500, 667, 500,
    667, 500, 611,  278, 611, 375, 611,  278, 722, 556, 722, 556, 722, 556, 722, 556,
    722, 556, 722,  556, 944, 722, 667,  500, 667, 611, 500, 611, 500, 611, 500, 222,
};

enum {
    USUAL = 700,  /* other alphabets: Cyrillic, Greek, Armenian, Georgian ... */
    WIDE = 1000,  /* dashes, and signs as wide as high */
    BOLD = 1080,  /* per mille: how much wider bold letters are */
    SAFETY = 1030 /* other sans fonts that may stand in */
};

/* The next character, and how many bytes it has; broken UTF-8 counts byte for byte. */
static uint32_t next_character(const char *text, size_t *bytes)
{
    const unsigned char *at = (const unsigned char *) text;
    size_t more = at[0] >= 0xF0 ? 3 : at[0] >= 0xE0 ? 2 : at[0] >= 0xC0 ? 1 : 0;
    uint32_t code = more == 0 ? at[0] : at[0] & (0x3Fu >> more);

    *bytes = 1;
    for (size_t i = 1; i <= more && (at[i] & 0xC0u) == 0x80u; i++) {
        code = code << 6 | (at[i] & 0x3Fu);
        *bytes = i + 1;
    }
    return code;
}

static unsigned width_of(uint32_t code)
{
    if (code >= ' ' && code <= '~') {
        return plain[code - ' '];
    }
    if (code >= 0xA0 && code - 0xA0 < sizeof accented / sizeof *accented) {
        return accented[code - 0xA0];
    }
    if (code == 0x2013 || (code >= 0x2018 && code <= 0x2022)) {
        return 556;
    }
    return code >= 0x2000 && code != 0x2212 ? WIDE : USUAL;
}

static double width_of_bytes(const char *text, size_t count, double size, bool bold)
{
    double sum = 0.0;
    size_t bytes;

    for (size_t i = 0; i < count && text[i] != '\0'; i += bytes) {
        sum += width_of(next_character(text + i, &bytes));
    }
    return sum * size / 1000.0 * SAFETY / 1000.0 * (bold ? BOLD / 1000.0 : 1.0);
}

double aras_letters_width(const char *text, double size, bool bold)
{
    return width_of_bytes(text, strlen(text), size, bold);
}

void aras_letters_cut(char *to, size_t room, const char *text, double size, bool bold,
                      double most)
{
    static const char dots[] = "\xE2\x80\xA6";
    double left = most - aras_letters_width(dots, size, bold);
    size_t used = 0;
    size_t bytes;

    if (aras_letters_width(text, size, bold) <= most && strlen(text) < room) {
        strcpy(to, text);
        return;
    }
    while (text[used] != '\0') {
        next_character(text + used, &bytes);
        if (used + bytes + sizeof dots > room ||
            width_of_bytes(text, used + bytes, size, bold) > left) {
            break;
        }
        used += bytes;
    }
    while (used > 0 && text[used - 1] == ' ') {
        used--;
    }
    memcpy(to, text, used);
    memcpy(to + used, dots, sizeof dots);
}

size_t aras_letters_line(const char *text, double size, bool bold, double most)
{
    size_t best = strcspn(text, " ");

    while (text[best] != '\0') {
        size_t next = best + 1 + strcspn(text + best + 1, " ");

        if (width_of_bytes(text, next, size, bold) > most) {
            break;
        }
        best = next;
    }
    return best;
}
