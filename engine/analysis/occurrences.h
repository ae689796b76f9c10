#ifndef ARAS_ANALYSIS_OCCURRENCES_H
#define ARAS_ANALYSIS_OCCURRENCES_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "simulation/simulation.h"

/** That an event happened in a world. */
struct aras_occurrence {
    uint64_t replication;
    double time;
    uint32_t event; /* of the model */
};

/**
 * When some events happened in a few single worlds. A run keeps how often, not when, so
 * these are played again, to the bit as they were. Start with `{0}`; free with
 * aras_occurrences_free.
 */
struct aras_occurrences {
    struct aras_occurrence *at; /* by world as asked for, and by time */
    size_t count, capacity;
};

/**
 * Plays the worlds of these numbers and notes when the events happen, forced ones too;
 * one that fails has what happened until then. All is borrowed for the call. Empty when
 * it fails.
 */
ARAS_CHECKED enum aras_status aras_occurrences_of(
    struct aras_occurrences *occurrences, const struct aras_model *model,
    const struct aras_settings *settings, const uint32_t *events, size_t event_count,
    const uint64_t *replication, size_t count, struct aras_error *error);
void aras_occurrences_free(struct aras_occurrences *occurrences);

#endif
