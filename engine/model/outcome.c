#include <math.h>
#include <string.h>

#include "model/builder.h"

bool aras_builder_declare(struct aras_builder *builder, struct aras_setting *entry,
                          const char *kind, struct aras_names *names, size_t number,
                          const char **id)
{
    *id = aras_setting_text(entry, "id", builder->problems);
    if (*id == NULL) {
        aras_builder_lacks(builder, entry, "id", "%s needs an id", kind);
        aras_builder_skip(builder, entry, NULL);
        return false;
    }
    if (!aras_builder_known_id(builder, *id, entry->place, kind)) {
        aras_builder_skip(builder, entry, NULL);
        return false;
    }
    if (!aras_names_add(names, *id, (uint32_t) number)) {
        aras_problems_add(builder->problems, entry->place, "there is %s '%s' already",
                          kind, *id);
        aras_builder_skip(builder, entry, NULL);
        return false;
    }
    return true;
}

static void read_count(struct aras_builder *builder, struct aras_setting *entry,
                       struct aras_outcome *outcome)
{
    const char *of = aras_setting_text(entry, "of", builder->problems);
    struct aras_name name;
    const char *hint = NULL;
    uint32_t event;
    uint32_t family;

    if (of == NULL) {
        aras_builder_lacks(builder, entry, "of",
                           "the outcome '%s' needs `of`: the name of an event to count",
                           outcome->id);
        return;
    }
    if (!aras_name_parse(&name, of, aras_setting_place(entry, "of"), "an outcome",
                         builder->problems)) {
        return;
    }
    if (!aras_builder_event(builder, &name, NULL, &event, &family, &hint)) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "of"),
                          "the outcome '%s' counts '%s': %s", outcome->id, of, hint);
        return;
    }

    const struct aras_event_family *all =
        event == UINT32_MAX ? &builder->event_families[family] : NULL;
    size_t count = all == NULL ? 1 : all->count;
    uint32_t *events = aras_arena_array(builder->arena, count, sizeof *events);

    for (size_t i = 0; i < count; i++) {
        events[i] = all == NULL ? event : all->first + (uint32_t) i * all->stride;
    }
    outcome->events = events;
    outcome->event_count = count;
}

static void read_categories(struct aras_builder *builder, struct aras_setting *entry,
                            struct aras_outcome *outcome)
{
    struct aras_setting *options =
        aras_setting_groups(entry, "options", builder->problems);
    size_t count = options == NULL ? 0 : options->count;
    struct aras_category *categories =
        aras_arena_array(builder->arena, count, sizeof *categories);

    for (size_t i = 0; i < count; i++) {
        struct aras_setting *option = options->parts[i];
        const char *when = aras_setting_formula(option, "when", builder->problems);

        categories[i].id = aras_setting_text(option, "id", builder->problems);
        categories[i].title = aras_setting_text(option, "title", builder->problems);
        if (categories[i].id == NULL) {
            aras_builder_lacks(builder, option, "id", "an option needs an id");
            categories[i].id = aras_arena_print(builder->arena, "?%zu", i);
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(categories[k].id, categories[i].id) == 0) {
                aras_problems_add(builder->problems, option->place,
                                  "there is another option '%s'", categories[i].id);
            }
        }
        if (when != NULL) {
            categories[i].when = aras_builder_code(
                builder, when, aras_setting_place(option, "when"),
                aras_arena_print(builder->arena,
                                 "`when` of option '%s' of outcome '%s'",
                                 categories[i].id, outcome->id),
                NULL, false, false, aras_expect_truth());
        }
        if ((when == NULL) != (i + 1 == count)) {
            aras_problems_add(
                builder->problems, option->place,
                i + 1 == count ? "the last option of '%s' is what is left, as in { id "
                                 "= \"other\"; }, and has no `when`"
                               : "the option of '%s' needs a `when`; only the last one "
                                 "has none",
                outcome->id);
        }
    }
    if (count < 2) {
        aras_builder_lacks(
            builder, entry, options == NULL ? "options" : NULL,
            "the category '%s' needs `options`, at least two, the last of them "
            "\"other\"",
            outcome->id);
    } else if (strcmp(categories[count - 1].id, "other") != 0) {
        aras_problems_add(builder->problems, options->parts[count - 1]->place,
                          "the last option of '%s' must be \"other\": what none of the "
                          "endings covers",
                          outcome->id);
    }
    outcome->categories = categories;
    outcome->category_count = count;
}

static void read_outcome(struct aras_builder *builder, struct aras_setting *entry)
{
    static const char *const kinds[] = {"happened", "time",  "value",
                                        "mean",     "count", "category"};
    struct aras_model *model = builder->model;
    const char *kind = aras_setting_text(entry, "kind", builder->problems);
    const char *id;
    int number = -1;

    if (!aras_builder_declare(builder, entry, "an outcome", &builder->outcome_names,
                              model->outcome_count, &id)) {
        return;
    }

    struct aras_outcome *outcome =
        ARAS_GROW(builder, builder->outcomes, model->outcome_count);

    outcome->id = id;
    outcome->place = entry->place;
    outcome->title = aras_setting_text(entry, "title", builder->problems);
    outcome->title = outcome->title == NULL ? id : outcome->title;
    outcome->unit = aras_setting_text(entry, "unit", builder->problems);
    outcome->unit = outcome->unit == NULL ? "" : outcome->unit;
    outcome->margin = aras_setting_number(entry, "margin", NAN, builder->problems);
    (void) aras_setting_text(entry, "note", builder->problems);
    if (outcome->margin < 0.0) {
        aras_problems_add(
            builder->problems, aras_setting_place(entry, "margin"),
            "a margin is the smallest difference that matters, 0 or more; "
            "got %g",
            outcome->margin);
    }
    for (int k = 0; kind != NULL && k < 6; k++) {
        if (strcmp(kind, kinds[k]) == 0) {
            number = k;
        }
    }
    if (number < 0) {
        if (kind == NULL) {
            aras_builder_lacks(
                builder, entry, "kind",
                "the outcome '%s' needs a `kind`: happened, time, value, "
                "mean, count or category",
                id);
        } else {
            aras_problems_add(builder->problems, aras_setting_place(entry, "kind"),
                              "the kind of an outcome is happened, time, value, mean, "
                              "count or category; got '%s'",
                              kind);
        }
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    outcome->kind = (enum aras_outcome_kind) number;
    if (outcome->kind == ARAS_COUNT) {
        read_count(builder, entry, outcome);
        return;
    }
    if (outcome->kind == ARAS_CATEGORY) {
        read_categories(builder, entry, outcome);
        return;
    }

    const char *of = aras_setting_formula(entry, "of", builder->problems);
    bool truth = outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME;

    if (of == NULL) {
        aras_builder_lacks(builder, entry, "of", "the outcome '%s' needs `of`: a %s",
                           id, truth ? "condition" : "formula");
        return;
    }
    outcome->of = aras_builder_code(
        builder, of, aras_setting_place(entry, "of"),
        aras_arena_print(builder->arena, "`of` of outcome '%s'", id), NULL,
        outcome->kind != ARAS_VALUE, false,
        truth ? aras_expect_truth()
              : (struct aras_expectation){.type = ARAS_NUMBER, .any_dimension = true});
}

void aras_builder_outcomes(struct aras_builder *builder)
{
    struct aras_setting *list =
        aras_setting_groups(builder->root, "outcomes", builder->problems);

    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_outcome(builder, list->parts[i]);
    }
}
