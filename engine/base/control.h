#ifndef ARAS_BASE_CONTROL_H
#define ARAS_BASE_CONTROL_H

#include <stddef.h>

/**
 * Characters that steer what shows a text, and are seen by nobody: a terminal obeys
 * them, and a page or an editor shows something else than is read. They are the control
 * characters but for tab and line feed, the two separators U+2028 and U+2029, and those
 * that embed, override or isolate the direction of writing, U+202A to U+202E and U+2066
 * to U+2069. The marks and joiners that Persian and Arabic need are none of them.
 * Sources: Unicode Standard Annex 9; N. Boucher, R. Anderson, "Trojan Source: invisible
 * vulnerabilities", USENIX Security 2023.
 */

/** How many bytes of UTF-8 make the one that `text` begins with; 0 when it begins with
 * another character. */
size_t aras_control_length(const char *text);

/** The first of them in `text`; NULL when there is none. */
const char *aras_control_find(const char *text);

struct aras_control_name {
    char text[64];
};

/** "U+202E, which turns the direction of writing," of the one that `text` begins with.
 */
struct aras_control_name aras_control_name(const char *text);

/** Puts '?' in the place of each of their bytes. */
void aras_control_hide(char *text);

#endif
