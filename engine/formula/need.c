#include "formula/need.h"

bool aras_need_number(struct aras_compiler *compiler, const struct aras_term *term)
{
    const struct aras_tree *tree = term->tree;

    if (aras_term_is_wrong(term)) {
        return false;
    }
    switch (term->type) {
    case ARAS_NUMBER:
        return true;
    case ARAS_TRUTH:
        aras_compiler_complain(compiler, tree,
                               "%s is true or false where a number is needed: write "
                               "if(..., 1, 0) around it",
                               aras_compiler_words(compiler, tree));
        break;
    case ARAS_STAGE:
        aras_compiler_complain(
            compiler, tree,
            "%s has stages where a number is needed; compare it with one of "
            "them: %s",
            aras_compiler_words(compiler, tree),
            aras_compiler_stages(compiler, term->stages));
        break;
    }
    return false;
}

bool aras_need_truth(struct aras_compiler *compiler, const struct aras_term *term)
{
    const struct aras_tree *tree = term->tree;

    if (aras_term_is_wrong(term)) {
        return false;
    }
    switch (term->type) {
    case ARAS_TRUTH:
        return true;
    case ARAS_NUMBER:
        aras_compiler_complain(
            compiler, tree,
            "%s is a number where true or false is needed: compare it, as in "
            "'x > 0'",
            aras_compiler_words(compiler, tree));
        break;
    case ARAS_STAGE:
        aras_compiler_complain(compiler, tree,
                               "%s has stages; compare it with one of them: %s",
                               aras_compiler_words(compiler, tree),
                               aras_compiler_stages(compiler, term->stages));
        break;
    }
    return false;
}

bool aras_need_plain(struct aras_compiler *compiler, const struct aras_term *term,
                     const char *where)
{
    if (!aras_need_number(compiler, term)) {
        return false;
    }
    if (term->dimension == 0) {
        return true;
    }
    aras_compiler_complain(
        compiler, term->tree, "%s must be a plain number, and %s is %s: %s", where,
        aras_compiler_words(compiler, term->tree),
        aras_compiler_dimension(compiler, term->dimension),
        term->dimension > 0 ? "divide it by a unit, as in 'x / year'"
                            : "multiply it by a unit, as in 'x * year'");
    return false;
}

/* Two values of one dimension; it becomes that of `result`. */
bool aras_need_same_dimension(struct aras_compiler *compiler,
                              const struct aras_tree *tree,
                              const struct aras_term *left,
                              const struct aras_term *right)
{
    if (left->dimension == right->dimension || left->any_dimension ||
        right->any_dimension) {
        return true;
    }
    aras_compiler_complain(compiler, tree,
                           "%s is %s and %s is %s: they cannot stand side by side",
                           aras_compiler_words(compiler, left->tree),
                           aras_compiler_dimension(compiler, left->dimension),
                           aras_compiler_words(compiler, right->tree),
                           aras_compiler_dimension(compiler, right->dimension));
    return false;
}

/* Both of one type and dimension, so that they may be compared or take one place. */
bool aras_need_alike(struct aras_compiler *compiler, const struct aras_tree *tree,
                     const struct aras_term *left, const struct aras_term *right)
{
    const struct aras_term *stage = left->type == ARAS_STAGE ? left : right;
    const struct aras_term *other = left->type == ARAS_STAGE ? right : left;

    if (aras_term_is_wrong(left) || aras_term_is_wrong(right)) {
        return false;
    }
    if (left->type == ARAS_STAGE && right->type == ARAS_STAGE) {
        if (left->stages == right->stages) {
            return true;
        }
        aras_compiler_complain(compiler, tree,
                               "%s and %s have different stages: %s; and %s",
                               aras_compiler_words(compiler, left->tree),
                               aras_compiler_words(compiler, right->tree),
                               aras_compiler_stages(compiler, left->stages),
                               aras_compiler_stages(compiler, right->stages));
        return false;
    }
    if (stage->type == ARAS_STAGE) {
        aras_compiler_complain(compiler, other->tree,
                               "%s has stages; compare it with one of them: %s",
                               aras_compiler_words(compiler, stage->tree),
                               aras_compiler_stages(compiler, stage->stages));
        return false;
    }
    if (left->type != right->type) {
        const struct aras_term *truth = left->type == ARAS_TRUTH ? left : right;
        const struct aras_term *number = left->type == ARAS_TRUTH ? right : left;

        aras_compiler_complain(
            compiler, tree,
            "%s is true or false and %s is a number: they do not go together",
            aras_compiler_words(compiler, truth->tree),
            aras_compiler_words(compiler, number->tree));
        return false;
    }
    return left->type != ARAS_NUMBER ||
           aras_need_same_dimension(compiler, tree, left, right);
}
