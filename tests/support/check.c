#include "support/check.h"

#include <math.h>
#include <string.h>

void check_close(const char *what, double actual, double expected, double tolerance,
                 const char *file, int line)
{
    /* Infinity is close to itself; what is no number is close to nothing. */
    if (actual == expected || fabs(actual - expected) <= tolerance) {
        return;
    }
    print_error("%s is %.17g, not %.17g within %g\n", what, actual, expected,
                tolerance);
    _fail(file, line);
}

void check_ok(const char *call, enum aras_status status, const struct aras_error *error,
              const char *file, int line)
{
    if (status != ARAS_OK) {
        print_error("%s\nfailed with status %d: %s\n", call, (int) status,
                    error->message);
        _fail(file, line);
    }
}

void check_fails(const char *call, enum aras_status status,
                 const struct aras_error *error, enum aras_status expected,
                 const char *text, const char *file, int line)
{
    if (status != expected) {
        print_error("%s\nreturned status %d, not %d\n", call, (int) status,
                    (int) expected);
        _fail(file, line);
    }
    if (error->status != expected) {
        print_error("%s\nleft status %d in its error, not %d\n", call,
                    (int) error->status, (int) expected);
        _fail(file, line);
    }
    if (strstr(error->message, text) == NULL) {
        print_error("%s\nsaid: %s\nwithout: %s\n", call, error->message, text);
        _fail(file, line);
    }
}
