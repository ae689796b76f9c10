#include "simulation/choice.h"

#include "base/require.h"
#include "simulation/firing.h"
#include "simulation/game.h"

static void fire(struct aras_simulation *simulation, uint32_t event, bool forced)
{
    const struct aras_event *it = &simulation->model->events[event];

    if (!simulation->failed && !aras_world_is_closed(simulation, event) &&
        !simulation->spent[event]) {
        aras_firing_do(
            simulation, event,
            &(struct aras_cause){.forced = forced, .stream = it->name, .rate = NAN});
    }
}

/* --- decisions ----------------------------------------------------------------------
 */

static bool is_open(struct aras_simulation *simulation,
                    const struct aras_choice *choice)
{
    const struct aras_event *it = &simulation->model->events[choice->event];

    return !aras_world_is_closed(simulation, choice->event) &&
           !simulation->spent[choice->event] &&
           (choice->guard == NULL ||
            aras_world_ask(simulation, choice->guard, NULL,
                           (struct aras_spot){"the guard `when` of option", it->id}) !=
                0.0);
}

static double utility_of(struct aras_simulation *simulation,
                         const struct aras_choice *choice)
{
    const struct aras_model *model = simulation->model;
    const char *id = model->events[choice->event].id;
    double utility = 0.0;

    for (size_t i = 0; i < choice->count; i++) {
        const struct aras_consideration *it = &choice->considerations[i];

        utility += aras_world_ask(simulation, it->weight, NULL,
                                  (struct aras_spot){"a weight of option", id}) *
                   aras_world_ask(simulation, it->of, NULL,
                                  (struct aras_spot){"a consideration of option", id});
    }
    if (choice->status_quo &&
        simulation->values[model->decision_rule] == (double) ARAS_STATUS_QUO_RULE) {
        utility += simulation->values[model->status_quo_bias];
    }
    return utility;
}

/* The shares exp(u) / sum of exp(u) of the options that are open. */
static void tell(struct aras_simulation *simulation, uint32_t event,
                 const struct aras_decision *decision, int chosen)
{
    double greatest = -INFINITY;
    double sum = 0.0;

    if (simulation->observer == NULL || simulation->observer->decision == NULL) {
        return;
    }
    for (size_t i = 0; i < decision->count; i++) {
        greatest = fmax(greatest, simulation->utility[i]);
    }
    for (size_t i = 0; i < decision->count; i++) {
        simulation->probability[i] = exp(simulation->utility[i] - greatest);
        sum += isnan(simulation->utility[i]) ? 0.0 : simulation->probability[i];
    }
    for (size_t i = 0; i < decision->count; i++) {
        simulation->probability[i] /= sum;
    }
    simulation->observer->decision(
        simulation->observer->context, event, simulation->now, decision->count,
        simulation->utility, simulation->probability, chosen);
}

/* What whoever sits there takes; the rule's choice where that is left to it. */
static int ask_seat(struct aras_simulation *simulation, uint32_t event,
                    const struct aras_decision *decision, int own)
{
    int chosen = simulation->chooser->choose(simulation->chooser->context, event,
                                             simulation->now, decision->count,
                                             simulation->utility, own);

    if (chosen == ARAS_OWN_RULE) {
        return own;
    }
    ARAS_REQUIRE(chosen >= 0 && (size_t) chosen < decision->count &&
                 !isnan(simulation->utility[chosen]));
    return chosen;
}

/*
 * The greatest of sharpness x utility + noise, where each option has noise of its own
 * with the distribution function exp(-exp(-x)): so option i is chosen with the
 * probability exp(sharpness u_i) / sum of exp(sharpness u_j). Source: D. McFadden,
 * "Conditional logit analysis of qualitative choice behavior", in P. Zarembka (ed.),
 * Frontiers in Econometrics (1974) 105-142.
 */
void aras_choice_decide(struct aras_simulation *simulation, uint32_t event,
                        uint64_t draw, bool forced)
{
    const struct aras_decision *decision = simulation->model->events[event].decision;
    const char *id = simulation->model->events[event].id;
    int dictated = simulation->events[event].dictated;
    double sharpness = aras_world_ask(simulation, decision->sharpness, NULL,
                                      (struct aras_spot){"the sharpness of", id});
    double greatest = 0.0;
    int chosen = -1;

    for (size_t i = 0; i < decision->count && !simulation->failed; i++) {
        const struct aras_choice *choice = &decision->choices[i];
        bool meant = dictated == (int) i;

        simulation->utility[i] = NAN;
        if (!meant && !is_open(simulation, choice)) {
            continue;
        }

        double value = sharpness * utility_of(simulation, choice);
        struct aras_stream stream =
            aras_world_stream(simulation, choice->name, ARAS_FOR_CHOICE);
        double score = value - log(-log(aras_stream_uniform(&stream, draw, 0)));

        if (!isfinite(score)) {
            aras_world_fail(simulation, "option '%s' has no finite utility: %g",
                            simulation->model->events[choice->event].id, value);
        }
        simulation->utility[i] = value;
        if (meant || (dictated < 0 && (chosen < 0 || score > greatest))) {
            greatest = score;
            chosen = (int) i;
        }
    }
    if (simulation->failed) {
        return;
    }
    if (dictated < 0 && chosen >= 0 && simulation->chooser != NULL) {
        chosen = ask_seat(simulation, event, decision, chosen);
    }
    tell(simulation, event, decision, chosen);
    fire(simulation, chosen < 0 ? decision->none : decision->choices[chosen].event,
         forced);
}

/* --- demands ------------------------------------------------------------------------
 */

static double believed(struct aras_simulation *simulation, uint32_t event,
                       double enforce)
{
    const struct aras_event *it = &simulation->model->events[event];
    const struct aras_demand *demand = it->demand;
    double value;

    if (demand->believed == NULL) {
        return enforce;
    }
    aras_world_set(simulation, demand->enforcement, enforce);
    value = aras_world_ask(simulation, demand->believed, NULL,
                           (struct aras_spot){"what is believed in", it->id});
    if (!simulation->failed && !(value >= 0.0 && value <= 1.0)) {
        aras_world_fail_with(simulation, demand->believed,
                             "the probability of enforcement that is believed in '%s' "
                             "is %.9g: it must be from 0 to 1",
                             it->id, value);
    }
    return value;
}

/* The demand as it stands now; `feared` is whether there is a threat at all. */
static struct aras_game solve(struct aras_simulation *simulation, uint32_t event,
                              bool feared)
{
    const struct aras_event *it = &simulation->model->events[event];
    const struct aras_demand *demand = it->demand;
    double s[ARAS_STAKES] = {0.0};
    struct aras_game game;
    double enforce;

    for (size_t i = 0; i < ARAS_STAKES; i++) {
        if (demand->stake[i] != NULL) {
            s[i] = aras_world_ask(simulation, demand->stake[i], NULL,
                                  (struct aras_spot){"the stakes of", it->id});
        }
    }
    enforce = feared ? believed(simulation, event, aras_game_enforce(s)) : 0.0;
    game = aras_game_solve(s, enforce, demand->deter);
    if (isnan(game.enforce) || isnan(game.yield) ||
        (!demand->deter && isnan(game.issue))) {
        aras_world_fail(simulation, "the stakes of '%s' are too great to be weighed",
                        it->id);
    }
    return game;
}

/* Which way a step goes. A result that is forbidden gives way to the other one. */
static bool falls(const struct aras_simulation *simulation,
                  const struct aras_stream *stream, uint64_t draw, uint64_t step,
                  double probability, uint32_t yes, uint32_t no)
{
    bool said = aras_stream_uniform(stream, draw, step) < probability;

    if (said && aras_world_is_closed(simulation, yes)) {
        return false;
    }
    return said || (aras_world_is_closed(simulation, no) &&
                    !aras_world_is_closed(simulation, yes));
}

static enum aras_demand_result play(struct aras_simulation *simulation,
                                    const struct aras_demand *demand,
                                    const struct aras_game *game,
                                    const struct aras_stream *stream, uint64_t draw,
                                    bool insisted)
{
    const uint32_t *event = demand->result;
    bool enforced = falls(simulation, stream, draw, 2, game->enforce,
                          event[ARAS_ENFORCED], event[ARAS_BACKED_DOWN]);

    if (demand->deter) {
        if (!insisted && !falls(simulation, stream, draw, 1, game->yield,
                                event[ARAS_ISSUED], event[ARAS_SILENT])) {
            return ARAS_SILENT;
        }
    } else {
        if (!insisted && !falls(simulation, stream, draw, 0, game->issue,
                                event[ARAS_ISSUED], event[ARAS_SILENT])) {
            return ARAS_SILENT;
        }

        bool both = aras_world_is_closed(simulation, event[ARAS_ENFORCED]) &&
                    aras_world_is_closed(simulation, event[ARAS_BACKED_DOWN]);

        if (!aras_world_is_closed(simulation, event[ARAS_CONCEDED]) &&
            (both || aras_stream_uniform(stream, draw, 1) < game->yield)) {
            return ARAS_CONCEDED;
        }
    }
    return enforced ? ARAS_ENFORCED : ARAS_BACKED_DOWN;
}

/* Whoever could make the demand keeps silent: it is not made; a red line is not there,
 * and may be crossed with nothing to come of it. */
static enum aras_demand_result pass(struct aras_simulation *simulation,
                                    const struct aras_demand *demand,
                                    const struct aras_game *game,
                                    const struct aras_stream *stream, uint64_t draw)
{
    return demand->deter &&
                   falls(simulation, stream, draw, 1, game->yield,
                         demand->result[ARAS_ISSUED], demand->result[ARAS_SILENT])
               ? ARAS_ISSUED
               : ARAS_SILENT;
}

void aras_choice_demand(struct aras_simulation *simulation, uint32_t event,
                        const struct aras_cause *cause, uint64_t draw)
{
    const struct aras_demand *demand = simulation->model->events[event].demand;
    bool silent =
        !cause->insisted && simulation->now >= simulation->events[event].falls_silent;
    struct aras_game game = solve(simulation, event, !(silent && demand->deter));
    struct aras_stream stream =
        aras_world_stream(simulation, cause->stream, ARAS_FOR_CHOICE);
    enum aras_demand_result result;

    if (simulation->failed) {
        return;
    }
    result = silent ? pass(simulation, demand, &game, &stream, draw)
                    : play(simulation, demand, &game, &stream, draw, cause->insisted);
    if (simulation->observer != NULL && simulation->observer->demand != NULL) {
        double probability[3] = {game.enforce, game.yield, game.issue};

        simulation->observer->demand(simulation->observer->context, event,
                                     simulation->now, probability, (int) result);
    }
    if (result != ARAS_SILENT) {
        fire(simulation, demand->result[ARAS_ISSUED], cause->forced);
    }
    if (result != ARAS_ISSUED) {
        fire(simulation, demand->result[result], cause->forced);
    }
}
