#include "statistics/cart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "statistics/ranked.h"

struct grower {
    const struct aras_cases *cases;
    const struct aras_cart_rule *rule;
    uint32_t **order; /* by input: rows, a node's side by side; of a number, rising */
    uint32_t *aside;  /* room for the rows of one node */
    uint8_t *goes_left;
    double least_gain; /* in units of risk */
    struct aras_cart *cart;
    size_t capacity;
};

/* A way to divide a node. */
struct split {
    size_t input;
    struct aras_limit to_left;
    double gain; /* risk saved */
};

static double share_of(const struct aras_cases *cases, uint32_t row)
{
    return cases->yes[row] / cases->size[row];
}

static double middle_of(double a, double b)
{
    double middle = a + 0.5 * (b - a);

    return middle < b ? middle : a;
}

/* --- dividing a node ----------------------------------------------------------------
 */

/* The rows of a node, from one end to the other, as the division moves through them:
 * sums of size x (share - mean share), so that little is lost by cancelling. */
struct sides {
    double mean;
    size_t left_rows, right_rows;
    double left_size, right_size;
    double left_sum; /* of the right side: minus this */
};

static struct sides sides_of(const struct aras_content *content)
{
    return (struct sides){.mean = content->yes / content->size,
                          .right_rows = content->rows,
                          .right_size = content->size};
}

static void move_left(struct sides *sides, size_t rows, double size, double yes)
{
    sides->left_rows += rows;
    sides->right_rows -= rows;
    sides->left_size += size;
    sides->right_size -= size;
    sides->left_sum += yes - sides->mean * size;
}

static double gain_of(const struct sides *sides)
{
    double square = sides->left_sum * sides->left_sum;

    return square / sides->left_size + square / sides->right_size;
}

static void try_number(const struct grower *grower, const struct aras_content *content,
                       size_t input, size_t from, struct split *best)
{
    const struct aras_cases *cases = grower->cases;
    const uint32_t *order = grower->order[input] + from;
    const double *x = cases->input[input];
    struct sides sides = sides_of(content);

    for (size_t i = 0; i + grower->rule->least < content->rows; i++) {
        double here = x[order[i]];
        double next = x[order[i + 1]];

        move_left(&sides, 1, cases->size[order[i]], cases->yes[order[i]]);
        if (here != next && sides.left_rows >= grower->rule->least &&
            gain_of(&sides) > best->gain) {
            *best = (struct split){
                .input = input,
                .to_left = {-INFINITY, middle_of(here, next), UINT64_MAX},
                .gain = gain_of(&sides)};
        }
    }
}

/* Of all ways to divide options in two, the best keeps those with a low share together
 * (Breiman et al., theorem 4.5), so that it is enough to order them by it. */
static void try_choice(const struct grower *grower, const struct aras_content *content,
                       size_t input, size_t from, struct split *best)
{
    const struct aras_cases *cases = grower->cases;
    struct aras_content option[ARAS_MOST_OPTIONS] = {{0}};
    unsigned order[ARAS_MOST_OPTIONS];
    unsigned count = 0;
    struct sides sides = sides_of(content);
    uint64_t left = 0;

    for (size_t i = 0; i < content->rows; i++) {
        uint32_t row = grower->order[input][from + i];
        struct aras_content *it = &option[(unsigned) cases->input[input][row]];

        it->rows++;
        it->size += cases->size[row];
        it->yes += cases->yes[row];
    }
    for (unsigned i = 0; i < cases->options[input]; i++) {
        unsigned place = count;

        if (option[i].rows == 0) {
            continue;
        }
        while (place > 0 && option[order[place - 1]].yes * option[i].size >
                                option[i].yes * option[order[place - 1]].size) {
            order[place] = order[place - 1];
            place--;
        }
        order[place] = i;
        count++;
    }
    for (unsigned i = 0; i + 1 < count; i++) {
        const struct aras_content *it = &option[order[i]];

        move_left(&sides, it->rows, it->size, it->yes);
        left |= UINT64_C(1) << order[i];
        if (sides.left_rows >= grower->rule->least &&
            sides.right_rows >= grower->rule->least && gain_of(&sides) > best->gain) {
            *best = (struct split){.input = input,
                                   .to_left = {-INFINITY, INFINITY, left},
                                   .gain = gain_of(&sides)};
            if (sides.left_rows > sides.right_rows) { /* what nobody had goes along */
                for (unsigned k = 0; k < cases->options[input]; k++) {
                    best->to_left.options |= option[k].rows == 0 ? UINT64_C(1) << k : 0;
                }
            }
        }
    }
}

/* --- growing ------------------------------------------------------------------------
 */

static struct aras_content content_of(const struct grower *grower, size_t from,
                                      size_t count)
{
    struct aras_content content = {.rows = count};

    for (size_t i = from; i < from + count; i++) {
        content.size += grower->cases->size[grower->order[0][i]];
        content.yes += grower->cases->yes[grower->order[0][i]];
    }
    return content;
}

static double risk_of(const struct grower *grower, size_t from,
                      const struct aras_content *content)
{
    double mean = content->yes / content->size;
    double risk = 0.0;

    for (size_t i = from; i < from + content->rows; i++) {
        uint32_t row = grower->order[0][i];
        double off = share_of(grower->cases, row) - mean;

        risk += grower->cases->size[row] * off * off;
    }
    return risk;
}

/* Adds a node for the rows from place `from` on; SIZE_MAX without memory. */
static size_t add_node(struct grower *grower, size_t parent, size_t from, size_t count)
{
    struct aras_cart *cart = grower->cart;
    struct aras_cart_node *node;

    if (cart->count == grower->capacity) {
        size_t capacity = 2 * grower->capacity + 15;
        struct aras_cart_node *more = realloc(cart->node, capacity * sizeof *more);

        if (more == NULL) {
            return SIZE_MAX;
        }
        cart->node = more;
        grower->capacity = capacity;
    }
    node = &cart->node[cart->count];
    *node = (struct aras_cart_node){.parent = parent,
                                    .content = content_of(grower, from, count)};
    node->risk = risk_of(grower, from, &node->content);
    return cart->count++;
}

/* Puts those that go left before those that go right, and leaves each side in its
 * order. Returns how many go left. */
static size_t part(struct grower *grower, const struct split *split, size_t from,
                   size_t count)
{
    const struct aras_cases *cases = grower->cases;
    size_t left = 0;

    for (size_t i = from; i < from + count; i++) {
        uint32_t row = grower->order[0][i];

        grower->goes_left[row] =
            aras_box_allows(&split->to_left, cases->options[split->input],
                            cases->input[split->input][row]);
        left += grower->goes_left[row];
    }
    for (size_t k = 0; k < cases->inputs; k++) {
        uint32_t *order = grower->order[k] + from;
        size_t kept = 0;
        size_t moved = 0;

        for (size_t i = 0; i < count; i++) {
            if (grower->goes_left[order[i]]) {
                order[kept++] = order[i];
            } else {
                grower->aside[moved++] = order[i];
            }
        }
        memcpy(order + kept, grower->aside, moved * sizeof *order);
    }
    return left;
}

/* Divides a node and what comes of it; as deep as the rule allows, at most 30. */
static bool grow(struct grower *grower, size_t node, size_t from, unsigned depth)
{
    struct aras_content content = grower->cart->node[node].content;
    struct split best = {.input = SIZE_MAX};
    size_t left_rows;
    size_t left;
    size_t right;

    if (content.rows < grower->rule->least_to_split ||
        grower->cart->node[node].risk <= grower->least_gain ||
        depth == grower->rule->deepest) {
        return true;
    }
    for (size_t i = 0; i < grower->cases->inputs; i++) {
        if (grower->cases->options[i] > 0) {
            try_choice(grower, &content, i, from, &best);
        } else {
            try_number(grower, &content, i, from, &best);
        }
    }
    if (best.input == SIZE_MAX) {
        return true;
    }
    left_rows = part(grower, &best, from, content.rows);
    left = add_node(grower, node, from, left_rows);
    right = add_node(grower, node, from + left_rows, content.rows - left_rows);
    if (left == SIZE_MAX || right == SIZE_MAX) {
        return false;
    }
    grower->cart->node[node].input = best.input;
    grower->cart->node[node].to_left = best.to_left;
    grower->cart->node[node].left = left;
    grower->cart->node[node].right = right;
    return grow(grower, left, from, depth + 1) &&
           grow(grower, right, from + left_rows, depth + 1);
}

/* --- pruning ------------------------------------------------------------------------
 */

/* Risk and leaves of what hangs on each node. Children stand behind their parents, so
 * one way back through all nodes is enough. */
struct branch {
    double risk;
    size_t leaves;
};

static void measure(const struct aras_cart *cart, struct branch *branch)
{
    for (size_t i = cart->count; i-- > 0;) {
        const struct aras_cart_node *node = &cart->node[i];

        branch[i] = node->left == 0 || node->link >= 0.0
                        ? (struct branch){node->risk, 1}
                        : (struct branch){
                              branch[node->left].risk + branch[node->right].risk,
                              branch[node->left].leaves + branch[node->right].leaves};
    }
}

static double link_of(const struct aras_cart_node *node, const struct branch *branch)
{
    return fmax(0.0, (node->risk - branch->risk) / (double) (branch->leaves - 1));
}

/* Cuts the weakest link, then the weakest of the rest, until the root is left alone.
 * Links that are not known yet are -1. */
static void cut_all(struct aras_cart *cart, struct branch *branch)
{
    double charge = 0.0;

    for (size_t i = 0; i < cart->count; i++) {
        cart->node[i].link = cart->node[i].left == 0 ? 0.0 : -1.0;
    }
    while (cart->node[0].link < 0.0) {
        double weakest = INFINITY;

        measure(cart, branch);
        for (size_t i = 0; i < cart->count; i++) {
            if (cart->node[i].link < 0.0) {
                weakest = fmin(weakest, link_of(&cart->node[i], &branch[i]));
            }
        }
        charge = fmax(charge, weakest);
        for (size_t i = 0; i < cart->count; i++) {
            struct aras_cart_node *node = &cart->node[i];

            /* What hangs on a node that is cut off goes with it. */
            if (node->link < 0.0 &&
                (cart->node[node->parent].link >= 0.0 ||
                 link_of(node, &branch[i]) <= weakest * (1.0 + 1e-12))) {
                node->link = charge;
            }
        }
    }
}

static int falling(const void *a, const void *b)
{
    double left = *(const double *) a;
    double right = *(const double *) b;

    return left > right ? -1 : left < right;
}

static void fill_level(const struct aras_cart *cart, struct aras_cart_level *level)
{
    double risk = 0.0;
    size_t leaves = 0;

    for (size_t i = 0; i < cart->count; i++) {
        const struct aras_cart_node *node = &cart->node[i];

        if (node->link <= level->link &&
            (i == 0 || cart->node[node->parent].link > level->link)) {
            risk += node->risk;
            leaves++;
        }
    }
    level->splits = leaves - 1;
    level->risk = cart->node[0].risk > 0.0 ? risk / cart->node[0].risk : 1.0;
    level->cross_risk = NAN;
    level->cross_error = NAN;
}

/* One level for each strength of links that is worth its gain, and one below. */
static bool find_levels(struct aras_cart *cart, double least_gain)
{
    double *links = malloc((cart->count + 1) * sizeof *links);
    size_t count = 0;

    cart->level = malloc((cart->count + 1) * sizeof *cart->level);
    if (links == NULL || cart->level == NULL) {
        free(links);
        return false;
    }
    for (size_t i = 0; i < cart->count; i++) {
        if (cart->node[i].link > least_gain) {
            links[count++] = cart->node[i].link;
        }
    }
    links[count++] = least_gain;
    qsort(links, count, sizeof *links, falling);
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || links[i] < links[i - 1]) {
            struct aras_cart_level *level = &cart->level[cart->levels++];

            level->link = links[i];
            fill_level(cart, level);
        }
    }
    free(links);
    return true;
}

static bool prune(struct grower *grower)
{
    struct branch *branch = malloc((grower->cart->count + 1) * sizeof *branch);
    bool good = branch != NULL;

    if (good) {
        cut_all(grower->cart, branch);
        good = find_levels(grower->cart, grower->least_gain);
    }
    free(branch);
    return good;
}

/* --- the whole tree ------------------------------------------------------------------
 */

static bool put_in_order(struct grower *grower, size_t *rows)
{
    const struct aras_cases *cases = grower->cases;
    struct aras_ranked *places = malloc((cases->rows + 1) * sizeof *places);
    bool good = places != NULL;

    for (size_t k = 0; good && k < cases->inputs; k++) {
        size_t count = 0;

        grower->order[k] = malloc((cases->rows + 1) * sizeof *grower->order[k]);
        good = grower->order[k] != NULL;
        for (size_t row = 0; good && row < cases->rows; row++) {
            if (cases->size[row] > 0.0) {
                places[count++] = (struct aras_ranked){cases->input[k][row], row};
            }
        }
        aras_rank(places, good ? count : 0);
        for (size_t i = 0; good && i < count; i++) {
            grower->order[k][i] = (uint32_t) places[i].row;
        }
        *rows = count;
    }
    free(places);
    return good;
}

static bool set_up(struct grower *grower, size_t *rows)
{
    size_t inputs = grower->cases->inputs;

    grower->order = calloc(inputs, sizeof *grower->order);
    grower->aside = malloc((grower->cases->rows + 1) * sizeof *grower->aside);
    grower->goes_left = malloc(grower->cases->rows + 1);
    return grower->order != NULL && grower->aside != NULL &&
           grower->goes_left != NULL && put_in_order(grower, rows);
}

static void clear(struct grower *grower)
{
    for (size_t i = 0; grower->order != NULL && i < grower->cases->inputs; i++) {
        free(grower->order[i]);
    }
    free(grower->order);
    free(grower->aside);
    free(grower->goes_left);
}

/* `least_gain` in units of risk; below 0: as the rule says. */
static struct aras_cart *make(const struct aras_cases *cases,
                              const struct aras_cart_rule *rule, double least_gain,
                              struct aras_error *error)
{
    struct grower grower = {
        .cases = cases, .rule = rule, .cart = calloc(1, sizeof *grower.cart)};
    size_t rows = 0;
    bool good = grower.cart != NULL && set_up(&grower, &rows);

    ARAS_REQUIRE(cases->inputs > 0 && cases->rows < UINT32_MAX &&
                 rule->deepest <= ARAS_CART_DEEPEST && rule->least > 0);
    good = good && add_node(&grower, 0, 0, rows) != SIZE_MAX;
    if (good) {
        grower.least_gain = least_gain < 0.0
                                ? rule->least_gain * grower.cart->node[0].risk
                                : least_gain;
        good = grow(&grower, 0, 0, 0) && prune(&grower);
    }
    clear(&grower);
    if (!good) {
        aras_cart_free(grower.cart);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a tree of %zu rows",
                       cases->rows);
        return NULL;
    }
    return grower.cart;
}

struct aras_cart *aras_cart_new(const struct aras_cases *cases,
                                const struct aras_cart_rule *rule,
                                struct aras_error *error)
{
    return make(cases, rule, -1.0, error);
}

void aras_cart_free(struct aras_cart *cart)
{
    if (cart != NULL) {
        free(cart->node);
        free(cart->level);
        free(cart);
    }
}

/* --- asking it -----------------------------------------------------------------------
 */

static bool is_leaf(const struct aras_cart *cart, double link, size_t node)
{
    return cart->node[node].left == 0 || cart->node[node].link <= link;
}

static size_t descend(const struct aras_cart *cart, double link,
                      const struct aras_cases *cases, size_t row)
{
    size_t at = 0;

    while (!is_leaf(cart, link, at)) {
        const struct aras_cart_node *node = &cart->node[at];

        at = aras_box_allows(&node->to_left, cases->options[node->input],
                             cases->input[node->input][row])
                 ? node->left
                 : node->right;
    }
    return at;
}

bool aras_cart_is_leaf(const struct aras_cart *cart, size_t level, size_t node)
{
    double link = cart->level[level].link;

    return is_leaf(cart, link, node) &&
           (node == 0 || !is_leaf(cart, link, cart->node[node].parent));
}

size_t aras_cart_leaf_of(const struct aras_cart *cart, size_t level,
                         const struct aras_cases *cases, size_t row)
{
    return descend(cart, cart->level[level].link, cases, row);
}

void aras_cart_box(const struct aras_cart *cart, size_t node,
                   const struct aras_cases *cases, struct aras_limit *box)
{
    aras_box_open(box, cases);
    while (node != 0) {
        size_t parent = cart->node[node].parent;
        const struct aras_cart_node *above = &cart->node[parent];
        struct aras_limit *limit = &box[above->input];

        if (cases->options[above->input] > 0) {
            limit->options &=
                node == above->left ? above->to_left.options : ~above->to_left.options;
        } else if (node == above->left) {
            limit->high = fmin(limit->high, above->to_left.high);
        } else {
            limit->low = fmax(limit->low, above->to_left.high);
        }
        node = parent;
    }
}

/* --- cross-validation ----------------------------------------------------------------
 */

/* Between the strengths of two levels: what the tree of the first stands for. */
static double charge_of(const struct aras_cart *cart, size_t level)
{
    return level == 0 ? 10.0 * cart->level[0].link
                      : sqrt(cart->level[level - 1].link * cart->level[level].link);
}

struct judged {
    double *risk, *squares; /* by level: sums of size x off^2, size x off^4 */
    double *size;           /* of the rows, those left out at 0 */
};

static void judge(const struct aras_cart *cart, const struct aras_cart *without,
                  const struct aras_cases *cases, double share, uint32_t row,
                  struct judged *judged)
{
    for (size_t k = 0; k < cart->levels; k++) {
        const struct aras_content *content =
            &without->node[descend(without, share * charge_of(cart, k), cases, row)]
                 .content;
        double off = share_of(cases, row) - content->yes / content->size;

        judged->risk[k] += cases->size[row] * off * off;
        judged->squares[k] += cases->size[row] * off * off * off * off;
    }
}

static enum aras_status leave_out(const struct aras_cart *cart,
                                  const struct aras_cases *cases,
                                  const struct aras_cart_rule *rule,
                                  const unsigned *fold, unsigned left_out,
                                  struct judged *judged, struct aras_error *error)
{
    struct aras_cases others = *cases;
    double size = 0.0;
    double share;
    struct aras_cart *without;

    for (size_t row = 0; row < cases->rows; row++) {
        judged->size[row] = fold[row] == left_out ? 0.0 : cases->size[row];
        size += judged->size[row];
    }
    if (size <= 0.0) {
        return ARAS_OK;
    }
    others.size = judged->size;
    /* A smaller tree is charged less, so that the same charge means the same. */
    share = size / cart->node[0].content.size;
    without = make(&others, rule, share * cart->level[cart->levels - 1].link, error);
    if (without == NULL) {
        return error->status;
    }
    for (size_t row = 0; row < cases->rows; row++) {
        if (fold[row] == left_out && cases->size[row] > 0.0) {
            judge(cart, without, cases, share, (uint32_t) row, judged);
        }
    }
    aras_cart_free(without);
    return ARAS_OK;
}

static void tell_levels(struct aras_cart *cart, const struct judged *judged)
{
    double root = cart->node[0].risk;
    double size = cart->node[0].content.size;

    for (size_t k = 0; k < cart->levels && root > 0.0; k++) {
        double variance = judged->squares[k] - judged->risk[k] * judged->risk[k] / size;

        cart->level[k].cross_risk = judged->risk[k] / root;
        cart->level[k].cross_error = sqrt(fmax(variance, 0.0)) / root;
    }
}

enum aras_status aras_cart_cross_validate(struct aras_cart *cart,
                                          const struct aras_cases *cases,
                                          const struct aras_cart_rule *rule,
                                          const unsigned *fold, unsigned folds,
                                          struct aras_error *error)
{
    struct judged judged = {.risk = calloc(cart->levels, sizeof(double)),
                            .squares = calloc(cart->levels, sizeof(double)),
                            .size = calloc(cases->rows + 1, sizeof(double))};
    enum aras_status status = ARAS_OK;

    if (judged.risk == NULL || judged.squares == NULL || judged.size == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY,
                                "no memory to try a tree on rows it has not seen");
    }
    for (unsigned i = 0; i < folds && status == ARAS_OK; i++) {
        status = leave_out(cart, cases, rule, fold, i, &judged, error);
    }
    if (status == ARAS_OK) {
        tell_levels(cart, &judged);
    }
    free(judged.risk);
    free(judged.squares);
    free(judged.size);
    return status;
}

size_t aras_cart_one_error(const struct aras_cart *cart)
{
    size_t least = 0;

    for (size_t k = 1; k < cart->levels; k++) {
        if (cart->level[k].cross_risk < cart->level[least].cross_risk) {
            least = k;
        }
    }
    for (size_t k = 0; k < least; k++) {
        if (cart->level[k].cross_risk <=
            cart->level[least].cross_risk + cart->level[least].cross_error) {
            return k;
        }
    }
    return least;
}
