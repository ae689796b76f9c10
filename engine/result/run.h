#ifndef ARAS_RESULT_RUN_H
#define ARAS_RESULT_RUN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/error.h"
#include "montecarlo/block.h"
#include "montecarlo/design.h"

/** What a column of results is called and means, for people and for the database. */
struct aras_column {
    const char *id;
    const char *title;
    const char *kind; /* outcomes: happened, time, value, mean, count, category */
    const char *unit; /* "" when plain */
    const char *const *categories; /* of a category; else NULL */
    size_t category_count;
};

struct aras_track_column {
    const char *id;
    const char *title;
    const char *unit;
    size_t first; /* of its grid points among all points */
    size_t points;
    double every; /* time between grid points, model time; the first is at 0 */
};

/** Everything a run's tables are labelled with. All borrowed, for as long as the run is
 * used. */
struct aras_labels {
    struct aras_shape shape;
    const struct aras_column *outcome; /* shape.outcomes */
    const struct aras_column
        *parameter;           /* shape.parameters; variants have categories */
    const char *const *event; /* shape.events */
    const char *const *range; /* shape.ranges */
    const struct aras_track_column *track;
    size_t tracks;
    const char *time_unit; /* "year"; "" for plain numbers */
    double horizon;
    const struct aras_design *design; /* whose cells the replications are; or NULL */
};

/** What makes a run this run, and what is told of it. Texts are borrowed for the call.
 */
struct aras_identity {
    const char *name; /* short, for the folder: letters, digits, - and _ */
    const char *title;
    const char *resolved; /* the resolved model and scenario, as text */
    const char
        *canonical; /* the same without descriptions: with the seed etc. makes the id */
    const char *design; /* of whose cells the replications are, as text (see
                           montecarlo/design_form.h), part of the id; or NULL */
    uint64_t seed;
    bool central;        /* all parameters at their medians */
    uint64_t block;      /* replications in a block */
    const char *version; /* of the program */
    int result_version;  /* raised whenever the same input gives other numbers */
    const char *compiler;
    const char *command; /* that started it, as typed */
};

struct aras_run;

/**
 * The id of a run: 32 hexadecimal digits, the XXH3-128 of the canonical text and of
 * "\nseed=..., group=..., central=0|1, block=..., result_version=..." behind it, and of
 * "\ndesign=..." behind that where there is one.
 */
ARAS_CHECKED enum aras_status aras_run_name_id(const struct aras_identity *identity,
                                               uint64_t group, char id[33],
                                               struct aras_error *error);

/**
 * Opens the run of this identity in `folder` (made when missing), or makes it:
 * `<folder>/<name>-<first 8 of id>/` with resolved.cfg, run.json, blocks/ and, of a
 * design, its points in design.csv. Holds a
 * lock until closed: a second process that opens it for writing gets ARAS_FILE saying
 * which process has it. Finding the same id again gives the stored run, to be used or
 * extended. One thread at a time may write; reading blocks is safe from many.
 */
ARAS_CHECKED struct aras_run *aras_run_open(const char *folder,
                                            const struct aras_identity *identity,
                                            const struct aras_labels *labels,
                                            struct aras_error *error);

/** What run.json says of a stored run; texts owned by the struct. */
struct aras_run_facts {
    char path[512];
    char id[33];
    char name[64];
    char title[256];
    char version[32]; /* of the program that made it */
    char compiler[128];
    int result_version;
    uint64_t seed;
    uint64_t group, block;
    bool central;
    uint64_t points;                  /* of its design; 0: it has none */
    uint64_t replications;            /* 0 .. n-1, stored without a gap */
    uint64_t failed;                  /* of them */
    uint64_t sessions;                /* of work on it that came to their end */
    double wall_seconds, cpu_seconds; /* summed over these sessions */
    char stop[64]; /* "complete", "interrupted", "precision reached", ...; "unfinished"
                      while at work, or when killed at it */
    char created[32];  /* ISO 8601, UTC */
    char finished[32]; /* the last session; "" before the first has ended */
    uint64_t maths;    /* of the first block that was stored; 0 before */
    bool mixed;        /* blocks with other maths were let in */
};

/** Reads run.json of a stored run, and looks for blocks stored since it was written:
 * for `log` and for opening by path, with its resolved text (owned by caller).
 * ARAS_UNKNOWN when there is no run at `path`, ARAS_DAMAGED when what is there is not
 * what was written. */
ARAS_CHECKED enum aras_status aras_run_read_facts(const char *path,
                                                  struct aras_run_facts *facts,
                                                  struct aras_error *error);
ARAS_CHECKED char *aras_run_read_resolved(const char *path, struct aras_error *error);

/** The design of a stored run as text, or its points as CSV, owned by the caller. NULL
 * with ARAS_UNKNOWN when the run has none, ARAS_DAMAGED when the points are gone. */
ARAS_CHECKED char *aras_run_read_design(const char *path, struct aras_error *error);
ARAS_CHECKED char *aras_run_read_points(const char *path, struct aras_error *error);

/** Opens a stored run for reading only (no lock); another process may be adding to it.
 * ARAS_DAMAGED names a block that was stored and is gone. */
ARAS_CHECKED struct aras_run *aras_run_open_stored(const char *path,
                                                   const struct aras_labels *labels,
                                                   struct aras_error *error);

/** All runs in `folder` and in its folders (of sweeps, say), latest first. `*facts` is
 * owned by the caller (free). Folders that are no run are left out, and a missing
 * `folder` holds none; a damaged run.json is listed with its path and stop = "damaged".
 */
ARAS_CHECKED enum aras_status aras_run_list(const char *folder,
                                            struct aras_run_facts **facts,
                                            size_t *count, struct aras_error *error);

void aras_run_close(struct aras_run *run);

const char *aras_run_path(const struct aras_run *run);
const char *aras_run_id(const struct aras_run *run);
const struct aras_labels *aras_run_labels(const struct aras_run *run);

/** What run.json would say of the run as it is now. */
void aras_run_get_facts(const struct aras_run *run, struct aras_run_facts *facts);

/** How many replications block `index` holds: 0 when it is not stored. A stored block
 * that turns out to be damaged counts until its file is removed. */
uint64_t aras_run_block_count(const struct aras_run *run, uint64_t index);

/** Replications 0 .. n-1 that are stored without a gap. */
uint64_t aras_run_replications(const struct aras_run *run);

/** Reads one block; ARAS_DAMAGED names the file when it is not what was written. */
ARAS_CHECKED struct aras_block *aras_run_read_block(const struct aras_run *run,
                                                    uint64_t index,
                                                    struct aras_error *error);

/** The same of a part of it, several times as fast. */
ARAS_CHECKED struct aras_block *aras_run_read_part(const struct aras_run *run,
                                                   uint64_t index,
                                                   struct aras_block_part part,
                                                   struct aras_error *error);

/** Lends each block that holds replications 0 .. n-1 (as aras_run_replications) to
 * `visit`, in order, one at a time, and stops at the first failure. */
ARAS_CHECKED enum aras_status
aras_run_visit(const struct aras_run *run,
               enum aras_status (*visit)(void *context, const struct aras_block *block,
                                         struct aras_error *error),
               void *context, struct aras_error *error);

/** Stores a block: temporary name, fsync, rename. A longer block replaces a shorter
 * one; a shorter one, or the same again, changes nothing; one as long with other
 * numbers is refused with ARAS_DAMAGED. A block with another maths fingerprint than
 * those stored is refused with ARAS_INVALID unless `allow_mixed`. When it fails, with
 * ARAS_FILE on a full disk, all that was stored stays as it was. A program that may
 * meet a file size limit ignores SIGXFSZ to get that error. */
ARAS_CHECKED enum aras_status aras_run_write_block(struct aras_run *run,
                                                   const struct aras_block *block,
                                                   bool allow_mixed,
                                                   struct aras_error *error);

/** Writes run.json anew with the stop reason and the time used in this session, and
 *  results.db from the blocks (see results/README.md), each by rename. Not needed when
 *  a session added nothing. */
ARAS_CHECKED enum aras_status aras_run_finish(struct aras_run *run, const char *stop,
                                              double wall_seconds, double cpu_seconds,
                                              struct aras_error *error);

/** Writes a file of the caller's own into the run's folder, by a temporary name and
 * rename: `write` puts it into `file`, whose errors are looked at afterwards. */
ARAS_CHECKED enum aras_status aras_run_put(
    struct aras_run *run, const char *name,
    enum aras_status (*write)(void *context, FILE *file, struct aras_error *error),
    void *context, struct aras_error *error);

/** Checks the resolved text and every block 0..; ARAS_DAMAGED names the first file that
 * is missing, cut or changed, and says how to mend it (run the same command again after
 * removing the file). */
ARAS_CHECKED enum aras_status aras_run_check(const struct aras_run *run,
                                             struct aras_error *error);

/** Checks results.db, which nothing here reads but others do: ARAS_DAMAGED when it is
 * not what the last session wrote. Else `*finding` (a literal) says how it is: as it
 * was written, older than the blocks, not there, or without a checksum in run.json. */
ARAS_CHECKED enum aras_status aras_run_check_database(const struct aras_run *run,
                                                      const char **finding,
                                                      struct aras_error *error);

#endif
