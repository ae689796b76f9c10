#include "simulation/delays.h"

#include <stdlib.h>

#include "base/inline.h"

/* Delays live in a pool that grows and is kept from replication to replication; those
 * of one event, and the free ones, form lists. */

static uint32_t take_new_place(struct aras_simulation *simulation)
{
    if (simulation->delay_count == simulation->delay_room) {
        uint32_t room = simulation->delay_room == 0 ? 32 : 2 * simulation->delay_room;
        struct aras_delayed *delays =
            simulation->delay_room > UINT32_MAX / 4
                ? NULL
                : realloc(simulation->delays, room * sizeof *delays);

        if (delays == NULL) {
            if (!simulation->failed) {
                simulation->failed = true;
                aras_error_set(simulation->error, ARAS_NO_MEMORY,
                               "no memory for %u delays at once", room);
            }
            return ARAS_NO_INDEX;
        }
        simulation->delays = delays;
        simulation->delay_room = room;
    }
    return simulation->delay_count++;
}

static inline uint32_t take_place(struct aras_simulation *simulation)
{
    uint32_t place = simulation->delay_free;

    if (place == ARAS_NO_INDEX) {
        return take_new_place(simulation);
    }
    simulation->delay_free = simulation->delays[place].next;
    return place;
}

/* By parts, and without a structure between: see aras_calendar_add_parts. */
ARAS_INLINE void enter(struct aras_simulation *simulation, uint32_t place,
                       const struct aras_delay_plan *plan)
{
    struct aras_delayed *delay = &simulation->delays[place];
    struct aras_error error;

    delay->ticket = aras_calendar_add_parts(
        simulation->calendar, delay->due, plan->priority, plan->order, ARAS_ENTRY_DELAY,
        place, delay->number, &error);
    if (delay->ticket == ARAS_NO_TICKET && !simulation->failed) {
        simulation->failed = true;
        *simulation->error = error;
    }
}

static void leave(struct aras_simulation *simulation, uint32_t place)
{
    struct aras_delayed *delay = &simulation->delays[place];

    if (delay->ticket != ARAS_NO_TICKET) {
        aras_calendar_remove(simulation->calendar, delay->ticket);
        delay->ticket = ARAS_NO_TICKET;
    }
}

static void forget(struct aras_simulation *simulation, uint32_t place)
{
    struct aras_delayed *delay = &simulation->delays[place];

    if (delay->previous == ARAS_NO_INDEX) {
        simulation->delay_first[delay->event] = delay->next;
    } else {
        simulation->delays[delay->previous].next = delay->next;
    }
    if (delay->next != ARAS_NO_INDEX) {
        simulation->delays[delay->next].previous = delay->previous;
    }
    delay->next = simulation->delay_free;
    simulation->delay_free = place;
}

void aras_delays_drop(struct aras_simulation *simulation, uint32_t event)
{
    while (simulation->delay_first[event] != ARAS_NO_INDEX) {
        uint32_t place = simulation->delay_first[event];

        leave(simulation, place);
        forget(simulation, place);
    }
}

uint32_t aras_delays_end(struct aras_simulation *simulation, uint32_t place)
{
    struct aras_delayed *delay = &simulation->delays[place];

    delay->ticket = ARAS_NO_TICKET;
    simulation->cause = delay->cause;
    forget(simulation, place);
    return delay->event;
}

/* A length that is not one draw, or not one that may be. */
static double work_out_length(struct aras_simulation *simulation,
                              const struct aras_follower *follower, uint64_t draw)
{
    const struct aras_delay_plan *plan = &simulation->delay_plans[follower->event];
    const char *id = simulation->model->events[follower->event].id;
    struct aras_luck luck = {
        .stream = aras_world_stream(simulation, follower->name, ARAS_FOR_EFFECT),
        .draw = draw};
    double length = plan->shift;

    if (plan->length != NULL) {
        length += aras_world_ask(simulation, plan->length, &luck,
                                 (struct aras_spot){"the delay of event", id});
    }
    if (!simulation->failed && !(length >= 0.0 && length < INFINITY)) {
        aras_world_fail_with(simulation, plan->length,
                             "the delay of event '%s' is %.9g: it must be 0 or more",
                             id, length);
    }
    return length;
}

static inline double length_of(struct aras_simulation *simulation,
                               const struct aras_delay_plan *plan,
                               const struct aras_follower *follower, uint64_t draw)
{
    struct aras_stream stream =
        aras_world_stream(simulation, follower->name, ARAS_FOR_EFFECT);
    double length;

    if (plan->drawn) {
        double u = aras_stream_uniform(&stream, draw, 0);

        /* The quantile of an exponential, as aras_law_inverse_lower has it. */
        length =
            plan->shift + (plan->mean > 0.0
                               ? -plan->mean * log1p(-u)
                               : aras_distribution_quantile(&plan->distribution, u));
        if (length >= 0.0 && length < INFINITY) {
            return length;
        }
    }
    return work_out_length(simulation, follower, draw);
}

/* First in the list of its event. */
static inline void list(struct aras_simulation *simulation, uint32_t place,
                        uint32_t event)
{
    struct aras_delayed *delay = &simulation->delays[place];
    uint32_t next = simulation->delay_first[event];

    if (next != ARAS_NO_INDEX) {
        simulation->delays[next].previous = place;
    }
    simulation->delay_first[event] = place;
    delay->event = event;
    delay->next = next;
    delay->previous = ARAS_NO_INDEX;
}

void aras_delays_begin(struct aras_simulation *simulation,
                       const struct aras_follower *follower, uint64_t draw)
{
    uint32_t event = follower->event;
    const struct aras_delay_plan *plan = &simulation->delay_plans[event];
    double length = length_of(simulation, plan, follower, draw);
    struct aras_delayed *delay;
    uint32_t place;

    if (simulation->failed) {
        return;
    }
    if (plan->again == ARAS_RESTART) {
        aras_delays_drop(simulation, event);
    }
    place = take_place(simulation);
    if (place == ARAS_NO_INDEX) {
        return;
    }
    list(simulation, place, event);
    delay = &simulation->delays[place];
    delay->due = simulation->now + length;
    delay->number = simulation->sequence++;
    delay->cause = simulation->fired - 1;
    enter(simulation, place, plan);
}

void aras_delays_open(struct aras_simulation *simulation, uint32_t event, bool enabled)
{
    enum aras_on_close on_close = simulation->model->events[event].on_close;

    if (on_close == ARAS_CANCELLED && !enabled) {
        aras_delays_drop(simulation, event);
    }
    if (on_close != ARAS_PAUSED) {
        return;
    }
    for (uint32_t place = simulation->delay_first[event]; place != ARAS_NO_INDEX;
         place = simulation->delays[place].next) {
        struct aras_delayed *delay = &simulation->delays[place];

        if (!enabled) {
            leave(simulation, place);
            delay->paused_at = simulation->now;
        } else {
            delay->due += simulation->now - delay->paused_at;
            enter(simulation, place, &simulation->delay_plans[event]);
        }
    }
}

void aras_delays_clear(struct aras_simulation *simulation)
{
    simulation->delay_count = 0;
    simulation->delay_free = ARAS_NO_INDEX;
    for (size_t i = 0; i < simulation->model->event_count; i++) {
        simulation->delay_first[i] = ARAS_NO_INDEX;
    }
}
