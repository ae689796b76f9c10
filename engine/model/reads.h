#ifndef ARAS_MODEL_READS_H
#define ARAS_MODEL_READS_H

#include "model/model.h"

/**
 * A question about a model: does what a formula reads lead to a certain slot? Followed
 * are derived values, what is fixed before the run, corners and influence; the rest is
 * state. Needs the model's tables of these, no more.
 */
struct aras_reads {
    const struct aras_model *model;
    uint32_t wanted;
    bool *seen; /* of each slot of the model; false at the start of a question */
};

bool aras_reads_slot(const struct aras_reads *reads, uint32_t slot);
bool aras_reads_code(const struct aras_reads *reads, const struct aras_code *code);
bool aras_reads_operand(const struct aras_reads *reads,
                        const struct aras_operand *operand);

/** The same without the slot itself: whether what it is computed from leads there. */
bool aras_reads_sources(const struct aras_reads *reads, uint32_t slot);

/** Whether a driver reads it: its quantity, effect or centre. */
bool aras_reads_driver(const struct aras_reads *reads,
                       const struct aras_driver *driver);

/** Whether a consideration reads it: what is considered, or its weight. */
bool aras_reads_consideration(const struct aras_reads *reads,
                              const struct aras_consideration *consideration);

#endif
