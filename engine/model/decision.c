#include "model/event_work.h"

static void compile_choice(const struct aras_event_work *work,
                           struct aras_setting *option, uint32_t number,
                           struct aras_choice *choice)
{
    struct aras_builder *builder = work->builder;
    struct aras_event_work part = *work;
    struct aras_setting *list =
        aras_setting_groups(option, "considerations", builder->problems);
    struct aras_consideration *considerations = aras_arena_array(
        builder->arena, list == NULL ? 0 : list->count, sizeof *considerations);

    part.number = number;
    part.kind = "option";
    aras_event_work_description(&part, option);
    aras_event_work_effects(&part, option, "effects");
    choice->event = number;
    choice->name = aras_event_work_event(&part)->name;
    choice->status_quo =
        aras_setting_truth(option, "status_quo", false, builder->problems);
    choice->guard =
        aras_event_work_code(&part, option, "when", false, false, aras_expect_truth());
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        struct aras_setting *entry = list->parts[i];
        struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};
        const char *of = aras_setting_formula(entry, "of", builder->problems);
        const char *weight = aras_setting_formula(entry, "weight", builder->problems);

        if (of == NULL || weight == NULL) {
            aras_builder_lacks(builder, entry, of == NULL ? "of" : "weight",
                               "a consideration needs `of` and `weight`");
            aras_builder_skip(builder, entry, NULL);
            continue;
        }
        (void) aras_setting_text(entry, "title", builder->problems);
        considerations[i].text = of;
        considerations[i].of =
            aras_event_work_code(&part, entry, "of", false, false, any);
        if (considerations[i].of != NULL) {
            considerations[i].weight = aras_event_work_code(
                &part, entry, "weight", false, false,
                aras_expect_number(builder, -considerations[i].of->dimension));
        }
    }
    choice->considerations = considerations;
    choice->count = list == NULL ? 0 : list->count;
}

void aras_event_work_decision(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *options =
        aras_setting_groups(work->entry, "options", builder->problems);
    struct aras_decision *decision = aras_arena_get(builder->arena, sizeof *decision);
    size_t count = options == NULL ? 0 : options->count;
    struct aras_choice *choices =
        aras_arena_array(builder->arena, count, sizeof *choices);
    const char *actor = aras_setting_text(work->entry, "actor", builder->problems);
    uint32_t number;

    if (actor == NULL) {
        aras_builder_lacks(builder, work->entry, "actor",
                           "the decision '%s' needs an `actor`: who decides",
                           aras_event_work_event(work)->id);
    } else {
        actor = aras_builder_index(actor, work->binding);
        if (!aras_names_find(&builder->actor_names, actor, &number)) {
            aras_builder_unknown(builder, aras_setting_place(work->entry, "actor"),
                                 "actor", actor, &builder->actor_names);
        }
    }
    decision->actor = actor;
    decision->dictated = -1;
    decision->sharpness = aras_event_work_code(work, work->entry, "sharpness", false,
                                               false, aras_expect_number(builder, 0));
    if (decision->sharpness == NULL) {
        aras_builder_lacks(
            builder, work->entry, "sharpness",
            "the decision '%s' needs a `sharpness`: how strongly utility "
            "decides (0: not at all)",
            aras_event_work_event(work)->id);
    }
    aras_event_work_check_sharpness(work, work->entry, "sharpness",
                                    decision->sharpness);
    for (size_t i = 0; i < count; i++) {
        compile_choice(work, options->parts[i], work->number + 1 + (uint32_t) i,
                       &choices[i]);
    }
    decision->choices = choices;
    decision->count = count;
    decision->none = work->number + 1 + (uint32_t) count;
    builder->model->events[decision->none].title = "no option was open";
    builder->model->events[decision->none].narrative = "";
    aras_event_work_event(work)->decision = decision;
}
