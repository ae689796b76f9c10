#ifndef ARAS_RESULT_LEDGER_H
#define ARAS_RESULT_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/sha256.h"

/*
 * Predictions, written down before the event and never changed: a text file with a JSON
 * object a line, as results/README.md has it. A line is one of three entries: a
 * question, a prediction of somebody, or what came of a question. Each line ends with
 * the hash of all that stands before it in it, and that is the hash of the line before:
 * so a line that was changed, removed, put in or moved is found when the file is read,
 * and named. Whoever keeps the seal, which is the last line's hash, elsewhere can also
 * tell that nothing was written anew from the end on.
 */

/** What a question is about. The two are never scored in one table. */
enum aras_about {
    ARAS_ABOUT_WORLD, /* what will come true; somebody enters it */
    ARAS_ABOUT_MODEL  /* what a model says: in which share of its worlds. Guessing this
                         is  reading the model, never foretelling. The run settles it */
};

/** When what came of a question about the world may be entered. */
enum aras_settles {
    ARAS_SETTLES_ANY_TIME,
    ARAS_SETTLES_YES_EARLY, /* yes at any time; no when it has closed: "by then" */
    ARAS_SETTLES_AT_CLOSE   /* when it has closed: "at that time" */
};

struct aras_ledger_question {
    const char *id;   /* one word without = or blanks: it is typed as ID=yes */
    const char *text; /* for people */
    enum aras_about about;
    enum aras_settles settles;
    const char *closes; /* "2029-09-12": the last day for predictions. NULL where it
                           never does: of a model only */
    const char *const *options; /* at least two: "yes" and "no" of a plain question.
                                   NULL where a number is asked for */
    size_t option_count;
    bool ordered;         /* the options have an order */
    const char *unit;     /* of a number; "" */
    const char *scenario; /* names of the file, and of the outcome in it; NULL */
    const char *outcome;
    /* What settles a question about a model, one of the two; NULL of the world. */
    const char *run;     /* the id of a run (32 digits) */
    const char *command; /* what is typed behind `aras`; who runs it enters what came */
    double reference;    /* probability of the first option in a reference class; NAN */
    const char
        *now;       /* what is so when it is asked: an option, a number; NULL unknown */
    const char *at; /* when it was entered, as all below: "2026-11-22T06:40:00Z" */
    uint64_t line;
};

enum aras_form {
    ARAS_FORM_SHARES,    /* a probability for each option; they sum to 1 */
    ARAS_FORM_QUANTILES, /* rising numbers, and the levels that they are of */
    ARAS_FORM_MEMBERS    /* numbers like that which will come, in ascending order */
};

struct aras_ledger_prediction {
    const char *question; /* its id */
    const char *by;       /* whose */
    const char *run;      /* id of the run whose prediction it is; NULL of a person */
    const char *note;     /* why; NULL */
    enum aras_form form;
    size_t count;
    const double *value; /* shares, quantiles, members */
    const double *level; /* of quantiles; else NULL */
    const char *at;
    uint64_t line;
};

/** What came of a question. Of one about a model it is what came in its worlds. */
enum aras_came {
    ARAS_CAME_VOID,   /* nothing: its premise did not hold, or it had no meaning */
    ARAS_CAME_OPTION, /* `option` */
    ARAS_CAME_NUMBER, /* `number` */
    ARAS_CAME_WORLDS /* `value`: shares of the options, or numbers in ascending order */
};

struct aras_ledger_outcome {
    const char *question; /* its id */
    enum aras_came came;
    size_t option;
    double number;
    const double *value; /* WORLDS; in a file only shares, of a question that a command
                            settles */
    size_t count;
    const char *on;     /* the day on which it was known: "2025-03-15" */
    const char *source; /* NULL */
    const char *at;
    uint64_t line;
};

/** A ledger as it stands in a file. Open: read it, change nothing. A later outcome of a
 *  question corrects the earlier one. */
struct aras_ledger {
    struct aras_arena *arena; /* in which all of it lives */
    struct aras_ledger_question *questions;
    size_t question_count;
    struct aras_ledger_prediction *predictions;
    size_t prediction_count;
    struct aras_ledger_outcome *outcomes;
    size_t outcome_count;
    uint64_t lines;
    char seal[ARAS_SHA256_TEXT]; /* hash of the last line; zeros without one */
};

/**
 * Reads a ledger and follows its hashes. Owned by the caller. NULL with ARAS_UNKNOWN
 * when there is no such file; with ARAS_DAMAGED and the line when a line was changed,
 * removed, moved or cut off, or is no entry.
 */
ARAS_CHECKED struct aras_ledger *aras_ledger_read(const char *path,
                                                  struct aras_error *error);
void aras_ledger_free(struct aras_ledger *ledger);

/** An entry to be added: that of the three which is not NULL. */
struct aras_ledger_entry {
    const struct aras_ledger_question *question;
    const struct aras_ledger_prediction *prediction;
    const struct aras_ledger_outcome *outcome;
};

/**
 * Adds entries at the end of a ledger, all or none, and makes the file where there is
 * none; `at` is the time now, in UTC, "2026-11-22T06:40:00Z". Their own `at` and `line`
 * are not looked at. The file is locked meanwhile, and on the disk afterwards. A
 * question that is there already, with the same meaning, and an outcome that is, are
 * not entered twice. `seal` gets the new seal.
 *
 * Fails with ARAS_INVALID or ARAS_UNKNOWN when an entry does not fit what is there: an
 * unknown question, or one of the id with another meaning; shares that do not sum to 1;
 * a prediction after the question has closed or its outcome was entered; an outcome
 * before it may be; a time before that of the last line. Then nothing is added.
 */
ARAS_CHECKED enum aras_status
aras_ledger_add(const char *path, const struct aras_ledger_entry *entries, size_t count,
                const char *at, char seal[ARAS_SHA256_TEXT], struct aras_error *error);

/** The question of that id, or NULL; then the id that was probably meant, or NULL. */
const struct aras_ledger_question *aras_ledger_find(const struct aras_ledger *ledger,
                                                    const char *id);
const char *aras_ledger_nearest(const struct aras_ledger *ledger, const char *id);

/**
 * What came of a question from the word that was typed: an option ("yes"), a number, or
 * "void". `outcome` gets question, came, option and number; ARAS_INVALID says what
 * would have been right.
 */
ARAS_CHECKED enum aras_status
aras_ledger_read_word(const struct aras_ledger_question *question, const char *word,
                      struct aras_ledger_outcome *outcome, struct aras_error *error);

/** Whether an outcome may be known on the day `outcome->on`: not before the question
 * was asked, and as its `settles` says. ARAS_INVALID says why not. */
ARAS_CHECKED enum aras_status
aras_ledger_check_day(const struct aras_ledger_question *question,
                      const struct aras_ledger_outcome *outcome,
                      struct aras_error *error);

#endif
