#include "analysis/condition.h"

#include <math.h>
#include <string.h>

#include "formula/code.h"
#include "formula/lexer.h"

enum { MOST_OPEN = 10 };

/* --- names --------------------------------------------------------------------------
 */

struct reader {
    const struct aras_model *model;
    struct aras_problems *problems;
    const struct aras_stages **stages; /* by outcome, of categories */
};

static void suggest(struct reader *reader, const char *id, const char **hint)
{
    const struct aras_model *model = reader->model;
    struct aras_arena *arena = reader->problems->arena;
    const char **names =
        aras_arena_array(arena, model->outcome_count + 1, sizeof *names);
    const char *near;

    for (size_t i = 0; i < model->outcome_count; i++) {
        names[i] = model->outcomes[i].id;
    }
    names[model->outcome_count] = "horizon";
    near = aras_nearest_name(id, names, model->outcome_count + 1);
    *hint = near != NULL ? aras_arena_print(arena, "did you mean '%s'?", near)
                         : "a condition is about the outcomes of the model";
}

static bool is_about_time(enum aras_outcome_kind kind)
{
    return kind == ARAS_HAPPENED || kind == ARAS_TIME;
}

static bool find_reached(const struct aras_model *model, const struct aras_name *name,
                         struct aras_symbol *symbol)
{
    int number = aras_model_find_outcome(model, name->id);

    if (strcmp(name->function, "happened") != 0 || number < 0 ||
        !is_about_time(model->outcomes[number].kind)) {
        return false;
    }
    *symbol = (struct aras_symbol){
        .kind = ARAS_SYMBOL_SLOT,
        .type = ARAS_TRUTH,
        .slot = (uint32_t) (model->outcome_count + (size_t) number)};
    return true;
}

static bool find(void *context, const struct aras_name *name,
                 struct aras_symbol *symbol, const char **hint)
{
    struct reader *reader = context;
    const struct aras_model *model = reader->model;
    int number;

    if (name->function != NULL) {
        return find_reached(model, name, symbol);
    }
    if (name->count == 0 && strcmp(name->id, "horizon") == 0) {
        *symbol = (struct aras_symbol){.kind = ARAS_SYMBOL_CONSTANT,
                                       .type = ARAS_NUMBER,
                                       .dimension = 1,
                                       .value = model->horizon};
        return true;
    }
    number = name->count == 0 ? aras_model_find_outcome(model, name->id) : -1;
    if (number < 0) {
        if (hint != NULL) {
            suggest(reader, name->id, hint);
        }
        return false;
    }
    *symbol = (struct aras_symbol){
        .kind = ARAS_SYMBOL_SLOT, .type = ARAS_NUMBER, .slot = (uint32_t) number};
    switch (model->outcomes[number].kind) {
    case ARAS_HAPPENED:
        symbol->type = ARAS_TRUTH;
        break;
    case ARAS_TIME:
        symbol->dimension = 1;
        break;
    case ARAS_CATEGORY:
        symbol->type = ARAS_STAGE;
        symbol->stages = reader->stages[number];
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    return true;
}

static void list_stages(struct reader *reader)
{
    const struct aras_model *model = reader->model;
    struct aras_arena *arena = reader->problems->arena;

    reader->stages =
        aras_arena_array(arena, model->outcome_count, sizeof *reader->stages);
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];
        struct aras_stages *stages = aras_arena_get(arena, sizeof *stages);
        const char **names =
            aras_arena_array(arena, outcome->category_count, sizeof *names);

        for (size_t k = 0; k < outcome->category_count; k++) {
            names[k] = outcome->categories[k].id;
        }
        *stages = (struct aras_stages){names, outcome->category_count};
        reader->stages[i] = stages;
    }
}

/* --- in words ------------------------------------------------------------------------
 */

/* The first words of the text, and how many there are. */
struct words {
    struct aras_token token[4];
    size_t count;
};

static struct words words_of(const char *text)
{
    struct words words = {.count = 0};
    size_t from = 0;

    while (words.count < 4) {
        struct aras_token token = aras_lexer_next(text, from);

        if (token.kind == ARAS_TOKEN_END || token.kind == ARAS_TOKEN_WRONG) {
            break;
        }
        words.token[words.count++] = token;
        from = token.end;
    }
    return words;
}

static const struct aras_outcome *outcome_of(const char *text,
                                             const struct aras_token *token,
                                             const struct aras_model *model,
                                             struct aras_arena *arena)
{
    int number = -1;

    if (token->kind == ARAS_TOKEN_NAME) {
        number =
            aras_model_find_outcome(model, aras_arena_slice(arena, text + token->begin,
                                                            token->end - token->begin));
    }
    return number < 0 ? NULL : &model->outcomes[number];
}

static bool reads(const char *text, const struct aras_token *token, const char *word)
{
    return token->kind == ARAS_TOKEN_NAME &&
           token->end - token->begin == strlen(word) &&
           strncmp(text + token->begin, word, strlen(word)) == 0;
}

/* "corridor_open" and "ending == belt" have titles that say the same. */
static const char *title_of(const char *text, const struct aras_model *model,
                            struct aras_arena *arena)
{
    struct words words = words_of(text);
    const struct aras_outcome *outcome =
        words.count == 0 ? NULL : outcome_of(text, &words.token[0], model, arena);

    if (outcome == NULL) {
        return text;
    }
    if (words.count == 1) {
        return outcome->title == NULL ? text : outcome->title;
    }
    for (size_t i = 0; words.count == 3 && words.token[1].kind == ARAS_TOKEN_EQUAL &&
                       i < outcome->category_count;
         i++) {
        if (outcome->categories[i].title != NULL &&
            reads(text, &words.token[2], outcome->categories[i].id)) {
            return outcome->categories[i].title;
        }
    }
    return text;
}

/* --- reading -------------------------------------------------------------------------
 */

static struct aras_scope scope_of(struct reader *reader)
{
    static const double days[] = {1.0, 7.0, 365.25 / 12.0, 365.25};
    const struct aras_model *model = reader->model;
    struct aras_scope scope = {
        .context = reader, .find = find, .timeless = model->time_unit == NULL};

    for (size_t i = 0; i < 4 && !scope.timeless; i++) {
        scope.unit[i] = days[i] / model->days_per_unit;
    }
    return scope;
}

static bool is_equal_sign(const struct aras_token *token)
{
    return token->kind == ARAS_TOKEN_SET || token->kind == ARAS_TOKEN_EQUAL;
}

/* Whether the next three words are as in `treaty=reached`, of a time. */
static bool asks_reached(const char *text, const struct aras_token word[3],
                         const struct aras_model *model, struct aras_arena *arena)
{
    const struct aras_outcome *outcome = outcome_of(text, &word[0], model, arena);

    return outcome != NULL && outcome->kind == ARAS_TIME && is_equal_sign(&word[1]) &&
           reads(text, &word[2], "reached");
}

/* The text as a formula has it: where one outcome is asked for, `ending=belt` and
 * `treaty=reached` are written, and so they may be here. */
static const char *as_formula(const char *text, const struct aras_model *model,
                              struct aras_arena *arena)
{
    const char *formula = "";
    size_t from = 0;

    for (;;) {
        struct aras_token word[3] = {aras_lexer_next(text, from)};

        if (word[0].kind == ARAS_TOKEN_END || word[0].kind == ARAS_TOKEN_WRONG) {
            return aras_arena_print(arena, "%s%s", formula, text + from);
        }
        for (size_t i = 1; i < 3 && word[i - 1].kind != ARAS_TOKEN_WRONG; i++) {
            word[i] = aras_lexer_next(text, word[i - 1].end);
        }
        formula = aras_arena_print(arena, "%s%.*s", formula,
                                   (int) (word[0].begin - from), text + from);
        if (asks_reached(text, word, model, arena)) {
            formula = aras_arena_print(arena, "%shappened(%.*s)", formula,
                                       (int) (word[0].end - word[0].begin),
                                       text + word[0].begin);
            from = word[2].end;
        } else {
            formula = aras_arena_print(
                arena, "%s%.*s%s", formula, (int) (word[0].end - word[0].begin),
                text + word[0].begin, word[0].kind == ARAS_TOKEN_SET ? "=" : "");
            from = word[0].end;
        }
    }
}

/* A time alone asks whether it was reached; a number or a category alone asks nothing.
 */
static const char *whole_question(struct reader *reader, const char *text,
                                  const char *what)
{
    struct aras_arena *arena = reader->problems->arena;
    struct words words = words_of(text);
    const struct aras_outcome *outcome =
        words.count == 1 ? outcome_of(text, &words.token[0], reader->model, arena)
                         : NULL;

    if (outcome == NULL || outcome->kind == ARAS_HAPPENED) {
        return text;
    }
    if (outcome->kind == ARAS_TIME) {
        return aras_arena_print(arena, "happened(%s)", outcome->id);
    }
    aras_problems_add(reader->problems, (struct aras_place){NULL, 0},
                      "%s: '%s' is %s: compare it, as in '%s %s'", what, outcome->id,
                      outcome->kind == ARAS_CATEGORY ? "a category" : "a number",
                      outcome->id,
                      outcome->kind == ARAS_CATEGORY
                          ? aras_arena_print(arena, "== %s", outcome->categories[0].id)
                          : "> 0");
    return NULL;
}

struct aras_condition *aras_condition_read(const char *text, const char *what,
                                           const struct aras_model *model,
                                           struct aras_problems *problems)
{
    struct aras_arena *arena = problems->arena;
    struct reader reader = {.model = model, .problems = problems};
    struct aras_expectation expected = {.type = ARAS_TRUTH};
    const char *plain = as_formula(text, model, arena);
    const char *question = whole_question(&reader, plain, what);
    struct aras_condition *condition;
    struct aras_formula *formula;
    struct aras_scope scope;

    if (question == NULL) {
        return NULL;
    }
    list_stages(&reader);
    scope = scope_of(&reader);
    formula =
        aras_formula_parse(question, (struct aras_place){NULL, 0}, what, problems);
    condition = aras_arena_get(arena, sizeof *condition);
    condition->text = aras_arena_copy(arena, text);
    condition->title = title_of(plain, model, arena);
    condition->model = model;
    condition->values = aras_arena_array(arena, 2 * model->outcome_count + 1,
                                         sizeof *condition->values);
    if (formula != NULL) {
        condition->code = aras_formula_compile(formula, &scope, &expected, problems);
    }
    return condition->code == NULL ? NULL : condition;
}

/* --- asking --------------------------------------------------------------------------
 */

static enum aras_status evaluate(const struct aras_condition *condition, bool *so,
                                 struct aras_error *error)
{
    struct aras_evaluation evaluation = {.values = condition->values};
    double value = aras_code_evaluate(condition->code, &evaluation);

    if (evaluation.fault != ARAS_NO_FAULT) {
        return aras_error_set(error, ARAS_INVALID,
                              "the condition '%s' meets %s in a world", condition->text,
                              aras_fault_text(evaluation.fault));
    }
    *so = value != 0.0;
    return ARAS_OK;
}

enum aras_status aras_condition_ask(struct aras_condition *condition,
                                    const double *outcomes, bool *so,
                                    struct aras_error *error)
{
    size_t count = condition->model->outcome_count;

    for (size_t i = 0; i < count; i++) {
        condition->values[i] = outcomes[i];
        condition->values[count + i] = condition->model->outcomes[i].kind == ARAS_TIME
                                           ? isfinite(outcomes[i])
                                           : outcomes[i];
    }
    return evaluate(condition, so, error);
}

/* Fills in what is known at a moment. Returns how many truths are still open, their
 * slots in `open`; SIZE_MAX where something else is. */
static size_t know_by(struct aras_condition *condition, const double *reached,
                      double time, uint32_t open[MOST_OPEN])
{
    const struct aras_code *code = condition->code;
    size_t count = condition->model->outcome_count;
    size_t opened = 0;

    for (size_t i = 0; i < code->read_count; i++) {
        uint32_t slot = code->reads[i];
        size_t number = slot % count;
        bool truth =
            slot >= count || condition->model->outcomes[number].kind == ARAS_HAPPENED;

        if (!is_about_time(condition->model->outcomes[number].kind)) {
            return SIZE_MAX;
        }
        if (reached[number] <= time) {
            condition->values[slot] = truth ? 1.0 : reached[number];
        } else if (!truth || opened == MOST_OPEN) {
            return SIZE_MAX;
        } else {
            open[opened++] = slot;
        }
    }
    return opened;
}

enum aras_status aras_condition_settled(struct aras_condition *condition,
                                        const double *reached, double time,
                                        enum aras_settled *settled,
                                        struct aras_error *error)
{
    uint32_t open[MOST_OPEN];
    size_t count = know_by(condition, reached, time, open);
    size_t yes = 0;
    size_t ways = count == SIZE_MAX ? 0 : (size_t) 1 << count;

    for (size_t way = 0; way < ways; way++) {
        bool so;

        for (size_t i = 0; i < count; i++) {
            condition->values[open[i]] = (double) (way >> i & 1);
        }
        if (evaluate(condition, &so, error) != ARAS_OK) {
            return error->status;
        }
        yes += so;
    }
    *settled = ARAS_STILL_OPEN;
    if (ways > 0 && yes == 0) {
        *settled = ARAS_SETTLED_NO;
    } else if (ways > 0 && yes == ways) {
        *settled = ARAS_SETTLED_YES;
    }
    return ARAS_OK;
}

enum aras_status aras_condition_when(struct aras_condition *condition,
                                     const double *reached, double *when,
                                     struct aras_error *error)
{
    const struct aras_code *code = condition->code;
    size_t count = condition->model->outcome_count;

    *when = INFINITY;
    for (size_t i = 0; i < code->read_count; i++) {
        double time = reached[code->reads[i] % count];
        enum aras_settled settled;

        if (!isfinite(time) || time >= *when) {
            continue;
        }
        if (aras_condition_settled(condition, reached, time, &settled, error) !=
            ARAS_OK) {
            return error->status;
        }
        if (settled == ARAS_SETTLED_YES) {
            *when = time;
        }
    }
    return ARAS_OK;
}
