#include "analysis/finding.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "statistics/holm.h"
#include "statistics/interval.h"

#define LEVEL 0.95 /* of aras_difference.interval */

static enum aras_status make_room(struct aras_findings *findings,
                                  struct aras_error *error)
{
    if (findings->count < findings->capacity) {
        return ARAS_OK;
    }

    size_t capacity = 2 * findings->capacity + 64;
    struct aras_finding *grown =
        realloc(findings->finding, capacity * sizeof *findings->finding);

    if (grown == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu findings",
                              capacity);
    }
    findings->finding = grown;
    findings->capacity = capacity;
    return ARAS_OK;
}

static enum aras_status check_outcome(const struct aras_statement *statement,
                                      const struct aras_contrast *contrast,
                                      const struct aras_model *a, size_t *outcome,
                                      struct aras_error *error)
{
    int found = aras_model_find_outcome(a, statement->outcome);

    *outcome = (size_t) found;
    if (found >= 0 && a->outcomes[found].kind == ARAS_CATEGORY) {
        return aras_error_set(error, ARAS_INVALID,
                              "the outcome '%s' is a category, which is neither higher "
                              "nor lower; name one that is a number or a share",
                              statement->outcome);
    }
    for (size_t i = 0; found >= 0 && i < contrast->count; i++) {
        if (contrast->difference[i].outcome_a == *outcome) {
            return ARAS_OK;
        }
    }
    return aras_error_set(error, ARAS_UNKNOWN,
                          "the outcome '%s' is not one that both scenarios have",
                          statement->outcome);
}

static void fill(struct aras_finding *finding, size_t number,
                 const struct aras_statement *statement,
                 const struct aras_reading *reading, const struct aras_model *a,
                 const struct aras_difference *difference)
{
    *finding = (struct aras_finding){
        .statement = number,
        .difference = *difference,
        .sets = (double) reading->sets,
        .margin = isnan(statement->margin) ? difference->margin : statement->margin,
        .p = NAN,
        .adjusted = NAN};
    snprintf(finding->reading, sizeof finding->reading, "%s",
             reading->variant == ARAS_ALL_WORLDS
                 ? "all"
                 : a->variants[reading->variant].options[reading->option].id);
}

enum aras_status aras_findings_add(struct aras_findings *findings, size_t number,
                                   const struct aras_statement *statement,
                                   const struct aras_contrast *contrast,
                                   const struct aras_model *a, struct aras_error *error)
{
    size_t before = findings->count;
    size_t outcome;

    if (check_outcome(statement, contrast, a, &outcome, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < contrast->count; i++) {
        const struct aras_difference *difference = &contrast->difference[i];

        if (difference->outcome_a != outcome ||
            !aras_readings_tell(&contrast->readings, difference->reading, false)) {
            continue;
        }
        if (make_room(findings, error) != ARAS_OK) {
            findings->count = before;
            return error->status;
        }
        fill(&findings->finding[findings->count++], number, statement,
             &contrast->readings.reading[difference->reading], a, difference);
    }
    return ARAS_OK;
}

double aras_finding_standard_error(const struct aras_finding *finding)
{
    const struct aras_difference *difference = &finding->difference;
    double half = fmax(difference->interval.high - difference->difference,
                       difference->difference - difference->interval.low);

    return finding->sets >= 2.0 ? half / aras_t_two_sided(LEVEL, finding->sets - 1.0)
                                : NAN;
}

enum aras_status aras_findings_adjust(struct aras_findings *findings,
                                      struct aras_error *error)
{
    double *p = calloc(2 * findings->count + 1, sizeof *p);
    double *adjusted = p == NULL ? NULL : p + findings->count;
    enum aras_status status;

    if (p == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to adjust %zu tests",
                              findings->count);
    }
    for (size_t i = 0; i < findings->count; i++) {
        p[i] = findings->finding[i].p;
    }
    status = aras_holm(p, findings->count, adjusted, error);
    for (size_t i = 0; status == ARAS_OK && i < findings->count; i++) {
        findings->finding[i].adjusted = adjusted[i];
    }
    free(p);
    return status;
}

void aras_findings_free(struct aras_findings *findings)
{
    free(findings->finding);
    *findings = (struct aras_findings){0};
}
