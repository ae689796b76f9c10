#ifndef ARAS_COMMAND_FIGURE_JOB_H
#define ARAS_COMMAND_FIGURE_JOB_H

#include "command/side.h"
#include "report/picture.h"

enum { ARAS_FIGURE_RUNS = 6, ARAS_FIGURE_OUTCOMES = 16 };

/** A run, and what pictures need of it. */
struct aras_figure_subject {
    struct aras_side side;
    struct aras_estimates *estimates;
    struct aras_pictured pictured;
    size_t outcome[ARAS_FIGURE_OUTCOMES];
    size_t outcomes;
    struct aras_columns columns; /* of the outcomes */
    size_t reading; /* what --if names; without it the first that is told */
};

/** A figure that is being drawn. All calls below print on stderr what is wrong, and
 *  return an exit code. */
struct aras_figure_job {
    const struct aras_arguments *arguments;
    struct aras_figure_subject subject[ARAS_FIGURE_RUNS];
    size_t subjects;
    struct aras_figure figure;
    struct aras_figure_look look;
    struct aras_picture picture;
    char note[1536]; /* below the figure: which runs it is of */
    bool rivals;     /* it is of one of rival readings, which the note names */
    bool failures;   /* some worlds could not be played: told by the exit code */
};

const struct aras_model *aras_figure_model(const struct aras_figure_subject *subject);

/** Opens the runs that are typed, playing scenarios as far as they are not stored. */
int aras_figure_open(struct aras_figure_job *job);
void aras_figure_close(struct aras_figure_job *job);

/** Notes below the figure what a reading stands for, where there are rival ones. */
void aras_figure_note_reading(struct aras_figure_job *job,
                              const struct aras_readings *readings,
                              const struct aras_model *model, size_t reading);

/** What may be drawn of an outcome. */
typedef bool aras_figure_test(const struct aras_outcome *outcome);

bool aras_figure_is_time(const struct aras_outcome *outcome);
bool aras_figure_is_category(const struct aras_outcome *outcome);
bool aras_figure_is_happening(const struct aras_outcome *outcome);

/**
 * The outcomes that --of names, `most` of them; without it the first ones of which
 * `wanted` is true, of those watched first: `what` says in words what that asks.
 */
int aras_figure_choose(const struct aras_figure_job *job,
                       struct aras_figure_subject *subject, aras_figure_test *wanted,
                       size_t most, const char *what);

/** The first ones of which it is true, whatever --of says. */
int aras_figure_take(struct aras_figure_subject *subject, aras_figure_test *wanted,
                     size_t most, const char *what);

/** One outcome that tells how worlds end: a CATEGORY, or what HAPPENED. `kind` says
 * what is drawn of it, for the message. */
int aras_figure_choose_ending(const struct aras_figure_job *job,
                              struct aras_figure_subject *subject, const char *kind);

/** Chooses in each further run the outcomes that the first one has. */
int aras_figure_choose_alike(struct aras_figure_job *job);

/** Reads what the outcomes came to in each of the first `worlds` worlds. */
int aras_figure_read(struct aras_figure_subject *subject, uint64_t worlds);

/** ARAS_EXIT_FINE, or what goes with the error, which is printed. */
int aras_figure_judge(enum aras_status status, const struct aras_error *error);

#endif
