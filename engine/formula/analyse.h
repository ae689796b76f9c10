#ifndef ARAS_FORMULA_ANALYSE_H
#define ARAS_FORMULA_ANALYSE_H

#include "formula/compiler.h"

/* From the tree that was parsed to a term: names are resolved, types and dimensions
 * checked, constants folded. What is wrong is complained of once, and gives a term that
 * is wrong. Used inside this layer only. */

/** What a stage name may be a stage of; the zeroed one: of nothing. */
struct aras_wish {
    const struct aras_stages *stages;
    const struct aras_tree *of; /* the quantity; NULL where a formula stands for one */
};

extern const struct aras_wish aras_no_wish;

/** The stages of a term as a wish for what stands beside it. */
struct aras_wish aras_wish_of(const struct aras_term *term);

/** Anything; see aras_analyse_value. */
struct aras_term *aras_analyse(struct aras_compiler *compiler,
                               const struct aras_tree *tree, struct aras_wish wish);

/** Anything but the side of a comparison, or what a table is asked about: it must not
 * grow with time where values must stand still. */
struct aras_term *aras_analyse_value(struct aras_compiler *compiler,
                                     const struct aras_tree *tree,
                                     struct aras_wish wish);

/** analyse_name.c: whether this is a name that only the other side of a comparison can
 * explain, or a choice of such. */
bool aras_analyse_waits(struct aras_compiler *compiler, const struct aras_tree *tree);
struct aras_term *aras_analyse_name(struct aras_compiler *compiler,
                                    const struct aras_tree *tree,
                                    struct aras_wish wish);

/* analyse_condition.c */
struct aras_term *aras_analyse_comparison(struct aras_compiler *compiler,
                                          const struct aras_tree *tree);
struct aras_term *aras_analyse_not(struct aras_compiler *compiler,
                                   const struct aras_tree *tree);
struct aras_term *aras_analyse_logic(struct aras_compiler *compiler,
                                     const struct aras_tree *tree);
struct aras_term *aras_analyse_if(struct aras_compiler *compiler,
                                  const struct aras_tree *tree, struct aras_wish wish);

/* analyse_number.c */
struct aras_term *aras_analyse_sum(struct aras_compiler *compiler,
                                   const struct aras_tree *tree);
struct aras_term *aras_analyse_product(struct aras_compiler *compiler,
                                       const struct aras_tree *tree);
struct aras_term *aras_analyse_power(struct aras_compiler *compiler,
                                     const struct aras_tree *tree);
/** exp, log ... : functions of one number */
struct aras_term *aras_analyse_function(struct aras_compiler *compiler,
                                        const struct aras_tree *tree);
/** min, max, clamp, toward: of several */
struct aras_term *aras_analyse_together(struct aras_compiler *compiler,
                                        const struct aras_tree *tree);

/* analyse_table.c, analyse_draw.c */
struct aras_term *aras_analyse_table(struct aras_compiler *compiler,
                                     const struct aras_tree *tree,
                                     struct aras_wish wish);
struct aras_term *aras_analyse_draw(struct aras_compiler *compiler,
                                    const struct aras_tree *tree);

#endif
