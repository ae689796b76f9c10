#include "calendar/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/inline.h"
#include "base/require.h"

/* Entries stay in their seats, and a ticket is the number of a seat. What moves in the
 * heap is small: the time, which nearly always decides, and the seat. */
struct node {
    double time;
    uint32_t seat;
};

struct seat {
    struct aras_entry entry;
    uint32_t place; /* index in the heap; when free: the next free seat */
};

struct aras_calendar {
    struct node *heap; /* no node comes before its parent; that of i is (i - 1) / 2 */
    struct seat *seat;
    uint32_t count;
    uint32_t capacity;
    uint32_t seats;      /* ever used; seat 0 is none */
    uint32_t first_free; /* 0: none */

    /* The first entry was taken and its place is still empty. Mostly what happens then
     * adds an entry, which fills the place at half the price. */
    bool hollow;
};

enum { FIRST_CAPACITY = 32 };

bool aras_entry_before(const struct aras_entry *a, const struct aras_entry *b)
{
    if (a->time != b->time) {
        return a->time < b->time;
    }
    if (a->priority != b->priority) {
        return a->priority > b->priority;
    }
    if (a->order != b->order) {
        return a->order < b->order;
    }
    return a->number < b->number;
}

static inline bool comes_before(const struct aras_calendar *calendar, struct node a,
                                struct node b)
{
    return a.time != b.time ? a.time < b.time
                            : aras_entry_before(&calendar->seat[a.seat].entry,
                                                &calendar->seat[b.seat].entry);
}

static inline void put(struct aras_calendar *calendar, uint32_t index, struct node node)
{
    calendar->heap[index] = node;
    calendar->seat[node.seat].place = index;
}

static void settle_upwards(struct aras_calendar *calendar, uint32_t hole,
                           struct node node)
{
    while (hole > 0) {
        uint32_t parent = (hole - 1) / 2;

        if (!comes_before(calendar, node, calendar->heap[parent])) {
            break;
        }
        put(calendar, hole, calendar->heap[parent]);
        hole = parent;
    }
    put(calendar, hole, node);
}

ARAS_INLINE void settle_downwards(struct aras_calendar *calendar, uint32_t hole,
                                  struct node node)
{
    const struct node *heap = calendar->heap;

    for (uint32_t child = 2 * hole + 1; child < calendar->count; child = 2 * hole + 1) {
        if (child + 1 < calendar->count &&
            comes_before(calendar, heap[child + 1], heap[child])) {
            child++;
        }
        if (!comes_before(calendar, heap[child], node)) {
            break;
        }
        put(calendar, hole, heap[child]);
        hole = child;
    }
    put(calendar, hole, node);
}

struct aras_calendar *aras_calendar_new(struct aras_error *error)
{
    struct aras_calendar *calendar = calloc(1, sizeof *calendar);

    if (calendar == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a calendar");
        return NULL;
    }
    calendar->seats = 1;
    return calendar;
}

void aras_calendar_free(struct aras_calendar *calendar)
{
    if (calendar != NULL) {
        free(calendar->heap);
        free(calendar->seat);
        free(calendar);
    }
}

void aras_calendar_clear(struct aras_calendar *calendar)
{
    calendar->hollow = false;
    calendar->count = 0;
    calendar->seats = 1;
    calendar->first_free = 0;
}

static enum aras_status grow(struct aras_calendar *calendar, uint32_t capacity,
                             struct aras_error *error)
{
    struct node *heap = realloc(calendar->heap, capacity * sizeof *heap);

    if (heap != NULL) {
        calendar->heap = heap;
    }

    struct seat *seat = realloc(calendar->seat, (capacity + 1) * sizeof *seat);

    if (seat != NULL) {
        calendar->seat = seat;
    }
    if (heap == NULL || seat == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a calendar of %u entries", capacity);
    }
    calendar->capacity = capacity;
    return ARAS_OK;
}

static enum aras_status make_room(struct aras_calendar *calendar,
                                  struct aras_error *error)
{
    if (calendar->capacity > UINT32_MAX / 4) {
        return aras_error_set(error, ARAS_NO_MEMORY, "more than %u entries scheduled",
                              calendar->capacity);
    }
    return grow(calendar,
                calendar->capacity == 0 ? FIRST_CAPACITY : 2 * calendar->capacity,
                error);
}

enum aras_status aras_calendar_copy(struct aras_calendar *calendar,
                                    const struct aras_calendar *other,
                                    struct aras_error *error)
{
    aras_calendar_clear(calendar);
    if (calendar->capacity < other->capacity &&
        grow(calendar, other->capacity, error) != ARAS_OK) {
        return error->status;
    }
    if (other->capacity > 0) {
        memcpy(calendar->heap, other->heap, other->count * sizeof *calendar->heap);
        memcpy(calendar->seat, other->seat, other->seats * sizeof *calendar->seat);
    }
    calendar->count = other->count;
    calendar->seats = other->seats;
    calendar->first_free = other->first_free;
    calendar->hollow = other->hollow;
    return ARAS_OK;
}

aras_ticket aras_calendar_add_parts(struct aras_calendar *calendar, double time,
                                    int32_t priority, uint32_t order, uint32_t kind,
                                    uint32_t subject, uint64_t number,
                                    struct aras_error *error)
{
    uint32_t seat = calendar->first_free;

    if (calendar->count == calendar->capacity &&
        make_room(calendar, error) != ARAS_OK) {
        return ARAS_NO_TICKET;
    }
    if (seat != 0) {
        calendar->first_free = calendar->seat[seat].place;
    } else {
        seat = calendar->seats++;
    }

    struct node node = {.time = time, .seat = seat};

    calendar->seat[seat].entry = (struct aras_entry){.time = time,
                                                     .priority = priority,
                                                     .order = order,
                                                     .kind = kind,
                                                     .subject = subject,
                                                     .number = number};
    if (calendar->hollow) {
        calendar->hollow = false;
        settle_downwards(calendar, 0, node);
    } else {
        settle_upwards(calendar, calendar->count++, node);
    }
    return seat;
}

const struct aras_entry *aras_calendar_first(const struct aras_calendar *calendar)
{
    const struct node *heap = calendar->heap;
    uint32_t first = calendar->hollow;

    if (first >= calendar->count) {
        return NULL;
    }
    if (calendar->hollow && calendar->count > 2 &&
        comes_before(calendar, heap[2], heap[1])) {
        first = 2;
    }
    return &calendar->seat[heap[first].seat].entry;
}

static void free_seat(struct aras_calendar *calendar, uint32_t seat)
{
    calendar->seat[seat].place = calendar->first_free;
    calendar->first_free = seat;
}

static void mend(struct aras_calendar *calendar)
{
    if (calendar->hollow) {
        struct node last = calendar->heap[--calendar->count];

        calendar->hollow = false;
        if (calendar->count > 0) {
            settle_downwards(calendar, 0, last);
        }
    }
}

static struct aras_entry remove_at(struct aras_calendar *calendar, uint32_t index)
{
    struct node gone = calendar->heap[index];
    struct node last = calendar->heap[--calendar->count];

    free_seat(calendar, gone.seat);
    if (index < calendar->count) {
        if (index > 0 &&
            comes_before(calendar, last, calendar->heap[(index - 1) / 2])) {
            settle_upwards(calendar, index, last);
        } else {
            settle_downwards(calendar, index, last);
        }
    }
    return calendar->seat[gone.seat].entry;
}

const struct aras_entry *aras_calendar_take(struct aras_calendar *calendar)
{
    mend(calendar);
    ARAS_REQUIRE(calendar->count > 0);

    uint32_t seat = calendar->heap[0].seat;

    free_seat(calendar, seat);
    calendar->hollow = true;
    return &calendar->seat[seat].entry;
}

struct aras_entry aras_calendar_remove(struct aras_calendar *calendar,
                                       aras_ticket ticket)
{
    mend(calendar);
    ARAS_REQUIRE(ticket != ARAS_NO_TICKET && ticket < calendar->seats);

    uint32_t index = calendar->seat[ticket].place;

    ARAS_REQUIRE(index < calendar->count && calendar->heap[index].seat == ticket);
    return remove_at(calendar, index);
}

size_t aras_calendar_count(const struct aras_calendar *calendar)
{
    return calendar->count - calendar->hollow;
}
