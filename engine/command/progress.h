#ifndef ARAS_COMMAND_PROGRESS_H
#define ARAS_COMMAND_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

/**
 * Tells on stderr how far long work is, how fast it goes and when it will be done: one
 * line that changes on a terminal, else a new line every ten seconds.
 */
struct aras_progress {
    const char *what;
    bool quiet, terminal;
    uint64_t start, total; /* replications: there at the beginning, wanted */
    double began, shown;   /* seconds of a steady clock */
};

void aras_progress_start(struct aras_progress *progress, const char *what,
                         uint64_t start, uint64_t total, bool quiet);
void aras_progress_show(struct aras_progress *progress, uint64_t done);
void aras_progress_end(struct aras_progress *progress);

/** Tells of work in several parts, each on a line of its own. Start with `{.quiet =
 *  quiet}`; it is what analyses call a teller. */
struct aras_teller {
    struct aras_progress progress;
    const char *what; /* the part that is going on; NULL: none yet */
    bool quiet;
};

/** `opaque` is the teller; `done` of `total` worlds of the part `what` are played. */
void aras_teller_tell(void *opaque, const char *what, uint64_t done, uint64_t total);
void aras_teller_end(struct aras_teller *teller);

/** Seconds of a steady clock; seconds of processor time of this process. */
double aras_wall_seconds(void);
double aras_cpu_seconds(void);

#endif
