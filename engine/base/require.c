#include "base/require.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void aras_stop_for_bug(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: bug, please report it: not %s\n", file, line, condition);
    abort();
}
