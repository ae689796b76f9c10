/* What a number can be: `range`, of quantities and of parameters. */
#include "model/range.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "model/builder.h"

/* --- telling it --------------------------------------------------------------------
 */

struct aras_range_text aras_range_text(double low, double high, double factor,
                                       const char *unit)
{
    struct aras_range_text range;
    const char *blank = unit[0] == '\0' ? "" : " ";

    if (isfinite(low) && isfinite(high)) {
        snprintf(range.text, sizeof range.text, "%g .. %g%s%s", low / factor,
                 high / factor, blank, unit);
    } else if (isfinite(low) || isfinite(high)) {
        snprintf(range.text, sizeof range.text, "%g%s%s or %s",
                 (isfinite(low) ? low : high) / factor, blank, unit,
                 isfinite(low) ? "more" : "less");
    } else {
        snprintf(range.text, sizeof range.text, "any number");
    }
    return range;
}

struct aras_range_text aras_range_of_parameter(const struct aras_model *model,
                                               const struct aras_parameter *parameter)
{
    const struct aras_slot *slot = &model->slots[parameter->slot];

    return aras_range_text(slot->low, slot->high, parameter->unit_factor,
                           slot->dimension == 0 ? "" : parameter->unit);
}

/* A rate that was counted, and what has a logarithm, is above 0 whatever is drawn; just
 * where that is takes long to find. */
static bool is_positive(const struct aras_prior *prior)
{
    return prior->kind == ARAS_PRIOR_WIDENED ||
           prior->kind == ARAS_PRIOR_SPLIT_LOGNORMAL;
}

bool aras_range_holds(const struct aras_model *model,
                      const struct aras_parameter *parameter, double *least,
                      double *most)
{
    const struct aras_slot *slot = &model->slots[parameter->slot];
    double factor = parameter->scale * parameter->factor;

    if (slot->low <= 0.0 && slot->high == INFINITY && is_positive(&parameter->prior)) {
        *least = 0.0;
        *most = INFINITY;
        return true;
    }
    aras_prior_extent(&parameter->prior, least, most);
    *least *= factor;
    *most *= factor;
    return *least >= slot->low && *most <= slot->high;
}

/* --- reading it --------------------------------------------------------------------
 */

static bool is_none(const struct aras_setting *setting)
{
    return setting->kind == ARAS_SETTING_TEXT && strcmp(setting->text, "none") == 0;
}

/* The number of one end, or `open` for "none". */
static double end_of(const struct aras_setting *end, double open)
{
    return is_none(end) ? open : end->number;
}

/* (0, "none"): the end that is no number is told by aras_setting_numbers. */
static bool has_open_end(const struct aras_setting *range)
{
    const struct aras_setting *low;
    const struct aras_setting *high;

    if (range->kind != ARAS_SETTING_LIST || range->count != 2) {
        return false;
    }
    low = range->parts[0];
    high = range->parts[1];
    return (is_none(low) && high->kind == ARAS_SETTING_NUMBER) ||
           (is_none(high) && low->kind == ARAS_SETTING_NUMBER);
}

bool aras_builder_range(struct aras_builder *builder, struct aras_setting *entry,
                        const char *what, double *low, double *high)
{
    struct aras_setting *range = aras_setting_find(entry, "range");
    double first;
    double last;

    *low = -INFINITY;
    *high = INFINITY;
    if (range == NULL || is_none(range)) {
        return range != NULL;
    }
    if (range->kind == ARAS_SETTING_TEXT) {
        aras_problems_add(builder->problems, range->place,
                          "the range of %s is [low, high] or \"none\", got '%s'; with "
                          "one end only it is (0, \"none\")",
                          what, range->text);
        return false;
    }
    if (!has_open_end(range) &&
        aras_setting_numbers(entry, "range", 2, builder->problems) == NULL) {
        return false;
    }
    first = end_of(range->parts[0], -INFINITY);
    last = end_of(range->parts[1], INFINITY);
    if (!(first < last)) {
        aras_problems_add(builder->problems, range->place,
                          "the range of %s runs from %g to %g: the first number must "
                          "be the smaller",
                          what, first, last);
        return false;
    }
    *low = first;
    *high = last;
    return true;
}

/* --- holding parameters to it ------------------------------------------------------
 */

/* An entry that states a parameter, of the model or of a scenario. */
struct stated {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const struct aras_parameter *parameter;
};

static struct aras_range_text range_of(const struct stated *stated)
{
    return aras_range_of_parameter(stated->builder->model, stated->parameter);
}

/* A number in the unit in which the entry states it. */
static bool check_number(const struct stated *stated, double number, const char *what,
                         struct aras_place place)
{
    const struct aras_slot *slot =
        &stated->builder->model->slots[stated->parameter->slot];
    double value = number * stated->parameter->scale;

    if (value >= slot->low && value <= slot->high) {
        return true;
    }
    aras_problems_add(stated->builder->problems, place,
                      "%s of '%s', %g, lies outside its range, %s", what,
                      stated->parameter->id, number, range_of(stated).text);
    return false;
}

/* All numbers of the list `key`, each called `what`. */
static bool check_list(const struct stated *stated, const char *key, const char *what)
{
    const struct aras_setting *list = aras_setting_find(stated->entry, key);
    bool good = true;

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        good =
            check_number(stated, list->parts[i]->number, what, list->parts[i]->place) &&
            good;
    }
    return good;
}

/* The numbers that are written as what the parameter is: not a probability, which
 * becomes a rate, nor what a distribution or evidence is made of. */
static bool check_numbers(const struct stated *stated)
{
    static const char *const ways[] = {"value", "rate"};
    struct aras_setting *entry = stated->entry;
    bool good = true;

    if (aras_setting_find(entry, "values") != NULL) {
        return check_list(stated, "values", "a value");
    }
    if (stated->parameter->prior.kind != ARAS_PRIOR_FIXED &&
        aras_setting_find(entry, "interval") == NULL) {
        return true; /* `value` is then the median of the prior */
    }
    for (size_t i = 0; i < 2; i++) {
        const struct aras_setting *number = aras_setting_find(entry, ways[i]);

        if (number != NULL) {
            good = check_number(
                stated, number->number,
                aras_arena_print(stated->builder->arena, "the %s", ways[i]),
                number->place);
            good = check_list(stated, "interval", "an end of the interval") && good;
        }
    }
    return good;
}

/* What would not leave the range. */
static const char *advice(const struct stated *stated)
{
    const struct aras_slot *slot =
        &stated->builder->model->slots[stated->parameter->slot];

    if (stated->parameter->factor != 1.0) {
        return "the range, the prior or the fit is wrong";
    }
    if (slot->low <= 0.0 && !isfinite(slot->high)) {
        return "shape = \"lognormal\", lognormal_median and gamma stay above 0, and "
               "two "
               "more numbers truncate a distribution, as in normal(3, 2, 0, 20)";
    }
    if (slot->low <= 0.0 && slot->high >= stated->parameter->unit_factor) {
        return "shape = \"logit\" and beta stay between 0 and 1, uniform, triangular "
               "and "
               "pert between their ends, and two more numbers truncate a "
               "distribution, as in normal(0.3, 0.1, 0, 1)";
    }
    return "uniform, triangular and pert stay between their ends, and two more numbers "
           "truncate a distribution, as in normal(mean, sd, low, high)";
}

/* The way in which the entry states it, for the place. */
static struct aras_place place_of(const struct stated *stated)
{
    static const char *const ways[] = {"prior",    "evidence", "probability",
                                       "interval", "value",    "rate"};
    struct aras_setting *way = NULL;

    for (size_t i = 0; way == NULL && i < sizeof ways / sizeof *ways; i++) {
        way = aras_setting_find(stated->entry, ways[i]);
    }
    return way == NULL ? stated->entry->place : way->place;
}

bool aras_builder_check_drawn(struct aras_builder *builder,
                              const struct aras_parameter *parameter,
                              struct aras_setting *entry)
{
    struct stated stated = {builder, entry, parameter};
    const char *fitted = parameter->factor == 1.0 ? "" : ", with its fitted intercept,";
    double least;
    double most;

    if (aras_range_holds(builder->model, parameter, &least, &most)) {
        return true;
    }
    if (parameter->prior.kind == ARAS_PRIOR_FIXED) {
        aras_problems_add(builder->problems, place_of(&stated),
                          "'%s'%s is %.4g, which lies outside its range, %s",
                          parameter->id, fitted, least / parameter->unit_factor,
                          range_of(&stated).text);
        return false;
    }
    aras_problems_add(builder->problems, place_of(&stated),
                      "the prior of '%s'%s gives numbers from %.4g to %.4g, which "
                      "leaves its range, %s: %s",
                      parameter->id, fitted, least / parameter->unit_factor,
                      most / parameter->unit_factor, range_of(&stated).text,
                      advice(&stated));
    return false;
}

void aras_builder_check_stated(struct aras_builder *builder,
                               const struct aras_parameter *parameter,
                               struct aras_setting *entry)
{
    struct stated stated = {builder, entry, parameter};

    if (check_numbers(&stated)) {
        (void) aras_builder_check_drawn(builder, parameter, entry);
    }
}
