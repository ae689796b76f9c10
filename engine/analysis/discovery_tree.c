#include "analysis/discovery_search.h"

#include <stdlib.h>
#include <string.h>

enum { FOLDS = 10, LEAST_IN_LEAF = 20 };

static int by_density(const void *a, const void *b)
{
    const struct aras_found_box *left = a;
    const struct aras_found_box *right = b;
    double first = left->searched.yes / left->searched.size;
    double second = right->searched.yes / right->searched.size;

    return first > second ? -1 : first < second;
}

static enum aras_status list_leaves(struct aras_discovery_search *search,
                                    const struct aras_cart *cart,
                                    struct aras_error *error)
{
    struct aras_discovery *discovery = search->discovery;
    struct aras_cases cases = aras_discovery_cases(search, search->both);

    discovery->chosen_level = aras_cart_one_error(cart);
    discovery->level = calloc(cart->levels, sizeof *discovery->level);
    if (discovery->level == NULL) {
        return aras_discovery_no_memory(error);
    }
    memcpy(discovery->level, cart->level, cart->levels * sizeof *cart->level);
    discovery->levels = cart->levels;
    for (size_t i = 0; i < cart->count; i++) {
        if (aras_cart_is_leaf(cart, discovery->chosen_level, i)) {
            struct aras_found_box *box = aras_discovery_add_box(discovery, error);

            if (box == NULL) {
                return error->status;
            }
            aras_cart_box(cart, i, &cases, search->limit);
            if (aras_discovery_describe(search, search->limit, box, error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    qsort(discovery->box, discovery->boxes, sizeof *discovery->box, by_density);
    return ARAS_OK;
}

enum aras_status aras_discovery_grow_tree(struct aras_discovery_search *search,
                                          struct aras_error *error)
{
    struct aras_cases cases = aras_discovery_cases(search, search->both);
    struct aras_cart_rule rule = {.least_to_split = 2 * (size_t) LEAST_IN_LEAF,
                                  .least = LEAST_IN_LEAF,
                                  .least_gain = 0.002,
                                  .deepest = ARAS_CART_DEEPEST};
    unsigned *fold = calloc(search->rows + 1, sizeof *fold);
    struct aras_cart *cart = NULL;
    enum aras_status status = ARAS_NO_MEMORY;

    if (fold == NULL) {
        return aras_discovery_no_memory(error);
    }
    for (size_t row = 0; row < search->rows; row++) {
        fold[row] = (unsigned) (row / 4 % FOLDS);
    }
    cart = aras_cart_new(&cases, &rule, error);
    if (cart != NULL) {
        status = aras_cart_cross_validate(cart, &cases, &rule, fold, FOLDS, error);
    }
    if (status == ARAS_OK) {
        status = list_leaves(search, cart, error);
    }
    aras_cart_free(cart);
    free(fold);
    return status;
}
