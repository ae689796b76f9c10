#include "formula/term.h"

#include "formula/compiler.h"

struct aras_term *aras_term_new(struct aras_compiler *compiler,
                                enum aras_term_kind kind, const struct aras_tree *tree)
{
    struct aras_term *term = aras_arena_get(compiler->arena, sizeof *term);

    term->kind = kind;
    term->tree = tree;
    return term;
}

struct aras_term *aras_term_wrong(struct aras_compiler *compiler,
                                  const struct aras_tree *tree)
{
    return aras_term_new(compiler, ARAS_IS_WRONG, tree);
}

bool aras_term_is_wrong(const struct aras_term *term)
{
    return term->kind == ARAS_IS_WRONG;
}

bool aras_term_is_constant(const struct aras_term *term)
{
    return term->kind == ARAS_IS_CONSTANT;
}

bool aras_term_is_value(const struct aras_term *term, double value)
{
    return aras_term_is_constant(term) && term->value == value;
}

struct aras_term *aras_term_constant(struct aras_compiler *compiler,
                                     const struct aras_tree *tree, double value)
{
    struct aras_term *term = aras_term_new(compiler, ARAS_IS_CONSTANT, tree);

    term->value = value;
    return term;
}

struct aras_term *aras_term_with_parts(struct aras_compiler *compiler,
                                       enum aras_term_kind kind,
                                       const struct aras_tree *tree, size_t count)
{
    struct aras_term *term = aras_term_new(compiler, kind, tree);

    term->parts =
        aras_arena_array(compiler->arena, count, sizeof(const struct aras_term *));
    term->count = count;
    return term;
}

/* What the term is worth when all its parts are constant: the interpreter itself
 * works it out, so that folding cannot change a value. */
struct aras_term *aras_term_folded(struct aras_compiler *compiler,
                                   struct aras_term *term)
{
    bool varies = term->kind == ARAS_IS_DRAW;
    bool all_constant = true;

    for (size_t i = 0; i < term->count; i++) {
        varies |= term->parts[i]->varies;
        all_constant &= aras_term_is_constant(term->parts[i]);
    }
    term->varies = varies;
    if (!all_constant || term->kind == ARAS_IS_DRAW) {
        return term;
    }
    aras_emitter_write(&compiler->scratch, term);
    if (compiler->scratch.deepest > ARAS_DEEPEST) {
        return term;
    }

    struct aras_code code = {.instructions = compiler->scratch.instructions,
                             .count = compiler->scratch.count};
    struct aras_evaluation evaluation = {0};
    double value = aras_code_evaluate(&code, &evaluation);

    if (evaluation.fault == ARAS_NO_FAULT) {
        term->kind = ARAS_IS_CONSTANT;
        term->value = value;
        term->count = 0;
    } else if (compiler->conditional == 0) {
        aras_compiler_complain(compiler, term->tree, "this is always %s",
                               aras_fault_text(evaluation.fault));
        return aras_term_wrong(compiler, term->tree);
    }
    return term;
}

struct aras_term *aras_term_unary(struct aras_compiler *compiler,
                                  enum aras_operation operation,
                                  const struct aras_tree *tree,
                                  const struct aras_term *operand)
{
    struct aras_term *term = aras_term_with_parts(compiler, ARAS_IS_OPERATION, tree, 1);

    term->operation = operation;
    term->type = operand->type;
    term->parts[0] = operand;
    return aras_term_folded(compiler, term);
}

struct aras_term *aras_term_binary(struct aras_compiler *compiler,
                                   enum aras_operation operation,
                                   const struct aras_tree *tree,
                                   const struct aras_term *left,
                                   const struct aras_term *right)
{
    struct aras_term *term = aras_term_with_parts(compiler, ARAS_IS_OPERATION, tree, 2);

    term->operation = operation;
    term->parts[0] = left;
    term->parts[1] = right;
    return aras_term_folded(compiler, term);
}

void aras_term_take_dimension(struct aras_term *term, const struct aras_term *left,
                              const struct aras_term *right)
{
    term->dimension = left->any_dimension ? right->dimension : left->dimension;
    term->any_dimension = left->any_dimension && right->any_dimension;
}
