/* A prior that is written as a distribution: "lognormal_median(0.3, 0.5)". */
#include <math.h>
#include <string.h>

#include "model/builder.h"

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

/* Splits "name(a, b, ...)" and gives its numbers. */
static bool split_call(struct aras_builder *builder, const char *text,
                       struct aras_place place, const char **name, double number[5],
                       size_t *count)
{
    const char *open = strchr(text, '(');
    size_t length = strlen(text);

    *count = 0;
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    if (open == NULL || open == text || text[length - 1] != ')') {
        aras_problems_add(builder->problems, place,
                          "a prior is a distribution, as in \"lognormal_median(0.3, "
                          "0.5)\", got '%s'",
                          text);
        return false;
    }
    *name = aras_arena_slice(builder->arena, text, (size_t) (open - text));

    const char *at = open + 1;
    const char *end = text + length - 1;

    while (at < end) {
        size_t part = strcspn(at, ",");

        if (at + part > end) {
            part = (size_t) (end - at);
        }
        if (*count == 5) {
            aras_problems_add(builder->problems, place, "too many numbers in '%s'",
                              text);
            return false;
        }
        number[*count] =
            aras_builder_constant(builder, aras_arena_slice(builder->arena, at, part),
                                  place, "an argument of a prior", 0, NAN);
        if (isnan(number[(*count)++])) {
            return false;
        }
        at += part + 1;
    }
    return true;
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

bool aras_builder_distribution_prior(struct aras_builder *builder,
                                     struct aras_setting *entry,
                                     struct aras_prior *prior)
{
    const char *text = aras_setting_text(entry, "prior", builder->problems);
    struct aras_place place = aras_setting_place(entry, "prior");
    struct aras_error error = {0};
    const char *name;
    double number[5] = {0};
    size_t count;

    if (text == NULL || !split_call(builder, text, place, &name, number, &count)) {
        return false;
    }
    prior->kind = ARAS_PRIOR_DISTRIBUTION;
    if (is_moments(name)) {
        if (count != 2 || number[1] <= 0.0 ||
            !by_moments(name, number[0], number[1], &prior->distribution)) {
            aras_problems_add(builder->problems, place,
                              "%s takes a mean in its range and a standard deviation "
                              "above 0 that is possible for it, got '%s'",
                              name, text);
            return false;
        }
    } else {
        enum aras_distribution_kind kind;

        if (!find_distribution(builder, name, place, &kind)) {
            return false;
        }

        size_t needed = aras_distribution_form(kind)->arguments;

        if (count != needed && count != needed + 2) {
            aras_problems_add(builder->problems, place,
                              "%s takes %zu numbers, or two more that truncate it; got "
                              "%zu in '%s'",
                              name, needed, count, text);
            return false;
        }
        prior->distribution.kind = kind;
        for (size_t i = 0; i < needed; i++) {
            prior->distribution.argument[i] = number[i];
        }
        prior->distribution.truncated = count > needed;
        if (count > needed) {
            prior->distribution.low = number[needed];
            prior->distribution.high = number[needed + 1];
        }
    }
    if (aras_distribution_check(&prior->distribution, &error) != ARAS_OK) {
        aras_problems_add(builder->problems, place, "%s", error.message);
        return false;
    }
    return true;
}
