#ifndef ARAS_COMMAND_REACH_H
#define ARAS_COMMAND_REACH_H

#include <stdbool.h>

#include "model/model.h"

/**
 * Which events of a model can happen at all, as far as can be seen without playing:
 * false for what is forbidden, has a guard or a condition that is always false, a rate
 * that is always 0, only dates after the horizon, or only causes that cannot happen
 * themselves; unless it is forced. An array of model->event_count, owned by the caller
 * (free); NULL with ARAS_NO_MEMORY.
 */
ARAS_CHECKED bool *aras_reach(const struct aras_model *model, struct aras_error *error);

#endif
