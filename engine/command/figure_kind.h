#ifndef ARAS_COMMAND_FIGURE_KIND_H
#define ARAS_COMMAND_FIGURE_KIND_H

#include "command/figure_job.h"

/** A kind of figure, as --kind names it. */
struct aras_figure_kind {
    const char *name;
    const char *of;      /* what is typed for it: "RUN", "RUN OTHER" */
    size_t least, most;  /* so many of them */
    const char *options; /* that it takes besides those of all kinds: "--of --if" */
    const char *shows;   /* one line */
    int (*draw)(struct aras_figure_job *job);
};

/** All kinds; the last has a NULL name. */
extern const struct aras_figure_kind aras_figure_kinds[];

/** The kind of that name. NULL, and a message on stderr, when there is none or `name`
 *  is NULL. */
const struct aras_figure_kind *aras_figure_find_kind(const char *name);

/** Whether an option goes with the kind, besides those that go with all. */
bool aras_figure_takes(const struct aras_figure_kind *kind, const char *option);

/** Prints what kinds there are, what is typed for them and what they show. */
void aras_figure_list_kinds(void);

/** Whether what is typed goes with the kind: so many runs, and no option that it would
 *  not look at. Returns an exit code. */
int aras_figure_check_kind(const struct aras_figure_kind *kind,
                           const struct aras_arguments *arguments);

/* How each is drawn: opens what is typed and fills the figure of the job. */

/* figure_run.c: of one run. */
int aras_figure_icons(struct aras_figure_job *job);
int aras_figure_incidence(struct aras_figure_job *job);
int aras_figure_arrival(struct aras_figure_job *job);
int aras_figure_fan(struct aras_figure_job *job);
int aras_figure_dots(struct aras_figure_job *job);
int aras_figure_tornado(struct aras_figure_job *job);
int aras_figure_leverage(struct aras_figure_job *job);
int aras_figure_network(struct aras_figure_job *job);

/* figure_pair.c: of several runs. */
int aras_figure_ecdf(struct aras_figure_job *job);
int aras_figure_dumbbell(struct aras_figure_job *job);
int aras_figure_switches(struct aras_figure_job *job);
int aras_figure_shift(struct aras_figure_job *job);

/* figure_world.c: of single worlds, which are played again. */
int aras_figure_timeline(struct aras_figure_job *job);
int aras_figure_twins(struct aras_figure_job *job);
int aras_figure_strip(struct aras_figure_job *job);

/* figure_answer.c: of what other commands find out. */
int aras_figure_causes(struct aras_figure_job *job);
int aras_figure_variance(struct aras_figure_job *job);
int aras_figure_measured(struct aras_figure_job *job);
int aras_figure_calibration(struct aras_figure_job *job);

/* figure_sweep.c: of a stored sweep. */
int aras_figure_sweep(struct aras_figure_job *job);
int aras_figure_heat(struct aras_figure_job *job);

#endif
