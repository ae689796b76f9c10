#ifndef ARAS_ANALYSIS_CONDITION_H
#define ARAS_ANALYSIS_CONDITION_H

#include <stdbool.h>

#include "base/problems.h"
#include "model/model.h"

/**
 * Something that is so in a world or not, by its outcomes:
 *
 *     corridor_open                              it happened, or was reached
 *     ending == belt                             an option of a category
 *     leverage_russia_iran > 0.3 and not red_line_tested
 *     first_war < 2 * year
 *
 * It is a formula (formula.h) in which outcomes are the names: `happened` is a truth, a
 * `time` a time that is infinite where it was not reached, a `category` one of its
 * options, all others are numbers. happened(X) asks of a time whether it was reached;
 * `horizon` is the length of a world. As where one outcome is asked for (target.h),
 * `ending=belt` says the same as `ending == belt`, and `treaty=reached` as
 * happened(treaty).
 *
 * Lives in the arena it was read in. It has room of its own for one evaluation, so one
 * thread at a time may ask it.
 */
struct aras_condition {
    const char *text;  /* as written */
    const char *title; /* in words, where outcomes have titles for it; else the text */
    const struct aras_model *model;
    const struct aras_code *code;
    double *values; /* outcomes; then 1 where each was reached */
};

/** Reads a condition; `what` says whose it is ("--where"). NULL with problems added
 * when it is wrong. Call inside a try of problems->arena; borrows the model. */
struct aras_condition *aras_condition_read(const char *text, const char *what,
                                           const struct aras_model *model,
                                           struct aras_problems *problems);

/** Whether it is so in a world with these outcomes (as in aras_record), which did not
 * fail. ARAS_INVALID where its arithmetic has no result, such as a division by zero. */
ARAS_CHECKED enum aras_status aras_condition_ask(struct aras_condition *condition,
                                                 const double *outcomes, bool *so,
                                                 struct aras_error *error);

enum aras_settled { ARAS_STILL_OPEN, ARAS_SETTLED_NO, ARAS_SETTLED_YES };

/**
 * What could be known of it at `time`, whatever comes later. `reached`, for each
 * outcome that happens or has a time, is when it first was true (INFINITY: never). What
 * is measured at the horizon leaves it open until then, and so does a time to come.
 */
ARAS_CHECKED enum aras_status aras_condition_settled(struct aras_condition *condition,
                                                     const double *reached, double time,
                                                     enum aras_settled *settled,
                                                     struct aras_error *error);

/** When it became so: the first of these moments at which it is settled as yes;
 * INFINITY when it never is, or only by what is measured at the horizon. */
ARAS_CHECKED enum aras_status aras_condition_when(struct aras_condition *condition,
                                                  const double *reached, double *when,
                                                  struct aras_error *error);

#endif
