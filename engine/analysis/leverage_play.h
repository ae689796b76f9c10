#ifndef ARAS_ANALYSIS_LEVERAGE_PLAY_H
#define ARAS_ANALYSIS_LEVERAGE_PLAY_H

#include "analysis/leverage.h"
#include "montecarlo/montecarlo.h"

/** What was seen of an issue at T in a world as it was. */
struct aras_pull_sight {
    bool at_issue, asked;     /* asked: A acted by itself within the window */
    double value[ARAS_PULLS]; /* those of indices and of the game at T */
};

enum { ARAS_PULL_ARMS = 2, ARAS_PULL_MOST_CHOICES = 64 };

/** What came of it when A acted, [1], and was silent, [0]. */
struct aras_pull_arm {
    bool played, failed;
    bool conceded, enforced;
    bool decided;                 /* ANSWER: B took the decision in the window */
    uint64_t done;                /* a bit for each choice of B */
    double dependence, influence; /* of B on A, share of A; at the end */
};

struct aras_pull_world {
    uint64_t set;
    bool failed;
};

/** Everything that was played, by world, then time, then issue. */
struct aras_leverage_play {
    const struct aras_model *model;
    const struct aras_leverage_wish *wish;
    struct aras_pull_world *world;
    double *variants; /* worlds x variants: options */
    struct aras_pull_sight *sight;
    struct aras_pull_arm (*arm)[ARAS_PULL_ARMS];
    double *channel; /* by sight: dependence of B on A by channel */
    size_t choices;  /* of all issues */
    size_t *choice;  /* by issue: where its choices begin among these */
    double *weighed; /* by sight's world and time, then choice: WEIGHED numbers */
};

/** What B makes of a choice when it first decides after an act: YIELD, CREDIBLE,
 * COSTLESS, CAPTIVE, TIED; NAN where it does not decide, or has nothing to weigh. */
enum {
    ARAS_WEIGHED_YIELD,
    ARAS_WEIGHED_CREDIBLE,
    ARAS_WEIGHED_COSTLESS,
    ARAS_WEIGHED_CAPTIVE,
    ARAS_WEIGHED_TIED,
    ARAS_WEIGHED
};

/** The ARAS_WEIGHED numbers of a choice of an issue. */
double *aras_leverage_play_weighed(const struct aras_leverage_play *play, size_t world,
                                   size_t time, size_t issue, size_t choice);

/** Plays all; to be freed in any case. */
ARAS_CHECKED enum aras_status aras_leverage_play(struct aras_leverage_play *play,
                                                 const struct aras_model *model,
                                                 const struct aras_settings *settings,
                                                 const struct aras_leverage_wish *wish,
                                                 struct aras_error *error);
void aras_leverage_play_free(struct aras_leverage_play *play);

/** Where an issue at a time in a world stands in `sight` and `arm`. */
size_t aras_leverage_play_at(const struct aras_leverage_play *play, size_t world,
                             size_t time, size_t issue);

#endif
