/* What names mean in a formula of the model; formulae are compiled here. */
#include <string.h>

#include "model/builder.h"

struct context {
    struct aras_builder *builder;
    struct aras_binding *binding;
    bool broken; /* the formula reads something with a mistake of its own */
    size_t kept; /* problems that are not about this formula */
};

static const char *nearest_of_all(struct aras_builder *builder, const char *id)
{
    const char *near =
        aras_nearest_name(id, builder->slot_names.all, builder->slot_names.count);

    if (near == NULL) {
        near = aras_nearest_name(id, builder->family_names.all,
                                 builder->family_names.count);
    }
    return near;
}

static const char *hint_for(struct aras_builder *builder, const struct aras_name *name)
{
    uint32_t number;

    if (aras_names_find(&builder->family_names, name->id, &number)) {
        static const char *const forms[] = {"", "[actor]", "[actor, actor]",
                                            "[actor, actor]",
                                            "[actor, actor, channel]"};
        const struct aras_family *family = &builder->families[number];

        return aras_arena_print(builder->arena,
                                name->count == 0 ? "write it as %s%s"
                                                 : "%s%s has no such element",
                                family->id, forms[family->over]);
    }
    if (aras_names_find(&builder->event_names, name->id, &number) ||
        aras_names_find(&builder->event_family_names, name->id, &number)) {
        return aras_arena_print(builder->arena,
                                "'%s' is an event: ask happened(%s), count(%s) or "
                                "since(%s)",
                                name->id, name->id, name->id, name->id);
    }

    const char *near = nearest_of_all(builder, name->id);

    return near == NULL ? NULL
                        : aras_arena_print(builder->arena, "did you mean '%s'?", near);
}

/* A word of the language: `time`, and `enforcement` where a demand is believed. */
static bool find_word(const struct context *context, const struct aras_name *name,
                      struct aras_symbol *symbol)
{
    struct aras_builder *builder = context->builder;

    if (name->count > 0) {
        return false;
    }
    if (strcmp(name->id, "time") == 0) {
        *symbol = (struct aras_symbol){.kind = ARAS_SYMBOL_MOVING,
                                       .type = ARAS_NUMBER,
                                       .dimension = builder->timeless ? 0 : 1,
                                       .slot = 0,
                                       .varies = true};
        return true;
    }
    if (context->binding != NULL && context->binding->enforcement != 0 &&
        strcmp(name->id, "enforcement") == 0) {
        *symbol = aras_builder_symbol(builder, context->binding->enforcement);
        return true;
    }
    return false;
}

static void note_broken(struct context *context, const char *id)
{
    uint32_t number;

    context->broken =
        context->broken || aras_names_find(&context->builder->broken, id, &number);
}

/* A derived quantity, which is compiled when it is first read. */
static bool find_derived(struct context *context, const char *canonical,
                         uint32_t number, struct aras_symbol *symbol, const char **hint)
{
    struct aras_builder *builder = context->builder;

    if (builder->pending[number].state == ARAS_COMPILING) {
        *hint = aras_arena_print(builder->arena, "'%s' would be computed from itself",
                                 canonical);
        return false;
    }
    aras_builder_compile_pending(builder, number);
    context->kept = builder->problems->count;
    note_broken(context, canonical);
    *symbol = aras_builder_symbol(builder, builder->pending[number].slot);
    builder->model->slots[symbol->slot].read = true;
    return true;
}

static bool find_plain(struct context *context, const struct aras_name *name,
                       struct aras_symbol *symbol, const char **hint)
{
    struct aras_builder *builder = context->builder;
    uint32_t number;

    if (find_word(context, name, symbol)) {
        return true;
    }

    const char *canonical =
        aras_builder_canonical(builder, name, context->binding, hint);

    if (canonical == NULL) {
        return false;
    }
    if (aras_names_find(&builder->pending_names, canonical, &number)) {
        return find_derived(context, canonical, number, symbol, hint);
    }
    if (aras_names_find(&builder->slot_names, canonical, &number)) {
        *symbol = aras_builder_symbol(builder, number);
        builder->model->slots[number].read = true;
        return true;
    }
    if (aras_builder_structure(builder, name, context->binding, symbol, hint)) {
        return true;
    }
    note_broken(context, name->id);
    if (*hint == NULL) {
        *hint = hint_for(builder, name);
    }
    return false;
}

static bool find(void *opaque, const struct aras_name *name, struct aras_symbol *symbol,
                 const char **hint)
{
    struct context *context = opaque;
    const char *unwanted = "";

    /* Hints are dear to find, and mostly the name is a stage. */
    if (hint == NULL) {
        hint = &unwanted;
    } else {
        *hint = NULL;
    }
    return name->function == NULL
               ? find_plain(context, name, symbol, hint)
               : aras_builder_counter(context->builder, name, context->binding, symbol,
                                      hint);
}

static uint32_t corner(void *opaque, const struct aras_corner *asked)
{
    struct context *context = opaque;
    struct aras_builder *builder = context->builder;
    struct aras_model *model = builder->model;

    uint32_t slot = aras_builder_slot(
        builder,
        (struct aras_slot){
            .name = aras_arena_print(builder->arena, "corner %zu", model->corner_count),
            .title = "",
            .unit = "",
            .kind = ARAS_SLOT_CORNER,
            .type = ARAS_TRUTH,
            .low = 0.0,
            .high = 1.0,
            .read = true,
            .changed = true});
    struct aras_corner_slot *place =
        ARAS_GROW(builder, builder->corners, model->corner_count);

    place->slot = slot;
    place->corner = *asked;
    return slot;
}

struct aras_scope aras_builder_scope(struct aras_builder *builder,
                                     struct aras_binding *binding, bool held,
                                     bool draws)
{
    struct context *context = aras_arena_get(builder->arena, sizeof *context);
    struct aras_scope scope = {.context = context,
                               .find = find,
                               .corner = corner,
                               .held = held,
                               .draws = draws,
                               .timeless = builder->timeless};

    context->builder = builder;
    context->binding = binding;
    memcpy(scope.unit, builder->unit, sizeof scope.unit);
    return scope;
}

/* The kinds of mistakes are counted, so taking problems back must count too. */
static void take_back(struct aras_problems *problems, size_t kept)
{
    while (problems->count > kept) {
        problems->count--;
        problems->mistakes -= problems->items[problems->count].severity == ARAS_MISTAKE;
    }
}

const struct aras_code *aras_builder_compile(struct aras_builder *builder,
                                             const struct aras_formula *formula,
                                             const struct aras_scope *scope,
                                             const struct aras_expectation *expected)
{
    struct context *context = scope->context;

    context->broken = false;
    context->kept = builder->problems->count;

    const struct aras_code *code =
        aras_formula_compile(formula, scope, expected, builder->problems);

    if (code == NULL && context->broken) {
        take_back(builder->problems, context->kept);
    }
    return code;
}

const struct aras_code *aras_builder_code(struct aras_builder *builder,
                                          const char *text, struct aras_place place,
                                          const char *what,
                                          struct aras_binding *binding, bool held,
                                          bool draws,
                                          struct aras_expectation expectation)
{
    struct aras_formula *formula =
        aras_formula_parse(text, place, what, builder->problems);

    if (formula == NULL) {
        return NULL;
    }

    struct aras_scope scope = aras_builder_scope(builder, binding, held, draws);

    return aras_builder_compile(builder, formula, &scope, &expectation);
}

struct aras_expectation aras_expect_number(const struct aras_builder *builder,
                                           int dimension)
{
    return (struct aras_expectation){.type = ARAS_NUMBER,
                                     .dimension = builder->timeless ? 0 : dimension};
}

struct aras_expectation aras_expect_truth(void)
{
    return (struct aras_expectation){.type = ARAS_TRUTH};
}

double aras_builder_constant(struct aras_builder *builder, const char *text,
                             struct aras_place place, const char *what, int dimension,
                             double missing)
{
    const struct aras_code *code =
        aras_builder_code(builder, text, place, what, NULL, false, false,
                          aras_expect_number(builder, dimension));

    if (code == NULL) {
        return missing;
    }
    if (!code->literal) {
        aras_problems_add(builder->problems, place,
                          "%s must be a number that is known when the model is read, "
                          "not a formula over its parameters or state: %s",
                          what, text);
        return missing;
    }
    return code->value;
}
