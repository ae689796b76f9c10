#ifndef ARAS_REPORT_DATA_H
#define ARAS_REPORT_DATA_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "statistics/interval.h"

struct json_t;

/**
 * A JSON object that is being filled. A lack of memory is remembered rather than
 * reported at each step, as in base/text.h; aras_data_write asks once. What is not
 * finite is null.
 */
struct aras_data {
    struct json_t *json; /* owned, until it is put into another */
    bool refused;
};

struct aras_data aras_data_new(void);
void aras_data_real(struct aras_data *data, const char *name, double value);
void aras_data_whole(struct aras_data *data, const char *name, uint64_t value);
void aras_data_text(struct aras_data *data, const char *name, const char *value);
void aras_data_truth(struct aras_data *data, const char *name, bool value);
void aras_data_interval(struct aras_data *data, const char *name,
                        struct aras_interval interval);
void aras_data_reals(struct aras_data *data, const char *name, const double *values,
                     size_t count);

/** Makes the empty list `name`, or puts `item`, which is taken over, at its end. */
void aras_data_list(struct aras_data *data, const char *name);
void aras_data_append(struct aras_data *data, const char *name, struct aras_data item);

/** Puts the object `item`, which is taken over, in as `name`. */
void aras_data_object(struct aras_data *data, const char *name, struct aras_data item);
/** Puts an object, which is taken over, in the place `name`. */
void aras_data_put(struct aras_data *data, const char *name, struct aras_data item);

/** Fills in which outcome, option and reading a row is of. */
void aras_data_row(struct aras_data *data, const struct aras_model *model,
                   const struct aras_readings *readings, size_t outcome, size_t option,
                   size_t reading);

/** Adds the list `readings`, of those shown. */
void aras_data_readings(struct aras_data *data, const struct aras_model *model,
                        const struct aras_readings *readings);

/** Prints the object, and frees it in any case. */
ARAS_CHECKED enum aras_status aras_data_write(struct aras_data *data, FILE *file,
                                              struct aras_error *error);

/** Prints a number of a CSV row behind a comma, 17 digits; nothing when not finite. */
void aras_data_put_real(FILE *file, double value);
void aras_data_put_interval(FILE *file, struct aras_interval interval);

/** Prints a text of a CSV row, in quotes where it needs them: RFC 4180. */
void aras_data_put_text(FILE *file, const char *text);

/** Prints the first fields of a CSV row: outcome,option,kind,unit,reading. */
void aras_data_put_row(FILE *file, const struct aras_model *model,
                       const struct aras_readings *readings, size_t outcome,
                       size_t option, size_t reading);

/** "happened", "time", ... */
const char *aras_data_kind(enum aras_outcome_kind kind);

#endif
