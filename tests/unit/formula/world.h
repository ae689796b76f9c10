#ifndef ARAS_TESTS_UNIT_FORMULA_WORLD_H
#define ARAS_TESTS_UNIT_FORMULA_WORLD_H

#include <string.h>

#include "base/require.h"
#include "formula/code.h"
#include "formula/formula.h"

/*
 * A small fixed world for formulae to stand in:
 *
 *     a b c p     numbers that vary              k      a number that does not
 *     five = 5    zero = 0    constants          r      a rate, fixed
 *     wait        a time, varies                 flag   true or false, varies
 *     treaty      none, draft, signed            war    war, ceasefire, settled
 *     trust[iran, russia]  a number              clock, time  move
 *     since(step), happened(step), count(step)
 */
enum {
    SLOT_A,
    SLOT_B,
    SLOT_C,
    SLOT_P,
    SLOT_K,
    SLOT_R,
    SLOT_WAIT,
    SLOT_FLAG,
    SLOT_TREATY,
    SLOT_WAR,
    SLOT_TRUST,
    SLOT_CLOCK,
    SLOT_ZERO_HOUR,
    SLOT_STEP,
    SLOT_HAPPENED,
    SLOT_COUNT,
    SLOT_CORNERS = 20, /* the corners that were asked for */
    SLOTS = 64
};

struct world {
    struct aras_arena *arena;
    struct aras_problems problems;
    struct aras_scope scope;
    double values[SLOTS];
    struct aras_corner corners[SLOTS - SLOT_CORNERS];
    size_t corner_count;
};

static const char *const treaty_names[] = {"none", "draft", "signed"};
static const char *const war_names[] = {"war", "ceasefire", "settled"};
static const struct aras_stages treaty_stages = {.names = treaty_names, .count = 3};
static const struct aras_stages war_stages = {.names = war_names, .count = 3};

static const struct {
    const char *text;
    struct aras_symbol symbol;
} world_symbols[] = {
    {"a", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_A, .varies = true}},
    {"b", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_B, .varies = true}},
    {"c", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_C, .varies = true}},
    {"p", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_P, .varies = true}},
    {"k", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_K}},
    {"r", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_R, .dimension = -1}},
    {"five", {.kind = ARAS_SYMBOL_CONSTANT, .value = 5.0}},
    {"zero", {.kind = ARAS_SYMBOL_CONSTANT, .value = 0.0}},
    {"wait",
     {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_WAIT, .dimension = 1, .varies = true}},
    {"flag",
     {.kind = ARAS_SYMBOL_SLOT, .type = ARAS_TRUTH, .slot = SLOT_FLAG, .varies = true}},
    {"treaty",
     {.kind = ARAS_SYMBOL_SLOT,
      .type = ARAS_STAGE,
      .stages = &treaty_stages,
      .slot = SLOT_TREATY,
      .varies = true}},
    {"war",
     {.kind = ARAS_SYMBOL_SLOT,
      .type = ARAS_STAGE,
      .stages = &war_stages,
      .slot = SLOT_WAR,
      .varies = true}},
    {"trust[iran,russia]",
     {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_TRUST, .varies = true}},
    {"clock", {.kind = ARAS_SYMBOL_MOVING, .slot = SLOT_CLOCK, .dimension = 1}},
    {"time", {.kind = ARAS_SYMBOL_MOVING, .slot = SLOT_ZERO_HOUR, .dimension = 1}},
    {"since(step)", {.kind = ARAS_SYMBOL_MOVING, .slot = SLOT_STEP, .dimension = 1}},
    {"happened(step)",
     {.kind = ARAS_SYMBOL_SLOT,
      .type = ARAS_TRUTH,
      .slot = SLOT_HAPPENED,
      .varies = true}},
    {"count(step)", {.kind = ARAS_SYMBOL_SLOT, .slot = SLOT_COUNT, .varies = true}},
};

static inline bool world_find(void *context, const struct aras_name *name,
                              struct aras_symbol *symbol, const char **hint)
{
    struct world *world = context;
    const char *text = aras_name_text(name, world->arena);

    for (size_t i = 0; i < sizeof world_symbols / sizeof *world_symbols; i++) {
        if (strcmp(text, world_symbols[i].text) == 0) {
            *symbol = world_symbols[i].symbol;
            return true;
        }
    }
    if (strcmp(text, "trest[iran,russia]") == 0) {
        if (hint != NULL) {
            *hint = "did you mean 'trust[iran,russia]'?";
        }
    }
    return false;
}

static inline uint32_t world_corner(void *context, const struct aras_corner *corner)
{
    struct world *world = context;

    if (world->corner_count == SLOTS - SLOT_CORNERS) {
        return SLOT_CORNERS;
    }
    world->corners[world->corner_count] = *corner;
    return (uint32_t) (SLOT_CORNERS + world->corner_count++);
}

/* Days, and so on, in years of 365.25 days; the scope is held and draws nothing. */
static inline void world_open(struct world *world, struct aras_arena *arena)
{
    *world = (struct world){.arena = arena, .problems = {.arena = arena}};
    world->scope = (struct aras_scope){.context = world,
                                       .find = world_find,
                                       .corner = world_corner,
                                       .held = true,
                                       .unit = {1 / 365.25, 7 / 365.25, 1 / 12.0, 1.0}};

    static const double values[] = {
        [SLOT_A] = 0.25,     [SLOT_B] = 2.0,      [SLOT_C] = -3.0,    [SLOT_P] = 7.0,
        [SLOT_K] = 0.5,      [SLOT_R] = 0.1,      [SLOT_WAIT] = 1.5,  [SLOT_FLAG] = 1.0,
        [SLOT_TREATY] = 1.0, [SLOT_TRUST] = 0.75, [SLOT_CLOCK] = 4.0, [SLOT_STEP] = 8.0,
        [SLOT_COUNT] = 3.0};

    memcpy(world->values, values, sizeof values);
}

/* A formula and what becomes of it; for work inside an arena's try. */
struct reading {
    struct world *world;
    const char *text;
    struct aras_expectation expected;
    struct aras_formula *formula;
    const struct aras_code *code;
};

static inline void read_formula(void *argument)
{
    struct reading *reading = argument;
    struct world *world = reading->world;
    struct aras_place place = {.file = "model.cfg", .line = 12};

    reading->formula = aras_formula_parse(reading->text, place, "the rate of event 'e'",
                                          &world->problems);
    if (reading->formula != NULL) {
        reading->code = aras_formula_compile(reading->formula, &world->scope,
                                             &reading->expected, &world->problems);
    }
}

#endif
