#include "analysis/sample.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/quantile.h"

static enum aras_status make_room(struct aras_sample *sample,
                                  const struct aras_columns *columns,
                                  struct aras_error *error)
{
    *sample = (struct aras_sample){
        .value = calloc(columns->worlds + 1, sizeof *sample->value)};
    return sample->value == NULL ? aras_error_set(error, ARAS_NO_MEMORY,
                                                  "no memory for the numbers of %llu "
                                                  "worlds",
                                                  (unsigned long long) columns->worlds)
                                 : ARAS_OK;
}

enum aras_status aras_sample_of(struct aras_sample *sample,
                                const struct aras_columns *columns, size_t column,
                                size_t reading, struct aras_error *error)
{
    if (make_room(sample, columns, error) != ARAS_OK) {
        return error->status;
    }
    for (uint64_t i = 0; i < columns->worlds; i++) {
        if (aras_columns_hold(columns, i, column, reading)) {
            sample->value[sample->count++] = columns->value[column][i];
        }
    }
    aras_quantile_sort(sample->value, sample->count);
    return ARAS_OK;
}

/* The column that a world reached first; `from + count` when it reached none. */
static size_t first_of(const struct aras_columns *columns, uint64_t world, size_t from,
                       size_t count)
{
    size_t first = from + count;
    double least = INFINITY;

    for (size_t k = from; k < from + count; k++) {
        if (columns->value[k][world] < least) {
            least = columns->value[k][world];
            first = k;
        }
    }
    return first;
}

enum aras_status aras_sample_of_first(struct aras_sample *first,
                                      const struct aras_columns *columns, size_t from,
                                      size_t count, size_t reading,
                                      struct aras_error *error)
{
    for (size_t k = 0; k < count; k++) {
        first[k] = (struct aras_sample){.count = 0};
    }
    for (size_t k = 0; k < count; k++) {
        if (make_room(&first[k], columns, error) != ARAS_OK) {
            for (size_t done = 0; done < k; done++) {
                aras_sample_free(&first[done]);
            }
            return error->status;
        }
    }
    for (uint64_t i = 0; i < columns->worlds; i++) {
        size_t winner = first_of(columns, i, from, count);

        for (size_t k = 0; k < count && aras_columns_hold(columns, i, from, reading);
             k++) {
            first[k].value[first[k].count++] =
                from + k == winner ? columns->value[from + k][i] : INFINITY;
        }
    }
    for (size_t k = 0; k < count; k++) {
        aras_quantile_sort(first[k].value, first[k].count);
    }
    return ARAS_OK;
}

void aras_sample_free(struct aras_sample *sample)
{
    free(sample->value);
    *sample = (struct aras_sample){.count = 0};
}
