#define _GNU_SOURCE /* getloadavg, sched_setaffinity */
#include <inttypes.h>
#include <math.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bench.h"
#include "by_hand.h"
#include "log_linear.h"
#include "montecarlo/montecarlo.h"
#include "montecarlo/totals.h"

/*
 * How quick the engine is, mostly as ratios to something measured a moment before or
 * after on the same machine. See README.md.
 */

static const char project[] = ARAS_PROJECT_FOLDER;

struct options {
    bool quick;
    const char *only; /* letters; NULL: all lines */
    const char *self; /* this program */
    cpu_set_t lent;   /* the processors that we may use */
    bool disagreed;   /* what the lines find out */
};

/* Keeps this thread on the last of the processors that are lent to it. */
static void stay(const struct options *options)
{
    cpu_set_t one;

    CPU_ZERO(&one);
    for (size_t i = CPU_SETSIZE; i-- > 0;) {
        if (CPU_ISSET(i, &options->lent)) {
            CPU_SET(i, &one);
            break;
        }
    }
    if (sched_setaffinity(0, sizeof one, &one) != 0) {
        bench_detail("not kept on one processor");
    }
}

static void roam(const struct options *options)
{
    if (sched_setaffinity(0, sizeof options->lent, &options->lent) != 0) {
        bench_detail("kept on one processor");
    }
}

static bool is_wanted(const struct options *options, char letter)
{
    return options->only == NULL || strchr(options->only, letter) != NULL;
}

static struct bench_model read_own(const char *name)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/tests/speed/models/%s", project, name);
    return bench_read(path);
}

static struct bench_model read_scenario_of(const char *name)
{
    char path[1024];

    snprintf(path, sizeof path, "%s/scenarios/south_caucasus/%s", project, name);
    return bench_read(path);
}

static struct bench_model read_regional(void)
{
    return read_scenario_of("inertia.cfg");
}

/* The first of the trajectories of the documents. */
static struct bench_model read_trajectory(void)
{
    return read_scenario_of("t00_inertia.cfg");
}

/* --- engine against a simulator written by hand ------------------------------------
 */

struct duel {
    const struct aras_model *model;
    by_hand_play *by_hand;
    const void *numbers;
    uint64_t replications;
    size_t rounds;

    /* what came of it: nanoseconds an event, by round */
    double *hand, *engine, *speed; /* speed of the engine, that of the other being 1 */
    double events;                 /* mean of a replication */
    size_t same;                   /* replications with the same number of events */
};

enum { SEED = 2024 };

/* Two means differ by more than chance: 5 standard errors of independent samples. */
static bool differ(const double *a, const double *b, size_t count)
{
    double error =
        sqrt((bench_variance(a, count) + bench_variance(b, count)) / (double) count);
    double difference = fabs(bench_mean(a, count) - bench_mean(b, count));

    return difference > 5.0 * error && difference > 1e-9 * fabs(bench_mean(a, count));
}

/* Before the clock runs: plays all replications both ways and compares them. Both share
 * their luck, and only rounding may part them, which is rare; so they must mostly have
 * the very same number of events. That sees far smaller mistakes than means do. */
static void check_agreement(struct options *options, struct duel *duel,
                            struct aras_simulation *simulation)
{
    size_t count = duel->replications;
    double *column = calloc(4 * count, sizeof *column);
    double *events[2] = {column, column + count};
    double *output[2] = {column + 2 * count, column + 3 * count};
    size_t same = 0;

    if (column == NULL) {
        bench_stop("no memory");
    }
    for (uint64_t i = 0; i < count; i++) {
        struct by_hand_result result;
        struct aras_record record = bench_play(simulation, i);

        duel->by_hand(duel->numbers, SEED, i, &result);
        events[0][i] = (double) result.events;
        events[1][i] = (double) record.events;
        output[0][i] = result.output;
        output[1][i] = record.outcomes[0];
        same += record.events == result.events;
    }
    duel->events = bench_mean(events[1], count);
    duel->same = same;
    if (2 * same < count || differ(events[0], events[1], count) ||
        differ(output[0], output[1], count)) {
        bench_detail("DISAGREE: events %.9g by hand, %.9g by the engine; outcome %.9g, "
                     "%.9g; %zu of %zu alike",
                     bench_mean(events[0], count), bench_mean(events[1], count),
                     bench_mean(output[0], count), bench_mean(output[1], count), same,
                     count);
        options->disagreed = true;
    }
    free(column);
}

/* Turn by turn, so that a busy neighbour disturbs both alike. */
static void fight(struct options *options, struct duel *duel)
{
    struct aras_simulation *simulation = bench_simulation(duel->model, SEED);
    double *column = calloc(3 * duel->rounds, sizeof *column);

    if (column == NULL) {
        bench_stop("no memory");
    }
    duel->hand = column;
    duel->engine = column + duel->rounds;
    duel->speed = column + 2 * duel->rounds;
    check_agreement(options, duel, simulation);

    double unit = 1e9 / (duel->events * (double) duel->replications);

    for (size_t round = 0; round < duel->rounds; round++) {
        struct by_hand_result result;
        double start = bench_own_time();

        for (uint64_t i = 0; i < duel->replications; i++) {
            duel->by_hand(duel->numbers, SEED, i, &result);
        }

        double middle = bench_own_time();

        for (uint64_t i = 0; i < duel->replications; i++) {
            bench_play(simulation, i);
        }
        duel->hand[round] = unit * (middle - start);
        duel->engine[round] = unit * (bench_own_time() - middle);
        duel->speed[round] = duel->hand[round] / duel->engine[round];
    }
    aras_simulation_free(simulation);
}

static void tell_times(const struct duel *duel)
{
    bench_detail("ns an event, median (least) of %zu: by hand %.1f (%.1f), engine %.1f "
                 "(%.1f); ratio of the least %.2f",
                 duel->rounds, bench_median(duel->hand, duel->rounds),
                 bench_least(duel->hand, duel->rounds),
                 bench_median(duel->engine, duel->rounds),
                 bench_least(duel->engine, duel->rounds),
                 bench_least(duel->hand, duel->rounds) /
                     bench_least(duel->engine, duel->rounds));
    bench_detail("%.3g events; the same number in %zu of %" PRIu64 " replications",
                 duel->events * (double) duel->replications, duel->same,
                 duel->replications);
}

/* Shortened for a test: the numbers then say little, the agreement as much. */
static struct duel make_duel(const struct options *options,
                             const struct aras_model *model, by_hand_play *by_hand,
                             const void *numbers, uint64_t replications)
{
    return (struct duel){.model = model,
                         .by_hand = by_hand,
                         .numbers = numbers,
                         .replications =
                             options->quick ? replications / 4 + 4 : replications,
                         .rounds = options->quick ? 2 : 15};
}

/* --- a: log-linear hazards
 * ------------------------------------------------------------ */

static struct log_linear thirty_hazards(void)
{
    return log_linear_make(10, 10, 4, 300.0);
}

static struct bench_model compile_log_linear(const struct log_linear *model,
                                             const char *kind)
{
    struct aras_text text = {0};

    log_linear_write(model, kind, &text);
    return bench_compile(&text);
}

/* Nanoseconds of a part of an event, alone: the least of five. */
static double time_part(const struct log_linear_by_hand *hand, log_linear_part *part,
                        uint64_t times)
{
    double least = INFINITY;

    for (int round = 0; round < 5; round++) {
        double start = bench_own_time();
        volatile double looked_at = part(hand, times);

        (void) looked_at;
        least = fmin(least, bench_own_time() - start);
    }
    return 1e9 * least / (double) times;
}

/* Rates changed and quantities stepped by an event, in the mean. */
static void count_changes(const struct aras_model *model,
                          const struct log_linear_by_hand *hand, double *dependents,
                          double *steps)
{
    struct aras_simulation *simulation = bench_simulation(model, SEED);
    struct aras_record record = bench_play(simulation, 0);

    *dependents = 0.0;
    *steps = 0.0;
    for (size_t i = 0; i < hand->model.hazards; i++) {
        char name[32];

        snprintf(name, sizeof name, "hazard_%zu", i);

        double share = (double) record.counts[aras_model_find_event(model, name)] /
                       (double) record.events;

        *dependents += share * (double) log_linear_dependents(hand, i);
        *steps += share * (double) hand->model.changes[i];
    }
    aras_simulation_free(simulation);
}

static void tell_parts(const struct options *options, const struct duel *duel,
                       const struct log_linear_by_hand *hand)
{
    uint64_t times = options->quick ? 100000 : 4000000;
    double least = bench_least(duel->engine, duel->rounds);
    double by_hand = bench_least(duel->hand, duel->rounds);
    double dependents;
    double steps;

    count_changes(duel->model, hand, &dependents, &steps);
    bench_detail("by hand, each alone: a draw %.1f ns, the scan %.1f, %.2f rates %.1f",
                 time_part(hand, log_linear_draw, times),
                 time_part(hand, log_linear_scan, times), dependents,
                 steps * time_part(hand, log_linear_drive, times));
    bench_detail("engine at its best: %.2f million events/s, %.1f ns an event over by "
                 "hand; %s 10 million events/s: %.1f ns",
                 1e3 / least, least - by_hand,
                 least > 100.0 ? "missing to" : "spare of", fabs(least - 100.0));
}

static void time_log_linear(struct options *options)
{
    struct log_linear numbers = thirty_hazards();
    struct log_linear_by_hand hand = log_linear_prepare(&numbers);
    struct bench_model model = compile_log_linear(&numbers, "value");
    struct duel duel = make_duel(options, model.model, log_linear_play, &hand, 200);

    fight(options, &duel);
    bench_line("a", "30 log-linear hazards: speed, by hand = 1",
               bench_median(duel.speed, duel.rounds), false, 0.6, "");
    tell_times(&duel);
    tell_parts(options, &duel, &hand);
    free(duel.hand);
    bench_free(&model);
}

/* --- b: mass action -----------------------------------------------------------------
 */

static void time_mass_action(struct options *options, struct duel duel,
                             const char *what)
{
    fight(options, &duel);
    bench_line("b", what, bench_median(duel.speed, duel.rounds), false, 0.4, "");
    tell_times(&duel);
    free(duel.hand);
}

static struct bench_model compile_ring(const struct by_hand_ring *ring)
{
    struct aras_text text = {0};

    by_hand_ring_write(ring, &text);
    return bench_compile(&text);
}

static void time_ring(struct options *options)
{
    struct by_hand_ring ring = by_hand_ring_make(67.0);
    struct bench_model model = compile_ring(&ring);

    time_mass_action(options,
                     make_duel(options, model.model, by_hand_ring_play, &ring, 10),
                     "ring of 15 kinds, 30 reactions: speed, by hand = 1");
    bench_free(&model);
}

static void time_births(struct options *options)
{
    struct bench_model model = read_own("birth_death.cfg");
    struct by_hand_births births = {.birth = bench_parameter(model.model, "birth_rate"),
                                    .death = bench_parameter(model.model, "death_rate"),
                                    .start = 1000.0,
                                    .horizon = model.model->horizon};

    time_mass_action(options,
                     make_duel(options, model.model, by_hand_births_play, &births, 10),
                     "births and deaths: speed, by hand = 1");
    bench_free(&model);
}

static void time_pairs(struct options *options)
{
    struct bench_model model = read_own("pairs.cfg");
    struct by_hand_pairs pairs = {.join = bench_parameter(model.model, "join_rate"),
                                  .part = bench_parameter(model.model, "part_rate"),
                                  .singles = 1000.0,
                                  .horizon = model.model->horizon};

    time_mass_action(options,
                     make_duel(options, model.model, by_hand_pairs_play, &pairs, 100),
                     "pairing and parting: speed, by hand = 1");
    bench_free(&model);
}

/* --- c: a queue ----------------------------------------------------------------------
 */

static void time_queue(struct options *options)
{
    struct bench_model model = read_own("queue.cfg");
    struct by_hand_queue queue = {.arrivals = bench_parameter(model.model, "arrivals"),
                                  .mean_service =
                                      bench_parameter(model.model, "mean_service"),
                                  .horizon = model.model->horizon};
    struct duel duel = make_duel(options, model.model, by_hand_queue_play, &queue, 10);

    fight(options, &duel);
    bench_line("c", "queue of a million customers: time, heap by hand = 1",
               1.0 / bench_median(duel.speed, duel.rounds), true, 2.0, "");
    tell_times(&duel);
    free(duel.hand);
    bench_free(&model);
}

/* --- d, e: many replications
 * ----------------------------------------------------------- */

/* Takes blocks and keeps what a run keeps of them, or only a sum of fingerprints. */
struct taker {
    uint64_t next, end, block;
    struct aras_totals *totals; /* NULL: dropped */
    uint64_t sum;
    uint64_t failed;
};

static bool next_block(void *context, uint64_t *first, uint64_t *count)
{
    struct taker *taker = context;

    *first = taker->next;
    *count = taker->end - taker->next < taker->block ? taker->end - taker->next
                                                     : taker->block;
    taker->next += *count;
    return *count > 0;
}

static enum aras_status take_block(void *context, const struct aras_block *block,
                                   struct aras_error *error)
{
    struct taker *taker = context;

    for (uint64_t i = 0; i < block->count; i++) {
        taker->sum += block->fingerprint[i];
        taker->failed += block->failed[i];
    }
    /* On one thread blocks come in order. */
    return taker->totals == NULL ? ARAS_OK
                                 : aras_totals_add(taker->totals, block, error);
}

static void run(const struct aras_plan *plan, unsigned threads, struct taker *taker)
{
    struct aras_error error;
    struct aras_sink sink = {.context = taker, .next = next_block, .store = take_block};

    if (aras_montecarlo_run(plan, threads, &sink, NULL, &error) != ARAS_OK) {
        bench_stop("%s", error.message);
    }
}

static struct aras_plan make_plan(const struct aras_model *model, uint64_t block)
{
    return (struct aras_plan){
        .model = model, .settings = {.seed = SEED, .group = 50}, .block = block};
}

/* How long a run took: by the clock on the wall, and of all processors together. */
struct taken {
    double wall, work;
};

static struct taken time_run(const struct aras_plan *plan, unsigned threads,
                             uint64_t count, uint64_t *sum)
{
    struct taker taker = {.end = count, .block = plan->block};
    struct taken taken = {-bench_wall_time(), -bench_work_time()};

    run(plan, threads, &taker);
    taken.wall += bench_wall_time();
    taken.work += bench_work_time();
    *sum = taker.sum;
    return taken;
}

/* How many replications fill so many seconds. */
static uint64_t enough(const struct aras_plan *plan, double wanted)
{
    uint64_t sum;
    uint64_t count = 8 * plan->block;

    for (;;) {
        double time = time_run(plan, 1, count, &sum).wall;

        if (time > wanted / 2.0 || count > 100000000) {
            uint64_t more = (uint64_t) ((double) count * wanted / fmax(time, 1e-6));

            return (more / plan->block + 1) * plan->block;
        }
        count *= 2;
    }
}

enum { MOST_ROUNDS = 9 };

/* The same worlds on one thread and on two, in turns. */
struct race {
    uint64_t worlds;
    size_t rounds;
    double one[MOST_ROUNDS], two[MOST_ROUNDS]; /* seconds on the wall */
    double gain[MOST_ROUNDS];
    double idle[MOST_ROUNDS]; /* share of two threads' time in which nobody worked */
    double dear[MOST_ROUNDS]; /* work of two threads, that of one being 1 */
};

static void race(struct options *options, const struct aras_model *model,
                 struct race *race)
{
    struct aras_plan plan = make_plan(model, 50);

    roam(options);
    race->rounds = options->quick ? 2 : MOST_ROUNDS;
    race->worlds = enough(&plan, options->quick ? 0.2 : 1.5);
    for (size_t i = 0; i < race->rounds; i++) {
        uint64_t sum[2];
        struct taken one = time_run(&plan, 1, race->worlds, &sum[0]);
        struct taken two = time_run(&plan, 2, race->worlds, &sum[1]);

        race->one[i] = one.wall;
        race->two[i] = two.wall;
        race->gain[i] = one.wall / two.wall;
        race->idle[i] = 1.0 - two.work / (2.0 * two.wall);
        race->dear[i] = two.work / one.work;
        if (sum[0] != sum[1]) {
            bench_detail("DISAGREE: other worlds on two threads than on one");
            options->disagreed = true;
        }
    }
    stay(options);
}

static void time_threads(struct options *options)
{
    struct bench_model model = read_regional();
    struct race it;

    race(options, model.model, &it);
    bench_line("d", "regional model on 2 threads: speed, 1 thread = 1",
               bench_median(it.gain, it.rounds), false, 1.9, "");
    bench_detail("seconds for %" PRIu64 " worlds, median (least) of %zu: one %.3f "
                 "(%.3f), two %.3f (%.3f)",
                 it.worlds, it.rounds, bench_median(it.one, it.rounds),
                 bench_least(it.one, it.rounds), bench_median(it.two, it.rounds),
                 bench_least(it.two, it.rounds));
    bench_detail("two threads: %.1f %% of their time without a processor, or waiting; "
                 "%.1f %% more work for the same worlds",
                 100.0 * bench_median(it.idle, it.rounds),
                 100.0 * (bench_median(it.dear, it.rounds) - 1.0));
    if (CPU_COUNT(&options->lent) < 2) {
        bench_detail("this machine lends only one processor");
    }
    bench_free(&model);
}

/* --- k: a trajectory of the whole region
 * ----------------------------------------------------------- */

static void time_trajectory(struct options *options)
{
    struct bench_model model = read_trajectory();
    struct race it;

    race(options, model.model, &it);

    double worlds = (double) it.worlds;

    bench_line("k", "trajectory t00 of the whole region, 1 thread: worlds a second",
               worlds / bench_median(it.one, it.rounds), false, 1000.0, "");
    bench_line("k", "the same on 2 threads: worlds a second",
               worlds / bench_median(it.two, it.rounds), false, 1900.0, "");
    bench_detail("%" PRIu64 " worlds, at best of %zu: %.0f and %.0f a second",
                 it.worlds, it.rounds, worlds / bench_least(it.one, it.rounds),
                 worlds / bench_least(it.two, it.rounds));
    bench_free(&model);
}

/* Most memory that this program has held at once, in kilobytes: of this image, unlike
 * what getrusage tells, which counts what stood before exec. */
static double peak_memory(void)
{
    char line[256];
    double peak = NAN;
    FILE *file = fopen("/proc/self/status", "r");

    if (file == NULL) {
        bench_stop("no /proc/self/status here");
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            peak = strtod(line + 6, NULL);
        }
    }
    fclose(file);
    return peak;
}

/* What `speed --memory N` does: plays N replications and prints the peak. */
static void hold_memory(uint64_t count)
{
    struct aras_error error;
    struct bench_model model = read_own("small.cfg");
    struct aras_plan plan = make_plan(model.model, 1000);
    struct aras_shape shape = aras_plan_shape(model.model, plan.settings.group);
    struct taker taker = {
        .end = count, .block = plan.block, .totals = aras_totals_new(&shape, &error)};

    if (taker.totals == NULL) {
        bench_stop("%s", error.message);
    }
    run(&plan, 1, &taker);
    printf("%.0f\n", peak_memory());
    aras_totals_free(taker.totals);
    bench_free(&model);
}

static double memory_of(const struct options *options, const char *count)
{
    char command[1200];
    double peak = NAN;
    FILE *child;

    snprintf(command, sizeof command, "'%s' --memory %s", options->self, count);
    child = popen(command, "r");
    if (child == NULL || fscanf(child, "%lf", &peak) != 1 || pclose(child) != 0) {
        bench_stop("'%s' failed", command);
    }
    return peak;
}

static void measure_memory(struct options *options)
{
    double few = memory_of(options, options->quick ? "1000" : "10000");
    double many = memory_of(options, options->quick ? "100000" : "1000000");

    bench_line("e", "peak memory, replications x 100: of fewer = 1", many / few, true,
               1.05, "");
    bench_detail("%s: %.0f kB, %s: %.0f kB", options->quick ? "10^3" : "10^4", few,
                 options->quick ? "10^5" : "10^6", many);
}

/* --- f: check
 * ------------------------------------------------------------------------- */

static void time_check(struct options *options)
{
    enum { ROUNDS = 31 };
    size_t rounds = options->quick ? 5 : ROUNDS;
    double time[ROUNDS];

    for (size_t i = 0; i < rounds; i++) {
        double start = bench_own_time();
        struct bench_model model = read_regional();

        time[i] = 1e3 * (bench_own_time() - start);
        bench_free(&model);
    }
    bench_line("f", "regional model read and compiled: ms", bench_median(time, rounds),
               true, 50.0, " ms");
    bench_detail("least %.2f, most %.2f of %zu", bench_least(time, rounds),
                 bench_greatest(time, rounds), rounds);
}

/* --- g: starting a replication
 * ---------------------------------------------------------- */

static size_t count_hazards(const struct aras_model *model)
{
    size_t hazards = 0;

    for (size_t i = 0; i < model->event_count; i++) {
        hazards += model->events[i].trigger == ARAS_BY_RATE;
    }
    return hazards;
}

/* A world that ends as soon as it has begun. */
static void cut_short(struct bench_model *model)
{
    model->scenario->model->horizon = 1e-12;
    model->scenario->model->track_count = 0;
}

static void time_start_of(const struct options *options, const char *what,
                          const struct aras_model *model)
{
    enum { ROUNDS = 15 };
    size_t rounds = options->quick ? 3 : ROUNDS;
    uint64_t count = options->quick ? 2000 : 50000;
    double time[ROUNDS];
    double goal = 300.0 + 60.0 * (double) model->event_count;
    struct aras_simulation *simulation = bench_simulation(model, SEED);
    uint64_t events = 0;

    for (size_t round = 0; round < rounds; round++) {
        double start = bench_own_time();

        for (uint64_t i = 0; i < count; i++) {
            events += bench_play(simulation, i).events;
        }
        time[round] = 1e9 * (bench_own_time() - start) / (double) count;
    }
    aras_simulation_free(simulation);
    bench_line("g", what, bench_median(time, rounds), true, goal, " ns");
    bench_detail("least %.0f of %zu; %zu event types, %zu of them by rate; %zu slots; "
                 "%.2g events a world",
                 bench_least(time, rounds), rounds, model->event_count,
                 count_hazards(model), model->slot_count,
                 (double) events / (double) count / (double) rounds);
}

static void time_start(struct options *options)
{
    struct bench_model regional = read_regional();
    struct log_linear numbers = thirty_hazards();
    struct bench_model thirty = compile_log_linear(&numbers, "value");

    cut_short(&regional);
    cut_short(&thirty);
    time_start_of(options,
                  "starting a regional world: ns (goal: 300 + 60 an event type)",
                  regional.model);
    time_start_of(options, "starting a world of 30 hazards: ns", thirty.model);
    bench_free(&thirty);
    bench_free(&regional);
}

/* --- h: shared luck
 * --------------------------------------------------------------------- */

static void measure_luck(struct options *options)
{
    size_t count = options->quick ? 1000 : 10000;
    struct log_linear numbers = log_linear_make(6, 0, 3, 20.0);
    struct bench_model before = compile_log_linear(&numbers, "mean");

    numbers.base[0] += numbers.base[0] / 10;

    struct bench_model after = compile_log_linear(&numbers, "mean");
    struct aras_simulation *one = bench_simulation(before.model, SEED);
    struct aras_simulation *same = bench_simulation(after.model, SEED);
    struct aras_simulation *other = bench_simulation(after.model, SEED + 1);
    double *shared = calloc(2 * count, sizeof *shared);
    double *apart = shared + count;

    if (shared == NULL) {
        bench_stop("no memory");
    }
    for (size_t i = 0; i < count; i++) {
        double level = bench_play(one, i).outcomes[0];

        shared[i] = bench_play(same, i).outcomes[0] - level;
        apart[i] = bench_play(other, i).outcomes[0] - level;
    }

    double gain = bench_variance(apart, count) / bench_variance(shared, count);
    double error = sqrt(bench_variance(shared, count) / (double) count);

    bench_line("h", "variance of a difference: independent seeds, shared luck = 1",
               gain, false, 12.0, "");
    bench_detail("the mean level rises by %.4f +- %.4f with shared luck, %.4f +- %.4f "
                 "without; %zu pairs",
                 bench_mean(shared, count), error, bench_mean(apart, count),
                 sqrt(bench_variance(apart, count) / (double) count), count);
    if (differ(shared, apart, count)) {
        bench_detail("DISAGREE: the two differences");
        options->disagreed = true;
    }
    free(shared);
    aras_simulation_free(one);
    aras_simulation_free(same);
    aras_simulation_free(other);
    bench_free(&before);
    bench_free(&after);
}

/* --- main
 * -------------------------------------------------------------------------------- */

/* What is played of each letter by itself. */
static struct bench_model read_for(char letter)
{
    struct log_linear numbers = thirty_hazards();
    struct by_hand_ring ring = by_hand_ring_make(67.0);

    switch (letter) {
    case 'a':
    case 's':
        return compile_log_linear(&numbers, "value");
    case 'b':
        return compile_ring(&ring);
    case 'n':
        return read_own("birth_death.cfg");
    case 'p':
        return read_own("pairs.cfg");
    case 'c':
        return read_own("queue.cfg");
    case 'k':
        return read_trajectory();
    default:
        return read_regional();
    }
}

/* What `speed --play LETTER` does, for profilers: the engine alone, for five seconds or
 * a number of worlds (0: no number), which counters of instructions want. */
static void play_only(char letter, uint64_t most)
{
    const double wanted = 5.0;
    struct bench_model model = read_for(letter);
    struct aras_simulation *simulation;
    double start;
    uint64_t events = 0;
    uint64_t worlds = 0;

    if (letter == 'g' || letter == 's') {
        cut_short(&model);
    }
    simulation = bench_simulation(model.model, SEED);
    start = bench_own_time();
    while (most > 0 ? worlds < most : bench_own_time() - start < wanted) {
        if (letter == 'f') {
            struct bench_model again = read_regional();

            bench_free(&again);
        } else {
            events += bench_play(simulation, worlds).events;
        }
        worlds++;
    }

    double took = bench_own_time() - start;

    printf("%" PRIu64 " times, %.4g us each; %" PRIu64 " events, %.1f ns each\n",
           worlds, 1e6 * took / (double) worlds, events, 1e9 * took / (double) events);
    aras_simulation_free(simulation);
    bench_free(&model);
}

static void tell_machine(void)
{
    double load[1] = {NAN};
    char line[256];
    FILE *file = fopen("/proc/cpuinfo", "r");

    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "model name", 10) == 0 && strchr(line, ':') != NULL) {
            printf("%s", strchr(line, ':') + 2);
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    if (getloadavg(load, 1) == 1) {
        printf("load %.2f%s\n", load[0],
               load[0] > 0.5 ? ": others are at work, and the numbers suffer" : "");
    }
}

static int usage(FILE *file)
{
    fputs(
        "usage: speed [--quick] [--only LETTERS]\n"
        "\n"
        "  --quick         shortened: whether it runs and agrees, in under a minute\n"
        "  --only LETTERS  lines, such as ab: a log-linear hazards, b mass action,\n"
        "                  c queue, d threads, e memory, f check, g start, h luck,\n"
        "                  k trajectory\n"
        "  --play LETTER   five seconds of the engine alone, for profilers: a, b "
        "(ring),\n"
        "                  n (births), p (pairs), c, d (regional worlds), f, g (s: 30\n"
        "                  hazards), k\n"
        "  --worlds N      the same for N worlds, before --play\n"
        "  --memory N      N replications of a small model; prints the peak in kB\n"
        "\n"
        "Ends with 0 when the engine and the simulators by hand agree, 1 when not, 2\n"
        "when something could not be done. A goal that is not reached is only told.\n",
        file);
    return file == stdout ? 0 : 2;
}

static void measure(struct options *options)
{
    static const struct {
        char letter;
        void (*measure)(struct options *options);
    } lines[] = {{'a', time_log_linear}, {'b', time_ring},      {'b', time_births},
                 {'b', time_pairs},      {'c', time_queue},     {'d', time_threads},
                 {'e', measure_memory},  {'f', time_check},     {'g', time_start},
                 {'h', measure_luck},    {'k', time_trajectory}};

    tell_machine();
    if (sched_getaffinity(0, sizeof options->lent, &options->lent) == 0) {
        stay(options);
    }
    bench_heading();
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (is_wanted(options, lines[i].letter)) {
            lines[i].measure(options);
        }
    }
}

int main(int argc, char **argv)
{
    struct options options = {.self = argv[0]};
    uint64_t worlds = 0;

    for (int i = 1; i < argc; i++) {
        bool has_value = i + 1 < argc;

        if (strcmp(argv[i], "--quick") == 0) {
            options.quick = true;
        } else if (strcmp(argv[i], "--only") == 0 && has_value) {
            options.only = argv[++i];
        } else if (strcmp(argv[i], "--worlds") == 0 && has_value) {
            worlds = strtoull(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--play") == 0 && has_value) {
            play_only(argv[++i][0], worlds);
            return 0;
        } else if (strcmp(argv[i], "--memory") == 0 && has_value) {
            hold_memory(strtoull(argv[++i], NULL, 10));
            return 0;
        } else {
            return usage(strcmp(argv[i], "--help") == 0 ? stdout : stderr);
        }
    }
    measure(&options);
    if (options.disagreed) {
        puts("\nEngine and simulators by hand DISAGREE.");
        return 1;
    }
    return 0;
}
