#ifndef ARAS_REPORT_PICTURE_H
#define ARAS_REPORT_PICTURE_H

#include "analysis/estimate.h"
#include "analysis/glimpse.h"
#include "analysis/sample.h"
#include "analysis/swing.h"
#include "figure/figure.h"
#include "figure/scale.h"
#include "report/comparison_report.h"
#include "report/sweep_report.h"

/**
 * The bridge from what was found out about runs to the layer of figures, which knows
 * numbers only. Each function draws one view into an empty figure, which is to be freed
 * in any case. `reading` is one of the estimates' readings: rivals are drawn apart,
 * never averaged. ARAS_INVALID says why there is nothing to draw.
 */

/** A run of which pictures are drawn; all borrowed. */
struct aras_pictured {
    const struct aras_run *run;
    const struct aras_model *model;
    const struct aras_estimates *estimates;
    const char *name;
};

/** How pictures look; borrowed. */
struct aras_picture {
    struct aras_figure *figure;
    const struct aras_figure_look *look;
};

/** The reading that is drawn where none is asked for: the first that is told of. */
size_t aras_picture_reading(const struct aras_estimates *estimates);

/** The reading of this name, as tables call it under IF; ARAS_UNKNOWN says which there
 *  are. */
ARAS_CHECKED enum aras_status aras_picture_find_reading(const struct aras_pictured *of,
                                                        const char *name,
                                                        size_t *reading,
                                                        struct aras_error *error);

/** Of a hundred worlds, how many end so: a CATEGORY, or whether something HAPPENED.
 *  Beyond twelve options the rarest are drawn together. */
ARAS_CHECKED enum aras_status aras_picture_endings(const struct aras_picture *picture,
                                                   const struct aras_pictured *of,
                                                   size_t outcome, size_t reading,
                                                   struct aras_error *error);

/** Columns that some pictures are drawn from: outcome `outcome[i]` is column i. */
struct aras_picture_columns {
    const struct aras_columns *columns;
    const size_t *outcome;
    size_t count;
};

/** When TIMEs (up to six) are reached, each by itself: the share of worlds by then. */
ARAS_CHECKED enum aras_status
aras_picture_arrival(const struct aras_picture *picture, const struct aras_pictured *of,
                     const struct aras_picture_columns *columns, size_t reading,
                     struct aras_error *error);

/** Which of up to six TIMEs is reached first, and when: shares one upon the other. */
ARAS_CHECKED enum aras_status
aras_picture_incidence(const struct aras_picture *picture,
                       const struct aras_pictured *of,
                       const struct aras_picture_columns *columns, size_t reading,
                       struct aras_error *error);

/** How a track goes, all readings together, with the single worlds of `glimpse`. */
ARAS_CHECKED enum aras_status aras_picture_fan(const struct aras_picture *picture,
                                               const struct aras_pictured *of,
                                               size_t track,
                                               const struct aras_glimpse *glimpse,
                                               struct aras_error *error);

/** How the first of the columns, a number, is spread: fifty like worlds. */
ARAS_CHECKED enum aras_status
aras_picture_dots(const struct aras_picture *picture, const struct aras_pictured *of,
                  const struct aras_picture_columns *columns, size_t reading,
                  struct aras_error *error);

/** One sample for a picture of several: the first of its columns, in a reading. */
struct aras_picture_sample {
    const struct aras_pictured *of;
    const struct aras_picture_columns *columns;
    size_t reading;
    const char *title;
};

/** The distributions of an outcome, a number, side by side: 1 to 6 samples. */
ARAS_CHECKED enum aras_status
aras_picture_ecdf(const struct aras_picture *picture,
                  const struct aras_picture_sample *sample, size_t count,
                  struct aras_error *error);

/** What differs between two runs: shares of worlds (`shares`), or numbers of the unit
 *  that most of the outcomes watched have. */
ARAS_CHECKED enum aras_status
aras_picture_dumbbell(const struct aras_picture *picture,
                      const struct aras_comparison_view *view, bool shares,
                      struct aras_error *error);

/** The same in one reading of A's. */
ARAS_CHECKED enum aras_status
aras_picture_dumbbell_if(const struct aras_picture *picture,
                         const struct aras_comparison_view *view, bool shares,
                         size_t reading, struct aras_error *error);

/** Columns of a sweep with one axis of numbers: all shares, or else its first number;
 * and one column of a sweep with two axes. */
ARAS_CHECKED enum aras_status aras_picture_sweep(const struct aras_picture *picture,
                                                 const struct aras_swept *swept,
                                                 struct aras_error *error);
ARAS_CHECKED enum aras_status aras_picture_heat_map(const struct aras_picture *picture,
                                                    const struct aras_swept *swept,
                                                    size_t column,
                                                    struct aras_error *error);

/** Inputs that go with the outcome beyond chance, the greatest twelve. `swing` has one
 *  for each input of the data. */
ARAS_CHECKED enum aras_status aras_picture_tornado(const struct aras_picture *picture,
                                                   const struct aras_given_data *data,
                                                   const struct aras_target *target,
                                                   const struct aras_swing_of *swing,
                                                   struct aras_error *error);

/** Who has the upper hand over whom at the horizon: the means of outcomes that are the
 *  leverage of one actor over another. */
ARAS_CHECKED enum aras_status aras_picture_leverage(const struct aras_picture *picture,
                                                    const struct aras_pictured *of,
                                                    size_t reading,
                                                    struct aras_error *error);

/** The same as arrows from who has it to whom it is had over. */
ARAS_CHECKED enum aras_status
aras_picture_leverage_network(const struct aras_picture *picture,
                              const struct aras_pictured *of, size_t reading,
                              struct aras_error *error);

/** Two runs that share their luck, and how their worlds end: all borrowed. */
struct aras_picture_switches {
    const struct aras_pictured *a, *b;
    const struct aras_columns *columns_a, *columns_b; /* of as many worlds, column 0 */
    size_t outcome; /* of A: a CATEGORY, or what HAPPENED; with the same ways in B */
    size_t reading;
};

/** Which worlds end otherwise under B than under A. */
ARAS_CHECKED enum aras_status
aras_picture_alluvial(const struct aras_picture *picture,
                      const struct aras_picture_switches *switches,
                      struct aras_error *error);

/** Which part of a number's distribution moved from A to B: of an outcome of A's model
 *  that was looked at (aras_versus_look). ARAS_INVALID where it was not, or too few
 *  parameter sets tell. */
ARAS_CHECKED enum aras_status
aras_picture_quantile_shift(const struct aras_picture *picture,
                            const struct aras_comparison_view *view, size_t outcome,
                            size_t reading, struct aras_error *error);

/** The title of a scenario, or of its model. */
const char *aras_picture_title_of(const struct aras_model *model);

/** "10 000 worlds of the model if fast_divergence", or of both readings. */
void aras_picture_name_worlds(const struct aras_pictured *of, size_t reading,
                              char text[256]);

/** What was estimated of an outcome (of a category of its option) in a reading; NULL:
 *  nothing. */
const struct aras_estimate *
aras_picture_estimate(const struct aras_estimates *estimates, size_t outcome,
                      size_t option, size_t reading);

/** What is counted along an axis: the unit, when, and of leverage who has the upper
 * hand above 0: "index on 2029-09-12; above 0 Iran has the upper hand, below 0 Russia".
 * A track has no `outcome` (NULL), but its own formula `of`. */
void aras_picture_name_axis(const struct aras_model *model,
                            const struct aras_outcome *outcome,
                            const struct aras_code *of, const char *unit,
                            char text[512]);

/** What a TIME is the time to: its title, without "time to" where it begins so. */
const char *aras_picture_name_arrival(const struct aras_outcome *outcome);

/** How the moments of a model are told. */
struct aras_moments aras_picture_moments(const struct aras_model *model);

/** Whether a picture of this kind can be drawn of an outcome. */
bool aras_picture_is_number(const struct aras_outcome *outcome);
bool aras_picture_is_ending(const struct aras_outcome *outcome);

/** Which actors an outcome or track is the leverage of, and over: numbers of the
 *  model's actors. False when it is of something else. */
bool aras_picture_leverage_of(const struct aras_model *model,
                              const struct aras_code *of, size_t *holder, size_t *over);

/** What an input is called (analysis/inputs.h): its title; its id where it has none;
 *  both where another of these columns has the same title. */
void aras_picture_name_input(const struct aras_model *model, const size_t *column,
                             size_t count, size_t number, char text[256]);

/** A target in words: "how the five years end: parted". */
void aras_picture_name_target(const struct aras_model *model,
                              const struct aras_target *target, char text[256]);

#endif
