#ifndef ARAS_ANALYSIS_GAUGE_H
#define ARAS_ANALYSIS_GAUGE_H

#include <stdint.h>

#include "analysis/nested.h"

/**
 * Numbers of worlds that come one after another, those of one cluster together: what is
 * known of their mean. Start with `{0}`, and `nested.ranked` where nested.h asks for
 * it; free `nested` in any case.
 */
struct aras_gauge {
    struct aras_nested nested; /* without the cluster that is open */
    struct aras_summary group; /* of that */
    uint64_t cluster;
    double gained, lost, other; /* how many numbers were 1, -1, something else but 0 */
};

/** Adds the number of a world of a cluster. */
ARAS_CHECKED enum aras_status aras_gauge_add(struct aras_gauge *gauge, uint64_t cluster,
                                             double number, struct aras_error *error);

/** No more numbers come: from here on `nested` tells of all. */
ARAS_CHECKED enum aras_status aras_gauge_close(struct aras_gauge *gauge,
                                               struct aras_error *error);

/**
 * The interval for the mean of changes of a yes or no: of numbers that are 1, 0 or -1
 * as aras_interval_clustered_change has it, with the mean's error, which may be greater
 * than the gauge's own; of n of which none changed, what is never seen in n, to both
 * sides. Student's where there are other numbers.
 */
struct aras_interval aras_gauge_change(const struct aras_gauge *gauge,
                                       const struct aras_clustered *mean, double level);

#endif
