#include "montecarlo/design.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "random/permutation.h"
#include "random/sobol.h"

enum { MOST_MODELS = 100, LEVELS = 4 };

#define MOST_POINTS UINT64_C(1000000000)

struct aras_design {
    struct aras_design_form form;
    uint64_t points;
    uint64_t columns; /* points of a trajectory or a row; 1 */
    size_t models;
    uint64_t prime;           /* the first that is not below the number of axes, >= 2 */
    struct aras_sobol *sobol; /* SOBOL, SALTELLI; else NULL */
};

/* --- making --------------------------------------------------------------------------
 */

static const char *kind_name(enum aras_design_kind kind)
{
    switch (kind) {
    case ARAS_DESIGN_GRID:
        return "grid";
    case ARAS_DESIGN_LIST:
        return "list";
    case ARAS_DESIGN_HYPERCUBE:
        return "lhs";
    case ARAS_DESIGN_SOBOL:
        return "sobol";
    case ARAS_DESIGN_MORRIS:
        return "morris";
    case ARAS_DESIGN_SALTELLI:
        break;
    }
    return "saltelli";
}

static enum aras_status check_axis(const struct aras_design_form *form, size_t number,
                                   struct aras_error *error)
{
    const struct aras_axis *axis = &form->axis[number];

    for (size_t i = 0; i < number; i++) {
        const struct aras_axis *other = &form->axis[i];

        if (axis->setting == other->setting &&
            (axis->setting ? strcmp(axis->key, other->key) == 0
                           : axis->slot == other->slot)) {
            return aras_error_set(error, ARAS_INVALID, "'%s' varies on two axes",
                                  axis->key);
        }
    }
    if (form->kind == ARAS_DESIGN_GRID && axis->kind != ARAS_AXIS_VALUES) {
        return aras_error_set(error, ARAS_INVALID,
                              "a grid needs values, and '%s' has none: write key=v1,v2 "
                              "or key=a..b:step, or take a design that draws (lhs, "
                              "sobol, morris)",
                              axis->text);
    }
    if (form->kind == ARAS_DESIGN_MORRIS && axis->kind == ARAS_AXIS_VALUES &&
        axis->count < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has but one value: nothing can move along it",
                              axis->text);
    }
    return ARAS_OK;
}

static enum aras_status too_many(const struct aras_design_form *form,
                                 struct aras_error *error)
{
    return aras_error_set(error, ARAS_INVALID,
                          "this %s has more than %" PRIu64 " points",
                          kind_name(form->kind), MOST_POINTS);
}

static enum aras_status count_points(struct aras_design *design,
                                     struct aras_error *error)
{
    const struct aras_design_form *form = &design->form;

    design->columns = 1;
    if (form->kind == ARAS_DESIGN_GRID) {
        design->points = 1;
        for (size_t i = 0; i < form->axes; i++) {
            if (form->axis[i].count > MOST_POINTS / design->points) {
                return too_many(form, error);
            }
            design->points *= form->axis[i].count;
        }
        return ARAS_OK;
    }
    if (form->size == 0) {
        return aras_error_set(error, ARAS_INVALID, "a design needs at least one point");
    }
    if (form->kind == ARAS_DESIGN_MORRIS) {
        design->columns = form->axes + 1;
    } else if (form->kind == ARAS_DESIGN_SALTELLI) {
        design->columns = (form->factor == NULL ? form->axes : form->factors) + 2;
    }
    if (form->size > MOST_POINTS / design->columns) {
        return too_many(form, error);
    }
    design->points = form->size * design->columns;
    return ARAS_OK;
}

static enum aras_status count_models(struct aras_design *design,
                                     struct aras_error *error)
{
    const struct aras_design_form *form = &design->form;

    design->models = 1;
    for (size_t i = 0; i < form->axes; i++) {
        if (!form->axis[i].setting) {
            continue;
        }
        if (form->axis[i].names > MOST_MODELS / design->models) {
            return aras_error_set(error, ARAS_INVALID,
                                  "the settings that vary need a model for each of "
                                  "their combinations, and there are more than %d",
                                  MOST_MODELS);
        }
        design->models *= form->axis[i].names;
    }
    return ARAS_OK;
}

/* The first prime that is not below a number; axes are too few for anything faster. */
static uint64_t prime_from(uint64_t number)
{
    uint64_t divisor = 2;

    number = number < 2 ? 2 : number;
    while (divisor * divisor <= number) {
        if (number % divisor == 0) {
            number++;
            divisor = 2;
        } else {
            divisor++;
        }
    }
    return number;
}

static enum aras_status prepare(struct aras_design *design, struct aras_error *error)
{
    const struct aras_design_form *form = &design->form;
    size_t dimensions = form->kind == ARAS_DESIGN_SOBOL      ? form->axes
                        : form->kind == ARAS_DESIGN_SALTELLI ? 2 * form->axes
                                                             : 0;

    ARAS_REQUIRE(form->group >= 1);
    design->prime = prime_from(form->axes);
    if (form->axes == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "nothing varies: a design needs at least one axis, as in "
                              "key=0..1:0.25");
    }
    for (size_t i = 0; i < form->axes; i++) {
        if (check_axis(form, i, error) != ARAS_OK) {
            return error->status;
        }
    }
    if (count_points(design, error) != ARAS_OK ||
        count_models(design, error) != ARAS_OK) {
        return error->status;
    }
    if (dimensions > 0) {
        design->sobol = aras_sobol_new(dimensions, form->seed, error);
        return design->sobol == NULL ? error->status : ARAS_OK;
    }
    return ARAS_OK;
}

struct aras_design *aras_design_new(const struct aras_design_form *form,
                                    struct aras_error *error)
{
    struct aras_design *design = calloc(1, sizeof *design);

    if (design == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a design");
        return NULL;
    }
    design->form = *form;
    if (prepare(design, error) != ARAS_OK) {
        aras_design_free(design);
        return NULL;
    }
    return design;
}

void aras_design_free(struct aras_design *design)
{
    if (design != NULL) {
        aras_sobol_free(design->sobol);
        free(design);
    }
}

const struct aras_design_form *aras_design_form(const struct aras_design *design)
{
    return &design->form;
}

uint64_t aras_design_points(const struct aras_design *design)
{
    return design->points;
}

/* --- points --------------------------------------------------------------------------
 */

/* Draws belong to the key of an axis, so that another axis more changes none of them;
 * `which` keeps those of one axis apart. */
static struct aras_stream stream_of(const struct aras_design *design,
                                    const struct aras_axis *axis, uint64_t which)
{
    return (struct aras_stream){.seed = design->form.seed,
                                .replication = which,
                                .name = aras_name_hash(axis->key),
                                .purpose = ARAS_FOR_DESIGN};
}

static void get_grid(const struct aras_design *design, uint64_t point, double *values)
{
    for (size_t i = design->form.axes; i-- > 0;) {
        const struct aras_axis *axis = &design->form.axis[i];

        values[i] = aras_axis_value(axis, (size_t) (point % axis->count));
        point /= axis->count;
    }
}

static void get_hypercube(const struct aras_design *design, uint64_t point,
                          double *values)
{
    for (size_t i = 0; i < design->form.axes; i++) {
        const struct aras_axis *axis = &design->form.axis[i];
        struct aras_stream order = stream_of(design, axis, 0);
        struct aras_stream place = stream_of(design, axis, 1);
        double part = (double) aras_permuted(&order, design->form.size, point);
        double u =
            (part + aras_stream_uniform(&place, point, 0)) / (double) design->form.size;

        /* The sum may have been rounded up to the end. */
        values[i] = aras_axis_at(axis, u < 1.0 ? u : 1.0 - 0x1p-53);
    }
}

/* Where an axis of a trajectory stands before its move, and after. */
static double morris_value(const struct aras_axis *axis,
                           const struct aras_stream *stream, bool moved)
{
    uint64_t words[4];
    unsigned level;

    if (axis->kind == ARAS_AXIS_VALUES) {
        return aras_axis_value(
            axis, (size_t) aras_permuted(stream, axis->count, moved ? 1 : 0));
    }
    aras_stream_words(stream, 0, 0, words);
    level = (unsigned) (words[0] % LEVELS);
    level = moved ? (level + LEVELS / 2) % LEVELS : level;
    return aras_axis_at(axis, (level + 0.5) / LEVELS);
}

/*
 * The place of axis `i` in the order of a trajectory: a i + b modulo the first prime
 * that is not below the number of axes, gone on with until it is below. Each axis comes
 * at each place, and each pair in each order, as often as any other, which is all that
 * a trajectory needs; and it costs a few multiplications, where a permutation among all
 * would cost more than playing the world.
 */
static uint64_t place_in_order(const struct aras_design *design,
                               const uint64_t words[4], uint64_t i)
{
    uint64_t a = 1 + words[0] % (design->prime - 1);
    uint64_t b = words[1] % design->prime;

    do {
        i = (a * i + b) % design->prime;
    } while (i >= design->form.axes);
    return i;
}

static void get_morris(const struct aras_design *design, uint64_t point, double *values)
{
    uint64_t trajectory = point / design->columns;
    uint64_t step = point % design->columns;
    struct aras_stream order = {.seed = design->form.seed,
                                .replication = trajectory,
                                .name = aras_name_hash("order of a trajectory"),
                                .purpose = ARAS_FOR_DESIGN};
    uint64_t words[4];

    aras_stream_words(&order, 0, 0, words);
    for (size_t i = 0; i < design->form.axes; i++) {
        const struct aras_axis *axis = &design->form.axis[i];
        struct aras_stream stream = stream_of(design, axis, trajectory);

        values[i] =
            morris_value(axis, &stream, place_in_order(design, words, i) < step);
    }
}

/* Whether a point of a row takes a factor from B. */
static bool from_b(uint64_t column, size_t factor)
{
    return column == 1 || (column > 1 && column - 2 == factor);
}

static void get_saltelli(const struct aras_design *design, uint64_t point,
                         double *values)
{
    const struct aras_design_form *form = &design->form;
    uint64_t row = point / design->columns;
    uint64_t column = point % design->columns;

    for (size_t i = 0; i < form->axes; i++) {
        size_t factor = form->factor == NULL ? i : form->factor[i];
        size_t dimension = from_b(column, factor) ? form->axes + i : i;

        values[i] =
            aras_axis_at(&form->axis[i], aras_sobol_at(design->sobol, row, dimension));
    }
}

void aras_design_get(const struct aras_design *design, uint64_t point, double *values)
{
    const struct aras_design_form *form = &design->form;

    ARAS_REQUIRE(point < design->points);
    switch (form->kind) {
    case ARAS_DESIGN_GRID:
        get_grid(design, point, values);
        break;
    case ARAS_DESIGN_LIST:
        memcpy(values, form->table + point * form->axes, form->axes * sizeof *values);
        break;
    case ARAS_DESIGN_HYPERCUBE:
        get_hypercube(design, point, values);
        break;
    case ARAS_DESIGN_SOBOL:
        for (size_t i = 0; i < form->axes; i++) {
            values[i] =
                aras_axis_at(&form->axis[i], aras_sobol_at(design->sobol, point, i));
        }
        break;
    case ARAS_DESIGN_MORRIS:
        get_morris(design, point, values);
        break;
    case ARAS_DESIGN_SALTELLI:
        get_saltelli(design, point, values);
        break;
    }
}

size_t aras_design_models(const struct aras_design *design)
{
    return design->models;
}

size_t aras_design_model(const struct aras_design *design, const double *values)
{
    size_t number = 0;

    for (size_t i = 0; i < design->form.axes; i++) {
        if (design->form.axis[i].setting) {
            number = number * design->form.axis[i].names + (size_t) values[i];
        }
    }
    return number;
}

/* --- cells ---------------------------------------------------------------------------
 */

bool aras_design_shares_worlds(const struct aras_design *design)
{
    return design->form.kind != ARAS_DESIGN_MORRIS &&
           design->form.kind != ARAS_DESIGN_SALTELLI;
}

struct aras_cell aras_design_cell(const struct aras_design *design,
                                  uint64_t replication)
{
    const struct aras_design_form *form = &design->form;
    uint64_t w = replication / design->points;
    struct aras_cell cell = {.point = replication % design->points};
    uint64_t row = cell.point / design->columns;
    uint64_t column = cell.point % design->columns;

    if (form->kind == ARAS_DESIGN_MORRIS) {
        cell.world = w * form->size + row;
        cell.set = row;
    } else if (form->kind == ARAS_DESIGN_SALTELLI) {
        bool luck = form->luck != ARAS_NO_FACTOR && from_b(column, form->luck);
        bool set =
            form->parameters != ARAS_NO_FACTOR && from_b(column, form->parameters);

        cell.world = 2 * w * form->size + row + (luck ? form->size : 0);
        cell.set = row + (set ? form->size : 0);
    } else {
        cell.world = w;
        cell.set = w / form->group;
    }
    return cell;
}
