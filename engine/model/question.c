/* What a scenario says of itself: its question, what it watches and expects. */
#include <string.h>

#include "model/builder.h"

static void read_expect(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_setting *list =
        aras_setting_groups(change, "expect", builder->problems);
    struct aras_question *question = &builder->model->question;
    size_t count = list == NULL ? 0 : list->count;
    struct aras_expectation_of *expect =
        aras_arena_array(builder->arena, count, sizeof *expect);

    for (size_t i = 0; i < count; i++) {
        struct aras_setting *entry = list->parts[i];
        uint32_t number;

        expect[i] = (struct aras_expectation_of){
            .outcome = aras_setting_text(entry, "outcome", builder->problems),
            .against = aras_setting_text(entry, "against", builder->problems),
            .sign = aras_setting_text(entry, "sign", builder->problems),
            .claim = aras_setting_text(entry, "claim", builder->problems),
            .margin = aras_setting_number(entry, "margin", 0.0, builder->problems),
            .place = entry->place};
        if (expect[i].outcome == NULL || expect[i].against == NULL ||
            expect[i].sign == NULL) {
            aras_builder_lacks(builder, entry,
                               expect[i].outcome == NULL   ? "outcome"
                               : expect[i].against == NULL ? "against"
                                                           : "sign",
                               "`expect` needs an `outcome`, `against` which scenario, "
                               "and a `sign`: \"+\", \"-\" or \"0\"");
            continue;
        }
        if (strlen(expect[i].sign) != 1 || strchr("+-0", expect[i].sign[0]) == NULL) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "sign"),
                              "the sign that is expected is \"+\", \"-\" or \"0\", got "
                              "'%s'",
                              expect[i].sign);
        }
        if (expect[i].margin < 0.0) {
            aras_problems_add(builder->problems, aras_setting_place(entry, "margin"),
                              "a margin is the smallest difference that matters, 0 or "
                              "more; got %g",
                              expect[i].margin);
        }
        if (!aras_names_find(&builder->outcome_names, expect[i].outcome, &number)) {
            const char *near =
                aras_nearest_name(expect[i].outcome, builder->outcome_names.all,
                                  builder->outcome_names.count);

            aras_problems_add(builder->problems, entry->place,
                              "there is no outcome '%s'%s%s%s", expect[i].outcome,
                              near == NULL ? "" : "; did you mean '",
                              near == NULL ? "" : near, near == NULL ? "" : "'?");
        }
    }
    if (count > 0) {
        question->expect = expect;
        question->expect_count = count;
    }
}

/* What a scenario says of itself; of several, the last says it. */
void aras_builder_question(struct aras_builder *builder, struct aras_setting *change)
{
    struct aras_question *question = &builder->model->question;
    const char *title = aras_setting_text(change, "title", builder->problems);
    const char *asked = aras_setting_text(change, "question", builder->problems);
    const char *kind = aras_setting_text(change, "kind", builder->problems);
    const char *note = aras_setting_text(change, "note", builder->problems);
    size_t count;
    const char *const *texts;

    question->title = title == NULL ? question->title : title;
    question->question = asked == NULL ? question->question : asked;
    question->note = note == NULL ? question->note : note;
    question->mirror =
        aras_setting_truth(change, "mirror", question->mirror, builder->problems);
    if (kind != NULL) {
        if (strcmp(kind, "baseline") != 0 && strcmp(kind, "premise") != 0 &&
            strcmp(kind, "push") != 0) {
            aras_problems_add(builder->problems, aras_setting_place(change, "kind"),
                              "the kind of a scenario is \"baseline\", \"premise\" or "
                              "\"push\", got '%s'",
                              kind);
        }
        question->kind = kind;
    }
    texts = aras_builder_texts(builder, change, "basis", &count);
    if (count > 0) {
        question->basis = texts;
        question->basis_count = count;
    }
    texts = aras_builder_texts(builder, change, "watch", &count);
    for (size_t i = 0; i < count; i++) {
        uint32_t number;

        if (!aras_names_find(&builder->outcome_names, texts[i], &number)) {
            const char *near = aras_nearest_name(texts[i], builder->outcome_names.all,
                                                 builder->outcome_names.count);

            aras_problems_add(builder->problems, aras_setting_place(change, "watch"),
                              "there is no outcome '%s' to watch%s%s%s", texts[i],
                              near == NULL ? "" : "; did you mean '",
                              near == NULL ? "" : near, near == NULL ? "" : "'?");
        }
    }
    if (count > 0) {
        question->watch = texts;
        question->watch_count = count;
    }
    read_expect(builder, change);
}
