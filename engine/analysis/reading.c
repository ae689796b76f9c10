#include "analysis/reading.h"

#include <stdlib.h>
#include <string.h>

static bool is_drawn(const struct aras_variant *variant)
{
    return variant->fixed < 0 && variant->count > 1;
}

bool aras_readings_draw(const struct aras_model *model)
{
    for (size_t p = 0; p < model->parameter_count; p++) {
        if (model->parameters[p].prior.kind != ARAS_PRIOR_FIXED &&
            !model->parameters[p].fixed_by_scenario) {
            return true;
        }
    }
    for (size_t v = 0; v < model->variant_count; v++) {
        if (is_drawn(&model->variants[v])) {
            return true;
        }
    }
    return false;
}

/* Two models, of which the second may be none. */
struct models {
    const struct aras_model *a, *b;
    const size_t *variant; /* which of b's */
};

static bool only_b_draws(const struct models *models, size_t variant)
{
    return models->b != NULL && !is_drawn(&models->a->variants[variant]) &&
           is_drawn(&models->b->variants[models->variant[variant]]);
}

static bool is_told_of(const struct models *models, size_t variant)
{
    return is_drawn(&models->a->variants[variant]) || only_b_draws(models, variant);
}

static size_t count_all(const struct models *models)
{
    size_t count = 1;

    for (size_t v = 0; v < models->a->variant_count; v++) {
        count += is_told_of(models, v) ? models->a->variants[v].count : 0;
    }
    return count;
}

static const char *text_of(const char *text)
{
    return text == NULL ? "" : text;
}

static enum aras_status add(struct aras_readings *readings,
                            const struct aras_variant *variant, size_t number,
                            size_t option, struct aras_error *error)
{
    struct aras_reading *reading = &readings->reading[readings->count];
    size_t size = strlen(variant->id) + 1 + strlen(variant->options[option].id) + 1;

    reading->id = malloc(size);
    if (reading->id == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for a reading");
    }
    strcpy(reading->id, variant->id);
    strcat(reading->id, "=");
    strcat(reading->id, variant->options[option].id);
    reading->variant = number;
    reading->option = option;
    reading->variant_title = text_of(variant->title);
    reading->title = text_of(variant->options[option].title);
    readings->count++;
    return ARAS_OK;
}

static enum aras_status add_all(struct aras_readings *readings,
                                const struct models *models, struct aras_error *error)
{
    for (size_t v = 0; v < models->a->variant_count; v++) {
        const struct aras_variant *variant = &models->a->variants[v];

        for (size_t i = 0; is_told_of(models, v) && i < variant->count; i++) {
            if (add(readings, variant, v, i, error) != ARAS_OK) {
                return error->status;
            }
            readings->reading[readings->count - 1].of_b = only_b_draws(models, v);
        }
    }
    return ARAS_OK;
}

static enum aras_status find(struct aras_readings *readings,
                             const struct models *models, struct aras_error *error)
{
    *readings = (struct aras_readings){0};
    readings->reading = calloc(count_all(models), sizeof *readings->reading);
    if (readings->reading == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the readings");
    }
    readings->reading[0] = (struct aras_reading){
        .variant = ARAS_ALL_WORLDS, .variant_title = "", .title = ""};
    readings->count = 1;
    if (add_all(readings, models, error) != ARAS_OK) {
        aras_readings_free(readings);
        return error->status;
    }
    return ARAS_OK;
}

enum aras_status aras_readings_find(struct aras_readings *readings,
                                    const struct aras_model *model,
                                    struct aras_error *error)
{
    const struct models models = {.a = model};

    return find(readings, &models, error);
}

enum aras_status aras_readings_find_of_two(struct aras_readings *readings,
                                           const struct aras_model *a,
                                           const struct aras_model *b,
                                           const size_t *variant,
                                           struct aras_error *error)
{
    const struct models models = {.a = a, .b = b, .variant = variant};

    return find(readings, &models, error);
}

const char *aras_reading_id(const struct aras_reading *reading)
{
    return reading->id == NULL ? "all" : reading->id;
}

bool aras_reading_holds(const struct aras_reading *reading,
                        const struct aras_model *model, const double *parameters)
{
    return reading->variant == ARAS_ALL_WORLDS ||
           parameters[model->parameter_count + reading->variant] ==
               (double) reading->option;
}

/* How many options of the variant came up. */
static size_t options_seen(const struct aras_readings *readings, size_t variant)
{
    size_t seen = 0;

    for (size_t i = 0; i < readings->count; i++) {
        seen +=
            readings->reading[i].variant == variant && readings->reading[i].worlds > 0;
    }
    return seen;
}

bool aras_readings_show(const struct aras_readings *readings, size_t number)
{
    const struct aras_reading *reading = &readings->reading[number];

    if (reading->variant != ARAS_ALL_WORLDS) {
        return reading->worlds > 0 && options_seen(readings, reading->variant) > 1;
    }
    for (size_t i = 0; i < readings->count; i++) {
        if (i != number && aras_readings_show(readings, i)) {
            return false;
        }
    }
    return true;
}

bool aras_readings_tell(const struct aras_readings *readings, size_t number, bool all)
{
    size_t first = 0;

    while (first < readings->count && !aras_readings_show(readings, first)) {
        first++;
    }
    return aras_readings_show(readings, number) &&
           (all ||
            readings->reading[number].variant == readings->reading[first].variant);
}

void aras_readings_free(struct aras_readings *readings)
{
    for (size_t i = 0; i < readings->count; i++) {
        free(readings->reading[i].id);
    }
    free(readings->reading);
    *readings = (struct aras_readings){0};
}
