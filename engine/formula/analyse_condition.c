/* Comparisons, and, or, if. */
#include "formula/analyse.h"
#include "formula/moving.h"
#include "formula/need.h"

struct aras_wish aras_wish_of(const struct aras_term *term)
{
    if (aras_term_is_wrong(term) || term->type != ARAS_STAGE) {
        return aras_no_wish;
    }
    return (struct aras_wish){.stages = term->stages, .of = term->tree};
}

/* Analyses two values of which one may give a meaning to a stage on the other side.
 * What moves may stand here when `moving` is set. */
static void analyse_pair(struct aras_compiler *compiler,
                         const struct aras_tree *left_tree,
                         const struct aras_tree *right_tree, struct aras_wish wish,
                         bool moving, struct aras_term **left, struct aras_term **right)
{
    struct aras_term *(*look)(struct aras_compiler *, const struct aras_tree *,
                              struct aras_wish) =
        moving ? aras_analyse : aras_analyse_value;

    if (wish.stages == NULL && aras_analyse_waits(compiler, left_tree)) {
        *right = look(compiler, right_tree, wish);
        *left = look(compiler, left_tree, aras_wish_of(*right));
    } else {
        *left = look(compiler, left_tree, wish);
        *right = look(compiler, right_tree,
                      wish.stages == NULL ? aras_wish_of(*left) : wish);
    }
}

static enum aras_operation comparison_operation(enum aras_tree_kind kind)
{
    return (enum aras_operation)((int) kind - (int) ARAS_TREE_LESS +
                                 (int) ARAS_DO_LESS);
}

struct aras_term *aras_analyse_comparison(struct aras_compiler *compiler,
                                          const struct aras_tree *tree)
{
    enum aras_operation operation = comparison_operation(tree->kind);
    size_t draws_before = compiler->draws;
    struct aras_term *left;
    struct aras_term *right;

    analyse_pair(compiler, tree->parts[0], tree->parts[1], aras_no_wish, true, &left,
                 &right);
    if (!aras_need_alike(compiler, tree, left, right)) {
        return aras_term_wrong(compiler, tree);
    }
    if (left->type == ARAS_TRUTH && operation != ARAS_DO_EQUAL &&
        operation != ARAS_DO_UNEQUAL) {
        aras_compiler_complain(
            compiler, tree, "true and false have no order: compare them with == or !=");
        return aras_term_wrong(compiler, tree);
    }
    if (aras_moving_is(compiler, left) || aras_moving_is(compiler, right)) {
        return aras_moving_may_be_threshold(compiler, left, draws_before)
                   ? aras_moving_compare(compiler, tree, operation, left, right)
                   : aras_term_wrong(compiler, tree);
    }

    struct aras_term *term =
        aras_term_with_parts(compiler, ARAS_IS_COMPARISON, tree, 2);

    term->operation = operation;
    term->type = ARAS_TRUTH;
    term->parts[0] = left;
    term->parts[1] = right;
    return aras_term_folded(compiler, term);
}

struct aras_term *aras_analyse_logic(struct aras_compiler *compiler,
                                     const struct aras_tree *tree)
{
    bool both = tree->kind == ARAS_TREE_AND;
    struct aras_term *left = aras_analyse_value(compiler, tree->parts[0], aras_no_wish);

    compiler->conditional++;

    struct aras_term *right =
        aras_analyse_value(compiler, tree->parts[1], aras_no_wish);

    compiler->conditional--;

    bool left_fits = aras_need_truth(compiler, left);
    bool right_fits = aras_need_truth(compiler, right);

    if (!left_fits || !right_fits) {
        return aras_term_wrong(compiler, tree);
    }
    if (aras_term_is_constant(left)) {
        return (left->value != 0.0) == both ? right : left;
    }
    if (aras_term_is_value(right, both ? 1.0 : 0.0)) {
        return left;
    }

    struct aras_term *term =
        aras_term_with_parts(compiler, both ? ARAS_IS_AND : ARAS_IS_OR, tree, 2);

    term->type = ARAS_TRUTH;
    term->parts[0] = left;
    term->parts[1] = right;
    return aras_term_folded(compiler, term);
}

struct aras_term *aras_analyse_if(struct aras_compiler *compiler,
                                  const struct aras_tree *tree, struct aras_wish wish)
{
    struct aras_term *condition =
        aras_analyse_value(compiler, tree->parts[0], aras_no_wish);
    struct aras_term *yes;
    struct aras_term *no;

    compiler->conditional++;
    analyse_pair(compiler, tree->parts[1], tree->parts[2], wish, false, &yes, &no);
    compiler->conditional--;

    bool condition_fits = aras_need_truth(compiler, condition);

    if (!aras_need_alike(compiler, tree, yes, no) || !condition_fits) {
        return aras_term_wrong(compiler, tree);
    }

    struct aras_term *term;

    if (aras_term_is_constant(condition)) {
        term = condition->value != 0.0 ? yes : no;
    } else {
        term = aras_term_with_parts(compiler, ARAS_IS_IF, tree, 3);
        term->parts[0] = condition;
        term->parts[1] = yes;
        term->parts[2] = no;
        term->type = yes->type;
        term->stages = yes->stages;
        term = aras_term_folded(compiler, term);
    }
    aras_term_take_dimension(term, yes, no);
    return term;
}

struct aras_term *aras_analyse_not(struct aras_compiler *compiler,
                                   const struct aras_tree *tree)
{
    struct aras_term *operand =
        aras_analyse_value(compiler, tree->parts[0], aras_no_wish);

    if (!aras_need_truth(compiler, operand)) {
        return aras_term_wrong(compiler, tree);
    }
    return aras_term_unary(compiler, ARAS_DO_NOT, tree, operand);
}
