#include "analysis/target.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/problems.h"

static enum aras_status unknown_outcome(const char *id, const struct aras_model *model,
                                        struct aras_error *error)
{
    return aras_error_set(error, ARAS_UNKNOWN, "there is no outcome '%s'%s", id,
                          aras_model_hint(model, ARAS_NAMED_OUTCOME, id).text);
}

static enum aras_status unknown_option(const char *option,
                                       const struct aras_outcome *outcome,
                                       struct aras_error *error)
{
    struct aras_guess guess = {.name = option};

    for (size_t i = 0; i < outcome->category_count; i++) {
        aras_guess_see(&guess, outcome->categories[i].id);
    }
    return aras_error_set(
        error, ARAS_UNKNOWN, "'%s' has no option '%s'; did you mean '%s=%s'?",
        outcome->id, option, outcome->id,
        guess.nearest == NULL ? outcome->categories[0].id : guess.nearest);
}

static enum aras_status read_option(struct aras_target *target, const char *option,
                                    const struct aras_outcome *outcome,
                                    struct aras_error *error)
{
    for (size_t i = 0; i < outcome->category_count; i++) {
        if (strcmp(outcome->categories[i].id, option) == 0) {
            target->kind = ARAS_TARGET_OPTION;
            target->option = i;
            return ARAS_OK;
        }
    }
    return unknown_option(option, outcome, error);
}

static enum aras_status read_behind(struct aras_target *target, const char *behind,
                                    const struct aras_outcome *outcome,
                                    struct aras_error *error)
{
    if (outcome->kind == ARAS_CATEGORY) {
        return read_option(target, behind, outcome, error);
    }
    if (outcome->kind == ARAS_TIME && strcmp(behind, "reached") == 0) {
        target->kind = ARAS_TARGET_REACHED;
        return ARAS_OK;
    }
    return aras_error_set(
        error, ARAS_INVALID, "'%s=%s': '%s' is no category, and so has no options%s",
        outcome->id, behind, outcome->id,
        outcome->kind == ARAS_TIME ? "; of a time, '=reached' can be asked" : "");
}

static enum aras_status read_whole(struct aras_target *target,
                                   const struct aras_outcome *outcome,
                                   struct aras_error *error)
{
    switch (outcome->kind) {
    case ARAS_HAPPENED:
        target->kind = ARAS_TARGET_SHARE;
        break;
    case ARAS_TIME:
        target->kind = ARAS_TARGET_UNTIL;
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        target->kind = ARAS_TARGET_NUMBER;
        break;
    case ARAS_CATEGORY:
        return aras_error_set(
            error, ARAS_INVALID,
            "'%s' is a category, which has no single number; ask for one of its "
            "options, such as '%s=%s'",
            outcome->id, outcome->id,
            outcome->category_count == 0 ? "" : outcome->categories[0].id);
    }
    return ARAS_OK;
}

/* What is typed: an outcome, and what stands behind "=" or "==", if anything. */
struct typed {
    char id[256], behind[256];
    bool has_behind;
};

static void take_word(char word[256], const char *from, size_t length)
{
    while (length > 0 && *from == ' ') {
        from++;
        length--;
    }
    while (length > 0 && from[length - 1] == ' ') {
        length--;
    }
    snprintf(word, 256, "%.*s", (int) (length < 256 ? length : 255), from);
}

static struct typed take_apart(const char *text)
{
    size_t length = strcspn(text, "=");
    const char *behind = text + length;
    struct typed typed = {.has_behind = *behind == '='};

    take_word(typed.id, text, length);
    if (typed.has_behind) {
        behind += behind[1] == '=' ? 2 : 1;
        take_word(typed.behind, behind, strlen(behind));
    }
    return typed;
}

enum aras_status aras_target_read(struct aras_target *target, const char *text,
                                  const struct aras_model *model,
                                  struct aras_error *error)
{
    struct typed typed = take_apart(text);
    int number = aras_model_find_outcome(model, typed.id);

    if (number < 0) {
        return unknown_outcome(typed.id, model, error);
    }
    *target = (struct aras_target){.outcome = (size_t) number};

    const struct aras_outcome *outcome = &model->outcomes[number];

    return typed.has_behind ? read_behind(target, typed.behind, outcome, error)
                            : read_whole(target, outcome, error);
}

enum aras_status aras_target_read_outcome(size_t *outcome, size_t *option,
                                          const char *text,
                                          const struct aras_model *model,
                                          struct aras_error *error)
{
    struct typed typed = take_apart(text);
    int number = aras_model_find_outcome(model, typed.id);
    struct aras_target target = {.option = ARAS_ALL_OPTIONS};

    if (number < 0) {
        return unknown_outcome(typed.id, model, error);
    }
    if (typed.has_behind &&
        (option == NULL || model->outcomes[number].kind != ARAS_CATEGORY)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' names a part of '%s', which is told as a whole "
                              "here: write '%s'",
                              text, typed.id, typed.id);
    }
    if (typed.has_behind && read_option(&target, typed.behind, &model->outcomes[number],
                                        error) != ARAS_OK) {
        return error->status;
    }
    *outcome = (size_t) number;
    if (option != NULL) {
        *option = target.option;
    }
    return ARAS_OK;
}

double aras_target_of(const struct aras_target *target, const struct aras_model *model,
                      const double *outcomes)
{
    double raw = outcomes[target->outcome];

    if (isnan(raw)) {
        return NAN;
    }
    switch (target->kind) {
    case ARAS_TARGET_SHARE:
    case ARAS_TARGET_NUMBER:
        break;
    case ARAS_TARGET_OPTION:
        return raw == (double) target->option ? 1.0 : 0.0;
    case ARAS_TARGET_REACHED:
        return isfinite(raw) ? 1.0 : 0.0;
    case ARAS_TARGET_UNTIL:
        return fmin(raw, model->horizon);
    }
    return raw;
}

bool aras_target_is_share(const struct aras_target *target)
{
    switch (target->kind) {
    case ARAS_TARGET_SHARE:
    case ARAS_TARGET_OPTION:
    case ARAS_TARGET_REACHED:
        return true;
    case ARAS_TARGET_UNTIL:
    case ARAS_TARGET_NUMBER:
        break;
    }
    return false;
}
