/* Needs and ties: who depends on whom, by what. */
#include <string.h>

#include "model/builder.h"

static bool actor_of(struct aras_builder *builder, struct aras_setting *entry,
                     const char *key, const char **id)
{
    uint32_t number;

    bool channel = strcmp(key, "channel") == 0;
    const struct aras_names *names =
        channel ? &builder->channel_names : &builder->actor_names;

    *id = aras_setting_text(entry, key, builder->problems);
    if (*id == NULL) {
        aras_builder_lacks(builder, entry, key, "`%s` is missing: %s", key,
                           channel                  ? "by what it depends"
                           : strcmp(key, "on") == 0 ? "on whom it depends"
                                                    : "who depends");
        aras_builder_skip(builder, entry, NULL);
        return false;
    }
    if (aras_names_find(names, *id, &number)) {
        return true;
    }
    if (!aras_names_find(&builder->broken, *id, &number)) {
        aras_builder_unknown(builder, aras_setting_place(entry, key),
                             channel ? "channel" : "actor", *id, names);
    }
    aras_builder_skip(builder, entry, NULL);
    return false;
}

/* A quantity from 0 to 1 of a tie or a need, with its name in the language. */
static uint32_t add_quantity(struct aras_builder *builder, struct aras_setting *entry,
                             const char *attribute, const char *indices)
{
    return aras_builder_named_slot(
        builder,
        (struct aras_slot){
            .name = aras_arena_print(builder->arena, "%s[%s]", attribute, indices),
            .title = "",
            .unit = "",
            .kind = ARAS_SLOT_QUANTITY,
            .type = ARAS_NUMBER,
            .low = 0.0,
            .high = 1.0,
            .place = entry->place,
            .changed = aras_builder_is_changeable(builder, attribute)});
}

/* A share, a strength, an importance: a quantity from 0 to 1, with its initial value.
 */
static uint32_t unit_quantity(struct aras_builder *builder, struct aras_setting *entry,
                              const char *attribute, const char *indices,
                              const char *missing)
{
    const char *text = aras_setting_formula(entry, attribute, builder->problems);
    uint32_t slot = add_quantity(builder, entry, attribute, indices);

    if (text == NULL) {
        text = missing;
    }
    if (text == NULL) {
        aras_builder_lacks(builder, entry, attribute,
                           "`%s` is missing: a number from 0 to 1, or a formula over "
                           "parameters",
                           attribute);
    } else {
        aras_builder_initial(builder, slot, text, aras_setting_place(entry, attribute));
    }
    return slot;
}

static void read_need(struct aras_builder *builder, struct aras_setting *entry)
{
    const char *of;
    const char *channel;

    if (!actor_of(builder, entry, "of", &of) ||
        !actor_of(builder, entry, "channel", &channel)) {
        return;
    }

    const char *indices = aras_arena_print(builder->arena, "%s,%s", of, channel);

    unit_quantity(builder, entry, "importance", indices, NULL);
    aras_builder_provenance(builder, entry, "need", indices, false);
    *(const char **) ARAS_GROW(builder, builder->need_names, builder->need_count) =
        indices;
}

static void add_share(struct aras_builder *builder, const struct aras_tie *tie,
                      uint32_t slot)
{
    struct aras_model *model = builder->model;
    const char *key = aras_arena_print(builder->arena, "%s,%s", tie->of, tie->channel);
    uint32_t group;

    if (!aras_names_find(&builder->share_group_names, key, &group)) {
        group = (uint32_t) model->share_group_count;
        *(uint32_t **) ARAS_GROW(builder, builder->share_groups,
                                 model->share_group_count) =
            aras_arena_array(builder->arena, 1, sizeof(uint32_t));
        aras_names_add(&builder->share_group_names, key, group);
    }

    uint32_t *old = builder->share_groups[group];
    uint32_t *wider = aras_arena_array(builder->arena, old[0] + 2, sizeof *wider);

    memcpy(wider, old, (old[0] + 1) * sizeof *wider);
    wider[++wider[0]] = slot;
    builder->share_groups[group] = wider;
    model->slots[slot].share_group = group + 1;
}

/* A band: a quantity that starts with a parameter between the band's ends. */
static void read_level(struct aras_builder *builder, struct aras_setting *entry,
                       const char *indices, const char *level)
{
    double range[2];

    if (aras_builder_band(builder, entry, level, range)) {
        const char *id = aras_arena_print(builder->arena, "band[%s]", indices);

        aras_builder_hidden_parameter(builder, id, range[0], range[1], entry->place);
        aras_builder_initial(builder, add_quantity(builder, entry, "level", indices),
                             id, entry->place);
    }
}

static void say_number(struct aras_builder *builder, const struct aras_setting *part,
                       const struct aras_tie *tie, const char *kind, const char *all,
                       bool has)
{
    if (has) {
        aras_problems_add(builder->problems, part->place,
                          "`level` stands for `%s`: give one of them", part->name);
    } else {
        aras_problems_add(builder->problems, part->place,
                          "`%s` belongs to another kind of channel: '%s' is a %s, and "
                          "that has %s, or a level",
                          part->name, tie->channel, kind, all);
    }
}

/* Numbers that a tie of this kind does not have, or that its level stands for. */
static void check_tie(struct aras_builder *builder, struct aras_setting *entry,
                      const struct aras_tie *tie)
{
    static const char *const numbers[] = {"share",    "substitutability", "strength",
                                          "exposure", "capability",       "deterrence"};
    static const struct {
        const char *kind, *all, *has[3];
        const char *both; /* what stays beside a level */
    } kinds[] = {{"supply",
                  "share and substitutability",
                  {"share", "substitutability"},
                  "substitutability"},
                 {"gate",
                  "strength and substitutability",
                  {"strength", "substitutability"},
                  "substitutability"},
                 {"threat",
                  "exposure, capability and deterrence",
                  {"exposure", "capability", "deterrence"},
                  "deterrence"},
                 {"tie", "strength", {"strength"}, ""}};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct aras_setting *part = NULL;
        bool has = false;

        for (size_t k = 0; k < 3 && kinds[tie->kind].has[k] != NULL; k++) {
            has = has || strcmp(kinds[tie->kind].has[k], numbers[i]) == 0;
        }
        if (!has || (tie->banded && strcmp(numbers[i], kinds[tie->kind].both) != 0)) {
            part = aras_setting_find(entry, numbers[i]);
        }
        if (part != NULL) {
            say_number(builder, part, tie, kinds[tie->kind].kind, kinds[tie->kind].all,
                       has);
            aras_setting_accept(part);
        }
    }
}

static void read_tie_numbers(struct aras_builder *builder, struct aras_setting *entry,
                             const struct aras_tie *tie, const char *indices)
{
    const char *level = aras_setting_text(entry, "level", builder->problems);

    if (level != NULL) {
        read_level(builder, entry, indices, level);
    }
    check_tie(builder, entry, tie);
    switch (tie->kind) {
    case ARAS_SUPPLY:
        if (level == NULL) {
            add_share(builder, tie,
                      unit_quantity(builder, entry, "share", indices, NULL));
        }
        unit_quantity(builder, entry, "substitutability", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_GATE:
        if (level == NULL) {
            unit_quantity(builder, entry, "strength", indices, NULL);
        }
        unit_quantity(builder, entry, "substitutability", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_THREAT:
        if (level == NULL) {
            unit_quantity(builder, entry, "exposure", indices, NULL);
            unit_quantity(builder, entry, "capability", indices, NULL);
        }
        unit_quantity(builder, entry, "deterrence", indices,
                      level == NULL ? NULL : "0");
        break;
    case ARAS_TIE:
        if (level == NULL) {
            unit_quantity(builder, entry, "strength", indices, NULL);
        }
        break;
    }
}

static void read_tie(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_tie tie;
    uint32_t number;

    if (!actor_of(builder, entry, "of", &tie.of) ||
        !actor_of(builder, entry, "on", &tie.on) ||
        !actor_of(builder, entry, "channel", &tie.channel)) {
        return;
    }
    if (strcmp(tie.of, tie.on) == 0) {
        aras_problems_add(builder->problems, entry->place,
                          "'%s' cannot depend on itself", tie.of);
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    aras_names_find(&builder->channel_names, tie.channel, &number);
    tie.kind = builder->channels[number].kind;
    tie.banded = aras_setting_find(entry, "level") != NULL;

    const char *indices =
        aras_arena_print(builder->arena, "%s,%s,%s", tie.of, tie.on, tie.channel);

    if (!aras_names_add(&builder->tie_names, indices, (uint32_t) builder->tie_count)) {
        aras_problems_add(builder->problems, entry->place,
                          "there is another tie of '%s' on '%s' by '%s'", tie.of,
                          tie.on, tie.channel);
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    *(struct aras_tie *) ARAS_GROW(builder, builder->ties, builder->tie_count) = tie;
    read_tie_numbers(builder, entry, &tie, indices);
    aras_builder_provenance(builder, entry, "tie", indices, true);

    const char *need =
        aras_arena_print(builder->arena, "importance[%s,%s]", tie.of, tie.channel);

    if (!aras_names_find(&builder->slot_names, need, &number)) {
        aras_problems_add(builder->problems, entry->place,
                          "'%s' depends on '%s' by '%s', but `needs` does not say how "
                          "important that channel is for it",
                          tie.of, tie.on, tie.channel);
    }
}

/* Shares over suppliers may not exceed 1; those known now are checked now. */
static void check_shares(struct aras_builder *builder)
{
    const struct aras_model *model = builder->model;

    for (size_t g = 0; g < model->share_group_count; g++) {
        const uint32_t *group = builder->share_groups[g];
        double sum = 0.0;
        bool possible = true;

        for (uint32_t i = 1; i <= group[0]; i++) {
            for (size_t k = 0; k < model->initial_count; k++) {
                if (builder->initials[k].slot == group[i] &&
                    builder->initials[k].code->literal) {
                    double share = builder->initials[k].code->value;

                    sum += share;
                    possible = possible && share >= 0.0 && share <= 1.0;
                }
            }
        }
        if (possible && sum > 1.0 + 1e-9) {
            aras_problems_add(
                builder->problems, model->slots[group[1]].place,
                "the shares of the suppliers add up to %.4g, more than 1: "
                "%s and others",
                sum, model->slots[group[1]].name);
        }
    }
}

/* What can be asked of each tie, in a model that has ties. */
static void declare_families(struct aras_builder *builder)
{
    static const char *const families[] = {"share",     "level",    "substitutability",
                                           "strength",  "exposure", "capability",
                                           "deterrence"};

    for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
        uint32_t number;

        if (aras_names_find(&builder->family_names, families[i], &number)) {
            aras_problems_add(builder->problems, builder->root->place,
                              "'%s' is a word of the language in a model with ties: "
                              "call your quantity something else",
                              families[i]);
        } else {
            aras_builder_family(builder, families[i], ARAS_OVER_TIE);
        }
    }
}

void aras_builder_ties(struct aras_builder *builder)
{
    if (aras_setting_groups(builder->root, "ties", builder->problems) != NULL) {
        declare_families(builder);
    }
    aras_builder_read_groups(builder, builder->root, "needs", read_need);
    aras_builder_read_groups(builder, builder->root, "ties", read_tie);
    check_shares(builder);
}
