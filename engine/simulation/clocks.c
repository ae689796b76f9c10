#include "simulation/clocks.h"

#include "base/require.h"

/* Rates are kept by steps only within these bounds, where doubles are exact enough. */
static const double least = 1e-280;
static const double most = 1e280;

static bool is_kept(double rate)
{
    return rate > least && rate < most;
}

static double draw_wait(struct aras_simulation *simulation, uint32_t hazard)
{
    uint64_t number = simulation->drawn[hazard]++;
    uint32_t event = simulation->hazard_event[hazard];
    uint64_t *words = simulation->words_of[hazard];

    if (number % 4 == 0) {
        struct aras_stream stream = aras_world_stream(
            simulation, simulation->model->events[event].name, ARAS_FOR_CLOCK);

        aras_stream_words(&stream, number / 4, 0, words);
    }

    /* As gsl_ran_exponential does it, from a uniform number of our own. */
    double wait = -log1p(-aras_uniform_of(words[number % 4]));

    simulation->waited[hazard] += wait;
    if (simulation->observer != NULL && simulation->observer->wait != NULL) {
        simulation->observer->wait(simulation->observer->context, event, number, wait);
    }
    return wait;
}

/* The unit time left on a clock, running or not; -1 when no wait was drawn yet. */
static double unit_time_left(const struct aras_simulation *simulation, uint32_t hazard)
{
    double wake = simulation->wake[hazard];

    return wake < INFINITY ? simulation->rate[hazard] * (wake - simulation->now)
                           : simulation->remaining[hazard];
}

/* Sets a clock with `left` unit time on it going at the hazard's rate, if it may. */
static void set_going(struct aras_simulation *simulation, uint32_t hazard, double left)
{
    double rate = simulation->rate[hazard];
    double wake = INFINITY;

    if (rate > 0.0 && simulation->enabled[simulation->hazard_event[hazard]]) {
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

static double base_of(struct aras_simulation *simulation, uint32_t hazard)
{
    uint32_t event = simulation->hazard_event[hazard];
    const struct aras_event *it = &simulation->model->events[event];
    struct aras_spot spot = {"the rate of event", it->id};
    double base;

    if (it->base_code != NULL) {
        base = aras_world_evaluate(simulation, it->base_code, NULL, spot);
    } else {
        base = simulation->base_is_known[hazard]
                   ? simulation->known[hazard]
                   : aras_world_operand(simulation, &it->base_fixed, NULL, spot);
        for (size_t i = 0; i < it->factor_count; i++) {
            const struct aras_factor *factor = &it->factors[i];

            base *= simulation->values[factor->slot] + factor->offset;
        }
    }
    base *= it->scale;
    if (!(base >= 0.0) || isinf(base)) {
        fail_rate(simulation, event, base);
        base = 0.0;
    }
    return base;
}

/* base x drivers, from scratch; a base of 0 stays 0 whatever the drivers are. */
static double rate_of(struct aras_simulation *simulation, uint32_t hazard)
{
    double base = simulation->base[hazard];
    double size;

    if (base == 0.0) {
        return 0.0;
    }

    double rate = base * drivers_product(simulation, hazard, &size);

    if (!(rate < INFINITY)) {
        fail_rate(simulation, simulation->hazard_event[hazard], rate);
        rate = 0.0;
    }
    return rate;
}

void aras_clocks_renew_base(struct aras_simulation *simulation, uint32_t event)
{
    uint32_t hazard = simulation->events[event].hazard;

    /* Behind a closed guard a rate need not make sense: `when` x > 0, rate 1 / x. */
    if (!simulation->enabled[event]) {
        simulation->stale[hazard] = 1;
        return;
    }

    double base = base_of(simulation, hazard);

    if (base != simulation->base[hazard]) {
        simulation->base[hazard] = base;
        change_rate(simulation, hazard, rate_of(simulation, hazard));
    }
}

void aras_clocks_open(struct aras_simulation *simulation, uint32_t hazard, bool enabled)
{
    double left = unit_time_left(simulation, hazard);

    if (enabled && simulation->stale[hazard]) {
        simulation->stale[hazard] = 0;
        simulation->base[hazard] = base_of(simulation, hazard);
        simulation->rate[hazard] = rate_of(simulation, hazard);
    }
    set_going(simulation, hazard, left);
}

void aras_clocks_begin(struct aras_simulation *simulation, uint32_t hazard)
{
    simulation->wake[hazard] = INFINITY;
    simulation->remaining[hazard] = -1.0;
    simulation->base[hazard] = 0.0;
    simulation->rate[hazard] = 0.0;
    simulation->stale[hazard] = 1;
    if (simulation->enabled[simulation->hazard_event[hazard]]) {
        simulation->stale[hazard] = 0;
        simulation->base[hazard] = base_of(simulation, hazard);
        simulation->rate[hazard] = rate_of(simulation, hazard);
    }
}

void aras_clocks_start(struct aras_simulation *simulation)
{
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        set_going(simulation, hazard, -1.0);
    }
}

void aras_clocks_ring(struct aras_simulation *simulation, uint32_t hazard, bool again)
{
    simulation->wake[hazard] = INFINITY;
    simulation->remaining[hazard] = 0.0;
    if (again) {
        set_going(simulation, hazard, -1.0);
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

static void prepare_step(struct aras_simulation *simulation, uint32_t slot,
                         int direction, double step)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];

    simulation->step[direction][slot] = step;
    for (uint32_t i = plan->first_driver; i < plan->first_driver + plan->drivers; i++) {
        double effect = simulation->driver_plans[simulation->driver_number[i]].effect;
        double factor = exp(effect * step);

        /* One that is no use as a step makes the rate be computed afresh. */
        simulation->factor[direction][i] = is_kept(factor) ? factor : NAN;
        simulation->inverse[direction][i] = 1.0 / factor;
    }
}

/*
 * rate = base exp(sum of effect (x - at)): when x moves by a step the rate is
 * multiplied by exp(effect step), and the time to the ring divided by it. Models move
 * by the same few steps again and again, so the latest rise and the latest fall of each
 * slot keep their factors, and most steps need no exponential. A factor depends on the
 * step alone: what was kept changes no result.
 */
void aras_clocks_drive(struct aras_simulation *simulation, uint32_t slot, double step)
{
    const struct aras_slot_plan *plan = &simulation->slots[slot];
    int direction = step < 0.0;
    double now = simulation->now;

    if (simulation->step[direction][slot] != step) {
        prepare_step(simulation, slot, direction, step);
    }

    const double *factor = simulation->factor[direction] + plan->first_driver;
    const double *inverse = simulation->inverse[direction] + plan->first_driver;
    const uint32_t *hazards = simulation->driver_hazard + plan->first_driver;
    double *rates = simulation->rate;
    double *wakes = simulation->wake;

    for (uint32_t i = 0; i < plan->drivers; i++) {
        uint32_t hazard = hazards[i];
        double rate = rates[hazard] * factor[i];

        if (is_kept(rate)) {
            rates[hazard] = rate;
            wakes[hazard] = now + (wakes[hazard] - now) * inverse[i];
        } else {
            drive_afresh(simulation, hazard);
        }
    }
}

void aras_clocks_refresh(struct aras_simulation *simulation)
{
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        uint32_t event = simulation->hazard_event[hazard];
        double kept = simulation->rate[hazard];
        double size;

        if (simulation->spent[event] || simulation->model->events[event].forbidden) {
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

    return simulation->waited[hazard] - (left > 0.0 ? left : 0.0);
}

/* --- the first to ring ------------------------------------------------------------ */

static double lesser(double a, double b)
{
    return b < a ? b : a;
}

/*
 * A scan is quicker than a heap here, since every event moves several clocks: at 30 and
 * at 100 hazards. The minima of blocks of eight first, then which block, then which of
 * it; nothing is asked in a way that a processor could guess wrongly, and of equal
 * times the first is found.
 */
uint32_t aras_clocks_first(const struct aras_simulation *simulation)
{
    const double *wakes = simulation->wake;
    double *least_of = simulation->block_least;
    size_t blocks = simulation->padded / 8;
    double first = INFINITY;
    size_t block = 0;
    uint32_t place = 0;

    for (size_t i = 0; i < blocks; i++) {
        const double *w = &wakes[8 * i];

        least_of[i] = lesser(lesser(lesser(w[0], w[1]), lesser(w[2], w[3])),
                             lesser(lesser(w[4], w[5]), lesser(w[6], w[7])));
    }
    for (size_t i = 0; i < blocks; i++) {
        block = least_of[i] < first ? i : block;
        first = lesser(first, least_of[i]);
    }
    if (!(first < INFINITY)) {
        return ARAS_NO_INDEX;
    }
    for (uint32_t i = 8; i-- > 0;) {
        place = wakes[8 * block + i] <= first ? i : place;
    }
    return (uint32_t) (8 * block) + place;
}
