/* The ways in which an entry states a prior. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static enum aras_prior_kind shape_of(struct aras_builder *builder,
                                     struct aras_setting *entry, const char *key)
{
    const char *shape = aras_setting_text(entry, "shape", builder->problems);

    if (shape == NULL) {
        return strcmp(key, "rate") == 0          ? ARAS_PRIOR_SPLIT_LOGNORMAL
               : strcmp(key, "probability") == 0 ? ARAS_PRIOR_SPLIT_LOGIT
                                                 : ARAS_PRIOR_SPLIT_NORMAL;
    }
    if (strcmp(shape, "normal") == 0) {
        return ARAS_PRIOR_SPLIT_NORMAL;
    }
    if (strcmp(shape, "lognormal") == 0) {
        return ARAS_PRIOR_SPLIT_LOGNORMAL;
    }
    if (strcmp(shape, "logit") == 0) {
        return ARAS_PRIOR_SPLIT_LOGIT;
    }
    aras_problems_add(builder->problems, aras_setting_place(entry, "shape"),
                      "shape must be \"normal\", \"lognormal\" or \"logit\", got '%s'",
                      shape);
    return ARAS_PRIOR_SPLIT_NORMAL;
}

/* Whether the central value is possible for a parameter stated in this way. */
static bool check_centre(struct aras_builder *builder, struct aras_setting *entry,
                         const char *way, double value)
{
    if (strcmp(way, "probability") == 0 && (value <= 0.0 || value >= 1.0)) {
        aras_problems_add(builder->problems, aras_setting_place(entry, way),
                          "a probability lies between 0 and 1, got %g", value);
        return false;
    }
    if (strcmp(way, "rate") == 0 && value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, way),
                          "a rate must be 0 or more, got %g", value);
        return false;
    }
    return true;
}

/* A value without an interval is known for sure. */
static void fix(struct aras_builder *builder, struct aras_setting *entry, double value,
                struct aras_prior *prior)
{
    if (aras_setting_find(entry, "holds") != NULL &&
        aras_setting_find(entry, "interval") == NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "holds"),
                          "`holds` says how much of the prior lies in `interval`, but "
                          "there is no interval");
    }
    (void) aras_setting_number(entry, "holds", NAN, builder->problems);
    prior->kind = ARAS_PRIOR_FIXED;
    prior->value = value;
}

/* A value, rate or probability with the interval that holds a share of the prior. */
static bool interval_prior(struct aras_builder *builder, struct aras_setting *entry,
                           const char *way, struct aras_prior *prior)
{
    struct aras_problems *problems = builder->problems;
    double value = aras_setting_number(entry, way, NAN, problems);
    struct aras_setting *interval =
        aras_setting_numbers(entry, "interval", 2, problems);
    struct aras_error error = {0};

    if (isnan(value) || !check_centre(builder, entry, way, value)) {
        return false;
    }
    if (interval == NULL) {
        fix(builder, entry, value, prior);
        return true;
    }

    double holds = aras_setting_number(entry, "holds", NAN, problems);

    if (isnan(holds)) {
        aras_builder_lacks(
            builder, entry, "holds",
            "an interval needs `holds`: the share of the prior in it, as "
            "in holds = 0.8");
        return false;
    }
    if (aras_prior_fit(prior, shape_of(builder, entry, way), value,
                       interval->parts[0]->number, interval->parts[1]->number, holds,
                       &error) != ARAS_OK) {
        aras_problems_add(problems, aras_setting_place(entry, "interval"), "%s",
                          error.message);
        return false;
    }
    return true;
}

/* "1 year" is allowed for "1 * year": it is how people say it. */
static const char *duration(struct aras_builder *builder, const char *text)
{
    const char *blank = strchr(text, ' ');

    if (blank == NULL || strchr(text, '*') != NULL) {
        return text;
    }
    return aras_arena_print(builder->arena, "%.*s * %s", (int) (blank - text), text,
                            blank + 1);
}

/* What is counted: events in time, or successes of trials, each of one length. */
static bool read_evidence_kind(struct aras_builder *builder, struct aras_setting *group,
                               struct aras_evidence *evidence)
{
    struct aras_problems *problems = builder->problems;
    const char *kind = aras_setting_text(group, "kind", problems);
    const char *trial = aras_setting_formula(group, "trial", problems);

    evidence->trials = kind != NULL && strcmp(kind, "trials") == 0;
    if (kind != NULL && !evidence->trials && strcmp(kind, "count") != 0) {
        aras_problems_add(problems, aras_setting_place(group, "kind"),
                          "the kind of evidence is \"count\" or \"trials\", got '%s'",
                          kind);
        return false;
    }
    evidence->trial_length = 1.0;
    if (trial != NULL) {
        evidence->trial_length = aras_builder_constant(
            builder, duration(builder, trial), aras_setting_place(group, "trial"),
            "the length of a trial", 1, 1.0);
    }
    if (evidence->trials != (trial != NULL)) {
        aras_problems_add(problems, group->place,
                          evidence->trials
                              ? "evidence of kind \"trials\" needs `trial`, the length "
                                "of one, as in \"5 * year\""
                              : "`trial`, the length of one trial, belongs to evidence "
                                "of kind \"trials\", and only there");
        return false;
    }
    return true;
}

static bool evidence_prior(struct aras_builder *builder, struct aras_setting *entry,
                           struct aras_prior *prior)
{
    struct aras_problems *problems = builder->problems;
    struct aras_setting *group = aras_setting_group(entry, "evidence", problems);
    struct aras_error error = {0};

    if (group == NULL) {
        return false;
    }

    struct aras_evidence evidence = {
        .events = aras_setting_number(group, "events", NAN, problems),
        .exposure = aras_setting_number(group, "exposure", NAN, problems),
        .design_effect = aras_setting_number(group, "design_effect", 1.0, problems),
        .discount = aras_setting_number(group, "discount", 1.0, problems),
        .between = aras_setting_number(group, "between", 0.0, problems)};

    if (isnan(evidence.events) || isnan(evidence.exposure)) {
        aras_builder_lacks(
            builder, group, isnan(evidence.events) ? "events" : "exposure",
            "evidence needs `events` (how many) and `exposure` (in how many %s, or of "
            "how many trials)",
            builder->timeless
                ? "units of time"
                : aras_arena_print(builder->arena, "%ss", builder->model->time_unit));
        return false;
    }
    if (!read_evidence_kind(builder, group, &evidence)) {
        return false;
    }
    if (aras_prior_of_evidence(prior, &evidence, &error) != ARAS_OK) {
        aras_problems_add(problems, group->place, "%s", error.message);
        return false;
    }
    return true;
}

/* A weight for each value; the values rise. */
static bool check_values(struct aras_builder *builder,
                         const struct aras_setting *values,
                         const struct aras_setting *weights)
{
    double sum = 0.0;

    for (size_t i = 0; i < values->count; i++) {
        double weight = weights->parts[i]->number;
        double value = values->parts[i]->number;
        double before = i == 0 ? -INFINITY : values->parts[i - 1]->number;

        if (weight < 0.0) {
            aras_problems_add(builder->problems, weights->parts[i]->place,
                              "a weight must be 0 or more, got %g", weight);
            return false;
        }
        if (value <= before) {
            aras_problems_add(
                builder->problems, values->parts[i]->place,
                "the values of a discrete prior must rise, got %g after %g", value,
                before);
            return false;
        }
        sum += weight;
    }
    if (sum <= 0.0) {
        aras_problems_add(builder->problems, weights->place,
                          "the weights must not all be 0");
        return false;
    }
    return true;
}

static const double *numbers_of(struct aras_builder *builder,
                                const struct aras_setting *list)
{
    double *numbers = aras_arena_array(builder->arena, list->count, sizeof *numbers);

    for (size_t i = 0; i < list->count; i++) {
        numbers[i] = list->parts[i]->number;
    }
    return numbers;
}

static bool discrete_prior(struct aras_builder *builder, struct aras_setting *entry,
                           struct aras_prior *prior)
{
    struct aras_problems *problems = builder->problems;
    struct aras_setting *values = aras_setting_numbers(entry, "values", 0, problems);
    struct aras_setting *weights = aras_setting_numbers(entry, "weights", 0, problems);

    if (values == NULL || weights == NULL || values->count != weights->count ||
        values->count == 0) {
        aras_builder_lacks(builder, entry, weights == NULL ? "weights" : NULL,
                           "a discrete prior needs `values` and as many `weights`");
        return false;
    }
    if (!check_values(builder, values, weights)) {
        return false;
    }
    *prior = (struct aras_prior){.kind = ARAS_PRIOR_DISCRETE,
                                 .values = numbers_of(builder, values),
                                 .weights = numbers_of(builder, weights),
                                 .count = values->count};
    return true;
}

/* `within` makes a rate of a probability. */
static void read_within(struct aras_builder *builder, struct aras_setting *entry,
                        struct aras_prior *prior)
{
    const char *within = aras_setting_formula(entry, "within", builder->problems);

    if (within == NULL) {
        aras_builder_lacks(builder, entry, "within",
                           "a probability needs `within`: in what time, as in within = "
                           "\"1 year\"");
        return;
    }
    prior->trial_length = aras_builder_constant(builder, duration(builder, within),
                                                aras_setting_place(entry, "within"),
                                                "the time of a probability", 1, 1.0);
    if (prior->trial_length <= 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "within"),
                          "the time of a probability must be above 0");
        prior->trial_length = 1.0;
    }
    if (prior->kind == ARAS_PRIOR_FIXED) {
        prior->value = -log1p(-prior->value) / prior->trial_length;
        prior->trial_length = 0.0;
    }
}

static void check_median(struct aras_builder *builder, struct aras_setting *entry,
                         const struct aras_prior *prior)
{
    double value = aras_setting_number(entry, "value", NAN, builder->problems);

    if (isnan(value)) {
        return;
    }

    double median = aras_prior_quantile(prior, 0.5);

    if (fabs(value - median) > 5e-4 * fmax(fabs(value), fabs(median))) {
        aras_problems_add(
            builder->problems, aras_setting_place(entry, "value"),
            "the central value is the median of the prior, which is %.4g, "
            "not %g",
            median, value);
    }
}

/* Which one of the ways to state a parameter is used; NULL with a problem. */
static const char *way_of(struct aras_builder *builder, struct aras_setting *entry)
{
    static const char *const ways[] = {"value",    "rate",  "probability",
                                       "evidence", "prior", "values"};
    const char *way = NULL;

    for (size_t i = 1; i < sizeof ways / sizeof *ways; i++) {
        if (aras_setting_find(entry, ways[i]) != NULL) {
            if (way != NULL) {
                aras_problems_add(builder->problems, aras_setting_place(entry, ways[i]),
                                  "a parameter is stated in one way, not by both `%s` "
                                  "and `%s`",
                                  way, ways[i]);
                return NULL;
            }
            way = ways[i];
        }
    }

    bool value = aras_setting_find(entry, "value") != NULL;

    if (way == NULL && !value) {
        if (!aras_builder_misspelled(builder, entry, ways,
                                     sizeof ways / sizeof *ways)) {
            aras_problems_add(builder->problems, entry->place,
                              "a parameter needs one of value, rate, probability, "
                              "evidence, prior or values");
        }
        return NULL;
    }
    if (way == NULL) {
        return "value";
    }
    /* Beside a prior or evidence the value is the median that comes out. */
    if (value && strcmp(way, "prior") != 0 && strcmp(way, "evidence") != 0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "value"),
                          "`value` does not go together with `%s`", way);
        return NULL;
    }
    return way;
}

/* Of a prior that is wrong nothing else is said. */
static void accept_ways(struct aras_setting *entry)
{
    static const char *const settings[] = {
        "value",  "rate",     "probability", "evidence", "prior", "values",
        "within", "interval", "holds",       "weights",  "shape"};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct aras_setting *part = aras_setting_find(entry, settings[i]);

        if (part != NULL) {
            aras_setting_accept(part);
        }
    }
}

static bool read_prior(struct aras_builder *builder, struct aras_setting *entry,
                       const char *way, struct aras_prior *prior)
{
    if (strcmp(way, "values") == 0) {
        return discrete_prior(builder, entry, prior);
    }
    if (strcmp(way, "evidence") == 0 || strcmp(way, "prior") == 0) {
        bool good = way[0] == 'e'
                        ? evidence_prior(builder, entry, prior)
                        : aras_builder_distribution_prior(builder, entry, prior);

        if (good) {
            check_median(builder, entry, prior);
        }
        return good;
    }
    if (!interval_prior(builder, entry, way, prior)) {
        return false;
    }
    if (strcmp(way, "probability") == 0) {
        read_within(builder, entry, prior);
    }
    return true;
}

void aras_builder_stated_prior(struct aras_builder *builder, struct aras_setting *entry,
                               struct aras_parameter *parameter)
{
    const char *way = way_of(builder, entry);
    struct aras_prior prior = {0};

    if (way == NULL) {
        accept_ways(entry);
        return;
    }
    if (!read_prior(builder, entry, way, &prior)) {
        accept_ways(entry);
    }
    parameter->prior = prior;
}
