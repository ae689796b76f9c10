/* Draws from a distribution. */
#include "formula/analyse.h"
#include "formula/need.h"

/* Whether an argument has a say in the dimension of the draw, and which it implies;
 * false in `fits`, with a complaint, when it is impossible. */
static bool implies_dimension(struct aras_compiler *compiler,
                              const struct aras_distribution_form *form,
                              size_t argument, const struct aras_term *part,
                              int *dimension, bool *fits)
{
    bool bound = argument >= form->arguments;
    bool inverse = !bound && form->inverse[argument];
    bool squared = !bound && form->squared[argument];

    if (!bound && !form->scales[argument] && !inverse && !squared) {
        *fits &= aras_need_plain(compiler, part, form->argument[argument]);
        return false;
    }
    if (part->any_dimension) {
        return false;
    }
    *dimension = inverse ? -part->dimension : part->dimension;
    if (squared && *dimension % 2 != 0) {
        aras_compiler_complain(compiler, part->tree,
                               "a variance is the square of something, and %s is %s",
                               aras_compiler_words(compiler, part->tree),
                               aras_compiler_dimension(compiler, *dimension));
        *fits = false;
        return false;
    }
    *dimension = squared ? *dimension / 2 : *dimension;
    if (bound && form->discrete && *dimension != 0) {
        *fits &= aras_need_plain(compiler, part, "a bound of a count");
        return false;
    }
    return true;
}

/* All arguments that have a say imply one dimension. */
static bool draw_dimension(struct aras_compiler *compiler, const struct aras_term *draw,
                           int *dimension)
{
    const struct aras_distribution_form *form =
        aras_distribution_form(draw->tree->distribution);
    const struct aras_term *sample = NULL;
    bool fits = true;

    *dimension = 0;
    for (size_t i = 0; i < draw->count; i++) {
        const struct aras_term *part = draw->parts[i];
        int implied;

        if (!implies_dimension(compiler, form, i, part, &implied, &fits)) {
            continue;
        }
        if (sample == NULL) {
            sample = part;
            *dimension = implied;
        } else if (implied != *dimension) {
            aras_compiler_complain(compiler, part->tree,
                                   "%s makes the draw %s, and %s makes it %s",
                                   aras_compiler_words(compiler, sample->tree),
                                   aras_compiler_dimension(compiler, *dimension),
                                   aras_compiler_words(compiler, part->tree),
                                   aras_compiler_dimension(compiler, implied));
            fits = false;
        }
    }
    return fits;
}

/* Tells now what would be wrong in every replication. */
static bool check_constant_draw(struct aras_compiler *compiler,
                                const struct aras_term *draw)
{
    const struct aras_tree *tree = draw->tree;
    size_t arguments = aras_distribution_form(tree->distribution)->arguments;
    struct aras_distribution distribution = {.kind = tree->distribution,
                                             .truncated = tree->truncated};
    struct aras_error error;

    for (size_t i = 0; i < draw->count; i++) {
        if (!aras_term_is_constant(draw->parts[i])) {
            return true;
        }
        if (i < arguments) {
            distribution.argument[i] = draw->parts[i]->value;
        } else if (i == arguments) {
            distribution.low = draw->parts[i]->value;
        } else {
            distribution.high = draw->parts[i]->value;
        }
    }
    if (aras_distribution_check(&distribution, &error) == ARAS_OK) {
        return true;
    }
    aras_compiler_complain(compiler, tree, "%s", error.message);
    return false;
}

struct aras_term *aras_analyse_draw(struct aras_compiler *compiler,
                                    const struct aras_tree *tree)
{
    struct aras_term *draw =
        aras_term_with_parts(compiler, ARAS_IS_DRAW, tree, tree->count);
    bool fits = true;
    int dimension;

    /* The outermost draw has the lowest number: numbers follow the text. */
    draw->slot = (uint32_t) compiler->draws++;
    if (!compiler->scope->draws) {
        aras_compiler_complain(
            compiler, tree,
            "nothing is drawn here: draws stand in effects and delays, and what is "
            "not known for sure is a parameter with a prior");
        fits = false;
    }
    for (size_t i = 0; i < tree->count; i++) {
        struct aras_term *part =
            aras_analyse_value(compiler, tree->parts[i], aras_no_wish);

        fits &= aras_need_number(compiler, part);
        draw->parts[i] = part;
    }
    if (!fits || !draw_dimension(compiler, draw, &dimension) ||
        !check_constant_draw(compiler, draw)) {
        return aras_term_wrong(compiler, tree);
    }
    draw->dimension = dimension;
    return aras_term_folded(compiler, draw);
}
