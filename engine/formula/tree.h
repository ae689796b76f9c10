#ifndef ARAS_FORMULA_TREE_H
#define ARAS_FORMULA_TREE_H

#include "formula/formula.h"
#include "formula/source.h"
#include "random/distribution.h"

/* What the parser hands to the compiler. Used inside this layer only. */

enum aras_tree_kind {
    ARAS_TREE_NUMBER,   /* number */
    ARAS_TREE_TRUTH,    /* number: 1 or 0 */
    ARAS_TREE_NAME,     /* name */
    ARAS_TREE_NEGATIVE, /* from here on the parts are the operands, in order */
    ARAS_TREE_NOT,
    ARAS_TREE_OR,
    ARAS_TREE_AND,
    ARAS_TREE_LESS,
    ARAS_TREE_LESS_OR_EQUAL,
    ARAS_TREE_GREATER,
    ARAS_TREE_GREATER_OR_EQUAL,
    ARAS_TREE_EQUAL,
    ARAS_TREE_UNEQUAL,
    ARAS_TREE_SUM,
    ARAS_TREE_DIFFERENCE,
    ARAS_TREE_PRODUCT,
    ARAS_TREE_QUOTIENT,
    ARAS_TREE_POWER,
    ARAS_TREE_EXP,
    ARAS_TREE_LOG,
    ARAS_TREE_SQRT,
    ARAS_TREE_ABS,
    ARAS_TREE_SIGN,
    ARAS_TREE_FLOOR,
    ARAS_TREE_CEIL,
    ARAS_TREE_ROUND,
    ARAS_TREE_LOGISTIC,
    ARAS_TREE_MIN,
    ARAS_TREE_MAX,
    ARAS_TREE_IF,
    ARAS_TREE_CLAMP,
    ARAS_TREE_TOWARD,
    ARAS_TREE_TABLE, /* what is looked up; then corner, value, corner, value ... */
    ARAS_TREE_DRAW   /* the numbers of the distribution; then low and high */
};

struct aras_tree {
    enum aras_tree_kind kind;
    size_t begin, end; /* bytes of the source */
    size_t height;     /* 1 for a leaf */
    double number;
    const struct aras_name *name;
    struct aras_tree **parts;
    size_t count;
    enum aras_distribution_kind distribution; /* of a DRAW */
    bool truncated;
};

struct aras_formula {
    struct aras_formula_source source; /* of an assignment, all of it */
    const char *text;                  /* the formula alone */
    const struct aras_tree *root;
    struct aras_name *names;
    size_t name_count;
    bool has_number;
};

/** True when `word` is a function of the language or a distribution. */
bool aras_formula_is_function(const char *word);

#endif
