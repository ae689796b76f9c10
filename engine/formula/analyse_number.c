/* Arithmetic, and functions of numbers. */
#include <math.h>

#include "base/require.h"
#include "formula/analyse.h"
#include "formula/need.h"

enum { HIGHEST_DIMENSION = 99 }; /* time^99 */

struct aras_term *aras_analyse_sum(struct aras_compiler *compiler,
                                   const struct aras_tree *tree)
{
    bool plus = tree->kind == ARAS_TREE_SUM;
    struct aras_term *left = aras_analyse_value(compiler, tree->parts[0], aras_no_wish);
    struct aras_term *right =
        aras_analyse_value(compiler, tree->parts[1], aras_no_wish);
    bool left_fits = aras_need_number(compiler, left);

    if (!aras_need_number(compiler, right) || !left_fits ||
        !aras_need_same_dimension(compiler, tree, left, right)) {
        return aras_term_wrong(compiler, tree);
    }

    struct aras_term *term;

    /* x + 0 is not always x (-0 + 0 is 0), but x - 0 is. */
    if (!plus && aras_term_is_value(right, 0.0) && !signbit(right->value)) {
        term = left;
        term->tree = tree;
    } else {
        term = aras_term_binary(compiler, plus ? ARAS_DO_ADD : ARAS_DO_SUBTRACT, tree,
                                left, right);
    }
    if (!aras_term_is_wrong(term)) {
        aras_term_take_dimension(term, left, right);
    }
    return term;
}

struct aras_term *aras_analyse_product(struct aras_compiler *compiler,
                                       const struct aras_tree *tree)
{
    bool times = tree->kind == ARAS_TREE_PRODUCT;
    struct aras_term *left = aras_analyse_value(compiler, tree->parts[0], aras_no_wish);
    struct aras_term *right =
        aras_analyse_value(compiler, tree->parts[1], aras_no_wish);
    bool left_fits = aras_need_number(compiler, left);

    if (!aras_need_number(compiler, right) || !left_fits) {
        return aras_term_wrong(compiler, tree);
    }

    int dimension = left->dimension + (times ? right->dimension : -right->dimension);
    struct aras_term *term;

    if (dimension > HIGHEST_DIMENSION || dimension < -HIGHEST_DIMENSION) {
        aras_compiler_complain(compiler, tree, "time^%d is beyond all sense",
                               dimension);
        return aras_term_wrong(compiler, tree);
    }
    if (aras_term_is_value(right, 1.0)) {
        term = left;
    } else if (times && aras_term_is_value(left, 1.0)) {
        term = right;
    } else {
        term = aras_term_binary(compiler, times ? ARAS_DO_MULTIPLY : ARAS_DO_DIVIDE,
                                tree, left, right);
    }
    term->tree = tree;
    term->dimension = dimension;
    term->any_dimension = false;
    return term;
}

static bool power_dimension(struct aras_compiler *compiler,
                            const struct aras_tree *tree, const struct aras_term *base,
                            const struct aras_term *exponent, int *dimension)
{
    *dimension = 0;
    if (base->dimension == 0) {
        return true;
    }
    if (!aras_term_is_constant(exponent) || floor(exponent->value) != exponent->value) {
        aras_compiler_complain(
            compiler, exponent->tree,
            "%s is %s: its power must be a whole number that is written out",
            aras_compiler_words(compiler, base->tree),
            aras_compiler_dimension(compiler, base->dimension));
        return false;
    }

    double product = base->dimension * exponent->value;

    if (fabs(product) > HIGHEST_DIMENSION) {
        aras_compiler_complain(compiler, tree, "time^%.0f is beyond all sense",
                               product);
        return false;
    }
    *dimension = (int) product;
    return true;
}

struct aras_term *aras_analyse_power(struct aras_compiler *compiler,
                                     const struct aras_tree *tree)
{
    struct aras_term *base = aras_analyse_value(compiler, tree->parts[0], aras_no_wish);
    struct aras_term *exponent =
        aras_analyse_value(compiler, tree->parts[1], aras_no_wish);
    bool base_fits = aras_need_number(compiler, base);
    int dimension;

    if (!aras_need_plain(compiler, exponent, "an exponent") || !base_fits ||
        !power_dimension(compiler, tree, base, exponent, &dimension)) {
        return aras_term_wrong(compiler, tree);
    }

    struct aras_term *term =
        aras_term_is_value(exponent, 1.0)
            ? base
            : aras_term_binary(compiler, ARAS_DO_POWER, tree, base, exponent);

    term->tree = tree;
    term->dimension = dimension;
    return term;
}

/* A sign has none, a root half of it, all else the same. */
static bool function_dimension(struct aras_compiler *compiler,
                               const struct aras_tree *tree,
                               const struct aras_term *operand, int *dimension)
{
    *dimension = tree->kind == ARAS_TREE_SIGN ? 0 : operand->dimension;
    if (tree->kind != ARAS_TREE_SQRT) {
        return true;
    }
    if (*dimension % 2 != 0) {
        aras_compiler_complain(compiler, tree,
                               "%s is %s: a root can be taken of a plain number or of "
                               "an even power of time",
                               aras_compiler_words(compiler, operand->tree),
                               aras_compiler_dimension(compiler, *dimension));
        return false;
    }
    *dimension /= 2;
    return true;
}

/* Functions of one number. */
struct aras_term *aras_analyse_function(struct aras_compiler *compiler,
                                        const struct aras_tree *tree)
{
    static const struct {
        enum aras_tree_kind kind;
        enum aras_operation operation;
        const char *plain; /* what must be a plain number */
    } forms[] = {
        {ARAS_TREE_NEGATIVE, ARAS_DO_NEGATIVE, NULL},
        {ARAS_TREE_EXP, ARAS_DO_EXP, "the argument of exp"},
        {ARAS_TREE_LOG, ARAS_DO_LOG, "the argument of log"},
        {ARAS_TREE_SQRT, ARAS_DO_SQRT, NULL},
        {ARAS_TREE_ABS, ARAS_DO_ABS, NULL},
        {ARAS_TREE_SIGN, ARAS_DO_SIGN, NULL},
        {ARAS_TREE_FLOOR, ARAS_DO_FLOOR, "the argument of floor"},
        {ARAS_TREE_CEIL, ARAS_DO_CEIL, "the argument of ceil"},
        {ARAS_TREE_ROUND, ARAS_DO_ROUND, "the argument of round"},
        {ARAS_TREE_LOGISTIC, ARAS_DO_LOGISTIC, "the argument of logistic"},
    };
    struct aras_term *operand =
        aras_analyse_value(compiler, tree->parts[0], aras_no_wish);
    size_t form = 0;
    int dimension;

    while (forms[form].kind != tree->kind) {
        form++;
        ARAS_REQUIRE(form < sizeof forms / sizeof *forms);
    }
    if (!(forms[form].plain != NULL
              ? aras_need_plain(compiler, operand, forms[form].plain)
              : aras_need_number(compiler, operand))) {
        return aras_term_wrong(compiler, tree);
    }

    if (!function_dimension(compiler, tree, operand, &dimension)) {
        return aras_term_wrong(compiler, tree);
    }

    struct aras_term *term =
        aras_term_unary(compiler, forms[form].operation, tree, operand);

    term->dimension = dimension;
    term->any_dimension = operand->any_dimension && tree->kind == ARAS_TREE_NEGATIVE;
    return term;
}

/* min, max, clamp, toward: numbers of one dimension, but for toward's share. */
struct aras_term *aras_analyse_together(struct aras_compiler *compiler,
                                        const struct aras_tree *tree)
{
    struct aras_term *term =
        aras_term_with_parts(compiler, ARAS_IS_OPERATION, tree, tree->count);
    const struct aras_term *sample = NULL; /* the first that has a dimension */
    bool fits = true;

    switch (tree->kind) {
    case ARAS_TREE_MIN:
        term->operation = ARAS_DO_MIN;
        break;
    case ARAS_TREE_MAX:
        term->operation = ARAS_DO_MAX;
        break;
    case ARAS_TREE_CLAMP:
        term->operation = ARAS_DO_CLAMP;
        break;
    default:
        term->operation = ARAS_DO_TOWARD;
        break;
    }
    for (size_t i = 0; i < tree->count; i++) {
        struct aras_term *part =
            aras_analyse_value(compiler, tree->parts[i], aras_no_wish);

        term->parts[i] = part;
        if (tree->kind == ARAS_TREE_TOWARD && i == 2) {
            fits &= aras_need_plain(compiler, part, "the share of toward");
        } else if (!aras_need_number(compiler, part)) {
            fits = false;
        } else if (sample == NULL || sample->any_dimension) {
            sample = part;
        } else {
            fits &= aras_need_same_dimension(compiler, tree, sample, part);
        }
    }
    if (!fits) {
        return aras_term_wrong(compiler, tree);
    }
    term = aras_term_folded(compiler, term);
    if (!aras_term_is_wrong(term) && sample != NULL) {
        term->dimension = sample->dimension;
        term->any_dimension = sample->any_dimension;
    }
    return term;
}
