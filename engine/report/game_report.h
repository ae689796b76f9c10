#ifndef ARAS_REPORT_GAME_REPORT_H
#define ARAS_REPORT_GAME_REPORT_H

#include <stdio.h>

#include "analysis/regret.h"
#include "report/style.h"

/** Something that happened, for the news. */
struct aras_news {
    uint32_t event;
    double time;
};

/** What whoever sits in a seat sees when it is to decide. All borrowed. */
struct aras_outlook {
    const struct aras_model *model;
    size_t actor;
    uint32_t event;       /* the decision */
    double time;          /* now */
    double since;         /* when this seat decided last; NAN: this is its first turn */
    size_t number;        /* of the turn in the game, from 1 */
    const double *now;    /* by slot: what stands, derived values and all */
    const double *before; /* by slot: what stood at the last turn, or at the start */
    const struct aras_news *news; /* since the last turn, in order */
    size_t news_count;
    const double *utility; /* by choice; NAN: closed */
};

/** Tells it: the news, what has changed, leverage, and the options. */
ARAS_CHECKED enum aras_status aras_report_outlook(FILE *file,
                                                  const struct aras_outlook *outlook,
                                                  const struct aras_style *style,
                                                  struct aras_error *error);

/** What speaks for and against each option in the model, `value` by choice and
 * consideration, one behind another (NAN: not for these eyes); what it does at once,
 * and may set off. */
ARAS_CHECKED enum aras_status
aras_report_counsel(FILE *file, const struct aras_outlook *outlook, const double *value,
                    const struct aras_style *style, struct aras_error *error);

/** What the game was worth, what each other option would have brought under the same
 * luck, and over many worlds in each reading. */
ARAS_CHECKED enum aras_status aras_report_game(FILE *file,
                                               const struct aras_regret *regret,
                                               const struct aras_style *style,
                                               struct aras_error *error);

/** The same as one JSON object. */
ARAS_CHECKED enum aras_status aras_report_game_json(FILE *file,
                                                    const struct aras_regret *regret,
                                                    struct aras_error *error);

/** The same for spreadsheets: a row for each option at each turn, under the same luck,
 *  and for each course and reading, over many worlds. */
ARAS_CHECKED enum aras_status aras_report_game_csv(FILE *file,
                                                   const struct aras_regret *regret,
                                                   struct aras_error *error);

#endif
