/*
 * The answers that the validation models must give, worked out without simulating:
 * by moment equations, by master equations, by convolution, in closed form. Nothing
 * of the engine is used, only GSL. README.md says which model is answered how.
 *
 *     oracle tests/known
 *
 * writes tests/known/expected/<model>.csv (mean, standard deviation and fourth
 * central moment of each track at each output time) and tests/known/closed_forms.csv
 * (what is known of the outcomes).
 */
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_odeiv2.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_TRACKS = 3, ORDER = 4 };

static void stop(const char *why)
{
    fprintf(stderr, "oracle: %s\n", why);
    exit(1);
}

static void demand(bool condition, const char *why)
{
    if (!condition) {
        stop(why);
    }
}

static double *numbers_new(size_t count)
{
    double *numbers = calloc(count, sizeof *numbers);

    demand(numbers != NULL, "no memory");
    return numbers;
}

/* What is written: tables of moments by time, and a table of outcomes. */

struct spread {
    double mean, sd, m4;
};

static FILE *open_for(const char *folder, const char *name)
{
    char path[1024];
    int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file;

    demand(length > 0 && (size_t) length < sizeof path,
           "the folder's name is too long");
    file = fopen(path, "w");
    demand(file != NULL, path);
    return file;
}

static void close_whole(FILE *file)
{
    demand(ferror(file) == 0, "cannot write");
    demand(fclose(file) == 0, "cannot write");
}

static FILE *expected_open(const char *folder, const char *model,
                           const char *const *tracks, size_t count)
{
    char name[256];
    FILE *file;

    snprintf(name, sizeof name, "expected/%s.csv", model);
    file = open_for(folder, name);
    fputs("time", file);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, ",%s_mean,%s_sd,%s_m4", tracks[i], tracks[i], tracks[i]);
    }
    fputc('\n', file);
    return file;
}

static void print_spreads(FILE *file, double time, const struct spread *spreads,
                          size_t count)
{
    fprintf(file, "%.17g", time);
    for (size_t i = 0; i < count; i++) {
        fprintf(file, ",%.17g,%.17g,%.17g", spreads[i].mean, spreads[i].sd,
                spreads[i].m4);
    }
    fputc('\n', file);
}

static void say(FILE *file, const char *model, const char *outcome,
                const char *statistic, double expected)
{
    demand(isfinite(expected), outcome);
    fprintf(file, "%s,%s,%s,%.17g\n", model, outcome, statistic, expected);
}

static struct spread spread_of_cumulants(double k1, double k2, double k4)
{
    return (struct spread){k1, sqrt(fmax(k2, 0)), k4 + 3 * k2 * k2};
}

static struct spread spread_of_poisson(double mean)
{
    return spread_of_cumulants(mean, mean, mean);
}

/* m4 of a coin: q^4 p + p^4 q = p q (1 - 3 p q). */
static struct spread spread_of_coin(double p)
{
    double variance = p * (1 - p);

    return (struct spread){p, sqrt(variance), variance * (1 - 3 * variance)};
}

/* Moments of value(0), ..., value(count - 1), taken with these probabilities. */
static struct spread spread_of_chances(const double *chance, size_t count,
                                       double (*value)(size_t))
{
    double mean = 0;
    double m2 = 0;
    double m4 = 0;

    for (size_t i = 0; i < count; i++) {
        mean += chance[i] * value(i);
    }
    for (size_t i = 0; i < count; i++) {
        double square = (value(i) - mean) * (value(i) - mean);

        m2 += chance[i] * square;
        m4 += chance[i] * square * square;
    }
    return (struct spread){mean, sqrt(m2), m4};
}

static double itself(size_t i)
{
    return (double) i;
}

/*
 * Moment equations of a network with linear rates. The numbers are x and y; a
 * reaction adds (dx, dy) at the rate c0 + cx x. With M(a, b) = E[x^a y^b],
 *
 *   dM(a, b)/dt = sum over reactions of E[(c0 + cx x) ((x + dx)^a (y + dy)^b - x^a
 * y^b)],
 *
 * which, multiplied out, holds no moment of higher order than a + b: the equations
 * close. (To second order these are dm/dt = S a(m), dC/dt = A C + C A' + S diag(a) S'.)
 *
 * Individuals who do not know of each other, and unit shares of a stream of
 * immigrants, add up as independent parts: cumulants are those of one, times how many
 * there are. So moments stay small and no digit is lost.
 */
struct reaction {
    int dx, dy;
    double c0, cx;
};

struct network {
    const struct reaction *reactions;
    size_t count;
};

static size_t moment(size_t a, size_t b)
{
    /* (0,0) (1,0) (0,1) (2,0) (1,1) (0,2) ... */
    size_t order = a + b;

    return order * (order + 1) / 2 + b;
}

enum { MOMENTS = (ORDER + 1) * (ORDER + 2) / 2 };

static int moment_slopes(double time, const double m[], double slope[], void *context)
{
    const struct network *network = context;

    (void) time;
    for (size_t a = 0; a <= ORDER; a++) {
        for (size_t b = 0; a + b <= ORDER; b++) {
            double sum = 0;

            for (size_t r = 0; r < network->count; r++) {
                const struct reaction *one = &network->reactions[r];

                for (size_t i = 0; i <= a; i++) {
                    for (size_t j = 0; j <= b; j++) {
                        if (i == a && j == b) {
                            continue;
                        }
                        double ways = gsl_sf_choose((unsigned) a, (unsigned) i) *
                                      gsl_sf_choose((unsigned) b, (unsigned) j) *
                                      pow(one->dx, (double) (a - i)) *
                                      pow(one->dy, (double) (b - j));

                        if (ways != 0) {
                            sum += ways * (one->c0 * m[moment(i, j)] +
                                           one->cx * m[moment(i + 1, j)]);
                        }
                    }
                }
            }
            slope[moment(a, b)] = sum;
        }
    }
    return GSL_SUCCESS;
}

static void set_point(double m[], double x)
{
    for (size_t a = 0; a <= ORDER; a++) {
        for (size_t b = 0; a + b <= ORDER; b++) {
            m[moment(a, b)] = pow(x, (double) a) * pow(0, (double) b);
        }
    }
}

/* Cumulants of one of the two numbers, times the number of copies. */
static struct spread spread_of_moments(const double m[], bool second, double copies)
{
    double raw[ORDER + 1];

    for (size_t a = 0; a <= ORDER; a++) {
        raw[a] = second ? m[moment(0, a)] : m[moment(a, 0)];
    }

    double mean = raw[1];
    double k2 = raw[2] - mean * mean;
    double m4 = raw[4] - 4 * mean * raw[3] + 6 * mean * mean * raw[2] -
                3 * mean * mean * mean * mean;

    return spread_of_cumulants(copies * mean, copies * k2, copies * (m4 - 3 * k2 * k2));
}

struct linear_case {
    const char *model;
    struct reaction reactions[2];
    double start;  /* x of one copy */
    double copies; /* how many copies there are */
    double reset_at, reset_to;
    size_t tracks;
    const char *track[MOST_TRACKS];
    char what[MOST_TRACKS + 1]; /* x, y, 2 (twice x), 0 (always 0) */
};

static void solve_linear(const char *folder, const struct linear_case *linear)
{
    struct network network = {linear->reactions, 2};
    gsl_odeiv2_system system = {moment_slopes, NULL, MOMENTS, &network};
    gsl_odeiv2_driver *driver = gsl_odeiv2_driver_alloc_y_new(
        &system, gsl_odeiv2_step_rk8pd, 1e-4, 1e-15, 1e-14);
    FILE *file = expected_open(folder, linear->model, linear->track, linear->tracks);
    double m[MOMENTS];
    double time = 0;

    demand(driver != NULL, "no memory");
    set_point(m, linear->start);
    for (int t = 0; t <= 50; t++) {
        if (linear->reset_at > time && linear->reset_at <= t) {
            demand(gsl_odeiv2_driver_apply(driver, &time, linear->reset_at, m) ==
                       GSL_SUCCESS,
                   linear->model);
            set_point(m, linear->reset_to);
            gsl_odeiv2_driver_reset(driver);
        }
        if (t > time) {
            demand(gsl_odeiv2_driver_apply(driver, &time, t, m) == GSL_SUCCESS,
                   linear->model);
        }

        struct spread spreads[MOST_TRACKS];

        for (size_t i = 0; i < linear->tracks; i++) {
            struct spread x = spread_of_moments(m, false, linear->copies);

            switch (linear->what[i]) {
            case 'x':
                spreads[i] = x;
                break;
            case 'y':
                spreads[i] = spread_of_moments(m, true, linear->copies);
                break;
            case '2':
                spreads[i] = (struct spread){2 * x.mean, 2 * x.sd, 16 * x.m4};
                break;
            default:
                spreads[i] = (struct spread){0, 0, 0};
                break;
            }
        }
        print_spreads(file, t, spreads, linear->tracks);
    }
    gsl_odeiv2_driver_free(driver);
    close_whole(file);
}

#define BIRTH_DEATH(lambda, mu)                                                        \
    {                                                                                  \
        {1, 0, 0, lambda},                                                             \
        {                                                                              \
            -1, 0, 0, mu                                                               \
        }                                                                              \
    }
#define ONE_TRACK 1, {"x"}, "x"

static const struct linear_case linear_cases[] = {
    {"dsmts_001_01_birth_death", BIRTH_DEATH(0.1, 0.11), 1, 100, 0, 0, ONE_TRACK},
    {"dsmts_001_03_birth_death_fast", BIRTH_DEATH(1, 1.1), 1, 100, 0, 0, ONE_TRACK},
    {"dsmts_001_05_birth_death_many", BIRTH_DEATH(0.1, 0.11), 1, 1e4, 0, 0, ONE_TRACK},
    {"dsmts_001_07_birth_death_counted",
     {{1, 0, 0, 0.1}, {-1, 1, 0, 0.11}},
     1,
     100,
     0,
     0,
     2,
     {"x", "sink"},
     "xy"},
    {"dsmts_001_09_birth_death_volume", BIRTH_DEATH(0.1, 0.11), 1, 100, 0, 0,
     ONE_TRACK},
    {"dsmts_001_11_birth_death_concentration", BIRTH_DEATH(0.1 / 2, 0.11 / 2), 1, 100,
     0, 0, ONE_TRACK},
    {"dsmts_001_13_birth_death_halved", BIRTH_DEATH(0.2 * 0.5, 0.11), 1, 100, 0, 0,
     ONE_TRACK},
    {"dsmts_001_15_birth_death_roundabout", BIRTH_DEATH(0.1, 0.11), 1, 100, 0, 0,
     ONE_TRACK},
    {"dsmts_001_17_birth_death_unit_volume", BIRTH_DEATH(0.1, 0.11), 1, 100, 0, 0,
     ONE_TRACK},
    {"dsmts_001_19_birth_death_derived",
     BIRTH_DEATH(0.1, 0.11),
     1,
     100,
     0,
     0,
     2,
     {"x", "y"},
     "x2"},
    {"dsmts_002_02_immigration_death",
     {{1, 0, 1, 0}, {-1, 0, 0, 0.1}},
     0,
     10,
     0,
     0,
     ONE_TRACK},
    {"dsmts_002_04_immigration_death_many",
     {{1, 0, 1, 0}, {-1, 0, 0, 0.1}},
     0,
     1000,
     0,
     0,
     ONE_TRACK},
    {"dsmts_002_06_immigration_death_counted",
     {{1, 0, 1, 0}, {-1, 1, 0, 0.1}},
     0,
     10,
     0,
     0,
     3,
     {"x", "pool", "sink"},
     "x0y"},
    {"dsmts_002_08_immigration_death_local",
     {{1, 0, 1, 0}, {-1, 0, 0, 0.1}},
     0,
     1,
     0,
     0,
     ONE_TRACK},
    {"dsmts_002_10_immigration_death_reset",
     {{1, 0, 1, 0}, {-1, 0, 0, 0.1}},
     0,
     1,
     22.5,
     20,
     ONE_TRACK},
    {"dsmts_004_01_batch_immigration",
     {{5, 0, 1, 0}, {-1, 0, 0, 0.2}},
     0,
     1,
     0,
     0,
     ONE_TRACK},
    {"dsmts_004_03_batch_immigration_large",
     {{100, 0, 1, 0}, {-1, 0, 0, 4}},
     0,
     1,
     0,
     0,
     ONE_TRACK}};

/*
 * The master equation dp/dt = p Q of a chain with few states, by uniformisation: with L
 * at least every rate of leaving and P = I + Q / L,
 *
 *   p(t)               = sum_k Poisson(k; L t) p(0) P^k
 *   integral of p to t = sum_k Prob(Poisson(L t) > k) p(0) P^k / L.
 *
 * Source: A. Jensen, "Markoff chains as an aid in the study of Markoff processes",
 * Skandinavisk Aktuarietidskrift 36 (1953) 87-91. All terms are positive.
 */
struct jump {
    size_t from, to;
    double rate;
};

struct chain {
    size_t states;
    struct jump *jumps;
    size_t count;
    double *p;        /* now */
    double *integral; /* of p, from 0 until now */
};

static struct chain chain_new(size_t states, size_t start)
{
    struct chain chain = {
        .states = states, .p = numbers_new(states), .integral = numbers_new(states)};

    chain.jumps = calloc(2 * states, sizeof *chain.jumps);
    demand(chain.jumps != NULL, "no memory");
    chain.p[start] = 1;
    return chain;
}

static void chain_free(struct chain *chain)
{
    free(chain->jumps);
    free(chain->p);
    free(chain->integral);
}

static void chain_add(struct chain *chain, size_t from, size_t to, double rate)
{
    demand(chain->count < 2 * chain->states, "a chain with too many jumps");
    chain->jumps[chain->count++] = (struct jump){from, to, rate};
}

static void chain_advance(struct chain *chain, double duration)
{
    double *leaving = numbers_new(chain->states);
    double *power = numbers_new(chain->states);
    double *next = numbers_new(chain->states);
    double *sum = numbers_new(chain->states);
    double fastest = 0;

    for (size_t j = 0; j < chain->count; j++) {
        leaving[chain->jumps[j].from] += chain->jumps[j].rate;
    }
    for (size_t i = 0; i < chain->states; i++) {
        fastest = fmax(fastest, leaving[i]);
        power[i] = chain->p[i];
    }

    double jumps = fastest * duration;
    unsigned last = (unsigned) (jumps + 14 * sqrt(jumps) + 60);

    for (unsigned k = 0; k <= last; k++) {
        double now = gsl_ran_poisson_pdf(k, jumps);
        double later = gsl_cdf_poisson_Q(k, jumps) / fastest;

        for (size_t i = 0; i < chain->states; i++) {
            sum[i] += now * power[i];
            chain->integral[i] += later * power[i];
            next[i] = power[i] * (1 - leaving[i] / fastest);
        }
        for (size_t j = 0; j < chain->count; j++) {
            const struct jump *jump = &chain->jumps[j];

            next[jump->to] += power[jump->from] * jump->rate / fastest;
        }
        memcpy(power, next, chain->states * sizeof *power);
    }
    memcpy(chain->p, sum, chain->states * sizeof *sum);
    free(leaving);
    free(power);
    free(next);
    free(sum);
}

/* Pairs of `total` individuals; at `most` + 1 pairs all is set back at once. */
static struct chain dimers(unsigned total, double k1, double k2, unsigned most,
                           bool set_back)
{
    struct chain chain = chain_new(most + 1, 0);

    for (unsigned pairs = 0; pairs <= most; pairs++) {
        double single = (double) total - 2.0 * pairs;
        double rate = k1 * single * (single - 1) / 2;

        if (pairs < most) {
            chain_add(&chain, pairs, pairs + 1, rate);
        } else if (set_back) {
            chain_add(&chain, pairs, 0, rate);
        }
        if (pairs > 0) {
            chain_add(&chain, pairs, pairs - 1, k2 * pairs);
        }
    }
    return chain;
}

static void solve_dimers(const char *folder, const char *model, struct chain chain,
                         unsigned total, bool with_single)
{
    static const char *const both[] = {"p", "p2"};
    FILE *file = expected_open(folder, model, with_single ? both : both + 1,
                               with_single ? 2 : 1);

    for (int t = 0; t <= 50; t++) {
        if (t > 0) {
            chain_advance(&chain, 1);
        }

        struct spread pairs = spread_of_chances(chain.p, chain.states, itself);
        struct spread spreads[] = {
            {total - 2 * pairs.mean, 2 * pairs.sd, 16 * pairs.m4}, pairs};

        print_spreads(file, t, with_single ? spreads : spreads + 1,
                      with_single ? 2 : 1);
    }
    chain_free(&chain);
    close_whole(file);
}

/* Moments of draws. */

struct density {
    double (*of)(double x, const struct density *density);
    double a, b, centre;
    int power;
};

static double normal_density(double x, const struct density *density)
{
    return gsl_ran_gaussian_pdf(x - density->a, density->b);
}

static double chisquare_density(double x, const struct density *density)
{
    return gsl_ran_chisq_pdf(x, density->a);
}

static double power_times_density(double x, void *context)
{
    const struct density *density = context;

    return pow(x - density->centre, density->power) * density->of(x, density);
}

static double integral_between(double (*of)(double, void *), void *context, double low,
                               double high)
{
    gsl_integration_workspace *space = gsl_integration_workspace_alloc(1000);
    gsl_function function = {of, context};
    double result = 0;
    double error = 0;
    int status;

    demand(space != NULL, "no memory");
    if (isinf(low)) {
        status = gsl_integration_qagil(&function, high, 0, 1e-12, 1000, space, &result,
                                       &error);
    } else {
        status = gsl_integration_qag(&function, low, high, 1e-15, 1e-12, 1000,
                                     GSL_INTEG_GAUSS61, space, &result, &error);
    }
    gsl_integration_workspace_free(space);
    /* A result of 0 (a symmetric density) cannot be had to a relative error. */
    demand(status == GSL_SUCCESS || fabs(error) < 1e-12, "an integral fails");
    return result;
}

static struct spread spread_of_density(struct density density, double low, double high)
{
    density.power = 0;

    double mass = integral_between(power_times_density, &density, low, high);

    density.power = 1;

    double mean = integral_between(power_times_density, &density, low, high) / mass;

    density.centre = mean;
    density.power = 2;

    double m2 = integral_between(power_times_density, &density, low, high) / mass;

    density.power = 4;

    double m4 = integral_between(power_times_density, &density, low, high) / mass;

    return (struct spread){mean, sqrt(m2), m4};
}

static struct spread spread_of_normal(double mean, double sd)
{
    return (struct spread){mean, sd, 3 * pow(sd, 4)};
}

static struct spread spread_of_gamma(double shape, double scale)
{
    return (struct spread){shape * scale, sqrt(shape) * scale,
                           (3 * shape * shape + 6 * shape) * pow(scale, 4)};
}

static struct spread spread_of_poisson_between(double mean, unsigned low, unsigned high)
{
    double *chance = numbers_new(high + 1);
    double mass = 0;

    for (unsigned k = low; k <= high; k++) {
        chance[k] = gsl_ran_poisson_pdf(k, mean);
        mass += chance[k];
    }
    for (unsigned k = low; k <= high; k++) {
        chance[k] /= mass;
    }

    struct spread spread = spread_of_chances(chance, high + 1, itself);

    free(chance);
    return spread;
}

/* x is 0 at the start and drawn anew at 0.5, 1.5, ... */
static void solve_draws(const char *folder, const char *model, struct spread draw)
{
    static const char *const tracks[] = {"x"};
    FILE *file = expected_open(folder, model, tracks, 1);

    for (int t = 0; t <= 50; t++) {
        struct spread nothing = {0, 0, 0};

        print_spreads(file, t, t == 0 ? &nothing : &draw, 1);
    }
    close_whole(file);
}

static void solve_distributions(const char *folder)
{
    const struct density wide = {.of = normal_density, .a = 0, .b = 1.5};
    const struct density narrow = {.of = normal_density, .a = 0, .b = 0.5};
    const struct density chisquare = {.of = chisquare_density, .a = 2};

    solve_draws(folder, "distribution_040_normal", spread_of_normal(0, 1.5));
    solve_draws(folder, "distribution_045_gamma", spread_of_gamma(1, 2));
    solve_draws(folder, "distribution_050_chisquare", spread_of_gamma(1, 2));
    /* Laplace with scale b: variance 2 b^2, fourth central moment 24 b^4. */
    solve_draws(folder, "distribution_055_laplace",
                (struct spread){1, sqrt(2 * 4.0), 24 * 16.0});
    solve_draws(folder, "distribution_060_chisquare_truncated",
                spread_of_density(chisquare, 2, 8));
    solve_draws(folder, "distribution_065_poisson_truncated",
                spread_of_poisson_between(1.5, 2, 18));
    solve_draws(folder, "distribution_070_normal_truncated_above",
                spread_of_density(wide, -INFINITY, 0.5));
    solve_draws(folder, "distribution_075_normal_truncated_unevenly",
                spread_of_density(narrow, -0.25, 0.75));
    solve_draws(folder, "distribution_080_normal_by_names", spread_of_normal(0, 1.5));
    solve_draws(folder, "distribution_085_gamma_by_names", spread_of_gamma(1, 2));
    solve_draws(folder, "distribution_090_normal_by_name_and_number",
                spread_of_normal(0, 1.5));
    solve_draws(folder, "distribution_095_gamma_by_name_and_number",
                spread_of_gamma(1, 2));

    struct spread even = spread_of_density(narrow, -0.5, 0.5);

    even.mean = 0; /* by symmetry; the integral leaves 1e-18 */
    solve_draws(folder, "distribution_100_normal_truncated_by_names", even);
}

/*
 * The queue with one server: the master equation of its length, which passes 400 with a
 * chance below 1e-30. Arrivals less services are the length, so the mean number served
 * is lambda h - E[length at h].
 */
static void solve_queue(const char *folder, FILE *outcomes, const char *model)
{
    enum { MOST = 400, CROWD = 8 };
    static const char *const tracks[] = {"queue", "busy"};
    const double lambda = 0.7;
    const double mu = 1;
    const double horizon = 50;
    struct chain queue = chain_new(MOST + 1, 0);
    struct chain crowd = chain_new(CROWD + 1, 0);
    FILE *file = expected_open(folder, model, tracks, 2);
    struct spread length = {0, 0, 0};

    for (size_t i = 0; i <= MOST; i++) {
        if (i < MOST) {
            chain_add(&queue, i, i + 1, lambda);
        }
        if (i > 0) {
            chain_add(&queue, i, i - 1, mu);
        }
    }
    for (size_t i = 0; i < CROWD; i++) {
        chain_add(&crowd, i, i + 1, lambda);
        if (i > 0) {
            chain_add(&crowd, i, i - 1, mu);
        }
    }
    for (int t = 0; t <= 50; t++) {
        if (t > 0) {
            chain_advance(&queue, 1);
            chain_advance(&crowd, 1);
        }
        length = spread_of_chances(queue.p, queue.states, itself);

        struct spread spreads[] = {length, spread_of_coin(1 - queue.p[0])};

        print_spreads(file, t, spreads, 2);
    }
    close_whole(file);

    double mean = 0;

    for (size_t i = 0; i <= MOST; i++) {
        mean += (double) i * queue.integral[i] / horizon;
    }
    say(outcomes, model, "mean_queue", "mean", mean);
    say(outcomes, model, "mean_busy", "mean", 1 - queue.integral[0] / horizon);
    say(outcomes, model, "final_queue", "mean", length.mean);
    say(outcomes, model, "served", "mean", lambda * horizon - length.mean);
    say(outcomes, model, "crowded", "share", crowd.p[CROWD]);
    say(outcomes, model, "time_crowded", "share_reached", crowd.p[CROWD]);
    /* E[T | T <= h] = h - (integral of F to h) / F(h). */
    say(outcomes, model, "time_crowded", "mean_reached",
        horizon - crowd.integral[CROWD] / crowd.p[CROWD]);
    chain_free(&queue);
    chain_free(&crowd);
}

/*
 * Feller, An Introduction to Probability Theory and Its Applications I (3rd ed. 1968)
 * XIV.2 and XIV.3: with r = q / p, from z coins, goal a,
 *   P(ruin) = (r^a - r^z) / (r^a - 1),
 *   E[games] = z / (q - p) - a / (q - p) (1 - r^z) / (1 - r^a).
 * A game takes 1 / (win rate + lose rate) on average, and wins are p of them (Wald).
 */
static void solve_ruin(FILE *outcomes)
{
    static const char model[] = "gamblers_ruin";
    const double p = 0.48;
    const double q = 0.52;
    const double z = 4;
    const double a = 10;
    double r = q / p;
    double ruin = (pow(r, a) - pow(r, z)) / (pow(r, a) - 1);
    double games = z / (q - p) - a / (q - p) * (1 - pow(r, z)) / (1 - pow(r, a));

    say(outcomes, model, "ruined", "share", ruin);
    say(outcomes, model, "rich", "share", 1 - ruin);
    say(outcomes, model, "duration", "mean", games / (p + q));
    say(outcomes, model, "wins", "mean", p * games);
    say(outcomes, model, "losses", "mean", q * games);
    say(outcomes, model, "ending", "share:0", ruin);
    say(outcomes, model, "ending", "share:1", 1 - ruin);
    say(outcomes, model, "ending", "share:2", 0);
}

static void solve_clocks(FILE *outcomes)
{
    static const char model[] = "competing_exponentials";
    const double rate[] = {0.2, 0.3, 0.5};
    const double horizon = 2;
    double total = rate[0] + rate[1] + rate[2];
    double none = exp(-total * horizon);

    say(outcomes, model, "rung", "share", 1 - none);
    say(outcomes, model, "first_ring", "share_reached", 1 - none);
    say(outcomes, model, "first_ring", "mean_reached",
        1 / total - horizon * none / (1 - none));
    say(outcomes, model, "red_first", "share", rate[0] / total * (1 - none));
    say(outcomes, model, "first", "share:0", rate[0] / total * (1 - none));
    say(outcomes, model, "first", "share:1", rate[1] / total * (1 - none));
    say(outcomes, model, "first", "share:2", rate[2] / total * (1 - none));
    say(outcomes, model, "first", "share:3", none);
}

/* P(on at t) = a / s (1 - exp(-s t)) with s = a + b, from off. */
static void solve_two_states(const char *folder, FILE *outcomes)
{
    static const char model[] = "two_state";
    static const char *const tracks[] = {"is_on"};
    const double a = 0.4;
    const double b = 0.9;
    const double s = a + b;
    const double h = 10;
    FILE *file = expected_open(folder, model, tracks, 1);

    for (int i = 0; i <= 20; i++) {
        struct spread on = spread_of_coin(a / s * -expm1(-s * 0.5 * i));

        print_spreads(file, 0.5 * i, &on, 1);
    }
    close_whole(file);

    double time_on = a / s * (h + expm1(-s * h) / s);
    double never = exp(-a * h);

    say(outcomes, model, "share_on", "mean", time_on / h);
    say(outcomes, model, "on_at_the_end", "share", a / s * -expm1(-s * h));
    say(outcomes, model, "switchings_on", "mean", a * (h - time_on));
    say(outcomes, model, "switchings_off", "mean", b * time_on);
    say(outcomes, model, "ever_on", "share", 1 - never);
    say(outcomes, model, "first_on", "share_reached", 1 - never);
    say(outcomes, model, "first_on", "mean_reached", 1 / a - h * never / (1 - never));
}

/*
 * Renewals: P(N(t) >= n) = G_n(t), where G_1 is the distribution of the first wait and
 * G_{n+1}(t) = integral of G_n(t - s) dF(s) (Cox, Renewal Theory, 1962, 3.1). The
 * integral is a sum of trapezoids over steps of F, with an error of the square of the
 * step; two step widths give the next order (Richardson). A corner of F must lie on the
 * coarser grid.
 */
typedef double distribution(double t);

enum { MOST_RENEWALS = 80 };

/* G_n at 0, width, 2 width, ...; the rows n = 1 ... MOST_RENEWALS follow each other. */
static double *convolve(distribution *first, distribution *wait, size_t points,
                        double width)
{
    double *g = numbers_new(MOST_RENEWALS * points);
    double *step = numbers_new(points);

    for (size_t j = 0; j < points; j++) {
        double t = width * (double) j;

        g[j] = first(t);
        step[j] = j == 0 ? 0 : wait(t) - wait(t - width);
    }
    for (size_t n = 1; n < MOST_RENEWALS; n++) {
        const double *before = g + (n - 1) * points;
        double *now = g + n * points;

        if (before[points - 1] < 1e-18) {
            break;
        }
        for (size_t j = 1; j < points; j++) {
            double sum = 0;

            for (size_t i = 1; i <= j; i++) {
                sum += (before[j - i] + before[j - i + 1]) / 2 * step[i];
            }
            now[j] = sum;
        }
    }
    free(step);
    return g;
}

/* reached[n - 1] = P(N(t) >= n) on the coarse grid: rows as in convolve. */
static double *renewals(distribution *first, distribution *wait, size_t points,
                        double width)
{
    size_t fine_points = 2 * (points - 1) + 1;
    double *coarse = convolve(first, wait, points, width);
    double *fine = convolve(first, wait, fine_points, width / 2);

    for (size_t n = 0; n < MOST_RENEWALS; n++) {
        for (size_t j = 0; j < points; j++) {
            double better = fine[n * fine_points + 2 * j];
            double *value = &coarse[n * points + j];

            *value = better + (better - *value) / 3;
        }
    }
    free(fine);
    return coarse;
}

/* `reached` holds P(N >= n) for n = 1 ... MOST_RENEWALS, `stride` apart. */
static struct spread spread_of_count(const double *reached, size_t stride)
{
    double chance[MOST_RENEWALS + 1];

    chance[0] = 1 - reached[0];
    for (size_t n = 1; n <= MOST_RENEWALS; n++) {
        chance[n] =
            reached[(n - 1) * stride] - (n < MOST_RENEWALS ? reached[n * stride] : 0);
    }
    return spread_of_chances(chance, MOST_RENEWALS + 1, itself);
}

static double gamma_wait(double t)
{
    return gsl_cdf_gamma_P(t, 2.5, 0.8);
}

static double weibull_wait(double t)
{
    return gsl_cdf_weibull_P(t, 1.5, 2);
}

/* The integral of table(age, 0: 0.05, 1: 0.9, 3: 0.3). */
static double hazard_until(double age)
{
    return 0.05 * fmin(age, 1) + 0.9 * fmax(fmin(age, 3) - 1, 0) +
           0.3 * fmax(age - 3, 0);
}

static double birth_wait(double t)
{
    return -expm1(-hazard_until(t));
}

/* The first wait of a mother whose last birth was 1.5 ago. */
static double later_birth_wait(double t)
{
    return -expm1(-(hazard_until(1.5 + t) - hazard_until(1.5)));
}

/* The integral of table(time, 0: 0.2, 2.5: 1.4, 6: 0.1, 15: 0.8). */
static double dated_births_until(double t)
{
    return 0.2 * fmin(t, 2.5) + 1.4 * fmax(fmin(t, 6) - 2.5, 0) +
           0.1 * fmax(fmin(t, 15) - 6, 0) + 0.8 * fmax(t - 15, 0);
}

struct wait_function {
    distribution *of;
};

static double wait_at(double t, void *context)
{
    return ((const struct wait_function *) context)->of(t);
}

/* G_n(t) of the gamma lifetimes in closed form: n of them are a gamma with n times
 * the shape. */
static double gamma_reached(size_t n, double t)
{
    return t > 0 ? gsl_cdf_gamma_P(t, 2.5 * (double) n, 0.8) : 0;
}

static void say_renewals(FILE *outcomes, const char *model, distribution *wait,
                         const double *reached, size_t stride)
{
    const double horizon = 20;
    struct wait_function function = {wait};
    double within = integral_between(wait_at, &function, 0, horizon);

    say(outcomes, model, "count", "mean", spread_of_count(reached, stride).mean);
    say(outcomes, model, "first", "share_reached", wait(horizon));
    say(outcomes, model, "first", "mean_reached", horizon - within / wait(horizon));
    say(outcomes, model, "many", "share", reached[11 * stride]);
}

static void solve_renewals(const char *folder, FILE *outcomes)
{
    enum { PER_UNIT = 100, UNITS = 20, POINTS = PER_UNIT * UNITS + 1 };
    static const char *const tracks[] = {"renewals"};
    double *convolved = renewals(gamma_wait, gamma_wait, POINTS, 1.0 / PER_UNIT);
    double *weibull = renewals(weibull_wait, weibull_wait, POINTS, 1.0 / PER_UNIT);
    FILE *file = expected_open(folder, "renewal_gamma", tracks, 1);
    double exact[MOST_RENEWALS];

    for (size_t t = 0; t <= UNITS; t++) {
        for (size_t n = 1; n <= MOST_RENEWALS; n++) {
            exact[n - 1] = gamma_reached(n, (double) t);
            /* The convolution is tried on the case that has a closed form. */
            demand(fabs(exact[n - 1] - convolved[(n - 1) * POINTS + t * PER_UNIT]) <
                       1e-8,
                   "the convolution of gamma lifetimes is wrong");
        }

        struct spread count = spread_of_count(exact, 1);

        print_spreads(file, (double) t, &count, 1);
    }
    close_whole(file);
    say_renewals(outcomes, "renewal_gamma", gamma_wait, exact, 1);

    file = expected_open(folder, "renewal_weibull", tracks, 1);
    for (size_t t = 0; t <= UNITS; t++) {
        struct spread count = spread_of_count(weibull + t * PER_UNIT, POINTS);

        print_spreads(file, (double) t, &count, 1);
    }
    close_whole(file);
    say_renewals(outcomes, "renewal_weibull", weibull_wait, weibull + POINTS - 1,
                 POINTS);
    free(convolved);
    free(weibull);
}

static void solve_births(const char *folder, FILE *outcomes)
{
    enum { PER_UNIT = 100, UNITS = 20, POINTS = PER_UNIT * UNITS + 1 };
    static const char model[] = "birth_age_table";
    static const char *const tracks[] = {"births", "later_births", "dated_births"};
    double *births = renewals(birth_wait, birth_wait, POINTS, 1.0 / PER_UNIT);
    double *later = renewals(later_birth_wait, birth_wait, POINTS, 1.0 / PER_UNIT);
    FILE *file = expected_open(folder, model, tracks, 3);
    struct spread spreads[3];

    for (size_t i = 0; i <= (size_t) 2 * UNITS; i++) {
        double t = 0.5 * (double) i;

        spreads[0] = spread_of_count(births + i * PER_UNIT / 2, POINTS);
        spreads[1] = spread_of_count(later + i * PER_UNIT / 2, POINTS);
        spreads[2] = spread_of_poisson(dated_births_until(t));
        print_spreads(file, t, spreads, 3);
    }
    close_whole(file);
    say(outcomes, model, "births", "mean", spreads[0].mean);
    say(outcomes, model, "later_births", "mean", spreads[1].mean);
    say(outcomes, model, "dated_births", "mean", spreads[2].mean);
    say(outcomes, model, "childless", "share:0", 1 - birth_wait(UNITS));
    free(births);
    free(later);
}

static void solve_choices(FILE *outcomes)
{
    static const char model[] = "logit_choice";
    const double sharpness = 2;
    const double fight = exp(sharpness * (0.8 - 0.5 * 0.6));
    const double talk = exp(sharpness * 0.3);
    const double wait = exp(sharpness * 0.1);
    double sum = fight + talk + wait;

    say(outcomes, model, "mortal", "share:0", fight / sum);
    say(outcomes, model, "mortal", "share:1", talk / sum);
    say(outcomes, model, "mortal", "share:2", wait / sum);
    say(outcomes, model, "mortal", "share:3", 0);
    say(outcomes, model, "blunt", "share:0", 1.0 / 3);
    say(outcomes, model, "blunt", "share:1", 1.0 / 3);
    say(outcomes, model, "blunt", "share:2", 1.0 / 3);
    say(outcomes, model, "blunt", "share:3", 0);
    say(outcomes, model, "sharp", "share:0", 1);
    say(outcomes, model, "mortal_fights", "share", fight / sum);
    say(outcomes, model, "mortal_talks", "share", talk / sum);
    say(outcomes, model, "decided", "constant", 1);
    say(outcomes, model, "stuck", "constant", 1);
    say(outcomes, model, "final_risk", "constant", 0.6);
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

struct stakes {
    double V_by, V_of, x, K_by, K_of, r_by, a_of, sharpness_by, sharpness_of;
};

/* p_E, p_C and p_T by backward induction; the target believes `faith` p_E. */
static void play_compel(const struct stakes *s, double faith, double p[3])
{
    double enforce = logistic(s->sharpness_by * (s->r_by - s->K_by));
    double concede = logistic(s->sharpness_of *
                              (faith * enforce * s->K_of - s->V_of * s->x - s->a_of));
    double issue =
        logistic(s->sharpness_by *
                 (concede * s->V_by * s->x -
                  (1 - concede) * (enforce * s->K_by + (1 - enforce) * s->r_by)));

    p[0] = issue;
    p[1] = concede;
    p[2] = enforce;
}

static void solve_threats(FILE *outcomes)
{
    static const char model[] = "threat_game";
    const struct stakes even = {1, 1, 0.5, 0.5, 2, 0.5, 0.5, 3, 4};
    const struct stakes uneven = {0.9, 0.6, 0.8, 0.3, 0.9, 0.5, 0.1, 3, 5};
    double p[3];

    play_compel(&even, 1, p);
    demand(p[0] == 0.5 && p[1] == 0.5 && p[2] == 0.5, "the even demand is not even");
    say(outcomes, model, "even_issued", "share", 0.5);
    say(outcomes, model, "even_silent", "share", 0.5);
    say(outcomes, model, "even_conceded", "share", 0.25);
    say(outcomes, model, "even_enforced", "share", 0.125);
    say(outcomes, model, "even_backed_down", "share", 0.125);

    play_compel(&uneven, 0.9, p);

    double conceded = p[0] * p[1];
    double enforced = p[0] * (1 - p[1]) * p[2];
    double backed_down = p[0] * (1 - p[1]) * (1 - p[2]);

    say(outcomes, model, "uneven_issued", "share", p[0]);
    say(outcomes, model, "uneven_conceded", "share", conceded);
    say(outcomes, model, "uneven_enforced", "share", enforced);
    say(outcomes, model, "uneven_backed_down", "share", backed_down);
    say(outcomes, model, "uneven_end", "share:0", 1 - p[0]);
    say(outcomes, model, "uneven_end", "share:1", conceded);
    say(outcomes, model, "uneven_end", "share:2", enforced);
    say(outcomes, model, "uneven_end", "share:3", backed_down);
    say(outcomes, model, "uneven_end", "share:4", 0);
}

static void solve_red_lines(FILE *outcomes)
{
    static const char model[] = "red_line";
    /* V_of x + a_of - believed K_of: 0.5 + 0.5 - 0.5 x 2 = 0 */
    double cross = logistic(2 * (0.7 * 0.5 + 0.1 - 0.3 * 0.8));
    double enforce = logistic(4 * (0.4 - 0.6));

    say(outcomes, model, "even_refrained", "share", 0.5);
    say(outcomes, model, "even_crossed", "share", 0.5);
    say(outcomes, model, "even_enforced", "share", 0.25);
    say(outcomes, model, "even_backed_down", "share", 0.25);
    say(outcomes, model, "uneven_refrained", "share", 1 - cross);
    say(outcomes, model, "uneven_crossed", "share", cross);
    say(outcomes, model, "uneven_enforced", "share", cross * enforce);
    say(outcomes, model, "uneven_backed_down", "share", cross * (1 - enforce));
    say(outcomes, model, "crossings", "mean", 0.5 + cross);
}

/* Priors: quantiles. */

enum { LEVELS = 5 };
static const double levels[LEVELS] = {0.05, 0.1, 0.5, 0.9, 0.95};

static void say_quantile(FILE *outcomes, const char *name, size_t level,
                         double quantile)
{
    char statistic[32];

    snprintf(statistic, sizeof statistic, "quantile:%g", levels[level]);
    say(outcomes, "priors", name, statistic, quantile);
}

/* Median `centre`; two half normals that meet `low` and `high` with equal shares
 * outside. */
static double split_quantile(double u, double centre, double low, double high,
                             double holds)
{
    double z = gsl_cdf_ugaussian_Pinv((1 + holds) / 2);
    double width = u < 0.5 ? (centre - low) / z : (high - centre) / z;

    return centre + width * gsl_cdf_ugaussian_Pinv(u);
}

static double logit(double p)
{
    return log(p / (1 - p));
}

/*
 * What evidence leaves of a rate: a gamma(a, 1 / b), or -ln(1 - p) / trial with p from
 * a beta(a, b); times exp(between z), z standard normal.
 */
struct posterior {
    bool trials;
    double a, b, trial, between;
    double at;
};

static double member_share(double z, void *context)
{
    const struct posterior *posterior = context;
    double rate = posterior->at * exp(-posterior->between * z);
    double share = posterior->trials
                       ? gsl_cdf_beta_P(-expm1(-rate * posterior->trial), posterior->a,
                                        posterior->b)
                       : gsl_cdf_gamma_P(rate, posterior->a, 1 / posterior->b);

    return gsl_ran_ugaussian_pdf(z) * share;
}

static double posterior_quantile(struct posterior posterior, double u)
{
    if (posterior.between == 0) {
        return posterior.trials
                   ? -log1p(-gsl_cdf_beta_Pinv(u, posterior.a, posterior.b)) /
                         posterior.trial
                   : gsl_cdf_gamma_Pinv(u, posterior.a, 1 / posterior.b);
    }

    double low = 0;
    double high = 100;

    for (int i = 0; i < 100; i++) {
        double middle = (low + high) / 2;

        posterior.at = middle;
        *(integral_between(member_share, &posterior, -12, 12) < u ? &low : &high) =
            middle;
    }
    return (low + high) / 2;
}

static double triangular_quantile(double u, double low, double mode, double high)
{
    double split = (mode - low) / (high - low);

    return u < split ? low + sqrt(u * (high - low) * (mode - low))
                     : high - sqrt((1 - u) * (high - low) * (high - mode));
}

/* The quantile of what lies between the shares `below` and `above`. */
static double within(double u, double below, double above)
{
    return below + u * (above - below);
}

static void say_share(FILE *outcomes, const char *name, double value, double share)
{
    char statistic[32];

    snprintf(statistic, sizeof statistic, "share:%g", value);
    say(outcomes, "priors", name, statistic, share);
}

static void solve_discrete_priors(FILE *outcomes)
{
    double mass = gsl_cdf_poisson_P(18, 1.5) - gsl_cdf_poisson_P(1, 1.5);

    say_share(outcomes, "discrete", 0, 0.2);
    say_share(outcomes, "discrete", 0.5, 0.5);
    say_share(outcomes, "discrete", 1, 0.3);
    say_share(outcomes, "bernoulli", 0, 0.7);
    say_share(outcomes, "bernoulli", 1, 0.3);
    for (unsigned k = 0; k <= 5; k++) {
        say_share(outcomes, "binomial", k, gsl_ran_binomial_pdf(k, 0.3, 10));
        say_share(outcomes, "poisson", k, gsl_ran_poisson_pdf(k, 1.5));
        say_share(outcomes, "geometric", k, gsl_ran_geometric_pdf(k, 0.3));
        say_share(outcomes, "truncated_poisson", k,
                  k < 2 ? 0 : gsl_ran_poisson_pdf(k, 1.5) / mass);
    }
}

static void solve_priors(FILE *outcomes)
{
    const struct posterior counted = {.a = 0.5 + 12, .b = 40};
    const struct posterior counted_elsewhere = {
        .a = 0.5 + 506 * 0.5 / 4, .b = 2523 * 0.5 / 4, .between = 0.6};
    const struct posterior tried = {
        .trials = true, .a = 0.5 + 7, .b = 0.5 + 13, .trial = 1};
    const struct posterior tried_elsewhere = {.trials = true,
                                              .a = 0.5 + 9 * 0.4,
                                              .b = 0.5 + 21 * 0.4,
                                              .trial = 2,
                                              .between = 0.4};
    const double beta_size = 0.4 * 0.6 / (0.1 * 0.1) - 1;
    const double log_variance = log1p(1.0 / 4);

    say(outcomes, "priors", "fixed", "constant", 0.3);
    say(outcomes, "priors", "fixed_rate", "constant", 0.2);
    say(outcomes, "priors", "fixed_chance", "constant", -log1p(-0.6) / 2);
    solve_discrete_priors(outcomes);
    for (size_t i = 0; i < LEVELS; i++) {
        double u = levels[i];
        double z = gsl_cdf_ugaussian_Pinv(u);
        const struct {
            const char *name;
            double quantile;
        } known[] = {
            {"rate_interval",
             exp(split_quantile(u, log(0.2), log(0.1), log(0.5), 0.8))},
            {"chance_interval", -log1p(-logistic(split_quantile(
                                    u, logit(0.6), logit(0.35), logit(0.8), 0.8)))},
            {"value_interval", split_quantile(u, 1.5, 0.5, 2, 0.9)},
            {"lognormal_interval",
             exp(split_quantile(u, log(1.5), log(0.5), log(9), 0.9))},
            {"logit_interval",
             logistic(split_quantile(u, logit(0.7), logit(0.2), logit(0.8), 0.8))},
            {"counted", posterior_quantile(counted, u)},
            {"counted_elsewhere", posterior_quantile(counted_elsewhere, u)},
            {"tried", posterior_quantile(tried, u)},
            {"tried_elsewhere", posterior_quantile(tried_elsewhere, u)},
            {"uniform", 1 + 2 * u},
            {"normal", 1 + 2 * z},
            {"normal_variance", 1 + 2 * z},
            {"lognormal", exp(-1 + 0.5 * z)},
            {"lognormal_median", 0.3 * exp(0.5 * z)},
            {"exponential", -log1p(-u) / 2},
            {"exponential_mean", -log1p(-u) * 2},
            {"gamma", gsl_cdf_gamma_Pinv(u, 2.5, 0.8)},
            {"gamma_mean", gsl_cdf_gamma_Pinv(u, 2.5, 0.8)},
            {"beta", gsl_cdf_beta_Pinv(u, 2, 5)},
            {"weibull", 1.5 * sqrt(-log1p(-u))},
            {"triangular", triangular_quantile(u, 1, 2, 5)},
            {"pert", 1 + 4 * gsl_cdf_beta_Pinv(u, 1 + 4 * 0.25, 1 + 4 * 0.75)},
            {"cauchy", 1 + gsl_cdf_cauchy_Pinv(u, 2)},
            {"chisquare", gsl_cdf_chisq_Pinv(u, 3)},
            {"rayleigh", 1.5 * sqrt(-2 * log1p(-u))},
            {"laplace", 1 + gsl_cdf_laplace_Pinv(u, 2)},
            {"logistic", 1 + 2 * logit(u)},
            {"truncated_normal",
             gsl_cdf_ugaussian_Pinv(
                 within(u, gsl_cdf_ugaussian_P(0.5), gsl_cdf_ugaussian_P(2)))},
            {"truncated_gamma",
             gsl_cdf_gamma_Pinv(
                 within(u, gsl_cdf_gamma_P(1, 2.5, 0.8), gsl_cdf_gamma_P(4, 2.5, 0.8)),
                 2.5, 0.8)},
            {"truncated_lognormal",
             0.3 * exp(0.5 * gsl_cdf_ugaussian_Pinv(
                                 within(u, gsl_cdf_ugaussian_P(log(0.1 / 0.3) / 0.5),
                                        gsl_cdf_ugaussian_P(log(0.6 / 0.3) / 0.5))))},
            {"lognormal_moments",
             exp(log(2) - log_variance / 2 + sqrt(log_variance) * z)},
            {"gamma_moments", gsl_cdf_gamma_Pinv(u, 4, 0.5)},
            {"beta_moments", gsl_cdf_beta_Pinv(u, 0.4 * beta_size, 0.6 * beta_size)}};

        for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
            say_quantile(outcomes, known[k].name, i, known[k].quantile);
        }
    }
}

int main(int count, char **words)
{
    if (count != 2) {
        fprintf(stderr, "usage: oracle FOLDER    (which has a folder 'expected')\n");
        return 2;
    }

    const char *folder = words[1];

    gsl_set_error_handler_off();
    for (size_t i = 0; i < sizeof linear_cases / sizeof *linear_cases; i++) {
        solve_linear(folder, &linear_cases[i]);
    }
    solve_dimers(folder, "dsmts_003_02_dimerisation",
                 dimers(1000, 0.0002, 0.004, 500, false), 1000, true);
    solve_dimers(folder, "dsmts_003_04_dimerisation_reset",
                 dimers(100, 0.001, 0.01, 30, true), 100, true);
    solve_dimers(folder, "dsmts_003_06_dimerisation_conserved",
                 dimers(100, 0.001, 0.01, 50, false), 100, false);
    solve_distributions(folder);

    FILE *outcomes = open_for(folder, "closed_forms.csv");

    fputs("model,outcome,statistic,expected\n", outcomes);
    solve_queue(folder, outcomes, "mm1");
    solve_queue(folder, outcomes, "mm1_delays");
    solve_ruin(outcomes);
    solve_clocks(outcomes);
    solve_two_states(folder, outcomes);
    solve_renewals(folder, outcomes);
    solve_births(folder, outcomes);
    solve_choices(outcomes);
    solve_threats(outcomes);
    solve_red_lines(outcomes);
    solve_priors(outcomes);
    close_whole(outcomes);
    return 0;
}
