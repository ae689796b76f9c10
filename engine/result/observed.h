#ifndef ARAS_RESULT_OBSERVED_H
#define ARAS_RESULT_OBSERVED_H

#include "base/problems.h"
#include "result/ledger.h"

/** What came of questions, as a file of comma-separated values tells it. */
struct aras_observed {
    struct aras_ledger_outcome *outcomes; /* `line` is that of the file */
    double *reference; /* of each: a reference class's probability of the question's
                          first option; NAN where the file has none */
    size_t count;
};

/**
 * Reads a file such as
 *
 *     question,outcome,date,reference,source
 *     treaty@2025-12-31,yes,2025-01-17,0.12,"the signing in Moscow"
 *
 * The first line names the columns, in any order; question, outcome and date are
 * needed. An outcome is typed as aras_ledger_read_word has it. What is wrong is
 * collected in `problems`, each with its line: a question that the ledger does not
 * have, or that is about a model; a question twice; a word or number that cannot be its
 * outcome (nan); a day that is none, or before the question was asked. All lives in
 * problems->arena. NULL when something is wrong, with `error` filled in when it is none
 * of that.
 */
ARAS_CHECKED struct aras_observed *aras_observed_read(const char *path,
                                                      const struct aras_ledger *ledger,
                                                      struct aras_problems *problems,
                                                      struct aras_error *error);

#endif
