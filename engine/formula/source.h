#ifndef ARAS_FORMULA_SOURCE_H
#define ARAS_FORMULA_SOURCE_H

#include <stddef.h>

#include "base/problems.h"

/** A text that a person wrote, and where it stands: what messages quote. */
struct aras_formula_source {
    const char *text;
    struct aras_place place;
    const char *what; /* "the rate of event 'dispute'" */
};

/**
 * Adds a mistake that quotes the text and points to the bytes from `begin` to
 * before `end`; a long text is cut around them:
 *
 *     the rate of event 'dispute': nothing is called 'dispute_rat'
 *       2 * dispute_rat[a, b]
 *           ^~~~~~~~~~~
 */
void aras_formula_source_complain(const struct aras_formula_source *source,
                                  struct aras_problems *problems, size_t begin,
                                  size_t end, const char *format, ...)
    ARAS_PRINTF(5, 6);

#endif
