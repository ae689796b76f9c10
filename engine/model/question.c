/* What a scenario says of itself: its question, what it watches and expects. Of several
 * scenarios, the last that says something says it. */
#include <string.h>

#include "model/builder.h"

static void check_expect(struct aras_builder *builder, struct aras_setting *entry,
                         const struct aras_expectation_of *expect)
{
    uint32_t number;

    if (expect->outcome == NULL || expect->against == NULL || expect->sign == NULL) {
        aras_builder_lacks(builder, entry,
                           expect->outcome == NULL   ? "outcome"
                           : expect->against == NULL ? "against"
                                                     : "sign",
                           "`expect` needs an `outcome`, `against` which scenario, and "
                           "a `sign`: \"+\", \"-\" or \"0\"");
        return;
    }
    if (strlen(expect->sign) != 1 || strchr("+-0", expect->sign[0]) == NULL) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "sign"),
                          "the sign that is expected is \"+\", \"-\" or \"0\", got "
                          "'%s'",
                          expect->sign);
    }
    if (expect->margin < 0.0) {
        aras_problems_add(builder->problems, aras_setting_place(entry, "margin"),
                          "a margin is the smallest difference that matters, 0 or "
                          "more; got %g",
                          expect->margin);
    }
    if (!aras_names_find(&builder->outcome_names, expect->outcome, &number)) {
        aras_builder_unknown(builder, entry->place, "outcome", expect->outcome,
                             &builder->outcome_names);
    }
}

static void read_expect(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list =
        aras_setting_groups(change, "expect", builder->problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_expectation_of *expect =
        aras_arena_array(builder->arena, count, sizeof *expect);

    for (size_t i = 0; i < count; i++) {
        struct aras_setting *entry = list->parts[i];

        expect[i] = (struct aras_expectation_of){
            .outcome = aras_setting_text(entry, "outcome", builder->problems),
            .against = aras_setting_text(entry, "against", builder->problems),
            .sign = aras_setting_text(entry, "sign", builder->problems),
            .claim = aras_setting_text(entry, "claim", builder->problems),
            .margin = aras_setting_number(entry, "margin", 0.0, builder->problems),
            .place = entry->place};
        check_expect(builder, entry, &expect[i]);
    }
    if (count > 0) {
        builder->model->question.expect = expect;
        builder->model->question.expect_count = count;
    }
}

static void read_kind(struct aras_builder *builder, struct aras_setting *change)
{
    const char *kind = aras_setting_text(change, "kind", builder->problems);

    if (kind == NULL) {
        return;
    }
    if (strcmp(kind, "baseline") != 0 && strcmp(kind, "premise") != 0 &&
        strcmp(kind, "push") != 0) {
        aras_problems_add(builder->problems, aras_setting_place(change, "kind"),
                          "the kind of a scenario is \"baseline\", \"premise\" or "
                          "\"push\", got '%s'",
                          kind);
    }
    builder->model->question.kind = kind;
}

static void read_watch(struct aras_builder *builder, struct aras_setting *change)
{
    size_t count;
    const char *const *watch = aras_builder_texts(builder, change, "watch", &count);

    for (size_t i = 0; i < count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->outcome_names, watch[i], &number)) {
            aras_problems_add(builder->problems, aras_setting_place(change, "watch"),
                              "there is no outcome '%s' to watch%s", watch[i],
                              aras_names_hint(&builder->outcome_names, watch[i]));
        }
    }
    if (count > 0) {
        builder->model->question.watch = watch;
        builder->model->question.watch_count = count;
    }
}

static void read_basis(struct aras_builder *builder, struct aras_setting *change)
{
    size_t count;
    const char *const *basis = aras_builder_texts(builder, change, "basis", &count);

    if (count > 0) {
        builder->model->question.basis = basis;
        builder->model->question.basis_count = count;
    }
}

/* The text, or what an older scenario said. */
static void read_line(struct aras_builder *builder, struct aras_setting *change,
                      const char *key, const char **text)
{
    const char *said = aras_setting_line(change, key, builder->problems);

    *text = said == NULL ? *text : said;
}

void aras_builder_question(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_question *question = &builder->model->question;
    const char *note = aras_setting_text(change, "note", builder->problems);

    read_line(builder, change, "title", &question->title);
    read_line(builder, change, "question", &question->question);
    read_kind(builder, change);
    question->note = note == NULL ? question->note : note;
    question->mirror =
        aras_setting_truth(change, "mirror", question->mirror, builder->problems);
    read_basis(builder, change);
    read_watch(builder, change);
    read_expect(builder, change);
}
