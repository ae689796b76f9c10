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
};

/** Adds the number of a world of a cluster. */
ARAS_CHECKED enum aras_status aras_gauge_add(struct aras_gauge *gauge, uint64_t cluster,
                                             double number, struct aras_error *error);

/** No more numbers come: from here on `nested` tells of all. */
ARAS_CHECKED enum aras_status aras_gauge_close(struct aras_gauge *gauge,
                                               struct aras_error *error);

#endif
