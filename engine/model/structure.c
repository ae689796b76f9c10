/*
 * Dependence, leverage and influence are formulae like any other: they are put
 * together here, as text, when something first reads them, and compiled.
 *
 * Sources: dependence as importance x share x (1 - substitutability) after R. M.
 * Emerson, "Power-dependence relations", American Sociological Review 27 (1962)
 * 31-41, and R. O. Keohane and J. S. Nye, Power and Interdependence (1977): what
 * counts is the cost that remains after alternatives. Net advantage as the
 * difference of the two dependences: Emerson 1962.
 */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static struct aras_symbol nothing(void)
{
    return (struct aras_symbol){.kind = ARAS_SYMBOL_CONSTANT, .type = ARAS_NUMBER};
}

static bool made(struct aras_builder *builder, const char *canonical,
                 struct aras_symbol *symbol)
{
    uint32_t slot;

    if (!aras_names_find(&builder->slot_names, canonical, &slot)) {
        return false;
    }
    *symbol = (struct aras_symbol){.kind = ARAS_SYMBOL_SLOT,
                                   .type = ARAS_NUMBER,
                                   .slot = slot,
                                   .varies = builder->model->slots[slot].changed};
    return true;
}

static const struct aras_place language = {"the language", 0};

static uint32_t add_slot(struct aras_builder *builder, const char *canonical,
                         bool varies)
{
    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = canonical,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_DERIVED,
                                                      .type = ARAS_NUMBER,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .place = language,
                                                      .changed = varies});

    aras_names_add(&builder->slot_names, canonical, slot);
    return slot;
}

/* Compiles `text` as the derived value called `canonical`. */
static void make(struct aras_builder *builder, const char *canonical, const char *text,
                 struct aras_symbol *symbol)
{
    struct aras_model *model = builder->model;
    const struct aras_code *code = aras_builder_code(
        builder, text, language, aras_arena_print(builder->arena, "'%s'", canonical),
        NULL, true, false, aras_expect_number(builder, 0));

    if (code == NULL) {
        *symbol = nothing();
        return;
    }

    uint32_t slot = add_slot(builder, canonical, code->varies);
    struct aras_derived *derived =
        ARAS_GROW(builder, builder->derived, model->derived_count);

    model->slots[slot].read = true;
    *derived = (struct aras_derived){.slot = slot, .code = code, .what = canonical};
    made(builder, canonical, symbol);
}

static const char *tie_text(struct aras_builder *builder, const struct aras_tie *tie)
{
    const char *where = aras_arena_print(builder->arena, "[%s, %s, %s]", tie->of,
                                         tie->on, tie->channel);
    const char *importance =
        aras_arena_print(builder->arena, "importance[%s, %s]", tie->of, tie->channel);

    switch (tie->kind) {
    case ARAS_SUPPLY:
        return aras_arena_print(builder->arena, "%s * %s%s * (1 - substitutability%s)",
                                importance, tie->banded ? "level" : "share", where,
                                where);
    case ARAS_GATE:
        return aras_arena_print(builder->arena, "%s * %s%s * (1 - substitutability%s)",
                                importance, tie->banded ? "level" : "strength", where,
                                where);
    case ARAS_THREAT:
        return tie->banded ? aras_arena_print(builder->arena,
                                              "%s * level%s * (1 - deterrence%s)",
                                              importance, where, where)
                           : aras_arena_print(
                                 builder->arena,
                                 "%s * exposure%s * capability%s * (1 - deterrence%s)",
                                 importance, where, where, where);
    case ARAS_TIE:
        break;
    }
    return aras_arena_print(builder->arena, "%s * %s%s", importance,
                            tie->banded ? "level" : "strength", where);
}

/* "x + y + z" with each part made by `part`; NULL when there is none. */
static const char *join(struct aras_builder *builder, const char *joined,
                        const char *between, const char *part)
{
    return joined == NULL
               ? part
               : aras_arena_print(builder->arena, "%s%s%s", joined, between, part);
}

/* The importance of all channels for `b`: "importance[b, x] + ..." */
static const char *needs_text(struct aras_builder *builder, const char *b)
{
    size_t length = strlen(b);
    const char *sum = NULL;

    for (size_t i = 0; i < builder->need_count; i++) {
        const char *need = builder->need_names[i];

        if (strncmp(need, b, length) == 0 && need[length] == ',') {
            sum = join(builder, sum, " + ",
                       aras_arena_print(builder->arena, "importance[%s, %s]", b,
                                        need + length + 1));
        }
    }
    return sum;
}

/* The dependences by single channels, put together by the rule; NULL without ties. */
static const char *pair_text(struct aras_builder *builder, const char *b, const char *a)
{
    struct aras_arena *arena = builder->arena;
    const char *sum = NULL;
    const char *product = NULL;
    const char *list = NULL;
    size_t parts = 0;

    for (size_t i = 0; i < builder->tie_count; i++) {
        const struct aras_tie *tie = &builder->ties[i];

        if (strcmp(tie->of, b) == 0 && strcmp(tie->on, a) == 0) {
            const char *part =
                aras_arena_print(arena, "dependence[%s, %s, %s]", b, a, tie->channel);

            parts++;
            sum = join(builder, sum, " + ", part);
            list = join(builder, list, ", ", part);
            product = join(builder, product, " * ",
                           aras_arena_print(arena, "(1 - %s)", part));
        }
    }
    if (sum == NULL) {
        return NULL;
    }

    const char *needs = needs_text(builder, b);
    const char *maximum = parts > 1 ? aras_arena_print(arena, "max(%s)", list) : list;
    const char *mean =
        aras_arena_print(arena, "if(%s > 0, (%s) / (%s), 0)", needs, sum, needs);

    return aras_arena_print(arena,
                            "if(rules.dependence == mean, %s, "
                            "if(rules.dependence == noisy_or, 1 - %s, %s))",
                            mean, product, maximum);
}

/* The dependence by one channel; nothing where there is no such tie. */
static void make_tie(struct aras_builder *builder, const char *const index[3],
                     const char *canonical, struct aras_symbol *symbol)
{
    const char *key =
        aras_arena_print(builder->arena, "%s,%s,%s", index[0], index[1], index[2]);
    uint32_t number;

    if (aras_names_find(&builder->tie_names, key, &number)) {
        make(builder, canonical, tie_text(builder, &builder->ties[number]), symbol);
    } else {
        *symbol = nothing();
    }
}

/* The dependence over all channels; nothing where there is no tie. */
static void make_pair(struct aras_builder *builder, const char *b, const char *a,
                      const char *canonical, struct aras_symbol *symbol)
{
    const char *text = pair_text(builder, b, a);

    if (text != NULL) {
        make(builder, canonical, text, symbol);
    } else {
        *symbol = nothing();
    }
}

/* The slots of dependence[b, a], row by row; 0 where there is none. */
static const uint32_t *dependence_matrix(struct aras_builder *builder, bool *varies)
{
    size_t count = builder->model->actor_count;
    uint32_t *matrix = aras_arena_array(builder->arena, count * count, sizeof *matrix);

    for (size_t b = 0; b < count; b++) {
        for (size_t a = 0; a < count; a++) {
            const char *index[2] = {builder->actors[b].id, builder->actors[a].id};
            struct aras_name name = {.id = "dependence", .index = index, .count = 2};
            struct aras_symbol symbol = nothing();
            const char *hint = NULL;

            if (a != b &&
                aras_builder_structure(builder, &name, NULL, &symbol, &hint) &&
                symbol.kind == ARAS_SYMBOL_SLOT) {
                matrix[b * count + a] = symbol.slot;
                *varies = *varies || symbol.varies;
            }
        }
    }
    return matrix;
}

/* All of `influence` at once: it is one system of equations. */
static void make_influence(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;
    bool varies = false;

    model->influence.actors = model->actor_count;
    model->influence.dependence = dependence_matrix(builder, &varies);
    for (size_t a = 0; a < model->actor_count; a++) {
        const char *canonical =
            aras_arena_print(builder->arena, "influence[%s]", builder->actors[a].id);
        uint32_t slot = add_slot(builder, canonical, varies);
        struct aras_derived *derived =
            ARAS_GROW(builder, builder->derived, model->derived_count);

        *derived = (struct aras_derived){
            .slot = slot, .influence = (uint32_t) a + 1, .what = canonical};
    }
}

/* A name of this file while it is looked up. */
struct sought {
    struct aras_builder *builder;
    const struct aras_name *name;
    const char *canonical;
    const char *index[3]; /* what its indices stand for; NULL where there are fewer */
    const char **hint;
};

static bool is_actor(const struct sought *sought, size_t index)
{
    uint32_t number;

    return index < sought->name->count &&
           aras_names_find(&sought->builder->actor_names, sought->index[index],
                           &number);
}

static bool are_two_actors(const struct sought *sought)
{
    return is_actor(sought, 0) && is_actor(sought, 1) &&
           strcmp(sought->index[0], sought->index[1]) != 0;
}

static bool find_influence(const struct sought *sought, struct aras_symbol *symbol)
{
    if (sought->name->count != 1 || !is_actor(sought, 0)) {
        *sought->hint = "write influence[actor]";
        return false;
    }
    make_influence(sought->builder);
    return made(sought->builder, sought->canonical, symbol);
}

static bool find_leverage(const struct sought *sought, struct aras_symbol *symbol)
{
    const char *const *index = sought->index;

    if (!are_two_actors(sought)) {
        *sought->hint = "write leverage[a, b]: of a over b, two different actors";
        return false;
    }
    if (sought->name->count > 2) {
        *sought->hint = "too many indices";
        return false;
    }
    make(sought->builder, sought->canonical,
         aras_arena_print(sought->builder->arena,
                          "dependence[%s, %s] - rules.symmetry * dependence[%s, %s]",
                          index[1], index[0], index[0], index[1]),
         symbol);
    return true;
}

static bool find_dependence(const struct sought *sought, struct aras_symbol *symbol)
{
    struct aras_builder *builder = sought->builder;
    const char *const *index = sought->index;
    uint32_t number;

    if (!are_two_actors(sought)) {
        *sought->hint =
            "write dependence[b, a] or dependence[b, a, channel]: of b on a, "
            "two different actors";
        return false;
    }
    if (sought->name->count > 3) {
        *sought->hint = "too many indices";
        return false;
    }
    if (sought->name->count == 2) {
        make_pair(builder, index[0], index[1], sought->canonical, symbol);
        return true;
    }
    if (!aras_names_find(&builder->channel_names, index[2], &number)) {
        *sought->hint =
            aras_arena_print(builder->arena, "'%s' is no channel", index[2]);
        return false;
    }
    make_tie(builder, index, sought->canonical, symbol);
    return true;
}

bool aras_builder_structure(struct aras_builder *builder, const struct aras_name *name,
                            const struct aras_binding *binding,
                            struct aras_symbol *symbol, const char **hint)
{
    static const struct {
        const char *id;
        bool (*find)(const struct sought *sought, struct aras_symbol *symbol);
    } forms[] = {{"dependence", find_dependence},
                 {"leverage", find_leverage},
                 {"influence", find_influence}};
    struct sought sought = {.builder = builder, .name = name, .hint = hint};
    size_t form = 0;

    while (form < 3 && strcmp(name->id, forms[form].id) != 0) {
        form++;
    }
    if (form == 3) {
        return false;
    }
    sought.canonical = aras_builder_canonical(builder, name, binding, hint);
    if (sought.canonical == NULL) {
        return false;
    }
    if (made(builder, sought.canonical, symbol)) {
        return true;
    }
    for (size_t i = 0; i < name->count && i < 3; i++) {
        sought.index[i] = aras_builder_index(name->index[i], binding);
    }
    return forms[form].find(&sought, symbol);
}
