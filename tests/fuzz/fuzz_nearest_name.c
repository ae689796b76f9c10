/* The first line is a name, each further line one that may have been meant. */

#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "base/require.h"
#include "fuzz/target.h"

enum { MOST_NAMES = 64 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    char *text = malloc(size + 1);

    if (text == NULL) {
        return 0;
    }
    if (size > 0) {
        memcpy(text, bytes, size);
    }
    text[size] = '\0';

    char *rest = strchr(text, '\n');

    while (rest != NULL && count < MOST_NAMES) {
        *rest++ = '\0';
        names[count++] = rest;
        rest = strchr(rest, '\n');
    }

    const char *nearest = aras_nearest_name(text, names, count);

    ARAS_REQUIRE(nearest == NULL || strcmp(nearest, text) != 0);
    free(text);
    return 0;
}
