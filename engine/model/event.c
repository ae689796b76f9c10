#include "model/event_work.h"

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

    if (age != NULL) {
        aras_event_work_event(work)->age =
            aras_builder_operand(builder, age, aras_event_work_what(work, "age"));
        aras_event_work_event(work)->has_age = true;
    }
}

void aras_builder_events(struct aras_builder *builder)
{
    static const char *const kinds[] = {"event", "decision", "demand"};

    for (size_t f = 0; f < builder->event_family_count; f++) {
        const struct aras_event_family *family = &builder->event_families[f];
        size_t before = builder->problems->mistakes;

        if (family->kind == ARAS_PART_ENTRY) {
            continue;
        }
        /* What is wrong with one instance is wrong with most: it is said once. */
        for (uint32_t i = 0; i < family->count && builder->problems->mistakes == before;
             i++) {
            struct aras_binding *binding =
                aras_arena_get(builder->arena, sizeof *binding);
            struct aras_event_work work = {.builder = builder,
                                           .entry = family->entry,
                                           .number = family->first + i * family->stride,
                                           .binding = binding,
                                           .kind = kinds[family->kind]};

            *binding = builder->event_bindings[work.number];
            compile_common(&work);
            if (family->kind == ARAS_EVENT_ENTRY) {
                aras_event_work_effects(&work, family->entry, "effects");
            } else if (family->kind == ARAS_DECISION_ENTRY) {
                aras_event_work_decision(&work);
            } else {
                aras_event_work_demand(&work);
            }
        }
    }
}
