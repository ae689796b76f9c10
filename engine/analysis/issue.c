#include "analysis/issue.h"

#include <stdlib.h>
#include <string.h>

static enum aras_status add(struct aras_issues *issues, struct aras_issue issue,
                            struct aras_error *error)
{
    struct aras_issue *more =
        realloc(issues->issue, (issues->count + 1) * sizeof *issues->issue);

    if (more == NULL) {
        aras_issues_free(issues);
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for the issues");
    }
    issues->issue = more;
    issues->issue[issues->count++] = issue;
    return ARAS_OK;
}

static enum aras_status add_demands(struct aras_issues *issues,
                                    const struct aras_model *model,
                                    struct aras_error *error)
{
    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_demand *demand = model->events[i].demand;

        if (demand != NULL &&
            add(issues,
                (struct aras_issue){.kind = demand->deter ? ARAS_ISSUE_LINE
                                                          : ARAS_ISSUE_DEMAND,
                                    .by = demand->by,
                                    .of = demand->of,
                                    .event = i,
                                    .decision = i},
                error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

bool aras_issue_parent(const struct aras_model *model, uint32_t event, uint32_t *parent)
{
    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_decision *decision = model->events[i].decision;
        const struct aras_demand *demand = model->events[i].demand;
        bool here = false;

        for (size_t k = 0; decision != NULL && k < decision->count; k++) {
            here = here || decision->choices[k].event == event;
        }
        for (size_t k = 0; demand != NULL && k < ARAS_DEMAND_RESULTS; k++) {
            here = here || (demand->result[k] == event &&
                            (k != ARAS_CONCEDED || !demand->deter));
        }
        if (here) {
            *parent = i;
            return true;
        }
    }
    return false;
}

/* Who acts in an event: of an option or a result one, else all that are named. */
static size_t find_doers(const struct aras_model *model, uint32_t event,
                         const char *const **doers, const char **one)
{
    uint32_t parent;

    *doers = one;
    if (!aras_issue_parent(model, event, &parent)) {
        *doers = model->events[event].actors;
        return model->events[event].actor_count;
    }

    const struct aras_demand *demand = model->events[parent].demand;

    if (demand == NULL) {
        *one = model->events[parent].decision->actor;
    } else if (demand->deter) {
        *one =
            event == demand->result[ARAS_SILENT] || event == demand->result[ARAS_ISSUED]
                ? demand->of
                : demand->by;
    } else {
        *one = event == demand->result[ARAS_CONCEDED] ? demand->of : demand->by;
    }
    return 1;
}

static bool names(const char *const *actors, size_t count, const char *actor)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(actors[i], actor) == 0) {
            return true;
        }
    }
    return false;
}

static enum aras_status add_answers(struct aras_issues *issues,
                                    const struct aras_model *model, uint32_t event,
                                    struct aras_error *error)
{
    const char *one;
    const char *const *doers;
    size_t count = find_doers(model, event, &doers, &one);

    for (size_t f = 0; f < model->events[event].follower_count; f++) {
        uint32_t follower = model->events[event].followers[f].event;
        const struct aras_decision *decision = model->events[follower].decision;

        for (size_t a = 0; decision != NULL && a < count; a++) {
            if (strcmp(doers[a], decision->actor) != 0 &&
                add(issues,
                    (struct aras_issue){.kind = ARAS_ISSUE_ANSWER,
                                        .by = doers[a],
                                        .of = decision->actor,
                                        .event = event,
                                        .decision = follower,
                                        .joint = count > 1,
                                        .with_target =
                                            names(doers, count, decision->actor)},
                    error) != ARAS_OK) {
                return error->status;
            }
        }
    }
    return ARAS_OK;
}

enum aras_status aras_issues_find(struct aras_issues *issues,
                                  const struct aras_model *model,
                                  struct aras_error *error)
{
    *issues = (struct aras_issues){0};
    if (add_demands(issues, model, error) != ARAS_OK) {
        return error->status;
    }
    for (uint32_t i = 0; i < model->event_count; i++) {
        if (add_answers(issues, model, i, error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

void aras_issues_free(struct aras_issues *issues)
{
    free(issues->issue);
    *issues = (struct aras_issues){0};
}

size_t aras_issue_choices(const struct aras_issue *issue,
                          const struct aras_model *model)
{
    return issue->kind == ARAS_ISSUE_ANSWER
               ? model->events[issue->decision].decision->count
               : 1;
}

uint32_t aras_issue_choice(const struct aras_issue *issue,
                           const struct aras_model *model, size_t choice)
{
    const struct aras_event *event = &model->events[issue->decision];

    switch (issue->kind) {
    case ARAS_ISSUE_DEMAND:
        return event->demand->result[ARAS_CONCEDED];
    case ARAS_ISSUE_LINE:
        return event->demand->result[ARAS_SILENT];
    case ARAS_ISSUE_ANSWER:
        break;
    }
    return event->decision->choices[choice].event;
}

bool aras_issue_is_nothing(const struct aras_issue *issue,
                           const struct aras_model *model, size_t choice)
{
    return issue->kind == ARAS_ISSUE_ANSWER &&
           model->events[issue->decision].decision->choices[choice].status_quo;
}
