#include "analysis/estimate.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/target.h"
#include "statistics/beta.h"
#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"

/* --- a model with one outcome of each kind ---------------------------------------- */

enum { HAPPENED, TIME, VALUE, COUNT, CATEGORY, OUTCOMES };

static const struct aras_category endings[] = {
    {.id = "good", .title = "it ends well"}, {.id = "bad"}, {.id = "other"}};

static const struct aras_outcome outcomes[OUTCOMES] = {
    [HAPPENED] = {.id = "fell", .title = "it fell", .kind = ARAS_HAPPENED},
    [TIME] = {.id = "when", .title = "when it fell", .kind = ARAS_TIME},
    [VALUE] = {.id = "level", .title = "its level", .kind = ARAS_VALUE},
    [COUNT] = {.id = "calls", .title = "calls", .kind = ARAS_COUNT},
    [CATEGORY] = {.id = "ending",
                  .title = "how it ends",
                  .kind = ARAS_CATEGORY,
                  .categories = endings,
                  .category_count = 3},
};

static const struct aras_option tempers[] = {{.id = "calm"}, {.id = "angry"}};
static const struct aras_option rules[] = {{.id = "sum"}, {.id = "most"}, {.id = "no"}};

/* Models of these: the parameter is drawn, variants are when they are there. */
struct made_model {
    struct aras_model model;
    struct aras_parameter parameter;
    struct aras_variant variant[2];
    struct aras_event event[2];
};

static void make_model(struct made_model *made, size_t variants)
{
    *made = (struct made_model){
        .parameter = {.id = "p", .prior = {.kind = ARAS_PRIOR_DISTRIBUTION}},
        .variant = {{.id = "temper", .options = tempers, .count = 2, .fixed = -1},
                    {.id = "rule", .options = rules, .count = 3, .fixed = -1}},
        .event = {{.id = "call", .trigger = ARAS_BY_RATE},
                  {.id = "fall", .trigger = ARAS_AT}},
        .model = {.title = "made",
                  .horizon = 10.0,
                  .outcomes = outcomes,
                  .outcome_count = OUTCOMES,
                  .variant_count = variants,
                  .event_count = 2,
                  .parameter_count = 1}};
    made->model.parameters = &made->parameter;
    made->model.variants = made->variant;
    made->model.events = made->event;
}

static const struct aras_estimate *row_of(const struct aras_estimates *estimates,
                                          size_t outcome, size_t option, size_t nth)
{
    for (size_t i = 0; i < estimates->count; i++) {
        const struct aras_estimate *estimate = &estimates->estimate[i];

        if (estimate->outcome == outcome && estimate->option == option && nth-- == 0) {
            return estimate;
        }
    }
    fail_msg("there is no such row");
    return NULL;
}

static struct aras_estimates *estimates_of(const struct made_run *made,
                                           const struct aras_model *model)
{
    struct aras_error error = {0};
    struct aras_estimates *estimates =
        aras_estimates_of_run(made->run, model, 0, &error);

    if (estimates == NULL) {
        fail_msg("%s", error.message);
    }
    return estimates;
}

/* Worlds 0, 1, 5 of ten fell, at times 1, 2 and 6. */
static bool play_ten(uint64_t replication, uint64_t set, double *outcome)
{
    bool fell = replication == 0 || replication == 1 || replication == 5;

    (void) set;
    outcome[HAPPENED] = fell ? 1.0 : 0.0;
    outcome[TIME] = fell ? (double) replication + 1.0 : INFINITY;
    outcome[VALUE] = 0.5 * (double) replication;
    outcome[COUNT] = (double) (replication % 4);
    outcome[CATEGORY] = fell ? 1.0 : replication == 9 ? 2.0 : 0.0;
    return true;
}

static void assert_histogram(const struct aras_estimate *row, size_t parts,
                             const uint64_t *count)
{
    assert_int_equal(row->histogram.parts, parts);
    for (size_t i = 0; i < parts; i++) {
        assert_int_equal(row->histogram.count[i], count[i]);
    }
}

static void a_probability_counts_groups_as_clusters(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;
    const struct aras_share *share;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    share = &row_of(estimates, HAPPENED, 0, 0)->share;
    /* Two groups of five with 2 and 1: the error is sqrt(2 / 1 x (0.5^2 + 0.5^2)) / 10
     * = 0.1, the effective size 0.3 x 0.7 / 0.01 = 21, held at 10. Wilson with t
     * = 12.706, t^2 = 161.45: (3 + 80.72 -/+ 12.706 sqrt(2.1 + 40.36)) / 171.45. */
    assert_int_equal(share->yes, 3);
    assert_int_equal(share->size, 10);
    assert_close(share->p, 0.3, 1e-15);
    assert_close(share->interval.low, 0.0054, 0.0001);
    assert_close(share->interval.high, 0.9713, 0.0001);
    assert_close(share->error, (share->interval.high - share->interval.low) / 2, 1e-15);
    assert_true(isnan(share->never) && isnan(share->always));
    assert_close(share->bounds.low, 0.3, 1e-15);
    assert_close(share->bounds.high, 0.3, 1e-15);
    assert_close(aras_estimates_error(estimates, HAPPENED, ARAS_ALL_OPTIONS),
                 share->error, 0.0);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void options_of_a_category_share_all_worlds(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    assert_close(row_of(estimates, CATEGORY, 0, 0)->share.p, 0.6, 1e-15);
    assert_close(row_of(estimates, CATEGORY, 1, 0)->share.p, 0.3, 1e-15);
    assert_close(row_of(estimates, CATEGORY, 2, 0)->share.p, 0.1, 1e-15);
    assert_int_equal(estimates->count, 4 + 3);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void a_time_that_is_not_reached_stays_so(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;
    const struct aras_estimate *row;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    row = row_of(estimates, TIME, 0, 0);
    assert_close(row->share.p, 0.3, 1e-15);
    assert_close(row->quantile[0], 1.0, 0.01); /* 10 % */
    assert_true(isinf(row->quantile[1]) && isinf(row->quantile[2]));
    /* 1, 2 and 6 of a horizon of 10. */
    assert_histogram(row, 8, (const uint64_t[]){1, 1, 0, 0, 1, 0, 0, 0});
    /* (1 + 2 + 6 + 7 x 10) / 10 */
    assert_close(row->average.mean, 7.9, 1e-12);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void values_have_quantiles_and_counts_stay_whole(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;
    const struct aras_estimate *row;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    row = row_of(estimates, VALUE, 0, 0);
    assert_close(row->average.mean, 2.25, 1e-12);
    assert_close(row->average.least, 0.0, 0.0);
    assert_close(row->average.greatest, 4.5, 0.0);
    assert_close(row->quantile[0], 0.0, 0.0);
    assert_close(row->quantile[1], 2.0, 0.01);
    assert_close(row->quantile[2], 4.5, 0.02);
    /* 0, 0.5 ... 4.5 in eight parts of 0.5625. */
    assert_histogram(row, 8, (const uint64_t[]){2, 1, 1, 1, 1, 1, 1, 2});
    row = row_of(estimates, COUNT, 0, 0);
    assert_histogram(row, 4, (const uint64_t[]){3, 3, 2, 2});
    assert_close(row->average.mean, 1.3, 1e-12);
    assert_close(row->quantile[1], 1.0, 0.0);
    assert_close(row->quantile[2], 3.0, 0.0);
    /* Group sums are 10 x 0.5 and 35 x 0.5: the error of the mean is sqrt(2 (6.25^2 +
     * 6.25^2)) / 10 = 1.25, and t with one degree of freedom 12.706. */
    assert_close(row_of(estimates, VALUE, 0, 0)->average.error, 12.7062 * 1.25, 0.001);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void some_outcomes_by_themselves_have_the_same_estimates(void **state)
{
    const bool wanted[OUTCOMES] = {[VALUE] = true, [CATEGORY] = true};
    const bool tracks[1] = {false};
    const struct aras_estimates_wish wish = {.outcome = wanted, .track = tracks};
    struct made_model made_model;
    struct aras_error error = {0};
    struct aras_estimates *all;
    struct aras_estimates *some;
    struct made_run made;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    all = estimates_of(&made, &made_model.model);
    some = aras_estimates_of_some(made.run, &made_model.model, 0, &wish, &error);
    assert_non_null(some);
    assert_int_equal(some->count, 4);
    assert_close(row_of(some, VALUE, 0, 0)->average.mean,
                 row_of(all, VALUE, 0, 0)->average.mean, 0.0);
    assert_close(row_of(some, VALUE, 0, 0)->average.error,
                 row_of(all, VALUE, 0, 0)->average.error, 0.0);
    assert_true(isnan(row_of(some, VALUE, 0, 0)->quantile[1]));
    for (size_t k = 0; k < 3; k++) {
        assert_int_equal(row_of(some, CATEGORY, k, 0)->share.yes,
                         row_of(all, CATEGORY, k, 0)->share.yes);
    }
    aras_estimates_free(some);
    aras_estimates_free(all);
    made_run_close(&made);
}

/* --- not knowing the parameters ----------------------------------------------------
 */

static void draw_beta(uint64_t set, double *parameters)
{
    parameters[0] = aras_beta_quantile(made_draw(1000003 + set), 2.0, 5.0);
}

static bool play_beta(uint64_t replication, uint64_t set, double *outcome)
{
    double p;

    draw_beta(set, &p);
    play_ten(9, 0, outcome);
    outcome[HAPPENED] = made_draw(replication) < p ? 1.0 : 0.0;
    outcome[VALUE] = p + (made_draw(777 + replication) - 0.5) * 4.0;
    return true;
}

/*
 * 600 sets of 50 worlds whose probability is Beta(2, 5): mean 2/7, 80 % of it within
 * [0.0926, 0.5103]. By the errors of moments of 600 draws (0.0065 for the mean, 3 % for
 * the spread) the ends are off by more than 0.03 in one of a thousand seeds. The
 * groups' own shares, with chance in them, lie 0.03 further out.
 */
static void the_range_over_parameters_is_told_from_chance(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;
    const struct aras_share *share;
    const struct aras_average *average;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 30000,
                                           .group = 50,
                                           .block = 10000,
                                           .play = play_beta,
                                           .draw = draw_beta});
    estimates = estimates_of(&made, &made_model.model);
    share = &row_of(estimates, HAPPENED, 0, 0)->share;
    assert_false(estimates->fixed);
    assert_int_equal(estimates->sets, 600);
    assert_close(share->p, 2.0 / 7.0, 0.02);
    assert_close(share->range.low, 0.0926, 0.025);
    assert_close(share->range.high, 0.5103, 0.03);
    /* The same for a mean, with uniform noise of +-2 in each world. */
    average = &row_of(estimates, VALUE, 0, 0)->average;
    assert_close(average->mean, 2.0 / 7.0, 0.03);
    assert_close(average->range.low, 0.0926, 0.05);
    assert_close(average->range.high, 0.5103, 0.05);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void without_drawn_parameters_there_is_no_range(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made_model.parameter.prior.kind = ARAS_PRIOR_FIXED;
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    assert_true(estimates->fixed);
    assert_true(isnan(row_of(estimates, HAPPENED, 0, 0)->share.range.low));
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void at_central_values_there_is_no_range(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 1);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 10,
                                           .central = true,
                                           .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    assert_true(estimates->fixed);
    assert_true(isnan(row_of(estimates, VALUE, 0, 0)->average.range.low));
    /* All worlds have one option: it is no reading. */
    assert_null(
        estimates->readings.reading[row_of(estimates, VALUE, 0, 0)->reading].id);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

/* --- what was never seen, and what failed ------------------------------------------
 */

static bool play_never(uint64_t replication, uint64_t set, double *outcome)
{
    play_ten(replication, set, outcome);
    outcome[HAPPENED] = 0.0;
    outcome[CATEGORY] = 2.0;
    return true;
}

static void what_was_never_seen_is_bounded_by_the_rule_of_three(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 1000,
                                           .group = 50,
                                           .play = play_never});
    estimates = estimates_of(&made, &made_model.model);
    /* 1 - 0.05^(1 / 1000) */
    assert_close(row_of(estimates, HAPPENED, 0, 0)->share.never, 0.0029913, 1e-6);
    assert_close(row_of(estimates, CATEGORY, 2, 0)->share.always, 0.9970087, 1e-6);
    assert_true(isnan(row_of(estimates, HAPPENED, 0, 0)->share.always));
    aras_estimates_free(estimates);
    made_run_close(&made);
}

/* Of 20 worlds those from 16 on fail, and every fourth fell. */
static bool play_and_fail(uint64_t replication, uint64_t set, double *outcome)
{
    play_ten(replication % 10, set, outcome);
    outcome[HAPPENED] = replication % 4 == 0 ? 1.0 : 0.0;
    return replication < 16;
}

static void worlds_that_failed_are_counted_and_in_no_estimate(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;
    const struct aras_share *share;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 20, .play = play_and_fail});
    estimates = estimates_of(&made, &made_model.model);
    share = &row_of(estimates, HAPPENED, 0, 0)->share;
    assert_int_equal(estimates->failed, 4);
    assert_int_equal(estimates->failures, 4);
    assert_int_equal(estimates->failure[0].replication, 16);
    assert_int_equal(share->size, 16);
    assert_close(share->p, 0.25, 1e-15);
    assert_close(share->bounds.low, 4.0 / 20.0, 1e-15);
    assert_close(share->bounds.high, 8.0 / 20.0, 1e-15);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static bool play_nothing(uint64_t replication, uint64_t set, double *outcome)
{
    (void) replication;
    (void) set;
    (void) outcome;
    return false;
}

static void when_all_worlds_failed_nothing_is_known(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 20, .play = play_nothing});
    estimates = estimates_of(&made, &made_model.model);
    assert_int_equal(estimates->failures, ARAS_FAILURES_KEPT);
    assert_true(isnan(row_of(estimates, HAPPENED, 0, 0)->share.p));
    assert_true(isnan(row_of(estimates, VALUE, 0, 0)->average.mean));
    assert_true(isinf(aras_estimates_error(estimates, VALUE, ARAS_ALL_OPTIONS)));
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static bool play_nonsense(uint64_t replication, uint64_t set, double *outcome)
{
    play_ten(replication, set, outcome);
    outcome[CATEGORY] = replication == 7 ? 3.0 : 0.0;
    return true;
}

static void a_category_that_is_none_is_refused(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_error error = {0};

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_nonsense});
    assert_null(aras_estimates_of_run(made.run, &made_model.model, 0, &error));
    assert_int_equal(error.status, ARAS_DAMAGED);
    assert_non_null(strstr(error.message, "'ending' of replication 7 is 3"));
    made_run_close(&made);
}

/* --- readings --------------------------------------------------------------------- */

static void draw_options(uint64_t set, double *parameters)
{
    parameters[0] = 0.0;
    parameters[1] = (double) (set % 2);       /* calm, angry in turn */
    parameters[2] = set % 4 == 3 ? 1.0 : 0.0; /* the third rule never comes up */
}

static bool play_by_temper(uint64_t replication, uint64_t set, double *outcome)
{
    play_ten(replication, set, outcome);
    outcome[HAPPENED] = set % 2 == 1 && replication % 5 < 2 ? 1.0 : 0.0;
    return true;
}

static void each_option_that_came_up_is_a_reading_and_none_is_averaged(void **state)
{
    static const char *const ids[] = {"temper=calm", "temper=angry", "rule=sum",
                                      "rule=most"};
    static const double shares[] = {0.0, 0.4, 2.0 / 15.0, 0.4};
    static const uint64_t worlds[] = {20, 20, 30, 10};
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 2);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 40,
                                           .play = play_by_temper,
                                           .draw = draw_options});
    estimates = estimates_of(&made, &made_model.model);
    assert_int_equal(estimates->count, 4 * (4 + 3));
    for (size_t i = 0; i < 4; i++) {
        const struct aras_estimate *row = row_of(estimates, HAPPENED, 0, i);
        const struct aras_reading *reading = &estimates->readings.reading[row->reading];

        assert_string_equal(aras_reading_id(reading), ids[i]);
        assert_close(row->share.p, shares[i], 1e-15);
        assert_int_equal(row->share.size, worlds[i]);
        assert_int_equal(reading->sets, worlds[i] / 5);
    }
    aras_estimates_free(estimates);
    made_run_close(&made);
}

static void a_variant_that_is_fixed_is_no_reading(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 1);
    made_model.variant[0].fixed = 0;
    made = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 10, .play = play_ten});
    estimates = estimates_of(&made, &made_model.model);
    assert_int_equal(estimates->count, 4 + 3);
    assert_string_equal(aras_reading_id(&estimates->readings.reading[0]), "all");
    aras_estimates_free(estimates);
    made_run_close(&made);
}

/* --- blocks ----------------------------------------------------------------------- */

static void groups_that_blocks_cut_in_two_stay_whole(void **state)
{
    struct made_model made_model;
    struct made_run whole;
    struct made_run cut;
    struct aras_estimates *of_whole;
    struct aras_estimates *of_cut;

    (void) state;
    make_model(&made_model, 0);
    whole = made_run_of(&(struct made_plan){
        .model = &made_model.model, .replications = 103, .play = play_beta});
    cut = made_run_of(&(struct made_plan){.model = &made_model.model,
                                          .replications = 103,
                                          .block = 7,
                                          .play = play_beta});
    of_whole = estimates_of(&whole, &made_model.model);
    of_cut = estimates_of(&cut, &made_model.model);
    assert_int_equal(of_whole->count, of_cut->count);
    for (size_t i = 0; i < of_whole->count; i++) {
        assert_memory_equal(&of_whole->estimate[i], &of_cut->estimate[i],
                            sizeof of_whole->estimate[i]);
    }
    aras_estimates_free(of_whole);
    aras_estimates_free(of_cut);
    made_run_close(&whole);
    made_run_close(&cut);
}

static void the_first_replications_can_be_asked_for_alone(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_error error = {0};
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 20,
                                           .block = 10,
                                           .play = play_and_fail});
    estimates = aras_estimates_of_run(made.run, &made_model.model, 10, &error);
    assert_non_null(estimates);
    assert_int_equal(row_of(estimates, HAPPENED, 0, 0)->share.size, 10);
    assert_int_equal(estimates->failed, 0);
    assert_int_equal(estimates->failures, 0);
    aras_estimates_free(estimates);
    assert_null(aras_estimates_of_run(made.run, &made_model.model, 21, &error));
    assert_int_equal(error.status, ARAS_INVALID);
    assert_non_null(strstr(error.message, "21 replications are asked for, 20"));
    made_run_close(&made);
}

/* --- events ----------------------------------------------------------------------- */

static void add_events(struct aras_block *block)
{
    block->event[0] = (struct aras_event_sum){.count = 30,
                                              .worlds = 8,
                                              .integrated = 40.0,
                                              .residual = -40.0,
                                              .residual_squared = 64.0};
    block->event[1] = (struct aras_event_sum){.count = 10, .worlds = 10};
}

static void events_that_do_not_fit_their_rates_are_suspicious(void **state)
{
    struct made_model made_model;
    struct made_run made;
    struct aras_estimates *estimates;

    (void) state;
    make_model(&made_model, 0);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 10,
                                           .play = play_ten,
                                           .finish = add_events});
    estimates = estimates_of(&made, &made_model.model);
    assert_close(estimates->event[0].per_100, 300.0, 1e-12);
    assert_close(estimates->event[0].expected, 400.0, 1e-12);
    assert_close(estimates->event[0].share, 0.8, 1e-15);
    assert_close(estimates->event[0].z, -5.0, 1e-12);
    assert_true(estimates->event[0].suspicious);
    assert_true(isnan(estimates->event[1].z));
    assert_true(isnan(estimates->event[1].expected));
    assert_false(estimates->event[1].suspicious);
    assert_int_equal(estimates->suspicious, 1);
    aras_estimates_free(estimates);
    made_run_close(&made);
}

/* --- memory ----------------------------------------------------------------------- */

/* Lets the first allocation fail, then the second, and so on until none does. */
static void a_lack_of_memory_is_reported_and_nothing_leaks(void **state)
{
    struct made_model made_model;
    struct made_run made;
    enum aras_status status = ARAS_NO_MEMORY;
    int refused = 0;

    (void) state;
    make_model(&made_model, 2);
    made = made_run_of(&(struct made_plan){.model = &made_model.model,
                                           .replications = 20,
                                           .play = play_by_temper,
                                           .draw = draw_options});
    while (status == ARAS_NO_MEMORY) {
        struct aras_error error = {0};
        struct aras_estimates *estimates;

        allow_allocations(refused++);
        estimates = aras_estimates_of_run(made.run, &made_model.model, 0, &error);
        allow_all_allocations();
        status = estimates == NULL ? error.status : ARAS_OK;
        aras_estimates_free(estimates);
    }
    assert_int_equal(status, ARAS_OK);
    assert_true(refused > 10);
    made_run_close(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_probability_counts_groups_as_clusters),
        cmocka_unit_test(options_of_a_category_share_all_worlds),
        cmocka_unit_test(a_time_that_is_not_reached_stays_so),
        cmocka_unit_test(values_have_quantiles_and_counts_stay_whole),
        cmocka_unit_test(some_outcomes_by_themselves_have_the_same_estimates),
        cmocka_unit_test(the_range_over_parameters_is_told_from_chance),
        cmocka_unit_test(without_drawn_parameters_there_is_no_range),
        cmocka_unit_test(at_central_values_there_is_no_range),
        cmocka_unit_test(what_was_never_seen_is_bounded_by_the_rule_of_three),
        cmocka_unit_test(worlds_that_failed_are_counted_and_in_no_estimate),
        cmocka_unit_test(when_all_worlds_failed_nothing_is_known),
        cmocka_unit_test(a_category_that_is_none_is_refused),
        cmocka_unit_test(each_option_that_came_up_is_a_reading_and_none_is_averaged),
        cmocka_unit_test(a_variant_that_is_fixed_is_no_reading),
        cmocka_unit_test(groups_that_blocks_cut_in_two_stay_whole),
        cmocka_unit_test(the_first_replications_can_be_asked_for_alone),
        cmocka_unit_test(events_that_do_not_fit_their_rates_are_suspicious),
        cmocka_unit_test(a_lack_of_memory_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests_name("estimate", tests, NULL, NULL);
}
