#include "analysis/recorder.h"

#include <math.h>
#include <stdlib.h>

void aras_recorder_shares_begin(struct aras_recorder *recorder)
{
    recorder->share_count = 0;
    recorder->drifted = 0.0;
    recorder->drifts = false;
}

void aras_recorder_shares_add(struct aras_recorder *recorder, size_t happening,
                              double amount)
{
    struct aras_portion *latest = recorder->share_count == 0
                                      ? NULL
                                      : &recorder->shares[recorder->share_count - 1];

    if (aras_recorder_at(recorder, happening)->event == ARAS_NO_EVENT) {
        recorder->drifted += amount;
        recorder->drifts = true;
        return;
    }
    if (latest != NULL && latest->happening == happening) {
        latest->amount += amount;
        return;
    }
    if (recorder->share_count == recorder->share_room) {
        size_t room = 2 * recorder->share_room + 64;
        struct aras_portion *shares = realloc(recorder->shares, room * sizeof *shares);

        if (shares == NULL) {
            aras_arena_give_up(recorder->arena);
        }
        recorder->shares = shares;
        recorder->share_room = room;
    }
    recorder->shares[recorder->share_count++] =
        (struct aras_portion){happening, amount};
}

static int by_size(const void *left, const void *right)
{
    const struct aras_portion *a = left;
    const struct aras_portion *b = right;
    double size_a = fabs(a->amount);
    double size_b = fabs(b->amount);

    if (size_a != size_b) {
        return size_a > size_b ? -1 : 1;
    }
    return a->happening < b->happening ? -1 : a->happening > b->happening;
}

/* The greatest of what was gathered, drifts among them, and the sum of the others. */
struct aras_portion *aras_recorder_shares_end(struct aras_recorder *recorder,
                                              size_t *count)
{
    struct aras_portion *gathered = recorder->shares;
    struct aras_portion *shares = aras_arena_array(
        recorder->arena,
        recorder->share_count < ARAS_MOST_SHARES ? recorder->share_count + 1
                                                 : ARAS_MOST_SHARES + 2,
        sizeof *shares);
    double others = 0.0;

    *count = 0;
    if (recorder->share_count > 1) {
        qsort(gathered, recorder->share_count, sizeof *gathered, by_size);
    }
    for (size_t i = 0; i < recorder->share_count; i++) {
        if (i < ARAS_MOST_SHARES) {
            shares[(*count)++] = gathered[i];
        } else {
            others += gathered[i].amount;
        }
    }
    if (recorder->drifts) {
        shares[(*count)++] = (struct aras_portion){ARAS_ALL_DRIFTS, recorder->drifted};
    }
    if (*count > 1) {
        qsort(shares, *count, sizeof *shares, by_size);
    }
    if (recorder->share_count > ARAS_MOST_SHARES) {
        shares[(*count)++] = (struct aras_portion){ARAS_ALL_OTHERS, others};
    }
    return shares;
}

struct aras_portion *aras_recorder_shares_of_slot(struct aras_recorder *recorder,
                                                  uint32_t slot, double times,
                                                  size_t *count)
{
    const struct aras_slot_change *changes = recorder->chronicle->changes;

    aras_recorder_shares_begin(recorder);
    for (size_t change = recorder->last[slot]; change > 0;
         change = changes[change - 1].previous) {
        const struct aras_slot_change *it = &changes[change - 1];

        aras_recorder_shares_add(recorder, it->happening,
                                 times * (it->after - it->before));
    }
    return aras_recorder_shares_end(recorder, count);
}

/* --- rates ----------------------------------------------------------------------- */

void aras_recorder_tell_rate(struct aras_recorder *recorder, size_t happening,
                             double rate)
{
    uint32_t number = aras_recorder_at(recorder, happening)->event;
    const struct aras_event *event = &recorder->model->events[number];
    const double *start = recorder->chronicle->start;
    const double *state = aras_simulation_state(recorder->simulation);
    double now = aras_simulation_now(recorder->simulation);
    struct aras_rate_told *told = aras_arena_get(recorder->arena, sizeof *told);
    struct aras_term *terms =
        aras_arena_array(recorder->arena, event->driver_count, sizeof *terms);
    double start_exponent = 0.0;

    for (size_t i = 0; i < event->driver_count; i++) {
        const struct aras_driver *driver = &event->drivers[i];
        struct aras_term *term = &terms[i];

        term->slot = driver->slot;
        term->text = driver->text;
        term->effect = aras_recorder_operand(&driver->effect, state, now);
        term->at = aras_recorder_operand(&driver->at, state, now);
        term->x = state[driver->slot];
        term->x_start = start[driver->slot];
        term->log_rate = term->effect * (term->x - term->at);
        term->since_start = term->effect * (term->x - term->x_start);
        term->shares = aras_recorder_shares_of_slot(recorder, driver->slot,
                                                    term->effect, &term->share_count);
        start_exponent += term->effect * (term->x_start - term->at);
    }
    told->rate = rate;
    told->base = aras_recorder_base(event, state, now);
    told->base_start = aras_recorder_base(event, start, 0.0);
    told->start =
        told->base_start == 0.0 ? 0.0 : told->base_start * exp(start_exponent);
    told->terms = terms;
    told->count = event->driver_count;
    aras_recorder_at(recorder, happening)->rate = told;
}
