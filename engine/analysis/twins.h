#ifndef ARAS_ANALYSIS_TWINS_H
#define ARAS_ANALYSIS_TWINS_H

#include "analysis/worth.h"

/** What made a difference between two sides of one world. */
enum aras_reason_kind {
    ARAS_REASON_FORCED,    /* a scenario forces the event itself, ... */
    ARAS_REASON_FORBIDDEN, /* ... forbids it, ... */
    ARAS_REASON_SCALED,    /* ... has its rate multiplied, ... */
    ARAS_REASON_DELAYED,   /* ... has it delayed, ... */
    ARAS_REASON_DICTATED,  /* ... dictates the decision */
    ARAS_REASON_HORIZON,   /* a side has ended by then */
    ARAS_REASON_START,     /* something it depends on differs from the start on */
    ARAS_REASON_EARLIER    /* an earlier difference changed what it depends on */
};

struct aras_reason {
    enum aras_reason_kind kind;
    bool in_b;        /* whose scenario it is; of EARLIER: where the other happened */
    size_t twin;      /* EARLIER: number of the other difference; SIZE_MAX */
    const char *slot; /* by what: its name; NULL: as its cause */
};

enum { ARAS_MOST_REASONS = 3 };

/** One firing of an event in both sides, or in one. */
struct aras_twin {
    size_t a, b; /* happenings; ARAS_NO_HAPPENING: not in this side */
    double time; /* the earlier of both */
    size_t rank; /* among those of one time */
    bool same;   /* in both, at the same time */
    struct aras_reason reasons[ARAS_MOST_REASONS];
    size_t reason_count; /* 0 of a difference: not traced */
};

/** Something that has another value from the start. */
struct aras_start_difference {
    const char *name;
    uint32_t a, b; /* slots */
};

/**
 * Two sides of one world: the same luck under two scenarios. Firings are matched as
 * their luck is: an option or result by the firing of its decision or demand, what
 * follows by that of its cause, what has a date by that, all else by its number; forced
 * ones apart.
 *
 * The reasons of a difference are the first of these that there are:
 *
 *   1. what the scenarios do to the event itself;
 *   2. a cause that is a difference; of an option or a result, the reasons of its
 *      decision or demand, if that is one;
 *   3. of an event that happens once: that it happened otherwise before;
 *   4. earlier differences that changed something the event depends on, the latest
 *      first, and what of it differs from the start;
 *   5. the same of what that comes from: drifts, and events that are the same in both
 *      and did it to a different degree; and so on.
 */
struct aras_twins {
    struct aras_arena *arena;
    const struct aras_chronicle *a, *b;
    struct aras_twin *twin; /* by time */
    size_t count, same;
    size_t first; /* difference; SIZE_MAX: there is none */
    struct aras_start_difference *start;
    size_t start_count;
};

/** Compares two chronicles, which are borrowed. NULL with `error` without memory. */
ARAS_CHECKED struct aras_twins *aras_twins_find(const struct aras_chronicle *a,
                                                const struct aras_chronicle *b,
                                                struct aras_error *error);
void aras_twins_free(struct aras_twins *twins);

#endif
