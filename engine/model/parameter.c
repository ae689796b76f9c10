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

static bool place_prior(struct aras_builder *builder, struct aras_setting *entry,
                        const char *key, struct aras_prior *prior)
{
    struct aras_problems *problems = builder->problems;
    double value = aras_setting_number(entry, key, NAN, problems);
    struct aras_setting *interval =
        aras_setting_numbers(entry, "interval", 2, problems);
    bool probability = strcmp(key, "probability") == 0;

    if (isnan(value)) {
        return false;
    }
    if (probability && (value <= 0.0 || value >= 1.0)) {
        aras_problems_add(problems, aras_setting_place(entry, key),
                          "a probability lies between 0 and 1, got %g", value);
        return false;
    }
    if (strcmp(key, "rate") == 0 && value < 0.0) {
        aras_problems_add(problems, aras_setting_place(entry, key),
                          "a rate must be 0 or more, got %g", value);
        return false;
    }
    if (interval == NULL) {
        if (aras_setting_find(entry, "holds") != NULL &&
            aras_setting_find(entry, "interval") == NULL) {
            aras_problems_add(problems, aras_setting_place(entry, "holds"),
                              "`holds` says how much of the prior lies in `interval`, "
                              "but there is no interval");
        }
        (void) aras_setting_number(entry, "holds", NAN, problems);
        prior->kind = ARAS_PRIOR_FIXED;
        prior->value = value;
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

    struct aras_error error = {0};

    if (aras_prior_fit(prior, shape_of(builder, entry, key), value,
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
        .between = aras_setting_number(group, "between", 0.0, problems),
        .trial_length = 1.0};
    const char *kind = aras_setting_text(group, "kind", problems);
    const char *trial = aras_setting_formula(group, "trial", problems);

    if (isnan(evidence.events) || isnan(evidence.exposure)) {
        aras_builder_lacks(
            builder, group, isnan(evidence.events) ? "events" : "exposure",
            "evidence needs `events` (how many) and `exposure` (in how "
            "many %s, or of how many trials)",
            builder->timeless
                ? "units of time"
                : aras_arena_print(builder->arena, "%ss", builder->model->time_unit));
        return false;
    }
    evidence.trials = kind != NULL && strcmp(kind, "trials") == 0;
    if (kind != NULL && !evidence.trials && strcmp(kind, "count") != 0) {
        aras_problems_add(problems, aras_setting_place(group, "kind"),
                          "the kind of evidence is \"count\" or \"trials\", got '%s'",
                          kind);
        return false;
    }
    if (trial != NULL) {
        evidence.trial_length = aras_builder_constant(
            builder, duration(builder, trial), aras_setting_place(group, "trial"),
            "the length of a trial", 1, 1.0);
    }
    if (evidence.trials != (trial != NULL)) {
        aras_problems_add(problems, group->place,
                          "`trial`, the length of one trial, belongs to evidence of "
                          "kind \"trials\", and only there");
        return false;
    }
    if (aras_prior_of_evidence(prior, &evidence, &error) != ARAS_OK) {
        aras_problems_add(problems, group->place, "%s", error.message);
        return false;
    }
    return true;
}

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

    const char *near = aras_nearest_name(name, names, ARAS_DISTRIBUTIONS);

    aras_problems_add(builder->problems, place, "there is no distribution '%s'%s%s%s",
                      name, near == NULL ? "" : "; did you mean '",
                      near == NULL ? "" : near, near == NULL ? "" : "'?");
    return false;
}

static bool distribution_prior(struct aras_builder *builder, struct aras_setting *entry,
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

    double *value = aras_arena_array(builder->arena, values->count, sizeof *value);
    double *weight = aras_arena_array(builder->arena, values->count, sizeof *weight);
    double sum = 0.0;

    for (size_t i = 0; i < values->count; i++) {
        value[i] = values->parts[i]->number;
        weight[i] = weights->parts[i]->number;
        sum += weight[i];
        if (weight[i] < 0.0) {
            aras_problems_add(problems, weights->parts[i]->place,
                              "a weight must be 0 or more, got %g", weight[i]);
            return false;
        }
        if (i > 0 && value[i] <= value[i - 1]) {
            aras_problems_add(
                problems, values->parts[i]->place,
                "the values of a discrete prior must rise, got %g after %g", value[i],
                value[i - 1]);
            return false;
        }
    }
    if (sum <= 0.0) {
        aras_problems_add(problems, weights->place, "the weights must not all be 0");
        return false;
    }
    *prior = (struct aras_prior){.kind = ARAS_PRIOR_DISCRETE,
                                 .values = value,
                                 .weights = weight,
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
    static const char *const ways[] = {"rate", "probability", "evidence", "prior",
                                       "values"};
    const char *way = NULL;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
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
    if (way == NULL && aras_setting_find(entry, "value") == NULL) {
        static const char *const all[] = {"value",    "rate",  "probability",
                                          "evidence", "prior", "values"};

        if (!aras_builder_misspelled(builder, entry, all, 6)) {
            aras_problems_add(
                builder->problems, entry->place,
                "a parameter needs one of value, rate, probability, evidence, "
                "prior or values");
        }
        return NULL;
    }
    if (way != NULL && strcmp(way, "prior") != 0 && strcmp(way, "evidence") != 0 &&
        aras_setting_find(entry, "value") != NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "value"),
                          "`value` does not go together with `%s`", way);
        return NULL;
    }
    return way == NULL ? "value" : way;
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

bool aras_builder_prior(struct aras_builder *builder, struct aras_setting *entry,
                        struct aras_parameter *parameter)
{
    const char *way = way_of(builder, entry);
    struct aras_prior prior = {0};
    bool good = false;

    if (way == NULL) {
        accept_ways(entry);
        return false;
    }
    if (strcmp(way, "evidence") == 0) {
        good = evidence_prior(builder, entry, &prior);
    } else if (strcmp(way, "prior") == 0) {
        good = distribution_prior(builder, entry, &prior);
    } else if (strcmp(way, "values") == 0) {
        good = discrete_prior(builder, entry, &prior);
    } else {
        good = place_prior(builder, entry, way, &prior);
        if (good && strcmp(way, "probability") == 0) {
            read_within(builder, entry, &prior);
        }
    }
    if (good && (strcmp(way, "evidence") == 0 || strcmp(way, "prior") == 0)) {
        check_median(builder, entry, &prior);
    }
    if (!good) {
        accept_ways(entry);
    }
    parameter->prior = prior;
    return good;
}

static const char *one_of(struct aras_builder *builder, struct aras_setting *entry,
                          const char *key, const char *first, const char *second)
{
    const char *text = aras_setting_text(entry, key, builder->problems);

    if (text != NULL && strcmp(text, first) != 0 && strcmp(text, second) != 0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, key),
                          "%s is \"%s\" or \"%s\", got '%s'", key, first, second, text);
        return NULL;
    }
    return text;
}

static bool is_rate(struct aras_setting *entry)
{
    return aras_setting_find(entry, "rate") != NULL ||
           aras_setting_find(entry, "probability") != NULL ||
           aras_setting_find(entry, "evidence") != NULL;
}

/* Evidence and `within` are in the model's time already; all else is in the unit. */
static double scale_of(struct aras_setting *entry, double unit)
{
    return aras_setting_find(entry, "probability") != NULL ||
                   aras_setting_find(entry, "evidence") != NULL
               ? 1.0
               : unit;
}

void aras_builder_replace_prior(struct aras_builder *builder,
                                struct aras_setting *entry,
                                struct aras_parameter *parameter)
{
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    double scale;
    int dimension = aras_builder_unit(builder, parameter->unit, &scale);

    if (unit != NULL) {
        double own;

        if (aras_builder_unit(builder, unit, &own) != dimension) {
            aras_problems_add(
                builder->problems, aras_setting_place(entry, "unit"),
                "the parameter '%s' is in %s: its prior cannot be in %s", parameter->id,
                parameter->unit[0] == '\0' ? "no unit" : parameter->unit, unit);
        }
        scale = own;
        parameter->unit = unit;
        builder->model->slots[parameter->slot].unit = unit;
    }
    if (aras_setting_find(entry, "within") != NULL &&
        aras_setting_find(entry, "probability") == NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "within"),
                          "`within` belongs to a `probability`");
    }
    if (dimension != -1 && !builder->timeless && is_rate(entry)) {
        aras_problems_add(builder->problems, entry->place,
                          "the parameter '%s' is no rate: its prior is a value or a "
                          "distribution",
                          parameter->id);
    }
    aras_builder_prior(builder, entry, parameter);
    parameter->scale = scale_of(entry, scale);
    parameter->given = one_of(builder, entry, "given", "marginal", "stage") != NULL
                           ? aras_setting_text(entry, "given", builder->problems)
                           : parameter->given;
    parameter->centred = one_of(builder, entry, "centred", "class", "t0") != NULL
                             ? aras_setting_text(entry, "centred", builder->problems)
                             : parameter->centred;
    (void) aras_setting_text(entry, "title", builder->problems);
    (void) aras_setting_text(entry, "note", builder->problems);
}

/* Unit, dimension and scale of a parameter, after its way of being stated. */
static int read_unit(struct aras_builder *builder, struct aras_setting *entry,
                     struct aras_parameter *parameter)
{
    static const char *const rates[] = {"rate", "probability", "evidence"};
    const char *unit = aras_setting_text(entry, "unit", builder->problems);
    const char *way = NULL;
    int dimension = 0;

    for (size_t i = 0; i < 3; i++) {
        if (aras_setting_find(entry, rates[i]) != NULL) {
            way = rates[i];
        }
    }
    parameter->scale = 1.0;
    if (unit != NULL) {
        dimension = aras_builder_unit(builder, unit, &parameter->scale);
    }
    if (way == NULL || builder->timeless) {
        parameter->unit = unit == NULL ? "" : unit;
        return dimension;
    }
    if (unit != NULL && dimension != -1) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "unit"),
                          "a parameter stated by `%s` is a rate: its unit is per time, "
                          "as in \"1/year\", not '%s'",
                          way, unit);
    }
    parameter->scale = scale_of(entry, parameter->scale);
    parameter->unit = unit != NULL ? unit
                                   : aras_arena_print(builder->arena, "1/%s",
                                                      builder->model->time_unit);
    if (aras_setting_find(entry, "given") == NULL ||
        aras_setting_find(entry, "centred") == NULL) {
        aras_problems_add(
            builder->problems, entry->place,
            "a rate says what it is: given = \"marginal\" (over all routes) "
            "or \"stage\", and centred = \"class\" (drivers at the "
            "reference class) or \"t0\" (drivers at the start)");
    }
    return -1;
}

static void read_parameter(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *text = aras_setting_text(entry, "id", builder->problems);
    struct aras_name name;

    if (text == NULL) {
        aras_builder_lacks(builder, entry, "id", "a parameter needs an id");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    if (!aras_name_parse(&name, text, aras_setting_place(entry, "id"),
                         "the id of a parameter", builder->problems)) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct aras_parameter *parameter =
        ARAS_GROW(builder, builder->parameters, model->parameter_count);
    const char *id = aras_name_text(&name, builder->arena);

    parameter->id = id;
    parameter->place = entry->place;
    parameter->factor = 1.0;
    parameter->title = aras_setting_text(entry, "title", builder->problems);
    parameter->given = one_of(builder, entry, "given", "marginal", "stage");
    parameter->centred = one_of(builder, entry, "centred", "class", "t0");
    (void) aras_setting_find(entry, "reached");
    aras_builder_prior(builder, entry, parameter);

    int dimension = read_unit(builder, entry, parameter);

    parameter->provenance =
        aras_builder_provenance(builder, entry, "parameter", id, true);
    parameter->name =
        aras_name_hash(aras_arena_print(builder->arena, "parameter:%s", id));
    parameter->slot = aras_builder_named_slot(
        builder,
        (struct aras_slot){.name = id,
                           .title = parameter->title == NULL ? "" : parameter->title,
                           .unit = parameter->unit,
                           .kind = ARAS_SLOT_FIXED,
                           .type = ARAS_NUMBER,
                           .dimension = dimension,
                           .low = is_rate(entry) ? 0.0 : -INFINITY,
                           .high = INFINITY,
                           .place = entry->place});
    aras_names_add(&builder->parameter_names, id,
                   (uint32_t) model->parameter_count - 1);
}

void aras_builder_parameters(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "parameters", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_parameter(builder, list->parts[i]);
    }
}

void aras_builder_hidden_parameter(struct aras_builder *builder, const char *id,
                                   double low, double high, struct aras_place place,
                                   uint32_t *slot)
{
    struct aras_model *model = builder->model;
    struct aras_parameter *parameter =
        ARAS_GROW(builder, builder->parameters, model->parameter_count);

    *parameter = (struct aras_parameter){
        .id = id,
        .title = "level within its band",
        .unit = "",
        .name = aras_name_hash(aras_arena_print(builder->arena, "parameter:%s", id)),
        .prior = {.kind = ARAS_PRIOR_DISTRIBUTION,
                  .distribution = {.kind = ARAS_UNIFORM, .argument = {low, high}}},
        .scale = 1.0,
        .factor = 1.0,
        .hidden = true,
        .place = place};
    if (low == high) {
        parameter->prior = (struct aras_prior){.kind = ARAS_PRIOR_FIXED, .value = low};
    }
    parameter->slot =
        aras_builder_named_slot(builder, (struct aras_slot){.name = id,
                                                            .title = "",
                                                            .unit = "",
                                                            .kind = ARAS_SLOT_FIXED,
                                                            .type = ARAS_NUMBER,
                                                            .low = 0.0,
                                                            .high = 1.0,
                                                            .place = place});
    aras_names_add(&builder->parameter_names, id,
                   (uint32_t) model->parameter_count - 1);
    *slot = parameter->slot;
}

/* --- variants ------------------------------------------------------------------ */

static void read_variant(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *id = aras_setting_text(entry, "id", builder->problems);
    struct aras_setting *options =
        aras_setting_groups(entry, "options", builder->problems);

    if (id == NULL || options == NULL || options->count < 2) {
        aras_builder_lacks(builder, entry,
                           id == NULL        ? "id"
                           : options == NULL ? "options"
                                             : NULL,
                           "a variant needs an id and at least two options");
        aras_builder_skip(builder, entry, id);
        return;
    }
    if (!aras_builder_known_id(builder, id, entry->place, "a variant")) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }

    struct aras_variant *variant =
        ARAS_GROW(builder, builder->variants, model->variant_count);
    struct aras_option *option =
        aras_arena_array(builder->arena, options->count, sizeof *option);
    const char **names =
        aras_arena_array(builder->arena, options->count, sizeof *names);
    struct aras_stages *stages = aras_arena_get(builder->arena, sizeof *stages);
    double sum = 0.0;

    for (size_t i = 0; i < options->count; i++) {
        struct aras_setting *part = options->parts[i];

        option[i].id = aras_setting_text(part, "id", builder->problems);
        option[i].title = aras_setting_text(part, "title", builder->problems);
        option[i].weight = aras_setting_number(part, "weight", 1.0, builder->problems);
        if (option[i].id == NULL) {
            aras_builder_lacks(builder, part, "id", "an option needs an id");
            option[i].id = aras_arena_print(builder->arena, "?%zu", i);
        }
        if (option[i].weight < 0.0) {
            aras_problems_add(builder->problems, part->place,
                              "the weight of an option must be 0 or more, got %g",
                              option[i].weight);
            option[i].weight = 1.0;
        }
        for (size_t j = 0; j < i; j++) {
            if (strcmp(names[j], option[i].id) == 0) {
                aras_problems_add(builder->problems, part->place,
                                  "there is another option '%s'", option[i].id);
            }
        }
        names[i] = option[i].id;
        sum += option[i].weight;
    }
    if (sum <= 0.0) {
        aras_problems_add(builder->problems, options->place,
                          "the weights of the options must not all be 0");
    }
    *stages = (struct aras_stages){names, options->count};
    *variant = (struct aras_variant){
        .id = id,
        .title = aras_setting_text(entry, "title", builder->problems),
        .name = aras_name_hash(aras_arena_print(builder->arena, "variant:%s", id)),
        .options = option,
        .count = options->count,
        .fixed = -1,
        .provenance = aras_builder_provenance(builder, entry, "variant", id, false),
        .place = entry->place};
    variant->slot = aras_builder_named_slot(
        builder,
        (struct aras_slot){.name = id,
                           .title = variant->title == NULL ? "" : variant->title,
                           .unit = "",
                           .kind = ARAS_SLOT_FIXED,
                           .type = ARAS_STAGE,
                           .stages = stages,
                           .high = (double) (options->count - 1),
                           .place = entry->place});
    aras_names_add(&builder->variant_names, id, (uint32_t) model->variant_count - 1);
}

void aras_builder_variants(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "variants", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_variant(builder, list->parts[i]);
    }
}

/* What the options set, once all that can be set has a slot. */
void aras_builder_variant_options(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "variants", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *id = aras_setting_text(list->parts[i], "id", builder->problems);
        struct aras_setting *options =
            aras_setting_groups(list->parts[i], "options", builder->problems);
        uint32_t number;

        if (id == NULL || options == NULL ||
            !aras_names_find(&builder->variant_names, id, &number)) {
            continue;
        }

        struct aras_variant *variant = &builder->variants[number];

        for (size_t k = 0; k < options->count && k < variant->count; k++) {
            struct aras_setting *set =
                aras_setting_texts(options->parts[k], "set", builder->problems);
            struct aras_override *overrides = aras_arena_array(
                builder->arena, set == NULL ? 0 : set->count, sizeof *overrides);
            struct aras_option *option = aras_arena_get(builder->arena, sizeof *option);
            size_t count = 0;

            for (size_t s = 0; set != NULL && s < set->count; s++) {
                int of_variant = -1;
                int choice = -1;
                const char *what = aras_arena_print(
                    builder->arena, "what option '%s' of variant '%s' sets",
                    variant->options[k].id, id);

                if (aras_builder_override(builder, set->parts[s]->text,
                                          set->parts[s]->place, what, &overrides[count],
                                          &of_variant, &choice)) {
                    if (of_variant >= 0) {
                        aras_problems_add(
                            builder->problems, set->parts[s]->place,
                            "an option of a variant cannot set a variant");
                    } else {
                        count++;
                    }
                }
            }
            *option = variant->options[k];
            option->overrides = overrides;
            option->count = count;
            /* The options were made here and are not shared yet. */
            memcpy((void *) (uintptr_t) &variant->options[k], option, sizeof *option);
        }
    }
}

/* --- rules --------------------------------------------------------------------- */

static void rule(struct aras_builder *builder, const char *name, enum aras_type type,
                 const struct aras_stages *stages, double value,
                 struct aras_place place)
{
    struct aras_model *model = builder->model;
    uint32_t slot = aras_builder_named_slot(
        builder,
        (struct aras_slot){.name = name,
                           .title = "",
                           .unit = "",
                           .kind = ARAS_SLOT_FIXED,
                           .type = type,
                           .stages = stages,
                           .low = type == ARAS_STAGE ? 0.0 : -INFINITY,
                           .high = type == ARAS_STAGE ? (double) (stages->count - 1)
                                                      : INFINITY,
                           .place = place});
    struct aras_initial *initial =
        ARAS_GROW(builder, builder->initials, model->initial_count);
    struct aras_code *code = aras_arena_get(builder->arena, sizeof *code);

    *code = (struct aras_code){.type = type,
                               .stages = stages,
                               .literal = true,
                               .value = value,
                               .is_product = true};
    code->fixed = code;
    *initial = (struct aras_initial){.slot = slot, .code = code, .what = name};
}

static double stage_number(struct aras_builder *builder, struct aras_setting *group,
                           const char *key, const struct aras_stages *stages)
{
    const char *text = aras_setting_text(group, key, builder->problems);

    for (size_t i = 0; text != NULL && i < stages->count; i++) {
        if (strcmp(stages->names[i], text) == 0) {
            return (double) i;
        }
    }
    if (text != NULL) {
        const char *all = stages->names[0];

        for (size_t i = 1; i < stages->count; i++) {
            all = aras_arena_print(builder->arena, "%s%s%s", all,
                                   i + 1 == stages->count ? " or " : ", ",
                                   stages->names[i]);
        }
        aras_problems_add(builder->problems, aras_setting_place(group, key),
                          "there is no rule '%s' for %s: it is %s", text, key, all);
    }
    return 0.0;
}

void aras_builder_rules(struct aras_builder *builder)
{
    static const char *const dependence[] = {"mean", "noisy_or", "maximum"};
    static const char *const decision[] = {"logit", "status_quo"};
    static const struct aras_stages dependences = {dependence, 3};
    static const struct aras_stages decisions = {decision, 2};
    struct aras_setting *group =
        aras_setting_group(builder->root, "rules", builder->problems);
    struct aras_place place = builder->root->place;

    if (group == NULL) {
        group = aras_setting_new(ARAS_SETTING_GROUP, NULL, place, builder->arena);
    }
    rule(builder, "rules.dependence", ARAS_STAGE, &dependences,
         stage_number(builder, group, "dependence", &dependences), place);
    rule(builder, "rules.decision", ARAS_STAGE, &decisions,
         stage_number(builder, group, "decision", &decisions), place);
    rule(builder, "rules.symmetry", ARAS_NUMBER, NULL,
         aras_setting_number(group, "symmetry", 1.0, builder->problems), place);
    rule(builder, "rules.status_quo_bias", ARAS_NUMBER, NULL,
         aras_setting_number(group, "status_quo_bias", 0.0, builder->problems), place);
    aras_names_find(&builder->slot_names, "rules.decision",
                    &builder->model->decision_rule);
    aras_names_find(&builder->slot_names, "rules.status_quo_bias",
                    &builder->model->status_quo_bias);
}
