#include <stdlib.h>

#include "base/require.h"
#include "formula/analyse.h"
#include "formula/need.h"

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

static void set_comparison(struct aras_glance *glance, double less, double equal,
                           double greater)
{
    glance->kind = ARAS_GLANCE_COMPARISON;
    glance->says[0] = less;
    glance->says[1] = equal;
    glance->says[2] = greater;
}

static void set_glance(struct aras_code *code)
{
    const struct aras_instruction *at = code->instructions;
    struct aras_glance *glance = &code->glance;

    if (code->literal) {
        glance->kind = ARAS_GLANCE_NUMBER;
        return;
    }
    if (at[1].operation != ARAS_DO_END) {
        return;
    }
    glance->slot = at->slot;
    glance->bound = at->constant;
    switch ((enum aras_operation) at->operation) {
    case ARAS_DO_SLOT:
        glance->kind = ARAS_GLANCE_SLOT;
        break;
    case ARAS_DO_SLOT_LESS:
        set_comparison(glance, 1.0, 0.0, 0.0);
        break;
    case ARAS_DO_SLOT_LESS_OR_EQUAL:
        set_comparison(glance, 1.0, 1.0, 0.0);
        break;
    case ARAS_DO_SLOT_GREATER:
        set_comparison(glance, 0.0, 0.0, 1.0);
        break;
    case ARAS_DO_SLOT_GREATER_OR_EQUAL:
        set_comparison(glance, 0.0, 1.0, 1.0);
        break;
    case ARAS_DO_SLOT_EQUAL:
        set_comparison(glance, 0.0, 1.0, 0.0);
        break;
    case ARAS_DO_SLOT_UNEQUAL:
        set_comparison(glance, 1.0, 0.0, 1.0);
        break;
    default:
        glance->kind = ARAS_GLANCE_NONE;
        break;
    }
}

const struct aras_code *aras_compiler_code(struct aras_compiler *compiler,
                                           const struct aras_term *term, size_t draws)
{
    struct aras_code *code = aras_arena_get(compiler->arena, sizeof *code);
    struct aras_emitter emitter = {.arena = compiler->arena};

    aras_emitter_write(&emitter, term);
    if (emitter.count > ARAS_MOST_INSTRUCTIONS) {
        aras_compiler_complain(
            compiler, term->tree,
            "this is too long for one formula: divide it into several");
    }
    if (emitter.deepest > ARAS_DEEPEST) {
        aras_compiler_complain(
            compiler, term->tree,
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
    code->literal = aras_term_is_constant(term);
    code->value = code->literal ? term->value : 0.0;
    set_reads(&emitter, code);
    aras_product_set(compiler, term, code);
    set_glance(code);
    return code;
}

static void check_dimension(struct aras_compiler *compiler,
                            const struct aras_term *term,
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

    const char *wish =
        wanted == -1  ? "a rate must be per time"
        : wanted == 1 ? "here a time is needed"
                      : aras_arena_print(compiler->arena, "here %s is needed",
                                         aras_compiler_dimension(compiler, wanted));

    aras_compiler_complain(compiler, term->tree, "%s, this is %s%s", wish,
                           aras_compiler_dimension(compiler, found), advice);
}

static void check_type(struct aras_compiler *compiler, const struct aras_term *term,
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
        if (aras_need_number(compiler, term) && !expected->any_dimension) {
            check_dimension(compiler, term, expected);
        }
        break;
    case ARAS_TRUTH:
        aras_need_truth(compiler, term);
        break;
    case ARAS_STAGE:
        if (term->type != ARAS_STAGE) {
            aras_compiler_complain(compiler, tree, "here a stage is needed, one of %s",
                                   aras_compiler_stages(compiler, expected->stages));
        } else if (term->stages != expected->stages) {
            aras_compiler_complain(compiler, tree,
                                   "%s has other stages (%s) than are needed here (%s)",
                                   aras_compiler_words(compiler, tree),
                                   aras_compiler_stages(compiler, term->stages),
                                   aras_compiler_stages(compiler, expected->stages));
        }
        break;
    }
}

const struct aras_code *aras_formula_compile(const struct aras_formula *formula,
                                             const struct aras_scope *scope,
                                             const struct aras_expectation *expected,
                                             struct aras_problems *problems)
{
    struct aras_compiler compiler = {.formula = formula,
                                     .scope = scope,
                                     .problems = problems,
                                     .arena = problems->arena,
                                     .scratch = {.arena = problems->arena}};
    struct aras_wish wish = {.stages = expected->type == ARAS_STAGE ? expected->stages
                                                                    : NULL};
    struct aras_term *term = aras_analyse_value(&compiler, formula->root, wish);

    if (aras_term_is_wrong(term)) {
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

    const struct aras_code *code = aras_compiler_code(&compiler, term, compiler.draws);

    return compiler.complaints == 0 ? code : NULL;
}
