#ifndef ARAS_MONTECARLO_AXIS_H
#define ARAS_MONTECARLO_AXIS_H

#include "base/arena.h"
#include "base/text.h"
#include "simulation/simulation.h"

enum aras_axis_kind {
    ARAS_AXIS_VALUES, /* some values, in an order */
    ARAS_AXIS_SPAN,   /* every number from one to another, all alike */
    ARAS_AXIS_PRIOR   /* numbers as a prior says */
};

/**
 * One thing that a design varies: an input of the simulation, or a setting, which needs
 * a compiled model for each of its values. Values are in the model's units; a setting's
 * are the numbers 0, 1, ... of its texts. Plain to read; made by aras_axis_read.
 */
struct aras_axis {
    const char *text; /* as typed, without blanks: "corridor_support=0..1:0.25" */
    const char *key;  /* "corridor_support" */
    bool setting;
    struct aras_input input; /* of what is no setting */
    uint32_t slot;           /* likewise */
    const char *unit;        /* in which numbers are typed and written; "" */
    double scale;            /* model's units in one such unit */

    enum aras_axis_kind kind;
    size_t count;        /* VALUES: how many */
    const double *value; /* VALUES; NULL: `count` steps from low to high */
    const double
        *weight; /* VALUES: how likely each is, by `~` for a variant; NULL: alike */
    const char *const *name; /* of values 0, 1, ... of a variant, a stage, a truth or a
                                setting; NULL: numbers */
    size_t names;
    double low, high, step;                  /* steps, SPAN: in the typed unit */
    struct aras_prior prior;                 /* PRIOR */
    const struct aras_quantile_table *table; /* PRIOR: NULL where the inverse is fast;
                                                borrowed from the model */
    double quantile_scale, quantile_factor;  /* PRIOR: value = quantile x both */
};

/**
 * Reads an axis as it is typed:
 *
 *     key=v1,v2,...     these values: numbers, options, stages, true and false
 *     key=a..b:step     a, a + step, ..., b
 *     key=a..b          every number from a to b, for designs that draw
 *     key~prior         the model's own prior of a parameter; the options of a variant
 *                       by their weights
 *     key~normal(0, 1)  this distribution; two more numbers truncate it
 *
 * The key is a parameter, a variant, a quantity (its start) or a rule; numbers are in
 * the parameter's own unit. A setting is `horizon` (numbers are in the model's unit of
 * time), `scale.EVENT` (by which its rate is multiplied), `delay.EVENT` (by how much)
 * or `force.EVENT` (when). ARAS_INVALID, or ARAS_UNKNOWN with the nearest name, says
 * what is wrong and what would be right. Call inside a try of `arena`, where the texts
 * live; the model is borrowed.
 */
ARAS_CHECKED enum aras_status aras_axis_read(struct aras_axis *axis, const char *text,
                                             const struct aras_model *model,
                                             struct aras_arena *arena,
                                             struct aras_error *error);

/** An axis that takes its values from elsewhere: it has none of its own. */
ARAS_CHECKED enum aras_status aras_axis_column(struct aras_axis *axis, const char *key,
                                               const struct aras_model *model,
                                               struct aras_arena *arena,
                                               struct aras_error *error);

/** The axis of a parameter (by its prior) or a variant (by its weights) of the model,
 * as `key~prior` reads it; ARAS_INVALID when it has but one value. */
ARAS_CHECKED enum aras_status aras_axis_of_input(struct aras_axis *axis,
                                                 struct aras_input input,
                                                 const struct aras_model *model,
                                                 struct aras_arena *arena,
                                                 struct aras_error *error);

/** One value as typed: "0.3", "ceasefire". A new text of a setting is added to its
 * names. Inside a try, as above. */
ARAS_CHECKED enum aras_status aras_axis_parse(struct aras_axis *axis, const char *text,
                                              const struct aras_model *model,
                                              struct aras_arena *arena, double *value,
                                              struct aras_error *error);

/** Value `number` < count of an axis of VALUES. */
double aras_axis_value(const struct aras_axis *axis, size_t number);

/** The value below which the share `u` of the axis lies, 0 < u < 1: of VALUES each has
 * an equal part, or one by its weight. */
double aras_axis_at(const struct aras_axis *axis, double u);

/** Whether the values have names: a variant, a stage, a truth, a setting. */
bool aras_axis_is_category(const struct aras_axis *axis);

/** A value as it would be typed, with as many digits as it takes to read it back. */
void aras_axis_write(const struct aras_axis *axis, double value,
                     struct aras_text *text);

#endif
