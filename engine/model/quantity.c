#include <math.h>
#include <string.h>

#include "model/builder.h"

/* --- actors and channels -------------------------------------------------------- */

void aras_builder_actors(struct aras_builder *builder)
{
    static const char *const kinds[] = {"supply", "gate", "threat", "tie"};
    struct aras_model *model = builder->model;
    struct aras_problems *problems = builder->problems;
    struct aras_setting *list = aras_setting_groups(builder->root, "actors", problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *id = aras_setting_text(entry, "id", problems);

        if (id == NULL ||
            !aras_builder_known_id(builder, id, entry->place, "an actor")) {
            if (id == NULL) {
                aras_builder_lacks(builder, entry, "id", "an actor needs an id");
            }
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        if (strlen(id) == 1) {
            aras_problems_add(
                problems, entry->place,
                "the id of an actor has at least two letters: 'a', 'b' and "
                "'c' stand for any actor in templates");
        }

        struct aras_actor *actor =
            ARAS_GROW(builder, builder->actors, model->actor_count);

        actor->id = id;
        actor->name = aras_setting_text(entry, "name", problems);
        actor->name = actor->name == NULL ? id : actor->name;
        actor->outside = aras_setting_truth(entry, "outside", false, problems);
        actor->weight = aras_setting_number(entry, "weight", 1.0, problems);
        if (actor->weight < 0.0) {
            aras_problems_add(
                problems, aras_setting_place(entry, "weight"),
                "the weight of an actor, its resource in `influence`, must "
                "be 0 or more, got %g",
                actor->weight);
        }
        (void) aras_setting_text(entry, "note", problems);
        if (!aras_names_add(&builder->actor_names, id,
                            (uint32_t) model->actor_count - 1)) {
            aras_problems_add(problems, entry->place, "there is another actor '%s'",
                              id);
        }
    }

    list = aras_setting_groups(builder->root, "channels", problems);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        const char *id = aras_setting_text(entry, "id", problems);
        const char *kind = aras_setting_text(entry, "kind", problems);
        int number = -1;

        for (int k = 0; kind != NULL && k < 4; k++) {
            if (strcmp(kind, kinds[k]) == 0) {
                number = k;
            }
        }
        if (kind != NULL && number < 0) {
            aras_problems_add(problems, aras_setting_place(entry, "kind"),
                              "the kind of a channel is \"supply\", \"gate\", "
                              "\"threat\" or \"tie\", got '%s'",
                              kind);
            aras_builder_skip(builder, entry, id);
            continue;
        }
        if (id == NULL || number < 0) {
            aras_builder_lacks(
                builder, entry, id == NULL ? "id" : "kind",
                "a channel needs an id and a kind: \"supply\", \"gate\", "
                "\"threat\" or \"tie\"");
            aras_builder_skip(builder, entry, id);
            continue;
        }
        aras_builder_known_id(builder, id, entry->place, "a channel");

        struct aras_channel *channel =
            ARAS_GROW(builder, builder->channels, model->channel_count);

        channel->id = id;
        channel->kind = (enum aras_channel_kind) number;
        channel->name = aras_setting_text(entry, "name", problems);
        channel->name = channel->name == NULL ? id : channel->name;
        (void) aras_setting_text(entry, "note", problems);
        if (!aras_names_add(&builder->channel_names, id,
                            (uint32_t) model->channel_count - 1)) {
            aras_problems_add(problems, entry->place, "there is another channel '%s'",
                              id);
        }
    }
}

/* --- templates ------------------------------------------------------------------ */

void aras_builder_each(struct aras_builder *builder, enum aras_over over, bool outside,
                       void (*visit)(void *context, struct aras_binding binding),
                       void *context)
{
    const struct aras_actor *actors = builder->actors;
    size_t count = builder->model->actor_count;

    if (over == ARAS_OVER_WORLD) {
        visit(context, (struct aras_binding){0});
        return;
    }
    if (over == ARAS_OVER_TIE) {
        for (size_t i = 0; i < builder->tie_count; i++) {
            const struct aras_tie *tie = &builder->ties[i];

            visit(context, (struct aras_binding){
                               .a = tie->of, .b = tie->on, .channel = tie->channel});
        }
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (actors[i].outside && !outside) {
            continue;
        }
        if (over == ARAS_OVER_ACTOR) {
            visit(context, (struct aras_binding){.a = actors[i].id});
            continue;
        }
        for (size_t j = 0; j < count; j++) {
            bool ordered = over == ARAS_OVER_DIRECTION
                               ? i != j
                               : strcmp(actors[i].id, actors[j].id) < 0;

            if (ordered && (outside || !actors[j].outside)) {
                visit(context,
                      (struct aras_binding){.a = actors[i].id, .b = actors[j].id});
            }
        }
    }
}

const char *aras_instance_name(struct aras_builder *builder, const char *id,
                               enum aras_over over, struct aras_binding binding)
{
    switch (over) {
    case ARAS_OVER_WORLD:
        return id;
    case ARAS_OVER_ACTOR:
        return aras_arena_print(builder->arena, "%s[%s]", id, binding.a);
    case ARAS_OVER_PAIR:
    case ARAS_OVER_DIRECTION:
        return aras_arena_print(builder->arena, "%s[%s,%s]", id, binding.a, binding.b);
    case ARAS_OVER_TIE:
        break;
    }
    return aras_arena_print(builder->arena, "%s[%s,%s,%s]", id, binding.a, binding.b,
                            binding.channel);
}

enum aras_over aras_builder_over(struct aras_builder *builder,
                                 struct aras_setting *entry, const char *key)
{
    static const char *const names[] = {"world", "actor", "pair", "direction", "tie"};
    const char *text = aras_setting_text(entry, key, builder->problems);

    for (int i = 0; text != NULL && i < 5; i++) {
        if (strcmp(text, names[i]) == 0) {
            return (enum aras_over) i;
        }
    }
    if (text != NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s must be \"world\", \"actor\", \"pair\", \"direction\" or "
                          "\"tie\", got '%s'",
                          key, text);
    }
    return ARAS_OVER_WORLD;
}

/* --- which quantities anything may change --------------------------------------- */

static void mark(struct aras_builder *builder, const char *text)
{
    size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "0123456789_.");

    if (length > 0) {
        aras_names_add(&builder->changeable,
                       aras_arena_slice(builder->arena, text, length), 0);
    }
}

static void mark_effects(struct aras_builder *builder,
                         const struct aras_setting *setting)
{
    static const char *const lists[] = {"effects",     "conceded",  "enforced",
                                        "backed_down", "refrained", "crossed",
                                        "silent",      "issued"};

    if (setting->kind != ARAS_SETTING_GROUP && setting->kind != ARAS_SETTING_LIST) {
        return;
    }
    for (size_t i = 0; i < setting->count; i++) {
        const struct aras_setting *part = setting->parts[i];
        bool is_list = false;

        for (size_t k = 0; part->name != NULL && k < sizeof lists / sizeof *lists;
             k++) {
            is_list = is_list || strcmp(part->name, lists[k]) == 0;
        }
        if (!is_list || part->kind != ARAS_SETTING_LIST) {
            mark_effects(builder, part);
            continue;
        }
        for (size_t k = 0; k < part->count; k++) {
            if (part->parts[k]->kind == ARAS_SETTING_TEXT) {
                const char *text = part->parts[k]->text;

                mark(builder, text + strspn(text, " "));
            }
        }
    }
}

/* What no effect and no drift names stays as it starts, so formulas over it are fixed
 * for a replication. */
void aras_builder_changeable(struct aras_builder *builder)
{
    struct aras_setting *drifts =
        aras_setting_groups(builder->root, "drifts", builder->problems);

    for (size_t i = 0; i < builder->root->count; i++) {
        const struct aras_setting *part = builder->root->parts[i];

        if (part->name != NULL && (strcmp(part->name, "events") == 0 ||
                                   strcmp(part->name, "decisions") == 0 ||
                                   strcmp(part->name, "demands") == 0)) {
            mark_effects(builder, part);
        }
    }
    for (size_t i = 0; drifts != NULL && i < drifts->count; i++) {
        const char *of = aras_setting_text(drifts->parts[i], "of", builder->problems);

        if (of != NULL) {
            mark(builder, of);
        }
    }
}

static bool is_changeable(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->changeable, id, &number);
}

/* --- quantities ------------------------------------------------------------------ */

struct quantity {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    enum aras_over over;
    struct aras_slot slot;
    const char **given; /* instance names that have an initial value */
    size_t given_count;
    struct aras_names initial; /* instance -> part of the list */
    struct aras_setting *list;
    bool broken; /* has a mistake, so that missing or odd initial values are none */
};

static void add_family(struct aras_builder *builder, const char *id,
                       enum aras_over over)
{
    struct aras_family *family =
        ARAS_GROW(builder, builder->families, builder->family_count);

    *family = (struct aras_family){id, over};
    aras_names_add(&builder->family_names, id, (uint32_t) builder->family_count - 1);
}

static void add_initial(struct aras_builder *builder, uint32_t slot, const char *text,
                        struct aras_place place)
{
    struct aras_model *model = builder->model;
    const struct aras_slot *of = &model->slots[slot];
    const char *what =
        aras_arena_print(builder->arena, "the initial value of '%s'", of->name);
    struct aras_expectation expected = {.type = of->type,
                                        .stages = of->stages,
                                        .dimension =
                                            builder->timeless ? 0 : of->dimension};
    const struct aras_code *code =
        aras_builder_code(builder, text, place, what, NULL, false, false, expected);

    if (code == NULL) {
        return;
    }
    for (size_t i = 0; i < code->read_count; i++) {
        if (model->slots[code->reads[i]].kind != ARAS_SLOT_FIXED) {
            aras_problems_add(
                builder->problems, place,
                "%s may rest on parameters and variants only, not on '%s'", what,
                model->slots[code->reads[i]].name);
            return;
        }
    }
    if (code->literal && of->type == ARAS_NUMBER &&
        (code->value < of->low || code->value > of->high)) {
        aras_problems_add(builder->problems, place,
                          "%s, %g, lies outside its range %g .. %g", what, code->value,
                          of->low, of->high);
    }
    if (code->literal && of->whole && code->value != floor(code->value)) {
        aras_problems_add(builder->problems, place, "%s must be whole, got %g", what,
                          code->value);
    }

    struct aras_initial *initial =
        ARAS_GROW(builder, builder->initials, model->initial_count);

    *initial = (struct aras_initial){slot, code, what};
}

static const char *formula_of(struct aras_builder *builder,
                              struct aras_setting *setting)
{
    switch (setting->kind) {
    case ARAS_SETTING_TEXT:
        return setting->text;
    case ARAS_SETTING_NUMBER:
        return aras_arena_print(builder->arena, "%.17g", setting->number);
    case ARAS_SETTING_TRUTH:
        return setting->truth ? "true" : "false";
    case ARAS_SETTING_GROUP:
    case ARAS_SETTING_LIST:
        break;
    }
    return NULL;
}

/* "iran, russia" as the name of an element of quantity `id`. */
static const char *element_of(struct quantity *quantity, const char *indices,
                              size_t length, struct aras_place place)
{
    struct aras_builder *builder = quantity->builder;
    const char *text = aras_arena_print(builder->arena, "%s[%.*s]", quantity->id,
                                        (int) length, indices);
    struct aras_name name;
    const char *hint = NULL;

    if (!aras_name_parse(&name, text, place, "an initial value", builder->problems)) {
        return NULL;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL) {
        aras_problems_add(builder->problems, place, "an initial value of '%s': %s",
                          quantity->id, hint);
    }
    return canonical;
}

/* Takes the list of initial values apart, by element. */
static void read_initial_list(struct quantity *quantity, struct aras_setting *list)
{
    struct aras_builder *builder = quantity->builder;

    quantity->list = list;
    quantity->initial.arena = builder->arena;
    for (size_t i = 0; i < list->count; i++) {
        struct aras_setting *part = list->parts[i];
        const char *element = NULL;

        part->read = true;
        if (part->kind == ARAS_SETTING_TEXT) {
            const char *equal = strchr(part->text, '=');

            if (equal == NULL) {
                aras_problems_add(builder->problems, part->place,
                                  "write an initial value as \"iran = 0.3\" or \"iran, "
                                  "russia = 0.3\", got '%s'",
                                  part->text);
                quantity->broken = true;
                continue;
            }
            element = element_of(quantity, part->text, (size_t) (equal - part->text),
                                 part->place);
        } else if (part->kind == ARAS_SETTING_GROUP) {
            const char *at = aras_setting_text(part, "at", builder->problems);

            if (at == NULL || aras_setting_find(part, "value") == NULL) {
                aras_builder_lacks(builder, part, at == NULL ? "at" : "value",
                                   "an initial value needs `at` and `value`");
                aras_builder_skip(builder, part, NULL);
                quantity->broken = true;
                continue;
            }
            element = element_of(quantity, at, strlen(at), part->place);
            if (element != NULL && aras_setting_find(part, "source") != NULL) {
                aras_builder_provenance(builder, part, "initial value", element, false);
            }
        } else {
            aras_problems_add(builder->problems, part->place,
                              "an initial value is a text or a group");
        }
        quantity->broken = quantity->broken || element == NULL;
        if (element != NULL &&
            !aras_names_add(&quantity->initial, element, (uint32_t) i)) {
            aras_problems_add(builder->problems, part->place,
                              "'%s' has two initial values", element);
        }
    }
}

static void make_element(void *opaque, struct aras_binding binding)
{
    struct quantity *quantity = opaque;
    struct aras_builder *builder = quantity->builder;
    struct aras_slot slot = quantity->slot;
    uint32_t number;

    slot.name = aras_instance_name(builder, quantity->id, quantity->over, binding);
    number = aras_builder_named_slot(builder, slot);

    struct aras_setting *single = aras_setting_find(quantity->entry, "initial");
    struct aras_setting *missing = aras_setting_find(quantity->entry, "default");
    uint32_t part;

    if (quantity->broken) {
        return;
    }

    if (quantity->list != NULL &&
        aras_names_find(&quantity->initial, slot.name, &part)) {
        struct aras_setting *of = quantity->list->parts[part];
        const char *text;

        *(const char **) aras_arena_grow(builder->arena, &quantity->given,
                                         quantity->given_count++,
                                         sizeof *quantity->given) = slot.name;
        if (of->kind == ARAS_SETTING_TEXT) {
            text = strchr(of->text, '=') + 1;
        } else {
            text = formula_of(builder, aras_setting_find(of, "value"));
        }
        if (text != NULL) {
            add_initial(builder, number, text, of->place);
        }
    } else if (single != NULL && quantity->list == NULL) {
        add_initial(builder, number, formula_of(builder, single), single->place);
    } else if (missing != NULL) {
        const char *text = formula_of(builder, missing);

        if (text != NULL) {
            add_initial(builder, number, text, missing->place);
        }
    } else {
        aras_problems_add(builder->problems, quantity->entry->place,
                          "'%s' has no initial value, and there is no `default`",
                          slot.name);
    }
}

static bool read_range(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *range = aras_setting_find(quantity->entry, "range");
    struct aras_slot *slot = &quantity->slot;

    slot->low = -INFINITY;
    slot->high = INFINITY;
    if (range == NULL) {
        aras_builder_lacks(builder, quantity->entry, "range",
                           "the quantity '%s' needs a range = [low, high], or range = "
                           "\"none\"",
                           quantity->id);
        return false;
    }
    if (range->kind == ARAS_SETTING_TEXT) {
        if (strcmp(range->text, "none") != 0) {
            aras_problems_add(builder->problems, range->place,
                              "the range of '%s' is [low, high] or \"none\", got '%s'",
                              quantity->id, range->text);
            return false;
        }
        return true;
    }
    range = aras_setting_numbers(quantity->entry, "range", 2, builder->problems);
    if (range == NULL) {
        return false;
    }
    slot->low = range->parts[0]->number;
    slot->high = range->parts[1]->number;
    if (!(slot->low < slot->high)) {
        slot->low = -INFINITY;
        slot->high = INFINITY;
        aras_problems_add(builder->problems, range->place,
                          "the range of '%s' runs from %g to %g: the first number must "
                          "be the smaller",
                          quantity->id, range->parts[0]->number,
                          range->parts[1]->number);
        return false;
    }
    return true;
}

static const struct aras_stages *read_stages(struct aras_builder *builder,
                                             struct aras_setting *entry)
{
    struct aras_setting *list = aras_setting_texts(entry, "stages", builder->problems);

    if (list == NULL) {
        return NULL;
    }

    struct aras_stages *stages = aras_arena_get(builder->arena, sizeof *stages);
    const char **names = aras_arena_array(builder->arena, list->count, sizeof *names);

    for (size_t i = 0; i < list->count; i++) {
        names[i] = list->parts[i]->text;
        aras_builder_known_id(builder, names[i], list->parts[i]->place, "a stage");
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[i], names[j]) == 0) {
                aras_problems_add(builder->problems, list->parts[i]->place,
                                  "there is another stage '%s'", names[i]);
            }
        }
    }
    if (list->count < 2) {
        aras_problems_add(builder->problems, list->place, "give at least two stages");
    }
    *stages = (struct aras_stages){names, list->count};
    return stages;
}

/* Type, range and kind of a quantity. */
static bool read_kind(struct quantity *quantity)
{
    struct aras_builder *builder = quantity->builder;
    struct aras_setting *entry = quantity->entry;
    struct aras_slot *slot = &quantity->slot;
    const struct aras_stages *stages = read_stages(builder, entry);
    bool truth = aras_setting_truth(entry, "truth", false, builder->problems);
    bool clock = aras_setting_truth(entry, "clock", false, builder->problems);
    double factor;

    slot->whole = aras_setting_truth(entry, "whole", false, builder->problems);
    if ((stages != NULL) + truth + clock + slot->whole > 1) {
        aras_problems_add(builder->problems, entry->place,
                          "the quantity '%s' is one of: real, whole, stages, truth, "
                          "clock",
                          quantity->id);
        return false;
    }
    slot->type = stages != NULL ? ARAS_STAGE : truth ? ARAS_TRUTH : ARAS_NUMBER;
    slot->stages = stages;
    slot->kind = clock ? ARAS_SLOT_CLOCK : ARAS_SLOT_QUANTITY;
    if (clock) {
        slot->dimension = builder->timeless ? 0 : 1;
        slot->low = -INFINITY;
        slot->high = INFINITY;
        return true;
    }
    if (slot->type != ARAS_NUMBER) {
        slot->low = 0.0;
        slot->high = stages != NULL ? (double) (stages->count - 1) : 1.0;
        return true;
    }
    slot->dimension = aras_builder_unit(builder, slot->unit, &factor);
    return read_range(quantity);
}

static void read_quantity(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *id = aras_setting_text(entry, "id", builder->problems);
    struct quantity quantity = {.builder = builder, .entry = entry, .id = id};
    const char *title = aras_setting_text(entry, "title", builder->problems);
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

    if (id == NULL) {
        aras_builder_lacks(builder, entry, "id", "a quantity needs an id");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!aras_builder_known_id(builder, id, aras_setting_place(entry, "id"),
                               "a quantity")) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    quantity.over = aras_builder_over(builder, entry, "of");
    quantity.slot = (struct aras_slot){.title = title == NULL ? "" : title,
                                       .unit = unit == NULL ? "" : unit,
                                       .place = entry->place,
                                       .changed = is_changeable(builder, id)};
    aras_builder_provenance(builder, entry, "quantity", id, false);
    if (quantity.over != ARAS_OVER_WORLD) {
        add_family(builder, id, quantity.over);
    }

    bool good = read_kind(&quantity);
    struct aras_setting *initial = aras_setting_find(entry, "initial");

    if (initial != NULL && initial->kind == ARAS_SETTING_LIST) {
        if (quantity.over == ARAS_OVER_WORLD) {
            aras_problems_add(
                builder->problems, initial->place,
                "the quantity '%s' is one of the world and has one initial "
                "value, no list",
                id);
            good = false;
        } else {
            read_initial_list(&quantity, initial);
        }
    } else if (initial != NULL && formula_of(builder, initial) == NULL) {
        aras_problems_add(
            builder->problems, initial->place,
            "an initial value is a number, a formula, a stage, or a list");
        good = false;
    }
    quantity.broken = quantity.broken || !good;
    if (!good) {
        /* It is there, so that what reads it is not to blame. */
        aras_builder_skip(builder, entry, id);
    }
    aras_builder_each(builder, quantity.over, outside, make_element, &quantity);
    for (size_t i = 0;
         quantity.list != NULL && !quantity.broken && i < quantity.initial.count; i++) {
        uint32_t slot;

        if (!aras_names_find(&builder->slot_names, quantity.initial.all[i], &slot)) {
            uint32_t part;

            aras_names_find(&quantity.initial, quantity.initial.all[i], &part);
            aras_problems_add(builder->problems, quantity.list->parts[part]->place,
                              "'%s' is no element of '%s', which is of each %s%s",
                              quantity.initial.all[i], id,
                              aras_setting_text(entry, "of", builder->problems),
                              outside ? "" : " (inside actors only)");
        }
    }
}

void aras_builder_quantities(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "quantities", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_quantity(builder, list->parts[i]);
    }
}

/* --- needs and ties -------------------------------------------------------------- */

static bool actor_of(struct aras_builder *builder, struct aras_setting *entry,
                     const char *key, const char **id)
{
    uint32_t number;

    bool channel = strcmp(key, "channel") == 0;
    const struct aras_names *names =
        channel ? &builder->channel_names : &builder->actor_names;

    *id = aras_setting_text(entry, key, builder->problems);
    if (*id == NULL) {
        aras_builder_lacks(builder, entry, key, "`%s` is missing: %s", key,
                           channel                  ? "by what it depends"
                           : strcmp(key, "on") == 0 ? "on whom it depends"
                                                    : "who depends");
        aras_builder_skip(builder, entry, NULL);
        return false;
    }
    if (aras_names_find(names, *id, &number)) {
        return true;
    }
    if (!aras_names_find(&builder->broken, *id, &number)) {
        aras_builder_unknown(builder, aras_setting_place(entry, key),
                             channel ? "channel" : "actor", *id, names);
    }
    aras_builder_skip(builder, entry, NULL);
    return false;
}

/* A share, a strength, an importance: a quantity from 0 to 1. */
static uint32_t unit_quantity(struct aras_builder *builder, struct aras_setting *entry,
                              const char *attribute, const char *indices,
                              const char *missing)
{
    const char *text = aras_setting_formula(entry, attribute, builder->problems);
    uint32_t slot = aras_builder_named_slot(
        builder, (struct aras_slot){.name = aras_arena_print(builder->arena, "%s[%s]",
                                                             attribute, indices),
                                    .title = "",
                                    .unit = "",
                                    .kind = ARAS_SLOT_QUANTITY,
                                    .type = ARAS_NUMBER,
                                    .low = 0.0,
                                    .high = 1.0,
                                    .place = entry->place,
                                    .changed = is_changeable(builder, attribute)});

    if (text == NULL) {
        text = missing;
    }
    if (text == NULL) {
        aras_builder_lacks(builder, entry, attribute,
                           "`%s` is missing: a number from 0 to 1, or a formula over "
                           "parameters",
                           attribute);
    } else {
        add_initial(builder, slot, text, aras_setting_place(entry, attribute));
    }
    return slot;
}

static void read_need(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *of;
    const char *channel;

    if (!actor_of(builder, entry, "of", &of) ||
        !actor_of(builder, entry, "channel", &channel)) {
        return;
    }

    const char *indices = aras_arena_print(builder->arena, "%s,%s", of, channel);

    unit_quantity(builder, entry, "importance", indices, NULL);
    aras_builder_provenance(builder, entry, "need", indices, false);
    *(const char **) ARAS_GROW(builder, builder->need_names, builder->need_count) =
        indices;
}

static void add_share(struct aras_builder *builder, const struct aras_tie *tie,
                      uint32_t slot)
{
    struct aras_model *model = builder->model;
    const char *key = aras_arena_print(builder->arena, "%s,%s", tie->of, tie->channel);
    uint32_t group;

    if (!aras_names_find(&builder->share_group_names, key, &group)) {
        group = (uint32_t) model->share_group_count;
        *(uint32_t **) ARAS_GROW(builder, builder->share_groups,
                                 model->share_group_count) =
            aras_arena_array(builder->arena, 1, sizeof(uint32_t));
        aras_names_add(&builder->share_group_names, key, group);
    }

    uint32_t *old = builder->share_groups[group];
    uint32_t *wider = aras_arena_array(builder->arena, old[0] + 2, sizeof *wider);

    memcpy(wider, old, (old[0] + 1) * sizeof *wider);
    wider[++wider[0]] = slot;
    builder->share_groups[group] = wider;
    model->slots[slot].share_group = group + 1;
}

static bool read_band(struct aras_builder *builder, struct aras_setting *entry,
                      const char *level, double range[2])
{
    static const char *const names[] = {"none", "low", "medium", "high"};
    static const double usual[4][2] = {
        {0.0, 0.05}, {0.05, 0.35}, {0.35, 0.65}, {0.65, 0.95}};
    struct aras_setting *bands =
        aras_setting_group(builder->root, "bands", builder->problems);
    struct aras_setting *own = NULL;

    if (bands != NULL && aras_setting_find(bands, level) != NULL) {
        own = aras_setting_numbers(bands, level, 2, builder->problems);
        if (own == NULL) {
            return false;
        }
    }
    if (own != NULL) {
        range[0] = own->parts[0]->number;
        range[1] = own->parts[1]->number;
        return true;
    }
    for (int i = 0; i < 4; i++) {
        if (strcmp(level, names[i]) == 0) {
            range[0] = usual[i][0];
            range[1] = usual[i][1];
            return true;
        }
    }
    aras_problems_add(
        builder->problems, aras_setting_place(entry, "level"),
        "the level is a band: none, low, medium, high, or one of `bands`; "
        "got '%s'",
        level);
    return false;
}

static void read_level(struct aras_builder *builder, struct aras_setting *entry,
                       const char *indices, const char *level)
{
    double range[2];
    uint32_t parameter;

    if (!read_band(builder, entry, level, range)) {
        return;
    }

    const char *id = aras_arena_print(builder->arena, "band[%s]", indices);

    aras_builder_hidden_parameter(builder, id, range[0], range[1], entry->place,
                                  &parameter);

    uint32_t slot = aras_builder_named_slot(
        builder, (struct aras_slot){
                     .name = aras_arena_print(builder->arena, "level[%s]", indices),
                     .title = "",
                     .unit = "",
                     .kind = ARAS_SLOT_QUANTITY,
                     .type = ARAS_NUMBER,
                     .low = 0.0,
                     .high = 1.0,
                     .place = entry->place,
                     .changed = is_changeable(builder, "level")});

    add_initial(builder, slot, id, entry->place);
}

static void say_number(struct aras_builder *builder, const struct aras_setting *part,
                       const struct aras_tie *tie, const char *kind, const char *all,
                       bool has)
{
    if (has) {
        aras_problems_add(builder->problems, part->place,
                          "`level` stands for `%s`: give one of them", part->name);
    } else {
        aras_problems_add(builder->problems, part->place,
                          "`%s` belongs to another kind of channel: '%s' is a %s, and "
                          "that has %s, or a level",
                          part->name, tie->channel, kind, all);
    }
}

/* Numbers that a tie of this kind does not have, or that its level stands for. */
static void check_tie(struct aras_builder *builder, struct aras_setting *entry,
                      const struct aras_tie *tie)
{
    static const char *const numbers[] = {"share",    "substitutability", "strength",
                                          "exposure", "capability",       "deterrence"};
    static const struct {
        const char *kind, *all, *has[3];
        const char *both; /* what stays beside a level */
    } kinds[] = {{"supply",
                  "share and substitutability",
                  {"share", "substitutability"},
                  "substitutability"},
                 {"gate",
                  "strength and substitutability",
                  {"strength", "substitutability"},
                  "substitutability"},
                 {"threat",
                  "exposure, capability and deterrence",
                  {"exposure", "capability", "deterrence"},
                  "deterrence"},
                 {"tie", "strength", {"strength"}, ""}};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct aras_setting *part = NULL;
        bool has = false;

        for (size_t k = 0; k < 3 && kinds[tie->kind].has[k] != NULL; k++) {
            has = has || strcmp(kinds[tie->kind].has[k], numbers[i]) == 0;
        }
        if (!has || (tie->banded && strcmp(numbers[i], kinds[tie->kind].both) != 0)) {
            part = aras_setting_find(entry, numbers[i]);
        }
        if (part != NULL) {
            say_number(builder, part, tie, kinds[tie->kind].kind, kinds[tie->kind].all,
                       has);
            aras_setting_accept(part);
        }
    }
}

static void read_tie_numbers(struct aras_builder *builder, struct aras_setting *entry,
                             const struct aras_tie *tie, const char *indices)
{
    const char *level = aras_setting_text(entry, "level", builder->problems);

    if (level != NULL) {
        read_level(builder, entry, indices, level);
    }
    check_tie(builder, entry, tie);
    switch (tie->kind) {
    case ARAS_SUPPLY:
        if (level == NULL) {
            add_share(builder, tie,
                      unit_quantity(builder, entry, "share", indices, NULL));
        }
        unit_quantity(builder, entry, "substitutability", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_GATE:
        if (level == NULL) {
            unit_quantity(builder, entry, "strength", indices, NULL);
        }
        unit_quantity(builder, entry, "substitutability", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_THREAT:
        if (level == NULL) {
            unit_quantity(builder, entry, "exposure", indices, NULL);
            unit_quantity(builder, entry, "capability", indices, NULL);
        }
        unit_quantity(builder, entry, "deterrence", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_TIE:
        if (level == NULL) {
            unit_quantity(builder, entry, "strength", indices, NULL);
        }
        break;
    }
}

static void read_tie(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_tie tie;
    uint32_t number;

    if (!actor_of(builder, entry, "of", &tie.of) ||
        !actor_of(builder, entry, "on", &tie.on) ||
        !actor_of(builder, entry, "channel", &tie.channel)) {
        return;
    }
    if (strcmp(tie.of, tie.on) == 0) {
        aras_problems_add(builder->problems, entry->place,
                          "'%s' cannot depend on itself", tie.of);
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    aras_names_find(&builder->channel_names, tie.channel, &number);
    tie.kind = builder->channels[number].kind;
    tie.banded = aras_setting_find(entry, "level") != NULL;

    const char *indices =
        aras_arena_print(builder->arena, "%s,%s,%s", tie.of, tie.on, tie.channel);

    if (!aras_names_add(&builder->tie_names, indices, (uint32_t) builder->tie_count)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another tie of '%s' on '%s' by '%s'", tie.of,
                          tie.on, tie.channel);
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    *(struct aras_tie *) ARAS_GROW(builder, builder->ties, builder->tie_count) = tie;
    read_tie_numbers(builder, entry, &tie, indices);
    aras_builder_provenance(builder, entry, "tie", indices, true);

    const char *need =
        aras_arena_print(builder->arena, "importance[%s,%s]", tie.of, tie.channel);

    if (!aras_names_find(&builder->slot_names, need, &number)) {
        aras_problems_add(builder->problems, entry->place,
                          "'%s' depends on '%s' by '%s', but `needs` does not say how "
                          "important that channel is for it",
                          tie.of, tie.on, tie.channel);
    }
}

/* Shares over suppliers may not exceed 1; those known now are checked now. */
static void check_shares(struct aras_builder *builder)
{
    const struct aras_model *model = builder->model;

    for (size_t g = 0; g < model->share_group_count; g++) {
        const uint32_t *group = builder->share_groups[g];
        double sum = 0.0;
        bool possible = true;

        for (uint32_t i = 1; i <= group[0]; i++) {
            for (size_t k = 0; k < model->initial_count; k++) {
                if (builder->initials[k].slot == group[i] &&
                    builder->initials[k].code->literal) {
                    double share = builder->initials[k].code->value;

                    sum += share;
                    possible = possible && share >= 0.0 && share <= 1.0;
                }
            }
        }
        if (possible && sum > 1.0 + 1e-9) {
            aras_problems_add(
                builder->problems, model->slots[group[1]].place,
                "the shares of the suppliers add up to %.4g, more than 1: "
                "%s and others",
                sum, model->slots[group[1]].name);
        }
    }
}

void aras_builder_ties(struct aras_builder *builder)
{
    static const struct {
        const char *id;
        enum aras_over over;
    } families[] = {{"share", ARAS_OVER_TIE},
                    {"level", ARAS_OVER_TIE},
                    {"substitutability", ARAS_OVER_TIE},
                    {"strength", ARAS_OVER_TIE},
                    {"exposure", ARAS_OVER_TIE},
                    {"capability", ARAS_OVER_TIE},
                    {"deterrence", ARAS_OVER_TIE}};
    struct aras_setting *needs =
        aras_setting_groups(builder->root, "needs", builder->problems);
    struct aras_setting *ties =
        aras_setting_groups(builder->root, "ties", builder->problems);

    for (size_t i = 0; ties != NULL && i < sizeof families / sizeof *families; i++) {
        uint32_t number;

        if (aras_names_find(&builder->family_names, families[i].id, &number)) {
            aras_problems_add(
                builder->problems, builder->root->place,
                "'%s' is a word of the language in a model with ties: call "
                "your quantity something else",
                families[i].id);
            continue;
        }
        add_family(builder, families[i].id, families[i].over);
    }
    for (size_t i = 0; needs != NULL && i < needs->count; i++) {
        read_need(builder, needs->parts[i]);
    }
    for (size_t i = 0; ties != NULL && i < ties->count; i++) {
        read_tie(builder, ties->parts[i]);
    }
    check_shares(builder);
}

/* --- derived quantities ------------------------------------------------------------
 */

struct derived {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    enum aras_over over;
};

static void declare_derived(void *opaque, struct aras_binding binding)
{
    struct derived *derived = opaque;
    struct aras_builder *builder = derived->builder;
    const char *name = aras_instance_name(builder, derived->id, derived->over, binding);
    struct aras_pending *pending =
        ARAS_GROW(builder, builder->pending, builder->pending_count);
    uint32_t taken;

    *pending = (struct aras_pending){
        .name = name, .entry = derived->entry, .binding = binding};
    if (!aras_names_add(&builder->pending_names, name,
                        (uint32_t) builder->pending_count - 1) ||
        aras_names_find(&builder->slot_names, name, &taken)) {
        aras_problems_add(builder->problems, derived->entry->place,
                          "the name '%s' is taken already", name);
        pending->state = ARAS_COMPILED;
        pending->slot = 0;
        aras_names_add(&builder->broken, name, 0);
    }
}

void aras_builder_derived(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "derived", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        struct derived derived = {.builder = builder, .entry = entry};
        bool outside = aras_setting_truth(entry, "outside", false, builder->problems);

        derived.id = aras_setting_text(entry, "id", builder->problems);
        if (derived.id == NULL ||
            aras_setting_formula(entry, "formula", builder->problems) == NULL) {
            aras_builder_lacks(builder, entry, derived.id == NULL ? "id" : "formula",
                               "a derived quantity needs an id and a formula");
            aras_builder_skip(builder, entry, derived.id);
            continue;
        }
        if (!aras_builder_known_id(builder, derived.id, entry->place,
                                   "a derived quantity")) {
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        (void) aras_setting_text(entry, "title", builder->problems);
        (void) aras_setting_text(entry, "unit", builder->problems);
        aras_builder_provenance(builder, entry, "derived quantity", derived.id, false);
        derived.over = aras_builder_over(builder, entry, "of");
        if (derived.over != ARAS_OVER_WORLD) {
            add_family(builder, derived.id, derived.over);
        }
        aras_builder_each(builder, derived.over, outside, declare_derived, &derived);
    }
}

void aras_builder_compile_pending(struct aras_builder *builder, uint32_t index)
{
    struct aras_pending *pending = &builder->pending[index];
    struct aras_model *model = builder->model;
    struct aras_setting *entry = pending->entry;

    if (pending->state != ARAS_WAITING) {
        return;
    }
    pending->state = ARAS_COMPILING;

    const char *text = aras_setting_formula(entry, "formula", builder->problems);
    const char *title = aras_setting_text(entry, "title", builder->problems);
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    const char *what = aras_arena_print(builder->arena, "'%s'", pending->name);
    const struct aras_code *code = aras_builder_code(
        builder, text, aras_setting_place(entry, "formula"), what, &pending->binding,
        true, false,
        (struct aras_expectation){.any_type = true, .any_dimension = true});

    pending->slot = aras_builder_named_slot(
        builder, (struct aras_slot){.name = pending->name,
                                    .title = title == NULL ? "" : title,
                                    .unit = unit == NULL ? "" : unit,
                                    .kind = ARAS_SLOT_DERIVED,
                                    .type = code == NULL ? ARAS_NUMBER : code->type,
                                    .stages = code == NULL ? NULL : code->stages,
                                    .dimension = code == NULL ? 0 : code->dimension,
                                    .low = -INFINITY,
                                    .high = INFINITY,
                                    .place = entry->place,
                                    .changed = code != NULL && code->varies});
    pending->state = ARAS_COMPILED;
    if (code == NULL) {
        aras_names_add(&builder->broken, pending->name, 0);
    }
    if (code != NULL) {
        struct aras_derived *derived =
            ARAS_GROW(builder, builder->derived, model->derived_count);

        *derived = (struct aras_derived){
            .slot = pending->slot, .code = code, .what = pending->name};
    }
}

/* --- drifts ------------------------------------------------------------------------
 */

struct drifts {
    struct aras_builder *builder;
    struct aras_setting *entry;
    const char *id;
    struct aras_drift_period *period;
};

static struct aras_drift_period *period_of(struct aras_builder *builder, double every)
{
    struct aras_model *model = builder->model;
    struct aras_drift_period *periods;

    memcpy(&periods, &model->periods, sizeof periods);
    for (size_t i = 0; i < model->period_count; i++) {
        if (periods[i].every == every) {
            return &periods[i];
        }
    }

    struct aras_drift_period *period = aras_arena_grow(
        builder->arena, &periods, model->period_count++, sizeof *period);

    model->periods = periods;
    period->every = every;
    return period;
}

static bool drifts_already(const struct aras_model *model, uint32_t slot)
{
    for (size_t p = 0; p < model->period_count; p++) {
        for (size_t i = 0; i < model->periods[p].count; i++) {
            if (model->periods[p].drifts[i].slot == slot) {
                return true;
            }
        }
    }
    return false;
}

static void add_drift(struct aras_builder *builder, struct aras_setting *entry,
                      uint32_t slot, struct aras_binding binding, double every)
{
    struct aras_model *model = builder->model;
    const char *name = model->slots[slot].name;
    const char *what = aras_arena_print(builder->arena, "the drift of '%s'", name);
    struct aras_binding *bound = aras_arena_get(builder->arena, sizeof *bound);
    int dimension = model->slots[slot].dimension;
    const char *toward = aras_setting_formula(entry, "toward", builder->problems);
    const char *half_life = aras_setting_formula(entry, "half_life", builder->problems);
    const char *noise = aras_setting_formula(entry, "noise", builder->problems);
    const char *when = aras_setting_formula(entry, "when", builder->problems);

    *bound = binding;
    if (toward == NULL || half_life == NULL) {
        aras_builder_lacks(builder, entry, toward == NULL ? "toward" : "half_life",
                           "a drift needs `toward` and `half_life`");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (model->slots[slot].kind != ARAS_SLOT_QUANTITY ||
        model->slots[slot].type != ARAS_NUMBER || model->slots[slot].whole) {
        aras_problems_add(builder->problems, entry->place,
                          "only a real quantity can drift, and '%s' is none", name);
        return;
    }

    const struct aras_code *codes[3];

    codes[0] =
        aras_builder_code(builder, toward, aras_setting_place(entry, "toward"),
                          aras_arena_print(builder->arena, "`toward` in %s", what),
                          bound, false, false, aras_expect_number(builder, dimension));
    codes[1] =
        aras_builder_code(builder, half_life, aras_setting_place(entry, "half_life"),
                          aras_arena_print(builder->arena, "`half_life` in %s", what),
                          bound, false, false, aras_expect_number(builder, 1));
    codes[2] = aras_builder_code(
        builder, noise == NULL ? "0" : noise, aras_setting_place(entry, "noise"),
        aras_arena_print(builder->arena, "`noise` in %s", what), bound, false, false,
        aras_expect_number(builder, dimension));
    if (codes[0] == NULL || codes[1] == NULL || codes[2] == NULL) {
        return;
    }
    if (codes[1]->literal && codes[1]->value <= 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "half_life"),
                          "the half-life in %s must be above 0, got %g", what,
                          codes[1]->value);
        return;
    }
    if (codes[2]->literal && codes[2]->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "noise"),
                          "the noise in %s, a standard deviation, must be 0 or more, "
                          "got %g",
                          what, codes[2]->value);
        return;
    }
    if (drifts_already(model, slot)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another drift of '%s': one quantity drifts in one "
                          "way",
                          name);
        return;
    }

    struct aras_drift drift = {
        .slot = slot,
        .name = aras_name_hash(aras_arena_print(builder->arena, "drift:%s", name)),
        .toward = codes[0],
        .half_life = aras_builder_operand(
            builder, codes[1],
            aras_arena_print(builder->arena, "the half-life in %s", what)),
        .noise = aras_builder_operand(
            builder, codes[2],
            aras_arena_print(builder->arena, "the noise in %s", what)),
        .what = what};

    if (when != NULL) {
        drift.guard =
            aras_builder_code(builder, when, aras_setting_place(entry, "when"),
                              aras_arena_print(builder->arena, "`when` in %s", what),
                              bound, false, false, aras_expect_truth());
    }

    struct aras_drift_period *period = period_of(builder, every);
    struct aras_drift *drifts;

    memcpy(&drifts, &period->drifts, sizeof drifts);
    *(struct aras_drift *) aras_arena_grow(builder->arena, &drifts, period->count++,
                                           sizeof *drifts) = drift;
    period->drifts = drifts;
}

/* All elements of a family, or the one that is named. */
static void read_drift(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *of = aras_setting_text(entry, "of", builder->problems);
    const char *every = aras_setting_formula(entry, "every", builder->problems);
    const char *hint = NULL;
    struct aras_name name;
    uint32_t number;

    if (of == NULL || every == NULL) {
        aras_builder_lacks(builder, entry, of == NULL ? "of" : "every",
                           "a drift needs `of` (what drifts) and `every` (how often)");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    aras_builder_provenance(builder, entry, "drift", of, false);
    if (!aras_name_parse(&name, of, aras_setting_place(entry, "of"), "a drift",
                         builder->problems)) {
        return;
    }

    double period =
        aras_builder_constant(builder, every, aras_setting_place(entry, "every"),
                              "`every` of a drift", 1, NAN);

    if (!(period > 0.0)) {
        if (!isnan(period)) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "every"),
                              "`every` of a drift must be above 0, got %g", period);
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (name.count == 0 && aras_names_find(&builder->family_names, of, &number)) {
        size_t length = strlen(of);
        size_t count = builder->model->slot_count;

        size_t before = builder->problems->mistakes;

        for (uint32_t s = 0; s < count && builder->problems->mistakes == before; s++) {
            const char *slot = builder->model->slots[s].name;

            if (strncmp(slot, of, length) == 0 && slot[length] == '[') {
                struct aras_name element;

                if (aras_name_parse(&element, slot, entry->place, "a drift",
                                    builder->problems)) {
                    add_drift(
                        builder, entry, s,
                        (struct aras_binding){
                            .a = element.count > 0 ? element.index[0] : NULL,
                            .b = element.count > 1 ? element.index[1] : NULL,
                            .channel = element.count > 2 ? element.index[2] : NULL},
                        period);
                }
            }
        }
        return;
    }

    const char *canonical = aras_builder_canonical(builder, &name, NULL, &hint);

    if (canonical == NULL ||
        !aras_names_find(&builder->slot_names, canonical, &number)) {
        if (!aras_names_find(&builder->broken, name.id, &number)) {
            const char *near = hint != NULL
                                   ? NULL
                                   : aras_nearest_name(of, builder->slot_names.all,
                                                       builder->slot_names.count);

            aras_problems_add(builder->problems, aras_setting_place(entry, "of"),
                              "there is no quantity '%s' that could drift%s%s%s", of,
                              hint != NULL   ? ": "
                              : near != NULL ? "; did you mean '"
                                             : "",
                              hint != NULL   ? hint
                              : near != NULL ? near
                                             : "",
                              near != NULL ? "'?" : "");
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    add_drift(builder, entry, number, (struct aras_binding){0}, period);
}

void aras_builder_drifts(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "drifts", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_drift(builder, list->parts[i]);
    }
}
