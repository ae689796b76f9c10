#ifndef ARAS_ANALYSIS_DISCOVERY_SEARCH_H
#define ARAS_ANALYSIS_DISCOVERY_SEARCH_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/discovery.h"
#include "analysis/nested.h"
#include "statistics/box.h"
#include "statistics/prim.h"

/**
 * What is shared by the files that look for boxes: discovery_sets.c reads the run and
 * divides its parameter sets, discovery_prim.c finds one box, discovery_again.c finds
 * it again in sets that are drawn anew, discovery_tree.c grows a tree instead,
 * discovery_box.c says what a box holds, and discovery.c does it all.
 */

#define ARAS_DISCOVERY_LEVEL 0.95 /* of intervals */

/** A restriction with a greater p among the sets that choose is dropped. */
#define ARAS_DISCOVERY_KEEPS 0.05

/** All that is read of the run, one row for each parameter set. */
struct aras_discovery_search {
    const struct aras_model *model;
    const struct aras_discovery_wish *wish;
    struct aras_discovery *discovery;
    uint64_t seed;

    size_t rows, columns;
    double *value;      /* columns x rows, column by column */
    double *size, *yes; /* rows */
    struct aras_nested nested;

    const double **input;
    unsigned *options;
    double
        *part_size[ARAS_PARTS]; /* rows: 0 in other parts, and where a box was taken */
    double *both;               /* rows: of those that search and choose */
    struct aras_limit *limit;   /* inputs: room for a box ... */
    struct aras_limit *again;   /* ... and for one that is found again */
};

/** Gives ARAS_NO_MEMORY, and says for what. */
enum aras_status aras_discovery_no_memory(struct aras_error *error);

/* --- the sets --------------------------------------------------------------------- */

/**
 * Reads the run: `rows` and `columns`, and what is borrowed, are set. Sums up what it
 * is about in `discovery`. ARAS_INVALID when there are too few sets or worlds, or
 * nothing among which to look. To be ended in any case.
 */
ARAS_CHECKED enum aras_status
aras_discovery_search_begin(struct aras_discovery_search *search,
                            const struct aras_run *run, struct aras_error *error);
void aras_discovery_search_end(struct aras_discovery_search *search);

/** All sets, of which those count that have a `size`. */
struct aras_cases aras_discovery_cases(const struct aras_discovery_search *search,
                                       const double *size);

/* --- what is said of a box -------------------------------------------------------- */

/** One box more, in `discovery`; NULL without memory. Borrowed until the next. */
struct aras_found_box *aras_discovery_add_box(struct aras_discovery *discovery,
                                              struct aras_error *error);

/** Fills in all but `peel` and how it was found again. */
ARAS_CHECKED enum aras_status
aras_discovery_describe(const struct aras_discovery_search *search,
                        const struct aras_limit *limit, struct aras_found_box *box,
                        struct aras_error *error);

/* --- finding ---------------------------------------------------------------------- */

/** The sets with which a box is found: as they are, or drawn again. */
struct aras_discovery_sample {
    const double *searching, *choosing, *both; /* sizes of rows */
};

/** What was found in one sample. */
struct aras_discovery_finding {
    struct aras_limit *limit; /* inputs; room for them is the caller's */
    size_t number;            /* of the box in the trajectory */
    size_t screened;
    double alpha;
    double excess;
    struct aras_prim *prim; /* the trajectory, the caller's to free; NULL: none */
};

ARAS_CHECKED enum aras_status
aras_discovery_find_box(const struct aras_discovery_search *search,
                        const struct aras_discovery_sample *sample,
                        struct aras_discovery_finding *finding,
                        struct aras_error *error);

/** How often a box, and each restriction of it, is found again. */
ARAS_CHECKED enum aras_status
aras_discovery_find_again(struct aras_discovery_search *search,
                          const struct aras_limit *limit, struct aras_found_box *box,
                          struct aras_error *error);

/** Boxes as the leaves of a tree. */
ARAS_CHECKED enum aras_status
aras_discovery_grow_tree(struct aras_discovery_search *search,
                         struct aras_error *error);

#endif
