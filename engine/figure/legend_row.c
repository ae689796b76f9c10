#include "figure/legend_row.h"

#include "figure/letters.h"

static const double sign_width = 28.0;
static const double apart = 18.0;
static const double row_height = 18.0;

static void draw_sign(struct aras_figure *figure, const struct aras_legend_entry *entry,
                      double x, double y)
{
    enum aras_paint paint =
        (enum aras_paint)(ARAS_PAINT_SERIES + entry->series % ARAS_SERIES);

    if (entry->line) {
        aras_svg_line(&figure->svg, x, y, x + sign_width - 6.0, y,
                      (struct aras_stroke){paint, 2.0, aras_theme_dash(entry->series)});
    }
    if (entry->mark) {
        aras_svg_mark(&figure->svg, entry->series, x + sign_width / 2.0 - 3.0, y, 4.5,
                      paint);
    }
}

void aras_legend_row_draw(struct aras_figure *figure,
                          const struct aras_legend_entry *entries, size_t count)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    double right = figure->width - ARAS_MARGIN;
    double x = ARAS_MARGIN;
    double y = figure->top + 2.0;

    for (size_t i = 0; i < count; i++) {
        char text[256];
        double width;

        aras_letters_cut(text, sizeof text, entries[i].text, letter.size, false,
                         right - ARAS_MARGIN - sign_width);
        width = sign_width + aras_letters_width(text, letter.size, false);
        if (x > ARAS_MARGIN && x + width > right) {
            x = ARAS_MARGIN;
            y += row_height;
        }
        draw_sign(figure, &entries[i], x, y);
        aras_figure_text(figure, x + sign_width, y + 0.35 * letter.size, letter, text);
        x += width + apart;
    }
    figure->top = y + row_height;
}
