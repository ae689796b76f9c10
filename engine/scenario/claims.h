#ifndef ARAS_SCENARIO_CLAIMS_H
#define ARAS_SCENARIO_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problems.h"

/** How a claim with a direction is tested: a paired run of two scenarios. */
struct aras_claim_test {
    const char *against;  /* path of the scenario that the other is held against */
    const char *scenario; /* path of the one in which the claim's cause is at work */
    const char *const
        *set; /* or what would be set in `against`, which `scenario` is then */
    size_t set_count;
    const char *outcome;
    char sign;     /* '+', '-': the direction that the claim states */
    double margin; /* smallest difference that matters, >= 0; NAN: the outcome's own */
};

/** One sentence of a document, and what stands for it in the model. */
struct aras_claim {
    const char *id;     /* "S1-03a" */
    const char *text;   /* in our own words */
    const char *kind;   /* "causal", "forecast", "trend", "state", ... */
    const char *by;     /* what represents it; NULL: "not modelled" */
    const char *reason; /* why it is not modelled */
    /** What in the model states the sign directly: "event <- quantity" (a driver) or
     * "event -> quantity" (an effect); NULL: nothing does, so the sign can only emerge.
     */
    const char *typed;
    bool has_test;
    struct aras_claim_test test;
    struct aras_place place;
};

struct aras_claims {
    const char *title;
    const struct aras_claim *claims;
    size_t count;
};

/**
 * Reads a register of claims: `claims = ( { id; text; kind; by; reason; typed; test = {
 * against; scenario | set; outcome; sign; margin } } )`, the paths relative to the
 * file. Every mistake is added to `problems` (a claim with by = "not modelled" that
 * gives no reason; an id given twice; a test without its parts), and NULL returned.
 * Call inside a try of problems->arena.
 */
const struct aras_claims *aras_claims_read(const char *path,
                                           struct aras_problems *problems);

#endif
