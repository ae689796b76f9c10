#include "command/look.h"

#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 100, LEAST_WIDTH = 60 };

/* A narrower terminal gets narrower lines, as far as tables can be told in them; a
 * file, a pipe and a wide terminal the usual ones, so that an answer is the same
 * everywhere. */
static int width_of_answer(void)
{
    struct winsize size = {0};

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
        size.ws_col >= USUAL_WIDTH) {
        return USUAL_WIDTH;
    }
    return size.ws_col > LEAST_WIDTH ? size.ws_col : LEAST_WIDTH;
}

struct aras_style aras_look(const struct aras_arguments *arguments)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    bool dumb = terminal != NULL && strcmp(terminal, "dumb") == 0;
    bool utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;

    return (struct aras_style){.colour = isatty(STDOUT_FILENO) == 1 && !dumb &&
                                         (no_colour == NULL || no_colour[0] == '\0'),
                               .ascii = arguments->ascii || !utf8,
                               .all = arguments->all,
                               .width = width_of_answer()};
}

/* Bytes of `text` up to a space, or its end, that fit into `width`; if no word does,
 * the first word. */
static size_t fitting(const char *text, size_t width)
{
    size_t best = 0;

    for (size_t end = strcspn(text, " ");; end += 1 + strcspn(text + end + 1, " ")) {
        if (best > 0 && end > width) {
            return best;
        }
        best = end;
        if (text[end] == '\0') {
            return best;
        }
    }
}

void aras_print_wrapped(const char *indent, const char *text)
{
    size_t width = (size_t) width_of_answer() - strlen(indent);

    for (text += strspn(text, " "); text[0] != '\0'; text += strspn(text, " ")) {
        size_t length = fitting(text, width);

        printf("%s%.*s\n", indent, (int) length, text);
        text += length;
    }
}
