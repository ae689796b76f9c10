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

static void compile_stakes(const struct aras_event_work *work,
                           struct aras_demand *demand)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *stakes =
        aras_setting_group(work->entry, "stakes", builder->problems);

    if (stakes == NULL) {
        aras_builder_lacks(builder, work->entry, "stakes",
                           "the demand '%s' needs `stakes`",
                           aras_event_work_event(work)->id);
        return;
    }
    for (int s = 0; s < ARAS_STAKES; s++) {
        const char *text =
            aras_setting_formula(stakes, stake_names[s], builder->problems);

        if (text == NULL && s == ARAS_K_OF) {
            text = by_channels(work, demand->of, demand->by);
        } else if (text == NULL && s == ARAS_K_BY) {
            text = by_channels(work, demand->by, demand->of);
        }
        if (text == NULL && s == ARAS_V_BY && demand->deter) {
            continue; /* whoever deters asks for nothing */
        }
        if (text == NULL) {
            aras_builder_lacks(builder, stakes, stake_names[s],
                               "the stakes of '%s' lack %s%s",
                               aras_event_work_event(work)->id, stake_names[s],
                               s == ARAS_K_OF || s == ARAS_K_BY
                                   ? ", and no `channels` say whose dependence it is"
                                   : "");
            continue;
        }
        demand->stake[s] =
            aras_builder_code(builder, text, aras_setting_place(stakes, stake_names[s]),
                              aras_event_work_what(work, stake_names[s]), work->binding,
                              false, false, aras_expect_number(builder, 0));
        if (s == ARAS_SHARPNESS_BY || s == ARAS_SHARPNESS_OF) {
            aras_event_work_check_sharpness(work, stakes, stake_names[s],
                                            demand->stake[s]);
        }
    }
}

static const char *actor_text(const struct aras_event_work *work, const char *key)
{
    struct aras_builder *builder = work->builder;
    const char *id = aras_setting_text(work->entry, key, builder->problems);
    uint32_t number;

    if (id == NULL) {
        aras_builder_lacks(builder, work->entry, key,
                           "the demand '%s' needs `%s`: an actor",
                           aras_event_work_event(work)->id, key);
        return "?";
    }
    id = aras_builder_index(id, work->binding);
    if (!aras_names_find(&builder->actor_names, id, &number)) {
        aras_builder_unknown(builder, aras_setting_place(work->entry, key), "actor", id,
                             &builder->actor_names);
    }
    return id;
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

void aras_event_work_demand(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_demand *demand = aras_arena_get(builder->arena, sizeof *demand);
    const char *form = aras_setting_text(work->entry, "form", builder->problems);
    struct aras_setting *narratives =
        aras_setting_group(work->entry, "narratives", builder->problems);
    uint32_t next = work->number + 1;

    demand->by = actor_text(work, "by");
    demand->of = actor_text(work, "of");
    demand->deter = form != NULL && strcmp(form, "deter") == 0;
    if (strcmp(demand->by, demand->of) == 0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "of"),
                          "'%s' cannot demand something of itself: `by` and `of` are "
                          "two actors",
                          demand->by);
    }
    compile_stakes(work, demand);
    demand->enforcement = aras_builder_slot(
        builder,
        (struct aras_slot){.name = aras_arena_print(builder->arena, "enforcement of %s",
                                                    aras_event_work_event(work)->id),
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
    work->binding->enforcement = 0;
    for (int r = 0; r < ARAS_DEMAND_RESULTS; r++) {
        const char *result = demand->deter ? deter_results[r] : compel_results[r];

        demand->result[r] = UINT32_MAX;
        if (result == NULL) {
            check_result(work, compel_results[r], true);
            continue;
        }

        struct aras_event_work part = *work;
        const char *other = demand->deter ? compel_results[r] : deter_results[r];

        if (other != NULL && strcmp(other, result) != 0) {
            check_result(work, other, demand->deter);
        }
        part.number = demand->result[r] = next++;
        part.kind = "result";
        aras_event_work_event(&part)->title = result;
        aras_event_work_event(&part)->narrative =
            narratives == NULL
                ? NULL
                : aras_setting_text(narratives, result, builder->problems);
        if (aras_event_work_event(&part)->narrative == NULL) {
            aras_event_work_event(&part)->narrative = "";
        }
        aras_event_work_effects(&part, work->entry, result);
    }
    aras_event_work_event(work)->demand = demand;
}
