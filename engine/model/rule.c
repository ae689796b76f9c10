/* The rules of the language that a model or a scenario may choose. */
#include <math.h>
#include <string.h>

#include "model/builder.h"

static void rule(struct aras_builder *builder, const char *name, enum aras_type type,
                 const struct aras_stages *stages, double value,
                 struct aras_place place)
{
    struct aras_model *model = builder->model;
    uint32_t slot = aras_builder_named_slot(
        builder,
        (struct aras_slot){.name = name,
                           .title = "",
                           .unit = "",
                           .kind = ARAS_SLOT_FIXED,
                           .type = type,
                           .stages = stages,
                           .low = type == ARAS_STAGE ? 0.0 : -INFINITY,
                           .high = type == ARAS_STAGE ? (double) (stages->count - 1)
                                                      : INFINITY,
                           .place = place});
    struct aras_initial *initial =
        ARAS_GROW(builder, builder->initials, model->initial_count);
    struct aras_code *code = aras_arena_get(builder->arena, sizeof *code);

    *code = (struct aras_code){.type = type,
                               .stages = stages,
                               .literal = true,
                               .glance = {.kind = ARAS_GLANCE_NUMBER},
                               .value = value,
                               .is_product = true};
    code->fixed = code;
    *initial = (struct aras_initial){.slot = slot, .code = code, .what = name};
}

static double stage_number(struct aras_builder *builder, struct aras_setting *group,
                           const char *key, const struct aras_stages *stages)
{
    const char *text = aras_setting_text(group, key, builder->problems);

    for (size_t i = 0; text != NULL && i < stages->count; i++) {
        if (strcmp(stages->names[i], text) == 0) {
            return (double) i;
        }
    }
    if (text != NULL) {
        const char *all = stages->names[0];

        for (size_t i = 1; i < stages->count; i++) {
            all = aras_arena_print(builder->arena, "%s%s%s", all,
                                   i + 1 == stages->count ? " or " : ", ",
                                   stages->names[i]);
        }
        aras_problems_add(builder->problems, aras_setting_place(group, key),
                          "there is no rule '%s' for %s: it is %s", text, key, all);
    }
    return 0.0;
}

/* How far one's own dependence counts: not at all, as much as the other's, more. */
static double read_symmetry(struct aras_builder *builder, struct aras_setting *group)
{
    double symmetry = aras_setting_number(group, "symmetry", 1.0, builder->problems);

    if (symmetry < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(group, "symmetry"),
                          "symmetry, how far one's own dependence counts against one's "
                          "leverage, must be 0 or more, got %g",
                          symmetry);
        return 1.0;
    }
    return symmetry;
}

static double read_bias(struct aras_builder *builder, struct aras_setting *group,
                        bool status_quo)
{
    double bias = aras_setting_number(group, "status_quo_bias", 0.0, builder->problems);

    if (bias != 0.0 && !status_quo) {
        aras_problems_note(builder->problems,
                           aras_setting_place(group, "status_quo_bias"),
                           "status_quo_bias does nothing as long as rules.decision is "
                           "\"logit\"");
    }
    return bias;
}

void aras_builder_rules(struct aras_builder *builder)
{
    static const char *const dependence[] = {"mean", "noisy_or", "maximum"};
    static const char *const decision[] = {"logit", "status_quo"};
    static const struct aras_stages dependences = {dependence, 3};
    static const struct aras_stages decisions = {decision, 2};
    struct aras_setting *group =
        aras_setting_group(builder->root, "rules", builder->problems);
    struct aras_place place = builder->root->place;

    if (group == NULL) {
        group = aras_setting_new(ARAS_SETTING_GROUP, NULL, place, builder->arena);
    }

    double decided = stage_number(builder, group, "decision", &decisions);

    rule(builder, "rules.dependence", ARAS_STAGE, &dependences,
         stage_number(builder, group, "dependence", &dependences), place);
    rule(builder, "rules.decision", ARAS_STAGE, &decisions, decided, place);
    rule(builder, "rules.symmetry", ARAS_NUMBER, NULL, read_symmetry(builder, group),
         place);
    rule(builder, "rules.status_quo_bias", ARAS_NUMBER, NULL,
         read_bias(builder, group, decided == 1.0), place);
    aras_names_find(&builder->slot_names, "rules.decision",
                    &builder->model->decision_rule);
    aras_names_find(&builder->slot_names, "rules.status_quo_bias",
                    &builder->model->status_quo_bias);
}
