#ifndef ARAS_FORMULA_CODE_H
#define ARAS_FORMULA_CODE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "formula/formula.h"
#include "random/distribution.h"
#include "random/stream.h"

struct aras_instruction; /* see code.c */

/** A factor (values[slot] + offset) of a product. */
struct aras_factor {
    uint32_t slot;
    double offset;
};

enum { ARAS_MOST_FACTORS = 4 };

/** What the plainest formulae come to can be seen without working them out. */
enum aras_glance_kind {
    ARAS_GLANCE_NONE,      /* it cannot */
    ARAS_GLANCE_NUMBER,    /* the literal */
    ARAS_GLANCE_SLOT,      /* values[slot] */
    ARAS_GLANCE_COMPARISON /* of values[slot] with `bound` */
};

struct aras_glance {
    enum aras_glance_kind kind;
    uint32_t slot;
    double bound;
    double says[3]; /* a comparison, of a slot that is less, equal, greater: 0 or 1 */
};

/**
 * A compiled formula. Immutable, shared by all threads; lives in the arena it was
 * compiled in.
 */
struct aras_code {
    bool literal; /* a constant known when the model is read ... */
    double value; /* ... and this is it */
    struct aras_glance glance;
    const struct aras_instruction *instructions;
    size_t count;
    size_t depth; /* of the stack; at most ARAS_DEEPEST */
    enum aras_type type;
    const struct aras_stages *stages;
    int dimension;
    bool varies; /* may change during a replication: reads a varying slot or draws */
    size_t
        draws; /* how many draws one evaluation may make; each has its own sub-draw */
    /* Each slot read, once, rising: also the origins of what moves where it may stand
     * free, and the slots (not the origins) of corners. */
    const uint32_t *reads;
    size_t read_count;

    /* A product `fixed` x (slot + offset) x ..., with at most ARAS_MOST_FACTORS varying
     * factors: rates of this shape (mass action, and all that do not vary) need no
     * interpreter. `fixed` does not vary; NULL stands for 1. */
    bool is_product;
    const struct aras_code *fixed;
    struct aras_factor factors[ARAS_MOST_FACTORS];
    size_t factor_count;
};

enum { ARAS_DEEPEST = 64 };

enum aras_fault {
    ARAS_NO_FAULT,
    ARAS_FAULT_DIVISION, /* by zero */
    ARAS_FAULT_DOMAIN,   /* log of 0 or less, root of a negative, a power without value,
                            a clamp whose low bound is above its high one */
    ARAS_FAULT_INFINITE, /* a result that is no finite number */
    ARAS_FAULT_DISTRIBUTION /* impossible numbers of a distribution */
};

/** What an evaluation reads, and what it leaves: the first fault. */
struct aras_evaluation {
    const double *values;
    double now;
    const struct aras_stream *stream; /* for draws; NULL where there are none */
    uint64_t draw; /* the draw's number; the k-th draw of the formula is sub-draw
                      first_sub + k */
    uint64_t first_sub;
    enum aras_fault fault;
};

/**
 * The value of a formula; allocates nothing. On a fault the result is NAN and
 * `evaluation->fault` is set (it must be ARAS_NO_FAULT before). A draw that is not
 * made, since a condition did not ask for it, does not shift the numbers of the others.
 */
double aras_code_evaluate(const struct aras_code *code,
                          struct aras_evaluation *evaluation);

/**
 * Whether a formula is one draw from a distribution of numbers and slots, and from
 * which: as long as these slots stay as they are, its value is the quantile of
 * `distribution`, which has passed its check, at the uniform number of `first_sub`.
 */
bool aras_code_is_draw(const struct aras_code *code, const double *values,
                       struct aras_distribution *distribution);

/**
 * The value of the plainest formulae without an evaluation: a number, a slot, a slot
 * compared with a number. False for all others, and where there is a fault.
 */
static inline bool aras_code_glance(const struct aras_code *code, const double *values,
                                    double *value)
{
    const struct aras_glance *glance = &code->glance;

    switch (glance->kind) {
    case ARAS_GLANCE_NONE:
        return false;
    case ARAS_GLANCE_NUMBER:
        *value = code->value;
        return true;
    case ARAS_GLANCE_SLOT:
        *value = values[glance->slot];
        return isfinite(*value);
    case ARAS_GLANCE_COMPARISON:
        break;
    }

    double slot = values[glance->slot];

    *value = glance->says[1 + (slot > glance->bound) - (slot < glance->bound)];
    return !isunordered(slot, glance->bound);
}

/** "a division by zero", ... */
const char *aras_fault_text(enum aras_fault fault);

#endif
