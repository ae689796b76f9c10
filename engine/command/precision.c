#include "command/precision.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/estimate.h"
#include "analysis/target.h"

enum { LONGEST_ID = 128 };

/* Takes "outcome+-h" off the front of `text`; false when it is something else. */
static bool split(const char **text, char id[LONGEST_ID], double *half_width)
{
    static const char *const signs[] = {"\xc2\xb1", "+-"};
    const char *sign = NULL;
    size_t length = 0;
    char *end;

    for (size_t i = 0; i < 2; i++) {
        const char *at = strstr(*text, signs[i]);

        if (at != NULL && (sign == NULL || at < sign)) {
            sign = at;
            length = strlen(signs[i]);
        }
    }
    if (sign == NULL || sign == *text || (size_t) (sign - *text) >= LONGEST_ID) {
        return false;
    }
    memcpy(id, *text, (size_t) (sign - *text));
    id[sign - *text] = '\0';
    *half_width = strtod(sign + length, &end);
    if (end == sign + length || !(*half_width > 0.0) || !isfinite(*half_width) ||
        (*end != '\0' && (*end != ',' || end[1] == '\0'))) {
        return false;
    }
    *text = *end == ',' ? end + 1 : end;
    return true;
}

static enum aras_status each(const struct aras_session *session, const char *until,
                             const struct aras_estimates *estimates, bool *reached,
                             struct aras_error *error)
{
    const struct aras_model *model = session->scenario->model;
    const char *text = until;

    *reached = true;
    while (*text != '\0') {
        char id[LONGEST_ID];
        double half_width;

        if (!split(&text, id, &half_width)) {
            return aras_error_set(error, ARAS_INVALID,
                                  "--until takes an outcome and the half-width of its "
                                  "replication error, as in 'corridor_open+-0.01'; got "
                                  "'%s'",
                                  until);
        }

        size_t outcome, option;

        if (aras_target_read_outcome(&outcome, &option, id, model, error) != ARAS_OK) {
            return aras_error_within(error, "--until");
        }
        if (estimates != NULL &&
            !(aras_estimates_error(estimates, outcome, option) <= half_width)) {
            *reached = false;
        }
    }
    return ARAS_OK;
}

enum aras_status aras_precision_check(const struct aras_session *session,
                                      const char *until, struct aras_error *error)
{
    bool reached;

    return each(session, until, NULL, &reached, error);
}

enum aras_status aras_precision_reached(const struct aras_session *session,
                                        const struct aras_run *run,
                                        uint64_t replications, const char *until,
                                        bool *reached, struct aras_error *error)
{
    struct aras_estimates *estimates =
        aras_estimates_of_run(run, session->scenario->model, replications, error);
    enum aras_status status;

    if (estimates == NULL) {
        return error->status;
    }
    status = each(session, until, estimates, reached, error);
    aras_estimates_free(estimates);
    return status;
}
