/* Names: units, what the scope knows, and stages. */
#include <string.h>

#include "formula/analyse.h"
#include "formula/lexer.h"

static const char *const units[] = {"day",  "week",  "month",  "year",
                                    "days", "weeks", "months", "years"};

/* 0 to 3, or -1. */
static int number_of_unit(const char *word)
{
    for (int i = 0; i < 8; i++) {
        if (strcmp(units[i], word) == 0) {
            return i % 4;
        }
    }
    return -1;
}

static int find_unit(const struct aras_name *name)
{
    return name->function == NULL && name->count == 0 ? number_of_unit(name->id) : -1;
}

bool aras_formula_reserves(const char *word)
{
    return number_of_unit(word) >= 0 ||
           aras_lexer_next(word, 0).kind != ARAS_TOKEN_NAME;
}

static bool find(struct aras_compiler *compiler, const struct aras_name *name,
                 struct aras_symbol *symbol, const char **hint)
{
    const struct aras_scope *scope = compiler->scope;
    int unit = find_unit(name);

    *symbol = (struct aras_symbol){0};
    if (hint != NULL) {
        *hint = NULL;
    }
    if (unit >= 0 && !scope->timeless) {
        symbol->kind = ARAS_SYMBOL_CONSTANT;
        symbol->dimension = 1;
        symbol->value = scope->unit[unit];
        return true;
    }
    if (!scope->find(scope->context, name, symbol, hint)) {
        return false;
    }
    if (scope->timeless || symbol->type != ARAS_NUMBER) {
        symbol->dimension = 0;
    }
    return true;
}

static struct aras_term *unknown_stage(struct aras_compiler *compiler,
                                       const struct aras_tree *tree,
                                       struct aras_wish wish)
{
    const char *id = tree->name->id;
    const char *near = aras_nearest_name(id, wish.stages->names, wish.stages->count);
    const char *list = aras_compiler_stages(compiler, wish.stages);
    const char *owner =
        wish.of != NULL ? aras_compiler_words(compiler, wish.of) : "what stands here";

    if (near != NULL) {
        aras_compiler_complain(
            compiler, tree,
            "%s has no stage '%.60s': did you mean '%s'? The stages are %s", owner, id,
            near, list);
    } else {
        aras_compiler_complain(compiler, tree,
                               "%s has no stage '%.60s'; the stages are %s", owner, id,
                               list);
    }
    return aras_term_wrong(compiler, tree);
}

static struct aras_term *unknown_name(struct aras_compiler *compiler,
                                      const struct aras_tree *tree, const char *hint)
{
    const struct aras_name *name = tree->name;
    const char *text = aras_name_text(name, compiler->arena);

    if (hint != NULL) {
        aras_compiler_complain(compiler, tree, "nothing is called '%.80s': %s", text,
                               hint);
    } else if (find_unit(name) >= 0) {
        aras_compiler_complain(
            compiler, tree,
            "'%s' is no unit here: this model has no start and counts time in "
            "plain numbers",
            text);
    } else if (name->function == NULL && aras_formula_is_function(name->id)) {
        aras_compiler_complain(compiler, tree, "'%s' is a function: write %s(...)",
                               name->id, name->id);
    } else {
        aras_compiler_complain(compiler, tree, "nothing is called '%.80s'", text);
    }
    return aras_term_wrong(compiler, tree);
}

struct aras_term *aras_analyse_name(struct aras_compiler *compiler,
                                    const struct aras_tree *tree, struct aras_wish wish)
{
    const struct aras_name *name = tree->name;
    struct aras_term *term;
    struct aras_symbol symbol;
    const char *hint;

    if (!find(compiler, name, &symbol, NULL)) {
        if (wish.stages == NULL || name->function != NULL || name->count > 0) {
            find(compiler, name, &symbol, &hint);
            return unknown_name(compiler, tree, hint);
        }
        for (size_t i = 0; i < wish.stages->count; i++) {
            if (strcmp(wish.stages->names[i], name->id) == 0) {
                term = aras_term_constant(compiler, tree, (double) i);
                term->type = ARAS_STAGE;
                term->stages = wish.stages;
                return term;
            }
        }
        return unknown_stage(compiler, tree, wish);
    }

    switch (symbol.kind) {
    case ARAS_SYMBOL_CONSTANT:
        term = aras_term_constant(compiler, tree, symbol.value);
        break;
    case ARAS_SYMBOL_SLOT:
        term = aras_term_new(compiler, ARAS_IS_SLOT, tree);
        term->slot = symbol.slot;
        term->varies = symbol.varies;
        break;
    case ARAS_SYMBOL_MOVING:
    default:
        term = aras_term_new(compiler, ARAS_IS_AGE, tree);
        term->slot = symbol.slot;
        term->varies = true;
        break;
    }
    term->type = symbol.type;
    term->stages = symbol.stages;
    term->dimension = symbol.dimension;
    return term;
}

/* A name that only the other side can explain, or a choice of such. */
bool aras_analyse_waits(struct aras_compiler *compiler, const struct aras_tree *tree)
{
    struct aras_symbol symbol;

    if (tree->kind == ARAS_TREE_IF) {
        return aras_analyse_waits(compiler, tree->parts[1]) ||
               aras_analyse_waits(compiler, tree->parts[2]);
    }
    return tree->kind == ARAS_TREE_NAME && tree->name->function == NULL &&
           tree->name->count == 0 && !find(compiler, tree->name, &symbol, NULL);
}
