#include "analysis/discovery_search.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "analysis/cursor.h"
#include "analysis/inputs.h"

enum { LEAST_WORLDS = 50 };

/* --- reading the run ------------------------------------------------------------ */

static enum aras_status close_set(struct aras_discovery_search *search, size_t row,
                                  struct aras_error *error)
{
    struct aras_summary group;

    if (search->size[row] == 0.0) {
        return ARAS_OK;
    }
    group = aras_nested_share_group(search->yes[row], search->size[row]);
    search->discovery->sets++;
    search->discovery->nested = search->discovery->nested || search->size[row] > 1.0;
    return aras_nested_add(&search->nested, &group, error);
}

static enum aras_status add_world(struct aras_discovery_search *search,
                                  const struct aras_world *world,
                                  struct aras_error *error)
{
    size_t row = (size_t) world->set;
    bool so = false;

    if (world->failed) {
        search->discovery->failed++;
        return ARAS_OK;
    }
    if (aras_condition_ask(search->wish->condition, world->outcomes, &so, error) !=
        ARAS_OK) {
        return aras_error_within(error, "world %" PRIu64, world->replication);
    }
    for (size_t i = 0; search->size[row] == 0.0 && i < search->columns; i++) {
        search->value[i * search->rows + row] = world->parameters[i];
    }
    search->size[row] += 1.0;
    search->yes[row] += so;
    return ARAS_OK;
}

static enum aras_status read_worlds(struct aras_discovery_search *search,
                                    const struct aras_run *run,
                                    struct aras_error *error)
{
    struct aras_cursor cursor = {.run = run};
    enum aras_status status = ARAS_OK;
    size_t row = 0;

    for (uint64_t i = 0; i < search->discovery->worlds && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status == ARAS_OK && world.set > row) {
            status = close_set(search, row, error);
            row = (size_t) world.set;
        }
        if (status == ARAS_OK) {
            status = add_world(search, &world, error);
        }
    }
    aras_cursor_close(&cursor);
    return status == ARAS_OK ? close_set(search, row, error) : status;
}

static bool make_room(struct aras_discovery_search *search)
{
    size_t rows = search->rows;
    size_t columns = search->columns;

    search->value = calloc(rows * columns + 1, sizeof *search->value);
    search->size = calloc(rows + 1, sizeof *search->size);
    search->yes = calloc(rows + 1, sizeof *search->yes);
    search->both = calloc(rows + 1, sizeof *search->both);
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        search->part_size[p] = calloc(rows + 1, sizeof(double));
    }
    search->input = calloc(columns + 1, sizeof *search->input);
    search->options = calloc(columns + 1, sizeof *search->options);
    search->limit = calloc(columns + 1, sizeof *search->limit);
    search->again = calloc(columns + 1, sizeof *search->again);
    search->discovery->input = calloc(columns + 1, sizeof *search->discovery->input);
    return search->value != NULL && search->size != NULL && search->yes != NULL &&
           search->both != NULL && search->part_size[ARAS_PART_SEARCH] != NULL &&
           search->part_size[ARAS_PART_CHOOSE] != NULL &&
           search->part_size[ARAS_PART_JUDGE] != NULL && search->input != NULL &&
           search->options != NULL && search->limit != NULL && search->again != NULL &&
           search->discovery->input != NULL;
}

/* --- inputs and parts ----------------------------------------------------------- */

static bool differs(const struct aras_discovery_search *search, const double *x)
{
    double seen = NAN;

    for (size_t row = 0; row < search->rows; row++) {
        if (search->size[row] > 0.0) {
            if (seen != x[row] && !isnan(seen)) {
                return true;
            }
            seen = x[row];
        }
    }
    return false;
}

static void add_input(struct aras_discovery_search *search, size_t column)
{
    const struct aras_model *model = search->model;
    struct aras_discovery *discovery = search->discovery;
    const double *x = search->value + column * search->rows;
    struct aras_drawn_input input = {.id = aras_inputs_id(model, column),
                                     .title = aras_inputs_title(model, column),
                                     .unit = ""};
    unsigned options = 0;

    if (aras_inputs_is_variant(model, column)) {
        input.variant = &model->variants[column - model->parameter_count];
        options = (unsigned) input.variant->count;
    } else if (model->parameters[column].unit != NULL) {
        input.unit = model->parameters[column].unit;
    }
    search->input[discovery->inputs] = x;
    search->options[discovery->inputs] = options;
    discovery->input[discovery->inputs++] = input;
}

/* Only what differs between sets can tell them apart. */
static enum aras_status list_inputs(struct aras_discovery_search *search,
                                    struct aras_error *error)
{
    const struct aras_model *model = search->model;
    struct aras_inputs inputs;

    if (aras_inputs_find(&inputs, model, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < inputs.count; i++) {
        size_t column = inputs.column[i];
        bool many =
            aras_inputs_is_variant(model, column) &&
            model->variants[column - model->parameter_count].count > ARAS_MOST_OPTIONS;

        if (!many && differs(search, search->value + column * search->rows)) {
            add_input(search, column);
        }
    }
    aras_inputs_free(&inputs);
    return ARAS_OK;
}

static enum aras_part part_of(size_t row)
{
    switch (row % 4) {
    case 2:
        return ARAS_PART_CHOOSE;
    case 3:
        return ARAS_PART_JUDGE;
    default:
        return ARAS_PART_SEARCH;
    }
}

static void divide(struct aras_discovery_search *search)
{
    struct aras_discovery *discovery = search->discovery;

    for (size_t row = 0; row < search->rows; row++) {
        enum aras_part part = part_of(row);
        struct aras_content *content = &discovery->part[part];

        search->part_size[part][row] = search->size[row];
        search->both[row] = part == ARAS_PART_JUDGE ? 0.0 : search->size[row];
        content->rows += search->size[row] > 0.0;
        content->size += search->size[row];
        content->yes += search->yes[row];
    }
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        discovery->all.rows += discovery->part[p].rows;
        discovery->all.size += discovery->part[p].size;
        discovery->all.yes += discovery->part[p].yes;
    }
}

static void sum_up(struct aras_discovery_search *search)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_clustered mean = aras_nested_mean(&search->nested);
    double variance = aras_nested_variance(&search->nested);

    discovery->share = discovery->all.yes / discovery->all.size;
    discovery->interval = aras_interval_clustered_share(&mean, ARAS_DISCOVERY_LEVEL);
    discovery->spread =
        discovery->nested && !isnan(variance) ? sqrt(fmax(variance, 0.0)) : NAN;
    discovery->effect = 1.0;
    if (discovery->spread > 0.0) {
        double each = discovery->all.size / (double) discovery->sets;
        double alike = discovery->spread * discovery->spread /
                       (discovery->share * (1.0 - discovery->share));

        discovery->effect += (each - 1.0) * fmin(alike, 1.0);
    }
}

static enum aras_status is_enough(const struct aras_discovery_search *search,
                                  struct aras_error *error)
{
    const struct aras_discovery *discovery = search->discovery;
    const char *text = search->wish->condition->text;
    double yes = discovery->all.yes;
    double no = discovery->all.size - yes;

    if (discovery->inputs == 0 && discovery->sets > 1) {
        return aras_error_set(
            error, ARAS_INVALID,
            "no parameter or variant of this run was drawn, so there is "
            "nothing among which to look: play it without --central");
    }
    if (discovery->sets < ARAS_DISCOVERY_LEAST_SETS) {
        return aras_error_set(error, ARAS_INVALID,
                              "%zu parameter sets are too few to look for boxes: at "
                              "least %d are needed, and "
                              "2,000 are better. A world of a set that is there "
                              "already adds none, so play "
                              "with smaller groups: -n 10000 --group 5",
                              discovery->sets, (int) ARAS_DISCOVERY_LEAST_SETS);
    }
    if (yes == 0.0 || no == 0.0) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is so in %s of the %.0f worlds: nothing tells them "
                              "apart",
                              text, yes == 0.0 ? "none" : "all", discovery->all.size);
    }
    if (fmin(yes, no) < LEAST_WORLDS) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is %s in only %.0f of %.0f worlds: at least %d are "
                              "needed, so play about "
                              "-n %.0f --group 5",
                              text, yes < no ? "so" : "not so", fmin(yes, no),
                              discovery->all.size, (int) LEAST_WORLDS,
                              1000.0 * ceil(2.0 * LEAST_WORLDS * discovery->all.size /
                                            fmin(yes, no) / 1000.0));
    }
    return ARAS_OK;
}

/* --- all of it ----------------------------------------------------------------------
 */

enum aras_status aras_discovery_search_begin(struct aras_discovery_search *search,
                                             const struct aras_run *run,
                                             struct aras_error *error)
{
    if (!make_room(search)) {
        return aras_discovery_no_memory(error);
    }
    if (read_worlds(search, run, error) != ARAS_OK) {
        return error->status;
    }
    divide(search);
    if (list_inputs(search, error) != ARAS_OK || is_enough(search, error) != ARAS_OK) {
        return error->status;
    }
    sum_up(search);
    return ARAS_OK;
}

void aras_discovery_search_end(struct aras_discovery_search *search)
{
    free(search->value);
    free(search->size);
    free(search->yes);
    free(search->both);
    for (size_t p = 0; p < ARAS_PARTS; p++) {
        free(search->part_size[p]);
    }
    free(search->input);
    free(search->options);
    free(search->limit);
    free(search->again);
    aras_nested_free(&search->nested);
}

struct aras_cases aras_discovery_cases(const struct aras_discovery_search *search,
                                       const double *size)
{
    return (struct aras_cases){.rows = search->rows,
                               .inputs = search->discovery->inputs,
                               .input = search->input,
                               .options = search->options,
                               .size = size,
                               .yes = search->yes};
}

enum aras_status aras_discovery_no_memory(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for boxes");
}
