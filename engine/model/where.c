/* `where`: of which actors or pairs a template has an instance. */
#include <string.h>

#include "model/builder.h"

/* Where the formula of `where` stands, and how it finds names. */
struct place_of_where {
    struct aras_builder *builder;
    struct aras_scope inner;
    struct aras_place place;
    const char *what;
    bool told; /* that it rests on what it may not */
};

/* A name in `where` may be only what is known when the model is read and never changes.
 */
static bool find_constant(void *opaque, const struct aras_name *name,
                          struct aras_symbol *symbol, const char **hint)
{
    struct place_of_where *where = opaque;
    const struct aras_builder *builder = where->builder;
    const struct aras_model *model = builder->model;

    if (name->function == NULL) {
        if (!where->inner.find(where->inner.context, name, symbol, hint)) {
            return false;
        }
    } else {
        *symbol = (struct aras_symbol){
            .kind = ARAS_SYMBOL_MOVING,
            .type = strcmp(name->function, "happened") == 0 ? ARAS_TRUTH : ARAS_NUMBER,
            .varies = true};
    }
    if (symbol->kind == ARAS_SYMBOL_CONSTANT) {
        return true;
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        if (builder->initials[i].slot == symbol->slot && !symbol->varies &&
            builder->initials[i].code->literal) {
            symbol->kind = ARAS_SYMBOL_CONSTANT;
            symbol->value = builder->initials[i].code->value;
            return true;
        }
    }
    if (!where->told) {
        aras_problems_add(
            builder->problems, where->place,
            "%s rests on '%s', but it says once for all where there is an "
            "instance: it may rest only on what has a plain initial value and "
            "never changes; what changes belongs into `when`",
            where->what, aras_name_text(name, builder->arena));
    }
    where->told = true;
    symbol->kind = ARAS_SYMBOL_CONSTANT;
    symbol->value = 0.0;
    return true;
}

bool aras_builder_where(struct aras_builder *builder, const char *text,
                        struct aras_place place, const char *id,
                        struct aras_binding binding)
{
    const char *what = aras_arena_print(builder->arena, "`where` of '%s'", id);
    struct aras_formula *formula =
        aras_formula_parse(text, place, what, builder->problems);

    if (formula == NULL) {
        return false;
    }

    struct aras_binding *bound = aras_arena_get(builder->arena, sizeof *bound);
    struct place_of_where *where = aras_arena_get(builder->arena, sizeof *where);
    struct aras_expectation truth = aras_expect_truth();

    *bound = binding;
    *where = (struct place_of_where){
        .builder = builder,
        .inner = aras_builder_scope(builder, bound, false, false),
        .place = place,
        .what = what};

    struct aras_scope scope = where->inner;

    scope.context = where;
    scope.find = find_constant;

    const struct aras_code *code =
        aras_formula_compile(formula, &scope, &truth, builder->problems);

    return code != NULL && code->literal && code->value != 0.0;
}
