#ifndef ARAS_ANALYSIS_READING_H
#define ARAS_ANALYSIS_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "model/model.h"

/**
 * A part of a run's worlds that is told of by itself: those in which one variant had
 * one of its options. Rival readings are never averaged, so a run has a reading for
 * each option of each variant that was drawn; only one without such a variant has the
 * single reading of all worlds.
 */
struct aras_reading {
    size_t variant; /* of the model; ARAS_ALL_WORLDS for the reading of all */
    bool of_b;      /* of two runs: A fixes the variant, B's worlds have the options */
    size_t option;  /* of the variant */
    char *id; /* "reading=fast_divergence"; NULL for all worlds; see aras_reading_id */
    const char *variant_title, *title; /* borrowed from the model; "" for all worlds */
    uint64_t worlds, failed;           /* failed ones are among the worlds */
    uint64_t sets; /* parameter sets with a world that did not fail; such worlds, where
                      sets cannot differ */
};

#define ARAS_ALL_WORLDS SIZE_MAX

struct aras_readings {
    struct aras_reading *reading;
    size_t count;
};

/** Finds the readings that a run may have: all worlds first (for those that have none
 *  else), then the options of all variants that are drawn. When it fails, `readings` is
 *  empty. */
ARAS_CHECKED enum aras_status aras_readings_find(struct aras_readings *readings,
                                                 const struct aras_model *model,
                                                 struct aras_error *error);

/**
 * The same for two runs A and B that are compared: the readings of A, and those of
 * variants that A fixes and B draws (`of_b`). `variant` says for each of A's variants
 * which of B's it is, with the same options.
 */
ARAS_CHECKED enum aras_status aras_readings_find_of_two(struct aras_readings *readings,
                                                        const struct aras_model *a,
                                                        const struct aras_model *b,
                                                        const size_t *variant,
                                                        struct aras_error *error);

/** Whether parameter sets of the model can differ at all: some parameter or variant is
 *  drawn. */
bool aras_readings_draw(const struct aras_model *model);

/** Whether a world of a run, or of A, with these parameters (parameters, then numbers
 *  of options) is in the reading. */
bool aras_reading_holds(const struct aras_reading *reading,
                        const struct aras_model *model, const double *parameters);

/** Whether the reading is to be told of, once all worlds are counted: an option that
 *  came up, of a variant of which another came up too; all worlds, when there is no
 *  such option. */
bool aras_readings_show(const struct aras_readings *readings, size_t number);

/** Its id, "all" for all worlds. */
const char *aras_reading_id(const struct aras_reading *reading);

/** Whether it is told of when not all are: it is to be shown, and its variant is the
 * first of the model of which that is true. Other variants cut the same worlds in other
 * ways. */
bool aras_readings_tell(const struct aras_readings *readings, size_t number, bool all);

void aras_readings_free(struct aras_readings *readings);

#endif
