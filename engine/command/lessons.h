#ifndef ARAS_COMMAND_LESSONS_H
#define ARAS_COMMAND_LESSONS_H

#include "analysis/lesson.h"
#include "result/ledger.h"

/** Lessons that have been read from their folders. */
struct aras_lessons {
    struct aras_arena *arena; /* in which all of them live */
    const struct aras_lesson **lesson;
    size_t count;
};

/**
 * Reads the lesson that `which` names: by its number ("1", "01"), by its name, or by
 * its folder; all lessons of scenarios/lessons where it is NULL, in their order. Their
 * commands are commands of this program, with options that it has, and can say what
 * they say as JSON. Prints what is wrong on stderr, all of it; returns an exit code. To
 * be freed in any case.
 */
int aras_lessons_read(struct aras_lessons *lessons, const char *which);
void aras_lessons_free(struct aras_lessons *lessons);

/** What somebody predicted, last, and what came, in a ledger; NULL: not yet. `by` NULL:
 * whoever it was. */
const struct aras_ledger_prediction *
aras_lessons_predicted(const struct aras_ledger *ledger,
                       const struct aras_lesson_question *question, const char *by);
const struct aras_ledger_outcome *
aras_lessons_came(const struct aras_ledger *ledger,
                  const struct aras_lesson_question *question);

/** How many questions of a lesson somebody has answered, to the end. */
size_t aras_lessons_answered(const struct aras_ledger *ledger,
                             const struct aras_lesson *lesson, const char *by);

#endif
