#include "analysis/best.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/columns.h"
#include "analysis/match.h"

#define LEVEL 0.95

enum { MOST_SETS = 4096 };

/* Sums of consecutive parameter sets, at most MOST_SETS of them in a reading. */
struct sums {
    double **of_run;
    double *worlds;
    size_t count;
};

static enum aras_status lack(struct aras_error *error)
{
    return aras_error_set(error, ARAS_NO_MEMORY, "no memory to look for the best");
}

/* Told by the readings of the first, which must know all that others draw. */
static enum aras_status check_variants(const struct aras_model *first,
                                       const struct aras_model *other,
                                       struct aras_error *error)
{
    for (size_t v = 0; v < first->variant_count; v++) {
        for (size_t k = 0; k < other->variant_count; k++) {
            if (strcmp(first->variants[v].id, other->variants[k].id) == 0 &&
                first->variants[v].fixed >= 0 && other->variants[k].fixed < 0) {
                return aras_error_set(error, ARAS_INVALID,
                                      "variant '%s' is fixed in the first run and "
                                      "drawn in another, whose readings would be "
                                      "averaged: name first the one that draws it",
                                      first->variants[v].id);
            }
        }
    }
    return ARAS_OK;
}

static enum aras_status check(const struct aras_run *const *run,
                              const struct aras_model *const *model, size_t count,
                              size_t outcome, struct aras_error *error)
{
    const struct aras_outcome *of = &model[0]->outcomes[outcome];

    if (of->kind == ARAS_CATEGORY) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' is a category, which has no highest and no lowest",
                              of->id);
    }
    for (size_t i = 1; i < count; i++) {
        int found = aras_model_find_outcome(model[i], of->id);

        if (aras_match_luck(run[0], run[i], error) != ARAS_OK ||
            aras_match_runs(run[0], model[0], run[i], model[i], error) != ARAS_OK) {
            return error->status;
        }
        if (check_variants(model[0], model[i], error) != ARAS_OK) {
            return error->status;
        }
        if (found < 0 || model[i]->outcomes[found].kind != of->kind) {
            return aras_error_set(error, ARAS_INVALID,
                                  "outcome '%s' is not in all runs", of->id);
        }
    }
    return ARAS_OK;
}

static enum aras_status read_all(struct aras_columns *column,
                                 const struct aras_run *const *run,
                                 const struct aras_model *const *model,
                                 const struct aras_best *best, uint64_t worlds,
                                 struct aras_error *error)
{
    const char *id = model[0]->outcomes[best->outcome].id;

    for (size_t i = 0; i < best->runs; i++) {
        size_t outcome = (size_t) aras_model_find_outcome(model[i], id);
        struct aras_readings none = {0};

        /* The first run's parameter sets are those of all. */
        if (aras_columns_read(&column[i], run[i], model[i],
                              i == 0 ? &best->readings : &none, &outcome, 1, worlds,
                              error) != ARAS_OK) {
            return error->status;
        }
    }
    return ARAS_OK;
}

/* --- one reading ------------------------------------------------------------------ */

static bool is_in(const struct aras_columns *column, size_t reading, uint64_t world)
{
    return column->member[world / column->group * column->readings + reading];
}

static bool is_whole(const struct aras_columns *column, size_t runs, uint64_t world)
{
    for (size_t i = 0; i < runs; i++) {
        if (isnan(column[i].value[0][world])) {
            return false;
        }
    }
    return true;
}

static size_t count_sets(const struct aras_columns *column, size_t reading)
{
    size_t sets = 0;

    for (uint64_t world = 0; world < column->worlds; world += column->group) {
        sets += is_in(column, reading, world);
    }
    return sets;
}

static void add_up(struct sums *sums, const struct aras_columns *column, size_t runs,
                   size_t reading, size_t sets, double horizon)
{
    size_t ordinal = 0;

    for (uint64_t world = 0; world < column->worlds; world++) {
        size_t place;

        if (!is_in(column, reading, world)) {
            continue;
        }
        ordinal += world % column->group == 0;
        place = sets <= MOST_SETS ? ordinal - 1 : (ordinal - 1) * MOST_SETS / sets;
        if (!is_whole(column, runs, world)) {
            continue;
        }
        for (size_t i = 0; i < runs; i++) {
            sums->of_run[i][place] += fmin(column[i].value[0][world], horizon);
        }
        sums->worlds[place]++;
    }
}

/* Sets of which all worlds failed are no clusters. */
static void close_gaps(struct sums *sums, size_t runs, size_t places)
{
    for (size_t place = 0; place < places; place++) {
        if (sums->worlds[place] > 0.0) {
            for (size_t i = 0; i < runs; i++) {
                sums->of_run[i][sums->count] = sums->of_run[i][place];
            }
            sums->worlds[sums->count++] = sums->worlds[place];
        }
    }
}

static enum aras_status judge(struct aras_best_row *row, const struct sums *sums,
                              const struct aras_best *best, struct aras_error *error)
{
    row->sets = sums->count;
    for (size_t place = 0; place < sums->count; place++) {
        row->worlds += (uint64_t) sums->worlds[place];
    }
    if (sums->count < 2) {
        return ARAS_OK;
    }
    row->contender = calloc(best->runs, sizeof *row->contender);
    return row->contender == NULL
               ? lack(error)
               : aras_best_subset((const double *const *) sums->of_run, sums->worlds,
                                  best->runs, sums->count, best->highest, LEVEL,
                                  row->contender, error);
}

static enum aras_status find_best(struct aras_best *best, size_t reading,
                                  const struct aras_columns *column, double horizon,
                                  struct aras_error *error)
{
    size_t sets = count_sets(column, reading);
    size_t places = sets < MOST_SETS ? sets : MOST_SETS;
    struct sums sums = {.of_run = calloc(best->runs, sizeof *sums.of_run),
                        .worlds = calloc(places + 1, sizeof *sums.worlds)};
    enum aras_status status =
        sums.of_run == NULL || sums.worlds == NULL ? lack(error) : ARAS_OK;

    for (size_t i = 0; i < best->runs && status == ARAS_OK; i++) {
        sums.of_run[i] = calloc(places + 1, sizeof **sums.of_run);
        status = sums.of_run[i] == NULL ? lack(error) : ARAS_OK;
    }
    if (status == ARAS_OK) {
        add_up(&sums, column, best->runs, reading, sets, horizon);
        close_gaps(&sums, best->runs, places);
        status = judge(&best->row[reading], &sums, best, error);
    }
    for (size_t i = 0; i < best->runs && sums.of_run != NULL; i++) {
        free(sums.of_run[i]);
    }
    free(sums.of_run);
    free(sums.worlds);
    return status;
}

/* --- the whole -------------------------------------------------------------------- */

static uint64_t common_worlds(const struct aras_run *const *run, size_t count,
                              uint64_t most)
{
    uint64_t worlds = most > 0 ? most : UINT64_MAX;

    for (size_t i = 0; i < count; i++) {
        uint64_t stored = aras_run_replications(run[i]);

        worlds = stored < worlds ? stored : worlds;
    }
    return worlds;
}

static enum aras_status fill(struct aras_best *best, const struct aras_run *const *run,
                             const struct aras_model *const *model, uint64_t most,
                             struct aras_error *error)
{
    struct aras_columns *column = calloc(best->runs, sizeof *column);
    double horizon = model[0]->outcomes[best->outcome].kind == ARAS_TIME
                         ? model[0]->horizon
                         : INFINITY;
    enum aras_status status;

    if (column == NULL ||
        aras_readings_find(&best->readings, model[0], error) != ARAS_OK) {
        free(column);
        return column == NULL ? lack(error) : error->status;
    }
    best->row = calloc(best->readings.count, sizeof *best->row);
    status = best->row == NULL ? lack(error) : ARAS_OK;
    if (status == ARAS_OK) {
        status = read_all(column, run, model, best,
                          common_worlds(run, best->runs, most), error);
    }
    for (size_t r = 0; r < best->readings.count && status == ARAS_OK; r++) {
        best->row[r].reading = r;
        status = find_best(best, r, column, horizon, error);
        best->readings.reading[r].worlds = best->row[r].worlds;
        best->readings.reading[r].sets = best->row[r].sets;
    }
    for (size_t i = 0; i < best->runs; i++) {
        aras_columns_free(&column[i]);
    }
    free(column);
    return status;
}

struct aras_best *aras_best_of_runs(const struct aras_run *const *run,
                                    const struct aras_model *const *model, size_t count,
                                    size_t outcome, bool highest, uint64_t most,
                                    struct aras_error *error)
{
    struct aras_best *best;

    if (check(run, model, count, outcome, error) != ARAS_OK) {
        return NULL;
    }
    best = calloc(1, sizeof *best);
    if (best == NULL) {
        lack(error);
        return NULL;
    }
    best->runs = count;
    best->outcome = outcome;
    best->highest = highest;
    if (fill(best, run, model, most, error) != ARAS_OK) {
        aras_best_free(best);
        return NULL;
    }
    return best;
}

void aras_best_free(struct aras_best *best)
{
    if (best != NULL) {
        for (size_t r = 0; r < best->readings.count && best->row != NULL; r++) {
            free(best->row[r].contender);
        }
        free(best->row);
        aras_readings_free(&best->readings);
        free(best);
    }
}
