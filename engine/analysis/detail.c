#include "analysis/detail.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "random/stream.h"
#include "statistics/energy.h"
#include "statistics/incidence.h"
#include "statistics/kolmogorov.h"
#include "statistics/quantile.h"
#include "statistics/redraw.h"
#include "statistics/shift.h"
#include "statistics/superiority.h"
#include "statistics/wasserstein.h"

#define LEVEL 0.95
#define ERROR 0.05

enum { ROUNDS = 999, MOMENTS = 5 };

static const double shares[ARAS_DETAIL_POINTS] = {0.05, 0.1, 0.25, 0.5,
                                                  0.75, 0.9, 0.95};

/* The worlds of a run that are told of: their numbers, and the ordinal number of the
 * parameter set of each among those told of. */
struct pick {
    double *value, *sorted;
    uint32_t *set;
    size_t worlds, sets;
};

struct work {
    const struct aras_detail_wish *wish;
    struct aras_detail *detail;
    struct pick a, b;
    struct aras_binned *binned;
    double *redrawn; /* numbers x ROUNDS */
    gsl_rng *rng;
};

/* --- which worlds ----------------------------------------------------------------- */

static bool is_in(const struct aras_columns *columns, size_t reading, uint64_t world)
{
    return columns->member[world / columns->group * columns->readings + reading];
}

/* Of a pair, one of the two says whether it is in the reading; and both are told of, or
 * neither. */
static bool is_told(const struct aras_detail_wish *wish,
                    const struct aras_columns *columns, uint64_t world)
{
    const struct aras_columns *a = wish->a;
    const struct aras_columns *b = wish->b;

    if (!wish->paired) {
        return is_in(columns, columns == a ? wish->reading_a : wish->reading_b,
                     world) &&
               !isnan(columns->value[wish->column][world]);
    }
    return world < a->worlds && world < b->worlds &&
           !isnan(a->value[wish->column][world]) &&
           !isnan(b->value[wish->column][world]) &&
           (wish->by_b ? is_in(b, wish->reading_b, world)
                       : is_in(a, wish->reading_a, world));
}

/* Where one run of a pair draws parameters and the other none, sets are the former's.
 */
static uint64_t group_of(const struct aras_detail_wish *wish,
                         const struct aras_columns *columns)
{
    if (!wish->paired) {
        return columns->group;
    }
    return wish->a->group > wish->b->group ? wish->a->group : wish->b->group;
}

static enum aras_status pick(struct pick *pick, const struct aras_detail_wish *wish,
                             const struct aras_columns *columns,
                             struct aras_error *error)
{
    uint64_t group = group_of(wish, columns);
    uint64_t last = UINT64_MAX;

    pick->value = calloc(columns->worlds + 1, sizeof *pick->value);
    pick->sorted = calloc(columns->worlds + 1, sizeof *pick->sorted);
    pick->set = calloc(columns->worlds + 1, sizeof *pick->set);
    if (pick->value == NULL || pick->sorted == NULL || pick->set == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory to compare %llu worlds in detail",
                              (unsigned long long) columns->worlds);
    }
    for (uint64_t i = 0; i < columns->worlds; i++) {
        if (!is_told(wish, columns, i)) {
            continue;
        }
        if (i / group != last) {
            last = i / group;
            pick->sets++;
        }
        pick->value[pick->worlds] = columns->value[wish->column][i];
        pick->set[pick->worlds++] = (uint32_t) (pick->sets - 1);
    }
    memcpy(pick->sorted, pick->value, pick->worlds * sizeof *pick->sorted);
    aras_quantile_sort(pick->sorted, pick->worlds);
    return ARAS_OK;
}

static enum aras_status pick_worlds(struct work *work, struct aras_error *error)
{
    const struct aras_detail_wish *wish = work->wish;

    return pick(&work->a, wish, wish->a, error) == ARAS_OK
               ? pick(&work->b, wish, wish->b, error)
               : error->status;
}

static size_t rows_of(const struct pick *pick)
{
    return pick->sets < ARAS_ROWS ? pick->sets : ARAS_ROWS;
}

static size_t row_of(const struct pick *pick, size_t world)
{
    return pick->set[world] * (uint64_t) rows_of(pick) / pick->sets;
}

static double cap_of(const struct work *work)
{
    return work->wish->kind == ARAS_TIME ? work->wish->horizon : INFINITY;
}

static enum aras_status fill_bins(struct work *work, struct aras_error *error)
{
    work->binned = aras_binned_new(work->a.sorted, work->a.worlds, work->b.sorted,
                                   work->b.worlds, cap_of(work), work->wish->paired,
                                   rows_of(&work->a), rows_of(&work->b), error);
    if (work->binned == NULL) {
        return error->status;
    }
    for (size_t i = 0; i < work->a.worlds; i++) {
        aras_binned_add_a(work->binned, row_of(&work->a, i), work->a.value[i]);
    }
    for (size_t i = 0; i < work->b.worlds; i++) {
        aras_binned_add_b(work->binned, row_of(&work->b, i), work->b.value[i]);
    }
    return ARAS_OK;
}

/* --- points ----------------------------------------------------------------------- */

/* The points, and behind them the Wasserstein distance. */
static void measure(const struct aras_redrawn *redrawn, const void *context,
                    double *number)
{
    const struct aras_detail *detail = context;
    double gap = 0.0, area = 0.0;

    for (size_t i = 0; i < detail->points; i++) {
        double at = detail->point[i].at;

        number[i] = 0.0;
        if (detail->kind != ARAS_TIME) {
            number[i] = aras_shift_quantile_of_bins(redrawn->b, redrawn->value,
                                                    redrawn->bins, at) -
                        aras_shift_quantile_of_bins(redrawn->a, redrawn->value,
                                                    redrawn->bins, at);
            continue;
        }
        for (size_t k = 0; k < redrawn->bins; k++) {
            bool reached = redrawn->reached[k] <= at;

            number[i] += reached ? redrawn->b[k] - redrawn->a[k] : 0.0;
        }
    }
    for (size_t k = 0; k + 1 < redrawn->bins; k++) {
        gap += redrawn->b[k] - redrawn->a[k];
        area += fabs(gap) * (redrawn->value[k + 1] - redrawn->value[k]);
    }
    number[detail->points] = area;
}

static void add_point(struct aras_detail *detail, double at, double a, double b)
{
    detail->point[detail->points++] =
        (struct aras_point_change){.at = at, .a = a, .b = b, .change = b - a};
}

static void fill_points(struct work *work)
{
    struct aras_detail *detail = work->detail;
    const struct pick *a = &work->a;
    const struct pick *b = &work->b;

    for (size_t i = 1; i <= MOMENTS && detail->kind == ARAS_TIME; i++) {
        double at = work->wish->horizon * (double) i / MOMENTS;

        add_point(detail, at, aras_incidence_by(a->sorted, a->worlds, at),
                  aras_incidence_by(b->sorted, b->worlds, at));
    }
    for (size_t i = 0; i < ARAS_DETAIL_POINTS && detail->kind != ARAS_TIME; i++) {
        if (aras_shift_is_known(shares[i], a->worlds, a->sets) &&
            aras_shift_is_known(shares[i], b->worlds, b->sets)) {
            add_point(detail, shares[i],
                      aras_shift_quantile(a->sorted, a->worlds, shares[i]),
                      aras_shift_quantile(b->sorted, b->worlds, shares[i]));
        }
    }
}

static enum aras_status fill_bands(struct work *work, struct aras_error *error)
{
    struct aras_detail *detail = work->detail;
    double change[ARAS_DETAIL_POINTS];
    struct aras_interval band[ARAS_DETAIL_POINTS];
    struct aras_apartness *way = &detail->wasserstein;

    work->redrawn = calloc((detail->points + 1) * ROUNDS, sizeof *work->redrawn);
    if (work->redrawn == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory to draw %d times",
                              (int) ROUNDS);
    }
    for (size_t i = 0; i < detail->points; i++) {
        change[i] = detail->point[i].change;
    }
    if (aras_redraw(work->binned, ROUNDS, work->rng, measure, detail,
                    detail->points + 1, work->redrawn, error) != ARAS_OK ||
        aras_redraw_band(work->redrawn, ROUNDS, change, detail->points, detail->sets,
                         LEVEL, band, error) != ARAS_OK) {
        return error->status;
    }
    for (size_t i = 0; i < detail->points; i++) {
        detail->point[i].interval = band[i];
    }
    return way->value > way->null
               ? aras_redraw_band(&work->redrawn[detail->points * ROUNDS], ROUNDS,
                                  &way->value, 1, detail->sets, LEVEL, &way->interval,
                                  error)
               : ARAS_OK;
}

/* --- distances -------------------------------------------------------------------- */

static struct aras_apartness apartness(double value,
                                       const struct aras_distance_test *test)
{
    return (struct aras_apartness){
        .value = value, .p = test->p, .null = test->null, .interval = {NAN, NAN}};
}

/* Dominance is a claim that stands until a violation of it is beyond chance. */
static enum aras_dominates dominates(double against_b, double against_a)
{
    if (against_b <= ERROR) {
        return against_a <= ERROR ? ARAS_THEY_CROSS : ARAS_A_OVER_B;
    }
    return against_a <= ERROR ? ARAS_B_OVER_A : ARAS_NOBODY_TOLD;
}

static void cap(struct pick *pick, double greatest)
{
    for (size_t i = pick->worlds; i > 0 && pick->sorted[i - 1] > greatest; i--) {
        pick->sorted[i - 1] = greatest;
    }
}

static void fill_distances(struct work *work,
                           const struct aras_distance_test test[ARAS_DISTANCES])
{
    struct aras_detail *detail = work->detail;
    struct pick *a = &work->a;
    struct pick *b = &work->b;

    detail->kolmogorov =
        apartness(aras_kolmogorov_two(a->sorted, a->worlds, b->sorted, b->worlds),
                  &test[ARAS_KOLMOGOROV]);
    detail->superiority = aras_superiority(a->sorted, a->worlds, b->sorted, b->worlds);
    detail->superiority_interval =
        aras_superiority_interval(work->binned, detail->superiority, LEVEL);
    /* What follows has a unit, in which what is not reached counts as the horizon. */
    cap(a, cap_of(work));
    cap(b, cap_of(work));
    detail->wasserstein =
        apartness(aras_wasserstein(a->sorted, a->worlds, b->sorted, b->worlds),
                  &test[ARAS_WASSERSTEIN]);
    detail->energy = apartness(aras_energy(a->sorted, a->worlds, b->sorted, b->worlds),
                               &test[ARAS_ENERGY]);
    detail->dominance = aras_dominance_of(a->sorted, a->worlds, b->sorted, b->worlds);
    detail->first_b_p = test[ARAS_FIRST_B].p;
    detail->first_a_p = test[ARAS_FIRST_A].p;
    detail->second_b_p = test[ARAS_SECOND_B].p;
    detail->second_a_p = test[ARAS_SECOND_A].p;
    detail->first = dominates(detail->first_b_p, detail->first_a_p);
    detail->second = dominates(detail->second_b_p, detail->second_a_p);
}

static double variation_of(const struct aras_binned *binned)
{
    double less[ARAS_BINS];
    double distance[ARAS_DISTANCES];

    for (size_t k = 0; k < binned->bins; k++) {
        less[k] =
            binned->total_b[k] / binned->size_b - binned->total_a[k] / binned->size_a;
    }
    aras_distances_of(less, binned->value, binned->bins, distance);
    return distance[ARAS_VARIATION];
}

/* --- the whole -------------------------------------------------------------------- */

static void know_nothing(struct aras_detail *detail)
{
    struct aras_apartness unknown = {NAN, NAN, NAN, {NAN, NAN}};
    struct aras_violation none = {NAN, NAN};

    detail->kolmogorov = detail->energy = detail->wasserstein = detail->variation =
        unknown;
    detail->superiority = NAN;
    detail->superiority_interval = unknown.interval;
    detail->dominance = (struct aras_dominance){none, none, none, none};
    detail->first_b_p = detail->first_a_p = NAN;
    detail->second_b_p = detail->second_a_p = NAN;
    detail->first = detail->second = ARAS_NOBODY_TOLD;
    detail->points = 0;
}

static enum aras_status compare(struct work *work, struct aras_error *error)
{
    struct aras_detail *detail = work->detail;
    struct aras_distance_test test[ARAS_DISTANCES];
    const struct aras_stream stream = {.seed = work->wish->seed,
                                       .name = work->wish->name,
                                       .purpose = ARAS_FOR_ANALYSIS};

    work->rng = gsl_rng_alloc(aras_rng_philox);
    if (work->rng == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for random numbers");
    }
    aras_rng_attach(work->rng, &stream, 0);
    if (fill_bins(work, error) != ARAS_OK ||
        aras_distances_test(work->binned, ROUNDS, work->rng, test, error) != ARAS_OK) {
        return error->status;
    }
    if (detail->kind == ARAS_CATEGORY) {
        detail->variation =
            apartness(variation_of(work->binned), &test[ARAS_VARIATION]);
        return ARAS_OK;
    }
    fill_points(work);
    fill_distances(work, test);
    return fill_bands(work, error);
}

static void forget(struct work *work)
{
    struct pick *picks[] = {&work->a, &work->b};

    for (int i = 0; i < 2; i++) {
        free(picks[i]->value);
        free(picks[i]->sorted);
        free(picks[i]->set);
    }
    aras_binned_free(work->binned);
    free(work->redrawn);
    if (work->rng != NULL) {
        gsl_rng_free(work->rng);
    }
}

enum aras_status aras_detail_of(struct aras_detail *detail,
                                const struct aras_detail_wish *wish,
                                struct aras_error *error)
{
    struct work work = {.wish = wish, .detail = detail};
    enum aras_status status = pick_worlds(&work, error);

    know_nothing(detail);
    if (status == ARAS_OK) {
        detail->kind = wish->kind;
        detail->worlds_a = work.a.worlds;
        detail->worlds_b = work.b.worlds;
        detail->sets = work.a.sets < work.b.sets ? work.a.sets : work.b.sets;
        detail->enough = detail->sets >= ARAS_DETAIL_SETS;
        if (detail->enough) {
            status = compare(&work, error);
        }
    }
    forget(&work);
    return status;
}

const char *aras_dominates_name(enum aras_dominates dominates)
{
    static const char *const names[] = {
        [ARAS_NOBODY_TOLD] = "not told",
        [ARAS_B_OVER_A] = "B over A",
        [ARAS_A_OVER_B] = "A over B",
        [ARAS_THEY_CROSS] = "neither",
    };

    return names[dominates];
}
