#include "analysis/judgement.h"

#include <math.h>

bool aras_judgement_possible(const struct aras_model *model, size_t actor)
{
    for (size_t i = 0; i < model->preference_count; i++) {
        if (model->preferences[i].actor == actor) {
            return true;
        }
    }
    return false;
}

double aras_judgement_scaled(const struct aras_model *model,
                             const struct aras_preference *preference, double outcome)
{
    const struct aras_outcome *of = &model->outcomes[preference->outcome];

    if (isnan(outcome)) {
        return NAN;
    }
    switch (of->kind) {
    case ARAS_HAPPENED:
        return outcome;
    case ARAS_CATEGORY:
        return preference->option[(size_t) outcome];
    case ARAS_TIME:
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        break;
    }
    if (outcome >= preference->high) {
        return 1.0;
    }
    return fmax(0.0,
                (outcome - preference->low) / (preference->high - preference->low));
}

double aras_judgement_worth(const struct aras_model *model, size_t actor,
                            const double *outcomes)
{
    double worth = 0.0;

    for (size_t i = 0; i < model->preference_count; i++) {
        const struct aras_preference *it = &model->preferences[i];

        if (it->actor == actor) {
            worth +=
                it->weight * aras_judgement_scaled(model, it, outcomes[it->outcome]);
        }
    }
    return worth;
}
