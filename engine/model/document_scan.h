#ifndef ARAS_MODEL_DOCUMENT_SCAN_H
#define ARAS_MODEL_DOCUMENT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problems.h"

enum { ARAS_DOCUMENT_LARGEST = 8 << 20, ARAS_DOCUMENT_DEEPEST = 60 };

/** A setting, or a part of a list, as the scan met it. */
struct aras_scanned_setting {
    const char *name; /* in the text, and so not ended; NULL in a list */
    size_t length;
    int line;
    size_t bracket; /* the number of the bracket it stands in; 0 for the file */
};

/** All that the scan met, in the order of the file: a setting before its parts. */
struct aras_document_scan {
    struct aras_scanned_setting *settings;
    size_t count;
};

/**
 * Looks for everything that libconfig 1.5 would read in silence as something else, or
 * would call a "syntax error" and no more; all of it is added to `problems`, but of the
 * faults of syntax only the first. `text` holds `length` bytes, no zero among them, and
 * a zero after them. Returns whether nothing was found: the text may then go to
 * libconfig, which has two faults left to find, a setting given twice and an array with
 * parts of several kinds.
 */
bool aras_document_scan(const char *text, size_t length, const char *file,
                        struct aras_problems *problems,
                        struct aras_document_scan *scan);

/** One line of the text, without the blanks at its ends, cut when it is long. */
const char *aras_document_line(const char *text, int line, struct aras_arena *arena);

#endif
