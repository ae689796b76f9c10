#ifndef ARAS_RESULT_LABELS_H
#define ARAS_RESULT_LABELS_H

#include "base/arena.h"
#include "model/model.h"
#include "result/run.h"

/** What the tables of a model's runs are labelled with. Lives in `arena`; call inside a
 * try of it. */
const struct aras_labels *aras_labels_of(const struct aras_model *model, uint64_t group,
                                         struct aras_arena *arena);

/** The same of runs in which a design is played, borrowed: without tracks. */
const struct aras_labels *aras_labels_of_design(const struct aras_model *model,
                                                const struct aras_design *design,
                                                struct aras_arena *arena);

#endif
