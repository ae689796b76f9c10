#ifndef ARAS_REPORT_LEGEND_H
#define ARAS_REPORT_LEGEND_H

#include <stdbool.h>
#include <stdio.h>

#include "analysis/reading.h"
#include "base/error.h"
#include "report/style.h"

/** Whether the run has several readings, and so tables need a column for them. */
bool aras_legend_has_readings(const struct aras_readings *readings);

/** The short name of a reading in a table: the option's, or with its variant's where
 *  two variants have options of one name. */
const char *aras_legend_reading(const struct aras_readings *readings,
                                const struct aras_model *model, size_t number);

/** Says what the readings shown stand for and how many worlds each has. */
ARAS_CHECKED enum aras_status aras_legend_readings(FILE *file,
                                                   const struct aras_readings *readings,
                                                   const struct aras_model *model,
                                                   const struct aras_style *style,
                                                   struct aras_error *error);

/** Prints a paragraph, broken to fit, its lines after the first indented by two. */
ARAS_CHECKED enum aras_status
aras_legend_say(FILE *file, const struct aras_style *style, struct aras_error *error,
                const char *format, ...) ARAS_PRINTF(4, 5);

/** ARAS_FILE when something could not be written to the file. */
ARAS_CHECKED enum aras_status aras_legend_check(FILE *file, struct aras_error *error);

#endif
