#include "analysis/reliability.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "random/stream.h"
#include "statistics/quantile.h"

enum { SETS = 1000 };

struct answer {
    double p;
    bool yes;
};

static int by_probability(const void *a, const void *b)
{
    const struct answer *left = a;
    const struct answer *right = b;

    return (left->p > right->p) - (left->p < right->p);
}

/* All that is needed on the way, and freed at its end. */
struct work {
    struct answer *answer;
    double *said, *fitted, *line; /* `line`: of one drawn set */
    bool *yes;
    double *drawn; /* steps x SETS: the lines at the steps' middles */
    size_t *middle;
};

static void free_work(struct work *work)
{
    free(work->answer);
    free(work->said);
    free(work->fitted);
    free(work->line);
    free(work->yes);
    free(work->drawn);
    free(work->middle);
}

static bool get_work(struct work *work, size_t count)
{
    work->answer = calloc(count, sizeof *work->answer);
    work->said = calloc(count, sizeof *work->said);
    work->fitted = calloc(count, sizeof *work->fitted);
    work->line = calloc(count, sizeof *work->line);
    work->yes = calloc(count, sizeof *work->yes);
    work->middle = calloc(count, sizeof *work->middle);
    return work->answer != NULL && work->said != NULL && work->fitted != NULL &&
           work->line != NULL && work->yes != NULL && work->middle != NULL;
}

static void sort_into(struct work *work, const double *p, const bool *yes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        work->answer[i] = (struct answer){p[i], yes[i]};
    }
    qsort(work->answer, count, sizeof *work->answer, by_probability);
    for (size_t i = 0; i < count; i++) {
        work->said[i] = work->answer[i].p;
        work->yes[i] = work->answer[i].yes;
    }
}

/* Finds the steps of the fitted line. There is room for as many as predictions. */
static void find_steps(struct aras_reliability *reliability, struct work *work)
{
    size_t to;

    for (size_t from = 0; from < reliability->count; from = to) {
        for (to = from + 1;
             to < reliability->count && work->fitted[to] == work->fitted[from]; to++) {
        }
        work->middle[reliability->steps] = from + (to - from) / 2;
        reliability->step[reliability->steps++] =
            (struct aras_reliability_step){.said_low = work->said[from],
                                           .said_high = work->said[to - 1],
                                           .count = to - from,
                                           .came = work->fitted[from]};
    }
}

/* Draws what would come true if each had the probability that was said. */
static void draw_lines(const struct aras_reliability *reliability, struct work *work,
                       uint64_t seed)
{
    struct aras_stream stream = {.seed = seed,
                                 .name = aras_name_hash("reliability"),
                                 .purpose = ARAS_FOR_ANALYSIS};

    for (size_t set = 0; set < SETS; set++) {
        for (size_t i = 0; i < reliability->count; i++) {
            work->yes[i] = aras_stream_uniform(&stream, set, i) < work->said[i];
        }
        aras_isotonic_fit(work->said, work->yes, reliability->count, work->line);
        for (size_t s = 0; s < reliability->steps; s++) {
            work->drawn[s * SETS + set] = work->line[work->middle[s]];
        }
    }
}

enum aras_status aras_reliability_of(struct aras_reliability *reliability,
                                     const double *p, const bool *yes, size_t count,
                                     uint64_t seed, struct aras_error *error)
{
    struct work work = {.answer = NULL};
    enum aras_status status = ARAS_OK;

    *reliability = (struct aras_reliability){.count = count};
    reliability->step = calloc(count, sizeof *reliability->step);
    if (reliability->step == NULL || !get_work(&work, count)) {
        goto refused;
    }
    sort_into(&work, p, yes, count);
    aras_isotonic_fit(work.said, work.yes, count, work.fitted);
    reliability->parts = aras_isotonic_split(work.said, work.yes, work.fitted, count);
    find_steps(reliability, &work);
    work.drawn = calloc(reliability->steps * SETS, sizeof *work.drawn);
    if (work.drawn == NULL) {
        goto refused;
    }
    draw_lines(reliability, &work, seed);
    for (size_t s = 0; s < reliability->steps; s++) {
        double *drawn = &work.drawn[s * SETS];

        aras_quantile_sort(drawn, SETS);
        reliability->step[s].consistent =
            (struct aras_interval){aras_quantile_sorted(drawn, SETS, 0.05),
                                   aras_quantile_sorted(drawn, SETS, 0.95)};
    }
    goto done;
refused:
    status =
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for %zu predictions", count);
    aras_reliability_free(reliability);
done:
    free_work(&work);
    return status;
}

void aras_reliability_free(struct aras_reliability *reliability)
{
    free(reliability->step);
    *reliability = (struct aras_reliability){.count = 0};
}
