/* The rules that judge a run pass right answers, and notice wrong ones. */
#include "judge.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

enum { N = 10000 };

/* The middle of each of N slices of equal chance of an exponential with mean 1. */
static double exponential_slice(size_t i)
{
    return -log1p(-((double) i + 0.5) / N);
}

struct fixture {
    struct run_moments run;
    struct run_track track;
    struct run_outcome outcome;
    struct run_point points[2];
    double values[N];
    char table[64];
};

static int prepare(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);

    if (fixture == NULL) {
        return -1;
    }
    strcpy(fixture->track.name, "x");
    fixture->track.points = fixture->points;
    fixture->track.count = 2;
    fixture->points[1].time = 1;
    strcpy(fixture->outcome.name, "y");
    fixture->outcome.values = fixture->values;
    fixture->outcome.count = N;
    for (size_t i = 0; i < N; i++) {
        fixture->values[i] = exponential_slice(i);
        run_point_add(&fixture->points[0], 3);
        run_point_add(&fixture->points[1], fixture->values[i]);
    }
    fixture->run = (struct run_moments){&fixture->track, 1, &fixture->outcome, 1};
    snprintf(fixture->table, sizeof fixture->table, "judge_XXXXXX");

    int descriptor = mkstemp(fixture->table);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "w");

    *state = fixture;
    return file == NULL ? -1 : fclose(file);
}

static int clean(void **state)
{
    struct fixture *fixture = *state;

    remove(fixture->table);
    free(fixture);
    return 0;
}

static void write_table(const struct fixture *fixture, const char *text)
{
    FILE *file = fopen(fixture->table, "w");

    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static size_t failures_of_tracks(const struct fixture *fixture, const char *table)
{
    struct judgement judgement = {0};

    write_table(fixture, table);
    judge_tracks(&fixture->run, fixture->table, &judgement);
    return judgement.failures;
}

static size_t failures_of_outcome(const struct fixture *fixture, const char *line)
{
    struct judgement judgement = {0};
    char table[256];

    snprintf(table, sizeof table,
             "model,outcome,statistic,expected\nother,z,mean,1\nmine,%s\n", line);
    write_table(fixture, table);
    judge_outcomes(&fixture->run, fixture->table, "mine", &judgement);
    assert_true(judgement.checks > 0);
    return judgement.failures;
}

static void moments_about_a_running_mean_are_those_worked_out_by_hand(void **state)
{
    struct run_point point = {0};

    (void) state;
    /* 1, 2, 3, 10: mean 4, distances -3, -2, -1, 6. */
    run_point_add(&point, 1);
    run_point_add(&point, 2);
    run_point_add(&point, 3);
    run_point_add(&point, 10);
    assert_int_equal(point.n, 4);
    assert_close(point.mean, 4, 1e-12);
    assert_close(point.m2, 9 + 4 + 1 + 36, 1e-12);
    assert_close(point.m3, -27 - 8 - 1 + 216, 1e-12);
    assert_close(point.m4, 81 + 16 + 1 + 1296, 1e-11);
}

static void a_right_track_passes(void **state)
{
    /* An exponential with mean 1 has the fourth central moment 9. */
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n"
                                                "0,3,0,0\n1,1,1,9\n"),
                     0);
}

static void a_mean_five_standard_errors_off_fails(void **state)
{
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n"
                                                "0,3,0,0\n1,1.05,1,9\n"),
                     1);
}

static void a_spread_six_standard_errors_off_fails(void **state)
{
    /* The variance is 1 but should be 1.17: sqrt(1e4) 0.17 / sqrt(8 x 1.17^2) = 5.1. */
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n"
                                                "0,3,0,0\n1,1,1.0816653826,12.32\n"),
                     1);
}

static void what_should_not_spread_must_be_exact(void **state)
{
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n"
                                                "0,3.0000001,0,0\n1,1,1,9\n"),
                     1);
}

static void another_grid_fails(void **state)
{
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n"
                                                "0,3,0,0\n2,1,1,9\n"),
                     1);
    assert_int_equal(failures_of_tracks(*state, "time,x_mean,x_sd,x_m4\n0,3,0,0\n"), 1);
}

static void a_track_on_one_side_only_fails(void **state)
{
    assert_true(failures_of_tracks(*state, "time,z_mean,z_sd,z_m4\n0,3,0,0\n") > 0);
    assert_true(failures_of_tracks(*state, "time\n0\n1\n") > 0);
}

static void a_table_that_is_not_there_fails(void **state)
{
    const struct fixture *fixture = *state;
    struct judgement judgement = {0};

    judge_tracks(&fixture->run, "no/such/table.csv", &judgement);
    judge_outcomes(&fixture->run, "no/such/table.csv", "mine", &judgement);
    assert_int_equal(judgement.failures, 2);
}

static void right_outcomes_pass_and_wrong_ones_fail(void **state)
{
    assert_int_equal(failures_of_outcome(*state, "y,mean,1"), 0);
    assert_int_equal(failures_of_outcome(*state, "y,mean,1.05"), 1);
    assert_int_equal(failures_of_outcome(*state, "y,quantile:0.5,0.69314718056"), 0);
    assert_int_equal(failures_of_outcome(*state, "y,quantile:0.5,0.74"), 1);
    assert_int_equal(failures_of_outcome(*state, "y,quantile:0.9,2.302585093"), 0);
    assert_int_equal(failures_of_outcome(*state, "y,share:7,0"), 0);
    assert_int_equal(failures_of_outcome(*state, "y,share:7,0.01"), 1);
    assert_int_equal(failures_of_outcome(*state, "y,constant,1"), 1);
    assert_int_equal(failures_of_outcome(*state, "y,share_reached,1"), 0);
    assert_int_equal(failures_of_outcome(*state, "y,guess,1"), 1);
    assert_int_equal(failures_of_outcome(*state, "z,mean,1"), 1);
}

static void times_never_reached_count_as_such(void **state)
{
    struct fixture *fixture = *state;

    /* The upper half is never reached: the mean of the rest is 1 - ln 2. */
    for (size_t i = N / 2; i < N; i++) {
        fixture->values[i] = NAN;
    }
    assert_int_equal(failures_of_outcome(fixture, "y,share_reached,0.5"), 0);
    assert_int_equal(failures_of_outcome(fixture, "y,share_reached,0.53"), 1);
    assert_int_equal(failures_of_outcome(fixture, "y,mean_reached,0.30685281944"), 0);
    assert_int_equal(failures_of_outcome(fixture, "y,mean_reached,0.32"), 1);
    assert_int_equal(failures_of_outcome(fixture, "y,mean,0.30685281944"), 1);
}

#define with_fixture(test) cmocka_unit_test_setup_teardown(test, prepare, clean)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_about_a_running_mean_are_those_worked_out_by_hand),
        with_fixture(a_right_track_passes),
        with_fixture(a_mean_five_standard_errors_off_fails),
        with_fixture(a_spread_six_standard_errors_off_fails),
        with_fixture(what_should_not_spread_must_be_exact),
        with_fixture(another_grid_fails),
        with_fixture(a_track_on_one_side_only_fails),
        with_fixture(a_table_that_is_not_there_fails),
        with_fixture(right_outcomes_pass_and_wrong_ones_fail),
        with_fixture(times_never_reached_count_as_such),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
