#ifndef ARAS_MONTECARLO_DESIGN_LIST_H
#define ARAS_MONTECARLO_DESIGN_LIST_H

#include <stdio.h>

#include "montecarlo/design.h"

/**
 * Reads a list of points from CSV: a line of keys, then a line of values for each
 * point, with commas between them; what holds a comma stands in double quotes. Values
 * are as typed behind `key=`. A first column `point` (0, 1, ...), as in a stored list,
 * is checked and left out. Fills in `axis`, `axes`, `size` and `table` of the form.
 * ARAS_INVALID or ARAS_UNKNOWN names the line of what is wrong, and the list by `name`,
 * mostly its file. Call inside a try of `arena`, where all of it lives; the table is as
 * long as the list.
 */
ARAS_CHECKED enum aras_status
aras_design_list_read(struct aras_design_form *form, const char *name, const char *text,
                      size_t length, const struct aras_model *model,
                      struct aras_arena *arena, struct aras_error *error);

/** Writes all points of a design as such a list, with a column `point`. ARAS_FILE when
 * `file` takes no more. */
ARAS_CHECKED enum aras_status aras_design_list_write(const struct aras_design *design,
                                                     FILE *file,
                                                     struct aras_error *error);

/** Writes a field of such a file, in quotes where it needs them. */
void aras_design_list_put(FILE *file, const char *field);

#endif
