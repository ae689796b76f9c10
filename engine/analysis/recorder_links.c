#include "analysis/recorder.h"

#include <math.h>
#include <string.h>

#include "base/require.h"

/* Something that must be true: a formula, or that an event's base rate is above 0. */
struct test {
    const struct aras_code *code;
    const struct aras_event *rate_of;
};

static bool holds(const struct aras_recorder *recorder, const struct test *test)
{
    double now = aras_simulation_now(recorder->simulation);
    double value = test->code != NULL
                       ? aras_recorder_value(test->code, recorder->scratch, now)
                       : aras_recorder_base(test->rate_of, recorder->scratch, now);

    /* A fault is no answer: then nothing is said to have been needed. */
    return isnan(value) || (test->code != NULL ? value != 0.0 : value > 0.0);
}

static void refresh_scratch(struct aras_recorder *recorder)
{
    memcpy(recorder->scratch, aras_simulation_state(recorder->simulation),
           recorder->model->slot_count * sizeof *recorder->scratch);
}

static void add_link(struct aras_recorder *recorder, size_t happening,
                     struct aras_link link)
{
    struct aras_happening *of = aras_recorder_at(recorder, happening);

    if (link.from == happening) {
        return;
    }
    for (size_t i = 0; i < of->link_count; i++) {
        struct aras_link *it = &of->links[i];

        if (it->from == link.from && it->kind == link.kind && it->slot == link.slot) {
            it->needed = it->needed || link.needed;
            return;
        }
    }
    *(struct aras_link *) aras_arena_grow(recorder->arena, &of->links, of->link_count++,
                                          sizeof *of->links) = link;
}

/* A question: what of one kind does a happening read? */
struct asking {
    struct aras_recorder *recorder;
    size_t happening; /* ARAS_NO_HAPPENING: an outcome at the end; nothing is linked */
    enum aras_read what;
    enum aras_link_kind kind;
    struct test test;
    bool found;         /* something was needed */
    size_t latest_from; /* the latest that was needed, and its slot */
    uint32_t latest_slot;
    size_t beneath; /* the latest change beneath a slot */
    uint32_t *slots;
    size_t *undone; /* by slot in `slots`: 1 + the change to undo next */
    size_t count;
};

static void link_beneath(void *context, uint32_t slot)
{
    struct asking *asking = context;
    size_t change = asking->recorder->last[slot];

    if (change > 0) {
        add_link(asking->recorder, asking->happening,
                 (struct aras_link){
                     .from = asking->recorder->chronicle->changes[change - 1].happening,
                     .kind = asking->kind,
                     .slot = slot});
    }
}

static void link_read(void *context, enum aras_read what, uint32_t slot)
{
    struct asking *asking = context;

    if (what == asking->what) {
        aras_reads_beneath(asking->recorder->chronicle->reads, slot, link_beneath,
                           asking);
    }
}

/* Who last changed what is read. */
void aras_recorder_link_reads(struct aras_recorder *recorder, size_t happening,
                              uint32_t event, enum aras_read what,
                              enum aras_link_kind kind)
{
    struct asking asking = {
        .recorder = recorder, .happening = happening, .what = what, .kind = kind};

    aras_reads_begin(recorder->chronicle->reads);
    aras_reads_of_event(recorder->chronicle->reads, event, link_read, &asking);
}

static void latest_beneath(void *context, uint32_t slot)
{
    struct asking *asking = context;

    if (asking->recorder->last[slot] > asking->beneath) {
        asking->beneath = asking->recorder->last[slot];
    }
}

static void need(struct asking *asking, size_t change, uint32_t slot)
{
    size_t from = asking->recorder->chronicle->changes[change - 1].happening;

    if (!asking->found || from > asking->latest_from) {
        asking->latest_from = from;
        asking->latest_slot = slot;
    }
    asking->found = true;
    if (asking->happening != ARAS_NO_HAPPENING) {
        add_link(asking->recorder, asking->happening,
                 (struct aras_link){
                     .from = from, .kind = asking->kind, .slot = slot, .needed = true});
    }
}

/* Would it hold if the slot stood as at the start? If not, which change made it so? */
static void ask_slot(struct asking *asking, uint32_t slot)
{
    struct aras_recorder *recorder = asking->recorder;
    const struct aras_slot_change *changes = recorder->chronicle->changes;
    double *place = &recorder->scratch[slot];
    double now = *place;
    size_t change = recorder->last[slot];

    if (now == recorder->chronicle->start[slot]) {
        return;
    }
    *place = recorder->chronicle->start[slot];
    if (!holds(recorder, &asking->test)) {
        for (; change > 0; change = changes[change - 1].previous) {
            *place = changes[change - 1].before;
            if (!holds(recorder, &asking->test)) {
                break;
            }
        }
        if (change == 0) {
            /* A derived value that nothing watches has no history of its own. */
            asking->beneath = 0;
            aras_reads_begin(recorder->chronicle->reads);
            aras_reads_beneath(recorder->chronicle->reads, slot, latest_beneath,
                               asking);
            change = asking->beneath;
        }
        if (change > 0) {
            need(asking, change, slot);
        }
    }
    *place = now;
}

/* Where no slot alone was needed, several were together: the latest change without
 * which it would not hold. */
static void undo_all(struct asking *asking)
{
    struct aras_recorder *recorder = asking->recorder;
    const struct aras_slot_change *changes = recorder->chronicle->changes;

    for (size_t i = 0; i < asking->count; i++) {
        recorder->scratch[asking->slots[i]] =
            recorder->chronicle->start[asking->slots[i]];
        asking->undone[i] = recorder->last[asking->slots[i]];
    }
    if (holds(recorder, &asking->test)) {
        refresh_scratch(recorder);
        return;
    }
    refresh_scratch(recorder);
    for (;;) {
        size_t next = 0;

        for (size_t i = 1; i < asking->count; i++) {
            next = asking->undone[i] > asking->undone[next] ? i : next;
        }

        size_t change = asking->undone[next];

        if (change == 0) {
            break;
        }
        recorder->scratch[asking->slots[next]] = changes[change - 1].before;
        asking->undone[next] = changes[change - 1].previous;
        if (!holds(recorder, &asking->test)) {
            need(asking, change, asking->slots[next]);
            break;
        }
    }
    refresh_scratch(recorder);
}

static void gather(struct asking *asking, uint32_t slot)
{
    for (size_t i = 0; i < asking->count; i++) {
        if (asking->slots[i] == slot) {
            return;
        }
    }
    aras_arena_grow(asking->recorder->arena, &asking->undone, asking->count,
                    sizeof *asking->undone);
    *(uint32_t *) aras_arena_grow(asking->recorder->arena, &asking->slots,
                                  asking->count++, sizeof *asking->slots) = slot;
}

static void gather_read(void *context, enum aras_read what, uint32_t slot)
{
    struct asking *asking = context;

    if (what == asking->what) {
        gather(asking, slot);
    }
}

/* What made the test true that is true now. The scratch holds the state. */
static void ask_needs(struct asking *asking)
{
    if (!holds(asking->recorder, &asking->test)) {
        return;
    }
    for (size_t i = 0; i < asking->count; i++) {
        ask_slot(asking, asking->slots[i]);
    }
    if (!asking->found && asking->count > 0) {
        undo_all(asking);
    }
}

static void link_needs(struct aras_recorder *recorder, size_t happening, uint32_t event,
                       enum aras_read what, enum aras_link_kind kind, struct test test)
{
    struct asking asking = {.recorder = recorder,
                            .happening = happening,
                            .what = what,
                            .kind = kind,
                            .test = test};

    aras_reads_of_event(recorder->chronicle->reads, event, gather_read, &asking);
    ask_needs(&asking);
}

static void link_cause(struct aras_recorder *recorder, size_t happening)
{
    const struct aras_happening *it = aras_recorder_at(recorder, happening);
    uint32_t parent = recorder->chronicle->reads->parent_of[it->event];
    size_t from = ARAS_NO_HAPPENING;
    enum aras_link_kind kind = ARAS_LINK_CAUSE;

    if (parent != UINT32_MAX) {
        kind = ARAS_LINK_PARENT;
        from = recorder->latest[parent];
        /* A scenario may force an option by itself. */
        if (from != ARAS_NO_HAPPENING &&
            aras_recorder_at(recorder, from)->time != it->time) {
            from = ARAS_NO_HAPPENING;
        }
    } else if (!it->forced &&
               recorder->model->events[it->event].trigger == ARAS_AFTER) {
        uint64_t firing = aras_simulation_cause(recorder->simulation);

        ARAS_REQUIRE(firing < recorder->firing_count);
        from = recorder->firings[firing];
    }
    if (from != ARAS_NO_HAPPENING) {
        add_link(recorder, happening,
                 (struct aras_link){
                     .from = from, .kind = kind, .slot = UINT32_MAX, .needed = true});
    }
}

void aras_recorder_link(struct aras_recorder *recorder, size_t happening)
{
    const struct aras_happening *it = aras_recorder_at(recorder, happening);
    uint32_t number = it->event;
    const struct aras_event *event = &recorder->model->events[number];

    link_cause(recorder, happening);
    if (!it->forced) {
        refresh_scratch(recorder);
        if (event->guard != NULL) {
            link_needs(recorder, happening, number, ARAS_READ_GUARD, ARAS_LINK_GUARD,
                       (struct test){.code = event->guard});
            aras_recorder_link_reads(recorder, happening, number, ARAS_READ_GUARD,
                                     ARAS_LINK_GUARD);
        }
        if (event->condition != NULL) {
            link_needs(recorder, happening, number, ARAS_READ_CONDITION,
                       ARAS_LINK_CONDITION, (struct test){.code = event->condition});
            aras_recorder_link_reads(recorder, happening, number, ARAS_READ_CONDITION,
                                     ARAS_LINK_CONDITION);
        }
        if (event->trigger == ARAS_BY_RATE) {
            link_needs(recorder, happening, number, ARAS_READ_RATE, ARAS_LINK_RATE,
                       (struct test){.rate_of = event});
            aras_recorder_link_reads(recorder, happening, number, ARAS_READ_RATE,
                                     ARAS_LINK_RATE);
            aras_recorder_link_reads(recorder, happening, number, ARAS_READ_DRIVER,
                                     ARAS_LINK_DRIVER);
        }
    }
    aras_recorder_link_reads(recorder, happening, number, ARAS_READ_EFFECT,
                             ARAS_LINK_EFFECT);
}

size_t aras_recorder_needed(struct aras_recorder *recorder,
                            const struct aras_code *code, uint32_t *slot)
{
    struct asking asking = {
        .recorder = recorder, .happening = ARAS_NO_HAPPENING, .test = {.code = code}};

    for (size_t i = 0; i < code->read_count; i++) {
        gather(&asking, code->reads[i]);
    }
    refresh_scratch(recorder);
    ask_needs(&asking);
    *slot = asking.found ? asking.latest_slot : UINT32_MAX;
    return asking.found ? asking.latest_from : ARAS_NO_HAPPENING;
}
