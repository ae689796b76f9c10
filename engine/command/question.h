#ifndef ARAS_COMMAND_QUESTION_H
#define ARAS_COMMAND_QUESTION_H

#include "analysis/condition.h"
#include "command/session.h"

/**
 * Reads a condition over outcomes that was typed behind the option `what`. It lives as
 * long as the session. Prints what is wrong on stderr and returns NULL then.
 */
struct aras_condition *aras_question_read(struct aras_session *session,
                                          const char *text, const char *what);

#endif
