#ifndef ARAS_ANALYSIS_READS_H
#define ARAS_ANALYSIS_READS_H

#include "model/model.h"

/** What a part of an event is for. */
enum aras_read {
    ARAS_READ_GUARD,     /* its `when` */
    ARAS_READ_CONDITION, /* its `becomes` */
    ARAS_READ_RATE,      /* its rate, without drivers */
    ARAS_READ_DRIVER,
    ARAS_READ_DELAY,
    ARAS_READ_CHOICE, /* of a decision: sharpness, guards and considerations of options
                       */
    ARAS_READ_STAKE,  /* of a demand: its stakes, and what is believed */
    ARAS_READ_EFFECT  /* right-hand sides of its effects */
};

/**
 * What reads what in a model: each slot that an event reads, and beneath derived values
 * and corners the quantities and counters that they are made of. In memory of an arena,
 * to be made and used inside its try. Borrows the model.
 */
struct aras_reads {
    const struct aras_model *model;
    uint32_t *derived_of; /* by slot: 1 + number of the derived value; 0 */
    uint32_t *corner_of;
    const struct aras_drift **drift_of; /* by slot; NULL */
    uint32_t *parent_of;                /* by event: the decision or demand whose option
                                           or result it is; UINT32_MAX */
    uint64_t *seen;                     /* by slot: in which question */
    uint64_t question;
};

struct aras_reads *aras_reads_new(const struct aras_model *model,
                                  struct aras_arena *arena);

/** Calls `visit` for each slot that the event reads itself; one may come again. */
void aras_reads_of_event(const struct aras_reads *reads, uint32_t event,
                         void (*visit)(void *context, enum aras_read what,
                                       uint32_t slot),
                         void *context);

/** Begins a question: aras_reads_beneath visits each slot once in it. */
void aras_reads_begin(struct aras_reads *reads);

/** Calls `visit` for what a slot is made of in the end: itself, if events, drifts or
 * parameters set it. */
void aras_reads_beneath(struct aras_reads *reads, uint32_t slot,
                        void (*visit)(void *context, uint32_t slot), void *context);

#endif
