#ifndef ARAS_FORMULA_MOVING_H
#define ARAS_FORMULA_MOVING_H

#include "formula/compiler.h"

/* Values that grow with time, where values must stand still between events: they may be
 * compared with what stands, and looked up in steps; the moments of change are corners.
 * Used inside this layer only. */

/** Whether a term grows with time where it must not. */
bool aras_moving_is(const struct aras_compiler *compiler, const struct aras_term *term);

/** The slot of the corner `now - values[origin]` <comparison> threshold. */
uint32_t aras_moving_corner(struct aras_compiler *compiler, uint32_t origin,
                            enum aras_comparison comparison,
                            const struct aras_term *threshold);

/** False, with a complaint, when something was drawn since there were `draws_before`
 * draws: a threshold is worked out whenever something changes, so a draw would be made
 * anew. */
bool aras_moving_may_be_threshold(struct aras_compiler *compiler,
                                  const struct aras_term *term, size_t draws_before);

/** The comparison of two values of which at least one moves. */
struct aras_term *aras_moving_compare(struct aras_compiler *compiler,
                                      const struct aras_tree *tree,
                                      enum aras_operation operation,
                                      const struct aras_term *left,
                                      const struct aras_term *right);

#endif
