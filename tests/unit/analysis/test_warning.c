#include "analysis/warning.h"

#include <math.h>
#include <string.h>

#include "support/check.h"
#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"
#include "unit/simulation/story.h"

/* It falls at a rate of 0.05, and of 0.3 once there was an omen (rate 0.1). `weight`
 * goes up with the omen, `noise` has nothing to do with it. */
#define STORY(more)                                                                    \
    "horizon = 10; parameters = ( { id = \"p\"; prior = \"uniform(0, 1)\"; } );"       \
    "quantities = ( { id = \"weight\"; range = \"none\"; initial = 0; },"              \
    "{ id = \"hue\"; stages = [\"red\", \"blue\"]; initial = \"red\"; },"              \
    "{ id = \"fallen\"; truth = true; initial = false; },"                             \
    "{ id = \"n\"; whole = true; range = [0.0, 9.0]; initial = 1; } );"                \
    "events = ( { id = \"omen\"; rate = 0.1; once = true; effects = [\"weight += "     \
    "1\", "                                                                            \
    "\"hue = blue\"]; },"                                                              \
    "{ id = \"noise\"; rate = \"0.2 + 0 * p\"; },"                                     \
    "{ id = \"fall\"; rate = \"if(weight > 0, 0.3, 0.05)\"; once = true; effects = "   \
    "[\"fallen = true\"]; }" more " );"                                                \
    "outcomes = ( { id = \"fell\"; title = \"it fell\"; kind = \"happened\"; of = "    \
    "\"fallen\"; },"                                                                   \
    "{ id = \"ending\"; title = \"the end\"; kind = \"category\"; options = ( { id = " \
    "\"low\"; when = \"fallen\"; }, { id = \"other\"; } ); } );"                       \
    "tracks = ( { id = \"weight\"; title = \"weight\"; of = \"weight\"; every = 1; } " \
    ");"

static const char text[] = STORY("");

/* The same, and a world in nine fails. */
static const char failing[] =
    STORY(", { id = \"slip\"; rate = 0.012; effects = [\"n += n / 2\"]; }");

enum { WORLDS = 6000, GROUP = 10 };

static bool never_failed(uint64_t replication, uint64_t set, double *values)
{
    (void) replication;
    (void) set;
    values[0] = 0.0;
    values[1] = 0.0;
    return true;
}

static void made_here(struct aras_block *block)
{
    block->maths = aras_maths_fingerprint();
}

struct asking {
    struct story *story;
    struct made_run run;
    struct aras_plan plan;
    struct aras_warning_wish wish;
    struct aras_problems problems;
    const char *text;
    double landmark[2];
};

static void read_condition(void *context)
{
    struct asking *asking = context;

    asking->wish.condition = aras_condition_read(asking->text, "--of",
                                                 asking->plan.model, &asking->problems);
}

/* A run is here no more than a number of worlds: they are played again anyway, and what
 * is stored of them is not looked at where other maths functions made it. */
static void asking_new(struct asking *asking, const char *model, const char *condition,
                       uint64_t worlds, void (*finish)(struct aras_block *))
{
    struct made_plan plan = {.replications = worlds,
                             .group = GROUP,
                             .block = 1000,
                             .play = never_failed,
                             .finish = finish};
    struct aras_error error = {0};

    memset(asking, 0, sizeof *asking);
    asking->story = story_new(model);
    plan.model = asking->story->model;
    asking->run = made_run_of(&plan);
    asking->plan = (struct aras_plan){.model = plan.model,
                                      .settings = {.seed = 7, .group = GROUP}};
    asking->problems.arena = asking->run.arena;
    asking->text = condition;
    asking->landmark[0] = 2.0;
    asking->landmark[1] = 4.0;
    asking->wish.landmark = asking->landmark;
    asking->wish.landmarks = 1;
    asking->wish.most = 5;
    asking->wish.threads = 2;
    assert_ok(aras_arena_try(asking->run.arena, read_condition, asking, &error), error);
    assert_non_null(asking->wish.condition);
}

static void asking_free(struct asking *asking)
{
    made_run_close(&asking->run);
    story_free(asking->story);
}

static struct aras_warning *warn(const struct asking *asking)
{
    struct aras_error error = {0};
    struct aras_warning *warning =
        aras_warning_of_run(asking->run.run, &asking->plan, &asking->wish, &error);

    if (warning == NULL) {
        fail_msg("%s", error.message);
    }
    return warning;
}

static void assert_nothing(const struct asking *asking, enum aras_status status,
                           const char *words)
{
    struct aras_error error = {0};

    assert_null(
        aras_warning_of_run(asking->run.run, &asking->plan, &asking->wish, &error));
    assert_int_equal(error.status, status);
    if (strstr(error.message, words) == NULL) {
        fail_msg("%s", error.message);
    }
}

/* Open at 2: no fall yet. Without an omen exp(-0.3) = 0.7408, with one 0.1 exp(-0.6)
 * (exp(0.3) - 1) / 0.15 = 0.1280. From 2 to 10 it comes, after an omen, with 1 -
 * exp(-2.4) = 0.909; else with 1 - exp(-1.2) - 0.1 exp(-2.4) (exp(1.2) - 1) / 0.15 =
 * 0.558. */
static void an_omen_is_the_best_indicator(void **state)
{
    struct asking asking;
    struct aras_warning *warning;
    const struct aras_outlook *outlook;
    const struct aras_sign *omen;
    const struct aras_alarm_counts *all;

    (void) state;
    asking_new(&asking, text, "fell", WORLDS, NULL);
    warning = warn(&asking);
    outlook = &warning->outlook[0];
    omen = &outlook->sign[0];
    all = &omen->alarm.all;
    assert_int_equal(warning->sets, WORLDS / GROUP);
    assert_int_equal(outlook->open + outlook->settled_yes, WORLDS);
    assert_int_equal(outlook->settled_no, 0);
    assert_close((double) outlook->open / WORLDS, 0.8688, 0.02);
    assert_int_equal(outlook->selecting + outlook->judging, outlook->open);
    assert_int_equal(all->hit + all->wrong + all->miss + all->quiet, outlook->judging);
    assert_int_equal(omen->kind, ARAS_SIGN_EVENT);
    assert_string_equal(asking.plan.model->events[omen->number].id, "omen");
    assert_true(omen->warns);
    assert_close((all->hit + all->wrong) / (double) outlook->judging, 0.147, 0.025);
    assert_close(omen->alarm.posterior, 0.909, 0.05);
    assert_true(omen->alarm.posterior_interval.low < 0.909 &&
                0.909 < omen->alarm.posterior_interval.high);
    assert_close(omen->alarm.otherwise, 0.558, 0.04);
    assert_close(outlook->prior, 0.61, 0.03);
    assert_true(omen->adjusted < 1e-6 && omen->adjusted >= omen->p);
    /* The track `weight` above 0 is the same news; noise is none. */
    assert_int_equal(outlook->signs, 1);
    assert_int_equal(outlook->alike, 1);
    asking_free(&asking);
    aras_warning_free(warning);
}

/* After an omen at s and none before 2 the wait from 2 has the rate 0.3, cut at 8: its
 * median is -log(1 - 0.909 / 2) / 0.3 = 2.02; the omen was up to 2 earlier. */
static void the_lead_is_the_time_from_sign_to_outcome(void **state)
{
    struct asking asking;
    struct aras_warning *warning;
    const struct aras_sign *omen;

    (void) state;
    asking_new(&asking, text, "fell", WORLDS, NULL);
    warning = warn(&asking);
    omen = &warning->outlook[0].sign[0];
    assert_true(omen->lead[0] < omen->lead[1] && omen->lead[1] < omen->lead[2]);
    assert_close(omen->lead[1], 2.02 + 0.9, 0.6);
    aras_warning_free(warning);
    asking_free(&asking);
}

static void levels_of_quantities_are_seen_too(void **state)
{
    struct asking asking;
    struct aras_warning *warning;

    (void) state;
    asking_new(&asking, text, "fell", WORLDS, NULL);
    asking.wish.quantities = true;
    warning = warn(&asking);
    /* Weight as a track, as a quantity, and the hue tell the same as the omen. */
    assert_int_equal(warning->outlook[0].alike, 3);
    assert_int_equal(warning->outlook[0].signs, 1);
    aras_warning_free(warning);
    asking_free(&asking);
}

static void what_is_measured_at_the_horizon_is_open_until_then(void **state)
{
    struct asking asking;
    struct aras_warning *warning;

    (void) state;
    asking_new(&asking, text, "ending == low", 3000, NULL);
    warning = warn(&asking);
    assert_int_equal(warning->outlook[0].open, 3000);
    /* What is asked has happened already in some: seen, it is certain to end so. */
    assert_string_equal(
        asking.plan.model->events[warning->outlook[0].sign[0].number].id, "fall");
    assert_close(warning->outlook[0].sign[0].alarm.posterior, 1.0, 0.0);
    assert_true(isinf(warning->outlook[0].sign[0].alarm.ratio));
    aras_warning_free(warning);
    asking_free(&asking);
}

static void each_landmark_has_an_outlook_of_its_own(void **state)
{
    struct asking asking;
    struct aras_warning *both;
    struct aras_warning *second;

    (void) state;
    asking_new(&asking, text, "fell", WORLDS, NULL);
    asking.wish.landmarks = 2;
    both = warn(&asking);
    asking.wish.landmarks = 1;
    asking.landmark[0] = 4.0;
    second = warn(&asking);
    assert_true(both->outlook[1].open < both->outlook[0].open);
    assert_int_equal(both->outlook[1].open, second->outlook[0].open);
    assert_true(both->outlook[1].sign[0].alarm.posterior ==
                second->outlook[0].sign[0].alarm.posterior);
    aras_warning_free(both);
    aras_warning_free(second);
    asking_free(&asking);
}

static void threads_change_nothing_and_failed_worlds_count_for_nothing(void **state)
{
    struct asking asking;
    struct aras_warning *one;
    struct aras_warning *many;

    (void) state;
    asking_new(&asking, failing, "fell", WORLDS, NULL);
    /* The stored run knows of no failure: whoever asks is told. */
    assert_nothing(&asking, ARAS_DAMAGED, "comes out differently than it is stored");
    asking_free(&asking);
    asking_new(&asking, text, "fell", WORLDS, NULL);
    asking.wish.threads = 1;
    one = warn(&asking);
    asking.wish.threads = 5;
    many = warn(&asking);
    assert_int_equal(one->outlook[0].signs, many->outlook[0].signs);
    assert_memory_equal(one->outlook[0].sign, many->outlook[0].sign,
                        one->outlook[0].signs * sizeof *one->outlook[0].sign);
    aras_warning_free(one);
    aras_warning_free(many);
    asking_free(&asking);
}

static void who_asks_too_much_is_told_what_would_do(void **state)
{
    struct asking asking;

    (void) state;
    asking_new(&asking, text, "fell", 100, NULL);
    assert_nothing(&asking, ARAS_INVALID, "10 parameter sets are too few");
    asking_free(&asking);
    asking_new(&asking, text, "fell and not happened(fell)", 3000, NULL);
    assert_nothing(&asking, ARAS_INVALID, "too few");
    asking_free(&asking);
    asking_new(&asking, text, "fell", 1000, NULL);
    asking.wish.replications = 2000;
    assert_nothing(&asking, ARAS_INVALID, "the run has 1000 worlds, not 2000");
    asking_free(&asking);
    /* Made by the same functions, a world must come out as it is stored. */
    asking_new(&asking, text, "fell", 1000, made_here);
    assert_nothing(&asking, ARAS_DAMAGED, "world 0 comes out differently");
    asking_free(&asking);
}

static void memory_that_runs_out_is_told(void **state)
{
    struct asking asking;
    struct aras_warning *warning = NULL;
    int refused = 0;

    (void) state;
    asking_new(&asking, text, "fell", 1000, NULL);
    asking.wish.quantities = true;
    for (int allowed = 0; warning == NULL; allowed += 1 + allowed / 8) {
        struct aras_error error = {0};

        allow_allocations(allowed);
        warning =
            aras_warning_of_run(asking.run.run, &asking.plan, &asking.wish, &error);
        allow_all_allocations();
        assert_true(warning != NULL || error.status == ARAS_NO_MEMORY);
        refused += warning == NULL;
    }
    assert_true(refused > 15);
    aras_warning_free(warning);
    asking_free(&asking);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_omen_is_the_best_indicator),
        cmocka_unit_test(the_lead_is_the_time_from_sign_to_outcome),
        cmocka_unit_test(levels_of_quantities_are_seen_too),
        cmocka_unit_test(what_is_measured_at_the_horizon_is_open_until_then),
        cmocka_unit_test(each_landmark_has_an_outlook_of_its_own),
        cmocka_unit_test(threads_change_nothing_and_failed_worlds_count_for_nothing),
        cmocka_unit_test(who_asks_too_much_is_told_what_would_do),
        cmocka_unit_test(memory_that_runs_out_is_told),
    };

    return cmocka_run_group_tests_name("warning", tests, NULL, NULL);
}
