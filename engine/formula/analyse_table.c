/* table(x, 0: a, 2: b): steps. */
#include "formula/analyse.h"
#include "formula/moving.h"
#include "formula/need.h"

static bool corners_rise(struct aras_compiler *compiler, const struct aras_term *table)
{
    bool rise = true;

    for (size_t i = 3; i < table->count; i += 2) {
        const struct aras_term *before = table->parts[i - 2];
        const struct aras_term *corner = table->parts[i];

        if (aras_term_is_constant(before) && aras_term_is_constant(corner) &&
            before->value >= corner->value) {
            aras_compiler_complain(
                compiler, corner->tree,
                "the corners of a table must rise, and %s does not come after %s",
                aras_compiler_words(compiler, corner->tree),
                aras_compiler_words(compiler, before->tree));
            rise = false;
        }
    }
    return rise;
}

/* The table as a value for each corner that has been reached. */
static struct aras_term *steps_of(struct aras_compiler *compiler,
                                  const struct aras_term *table)
{
    size_t count = table->count / 2;
    uint32_t *corners = aras_arena_array(compiler->arena, count, sizeof *corners);
    struct aras_term *steps =
        aras_term_with_parts(compiler, ARAS_IS_STEPS, table->tree, count);

    for (size_t i = 0; i < count; i++) {
        steps->parts[i] = table->parts[2 + 2 * i];
        if (i > 0) {
            corners[i] =
                aras_moving_corner(compiler, table->parts[0]->slot,
                                   ARAS_GREATER_OR_EQUAL, table->parts[1 + 2 * i]);
        }
    }
    steps->corners = corners;
    steps->type = table->type;
    steps->stages = table->stages;
    steps->varies = true;
    return steps;
}

/* The value of the table if it is known which one it is; or else NULL. */
static const struct aras_term *looked_up(const struct aras_term *table)
{
    const struct aras_term *value = table->parts[2];

    if (table->count == 3) {
        return value;
    }
    if (!aras_term_is_constant(table->parts[0])) {
        return NULL;
    }
    for (size_t i = 3; i < table->count; i += 2) {
        if (!aras_term_is_constant(table->parts[i])) {
            return NULL;
        }
        if (table->parts[0]->value >= table->parts[i]->value) {
            value = table->parts[i + 1];
        }
    }
    return value;
}

struct aras_term *aras_analyse_table(struct aras_compiler *compiler,
                                     const struct aras_tree *tree,
                                     struct aras_wish wish)
{
    struct aras_term *table =
        aras_term_with_parts(compiler, ARAS_IS_TABLE, tree, tree->count);
    struct aras_term *sought = aras_analyse(compiler, tree->parts[0], aras_no_wish);
    const struct aras_term *sample = NULL; /* a value that has a dimension */
    bool fits = aras_need_number(compiler, sought);

    table->parts[0] = sought;
    for (size_t i = 1; i < tree->count; i += 2) {
        size_t draws_before = compiler->draws;

        compiler->conditional += i > 1;

        struct aras_term *corner =
            aras_analyse_value(compiler, tree->parts[i], aras_no_wish);

        compiler->conditional -= i > 1;

        bool corner_fits =
            aras_need_number(compiler, corner) && !aras_term_is_wrong(sought) &&
            aras_moving_may_be_threshold(compiler, corner, draws_before) &&
            aras_need_same_dimension(compiler, tree->parts[i], sought, corner);

        compiler->conditional++;

        struct aras_term *value = aras_analyse_value(
            compiler, tree->parts[i + 1], sample != NULL ? aras_wish_of(sample) : wish);

        compiler->conditional--;
        fits &= corner_fits && !aras_term_is_wrong(value);
        if (!aras_term_is_wrong(value) && (sample == NULL || sample->any_dimension)) {
            fits &= sample == NULL || aras_need_alike(compiler, tree, sample, value);
            sample = value;
        } else if (!aras_term_is_wrong(value)) {
            fits &= aras_need_alike(compiler, tree->parts[i + 1], sample, value);
        }
        table->parts[i] = corner;
        table->parts[i + 1] = value;
    }
    if (!fits || sample == NULL || !corners_rise(compiler, table)) {
        return aras_term_wrong(compiler, tree);
    }
    table->type = sample->type;
    table->stages = sample->stages;

    const struct aras_term *value = looked_up(table);
    struct aras_term *result;

    if (value != NULL) {
        result = aras_term_new(compiler, value->kind, value->tree);
        *result = *value;
    } else if (aras_moving_is(compiler, sought)) {
        result = steps_of(compiler, table);
    } else {
        result = aras_term_folded(compiler, table);
    }
    result->dimension = sample->dimension;
    result->any_dimension = sample->any_dimension;
    return result;
}
