#ifndef ARAS_ANALYSIS_LESSON_H
#define ARAS_ANALYSIS_LESSON_H

#include <stddef.h>

#include "analysis/scoring.h"
#include "base/problems.h"
#include "result/ledger.h"

/*
 * A lesson: questions that are answered before the program is run, each with the
 * command that settles it. They stand in the `questions.cfg` of the lesson's folder;
 * scenarios/lessons/README.md tells how.
 */

/** What is asked for, and so how what the program says becomes the answer. */
enum aras_lesson_kind {
    ARAS_LESSON_SHARE,    /* of 100 worlds, in how many: what is read is a share */
    ARAS_LESSON_NUMBER,   /* a number */
    ARAS_LESSON_SIGN,     /* which way a number lies: +, 0, - */
    ARAS_LESSON_GREATEST, /* which of several numbers is the greatest */
    ARAS_LESSON_LEAST,    /* or the least */
    ARAS_LESSON_TEXT      /* which of several words stands there */
};

struct aras_lesson_option {
    const char *id;    /* the word by which the ledger knows it */
    const char *title; /* what the student reads */
    const char *read;  /* GREATEST, LEAST: where its number stands */
    const char *says;  /* TEXT: what stands there when it is this */
};

/** What is typed behind `aras`, word by word. */
struct aras_lesson_command {
    const char *text;         /* as the file has it */
    const char *const *words; /* paths as seen from where the program runs */
    size_t count;             /* 0: there is no such command */
    struct aras_place place;
};

struct aras_lesson_question {
    const char *id;    /* "3": unlike the others of its lesson */
    const char *key;   /* in ledgers: "lesson-01-hundred-futures.3-0f1e2d3c". Its end is
                          of what is asked and how it is settled, so that whoever
                          answered an older question did not answer this one */
    const char *title; /* a few words, for tables */
    const char *ask;
    const char *look; /* where to look in what the program prints; NULL */
    const char *why;  /* why it is so */
    enum aras_lesson_kind kind;
    struct aras_lesson_command command;
    struct aras_lesson_command against; /* what was read there is taken off */
    const char *read;                   /* NULL: each option has its own */
    const char *minus;                  /* NULL: nothing, or with `against` the same */
    double times;                       /* NUMBER: what it is multiplied by */
    double beyond;    /* how far off nought, or ahead of the next, it must be; >= 0 */
    const char *unit; /* NUMBER; "" */
    const struct aras_lesson_option *options; /* of all but SHARE and NUMBER */
    size_t option_count;
    struct aras_place place;
};

struct aras_lesson {
    const char *folder;
    const char *name; /* that of the folder: "01-hundred-futures" */
    int number;       /* which its name begins with; 0: none */
    const char *title;
    int minutes;
    const struct aras_lesson_question *questions;
    size_t count;
};

/**
 * Reads the lesson in a folder. Every mistake of its questions.cfg is added to
 * `problems`, and NULL returned. Call inside a try of problems->arena.
 */
const struct aras_lesson *aras_lesson_read(const char *folder,
                                           struct aras_problems *problems);

/** The question as a ledger has it; its texts are borrowed from the lesson. `names` is
 *  room for the ids of its options, also borrowed: at least `option_count` and 2. */
struct aras_ledger_question aras_lesson_ask(const struct aras_lesson_question *question,
                                            const char **names);

/** What came of a question; `value` is room that the outcome points into. */
struct aras_lesson_outcome {
    struct aras_ledger_outcome outcome; /* without its day */
    double value[2];
    double worlds; /* from so many worlds; NAN: it does not say */
};

struct json_t;

/**
 * Finds what came of a question in what its command, and the one that it is held
 * `against` (NULL: none), said as JSON. ARAS_UNKNOWN names a place where nothing stands
 * that could be an answer; ARAS_INVALID says that no option is ahead of the others.
 */
ARAS_CHECKED enum aras_status
aras_lesson_settle(const struct aras_lesson_question *question,
                   const struct json_t *said, const struct json_t *against,
                   struct aras_lesson_outcome *came, struct aras_error *error);

/** A question that somebody has answered. */
struct aras_lesson_told {
    const struct aras_lesson_question *question;
    const struct aras_ledger_prediction *prediction; /* NULL: not answered yet */
    const struct aras_ledger_outcome *came;          /* NULL: not settled yet */
    const struct aras_score *score;                  /* NULL: not yet either */
    double worlds;                                   /* NAN: not known */
};

/** The option on which a prediction puts most; of equals the first. */
size_t aras_lesson_choice(const struct aras_ledger_prediction *prediction);

/** The probability that was said of yes, or of the option chosen, and the share of
 *  worlds in which it was so: 1 or 0 of an option. Not of numbers. */
double aras_lesson_said(const struct aras_lesson_told *told);
double aras_lesson_truth(const struct aras_lesson_told *told);

/** The Brier score of who knows nothing: 50 to yes, and to all options the same. */
double aras_lesson_blind(const struct aras_lesson_question *question);

/** How well somebody read the model, on the questions of `told` that are settled. */
struct aras_lesson_mark {
    size_t probabilities;             /* of shares and options; of these are means: */
    double brier, unavoidable, blind; /* NAN without one */
    size_t ranges, held; /* numbers with a range; in how many of these it lay */
    size_t shares;       /* how many of 100: */
    double off; /* how far what was said lay from the share, mean; NAN without */
    size_t choices, right; /* one of several; in how many the one chosen was right */
    double sure;           /* mean of how sure of them; NAN without one */
};

struct aras_lesson_mark aras_lesson_mark(const struct aras_lesson_told *told,
                                         size_t count);

#endif
