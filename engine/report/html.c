#include "report/html.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/require.h"

static bool is_name(const char *name)
{
    return name[0] != '\0' &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz-0123456789")] == '\0';
}

void aras_html_open(struct aras_html *html, const char *tag, ...)
{
    va_list attributes;
    const char *name;

    ARAS_REQUIRE(is_name(tag) && html->depth < ARAS_HTML_DEEPEST);
    html->open[html->depth++] = tag;
    aras_text_add(&html->text, "<%s", tag);
    va_start(attributes, tag);
    while ((name = va_arg(attributes, const char *)) != NULL) {
        ARAS_REQUIRE(is_name(name));
        aras_text_add(&html->text, " %s=\"", name);
        aras_svg_escape(&html->text, va_arg(attributes, const char *));
        aras_text_add(&html->text, "\"");
    }
    va_end(attributes);
    aras_text_add(&html->text, ">");
}

static bool is_inline(const char *tag)
{
    return strcmp(tag, "a") == 0 || strcmp(tag, "strong") == 0 ||
           strcmp(tag, "span") == 0 || strcmp(tag, "code") == 0 ||
           strcmp(tag, "td") == 0 || strcmp(tag, "th") == 0;
}

void aras_html_close(struct aras_html *html, const char *tag)
{
    ARAS_REQUIRE(html->depth > 0 && strcmp(html->open[html->depth - 1], tag) == 0);
    html->depth--;
    aras_text_add(&html->text, "</%s>%s", tag, is_inline(tag) ? "" : "\n");
}

/* Lines stay lines: what stands in a <pre> has them, and elsewhere one ends a word. The
 * text is taken apart. */
static void add_lines(struct aras_html *html, char *text)
{
    char *end = strchr(text, '\n');

    for (; end != NULL; text = end + 1, end = strchr(text, '\n')) {
        *end = '\0';
        aras_svg_escape(&html->text, text);
        aras_text_add(&html->text, "\n");
    }
    aras_svg_escape(&html->text, text);
}

/* Texts are as long as they are: a narrative, a resolved scenario. */
ARAS_PRINTF(2, 0)
static void add(struct aras_html *html, const char *format, va_list arguments)
    ARAS_PRINTF(2, 0);

static void add(struct aras_html *html, const char *format, va_list arguments)
{
    char room[512];
    char *text = room;
    va_list again;
    int length;

    va_copy(again, arguments);
    length = vsnprintf(room, sizeof room, format, arguments);
    if (length >= (int) sizeof room) {
        text = malloc((size_t) length + 1);
        if (text != NULL) {
            vsnprintf(text, (size_t) length + 1, format, again);
        }
    }
    va_end(again);
    if (text == NULL) {
        html->text.out_of_memory = 1;
        return;
    }
    add_lines(html, text);
    if (text != room) {
        free(text);
    }
}

void aras_html_text(struct aras_html *html, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add(html, format, arguments);
    va_end(arguments);
}

void aras_html_line(struct aras_html *html, const char *tag, const char *format, ...)
{
    va_list arguments;

    aras_html_open(html, tag, NULL);
    va_start(arguments, format);
    add(html, format, arguments);
    va_end(arguments);
    aras_html_close(html, tag);
}

void aras_html_link(struct aras_html *html, const char *to, const char *format, ...)
{
    va_list arguments;
    char target[128];

    snprintf(target, sizeof target, "#%s", to);
    aras_html_open(html, "a", "href", target, NULL);
    va_start(arguments, format);
    add(html, format, arguments);
    va_end(arguments);
    aras_html_close(html, "a");
}

void aras_html_svg(struct aras_html *html, const struct aras_figure *figure)
{
    aras_text_add_bytes(&html->text, figure->text.data, figure->text.length);
}

void aras_html_own(struct aras_html *html, const char *tag, const char *const *lines)
{
    aras_html_open(html, tag, NULL);
    for (; *lines != NULL; lines++) {
        ARAS_REQUIRE(strstr(*lines, "</") == NULL);
        aras_text_add(&html->text, "%s\n", *lines);
    }
    aras_html_close(html, tag);
}

void aras_html_open_table(struct aras_html *html, const char *class_name,
                          const char *label, const char *const *heading)
{
    aras_html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "group",
                   "aria-label", label, NULL);
    aras_html_open(html, "table", "class", class_name, NULL);
    aras_html_line(html, "caption", "%s", label);
    aras_html_open(html, "thead", NULL);
    aras_html_open(html, "tr", NULL);
    for (; *heading != NULL; heading++) {
        bool number = (*heading)[0] == '#';

        aras_html_open(html, "th", "scope", "col", number ? NULL : "class", "t", NULL);
        aras_html_text(html, "%s", *heading + number);
        aras_html_close(html, "th");
    }
    aras_html_close(html, "tr");
    aras_html_close(html, "thead");
    aras_html_open(html, "tbody", NULL);
}

void aras_html_close_table(struct aras_html *html)
{
    aras_html_close(html, "tbody");
    aras_html_close(html, "table");
    aras_html_close(html, "div");
}

void aras_html_number_cell(struct aras_html *html, const char *text)
{
    aras_html_line(html, "td", "%s", text);
}

void aras_html_text_cell(struct aras_html *html, const char *text)
{
    aras_html_open(html, "td", "class", "t", NULL);
    aras_html_text(html, "%s", text);
    aras_html_close(html, "td");
}
