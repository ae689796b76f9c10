#ifndef ARAS_ANALYSIS_CAUSES_SEARCH_H
#define ARAS_ANALYSIS_CAUSES_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/causal_play.h"
#include "analysis/causes.h"
#include "analysis/gauge.h"

#define ARAS_CAUSES_LEVEL 0.95 /* of intervals */
#define ARAS_CAUSES_ALPHA 0.05 /* below it a difference is told from chance */

/**
 * What aras_causes_find has gathered: the files causes_choose.c (which events are
 * looked at), causes_weigh.c (what one does in one reading) and causes_pairs.c (what
 * two do together) are its parts.
 */
struct aras_causes_search {
    const struct aras_model *model;
    const struct aras_causes_wish *wish;
    struct aras_causes *causes;
    struct aras_causal_play play;
    size_t rows;     /* looked at closely; the pool comes behind them */
    bool alone;      /* each world is a cluster of its own */
    uint32_t *event; /* looked at closely, by cause until they are ranked */
    size_t count;
    double *without; /* causes x rows: the target without the event */
    double *made;    /* causes x rows: with it; NAN: not made */
    size_t made_rows;
    bool *closed; /* causes x rows: it could not be made */
};

/** Gives ARAS_NO_MEMORY, and says for what. */
enum aras_status aras_causes_no_memory(struct aras_error *error);

/* --- which events ----------------------------------------------------------------- */

/** In how many of the rows from .. to - 1 the event happened. */
uint64_t aras_causes_happened(const struct aras_causes_search *search, uint32_t event,
                              size_t from, size_t to);

/**
 * Takes the events that the wish names; without names all that happened often enough,
 * in the order of the file, or of these the ones that a look at fewer worlds promises
 * most of. ARAS_INVALID where none can be taken out, or a named one cannot.
 */
ARAS_CHECKED enum aras_status aras_causes_choose(struct aras_causes_search *search,
                                                 struct aras_error *error);

/* --- what they do ----------------------------------------------------------------- */

/** What event number `cause` does in what is told of by that number. */
ARAS_CHECKED enum aras_status aras_causes_weigh(const struct aras_causes_search *search,
                                                size_t cause, size_t reading,
                                                struct aras_error *error);

/** Which reading that is told of a world belongs to; SIZE_MAX: none, or it failed. */
size_t aras_causes_told(const struct aras_causes_search *search, size_t row);

/** Adds the number of a row, with the worlds of its parameter set as a cluster. */
ARAS_CHECKED enum aras_status aras_causes_add(const struct aras_causes_search *search,
                                              struct aras_gauge *gauge, size_t row,
                                              double number, struct aras_error *error);

/** The mean of differences; of a yes or no with at least the error of independent
 *  worlds, as losses and gains in one set may cancel, and few sets be alike by chance.
 */
struct aras_clustered aras_causes_mean(const struct aras_causes_search *search,
                                       const struct aras_gauge *gauge);

/** Its interval: of a yes or no that of changes, within -1 and 1. */
struct aras_interval aras_causes_interval(const struct aras_causes_search *search,
                                          const struct aras_gauge *gauge,
                                          const struct aras_clustered *mean);

/** Student's two-sided p of a mean that is 0 in truth; NAN for fewer than two groups.
 */
double aras_causes_p(const struct aras_clustered *mean);

/* --- two together ----------------------------------------------------------------- */

/** Finds the pairs of causes that do more, or less, together than one by one. */
ARAS_CHECKED enum aras_status aras_causes_pairs(struct aras_causes_search *search,
                                                struct aras_error *error);

#endif
