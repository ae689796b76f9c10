#ifndef ARAS_ANALYSIS_CLASSROOM_H
#define ARAS_ANALYSIS_CLASSROOM_H

#include "analysis/lesson.h"
#include "statistics/interval.h"

/*
 * What the ledgers of a class say, taken together: who has answered what, how well they
 * read the model, and whether things that they call likely are so. Scores are means
 * over few questions, which all students share: so who is better than whom can hardly
 * ever be told, and that is said.
 */

/** A ledger, and where it stands; both borrowed. */
struct aras_class_ledger {
    const char *path;
    const struct aras_ledger *ledger;
};

struct aras_pupil {
    const char *by;
    size_t *answered; /* of each lesson: how many questions, to the end */
    size_t answers;   /* in all */
    struct aras_lesson_mark mark;
    struct aras_interval avoidable; /* 95 %, of the mean avoidable part of the Brier
                                       score, questions as independent; NAN of one */
    size_t odd; /* answers that do not count, since the ledger has it that something
                   else came than most ledgers have */
};

/** A question, and what the class said of it. */
struct aras_class_question {
    const struct aras_lesson *lesson;
    const struct aras_lesson_question *question;
    struct aras_lesson_told *told; /* by whom it was answered, in the pupils' order */
    size_t *pupil;                 /* whose each is */
    size_t answers;
    double least, middle, greatest; /* of shares and numbers; the median */
    size_t right;                   /* of options */
    double sure;                    /* of options: the mean of what was said */
    double lost; /* mean avoidable part of the Brier scores; NAN of numbers */
};

/** What was said with about the same probability. */
struct aras_class_bin {
    double low, high; /* of what was said */
    size_t answers;
    size_t questions;           /* on so many different ones */
    double said;                /* mean; NAN without an answer */
    double came;                /* share of worlds in which it was so, or of options
                                   that were right */
    struct aras_interval holds; /* 95 %, questions as clusters; NAN of one question */
};

enum { ARAS_CLASS_BINS = 5 };

struct aras_classroom {
    const struct aras_lesson *const *lesson; /* borrowed */
    size_t lessons;
    struct aras_pupil *pupil; /* by name */
    size_t pupils;
    struct aras_class_question *question; /* those that somebody answered, in order */
    size_t questions;
    size_t answers;
    struct aras_class_bin bin[ARAS_CLASS_BINS];
    size_t foreign; /* predictions on questions that these lessons do not ask (now) */
    size_t open;    /* predictions on questions that were left before they were settled
                     */
    struct aras_scoring *scoring; /* of all; its forecasters are by merit */
    struct aras_arena *arena;     /* in which all else lives */
    struct aras_ledger all;       /* of the whole class */
    const struct aras_ledger_outcome **came;
};

/**
 * Takes the ledgers of a class together. ARAS_INVALID when two of them are of one
 * person. To be freed in any case.
 */
ARAS_CHECKED enum aras_status
aras_classroom_of(struct aras_classroom *classroom,
                  const struct aras_lesson *const *lessons, size_t lesson_count,
                  const struct aras_class_ledger *ledgers, size_t ledger_count,
                  struct aras_error *error);
void aras_classroom_free(struct aras_classroom *classroom);

#endif
