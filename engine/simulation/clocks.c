#include "simulation/clocks.h"

#include "base/require.h"
#include "simulation/strips.h"

/* Rates are kept by steps only within these bounds, where doubles are exact enough. */
static const double least = 1e-280;
static const double most = 1e280;

static bool is_kept(double rate)
{
    return rate > least && rate < most;
}

/* As gsl_ran_exponential does it, from a uniform number of our own. */
static inline double wait_of(uint64_t word)
{
    return -log1p(-aras_uniform_of(word));
}

/* The unit time of a wait: a pure function of the hazard's name and the number. */
static inline double work_out_wait(struct aras_simulation *simulation, uint32_t hazard,
                                   uint64_t number)
{
    uint64_t *words = simulation->words_of[hazard];

    if (number % 4 == 0) {
        struct aras_stream stream = aras_world_stream(
            simulation, simulation->hazard_plans[hazard].name, ARAS_FOR_CLOCK);

        aras_stream_words(&stream, number / 4, 0, words);
    }
    return wait_of(words[number % 4]);
}

static inline void tell_wait(const struct aras_simulation *simulation, uint32_t hazard,
                             uint64_t number, double wait)
{
    if (simulation->observer != NULL && simulation->observer->wait != NULL) {
        simulation->observer->wait(simulation->observer->context,
                                   simulation->hazard_plans[hazard].event, number,
                                   wait);
    }
}

static inline double draw_wait(struct aras_simulation *simulation, uint32_t hazard)
{
    uint64_t number = simulation->drawn[hazard]++;
    double wait = simulation->ahead[hazard];

    if (wait == 0.0) {
        wait = work_out_wait(simulation, hazard, number);
    }
    simulation->waited[hazard] += wait;
    tell_wait(simulation, hazard, number, wait);
    return wait;
}

/* The unit time left on a clock, running or not; -1 when no wait was drawn yet. */
static inline double unit_time_left(const struct aras_simulation *simulation,
                                    uint32_t hazard)
{
    double wake = simulation->wake[hazard];

    return wake < INFINITY ? simulation->rate[hazard] * (wake - simulation->now)
                           : simulation->remaining[hazard];
}

static inline bool by_strips(const struct aras_simulation *simulation)
{
    return simulation->settings.coupling == ARAS_BY_STRIPS;
}

/* By strips: the rate that has run until now is added up. */
static void account(struct aras_simulation *simulation, uint32_t hazard)
{
    double *since = &simulation->remaining[hazard];

    if (*since >= 0.0) {
        simulation->waited[hazard] +=
            simulation->rate[hazard] * (simulation->now - *since);
        *since = simulation->now;
    }
}

/* By strips: runs at the hazard's rate from now on, if it may. */
static void run_on(struct aras_simulation *simulation, uint32_t hazard)
{
    bool runs = simulation->rate[hazard] > 0.0 &&
                simulation->enabled[simulation->hazard_plans[hazard].event];

    simulation->remaining[hazard] = runs ? simulation->now : -1.0;
    simulation->wake[hazard] = runs ? aras_strips_next(simulation, hazard) : INFINITY;
}

/* Sets a clock with `left` unit time on it going at the hazard's rate, if it may. */
static void set_going(struct aras_simulation *simulation, uint32_t hazard, double left)
{
    double rate = simulation->rate[hazard];
    double wake = INFINITY;

    if (rate > 0.0 && simulation->enabled[simulation->hazard_plans[hazard].event]) {
        if (left < 0.0) {
            left = draw_wait(simulation, hazard);
        }
        wake = simulation->now + left / rate;
    }
    simulation->wake[hazard] = wake;
    simulation->remaining[hazard] = left;
}

static void change_rate(struct aras_simulation *simulation, uint32_t hazard,
                        double rate)
{
    double left = unit_time_left(simulation, hazard);

    if (by_strips(simulation)) {
        account(simulation, hazard);
        simulation->rate[hazard] = rate;
        run_on(simulation, hazard);
        return;
    }

    simulation->rate[hazard] = rate;
    set_going(simulation, hazard, left);
}

/* The product of all drivers' factors, from scratch. `size` adds up what went into the
 * exponent, without signs: it bounds the rounding. */
static double drivers_product(const struct aras_simulation *simulation, uint32_t hazard,
                              double *size)
{
    double exponent = 0.0;

    *size = 0.0;
    for (uint32_t i = simulation->first_driver[hazard];
         i < simulation->first_driver[hazard + 1]; i++) {
        const struct aras_driver_plan *driver = &simulation->driver_plans[i];
        double part = driver->effect * (simulation->values[driver->slot] - driver->at);

        exponent += part;
        *size += fabs(part);
    }
    return simulation->first_driver[hazard] == simulation->first_driver[hazard + 1]
               ? 1.0
               : exp(exponent);
}

static void fail_rate(struct aras_simulation *simulation, uint32_t event, double rate)
{
    const struct aras_event *it = &simulation->model->events[event];

    if (it->base_code != NULL) {
        aras_world_fail_with(simulation, it->base_code,
                             "the rate of event '%s' is %.9g: it must be 0 or more, "
                             "and finite",
                             it->id, rate);
    } else {
        aras_world_fail(simulation,
                        "the rate of event '%s' is %.9g: it must be 0 or more, and "
                        "finite",
                        it->id, rate);
    }
}

/* What a base begins with, before its factors. */
static double evaluate_base(struct aras_simulation *simulation, uint32_t event)
{
    const struct aras_event *it = &simulation->model->events[event];
    struct aras_spot spot = {"the rate of event", it->id};

    return it->base_code != NULL
               ? aras_world_evaluate(simulation, it->base_code, NULL, spot)
               : aras_world_operand(simulation, &it->base_fixed, NULL, spot);
}

static inline double base_of(struct aras_simulation *simulation, uint32_t hazard)
{
    const struct aras_hazard_plan *plan = &simulation->hazard_plans[hazard];
    double base = plan->known ? simulation->known[hazard]
                              : evaluate_base(simulation, plan->event);

    for (uint32_t i = 0; i < plan->factor_count; i++) {
        base *= simulation->values[plan->factors[i].slot] + plan->factors[i].offset;
    }
    base *= plan->scale;
    if (!(base >= 0.0 && base < INFINITY)) {
        fail_rate(simulation, plan->event, base);
        base = 0.0;
    }
    return base;
}

/* base x drivers, from scratch; a base of 0 stays 0 whatever the drivers are. */
static double rate_of(struct aras_simulation *simulation, uint32_t hazard)
{
    double base = simulation->base[hazard];
    double size;

    if (base == 0.0 || !simulation->hazard_plans[hazard].driven) {
        return base;
    }

    double rate = base * drivers_product(simulation, hazard, &size);

    if (!(rate < INFINITY)) {
        fail_rate(simulation, simulation->hazard_plans[hazard].event, rate);
        rate = 0.0;
    }
    return rate;
}

void aras_clocks_renew_base(struct aras_simulation *simulation, uint32_t hazard)
{
    const struct aras_hazard_plan *plan = &simulation->hazard_plans[hazard];

    /* Behind a closed guard a rate need not make sense: `when` x > 0, rate 1 / x. */
    if (!simulation->enabled[plan->event]) {
        simulation->stale[hazard] = 1;
        return;
    }

    double base = base_of(simulation, hazard);
    double now = simulation->now;
    double *wake = &simulation->wake[hazard];
    double *rate = &simulation->rate[hazard];

    if (base == simulation->base[hazard]) {
        return;
    }
    simulation->base[hazard] = base;
    if (!plan->driven && base > 0.0 && *wake < INFINITY && !by_strips(simulation)) {
        /* Mass action, mostly: what change_rate would do. */
        double left = *rate * (*wake - now);

        *rate = base;
        *wake = now + left / base;
        simulation->remaining[hazard] = left;
    } else {
        change_rate(simulation, hazard, rate_of(simulation, hazard));
    }
}

void aras_clocks_open(struct aras_simulation *simulation, uint32_t hazard, bool enabled)
{
    double left = unit_time_left(simulation, hazard);

    if (by_strips(simulation)) {
        account(simulation, hazard);
    }
    if (enabled && simulation->stale[hazard]) {
        simulation->stale[hazard] = 0;
        simulation->base[hazard] = base_of(simulation, hazard);
        simulation->rate[hazard] = rate_of(simulation, hazard);
    }
    if (by_strips(simulation)) {
        run_on(simulation, hazard);
    } else {
        set_going(simulation, hazard, left);
    }
}

void aras_clocks_begin(struct aras_simulation *simulation, uint32_t hazard)
{
    simulation->wake[hazard] = INFINITY;
    simulation->remaining[hazard] = -1.0;
    simulation->base[hazard] = 0.0;
    simulation->rate[hazard] = 0.0;
    simulation->stale[hazard] = 1;
    if (simulation->enabled[simulation->hazard_plans[hazard].event]) {
        simulation->stale[hazard] = 0;
        simulation->base[hazard] = base_of(simulation, hazard);
        simulation->rate[hazard] = rate_of(simulation, hazard);
    }
}

static void start_by_strips(struct aras_simulation *simulation)
{
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        aras_strips_forget(simulation, hazard);
        run_on(simulation, hazard);
    }
}

void aras_clocks_find_starting(struct aras_simulation *simulation)
{
    simulation->starting_count = 0;
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        if (simulation->rate[hazard] > 0.0 &&
            simulation->enabled[simulation->hazard_plans[hazard].event]) {
            simulation->starting[simulation->starting_count++] = hazard;
        }
    }
}

/* What set_going would do, in two rounds: the words of one clock do not wait for those
 * of another, but a processor that guesses wrongly in a logarithm would throw away what
 * it has begun of them. */
void aras_clocks_start(struct aras_simulation *simulation)
{
    const uint32_t *end = simulation->starting + simulation->starting_count;
    struct aras_stream stream = aras_world_stream(simulation, 0, ARAS_FOR_CLOCK);

    if (by_strips(simulation)) {
        start_by_strips(simulation);
        return;
    }
    for (const uint32_t *it = simulation->starting; it < end; it++) {
        stream.name = simulation->hazard_plans[*it].name;
        aras_stream_words(&stream, 0, 0, simulation->words_of[*it]);
    }
    for (const uint32_t *it = simulation->starting; it < end; it++) {
        double wait = wait_of(simulation->words_of[*it][0]);

        simulation->drawn[*it] = 1;
        simulation->waited[*it] = wait;
        simulation->remaining[*it] = wait;
        simulation->wake[*it] = simulation->now + wait / simulation->rate[*it];
        tell_wait(simulation, *it, 0, wait);
    }
}

void aras_clocks_ring(struct aras_simulation *simulation, uint32_t hazard, bool again)
{
    double wait = 0.0;
    double wake = INFINITY;

    if (by_strips(simulation)) {
        account(simulation, hazard);
        run_on(simulation, hazard);
        if (!again) {
            simulation->remaining[hazard] = -1.0;
            simulation->wake[hazard] = INFINITY;
        }
        return;
    }
    if (again) {
        wait = draw_wait(simulation, hazard);
        wake = simulation->now + wait / simulation->rate[hazard];
    }
    simulation->wake[hazard] = wake;
    simulation->remaining[hazard] = wait;
    if (again) {
        /* Which event is next is known only when this wait is, and a processor that
         * guessed wrongly starts over then. The wait after this one nobody waits for:
         * worked out now, it costs nearly nothing. */
        simulation->ahead[hazard] =
            work_out_wait(simulation, hazard, simulation->drawn[hazard]);
    }
}

/* --- drivers --------------------------------------------------------------------- */

/* Rates that cannot be kept by steps: near 0 or infinity, behind a closed guard, or
 * with a base of 0. */
static void drive_afresh(struct aras_simulation *simulation, uint32_t hazard)
{
    if (!simulation->stale[hazard] && simulation->base[hazard] > 0.0) {
        change_rate(simulation, hazard, rate_of(simulation, hazard));
    }
}

/* Pushes rates as far as they can be kept, and returns the first that cannot, or the
 * end. By itself without a call in it, this loop needs no memory but what it is for. */
static inline const struct aras_push *push_kept(struct aras_simulation *simulation,
                                                const struct aras_push *push,
                                                const struct aras_push *end)
{
    double now = simulation->now;
    double *rates = simulation->rate;
    double *wakes = simulation->wake;

    for (; push < end; push++) {
        double *wake = &wakes[push->hazard];
        double rate = rates[push->hazard] * push->factor;

        if (!is_kept(rate)) {
            break;
        }
        rates[push->hazard] = rate;
        *wake = now + (*wake - now) * push->inverse;
    }
    return push;
}

static void prepare_step(struct aras_simulation *simulation, uint32_t slot,
                         int direction, double step)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];

    simulation->step[direction][slot] = step;
    for (uint32_t i = plan->first_driver; i < plan->first_driver + plan->drivers; i++) {
        struct aras_push *push = &simulation->pushes[direction][i];
        double factor = exp(simulation->drives[i].effect * step);

        /* One that is no use as a step makes the rate be computed afresh. */
        push->factor = is_kept(factor) ? factor : NAN;
        push->inverse = 1.0 / factor;
    }
}

/* A step that is not met again, and is not kept. A stale rate is worked out afresh when
 * it is needed: it stays as it is. */
static void drive_once(struct aras_simulation *simulation,
                       const struct aras_slot_plan *plan, double step)
{
    const struct aras_drive *drive = simulation->drives + plan->first_driver;
    const struct aras_drive *end = drive + plan->drivers;
    double now = simulation->now;

    for (; drive < end; drive++) {
        uint32_t hazard = drive->hazard;

        if (simulation->stale[hazard]) {
            continue;
        }

        double factor = exp(drive->effect * step);
        double rate = simulation->rate[hazard] * factor;
        double *wake = &simulation->wake[hazard];

        if (is_kept(factor) && is_kept(rate)) {
            simulation->rate[hazard] = rate;
            *wake = now + (*wake - now) * (1.0 / factor);
        } else {
            drive_afresh(simulation, hazard);
        }
    }
}

/*
 * rate = base exp(sum of effect (x - at)): when x moves by a step the rate is
 * multiplied by exp(effect step), and the time to the ring divided by it. Models move
 * by the same few steps again and again, so the latest rise and the latest fall of each
 * slot keep their factors, and most steps need no exponential. A factor depends on the
 * step alone: what was kept changes no result. Drifts never make the same step twice.
 */
void aras_clocks_drive(struct aras_simulation *simulation, uint32_t slot, double step)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];
    int direction = step < 0.0;

    if (simulation->drifting && !by_strips(simulation)) {
        drive_once(simulation, plan, step);
        return;
    }
    if (simulation->step[direction][slot] != step) {
        prepare_step(simulation, slot, direction, step);
    }

    const struct aras_push *push = simulation->pushes[direction] + plan->first_driver;
    const struct aras_push *end = push + plan->drivers;

    for (; by_strips(simulation) && push < end; push++) {
        double rate = simulation->rate[push->hazard] * push->factor;

        if (is_kept(rate)) {
            change_rate(simulation, push->hazard, rate);
        } else {
            drive_afresh(simulation, push->hazard);
        }
    }
    while ((push = push_kept(simulation, push, end)) < end) {
        drive_afresh(simulation, push->hazard);
        push++;
    }
}

void aras_clocks_refresh(struct aras_simulation *simulation)
{
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        uint32_t event = simulation->hazard_plans[hazard].event;
        double kept = simulation->rate[hazard];
        double size;

        if (simulation->spent[event] || simulation->events[event].forbidden) {
            continue;
        }
        ARAS_REQUIRE(aras_world_guard(simulation, event) ==
                     (simulation->enabled[event] != 0));
        if (!simulation->enabled[event]) {
            continue;
        }
        ARAS_REQUIRE(base_of(simulation, hazard) == simulation->base[hazard]);

        double rate = rate_of(simulation, hazard);

        drivers_product(simulation, hazard, &size);
        ARAS_REQUIRE(!is_kept(rate) || size > 1e6 || fabs(kept - rate) <= 1e-6 * rate);
        change_rate(simulation, hazard, rate);
    }
}

double aras_clocks_integrated(const struct aras_simulation *simulation, uint32_t hazard)
{
    double left = unit_time_left(simulation, hazard);
    double since = simulation->remaining[hazard];

    if (by_strips(simulation)) {
        return simulation->waited[hazard] +
               (since >= 0.0 ? simulation->rate[hazard] * (simulation->now - since)
                             : 0.0);
    }
    return simulation->waited[hazard] - (left > 0.0 ? left : 0.0);
}

/* --- the first to ring ------------------------------------------------------------ */

static double lesser(double a, double b)
{
    return b < a ? b : a;
}

/*
 * A scan is quicker than a heap here, since every event moves several clocks: at 30 and
 * at 100 hazards. The minima of blocks of eight first, and which block, then which of
 * it; nothing is asked in a way that a processor could guess wrongly, and of equal
 * times the first is found.
 */
uint32_t aras_clocks_first(const struct aras_simulation *simulation)
{
    const double *end = simulation->wake + simulation->padded;
    const double *block = simulation->wake;
    double first = INFINITY;
    uint32_t place = 7;

    for (const double *w = simulation->wake; w < end; w += 8) {
        double lowest = lesser(lesser(lesser(w[0], w[1]), lesser(w[2], w[3])),
                               lesser(lesser(w[4], w[5]), lesser(w[6], w[7])));

        block = lowest < first ? w : block;
        first = lesser(first, lowest);
    }
    if (!(first < INFINITY)) {
        return ARAS_NO_INDEX;
    }
    place = block[6] <= first ? 6 : place;
    place = block[5] <= first ? 5 : place;
    place = block[4] <= first ? 4 : place;
    place = block[3] <= first ? 3 : place;
    place = block[2] <= first ? 2 : place;
    place = block[1] <= first ? 1 : place;
    place = block[0] <= first ? 0 : place;
    return (uint32_t) (block - simulation->wake) + place;
}
