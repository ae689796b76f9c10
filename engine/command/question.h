#ifndef ARAS_COMMAND_QUESTION_H
#define ARAS_COMMAND_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/condition.h"
#include "command/session.h"

/**
 * Reads a condition over outcomes that was typed behind the option `what`. It lives as
 * long as the session. Prints what is wrong on stderr and returns NULL then.
 */
struct aras_condition *aras_question_read(struct aras_session *session,
                                          const char *text, const char *what);

/**
 * Reads moments of the session's model, with commas between them: "12 * month, 2 *
 * year" or "2025-09-12, 2026-01-01". They must rise, from 0 to before the horizon, and
 * be `most` at most. False, and what is wrong on stderr, when they are not such.
 */
bool aras_question_times(struct aras_session *session, const char *text,
                         const char *what, double *times, size_t most, size_t *count);

#endif
