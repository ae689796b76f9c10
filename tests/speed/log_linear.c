#include "log_linear.h"

#include <stdbool.h>
#include <stdio.h>

/* --- the numbers ------------------------------------------------------------------ */

/* Numbers without a pattern, the same for ever: D. E. Knuth's MMIX generator, The Art
 * of Computer Programming 2 (1998), section 3.3.4, table 1, line 26. */
static unsigned pick(uint64_t *state, unsigned count)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned) (*state >> 33) % count;
}

static bool is_driven_by(const struct log_linear_driver *drivers, size_t count,
                         size_t quantity)
{
    for (size_t i = 0; i < count; i++) {
        if (drivers[i].quantity == quantity) {
            return true;
        }
    }
    return false;
}

static void make_drivers(struct log_linear *model, size_t hazard, size_t own,
                         int own_effect, uint64_t *state)
{
    struct log_linear_driver *drivers = model->driver[hazard];

    drivers[0] = (struct log_linear_driver){
        .quantity = own, .effect = own_effect, .at = own < model->levels ? 5.0 : 0.0};
    for (size_t i = 1; i < model->drivers; i++) {
        size_t quantity;
        bool level;
        int sign;

        do {
            quantity = pick(state, (unsigned) model->quantities);
        } while (is_driven_by(drivers, i, quantity));
        level = quantity < model->levels;
        sign = pick(state, 2) == 0 ? 1 : -1;
        drivers[i] = (struct log_linear_driver){
            .quantity = quantity,
            .effect = sign * (int) (level ? 3 + pick(state, 6) : 15 + pick(state, 30)),
            .at = level ? 5.0 : 0.0};
    }
}

struct log_linear log_linear_make(size_t levels, size_t flags, size_t drivers,
                                  double horizon)
{
    struct log_linear model = {.levels = levels,
                               .quantities = levels + flags,
                               .hazards = 2 * levels + flags,
                               .drivers = drivers,
                               .horizon = horizon};
    uint64_t state = 1;

    for (size_t hazard = 0; hazard < model.hazards; hazard++) {
        bool of_level = hazard < 2 * levels;
        size_t own = of_level ? hazard / 2 : hazard - levels;
        int step = hazard % 2 == 0 ? 1 : -1;

        model.base[hazard] = 80 + (int) pick(&state, 41);
        make_drivers(&model, hazard, own, of_level ? -35 * step : 40, &state);
        model.changes[hazard] = 1;
        model.change[hazard][0] =
            (struct log_linear_change){.quantity = own, .step = of_level ? step : 0};
        if (of_level && own < levels / 2) {
            model.changes[hazard] = 2;
            model.change[hazard][1] =
                (struct log_linear_change){.quantity = own + levels / 2, .step = -step};
        }
    }
    return model;
}

/* --- as a model ------------------------------------------------------------------- */

static void name_of(const struct log_linear *model, size_t quantity, char name[32])
{
    if (quantity < model->levels) {
        snprintf(name, 32, "level_%zu", quantity);
    } else {
        snprintf(name, 32, "flag_%zu", quantity - model->levels);
    }
}

static void write_hazard(const struct log_linear *model, size_t hazard,
                         struct aras_text *text)
{
    char name[32];

    aras_text_add(text, "  { id = \"hazard_%zu\"; rate = %.2f;\n    drivers = (",
                  hazard, model->base[hazard] / 100.0);
    for (size_t i = 0; i < model->drivers; i++) {
        const struct log_linear_driver *driver = &model->driver[hazard][i];

        name_of(model, driver->quantity, name);
        aras_text_add(text, "%s { of = \"%s\"; at = %.1f; effect = %.2f; }",
                      i == 0 ? "" : ",", name, driver->at, driver->effect / 100.0);
    }
    aras_text_add(text, " );\n    effects = [");
    for (size_t i = 0; i < model->changes[hazard]; i++) {
        const struct log_linear_change *change = &model->change[hazard][i];

        name_of(model, change->quantity, name);
        aras_text_add(text, "%s", i == 0 ? "" : ", ");
        if (change->step == 0) {
            aras_text_add(text, "\"%s = 1 - %s\"", name, name);
        } else {
            aras_text_add(text, "\"%s %s 1\"", name, change->step > 0 ? "+=" : "-=");
        }
    }
    aras_text_add(text, "]; }");
}

void log_linear_write(const struct log_linear *model, const char *kind,
                      struct aras_text *text)
{
    char name[32];

    aras_text_add(text,
                  "title = \"%zu log-linear hazards\";\nhorizon = %.17g;\n"
                  "sources = ( { id = \"made\"; author = \"Aras\"; title = \"numbers "
                  "made to be quick or slow\"; known_by = \"2024-09-12\"; } );\n"
                  "defaults = { source = \"made\"; grade = \"A\"; };\nquantities = (\n",
                  model->hazards, model->horizon);
    for (size_t i = 0; i < model->quantities; i++) {
        bool level = i < model->levels;

        name_of(model, i, name);
        aras_text_add(text,
                      "%s  { id = \"%s\"; whole = true; range = [0.0, %.1f]; initial = "
                      "%d; }",
                      i == 0 ? "" : ",\n", name, level ? 10.0 : 1.0, level ? 5 : 0);
    }
    aras_text_add(text, "\n);\nevents = (\n");
    for (size_t i = 0; i < model->hazards; i++) {
        write_hazard(model, i, text);
        aras_text_add(text, "%s", i + 1 < model->hazards ? ",\n" : "\n);\n");
    }
    aras_text_add(text,
                  "outcomes = ( { id = \"level\"; kind = \"%s\"; of = \"level_0\"; } "
                  ");\n",
                  kind);
}

/* --- by hand ---------------------------------------------------------------------- */

struct log_linear_by_hand log_linear_prepare(const struct log_linear *model)
{
    struct log_linear_by_hand hand = {.model = *model};
    size_t count = 0;

    for (size_t i = 0; i < model->hazards; i++) {
        char name[32];

        snprintf(name, sizeof name, "hazard_%zu", i);
        hand.name[i] = aras_name_hash(name);
    }
    for (size_t quantity = 0; quantity < model->quantities; quantity++) {
        hand.first[quantity] = count;
        for (size_t i = 0; i < model->hazards * model->drivers; i++) {
            const struct log_linear_driver *driver =
                &model->driver[i / model->drivers][i % model->drivers];
            double effect = driver->effect / 100.0;

            if (driver->quantity == quantity) {
                hand.hazard[count] = (unsigned) (i / model->drivers);
                hand.factor[0][count] = exp(effect);
                hand.inverse[0][count] = 1.0 / exp(effect);
                hand.factor[1][count] = exp(-effect);
                hand.inverse[1][count] = 1.0 / exp(-effect);
                count++;
            }
        }
    }
    hand.first[model->quantities] = count;
    return hand;
}

struct state {
    double wake[LOG_LINEAR_PADDED];
    double rate[LOG_LINEAR_PADDED];
    int value[LOG_LINEAR_QUANTITIES];
    struct by_hand_waits waits[LOG_LINEAR_HAZARDS];
};

static double rate_of(const struct log_linear *model, const struct state *state,
                      size_t hazard)
{
    double exponent = 0.0;

    for (size_t i = 0; i < model->drivers; i++) {
        const struct log_linear_driver *driver = &model->driver[hazard][i];

        exponent +=
            driver->effect / 100.0 * (state->value[driver->quantity] - driver->at);
    }
    return model->base[hazard] / 100.0 * exp(exponent);
}

static void start(const struct log_linear_by_hand *hand, struct state *state,
                  uint64_t seed, uint64_t replication)
{
    const struct log_linear *model = &hand->model;

    for (size_t i = 0; i < LOG_LINEAR_PADDED; i++) {
        state->wake[i] = INFINITY;
        state->rate[i] = 0.0;
    }
    for (size_t i = 0; i < model->quantities; i++) {
        state->value[i] = i < model->levels ? 5 : 0;
    }
    for (size_t i = 0; i < model->hazards; i++) {
        state->waits[i].name = hand->name[i];
        state->waits[i].drawn = 0;
        state->rate[i] = rate_of(model, state, i);
        state->wake[i] =
            by_hand_wait(&state->waits[i], seed, replication) / state->rate[i];
    }
}

/* A quantity rises or falls by 1: rates times factors, times to go times inverses. */
static void drive(const struct log_linear_by_hand *hand, struct state *state,
                  double now, size_t quantity, int direction)
{
    const double *factor = hand->factor[direction];
    const double *inverse = hand->inverse[direction];

    for (size_t i = hand->first[quantity]; i < hand->first[quantity + 1]; i++) {
        unsigned hazard = hand->hazard[i];

        state->rate[hazard] *= factor[i];
        state->wake[hazard] = now + (state->wake[hazard] - now) * inverse[i];
    }
}

/* Against the rounding of many steps. */
static void refresh(const struct log_linear_by_hand *hand, struct state *state,
                    double now)
{
    for (size_t i = 0; i < hand->model.hazards; i++) {
        double left = state->rate[i] * (state->wake[i] - now);

        state->rate[i] = rate_of(&hand->model, state, i);
        state->wake[i] = now + left / state->rate[i];
    }
}

void log_linear_play(const void *numbers, uint64_t seed, uint64_t replication,
                     struct by_hand_result *result)
{
    const struct log_linear_by_hand *hand = numbers;
    const struct log_linear *model = &hand->model;
    struct state state;
    uint64_t events = 0;

    start(hand, &state, seed, replication);
    for (;;) {
        unsigned first = by_hand_first(state.wake, LOG_LINEAR_PADDED);
        double now = state.wake[first];

        if (!(now <= model->horizon)) {
            break;
        }
        state.wake[first] = now + by_hand_wait(&state.waits[first], seed, replication) /
                                      state.rate[first];
        for (size_t i = 0; i < model->changes[first]; i++) {
            const struct log_linear_change *change = &model->change[first][i];
            int *value = &state.value[change->quantity];

            if (change->step == 0) {
                int direction = *value;

                *value = 1 - *value;
                drive(hand, &state, now, change->quantity, direction);
            } else if (*value + change->step >= 0 && *value + change->step <= 10) {
                *value += change->step;
                drive(hand, &state, now, change->quantity, change->step < 0);
            }
        }
        if (++events % 65536 == 0) {
            refresh(hand, &state, now);
        }
    }
    *result = (struct by_hand_result){.events = events, .output = state.value[0]};
}

/* --- its parts -------------------------------------------------------------------- */

size_t log_linear_dependents(const struct log_linear_by_hand *hand, size_t hazard)
{
    size_t count = 0;

    for (size_t i = 0; i < hand->model.changes[hazard]; i++) {
        size_t quantity = hand->model.change[hazard][i].quantity;

        count += hand->first[quantity + 1] - hand->first[quantity];
    }
    return count;
}

double log_linear_draw(const struct log_linear_by_hand *hand, uint64_t times)
{
    struct state state;
    double sum = 0.0;
    size_t hazard = 0;

    start(hand, &state, 1, 0);
    for (uint64_t i = 0; i < times; i++) {
        sum += by_hand_wait(&state.waits[hazard], 1, 0);
        hazard = hazard + 1 < hand->model.hazards ? hazard + 1 : 0;
    }
    return sum;
}

double log_linear_scan(const struct log_linear_by_hand *hand, uint64_t times)
{
    struct state state;
    double steps[64];

    start(hand, &state, 1, 0);
    for (size_t i = 0; i < 64; i++) {
        steps[i] = by_hand_wait(&state.waits[i % hand->model.hazards], 1, 0);
    }
    for (uint64_t i = 0; i < times; i++) {
        state.wake[by_hand_first(state.wake, LOG_LINEAR_PADDED)] += steps[i % 64];
    }
    return state.wake[0];
}

double log_linear_drive(const struct log_linear_by_hand *hand, uint64_t times)
{
    struct state state;
    size_t quantity = 0;
    double sum = 0.0;

    start(hand, &state, 1, 0);
    /* Up and down again, so that nothing runs away. */
    for (uint64_t i = 0; i < times; i += 2) {
        drive(hand, &state, 0.0, quantity, 0);
        drive(hand, &state, 0.0, quantity, 1);
        quantity = quantity + 1 < hand->model.quantities ? quantity + 1 : 0;
    }
    for (size_t i = 0; i < hand->model.hazards; i++) {
        sum += state.wake[i];
    }
    return sum;
}
