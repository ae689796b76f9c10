#include "figure/alluvial.h"

#include <math.h>
#include <stdio.h>

#include "base/require.h"
#include "figure/letters.h"
#include "figure/numeral.h"

enum { MOST_FLOWS = ARAS_MOST_FLOWS * ARAS_MOST_FLOWS, TEXT_SIZE = 256 };

static const double flow_height = 280.0; /* of all worlds */
static const double apart = 10.0;        /* between endings */
static const double bar_width = 12.0;
static const double leader = 10.0; /* from a label to its bar */

struct flow {
    size_t from, to;
    double worlds;
    double left, right; /* the upper edges at both ends */
};

struct river {
    const struct aras_alluvial *data;
    double worlds;
    double side[2][ARAS_MOST_FLOWS]; /* worlds of each ending in A, B */
    double top[2][ARAS_MOST_FLOWS];
    double bottom;
    double left, right; /* inner edges of the bars */
    struct flow flow[MOST_FLOWS];
    size_t flows; /* with worlds in them */
};

static double count_of(const struct aras_alluvial *data, size_t from, size_t to)
{
    return (double) data->worlds[from * data->endings + to];
}

static double height_of(const struct river *river, double worlds)
{
    return flow_height * worlds / river->worlds;
}

static void count_worlds(struct river *river)
{
    const struct aras_alluvial *data = river->data;

    for (size_t i = 0; i < data->endings; i++) {
        for (size_t k = 0; k < data->endings; k++) {
            river->worlds += count_of(data, i, k);
            river->side[0][i] += count_of(data, i, k);
            river->side[1][k] += count_of(data, i, k);
        }
    }
}

/* Endings stand below each other on both sides; at each, flows in the order of where
 * they go to or come from, so that as few cross as may be. */
static void lay_flows(struct river *river, double top)
{
    const struct aras_alluvial *data = river->data;
    double left[ARAS_MOST_FLOWS];
    double right[ARAS_MOST_FLOWS];

    for (int s = 0; s < 2; s++) {
        double y = top;

        for (size_t i = 0; i < data->endings; i++) {
            river->top[s][i] = y;
            y += height_of(river, river->side[s][i]) + apart;
        }
        river->bottom = y - apart;
    }
    for (size_t i = 0; i < data->endings; i++) {
        left[i] = river->top[0][i];
        right[i] = river->top[1][i];
    }
    for (size_t i = 0; i < data->endings; i++) {
        for (size_t k = 0; k < data->endings; k++) {
            double worlds = count_of(data, i, k);

            if (worlds > 0.0) {
                river->flow[river->flows++] =
                    (struct flow){i, k, worlds, left[i], right[k]};
                left[i] += height_of(river, worlds);
                right[k] += height_of(river, worlds);
            }
        }
    }
}

static bool is_drawn_before(const struct flow *a, const struct flow *b)
{
    bool a_stays = a->from == a->to;
    bool b_stays = b->from == b->to;

    return a_stays != b_stays ? a_stays : a->worlds > b->worlds;
}

/* Those who stay first, then the wide before the narrow, which stay seen upon them. */
static void sort(struct river *river)
{
    for (size_t i = 1; i < river->flows; i++) {
        struct flow flow = river->flow[i];
        size_t at = i;

        for (; at > 0 && is_drawn_before(&flow, &river->flow[at - 1]); at--) {
            river->flow[at] = river->flow[at - 1];
        }
        river->flow[at] = flow;
    }
}

static void draw_flow(struct aras_svg *svg, const struct river *river,
                      const struct flow *flow)
{
    double height = height_of(river, flow->worlds);
    double middle = (river->left + river->right) / 2.0;
    bool stays = flow->from == flow->to;
    enum aras_paint paint =
        stays ? ARAS_PAINT_GRID
              : (enum aras_paint)(ARAS_PAINT_SERIES + flow->from % ARAS_SERIES);
    struct aras_stroke edge = {paint, 1.0, NULL};

    aras_svg_path_open(svg);
    aras_svg_path_to(svg, river->left, flow->left);
    aras_svg_path_curve(svg, middle, flow->left, middle, flow->right, river->right,
                        flow->right);
    aras_svg_path_to(svg, river->right, flow->right + height);
    aras_svg_path_curve(svg, middle, flow->right + height, middle, flow->left + height,
                        river->left, flow->left + height);
    aras_svg_path_end(svg, true, paint, stays ? 0.8 : 0.45, edge);
}

/* Where a flow's middle is at the part t of its curve. */
static void point_of(const struct river *river, const struct flow *flow, double t,
                     double *x, double *y)
{
    double height = height_of(river, flow->worlds);
    double middle = (river->left + river->right) / 2.0;
    double near = (1.0 - t) * (1.0 - t) * (1.0 + 2.0 * t); /* weights: both control */
    double far = t * t * (3.0 - 2.0 * t);                  /* points at their ends */

    *x = (1.0 - t) * (1.0 - t) * (1.0 - t) * river->left +
         3.0 * t * (1.0 - t) * middle + t * t * t * river->right;
    *y = near * flow->left + far * flow->right + height / 2.0;
}

/* What part of all worlds switches so, upon the flow, where it is wide enough. */
static void label_flow(struct aras_figure *figure, const struct river *river,
                       const struct flow *flow)
{
    /* Near the ends flows lie beside each other; in between they cross. */
    static const double at[] = {0.15, 0.85, 0.25, 0.75, 0.35, 0.65, 0.5};
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_MIDDLE);

    letter.halo = true;
    letter.bold = true;
    if (flow->from == flow->to || height_of(river, flow->worlds) < letter.size) {
        return;
    }
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        double x;
        double y;

        point_of(river, flow, at[i], &x, &y);
        if (aras_figure_try_text(
                figure, x, y + 0.35 * letter.size, letter,
                aras_numeral_share(flow->worlds / river->worlds).text)) {
            return;
        }
    }
}

static void write_label(const struct river *river, int side, size_t ending,
                        char text[TEXT_SIZE])
{
    snprintf(text, TEXT_SIZE, "%.20s %.200s",
             aras_numeral_share(river->side[side][ending] / river->worlds).text,
             river->data->ending[ending]);
}

static void draw_side(struct aras_figure *figure, const struct river *river, int side,
                      double room)
{
    const struct aras_alluvial *data = river->data;
    double bar = side == 0 ? river->left - bar_width : river->right;
    double edge = side == 0 ? bar : bar + bar_width;
    double away = side == 0 ? -1.0 : 1.0;
    double middle[ARAS_MOST_FLOWS];
    double line = 1.15 * ARAS_SMALL_SIZE;
    double space = river->bottom - river->top[side][0] + 2.0 * line;
    size_t lines = (size_t) fmin(3.0, space / line / (double) data->endings);

    for (size_t i = 0; i < data->endings; i++) {
        double height = height_of(river, river->side[side][i]);

        middle[i] = river->top[side][i] + height / 2.0;
        aras_svg_rect(&figure->svg, bar, river->top[side][i], bar_width,
                      fmax(height, 1.0),
                      (enum aras_paint)(ARAS_PAINT_SERIES + i % ARAS_SERIES),
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    }
    aras_places_spread(middle, data->endings, line * (double) lines,
                       river->top[side][0] - line, river->bottom + line);
    for (size_t i = 0; i < data->endings; i++) {
        struct aras_letter letter = aras_figure_letter(
            ARAS_PAINT_INK, side == 0 ? ARAS_ANCHOR_END : ARAS_ANCHOR_START);
        double y = river->top[side][i] + height_of(river, river->side[side][i]) / 2.0;
        char text[TEXT_SIZE];

        write_label(river, side, i, text);
        aras_svg_line(&figure->svg, edge, y, edge + away * leader, middle[i],
                      (struct aras_stroke){ARAS_PAINT_AXIS, 1.0, NULL});
        aras_figure_block(figure, edge + away * (leader + 3.0), middle[i], room, lines,
                          letter, text);
    }
}

/* The names of the scenarios, above their sides. */
static void draw_names(struct aras_figure *figure, const struct aras_alluvial *data)
{
    double room = figure->width / 2.0 - ARAS_MARGIN - 8.0;
    struct aras_letter letter = aras_figure_letter(ARAS_PAINT_INK, ARAS_ANCHOR_START);
    size_t lines;
    double middle;

    letter.bold = true;
    lines = aras_figure_lines(letter, data->a, room, 2);
    lines = lines < 2 ? aras_figure_lines(letter, data->b, room, 2) : lines;
    middle = figure->top + (lines > 1 ? 8.0 : 0.0);
    aras_figure_block(figure, ARAS_MARGIN, middle, room, lines, letter, data->a);
    letter.anchor = ARAS_ANCHOR_END;
    aras_figure_block(figure, figure->width - ARAS_MARGIN, middle, room, lines, letter,
                      data->b);
    figure->top = middle + 14.0 * (double) lines + 10.0; /* labels reach up a line */
}

static void say(struct aras_figure *figure, const struct river *river)
{
    const struct aras_alluvial *data = river->data;
    double switched = 0.0;
    size_t told = 0;

    for (size_t i = 0; i < river->flows; i++) {
        switched +=
            river->flow[i].from != river->flow[i].to ? river->flow[i].worlds : 0.0;
    }
    aras_text_add(
        &figure->summary,
        "With the same luck %s of worlds end otherwise under \"%s\" than under "
        "\"%s\".",
        aras_numeral_share(switched / river->worlds).text, data->b, data->a);
    for (size_t i = 0; i < river->flows && told < 3; i++) {
        const struct flow *flow = &river->flow[i];

        if (flow->from != flow->to) {
            aras_text_add(&figure->summary, " %s go from \"%s\" to \"%s\".",
                          aras_numeral_share(flow->worlds / river->worlds).text,
                          data->ending[flow->from], data->ending[flow->to]);
            told++;
        }
    }
}

static void tabulate(struct aras_figure *figure, const struct river *river)
{
    const struct aras_alluvial *data = river->data;
    const char *const headings[] = {data->a, data->b, "worlds", "share"};

    aras_figure_columns(figure, headings, 4);
    for (size_t i = 0; i < data->endings; i++) {
        for (size_t k = 0; k < data->endings; k++) {
            double worlds = count_of(data, i, k);

            if (worlds > 0.0) {
                aras_figure_cell(figure, "%s", data->ending[i]);
                aras_figure_cell(figure, "%s", data->ending[k]);
                aras_figure_cell(figure, "%.0f", worlds);
                aras_figure_share(figure, worlds / river->worlds);
            }
        }
    }
}

static double label_room(const struct river *river, double most)
{
    double room = 0.0;
    char text[TEXT_SIZE];

    for (int s = 0; s < 2; s++) {
        for (size_t i = 0; i < river->data->endings; i++) {
            write_label(river, s, i, text);
            room = fmax(room, aras_letters_width(text, ARAS_SMALL_SIZE, false) + 1.0);
        }
    }
    return fmin(room, most);
}

enum aras_status aras_alluvial_draw(struct aras_figure *figure,
                                    const struct aras_alluvial *data,
                                    const struct aras_figure_look *look,
                                    struct aras_error *error)
{
    struct river river = {.data = data};
    double room;
    double beside;

    ARAS_REQUIRE(data->endings >= 2 && data->endings <= ARAS_MOST_FLOWS);
    count_worlds(&river);
    ARAS_REQUIRE(river.worlds > 0.0);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_names(figure, data);
    lay_flows(&river, figure->top);
    sort(&river);
    room = label_room(&river, 0.28 * figure->width);
    beside = ARAS_MARGIN + room + leader + 4.0 + bar_width;
    river.left = beside;
    river.right = figure->width - beside;
    for (size_t i = 0; i < river.flows; i++) {
        draw_flow(&figure->svg, &river, &river.flow[i]);
    }
    for (int s = 0; s < 2; s++) {
        draw_side(figure, &river, s, room);
    }
    for (size_t i = 0; i < river.flows; i++) {
        label_flow(figure, &river, &river.flow[i]);
    }
    say(figure, &river);
    tabulate(figure, &river);
    return aras_figure_end(figure, river.bottom + 2.0 * ARAS_MARGIN, error);
}
