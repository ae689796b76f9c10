#include "analysis/causes_search.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/issue.h"
#include "statistics/holm.h"

static enum aras_status play_pair(const struct aras_causes_search *search,
                                  const struct aras_interaction *pair, double *joint,
                                  struct aras_causal_job *jobs,
                                  struct aras_error *error)
{
    uint32_t a = search->event[pair->a];
    uint32_t b = search->event[pair->b];
    size_t count = 0;

    for (size_t row = 0; row < search->rows; row++) {
        joint[row] = search->play.world[row].y;
        if (aras_causal_play_matters(&search->play, row, a) ||
            aras_causal_play_matters(&search->play, row, b)) {
            jobs[count].row = row;
            jobs[count].count = 2;
            jobs[count].it[0] =
                (struct aras_intervention){.kind = ARAS_FORBID, .event = a};
            jobs[count++].it[1] =
                (struct aras_intervention){.kind = ARAS_FORBID, .event = b};
        }
    }
    if (aras_causal_play_jobs(&search->play, jobs, count, "worlds without pairs",
                              error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        joint[jobs[i].row] = jobs[i].y;
    }
    return ARAS_OK;
}

static enum aras_status weigh_pair(const struct aras_causes_search *search,
                                   const struct aras_interaction *pair, size_t reading,
                                   const double *joint, double *p,
                                   struct aras_error *error)
{
    struct aras_interaction_effect *effect = &pair->effect[reading];
    const double *without_a = search->without + pair->a * search->rows;
    const double *without_b = search->without + pair->b * search->rows;
    struct aras_gauge a = {0}, b = {0}, both = {0}, more = {0};
    bool moved = false;
    struct aras_clustered mean, together;

    for (size_t row = 0; row < search->rows; row++) {
        double y = search->play.world[row].y;
        double step_a = without_a[row] - y;
        double step_b = without_b[row] - y;
        double step = joint[row] - y;

        if (aras_causes_told(search, row) != reading || isnan(step_a + step_b + step)) {
            continue;
        }
        moved = moved || step != step_a + step_b;
        if (aras_causes_add(search, &a, row, step_a, error) != ARAS_OK ||
            aras_causes_add(search, &b, row, step_b, error) != ARAS_OK ||
            aras_causes_add(search, &both, row, step, error) != ARAS_OK ||
            aras_causes_add(search, &more, row, step - step_a - step_b, error) !=
                ARAS_OK) {
            return error->status;
        }
    }
    if (aras_gauge_close(&a, error) != ARAS_OK ||
        aras_gauge_close(&b, error) != ARAS_OK ||
        aras_gauge_close(&both, error) != ARAS_OK ||
        aras_gauge_close(&more, error) != ARAS_OK) {
        return error->status;
    }
    mean = aras_causes_mean(search, &more);
    together = aras_causes_mean(search, &both);
    effect->a = aras_nested_mean(&a.nested).mean;
    effect->b = aras_nested_mean(&b.nested).mean;
    effect->joint = together.mean;
    effect->more = mean.mean;
    effect->interval = aras_causes_interval(search, &more, &mean);
    effect->joint_interval = aras_causes_interval(search, &both, &together);
    effect->overdetermined =
        (effect->joint_interval.low > 0.0 || effect->joint_interval.high < 0.0) &&
        fabs(effect->joint) > 2.0 * (fabs(effect->a) + fabs(effect->b));
    *p = moved ? aras_causes_p(&mean) : 1.0;
    return ARAS_OK;
}

/* `p`: for each pair and reading, raw and then adjusted. */
static enum aras_status play_pairs(struct aras_causes_search *search, double *p,
                                   double *joint, struct aras_causal_job *jobs,
                                   struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    size_t told = causes->told_count;
    size_t count = causes->interactions * told;

    for (size_t i = 0; i < causes->interactions; i++) {
        struct aras_interaction *pair = &causes->interaction[i];

        pair->effect = calloc(told + 1, sizeof *pair->effect);
        if (pair->effect == NULL) {
            return aras_causes_no_memory(error);
        }
        if (play_pair(search, pair, joint, jobs, error) != ARAS_OK) {
            return error->status;
        }
        for (size_t r = 0; r < told; r++) {
            if (weigh_pair(search, pair, r, joint, &p[i * told + r], error) !=
                ARAS_OK) {
                return error->status;
            }
        }
    }
    if (aras_holm(p, count, p + count, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < count; i++) {
        causes->interaction[i / told].effect[i % told].adjusted = p[count + i];
    }
    return ARAS_OK;
}

/* Without a decision its options go, without the outcome itself all. */
static bool is_telling(const struct aras_causes_search *search, size_t a, size_t b)
{
    const struct aras_cause *cause = search->causes->cause;
    uint32_t parent;

    return cause[a].sameness != ARAS_ITSELF && cause[b].sameness != ARAS_ITSELF &&
           !(aras_issue_parent(search->model, cause[a].event, &parent) &&
             parent == cause[b].event) &&
           !(aras_issue_parent(search->model, cause[b].event, &parent) &&
             parent == cause[a].event);
}

enum aras_status aras_causes_pairs(struct aras_causes_search *search,
                                   struct aras_error *error)
{
    struct aras_causes *causes = search->causes;
    size_t events = search->wish->interactions < causes->count
                        ? search->wish->interactions
                        : causes->count;
    size_t pairs = events * (events - 1) / 2;
    double *p = calloc(2 * pairs * causes->told_count + 1, sizeof *p);
    double *joint = calloc(search->rows + 1, sizeof *joint);
    struct aras_causal_job *jobs = calloc(search->rows + 1, sizeof *jobs);
    enum aras_status status;

    causes->interaction = calloc(pairs + 1, sizeof *causes->interaction);
    if (p == NULL || joint == NULL || jobs == NULL || causes->interaction == NULL) {
        status = aras_causes_no_memory(error);
    } else {
        for (size_t a = 0; a < events; a++) {
            for (size_t b = a + 1; b < events; b++) {
                if (is_telling(search, a, b)) {
                    causes->interaction[causes->interactions++] =
                        (struct aras_interaction){.a = a, .b = b};
                } else {
                    causes->pairs_passed++;
                }
            }
        }
        status = play_pairs(search, p, joint, jobs, error);
    }
    free(p);
    free(joint);
    free(jobs);
    return status;
}
