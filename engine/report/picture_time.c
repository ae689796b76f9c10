/* Pictures with time across: tracks, and when something comes. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure/fan.h"
#include "figure/incidence_area.h"
#include "figure/numeral.h"
#include "figure/sweep_line.h"
#include "report/number.h"
#include "report/picture.h"
#include "result/point.h"
#include "statistics/incidence.h"

enum { GRID = 41, MOST_TIMES = 6, MOST_WORLDS = 12 };

/* Which of the numbers of result/point.h. */
enum { P05 = 3, P25 = 5, P50 = 6, P75 = 7, P95 = 9 };

_Static_assert((int) MOST_TIMES <= (int) ARAS_MOST_ENDINGS &&
                   (int) MOST_TIMES <= (int) ARAS_MOST_SWEPT,
               "a sign for each time");

/* --- when something comes --------------------------------------------------------- */

/* Shares of worlds that have come to it by each moment of an even grid. */
struct curves {
    const char *title[MOST_TIMES];
    size_t outcome[MOST_TIMES];
    double time[GRID];
    double share[MOST_TIMES][GRID];
    size_t count;
};

static enum aras_status check_times(const struct aras_pictured *of,
                                    const struct aras_picture_columns *columns,
                                    struct aras_error *error)
{
    if (columns->count == 0 || columns->count > MOST_TIMES) {
        return aras_error_set(error, ARAS_INVALID,
                              "a picture has room for 1 to %d times, got %zu",
                              MOST_TIMES, columns->count);
    }
    for (size_t i = 0; i < columns->count; i++) {
        const struct aras_outcome *it = &of->model->outcomes[columns->outcome[i]];

        if (it->kind != ARAS_TIME) {
            return aras_error_set(error, ARAS_INVALID,
                                  "'%s' is no time (kind = \"time\"), so there is no "
                                  "telling when it comes",
                                  it->id);
        }
    }
    return ARAS_OK;
}

static enum aras_status trace(struct curves *curves, const struct aras_pictured *of,
                              const struct aras_picture_columns *columns,
                              struct aras_sample *sample, struct aras_error *error)
{
    double horizon = aras_run_labels(of->run)->horizon;

    curves->count = columns->count;
    for (size_t g = 0; g < GRID; g++) {
        curves->time[g] = horizon * (double) g / (GRID - 1);
    }
    for (size_t i = 0; i < curves->count; i++) {
        curves->outcome[i] = columns->outcome[i];
        curves->title[i] =
            aras_picture_name_arrival(&of->model->outcomes[columns->outcome[i]]);
        if (sample[i].count == 0) {
            return aras_error_set(error, ARAS_INVALID, "no world tells of '%s'",
                                  of->model->outcomes[columns->outcome[i]].id);
        }
        for (size_t g = 0; g < GRID; g++) {
            curves->share[i][g] =
                aras_incidence_by(sample[i].value, sample[i].count, curves->time[g]);
        }
    }
    return ARAS_OK;
}

static void forget_samples(struct aras_sample *sample, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        aras_sample_free(&sample[i]);
    }
}

/* "91 % (79 to 99) the treaty": how many have come at the end, and over parameters.
 * Tells whether there is such a range. */
static bool label_arrival(const struct aras_pictured *of, const struct curves *curves,
                          size_t number, size_t reading, char text[320])
{
    const struct aras_estimate *it =
        aras_picture_estimate(of->estimates, curves->outcome[number], 0, reading);
    bool range = it != NULL && !isnan(it->share.range.low);
    char between[48] = "";

    if (range) {
        snprintf(between, sizeof between, " (%.0f to %.0f)",
                 100.0 * it->share.range.low, 100.0 * it->share.range.high);
    }
    snprintf(text, 320, "%s%s %.200s",
             aras_numeral_share(curves->share[number][GRID - 1]).text, between,
             curves->title[number]);
    return range;
}

static enum aras_status draw_arrival(const struct aras_picture *picture,
                                     const struct aras_pictured *of, size_t reading,
                                     const struct curves *curves,
                                     struct aras_error *error)
{
    struct aras_moments moments = aras_picture_moments(of->model);
    struct aras_sweep_line_of line[MOST_TIMES];
    char label[MOST_TIMES][320];
    char worlds[256];
    char title[320];
    char subtitle[640];
    bool ranges = false;

    for (size_t i = 0; i < curves->count; i++) {
        ranges = label_arrival(of, curves, i, reading, label[i]) || ranges;
        line[i] = (struct aras_sweep_line_of){
            .title = curves->title[i], .label = label[i], .value = curves->share[i]};
    }
    aras_picture_name_worlds(of, reading, worlds);
    snprintf(title, sizeof title, "By when %s%.280s",
             curves->count == 1 ? "it has come: " : "each has come",
             curves->count == 1 ? curves->title[0] : "");
    snprintf(subtitle, sizeof subtitle, "%.100s: share of %s%s", of->name, worlds,
             ranges ? "; in parentheses where it lies in 8 of 10 parameter sets" : "");
    return aras_sweep_line_draw(
        picture->figure,
        &(struct aras_sweep_line){.title = title,
                                  .subtitle = subtitle,
                                  .input = moments.dated ? "time" : moments.unit,
                                  .moments = &moments,
                                  .x = curves->time,
                                  .count = GRID,
                                  .line = line,
                                  .lines = curves->count,
                                  .form = ARAS_TICKS_SHARES},
        picture->look, error);
}

enum aras_status aras_picture_arrival(const struct aras_picture *picture,
                                      const struct aras_pictured *of,
                                      const struct aras_picture_columns *columns,
                                      size_t reading, struct aras_error *error)
{
    struct aras_sample sample[MOST_TIMES] = {{0}};
    struct curves curves;
    enum aras_status status = check_times(of, columns, error);

    for (size_t i = 0; i < columns->count && status == ARAS_OK; i++) {
        status = aras_sample_of(&sample[i], columns->columns, i, reading, error);
    }
    if (status == ARAS_OK) {
        status = trace(&curves, of, columns, sample, error);
    }
    if (status == ARAS_OK) {
        status = draw_arrival(picture, of, reading, &curves, error);
    }
    forget_samples(sample, MOST_TIMES);
    return status;
}

static enum aras_status draw_incidence(const struct aras_picture *picture,
                                       const struct aras_pictured *of, size_t reading,
                                       const struct curves *curves,
                                       struct aras_error *error)
{
    struct aras_incidence_area_ending ending[MOST_TIMES];
    char worlds[256];
    char title[320];
    char subtitle[512];

    for (size_t i = 0; i < curves->count; i++) {
        ending[i] =
            (struct aras_incidence_area_ending){curves->title[i], curves->share[i]};
    }
    aras_picture_name_worlds(of, reading, worlds);
    snprintf(title, sizeof title, "%s%s",
             curves->count == 1 ? "By when it has come: "
                                : "Which of these comes first, and when",
             curves->count == 1 ? curves->title[0] : "");
    snprintf(subtitle, sizeof subtitle, "%s: share of %s", of->name, worlds);
    return aras_incidence_area_draw(
        picture->figure,
        &(struct aras_incidence_area){.title = title,
                                      .subtitle = subtitle,
                                      .time = curves->time,
                                      .count = GRID,
                                      .ending = ending,
                                      .endings = curves->count,
                                      .rest = curves->count == 1 ? "not by then"
                                                                 : "none of these yet",
                                      .moments = aras_picture_moments(of->model)},
        picture->look, error);
}

enum aras_status aras_picture_incidence(const struct aras_picture *picture,
                                        const struct aras_pictured *of,
                                        const struct aras_picture_columns *columns,
                                        size_t reading, struct aras_error *error)
{
    struct aras_sample sample[MOST_TIMES] = {{0}};
    struct curves curves;
    enum aras_status status = check_times(of, columns, error);

    if (status == ARAS_OK) {
        status = aras_sample_of_first(sample, columns->columns, 0, columns->count,
                                      reading, error);
    }
    if (status == ARAS_OK) {
        status = trace(&curves, of, columns, sample, error);
    }
    if (status == ARAS_OK) {
        status = draw_incidence(picture, of, reading, &curves, error);
    }
    forget_samples(sample, MOST_TIMES);
    return status;
}

/* --- tracks ----------------------------------------------------------------------- */

/* Five numbers at each point of a track, one after the other. */
struct fan {
    double *time, *p05, *p25, *p50, *p75, *p95;
    size_t points;
};

static void fill_fan(struct fan *fan, double *room, const struct aras_pictured *of,
                     const struct aras_track_column *track)
{
    double number[ARAS_POINT_NUMBERS];

    fan->points = track->points;
    fan->time = room;
    fan->p05 = room + fan->points;
    fan->p25 = room + 2 * fan->points;
    fan->p50 = room + 3 * fan->points;
    fan->p75 = room + 4 * fan->points;
    fan->p95 = room + 5 * fan->points;
    for (size_t i = 0; i < fan->points; i++) {
        aras_point_of(of->estimates->totals, track->first + i, number);
        fan->time[i] = track->every * (double) i;
        fan->p05[i] = number[P05];
        fan->p25[i] = number[P25];
        fan->p50[i] = number[P50];
        fan->p75[i] = number[P75];
        fan->p95[i] = number[P95];
    }
}

static enum aras_status draw_fan(const struct aras_picture *picture,
                                 const struct aras_pictured *of, size_t number,
                                 const struct aras_glimpse *glimpse,
                                 const struct fan *fan, struct aras_error *error)
{
    const struct aras_track_column *track = &aras_run_labels(of->run)->track[number];
    const struct aras_fan_band band[] = {{"9 of 10 worlds", fan->p05, fan->p95},
                                         {"half of the worlds", fan->p25, fan->p75}};
    const double *world[MOST_WORLDS];
    size_t worlds = glimpse->worlds < MOST_WORLDS ? glimpse->worlds : MOST_WORLDS;
    struct aras_fan data = {.title = track->title,
                            .time = fan->time,
                            .count = fan->points,
                            .median = fan->p50,
                            .band = band,
                            .bands = 2,
                            .world = world,
                            .worlds = worlds,
                            .moments = aras_picture_moments(of->model)};
    char subtitle[320];
    char axis[512];
    size_t holder;
    size_t over;

    for (size_t i = 0; i < worlds; i++) {
        world[i] = aras_glimpse_world(glimpse, i) + track->first;
    }
    snprintf(
        subtitle, sizeof subtitle,
        "%s: %s worlds, all readings together; thin lines: %zu single worlds", of->name,
        aras_number_whole(of->estimates->replications - of->estimates->failed).text,
        worlds);
    aras_picture_name_axis(of->model, NULL, of->model->tracks[number].of, track->unit,
                           axis);
    data.subtitle = subtitle;
    data.unit = axis;
    data.signed_values = aras_picture_leverage_of(
        of->model, of->model->tracks[number].of, &holder, &over);
    return aras_fan_draw(picture->figure, &data, picture->look, error);
}

enum aras_status aras_picture_fan(const struct aras_picture *picture,
                                  const struct aras_pictured *of, size_t track,
                                  const struct aras_glimpse *glimpse,
                                  struct aras_error *error)
{
    const struct aras_track_column *it = &aras_run_labels(of->run)->track[track];
    enum aras_status status;
    struct fan fan;
    double *room;

    if (it->points < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "track '%s' has but one moment, so there is no way that "
                              "it goes",
                              it->id);
    }
    room = calloc(6 * it->points, sizeof *room);
    if (room == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    fill_fan(&fan, room, of, it);
    status = isnan(fan.p50[0])
                 ? aras_error_set(error, ARAS_INVALID, "no world tells of '%s'", it->id)
                 : draw_fan(picture, of, track, glimpse, &fan, error);
    free(room);
    return status;
}
