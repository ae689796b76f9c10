#include "figure/svg.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/letters.h"
#include "result/utf8.h"

/* A coordinate as it is written: two decimals at most, from ten on one. A tenth of a
 * pixel is not seen, and a page has tens of thousands of them. */
static double written(double value)
{
    double unit = fabs(value) < 10.0 ? 100.0 : 10.0;

    /* Adding 0 turns -0 into 0. */
    return round(value * unit) / unit + 0.0;
}

/* Without decimals that are 0. */
static void put_number(struct aras_svg *svg, double value)
{
    char digits[32];
    size_t length;

    ARAS_REQUIRE(isfinite(value));
    snprintf(digits, sizeof digits, "%.2f", written(value));
    length = strlen(digits);
    while (digits[length - 1] == '0') {
        length--;
    }
    if (digits[length - 1] == '.') {
        length--;
    }
    aras_text_add_bytes(&svg->text, digits, length);
}

static void put(struct aras_svg *svg, const char *name, double value)
{
    aras_text_add(&svg->text, " %s=\"", name);
    put_number(svg, value);
    aras_text_add(&svg->text, "\"");
}

static void put_paint(struct aras_svg *svg, const char *name, enum aras_paint paint)
{
    aras_text_add(&svg->text, " %s=\"%s\"", name, aras_theme_paint(svg->theme, paint));
}

static void put_stroke(struct aras_svg *svg, struct aras_stroke stroke)
{
    if (stroke.paint == ARAS_PAINT_NONE) {
        return;
    }
    put_paint(svg, "stroke", stroke.paint);
    put(svg, "stroke-width", stroke.width * aras_theme_weight(svg->theme));
    if (stroke.dash != NULL && stroke.dash[0] != '\0') {
        aras_text_add(&svg->text, " stroke-dasharray=\"%s\"", stroke.dash);
    }
}

static const char *written_out(char letter)
{
    switch (letter) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* U+FFFE and U+FFFF are well-formed UTF-8, but no characters of XML. */
static bool is_no_character(const char *text)
{
    return (unsigned char) text[0] < 0x20 || text[0] == 0x7F ||
           strncmp(text, "\xEF\xBF\xBE", 3) == 0 ||
           strncmp(text, "\xEF\xBF\xBF", 3) == 0;
}

void aras_svg_escape(struct aras_text *to, const char *text)
{
    aras_text_add_bytes(to, "", 0);
    while (*text != '\0') {
        size_t length = aras_utf8_length(text);
        const char *instead = written_out(*text);

        if (instead != NULL) {
            aras_text_add(to, "%s", instead);
        } else if (*text == '\n' || *text == '\t') {
            aras_text_add_bytes(to, " ", 1);
        } else if (length == 0 || is_no_character(text)) {
            aras_text_add_bytes(to, "\xEF\xBF\xBD", 3);
        } else {
            aras_text_add_bytes(to, text, length);
        }
        text += length == 0 ? 1 : length;
    }
}

void aras_svg_line(struct aras_svg *svg, double x1, double y1, double x2, double y2,
                   struct aras_stroke stroke)
{
    aras_text_add(&svg->text, "<line");
    put(svg, "x1", x1);
    put(svg, "y1", y1);
    put(svg, "x2", x2);
    put(svg, "y2", y2);
    put_stroke(svg, stroke);
    aras_text_add(&svg->text, "/>\n");
}

void aras_svg_rect(struct aras_svg *svg, double x, double y, double width,
                   double height, enum aras_paint fill, struct aras_stroke stroke)
{
    aras_text_add(&svg->text, "<rect");
    put(svg, "x", x);
    put(svg, "y", y);
    put(svg, "width", fmax(0.0, width));
    put(svg, "height", fmax(0.0, height));
    put_paint(svg, "fill", fill);
    put_stroke(svg, stroke);
    aras_text_add(&svg->text, "/>\n");
}

void aras_svg_circle(struct aras_svg *svg, double x, double y, double radius,
                     enum aras_paint fill, struct aras_stroke stroke)
{
    aras_text_add(&svg->text, "<circle");
    put(svg, "cx", x);
    put(svg, "cy", y);
    put(svg, "r", radius);
    put_paint(svg, "fill", fill);
    put_stroke(svg, stroke);
    aras_text_add(&svg->text, "/>\n");
}

static void draw_polygon(struct aras_svg *svg, const double (*corner)[2], size_t count,
                         double x, double y, double radius, enum aras_paint paint)
{
    aras_svg_path_open(svg);
    for (size_t i = 0; i < count; i++) {
        aras_svg_path_to(svg, x + radius * corner[i][0], y + radius * corner[i][1]);
    }
    aras_svg_path_end(svg, true, paint, 1.0,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
}

void aras_svg_mark(struct aras_svg *svg, size_t number, double x, double y,
                   double radius, enum aras_paint paint)
{
    static const double triangle[][2] = {{0.0, -1.2}, {1.1, 0.8}, {-1.1, 0.8}};
    static const double diamond[][2] = {
        {0.0, -1.3}, {1.2, 0.0}, {0.0, 1.3}, {-1.2, 0.0}};
    const struct aras_stroke none = {ARAS_PAINT_NONE, 0.0, NULL};
    const struct aras_stroke line = {paint, 2.0, NULL};
    double half = 0.9 * radius;

    switch (number % ARAS_SERIES) {
    case 0:
        aras_svg_circle(svg, x, y, radius, paint, none);
        break;
    case 1:
        aras_svg_rect(svg, x - half, y - half, 2.0 * half, 2.0 * half, paint, none);
        break;
    case 2:
        draw_polygon(svg, triangle, 3, x, y, radius, paint);
        break;
    case 3:
        draw_polygon(svg, diamond, 4, x, y, radius, paint);
        break;
    case 4:
        aras_svg_circle(svg, x, y, half, ARAS_PAINT_PAPER, line);
        break;
    default:
        aras_svg_path_open(svg);
        aras_svg_path_to(svg, x - half, y - half);
        aras_svg_path_to(svg, x + half, y + half);
        aras_svg_path_lift(svg);
        aras_svg_path_to(svg, x - half, y + half);
        aras_svg_path_to(svg, x + half, y - half);
        aras_svg_path_end(svg, false, ARAS_PAINT_NONE, 1.0, line);
    }
}

void aras_svg_arrow_head(struct aras_svg *svg, double x, double y, double from_x,
                         double from_y, double length, enum aras_paint paint)
{
    double distance = hypot(x - from_x, y - from_y);

    if (distance <= 0.0) {
        return;
    }

    double along_x = length * (x - from_x) / distance;
    double along_y = length * (y - from_y) / distance;

    aras_svg_path_open(svg);
    aras_svg_path_to(svg, x, y);
    aras_svg_path_to(svg, x - along_x - 0.45 * along_y, y - along_y + 0.45 * along_x);
    aras_svg_path_to(svg, x - along_x + 0.45 * along_y, y - along_y - 0.45 * along_x);
    aras_svg_path_end(svg, true, paint, 1.0,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
}

void aras_svg_path_open(struct aras_svg *svg)
{
    aras_text_add(&svg->text, "<path d=\"");
    svg->moved = false;
}

void aras_svg_path_to(struct aras_svg *svg, double x, double y)
{
    bool level = svg->moved && written(y) == written(svg->y);
    bool upright = svg->moved && written(x) == written(svg->x);

    aras_text_add(&svg->text, !svg->moved ? "M" : level ? "H" : upright ? "V" : "L");
    if (level || !upright) {
        put_number(svg, x);
    }
    if (!level && !upright) {
        aras_text_add(&svg->text, " ");
    }
    if (!level) {
        put_number(svg, y);
    }
    svg->moved = true;
    svg->x = x;
    svg->y = y;
}

void aras_svg_path_curve(struct aras_svg *svg, double x1, double y1, double x2,
                         double y2, double x, double y)
{
    const double corner[] = {x1, y1, x2, y2, x, y};

    ARAS_REQUIRE(svg->moved);
    for (size_t i = 0; i < sizeof corner / sizeof *corner; i++) {
        aras_text_add(&svg->text, i == 0 ? "C" : " ");
        put_number(svg, corner[i]);
    }
    svg->x = x;
    svg->y = y;
}

void aras_svg_path_lift(struct aras_svg *svg)
{
    svg->moved = false;
}

void aras_svg_path_close(struct aras_svg *svg)
{
    aras_text_add(&svg->text, "Z");
    svg->moved = false;
}

void aras_svg_path_end(struct aras_svg *svg, bool closed, enum aras_paint fill,
                       double opacity, struct aras_stroke stroke)
{
    aras_text_add(&svg->text, closed ? "Z\"" : "\"");
    put_paint(svg, "fill", fill);
    if (opacity < 1.0 && fill != ARAS_PAINT_NONE) {
        put(svg, "fill-opacity", opacity);
    }
    put_stroke(svg, stroke);
    if (stroke.paint != ARAS_PAINT_NONE) {
        aras_text_add(&svg->text, " stroke-linejoin=\"round\"");
    }
    aras_text_add(&svg->text, "/>\n");
}

static void put_letter(struct aras_svg *svg, struct aras_letter letter)
{
    static const char *const anchors[] = {[ARAS_ANCHOR_START] = "start",
                                          [ARAS_ANCHOR_MIDDLE] = "middle",
                                          [ARAS_ANCHOR_END] = "end"};

    put(svg, "font-size", letter.size);
    if (letter.bold) {
        aras_text_add(&svg->text, " font-weight=\"bold\"");
    }
    if (letter.anchor != ARAS_ANCHOR_START) {
        aras_text_add(&svg->text, " text-anchor=\"%s\"", anchors[letter.anchor]);
    }
    put_paint(svg, "fill", letter.paint);
    if (letter.halo) {
        put_paint(svg, "stroke", ARAS_PAINT_PAPER);
        aras_text_add(&svg->text, " stroke-width=\"3\" stroke-linejoin=\"round\" "
                                  "paint-order=\"stroke\"");
    }
}

void aras_svg_text(struct aras_svg *svg, double x, double y, struct aras_letter letter,
                   const char *text)
{
    aras_text_add(&svg->text, "<text");
    put(svg, "x", x);
    put(svg, "y", y);
    put_letter(svg, letter);
    aras_text_add(&svg->text, ">");
    aras_svg_escape(&svg->text, text);
    aras_text_add(&svg->text, "</text>\n");
}

void aras_svg_letters(struct aras_svg *svg, struct aras_letter letter)
{
    aras_text_add(&svg->text, "<g");
    put_letter(svg, letter);
    aras_text_add(&svg->text, ">\n");
}

void aras_svg_letters_at(struct aras_svg *svg, double x, double y, const char *text)
{
    aras_text_add(&svg->text, "<text");
    put(svg, "x", x);
    put(svg, "y", y);
    aras_text_add(&svg->text, ">");
    aras_svg_escape(&svg->text, text);
    aras_text_add(&svg->text, "</text>\n");
}

void aras_svg_group(struct aras_svg *svg, const char *class_name)
{
    aras_text_add(&svg->text, "<g class=\"%s\">\n", class_name);
}

void aras_svg_group_end(struct aras_svg *svg)
{
    aras_text_add(&svg->text, "</g>\n");
}
