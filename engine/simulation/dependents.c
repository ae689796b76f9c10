#include "simulation/dependents.h"

#include <string.h>

#include "simulation/plan.h"

static bool is_watched(const struct aras_simulation *simulation,
                       const struct aras_watch *watch)
{
    const struct aras_model *model = simulation->model;

    switch (watch->kind) {
    case ARAS_WATCH_RATE:
        return model->events[watch->index].trigger == ARAS_BY_RATE;
    case ARAS_WATCH_GUARD:
        return model->events[watch->index].trigger == ARAS_BY_RATE ||
               model->events[watch->index].trigger == ARAS_AFTER;
    case ARAS_WATCH_OUTCOME:
        return model->outcomes[watch->index].kind == ARAS_HAPPENED ||
               model->outcomes[watch->index].kind == ARAS_TIME ||
               model->outcomes[watch->index].kind == ARAS_MEAN;
    case ARAS_WATCH_DRIVER: /* see plan_drivers */
        return false;
    case ARAS_WATCH_BECOMES:
    case ARAS_WATCH_CORNER:
        break;
    }
    return true;
}

void aras_dependents_plan_slots(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->slots = ARAS_TABLE(simulation, model->slot_count, simulation->slots);
    for (size_t i = 0; i < model->slot_count; i++) {
        const struct aras_slot *slot = &model->slots[i];
        struct aras_slot_plan *plan = &simulation->slots[i];

        plan->low = fmax(slot->low, -0x1p52);
        plan->high = fmin(slot->high, 0x1p52);
        plan->held = slot->held;
        plan->whole = slot->whole;
        plan->clock = slot->kind == ARAS_SLOT_CLOCK;
        plan->share_group = slot->share_group;
        plan->ordinary = !plan->held && !plan->clock && plan->share_group == 0;
        for (size_t j = 0; j < slot->watch_count; j++) {
            plan->notes += is_watched(simulation, &slot->watches[j]);
        }
    }
}

size_t aras_dependents_reads(const struct aras_model *model, size_t derived,
                             const uint32_t **reads)
{
    const struct aras_code *code = model->derived[derived].code;

    if (code == NULL) {
        *reads = model->influence.dependence;
        return model->influence.actors * model->influence.actors;
    }
    *reads = code->reads;
    return code->read_count;
}

/* A derived value is hot when something must follow it at once: a watch, a driver, or
 * a hot value made of it. */
static uint8_t *find_hot(struct aras_simulation *simulation, const uint32_t *derived_of)
{
    const struct aras_model *model = simulation->model;
    uint8_t *hot = ARAS_TABLE(simulation, model->derived_count, hot);

    for (size_t i = model->derived_count; i-- > 0;) {
        const struct aras_slot_plan *slot = &simulation->slots[model->derived[i].slot];
        const uint32_t *reads;
        size_t count = aras_dependents_reads(model, i, &reads);

        hot[i] = hot[i] || slot->notes > 0 || slot->drivers > 0;
        for (size_t j = 0; j < count; j++) {
            if (hot[i] && derived_of[reads[j]] != 0) {
                hot[derived_of[reads[j]] - 1] = 1;
            }
        }
    }
    return hot;
}

static enum aras_note_kind kind_of(const struct aras_watch *watch)
{
    switch (watch->kind) {
    case ARAS_WATCH_RATE:
        return ARAS_NOTE_BASE;
    case ARAS_WATCH_GUARD:
        return ARAS_NOTE_GUARD;
    case ARAS_WATCH_BECOMES:
        return ARAS_NOTE_CONDITION;
    case ARAS_WATCH_OUTCOME:
        return ARAS_NOTE_OUTCOME;
    case ARAS_WATCH_CORNER:
        return ARAS_NOTE_CORNER;
    case ARAS_WATCH_DRIVER: /* see plan_drivers */
        break;
    }
    return ARAS_NOTE_KINDS;
}

static uint32_t index_of(const struct aras_simulation *simulation,
                         const struct aras_watch *watch)
{
    return watch->kind == ARAS_WATCH_RATE ? simulation->events[watch->index].hazard
                                          : watch->index;
}

/* Gives each kind of what can be noted its words: of kinds that are never noted none.
 */
static void plan_noted(struct aras_simulation *simulation, const uint8_t *hot)
{
    const struct aras_model *model = simulation->model;
    uint32_t words[ARAS_NOTE_KINDS] = {0};
    uint32_t *first = simulation->first_noted;

    for (uint32_t i = 0; i < model->derived_count; i++) {
        words[ARAS_NOTE_DERIVED] = hot[i] ? i / 64 + 1 : words[ARAS_NOTE_DERIVED];
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        for (size_t j = 0; j < model->slots[i].watch_count; j++) {
            const struct aras_watch *watch = &model->slots[i].watches[j];

            if (is_watched(simulation, watch)) {
                enum aras_note_kind kind = kind_of(watch);
                uint32_t needed = index_of(simulation, watch) / 64 + 1;

                words[kind] = needed > words[kind] ? needed : words[kind];
            }
        }
    }
    for (size_t kind = 0; kind < ARAS_NOTE_KINDS; kind++) {
        first[kind + 1] = first[kind] + words[kind];
    }
    simulation->noted =
        ARAS_TABLE(simulation, first[ARAS_NOTE_KINDS], simulation->noted);
}

static void add_note(struct aras_simulation *simulation, size_t number,
                     enum aras_note_kind kind, uint32_t index)
{
    struct aras_slot_plan *slot = &simulation->slots[number];
    struct aras_mask *notes = &simulation->note_of[slot->first_note];
    uint32_t word = simulation->first_noted[kind] + index / 64;
    uint32_t i = 0;

    while (i < slot->notes && notes[i].word != word) {
        i++;
    }
    slot->notes += i == slot->notes;
    notes[i].word = word;
    notes[i].kind = kind;
    notes[i].bits |= UINT64_C(1) << index % 64;
    slot->note_kinds |= 1U << kind;
    slot->cascades =
        slot->cascades || kind == ARAS_NOTE_DERIVED || kind == ARAS_NOTE_CORNER;
}

/* For each slot: hot derived values that read it, and what watches it. */
static void plan_notes(struct aras_simulation *simulation, const uint8_t *hot)
{
    const struct aras_model *model = simulation->model;
    uint32_t total = 0;
    const uint32_t *reads;

    plan_noted(simulation, hot);
    for (size_t i = 0; i < model->derived_count; i++) {
        size_t count = hot[i] ? aras_dependents_reads(model, i, &reads) : 0;

        for (size_t j = 0; j < count; j++) {
            simulation->slots[reads[j]].notes++;
        }
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->slots[i].first_note = total;
        total += simulation->slots[i].notes;
        simulation->slots[i].notes = 0;
    }
    simulation->note_of = ARAS_TABLE(simulation, total, simulation->note_of);
    for (uint32_t i = 0; i < model->derived_count; i++) {
        size_t count = hot[i] ? aras_dependents_reads(model, i, &reads) : 0;

        for (size_t j = 0; j < count; j++) {
            add_note(simulation, reads[j], ARAS_NOTE_DERIVED, i);
        }
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        for (size_t j = 0; j < model->slots[i].watch_count; j++) {
            const struct aras_watch *watch = &model->slots[i].watches[j];

            if (is_watched(simulation, watch)) {
                add_note(simulation, i, kind_of(watch), index_of(simulation, watch));
            }
        }
    }
}

/* What is noted in these words, kind by kind and each by number. Returns how many; with
 * NULL it only counts. */
static uint32_t list_noted(const struct aras_simulation *simulation,
                           const uint64_t *noted, struct aras_renewal *list)
{
    const uint32_t *first = simulation->first_noted;
    uint32_t count = 0;

    for (uint32_t kind = 0; kind < ARAS_NOTE_KINDS; kind++) {
        for (uint32_t word = first[kind]; word < first[kind + 1]; word++) {
            for (uint64_t bits = noted[word]; bits != 0; bits &= bits - 1) {
                uint32_t bit = (uint32_t) __builtin_ctzll(bits);

                if (list != NULL) {
                    list[count] =
                        (struct aras_renewal){.kind = (enum aras_note_kind) kind,
                                              .index = 64 * (word - first[kind]) + bit};
                }
                count++;
            }
        }
    }
    return count;
}

static bool can_be_listed(const struct aras_simulation *simulation,
                          const struct aras_event_plan *plan)
{
    bool can = plan->change_count > 0 && plan->change_count <= ARAS_MOST_LISTED &&
               !plan->shares && !plan->counts;

    for (uint32_t i = 0; can && i < plan->change_count; i++) {
        can = plan->changes[i].kind != ARAS_CHANGE_WORK &&
              !simulation->slots[plan->changes[i].slot].cascades;
    }
    return can;
}

static void plan_renewals(struct aras_simulation *simulation)
{
    size_t words = simulation->first_noted[ARAS_NOTE_KINDS];
    uint64_t *noted = ARAS_TABLE(simulation, words, noted);

    for (size_t i = 0; i < simulation->model->event_count; i++) {
        struct aras_event_plan *plan = &simulation->events[i];
        struct aras_renewal *list;

        plan->listed = can_be_listed(simulation, plan);
        for (uint32_t j = 0; plan->listed && j < plan->change_count; j++) {
            const struct aras_slot_plan *slot =
                &simulation->slots[plan->changes[j].slot];

            for (uint32_t k = 0; k < slot->notes; k++) {
                const struct aras_mask *note =
                    &simulation->note_of[slot->first_note + k];

                noted[note->word] |= note->bits;
            }
        }
        plan->renewal_count = list_noted(simulation, noted, NULL);
        list = ARAS_TABLE(simulation, plan->renewal_count, list);
        (void) list_noted(simulation, noted, list);
        plan->renewals = list;
        memset(noted, 0, words * sizeof *noted);
    }
}

/* The cold values that a cold one is made of, itself included, one row of bits each. */
static uint64_t *find_needs(struct aras_simulation *simulation, const uint8_t *hot,
                            const uint32_t *derived_of)
{
    const struct aras_model *model = simulation->model;
    size_t words = simulation->words;
    uint64_t *needs = ARAS_TABLE(simulation, model->derived_count * words, needs);

    for (size_t i = 0; i < model->derived_count; i++) {
        const uint32_t *reads;
        size_t count = hot[i] ? 0 : aras_dependents_reads(model, i, &reads);

        if (!hot[i]) {
            needs[i * words + i / 64] |= UINT64_C(1) << i % 64;
        }
        for (size_t j = 0; j < count; j++) {
            uint32_t other = derived_of[reads[j]];

            for (size_t word = 0; other != 0 && word < words; word++) {
                needs[i * words + word] |= needs[(other - 1) * words + word];
            }
        }
    }
    return needs;
}

static void plan_needs(struct aras_simulation *simulation, const uint64_t *needs)
{
    size_t derived = simulation->model->derived_count;
    size_t words = simulation->words;
    uint32_t count = 0;

    for (size_t i = 0; i < derived * words; i++) {
        count += needs[i] != 0;
    }
    simulation->first_need =
        ARAS_TABLE(simulation, derived + 1, simulation->first_need);
    simulation->need_of = ARAS_TABLE(simulation, count, simulation->need_of);
    count = 0;
    for (size_t i = 0; i < derived; i++) {
        simulation->first_need[i] = count;
        for (uint32_t word = 0; word < words; word++) {
            if (needs[i * words + word] != 0) {
                simulation->need_of[count++] =
                    (struct aras_mask){.word = word, .bits = needs[i * words + word]};
            }
        }
    }
    simulation->first_need[derived] = count;
}

/* Calls for each slot that a cold value rests on, through other cold ones too. With
 * `fill` false it counts masks only. */
static void mark_slots(struct aras_simulation *simulation, const uint8_t *hot,
                       const uint64_t *needs, uint32_t *last_word, bool fill)
{
    const struct aras_model *model = simulation->model;

    for (size_t i = 0; i < model->slot_count; i++) {
        last_word[i] = ARAS_NO_INDEX;
        simulation->slots[i].colds = 0;
    }
    for (uint32_t i = 0; i < model->derived_count; i++) {
        for (size_t other = 0; !hot[i] && other <= i; other++) {
            const uint32_t *reads;
            size_t count = (needs[i * simulation->words + other / 64] >> other % 64) & 1
                               ? aras_dependents_reads(model, other, &reads)
                               : 0;

            for (size_t j = 0; j < count; j++) {
                struct aras_slot_plan *slot = &simulation->slots[reads[j]];

                slot->colds += last_word[reads[j]] != i / 64;
                last_word[reads[j]] = i / 64;
                if (fill) {
                    struct aras_mask *mask =
                        &simulation->cold_of[slot->first_cold + slot->colds - 1];

                    mask->word = i / 64;
                    mask->bits |= UINT64_C(1) << i % 64;
                }
            }
        }
    }
}

static void plan_cold(struct aras_simulation *simulation, const uint8_t *hot,
                      const uint32_t *derived_of)
{
    const struct aras_model *model = simulation->model;
    uint64_t *needs = find_needs(simulation, hot, derived_of);
    uint32_t *last_word = ARAS_TABLE(simulation, model->slot_count, last_word);
    uint32_t total = 0;

    plan_needs(simulation, needs);
    mark_slots(simulation, hot, needs, last_word, false);
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->slots[i].first_cold = total;
        total += simulation->slots[i].colds;
    }
    simulation->cold_of = ARAS_TABLE(simulation, total, simulation->cold_of);
    simulation->cold_in =
        ARAS_TABLE(simulation, model->slot_count, simulation->cold_in);
    mark_slots(simulation, hot, needs, last_word, true);
    for (uint32_t i = 0; i < model->derived_count; i++) {
        simulation->cold_in[model->derived[i].slot] = hot[i] ? 0 : i + 1;
    }
}
void aras_dependents_plan(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    uint32_t *derived_of = ARAS_TABLE(simulation, model->slot_count, derived_of);

    for (uint32_t i = 0; i < model->derived_count; i++) {
        derived_of[model->derived[i].slot] = i + 1;
    }
    simulation->words = (model->derived_count + 63) / 64;

    uint8_t *hot = find_hot(simulation, derived_of);

    plan_notes(simulation, hot);
    plan_renewals(simulation);
    plan_cold(simulation, hot, derived_of);
}
