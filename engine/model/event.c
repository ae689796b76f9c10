#include <math.h>
#include <string.h>

#include "model/builder.h"

/* --- declaring: every event, option and result gets its number and its name --------
 */

static const char *const compel_results[ARAS_DEMAND_RESULTS] = {
    "silent", "issued", "conceded", "enforced", "backed_down"};
static const char *const deter_results[ARAS_DEMAND_RESULTS] = {
    "refrained", "crossed", NULL, "enforced", "backed_down"};

struct declaration {
    struct aras_builder *builder;
    struct aras_setting *entry;
    struct aras_event_family family;
    enum aras_over over;
    const char *where;
    size_t mistakes; /* before it was declared */
};

static uint32_t add_event(struct aras_builder *builder, const char *id,
                          const char *entry_id, struct aras_setting *entry,
                          struct aras_binding binding)
{
    struct aras_model *model = builder->model;
    size_t bindings = model->event_count;
    struct aras_event *event = ARAS_GROW(builder, model->events, model->event_count);
    struct aras_binding *bound = aras_arena_grow(
        builder->arena, &builder->event_bindings, bindings, sizeof *bound);
    uint32_t number = (uint32_t) bindings;

    *bound = binding;
    event->id = id;
    event->entry = entry_id;
    event->name = aras_name_hash(id);
    event->place = entry->place;
    event->order = number;
    event->trigger = ARAS_BY_PARENT;
    event->scale = 1.0;
    if (!aras_names_add(&builder->event_names, id, number)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another event, decision or demand '%s'", id);
    }
    return number;
}

static const char *part_name(struct aras_builder *builder, const char *id,
                             const char *part)
{
    return aras_arena_print(builder->arena, "%s.%s", id, part);
}

static void declare_options(struct declaration *declaration, const char *id,
                            struct aras_binding binding)
{
    struct aras_builder *builder = declaration->builder;
    struct aras_setting *options =
        aras_setting_groups(declaration->entry, "options", builder->problems);

    for (size_t i = 0; options != NULL && i < options->count; i++) {
        const char *option =
            aras_setting_text(options->parts[i], "id", builder->problems);

        if (option == NULL) {
            aras_builder_lacks(builder, options->parts[i], "id",
                               "an option needs an id");
            option = aras_arena_print(builder->arena, "?%zu", i);
        } else if (strcmp(option, "none") == 0) {
            aras_problems_add(builder->problems, options->parts[i]->place,
                              "an option cannot be called 'none': '%s.none' counts how "
                              "often no option was open",
                              id);
            option = "?none";
        } else {
            aras_builder_known_id(builder, option, options->parts[i]->place,
                                  "an option");
        }
        add_event(builder, part_name(builder, id, option), declaration->family.id,
                  options->parts[i], binding);
    }
    if (options == NULL || options->count < 2) {
        aras_builder_lacks(builder, declaration->entry,
                           options == NULL ? "options" : NULL,
                           "the decision '%s' needs at least two options", id);
    }
    add_event(builder, part_name(builder, id, "none"), declaration->family.id,
              declaration->entry, binding);
}

static void declare_results(struct declaration *declaration, const char *id,
                            struct aras_binding binding)
{
    struct aras_builder *builder = declaration->builder;
    const char *form = aras_setting_text(declaration->entry, "form", builder->problems);
    bool deter = form != NULL && strcmp(form, "deter") == 0;

    if (form != NULL && !deter && strcmp(form, "compel") != 0) {
        aras_problems_add(
            builder->problems, aras_setting_place(declaration->entry, "form"),
            "the form of a demand is \"compel\" or \"deter\", got '%s'", form);
    }
    for (int r = 0; r < ARAS_DEMAND_RESULTS; r++) {
        const char *result = deter ? deter_results[r] : compel_results[r];

        if (result != NULL) {
            add_event(builder, part_name(builder, id, result), declaration->family.id,
                      declaration->entry, binding);
        }
    }
}

/* Where the formula of `where` stands, and how it finds names. */
struct place_of_where {
    struct aras_builder *builder;
    struct aras_scope inner;
    struct aras_place place;
    const char *what;
};

/* A name in `where` may be only what is known when the model is read and never changes.
 */
static bool find_constant(void *opaque, const struct aras_name *name,
                          struct aras_symbol *symbol, const char **hint)
{
    const struct place_of_where *where = opaque;
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
    aras_problems_add(
        builder->problems, where->place,
        "%s rests on '%s', but it says once for all where there is an "
        "instance: it may rest only on what has a plain initial value and "
        "never changes; what changes belongs into `when`",
        where->what, aras_name_text(name, builder->arena));
    symbol->kind = ARAS_SYMBOL_CONSTANT;
    symbol->value = 0.0;
    return true;
}

static bool is_instance(struct declaration *declaration, struct aras_binding binding)
{
    struct aras_builder *builder = declaration->builder;

    if (declaration->where == NULL) {
        return true;
    }

    struct aras_place place = aras_setting_place(declaration->entry, "where");
    const char *what =
        aras_arena_print(builder->arena, "`where` of '%s'", declaration->family.id);
    struct aras_formula *formula =
        aras_formula_parse(declaration->where, place, what, builder->problems);

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

static void declare_instance(void *opaque, struct aras_binding binding)
{
    struct declaration *declaration = opaque;
    struct aras_builder *builder = declaration->builder;
    struct aras_event_family *family = &declaration->family;

    /* What is wrong with one instance would be wrong with all. */
    if (builder->problems->mistakes > declaration->mistakes ||
        !is_instance(declaration, binding)) {
        return;
    }

    const char *id =
        aras_instance_name(builder, family->id, declaration->over, binding);
    uint32_t first = add_event(builder, id, family->id, declaration->entry, binding);

    if (family->kind == ARAS_DECISION_ENTRY) {
        declare_options(declaration, id, binding);
    } else if (family->kind == ARAS_DEMAND_ENTRY) {
        declare_results(declaration, id, binding);
    }
    if (family->count++ == 0) {
        family->first = first;
        family->stride = (uint32_t) builder->model->event_count - first;
    }
}

/* `choose.go` without an actor stands for that option of all instances. */
static void declare_parts(struct aras_builder *builder,
                          const struct aras_event_family *whole)
{
    const struct aras_event *first = &builder->model->events[whole->first];
    size_t length = strlen(first->id);

    for (uint32_t part = 1; part < whole->stride; part++) {
        const char *name = aras_arena_print(builder->arena, "%s%s", whole->id,
                                            first[part].id + length);
        struct aras_event_family *family =
            ARAS_GROW(builder, builder->event_families, builder->event_family_count);

        *family = (struct aras_event_family){.id = name,
                                             .first = whole->first + part,
                                             .count = whole->count,
                                             .stride = whole->stride,
                                             .kind = ARAS_PART_ENTRY};
        aras_names_add(&builder->event_family_names, name,
                       (uint32_t) builder->event_family_count - 1);
    }
}

static void declare_entry(struct aras_builder *builder, struct aras_setting *entry,
                          int kind, const char *kind_name)
{
    struct declaration declaration = {.builder = builder, .entry = entry};
    const char *id = aras_setting_text(entry, "id", builder->problems);
    bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

    if (id == NULL) {
        aras_builder_lacks(builder, entry, "id", "%s needs an id", kind_name);
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!aras_builder_known_id(builder, id, aras_setting_place(entry, "id"),
                               kind_name)) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    declaration.family.id = id;
    declaration.family.entry = entry;
    declaration.family.kind = kind == 0   ? ARAS_EVENT_ENTRY
                              : kind == 1 ? ARAS_DECISION_ENTRY
                                          : ARAS_DEMAND_ENTRY;
    declaration.over = aras_builder_over(builder, entry, "each");
    declaration.where = aras_setting_formula(entry, "where", builder->problems);
    aras_builder_provenance(builder, entry,
                            kind == 0   ? "event"
                            : kind == 1 ? "decision"
                                        : "demand",
                            id, false);
    declaration.mistakes = builder->problems->mistakes;
    aras_builder_each(builder, declaration.over, outside, declare_instance,
                      &declaration);
    if (builder->problems->mistakes > declaration.mistakes) {
        aras_builder_skip(builder, entry, NULL);
    } else if (declaration.family.count == 0) {
        aras_problems_note(builder->problems, entry->place,
                           declaration.where == NULL
                               ? "'%s' has no instance: there is nothing of its `each`"
                               : "'%s' has no instance: its `where` is never true",
                           id);
        aras_setting_accept(entry);
    }

    struct aras_event_family *family =
        ARAS_GROW(builder, builder->event_families, builder->event_family_count);

    *family = declaration.family;
    aras_names_add(&builder->event_family_names, id,
                   (uint32_t) builder->event_family_count - 1);
    if (declaration.over != ARAS_OVER_WORLD && declaration.family.count > 0) {
        declare_parts(builder, &declaration.family);
    }
}

static const char *const lists[] = {"events", "decisions", "demands"};
static const char *const kind_names[] = {"an event", "a decision", "a demand"};

void aras_builder_declare_events(struct aras_builder *builder)
{
    for (int k = 0; k < 3; k++) {
        struct aras_setting *list =
            aras_setting_groups(builder->root, lists[k], builder->problems);

        for (size_t i = 0; list != NULL && i < list->count; i++) {
            declare_entry(builder, list->parts[i], k, kind_names[k]);
        }
    }
}

/* --- compiling ----------------------------------------------------------------------
 */

struct work {
    struct aras_builder *builder;
    struct aras_setting *entry;
    uint32_t number; /* of the event */
    struct aras_binding *binding;
    const char *kind; /* "event" */
};

static struct aras_event *event_of(const struct work *work)
{
    return &work->builder->model->events[work->number];
}

static const char *what_of(const struct work *work, const char *part)
{
    static const char *const nouns[] = {"rate",   "delay",     "effects",
                                        "driver", "sharpness", "age"};
    bool noun = false;

    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        noun = noun || strcmp(part, nouns[i]) == 0;
    }
    return aras_arena_print(work->builder->arena,
                            noun ? "the %s of %s '%s'" : "`%s` of %s '%s'", part,
                            work->kind, event_of(work)->id);
}

static const struct aras_code *code_of(const struct work *work,
                                       struct aras_setting *entry, const char *key,
                                       bool held, bool draws,
                                       struct aras_expectation expected)
{
    const char *text = aras_setting_formula(entry, key, work->builder->problems);

    if (text == NULL) {
        return NULL;
    }
    return aras_builder_code(work->builder, text, aras_setting_place(entry, key),
                             what_of(work, key), work->binding, held, draws, expected);
}

static const char *const *texts_of(struct aras_builder *builder,
                                   struct aras_setting *entry, const char *key,
                                   size_t *count)
{
    struct aras_setting *list = aras_setting_texts(entry, key, builder->problems);
    const char **texts;

    *count = list == NULL ? 0 : list->count;
    texts = aras_arena_array(builder->arena, *count, sizeof *texts);
    for (size_t i = 0; i < *count; i++) {
        texts[i] = list->parts[i]->text;
    }
    return texts;
}

static void read_description(const struct work *work, struct aras_setting *entry)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = event_of(work);

    event->title = aras_setting_text(entry, "title", builder->problems);
    event->title = event->title == NULL ? "" : event->title;
    event->narrative = aras_setting_text(entry, "narrative", builder->problems);
    event->narrative = event->narrative == NULL ? "" : event->narrative;
    event->claims = texts_of(builder, entry, "claims", &event->claim_count);
    event->actors = texts_of(builder, entry, "actors", &event->actor_count);
    for (size_t i = 0; i < event->actor_count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->actor_names, event->actors[i], &number)) {
            aras_builder_unknown(builder, aras_setting_place(entry, "actors"), "actor",
                                 event->actors[i], &builder->actor_names);
        }
    }
}

/* --- effects ------------------------------------------------------------------------
 */

static bool target_of(const struct work *work, const struct aras_assignment *assignment,
                      struct aras_place place, const char *text, uint32_t *slot)
{
    struct aras_builder *builder = work->builder;
    const char *hint = NULL;
    const char *canonical =
        aras_builder_canonical(builder, &assignment->target, work->binding, &hint);

    if (canonical != NULL && aras_names_find(&builder->slot_names, canonical, slot)) {
        enum aras_slot_kind kind = builder->model->slots[*slot].kind;

        if (kind == ARAS_SLOT_QUANTITY || kind == ARAS_SLOT_CLOCK) {
            return true;
        }
        if (kind == ARAS_SLOT_DERIVED) {
            aras_problems_add(
                builder->problems, place,
                "in %s: '%s' is derived, and changes only with what it is "
                "computed from: %s",
                what_of(work, "effects"), canonical, text);
            return false;
        }
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is no quantity, and only quantities change: %s",
                          what_of(work, "effects"), canonical, text);
        return false;
    }
    if (canonical != NULL &&
        aras_names_find(&builder->pending_names, canonical, slot)) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' is derived, and changes only with what it is "
                          "computed from: %s",
                          what_of(work, "effects"), canonical, text);
        return false;
    }

    if (aras_names_find(&builder->broken, assignment->target.id, slot)) {
        return false;
    }

    if (canonical == NULL) {
        aras_problems_add(builder->problems, place, "in %s: %s: %s",
                          what_of(work, "effects"), hint, text);
        return false;
    }

    const char *near = aras_nearest_name(canonical, builder->slot_names.all,
                                         builder->slot_names.count);

    aras_problems_add(
        builder->problems, place, "in %s: there is no quantity '%s'%s%s%s: %s",
        what_of(work, "effects"), canonical, near != NULL ? "; did you mean '" : "",
        near != NULL ? near : "", near != NULL ? "'?" : "", text);
    return false;
}

static bool compile_effect(const struct work *work, const char *text,
                           struct aras_place place, uint32_t *sub,
                           struct aras_effect *effect)
{
    struct aras_builder *builder = work->builder;
    const char *what = what_of(work, "effects");
    struct aras_assignment assignment;
    uint32_t slot;

    if (!aras_assignment_parse(&assignment, text, place, what, builder->problems) ||
        !target_of(work, &assignment, place, text, &slot)) {
        return false;
    }

    const struct aras_slot *target = &builder->model->slots[slot];
    struct aras_expectation expected = {
        .type = target->type, .stages = target->stages, .dimension = target->dimension};

    if (assignment.kind != ARAS_SET && target->type != ARAS_NUMBER) {
        aras_problems_add(builder->problems, place,
                          "in %s: '%s' has no numbers to add to: use `=`: %s", what,
                          target->name, text);
        return false;
    }
    if (assignment.kind == ARAS_MULTIPLY) {
        expected.dimension = 0;
        if (target->kind == ARAS_SLOT_CLOCK) {
            aras_problems_add(builder->problems, place,
                              "in %s: a clock is set or moved, not multiplied: %s",
                              what, text);
            return false;
        }
    }

    struct aras_scope scope = aras_builder_scope(builder, work->binding, false, true);
    const struct aras_code *code =
        aras_builder_compile(builder, assignment.formula, &scope, &expected);

    if (code == NULL) {
        return false;
    }
    if (assignment.kind == ARAS_SET && code->literal && target->type == ARAS_NUMBER &&
        (code->value < target->low || code->value > target->high ||
         (target->whole && code->value != floor(code->value)))) {
        aras_problems_add(builder->problems, place,
                          "in %s: %g is no %svalue of '%s', which lies in %g .. %g: %s",
                          what, code->value, target->whole ? "whole " : "",
                          target->name, target->low, target->high, text);
        return false;
    }
    if (assignment.kind == ARAS_SUBTRACT && !code->literal) {
        code =
            aras_builder_code(builder,
                              aras_arena_print(builder->arena, "-(%s)",
                                               aras_formula_text(assignment.formula)),
                              place, what, work->binding, false, true, expected);
        if (code == NULL) {
            return false;
        }
    }
    *effect = (struct aras_effect){.slot = slot,
                                   .kind = assignment.kind == ARAS_SET ? ARAS_EFFECT_SET
                                           : assignment.kind == ARAS_MULTIPLY
                                               ? ARAS_EFFECT_MULTIPLY
                                               : ARAS_EFFECT_ADD,
                                   .value = aras_builder_operand(builder, code, what),
                                   .first_sub = *sub,
                                   .text = text};
    if (assignment.kind == ARAS_SUBTRACT && code->literal) {
        effect->value.value = -effect->value.value;
    }
    *sub += (uint32_t) code->draws;
    return true;
}

static void compile_effects(const struct work *work, struct aras_setting *entry,
                            const char *key)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *list = aras_setting_texts(entry, key, builder->problems);
    struct aras_effect *effects = aras_arena_array(
        builder->arena, list == NULL ? 0 : list->count, sizeof *effects);
    size_t count = 0;
    uint32_t sub = 0;

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_effect effect;

        if (!compile_effect(work, list->parts[i]->text, list->parts[i]->place, &sub,
                            &effect)) {
            continue;
        }
        for (size_t k = 0; k < count; k++) {
            if (effects[k].slot == effect.slot && (effects[k].kind != ARAS_EFFECT_ADD ||
                                                   effect.kind != ARAS_EFFECT_ADD)) {
                aras_problems_add(builder->problems, list->parts[i]->place,
                                  "in %s: '%s' is changed twice, by '%s' and '%s'; "
                                  "effects of one event "
                                  "are simultaneous, and only additions add up",
                                  what_of(work, key),
                                  builder->model->slots[effect.slot].name,
                                  effects[k].text, effect.text);
            }
        }
        effects[count++] = effect;
    }
    event_of(work)->effects = effects;
    event_of(work)->effect_count = count;
}

/* --- triggers -----------------------------------------------------------------------
 */

static int rate_dimension(const struct aras_builder *builder)
{
    return builder->timeless ? 0 : -1;
}

static void compile_driver(const struct work *work, struct aras_setting *entry,
                           struct aras_driver *driver, size_t number)
{
    struct aras_builder *builder = work->builder;
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    const char *effect = aras_setting_formula(entry, "effect", builder->problems);
    const char *at = aras_setting_formula(entry, "at", builder->problems);
    struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};

    if (of == NULL || effect == NULL || at == NULL) {
        aras_builder_lacks(builder, entry,
                           of == NULL   ? "of"
                           : at == NULL ? "at"
                                        : "effect",
                           "a driver needs `of` (what drives), `at` (where it has no "
                           "effect) and `effect` (on the logarithm of the rate)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    const struct aras_code *of_code =
        aras_builder_code(builder, of, aras_setting_place(entry, "of"),
                          what_of(work, "driver"), work->binding, true, false, any);

    if (of_code == NULL) {
        return;
    }

    const struct aras_code *at_code = aras_builder_code(
        builder, at, aras_setting_place(entry, "at"), what_of(work, "driver"),
        work->binding, true, false, aras_expect_number(builder, of_code->dimension));
    const struct aras_code *effect_code = aras_builder_code(
        builder, effect, aras_setting_place(entry, "effect"), what_of(work, "driver"),
        work->binding, true, false, aras_expect_number(builder, -of_code->dimension));
    const char *name = aras_arena_print(builder->arena, "%s driver %zu",
                                        event_of(work)->id, number + 1);

    if (at_code == NULL || effect_code == NULL) {
        return;
    }
    driver->text = of;
    if (effect_code->varies || at_code->varies) {
        const char *whole =
            aras_arena_print(builder->arena, "(%s) * ((%s) - (%s))", effect, of, at);
        const struct aras_code *code = aras_builder_code(
            builder, whole, entry->place, what_of(work, "driver"), work->binding, true,
            false, aras_expect_number(builder, 0));

        if (code != NULL) {
            driver->slot = aras_builder_slot_of(builder, code, name, entry->place);
            driver->effect = aras_operand_literal(1.0);
            driver->at = aras_operand_literal(0.0);
        }
        return;
    }
    driver->slot = aras_builder_slot_of(builder, of_code, name, entry->place);
    driver->effect = aras_builder_operand(builder, effect_code, name);
    driver->at = aras_builder_operand(builder, at_code, name);
}

static void compile_rate(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = event_of(work);
    struct aras_setting *drivers =
        aras_setting_groups(work->entry, "drivers", builder->problems);
    const struct aras_code *code =
        code_of(work, work->entry, "rate", true, false,
                aras_expect_number(builder, rate_dimension(builder)));

    event->trigger = ARAS_BY_RATE;
    event->base_fixed = aras_operand_literal(0.0);
    if (code != NULL && code->literal && code->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "rate"),
                          "%s must be 0 or more, got %g", what_of(work, "rate"),
                          code->value);
    }
    if (code != NULL && code->is_product) {
        event->base_fixed =
            code->fixed == NULL
                ? aras_operand_literal(1.0)
                : aras_builder_operand(builder, code->fixed, what_of(work, "rate"));
        event->factors = code->factors;
        event->factor_count = code->factor_count;
    } else {
        event->base_code = code;
    }
    if (drivers != NULL) {
        struct aras_driver *driver =
            aras_arena_array(builder->arena, drivers->count, sizeof *driver);

        for (size_t i = 0; i < drivers->count; i++) {
            compile_driver(work, drivers->parts[i], &driver[i], i);
        }
        event = event_of(work);
        event->drivers = driver;
        event->driver_count = drivers->count;
    }
}

static void compile_at(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *at = aras_setting_find(work->entry, "at");
    size_t count = at->kind == ARAS_SETTING_LIST ? at->count : 1;
    struct aras_operand *times = aras_arena_array(builder->arena, count, sizeof *times);

    if (count == 0) {
        aras_problems_add(builder->problems, at->place, "`at` names no time");
    }
    event_of(work)->trigger = ARAS_AT;
    for (size_t i = 0; i < count; i++) {
        struct aras_setting *one = at->kind == ARAS_SETTING_LIST ? at->parts[i] : at;
        const char *text = one->kind == ARAS_SETTING_TEXT ? one->text
                           : one->kind == ARAS_SETTING_NUMBER
                               ? aras_arena_print(builder->arena, "%.17g", one->number)
                               : NULL;

        times[i] = aras_operand_literal(0.0);
        if (text == NULL) {
            aras_problems_add(builder->problems, one->place,
                              "`at` is a date, a time or a list of them");
            continue;
        }
        if (text[0] >= '0' && text[0] <= '9') {
            double time =
                aras_builder_moment(builder, text, one->place, what_of(work, "at"));

            times[i] = aras_operand_literal(isnan(time) ? 0.0 : time);
            continue;
        }

        const struct aras_code *code = aras_builder_code(
            builder, text, one->place, what_of(work, "at"), work->binding, false, false,
            aras_expect_number(builder, 1));

        if (code != NULL && code->varies) {
            aras_problems_add(
                builder->problems, one->place,
                "%s is fixed at the start and cannot rest on what changes; "
                "use `after` with a `delay`, or `becomes`",
                what_of(work, "at"));
        } else if (code != NULL) {
            times[i] = aras_builder_operand(builder, code, what_of(work, "at"));
        }
    }
    event_of(work)->times = times;
    event_of(work)->time_count = count;
}

static void compile_every(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    const struct aras_code *period = code_of(work, work->entry, "every", false, false,
                                             aras_expect_number(builder, 1));
    const char *from = aras_setting_formula(work->entry, "from", builder->problems);
    struct aras_operand *times = aras_arena_array(builder->arena, 2, sizeof *times);

    event_of(work)->trigger = ARAS_EVERY;
    event_of(work)->times = times;
    event_of(work)->time_count = 2;
    times[0] = times[1] = aras_operand_literal(1.0);
    if (period == NULL) {
        return;
    }
    if (period->varies || (period->literal && period->value <= 0.0)) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "every"),
                          "%s must be a time above 0 that does not change",
                          what_of(work, "every"));
        return;
    }
    times[0] = aras_builder_operand(builder, period, what_of(work, "every"));
    times[1] = times[0];
    if (from != NULL) {
        double first =
            aras_builder_moment(builder, from, aras_setting_place(work->entry, "from"),
                                what_of(work, "from"));

        times[1] = aras_operand_literal(isnan(first) ? 0.0 : first);
    }
}

static void follow(const struct work *work, uint32_t cause)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *of = &builder->model->events[cause];
    struct aras_follower *followers;

    memcpy(&followers, &of->followers, sizeof followers);
    *(struct aras_follower *) aras_arena_grow(builder->arena, &followers,
                                              of->follower_count++, sizeof *followers) =
        (struct aras_follower){
            .event = work->number,
            .name = aras_name_hash(aras_arena_print(builder->arena, "%s<-%s",
                                                    event_of(work)->id, of->id))};
    of->followers = followers;
}

static void follow_name(const struct work *work, const char *text,
                        struct aras_place place)
{
    struct aras_builder *builder = work->builder;
    struct aras_name name;
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (!aras_name_parse(&name, text, place, what_of(work, "after"),
                         builder->problems)) {
        return;
    }
    if (!aras_builder_event(builder, &name, work->binding, &event, &family, &hint)) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s",
                          what_of(work, "after"), text, hint);
        return;
    }
    if (event != UINT32_MAX) {
        follow(work, event);
        return;
    }

    const struct aras_event_family *all = &builder->event_families[family];

    for (uint32_t i = 0; i < all->count; i++) {
        follow(work, all->first + i * all->stride);
    }
}

static int word_of(const struct work *work, const char *key, const char *const words[3])
{
    const char *text = aras_setting_text(work->entry, key, work->builder->problems);

    for (int i = 0; text != NULL && i < 3; i++) {
        if (strcmp(text, words[i]) == 0) {
            return i;
        }
    }
    if (text != NULL) {
        aras_problems_add(work->builder->problems, aras_setting_place(work->entry, key),
                          "%s is \"%s\", \"%s\" or \"%s\", got '%s'", key, words[0],
                          words[1], words[2], text);
    }
    return 0;
}

static void compile_after(const struct work *work)
{
    static const char *const again[3] = {"parallel", "restart", "ignore"};
    static const char *const on_close[3] = {"cancelled", "paused", "kept"};
    struct aras_builder *builder = work->builder;
    struct aras_setting *after = aras_setting_find(work->entry, "after");

    event_of(work)->trigger = ARAS_AFTER;
    event_of(work)->again = (enum aras_again) word_of(work, "again", again);
    event_of(work)->on_close = (enum aras_on_close) word_of(work, "on_close", on_close);
    event_of(work)->delay = code_of(work, work->entry, "delay", false, true,
                                    aras_expect_number(builder, 1));
    if (event_of(work)->delay != NULL && event_of(work)->delay->literal &&
        event_of(work)->delay->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "delay"),
                          "%s must be 0 or more, got %g", what_of(work, "delay"),
                          event_of(work)->delay->value);
    }
    if (after->kind == ARAS_SETTING_TEXT) {
        follow_name(work, after->text, after->place);
    } else if (after->kind == ARAS_SETTING_LIST) {
        struct aras_setting *names =
            aras_setting_texts(work->entry, "after", builder->problems);

        for (size_t i = 0; names != NULL && i < names->count; i++) {
            follow_name(work, names->parts[i]->text, names->parts[i]->place);
        }
    } else {
        aras_problems_add(builder->problems, after->place,
                          "`after` is the name of an event or a list of them");
    }
}

static void compile_becomes(const struct work *work)
{
    struct aras_builder *builder = work->builder;

    event_of(work)->trigger = ARAS_BECOMES;
    event_of(work)->initially =
        aras_setting_truth(work->entry, "initially", true, builder->problems);
    event_of(work)->persistent =
        aras_setting_truth(work->entry, "persistent", true, builder->problems);

    const struct aras_code *code =
        code_of(work, work->entry, "becomes", true, false, aras_expect_truth());

    event_of(work)->condition = code;
}

/* Settings that mean something only beside one kind of trigger. */
static void check_belonging(const struct work *work, const char *trigger)
{
    static const char *const settings[][2] = {
        {"drivers", "rate"},      {"from", "every"},     {"delay", "after"},
        {"again", "after"},       {"on_close", "after"}, {"initially", "becomes"},
        {"persistent", "becomes"}};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct aras_setting *part = NULL;

        if (strcmp(settings[i][1], trigger) != 0) {
            part = aras_setting_find(work->entry, settings[i][0]);
        }
        if (part != NULL) {
            aras_problems_add(work->builder->problems, part->place,
                              "`%s` belongs to the trigger `%s`, and %s '%s' has `%s`",
                              settings[i][0], settings[i][1], work->kind,
                              event_of(work)->id, trigger);
            aras_setting_accept(part);
        }
    }
}

/* What may belong to a trigger that is not known. */
static void accept_trigger(struct aras_setting *entry)
{
    static const char *const settings[] = {"when",      "drivers",   "from",
                                           "delay",     "again",     "on_close",
                                           "initially", "persistent"};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct aras_setting *part = aras_setting_find(entry, settings[i]);

        if (part != NULL) {
            aras_setting_accept(part);
        }
    }
}

static void compile_trigger(const struct work *work)
{
    static const char *const triggers[] = {"rate", "at", "every", "after", "becomes"};
    struct aras_builder *builder = work->builder;
    const char *found = NULL;

    for (size_t i = 0; i < 5; i++) {
        if (aras_setting_find(work->entry, triggers[i]) != NULL) {
            if (found != NULL) {
                aras_problems_add(builder->problems,
                                  aras_setting_place(work->entry, triggers[i]),
                                  "%s '%s' has two triggers, `%s` and `%s`: it needs "
                                  "exactly one",
                                  work->kind, event_of(work)->id, found, triggers[i]);
                accept_trigger(work->entry);
                return;
            }
            found = triggers[i];
        }
    }
    if (found == NULL) {
        if (!aras_builder_misspelled(builder, work->entry, triggers, 5)) {
            aras_problems_add(
                builder->problems, work->entry->place,
                "%s '%s' needs a trigger: rate, at, every, after or becomes",
                work->kind, event_of(work)->id);
        }
        accept_trigger(work->entry);
        return;
    }

    check_belonging(work, found);

    bool held = strcmp(found, "rate") == 0 || strcmp(found, "after") == 0;

    event_of(work)->guard = NULL;

    const struct aras_code *guard =
        code_of(work, work->entry, "when", held, false, aras_expect_truth());

    event_of(work)->guard = guard;
    if (strcmp(found, "rate") == 0) {
        compile_rate(work);
    } else if (strcmp(found, "at") == 0) {
        compile_at(work);
    } else if (strcmp(found, "every") == 0) {
        compile_every(work);
    } else if (strcmp(found, "after") == 0) {
        compile_after(work);
    } else {
        compile_becomes(work);
    }
}

static void compile_common(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = event_of(work);

    read_description(work, work->entry);
    event->once = aras_setting_truth(work->entry, "once", false, builder->problems);
    event->priority = aras_setting_whole(work->entry, "priority", -1000000, 1000000, 0,
                                         builder->problems);
    event->provenance = (struct aras_provenance){
        .source = aras_setting_text(work->entry, "source", builder->problems),
        .note = aras_setting_text(work->entry, "note", builder->problems)};

    const char *grade = aras_setting_text(work->entry, "grade", builder->problems);

    event->provenance.grade = grade == NULL ? '\0' : grade[0];
    compile_trigger(work);

    const struct aras_code *age =
        code_of(work, work->entry, "age", false, false, aras_expect_number(builder, 1));

    if (age != NULL) {
        event_of(work)->age = aras_builder_operand(builder, age, what_of(work, "age"));
        event_of(work)->has_age = true;
    }
}

/* --- decisions
 * ------------------------------------------------------------------------ */

static void compile_choice(const struct work *work, struct aras_setting *option,
                           uint32_t number, struct aras_choice *choice)
{
    struct aras_builder *builder = work->builder;
    struct work part = *work;
    struct aras_setting *list =
        aras_setting_groups(option, "considerations", builder->problems);
    struct aras_consideration *considerations = aras_arena_array(
        builder->arena, list == NULL ? 0 : list->count, sizeof *considerations);

    part.number = number;
    part.kind = "option";
    read_description(&part, option);
    compile_effects(&part, option, "effects");
    choice->event = number;
    choice->name = event_of(&part)->name;
    choice->status_quo =
        aras_setting_truth(option, "status_quo", false, builder->problems);
    choice->guard = code_of(&part, option, "when", false, false, aras_expect_truth());
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};
        const char *of = aras_setting_formula(entry, "of", builder->problems);
        const char *weight = aras_setting_formula(entry, "weight", builder->problems);

        if (of == NULL || weight == NULL) {
            aras_builder_lacks(builder, entry, of == NULL ? "of" : "weight",
                               "a consideration needs `of` and `weight`");
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        (void) aras_setting_text(entry, "title", builder->problems);
        considerations[i].text = of;
        considerations[i].of = code_of(&part, entry, "of", false, false, any);
        if (considerations[i].of != NULL) {
            considerations[i].weight =
                code_of(&part, entry, "weight", false, false,
                        aras_expect_number(builder, -considerations[i].of->dimension));
        }
    }
    choice->considerations = considerations;
    choice->count = list == NULL ? 0 : list->count;
}

static void check_sharpness(const struct work *work, struct aras_setting *entry,
                            const char *key, const struct aras_code *code)
{
    if (code != NULL && code->literal && code->value < 0.0) {
        aras_problems_add(
            work->builder->problems, aras_setting_place(entry, key),
            "%s must be 0 or more, got %g: below 0 the worse option would "
            "be the likelier one",
            what_of(work, key), code->value);
    }
}

static void compile_decision(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *options =
        aras_setting_groups(work->entry, "options", builder->problems);
    struct aras_decision *decision = aras_arena_get(builder->arena, sizeof *decision);
    size_t count = options == NULL ? 0 : options->count;
    struct aras_choice *choices =
        aras_arena_array(builder->arena, count, sizeof *choices);
    const char *actor = aras_setting_text(work->entry, "actor", builder->problems);
    uint32_t number;

    if (actor == NULL) {
        aras_builder_lacks(builder, work->entry, "actor",
                           "the decision '%s' needs an `actor`: who decides",
                           event_of(work)->id);
    } else {
        actor = aras_builder_index(builder, actor, work->binding);
        if (!aras_names_find(&builder->actor_names, actor, &number)) {
            aras_builder_unknown(builder, aras_setting_place(work->entry, "actor"),
                                 "actor", actor, &builder->actor_names);
        }
    }
    decision->actor = actor;
    decision->dictated = -1;
    decision->sharpness = code_of(work, work->entry, "sharpness", false, false,
                                  aras_expect_number(builder, 0));
    if (decision->sharpness == NULL) {
        aras_builder_lacks(
            builder, work->entry, "sharpness",
            "the decision '%s' needs a `sharpness`: how strongly utility "
            "decides (0: not at all)",
            event_of(work)->id);
    }
    check_sharpness(work, work->entry, "sharpness", decision->sharpness);
    for (size_t i = 0; i < count; i++) {
        compile_choice(work, options->parts[i], work->number + 1 + (uint32_t) i,
                       &choices[i]);
    }
    decision->choices = choices;
    decision->count = count;
    decision->none = work->number + 1 + (uint32_t) count;
    builder->model->events[decision->none].title = "no option was open";
    builder->model->events[decision->none].narrative = "";
    event_of(work)->decision = decision;
}

/* --- demands
 * -------------------------------------------------------------------------- */

static const char *const stake_names[ARAS_STAKES] = {
    "V_by", "V_of",         "x",           "K_by", "K_of", "r_by",
    "a_of", "sharpness_by", "sharpness_of"};

/* The gross dependence of one actor on another in the channels that a threat uses. */
static const char *by_channels(const struct work *work, const char *loser,
                               const char *other)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *channels =
        aras_setting_texts(work->entry, "channels", builder->problems);
    const char *sum = NULL;

    for (size_t i = 0; channels != NULL && i < channels->count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->channel_names, channels->parts[i]->text,
                             &number)) {
            if (!channels->parts[i]->refused) {
                aras_builder_unknown(builder, channels->parts[i]->place, "channel",
                                     channels->parts[i]->text, &builder->channel_names);
            }
            channels->parts[i]->refused = true;
            sum = sum == NULL ? "0" : sum;
            continue;
        }

        const char *part = aras_arena_print(builder->arena, "dependence[%s, %s, %s]",
                                            loser, other, channels->parts[i]->text);

        sum =
            sum == NULL ? part : aras_arena_print(builder->arena, "%s + %s", sum, part);
    }
    return sum;
}

static void compile_stakes(const struct work *work, struct aras_demand *demand)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *stakes =
        aras_setting_group(work->entry, "stakes", builder->problems);

    if (stakes == NULL) {
        aras_builder_lacks(builder, work->entry, "stakes",
                           "the demand '%s' needs `stakes`", event_of(work)->id);
        return;
    }
    for (int s = 0; s < ARAS_STAKES; s++) {
        const char *text =
            aras_setting_formula(stakes, stake_names[s], builder->problems);

        if (text == NULL && s == ARAS_K_OF) {
            text = by_channels(work, demand->of, demand->by);
        } else if (text == NULL && s == ARAS_K_BY) {
            text = by_channels(work, demand->by, demand->of);
        }
        if (text == NULL && s == ARAS_V_BY && demand->deter) {
            continue; /* whoever deters asks for nothing */
        }
        if (text == NULL) {
            aras_builder_lacks(builder, stakes, stake_names[s],
                               "the stakes of '%s' lack %s%s", event_of(work)->id,
                               stake_names[s],
                               s == ARAS_K_OF || s == ARAS_K_BY
                                   ? ", and no `channels` say whose dependence it is"
                                   : "");
            continue;
        }
        demand->stake[s] =
            aras_builder_code(builder, text, aras_setting_place(stakes, stake_names[s]),
                              what_of(work, stake_names[s]), work->binding, false,
                              false, aras_expect_number(builder, 0));
        if (s == ARAS_SHARPNESS_BY || s == ARAS_SHARPNESS_OF) {
            check_sharpness(work, stakes, stake_names[s], demand->stake[s]);
        }
    }
}

static const char *actor_text(const struct work *work, const char *key)
{
    struct aras_builder *builder = work->builder;
    const char *id = aras_setting_text(work->entry, key, builder->problems);
    uint32_t number;

    if (id == NULL) {
        aras_builder_lacks(builder, work->entry, key,
                           "the demand '%s' needs `%s`: an actor", event_of(work)->id,
                           key);
        return "?";
    }
    id = aras_builder_index(builder, id, work->binding);
    if (!aras_names_find(&builder->actor_names, id, &number)) {
        aras_builder_unknown(builder, aras_setting_place(work->entry, key), "actor", id,
                             &builder->actor_names);
    }
    return id;
}

/* Effects of a result that this form of demand cannot have. */
static void check_result(const struct work *work, const char *result, bool deter)
{
    struct aras_setting *part = aras_setting_find(work->entry, result);

    if (part != NULL) {
        aras_problems_add(work->builder->problems, part->place,
                          "`%s` is a result of form = \"%s\", and '%s' is one to %s",
                          result, deter ? "compel" : "deter", event_of(work)->id,
                          deter ? "deter" : "compel");
        aras_setting_accept(part);
    }
}

static void compile_demand(const struct work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_demand *demand = aras_arena_get(builder->arena, sizeof *demand);
    const char *form = aras_setting_text(work->entry, "form", builder->problems);
    struct aras_setting *narratives =
        aras_setting_group(work->entry, "narratives", builder->problems);
    uint32_t next = work->number + 1;

    demand->by = actor_text(work, "by");
    demand->of = actor_text(work, "of");
    demand->deter = form != NULL && strcmp(form, "deter") == 0;
    if (strcmp(demand->by, demand->of) == 0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "of"),
                          "'%s' cannot demand something of itself: `by` and `of` are "
                          "two actors",
                          demand->by);
    }
    compile_stakes(work, demand);
    demand->enforcement = aras_builder_slot(
        builder,
        (struct aras_slot){.name = aras_arena_print(builder->arena, "enforcement of %s",
                                                    event_of(work)->id),
                           .title = "",
                           .unit = "",
                           .kind = ARAS_SLOT_COUNTER,
                           .type = ARAS_NUMBER,
                           .low = 0.0,
                           .high = 1.0,
                           .changed = true});
    work->binding->enforcement = demand->enforcement;
    demand->believed = code_of(work, work->entry, "believed", false, false,
                               aras_expect_number(builder, 0));
    work->binding->enforcement = 0;
    for (int r = 0; r < ARAS_DEMAND_RESULTS; r++) {
        const char *result = demand->deter ? deter_results[r] : compel_results[r];

        demand->result[r] = UINT32_MAX;
        if (result == NULL) {
            check_result(work, compel_results[r], true);
            continue;
        }

        struct work part = *work;
        const char *other = demand->deter ? compel_results[r] : deter_results[r];

        if (other != NULL && strcmp(other, result) != 0) {
            check_result(work, other, demand->deter);
        }
        part.number = demand->result[r] = next++;
        part.kind = "result";
        event_of(&part)->title = result;
        event_of(&part)->narrative =
            narratives == NULL
                ? NULL
                : aras_setting_text(narratives, result, builder->problems);
        if (event_of(&part)->narrative == NULL) {
            event_of(&part)->narrative = "";
        }
        compile_effects(&part, work->entry, result);
    }
    event_of(work)->demand = demand;
}

/* ----------------------------------------------------------------------------------------
 */

void aras_builder_events(struct aras_builder *builder)
{
    static const char *const kinds[] = {"event", "decision", "demand"};

    for (size_t f = 0; f < builder->event_family_count; f++) {
        const struct aras_event_family *family = &builder->event_families[f];
        size_t before = builder->problems->mistakes;

        if (family->kind == ARAS_PART_ENTRY) {
            continue;
        }
        /* What is wrong with one instance is wrong with most: it is said once. */
        for (uint32_t i = 0; i < family->count && builder->problems->mistakes == before;
             i++) {
            struct aras_binding *binding =
                aras_arena_get(builder->arena, sizeof *binding);
            struct work work = {.builder = builder,
                                .entry = family->entry,
                                .number = family->first + i * family->stride,
                                .binding = binding,
                                .kind = kinds[family->kind]};

            *binding = builder->event_bindings[work.number];
            compile_common(&work);
            if (family->kind == ARAS_EVENT_ENTRY) {
                compile_effects(&work, family->entry, "effects");
            } else if (family->kind == ARAS_DECISION_ENTRY) {
                compile_decision(&work);
            } else {
                compile_demand(&work);
            }
        }
    }
}
