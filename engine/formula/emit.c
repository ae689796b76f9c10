#include <string.h>

#include "base/require.h"
#include "formula/term.h"

static void emit(struct aras_emitter *emitter, const struct aras_term *term);

static bool is_constant(const struct aras_term *term)
{
    return term->kind == ARAS_IS_CONSTANT;
}

static bool is_slot(const struct aras_term *term)
{
    return term->kind == ARAS_IS_SLOT;
}

static bool is_operation(const struct aras_term *term, enum aras_operation operation)
{
    return term->kind == ARAS_IS_OPERATION && term->operation == operation;
}

/* A constant times a slot. */
static bool is_scaled(const struct aras_term *term)
{
    return is_operation(term, ARAS_DO_MULTIPLY) &&
           ((is_constant(term->parts[0]) && is_slot(term->parts[1])) ||
            (is_slot(term->parts[0]) && is_constant(term->parts[1])));
}

static double constant_of(const struct aras_term *term)
{
    return is_constant(term->parts[0]) ? term->parts[0]->value : term->parts[1]->value;
}

static uint32_t slot_of(const struct aras_term *term)
{
    return is_slot(term->parts[0]) ? term->parts[0]->slot : term->parts[1]->slot;
}

static size_t add(struct aras_emitter *emitter, enum aras_operation operation,
                  uint32_t slot, double constant)
{
    struct aras_instruction *instruction =
        aras_arena_grow(emitter->arena, &emitter->instructions, emitter->count,
                        sizeof *emitter->instructions);

    *instruction = (struct aras_instruction){
        .operation = (uint16_t) operation, .slot = slot, .constant = constant};
    return emitter->count++;
}

static void note_read(struct aras_emitter *emitter, uint32_t slot)
{
    *(uint32_t *) aras_arena_grow(emitter->arena, &emitter->reads,
                                  emitter->read_count++, sizeof slot) = slot;
}

/* What takes a value or leaves the number of values as it is. */
static size_t act(struct aras_emitter *emitter, enum aras_operation operation,
                  double constant)
{
    return add(emitter, operation, 0, constant);
}

static size_t act_on_slot(struct aras_emitter *emitter, enum aras_operation operation,
                          uint32_t slot, double constant)
{
    note_read(emitter, slot);
    return add(emitter, operation, slot, constant);
}

static void pushed(struct aras_emitter *emitter)
{
    if (++emitter->depth > emitter->deepest) {
        emitter->deepest = emitter->depth;
    }
}

static void popped(struct aras_emitter *emitter, size_t count)
{
    ARAS_REQUIRE(emitter->depth >= count);
    emitter->depth -= count;
}

/* Lets a jump go to the next instruction. A count that does not fit is refused by
 * the compiler when all is written, so what is cut off here is never run. */
static void land(struct aras_emitter *emitter, size_t jump)
{
    emitter->instructions[jump].jump = (uint16_t) emitter->count;
}

static enum aras_operation with_constant(enum aras_operation comparison)
{
    return comparison + (ARAS_DO_LESS_CONSTANT - ARAS_DO_LESS);
}

static enum aras_operation with_slot(enum aras_operation comparison)
{
    return comparison + (ARAS_DO_LESS_SLOT - ARAS_DO_LESS);
}

static enum aras_operation of_slot(enum aras_operation comparison)
{
    return comparison + (ARAS_DO_SLOT_LESS - ARAS_DO_LESS);
}

/* a < b is b > a. */
static enum aras_operation flipped(enum aras_operation comparison)
{
    switch (comparison) {
    case ARAS_DO_LESS:
        return ARAS_DO_GREATER;
    case ARAS_DO_LESS_OR_EQUAL:
        return ARAS_DO_GREATER_OR_EQUAL;
    case ARAS_DO_GREATER:
        return ARAS_DO_LESS;
    case ARAS_DO_GREATER_OR_EQUAL:
        return ARAS_DO_LESS_OR_EQUAL;
    default:
        return comparison;
    }
}

static void emit_comparison(struct aras_emitter *emitter, const struct aras_term *term)
{
    const struct aras_term *left = term->parts[0];
    const struct aras_term *right = term->parts[1];
    enum aras_operation operation = term->operation;

    /* What is simple goes to the right, where one instruction can hold it. */
    if (is_constant(left) || (is_slot(left) && !is_constant(right))) {
        const struct aras_term *exchanged = left;

        left = right;
        right = exchanged;
        operation = flipped(operation);
    }
    if (is_slot(left) && is_constant(right)) {
        act_on_slot(emitter, of_slot(operation), left->slot, right->value);
        pushed(emitter);
        return;
    }
    emit(emitter, left);
    if (is_constant(right)) {
        act(emitter, with_constant(operation), right->value);
    } else if (is_slot(right)) {
        act_on_slot(emitter, with_slot(operation), right->slot, 0.0);
    } else {
        emit(emitter, right);
        act(emitter, operation, 0.0);
        popped(emitter, 1);
    }
}

static void emit_sum(struct aras_emitter *emitter, const struct aras_term *left,
                     const struct aras_term *right)
{
    if (is_slot(left) && is_constant(right)) {
        act_on_slot(emitter, ARAS_DO_SHIFTED, left->slot, right->value);
        pushed(emitter);
        return;
    }
    emit(emitter, left);
    if (is_constant(right)) {
        act(emitter, ARAS_DO_ADD_CONSTANT, right->value);
    } else if (is_slot(right)) {
        act_on_slot(emitter, ARAS_DO_ADD_SLOT, right->slot, 0.0);
    } else if (is_scaled(right)) {
        act_on_slot(emitter, ARAS_DO_ADD_SCALED, slot_of(right), constant_of(right));
    } else {
        emit(emitter, right);
        act(emitter, ARAS_DO_ADD, 0.0);
        popped(emitter, 1);
    }
}

/* x - c is x + (-c), and x - c s is x + (-c) s, to the last bit. */
static void emit_difference(struct aras_emitter *emitter, const struct aras_term *left,
                            const struct aras_term *right)
{
    if (is_slot(left) && is_constant(right)) {
        act_on_slot(emitter, ARAS_DO_SHIFTED, left->slot, -right->value);
        pushed(emitter);
    } else if (is_constant(right)) {
        emit(emitter, left);
        act(emitter, ARAS_DO_ADD_CONSTANT, -right->value);
    } else if (is_constant(left)) {
        emit(emitter, right);
        act(emitter, ARAS_DO_SUBTRACT_FROM_CONSTANT, left->value);
    } else if (is_slot(right)) {
        emit(emitter, left);
        act_on_slot(emitter, ARAS_DO_SUBTRACT_SLOT, right->slot, 0.0);
    } else if (is_scaled(right)) {
        emit(emitter, left);
        act_on_slot(emitter, ARAS_DO_ADD_SCALED, slot_of(right), -constant_of(right));
    } else {
        emit(emitter, left);
        emit(emitter, right);
        act(emitter, ARAS_DO_SUBTRACT, 0.0);
        popped(emitter, 1);
    }
}

static void emit_product(struct aras_emitter *emitter, const struct aras_term *left,
                         const struct aras_term *right)
{
    emit(emitter, left);
    if (is_constant(right)) {
        act(emitter, ARAS_DO_MULTIPLY_CONSTANT, right->value);
    } else if (is_slot(right)) {
        act_on_slot(emitter, ARAS_DO_MULTIPLY_SLOT, right->slot, 0.0);
    } else {
        emit(emitter, right);
        act(emitter, ARAS_DO_MULTIPLY, 0.0);
        popped(emitter, 1);
    }
}

static void emit_quotient(struct aras_emitter *emitter, const struct aras_term *left,
                          const struct aras_term *right)
{
    if (is_constant(right) && right->value != 0.0) {
        emit(emitter, left);
        act(emitter, ARAS_DO_DIVIDE_CONSTANT, right->value);
    } else if (is_slot(right)) {
        emit(emitter, left);
        act_on_slot(emitter, ARAS_DO_DIVIDE_SLOT, right->slot, 0.0);
    } else if (is_constant(left)) {
        emit(emitter, right);
        act(emitter, ARAS_DO_CONSTANT_OVER, left->value);
    } else {
        emit(emitter, left);
        emit(emitter, right);
        act(emitter, ARAS_DO_DIVIDE, 0.0);
        popped(emitter, 1);
    }
}

/* min and max of two or more. */
static void emit_choice(struct aras_emitter *emitter, const struct aras_term *term)
{
    emit(emitter, term->parts[0]);
    for (size_t i = 1; i < term->count; i++) {
        emit(emitter, term->parts[i]);
        act(emitter, term->operation, 0.0);
        popped(emitter, 1);
    }
}

static void emit_operation(struct aras_emitter *emitter, const struct aras_term *term)
{
    const struct aras_term *left = term->parts[0];
    const struct aras_term *right = term->count > 1 ? term->parts[1] : NULL;
    bool left_is_simple = is_constant(left) || is_slot(left) || is_scaled(left);

    switch (term->operation) {
    case ARAS_DO_ADD:
    case ARAS_DO_MULTIPLY:
        /* What is simple goes to the right, where one instruction can hold it. */
        if ((is_constant(left) && !is_constant(right)) ||
            (left_is_simple && !is_constant(right) && !is_slot(right) &&
             !is_scaled(right))) {
            const struct aras_term *exchanged = left;

            left = right;
            right = exchanged;
        }
        if (term->operation == ARAS_DO_ADD) {
            emit_sum(emitter, left, right);
        } else if (is_slot(left) && is_constant(right)) {
            act_on_slot(emitter, ARAS_DO_SCALED, left->slot, right->value);
            pushed(emitter);
        } else {
            emit_product(emitter, left, right);
        }
        return;
    case ARAS_DO_SUBTRACT:
        emit_difference(emitter, left, right);
        return;
    case ARAS_DO_DIVIDE:
        emit_quotient(emitter, left, right);
        return;
    case ARAS_DO_POWER:
        if (is_constant(right) && right->value == 2.0) {
            emit(emitter, left);
            act(emitter, ARAS_DO_SQUARE, 0.0);
            return;
        }
        break;
    case ARAS_DO_MIN:
    case ARAS_DO_MAX:
        emit_choice(emitter, term);
        return;
    default:
        break;
    }
    for (size_t i = 0; i < term->count; i++) {
        emit(emitter, term->parts[i]);
    }
    act(emitter, term->operation, 0.0);
    popped(emitter, term->count - 1);
}

static void emit_short_cut(struct aras_emitter *emitter, const struct aras_term *term,
                           enum aras_operation operation)
{
    emit(emitter, term->parts[0]);

    size_t jump = act(emitter, operation, 0.0);

    popped(emitter, 1);
    emit(emitter, term->parts[1]);
    land(emitter, jump);
}

static void emit_if(struct aras_emitter *emitter, const struct aras_term *term)
{
    const struct aras_term *condition = term->parts[0];
    size_t otherwise;

    if (is_slot(condition)) {
        otherwise =
            act_on_slot(emitter, ARAS_DO_JUMP_UNLESS_SLOT, condition->slot, 0.0);
    } else {
        emit(emitter, condition);
        otherwise = act(emitter, ARAS_DO_JUMP_UNLESS, 0.0);
        popped(emitter, 1);
    }
    emit(emitter, term->parts[1]);
    popped(emitter, 1);

    size_t end = act(emitter, ARAS_DO_JUMP, 0.0);

    land(emitter, otherwise);
    emit(emitter, term->parts[2]);
    land(emitter, end);
}

/* From the last corner down: the value of the first one that is reached. */
static void emit_table(struct aras_emitter *emitter, const struct aras_term *term)
{
    size_t corners = term->count / 2;
    size_t *ends = aras_arena_array(emitter->arena, corners, sizeof *ends);

    emit(emitter, term->parts[0]);
    for (size_t i = corners; i-- > 1;) {
        const struct aras_term *corner = term->parts[1 + 2 * i];
        size_t lower;

        if (is_constant(corner)) {
            lower = act(emitter, ARAS_DO_JUMP_BELOW_CONSTANT, corner->value);
        } else {
            emit(emitter, corner);
            lower = act(emitter, ARAS_DO_JUMP_BELOW, 0.0);
            popped(emitter, 1);
        }
        act(emitter, ARAS_DO_DROP, 0.0);
        popped(emitter, 1);
        emit(emitter, term->parts[2 + 2 * i]);
        ends[i] = act(emitter, ARAS_DO_JUMP, 0.0);
        land(emitter, lower);
    }
    act(emitter, ARAS_DO_DROP, 0.0);
    popped(emitter, 1);
    emit(emitter, term->parts[2]);
    for (size_t i = 1; i < corners; i++) {
        land(emitter, ends[i]);
    }
}

static void emit_steps(struct aras_emitter *emitter, const struct aras_term *term)
{
    size_t *ends = aras_arena_array(emitter->arena, term->count, sizeof *ends);

    for (size_t i = term->count; i-- > 1;) {
        size_t lower =
            act_on_slot(emitter, ARAS_DO_JUMP_UNLESS_SLOT, term->corners[i], 0.0);

        emit(emitter, term->parts[i]);
        popped(emitter, 1);
        ends[i] = act(emitter, ARAS_DO_JUMP, 0.0);
        land(emitter, lower);
    }
    emit(emitter, term->parts[0]);
    for (size_t i = 1; i < term->count; i++) {
        land(emitter, ends[i]);
    }
}

static void emit_draw(struct aras_emitter *emitter, const struct aras_term *term)
{
    const struct aras_tree *tree = term->tree;

    for (size_t i = 0; i < term->count; i++) {
        emit(emitter, term->parts[i]);
    }

    size_t at = add(emitter, tree->truncated ? ARAS_DO_DRAW_TRUNCATED : ARAS_DO_DRAW,
                    term->slot, 0.0);

    emitter->instructions[at].jump = (uint16_t) tree->distribution;
    popped(emitter, term->count - 1);
}

static void emit(struct aras_emitter *emitter, const struct aras_term *term)
{
    switch (term->kind) {
    case ARAS_IS_WRONG:
        ARAS_REQUIRE(term->kind != ARAS_IS_WRONG);
        break;
    case ARAS_IS_CONSTANT:
        act(emitter, ARAS_DO_CONSTANT, term->value);
        pushed(emitter);
        break;
    case ARAS_IS_SLOT:
        act_on_slot(emitter, ARAS_DO_SLOT, term->slot, 0.0);
        pushed(emitter);
        break;
    case ARAS_IS_AGE:
        act_on_slot(emitter, ARAS_DO_AGE, term->slot, 0.0);
        pushed(emitter);
        break;
    case ARAS_IS_OPERATION:
        emit_operation(emitter, term);
        break;
    case ARAS_IS_COMPARISON:
        emit_comparison(emitter, term);
        break;
    case ARAS_IS_AND:
        emit_short_cut(emitter, term, ARAS_DO_AND);
        break;
    case ARAS_IS_OR:
        emit_short_cut(emitter, term, ARAS_DO_OR);
        break;
    case ARAS_IS_IF:
        emit_if(emitter, term);
        break;
    case ARAS_IS_TABLE:
        emit_table(emitter, term);
        break;
    case ARAS_IS_STEPS:
        emit_steps(emitter, term);
        break;
    case ARAS_IS_DRAW:
        emit_draw(emitter, term);
        break;
    }
}

void aras_emitter_write(struct aras_emitter *emitter, const struct aras_term *term)
{
    *emitter = (struct aras_emitter){.arena = emitter->arena};
    emit(emitter, term);
    act(emitter, ARAS_DO_END, 0.0);
    ARAS_REQUIRE(emitter->depth == 1);
}
