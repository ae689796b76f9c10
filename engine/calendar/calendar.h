#ifndef ARAS_CALENDAR_CALENDAR_H
#define ARAS_CALENDAR_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

/**
 * Something that is going to happen at a known time. The calendar keeps it and
 * gives it back; what it means is the simulation's affair.
 */
struct aras_entry {
    double time;      /* in model time, since the start */
    int32_t priority; /* of the entries at one time, the highest goes first */
    uint32_t order;   /* of those, the lowest: the place in the model's files */
    uint32_t kind;    /* for the simulation */
    uint32_t subject; /* likewise */
    uint64_t number;  /* likewise; settles what is still tied: the lowest first */
};

/** True when `a` comes before `b`: time, then priority, then order, then number. */
bool aras_entry_before(const struct aras_entry *a, const struct aras_entry *b);

/** A place in the calendar, by which an entry can be taken out again. */
typedef uint32_t aras_ticket;

enum { ARAS_NO_TICKET = 0 };

/**
 * What is scheduled, in order: a binary heap with tickets. (Hazards are not in it: at
 * the sizes of our models a scan over their waiting times is faster.) Belongs to one
 * replication at a time, and so to one thread.
 */
struct aras_calendar;

ARAS_CHECKED struct aras_calendar *aras_calendar_new(struct aras_error *error);
void aras_calendar_free(struct aras_calendar *calendar);

/** Forgets all entries and keeps the memory. */
void aras_calendar_clear(struct aras_calendar *calendar);

/** Makes one the same as another, tickets included. ARAS_NO_MEMORY leaves it empty. */
ARAS_CHECKED enum aras_status aras_calendar_copy(struct aras_calendar *calendar,
                                                 const struct aras_calendar *other,
                                                 struct aras_error *error);

/** aras_calendar_add with the entry in parts, which a compiler hands over in registers;
 * as a structure it is written and read again in other pieces, and that waits. */
ARAS_CHECKED aras_ticket aras_calendar_add_parts(struct aras_calendar *calendar,
                                                 double time, int32_t priority,
                                                 uint32_t order, uint32_t kind,
                                                 uint32_t subject, uint64_t number,
                                                 struct aras_error *error);

/** Adds an entry and returns its ticket; ARAS_NO_TICKET, with `error`, without memory.
 * The time must be a number (checked by the caller). */
ARAS_CHECKED static inline aras_ticket aras_calendar_add(struct aras_calendar *calendar,
                                                         struct aras_entry entry,
                                                         struct aras_error *error)
{
    return aras_calendar_add_parts(calendar, entry.time, entry.priority, entry.order,
                                   entry.kind, entry.subject, entry.number, error);
}

/** The first entry; NULL when there is none. Valid until the calendar changes. */
const struct aras_entry *aras_calendar_first(const struct aras_calendar *calendar);

/** Takes the first entry out; there must be one. What is returned is valid until one is
 * added. Cheapest when the next call adds one. */
const struct aras_entry *aras_calendar_take(struct aras_calendar *calendar);

/** Takes out the entry with this ticket, which must still be in. */
struct aras_entry aras_calendar_remove(struct aras_calendar *calendar,
                                       aras_ticket ticket);

size_t aras_calendar_count(const struct aras_calendar *calendar);

#endif
