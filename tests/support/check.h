#ifndef ARAS_TESTS_SUPPORT_CHECK_H
#define ARAS_TESTS_SUPPORT_CHECK_H

/* cmocka.h asks for these four to come before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"

/** `actual` is within `tolerance` of `expected`. */
#define assert_close(actual, expected, tolerance)                                      \
    check_close(#actual, actual, expected, tolerance, __FILE__, __LINE__)

/** A call went well; if not, its own message is shown. */
#define assert_ok(call, error) check_ok(#call, call, &(error), __FILE__, __LINE__)

/** A call failed in the way it should, with `text` somewhere in its message. */
#define assert_fails(call, error, expected, text)                                      \
    check_fails(#call, call, &(error), expected, text, __FILE__, __LINE__)

void check_close(const char *what, double actual, double expected, double tolerance,
                 const char *file, int line);
void check_ok(const char *call, enum aras_status status, const struct aras_error *error,
              const char *file, int line);
void check_fails(const char *call, enum aras_status status,
                 const struct aras_error *error, enum aras_status expected,
                 const char *text, const char *file, int line);

#endif
