#include <string.h>

#include "model/event_work.h"

static const char *const compel_results[ARAS_DEMAND_RESULTS] = {
    "silent", "issued", "conceded", "enforced", "backed_down"};

static const char *const deter_results[ARAS_DEMAND_RESULTS] = {
    "refrained", "crossed", NULL, "enforced", "backed_down"};

const char *const *aras_demand_results(bool deter)
{
    return deter ? deter_results : compel_results;
}

static const char *const stake_names[ARAS_STAKES] = {
    "V_by", "V_of",         "x",           "K_by", "K_of", "r_by",
    "a_of", "sharpness_by", "sharpness_of"};

/* The gross dependence of one actor on another in the channels that a threat uses. */
static const char *by_channels(const struct aras_event_work *work, const char *loser,
                               const char *other)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *channels =
        aras_setting_texts(work->entry, "channels", builder->problems);
    const char *sum = NULL;

    for (size_t i = 0; channels != NULL && i < channels->count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->channel_names, channels->parts[i]->text,
                             &number)) {
            if (!channels->parts[i]->refused) {
                aras_builder_unknown(builder, channels->parts[i]->place, "channel",
                                     channels->parts[i]->text, &builder->channel_names);
            }
            channels->parts[i]->refused = true;
            sum = sum == NULL ? "0" : sum;
            continue;
        }

        const char *part = aras_arena_print(builder->arena, "dependence[%s, %s, %s]",
                                            loser, other, channels->parts[i]->text);

        sum =
            sum == NULL ? part : aras_arena_print(builder->arena, "%s + %s", sum, part);
    }
    return sum;
}

/* A stake as written or, where nothing is written, as the channels say; NULL when it is
 * missing. */
static const char *stake_text(const struct aras_event_work *work,
                              const struct aras_demand *demand,
                              struct aras_setting *stakes, enum aras_stake stake)
{
    const char *text =
        aras_setting_formula(stakes, stake_names[stake], work->builder->problems);

    if (text == NULL && stake == ARAS_K_OF) {
        return by_channels(work, demand->of, demand->by);
    }
    if (text == NULL && stake == ARAS_K_BY) {
        return by_channels(work, demand->by, demand->of);
    }
    return text;
}

/* A share that is known now lies between 0 and 1. */
static void check_share(const struct aras_event_work *work, struct aras_setting *group,
                        const char *key, const struct aras_code *code)
{
    if (code != NULL && code->literal && !(code->value >= 0.0 && code->value <= 1.0)) {
        aras_problems_add(work->builder->problems, aras_setting_place(group, key),
                          "%s must be from 0 to 1, got %g",
                          aras_event_work_what(work, key), code->value);
    }
}

/* Channels stand for what it costs to carry a threat out, where that is not said. */
static void check_channels(const struct aras_event_work *work,
                           struct aras_setting *stakes)
{
    struct aras_setting *channels = aras_setting_find(work->entry, "channels");

    if (channels != NULL && aras_setting_find(stakes, "K_by") != NULL &&
        aras_setting_find(stakes, "K_of") != NULL) {
        aras_setting_accept(channels);
        aras_problems_add(
            work->builder->problems, channels->place,
            "`channels` of '%s' do nothing: they stand for K_by and K_of, "
            "and both are given",
            aras_event_work_event(work)->id);
    }
}

static void compile_stake(const struct aras_event_work *work,
                          struct aras_demand *demand, struct aras_setting *stakes,
                          enum aras_stake stake)
{
    struct aras_builder *builder = work->builder;
    const char *name = stake_names[stake];
    const char *text = stake_text(work, demand, stakes, stake);

    if (stake == ARAS_V_BY && demand->deter) {
        if (text != NULL) {
            aras_problems_note(builder->problems, aras_setting_place(stakes, name),
                               "the V_by of '%s' does nothing: whoever deters asks for "
                               "nothing",
                               aras_event_work_event(work)->id);
        }
        return;
    }
    if (text == NULL) {
        aras_builder_lacks(builder, stakes, name, "the stakes of '%s' lack %s%s",
                           aras_event_work_event(work)->id, name,
                           stake == ARAS_K_OF || stake == ARAS_K_BY
                               ? ", and no `channels` say whose dependence it is"
                               : "");
        return;
    }
    demand->stake[stake] =
        aras_builder_code(builder, text, aras_setting_place(stakes, name),
                          aras_event_work_what(work, name), work->binding, false, false,
                          aras_expect_number(builder, 0));
    if (stake == ARAS_SHARPNESS_BY || stake == ARAS_SHARPNESS_OF) {
        aras_event_work_check_sharpness(work, stakes, name, demand->stake[stake]);
    }
    if (stake == ARAS_X) {
        check_share(work, stakes, name, demand->stake[stake]);
    }
}

static void compile_stakes(const struct aras_event_work *work,
                           struct aras_demand *demand)
{
    struct aras_setting *stakes =
        aras_setting_group(work->entry, "stakes", work->builder->problems);

    if (stakes == NULL) {
        aras_builder_lacks(work->builder, work->entry, "stakes",
                           "the demand '%s' needs `stakes`",
                           aras_event_work_event(work)->id);
        return;
    }
    check_channels(work, stakes);
    for (int s = 0; s < ARAS_STAKES; s++) {
        compile_stake(work, demand, stakes, (enum aras_stake) s);
    }
}

/* One of the two parties; "?" with a problem when it is not said. */
static const char *read_party(const struct aras_event_work *work, const char *key)
{
    const char *id = aras_setting_text(work->entry, key, work->builder->problems);

    if (id == NULL) {
        aras_builder_lacks(work->builder, work->entry, key,
                           "the demand '%s' needs `%s`: an actor",
                           aras_event_work_event(work)->id, key);
        return "?";
    }
    return aras_event_work_actor(work, key, id);
}

/* Effects of a result that this form of demand cannot have. */
static void check_result(const struct aras_event_work *work, const char *result,
                         bool deter)
{
    struct aras_setting *part = aras_setting_find(work->entry, result);

    if (part != NULL) {
        aras_problems_add(work->builder->problems, part->place,
                          "`%s` is a result of form = \"%s\", and '%s' is one to %s",
                          result, deter ? "compel" : "deter",
                          aras_event_work_event(work)->id, deter ? "deter" : "compel");
        aras_setting_accept(part);
    }
}

/* How likely the demand is believed to be enforced: a formula that may read the true
 * probability, by the name `enforcement`. */
static void compile_believed(const struct aras_event_work *work,
                             struct aras_demand *demand)
{
    struct aras_builder *builder = work->builder;
    const char *name = aras_arena_print(builder->arena, "enforcement of %s",
                                        aras_event_work_event(work)->id);

    demand->enforcement =
        aras_builder_slot(builder, (struct aras_slot){.name = name,
                                                      .title = "",
                                                      .unit = "",
                                                      .kind = ARAS_SLOT_COUNTER,
                                                      .type = ARAS_NUMBER,
                                                      .low = 0.0,
                                                      .high = 1.0,
                                                      .changed = true});
    work->binding->enforcement = demand->enforcement;
    demand->believed = aras_event_work_code(work, work->entry, "believed", false, false,
                                            aras_expect_number(builder, 0));
    check_share(work, work->entry, "believed", demand->believed);
    work->binding->enforcement = 0;
}

/* What each result is called: who, and what it does. */
static const struct {
    const char *name, *does;
    bool target; /* the one of whom it is demanded does it */
} titles[] = {{"silent", "makes no demand", false},
              {"issued", "demands it", false},
              {"conceded", "concedes", true},
              {"refrained", "does not cross the line", true},
              {"crossed", "crosses the line", true},
              {"enforced", "carries the threat out", false},
              {"backed_down", "backs down", false}};

static const char *name_actor(const struct aras_builder *builder, const char *id)
{
    uint32_t number;

    return aras_names_find(&builder->actor_names, id, &number)
               ? builder->actors[number].name
               : id;
}

/* "Russia backs down" */
static const char *title_result(const struct aras_event_work *work,
                                const struct aras_demand *demand, const char *name)
{
    size_t i = 0;

    while (strcmp(titles[i].name, name) != 0) {
        i++;
    }
    return aras_arena_print(
        work->builder->arena, "%s %s",
        name_actor(work->builder, titles[i].target ? demand->of : demand->by),
        titles[i].does);
}

/* A result is an event; its title says who does what. */
static void compile_result(const struct aras_event_work *work,
                           const struct aras_demand *demand, uint32_t number,
                           const char *name)
{
    struct aras_problems *problems = work->builder->problems;
    struct aras_setting *narratives =
        aras_setting_group(work->entry, "narratives", problems);
    const char *narrative =
        narratives == NULL ? NULL : aras_setting_text(narratives, name, problems);
    struct aras_event_work result = *work;

    result.number = number;
    result.kind = "result";
    aras_event_work_event(&result)->title = title_result(work, demand, name);
    aras_event_work_event(&result)->narrative = narrative == NULL ? "" : narrative;
    aras_event_work_effects(&result, work->entry, name);
}

/* The results are the events behind the demand. */
static void compile_results(const struct aras_event_work *work,
                            struct aras_demand *demand)
{
    const char *const *names = aras_demand_results(demand->deter);
    const char *const *others = aras_demand_results(!demand->deter);
    uint32_t next = work->number + 1;

    for (int r = 0; r < ARAS_DEMAND_RESULTS; r++) {
        if (others[r] != NULL &&
            (names[r] == NULL || strcmp(names[r], others[r]) != 0)) {
            check_result(work, others[r], demand->deter);
        }
        demand->result[r] = names[r] == NULL ? UINT32_MAX : next++;
        if (names[r] != NULL) {
            compile_result(work, demand, demand->result[r], names[r]);
        }
    }
}

void aras_event_work_demand(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_demand *demand = aras_arena_get(builder->arena, sizeof *demand);
    const char *form = aras_setting_text(work->entry, "form", builder->problems);

    demand->by = read_party(work, "by");
    demand->of = read_party(work, "of");
    demand->deter = form != NULL && strcmp(form, "deter") == 0;
    if (strcmp(demand->by, demand->of) == 0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "of"),
                          "'%s' cannot demand something of itself: `by` and `of` are "
                          "two actors",
                          demand->by);
    }
    compile_stakes(work, demand);
    compile_believed(work, demand);
    compile_results(work, demand);
    aras_event_work_event(work)->demand = demand;
}
