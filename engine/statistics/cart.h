#ifndef ARAS_STATISTICS_CART_H
#define ARAS_STATISTICS_CART_H

#include "base/error.h"
#include "statistics/box.h"

/**
 * A classification tree for what happens yes or no. It divides the rows in two, by the
 * one input and place that make the two parts purest, and so on; then branches that
 * promise too little are cut.
 *
 * Impurity is Gini's index, 2 p (1 - p). As twice the variance of a yes or no it
 * divides in the same places as a regression tree, and risk is the sum of squares that
 * a branch leaves, its yes less its share: what is pruned is judged by Brier's score
 * rather than by right and wrong guesses, since a tree of rare events would guess "no"
 * everywhere.
 *
 * Source: L. Breiman, J. H. Friedman, R. A. Olshen, C. J. Stone, "Classification and
 * Regression Trees" (1984), chapters 3, 4, 8. Held to R's rpart (method "anova").
 */
struct aras_cart_rule {
    size_t least_to_split; /* rows: a node with fewer is not divided */
    size_t least;          /* rows in each part */
    double least_gain;     /* share of all risk that a split must save to be kept */
    unsigned deepest;      /* splits above one another, at most 30 */
};

enum { ARAS_CART_DEEPEST = 30 };

/** A node; the first is the root and holds all rows. */
struct aras_cart_node {
    size_t parent;      /* of the root: itself */
    size_t left, right; /* 0: none */
    size_t input;
    struct aras_limit to_left; /* of that input; all else goes to the right */
    struct aras_content content;
    double risk; /* as a leaf */
    double link; /* where risk is charged so much a leaf, or more, it is one; 0: it
                    always is */
};

/** One of the trees that pruning leaves: the best with at most so many splits. */
struct aras_cart_level {
    double link; /* nodes with a greater link are divided */
    size_t splits;
    double risk;        /* of all leaves, as a share of that of the root */
    double cross_risk;  /* the same in rows that the tree had not seen; NAN before */
    double cross_error; /* its standard error; NAN before */
};

struct aras_cart {
    struct aras_cart_node *node;
    size_t count;
    struct aras_cart_level *level; /* from the root alone to the tree as grown */
    size_t levels;
};

/** Grows a tree, owned by the caller, and finds its levels. */
ARAS_CHECKED struct aras_cart *aras_cart_new(const struct aras_cases *cases,
                                             const struct aras_cart_rule *rule,
                                             struct aras_error *error);
void aras_cart_free(struct aras_cart *cart);

/** Fills in the cross risk of each level: each fold, 0 .. `folds` - 1, is left out once
 * and judged by a tree of the others. `fold` has one number for each row. */
ARAS_CHECKED enum aras_status
aras_cart_cross_validate(struct aras_cart *cart, const struct aras_cases *cases,
                         const struct aras_cart_rule *rule, const unsigned *fold,
                         unsigned folds, struct aras_error *error);

/** The smallest tree whose cross risk is within one standard error of the least. */
size_t aras_cart_one_error(const struct aras_cart *cart);

/** Whether the node is a leaf of the tree of a level. */
bool aras_cart_is_leaf(const struct aras_cart *cart, size_t level, size_t node);

/** The leaf of the tree of a level that a row comes to. What no row of a node had goes
 * the way of most. */
size_t aras_cart_leaf_of(const struct aras_cart *cart, size_t level,
                         const struct aras_cases *cases, size_t row);

/** The limits that a node stands for. */
void aras_cart_box(const struct aras_cart *cart, size_t node,
                   const struct aras_cases *cases, struct aras_limit *box);

#endif
