#ifndef ARAS_ANALYSIS_DISCOVERY_H
#define ARAS_ANALYSIS_DISCOVERY_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/condition.h"
#include "base/error.h"
#include "result/run.h"
#include "statistics/box.h"
#include "statistics/cart.h"
#include "statistics/interval.h"
#include "statistics/prim.h"

/**
 * Scenario discovery: among which parameters and variants of a run is something that
 * may come out of it more frequent? The answer is a few boxes ("treaty_rate above 0.4
 * and reading is fast_divergence"), found by PRIM or by the leaves of a tree.
 *
 * Worlds of one parameter set have the same inputs, so a row is a parameter set with as
 * many trials as it has worlds that did not fail; what is counted as independent is
 * never a world but a set. Sets are divided by their numbers into three parts:
 *
 * - in half of them a box is *searched*;
 * - a quarter *chooses*: how far to peel, and which restrictions earn their place;
 * - a quarter *judges*: all that is said of a box is counted in these, which had no
 * part in finding it.
 *
 * Of hundreds of inputs most do not matter, and a search among them all would follow
 * chance; so PRIM looks only at inputs with which the share differs in the sets that
 * search (one_way.h, p at most 0.01; the five with the lowest p where there are fewer).
 * What acts only together with another input, and not on average, is missed.
 *
 * (A tree needs no part to choose: cross-validation does that.) Parameters that were
 * found to go with an outcome do not on that account bring it about.
 */
enum aras_part { ARAS_PART_SEARCH, ARAS_PART_CHOOSE, ARAS_PART_JUDGE, ARAS_PARTS };

/** What is wanted. */
struct aras_discovery_wish {
    struct aras_condition *condition;
    bool tree; /* CART instead of PRIM */
    double
        alpha;      /* PRIM: share of a box in one peel; 0: whichever of 0.05, 0.1, 0.2
                       and   0.3 gives the greatest excess among sets that choose. Thin
                       slices   follow a border closely, thick ones are not led by chance */
    size_t boxes;   /* PRIM: at most so many, each among the worlds outside of those
                       before   it */
    bool by_number; /* PRIM: not chosen by the rule, but box `peel` of the trajectory,
                       and that as it is: nothing is dropped or pasted. ARAS_INVALID
                       when there is no such box */
    size_t peel;
    uint64_t replications; /* the first so many worlds; 0: all */
};

/** An input that differs between parameter sets: a parameter, or a variant. What an
 * option of a variant sets is told of the variant (inputs.h). */
struct aras_drawn_input {
    const char *id, *title, *unit; /* borrowed from the model; unit "" when plain */
    const struct aras_variant *variant; /* NULL: a parameter */
};

/** One input that a box restricts. */
struct aras_restriction {
    size_t input;
    struct aras_limit limit;
    double keeps;                /* share of all sets that this limit alone allows */
    struct aras_content without; /* judged: what the box would hold without it */
    double p;     /* of judged sets, see aras_box_quasi_p: is it more than chance? */
    double again; /* share of resamplings in which a box restricts this input on the
                     same side; NAN: not tried */
};

struct aras_found_box {
    struct aras_restriction *restriction;
    size_t restrictions;          /* 0: nothing better than all worlds was found */
    struct aras_content searched; /* in the sets that it was found with */
    struct aras_content judged;
    double
        coverage; /* judged: share of all worlds in which it is so that the box holds */
    double mass;  /* judged: share of all worlds that it holds */
    double density;                /* judged: share of its worlds in which it is so */
    struct aras_interval interval; /* 95 % of the density, sets as clusters */
    double
        p; /* judged: that chance alone made it so frequent here, against all worlds */
    /** The greatest density that any box of this mass could have: the rest is chance,
     * which no input tells. NAN where sets have one world. */
    double ceiling;
    double overlap; /* mean share, over resamplings, of the sets in either that are in
                       both boxes, the one found again and this; NAN: not tried */
    size_t peel;    /* PRIM: the box of the trajectory from which it comes */
};

/** A box of the trajectory of PRIM's first box. */
struct aras_peeled {
    size_t input; /* that was restricted last; SIZE_MAX: none */
    size_t restricted;
    struct aras_content searched, chosen, judged;
};

struct aras_discovery {
    uint64_t worlds, failed; /* failed ones are in nothing else */
    size_t sets;             /* with a world that did not fail */
    bool nested;             /* some set has more than one world */
    struct aras_content part[ARAS_PARTS];
    struct aras_content all;       /* of the three */
    double share;                  /* of worlds in which it is so */
    struct aras_interval interval; /* 95 %, sets as clusters */
    double spread; /* standard deviation of the probability over sets, with chance taken
                      away; NAN like a ceiling */

    struct aras_drawn_input *input;
    size_t inputs;
    size_t screened; /* PRIM: inputs that the search looked at */
    double alpha;    /* PRIM: as it was chosen for the first box */
    double effect;   /* how many worlds tell as much as one that shares its parameters
                        with no   other, on average */

    struct aras_found_box *box; /* PRIM: in the order found; tree: by falling density */
    size_t boxes;
    struct aras_peeled *peeled; /* PRIM */
    size_t peels;
    size_t resamplings;            /* PRIM: of the first box */
    struct aras_cart_level *level; /* tree */
    size_t levels, chosen_level;
};

/** How many parameter sets the search needs at the least. */
enum { ARAS_DISCOVERY_LEAST_SETS = 400 };

/**
 * Looks for boxes in a stored run. `model` is the one that it was made from; both are
 * borrowed for as long as the answer is used. Owned by the caller. NULL with
 * ARAS_INVALID when there are too few sets, or worlds in which it is so (or is not), to
 * say anything, or nothing was drawn: the message says what would be enough.
 */
ARAS_CHECKED struct aras_discovery *
aras_discovery_of_run(const struct aras_run *run, const struct aras_model *model,
                      const struct aras_discovery_wish *wish, struct aras_error *error);
void aras_discovery_free(struct aras_discovery *discovery);

#endif
