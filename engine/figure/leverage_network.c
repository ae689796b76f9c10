#include "figure/leverage_network.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"

static const double node_height = 26.0;
static const double node_margin = 9.0; /* beside a name */
static const double least_line = 1.0;
static const double most_line = 8.0;
static const double pi = 3.14159265358979323846;

struct node {
    double x, y, half; /* the middle, and half its width */
    char name[64];
};

struct network {
    const struct aras_leverage_network *data;
    struct node node[ARAS_MOST_NODES];
    double bottom;
};

static double value_of(const struct aras_leverage_network *data, size_t from, size_t to)
{
    double value = from == to ? 0.0 : data->value[from * data->actors + to];

    return value >= 0.005 ? value : 0.0; /* of NAN too */
}

/* Whether parameter sets differ over who has the upper hand. */
static bool is_open(const struct aras_leverage_network *data, size_t cell)
{
    return data->low != NULL && data->low[cell] <= 0.0 && data->high[cell] >= 0.0;
}

static bool has_open(const struct aras_leverage_network *data)
{
    for (size_t i = 0; i < data->actors * data->actors; i++) {
        if (value_of(data, i / data->actors, i % data->actors) > 0.0 &&
            is_open(data, i)) {
            return true;
        }
    }
    return false;
}

static enum aras_paint paint_of(size_t actor)
{
    return (enum aras_paint)(ARAS_PAINT_SERIES + actor % ARAS_SERIES);
}

static double line_of(const struct aras_leverage_network *data, double value)
{
    return least_line + (most_line - least_line) * fmin(1.0, value / data->limit);
}

static void lay_nodes(struct network *network, struct aras_figure *figure)
{
    const struct aras_leverage_network *data = network->data;
    double widest = 0.0;
    double across;
    double down;

    for (size_t i = 0; i < data->actors; i++) {
        struct node *node = &network->node[i];

        aras_letters_cut(node->name, sizeof node->name, data->actor[i],
                         ARAS_LETTERS_SIZE, true, 0.34 * figure->width);
        node->half =
            aras_letters_width(node->name, ARAS_LETTERS_SIZE, true) / 2.0 + node_margin;
        widest = fmax(widest, node->half);
    }
    across = fmin(230.0, figure->width / 2.0 - ARAS_MARGIN - widest);
    down = fmax(120.0, 0.66 * across);
    for (size_t i = 0; i < data->actors; i++) {
        double angle = 2.0 * pi * (double) i / (double) data->actors - pi / 2.0;

        network->node[i].x = figure->width / 2.0 + across * cos(angle);
        network->node[i].y =
            figure->top + node_height / 2.0 + down * (1.0 + sin(angle));
        network->bottom = fmax(network->bottom, network->node[i].y + node_height / 2.0);
    }
}

/* How far from the middle of a node its edge is in a direction of length 1. */
static double edge_of(const struct node *node, double along_x, double along_y)
{
    double across = fabs(along_x) > 0.0 ? (node->half + 3.0) / fabs(along_x) : INFINITY;
    double down =
        fabs(along_y) > 0.0 ? (node_height / 2.0 + 3.0) / fabs(along_y) : INFINITY;

    return fmin(across, down);
}

/* Where an arrow begins and ends: at the edges of its nodes. Two that go opposite ways
 * stand side by side. */
struct arrow {
    double x1, y1, x2, y2;
};

static struct arrow arrow_of(const struct network *network, size_t from, size_t to)
{
    const struct node *a = &network->node[from];
    const struct node *b = &network->node[to];
    double length = hypot(b->x - a->x, b->y - a->y);
    double along_x = (b->x - a->x) / length;
    double along_y = (b->y - a->y) / length;
    double aside = value_of(network->data, to, from) > 0.0 ? 7.0 : 0.0;
    double begin = edge_of(a, along_x, along_y);
    double end = length - edge_of(b, along_x, along_y);

    return (struct arrow){a->x + begin * along_x - aside * along_y,
                          a->y + begin * along_y + aside * along_x,
                          a->x + end * along_x - aside * along_y,
                          a->y + end * along_y + aside * along_x};
}

static void draw_arrow(struct aras_figure *figure, struct arrow arrow, double width,
                       enum aras_paint paint, const char *dash)
{
    double head = 7.0 + 1.2 * width;
    double length = hypot(arrow.x2 - arrow.x1, arrow.y2 - arrow.y1);
    double shaft = fmax(0.0, 1.0 - 0.9 * head / length);

    aras_svg_line(&figure->svg, arrow.x1, arrow.y1,
                  arrow.x1 + shaft * (arrow.x2 - arrow.x1),
                  arrow.y1 + shaft * (arrow.y2 - arrow.y1),
                  (struct aras_stroke){paint, width, dash});
    aras_svg_arrow_head(&figure->svg, arrow.x2, arrow.y2, arrow.x1, arrow.y1, head,
                        paint);
}

/* How far a point is from the nearest other arrow. */
static double clearance_of(const struct network *network, size_t from, size_t to,
                           double x, double y)
{
    double nearest = INFINITY;
    size_t actors = network->data->actors;

    for (size_t i = 0; i < actors * actors; i++) {
        if (value_of(network->data, i / actors, i % actors) <= 0.0 ||
            i == from * actors + to) {
            continue;
        }

        struct arrow other = arrow_of(network, i / actors, i % actors);
        double along_x = other.x2 - other.x1;
        double along_y = other.y2 - other.y1;
        double part = ((x - other.x1) * along_x + (y - other.y1) * along_y) /
                      (along_x * along_x + along_y * along_y);

        part = fmax(0.0, fmin(1.0, part));
        nearest = fmin(nearest, hypot(x - other.x1 - part * along_x,
                                      y - other.y1 - part * along_y));
    }
    return nearest;
}

/* The number stands upon its arrow, where no other arrow is near; of a short one
 * beside it, so that the arrow is seen. */
static void label_arrow(struct aras_figure *figure, const struct network *network,
                        size_t from, size_t to)
{
    static const double at[] = {0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
    static const double enough = 15.0;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_MIDDLE);
    struct arrow arrow = arrow_of(network, from, to);
    double length = hypot(arrow.x2 - arrow.x1, arrow.y2 - arrow.y1);
    double aside = length < 64.0 ? 13.0 : 0.0;
    double best = -1.0;
    double best_x = 0.0;
    double best_y = 0.0;
    char text[32];

    letter.halo = true;
    letter.bold = true;
    snprintf(text, sizeof text, "%.2f", value_of(network->data, from, to));
    for (size_t i = 0; i < sizeof at / sizeof *at && best < enough; i++) {
        double x = arrow.x1 + at[i] * (arrow.x2 - arrow.x1) +
                   aside * (arrow.y2 - arrow.y1) / length;
        double y = arrow.y1 + at[i] * (arrow.y2 - arrow.y1) -
                   aside * (arrow.x2 - arrow.x1) / length + 0.35 * letter.size;
        double clearance = clearance_of(network, from, to, x, y - 0.35 * letter.size);

        if (clearance > best &&
            aras_places_fit(&figure->places, aras_figure_room(x, y, letter, text))) {
            best = clearance;
            best_x = x;
            best_y = y;
        }
    }
    if (best >= 0.0) {
        aras_figure_text(figure, best_x, best_y, letter, text);
    }
}

static void draw_node(struct aras_figure *figure, const struct node *node, size_t actor)
{
    struct aras_letter letter = {.size = ARAS_LETTERS_SIZE,
                                 .bold = true,
                                 .paint = ARAS_PAINT_INK,
                                 .anchor = ARAS_ANCHOR_MIDDLE};
    struct aras_room room = {node->x - node->half, node->y - node_height / 2.0,
                             2.0 * node->half, node_height};

    aras_places_add(&figure->places, room);
    aras_svg_rect(&figure->svg, room.x, room.y, room.width, room.height,
                  ARAS_PAINT_PAPER, (struct aras_stroke){paint_of(actor), 2.5, NULL});
    aras_svg_text(&figure->svg, node->x, node->y + 0.35 * letter.size, letter,
                  node->name);
}

/* What the arrows mean, with two widths to compare. */
static double draw_key(struct aras_figure *figure, const struct network *network)
{
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_QUIET, ARAS_ANCHOR_START);
    double y = network->bottom + 24.0;
    double x = ARAS_MARGIN;

    for (int k = 1; k <= 2; k++) {
        double value = network->data->limit * k / 2.0;
        char text[32];

        draw_arrow(figure, (struct arrow){x, y - 4.0, x + 40.0, y - 4.0},
                   line_of(network->data, value), ARAS_PAINT_QUIET, NULL);
        snprintf(text, sizeof text, "%.2f", value);
        aras_figure_text(figure, x + 47.0, y, letter, text);
        x += 90.0;
    }
    return aras_figure_paragraph(
        figure, ARAS_MARGIN, y + 19.0, figure->width - 2.0 * ARAS_MARGIN, letter,
        has_open(network->data)
            ? "An arrow goes from who has the upper hand on average; the wider, the "
              "greater it is. Dashed: in 8 of 10 parameter sets it lies to both sides "
              "of 0."
            : "An arrow goes from who has the upper hand; the wider, the greater it "
              "is.");
}

static void say(struct aras_figure *figure, const struct aras_leverage_network *data)
{
    double below = INFINITY;

    for (int told = 0; told < 4; told++) {
        size_t best = 0;
        double most = 0.0;

        for (size_t i = 0; i < data->actors * data->actors; i++) {
            double value = value_of(data, i / data->actors, i % data->actors);

            if (value > most && value < below) {
                most = value;
                best = i;
            }
        }
        if (most <= 0.0) {
            break;
        }
        below = most;
        aras_text_add(&figure->summary, "%s%s over %s: %.2f.", told == 0 ? "" : " ",
                      data->actor[best / data->actors],
                      data->actor[best % data->actors], most);
    }
    if (below == INFINITY) {
        aras_text_add(&figure->summary, "Nobody has the upper hand over anybody.");
    }
}

static void tabulate(struct aras_figure *figure,
                     const struct aras_leverage_network *data)
{
    static const char *const headings[] = {"who has it", "over whom", "leverage"};

    aras_figure_columns(figure, headings, 3);
    for (size_t i = 0; i < data->actors; i++) {
        for (size_t k = 0; k < data->actors; k++) {
            if (value_of(data, i, k) > 0.0) {
                aras_figure_cell(figure, "%s", data->actor[i]);
                aras_figure_cell(figure, "%s", data->actor[k]);
                aras_figure_cell(figure, "%.2f", value_of(data, i, k));
            }
        }
    }
}

enum aras_status aras_leverage_network_draw(struct aras_figure *figure,
                                            const struct aras_leverage_network *data,
                                            const struct aras_figure_look *look,
                                            struct aras_error *error)
{
    struct network network = {.data = data};

    ARAS_REQUIRE(data->actors >= 2 && data->actors <= ARAS_MOST_NODES &&
                 data->limit > 0.0);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    lay_nodes(&network, figure);
    for (size_t i = 0; i < data->actors * data->actors; i++) {
        size_t from = i / data->actors;
        size_t to = i % data->actors;
        double value = value_of(data, from, to);

        if (value > 0.0) {
            draw_arrow(figure, arrow_of(&network, from, to), line_of(data, value),
                       paint_of(from), is_open(data, i) ? "7 4" : NULL);
        }
    }
    for (size_t i = 0; i < data->actors; i++) {
        draw_node(figure, &network.node[i], i);
    }
    for (size_t i = 0; i < data->actors * data->actors; i++) {
        size_t from = i / data->actors;
        size_t to = i % data->actors;

        if (value_of(data, from, to) > 0.0) {
            label_arrow(figure, &network, from, to);
        }
    }
    say(figure, data);
    tabulate(figure, data);
    return aras_figure_end(figure, draw_key(figure, &network), error);
}
