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

/* A table while it is analysed. */
struct lookup {
    struct aras_compiler *compiler;
    const struct aras_tree *tree;
    struct aras_wish wish;
    struct aras_term *table;
    const struct aras_term *sought;
    const struct aras_term *sample; /* a value, one that has a dimension if any has */
};

/* Below the second corner the table has its first value, so that only the later corners
 * decide on anything. */
static bool analyse_corner(struct lookup *lookup, size_t part)
{
    struct aras_compiler *compiler = lookup->compiler;
    const struct aras_tree *tree = lookup->tree->parts[part];
    size_t draws_before = compiler->draws;

    compiler->conditional += part > 1;

    struct aras_term *corner = aras_analyse_value(compiler, tree, aras_no_wish);

    compiler->conditional -= part > 1;
    lookup->table->parts[part] = corner;
    return aras_need_number(compiler, corner) && !aras_term_is_wrong(lookup->sought) &&
           aras_moving_may_be_threshold(compiler, corner, draws_before) &&
           aras_need_same_dimension(compiler, tree, lookup->sought, corner);
}

/* A value like those before it. */
static bool analyse_step(struct lookup *lookup, size_t part)
{
    struct aras_compiler *compiler = lookup->compiler;
    const struct aras_term *sample = lookup->sample;
    struct aras_wish wish = sample != NULL ? aras_wish_of(sample) : lookup->wish;

    compiler->conditional++;

    struct aras_term *value =
        aras_analyse_value(compiler, lookup->tree->parts[part], wish);

    compiler->conditional--;
    lookup->table->parts[part] = value;
    if (aras_term_is_wrong(value)) {
        return false;
    }
    if (sample == NULL) {
        lookup->sample = value;
        return true;
    }
    if (sample->any_dimension) {
        lookup->sample = value;
        return aras_need_alike(compiler, lookup->tree, sample, value);
    }
    return aras_need_alike(compiler, lookup->tree->parts[part], sample, value);
}

/* Corners and values, in the order in which they are written. */
static bool analyse_steps(struct lookup *lookup)
{
    bool fits = true;

    for (size_t i = 1; i < lookup->tree->count; i += 2) {
        bool corner_fits = analyse_corner(lookup, i);
        bool value_fits = analyse_step(lookup, i + 1);

        fits = fits && corner_fits && value_fits;
    }
    return fits && lookup->sample != NULL;
}

/* The value, if it is known; else steps of what moves, or a table. */
static struct aras_term *result_of(struct lookup *lookup)
{
    struct aras_compiler *compiler = lookup->compiler;
    const struct aras_term *value = looked_up(lookup->table);

    if (value != NULL) {
        struct aras_term *result = aras_term_new(compiler, value->kind, value->tree);

        *result = *value;
        return result;
    }
    return aras_moving_is(compiler, lookup->sought)
               ? steps_of(compiler, lookup->table)
               : aras_term_folded(compiler, lookup->table);
}

struct aras_term *aras_analyse_table(struct aras_compiler *compiler,
                                     const struct aras_tree *tree,
                                     struct aras_wish wish)
{
    struct lookup lookup = {
        .compiler = compiler,
        .tree = tree,
        .wish = wish,
        .table = aras_term_with_parts(compiler, ARAS_IS_TABLE, tree, tree->count),
        .sought = aras_analyse(compiler, tree->parts[0], aras_no_wish)};
    bool fits = aras_need_number(compiler, lookup.sought);

    lookup.table->parts[0] = lookup.sought;
    fits = analyse_steps(&lookup) && fits;
    if (!fits || !corners_rise(compiler, lookup.table)) {
        return aras_term_wrong(compiler, tree);
    }
    lookup.table->type = lookup.sample->type;
    lookup.table->stages = lookup.sample->stages;

    struct aras_term *result = result_of(&lookup);

    result->dimension = lookup.sample->dimension;
    result->any_dimension = lookup.sample->any_dimension;
    return result;
}
