#ifndef ARAS_COMMAND_SAID_H
#define ARAS_COMMAND_SAID_H

#include "base/error.h"
#include "result/ledger.h"

enum { ARAS_MOST_SAID = 64 };

/** What stands behind --says, taken apart. */
struct aras_said {
    enum { ARAS_SAID_YES, ARAS_SAID_OPTIONS, ARAS_SAID_QUANTILES } what;
    char text[2048];                  /* what was typed, with ends between its parts */
    const char *name[ARAS_MOST_SAID]; /* of options; within `text` */
    double level[ARAS_MOST_SAID];     /* of quantiles */
    double value[ARAS_MOST_SAID];     /* of yes: p, 1 - p */
    size_t count;
};

/**
 * Reads a prediction: "0.3" or "30%" that the answer is yes; "belt=20%,other=0.8" of
 * options; "10%=1.2,50%=2,90%=3.5" for quantiles. ARAS_INVALID says what is wrong and
 * what would be right. `said` must not be copied afterwards: it points into itself.
 */
ARAS_CHECKED enum aras_status aras_said_read(struct aras_said *said, const char *text,
                                             struct aras_error *error);

/** The prediction that this is for a question, its options in the question's order:
 *  `prediction` gets form, value, level and count, which point into `said`. */
ARAS_CHECKED enum aras_status aras_said_fit(struct aras_said *said,
                                            const struct aras_ledger_question *question,
                                            struct aras_ledger_prediction *prediction,
                                            struct aras_error *error);

#endif
