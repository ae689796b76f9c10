#include "formula/formula.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "formula/lexer.h"
#include "formula/tree.h"

enum {
    LONGEST = 65536, /* bytes of a formula */
    DEEPEST = 200,   /* brackets within brackets */
    HIGHEST = 1000   /* operations that wait for one another, as in a + b + c + ... */
};

struct parser {
    struct aras_formula_source source;
    struct aras_problems *problems;
    struct aras_token token; /* the one to be looked at */
    size_t last_end;         /* where the one before it ended */
    size_t depth;
    bool failed; /* the first mistake of syntax was told; the rest would be guesses */
    struct aras_formula *formula;
};

static struct aras_tree *parse_binary(struct parser *parser, int weakest);

static void fail(struct parser *parser, size_t begin, size_t end, const char *format,
                 ...) ARAS_PRINTF(4, 5);

static void fail(struct parser *parser, size_t begin, size_t end, const char *format,
                 ...)
{
    char message[512];
    va_list arguments;

    if (parser->failed) {
        return;
    }
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    aras_formula_source_complain(&parser->source, parser->problems, begin, end, "%s",
                                 message);
    parser->failed = true;
}

static void fail_here(struct parser *parser, const char *message)
{
    fail(parser, parser->token.begin, parser->token.end, "%s", message);
}

/* Looks at the next token; one that is wrong ends the reading. */
static void look(struct parser *parser, size_t from)
{
    parser->token = aras_lexer_next(parser->source.text, from);
    if (parser->token.kind == ARAS_TOKEN_WRONG) {
        fail_here(parser, parser->token.complaint);
    }
}

static void advance(struct parser *parser)
{
    parser->last_end = parser->token.end;
    look(parser, parser->token.end);
}

static bool at(const struct parser *parser, enum aras_token_kind kind)
{
    return !parser->failed && parser->token.kind == kind;
}

static bool take(struct parser *parser, enum aras_token_kind kind)
{
    if (!at(parser, kind)) {
        return false;
    }
    advance(parser);
    return true;
}

static char *token_text(const struct parser *parser)
{
    return aras_arena_slice(parser->problems->arena,
                            parser->source.text + parser->token.begin,
                            parser->token.end - parser->token.begin);
}

static bool start(struct parser *parser, const char *text, struct aras_place place,
                  const char *what, struct aras_problems *problems)
{
    *parser =
        (struct parser){.source = {.place = place, .what = what}, .problems = problems};
    if (strnlen(text, LONGEST + 1) > LONGEST) {
        aras_problems_add(problems, place, "%s: a text of more than %d bytes", what,
                          LONGEST);
        return false;
    }
    parser->source.text = aras_arena_copy(problems->arena, text);
    parser->source.what = aras_arena_copy(problems->arena, what);
    look(parser, 0);
    return !parser->failed;
}

static struct aras_tree *new_tree(struct parser *parser, enum aras_tree_kind kind,
                                  size_t begin)
{
    struct aras_tree *tree = aras_arena_get(parser->problems->arena, sizeof *tree);

    tree->kind = kind;
    tree->begin = begin;
    tree->end = parser->last_end;
    tree->height = 1;
    return tree;
}

static void add_part(struct parser *parser, struct aras_tree *tree,
                     struct aras_tree *part)
{
    struct aras_tree **place =
        aras_arena_grow(parser->problems->arena, &tree->parts, tree->count++,
                        sizeof(struct aras_tree *));

    *place = part;
    if (part != NULL && tree->height <= part->height) {
        tree->height = part->height + 1;
    }
    if (tree->height > HIGHEST) {
        fail(parser, tree->begin, tree->begin + 1,
             "more than %d operations wait for one another here: divide the formula "
             "into several",
             HIGHEST);
    }
}

static bool go_deeper(struct parser *parser)
{
    if (++parser->depth > DEEPEST) {
        fail(parser, parser->token.begin, parser->token.end,
             "nested deeper than %d: divide the formula into several", DEEPEST);
    }
    return !parser->failed;
}

/* Names */

/* `[russia, iran]`, if there is one. */
static void parse_index(struct parser *parser, struct aras_name *name)
{
    struct aras_arena *arena = parser->problems->arena;
    const char **index = NULL;
    size_t opened = parser->token.begin;

    if (!take(parser, ARAS_TOKEN_OPEN_INDEX)) {
        return;
    }
    do {
        if (!at(parser, ARAS_TOKEN_NAME)) {
            fail_here(parser, "a name is missing here, as in 'trust[iran, russia]'");
            return;
        }
        *(const char **) aras_arena_grow(arena, &index, name->count++, sizeof *index) =
            token_text(parser);
        advance(parser);
    } while (take(parser, ARAS_TOKEN_COMMA));
    if (!take(parser, ARAS_TOKEN_CLOSE_INDEX)) {
        fail(parser, opened, opened + 1, "this bracket is not closed by ']'");
    }
    name->index = index;
}

static void parse_plain_name(struct parser *parser, struct aras_name *name)
{
    if (!at(parser, ARAS_TOKEN_NAME)) {
        fail_here(parser, at(parser, ARAS_TOKEN_END) ? "a name is missing here"
                                                     : "this is no name");
        return;
    }
    name->id = token_text(parser);
    advance(parser);
    parse_index(parser, name);
}

static struct aras_tree *name_tree(struct parser *parser, struct aras_name name,
                                   size_t begin)
{
    struct aras_formula *formula = parser->formula;
    struct aras_arena *arena = parser->problems->arena;
    struct aras_tree *tree = new_tree(parser, ARAS_TREE_NAME, begin);
    struct aras_name *own = aras_arena_get(arena, sizeof *own);

    *own = name;
    tree->name = own;
    *(struct aras_name *) aras_arena_grow(arena, &formula->names, formula->name_count++,
                                          sizeof name) = name;
    return tree;
}

/* Functions */

struct function {
    const char *name;
    enum aras_tree_kind kind;
    size_t least, most; /* arguments; a most of 0 stands for any number */
};

static const struct function functions[] = {
    {"exp", ARAS_TREE_EXP, 1, 1},           {"log", ARAS_TREE_LOG, 1, 1},
    {"sqrt", ARAS_TREE_SQRT, 1, 1},         {"abs", ARAS_TREE_ABS, 1, 1},
    {"sign", ARAS_TREE_SIGN, 1, 1},         {"floor", ARAS_TREE_FLOOR, 1, 1},
    {"ceil", ARAS_TREE_CEIL, 1, 1},         {"round", ARAS_TREE_ROUND, 1, 1},
    {"logistic", ARAS_TREE_LOGISTIC, 1, 1}, {"min", ARAS_TREE_MIN, 2, 0},
    {"max", ARAS_TREE_MAX, 2, 0},           {"if", ARAS_TREE_IF, 3, 3},
    {"clamp", ARAS_TREE_CLAMP, 3, 3},       {"toward", ARAS_TREE_TOWARD, 3, 3},
    {"table", ARAS_TREE_TABLE, 1, 1},
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* Functions of a name. */
static const char *const askers[] = {"since", "happened", "count"};

enum { ASKERS = sizeof askers / sizeof *askers };

static const struct function *find_function(const char *name)
{
    for (size_t i = 0; i < FUNCTIONS; i++) {
        if (strcmp(functions[i].name, name) == 0) {
            return &functions[i];
        }
    }
    return NULL;
}

static const char *find_asker(const char *name)
{
    for (size_t i = 0; i < ASKERS; i++) {
        if (strcmp(askers[i], name) == 0) {
            return askers[i];
        }
    }
    return NULL;
}

/* ARAS_DISTRIBUTIONS when there is none of this name. */
static enum aras_distribution_kind find_distribution(const char *name)
{
    enum aras_distribution_kind kind = ARAS_UNIFORM;

    while (kind != ARAS_DISTRIBUTIONS &&
           strcmp(aras_distribution_form(kind)->name, name) != 0) {
        kind++;
    }
    return kind;
}

bool aras_formula_is_function(const char *word)
{
    return find_function(word) != NULL || find_asker(word) != NULL ||
           find_distribution(word) != ARAS_DISTRIBUTIONS;
}

static void fail_unknown_function(struct parser *parser, const char *name, size_t begin)
{
    const char *names[FUNCTIONS + ASKERS + ARAS_DISTRIBUTIONS];
    size_t count = 0;

    for (size_t i = 0; i < FUNCTIONS; i++) {
        names[count++] = functions[i].name;
    }
    for (size_t i = 0; i < ASKERS; i++) {
        names[count++] = askers[i];
    }
    for (enum aras_distribution_kind kind = ARAS_UNIFORM; kind != ARAS_DISTRIBUTIONS;
         kind++) {
        names[count++] = aras_distribution_form(kind)->name;
    }

    const char *nearest = aras_nearest_name(name, names, count);
    size_t end = begin + strlen(name);

    if (nearest != NULL) {
        fail(parser, begin, end,
             "there is no function '%.40s': did you mean '%s'? (a product is written "
             "with *, indices as %.40s[...])",
             name, nearest, name);
    } else {
        fail(parser, begin, end,
             "there is no function '%.40s': a product is written with *, indices as "
             "%.40s[...]",
             name, name);
    }
}

static void close_call(struct parser *parser, size_t opened)
{
    if (take(parser, ARAS_TOKEN_CLOSE)) {
        return;
    }
    if (at(parser, ARAS_TOKEN_END)) {
        fail(parser, opened, opened + 1, "this bracket is not closed by ')'");
    } else if (at(parser, ARAS_TOKEN_SET)) {
        fail_here(parser, "two values are compared with '=='");
    } else {
        fail_here(parser, "here ')' or an operation such as + or * was expected");
    }
}

static void parse_corners(struct parser *parser, struct aras_tree *tree)
{
    while (take(parser, ARAS_TOKEN_COMMA)) {
        add_part(parser, tree, parse_binary(parser, 0));
        if (!take(parser, ARAS_TOKEN_COLON)) {
            fail_here(parser, "a table is written table(x, 0: 0.05, 2: 0.03): "
                              "here ':' is missing");
            return;
        }
        add_part(parser, tree, parse_binary(parser, 0));
        if (parser->failed) {
            return;
        }
    }
    if (tree->count == 1) {
        fail_here(parser, "a table needs at least one corner: "
                          "table(x, 0: 0.05, 2: 0.03)");
    }
}

static void parse_arguments(struct parser *parser, struct aras_tree *tree)
{
    if (at(parser, ARAS_TOKEN_CLOSE)) {
        return;
    }
    do {
        add_part(parser, tree, parse_binary(parser, 0));
    } while (!parser->failed && take(parser, ARAS_TOKEN_COMMA));
}

/* logistic(x) is a function, logistic(location, scale) a distribution: what is meant
 * is settled when the arguments have been counted. */
static void settle_call(struct parser *parser, struct aras_tree *tree, const char *name)
{
    const struct function *function = find_function(name);
    enum aras_distribution_kind kind = find_distribution(name);

    if (parser->failed) {
        return;
    }
    if (function != NULL && tree->count >= function->least &&
        (function->most == 0 || tree->count <= function->most)) {
        tree->kind = function->kind;
        return;
    }
    if (kind != ARAS_DISTRIBUTIONS) {
        const struct aras_distribution_form *form = aras_distribution_form(kind);
        char list[128] = "";

        tree->kind = ARAS_TREE_DRAW;
        tree->distribution = kind;
        tree->truncated = tree->count == form->arguments + 2;
        if (tree->count == form->arguments || tree->truncated) {
            return;
        }
        for (size_t i = 0; i < form->arguments; i++) {
            size_t used = strlen(list);

            snprintf(list + used, sizeof list - used, "%s%s", i > 0 ? ", " : "",
                     form->argument[i]);
        }
        fail(parser, tree->begin, tree->end,
             "the distribution is written %s(%s) or %s(%s, low, high), not with %zu "
             "argument%s",
             name, list, name, list, tree->count, tree->count == 1 ? "" : "s");
        return;
    }
    if (function != NULL) {
        fail(parser, tree->begin, tree->end, "%s takes %zu argument%s%s, not %zu", name,
             function->least, function->least == 1 ? "" : "s",
             function->most == 0 ? " or more" : "", tree->count);
    }
}

/* since(dispute[iran, russia]) and its like ask about a name, not about a value. */
static struct aras_tree *parse_asker(struct parser *parser, const char *function,
                                     size_t begin)
{
    struct aras_name name = {.function = function};
    size_t opened = parser->token.begin;

    advance(parser);
    if (!at(parser, ARAS_TOKEN_NAME)) {
        fail(parser, parser->token.begin, parser->token.end,
             "%s asks about an event: write its name, as in %s(treaty_signed)",
             function, function);
    }
    parse_plain_name(parser, &name);
    if (!at(parser, ARAS_TOKEN_CLOSE) && !at(parser, ARAS_TOKEN_END)) {
        fail(parser, parser->token.begin, parser->token.end,
             "%s takes the name of an event and nothing else", function);
    }
    close_call(parser, opened);
    return name_tree(parser, name, begin);
}

static struct aras_tree *parse_call(struct parser *parser, const char *name,
                                    size_t begin)
{
    size_t opened = parser->token.begin;
    const char *asker = find_asker(name);

    if (asker != NULL) {
        return parse_asker(parser, asker, begin);
    }
    if (!aras_formula_is_function(name)) {
        fail_unknown_function(parser, name, begin);
        return NULL;
    }

    const struct function *function = find_function(name);
    struct aras_tree *tree = new_tree(parser, ARAS_TREE_DRAW, begin);

    advance(parser);
    if (function != NULL && function->kind == ARAS_TREE_TABLE) {
        tree->kind = ARAS_TREE_TABLE;
        add_part(parser, tree, parse_binary(parser, 0));
        parse_corners(parser, tree);
        close_call(parser, opened);
    } else {
        parse_arguments(parser, tree);
        close_call(parser, opened);
        tree->end = parser->last_end;
        settle_call(parser, tree, name);
    }
    tree->end = parser->last_end;
    return tree;
}

/* Values */

static struct aras_tree *parse_word(struct parser *parser)
{
    size_t begin = parser->token.begin;
    struct aras_name name = {.id = token_text(parser)};

    advance(parser);
    if (at(parser, ARAS_TOKEN_OPEN)) {
        return parse_call(parser, name.id, begin);
    }
    parse_index(parser, &name);
    if (parser->failed) {
        return NULL;
    }
    return name_tree(parser, name, begin);
}

static struct aras_tree *parse_number(struct parser *parser)
{
    size_t begin = parser->token.begin;
    double number = parser->token.number;

    advance(parser);

    struct aras_tree *tree = new_tree(parser, ARAS_TREE_NUMBER, begin);

    tree->number = number;
    parser->formula->has_number |= number != 0.0 && number != 1.0;
    return tree;
}

static struct aras_tree *parse_truth(struct parser *parser)
{
    size_t begin = parser->token.begin;
    bool truth = parser->token.kind == ARAS_TOKEN_TRUE;

    advance(parser);

    struct aras_tree *tree = new_tree(parser, ARAS_TREE_TRUTH, begin);

    tree->number = truth ? 1.0 : 0.0;
    return tree;
}

static struct aras_tree *parse_bracket(struct parser *parser)
{
    size_t begin = parser->token.begin;

    advance(parser);

    struct aras_tree *tree = parse_binary(parser, 0);

    close_call(parser, begin);
    if (tree != NULL) {
        tree->begin = begin;
        tree->end = parser->last_end;
    }
    return tree;
}

static struct aras_tree *parse_value(struct parser *parser)
{
    struct aras_tree *tree = NULL;

    if (parser->failed) {
        return NULL;
    }
    switch (parser->token.kind) {
    case ARAS_TOKEN_NUMBER:
        tree = parse_number(parser);
        break;
    case ARAS_TOKEN_TRUE:
    case ARAS_TOKEN_FALSE:
        tree = parse_truth(parser);
        break;
    case ARAS_TOKEN_NAME:
        tree = parse_word(parser);
        break;
    case ARAS_TOKEN_OPEN:
        tree = parse_bracket(parser);
        break;
    case ARAS_TOKEN_END:
        fail_here(parser, parser->token.begin == 0 || parser->last_end == 0
                              ? "here a formula is missing"
                              : "the formula ends too early: a value is missing here");
        break;
    default:
        fail_here(parser, "here a value was expected: a number, a name or a bracket");
        break;
    }
    return parser->failed ? NULL : tree;
}

/* Operations, by how strongly they bind; `not` and the unary minus stand between. */

enum { WEAKEST, OR = 1, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER };

struct operation {
    enum aras_token_kind token;
    enum aras_tree_kind kind;
    int strength;
};

static const struct operation operations[] = {
    {ARAS_TOKEN_OR, ARAS_TREE_OR, OR},
    {ARAS_TOKEN_AND, ARAS_TREE_AND, AND},
    {ARAS_TOKEN_LESS, ARAS_TREE_LESS, COMPARISON},
    {ARAS_TOKEN_LESS_OR_EQUAL, ARAS_TREE_LESS_OR_EQUAL, COMPARISON},
    {ARAS_TOKEN_GREATER, ARAS_TREE_GREATER, COMPARISON},
    {ARAS_TOKEN_GREATER_OR_EQUAL, ARAS_TREE_GREATER_OR_EQUAL, COMPARISON},
    {ARAS_TOKEN_EQUAL, ARAS_TREE_EQUAL, COMPARISON},
    {ARAS_TOKEN_UNEQUAL, ARAS_TREE_UNEQUAL, COMPARISON},
    {ARAS_TOKEN_PLUS, ARAS_TREE_SUM, SUM},
    {ARAS_TOKEN_MINUS, ARAS_TREE_DIFFERENCE, SUM},
    {ARAS_TOKEN_TIMES, ARAS_TREE_PRODUCT, PRODUCT},
    {ARAS_TOKEN_OVER, ARAS_TREE_QUOTIENT, PRODUCT},
    {ARAS_TOKEN_POWER, ARAS_TREE_POWER, POWER},
};

static const struct operation *operation_here(const struct parser *parser)
{
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        if (at(parser, operations[i].token)) {
            return &operations[i];
        }
    }
    return NULL;
}

static struct aras_tree *parse_operand(struct parser *parser)
{
    size_t begin = parser->token.begin;
    enum aras_tree_kind kind = ARAS_TREE_NUMBER;
    struct aras_tree *tree;

    if (!go_deeper(parser)) {
        return NULL;
    }
    if (take(parser, ARAS_TOKEN_MINUS)) {
        kind = ARAS_TREE_NEGATIVE;
    } else if (take(parser, ARAS_TOKEN_NOT)) {
        kind = ARAS_TREE_NOT;
    }
    if (kind == ARAS_TREE_NUMBER) {
        tree = parse_value(parser);
    } else {
        struct aras_tree *part =
            parse_binary(parser, kind == ARAS_TREE_NOT ? COMPARISON : POWER);

        tree = new_tree(parser, kind, begin);
        add_part(parser, tree, part);
    }
    parser->depth--;
    return parser->failed ? NULL : tree;
}

/* Operations that bind at least as strongly as `weakest`; by precedence climbing. */
static struct aras_tree *parse_binary(struct parser *parser, int weakest)
{
    size_t begin = parser->token.begin;
    struct aras_tree *left = parse_operand(parser);
    bool compared = false;

    for (const struct operation *operation = operation_here(parser);
         left != NULL && operation != NULL && operation->strength >= weakest;
         operation = operation_here(parser)) {
        if (operation->strength == COMPARISON && compared) {
            fail_here(parser, "comparisons are not chained: write 'a < b and b < c'");
            return NULL;
        }
        compared = operation->strength == COMPARISON;
        advance(parser);

        /* A power takes powers on its right, and so may nest; anything else takes only
         * what binds more. */
        bool nests = operation->strength == POWER;
        struct aras_tree *right = NULL;

        if (!nests || go_deeper(parser)) {
            right = parse_binary(parser, nests ? POWER : operation->strength + 1);
        }
        parser->depth -= nests;

        struct aras_tree *tree = new_tree(parser, operation->kind, begin);

        add_part(parser, tree, left);
        add_part(parser, tree, right);
        left = tree;
    }
    return parser->failed ? NULL : left;
}

static void expect_end(struct parser *parser)
{
    if (parser->failed || at(parser, ARAS_TOKEN_END)) {
        return;
    }
    switch (parser->token.kind) {
    case ARAS_TOKEN_SET:
        fail_here(parser, "two values are compared with '=='");
        break;
    case ARAS_TOKEN_CLOSE:
    case ARAS_TOKEN_CLOSE_INDEX:
        fail_here(parser, "nothing was opened that this bracket could close");
        break;
    case ARAS_TOKEN_ADD:
    case ARAS_TOKEN_SUBTRACT:
    case ARAS_TOKEN_MULTIPLY:
        fail_here(parser, "only an effect can change something; this is a formula");
        break;
    default:
        fail_here(parser, "an operation such as + or * is missing before this");
        break;
    }
}

static struct aras_formula *parse_formula(struct parser *parser)
{
    struct aras_formula *formula =
        aras_arena_get(parser->problems->arena, sizeof *formula);

    formula->source = parser->source;
    formula->text = parser->source.text + parser->token.begin;
    parser->formula = formula;
    formula->root = parse_binary(parser, WEAKEST);
    expect_end(parser);
    return parser->failed ? NULL : formula;
}

struct aras_formula *aras_formula_parse(const char *text, struct aras_place place,
                                        const char *what,
                                        struct aras_problems *problems)
{
    struct parser parser;
    struct aras_formula *formula = NULL;

    if (start(&parser, text, place, what, problems)) {
        formula = parse_formula(&parser);
    }
    if (formula != NULL) {
        formula->text = parser.source.text;
    }
    return formula;
}

bool aras_assignment_parse(struct aras_assignment *assignment, const char *text,
                           struct aras_place place, const char *what,
                           struct aras_problems *problems)
{
    struct parser parser;

    *assignment = (struct aras_assignment){0};
    if (!start(&parser, text, place, what, problems)) {
        return false;
    }
    parse_plain_name(&parser, &assignment->target);
    if (take(&parser, ARAS_TOKEN_SET)) {
        assignment->kind = ARAS_SET;
    } else if (take(&parser, ARAS_TOKEN_ADD)) {
        assignment->kind = ARAS_ADD;
    } else if (take(&parser, ARAS_TOKEN_SUBTRACT)) {
        assignment->kind = ARAS_SUBTRACT;
    } else if (take(&parser, ARAS_TOKEN_MULTIPLY)) {
        assignment->kind = ARAS_MULTIPLY;
    } else if (at(&parser, ARAS_TOKEN_EQUAL)) {
        fail_here(&parser, "a value is given with '='; '==' compares");
    } else {
        fail_here(&parser, "here =, +=, -= or *= was expected, as in 'trust = 0.5'");
    }
    if (!parser.failed) {
        assignment->formula = parse_formula(&parser);
    }
    return !parser.failed;
}

bool aras_name_parse(struct aras_name *name, const char *text, struct aras_place place,
                     const char *what, struct aras_problems *problems)
{
    struct parser parser;

    *name = (struct aras_name){0};
    if (!start(&parser, text, place, what, problems)) {
        return false;
    }
    parse_plain_name(&parser, name);
    if (!parser.failed && !at(&parser, ARAS_TOKEN_END)) {
        fail_here(&parser,
                  "here only a name is expected, such as 'trust[iran, russia]'");
    }
    return !parser.failed;
}

/* Written in one go: a name may have thousands of indices, and one that is copied for
 * each of them would fill the memory. */
const char *aras_name_text(const struct aras_name *name, struct aras_arena *arena)
{
    const char *function = name->function != NULL ? name->function : "";
    size_t length = strlen(function) + strlen(name->id) + sizeof "()[]";

    for (size_t i = 0; i < name->count; i++) {
        length += strlen(name->index[i]) + 1;
    }

    char *text = aras_arena_get(arena, length);
    char *end = text;

    end = stpcpy(stpcpy(end, function), name->function != NULL ? "(" : "");
    end = stpcpy(end, name->id);
    for (size_t i = 0; i < name->count; i++) {
        end = stpcpy(stpcpy(end, i == 0 ? "[" : ","), name->index[i]);
    }
    end = stpcpy(end, name->count > 0 ? "]" : "");
    stpcpy(end, name->function != NULL ? ")" : "");
    return text;
}

const char *aras_formula_text(const struct aras_formula *formula)
{
    return formula->text;
}

bool aras_formula_has_number(const struct aras_formula *formula)
{
    return formula->has_number;
}

size_t aras_formula_names(const struct aras_formula *formula,
                          const struct aras_name **names)
{
    *names = formula->names;
    return formula->name_count;
}
