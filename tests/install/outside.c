/* A program outside of the project that uses the installed library. */

#include <stdio.h>

#include "base/problems.h"

int main(void)
{
    const char *const names[] = {"russia", "iran", "turkey"};
    const char *nearest = aras_nearest_name("iram", names, 3);

    puts(nearest == NULL ? "nothing" : nearest);
    return 0;
}
