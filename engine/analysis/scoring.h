#ifndef ARAS_ANALYSIS_SCORING_H
#define ARAS_ANALYSIS_SCORING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/reliability.h"
#include "analysis/rivals.h"
#include "base/error.h"
#include "result/ledger.h"
#include "statistics/murphy.h"

/*
 * How good predictions were, by those who made them. Lower scores are better. Questions
 * about the world and about models are scored apart: guessing what a model says is
 * reading it, and no more.
 */

/** What somebody who knows nothing of the matter would have said. */
enum aras_benchmark {
    ARAS_CLIMATOLOGY, /* a plain question: the share of yes among all those settled,
                         which nobody could know beforehand; options: each as likely */
    ARAS_PERSISTENCE, /* that nothing changes: the question's `now`, for sure */
    ARAS_REFERENCE,   /* the probability that a reference class gives */
    ARAS_BENCHMARKS
};

/** "climatology", "persistence", "reference class". */
const char *aras_benchmark_name(enum aras_benchmark benchmark);

/** One prediction that counts, scored. All numbers are NAN where they do not apply. Of
 * a question about a model they are means over its worlds. */
struct aras_score {
    const struct aras_ledger_question *question;
    const struct aras_ledger_prediction *prediction;
    size_t forecaster;
    double brier; /* of options (aras_score_options) */
    double
        unavoidable; /* about a model: the brier of who says its very shares; else 0 */
    double nats;     /* log score */
    bool clipped;
    double ranked;                     /* of options in an order */
    double crps;                       /* of numbers, in their unit; fair for members */
    double benchmark[ARAS_BENCHMARKS]; /* the brier or crps of each */
};

/** How much better than a benchmark on those questions on which there is one. */
struct aras_skill {
    double skill; /* 1 - score / benchmark; NAN without a question */
    size_t count;
};

enum { ARAS_PIT_BINS = 10, ARAS_LEAST_FOR_RELIABILITY = 10 };

/** All of one forecaster's predictions that count: one a question, the last. */
struct aras_forecaster {
    const char *by;
    bool run;
    size_t options; /* questions with options */
    double brier, unavoidable, nats;
    size_t clipped;
    double ranked;
    size_t ranked_count;
    struct aras_skill skill[ARAS_BENCHMARKS];

    size_t numbers;   /* questions of numbers */
    double crps;      /* mean; NAN where they differ in unit */
    const char *unit; /* theirs; NULL where they differ */
    struct aras_skill number_skill[ARAS_BENCHMARKS];
    double pit[ARAS_PIT_BINS]; /* where what came lay in what was said: see pit.h */

    size_t plain; /* plain questions about the world, of which what follows is */
    struct aras_murphy murphy;           /* count 0 with fewer than 10 */
    struct aras_reliability reliability; /* likewise */
};

/** Two forecasters on the questions with options that both answered: a less b. */
struct aras_rivals {
    size_t a, b; /* forecasters */
    struct aras_rivalry rivalry;
    double p_holm; /* adjusted for all pairs listed */
};

struct aras_scoring {
    enum aras_about about;
    size_t
        questions; /* about this in the ledger; settled, open and void are among them */
    size_t settled, open, voided;
    size_t late; /* predictions made after the day on which the outcome was known: they
                    do not count */
    size_t
        superseded;   /* predictions that a later one of the same forecaster replaced */
    double base_rate; /* of yes among settled plain questions; NAN without one */
    size_t plain;     /* how many those are */
    struct aras_forecaster *forecaster; /* the best first: about the world by skill over
                                           climatology, about models by the avoidable
                                           part of the brier; then by brier */
    size_t forecasters;
    struct aras_score *score;
    size_t scores;
    struct aras_rivals *rivals; /* all pairs of up to six forecasters; of more, those of
                                   the first with each other one */
    size_t rivalries;
};

/**
 * Scores the predictions of a ledger on questions about `about`. `came` has, for each
 * question of the ledger, what came of it, or NULL; `reference`, for each, a
 * probability that replaces the ledger's own unless NAN (NULL: none does). All are
 * borrowed for as long as the scoring is used, which is owned by the caller. NULL
 * without memory.
 */
ARAS_CHECKED struct aras_scoring *
aras_scoring_of(const struct aras_ledger *ledger, enum aras_about about,
                const struct aras_ledger_outcome *const *came, const double *reference,
                struct aras_error *error);
void aras_scoring_free(struct aras_scoring *scoring);

/** The last outcome that the ledger itself has of each question, for `came`: an array
 *  that the caller frees. */
ARAS_CHECKED const struct aras_ledger_outcome **
aras_scoring_came(const struct aras_ledger *ledger, struct aras_error *error);

#endif
