#include "montecarlo/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/require.h"

struct aras_kept {
    struct aras_shape shape;
    size_t slots;
    size_t most, count;
    struct aras_record *record; /* their arrays are rows of these: */
    struct aras_error **reason; /* NULL: it did not fail */
    double *numbers;            /* outcomes, points, integrated rates, parameters */
    uint64_t *counts;           /* of events, clamps of slots */
};

static size_t numbers_of(const struct aras_kept *kept)
{
    const struct aras_shape *shape = &kept->shape;

    return shape->outcomes + shape->points + shape->events + shape->parameters;
}

struct aras_kept *aras_kept_new(const struct aras_shape *shape, size_t slots,
                                size_t most, struct aras_error *error)
{
    struct aras_kept *kept = calloc(1, sizeof *kept);

    ARAS_REQUIRE(most >= 1);
    if (kept != NULL) {
        kept->shape = *shape;
        kept->slots = slots;
        kept->most = most;
        kept->record = calloc(most, sizeof *kept->record);
        kept->reason = calloc(most, sizeof(struct aras_error *));
        kept->numbers = calloc(most, (numbers_of(kept) + 1) * sizeof *kept->numbers);
        kept->counts = calloc(most, (shape->events + slots + 1) * sizeof *kept->counts);
    }
    if (kept == NULL || kept->record == NULL || kept->reason == NULL ||
        kept->numbers == NULL || kept->counts == NULL) {
        aras_kept_free(kept);
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to keep %zu worlds", most);
        return NULL;
    }
    return kept;
}

void aras_kept_free(struct aras_kept *kept)
{
    if (kept == NULL) {
        return;
    }
    for (size_t i = 0; kept->reason != NULL && i < kept->count; i++) {
        free(kept->reason[i]);
    }
    free(kept->record);
    free(kept->reason);
    free(kept->numbers);
    free(kept->counts);
    free(kept);
}

static const double *keep_numbers(double **end, const double *numbers, size_t count)
{
    double *copy = *end;

    if (count > 0) {
        memcpy(copy, numbers, count * sizeof *copy);
    }
    *end += count;
    return copy;
}

static const uint64_t *keep_counts(uint64_t **end, const uint64_t *counts, size_t count)
{
    uint64_t *copy = *end;

    if (count > 0) {
        memcpy(copy, counts, count * sizeof *copy);
    }
    *end += count;
    return copy;
}

enum aras_status aras_kept_add(struct aras_kept *kept, const struct aras_record *record,
                               const struct aras_error *reason,
                               struct aras_error *error)
{
    const struct aras_shape *shape = &kept->shape;
    size_t row = kept->count;
    struct aras_record *copy = &kept->record[row];
    double *numbers = kept->numbers + row * numbers_of(kept);
    uint64_t *counts = kept->counts + row * (shape->events + kept->slots);

    ARAS_REQUIRE(row < kept->most);
    if (record->failed) {
        kept->reason[row] = calloc(1, sizeof *reason);
        if (kept->reason[row] == NULL) {
            return aras_error_set(error, ARAS_NO_MEMORY,
                                  "no memory to keep the reason of a failure");
        }
        *kept->reason[row] = *reason;
    }
    *copy = *record;
    copy->outcomes = keep_numbers(&numbers, record->outcomes, shape->outcomes);
    copy->points = keep_numbers(&numbers, record->points, shape->points);
    copy->integrated = keep_numbers(&numbers, record->integrated, shape->events);
    copy->parameters = keep_numbers(&numbers, record->parameters, shape->parameters);
    copy->counts = keep_counts(&counts, record->counts, shape->events);
    copy->clamps = keep_counts(&counts, record->clamps, kept->slots);
    kept->count++;
    return ARAS_OK;
}

size_t aras_kept_count(const struct aras_kept *kept)
{
    return kept->count;
}

const struct aras_record *aras_kept_at(const struct aras_kept *kept, size_t index,
                                       const struct aras_error **reason)
{
    ARAS_REQUIRE(index < kept->count);
    *reason = kept->reason[index];
    return &kept->record[index];
}
