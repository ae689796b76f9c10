#include "analysis/inputs.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/problems.h"

/* --- which are drawn -------------------------------------------------------------- */

static bool is_drawn_variant(const struct aras_variant *variant)
{
    return variant->fixed < 0 && variant->count > 1;
}

static bool sets(const struct aras_option *option, uint32_t slot)
{
    for (size_t i = 0; i < option->count; i++) {
        if (option->overrides[i].slot == slot) {
            return true;
        }
    }
    return false;
}

/* Whether the scenario, or the option that a variant always has, sets the parameter. */
static bool is_settled(const struct aras_model *model, size_t number)
{
    const struct aras_parameter *parameter = &model->parameters[number];

    for (size_t i = 0; i < model->override_count; i++) {
        if (model->overrides[i].slot == parameter->slot) {
            return true;
        }
    }
    for (size_t v = 0; v < model->variant_count; v++) {
        const struct aras_variant *variant = &model->variants[v];
        size_t always = variant->fixed < 0 ? 0 : (size_t) variant->fixed;

        if (!is_drawn_variant(variant) &&
            sets(&variant->options[always], parameter->slot)) {
            return true;
        }
    }
    return parameter->fixed_by_scenario;
}

static bool is_drawn_parameter(const struct aras_model *model, size_t number)
{
    return model->parameters[number].prior.kind != ARAS_PRIOR_FIXED &&
           !is_settled(model, number);
}

/* The drawn variant some option of which sets the parameter; or none. */
static const struct aras_variant *setter_of(const struct aras_model *model,
                                            size_t number)
{
    for (size_t v = 0; v < model->variant_count; v++) {
        const struct aras_variant *variant = &model->variants[v];

        for (size_t i = 0; is_drawn_variant(variant) && i < variant->count; i++) {
            if (sets(&variant->options[i], model->parameters[number].slot)) {
                return variant;
            }
        }
    }
    return NULL;
}

static enum aras_status begin(struct aras_inputs *inputs,
                              const struct aras_model *model, struct aras_error *error)
{
    size_t most = model->parameter_count + model->variant_count;

    *inputs = (struct aras_inputs){.column = calloc(most + 1, sizeof *inputs->column)};
    return inputs->column != NULL ? ARAS_OK
                                  : aras_error_set(error, ARAS_NO_MEMORY,
                                                   "no memory for %zu inputs", most);
}

enum aras_status aras_inputs_find(struct aras_inputs *inputs,
                                  const struct aras_model *model,
                                  struct aras_error *error)
{
    if (begin(inputs, model, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < model->parameter_count; i++) {
        if (!is_drawn_parameter(model, i)) {
            continue;
        }
        if (setter_of(model, i) != NULL) {
            inputs->left_out++;
        } else {
            inputs->column[inputs->count++] = i;
        }
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        if (is_drawn_variant(&model->variants[i])) {
            inputs->column[inputs->count++] = model->parameter_count + i;
            inputs->variants++;
        }
    }
    return ARAS_OK;
}

void aras_inputs_free(struct aras_inputs *inputs)
{
    free(inputs->column);
    *inputs = (struct aras_inputs){0};
}

static bool is_among(const size_t *number, size_t count, size_t wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (number[i] == wanted) {
            return true;
        }
    }
    return false;
}

void aras_inputs_keep(struct aras_inputs *inputs, const struct aras_model *model,
                      const size_t *number, size_t count)
{
    size_t kept = 0;

    inputs->variants = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        if (is_among(number, count, i)) {
            inputs->column[kept++] = inputs->column[i];
            inputs->variants += aras_inputs_is_variant(model, inputs->column[i]);
        }
    }
    inputs->count = kept;
}

/* --- by name ---------------------------------------------------------------------- */

static enum aras_status unknown(const char *id, const struct aras_model *model,
                                struct aras_error *error)
{
    size_t count = model->parameter_count + model->variant_count;
    struct aras_guess guess = {.name = id};

    for (size_t i = 0; i < count; i++) {
        aras_guess_see(&guess, aras_inputs_id(model, i));
    }
    return aras_error_set(
        error, ARAS_UNKNOWN, "there is no parameter or variant '%s'%s%s%s", id,
        guess.nearest == NULL ? "" : "; did you mean '",
        guess.nearest == NULL ? "" : guess.nearest, guess.nearest == NULL ? "" : "'?");
}

/* The names of pairs hold commas themselves: "band[russia,iran,arms]". */
static size_t name_length(const char *at)
{
    size_t length = 0;
    bool inside = false;

    while (at[length] != '\0' && (inside || at[length] != ',')) {
        inside = at[length] == '[' || (inside && at[length] != ']');
        length++;
    }
    return length;
}

static enum aras_status check(const struct aras_model *model, size_t column,
                              struct aras_error *error)
{
    const char *id = aras_inputs_id(model, column);
    const struct aras_variant *setter;

    if (aras_inputs_is_variant(model, column)) {
        return is_drawn_variant(&model->variants[column - model->parameter_count])
                   ? ARAS_OK
                   : aras_error_set(error, ARAS_INVALID,
                                    "the variant '%s' is fixed: nothing varies with it",
                                    id);
    }
    setter = is_settled(model, column) ? NULL : setter_of(model, column);
    if (setter != NULL) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is set by the variant '%s': name that instead", id,
                              setter->id);
    }
    if (!is_drawn_parameter(model, column)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is not drawn: it has one value in all worlds", id);
    }
    return ARAS_OK;
}

static enum aras_status add_named(struct aras_inputs *inputs, const char *id,
                                  const struct aras_model *model,
                                  struct aras_error *error)
{
    size_t all = model->parameter_count + model->variant_count;
    size_t column = 0;
    size_t at = inputs->count;

    while (column < all && strcmp(aras_inputs_id(model, column), id) != 0) {
        column++;
    }
    if (column == all) {
        return unknown(id, model, error);
    }
    if (check(model, column, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < inputs->count; i++) {
        if (inputs->column[i] == column) {
            return aras_error_set(error, ARAS_INVALID, "'%s' is named twice", id);
        }
    }
    for (; at > 0 && inputs->column[at - 1] > column; at--) {
        inputs->column[at] = inputs->column[at - 1];
    }
    inputs->column[at] = column;
    inputs->count++;
    inputs->variants += aras_inputs_is_variant(model, column);
    return ARAS_OK;
}

enum aras_status aras_inputs_named(struct aras_inputs *inputs, const char *list,
                                   const struct aras_model *model,
                                   struct aras_error *error)
{
    const char *at = list;

    if (begin(inputs, model, error) != ARAS_OK) {
        return error->status;
    }
    do {
        size_t length = name_length(at);
        char id[256];

        snprintf(id, sizeof id, "%.*s", (int) (length < sizeof id ? length : 255), at);
        if (add_named(inputs, id, model, error) != ARAS_OK) {
            aras_inputs_free(inputs);
            return error->status;
        }
        at += length;
    } while (*at++ == ',');
    return ARAS_OK;
}

/* --- what they are called --------------------------------------------------------- */

bool aras_inputs_is_variant(const struct aras_model *model, size_t column)
{
    return column >= model->parameter_count;
}

const char *aras_inputs_id(const struct aras_model *model, size_t column)
{
    return aras_inputs_is_variant(model, column)
               ? model->variants[column - model->parameter_count].id
               : model->parameters[column].id;
}

const char *aras_inputs_title(const struct aras_model *model, size_t column)
{
    const char *title = aras_inputs_is_variant(model, column)
                            ? model->variants[column - model->parameter_count].title
                            : model->parameters[column].title;

    return title == NULL ? "" : title;
}
