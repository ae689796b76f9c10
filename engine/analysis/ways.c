#include "analysis/ways.h"

#include "base/require.h"

size_t aras_ways_of(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_CATEGORY ? outcome->category_count : 2;
}

size_t aras_way_of(const struct aras_outcome *outcome, double value)
{
    size_t way = outcome->kind == ARAS_CATEGORY ? (size_t) value : value != 0.0 ? 0 : 1;

    ARAS_REQUIRE(way < aras_ways_of(outcome));
    return way;
}

uint64_t aras_ways_count(const struct aras_outcome *outcome,
                         const struct aras_columns *columns, size_t column,
                         size_t reading, uint64_t *worlds)
{
    uint64_t count = 0;

    for (uint64_t i = 0; i < columns->worlds; i++) {
        if (aras_columns_hold(columns, i, column, reading)) {
            worlds[aras_way_of(outcome, columns->value[column][i])]++;
            count++;
        }
    }
    return count;
}

uint64_t aras_ways_switched(const struct aras_outcome *outcome,
                            const struct aras_columns *a, const struct aras_columns *b,
                            size_t column, size_t reading, uint64_t *worlds)
{
    size_t ways = aras_ways_of(outcome);
    uint64_t count = 0;

    ARAS_REQUIRE(a->worlds == b->worlds && a->group == b->group);
    for (uint64_t i = 0; i < a->worlds; i++) {
        if (aras_columns_hold(a, i, column, reading) &&
            aras_columns_hold(b, i, column, reading)) {
            worlds[aras_way_of(outcome, a->value[column][i]) * ways +
                   aras_way_of(outcome, b->value[column][i])]++;
            count++;
        }
    }
    return count;
}
