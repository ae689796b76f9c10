/* What makes an event happen: a rate, a date, a period, another event, a condition. */
#include <math.h>
#include <string.h>

#include "model/event_work.h"

/* A number or a text as the formula of a time; NULL when it is neither. */
static const char *time_text(const struct aras_event_work *work,
                             const struct aras_setting *setting)
{
    switch (setting->kind) {
    case ARAS_SETTING_TEXT:
    case ARAS_SETTING_NUMBER:
        return aras_builder_formula_text(work->builder, setting);
    case ARAS_SETTING_TRUTH:
    case ARAS_SETTING_GROUP:
    case ARAS_SETTING_LIST:
        break;
    }
    return NULL;
}

/* One of the times of `at`: a date, or a formula over what is known at the start. */
static struct aras_operand compile_time(const struct aras_event_work *work,
                                        const struct aras_setting *setting)
{
    struct aras_builder *builder = work->builder;
    const char *text = time_text(work, setting);
    const char *what = aras_event_work_what(work, "at");

    if (text == NULL) {
        aras_problems_add(builder->problems, setting->place,
                          "`at` is a date, a time or a list of them");
        return aras_operand_literal(0.0);
    }
    if (text[0] >= '0' && text[0] <= '9') {
        double time = aras_builder_moment(builder, text, setting->place, what);

        return aras_operand_literal(isnan(time) ? 0.0 : time);
    }

    const struct aras_code *code =
        aras_builder_code(builder, text, setting->place, what, work->binding, false,
                          false, aras_expect_number(builder, 1));

    if (code != NULL && code->varies) {
        aras_problems_add(builder->problems, setting->place,
                          "%s is fixed at the start and cannot rest on what changes; "
                          "use `after` with a `delay`, or `becomes`",
                          what);
        return aras_operand_literal(0.0);
    }
    return code == NULL ? aras_operand_literal(0.0)
                        : aras_builder_operand(builder, code, what);
}

static void compile_at(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_setting *at = aras_setting_find(work->entry, "at");
    bool list = at->kind == ARAS_SETTING_LIST;
    size_t count = list ? at->count : 1;
    struct aras_operand *times = aras_arena_array(builder->arena, count, sizeof *times);

    if (count == 0) {
        aras_problems_add(builder->problems, at->place, "`at` names no time");
    }
    for (size_t i = 0; i < count; i++) {
        times[i] = compile_time(work, list ? at->parts[i] : at);
    }
    aras_event_work_event(work)->trigger = ARAS_AT;
    aras_event_work_event(work)->times = times;
    aras_event_work_event(work)->time_count = count;
}

/* Its times are the period and the first time. */
static void compile_every(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);
    const char *what = aras_event_work_what(work, "every");
    const struct aras_code *period = aras_event_work_code(
        work, work->entry, "every", false, false, aras_expect_number(builder, 1));
    const char *from = aras_setting_formula(work->entry, "from", builder->problems);
    struct aras_operand *times = aras_arena_array(builder->arena, 2, sizeof *times);

    event->trigger = ARAS_EVERY;
    event->times = times;
    event->time_count = 2;
    times[0] = times[1] = aras_operand_literal(1.0);
    if (period == NULL) {
        return;
    }
    if (period->varies || (period->literal && period->value <= 0.0)) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "every"),
                          "%s must be a time above 0 that does not change", what);
        return;
    }
    times[0] = times[1] = aras_builder_operand(builder, period, what);
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

/* What it follows: one event, or a list of them. */
static void read_causes(const struct aras_event_work *work, struct aras_setting *after)
{
    struct aras_problems *problems = work->builder->problems;

    if (after->kind == ARAS_SETTING_TEXT) {
        follow_name(work, after->text, after->place);
        return;
    }
    if (after->kind != ARAS_SETTING_LIST) {
        aras_problems_add(problems, after->place,
                          "`after` is the name of an event or a list of them");
        return;
    }

    struct aras_setting *names = aras_setting_texts(work->entry, "after", problems);

    for (size_t i = 0; names != NULL && i < names->count; i++) {
        follow_name(work, names->parts[i]->text, names->parts[i]->place);
    }
}

static void compile_after(const struct aras_event_work *work)
{
    static const char *const again[3] = {"parallel", "restart", "ignore"};
    static const char *const on_close[3] = {"cancelled", "paused", "kept"};
    struct aras_builder *builder = work->builder;
    struct aras_event *event = aras_event_work_event(work);

    event->trigger = ARAS_AFTER;
    event->again = (enum aras_again) word_of(work, "again", again);
    event->on_close = (enum aras_on_close) word_of(work, "on_close", on_close);
    event->delay = aras_event_work_code(work, work->entry, "delay", false, true,
                                        aras_expect_number(builder, 1));
    if (event->delay != NULL && event->delay->literal && event->delay->value < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(work->entry, "delay"),
                          "%s must be 0 or more, got %g",
                          aras_event_work_what(work, "delay"), event->delay->value);
    }
    read_causes(work, aras_setting_find(work->entry, "after"));
}

static void compile_becomes(const struct aras_event_work *work)
{
    struct aras_problems *problems = work->builder->problems;
    struct aras_event *event = aras_event_work_event(work);

    event->trigger = ARAS_BECOMES;
    event->initially = aras_setting_truth(work->entry, "initially", true, problems);
    event->persistent = aras_setting_truth(work->entry, "persistent", true, problems);
    event->condition = aras_event_work_code(work, work->entry, "becomes", true, false,
                                            aras_expect_truth());
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

struct trigger {
    const char *name;
    void (*compile)(const struct aras_event_work *work);
    bool held; /* `when` is watched between events, as the others' is not */
};

static const struct trigger triggers[] = {{"rate", aras_event_work_rate, true},
                                          {"at", compile_at, false},
                                          {"every", compile_every, false},
                                          {"after", compile_after, true},
                                          {"becomes", compile_becomes, false}};

enum { TRIGGERS = sizeof triggers / sizeof *triggers };

static void say_lacking(const struct aras_event_work *work)
{
    const char *names[TRIGGERS];

    for (size_t i = 0; i < TRIGGERS; i++) {
        names[i] = triggers[i].name;
    }
    if (!aras_builder_misspelled(work->builder, work->entry, names, TRIGGERS)) {
        aras_problems_add(work->builder->problems, work->entry->place,
                          "%s '%s' needs a trigger: rate, at, every, after or becomes",
                          work->kind, aras_event_work_event(work)->id);
    }
}

/* The one trigger of an entry; NULL with a problem when it has none or two. */
static const struct trigger *find_trigger(const struct aras_event_work *work)
{
    struct aras_builder *builder = work->builder;
    const struct trigger *found = NULL;

    for (size_t i = 0; i < TRIGGERS; i++) {
        if (aras_setting_find(work->entry, triggers[i].name) == NULL) {
            continue;
        }
        if (found != NULL) {
            aras_problems_add(
                builder->problems, aras_setting_place(work->entry, triggers[i].name),
                "%s '%s' has two triggers, `%s` and `%s`: it needs exactly "
                "one",
                work->kind, aras_event_work_event(work)->id, found->name,
                triggers[i].name);
            return NULL;
        }
        found = &triggers[i];
    }
    if (found == NULL) {
        say_lacking(work);
    }
    return found;
}

void aras_event_work_trigger(const struct aras_event_work *work)
{
    const struct trigger *trigger = find_trigger(work);

    if (trigger == NULL) {
        accept_trigger(work->entry);
        return;
    }
    check_belonging(work, trigger->name);
    aras_event_work_event(work)->guard = aras_event_work_code(
        work, work->entry, "when", trigger->held, false, aras_expect_truth());
    trigger->compile(work);
}
