#ifndef ARAS_REPORT_PICTURE_ANSWER_H
#define ARAS_REPORT_PICTURE_ANSWER_H

#include "report/causes_report.h"
#include "report/leverage_report.h"
#include "report/picture.h"
#include "report/score_report.h"
#include "report/sensitivity_report.h"

/** Pictures of what was found out: more of the bridge of report/picture.h. */

/** What becomes of an outcome when one event cannot happen: of the causes those that
 *  change it most, twenty at most. `told` is the number of a reading among those that
 *  `of->causes` tells of. */
ARAS_CHECKED enum aras_status aras_picture_causes(const struct aras_picture *picture,
                                                  const struct aras_causes_told *of,
                                                  size_t told,
                                                  struct aras_error *error);

/** Where the variance of one target of a split comes from: of its factors those that
 *  have most of it, twenty at most. */
ARAS_CHECKED enum aras_status
aras_picture_variance(const struct aras_picture *picture,
                      const struct aras_sensitivity_subject *subject,
                      const struct aras_sensitivity_split *split, size_t target,
                      struct aras_error *error);

/** Who moves whom, measured: of each pair the issue by which A moves B most, as
 *  aras_leverage_find_cell chooses it, at a time and in a reading. ARAS_INVALID where
 *  nothing is at issue between the actors that are not outside. */
ARAS_CHECKED enum aras_status aras_picture_measured(const struct aras_picture *picture,
                                                    const struct aras_levered *levered,
                                                    size_t time, size_t reading,
                                                    struct aras_error *error);

/** Whether what a forecaster gave a probability came about as often: of the plain
 *  questions about the world. ARAS_INVALID where fewer than ten are settled. */
ARAS_CHECKED enum aras_status
aras_picture_calibration(const struct aras_picture *picture,
                         const struct aras_scoring *scoring, size_t forecaster,
                         struct aras_error *error);

#endif
