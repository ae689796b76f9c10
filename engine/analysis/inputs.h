#ifndef ARAS_ANALYSIS_INPUTS_H
#define ARAS_ANALYSIS_INPUTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "model/model.h"

/**
 * What an outcome may be sensitive to: the parameters and variants of a model that are
 * drawn, each independent of the others. A parameter that an option of a variant sets
 * is no input of its own: what it does is told of the variant.
 */
struct aras_inputs {
    size_t *column; /* rising: parameters, then variants, as in a world's parameters */
    size_t count;
    size_t variants; /* of them, at the end */
    size_t left_out; /* drawn parameters that some option of a variant sets */
};

/** All of them. When it fails, `inputs` is empty. Freed with aras_inputs_free. */
ARAS_CHECKED enum aras_status aras_inputs_find(struct aras_inputs *inputs,
                                               const struct aras_model *model,
                                               struct aras_error *error);

/** Those in a list, "treaty_rate,reading". ARAS_UNKNOWN names the nearest one,
 * ARAS_INVALID one that is not drawn, or that a variant sets, or that is named twice.
 */
ARAS_CHECKED enum aras_status aras_inputs_named(struct aras_inputs *inputs,
                                                const char *list,
                                                const struct aras_model *model,
                                                struct aras_error *error);
void aras_inputs_free(struct aras_inputs *inputs);

/** Leaves out all but number[0 .. count - 1], which are numbers among the inputs in any
 *  order. */
void aras_inputs_keep(struct aras_inputs *inputs, const struct aras_model *model,
                      const size_t *number, size_t count);

/** Whether a column is a variant; its id; its title, "" where there is none. */
bool aras_inputs_is_variant(const struct aras_model *model, size_t column);
const char *aras_inputs_id(const struct aras_model *model, size_t column);
const char *aras_inputs_title(const struct aras_model *model, size_t column);

#endif
