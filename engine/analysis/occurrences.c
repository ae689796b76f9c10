#include "analysis/occurrences.h"

#include <stdlib.h>

/* One world while it is played. */
struct watch {
    struct aras_occurrences *occurrences;
    const uint32_t *events;
    size_t count;
    uint64_t replication;
    bool refused; /* memory */
};

static void note(struct watch *watch, uint32_t event, double time)
{
    struct aras_occurrences *it = watch->occurrences;

    if (it->count == it->capacity) {
        size_t capacity = it->capacity == 0 ? 64 : 2 * it->capacity;
        struct aras_occurrence *at = realloc(it->at, capacity * sizeof *at);

        if (at == NULL) {
            watch->refused = true;
            return;
        }
        it->at = at;
        it->capacity = capacity;
    }
    it->at[it->count++] = (struct aras_occurrence){watch->replication, time, event};
}

static void see(void *context, uint32_t event, double time, bool forced, double rate)
{
    struct watch *watch = context;

    (void) forced;
    (void) rate;
    for (size_t i = 0; i < watch->count; i++) {
        if (watch->events[i] == event) {
            note(watch, event, time);
            return;
        }
    }
}

static enum aras_status play(struct watch *watch, struct aras_simulation *simulation,
                             uint64_t replication, struct aras_error *error)
{
    struct aras_record record;
    enum aras_status status;

    watch->replication = replication;
    status = aras_simulation_play(simulation, replication, &record, error);
    if (watch->refused) {
        return aras_error_set(error, ARAS_NO_MEMORY, "no memory for what happens");
    }
    return status == ARAS_FAILED ? ARAS_OK : status;
}

enum aras_status aras_occurrences_of(struct aras_occurrences *occurrences,
                                     const struct aras_model *model,
                                     const struct aras_settings *settings,
                                     const uint32_t *events, size_t event_count,
                                     const uint64_t *replication, size_t count,
                                     struct aras_error *error)
{
    struct watch watch = {occurrences, events, event_count, 0, false};
    const struct aras_observer observer = {.context = &watch, .event = see};
    struct aras_simulation *simulation = aras_simulation_new(model, settings, error);
    enum aras_status status = simulation == NULL ? error->status : ARAS_OK;

    *occurrences = (struct aras_occurrences){.count = 0};
    if (status == ARAS_OK) {
        aras_simulation_observe(simulation, &observer);
    }
    for (size_t i = 0; i < count && status == ARAS_OK; i++) {
        status = play(&watch, simulation, replication[i], error);
    }
    aras_simulation_free(simulation);
    if (status != ARAS_OK) {
        aras_occurrences_free(occurrences);
    }
    return status;
}

void aras_occurrences_free(struct aras_occurrences *occurrences)
{
    free(occurrences->at);
    *occurrences = (struct aras_occurrences){.count = 0};
}
