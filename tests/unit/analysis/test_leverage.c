/* Leverage by intervention, where it is known in closed form. Each tolerance is four
 * standard errors: of the some twenty numbers compared none would be that far off in
 * 999 of 1000 seeds, and the seed is fixed. */
#include "analysis/leverage.h"

#include <math.h>

#include "support/scarce_memory.h"
#include "unit/simulation/story.h"

#define ACTORS                                                                         \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; name " \
    "= \"Q\"; } ); quantities = ( { id = \"way\"; stages = [\"no\", \"half\", "        \
    "\"whole\"]; initial = \"no\"; }, { id = \"lever\"; range = [0.0, 1.0]; initial "  \
    "= 0.5; } );"

#define STAKES                                                                         \
    " stakes = { V_by = 0.9; V_of = 0.6; x = 0.8; K_by = 0.3; K_of = 0.9; r_by = 0.5;" \
    " a_of = 0.1; sharpness_by = 3; sharpness_of = 5; }; believed = \"0.9 * "          \
    "enforcement\";"

#define COMPEL(when, rate)                                                             \
    "demands = ( { id = \"m\"; by = \"pia\"; of = \"quinn\"; form = \"compel\"; "      \
    "when = \"" when "\"; rate = \"" rate "\";" STAKES                                 \
    " conceded = [\"way = half\"]; enforced = [\"lever = 0\"]; } );"

enum { WORLDS = 4000 };

static const double AT = 1.0, WITHIN = 2.0;

static double logistic(double x)
{
    return 1.0 / (1.0 + exp(-x));
}

/* By STAKES. */
static double enforces(void)
{
    return logistic(3.0 * (0.5 - 0.3));
}

static double concedes(void)
{
    return logistic(5.0 * (0.9 * enforces() * 0.9 - 0.6 * 0.8 - 0.1));
}

struct asked {
    struct story *story;
    struct aras_issues issues;
    struct aras_leverage_wish wish;
    struct aras_leverage *leverage;
};

static struct asked ask(const char *text, uint64_t worlds)
{
    struct asked asked = {.story = story_new(text)};
    struct aras_error error = {0};

    assert_ok(aras_issues_find(&asked.issues, asked.story->model, &error), error);
    asked.wish = (struct aras_leverage_wish){.issue = asked.issues.issue,
                                             .issues = asked.issues.count,
                                             .at = &AT,
                                             .times = 1,
                                             .within = WITHIN,
                                             .worlds = worlds,
                                             .threads = 2};
    asked.leverage = aras_leverage_measure(asked.story->model, &asked.story->settings,
                                           &asked.wish, &error);
    if (asked.leverage == NULL) {
        fail_msg("%s", error.message);
    }
    return asked;
}

static void leave(struct asked *asked)
{
    aras_leverage_free(asked->leverage);
    aras_issues_free(&asked->issues);
    story_free(asked->story);
}

/* The numbers of the first issue's choice `choice`. */
static double pull_of(const struct asked *asked, size_t choice, enum aras_pull pull)
{
    return asked->leverage->row[choice * asked->leverage->told_count].pull[pull].mean;
}

static void assert_near(double measured, double p, double worlds)
{
    assert_close(measured, p, 4.0 * sqrt(p * (1.0 - p) / worlds) + 1e-9);
}

static void
a_demand_that_nothing_else_brings_about_moves_by_its_concession(void **state)
{
    struct asked asked = ask(ACTORS COMPEL("true", "1e-9"), WORLDS);
    const struct aras_leverage_row *row = asked.leverage->row;

    (void) state;
    assert_int_equal(row->at_issue, WORLDS);
    assert_true(pull_of(&asked, 0, ARAS_PULL_SILENT) == 0.0);
    assert_near(pull_of(&asked, 0, ARAS_PULL_ACTS), concedes(), WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_CONCEDED), concedes(), WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_EFFECT), concedes(), WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_ENFORCED), (1.0 - concedes()) * enforces(),
                WORLDS);
    assert_true(pull_of(&asked, 0, ARAS_PULL_FORCE) == 0.0);
    assert_close(pull_of(&asked, 0, ARAS_PULL_YIELD), concedes(), 1e-12);
    assert_close(pull_of(&asked, 0, ARAS_PULL_BELIEVED), 0.9 * enforces(), 1e-12);
    assert_close(pull_of(&asked, 0, ARAS_PULL_CREDIBLE),
                 logistic(5.0 * (0.9 - 0.58)) - concedes(), 1e-12);
    assert_close(pull_of(&asked, 0, ARAS_PULL_COSTLESS),
                 logistic(5.0 * (0.9 * logistic(1.5) * 0.9 - 0.58)) - concedes(),
                 1e-12);
    assert_close(pull_of(&asked, 0, ARAS_PULL_CAPTIVE), 0.0, 1e-12);
    assert_true(row->pull[ARAS_PULL_EFFECT].interval.low < concedes() &&
                row->pull[ARAS_PULL_EFFECT].interval.high > concedes());
    /* It is only ever brought about: the change has the upper end of Wilson's share. */
    assert_close(row->pull[ARAS_PULL_EFFECT].interval.high,
                 aras_interval_wilson(pull_of(&asked, 0, ARAS_PULL_EFFECT) * WORLDS,
                                      WORLDS, 0.95)
                     .high,
                 5e-5);
    leave(&asked);
}

/* Quinn goes the whole way by itself at the rate 0.3. Where Pia used force, what comes
 * all the same counts as no change. */
static void what_comes_by_itself_is_compliance_without_asking(void **state)
{
    struct asked asked =
        ask(ACTORS COMPEL("way == no",
                          "0.2") "events = ( { id = \"drift_off\"; rate = 0.3; "
                                 "when = \"way < whole\"; effects = [\"way "
                                 "= whole\"]; } );",
            WORLDS);
    double by_itself = 1.0 - exp(-0.3 * WITHIN);
    const struct aras_leverage_row *row = asked.leverage->row;
    /* At T it is at issue where neither came before: of both clocks, conceding halves.
     */
    double worlds = (double) row->at_issue;

    (void) state;
    assert_true(row->at_issue < WORLDS && row->at_issue > 0);
    assert_near(pull_of(&asked, 0, ARAS_PULL_SILENT), by_itself, worlds);
    assert_near(pull_of(&asked, 0, ARAS_PULL_ACTS),
                concedes() + (1.0 - concedes()) * by_itself, worlds);
    assert_near(pull_of(&asked, 0, ARAS_PULL_EFFECT), concedes() * (1.0 - by_itself),
                worlds);
    assert_true(pull_of(&asked, 0, ARAS_PULL_FORCE) == 0.0);
    leave(&asked);
}

static void what_force_takes_is_not_done_by_the_target(void **state)
{
    struct asked asked =
        ask(ACTORS "demands = ( { id = \"m\"; by = \"pia\"; of = \"quinn\"; "
                   "form = \"compel\"; rate = \"0.2\";" STAKES
                   " conceded = [\"way = half\"]; enforced = [\"way = "
                   "whole\"]; } );",
            WORLDS);

    (void) state;
    assert_near(pull_of(&asked, 0, ARAS_PULL_ACTS), concedes(), WORLDS);
    leave(&asked);
}

static void a_line_keeps_back_as_many_as_would_cross_without_it_and_do_not(void **state)
{
    struct asked asked =
        ask(ACTORS "demands = ( { id = \"m\"; by = \"pia\"; of = \"quinn\"; form = "
                   "\"deter\"; at = 4.5;" STAKES "crossed = [\"way = half\"]; } );",
            WORLDS);
    double loss = 0.6 * 0.8 + 0.1;
    double with = logistic(5.0 * (loss - 0.9 * enforces() * 0.9));
    double without = logistic(5.0 * loss);

    (void) state;
    assert_near(pull_of(&asked, 0, ARAS_PULL_SILENT), 1.0 - without, WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_ACTS), 1.0 - with, WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_EFFECT), without - with, WORLDS);
    assert_near(pull_of(&asked, 0, ARAS_PULL_ENFORCED), with * enforces(), WORLDS);
    assert_true(pull_of(&asked, 0, ARAS_PULL_FORCE) == 0.0);
    leave(&asked);
}

#define ANSWER                                                                         \
    "events = ( { id = \"step\"; actors = [\"pia\"]; rate = 0.5; }, { id = "           \
    "\"occasion\"; rate = 0.25; } );"                                                  \
    "decisions = ( { id = \"reply\"; actor = \"quinn\"; after = [\"step\", "           \
    "\"occasion\"]; sharpness = 1; options = ( { id = \"rest\"; status_quo = true; "   \
    "considerations = ( { of = 0.4; weight = 1; } ); }, { id = \"yes\"; "              \
    "considerations = ( { of = 1; weight = 1; } ); }, { id = \"maybe\"; "              \
    "considerations = ( { of = 0.2; weight = 1; } ); } ); } );"

/* Quinn decides after each step and each occasion; occasions alone come at the rate
 * 0.25, so "yes" by itself at 0.25 p. An act adds one decision. */
static void an_answer_is_moved_by_the_decision_that_the_act_calls_for(void **state)
{
    struct asked asked = ask(ACTORS ANSWER, WORLDS);
    double p = exp(1.0) / (exp(0.4) + exp(1.0) + exp(0.2));
    double silent = 1.0 - exp(-0.25 * p * WITHIN);
    double asked_share = 1.0 - exp(-0.5 * WITHIN);

    (void) state;
    assert_int_equal(asked.issues.count, 1);
    assert_string_equal(asked.issues.issue[0].by, "pia");
    assert_string_equal(asked.issues.issue[0].of, "quinn");
    assert_int_equal(asked.leverage->rows, 3);
    assert_near(pull_of(&asked, 1, ARAS_PULL_SILENT), silent, WORLDS);
    assert_near(pull_of(&asked, 1, ARAS_PULL_ACTS), 1.0 - (1.0 - silent) * (1.0 - p),
                WORLDS);
    assert_near(pull_of(&asked, 1, ARAS_PULL_EFFECT), (1.0 - silent) * p, WORLDS);
    assert_near((double) asked.leverage->row[0].asked / WORLDS, asked_share, WORLDS);
    assert_near(pull_of(&asked, 1, ARAS_PULL_ASKED_EFFECT), (1.0 - silent) * p,
                WORLDS * asked_share);
    assert_true(asked.leverage->row[1].best);
    /* Nothing that is weighed is about Pia. */
    assert_close(pull_of(&asked, 1, ARAS_PULL_YIELD), p, 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_CREDIBLE), 0.0, 0.0);
    assert_close(pull_of(&asked, 1, ARAS_PULL_TIED), 0.0, 0.0);
    /* Without an act there is no decision where no occasion comes. */
    assert_close(pull_of(&asked, 1, ARAS_PULL_DECIDES), 1.0, 0.0);
    assert_near(pull_of(&asked, 1, ARAS_PULL_DECIDES_SILENT), 1.0 - exp(-0.25 * WITHIN),
                WORLDS);
    assert_near(pull_of(&asked, 1, ARAS_PULL_CALLED), exp(-0.25 * WITHIN) * p, WORLDS);
    assert_close(pull_of(&asked, 1, ARAS_PULL_CALLED) +
                     pull_of(&asked, 1, ARAS_PULL_SHIFTED),
                 pull_of(&asked, 1, ARAS_PULL_EFFECT), 1e-12);
    leave(&asked);
}

#define TIED                                                                           \
    "horizon = 5; actors = ( { id = \"pia\"; name = \"P\"; }, { id = \"quinn\"; name " \
    "= \"Q\"; } ); channels = ( { id = \"grain\"; kind = \"supply\"; }, { id = "       \
    "\"post\"; kind = \"tie\"; } ); needs = ( { of = \"quinn\"; channel = \"grain\"; " \
    "importance = 1.0; }, { of = \"pia\"; channel = \"post\"; importance = 1.0; } );"  \
    "ties = ( { of = \"quinn\"; on = \"pia\"; channel = \"grain\"; share = 0.8; "      \
    "substitutability = 0.5; }, { of = \"pia\"; on = \"quinn\"; channel = \"post\"; "  \
    "strength = 0.2; } ); quantities = ( { id = \"reputation\"; of = \"actor\"; "      \
    "range "                                                                           \
    "= [0.0, 1.0]; initial = [\"pia = 0.3\", \"quinn = 0.5\"]; } );"                   \
    "events = ( { id = \"step\"; actors = [\"pia\"]; rate = 0.5; } );"

#define WEIGHS                                                                         \
    "decisions = ( { id = \"reply\"; actor = \"quinn\"; after = \"step\"; sharpness "  \
    "= "                                                                               \
    "1.5; options = ( { id = \"rest\"; status_quo = true; "                            \
    "considerations = ( { of = 0; weight = 1; } ); }, { id = \"yes\"; considerations " \
    "= ( { of = \"leverage[pia, quinn]\"; weight = 2; }, { of = \"reputation[pia]\"; " \
    "weight = 1; } ); }, { id = \"never\"; when = \"reputation[pia] > 0.9\"; "         \
    "considerations = ( { of = 9; weight = 1; } ); } ); } );"

/* Quinn depends on Pia by 0.8 (1 - 0.5) = 0.4, Pia on Quinn by 0.2, so u("yes") is
 * 2 (0.4 - 0.2) + 0.3 beside 0; the third option stays closed. */
static void what_b_weighs_says_why_an_act_moves_it(void **state)
{
    struct asked asked = ask(TIED WEIGHS, 200);
    double p = logistic(1.5 * 0.7);

    (void) state;
    assert_close(pull_of(&asked, 1, ARAS_PULL_DEPENDENCE), 0.4, 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_NET), 0.2, 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_YIELD), p, 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_CREDIBLE), logistic(1.5 * 1.4) - p,
                 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_COSTLESS), logistic(1.5 * 1.1) - p,
                 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_CAPTIVE), logistic(1.5 * 1.5) - p, 1e-12);
    assert_close(pull_of(&asked, 1, ARAS_PULL_TIED), p - logistic(1.5 * -0.1), 1e-12);
    assert_close(pull_of(&asked, 0, ARAS_PULL_TIED), logistic(1.5 * -0.1) - p, 1e-12);
    assert_close(pull_of(&asked, 2, ARAS_PULL_YIELD), 0.0, 0.0);
    assert_close(pull_of(&asked, 2, ARAS_PULL_CREDIBLE), 0.0, 0.0);
    leave(&asked);
}

static void of_a_decision_that_is_dictated_nothing_is_weighed(void **state)
{
    struct asked asked =
        ask(TIED WEIGHS "changes = ( { title = \"s\"; dictate = ( { decision = "
                        "\"reply\"; option = \"yes\"; } ); } );",
            100);

    (void) state;
    assert_close(pull_of(&asked, 1, ARAS_PULL_ACTS), 1.0, 0.0);
    assert_true(isnan(pull_of(&asked, 1, ARAS_PULL_YIELD)));
    leave(&asked);
}

/* Quinn depends on Pia and not on Roe, and what Roe does moves it more. */
static void acts_are_held_against_acts(void **state)
{
    struct asked asked = ask(
        "horizon = 5; actors = ( { id = \"pia\"; }, { id = \"quinn\"; }, { id = "
        "\"roe\"; } ); channels = ( { id = \"post\"; kind = \"tie\"; } ); needs = ( { "
        "of "
        "= \"quinn\"; channel = \"post\"; importance = 1.0; } ); ties = ( { of = "
        "\"quinn\"; on = \"pia\"; channel = \"post\"; strength = 0.6; } ); events = ( "
        "{ "
        "id = \"step\"; actors = [\"pia\"]; rate = 0.1; }, { id = \"leap\"; actors = "
        "[\"roe\"]; rate = 0.1; } ); decisions = ( { id = \"reply\"; actor = "
        "\"quinn\"; "
        "after = \"step\"; sharpness = 1; options = ( { id = \"no\"; status_quo = "
        "true; "
        "considerations = ( { of = \"dependence[quinn, pia]\"; weight = 3; } ); }, { "
        "id = "
        "\"yes\"; considerations = ( { of = 0; weight = 1; } ); } ); }, { id = "
        "\"reply_roe\"; actor = \"quinn\"; after = \"leap\"; sharpness = 1; options = "
        "( "
        "{ id = \"no\"; status_quo = true; considerations = ( { of = 0; weight = 1; } "
        "); "
        "}, { id = \"yes\"; considerations = ( { of = 1; weight = 1; } ); } ); } ); "
        "outcomes = ( { id = \"weight\"; title = \"w\"; kind = \"value\"; of = "
        "\"influence[pia]\"; } );",
        2000);
    size_t told = asked.leverage->told_count;
    const struct aras_leverage_row *pia = &asked.leverage->row[1 * told];
    const struct aras_leverage_row *roe = &asked.leverage->row[3 * told];

    (void) state;
    assert_true(pia->best && roe->best);
    assert_int_equal(pia->placed, 2);
    assert_int_equal(pia->place, 2);
    assert_int_equal(pia->place_by_index, 1);
    assert_int_equal(roe->place, 1);
    assert_int_equal(pia->standing, ARAS_STANDING_BELOW);
    assert_int_equal(roe->standing, ARAS_STANDING_ABOVE);
    /* It is what the index counts that keeps Quinn back. */
    assert_int_equal(pia->reason, ARAS_PULLS);
    assert_close(pia->pull[ARAS_PULL_TIED].mean, logistic(-1.8) - 0.5, 1e-12);
    assert_close(roe->pull[ARAS_PULL_TIED].mean, 0.0, 0.0);
    /* An option that is not the best is not placed. */
    assert_int_equal(asked.leverage->row[0].placed, 0);
    leave(&asked);
}

static void leaving_things_as_they_are_is_never_the_best_answer(void **state)
{
    struct asked asked =
        ask(ACTORS "events = ( { id = \"step\"; actors = [\"pia\"]; rate = 0.5; } );"
                   "decisions = ( { id = \"reply\"; actor = \"quinn\"; after = "
                   "\"step\"; sharpness = 1; options = ( { id = \"rest\"; status_quo = "
                   "true; considerations = ( { of = 3; weight = 1; } ); }, { id = "
                   "\"yes\"; considerations = ( { of = 1; weight = 1; } ); } ); } );",
            400);

    (void) state;
    assert_true(pull_of(&asked, 0, ARAS_PULL_EFFECT) >
                pull_of(&asked, 1, ARAS_PULL_EFFECT));
    assert_false(asked.leverage->row[0].best);
    assert_true(asked.leverage->row[1].best);
    leave(&asked);
}

static void where_a_cannot_act_nothing_is_at_issue(void **state)
{
    struct asked asked = ask(ACTORS COMPEL("way == whole", "0.2"), 200);

    (void) state;
    assert_int_equal(asked.leverage->row[0].worlds, 200);
    assert_int_equal(asked.leverage->row[0].at_issue, 0);
    assert_true(aras_leverage_is_empty(asked.leverage->row));
    assert_true(isnan(pull_of(&asked, 0, ARAS_PULL_EFFECT)));
    leave(&asked);
}

static void threads_change_nothing(void **state)
{
    struct asked asked = ask(ACTORS COMPEL("way == no", "0.2"), 500);
    struct aras_error error = {0};
    struct aras_leverage *alone;

    (void) state;
    asked.wish.threads = 1;
    alone = aras_leverage_measure(asked.story->model, &asked.story->settings,
                                  &asked.wish, &error);
    assert_non_null(alone);
    for (size_t i = 0; i < ARAS_PULLS; i++) {
        double one = alone->row->pull[i].mean;
        double other = asked.leverage->row->pull[i].mean;

        assert_true(one == other || (isnan(one) && isnan(other)));
    }
    aras_leverage_free(alone);
    leave(&asked);
}

static void a_window_beyond_the_horizon_is_refused(void **state)
{
    struct asked asked = ask(ACTORS COMPEL("true", "0.2"), 50);
    struct aras_error error = {0};

    (void) state;
    asked.wish.within = 4.5;
    assert_null(aras_leverage_measure(asked.story->model, &asked.story->settings,
                                      &asked.wish, &error));
    assert_non_null(strstr(error.message, "a window of 4.5 from 1 on"));
    leave(&asked);
}

static void it_survives_a_lack_of_memory(void **state)
{
    struct asked asked = ask(ACTORS COMPEL("true", "0.2") ANSWER, 40);
    struct aras_leverage *leverage = NULL;
    int allowed = 0;

    (void) state;
    asked.wish.threads = 1;
    while (leverage == NULL) {
        struct aras_error error = {0};

        allow_allocations(allowed++);
        leverage = aras_leverage_measure(asked.story->model, &asked.story->settings,
                                         &asked.wish, &error);
        allow_all_allocations();
        assert_true(leverage != NULL || error.status == ARAS_NO_MEMORY);
    }
    assert_true(allowed > 20);
    aras_leverage_free(leverage);
    leave(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_demand_that_nothing_else_brings_about_moves_by_its_concession),
        cmocka_unit_test(what_comes_by_itself_is_compliance_without_asking),
        cmocka_unit_test(what_force_takes_is_not_done_by_the_target),
        cmocka_unit_test(
            a_line_keeps_back_as_many_as_would_cross_without_it_and_do_not),
        cmocka_unit_test(an_answer_is_moved_by_the_decision_that_the_act_calls_for),
        cmocka_unit_test(what_b_weighs_says_why_an_act_moves_it),
        cmocka_unit_test(of_a_decision_that_is_dictated_nothing_is_weighed),
        cmocka_unit_test(acts_are_held_against_acts),
        cmocka_unit_test(leaving_things_as_they_are_is_never_the_best_answer),
        cmocka_unit_test(where_a_cannot_act_nothing_is_at_issue),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_window_beyond_the_horizon_is_refused),
        cmocka_unit_test(it_survives_a_lack_of_memory),
    };

    return cmocka_run_group_tests_name("leverage", tests, NULL, NULL);
}
