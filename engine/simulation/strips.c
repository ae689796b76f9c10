#include "simulation/strips.h"

#include <math.h>

struct aras_point {
    double time, height;
};

/* Where in time and height a strip's blocks lie. */
struct strip {
    uint32_t number;
    double bottom, height; /* in rates */
    double width;          /* of a block, in time */
};

static struct strip strip_of(const struct aras_simulation *simulation, uint32_t number)
{
    double unit = 1.0 / simulation->model->horizon;
    double height = number == 0 ? 1.0 : ldexp(1.0, (int) number - 1);

    /* A strip of height 2^k / horizon has 2^k points, in blocks of four. */
    return (struct strip){.number = number,
                          .bottom = number == 0 ? 0.0 : height * unit,
                          .height = height * unit,
                          .width = simulation->model->horizon /
                                   (height <= 4.0 ? 1.0 : height / 4.0)};
}

/* The first point of a block later than `after`; INFINITY: there is none. Gaps begin
 * anew at each block, as the exponential law allows. */
static struct aras_point first_in_block(const struct aras_simulation *simulation,
                                        uint32_t hazard, const struct strip *strip,
                                        uint64_t block, double after)
{
    const struct aras_stream stream = aras_world_stream(
        simulation, simulation->hazard_plans[hazard].name, ARAS_FOR_STRIP);
    double time = (double) block * strip->width;
    double end = (double) (block + 1) * strip->width;
    uint64_t words[4];

    for (uint64_t i = 0;; i++) {
        const uint64_t *word = words + 2 * (i % 2);

        if (i % 2 == 0) {
            aras_stream_words(&stream, block, (uint64_t) strip->number << 32 | i / 2,
                              words);
        }
        time += -log1p(-aras_uniform_of(word[0])) / strip->height;
        if (!(time < end)) {
            return (struct aras_point){INFINITY, INFINITY};
        }
        if (time > after) {
            return (struct aras_point){
                time, strip->bottom + strip->height * aras_uniform_of(word[1])};
        }
    }
}

static struct aras_point next_in_strip(const struct aras_simulation *simulation,
                                       uint32_t hazard, const struct strip *strip,
                                       double after)
{
    double horizon = simulation->model->horizon;
    uint64_t block = (uint64_t) (after / strip->width);
    struct aras_point point = {INFINITY, INFINITY};

    block -= block > 0 && (double) block * strip->width > after;
    for (; (double) block * strip->width <= horizon; block++) {
        point = first_in_block(simulation, hazard, strip, block, after);
        if (point.time < INFINITY) {
            break;
        }
    }
    return point;
}

/* The strip in which a rate lies. */
static uint32_t topmost(const struct aras_simulation *simulation, double rate)
{
    double relative = rate * simulation->model->horizon;
    int exponent;
    double fraction;

    if (relative <= 1.0) {
        return 0;
    }
    if (!(relative < ldexp(1.0, ARAS_STRIPS - 1))) {
        return ARAS_STRIPS;
    }
    fraction = frexp(relative, &exponent);
    return (uint32_t) exponent - (fraction == 0.5);
}

void aras_strips_forget(struct aras_simulation *simulation, uint32_t hazard)
{
    for (uint32_t i = 0; i < ARAS_STRIPS; i++) {
        simulation->strip_time[hazard * ARAS_STRIPS + i] = -1.0;
    }
}

/* Of a strip below the rate every point counts: the next one is remembered until it is
 * past. */
static double next_of_whole(struct aras_simulation *simulation, uint32_t hazard,
                            uint32_t number)
{
    double *time = &simulation->strip_time[hazard * ARAS_STRIPS + number];

    if (!(*time > simulation->now)) {
        struct strip strip = strip_of(simulation, number);

        *time = next_in_strip(simulation, hazard, &strip, simulation->now).time;
    }
    return *time;
}

double aras_strips_next(struct aras_simulation *simulation, uint32_t hazard)
{
    double rate = simulation->rate[hazard];
    uint32_t top = topmost(simulation, rate);
    double next = INFINITY;
    struct strip strip;
    struct aras_point point;

    if (!(simulation->model->horizon > 0.0)) {
        return INFINITY;
    }
    if (top >= ARAS_STRIPS) {
        aras_world_fail(
            simulation,
            "the rate of event '%s' is %.9g: luck shared by strips goes no "
            "further than 2^%d over the horizon",
            simulation->model->events[simulation->hazard_plans[hazard].event].id, rate,
            ARAS_STRIPS - 1);
        return INFINITY;
    }
    for (uint32_t i = 0; i < top; i++) {
        next = fmin(next, next_of_whole(simulation, hazard, i));
    }
    /* Of the topmost, those that lie below the rate, before what is found already. */
    strip = strip_of(simulation, top);
    point.time = next_of_whole(simulation, hazard, top);
    if (!(point.time < next)) {
        return next;
    }
    point = next_in_strip(simulation, hazard, &strip, simulation->now);
    while (point.time < next && !(point.height < rate)) {
        point = next_in_strip(simulation, hazard, &strip, point.time);
    }
    return fmin(next, point.time);
}
