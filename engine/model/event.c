#include "model/event_work.h"

/* What events, decisions and demands have in common. */
static void compile_common(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);

    aras_event_work_description(work, work->entry);
    event->once = aras_setting_truth(work->entry, "once", false, builder->problems);
    event->priority = aras_setting_whole(work->entry, "priority", -1000000, 1000000, 0,
                                         builder->problems);
    event->provenance = (struct aras_provenance){
        .source = aras_setting_text(work->entry, "source", builder->problems),
        .note = aras_setting_text(work->entry, "note", builder->problems)};

    const char *grade = aras_setting_text(work->entry, "grade", builder->problems);

    event->provenance.grade = grade == NULL ? '\0' : grade[0];
    aras_event_work_trigger(work);

    const struct aras_code *age = aras_event_work_code(
        work, work->entry, "age", false, false, aras_expect_number(builder, 1));

    if (age != NULL && age->literal && age->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "age"),
                          "%s says how long ago it last happened: 0 or more, got %g",
                          aras_event_work_what(work, "age"), age->value);
    } else if (age != NULL) {
        event->age =
            aras_builder_operand(builder, age, aras_event_work_what(work, "age"));
        event->has_age = true;
    }
}

static void compile_instance(struct aras_builder *builder,
                             const struct aras_event_family *family, uint32_t number)
{
    static const char *const kinds[] = {"event", "decision", "demand"};
    struct aras_binding *binding = aras_arena_get(builder->arena, sizeof *binding);
    struct aras_event_work work = {.builder = builder,
                                   .entry = family->entry,
                                   .number = number,
                                   .binding = binding,
                                   .kind = kinds[family->kind]};

    *binding = builder->event_bindings[number];
    compile_common(&work);
    switch (family->kind) {
    case ARAS_EVENT_ENTRY:
        aras_event_work_effects(&work, family->entry, "effects");
        break;
    case ARAS_DECISION_ENTRY:
        aras_event_work_decision(&work);
        break;
    case ARAS_DEMAND_ENTRY:
        aras_event_work_demand(&work);
        break;
    case ARAS_PART_ENTRY:
        break;
    }
}

void aras_builder_events(struct aras_builder *builder)
{
    for (size_t f = 0; f < builder->event_family_count; f++) {
        const struct aras_event_family *family = &builder->event_families[f];
        size_t before = builder->problems->mistakes;

        if (family->kind == ARAS_PART_ENTRY) {
            continue;
        }
        /* What is wrong with one instance is wrong with most: it is said once. */
        for (uint32_t i = 0; i < family->count && builder->problems->mistakes == before;
             i++) {
            compile_instance(builder, family, family->first + i * family->stride);
        }
    }
}
