#include "simulation/firing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/inline.h"
#include "simulation/choice.h"
#include "simulation/clocks.h"
#include "simulation/delays.h"

/* The latest events of this moment, the first of them first, each once. */
static void write_recent(const struct aras_simulation *simulation, char *text,
                         size_t room)
{
    uint64_t end = simulation->moment_count;
    uint64_t begin = end > ARAS_RECENT ? end - ARAS_RECENT : 0;
    size_t length = 0;

    text[0] = '\0';
    for (uint64_t i = begin; i < end; i++) {
        uint32_t event = simulation->recent[i % ARAS_RECENT];
        bool told = false;

        for (uint64_t j = begin; j < i; j++) {
            told = told || simulation->recent[j % ARAS_RECENT] == event;
        }
        if (!told && length < room) {
            length += (size_t) snprintf(text + length, room - length, "%s'%s'",
                                        length == 0 ? "" : ", ",
                                        simulation->model->events[event].id);
        }
    }
}

/* The running hash: names and times of events, in order. Multiplier and shift from
 * David Stafford's mixer 13, the finaliser of SplitMix64. */
static inline void mix(struct aras_simulation *simulation, uint64_t name)
{
    uint64_t bits;
    uint64_t hash = simulation->fingerprint;

    memcpy(&bits, &simulation->now, sizeof bits);
    hash = (hash ^ name) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ (hash >> 27) ^ bits) * UINT64_C(0x94d049bb133111eb);
    simulation->fingerprint = hash ^ (hash >> 31);
}

static void fail_endless(struct aras_simulation *simulation)
{
    if (simulation->moment_count > simulation->settings.zeno) {
        char recent[320];

        write_recent(simulation, recent, sizeof recent);
        aras_world_fail(simulation,
                        "more than %" PRIu64
                        " events at one moment; the latest, over and "
                        "over: %s",
                        simulation->settings.zeno, recent);
    } else {
        aras_world_fail(simulation, "more than %" PRIu64 " events in one replication",
                        simulation->settings.events);
    }
}

/* What is remembered of each firing; false when there were too many. */
static inline bool count_firing(struct aras_simulation *simulation, uint32_t event)
{
    simulation->firing = event;
    mix(simulation, simulation->events[event].name);
    simulation->fired++;
    if (simulation->now != simulation->moment) {
        simulation->moment = simulation->now;
        simulation->moment_count = 0;
    }
    simulation->recent[simulation->moment_count++ % ARAS_RECENT] = event;
    if (simulation->moment_count > simulation->settings.zeno ||
        simulation->fired > simulation->settings.events) {
        fail_endless(simulation);
        return false;
    }
    return true;
}

/* --- effects ---------------------------------------------------------------------- */

static void evaluate_effects(struct aras_simulation *simulation, uint32_t event,
                             uint64_t name, uint64_t draw)
{
    const struct aras_effect *effects = simulation->events[event].effects;
    size_t count = simulation->events[event].effect_count;
    bool draws = simulation->events[event].draws;
    struct aras_luck luck;

    if (draws) {
        luck.stream = aras_world_stream(simulation, name, ARAS_FOR_EFFECT);
        luck.draw = draw;
    }
    for (size_t i = 0; i < count; i++) {
        const struct aras_effect *effect = &effects[i];

        luck.first_sub = effect->first_sub;
        simulation->right[i] =
            aras_world_operand(simulation, &effect->value, draws ? &luck : NULL,
                               (struct aras_spot){"the effect", effect->text});
    }
}

/* What a slot becomes: set, then multiplied, then added to. */
static double changed(const struct aras_simulation *simulation,
                      const struct aras_event_plan *plan,
                      const struct aras_change *change)
{
    double value = aras_world_value(simulation, change->slot);
    double added = 0.0;

    for (uint32_t i = change->first; i < change->first + change->count; i++) {
        const struct aras_effect *effect = &plan->effects[i];
        double right = plan->literal ? effect->value.value : simulation->right[i];

        switch (effect->kind) {
        case ARAS_EFFECT_SET:
            value = right;
            break;
        case ARAS_EFFECT_MULTIPLY:
            value *= right;
            break;
        case ARAS_EFFECT_ADD:
            added += right;
            break;
        }
    }
    return value + added;
}

/* What a slot becomes by a number alone. */
static inline double changed_plainly(const struct aras_simulation *simulation,
                                     const struct aras_change *change)
{
    double value = 0.0 + *change->number; /* as a sum begins; so -0 becomes 0 */

    return change->kind == ARAS_CHANGE_BY ? simulation->values[change->slot] + value
                                          : value;
}

static inline void apply(struct aras_simulation *simulation,
                         const struct aras_event_plan *plan)
{
    const struct aras_change *end = plan->changes + plan->change_count;

    for (const struct aras_change *change = plan->changes; change < end; change++) {
        uint32_t slot = change->slot;
        double value;

        if (change->kind == ARAS_CHANGE_WORK) {
            aras_world_put(simulation, slot, changed(simulation, plan, change));
            continue;
        }
        value = changed_plainly(simulation, change);
        if (aras_world_fits(&simulation->slots[slot], value)) {
            aras_world_set(simulation, slot, value);
        } else {
            aras_world_put(simulation, slot, value);
        }
    }
}

/* With supply shares among them: what rises goes last, when what falls has made room.
 * Every change is of a slot of its own, so to others the order does not matter. */
static void apply_shares(struct aras_simulation *simulation,
                         const struct aras_event_plan *plan)
{
    for (int rising = 0; rising <= 1; rising++) {
        for (uint32_t i = 0; i < plan->change_count; i++) {
            const struct aras_change *change = &plan->changes[i];
            double value = changed(simulation, plan, change);
            bool rises = simulation->slots[change->slot].share_group != 0 &&
                         value > simulation->values[change->slot];

            if (rises == (rising == 1)) {
                aras_world_put(simulation, change->slot, value);
            }
        }
    }
}

static void count_up(struct aras_simulation *simulation,
                     const struct aras_event_plan *plan)
{
    for (uint32_t i = 0; i < plan->counter_count; i++) {
        uint32_t slot = plan->counters[i];

        aras_world_set(simulation, slot, simulation->values[slot] + 1.0);
    }
    for (uint32_t i = 0; i < plan->mark_count; i++) {
        aras_world_set(simulation, plan->marks[i], 1.0);
    }
    for (uint32_t i = 0; i < plan->clock_count; i++) {
        aras_world_set(simulation, plan->clocks[i], simulation->now);
    }
}

/* All changes of an event by itself, and what follows from them. */
static void change_all(struct aras_simulation *simulation,
                       const struct aras_event_plan *plan)
{
    if (plan->shares) {
        apply_shares(simulation, plan);
    } else {
        apply(simulation, plan);
    }
    if (plan->counts) {
        count_up(simulation, plan);
    }
    aras_world_renew(simulation);
}

/* The same for an event whose renewals are listed; false, and nothing is done, when
 * some slot cannot take its value as it is, or has it already. */
static inline bool change_listed(struct aras_simulation *simulation,
                                 const struct aras_event_plan *plan)
{
    double values[ARAS_MOST_LISTED];

    for (uint32_t i = 0; i < plan->change_count; i++) {
        uint32_t slot = plan->changes[i].slot;

        values[i] = changed_plainly(simulation, &plan->changes[i]);
        if (!aras_world_fits(&simulation->slots[slot], values[i]) ||
            values[i] == simulation->values[slot]) {
            return false;
        }
    }
    aras_world_change(simulation, plan, values);
    return true;
}

static inline void change(struct aras_simulation *simulation,
                          const struct aras_event_plan *plan)
{
    if (!plan->listed || !change_listed(simulation, plan)) {
        change_all(simulation, plan);
    }
}

static void spend(struct aras_simulation *simulation, uint32_t event)
{
    simulation->spent[event] = 1;
    simulation->enabled[event] = 0;
    if (simulation->events[event].hazard != ARAS_NO_INDEX) {
        aras_clocks_open(simulation, simulation->events[event].hazard, false);
    }
    aras_delays_drop(simulation, event);
}

/* --- firing ------------------------------------------------------------------------
 */

static inline void lead_on(struct aras_simulation *simulation, uint32_t event,
                           const struct aras_cause *cause, uint64_t draw)
{
    const struct aras_event_plan *plan = &simulation->events[event];
    const struct aras_follower *end = plan->followers + plan->follower_count;

    for (const struct aras_follower *i = plan->followers;
         i < end && !simulation->failed; i++) {
        aras_delays_start(simulation, i, draw);
    }
    if (!plan->chooses || simulation->failed) {
        return;
    }
    if (simulation->model->events[event].decision != NULL) {
        aras_choice_decide(simulation, event, draw, cause->forced);
    } else if (simulation->model->events[event].demand != NULL) {
        aras_choice_demand(simulation, event, cause, draw);
    }
}

/* Copied where it is called, so that what is known of the cause there need not be
 * asked. */
ARAS_INLINE void fire(struct aras_simulation *simulation, uint32_t event,
                      const struct aras_cause *cause)
{
    const struct aras_event_plan *plan = &simulation->events[event];
    uint64_t draw = cause->forced
                        ? simulation->forced[event]++ | ARAS_FORCED_DRAW
                        : simulation->natural[event]++ + simulation->missed[event];

    if (!count_firing(simulation, event)) {
        return;
    }
    if (simulation->observer != NULL && simulation->observer->event != NULL) {
        simulation->observer->event(simulation->observer->context, event,
                                    simulation->now, cause->forced, cause->rate);
    }
    if (plan->once) {
        spend(simulation, event);
    }
    if (!plan->literal) {
        evaluate_effects(simulation, event, cause->stream, draw);
        if (simulation->failed) {
            return;
        }
    }
    change(simulation, plan);
    aras_firing_settled(simulation);
    if (plan->leads) {
        lead_on(simulation, event, cause, draw);
    }
}

void aras_firing_do(struct aras_simulation *simulation, uint32_t event,
                    const struct aras_cause *cause)
{
    fire(simulation, event, cause);
}

void aras_firing_by_rate(struct aras_simulation *simulation, uint32_t hazard)
{
    uint32_t event = simulation->hazard_plans[hazard].event;
    const struct aras_event_plan *plan = &simulation->events[event];

    bool closed = aras_world_is_closed(simulation, event);

    /* Wound up before the effects, so that they act on it as on every other. */
    aras_clocks_ring(simulation, hazard, !plan->once || closed);
    if (closed) {
        simulation->missed[event]++;
        return;
    }
    if (!plan->plain || simulation->observer != NULL) {
        aras_firing_do(simulation, event,
                       &(struct aras_cause){.stream = plan->name,
                                            .rate = simulation->rate[hazard]});
        return;
    }
    /* The most frequent kind by far, and all that is to be done for it. */
    simulation->natural[event]++;
    if (count_firing(simulation, event)) {
        change(simulation, plan);
    }
}

void aras_firing_due(struct aras_simulation *simulation, uint32_t event, bool guarded)
{
    const struct aras_event_plan *plan = &simulation->events[event];

    if (simulation->spent[event] ||
        (guarded && !plan->forbidden && !aras_world_guard(simulation, event))) {
        return;
    }
    if (aras_world_is_closed(simulation, event)) {
        simulation->missed[event]++;
        return;
    }
    fire(simulation, event, &(struct aras_cause){.stream = plan->name, .rate = NAN});
}

static void look(const struct aras_simulation *simulation)
{
    if (simulation->observer != NULL && simulation->observer->look != NULL) {
        simulation->observer->look(simulation->observer->context, simulation->now);
    }
}

void aras_firing_forced(struct aras_simulation *simulation, uint32_t forced)
{
    size_t of_model = simulation->model->forced_count;
    bool outside = forced >= of_model;
    const struct aras_forced *it = outside ? &simulation->imposed[forced - of_model]
                                           : &simulation->model->forced[forced];

    if (outside && simulation->looks[forced - of_model]) {
        look(simulation);
        return;
    }
    if (!simulation->spent[it->event]) {
        aras_firing_do(
            simulation, it->event,
            &(struct aras_cause){.forced = true,
                                 .insisted =
                                     outside && simulation->insists[forced - of_model],
                                 .stream = it->name,
                                 .rate = NAN});
    }
}

/* By priority, then by the order of the file. */
static bool goes_first(const struct aras_event *a, const struct aras_event *b)
{
    return a->priority != b->priority ? a->priority > b->priority : a->order < b->order;
}

void aras_firing_pending(struct aras_simulation *simulation)
{
    const struct aras_event *events = simulation->model->events;

    while (simulation->pending_count > 0 && !simulation->failed) {
        uint32_t first = 0;

        for (uint32_t i = 1; i < simulation->pending_count; i++) {
            if (goes_first(&events[simulation->pending[i]],
                           &events[simulation->pending[first]])) {
                first = i;
            }
        }

        uint32_t event = simulation->pending[first];

        simulation->pending[first] = simulation->pending[--simulation->pending_count];
        simulation->waiting[event] = 0;
        if (simulation->truth[event] || events[event].persistent) {
            aras_firing_due(simulation, event, true);
        }
    }
}
