#include "analysis/recorder.h"

#include "base/require.h"

/* Who moved a followed value; `by`: the event that did most in the way it went. */
static void share_value(struct aras_recorder *recorder, size_t followed,
                        struct aras_ending *ending)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    double way =
        chronicle->followed[followed].end - chronicle->followed[followed].start;

    aras_recorder_shares_begin(recorder);
    for (size_t i = 0; i < chronicle->count; i++) {
        const struct aras_happening *it = &chronicle->happenings[i];

        for (size_t k = 0; k < it->movement_count; k++) {
            if (it->movements[k].followed == followed) {
                aras_recorder_shares_add(
                    recorder, i, it->movements[k].after - it->movements[k].before);
            }
        }
    }
    ending->shares = aras_recorder_shares_end(recorder, &ending->share_count);
    for (size_t i = 0; i < ending->share_count && ending->by == ARAS_NO_HAPPENING;
         i++) {
        const struct aras_portion *share = &ending->shares[i];

        if (share->happening < ARAS_ALL_OTHERS && share->amount * way > 0.0) {
            ending->by = share->happening;
        }
    }
}

static void find_first_counted(struct aras_recorder *recorder,
                               const struct aras_outcome *outcome,
                               struct aras_ending *ending)
{
    for (size_t i = 0; i < recorder->chronicle->count; i++) {
        for (size_t k = 0; k < outcome->event_count; k++) {
            if (recorder->chronicle->happenings[i].event == outcome->events[k]) {
                ending->by = i;
                return;
            }
        }
    }
}

static void find_category(struct aras_recorder *recorder,
                          const struct aras_outcome *outcome,
                          struct aras_ending *ending)
{
    const struct aras_code *when = outcome->categories[(size_t) ending->value].when;

    if (when != NULL && aras_recorder_ask(recorder, when) == 1.0) {
        ending->by = aras_recorder_needed(recorder, when, &ending->slot);
        if (ending->slot != UINT32_MAX) {
            ending->shares = aras_recorder_shares_of_slot(recorder, ending->slot, 1.0,
                                                          &ending->share_count);
        }
    }
}

/* The shortest way back from `by` along what was needed to something that needed
 * nothing that had not been so from the start: breadth first. */
static void find_chain(struct aras_recorder *recorder, struct aras_ending *ending)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t *next = aras_arena_array(recorder->arena, chronicle->count, sizeof *next);
    size_t *queue = aras_arena_array(recorder->arena, chronicle->count, sizeof *queue);
    bool *seen = aras_arena_array(recorder->arena, chronicle->count, sizeof *seen);
    size_t *chain = NULL;
    size_t read = 0;
    size_t written = 0;

    queue[written++] = ending->by;
    next[ending->by] = ARAS_NO_HAPPENING;
    seen[ending->by] = true;
    for (; read < written; read++) {
        const struct aras_happening *it = &chronicle->happenings[queue[read]];
        bool root = true;

        for (size_t i = 0; i < it->link_count; i++) {
            size_t from = it->links[i].from;

            if (!it->links[i].needed) {
                continue;
            }
            root = false;
            if (!seen[from]) {
                seen[from] = true;
                next[from] = queue[read];
                queue[written++] = from;
            }
        }
        if (root) {
            break;
        }
    }
    ARAS_REQUIRE(read < written); /* links point back in time, so there is a first */
    for (size_t at = queue[read]; at != ARAS_NO_HAPPENING; at = next[at]) {
        *(size_t *) aras_arena_grow(recorder->arena, &chain, ending->chain_count++,
                                    sizeof *chain) = at;
    }
    ending->chain = chain;
}

void aras_recorder_end(struct aras_recorder *recorder, uint32_t outcome)
{
    const struct aras_outcome *it = &recorder->model->outcomes[outcome];
    struct aras_ending *ending = &recorder->chronicle->endings[outcome];

    switch (it->kind) {
    case ARAS_HAPPENED:
    case ARAS_TIME:
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
        ending->followed = aras_recorder_followed(recorder, it->of);
        share_value(recorder, ending->followed, ending);
        break;
    case ARAS_COUNT:
        find_first_counted(recorder, it, ending);
        break;
    case ARAS_CATEGORY:
        find_category(recorder, it, ending);
        break;
    }
    if (ending->by != ARAS_NO_HAPPENING) {
        find_chain(recorder, ending);
    }
}
