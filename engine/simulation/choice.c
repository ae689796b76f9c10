#include "simulation/choice.h"

#include "simulation/firing.h"

static void fire(struct aras_simulation *simulation, uint32_t event, bool forced)
{
    const struct aras_event *it = &simulation->model->events[event];

    if (!simulation->failed && !simulation->events[event].forbidden &&
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

    return !simulation->events[choice->event].forbidden &&
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
    tell(simulation, event, decision, chosen);
    fire(simulation, chosen < 0 ? decision->none : decision->choices[chosen].event,
         forced);
}

/* --- demands ------------------------------------------------------------------------
 */

/* Does not overflow, and keeps its digits on both sides. */
static double logistic(double x)
{
    return x >= 0.0 ? 1.0 / (1.0 + exp(-x)) : exp(x) / (1.0 + exp(x));
}

struct game {
    double enforce; /* p_E */
    double yield;   /* p_C: the target concedes; p_X: the challenger crosses */
    double issue;   /* p_T; NAN of a red line, which stands */
};

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

/*
 * A demand in three steps, solved from its end: A issues it or is silent, B concedes or
 * resists, A enforces or backs down. Each probability is a logit of what the two
 * branches are worth to whoever moves:
 *
 *     p_E = logistic(l_A (r_A - K_A))
 *     p_C = logistic(l_B (p_E' K_B - V_B x - a_B))       p_E' as B believes it
 *     p_T = logistic(l_A (p_C V_A x - (1 - p_C) (p_E K_A + (1 - p_E) r_A)))
 *
 * A red line stands, B crosses it or refrains, and A enforces it or backs down:
 *
 *     p_X = logistic(l_B (V_B x + a_B - p_E' K_B))
 *
 * Source: C. S. Signorino, "Strategic interaction and the statistical analysis of
 * international conflict", American Political Science Review 93 (1999) 279-297,
 * doi:10.2307/2585396; logit equilibrium by backward induction after R. D. McKelvey and
 * T. R. Palfrey, "Quantal response equilibria for extensive form games", Experimental
 * Economics 1 (1998) 9-41.
 */
static struct game solve(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event *it = &simulation->model->events[event];
    const struct aras_demand *demand = it->demand;
    double s[ARAS_STAKES] = {0.0};
    struct game game = {.issue = NAN};

    for (size_t i = 0; i < ARAS_STAKES; i++) {
        if (demand->stake[i] != NULL) {
            s[i] = aras_world_ask(simulation, demand->stake[i], NULL,
                                  (struct aras_spot){"the stakes of", it->id});
        }
    }
    game.enforce = logistic(s[ARAS_SHARPNESS_BY] * (s[ARAS_R_BY] - s[ARAS_K_BY]));

    double feared = believed(simulation, event, game.enforce) * s[ARAS_K_OF];
    double loss = s[ARAS_V_OF] * s[ARAS_X] + s[ARAS_A_OF];

    if (demand->deter) {
        game.yield = logistic(s[ARAS_SHARPNESS_OF] * (loss - feared));
    } else {
        game.yield = logistic(s[ARAS_SHARPNESS_OF] * (feared - loss));

        double cost = game.enforce * s[ARAS_K_BY] + (1.0 - game.enforce) * s[ARAS_R_BY];
        double gain = game.yield * s[ARAS_V_BY] * s[ARAS_X] - (1.0 - game.yield) * cost;

        game.issue = logistic(s[ARAS_SHARPNESS_BY] * gain);
    }
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
    const struct aras_event_plan *events = simulation->events;
    bool said = aras_stream_uniform(stream, draw, step) < probability;

    if (said && events[yes].forbidden) {
        return false;
    }
    return said || (events[no].forbidden && !events[yes].forbidden);
}

static enum aras_demand_result play(struct aras_simulation *simulation,
                                    const struct aras_demand *demand,
                                    const struct game *game,
                                    const struct aras_stream *stream, uint64_t draw,
                                    bool insisted)
{
    const uint32_t *event = demand->result;
    const struct aras_event_plan *events = simulation->events;
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

        bool both = events[event[ARAS_ENFORCED]].forbidden &&
                    events[event[ARAS_BACKED_DOWN]].forbidden;

        if (!events[event[ARAS_CONCEDED]].forbidden &&
            (both || aras_stream_uniform(stream, draw, 1) < game->yield)) {
            return ARAS_CONCEDED;
        }
    }
    return enforced ? ARAS_ENFORCED : ARAS_BACKED_DOWN;
}

void aras_choice_demand(struct aras_simulation *simulation, uint32_t event,
                        const struct aras_cause *cause, uint64_t draw)
{
    const struct aras_demand *demand = simulation->model->events[event].demand;
    struct game game = solve(simulation, event);
    struct aras_stream stream =
        aras_world_stream(simulation, cause->stream, ARAS_FOR_CHOICE);
    enum aras_demand_result result;

    if (simulation->failed) {
        return;
    }
    result = play(simulation, demand, &game, &stream, draw, cause->insisted);
    if (simulation->observer != NULL && simulation->observer->demand != NULL) {
        double probability[3] = {game.enforce, game.yield, game.issue};

        simulation->observer->demand(simulation->observer->context, event,
                                     simulation->now, probability, (int) result);
    }
    if (result != ARAS_SILENT) {
        fire(simulation, demand->result[ARAS_ISSUED], cause->forced);
    }
    fire(simulation, demand->result[result], cause->forced);
}
