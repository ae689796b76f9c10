#include "montecarlo/axis.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"
#include "base/require.h"
#include "model/range.h"

enum { MOST_STEPS = 1000000, MOST_SETTINGS = 99, MOST_NUMBERS = 5 };

/* --- what a key means ---------------------------------------------------------------
 */

static const char *const settings[] = {"horizon", "scale.", "delay.", "force."};

enum { SETTINGS = sizeof settings / sizeof *settings };

static bool is_started(const struct aras_slot *slot)
{
    return slot->kind == ARAS_SLOT_QUANTITY || slot->kind == ARAS_SLOT_CLOCK;
}

static bool is_rule(const struct aras_model *model, uint32_t slot)
{
    for (size_t i = 0; i < model->initial_count; i++) {
        if (model->initials[i].slot == slot) {
            return true;
        }
    }
    return false;
}

static void name_values(struct aras_axis *axis, const char *const *names, size_t count)
{
    axis->name = names;
    axis->names = count;
}

static void be_parameter(struct aras_axis *axis, const struct aras_model *model,
                         uint32_t number)
{
    const struct aras_parameter *parameter = &model->parameters[number];

    axis->input = (struct aras_input){ARAS_INPUT_PARAMETER, number};
    axis->slot = parameter->slot;
    axis->unit = parameter->unit == NULL ? "" : parameter->unit;
    axis->scale = parameter->unit_factor;
}

static void be_variant(struct aras_axis *axis, const struct aras_model *model,
                       uint32_t number, struct aras_arena *arena)
{
    const struct aras_variant *variant = &model->variants[number];
    const char **names = aras_arena_array(arena, variant->count, sizeof *names);

    for (size_t i = 0; i < variant->count; i++) {
        names[i] = variant->options[i].id;
    }
    axis->input = (struct aras_input){ARAS_INPUT_VARIANT, number};
    axis->slot = variant->slot;
    name_values(axis, names, variant->count);
}

static void be_start(struct aras_axis *axis, const struct aras_model *model,
                     uint32_t number)
{
    static const char *const truths[] = {"false", "true"};
    const struct aras_slot *slot = &model->slots[number];

    axis->input = (struct aras_input){ARAS_INPUT_INITIAL, number};
    axis->slot = number;
    axis->unit = slot->unit == NULL ? "" : slot->unit;
    if (slot->type == ARAS_STAGE) {
        name_values(axis, slot->stages->names, slot->stages->count);
    } else if (slot->type == ARAS_TRUTH) {
        name_values(axis, truths, 2);
    }
}

/* The slot of a name; of a pair, whose names stand sorted, also the other way about. */
static int find_slot(const struct aras_model *model, const char *key,
                     struct aras_arena *arena)
{
    const char *open = strchr(key, '[');
    const char *comma = open == NULL ? NULL : strchr(open, ',');
    int slot = aras_model_find_slot(model, key);

    if (slot >= 0 || comma == NULL || strchr(comma + 1, ',') != NULL ||
        key[strlen(key) - 1] != ']') {
        return slot;
    }
    return aras_model_find_slot(
        model, aras_arena_print(arena, "%.*s[%.*s,%.*s]", (int) (open - key), key,
                                (int) (strlen(comma) - 2), comma + 1,
                                (int) (comma - open - 1), open + 1));
}

static enum aras_status unknown_key(const struct aras_model *model, const char *key,
                                    struct aras_arena *arena, struct aras_error *error)
{
    const char **names = aras_arena_array(
        arena, model->slot_count + model->parameter_count + SETTINGS, sizeof *names);
    size_t count = 0;

    for (size_t i = 0; i < model->parameter_count; i++) {
        if (!model->parameters[i].hidden) {
            names[count++] = model->parameters[i].id;
        }
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        names[count++] = model->variants[i].id;
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        if (is_started(&model->slots[i]) && model->slots[i].name != NULL) {
            names[count++] = model->slots[i].name;
        }
    }
    names[count++] = settings[0];
    return aras_error_set(error, ARAS_UNKNOWN,
                          "there is no parameter, variant, quantity or setting '%s'%s",
                          key, aras_nearest_hint(key, names, count, arena));
}

/* Settings that belong to an event are checked here; what they mean, where they are
 * compiled. */
static enum aras_status be_setting(struct aras_axis *axis,
                                   const struct aras_model *model, const char *key,
                                   struct aras_error *error)
{
    const char *event = strchr(key, '.');

    axis->setting = true;
    axis->unit = "";
    if (event == NULL || strchr(event, '[') != NULL ||
        aras_model_find_event(model, event + 1) >= 0) {
        return ARAS_OK;
    }
    for (size_t i = 0; i < model->event_count; i++) {
        if (strcmp(model->events[i].entry, event + 1) == 0) {
            return ARAS_OK; /* all of a template */
        }
    }

    return aras_error_set(error, ARAS_UNKNOWN, "in '%s': there is no event '%s'%s", key,
                          event + 1,
                          aras_model_hint(model, ARAS_NAMED_EVENT, event + 1).text);
}

static bool is_setting(const char *key)
{
    for (size_t i = 0; i < SETTINGS; i++) {
        size_t length = strlen(settings[i]);

        if (strcmp(key, settings[i]) == 0 ||
            (settings[i][length - 1] == '.' && key[length] != '\0' &&
             strncmp(key, settings[i], length) == 0)) {
            return true;
        }
    }
    return false;
}

static enum aras_status find_key(struct aras_axis *axis, const char *key,
                                 const struct aras_model *model,
                                 struct aras_arena *arena, struct aras_error *error)
{
    int slot;

    *axis = (struct aras_axis){.key = key, .unit = "", .scale = 1.0};
    if (is_setting(key)) {
        return be_setting(axis, model, key, error);
    }
    for (uint32_t i = 0; i < model->parameter_count; i++) {
        if (strcmp(model->parameters[i].id, key) == 0) {
            be_parameter(axis, model, i);
            return ARAS_OK;
        }
    }
    for (uint32_t i = 0; i < model->variant_count; i++) {
        if (strcmp(model->variants[i].id, key) == 0) {
            be_variant(axis, model, i, arena);
            return ARAS_OK;
        }
    }
    slot = find_slot(model, key, arena);
    if (slot < 0) {
        return unknown_key(model, key, arena, error);
    }
    if (!is_started(&model->slots[slot]) && !is_rule(model, (uint32_t) slot)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' follows from other values and cannot be varied "
                              "itself",
                              model->slots[slot].name);
    }
    be_start(axis, model, (uint32_t) slot);
    return ARAS_OK;
}

/* --- values --------------------------------------------------------------------------
 */

static bool read_number(const char *text, double *number)
{
    char *end;

    errno = 0;
    *number = strtod(text, &end);
    /* strtod also reads hexadecimal, "inf" and "nan". */
    return strspn(text, "0123456789.eE+-") == strlen(text) && end != text &&
           *end == '\0' && isfinite(*number);
}

static enum aras_status no_name(const struct aras_axis *axis, const char *text,
                                struct aras_arena *arena, struct aras_error *error)
{
    const char *hint = aras_nearest_hint(text, axis->name, axis->names, arena);
    struct aras_text all = {0};

    for (size_t i = 0; i < axis->names; i++) {
        aras_text_add(&all, "%s%s", i == 0 ? "" : ", ", axis->name[i]);
    }
    aras_error_set(error, ARAS_INVALID, "'%s' cannot be '%s'%s; it has %s", axis->key,
                   text, hint, all.data == NULL ? "others" : all.data);
    aras_text_free(&all);
    return error->status;
}

/* What the key can be, in the unit in which it is typed. */
static struct aras_range_text range_of(const struct aras_axis *axis,
                                       const struct aras_model *model)
{
    const struct aras_slot *slot = &model->slots[axis->slot];

    return aras_range_text(slot->low, slot->high, axis->scale,
                           slot->dimension == 0 ? "" : axis->unit);
}

static enum aras_status check_value(const struct aras_axis *axis,
                                    const struct aras_model *model, double value,
                                    const char *text, struct aras_error *error)
{
    const struct aras_slot *slot = &model->slots[axis->slot];

    if (value < slot->low || value > slot->high) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s lies outside the range of '%s', %s", text, axis->key,
                              range_of(axis, model).text);
    }
    if (slot->whole && value != floor(value)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is a whole number, and %s is none", axis->key,
                              text);
    }
    return ARAS_OK;
}

/* A plain number of a horizon or a delay is in the model's unit of time. */
static const char *with_unit(const struct aras_axis *axis, const char *text,
                             const struct aras_model *model, struct aras_arena *arena)
{
    bool is_time =
        strcmp(axis->key, "horizon") == 0 || strncmp(axis->key, "delay.", 6) == 0;
    double number;

    return is_time && model->time_unit != NULL && read_number(text, &number)
               ? aras_arena_print(arena, "%.15g*%s", number, model->time_unit)
               : text;
}

/* The number of a text of a setting, which is added where it is new. */
static double add_name(struct aras_axis *axis, const char *text,
                       struct aras_arena *arena)
{
    const char **names;

    for (size_t i = 0; i < axis->names; i++) {
        if (strcmp(axis->name[i], text) == 0) {
            return (double) i;
        }
    }
    names = aras_arena_array(arena, axis->names + 1, sizeof *names);
    for (size_t i = 0; i < axis->names; i++) {
        names[i] = axis->name[i];
    }
    names[axis->names] = aras_arena_copy(arena, text);
    name_values(axis, names, axis->names + 1);
    return (double) axis->names - 1.0;
}

enum aras_status aras_axis_parse(struct aras_axis *axis, const char *text,
                                 const struct aras_model *model,
                                 struct aras_arena *arena, double *value,
                                 struct aras_error *error)
{
    double number;

    if (text[0] == '\0') {
        return aras_error_set(error, ARAS_INVALID, "a value of '%s' is missing",
                              axis->key);
    }
    if (axis->setting) {
        *value = add_name(axis, with_unit(axis, text, model, arena), arena);
        return ARAS_OK;
    }
    for (size_t i = 0; i < axis->names; i++) {
        if (strcmp(axis->name[i], text) == 0) {
            *value = (double) i;
            return ARAS_OK;
        }
    }
    if (axis->names > 0) {
        return no_name(axis, text, arena, error);
    }
    if (!read_number(text, &number)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is a number, and '%s' is none%s", axis->key, text,
                              strstr(text, "..") != NULL
                                  ? "; a range stands alone, as in a..b:step"
                                  : "");
    }
    *value = number * axis->scale;
    return check_value(axis, model, *value, text, error);
}

/* --- values that are typed
 * ------------------------------------------------------------
 */

static enum aras_status read_list(struct aras_axis *axis, const char *text,
                                  const struct aras_model *model,
                                  struct aras_arena *arena, struct aras_error *error)
{
    size_t count = 1;
    double *value;

    for (const char *at = text; (at = strchr(at, ',')) != NULL; at++) {
        count++;
    }
    value = aras_arena_array(arena, count, sizeof *value);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text, ",");
        const char *part = aras_arena_slice(arena, text, length);

        if (aras_axis_parse(axis, part, model, arena, &value[i], error) != ARAS_OK) {
            return error->status;
        }
        for (size_t j = 0; j < i; j++) {
            if (value[j] == value[i]) {
                return aras_error_set(error, ARAS_INVALID, "'%s' has %s twice",
                                      axis->key, part);
            }
        }
        text += length + 1;
    }
    axis->kind = ARAS_AXIS_VALUES;
    axis->value = value;
    axis->count = count;
    return ARAS_OK;
}

static enum aras_status read_steps(struct aras_axis *axis, const char *text,
                                   double step, struct aras_error *error)
{
    double steps = (axis->high - axis->low) / step;

    if (!(step > 0.0)) {
        return aras_error_set(error, ARAS_INVALID, "in '%s': a step must be above 0",
                              text);
    }
    if (steps > (axis->setting ? MOST_SETTINGS : MOST_STEPS)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has %.4g values; an axis has at most %d", text,
                              steps + 1.0, MOST_STEPS + 1);
    }
    if (fabs(steps - round(steps)) > 1e-6 * fmax(1.0, steps)) {
        return aras_error_set(error, ARAS_INVALID,
                              "in '%s' no step ends at %.15g: the last before it is "
                              "%.15g; write the end that is meant",
                              text, axis->high, axis->low + floor(steps) * step);
    }
    axis->kind = ARAS_AXIS_VALUES;
    axis->step = step;
    axis->count = (size_t) round(steps) + 1;
    return ARAS_OK;
}

/* Steps of a setting become texts. */
static enum aras_status name_steps(struct aras_axis *axis,
                                   const struct aras_model *model,
                                   struct aras_arena *arena, struct aras_error *error)
{
    double *value = aras_arena_array(arena, axis->count, sizeof *value);

    if (strncmp(axis->key, "force.", 6) == 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' takes dates with commas between them, not a range",
                              axis->key);
    }
    for (size_t i = 0; i < axis->count; i++) {
        const char *text = aras_arena_print(arena, "%.15g", aras_axis_value(axis, i));

        value[i] = add_name(axis, with_unit(axis, text, model, arena), arena);
    }
    axis->value = value;
    return ARAS_OK;
}

static enum aras_status read_range(struct aras_axis *axis, const char *text,
                                   const struct aras_model *model,
                                   struct aras_arena *arena, struct aras_error *error)
{
    const char *dots = strstr(text, "..");
    const char *colon = strchr(dots, ':');
    const char *end = colon == NULL ? dots + strlen(dots) : colon;
    const char *low = aras_arena_slice(arena, text, (size_t) (dots - text));
    const char *high = aras_arena_slice(arena, dots + 2, (size_t) (end - dots - 2));
    double step;

    if (!axis->setting && axis->names > 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has names for values: write them with commas, not "
                              "'%s'",
                              axis->key, text);
    }
    if (!read_number(low, &axis->low) || !read_number(high, &axis->high) ||
        (colon != NULL && !read_number(colon + 1, &step))) {
        return aras_error_set(error, ARAS_INVALID,
                              "a range is a..b:step, as in 0..1:0.25; got '%s'", text);
    }
    if (!(axis->low < axis->high)) {
        return aras_error_set(error, ARAS_INVALID,
                              "the range '%s' is %s: it runs from the lower to the "
                              "higher number",
                              text, axis->low == axis->high ? "empty" : "backwards");
    }
    if (!axis->setting &&
        (check_value(axis, model, axis->low * axis->scale, low, error) != ARAS_OK ||
         check_value(axis, model, axis->high * axis->scale, high, error) != ARAS_OK)) {
        return error->status;
    }
    if (colon != NULL) {
        if (read_steps(axis, text, step, error) != ARAS_OK) {
            return error->status;
        }
        if (axis->setting) {
            return name_steps(axis, model, arena, error);
        }
        return check_value(axis, model, aras_axis_value(axis, 1), text, error);
    }
    if (axis->setting || model->slots[axis->slot].whole) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' needs a step, as in %s:1: not every number between "
                              "is one for it",
                              axis->text, text);
    }
    axis->kind = ARAS_AXIS_SPAN;
    return ARAS_OK;
}

/* --- priors
 * ---------------------------------------------------------------------------
 */

static enum aras_status weigh_options(struct aras_axis *axis,
                                      const struct aras_model *model,
                                      struct aras_arena *arena,
                                      struct aras_error *error)
{
    const struct aras_variant *variant = &model->variants[axis->input.index];
    double *value = aras_arena_array(arena, variant->count, sizeof *value);
    double *weight = aras_arena_array(arena, variant->count, sizeof *weight);

    axis->count = 0;
    for (size_t i = 0; i < variant->count; i++) {
        if (variant->options[i].weight > 0.0) {
            value[axis->count] = (double) i;
            weight[axis->count++] = variant->options[i].weight;
        }
    }
    if (axis->count < 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has but one option with a weight above 0: nothing "
                              "varies",
                              axis->key);
    }
    axis->kind = ARAS_AXIS_VALUES;
    axis->value = value;
    axis->weight = weight;
    return ARAS_OK;
}

static enum aras_status own_prior(struct aras_axis *axis,
                                  const struct aras_model *model,
                                  struct aras_arena *arena, struct aras_error *error)
{
    const struct aras_parameter *parameter;

    if (axis->setting || axis->input.kind == ARAS_INPUT_INITIAL) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' has no prior of its own; say which values, as in "
                              "%s",
                              axis->key,
                              axis->names > 0 || axis->setting
                                  ? "key=one,two"
                                  : "key=0..1:0.25 or key~uniform(0, 1)");
    }
    if (axis->input.kind == ARAS_INPUT_VARIANT) {
        return weigh_options(axis, model, arena, error);
    }
    parameter = &model->parameters[axis->input.index];
    if (parameter->prior.kind == ARAS_PRIOR_FIXED) {
        return aras_error_set(
            error, ARAS_INVALID,
            "'%s' has one value in the model and no prior; say which, "
            "as in %s~uniform(0, 1)",
            axis->key, axis->key);
    }
    axis->kind = ARAS_AXIS_PRIOR;
    axis->prior = parameter->prior;
    axis->table = parameter->table;
    axis->quantile_scale = parameter->scale;
    axis->quantile_factor = parameter->factor;
    return ARAS_OK;
}

static enum aras_status find_distribution(struct aras_distribution *distribution,
                                          const char *name, struct aras_arena *arena,
                                          struct aras_error *error)
{
    const char *names[ARAS_DISTRIBUTIONS];

    for (int k = 0; k < ARAS_DISTRIBUTIONS; k++) {
        names[k] = aras_distribution_form((enum aras_distribution_kind) k)->name;
        if (strcmp(names[k], name) == 0) {
            distribution->kind = (enum aras_distribution_kind) k;
            return ARAS_OK;
        }
    }
    return aras_error_set(error, ARAS_UNKNOWN, "there is no distribution '%s'%s", name,
                          aras_nearest_hint(name, names, ARAS_DISTRIBUTIONS, arena));
}

static enum aras_status read_distribution(struct aras_distribution *distribution,
                                          const char *text, struct aras_arena *arena,
                                          struct aras_error *error)
{
    size_t open = strcspn(text, "(");
    size_t length = strlen(text);
    double number[MOST_NUMBERS];
    size_t count = 0;
    size_t needed;

    if (open == 0 || open + 2 > length || text[length - 1] != ')') {
        return aras_error_set(error, ARAS_INVALID,
                              "behind ~ stands `prior` or a distribution, as in "
                              "normal(0, 1); got '%s'",
                              text);
    }
    if (find_distribution(distribution, aras_arena_slice(arena, text, open), arena,
                          error) != ARAS_OK) {
        return error->status;
    }
    for (const char *at = text + open + 1; at < text + length;) {
        size_t part = strcspn(at, ",)");

        if (count == MOST_NUMBERS ||
            !read_number(aras_arena_slice(arena, at, part), &number[count])) {
            return aras_error_set(error, ARAS_INVALID,
                                  "'%s': the numbers of a distribution stand with "
                                  "commas between them",
                                  text);
        }
        count++;
        at += part + 1;
    }
    needed = aras_distribution_form(distribution->kind)->arguments;
    if (count != needed && count != needed + 2) {
        return aras_error_set(error, ARAS_INVALID,
                              "%s takes %zu numbers, or two more that truncate it; got "
                              "%zu in '%s'",
                              aras_distribution_form(distribution->kind)->name, needed,
                              count, text);
    }
    memcpy(distribution->argument, number, needed * sizeof *number);
    if (count > needed) {
        distribution->truncated = true;
        distribution->low = number[needed];
        distribution->high = number[needed + 1];
    }
    return aras_distribution_check(distribution, error);
}

static enum aras_status typed_prior(struct aras_axis *axis, const char *text,
                                    const struct aras_model *model,
                                    struct aras_arena *arena, struct aras_error *error)
{
    const struct aras_slot *slot = &model->slots[axis->slot];
    double low, high;

    if (axis->setting || axis->names > 0) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is no number: a distribution of numbers cannot be "
                              "its prior",
                              axis->key);
    }
    axis->kind = ARAS_AXIS_PRIOR;
    axis->prior.kind = ARAS_PRIOR_DISTRIBUTION;
    axis->quantile_scale = axis->scale;
    axis->quantile_factor = 1.0;
    if (read_distribution(&axis->prior.distribution, text, arena, error) != ARAS_OK) {
        return error->status;
    }
    low = aras_axis_at(axis, 0x1p-53);
    high = aras_axis_at(axis, 1.0 - 0x1p-53);
    if (low < slot->low || high > slot->high) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' draws numbers outside the range of '%s', %s; two "
                              "more numbers truncate a distribution",
                              text, axis->key, range_of(axis, model).text);
    }
    if (slot->whole &&
        !aras_distribution_form(axis->prior.distribution.kind)->discrete) {
        return aras_error_set(
            error, ARAS_INVALID,
            "'%s' is a whole number: it needs a distribution of whole "
            "numbers, such as poisson or binomial",
            axis->key);
    }
    return ARAS_OK;
}

/* --- reading
 * --------------------------------------------------------------------------
 */

static const char *without_blanks(const char *text, struct aras_arena *arena)
{
    char *copy = aras_arena_copy(arena, text);
    char *to = copy;

    for (const char *from = text; *from != '\0'; from++) {
        if (!isspace((unsigned char) *from)) {
            *to++ = *from;
        }
    }
    *to = '\0';
    return copy;
}

enum aras_status aras_axis_read(struct aras_axis *axis, const char *text,
                                const struct aras_model *model,
                                struct aras_arena *arena, struct aras_error *error)
{
    const char *typed = without_blanks(text, arena);
    size_t length = strcspn(typed, "=~");
    const char *value = typed + length + (typed[length] != '\0');

    if (length == 0 || *value == '\0') {
        return aras_error_set(error, ARAS_INVALID,
                              "what varies is written key=v1,v2 or key=a..b:step or "
                              "key~prior; got '%s'",
                              text);
    }
    if (find_key(axis, aras_arena_slice(arena, typed, length), model, arena, error) !=
        ARAS_OK) {
        return error->status;
    }
    axis->text = typed;
    if (typed[length] == '~') {
        return strcmp(value, "prior") == 0
                   ? own_prior(axis, model, arena, error)
                   : typed_prior(axis, value, model, arena, error);
    }
    return strstr(value, "..") != NULL && strchr(value, ',') == NULL
               ? read_range(axis, value, model, arena, error)
               : read_list(axis, value, model, arena, error);
}

enum aras_status aras_axis_column(struct aras_axis *axis, const char *key,
                                  const struct aras_model *model,
                                  struct aras_arena *arena, struct aras_error *error)
{
    const char *typed = without_blanks(key, arena);

    if (typed[0] == '\0') {
        return aras_error_set(error, ARAS_INVALID, "a column has no heading");
    }
    if (find_key(axis, typed, model, arena, error) != ARAS_OK) {
        return error->status;
    }
    axis->text = typed;
    return ARAS_OK;
}

enum aras_status aras_axis_of_input(struct aras_axis *axis, struct aras_input input,
                                    const struct aras_model *model,
                                    struct aras_arena *arena, struct aras_error *error)
{
    const char *key = input.kind == ARAS_INPUT_PARAMETER
                          ? model->parameters[input.index].id
                          : model->variants[input.index].id;

    ARAS_REQUIRE(input.kind != ARAS_INPUT_INITIAL);
    *axis = (struct aras_axis){.key = key, .unit = "", .scale = 1.0};
    axis->text = aras_arena_print(arena, "%s~prior", key);
    if (input.kind == ARAS_INPUT_PARAMETER) {
        be_parameter(axis, model, input.index);
    } else {
        be_variant(axis, model, input.index, arena);
    }
    return own_prior(axis, model, arena, error);
}

/* --- asking
 * ---------------------------------------------------------------------------
 */

/* Both ends are met to the bit. Between them, a sum is off by some 1e-16 of the greater
 * end: the decimal number that was meant, the 0.3 of 0..1:0.1, is the one with 14
 * places behind the first digit of that end. */
static double step_value(const struct aras_axis *axis, size_t number)
{
    char text[400];
    double greater = fmax(fabs(axis->low), fabs(axis->high));
    int places = 14 - (int) floor(log10(greater));

    if (number == 0 || number + 1 == axis->count) {
        return (number == 0 ? axis->low : axis->high) * axis->scale;
    }
    snprintf(text, sizeof text, "%.*f", places < 0 ? 0 : places,
             axis->low + (double) number * axis->step);
    return strtod(text, NULL) * axis->scale;
}

double aras_axis_value(const struct aras_axis *axis, size_t number)
{
    ARAS_REQUIRE(axis->kind == ARAS_AXIS_VALUES && number < axis->count);
    return axis->value != NULL ? axis->value[number] : step_value(axis, number);
}

static size_t weighted(const struct aras_axis *axis, double u)
{
    double sum = 0.0;
    double below = 0.0;

    for (size_t i = 0; i < axis->count; i++) {
        sum += axis->weight[i];
    }
    for (size_t i = 0; i + 1 < axis->count; i++) {
        below += axis->weight[i];
        if (u * sum < below) {
            return i;
        }
    }
    return axis->count - 1;
}

double aras_axis_at(const struct aras_axis *axis, double u)
{
    size_t number;

    switch (axis->kind) {
    case ARAS_AXIS_SPAN:
        return (axis->low + (axis->high - axis->low) * u) * axis->scale;
    case ARAS_AXIS_PRIOR:
        return (axis->table == NULL ? aras_prior_quantile(&axis->prior, u)
                                    : aras_quantile_table_at(axis->table, u)) *
               axis->quantile_scale * axis->quantile_factor;
    case ARAS_AXIS_VALUES:
        break;
    }
    if (axis->weight != NULL) {
        return aras_axis_value(axis, weighted(axis, u));
    }
    number = (size_t) (u * (double) axis->count);
    return aras_axis_value(axis, number < axis->count ? number : axis->count - 1);
}

bool aras_axis_is_category(const struct aras_axis *axis)
{
    return axis->setting || axis->names > 0;
}

void aras_axis_write(const struct aras_axis *axis, double value, struct aras_text *text)
{
    if (aras_axis_is_category(axis)) {
        ARAS_REQUIRE(value >= 0.0 && value < (double) axis->names);
        aras_text_add(text, "%s", axis->name[(size_t) value]);
        return;
    }

    double typed = value / axis->scale;
    int digits = 15;
    char number[40];

    do {
        snprintf(number, sizeof number, "%.*g", digits, typed);
    } while (++digits <= 17 && strtod(number, NULL) * axis->scale != value);
    aras_text_add(text, "%s", number);
}
