#ifndef ARAS_RESULT_UTF8_H
#define ARAS_RESULT_UTF8_H

#include <stddef.h>

#include "base/text.h"

/**
 * How many bytes of `text` make its first character: 1 to 4, or 0 when they are
 * not well-formed UTF-8 (RFC 3629: no surrogates, nothing overlong, at most
 * U+10FFFF). Not to be asked at the end of the text.
 */
size_t aras_utf8_length(const char *text);

/** Adds `text`, each byte that is no UTF-8 replaced by U+FFFD: what is stored and
 * exported is always text, whatever was typed. */
void aras_utf8_add(struct aras_text *to, const char *text);

/** Adds `text` as a string of JSON, in quotes. */
void aras_utf8_add_json(struct aras_text *to, const char *text);

/** Copies as many whole characters as fit into `size` bytes, the closing zero
 * included. */
void aras_utf8_cut(char *to, size_t size, const char *text);

#endif
