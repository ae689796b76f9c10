#ifndef ARAS_MODEL_RANGE_H
#define ARAS_MODEL_RANGE_H

#include "model/model.h"

struct aras_range_text {
    char text[96];
};

/**
 * The numbers from `low` to `high` as they are told: "0 .. 1", "0 or more", "24 month
 * or less", "any number". Both ends belong to them; an infinite one is none. The ends
 * are divided by `factor`, the model's units in one `unit`.
 */
struct aras_range_text aras_range_text(double low, double high, double factor,
                                       const char *unit);

/** What a parameter can be, in its own unit. */
struct aras_range_text aras_range_of_parameter(const struct aras_model *model,
                                               const struct aras_parameter *parameter);

/** Whether all that a parameter's prior draws, times its fitted intercept, lies in its
 * range. The least and the greatest of it, in the model's units;
 * 0 and INFINITY of what is positive by itself and need not be more. */
bool aras_range_holds(const struct aras_model *model,
                      const struct aras_parameter *parameter, double *least,
                      double *most);

#endif
