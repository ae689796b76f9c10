#include "analysis/cursor.h"

#include <stddef.h>

#include "base/require.h"

static enum aras_status turn_to_block(struct aras_cursor *cursor,
                                      struct aras_error *error)
{
    if (cursor->size == 0) {
        struct aras_run_facts facts;

        aras_run_get_facts(cursor->run, &facts);
        cursor->size = facts.block;
    }
    if (cursor->block != NULL &&
        cursor->next < cursor->block->first + cursor->block->count) {
        return ARAS_OK;
    }
    aras_block_free(cursor->block);
    cursor->block =
        aras_run_read_part(cursor->run, cursor->next / cursor->size,
                           (struct aras_block_part){.worlds_only = true}, error);
    return cursor->block == NULL ? error->status : ARAS_OK;
}

enum aras_status aras_cursor_next(struct aras_cursor *cursor, struct aras_world *world,
                                  struct aras_error *error)
{
    if (turn_to_block(cursor, error) != ARAS_OK) {
        return error->status;
    }

    const struct aras_block *block = cursor->block;
    uint64_t row = cursor->next - block->first;

    ARAS_REQUIRE(row < block->count);
    world->replication = cursor->next;
    world->set = cursor->next / block->shape.group;
    ARAS_REQUIRE(world->set - block->first_set < block->sets);
    world->failed = block->failed[row] != 0;
    world->outcomes = &block->outcome[row * block->shape.outcomes];
    /* A model without parameters and variants has none. */
    world->parameters = block->parameter == NULL
                            ? NULL
                            : &block->parameter[(world->set - block->first_set) *
                                                block->shape.parameters];
    world->fingerprint = block->fingerprint[row];
    cursor->next++;
    return ARAS_OK;
}

void aras_cursor_close(struct aras_cursor *cursor)
{
    aras_block_free(cursor->block);
    cursor->block = NULL;
}
