#ifndef ARAS_ANALYSIS_WORTH_H
#define ARAS_ANALYSIS_WORTH_H

#include "analysis/chronicle.h"

/**
 * One entry of a chronicle: an event, and with a decision or a demand the option or the
 * results that it came to, which belong to it.
 */
struct aras_chapter {
    size_t first,
        end;    /* happenings first .. end - 1; the last of them is what it came to
                 */
    bool worth; /* telling, when not all is told */
};

/** The chapters of a chronicle, in order; steps of drifts and corners have none. */
struct aras_chapters {
    struct aras_chapter *chapter;
    size_t count;
    size_t *of; /* by happening: its chapter; SIZE_MAX */
};

/**
 * Puts a chronicle into chapters. Worth telling are those that
 *
 *   - a scenario forced or dictated,
 *   - made one of the `outcomes` given true, or lie on the chain to one of them,
 *   - changed a stage or a truth that something later needed,
 *   - moved a track, or the value of one of the outcomes, by a tenth of the whole range
 * in which it moved in this world, and by its margin where it has one.
 *
 * Notes in the chronicle which of its followed values are among those of the rule.
 */
ARAS_CHECKED enum aras_status aras_chapters_find(struct aras_chapters *chapters,
                                                 struct aras_chronicle *chronicle,
                                                 const size_t *outcomes, size_t count,
                                                 struct aras_error *error);
void aras_chapters_free(struct aras_chapters *chapters);

/** Whether a movement of a followed value is worth telling, by the rule above. */
bool aras_worth_moving(const struct aras_followed *followed,
                       const struct aras_movement *movement);

#endif
