#ifndef ARAS_FORMULA_INSTRUCTION_H
#define ARAS_FORMULA_INSTRUCTION_H

#include <stdint.h>

/*
 * What the compiler writes and the interpreter does. Used inside this layer only.
 * `top` is the top of the stack, `next` the value under it, `s` is values[slot],
 * `c` is `constant`. An operation that needs two values takes both away.
 */
enum aras_operation {
    ARAS_DO_END, /* top is the result */
    /* put on the stack: */
    ARAS_DO_CONSTANT, /* c */
    ARAS_DO_SLOT,     /* s */
    ARAS_DO_SCALED,   /* c * s */
    ARAS_DO_SHIFTED,  /* s + c */
    ARAS_DO_AGE,      /* now - s */
    /* top = ... */
    ARAS_DO_ADD,          /* next + top */
    ARAS_DO_ADD_CONSTANT, /* top + c */
    ARAS_DO_ADD_SLOT,
    ARAS_DO_ADD_SCALED, /* top + c * s */
    ARAS_DO_SUBTRACT,   /* next - top */
    ARAS_DO_SUBTRACT_SLOT,
    ARAS_DO_SUBTRACT_FROM_CONSTANT, /* c - top */
    ARAS_DO_MULTIPLY,
    ARAS_DO_MULTIPLY_CONSTANT,
    ARAS_DO_MULTIPLY_SLOT,
    ARAS_DO_DIVIDE, /* next / top */
    ARAS_DO_DIVIDE_SLOT,
    ARAS_DO_DIVIDE_CONSTANT, /* top / c, c != 0 */
    ARAS_DO_CONSTANT_OVER,   /* c / top */
    ARAS_DO_POWER,           /* next ^ top */
    ARAS_DO_SQUARE,
    ARAS_DO_NEGATIVE,
    ARAS_DO_NOT,
    ARAS_DO_EXP,
    ARAS_DO_LOG,
    ARAS_DO_SQRT,
    ARAS_DO_ABS,
    ARAS_DO_SIGN,
    ARAS_DO_FLOOR,
    ARAS_DO_CEIL,
    ARAS_DO_ROUND,
    ARAS_DO_LOGISTIC,
    ARAS_DO_MIN,
    ARAS_DO_MAX,
    ARAS_DO_CLAMP,  /* x, low, high */
    ARAS_DO_TOWARD, /* x, target, share */
    /* next ? top; top ? c; top ? s; put on the stack s ? c */
    ARAS_DO_LESS,
    ARAS_DO_LESS_OR_EQUAL,
    ARAS_DO_GREATER,
    ARAS_DO_GREATER_OR_EQUAL,
    ARAS_DO_EQUAL,
    ARAS_DO_UNEQUAL,
    ARAS_DO_LESS_CONSTANT,
    ARAS_DO_LESS_OR_EQUAL_CONSTANT,
    ARAS_DO_GREATER_CONSTANT,
    ARAS_DO_GREATER_OR_EQUAL_CONSTANT,
    ARAS_DO_EQUAL_CONSTANT,
    ARAS_DO_UNEQUAL_CONSTANT,
    ARAS_DO_LESS_SLOT,
    ARAS_DO_LESS_OR_EQUAL_SLOT,
    ARAS_DO_GREATER_SLOT,
    ARAS_DO_GREATER_OR_EQUAL_SLOT,
    ARAS_DO_EQUAL_SLOT,
    ARAS_DO_UNEQUAL_SLOT,
    ARAS_DO_SLOT_LESS,
    ARAS_DO_SLOT_LESS_OR_EQUAL,
    ARAS_DO_SLOT_GREATER,
    ARAS_DO_SLOT_GREATER_OR_EQUAL,
    ARAS_DO_SLOT_EQUAL,
    ARAS_DO_SLOT_UNEQUAL,
    /* jumps; all go forward */
    ARAS_DO_AND,                 /* if not top: jump, keeping it; else take it away */
    ARAS_DO_OR,                  /* if top: jump, keeping it; else take it away */
    ARAS_DO_JUMP,                /* always */
    ARAS_DO_JUMP_UNLESS,         /* take top away; jump if it is not true */
    ARAS_DO_JUMP_UNLESS_SLOT,    /* jump if s is not true */
    ARAS_DO_JUMP_BELOW,          /* take top away; jump if the new top is less */
    ARAS_DO_JUMP_BELOW_CONSTANT, /* jump if top < c */
    ARAS_DO_DROP,
    /* Draw number `slot` of the formula, from the distribution `jump`; its two or
     * three numbers, and the bounds of a truncated one, lie on the stack. */
    ARAS_DO_DRAW,
    ARAS_DO_DRAW_TRUNCATED
};

struct aras_instruction {
    uint16_t operation;
    uint16_t jump; /* to which instruction */
    uint32_t slot;
    double constant;
};

enum { ARAS_MOST_INSTRUCTIONS = 65535 };

#endif
