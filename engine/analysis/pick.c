#include "analysis/pick.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/* The worlds of a run that did not fail, as a table. */
struct table {
    uint64_t *replication, *fingerprint;
    double *value; /* world after world */
    size_t columns;
    uint64_t count;
};

static void table_free(struct table *table)
{
    free(table->replication);
    free(table->fingerprint);
    free(table->value);
    *table = (struct table){0};
}

static enum aras_status read_table(struct table *table, const struct aras_run *run,
                                   uint64_t worlds, const size_t *outcomes,
                                   size_t columns, struct aras_error *error)
{
    struct aras_cursor cursor = {.run = run};
    uint64_t stored = aras_run_replications(run);
    uint64_t most = worlds == 0 || worlds > stored ? stored : worlds;
    enum aras_status status = ARAS_OK;

    most = most > ARAS_MOST_PICKED_FROM ? ARAS_MOST_PICKED_FROM : most;
    *table = (struct table){.columns = columns,
                            .replication = calloc(most + 1, sizeof *table->replication),
                            .fingerprint = calloc(most + 1, sizeof *table->fingerprint),
                            .value = calloc(most * columns + 1, sizeof *table->value)};
    if (table->replication == NULL || table->fingerprint == NULL ||
        table->value == NULL) {
        status = aras_error_set(error, ARAS_NO_MEMORY, "no memory to pick a world");
    }
    for (uint64_t i = 0; i < most && status == ARAS_OK; i++) {
        struct aras_world world;

        status = aras_cursor_next(&cursor, &world, error);
        if (status != ARAS_OK || world.failed) {
            continue;
        }
        table->replication[table->count] = world.replication;
        table->fingerprint[table->count] = world.fingerprint;
        for (size_t k = 0; k < columns; k++) {
            table->value[table->count * columns + k] = world.outcomes[outcomes[k]];
        }
        table->count++;
    }
    aras_cursor_close(&cursor);
    if (status == ARAS_OK && table->count == 0) {
        status = aras_error_set(error, ARAS_INVALID,
                                "there is no world to pick: none of %" PRIu64
                                " could be played to its end",
                                most);
    }
    if (status != ARAS_OK) {
        table_free(table);
    }
    return status;
}

static struct aras_pick picked(const struct table *table, uint64_t row, size_t column)
{
    return (struct aras_pick){.replication = table->replication[row],
                              .fingerprint = table->fingerprint[row],
                              .worlds = table->count,
                              .value = table->value[row * table->columns + column]};
}

/* --- typical -----------------------------------------------------------------------
 */

struct ranked {
    double value;
    uint64_t row;
};

static int by_value(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;

    return a->value < b->value ? -1 : a->value > b->value;
}

/* Adds to each world how far it is from the middle in one outcome. */
static void add_distances(const struct table *table, size_t column, bool by_frequency,
                          struct ranked *ranked, double *distance)
{
    uint64_t greatest = 0;

    for (uint64_t i = 0; i < table->count; i++) {
        ranked[i] = (struct ranked){table->value[i * table->columns + column], i};
    }
    qsort(ranked, table->count, sizeof *ranked, by_value);
    for (int pass = 0; pass < 2; pass++) {
        for (uint64_t i = 0; i < table->count;) {
            uint64_t end = i + 1;

            while (end < table->count && ranked[end].value == ranked[i].value) {
                end++;
            }
            if (pass == 0) {
                greatest = end - i > greatest ? end - i : greatest;
            } else {
                double middle = (double) (i + end) / (double) table->count;
                double off = by_frequency ? (end - i == greatest ? 0.0 : 1.0)
                                          : fabs(middle - 1.0);

                for (uint64_t k = i; k < end; k++) {
                    distance[ranked[k].row] += off;
                }
            }
            i = end;
        }
    }
}

enum aras_status aras_pick_typical(const struct aras_run *run,
                                   const struct aras_model *model, uint64_t worlds,
                                   const size_t *outcomes, size_t count,
                                   struct aras_pick *pick, struct aras_error *error)
{
    struct table table;
    struct ranked *ranked;
    double *distance;
    uint64_t best = 0;

    if (read_table(&table, run, worlds, outcomes, count, error) != ARAS_OK) {
        return error->status;
    }
    ranked = calloc(table.count, sizeof *ranked);
    distance = calloc(table.count, sizeof *distance);
    if (ranked == NULL || distance == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to pick a world");
        free(ranked);
        free(distance);
        table_free(&table);
        return ARAS_NO_MEMORY;
    }
    for (size_t k = 0; k < count; k++) {
        enum aras_outcome_kind kind = model->outcomes[outcomes[k]].kind;

        add_distances(&table, k, kind == ARAS_HAPPENED || kind == ARAS_CATEGORY, ranked,
                      distance);
    }
    for (uint64_t i = 1; i < table.count; i++) {
        /* Sums of the same parts in the same order: no rounding tells worlds apart. */
        best = distance[i] < distance[best] ? i : best;
    }
    *pick = picked(&table, best, 0);
    pick->value = NAN;
    free(ranked);
    free(distance);
    table_free(&table);
    return ARAS_OK;
}

/* --- extreme -----------------------------------------------------------------------
 */

static enum aras_status check_extreme(const struct aras_outcome *outcome, bool least,
                                      const struct aras_pick *pick,
                                      struct aras_error *error)
{
    if (outcome->kind == ARAS_HAPPENED && (pick->value != 0.0) == least) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' happened in %s of %" PRIu64 " worlds", outcome->id,
                              least ? "all" : "none", pick->worlds);
    }
    if (outcome->kind == ARAS_TIME && isinf(pick->value)) {
        return aras_error_set(error, ARAS_INVALID,
                              "'%s' was reached in none of %" PRIu64 " worlds",
                              outcome->id, pick->worlds);
    }
    return ARAS_OK;
}

/* Not reached is neither early nor late. */
static bool is_beyond(double value, double other, bool least)
{
    if (isinf(value) || isinf(other)) {
        return isinf(other) && !isinf(value);
    }
    return least ? value < other : value > other;
}

enum aras_status aras_pick_extreme(const struct aras_run *run,
                                   const struct aras_model *model, uint64_t worlds,
                                   size_t outcome, bool least, struct aras_pick *pick,
                                   struct aras_error *error)
{
    const struct aras_outcome *it = &model->outcomes[outcome];
    struct table table;
    uint64_t best = 0;

    if (it->kind == ARAS_CATEGORY) {
        return aras_error_set(error, ARAS_INVALID,
                              "the options of '%s' have no order, so none of them is "
                              "extreme",
                              it->id);
    }
    if (read_table(&table, run, worlds, &outcome, 1, error) != ARAS_OK) {
        return error->status;
    }
    for (uint64_t i = 1; i < table.count; i++) {
        best = is_beyond(table.value[i], table.value[best], least) ? i : best;
    }
    *pick = picked(&table, best, 0);
    table_free(&table);
    return check_extreme(it, least, pick, error);
}
