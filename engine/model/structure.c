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

static bool is_actor(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->actor_names, id, &number);
}

static bool channel_number(const struct aras_builder *builder, const char *id,
                           uint32_t *number)
{
    return aras_names_find(&builder->channel_names, id, number);
}

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

/* Compiles `text` as the derived value called `canonical`. */
static void make(struct aras_builder *builder, const char *canonical, const char *text,
                 struct aras_symbol *symbol)
{
    struct aras_place place = {"the language", 0};
    struct aras_model *model = builder->model;
    const struct aras_code *code = aras_builder_code(
        builder, text, place, aras_arena_print(builder->arena, "'%s'", canonical), NULL,
        true, false, aras_expect_number(builder, 0));

    if (code == NULL) {
        *symbol = nothing();
        return;
    }

    uint32_t slot =
        aras_builder_slot(builder, (struct aras_slot){.name = canonical,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_DERIVED,
                                                      .type = ARAS_NUMBER,
                                                      .low = -INFINITY,
                                                      .high = INFINITY,
                                                      .place = place,
                                                      .read = true,
                                                      .changed = code->varies});
    struct aras_derived *derived =
        ARAS_GROW(builder, builder->derived, model->derived_count);

    *derived = (struct aras_derived){.slot = slot, .code = code, .what = canonical};
    aras_names_add(&builder->slot_names, canonical, slot);
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

static const char *pair_text(struct aras_builder *builder, const char *b, const char *a)
{
    struct aras_arena *arena = builder->arena;
    const char *sum = NULL;
    const char *product = NULL;
    const char *list = NULL;
    const char *needs = NULL;
    size_t prefix = strlen(b);
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
    for (size_t i = 0; i < builder->need_count; i++) {
        const char *need = builder->need_names[i];

        if (strncmp(need, b, prefix) == 0 && need[prefix] == ',') {
            needs = join(
                builder, needs, " + ",
                aras_arena_print(arena, "importance[%s, %s]", b, need + prefix + 1));
        }
    }

    const char *maximum = parts > 1 ? aras_arena_print(arena, "max(%s)", list) : list;
    const char *mean =
        aras_arena_print(arena, "if(%s > 0, (%s) / (%s), 0)", needs, sum, needs);

    return aras_arena_print(arena,
                            "if(rules.dependence == mean, %s, "
                            "if(rules.dependence == noisy_or, 1 - %s, %s))",
                            mean, product, maximum);
}

static bool dependence(struct aras_builder *builder, const char *b, const char *a,
                       const char *channel, const char *canonical,
                       struct aras_symbol *symbol)
{
    if (channel != NULL) {
        uint32_t number;
        const char *key = aras_arena_print(builder->arena, "%s,%s,%s", b, a, channel);

        if (!aras_names_find(&builder->tie_names, key, &number)) {
            *symbol = nothing();
            return true;
        }
        make(builder, canonical, tie_text(builder, &builder->ties[number]), symbol);
        return true;
    }

    const char *text = pair_text(builder, b, a);

    if (text == NULL) {
        *symbol = nothing();
    } else {
        make(builder, canonical, text, symbol);
    }
    return true;
}

/* All of `influence` at once: it is one system of equations. */
static void make_influence(struct aras_builder *builder)
{
    struct aras_model *model = builder->model;
    size_t count = model->actor_count;
    uint32_t *matrix = aras_arena_array(builder->arena, count * count, sizeof *matrix);
    bool varies = false;

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
                varies = varies || symbol.varies;
            }
        }
    }
    model->influence.actors = count;
    model->influence.dependence = matrix;
    for (size_t a = 0; a < count; a++) {
        const char *canonical =
            aras_arena_print(builder->arena, "influence[%s]", builder->actors[a].id);
        uint32_t slot =
            aras_builder_slot(builder, (struct aras_slot){.name = canonical,
                                                          .title = "",
                                                          .unit = "",
                                                          .kind = ARAS_SLOT_DERIVED,
                                                          .type = ARAS_NUMBER,
                                                          .low = -INFINITY,
                                                          .high = INFINITY,
                                                          .place = {"the language", 0},
                                                          .changed = varies});
        struct aras_derived *derived =
            ARAS_GROW(builder, builder->derived, model->derived_count);

        *derived = (struct aras_derived){
            .slot = slot, .influence = (uint32_t) a + 1, .what = canonical};
        aras_names_add(&builder->slot_names, canonical, slot);
    }
    builder->influence_used = true;
}

bool aras_builder_structure(struct aras_builder *builder, const struct aras_name *name,
                            const struct aras_binding *binding,
                            struct aras_symbol *symbol, const char **hint)
{
    bool is_dependence = strcmp(name->id, "dependence") == 0;
    bool is_leverage = strcmp(name->id, "leverage") == 0;
    bool is_influence = strcmp(name->id, "influence") == 0;
    uint32_t number;

    if (!is_dependence && !is_leverage && !is_influence) {
        return false;
    }

    const char *canonical = aras_builder_canonical(builder, name, binding, hint);

    if (canonical == NULL) {
        return false;
    }
    if (made(builder, canonical, symbol)) {
        return true;
    }

    const char *index[3] = {NULL, NULL, NULL};

    for (size_t i = 0; i < name->count && i < 3; i++) {
        index[i] = aras_builder_index(name->index[i], binding);
    }
    if (is_influence) {
        if (name->count != 1 || !is_actor(builder, index[0])) {
            *hint = "write influence[actor]";
            return false;
        }
        make_influence(builder);
        return made(builder, canonical, symbol);
    }
    if (name->count < 2 || !is_actor(builder, index[0]) ||
        !is_actor(builder, index[1]) || strcmp(index[0], index[1]) == 0) {
        *hint = is_leverage
                    ? "write leverage[a, b]: of a over b, two different actors"
                    : "write dependence[b, a] or dependence[b, a, channel]: of b "
                      "on a, two different actors";
        return false;
    }
    if (is_dependence && name->count <= 3) {
        if (name->count == 3 && !channel_number(builder, index[2], &number)) {
            *hint = aras_arena_print(builder->arena, "'%s' is no channel", index[2]);
            return false;
        }
        return dependence(builder, index[0], index[1], index[2], canonical, symbol);
    }
    if (is_leverage && name->count == 2) {
        make(
            builder, canonical,
            aras_arena_print(builder->arena,
                             "dependence[%s, %s] - rules.symmetry * dependence[%s, %s]",
                             index[1], index[0], index[0], index[1]),
            symbol);
        return true;
    }
    *hint = "too many indices";
    return false;
}
