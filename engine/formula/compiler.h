#ifndef ARAS_FORMULA_COMPILER_H
#define ARAS_FORMULA_COMPILER_H

#include "formula/term.h"

/* One formula while it is compiled, and what is said about it. Used inside this layer
 * only. */
struct aras_compiler {
    const struct aras_formula *formula;
    const struct aras_scope *scope;
    struct aras_problems *problems;
    struct aras_arena *arena;
    struct aras_emitter scratch; /* constant parts are worked out by the interpreter */
    size_t complaints;
    size_t draws;       /* met so far */
    size_t conditional; /* how many conditions decide whether this is worked out */
};

/** Adds a mistake that points to where the tree was written. */
void aras_compiler_complain(struct aras_compiler *compiler,
                            const struct aras_tree *tree, const char *format, ...)
    ARAS_PRINTF(3, 4);

/** A part of the formula as it was written, for a sentence: "'2 * year'" */
const char *aras_compiler_words(struct aras_compiler *compiler,
                                const struct aras_tree *tree);

/** "war, talks, peace" */
const char *aras_compiler_stages(struct aras_compiler *compiler,
                                 const struct aras_stages *stages);

/** "a rate (per time)" */
const char *aras_compiler_dimension(struct aras_compiler *compiler, int dimension);

/** compile.c: the instructions for a term, with `draws` draws in it. */
const struct aras_code *aras_compiler_code(struct aras_compiler *compiler,
                                           const struct aras_term *term, size_t draws);

/** product.c: says in a rate's code that the rate is a product, when it is one. */
void aras_product_set(struct aras_compiler *compiler, const struct aras_term *term,
                      struct aras_code *code);

/* --- making terms: term.c ----------------------------------------------------------
 */

struct aras_term *aras_term_new(struct aras_compiler *compiler,
                                enum aras_term_kind kind, const struct aras_tree *tree);
/** Stands for what is wrong, which has been said. */
struct aras_term *aras_term_wrong(struct aras_compiler *compiler,
                                  const struct aras_tree *tree);
struct aras_term *aras_term_constant(struct aras_compiler *compiler,
                                     const struct aras_tree *tree, double value);
/** A term with room for `count` parts. */
struct aras_term *aras_term_with_parts(struct aras_compiler *compiler,
                                       enum aras_term_kind kind,
                                       const struct aras_tree *tree, size_t count);
/** The term, or its value when all its parts are constant: the interpreter itself works
 * it out, so that folding cannot change a value. */
struct aras_term *aras_term_folded(struct aras_compiler *compiler,
                                   struct aras_term *term);
/** Operations of one and of two parts, folded. */
struct aras_term *aras_term_unary(struct aras_compiler *compiler,
                                  enum aras_operation operation,
                                  const struct aras_tree *tree,
                                  const struct aras_term *operand);
struct aras_term *aras_term_binary(struct aras_compiler *compiler,
                                   enum aras_operation operation,
                                   const struct aras_tree *tree,
                                   const struct aras_term *left,
                                   const struct aras_term *right);

bool aras_term_is_wrong(const struct aras_term *term);
bool aras_term_is_constant(const struct aras_term *term);
/** A constant of this value. */
bool aras_term_is_value(const struct aras_term *term, double value);
/** Gives the term the dimension of two others, which have the same. */
void aras_term_take_dimension(struct aras_term *term, const struct aras_term *left,
                              const struct aras_term *right);

#endif
