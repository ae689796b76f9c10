/* Products of what is fixed and of (slot + offset), which need no interpreter. */
#include <string.h>

#include "formula/compiler.h"

struct product {
    struct aras_compiler *compiler;
    const struct aras_tree *tree;
    const struct aras_term *fixed; /* NULL while it is 1 */
    struct aras_factor factors[ARAS_MOST_FACTORS];
    size_t count;
};

static bool add_factor(struct product *product, const struct aras_term *slot,
                       double offset)
{
    if (slot->kind != ARAS_IS_SLOT || slot->type != ARAS_NUMBER ||
        product->count == ARAS_MOST_FACTORS) {
        return false;
    }
    product->factors[product->count++] =
        (struct aras_factor){.slot = slot->slot, .offset = offset};
    return true;
}

static void add_fixed(struct product *product, enum aras_operation operation,
                      const struct aras_term *fixed)
{
    if (operation == ARAS_DO_MULTIPLY && product->fixed == NULL) {
        product->fixed = fixed;
        return;
    }
    if (product->fixed == NULL) {
        product->fixed = aras_term_constant(product->compiler, product->tree, 1.0);
    }
    product->fixed = aras_term_binary(product->compiler, operation, product->tree,
                                      product->fixed, fixed);
}

static void add_sign(struct product *product)
{
    add_fixed(product, ARAS_DO_MULTIPLY,
              aras_term_constant(product->compiler, product->tree, -1.0));
}

/* slot + c, c + slot, slot - c, c - slot */
static bool gather_shifted(struct product *product, const struct aras_term *term)
{
    const struct aras_term *left = term->parts[0];
    const struct aras_term *right = term->parts[1];
    bool plus = term->operation == ARAS_DO_ADD;

    if (aras_term_is_constant(right)) {
        return add_factor(product, left, plus ? right->value : -right->value);
    }
    if (!aras_term_is_constant(left)) {
        return false;
    }
    if (!plus) {
        add_sign(product);
    }
    return add_factor(product, right, plus ? left->value : -left->value);
}

/* False when the term is no product of what is fixed and of (slot + offset). */
static bool gather(struct product *product, const struct aras_term *term)
{
    if (!term->varies) {
        add_fixed(product, ARAS_DO_MULTIPLY, term);
        return true;
    }
    if (term->kind == ARAS_IS_SLOT) {
        return add_factor(product, term, 0.0);
    }
    if (term->kind != ARAS_IS_OPERATION) {
        return false;
    }
    switch (term->operation) {
    case ARAS_DO_MULTIPLY:
        return gather(product, term->parts[0]) && gather(product, term->parts[1]);
    case ARAS_DO_DIVIDE:
        if (term->parts[1]->varies || !gather(product, term->parts[0])) {
            return false;
        }
        add_fixed(product, ARAS_DO_DIVIDE, term->parts[1]);
        return true;
    case ARAS_DO_NEGATIVE:
        add_sign(product);
        return gather(product, term->parts[0]);
    case ARAS_DO_POWER:
        return aras_term_is_value(term->parts[1], 2.0) &&
               gather(product, term->parts[0]) && gather(product, term->parts[0]);
    case ARAS_DO_ADD:
    case ARAS_DO_SUBTRACT:
        return gather_shifted(product, term);
    default:
        return false;
    }
}

void aras_product_set(struct aras_compiler *compiler, const struct aras_term *term,
                      struct aras_code *code)
{
    struct product product = {.compiler = compiler, .tree = term->tree};

    if (!term->varies) {
        code->is_product = true;
        code->fixed = code;
        return;
    }
    /* A fixed part that cannot be worked out fails when the rate is, not here. */
    compiler->conditional++;
    code->is_product = term->type == ARAS_NUMBER && gather(&product, term);
    compiler->conditional--;
    if (!code->is_product) {
        return;
    }
    memcpy(code->factors, product.factors, sizeof code->factors);
    code->factor_count = product.count;
    if (product.fixed != NULL && !aras_term_is_value(product.fixed, 1.0)) {
        code->fixed = aras_compiler_code(compiler, product.fixed, 0);
    }
}
