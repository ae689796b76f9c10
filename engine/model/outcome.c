#include <math.h>
#include <string.h>

#include "model/builder.h"

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

/* All options but the last have a condition; the last is what is left. */
static void check_when(struct aras_builder *builder, struct aras_setting *option,
                       const char *outcome, bool has_when, bool last)
{
    if (has_when != last) {
        return;
    }
    aras_problems_add(
        builder->problems, option->place,
        last
            ? "the last option of '%s' is what is left, as in { id = \"other\"; }, and "
              "has no `when`"
            : "the option of '%s' needs a `when`; only the last one has none",
        outcome);
}

/* One option of a category, of which those before it have been read. */
static void read_category(struct aras_builder *builder, struct aras_setting *option,
                          const char *outcome, struct aras_category *all, size_t number,
                          bool last)
{
    struct aras_category *category = &all[number];
    const char *when = aras_setting_formula(option, "when", builder->problems);

    category->id = aras_setting_line(option, "id", builder->problems);
    category->title = aras_setting_line(option, "title", builder->problems);
    if (category->id == NULL) {
        aras_builder_lacks(builder, option, "id", "an option needs an id");
        category->id = aras_arena_print(builder->arena, "?%zu", number);
    }
    for (size_t k = 0; k < number; k++) {
        if (strcmp(all[k].id, category->id) == 0) {
            aras_problems_add(builder->problems, option->place,
                              "there is another option '%s'", category->id);
        }
    }
    if (when != NULL) {
        category->when = aras_builder_code(
            builder, when, aras_setting_place(option, "when"),
            aras_arena_print(builder->arena, "`when` of option '%s' of outcome '%s'",
                             category->id, outcome),
            NULL, false, false, aras_expect_truth());
    }
    check_when(builder, option, outcome, when != NULL, last);
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
        read_category(builder, options->parts[i], outcome->id, categories, i,
                      i + 1 == count);
    }
    if (count < 2) {
        aras_builder_lacks(builder, entry, options == NULL ? "options" : NULL,
                           "the category '%s' needs `options`, at least two, the last "
                           "of them \"other\"",
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

/* What the outcomes that are worked out from a formula are worked out from. */
static void read_formula(struct aras_builder *builder, struct aras_setting *entry,
                         struct aras_outcome *outcome)
{
    const char *of = aras_setting_formula(entry, "of", builder->problems);
    bool truth = outcome->kind == ARAS_HAPPENED || outcome->kind == ARAS_TIME;

    if (of == NULL) {
        aras_builder_lacks(builder, entry, "of", "the outcome '%s' needs `of`: a %s",
                           outcome->id, truth ? "condition" : "formula");
        return;
    }
    outcome->of = aras_builder_code(
        builder, of, aras_setting_place(entry, "of"),
        aras_arena_print(builder->arena, "`of` of outcome '%s'", outcome->id), NULL,
        outcome->kind != ARAS_VALUE, false,
        truth ? aras_expect_truth()
              : (struct aras_expectation){.type = ARAS_NUMBER, .any_dimension = true});
    if (outcome->of != NULL) {
        aras_builder_label(
            builder, outcome->unit,
            outcome->kind == ARAS_TIME ? 1 : outcome->of->dimension,
            aras_setting_place(entry, "unit"),
            aras_arena_print(builder->arena, "the outcome '%s'", outcome->id));
    }
}

/* False with a problem. */
static bool read_kind(struct aras_builder *builder, struct aras_setting *entry,
                      struct aras_outcome *outcome)
{
    static const char *const kinds[] = {"happened", "time",  "value",
                                        "mean",     "count", "category"};
    const char *kind = aras_setting_text(entry, "kind", builder->problems);

    for (int k = 0; kind != NULL && k < 6; k++) {
        if (strcmp(kind, kinds[k]) == 0) {
            outcome->kind = (enum aras_outcome_kind) k;
            return true;
        }
    }
    if (kind == NULL) {
        aras_builder_lacks(builder, entry, "kind",
                           "the outcome '%s' needs a `kind`: happened, time, value, "
                           "mean, count or category",
                           outcome->id);
    } else {
        aras_problems_add(builder->problems, aras_setting_place(entry, "kind"),
                          "the kind of an outcome is happened, time, value, mean, "
                          "count or category; got '%s'",
                          kind);
    }
    return false;
}

static void read_description(struct aras_builder *builder, struct aras_setting *entry,
                             struct aras_outcome *outcome)
{
    const char *title = aras_setting_line(entry, "title", builder->problems);
    const char *unit = aras_setting_line(entry, "unit", builder->problems);

    outcome->title = title == NULL ? outcome->id : title;
    outcome->unit = unit == NULL ? "" : unit;
    outcome->margin = aras_setting_number(entry, "margin", NAN, builder->problems);
    (void) aras_setting_text(entry, "note", builder->problems);
    if (outcome->margin < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "margin"),
                          "a margin is the smallest difference that matters, 0 or "
                          "more; got %g",
                          outcome->margin);
    }
}

static void read_outcome(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_model *model = builder->model;
    const char *id = aras_builder_new_id(builder, entry, "an outcome",
                                         &builder->outcome_names, model->outcome_count);

    if (id == NULL) {
        return;
    }

    struct aras_outcome *outcome =
        ARAS_GROW(builder, builder->outcomes, model->outcome_count);

    outcome->id = id;
    outcome->place = entry->place;
    read_description(builder, entry, outcome);
    if (!read_kind(builder, entry, outcome)) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    switch (outcome->kind) {
    case ARAS_COUNT:
        read_count(builder, entry, outcome);
        break;
    case ARAS_CATEGORY:
        read_categories(builder, entry, outcome);
        break;
    case ARAS_HAPPENED:
    case ARAS_TIME:
    case ARAS_VALUE:
    case ARAS_MEAN:
        read_formula(builder, entry, outcome);
        break;
    }
}

void aras_builder_outcomes(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "outcomes", read_outcome);
}
