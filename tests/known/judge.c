#include "judge.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/check.h"

enum { LONGEST_LINE = 4096, MOST_COLUMNS = 32 };

/* A correct simulator passes one check of a mean, or of a variance, but for 6.3e-5 and
 * 5.7e-7 of all seeds. */
static const double widest_z = 4;
static const double widest_y = 5;

static void judge_exactly(bool right, const char *what, const char *when, double actual,
                          double expected, struct judgement *judgement)
{
    judgement->checks++;
    if (!right) {
        judgement->failures++;
        print_error("%s %s is %.17g, not exactly %.17g\n", what, when, actual,
                    expected);
    }
}

static void judge_distance(double distance, double widest, double *worst,
                           const char *what, const char *when,
                           struct judgement *judgement)
{
    judgement->checks++;
    if (fabs(distance) > *worst) {
        *worst = fabs(distance);
    }
    /* Written so that NAN fails. */
    if (!(fabs(distance) <= widest)) {
        judgement->failures++;
        print_error("%s %s is %.2f standard errors off, more than %g\n", what, when,
                    distance, widest);
    }
}

static void complain(struct judgement *judgement, const char *what, const char *which)
{
    judgement->checks++;
    judgement->failures++;
    print_error("%s: %s\n", what, which);
}

/* Cuts a line at its commas; how many parts there are. */
static size_t cut(char *line, char *parts[MOST_COLUMNS])
{
    size_t count = 0;

    line[strcspn(line, "\r\n")] = '\0';
    for (char *part = line; part != NULL && count < MOST_COLUMNS; count++) {
        char *comma = strchr(part, ',');

        parts[count] = part;
        if (comma != NULL) {
            *comma++ = '\0';
        }
        part = comma;
    }
    return count;
}

static const struct run_track *find_track(const struct run_moments *run,
                                          const char *column)
{
    for (size_t i = 0; i < run->track_count; i++) {
        size_t length = strlen(run->tracks[i].name);

        if (strncmp(column, run->tracks[i].name, length) == 0 &&
            strcmp(column + length, "_mean") == 0) {
            return &run->tracks[i];
        }
    }
    return NULL;
}

/*
 * With mean mu, standard deviation sigma and fourth central moment m4 known,
 *
 *   Z = sqrt(n) (mean - mu) / sigma
 *   Y = sqrt(n) (S^2 - sigma^2) / sqrt(m4 - sigma^4),   S^2 about mu,
 *
 * are of variance 1 whatever the distribution. For normal values m4 = 3 sigma^4 and Y
 * is the suite's sqrt(n / 2) (S^2 / sigma^2 - 1).
 */
static void judge_point(const struct run_point *point, const char *name, double mu,
                        double sigma, double m4, struct judgement *judgement)
{
    double n = (double) point->n;
    double off = point->mean - mu;
    double variance = sigma * sigma;
    double excess = point->m2 / n + off * off - variance;
    double room = m4 - variance * variance;
    char when[64];

    snprintf(when, sizeof when, "at %g", point->time);
    if (point->n == 0) {
        complain(judgement, name, "no value was counted");
        return;
    }
    if (sigma == 0) {
        judge_exactly(off == 0, name, when, point->mean, mu, judgement);
        judge_exactly(point->m2 == 0, name, when, point->m2, 0, judgement);
        return;
    }
    judge_distance(sqrt(n) * off / sigma, widest_z, &judgement->worst_z, name, when,
                   judgement);
    /* A fair coin has the same squared distance on both sides: nothing to compare. */
    if (room > 1e-9 * variance * variance) {
        judge_distance(sqrt(n) * excess / sqrt(room), widest_y, &judgement->worst_y,
                       name, when, judgement);
    }
}

static void judge_row(char *parts[], size_t count,
                      const struct run_track *const *columns, size_t row,
                      struct judgement *judgement)
{
    for (size_t i = 1; i + 2 < count; i += 3) {
        const struct run_track *track = columns[i];

        if (track == NULL) {
            continue; /* the header has complained */
        }
        if (row >= track->count) {
            complain(judgement, track->name, "has fewer times than the table");
            continue;
        }
        judge_exactly(fabs(track->points[row].time - strtod(parts[0], NULL)) < 1e-9,
                      track->name, "'s time", track->points[row].time,
                      strtod(parts[0], NULL), judgement);
        judge_point(&track->points[row], track->name, strtod(parts[i], NULL),
                    strtod(parts[i + 1], NULL), strtod(parts[i + 2], NULL), judgement);
    }
}

void judge_tracks(const struct run_moments *run, const char *table,
                  struct judgement *judgement)
{
    char line[LONGEST_LINE];
    char *parts[MOST_COLUMNS];
    const struct run_track *columns[MOST_COLUMNS] = {NULL};
    size_t columns_count = 0;
    size_t found = 0;
    size_t rows = 0;
    FILE *file = fopen(table, "r");

    if (file == NULL || fgets(line, sizeof line, file) == NULL) {
        complain(judgement, table, "cannot be read");
        goto done;
    }
    columns_count = cut(line, parts);
    for (size_t i = 1; i < columns_count; i += 3) {
        columns[i] = find_track(run, parts[i]);
        if (columns[i] == NULL) {
            complain(judgement, parts[i], "no such track in the run");
        } else {
            found++;
        }
    }
    if (found != run->track_count) {
        complain(judgement, table, "lacks a track of the run");
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (cut(line, parts) != columns_count) {
            complain(judgement, table, "has a line with too few or too many columns");
            goto done;
        }
        judge_row(parts, columns_count, columns, rows++, judgement);
    }
    for (size_t i = 0; i < run->track_count; i++) {
        if (run->tracks[i].count != rows) {
            complain(judgement, run->tracks[i].name, "has more times than the table");
        }
    }
done:
    if (file != NULL) {
        fclose(file);
    }
}

/* What happened in `hits` of `n` replications should in the share `expected`. */
static void judge_share(size_t hits, size_t n, double expected, const char *what,
                        const char *statistic, struct judgement *judgement)
{
    double share = (double) hits / (double) n;
    double variance = expected * (1 - expected);

    if (variance == 0) {
        judge_exactly(share == expected, what, statistic, share, expected, judgement);
    } else {
        judge_distance(sqrt((double) n / variance) * (share - expected), widest_z,
                       &judgement->worst_z, what, statistic, judgement);
    }
}

/* Student's t; with thousands of values, Z. Values that are NAN do not count. */
static void judge_mean(const struct run_outcome *outcome, double expected,
                       const char *statistic, struct judgement *judgement)
{
    struct run_point sum = {0};

    for (size_t i = 0; i < outcome->count; i++) {
        if (!isnan(outcome->values[i])) {
            run_point_add(&sum, outcome->values[i]);
        }
    }
    if (sum.n < 2 || sum.m2 == 0) {
        judge_exactly(sum.n > 0 && sum.mean == expected, outcome->name, statistic,
                      sum.mean, expected, judgement);
        return;
    }

    double n = (double) sum.n;

    judge_distance((sum.mean - expected) / sqrt(sum.m2 / (n - 1) / n), widest_z,
                   &judgement->worst_z, outcome->name, statistic, judgement);
}

static bool is_right(double value, double expected)
{
    return fabs(value - expected) <= 1e-12 * fabs(expected);
}

static void judge_statistic(const struct run_outcome *outcome, const char *statistic,
                            double expected, struct judgement *judgement)
{
    const char *colon = strchr(statistic, ':');
    double number = colon != NULL ? strtod(colon + 1, NULL) : 0;
    size_t n = outcome->count;
    size_t nans = 0;
    size_t ones = 0;
    size_t equal = 0;
    size_t below = 0;
    size_t right = 0;

    if (n == 0) {
        complain(judgement, outcome->name, "has no values");
        return;
    }
    for (size_t i = 0; i < n; i++) {
        double value = outcome->values[i];

        nans += isnan(value) ? 1 : 0;
        ones += value == 1 ? 1 : 0;
        equal += value == number ? 1 : 0;
        below += value <= expected ? 1 : 0;
        right += is_right(value, expected) ? 1 : 0;
    }
    if (strcmp(statistic, "share_reached") == 0) {
        judge_share(n - nans, n, expected, outcome->name, statistic, judgement);
    } else if (strcmp(statistic, "mean_reached") == 0) {
        judge_mean(outcome, expected, statistic, judgement);
    } else if (nans > 0) {
        complain(judgement, outcome->name, "has values that are not numbers");
    } else if (strcmp(statistic, "mean") == 0) {
        judge_mean(outcome, expected, statistic, judgement);
    } else if (strcmp(statistic, "share") == 0) {
        judge_share(ones, n, expected, outcome->name, statistic, judgement);
    } else if (strncmp(statistic, "share:", 6) == 0) {
        judge_share(equal, n, expected, outcome->name, statistic, judgement);
    } else if (strncmp(statistic, "quantile:", 9) == 0) {
        judge_share(below, n, number, outcome->name, statistic, judgement);
    } else if (strcmp(statistic, "constant") == 0) {
        judge_exactly(right == n, outcome->name, statistic, outcome->values[0],
                      expected, judgement);
    } else {
        complain(judgement, statistic, "nobody knows such a statistic");
    }
}

static const struct run_outcome *find_outcome(const struct run_moments *run,
                                              const char *name)
{
    for (size_t i = 0; i < run->outcome_count; i++) {
        if (strcmp(run->outcomes[i].name, name) == 0) {
            return &run->outcomes[i];
        }
    }
    return NULL;
}

void judge_outcomes(const struct run_moments *run, const char *table, const char *model,
                    struct judgement *judgement)
{
    char line[LONGEST_LINE];
    char *parts[MOST_COLUMNS];
    FILE *file = fopen(table, "r");

    if (file == NULL) {
        complain(judgement, table, "cannot be read");
        return;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        if (cut(line, parts) != 4) {
            complain(judgement, table, "has a line without four columns");
            continue;
        }
        if (strcmp(parts[0], model) != 0) {
            continue;
        }

        const struct run_outcome *outcome = find_outcome(run, parts[1]);

        if (outcome == NULL) {
            complain(judgement, parts[1], "no such outcome in the run");
        } else {
            judge_statistic(outcome, parts[2], strtod(parts[3], NULL), judgement);
        }
    }
    fclose(file);
}
