#include "simulation/parameter_set.h"

#include <stdlib.h>
#include <string.h>

#include "model/range.h"
#include "simulation/clocks.h"

static bool is_given(const struct aras_simulation *simulation, uint32_t slot)
{
    return !isnan(simulation->given[slot]);
}

/* --- drawing ------------------------------------------------------------------------
 */

static double uniform(const struct aras_simulation *simulation, uint64_t set,
                      uint64_t name, enum aras_purpose purpose)
{
    struct aras_stream stream = {.seed = simulation->settings.seed,
                                 .replication = set,
                                 .name = name,
                                 .purpose = purpose};

    return simulation->settings.central ? 0.5 : aras_stream_uniform(&stream, 0, 0);
}

static int likeliest(const struct aras_variant *variant)
{
    int best = 0;

    for (size_t i = 1; i < variant->count; i++) {
        if (variant->options[i].weight > variant->options[best].weight) {
            best = (int) i;
        }
    }
    return best;
}

static int option_of(const struct aras_simulation *simulation, uint64_t set,
                     const struct aras_variant *variant)
{
    double sum = 0.0;
    double u;

    if (is_given(simulation, variant->slot)) {
        return (int) simulation->given[variant->slot];
    }
    if (variant->fixed >= 0) {
        return variant->fixed;
    }
    if (simulation->settings.central) {
        return likeliest(variant);
    }
    for (size_t i = 0; i < variant->count; i++) {
        sum += variant->options[i].weight;
    }
    u = uniform(simulation, set, variant->name, ARAS_FOR_VARIANT) * sum;
    sum = 0.0;
    for (size_t i = 0; i + 1 < variant->count; i++) {
        sum += variant->options[i].weight;
        if (u < sum) {
            return (int) i;
        }
    }
    return (int) variant->count - 1;
}

static bool is_started(const struct aras_simulation *simulation, uint32_t slot)
{
    enum aras_slot_kind kind = simulation->model->slots[slot].kind;

    return kind == ARAS_SLOT_QUANTITY || kind == ARAS_SLOT_CLOCK;
}

/* What formulae set is known only here. */
static void set_value(struct aras_simulation *simulation, uint32_t number, double value,
                      const char *what)
{
    const struct aras_slot *slot = &simulation->model->slots[number];

    if (slot->type == ARAS_NUMBER && !(value >= slot->low && value <= slot->high)) {
        aras_world_fail(simulation, "in %s: '%s' would be %.9g, outside its range, %s",
                        what, slot->name, value,
                        aras_range_text(slot->low, slot->high, 1.0, "").text);
    }
    simulation->values[number] = value;
}

/* Of parameters and rules; those of quantities replace their initial values later. What
 * is given from outside stays. */
static void override(struct aras_simulation *simulation,
                     const struct aras_override *overrides, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_started(simulation, overrides[i].slot) &&
            !is_given(simulation, overrides[i].slot)) {
            set_value(simulation, overrides[i].slot,
                      aras_world_evaluate(simulation, overrides[i].code, NULL,
                                          (struct aras_spot){overrides[i].what, NULL}),
                      overrides[i].what);
        }
    }
}

void aras_parameter_set_draw(struct aras_simulation *simulation, uint64_t set)
{
    const struct aras_model *model = simulation->model;
    double *values = simulation->values;

    simulation->prepared = false;
    simulation->now = 0.0;
    memset(simulation->live, 0, simulation->block);
    for (size_t i = 0; i < model->parameter_count; i++) {
        const struct aras_parameter *it = &model->parameters[i];
        double u = uniform(simulation, set, it->name, ARAS_FOR_PARAMETER);
        double quantile = it->table == NULL ? aras_prior_quantile(&it->prior, u)
                                            : aras_quantile_table_at(it->table, u);

        values[it->slot] = is_given(simulation, it->slot)
                               ? simulation->given[it->slot]
                               : quantile * it->scale * it->factor;
        if (!isfinite(values[it->slot])) {
            aras_world_fail(simulation, "parameter '%s' was drawn as %g", it->id,
                            values[it->slot]);
        }
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        const struct aras_variant *it = &model->variants[i];

        simulation->options[i] = option_of(simulation, set, it);
        values[it->slot] = (double) simulation->options[i];
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        const struct aras_option *option =
            &model->variants[i].options[simulation->options[i]];

        override(simulation, option->overrides, option->count);
    }
    override(simulation, model->overrides, model->override_count);
    for (size_t i = 0; i < model->parameter_count; i++) {
        simulation->parameter_values[i] = values[model->parameters[i].slot];
    }
    for (size_t i = 0; i < model->variant_count; i++) {
        simulation->parameter_values[model->parameter_count + i] =
            values[model->variants[i].slot];
    }
}

/* --- computing
 * ------------------------------------------------------------------------ */

static const struct aras_override *last_of(const struct aras_override *overrides,
                                           size_t count, uint32_t slot)
{
    for (size_t i = count; i-- > 0;) {
        if (overrides[i].slot == slot) {
            return &overrides[i];
        }
    }
    return NULL;
}

/* What counts for a quantity's start, unless it is given: the scenario, else the latest
 * variant that says something, else its own initial value. */
static const struct aras_override *override_of(const struct aras_simulation *simulation,
                                               uint32_t slot)
{
    const struct aras_model *model = simulation->model;
    const struct aras_override *found =
        last_of(model->overrides, model->override_count, slot);

    for (size_t i = model->variant_count; found == NULL && i-- > 0;) {
        const struct aras_option *option =
            &model->variants[i].options[simulation->options[i]];

        found = last_of(option->overrides, option->count, slot);
    }
    return found;
}

static void start_slot(struct aras_simulation *simulation, const struct aras_node *node)
{
    const struct aras_model *model = simulation->model;
    const struct aras_slot *slot = &model->slots[node->slot];
    const struct aras_override *changed = override_of(simulation, node->slot);
    double value;

    if (is_given(simulation, node->slot)) {
        value = simulation->given[node->slot];
    } else if (changed != NULL) {
        value = aras_world_evaluate(simulation, changed->code, NULL,
                                    (struct aras_spot){changed->what, NULL});
    } else if (node->index != ARAS_NO_INDEX) {
        const struct aras_initial *it = &model->initials[node->index];

        value = aras_world_evaluate(simulation, it->code, NULL,
                                    (struct aras_spot){it->what, NULL});
    } else {
        return;
    }
    if (!(value >= slot->low && value <= slot->high)) {
        aras_world_fail(
            simulation, "initial value %.9g of %s lies outside its range, %s", value,
            slot->name, aras_range_text(slot->low, slot->high, 1.0, "").text);
    } else if (slot->whole && value != floor(value)) {
        aras_world_fail(simulation, "initial value %.9g of %s is not a whole number",
                        value, slot->name);
    }
    simulation->values[node->slot] = slot->kind == ARAS_SLOT_CLOCK ? -value : value;
}

static bool keeps(const struct aras_event *event, uint32_t slot)
{
    if (event->last_slot == slot) {
        return true;
    }
    for (size_t i = 0; i < event->also_last_count; i++) {
        if (event->also_last[i] == slot) {
            return true;
        }
    }
    return false;
}

/* The latest firing before the start of all events that the slot tells of. */
static void start_age(struct aras_simulation *simulation, uint32_t slot)
{
    const struct aras_model *model = simulation->model;

    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event *event = &model->events[i];
        double age;

        if (!event->has_age || !keeps(event, slot)) {
            continue;
        }
        age = aras_world_operand(simulation, &event->age, NULL,
                                 (struct aras_spot){"the age of event", event->id});
        if (!(age >= 0.0)) {
            aras_world_fail(simulation,
                            "the age of event '%s' is %.9g: it must be 0 "
                            "or more",
                            event->id, age);
        }
        simulation->values[slot] = fmax(simulation->values[slot], -age);
    }
}

static void compute(struct aras_simulation *simulation, const struct aras_node *node)
{
    const struct aras_model *model = simulation->model;
    const struct aras_fixed *fixed;

    switch (node->kind) {
    case ARAS_NODE_FIXED:
        fixed = &model->fixed[node->index];
        simulation->values[node->slot] = aras_world_evaluate(
            simulation, fixed->code, NULL, (struct aras_spot){fixed->what, NULL});
        break;
    case ARAS_NODE_INITIAL:
        start_slot(simulation, node);
        break;
    case ARAS_NODE_AGE:
        start_age(simulation, node->slot);
        break;
    case ARAS_NODE_DERIVED:
        simulation->values[node->slot] = aras_world_derived(simulation, node->index);
        break;
    case ARAS_NODE_CORNER: {
        double time = aras_world_corner_time(simulation, node->index);

        simulation->corner_time[node->index] = time;
        simulation->values[node->slot] =
            aras_world_corner_value(simulation, node->index, simulation->now >= time)
                ? 1.0
                : 0.0;
        break;
    }
    }
}

/* Drawn shares of one supply may add up to more than all of it: they are reduced in
 * proportion. True when some were. */
static bool reduce_shares(struct aras_simulation *simulation)
{
    bool reduced = false;

    for (size_t i = 0; i < simulation->model->share_group_count; i++) {
        const uint32_t *members = simulation->model->share_groups[i];
        double sum = 0.0;

        for (uint32_t j = 1; j <= members[0]; j++) {
            sum += simulation->values[members[j]];
        }
        if (sum <= 1.0 + 1e-9) {
            continue;
        }
        reduced = true;
        for (uint32_t j = 1; j <= members[0]; j++) {
            simulation->values[members[j]] /= sum;
            simulation->clamps[members[j]]++;
        }
    }
    return reduced;
}

static void compute_all(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    for (size_t i = 0; i < model->event_count; i++) {
        const struct aras_event_plan *plan = &simulation->events[i];

        for (uint32_t j = 0; j < plan->clock_count; j++) {
            simulation->values[plan->clocks[j]] = -INFINITY;
        }
    }
    for (size_t i = 0; i < simulation->node_count && !simulation->failed; i++) {
        compute(simulation, &simulation->nodes[i]);
    }
    if (!simulation->failed && reduce_shares(simulation)) {
        for (size_t i = 0; i < simulation->node_count && !simulation->failed; i++) {
            if (simulation->nodes[i].kind != ARAS_NODE_INITIAL) {
                compute(simulation, &simulation->nodes[i]);
            }
        }
    }
}

/* --- clocks, conditions, outcomes ------------------------------------------------- */

static void prepare_drivers(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    for (uint32_t hazard = 0; hazard < simulation->hazards; hazard++) {
        const struct aras_event *event =
            &model->events[simulation->hazard_plans[hazard].event];

        for (uint32_t i = 0; i < event->driver_count; i++) {
            const struct aras_driver *driver = &event->drivers[i];
            struct aras_spot spot = {"a driver of event", event->id};
            struct aras_driver_plan *plan =
                &simulation->driver_plans[simulation->first_driver[hazard] + i];

            plan->effect = aras_world_operand(simulation, &driver->effect, NULL, spot);
            plan->at = aras_world_operand(simulation, &driver->at, NULL, spot);
        }
    }
    for (uint32_t i = 0; i < simulation->first_driver[simulation->hazards]; i++) {
        struct aras_drive *drive = &simulation->drives[i];

        drive->effect = simulation->driver_plans[drive->number].effect;
    }
    for (size_t i = 0; i < model->slot_count; i++) {
        simulation->step[0][i] = NAN;
        simulation->step[1][i] = NAN;
    }
}

static void prepare_delay(const struct aras_simulation *simulation,
                          struct aras_delay_plan *plan)
{
    const struct aras_distribution *drawn = &plan->distribution;

    plan->mean = 0.0;
    plan->drawn = plan->fixed && aras_code_is_draw(plan->length, simulation->values,
                                                   &plan->distribution);
    if (plan->drawn && !drawn->truncated) {
        if (drawn->kind == ARAS_EXPONENTIAL) {
            plan->mean = 1.0 / drawn->argument[0];
        } else if (drawn->kind == ARAS_EXPONENTIAL_MEAN) {
            plan->mean = drawn->argument[0];
        }
    }
}

static void prepare_events(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->start_pending_count = 0;
    for (uint32_t i = 0; i < model->event_count && !simulation->failed; i++) {
        const struct aras_event *event = &model->events[i];
        bool watched = event->trigger == ARAS_BY_RATE || event->trigger == ARAS_AFTER;

        simulation->enabled[i] = !simulation->events[i].forbidden &&
                                 (!watched || aras_world_guard(simulation, i));
        prepare_delay(simulation, &simulation->delay_plans[i]);
        if (event->trigger == ARAS_BECOMES) {
            bool now = aras_world_condition(simulation, i);

            simulation->truth[i] = now;
            if (now && !event->initially) {
                simulation->waiting[i] = 1;
                simulation->start_pending[simulation->start_pending_count++] = i;
            }
        }
    }
    for (size_t i = simulation->hazards; i < simulation->padded; i++) {
        simulation->wake[i] = INFINITY;
    }
    for (uint32_t i = 0; i < simulation->hazards && !simulation->failed; i++) {
        const struct aras_event *event =
            &model->events[simulation->hazard_plans[i].event];

        if (simulation->hazard_plans[i].known) {
            simulation->known[i] =
                aras_world_operand(simulation, &event->base_fixed, NULL,
                                   (struct aras_spot){"the rate of event", event->id});
        }
        aras_clocks_begin(simulation, i);
    }
    aras_clocks_find_starting(simulation);
    for (uint32_t i = 0; i < model->outcome_count && !simulation->failed; i++) {
        aras_world_watch_outcome(simulation, i);
    }
}

/* --- what stands in the calendar ------------------------------------------------- */

static void open_with(struct aras_simulation *simulation, struct aras_entry entry)
{
    entry.number = simulation->opening_count;
    if (entry.time >= 0.0 && entry.time <= simulation->model->horizon) {
        simulation->openings[simulation->opening_count++] = entry;
    }
}

static void open_event(struct aras_simulation *simulation, uint32_t number)
{
    const struct aras_event *event = &simulation->model->events[number];
    struct aras_spot spot = {"the time of event", event->id};
    struct aras_entry entry = {
        .priority = event->priority, .order = event->order, .subject = number};

    if (event->trigger == ARAS_AT) {
        entry.kind = ARAS_ENTRY_AT;
        for (size_t i = 0; i < event->time_count; i++) {
            entry.time = event->shift +
                         aras_world_operand(simulation, &event->times[i], NULL, spot);
            open_with(simulation, entry);
        }
    } else if (event->trigger == ARAS_EVERY) {
        double period = aras_world_operand(simulation, &event->times[0], NULL, spot);
        double first =
            event->time_count > 1
                ? aras_world_operand(simulation, &event->times[1], NULL, spot)
                : period;

        if (!(period > 0.0)) {
            aras_world_fail(simulation,
                            "event '%s' comes every %.9g: a period must be "
                            "more than 0",
                            event->id, period);
            return;
        }
        first += event->shift;
        simulation->period[number] = period;
        simulation->first_time[number] =
            first >= 0.0 ? first : first + ceil(-first / period) * period;
        entry.kind = ARAS_ENTRY_EVERY;
        entry.time = simulation->first_time[number];
        open_with(simulation, entry);
    }
}

struct aras_entry aras_parameter_set_forced(const struct aras_simulation *simulation,
                                            uint32_t subject)
{
    const struct aras_model *model = simulation->model;
    size_t of_model = model->forced_count;
    const struct aras_forced *forced = subject < of_model
                                           ? &model->forced[subject]
                                           : &simulation->imposed[subject - of_model];
    const struct aras_event *event = &model->events[forced->event];
    bool look = subject >= of_model && simulation->looks[subject - of_model];

    /* A look sees the state before all that is going to happen then. */
    return (struct aras_entry){.time = forced->time,
                               .priority = look ? ARAS_PRIORITY_LOOK : event->priority,
                               .order = look ? 0 : event->order,
                               .kind = ARAS_ENTRY_FORCED,
                               .subject = subject};
}

static int by_time(const void *one, const void *other)
{
    const struct aras_entry *a = one;
    const struct aras_entry *b = other;

    return aras_entry_before(a, b) ? -1 : aras_entry_before(b, a);
}

static void prepare_calendar(struct aras_simulation *simulation)
{
    const struct aras_model *model = simulation->model;

    simulation->opening_count = 0;
    for (uint32_t i = 0; i < model->event_count; i++) {
        open_event(simulation, i);
    }
    for (uint32_t i = 0; i < model->forced_count + simulation->imposed_count; i++) {
        open_with(simulation, aras_parameter_set_forced(simulation, i));
    }
    for (uint32_t i = 0; i < model->corner_count; i++) {
        double moment = simulation->corner_time[i];

        if (moment > 0.0) {
            open_with(simulation, (struct aras_entry){.time = moment,
                                                      .priority = ARAS_PRIORITY_CORNER,
                                                      .order = i,
                                                      .kind = ARAS_ENTRY_CORNER,
                                                      .subject = i});
        }
    }
    for (uint32_t i = 0; i < model->period_count; i++) {
        open_with(simulation, (struct aras_entry){.time = model->periods[i].every,
                                                  .priority = ARAS_PRIORITY_DRIFT,
                                                  .order = i,
                                                  .kind = ARAS_ENTRY_DRIFT,
                                                  .subject = i});
    }
    qsort(simulation->openings, simulation->opening_count, sizeof(struct aras_entry),
          by_time);
}

void aras_parameter_set_prepare(struct aras_simulation *simulation, uint64_t set)
{
    if (simulation->prepared &&
        (simulation->settings.central || simulation->set == set)) {
        return;
    }
    aras_parameter_set_draw(simulation, set);
    simulation->cold = false;
    if (!simulation->failed) {
        compute_all(simulation);
    }
    if (!simulation->failed) {
        prepare_drivers(simulation);
        aras_world_prepare_drifts(simulation);
        prepare_events(simulation);
    }
    if (!simulation->failed) {
        prepare_calendar(simulation);
    }
    if (!simulation->failed) {
        memcpy(simulation->start, simulation->live, simulation->block);
        simulation->set = set;
        simulation->prepared = true;
    }
}
