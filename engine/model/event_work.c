#include "model/event_work.h"

#include <string.h>

struct aras_event *aras_event_work_event(const struct aras_event_work *work)
{
    return &work->builder->model->events[work->number];
}

const char *aras_event_work_what(const struct aras_event_work *work, const char *part)
{
    static const char *const nouns[] = {"rate",   "delay",     "effects",
                                        "driver", "sharpness", "age"};
    bool noun = false;

    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        noun = noun || strcmp(part, nouns[i]) == 0;
    }
    return aras_arena_print(work->builder->arena,
                            noun ? "the %s of %s '%s'" : "`%s` of %s '%s'", part,
                            work->kind, aras_event_work_event(work)->id);
}

const struct aras_code *aras_event_work_code(const struct aras_event_work *work,
                                             struct aras_setting *entry,
                                             const char *key, bool held, bool draws,
                                             struct aras_expectation expected)
{
    const char *text = aras_setting_formula(entry, key, work->builder->problems);

    if (text == NULL) {
        return NULL;
    }
    return aras_builder_code(work->builder, text, aras_setting_place(entry, key),
                             aras_event_work_what(work, key), work->binding, held,
                             draws, expected);
}

void aras_event_work_description(const struct aras_event_work *work,
                                 struct aras_setting *entry)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);

    event->title = aras_setting_line(entry, "title", builder->problems);
    event->title = event->title == NULL ? "" : event->title;
    event->narrative = aras_setting_text(entry, "narrative", builder->problems);
    event->narrative = event->narrative == NULL ? "" : event->narrative;
    event->claims = aras_builder_texts(builder, entry, "claims", &event->claim_count);
    event->actors = aras_builder_texts(builder, entry, "actors", &event->actor_count);
    for (size_t i = 0; i < event->actor_count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->actor_names, event->actors[i], &number)) {
            aras_builder_unknown(builder, aras_setting_place(entry, "actors"), "actor",
                                 event->actors[i], &builder->actor_names);
        }
    }
}

void aras_event_work_check_sharpness(const struct aras_event_work *work,
                                     struct aras_setting *entry, const char *key,
                                     const struct aras_code *code)
{
    if (code != NULL && code->literal && code->value < 0.0) {
        aras_problems_add(
            work->builder->problems, aras_setting_place(entry, key),
            "%s must be 0 or more, got %g: below 0 the worse option would "
            "be the likelier one",
            aras_event_work_what(work, key), code->value);
    }
}

const char *aras_event_work_actor(const struct aras_event_work *work, const char *key,
                                  const char *id)
{
    struct aras_builder *builder = work->builder;
    const char *actor = aras_builder_index(id, work->binding);
    uint32_t number;

    if (!aras_names_find(&builder->actor_names, actor, &number)) {
        aras_builder_unknown(builder, aras_setting_place(work->entry, key), "actor",
                             actor, &builder->actor_names);
    }
    return actor;
}
