#ifndef ARAS_TESTS_UNIT_MODEL_SMALL_MODEL_H
#define ARAS_TESTS_UNIT_MODEL_SMALL_MODEL_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/model.h"
#include "support/check.h"

/* What most models of these tests begin with. */
#define PLAIN                                                                          \
    "title = 't'; horizon = 50;"                                                       \
    "sources = ( { id = 'S1'; title = 's'; } );"
#define YEARS                                                                          \
    "title = 't'; time_unit = 'year'; horizon = '5 * year'; start = '2024-09-12';"     \
    "sources = ( { id = 'S1'; title = 's'; known_by = '2024-01-01'; } );"
#define ACTORS                                                                         \
    "actors = ( { id = 'iran'; }, { id = 'russia'; }, { id = 'turkey'; },"             \
    "           { id = 'usa'; outside = true; weight = 2.0; } );"
/* Where the numbers of an entry come from. */
#define FROM " source = 'S1'; grade = 'C'; "

/* A model made of a text, in which ' stands for ", so that it is easy to write. */
struct small {
    const char *written;
    struct aras_arena *arena;
    struct aras_problems problems;
    struct aras_model *model;
    double *values; /* of the slots at the start, all parameters at their medians */
};

static inline void small_work(void *argument)
{
    struct small *small = argument;
    char *text = aras_arena_copy(small->arena, small->written);
    struct aras_setting *root;

    for (char *c = text; *c != '\0'; c++) {
        *c = *c == '\'' ? '"' : *c;
    }
    root = aras_document_parse(text, strlen(text), "small", &small->problems);
    small->model = root == NULL ? NULL : aras_model_compile(root, &small->problems);
}

static inline struct small small_try(const char *text)
{
    struct aras_error error;
    struct small small = {.written = text, .arena = aras_arena_new(&error)};

    assert_non_null(small.arena);
    small.problems.arena = small.arena;
    assert_ok(aras_arena_try(small.arena, small_work, &small, &error), error);
    return small;
}

static inline void small_free(struct small *small)
{
    if (small->model != NULL) {
        aras_model_release(small->model);
    }
    aras_arena_free(small->arena);
    free(small->values);
}

static inline double small_evaluate(const struct small *small,
                                    const struct aras_code *code)
{
    struct aras_evaluation evaluation = {.values = small->values};
    double value = code->literal ? code->value : aras_code_evaluate(code, &evaluation);

    assert_int_equal(evaluation.fault, ARAS_NO_FAULT);
    return value;
}

/* Computes the derived values once more, after a test has changed some value. */
static inline void small_derive(struct small *small)
{
    for (size_t i = 0; i < small->model->derived_count; i++) {
        const struct aras_derived *derived = &small->model->derived[i];

        if (derived->code != NULL) {
            small->values[derived->slot] = small_evaluate(small, derived->code);
        }
    }
}

/* A model that must have no problem, with the values that it starts with. */
static inline struct small small_model(const char *text)
{
    struct small small = small_try(text);
    const struct aras_model *model = small.model;

    for (size_t i = 0; i < small.problems.count; i++) {
        print_error("%d: %s\n", small.problems.items[i].place.line,
                    small.problems.items[i].message);
    }
    assert_non_null(model);
    assert_int_equal(small.problems.mistakes, 0);
    small.values = calloc(model->slot_count, sizeof *small.values);
    assert_non_null(small.values);
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *parameter = &model->parameters[i];

        small.values[parameter->slot] = aras_prior_quantile(&parameter->prior, 0.5) *
                                        parameter->scale * parameter->factor;
    }
    for (size_t i = 0; i < model->initial_count; i++) {
        small.values[model->initials[i].slot] =
            small_evaluate(&small, model->initials[i].code);
    }
    for (size_t i = 0; i < model->override_count; i++) {
        small.values[model->overrides[i].slot] =
            small_evaluate(&small, model->overrides[i].code);
    }
    for (size_t i = 0; i < model->fixed_count; i++) {
        small.values[model->fixed[i].slot] =
            small_evaluate(&small, model->fixed[i].code);
    }
    small_derive(&small);
    return small;
}

static inline int small_slot(const struct small *small, const char *name)
{
    int slot = aras_model_find_slot(small->model, name);

    if (slot < 0) {
        print_error("there is no slot '%s'\n", name);
    }
    assert_true(slot >= 0);
    return slot;
}

static inline const struct aras_slot *small_slot_of(const struct small *small,
                                                    const char *name)
{
    return &small->model->slots[small_slot(small, name)];
}

static inline double small_value(const struct small *small, const char *name)
{
    return small->values[small_slot(small, name)];
}

static inline const struct aras_event *small_event(const struct small *small,
                                                   const char *id)
{
    int event = aras_model_find_event(small->model, id);

    if (event < 0) {
        print_error("there is no event '%s'\n", id);
    }
    assert_true(event >= 0);
    return &small->model->events[event];
}

static inline const struct aras_parameter *small_parameter(const struct small *small,
                                                           const char *id)
{
    for (size_t i = 0; i < small->model->parameter_count; i++) {
        if (strcmp(small->model->parameters[i].id, id) == 0) {
            return &small->model->parameters[i];
        }
    }
    print_error("there is no parameter '%s'\n", id);
    fail();
    return NULL;
}

/* The value of a fixed operand. */
static inline double small_operand(const struct small *small,
                                   const struct aras_operand *operand)
{
    assert_true(operand->kind != ARAS_OPERAND_CODE);
    return operand->kind == ARAS_OPERAND_LITERAL ? operand->value
                                                 : small->values[operand->slot];
}

/* The text is no model, and one of its problems says why. */
static inline void assert_no_model(const char *text, const char *why)
{
    struct small small = small_try(text);
    bool said = false;

    for (size_t i = 0; i < small.problems.count; i++) {
        said = said || strstr(small.problems.items[i].message, why) != NULL;
    }
    if (!said || small.model != NULL) {
        print_error("expected: %s\n", why);
        for (size_t i = 0; i < small.problems.count; i++) {
            print_error("said: %s\n", small.problems.items[i].message);
        }
    }
    assert_true(said);
    assert_null(small.model);
    small_free(&small);
}

#endif
