#ifndef ARAS_ANALYSIS_ISSUE_H
#define ARAS_ANALYSIS_ISSUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"

/** How one actor may move another. */
enum aras_issue_kind {
    ARAS_ISSUE_DEMAND, /* A demands something of B: B does it, or does not */
    ARAS_ISSUE_LINE,   /* A's red line stands before B: B refrains, or crosses */
    ARAS_ISSUE_ANSWER  /* an act of A makes B decide: B takes an option, or does not */
};

/** Something over which A may have leverage on B. Texts belong to the model. */
struct aras_issue {
    enum aras_issue_kind kind;
    const char *by, *of; /* A and B, actors of the model */
    uint32_t event;      /* the demand; ANSWER: the act */
    uint32_t decision;   /* ANSWER: B's; else as `event` */
    bool joint;          /* ANSWER: the act names others beside A ... */
    bool with_target;    /* ... and B among them: it is an act of B's own, too */
};

struct aras_issues {
    struct aras_issue *issue;
    size_t count;
};

/**
 * Finds what a model has: each demand, and each pair of an event that names an actor
 * and another actor's decision that comes after it. An option belongs to who decides, a
 * demand that is made, carried out or dropped to who makes it, one that is conceded (or
 * a line that is crossed) to its target. In the order of the model, demands first. When
 * it fails, `issues` is empty.
 */
ARAS_CHECKED enum aras_status aras_issues_find(struct aras_issues *issues,
                                               const struct aras_model *model,
                                               struct aras_error *error);
void aras_issues_free(struct aras_issues *issues);

/** How many things B may do: 1 for a demand or a line, else the options. */
size_t aras_issue_choices(const struct aras_issue *issue,
                          const struct aras_model *model);

/** The event that is B's doing it: the demand's `conceded`, the line's `silent`
 * (refrained), the option. */
uint32_t aras_issue_choice(const struct aras_issue *issue,
                           const struct aras_model *model, size_t choice);

/** Whether a choice leaves things as they are: an option that the model marks as the
 * status quo. Nobody is moved to that. */
bool aras_issue_is_nothing(const struct aras_issue *issue,
                           const struct aras_model *model, size_t choice);

/** Whether the act can happen only as part of something else: it is an option or a
 * result; `parent` gets the decision or demand. */
bool aras_issue_parent(const struct aras_model *model, uint32_t event,
                       uint32_t *parent);

#endif
