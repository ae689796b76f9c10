#include "analysis/scoring.h"

#include <math.h>

#include "support/scarce_memory.h"
#include "unit/analysis/made_run.h"
#include "unit/result/ledger_sample.h"

#define NOON "2026-11-22T12:00:00Z"

/* Four plain questions q0 ... q3, one with options, one of a number. */
struct table {
    char *path;
    struct aras_ledger *ledger;
    const struct aras_ledger_outcome **came;
    struct aras_scoring *scoring;
};

static struct aras_ledger_question plain(const char *id)
{
    struct aras_ledger_question question = rain;

    question.id = id;
    question.settles = ARAS_SETTLES_ANY_TIME;
    return question;
}

static int open_table(void **state)
{
    static const char *const ids[] = {"q0", "q1", "q2", "q3"};
    struct table *table = calloc(1, sizeof *table);
    struct aras_error error = {0};

    assert_non_null(table);
    table->path = ledger_path();
    for (int i = 0; i < 4; i++) {
        struct aras_ledger_question question = plain(ids[i]);

        assert_ok(ledger_ask(table->path, &question, NOON, &error), error);
    }
    assert_ok(ledger_ask(table->path, &war, NOON, &error), error);
    assert_ok(ledger_ask(table->path, &height, NOON, &error), error);
    *state = table;
    return 0;
}

static void forget(struct table *table)
{
    aras_scoring_free(table->scoring);
    free(table->came);
    aras_ledger_free(table->ledger);
    table->scoring = NULL;
    table->came = NULL;
    table->ledger = NULL;
}

static int close_table(void **state)
{
    struct table *table = *state;

    forget(table);
    ledger_remove(table->path);
    free(table);
    return 0;
}

static void say(struct table *table, const char *question, const char *by, double p)
{
    struct aras_error error = {0};

    assert_ok(ledger_say_yes(table->path, question, by, p, NOON, &error), error);
}

static void settle(struct table *table, const char *question, const char *word)
{
    struct aras_ledger_question asked = plain(question);
    struct aras_error error = {0};

    assert_ok(ledger_settle(table->path, &asked, word, "2026-11-22", NOON, &error),
              error);
}

static const struct aras_scoring *score(struct table *table)
{
    struct aras_error error = {0};

    table->ledger = aras_ledger_read(table->path, &error);
    assert_non_null(table->ledger);
    table->came = aras_scoring_came(table->ledger, &error);
    assert_non_null(table->came);
    table->scoring =
        aras_scoring_of(table->ledger, ARAS_ABOUT_WORLD, table->came, NULL, &error);
    assert_non_null(table->scoring);
    return table->scoring;
}

static const struct aras_forecaster *forecaster(const struct aras_scoring *scoring,
                                                const char *by)
{
    for (size_t i = 0; i < scoring->forecasters; i++) {
        if (strcmp(scoring->forecaster[i].by, by) == 0) {
            return &scoring->forecaster[i];
        }
    }
    fail_msg("there is no forecaster %s", by);
    return NULL;
}

/* Ann: 0.8 yes, 0.2 no, 0.6 no. Base rate 1/3: climatology (4/9 + 1/9 + 1/9) / 3;
 * nothing changes: (1 + 0 + 0) / 3; reference class 1/4: (9 + 1 + 1) / 48. */
static void skill_is_over_each_benchmark(void **state)
{
    const struct aras_scoring *scoring;
    const struct aras_forecaster *ann;

    say(*state, "q0", "Ann", 0.8);
    say(*state, "q1", "Ann", 0.2);
    say(*state, "q2", "Ann", 0.6);
    say(*state, "q3", "Ann", 0.9);
    settle(*state, "q0", "yes");
    settle(*state, "q1", "no");
    settle(*state, "q2", "no");
    scoring = score(*state);
    ann = forecaster(scoring, "Ann");
    assert_int_equal(scoring->questions, 6);
    assert_int_equal(scoring->settled, 3);
    assert_int_equal(scoring->open, 3);
    assert_close(scoring->base_rate, 1.0 / 3, 1e-15);
    assert_int_equal(ann->options, 3);
    assert_close(ann->brier, (0.04 + 0.04 + 0.36) / 3, 1e-15);
    assert_close(ann->nats, -(log(0.8) + log(0.8) + log(0.4)) / 3, 1e-12);
    assert_close(ann->skill[ARAS_CLIMATOLOGY].skill, 1 - 0.44 / (6.0 / 9), 1e-12);
    assert_close(ann->skill[ARAS_PERSISTENCE].skill, 1 - 0.44, 1e-12);
    assert_close(ann->skill[ARAS_REFERENCE].skill, 1 - 0.44 / (11.0 / 16), 1e-12);
    assert_int_equal(ann->skill[ARAS_REFERENCE].count, 3);
    assert_close(ann->unavoidable, 0.0, 0.0);
}

static void a_question_that_lapsed_counts_for_nobody(void **state)
{
    const struct aras_scoring *scoring;

    say(*state, "q0", "Ann", 0.8);
    say(*state, "q1", "Ann", 0.8);
    settle(*state, "q0", "yes");
    settle(*state, "q1", "void");
    scoring = score(*state);
    assert_int_equal(scoring->voided, 1);
    assert_int_equal(forecaster(scoring, "Ann")->options, 1);
    assert_close(scoring->base_rate, 1.0, 0.0);
    assert_true(isnan(forecaster(scoring, "Ann")->skill[ARAS_CLIMATOLOGY].skill));
}

static void the_last_prediction_before_the_outcome_counts(void **state)
{
    struct table *table = *state;
    struct aras_error error = {0};
    const struct aras_scoring *scoring;

    say(*state, "q0", "Ann", 0.1);
    say(*state, "q0", "Ann", 0.7);
    assert_ok(
        ledger_say_yes(table->path, "q0", "Ann", 1.0, "2026-11-30T00:00:00Z", &error),
        error);
    struct aras_ledger_question asked = plain("q0");

    assert_ok(ledger_settle(table->path, &asked, "yes", "2026-11-29",
                            "2026-11-30T00:00:00Z", &error),
              error);
    scoring = score(*state);
    assert_int_equal(scoring->late, 1);
    assert_int_equal(scoring->superseded, 1);
    assert_close(forecaster(scoring, "Ann")->brier, 0.09, 1e-15);
}

/* 0.2, 0.3, 0.5 and the first: half of (0.64 + 0.09 + 0.25); ranked (0.64 + 0.25) / 2.
 * By chance a third each: half of (4 + 1 + 1) / 9. */
static void options_in_an_order_are_ranked_as_well(void **state)
{
    struct table *table = *state;
    const struct aras_forecaster *ann;
    struct aras_error error = {0};

    assert_ok(ledger_say(table->path, "war", "Ann", (const double[]){0.2, 0.3, 0.5}, 3,
                         NOON, &error),
              error);
    assert_ok(ledger_settle(table->path, &war, "war", "2026-12-31",
                            "2027-01-01T00:00:00Z", &error),
              error);
    ann = forecaster(score(*state), "Ann");
    assert_close(ann->brier, 0.49, 1e-15);
    assert_close(ann->ranked, 0.445, 1e-15);
    assert_int_equal(ann->ranked_count, 1);
    assert_close(ann->skill[ARAS_CLIMATOLOGY].skill, 1 - 0.49 / (1.0 / 3), 1e-12);
    assert_true(isnan(ann->skill[ARAS_PERSISTENCE].skill));
    assert_int_equal(ann->plain, 0);
}

/* Median 2 where 4 comes scores 2; it stood at 1.5. An ensemble of 1, 2, 4 scores 1/3
 * fairly where 3 comes. */
static void numbers_are_scored_in_their_unit(void **state)
{
    struct table *table = *state;
    const double level[] = {0.5};
    const double median[] = {2.0};
    const double members[] = {1.0, 2.0, 4.0};
    const struct aras_ledger_prediction said[] = {{.question = "height",
                                                   .by = "Ann",
                                                   .form = ARAS_FORM_QUANTILES,
                                                   .level = level,
                                                   .value = median,
                                                   .count = 1},
                                                  {.question = "height",
                                                   .by = "run x",
                                                   .run = "01",
                                                   .form = ARAS_FORM_MEMBERS,
                                                   .value = members,
                                                   .count = 3}};
    const struct aras_ledger_entry entries[] = {{.prediction = &said[0]},
                                                {.prediction = &said[1]}};
    char seal[ARAS_SHA256_TEXT];
    const struct aras_scoring *scoring;
    struct aras_error error = {0};

    assert_ok(aras_ledger_add(table->path, entries, 2, NOON, seal, &error), error);
    assert_ok(ledger_settle(table->path, &height, "3", "2026-11-22", NOON, &error),
              error);
    scoring = score(*state);
    assert_close(forecaster(scoring, "Ann")->crps, 1.0, 1e-15);
    assert_string_equal(forecaster(scoring, "Ann")->unit, "m");
    assert_close(forecaster(scoring, "Ann")->number_skill[ARAS_PERSISTENCE].skill,
                 1.0 - 1.0 / 1.5, 1e-12);
    assert_close(forecaster(scoring, "run x")->crps, 4.0 / 3 - 1.0, 1e-12);
    assert_true(forecaster(scoring, "run x")->run);
    assert_false(forecaster(scoring, "Ann")->run);
    /* The median alone: anywhere in the upper half. */
    assert_close(forecaster(scoring, "Ann")->pit[9], 0.2, 1e-12);
    assert_close(forecaster(scoring, "Ann")->pit[0], 0.0, 0.0);
    assert_true(isnan(forecaster(scoring, "Ann")->brier));
}

/* 0.3 said where the model says 0.4: 0.01 more than the 0.24 that nobody can avoid. */
static void reading_a_model_is_scored_over_its_worlds(void **state)
{
    struct table *table = *state;
    const double shares[] = {0.4, 0.6};
    struct aras_ledger_question reading = plain("reading");
    struct aras_ledger_outcome worlds = {
        .question = "reading", .came = ARAS_CAME_WORLDS, .value = shares, .count = 2};
    struct aras_error error = {0};
    const struct aras_forecaster *ann;

    reading.about = ARAS_ABOUT_MODEL;
    reading.run = "01";
    assert_ok(ledger_ask(table->path, &reading, NOON, &error), error);
    say(table, "reading", "Ann", 0.3);
    say(table, "q0", "Ann", 1.0);
    settle(table, "q0", "yes");
    score(table);
    assert_int_equal(forecaster(table->scoring, "Ann")->options, 1);
    assert_close(forecaster(table->scoring, "Ann")->brier, 0.0, 0.0);
    aras_scoring_free(table->scoring);

    table->came[6] = &worlds;
    table->scoring =
        aras_scoring_of(table->ledger, ARAS_ABOUT_MODEL, table->came, NULL, &error);
    assert_non_null(table->scoring);
    ann = forecaster(table->scoring, "Ann");
    assert_int_equal(table->scoring->questions, 1);
    assert_close(ann->brier, 0.25, 1e-15);
    assert_close(ann->unavoidable, 0.24, 1e-15);
    assert_close(ann->nats, -0.4 * log(0.3) - 0.6 * log(0.7), 1e-12);
}

static void a_reference_class_may_be_given_afterwards(void **state)
{
    struct table *table = *state;
    const double reference[] = {0.9, NAN, NAN, NAN, NAN, NAN};
    struct aras_error error = {0};

    say(table, "q0", "Ann", 0.8);
    settle(table, "q0", "yes");
    score(table);
    aras_scoring_free(table->scoring);
    table->scoring = aras_scoring_of(table->ledger, ARAS_ABOUT_WORLD, table->came,
                                     reference, &error);
    assert_non_null(table->scoring);
    assert_close(forecaster(table->scoring, "Ann")->skill[ARAS_REFERENCE].skill,
                 1 - 0.04 / 0.01, 1e-9);
}

static void the_best_come_first_and_are_compared_with_each_other(void **state)
{
    static const char *const ids[] = {"q0", "q1", "q2", "q3"};
    const struct aras_scoring *scoring;

    for (int i = 0; i < 4; i++) {
        say(*state, ids[i], "Ben", 0.5);
        say(*state, ids[i], "Ann", i == 0 ? 0.7 : 0.3);
        if (i < 2) {
            say(*state, ids[i], "Cem", i == 0 ? 0.1 : 0.9);
        }
    }
    for (int i = 0; i < 4; i++) {
        settle(*state, ids[i], i == 0 ? "yes" : "no");
    }
    scoring = score(*state);
    assert_string_equal(scoring->forecaster[0].by, "Ann");
    assert_string_equal(scoring->forecaster[1].by, "Ben");
    assert_string_equal(scoring->forecaster[2].by, "Cem");
    assert_int_equal(scoring->rivalries, 3);
    assert_int_equal(scoring->rivals[0].a, 0);
    assert_int_equal(scoring->rivals[0].b, 1);
    assert_int_equal(scoring->rivals[0].rivalry.count, 4);
    assert_close(scoring->rivals[0].rivalry.difference, 0.09 - 0.25, 1e-12);
    assert_close(scoring->rivals[0].rivalry.p, 2.0 / 16, 1e-15);
    assert_close(scoring->rivals[0].p_holm, 3 * 2.0 / 16, 1e-15);
    assert_int_equal(scoring->rivals[1].rivalry.count, 2);
}

static void a_class_is_compared_with_its_best(void **state)
{
    char names[8][2];
    const struct aras_scoring *scoring;

    for (int i = 0; i < 8; i++) {
        snprintf(names[i], sizeof names[i], "%c", 'a' + i);
        say(*state, "q0", names[i], i == 5 ? 0.9 : 0.5);
    }
    settle(*state, "q0", "yes");
    scoring = score(*state);
    assert_int_equal(scoring->forecasters, 8);
    assert_int_equal(scoring->rivalries, 7);
    assert_string_equal(scoring->forecaster[0].by, "f");
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(scoring->rivals[i].a, 0);
        assert_int_equal(scoring->rivals[i].b, i + 1);
    }
}

static void reliability_needs_ten_questions(void **state)
{
    struct table *table = *state;
    const struct aras_forecaster *ann;

    for (int i = 0; i < 10; i++) {
        char id[8];
        struct aras_ledger_question question;
        struct aras_error error = {0};

        snprintf(id, sizeof id, "p%d", i);
        question = plain(id);
        assert_ok(ledger_ask(table->path, &question, NOON, &error), error);
        say(table, id, "Ann", i < 5 ? 0.2 : 0.8);
        settle(table, id, i == 0 || i > 5 ? "yes" : "no");
        if (i == 8) {
            assert_int_equal(forecaster(score(table), "Ann")->murphy.count, 0);
            forget(table);
        }
    }
    ann = forecaster(score(table), "Ann");
    assert_int_equal(ann->plain, 10);
    assert_close(ann->murphy.reliability, 0.0, 1e-12);
    assert_close(ann->murphy.resolution, 0.09, 1e-12);
    assert_int_equal(ann->reliability.steps, 2);
    assert_close(ann->reliability.step[1].came, 0.8, 1e-12);
}

static void nobody_and_nothing_are_no_mistake(void **state)
{
    const struct aras_scoring *scoring = score(*state);

    assert_int_equal(scoring->forecasters, 0);
    assert_int_equal(scoring->rivalries, 0);
    assert_int_equal(scoring->open, 6);
    assert_true(isnan(scoring->base_rate));
}

static void a_lack_of_memory_is_reported(void **state)
{
    struct table *table = *state;
    struct aras_scoring *scoring = NULL;
    int refused = 0;

    say(table, "q0", "Ann", 0.8);
    say(table, "q0", "Ben", 0.7);
    settle(table, "q0", "yes");
    score(table);
    while (scoring == NULL) {
        struct aras_error error = {0};

        allow_allocations(refused++);
        scoring =
            aras_scoring_of(table->ledger, ARAS_ABOUT_WORLD, table->came, NULL, &error);
        allow_all_allocations();
        assert_true(scoring != NULL || error.status == ARAS_NO_MEMORY);
    }
    aras_scoring_free(scoring);
    assert_true(refused > 10);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_table, close_table)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(skill_is_over_each_benchmark),
        TEST(a_question_that_lapsed_counts_for_nobody),
        TEST(the_last_prediction_before_the_outcome_counts),
        TEST(options_in_an_order_are_ranked_as_well),
        TEST(numbers_are_scored_in_their_unit),
        TEST(reading_a_model_is_scored_over_its_worlds),
        TEST(a_reference_class_may_be_given_afterwards),
        TEST(the_best_come_first_and_are_compared_with_each_other),
        TEST(a_class_is_compared_with_its_best),
        TEST(reliability_needs_ten_questions),
        TEST(nobody_and_nothing_are_no_mistake),
        TEST(a_lack_of_memory_is_reported),
    };

    return cmocka_run_group_tests_name("scoring", tests, NULL, NULL);
}
