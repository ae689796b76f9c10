#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "formula/term.h"

enum {
    MOST_COMPLAINTS = 10,  /* about one formula; more would hide the others */
    HIGHEST_DIMENSION = 99 /* time^99 */
};

struct compiler {
    const struct aras_formula *formula;
    const struct aras_scope *scope;
    struct aras_problems *problems;
    struct aras_arena *arena;
    struct aras_emitter scratch; /* constant parts are worked out by the interpreter */
    size_t complaints;
    size_t draws;
    size_t conditional; /* how many conditions decide whether this is worked out */
};

/* What a stage name may be a stage of. */
struct wish {
    const struct aras_stages *stages;
    const struct aras_tree *of; /* the quantity; NULL where a formula stands for one */
};

static const struct wish no_wish = {0};

static struct aras_term *analyse(struct compiler *compiler,
                                 const struct aras_tree *tree, struct wish wish);
static const struct aras_code *new_code(struct compiler *compiler,
                                        const struct aras_term *term, size_t draws);

/* Complaints */

static void complain(struct compiler *compiler, const struct aras_tree *tree,
                     const char *format, ...) ARAS_PRINTF(3, 4);

static void complain(struct compiler *compiler, const struct aras_tree *tree,
                     const char *format, ...)
{
    char message[900];
    va_list arguments;

    if (compiler->complaints++ >= MOST_COMPLAINTS) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_formula_source_complain(&compiler->formula->source, compiler->problems,
                                 tree->begin, tree->end, "%s", message);
}

/* A part of the formula as it was written, for a sentence. */
static const char *words(struct compiler *compiler, const struct aras_tree *tree)
{
    enum { LONGEST = 40 };
    const char *text = compiler->formula->source.text + tree->begin;
    size_t length = tree->end - tree->begin;

    if (length <= LONGEST) {
        return aras_arena_print(compiler->arena, "'%.*s'", (int) length, text);
    }
    length = LONGEST;
    while (length > 0 && ((unsigned char) text[length] & 0xC0) == 0x80) {
        length--;
    }
    return aras_arena_print(compiler->arena, "'%.*s...'", (int) length, text);
}

static const char *stage_list(struct compiler *compiler,
                              const struct aras_stages *stages)
{
    const char *list = "";

    for (size_t i = 0; i < stages->count; i++) {
        list = aras_arena_print(compiler->arena, "%s%s%s", list, i > 0 ? ", " : "",
                                stages->names[i]);
    }
    return list;
}

static const char *dimension_text(struct compiler *compiler, int dimension)
{
    switch (dimension) {
    case 0:
        return "a plain number";
    case 1:
        return "a time";
    case -1:
        return "a rate (per time)";
    default:
        return aras_arena_print(compiler->arena, "time^%d", dimension);
    }
}

/* Making terms */

static struct aras_term *new_term(struct compiler *compiler, enum aras_term_kind kind,
                                  const struct aras_tree *tree)
{
    struct aras_term *term = aras_arena_get(compiler->arena, sizeof *term);

    term->kind = kind;
    term->tree = tree;
    return term;
}

static struct aras_term *wrong(struct compiler *compiler, const struct aras_tree *tree)
{
    return new_term(compiler, ARAS_IS_WRONG, tree);
}

static bool is_wrong(const struct aras_term *term)
{
    return term->kind == ARAS_IS_WRONG;
}

static bool is_constant(const struct aras_term *term)
{
    return term->kind == ARAS_IS_CONSTANT;
}

static bool is_value(const struct aras_term *term, double value)
{
    return is_constant(term) && term->value == value;
}

static struct aras_term *constant(struct compiler *compiler,
                                  const struct aras_tree *tree, double value)
{
    struct aras_term *term = new_term(compiler, ARAS_IS_CONSTANT, tree);

    term->value = value;
    return term;
}

static struct aras_term *with_parts(struct compiler *compiler, enum aras_term_kind kind,
                                    const struct aras_tree *tree, size_t count)
{
    struct aras_term *term = new_term(compiler, kind, tree);

    term->parts =
        aras_arena_array(compiler->arena, count, sizeof(const struct aras_term *));
    term->count = count;
    return term;
}

/* What the term is worth when all its parts are constant: the interpreter itself
 * works it out, so that folding cannot change a value. */
static struct aras_term *folded(struct compiler *compiler, struct aras_term *term)
{
    bool varies = term->kind == ARAS_IS_DRAW;
    bool all_constant = true;

    for (size_t i = 0; i < term->count; i++) {
        varies |= term->parts[i]->varies;
        all_constant &= is_constant(term->parts[i]);
    }
    term->varies = varies;
    if (!all_constant || term->kind == ARAS_IS_DRAW) {
        return term;
    }
    aras_emitter_write(&compiler->scratch, term);
    if (compiler->scratch.deepest > ARAS_DEEPEST) {
        return term;
    }

    struct aras_code code = {.instructions = compiler->scratch.instructions,
                             .count = compiler->scratch.count};
    struct aras_evaluation evaluation = {0};
    double value = aras_code_evaluate(&code, &evaluation);

    if (evaluation.fault == ARAS_NO_FAULT) {
        term->kind = ARAS_IS_CONSTANT;
        term->value = value;
        term->count = 0;
    } else if (compiler->conditional == 0) {
        complain(compiler, term->tree, "this is always %s",
                 aras_fault_text(evaluation.fault));
        return wrong(compiler, term->tree);
    }
    return term;
}

static struct aras_term *binary(struct compiler *compiler,
                                enum aras_operation operation,
                                const struct aras_tree *tree,
                                const struct aras_term *left,
                                const struct aras_term *right)
{
    struct aras_term *term = with_parts(compiler, ARAS_IS_OPERATION, tree, 2);

    term->operation = operation;
    term->parts[0] = left;
    term->parts[1] = right;
    return folded(compiler, term);
}

/* Demands on values */

static bool need_number(struct compiler *compiler, const struct aras_term *term)
{
    const struct aras_tree *tree = term->tree;

    if (is_wrong(term)) {
        return false;
    }
    switch (term->type) {
    case ARAS_NUMBER:
        return true;
    case ARAS_TRUTH:
        complain(compiler, tree,
                 "%s is true or false where a number is needed: write "
                 "if(..., 1, 0) around it",
                 words(compiler, tree));
        break;
    case ARAS_STAGE:
        complain(compiler, tree,
                 "%s has stages where a number is needed; compare it with one of "
                 "them: %s",
                 words(compiler, tree), stage_list(compiler, term->stages));
        break;
    }
    return false;
}

static bool need_truth(struct compiler *compiler, const struct aras_term *term)
{
    const struct aras_tree *tree = term->tree;

    if (is_wrong(term)) {
        return false;
    }
    switch (term->type) {
    case ARAS_TRUTH:
        return true;
    case ARAS_NUMBER:
        complain(compiler, tree,
                 "%s is a number where true or false is needed: compare it, as in "
                 "'x > 0'",
                 words(compiler, tree));
        break;
    case ARAS_STAGE:
        complain(compiler, tree, "%s has stages; compare it with one of them: %s",
                 words(compiler, tree), stage_list(compiler, term->stages));
        break;
    }
    return false;
}

static bool need_plain(struct compiler *compiler, const struct aras_term *term,
                       const char *where)
{
    if (!need_number(compiler, term)) {
        return false;
    }
    if (term->dimension == 0) {
        return true;
    }
    complain(compiler, term->tree, "%s must be a plain number, and %s is %s: %s", where,
             words(compiler, term->tree), dimension_text(compiler, term->dimension),
             term->dimension > 0 ? "divide it by a unit, as in 'x / year'"
                                 : "multiply it by a unit, as in 'x * year'");
    return false;
}

/* Two values of one dimension; it becomes that of `result`. */
static bool need_same_dimension(struct compiler *compiler, const struct aras_tree *tree,
                                const struct aras_term *left,
                                const struct aras_term *right)
{
    if (left->dimension == right->dimension || left->any_dimension ||
        right->any_dimension) {
        return true;
    }
    complain(compiler, tree, "%s is %s and %s is %s: they cannot stand side by side",
             words(compiler, left->tree), dimension_text(compiler, left->dimension),
             words(compiler, right->tree), dimension_text(compiler, right->dimension));
    return false;
}

static void take_dimension(struct aras_term *term, const struct aras_term *left,
                           const struct aras_term *right)
{
    term->dimension = left->any_dimension ? right->dimension : left->dimension;
    term->any_dimension = left->any_dimension && right->any_dimension;
}

/* Names */

static const char *const units[] = {"day",  "week",  "month",  "year",
                                    "days", "weeks", "months", "years"};

/* 0 to 3, or -1. */
static int find_unit(const struct aras_name *name)
{
    if (name->function == NULL && name->count == 0) {
        for (int i = 0; i < 8; i++) {
            if (strcmp(units[i], name->id) == 0) {
                return i % 4;
            }
        }
    }
    return -1;
}

static bool find(struct compiler *compiler, const struct aras_name *name,
                 struct aras_symbol *symbol, const char **hint)
{
    const struct aras_scope *scope = compiler->scope;
    int unit = find_unit(name);

    *symbol = (struct aras_symbol){0};
    if (hint != NULL) {
        *hint = NULL;
    }
    if (unit >= 0 && !scope->timeless) {
        symbol->kind = ARAS_SYMBOL_CONSTANT;
        symbol->dimension = 1;
        symbol->value = scope->unit[unit];
        return true;
    }
    if (!scope->find(scope->context, name, symbol, hint)) {
        return false;
    }
    if (scope->timeless || symbol->type != ARAS_NUMBER) {
        symbol->dimension = 0;
    }
    return true;
}

static struct aras_term *unknown_stage(struct compiler *compiler,
                                       const struct aras_tree *tree, struct wish wish)
{
    const char *id = tree->name->id;
    const char *near = aras_nearest_name(id, wish.stages->names, wish.stages->count);
    const char *list = stage_list(compiler, wish.stages);
    const char *owner = wish.of != NULL ? words(compiler, wish.of) : "what stands here";

    if (near != NULL) {
        complain(compiler, tree,
                 "%s has no stage '%.60s': did you mean '%s'? The stages are %s", owner,
                 id, near, list);
    } else {
        complain(compiler, tree, "%s has no stage '%.60s'; the stages are %s", owner,
                 id, list);
    }
    return wrong(compiler, tree);
}

static struct aras_term *unknown_name(struct compiler *compiler,
                                      const struct aras_tree *tree, const char *hint)
{
    const struct aras_name *name = tree->name;
    const char *text = aras_name_text(name, compiler->arena);

    if (hint != NULL) {
        complain(compiler, tree, "nothing is called '%.80s': %s", text, hint);
    } else if (find_unit(name) >= 0) {
        complain(compiler, tree,
                 "'%s' is no unit here: this model has no start and counts time in "
                 "plain numbers",
                 text);
    } else if (name->function == NULL && aras_formula_is_function(name->id)) {
        complain(compiler, tree, "'%s' is a function: write %s(...)", name->id,
                 name->id);
    } else {
        complain(compiler, tree, "nothing is called '%.80s'", text);
    }
    return wrong(compiler, tree);
}

static struct aras_term *analyse_name(struct compiler *compiler,
                                      const struct aras_tree *tree, struct wish wish)
{
    const struct aras_name *name = tree->name;
    struct aras_term *term;
    struct aras_symbol symbol;
    const char *hint;

    if (!find(compiler, name, &symbol, NULL)) {
        if (wish.stages == NULL || name->function != NULL || name->count > 0) {
            find(compiler, name, &symbol, &hint);
            return unknown_name(compiler, tree, hint);
        }
        for (size_t i = 0; i < wish.stages->count; i++) {
            if (strcmp(wish.stages->names[i], name->id) == 0) {
                term = constant(compiler, tree, (double) i);
                term->type = ARAS_STAGE;
                term->stages = wish.stages;
                return term;
            }
        }
        return unknown_stage(compiler, tree, wish);
    }

    switch (symbol.kind) {
    case ARAS_SYMBOL_CONSTANT:
        term = constant(compiler, tree, symbol.value);
        break;
    case ARAS_SYMBOL_SLOT:
        term = new_term(compiler, ARAS_IS_SLOT, tree);
        term->slot = symbol.slot;
        term->varies = symbol.varies;
        break;
    case ARAS_SYMBOL_MOVING:
    default:
        term = new_term(compiler, ARAS_IS_AGE, tree);
        term->slot = symbol.slot;
        term->varies = true;
        break;
    }
    term->type = symbol.type;
    term->stages = symbol.stages;
    term->dimension = symbol.dimension;
    return term;
}

/* Values that move */

static bool is_moving(const struct compiler *compiler, const struct aras_term *term)
{
    return compiler->scope->held && term->kind == ARAS_IS_AGE;
}

/* Anything but the side of a comparison, or what a table is asked about. */
static struct aras_term *analyse_value(struct compiler *compiler,
                                       const struct aras_tree *tree, struct wish wish)
{
    struct aras_term *term = analyse(compiler, tree, wish);

    if (!is_moving(compiler, term)) {
        return term;
    }

    const char *name = words(compiler, tree);

    complain(
        compiler, tree,
        "%s grows all the time, and here values must stand still between events: "
        "compare it alone with something that stands, as in '%.*s > x', or look it "
        "up in steps, as in table(%.*s, 0: x, 5: y)",
        name, (int) strlen(name) - 2, name + 1, (int) strlen(name) - 2, name + 1);
    return wrong(compiler, tree);
}

static uint32_t ask_corner(struct compiler *compiler, uint32_t origin,
                           enum aras_comparison comparison,
                           const struct aras_term *threshold)
{
    struct aras_corner *corner = aras_arena_get(compiler->arena, sizeof *corner);

    corner->origin = origin;
    corner->comparison = comparison;
    corner->threshold = new_code(compiler, threshold, 0);
    return compiler->scope->corner(compiler->scope->context, corner);
}

/* A threshold is worked out whenever something changes: a draw would be made anew. */
static bool may_be_threshold(struct compiler *compiler, const struct aras_term *term,
                             size_t draws_before)
{
    if (compiler->draws == draws_before) {
        return true;
    }
    complain(compiler, term->tree,
             "what grows with time cannot be compared with a draw");
    return false;
}

static enum aras_comparison comparison_of(enum aras_operation operation)
{
    switch (operation) {
    case ARAS_DO_LESS:
        return ARAS_LESS;
    case ARAS_DO_LESS_OR_EQUAL:
        return ARAS_LESS_OR_EQUAL;
    case ARAS_DO_GREATER:
        return ARAS_GREATER;
    default:
        return ARAS_GREATER_OR_EQUAL;
    }
}

/* `5 > x` is `x < 5`. */
static enum aras_comparison flipped(enum aras_comparison comparison)
{
    switch (comparison) {
    case ARAS_LESS:
        return ARAS_GREATER;
    case ARAS_LESS_OR_EQUAL:
        return ARAS_GREATER_OR_EQUAL;
    case ARAS_GREATER:
        return ARAS_LESS;
    default:
        return ARAS_LESS_OR_EQUAL;
    }
}

static struct aras_term *compare_moving(struct compiler *compiler,
                                        const struct aras_tree *tree,
                                        enum aras_operation operation,
                                        const struct aras_term *left,
                                        const struct aras_term *right)
{
    bool left_moves = is_moving(compiler, left);
    const struct aras_term *moving = left_moves ? left : right;
    const struct aras_term *standing = left_moves ? right : left;
    enum aras_comparison comparison = comparison_of(operation);

    if (operation == ARAS_DO_EQUAL || operation == ARAS_DO_UNEQUAL) {
        complain(compiler, tree,
                 "%s grows all the time and equals something for no time at all: "
                 "compare it with <, <=, > or >=",
                 words(compiler, moving->tree));
        return wrong(compiler, tree);
    }
    if (is_moving(compiler, standing)) {
        complain(compiler, tree,
                 "both sides grow with time: compare one of them with something that "
                 "stands still between events");
        return wrong(compiler, tree);
    }

    struct aras_term *term = new_term(compiler, ARAS_IS_SLOT, tree);

    term->type = ARAS_TRUTH;
    term->varies = true;
    term->slot = ask_corner(compiler, moving->slot,
                            left_moves ? comparison : flipped(comparison), standing);
    return term;
}

/* Comparisons and what belongs to them */

/* A name that only the other side can explain, or a choice of such. */
static bool waits_for_stages(struct compiler *compiler, const struct aras_tree *tree)
{
    struct aras_symbol symbol;

    if (tree->kind == ARAS_TREE_IF) {
        return waits_for_stages(compiler, tree->parts[1]) ||
               waits_for_stages(compiler, tree->parts[2]);
    }
    return tree->kind == ARAS_TREE_NAME && tree->name->function == NULL &&
           tree->name->count == 0 && !find(compiler, tree->name, &symbol, NULL);
}

static struct wish wish_of(const struct aras_term *term)
{
    if (is_wrong(term) || term->type != ARAS_STAGE) {
        return no_wish;
    }
    return (struct wish){.stages = term->stages, .of = term->tree};
}

/* Analyses two values of which one may give a meaning to a stage on the other side.
 * What moves may stand here when `moving` is set. */
static void analyse_pair(struct compiler *compiler, const struct aras_tree *left_tree,
                         const struct aras_tree *right_tree, struct wish wish,
                         bool moving, struct aras_term **left, struct aras_term **right)
{
    struct aras_term *(*look)(struct compiler *, const struct aras_tree *,
                              struct wish) = moving ? analyse : analyse_value;

    if (wish.stages == NULL && waits_for_stages(compiler, left_tree)) {
        *right = look(compiler, right_tree, wish);
        *left = look(compiler, left_tree, wish_of(*right));
    } else {
        *left = look(compiler, left_tree, wish);
        *right =
            look(compiler, right_tree, wish.stages == NULL ? wish_of(*left) : wish);
    }
}

/* Both of one type and dimension, so that they may be compared or take one place. */
static bool need_alike(struct compiler *compiler, const struct aras_tree *tree,
                       const struct aras_term *left, const struct aras_term *right)
{
    const struct aras_term *stage = left->type == ARAS_STAGE ? left : right;
    const struct aras_term *other = left->type == ARAS_STAGE ? right : left;

    if (is_wrong(left) || is_wrong(right)) {
        return false;
    }
    if (left->type == ARAS_STAGE && right->type == ARAS_STAGE) {
        if (left->stages == right->stages) {
            return true;
        }
        complain(compiler, tree, "%s and %s have different stages: %s; and %s",
                 words(compiler, left->tree), words(compiler, right->tree),
                 stage_list(compiler, left->stages),
                 stage_list(compiler, right->stages));
        return false;
    }
    if (stage->type == ARAS_STAGE) {
        complain(compiler, other->tree,
                 "%s has stages; compare it with one of them: %s",
                 words(compiler, stage->tree), stage_list(compiler, stage->stages));
        return false;
    }
    if (left->type != right->type) {
        const struct aras_term *truth = left->type == ARAS_TRUTH ? left : right;
        const struct aras_term *number = left->type == ARAS_TRUTH ? right : left;

        complain(compiler, tree,
                 "%s is true or false and %s is a number: they do not go together",
                 words(compiler, truth->tree), words(compiler, number->tree));
        return false;
    }
    return left->type != ARAS_NUMBER ||
           need_same_dimension(compiler, tree, left, right);
}

static enum aras_operation comparison_operation(enum aras_tree_kind kind)
{
    return (enum aras_operation)((int) kind - (int) ARAS_TREE_LESS +
                                 (int) ARAS_DO_LESS);
}

static struct aras_term *analyse_comparison(struct compiler *compiler,
                                            const struct aras_tree *tree)
{
    enum aras_operation operation = comparison_operation(tree->kind);
    size_t draws_before = compiler->draws;
    struct aras_term *left;
    struct aras_term *right;

    analyse_pair(compiler, tree->parts[0], tree->parts[1], no_wish, true, &left,
                 &right);
    if (!need_alike(compiler, tree, left, right)) {
        return wrong(compiler, tree);
    }
    if (left->type == ARAS_TRUTH && operation != ARAS_DO_EQUAL &&
        operation != ARAS_DO_UNEQUAL) {
        complain(compiler, tree,
                 "true and false have no order: compare them with == or !=");
        return wrong(compiler, tree);
    }
    if (is_moving(compiler, left) || is_moving(compiler, right)) {
        return may_be_threshold(compiler, left, draws_before)
                   ? compare_moving(compiler, tree, operation, left, right)
                   : wrong(compiler, tree);
    }

    struct aras_term *term = with_parts(compiler, ARAS_IS_COMPARISON, tree, 2);

    term->operation = operation;
    term->type = ARAS_TRUTH;
    term->parts[0] = left;
    term->parts[1] = right;
    return folded(compiler, term);
}

static struct aras_term *analyse_logic(struct compiler *compiler,
                                       const struct aras_tree *tree)
{
    bool both = tree->kind == ARAS_TREE_AND;
    struct aras_term *left = analyse_value(compiler, tree->parts[0], no_wish);

    compiler->conditional++;

    struct aras_term *right = analyse_value(compiler, tree->parts[1], no_wish);

    compiler->conditional--;

    bool left_fits = need_truth(compiler, left);
    bool right_fits = need_truth(compiler, right);

    if (!left_fits || !right_fits) {
        return wrong(compiler, tree);
    }
    if (is_constant(left)) {
        return (left->value != 0.0) == both ? right : left;
    }
    if (is_value(right, both ? 1.0 : 0.0)) {
        return left;
    }

    struct aras_term *term =
        with_parts(compiler, both ? ARAS_IS_AND : ARAS_IS_OR, tree, 2);

    term->type = ARAS_TRUTH;
    term->parts[0] = left;
    term->parts[1] = right;
    return folded(compiler, term);
}

static struct aras_term *analyse_if(struct compiler *compiler,
                                    const struct aras_tree *tree, struct wish wish)
{
    struct aras_term *condition = analyse_value(compiler, tree->parts[0], no_wish);
    struct aras_term *yes;
    struct aras_term *no;

    compiler->conditional++;
    analyse_pair(compiler, tree->parts[1], tree->parts[2], wish, false, &yes, &no);
    compiler->conditional--;

    bool condition_fits = need_truth(compiler, condition);

    if (!need_alike(compiler, tree, yes, no) || !condition_fits) {
        return wrong(compiler, tree);
    }

    struct aras_term *term;

    if (is_constant(condition)) {
        term = condition->value != 0.0 ? yes : no;
    } else {
        term = with_parts(compiler, ARAS_IS_IF, tree, 3);
        term->parts[0] = condition;
        term->parts[1] = yes;
        term->parts[2] = no;
        term->type = yes->type;
        term->stages = yes->stages;
        term = folded(compiler, term);
    }
    take_dimension(term, yes, no);
    return term;
}

/* Arithmetic */

static struct aras_term *analyse_sum(struct compiler *compiler,
                                     const struct aras_tree *tree)
{
    bool plus = tree->kind == ARAS_TREE_SUM;
    struct aras_term *left = analyse_value(compiler, tree->parts[0], no_wish);
    struct aras_term *right = analyse_value(compiler, tree->parts[1], no_wish);
    bool left_fits = need_number(compiler, left);

    if (!need_number(compiler, right) || !left_fits ||
        !need_same_dimension(compiler, tree, left, right)) {
        return wrong(compiler, tree);
    }

    struct aras_term *term;

    /* x + 0 is not always x (-0 + 0 is 0), but x - 0 is. */
    if (!plus && is_value(right, 0.0) && !signbit(right->value)) {
        term = left;
        term->tree = tree;
    } else {
        term =
            binary(compiler, plus ? ARAS_DO_ADD : ARAS_DO_SUBTRACT, tree, left, right);
    }
    if (!is_wrong(term)) {
        take_dimension(term, left, right);
    }
    return term;
}

static struct aras_term *analyse_product(struct compiler *compiler,
                                         const struct aras_tree *tree)
{
    bool times = tree->kind == ARAS_TREE_PRODUCT;
    struct aras_term *left = analyse_value(compiler, tree->parts[0], no_wish);
    struct aras_term *right = analyse_value(compiler, tree->parts[1], no_wish);
    bool left_fits = need_number(compiler, left);

    if (!need_number(compiler, right) || !left_fits) {
        return wrong(compiler, tree);
    }

    int dimension = left->dimension + (times ? right->dimension : -right->dimension);
    struct aras_term *term;

    if (dimension > HIGHEST_DIMENSION || dimension < -HIGHEST_DIMENSION) {
        complain(compiler, tree, "time^%d is beyond all sense", dimension);
        return wrong(compiler, tree);
    }
    if (is_value(right, 1.0)) {
        term = left;
    } else if (times && is_value(left, 1.0)) {
        term = right;
    } else {
        term = binary(compiler, times ? ARAS_DO_MULTIPLY : ARAS_DO_DIVIDE, tree, left,
                      right);
    }
    term->tree = tree;
    term->dimension = dimension;
    term->any_dimension = false;
    return term;
}

static bool power_dimension(struct compiler *compiler, const struct aras_tree *tree,
                            const struct aras_term *base,
                            const struct aras_term *exponent, int *dimension)
{
    *dimension = 0;
    if (base->dimension == 0) {
        return true;
    }
    if (!is_constant(exponent) || floor(exponent->value) != exponent->value) {
        complain(compiler, exponent->tree,
                 "%s is %s: its power must be a whole number that is written out",
                 words(compiler, base->tree),
                 dimension_text(compiler, base->dimension));
        return false;
    }

    double product = base->dimension * exponent->value;

    if (fabs(product) > HIGHEST_DIMENSION) {
        complain(compiler, tree, "time^%.0f is beyond all sense", product);
        return false;
    }
    *dimension = (int) product;
    return true;
}

static struct aras_term *analyse_power(struct compiler *compiler,
                                       const struct aras_tree *tree)
{
    struct aras_term *base = analyse_value(compiler, tree->parts[0], no_wish);
    struct aras_term *exponent = analyse_value(compiler, tree->parts[1], no_wish);
    bool base_fits = need_number(compiler, base);
    int dimension;

    if (!need_plain(compiler, exponent, "an exponent") || !base_fits ||
        !power_dimension(compiler, tree, base, exponent, &dimension)) {
        return wrong(compiler, tree);
    }

    struct aras_term *term =
        is_value(exponent, 1.0) ? base
                                : binary(compiler, ARAS_DO_POWER, tree, base, exponent);

    term->tree = tree;
    term->dimension = dimension;
    return term;
}

static struct aras_term *unary(struct compiler *compiler, enum aras_operation operation,
                               const struct aras_tree *tree,
                               const struct aras_term *operand)
{
    struct aras_term *term = with_parts(compiler, ARAS_IS_OPERATION, tree, 1);

    term->operation = operation;
    term->type = operand->type;
    term->parts[0] = operand;
    return folded(compiler, term);
}

static struct aras_term *analyse_not(struct compiler *compiler,
                                     const struct aras_tree *tree)
{
    struct aras_term *operand = analyse_value(compiler, tree->parts[0], no_wish);

    if (!need_truth(compiler, operand)) {
        return wrong(compiler, tree);
    }
    return unary(compiler, ARAS_DO_NOT, tree, operand);
}

/* Functions of one number. */
static struct aras_term *analyse_function(struct compiler *compiler,
                                          const struct aras_tree *tree)
{
    static const struct {
        enum aras_tree_kind kind;
        enum aras_operation operation;
        const char *plain; /* what must be a plain number */
    } forms[] = {
        {ARAS_TREE_NEGATIVE, ARAS_DO_NEGATIVE, NULL},
        {ARAS_TREE_EXP, ARAS_DO_EXP, "the argument of exp"},
        {ARAS_TREE_LOG, ARAS_DO_LOG, "the argument of log"},
        {ARAS_TREE_SQRT, ARAS_DO_SQRT, NULL},
        {ARAS_TREE_ABS, ARAS_DO_ABS, NULL},
        {ARAS_TREE_SIGN, ARAS_DO_SIGN, NULL},
        {ARAS_TREE_FLOOR, ARAS_DO_FLOOR, "the argument of floor"},
        {ARAS_TREE_CEIL, ARAS_DO_CEIL, "the argument of ceil"},
        {ARAS_TREE_ROUND, ARAS_DO_ROUND, "the argument of round"},
        {ARAS_TREE_LOGISTIC, ARAS_DO_LOGISTIC, "the argument of logistic"},
    };
    struct aras_term *operand = analyse_value(compiler, tree->parts[0], no_wish);
    size_t form = 0;

    while (forms[form].kind != tree->kind) {
        form++;
        ARAS_REQUIRE(form < sizeof forms / sizeof *forms);
    }
    if (!(forms[form].plain != NULL ? need_plain(compiler, operand, forms[form].plain)
                                    : need_number(compiler, operand))) {
        return wrong(compiler, tree);
    }

    int dimension = operand->dimension;

    if (tree->kind == ARAS_TREE_SIGN) {
        dimension = 0;
    } else if (tree->kind == ARAS_TREE_SQRT) {
        if (dimension % 2 != 0) {
            complain(compiler, tree,
                     "%s is %s: a root can be taken of a plain number or of an even "
                     "power of time",
                     words(compiler, operand->tree),
                     dimension_text(compiler, dimension));
            return wrong(compiler, tree);
        }
        dimension /= 2;
    }

    struct aras_term *term = unary(compiler, forms[form].operation, tree, operand);

    term->dimension = dimension;
    term->any_dimension = operand->any_dimension && tree->kind == ARAS_TREE_NEGATIVE;
    return term;
}

/* min, max, clamp, toward: numbers of one dimension, but for toward's share. */
static struct aras_term *analyse_together(struct compiler *compiler,
                                          const struct aras_tree *tree)
{
    struct aras_term *term = with_parts(compiler, ARAS_IS_OPERATION, tree, tree->count);
    const struct aras_term *sample = NULL; /* the first that has a dimension */
    bool fits = true;

    switch (tree->kind) {
    case ARAS_TREE_MIN:
        term->operation = ARAS_DO_MIN;
        break;
    case ARAS_TREE_MAX:
        term->operation = ARAS_DO_MAX;
        break;
    case ARAS_TREE_CLAMP:
        term->operation = ARAS_DO_CLAMP;
        break;
    default:
        term->operation = ARAS_DO_TOWARD;
        break;
    }
    for (size_t i = 0; i < tree->count; i++) {
        struct aras_term *part = analyse_value(compiler, tree->parts[i], no_wish);

        term->parts[i] = part;
        if (tree->kind == ARAS_TREE_TOWARD && i == 2) {
            fits &= need_plain(compiler, part, "the share of toward");
        } else if (!need_number(compiler, part)) {
            fits = false;
        } else if (sample == NULL || sample->any_dimension) {
            sample = part;
        } else {
            fits &= need_same_dimension(compiler, tree, sample, part);
        }
    }
    if (!fits) {
        return wrong(compiler, tree);
    }
    term = folded(compiler, term);
    if (!is_wrong(term) && sample != NULL) {
        term->dimension = sample->dimension;
        term->any_dimension = sample->any_dimension;
    }
    return term;
}

/* Tables */

static bool corners_rise(struct compiler *compiler, const struct aras_term *table)
{
    bool rise = true;

    for (size_t i = 3; i < table->count; i += 2) {
        const struct aras_term *before = table->parts[i - 2];
        const struct aras_term *corner = table->parts[i];

        if (is_constant(before) && is_constant(corner) &&
            before->value >= corner->value) {
            complain(compiler, corner->tree,
                     "the corners of a table must rise, and %s does not come after %s",
                     words(compiler, corner->tree), words(compiler, before->tree));
            rise = false;
        }
    }
    return rise;
}

/* The table as a value for each corner that has been reached. */
static struct aras_term *steps_of(struct compiler *compiler,
                                  const struct aras_term *table)
{
    size_t count = table->count / 2;
    uint32_t *corners = aras_arena_array(compiler->arena, count, sizeof *corners);
    struct aras_term *steps = with_parts(compiler, ARAS_IS_STEPS, table->tree, count);

    for (size_t i = 0; i < count; i++) {
        steps->parts[i] = table->parts[2 + 2 * i];
        if (i > 0) {
            corners[i] = ask_corner(compiler, table->parts[0]->slot,
                                    ARAS_GREATER_OR_EQUAL, table->parts[1 + 2 * i]);
        }
    }
    steps->corners = corners;
    steps->type = table->type;
    steps->stages = table->stages;
    steps->varies = true;
    return steps;
}

/* The value of the table if it is known which one it is; or else NULL. */
static const struct aras_term *looked_up(const struct aras_term *table)
{
    const struct aras_term *value = table->parts[2];

    if (table->count == 3) {
        return value;
    }
    if (!is_constant(table->parts[0])) {
        return NULL;
    }
    for (size_t i = 3; i < table->count; i += 2) {
        if (!is_constant(table->parts[i])) {
            return NULL;
        }
        if (table->parts[0]->value >= table->parts[i]->value) {
            value = table->parts[i + 1];
        }
    }
    return value;
}

static struct aras_term *analyse_table(struct compiler *compiler,
                                       const struct aras_tree *tree, struct wish wish)
{
    struct aras_term *table = with_parts(compiler, ARAS_IS_TABLE, tree, tree->count);
    struct aras_term *sought = analyse(compiler, tree->parts[0], no_wish);
    const struct aras_term *sample = NULL; /* a value that has a dimension */
    bool fits = need_number(compiler, sought);

    table->parts[0] = sought;
    for (size_t i = 1; i < tree->count; i += 2) {
        size_t draws_before = compiler->draws;

        compiler->conditional += i > 1;

        struct aras_term *corner = analyse_value(compiler, tree->parts[i], no_wish);

        compiler->conditional -= i > 1;

        bool corner_fits =
            need_number(compiler, corner) && !is_wrong(sought) &&
            may_be_threshold(compiler, corner, draws_before) &&
            need_same_dimension(compiler, tree->parts[i], sought, corner);

        compiler->conditional++;

        struct aras_term *value = analyse_value(
            compiler, tree->parts[i + 1], sample != NULL ? wish_of(sample) : wish);

        compiler->conditional--;
        fits &= corner_fits && !is_wrong(value);
        if (!is_wrong(value) && (sample == NULL || sample->any_dimension)) {
            fits &= sample == NULL || need_alike(compiler, tree, sample, value);
            sample = value;
        } else if (!is_wrong(value)) {
            fits &= need_alike(compiler, tree->parts[i + 1], sample, value);
        }
        table->parts[i] = corner;
        table->parts[i + 1] = value;
    }
    if (!fits || sample == NULL || !corners_rise(compiler, table)) {
        return wrong(compiler, tree);
    }
    table->type = sample->type;
    table->stages = sample->stages;

    const struct aras_term *value = looked_up(table);
    struct aras_term *result;

    if (value != NULL) {
        result = new_term(compiler, value->kind, value->tree);
        *result = *value;
    } else if (is_moving(compiler, sought)) {
        result = steps_of(compiler, table);
    } else {
        result = folded(compiler, table);
    }
    result->dimension = sample->dimension;
    result->any_dimension = sample->any_dimension;
    return result;
}

/* Draws */

static bool draw_dimension(struct compiler *compiler, const struct aras_term *draw,
                           int *dimension)
{
    const struct aras_tree *tree = draw->tree;
    const struct aras_distribution_form *form =
        aras_distribution_form(tree->distribution);
    const struct aras_term *sample = NULL;
    bool fits = true;

    *dimension = 0;
    for (size_t i = 0; i < draw->count; i++) {
        const struct aras_term *part = draw->parts[i];
        bool bound = i >= form->arguments;
        bool scales = bound || form->scales[i];
        bool inverse = !bound && form->inverse[i];
        bool squared = !bound && form->squared[i];

        if (!scales && !inverse && !squared) {
            fits &= need_plain(compiler, part, form->argument[i]);
            continue;
        }
        if (part->any_dimension) {
            continue;
        }

        int implied = inverse ? -part->dimension : part->dimension;

        if (squared) {
            if (implied % 2 != 0) {
                complain(compiler, part->tree,
                         "a variance is the square of something, and %s is %s",
                         words(compiler, part->tree),
                         dimension_text(compiler, implied));
                fits = false;
                continue;
            }
            implied /= 2;
        }
        if (bound && form->discrete && implied != 0) {
            fits &= need_plain(compiler, part, "a bound of a count");
        } else if (sample == NULL) {
            sample = part;
            *dimension = implied;
        } else if (implied != *dimension) {
            complain(compiler, part->tree, "%s makes the draw %s, and %s makes it %s",
                     words(compiler, sample->tree),
                     dimension_text(compiler, *dimension), words(compiler, part->tree),
                     dimension_text(compiler, implied));
            fits = false;
        }
    }
    return fits;
}

/* Tells now what would be wrong in every replication. */
static bool check_constant_draw(struct compiler *compiler, const struct aras_term *draw)
{
    const struct aras_tree *tree = draw->tree;
    size_t arguments = aras_distribution_form(tree->distribution)->arguments;
    struct aras_distribution distribution = {.kind = tree->distribution,
                                             .truncated = tree->truncated};
    struct aras_error error;

    for (size_t i = 0; i < draw->count; i++) {
        if (!is_constant(draw->parts[i])) {
            return true;
        }
        if (i < arguments) {
            distribution.argument[i] = draw->parts[i]->value;
        } else if (i == arguments) {
            distribution.low = draw->parts[i]->value;
        } else {
            distribution.high = draw->parts[i]->value;
        }
    }
    if (aras_distribution_check(&distribution, &error) == ARAS_OK) {
        return true;
    }
    complain(compiler, tree, "%s", error.message);
    return false;
}

static struct aras_term *analyse_draw(struct compiler *compiler,
                                      const struct aras_tree *tree)
{
    struct aras_term *draw = with_parts(compiler, ARAS_IS_DRAW, tree, tree->count);
    bool fits = true;
    int dimension;

    /* The outermost draw has the lowest number: numbers follow the text. */
    draw->slot = (uint32_t) compiler->draws++;
    if (!compiler->scope->draws) {
        complain(
            compiler, tree,
            "nothing is drawn here: draws stand in effects and delays, and what is "
            "not known for sure is a parameter with a prior");
        fits = false;
    }
    for (size_t i = 0; i < tree->count; i++) {
        struct aras_term *part = analyse_value(compiler, tree->parts[i], no_wish);

        fits &= need_number(compiler, part);
        draw->parts[i] = part;
    }
    if (!fits || !draw_dimension(compiler, draw, &dimension) ||
        !check_constant_draw(compiler, draw)) {
        return wrong(compiler, tree);
    }
    draw->dimension = dimension;
    return folded(compiler, draw);
}

/* Everything */

static struct aras_term *analyse(struct compiler *compiler,
                                 const struct aras_tree *tree, struct wish wish)
{
    struct aras_term *term;

    switch (tree->kind) {
    case ARAS_TREE_NUMBER:
        term = constant(compiler, tree, tree->number);
        term->any_dimension = tree->number == 0.0;
        return term;
    case ARAS_TREE_TRUTH:
        term = constant(compiler, tree, tree->number);
        term->type = ARAS_TRUTH;
        return term;
    case ARAS_TREE_NAME:
        return analyse_name(compiler, tree, wish);
    case ARAS_TREE_NOT:
        return analyse_not(compiler, tree);
    case ARAS_TREE_OR:
    case ARAS_TREE_AND:
        return analyse_logic(compiler, tree);
    case ARAS_TREE_LESS:
    case ARAS_TREE_LESS_OR_EQUAL:
    case ARAS_TREE_GREATER:
    case ARAS_TREE_GREATER_OR_EQUAL:
    case ARAS_TREE_EQUAL:
    case ARAS_TREE_UNEQUAL:
        return analyse_comparison(compiler, tree);
    case ARAS_TREE_SUM:
    case ARAS_TREE_DIFFERENCE:
        return analyse_sum(compiler, tree);
    case ARAS_TREE_PRODUCT:
    case ARAS_TREE_QUOTIENT:
        return analyse_product(compiler, tree);
    case ARAS_TREE_POWER:
        return analyse_power(compiler, tree);
    case ARAS_TREE_NEGATIVE:
    case ARAS_TREE_EXP:
    case ARAS_TREE_LOG:
    case ARAS_TREE_SQRT:
    case ARAS_TREE_ABS:
    case ARAS_TREE_SIGN:
    case ARAS_TREE_FLOOR:
    case ARAS_TREE_CEIL:
    case ARAS_TREE_ROUND:
    case ARAS_TREE_LOGISTIC:
        return analyse_function(compiler, tree);
    case ARAS_TREE_MIN:
    case ARAS_TREE_MAX:
    case ARAS_TREE_CLAMP:
    case ARAS_TREE_TOWARD:
        return analyse_together(compiler, tree);
    case ARAS_TREE_IF:
        return analyse_if(compiler, tree, wish);
    case ARAS_TREE_TABLE:
        return analyse_table(compiler, tree, wish);
    case ARAS_TREE_DRAW:
        return analyse_draw(compiler, tree);
    }
    return wrong(compiler, tree);
}

/* Products */

struct product {
    struct compiler *compiler;
    const struct aras_tree *tree;
    const struct aras_term *fixed; /* NULL while it is 1 */
    struct aras_factor factors[ARAS_MOST_FACTORS];
    size_t count;
};

static bool add_factor(struct product *product, const struct aras_term *slot,
                       double offset)
{
    if (slot->kind != ARAS_IS_SLOT || slot->type != ARAS_NUMBER ||
        product->count == ARAS_MOST_FACTORS) {
        return false;
    }
    product->factors[product->count++] =
        (struct aras_factor){.slot = slot->slot, .offset = offset};
    return true;
}

static void add_fixed(struct product *product, enum aras_operation operation,
                      const struct aras_term *fixed)
{
    if (operation == ARAS_DO_MULTIPLY && product->fixed == NULL) {
        product->fixed = fixed;
        return;
    }
    if (product->fixed == NULL) {
        product->fixed = constant(product->compiler, product->tree, 1.0);
    }
    product->fixed =
        binary(product->compiler, operation, product->tree, product->fixed, fixed);
}

static void add_sign(struct product *product)
{
    add_fixed(product, ARAS_DO_MULTIPLY,
              constant(product->compiler, product->tree, -1.0));
}

/* slot + c, c + slot, slot - c, c - slot */
static bool gather_shifted(struct product *product, const struct aras_term *term)
{
    const struct aras_term *left = term->parts[0];
    const struct aras_term *right = term->parts[1];
    bool plus = term->operation == ARAS_DO_ADD;

    if (is_constant(right)) {
        return add_factor(product, left, plus ? right->value : -right->value);
    }
    if (!is_constant(left)) {
        return false;
    }
    if (!plus) {
        add_sign(product);
    }
    return add_factor(product, right, plus ? left->value : -left->value);
}

/* False when the term is no product of what is fixed and of (slot + offset). */
static bool gather(struct product *product, const struct aras_term *term)
{
    if (!term->varies) {
        add_fixed(product, ARAS_DO_MULTIPLY, term);
        return true;
    }
    if (term->kind == ARAS_IS_SLOT) {
        return add_factor(product, term, 0.0);
    }
    if (term->kind != ARAS_IS_OPERATION) {
        return false;
    }
    switch (term->operation) {
    case ARAS_DO_MULTIPLY:
        return gather(product, term->parts[0]) && gather(product, term->parts[1]);
    case ARAS_DO_DIVIDE:
        if (term->parts[1]->varies || !gather(product, term->parts[0])) {
            return false;
        }
        add_fixed(product, ARAS_DO_DIVIDE, term->parts[1]);
        return true;
    case ARAS_DO_NEGATIVE:
        add_sign(product);
        return gather(product, term->parts[0]);
    case ARAS_DO_POWER:
        return is_value(term->parts[1], 2.0) && gather(product, term->parts[0]) &&
               gather(product, term->parts[0]);
    case ARAS_DO_ADD:
    case ARAS_DO_SUBTRACT:
        return gather_shifted(product, term);
    default:
        return false;
    }
}

static void set_product(struct compiler *compiler, const struct aras_term *term,
                        struct aras_code *code)
{
    struct product product = {.compiler = compiler, .tree = term->tree};

    if (!term->varies) {
        code->is_product = true;
        code->fixed = code;
        return;
    }
    /* A fixed part that cannot be worked out fails when the rate is, not here. */
    compiler->conditional++;
    code->is_product = term->type == ARAS_NUMBER && gather(&product, term);
    compiler->conditional--;
    if (!code->is_product) {
        return;
    }
    memcpy(code->factors, product.factors, sizeof code->factors);
    code->factor_count = product.count;
    if (product.fixed != NULL && !is_value(product.fixed, 1.0)) {
        code->fixed = new_code(compiler, product.fixed, 0);
    }
}

/* Code */

static int by_number(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *) a;
    uint32_t right = *(const uint32_t *) b;

    return (left > right) - (left < right);
}

static void set_reads(struct aras_emitter *emitter, struct aras_code *code)
{
    size_t count = 0;

    if (emitter->read_count == 0) {
        return;
    }
    qsort(emitter->reads, emitter->read_count, sizeof *emitter->reads, by_number);
    for (size_t i = 0; i < emitter->read_count; i++) {
        if (i == 0 || emitter->reads[i] != emitter->reads[i - 1]) {
            emitter->reads[count++] = emitter->reads[i];
        }
    }
    code->reads = emitter->reads;
    code->read_count = count;
}

static void set_glance(struct aras_code *code)
{
    const struct aras_instruction *at = code->instructions;
    struct aras_glance *glance = &code->glance;

    if (code->literal || at[1].operation != ARAS_DO_END) {
        return;
    }
    glance->kind = ARAS_GLANCE_COMPARISON;
    glance->slot = at->slot;
    glance->bound = at->constant;
    switch ((enum aras_operation) at->operation) {
    case ARAS_DO_SLOT:
        glance->kind = ARAS_GLANCE_SLOT;
        break;
    case ARAS_DO_SLOT_LESS:
        glance->when_less = true;
        break;
    case ARAS_DO_SLOT_LESS_OR_EQUAL:
        glance->when_less = glance->when_equal = true;
        break;
    case ARAS_DO_SLOT_GREATER:
        glance->when_greater = true;
        break;
    case ARAS_DO_SLOT_GREATER_OR_EQUAL:
        glance->when_equal = glance->when_greater = true;
        break;
    case ARAS_DO_SLOT_EQUAL:
        glance->when_equal = true;
        break;
    case ARAS_DO_SLOT_UNEQUAL:
        glance->when_less = glance->when_greater = true;
        break;
    default:
        glance->kind = ARAS_GLANCE_NONE;
        break;
    }
}

static const struct aras_code *new_code(struct compiler *compiler,
                                        const struct aras_term *term, size_t draws)
{
    struct aras_code *code = aras_arena_get(compiler->arena, sizeof *code);
    struct aras_emitter emitter = {.arena = compiler->arena};

    aras_emitter_write(&emitter, term);
    if (emitter.count > ARAS_MOST_INSTRUCTIONS) {
        complain(compiler, term->tree,
                 "this is too long for one formula: divide it into several");
    }
    if (emitter.deepest > ARAS_DEEPEST) {
        complain(compiler, term->tree,
                 "more than %d values wait for one another here: divide the formula "
                 "into several",
                 ARAS_DEEPEST);
    }
    code->instructions = emitter.instructions;
    code->count = emitter.count;
    code->depth = emitter.deepest;
    code->type = term->type;
    code->stages = term->stages;
    code->dimension = term->dimension;
    code->varies = term->varies;
    code->draws = draws;
    code->literal = is_constant(term);
    code->value = code->literal ? term->value : 0.0;
    set_reads(&emitter, code);
    set_product(compiler, term, code);
    set_glance(code);
    return code;
}

/* What is expected */

static void check_dimension(struct compiler *compiler, const struct aras_term *term,
                            const struct aras_expectation *expected)
{
    int wanted = expected->dimension;
    int found = term->dimension;
    const char *advice = "";

    if (wanted == found || term->any_dimension) {
        return;
    }
    if (found == wanted + 1) {
        advice = ": write it as 'x / year'";
    } else if (found == wanted - 1) {
        advice = ": write it as 'x * year'";
    }

    const char *wish = wanted == -1 ? "a rate must be per time"
                       : wanted == 1
                           ? "here a time is needed"
                           : aras_arena_print(compiler->arena, "here %s is needed",
                                              dimension_text(compiler, wanted));

    complain(compiler, term->tree, "%s, this is %s%s", wish,
             dimension_text(compiler, found), advice);
}

static void check_type(struct compiler *compiler, const struct aras_term *term,
                       const struct aras_expectation *expected)
{
    const struct aras_tree *tree = term->tree;

    if (expected->any_type) {
        if (term->type == ARAS_NUMBER && !expected->any_dimension) {
            check_dimension(compiler, term, expected);
        }
        return;
    }
    ARAS_REQUIRE(expected->type != ARAS_STAGE || expected->stages != NULL);
    switch (expected->type) {
    case ARAS_NUMBER:
        if (need_number(compiler, term) && !expected->any_dimension) {
            check_dimension(compiler, term, expected);
        }
        break;
    case ARAS_TRUTH:
        need_truth(compiler, term);
        break;
    case ARAS_STAGE:
        if (term->type != ARAS_STAGE) {
            complain(compiler, tree, "here a stage is needed, one of %s",
                     stage_list(compiler, expected->stages));
        } else if (term->stages != expected->stages) {
            complain(compiler, tree,
                     "%s has other stages (%s) than are needed here (%s)",
                     words(compiler, tree), stage_list(compiler, term->stages),
                     stage_list(compiler, expected->stages));
        }
        break;
    }
}

const struct aras_code *aras_formula_compile(const struct aras_formula *formula,
                                             const struct aras_scope *scope,
                                             const struct aras_expectation *expected,
                                             struct aras_problems *problems)
{
    struct compiler compiler = {.formula = formula,
                                .scope = scope,
                                .problems = problems,
                                .arena = problems->arena,
                                .scratch = {.arena = problems->arena}};
    struct wish wish = {.stages =
                            expected->type == ARAS_STAGE ? expected->stages : NULL};
    struct aras_term *term = analyse_value(&compiler, formula->root, wish);

    if (is_wrong(term)) {
        ARAS_REQUIRE(compiler.complaints > 0);
        return NULL;
    }

    struct aras_expectation checked = *expected;

    checked.any_dimension |= scope->timeless;
    check_type(&compiler, term, &checked);
    if (compiler.complaints > 0) {
        return NULL;
    }
    if (term->any_dimension && !checked.any_dimension) {
        term->dimension = checked.dimension;
    }

    const struct aras_code *code = new_code(&compiler, term, compiler.draws);

    return compiler.complaints == 0 ? code : NULL;
}
