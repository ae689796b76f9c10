#ifndef ARAS_TESTS_UNIT_ANALYSIS_COVERAGE_H
#define ARAS_TESTS_UNIT_ANALYSIS_COVERAGE_H

/* Two runs whose truth is known, many times over: how often the intervals that are told
 * hold it, and how often tests that are told reject what is true. A repeat is an option
 * of a variant, and so a reading of its own: one pair of runs holds REPEATS of them,
 * which the test says before it includes this. */
#include <gsl/gsl_cdf.h>

#include "analysis/best.h"
#include "analysis/claim_verdict.h"
#include "analysis/estimate.h"
#include "analysis/expect_verdict.h"
#include "analysis/versus.h"
#include "unit/analysis/compared.h"

enum { GROUP = 5, TALLIES = 40 };

/* How much is measured; each takes more time than the one before. */
enum depth { ESTIMATES, TESTS, CLOSELY };

/* B is a normal number more than A by `shift`, `rho` alike in a pair, and in each set
 * of GROUP worlds by another amount of mean 0. */
struct world_plan {
    const char *name;
    double rho, uneven, shift;
    uint64_t sets; /* of a repeat */
    bool apart;    /* the runs do not share their luck */
};

/* Players of made runs know nothing but the world's number. */
static struct {
    struct world_plan plan;
    uint64_t batch;
} lab;

struct tally {
    const char *what;
    int of, hits;
};

struct tallies {
    struct tally tally[TALLIES];
    size_t count;
};

static void tally(struct tallies *tallies, const char *what, bool hit)
{
    struct tally *it = tallies->tally;

    while (it < &tallies->tally[tallies->count] && strcmp(it->what, what) != 0) {
        it++;
    }
    if (it == &tallies->tally[tallies->count]) {
        assert_true(tallies->count < TALLIES);
        tallies->count++;
        *it = (struct tally){.what = what};
    }
    it->of++;
    it->hits += hit;
}

static void tally_held(struct tallies *tallies, const char *what,
                       struct aras_interval interval, double truth)
{
    tally(tallies, what, interval.low <= truth && truth <= interval.high);
}

/* A test that knows nothing does not count. */
static void tally_p(struct tallies *tallies, const char *what, double p)
{
    if (!isnan(p)) {
        tally(tallies, what, p <= 0.05);
    }
}

/* --- the worlds ------------------------------------------------------------------- */

static double normal(uint64_t number, uint64_t stream)
{
    return gsl_cdf_ugaussian_Pinv(
        made_draw(((lab.batch * 8 + stream) << 32) + number * UINT64_C(2654435761)));
}

static void write_world(double x, double *outcome)
{
    double time = 3.0 * exp(x);

    outcome[FELL] = x > 0.5 ? 1.0 : 0.0;
    outcome[WHEN] = time <= 10.0 ? time : INFINITY;
    outcome[LEVEL] = x;
    outcome[ENDING] = x < -0.5 ? 0.0 : x < 0.8 ? 1.0 : 2.0;
}

static double number_of_a(uint64_t world, uint64_t set)
{
    const struct world_plan *plan = &lab.plan;

    return sqrt(plan->rho) * normal(world, 0) +
           sqrt(1.0 - plan->rho) * normal(world, 1) - plan->uneven * normal(set, 2);
}

static double number_of_b(uint64_t world, uint64_t set)
{
    const struct world_plan *plan = &lab.plan;

    return sqrt(plan->rho) * normal(world, plan->apart ? 3 : 0) +
           sqrt(1.0 - plan->rho) * normal(world, 4) +
           plan->uneven * normal(set, plan->apart ? 5 : 2) + plan->shift;
}

static bool play_a(uint64_t world, uint64_t set, double *outcome)
{
    write_world(number_of_a(world, set), outcome);
    return true;
}

static bool play_b(uint64_t world, uint64_t set, double *outcome)
{
    write_world(number_of_b(world, set), outcome);
    return true;
}

static void draw_repeat(uint64_t set, double *parameters)
{
    parameters[0] = 0.0;
    parameters[1] = (double) (set / lab.plan.sets);
}

/* --- what is true ----------------------------------------------------------------- */

static double wide(void)
{
    return sqrt(1.0 + lab.plan.uneven * lab.plan.uneven);
}

/* P(x > bar). */
static double above(double bar, double mean)
{
    return gsl_cdf_ugaussian_Q((bar - mean) / wide());
}

static double share_by(double time, double mean)
{
    return 1.0 - above(log(time / 3.0), mean);
}

/* E min(3 e^x, 10) of a normal x. */
static double time_in_mean(double mean)
{
    double w = wide();
    double k = log(10.0 / 3.0);

    return 3.0 * exp(mean + w * w / 2.0) * gsl_cdf_ugaussian_P((k - mean - w * w) / w) +
           10.0 * above(k, mean);
}

static double share_of_option(size_t option, double mean)
{
    return option == 0   ? 1.0 - above(-0.5, mean)
           : option == 1 ? above(-0.5, mean) - above(0.8, mean)
                         : above(0.8, mean);
}

/* --- the runs --------------------------------------------------------------------- */

struct laboratory {
    struct compared_model model[2];
    struct aras_variant variant[2];
    struct aras_option option[REPEATS];
    char id[REPEATS][8];
    struct made_plan plan[2];
    struct made_run made[2];
};

static void laboratory_open(struct laboratory *it, const struct world_plan *plan,
                            uint64_t batch)
{
    lab.plan = *plan;
    lab.batch = batch;
    memset(it->option, 0, sizeof it->option);
    for (size_t i = 0; i < REPEATS; i++) {
        snprintf(it->id[i], sizeof it->id[i], "o%zu", i);
        it->option[i].id = it->id[i];
    }
    for (size_t r = 0; r < 2; r++) {
        compared_make(&it->model[r]);
        it->variant[r] = (struct aras_variant){
            .id = "repeat", .options = it->option, .count = REPEATS, .fixed = -1};
        it->model[r].model.variants = &it->variant[r];
        it->model[r].model.variant_count = 1;
        it->model[r].outcome[LEVEL].margin = 0.0;
        it->plan[r] = (struct made_plan){.model = &it->model[r].model,
                                         .replications = REPEATS * plan->sets * GROUP,
                                         .group = GROUP,
                                         .seed = plan->apart && r == 1 ? 2 : 1,
                                         .play = r == 0 ? play_a : play_b,
                                         .draw = draw_repeat};
        it->made[r] = made_run_of(&it->plan[r]);
    }
}

static void laboratory_close(struct laboratory *it)
{
    made_run_close(&it->made[0]);
    made_run_close(&it->made[1]);
}

/* --- what is told of them --------------------------------------------------------- */

static void measure_estimates(struct laboratory *it, struct tallies *tallies)
{
    struct aras_error error = {0};
    struct aras_estimates *estimates =
        aras_estimates_of_run(it->made[1].run, &it->model[1].model, 0, &error);
    double mean = lab.plan.shift;

    assert_non_null(estimates);
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *row = &estimates->estimate[i];

        switch (row->kind) {
        case ARAS_HAPPENED:
            tally_held(tallies, "run: a share", row->share.interval, above(0.5, mean));
            break;
        case ARAS_CATEGORY:
            tally_held(tallies, "run: an option", row->share.interval,
                       share_of_option(row->option, mean));
            break;
        case ARAS_TIME:
            tally_held(tallies, "run: reached", row->share.interval,
                       share_by(10.0, mean));
            tally_held(tallies, "run: a mean time", row->average.interval,
                       time_in_mean(mean));
            break;
        default:
            tally_held(tallies, "run: a mean", row->average.interval, mean);
        }
    }
    aras_estimates_free(estimates);
}

static void measure_p(const struct aras_difference *row, struct tallies *tallies)
{
    struct aras_finding finding = {
        .difference = *row, .sets = (double) lab.plan.sets, .margin = 0.0};

    if (row->kind == ARAS_HAPPENED && lab.plan.uneven == 0.0) {
        tally_p(tallies, "McNemar", row->p);
    }
    if (row->kind == ARAS_HAPPENED) {
        tally_p(tallies, "Welch, a share", row->apart_p);
    }
    if (row->kind == ARAS_VALUE) {
        tally_p(tallies, "Welch, a mean", row->apart_p);
        if (!lab.plan.apart) {
            tally_p(tallies, "a claim", aras_claim_p(&finding));
            tally_p(tallies, "an expectation", aras_expect_p(&finding, '+'));
        }
    }
}

static void measure_difference(const struct aras_difference *row,
                               struct tallies *tallies)
{
    double mean = lab.plan.shift;

    switch (row->kind) {
    case ARAS_HAPPENED:
        tally_held(tallies, "a change of a share", row->interval,
                   above(0.5, mean) - above(0.5, 0.0));
        break;
    case ARAS_CATEGORY:
        tally_held(tallies, "a change of an option", row->interval,
                   share_of_option(row->option, mean) -
                       share_of_option(row->option, 0.0));
        break;
    case ARAS_TIME:
        tally_held(tallies, "a change of a mean time", row->interval,
                   time_in_mean(mean) - time_in_mean(0.0));
        break;
    default:
        tally_held(tallies, "a change of a mean", row->interval, mean);
    }
}

static void measure_tests(const struct aras_versus *versus, struct tallies *tallies)
{
    static const char *const names[] = {[FELL] = "swaps, a share",
                                        [WHEN] = "swaps, a time",
                                        [LEVEL] = "swaps, a mean",
                                        [ENDING] = "variation"};

    for (size_t i = 0; i < versus->tests; i++) {
        const struct aras_difference_test *test = &versus->test[i];

        if (test->outcome_a == ENDING || !lab.plan.apart) {
            tally_p(tallies, names[test->outcome_a], test->p);
        }
        if (test->outcome_a == ENDING) {
            tally(tallies, "variation beyond luck alone", test->variation > test->null);
        }
    }
}

static void measure_detail(const struct aras_detail *detail, struct tallies *tallies)
{
    bool is_time = detail->kind == ARAS_TIME;
    double mean = lab.plan.shift;
    double way = is_time ? time_in_mean(mean) - time_in_mean(0.0) : mean;
    bool all = true;

    assert_true(detail->enough);
    for (size_t k = 0; k < detail->points; k++) {
        const struct aras_point_change *point = &detail->point[k];
        double truth =
            is_time ? share_by(point->at, mean) - share_by(point->at, 0.0) : mean;

        all = all && point->interval.low <= truth && truth <= point->interval.high;
    }
    tally(tallies, is_time ? "bands of incidence" : "bands of quantiles", all);
    /* No interval is told of a distance that luck alone may have made. */
    if (mean != 0.0 && !isnan(detail->wasserstein.interval.low)) {
        tally_held(tallies, is_time ? "Wasserstein, a time" : "Wasserstein, a value",
                   detail->wasserstein.interval, way);
    }
    if (!is_time) {
        tally_held(tallies, "superiority", detail->superiority_interval,
                   gsl_cdf_ugaussian_P(mean / (sqrt(2.0) * wide())));
    }
    tally_p(tallies, is_time ? "Kolmogorov, a time" : "Kolmogorov, a value",
            detail->kolmogorov.p);
    tally_p(tallies, is_time ? "Wasserstein's p, a time" : "Wasserstein's p, a value",
            detail->wasserstein.p);
    tally_p(tallies, is_time ? "energy, a time" : "energy, a value", detail->energy.p);
    tally_p(tallies, is_time ? "first order, a time" : "first order, a value",
            detail->first_b_p);
    tally_p(tallies, is_time ? "second order, a time" : "second order, a value",
            detail->second_a_p);
}

/* What `aras run` and `aras compare` tell of a pair of runs. */
static void measure_pair(const struct world_plan *plan, uint64_t batch,
                         enum depth depth, struct tallies *tallies)
{
    static const size_t outcomes[] = {FELL, WHEN, LEVEL, ENDING};
    static struct laboratory it;
    struct aras_error error = {0};
    struct aras_versus *versus;

    laboratory_open(&it, plan, batch);
    measure_estimates(&it, tallies);
    versus = aras_versus_of_runs(it.made[0].run, &it.model[0].model, it.made[1].run,
                                 &it.model[1].model, 0, NULL, &error);
    assert_non_null(versus);
    assert_int_equal(versus->contrast->paired, !plan->apart);
    for (size_t i = 0; i < versus->contrast->count; i++) {
        measure_difference(&versus->contrast->difference[i], tallies);
        measure_p(&versus->contrast->difference[i], tallies);
    }
    if (depth >= TESTS) {
        assert_ok(aras_versus_test(versus, outcomes, 4, &error), error);
        measure_tests(versus, tallies);
    }
    if (depth == CLOSELY) {
        assert_ok(aras_versus_look(versus, &outcomes[1], 2, true, &error), error);
        for (size_t i = 0; i < versus->details; i++) {
            measure_detail(&versus->detail[i], tallies);
        }
    }
    aras_versus_free(versus);
    laboratory_close(&it);
}

static const struct tally *find_tally(const struct tallies *tallies, const char *what)
{
    for (size_t i = 0; i < tallies->count; i++) {
        if (strcmp(tallies->tally[i].what, what) == 0) {
            return &tallies->tally[i];
        }
    }
    return NULL;
}

#endif
