#include "report/picture.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/inputs.h"
#include "figure/icon_array.h"
#include "figure/leverage_matrix.h"
#include "figure/leverage_network.h"
#include "report/legend.h"
#include "report/number.h"

/* --- what pictures have in common ------------------------------------------------- */

size_t aras_picture_reading(const struct aras_estimates *estimates)
{
    const struct aras_readings *readings = &estimates->readings;

    for (size_t i = 0; i < readings->count; i++) {
        if (aras_readings_tell(readings, i, false)) {
            return i;
        }
    }
    return 0;
}

enum aras_status aras_picture_find_reading(const struct aras_pictured *of,
                                           const char *name, size_t *reading,
                                           struct aras_error *error)
{
    const struct aras_readings *readings = &of->estimates->readings;
    char names[512] = "";

    for (size_t i = 0; i < readings->count; i++) {
        const char *other = aras_legend_reading(readings, of->model, i);
        size_t used = strlen(names);

        if (!aras_readings_show(readings, i)) {
            continue;
        }
        if (strcmp(name, other) == 0 ||
            strcmp(name, aras_reading_id(&readings->reading[i])) == 0) {
            *reading = i;
            return ARAS_OK;
        }
        snprintf(names + used, sizeof names - used, "%s%s", used == 0 ? "" : ", ",
                 other);
    }
    return aras_error_set(error, ARAS_UNKNOWN,
                          "there is no reading '%s' in this run; it has %s", name,
                          names);
}

void aras_picture_name_worlds(const struct aras_pictured *of, size_t reading,
                              char text[256])
{
    const struct aras_readings *readings = &of->estimates->readings;
    const struct aras_reading *it = &readings->reading[reading];
    bool rival = aras_legend_has_readings(readings);

    snprintf(text, 256, "%s worlds of the model%s%s",
             aras_number_whole(it->worlds - it->failed).text, rival ? " if " : "",
             rival ? aras_legend_reading(readings, of->model, reading) : "");
}

const char *aras_picture_title_of(const struct aras_model *model)
{
    return model->question.title == NULL ? model->title : model->question.title;
}

struct aras_moments aras_picture_moments(const struct aras_model *model)
{
    return (struct aras_moments){.dated = model->has_start && model->days_per_unit > 0,
                                 .start = model->start,
                                 .days_per_unit = model->days_per_unit,
                                 .unit =
                                     model->time_unit == NULL ? "" : model->time_unit};
}

static void write_when(const struct aras_model *model,
                       const struct aras_outcome *outcome, const char *unit,
                       char text[128])
{
    char moment[32];

    aras_model_write_moment(model, model->horizon, moment);
    switch (outcome->kind) {
    case ARAS_VALUE:
        snprintf(text, 128, "%.60s%s%s", unit, unit[0] == '\0' ? "on " : " on ",
                 moment);
        break;
    case ARAS_MEAN:
        snprintf(text, 128, "%.60s%smean until %s", unit, unit[0] == '\0' ? "" : ", ",
                 moment);
        break;
    case ARAS_COUNT:
        snprintf(text, 128, "%.60s until %s", unit[0] == '\0' ? "times" : unit, moment);
        break;
    case ARAS_HAPPENED:
    case ARAS_CATEGORY:
    case ARAS_TIME:
        snprintf(text, 128, "%.60s", unit);
        break;
    }
}

void aras_picture_name_axis(const struct aras_model *model,
                            const struct aras_outcome *outcome,
                            const struct aras_code *of, const char *unit,
                            char text[512])
{
    char counted[128];
    size_t holder;
    size_t over;

    snprintf(counted, sizeof counted, "%.60s", unit == NULL ? "" : unit);
    if (outcome != NULL) {
        write_when(model, outcome, unit == NULL ? "" : unit, counted);
    }
    if (aras_picture_leverage_of(model, of, &holder, &over)) {
        snprintf(text, 512, "%s%sabove 0 %.100s has the upper hand, below 0 %.100s",
                 counted, counted[0] == '\0' ? "" : "; ", model->actors[holder].name,
                 model->actors[over].name);
    } else {
        snprintf(text, 512, "%s", counted);
    }
}

const char *aras_picture_name_arrival(const struct aras_outcome *outcome)
{
    static const char *const heads[] = {"time to ", "time until "};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        size_t length = strlen(heads[i]);

        if (strncmp(outcome->title, heads[i], length) == 0 &&
            outcome->title[length] != '\0') {
            return outcome->title + length;
        }
    }
    return outcome->title;
}

bool aras_picture_is_number(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_VALUE || outcome->kind == ARAS_MEAN ||
           outcome->kind == ARAS_COUNT;
}

bool aras_picture_is_ending(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY || outcome->kind == ARAS_HAPPENED;
}

const struct aras_estimate *
aras_picture_estimate(const struct aras_estimates *estimates, size_t outcome,
                      size_t option, size_t reading)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *it = &estimates->estimate[i];

        if (it->outcome == outcome && it->option == option && it->reading == reading) {
            return it;
        }
    }
    return NULL;
}

void aras_picture_name_input(const struct aras_model *model, const size_t *column,
                             size_t count, size_t number, char text[256])
{
    const char *id = aras_inputs_id(model, column[number]);
    const char *title = aras_inputs_title(model, column[number]);
    bool shared = false;

    for (size_t i = 0; i < count; i++) {
        shared = shared || (i != number &&
                            strcmp(aras_inputs_title(model, column[i]), title) == 0);
    }
    snprintf(text, 256, "%.120s%s%.120s", title,
             title[0] == '\0' || !shared ? "" : ": ",
             title[0] == '\0' || shared ? id : "");
}

void aras_picture_name_target(const struct aras_model *model,
                              const struct aras_target *target, char text[256])
{
    const struct aras_outcome *outcome = &model->outcomes[target->outcome];

    if (target->kind == ARAS_TARGET_OPTION) {
        const struct aras_category *option = &outcome->categories[target->option];

        snprintf(text, 256, "%s: %s", outcome->title,
                 option->title == NULL ? option->id : option->title);
    } else {
        snprintf(text, 256, "%s%s", outcome->title,
                 target->kind == ARAS_TARGET_UNTIL ? ": time until then, or the horizon"
                                                   : "");
    }
}

/* --- how many end so -------------------------------------------------------------- */

static int fewer_worlds(const void *one, const void *other)
{
    uint64_t a = ((const struct aras_icon *) one)->worlds;
    uint64_t b = ((const struct aras_icon *) other)->worlds;

    return (a < b) - (a > b);
}

/* All, in the order of the model, so that a letter means the same in each reading and
 * in each scenario; where there is no room for them the most frequent, and all others
 * as one. */
static size_t join_rare(struct aras_icon *icon, size_t count, char others[64])
{
    uint64_t worlds = 0;

    if (count <= ARAS_MOST_ICONS) {
        return count;
    }
    qsort(icon, count, sizeof *icon, fewer_worlds);
    for (size_t k = ARAS_MOST_ICONS - 1; k < count; k++) {
        worlds += icon[k].worlds;
    }
    snprintf(others, 64, "the other %zu together", count - ARAS_MOST_ICONS + 1);
    icon[ARAS_MOST_ICONS - 1] = (struct aras_icon){.title = others, .worlds = worlds};
    return ARAS_MOST_ICONS;
}

static struct aras_icon icon_of(const char *title, const struct aras_estimate *it)
{
    struct aras_icon icon = {.title = title, .worlds = it == NULL ? 0 : it->share.yes};

    if (it != NULL && it->share.range.low < it->share.range.high) {
        icon.low = it->share.range.low;
        icon.high = it->share.range.high;
    }
    return icon;
}

static size_t list_endings(const struct aras_pictured *of, size_t number,
                           size_t reading, struct aras_icon *icon)
{
    const struct aras_outcome *outcome = &of->model->outcomes[number];
    size_t count = 0;

    if (outcome->kind == ARAS_HAPPENED) {
        const struct aras_estimate *it =
            aras_picture_estimate(of->estimates, number, 0, reading);

        icon[0] = icon_of("it comes about", it);
        icon[1] = (struct aras_icon){
            .title = "it does not",
            .worlds = it == NULL ? 0 : it->share.size - it->share.yes,
            .ground = true};
        return 2;
    }
    for (size_t k = 0; k < outcome->category_count; k++) {
        const struct aras_category *category = &outcome->categories[k];

        icon[count++] = icon_of(
            category->title == NULL || category->title[0] == '\0' ? category->id
                                                                  : category->title,
            aras_picture_estimate(of->estimates, number, k, reading));
    }
    return count;
}

static bool has_ranges(const struct aras_icon *icon, size_t count)
{
    for (size_t k = 0; k < count; k++) {
        if (icon[k].low < icon[k].high) {
            return true;
        }
    }
    return false;
}

enum aras_status aras_picture_endings(const struct aras_picture *picture,
                                      const struct aras_pictured *of, size_t outcome,
                                      size_t reading, struct aras_error *error)
{
    const struct aras_outcome *it = &of->model->outcomes[outcome];
    size_t room = it->kind == ARAS_CATEGORY ? it->category_count + 2 : 2;
    struct aras_icon *icon = calloc(room, sizeof *icon);
    char title[320];
    char worlds[256];
    char others[64];
    char subtitle[512];
    enum aras_status status;
    uint64_t all = 0;

    if (icon == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    }
    size_t count = list_endings(of, outcome, reading, icon);

    for (size_t k = 0; k < count; k++) {
        all += icon[k].worlds;
    }
    if (all == 0) {
        free(icon);
        return aras_error_set(error, ARAS_INVALID, "no world tells of '%s'", it->id);
    }
    if (it->kind == ARAS_CATEGORY) {
        count = join_rare(icon, count, others);
    }
    aras_picture_name_worlds(of, reading, worlds);
    snprintf(title, sizeof title, "In 100 imagined futures: %s", it->title);
    snprintf(subtitle, sizeof subtitle,
             "%s: %s%s. A share of worlds is no chance of the real event.", of->name,
             worlds,
             has_ranges(icon, count)
                 ? "; in parentheses where the share lies in 8 of 10 parameter sets"
                 : "");
    status = aras_icon_array_draw(
        picture->figure,
        &(struct aras_icon_array){
            .title = title, .subtitle = subtitle, .icon = icon, .icons = count},
        picture->look, error);
    free(icon);
    return status;
}

/* --- leverage --------------------------------------------------------------------- */

static int find_actor(const struct aras_model *model, const char *id, size_t length)
{
    for (size_t i = 0; i < model->actor_count; i++) {
        if (strncmp(model->actors[i].id, id, length) == 0 &&
            model->actors[i].id[length] == '\0') {
            return (int) i;
        }
    }
    return -1;
}

bool aras_picture_leverage_of(const struct aras_model *model,
                              const struct aras_code *of, size_t *holder, size_t *over)
{
    static const char head[] = "leverage[";
    const char *name;
    size_t length;
    int a;
    int b;

    if (of == NULL || of->literal || of->glance.kind != ARAS_GLANCE_SLOT) {
        return false;
    }
    name = model->slots[of->glance.slot].name;
    if (name == NULL || strncmp(name, head, sizeof head - 1) != 0) {
        return false;
    }
    name += sizeof head - 1;
    length = strcspn(name, ",");
    if (name[length] != ',') {
        return false;
    }
    a = find_actor(model, name, length);
    name += length + 1;
    name += strspn(name, " ");
    b = find_actor(model, name, strcspn(name, "]"));
    if (a < 0 || b < 0) {
        return false;
    }
    *holder = (size_t) a;
    *over = (size_t) b;
    return true;
}

/* Fills the matrix of all actors; gives how many cells have a number, and which actors
 * have any. */
static size_t gather_leverage(const struct aras_pictured *of, size_t reading,
                              struct aras_interval *range, double *value, bool *seen)
{
    const struct aras_model *model = of->model;
    size_t count = 0;

    for (size_t i = 0; i < model->actor_count * model->actor_count; i++) {
        value[i] = NAN;
        range[i] = (struct aras_interval){NAN, NAN};
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];
        const struct aras_estimate *it =
            aras_picture_estimate(of->estimates, i, 0, reading);
        size_t holder;
        size_t over;

        if (outcome->kind == ARAS_VALUE && it != NULL &&
            aras_picture_leverage_of(model, outcome->of, &holder, &over)) {
            value[holder * model->actor_count + over] = it->average.mean;
            range[holder * model->actor_count + over] = it->average.range;
            seen[holder] = seen[over] = true;
            count++;
        }
    }
    return count;
}

/* The numbers of the actors that have a number, at most ARAS_MOST_ACTORS, row by row.
 */
struct leverage {
    const char *name[ARAS_MOST_ACTORS];
    double cell[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    double low[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    double high[ARAS_MOST_ACTORS * ARAS_MOST_ACTORS];
    bool ranges;
    size_t actors;
    double limit;
    char subtitle[512];
};

static void fill_leverage(struct leverage *leverage, const struct aras_pictured *of,
                          size_t reading, const double *value,
                          const struct aras_interval *range, const bool *seen)
{
    const struct aras_model *model = of->model;
    size_t number[ARAS_MOST_ACTORS];
    char worlds[256];
    char moment[32];

    *leverage = (struct leverage){.limit = 0.1};
    for (size_t i = 0; i < model->actor_count && leverage->actors < ARAS_MOST_ACTORS;
         i++) {
        if (seen[i]) {
            number[leverage->actors] = i;
            leverage->name[leverage->actors++] = model->actors[i].name;
        }
    }
    for (size_t r = 0; r < leverage->actors; r++) {
        for (size_t c = 0; c < leverage->actors; c++) {
            size_t at = number[r] * model->actor_count + number[c];
            size_t cell = r * leverage->actors + c;
            double it = value[at];

            leverage->cell[cell] = it;
            leverage->low[cell] = range[at].low;
            leverage->high[cell] = range[at].high;
            leverage->ranges = leverage->ranges || !isnan(range[at].low);
            leverage->limit = isnan(it)
                                  ? leverage->limit
                                  : fmax(leverage->limit, ceil(10.0 * fabs(it)) / 10.0);
        }
    }
    aras_picture_name_worlds(of, reading, worlds);
    aras_model_write_moment(model, model->horizon, moment);
    snprintf(leverage->subtitle, sizeof leverage->subtitle,
             "%s, on %s: mean leverage over %s", of->name, moment, worlds);
}

/* Gathers the leverage of a run; ARAS_INVALID when its model tells of none. */
static enum aras_status find_leverage(struct leverage *leverage,
                                      const struct aras_pictured *of, size_t reading,
                                      struct aras_error *error)
{
    size_t actors = of->model->actor_count;
    double *value = calloc(actors * actors + 1, sizeof *value);
    struct aras_interval *range = calloc(actors * actors + 1, sizeof *range);
    bool *seen = calloc(actors + 1, sizeof *seen);
    enum aras_status status = ARAS_OK;

    if (value == NULL || range == NULL || seen == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY, "no memory for a picture");
    } else if (gather_leverage(of, reading, range, value, seen) == 0) {
        status = aras_error_set(
            error, ARAS_INVALID,
            "no outcome of this model is the leverage of one actor over another (kind "
            "= \"value\", of = \"leverage[a, b]\")");
    } else {
        fill_leverage(leverage, of, reading, value, range, seen);
    }
    free(value);
    free(range);
    free(seen);
    return status;
}

#define LEVERAGE_TITLE "Who has the upper hand over whom in the end"

enum aras_status aras_picture_leverage(const struct aras_picture *picture,
                                       const struct aras_pictured *of, size_t reading,
                                       struct aras_error *error)
{
    struct leverage leverage;

    if (find_leverage(&leverage, of, reading, error) != ARAS_OK) {
        return error->status;
    }
    return aras_leverage_matrix_draw(
        picture->figure,
        &(struct aras_leverage_matrix){.title = LEVERAGE_TITLE,
                                       .subtitle = leverage.subtitle,
                                       .actor = leverage.name,
                                       .actors = leverage.actors,
                                       .value = leverage.cell,
                                       .limit = leverage.limit,
                                       .low = leverage.ranges ? leverage.low : NULL,
                                       .high = leverage.ranges ? leverage.high : NULL},
        picture->look, error);
}

enum aras_status aras_picture_leverage_network(const struct aras_picture *picture,
                                               const struct aras_pictured *of,
                                               size_t reading, struct aras_error *error)
{
    struct leverage leverage;

    if (find_leverage(&leverage, of, reading, error) != ARAS_OK) {
        return error->status;
    }
    if (leverage.actors > ARAS_MOST_NODES) {
        return aras_error_set(
            error, ARAS_INVALID,
            "a network of %zu actors cannot be read, %d at most: draw "
            "--kind leverage",
            leverage.actors, ARAS_MOST_NODES);
    }
    return aras_leverage_network_draw(
        picture->figure,
        &(struct aras_leverage_network){.title = LEVERAGE_TITLE,
                                        .subtitle = leverage.subtitle,
                                        .actor = leverage.name,
                                        .actors = leverage.actors,
                                        .value = leverage.cell,
                                        .limit = leverage.limit,
                                        .low = leverage.ranges ? leverage.low : NULL,
                                        .high = leverage.ranges ? leverage.high : NULL},
        picture->look, error);
}
