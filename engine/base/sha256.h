#ifndef ARAS_BASE_SHA256_H
#define ARAS_BASE_SHA256_H

#include <stddef.h>

enum { ARAS_SHA256_TEXT = 65 };

/**
 * The SHA-256 of some bytes as 64 hexadecimal digits and a zero: a seal that nobody can
 * make other bytes fit. Where only accidents are to be found, xxHash is faster. Source:
 * FIPS 180-4, Secure Hash Standard, NIST 2015, 6.2.
 */
void aras_sha256(const void *bytes, size_t count, char text[ARAS_SHA256_TEXT]);

#endif
