#ifndef ARAS_SCENARIO_CLAIMS_H
#define ARAS_SCENARIO_CLAIMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/problems.h"
#include "scenario/link.h"

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
    /** What in the model states the sign directly, as in scenario/link.h; NULL: nothing
     * does, so the sign can only emerge. */
    const char *typed;
    struct aras_links links; /* `typed` taken apart */
    struct aras_place typed_place;
    bool has_test;
    struct aras_claim_test test;
    struct aras_place place;
};

struct aras_claims {
    const char *title;
    const char *model; /* path of the model that `typed` is about; NULL: none is */
    const struct aras_claim *claims;
    size_t count;
};

/**
 * Reads a register of claims: `model`, `scenarios` and `claims = ( { id; text; kind;
 * by; reason; typed; test = { against; scenario | set; outcome; sign; margin } } )`,
 * the paths of tests relative to the folder `scenarios`, others to the file. Every
 * mistake is added to `problems` (a claim with by = "not modelled" that gives no
 * reason; an id given twice; a test without its parts; `typed` that cannot be read),
 * and NULL returned. Call inside a try of problems->arena.
 */
const struct aras_claims *aras_claims_read(const char *path,
                                           struct aras_problems *problems);

#endif
