#include "formula/analyse.h"

#include <string.h>

#include "formula/moving.h"

const struct aras_wish aras_no_wish = {0};

/* Anything but the side of a comparison, or what a table is asked about. */
struct aras_term *aras_analyse_value(struct aras_compiler *compiler,
                                     const struct aras_tree *tree,
                                     struct aras_wish wish)
{
    struct aras_term *term = aras_analyse(compiler, tree, wish);

    if (!aras_moving_is(compiler, term)) {
        return term;
    }

    const char *name = aras_compiler_words(compiler, tree);

    aras_compiler_complain(
        compiler, tree,
        "%s grows all the time, and here values must stand still between events: "
        "compare it alone with something that stands, as in '%.*s > x', or look it "
        "up in steps, as in table(%.*s, 0: x, 5: y)",
        name, (int) strlen(name) - 2, name + 1, (int) strlen(name) - 2, name + 1);
    return aras_term_wrong(compiler, tree);
}

struct aras_term *aras_analyse(struct aras_compiler *compiler,
                               const struct aras_tree *tree, struct aras_wish wish)
{
    struct aras_term *term;

    switch (tree->kind) {
    case ARAS_TREE_NUMBER:
        term = aras_term_constant(compiler, tree, tree->number);
        term->any_dimension = tree->number == 0.0;
        return term;
    case ARAS_TREE_TRUTH:
        term = aras_term_constant(compiler, tree, tree->number);
        term->type = ARAS_TRUTH;
        return term;
    case ARAS_TREE_NAME:
        return aras_analyse_name(compiler, tree, wish);
    case ARAS_TREE_NOT:
        return aras_analyse_not(compiler, tree);
    case ARAS_TREE_OR:
    case ARAS_TREE_AND:
        return aras_analyse_logic(compiler, tree);
    case ARAS_TREE_LESS:
    case ARAS_TREE_LESS_OR_EQUAL:
    case ARAS_TREE_GREATER:
    case ARAS_TREE_GREATER_OR_EQUAL:
    case ARAS_TREE_EQUAL:
    case ARAS_TREE_UNEQUAL:
        return aras_analyse_comparison(compiler, tree);
    case ARAS_TREE_SUM:
    case ARAS_TREE_DIFFERENCE:
        return aras_analyse_sum(compiler, tree);
    case ARAS_TREE_PRODUCT:
    case ARAS_TREE_QUOTIENT:
        return aras_analyse_product(compiler, tree);
    case ARAS_TREE_POWER:
        return aras_analyse_power(compiler, tree);
    case ARAS_TREE_NEGATIVE:
    case ARAS_TREE_EXP:
    case ARAS_TREE_LOG:
    case ARAS_TREE_SQRT:
    case ARAS_TREE_ABS:
    case ARAS_TREE_SIGN:
    case ARAS_TREE_FLOOR:
    case ARAS_TREE_CEIL:
    case ARAS_TREE_ROUND:
    case ARAS_TREE_LOGISTIC:
        return aras_analyse_function(compiler, tree);
    case ARAS_TREE_MIN:
    case ARAS_TREE_MAX:
    case ARAS_TREE_CLAMP:
    case ARAS_TREE_TOWARD:
        return aras_analyse_together(compiler, tree);
    case ARAS_TREE_IF:
        return aras_analyse_if(compiler, tree, wish);
    case ARAS_TREE_TABLE:
        return aras_analyse_table(compiler, tree, wish);
    case ARAS_TREE_DRAW:
        return aras_analyse_draw(compiler, tree);
    }
    return aras_term_wrong(compiler, tree);
}
