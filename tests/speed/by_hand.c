#include "by_hand.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/text.h"

/* --- a clock of the next reaction method -------------------------------------------
 */

struct reaction {
    double rate;
    double left; /* unit time on the clock while the rate is 0 */
    struct by_hand_waits waits;
};

/* The clock goes on at another rate with what is left on it. */
static void change_rate(struct reaction *reaction, double *wake, double now,
                        double rate)
{
    double left = *wake < INFINITY ? reaction->rate * (*wake - now) : reaction->left;

    reaction->rate = rate;
    if (rate > 0.0) {
        *wake = now + left / rate;
    } else {
        *wake = INFINITY;
        reaction->left = left;
    }
}

static void start_clock(struct reaction *reaction, double *wake, double rate,
                        uint64_t name, uint64_t seed, uint64_t replication)
{
    *reaction = (struct reaction){.rate = rate, .waits = {.name = name}};
    *wake = INFINITY;
    if (rate > 0.0) {
        *wake = by_hand_wait(&reaction->waits, seed, replication) / rate;
    } else {
        reaction->left = by_hand_wait(&reaction->waits, seed, replication);
    }
}

/* --- the ring --------------------------------------------------------------------- */

struct by_hand_ring by_hand_ring_make(double horizon)
{
    struct by_hand_ring ring = {
        .forward = 1.25, .backward = 0.75, .start = 100, .horizon = horizon};

    for (int i = 0; i < BY_HAND_KINDS; i++) {
        char name[32];

        snprintf(name, sizeof name, "forward_%d", i);
        ring.name[2 * i] = aras_name_hash(name);
        snprintf(name, sizeof name, "backward_%d", i);
        ring.name[2 * i + 1] = aras_name_hash(name);
    }
    return ring;
}

void by_hand_ring_write(const struct by_hand_ring *ring, struct aras_text *text)
{
    aras_text_add(text, "title = \"A ring of %d kinds\";\nhorizon = %.17g;\n",
                  BY_HAND_KINDS, ring->horizon);
    aras_text_add(text, "sources = ( { id = \"made\"; author = \"Aras\"; title = "
                        "\"numbers made to be quick or slow\"; known_by = "
                        "\"2024-09-12\"; } );\n"
                        "defaults = { source = \"made\"; grade = \"A\"; };\n");
    aras_text_add(text,
                  "parameters = ( { id = \"forward_rate\"; value = %.17g; },\n"
                  "  { id = \"backward_rate\"; value = %.17g; } );\nquantities = (\n",
                  ring->forward, ring->backward);
    for (int i = 0; i < BY_HAND_KINDS; i++) {
        aras_text_add(text,
                      "%s  { id = \"kind_%d\"; whole = true; range = \"none\"; initial "
                      "= %d; }",
                      i == 0 ? "" : ",\n", i, ring->start);
    }
    aras_text_add(text, "\n);\nevents = (\n");
    for (int i = 0; i < BY_HAND_KINDS; i++) {
        int next = (i + 1) % BY_HAND_KINDS;
        int last = (i + BY_HAND_KINDS - 1) % BY_HAND_KINDS;

        aras_text_add(text,
                      "%s  { id = \"forward_%d\"; rate = \"forward_rate * kind_%d\"; "
                      "effects = [\"kind_%d -= 1\", \"kind_%d += 1\"]; },\n",
                      i == 0 ? "" : ",\n", i, i, i, next);
        aras_text_add(text,
                      "  { id = \"backward_%d\"; rate = \"backward_rate * kind_%d\"; "
                      "effects = [\"kind_%d -= 1\", \"kind_%d += 1\"]; }",
                      i, i, i, last);
    }
    aras_text_add(text, "\n);\noutcomes = ( { id = \"final\"; kind = \"value\"; of = "
                        "\"kind_0\"; } );\n");
}

void by_hand_ring_play(const void *numbers, uint64_t seed, uint64_t replication,
                       struct by_hand_result *result)
{
    enum { REACTIONS = 2 * BY_HAND_KINDS, PADDED = 32 };
    const struct by_hand_ring *ring = numbers;
    struct reaction reaction[REACTIONS];
    double wake[PADDED];
    int count[BY_HAND_KINDS];
    uint64_t events = 0;

    for (unsigned i = REACTIONS; i < PADDED; i++) {
        wake[i] = INFINITY;
    }
    for (unsigned i = 0; i < BY_HAND_KINDS; i++) {
        count[i] = ring->start;
    }
    for (unsigned i = 0; i < REACTIONS; i++) {
        double rate = (i % 2 == 0 ? ring->forward : ring->backward) * ring->start;

        start_clock(&reaction[i], &wake[i], rate, ring->name[i], seed, replication);
    }
    for (;;) {
        unsigned first = by_hand_first(wake, PADDED);
        double now = wake[first];

        if (!(now <= ring->horizon)) {
            break;
        }

        struct reaction *fired = &reaction[first];
        unsigned from = first / 2;
        unsigned to = first % 2 == 0 ? from + 1 : from + BY_HAND_KINDS - 1;

        to = to >= BY_HAND_KINDS ? to - BY_HAND_KINDS : to;
        events++;
        wake[first] =
            now + by_hand_wait(&fired->waits, seed, replication) / fired->rate;
        count[from]--;
        count[to]++;
        change_rate(&reaction[2 * from], &wake[2 * from], now,
                    ring->forward * count[from]);
        change_rate(&reaction[2 * from + 1], &wake[2 * from + 1], now,
                    ring->backward * count[from]);
        change_rate(&reaction[2 * to], &wake[2 * to], now, ring->forward * count[to]);
        change_rate(&reaction[2 * to + 1], &wake[2 * to + 1], now,
                    ring->backward * count[to]);
    }
    *result = (struct by_hand_result){.events = events, .output = count[0]};
}

/* --- two reactions ---------------------------------------------------------------- */

void by_hand_births_play(const void *numbers, uint64_t seed, uint64_t replication,
                         struct by_hand_result *result)
{
    const struct by_hand_births *it = numbers;
    struct reaction birth;
    struct reaction death;
    double next_birth;
    double next_death;
    double count = it->start;
    uint64_t events = 0;

    start_clock(&birth, &next_birth, it->birth, aras_name_hash("birth"), seed,
                replication);
    start_clock(&death, &next_death, it->death * count, aras_name_hash("death"), seed,
                replication);
    for (;;) {
        bool born = next_birth < next_death;
        double now = born ? next_birth : next_death;

        if (!(now <= it->horizon)) {
            break;
        }
        events++;
        if (born) {
            next_birth =
                now + by_hand_wait(&birth.waits, seed, replication) / it->birth;
            count += 1.0;
        } else {
            next_death =
                now + by_hand_wait(&death.waits, seed, replication) / death.rate;
            count -= 1.0;
        }
        change_rate(&death, &next_death, now, it->death * count);
    }
    *result = (struct by_hand_result){.events = events, .output = count};
}

void by_hand_pairs_play(const void *numbers, uint64_t seed, uint64_t replication,
                        struct by_hand_result *result)
{
    const struct by_hand_pairs *it = numbers;
    struct reaction join;
    struct reaction part;
    double next_join;
    double next_part;
    double singles = it->singles;
    double pairs = 0.0;
    uint64_t events = 0;

    start_clock(&join, &next_join, it->join * singles * (singles - 1.0) / 2.0,
                aras_name_hash("join"), seed, replication);
    /* No pair yet: the engine draws the first wait when there is one. */
    start_clock(&part, &next_part, it->part * pairs, aras_name_hash("part"), seed,
                replication);
    for (;;) {
        bool joined = next_join < next_part;
        double now = joined ? next_join : next_part;

        if (!(now <= it->horizon)) {
            break;
        }
        events++;
        if (joined) {
            next_join = now + by_hand_wait(&join.waits, seed, replication) / join.rate;
            singles -= 2.0;
            pairs += 1.0;
        } else {
            next_part = now + by_hand_wait(&part.waits, seed, replication) / part.rate;
            singles += 2.0;
            pairs -= 1.0;
        }
        change_rate(&join, &next_join, now, it->join * singles * (singles - 1.0) / 2.0);
        change_rate(&part, &next_part, now, it->part * pairs);
    }
    *result = (struct by_hand_result){.events = events, .output = singles};
}

/* --- the queue -------------------------------------------------------------------- */

enum kind { ARRIVE, SERVE };

struct entry {
    double time;
    enum kind kind;
};

/* A binary heap with room for what a queue with one server has in it. */
struct heap {
    struct entry entry[8];
    unsigned count;
};

static void push(struct heap *heap, struct entry entry)
{
    unsigned hole = heap->count++;

    while (hole > 0 && entry.time < heap->entry[(hole - 1) / 2].time) {
        heap->entry[hole] = heap->entry[(hole - 1) / 2];
        hole = (hole - 1) / 2;
    }
    heap->entry[hole] = entry;
}

static struct entry pop(struct heap *heap)
{
    struct entry first = heap->entry[0];
    struct entry last = heap->entry[--heap->count];
    unsigned hole = 0;

    for (unsigned child = 1; child < heap->count; child = 2 * hole + 1) {
        if (child + 1 < heap->count &&
            heap->entry[child + 1].time < heap->entry[child].time) {
            child++;
        }
        if (!(heap->entry[child].time < last.time)) {
            break;
        }
        heap->entry[hole] = heap->entry[child];
        hole = child;
    }
    heap->entry[hole] = last;
    return first;
}

/* The delay that the `number`-th firing of a cause starts. */
static double delay(uint64_t name, uint64_t number, uint64_t seed, uint64_t replication)
{
    uint64_t words[4];

    by_hand_words(seed, replication, name, ARAS_FOR_EFFECT, number, words);
    return by_hand_exponential(words[0]);
}

void by_hand_queue_play(const void *numbers, uint64_t seed, uint64_t replication,
                        struct by_hand_result *result)
{
    const struct by_hand_queue *it = numbers;
    uint64_t arrive_first = aras_name_hash("arrive<-open");
    uint64_t arrive_again = aras_name_hash("arrive<-arrive");
    uint64_t serve_first = aras_name_hash("serve<-arrive");
    uint64_t serve_again = aras_name_hash("serve<-serve");
    uint64_t arrived = 0;
    uint64_t served = 0;
    double queue = 0.0;
    double integral = 0.0;
    double since = 0.0;
    bool busy = false;
    struct heap heap = {.count = 0};

    push(&heap, (struct entry){delay(arrive_first, 0, seed, replication) / it->arrivals,
                               ARRIVE});
    while (heap.count > 0 && heap.entry[0].time <= it->horizon) {
        struct entry next = pop(&heap);
        double now = next.time;

        integral += queue * (now - since);
        since = now;
        if (next.kind == ARRIVE) {
            uint64_t number = arrived++;

            queue += 1.0;
            push(&heap,
                 (struct entry){now + delay(arrive_again, number, seed, replication) /
                                          it->arrivals,
                                ARRIVE});
            if (!busy) {
                busy = true;
                push(&heap, (struct entry){
                                now + delay(serve_first, number, seed, replication) *
                                          it->mean_service,
                                SERVE});
            }
        } else {
            uint64_t number = served++;

            queue -= 1.0;
            busy = queue > 0.0;
            if (busy) {
                push(&heap, (struct entry){
                                now + delay(serve_again, number, seed, replication) *
                                          it->mean_service,
                                SERVE});
            }
        }
    }
    integral += queue * (it->horizon - since);
    /* The doors opened: one event more. */
    *result = (struct by_hand_result){.events = 1 + arrived + served,
                                      .output = integral / it->horizon};
}
