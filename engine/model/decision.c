#include "model/event_work.h"

/* A number that weighs in the utility of an option. */
static void compile_consideration(const struct aras_event_work *option,
                                  struct aras_setting *entry,
                                  struct aras_consideration *consideration)
{
    struct aras_builder *builder = option->builder;
    struct aras_expectation any = {.type = ARAS_NUMBER, .any_dimension = true};
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    const char *weight = aras_setting_formula(entry, "weight", builder->problems);

    if (of == NULL || weight == NULL) {
        aras_builder_lacks(builder, entry, of == NULL ? "of" : "weight",
                           "a consideration needs `of` and `weight`");
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    (void) aras_setting_line(entry, "title", builder->problems);
    consideration->text = of;
    consideration->of = aras_event_work_code(option, entry, "of", false, false, any);
    if (consideration->of != NULL) {
        consideration->weight = aras_event_work_code(
            option, entry, "weight", false, false,
            aras_expect_number(builder, -consideration->of->dimension));
    }
}

static void compile_considerations(const struct aras_event_work *option,
                                   struct aras_choice *choice)
{
    struct aras_builder *builder = option->builder;
    struct aras_setting *list =
        aras_setting_groups(option->entry, "considerations", builder->problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_consideration *considerations =
        aras_arena_array(builder->arena, count, sizeof *considerations);

    for (size_t i = 0; i < count; i++) {
        compile_consideration(option, list->parts[i], &considerations[i]);
    }
    choice->considerations = considerations;
    choice->count = count;
}

/* An option is an event, which happens when it is chosen. */
static void compile_choice(const struct aras_event_work *option,
                           struct aras_choice *choice)
{
    struct aras_problems *problems = option->builder->problems;
    struct aras_setting *entry = option->entry;

    aras_event_work_description(option, entry);
    aras_event_work_effects(option, entry, "effects");
    choice->event = option->number;
    choice->name = aras_event_work_event(option)->name;
    choice->status_quo = aras_setting_truth(entry, "status_quo", false, problems);
    choice->guard =
        aras_event_work_code(option, entry, "when", false, false, aras_expect_truth());
    compile_considerations(option, choice);
}

static const char *read_actor(const struct aras_event_work *work)
{
    const char *actor =
        aras_setting_text(work->entry, "actor", work->builder->problems);

    if (actor == NULL) {
        aras_builder_lacks(work->builder, work->entry, "actor",
                           "the decision '%s' needs an `actor`: who decides",
                           aras_event_work_event(work)->id);
        return NULL;
    }
    return aras_event_work_actor(work, "actor", actor);
}

static const struct aras_code *read_sharpness(const struct aras_event_work *work)
{
    const struct aras_code *sharpness =
        aras_event_work_code(work, work->entry, "sharpness", false, false,
                             aras_expect_number(work->builder, 0));

    if (sharpness == NULL) {
        aras_builder_lacks(
            work->builder, work->entry, "sharpness",
            "the decision '%s' needs a `sharpness`: how strongly utility "
            "decides (0: not at all)",
            aras_event_work_event(work)->id);
    }
    aras_event_work_check_sharpness(work, work->entry, "sharpness", sharpness);
    return sharpness;
}

/* The options are the events behind the decision; then comes the one that counts how
 * often no option was open. */
void aras_event_work_decision(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *options =
        aras_setting_groups(work->entry, "options", builder->problems);
    struct aras_decision *decision = aras_arena_get(builder->arena, sizeof *decision);
    size_t count = options == NULL ? 0 : options->count;
    struct aras_choice *choices =
        aras_arena_array(builder->arena, count, sizeof *choices);
    uint32_t next = work->number + 1;

    decision->actor = read_actor(work);
    decision->dictated = -1;
    decision->sharpness = read_sharpness(work);
    for (size_t i = 0; i < count; i++) {
        struct aras_event_work option = *work;

        option.entry = options->parts[i];
        option.number = next++;
        option.kind = "option";
        compile_choice(&option, &choices[i]);
    }
    decision->choices = choices;
    decision->count = count;
    decision->none = next;
    builder->model->events[next].title = "no option was open";
    builder->model->events[next].narrative = "";
    aras_event_work_event(work)->decision = decision;
}
