#include "report/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/numeral.h"

/* A cell as people read it: a share in whole percents, a number in two digits. The file
 * that is made of the same figure has more of them. */
static void write_cell(struct aras_html *html, const struct aras_figure_table *table,
                       size_t cell)
{
    const char *text = table->cell[cell];
    char *end;
    double value = strtod(text, &end);

    if (end == text || *end != '\0') {
        aras_html_line(html, "td", "%s", text);
    } else if ((table->shares >> (cell % table->columns % 64) & 1) != 0) {
        aras_html_line(html, "td", "%s", aras_numeral_share(value).text);
    } else if (strpbrk(text, ".e") != NULL) {
        aras_html_line(html, "td", "%s", aras_numeral_number(value).text);
    } else {
        aras_html_line(html, "td", "%s", text);
    }
}

static void write_table(struct aras_html *html, const struct aras_figure *figure)
{
    const struct aras_figure_table *table = &figure->table;

    aras_html_open(html, "div", "class", "scroll", "tabindex", "0", "role", "group",
                   "aria-label", figure->title, NULL);
    aras_html_open(html, "table", NULL);
    aras_html_line(html, "caption", "The numbers of: %s", figure->title);
    for (size_t i = 0; i < table->cells; i++) {
        size_t column = i % table->columns;

        if (i == 0) {
            aras_html_open(html, "thead", NULL);
        } else if (i == table->columns) {
            aras_html_close(html, "thead");
            aras_html_open(html, "tbody", NULL);
        }
        if (column == 0) {
            aras_html_open(html, "tr", NULL);
        }
        if (i < table->columns || column == 0) {
            aras_html_open(html, "th", "scope", i < table->columns ? "col" : "row",
                           NULL);
            aras_html_text(html, "%s", table->cell[i]);
            aras_html_close(html, "th");
        } else {
            write_cell(html, table, i);
        }
        if (column + 1 == table->columns) {
            aras_html_close(html, "tr");
        }
    }
    aras_html_close(html, table->cells > table->columns ? "tbody" : "thead");
    aras_html_close(html, "table");
    aras_html_close(html, "div");
}

struct aras_picture *aras_drawing_begin(struct aras_drawing *drawing, size_t number)
{
    *drawing = (struct aras_drawing){.error = {.status = ARAS_OK}};
    snprintf(drawing->id, sizeof drawing->id, "figure-%zu", number);
    drawing->look = (struct aras_figure_look){
        .theme = ARAS_THEME_SCREEN, .width = ARAS_DRAWING_WIDTH, .id = drawing->id};
    drawing->picture = (struct aras_picture){&drawing->figure, &drawing->look};
    return &drawing->picture;
}

/* A figure over time says where its axis lies, for whoever points at it. */
static void open_figure(const struct aras_drawing *drawing, struct aras_html *html)
{
    const struct aras_figure *figure = &drawing->figure;
    char left[32];
    char right[32];

    if (!drawing->timed) {
        aras_html_open(html, "figure", NULL);
        return;
    }
    snprintf(left, sizeof left, "%.4f", figure->plot.x / figure->width);
    snprintf(right, sizeof right, "%.4f",
             (figure->plot.x + figure->plot.width) / figure->width);
    aras_html_open(html, "figure", "data-left", left, "data-right", right, NULL);
}

static void write_figure(const struct aras_drawing *drawing, struct aras_html *html,
                         const char *reading, const char *error)
{
    const struct aras_figure *figure = &drawing->figure;

    open_figure(drawing, html);
    aras_html_open(html, "div", "class", "picture", NULL);
    aras_html_svg(html, figure);
    aras_html_close(html, "div");
    aras_html_open(html, "figcaption", NULL);
    aras_html_text(html, "%s", reading != NULL ? reading : figure->summary.data);
    if (error != NULL && error[0] != '\0') {
        aras_html_text(html, " %s", error);
    }
    aras_html_close(html, "figcaption");
    aras_html_open(html, "details", NULL);
    aras_html_line(html, "summary", "Table: %s", figure->title);
    write_table(html, figure);
    aras_html_close(html, "details");
    aras_html_close(html, "figure");
}

enum aras_status aras_drawing_end(struct aras_drawing *drawing, struct aras_html *html,
                                  enum aras_status drawn, const char *reading,
                                  const char *error)
{
    if (drawn == ARAS_OK) {
        write_figure(drawing, html, reading, error);
    }
    aras_figure_free(&drawing->figure);
    return drawn == ARAS_INVALID ? ARAS_OK : drawn;
}
