#include "figure/but_for_bars.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/require.h"
#include "figure/numeral.h"
#include "figure/rows.h"

enum { SERIES_RARER = 1, SERIES_OFTENER = 0, TITLE_SIZE = 256 };

static const double row_height = 40.0;
static const double bar_height = 14.0;

/* The numbers of the events, the greatest change first. */
static void sort(const struct aras_but_for_bars *data, size_t order[ARAS_MOST_BUT_FOR])
{
    for (size_t i = 0; i < data->events; i++) {
        size_t at = i;

        for (; at > 0 &&
               fabs(data->event[i].change) > fabs(data->event[order[at - 1]].change);
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = i;
    }
}

static struct aras_numeral change_of(const struct aras_but_for_bars *data,
                                     const struct aras_but_for *event)
{
    return data->form == ARAS_TICKS_SHARES
               ? aras_numeral_points_within(event->change, event->low, event->high)
               : aras_numeral_change_within(event->change, event->low, event->high);
}

static struct aras_numeral value_of(const struct aras_but_for_bars *data, double value)
{
    return data->form == ARAS_TICKS_SHARES ? aras_numeral_share(value)
                                           : aras_numeral_number(value);
}

/* The axis counts shares in percentage points. */
static double unit_of(const struct aras_but_for_bars *data)
{
    return data->form == ARAS_TICKS_SHARES ? 100.0 : 1.0;
}

static void find_range(const struct aras_but_for_bars *data, double *low, double *high)
{
    double unit = unit_of(data);

    *low = 0.0;
    *high = 0.0;
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_but_for *event = &data->event[i];

        /* fmin leaves out what is no number. */
        *low = fmin(*low, unit * fmin(event->change, event->low));
        *high = fmax(*high, unit * fmax(event->change, event->high));
    }
    aras_scale_widen(low, high, 5);
}

static void draw_bar(struct aras_rows *rows, const struct aras_but_for *event,
                     double unit, double y)
{
    struct aras_plot *plot = &rows->plot;
    enum aras_paint paint = (enum aras_paint)(
        ARAS_PAINT_SERIES + (event->change < 0.0 ? SERIES_RARER : SERIES_OFTENER));
    double from = aras_scale_at(&plot->x, fmin(0.0, unit * event->change));
    double to = aras_scale_at(&plot->x, fmax(0.0, unit * event->change));

    if (event->sure) {
        aras_svg_rect(&plot->figure->svg, from, y - bar_height / 2.0, to - from,
                      bar_height, paint,
                      (struct aras_stroke){ARAS_PAINT_NONE, 0.0, NULL});
    }
    aras_rows_whisker(rows, unit * event->low, unit * event->high, y);
    if (!event->sure) {
        aras_svg_rect(&plot->figure->svg, from, y - bar_height / 2.0 + 1.0, to - from,
                      bar_height - 2.0, ARAS_PAINT_NONE,
                      (struct aras_stroke){paint, 1.5, NULL});
    }
}

/* What a bar to the left means, and one to the right. */
static void draw_sides(struct aras_figure *figure, enum aras_tick_form form)
{
    bool share = form == ARAS_TICKS_SHARES;
    struct aras_letter letter = aras_figure_letter(
        (enum aras_paint)(ARAS_PAINT_SERIES + SERIES_RARER), ARAS_ANCHOR_START);
    double y = figure->top + 2.0;

    letter.bold = true;
    aras_figure_text(figure, ARAS_MARGIN, y, letter,
                     share ? "\xE2\x86\x90 rarer without it"
                           : "\xE2\x86\x90 lower without it");
    letter.paint = (enum aras_paint)(ARAS_PAINT_SERIES + SERIES_OFTENER);
    letter.anchor = ARAS_ANCHOR_END;
    aras_figure_text(figure, figure->width - ARAS_MARGIN, y, letter,
                     share ? "more often without it \xE2\x86\x92"
                           : "higher without it \xE2\x86\x92");
    figure->top = y + 12.0;
}

static void say(struct aras_figure *figure, const struct aras_but_for_bars *data,
                const size_t *order)
{
    size_t apart = 0;

    aras_text_add(&figure->summary, "As it is: %s of %s.",
                  value_of(data, data->share).text, data->outcome);
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_but_for *event = &data->event[order[i]];

        if (event->sure && apart++ < 3) {
            aras_text_add(&figure->summary, " Without \"%s\": %s.", event->title,
                          change_of(data, event).text);
        }
    }
    aras_text_add(&figure->summary,
                  " %zu of %zu events change it by more than luck can explain.", apart,
                  data->events);
}

static void tabulate(struct aras_figure *figure, const struct aras_but_for_bars *data,
                     const size_t *order)
{
    static const char *const headings[] = {"event that cannot happen",
                                           "worlds with it",
                                           "outcome without it",
                                           "change",
                                           "from",
                                           "to"};

    aras_figure_columns(figure, headings, 6);
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_but_for *event = &data->event[order[i]];

        aras_figure_cell(figure, "%s", event->title);
        aras_figure_cell(
            figure, "%s",
            isnan(event->happens) ? "" : aras_numeral_share(event->happens).text);
        if (data->form == ARAS_TICKS_SHARES) {
            aras_figure_share(figure, data->share + event->change);
        } else {
            aras_figure_number(figure, data->share + event->change);
        }
        aras_figure_number(figure, event->change);
        aras_figure_number(figure, event->low);
        aras_figure_number(figure, event->high);
    }
}

/* "peace (in 62 %)": what stands in brackets stays in one line. */
static void write_title(char title[TITLE_SIZE], const struct aras_but_for *event)
{
    static const char blank[] = "\xC2\xA0";

    if (isnan(event->happens)) {
        snprintf(title, TITLE_SIZE, "%s", event->title);
    } else {
        struct aras_numeral share = aras_numeral_share(event->happens);

        share.text[strcspn(share.text, " ")] = '\0';
        snprintf(title, TITLE_SIZE, "%.200s (in%s%.8s%s%%)", event->title, blank,
                 share.text, blank);
    }
}

/* The words of the rows, in their order. */
static void write_rows(const struct aras_but_for_bars *data, const size_t *order,
                       struct aras_row *row, char title[][TITLE_SIZE],
                       struct aras_numeral *note)
{
    for (size_t i = 0; i < data->events; i++) {
        const struct aras_but_for *event = &data->event[order[i]];

        write_title(title[i], event);
        note[i] = change_of(data, event);
        row[i] = (struct aras_row){title[i], note[i].text, !event->sure};
    }
}

enum aras_status aras_but_for_bars_draw(struct aras_figure *figure,
                                        const struct aras_but_for_bars *data,
                                        const struct aras_figure_look *look,
                                        struct aras_error *error)
{
    struct aras_row row[ARAS_MOST_BUT_FOR];
    char title[ARAS_MOST_BUT_FOR][TITLE_SIZE];
    struct aras_numeral note[ARAS_MOST_BUT_FOR];
    size_t order[ARAS_MOST_BUT_FOR];
    struct aras_ticks ticks;
    struct aras_rows rows;
    char below[512];
    double low;
    double high;
    double zero;

    ARAS_REQUIRE(data->events >= 1 && data->events <= ARAS_MOST_BUT_FOR);
    sort(data, order);
    write_rows(data, order, row, title, note);
    find_range(data, &low, &high);
    aras_figure_begin(figure, look, data->title, data->subtitle);
    draw_sides(figure, data->form);
    aras_rows_lay(&rows, figure, row, data->events, 0, row_height, low, high);
    aras_scale_ticks(&ticks, low, high, aras_rows_ticks(&rows), ARAS_TICKS_NUMBERS);
    aras_plot_x_grid(&rows.plot, &ticks);
    /* Below all letters: in narrow figures they stand upon it. */
    zero = aras_scale_at(&rows.plot.x, 0.0);
    aras_svg_line(&figure->svg, zero, rows.plot.top, zero, rows.plot.bottom,
                  (struct aras_stroke){ARAS_PAINT_INK, 1.5, NULL});
    for (size_t i = 0; i < data->events; i++) {
        draw_bar(&rows, &data->event[order[i]], unit_of(data),
                 aras_rows_take(&rows, &row[i]));
    }
    say(figure, data, order);
    tabulate(figure, data, order);
    snprintf(below, sizeof below,
             "change of: %.200s%s. As it is: %.20s. Hollow bars: among so many events "
             "it may "
             "be luck.",
             data->outcome,
             data->form == ARAS_TICKS_SHARES ? ", in percentage points" : "",
             value_of(data, data->share).text);
    return aras_figure_end(figure, aras_plot_x_axis(&rows.plot, &ticks, below), error);
}
