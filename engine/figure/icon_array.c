#include "figure/icon_array.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"

enum { SQUARES = 100, ROW = 10 };

static const double square = 24.0;
static const double step = 28.0;

static uint64_t worlds_of(const struct aras_icon_array *data)
{
    uint64_t worlds = 0;

    for (size_t k = 0; k < data->icons; k++) {
        worlds += data->icon[k].worlds;
    }
    return worlds;
}

void aras_icon_array_share(const struct aras_icon_array *data,
                           unsigned squares[ARAS_MOST_ICONS])
{
    uint64_t worlds = worlds_of(data);
    double rest[ARAS_MOST_ICONS];
    unsigned given = 0;

    for (size_t k = 0; k < data->icons; k++) {
        double exact =
            (double) SQUARES * (double) data->icon[k].worlds / (double) worlds;

        squares[k] = (unsigned) exact;
        rest[k] = exact - (double) squares[k];
        given += squares[k];
    }
    for (; given < SQUARES; given++) {
        size_t most = 0;

        for (size_t k = 1; k < data->icons; k++) {
            most = rest[k] > rest[most] ? k : most;
        }
        squares[most]++;
        rest[most] = -1.0;
    }
}

/* Where a square of a kind stands. */
struct place {
    double x, y, size;
};

/* Six colours; from the seventh kind on squares are hollow. */
static bool is_hollow(size_t kind)
{
    return kind >= ARAS_SERIES;
}

/* How squares of a kind look. What does not come about is the ground for what does. */
struct coat {
    enum aras_paint fill, letter;
    struct aras_stroke stroke;
};

static enum aras_paint paint_of(size_t kind)
{
    return (enum aras_paint)(ARAS_PAINT_SERIES + kind % ARAS_SERIES);
}

static struct coat coat_of(const struct aras_icon_array *data, size_t kind)
{
    enum aras_paint paint = paint_of(kind);

    if (data->icon[kind].ground) {
        return (struct coat){
            ARAS_PAINT_FILL, ARAS_PAINT_QUIET, {ARAS_PAINT_AXIS, 1.0, NULL}};
    }
    return is_hollow(kind)
               ? (struct coat){ARAS_PAINT_PAPER, paint, {paint, 2.0, NULL}}
               : (struct coat){paint, ARAS_PAINT_PAPER, {ARAS_PAINT_NONE, 0.0, NULL}};
}

/* Squares of one kind, as one path: there are a hundred. */
static void draw_grounds(struct aras_svg *svg, struct coat coat,
                         const struct place *place, size_t count)
{
    double inset = coat.stroke.width / 2.0;

    aras_svg_path_open(svg);
    for (size_t i = 0; i < count; i++) {
        double left = place[i].x + inset;
        double top = place[i].y + inset;
        double right = place[i].x + place[i].size - inset;
        double bottom = place[i].y + place[i].size - inset;

        aras_svg_path_to(svg, left, top);
        aras_svg_path_to(svg, right, top);
        aras_svg_path_to(svg, right, bottom);
        aras_svg_path_to(svg, left, bottom);
        aras_svg_path_close(svg);
    }
    aras_svg_path_end(svg, false, coat.fill, 1.0, coat.stroke);
}

static void draw_kind(struct aras_svg *svg, struct coat coat, size_t kind,
                      const struct place *place, size_t count)
{
    const char text[2] = {(char) ('A' + (int) kind), '\0'};
    struct aras_letter letter = {.size = 0.5 * place[0].size,
                                 .bold = true,
                                 .paint = coat.letter,
                                 .anchor = ARAS_ANCHOR_MIDDLE};

    draw_grounds(svg, coat, place, count);
    aras_svg_letters(svg, letter);
    for (size_t i = 0; i < count; i++) {
        aras_svg_letters_at(svg, place[i].x + place[i].size / 2.0,
                            place[i].y + 0.68 * place[i].size, text);
    }
    aras_svg_group_end(svg);
}

static void draw_squares(struct aras_figure *figure, const struct aras_icon_array *data,
                         const unsigned *squares)
{
    struct place place[SQUARES];
    unsigned number = 0;

    aras_svg_group(&figure->svg, "icons");
    for (size_t k = 0; k < data->icons; k++) {
        for (unsigned i = 0; i < squares[k]; i++, number++) {
            place[i] =
                (struct place){ARAS_MARGIN + step * (number % ROW),
                               figure->top + step * (double) (number / ROW), square};
        }
        if (squares[k] > 0) {
            draw_kind(&figure->svg, coat_of(data, k), k, place, squares[k]);
        }
    }
    aras_svg_group_end(&figure->svg);
}

/* "10 000" */
static void write_worlds(char text[32], uint64_t worlds)
{
    if (worlds < 10000) {
        snprintf(text, 32, "%llu", (unsigned long long) worlds);
    } else {
        snprintf(text, 32, "%llu %03llu", (unsigned long long) worlds / 1000,
                 (unsigned long long) worlds % 1000);
    }
}

/* "41 in 100", or how many it really was where that is less than one, or nearly all;
 * and where it lies over parameters. */
static void write_count(char text[128], const struct aras_icon_array *data, size_t kind,
                        unsigned squares)
{
    const struct aras_icon *it = &data->icon[kind];
    uint64_t worlds = worlds_of(data);
    char some[32];
    char all[32];
    size_t used;

    write_worlds(all, worlds);
    if (it->worlds == 0) {
        snprintf(text, 128, "never in %s worlds", all);
    } else if (it->worlds == worlds) {
        snprintf(text, 128, "in all %s worlds", all);
    } else if (squares == 0) {
        write_worlds(some, it->worlds);
        snprintf(text, 128, "%s of %s worlds", some, all);
    } else if (squares == SQUARES) {
        write_worlds(some, worlds - it->worlds);
        snprintf(text, 128, "all but %s of %s worlds", some, all);
    } else {
        snprintf(text, 128, "%u in 100", squares);
        used = strlen(text);
        if (it->low < it->high) {
            snprintf(text + used, 128 - used, " (%.0f to %.0f)", 100.0 * it->low,
                     100.0 * it->high);
        }
    }
}

static double draw_legend(struct aras_figure *figure,
                          const struct aras_icon_array *data, const unsigned *squares,
                          double x, double y)
{
    double room = figure->width - x - ARAS_MARGIN - 24.0;

    for (size_t k = 0; k < data->icons; k++) {
        struct aras_letter letter =
            aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
        char count[128];

        letter.size = ARAS_LETTERS_SIZE;
        write_count(count, data, k, squares[k]);
        draw_kind(&figure->svg, coat_of(data, k), k, &(struct place){x, y, 16.0}, 1);
        y = aras_figure_paragraph(figure, x + 24.0, y + 12.5, room, letter,
                                  data->icon[k].title);
        letter.paint = ARAS_PAINT_QUIET;
        letter.size = ARAS_SMALL_SIZE;
        aras_figure_text(figure, x + 24.0, y - 3.0, letter, count);
        y += 8.0;
    }
    return y;
}

static void say(struct aras_figure *figure, const struct aras_icon_array *data,
                const unsigned *squares)
{
    aras_text_add(&figure->summary, "Of 100 worlds:");
    for (size_t k = 0; k < data->icons; k++) {
        char count[128];

        write_count(count, data, k, squares[k]);
        aras_text_add(&figure->summary, "%s %s %s", k == 0 ? "" : ",",
                      data->icon[k].title, count);
    }
    aras_text_add(&figure->summary, ".");
}

static void tabulate(struct aras_figure *figure, const struct aras_icon_array *data)
{
    static const char *const headings[] = {"ending", "worlds", "share",
                                           "over parameters from", "to"};
    double worlds = (double) worlds_of(data);

    aras_figure_columns(figure, headings, 5);
    for (size_t k = 0; k < data->icons; k++) {
        const struct aras_icon *it = &data->icon[k];
        bool range = it->low < it->high;

        aras_figure_cell(figure, "%s", it->title);
        aras_figure_cell(figure, "%llu", (unsigned long long) it->worlds);
        aras_figure_share(figure, (double) it->worlds / worlds);
        aras_figure_share(figure, range ? it->low : NAN);
        aras_figure_share(figure, range ? it->high : NAN);
    }
}

enum aras_status aras_icon_array_draw(struct aras_figure *figure,
                                      const struct aras_icon_array *data,
                                      const struct aras_figure_look *look,
                                      struct aras_error *error)
{
    unsigned squares[ARAS_MOST_ICONS];
    double side = step * ROW;
    double bottom;
    bool beside;

    ARAS_REQUIRE(data->icons >= 1 && data->icons <= ARAS_MOST_ICONS &&
                 worlds_of(data) > 0);
    aras_icon_array_share(data, squares);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_squares(figure, data, squares);
    beside = figure->width >= side + 220.0;
    bottom = draw_legend(figure, data, squares,
                         beside ? ARAS_MARGIN + side + 16.0 : ARAS_MARGIN,
                         beside ? figure->top : figure->top + side + 12.0);
    if (beside && bottom < figure->top + side) {
        bottom = figure->top + side;
    }
    say(figure, data, squares);
    tabulate(figure, data);
    return aras_figure_end(figure, bottom + ARAS_MARGIN / 2.0, error);
}
