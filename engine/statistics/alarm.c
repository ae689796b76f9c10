#include "statistics/alarm.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static double size_of(const struct aras_alarm_counts *counts)
{
    return counts->hit + counts->wrong + counts->miss + counts->quiet;
}

/* A ratio of two shares, (a of m) / (b of n), and how each cluster moves its logarithm.
 */
struct ratio {
    double a, m, b, n;
};

static double value_of(const struct ratio *ratio)
{
    return ratio->a / ratio->m / (ratio->b / ratio->n);
}

static double pull_of(const struct ratio *all, const struct ratio *one)
{
    return (one->a - one->m * all->a / all->m) / all->a -
           (one->b - one->n * all->b / all->n) / all->b;
}

static struct ratio rings(const struct aras_alarm_counts *counts)
{
    return (struct ratio){counts->hit, counts->hit + counts->miss, counts->wrong,
                          counts->wrong + counts->quiet};
}

static struct ratio stays_quiet(const struct aras_alarm_counts *counts)
{
    return (struct ratio){counts->miss, counts->hit + counts->miss, counts->quiet,
                          counts->wrong + counts->quiet};
}

/* The trials of an alarm, and how sure intervals are to be. */
struct trials {
    const struct aras_alarm_counts *clusters;
    size_t count;
    double level;
};

typedef struct ratio (*ratio_of)(const struct aras_alarm_counts *counts);

static struct aras_interval interval_of(const struct trials *trials, double clusters,
                                        const struct ratio *all, ratio_of of)
{
    double value = value_of(all);
    double squares = 0.0;
    double width;

    if (!(all->a > 0.0 && all->b > 0.0) || clusters < 2.0) {
        return (struct aras_interval){NAN, NAN};
    }
    for (size_t i = 0; i < trials->count; i++) {
        struct ratio one = of(&trials->clusters[i]);
        double pull = pull_of(all, &one);

        squares += pull * pull;
    }
    width = aras_t_two_sided(trials->level, clusters - 1.0) *
            sqrt(squares * clusters / (clusters - 1.0));
    return (struct aras_interval){value * exp(-width), value * exp(width)};
}

/* Sensitivity less the share of false alarms, over its standard error. */
static void find_p(const struct aras_alarm_counts *clusters, size_t count,
                   struct aras_alarm *alarm)
{
    struct ratio all = rings(&alarm->all);
    double difference = all.a / all.m - all.b / all.n;
    double squares = 0.0;
    double t;

    alarm->p_raises = 1.0;
    alarm->p_lowers = 1.0;
    if (!(all.m > 0.0 && all.n > 0.0) || alarm->clusters < 2.0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct ratio one = rings(&clusters[i]);
        double pull = (one.a - one.m * all.a / all.m) / all.m -
                      (one.b - one.n * all.b / all.n) / all.n;

        squares += pull * pull;
    }
    if (squares == 0.0) {
        alarm->p_raises = difference > 0.0 ? 0.0 : 1.0;
        alarm->p_lowers = difference < 0.0 ? 0.0 : 1.0;
        return;
    }
    t = difference / sqrt(squares * alarm->clusters / (alarm->clusters - 1.0));
    alarm->p_raises = gsl_cdf_tdist_Q(t, alarm->clusters - 1.0);
    alarm->p_lowers = gsl_cdf_tdist_P(t, alarm->clusters - 1.0);
}

/* A share over clusters: of all trials, or of those with an alarm. */
static struct aras_interval share_interval(const struct aras_alarm_counts *clusters,
                                           size_t count, bool rung, double level,
                                           struct aras_cluster *room)
{
    struct aras_clustered mean;
    size_t used = 0;

    for (size_t i = 0; i < count; i++) {
        double came = clusters[i].hit + (rung ? 0.0 : clusters[i].miss);
        double size =
            rung ? clusters[i].hit + clusters[i].wrong : size_of(&clusters[i]);

        if (size > 0.0) {
            room[used++] = (struct aras_cluster){came, size};
        }
    }
    mean = aras_clustered_mean(room, used);
    return used < 2 ? (struct aras_interval){NAN, NAN}
                    : aras_interval_clustered_share(&mean, level);
}

enum aras_status aras_alarm_of(const struct aras_alarm_counts *clusters, size_t count,
                               double level, struct aras_alarm *alarm,
                               struct aras_error *error)
{
    struct aras_cluster *room = malloc((count + 1) * sizeof *room);
    struct trials trials = {clusters, count, level};
    struct aras_alarm_counts *all = &alarm->all;
    struct ratio ratio;

    if (room == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu clusters",
                              count);
    }
    *alarm = (struct aras_alarm){.clusters = 0.0};
    for (size_t i = 0; i < count; i++) {
        all->hit += clusters[i].hit;
        all->wrong += clusters[i].wrong;
        all->miss += clusters[i].miss;
        all->quiet += clusters[i].quiet;
        alarm->clusters += size_of(&clusters[i]) > 0.0;
    }
    alarm->prior = (all->hit + all->miss) / size_of(all);
    alarm->posterior = all->hit / (all->hit + all->wrong);
    alarm->otherwise = all->miss / (all->miss + all->quiet);
    alarm->sensitivity = all->hit / (all->hit + all->miss);
    alarm->specificity = all->quiet / (all->wrong + all->quiet);
    ratio = rings(all);
    alarm->ratio = value_of(&ratio);
    alarm->ratio_interval = interval_of(&trials, alarm->clusters, &ratio, rings);
    ratio = stays_quiet(all);
    alarm->quiet_ratio = value_of(&ratio);
    alarm->quiet_ratio_interval =
        interval_of(&trials, alarm->clusters, &ratio, stays_quiet);
    alarm->prior_interval = share_interval(clusters, count, false, level, room);
    alarm->posterior_interval = share_interval(clusters, count, true, level, room);
    find_p(clusters, count, alarm);
    free(room);
    return ARAS_OK;
}

/* n log(n / expected), 0 for none. */
static double part(double n, double expected)
{
    return n > 0.0 ? n * log(n / expected) : 0.0;
}

double aras_alarm_gain(const struct aras_alarm_counts *counts)
{
    double size = size_of(counts);
    double rung = counts->hit + counts->wrong;
    double came = counts->hit + counts->miss;

    if (!(size > 0.0)) {
        return 0.0;
    }
    return fmax(0.0, part(counts->hit, rung * came / size) +
                         part(counts->wrong, rung * (size - came) / size) +
                         part(counts->miss, (size - rung) * came / size) +
                         part(counts->quiet, (size - rung) * (size - came) / size));
}
