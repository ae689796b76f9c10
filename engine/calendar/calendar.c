#include "calendar/calendar.h"

#include <stdlib.h>

#include "base/require.h"

/* A ticket is the number of a seat; a seat knows where in the heap its entry is,
 * and an entry which seat it has. Free seats form a list. */
struct node {
    struct aras_entry entry;
    uint32_t seat;
};

struct aras_calendar {
    struct node *heap; /* no node comes before its parent; that of i is (i - 1) / 2 */
    uint32_t *place;   /* of a seat: index in the heap; when free: the next free seat */
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

static void put(struct aras_calendar *calendar, uint32_t index, struct node node)
{
    calendar->heap[index] = node;
    calendar->place[node.seat] = index;
}

static void settle_upwards(struct aras_calendar *calendar, uint32_t hole,
                           struct node node)
{
    while (hole > 0) {
        uint32_t parent = (hole - 1) / 2;

        if (!aras_entry_before(&node.entry, &calendar->heap[parent].entry)) {
            break;
        }
        put(calendar, hole, calendar->heap[parent]);
        hole = parent;
    }
    put(calendar, hole, node);
}

static void settle_downwards(struct aras_calendar *calendar, uint32_t hole,
                             struct node node)
{
    const struct node *heap = calendar->heap;

    for (uint32_t child = 2 * hole + 1; child < calendar->count; child = 2 * hole + 1) {
        if (child + 1 < calendar->count &&
            aras_entry_before(&heap[child + 1].entry, &heap[child].entry)) {
            child++;
        }
        if (!aras_entry_before(&heap[child].entry, &node.entry)) {
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
        free(calendar->place);
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

static enum aras_status make_room(struct aras_calendar *calendar,
                                  struct aras_error *error)
{
    if (calendar->count < calendar->capacity) {
        return ARAS_OK;
    }
    if (calendar->capacity > UINT32_MAX / 4) {
        return aras_error_set(error, ARAS_NO_MEMORY, "more than %u entries scheduled",
                              calendar->capacity);
    }

    uint32_t capacity =
        calendar->capacity == 0 ? FIRST_CAPACITY : 2 * calendar->capacity;
    struct node *heap = realloc(calendar->heap, capacity * sizeof *heap);

    if (heap != NULL) {
        calendar->heap = heap;
    }

    uint32_t *place = realloc(calendar->place, (capacity + 1) * sizeof *place);

    if (place != NULL) {
        calendar->place = place;
    }
    if (heap == NULL || place == NULL) {
        return aras_error_set(error, ARAS_NO_MEMORY,
                              "no memory for a calendar of %u entries", capacity);
    }
    calendar->capacity = capacity;
    return ARAS_OK;
}

aras_ticket aras_calendar_add(struct aras_calendar *calendar, struct aras_entry entry,
                              struct aras_error *error)
{
    uint32_t seat = calendar->first_free;

    if (make_room(calendar, error) != ARAS_OK) {
        return ARAS_NO_TICKET;
    }
    if (seat != 0) {
        calendar->first_free = calendar->place[seat];
    } else {
        seat = calendar->seats++;
    }

    struct node node = {.entry = entry, .seat = seat};

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

    if (!calendar->hollow) {
        return calendar->count == 0 ? NULL : &heap[0].entry;
    }
    if (calendar->count <= 2) {
        return calendar->count == 1 ? NULL : &heap[1].entry;
    }
    return aras_entry_before(&heap[2].entry, &heap[1].entry) ? &heap[2].entry
                                                             : &heap[1].entry;
}

static void free_seat(struct aras_calendar *calendar, uint32_t seat)
{
    calendar->place[seat] = calendar->first_free;
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
            aras_entry_before(&last.entry, &calendar->heap[(index - 1) / 2].entry)) {
            settle_upwards(calendar, index, last);
        } else {
            settle_downwards(calendar, index, last);
        }
    }
    return gone.entry;
}

struct aras_entry aras_calendar_take(struct aras_calendar *calendar)
{
    mend(calendar);
    ARAS_REQUIRE(calendar->count > 0);
    free_seat(calendar, calendar->heap[0].seat);
    calendar->hollow = true;
    return calendar->heap[0].entry;
}

struct aras_entry aras_calendar_remove(struct aras_calendar *calendar,
                                       aras_ticket ticket)
{
    mend(calendar);
    ARAS_REQUIRE(ticket != ARAS_NO_TICKET && ticket < calendar->seats);

    uint32_t index = calendar->place[ticket];

    ARAS_REQUIRE(index < calendar->count && calendar->heap[index].seat == ticket);
    return remove_at(calendar, index);
}

size_t aras_calendar_count(const struct aras_calendar *calendar)
{
    return calendar->count - calendar->hollow;
}
