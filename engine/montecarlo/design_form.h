#ifndef ARAS_MONTECARLO_DESIGN_FORM_H
#define ARAS_MONTECARLO_DESIGN_FORM_H

#include "montecarlo/design.h"

/**
 * Reads what kind of design is asked for: "grid", "lhs:N", "sobol:N", "morris:N" or
 * "list:FILE"; sets `kind` and `size`, and `*file` (borrowed from the text; else NULL).
 * ARAS_INVALID says what would be right.
 */
ARAS_CHECKED enum aras_status aras_design_form_kind(struct aras_design_form *form,
                                                    const char *text, const char **file,
                                                    struct aras_error *error);

/**
 * Writes a form as text, a line for each thing that it says, without the seed:
 *
 *     sobol:256
 *     group=1
 *     axis corridor_support=0..1
 *     axis treaty_rate~prior
 *
 * A list has the keys of its axes and a hash of its table; the table itself is kept
 * elsewhere, see design_list.h. The same text is the same design.
 */
void aras_design_form_write(const struct aras_design_form *form,
                            struct aras_text *text);

/**
 * Reads such a text into a form without its seed, and without the table of a list: its
 * axes are those of the list, to be read first into the form. ARAS_DAMAGED when the
 * text is no such text, or the table not the one that it was written for. Inside a try
 * of `arena`.
 */
ARAS_CHECKED enum aras_status aras_design_form_read(struct aras_design_form *form,
                                                    const char *text,
                                                    const struct aras_model *model,
                                                    struct aras_arena *arena,
                                                    struct aras_error *error);

#endif
