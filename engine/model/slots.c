#include <math.h>
#include <string.h>

#include "base/require.h"
#include "calendar/date.h"
#include "model/builder.h"

uint32_t aras_builder_slot(struct aras_builder *builder, struct aras_slot slot)
{
    struct aras_model *model = builder->model;
    struct aras_slot *place = ARAS_GROW(builder, model->slots, model->slot_count);

    *place = slot;
    return (uint32_t) (model->slot_count - 1);
}

uint32_t aras_builder_named_slot(struct aras_builder *builder, struct aras_slot slot)
{
    uint32_t number;

    if (aras_names_find(&builder->slot_names, slot.name, &number)) {
        struct aras_place other = builder->model->slots[number].place;

        aras_problems_add(builder->problems, slot.place,
                          "the name '%s' is taken already, in %s:%d", slot.name,
                          other.file == NULL ? "the language" : other.file, other.line);
        return number;
    }
    number = aras_builder_slot(builder, slot);
    aras_names_add(&builder->slot_names, slot.name, number);
    return number;
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

const char *aras_builder_index(struct aras_builder *builder, const char *id,
                               const struct aras_binding *binding)
{
    (void) builder;
    if (binding != NULL) {
        if (binding->a != NULL && strcmp(id, "a") == 0) {
            return binding->a;
        }
        if (binding->b != NULL && strcmp(id, "b") == 0) {
            return binding->b;
        }
        if (binding->channel != NULL && strcmp(id, "c") == 0) {
            return binding->channel;
        }
    }
    return id;
}

bool aras_builder_known_id(struct aras_builder *builder, const char *id,
                           struct aras_place place, const char *what)
{
    bool good = id[0] != '\0' && !(id[0] >= '0' && id[0] <= '9');

    for (const char *c = id; *c != '\0'; c++) {
        good = good && ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') ||
                        (*c >= '0' && *c <= '9') || *c == '_');
    }
    if (!good) {
        aras_problems_add(builder->problems, place,
                          "'%s' cannot be the id of %s: an id is made of letters, "
                          "digits and _, and begins with a letter",
                          id, what);
    }
    return good;
}

static bool is_actor_or_channel(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->actor_names, id, &number) ||
           aras_names_find(&builder->channel_names, id, &number);
}

static const char *unknown_index(struct aras_builder *builder, const char *id)
{
    if (strcmp(id, "a") == 0 || strcmp(id, "b") == 0 || strcmp(id, "c") == 0) {
        return aras_arena_print(builder->arena,
                                "'%s' stands for an actor only where `each` or `of` "
                                "gives more than one",
                                id);
    }

    const char *near =
        aras_nearest_name(id, builder->actor_names.all, builder->actor_names.count);

    if (near == NULL) {
        near = aras_nearest_name(id, builder->channel_names.all,
                                 builder->channel_names.count);
    }
    if (near == NULL) {
        return aras_arena_print(builder->arena, "there is no actor or channel '%s'",
                                id);
    }
    return aras_arena_print(builder->arena,
                            "there is no actor or channel '%s'; did you mean '%s'?", id,
                            near);
}

const char *aras_builder_canonical(struct aras_builder *builder,
                                   const struct aras_name *name,
                                   const struct aras_binding *binding,
                                   const char **hint)
{
    const char *index[8];
    uint32_t family;

    if (name->count == 0) {
        return name->id;
    }
    if (name->count > 8) {
        *hint = "more than 8 indices";
        return NULL;
    }
    for (size_t i = 0; i < name->count; i++) {
        index[i] = aras_builder_index(builder, name->index[i], binding);
        if (!is_actor_or_channel(builder, index[i])) {
            *hint = unknown_index(builder, name->index[i]);
            return NULL;
        }
    }
    if (name->count == 2 &&
        aras_names_find(&builder->family_names, name->id, &family) &&
        builder->families[family].over == ARAS_OVER_PAIR &&
        strcmp(index[0], index[1]) > 0) {
        const char *first = index[0];

        index[0] = index[1];
        index[1] = first;
    }

    struct aras_name resolved = {.id = name->id, .index = index, .count = name->count};

    return aras_name_text(&resolved, builder->arena);
}

/* --- names in formulae --------------------------------------------------------- */

struct context {
    struct aras_builder *builder;
    struct aras_binding *binding;
    bool broken; /* the formula reads something with a mistake of its own */
    size_t kept; /* problems that are not about this formula */
};

static struct aras_symbol symbol_of_slot(const struct aras_builder *builder,
                                         uint32_t number)
{
    const struct aras_slot *slot = &builder->model->slots[number];
    struct aras_symbol symbol = {.kind = ARAS_SYMBOL_SLOT,
                                 .type = slot->type,
                                 .stages = slot->stages,
                                 .dimension = builder->timeless ? 0 : slot->dimension,
                                 .slot = number};

    switch (slot->kind) {
    case ARAS_SLOT_FIXED:
        break;
    case ARAS_SLOT_QUANTITY:
    case ARAS_SLOT_DERIVED:
        symbol.varies = slot->changed;
        break;
    case ARAS_SLOT_CLOCK:
        symbol.kind = ARAS_SYMBOL_MOVING;
        symbol.varies = true;
        break;
    case ARAS_SLOT_COUNTER:
    case ARAS_SLOT_CORNER:
        symbol.varies = true;
        break;
    }
    return symbol;
}

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

static bool find_plain(struct context *context, const struct aras_name *name,
                       struct aras_symbol *symbol, const char **hint)
{
    struct aras_builder *builder = context->builder;
    uint32_t number;
    uint32_t broken;

    if (name->count == 0 && strcmp(name->id, "time") == 0) {
        *symbol = (struct aras_symbol){.kind = ARAS_SYMBOL_MOVING,
                                       .type = ARAS_NUMBER,
                                       .dimension = builder->timeless ? 0 : 1,
                                       .slot = 0,
                                       .varies = true};
        return true;
    }
    if (name->count == 0 && context->binding != NULL &&
        context->binding->enforcement != 0 && strcmp(name->id, "enforcement") == 0) {
        *symbol = symbol_of_slot(builder, context->binding->enforcement);
        return true;
    }

    const char *canonical =
        aras_builder_canonical(builder, name, context->binding, hint);

    if (canonical == NULL) {
        return false;
    }
    if (aras_names_find(&builder->pending_names, canonical, &number)) {
        struct aras_pending *pending = &builder->pending[number];

        if (pending->state == ARAS_COMPILING) {
            *hint = aras_arena_print(builder->arena,
                                     "'%s' would be computed from itself", canonical);
            return false;
        }
        aras_builder_compile_pending(builder, number);
        context->kept = builder->problems->count;
        context->broken =
            context->broken || aras_names_find(&builder->broken, canonical, &broken);
        *symbol = symbol_of_slot(builder, builder->pending[number].slot);
        builder->model->slots[symbol->slot].read = true;
        return true;
    }
    if (aras_names_find(&builder->slot_names, canonical, &number)) {
        *symbol = symbol_of_slot(builder, number);
        builder->model->slots[number].read = true;
        return true;
    }
    if (aras_builder_structure(builder, name, context->binding, symbol, hint)) {
        return true;
    }
    context->broken =
        context->broken || aras_names_find(&builder->broken, name->id, &broken);
    if (*hint == NULL) {
        *hint = hint_for(builder, name);
    }
    return false;
}

static const char *canonical_event(struct aras_builder *builder,
                                   const struct aras_name *name,
                                   const struct aras_binding *binding, bool swapped)
{
    const char *index[8];
    struct aras_name resolved = {.id = name->id, .index = index, .count = name->count};

    for (size_t i = 0; i < name->count && i < 8; i++) {
        index[i] = aras_builder_index(builder, name->index[i], binding);
    }
    if (swapped && name->count == 2) {
        const char *first = index[0];

        index[0] = index[1];
        index[1] = first;
    }

    /* The option `choose.go[iran]` belongs to the decision `choose[iran]`. */
    const char *dot = name->count > 0 ? strchr(name->id, '.') : NULL;

    if (dot == NULL) {
        return aras_name_text(&resolved, builder->arena);
    }
    resolved.id = aras_arena_slice(builder->arena, name->id, (size_t) (dot - name->id));
    return aras_arena_print(builder->arena, "%s%s",
                            aras_name_text(&resolved, builder->arena), dot);
}

bool aras_builder_event(struct aras_builder *builder, const struct aras_name *name,
                        const struct aras_binding *binding, uint32_t *event,
                        uint32_t *family, const char **hint)
{
    *event = *family = UINT32_MAX;
    if (name->count > 8) {
        *hint = "more than 8 indices";
        return false;
    }
    if (aras_names_find(&builder->event_names,
                        canonical_event(builder, name, binding, false), event) ||
        aras_names_find(&builder->event_names,
                        canonical_event(builder, name, binding, true), event)) {
        return true;
    }
    if (name->count == 0 &&
        aras_names_find(&builder->event_family_names, name->id, family)) {
        return true;
    }

    const char *near = aras_nearest_name(name->id, builder->event_names.all,
                                         builder->event_names.count);

    if (near == NULL) {
        near = aras_nearest_name(name->id, builder->event_family_names.all,
                                 builder->event_family_names.count);
    }
    *hint = near == NULL ? "no event, decision or demand has this name"
                         : aras_arena_print(builder->arena,
                                            "no event, decision or demand has this "
                                            "name; did you mean '%s'?",
                                            near);
    return false;
}

static uint32_t counter_slot(struct aras_builder *builder, const char *function,
                             const char *id, enum aras_type type, int dimension)
{
    return aras_builder_slot(
        builder, (struct aras_slot){
                     .name = aras_arena_print(builder->arena, "%s(%s)", function, id),
                     .title = "",
                     .unit = "",
                     .kind = ARAS_SLOT_COUNTER,
                     .type = type,
                     .dimension = dimension,
                     .low = -INFINITY,
                     .high = INFINITY,
                     .read = true,
                     .changed = true});
}

static void also(struct aras_builder *builder, const uint32_t **list, size_t *count,
                 uint32_t slot)
{
    uint32_t *grown = aras_arena_array(builder->arena, *count + 1, sizeof *grown);

    if (*count > 0) {
        memcpy(grown, *list, *count * sizeof *grown);
    }
    grown[(*count)++] = slot;
    *list = grown;
}

enum question { COUNT, HAPPENED, SINCE };

static void ask_family(struct aras_builder *builder, struct aras_event_family *family,
                       enum question question, uint32_t slot)
{
    for (uint32_t i = 0; i < family->count; i++) {
        struct aras_event *event =
            &builder->model->events[family->first + i * family->stride];

        switch (question) {
        case COUNT:
            also(builder, &event->also_count, &event->also_count_count, slot);
            break;
        case HAPPENED:
            also(builder, &event->also_happened, &event->also_happened_count, slot);
            break;
        case SINCE:
            also(builder, &event->also_last, &event->also_last_count, slot);
            break;
        }
    }
}

static bool find_function(struct context *context, const struct aras_name *name,
                          struct aras_symbol *symbol, const char **hint)
{
    struct aras_builder *builder = context->builder;
    uint32_t number;
    uint32_t family;
    enum question question;

    if (strcmp(name->function, "count") == 0) {
        question = COUNT;
    } else if (strcmp(name->function, "happened") == 0) {
        question = HAPPENED;
    } else {
        question = SINCE;
    }
    if (!aras_builder_event(builder, name, context->binding, &number, &family, hint)) {
        return false;
    }

    uint32_t *slot;
    const char *id;
    struct aras_event_family *all = NULL;

    if (number != UINT32_MAX) {
        struct aras_event *event = &builder->model->events[number];

        id = event->id;
        slot = question == COUNT      ? &event->count_slot
               : question == HAPPENED ? &event->happened_slot
                                      : &event->last_slot;
    } else {
        all = &builder->event_families[family];
        id = all->id;
        slot = question == COUNT      ? &all->count_slot
               : question == HAPPENED ? &all->happened_slot
                                      : &all->last_slot;
    }
    if (*slot == 0) {
        *slot = counter_slot(builder, name->function, id,
                             question == HAPPENED ? ARAS_TRUTH : ARAS_NUMBER,
                             question == SINCE && !builder->timeless ? 1 : 0);
        if (all != NULL) {
            ask_family(builder, all, question, *slot);
        }
    }
    *symbol = symbol_of_slot(builder, *slot);
    if (question == SINCE) {
        symbol->kind = ARAS_SYMBOL_MOVING;
    }
    return true;
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
    return name->function == NULL ? find_plain(context, name, symbol, hint)
                                  : find_function(context, name, symbol, hint);
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

struct aras_operand aras_operand_literal(double value)
{
    return (struct aras_operand){.kind = ARAS_OPERAND_LITERAL, .value = value};
}

static bool is_plain_slot(const struct aras_code *code)
{
    return code->is_product && code->fixed == NULL && code->factor_count == 1 &&
           code->factors[0].offset == 0.0;
}

struct aras_operand aras_builder_operand(struct aras_builder *builder,
                                         const struct aras_code *code, const char *what)
{
    if (code->literal) {
        return aras_operand_literal(code->value);
    }
    if (is_plain_slot(code)) {
        return (struct aras_operand){.kind = ARAS_OPERAND_SLOT,
                                     .slot = code->factors[0].slot};
    }
    if (code->varies || code->draws > 0) {
        return (struct aras_operand){.kind = ARAS_OPERAND_CODE, .code = code};
    }

    struct aras_model *model = builder->model;
    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = what,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_FIXED,
                                                      .type = code->type,
                                                      .stages = code->stages,
                                                      .dimension = code->dimension,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .read = true});
    struct aras_fixed *fixed = ARAS_GROW(builder, builder->fixed, model->fixed_count);

    *fixed = (struct aras_fixed){.slot = slot, .code = code, .what = what};
    return (struct aras_operand){.kind = ARAS_OPERAND_SLOT, .slot = slot};
}

uint32_t aras_builder_slot_of(struct aras_builder *builder,
                              const struct aras_code *code, const char *name,
                              struct aras_place place)
{
    struct aras_model *model = builder->model;

    if (is_plain_slot(code)) {
        return code->factors[0].slot;
    }

    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = name,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_DERIVED,
                                                      .type = code->type,
                                                      .stages = code->stages,
                                                      .dimension = code->dimension,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .place = place,
                                                      .read = true,
                                                      .changed = code->varies});
    struct aras_derived *derived =
        ARAS_GROW(builder, builder->derived, model->derived_count);

    *derived = (struct aras_derived){.slot = slot, .code = code, .what = name};
    return slot;
}

double aras_builder_moment(struct aras_builder *builder, const char *text,
                           struct aras_place place, const char *what)
{
    const struct aras_model *model = builder->model;
    int days;

    if (aras_date_read(text, &days)) {
        if (!model->has_start) {
            aras_problems_add(builder->problems, place,
                              "%s is a date, %s, but the model has no `start`", what,
                              text);
            return NAN;
        }
        if (days < model->start) {
            char start[11];

            aras_date_write(model->start, start);
            aras_problems_add(builder->problems, place,
                              "%s, %s, lies before the start of the model, %s", what,
                              text, start);
            return NAN;
        }
        return (days - model->start) / model->days_per_unit;
    }
    if (strlen(text) >= 8 && text[0] >= '0' && text[0] <= '9' && text[4] == '-') {
        aras_problems_add(builder->problems, place,
                          "%s, '%s', is no date: write YYYY-MM-DD, as in 2025-03-15",
                          what, text);
        return NAN;
    }

    double time = aras_builder_constant(builder, text, place, what, 1, NAN);

    if (time < 0.0) {
        aras_problems_add(builder->problems, place,
                          "%s, %s, lies before the start of the model", what, text);
        return NAN;
    }
    return time;
}

static int period_named(const char *name, size_t length)
{
    static const char *const periods[] = {"day", "week", "month", "year"};

    if (length > 0 && name[length - 1] == 's') {
        length--;
    }
    for (int i = 0; i < 4; i++) {
        if (strlen(periods[i]) == length && strncmp(name, periods[i], length) == 0) {
            return i;
        }
    }
    return -1;
}

int aras_builder_unit(struct aras_builder *builder, const char *unit, double *factor)
{
    const char *slash = strchr(unit, '/');
    const char *last = slash == NULL ? unit : slash + 1;

    while (*last == ' ') {
        last++;
    }

    int period = period_named(last, strlen(last));

    *factor = 1.0;
    if (period < 0 || builder->timeless) {
        return 0;
    }
    *factor = slash == NULL ? builder->unit[period] : 1.0 / builder->unit[period];
    return slash == NULL ? 1 : -1;
}
