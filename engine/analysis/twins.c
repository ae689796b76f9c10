#include "analysis/twins.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One side, and how far it has been followed while differences are looked through in
 * the order of time. */
struct side {
    const struct aras_chronicle *chronicle;
    const struct aras_model *model;
    struct aras_reads *reads;
    uint32_t *other_event; /* by event: in the other side; UINT32_MAX */
    size_t *match;         /* by happening: in the other side */
    double *value;         /* by slot, now */
    size_t applied;        /* changes */
};

struct comparison {
    struct aras_twins *twins;
    struct aras_arena *arena;
    struct side a, b;
    uint32_t *b_of;      /* by slot of a: in b; UINT32_MAX */
    uint32_t *a_of;      /* by slot of b */
    size_t *changed_by;  /* by slot of a: 1 + the latest difference that changed it */
    uint32_t *shared_by; /* by slot of a: 1 + the event, in both, that last changed it
                            to a different degree */
    size_t *twin_of_a;   /* by happening: its twin */
    size_t *twin_of_b;

    /* A question about one difference. */
    struct aras_twin *asked;
    size_t number;   /* of it */
    uint32_t *queue; /* slots of a, layer after layer */
    size_t queued;
    uint64_t *queued_in; /* by slot: the question in which it was queued */
    uint64_t question;
    size_t *found; /* earlier differences of this layer */
    uint32_t *found_by;
    size_t found_count;
};

/* --- what is what on the other side ------------------------------------------------
 */

static void map_slots(struct comparison *comparison)
{
    const struct aras_model *a = comparison->a.model;
    const struct aras_model *b = comparison->b.model;

    comparison->b_of =
        aras_arena_array(comparison->arena, a->slot_count, sizeof(uint32_t));
    comparison->a_of =
        aras_arena_array(comparison->arena, b->slot_count, sizeof(uint32_t));
    for (uint32_t i = 0; i < b->slot_count; i++) {
        comparison->a_of[i] = UINT32_MAX;
    }
    for (uint32_t i = 0; i < a->slot_count; i++) {
        int other = -1;

        /* Two scenarios of one model mostly have their slots in one order. */
        if (i < b->slot_count && strcmp(a->slots[i].name, b->slots[i].name) == 0) {
            other = (int) i;
        } else {
            other = aras_model_find_slot(b, a->slots[i].name);
        }
        comparison->b_of[i] = other < 0 ? UINT32_MAX : (uint32_t) other;
        if (other >= 0) {
            comparison->a_of[other] = i;
        }
    }
}

static void map_events(struct comparison *comparison, struct side *side,
                       const struct aras_model *other)
{
    const struct aras_model *model = side->model;

    side->other_event =
        aras_arena_array(comparison->arena, model->event_count, sizeof(uint32_t));
    for (uint32_t i = 0; i < model->event_count; i++) {
        int found = i < other->event_count &&
                            strcmp(model->events[i].id, other->events[i].id) == 0
                        ? (int) i
                        : aras_model_find_event(other, model->events[i].id);

        side->other_event[i] = found < 0 ? UINT32_MAX : (uint32_t) found;
    }
}

/* --- matching firings ---------------------------------------------------------------
 */

static size_t link_from(const struct aras_happening *happening,
                        enum aras_link_kind kind)
{
    for (size_t i = 0; i < happening->link_count; i++) {
        if (happening->links[i].kind == kind) {
            return happening->links[i].from;
        }
    }
    return ARAS_NO_HAPPENING;
}

/* Whether two firings of one event are one and the same firing of the world: an option
 * belongs to its decision's firing, what follows to its cause's, what has a date to
 * that, and all else is counted. */
static bool are_twins(const struct comparison *comparison,
                      const struct aras_happening *a, const struct aras_happening *b)
{
    size_t parent = link_from(a, ARAS_LINK_PARENT);
    size_t cause = link_from(a, ARAS_LINK_CAUSE);
    enum aras_trigger trigger = comparison->a.model->events[a->event].trigger;

    if (a->forced != b->forced) {
        return false;
    }
    if (parent != ARAS_NO_HAPPENING) {
        return comparison->a.match[parent] != ARAS_NO_HAPPENING &&
               link_from(b, ARAS_LINK_PARENT) == comparison->a.match[parent];
    }
    if (cause != ARAS_NO_HAPPENING) {
        return comparison->a.match[cause] != ARAS_NO_HAPPENING &&
               link_from(b, ARAS_LINK_CAUSE) == comparison->a.match[cause];
    }
    if (!a->forced && (trigger == ARAS_AT || trigger == ARAS_EVERY)) {
        double date_a = a->time - comparison->a.model->events[a->event].shift;
        double date_b = b->time - comparison->b.model->events[b->event].shift;

        return fabs(date_a - date_b) <= 1e-9 * (1.0 + fabs(date_a));
    }
    return a->number == b->number &&
           link_from(b, ARAS_LINK_PARENT) == ARAS_NO_HAPPENING;
}

static void match(struct comparison *comparison)
{
    const struct aras_chronicle *a = comparison->a.chronicle;
    const struct aras_chronicle *b = comparison->b.chronicle;
    size_t *next = aras_arena_array(comparison->arena, b->count, sizeof *next);
    size_t *head =
        aras_arena_array(comparison->arena, b->model->event_count, sizeof *head);

    /* Firings of b that have no twin yet, event by event, in order. */
    for (size_t i = b->count; i > 0; i--) {
        uint32_t event = b->happenings[i - 1].event;

        comparison->b.match[i - 1] = ARAS_NO_HAPPENING;
        if (event != ARAS_NO_EVENT) {
            next[i - 1] = head[event];
            head[event] = i;
        }
    }
    for (size_t i = 0; i < a->count; i++) {
        uint32_t event = a->happenings[i].event;
        size_t *place;

        comparison->a.match[i] = ARAS_NO_HAPPENING;
        if (event == ARAS_NO_EVENT || comparison->a.other_event[event] == UINT32_MAX) {
            continue;
        }
        place = &head[comparison->a.other_event[event]];
        while (*place > 0 &&
               !are_twins(comparison, &a->happenings[i], &b->happenings[*place - 1])) {
            place = &next[*place - 1];
        }
        if (*place > 0) {
            comparison->a.match[i] = *place - 1;
            comparison->b.match[*place - 1] = i;
            *place = next[*place - 1];
        }
    }
}

/* At one time the order is that of b; what a alone has then comes after what it has in
 * common with b before. */
static void add_twin(struct comparison *comparison, size_t a, size_t b,
                     size_t last_common)
{
    struct aras_twins *twins = comparison->twins;
    double time_a = a == ARAS_NO_HAPPENING ? INFINITY : twins->a->happenings[a].time;
    double time_b = b == ARAS_NO_HAPPENING ? INFINITY : twins->b->happenings[b].time;
    bool same = time_a == time_b;

    *(struct aras_twin *) aras_arena_grow(comparison->arena, &twins->twin,
                                          twins->count++, sizeof *twins->twin) =
        (struct aras_twin){.a = a,
                           .b = b,
                           .time = fmin(time_a, time_b),
                           .rank = time_b <= time_a ? 2 * b : 2 * last_common + 1,
                           .same = same};
    twins->same += same;
}

static int by_time(const void *left, const void *right)
{
    const struct aras_twin *x = left;
    const struct aras_twin *y = right;

    if (x->time != y->time) {
        return x->time < y->time ? -1 : 1;
    }
    if (x->rank != y->rank) {
        return x->rank < y->rank ? -1 : 1;
    }
    return x->a < y->a ? -1 : x->a > y->a;
}

static void list_twins(struct comparison *comparison)
{
    struct aras_twins *twins = comparison->twins;
    size_t last_common = 0;

    for (size_t i = 0; i < twins->a->count; i++) {
        size_t other = comparison->a.match[i];

        if (twins->a->happenings[i].event == ARAS_NO_EVENT) {
            continue;
        }
        if (other != ARAS_NO_HAPPENING &&
            twins->b->happenings[other].time == twins->a->happenings[i].time) {
            last_common = other;
        }
        add_twin(comparison, i, other, last_common);
    }
    for (size_t i = 0; i < twins->b->count; i++) {
        if (twins->b->happenings[i].event != ARAS_NO_EVENT &&
            comparison->b.match[i] == ARAS_NO_HAPPENING) {
            add_twin(comparison, ARAS_NO_HAPPENING, i, 0);
        }
    }
    if (twins->count > 1) {
        qsort(twins->twin, twins->count, sizeof *twins->twin, by_time);
    }
    twins->first = SIZE_MAX;
    for (size_t i = 0; i < twins->count; i++) {
        const struct aras_twin *twin = &twins->twin[i];

        if (!twin->same && twins->first == SIZE_MAX) {
            twins->first = i;
        }
        if (twin->a != ARAS_NO_HAPPENING) {
            comparison->twin_of_a[twin->a] = i;
        }
        if (twin->b != ARAS_NO_HAPPENING) {
            comparison->twin_of_b[twin->b] = i;
        }
    }
}

/* --- reasons ------------------------------------------------------------------------
 */

static bool is_full(const struct comparison *comparison)
{
    return comparison->asked->reason_count == ARAS_MOST_REASONS;
}

static void give(struct comparison *comparison, struct aras_reason reason)
{
    struct aras_twin *twin = comparison->asked;

    for (size_t i = 0; i < twin->reason_count; i++) {
        if (twin->reasons[i].kind == reason.kind &&
            twin->reasons[i].twin == reason.twin &&
            reason.kind == ARAS_REASON_EARLIER) {
            return;
        }
    }
    if (!is_full(comparison)) {
        twin->reasons[twin->reason_count++] = reason;
    }
}

static void give_own(struct comparison *comparison, enum aras_reason_kind kind,
                     bool in_b)
{
    give(comparison,
         (struct aras_reason){.kind = kind, .in_b = in_b, .twin = SIZE_MAX});
}

static const struct aras_decision *decision_of(const struct side *side, uint32_t event)
{
    uint32_t parent = event == UINT32_MAX ? UINT32_MAX : side->reads->parent_of[event];

    return parent == UINT32_MAX ? NULL : side->model->events[parent].decision;
}

/* What the scenarios do to the event itself. */
static void ask_own(struct comparison *comparison, uint32_t event_a, uint32_t event_b)
{
    const struct aras_twin *twin = comparison->asked;
    const struct aras_event *a =
        event_a == UINT32_MAX ? NULL : &comparison->a.model->events[event_a];
    const struct aras_event *b =
        event_b == UINT32_MAX ? NULL : &comparison->b.model->events[event_b];
    const struct aras_decision *in_a = decision_of(&comparison->a, event_a);
    const struct aras_decision *in_b = decision_of(&comparison->b, event_b);
    bool alone = twin->a == ARAS_NO_HAPPENING || twin->b == ARAS_NO_HAPPENING;

    if (twin->a != ARAS_NO_HAPPENING &&
        comparison->twins->a->happenings[twin->a].forced) {
        give_own(comparison, ARAS_REASON_FORCED, false);
    } else if (twin->b != ARAS_NO_HAPPENING &&
               comparison->twins->b->happenings[twin->b].forced) {
        give_own(comparison, ARAS_REASON_FORCED, true);
    }
    if (alone &&
        twin->time > (twin->a == ARAS_NO_HAPPENING ? comparison->a.model->horizon
                                                   : comparison->b.model->horizon)) {
        give_own(comparison, ARAS_REASON_HORIZON, twin->a != ARAS_NO_HAPPENING);
    }
    if (a == NULL || b == NULL) {
        return;
    }
    if (a->forbidden != b->forbidden) {
        give_own(comparison, ARAS_REASON_FORBIDDEN, b->forbidden);
    }
    if (a->scale != b->scale) {
        give_own(comparison, ARAS_REASON_SCALED, b->scale != 1.0);
    }
    if (a->shift != b->shift) {
        give_own(comparison, ARAS_REASON_DELAYED, b->shift != 0.0);
    }
    if (in_a != NULL && in_b != NULL && in_a->dictated != in_b->dictated) {
        give_own(comparison, ARAS_REASON_DICTATED, in_b->dictated >= 0);
    }
}

static void give_earlier(struct comparison *comparison, size_t twin, const char *slot)
{
    const struct aras_twin *it = &comparison->twins->twin[twin];

    if (twin != comparison->number && !it->same) {
        give(comparison, (struct aras_reason){.kind = ARAS_REASON_EARLIER,
                                              .in_b = it->a == ARAS_NO_HAPPENING,
                                              .twin = twin,
                                              .slot = slot});
    }
}

/* An option or result has the reasons of its decision or demand, a follower its cause.
 */
static void take_after(struct comparison *comparison, size_t twin,
                       enum aras_link_kind kind)
{
    const struct aras_twin *other = &comparison->twins->twin[twin];

    if (kind == ARAS_LINK_CAUSE) {
        give_earlier(comparison, twin, NULL);
        return;
    }
    for (size_t i = 0; i < other->reason_count; i++) {
        give(comparison, other->reasons[i]);
    }
}

static void ask_causes(struct comparison *comparison)
{
    static const enum aras_link_kind kinds[] = {ARAS_LINK_CAUSE, ARAS_LINK_PARENT};
    const struct aras_twin *twin = comparison->asked;

    for (size_t i = 0; i < 2; i++) {
        size_t from =
            twin->a == ARAS_NO_HAPPENING
                ? ARAS_NO_HAPPENING
                : link_from(&comparison->twins->a->happenings[twin->a], kinds[i]);

        if (from != ARAS_NO_HAPPENING) {
            take_after(comparison, comparison->twin_of_a[from], kinds[i]);
        }
        from = twin->b == ARAS_NO_HAPPENING
                   ? ARAS_NO_HAPPENING
                   : link_from(&comparison->twins->b->happenings[twin->b], kinds[i]);
        if (from != ARAS_NO_HAPPENING) {
            take_after(comparison, comparison->twin_of_b[from], kinds[i]);
        }
    }
}

/* --- what it depends on, layer after layer ------------------------------------------
 */

static void queue_slot(void *context, uint32_t slot)
{
    struct comparison *comparison = context;

    if (comparison->queued_in[slot] != comparison->question) {
        comparison->queued_in[slot] = comparison->question;
        comparison->queue[comparison->queued++] = slot;
    }
}

static void queue_read(void *context, enum aras_read what, uint32_t slot)
{
    struct comparison *comparison = context;

    (void) what;
    aras_reads_beneath(comparison->a.reads, slot, queue_slot, comparison);
}

static void queue_effect(void *context, enum aras_read what, uint32_t slot)
{
    if (what == ARAS_READ_EFFECT) {
        queue_read(context, what, slot);
    }
}

static void queue_code(struct comparison *comparison, const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        aras_reads_beneath(comparison->a.reads, code->reads[i], queue_slot, comparison);
    }
}

static bool differs_now(const struct comparison *comparison, uint32_t slot)
{
    uint32_t other = comparison->b_of[slot];

    return other != UINT32_MAX &&
           comparison->a.value[slot] != comparison->b.value[other];
}

static bool differs_at_start(const struct comparison *comparison, uint32_t slot)
{
    uint32_t other = comparison->b_of[slot];

    return other != UINT32_MAX && comparison->a.chronicle->start[slot] !=
                                      comparison->b.chronicle->start[other];
}

static void find(struct comparison *comparison, size_t twin, uint32_t slot)
{
    size_t place = 0;

    while (place < comparison->found_count && comparison->found[place] > twin) {
        place++;
    }
    if (place < comparison->found_count && comparison->found[place] == twin) {
        return;
    }
    if (comparison->found_count < ARAS_MOST_REASONS) {
        comparison->found_count++;
    } else if (place == ARAS_MOST_REASONS) {
        return;
    }
    for (size_t i = comparison->found_count - 1; i > place; i--) {
        comparison->found[i] = comparison->found[i - 1];
        comparison->found_by[i] = comparison->found_by[i - 1];
    }
    comparison->found[place] = twin;
    comparison->found_by[place] = slot;
}

/* Earlier differences that changed a slot of this layer: of what stands otherwise now;
 * with `ever`, also of what stood otherwise for a while: a clock remembers that, and a
 * condition that came true at another time is true in both in the end. */
static void look(struct comparison *comparison, size_t first, size_t end, bool ever)
{
    comparison->found_count = 0;
    for (size_t i = first; i < end; i++) {
        uint32_t slot = comparison->queue[i];
        size_t by = comparison->changed_by[slot];

        if (by > 0 && (ever || differs_now(comparison, slot))) {
            find(comparison, by - 1, slot);
        }
    }
    for (size_t i = 0; i < comparison->found_count; i++) {
        give_earlier(comparison, comparison->found[i],
                     comparison->a.model->slots[comparison->found_by[i]].name);
    }
}

static void look_at_start(struct comparison *comparison, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        uint32_t slot = comparison->queue[i];

        if (differs_at_start(comparison, slot)) {
            give(comparison,
                 (struct aras_reason){.kind = ARAS_REASON_START,
                                      .twin = SIZE_MAX,
                                      .slot = comparison->a.model->slots[slot].name});
        }
    }
}

/* What the slots of a layer come from themselves: drifts, and events that did the same
 * to a different degree. */
static void queue_sources(struct comparison *comparison, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        uint32_t slot = comparison->queue[i];
        const struct aras_drift *drift = comparison->a.reads->drift_of[slot];
        uint32_t event = comparison->shared_by[slot];

        if (!differs_now(comparison, slot)) {
            continue;
        }
        if (drift != NULL) {
            queue_code(comparison, drift->toward);
            queue_code(comparison, drift->half_life.code);
            queue_code(comparison, drift->noise.code);
            queue_code(comparison, drift->guard);
        }
        if (event > 0) {
            aras_reads_of_event(comparison->a.reads, event - 1, queue_effect,
                                comparison);
        }
    }
}

static void ask_slots(struct comparison *comparison, uint32_t event)
{
    enum aras_trigger trigger = comparison->a.model->events[event].trigger;
    /* Others read only when they are due. */
    bool watches =
        trigger == ARAS_BY_RATE || trigger == ARAS_BECOMES || trigger == ARAS_AFTER;
    uint32_t parent = comparison->a.reads->parent_of[event];
    size_t first = 0;

    comparison->question++;
    comparison->queued = 0;
    aras_reads_begin(comparison->a.reads);
    aras_reads_of_event(comparison->a.reads, event, queue_read, comparison);
    if (parent != UINT32_MAX) {
        aras_reads_of_event(comparison->a.reads, parent, queue_read, comparison);
    }
    while (comparison->asked->reason_count == 0 && first < comparison->queued) {
        size_t end = comparison->queued;

        look(comparison, first, end, false);
        if (comparison->asked->reason_count == 0 && watches && first == 0) {
            look(comparison, first, end, true);
        }
        look_at_start(comparison, first, end);
        queue_sources(comparison, first, end);
        first = end;
    }
    if (comparison->asked->reason_count == 0 && watches) {
        look(comparison, 0, comparison->queued, true);
    }
}

/* An event that happens once may have happened otherwise before. */
static void ask_once(struct comparison *comparison, uint32_t event)
{
    const struct aras_twins *twins = comparison->twins;

    if (!comparison->a.model->events[event].once) {
        return;
    }
    for (size_t i = 0; i < twins->count; i++) {
        const struct aras_twin *it = &twins->twin[i];
        uint32_t other =
            it->a != ARAS_NO_HAPPENING
                ? twins->a->happenings[it->a].event
                : comparison->b.other_event[twins->b->happenings[it->b].event];

        if (other == event && it->time <= comparison->asked->time) {
            give_earlier(comparison, i, NULL);
        }
    }
}

/* --- in the order of time -----------------------------------------------------------
 */

/* Lets a side come to just before its happening `until`, or before `time`. */
static void advance(struct side *side, size_t until, double time)
{
    const struct aras_chronicle *chronicle = side->chronicle;

    for (; side->applied < chronicle->change_count; side->applied++) {
        const struct aras_slot_change *change = &chronicle->changes[side->applied];

        if (until != ARAS_NO_HAPPENING
                ? change->happening >= until
                : chronicle->happenings[change->happening].time >= time) {
            return;
        }
        side->value[change->slot] = change->after;
    }
}

/* What one side of a twin changed is marked as changed by it. */
static void mark(struct comparison *comparison, size_t number, bool in_b)
{
    const struct aras_twin *twin = &comparison->twins->twin[number];
    const struct aras_chronicle *chronicle =
        in_b ? comparison->twins->b : comparison->twins->a;
    size_t happening = in_b ? twin->b : twin->a;

    if (happening == ARAS_NO_HAPPENING) {
        return;
    }
    for (size_t i = 0; i < chronicle->happenings[happening].change_count; i++) {
        uint32_t slot =
            chronicle->changes[chronicle->happenings[happening].first_change + i].slot;

        slot = in_b ? comparison->a_of[slot] : slot;
        if (slot == UINT32_MAX) {
            continue;
        }
        if (twin->same) {
            comparison->shared_by[slot] =
                1 + comparison->twins->a->happenings[twin->a].event;
        } else {
            comparison->changed_by[slot] = 1 + number;
        }
    }
}

static void reason(struct comparison *comparison, size_t number)
{
    struct aras_twin *twin = &comparison->twins->twin[number];
    const struct aras_chronicle *a = comparison->twins->a;
    const struct aras_chronicle *b = comparison->twins->b;
    uint32_t event_a = UINT32_MAX;
    uint32_t event_b = UINT32_MAX;

    if (twin->a != ARAS_NO_HAPPENING) {
        event_a = a->happenings[twin->a].event;
        event_b = comparison->a.other_event[event_a];
    } else {
        event_b = b->happenings[twin->b].event;
        event_a = comparison->b.other_event[event_b];
    }
    comparison->asked = twin;
    comparison->number = number;
    ask_own(comparison, event_a, event_b);
    if (twin->reason_count == 0) {
        ask_causes(comparison);
    }
    if (twin->reason_count == 0 && event_a != UINT32_MAX) {
        ask_once(comparison, event_a);
    }
    if (twin->reason_count == 0 && event_a != UINT32_MAX) {
        ask_slots(comparison, event_a);
    }
}

static void find_reasons(struct comparison *comparison)
{
    for (size_t i = 0; i < comparison->twins->count; i++) {
        const struct aras_twin *twin = &comparison->twins->twin[i];

        advance(&comparison->a, twin->a, twin->time);
        advance(&comparison->b, twin->b, twin->time);
        if (!twin->same) {
            reason(comparison, i);
        }
        mark(comparison, i, false);
        mark(comparison, i, true);
    }
}

/* --- the start ----------------------------------------------------------------------
 */

static void find_start(struct comparison *comparison)
{
    const struct aras_model *model = comparison->a.model;

    for (uint32_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];
        bool named = (slot->kind == ARAS_SLOT_QUANTITY ||
                      slot->kind == ARAS_SLOT_FIXED || slot->kind == ARAS_SLOT_CLOCK) &&
                     strchr(slot->name, ' ') == NULL;

        if (named && differs_at_start(comparison, i)) {
            *(struct aras_start_difference *) aras_arena_grow(
                comparison->arena, &comparison->twins->start,
                comparison->twins->start_count++, sizeof *comparison->twins->start) =
                (struct aras_start_difference){slot->name, i, comparison->b_of[i]};
        }
    }
}

/* --- all of it ----------------------------------------------------------------------
 */

static void open_side(struct comparison *comparison, struct side *side,
                      const struct aras_chronicle *chronicle)
{
    side->chronicle = chronicle;
    side->model = chronicle->model;
    side->reads = aras_reads_new(chronicle->model, comparison->arena);
    side->match =
        aras_arena_array(comparison->arena, chronicle->count, sizeof *side->match);
    side->value = aras_arena_array(comparison->arena, side->model->slot_count,
                                   sizeof *side->value);
    memcpy(side->value, chronicle->start,
           side->model->slot_count * sizeof *side->value);
}

static void compare(void *context)
{
    struct comparison *comparison = context;
    struct aras_twins *twins = comparison->twins;
    size_t slots = twins->a->model->slot_count;

    open_side(comparison, &comparison->a, twins->a);
    open_side(comparison, &comparison->b, twins->b);
    map_slots(comparison);
    map_events(comparison, &comparison->a, comparison->b.model);
    map_events(comparison, &comparison->b, comparison->a.model);
    comparison->changed_by = aras_arena_array(comparison->arena, slots, sizeof(size_t));
    comparison->shared_by =
        aras_arena_array(comparison->arena, slots, sizeof(uint32_t));
    comparison->queue = aras_arena_array(comparison->arena, slots, sizeof(uint32_t));
    comparison->queued_in =
        aras_arena_array(comparison->arena, slots, sizeof(uint64_t));
    comparison->found =
        aras_arena_array(comparison->arena, ARAS_MOST_REASONS, sizeof(size_t));
    comparison->found_by =
        aras_arena_array(comparison->arena, ARAS_MOST_REASONS, sizeof(uint32_t));
    comparison->twin_of_a =
        aras_arena_array(comparison->arena, twins->a->count, sizeof(size_t));
    comparison->twin_of_b =
        aras_arena_array(comparison->arena, twins->b->count, sizeof(size_t));
    match(comparison);
    list_twins(comparison);
    find_start(comparison);
    find_reasons(comparison);
}

struct aras_twins *aras_twins_find(const struct aras_chronicle *a,
                                   const struct aras_chronicle *b,
                                   struct aras_error *error)
{
    struct aras_twins *twins = calloc(1, sizeof *twins);
    struct comparison comparison = {.twins = twins};

    if (twins == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory to compare two worlds");
        return NULL;
    }
    twins->a = a;
    twins->b = b;
    twins->arena = comparison.arena = aras_arena_new(error);
    if (twins->arena == NULL ||
        aras_arena_try(twins->arena, compare, &comparison, error) != ARAS_OK) {
        aras_twins_free(twins);
        return NULL;
    }
    return twins;
}

void aras_twins_free(struct aras_twins *twins)
{
    if (twins != NULL) {
        if (twins->arena != NULL) {
            aras_arena_free(twins->arena);
        }
        free(twins);
    }
}
