/* A prior that is written as a distribution: "lognormal_median(0.3, 0.5)". */
#include <math.h>
#include <string.h>

#include "model/builder.h"

enum { MOST = 5 }; /* three numbers, and the two that truncate */

/* A distribution as written. */
struct call {
    struct aras_builder *builder;
    const char *text;
    struct aras_place place;
    const char *name;
    double number[MOST];
    size_t count;
};

/* Distributions by their moments, as other ones by their own numbers. Method of
 * moments: e.g. Evans, Hastings, Peacock, Statistical Distributions (2000). */
static bool by_moments(const char *name, double mean, double sd,
                       struct aras_distribution *distribution)
{
    double ratio = sd / mean;

    if (strcmp(name, "lognormal_moments") == 0 && mean > 0.0) {
        double s = sqrt(log1p(ratio * ratio));

        *distribution = (struct aras_distribution){
            .kind = ARAS_LOGNORMAL, .argument = {log(mean) - s * s / 2.0, s}};
        return true;
    }
    if (strcmp(name, "gamma_moments") == 0 && mean > 0.0) {
        *distribution = (struct aras_distribution){
            .kind = ARAS_GAMMA_MEAN, .argument = {mean, 1.0 / (ratio * ratio)}};
        return true;
    }
    if (strcmp(name, "beta_moments") == 0 && mean > 0.0 && mean < 1.0) {
        double size = mean * (1.0 - mean) / (sd * sd) - 1.0;

        *distribution = (struct aras_distribution){
            .kind = ARAS_BETA, .argument = {mean * size, (1.0 - mean) * size}};
        return size > 0.0;
    }
    return false;
}

static bool is_moments(const char *name)
{
    return strcmp(name, "lognormal_moments") == 0 ||
           strcmp(name, "gamma_moments") == 0 || strcmp(name, "beta_moments") == 0;
}

/* The numbers between the brackets, at most MOST; false with a problem. */
static bool read_numbers(struct call *call, const char *at, const char *end)
{
    struct aras_builder *builder = call->builder;

    while (at < end) {
        size_t part = strcspn(at, ",");

        if (at + part > end) {
            part = (size_t) (end - at);
        }
        if (call->count == MOST) {
            aras_problems_add(builder->problems, call->place,
                              "too many numbers in '%s'", call->text);
            return false;
        }

        double number =
            aras_builder_constant(builder, aras_arena_slice(builder->arena, at, part),
                                  call->place, "an argument of a prior", 0, NAN);

        if (isnan(number)) {
            return false;
        }
        call->number[call->count++] = number;
        at += part + 1;
    }
    return true;
}

/* Splits "name(a, b, ...)". */
static bool read_call(struct call *call)
{
    const char *open = strchr(call->text, '(');
    size_t length = strlen(call->text);

    while (length > 0 && call->text[length - 1] == ' ') {
        length--;
    }
    if (open == NULL || open == call->text || call->text[length - 1] != ')') {
        aras_problems_add(call->builder->problems, call->place,
                          "a prior is a distribution, as in \"lognormal_median(0.3, "
                          "0.5)\", got '%s'",
                          call->text);
        return false;
    }
    call->name = aras_arena_slice(call->builder->arena, call->text,
                                  (size_t) (open - call->text));
    return read_numbers(call, open + 1, call->text + length - 1);
}

static bool find_distribution(struct aras_builder *builder, const char *name,
                              struct aras_place place,
                              enum aras_distribution_kind *kind)
{
    const char *names[ARAS_DISTRIBUTIONS];

    for (int k = 0; k < ARAS_DISTRIBUTIONS; k++) {
        names[k] = aras_distribution_form((enum aras_distribution_kind) k)->name;
        if (strcmp(names[k], name) == 0) {
            *kind = (enum aras_distribution_kind) k;
            return true;
        }
    }

    aras_problems_add(
        builder->problems, place, "there is no distribution '%s'%s", name,
        aras_nearest_hint(name, names, ARAS_DISTRIBUTIONS, builder->arena));
    return false;
}

/* Mean and standard deviation; false with a problem. */
static bool read_moments(const struct call *call,
                         struct aras_distribution *distribution)
{
    if (call->count == 2 && call->number[1] > 0.0 &&
        by_moments(call->name, call->number[0], call->number[1], distribution)) {
        return true;
    }
    aras_problems_add(call->builder->problems, call->place,
                      "%s takes a mean in its range and a standard deviation above 0 "
                      "that is possible for it, got '%s'",
                      call->name, call->text);
    return false;
}

/* Its own numbers, and perhaps the two that truncate it; false with a problem. */
static bool read_arguments(const struct call *call,
                           struct aras_distribution *distribution)
{
    enum aras_distribution_kind kind;

    if (!find_distribution(call->builder, call->name, call->place, &kind)) {
        return false;
    }

    size_t needed = aras_distribution_form(kind)->arguments;

    if (call->count != needed && call->count != needed + 2) {
        aras_problems_add(call->builder->problems, call->place,
                          "%s takes %zu numbers, or two more that truncate it; got %zu "
                          "in '%s'",
                          call->name, needed, call->count, call->text);
        return false;
    }
    distribution->kind = kind;
    for (size_t i = 0; i < needed; i++) {
        distribution->argument[i] = call->number[i];
    }
    distribution->truncated = call->count > needed;
    if (distribution->truncated) {
        distribution->low = call->number[needed];
        distribution->high = call->number[needed + 1];
    }
    return true;
}

bool aras_builder_distribution_prior(struct aras_builder *builder,
                                     struct aras_setting *entry,
                                     struct aras_prior *prior)
{
    struct call call = {.builder = builder,
                        .text = aras_setting_text(entry, "prior", builder->problems),
                        .place = aras_setting_place(entry, "prior")};
    struct aras_error error = {0};

    if (call.text == NULL || !read_call(&call)) {
        return false;
    }
    prior->kind = ARAS_PRIOR_DISTRIBUTION;
    if (!(is_moments(call.name) ? read_moments(&call, &prior->distribution)
                                : read_arguments(&call, &prior->distribution))) {
        return false;
    }
    if (aras_distribution_check(&prior->distribution, &error) != ARAS_OK) {
        aras_problems_add(builder->problems, call.place, "%s", error.message);
        return false;
    }
    return true;
}
