/* What differs between two runs as time goes on, and which of several may be best. */
#include <math.h>
#include <stdio.h>

#include "report/comparison_report.h"
#include "report/legend.h"
#include "report/table.h"

enum { MOMENTS = 5 };

/* Numbers that nobody can say how sure they are of: three digits of the greater, and no
 * more of the other or of their change. */
static void put_unsure(struct aras_table *table, const struct aras_track_point *point)
{
    double greater = fmax(fabs(point->a), fabs(point->b));
    int decimals =
        greater > 0.0 && isfinite(greater) ? 2 - (int) floor(log10(greater)) : 0;
    double unit;

    decimals = decimals < 0 ? 0 : decimals;
    unit = pow(10.0, -decimals);
    aras_table_cell(table, ARAS_PLAIN, "%.*f", decimals, point->a);
    aras_table_cell(table, ARAS_PLAIN, "%.*f", decimals, point->b);
    if (fabs(point->change) < unit / 2.0) {
        aras_table_cell(table, ARAS_STRONG, "0");
    } else {
        aras_table_cell(table, ARAS_STRONG, "%+.*f", decimals, point->change);
    }
}

static void put_moment(struct aras_table *table,
                       const struct aras_comparison_view *view,
                       const struct aras_style *style, const char *title,
                       const struct aras_track_point *point)
{
    char moment[32];

    aras_model_write_moment(view->a.model, point->time, moment);
    aras_table_row(table, 0);
    aras_table_cell(table, ARAS_PLAIN, "%s", title);
    aras_table_cell(table, ARAS_PLAIN, "%s", moment);
    if (isnan(point->interval.low) || point->interval.low == point->interval.high) {
        put_unsure(table, point);
        aras_table_cell(table, ARAS_FAINT, "%s",
                        isnan(point->interval.low) ? aras_number_none(style)
                                                   : "no difference");
        return;
    }
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_side(point->a, point->change, point->interval, false).text);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        aras_number_side(point->b, point->change, point->interval, false).text);
    aras_table_cell(table, ARAS_STRONG, "%s",
                    aras_number_change(point->change, point->interval, false).text);
    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_change_range(point->interval, 0.0, false, style).text);
}

enum aras_status aras_report_track_changes(FILE *file,
                                           const struct aras_comparison_view *view,
                                           const struct aras_style *style,
                                           struct aras_error *error)
{
    static const struct aras_table_column columns[] = {
        {.heading = "TRACK", .wrap = true},   {.heading = "AT", .right = true},
        {.heading = "A", .right = true},      {.heading = "B", .right = true},
        {.heading = "CHANGE", .right = true}, {.heading = "95 %", .right = true}};
    const struct aras_track_changes *tracks = view->tracks;
    struct aras_table *table;
    enum aras_status status;

    if (tracks == NULL || tracks->count == 0) {
        return ARAS_OK;
    }
    table = aras_table_new(columns, sizeof columns / sizeof *columns, style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < tracks->count; i++) {
        const struct aras_track_change *track = &tracks->track[i];
        const char *title = aras_run_labels(view->a.run)->track[track->track_a].title;
        size_t shown = track->points < MOMENTS ? track->points : MOMENTS;

        for (size_t k = 0; k < shown; k++) {
            size_t point = shown == 1 ? 0 : k * (track->points - 1) / (shown - 1);

            put_moment(table, view, style, k == 0 ? title : "", &track->point[point]);
        }
    }
    fputc('\n', file);
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    if (status != ARAS_OK) {
        return status;
    }
    return tracks->blocks >= ARAS_TRACK_BLOCKS
               ? aras_legend_say(file, style, error,
                                 "Means over all worlds and readings, each moment by "
                                 "itself; 95 %%: by "
                                 "%llu blocks of worlds%s.",
                                 (unsigned long long) tracks->blocks,
                                 tracks->paired ? " with the same luck"
                                                : " on each side")
               : aras_legend_say(
                     file, style, error,
                     "Means over all worlds and readings; how sure they are "
                     "can be told from %d full blocks on, and there are %llu.",
                     (int) ARAS_TRACK_BLOCKS, (unsigned long long) tracks->blocks);
}

/* --- the best --------------------------------------------------------------------- */

static void put_contender(struct aras_table *table, const struct aras_style *style,
                          const struct aras_contender *contender, bool share)
{
    bool still = contender->lead.low == contender->lead.high;

    aras_table_cell(table, ARAS_PLAIN, "%s",
                    aras_number_side(contender->mean,
                                     (contender->lead.low + contender->lead.high) / 2.0,
                                     contender->lead, share)
                        .text);
    aras_table_cell(
        table, ARAS_PLAIN, "%s",
        still ? "no difference"
              : aras_number_change_range(contender->lead, 0.0, share, style).text);
    aras_table_cell(table, contender->may_be_best ? ARAS_GOOD : ARAS_FAINT, "%s",
                    contender->may_be_best ? "yes" : "no");
}

enum aras_status aras_report_best(FILE *file, const struct aras_best *best,
                                  const struct aras_model *model,
                                  const char *const *name,
                                  const struct aras_style *style,
                                  struct aras_error *error)
{
    const struct aras_outcome *of = &model->outcomes[best->outcome];
    const struct aras_table_column columns[] = {
        {.heading = best->highest ? "HIGHEST?" : "LOWEST?", .wrap = true},
        {.heading = "IF"},
        {.heading = "MEAN", .right = true},
        {.heading = "AHEAD OF THE BEST OTHER BY", .right = true},
        {.heading = "MAY BE BEST"}};
    static const size_t without_readings[] = {0, 2, 3, 4};
    bool has_readings = aras_legend_has_readings(&best->readings);
    struct aras_table_column shown[5];
    size_t count = has_readings ? 5 : 4;
    struct aras_table *table;
    enum aras_status status;

    for (size_t i = 0; i < count; i++) {
        shown[i] = columns[has_readings ? i : without_readings[i]];
    }
    table = aras_table_new(shown, count, style, error);
    if (table == NULL) {
        return error->status;
    }
    for (size_t r = 0; r < best->readings.count; r++) {
        const struct aras_best_row *row = &best->row[r];

        if (!aras_readings_tell(&best->readings, r, style->all)) {
            continue;
        }
        for (size_t i = 0; i < best->runs; i++) {
            aras_table_row(table, 0);
            aras_table_cell(table, ARAS_PLAIN, "%s", name[i]);
            if (has_readings) {
                aras_table_cell(table, ARAS_PLAIN, "%s",
                                aras_legend_reading(&best->readings, model, r));
            }
            if (row->contender != NULL) {
                put_contender(table, style, &row->contender[i],
                              of->kind == ARAS_HAPPENED);
            }
        }
    }
    fputc('\n', file);
    if (aras_legend_say(file, style, error, "Which may be the best in: %s",
                        of->title) != ARAS_OK) {
        aras_table_free(table);
        return error->status;
    }
    fputc('\n', file);
    status = aras_table_print(table, file, error);
    aras_table_free(table);
    return status == ARAS_OK
               ? aras_legend_say(
                     file, style, error,
                     "The best is among those that may be with 95 %%, and all "
                     "leads hold together: differences with the same luck, "
                     "sets as clusters.")
               : status;
}
