#ifndef ARAS_FORMULA_NEED_H
#define ARAS_FORMULA_NEED_H

#include "formula/compiler.h"

/* What a value must be where it stands: each is false, with a complaint, when it is
 * not, and false without one for a term that is wrong. Used inside this layer only. */

bool aras_need_number(struct aras_compiler *compiler, const struct aras_term *term);
bool aras_need_truth(struct aras_compiler *compiler, const struct aras_term *term);

/** A number without dimension; `where` begins the complaint: "an exponent". */
bool aras_need_plain(struct aras_compiler *compiler, const struct aras_term *term,
                     const char *where);

/** Two numbers of one dimension; the literal 0 has any. */
bool aras_need_same_dimension(struct aras_compiler *compiler,
                              const struct aras_tree *tree,
                              const struct aras_term *left,
                              const struct aras_term *right);

/** Two values of one type and dimension: they may be compared, or take one place. */
bool aras_need_alike(struct aras_compiler *compiler, const struct aras_tree *tree,
                     const struct aras_term *left, const struct aras_term *right);

#endif
