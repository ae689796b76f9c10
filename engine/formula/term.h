#ifndef ARAS_FORMULA_TERM_H
#define ARAS_FORMULA_TERM_H

#include "formula/code.h"
#include "formula/instruction.h"
#include "formula/tree.h"

/* A formula whose names are resolved, between the checks and the instructions. Used
 * inside this layer only. */

enum aras_term_kind {
    ARAS_IS_WRONG,      /* a mistake was told; nothing more is said about it */
    ARAS_IS_CONSTANT,   /* value */
    ARAS_IS_SLOT,       /* values[slot] */
    ARAS_IS_AGE,        /* now - values[slot] */
    ARAS_IS_OPERATION,  /* `operation` of the parts; MIN and MAX of two or more */
    ARAS_IS_COMPARISON, /* LESS ... UNEQUAL of two parts */
    ARAS_IS_AND,
    ARAS_IS_OR,
    ARAS_IS_IF,
    ARAS_IS_TABLE, /* parts as in the tree */
    ARAS_IS_STEPS, /* a table of something moving: corners[i] holds once the i-th corner
                      is reached; the parts are the values */
    ARAS_IS_DRAW
};

struct aras_term {
    enum aras_term_kind kind;
    enum aras_operation operation;
    enum aras_type type;
    const struct aras_stages *stages;
    int dimension;
    bool any_dimension; /* the literal 0 */
    bool varies;
    double value;
    uint32_t slot; /* of a DRAW: its number in the formula */
    const struct aras_term **parts;
    size_t count;
    const uint32_t *corners;
    const struct aras_tree *tree; /* where it was written */
};

/** Instructions being written; starts as {.arena = ...}, and may be used again. */
struct aras_emitter {
    struct aras_arena *arena;
    struct aras_instruction *instructions;
    size_t count;
    uint32_t *reads;
    size_t read_count;
    size_t depth, deepest;
};

/** Forgets what was written and writes instructions for the term. */
void aras_emitter_write(struct aras_emitter *emitter, const struct aras_term *term);

#endif
