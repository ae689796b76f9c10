#include "formula/moving.h"

bool aras_moving_is(const struct aras_compiler *compiler, const struct aras_term *term)
{
    return compiler->scope->held && term->kind == ARAS_IS_AGE;
}

uint32_t aras_moving_corner(struct aras_compiler *compiler, uint32_t origin,
                            enum aras_comparison comparison,
                            const struct aras_term *threshold)
{
    struct aras_corner *corner = aras_arena_get(compiler->arena, sizeof *corner);

    corner->origin = origin;
    corner->comparison = comparison;
    corner->threshold = aras_compiler_code(compiler, threshold, 0);
    return compiler->scope->corner(compiler->scope->context, corner);
}

/* A threshold is worked out whenever something changes: a draw would be made anew. */
bool aras_moving_may_be_threshold(struct aras_compiler *compiler,
                                  const struct aras_term *term, size_t draws_before)
{
    if (compiler->draws == draws_before) {
        return true;
    }
    aras_compiler_complain(compiler, term->tree,
                           "what grows with time cannot be compared with a draw");
    return false;
}

static enum aras_comparison comparison_of(enum aras_operation operation)
{
    switch (operation) {
    case ARAS_DO_LESS:
        return ARAS_LESS;
    case ARAS_DO_LESS_OR_EQUAL:
        return ARAS_LESS_OR_EQUAL;
    case ARAS_DO_GREATER:
        return ARAS_GREATER;
    default:
        return ARAS_GREATER_OR_EQUAL;
    }
}

/* `5 > x` is `x < 5`. */
static enum aras_comparison flipped(enum aras_comparison comparison)
{
    switch (comparison) {
    case ARAS_LESS:
        return ARAS_GREATER;
    case ARAS_LESS_OR_EQUAL:
        return ARAS_GREATER_OR_EQUAL;
    case ARAS_GREATER:
        return ARAS_LESS;
    default:
        return ARAS_LESS_OR_EQUAL;
    }
}

struct aras_term *aras_moving_compare(struct aras_compiler *compiler,
                                      const struct aras_tree *tree,
                                      enum aras_operation operation,
                                      const struct aras_term *left,
                                      const struct aras_term *right)
{
    bool left_moves = aras_moving_is(compiler, left);
    const struct aras_term *moving = left_moves ? left : right;
    const struct aras_term *standing = left_moves ? right : left;
    enum aras_comparison comparison = comparison_of(operation);

    if (operation == ARAS_DO_EQUAL || operation == ARAS_DO_UNEQUAL) {
        aras_compiler_complain(
            compiler, tree,
            "%s grows all the time and equals something for no time at all: "
            "compare it with <, <=, > or >=",
            aras_compiler_words(compiler, moving->tree));
        return aras_term_wrong(compiler, tree);
    }
    if (aras_moving_is(compiler, standing)) {
        aras_compiler_complain(
            compiler, tree,
            "both sides grow with time: compare one of them with something that "
            "stands still between events");
        return aras_term_wrong(compiler, tree);
    }

    struct aras_term *term = aras_term_new(compiler, ARAS_IS_SLOT, tree);

    term->type = ARAS_TRUTH;
    term->varies = true;
    term->slot =
        aras_moving_corner(compiler, moving->slot,
                           left_moves ? comparison : flipped(comparison), standing);
    return term;
}
