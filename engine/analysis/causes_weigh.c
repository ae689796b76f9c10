#include "analysis/causes_search.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "statistics/causation.h"
#include "statistics/mcnemar.h"

/* --- what a mean is --------------------------------------------------------------
 */

static double floor_of(const struct aras_nested *nested, double error)
{
    return isnan(error) ? error
                        : fmax(error, aras_summary_standard_error(&nested->all));
}

struct aras_clustered aras_causes_mean(const struct aras_causes_search *search,
                                       const struct aras_gauge *gauge)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->nested);

    if (search->play.share) {
        mean.error = floor_of(&gauge->nested, mean.error);
    }
    return mean;
}

struct aras_interval aras_causes_interval(const struct aras_causes_search *search,
                                          const struct aras_gauge *gauge,
                                          const struct aras_clustered *mean)
{
    struct aras_interval interval;

    if (!search->play.share) {
        return aras_interval_clustered(mean, ARAS_CAUSES_LEVEL);
    }
    interval = aras_gauge_change(gauge, mean, ARAS_CAUSES_LEVEL);
    return (struct aras_interval){fmax(interval.low, -1.0), fmin(interval.high, 1.0)};
}

double aras_causes_p(const struct aras_clustered *mean)
{
    if (!(mean->groups >= 2.0)) {
        return NAN;
    }
    if (mean->mean == 0.0) {
        return 1.0;
    }
    return mean->error > 0.0 ? 2.0 * gsl_cdf_tdist_Q(fabs(mean->mean) / mean->error,
                                                     mean->groups - 1.0)
                             : 0.0;
}

enum aras_status aras_causes_add(const struct aras_causes_search *search,
                                 struct aras_gauge *gauge, size_t row, double number,
                                 struct aras_error *error)
{
    return aras_gauge_add(gauge, search->alone ? row : search->play.world[row].set,
                          number, error);
}

size_t aras_causes_told(const struct aras_causes_search *search, size_t row)
{
    const struct aras_causes *causes = search->causes;
    size_t reading = search->play.world[row].reading;

    for (size_t i = 0; i < causes->told_count && !isnan(search->play.world[row].y);
         i++) {
        if (causes->told[i] == reading || causes->told[i] == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* --- one event in one reading -------------------------------------------------------
 */

struct weighing {
    const struct aras_causes_search *search;
    struct aras_cause_effect *effect;
    size_t cause, reading;
    struct aras_gauge share, without, change, needed, enough;
};

static enum aras_status add_made(struct weighing *weighing, size_t row, bool y,
                                 struct aras_error *error)
{
    const struct aras_causes_search *search = weighing->search;
    struct aras_cause_effect *effect = weighing->effect;
    size_t place = weighing->cause * search->made_rows + row;
    double made;

    if (row >= search->made_rows) {
        return ARAS_OK;
    }
    made = search->made[place];
    effect->closed += search->closed[place];
    if (isnan(made)) {
        return ARAS_OK;
    }
    if (y) {
        effect->open_outcome++;
        effect->undone += made == 0.0;
        return ARAS_OK;
    }
    effect->open_neither++;
    effect->brought += made == 1.0;
    return aras_causes_add(search, &weighing->enough, row, made, error);
}

static enum aras_status add_share(struct weighing *weighing, size_t row, bool y,
                                  bool without, struct aras_error *error)
{
    const struct aras_causes_search *search = weighing->search;
    struct aras_cause_effect *effect = weighing->effect;
    double first =
        aras_causal_play_first(&search->play, row, search->event[weighing->cause]);
    bool happened = first < INFINITY;

    effect->both += happened && y;
    effect->only_cause += happened && !y;
    effect->only_outcome += !happened && y;
    effect->neither += !happened && !y;
    effect->before += y && happened && first <= search->play.world[row].reached;
    effect->lost += happened && y && !without;
    effect->gained += happened && !y && without;
    if (!happened) {
        return add_made(weighing, row, y, error);
    }
    return y ? aras_causes_add(search, &weighing->needed, row, without ? 0.0 : 1.0,
                               error)
             : ARAS_OK;
}

static enum aras_status add_world(struct weighing *weighing, size_t row,
                                  struct aras_error *error)
{
    const struct aras_causes_search *search = weighing->search;
    double y = search->play.world[row].y;
    double without = search->without[weighing->cause * search->rows + row];

    if (aras_causes_told(search, row) != weighing->reading || isnan(without)) {
        return ARAS_OK;
    }
    weighing->effect->worlds++;
    if (aras_causes_add(search, &weighing->share, row, y, error) != ARAS_OK ||
        aras_causes_add(search, &weighing->without, row, without, error) != ARAS_OK ||
        aras_causes_add(search, &weighing->change, row, without - y, error) !=
            ARAS_OK) {
        return error->status;
    }
    return search->play.share
               ? add_share(weighing, row, y == 1.0, without == 1.0, error)
               : ARAS_OK;
}

static enum aras_status close_gauges(struct weighing *weighing,
                                     struct aras_error *error)
{
    if (aras_gauge_close(&weighing->share, error) != ARAS_OK ||
        aras_gauge_close(&weighing->without, error) != ARAS_OK ||
        aras_gauge_close(&weighing->change, error) != ARAS_OK ||
        aras_gauge_close(&weighing->needed, error) != ARAS_OK) {
        return error->status;
    }
    return aras_gauge_close(&weighing->enough, error);
}

static struct aras_interval share_interval(const struct aras_gauge *gauge)
{
    struct aras_clustered mean = aras_nested_mean(&gauge->nested);

    return mean.groups > 0.0 ? aras_interval_clustered_share(&mean, ARAS_CAUSES_LEVEL)
                             : (struct aras_interval){NAN, NAN};
}

static double share(double part, double all)
{
    return all > 0.0 ? part / all : NAN;
}

static void finish_shares(struct weighing *weighing)
{
    struct aras_cause_effect *effect = weighing->effect;
    struct aras_causation causation = {.both = effect->both,
                                       .only_cause = effect->only_cause,
                                       .only_outcome = effect->only_outcome,
                                       .neither = effect->neither,
                                       .without = effect->both + effect->only_outcome -
                                                  effect->lost + effect->gained};
    /* The event's worlds as they are, and those in which it could be made. */
    struct aras_causation making = {.both = effect->both,
                                    .only_cause = effect->only_cause,
                                    .only_outcome = effect->open_outcome,
                                    .neither = effect->open_neither,
                                    .with = effect->both + effect->open_outcome -
                                            effect->undone + effect->brought};

    effect->needed = share(effect->lost, effect->both);
    effect->gains = share(effect->gained, effect->only_cause);
    effect->enough = share(effect->brought, effect->open_neither);
    effect->needed_interval = share_interval(&weighing->needed);
    effect->enough_interval = share_interval(&weighing->enough);
    effect->needed_bounds = aras_causation_necessity(&causation);
    effect->enough_bounds = aras_causation_sufficiency(&making);
    if (!isnan(effect->p)) {
        effect->p = fmax(effect->p, aras_mcnemar_mid_p((uint64_t) effect->lost,
                                                       (uint64_t) effect->gained));
    }
}

static void finish_numbers(struct weighing *weighing)
{
    const struct aras_interval none = {NAN, NAN};
    struct aras_cause_effect *effect = weighing->effect;

    effect->needed = effect->gains = effect->enough = NAN;
    effect->needed_interval = effect->needed_bounds = none;
    effect->enough_interval = effect->enough_bounds = none;
}

enum aras_status aras_causes_weigh(const struct aras_causes_search *search,
                                   size_t cause, size_t reading,
                                   struct aras_error *error)
{
    struct weighing weighing = {.search = search,
                                .effect = &search->causes->cause[cause].effect[reading],
                                .cause = cause,
                                .reading = reading};
    struct aras_cause_effect *effect = weighing.effect;
    enum aras_status status = ARAS_OK;
    struct aras_clustered mean;

    for (size_t row = 0; row < search->rows && status == ARAS_OK; row++) {
        status = add_world(&weighing, row, error);
    }
    if (status != ARAS_OK || close_gauges(&weighing, error) != ARAS_OK) {
        return error->status;
    }
    mean = aras_causes_mean(search, &weighing.change);
    effect->share = aras_nested_mean(&weighing.share.nested).mean;
    effect->without = aras_nested_mean(&weighing.without.nested).mean;
    effect->change = mean.mean;
    effect->interval = aras_causes_interval(search, &weighing.change, &mean);
    effect->error = (effect->interval.high - effect->interval.low) / 2.0;
    effect->p = aras_causes_p(&mean);
    if (search->play.share) {
        finish_shares(&weighing);
    } else {
        finish_numbers(&weighing);
    }
    return ARAS_OK;
}
