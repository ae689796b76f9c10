#include "statistics/causation.h"

#include <math.h>

static struct aras_interval bounds(double low, double high, double worlds)
{
    if (!(worlds > 0.0)) {
        return (struct aras_interval){NAN, NAN};
    }
    return (struct aras_interval){fmin(1.0, fmax(0.0, low / worlds)),
                                  fmax(0.0, fmin(1.0, high / worlds))};
}

struct aras_interval aras_causation_necessity(const struct aras_causation *causation)
{
    double all = causation->both + causation->only_cause + causation->only_outcome +
                 causation->neither;
    double outcome = causation->both + causation->only_outcome;

    return bounds(outcome - causation->without,
                  all - causation->without - causation->neither, causation->both);
}

struct aras_interval aras_causation_sufficiency(const struct aras_causation *causation)
{
    double outcome = causation->both + causation->only_outcome;

    return bounds(causation->with - outcome, causation->with - causation->both,
                  causation->neither);
}
