#ifndef ARAS_COMMAND_VARIED_H
#define ARAS_COMMAND_VARIED_H

#include "command/session.h"
#include "montecarlo/design.h"

/**
 * Makes the session play a design: `axes` as typed (montecarlo/axis.h), or of
 * "list:FILE" none, since the file says them; `kind` as in "lhs:256". Compiles the
 * models that its settings ask for. From then on the labels of the session are those of
 * the design. Prints what is wrong on stderr and returns an exit code.
 */
int aras_session_vary(struct aras_session *session, const char *const *axes,
                      size_t count, const char *kind, uint64_t group);

/** The same by a form that the program made, but for its seed: its axes live in the
 *  session's arena, and it has no settings and no list. Borrowed with all it borrows
 *  for as long as the session. */
int aras_session_vary_by(struct aras_session *session,
                         const struct aras_design_form *form);

/** The same from what the stored run of the session keeps. */
int aras_session_vary_again(struct aras_session *session);

#endif
