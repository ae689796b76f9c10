#include <math.h>
#include <string.h>

#include "model/document.h"
#include "scenario/claims.h"

static bool is_kind(const char *kind)
{
    static const char *const kinds[] = {"causal",   "forecast",  "trend",
                                        "state",    "stance",    "event",
                                        "red line", "precedent", "uncertainty"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kind, kinds[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void read_test(struct aras_claim *claim, struct aras_setting *entry,
                      const char *path, struct aras_problems *problems)
{
    struct aras_setting *test = aras_setting_group(entry, "test", problems);

    if (test == NULL) {
        return;
    }

    const char *scenario = aras_setting_text(test, "scenario", problems);
    const char *against = aras_setting_text(test, "against", problems);
    const char *sign = aras_setting_text(test, "sign", problems);

    claim->test.outcome = aras_setting_text(test, "outcome", problems);
    claim->test.margin = aras_setting_number(test, "margin", NAN, problems);
    if (scenario == NULL || against == NULL || claim->test.outcome == NULL ||
        sign == NULL || (strcmp(sign, "+") != 0 && strcmp(sign, "-") != 0)) {
        aras_problems_add(
            problems, test->place,
            "the test of claim '%s' needs a scenario, another one that it "
            "is held `against`, an outcome, and a sign: \"+\" or \"-\"",
            claim->id);
        return;
    }
    if (claim->test.margin < 0.0) {
        aras_problems_add(problems, aras_setting_place(test, "margin"),
                          "a margin is 0 or more, got %g", claim->test.margin);
    }
    claim->has_test = true;
    claim->test.sign = sign[0];
    claim->test.scenario = aras_document_relative(path, scenario, problems->arena);
    claim->test.against = aras_document_relative(path, against, problems->arena);
}

static void read_claim(struct aras_claim *claim, struct aras_setting *entry,
                       const char *path, struct aras_problems *problems)
{
    claim->place = entry->place;
    claim->id = aras_setting_text(entry, "id", problems);
    claim->text = aras_setting_text(entry, "text", problems);
    claim->kind = aras_setting_text(entry, "kind", problems);
    claim->by = aras_setting_text(entry, "by", problems);
    claim->reason = aras_setting_text(entry, "reason", problems);
    claim->typed = aras_setting_text(entry, "typed", problems);
    if (claim->id == NULL || claim->text == NULL || claim->kind == NULL) {
        aras_problems_add(problems, entry->place,
                          "a claim needs an id, its text and its kind");
        claim->id = claim->id == NULL ? "?" : claim->id;
        return;
    }
    if (!is_kind(claim->kind)) {
        aras_problems_add(
            problems, aras_setting_place(entry, "kind"),
            "the kind of a claim is causal, forecast, trend, state, stance, "
            "event, red line, precedent or uncertainty; got '%s'",
            claim->kind);
    }
    if ((claim->by == NULL) == (claim->reason == NULL)) {
        aras_problems_add(
            problems, entry->place,
            "say of claim '%s' what represents it (by), or why nothing does "
            "(reason), and not both",
            claim->id);
    }
    read_test(claim, entry, path, problems);
}

const struct aras_claims *aras_claims_read(const char *path,
                                           struct aras_problems *problems)
{
    size_t before = problems->mistakes;
    struct aras_setting *file = aras_document_read(path, problems);

    if (file == NULL) {
        return NULL;
    }

    struct aras_claims *claims = aras_arena_get(problems->arena, sizeof *claims);
    struct aras_setting *list = aras_setting_groups(file, "claims", problems);
    size_t count = list == NULL ? 0 : list->count;
    struct aras_claim *items = aras_arena_array(problems->arena, count, sizeof *items);

    claims->title = aras_setting_text(file, "title", problems);
    (void) aras_setting_text(file, "note", problems);
    for (size_t i = 0; i < count; i++) {
        read_claim(&items[i], list->parts[i], path, problems);
        for (size_t k = 0; k < i; k++) {
            if (strcmp(items[k].id, items[i].id) == 0) {
                aras_problems_add(problems, items[i].place,
                                  "there is another claim '%s', in line %d",
                                  items[i].id, items[k].place.line);
            }
        }
    }
    if (count == 0) {
        aras_problems_add(problems, file->place,
                          "a register of claims has a list `claims`");
    }
    aras_setting_report_unread(file, problems);
    claims->claims = items;
    claims->count = count;
    return problems->mistakes > before ? NULL : claims;
}
