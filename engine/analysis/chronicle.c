#include "analysis/chronicle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/require.h"

/* What is kept while a world is recorded. All memory is the chronicle's arena. */
struct recorder {
    struct aras_chronicle *chronicle;
    const struct aras_model *model;
    struct aras_arena *arena;
    struct aras_simulation *simulation;
    const struct aras_settings *settings;
    const struct aras_chooser *chooser;
    struct aras_error *error;
    size_t *last;   /* by slot: 1 + number of its latest change */
    size_t *latest; /* by event: its latest happening */
    uint64_t *natural, *forced;
    size_t *firings; /* happening of each firing */
    size_t firing_count;
    double *now_at;              /* by followed: its value now */
    double *scratch;             /* a state to try things out in */
    bool *reached;               /* by outcome */
    bool stepping;               /* the last happening is a step that has not settled */
    struct aras_portion *shares; /* being gathered; not in the arena */
    size_t share_count, share_room;
    double drifted; /* of what is being gathered, by no event */
    bool drifts;
};

/* --- evaluating in a state that need not be the world's ----------------------------
 */

static double value_of(const struct aras_code *code, const double *values, double now)
{
    struct aras_evaluation evaluation = {
        .values = values, .now = now, .fault = ARAS_NO_FAULT};

    return code->literal ? code->value : aras_code_evaluate(code, &evaluation);
}

static double operand_of(const struct aras_operand *operand, const double *values,
                         double now)
{
    switch (operand->kind) {
    case ARAS_OPERAND_LITERAL:
        return operand->value;
    case ARAS_OPERAND_SLOT:
        return values[operand->slot];
    case ARAS_OPERAND_CODE:
        break;
    }
    return value_of(operand->code, values, now);
}

/* The rate of an event without its drivers, as simulation/clocks.c has it. */
static double base_of(const struct aras_event *event, const double *values, double now)
{
    double base = event->base_code != NULL
                      ? value_of(event->base_code, values, now)
                      : operand_of(&event->base_fixed, values, now);

    for (size_t i = 0; event->base_code == NULL && i < event->factor_count; i++) {
        base *= values[event->factors[i].slot] + event->factors[i].offset;
    }
    return base * event->scale;
}

/* Something that must be true: a formula, or that an event's base rate is above 0. */
struct test {
    const struct aras_code *code;
    const struct aras_event *rate_of;
};

static bool holds(const struct recorder *recorder, const struct test *test)
{
    double now = aras_simulation_now(recorder->simulation);
    double value = test->code != NULL ? value_of(test->code, recorder->scratch, now)
                                      : base_of(test->rate_of, recorder->scratch, now);

    /* A fault is no answer: then nothing is said to have been needed. */
    return isnan(value) || (test->code != NULL ? value != 0.0 : value > 0.0);
}

static void refresh_scratch(struct recorder *recorder)
{
    memcpy(recorder->scratch, aras_simulation_state(recorder->simulation),
           recorder->model->slot_count * sizeof *recorder->scratch);
}

/* --- happenings --------------------------------------------------------------------
 */

static struct aras_happening *happening_at(struct recorder *recorder, size_t number)
{
    return &recorder->chronicle->happenings[number];
}

static size_t new_happening(struct recorder *recorder, uint32_t event, double time)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t number = chronicle->count;
    struct aras_happening *happening = aras_arena_grow(
        recorder->arena, &chronicle->happenings, chronicle->count++, sizeof *happening);

    happening->event = event;
    happening->time = time;
    happening->first_change = chronicle->change_count;
    return number;
}

/* The happening to which what changes now belongs. */
static size_t current(struct recorder *recorder)
{
    if (aras_simulation_firing(recorder->simulation) != UINT32_MAX) {
        return recorder->chronicle->count - 1;
    }
    if (!recorder->stepping) {
        recorder->stepping = true;
        return new_happening(recorder, ARAS_NO_EVENT,
                             aras_simulation_now(recorder->simulation));
    }
    return recorder->chronicle->count - 1;
}

static void note_change(void *context, uint32_t slot, double time, double before,
                        double after)
{
    struct recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t happening = current(recorder);
    struct aras_slot_change *change =
        aras_arena_grow(recorder->arena, &chronicle->changes, chronicle->change_count++,
                        sizeof *change);

    (void) time;
    *change = (struct aras_slot_change){.happening = happening,
                                        .slot = slot,
                                        .before = before,
                                        .after = after,
                                        .previous = recorder->last[slot]};
    recorder->last[slot] = chronicle->change_count;
    happening_at(recorder, happening)->change_count++;
}

/* --- links ------------------------------------------------------------------------ */

static void add_link(struct recorder *recorder, size_t happening, struct aras_link link)
{
    struct aras_happening *of = happening_at(recorder, happening);

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
    struct recorder *recorder;
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
static void link_reads(struct recorder *recorder, size_t happening, uint32_t event,
                       enum aras_read what, enum aras_link_kind kind)
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
    struct recorder *recorder = asking->recorder;
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
    struct recorder *recorder = asking->recorder;
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

static void link_needs(struct recorder *recorder, size_t happening, uint32_t event,
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

static void link_cause(struct recorder *recorder, size_t happening)
{
    const struct aras_happening *it = happening_at(recorder, happening);
    uint32_t parent = recorder->chronicle->reads->parent_of[it->event];
    size_t from = ARAS_NO_HAPPENING;
    enum aras_link_kind kind = ARAS_LINK_CAUSE;

    if (parent != UINT32_MAX) {
        kind = ARAS_LINK_PARENT;
        from = recorder->latest[parent];
        /* A scenario may force an option by itself. */
        if (from != ARAS_NO_HAPPENING &&
            happening_at(recorder, from)->time != it->time) {
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

static void link_all(struct recorder *recorder, size_t happening)
{
    const struct aras_happening *it = happening_at(recorder, happening);
    uint32_t number = it->event;
    const struct aras_event *event = &recorder->model->events[number];

    link_cause(recorder, happening);
    if (!it->forced) {
        refresh_scratch(recorder);
        if (event->guard != NULL) {
            link_needs(recorder, happening, number, ARAS_READ_GUARD, ARAS_LINK_GUARD,
                       (struct test){.code = event->guard});
            link_reads(recorder, happening, number, ARAS_READ_GUARD, ARAS_LINK_GUARD);
        }
        if (event->condition != NULL) {
            link_needs(recorder, happening, number, ARAS_READ_CONDITION,
                       ARAS_LINK_CONDITION, (struct test){.code = event->condition});
            link_reads(recorder, happening, number, ARAS_READ_CONDITION,
                       ARAS_LINK_CONDITION);
        }
        if (event->trigger == ARAS_BY_RATE) {
            link_needs(recorder, happening, number, ARAS_READ_RATE, ARAS_LINK_RATE,
                       (struct test){.rate_of = event});
            link_reads(recorder, happening, number, ARAS_READ_RATE, ARAS_LINK_RATE);
            link_reads(recorder, happening, number, ARAS_READ_DRIVER, ARAS_LINK_DRIVER);
        }
    }
    link_reads(recorder, happening, number, ARAS_READ_EFFECT, ARAS_LINK_EFFECT);
}

/* --- shares: who moved a slot ------------------------------------------------------
 */

static void begin_shares(struct recorder *recorder)
{
    recorder->share_count = 0;
    recorder->drifted = 0.0;
    recorder->drifts = false;
}

/* Those of one happening come one after another. */
static void add_share(struct recorder *recorder, size_t happening, double amount)
{
    struct aras_portion *latest = recorder->share_count == 0
                                      ? NULL
                                      : &recorder->shares[recorder->share_count - 1];

    if (happening_at(recorder, happening)->event == ARAS_NO_EVENT) {
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
static struct aras_portion *end_shares(struct recorder *recorder, size_t *count)
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

static struct aras_portion *shares_of_slot(struct recorder *recorder, uint32_t slot,
                                           double times, size_t *count)
{
    const struct aras_slot_change *changes = recorder->chronicle->changes;

    begin_shares(recorder);
    for (size_t change = recorder->last[slot]; change > 0;
         change = changes[change - 1].previous) {
        const struct aras_slot_change *it = &changes[change - 1];

        add_share(recorder, it->happening, times * (it->after - it->before));
    }
    return end_shares(recorder, count);
}

/* --- rates ------------------------------------------------------------------------ */

static void tell_rate(struct recorder *recorder, size_t happening, double rate)
{
    uint32_t number = happening_at(recorder, happening)->event;
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
        term->effect = operand_of(&driver->effect, state, now);
        term->at = operand_of(&driver->at, state, now);
        term->x = state[driver->slot];
        term->x_start = start[driver->slot];
        term->log_rate = term->effect * (term->x - term->at);
        term->since_start = term->effect * (term->x - term->x_start);
        term->shares =
            shares_of_slot(recorder, driver->slot, term->effect, &term->share_count);
        start_exponent += term->effect * (term->x_start - term->at);
    }
    told->rate = rate;
    told->base = base_of(event, state, now);
    told->base_start = base_of(event, start, 0.0);
    told->start =
        told->base_start == 0.0 ? 0.0 : told->base_start * exp(start_exponent);
    told->terms = terms;
    told->count = event->driver_count;
    happening_at(recorder, happening)->rate = told;
}

/* --- what an observer is told ------------------------------------------------------
 */

static void note_event(void *context, uint32_t event, double time, bool forced,
                       double rate)
{
    struct recorder *recorder = context;
    size_t number = new_happening(recorder, event, time);
    struct aras_happening *happening = happening_at(recorder, number);

    recorder->stepping = false;
    happening->forced = forced;
    happening->number = forced ? recorder->forced[event]++ : recorder->natural[event]++;
    *(size_t *) aras_arena_grow(recorder->arena, &recorder->firings,
                                recorder->firing_count++, sizeof *recorder->firings) =
        number;
    link_all(recorder, number);
    if (!isnan(rate)) {
        tell_rate(recorder, number, rate);
    }
    recorder->latest[event] = number;
}

static double ask(struct recorder *recorder, const struct aras_code *code)
{
    double value;

    return aras_simulation_ask(recorder->simulation, code, &value) ? value : NAN;
}

static struct aras_option_told tell_option(struct recorder *recorder,
                                           const struct aras_choice *choice,
                                           double utility, double probability)
{
    struct aras_option_told told = {.event = choice->event,
                                    .utility = utility,
                                    .probability = probability,
                                    .count = choice->count};
    struct aras_argument *arguments =
        aras_arena_array(recorder->arena, choice->count, sizeof *arguments);
    bool open = !isnan(utility);

    for (size_t i = 0; i < choice->count; i++) {
        const struct aras_consideration *it = &choice->considerations[i];

        arguments[i] =
            (struct aras_argument){.text = it->text,
                                   .of = open ? ask(recorder, it->of) : NAN,
                                   .weight = open ? ask(recorder, it->weight) : NAN};
    }
    told.arguments = arguments;
    return told;
}

static void note_decision(void *context, uint32_t event, double time, size_t choices,
                          const double *utility, const double *probability, int chosen)
{
    struct recorder *recorder = context;
    const struct aras_decision *decision = recorder->model->events[event].decision;
    struct aras_decision_told *told = aras_arena_get(recorder->arena, sizeof *told);
    struct aras_option_told *options =
        aras_arena_array(recorder->arena, choices, sizeof *options);
    size_t happening = recorder->latest[event];

    (void) time;
    for (size_t i = 0; i < choices; i++) {
        bool open = !isnan(utility[i]);

        options[i] = tell_option(recorder, &decision->choices[i], utility[i],
                                 open ? probability[i] : NAN);
    }
    *told = (struct aras_decision_told){.options = options,
                                        .count = choices,
                                        .sharpness = ask(recorder, decision->sharpness),
                                        .chosen = chosen,
                                        .dictated = decision->dictated >= 0};
    happening_at(recorder, happening)->decision = told;
    link_reads(recorder, happening, event, ARAS_READ_CHOICE, ARAS_LINK_CHOICE);
}

static void note_demand(void *context, uint32_t event, double time,
                        const double probability[3], int result)
{
    struct recorder *recorder = context;
    const struct aras_demand *demand = recorder->model->events[event].demand;
    struct aras_demand_told *told = aras_arena_get(recorder->arena, sizeof *told);
    size_t happening = recorder->latest[event];

    (void) time;
    *told = (struct aras_demand_told){.deter = demand->deter,
                                      .enforce = probability[0],
                                      .yield = probability[1],
                                      .issue = probability[2],
                                      .result = (enum aras_demand_result) result};
    for (size_t i = 0; i < ARAS_STAKES; i++) {
        told->stake[i] =
            demand->stake[i] == NULL ? NAN : ask(recorder, demand->stake[i]);
    }
    happening_at(recorder, happening)->demand = told;
    link_reads(recorder, happening, event, ARAS_READ_STAKE, ARAS_LINK_STAKE);
}

/* The slot that a formula of a number is, when it is nothing else; else UINT32_MAX. */
static uint32_t plain_slot(const struct aras_code *code, const double *values)
{
    double value;

    return !code->literal && code->type == ARAS_NUMBER && code->read_count == 1 &&
                   aras_code_glance(code, values, &value)
               ? code->reads[0]
               : UINT32_MAX;
}

/* Which followed value a formula is; ARAS_NO_HAPPENING. */
static size_t followed_of(const struct recorder *recorder, const struct aras_code *code)
{
    const struct aras_chronicle *chronicle = recorder->chronicle;
    uint32_t slot = plain_slot(code, chronicle->start);

    for (size_t i = 0; i < chronicle->followed_count; i++) {
        const struct aras_code *other = chronicle->followed[i].of;

        if (other == code ||
            (slot != UINT32_MAX && plain_slot(other, chronicle->start) == slot)) {
            return i;
        }
    }
    return ARAS_NO_HAPPENING;
}

/* --- followed values and outcomes ---------------------------------------------------
 */

static void follow(struct recorder *recorder)
{
    struct aras_chronicle *chronicle = recorder->chronicle;

    for (size_t i = 0; i < chronicle->followed_count; i++) {
        struct aras_followed *followed = &chronicle->followed[i];
        double before = recorder->now_at[i];
        double after = ask(recorder, followed->of);

        if (after == before || isnan(after)) {
            continue;
        }
        recorder->now_at[i] = after;
        followed->low = fmin(followed->low, after);
        followed->high = fmax(followed->high, after);

        size_t number = current(recorder);
        struct aras_happening *happening = happening_at(recorder, number);

        *(struct aras_movement *) aras_arena_grow(
            recorder->arena, &happening->movements, happening->movement_count++,
            sizeof *happening->movements) = (struct aras_movement){i, before, after};
    }
}

/* The change that made an outcome's formula true, the latest of those it needed. */
static size_t find_needed(struct recorder *recorder, const struct aras_code *code,
                          uint32_t *slot)
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

static void turn(struct recorder *recorder, uint32_t outcome)
{
    const struct aras_outcome *it = &recorder->model->outcomes[outcome];
    struct aras_ending *ending = &recorder->chronicle->endings[outcome];
    size_t number = current(recorder);
    struct aras_happening *happening = happening_at(recorder, number);

    recorder->reached[outcome] = true;
    *(uint32_t *) aras_arena_grow(recorder->arena, &happening->turned,
                                  happening->turned_count++, sizeof outcome) = outcome;
    (void) find_needed(recorder, it->of, &ending->slot);
    ending->by = number;
    if (ending->slot != UINT32_MAX) {
        ending->shares =
            shares_of_slot(recorder, ending->slot, 1.0, &ending->share_count);
    }
}

static bool is_reached_once(const struct aras_outcome *outcome)
{
    return outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME;
}

static void note_settled(void *context, double time)
{
    struct recorder *recorder = context;

    (void) time;
    follow(recorder);
    for (uint32_t i = 0; i < recorder->model->outcome_count; i++) {
        const struct aras_outcome *it = &recorder->model->outcomes[i];

        if (is_reached_once(it) && !recorder->reached[i] &&
            ask(recorder, it->of) == 1.0) {
            turn(recorder, i);
        }
    }
    if (aras_simulation_firing(recorder->simulation) == UINT32_MAX) {
        recorder->stepping = false;
    }
}

static void note_begun(void *context)
{
    struct recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;

    memcpy(chronicle->start, aras_simulation_state(recorder->simulation),
           recorder->model->slot_count * sizeof *chronicle->start);
    for (size_t i = 0; i < chronicle->followed_count; i++) {
        struct aras_followed *followed = &chronicle->followed[i];
        double value = ask(recorder, followed->of);

        recorder->now_at[i] = followed->start = value;
        followed->low = followed->high = value;
    }
    for (size_t i = 0; i < recorder->model->outcome_count; i++) {
        const struct aras_outcome *it = &recorder->model->outcomes[i];

        recorder->reached[i] = is_reached_once(it) && ask(recorder, it->of) == 1.0;
    }
}

/* --- what it came to ----------------------------------------------------------------
 */

/* Who moved a followed value; `by`: the event that did most in the way it went. */
static void share_value(struct recorder *recorder, size_t followed,
                        struct aras_ending *ending)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    double way =
        chronicle->followed[followed].end - chronicle->followed[followed].start;

    begin_shares(recorder);
    for (size_t i = 0; i < chronicle->count; i++) {
        const struct aras_happening *it = &chronicle->happenings[i];

        for (size_t k = 0; k < it->movement_count; k++) {
            if (it->movements[k].followed == followed) {
                add_share(recorder, i,
                          it->movements[k].after - it->movements[k].before);
            }
        }
    }
    ending->shares = end_shares(recorder, &ending->share_count);
    for (size_t i = 0; i < ending->share_count && ending->by == ARAS_NO_HAPPENING;
         i++) {
        const struct aras_portion *share = &ending->shares[i];

        if (share->happening < ARAS_ALL_OTHERS && share->amount * way > 0.0) {
            ending->by = share->happening;
        }
    }
}

static void find_first_counted(struct recorder *recorder,
                               const struct aras_outcome *outcome,
                               struct aras_ending *ending)
{
    for (size_t i = 0; i < recorder->chronicle->count; i++) {
        for (size_t k = 0; k < outcome->event_count; k++) {
            if (recorder->chronicle->happenings[i].event == outcome->events[k]) {
                ending->by = i;
                return;
            }
        }
    }
}

static void find_category(struct recorder *recorder, const struct aras_outcome *outcome,
                          struct aras_ending *ending)
{
    const struct aras_code *when = outcome->categories[(size_t) ending->value].when;

    if (when != NULL && ask(recorder, when) == 1.0) {
        ending->by = find_needed(recorder, when, &ending->slot);
        if (ending->slot != UINT32_MAX) {
            ending->shares =
                shares_of_slot(recorder, ending->slot, 1.0, &ending->share_count);
        }
    }
}

/* The shortest way back from `by` along what was needed to something that needed
 * nothing that had not been so from the start: breadth first. */
static void find_chain(struct recorder *recorder, struct aras_ending *ending)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t *next = aras_arena_array(recorder->arena, chronicle->count, sizeof *next);
    size_t *queue = aras_arena_array(recorder->arena, chronicle->count, sizeof *queue);
    bool *seen = aras_arena_array(recorder->arena, chronicle->count, sizeof *seen);
    size_t *chain = NULL;
    size_t read = 0;
    size_t written = 0;

    queue[written++] = ending->by;
    next[ending->by] = ARAS_NO_HAPPENING;
    seen[ending->by] = true;
    for (; read < written; read++) {
        const struct aras_happening *it = &chronicle->happenings[queue[read]];
        bool root = true;

        for (size_t i = 0; i < it->link_count; i++) {
            size_t from = it->links[i].from;

            if (!it->links[i].needed) {
                continue;
            }
            root = false;
            if (!seen[from]) {
                seen[from] = true;
                next[from] = queue[read];
                queue[written++] = from;
            }
        }
        if (root) {
            break;
        }
    }
    ARAS_REQUIRE(read < written); /* links point back in time, so there is a first */
    for (size_t at = queue[read]; at != ARAS_NO_HAPPENING; at = next[at]) {
        *(size_t *) aras_arena_grow(recorder->arena, &chain, ending->chain_count++,
                                    sizeof *chain) = at;
    }
    ending->chain = chain;
}

static void find_ending(struct recorder *recorder, uint32_t outcome)
{
    const struct aras_outcome *it = &recorder->model->outcomes[outcome];
    struct aras_ending *ending = &recorder->chronicle->endings[outcome];

    switch (it->kind) {
    case ARAS_HAPPENED:
    case ARAS_TIME:
        break;
    case ARAS_VALUE:
    case ARAS_MEAN:
        ending->followed = followed_of(recorder, it->of);
        share_value(recorder, ending->followed, ending);
        break;
    case ARAS_COUNT:
        find_first_counted(recorder, it, ending);
        break;
    case ARAS_CATEGORY:
        find_category(recorder, it, ending);
        break;
    }
    if (ending->by != ARAS_NO_HAPPENING) {
        find_chain(recorder, ending);
    }
}

static void finish(struct recorder *recorder, const struct aras_record *record)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    const struct aras_model *model = recorder->model;

    chronicle->failed = record->failed;
    chronicle->set = record->set;
    chronicle->fingerprint = record->fingerprint;
    chronicle->events = record->events;
    chronicle->parameter_count = model->parameter_count + model->variant_count;
    chronicle->parameters = aras_arena_array(
        recorder->arena, chronicle->parameter_count, sizeof *chronicle->parameters);
    if (chronicle->parameter_count > 0) {
        memcpy(chronicle->parameters, record->parameters,
               chronicle->parameter_count * sizeof *chronicle->parameters);
    }
    for (size_t i = 0; i < chronicle->followed_count; i++) {
        chronicle->followed[i].end = recorder->now_at[i];
    }
    for (uint32_t i = 0; i < model->outcome_count; i++) {
        chronicle->endings[i].value = record->outcomes[i];
        if (!record->failed) {
            find_ending(recorder, i);
        }
    }
}

/* --- recording ---------------------------------------------------------------------
 */

static void follow_value(struct recorder *recorder, struct aras_followed followed)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    size_t known = followed_of(recorder, followed.of);

    if (known == ARAS_NO_HAPPENING) {
        *(struct aras_followed *) aras_arena_grow(
            recorder->arena, &chronicle->followed, chronicle->followed_count++,
            sizeof *chronicle->followed) = followed;
    } else if (isnan(chronicle->followed[known].margin)) {
        chronicle->followed[known].margin = followed.margin;
    }
}

static void prepare(struct recorder *recorder)
{
    struct aras_chronicle *chronicle = recorder->chronicle;
    const struct aras_model *model = recorder->model;
    struct aras_arena *arena = recorder->arena;

    chronicle->start =
        aras_arena_array(arena, model->slot_count, sizeof *chronicle->start);
    chronicle->endings =
        aras_arena_array(arena, model->outcome_count, sizeof *chronicle->endings);
    chronicle->reads = aras_reads_new(model, arena);
    recorder->last = aras_arena_array(arena, model->slot_count, sizeof *recorder->last);
    recorder->scratch =
        aras_arena_array(arena, model->slot_count, sizeof *recorder->scratch);
    recorder->latest =
        aras_arena_array(arena, model->event_count, sizeof *recorder->latest);
    recorder->natural =
        aras_arena_array(arena, model->event_count, sizeof *recorder->natural);
    recorder->forced =
        aras_arena_array(arena, model->event_count, sizeof *recorder->forced);
    recorder->reached =
        aras_arena_array(arena, model->outcome_count, sizeof *recorder->reached);
    for (size_t i = 0; i < model->event_count; i++) {
        recorder->latest[i] = ARAS_NO_HAPPENING;
    }
    for (size_t i = 0; i < model->track_count; i++) {
        const struct aras_track *track = &model->tracks[i];

        follow_value(recorder, (struct aras_followed){.id = track->id,
                                                      .title = track->title,
                                                      .unit = track->unit,
                                                      .of = track->of,
                                                      .margin = NAN,
                                                      .asked = true});
    }
    for (size_t i = 0; i < model->outcome_count; i++) {
        const struct aras_outcome *it = &model->outcomes[i];

        chronicle->endings[i] = (struct aras_ending){
            .followed = SIZE_MAX, .by = ARAS_NO_HAPPENING, .slot = UINT32_MAX};
        if (it->kind == ARAS_VALUE || it->kind == ARAS_MEAN) {
            follow_value(recorder, (struct aras_followed){.id = it->id,
                                                          .title = it->title,
                                                          .unit = it->unit,
                                                          .of = it->of,
                                                          .margin = it->margin});
        }
    }
    recorder->now_at =
        aras_arena_array(arena, chronicle->followed_count, sizeof *recorder->now_at);
}

static void record(void *context)
{
    struct recorder *recorder = context;
    struct aras_chronicle *chronicle = recorder->chronicle;
    struct aras_record result;
    struct aras_observer observer = {.context = recorder,
                                     .begun = note_begun,
                                     .event = note_event,
                                     .change = note_change,
                                     .decision = note_decision,
                                     .demand = note_demand,
                                     .settled = note_settled};

    prepare(recorder);
    aras_simulation_observe(recorder->simulation, &observer);
    aras_simulation_seat(recorder->simulation, recorder->chooser);
    if (aras_simulation_play(recorder->simulation, chronicle->replication, &result,
                             &chronicle->failure) == ARAS_NO_MEMORY) {
        aras_arena_give_up(recorder->arena);
    }
    finish(recorder, &result);
}

struct aras_chronicle *aras_chronicle_record(const struct aras_model *model,
                                             const struct aras_settings *settings,
                                             uint64_t replication,
                                             struct aras_error *error)
{
    return aras_chronicle_record_seated(model, settings, replication, NULL, error);
}

struct aras_chronicle *aras_chronicle_record_seated(
    const struct aras_model *model, const struct aras_settings *settings,
    uint64_t replication, const struct aras_chooser *chooser, struct aras_error *error)
{
    struct aras_chronicle *chronicle = calloc(1, sizeof *chronicle);
    struct recorder recorder = {.chronicle = chronicle,
                                .model = model,
                                .settings = settings,
                                .chooser = chooser,
                                .error = error};
    enum aras_status status;

    if (chronicle == NULL) {
        aras_error_set(error, ARAS_NO_MEMORY, "no memory for a chronicle");
        return NULL;
    }
    chronicle->model = model;
    chronicle->seed = settings->seed;
    chronicle->replication = replication;
    recorder.arena = chronicle->arena = aras_arena_new(error);
    recorder.simulation =
        chronicle->arena == NULL ? NULL : aras_simulation_new(model, settings, error);
    status = recorder.simulation == NULL
                 ? error->status
                 : aras_arena_try(chronicle->arena, record, &recorder, error);
    aras_simulation_free(recorder.simulation);
    free(recorder.shares);
    if (status != ARAS_OK) {
        aras_chronicle_free(chronicle);
        return NULL;
    }
    return chronicle;
}

void aras_chronicle_free(struct aras_chronicle *chronicle)
{
    if (chronicle != NULL) {
        if (chronicle->arena != NULL) {
            aras_arena_free(chronicle->arena);
        }
        free(chronicle);
    }
}

double aras_happening_push(const struct aras_happening *happening, size_t from)
{
    double log = 0.0;

    for (size_t i = 0; happening->rate != NULL && i < happening->rate->count; i++) {
        const struct aras_term *term = &happening->rate->terms[i];

        for (size_t k = 0; k < term->share_count; k++) {
            log += term->shares[k].happening == from ? term->shares[k].amount : 0.0;
        }
    }
    return log;
}
