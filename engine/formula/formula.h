#ifndef ARAS_FORMULA_FORMULA_H
#define ARAS_FORMULA_FORMULA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/problems.h"
#include "random/stream.h"

/** What kind of value a formula has. A stage is one of a list of names, in order. */
enum aras_type { ARAS_NUMBER, ARAS_TRUTH, ARAS_STAGE };

/** The stages of a quantity, lowest first; two lists are the same when their addresses
 * are. */
struct aras_stages {
    const char *const *names;
    size_t count;
};

/** A name as written: `dependence[russia, iran, arms]`, `since(dispute[a, b])`. */
struct aras_name {
    const char *function; /* "since", "happened", "count"; NULL for a plain name */
    const char *id; /* "dependence"; an option of a decision is "decision.option" */
    const char *const *index; /* "russia", "iran", "arms" */
    size_t count;             /* how many indices; 0 without brackets */
};

enum aras_symbol_kind {
    ARAS_SYMBOL_CONSTANT, /* `value`, known when the model is read: folded */
    ARAS_SYMBOL_SLOT,     /* values[slot] */
    ARAS_SYMBOL_MOVING    /* grows with time: now - values[slot] */
};

/** What a name stands for. */
struct aras_symbol {
    enum aras_symbol_kind kind;
    enum aras_type type;
    const struct aras_stages *stages; /* of a STAGE */
    int dimension;                    /* exponent of time: a rate has -1, a delay 1 */
    uint32_t slot;
    double value;
    bool varies; /* the slot may change during a replication */
};

/** Comparisons of something moving with something that stands: see `corner`. */
enum aras_comparison {
    ARAS_LESS,
    ARAS_LESS_OR_EQUAL,
    ARAS_GREATER,
    ARAS_GREATER_OR_EQUAL
};

struct aras_code;

/** A moment at which a formula changes although nothing happens: the moving value
 *  `now - values[origin]` reaches the value of `threshold`. */
struct aras_corner {
    uint32_t origin;
    enum aras_comparison comparison; /* moving <comparison> threshold */
    const struct aras_code *threshold;
};

/**
 * What names mean where a formula stands. `find` returns false when nothing
 * answers to the name; it may then set `*hint` to a sentence for the person ("did
 * you mean 'treaty_rate'?", "'a' is bound only where 'each' is given"), unless `hint`
 * is NULL: then none is wanted, and none need be thought of. A name that `find` does
 * not know is tried as a stage of the other side of a comparison (or of the target of
 * an assignment, or the other branch of an if).
 */
struct aras_scope {
    void *context;
    bool (*find)(void *context, const struct aras_name *name,
                 struct aras_symbol *symbol, const char **hint);
    /**
     * Asks for a slot that holds 1 while the corner's comparison is true, else 0.
     * Used where `held` is set: there a moving value may stand only on one side of a
     * comparison, or as the first argument of `table`, since between events every value
     * must stand still.
     */
    uint32_t (*corner)(void *context, const struct aras_corner *corner);
    bool held; /* rates, guards, `becomes`, outcomes: the value stands between events */
    bool draws;    /* draws are allowed: effects and delays */
    bool timeless; /* the model counts time in plain numbers: no dimension is checked */
    double
        unit[4]; /* day, week, month, year in the model's unit of time (not timeless) */
};

/** What a formula must be to stand where it stands. */
struct aras_expectation {
    enum aras_type type;
    const struct aras_stages *stages; /* of a STAGE */
    bool any_dimension;
    int dimension;
    bool any_type;
};

/** A formula that has been read, and may be compiled in several scopes. */
struct aras_formula;

/**
 * Reads a formula. `what` says where it stands ("the rate of event 'dispute'") and is
 * used in messages, which quote the text with a caret. Mistakes are added to `problems`
 * and give NULL. Call inside a try of problems->arena, where the result lives.
 *
 * The language (lowest binding first): `or`; `and`; `not`; one comparison < <= > >= ==
 * != (no chains); + -; * /; unary -; ^ (to the right). Names: letters, digits, _ and
 * dots; `name[index, ...]`; numbers (1, .5, 2e-3); the units day week month year
 * (plurals too, not in timeless models); `time`; true, false; infinity is not written.
 * Functions: exp log sqrt abs sign floor ceil round, min max (2 or more), if(c, a, b),
 * clamp(x, low, high), logistic(x), toward(x, target, share) = x + share (target - x),
 * table(x, 0: .056, 2: .049, 5: .019) (a step function: the value of the last corner <=
 * x, corners rising; below the first corner its value), since(e), happened(e),
 * count(e), and, where draws are allowed, every distribution of random/distribution.h
 * by its name, with two more arguments for truncation to [low, high].
 */
struct aras_formula *aras_formula_parse(const char *text, struct aras_place place,
                                        const char *what,
                                        struct aras_problems *problems);

/**
 * Resolves, checks types and time's dimension, folds constants and compiles. NULL with
 * problems added when something is wrong. The literal 0 fits any dimension.
 */
const struct aras_code *aras_formula_compile(const struct aras_formula *formula,
                                             const struct aras_scope *scope,
                                             const struct aras_expectation *expected,
                                             struct aras_problems *problems);

/** The text as written. */
const char *aras_formula_text(const struct aras_formula *formula);

/** True when the text holds a numeral other than 0, 1 and -1 outside of units and
 * indices. */
bool aras_formula_has_number(const struct aras_formula *formula);

/** Every plain or function name in the formula, in order of appearance; units and
 * stages too, since only a scope can tell them from other names. */
size_t aras_formula_names(const struct aras_formula *formula,
                          const struct aras_name **names);

enum aras_assignment_kind { ARAS_SET, ARAS_ADD, ARAS_SUBTRACT, ARAS_MULTIPLY };

/** `target = formula`, `+=`, `-=`, `*=`. */
struct aras_assignment {
    struct aras_name target;
    enum aras_assignment_kind kind;
    struct aras_formula *formula;
};

/** Reads an assignment; false with problems added when it is wrong. */
bool aras_assignment_parse(struct aras_assignment *assignment, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_problems *problems);

/** A name alone, such as "dispute[iran, russia]"; false with problems added. */
bool aras_name_parse(struct aras_name *name, const char *text, struct aras_place place,
                     const char *what, struct aras_problems *problems);

/** True when formulae have a meaning of their own for the word, so that nothing can be
 * called by it: `and`, `or`, `not`, `true`, `false`, and the units of time. */
bool aras_formula_reserves(const char *word);

/** "dispute[iran,russia]": the name as one text, without blanks. */
const char *aras_name_text(const struct aras_name *name, struct aras_arena *arena);

#endif
