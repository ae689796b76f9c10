#ifndef ARAS_REPORT_GAME_PAGE_H
#define ARAS_REPORT_GAME_PAGE_H

#include "analysis/regret.h"
#include "report/chronicle_report.h"

/** A game that is over, as it is told on a page; all borrowed. */
struct aras_game_told {
    const struct aras_regret *regret;
    const struct aras_retelling *retelling; /* of its world */
    const char *name;                       /* of the scenario */
    uint64_t seed;
    const char *command; /* that plays it again, with `answers` in a file */
    const char *answers; /* one a line */
    const char *kept;    /* that replays it from where it is kept; NULL: nowhere */
};

/**
 * Writes it as one page of HTML: what it came to in sentences, the story as a picture
 * and in words, each turn with what every option would have brought, many worlds by
 * reading, and the preferences by which it is judged, with source and grade. Complete
 * in itself, as in report/study.h.
 */
ARAS_CHECKED enum aras_status aras_report_game_page(struct aras_text *page,
                                                    const struct aras_game_told *told,
                                                    struct aras_error *error);

#endif
