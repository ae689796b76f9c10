#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/builder.h"

/* A preference while it is read. */
struct wish {
    struct aras_builder *builder;
    struct aras_setting *entry;
    struct aras_preference *preference;
    const char *id; /* "armenia: peace_signed" */
};

/* An actor or an outcome that the entry names; false with a problem. */
static bool find(struct wish *wish, const char *key, const char *kind,
                 const struct aras_names *names, const char **text, uint32_t *number)
{
    struct aras_builder *builder = wish->builder;

    *text = aras_setting_text(wish->entry, key, builder->problems);
    if (*text == NULL) {
        aras_builder_lacks(builder, wish->entry, key,
                           "a preference needs `%s`: the %s that it is %s", key, kind,
                           strcmp(key, "of") == 0 ? "of" : "about");
        return false;
    }
    if (!aras_names_find(names, *text, number)) {
        aras_builder_unknown(builder, aras_setting_place(wish->entry, key), kind, *text,
                             names);
        return false;
    }
    return true;
}

static void read_weight(struct wish *wish)
{
    struct aras_problems *problems = wish->builder->problems;
    double weight = aras_setting_number(wish->entry, "weight", NAN, problems);

    wish->preference->weight = weight;
    if (isnan(weight)) {
        aras_builder_lacks(wish->builder, wish->entry, "weight",
                           "the preference '%s' needs a `weight`: above 0 for what is "
                           "wished for, below 0 for what is dreaded",
                           wish->id);
    } else if (weight == 0.0) {
        aras_problems_add(problems, aras_setting_place(wish->entry, "weight"),
                          "the preference '%s' has the weight 0: it says nothing; "
                          "leave it out",
                          wish->id);
    }
}

/* What counts as 0 and as 1 of a number. */
static void read_range(struct wish *wish)
{
    struct aras_problems *problems = wish->builder->problems;
    struct aras_setting *range =
        aras_setting_numbers(wish->entry, "range", 2, problems);

    if (range == NULL) {
        aras_builder_lacks(
            wish->builder, wish->entry, "range",
            "the preference '%s' needs a `range`, as in [0.0, 1.0]: what "
            "counts as nothing and what as all of it",
            wish->id);
        return;
    }
    wish->preference->low = range->parts[0]->number;
    wish->preference->high = range->parts[1]->number;
    if (!(wish->preference->low < wish->preference->high)) {
        aras_problems_add(problems, range->place,
                          "the range of the preference '%s' must rise, got %g .. %g",
                          wish->id, wish->preference->low, wish->preference->high);
    }
}

/* "belt = -0.5" */
static void read_option(struct wish *wish, const struct aras_setting *setting,
                        double *worth, bool *given)
{
    struct aras_builder *builder = wish->builder;
    const struct aras_outcome *outcome = &builder->outcomes[wish->preference->outcome];
    const char *equals = strchr(setting->text, '=');
    size_t length = strcspn(setting->text, " =");
    char *end = NULL;
    double value = equals == NULL ? NAN : strtod(equals + 1, &end);
    size_t option = 0;

    if (end == NULL || end == equals + 1 || end[strspn(end, " ")] != '\0' ||
        !(fabs(value) <= 1.0)) {
        aras_problems_add(builder->problems, setting->place,
                          "an option of the preference '%s' is written \"option = "
                          "number\" with a number from -1 to 1, got '%s'",
                          wish->id, setting->text);
        return;
    }
    while (option < outcome->category_count &&
           (strncmp(outcome->categories[option].id, setting->text, length) != 0 ||
            outcome->categories[option].id[length] != '\0')) {
        option++;
    }
    if (option == outcome->category_count || given[option]) {
        aras_problems_add(builder->problems, setting->place,
                          "the outcome '%s' has %s option '%.*s'", outcome->id,
                          option == outcome->category_count ? "no" : "been given its",
                          (int) length, setting->text);
        return;
    }
    worth[option] = value;
    given[option] = true;
}

static void read_options(struct wish *wish)
{
    struct aras_builder *builder = wish->builder;
    struct aras_setting *options =
        aras_setting_texts(wish->entry, "options", builder->problems);
    size_t count = builder->outcomes[wish->preference->outcome].category_count;
    double *worth = aras_arena_array(builder->arena, count, sizeof *worth);
    bool *given = aras_arena_array(builder->arena, count, sizeof *given);

    if (options == NULL) {
        aras_builder_lacks(
            builder, wish->entry, "options",
            "the preference '%s' is about a category and needs "
            "`options`, as in [\"%s = 1\"]; those left out count 0",
            wish->id,
            count == 0 ? "option"
                       : builder->outcomes[wish->preference->outcome].categories[0].id);
        return;
    }
    for (size_t i = 0; i < options->count; i++) {
        read_option(wish, options->parts[i], worth, given);
    }
    wish->preference->option = worth;
}

static void read_scale(struct wish *wish)
{
    switch (wish->builder->outcomes[wish->preference->outcome].kind) {
    case ARAS_HAPPENED:
        return;
    case ARAS_CATEGORY:
        read_options(wish);
        return;
    case ARAS_TIME:
    case ARAS_VALUE:
    case ARAS_MEAN:
    case ARAS_COUNT:
        read_range(wish);
        return;
    }
}

static void check_single(struct wish *wish)
{
    const struct aras_builder *builder = wish->builder;
    const struct aras_preference *it = wish->preference;

    for (const struct aras_preference *other = builder->preferences; other < it;
         other++) {
        if (other->actor == it->actor && other->outcome == it->outcome) {
            aras_problems_add(builder->problems, wish->entry->place,
                              "there is another preference '%s': give it one weight",
                              wish->id);
            return;
        }
    }
}

static void read_preference(struct aras_builder *builder, struct aras_setting *entry)
{
    struct aras_preference preference = {.place = entry->place};
    struct wish wish = {.builder = builder, .entry = entry};
    const char *actor;
    const char *outcome;
    bool known =
        find(&wish, "of", "actor", &builder->actor_names, &actor, &preference.actor);

    known = find(&wish, "outcome", "outcome", &builder->outcome_names, &outcome,
                 &preference.outcome) &&
            known;
    if (!known) {
        aras_builder_skip(builder, entry, NULL);
        return;
    }
    wish.id = aras_arena_print(builder->arena, "%s: %s", actor, outcome);
    wish.preference =
        ARAS_GROW(builder, builder->preferences, builder->model->preference_count);
    *wish.preference = preference;
    read_weight(&wish);
    read_scale(&wish);
    wish.preference->provenance =
        aras_builder_provenance(builder, entry, "preference", wish.id, true);
    check_single(&wish);
}

void aras_builder_preferences(struct aras_builder *builder)
{
    aras_builder_read_groups(builder, builder->root, "preferences", read_preference);
}
