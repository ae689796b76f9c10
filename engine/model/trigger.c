/* What makes an event happen: a rate, a date, a period, another event, a condition. */
#include <math.h>
#include <string.h>

#include "model/event_work.h"

static void compile_at(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *at = aras_setting_find(work->entry, "at");
    size_t count = at->kind == ARAS_SETTING_LIST ? at->count : 1;
    struct aras_operand *times = aras_arena_array(builder->arena, count, sizeof *times);

    if (count == 0) {
        aras_problems_add(builder->problems, at->place, "`at` names no time");
    }
    aras_event_work_event(work)->trigger = ARAS_AT;
    for (size_t i = 0; i < count; i++) {
        struct aras_setting *one = at->kind == ARAS_SETTING_LIST ? at->parts[i] : at;
        const char *text = one->kind == ARAS_SETTING_TEXT ? one->text
                           : one->kind == ARAS_SETTING_NUMBER
                               ? aras_arena_print(builder->arena, "%.17g", one->number)
                               : NULL;

        times[i] = aras_operand_literal(0.0);
        if (text == NULL) {
            aras_problems_add(builder->problems, one->place,
                              "`at` is a date, a time or a list of them");
            continue;
        }
        if (text[0] >= '0' && text[0] <= '9') {
            double time = aras_builder_moment(builder, text, one->place,
                                              aras_event_work_what(work, "at"));

            times[i] = aras_operand_literal(isnan(time) ? 0.0 : time);
            continue;
        }

        const struct aras_code *code = aras_builder_code(
            builder, text, one->place, aras_event_work_what(work, "at"), work->binding,
            false, false, aras_expect_number(builder, 1));

        if (code != NULL && code->varies) {
            aras_problems_add(
                builder->problems, one->place,
                "%s is fixed at the start and cannot rest on what changes; "
                "use `after` with a `delay`, or `becomes`",
                aras_event_work_what(work, "at"));
        } else if (code != NULL) {
            times[i] =
                aras_builder_operand(builder, code, aras_event_work_what(work, "at"));
        }
    }
    aras_event_work_event(work)->times = times;
    aras_event_work_event(work)->time_count = count;
}

static void compile_every(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    const struct aras_code *period = aras_event_work_code(
        work, work->entry, "every", false, false, aras_expect_number(builder, 1));
    const char *from = aras_setting_formula(work->entry, "from", builder->problems);
    struct aras_operand *times = aras_arena_array(builder->arena, 2, sizeof *times);

    aras_event_work_event(work)->trigger = ARAS_EVERY;
    aras_event_work_event(work)->times = times;
    aras_event_work_event(work)->time_count = 2;
    times[0] = times[1] = aras_operand_literal(1.0);
    if (period == NULL) {
        return;
    }
    if (period->varies || (period->literal && period->value <= 0.0)) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "every"),
                          "%s must be a time above 0 that does not change",
                          aras_event_work_what(work, "every"));
        return;
    }
    times[0] =
        aras_builder_operand(builder, period, aras_event_work_what(work, "every"));
    times[1] = times[0];
    if (from != NULL) {
        double first =
            aras_builder_moment(builder, from, aras_setting_place(work->entry, "from"),
                                aras_event_work_what(work, "from"));

        times[1] = aras_operand_literal(isnan(first) ? 0.0 : first);
    }
}

static void follow(const struct aras_event_work *work, uint32_t cause)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *of = &builder->model->events[cause];

    *(struct aras_follower *) ARAS_GROW(builder, of->followers, of->follower_count) =
        (struct aras_follower){
            .event = work->number,
            .name = aras_name_hash(aras_arena_print(
                builder->arena, "%s<-%s", aras_event_work_event(work)->id, of->id))};
}

static void follow_name(const struct aras_event_work *work, const char *text,
                        struct aras_place place)
{
    struct aras_builder *builder = work->builder;
    struct aras_name name;
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (!aras_name_parse(&name, text, place, aras_event_work_what(work, "after"),
                         builder->problems)) {
        return;
    }
    if (!aras_builder_event(builder, &name, work->binding, &event, &family, &hint)) {
        aras_problems_add(builder->problems, place, "in %s: '%s': %s",
                          aras_event_work_what(work, "after"), text, hint);
        return;
    }
    if (event != UINT32_MAX) {
        follow(work, event);
        return;
    }

    const struct aras_event_family *all = &builder->event_families[family];

    for (uint32_t i = 0; i < all->count; i++) {
        follow(work, all->first + i * all->stride);
    }
}

static int word_of(const struct aras_event_work *work, const char *key,
                   const char *const words[3])
{
    const char *text = aras_setting_text(work->entry, key, work->builder->problems);

    for (int i = 0; text != NULL && i < 3; i++) {
        if (strcmp(text, words[i]) == 0) {
            return i;
        }
    }
    if (text != NULL) {
        aras_problems_add(work->builder->problems, aras_setting_place(work->entry, key),
                          "%s is \"%s\", \"%s\" or \"%s\", got '%s'", key, words[0],
                          words[1], words[2], text);
    }
    return 0;
}

static void compile_after(const struct aras_event_work *work)
{
    static const char *const again[3] = {"parallel", "restart", "ignore"};
    static const char *const on_close[3] = {"cancelled", "paused", "kept"};
    struct aras_builder *builder = work->builder;
    struct aras_setting *after = aras_setting_find(work->entry, "after");

    aras_event_work_event(work)->trigger = ARAS_AFTER;
    aras_event_work_event(work)->again =
        (enum aras_again) word_of(work, "again", again);
    aras_event_work_event(work)->on_close =
        (enum aras_on_close) word_of(work, "on_close", on_close);
    aras_event_work_event(work)->delay = aras_event_work_code(
        work, work->entry, "delay", false, true, aras_expect_number(builder, 1));
    if (aras_event_work_event(work)->delay != NULL &&
        aras_event_work_event(work)->delay->literal &&
        aras_event_work_event(work)->delay->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "delay"),
                          "%s must be 0 or more, got %g",
                          aras_event_work_what(work, "delay"),
                          aras_event_work_event(work)->delay->value);
    }
    if (after->kind == ARAS_SETTING_TEXT) {
        follow_name(work, after->text, after->place);
    } else if (after->kind == ARAS_SETTING_LIST) {
        struct aras_setting *names =
            aras_setting_texts(work->entry, "after", builder->problems);

        for (size_t i = 0; names != NULL && i < names->count; i++) {
            follow_name(work, names->parts[i]->text, names->parts[i]->place);
        }
    } else {
        aras_problems_add(builder->problems, after->place,
                          "`after` is the name of an event or a list of them");
    }
}

static void compile_becomes(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;

    aras_event_work_event(work)->trigger = ARAS_BECOMES;
    aras_event_work_event(work)->initially =
        aras_setting_truth(work->entry, "initially", true, builder->problems);
    aras_event_work_event(work)->persistent =
        aras_setting_truth(work->entry, "persistent", true, builder->problems);

    const struct aras_code *code = aras_event_work_code(
        work, work->entry, "becomes", true, false, aras_expect_truth());

    aras_event_work_event(work)->condition = code;
}

/* Settings that mean something only beside one kind of trigger. */
static void check_belonging(const struct aras_event_work *work, const char *trigger)
{
    static const char *const settings[][2] = {
        {"drivers", "rate"},      {"from", "every"},     {"delay", "after"},
        {"again", "after"},       {"on_close", "after"}, {"initially", "becomes"},
        {"persistent", "becomes"}};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct aras_setting *part = NULL;

        if (strcmp(settings[i][1], trigger) != 0) {
            part = aras_setting_find(work->entry, settings[i][0]);
        }
        if (part != NULL) {
            aras_problems_add(work->builder->problems, part->place,
                              "`%s` belongs to the trigger `%s`, and %s '%s' has `%s`",
                              settings[i][0], settings[i][1], work->kind,
                              aras_event_work_event(work)->id, trigger);
            aras_setting_accept(part);
        }
    }
}

/* What may belong to a trigger that is not known. */
static void accept_trigger(struct aras_setting *entry)
{
    static const char *const settings[] = {"when",      "drivers",   "from",
                                           "delay",     "again",     "on_close",
                                           "initially", "persistent"};

    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        struct aras_setting *part = aras_setting_find(entry, settings[i]);

        if (part != NULL) {
            aras_setting_accept(part);
        }
    }
}

void aras_event_work_trigger(const struct aras_event_work *work)
{
    static const char *const triggers[] = {"rate", "at", "every", "after", "becomes"};
    struct aras_builder *builder = work->builder;
    const char *found = NULL;

    for (size_t i = 0; i < 5; i++) {
        if (aras_setting_find(work->entry, triggers[i]) != NULL) {
            if (found != NULL) {
                aras_problems_add(
                    builder->problems, aras_setting_place(work->entry, triggers[i]),
                    "%s '%s' has two triggers, `%s` and `%s`: it needs "
                    "exactly one",
                    work->kind, aras_event_work_event(work)->id, found, triggers[i]);
                accept_trigger(work->entry);
                return;
            }
            found = triggers[i];
        }
    }
    if (found == NULL) {
        if (!aras_builder_misspelled(builder, work->entry, triggers, 5)) {
            aras_problems_add(
                builder->problems, work->entry->place,
                "%s '%s' needs a trigger: rate, at, every, after or becomes",
                work->kind, aras_event_work_event(work)->id);
        }
        accept_trigger(work->entry);
        return;
    }

    check_belonging(work, found);

    bool held = strcmp(found, "rate") == 0 || strcmp(found, "after") == 0;

    aras_event_work_event(work)->guard = NULL;

    const struct aras_code *guard = aras_event_work_code(
        work, work->entry, "when", held, false, aras_expect_truth());

    aras_event_work_event(work)->guard = guard;
    if (strcmp(found, "rate") == 0) {
        aras_event_work_rate(work);
    } else if (strcmp(found, "at") == 0) {
        compile_at(work);
    } else if (strcmp(found, "every") == 0) {
        compile_every(work);
    } else if (strcmp(found, "after") == 0) {
        compile_after(work);
    } else {
        compile_becomes(work);
    }
}
