#include "simulation/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/require.h"
#include "simulation/strips.h"

#define NEW(simulation, count, thing)                                                  \
    aras_arena_array((simulation)->arena, count, sizeof *(thing))

/* --- what an event does ------------------------------------------------------------
 */

static void sort_effects(struct aras_effect *effects, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct aras_effect effect = effects[i];
        size_t j = i;

        for (; j > 0 && effects[j - 1].slot > effect.slot; j--) {
            effects[j] = effects[j - 1];
        }
        effects[j] = effect;
    }
}

static const uint32_t *join(struct aras_simulation *simulation, uint32_t one,
                            const uint32_t *others, size_t count, uint32_t *joined)
{
    uint32_t *slots = NEW(simulation, count + 1, slots);

    *joined = 0;
    if (one != 0) {
        slots[(*joined)++] = one;
    }
    for (size_t i = 0; i < count; i++) {
        slots[(*joined)++] = others[i];
    }
    return slots;
}

/* Most changes are one addition, or set a slot. */
static void plan_change(const struct aras_simulation *simulation,
                        struct aras_change *change, const struct aras_effect *effect)
{
    change->kind = ARAS_CHANGE_WORK;
    if (change->count == 1 && effect->kind != ARAS_EFFECT_MULTIPLY &&
        simulation->slots[change->slot].ordinary) {
        change->kind =
            effect->kind == ARAS_EFFECT_ADD ? ARAS_CHANGE_BY : ARAS_CHANGE_TO;
        change->number = effect->value.kind == ARAS_OPERAND_LITERAL
                             ? &effect->value.value
                             : &simulation->right[change->first];
    }
}

static void plan_event(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_event *event = &simulation->model->events[number];
    struct aras_event_plan *plan = &simulation->events[number];
    struct aras_effect *effects = NEW(simulation, event->effect_count, effects);
    struct aras_change *changes = NEW(simulation, event->effect_count, changes);

    plan->hazard = ARAS_NO_INDEX;
    plan->name = event->name;
    plan->effect_count = (uint32_t) event->effect_count;
    plan->id = event->id;
    plan->once = event->once;
    plan->forbidden = event->forbidden;
    plan->ceases = INFINITY;
    plan->misses = NAN;
    plan->falls_silent = INFINITY;
    plan->dictated = event->decision == NULL ? -1 : event->decision->dictated;
    plan->literal = true;
    plan->followers = event->followers;
    plan->follower_count = (uint32_t) event->follower_count;
    plan->chooses = event->decision != NULL || event->demand != NULL;
    plan->leads = plan->follower_count > 0 || plan->chooses;
    if (event->effect_count > 0) {
        memcpy(effects, event->effects, event->effect_count * sizeof *effects);
    }
    sort_effects(effects, event->effect_count);
    for (uint32_t i = 0; i < event->effect_count; i++) {
        if (i == 0 || effects[i].slot != effects[i - 1].slot) {
            changes[plan->change_count++] =
                (struct aras_change){.slot = effects[i].slot, .first = i};
        }
        changes[plan->change_count - 1].count++;
        plan->literal = plan->literal && effects[i].value.kind == ARAS_OPERAND_LITERAL;
        plan->draws = plan->draws || (effects[i].value.kind == ARAS_OPERAND_CODE &&
                                      effects[i].value.code->draws > 0);
        plan->shares = plan->shares || simulation->slots[effects[i].slot].share_group;
    }
    for (uint32_t i = 0; i < plan->change_count; i++) {
        plan_change(simulation, &changes[i], &effects[changes[i].first]);
    }
    plan->effects = effects;
    plan->changes = changes;
    plan->counters = join(simulation, event->count_slot, event->also_count,
                          event->also_count_count, &plan->counter_count);
    plan->marks = join(simulation, event->happened_slot, event->also_happened,
                       event->also_happened_count, &plan->mark_count);
    plan->clocks = join(simulation, event->last_slot, event->also_last,
                        event->also_last_count, &plan->clock_count);
    plan->counts = plan->counter_count + plan->mark_count + plan->clock_count > 0;
    plan->plain =
        plan->literal && !plan->once && !plan->shares && !plan->counts && !plan->leads;
}

static void plan_delay(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_model *model = simulation->model;
    const struct aras_event *event = &model->events[number];
    struct aras_delay_plan *plan = &simulation->delay_plans[number];

    plan->length = event->delay;
    plan->shift = event->shift;
    plan->priority = event->priority;
    plan->order = event->order;
    plan->again = event->again;
    plan->fixed = event->delay != NULL;
    for (size_t i = 0; plan->fixed && i < event->delay->read_count; i++) {
        plan->fixed = model->slots[event->delay->reads[i]].kind == ARAS_SLOT_FIXED;
    }
}

/* --- hazards and what drives them --------------------------------------------------
 */

struct rank {
    int32_t priority;
    uint32_t order, event;
};

static int by_rank(const void *one, const void *other)
{
    const struct rank *a = one;
    const struct rank *b = other;

    if (a->priority != b->priority) {
        return a->priority > b->priority ? -1 : 1;
    }
    return a->order < b->order ? -1 : a->order > b->order;
}

static bool never_varies(const struct aras_model *model,
                         const struct aras_operand *operand)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return true;
    case ARAS_OPERAND_SLOT:
        return model->slots[operand->slot].kind == ARAS_SLOT_FIXED;
    case ARAS_OPERAND_CODE:
        break;
    }
    return !operand->code->varies;
}

static void plan_hazards(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct rank *ranks = NEW(simulation, model->event_count, ranks);
    size_t drivers = 0;

    for (uint32_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (event->trigger == ARAS_BY_RATE) {
            ranks[simulation->hazards++] = (struct rank){
                .priority = event->priority, .order = event->order, .event = i};
            drivers += event->driver_count;
        }
    }
    qsort(ranks, simulation->hazards, sizeof *ranks, by_rank);
    simulation->padded = (simulation->hazards + 7) / 8 * 8;
    simulation->hazard_plans =
        NEW(simulation, simulation->hazards, simulation->hazard_plans);
    simulation->first_driver =
        NEW(simulation, simulation->hazards + 1, simulation->first_driver);
    simulation->driver_plans = NEW(simulation, drivers, simulation->driver_plans);
    simulation->words_of = NEW(simulation, simulation->hazards, simulation->words_of);
    simulation->starting = NEW(simulation, simulation->hazards, simulation->starting);
    if (simulation->settings.coupling == ARAS_BY_STRIPS) {
        simulation->strip_time =
            NEW(simulation, simulation->hazards * ARAS_STRIPS, simulation->strip_time);
    }
    for (uint32_t i = 0; i < simulation->hazards; i++) {
        const struct aras_event *event = &model->events[ranks[i].event];
        uint32_t first = simulation->first_driver[i];

        simulation->hazard_plans[i] =
            (struct aras_hazard_plan){.name = event->name,
                                      .scale = event->scale,
                                      .factors = event->factors,
                                      .factor_count = (uint32_t) event->factor_count,
                                      .event = ranks[i].event,
                                      .known = event->base_code == NULL &&
                                               never_varies(model, &event->base_fixed),
                                      .driven = event->driver_count > 0};
        simulation->events[ranks[i].event].hazard = i;
        for (uint32_t j = 0; j < event->driver_count; j++) {
            simulation->driver_plans[first + j].slot = event->drivers[j].slot;
        }
        simulation->first_driver[i + 1] = first + (uint32_t) event->driver_count;
    }
}

static void plan_drivers(struct aras_simulation *simulation)
{
    size_t slots = simulation->model->slot_count;
    uint32_t count = simulation->first_driver[simulation->hazards];
    uint32_t first = 0;

    for (uint32_t i = 0; i < count; i++) {
        simulation->slots[simulation->driver_plans[i].slot].drivers++;
    }
    for (size_t i = 0; i < slots; i++) {
        simulation->slots[i].first_driver = first;
        first += simulation->slots[i].drivers;
        simulation->slots[i].drivers = 0;
    }
    simulation->drives = NEW(simulation, count, simulation->drives);
    for (int direction = 0; direction < 2; direction++) {
        simulation->pushes[direction] = NEW(simulation, count, simulation->pushes[0]);
        simulation->step[direction] = NEW(simulation, slots, simulation->step[0]);
    }
    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        for (uint32_t i = simulation->first_driver[hazard];
             i < simulation->first_driver[hazard + 1]; i++) {
            struct aras_slot_plan *slot =
                &simulation->slots[simulation->driver_plans[i].slot];
            uint32_t place = slot->first_driver + slot->drivers++;

            simulation->drives[place] =
                (struct aras_drive){.hazard = hazard, .number = i};
            simulation->pushes[0][place].hazard = hazard;
            simulation->pushes[1][place].hazard = hazard;
        }
    }
}

/* --- slots: watches and derived values ---------------------------------------------
 */

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

static void plan_slots(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->slots = NEW(simulation, model->slot_count, simulation->slots);
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

/* What a derived value reads: of influence, all dependences. */
static size_t reads_of(const struct aras_model *model, size_t derived,
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
    uint8_t *hot = NEW(simulation, model->derived_count, hot);

    for (size_t i = model->derived_count; i-- > 0;) {
        const struct aras_slot_plan *slot = &simulation->slots[model->derived[i].slot];
        const uint32_t *reads;
        size_t count = reads_of(model, i, &reads);

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
    simulation->noted = NEW(simulation, first[ARAS_NOTE_KINDS], simulation->noted);
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
        size_t count = hot[i] ? reads_of(model, i, &reads) : 0;

        for (size_t j = 0; j < count; j++) {
            simulation->slots[reads[j]].notes++;
        }
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->slots[i].first_note = total;
        total += simulation->slots[i].notes;
        simulation->slots[i].notes = 0;
    }
    simulation->note_of = NEW(simulation, total, simulation->note_of);
    for (uint32_t i = 0; i < model->derived_count; i++) {
        size_t count = hot[i] ? reads_of(model, i, &reads) : 0;

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
    uint64_t *noted = NEW(simulation, words, noted);

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
        list = NEW(simulation, plan->renewal_count, list);
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
    uint64_t *needs = NEW(simulation, model->derived_count * words, needs);

    for (size_t i = 0; i < model->derived_count; i++) {
        const uint32_t *reads;
        size_t count = hot[i] ? 0 : reads_of(model, i, &reads);

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
    simulation->first_need = NEW(simulation, derived + 1, simulation->first_need);
    simulation->need_of = NEW(simulation, count, simulation->need_of);
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
                               ? reads_of(model, other, &reads)
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
    uint32_t *last_word = NEW(simulation, model->slot_count, last_word);
    uint32_t total = 0;

    plan_needs(simulation, needs);
    mark_slots(simulation, hot, needs, last_word, false);
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->slots[i].first_cold = total;
        total += simulation->slots[i].colds;
    }
    simulation->cold_of = NEW(simulation, total, simulation->cold_of);
    simulation->cold_in = NEW(simulation, model->slot_count, simulation->cold_in);
    mark_slots(simulation, hot, needs, last_word, true);
    for (uint32_t i = 0; i < model->derived_count; i++) {
        simulation->cold_in[model->derived[i].slot] = hot[i] ? 0 : i + 1;
    }
}

static void plan_influence(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    uint32_t cells = (uint32_t) (model->influence.actors * model->influence.actors);
    bool *outside = NEW(simulation, model->actor_count, outside);
    double *weights = NEW(simulation, model->actor_count, weights);

    ARAS_REQUIRE(model->influence.actors == model->actor_count);
    for (size_t i = 0; i < model->actor_count; i++) {
        outside[i] = model->actors[i].outside;
        weights[i] = model->actors[i].weight;
    }
    simulation->influence = aras_influence_work_new(model->actor_count, outside,
                                                    weights, simulation->arena);
    simulation->influence_cells = NEW(simulation, cells, simulation->influence_cells);
    for (uint32_t i = 0; i < cells; i++) {
        if (model->influence.dependence[i] != 0) {
            simulation->influence_cells[simulation->influence_cell_count++] =
                (struct aras_influence_cell){.place = i,
                                             .slot = model->influence.dependence[i]};
        }
    }
}

static void plan_derived(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    uint32_t *derived_of = NEW(simulation, model->slot_count, derived_of);

    for (uint32_t i = 0; i < model->derived_count; i++) {
        derived_of[model->derived[i].slot] = i + 1;
    }
    simulation->words = (model->derived_count + 63) / 64;

    uint8_t *hot = find_hot(simulation, derived_of);

    plan_notes(simulation, hot);
    plan_renewals(simulation);
    plan_cold(simulation, hot, derived_of);
    if (model->influence.actors > 0) {
        plan_influence(simulation);
    }
}

/* --- formulae that are asked for again and again ------------------------------------
 */

static struct aras_asked plan_asked(const struct aras_simulation *simulation,
                                    const struct aras_code *code)
{
    struct aras_asked asked = {.code = code};

    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        asked.cold = asked.cold || simulation->cold_in[code->reads[i]] != 0;
    }
    return asked;
}

static void plan_drifts(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct aras_drift_plan *plan;
    size_t drifts = 0;

    for (size_t i = 0; i < model->period_count; i++) {
        drifts += model->periods[i].count;
    }
    plan = simulation->drift_plans = NEW(simulation, drifts, plan);
    simulation->drift_cache = NEW(simulation, drifts, simulation->drift_cache);
    for (size_t i = 0; i < model->period_count; i++) {
        for (size_t j = 0; j < model->periods[i].count; j++) {
            const struct aras_drift *drift = &model->periods[i].drifts[j];

            *plan++ = (struct aras_drift_plan){
                .guard = plan_asked(simulation, drift->guard),
                .toward = plan_asked(simulation, drift->toward),
                .what = drift->what,
                .name = drift->name,
                .slot = drift->slot};
        }
    }
}

static void plan_formulae(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->outcomes = NEW(simulation, model->outcome_count, simulation->outcomes);
    simulation->track_of = NEW(simulation, model->track_count, simulation->track_of);
    for (size_t i = 0; i < model->event_count; i++) {
        simulation->events[i].guard = plan_asked(simulation, model->events[i].guard);
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *outcome = &model->outcomes[i];

        simulation->outcomes[i] =
            (struct aras_outcome_plan){.of = plan_asked(simulation, outcome->of),
                                       .id = outcome->id,
                                       .kind = outcome->kind};
    }
    for (size_t i = 0; i < model->track_count; i++) {
        simulation->track_of[i] = plan_asked(simulation, model->tracks[i].of);
    }
    plan_drifts(simulation);
}

/* --- the order in which a parameter set is computed ---------------------------------
 */

struct edge {
    uint32_t slot; /* that the node reads */
    uint32_t next; /* 1 + number of the next edge of the node; 0: none */
};

struct graph {
    struct aras_simulation *simulation;
    struct aras_node *nodes;
    uint32_t *first_edge; /* of a node: 1 + number; 0: none */
    struct edge *edges;
    size_t edge_count;
    uint32_t *node_of; /* of a slot: 1 + number; 0: none */
    size_t count;
};

static void add_node(struct graph *graph, struct aras_node node)
{
    graph->nodes[graph->count++] = node;
    graph->node_of[node.slot] = (uint32_t) graph->count;
}

static void add_edge(struct graph *graph, uint32_t reader, uint32_t slot)
{
    uint32_t node = graph->node_of[reader] - 1;
    struct edge *edge = aras_arena_grow(graph->simulation->arena, &graph->edges,
                                        graph->edge_count++, sizeof *edge);

    *edge = (struct edge){.slot = slot, .next = graph->first_edge[node]};
    graph->first_edge[node] = (uint32_t) graph->edge_count;
}

static void add_reads(struct graph *graph, uint32_t reader,
                      const struct aras_code *code)
{
    for (size_t i = 0; code != NULL && i < code->read_count; i++) {
        add_edge(graph, reader, code->reads[i]);
    }
}

static bool is_started(const struct aras_model *model, uint32_t slot)
{
    return model->slots[slot].kind == ARAS_SLOT_QUANTITY ||
           model->slots[slot].kind == ARAS_SLOT_CLOCK;
}

static void add_overrides(struct graph *graph, const struct aras_override *overrides,
                          size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = overrides[i].slot;

        if (is_started(graph->simulation->model, slot)) {
            if (graph->node_of[slot] == 0) {
                add_node(graph, (struct aras_node){.kind = ARAS_NODE_INITIAL,
                                                   .slot = slot,
                                                   .index = ARAS_NO_INDEX});
            }
            add_reads(graph, slot, overrides[i].code);
        }
    }
}

static void add_age(struct graph *graph, const struct aras_event *event, uint32_t slot)
{
    if (slot == 0) {
        return;
    }
    if (graph->node_of[slot] == 0) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_AGE, .slot = slot});
    }
    if (event->age.kind == ARAS_OPERAND_SLOT) {
        add_edge(graph, slot, event->age.slot);
    } else if (event->age.kind == ARAS_OPERAND_CODE) {
        add_reads(graph, slot, event->age.code);
    }
}

static void add_all(struct graph *graph)
{
    const struct aras_model *model = graph->simulation->model;

    for (uint32_t i = 0; i < model->fixed_count; i++) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_FIXED,
                                           .slot = model->fixed[i].slot,
                                           .index = i});
        add_reads(graph, model->fixed[i].slot, model->fixed[i].code);
    }
    for (uint32_t i = 0; i < model->initial_count; i++) {
        add_node(graph, (struct aras_node){.kind = ARAS_NODE_INITIAL,
                                           .slot = model->initials[i].slot,
                                           .index = i});
        add_reads(graph, model->initials[i].slot, model->initials[i].code);
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        for (size_t j = 0; j < model->variants[i].count; j++) {
            add_overrides(graph, model->variants[i].options[j].overrides,
                          model->variants[i].options[j].count);
        }
    }
    add_overrides(graph, model->overrides, model->override_count);
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        if (event->has_age) {
            add_age(graph, event, event->last_slot);
            for (size_t j = 0; j < event->also_last_count; j++) {
                add_age(graph, event, event->also_last[j]);
            }
        }
    }
    for (uint32_t i = 0; i < model->derived_count; i++) {
        const uint32_t *reads;
        size_t count = reads_of(model, i, &reads);

        add_node(graph, (struct aras_node){.kind = ARAS_NODE_DERIVED,
                                           .slot = model->derived[i].slot,
                                           .index = i});
        for (size_t j = 0; j < count; j++) {
            add_edge(graph, model->derived[i].slot, reads[j]);
        }
    }
    for (uint32_t i = 0; i < model->corner_count; i++) {
        const struct aras_corner_slot *corner = &model->corners[i];

        add_node(graph, (struct aras_node){.kind = ARAS_NODE_CORNER,
                                           .slot = corner->slot,
                                           .index = i});
        add_edge(graph, corner->slot, corner->corner.origin);
        add_reads(graph, corner->slot, corner->corner.threshold);
    }
}

/* Depth first, with a stack of our own: chains of formulae may be long. */
static void sort_graph(const struct graph *graph, struct aras_node *sorted)
{
    struct aras_simulation *simulation = graph->simulation;
    uint32_t *stack = NEW(simulation, graph->count + 1, stack);
    uint32_t *next = NEW(simulation, graph->count, next);
    enum { UNSEEN, OPEN, DONE } *state = NEW(simulation, graph->count, state);
    size_t done = 0;

    for (uint32_t root = 0; root < graph->count; root++) {
        size_t depth = 0;

        if (state[root] == UNSEEN) {
            state[root] = OPEN;
            next[root] = graph->first_edge[root];
            stack[depth++] = root;
        }
        while (depth > 0) {
            uint32_t node = stack[depth - 1];

            if (next[node] == 0) {
                state[node] = DONE;
                sorted[done++] = graph->nodes[node];
                depth--;
                continue;
            }

            const struct edge *edge = &graph->edges[next[node] - 1];
            uint32_t read = graph->node_of[edge->slot];

            next[node] = edge->next;
            if (read != 0 && state[read - 1] != DONE) {
                /* A ring of formulae is refused when a model is compiled. */
                ARAS_REQUIRE(state[read - 1] == UNSEEN);
                state[read - 1] = OPEN;
                next[read - 1] = graph->first_edge[read - 1];
                stack[depth++] = read - 1;
            }
        }
    }
}

static void plan_order(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    struct graph graph = {.simulation = simulation};

    graph.nodes = NEW(simulation, model->slot_count, graph.nodes);
    graph.first_edge = NEW(simulation, model->slot_count, graph.first_edge);
    graph.node_of = NEW(simulation, model->slot_count, graph.node_of);
    add_all(&graph);
    simulation->nodes = NEW(simulation, graph.count, simulation->nodes);
    simulation->node_count = graph.count;
    sort_graph(&graph, simulation->nodes);
}

/* --- memory --------------------------------------------------------------------------
 */

static size_t reserve(size_t *used, size_t count, size_t size)
{
    size_t place = *used;

    *used += (count * size + 15) / 16 * 16;
    return place;
}

/* The state of a replication: laid out once to learn its size, and once for good. */
static size_t lay_out(struct aras_simulation *simulation, unsigned char *block)
{
    const struct aras_model *model = simulation->model;
    size_t used = 0;

#define PLACE(member, count)                                                           \
    do {                                                                               \
        size_t place_ = reserve(&used, count, sizeof *simulation->member);             \
        if (block != NULL) {                                                           \
            simulation->member = (void *) (block + place_);                            \
        }                                                                              \
    } while (0)

    PLACE(values, model->slot_count);
    PLACE(wake, simulation->padded);
    PLACE(rate, simulation->hazards);
    PLACE(base, simulation->hazards);
    PLACE(remaining, simulation->hazards);
    PLACE(known, simulation->hazards);
    PLACE(waited, simulation->hazards);
    PLACE(ahead, simulation->hazards);
    PLACE(drawn, simulation->hazards);
    PLACE(held, model->outcome_count);
    PLACE(integral, model->outcome_count);
    PLACE(held_since, model->outcome_count);
    PLACE(natural, model->event_count);
    PLACE(forced, model->event_count);
    PLACE(missed, model->event_count);
    PLACE(clamps, model->slot_count);
    PLACE(cold_dirty, simulation->words);
    PLACE(corner_time, model->corner_count);
    PLACE(enabled, model->event_count);
    PLACE(stale, simulation->hazards);
    PLACE(spent, model->event_count);
    PLACE(truth, model->event_count);
    PLACE(reached, model->outcome_count);
    PLACE(waiting, model->event_count);
#undef PLACE
    return used;
}

static void plan_memory(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    size_t openings = model->forced_count + model->corner_count + model->period_count;
    size_t most_choices = 0;

    simulation->block = lay_out(simulation, NULL);
    simulation->live = aras_arena_get(simulation->arena, simulation->block + 1);
    simulation->start = aras_arena_get(simulation->arena, simulation->block + 1);
    lay_out(simulation, simulation->live);
    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];

        openings += event->trigger == ARAS_AT ? event->time_count : 1;
        if (event->decision != NULL && event->decision->count > most_choices) {
            most_choices = event->decision->count;
        }
    }
    openings += ARAS_MOST_INTERVENTIONS;
    simulation->openings = NEW(simulation, openings, simulation->openings);
    simulation->utility = NEW(simulation, most_choices, simulation->utility);
    simulation->probability = NEW(simulation, most_choices, simulation->probability);
    simulation->options = NEW(simulation, model->variant_count, simulation->options);
    simulation->parameter_values =
        NEW(simulation, model->parameter_count + model->variant_count,
            simulation->parameter_values);
    simulation->given = NEW(simulation, model->slot_count, simulation->given);
    simulation->offered = NEW(simulation, model->slot_count, simulation->offered);
    simulation->started = NEW(simulation, model->slot_count, simulation->started);
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->given[i] = NAN;
    }
    for (size_t i = 0; i < simulation->node_count; i++) {
        if (simulation->nodes[i].kind == ARAS_NODE_INITIAL) {
            simulation->started[simulation->nodes[i].slot] = 1;
        }
    }
    simulation->period = NEW(simulation, model->event_count, simulation->period);
    simulation->first_time =
        NEW(simulation, model->event_count, simulation->first_time);
    simulation->every_count =
        NEW(simulation, model->event_count, simulation->every_count);
    simulation->period_step =
        NEW(simulation, model->period_count, simulation->period_step);
    simulation->corner_ticket =
        NEW(simulation, model->corner_count, simulation->corner_ticket);
    simulation->delay_first =
        NEW(simulation, model->event_count, simulation->delay_first);
    simulation->pending = NEW(simulation, model->event_count, simulation->pending);
    simulation->start_pending =
        NEW(simulation, model->event_count, simulation->start_pending);
    simulation->next_point =
        NEW(simulation, model->track_count, simulation->next_point);
    simulation->first_point =
        NEW(simulation, model->track_count, simulation->first_point);
    simulation->outcome_values =
        NEW(simulation, model->outcome_count, simulation->outcome_values);
    simulation->integrated =
        NEW(simulation, model->event_count, simulation->integrated);
    simulation->counts = NEW(simulation, model->event_count, simulation->counts);
    for (size_t i = 0; i < model->track_count; i++) {
        simulation->first_point[i] = simulation->point_count;
        simulation->point_count += model->tracks[i].points;
    }
    simulation->points = NEW(simulation, simulation->point_count, simulation->points);
    for (size_t i = 0; simulation->settings.untracked && i < simulation->point_count;
         i++) {
        simulation->points[i] = NAN;
    }
}

/* Right-hand sides of one event, or of the drifts of one period. */
static void plan_right(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;
    size_t most = 0;

    for (size_t i = 0; i < model->event_count; i++) {
        most =
            model->events[i].effect_count > most ? model->events[i].effect_count : most;
    }
    for (size_t i = 0; i < model->period_count; i++) {
        most = model->periods[i].count > most ? model->periods[i].count : most;
    }
    simulation->right = NEW(simulation, most, simulation->right);
    simulation->falling = NEW(simulation, most, simulation->falling);
    simulation->rising = NEW(simulation, most, simulation->rising);
}

void aras_plan_make(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    plan_slots(simulation);
    plan_right(simulation);
    simulation->events = NEW(simulation, model->event_count, simulation->events);
    simulation->delay_plans =
        NEW(simulation, model->event_count, simulation->delay_plans);
    for (uint32_t i = 0; i < model->event_count; i++) {
        plan_event(simulation, i);
        plan_delay(simulation, i);
    }
    plan_hazards(simulation);
    plan_drivers(simulation);
    plan_derived(simulation);
    plan_formulae(simulation);
    plan_order(simulation);
    plan_memory(simulation);
}
