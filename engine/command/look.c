#include "command/look.h"

#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct aras_style aras_look(const struct aras_arguments *arguments)
{
    const char *no_colour = getenv("NO_COLOR");
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    return (struct aras_style){.colour = isatty(STDOUT_FILENO) == 1 &&
                                         (no_colour == NULL || no_colour[0] == '\0'),
                               .ascii = arguments->ascii || !utf8,
                               .all = arguments->all,
                               .width = 100};
}
