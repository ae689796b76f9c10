#ifndef ARAS_ANALYSIS_RECORDER_H
#define ARAS_ANALYSIS_RECORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/chronicle.h"

/**
 * What is kept while chronicle.c records a world; the parts of that work are the files
 * recorder_links.c (why a happening depends on earlier ones), recorder_shares.c (who
 * moved what) and recorder_endings.c (how outcomes came about). All memory is the
 * chronicle's arena but `shares`; where there is none left, the functions give the
 * arena up.
 */
struct aras_recorder {
    struct aras_chronicle *chronicle;
    const struct aras_model *model;
    struct aras_arena *arena;
    struct aras_simulation *simulation;
    const struct aras_settings *settings;
    const struct aras_chooser *chooser;
    struct aras_error *error;
    size_t *last;   /* by slot: 1 + number of its latest change */
    size_t *latest; /* by event: its latest happening */
    uint64_t *natural, *forced;
    size_t *firings; /* happening of each firing */
    size_t firing_count;
    double *now_at;              /* by followed: its value now */
    double *scratch;             /* a state to try things out in */
    bool *reached;               /* by outcome */
    bool stepping;               /* the last happening is a step that has not settled */
    struct aras_portion *shares; /* being gathered; not in the arena */
    size_t share_count, share_room;
    double drifted; /* of what is being gathered, by no event */
    bool drifts;
};

/* --- happenings and values -------------------------------------------------------- */

/** Borrowed until the next happening is added. */
struct aras_happening *aras_recorder_at(struct aras_recorder *recorder, size_t number);

/** Adds one; gives its number. */
size_t aras_recorder_add(struct aras_recorder *recorder, uint32_t event, double time);

/** The happening to which what changes now belongs: the event that is firing, or a step
 *  of drifts or a corner, which is added when it is new. */
size_t aras_recorder_current(struct aras_recorder *recorder);

/** What a formula is in the world as it stands; NAN where it has no value. */
double aras_recorder_ask(const struct aras_recorder *recorder,
                         const struct aras_code *code);

/** The same for a state that need not be the world's. Of an event: its rate without
 *  drivers, as simulation/clocks.c has it. */
double aras_recorder_value(const struct aras_code *code, const double *values,
                           double now);
double aras_recorder_operand(const struct aras_operand *operand, const double *values,
                             double now);
double aras_recorder_base(const struct aras_event *event, const double *values,
                          double now);

/** Which followed value a formula is; ARAS_NO_HAPPENING for none. */
size_t aras_recorder_followed(const struct aras_recorder *recorder,
                              const struct aras_code *code);

/* --- links ------------------------------------------------------------------------ */

/** Links a happening, an event that fires now, to those that it depends on. */
void aras_recorder_link(struct aras_recorder *recorder, size_t happening);

/** Links it to those that last changed what the event reads for one purpose. */
void aras_recorder_link_reads(struct aras_recorder *recorder, size_t happening,
                              uint32_t event, enum aras_read what,
                              enum aras_link_kind kind);

/** The happening without which a formula that is true now would not be, the latest of
 *  those it needed, and the slot by which; ARAS_NO_HAPPENING and UINT32_MAX. */
size_t aras_recorder_needed(struct aras_recorder *recorder,
                            const struct aras_code *code, uint32_t *slot);

/* --- shares ----------------------------------------------------------------------- */

/** Begins to gather who moved a value, adds by how much a happening did (those of one
 *  happening one after another), and ends: the greatest first, as in struct
 * aras_portion. */
void aras_recorder_shares_begin(struct aras_recorder *recorder);
void aras_recorder_shares_add(struct aras_recorder *recorder, size_t happening,
                              double amount);
struct aras_portion *aras_recorder_shares_end(struct aras_recorder *recorder,
                                              size_t *count);

/** Who moved a slot since the start, each change `times` that. */
struct aras_portion *aras_recorder_shares_of_slot(struct aras_recorder *recorder,
                                                  uint32_t slot, double times,
                                                  size_t *count);

/** Notes the rate at which an event fired, by its drivers and who moved them. */
void aras_recorder_tell_rate(struct aras_recorder *recorder, size_t happening,
                             double rate);

/* --- endings ---------------------------------------------------------------------- */

/** How an outcome of a world that is over came about; its value is known already. */
void aras_recorder_end(struct aras_recorder *recorder, uint32_t outcome);

#endif
