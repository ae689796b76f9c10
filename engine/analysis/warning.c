#include "analysis/warning.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/warning_worlds.h"
#include "base/require.h"
#include "statistics/holm.h"
#include "statistics/quantile.h"

#define LEVEL 0.95
#define WORTH 3.3  /* least gain: half the 1 % point of a chi-square */
#define ALIKE 0.95 /* correlation above which one indicator is the news of another */

enum { LEAST_ON_A_SIDE = 10, LEAST_OPEN = 20, PARTS = 10 };

/* --- one landmark --------------------------------------------------------------------
 */

/* What is looked at: the open worlds, selecting ones and judging ones. */
struct view {
    const struct aras_warning_worlds *gathering;
    size_t landmark;
    double time;
    struct aras_outlook *outlook;
    size_t *world; /* the open ones */
    size_t worlds;
    struct aras_sign *candidate;
    size_t candidates;
    bool *rings; /* signs x open worlds */
};

/* Sets with even numbers select, odd ones judge: they share no parameters. */
static bool selects(const struct view *view, size_t i)
{
    return view->gathering->seen[view->world[i]].set % 2 == 0;
}

static bool is_so(const struct view *view, size_t i)
{
    return view->gathering->seen[view->world[i]].so;
}

static void count_one(struct aras_alarm_counts *counts, bool rings, bool so)
{
    if (rings) {
        *(so ? &counts->hit : &counts->wrong) += 1.0;
    } else {
        *(so ? &counts->miss : &counts->quiet) += 1.0;
    }
}

static bool raises(const struct aras_alarm_counts *counts)
{
    return counts->hit * (counts->miss + counts->quiet) >
           counts->miss * (counts->hit + counts->wrong);
}

static bool is_on_both_sides(const struct aras_alarm_counts *counts)
{
    return counts->hit + counts->wrong >= LEAST_ON_A_SIDE &&
           counts->miss + counts->quiet >= LEAST_ON_A_SIDE;
}

static double level_of(const struct view *view, size_t i, size_t level)
{
    const struct aras_warning_watch *watch = &view->gathering->watch;

    return view->gathering
        ->level[(view->world[i] * watch->wish->landmarks + view->landmark) *
                    watch->levels +
                level];
}

/* When the event first happened; INFINITY: not by the landmark. */
static double fired_at(const struct view *view, size_t i, uint32_t event)
{
    const struct aras_warning_seen *seen = &view->gathering->seen[view->world[i]];

    for (size_t k = 0; k < seen->firings; k++) {
        const struct aras_warning_firing *firing =
            &view->gathering->firing[seen->first_firing + k];

        if (firing->event == event) {
            return firing->time <= view->time ? firing->time : INFINITY;
        }
    }
    return INFINITY;
}

static size_t level_number(const struct view *view, const struct aras_sign *sign)
{
    const struct aras_warning_watch *watch = &view->gathering->watch;

    return sign->kind == ARAS_SIGN_TRACK
               ? sign->number
               : watch->model->track_count + (size_t) watch->index[sign->number];
}

static bool rings_in(const struct view *view, const struct aras_sign *sign, size_t i)
{
    if (sign->kind == ARAS_SIGN_EVENT) {
        return isfinite(fired_at(view, i, sign->number));
    }
    return (level_of(view, i, level_number(view, sign)) > sign->threshold) ==
           sign->above;
}

/* --- candidates ----------------------------------------------------------------------
 */

static void add_candidate(struct view *view, const struct aras_sign *sign)
{
    view->outlook->candidates++;
    if (sign->gain > WORTH) {
        view->candidate[view->candidates++] = *sign;
    }
}

static bool consider_events(struct view *view)
{
    const struct aras_warning_worlds *gathering = view->gathering;
    size_t events = gathering->watch.model->event_count;
    struct aras_alarm_counts *counts = calloc(events + 1, sizeof *counts);
    double so = 0.0;
    double all = 0.0;

    if (counts == NULL) {
        return false;
    }
    for (size_t i = 0; i < view->worlds; i++) {
        const struct aras_warning_seen *seen = &gathering->seen[view->world[i]];

        if (!selects(view, i)) {
            continue;
        }
        so += seen->so;
        all += 1.0;
        for (size_t k = 0; k < seen->firings; k++) {
            const struct aras_warning_firing *firing =
                &gathering->firing[seen->first_firing + k];

            if (firing->time <= view->time) {
                count_one(&counts[firing->event], true, seen->so);
            }
        }
    }
    for (uint32_t e = 0; e < events; e++) {
        struct aras_sign sign = {.kind = ARAS_SIGN_EVENT, .number = e, .above = true};

        counts[e].miss = so - counts[e].hit;
        counts[e].quiet = all - so - counts[e].wrong;
        if (is_on_both_sides(&counts[e])) {
            sign.warns = raises(&counts[e]);
            sign.gain = aras_alarm_gain(&counts[e]);
            add_candidate(view, &sign);
        }
    }
    free(counts);
    return true;
}

struct reading_of_level {
    double value;
    bool so;
};

static int compare_readings(const void *a, const void *b)
{
    double left = ((const struct reading_of_level *) a)->value;
    double right = ((const struct reading_of_level *) b)->value;

    return left < right ? -1 : left > right;
}

/* The threshold that gains most: between two values that were seen, at tenths of them.
 * What nine tries gain by chance is taken off again. */
static void consider_level(struct view *view, struct aras_sign sign, size_t level,
                           struct reading_of_level *readings)
{
    struct aras_alarm_counts below = {.hit = 0.0};
    size_t count = 0;
    size_t part = 1;
    bool differs = false;

    for (size_t i = 0; i < view->worlds; i++) {
        if (selects(view, i)) {
            readings[count++] =
                (struct reading_of_level){level_of(view, i, level), is_so(view, i)};
            count_one(&below, false, is_so(view, i));
        }
    }
    qsort(readings, count, sizeof *readings, compare_readings);
    for (size_t i = 0; i + 1 < count; i++) {
        double here = readings[i].value;
        double next = readings[i + 1].value;

        *(readings[i].so ? &below.hit : &below.wrong) += 1.0;
        *(readings[i].so ? &below.miss : &below.quiet) -= 1.0;
        if (here < next && (i + 1) * PARTS >= part * count &&
            is_on_both_sides(&below)) {
            double gain = aras_alarm_gain(&below) - log(PARTS - 1.0);
            double middle = here + 0.5 * (next - here);

            differs = true;
            part = (i + 1) * PARTS / count + 1;
            if (gain > sign.gain) {
                sign.gain = gain;
                sign.threshold = middle < next ? middle : here;
                sign.above = 2 * (i + 1) > count; /* the side of fewer */
                sign.warns = raises(&below) != sign.above;
            }
        }
    }
    if (differs) {
        add_candidate(view, &sign);
    }
}

static bool consider_levels(struct view *view)
{
    const struct aras_warning_watch *watch = &view->gathering->watch;
    struct reading_of_level *readings = malloc((view->worlds + 1) * sizeof *readings);

    if (readings == NULL) {
        return false;
    }
    for (size_t t = 0; t < watch->model->track_count; t++) {
        consider_level(
            view, (struct aras_sign){.kind = ARAS_SIGN_TRACK, .number = (uint32_t) t},
            t, readings);
    }
    for (size_t q = 0; q < watch->quantities; q++) {
        consider_level(
            view,
            (struct aras_sign){.kind = ARAS_SIGN_QUANTITY, .number = watch->slot[q]},
            watch->model->track_count + q, readings);
    }
    free(readings);
    return true;
}

static int by_gain(const void *a, const void *b)
{
    const struct aras_sign *left = a;
    const struct aras_sign *right = b;

    if (left->gain != right->gain) {
        return left->gain > right->gain ? -1 : 1;
    }
    if (left->kind != right->kind) {
        return left->kind < right->kind ? -1 : 1;
    }
    return left->number < right->number ? -1 : 1;
}

/* --- choosing ------------------------------------------------------------------------
 */

/* Whether two ring together in nearly all worlds that select. */
static bool are_alike(const struct view *view, const bool *a, const bool *b)
{
    double n = 0.0;
    double both = 0.0;
    double in_a = 0.0;
    double in_b = 0.0;

    for (size_t i = 0; i < view->worlds; i++) {
        if (selects(view, i)) {
            n += 1.0;
            in_a += a[i];
            in_b += b[i];
            both += a[i] && b[i];
        }
    }
    return n * both - in_a * in_b > ALIKE * sqrt(in_a * (n - in_a) * in_b * (n - in_b));
}

static void choose(struct view *view, size_t most)
{
    struct aras_outlook *outlook = view->outlook;

    for (size_t k = 0; k < view->candidates && outlook->signs < most; k++) {
        bool *rings = view->rings + outlook->signs * view->worlds;
        bool alike = false;

        for (size_t i = 0; i < view->worlds; i++) {
            rings[i] = rings_in(view, &view->candidate[k], i);
        }
        for (size_t s = 0; s < outlook->signs && !alike; s++) {
            alike = are_alike(view, rings, view->rings + s * view->worlds);
        }
        if (alike) {
            outlook->alike++;
        } else {
            outlook->sign[outlook->signs++] = view->candidate[k];
        }
    }
}

/* --- judging ------------------------------------------------------------------------
 */

/* The worlds that judge, a cluster for each set. `rings` NULL: no alarm at all. */
static size_t count_clusters(const struct view *view, const bool *rings,
                             struct aras_alarm_counts *clusters)
{
    size_t count = 0;
    size_t set = SIZE_MAX;

    for (size_t i = 0; i < view->worlds; i++) {
        size_t here = view->gathering->seen[view->world[i]].set;

        if (selects(view, i)) {
            continue;
        }
        if (here != set) { /* worlds of a set follow each other */
            set = here;
            clusters[count++] = (struct aras_alarm_counts){.hit = 0.0};
        }
        count_one(&clusters[count - 1], rings != NULL && rings[i], is_so(view, i));
    }
    return count;
}

static void find_leads(const struct view *view, struct aras_sign *sign,
                       const bool *rings, double *leads)
{
    size_t count = 0;

    for (size_t i = 0; i < view->worlds; i++) {
        if (sign->warns && !selects(view, i) && rings[i] && is_so(view, i)) {
            double from = sign->kind == ARAS_SIGN_EVENT
                              ? fired_at(view, i, sign->number)
                              : view->time;

            leads[count++] = view->gathering->seen[view->world[i]].when - from;
        }
    }
    aras_quantile_sort(leads, count);
    for (size_t k = 0; k < 3; k++) {
        sign->lead[k] = aras_quantile_sorted(leads, count, 0.25 * (double) (k + 1));
    }
}

static enum aras_status judge(struct view *view, struct aras_error *error)
{
    struct aras_outlook *outlook = view->outlook;
    struct aras_alarm_counts *clusters = calloc(view->worlds + 1, sizeof *clusters);
    double *leads = calloc(view->worlds + 1, sizeof *leads);
    enum aras_status status = ARAS_OK;
    struct aras_alarm none;

    if (clusters == NULL || leads == NULL) {
        status = aras_warning_no_memory(error);
    }
    if (status == ARAS_OK) {
        status = aras_alarm_of(clusters, count_clusters(view, NULL, clusters), LEVEL,
                               &none, error);
        outlook->prior = none.prior;
        outlook->interval = none.prior_interval;
    }
    for (size_t s = 0; s < outlook->signs && status == ARAS_OK; s++) {
        const bool *rings = view->rings + s * view->worlds;

        status = aras_alarm_of(clusters, count_clusters(view, rings, clusters), LEVEL,
                               &outlook->sign[s].alarm, error);
        if (status == ARAS_OK) {
            struct aras_sign *sign = &outlook->sign[s];

            sign->p = sign->warns ? sign->alarm.p_raises : sign->alarm.p_lowers;
            find_leads(view, sign, rings, leads);
        }
    }
    free(clusters);
    free(leads);
    return status;
}

/* --- a landmark as a whole -----------------------------------------------------------
 */

static void list_open(struct view *view)
{
    const struct aras_warning_worlds *gathering = view->gathering;

    for (size_t i = 0; i < gathering->worlds; i++) {
        switch ((enum aras_settled) gathering->seen[i].settled[view->landmark]) {
        case ARAS_STILL_OPEN:
            view->world[view->worlds++] = i;
            break;
        case ARAS_SETTLED_NO:
            view->outlook->settled_no++;
            break;
        case ARAS_SETTLED_YES:
            view->outlook->settled_yes++;
            break;
        }
    }
    view->outlook->open = view->worlds;
}

static enum aras_status is_enough(struct view *view, struct aras_error *error)
{
    struct aras_outlook *outlook = view->outlook;
    uint64_t so[2] = {0, 0}; /* judging, selecting */
    uint64_t all[2] = {0, 0};
    char moment[32];

    for (size_t i = 0; i < view->worlds; i++) {
        all[selects(view, i)]++;
        so[selects(view, i)] += is_so(view, i);
    }
    outlook->selecting = all[1];
    outlook->judging = all[0];
    for (size_t half = 0; half < 2; half++) {
        uint64_t fewer =
            so[half] < all[half] - so[half] ? so[half] : all[half] - so[half];

        if (fewer < LEAST_OPEN) {
            aras_model_write_moment(view->gathering->watch.model, view->time, moment);
            return aras_error_set(
                error, ARAS_INVALID,
                "of the worlds in which '%s' is open at %s it comes in %" PRIu64
                " and does not in %" PRIu64
                ": too few, in each half %d are needed; play "
                "more worlds (-n), or look at another moment (--by)",
                view->gathering->watch.wish->condition->text, moment, so[0] + so[1],
                all[0] + all[1] - so[0] - so[1], (int) LEAST_OPEN);
        }
    }
    return ARAS_OK;
}

static enum aras_status look_at(struct view *view, struct aras_error *error)
{
    if (!consider_events(view) || !consider_levels(view)) {
        return aras_warning_no_memory(error);
    }
    qsort(view->candidate, view->candidates, sizeof *view->candidate, by_gain);
    choose(view, view->gathering->watch.wish->most);
    return judge(view, error);
}

static enum aras_status look_from(const struct aras_warning_worlds *gathering,
                                  size_t landmark, struct aras_error *error)
{
    const struct aras_warning_watch *watch = &gathering->watch;
    size_t most = watch->wish->most;
    struct aras_outlook *outlook = &gathering->warning->outlook[landmark];
    struct view view = {.gathering = gathering,
                        .landmark = landmark,
                        .time = watch->wish->landmark[landmark],
                        .outlook = outlook};
    enum aras_status status;

    outlook->time = view.time;
    outlook->sign = calloc(most + 1, sizeof *outlook->sign);
    view.world = calloc(gathering->worlds + 1, sizeof *view.world);
    view.candidate =
        calloc(watch->model->event_count + watch->levels + 1, sizeof *view.candidate);
    view.rings = calloc((most + 1) * (gathering->worlds + 1), sizeof *view.rings);
    if (outlook->sign == NULL || view.world == NULL || view.candidate == NULL ||
        view.rings == NULL) {
        status = aras_warning_no_memory(error);
    } else {
        list_open(&view);
        status = is_enough(&view, error);
        status = status == ARAS_OK ? look_at(&view, error) : status;
    }
    free(view.world);
    free(view.candidate);
    free(view.rings);
    return status;
}

/* --- all landmarks -------------------------------------------------------------------
 */

static enum aras_status adjust(struct aras_warning *warning, struct aras_error *error)
{
    size_t count = 0;
    size_t at = 0;
    double *p;
    enum aras_status status;

    for (size_t l = 0; l < warning->outlooks; l++) {
        count += warning->outlook[l].signs;
    }
    p = calloc(2 * count + 1, sizeof *p);
    if (p == NULL) {
        return aras_warning_no_memory(error);
    }
    for (size_t l = 0; l < warning->outlooks; l++) {
        for (size_t s = 0; s < warning->outlook[l].signs; s++) {
            p[at++] = warning->outlook[l].sign[s].p;
        }
    }
    status = aras_holm(p, count, p + count, error);
    at = count;
    for (size_t l = 0; l < warning->outlooks; l++) {
        for (size_t s = 0; s < warning->outlook[l].signs; s++) {
            warning->outlook[l].sign[s].adjusted = p[at++];
        }
    }
    free(p);
    return status;
}

struct aras_warning *aras_warning_of_run(const struct aras_run *run,
                                         const struct aras_plan *plan,
                                         const struct aras_warning_wish *wish,
                                         struct aras_error *error)
{
    struct aras_warning *warning = calloc(1, sizeof *warning);
    struct aras_warning_worlds gathering = {
        .watch = {.model = plan->model, .wish = wish},
        .cursor = {.run = run},
        .warning = warning};
    struct aras_run_facts facts;
    uint64_t stored = aras_run_replications(run);
    enum aras_status status;

    ARAS_REQUIRE(wish->landmarks >= 1 && wish->landmarks <= ARAS_MOST_LANDMARKS);
    gathering.watch.last = wish->landmark[wish->landmarks - 1];
    aras_run_get_facts(run, &facts);
    gathering.same_maths = !facts.mixed && facts.maths == aras_maths_fingerprint();
    if (warning != NULL) {
        warning->outlook = calloc(wish->landmarks, sizeof *warning->outlook);
        warning->worlds = wish->replications == 0 ? stored : wish->replications;
    }
    if (warning == NULL || warning->outlook == NULL) {
        status = aras_warning_no_memory(error);
    } else if (warning->worlds > stored) {
        status = aras_error_set(error, ARAS_INVALID,
                                "the run has %" PRIu64 " worlds, not %" PRIu64, stored,
                                warning->worlds);
    } else {
        warning->outlooks = wish->landmarks;
        status = aras_warning_worlds_play(&gathering, plan, error);
    }
    for (size_t l = 0; l < wish->landmarks && status == ARAS_OK; l++) {
        status = look_from(&gathering, l, error);
    }
    if (status == ARAS_OK) {
        status = adjust(warning, error);
    }
    aras_warning_worlds_free(&gathering);
    if (status != ARAS_OK) {
        aras_warning_free(warning);
        return NULL;
    }
    return warning;
}

void aras_warning_free(struct aras_warning *warning)
{
    if (warning == NULL) {
        return;
    }
    for (size_t l = 0; warning->outlook != NULL && l < warning->outlooks; l++) {
        free(warning->outlook[l].sign);
    }
    free(warning->outlook);
    free(warning);
}
